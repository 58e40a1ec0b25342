"""Lanes as strips of ground: the borders of every lane of a network as points, in CARLA's frame.

This is where OpenDRIVE's frame is left: y changes its sign. Places are rounded to the millimetre, so that strips
that meet share their points exactly.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.town.network import cubic_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from carla_scenes.embedded.town.network import Lane, Network, Road, Section

    Floats = npt.NDArray[np.float64]

GRID_M = 0.001
"""Places of the ground are multiples of this."""

_LONGEST_STEP_M = 10.0
_SAGITTA_M = 0.01
_THINNEST_M = 0.01


@dataclass(frozen=True)
class Strip:
    """A lane of one section of a road.

    Attributes:
        road: Id of the road.
        section: Index of its section.
        lane: The lane.
        s: (K,) distances along the road, ascending, metres.
        inner: (K, 3) float64, its border nearer to the road's middle, CARLA's frame.
        outer: (K, 3) float64, its other border.
    """

    road: int
    section: int
    lane: Lane
    s: Floats
    inner: Floats
    outer: Floats

    @cached_property
    def width(self) -> Floats:
        """(K,) width, metres."""
        across: Floats = np.hypot(*(self.outer - self.inner)[:, :2].T)
        return across

    @property
    def is_right(self) -> bool:
        """Whether it lies to the right of the road's middle, seen along the road."""
        return self.lane.number < 0

    @cached_property
    def area(self) -> shapely.Geometry:
        """The ground that it covers, as a polygon or several; empty where it has no width."""
        return strip_area(self.inner[:, :2], self.outer[:, :2])


def strip_area(inner: Floats, outer: Floats) -> shapely.Geometry:
    """Return the ground between two lines (K, 2), as a polygon or several; empty where they coincide."""
    wide = np.hypot(*(outer - inner).T) > _THINNEST_M
    pieces = []
    for first, last in _runs(wide[:-1] | wide[1:]):
        ring = np.concatenate([inner[first : last + 2], outer[first : last + 2][::-1]])
        piece = shapely.Polygon(ring)
        # A strip on the inside of a tight curve may fold over itself; its quadrilaterals do not.
        pieces.append(piece if piece.is_valid else _of_quadrilaterals(inner, outer, first, last))
    return pieces[0] if len(pieces) == 1 else shapely.union_all(pieces, grid_size=GRID_M)


def _of_quadrilaterals(inner: Floats, outer: Floats, first: int, last: int) -> shapely.Geometry:
    corners = np.stack(
        [
            inner[first : last + 1],
            inner[first + 1 : last + 2],
            outer[first + 1 : last + 2],
            outer[first : last + 1],
        ],
        axis=1,
    )
    return shapely.union_all(shapely.make_valid(shapely.polygons(corners)), grid_size=GRID_M)


def _runs(chosen: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last index of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


def strips_of(network: Network) -> tuple[Strip, ...]:
    """Return the strips of all lanes, in the order of roads and sections, from left to right."""
    return tuple(strip for road in network.roads.values() for strip in road_strips(road))


def road_strips(road: Road) -> list[Strip]:
    """Return the strips of a road's lanes, section by section from left to right."""
    strips = []
    for index, (section, end) in enumerate(zip(road.sections, road.section_ends, strict=True)):
        if end - section.start < GRID_M:
            continue
        s = sample_places(road, section, end)
        frame = RoadFrame(road, s)
        for sign in (1, -1):
            offset = np.zeros_like(s)
            borders = [frame.place(offset)]
            side = section.side(sign)
            for lane in side:
                width = np.maximum(cubic_values(lane.widths, s - section.start), 0.0)
                offset = offset + width
                borders.append(frame.place(sign * offset))
                strips.append(Strip(road.number, index, lane, s, borders[-2], borders[-1]))
    return strips


class RoadFrame:
    """A road's reference line at some distances along it, to find places beside it.

    Args:
        road: The road.
        s: (K,) distances along it, metres.
    """

    def __init__(self, road: Road, s: Floats) -> None:
        self._line = road.path.at(s)
        self._shift = cubic_values(road.shifts, s)
        self._height = cubic_values(road.elevation, s)

    @property
    def yaws(self) -> Floats:
        """(K,) headings along the road in CARLA's frame, degrees."""
        return -np.degrees(self._line[:, 2])

    def place(self, left: Floats | float) -> Floats:
        """Return the places (K, 3) some metres to the left of lane 0, CARLA's frame, on the grid."""
        return self.place_left_of_line(self._shift + left)

    def place_left_of_line(self, t: Floats | float) -> Floats:
        """Return the places (K, 3) some metres to the left of the reference line, CARLA's frame, on the grid."""
        x, y, heading = self._line.T
        places = np.stack([x - t * np.sin(heading), -(y + t * np.cos(heading)), self._height], axis=1)
        return on_grid(places)


def on_grid(places: Floats) -> Floats:
    """Return places rounded to the grid, as the polygon library rounds."""
    rounded: Floats = np.floor(places / GRID_M + 0.5) * GRID_M
    return np.round(rounded, 3) + 0.0


def sample_places(road: Road, section: Section, end: float) -> Floats:
    """Return distances along a road at which a section is sampled: wherever anything begins, and between."""
    start = section.start
    breaks = {start, end}
    for stretch in road.path.stretches:
        breaks |= {stretch.start, stretch.start + stretch.curve.length}
    breaks |= {record.start for records in (road.shifts, road.elevation) for record in records}
    curved = set()
    for lane in section.lanes:
        ends = [start + record.start for record in lane.widths[1:]]
        for record, after in zip(lane.widths, [*ends, end][: len(lane.widths)], strict=True):
            breaks.add(start + record.start)
            if record.c or record.d:
                curved.add((start + record.start, after))
    for crossing in road.crosswalks:
        breaks |= set(crossing_breaks(crossing.s, crossing.corners))
    inside = sorted(b for b in breaks if start <= b <= end)
    inside = [b for b, following in zip(inside, [*inside[1:], math.inf], strict=True) if following - b > 1e-3]
    inside[0], inside[-1] = start, end
    pieces = []
    for low, high in itertools.pairwise(inside):
        step = _step(road, low, high, is_blend=any(a < high - 1e-6 and b > low + 1e-6 for a, b in curved))
        count = max(1, math.ceil((high - low) / step - 1e-9))
        pieces.append(np.linspace(low, high, count + 1)[:-1])
    return np.concatenate([*pieces, [end]])


def crossing_breaks(s: float, corners: Iterable[tuple[float, float]], ramp: float = 0.9) -> list[float]:
    """Return where along the road the kerb of a crossing begins and ends to sink and to rise, ascending."""
    reach = [u for u, _ in corners]
    low, high = s + min(reach), s + max(reach)
    return [low - ramp, low, high, high + ramp]


def _step(road: Road, low: float, high: float, *, is_blend: bool) -> float:
    bend = max(
        (
            stretch.curve.bend
            for stretch in road.path.stretches
            if stretch.start < high - 1e-6 and stretch.start + stretch.curve.length > low + 1e-6
        ),
        default=0.0,
    )
    step = _LONGEST_STEP_M
    if any(record.c or record.d for record in (*road.elevation, *road.shifts)) or is_blend:
        step = 2.0
    if bend > 1e-6:
        step = min(step, 2.0, math.sqrt(8.0 * _SAGITTA_M / bend))
    return step
