"""The ways through junctions: which lane leads where, and on what curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.curves import Heading, Path, PathBuilder, turning, wrapped
from carla_scenes.embedded.town.network import (
    DRIVING,
    MEDIAN,
    NO_MARK,
    PAVEMENT_HEIGHT_M,
    SHOULDER,
    SIDEWALK,
    Connection,
    Cubic,
    Lane,
    Mark,
    Neighbour,
    Road,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carla_scenes.embedded.town.plan import Node, Profile

_STRAIGHT_RADIANS = math.radians(35.0)
_WIDE_M = 80.0
_ROUNDABOUT_ENTRY_M = 14.0


@dataclass(frozen=True)
class Arm:
    """A street's end at a node.

    Attributes:
        edge: Index of the street, which is also its road's id.
        at_start: Whether the street begins here.
        angle: Direction away from the node, radians.
        profile: What the street is made of.
        mouth: Middle of the street where the junction ends, heading away from the node.
    """

    edge: int
    at_start: bool
    angle: float
    profile: Profile
    mouth: Heading

    @property
    def contact(self) -> str:
        """The road's end here, in OpenDRIVE's words."""
        return "start" if self.at_start else "end"

    def lane(self, place: int, *, inbound: bool) -> int:
        """Return the number of the lane at a place counted from the middle, for traffic one way."""
        return -place if inbound != self.at_start else place

    def border(self, place: int, *, inbound: bool) -> Heading:
        """Return the pose, in the direction of travel, of the left border of a driving lane, 1 the innermost."""
        profile = self.profile
        offset = profile.median_m / 2.0 + (place - 1) * profile.lane_m
        return self.mouth.moved(left=offset, turn=math.pi) if inbound else self.mouth.moved(left=-offset)

    @property
    def first_place(self) -> int:
        """Place of the innermost driving lane."""
        return 2 if self.profile.median_m > 0.0 else 1

    @property
    def gutter_place(self) -> int:
        """Place of the gutter."""
        return self.first_place + self.profile.lanes + (1 if self.profile.parking_m > 0.0 else 0)


def ways_through(
    node: Node, arms: Sequence[Arm], junction: int, number: int
) -> Iterator[tuple[Road, Connection]]:
    """Yield the ways through a junction, one road for each movement and group of neighbouring lanes.

    Args:
        node: Where the streets meet.
        arms: Their ends, anticlockwise.
        junction: Id of the junction.
        number: Id of the first way; the others follow.
    """
    for place, arm in enumerate(arms):
        beside = arms[(place + 1) % len(arms)]  # the next arm to the right of who comes in
        turns = {other.edge: wrapped(other.angle - arm.angle - math.pi) for other in arms if other is not arm}
        goes_straight = any(abs(turn) < _STRAIGHT_RADIANS for turn in turns.values())
        for other in arms:
            if other is arm:
                continue
            for group in _lane_groups(arm, other, turns[other.edge], goes_straight=goes_straight):
                at_kerb = other is beside and group[-1] == (arm.profile.lanes, other.profile.lanes)
                yield _way(node, arm, other, group, junction=junction, number=number, at_kerb=at_kerb)
                number += 1


def _lane_groups(arm: Arm, other: Arm, turn: float, *, goes_straight: bool) -> list[list[tuple[int, int]]]:
    """Return which lanes (1 the innermost) lead into which, as groups of lanes side by side."""
    inside, outside = arm.profile.lanes, other.profile.lanes
    if abs(turn) < _STRAIGHT_RADIANS:
        pairs = [(lane, min(lane, outside)) for lane in range(1, inside + 1)]
        if outside > inside:
            pairs.append((inside, outside))
    else:
        used = 1 if goes_straight else min(math.ceil(inside / 2.0), outside)
        first = (1, 1) if turn > 0.0 else (inside - used + 1, outside - used + 1)
        pairs = [(first[0] + k, first[1] + k) for k in range(used)]
    groups = [[pairs[0]]]
    for pair in pairs[1:]:
        before = groups[-1][-1]
        if pair == (before[0] + 1, before[1] + 1):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _way(
    node: Node,
    arm: Arm,
    other: Arm,
    group: list[tuple[int, int]],
    *,
    junction: int,
    number: int,
    at_kerb: bool,
) -> tuple[Road, Connection]:
    start, end = arm.border(group[0][0], inbound=True), other.border(group[0][1], inbound=False)
    turn = wrapped(end.angle - start.angle)
    medians = (arm.profile.median_m / 2.0, other.profile.median_m / 2.0)
    # Straight on between two medians the way begins in the middle, so that nothing is left between the two ways.
    has_median = min(medians) > 0.0 and group[0] == (1, 1) and abs(turn) < _STRAIGHT_RADIANS
    if has_median:
        start, end = start.moved(left=medians[0]), end.moved(left=medians[1])
    if node.island_m:
        path = _around(node, start, end)
    else:
        kerb = node.corner_m + (arm.profile.lane_m + arm.profile.gutter_m) * len(group)
        path = turning(start, end, kerb if turn < 0.0 else _WIDE_M)
    lanes = [Lane(0, "none", marks=(NO_MARK,))]
    links = []
    if has_median:
        before, after = (1 if arm.at_start else -1), (-1 if other.at_start else 1)
        lanes.append(Lane(-1, MEDIAN, _blend(*medians, path.length), (NO_MARK,), before, after))
    innermost = len(lanes)
    for place, (inside, outside) in enumerate(group, start=innermost):
        before = arm.lane(arm.first_place + inside - 1, inbound=True)
        after = other.lane(other.first_place + outside - 1, inbound=False)
        widths = _blend(arm.profile.lane_m, other.profile.lane_m, path.length)
        lanes.append(Lane(-place, DRIVING, widths, (NO_MARK,), before, after))
        links.append((before, -place))
    if at_kerb:
        for step, kind, one, two in (
            (0, SHOULDER, arm.profile.gutter_m, other.profile.gutter_m),
            (1, SIDEWALK, _pavement_at_mouth(arm), _pavement_at_mouth(other)),
        ):
            before = arm.lane(arm.gutter_place + step, inbound=True)
            after = other.lane(other.gutter_place + step, inbound=False)
            place = innermost + len(group) + step
            height = PAVEMENT_HEIGHT_M if kind == SIDEWALK else 0.0
            mark = Mark("curb") if kind == SHOULDER else NO_MARK
            lanes.append(Lane(-place, kind, _blend(one, two, path.length), (mark,), before, after, height))
            links.append((before, -place))
    road = Road(
        number=number,
        name=f"Junction {junction}",
        path=path,
        sections=(Section(0.0, tuple(lanes)),),
        elevation=(Cubic(0.0, 0.0),),
        junction=junction,
        before=Neighbour(is_junction=False, number=arm.edge, contact=arm.contact),
        after=Neighbour(is_junction=False, number=other.edge, contact=other.contact),
        speed_kmh=min(arm.profile.speed_kmh, other.profile.speed_kmh),
    )
    return road, Connection(arm.edge, number, "start", tuple(links))


def _pavement_at_mouth(arm: Arm) -> float:
    return arm.profile.pavement_m + arm.profile.parking_m


def _blend(first: float, last: float, length: float) -> tuple[Cubic, ...]:
    """Return a width that goes smoothly from one value to another."""
    change = last - first
    return (Cubic(0.0, first, 0.0, 3.0 * change / length**2, -2.0 * change / length**3),)


def _around(node: Node, start: Heading, end: Heading) -> Path:
    """Return the way around a roundabout: in by a curve to the right, around to the left, out to the right."""
    radius = node.island_m
    into, angle_in = _entry(node, start, radius)
    # Leaving is entering seen in a mirror: backwards, and turning the other way.
    mirrored = Heading(end.x, 2.0 * node.y - end.y, -(end.angle + math.pi))
    out, angle_out = _entry(node, mirrored, radius)
    angle_out = -angle_out
    builder = PathBuilder(start)
    builder.line(into[0]).arc(*into[1])
    around = (angle_out - angle_in) % (2.0 * math.pi)
    builder.arc(radius * around, 1.0 / radius)
    return builder.arc(*out[1]).line(out[0]).path()


def _entry(node: Node, start: Heading, radius: float) -> tuple[tuple[float, tuple[float, float]], float]:
    """Return how to reach a circle about a node anticlockwise from outside.

    Returns:
        Length of a straight line, length and curvature of the arc to the right after it, and the angle, seen
        from the node, at which the circle is met.
    """
    bend = _ROUNDABOUT_ENTRY_M
    to_node = (node.x - start.x, node.y - start.y)
    ahead = to_node[0] * math.cos(start.angle) + to_node[1] * math.sin(start.angle)
    left = -to_node[0] * math.sin(start.angle) + to_node[1] * math.cos(start.angle)
    # The arc's centre lies `bend` to the right of the line; the two circles touch from outside.
    across = left + bend
    along = math.sqrt((radius + bend) ** 2 - across**2)
    line = ahead - along
    centre = start.moved(ahead=line, left=-bend)
    touch_angle = math.atan2(centre.y - node.y, centre.x - node.x)
    turn = (
        math.pi / 2.0
        + start.angle
        - math.atan2(
            node.y + radius * math.sin(touch_angle) - centre.y,
            node.x + radius * math.cos(touch_angle) - centre.x,
        )
    )
    turn = turn % (2.0 * math.pi)
    return (line, (bend * turn, -1.0 / bend)), touch_angle
