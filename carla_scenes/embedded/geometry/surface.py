"""Surfaces: triangles with normals and texture coordinates, before anybody says what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.frame import rotation_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]


_NO_AREA_M2 = 1e-12


@dataclass(frozen=True)
class Surface:
    """Triangles in CARLA's frame (x forward, y right, z up, metres).

    Attributes:
        vertices: (N, 3) float64.
        faces: (M, 3) int32; the cross product of a face's edges points outwards.
        normals: (N, 3) float64, unit length, outwards.
        uvs: (N, 2) float64: metres along the surface, or 0 to 1 for pictures.
    """

    vertices: Floats
    faces: Ints
    normals: Floats
    uvs: Floats

    def transformed(self, matrix: Floats) -> Surface:
        """Return it moved by a (4, 4) matrix; a matrix that mirrors keeps the faces outwards."""
        linear = matrix[:3, :3]
        vertices = self.vertices @ linear.T + matrix[:3, 3]
        normals = unit(self.normals @ np.linalg.inv(linear))
        faces = self.faces[:, ::-1] if np.linalg.det(linear) < 0.0 else self.faces
        return Surface(vertices, np.ascontiguousarray(faces), normals, self.uvs)

    def moved(
        self,
        x: float = 0.0,
        y: float = 0.0,
        z: float = 0.0,
        *,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        scale: float | tuple[float, float, float] = 1.0,
    ) -> Surface:
        """Return it scaled, then turned (degrees), then moved (metres)."""
        return self.transformed(placed(x, y, z, yaw=yaw, pitch=pitch, roll=roll, scale=scale))

    def mirrored(self) -> Surface:
        """Return its mirror image on the other side of the plane y = 0."""
        return self.transformed(np.diag([1.0, -1.0, 1.0, 1.0]))

    def flipped(self) -> Surface:
        """Return it inside out."""
        return Surface(self.vertices, np.ascontiguousarray(self.faces[:, ::-1]), -self.normals, self.uvs)


def flat(vertices: Floats, faces: Ints, uvs: Floats | None = None) -> Surface:
    """Return a surface whose every face is flat: vertices are not shared.

    Args:
        vertices: (N, 3) metres.
        faces: (M, 3) indices.
        uvs: (N, 2); when None metres along the plane that each face lies closest to (`box_uvs`).
    """
    faces = np.asarray(faces, np.int32)
    corners = np.asarray(vertices, np.float64)[faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    real = (np.abs(areas) > _NO_AREA_M2).any(axis=1)
    faces, corners, normals = faces[real], corners[real], unit(areas[real])
    points, directions = corners.reshape(-1, 3), np.repeat(normals, 3, axis=0)
    coordinates = (
        box_uvs(points, directions) if uvs is None else np.asarray(uvs, np.float64)[faces].reshape(-1, 2)
    )
    return Surface(points, np.arange(len(points), dtype=np.int32).reshape(-1, 3), directions, coordinates)


def smooth(vertices: Floats, faces: Ints, uvs: Floats | None = None, crease: float = 180.0) -> Surface:
    """Return a surface with normals averaged at shared vertices, weighted by area.

    Args:
        vertices: (N, 3) metres; vertices at one place count as shared.
        faces: (M, 3) indices.
        uvs: (N, 2); `box_uvs` when None.
        crease: Faces that meet at a larger angle, in degrees, keep an edge between them (vertices are doubled).
    """
    vertices, faces = np.asarray(vertices, np.float64), np.asarray(faces, np.int32)
    corners = vertices[faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    real = (np.abs(areas) > _NO_AREA_M2).any(axis=1)  # poles of lathes and the like collapse to lines
    faces, corners, areas = faces[real], corners[real], areas[real]
    _, same = np.unique(np.round(vertices, 6), axis=0, return_inverse=True)
    same = same.reshape(-1)
    sums = np.zeros((same.max() + 1, 3))
    np.add.at(sums, same[faces].ravel(), np.repeat(areas, 3, axis=0))
    averaged = unit(sums)[same]
    if crease >= 180.0:
        coordinates = box_uvs(vertices, averaged) if uvs is None else np.asarray(uvs, np.float64)
        return Surface(vertices, faces, averaged, coordinates)
    own = np.repeat(unit(areas)[:, None, :], 3, axis=1)
    shared = averaged[faces]
    sharp = (own * shared).sum(axis=-1) < np.cos(np.radians(crease))
    normals = np.where(sharp[..., None], own, shared).reshape(-1, 3)
    points = corners.reshape(-1, 3)
    coordinates = (
        box_uvs(points, own.reshape(-1, 3))
        if uvs is None
        else np.asarray(uvs, np.float64)[faces].reshape(-1, 2)
    )
    return Surface(points, np.arange(len(points), dtype=np.int32).reshape(-1, 3), normals, coordinates)


def joined(surfaces: Iterable[Surface]) -> Surface:
    """Return several surfaces as one."""
    parts = list(surfaces)
    offsets = np.cumsum([0, *(len(part.vertices) for part in parts)])[:-1]
    return Surface(
        np.concatenate([part.vertices for part in parts]),
        np.concatenate([part.faces + offset for part, offset in zip(parts, offsets, strict=True)]).astype(
            np.int32
        ),
        np.concatenate([part.normals for part in parts]),
        np.concatenate([part.uvs for part in parts]),
    )


def box_uvs(points: Floats, normals: Floats) -> Floats:
    """Return texture coordinates in metres along the plane (of x, y, z) that each normal is closest to, (N, 2).

    Walls get (horizontal, height), so that bricks lie level.
    """
    leaning = np.abs(normals)
    upwards = leaning[:, 2] > np.maximum(leaning[:, 0], leaning[:, 1])
    along_x = ~upwards & (leaning[:, 0] >= leaning[:, 1])
    uvs = np.stack([points[:, 0], points[:, 2]], axis=1)
    uvs[along_x] = points[along_x][:, [1, 2]]
    uvs[upwards] = points[upwards][:, [0, 1]]
    return uvs


def unit(vectors: npt.NDArray[np.floating]) -> Floats:
    """Return vectors (..., 3) scaled to length one, as float64; zero vectors stay zero."""
    wide = np.asarray(vectors, np.float64)
    result: Floats = wide / np.maximum(np.linalg.norm(wide, axis=-1, keepdims=True), 1e-12)
    return result


def placed(
    x: float = 0.0,
    y: float = 0.0,
    z: float = 0.0,
    *,
    yaw: float = 0.0,
    pitch: float = 0.0,
    roll: float = 0.0,
    scale: float | tuple[float, float, float] = 1.0,
) -> Floats:
    """Return the (4, 4) float64 matrix that scales, then turns (degrees, Unreal's senses), then moves (metres)."""
    matrix = np.eye(4)
    matrix[:3, :3] = rotation_matrix(pitch, yaw, roll) * np.broadcast_to(np.asarray(scale, float), (3,))
    matrix[:3, 3] = x, y, z
    return matrix
