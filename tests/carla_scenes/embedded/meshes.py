"""What several tests ask of meshes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh


def digest(mesh: Mesh) -> str:
    """Return a digest of all that a mesh consists of."""
    arrays = (mesh.vertices, mesh.normals, mesh.uvs, mesh.faces, mesh.materials, mesh.tags, mesh.parts)
    return hashlib.sha256(b"".join(a.tobytes() for a in arrays) + repr(mesh.palette).encode()).hexdigest()


def closed_volumes(mesh: Mesh) -> list[float]:
    """Return the signed volume of each closed piece of a mesh: positive where its faces look outwards."""
    places = np.round(mesh.vertices.astype(np.float64), 5)
    _, same = np.unique(places, axis=0, return_inverse=True)
    faces = same.reshape(-1)[mesh.faces]
    whole = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    corners = mesh.vertices[mesh.faces[whole]].astype(np.float64)
    faces = faces[whole]
    label = _components(faces, int(same.max()) + 1)
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6.0
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    owner = np.tile(label[faces[:, 0]], 3)
    # In a closed piece as many edges run one way between two points as the other way.
    low, high = edges.min(axis=1), edges.max(axis=1)
    sense = np.where(edges[:, 0] < edges[:, 1], 1, -1)
    _, which = np.unique(low * (int(same.max()) + 1) + high, return_inverse=True)
    which = which.reshape(-1)
    balance = np.bincount(which, sense)
    open_pieces = set(owner[balance[which] != 0].tolist())
    pieces = label[faces[:, 0]]
    return [float(volume[pieces == piece].sum()) for piece in np.unique(pieces) if piece not in open_pieces]


def _components(faces: np.ndarray, count: int) -> np.ndarray:
    label = np.arange(count)
    while True:
        least = label[faces].min(axis=1)
        new = label.copy()
        np.minimum.at(new, faces.ravel(), np.repeat(least, 3))
        new = new[new]
        if (new == label).all():
            return label
        label = new
