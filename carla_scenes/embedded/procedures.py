"""The procedures that clients call: one public method each, named as on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.world import ASYNCHRONOUS
from carla_scenes.frame import Pose
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.world import World

_SPAWN, _DESTROY, _APPLY_TRANSFORM, _APPLY_WALKER_STATE = 0, 1, 6, 7
_ACCEPTED_COMMANDS = range(22)
_DOWN = [0.0, 0.0, -1.0]
_ROAD_TAG = 1
_FUTURE_ACTOR = 0

IGNORED = frozenset(
    {
        "enable_environment_objects",
        "set_actor_simulate_physics",
        "set_actor_collisions",
        "set_actor_enable_gravity",
        "set_actor_target_velocity",
        "set_actor_target_angular_velocity",
        "freeze_all_traffic_lights",
        "set_vehicle_light_state",
        "set_annotations_traverse_translucency",
        "draw_debug_shape",
        "load_map_layer",
        "unload_map_layer",
        "update_lights_state",
    }
)
"""Procedures without result that change nothing here: nothing moves by itself."""


class Procedures:
    """The world as clients may use it; every method runs under the world's lock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._stream_port = world.setup.port + 1

    def version(self) -> Any:
        """Return the server's version."""
        return wire.ok(self._world.setup.version)

    def get_episode_info(self) -> Any:
        """Return the episode's id and where the world state is streamed."""
        token = wire.stream_token(self._world.state_stream.stream_id, self._stream_port)
        return wire.ok([self._world.episode_id, [token]])

    def get_sensor_token(self, stream_id: int) -> Any:
        """Return where a stream is; the client connects next, so the next tick waits for it."""
        stream = self._world.streams.get(stream_id)
        if stream is not None:
            stream.announce()
        return wire.ok([wire.stream_token(stream_id, self._stream_port)])

    def get_episode_settings(self) -> Any:
        """Return the settings."""
        return wire.ok(self._world.settings)

    def set_episode_settings(self, settings: list[Any]) -> Any:
        """Change the settings and return the current frame."""
        self._world.settings = settings
        return wire.ok(self._world.frame)

    def get_required_files(self, _folder: str) -> Any:
        """Return that no file is needed."""
        return wire.ok([])

    def query_lights_state(self, _client: str) -> Any:
        """Return that there are no lamps."""
        return wire.ok([])

    def tick_cue(self) -> Any:
        """Advance by one frame and return its number."""
        return wire.ok(self._world.tick())

    def get_available_maps(self) -> Any:
        """Return the towns."""
        return wire.ok([f"/Game/Carla/Maps/{name}" for name in self._world.setup.towns])

    def load_new_episode(self, name: str, reset_settings: bool, _layers: int) -> Any:
        """Load a town, or the present one again for an empty name."""
        town = name.rsplit("/", 1)[-1] or self._world.town.name
        if town not in self._world.setup.towns:
            return wire.void_failed(f"Map '{name}' not found")
        if reset_settings:
            self._world.settings = list(ASYNCHRONOUS)
        self._world.start_episode(town)
        return wire.VOID

    def get_map_info(self) -> Any:
        """Return the town's name and spawn points."""
        town = self._world.town
        return wire.ok([f"Carla/Maps/{town.name}", town.wire_spawn_points])

    def get_map_data(self) -> Any:
        """Return the town's OpenDRIVE text."""
        return wire.ok(self._world.town.opendrive)

    def get_actor_definitions(self) -> Any:
        """Return the blueprint library."""
        return wire.ok(self._world.setup.library.definitions)

    def get_spectator(self) -> Any:
        """Return the spectator."""
        return wire.ok(self._world.spectator.to_wire(self._stream_port))

    def get_actors_by_id(self, identifiers: list[int]) -> Any:
        """Return those of the actors that exist."""
        actors = self._world.actors
        return wire.ok([actors[i].to_wire(self._stream_port) for i in identifiers if i in actors])

    def get_weather_parameters(self) -> Any:
        """Return the weather."""
        return wire.ok(self._world.weather)

    def set_weather_parameters(self, weather: list[float]) -> Any:
        """Change the weather."""
        self._world.weather = weather
        return wire.VOID

    def spawn_actor(self, description: list[Any], transform: wire.Transform) -> Any:
        """Spawn an actor."""
        return wire.ok(self._world.spawn(description, _pose(transform)).to_wire(self._stream_port))

    def spawn_actor_with_parent(
        self, description: list[Any], transform: wire.Transform, parent: int, _attachment: int, _socket: str
    ) -> Any:
        """Spawn an actor fixed to another."""
        actor = self._world.spawn(description, _pose(transform), parent)
        return wire.ok(actor.to_wire(self._stream_port))

    def destroy_actor(self, actor_id: int) -> Any:
        """Destroy an actor."""
        if not self._world.destroy(actor_id):
            return wire.failed("unable to destroy actor: not found")
        return wire.ok(True)

    def set_actor_transform(self, actor_id: int, transform: wire.Transform) -> Any:
        """Move an actor."""
        self._world.move(actor_id, _pose(transform))
        return wire.VOID

    def set_actor_location(self, actor_id: int, location: list[float]) -> Any:
        """Move an actor without turning it."""
        actor = self._world.actors.get(actor_id)
        if actor is not None:
            turned = actor.relative or actor.pose
            x, y, z = location
            self._world.move(actor_id, Pose(x, y, z, turned.pitch, turned.yaw, turned.roll))
        return wire.VOID

    def get_actor_bounding_box(self, actor_id: int) -> Any:
        """Return an actor's box in its own axes."""
        actor = self._world.actors.get(actor_id)
        if actor is None:
            return wire.failed("unable to get actor bounding box: actor not found")
        return wire.ok(actor.bounding_box)

    def project_point(self, location: list[float], direction: list[float], distance: float) -> Any:
        """Return the point of the ground below a place, if it is near enough."""
        x, y, z = location
        found = direction == _DOWN and 0.0 <= z <= distance
        return wire.ok([found, [[x, y, 0.0], _ROAD_TAG]])

    def get_environment_objects(self, _tag: int) -> Any:
        """Return that the town has no objects of its own."""
        return wire.ok([])

    def get_all_level_BBs(self, _tag: int) -> Any:  # noqa: N802 - its name on the wire
        """Return that the town has no boxes of its own."""
        return wire.ok([])

    def get_vehicle_light_states(self) -> Any:
        """Return that all lamps of vehicles are off."""
        vehicles = [a.actor_id for a in self._world.actors.values() if a.model.name.startswith("vehicle.")]
        return wire.ok([[actor_id, 0] for actor_id in vehicles])

    def get_names_of_all_objects(self) -> Any:
        """Return that the town has no named objects."""
        return wire.ok([])

    def apply_batch(self, commands: list[Any], do_tick: bool) -> Any:
        """Run commands one after another; one that fails does not stop the others."""
        replies = [self._run(command) for command in commands]
        if do_tick:
            self._world.tick()
        return replies

    def _run(self, command: Any, spawned: int = _FUTURE_ACTOR) -> Any:
        ((index, arguments),) = command
        try:
            if index == _SPAWN:
                return wire.ok(self._spawn(arguments))
            if index not in _ACCEPTED_COMMANDS:
                return wire.failed(f"unknown command {index}")
            actor_id = spawned if arguments[0] == _FUTURE_ACTOR else arguments[0]
            if actor_id not in self._world.actors:
                verb = "destroy actor" if index == _DESTROY else "apply command"
                return wire.failed(f"unable to {verb}: not found")
            if index == _DESTROY:
                self._world.destroy(actor_id)
            elif index in (_APPLY_TRANSFORM, _APPLY_WALKER_STATE):
                self._world.move(actor_id, _pose(arguments[1]))
            return wire.ok(actor_id)
        except ToolkitError as error:
            return wire.failed(error.one_line)

    def _spawn(self, arguments: list[Any]) -> int:
        # Without a parent the attachment byte is uninitialised memory of the client: never look at it.
        description, transform, parent, _attachment, _socket, then = arguments
        actor = self._world.spawn(description, _pose(transform), wire.optional_value(parent) or 0)
        for command in then:
            self._run(command, actor.actor_id)
        return actor.actor_id


def _pose(transform: wire.Transform) -> Pose:
    (x, y, z), (pitch, yaw, roll) = transform
    return Pose(x, y, z, pitch, yaw, roll)
