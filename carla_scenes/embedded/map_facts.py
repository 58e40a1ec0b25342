"""What the server itself reads in an OpenDRIVE text: where on earth it lies, and which lights belong together."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from carla_scenes.frame import Pose

_PROJECTED_RADIUS_M = 0.9996 * 6_378_137.0
_DEFAULT_LATITUDE, _DEFAULT_LONGITUDE = 42.0, 2.0  # as the client has it for maps without a place
_LARGEST_TEXT = 64 << 20


@dataclass(frozen=True)
class MapFacts:
    """What a map says beside its roads.

    Attributes:
        latitude: Of the origin, degrees.
        longitude: Of the origin, degrees.
        junctions: For each junction with lights, the signal ids of its controllers, in their order.
    """

    latitude: float = _DEFAULT_LATITUDE
    longitude: float = _DEFAULT_LONGITUDE
    junctions: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def on_earth(self, place: Pose) -> tuple[float, float, float]:
        """Return latitude and longitude in degrees and altitude in metres of a place.

        As the 0.9.16 client has it for all maps: transverse Mercator on a sphere, with the scale of UTM, y to the
        north.
        """
        east, north = place.x / _PROJECTED_RADIUS_M, place.y / _PROJECTED_RADIUS_M
        up = math.radians(self.latitude) + north
        latitude = math.asin(math.sin(up) / math.cosh(east))
        longitude = math.radians(self.longitude) + math.atan2(math.sinh(east), math.cos(up))
        return math.degrees(latitude), math.degrees(longitude), place.z


def read_map_facts(opendrive: str) -> MapFacts:
    """Return what an OpenDRIVE text says.

    Raises:
        ToolkitError: It is no OpenDRIVE, or absurdly large.
    """
    if len(opendrive) > _LARGEST_TEXT:
        raise ToolkitError("the OpenDRIVE text is too large", expected=f"at most {_LARGEST_TEXT >> 20} MiB")
    try:
        root: Element = fromstring(opendrive.encode("utf-8", "surrogateescape"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ToolkitError(
            "the OpenDRIVE text cannot be read", found=f"{type(error).__name__}: {error}"
        ) from None
    if root.tag != "OpenDRIVE":
        raise ToolkitError("this is no OpenDRIVE text", found=f"<{root.tag}>"[:80])
    text = root.findtext("header/geoReference") or ""
    controlled = {
        controller.get("id", ""): tuple(control.get("signalId", "") for control in controller.iter("control"))
        for controller in root.findall("controller")
    }
    junctions = (
        tuple(
            controlled[number]
            for number in (controller.get("id", "") for controller in junction.findall("controller"))
            if controlled.get(number)
        )
        for junction in root.findall("junction")
    )
    return MapFacts(
        latitude=_projection_value(text, "lat_0", _DEFAULT_LATITUDE),
        longitude=_projection_value(text, "lon_0", _DEFAULT_LONGITUDE),
        junctions=tuple(junction for junction in junctions if junction),
    )


def _projection_value(text: str, name: str, default: float) -> float:
    found = re.search(rf"\+{name}=(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)", text)
    value = float(found.group(1)) if found else default
    return value if abs(value) < 180.0 else default
