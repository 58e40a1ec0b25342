"""From a plan to a road network: streets cut back at their junctions, and the ways through these."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.curves import Heading, Path, PathBuilder, filleted, turning
from carla_scenes.embedded.town.network import (
    DRIVING,
    MEDIAN,
    NO_MARK,
    PARKING,
    SHOULDER,
    SIDEWALK,
    Connection,
    Crosswalk,
    Cubic,
    Junction,
    Lane,
    Mark,
    Neighbour,
    Network,
    Road,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carla_scenes.embedded.town.plan import Edge, Node, Plan, Profile

PAVEMENT_HEIGHT_M = 0.15
CROSSING_M = 3.2
CROSSING_AT_M = 1.2
"""Distance of a crossing's nearer edge from the end of the street."""

_FIRST_JUNCTION = 1000
_FIRST_WAY = 2000
_SMALLEST_SETBACK_M = 5.0
_SOLID_M = 18.0
"""Length over which lines are solid before a junction."""

_PARKING_FROM_M = 13.0
_TAPER_M = 2.5
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


def network_of(plan: Plan) -> Network:
    """Return a plan's road network, without signals.

    Raises:
        ValueError: A street is too short for the junctions at its ends.
    """
    paths = [_edge_path(plan, edge) for edge in plan.edges]
    setbacks = _setbacks(plan, paths)
    numbers = {name: _FIRST_JUNCTION + index for index, name in enumerate(plan.nodes)}
    cuts = []
    for index, path in enumerate(paths):
        cuts.append(path.cut(setbacks[index, True], path.length - setbacks[index, False]))
    roads = {
        index: _street(index, edge, path, numbers, plan)
        for index, (edge, path) in enumerate(zip(plan.edges, cuts, strict=True))
    }
    junctions = {}
    number = _FIRST_WAY
    for name, node in plan.nodes.items():
        arms = _arms(plan, name, cuts)
        connections = []
        for way, connection in _ways(node, arms, numbers[name], number):
            roads[way.number] = way
            connections.append(connection)
        number += 100
        junctions[numbers[name]] = Junction(numbers[name], tuple(connections))
    return Network(plan.name, dict(sorted(roads.items())), junctions)


def node_numbers(plan: Plan) -> dict[str, int]:
    """Return the junction id of each node."""
    return {name: _FIRST_JUNCTION + index for index, name in enumerate(plan.nodes)}


def minor_edges(plan: Plan, name: str) -> set[int]:
    """Return the streets at a node that must give way: all but those of the main road through it.

    The main road is the pair of the highest rank that runs straightest.
    """
    edges = [i for i, e in enumerate(plan.edges) if name in (e.start, e.end)]
    angles = {i: _angle_at(plan, i, name) for i in edges}

    pairs = []
    for one, other in itertools.combinations(edges, 2):
        ranks = plan.edges[one].profile.rank + plan.edges[other].profile.rank
        bend = abs(abs(_wrapped(angles[one] - angles[other])) - math.pi)
        pairs.append((-ranks, round(bend, 6), one, other))
    return set(edges) - set(min(pairs)[2:])


def _angle_at(plan: Plan, index: int, name: str) -> float:
    edge = plan.edges[index]
    points = [(plan.nodes[edge.start].x, plan.nodes[edge.start].y), *(v[:2] for v in edge.via)]
    points.append((plan.nodes[edge.end].x, plan.nodes[edge.end].y))
    here, there = (points[0], points[1]) if edge.start == name else (points[-1], points[-2])
    return math.atan2(there[1] - here[1], there[0] - here[0])


def _edge_path(plan: Plan, edge: Edge) -> Path:
    start, end = plan.nodes[edge.start], plan.nodes[edge.end]
    return filleted([(start.x, start.y, 0.0), *edge.via, (end.x, end.y, 0.0)])


def _setbacks(plan: Plan, paths: Sequence[Path]) -> dict[tuple[int, bool], float]:
    """Return how far each street is cut back at its start (True) and end (False), metres."""
    result = {}
    for name, node in plan.nodes.items():
        ends = []
        for index, edge in enumerate(plan.edges):
            if edge.start == name:
                ends.append((paths[index].pose(0.0).angle, index, True))
            if edge.end == name:
                ends.append((paths[index].pose(paths[index].length).angle + math.pi, index, False))
        ends.sort(key=lambda end: end[0] % (2.0 * math.pi))
        for place, (angle, index, at_start) in enumerate(ends):
            own = plan.edges[index].profile
            setback = _SMALLEST_SETBACK_M
            for step in (1, -1):
                other_angle, other, _ = ends[(place + step) % len(ends)]
                between = step * (other_angle - angle) % (2.0 * math.pi)
                setback = max(
                    setback, _corner(own.kerb_m, plan.edges[other].profile.kerb_m, between, node.corner_m)
                )
            if node.island_m:
                setback = max(setback, node.island_m + own.lane_m + own.gutter_m + node.corner_m)
            result[index, at_start] = setback
    return result


def _corner(own_m: float, other_m: float, between: float, radius: float) -> float:
    """Return where, along a street from the node, the rounding of a corner ends.

    Args:
        own_m: Distance from the middle of the street to its kerb.
        other_m: The same of the other street.
        between: Angle between the two, radians.
        radius: Of the kerb's rounding.
    """
    if between > math.pi - 0.15:
        return 0.0
    return (other_m + own_m * math.cos(between)) / math.sin(between) + radius / math.tan(between / 2.0)


def _arms(plan: Plan, name: str, cuts: Sequence[Path]) -> list[Arm]:
    """Return the streets' ends at a node, anticlockwise."""
    arms = []
    for index, edge in enumerate(plan.edges):
        path = cuts[index]
        if edge.start == name:
            mouth = path.pose(0.0)
            arms.append(Arm(index, at_start=True, angle=mouth.angle, profile=edge.profile, mouth=mouth))
        if edge.end == name:
            mouth = path.pose(path.length).moved(turn=math.pi)
            arms.append(Arm(index, at_start=False, angle=mouth.angle, profile=edge.profile, mouth=mouth))
    return sorted(arms, key=lambda arm: arm.angle % (2.0 * math.pi))


def _street(index: int, edge: Edge, path: Path, numbers: dict[str, int], plan: Plan) -> Road:
    crossings: list[Crosswalk] = []
    for name, s in ((edge.start, CROSSING_AT_M), (edge.end, path.length - CROSSING_AT_M)):
        if _has_crossing(plan, name, index):
            middle = s + math.copysign(CROSSING_M / 2.0, path.length / 2.0 - s)
            crossings.append(_crosswalk(10 * index + len(crossings), middle, edge.profile))
    return Road(
        number=index,
        name=f"{edge.profile.name} {index}",
        path=path,
        sections=(Section(0.0, tuple(_street_lanes(edge.profile, path.length))),),
        elevation=(Cubic(0.0, 0.0),),
        before=Neighbour(is_junction=True, number=numbers[edge.start]),
        after=Neighbour(is_junction=True, number=numbers[edge.end]),
        speed_kmh=edge.profile.speed_kmh,
        crosswalks=tuple(crossings),
    )


def _has_crossing(plan: Plan, name: str, index: int) -> bool:
    control = plan.nodes[name].control
    return (
        control in {"lights", "open"} or index in minor_edges(plan, name) or bool(plan.nodes[name].island_m)
    )


def _crosswalk(number: int, s: float, profile: Profile) -> Crosswalk:
    u, v = CROSSING_M / 2.0, profile.kerb_m
    return Crosswalk(number, s, 0.0, 0.0, ((-u, -v), (u, -v), (u, v), (-u, v), (-u, -v)))


def _street_lanes(profile: Profile, length: float) -> Iterator[Lane]:
    plain = profile.median_m == 0.0
    yield Lane(0, "none", marks=_near_junctions(profile.centre, length) if plain else (NO_MARK,))
    for sign in (1, -1):
        place = 1
        if not plain:
            # The line beside a median belongs to the lane inside of it.
            mark = replace(profile.edge, colour="yellow") if profile.edge.kind != "none" else NO_MARK
            yield Lane(sign, MEDIAN, (Cubic(0.0, profile.median_m / 2.0),), (mark,))
            place = 2
        for lane in range(1, profile.lanes + 1):
            last = lane == profile.lanes
            marks = (profile.edge,) if last else _near_junctions(profile.divider, length)
            yield Lane(sign * place, DRIVING, (Cubic(0.0, profile.lane_m),), marks)
            place += 1
        bays = _parking_widths(profile.parking_m, length)
        if profile.parking_m > 0.0:
            yield Lane(sign * place, PARKING, bays, (NO_MARK,))
            place += 1
        yield Lane(sign * place, SHOULDER, (Cubic(0.0, profile.gutter_m),), (Mark("curb"),))
        whole = profile.pavement_m + profile.parking_m
        pavement = tuple(
            Cubic(bay.start, (whole if bay.a == bay.start == 0.0 else whole - bay.a), -bay.b) for bay in bays
        )
        yield Lane(
            sign * (place + 1),
            SIDEWALK,
            pavement or (Cubic(0.0, whole),),
            (NO_MARK,),
            height=PAVEMENT_HEIGHT_M,
        )


def _parking_widths(width: float, length: float) -> tuple[Cubic, ...]:
    """Return the widths of a parking lane, which begins and ends away from the junctions."""
    if width == 0.0 or length < 2.0 * _PARKING_FROM_M + 12.0:
        return (Cubic(0.0, 0.0),)
    first, last = _PARKING_FROM_M, length - _PARKING_FROM_M
    slope = width / _TAPER_M
    return (
        Cubic(0.0, 0.0),
        Cubic(first, 0.0, slope),
        Cubic(first + _TAPER_M, width),
        Cubic(last - _TAPER_M, width, -slope),
        Cubic(last, 0.0),
    )


def _near_junctions(mark: Mark, length: float) -> tuple[Mark, ...]:
    """Return a broken line as solid near the ends of a street."""
    if mark.kind != "broken" or length < 2.5 * _SOLID_M:
        return (mark,)
    solid = replace(mark, kind="solid", change="none")
    return solid, replace(mark, start=_SOLID_M), replace(solid, start=length - _SOLID_M)


def _ways(node: Node, arms: Sequence[Arm], junction: int, number: int) -> Iterator[tuple[Road, Connection]]:
    """Yield the ways through a junction, one road for each movement and group of neighbouring lanes."""
    for place, arm in enumerate(arms):
        beside = arms[(place + 1) % len(arms)]  # the next arm to the right of who comes in
        turns = {
            other.edge: _wrapped(other.angle - arm.angle - math.pi) for other in arms if other is not arm
        }
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
    turn = _wrapped(end.angle - start.angle)
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


def _wrapped(angle: float) -> float:
    return (angle + math.pi) % (2.0 * math.pi) - math.pi
