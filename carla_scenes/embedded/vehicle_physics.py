"""What a vehicle is made of and was told to do; the numbers behind `get_physics_control` and the bicycle model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded import wire
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.frame import Box

_TORQUE_CURVE, _GEARS, _MASS, _DRAG, _CENTRE_OF_MASS, _STEERING_CURVE, _WHEELS = 0, 10, 11, 12, 13, 14, 15
_FIELDS, _MOST_ROWS = 17, 64
_FRICTION, _MAX_STEER, _RADIUS = 0, 2, 3
_FRONT_STEER_DEGREES = 70.0
_WHEELBASE_SHARE, _TRACK_SHARE = 0.6, 0.8
_RADIUS_SHARE = 0.22
_LARGEST_RADIUS_M = 0.55
_IDLE_RPM, _RPM_A_SPEED = 800.0, 120.0
_KMH = 3.6
DEFAULT_SPEED_LIMIT_KMH = 30.0
GREEN = 2


@dataclass
class VehicleState:
    """A vehicle's controls and lamps.

    Attributes:
        physics: VehiclePhysicsControl as the wire has it.
        wheelbase_m: Between the axles.
        control: Throttle, steer, brake, hand brake, reverse, manual gear shift, gear.
        ackermann: Steer (radians), steer speed, speed, acceleration, jerk; None while `control` counts.
        ackermann_settings: Gains of the controller; kept, without effect.
        steer_degrees: Angle of the front wheels.
        lights: Bits of the light state.
        doors: Open doors.
        wheel_angles: Angles that a client set for the look of single wheels.
        speed_limit: Of the road, km/h.
        light_actor: Id of the traffic light whose zone it is in, 0 for none.
        light_state: That light's state.
    """

    physics: list[Any]
    wheelbase_m: float
    control: list[Any] = field(default_factory=lambda: [0.0, 0.0, 0.0, False, False, False, 0])
    ackermann: list[float] | None = None
    ackermann_settings: list[float] = field(default_factory=lambda: [0.15, 0.0, 0.25, 0.01, 0.0, 0.01])
    steer_degrees: float = 0.0
    lights: int = 0
    doors: set[int] = field(default_factory=set)
    wheel_angles: dict[int, float] = field(default_factory=dict)
    speed_limit: float = DEFAULT_SPEED_LIMIT_KMH
    light_actor: int = 0
    light_state: int = GREEN

    @classmethod
    def of(cls, box: Box, wheels: int, mass_kg: float) -> VehicleState:
        """Return the state of a vehicle at rest, its numbers derived from its size."""
        wheelbase = _WHEELBASE_SHARE * box.length
        return cls(_physics(box, wheels, mass_kg, wheelbase), wheelbase)

    @property
    def mass_kg(self) -> float:
        """Its mass as last set."""
        return float(self.physics[_MASS])

    def see(self, light_actor: int, light_state: int | None, speed_limit: float | None) -> None:
        """Note the traffic light that it stands before (id 0 and no state for none) and a new speed limit."""
        self.light_actor = light_actor
        self.light_state = GREEN if light_state is None else int(light_state)
        if speed_limit is not None:
            self.speed_limit = speed_limit

    def steering_angle(self, steer: float, speed: float) -> float:
        """Return the angle of the front wheels in degrees.

        Args:
            steer: -1 to 1.
            speed: Metres a second; the faster, the less it steers.
        """
        widest = max((float(wheel[_MAX_STEER]) for wheel in self.physics[_WHEELS]), default=0.0)
        curve = np.asarray(self.physics[_STEERING_CURVE], np.float64)
        share = float(np.interp(abs(speed) * _KMH, curve[:, 0], curve[:, 1])) if curve.size else 1.0
        return steer * widest * share

    def telemetry(self, speed: float) -> list[Any]:
        """Return the telemetry as the wire has it; what a kinematic model does not know is zero."""
        throttle, _, brake, *_ = self.control
        drag = 0.5 * float(self.physics[_DRAG]) * speed * speed
        wheels = []
        for wheel in self.physics[_WHEELS]:
            radius = max(float(wheel[_RADIUS]) / 100.0, 0.05)
            load = self.mass_kg * 9.81 / max(len(self.physics[_WHEELS]), 1)
            wheels.append([float(wheel[_FRICTION]), 0.0, 0.0, speed / radius, load, 1.0, *(0.0,) * 5])
        rpm = _IDLE_RPM + _RPM_A_SPEED * abs(speed) + 2000.0 * throttle
        return [speed, float(self.control[1]), throttle, brake, rpm, int(self.control[6]), drag, wheels]


def checked_physics(physics: Sequence[Any]) -> list[Any]:
    """Return a VehiclePhysicsControl that a client sent.

    Raises:
        ToolkitError: It has not the right shape, or a number is not finite.
    """
    rows = {_TORQUE_CURVE: 2, _GEARS: 3, _STEERING_CURVE: 2, _WHEELS: 10}
    if len(physics) != _FIELDS:
        raise ToolkitError("this is no physics control", found=f"{len(physics)} fields")
    checked: list[Any] = []
    for index, value in enumerate(physics):
        if index in rows:
            checked.append(_table(value, rows[index]))
        elif index == _CENTRE_OF_MASS:
            checked.append(list(wire.vector(value)))
        else:
            checked.append(value if isinstance(value, bool) else wire.number(value))
    return checked


def _table(rows: Sequence[Any], width: int) -> list[list[Any]]:
    if len(rows) > _MOST_ROWS or any(len(row) != width for row in rows):
        raise ToolkitError("a table in a physics control is too long, or its rows are")
    return [
        [list(wire.vector(value)) if isinstance(value, list) else wire.number(value) for value in row]
        for row in rows
    ]


def _physics(box: Box, wheels: int, mass_kg: float, wheelbase: float) -> list[Any]:
    """Return VehiclePhysicsControl: CARLA's usual numbers, with the wheels where the box suggests."""
    half_track = 0.0 if wheels == 2 else _TRACK_SHARE * box.width / 2.0
    radius = min(_RADIUS_SHARE * box.height, _LARGEST_RADIUS_M)
    sides = (0.0,) if wheels == 2 else (-half_track, half_track)
    axles = [
        [
            3.5,
            0.25,
            _FRONT_STEER_DEGREES if along > 0.0 else 0.0,
            100.0 * radius,
            1500.0,
            0.0 if along > 0.0 else 3000.0,
            2.0,
            17.0,
            3000.0,
            [100.0 * (box.pose.x + along), 100.0 * (box.pose.y + side), 100.0 * radius],
        ]
        for along in (wheelbase / 2.0, -wheelbase / 2.0)
        for side in sides
    ]
    return [
        [[0.0, 400.0], [1890.0, 500.0], [5730.0, 400.0]],
        5800.0,
        1.0,
        0.15,
        2.0,
        0.35,
        True,
        0.5,
        10.0,
        4.0,
        [[4.6, 0.5, 0.65], [2.8, 0.5, 0.65], [1.8, 0.5, 0.65], [1.3, 0.5, 0.65], [1.0, 0.5, 0.65]],
        mass_kg,
        0.3,
        [0.0, 0.0, box.height * 0.3],
        [[0.0, 1.0], [20.0, 0.9], [60.0, 0.8], [120.0, 0.7]],
        axles,
        False,
    ]
