"""Which sensors measure in a frame: what has to be painted or traced for them, and what is sent at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded import wire
from carla_scenes.embedded.positioning import inertia_message, position_message
from carla_scenes.embedded.scans import LidarScan, RadarScan
from carla_scenes.embedded.scene import Camera
from carla_scenes.embedded.sensor_blueprints import LENS_ATTRIBUTES, camera_size
from carla_scenes.embedded.studio import Pass, Scan, Shot
from carla_scenes.frame import Lens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy.typing as npt

    from carla_scenes.embedded.actors import Actor
    from carla_scenes.embedded.map_facts import MapFacts
    from carla_scenes.embedded.scene import Hits
    from carla_scenes.embedded.streams import Stream
    from carla_scenes.frame import Pose

    Floats = npt.NDArray[np.float64]

CAMERA = "sensor.camera."
STREAMLESS = ("sensor.other.lane_invasion",)
"""Sensors that the client computes by itself."""

_EARLY_S = 1e-6


@dataclass(frozen=True)
class Moment:
    """The frame that is measured.

    Attributes:
        frame: Its number.
        elapsed_s: Simulated time.
        delta_s: Its length.
        facts: Of the map.
        gravity: For inertial sensors.
        velocities: Of what moves, by instance id.
    """

    frame: int
    elapsed_s: float
    delta_s: float
    facts: MapFacts
    gravity: float
    velocities: Mapping[int, Floats]

    def header(self, type_id: str, pose: Pose) -> bytes:
        """Return what every measurement begins with."""
        return wire.sensor_header(wire.SENSOR_TYPES[type_id], self.frame, self.elapsed_s, pose)


def due_sensors(actors: Iterable[Actor], moment: Moment) -> list[tuple[Actor, Stream]]:
    """Return the sensors that somebody listens to and whose time has come; they count as having measured."""
    found = []
    for actor in actors:
        if actor.stream is None or not actor.stream.is_heard:
            continue
        state = actor.sensor
        if moment.elapsed_s < state.due_s - _EARLY_S:
            continue
        every = float(actor.attributes.get("sensor_tick", "0"))
        state.due_s += every
        if state.number == 0 or state.due_s <= moment.elapsed_s - moment.delta_s:
            state.due_s = moment.elapsed_s + every
        state.number += 1
        found.append((actor, actor.stream))
    return found


def passes_of(cameras: Iterable[tuple[Actor, Stream]], moment: Moment) -> tuple[Pass, ...]:
    """Return the pictures to take: cameras of one pose, lens and, per kind, attributes share one pass."""
    groups: dict[tuple[object, ...], dict[str, Actor]] = {}
    shots: dict[tuple[object, ...], list[Shot]] = {}
    for actor, stream in cameras:
        lens = Lens(*camera_size(actor.attributes))
        bent = tuple(actor.attributes.get(name) for name in LENS_ATTRIBUTES)
        number = 0
        while True:  # a second camera of the same kind with other attributes needs a pass of its own
            key = (actor.pose, lens, bent, number)
            first = groups.setdefault(key, {}).setdefault(actor.type_id, actor)
            if _optics(first) == _optics(actor):
                break
            number += 1
        header = moment.header(actor.type_id, actor.pose)
        header += wire.image_header(lens.width, lens.height, lens.fov)
        shots.setdefault(key, []).append(Shot(stream, actor.type_id, header))
    return tuple(Pass(_camera(list(groups[key].values())), tuple(wishes)) for key, wishes in shots.items())


def scan_of(actor: Actor, stream: Stream, moment: Moment) -> Scan | None:
    """Return the rays of a lidar or radar, None for other sensors."""
    encode: Callable[[Hits], bytes]
    state = actor.sensor
    if actor.type_id.startswith("sensor.lidar."):
        lidar = LidarScan.of(actor.pose, actor.attributes, state.angle, moment.delta_s, state.number)
        state.angle = lidar.angle
        directions = lidar.directions
        encode = lidar.points if actor.type_id == "sensor.lidar.ray_cast" else lidar.labelled_points
    elif actor.type_id == "sensor.other.radar":
        velocity = np.array(actor.velocity)
        radar = RadarScan.of(actor.pose, velocity, actor.attributes, moment.delta_s, state.number)
        directions = radar.directions
        encode = partial(radar.detections, velocities=moment.velocities)
    else:
        return None
    return Scan(
        stream=stream,
        header=moment.header(actor.type_id, actor.pose),
        origins=np.broadcast_to(actor.pose.location, directions.shape).copy(),
        directions=directions,
        farthest_m=float(actor.attributes["range"]),
        encode=encode,
    )


def message_of(actor: Actor, moment: Moment) -> bytes | None:
    """Return the measurement of a sensor that needs no rays, None for those that stay silent."""
    header = moment.header(actor.type_id, actor.pose)
    if actor.type_id == "sensor.other.gnss":
        return header + position_message(actor, moment.facts, actor.sensor.number)
    if actor.type_id == "sensor.other.imu":
        return header + inertia_message(actor, moment.gravity, actor.sensor.number)
    return None


def _optics(actor: Actor) -> dict[str, str]:
    """Return those of a camera's attributes that its image depends on."""
    return {
        name: value for name, value in actor.attributes.items() if name not in ("role_name", "sensor_tick")
    }


def _camera(actors: list[Actor]) -> Camera:
    """Return the camera that several share; what only one kind has (exposure) is taken from that kind."""
    attributes: dict[str, str] = {}
    for actor in actors:
        attributes |= _optics(actor)
    return Camera(actors[0].pose, Lens(*camera_size(actors[0].attributes)), attributes)
