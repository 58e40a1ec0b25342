"""Putting planned things into the server's world: spawned in batches, still, standing on its true ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from carla_scenes.connection import server_calls
from carla_scenes.frame import Box, Pose, attached_pose
from carla_scenes.kinds import AIR
from carla_scenes.roads import DRIVING
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.connection import Connection
    from carla_scenes.scene import Placed

_HIGH_ABOVE_M = 300.0
_PROBE_FROM_M, _PROBE_DOWN_M = 2.0, 10.0
_SAMPLES_EVERY_M, _MOST_SAMPLES, _AS_MAPPED_M = 20.0, 40, 0.02
_ROLE = "ood-builders"


@dataclass(frozen=True)
class Waiting:
    """Something that is spawned and not in its place yet.

    Attributes:
        placed: What the plan says.
        actor_id: Its id in this episode.
        pose: Its place if the ground there is as high as the plan says.
        box: Its box in the world then, by the server's own measure.
    """

    placed: Placed
    actor_id: int
    pose: Pose
    box: Box


@dataclass(frozen=True)
class Standing:
    """Something that stands in the server's world.

    Attributes:
        placed: What the plan says.
        actor_id: Its id in this episode.
        box: Its box in the world, by the server's own measure.
    """

    placed: Placed
    actor_id: int
    box: Box


class Stagehand:
    """Spawns and removes what scenes need.

    Args:
        connection: In synchronous mode, with the town loaded.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._carla = connection.carla
        with server_calls():
            self._library = connection.world.get_blueprint_library()
        self._boxes: dict[tuple[str, float], Box] = {}
        self._spawned: set[int] = set()

    def put(self, things: Sequence[Placed]) -> list[Standing]:
        """Spawn things and stand them on the ground: `spawn` and `stand`."""
        return self.stand(self.spawn(things))

    def spawn(self, things: Sequence[Placed]) -> list[Waiting]:
        """Spawn things, physics off, high above the town.

        There, because the server refuses a vehicle that would touch something, and the plan has made sure already
        that nothing touches.

        Raises:
            ToolkitError: The server refuses one; what was spawned with it is removed.
            ServerTrouble: It does not answer.
        """
        command = self._carla.command
        future = command.FutureActor
        spawns = []
        for index, placed in enumerate(things):
            high_up = Pose(placed.pose.x, placed.pose.y, placed.pose.z + _HIGH_ABOVE_M + 20.0 * index)
            spawn = command.SpawnActor(self._blueprint(placed), self._transform(high_up))
            spawns.append(spawn.then(command.SetSimulatePhysics(future, False)))
        with server_calls():
            replies = self._connection.client.apply_batch_sync(spawns, False) if spawns else []
        self._spawned |= {reply.actor_id for reply in replies if not reply.error}
        refused = [f"{p.blueprint}: {r.error}" for p, r in zip(things, replies, strict=True) if r.error]
        if refused:
            self.remove([reply.actor_id for reply in replies if not reply.error])
            raise ToolkitError("the server refuses to spawn what the plan needs", found="; ".join(refused))
        waiting = []
        for placed, reply in zip(things, replies, strict=True):
            own_box = self._own_box(placed, reply.actor_id)
            pose = _pose_on_ground(placed.pose, own_box)
            waiting.append(Waiting(placed, reply.actor_id, pose, _world_box(pose, own_box)))
        return waiting

    def stand(self, waiting: Sequence[Waiting]) -> list[Standing]:
        """Move what waits high above the town to its place on the ground.

        Raises:
            ServerTrouble: The server does not answer.
        """
        command = self._carla.command
        standing = []
        moves = []
        for one in waiting:
            lift = self._lift(one.placed)
            box = replace(one.box, pose=_lifted(one.box.pose, lift))
            standing.append(Standing(one.placed, one.actor_id, box))
            moves.append(command.ApplyTransform(one.actor_id, self._transform(_lifted(one.pose, lift))))
        with server_calls():
            if moves:
                # Without waiting: the server runs a client's calls in order, so the next frame shows them.
                self._connection.client.apply_batch(moves)
        return standing

    def move(self, actors: Sequence[Any], pose: Pose) -> None:
        """Move actors to one pose."""
        command = self._carla.command
        with server_calls():
            moves = [command.ApplyTransform(actor.id, self._transform(pose)) for actor in actors]
            self._connection.client.apply_batch(moves)

    def remove(self, actor_ids: Sequence[int]) -> None:
        """Destroy actors that `put` has spawned."""
        if not actor_ids:
            return
        command = self._carla.command
        with server_calls():
            self._connection.client.apply_batch([command.DestroyActor(i) for i in actor_ids])
        self._spawned -= set(actor_ids)

    def remove_all(self) -> None:
        """Destroy everything that is still there."""
        self.remove(sorted(self._spawned))

    def set_weather(self, parameters: dict[str, float]) -> None:
        """Set the weather."""
        with server_calls():
            self._connection.world.set_weather(self._carla.WeatherParameters(**parameters))

    def _blueprint(self, placed: Placed) -> Any:
        blueprint = self._library.find(placed.blueprint)
        for name, value in (
            ("role_name", _ROLE),
            ("color", placed.colour),
            ("scale", str(placed.scale) if placed.scale != 1.0 else ""),
        ):
            if value and blueprint.has_attribute(name):
                blueprint.set_attribute(name, value)
        return blueprint

    def _own_box(self, placed: Placed, actor_id: int) -> Box:
        """Return a model's box in its own axes, asked for once a blueprint and scale."""
        key = placed.blueprint, placed.scale
        if key not in self._boxes:
            with server_calls():
                actor = self._connection.world.get_actor(actor_id)
                if actor is None:
                    raise ToolkitError(f"the server has lost the actor {placed.blueprint} it just spawned")
                box = actor.bounding_box
            centre, half = box.location, box.extent
            pose = Pose(centre.x, centre.y, centre.z)
            self._boxes[key] = Box(pose, 2.0 * half.x, 2.0 * half.y, 2.0 * half.z)
        return self._boxes[key]

    def _lift(self, placed: Placed) -> float:
        """Return how much higher the server's ground is than the plan says, metres."""
        if placed.surface == AIR or (placed.surface == DRIVING and self._roads_are_as_mapped):
            return 0.0
        # Pavements are higher than the road network says.
        return self._height_above(placed.pose.x, placed.pose.y, placed.pose.z)

    def _height_above(self, x: float, y: float, z: float) -> float:
        """Return the height of the server's ground above `z`; 0 where it has none near."""
        with server_calls():
            probe = self._carla.Location(x, y, z + _PROBE_FROM_M)
            point = self._connection.world.ground_projection(probe, _PROBE_DOWN_M)
        return 0.0 if point is None else round(float(point.location.z) - z, 4)

    @cached_property
    def _roads_are_as_mapped(self) -> bool:
        """Whether the town's carriageways are where its road network says.

        Tried at some places of it, once: if so, most things need no question of their own.
        """
        with server_calls():
            lanes = self._connection.world.get_map().generate_waypoints(_SAMPLES_EVERY_M)
        places = [lane.transform.location for lane in lanes[:: max(1, -(-len(lanes) // _MOST_SAMPLES))]]
        return all(abs(self._height_above(place.x, place.y, place.z)) < _AS_MAPPED_M for place in places)

    def _transform(self, pose: Pose) -> Any:
        return self._carla.Transform(
            self._carla.Location(pose.x, pose.y, pose.z),
            self._carla.Rotation(pitch=pose.pitch, yaw=pose.yaw, roll=pose.roll),
        )


def _pose_on_ground(pose: Pose, own_box: Box) -> Pose:
    """Return the pose that puts the middle of the underside of a box where the plan wants it."""
    middle = own_box.pose.offset(up=-own_box.height / 2.0)
    shift = attached_pose(Pose(0.0, 0.0, 0.0, yaw=pose.yaw), middle)
    return Pose(pose.x - shift.x, pose.y - shift.y, pose.z - shift.z, yaw=pose.yaw)


def _lifted(pose: Pose, by_m: float) -> Pose:
    return replace(pose, z=pose.z + by_m)


def _world_box(pose: Pose, own_box: Box) -> Box:
    centre = attached_pose(pose, own_box.pose)
    return Box(centre, own_box.length, own_box.width, own_box.height)
