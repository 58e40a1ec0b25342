"""Plans of towns: crossings, streets between them, and what a street is made of."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.network import NO_MARK, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Bend = tuple[float, float, float]

YELLOW_PAIR = Mark("solid solid", "yellow", 0.11)
YELLOW_DASHES = Mark("broken", "yellow", 0.12, "both", dash=3.0, gap=4.5)
WHITE_DASHES = Mark("broken", "white", 0.12, "both", dash=3.0, gap=4.5)
WHITE_LINE = Mark("solid", "white", 0.12)


@dataclass(frozen=True)
class Profile:
    """What a street is made of; both sides alike.

    Attributes:
        name: Of the kind of street; part of a road's name.
        lanes: Driving lanes each way.
        lane_m: Width of a driving lane.
        pavement_m: Width of a pavement.
        parking_m: Width of a parking lane, 0 for none.
        median_m: Width of the strip between the two ways, 0 for none.
        gutter_m: Width between the outermost lane and the kerb.
        speed_kmh: Speed limit.
        centre: Mark between the two ways.
        divider: Mark between lanes of one way.
        edge: Mark at the outer edge of the outermost driving lane.
        rank: The street of the higher rank has the right of way.
    """

    name: str
    lanes: int = 1
    lane_m: float = 3.25
    pavement_m: float = 2.5
    parking_m: float = 0.0
    median_m: float = 0.0
    gutter_m: float = 0.3
    speed_kmh: float = 50.0
    centre: Mark = YELLOW_DASHES
    divider: Mark = WHITE_DASHES
    edge: Mark = NO_MARK
    rank: int = 1

    @property
    def kerb_m(self) -> float:
        """Distance from the middle of the street to the kerb where nobody parks."""
        return self.median_m / 2.0 + self.lanes * self.lane_m + self.gutter_m


@dataclass(frozen=True)
class Node:
    """A place where streets meet.

    Attributes:
        x: Metres, OpenDRIVE's frame.
        y: Metres, to the left of x.
        control: `lights`, `stop`, `yield` (for the lesser streets) or `open` (nobody has the right of way).
        corner_m: Radius of the kerb at its corners.
        bend_m: Radius of the street's curve where only two streets are left and the node dissolves.
        island_m: Radius of the middle island of a roundabout, 0 for a plain junction.
    """

    x: float
    y: float
    control: str = "stop"
    corner_m: float = 6.0
    bend_m: float = 25.0
    island_m: float = 0.0


@dataclass(frozen=True)
class Edge:
    """A street between two nodes.

    Attributes:
        start: Name of a node.
        end: Name of another.
        profile: What it is made of.
        via: Points with the radius of the curve there: (x, y, radius), metres.
    """

    start: str
    end: str
    profile: Profile
    via: tuple[Bend, ...] = ()

    def reversed(self) -> Edge:
        """Return the same street seen from its other end."""
        return Edge(self.end, self.start, self.profile, self.via[::-1])


@dataclass(frozen=True)
class Plan:
    """A town's streets.

    Attributes:
        name: Of the town.
        nodes: By name.
        edges: The streets.
    """

    name: str
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    def tidied(self) -> Plan:
        """Return it without dead ends, and with a curve in place of every node of two streets."""
        edges = list(self.edges)
        while True:
            ends = {name: [e for e in edges if name in (e.start, e.end)] for name in self.nodes}
            dead = [e for name in self.nodes for e in ends[name] if len(ends[name]) == 1]
            if dead:
                edges = [e for e in edges if e not in dead]
                continue
            plain = next((name for name in self.nodes if len(ends[name]) == 2), None)
            if plain is None:
                break
            one, other = ends[plain]
            place = edges.index(one)
            edges.remove(other)
            edges[place] = self._merged(plain, one, other)
        used = {name for e in edges for name in (e.start, e.end)}
        return Plan(self.name, {n: node for n, node in self.nodes.items() if n in used}, tuple(edges))

    def _merged(self, name: str, one: Edge, other: Edge) -> Edge:
        node = self.nodes[name]
        first = one if one.end == name else one.reversed()
        second = other if other.start == name else other.reversed()
        middle = (node.x, node.y, node.bend_m)
        return replace(first, end=second.end, via=(*first.via, middle, *second.via))


@dataclass
class PlanBuilder:
    """Puts a plan together."""

    name: str
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def node(self, name: str, x: float, y: float, control: str = "stop", **more: float) -> PlanBuilder:
        """Add a node; `more` are the other attributes of `Node`."""
        self.nodes[name] = Node(x, y, control, **more)
        return self

    def street(
        self, profile: Profile, *names: str, via: Mapping[str, Sequence[Bend]] | None = None
    ) -> PlanBuilder:
        """Add a street through nodes.

        Args:
            profile: What it is made of.
            names: Of the nodes, in order.
            via: Points between a node and the next one, by the name of the former.
        """
        bends = via or {}
        for start, end in itertools.pairwise(names):
            self.edges.append(Edge(start, end, profile, tuple(bends.get(start, ()))))
        return self

    def ring(self, profile: Profile, names: Sequence[str], straight_m: float) -> PlanBuilder:
        """Add a closed avenue through nodes that curves between them and runs straight through each.

        Args:
            profile: What it is made of.
            names: Of the nodes, anticlockwise.
            straight_m: Length that stays straight on either side of a node.
        """
        count = len(names)
        points = [(self.nodes[name].x, self.nodes[name].y) for name in names]
        tangents = [
            math.atan2(
                points[(i + 1) % count][1] - points[i - 1][1], points[(i + 1) % count][0] - points[i - 1][0]
            )
            for i in range(count)
        ]
        for i in range(count):
            j = (i + 1) % count
            bend = _tangent_bend(points[i], tangents[i], points[j], tangents[j], straight_m)
            self.edges.append(Edge(names[i], names[j], profile, (bend,)))
        return self

    def plan(self) -> Plan:
        """Return the plan, tidied."""
        return Plan(self.name, self.nodes, tuple(self.edges)).tidied()


def _tangent_bend(
    start: tuple[float, float],
    start_angle: float,
    end: tuple[float, float],
    end_angle: float,
    straight_m: float,
) -> Bend:
    """Return where two tangents meet, and the radius of the widest arc that leaves straight ends."""
    cross = math.sin(end_angle - start_angle)
    dx, dy = end[0] - start[0], end[1] - start[1]
    before = (dx * math.sin(end_angle) - dy * math.cos(end_angle)) / cross
    x, y = start[0] + before * math.cos(start_angle), start[1] + before * math.sin(start_angle)
    after = math.hypot(end[0] - x, end[1] - y)
    turn = abs((end_angle - start_angle + math.pi) % (2.0 * math.pi) - math.pi)
    return x, y, (min(before, after) - straight_m) / math.tan(turn / 2.0)
