"""Putting a town together: meshes, instances, objects and lamps, numbered as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.scene import Instance, Lamp, Town, TownObject, TrafficSignal
from carla_scenes.frame import Box, Pose

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]


class Assembly:
    """Collects what stands in a town. Whoever adds first gets the lower object numbers, so order is part of a town."""

    def __init__(self) -> None:
        self._meshes: dict[str, Mesh] = {}
        self._bounds: dict[str, tuple[Floats, Floats, int]] = {}
        self._instances: list[Instance] = []
        self._objects: list[TownObject] = []
        self._lamps: list[Lamp] = []
        self._signals: list[TrafficSignal] = []

    @property
    def object_count(self) -> int:
        """How many objects there are; the number of the next one."""
        return len(self._objects)

    def has_mesh(self, key: str) -> bool:
        """Return whether a mesh of this key was added."""
        return key in self._meshes

    def mesh(self, key: str) -> Mesh | None:
        """Return the mesh of a key, or None."""
        return self._meshes.get(key)

    @property
    def objects(self) -> tuple[TownObject, ...]:
        """All objects so far, by number."""
        return tuple(self._objects)

    @property
    def instances(self) -> tuple[Instance, ...]:
        """All that is placed so far."""
        return tuple(self._instances)

    def add_fixed(self, key: str, mesh: Mesh, names: Sequence[str]) -> int:
        """Add a mesh that stands once, in world coordinates; return the number of its first object.

        Args:
            key: Unique key.
            mesh: Its part k is the k-th object.
            names: Of the objects, one a part.

        Raises:
            ValueError: The mesh has parts without names.
        """
        parts = mesh.parts[:, None]
        if int(parts.max()) >= len(names):
            raise ValueError(f"{key} has {int(parts.max()) + 1} parts and {len(names)} names")
        first = len(self._objects)
        order = np.argsort(mesh.parts, kind="stable")
        bounds = np.searchsorted(mesh.parts[order], np.arange(len(names) + 1))
        for index, name in enumerate(names):
            faces = order[bounds[index] : bounds[index + 1]]
            corners = mesh.vertices[mesh.faces[faces]].reshape(-1, 3)
            tag = int(np.bincount(mesh.tags[faces]).argmax()) if len(faces) else 0
            low = corners.min(axis=0) if len(faces) else np.zeros(3)
            high = corners.max(axis=0) if len(faces) else np.zeros(3)
            self._objects.append(TownObject(name, tag, _box(low, high)))
        self._meshes[key] = mesh
        self._instances.append(Instance(key, np.eye(4), first))
        return first

    def add_instance(self, key: str, mesh: Mesh, matrix: Floats, name: str) -> int:
        """Add one of many copies of a mesh of a single part; return the number of its object.

        Args:
            key: Of the mesh, the same for all copies.
            mesh: Used when the key is new.
            matrix: (4, 4) to the world.
            name: Of the object.
        """
        self._meshes.setdefault(key, mesh)
        first = len(self._objects)
        if key not in self._bounds:
            self._bounds[key] = (*mesh.bounds, int(np.bincount(mesh.tags).argmax()))
        low, high, tag = self._bounds[key]
        scale = np.linalg.norm(matrix[:3, :3], axis=0)
        centre = matrix[:3, :3] @ ((low + high) / 2.0) + matrix[:3, 3]
        yaw = float(np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0])))
        length, width, height = (high - low) * scale
        self._objects.append(
            TownObject(name, tag, Box(Pose.upright(centre, yaw), float(length), float(width), float(height)))
        )
        self._instances.append(Instance(key, np.asarray(matrix, np.float64), first))
        return first

    def add_lamp(self, lamp: Lamp) -> None:
        """Add a source of light."""
        self._lamps.append(lamp)

    def add_signal(self, signal: TrafficSignal) -> None:
        """Add a traffic light or sign that clients see."""
        self._signals.append(signal)

    def town(self, name: str, opendrive: str, spawn_points: Sequence[Pose]) -> Town:
        """Return the town."""
        return Town(
            name=name,
            opendrive=opendrive,
            spawn_points=tuple(spawn_points),
            meshes=dict(self._meshes),
            instances=tuple(self._instances),
            objects=tuple(self._objects),
            lamps=tuple(self._lamps),
            signals=tuple(self._signals),
        )


def _box(low: npt.NDArray[np.floating], high: npt.NDArray[np.floating]) -> Box:
    centre = (np.asarray(low, np.float64) + np.asarray(high, np.float64)) / 2.0
    length, width, height = (
        float(value) for value in np.asarray(high, np.float64) - np.asarray(low, np.float64)
    )
    return Box(Pose.upright(centre, 0.0), length, width, height)
