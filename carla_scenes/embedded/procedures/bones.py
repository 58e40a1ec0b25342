"""Procedures about the parts of actors: bones, components, sockets. A fixed skeleton stands in for what meshes lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.frame import Pose, attached_pose
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.actors import Actor
    from carla_scenes.embedded.world import World

_ROOT = "crl_root"
_SPINE: dict[str, tuple[str, tuple[float, float, float]]] = {
    "crl_hips__C": (_ROOT, (0.0, 0.0, 0.53)),
    "crl_spine__C": ("crl_hips__C", (0.0, 0.0, 0.06)),
    "crl_spine01__C": ("crl_spine__C", (0.0, 0.0, 0.10)),
    "crl_neck__C": ("crl_spine01__C", (0.0, 0.0, 0.15)),
    "crl_Head__C": ("crl_neck__C", (0.0, 0.0, 0.06)),
}
_SIDE: dict[str, tuple[str, tuple[float, float, float]]] = {
    "crl_shoulder__": ("crl_spine01__C", (0.0, 0.04, 0.12)),
    "crl_arm__": ("crl_shoulder__", (0.0, 0.07, 0.0)),
    "crl_foreArm__": ("crl_arm__", (0.0, 0.02, -0.16)),
    "crl_hand__": ("crl_foreArm__", (0.0, 0.01, -0.15)),
    "crl_eye__": ("crl_Head__C", (0.05, 0.02, 0.04)),
    "crl_thigh__": ("crl_hips__C", (0.0, 0.05, -0.02)),
    "crl_leg__": ("crl_thigh__", (0.0, 0.0, -0.24)),
    "crl_foot__": ("crl_leg__", (0.0, 0.0, -0.23)),
    "crl_toe__": ("crl_foot__", (0.07, 0.0, -0.03)),
}
"""Parent and offset of each bone, as shares of the height of a standing person; sides for the right."""


def _skeleton() -> dict[str, tuple[str, tuple[float, float, float]]]:
    bones = {_ROOT: ("", (0.0, 0.0, 0.0)), **_SPINE}
    for side, sign in (("R", 1.0), ("L", -1.0)):
        for name, (parent, (x, y, z)) in _SIDE.items():
            full = parent if parent.endswith("__C") else parent + side
            bones[name + side] = (full, (x, sign * y, z))
    return bones


SKELETON = _skeleton()


class BoneProcedures:
    """Bones, components, sockets."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_bones_transform(self, actor_id: int) -> Any:
        """Return a walker's bones: in the world, in its own axes, and in those of the bone they hang from."""
        actor = self._actor(actor_id)
        if actor.walker is None:
            raise ToolkitError(f"actor {actor_id} is no walker")
        return wire.ok([[[name, *map(wire.transform, poses)] for name, poses in _bones(actor).items()]])

    def set_bones_transform(self, actor_id: int, _bones_in: Sequence[Any]) -> Any:
        """Accept: walkers keep their poses here."""
        self._actor(actor_id)
        return wire.VOID

    def blend_pose(self, actor_id: int, _share: float) -> Any:
        """Accept: walkers keep their poses here."""
        self._actor(actor_id)
        return wire.VOID

    def get_pose_from_animation(self, actor_id: int) -> Any:
        """Accept: walkers keep their poses here."""
        self._actor(actor_id)
        return wire.VOID

    def get_actor_bone_names(self, actor_id: int) -> Any:
        """Return the names of an actor's bones."""
        return wire.ok(list(_bones(self._actor(actor_id))))

    def get_actor_bone_world_transforms(self, actor_id: int) -> Any:
        """Return where an actor's bones are in the world."""
        return wire.ok([wire.transform(world) for world, _, _ in _bones(self._actor(actor_id)).values()])

    def get_actor_bone_relative_transforms(self, actor_id: int) -> Any:
        """Return where an actor's bones are in the axes of the bone they hang from."""
        return wire.ok([wire.transform(own) for _, _, own in _bones(self._actor(actor_id)).values()])

    def get_vehicle_bone_world_transforms(self, actor_id: int) -> Any:
        """Return where a vehicle's bones are in the world."""
        return self.get_actor_bone_world_transforms(actor_id)

    def get_actor_component_names(self, actor_id: int) -> Any:
        """Return the one component that an actor has."""
        return wire.ok([_component(self._actor(actor_id))])

    def get_actor_component_world_transform(self, actor_id: int, _name: str) -> Any:
        """Return where a component is in the world."""
        return wire.ok(wire.transform(self._actor(actor_id).pose))

    def get_actor_component_relative_transform(self, actor_id: int, _name: str) -> Any:
        """Return where a component is in its actor."""
        self._actor(actor_id)
        return wire.ok(wire.transform(Pose(0.0, 0.0, 0.0)))

    def get_actor_socket_names(self, actor_id: int) -> Any:
        """Return that an actor has no sockets."""
        self._actor(actor_id)
        return wire.ok([])

    def get_actor_socket_world_transforms(self, actor_id: int) -> Any:
        """Return that an actor has no sockets."""
        return self.get_actor_socket_names(actor_id)

    def get_actor_socket_relative_transforms(self, actor_id: int) -> Any:
        """Return that an actor has no sockets."""
        return self.get_actor_socket_names(actor_id)

    def _actor(self, actor_id: int) -> Actor:
        return self._world.actors[actor_id]


def _component(actor: Actor) -> str:
    return {"vehicle": "VehicleMesh", "walker": "CharacterMesh0"}.get(actor.type_id.split(".")[0], "Root")


def _bones(actor: Actor) -> dict[str, tuple[Pose, Pose, Pose]]:
    """Return each bone in the world, in the actor's axes, and in its parent's; one root for what is no person."""
    bones: dict[str, tuple[Pose, Pose, Pose]] = {}
    height = actor.own_box.height
    for name, (parent, (x, y, z)) in (
        SKELETON.items() if actor.walker is not None else [("root", ("", (0.0, 0.0, 0.0)))]
    ):
        own = Pose(x * height, y * height, z * height)
        inside = attached_pose(bones[parent][1], own) if parent else own
        bones[name] = attached_pose(actor.pose, inside), inside, own
    return bones
