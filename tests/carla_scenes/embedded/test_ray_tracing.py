"""Rays: both back ends, what they hit, and labels made of it."""

from __future__ import annotations

import numpy as np
import pytest

from carla_scenes.embedded.render import rays as rays_module
from carla_scenes.embedded.render.painter import RayPainter
from carla_scenes.embedded.render.rays import open_rays, trace_one
from carla_scenes.embedded.scene import FIRST_OBJECT_ID
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Lens, Pose, camera_coordinates, project
from manifests.errors import ToolkitError
from tests.carla_scenes.embedded.small_town import (
    ANNEXE,
    BALLS,
    DEPTH,
    FIRST_BALL,
    HOUSE,
    IDS,
    NORMALS,
    TAGS,
    ball,
    camera,
    depth_image,
    id_image,
    one,
    scene,
    yard,
)

LABELS = (TAGS, IDS, DEPTH, NORMALS)


def mesh_of(name: str, variant: int):
    assert name == "ball", (name, variant)
    return ball(tag=Tag.CAR)


@pytest.fixture(scope="module")
def painter():
    painter = RayPainter(mesh_of, "draft", "embree")
    yield painter
    painter.close()


@pytest.fixture(scope="module")
def slow_painter():
    return RayPainter(mesh_of, "draft", "bvh")


def test_both_back_ends_show_the_same(painter, slow_painter):
    view = camera(width=160, height=120)
    shown = scene(one(6.0, 1.0), one(9.0, -2.0, 8, yaw=33.0, scale=1.7))
    fast, slow = (p.paint(shown, view, LABELS) for p in (painter, slow_painter))
    same = (fast[IDS] == slow[IDS]).all(axis=-1) & (fast[TAGS] == slow[TAGS]).all(axis=-1)
    assert same.mean() > 0.999  # rays that graze an edge may fall to either side
    far, near = depth_image(fast)[same], depth_image(slow)[same]
    assert np.abs(far - near).max() < 0.002 + 1e-4 * far.max()
    turned = np.abs(fast[NORMALS][same].astype(int) - slow[NORMALS][same]).max(axis=-1)
    assert (turned <= 1).mean() > 0.999
    assert len(np.unique(id_image(fast))) > 10


def test_both_back_ends_measure_the_same(painter, slow_painter):
    rng = np.random.default_rng(3)
    directions = rng.normal(size=(3000, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    origins = np.tile([4.0, 0.0, 1.8], (3000, 1))
    fast, slow = (p.trace(scene(one(6.0, 1.0)), origins, directions, 60.0) for p in (painter, slow_painter))
    same = fast.ids == slow.ids
    assert same.mean() > 0.999
    hit = same & np.isfinite(fast.distance)
    assert 0.3 < hit.mean() < 0.9
    assert (fast.distance[hit] <= 60.0).all()
    assert np.allclose(fast.distance[hit], slow.distance[hit], atol=1e-3)
    assert np.isclose(fast.normals[hit], slow.normals[hit], atol=1e-3).all(axis=-1).mean() > 0.999
    assert (np.einsum("ij,ij->i", fast.normals, directions)[hit] <= 1e-6).all()
    assert (fast.tags[hit] == slow.tags[hit]).all()


def test_labels_are_those_of_the_pixel_centres(painter):
    pose, lens = Pose(0.0, 0.0, 1.6, pitch=-5.0, yaw=8.0), Lens(128, 96, 70.0)
    images = painter.paint(scene(one(7.0, 1.0)), camera(pose, 128, 96, 70.0), LABELS)
    ids, depth = id_image(images), depth_image(images)
    rows, columns = np.nonzero(ids == FIRST_OBJECT_ID)  # the ground: a plane, so depth is known
    assert len(rows) > 1000
    v = (lens.height / 2.0 - rows - 0.5) / lens.focal
    u = (columns + 0.5 - lens.width / 2.0) / lens.focal
    down = (np.stack([np.ones_like(u), u, v], axis=1) @ pose.rotation.T)[:, 2]
    assert np.allclose(depth[rows, columns], -1.6 / down, rtol=1e-4, atol=1e-3)
    up = images[NORMALS][rows, columns]
    assert np.abs(up.astype(int) - [255, 127, 127, 255]).max() <= 1
    middle, _ = project(np.array([[7.0, 1.0, 0.5]]), pose, lens)
    column, row = middle[0].astype(int)
    assert ids[row, column] == 7
    assert images[TAGS][row, column, 2] == Tag.CAR
    nearest = camera_coordinates(np.array([[7.0, 1.0, 0.5]]), pose)[0, 0] - 0.5
    assert abs(depth[ids == 7].min() - nearest) < 0.03


def test_parts_have_their_own_ids_and_actors_one(painter):
    images = painter.paint(scene(one(6.0, 1.0, 70001, tag=int(Tag.BUS))), camera(), LABELS)
    ids = id_image(images)
    assert {FIRST_OBJECT_ID + HOUSE, FIRST_OBJECT_ID + ANNEXE, 70001 & 0xFFFF} <= set(np.unique(ids))
    assert (images[IDS][..., 2] == images[TAGS][..., 2]).all()
    assert set(images[TAGS][ids == 70001 & 0xFFFF, 2]) == {Tag.BUS}
    assert set(images[TAGS][ids == 0, 2]) == {Tag.SKY}
    assert (depth_image(images)[ids == 0] == 1000.0).all()
    assert any(number - FIRST_OBJECT_ID in range(FIRST_BALL, FIRST_BALL + BALLS) for number in np.unique(ids))


def test_hidden_objects_vanish_and_come_back(painter):
    view = camera()
    before = painter.paint(scene(), view, LABELS)
    ids = id_image(before)
    for gone in ({HOUSE}, {HOUSE, ANNEXE}, {ANNEXE, FIRST_BALL}):
        images = painter.paint(scene(hidden_objects=frozenset(gone)), view, LABELS)
        seen = set(np.unique(id_image(images)))
        assert not seen & {FIRST_OBJECT_ID + number for number in gone}
        assert {HOUSE, ANNEXE} - gone <= {number - FIRST_OBJECT_ID for number in seen}
        kept = ~np.isin(ids, [FIRST_OBJECT_ID + number for number in gone])
        assert (id_image(images)[kept] == ids[kept]).all()
    after = painter.paint(scene(), view, LABELS)
    assert all((before[sensor] == after[sensor]).all() for sensor in LABELS)


def test_actors_come_move_and_go(painter):
    view = camera()
    seen = [
        set(np.unique(id_image(painter.paint(scene(*actors), view, LABELS))))
        for actors in ((one(6.0, 1.0, 3), one(7.0, -2.0, 4)), (one(6.5, 0.5, 3),), ())
    ]
    assert [{3, 4} & numbers for numbers in seen] == [{3, 4}, {3}, set()]


def test_models_are_made_once_and_forgotten_when_many(monkeypatch):
    made = []

    def mesh(_name: str, variant: int):
        made.append(variant)
        return ball(tag=Tag.CAR)

    painter = RayPainter(mesh, "draft")
    monkeypatch.setattr("carla_scenes.embedded.render.stage._MOST_MODEL_FACES", 1000)
    view = camera()
    pictures = []
    for variant in (0, 0, 1, 2, 3, 0):
        actor = one(6.0, 1.0)
        actor = type(actor)(**{**actor.__dict__, "variant": variant})
        pictures.append(painter.paint(scene(actor), view, LABELS))
    assert made.count(0) == 2
    assert made[:2] == [0, 1]
    assert (pictures[0][IDS] == pictures[-1][IDS]).all()
    assert (pictures[0][DEPTH] == pictures[-1][DEPTH]).all()


def test_the_library_is_checked_and_replaced(monkeypatch):
    def broken(_rays: object) -> None:
        raise ToolkitError("the ray structure is not as expected")

    monkeypatch.setattr(rays_module, "check_layout", broken)
    with pytest.raises(ToolkitError, match="not as expected"):
        open_rays("embree")
    assert isinstance(open_rays("auto"), rays_module.BvhRays)
    with pytest.raises(ToolkitError, match="unknown back end"):
        open_rays("opengl")


@pytest.mark.parametrize("kind", ["embree", "bvh"])
def test_shared_edges_let_nothing_through(kind):
    scene_of_rays = open_rays(kind)
    rng = np.random.default_rng(1)
    x, y = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    heights = rng.uniform(0, 0.3, x.shape)
    vertices = np.stack([x, y, heights], axis=-1).reshape(-1, 3).astype(np.float32)
    first = (np.arange(8)[:, None] * 9 + np.arange(8)).ravel()
    faces = np.concatenate(
        [np.stack([first, first + 1, first + 10], axis=1), np.stack([first, first + 10, first + 9], axis=1)]
    ).astype(np.int32)
    scene_of_rays.place(0, scene_of_rays.add_mesh(vertices, faces), np.eye(4))
    scene_of_rays.commit()
    result = np.zeros(6)
    inner = vertices.reshape(9, 9, 3)[1:-1, 1:-1].reshape(-1, 3)
    for corner in inner.astype(float):  # rays that meet a corner of six faces
        away = np.array([0.1, 0.2, 2.0])
        direction = -away / np.linalg.norm(away)
        origin = corner + away
        assert trace_one(scene_of_rays.handle, tuple(origin), tuple(direction), result)
    scene_of_rays.close()


def test_an_unknown_sensor_is_an_error(painter):
    with pytest.raises(ToolkitError, match="unknown sensor"):
        painter.paint(scene(), camera(), ["sensor.camera.dvs"])


def test_no_rays_no_hits(painter):
    hits = painter.trace(scene(), np.zeros((0, 3)), np.zeros((0, 3)), 10.0)
    assert len(hits.distance) == len(hits.ids) == 0


def test_rays_from_a_town_of_its_own(painter):
    hits = painter.trace(scene(), np.array([[0.0, 0.0, 5.0]] * 2), np.array([[0, 0, -1.0], [0, 0, 1.0]]), 4.0)
    assert np.isinf(hits.distance).all()
    hits = painter.trace(scene(), np.array([[0.0, 0.0, 5.0]]), np.array([[0, 0, -1.0]]), 6.0)
    assert abs(hits.distance[0] - 5.0) < 1e-4
    assert hits.ids[0] == FIRST_OBJECT_ID
    assert hits.tags[0] == Tag.ROADS
    assert yard().objects
