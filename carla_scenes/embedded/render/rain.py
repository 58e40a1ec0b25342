"""Rain in the air: streaks of drops in three depths, that slant with the wind and fall with time."""

from __future__ import annotations

import math
from typing import Any

from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.noise import cell_number
from carla_scenes.embedded.render.vectors import Vector, blended, scaled

_LAYERS = ((1.5, 2.0, 110.0, 0.075), (6.0, 1.3, 60.0, 0.07), (18.0, 1.0, 34.0, 0.06))
"""Nearest distance in metres at which a layer is seen, width and length of a streak in pixels of an image of 720
rows, and how much a streak hides."""

_FALL = 9.0
"""Lengths of a streak that drops fall in a second."""


@inlined
def _streak(light: Any, x: float, y: float, layer: int) -> float:
    """Return how much of a place in the image a layer's streak covers."""
    _, width, length, _ = _LAYERS[layer]
    column = (x + light.rain_slant * (0.7 + 0.3 * layer) * y * 0.35) / (width * 3.0)
    i = math.floor(column)
    # Each column of drops begins at a height of its own.
    start = cell_number(i, layer, 3.0)
    row = y / length + start * 17.0 - light.time * _FALL
    j = math.floor(row)
    if cell_number(i, j, 5.0 + layer) > 0.04 + 0.3 * light.rain:
        return 0.0
    across = 1.0 - abs(column - i - 0.5) * 3.0
    along = row - j
    return max(0.0, across) * min(1.0, 4.0 * along * (1.0 - along)) * (0.4 + 0.6 * cell_number(i, j, 9.0))


@inlined
def rained(light: Any, colour: Vector, x: float, y: float, rows: float, distance: float) -> Vector:
    """Return a colour seen through rain.

    Args:
        light: The weather.
        colour: Radiance without it.
        x: Column in the image.
        y: Row in the image.
        rows: Height of the image.
        distance: To what is seen, metres.
    """
    hidden = 0.0
    scale = 720.0 / rows
    for layer in range(3):
        if distance > _LAYERS[layer][0]:
            hidden += _LAYERS[layer][3] * _streak(light, x * scale, y * scale, layer)
    if hidden == 0.0:
        return colour
    drop = scaled((light.haze_red, light.haze_green, light.haze_blue), 1.15)
    return blended(colour, drop, min(0.5, hidden))
