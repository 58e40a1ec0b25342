"""Whole towns: everything that a driving data set needs is there, and stands where it may."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town import towns

pytestmark = pytest.mark.slow

WANTED = {
    Tag.BUILDINGS,
    Tag.FENCES,
    Tag.POLES,
    Tag.ROAD_LINES,
    Tag.ROADS,
    Tag.SIDEWALKS,
    Tag.VEGETATION,
    Tag.WALLS,
    Tag.TRAFFIC_SIGNS,
}
"""Tags of StreetHazards' classes that towns show by themselves; people and cars are actors."""

OTHER = {Tag.STATIC, Tag.DYNAMIC, Tag.OTHER}


@pytest.fixture(scope="module", params=towns.TOWN_NAMES)
def town(request):
    return towns.build_town(request.param, cached=False)


def test_every_class_occurs(town):
    tags = {tag for mesh in town.meshes.values() for tag in np.unique(mesh.tags).tolist()}
    assert tags >= WANTED
    assert tags & OTHER


def test_everything_has_a_name_of_its_own(town):
    names = [thing.name for thing in town.objects]
    assert len(set(names)) == len(names)
    parts = {key: int(mesh.parts.max()) + 1 for key, mesh in town.meshes.items()}
    for instance in town.instances:
        assert 0 <= instance.first_object <= len(names) - parts[instance.mesh]
    assert len(names) + 0x8001 < 0x10000  # instance images hold 16 bits


def test_nothing_solid_stands_where_traffic_goes(town):
    land, _ = towns.land_of(town.name)
    islands = shapely.union_all([island.buffer(0.3) for island in land.planted])
    lanes = land.carriageway.buffer(-0.25).difference(islands)
    shapely.prepare(lanes)
    outlines = {}
    for instance in town.instances:
        if instance.mesh == "ground":
            continue
        if instance.mesh not in outlines:
            points = town.meshes[instance.mesh].vertices
            low = points[(points[:, 2] > 0.25) & (points[:, 2] < 1.9)]
            few = shapely.get_coordinates(shapely.convex_hull(shapely.multipoints(low[:, :2])))
            outlines[instance.mesh] = low[:, :2] if np.allclose(instance.matrix, np.eye(4)) else few
        spots = outlines[instance.mesh] @ instance.matrix[:2, :2].T + instance.matrix[:2, 3]
        assert not shapely.contains_xy(lanes, spots[:, 0], spots[:, 1]).any(), instance.mesh


def test_lamps_and_signals_belong_to_what_stands(town):
    assert len(town.lamps) > 40
    for signal in town.signals:
        assert town.objects[signal.first_object].name.startswith("Traffic")
        box = town.objects[signal.first_object].box
        assert np.hypot(box.pose.x - signal.pose.x, box.pose.y - signal.pose.y) < 8.0
