"""A road network as OpenDRIVE 1.4 text, with what CARLA's client reads of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from carla_scenes.embedded.town.curves import Arc, Line, ParamPoly3, Spiral
from carla_scenes.embedded.town.network import SPEED_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carla_scenes.embedded.town.curves import Curve
    from carla_scenes.embedded.town.network import (
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
        Signal,
    )

_PROJECTION = "+proj=tmerc +lat_0={lat} +lon_0={lon} +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs"
_EXTENT_M = 2000.0


def opendrive_text(network: Network, latitude: float = 49.0, longitude: float = 8.0) -> str:
    """Return a network as OpenDRIVE text.

    Args:
        network: The roads and junctions.
        latitude: Of the origin, degrees.
        longitude: Of the origin, degrees.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<OpenDRIVE>"]
    edge = _number(_EXTENT_M)
    lines.append(
        f'<header revMajor="1" revMinor="4" name={quoteattr(network.name)} version="1" date="2000-01-01T00:00:00" '
        f'north="{edge}" south="-{edge}" east="{edge}" west="-{edge}" vendor="ood-builders">'
    )
    projection = _PROJECTION.format(lat=_number(latitude), lon=_number(longitude))
    lines.append(f"<geoReference><![CDATA[{projection}]]></geoReference></header>")
    for road in network.roads.values():
        lines += _road(road)
    lines += _controllers(network)
    for junction in network.junctions.values():
        lines += _junction(junction)
    lines.append("</OpenDRIVE>\n")
    return "\n".join(lines)


def _number(value: float) -> str:
    """Return a number as short text that is precise to a tenth of a micrometre at a kilometre."""
    return f"{value:.10g}"


def _road(road: Road) -> Iterator[str]:
    yield (
        f'<road name={quoteattr(road.name)} length="{_number(road.length)}" id="{road.number}" '
        f'junction="{road.junction}">'
    )
    links = (("predecessor", road.before), ("successor", road.after))
    yield f"<link>{''.join(_neighbour(word, other) for word, other in links if other is not None)}</link>"
    yield f'<type s="0" type="town"><speed max="{_number(road.speed_kmh)}" unit="km/h"/></type>'
    yield "<planView>"
    for stretch in road.path.stretches:
        yield (
            f'<geometry s="{_number(stretch.start)}" x="{_number(stretch.x)}" y="{_number(stretch.y)}" '
            f'hdg="{_number(stretch.heading)}" length="{_number(stretch.curve.length)}">{_curve(stretch.curve)}'
            "</geometry>"
        )
    yield "</planView>"
    yield f"<elevationProfile>{_records('elevation', 's', road.elevation)}</elevationProfile><lateralProfile/>"
    yield f"<lanes>{_records('laneOffset', 's', road.shifts)}"
    for section in road.sections:
        yield from _section(section)
    yield "</lanes>"
    if road.crosswalks:
        yield f"<objects>{''.join(_crosswalk(crossing) for crossing in road.crosswalks)}</objects>"
    if road.signals:
        yield f"<signals>{''.join(_signal(signal) for signal in road.signals)}</signals>"
    yield "</road>"


def _neighbour(word: str, other: Neighbour) -> str:
    if other.is_junction:
        return f'<{word} elementType="junction" elementId="{other.number}"/>'
    return f'<{word} elementType="road" elementId="{other.number}" contactPoint="{other.contact}"/>'


def _curve(curve: Curve) -> str:
    if isinstance(curve, Line):
        return "<line/>"
    if isinstance(curve, Arc):
        return f'<arc curvature="{_number(curve.curvature)}"/>'
    if isinstance(curve, Spiral):
        first, last = _number(curve.first_curvature), _number(curve.last_curvature)
        return f'<spiral curvStart="{first}" curvEnd="{last}"/>'
    if isinstance(curve, ParamPoly3):
        names = [f"{letter}{axis}" for axis in "UV" for letter in "abcd"]
        values = " ".join(f'{n}="{_number(v)}"' for n, v in zip(names, (*curve.u, *curve.v), strict=True))
        span = "normalized" if curve.last == 1.0 else "arcLength"
        return f'<paramPoly3 {values} pRange="{span}"/>'
    raise TypeError(f"a {type(curve).__name__} cannot be written")


def _records(tag: str, start: str, records: tuple[Cubic, ...]) -> str:
    return "".join(
        f'<{tag} {start}="{_number(r.start)}" a="{_number(r.a)}" b="{_number(r.b)}" c="{_number(r.c)}" '
        f'd="{_number(r.d)}"/>'
        for r in records
    )


def _section(section: Section) -> Iterator[str]:
    yield f'<laneSection s="{_number(section.start)}">'
    sides = (("left", section.side(1)[::-1]), ("center", (section.centre,)), ("right", section.side(-1)))
    for word, lanes in sides:
        if lanes:
            yield f"<{word}>"
            yield from (_lane(lane) for lane in lanes)
            yield f"</{word}>"
    yield "</laneSection>"


def _lane(lane: Lane) -> str:
    links = (("predecessor", lane.before), ("successor", lane.after))
    linked = "".join(f'<{word} id="{number}"/>' for word, number in links if number is not None)
    height = f'<height sOffset="0" inner="{_number(lane.height)}" outer="{_number(lane.height)}"/>'
    return (
        f'<lane id="{lane.number}" type="{lane.kind}" level="false">'
        f"{f'<link>{linked}</link>' if lane.number else ''}{_records('width', 'sOffset', lane.widths)}"
        f"{''.join(_mark(mark) for mark in lane.marks)}{height if lane.height else ''}</lane>"
    )


def _mark(mark: Mark) -> str:
    opening = (
        f'<roadMark sOffset="{_number(mark.start)}" type="{mark.kind}" weight="standard" color="{mark.colour}" '
        f'material="standard" width="{_number(mark.width)}" laneChange="{mark.change}"'
    )
    if mark.kind != "broken":
        return opening + "/>"
    return (
        f'{opening}><type name="broken" width="{_number(mark.width)}"><line length="{_number(mark.dash)}" '
        f'space="{_number(mark.gap)}" tOffset="0" sOffset="0" rule="none" width="{_number(mark.width)}"/></type>'
        "</roadMark>"
    )


def _crosswalk(crossing: Crosswalk) -> str:
    u, v = zip(*crossing.corners, strict=True)
    # The outline stands directly below the object: CARLA's client finds it nowhere else.
    corners = "".join(f'<cornerLocal u="{_number(a)}" v="{_number(b)}" z="0"/>' for a, b in crossing.corners)
    return (
        f'<object id="{crossing.number}" name="SimpleCrosswalk" s="{_number(crossing.s)}" t="{_number(crossing.t)}" '
        f'zOffset="0" hdg="{_number(crossing.heading)}" roll="0" pitch="0" orientation="none" type="crosswalk" '
        f'width="{_number(max(u) - min(u))}" length="{_number(max(v) - min(v))}"><outline>{corners}</outline></object>'
    )


def _signal(signal: Signal) -> str:
    # As CARLA's own maps have it, "-" is for the lanes of negative numbers: for traffic along the road.
    limit = f'unit="km/h" text="{signal.subtype}"' if signal.kind == SPEED_LIMIT else 'text=""'
    return (
        f'<signal name={quoteattr(signal.title)} id="{signal.name}" s="{_number(signal.s)}" t="{_number(signal.t)}" '
        f'zOffset="0" hOffset="{_number(signal.turn)}" roll="0" pitch="0" '
        f'orientation="{"-" if signal.forward else "+"}" dynamic="{"yes" if signal.dynamic else "no"}" '
        f'country="OpenDRIVE" type="{signal.kind}" subtype="{signal.subtype}" value="{_number(signal.value)}" '
        f'{limit} height="0.8" width="0.5">'
        f'<validity fromLane="{signal.lanes[0]}" toLane="{signal.lanes[1]}"/></signal>'
    )


def _controllers(network: Network) -> Iterator[str]:
    groups: dict[int, list[Signal]] = {}
    for road in network.roads.values():
        for signal in road.signals:
            if signal.dynamic:
                groups.setdefault(signal.group, []).append(signal)
    for number, signals in sorted(groups.items()):
        controls = "".join(f'<control signalId="{signal.name}" type="0"/>' for signal in signals)
        yield f'<controller name="ctrl{number}" id="{number}" sequence="0">{controls}</controller>'


def _junction(junction: Junction) -> Iterator[str]:
    yield f'<junction id="{junction.number}" name="junction{junction.number}">'
    for index, connection in enumerate(junction.connections):
        yield _connection(index, connection)
    for sequence, number in enumerate(junction.controllers):
        yield f'<controller id="{number}" type="0" sequence="{sequence}"/>'
    yield "</junction>"


def _connection(index: int, connection: Connection) -> str:
    links = "".join(f'<laneLink from="{a}" to="{b}"/>' for a, b in connection.links)
    return (
        f'<connection id="{index}" incomingRoad="{connection.incoming}" '
        f'connectingRoad="{connection.connecting}" contactPoint="{connection.contact}">{links}</connection>'
    )
