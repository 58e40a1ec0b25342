"""Lots: what an archetype is told about the building that it is to make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


class Side(IntEnum):
    """What an outer wall looks upon, which says how much is to be seen of it."""

    STREET = 0
    """A street: all details."""
    SIDE = 1
    """A gap between neighbours, or a lower neighbour: a few windows, pipes and the like."""
    BACK = 2
    """The yard: plain windows and a door."""
    PARTY = 3
    """A neighbour that stands wall to wall: blind."""


@dataclass(frozen=True)
class Lot:
    """A building's place.

    Attributes:
        footprint: (P, 2) float64 corners in world x and y, metres: convex, so that each edge's outer side is on
            the left of who walks along it in CARLA's frame. Edge k leads from corner k to the next one.
        sides: What each edge looks upon. Edge 0 is the front.
        storeys: How many, the ground floor included.
        seed: Keys of all its choices.
        base: Height of the ground, metres.
    """

    footprint: Floats
    sides: tuple[Side, ...]
    storeys: int
    seed: tuple[int, ...]
    base: float = 0.0

    def generator(self, stream: int = 0) -> np.random.Generator:
        """Return a generator of the building's own choices."""
        return np.random.default_rng(np.random.SeedSequence([*self.seed, stream]))

    @property
    def lengths(self) -> Floats:
        """Length of each edge, (P,) metres."""
        edges = np.roll(self.footprint, -1, axis=0) - self.footprint
        return np.hypot(edges[:, 0], edges[:, 1])


def rectangle(x: float, y: float, yaw: float, width: float, depth: float) -> Floats:
    """Return a footprint: (4, 2) corners whose first edge is the front.

    Args:
        x: Of the middle of the front, world, metres.
        y: Of the middle of the front.
        yaw: Heading of who stands in front and looks at it, degrees.
        width: Of the front.
        depth: From front to back.
    """
    angle = np.radians(yaw)
    inwards = np.array([np.cos(angle), np.sin(angle)])
    along = np.array([inwards[1], -inwards[0]])  # edges run to the left of who looks at them
    front = np.array([x, y])
    half = along * width / 2.0
    return np.array(
        [front - half, front + half, front + half + inwards * depth, front - half + inwards * depth]
    )


def inset(footprint: Floats, distances: Sequence[float] | Floats) -> Floats:
    """Return a convex polygon with its edges moved inwards (outwards where negative).

    Args:
        footprint: (P, 2) corners, as a lot's.
        distances: (P,) metres, one an edge.

    Returns:
        (P, 2) corners, in the same order.
    """
    edges = np.roll(footprint, -1, axis=0) - footprint
    along = edges / np.hypot(edges[:, 0], edges[:, 1])[:, None]
    inwards = np.stack([-along[:, 1], along[:, 0]], axis=1)
    points = footprint + inwards * np.asarray(distances, np.float64)[:, None]
    before = np.roll(along, 1, axis=0), np.roll(points, 1, axis=0)
    # Where the line of the edge before meets the line of this edge.
    cross = before[0][:, 0] * along[:, 1] - before[0][:, 1] * along[:, 0]
    gap = points - before[1]
    reach = (gap[:, 0] * along[:, 1] - gap[:, 1] * along[:, 0]) / np.where(np.abs(cross) < 1e-9, 1e-9, cross)
    result: Floats = before[1] + before[0] * reach[:, None]
    return result
