"""One connection to a CARLA server: made, checked, switched to synchronous mode, restored on exit.

The genuine client has two habits to work around: a client made before the server listens never connects, and a
dead server is noticed only when a call's time is up. So the port is probed first, and a watcher holds a bare
socket whose end tells of the server's at once.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carla_scenes.roads import import_carla
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from carla_scenes.scene import Scene

DEFAULT_PORT = 2000

_STEP_S = 0.05
_NEEDED_SENSORS = (
    "sensor.camera.rgb",
    "sensor.camera.semantic_segmentation",
    "sensor.camera.instance_segmentation",
    "sensor.camera.depth",
)
_SETTINGS = (
    "synchronous_mode",
    "no_rendering_mode",
    "fixed_delta_seconds",
    "substepping",
    "max_substep_delta_time",
    "max_substeps",
    "max_culling_distance",
    "deterministic_ragdolls",
    "tile_stream_distance",
    "actor_active_distance",
    "spectator_as_ego",
)


class ServerTrouble(Exception):  # noqa: N818 - not an error of ours or the user's
    """The server died, hangs or answered nonsense: connect anew and go on."""


@dataclass(frozen=True)
class Host:
    """Where a server listens."""

    name: str
    port: int

    def __str__(self) -> str:
        """Return `name:port`."""
        return f"{self.name}:{self.port}"


def parse_hosts(text: str) -> list[Host]:
    """Return the hosts written as `host[:port][,host2...]`.

    Raises:
        ToolkitError: None is named, one twice, or a port is no number.
    """
    hosts = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, port = part.partition(":")
        number = port or str(DEFAULT_PORT)
        if not name or not (number.isascii() and number.isdigit() and 0 < int(number) < 65536):
            raise ToolkitError("this is no CARLA host", expected="host or host:port", found=repr(part))
        hosts.append(Host(name, int(number)))
    if not hosts or len(set(hosts)) < len(hosts):
        raise ToolkitError("no CARLA host was named, or one twice", expected="host[:port][,host2...]")
    return hosts


@contextlib.contextmanager
def server_calls() -> Iterator[None]:
    """Turn what the client raises for a dead, hanging or confused server into `ServerTrouble`."""
    try:
        yield
    except RuntimeError as error:
        raise ServerTrouble(str(error)) from None


@dataclass(frozen=True)
class Needs:
    """What a plan asks of a server.

    Attributes:
        towns: Names of towns.
        blueprints: Ids of blueprints, cameras included.
        scaled: Those that need the attribute `scale`.
    """

    towns: frozenset[str]
    blueprints: frozenset[str]
    scaled: frozenset[str]


def needs_of(scenes: Sequence[Scene]) -> Needs:
    """Return what some scenes ask of a server."""
    placed = [one for scene in scenes for one in (*scene.traffic, *(p for each in scene.tries for p in each))]
    return Needs(
        towns=frozenset(scene.town for scene in scenes),
        blueprints=frozenset(one.blueprint for one in placed) | frozenset(_NEEDED_SENSORS),
        scaled=frozenset(one.blueprint for one in placed if one.scale != 1.0),
    )


class Connection:
    """A connected client.

    Args:
        host: The server.
        timeout_s: Longest wait for one call.

    Raises:
        ServerTrouble: Nobody answers.
        ToolkitError: The client is not installed.
    """

    def __init__(self, host: Host, timeout_s: float) -> None:
        self.carla = import_carla()
        self.host = host
        try:
            with socket.create_connection((host.name, host.port), timeout=timeout_s):
                pass
        except OSError as error:
            raise ServerTrouble(f"no server listens at {host}: {error}") from None
        with server_calls():
            self.client = self.carla.Client(host.name, host.port)
            self.client.set_timeout(timeout_s)
            self.version: str = self.client.get_server_version()
        self._town: str | None = None
        self.original: dict[str, Any] | None = None
        self.renderer = ""

    def watch(self, on_end: Callable[[], None]) -> None:
        """Call `on_end` from another thread as soon as the server's process ends."""
        bare = socket.create_connection((self.host.name, self.host.port))

        def wait() -> None:
            with contextlib.suppress(OSError):
                while bare.recv(64):
                    pass
            on_end()

        threading.Thread(target=wait, daemon=True).start()

    def findings(self, needs: Needs) -> list[str]:
        """Return everything that the server lacks, one line each."""
        with server_calls():
            expected = self.client.get_client_version()
            offered = {name.rsplit("/", 1)[-1] for name in self.client.get_available_maps()}
            lines = [f"{self.host}: no town {town}" for town in sorted(needs.towns - offered)]
            if self.version != expected:
                # The client crashes on the world state of another version, so nothing more can be asked.
                lines.insert(
                    0,
                    f"{self.host}: the server is CARLA {self.version}, the client {expected}: start a server of "
                    f"{expected} or install carla=={self.version} (blueprints not checked)",
                )
                return lines
            blueprints = self.client.get_world().get_blueprint_library()
            library = {blueprint.id: blueprint for blueprint in blueprints}
            self.renderer = self._renderer_of(library.get("sensor.camera.rgb"))
        lines += [f"{self.host}: no blueprint {name}" for name in sorted(needs.blueprints - library.keys())]
        lines += [
            f"{self.host}: the blueprint {name} has no attribute scale"
            for name in sorted(needs.scaled & library.keys())
            if not library[name].has_attribute("scale")
        ]
        return lines

    def _renderer_of(self, camera: Any) -> str:
        """Return whose images these are: a server that is not CARLA says so in its camera's blueprint."""
        if camera is not None and camera.has_attribute("renderer"):
            return str(camera.get_attribute("renderer").as_str())
        return f"CARLA {self.version}"

    def enter_synchronous_mode(self, original: dict[str, Any] | None = None) -> None:
        """Switch to synchronous mode with a fixed step.

        Args:
            original: The server's own settings if an earlier connection has changed them already.
        """
        with server_calls():
            self.world = self.client.get_world()
            settings = self.world.get_settings()
            self.original = original or {name: getattr(settings, name) for name in _SETTINGS}
            settings.synchronous_mode = True
            settings.fixed_delta_seconds = _STEP_S
            settings.no_rendering_mode = False
            self.world.apply_settings(settings)

    def restore(self) -> None:
        """Give the server its own settings back.

        Raises:
            ServerTrouble: It no longer answers.
        """
        if self.original is None:
            return
        with server_calls():
            settings = self.carla.WorldSettings()
            for name, value in self.original.items():
                setattr(settings, name, value)
            self.world.apply_settings(settings)

    def load_town(self, town: str) -> bool:
        """Load a town unless this connection has loaded it; return whether it was loaded now."""
        if town == self._town:
            return False
        with server_calls():
            self.world = self.client.load_world(town, False)
        self._town = town
        return True
