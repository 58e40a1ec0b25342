"""Road networks as OpenDRIVE describes them, in OpenDRIVE's frame (x forward, y to the left; metres, radians).

The same network becomes the text for clients and the ground that they see, whether it was laid out here or read
from somebody's file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from carla_scenes.embedded.town.curves import Path

    Floats = npt.NDArray[np.float64]

DRIVING = "driving"
SHOULDER = "shoulder"
PARKING = "parking"
MEDIAN = "median"
SIDEWALK = "sidewalk"

PAVED = frozenset(
    {
        "driving", "bidirectional", "biking", "border", "bus", "connectingramp", "curb", "entry", "exit",
        "median", "mwyentry", "mwyexit", "offramp", "onramp", "parking", "rail", "restricted", "roadworks",
        "shoulder", "special1", "special2", "special3", "stop", "taxi", "tram",
    }
)  # fmt: skip
"""Lane types at the height of the carriageway; the others are pavements or open land."""

LIGHT, STOP, YIELD, SPEED_LIMIT = "1000001", "206", "205", "274"
"""Types of signals, as CARLA numbers them."""

HALTING = frozenset({LIGHT, STOP, YIELD})
"""Signals before which traffic may have to halt."""


PAVEMENT_HEIGHT_M = 0.15
"""Height of pavements and open land above the carriageway."""


@dataclass(frozen=True)
class Cubic:
    """A cubic of the distance from where it begins: a + b d + c d² + d d³.

    Attributes:
        start: Distance along the road (or the lane section) from which it holds, metres.
        a: Constant.
        b: Slope.
        c: Of the square.
        d: Of the cube.
    """

    start: float
    a: float
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0


def cubic_values(records: tuple[Cubic, ...], along: Floats) -> Floats:
    """Return the values (N,) of piecewise cubics at distances (N,); 0 before the first and without any."""
    if not records:
        return np.zeros_like(along)
    table = np.array([[r.start, r.a, r.b, r.c, r.d] for r in records])
    which = np.clip(np.searchsorted(table[:, 0], along + 1e-9, side="right") - 1, 0, len(table) - 1)
    start, a, b, c, d = table[which].T
    offset = along - start
    values: Floats = a + offset * (b + offset * (c + offset * d))
    return values


@dataclass(frozen=True)
class Mark:
    """What is painted along the outer border of a lane.

    Attributes:
        kind: OpenDRIVE's type: `none`, `solid`, `broken`, `solid solid`, `curb` and others.
        colour: `white`, `yellow` or another of OpenDRIVE's.
        width: Of one line, metres.
        change: Which lane changes it allows: `none`, `both`, `increase`, `decrease`.
        start: Distance from the beginning of the lane section from which it holds, metres.
        dash: Length of the strokes of broken lines, metres.
        gap: Length between them, metres.
    """

    kind: str = "none"
    colour: str = "white"
    width: float = 0.12
    change: str = "none"
    start: float = 0.0
    dash: float = 3.0
    gap: float = 4.5


NO_MARK = Mark()


@dataclass(frozen=True)
class Lane:
    """A lane of a section.

    Attributes:
        number: OpenDRIVE's id: positive to the left of the reference line, negative to its right.
        kind: OpenDRIVE's type.
        widths: By distance from the beginning of the section; empty for lane 0.
        marks: Along its outer border.
        before: Lane that leads into it, None where there is none or a junction decides.
        after: Lane that it leads into.
        height: Of its surface above the road's, metres.
    """

    number: int
    kind: str
    widths: tuple[Cubic, ...] = ()
    marks: tuple[Mark, ...] = ()
    before: int | None = None
    after: int | None = None
    height: float = 0.0


@dataclass(frozen=True)
class Section:
    """A stretch of road with the same lanes all along; lanes in any order, lane 0 among them."""

    start: float
    lanes: tuple[Lane, ...]

    def side(self, sign: int) -> tuple[Lane, ...]:
        """Return the lanes left (1) or right (-1) of the reference line, from the inside out."""
        chosen = (lane for lane in self.lanes if lane.number * sign > 0)
        return tuple(sorted(chosen, key=lambda lane: abs(lane.number)))

    @property
    def centre(self) -> Lane:
        """Lane 0."""
        return next((lane for lane in self.lanes if lane.number == 0), Lane(0, "none"))


@dataclass(frozen=True)
class Neighbour:
    """What a road begins or ends at.

    Attributes:
        is_junction: Whether it is a junction.
        number: Its id.
        contact: `start` or `end` of the neighbouring road; empty for junctions.
    """

    is_junction: bool
    number: int
    contact: str = ""


@dataclass(frozen=True)
class Crosswalk:
    """A crossing for people on foot.

    Attributes:
        number: Its id.
        s: Of its middle along the road, metres.
        t: To the left of the reference line.
        heading: Of its axes against the road's, radians.
        corners: (u, v) in its own axes, metres.
    """

    number: int
    s: float
    t: float
    heading: float
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Signal:
    """A traffic light or sign.

    Attributes:
        name: Unique id as text.
        title: Such as `Signal_3Light_Post01`.
        s: Along the road, metres.
        t: To the left of the reference line.
        kind: OpenDRIVE's type: 1000001, 206, 205, 274.
        subtype: -1 for none; the speed of speed limits.
        value: Such as the speed; -1 for none.
        forward: Whether it is for traffic along the road (else against it).
        dynamic: Whether its state changes.
        turn: Of its front against the road's heading, radians.
        lanes: Lowest and highest lane number that it is for.
        group: Lights of one number switch together.
    """

    name: str
    title: str
    s: float
    t: float
    kind: str
    subtype: str = "-1"
    value: float = -1.0
    forward: bool = True
    dynamic: bool = False
    turn: float = 0.0
    lanes: tuple[int, int] = (0, 0)
    group: int = 0


@dataclass(frozen=True)
class Road:
    """A road, or one way through a junction.

    Attributes:
        number: Its id.
        name: Of the street.
        path: Its reference line.
        sections: Its lanes, ascending along it.
        shifts: Of lane 0 to the left of the reference line.
        elevation: Height along it.
        junction: Id of the junction that it is a way through, or -1.
        before: What it begins at.
        after: What it ends at.
        speed_kmh: Speed limit.
        crosswalks: Across it.
        signals: Beside it.
    """

    number: int
    name: str
    path: Path
    sections: tuple[Section, ...]
    shifts: tuple[Cubic, ...] = ()
    elevation: tuple[Cubic, ...] = ()
    junction: int = -1
    before: Neighbour | None = None
    after: Neighbour | None = None
    speed_kmh: float = 50.0
    crosswalks: tuple[Crosswalk, ...] = ()
    signals: tuple[Signal, ...] = ()

    @property
    def length(self) -> float:
        """Length, metres."""
        return self.path.length

    @property
    def section_ends(self) -> tuple[float, ...]:
        """Where each section ends."""
        return (*(section.start for section in self.sections[1:]), self.length)


@dataclass(frozen=True)
class Connection:
    """A way through a junction.

    Attributes:
        incoming: Road that leads in.
        connecting: Road inside the junction.
        contact: End of the connecting road where it begins: `start` or `end`.
        links: Lane of the incoming road and lane of the connecting road.
    """

    incoming: int
    connecting: int
    contact: str
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Junction:
    """Where roads meet.

    Attributes:
        number: Its id.
        connections: The ways through it.
        controllers: Ids of the groups of traffic lights at it.
    """

    number: int
    connections: tuple[Connection, ...]
    controllers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Network:
    """All roads and junctions by id, in ascending order."""

    name: str
    roads: Mapping[int, Road]
    junctions: Mapping[int, Junction] = field(default_factory=dict)

    @cached_property
    def streets(self) -> tuple[Road, ...]:
        """The roads outside junctions."""
        return tuple(road for road in self.roads.values() if road.junction == -1)

    @cached_property
    def ways(self) -> Mapping[int, tuple[Road, ...]]:
        """The roads inside each junction."""
        inside: dict[int, list[Road]] = {number: [] for number in self.junctions}
        for road in self.roads.values():
            if road.junction != -1:
                inside.setdefault(road.junction, []).append(road)
        return {number: tuple(roads) for number, roads in inside.items()}
