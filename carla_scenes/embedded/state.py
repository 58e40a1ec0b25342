"""The world-state message: one a frame, with a record of fixed length for every actor."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from carla_scenes.embedded import wire
from carla_scenes.embedded.signals import LIGHT
from carla_scenes.frame import Pose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carla_scenes.embedded.actors import Actor
    from carla_scenes.embedded.scene import TrafficSignal
    from carla_scenes.embedded.signals import Signals

_ACTIVE = 1
_BLOCK_BYTES = 54
_NOWHERE = Pose(0.0, 0.0, 0.0)
_MAP_CHANGED, _LAMPS_CHANGED = 1, 2


def state_message(
    frame: int, elapsed_s: float, episode: tuple[int, float, float], flags: int, records: Iterable[bytes]
) -> bytes:
    """Return a world-state message.

    Args:
        frame: Its number.
        elapsed_s: Simulated time.
        episode: The episode's id, the time of the server's clock, and the length of the frame, seconds.
        flags: Made by `flags`.
        records: Made by `actor_record`.
    """
    header = wire.sensor_header(wire.STATE_STREAM_TYPE, frame, elapsed_s, _NOWHERE)
    return header + struct.pack("<Qdf3iI", *episode, 0, 0, 0, flags) + b"".join(records)


def flags(*, map_changed: bool, lamps_changed: bool) -> int:
    """Return the flags of a message: whether clients have to ask again for the map, and for the town's lamps."""
    return _MAP_CHANGED * map_changed + _LAMPS_CHANGED * lamps_changed


def actor_record(actor: Actor, signals: Signals, town_signals: Sequence[TrafficSignal]) -> bytes:
    """Return the 119 bytes of one actor.

    Args:
        actor: The actor.
        signals: State of the town's lights.
        town_signals: The lights and signs themselves.
    """
    pose = actor.pose
    place = pose.x, pose.y, pose.z, pose.pitch, pose.yaw, pose.roll
    numbers = (*place, *actor.velocity, *actor.angular_velocity, *actor.acceleration)
    if actor.signal is not None:
        block = _signal_block(actor.signal, signals, town_signals[actor.signal])
    else:
        block = _vehicle_block(actor) or _walker_block(actor)
    return struct.pack("<IB15f", actor.actor_id, _ACTIVE, *numbers) + block.ljust(_BLOCK_BYTES, b"\0")


def _vehicle_block(actor: Actor) -> bytes:
    state = actor.vehicle
    if state is None:
        return b""
    throttle, steer, brake, hand_brake, reverse, manual, gear = state.control
    return struct.pack(
        "<fffBBBifBBIB",
        throttle,
        steer,
        brake,
        bool(hand_brake),
        bool(reverse),
        bool(manual),
        gear,
        state.speed_limit,
        state.light_state,
        bool(state.light_actor),
        state.light_actor,
        0,
    )


def _walker_block(actor: Actor) -> bytes:
    state = actor.walker
    return b"" if state is None else struct.pack("<4fB", *state.direction, state.speed, bool(state.jump))


def _signal_block(number: int, signals: Signals, signal: TrafficSignal) -> bytes:
    name = signal.signal_id.encode()[:32]
    crossing = signals.crossing_of(number)
    if signal.type_id != LIGHT or crossing is None:
        return struct.pack("<32s", name)
    times = signals.times_of(number)
    pole = [one for phase in crossing.phases for one in phase].index(number)
    is_frozen = signals.frozen or crossing.frozen
    return struct.pack(
        "<32sffffIBB",
        name,
        times.green,
        times.yellow,
        times.red,
        crossing.elapsed_s,
        pole,
        is_frozen,
        int(crossing.state_of(number)),
    )
