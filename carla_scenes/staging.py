"""Putting planned things into the server's world: spawned in batches, still, standing on its true ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carla_scenes.connection import server_calls
from carla_scenes.frame import Box, Pose, attached_pose
from carla_scenes.kinds import AIR
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.connection import Connection
    from carla_scenes.scene import Placed

_HIGH_ABOVE_M = 300.0
_PROBE_FROM_M, _PROBE_DOWN_M = 2.0, 10.0
_ROLE = "ood-builders"


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
        """Spawn things, physics off, and stand them on the ground.

        They appear high above the town first: the server refuses a vehicle that would touch something, and the
        plan has made sure already that nothing touches.

        Raises:
            ToolkitError: The server refuses one; what was spawned with it is removed.
            ServerTrouble: It does not answer.
        """
        command = self._carla.command
        future = command.FutureActor
        spawns = []
        for index, placed in enumerate(things):
            waiting = Pose(placed.pose.x, placed.pose.y, placed.pose.z + _HIGH_ABOVE_M + 20.0 * index)
            spawn = command.SpawnActor(self._blueprint(placed), self._transform(waiting))
            spawns.append(spawn.then(command.SetSimulatePhysics(future, False)))
        with server_calls():
            replies = self._connection.client.apply_batch_sync(spawns, False) if spawns else []
        self._spawned |= {reply.actor_id for reply in replies if not reply.error}
        refused = [f"{p.blueprint}: {r.error}" for p, r in zip(things, replies, strict=True) if r.error]
        if refused:
            self.remove([reply.actor_id for reply in replies if not reply.error])
            raise ToolkitError("the server refuses to spawn what the plan needs", found="; ".join(refused))
        standing = []
        moves = []
        for placed, reply in zip(things, replies, strict=True):
            own_box = self._own_box(placed, reply.actor_id)
            pose = self._stand(placed, own_box)
            standing.append(Standing(placed, reply.actor_id, _world_box(pose, own_box)))
            moves.append(command.ApplyTransform(reply.actor_id, self._transform(pose)))
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

    def _stand(self, placed: Placed, own_box: Box) -> Pose:
        """Return the pose that puts the middle of the underside of the box where the plan wants it."""
        pose = placed.pose
        z = pose.z if placed.surface == AIR else self._ground(pose)
        middle = own_box.pose.offset(up=-own_box.height / 2.0)
        upright = Pose(0.0, 0.0, 0.0, yaw=pose.yaw)
        shift = attached_pose(upright, middle)
        return Pose(pose.x - shift.x, pose.y - shift.y, z - shift.z, yaw=pose.yaw)

    def _ground(self, pose: Pose) -> float:
        """Return the height of the server's ground: pavements are higher than the road network says."""
        above = self._carla.Location(pose.x, pose.y, pose.z + _PROBE_FROM_M)
        with server_calls():
            point = self._connection.world.ground_projection(above, _PROBE_DOWN_M)
        return pose.z if point is None else round(float(point.location.z), 4)

    def _transform(self, pose: Pose) -> Any:
        return self._carla.Transform(
            self._carla.Location(pose.x, pose.y, pose.z),
            self._carla.Rotation(pitch=pose.pitch, yaw=pose.yaw, roll=pose.roll),
        )


def _world_box(pose: Pose, own_box: Box) -> Box:
    centre = attached_pose(pose, own_box.pose)
    return Box(centre, own_box.length, own_box.width, own_box.height)
