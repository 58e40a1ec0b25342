"""Rays: one interface, two back ends (Embree, and a tree of boxes in numba)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numba.extending import overload

from carla_scenes.embedded.render.bvh import BvhHandle, BvhRays, bvh_blocked, bvh_closest
from carla_scenes.embedded.render.compiled import kernel, word_of
from carla_scenes.embedded.render.embree import EmbreeHandle, EmbreeRays, embree_blocked, embree_closest
from carla_scenes.embedded.render.ray import FAR, INSTANCE, NORMAL, PRIMITIVE, new_ray
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.vectors import Vector

    Floats32 = npt.NDArray[np.float32]
    Handle = EmbreeHandle | BvhHandle

BACK_ENDS = ("auto", "embree", "bvh")


class Rays(Protocol):
    """A scene for rays: meshes, and where each of them is placed."""

    @property
    def handle(self) -> Handle:
        """What kernels trace rays with; to be asked for anew after each `commit`."""
        ...

    def add_mesh(self, vertices: Floats32, faces: npt.NDArray[np.int32]) -> int:
        """Build a mesh and return its number.

        Args:
            vertices: (N, 3) float32, metres.
            faces: (M, 3) int32 indices of vertices; a face with equal corners is never hit.
        """
        ...

    def drop_mesh(self, mesh: int) -> None:
        """Forget a mesh, which must not be placed anywhere any more; its number is not used again."""
        ...

    def place(self, slot: int, mesh: int, matrix: npt.NDArray[np.float64]) -> None:
        """Put a mesh somewhere, or move it.

        Args:
            slot: A number of one's own, which hits report; numbers should be dense.
            mesh: Number of the mesh.
            matrix: (4, 4) from the mesh's axes to the world.
        """
        ...

    def remove(self, slot: int) -> None:
        """Take away what has a number, if anything."""
        ...

    def commit(self) -> None:
        """Make changes visible to rays."""
        ...

    def clear(self) -> None:
        """Forget all meshes and what was placed."""
        ...

    def close(self) -> None:
        """Give memory back; no ray may be traced any more."""
        ...


def closest(
    handle: Handle, ray: Floats32, origin: Vector, direction: Vector, near: float, far: float
) -> bool:
    """Return whether a ray hits something between two distances, and write the first hit into the ray.

    For kernels. After a hit the ray holds distance (`FAR`), the face's normal in the mesh's axes, barycentric
    coordinates, face (`PRIMITIVE`) and slot (`INSTANCE`); the last two by `word_of`.
    """
    raise NotImplementedError("for kernels only")


def blocked(
    handle: Handle, ray: Floats32, origin: Vector, direction: Vector, near: float, far: float
) -> bool:
    """Return whether a ray hits anything at all between two distances. For kernels."""
    raise NotImplementedError("for kernels only")


@overload(closest)
def _closest(handle: Any, ray: Any, origin: Any, direction: Any, near: Any, far: Any) -> Any:
    trace = embree_closest if handle.instance_class is EmbreeHandle else bvh_closest

    def through(handle: Any, ray: Any, origin: Any, direction: Any, near: Any, far: Any) -> Any:
        return trace(handle, ray, origin, direction, near, far)

    return through


@overload(blocked)
def _blocked(handle: Any, ray: Any, origin: Any, direction: Any, near: Any, far: Any) -> Any:
    trace = embree_blocked if handle.instance_class is EmbreeHandle else bvh_blocked

    def through(handle: Any, ray: Any, origin: Any, direction: Any, near: Any, far: Any) -> Any:
        return trace(handle, ray, origin, direction, near, far)

    return through


@kernel
def trace_one(handle: Handle, origin: Vector, direction: Vector, result: npt.NDArray[np.float64]) -> bool:
    """Trace one ray.

    Args:
        handle: Of the scene.
        origin: Where from.
        direction: Whither.
        result: (6,) float64, filled with distance, normal in the mesh's axes, face and slot.
    """
    ray = new_ray()
    hit = closest(handle, ray, origin, direction, 0.0, 1e9)
    result[0] = ray[FAR]
    result[1], result[2], result[3] = ray[NORMAL], ray[NORMAL + 1], ray[NORMAL + 2]
    result[4], result[5] = word_of(ray[PRIMITIVE]), word_of(ray[INSTANCE])
    return bool(hit)


def check_layout(rays: Rays) -> None:
    """Trace rays whose hits are known, to make sure that words lie where `ray` says.

    Raises:
        ToolkitError: They do not.
    """
    square = np.array([[0, -1, -1], [0, 1, -1], [0, 1, 1], [0, -1, 1]], np.float32)
    mesh = rays.add_mesh(square, np.array([[0, 1, 2], [0, 2, 3]], np.int32))
    turned = np.array([[0.0, -1.0, 0.0, 3.0], [1.0, 0.0, 0.0, 7.0], [0.0, 0.0, 1.0, 2.0], [0, 0, 0, 1]])
    rays.place(0, mesh, np.eye(4))
    rays.place(1, mesh, turned)
    rays.commit()
    result = np.zeros(6)
    hit = trace_one(rays.handle, (2.5, 1.0, 2.75), (0.0, 1.0, 0.0), result)
    miss = trace_one(rays.handle, (2.5, 1.0, 2.75), (0.0, -1.0, 0.0), np.zeros(6))
    rays.clear()
    normal = result[1:4] / max(float(np.abs(result[1:4]).max()), 1e-9)
    expected = np.array([6.0, 1.0, 0.0, 0.0, 1.0, 1.0])
    found = np.concatenate([result[:1], normal, result[4:]])
    if not hit or miss or not np.allclose(found, expected, atol=1e-5):
        raise ToolkitError("the ray structure is not as expected", found=str(found.tolist()))


def open_rays(kind: str = "auto") -> Rays:
    """Return an empty scene for rays.

    Args:
        kind: `embree`, `bvh`, or `auto`: Embree where it can be loaded, else the other.

    Raises:
        ToolkitError: There is no such kind, or it does not work here.
    """
    if kind not in BACK_ENDS:
        raise ToolkitError("unknown back end for rays", found=kind, expected=", ".join(BACK_ENDS))
    if kind != "bvh":
        try:
            rays = EmbreeRays()
            check_layout(rays)
        except (ToolkitError, OSError):
            if kind == "embree":
                raise
        else:
            return rays
    return BvhRays()
