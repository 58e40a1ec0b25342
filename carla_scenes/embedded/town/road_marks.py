"""Paint along lanes: the marks that the network names, as ribbons just above the road."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.ground_mesh import LIFT_M, clean
from carla_scenes.embedded.town.network import HALTING, cubic_values
from carla_scenes.embedded.town.strips import RoadFrame, crossing_breaks, sample_places

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.town.ground_mesh import GroundMesh
    from carla_scenes.embedded.town.network import Lane, Mark, Network, Road, Section
    from carla_scenes.embedded.town.paving import Paving

    Floats = npt.NDArray[np.float64]

_BETWEEN_M = 0.13
"""Free space between the two lines of a double mark."""

STOP_M = 0.45
"""Width of a stop line."""

STOP_BEFORE_M = 1.1
"""Distance between a stop line and the crossing (or the end of the street)."""

_CLEAR_M = 0.25
_NEAR_END_M = 10.0
_UNPAINTED = frozenset({"none", "curb", "grass", "edge", "custom"})
_SHORTEST_M = 0.3


@dataclass(frozen=True)
class _Stroke:
    """One painted line along a road: from where to where, how far left of lane 0, how wide, which colour."""

    first: float
    last: float
    lane: int
    aside: float
    width: float
    colour: str


def paint_marks(network: Network, paving: Paving, mesh: GroundMesh) -> None:
    """Add the marks of all lanes outside junctions."""
    for road in network.streets:
        for section, end in zip(road.sections, road.section_ends, strict=True):
            first, last = _reach(road)
            span = max(section.start, first), min(end, last)
            strokes = [s for lane in section.lanes for s in _lane_strokes(lane, section.start, end, span)]
            for colour in sorted({stroke.colour for stroke in strokes}):
                chosen = [stroke for stroke in strokes if stroke.colour == colour]
                surface = _surface(road, section, end, chosen)
                mesh.add(surface, paving.paint(colour), Tag.ROAD_LINES, f"RoadLine_{road.number}")


def crossed_ends(road: Road) -> tuple[float, float]:
    """Return from where to where a road is free of the crossings at its ends."""
    first, last = 0.0, road.length
    for crossing in road.crosswalks:
        low, high = crossing_breaks(crossing.s, crossing.corners, ramp=0.0)[1:3]
        if low < _NEAR_END_M:
            first = max(first, high)
        elif road.length - high < _NEAR_END_M:
            last = min(last, low)
    return first, last


def _reach(road: Road) -> tuple[float, float]:
    """Return from where to where lines run along a road: not over its crossings and stop lines."""
    first, last = crossed_ends(road)
    for signal in road.signals:
        if signal.kind in HALTING and signal.forward:
            last = min(last, crossed_ends(road)[1] - STOP_BEFORE_M - STOP_M)
        elif signal.kind in HALTING:
            first = max(first, crossed_ends(road)[0] + STOP_BEFORE_M + STOP_M)
    return (first + _CLEAR_M if first > 0.0 else first), (last - _CLEAR_M if last < road.length else last)


def _lane_strokes(lane: Lane, start: float, end: float, span: tuple[float, float]) -> list[_Stroke]:
    ends = [start + mark.start for mark in lane.marks[1:]] + [end]
    strokes = []
    for mark, end_of_mark in zip(lane.marks, ends[: len(lane.marks)], strict=True):
        first, last = max(start + mark.start, span[0]), min(end_of_mark, span[1])
        if mark.kind not in _UNPAINTED and last - first > _SHORTEST_M:
            strokes += _mark_strokes(mark, lane.number, first, last)
    return strokes


def _mark_strokes(mark: Mark, lane: int, first: float, last: float) -> list[_Stroke]:
    """Return the strokes of a mark; the first word of a double mark is its left line."""
    words = mark.kind.split()
    half = (mark.width + _BETWEEN_M) / 2.0
    sides = [half, -half] if len(words) == 2 else [0.0]
    strokes = []
    for word, aside in zip(words, sides, strict=False):
        spans = _dashes(mark, first, last) if word in {"broken", "dashed"} else [(first, last)]
        strokes += [_Stroke(a, b, lane, aside, mark.width, mark.colour) for a, b in spans]
    return strokes


def _dashes(mark: Mark, first: float, last: float) -> list[tuple[float, float]]:
    """Return the strokes of a broken line, whole ones, with equal gaps at both ends."""
    period = mark.dash + mark.gap
    count = max(1, math.floor((last - first + mark.gap) / period))
    start = (first + last - count * period + mark.gap) / 2.0
    return [(start + k * period, min(start + k * period + mark.dash, last)) for k in range(count)]


def _surface(road: Road, section: Section, end: float, strokes: list[_Stroke]) -> Surface:
    """Return strokes as one surface."""
    bends = sample_places(road, section, end)
    places, lefts, rights, counts = [], [], [], []
    for stroke in strokes:
        inside = bends[(bends > stroke.first + 1e-3) & (bends < stroke.last - 1e-3)]
        s = np.concatenate([[stroke.first], inside, [stroke.last]])
        middle = stroke.aside + outer_border(section, stroke.lane, s)
        places.append(s)
        lefts.append(middle + stroke.width / 2.0)
        rights.append(middle - stroke.width / 2.0)
        counts.append(len(s))
    s = np.concatenate(places)
    frame = RoadFrame(road, s)
    left, right = frame.place(np.concatenate(lefts)), frame.place(np.concatenate(rights))
    lines = np.concatenate([left, right]) + np.array([0.0, 0.0, LIFT_M])
    widths = np.concatenate(lefts) - np.concatenate(rights)
    uvs = np.concatenate([np.column_stack([s, np.zeros_like(s)]), np.column_stack([s, widths])])
    starts = np.ones(len(s), bool)
    starts[np.cumsum(counts) - 1] = False
    first = np.flatnonzero(starts)
    count = len(s)
    faces = np.concatenate(
        [
            np.stack([first, first + 1, first + count + 1], axis=1),
            np.stack([first, first + count + 1, first + count], axis=1),
        ]
    ).astype(np.int32)
    return clean(lines, faces, uvs)


def outer_border(section: Section, number: int, s: Floats) -> Floats:
    """Return how far (K,) to the left of lane 0 the outer border of a lane lies at distances (K,) along the road."""
    sign = 1 if number > 0 else -1
    widths = [
        np.maximum(cubic_values(lane.widths, s - section.start), 0.0)
        for lane in section.side(sign)
        if abs(lane.number) <= abs(number)
    ]
    total: Floats = sign * np.sum(widths, axis=0) if number else np.zeros_like(s)
    return total
