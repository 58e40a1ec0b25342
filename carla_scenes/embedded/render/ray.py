"""The ray as both back ends hold it: Embree's structure of 4-byte words, then room for the walk through a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.render.compiled import inlined

if TYPE_CHECKING:
    import numpy.typing as npt

ORIGIN, NEAR, DIRECTION, TIME, FAR, MASK, NUMBER, FLAGS = 0, 3, 4, 7, 8, 9, 10, 11
"""First words of a ray: where from, nearest distance, direction, time, farthest distance (after tracing that of
the hit), mask, number, flags."""

NORMAL, U, V, PRIMITIVE, GEOMETRY, INSTANCE = 12, 15, 16, 17, 18, 19
"""First words of a hit: the face's normal in the mesh's axes (not unit length), barycentric coordinates, face,
geometry, instance."""

STACK = 32
"""First word of the room for the walk through a tree."""

WORDS = STACK + 192


@inlined
def new_ray() -> npt.NDArray[np.float32]:
    """Return room for one ray; each thread has its own."""
    return np.zeros(WORDS, np.float32)
