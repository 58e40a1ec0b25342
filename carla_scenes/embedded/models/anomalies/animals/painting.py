"""Painting: surfaces are cut along the edges of regions, so that two coats meet in a clean line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, unit

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]


def split(
    surface: Surface, values: Floats, extras: Floats
) -> tuple[Surface, Floats, npt.NDArray[np.bool_], Ints]:
    """Cut a surface where a value changes its sign from vertex to vertex.

    Args:
        surface: What is cut.
        values: (N,) one a vertex.
        extras: (N, E) further values of the vertices, which new vertices get in proportion.

    Returns:
        The surface, the extras of its vertices, (M,) whether a face lies where values are negative, and (M,) which
        face of the old surface each came from.
    """
    values = np.where(np.abs(values) < 1e-6, 1e-6, values)  # no cut through a corner itself
    negative = values < 0.0
    count = negative[surface.faces].sum(axis=1)
    mixed = (count == 1) | (count == 2)
    faces = surface.faces[mixed]
    lone = count[mixed] == 1  # whether the corner that stands alone is the negative one
    place = np.argmax(negative[faces] == lone[:, None], axis=1)
    turned = np.take_along_axis(faces, (place[:, None] + np.arange(3)) % 3, axis=1)
    a, b, c = turned.T
    edges = np.sort(np.stack([np.stack([a, b], axis=1), np.stack([a, c], axis=1)]).reshape(-1, 2), axis=1)
    unique, index = np.unique(edges, axis=0, return_inverse=True)
    index = index.reshape(-1)
    first, second = unique.T
    share = np.clip(values[first] / (values[first] - values[second]), 0.02, 0.98)[:, None]

    def between(rows: Floats) -> Floats:
        return np.concatenate([rows, rows[first] * (1.0 - share) + rows[second] * share])

    base = len(surface.vertices)
    p, q = (index + base).reshape(2, -1)
    pieces = [
        surface.faces[~mixed],
        np.stack([a, p, q], axis=1),
        np.stack([p, b, c], axis=1),
        np.stack([p, c, q], axis=1),
    ]
    inside = np.concatenate([count[~mixed] == 3, lone, ~lone, ~lone])
    numbers = np.arange(len(surface.faces), dtype=np.int32)
    origin = np.concatenate([numbers[~mixed], *[numbers[mixed]] * 3])
    result = Surface(
        between(surface.vertices),
        np.concatenate(pieces).astype(np.int32),
        unit(between(surface.normals)),
        between(surface.uvs),
    )
    return result, between(extras), inside, origin


def kept(surface: Surface, faces: npt.NDArray[np.bool_]) -> Surface:
    """Return only some faces of a surface, without the vertices that nothing uses any more."""
    used, index = np.unique(surface.faces[faces], return_inverse=True)
    return Surface(
        surface.vertices[used],
        index.reshape(-1, 3).astype(np.int32),
        surface.normals[used],
        surface.uvs[used],
    )
