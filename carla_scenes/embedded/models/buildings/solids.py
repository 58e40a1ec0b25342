"""Slabs, panels and sheets of a wall: many at once, by broadcasting.

They stand in the axes of an elevation: s along the wall, t up, d out of it. These axes are right-handed as
arithmetic has it, so that normals are cross products here as in the world.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, joined, unit

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    FloatsLike = npt.ArrayLike
    Ints = npt.NDArray[np.int64]

ALL = "FBLRTU"
"""Faces of a slab: Front (+d), Back, Left (-s), Right (+s), Top (+t), Underside."""

_CORNERS = {
    "F": [[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]],
    "B": [[1, 0, 0], [0, 0, 0], [0, 1, 0], [1, 1, 0]],
    "R": [[1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 0, 1]],
    "L": [[0, 0, 0], [0, 0, 1], [0, 1, 1], [0, 1, 0]],
    "T": [[0, 1, 0], [0, 1, 1], [1, 1, 1], [1, 1, 0]],
    "U": [[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1]],
}
_NORMALS = {"F": (0, 0, 1), "B": (0, 0, -1), "R": (1, 0, 0), "L": (-1, 0, 0), "T": (0, 1, 0), "U": (0, -1, 0)}
_PLANES = {"F": (0, 1), "B": (0, 1), "R": (2, 1), "L": (2, 1), "T": (0, 2), "U": (0, 2)}


@lru_cache(maxsize=128)
def _table(faces: str, inside: bool) -> tuple[Ints, Ints, Floats]:
    """Return, for each vertex of the faces, where its place and coordinates are in (low, high), and its normal."""
    corners = np.array([_CORNERS[face] for face in faces])
    if inside:
        corners = corners[:, ::-1]
    places = corners * 3 + np.arange(3)
    coordinates = np.stack([places[k][:, _PLANES[face]] for k, face in enumerate(faces)])
    normals = np.repeat(np.array([_NORMALS[face] for face in faces], np.float64), 4, axis=0)
    return places.reshape(-1, 3), coordinates.reshape(-1, 2), -normals if inside else normals


def slabs(low: FloatsLike, high: FloatsLike, faces: str = ALL, *, inside: bool = False) -> Surface:
    """Return boxes along the axes; texture coordinates are metres, upright on upright faces.

    Args:
        low: (N, 3) or (3,) lowest corners (s, t, d).
        high: As many highest corners.
        faces: Which of the six to make.
        inside: Whether they are rooms: faces look inwards.
    """
    first, last = np.asarray(low, np.float64).reshape(-1, 3), np.asarray(high, np.float64).reshape(-1, 3)
    bounds = np.concatenate([first, last], axis=1)
    places, coordinates, _ = _table(faces, inside)
    count = len(bounds)
    return Surface(
        bounds[:, places].reshape(-1, 3),
        _quad_faces(count * len(faces)),
        _tiled(faces, inside, count),
        bounds[:, coordinates].reshape(-1, 2),
    )


@lru_cache(maxsize=512)
def _tiled(faces: str, inside: bool, count: int) -> Floats:
    """Return the normals of many boxes; never written to."""
    return np.tile(_table(faces, inside)[2], (count, 1))


@lru_cache(maxsize=512)
def _quad_faces(count: int) -> npt.NDArray[np.int32]:
    """Return the triangles of quadrilaterals that do not share corners, (2 * count, 3); never written to."""
    first = np.arange(count, dtype=np.int32)[:, None] * 4
    faces: npt.NDArray[np.int32] = (first + _QUAD).reshape(-1, 3)
    return faces


_QUAD = np.array([0, 1, 2, 0, 2, 3], np.int32)


def quads(corners: FloatsLike, uvs: FloatsLike | None = None, normals: Floats | None = None) -> Surface:
    """Return flat quadrilaterals.

    Args:
        corners: (N, 4, 3), or (4, 3) for one; the normal is (b - a) x (d - a).
        uvs: (N, 4, 2) or (4, 2); metres along the plane when None: (s, t) on fronts, upright on upright faces.
        normals: (N, 4, 3); those of the planes when None.
    """
    points = np.asarray(corners, np.float64).reshape(-1, 4, 3)
    if normals is None:
        across = cross(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])
        normals = np.repeat(unit(across)[:, None], 4, axis=1)
    if uvs is None:
        uvs = elevation_uvs(points, normals)
    coordinates = np.asarray(uvs, np.float64)
    if coordinates.ndim < 3:
        coordinates = np.concatenate([coordinates] * len(points))
    return Surface(
        points.reshape(-1, 3), _quad_faces(len(points)), normals.reshape(-1, 3), coordinates.reshape(-1, 2)
    )


def fan(corners: FloatsLike, uvs: FloatsLike | None = None) -> Surface:
    """Return one flat convex polygon, (P, 3) corners anticlockwise about its normal; (P, 2) coordinates or metres."""
    points = np.asarray(corners, np.float64)
    across = cross(points - points[0], np.roll(points, -1, axis=0) - points[0]).sum(axis=0)
    normals = np.broadcast_to(unit(across), points.shape)
    coordinates = elevation_uvs(points, normals) if uvs is None else np.asarray(uvs, np.float64)
    middle = np.arange(1, len(points) - 1, dtype=np.int32)
    faces = np.stack([np.zeros_like(middle), middle, middle + 1], axis=1)
    return Surface(points, faces, normals, coordinates)


def elevation_uvs(points: Floats, normals: Floats) -> Floats:
    """Return metres along the plane of the axes that each normal is closest to, (..., 2); points are (..., 3)."""
    leaning = np.abs(normals)
    result = points[..., [0, 1]]
    sideways = leaning[..., 0] > np.maximum(leaning[..., 1], leaning[..., 2])
    upwards = ~sideways & (leaning[..., 1] > leaning[..., 2])
    result = np.where(sideways[..., None], points[..., [2, 1]], result)
    return np.where(upwards[..., None], points[..., [0, 2]], result)


def repeated(unit_part: Surface, offsets: FloatsLike, uv_offsets: FloatsLike | None = None) -> Surface:
    """Return copies of a part, one at each offset.

    Args:
        unit_part: The part, V vertices.
        offsets: (N, 3) metres.
        uv_offsets: (N, 2) added to the texture coordinates; none when None.
    """
    moves = np.atleast_2d(np.asarray(offsets, np.float64))
    count, size = len(moves), len(unit_part.vertices)
    vertices = (unit_part.vertices[None] + moves[:, None]).reshape(-1, 3)
    faces = (unit_part.faces[None] + (np.arange(count, dtype=np.int32) * size)[:, None, None]).reshape(-1, 3)
    if uv_offsets is None:
        uvs = np.tile(unit_part.uvs, (count, 1))
    else:
        uvs = (unit_part.uvs[None] + np.asarray(uv_offsets, np.float64)[:, None]).reshape(-1, 2)
    return Surface(vertices, faces.astype(np.int32), np.tile(unit_part.normals, (count, 1)), uvs)


def borders(low: FloatsLike, high: FloatsLike, width: float, back: float, front: float) -> Surface:
    """Return frames of square bars just within rectangles: what is seen of them from the front.

    Args:
        low: (N, 2) lower corners (s, t).
        high: (N, 2) upper corners.
        width: Of the bars.
        back: Depth d of their back.
        front: Depth d of their front.
    """
    (s0, t0), (s1, t1) = (np.atleast_2d(np.asarray(corner, np.float64)).T for corner in (low, high))
    pieces = (
        ((s0, t0), (s0 + width, t1), "FR"),
        ((s1 - width, t0), (s1, t1), "FL"),
        ((s0 + width, t0), (s1 - width, t0 + width), "FT"),
        ((s0 + width, t1 - width), (s1 - width, t1), "FU"),
    )
    return joined(
        slabs(
            np.column_stack([*start, np.full(len(s0), back)]),
            np.column_stack([*end, np.full(len(s0), front)]),
            faces,
        )
        for start, end, faces in pieces
    )


def pierced(area: tuple[float, float, float, float], holes: Floats, depth: float = 0.0) -> Surface:
    """Return a wall without its holes, as few quadrilaterals as full-height strips allow.

    Args:
        area: Lowest s, highest s, lowest t, highest t.
        holes: (N, 4) rectangles in the same order.
        depth: Its d.
    """
    s0, s1, t0, t1 = area
    if len(holes) == 0:
        return quads([[s0, t0, depth], [s1, t0, depth], [s1, t1, depth], [s0, t1, depth]])
    across = np.unique(np.round(np.clip(np.concatenate([[s0, s1], holes[:, :2].ravel()]), s0, s1), 5))
    upwards = np.unique(np.round(np.clip(np.concatenate([[t0, t1], holes[:, 2:].ravel()]), t0, t1), 5))
    middle_s, middle_t = (across[1:] + across[:-1]) / 2.0, (upwards[1:] + upwards[:-1]) / 2.0
    in_s = (middle_s > holes[:, :1]) & (middle_s < holes[:, 1:2])
    in_t = (middle_t > holes[:, 2:3]) & (middle_t < holes[:, 3:])
    solid = ~(in_s[:, :, None] & in_t[:, None, :]).any(axis=0)
    # Strips that are pierced alike lie side by side where holes do not line up; join them again.
    same = np.concatenate([[False], (solid[1:] == solid[:-1]).all(axis=1)])
    starts = np.flatnonzero(~same)
    left, right = across[starts], across[np.append(starts[1:], len(solid))]
    edges = np.diff(np.pad(solid[starts], ((0, 0), (1, 1))).astype(np.int8), axis=1)
    strip, low = np.nonzero(edges == 1)
    _, high = np.nonzero(edges == -1)
    a, b, c, d = left[strip], right[strip], upwards[low], upwards[high]
    level = np.full(len(a), depth)
    return quads(
        np.stack([np.stack([x, y, level], axis=1) for x, y in ((a, c), (b, c), (b, d), (a, d))], axis=1)
    )


def upright_bar(foot: tuple[float, float, float], top: float, radius: float, sides: int = 6) -> Surface:
    """Return an upright round bar without ends, smooth: the middle of its foot (s, t, d) and the t of its top."""
    s, low, d = foot
    turns = np.arange(sides + 1) * 2.0 * np.pi / sides
    ring = np.stack([np.sin(turns), np.zeros(sides + 1), np.cos(turns)], axis=1)
    corner = np.array([s, 0.0, d]) + ring * radius
    lower, upper = np.add(corner, [0.0, low, 0.0]), np.add(corner, [0.0, top, 0.0])
    points = np.stack([lower[:-1], lower[1:], upper[1:], upper[:-1]], axis=1)
    normals = np.stack([ring[:-1], ring[1:], ring[1:], ring[:-1]], axis=1)
    along = turns * radius
    uvs = np.stack(
        [
            np.stack([u, np.full(sides, t)], axis=1)
            for u, t in ((along[:-1], low), (along[1:], low), (along[1:], top), (along[:-1], top))
        ],
        axis=1,
    )
    return quads(points, uvs, normals)


def cross(a: Floats, b: Floats) -> Floats:
    """Return cross products of vectors (N, 3); several times faster than NumPy's for a handful."""
    result = np.empty_like(a)
    result[:, 0] = a[:, 1] * b[:, 2] - a[:, 2] * b[:, 1]
    result[:, 1] = a[:, 2] * b[:, 0] - a[:, 0] * b[:, 2]
    result[:, 2] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return result
