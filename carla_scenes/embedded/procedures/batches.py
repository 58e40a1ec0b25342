"""Batches of commands: each is one of the other procedures, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from carla_scenes.embedded.world import World

_SPAWN = 0
_FUTURE_ACTOR = 0
_DEEPEST = 8
_PROCEDURES = {
    1: "destroy_actor",
    2: "apply_control_to_vehicle",
    3: "apply_ackermann_control_to_vehicle",
    4: "apply_control_to_walker",
    5: "apply_physics_control",
    6: "set_actor_transform",
    8: "set_actor_target_velocity",
    9: "set_actor_target_angular_velocity",
    10: "add_actor_impulse",
    11: "add_actor_force",
    12: "add_actor_angular_impulse",
    13: "add_actor_torque",
    14: "set_actor_simulate_physics",
    15: "set_actor_enable_gravity",
    16: "set_actor_autopilot",
    17: "show_vehicle_debug_telemetry",
    18: "set_vehicle_light_state",
    19: "set_actor_location",
    21: "set_traffic_light_state",
}
_WALKER_STATE = 7


class BatchProcedures:
    """Batches of commands.

    Args:
        world: The world.
        procedures: The other procedures by name.
    """

    def __init__(self, world: World, procedures: Mapping[str, Callable[..., Any]]) -> None:
        self._world = world
        self._procedures = procedures

    def apply_batch(self, commands: Sequence[Any], do_tick: bool) -> Any:
        """Run commands one after another; one that fails does not stop the others."""
        replies = [self._run(command) for command in commands]
        if do_tick:
            self._world.tick()
        return replies

    def _run(self, command: Any, spawned: int = _FUTURE_ACTOR, depth: int = 0) -> Any:
        try:
            ((index, arguments),) = command
            if index == _SPAWN:
                return wire.ok(self._spawn(arguments, spawned, depth))
            actor_id = spawned if arguments[0] == _FUTURE_ACTOR else arguments[0]
            if index == _WALKER_STATE:  # whence the walker comes tells how fast it is
                self._procedures["set_actor_transform"](actor_id, arguments[1])
            elif index in _PROCEDURES:
                self._procedures[_PROCEDURES[index]](actor_id, *arguments[1:])
            else:
                raise ToolkitError(f"unknown command {index}")
            return wire.ok(actor_id)
        except ToolkitError as error:
            return wire.failed(error.one_line)
        except (TypeError, ValueError, KeyError, IndexError) as error:
            return wire.failed(f"the command is malformed: {type(error).__name__}: {error}")

    def _spawn(self, arguments: Sequence[Any], spawned: int, depth: int) -> int:
        # Without a parent the attachment byte is uninitialised memory of the client: never look at it.
        description, transform, parent, _attachment, _socket, then = arguments
        if depth > _DEEPEST:
            raise ToolkitError("commands follow one another too deep")
        parent_id = wire.optional_value(parent)
        if parent_id == _FUTURE_ACTOR:
            parent_id = spawned
        actor = self._world.actors.spawn(description, wire.pose(transform), parent_id or 0)
        for command in then:
            self._run(command, actor.actor_id, depth + 1)
        return actor.actor_id
