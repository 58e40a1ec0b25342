"""How values look on the wire: replies, tokens, sensor messages. Pure functions on plain data.

The rules are those of the carla 0.9.16 client: structures are arrays in a fixed order, integers must be packed
as integers and never as floats, byte vectors as binary.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carla_scenes.frame import Pose

VERSION = "0.9.16"

STATE_STREAM_TYPE = 17
"""Type index of the world-state stream in a 0.9.16 client; another one crashes it."""

SENSOR_TYPES = {
    "sensor.other.collision": 0,
    "sensor.camera.depth": 1,
    "sensor.camera.rgb": 13,
    "sensor.camera.semantic_segmentation": 14,
    "sensor.camera.instance_segmentation": 15,
}
"""Type index of each sensor that this server offers."""

VOID: list[list[bool]] = [[False]]
"""Reply of a procedure without result."""

ACTIVE = 1
"""State of a living actor."""

_ACTOR_BLOCK_BYTES = 54
_TCP = 1
_CLIENTS_OWN_HOST = 0

Transform = list[list[float]]
"""[[x, y, z], [pitch, yaw, roll]]: metres and degrees."""


def ok(value: Any) -> list[Any]:
    """Return the reply that carries a result."""
    return [[1, value]]


def failed(message: str) -> list[Any]:
    """Return the reply of a procedure with a result that failed; the text becomes the client's error."""
    return [[0, [message]]]


def void_failed(message: str) -> list[Any]:
    """Return the reply of a procedure without result that failed."""
    return [[True, [message]]]


def optional_value(value: Sequence[Any]) -> Any:
    """Return what an optional of the wire holds, or None."""
    return value[1] if len(value) == 2 else None


def transform(pose: Pose) -> Transform:
    """Return a pose as the wire has it."""
    return [[pose.x, pose.y, pose.z], [pose.pitch, pose.yaw, pose.roll]]


def stream_token(stream_id: int, port: int) -> bytes:
    """Return the 24 bytes that tell a client where a stream is. It uses the host it already knows."""
    return struct.pack("<IHBB16s", stream_id, port, _TCP, _CLIENTS_OWN_HOST, b"")


def sensor_header(type_index: int, frame: int, elapsed_s: float, pose: Pose) -> bytes:
    """Return the 48 bytes before every message of a stream."""
    return struct.pack(
        "<QQd6f", type_index, frame, elapsed_s, pose.x, pose.y, pose.z, pose.pitch, pose.yaw, pose.roll
    )


def image_header(width: int, height: int, fov: float) -> bytes:
    """Return the 12 bytes between the sensor header and the pixels (B, G, R, A) of an image."""
    return struct.pack("<IIf", width, height, fov)


def episode_header(episode_id: int, platform_s: float, delta_s: float, *, map_changed: bool) -> bytes:
    """Return the 36 bytes after the sensor header of a world-state message."""
    return struct.pack("<Qdf3iI", episode_id, platform_s, delta_s, 0, 0, 0, int(map_changed))


def actor_record(actor_id: int, pose: Pose, velocity: Sequence[float], block: bytes) -> bytes:
    """Return the 119 bytes of one actor in a world-state message.

    Args:
        actor_id: Its id.
        pose: Its pose in the world.
        velocity: (3,) metres a second.
        block: What the kind of actor adds, at most 54 bytes.
    """
    numbers = (pose.x, pose.y, pose.z, pose.pitch, pose.yaw, pose.roll, *velocity, *(0.0,) * 6)
    return struct.pack("<IB15f", actor_id, ACTIVE, *numbers) + block.ljust(_ACTOR_BLOCK_BYTES, b"\0")


def actor_block(type_id: str) -> bytes:
    """Return the kind-dependent part of an actor's record: a car at rest, no traffic light in its way."""
    if type_id.startswith("vehicle."):
        speed_limit_kmh, green, no_light = 30.0, 2, 0
        return struct.pack("<fffBBBifBBIB", 0.0, 0.0, 0.0, 0, 0, 0, 0, speed_limit_kmh, green, no_light, 0, 0)
    return b""


def length_prefix(parts: Iterable[bytes | memoryview]) -> bytes:
    """Return the 4 bytes before a message on a stream: its length."""
    return struct.pack("<I", sum(len(part) for part in parts))
