"""Which of a walker's meshes is shown: its pose follows from how it moves and where it was set down.

A walker's mesh 0 stands, its last one holds a telephone, and those between are the phases of two steps.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carla_scenes.frame import Pose

STANDING = 0
_TWO_STEPS_M = 1.5
_STANDS_IN, _TELEPHONES_IN = 4, 8


def walker_variant(variants: int, place: Pose, name: str, walked_m: float, *, walks: bool, held: bool) -> int:
    """Return the number of the mesh to show.

    Args:
        variants: How many meshes the walker has.
        place: Where it was set down. With its name it decides what chance would: the same scene shows the same poses,
            whenever it is set up and whatever ids its actors have.
        name: Blueprint id.
        walked_m: How far it has come since.
        walks: Whether it moves by itself.
        held: Whether its physics is off; such a walker is a moment of a scene and may be caught in mid-step.
    """
    steps = variants - 2
    if steps < 1:
        return STANDING
    draw = zlib.crc32(f"{name} {place.x:.3f} {place.y:.3f} {place.yaw:.2f}".encode())
    if walks or (held and (walked_m > 0.0 or draw % _STANDS_IN)):
        return 1 + (draw // _TELEPHONES_IN + int(walked_m / _TWO_STEPS_M * steps)) % steps
    return variants - 1 if draw // _STANDS_IN % _TELEPHONES_IN == 0 else STANDING
