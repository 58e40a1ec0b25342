"""The vehicles and walkers of traffic: complete, of their size, sound, and the same every time."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from carla_scenes.embedded.geometry import pictures
from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.models.vehicles import VEHICLES
from carla_scenes.embedded.models.walkers import WALKERS
from carla_scenes.embedded.models.walkers.people import PEOPLE
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import load_blueprints

VEHICLE = {model.name: model for model in VEHICLES}
WALKER = {model.name: model for model in WALKERS}
SOME_VEHICLES = (
    "vehicle.tesla.model3",
    "vehicle.mercedes.sprinter",
    "vehicle.carlamotors.firetruck",
    "vehicle.tesla.cybertruck",
    "vehicle.vespa.zx125",
    "vehicle.gazelle.omafiets",
)
LAMPS = {20.0: "head", 21.0: "tail", 22.0: "indicator"}


@pytest.fixture(scope="module")
def meshes():
    """Every vehicle's mesh, and every walker's standing one."""
    return {model.name: model.make(0) for model in (*VEHICLES, *WALKERS)}


def _digest(mesh):
    arrays = (mesh.vertices, mesh.normals, mesh.uvs, mesh.faces, mesh.materials, mesh.tags, mesh.parts)
    text = repr(mesh.palette).encode()
    return hashlib.sha256(
        b"".join(np.ascontiguousarray(array).tobytes() for array in arrays) + text
    ).hexdigest()


def test_every_blueprint_has_a_model_of_its_kind():
    blueprints = load_blueprints()
    wanted = {name for name in blueprints if name.startswith(("vehicle.", "walker."))}
    assert {*VEHICLE, *WALKER} == wanted
    assert all(model.kind == blueprints[model.name].kind for model in (*VEHICLES, *WALKERS))


def test_tags_follow_the_kinds():
    kinds = {
        "car": Tag.CAR,
        "van": Tag.CAR,
        "truck": Tag.TRUCK,
        "fire truck": Tag.TRUCK,
        "bus": Tag.BUS,
        "motorcycle": Tag.MOTORCYCLE,
        "bicycle": Tag.BICYCLE,
        "pedestrian": Tag.PEDESTRIANS,
    }
    assert all(model.tag == kinds[model.kind] for model in (*VEHICLES, *WALKERS))


@pytest.mark.slow
def test_meshes_are_of_one_tag_and_within_their_budget(meshes):
    for model in (*VEHICLES, *WALKERS):
        mesh = meshes[model.name]
        assert (mesh.tags == model.tag).all(), model.name
        assert (mesh.parts == 0).all(), model.name
        assert 4_000 < len(mesh.faces) < 28_000, model.name


@pytest.mark.slow
def test_vehicles_have_their_nominal_size(meshes):
    for model in VEHICLES:
        nominal = load_blueprints()[model.name]
        length, width, height = meshes[model.name].size
        assert (length, width) == pytest.approx((nominal.length, nominal.width), rel=0.01), model.name
        if model.kind != "bicycle":  # the nominal height of a bicycle is its rider's
            assert height == pytest.approx(nominal.height, rel=0.01), model.name
        else:
            assert 0.9 < height < 1.2, model.name


@pytest.mark.slow
def test_walkers_have_human_sizes_and_six_are_children(meshes):
    heights = [meshes[model.name].size[2] for model in WALKERS]
    assert min(heights) > 1.0
    assert max(heights) < 1.9
    assert sum(height < 1.56 for height in heights) == 6
    for model in WALKERS:
        length, width, height = meshes[model.name].size
        assert 0.2 * height < width < 0.36 * height, model.name
        assert length < 0.4 * height, model.name


@pytest.mark.slow
def test_origins_are_in_the_middle_of_the_underside(meshes):
    for name, mesh in meshes.items():
        low, high = mesh.bounds
        assert low[2] == pytest.approx(0.0, abs=1e-4), name
        assert (low + high)[:2] == pytest.approx([0.0, 0.0], abs=1e-3), name


@pytest.mark.slow
def test_arrays_are_sound(meshes):
    for name, mesh in meshes.items():
        assert np.isfinite(mesh.vertices).all(), name
        assert np.isfinite(mesh.uvs).all(), name
        assert mesh.faces.min() >= 0, name
        assert mesh.faces.max() < len(mesh.vertices), name
        corners = mesh.vertices[mesh.faces].astype(np.float64)
        areas = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
        seen = mesh.faces[areas > 1e-8].ravel()
        lengths = np.linalg.norm(mesh.normals[seen], axis=1)
        assert np.allclose(lengths, 1.0, atol=1e-3), name


@pytest.mark.slow
def test_faces_point_outwards(meshes):
    for name, mesh in meshes.items():
        corners = mesh.vertices[mesh.faces].astype(np.float64)
        areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        large = np.linalg.norm(areas, axis=1) > 1e-7
        shading = mesh.normals[mesh.faces].mean(axis=1)
        agreeing = ((areas * shading).sum(axis=1) > 0.0)[large]
        assert agreeing.mean() > 0.985, name
        # Seen from all around, the silhouette is made of faces that look outwards.
        middle = (corners.max(axis=(0, 1)) + corners.min(axis=(0, 1))) / 2.0
        weight = (areas * (corners.mean(axis=1) - middle)).sum()
        assert weight > 0.0, name


@pytest.mark.slow
def test_only_bodies_take_an_actors_colour(meshes):
    for model in VEHICLES:
        mesh = meshes[model.name]
        tinted = [number for number, material in enumerate(mesh.palette) if material.tintable]
        share = np.isin(mesh.materials, tinted).mean()
        assert 0.01 < share < 0.8, model.name
        patterns = {mesh.palette[number].pattern for number in tinted}
        assert patterns <= {Pattern.PAINT, Pattern.METAL}, model.name
    for model in WALKERS:
        assert not any(material.tintable for material in meshes[model.name].palette), model.name


@pytest.mark.slow
def test_motor_vehicles_have_head_lamps_tail_lamps_and_indicators_where_they_belong(meshes):
    for model in VEHICLES:
        if model.kind == "bicycle":
            continue
        mesh = meshes[model.name]
        middles = mesh.vertices[mesh.faces].mean(axis=1)
        details = np.array([m.detail if m.pattern == Pattern.LIGHT else 0.0 for m in mesh.palette])[
            mesh.materials
        ]
        assert set(LAMPS) <= set(details), model.name
        half = mesh.size[0] / 2.0
        assert middles[details == 20.0][:, 0].min() > 0.2 * half, model.name
        assert middles[details == 21.0][:, 0].max() < -0.6 * half, model.name


@pytest.mark.slow
def test_wheels_touch_the_ground_near_both_ends(meshes):
    for model in VEHICLES:
        low = meshes[model.name].vertices
        touching = low[low[:, 2] < 0.012]
        half = meshes[model.name].size[0] / 2.0
        assert touching[:, 0].max() > 0.3 * half, model.name
        assert touching[:, 0].min() < -0.3 * half, model.name


@pytest.mark.slow
def test_vehicles_are_alike_on_both_sides(meshes):
    """The larger part of a car is its own mirror image."""
    for model in VEHICLES:
        if model.kind not in ("car", "van"):
            continue
        points = np.round(meshes[model.name].vertices, 3)
        own = {tuple(point) for point in points.tolist()}
        mirrored = sum((x, -y + 0.0, z) in own for x, y, z in own)
        assert mirrored > 0.6 * len(own), model.name


def test_pictures_that_vehicles_show_can_be_drawn():
    mesh = VEHICLE["vehicle.ford.crown"].make(0)
    names = {material.picture for material in mesh.palette if material.pattern == Pattern.PICTURE}
    assert {name.partition(":")[0] for name in names} == {"number_plate", "lettering"}
    for name in names:
        image = pictures.draw(name)
        assert image.std() > 20.0


def test_number_plates_differ():
    plates = set()
    for name in ("vehicle.vespa.zx125", "vehicle.kawasaki.ninja", "vehicle.yamaha.yzf"):
        plates |= {material.picture for material in VEHICLE[name].make(0).palette if material.picture}
    assert len(plates) == 3


@pytest.mark.parametrize("name", SOME_VEHICLES)
def test_vehicles_are_the_same_every_time(name):
    assert _digest(VEHICLE[name].make(0)) == _digest(VEHICLE[name].make(0))


@pytest.mark.parametrize("variant", [0, 3, 7])
def test_walkers_are_the_same_every_time(variant):
    model = WALKER["walker.pedestrian.0003"]
    assert _digest(model.make(variant)) == _digest(model.make(variant))


def test_walking_takes_one_leg_forward_then_the_other():
    model = WALKER["walker.pedestrian.0004"]
    assert model.variants == 8
    shoes = []
    for variant in range(1, 7):
        mesh = model.make(variant)
        low = mesh.vertices[mesh.vertices[:, 2] < 0.12]
        right, left = low[low[:, 1] > 0.0][:, 0], low[low[:, 1] < 0.0][:, 0]
        shoes.append(right.mean() - left.mean() if len(right) and len(left) else 0.0)
        assert mesh.size[2] == pytest.approx(model.make(0).size[2], rel=0.04)
    assert shoes[0] > 0.3
    assert shoes[3] < -0.3
    assert shoes[0] == pytest.approx(-shoes[3], abs=0.12)


def test_arms_swing_against_the_legs():
    mesh = WALKER["walker.pedestrian.0004"].make(1)  # the right leg is in front
    bare = [number for number, material in enumerate(mesh.palette) if material.pattern == Pattern.SKIN]
    points = mesh.vertices[mesh.faces[np.isin(mesh.materials, bare)].ravel()]
    hands = points[points[:, 2] < 1.1]
    right, left = (hands[side * hands[:, 1] > 0.0][:, 0].mean() for side in (1.0, -1.0))
    assert right < left - 0.3


def test_the_telephone_is_held_before_the_chest():
    mesh = WALKER["walker.pedestrian.0001"].make(7)
    glass = [number for number, material in enumerate(mesh.palette) if material.pattern == Pattern.GLASS]
    middle = mesh.vertices[mesh.faces[np.isin(mesh.materials, glass)]].mean(axis=(0, 1))
    assert 1.0 < middle[2] < 1.45
    assert middle[0] > 0.0


def test_people_differ():
    assert len({repr(person) for person in PEOPLE.values()}) == len(PEOPLE) == len(WALKERS)
