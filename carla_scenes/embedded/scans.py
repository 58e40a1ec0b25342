"""Lidar and radar: which rays leave in a frame, and how what they meet looks on the wire.

All randomness (rays that get lost, noise) follows from the attribute `noise_seed` and the number of the measurement.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from carla_scenes.embedded.scene import Hits
    from carla_scenes.frame import Pose

    Floats = npt.NDArray[np.float64]

_MOST_RAYS = 2_000_000
_RADAR_SEED = 9


@dataclass(frozen=True)
class LidarScan:
    """The rays of one frame of a lidar, channel after channel from the top.

    Attributes:
        pose: Of the sensor.
        attributes: Values by name.
        local: (N, 3) directions in the sensor's axes.
        channels: How many there are; each has the same number of rays.
        angle: Where the turning head ends in this frame, degrees.
        number: Of the measurement.
    """

    pose: Pose
    attributes: Mapping[str, str]
    local: Floats
    channels: int
    angle: float
    number: int

    @classmethod
    def of(
        cls, pose: Pose, attributes: Mapping[str, str], angle: float, delta_s: float, number: int
    ) -> LidarScan:
        """Return the rays that leave while the head turns on from `angle` degrees for `delta_s` seconds."""
        channels = int(attributes["channels"])
        view = float(attributes["horizontal_fov"])
        turned = float(attributes["rotation_frequency"]) * view * delta_s
        points = int(np.rint(float(attributes["points_per_second"]) * delta_s / channels))
        points = max(0, min(points, _MOST_RAYS // channels))
        pitch = np.linspace(float(attributes["upper_fov"]), float(attributes["lower_fov"]), channels)
        steps = angle + turned * np.arange(points) / max(points, 1)
        yaw = np.mod(steps, view) - view / 2.0 if view > 0.0 else np.zeros(points)
        local = _aimed(np.repeat(pitch, points), np.tile(yaw, channels))
        return cls(pose, attributes, local, channels, float(np.mod(angle + turned, max(view, 1e-9))), number)

    @property
    def directions(self) -> Floats:
        """The rays' directions in the world, (N, 3)."""
        result: Floats = self.local @ self.pose.rotation.T
        return result

    def points(self, hits: Hits) -> bytes:
        """Return the measurement of `sensor.lidar.ray_cast`: place and intensity of each point."""
        number = self._number
        chance = np.random.default_rng(np.random.SeedSequence([int(number("noise_seed")), self.number]))
        distance = hits.distance + chance.normal(0.0, max(number("noise_stddev"), 0.0), len(hits.distance))
        intensity = np.exp(-number("atmosphere_attenuation_rate") * hits.distance)
        limit, at_zero = number("dropoff_intensity_limit"), number("dropoff_zero_intensity")
        chance_to_stay = at_zero / max(limit, 1e-9) * intensity + 1.0 - at_zero
        kept = np.isfinite(hits.distance) & (chance.random(len(distance)) >= number("dropoff_general_rate"))
        kept &= (intensity > limit) | (chance.random(len(distance)) < chance_to_stay)
        places = self.local[kept] * distance[kept, None]
        return self._header(kept) + np.column_stack([places, intensity[kept]]).astype("<f4").tobytes()

    def labelled_points(self, hits: Hits) -> bytes:
        """Return the measurement of `sensor.lidar.ray_cast_semantic`: place, angle of impact, id and tag."""
        kept = np.isfinite(hits.distance)
        rows = np.zeros(
            int(kept.sum()), [("place", "<f4", 3), ("cosine", "<f4"), ("id", "<u4"), ("tag", "<u4")]
        )
        rows["place"] = self.local[kept] * hits.distance[kept, None]
        rows["cosine"] = np.abs((self.directions[kept] * hits.normals[kept]).sum(axis=1))
        rows["id"], rows["tag"] = hits.ids[kept], hits.tags[kept]
        return self._header(kept) + rows.tobytes()

    def _number(self, name: str) -> float:
        return abs(float(self.attributes[name]))

    def _header(self, kept: npt.NDArray[np.bool_]) -> bytes:
        counts = kept.reshape(self.channels, -1).sum(axis=1).tolist()
        return struct.pack(f"<fI{self.channels}I", np.radians(self.angle), self.channels, *counts)


@dataclass(frozen=True)
class RadarScan:
    """The rays of one frame of a radar: scattered over its cone.

    Attributes:
        pose: Of the sensor.
        velocity: Of the sensor, metres a second.
        azimuth: (N,) radians, to the right.
        altitude: (N,) radians.
    """

    pose: Pose
    velocity: Floats
    azimuth: Floats
    altitude: Floats

    @classmethod
    def of(
        cls, pose: Pose, velocity: Floats, attributes: Mapping[str, str], delta_s: float, number: int
    ) -> RadarScan:
        """Return the rays that leave in `delta_s` seconds."""
        count = int(np.clip(float(attributes["points_per_second"]) * delta_s, 0, _MOST_RAYS))
        chance = np.random.default_rng(np.random.SeedSequence([_RADAR_SEED, number]))
        radius, turn = np.sqrt(chance.random(count)), chance.random(count) * 2.0 * np.pi
        across, up = (
            np.radians(float(attributes[f"{side}_fov"])) / 2.0 for side in ("horizontal", "vertical")
        )
        return cls(pose, velocity, radius * np.cos(turn) * across, radius * np.sin(turn) * up)

    @property
    def directions(self) -> Floats:
        """The rays' directions in the world, (N, 3)."""
        local = _aimed(np.degrees(self.altitude), np.degrees(self.azimuth))
        result: Floats = local @ self.pose.rotation.T
        return result

    def detections(self, hits: Hits, velocities: Mapping[int, Floats]) -> bytes:
        """Return the measurement: speed away from the sensor, azimuth, altitude and distance of each point.

        Args:
            hits: Where the rays end.
            velocities: Of what moves, by instance id.
        """
        kept = np.isfinite(hits.distance)
        ids, place = np.unique(hits.ids[kept], return_inverse=True)
        still = np.zeros(3)
        moving = np.array([velocities.get(int(one), still) for one in ids]).reshape(-1, 3)[place.reshape(-1)]
        speed = ((moving - self.velocity) * self.directions[kept]).sum(axis=1)
        columns = [speed, self.azimuth[kept], self.altitude[kept], hits.distance[kept]]
        return np.column_stack(columns).astype("<f4").tobytes()


def _aimed(pitch: Floats, yaw: Floats) -> Floats:
    """Return unit vectors (N, 3) in a sensor's axes from angles in degrees."""
    up, across = np.radians(pitch), np.radians(yaw)
    return np.stack([np.cos(up) * np.cos(across), np.cos(up) * np.sin(across), np.sin(up)], axis=-1)
