"""Mesh files: their real-world size, and a copy turned and scaled the way CARLA's importer wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from carla_scenes.catalogue import Asset

MESH_SUFFIXES = (".glb", ".obj", ".ply", ".stl")

_CENTIMETRES = 100.0


def axis_vector(axis: str) -> npt.NDArray[np.float64]:
    """Return the unit vector of an axis such as `-y`, (3,) float64."""
    vector = np.zeros(3)
    vector["xyz".index(axis[-1])] = -1.0 if axis.startswith("-") else 1.0
    return vector


def alignment(up: str, front: str) -> npt.NDArray[np.float64]:
    """Return the rotation that turns a mesh so that its front is +x and its top +z, (3, 3) float64.

    Both frames are right-handed; CARLA's importer itself mirrors y.

    Args:
        up: Axis of the mesh that points up.
        front: Axis of the mesh that points to its front, not parallel to `up`.
    """
    z, x = axis_vector(up), axis_vector(front)
    return np.stack([x, np.cross(z, x), z])


def mesh_size(path: Path, up: str = "z", front: str = "x", unit_m: float = 1.0) -> tuple[float, float, float]:
    """Return length, width and height of a mesh, metres.

    Args:
        path: OBJ, GLB, PLY or STL file.
        up: Axis that points up.
        front: Axis that points to the front.
        unit_m: Metres a unit of the file.

    Raises:
        ToolkitError: The file cannot be read, or holds no surface.
    """
    vertices = alignment(up, front) @ np.asarray(_load(path).vertices).T
    length, width, height = (vertices.max(axis=1) - vertices.min(axis=1)) * unit_m
    return float(length), float(width), float(height)


def write_for_carla(asset: Asset, source: Path, target: Path) -> None:
    """Write a mesh as CARLA's importer wants it: centimetres, front +x, top +z, standing on its origin.

    Args:
        asset: Gives the axes and the size to scale it to.
        source: The mesh file.
        target: OBJ file to write; its folder exists.

    Raises:
        ToolkitError: The file cannot be read.
    """
    mesh: Any = _load(source)
    vertices = np.asarray(mesh.vertices) @ alignment(asset.up, asset.front).T
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    wanted = np.array([asset.length, asset.width, asset.height])
    scale = float(np.max(wanted) / np.max(high - low)) * _CENTIMETRES
    origin = np.array([(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0, low[2]])
    mesh.vertices = (vertices - origin) * scale
    mesh.export(target)


def _load(path: Path) -> Any:
    try:
        import trimesh  # noqa: PLC0415 - an extra
    except ImportError:
        raise ToolkitError(
            "reading meshes needs another package",
            expected="the extra `meshes`",
            remedy="pip install 'ood-builders[meshes]'",
        ) from None
    try:
        mesh: Any = trimesh.load(path, force="mesh", process=False)
    except Exception as error:  # noqa: BLE001 - a reader of foreign files fails in many ways; all mean the same
        raise ToolkitError(
            "the mesh cannot be read", where=path, found=f"{type(error).__name__}: {error}"
        ) from None
    if len(mesh.faces) == 0 or not np.isfinite(mesh.vertices).all():
        raise ToolkitError("the mesh holds no surface", where=path)
    return mesh
