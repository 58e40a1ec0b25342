"""Traffic lights and signs: which a town has, and what stands at the roadside for each."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.signs.lights import ARM_REACH
from carla_scenes.embedded.scene import TrafficSignal
from carla_scenes.embedded.town.layout import minor_edges, node_numbers
from carla_scenes.embedded.town.network import (
    DRIVING,
    LIGHT,
    PAVEMENT_HEIGHT_M,
    SPEED_LIMIT,
    STOP,
    YIELD,
    Network,
    Signal,
)
from carla_scenes.embedded.town.road_marks import STOP_BEFORE_M, STOP_M, crossed_ends
from carla_scenes.embedded.town.street_life_stock import STOCK, mesh_of
from carla_scenes.embedded.town.strips import RoadFrame
from carla_scenes.frame import Box, Pose, wrap_degrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carla_scenes.embedded.town.assembly import Assembly
    from carla_scenes.embedded.town.network import Lane, Road
    from carla_scenes.embedded.town.plan import Plan

PHASES = 10
"""The groups of lights of junction j are numbered from `PHASES * j` on, one for each phase."""

_BEHIND_KERB_M = 0.55
_ROOM_M = 1.2
_SIGN_BEFORE_M = 1.6
"""Distance of a stop or yield sign from where it makes traffic halt."""

_LIMIT_AT_M = 11.0
_SHORTEST_LIMITED_M = 70.0
_TRIGGER_M = (8.0, 4.0)
"""Length and height of the box in which a signal counts for a vehicle."""

_TITLES = {LIGHT: "Signal_3Light_Post01", STOP: "Sign_Stop", YIELD: "Sign_Yield"}
_TYPE_IDS = {LIGHT: "traffic.traffic_light", STOP: "traffic.stop", YIELD: "traffic.yield"}


def with_signals(network: Network, plan: Plan) -> Network:
    """Return a network with the lights and signs that its plan asks for.

    Args:
        network: Of the plan.
        plan: Says who has the right of way at each node.
    """
    signals: dict[int, list[Signal]] = {number: [] for number in network.roads}
    junctions = dict(network.junctions)
    numbers = node_numbers(plan)
    for name, node in plan.nodes.items():
        minor = minor_edges(plan, name)
        groups = set()
        for index, edge in enumerate(plan.edges):
            for forward in [end == edge.end for end in (edge.start, edge.end) if end == name]:
                road = network.roads[index]
                if node.control == "lights":
                    group = PHASES * numbers[name] + int(index in minor)
                    groups.add(group)
                    signals[index].append(_at_halt(road, LIGHT, forward=forward, group=group))
                elif node.control in {"stop", "yield"} and (index in minor or node.island_m):
                    kind = STOP if node.control == "stop" else YIELD
                    signals[index].append(_at_halt(road, kind, forward=forward))
        junctions[numbers[name]] = replace(junctions[numbers[name]], controllers=tuple(sorted(groups)))
    for road in network.streets:
        if road.length >= _SHORTEST_LIMITED_M:
            signals[road.number] += [_limit(road, forward=forward) for forward in (True, False)]
    roads = {number: replace(road, signals=tuple(signals[number])) for number, road in network.roads.items()}
    return Network(network.name, roads, junctions)


def _at_halt(road: Road, kind: str, *, forward: bool, group: int = 0) -> Signal:
    """Return the signal beside the stop line of traffic one way."""
    first, last = crossed_ends(road)
    before = STOP_BEFORE_M + STOP_M / 2.0 if kind == LIGHT else _SIGN_BEFORE_M
    s = last - before if forward else first + before
    return _signal(road, kind, s, forward=forward, title=_TITLES[kind], group=group)


def _limit(road: Road, *, forward: bool) -> Signal:
    s = _LIMIT_AT_M if forward else road.length - _LIMIT_AT_M
    limit = round(road.speed_kmh)
    signal = _signal(road, SPEED_LIMIT, s, forward=forward, title=f"Speed_{limit}", group=0)
    return replace(signal, subtype=str(limit), value=float(limit))


def _signal(road: Road, kind: str, s: float, *, forward: bool, title: str, group: int) -> Signal:
    sign = -1 if forward else 1
    lanes = road.sections[0].side(sign)
    kerb = sum(lane.widths[0].a for lane in lanes if lane.height == 0.0)
    numbers = [lane.number for lane in lanes if lane.kind == DRIVING]
    word = "f" if forward else "b"
    return Signal(
        name=f"{kind}_{road.number}{word}",
        title=title,
        s=s,
        t=sign * (kerb + _BEHIND_KERB_M),
        kind=kind,
        forward=forward,
        dynamic=kind == LIGHT,
        turn=0.0 if forward else math.pi,
        lanes=(min(numbers), max(numbers)),
        group=group,
    )


def signal_room(network: Network) -> shapely.Geometry:
    """Return where a network's lights and signs stand, which must be left free."""
    poses = [signal_pose(road, signal) for road in network.roads.values() for signal in road.signals]
    return shapely.union_all([shapely.Point(pose.x, pose.y).buffer(_ROOM_M) for pose in poses])


def place_signals(network: Network, assembly: Assembly) -> None:
    """Set up a network's lights and signs, and tell the town of them."""
    for road in network.roads.values():
        for signal in road.signals:
            if signal.kind in _TYPE_IDS or signal.kind == SPEED_LIMIT:
                _place(road, signal, assembly)


def _place(road: Road, signal: Signal, assembly: Assembly) -> None:
    pose = signal_pose(road, signal)
    name, variant = _model_of(road, signal)
    first = -1
    if name in STOCK:
        matrix = placed(pose.x, pose.y, pose.z, yaw=pose.yaw)
        title = "TrafficLight" if signal.kind == LIGHT else "TrafficSign"
        key = f"{name}.{variant}"
        first = assembly.add_instance(key, mesh_of(name, variant), matrix, f"{title}_{signal.name}")
    type_id = _TYPE_IDS.get(signal.kind, f"traffic.speed_limit.{round(signal.value)}")
    box = _trigger(road)
    assembly.add_signal(TrafficSignal(type_id, signal.name, pose, box, signal.group, first))


def signal_pose(road: Road, signal: Signal) -> Pose:
    """Return where the foot of a signal stands; its x axis points at the traffic that it is for."""
    frame = RoadFrame(road, np.array([signal.s]))
    x, y, z = frame.place_left_of_line(signal.t)[0]
    # The landmark's own yaw is that of the traffic.
    yaw = frame.yaws[0] - math.degrees(signal.turn) + 180.0
    return Pose(float(x), float(y), float(z) + PAVEMENT_HEIGHT_M, yaw=wrap_degrees(float(yaw)))


def _model_of(road: Road, signal: Signal) -> tuple[str, int]:
    """Return the model of a signal: an arm over the lanes where there are several."""
    if signal.kind == STOP:
        return "sign.stop", 0
    if signal.kind == YIELD:
        return "sign.yield", 0
    if signal.kind == SPEED_LIMIT:
        return f"sign.speed_{round(signal.value)}", 0
    low, high = sorted(signal.lanes)
    wide = sum(
        lane.widths[0].a for lane in _lanes(road) if low <= lane.number <= high and lane.kind == DRIVING
    )
    fitting = [variant for variant, reach in enumerate(ARM_REACH) if reach <= wide + _BEHIND_KERB_M]
    return "light.arm", max(fitting, default=0)


def _lanes(road: Road) -> Iterator[Lane]:
    for section in road.sections[:1]:
        yield from section.lanes


def _trigger(road: Road) -> Box:
    """Return the box over the lanes before a signal, in the signal's axes."""
    wide = max(3.0, sum(lane.widths[0].a for lane in _lanes(road) if lane.kind == DRIVING) / 2.0)
    length, height = _TRIGGER_M
    centre = np.array([length / 2.0, _BEHIND_KERB_M + wide / 2.0, height / 2.0 - PAVEMENT_HEIGHT_M])
    return Box(Pose.upright(centre, 0.0), length, wide, height)
