"""How bright a picture gets.

`exposure_mode` is CARLA's: `histogram` looks at the picture's own brightnesses, without any memory of earlier ones;
`manual` at `shutter_speed`, `iso` and `fstop`, such that CARLA's defaults (1/200 s, 100, 1.4) suit a clear noon.
`exposure_compensation` adds stops to either.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.render.camera import number_of
from carla_scenes.embedded.render.image import BINS_PER_STOP, DARKEST_STOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

_NOON = 0.56
"""Exposure of a clear noon."""

_TARGET_STOP = -2.45
"""Where the middle of the brightnesses should come to lie, in stops below 1."""

_LOW_PART, _HIGH_PART = 0.1, 0.9
_FOLLOW = 0.35
_MOST_STOPS = 1.2


def exposure_of(
    attributes: Mapping[str, str], weather_exposure: float, histogram: npt.NDArray[np.int64]
) -> float:
    """Return the factor on radiance before the tone curve.

    Args:
        attributes: The camera's.
        weather_exposure: What suits the light that falls on the ground.
        histogram: (HISTOGRAM_BINS,) pixels by brightness; see `image.shade_pass`.
    """
    factor = 2.0 ** number_of(attributes, "exposure_compensation", 0.0)
    if attributes.get("exposure_mode", "histogram") == "manual":
        shutter = max(1e-6, number_of(attributes, "shutter_speed", 200.0))
        stop = max(0.1, number_of(attributes, "fstop", 1.4))
        iso = number_of(attributes, "iso", 100.0)
        return factor * _NOON * (200.0 / shutter) * (iso / 100.0) * (1.4 / stop) ** 2
    # The mean of what is neither very dark nor very bright, in stops; whole numbers until the last division.
    running = np.cumsum(histogram)
    total = int(running[-1])
    low, high = int(total * _LOW_PART), int(total * _HIGH_PART)
    inside = np.clip(running, low, high) - np.clip(running - histogram, low, high)
    weighted = int((inside * (2 * np.arange(len(histogram)) + 1)).sum())
    middle = weighted / (2.0 * BINS_PER_STOP * max(1, int(inside.sum()))) + DARKEST_STOP
    away = _TARGET_STOP - (middle + math.log2(weather_exposure))
    away = min(_MOST_STOPS, max(-_MOST_STOPS, away * _FOLLOW))
    return float(factor * weather_exposure * 2.0**away)
