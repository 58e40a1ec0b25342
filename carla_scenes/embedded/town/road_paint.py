"""Paint across lanes: crossings, stop lines, arrows and the lines of parking places."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.town.curves import wrapped
from carla_scenes.embedded.town.network import HALTING, LIGHT, PARKING, STOP
from carla_scenes.embedded.town.road_marks import STOP_M, outer_border
from carla_scenes.embedded.town.road_shapes import (
    ARROWS_BEFORE_M,
    add_shapes,
    approach_lanes,
    halting_place,
    lane_span,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.town.ground_mesh import GroundMesh
    from carla_scenes.embedded.town.network import Crosswalk, Network, Road
    from carla_scenes.embedded.town.paving import Paving

    Floats = npt.NDArray[np.float64]

_STRAIGHT_RADIANS = 0.6
_BAR_M, _BAR_GAP_M = 0.5, 0.55
_LINE_M = 0.3
_BAY_M = 5.6
_BAY_LINE_M = 0.1
_TOOTH_M, _TOOTH_GAP_M = 0.5, 0.3

_ARROW_HEAD = ((1.0, -0.42), (2.6, 0.0), (1.0, 0.42))
_LONG_SHAFT = ((-2.6, -0.075), (1.0, -0.075), (1.0, 0.075), (-2.6, 0.075))
_SHORT_SHAFT = ((-2.6, -0.075), (0.0, -0.075), (0.0, 0.075), (-2.6, 0.075))
_BRANCH = (
    ((0.0, -0.075), (0.32, 0.06), (0.2, 0.2), (0.0, 0.075)),
    ((0.32, 0.06), (0.75, 0.55), (0.62, 0.7), (0.2, 0.2)),
    ((0.35, 0.98), (0.95, 0.24), (1.55, 1.42)),
)
_LOW_BRANCH = tuple(tuple((ahead - 1.3, left) for ahead, left in shape) for shape in _BRANCH)
"""Parts of arrows: convex outlines (ahead, left) in metres; branches to the right are mirrored."""


class RoadPainter:
    """Adds what is painted across a network's lanes.

    Args:
        network: The roads.
        paving: What paint is made of.
        mesh: Gets the surfaces.
    """

    def __init__(self, network: Network, paving: Paving, mesh: GroundMesh) -> None:
        self.network, self.paving, self.mesh = network, paving, mesh

    def paint(self) -> None:
        """Add everything."""
        for road in self.network.roads.values():
            for crossing in road.crosswalks:
                add_shapes(self.mesh, road, self._crossing(crossing), self.paving.white)
        for road in self.network.streets:
            for forward in (True, False):
                add_shapes(self.mesh, road, self._halt(road, forward=forward), self.paving.white)
                add_shapes(self.mesh, road, self._arrows(road, forward=forward), self.paving.white)
            add_shapes(self.mesh, road, self._bays(road), self.paving.white)

    def _crossing(self, crossing: Crosswalk) -> Iterator[Floats]:
        """Yield the bars and lines of a crossing."""
        cos, sin = math.cos(crossing.heading), math.sin(crossing.heading)
        turn = np.array([[cos, sin], [-sin, cos]])
        area = shapely.Polygon(crossing.corners)
        if not area.is_valid or area.area < 1.0:
            return
        for piece in _crossing_shapes(area, self.paving.crossing):
            yield piece @ turn + np.array([crossing.s, crossing.t])

    def _halt(self, road: Road, *, forward: bool) -> Iterator[Floats]:
        """Yield the stop line, or the teeth, that a signal calls for."""
        kinds = {signal.kind for signal in road.signals if signal.forward == forward}
        lanes = approach_lanes(road, forward=forward)
        s = halting_place(road, forward=forward)
        if not lanes or not _ends_at_junction(road, forward=forward) or not kinds & HALTING:
            return
        spans = [lane_span(road, lane, s) for lane in lanes]
        low, high = min(a for a, _ in spans) + 0.1, max(b for _, b in spans) - 0.1
        back = -1.0 if forward else 1.0
        if kinds & {LIGHT, STOP}:
            yield np.array([[s, low], [s + back * STOP_M, low], [s + back * STOP_M, high], [s, high]])
            return
        period = _TOOTH_M + _TOOTH_GAP_M
        count = math.floor((high - low + _TOOTH_GAP_M) / period)
        first = (low + high - count * period + _TOOTH_GAP_M) / 2.0
        for k in range(count):
            a, b = first + k * period, first + k * period + _TOOTH_M
            yield np.array([[s, a], [s + back * 0.7, (a + b) / 2.0], [s, b]])

    def _arrows(self, road: Road, *, forward: bool) -> Iterator[Floats]:
        """Yield the arrows of streets with several lanes each way."""
        lanes = approach_lanes(road, forward=forward)
        halt = halting_place(road, forward=forward)
        if len(lanes) < 2 or not _ends_at_junction(road, forward=forward):
            return
        for lane in lanes:
            turns = self._turns.get((road.number, lane.number), set())
            if not turns or len(turns) == 3:
                continue
            for before in ARROWS_BEFORE_M:
                s = halt - before if forward else halt + before
                if not 8.0 < s < road.length - 8.0:
                    continue
                low, high = lane_span(road, lane, s)
                for shape in _arrow_shapes(turns):
                    ahead = shape if forward else -shape
                    yield ahead + np.array([s, (low + high) / 2.0])

    @cached_property
    def _turns(self) -> dict[tuple[int, int], set[str]]:
        """Which ways a road's lane leads: `left`, `straight`, `right`."""
        turns: dict[tuple[int, int], set[str]] = {}
        for junction in self.network.junctions.values():
            for connection in junction.connections:
                path = self.network.roads[connection.connecting].path
                turn = wrapped(path.pose(path.length).angle - path.pose(0.0).angle)
                turn = turn if connection.contact == "start" else -turn
                word = "straight" if abs(turn) < _STRAIGHT_RADIANS else "left" if turn > 0.0 else "right"
                for lane, _ in connection.links:
                    turns.setdefault((connection.incoming, lane), set()).add(word)
        return turns

    def _bays(self, road: Road) -> Iterator[Floats]:
        """Yield the lines between parking places."""
        for section in road.sections:
            for lane in section.lanes:
                if lane.kind != PARKING:
                    continue
                grid = np.arange(section.start, road.section_ends[road.sections.index(section)], 0.5)
                inner, outer = (
                    outer_border(section, number, grid)
                    for number in (lane.number - (1 if lane.number > 0 else -1), lane.number)
                )
                wide = np.flatnonzero(np.abs(outer - inner) > 1.8)
                if len(wide) < 12:
                    continue
                first, last = float(grid[wide[0]]), float(grid[wide[-1]])
                count = max(1, math.floor((last - first) / _BAY_M))
                for s in np.linspace(first, last, count + 1):
                    a, b = inner[wide[0]], outer[wide[0]]
                    yield np.array([[s, a], [s + _BAY_LINE_M, a], [s + _BAY_LINE_M, b], [s, b]])


def _ends_at_junction(road: Road, *, forward: bool) -> bool:
    neighbour = road.after if forward else road.before
    return neighbour is not None and neighbour.is_junction


def _arrow_shapes(turns: set[str]) -> list[Floats]:
    """Return an arrow of one shaft that points all the ways that a lane leads."""
    straight = "straight" in turns
    shapes = [_LONG_SHAFT, _ARROW_HEAD] if straight else [_SHORT_SHAFT]
    outlines = [np.array(shape) for shape in shapes]
    branch = [np.array(shape) for shape in (_LOW_BRANCH if straight else _BRANCH)]
    if "left" in turns:
        outlines += branch
    if "right" in turns:
        outlines += [shape * np.array([1.0, -1.0]) for shape in branch]
    return outlines


def _crossing_shapes(area: shapely.Polygon, look: str) -> Iterator[Floats]:
    """Yield convex shapes that fill a crossing: bars along the traffic, lines along its edges."""
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(area))[:4]
    sides = np.roll(box, -1, axis=0) - box
    lengths = np.hypot(*sides.T)
    long_side = int(lengths[1] > lengths[0])
    walk, across = sides[long_side] / lengths[long_side], sides[1 - long_side] / lengths[1 - long_side]
    corner = box[long_side]
    if (box.mean(axis=0) - corner) @ across < 0.0:
        across = -across
    length, width = float(lengths[long_side]), float(lengths[1 - long_side])
    rectangles = []
    if look in {"zebra", "ladder"}:
        period = _BAR_M + _BAR_GAP_M
        count = math.floor((length + _BAR_GAP_M) / period)
        first = (length - count * period + _BAR_GAP_M) / 2.0
        inset = _LINE_M if look == "ladder" else 0.0
        rectangles += [
            (first + k * period, inset, first + k * period + _BAR_M, width - inset) for k in range(count)
        ]
    if look in {"lines", "ladder"}:
        rectangles += [(0.0, 0.0, length, _LINE_M), (0.0, width - _LINE_M, length, width)]
    for low_u, low_v, high_u, high_v in rectangles:
        ring = [corner + u * walk + v * across for u, v in _rectangle(low_u, low_v, high_u, high_v)]
        piece = shapely.intersection(shapely.Polygon(ring), area)
        for part in shapely.get_parts(piece):
            if isinstance(part, shapely.Polygon) and part.area > 0.01:
                yield shapely.get_coordinates(part.convex_hull)[:-1]


def _rectangle(low_u: float, low_v: float, high_u: float, high_v: float) -> Sequence[tuple[float, float]]:
    return ((low_u, low_v), (high_u, low_v), (high_u, high_v), (low_u, high_v))
