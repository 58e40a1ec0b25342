"""Satellite positioning and inertial measurement: what the two sensors of where and how one moves report."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgpack
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.actors import Actor
    from carla_scenes.embedded.map_facts import MapFacts

    Floats = npt.NDArray[np.float64]


def position_message(actor: Actor, facts: MapFacts, number: int) -> bytes:
    """Return the measurement of `sensor.other.gnss`.

    Args:
        actor: The sensor.
        facts: Of the map: where on earth it lies.
        number: Of the measurement; with the attribute `noise_seed` it decides the noise.
    """
    chance = _chance(actor.attributes, number)
    values = [
        value + chance.normal(_value(actor, f"noise_{axis}_bias"), _spread(actor, f"noise_{axis}_stddev"))
        for axis, value in zip(("lat", "lon", "alt"), facts.on_earth(actor.pose), strict=True)
    ]
    return _packed(values)


def inertia_message(actor: Actor, gravity: float, number: int) -> bytes:
    """Return the measurement of `sensor.other.imu`: acceleration with gravity, turning rate, and compass.

    Args:
        actor: The sensor.
        gravity: Metres a second squared.
        number: Of the measurement.
    """
    chance = _chance(actor.attributes, number)
    axes = actor.pose.rotation
    felt = axes.T @ (np.array(actor.acceleration) + np.array([0.0, 0.0, gravity]))
    turning = axes.T @ np.radians(actor.angular_velocity)
    felt = felt + [chance.normal(0.0, _spread(actor, f"noise_accel_stddev_{axis}")) for axis in "xyz"]
    turning = turning + [
        chance.normal(_value(actor, f"noise_gyro_bias_{axis}"), _spread(actor, f"noise_gyro_stddev_{axis}"))
        for axis in "xyz"
    ]
    north = math.atan2(axes[0, 0], -axes[1, 0])  # north is against y; the angle grows towards the east
    return _packed([felt.tolist(), turning.tolist(), north % (2.0 * math.pi)])


def _packed(values: Sequence[object]) -> bytes:
    packed: bytes = msgpack.packb(values)
    return packed


def _chance(attributes: Mapping[str, str], number: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([abs(int(attributes["noise_seed"])), number]))


def _value(actor: Actor, name: str) -> float:
    return float(actor.attributes[name])


def _spread(actor: Actor, name: str) -> float:
    return abs(float(actor.attributes[name]))
