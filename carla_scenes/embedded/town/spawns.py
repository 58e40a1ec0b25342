"""Where vehicles begin: in the middle of driving lanes, away from junctions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.town.network import DRIVING
from carla_scenes.embedded.town.road_marks import outer_border
from carla_scenes.embedded.town.strips import RoadFrame
from carla_scenes.frame import Pose, wrap_degrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carla_scenes.embedded.town.network import Network, Road

_EVERY_M = 24.0
_FROM_END_M = 14.0
_ABOVE_M = 0.5
_NARROWEST_M = 2.2


def spawn_points(network: Network) -> tuple[Pose, ...]:
    """Return poses along all driving lanes outside junctions, half a metre above the road."""
    return tuple(pose for road in network.streets for pose in _of_road(road))


def _of_road(road: Road) -> Iterator[Pose]:
    for section, end in zip(road.sections, road.section_ends, strict=True):
        first = section.start if section.start > 0.0 else _FROM_END_M
        last = end if end < road.length - 1e-6 else road.length - _FROM_END_M
        count = int((last - first) // _EVERY_M) + 1 if last > first else 0
        if count == 0:
            continue
        middle, half = (first + last) / 2.0, _EVERY_M * (count - 1) / 2.0
        s = np.linspace(middle - half, middle + half, count)
        frame = RoadFrame(road, s)
        for lane in section.lanes:
            if lane.kind != DRIVING:
                continue
            outer = outer_border(section, lane.number, s)
            inner = outer_border(section, lane.number - (1 if lane.number > 0 else -1), s)
            places = frame.place((outer + inner) / 2.0)
            yaws = frame.yaws + (180.0 if lane.number > 0 else 0.0)
            for place, yaw, width in zip(places, yaws, np.abs(outer - inner), strict=True):
                if width >= _NARROWEST_M:
                    x, y, z = (float(value) for value in place)
                    yield Pose(x, y, z + _ABOVE_M, yaw=wrap_degrees(float(yaw)))
