"""Curves through control points, and bends that put a finished figure into a pose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Point = Sequence[float] | Floats
    Points = Sequence[Point] | Floats
    Warp = Callable[[Floats], Floats]


def curve(points: Points, count: int) -> Floats:
    """Return a smooth line through control points (Catmull-Rom), evenly spaced between neighbours.

    Args:
        points: (K, D) control points; further columns, such as radii, go along.
        count: How many points come back, the first and the last control point among them.

    Returns:
        (count, D) float64.
    """
    rows = np.asarray(points, np.float64)
    padded = np.concatenate([[2.0 * rows[0] - rows[1]], rows, [2.0 * rows[-1] - rows[-2]]])
    place = np.linspace(0.0, len(rows) - 1.0, count)
    first = np.minimum(place.astype(int), len(rows) - 2)
    t = (place - first)[:, None]
    a, b, c, d = (padded[first + i] for i in range(4))
    result: Floats = 0.5 * (
        2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * t**2 + (3.0 * (b - c) + d - a) * t**3
    )
    return result


def bend(start: float, end: float, angle: float, *, sideways: bool = True, height: float = 0.0) -> Warp:
    """Return a warp that bends what lies between two places on the x axis along an arc.

    Everything beyond `end` is turned as a whole; everything before `start` stays. With `end` below `start` it works
    towards the tail.

    Args:
        start: Where the bend begins, x in metres.
        end: Where it ends.
        angle: Degrees; to the right (sideways), or up.
        sideways: Whether it bends about the z axis, else about the y axis.
        height: Height of the line that keeps its length, for a bend up or down.
    """
    if angle == 0.0:
        return lambda points: points
    sign = 1.0 if end >= start else -1.0
    length = abs(end - start)
    curvature = np.radians(angle) / length
    side, middle = (1, 0.0) if sideways else (2, height)

    def warp(points: Floats) -> Floats:
        along = (points[:, 0] - start) * sign
        across = points[:, side] - middle
        turned = np.clip(along, 0.0, length) * curvature
        beyond = np.maximum(along - length, 0.0)
        x = np.sin(turned) / curvature + np.cos(turned) * beyond - np.sin(turned) * across
        lift = (1.0 - np.cos(turned)) / curvature + np.sin(turned) * beyond + np.cos(turned) * across
        result = points.copy()
        moved = along > 0.0
        result[moved, 0] = start + sign * x[moved]
        result[moved, side] = middle + lift[moved]
        return result

    return warp
