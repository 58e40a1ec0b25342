"""Blocks: what is built keeps clear of streets and of one another, and is the same every time."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache

import numpy as np
import pytest
import shapely

from carla_scenes.embedded.models.buildings import Side
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.assembly import Assembly
from carla_scenes.embedded.town.blocks import fill
from carla_scenes.embedded.town.blocks_lines import FrontLine, Taken
from carla_scenes.embedded.town.blocks_plots import Rules, corners_of, cut_plots, with_sides
from carla_scenes.embedded.town.land import Frontage, Land
from carla_scenes.embedded.town.styles import STYLES
from carla_scenes.embedded.town.towns import TOWN_NAMES, land_of

ALLOWED = {
    Tag.BUILDINGS,
    Tag.WALLS,
    Tag.FENCES,
    Tag.VEGETATION,
    Tag.TERRAIN,
    Tag.STATIC,
    Tag.GROUND,
    Tag.SIDEWALKS,
}
STREET_M = 14.0


def frontage(line, block):
    return Frontage(np.array(line, float), 1, 2.5, 0.0, 2, 50.0, block, (True, True))


def small_land():
    """One block of 90 x 70 metres with rounded corners, a street all around it, and the country."""
    block = shapely.box(0.0, 0.0, 90.0, 70.0).buffer(-4.0).buffer(4.0)
    outer = block.buffer(STREET_M)
    country = outer.buffer(130.0).difference(outer)
    inside = [
        ([[4, 0], [86, 0]], 0),
        ([[90, 4], [90, 66]], 0),
        ([[86, 70], [4, 70]], 0),
        ([[0, 66], [0, 4]], 0),
    ]
    far = STREET_M
    outside = [
        ([[86, -far], [4, -far]], -1),
        ([[90 + far, 66], [90 + far, 4]], -1),
        ([[4, 70 + far], [86, 70 + far]], -1),
        ([[-far, 4], [-far, 66]], -1),
    ]
    streets = outer.difference(block)
    fronts = tuple(frontage(line, number) for line, number in [*inside, *outside])
    return Land((block, country), fronts, streets, streets.buffer(-2.5))


def built(land, style, seed=(1,)):
    assembly = Assembly()
    fill(land, style, seed, assembly)
    return assembly.town("Town", "", ())


def digest(town):
    hashed = hashlib.sha256()
    for key, mesh in town.meshes.items():
        hashed.update(key.encode() + repr(mesh.palette).encode())
        for array in (
            mesh.vertices,
            mesh.normals,
            mesh.uvs,
            mesh.faces,
            mesh.materials,
            mesh.tags,
            mesh.parts,
        ):
            hashed.update(array.tobytes())
    hashed.update(repr([(i.mesh, i.matrix.tolist(), i.first_object) for i in town.instances]).encode())
    hashed.update(repr((town.objects, town.lamps)).encode())
    return hashed.hexdigest()


@cache
def small_town(number):
    return built(small_land(), STYLES[number])


def plots_of(land, style, seed=1):
    taken, plots = Taken(land.streets), []
    for index, block in enumerate(land.blocks):
        own = -1 if index == len(land.blocks) - 1 else index
        lines = [FrontLine(front) for front in land.frontages if front.block == own]
        plots += with_sides(cut_plots(lines, block, Rules(style, (seed, index), 0.15), taken), land.streets)
    return plots


@pytest.mark.parametrize("number", range(6))
def test_nothing_solid_stands_in_the_street(number):
    land, town = small_land(), small_town(number)
    kerb = land.streets.buffer(-0.03)
    near = land.streets.buffer(-1.02)
    shapely.prepare([kerb, near])
    for key in town.meshes:
        if key.startswith(("buildings", "grounds", "skyline")):
            mesh = town.meshes[key]
            points = mesh.vertices.astype(float)
            solid = np.zeros(len(points), bool)
            solid[mesh.faces[~np.isin(mesh.tags, [Tag.SIDEWALKS, Tag.GROUND, Tag.TERRAIN])]] = True
            low = solid & (points[:, 2] < 0.15 + 2.39)
            assert not shapely.contains_xy(kerb, points[low, 0], points[low, 1]).any(), key
            assert not shapely.contains_xy(near, points[~low, 0], points[~low, 1]).any(), key


@pytest.mark.parametrize("number", range(6))
def test_houses_keep_clear_of_one_another(number):
    plots = plots_of(small_land(), STYLES[number])
    houses = [shapely.Polygon(plot.lot.footprint) for plot in plots if plot.lot is not None]
    assert len(houses) > 8
    tree = shapely.STRtree(houses)
    for one, other in tree.query(houses, predicate="intersects").T:
        if one < other:
            assert houses[one].intersection(houses[other]).area < 0.5


def test_closed_rows_have_corner_houses_and_party_walls():
    land = small_land()
    plots = plots_of(land, STYLES[2])
    assert sum(plot.corner for plot in plots) >= 3
    sides = Counter(side for plot in plots if plot.lot is not None for side in plot.lot.sides)
    assert sides[Side.PARTY] > 4
    for plot in plots:
        if plot.lot is not None:
            assert plot.lot.sides[0] == Side.STREET


def test_detached_houses_have_no_party_walls():
    plots = plots_of(small_land(), STYLES[1])
    assert not any(Side.PARTY in plot.lot.sides for plot in plots if plot.lot is not None)


def test_corners_of_a_block_are_found_where_its_sides_meet():
    land = small_land()
    lines = [FrontLine(front) for front in land.frontages if front.block == 0]
    tips = sorted(tuple(np.round(corner.tip)) for corner in corners_of(lines))
    assert tips == [(0.0, 0.0), (0.0, 70.0), (90.0, 0.0), (90.0, 70.0)]


def test_same_seed_same_bytes():
    land, style = small_land(), STYLES[0]
    first = digest(built(land, style))
    assert digest(built(land, style)) == first
    assert digest(built(land, style, (2,))) != first


@pytest.mark.parametrize("number", range(6))
def test_tags_and_names(number):
    town = small_town(number)
    for mesh in town.meshes.values():
        assert set(np.unique(mesh.tags).tolist()) <= ALLOWED
    names = [thing.name for thing in town.objects]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Z][a-z_]*_\d+", name) for name in names)
    buildings = [thing for thing in town.objects if re.fullmatch(r"Building_\d+", thing.name)]
    assert len(buildings) > 12
    assert all(thing.tag == Tag.BUILDINGS for thing in buildings)


def test_frontages_that_run_over_one_another_are_sorted_out():
    land = small_land()
    doubled = tuple(
        Frontage(f.line + shift, f.road_id, 2.5, 0.0, 2, 50.0, -1, (False, False))
        for f in land.frontages
        for shift in (0.0, 3.0)
    )
    wild = Land((land.blocks[0].union(land.blocks[1]),), doubled, land.streets, land.carriageway)
    plots = plots_of(wild, STYLES[0])
    houses = [shapely.Polygon(plot.lot.footprint) for plot in plots if plot.lot is not None]
    assert len(houses) > 8
    assert all(house.disjoint(land.streets) for house in houses)
    tree = shapely.STRtree(houses)
    crossing = [(a, b) for a, b in tree.query(houses, predicate="intersects").T if a < b]
    assert all(houses[a].intersection(houses[b]).area < 0.5 for a, b in crossing)


def test_lines_follow_their_bends():
    angle = np.linspace(0.0, np.pi / 2.0, 20)
    bend = np.stack([30.0 * np.cos(angle), 30.0 * np.sin(angle)], axis=1)
    line = FrontLine(frontage(bend, 0))
    middle = line.at(line.length / 2.0, 5.0)
    assert np.hypot(*middle) == pytest.approx(25.0, abs=0.1)
    assert line.strip((0.0, line.length), (0.0, 5.0)).area == pytest.approx(
        np.pi / 4 * (30**2 - 25**2), rel=0.01
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", TOWN_NAMES)
def test_towns_are_built_within_bounds(name):
    land, style = land_of(name)
    town = built(land, style)
    faces = Counter()
    for key, mesh in town.meshes.items():
        faces[key.split("_")[0]] += len(mesh.faces)
    assert faces["buildings"] < 1_400_000
    assert faces["grounds"] < 250_000
    kinds = Counter(thing.name.rsplit("_", 1)[0] for thing in town.objects)
    assert kinds["Building"] > 150
    assert min(kinds["Fence"], kinds["Wall"]) > 5
