"""Procedures about actors of every kind: spawning, moving, pushing, asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import motion, wire
from carla_scenes.frame import Pose
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.actors import Actor
    from carla_scenes.embedded.world import World


class ActorProcedures:
    """Spawning, moving, pushing, asking."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._stream_port = world.setup.port + 1

    def get_actor_definitions(self) -> Any:
        """Return the blueprint library."""
        return wire.ok(self._world.setup.blueprints.definitions)

    def get_spectator(self) -> Any:
        """Return the spectator."""
        return wire.ok(self._world.spectator.to_wire(self._stream_port))

    def get_actors_by_id(self, identifiers: Sequence[int]) -> Any:
        """Return those of the actors that exist."""
        found = (self._world.actors.get(one) for one in identifiers)
        return wire.ok([actor.to_wire(self._stream_port) for actor in found if actor is not None])

    def spawn_actor(self, description: Sequence[Any], transform: wire.Transform) -> Any:
        """Spawn an actor."""
        return wire.ok(self._spawn(description, transform).to_wire(self._stream_port))

    def spawn_actor_with_parent(
        self,
        description: Sequence[Any],
        transform: wire.Transform,
        parent: int,
        _attachment: int = 0,
        _socket: str = "",
    ) -> Any:
        """Spawn an actor fixed to another. Spring arms are rigid here."""
        return wire.ok(self._spawn(description, transform, parent).to_wire(self._stream_port))

    def destroy_actor(self, actor_id: int) -> Any:
        """Destroy an actor."""
        if not self._world.actors.destroy(actor_id):
            raise ToolkitError("unable to destroy actor: not found")
        return wire.ok(True)

    def set_actor_transform(self, actor_id: int, transform: wire.Transform) -> Any:
        """Put an actor somewhere."""
        self._actor(actor_id).set_down(wire.pose(transform))
        return wire.VOID

    def set_actor_location(self, actor_id: int, location: Sequence[Any]) -> Any:
        """Put an actor somewhere without turning it."""
        actor = self._actor(actor_id)
        turned = actor.relative or actor.pose
        actor.set_down(Pose(*wire.vector(location), turned.pitch, turned.yaw, turned.roll))
        return wire.VOID

    def get_actor_bounding_box(self, actor_id: int) -> Any:
        """Return an actor's box in its own axes."""
        return wire.ok(wire.bounding_box(self._actor(actor_id).own_box, actor_id))

    def set_actor_simulate_physics(self, actor_id: int, enabled: bool) -> Any:
        """Let an actor move by itself, or hold it still."""
        self._actor(actor_id).simulates = bool(enabled)
        return wire.VOID

    def set_actor_collisions(self, actor_id: int, _enabled: bool) -> Any:
        """Accept: nothing collides here."""
        self._actor(actor_id)
        return wire.VOID

    def set_actor_enable_gravity(self, actor_id: int, enabled: bool) -> Any:
        """Let a vehicle or walker fall to the ground, or hold it in the air."""
        self._actor(actor_id).falls = bool(enabled)
        return wire.VOID

    def set_actor_dead(self, actor_id: int) -> Any:
        """Hold an actor still for good."""
        self._actor(actor_id).simulates = False
        return wire.VOID

    def set_actor_target_velocity(self, actor_id: int, velocity: Sequence[Any]) -> Any:
        """Give an actor a velocity in the world."""
        actor = self._actor(actor_id)
        actor.velocity, actor.pushed = wire.vector(velocity), True
        return wire.VOID

    def set_actor_target_angular_velocity(self, actor_id: int, velocity: Sequence[Any]) -> Any:
        """Have an actor turn, degrees a second."""
        actor = self._actor(actor_id)
        actor.angular_velocity, actor.pushed = wire.vector(velocity), True
        return wire.VOID

    def enable_actor_constant_velocity(self, actor_id: int, velocity: Sequence[Any]) -> Any:
        """Keep an actor at a velocity in its own axes."""
        self._actor(actor_id).constant_velocity = wire.vector(velocity)
        return wire.VOID

    def disable_actor_constant_velocity(self, actor_id: int) -> Any:
        """Let an actor's velocity change again."""
        self._actor(actor_id).constant_velocity = None
        return wire.VOID

    def add_actor_impulse(self, actor_id: int, impulse: Sequence[Any]) -> Any:
        """Push an actor once, newton seconds."""
        motion.push(self._actor(actor_id), wire.vector(impulse))
        return wire.VOID

    def add_actor_impulse_at_location(
        self, actor_id: int, impulse: Sequence[Any], _place: Sequence[Any]
    ) -> Any:
        """Push an actor once; the place is its middle here."""
        return self.add_actor_impulse(actor_id, impulse)

    def add_actor_force(self, actor_id: int, force: Sequence[Any]) -> Any:
        """Push an actor for one frame, newtons."""
        x, y, z = (self._world.delta_s * part for part in wire.vector(force))
        motion.push(self._actor(actor_id), (x, y, z))
        return wire.VOID

    def add_actor_force_at_location(self, actor_id: int, force: Sequence[Any], _place: Sequence[Any]) -> Any:
        """Push an actor for one frame; the place is its middle here."""
        return self.add_actor_force(actor_id, force)

    def add_actor_angular_impulse(self, actor_id: int, impulse: Sequence[Any]) -> Any:
        """Turn an actor once."""
        motion.spin(self._actor(actor_id), wire.vector(impulse))
        return wire.VOID

    def add_actor_torque(self, actor_id: int, torque: Sequence[Any]) -> Any:
        """Turn an actor for one frame."""
        x, y, z = (self._world.delta_s * part for part in wire.vector(torque))
        motion.spin(self._actor(actor_id), (x, y, z))
        return wire.VOID

    def apply_control_to_walker(self, actor_id: int, control: Sequence[Any]) -> Any:
        """Have a walker walk: direction in the world, and speed."""
        walker = self._actor(actor_id).walker
        if walker is None:
            raise ToolkitError(f"actor {actor_id} is no walker")
        direction, speed, jump = control[:3]
        walker.direction, walker.speed, walker.jump = wire.vector(direction), wire.number(speed), bool(jump)
        return wire.VOID

    def _spawn(self, description: Sequence[Any], transform: wire.Transform, parent: int = 0) -> Actor:
        return self._world.actors.spawn(description, wire.pose(transform), parent)

    def _actor(self, actor_id: int) -> Actor:
        return self._world.actors[actor_id]
