"""How actors move in one frame: kinematics, and a fall to the ground. Nothing slips or collides."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.actors import STILL
from carla_scenes.frame import Pose, attached_pose, wrap_degrees

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.actors import Actor, WalkerState
    from carla_scenes.embedded.vehicle_physics import VehicleState
    from carla_scenes.embedded.wire import Vector

    Floats = npt.NDArray[np.float64]

_FULL_THROTTLE, _FULL_BRAKE, _HAND_BRAKE = 4.5, 8.0, 7.0  # metres a second squared
_TOP_SPEED, _TOP_SPEED_BACK = 50.0, 12.0
_ROLLING, _DRAG = 0.12, 0.0007
_ACKERMANN_ACCELERATION = 3.0
_MOST_SIDEWAYS = 8.0  # metres a second squared; what tyres hold
_SLOWEST = 1e-4
_GRAVITY, _TOUCHING_M = 9.81, 1e-3


def advance(actor: Actor, delta_s: float) -> None:
    """Move a free actor on by one frame.

    Args:
        actor: Not fixed to another.
        delta_s: Length of the frame.
    """
    before = actor.velocity
    if not actor.simulates:
        actor.velocity = actor.angular_velocity = STILL
    elif actor.constant_velocity is not None:
        actor.velocity = _vector(actor.pose.rotation @ np.array(actor.constant_velocity))
        _drift(actor, delta_s)
    elif actor.walker is not None and not actor.pushed:
        _walk(actor, actor.walker, delta_s)
    elif actor.vehicle is not None and not actor.pushed:
        _drive(actor, actor.vehicle, delta_s)
    else:
        _drift(actor, delta_s)
    actor.pushed = False
    actor.acceleration = _vector((np.array(actor.velocity) - np.array(before)) / delta_s)


def carry(actor: Actor, parent: Actor, delta_s: float) -> None:
    """Move an actor with what it is fixed to.

    Args:
        actor: Its pose relative to the parent stays.
        parent: Already moved.
        delta_s: Length of the frame.
    """
    if actor.relative is None:
        return
    before = actor.velocity
    actor.pose = attached_pose(parent.pose, actor.relative)
    arm = actor.pose.location - parent.pose.location
    turning = np.cross(np.radians(parent.angular_velocity), arm)
    actor.velocity = _vector(np.array(parent.velocity) + turning)
    actor.angular_velocity = parent.angular_velocity
    actor.acceleration = _vector((np.array(actor.velocity) - np.array(before)) / delta_s)


def fall(actor: Actor, ground: float, delta_s: float) -> None:
    """Let an actor fall to the ground, or lift it there.

    Args:
        actor: Its `needs_ground` is true.
        ground: Height of the ground under it, metres.
        delta_s: Length of the frame.
    """
    place = actor.pose
    actor.fall_speed += _GRAVITY * delta_s
    height = max(ground, place.z - actor.fall_speed * delta_s)
    actor.pose = Pose(place.x, place.y, height, place.pitch, place.yaw, place.roll)
    actor.rests_at = None
    if height <= ground + _TOUCHING_M:
        actor.fall_speed, actor.rests_at = 0.0, (place.x, place.y, height)


def push(actor: Actor, impulse: Vector) -> None:
    """Change an actor's velocity by an impulse, newton seconds."""
    actor.velocity = _vector(np.array(actor.velocity) + np.array(impulse) / actor.mass_kg)
    actor.pushed = True


def spin(actor: Actor, impulse: Vector) -> None:
    """Change how an actor turns by an angular impulse, kilogram square metres times degrees a second."""
    box = actor.own_box
    squares = np.array([box.length, box.width, box.height]) ** 2
    inertia = actor.mass_kg * (squares.sum() - squares) / 12.0
    actor.angular_velocity = _vector(
        np.array(actor.angular_velocity) + np.array(impulse) / np.maximum(inertia, 1e-3)
    )
    actor.pushed = True


def _drift(actor: Actor, delta_s: float) -> None:
    """Go on at the present velocity, turning at the present rate."""
    if actor.velocity == STILL and actor.angular_velocity == STILL:
        return
    place, pose = actor.pose.location + np.array(actor.velocity) * delta_s, actor.pose
    roll, pitch, yaw = (rate * delta_s for rate in actor.angular_velocity)
    actor.pose = _at(place, pose.pitch + pitch, pose.yaw + yaw, pose.roll + roll)


def _walk(actor: Actor, walker: WalkerState, delta_s: float) -> None:
    direction = np.array(walker.direction)
    length = float(np.linalg.norm(direction))
    if length < _SLOWEST or walker.speed < _SLOWEST:
        actor.velocity = actor.angular_velocity = STILL
        return
    velocity = direction / length * walker.speed
    actor.velocity, actor.angular_velocity = _vector(velocity), STILL
    yaw = actor.pose.yaw
    if float(np.hypot(velocity[0], velocity[1])) > _SLOWEST:
        yaw = math.degrees(math.atan2(velocity[1], velocity[0]))
    actor.pose = _at(actor.pose.location + velocity * delta_s, actor.pose.pitch, yaw, actor.pose.roll)
    walker.walked_m += walker.speed * delta_s


def _drive(actor: Actor, vehicle: VehicleState, delta_s: float) -> None:
    """Follow the bicycle model: the middle of the car moves along the mean direction of its axles."""
    forward = actor.pose.rotation[:, 0]
    speed = float(np.array(actor.velocity) @ forward)
    if vehicle.ackermann is not None:
        speed = _ackermann_speed(vehicle, speed, delta_s)
    else:
        speed = _throttled_speed(vehicle, speed, delta_s)
        vehicle.steer_degrees = vehicle.steering_angle(float(vehicle.control[1]), speed)
    vehicle.control[6] = 0 if abs(speed) < _SLOWEST else -1 if speed < 0.0 else max(1, vehicle.control[6])
    steer = math.radians(max(-80.0, min(80.0, vehicle.steer_degrees)))
    if abs(speed) > _SLOWEST:
        tightest = math.atan(_MOST_SIDEWAYS * max(vehicle.wheelbase_m, 0.5) / (speed * speed))
        steer = max(-tightest, min(tightest, steer))
    slip = math.atan(0.5 * math.tan(steer))
    rate = speed * math.cos(slip) * math.tan(steer) / max(vehicle.wheelbase_m, 0.5)
    heading = _at(actor.pose.location, actor.pose.pitch, actor.pose.yaw + math.degrees(slip), actor.pose.roll)
    velocity = speed * heading.rotation[:, 0]
    actor.velocity = _vector(velocity)
    actor.angular_velocity = (0.0, 0.0, math.degrees(rate))
    actor.pose = _at(
        actor.pose.location + velocity * delta_s,
        actor.pose.pitch,
        actor.pose.yaw + math.degrees(rate) * delta_s,
        actor.pose.roll,
    )


def _throttled_speed(vehicle: VehicleState, speed: float, delta_s: float) -> float:
    throttle, _, brake, hand_brake, reverse, *_ = vehicle.control
    top = -_TOP_SPEED_BACK if reverse else _TOP_SPEED
    speed += math.copysign(_FULL_THROTTLE, top) * throttle * max(0.0, 1.0 - speed / top) * delta_s
    slowing = _FULL_BRAKE * brake + _HAND_BRAKE * bool(hand_brake) + _ROLLING + _DRAG * speed * speed
    return math.copysign(max(0.0, abs(speed) - slowing * delta_s), speed)


def _ackermann_speed(vehicle: VehicleState, speed: float, delta_s: float) -> float:
    steer, steer_speed, wanted, acceleration, _jerk = vehicle.ackermann or (0.0, 0.0, 0.0, 0.0, 0.0)
    turn = math.degrees(steer) - vehicle.steer_degrees
    most = math.degrees(abs(steer_speed)) * delta_s if steer_speed else abs(turn)
    vehicle.steer_degrees += max(-most, min(most, turn))
    step = (abs(acceleration) or _ACKERMANN_ACCELERATION) * delta_s
    return speed + max(-step, min(step, wanted - speed))


def _at(place: Floats, pitch: float, yaw: float, roll: float) -> Pose:
    x, y, z = (float(number) for number in place)
    return Pose(x, y, z, pitch, wrap_degrees(yaw), roll)


def _vector(numbers: Floats) -> Vector:
    x, y, z = (float(number) for number in numbers)
    return x, y, z
