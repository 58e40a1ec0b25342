"""The machines among the anomalies: every kind, sizes, standing, windings, budgets, bytes and markings."""

from __future__ import annotations

import csv
import hashlib
import re
from importlib.resources import files

import numpy as np
import pytest

from carla_scenes.embedded.geometry import pictures
from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.models.anomalies.kit import LONGEST_M, SMALLEST_M, Kit
from carla_scenes.embedded.models.anomalies.machines import MACHINES, markings, parts, running, skins
from carla_scenes.embedded.models.anomalies.machines.hulls import deck_edge, hull, hull_line, hull_patch
from carla_scenes.embedded.models.anomalies.paints import RED
from carla_scenes.embedded.tags import Tag

SPACE = {"rocket", "space capsule", "space shuttle", "lunar module"}
FEWEST, MOST = 2_900, 25_000
SHIP = [(-3, 0.55, 0.2, 1.2, 3), (-1, 0.8, 0, 1.0, 3), (1, 0.75, 0, 1, 2.5), (3.3, 0.02, 0.5, 1.3, 1.2)]


def _kinds() -> dict[str, str]:
    """The placement of each kind that this package must show."""
    text = (files("manifests") / "data" / "streethazards_kinds.csv").read_text()
    return {
        row["kind"]: row["placement"]
        for row in csv.DictReader(text.splitlines())
        if row["role"] == "anomaly"
        and (row["meta_category"] in {"vehicle", "weapon"} or row["kind"] in SPACE)
    }


def _digest(mesh):
    digest = hashlib.sha256(repr(mesh.palette).encode())
    for array in (mesh.vertices, mesh.normals, mesh.uvs, mesh.faces, mesh.materials, mesh.tags, mesh.parts):
        digest.update(array.tobytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def meshes():
    return {model.name: model.make(0) for model in MACHINES}


def test_every_kind_has_two_to_five_or_six_machines():
    counts = {kind: sum(model.kind == kind for model in MACHINES) for kind in _kinds()}
    assert all(2 <= count <= 6 for count in counts.values()), counts
    assert {model.kind for model in MACHINES} == set(counts)
    assert len(MACHINES) >= 85


def test_names_tags_and_placements_are_those_of_the_kinds():
    names = [model.name for model in MACHINES]
    assert len(set(names)) == len(names)
    placements = _kinds()
    for model in MACHINES:
        assert re.fullmatch(r"static\.prop\.[a-z0-9_]+", model.name)
        assert model.name.startswith(f"static.prop.{model.kind.replace(' ', '_')}_")
        assert (model.tag, model.placement, model.variants) == (Tag.STATIC, placements[model.kind], 1)


def test_meshes_are_sound_and_stand_in_the_middle_of_their_underside(meshes):
    for name, mesh in meshes.items():
        low, high = mesh.bounds
        assert np.allclose(low[:2] + high[:2], 0.0, atol=1e-4), name
        assert low[2] == pytest.approx(0.0, abs=1e-5), name
        assert SMALLEST_M <= max(mesh.size) <= LONGEST_M + 1e-4, name
        assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-4), name
        assert np.isfinite(mesh.vertices).all(), name
        assert np.isfinite(mesh.uvs).all(), name
        assert mesh.faces.max() < len(mesh.vertices), name
        assert set(mesh.tags.tolist()) == {Tag.STATIC}, name


def test_triangles_stay_within_the_budget(meshes):
    outside = {
        name: len(mesh.faces) for name, mesh in meshes.items() if not FEWEST <= len(mesh.faces) <= MOST
    }
    assert not outside


def test_normals_look_to_the_side_that_faces_turn_to(meshes):
    for name, mesh in meshes.items():
        corners = mesh.vertices[mesh.faces].astype(np.float64)
        area = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        agree = (area[:, None] * mesh.normals[mesh.faces]).sum(axis=-1)
        weight = np.linalg.norm(area, axis=1)
        assert weight[(agree < 0.0).all(axis=1)].sum() < 0.002 * weight.sum(), name


def test_no_two_machines_are_alike(meshes):
    assert len({_digest(mesh) for mesh in meshes.values()}) == len(meshes)


@pytest.mark.parametrize("name", ["trailer_logs", "train_steam", "dump_truck_mining", "pirate_ship_galleon"])
def test_a_machine_is_the_same_each_time(meshes, name):
    model = next(model for model in MACHINES if model.name == f"static.prop.{name}")
    assert _digest(model.make(0)) == _digest(meshes[model.name])


def test_all_markings_can_be_drawn_and_show_something(meshes):
    shown = {m.picture for mesh in meshes.values() for m in mesh.palette if m.pattern == Pattern.PICTURE}
    assert len(shown) > 100
    for name in sorted(shown):
        image = pictures.draw(name)
        assert image.std() > 3.0, name


@pytest.mark.parametrize("what", markings.EMBLEMS)
def test_emblems_use_both_of_their_colours(what):
    image = pictures.draw(markings.emblem(what, "yellow", "blue").picture)
    other = pictures.draw(markings.emblem(what, "red", "blue").picture)
    assert (image != other).any() or what == "roundel"


CLOSED = {
    "prism": skins.prism([(0, 0), (2, 0), (2, 1), (0, 1)], 0, 1),
    "bevelled prism": skins.prism([(0, 0), (2, 0), (2, 1), (0, 1)], 0, 1, 0.05),
    "clockwise prism": skins.prism([(0, 0), (0, 1), (2, 1), (2, 0)], 0, 1, 0.05),
    "slab": skins.slab([(0, 0), (2, 0), (1, 1)], 0.5, 0.05),
    "slat": skins.slat((0, 0), (1, 1), 0.5, 0.1),
    "fuselage": skins.fuselage([(-1, 0, 0.5, 0.5), (0, 0, 0.6, 0.5), (1, 0.2, 0, 0)]),
    "half a fuselage": skins.fuselage([(-1, 0, 0.5, 0.5), (1, 0, 0.5, 0.5)], part=(0.0, 180.0)),
    "hull": hull(SHIP),
    "wing": skins.wing([(0, 0, 0, 1, 0.1), (-0.5, 3, 0.2, 0.5, 0.1)]),
    "fin": skins.wing([(0, 0, 0, 1, 0.1), (-0.5, 0, 2, 0.5, 0.1)]),
    "turned about x": skins.turned([(0, 0), (1, 0), (1, 2), (0, 2)], axis="x"),
    "turned about y": skins.turned([(0, 0), (1, 0), (1, 2), (0, 2)], axis="y"),
    "rods": skins.rods([(0, 0, 0), (1, 0, 0)], [(0, 0, 1), (2, 1, 0)], 0.1),
    "ribbon": skins.ribbon([(0, 0, 0), (1, 0.1, 0), (2, 0.5, 0)], 0.1, 0.2),
    "dots": skins.dots([(0, 0, 0), (1, 1, 1)], 0.1),
    "upright": skins.upright(0, 0, 1, 0.5, 0.3, rake=0.2),
    "blade": parts.blade(1.0, 0.2),
    "lattice": parts.lattice((0, 0, 0), (0, 0, 4), 1.0, 4, 0.05),
}


@pytest.mark.parametrize("name", CLOSED)
def test_closed_skins_face_outwards(name):
    surface = CLOSED[name]
    assert skins.volume(surface) > 0.0
    assert np.isfinite(surface.normals).all()
    _, corner = np.unique(np.round(surface.vertices, 6), axis=0, return_inverse=True)
    edges = corner.reshape(-1)[surface.faces][:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
    edges = edges[edges[:, 0] != edges[:, 1]]
    ahead, back = (sorted(map(tuple, side.tolist())) for side in (edges, edges[:, ::-1]))
    assert ahead == back  # each edge is walked once in either direction: nothing is open


def test_a_bevel_takes_little_from_a_prism():
    outline = [(0, 0), (3, 0), (3, 1), (2, 1), (2, 2), (0, 2)]
    plain, broken = skins.prism(outline, 0, 1), skins.prism(outline, 0, 1, 0.04)
    assert skins.volume(plain) == pytest.approx(5.0)
    assert 0.95 * 5.0 < skins.volume(broken) < 5.0


def test_easing_passes_through_its_stations_and_never_overshoots():
    rows = [(0, 0.0), (1, 2.0), (2, 2.0), (3, 0.5)]
    eased = skins.eased(rows, 4)
    assert np.allclose(eased[::5], rows)
    assert eased[:, 1].max() <= 2.0
    assert eased[:, 1].min() >= 0.0


def test_the_wheels_and_tracks_reach_the_ground_that_they_are_made_for():
    wheel = Kit().put(running.wheel(0.5, 0.3), 0, 0, 0.5).mesh()
    assert wheel.size[2] == pytest.approx(1.0, abs=0.02)
    loop = running.track(
        [(2.0, 0.6, 0.3), (-2.0, 0.6, 0.3), (0.0, 0.3, 0.3)], 0.5, RED, thickness=0.06, grouser=0.03
    )
    lowest = min(surface.vertices[:, 2].min() for _, surface in loop.parts)
    assert lowest == pytest.approx(-0.09, abs=0.02)


def test_a_part_of_a_hull_ends_at_the_water_line():
    below, above = hull(SHIP, high=0.6), hull(SHIP, low=0.6)
    assert below.vertices[:, 2].max() == pytest.approx(0.6)
    assert above.vertices[:, 2].min() == pytest.approx(0.6)
    assert skins.volume(below) + skins.volume(above) == pytest.approx(skins.volume(hull(SHIP)), rel=0.02)


def test_markings_lie_on_a_hull_and_are_readable_from_both_sides():
    right, left = hull_patch(SHIP, 0.0, 0.7, 1.0, 0.3)
    breadth = deck_edge(SHIP)[:, 1].max()
    assert 0.5 * breadth < right.vertices[:, 1].max() < breadth + 0.05
    assert (right.normals[:, 1] > 0.0).all()
    assert (left.normals[:, 1] < 0.0).all()
    # From the right the bow is to the right, from the left to the left.
    assert np.corrcoef(right.vertices[:, 0], right.uvs[:, 0])[0, 1] > 0.99
    assert np.corrcoef(left.vertices[:, 0], left.uvs[:, 0])[0, 1] < -0.99
    assert hull_line(SHIP, 0.5)[:, 1].max() < breadth


def test_pairs_are_mirror_images():
    kit = Kit().put_pair(Kit().add(RED, skins.prism([(0, 0), (1, 0), (0, 1)], 0, 1)), 1, 2, 0, yaw=30)
    one, other = (surface for _, surface in kit.parts)
    assert np.allclose(one.vertices * (1, -1, 1), other.vertices)
    assert skins.volume(one) == pytest.approx(skins.volume(other))
