"""Parts that several props share: wire lattices, crumpled lumps, frames."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import cylinder, ellipsoid
from carla_scenes.embedded.geometry.surface import joined, smooth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.surface import Surface

    Point = Sequence[float]


def lattice(corners: Sequence[Point], columns: int, rows: int, radius: float) -> Surface:
    """Return wires across a quadrilateral, edges included: `columns` from its side 0-1 to 3-2, `rows` across."""
    first, second, third, fourth = (np.asarray(corner, float) for corner in corners)
    wires = []
    for share in np.linspace(0.0, 1.0, columns):
        start, end = first + (second - first) * share, fourth + (third - fourth) * share
        wires.append(cylinder(start, end, radius, sides=5))
    for share in np.linspace(0.0, 1.0, rows):
        start, end = first + (fourth - first) * share, second + (third - second) * share
        wires.append(cylinder(start, end, radius, sides=5))
    return joined(wires)


def frame(points: Sequence[Point], radius: float, *, closed: bool = False, sides: int = 8) -> Surface:
    """Return straight tubes from point to point."""
    places = [*points, points[0]] if closed else list(points)
    return joined(cylinder(start, end, radius, sides=sides) for start, end in pairwise(places))


def lump(size: tuple[float, float, float], seed: int, roughness: float = 0.2, around: int = 18) -> Surface:
    """Return a crumpled lump that lies on z = 0.

    Args:
        size: Length, width, height, metres.
        seed: Key of its folds.
        roughness: How far folds go in, as a share of the radius.
        around: Faces around.
    """
    rng = np.random.default_rng(np.random.SeedSequence([8207, seed]))
    ball = ellipsoid((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), around, around * 2 // 3)
    points = ball.vertices
    folds = np.zeros(len(points))
    for _ in range(7):
        axis = rng.normal(size=3)
        folds += np.sin(points @ (axis * rng.uniform(1.5, 4.5)) + rng.uniform(0.0, 6.28))
    shape = points * (1.0 + roughness * folds / 3.0)[:, None]
    low, high = shape.min(axis=0), shape.max(axis=0)
    scaled = (shape - (low + high) / 2.0) / (high - low) * np.asarray(size)
    # The underside is flattened by its weight.
    scaled[:, 2] = np.maximum(scaled[:, 2], -0.32 * size[2])
    scaled[:, 2] -= scaled[:, 2].min()
    scaled[:, 2] *= size[2] / scaled[:, 2].max()
    return smooth(scaled, ball.faces, ball.uvs)
