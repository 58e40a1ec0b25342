from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from carla_scenes.embedded.geometry.materials import Material
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.assembly import Assembly
from carla_scenes.embedded.town.land import Frontage, Land
from carla_scenes.embedded.town.street_life import furnish, street_sides
from carla_scenes.embedded.town.street_life_green import middle_line
from carla_scenes.embedded.town.street_life_kerb import lamp_of, lamp_pitch
from carla_scenes.embedded.town.street_life_site import Site
from carla_scenes.embedded.town.street_life_stock import CLEAR_M, SOLID_M, mesh_of
from carla_scenes.embedded.town.street_life_wires import span_matrix
from carla_scenes.embedded.town.style import Style

from .meshes import digest

if TYPE_CHECKING:
    from carla_scenes.embedded.scene import Instance

LENGTH, PAVEMENT, NARROW, HALF, PARKING = 240.0, 3.4, 2.7, 3.5, 2.2
"""Metres: of the street, its wide and its narrow pavement, its lanes one way, its parking lane."""

HOUSE = (40.0, 80.0, 16.0)
"""From and to along the street, and depth, of the one house."""

STYLE = Style(
    name="for tests",
    archetypes={},
    trees={"tree.lime": 2.0, "tree.maple": 1.0},
    lamp="lamp.arm",
    storeys=(2, 5),
    gap_m=(0.0, 3.0),
    setback_m=(0.0, 2.0),
    boundary="none",
    greenery=0.7,
    parked=0.5,
    furniture=0.9,
)


def frontage(side: int, parking: float, block: int) -> Frontage:
    """Return a side of the street along x: +1 the right side of its line, whose land has larger y."""
    pavement = PAVEMENT if side > 0 else NARROW
    y = side * (HALF + parking + pavement)
    ends = np.array([[0.0, y], [LENGTH, y]])
    return Frontage(ends if side > 0 else ends[::-1], 1, pavement, parking, 2, 50.0, block, (True, True))


def street(median: bool = False) -> Land:
    """Return a straight street along x with a parking lane on one side and a crossing in the middle."""
    right, left = HALF + PARKING, HALF
    blocks = (
        shapely.box(0.0, right + PAVEMENT, LENGTH, 90.0),
        shapely.box(-200.0, -200.0, LENGTH + 200.0, 300.0).difference(
            shapely.box(0.0, -left - NARROW, LENGTH, 90.0)
        ),
    )
    return Land(
        blocks=blocks,
        frontages=(frontage(1, PARKING, 0), frontage(-1, 0.0, -1)),
        streets=shapely.box(0.0, -left - NARROW, LENGTH, right + PAVEMENT),
        carriageway=shapely.box(0.0, -left, LENGTH, right),
        planted=(shapely.box(20.0, -1.0, 100.0, 1.0),) if median else (),
        clear=shapely.box(115.0, -20.0, 125.0, 20.0),
    )


def assembly() -> Assembly:
    built = Assembly()
    start, end, depth = HOUSE
    front = HALF + PARKING + PAVEMENT
    mesh = MeshBuilder(Tag.BUILDINGS).add(
        box((start, front, 0.0), (end, front + depth, 9.0)), Material((0.5,) * 3)
    )
    built.add_fixed("buildings_0", mesh.build(), ["Building_1"])
    return built


@functools.cache
def furnished(seed: int = 1, median: bool = False) -> Assembly:
    built = assembly()
    furnish(street(median), STYLE, (seed, 7), built)
    return built


def placed(built: Assembly) -> list[tuple[str, Instance, np.ndarray]]:
    """Return the name, instance and world vertices of all that was set up."""
    found = []
    for instance in built.instances[1:]:
        mesh = built.mesh(instance.mesh)
        assert mesh is not None
        matrix = instance.matrix
        found.append((instance.mesh, instance, mesh.vertices @ matrix[:3, :3].T + matrix[:3, 3]))
    return found


def of_kind(built: Assembly, kind: str) -> list[Instance]:
    return [instance for key, instance, _ in placed(built) if key.startswith(kind)]


def hull(points: np.ndarray) -> shapely.Geometry:
    return shapely.convex_hull(shapely.multipoints(points[:, :2].astype(np.float64)))


def test_a_street_gets_what_streets_have() -> None:
    keys = {key.rpartition(".")[0] for key, _, _ in placed(furnished())}
    assert {"lamp.arm", "tree_grate", "bin", "bench"} <= keys
    assert any(key.startswith("tree.") for key in keys)
    assert any(key.startswith("bush.") for key in keys)
    assert any(key.startswith("sign.") for key in keys)


def test_nothing_solid_stands_on_lanes_parking_places_or_crossings() -> None:
    land = street()
    for key, _, points in placed(furnished()):
        solid = points[points[:, 2] < land.pavement_height + SOLID_M]
        if key.startswith(("tree_grate", "wire")) or not len(solid):
            continue
        assert not land.carriageway.intersects(hull(solid)), key
        if not key.startswith(("tree.", "bush.")):
            assert land.clear is not None
            assert not land.clear.intersects(hull(solid)), key


def test_nothing_hangs_low_over_driving_lanes() -> None:
    lanes = shapely.box(0.0, -HALF, LENGTH, HALF)
    shapely.prepare(lanes)
    for key, _, points in placed(furnished()):
        over = points[shapely.contains_xy(lanes, points[:, :2].astype(np.float64))]
        assert not len(over) or over[:, 2].min() > CLEAR_M, key


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_strip_for_walking_stays_free_on_every_pavement(seed: int) -> None:
    rooms = []
    for key, _, points in placed(furnished(seed)):
        solid = points[(points[:, 2] > 0.2) & (points[:, 2] < 0.15 + SOLID_M)]
        if len(solid) and not key.startswith("tree_grate"):
            rooms.append([*solid[:, :2].min(axis=0), *solid[:, :2].max(axis=0)])
    x0, y0, x1, y1 = np.array(rooms).T
    for low, high in ((HALF + PARKING, HALF + PARKING + PAVEMENT), (-HALF - NARROW, -HALF)):
        for x in np.arange(1.0, LENGTH - 1.0, 0.5):
            near = (x0 < x + 0.9) & (x1 > x - 0.9) & (y0 < high) & (y1 > low)
            free, reached = 0.0, low
            for begins, ends in sorted(zip(y0[near], y1[near], strict=True)):
                free, reached = max(free, begins - reached), max(reached, ends)
            assert max(free, high - reached) >= 1.2, (seed, x, low)


def test_solid_things_on_pavements_keep_to_the_kerb_or_to_the_houses() -> None:
    for key, instance, _ in placed(furnished()):
        y = instance.matrix[1, 3]
        depth = y - HALF - PARKING if y > 0.0 else -y - HALF
        pavement = PAVEMENT if y > 0.0 else NARROW
        if 0.0 < depth < pavement and not key.startswith("tree_grate"):
            assert depth <= 0.8 or depth >= pavement - 1.4, key


def test_lamps_stand_at_even_distances_and_give_light_over_the_lane() -> None:
    land, built = street(), furnished()
    site = Site(land, STYLE, (1, 7), assembly())
    lamps = built.town("T", "", ()).lamps
    poles = of_kind(built, "lamp.arm")
    assert len(lamps) == len(poles) >= 8
    for side in street_sides(land):
        own = sorted(
            p.matrix[0, 3] for p in poles if np.sign(p.matrix[1, 3]) == np.sign(side.frontage.line[0, 1])
        )
        pitch = lamp_pitch(lamp_of(site, side), side)
        assert (
            np.abs(np.diff(own) - pitch).max() < 6.1
        )  # a lamp gives way to a crossing by six metres at most
    for pole, lamp in zip(poles, lamps, strict=True):
        assert lamp.z > 5.0
        assert abs(lamp.y) < abs(pole.matrix[1, 3])


def test_fronts_look_where_they_should() -> None:
    for key, instance, _ in placed(furnished()):
        ahead, y = instance.matrix[:2, 0], instance.matrix[1, 3]
        if key.startswith(("bench", "bus_stop", "cabinet", "lamp.arm", "hydrant")):
            assert ahead[1] * np.sign(y) < -0.99, f"{key} looks at the street"
        if key.startswith(("sign.no_", "sign.parking", "sign.priority")):
            # On the right side (y > 0) traffic runs towards +x.
            assert ahead[0] * np.sign(y) < -0.99, f"{key} looks at the traffic"


def test_nothing_stands_in_the_house_or_in_each_other() -> None:
    start, end, depth = HOUSE
    front = HALF + PARKING + PAVEMENT
    house = shapely.box(start, front + 0.01, end, front + depth)
    grounds = []
    for key, _, points in placed(furnished()):
        solid = points[points[:, 2] < 0.15 + SOLID_M]
        if not len(solid) or key.startswith(("tree", "bush", "wire")):
            continue
        assert not house.intersects(hull(solid)), key
        grounds.append((key, hull(solid)))
    tree = shapely.STRtree([ground for _, ground in grounds])
    one, other = tree.query([ground.buffer(-0.02) for _, ground in grounds], predicate="intersects")
    assert (one == other).all(), [
        (grounds[a][0], grounds[b][0]) for a, b in zip(one, other, strict=True) if a != b
    ]


def test_trees_stand_clear_of_houses_and_streets() -> None:
    land = street()
    start, end, depth = HOUSE
    front = HALF + PARKING + PAVEMENT
    house = shapely.box(start, front, end, front + depth)
    for tree in of_kind(furnished(), "tree."):
        stem = shapely.Point(tree.matrix[:2, 3])
        assert house.distance(stem) > 0.5
        assert land.carriageway.distance(stem) > 0.3


def test_the_same_seed_gives_the_same_town_and_another_a_different_one() -> None:
    again = assembly()
    furnish(street(), STYLE, (1, 7), again)
    first, other = furnished(1), furnished(2)
    assert [i.mesh for i in again.instances] == [i.mesh for i in first.instances]
    assert all(
        a.matrix.tobytes() == b.matrix.tobytes()
        for a, b in zip(again.instances, first.instances, strict=True)
    )
    assert [o.name for o in again.objects] == [o.name for o in first.objects]
    assert [i.mesh for i in other.instances] != [i.mesh for i in first.instances]
    for key in {i.mesh for i in first.instances}:
        one, two = first.mesh(key), again.mesh(key)
        assert one is not None
        assert two is not None
        assert digest(one) == digest(two)


def test_names_of_objects_differ() -> None:
    names = [thing.name for thing in furnished().objects]
    assert len(set(names)) == len(names)


def test_more_furniture_where_the_style_asks_for_it() -> None:
    counts = []
    for share in (0.1, 1.0):
        built = assembly()
        furnish(street(), replace(STYLE, furniture=share), (1, 7), built)
        counts.append(
            sum(not key.startswith(("tree", "bush", "lamp", "sign")) for key, _, _ in placed(built))
        )
    assert counts[0] * 2 < counts[1]


def test_medians_are_planted_within_their_kerbs() -> None:
    land, built = street(median=True), furnished(1, median=True)
    median = land.planted[0]
    inside = [
        (key, points)
        for key, instance, points in placed(built)
        if median.contains(shapely.Point(instance.matrix[:2, 3]))
    ]
    assert len(inside) > 8
    for key, points in inside:
        low = points[points[:, 2] < CLEAR_M]
        if key.startswith("tree."):
            assert median.buffer(0.4).covers(hull(low)), key
        else:
            assert median.covers(hull(low)), key


def test_the_middle_of_a_strip_runs_half_way_between_its_sides() -> None:
    middle = middle_line(shapely.box(0.0, 0.0, 50.0, 3.0))
    assert middle.length == pytest.approx(50.0, abs=2.5)
    assert np.abs(np.asarray(middle.coords)[2:-2, 1] - 1.5).max() < 0.6


def test_wires_lead_from_pole_to_pole_high_above_the_lanes() -> None:
    suburb = replace(STYLE, storeys=(1, 2), gap_m=(4.0, 8.0))
    for seed in range(6):
        built = assembly()
        furnish(street(), suburb, (seed, 7), built)
        spans = of_kind(built, "wire.span")
        if not spans:
            continue
        poles = np.array([pole.matrix[:2, 3] for pole in of_kind(built, "pole.")])
        wires = mesh_of("wire.span", 0).vertices
        for span in spans:
            world = wires @ span.matrix[:3, :3].T + span.matrix[:3, 3]
            assert world[:, 2].min() > 7.0
            for end in ([0.0, 0.0, 0.0, 1.0], [30.0, 0.0, 0.0, 1.0]):
                place = (span.matrix @ np.array(end))[:2]
                assert np.hypot(*(poles - place).T).min() < 0.5
        return
    pytest.fail("no street of a suburb has wires")


def test_a_span_is_stretched_to_the_distance_of_its_poles() -> None:
    start, end = np.array([3.0, 4.0]), np.array([15.0, 20.0])
    matrix = span_matrix(start, end, 0.15)
    np.testing.assert_allclose((matrix @ [30.0, 0.0, 8.0, 1.0])[:3], [15.0, 20.0, 8.15])
    np.testing.assert_allclose((matrix @ [0.0, 0.0, 8.0, 1.0])[:3], [3.0, 4.0, 8.15])
    assert np.linalg.det(matrix[:3, :3]) > 0.0
