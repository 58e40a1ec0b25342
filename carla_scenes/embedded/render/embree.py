"""Rays through Embree 4, whose shared library comes with the `embreex` wheel.

The library is called through ctypes for building and by address from kernels for tracing. The instruction set is
pinned, since rounding differs between them.
"""

from __future__ import annotations

import ctypes
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carla_scenes.embedded.render.compiled import call_library, float_of_word, inlined, word_of
from carla_scenes.embedded.render.ray import (
    DIRECTION,
    FAR,
    FLAGS,
    GEOMETRY,
    INSTANCE,
    MASK,
    NEAR,
    NUMBER,
    ORIGIN,
    TIME,
)
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.vectors import Vector

    Floats32 = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int32]

_DEVICE_SETTINGS = b"isa=avx2"
_TRIANGLES, _INSTANCE = 0, 121  # RTCGeometryType
_INDEX_BUFFER, _VERTEX_BUFFER = 0, 1  # RTCBufferType
_UINT3, _FLOAT3, _MATRIX_3X4 = 0x5003, 0x9003, 0x9134  # RTCFormat; the matrix by rows
_ROBUST = 4  # RTCSceneFlags: edges shared by triangles let nothing through
_LOW_QUALITY = 0  # RTCBuildQuality
_VERSION_PROPERTY = 0
_LOWEST_VERSION, _NEXT_VERSION = 40000, 50000

_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "rtcNewDevice": (ctypes.c_void_p, (ctypes.c_char_p,)),
    "rtcReleaseDevice": (None, (ctypes.c_void_p,)),
    "rtcGetDeviceProperty": (ctypes.c_ssize_t, (ctypes.c_void_p, ctypes.c_int)),
    "rtcGetDeviceError": (ctypes.c_int, (ctypes.c_void_p,)),
    "rtcNewScene": (ctypes.c_void_p, (ctypes.c_void_p,)),
    "rtcReleaseScene": (None, (ctypes.c_void_p,)),
    "rtcSetSceneFlags": (None, (ctypes.c_void_p, ctypes.c_int)),
    "rtcSetSceneBuildQuality": (None, (ctypes.c_void_p, ctypes.c_int)),
    "rtcCommitScene": (None, (ctypes.c_void_p,)),
    "rtcNewGeometry": (ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_int)),
    "rtcReleaseGeometry": (None, (ctypes.c_void_p,)),
    "rtcCommitGeometry": (None, (ctypes.c_void_p,)),
    "rtcAttachGeometry": (ctypes.c_uint, (ctypes.c_void_p, ctypes.c_void_p)),
    "rtcAttachGeometryByID": (None, (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint)),
    "rtcDetachGeometry": (None, (ctypes.c_void_p, ctypes.c_uint)),
    "rtcSetSharedGeometryBuffer": (
        None,
        (
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_size_t,
        ),
    ),
    "rtcSetGeometryInstancedScene": (None, (ctypes.c_void_p, ctypes.c_void_p)),
    "rtcSetGeometryTransform": (None, (ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_void_p)),
}


class EmbreeHandle(NamedTuple):
    """What kernels need to trace a ray: addresses of the scene and of two functions."""

    scene: int
    closest: int
    blocked: int


@inlined
def _aim(ray: Floats32, origin: Vector, direction: Vector, near: float, far: float) -> None:
    """Write a ray into the structure that Embree reads."""
    ray[ORIGIN], ray[ORIGIN + 1], ray[ORIGIN + 2] = origin
    ray[NEAR] = near
    ray[DIRECTION], ray[DIRECTION + 1], ray[DIRECTION + 2] = direction
    ray[TIME] = 0.0
    ray[FAR] = far
    ray[MASK] = float_of_word(np.int32(-1))
    ray[NUMBER] = 0.0
    ray[FLAGS] = 0.0


@inlined
def embree_closest(
    handle: EmbreeHandle, ray: Floats32, origin: Vector, direction: Vector, near: float, far: float
) -> bool:
    """Find the first hit; see `rays.closest`."""
    _aim(ray, origin, direction, near, far)
    ray[GEOMETRY] = float_of_word(np.int32(-1))
    ray[INSTANCE] = float_of_word(np.int32(-1))
    call_library(np.uintp(handle.closest), np.uintp(handle.scene), np.uintp(ray.ctypes.data))
    return word_of(ray[GEOMETRY]) != -1


@inlined
def embree_blocked(
    handle: EmbreeHandle, ray: Floats32, origin: Vector, direction: Vector, near: float, far: float
) -> bool:
    """Return whether anything is hit; see `rays.blocked`."""
    _aim(ray, origin, direction, near, far)
    call_library(np.uintp(handle.blocked), np.uintp(handle.scene), np.uintp(ray.ctypes.data))
    return ray[FAR] < 0.0


def _library_file() -> Path:
    """Return where the wheel put the library.

    Raises:
        ToolkitError: `embreex` is not installed, or holds no such file.
    """
    found = importlib.util.find_spec("embreex")
    if found is None or found.origin is None:
        raise ToolkitError("embreex is not installed", remedy="pip install 'ood-builders[embedded]'")
    package = Path(found.origin).parent
    for folder in (package.parent / "embreex.libs", package / ".dylibs", package):
        for file in sorted(folder.glob("*embree4*")):
            return file
    raise ToolkitError("embreex brings no Embree 4 library", where=package)


class EmbreeRays:
    """Two levels of Embree scenes: one a mesh, and one of instances of them.

    Raises:
        ToolkitError: The library is missing or of another version, or the processor lacks AVX2.
    """

    def __init__(self) -> None:
        self._library = ctypes.CDLL(str(_library_file()))
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(self._library, name)
            function.restype, function.argtypes = result, arguments
        self._device = self._library.rtcNewDevice(_DEVICE_SETTINGS)
        if not self._device:
            raise ToolkitError("Embree cannot run on this processor", expected="AVX2")
        version = self._library.rtcGetDeviceProperty(self._device, _VERSION_PROPERTY)
        if not _LOWEST_VERSION <= version < _NEXT_VERSION:
            raise ToolkitError("another version of Embree", expected="4", found=str(version))
        self._top = self._new_scene()
        self._library.rtcSetSceneBuildQuality(self._top, _LOW_QUALITY)
        self._meshes: dict[int, tuple[int, Floats32, Ints]] = {}
        self._next = 0
        self._slots: dict[int, int] = {}
        self._changed = True
        self._handle = EmbreeHandle(self._top, self._address("rtcIntersect1"), self._address("rtcOccluded1"))

    @property
    def handle(self) -> EmbreeHandle:
        """What kernels trace rays with."""
        return self._handle

    def add_mesh(self, vertices: Floats32, faces: Ints) -> int:
        """Build a mesh and return its number; see `rays.Rays`."""
        # Embree reads 16 bytes at each vertex, so one more follows the last.
        points = np.zeros((len(vertices) + 1, 3), np.float32)
        points[:-1] = vertices
        corners = np.ascontiguousarray(faces, np.int32)
        scene = self._new_scene()
        geometry = self._library.rtcNewGeometry(self._device, _TRIANGLES)
        share = self._library.rtcSetSharedGeometryBuffer
        share(geometry, _VERTEX_BUFFER, 0, _FLOAT3, points.ctypes.data, 0, 12, len(vertices))
        share(geometry, _INDEX_BUFFER, 0, _UINT3, corners.ctypes.data, 0, 12, len(corners))
        self._library.rtcCommitGeometry(geometry)
        self._library.rtcAttachGeometry(scene, geometry)
        self._library.rtcReleaseGeometry(geometry)
        self._library.rtcCommitScene(scene)
        self._check()
        self._meshes[self._next] = (scene, points, corners)
        self._next += 1
        return self._next - 1

    def drop_mesh(self, mesh: int) -> None:
        """Forget a mesh; see `rays.Rays`."""
        self.commit()  # until then the top level may still refer to it
        self._library.rtcReleaseScene(self._meshes.pop(mesh)[0])

    def place(self, slot: int, mesh: int, matrix: npt.NDArray[np.float64]) -> None:
        """Put a mesh somewhere, under a number of one's own; see `rays.Rays`."""
        rows = np.ascontiguousarray(matrix[:3], np.float32)
        new = slot not in self._slots
        if new:
            self._slots[slot] = self._library.rtcNewGeometry(self._device, _INSTANCE)
        geometry = self._slots[slot]
        self._library.rtcSetGeometryInstancedScene(geometry, self._meshes[mesh][0])
        self._library.rtcSetGeometryTransform(geometry, 0, _MATRIX_3X4, rows.ctypes.data)
        self._library.rtcCommitGeometry(geometry)
        if new:
            self._library.rtcAttachGeometryByID(self._top, geometry, slot)
            self._library.rtcReleaseGeometry(geometry)
        self._changed = True

    def remove(self, slot: int) -> None:
        """Take away what has a number, if anything; see `rays.Rays`."""
        if self._slots.pop(slot, None) is not None:
            self._library.rtcDetachGeometry(self._top, slot)
            self._changed = True

    def commit(self) -> None:
        """Make changes visible to rays."""
        if self._changed:
            self._library.rtcCommitScene(self._top)
            self._check()
            self._changed = False

    def clear(self) -> None:
        """Forget all meshes and what was placed."""
        for slot in list(self._slots):
            self.remove(slot)
        self.commit()
        for mesh in list(self._meshes):
            self.drop_mesh(mesh)

    def close(self) -> None:
        """Give the library's memory back; no ray may be traced any more."""
        if self._device:
            self.clear()
            self._library.rtcReleaseScene(self._top)
            self._library.rtcReleaseDevice(self._device)
            self._device = None

    def _new_scene(self) -> int:
        scene: int = self._library.rtcNewScene(self._device)
        self._library.rtcSetSceneFlags(scene, _ROBUST)
        return scene

    def _address(self, name: str) -> int:
        return ctypes.cast(getattr(self._library, name), ctypes.c_void_p).value or 0

    def _check(self) -> None:
        error = self._library.rtcGetDeviceError(self._device)
        if error:
            raise ToolkitError(f"Embree reports error {error}")
