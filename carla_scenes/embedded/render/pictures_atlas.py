"""Pictures on surfaces, looked up between their versions of several sizes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.render.arithmetic import logarithm
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.store import LEVEL_STARTS, SIDES
from carla_scenes.embedded.render.vectors import Vector, blended

if TYPE_CHECKING:
    import numpy.typing as npt

_SIDES = np.array(SIDES)
_STARTS = np.array(LEVEL_STARTS)
_LOG2 = 1.0 / math.log(2.0)


@inlined
def _texel(atlas: npt.NDArray[np.uint16], picture: int, level: int, i: int, j: int) -> Vector:
    side = _SIDES[level]
    place = _STARTS[level] + min(side - 1, max(0, j)) * side + min(side - 1, max(0, i))
    scale = 1.0 / 65535.0
    return (
        atlas[picture, place, 0] * scale,
        atlas[picture, place, 1] * scale,
        atlas[picture, place, 2] * scale,
    )


@inlined
def _smooth(atlas: npt.NDArray[np.uint16], picture: int, level: int, u: float, v: float) -> Vector:
    side = _SIDES[level]
    x, y = u * side - 0.5, v * side - 0.5
    fx, fy = math.floor(x), math.floor(y)
    i, j = int(fx), int(fy)
    top = blended(_texel(atlas, picture, level, i, j), _texel(atlas, picture, level, i + 1, j), x - fx)
    bottom = blended(
        _texel(atlas, picture, level, i, j + 1), _texel(atlas, picture, level, i + 1, j + 1), x - fx
    )
    return blended(top, bottom, y - fy)


@inlined
def picture_colour(
    atlas: npt.NDArray[np.uint16], picture: int, u: float, v: float, across_u: float, across_v: float
) -> Vector:
    """Return a picture's colour.

    Args:
        atlas: See `records.World`.
        picture: Number of the picture.
        u: 0 at the left to 1 at the right; beyond it the edge goes on.
        v: 0 at the top to 1 at the bottom.
        across_u: Size of a pixel along u.
        across_v: Size of a pixel along v.
    """
    size = math.sqrt(max(across_u, 1e-6) * max(across_v, 1e-6)) * SIDES[0]
    size = max(size, 0.5 * max(across_u, across_v) * SIDES[0])
    level = min(len(SIDES) - 1.001, max(0.0, logarithm(size) * _LOG2))
    whole = int(level)
    return blended(
        _smooth(atlas, picture, whole, u, v), _smooth(atlas, picture, whole + 1, u, v), level - whole
    )
