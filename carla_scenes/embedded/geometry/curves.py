"""Curves and outlines: smooth functions of one number, and signed distances from shapes drawn on a plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Point = Sequence[float]
    Curve = Callable[[Floats], Floats]
    Outline = Callable[[Floats], Floats]


def curve(points: Sequence[Point]) -> Curve:
    """Return the smooth function through points (place, value) that never overshoots them; constant beyond the ends.

    Cubic pieces whose slopes are limited as Fritsch and Carlson have it, so that what rises in the points rises
    in between.

    Args:
        points: (K, 2), places strictly ascending.
    """
    places, values = np.asarray(points, np.float64).T
    steps, rises = np.diff(places), np.diff(values)
    secants = rises / steps
    slopes = np.concatenate([secants[:1], (secants[:-1] + secants[1:]) / 2.0, secants[-1:]])
    turning = secants[:-1] * secants[1:] <= 0.0
    slopes[1:-1][turning] = 0.0
    for end in (slice(None, -1), slice(1, None)):
        # A slope of at most three secants keeps a cubic piece monotonic.
        bound = 3.0 * np.abs(secants)
        slopes[end] = np.clip(slopes[end], -bound, bound)

    def evaluate(x: Floats) -> Floats:
        inside = np.clip(np.asarray(x, np.float64), places[0], places[-1])
        piece = np.clip(np.searchsorted(places, inside, side="right") - 1, 0, len(steps) - 1)
        t, h = (inside - places[piece]) / steps[piece], steps[piece]
        a, b = values[piece], values[piece + 1]
        result: Floats = (
            a * (1.0 + 2.0 * t) * (1.0 - t) ** 2
            + b * t * t * (3.0 - 2.0 * t)
            + h * t * (1.0 - t) * (slopes[piece] * (1.0 - t) - slopes[piece + 1] * t)
        )
        return result

    return evaluate


def outline(corners: Sequence[Point], radius: float = 0.0) -> Outline:
    """Return the signed distance from a polygon with rounded corners, negative inside.

    Args:
        corners: (P, 2) metres, either way round; simple, and with no edge shorter than the rounding takes.
        radius: Of its corners, metres.
    """
    points = np.asarray(corners, np.float64)
    x, y = points.T
    if (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() < 0.0:
        points = points[::-1]
    shrunk = _shrunk(points, radius) if radius > 0.0 else points
    edges = np.roll(shrunk, -1, axis=0) - shrunk

    def evaluate(places: Floats) -> Floats:
        away = places[:, None] - shrunk
        along = np.clip((away * edges).sum(axis=-1) / (edges * edges).sum(axis=-1), 0.0, 1.0)
        nearest = np.linalg.norm(away - along[..., None] * edges, axis=-1).min(axis=1)
        below = shrunk[:, 1] <= places[:, None, 1]
        ends_below = np.roll(below, -1, axis=1)
        left = edges[:, 0] * away[..., 1] - edges[:, 1] * away[..., 0] > 0.0
        upwards = (below & ~ends_below & left).sum(axis=1)
        downwards = (~below & ends_below & ~left).sum(axis=1)
        result: Floats = np.where(upwards != downwards, -nearest, nearest) - radius
        return result

    return evaluate


def convex(corners: Sequence[Point]) -> Outline:
    """Return the signed distances from the lines through a convex polygon's edges, (N, P), negative inside; metres.

    Raises:
        ValueError: The polygon is not convex.
    """
    points = np.asarray(corners, np.float64)
    edges = np.roll(points, -1, axis=0) - points
    turns = edges[:, 0] * np.roll(edges[:, 1], -1) - edges[:, 1] * np.roll(edges[:, 0], -1)
    sense = float(np.sign(turns.sum()))
    if (turns * sense < 0.0).any():
        raise ValueError("a polygon that is not convex")
    outwards = (
        sense * np.stack([edges[:, 1], -edges[:, 0]], axis=1) / np.linalg.norm(edges, axis=1, keepdims=True)
    )

    def evaluate(places: Floats) -> Floats:
        result: Floats = ((places[:, None] - points) * outwards).sum(axis=-1)
        return result

    return evaluate


def circle(centre: Point, radius: float) -> Outline:
    """Return the signed distance from a circle, negative inside; metres."""
    middle = np.asarray(centre, np.float64)

    def evaluate(places: Floats) -> Floats:
        result: Floats = np.linalg.norm(places - middle, axis=-1) - radius
        return result

    return evaluate


def _shrunk(points: Floats, distance: float) -> Floats:
    """Return an anticlockwise polygon with every edge moved inwards."""
    edges = np.roll(points, -1, axis=0) - points
    inwards = np.stack([-edges[:, 1], edges[:, 0]], axis=1)
    inwards /= np.linalg.norm(inwards, axis=1, keepdims=True)
    before = np.roll(inwards, 1, axis=0)
    # The corner moves along the bisector so far that both edges have moved by the distance.
    bisectors = (inwards + before) / (1.0 + (inwards * before).sum(axis=1, keepdims=True))
    shrunk: Floats = points + distance * bisectors
    return shrunk
