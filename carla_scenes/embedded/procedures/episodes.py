"""Procedures about the server as a whole: version, streams, settings, frames, towns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.setup import ASYNCHRONOUS, GENERATED
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.world import World

_LONGEST_STEP_S = 60.0


class EpisodeProcedures:
    """Version, streams, settings, frames, towns."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._stream_port = world.setup.port + 1

    def version(self) -> Any:
        """Return the server's version."""
        return wire.ok(self._world.setup.version)

    def get_episode_info(self) -> Any:
        """Return the episode's id and where the world state is streamed."""
        token = wire.stream_token(self._world.state_stream.stream_id, self._stream_port)
        return wire.ok([self._world.episode.number, [token]])

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
        self._world.settings = _checked(settings)
        return wire.ok(self._world.frame)

    def tick_cue(self) -> Any:
        """Advance by one frame and return its number."""
        return wire.ok(self._world.tick())

    def get_available_maps(self) -> Any:
        """Return the towns."""
        return wire.ok(self._world.setup.towns.map_paths)

    def load_new_episode(self, name: str, reset_settings: bool, layers: int) -> Any:
        """Load a town, or the present one again for an empty name, without the map layers left out."""
        found = self._world.setup.towns.find(name or self._world.episode.map_name)
        if found is None:
            return wire.failed(f"Map '{name}' not found")
        if reset_settings:
            self._world.settings = list(ASYNCHRONOUS)
        self._world.start_episode(*found)
        self._world.episode.show_layers(~layers, shown=False)
        return wire.VOID

    def copy_opendrive_to_file(self, opendrive: str, _parameters: list[Any]) -> Any:
        """Keep an OpenDRIVE text; the client loads the town made from it next."""
        self._world.setup.towns.generate(opendrive)
        return wire.VOID

    def get_map_info(self) -> Any:
        """Return the town's name and spawn points."""
        episode = self._world.episode
        folder = "" if episode.map_name == GENERATED else "Carla/Maps/"
        points = [wire.transform(point) for point in episode.town.spawn_points]
        return wire.ok([folder + episode.map_name, points])

    def get_map_data(self) -> Any:
        """Return the town's OpenDRIVE text."""
        return wire.ok(self._world.episode.town.opendrive)

    def get_required_files(self, _folder: str) -> Any:
        """Return that no file is needed."""
        return wire.ok([])

    def request_file(self, path: str) -> Any:
        """Refuse: there are no files for clients."""
        return wire.failed(f"there is no file {path!r}")

    def get_navigation_mesh(self) -> Any:
        """Return that there is no navigation mesh."""
        return wire.ok(b"")


def _checked(settings: list[Any]) -> list[Any]:
    """Return episode settings if they are of the right types.

    Raises:
        ToolkitError: They are not, or the step is no sensible time.
    """
    if [type(value) for value in settings[:2]] != [bool, bool] or len(settings) != len(ASYNCHRONOUS):
        raise ToolkitError("these are no episode settings")
    step = wire.optional_value(settings[2])
    if step is not None and not 0.0 <= wire.number(step) <= _LONGEST_STEP_S:
        raise ToolkitError(
            "fixed_delta_seconds is out of bounds", expected=f"0 to {_LONGEST_STEP_S:g}", found=f"{step:g}"
        )
    for value, default in zip(settings[3:], ASYNCHRONOUS[3:], strict=True):
        if isinstance(value, bool) != isinstance(default, bool) or not wire.number(float(value)) >= 0.0:
            raise ToolkitError("these are no episode settings", found=repr(value))
    # The types have to be kept for clients that read them back: whole numbers stay whole.
    return settings
