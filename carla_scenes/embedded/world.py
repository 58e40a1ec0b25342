"""The simulated world: episodes, actors, settings, weather, and the tick that publishes them."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.blueprints import Library, Model, camera_size
from carla_scenes.embedded.faults import Faults
from carla_scenes.embedded.picture import BoxPainter, Painter, Scene, Solid
from carla_scenes.embedded.streams import Session, Stream
from carla_scenes.frame import Box, Lens, Pose, attached_pose
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carla_scenes.embedded.towns import Town

ASYNCHRONOUS: list[Any] = [False, False, [False], True, 0.01, 10, 0.0, True, 3000.0, 2000.0, True]
"""Episode settings of a fresh server, in the order of the wire."""

CLEAR_NOON = [5.0, 0.0, 0.0, 10.0, -1.0, 45.0, 2.0, 0.75, 0.1, 0.0, 1.0, 0.03, 0.0331, 0.0]
"""Weather of a fresh server, in the order of the wire."""

INSTANCE_RULES = ("actor", "engine")
"""What the instance image shows: the actor's id (from 0.9.16) or an id of the engine's own (before)."""

_CLOUDINESS, _SUN_ALTITUDE, _FOG = 0, 5, 6
_FREE_RUNNING_S = 0.05
_ENGINE_IDS_FROM, _ENGINE_IDS_STEP = 20011, 7
_SPECTATOR = Model("spectator", (0.0, 0.0, 0.0), 0)


@dataclass
class Actor:
    """Something that was spawned.

    Attributes:
        actor_id: Unique for the life of the server.
        model: What it is.
        description: As the client sent it; echoed.
        pose: In the world.
        parent: Id of the actor it is fixed to, 0 for none.
        relative: Pose in the parent's axes, for attached actors.
        stream: Where its measurements go, for sensors.
        engine_id: Id that the engine gave it.
    """

    actor_id: int
    model: Model
    description: list[Any]
    pose: Pose
    parent: int = 0
    relative: Pose | None = None
    stream: Stream | None = None
    engine_id: int = 0

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute values by name."""
        return {name: value for name, _, value in self.description[2]}

    @property
    def scale(self) -> float:
        """Factor on the model's size."""
        return float(self.attributes.get("scale", "1.0"))

    @property
    def size(self) -> tuple[float, float, float]:
        """Length, width and height, metres."""
        length, width, height = self.model.size
        return length * self.scale, width * self.scale, height * self.scale

    @property
    def bounding_box(self) -> list[Any]:
        """Its box in its own axes as the wire has it; the origin is the middle of the underside."""
        length, width, height = self.size
        half = [length / 2.0, width / 2.0, height / 2.0]
        return [[0.0, 0.0, height / 2.0], half, [0.0, 0.0, 0.0], self.actor_id]

    @property
    def world_box(self) -> Box:
        """Its box in the world."""
        length, width, height = self.size
        return Box(self.pose.offset(up=height / 2.0), length, width, height)

    def to_wire(self, port: int) -> list[Any]:
        """Return the actor as the wire has it.

        Args:
            port: Port of the streams.
        """
        token = wire.stream_token(self.stream.stream_id, port) if self.stream else b""
        tags = bytes([self.model.tag])
        return [self.actor_id, self.parent, self.description, self.bounding_box, tags, token]


@dataclass(frozen=True)
class Setup:
    """How a server is set up.

    Attributes:
        port: Of the procedure calls; streams are at the next one.
        towns: What it offers, by name.
        library: What it can spawn.
        version: What it says it is.
        instance_ids: One of `INSTANCE_RULES`.
        ground_id: Instance id of the ground.
        first_actor_id: Where actor ids begin.
        faults: What goes wrong.
    """

    port: int
    towns: Mapping[str, Town]
    library: Library = field(default_factory=Library)
    version: str = wire.VERSION
    instance_ids: str = "actor"
    ground_id: int = 0x8001
    first_actor_id: int = 1
    faults: Faults = field(default_factory=Faults)


class World:
    """The world behind one server. Its methods are called under `lock`.

    Args:
        setup: How the server is set up.
        painter: Makes the images.
    """

    def __init__(self, setup: Setup, painter: Painter | None = None) -> None:
        self.setup = setup
        self.painter = painter or BoxPainter()
        self.lock = threading.RLock()
        self.arrival = threading.Condition(self.lock)
        self.settings = list(ASYNCHRONOUS)
        self.weather = list(CLEAR_NOON)
        self.frame = 0
        self.rendered = 0
        self.elapsed_s = 0.0
        self.actors: dict[int, Actor] = {}
        self.streams: dict[int, Stream] = {}
        self._next_actor = setup.first_actor_id
        self._next_engine = _ENGINE_IDS_FROM
        # Random starts, so that a client of an earlier server never meets ids it already knows.
        self._next_stream = 1 + secrets.randbelow(1 << 24)
        self.episode_id = 1 + secrets.randbelow(1 << 24)
        self.state_stream = self._new_stream()
        self.start_episode(next(iter(setup.towns)))

    @property
    def synchronous(self) -> bool:
        """Whether the world steps only when a client says so."""
        return bool(self.settings[0])

    def start_episode(self, town: str) -> None:
        """Load a town: all actors go, and a spectator comes."""
        for actor in self.actors.values():
            if actor.stream is not None:
                self._close(actor.stream)
        self.actors.clear()
        self.town = self.setup.towns[town]
        self.episode_id += 1
        self.elapsed_s = 0.0
        self.weather = list(CLEAR_NOON)
        self._map_changed = True
        self.spectator = self._add(
            Actor(self._take_actor_id(), _SPECTATOR, [0, _SPECTATOR.name, []], Pose(0.0, 0.0, 10.0))
        )

    def spawn(self, description: list[Any], pose: Pose, parent: int = 0) -> Actor:
        """Add an actor.

        Args:
            description: `[uid, blueprint, attributes]`.
            pose: In the world, or in the parent's axes.
            parent: Id of the actor to fix it to, 0 for none.

        Raises:
            ToolkitError: Unknown blueprint, bad attributes or no such parent.
        """
        model = self.setup.library.model(description[1])
        if parent and parent not in self.actors:
            raise ToolkitError("unable to attach actor: parent actor not found")
        actor = Actor(self._take_actor_id(), model, description, pose, parent)
        if parent:
            actor.relative = pose
        if model.name.startswith("sensor."):
            if ".camera." in model.name:
                camera_size(actor.attributes)
            actor.stream = self._new_stream()
        return self._add(actor)

    def destroy(self, actor_id: int) -> bool:
        """Remove an actor and what is fixed to it; return whether there was one."""
        actor = self.actors.pop(actor_id, None)
        if actor is None:
            return False
        if actor.stream is not None:
            self._close(actor.stream)
        for child in [a.actor_id for a in self.actors.values() if a.parent == actor_id]:
            self.destroy(child)
        return True

    def move(self, actor_id: int, pose: Pose) -> None:
        """Set an actor's pose, in its parent's axes if it has one; unknown ids are ignored."""
        actor = self.actors.get(actor_id)
        if actor is None:
            return
        if actor.parent:
            actor.relative = pose
        else:
            actor.pose = pose

    def subscribe(self, stream_id: int, connect: Callable[[], Session]) -> Session | None:
        """Add a session to a stream, or return None when there is no such stream."""
        with self.lock:
            stream = self.streams.get(stream_id)
            if stream is None:
                return None
            session = connect()
            stream.add(session)
            self.arrival.notify_all()
            if stream is self.state_stream and self.synchronous:
                # Without it a client that joins between two ticks would see no actors.
                session.send([self._state()], wait=False)
            return session

    def tick(self) -> int:
        """Advance by one frame, publish state and images, and return the frame's number."""
        for stream in list(self.streams.values()):
            stream.wait_for_announced(self.arrival)
        self.frame += 1
        self.elapsed_s += self._delta_s
        for actor in self.actors.values():
            if actor.relative is not None and actor.parent in self.actors:
                actor.pose = attached_pose(self.actors[actor.parent].pose, actor.relative)
        self.state_stream.send([self._state()], wait=self.synchronous)
        self._map_changed = False
        self._render()
        return self.frame

    def run_freely(self) -> None:
        """Tick in real time for ever, whenever the mode is asynchronous."""
        while True:
            time.sleep(_FREE_RUNNING_S)
            with self.lock:
                if not self.synchronous:
                    self.tick()

    @property
    def _delta_s(self) -> float:
        fixed = wire.optional_value(self.settings[2])
        return float(fixed) if fixed else _FREE_RUNNING_S

    def _render(self) -> None:
        """Send an image to every camera that somebody listens to; cameras of one pose share one pass."""
        groups: dict[tuple[Pose, Lens], list[Actor]] = {}
        for actor in self.actors.values():
            if actor.stream is not None and actor.stream.sessions and ".camera." in actor.model.name:
                width, height, fov = camera_size(actor.attributes)
                groups.setdefault((actor.pose, Lens(width, height, fov)), []).append(actor)
        if not groups:
            return
        self.setup.faults.on_frame(self.rendered)
        self.rendered += 1
        scene = self._scene()
        for (pose, lens), cameras in groups.items():
            images = self.painter.paint(scene, pose, lens, [camera.model.name for camera in cameras])
            for camera in cameras:
                header = wire.sensor_header(
                    wire.SENSOR_TYPES[camera.model.name], self.frame, self.elapsed_s, pose
                ) + wire.image_header(lens.width, lens.height, lens.fov)
                self._send_image(camera, header, images[camera.model.name].data.cast("B"))

    def _send_image(self, camera: Actor, header: bytes, pixels: memoryview) -> None:
        stream = camera.stream
        if stream is None:
            return
        fault = self.setup.faults.of_image(stream.stream_id, self.frame)
        if fault == "drop":
            return
        if fault == "truncate":
            pixels = pixels[: len(pixels) // 2]
        if fault == "delay":
            late = threading.Timer(
                self.setup.faults.delay_s, stream.send, ([header, pixels],), {"wait": False}
            )
            late.daemon = True
            late.start()
            return
        for _ in range(2 if fault == "duplicate" else 1):
            stream.send([header, pixels], wait=self.synchronous)

    def _scene(self) -> Scene:
        by_engine = self.setup.instance_ids == "engine"
        solids = tuple(
            Solid(a.world_box, a.model.name, a.model.tag, a.engine_id if by_engine else a.actor_id)
            for a in self.actors.values()
            if any(a.model.size)
        )
        altitude, clouds, fog = (self.weather[i] for i in (_SUN_ALTITUDE, _CLOUDINESS, _FOG))
        return Scene(solids, self.setup.ground_id, altitude, clouds, fog)

    def _state(self) -> bytes:
        message = wire.sensor_header(wire.STATE_STREAM_TYPE, self.frame, self.elapsed_s, Pose(0.0, 0.0, 0.0))
        message += wire.episode_header(
            self.episode_id, time.time(), self._delta_s, map_changed=self._map_changed
        )
        at_rest = (0.0, 0.0, 0.0)
        return message + b"".join(
            wire.actor_record(a.actor_id, a.pose, at_rest, wire.actor_block(a.model.name))
            for a in self.actors.values()
        )

    def _add(self, actor: Actor) -> Actor:
        actor.engine_id = self._next_engine
        self._next_engine += _ENGINE_IDS_STEP
        self.actors[actor.actor_id] = actor
        return actor

    def _take_actor_id(self) -> int:
        self._next_actor += 1
        return self._next_actor - 1

    def _new_stream(self) -> Stream:
        self._next_stream += 1
        stream = Stream(self._next_stream)
        self.streams[stream.stream_id] = stream
        return stream

    def _close(self, stream: Stream) -> None:
        self.streams.pop(stream.stream_id, None)
        stream.end()
