"""Collecting the ground: surfaces by named part, lying flat or standing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.surface import Surface, flat, unit
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]
    Heights = Callable[[Floats], Floats]

LIFT_M = 0.01
"""How high paint and covers lie above the surface, so that they never tie with it."""


class GroundMesh:
    """A mesh whose parts have names; the parts of a name may come piece by piece."""

    def __init__(self) -> None:
        self._builder = MeshBuilder(Tag.ROADS)
        self._names: dict[str, int] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts, in order."""
        return tuple(self._names)

    def add(self, surface: Surface, material: Material, tag: int, name: str) -> None:
        """Add a surface to a part."""
        if len(surface.faces):
            part = self._names.setdefault(name, len(self._names))
            self._builder.add(surface, material, tag=tag, part=part)

    def build(self) -> Mesh:
        """Return the mesh."""
        return self._builder.build()


def ribbon(lines: Floats, uvs: Floats) -> Surface:
    """Return a sheet between lines that run beside each other.

    Args:
        lines: (L, K, 3) points of each line, metres.
        uvs: (L, K, 2) texture coordinates.

    Returns:
        Faces with an area only, facing up where the first line lies to the left of the last in CARLA's frame.
    """
    count, points = lines.shape[:2]
    first = (np.arange(count - 1)[:, None] * points + np.arange(points - 1)).ravel()
    # From the left line ahead and over to the right: in axes with y to the right that is anticlockwise by numbers.
    faces = np.concatenate(
        [
            np.stack([first, first + 1, first + points + 1], axis=1),
            np.stack([first, first + points + 1, first + points], axis=1),
        ]
    ).astype(np.int32)
    return clean(lines.reshape(-1, 3), faces, uvs.reshape(-1, 2))


def clean(vertices: Floats, faces: Ints, uvs: Floats) -> Surface:
    """Return a surface of the faces with an area, flat-shaded without doubled vertices where it is level."""
    corners = vertices[faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(areas, axis=1)
    keep = size > 1e-7
    faces, areas = faces[keep], areas[keep]
    level = np.all(np.abs(areas[:, :2]) < 1e-9 * np.maximum(areas[:, 2:], 1e-9), axis=1)
    if len(faces) and bool(level.all()) and bool((areas[:, 2] > 0.0).all()):
        used, numbers = np.unique(faces, return_inverse=True)
        up = np.zeros((len(used), 3))
        up[:, 2] = 1.0
        return Surface(vertices[used], numbers.reshape(-1, 3).astype(np.int32), up, uvs[used])
    return flat(vertices, faces, uvs)


def spread(area: shapely.Geometry, heights: Heights, *, origin: tuple[float, float] = (0.0, 0.0)) -> Surface:
    """Return polygons as a surface that faces up, its texture coordinates metres from an origin.

    Args:
        area: Polygon, or several.
        heights: Returns the heights (N,) of places (N, 2).
        origin: Where the texture coordinates are zero.
    """
    pieces = [p for p in shapely.get_parts(area) if isinstance(p, shapely.Polygon) and p.area > 1e-6]
    if not pieces:
        return Surface(np.zeros((0, 3)), np.zeros((0, 3), np.int32), np.zeros((0, 3)), np.zeros((0, 2)))
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(pieces))
    triangles = shapely.get_parts(triangles)
    rings = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    places, numbers = np.unique(np.round(rings.reshape(-1, 2), 3), axis=0, return_inverse=True)
    faces = numbers.reshape(-1, 3).astype(np.int32)
    a, b, c = (places[faces[:, k]] for k in range(3))
    clockwise = _cross(b - a, c - a) < 0.0
    faces[clockwise] = faces[clockwise][:, ::-1]
    vertices = np.column_stack([places, heights(places)])
    return clean(vertices, faces, places - np.array(origin))


def upright(line: Floats, low: Floats, high: Floats) -> Surface:
    """Return a standing face above a line, seen from the left of who goes along it in CARLA's frame.

    Args:
        line: (K, 2) metres.
        low: (K,) height of its lower edge.
        high: (K,) height of its upper edge.
    """
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    lines = np.stack([np.column_stack([line, low]), np.column_stack([line, high])])
    uvs = np.stack([np.column_stack([along, low]), np.column_stack([along, high])])
    return ribbon(lines, uvs)


def _cross(a: Floats, b: Floats) -> Floats:
    value: Floats = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return value


def smooth_up(vertices: Floats, faces: Ints, uvs: Floats) -> Surface:
    """Return a surface whose normals are averaged where faces share a vertex."""
    corners = vertices[faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sums = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(sums, faces[:, corner], areas)
    return Surface(vertices, faces, unit(sums), uvs)
