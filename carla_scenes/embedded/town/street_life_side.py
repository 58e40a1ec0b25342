"""A street side from the kerb to the houses, divided into strips: at the kerb, for walking, along the houses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.town.blocks_lines import FrontLine
from carla_scenes.embedded.town.street_life_stock import room_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.town.land import Frontage
    from carla_scenes.embedded.town.street_life_site import Site

    Floats = npt.NDArray[np.float64]

KERB_STRIP_M = 0.8
"""Width of the strip at the kerb that solid things may stand in."""

WALK_M = 1.25
"""Width of the strip that is left for walking."""

_NARROWEST_STRIP_M = 0.25
_KERB_MARGIN_M = 0.14
_WALL_MARGIN_M = 0.06

_TURNS = {"street": -90.0, "traffic": 180.0, "houses": 90.0, "along": 0.0}
"""Degrees from the direction of the line to where a front looks; the street lies to the left, which is -90 degrees."""


class StreetSide:
    """A street side; distances are metres along it, and from the kerb inwards.

    Args:
        frontage: As the land has it.
        number: Of the street side in the town.
        is_second: Whether it is the second side of its road: lamps of narrow streets alternate by it.
    """

    def __init__(self, frontage: Frontage, number: int, *, is_second: bool) -> None:
        self.frontage = frontage
        self.number = number
        self.is_second = is_second
        self.line = FrontLine(frontage)
        self.pavement = frontage.pavement_m
        self.kerb_strip = min(KERB_STRIP_M, self.pavement - WALK_M)
        if self.kerb_strip < _NARROWEST_STRIP_M:
            self.kerb_strip = 0.0
        walk = self.kerb_strip + WALK_M
        self.wall_strip = max(0.0, self.pavement - walk - _WALL_MARGIN_M) if self.kerb_strip > 0.0 else 0.0

    @property
    def length(self) -> float:
        """Metres."""
        return self.line.length

    def at(self, s: float, depth: float) -> Floats:
        """Return the world place (2,) at `s` metres along and `depth` metres from the kerb."""
        return self.line.at(s, depth - self.pavement)

    def yaw(self, s: float, facing: str) -> float:
        """Return the yaw in degrees of what looks along its x axis at the `street`, `traffic`, `houses` or `along`."""
        along = self.line.along(s)
        return float(np.degrees(np.arctan2(along[1], along[0]))) + _TURNS[facing]

    def kerb_depth(self, name: str, variant: int, facing: str) -> float | None:
        """Return how far from the kerb a model's origin stands so that it keeps to the strip there; None if it cannot.

        Nothing low hangs over the lane, and nothing solid reaches into the strip for walking.
        """
        room = room_of(name, variant)
        low = _depths(room.low, facing)
        solid = _depths(room.solid, facing)
        depth = max(_KERB_MARGIN_M - low[0], _KERB_MARGIN_M - solid[0])
        return depth if depth + solid[1] <= self.kerb_strip + 1e-6 else None

    def wall_depth(self, name: str, variant: int, facing: str) -> float | None:
        """Return the same for the strip along the houses."""
        solid = _depths(room_of(name, variant).solid, facing)
        if self.wall_strip <= 0.0 or solid[1] - solid[0] > self.wall_strip:
            return None
        return self.pavement - _WALL_MARGIN_M - solid[1]

    def try_kerb(self, site: Site, name: str, variant: int, s: float, facing: str = "street") -> bool:
        """Set something up at the kerb if it fits and the place is free; return whether it was."""
        depth = self.kerb_depth(name, variant, facing)
        return depth is not None and site.try_add(name, variant, self.at(s, depth), self.yaw(s, facing))

    def try_wall(self, site: Site, name: str, variant: int, s: float, facing: str = "street") -> bool:
        """Set something up along the houses if it fits and the place is free; return whether it was."""
        depth = self.wall_depth(name, variant, facing)
        return depth is not None and site.try_add(name, variant, self.at(s, depth), self.yaw(s, facing))


def _depths(bounds: tuple[float, float, float, float], facing: str) -> tuple[float, float]:
    """Return the lowest and highest distance from the kerb, beside the origin's, of bounds in a model's axes."""
    x0, y0, x1, y1 = bounds
    if facing == "street":
        return -x1, -x0
    if facing == "houses":
        return x0, x1
    if facing == "traffic":
        return -y1, -y0
    return y0, y1


def regular(length: float, pitch: float, margin: float, phase: float = 0.5) -> Floats:
    """Return places (N,) evenly spaced along a length, `margin` metres from its ends, at about a pitch.

    Args:
        length: Metres.
        pitch: Wanted distance.
        margin: Free at both ends.
        phase: 0.5 centres the row; 0 and 1 begin it at one end.
    """
    room = length - 2.0 * margin
    if room < 0.0:
        return np.zeros(0)
    count = int(room / pitch) + 1
    first = margin + (room - (count - 1) * pitch) * phase
    return first + pitch * np.arange(count, dtype=np.float64)
