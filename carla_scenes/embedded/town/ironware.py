"""What lies in roads: manhole covers, drains beside the kerb, and patches where the road was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.network import DRIVING, SHOULDER
from carla_scenes.embedded.town.road_shapes import (
    ARROWS_BEFORE_M,
    add_shapes,
    approach_lanes,
    halting_place,
    lane_span,
)
from carla_scenes.embedded.town.strips import RoadFrame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from carla_scenes.embedded.town.ground_mesh import GroundMesh
    from carla_scenes.embedded.town.network import Network, Road
    from carla_scenes.embedded.town.paving import Paving

    Floats = npt.NDArray[np.float64]

_LAYER = 11
"""Of the seeds."""

_ARROW_ROOM_M = 6.0
_COVER_M = 0.33
_COVER_SHARE, _PATCH_SHARE = 0.45, 0.19
_EVERY_M, _DRAIN_EVERY_M = 34.0, 27.0
_NARROWEST_GUTTER_M = 0.25
_IN_JUNCTION_M = 5.0
"""Smallest distance between what lies in a junction."""


def lay_ironware(network: Network, paving: Paving, mesh: GroundMesh, seed: int) -> None:
    """Add covers, drains and patches to all roads.

    Args:
        network: The roads.
        paving: What they are made of.
        mesh: Gets the faces.
        seed: Of the town.
    """
    for road in network.streets:
        rng = _generator(seed, road.number)
        pieces = list(_in_lanes(road, rng))
        patches = [shape for is_cover, shape in pieces if not is_cover]
        covers = [shape for is_cover, shape in pieces if is_cover]
        add_shapes(mesh, road, patches, paving.patch, tag=Tag.ROADS, name="Road")
        add_shapes(mesh, road, covers + list(_drains(road, rng)), paving.cover, tag=Tag.ROADS, name="Road")
    for number, ways in network.ways.items():
        _lay_junction(ways, paving, mesh, _generator(seed, number))


def _generator(seed: int, cell: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([seed, _LAYER, cell]))


def _in_lanes(road: Road, rng: np.random.Generator) -> Iterator[tuple[bool, Floats]]:
    """Yield covers (True) and patches inside the driving lanes, not under arrows."""
    for forward in (True, False):
        halt = halting_place(road, forward=forward)
        arrows = np.array([halt - before if forward else halt + before for before in ARROWS_BEFORE_M])
        for lane in approach_lanes(road, forward=forward):
            for s in np.arange(12.0 + 14.0 * rng.random(), road.length - 12.0, _EVERY_M):
                low, high = lane_span(road, lane, float(s))
                choice, aside = rng.random(), rng.uniform(-0.3, 0.3)
                shape = _patch(rng)
                if np.abs(arrows - s).min() < _ARROW_ROOM_M:
                    continue
                place = np.array([s, (low + high) / 2.0 + aside])
                if choice < _COVER_SHARE:
                    yield True, place + _cover()
                elif choice < _COVER_SHARE + _PATCH_SHARE:
                    yield False, place + shape


def _drains(road: Road, rng: np.random.Generator) -> Iterator[Floats]:
    """Yield drains in the gutters of roads of one section."""
    for sign in (1, -1):
        gutter = next((lane for lane in road.sections[0].side(sign) if lane.kind == SHOULDER), None)
        if gutter is None or len(road.sections) > 1:
            continue
        for s in np.arange(9.0 + 6.0 * rng.random(), road.length - 8.0, _DRAIN_EVERY_M):
            low, high = lane_span(road, gutter, float(s))
            if high - low >= _NARROWEST_GUTTER_M:
                a, b = low + 0.01, low + min(0.29, high - low - 0.01)
                yield np.array([[s, a], [s + 0.5, a], [s + 0.5, b], [s, b]])


def _lay_junction(ways: tuple[Road, ...], paving: Paving, mesh: GroundMesh, rng: np.random.Generator) -> None:
    """Add some covers and a patch to a junction, in the lanes of its ways."""
    taken: list[Floats] = []
    for index, number in enumerate(rng.permutation(len(ways))[:4]):
        way = ways[int(number)]
        s = way.length * float(rng.uniform(0.25, 0.75))
        shape = _patch(rng) if index == 0 else _cover()
        lane = next(
            (lane for side in (-1, 1) for lane in way.sections[0].side(side) if lane.kind == DRIVING), None
        )
        if lane is None or way.length < 2.0 * _IN_JUNCTION_M:
            continue
        low, high = lane_span(way, lane, s)
        middle = np.array([s, (low + high) / 2.0])
        place = RoadFrame(way, middle[:1]).place(middle[1])[0, :2]
        if any(np.hypot(*(place - other)) < _IN_JUNCTION_M for other in taken):
            continue
        taken.append(place)
        material = paving.patch if index == 0 else paving.cover
        add_shapes(mesh, way, [middle + shape], material, tag=Tag.ROADS, name="Road_Junction")


def _cover() -> Floats:
    turns = np.arange(14) * 2.0 * np.pi / 14.0
    return _COVER_M * np.stack([np.cos(turns), np.sin(turns)], axis=1)


def _patch(rng: np.random.Generator) -> Floats:
    half = np.array([rng.uniform(0.8, 3.2), rng.uniform(0.4, 0.9)])
    corners: Floats = half * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    return corners
