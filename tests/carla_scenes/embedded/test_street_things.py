from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
import pytest

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.geometry.pictures import draw
from carla_scenes.embedded.models.furniture import FURNITURE
from carla_scenes.embedded.models.furniture.lamps import LAMP_HEADS
from carla_scenes.embedded.models.furniture.posts import WIRE_HEIGHT_M, WIRE_SAG_M, WIRE_SPAN_M
from carla_scenes.embedded.models.plants import PLANTS
from carla_scenes.embedded.models.props import PROPS
from carla_scenes.embedded.models.signs import SIGNS
from carla_scenes.embedded.models.signs.lights import ARM_REACH
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import load_blueprints, load_kinds

from .meshes import closed_volumes, digest

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.model import Model

BUILT = (*FURNITURE, *SIGNS, *PROPS)
EVERYTHING = (*PLANTS, *BUILT)
BY_NAME = {model.name: model for model in EVERYTHING}
TREES = [model for model in PLANTS if model.name.startswith("tree.")]


@functools.cache
def made(name: str, variant: int = 0) -> Mesh:
    return BY_NAME[name].make(variant)


def named(models: tuple[Model, ...] | list[Model]) -> object:
    return pytest.mark.parametrize("model", models, ids=[model.name for model in models])


def test_names_differ() -> None:
    assert len(BY_NAME) == len(EVERYTHING)


@named(EVERYTHING)
def test_every_mesh_is_sound(model: Model) -> None:
    for variant in range(model.variants):
        mesh = made(model.name, variant)
        assert np.isfinite(mesh.vertices).all()
        assert np.isfinite(mesh.uvs).all()
        np.testing.assert_allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-3)
        assert mesh.faces.min() >= 0
        assert mesh.faces.max() < len(mesh.vertices)
        assert (mesh.parts == 0).all()
        assert all(max(material.colour) <= 1.0 for material in mesh.palette)
        assert len(mesh.faces) < (45_000 if model.name.startswith("tree.") else 13_000)


@named(EVERYTHING)
def test_kinds_of_street_things_stand_in_towns_and_are_no_anomalies(model: Model) -> None:
    kind = load_kinds()[model.kind]
    assert kind.role != "anomaly" or model.name.startswith("static.prop.") or model.kind == "table"


@named(BUILT)
def test_closed_pieces_look_outwards(model: Model) -> None:
    for variant in range(min(model.variants, 3)):
        assert all(volume > -1e-9 for volume in closed_volumes(made(model.name, variant)))


def test_an_inside_out_piece_would_be_noticed() -> None:
    mesh = made("bin.wheelie")
    flipped = type(mesh)(
        mesh.vertices, -mesh.normals, mesh.uvs, np.ascontiguousarray(mesh.faces[:, ::-1]), mesh.materials,
        mesh.tags, mesh.parts, mesh.palette,
    )  # fmt: skip
    assert min(closed_volumes(flipped)) < -1e-4


@named(TREES)
def test_trees_are_as_large_as_trees_and_stand_on_their_stem(model: Model) -> None:
    for variant in range(model.variants):
        mesh = made(model.name, variant)
        assert 4.0 <= mesh.size[2] <= 20.0
        assert max(mesh.size[:2]) <= 15.0
        foot = mesh.vertices[mesh.vertices[:, 2] < 0.05]
        assert -0.1 < mesh.vertices[:, 2].min() < 0.02
        assert np.hypot(foot[:, 0], foot[:, 1]).min() < 0.5


@named(TREES)
def test_crowns_are_of_many_small_leaves_with_soft_shading(model: Model) -> None:
    mesh = made(model.name)
    leafy = np.array([material.pattern == Pattern.LEAF for material in mesh.palette])[mesh.materials]
    corners = mesh.vertices[mesh.faces[leafy]].astype(np.float64)
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    numbers = np.floor(mesh.uvs[mesh.faces[leafy]]).astype(int)
    assert (numbers == numbers[:, :1, :1]).all(), "each leaf has a hue of its own"
    if "palm" in model.name:
        return
    assert leafy.sum() >= 6000
    assert np.median(longest) < 0.25
    normals = mesh.normals[mesh.faces[leafy][:, 0]]
    away = corners.mean(axis=1) - np.median(corners.mean(axis=1), axis=0)
    towards = (normals * away).sum(axis=1) / np.linalg.norm(away, axis=1)
    assert towards.mean() > 0.3, "normals point out of the crown"


def test_variants_of_a_tree_differ_and_the_same_one_is_the_same() -> None:
    assert len({digest(model.make(variant)) for model in TREES for variant in range(model.variants)}) == sum(
        model.variants for model in TREES
    )
    assert digest(TREES[0].make(1)) == digest(TREES[0].make(1))


def test_plants_are_vegetation() -> None:
    assert all((made(model.name).tags == Tag.VEGETATION).all() for model in PLANTS)


def test_at_least_eight_kinds_of_trees_have_variants() -> None:
    assert sum(model.variants >= 2 for model in TREES) >= 8


@pytest.mark.parametrize("name", sorted(LAMP_HEADS))
def test_the_light_of_a_lamp_comes_from_its_head(name: str) -> None:
    mesh = made(name)
    assert (mesh.tags == Tag.POLES).all()
    lit = np.array([m.pattern == Pattern.LIGHT and m.emission > 0 for m in mesh.palette])[mesh.materials]
    glowing = mesh.vertices[mesh.faces[lit]].reshape(-1, 3)
    for head in LAMP_HEADS[name]:
        distance = np.linalg.norm(glowing - [head.x, head.y, head.z], axis=1)
        assert distance.min() < 0.45
    assert {model.name for model in FURNITURE if model.name.startswith("lamp.")} == set(LAMP_HEADS)


@pytest.mark.parametrize(("name", "states"), [("light.post", 3), ("light.arm", 3), ("light.pedestrian", 2)])
def test_each_state_of_a_signal_has_lamps(name: str, states: int) -> None:
    mesh = made(name)
    details = {m.detail: m.colour for m in mesh.palette if m.pattern == Pattern.LIGHT}
    assert len(details) == states
    assert set(details) <= {10.0, 11.0, 12.0}
    red, green = details[10.0], details[12.0]
    assert red[0] > red[1]
    assert green[1] > green[0]
    lamps = np.array([m.pattern == Pattern.LIGHT for m in mesh.palette])[mesh.materials]
    assert (mesh.tags[lamps] == Tag.TRAFFIC_LIGHT).all()
    assert (mesh.normals[mesh.faces[lamps]][..., 0].max(axis=1) > -0.1).any()
    assert (mesh.tags == Tag.POLES).any()


def test_arms_of_traffic_lights_reach_over_the_road_above_lorries() -> None:
    for variant, reach in enumerate(ARM_REACH):
        mesh = made("light.arm", variant)
        over = mesh.vertices[mesh.vertices[:, 1] > 1.0]
        assert over[:, 1].max() == pytest.approx(reach, abs=0.3)
        assert over[:, 2].min() > 4.5


def test_red_is_above_green() -> None:
    mesh = made("light.post")
    heights = {
        material.detail: mesh.vertices[mesh.faces[mesh.materials == k]][..., 2].mean()
        for k, material in enumerate(mesh.palette)
        if material.pattern == Pattern.LIGHT
    }
    assert heights[10.0] > heights[11.0] > heights[12.0]


@named([model for model in SIGNS if model.name.startswith("sign.")])
def test_signs_show_a_picture_to_the_front(model: Model) -> None:
    mesh = made(model.name)
    shown = [k for k, material in enumerate(mesh.palette) if material.pattern == Pattern.PICTURE]
    assert shown
    for k in shown:
        faces = mesh.materials == k
        assert (mesh.tags[faces] == Tag.TRAFFIC_SIGNS).all()
        assert draw(mesh.palette[k].picture).std() > 5.0
        assert mesh.uvs[mesh.faces[faces]].min() > -0.05
        assert mesh.uvs[mesh.faces[faces]].max() < 1.05
    assert set(np.unique(mesh.tags)) == {Tag.POLES, Tag.TRAFFIC_SIGNS}


def test_the_left_of_a_face_is_on_the_readers_left() -> None:
    mesh = made("sign.speed_50")
    face = mesh.faces[np.array([m.pattern == Pattern.PICTURE for m in mesh.palette])[mesh.materials]]
    corners, uvs = mesh.vertices[face].reshape(-1, 3), mesh.uvs[face].reshape(-1, 2)
    assert (mesh.normals[face][..., 0] > 0.99).all()
    # Whoever looks against x has y to the left; v grows downwards.
    assert np.corrcoef(corners[:, 1], uvs[:, 0])[0, 1] < -0.99
    assert np.corrcoef(corners[:, 2], uvs[:, 1])[0, 1] < -0.99


def test_faces_of_signs_differ() -> None:
    names = {m.picture for model in SIGNS for m in made(model.name).palette if m.picture}
    assert len({draw(name).tobytes() for name in names}) == len(names) > 30


def test_every_picture_of_furniture_can_be_drawn() -> None:
    for model in (*FURNITURE, *PROPS):
        for variant in range(model.variants):
            for material in made(model.name, variant).palette:
                if material.picture:
                    assert draw(material.picture).shape == (128, 128, 3)


def test_every_stock_prop_has_a_mesh() -> None:
    stock = {name for name in load_blueprints() if name.startswith("static.prop.")}
    assert {model.name for model in PROPS} == stock


@named(PROPS)
def test_stock_props_have_their_nominal_size(model: Model) -> None:
    blueprint = load_blueprints()[model.name]
    mesh = made(model.name)
    np.testing.assert_allclose(mesh.size, (blueprint.length, blueprint.width, blueprint.height), rtol=0.01)
    low, high = mesh.bounds
    np.testing.assert_allclose(
        low + high, [0.0, 0.0, blueprint.height], atol=0.002 + 0.001 * blueprint.height
    )
    assert low[2] == pytest.approx(0.0, abs=1e-4)
    assert (mesh.tags == Tag.STATIC).all()
    assert model.tag == Tag.STATIC
    assert model.kind == blueprint.kind


def test_wires_hang_high_between_poles() -> None:
    wires = made("wire.span").vertices
    assert wires[:, 0].min() == pytest.approx(0.0, abs=0.05)
    assert wires[:, 0].max() == pytest.approx(WIRE_SPAN_M, abs=0.05)
    assert wires[:, 2].min() == pytest.approx(WIRE_HEIGHT_M + 0.07 - WIRE_SAG_M, abs=0.05)
    assert wires[:, 2].min() > 7.0
    assert made("pole.utility").size[2] > WIRE_HEIGHT_M


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("bench", 0.4, 1.0), ("bin", 0.8, 1.1), ("bus_stop", 2.3, 2.8), ("phone_box", 2.2, 2.7), ("cone", 0.5, 0.9),
        ("lamp.arm", 7.0, 10.0), ("lamp.classic", 3.5, 5.5), ("sign.stop", 2.5, 3.2), ("hydrant", 0.6, 1.0),
        ("guard_rail", 0.7, 0.8), ("pole.utility", 8.0, 10.0), ("chair", 0.75, 1.0), ("cafe_table", 0.65, 0.8),
        ("bush.shrub", 1.0, 2.5), ("hedge.2m", 1.0, 1.4), ("grass_tuft", 0.2, 0.6), ("statue", 2.5, 4.0),
    ],
)  # fmt: skip
def test_heights_are_as_in_the_world(name: str, low: float, high: float) -> None:
    assert low <= made(name).size[2] <= high


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("guard_rail", Tag.GUARD_RAIL), ("railing", Tag.FENCES), ("cone", Tag.DYNAMIC), ("bench", Tag.STATIC),
        ("pole.utility", Tag.POLES), ("bus_stop", Tag.STATIC),
    ],
)  # fmt: skip
def test_tags_tell_the_classes_apart(name: str, tag: Tag) -> None:
    assert (made(name).tags == tag).all()
