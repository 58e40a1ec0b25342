"""The camera's response: from radiance to bytes, by tables.

Light is turned by film's curve (a soft toe, a long shoulder, never quite white), then encoded as sRGB.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.render.arithmetic import power
from carla_scenes.embedded.render.compiled import float_of_word, inlined, kernel, word_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats32 = npt.NDArray[np.float32]

_CONTRAST = 1.22
_KNEE = 0.5624  # makes the middle grey come out as it went in: 0.18 ** 1.22 * (1 / 0.18 - 1)
_STEPS = 64  # per stop
_SHIFT = 23 - 6
_FIRST = (127 - 16) << 6  # the table begins at 2 ** -16
_LAST = (127 + 12) << 6
_RESPONSES = _LAST - _FIRST + 2
_CODES = 4096


def make_tables(gamma: float) -> Floats32:
    """Return the tables of a camera, float32; `gamma` is CARLA's attribute, whose default 2.2 stands for sRGB."""
    tables = np.zeros(_RESPONSES + _CODES, np.float32)
    _fill(tables, float(gamma))
    return tables


@kernel
def _fill(tables: Floats32, gamma: float) -> None:
    for index in range(_RESPONSES):
        light: float = np.float64(float_of_word(np.int32((index + _FIRST) << _SHIFT)))
        raised = power(light, _CONTRAST)
        tables[index] = raised / (raised + _KNEE)
    for index in range(_CODES):
        root = index / (_CODES - 1.0)
        light = root * root
        if gamma != 2.2:
            light = power(light, 2.2 / gamma)
        value = 12.92 * light if light <= 0.0031308 else 1.055 * power(light, 1.0 / 2.4) - 0.055
        tables[_RESPONSES + index] = value * 255.0 + 0.5


@inlined
def response(tables: Floats32, light: float) -> float:
    """Return what film makes of light, 0 to 1."""
    bounded = np.float32(min(4095.0, max(1.6e-5, light)))
    word = word_of(bounded)
    index = min(_RESPONSES - 2, max(0, (word >> _SHIFT) - _FIRST))
    part = (word & ((1 << _SHIFT) - 1)) / float(1 << _SHIFT)
    return tables[index] + (tables[index + 1] - tables[index]) * part


@inlined
def encoded(tables: Floats32, light: float) -> np.uint8:
    """Return linear light of the picture as a byte."""
    place = math.sqrt(min(1.0, max(0.0, light))) * (_CODES - 1.0)
    index = min(_CODES - 2, int(place))
    first = tables[_RESPONSES + index]
    return np.uint8(first + (tables[_RESPONSES + index + 1] - first) * (place - index))
