"""The scene as rays meet it: which mesh stands where, kept in step with the world from tick to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.render.matrices import inverse_rows
from carla_scenes.embedded.render.records import INSTANCE
from carla_scenes.embedded.render.store import Store
from carla_scenes.embedded.scene import FIRST_OBJECT_ID
from carla_scenes.frame import rotation_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.render.rays import Rays
    from carla_scenes.embedded.render.store import Stored
    from carla_scenes.embedded.scene import Placed, Scene, Town

    Floats = npt.NDArray[np.float64]

_MATRIX_FIELDS = ("xx", "xy", "xz", "xt", "yx", "yy", "yz", "yt", "zx", "zy", "zz", "zt")
_NO_SIGNAL = -1
_ROOM = 64
_SEED_BITS = 0xFFFFFF
_MOST_MODEL_FACES = 400_000
"""Faces of models kept in memory before those that are not in the scene are forgotten."""


class Stage:
    """The instances of a town and of actors.

    Args:
        mesh_of: Returns the mesh of a model's variant.
        rays: Where they are placed.
    """

    def __init__(self, mesh_of: Callable[[str, int], Mesh], rays: Rays) -> None:
        self.store = Store()
        self.instances: npt.NDArray[Any] = np.zeros(1, INSTANCE)
        self._mesh_of = mesh_of
        self._rays = rays
        self._town: Town | None = None
        self._town_mark = (0, 0)
        self._stored: dict[str, tuple[Stored, int]] = {}
        self._models: dict[tuple[str, int], tuple[Stored, int]] = {}
        self._actors: list[Placed] = []
        self._hidden: frozenset[int] = frozenset()
        self._partial: dict[int, int] = {}
        self._signals: dict[int, int] = {}
        self._states: tuple[int, ...] = ()

    def load(self, town: Town) -> None:
        """Put up a town in place of what was there.

        Raises:
            ToolkitError: One of its materials shows a picture that nobody draws.
        """
        self.clear()
        self._town = town
        self.instances = np.zeros(len(town.instances) + _ROOM, INSTANCE)
        for key, mesh in town.meshes.items():
            self._stored[key] = self._added(mesh)
        self._town_mark = self.store.mark
        for slot, instance in enumerate(town.instances):
            stored, number = self._stored[instance.mesh]
            self._write(slot, stored, instance.matrix)
            row = self.instances[slot]
            row["object_id"] = FIRST_OBJECT_ID + instance.first_object
            row["parted"] = 1
            row["seed"] = instance.first_object + 1
            self._rays.place(slot, number, instance.matrix)
        self._signals = _signal_slots(town)
        self._rays.commit()

    def clear(self) -> None:
        """Take down what is there."""
        self._rays.clear()
        self.store = Store()
        self._town = None
        self._stored, self._models, self._actors = {}, {}, []
        self._hidden, self._partial, self._states = frozenset(), {}, ()

    def update(self, scene: Scene) -> None:
        """Bring actors, hidden objects and signals to their present state.

        Raises:
            ToolkitError: There is no such model, or one of its materials shows a picture that nobody draws.
        """
        if scene.town is not self._town:
            self.load(scene.town)
        if scene.hidden_objects != self._hidden:
            self._hide(scene.town, scene.hidden_objects)
        if scene.signal_states != self._states:
            self._states = scene.signal_states
            for slot, signal in self._signals.items():
                known = signal < len(self._states)
                self.instances[slot]["signal"] = self._states[signal] if known else _NO_SIGNAL
        self._place_actors(scene)
        self._rays.commit()

    def _place_actors(self, scene: Scene) -> None:
        first = len(scene.town.instances)
        if first + len(scene.actors) > len(self.instances):
            room = np.zeros(first + len(scene.actors) + _ROOM, INSTANCE)
            room[: len(self.instances)] = self.instances
            self.instances = room
        self._fetch_models(scene)
        for index, actor in enumerate(scene.actors):
            if index < len(self._actors) and self._actors[index] == actor:
                continue
            slot = first + index
            stored, number = self._models[actor.model, actor.variant]
            matrix = np.eye(4)
            pose = actor.pose
            matrix[:3, :3] = rotation_matrix(pose.pitch, pose.yaw, pose.roll) * actor.scale
            matrix[:3, 3] = pose.x, pose.y, pose.z
            self._write(slot, stored, matrix)
            row = self.instances[slot]
            row["object_id"] = actor.instance_id
            row["seed"] = actor.instance_id & _SEED_BITS
            row["tag"] = -1 if actor.tag is None else actor.tag
            row["lights"] = actor.lights
            if actor.colour is not None:
                row["tint_red"], row["tint_green"], row["tint_blue"] = srgb(*actor.colour)
            self._rays.place(slot, number, matrix)
        for index in range(len(scene.actors), len(self._actors)):
            self._rays.remove(first + index)
        self._actors = list(scene.actors)

    def _fetch_models(self, scene: Scene) -> None:
        """Get the meshes of all models in a scene; forget those of others when they are many."""
        wanted = {(actor.model, actor.variant) for actor in scene.actors}
        missing = sorted(wanted - self._models.keys())
        if missing and self.store.mark[1] - self._town_mark[1] > _MOST_MODEL_FACES:
            for index in range(len(self._actors)):
                self._rays.remove(len(scene.town.instances) + index)
            for _, number in self._models.values():
                self._rays.drop_mesh(number)
            self.store.cut_back(self._town_mark)
            self._models, self._actors = {}, []
            missing = sorted(wanted)
        for key in missing:
            self._models[key] = self._added(self._mesh_of(*key))

    def _added(self, mesh: Mesh) -> tuple[Stored, int]:
        stored = self.store.add(mesh)
        return stored, self._rays.add_mesh(stored.vertices, stored.faces)

    def _write(self, slot: int, stored: Stored, matrix: Floats) -> None:
        row = self.instances[slot]
        for name, value in zip(_MATRIX_FIELDS, inverse_rows(matrix).ravel(), strict=True):
            row[name] = value
        row["scale"] = float(np.abs(matrix[:3, :3]).max(axis=0).mean())
        row["first_face"] = stored.first_face
        row["tag"] = -1
        row["signal"] = _NO_SIGNAL
        row["lights"] = row["parted"] = 0
        row["tint_red"] = row["tint_green"] = row["tint_blue"] = -1.0

    def _hide(self, town: Town, hidden: frozenset[int]) -> None:
        """Take objects out of what rays meet, and put back those that are shown again."""
        changed = hidden ^ self._hidden
        self._hidden = hidden
        for slot, instance in enumerate(town.instances):
            stored, number = self._stored[instance.mesh]
            objects = range(instance.first_object, instance.first_object + stored.part_count)
            if changed.isdisjoint(objects):
                continue
            before = self._partial.pop(slot, None)
            gone = np.isin(stored.parts + instance.first_object, np.array(sorted(hidden), np.int64))
            if gone.all():
                self._rays.remove(slot)
            elif gone.any():
                # A face whose corners are one is never hit; the numbers of the others stay.
                faces = np.where(gone[:, None], 0, stored.faces).astype(np.int32)
                self._partial[slot] = self._rays.add_mesh(stored.vertices, faces)
                self._rays.place(slot, self._partial[slot], instance.matrix)
            else:
                self._rays.place(slot, number, instance.matrix)
            if before is not None:
                self._rays.drop_mesh(before)


def _signal_slots(town: Town) -> dict[int, int]:
    """Return the number of the signal that an instance belongs to, by slot."""
    owners = {signal.first_object: index for index, signal in enumerate(town.signals)}
    return {
        slot: owners[instance.first_object]
        for slot, instance in enumerate(town.instances)
        if instance.first_object in owners
    }
