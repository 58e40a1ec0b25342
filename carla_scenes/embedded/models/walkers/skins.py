"""Surfaces of people's parts: meshed, creased, cut open where they end, and coloured by regions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import body
from carla_scenes.embedded.geometry.cutting import Sheet
from carla_scenes.embedded.geometry.surface import joined, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.blobs import Limb
    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]
    Region = Callable[[Floats, Floats], Floats]
    """Signed distances, (N,) or (N, K), of points (N, 3) with normals (N, 3); negative inside."""

GONE = -1
"""Label of what is cut away."""


def skin(limbs: Sequence[Limb], cell: float, melt: float) -> Sheet:
    """Return the smooth union of limbs as a sheet whose labels are the limbs' groups."""
    surface, groups = body(limbs, cell, melt)
    return replace(Sheet.of(surface), labels=groups.astype(np.int32))


def without(sheet: Sheet, region: Region) -> Sheet:
    """Return a sheet without what lies in a region, cut cleanly."""
    return _emptied(sheet, region).without(GONE)


def hem(sheet: Sheet, region: Region, depth: float) -> Surface:
    """Return the edge of what is left of a sheet without a region, turned inwards by a depth in metres."""
    emptied = _emptied(sheet, region)
    return emptied.wall(GONE, -emptied.normals * depth)


def with_edge(sheet: Sheet, region: Region, depth: float) -> Surface:
    """Return what is left of a sheet without a region, with its edge turned inwards."""
    left = without(sheet, region)
    labels = [int(label) for label in np.unique(left.labels)]
    return joined([left.only(*labels), hem(sheet, region, depth)])


def flattened(sheet: Sheet, point: Floats, normal: Floats) -> Sheet:
    """Return a sheet pressed flat against a plane: what lies beyond it, the way the normal points, comes to it."""
    beyond_it = np.maximum((sheet.vertices - point) @ normal, 0.0)[:, None]
    normals = np.where(beyond_it > 0.0, normal, sheet.normals)
    return replace(sheet, vertices=sheet.vertices - beyond_it * normal, normals=normals)


def _emptied(sheet: Sheet, region: Region) -> Sheet:
    labels = [int(label) for label in np.unique(sheet.labels)]
    return sheet.cut(lambda s: region(s.vertices, s.normals), GONE, labels)


def marked(sheet: Sheet, region: Region, label: int, among: Sequence[int]) -> Sheet:
    """Return a sheet with another label on what lies in a region."""
    return sheet.cut(lambda s: region(s.vertices, s.normals), label, among)


def beyond(point: Floats, direction: Floats) -> Region:
    """Return the half space beyond a point in a direction."""
    towards = direction / np.linalg.norm(direction)
    return lambda points, _: (point - points) @ towards


def creased(sheet: Sheet, depth: float, length: float, seed: int, where: Callable[[Floats], Floats]) -> Sheet:
    """Return a sheet of cloth with soft folds.

    Args:
        sheet: The cloth.
        depth: Of the folds, metres.
        length: From fold to fold, metres.
        seed: Decides how they run.
        where: Gives how strong they are, 0 to 1, at points (N, 3).
    """
    draws = np.random.default_rng(np.random.SeedSequence([83, seed]))
    directions = unit(draws.normal(size=(7, 3)) * [1.0, 1.0, 1.6])
    waves = 2.0 * np.pi / length * draws.uniform(0.6, 1.5, 7)[:, None] * directions
    phases = draws.uniform(0.0, 2.0 * np.pi, 7)
    share = where(sheet.vertices)[:, None]
    turns = sheet.vertices @ waves.T + phases
    height = (np.sin(turns) * share).mean(axis=1, keepdims=True) * depth
    slope = (np.cos(turns) * share) @ waves / 7.0 * depth
    along = slope - sheet.normals * (slope * sheet.normals).sum(axis=1, keepdims=True)
    return replace(
        sheet, vertices=sheet.vertices + sheet.normals * height, normals=unit(sheet.normals - along)
    )
