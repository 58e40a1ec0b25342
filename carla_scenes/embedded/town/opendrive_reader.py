"""OpenDRIVE text, from whatever editor, as a road network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import defusedxml
from defusedxml.ElementTree import fromstring

from carla_scenes.embedded.town.curves import Arc, Curve, Line, ParamPoly3, Path, Spiral, Stretch, poly3
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
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_KMH = {"mph": 1.609344, "m/s": 3.6, "km/h": 1.0}
_USUAL_KMH = 50.0
_SHORTEST_M = 1e-3
_MARK_M = 0.12


def read_network(name: str, text: str) -> Network:
    """Return the road network of an OpenDRIVE text.

    Args:
        name: Of the town.
        text: The whole text.

    Raises:
        ToolkitError: It is not well-formed, not OpenDRIVE, has no roads, or a number is not one.
    """
    try:
        root = fromstring(text)
    except (ParseError, ValueError, defusedxml.DefusedXmlException) as error:
        raise ToolkitError(f"the OpenDRIVE text of {name} cannot be read", found=str(error)) from None
    if root.tag != "OpenDRIVE":
        raise ToolkitError(
            f"the text of {name} is not OpenDRIVE", found=f"<{root.tag}>", expected="<OpenDRIVE>"
        )
    try:
        groups = _groups(root)
        roads = [_road(element, groups) for element in root.iterfind("road")]
        junctions = [_junction(element) for element in root.iterfind("junction")]
    except (KeyError, ValueError) as error:
        raise ToolkitError(
            f"the OpenDRIVE text of {name} has a part that means nothing", found=str(error)
        ) from None
    kept = {road.number: road for road in roads if road is not None}
    if not kept:
        raise ToolkitError(f"the OpenDRIVE text of {name} has no roads")
    return Network(
        name,
        dict(sorted(kept.items())),
        {junction.number: junction for junction in sorted(junctions, key=lambda junction: junction.number)},
    )


def _value(element: Element, key: str, default: float | None = None) -> float:
    text = element.get(key)
    if text is None or not text.strip():
        if default is None:
            raise KeyError(f"<{element.tag}> without {key}")
        return default
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{key}={text} in <{element.tag}>")
    return number


def _integer(element: Element, key: str, default: int | None = None) -> int:
    return int(_value(element, key, default))


def _groups(root: Element) -> dict[str, int]:
    """Return the controller of each traffic light, by its id."""
    return {
        control.get("signalId", ""): _integer(controller, "id", 0)
        for controller in root.iterfind("controller")
        for control in controller.iterfind("control")
    }


def _road(element: Element, groups: dict[str, int]) -> Road | None:
    """Return a road, or None for one without length."""
    number = _integer(element, "id")
    path = _path(element)
    if path is None:
        return None
    length = path.length
    sections = tuple(_section(lane) for lane in element.iterfind("lanes/laneSection"))
    sections = tuple(section for section in sections if section.start < length - _SHORTEST_M)
    if not sections:
        return None
    return Road(
        number=number,
        name=element.get("name") or f"Road {number}",
        path=path,
        sections=sections,
        shifts=_cubics(element.iterfind("lanes/laneOffset"), "s"),
        elevation=_cubics(element.iterfind("elevationProfile/elevation"), "s"),
        junction=_integer(element, "junction", -1),
        before=_neighbour(element.find("link/predecessor")),
        after=_neighbour(element.find("link/successor")),
        speed_kmh=_speed(element),
        crosswalks=tuple(_crosswalks(element, length)),
        signals=tuple(_signals(element, groups, length)),
    )


def _path(road: Element) -> Path | None:
    stretches = []
    start = 0.0
    for element in road.iterfind("planView/geometry"):
        length = _value(element, "length")
        if length < _SHORTEST_M:
            continue
        x, y, heading = (_value(element, key) for key in ("x", "y", "hdg"))
        stretches.append(Stretch(start, x, y, heading, _curve(element, length)))
        start += length
    return Path(tuple(stretches)) if stretches else None


def _curve(element: Element, length: float) -> Curve:
    """Return the curve of a <geometry>; a straight line where it names none."""
    shape = next((child for child in element if child.tag != "userData"), None)
    if shape is None or shape.tag == "line":
        return Line(length)
    if shape.tag == "arc":
        return Arc(length, _value(shape, "curvature"))
    if shape.tag == "spiral":
        return Spiral(length, _value(shape, "curvStart"), _value(shape, "curvEnd"))
    if shape.tag == "poly3":
        a, b, c, d = (_value(shape, key) for key in "abcd")
        return poly3(length, a, b, c, d)
    if shape.tag == "paramPoly3":
        u0, u1, u2, u3, v0, v1, v2, v3 = (_value(shape, letter + axis) for axis in "UV" for letter in "abcd")
        last = length if shape.get("pRange") == "arcLength" else 1.0
        return ParamPoly3(length, (u0, u1, u2, u3), (v0, v1, v2, v3), last)
    raise ValueError(f"<{shape.tag}> as the geometry of a road")


def _cubics(elements: Iterable[Element], start: str) -> tuple[Cubic, ...]:
    records = [Cubic(_value(e, start), *(_value(e, key, 0.0) for key in "abcd")) for e in elements]
    return tuple(sorted(records, key=lambda record: record.start))


def _section(element: Element) -> Section:
    lanes = [_lane(lane) for side in ("left", "center", "right") for lane in element.iterfind(f"{side}/lane")]
    return Section(_value(element, "s"), tuple(lanes))


def _lane(element: Element) -> Lane:
    number = _integer(element, "id")
    marks = sorted((_mark(mark) for mark in element.iterfind("roadMark")), key=lambda mark: mark.start)
    height = element.find("height")
    links = [element.find(f"link/{word}") for word in ("predecessor", "successor")]
    before, after = (None if link is None else _integer(link, "id") for link in links)
    return Lane(
        number=number,
        kind=(element.get("type") or "none").lower(),
        widths=_cubics(element.iterfind("width"), "sOffset"),
        marks=tuple(marks),
        before=before,
        after=after,
        height=0.0 if height is None else _value(height, "inner", 0.0),
    )


def _mark(element: Element) -> Mark:
    line = element.find("type/line")
    plain = Mark()
    return Mark(
        kind=(element.get("type") or "none").lower(),
        colour=(element.get("color") or "white").lower().replace("standard", "white"),
        width=_value(element, "width", _MARK_M) or _MARK_M,
        change=element.get("laneChange") or "none",
        start=_value(element, "sOffset", 0.0),
        dash=plain.dash if line is None else _value(line, "length", plain.dash),
        gap=plain.gap if line is None else _value(line, "space", plain.gap),
    )


def _neighbour(element: Element | None) -> Neighbour | None:
    if element is None:
        return None
    is_junction = element.get("elementType") == "junction"
    return Neighbour(is_junction, _integer(element, "elementId", -1), element.get("contactPoint") or "")


def _speed(road: Element) -> float:
    speed = road.find("type/speed")
    if speed is None:
        return _USUAL_KMH
    text = speed.get("max", "")
    if text in {"no limit", "undefined", ""}:
        return _USUAL_KMH
    return _value(speed, "max") * _KMH.get(speed.get("unit", "m/s"), 3.6)


def _crosswalks(road: Element, length: float) -> list[Crosswalk]:
    found = []
    for element in road.iterfind("objects/object"):
        outline = element.find(".//outline")
        if element.get("type") != "crosswalk" or outline is None:
            continue
        corners = tuple((_value(c, "u"), _value(c, "v")) for c in outline.iterfind("cornerLocal"))
        if len(corners) >= 3:
            s = min(max(_value(element, "s"), 0.0), length)
            t, heading = _value(element, "t", 0.0), _value(element, "hdg", 0.0)
            found.append(Crosswalk(_integer(element, "id", 0), s, t, heading, corners))
    return found


def _signals(road: Element, groups: dict[str, int], length: float) -> list[Signal]:
    found = []
    for element in road.iterfind("signals/signal"):
        validity = element.find("validity")
        lanes = (0, 0)
        if validity is not None:
            lanes = (_integer(validity, "fromLane", 0), _integer(validity, "toLane", 0))
        name = element.get("id") or ""
        found.append(
            Signal(
                name=name,
                title=element.get("name") or "",
                s=min(max(_value(element, "s"), 0.0), length),
                t=_value(element, "t", 0.0),
                kind=element.get("type") or "",
                subtype=element.get("subtype") or "-1",
                value=_value(element, "value", -1.0),
                # CARLA's maps have "-" for traffic along the road.
                forward=element.get("orientation") == "-",
                dynamic=element.get("dynamic") == "yes",
                turn=_value(element, "hOffset", 0.0),
                lanes=(min(lanes), max(lanes)),
                group=groups.get(name, 0),
            )
        )
    return found


def _junction(element: Element) -> Junction:
    connections = []
    for connection in element.iterfind("connection"):
        links = tuple((_integer(x, "from"), _integer(x, "to")) for x in connection.iterfind("laneLink"))
        connections.append(
            Connection(
                incoming=_integer(connection, "incomingRoad", -1),
                connecting=_integer(connection, "connectingRoad", -1),
                contact=connection.get("contactPoint") or "start",
                links=links,
            )
        )
    controllers = tuple(_integer(x, "id") for x in element.iterfind("controller"))
    return Junction(_integer(element, "id"), tuple(connections), controllers)
