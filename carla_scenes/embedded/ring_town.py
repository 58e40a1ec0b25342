"""Ring roads: the smallest towns that scenes can be planned in, for servers whose pictures do not matter."""

from __future__ import annotations

import math

from carla_scenes.embedded.scene import Town
from carla_scenes.frame import Pose

_LANE_M = 3.5
_PAVEMENT_M = 2.5
_CORNER_M = 20.0
_SPAWN_EVERY_M = 20.0


def ring_town_of(name: str) -> Town:
    """Return the ring town of a name; its size depends on the name's digits."""
    digits = int("".join(c for c in name if c.isdigit()) or 0)
    return ring_town(name, 120.0 + 20.0 * (digits % 10), 80.0 + 10.0 * (digits % 10))


def ring_town(name: str, length: float, width: float) -> Town:
    """Return a town of one ring road: four straights joined by quarter circles, a lane a way, two pavements.

    Args:
        name: The town's name.
        length: Of the straights along x, metres.
        width: Of the straights along y, metres.
    """
    x, y, heading = 0.0, 0.0, 0.0
    roads, spawns = [], []
    for index in range(8):
        straight = index % 2 == 0
        size = (length, width)[index // 2 % 2] if straight else _CORNER_M * math.pi / 2.0
        roads.append(_road(index, (x, y, heading), size, 0.0 if straight else 1.0 / _CORNER_M))
        if straight:
            for step in range(1, int(size // _SPAWN_EVERY_M)):
                spawns += _spawn_points(x, y, heading, step * _SPAWN_EVERY_M)
            x, y = x + size * math.cos(heading), y + size * math.sin(heading)
        else:
            x += _CORNER_M * (math.sin(heading + math.pi / 2.0) - math.sin(heading))
            y -= _CORNER_M * (math.cos(heading + math.pi / 2.0) - math.cos(heading))
            heading += math.pi / 2.0
    header = (
        '<header revMajor="1" revMinor="4" name="" version="1" north="0" south="0" east="0" west="0">'
        "<geoReference><![CDATA[+proj=tmerc +lat_0=49 +lon_0=8 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m "
        "+no_defs]]></geoReference></header>"
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<OpenDRIVE>{header}{"".join(roads)}</OpenDRIVE>\n'
    return Town(name, text, tuple(spawns))


def _road(index: int, start: tuple[float, float, float], length: float, curvature: float) -> str:
    x, y, heading = start
    shape = f'<arc curvature="{curvature:.9f}"/>' if curvature else "<line/>"
    before, after = (index - 1) % 8, (index + 1) % 8
    return (
        f'<road name="Ring {index}" length="{length:.9f}" id="{index}" junction="-1"><link>'
        f'<predecessor elementType="road" elementId="{before}" contactPoint="end"/>'
        f'<successor elementType="road" elementId="{after}" contactPoint="start"/></link>'
        '<type s="0" type="town"><speed max="30" unit="mph"/></type>'
        f'<planView><geometry s="0" x="{x:.9f}" y="{y:.9f}" hdg="{heading:.9f}" length="{length:.9f}">{shape}'
        '</geometry></planView><elevationProfile><elevation s="0" a="0" b="0" c="0" d="0"/></elevationProfile>'
        '<lateralProfile/><lanes><laneSection s="0">'
        f"<left>{_lane(2, 'sidewalk', _PAVEMENT_M)}{_lane(1, 'driving', _LANE_M)}</left>"
        '<center><lane id="0" type="none" level="false"><roadMark sOffset="0" type="broken" weight="standard" '
        'color="white" width="0.12" laneChange="both"/></lane></center>'
        f"<right>{_lane(-1, 'driving', _LANE_M)}{_lane(-2, 'sidewalk', _PAVEMENT_M)}</right>"
        "</laneSection></lanes></road>"
    )


def _lane(lane_id: int, kind: str, width: float) -> str:
    mark = "solid" if kind == "driving" else "none"
    return (
        f'<lane id="{lane_id}" type="{kind}" level="false">'
        f'<link><predecessor id="{lane_id}"/><successor id="{lane_id}"/></link>'
        f'<width sOffset="0" a="{width}" b="0" c="0" d="0"/>'
        f'<roadMark sOffset="0" type="{mark}" weight="standard" color="white" width="0.12" laneChange="none"/></lane>'
    )


def _spawn_points(x: float, y: float, heading: float, along: float) -> list[Pose]:
    """Return one pose in either lane. OpenDRIVE's y points the other way, so y and yaw change their sign."""
    poses = []
    for side, turn in ((-1.0, 0.0), (1.0, math.pi)):  # the right lane goes along the road, the left lane back
        px = x + along * math.cos(heading) - side * _LANE_M / 2.0 * math.sin(heading)
        py = y + along * math.sin(heading) + side * _LANE_M / 2.0 * math.cos(heading)
        poses.append(Pose(px, -py, 0.5, yaw=-math.degrees(heading + turn)))
    return poses
