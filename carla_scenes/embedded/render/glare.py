"""Glare: light of very bright places that a lens spreads over its surroundings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.render.compiled import inlined, kernel, take_next

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Samples

    Floats32 = npt.NDArray[np.float32]

CELL = 8
"""Pixels a side of a cell of the glare's coarse image."""

_BEGINS = 1.6
_MOST = 12.0
_REACH = 9
_WEIGHTS = np.array([1.0 / (1.0 + 0.55 * k * k) for k in range(_REACH + 1)])
_TOTAL = float(_WEIGHTS[0] + 2.0 * _WEIGHTS[1:].sum())


@kernel
def bright_pass(
    counter: int, rows: int, samples: Samples, width: int, height: int, exposure: float, coarse: Floats32
) -> None:
    """Fill (ceil(H / 8), ceil(W / 8), 3) float32 with the mean light above what the picture can show."""
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for cell in range(coarse.shape[1]):
            for channel in range(3):
                total = 0.0
                for i in range(row * CELL, min(height, row * CELL + CELL)):
                    for j in range(cell * CELL, min(width, cell * CELL + CELL)):
                        light = samples.radiance[i * width + j, channel] * exposure
                        total += min(_MOST, max(0.0, light - _BEGINS))
                coarse[row, cell, channel] = total / (CELL * CELL)


@kernel
def spread_pass(counter: int, rows: int, coarse: Floats32, other: Floats32) -> None:
    """Spread a coarse image along its rows, and write it with rows and columns exchanged."""
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(coarse.shape[1]):
            for channel in range(3):
                total = 0.0
                for k in range(-_REACH, _REACH + 1):
                    place = column + k
                    if 0 <= place < coarse.shape[1]:
                        total += coarse[row, place, channel] * _WEIGHTS[abs(k)]
                other[column, row, channel] = total / _TOTAL


@inlined
def glare_at(coarse: Floats32, x: float, y: float, channel: int) -> float:
    """Return the glare at a place of the image, in pixels."""
    a, b = y / CELL - 0.5, x / CELL - 0.5
    i = min(coarse.shape[0] - 2, max(0, math.floor(a)))
    j = min(coarse.shape[1] - 2, max(0, math.floor(b)))
    u, v = min(1.0, max(0.0, a - i)), min(1.0, max(0.0, b - j))
    top = coarse[i, j, channel] * (1.0 - v) + coarse[i, j + 1, channel] * v
    bottom = coarse[i + 1, j, channel] * (1.0 - v) + coarse[i + 1, j + 1, channel] * v
    return top * (1.0 - u) + bottom * u
