"""How values look on the wire: replies, poses, boxes, tokens, headers. Pure functions on plain data.

The rules are those of the carla 0.9.16 client: structures are arrays in a fixed order, integers must be packed
as integers and never as floats, byte vectors as binary. What clients send is not trusted: every number that comes in
is checked here before it reaches the world.
"""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any

from carla_scenes.frame import Pose
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carla_scenes.frame import Box

VERSION = "0.9.16"

STATE_STREAM_TYPE = 17
"""Type index of the world-state stream in a 0.9.16 client; another one crashes it."""

SENSOR_TYPES = {
    "sensor.other.collision": 0,
    "sensor.camera.depth": 1,
    "sensor.camera.normals": 2,
    "sensor.other.gnss": 4,
    "sensor.other.imu": 5,
    "sensor.other.lane_invasion": 6,
    "sensor.other.obstacle": 7,
    "sensor.other.radar": 9,
    "sensor.lidar.ray_cast_semantic": 10,
    "sensor.lidar.ray_cast": 11,
    "sensor.camera.rgb": 13,
    "sensor.camera.semantic_segmentation": 14,
    "sensor.camera.instance_segmentation": 15,
}
"""Type index of each sensor that this server offers."""

VOID: list[list[bool]] = [[False]]
"""Reply of a procedure without result."""

Vector = tuple[float, float, float]
Transform = list[list[float]]
"""[[x, y, z], [pitch, yaw, roll]]: metres and degrees."""

_TCP = 1
_CLIENTS_OWN_HOST = 0
_FARTHEST = 1e7


def ok(value: Any) -> list[Any]:
    """Return the reply that carries a result."""
    return [[1, value]]


def failed(message: str) -> list[Any]:
    """Return the reply that carries an error; the text becomes the client's error.

    Procedures with and without a result both understand it.
    """
    return [[0, [message]]]


def is_failure(reply: Any) -> bool:
    """Return whether a reply is one of `failed`."""
    return bool(reply[0][0] == 0 and len(reply[0]) == 2)


def optional_value(value: Sequence[Any]) -> Any:
    """Return what an optional of the wire holds, or None."""
    return value[1] if len(value) == 2 else None


def number(value: Any) -> float:
    """Return a number that a client sent.

    Raises:
        ToolkitError: It is none, not finite, or absurdly large.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ToolkitError("a number was expected", found=type(value).__name__)
    if not math.isfinite(value) or abs(value) > _FARTHEST:
        raise ToolkitError("a number is not finite or absurdly large", found=str(value))
    return float(value)


def vector(value: Sequence[Any]) -> Vector:
    """Return three numbers that a client sent.

    Raises:
        ToolkitError: They are not three finite numbers.
    """
    x, y, z = value
    return number(x), number(y), number(z)


def pose(value: Sequence[Any]) -> Pose:
    """Return a transform that a client sent.

    Raises:
        ToolkitError: A number in it is not finite.
    """
    location, rotation = value
    return Pose(*vector(location), *vector(rotation))


def transform(value: Pose) -> Transform:
    """Return a pose as the wire has it."""
    return [[value.x, value.y, value.z], [value.pitch, value.yaw, value.roll]]


def bounding_box(box: Box, actor_id: int = 0) -> list[Any]:
    """Return a box as the wire has it."""
    centre, turn = transform(box.pose)
    return [centre, [box.length / 2.0, box.width / 2.0, box.height / 2.0], turn, actor_id]


def stream_token(stream_id: int, port: int) -> bytes:
    """Return the 24 bytes that tell a client where a stream is. It uses the host it already knows."""
    return struct.pack("<IHBB16s", stream_id, port, _TCP, _CLIENTS_OWN_HOST, b"")


def sensor_header(type_index: int, frame: int, elapsed_s: float, place: Pose) -> bytes:
    """Return the 48 bytes before every message of a stream."""
    numbers = place.x, place.y, place.z, place.pitch, place.yaw, place.roll
    return struct.pack("<QQd6f", type_index, frame, elapsed_s, *numbers)


def image_header(width: int, height: int, fov: float) -> bytes:
    """Return the 12 bytes between the sensor header and the pixels (B, G, R, A) of an image."""
    return struct.pack("<IIf", width, height, fov)


def length_prefix(parts: Iterable[bytes | memoryview]) -> bytes:
    """Return the 4 bytes before a message on a stream: its length."""
    return struct.pack("<I", sum(len(part) for part in parts))
