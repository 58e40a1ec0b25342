from __future__ import annotations

import csv
import functools
import hashlib
import pickle
import re
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import pytest

from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Material
from carla_scenes.embedded.geometry.shapes import ellipsoid
from carla_scenes.embedded.geometry.surface import unit
from carla_scenes.embedded.models.anomalies.animals import ANIMALS
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.painting import split
from carla_scenes.embedded.models.anomalies.animals.regions import above, ball, before, stripes
from carla_scenes.embedded.models.anomalies.animals.relief import lumps
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin, leaf, sheet
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.model import Model

NAMES = [model.name for model in ANIMALS]

# Longest side in metres: from the smallest of a kind, young ones too, to the largest that fits into a street.
PLAUSIBLE = {
    "kangaroo": (0.9, 3.0), "whale": (3.0, 10.0), "dolphin": (1.8, 4.0), "cow": (1.9, 3.2), "lion": (0.9, 3.2),
    "frog": (0.4, 1.3), "bat": (0.8, 2.0), "insect": (0.8, 2.0), "mongoose": (0.6, 2.0), "scorpion": (1.0, 2.5),
    "fish": (0.8, 4.0), "camel": (2.3, 3.6), "flamingo": (1.1, 3.0), "ape": (0.9, 2.2), "horse": (1.6, 3.8),
    "mouse": (0.5, 2.0), "spider": (0.8, 1.6), "dinosaur": (2.2, 9.5), "elephant": (1.5, 5.8), "moose": (2.0, 3.8),
    "shrimp": (0.9, 2.0), "butterfly": (0.7, 1.8), "turtle": (0.9, 2.5), "hippopotamus": (1.4, 4.5),
    "dog": (0.6, 1.4), "cat": (0.4, 1.1), "sheep": (0.8, 2.0), "seahorse": (0.6, 1.6), "snail": (0.8, 2.2),
    "zebra": (1.5, 3.0),
}  # fmt: skip


@functools.cache
def made(name: str) -> Mesh:
    return next(model for model in ANIMALS if model.name == name).make(0)


def digest(mesh: Mesh) -> str:
    arrays = (mesh.vertices, mesh.normals, mesh.uvs, mesh.faces, mesh.materials)
    return hashlib.sha256(
        b"".join(array.tobytes() for array in arrays) + repr(mesh.palette).encode()
    ).hexdigest()


def listed() -> dict[str, str]:
    with resources.files("manifests").joinpath("data/streethazards_kinds.csv").open() as file:
        return {
            row["kind"]: row["placement"] for row in csv.DictReader(file) if row["meta_category"] == "animal"
        }


def model_named(name: str) -> Model:
    return next(model for model in ANIMALS if model.name == name)


def volume(surface: Surface) -> float:
    a, b, c = (surface.vertices[surface.faces[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)


def test_every_kind_of_the_paper_has_two_to_eight_variants() -> None:
    counts = Counter(model.kind for model in ANIMALS)
    assert set(counts) == set(listed())
    assert all(2 <= count <= 8 for count in counts.values()), counts
    assert len(ANIMALS) >= 100


def test_names_tags_and_placements_are_as_agreed() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for model in ANIMALS:
        assert re.fullmatch(rf"static\.prop\.{model.kind}_[a-z0-9_]+", model.name)
        assert model.tag == Tag.STATIC
        assert model.variants == 1
        assert model.placement == listed()[model.kind]


def test_models_can_be_sent_to_workers() -> None:
    model = model_named("static.prop.frog_dart")
    again = pickle.loads(pickle.dumps(model))  # noqa: S301 - our own bytes
    assert digest(again.make(0)) == digest(made(model.name))


def test_a_variant_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no variant 1"):
        ANIMALS[0].make(1)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_animal_is_well_made(name: str) -> None:
    mesh, model = made(name), model_named(name)
    low, high = mesh.bounds
    np.testing.assert_allclose((low + high)[:2] / 2.0, 0.0, atol=1e-4)
    assert low[2] == pytest.approx(0.0, abs=1e-5)
    smallest, largest = PLAUSIBLE[model.kind]
    assert smallest <= max(mesh.size) <= largest, mesh.size
    assert min(mesh.size) >= 0.15
    assert 4_000 <= len(mesh.faces) <= 48_000
    assert np.isfinite(mesh.vertices).all()
    np.testing.assert_allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-3)
    assert (mesh.tags == Tag.STATIC).all()
    assert len(np.unique(mesh.materials)) >= 3  # a coat, eyes, and something else at least


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_normals_point_to_the_side_that_faces_do(name: str) -> None:
    mesh = made(name)
    corners = mesh.vertices.astype(np.float64)[mesh.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(across, axis=1)
    agree = (unit(across) * mesh.normals[mesh.faces].mean(axis=1)).sum(axis=1) > 0.0
    assert area[agree].sum() / area.sum() > 0.97  # hair is shaded partly like the skin that it lies on


@pytest.mark.slow
def test_ground_animals_stand_on_more_than_a_point() -> None:
    for name in NAMES:
        mesh, model = made(name), model_named(name)
        if model.placement != "ground" or model.kind in {
            "fish",
            "whale",
            "dolphin",
            "seahorse",
            "shrimp",
            "flamingo",
        }:
            continue
        touching = mesh.vertices[mesh.vertices[:, 2] < 0.03 * mesh.size[2]]
        assert np.ptp(touching[:, :2], axis=0).max() > 0.08 * max(mesh.size), name


@pytest.mark.slow
def test_all_animals_differ() -> None:
    assert len({digest(made(name)) for name in NAMES}) == len(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["lion", "zebra", "bat", "snail", "shrimp", "turtle"])
def test_the_same_bytes_each_time(kind: str) -> None:
    model = next(model for model in ANIMALS if model.kind == kind)
    assert digest(model.make(0)) == digest(made(model.name))


def test_a_cut_follows_the_edge_of_a_region_and_keeps_the_area() -> None:
    surface = ellipsoid((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), 24, 16)
    values = surface.vertices[:, 2] - 0.31
    cut, extras, inside, origin = split(surface, values, values[:, None])
    heights = cut.vertices[cut.faces][:, :, 2]
    assert (heights[inside] <= 0.31 + 0.02).all()
    assert (heights[~inside] >= 0.31 - 0.02).all()
    np.testing.assert_allclose(extras[:, 0], cut.vertices[:, 2] - 0.31, atol=1e-9)
    assert volume(cut) == pytest.approx(volume(surface), rel=1e-9)
    assert origin.max() == len(surface.faces) - 1


def test_melted_limbs_are_closed_and_face_outwards_with_paint_and_finer_zones() -> None:
    coat, other = Material((0.5, 0.4, 0.3)), Material((0.1, 0.1, 0.1))
    figure = Sculpture(coat, cell=0.05, melt=0.1)
    figure.limb((-0.5, 0.0, 0.5, 0.3), (0.5, 0.0, 0.5, 0.2)).finer(before(0.2), 0.025).paint(
        other, above(0.6)
    )
    mesh = figure.build()
    colours = np.array([material.colour[0] for material in mesh.palette])[mesh.materials]
    heights = mesh.vertices[mesh.faces][:, :, 2].mean(axis=1) + 0.2
    assert (colours[heights > 0.65] == other.colour[0]).all()
    assert (colours[heights < 0.55] == coat.colour[0]).all()
    lengths = np.linalg.norm(np.diff(mesh.vertices[mesh.faces], axis=1), axis=2).mean(axis=1)
    front = mesh.vertices[mesh.faces][:, :, 0].mean(axis=1) > 0.35
    assert np.median(lengths[front]) < 0.7 * np.median(lengths[~front])


def test_limbs_may_be_flat_along_axes_of_their_own() -> None:
    turn = np.radians(90.0)
    axes = ((np.cos(turn), np.sin(turn), 0.0), (-np.sin(turn), np.cos(turn), 0.0), (0.0, 0.0, 1.0))
    surface, _ = body(
        [Limb((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0, flatten=(1.0, 0.4, 1.0), axes=axes)], 0.08, 0.0
    )
    size = np.ptp(surface.vertices, axis=0)
    assert size[0] == pytest.approx(0.8, abs=0.06)  # flat along its own y, which is the world's x
    assert size[1] == pytest.approx(2.0, abs=0.06)


def test_a_head_turns_with_all_that_belongs_to_it() -> None:
    figure = Sculpture(Material((0.5, 0.5, 0.5)), cell=0.05, melt=0.0)
    head = figure.at(1.0, 0.0, 0.5, yaw=90.0, scale=2.0)
    head.limb((0.0, 0.0, 0.0, 0.1), (0.3, 0.0, 0.0, 0.1))
    np.testing.assert_allclose(head.on_skin((0.1, 0.0, 0.0), (1.0, 0.0, 0.0)), [0.4, 0.0, 0.0], atol=0.01)
    length, width, _ = figure.build().size
    assert length == pytest.approx(0.4, abs=0.05)
    assert width == pytest.approx(1.0, abs=0.05)


def test_skin_places_are_found_on_added_surfaces_too() -> None:
    figure = Sculpture(Material((0.5, 0.5, 0.5)), cell=0.05, melt=0.0)
    figure.add(ellipsoid((0.0, 0.0, 0.0), (1.0, 0.5, 0.5), 40, 30), painted=True)
    place = figure.on_skin((0.1, 0.0, 0.0), (0.0, 1.0, 0.1), sunk=0.1)
    assert np.linalg.norm(place / np.array([1.0, 0.5, 0.5])) == pytest.approx(0.8, abs=0.02)
    np.testing.assert_array_equal(figure.on_skin((5.0, 0.0, 0.0), (1.0, 0.0, 0.0)), [5.0, 0.0, 0.0])


def test_a_bend_keeps_lengths_along_its_middle_and_turns_what_lies_beyond() -> None:
    line = np.stack([np.linspace(-1.0, 3.0, 401), np.zeros(401), np.zeros(401)], axis=1)
    bent = bend(0.0, 1.0, 90.0)(line)
    steps = np.linalg.norm(np.diff(bent, axis=0), axis=1)
    np.testing.assert_allclose(steps, 0.01, rtol=1e-3)
    np.testing.assert_array_equal(bent[:100], line[:100])
    assert bent[-1, 1] - bent[-101, 1] == pytest.approx(1.0)
    assert bent[-1, 0] == pytest.approx(bent[-101, 0], abs=1e-9)
    up = bend(0.0, -1.0, 30.0, sideways=False)(line)
    assert up[0, 2] > 0.0  # towards the tail as well


def test_sheets_ears_and_fins_are_closed_and_point_outwards() -> None:
    across, along = np.meshgrid(np.linspace(0.0, 1.0, 5), np.linspace(0.0, 1.0, 4), indexing="ij")
    grid = np.stack([across, along, np.zeros((5, 4))], axis=-1)
    for sides in (sheet(grid, 0.1), leaf(1.0, (0.2, 0.4, 0.1), cup=0.8, bend=0.4, thickness=0.05)):
        assert sum(volume(side) for side in sides) > 0.01
    wing = fin([(0, 0, 0), (0, 0, 1)], [(1, 0, 0), (1, 0, 1)], 0.2, foil=True)
    assert volume(wing) > 0.01


def test_hair_grows_only_in_its_region_and_is_as_long_as_asked() -> None:
    figure = Sculpture(Material((0.5, 0.5, 0.5)), cell=0.05, melt=0.0)
    figure.limb((0.0, 0.0, 0.0, 0.5))
    hair = Material((0.9, 0.1, 0.1))
    figure.hair(Locks(ball((0.0, 0.0, 0.5), 0.2), (hair,), 50, 0.3, 0.05, (1.0, 0.0, 0.0), 0.9, 0.0))
    grown = [surface for surface, material in figure.finished() if material == hair]
    assert len(grown) == 1
    roots = np.linalg.norm(grown[0].vertices - np.array([0.0, 0.0, 0.5]), axis=1)
    assert roots.max() < 0.2 + 0.3 * 1.34 + 0.05
    assert grown[0].vertices[:, 2].max() > 0.6
    assert len(grown[0].faces) == 50 * 15


def test_relief_stays_within_its_depth() -> None:
    points = np.random.default_rng(1).uniform(-5.0, 5.0, (4000, 3))
    heights = lumps(0.3, 0.1)(points)
    assert heights.max() <= 0.05
    assert heights.min() >= -0.05
    assert np.ptp(heights) > 0.07


def test_stripes_cross_the_part_that_they_belong_to() -> None:
    region = stripes([[(0.0, 0.0, 0.0, 0.1), (0.0, 0.0, 2.0, 0.1)]], 0.2, waviness=0.0)
    heights = np.linspace(0.2, 1.8, 1601)
    inside = region(np.stack([np.full(1601, 0.1), np.zeros(1601), heights], axis=1)) < 0.0
    assert np.count_nonzero(np.diff(inside.astype(int)) == 1) == pytest.approx(8, abs=1)
    assert inside.mean() == pytest.approx(0.5, abs=0.05)


def test_curves_pass_through_their_control_points() -> None:
    points = [(0.0, 0.0), (1.0, 2.0), (3.0, 1.0), (4.0, 4.0)]
    np.testing.assert_allclose(curve(points, 31)[::10], points)
