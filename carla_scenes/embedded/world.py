"""The simulated world: episodes, actors, settings, weather, and the tick that moves and publishes them."""

from __future__ import annotations

import logging
import secrets
import struct
import threading
import time
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded import motion, wire
from carla_scenes.embedded.population import Population
from carla_scenes.embedded.scene import Camera, Scene
from carla_scenes.embedded.sensing import CAMERA, Moment, due_sensors, message_of, passes_of, scan_of
from carla_scenes.embedded.setup import ASYNCHRONOUS, CLEAR_NOON, LAYERS
from carla_scenes.embedded.signals import Signals
from carla_scenes.embedded.state import actor_record, flags, state_message
from carla_scenes.embedded.streams import Session, StreamTable
from carla_scenes.embedded.studio import Exposure, Studio
from carla_scenes.embedded.town_lamps import TownLamps
from carla_scenes.frame import Lens, Pose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carla_scenes.embedded.actors import Actor
    from carla_scenes.embedded.map_facts import MapFacts
    from carla_scenes.embedded.scene import Painter, Town
    from carla_scenes.embedded.setup import Setup

_log = logging.getLogger(__name__)

_FREE_RUNNING_S = 0.05
_EARTH_GRAVITY = 9.81
_DAY_S = 86400
_KNEE_M, _DEEPEST_M = 0.6, 100.0
_REHEARSAL = (32, 18)
_NO_RENDERING = 1


@dataclass
class Episode:
    """What a loaded town brings along.

    Attributes:
        number: Changes with every load.
        map_name: As the client asked for it, such as `Town05_Opt`.
        town: The town.
        facts: What its map says.
        signals: State of its lights.
        lamps: State of its street lamps.
        hidden: Numbers of its objects that clients switched off.
        elapsed_s: Simulated time since it began.
    """

    number: int
    map_name: str
    town: Town
    facts: MapFacts
    signals: Signals
    lamps: TownLamps
    hidden: set[int] = field(default_factory=set)
    elapsed_s: float = 0.0

    def show_layers(self, layers: int, *, shown: bool) -> None:
        """Show or hide the town's objects of some map layers.

        Args:
            layers: Bits as `carla.MapLayer` has them.
            shown: Whether they shall be seen.
        """
        tags = {tag for bit, of_layer in LAYERS.items() if layers & bit for tag in of_layer}
        numbers = {number for number, thing in enumerate(self.town.objects) if thing.tag in tags}
        self.hidden = self.hidden - numbers if shown else self.hidden | numbers


class World:
    """The world behind one server. Its methods are called under `lock`.

    Args:
        setup: How the server is set up.
        painter: Makes the images and measures distances.
    """

    def __init__(self, setup: Setup, painter: Painter) -> None:
        self.setup = setup
        self.lock = threading.RLock()
        self.arrival = threading.Condition(self.lock)
        self.settings = list(ASYNCHRONOUS)
        self.weather = list(CLEAR_NOON)
        self.gravity = _EARTH_GRAVITY
        self.frame = 0
        self.streams = StreamTable()
        self.state_stream = self.streams.open()
        self.actors = Population(setup.blueprints, self.streams, setup.first_actor_id)
        self._studio = Studio(painter, setup.faults)
        self._ended = threading.Event()
        self._exposures = 0
        self._map_changed = False
        # A random start, so that a client of an earlier server never meets an episode it already knows.
        self._episodes = secrets.randbelow(1 << 24)
        self.start_episode(setup.towns.first, setup.towns.first)

    @property
    def synchronous(self) -> bool:
        """Whether the world steps only when a client says so."""
        return bool(self.settings[0])

    def start_episode(self, map_name: str, town_name: str) -> None:
        """Load a town: all actors go, a spectator and the town's lights and signs come.

        Args:
            map_name: As clients shall see it.
            town_name: Name of one of the setup's towns.
        """
        if not self.setup.towns.is_loaded(town_name):
            self._studio.clear()  # a town takes several hundred megabytes: not two at a time
        town, facts = self.setup.towns.load(town_name)
        self.actors.clear()
        self._episodes += 1
        signals, lamps = Signals(town.signals, facts), TownLamps(town.lamps)
        self.episode = Episode(self._episodes, map_name, town, facts, signals, lamps)
        self.set_weather(CLEAR_NOON)
        self._map_changed = True
        self.spectator = self.actors.add_spectator()
        self.signal_actors = [
            self.actors.add_signal(number, signal) for number, signal in enumerate(town.signals)
        ]

    def set_weather(self, weather: Sequence[float]) -> None:
        """Change the weather.

        Args:
            weather: The 14 parameters in the order of the wire.
        """
        self.weather = list(weather)
        if self.setup.is_still:
            self.episode.signals.reset(self._picture_time_s)

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
        """Advance by one frame, publish the state, have the sensors measure, and return the frame's number."""
        self.streams.wait_for_announced(self.arrival)
        self.frame += 1
        self.episode.elapsed_s += self.delta_s
        if not self.setup.is_still:
            self.episode.signals.advance(self.delta_s)
        self._move()
        self._see_lights()
        self.state_stream.send([self._state()], wait=self.synchronous)
        self._map_changed = self.episode.lamps.changed = False
        self._measure()
        return self.frame

    def run_freely(self) -> None:
        """Tick in real time until `end`, whenever the mode is asynchronous."""
        while not self._ended.wait(_FREE_RUNNING_S):
            self._tick_freely()

    def rehearse(self) -> None:
        """Take one small picture for nobody, so that the first client need not wait for what is slow only once."""
        lens = Lens(*_REHEARSAL, 90.0)
        self._studio.paint(
            self.scene(), Camera(Pose(0.0, 0.0, 2.0), lens), [f"{CAMERA}rgb", f"{CAMERA}depth"]
        )

    def end(self) -> None:
        """Let time stand still for good."""
        self._ended.set()

    def scene(self) -> Scene:
        """Return what there is to see now."""
        episode = self.episode
        placed = (actor.placed(self.instance_id(actor)) for actor in self.actors)
        return Scene(
            town=episode.town,
            actors=tuple(one for one in placed if one is not None),
            weather=tuple(self.weather),
            time_s=self._picture_time_s,
            hidden_objects=frozenset(episode.hidden),
            signal_states=episode.signals.states,
            dark_lamps=episode.lamps.dark,
        )

    def trace(
        self, origin: wire.Vector, direction: wire.Vector, farthest_m: float
    ) -> tuple[float, int] | None:
        """Return distance and tag of what a ray meets first, or None."""
        hits = self._studio.trace(self.scene(), np.array([origin]), np.array([direction]), farthest_m)
        distance = float(hits.distance[0])
        return (distance, int(hits.tags[0])) if np.isfinite(distance) else None

    def instance_id(self, actor: Actor) -> int:
        """Return what images show for an actor."""
        return actor.engine_id if self.setup.instance_ids == "engine" else actor.actor_id

    @property
    def _picture_time_s(self) -> float:
        """The time that clouds and rain go by."""
        if not self.setup.is_still:
            return self.episode.elapsed_s
        return zlib.crc32(struct.pack("<14f", *self.weather)) % _DAY_S

    @property
    def delta_s(self) -> float:
        """Length of a frame, seconds."""
        fixed = wire.optional_value(self.settings[2])
        return float(fixed) if fixed else _FREE_RUNNING_S

    def _tick_freely(self) -> None:
        try:
            with self.lock:
                if not self.synchronous:
                    self.tick()
        except Exception:  # noqa: BLE001 - the world goes on whatever was wrong with one frame
            _log.exception("the frame %d failed", self.frame)

    def _move(self) -> None:
        """Move everybody; what is fixed to something moves after it."""
        moved = set()
        for actor in self.actors:
            if not actor.parent:
                motion.advance(actor, self.delta_s)
                moved.add(actor.actor_id)
        self._fall()
        waiting = [actor for actor in self.actors if actor.parent]
        while waiting:
            ready = [actor for actor in waiting if actor.parent in moved]
            if not ready:
                return
            for actor in ready:
                motion.carry(actor, self.actors[actor.parent], self.delta_s)
                moved.add(actor.actor_id)
            waiting = [actor for actor in waiting if actor.actor_id not in moved]

    def _fall(self) -> None:
        """Let vehicles and walkers fall to the town's ground; off the town they stay in the air."""
        falling = [actor for actor in self.actors if actor.needs_ground]
        if not falling or (self._studio.is_busy and not self.synchronous):
            return  # where time does not wait for pictures, falling does
        places = (actor.pose for actor in falling)
        origins = np.array([[place.x, place.y, place.z + _KNEE_M] for place in places])
        down = np.tile([0.0, 0.0, -1.0], (len(falling), 1))
        hits = self._studio.trace(replace(self.scene(), actors=()), origins, down, _DEEPEST_M)
        for actor, origin, distance in zip(falling, origins, hits.distance, strict=True):
            if np.isfinite(distance):
                motion.fall(actor, float(origin[2] - distance), self.delta_s)

    def _see_lights(self) -> None:
        """Tell vehicles of the traffic light they stand before and the speed limit they pass."""
        signals = self.episode.signals
        for actor in self.actors.of_type("vehicle."):
            if actor.vehicle is None:
                continue
            light, limit = signals.around(actor.world_box.pose.location)
            actor.vehicle.see(
                0 if light is None else self.signal_actors[light].actor_id,
                None if light is None else signals.state_of(light),
                limit,
            )

    def _measure(self) -> None:
        """Send every measurement that is due: at once where that is cheap, through the studio otherwise."""
        episode = self.episode
        velocities = {
            self.instance_id(actor): np.array(actor.velocity) for actor in self.actors if any(actor.velocity)
        }
        moment = Moment(self.frame, episode.elapsed_s, self.delta_s, episode.facts, self.gravity, velocities)
        cameras, scans = [], []
        for actor, stream in due_sensors(self.actors, moment):
            if actor.type_id.startswith(CAMERA):
                cameras.append((actor, stream))
            elif (scan := scan_of(actor, stream, moment)) is not None:
                scans.append(scan)
            elif (message := message_of(actor, moment)) is not None:
                stream.send([message], wait=self.synchronous)
        if self.settings[_NO_RENDERING]:
            cameras = []
        if not cameras and not scans:
            return
        if cameras:
            self.setup.faults.on_frame(self._exposures)
            self._exposures += 1
        self._studio.expose(
            Exposure(self.scene(), self.frame, passes_of(cameras, moment), tuple(scans), self.synchronous)
        )

    def _state(self) -> bytes:
        episode = self.episode
        return state_message(
            self.frame,
            episode.elapsed_s,
            (episode.number, time.time(), self.delta_s),
            flags(map_changed=self._map_changed, lamps_changed=episode.lamps.changed),
            (actor_record(actor, episode.signals, episode.town.signals) for actor in self.actors),
        )
