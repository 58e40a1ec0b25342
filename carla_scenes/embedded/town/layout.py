"""From a plan to a road network: streets with their lanes, cut back at their junctions."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.curves import Path, filleted, wrapped
from carla_scenes.embedded.town.network import (
    DRIVING,
    MEDIAN,
    NO_MARK,
    PARKING,
    PAVEMENT_HEIGHT_M,
    SHOULDER,
    SIDEWALK,
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
from carla_scenes.embedded.town.ways import Arm, ways_through

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carla_scenes.embedded.town.plan import Edge, Plan, Profile

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
        for way, connection in ways_through(node, arms, numbers[name], number):
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
        bend = abs(abs(wrapped(angles[one] - angles[other])) - math.pi)
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
