"""The camera's response: from radiance to bytes."""

from __future__ import annotations

import numpy as np

from carla_scenes.embedded.render.arithmetic import power
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.vectors import Vector

_CONTRAST = 1.13
_MIDDLE = 0.18
_KNEE = 0.6545  # makes the middle grey come out as it went in: 0.18 ** 1.13 * (1 / 0.18 - 1)


@inlined
def _response(light: float) -> float:
    """Return what film makes of light: a soft toe, a long shoulder, never quite white."""
    raised = power(light, _CONTRAST)
    return raised / (raised + _KNEE)


@inlined
def developed(radiance: Vector, exposure: float) -> Vector:
    """Return a radiance as linear light of the picture, 0 to 1."""
    red, green, blue = radiance[0] * exposure, radiance[1] * exposure, radiance[2] * exposure
    return (_response(red), _response(green), _response(blue))


@inlined
def encoded(light: float, gamma: float) -> np.uint8:
    """Return linear light as a byte: sRGB, and other gammas than CARLA's default of 2.2 relative to it."""
    if gamma != 2.2:
        light = power(light, 2.2 / gamma)
    value = 12.92 * light if light <= 0.0031308 else 1.055 * power(light, 1.0 / 2.4) - 0.055
    return np.uint8(min(255.0, max(0.0, value * 255.0 + 0.5)))
