"""The town around the actors: objects, layers, lamps, rays."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.embedded.scene import FIRST_OBJECT_ID, Lamp, TownObject
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Box, Pose
from tests.carla_scenes.embedded.scripts import LocalServer

HOUSE = TownObject("Building_1", int(Tag.BUILDINGS), Box(Pose(20.0, 0.0, 4.0), 6.0, 10.0, 8.0))
TREE = TownObject("Tree_1", int(Tag.VEGETATION), Box(Pose(40.0, 0.0, 3.0), 2.0, 2.0, 6.0))
ANY = 255


@pytest.fixture
def local():
    town = dataclasses.replace(
        ring_town_of("Town01"), objects=(HOUSE, TREE), lamps=(Lamp(0.0, 5.0, 6.0), Lamp(9.0, 5.0, 6.0))
    )
    with LocalServer(town) as server:
        yield server


def hit(local, x=40.0):
    found, (place, tag) = local.call("project_point", [x, 0.0, 30.0], [0.0, 0.0, -1.0], 50.0)
    assert found
    return round(place[2], 6), tag


def test_objects_have_names_boxes_and_ids(local):
    objects = local.call("get_environment_objects", int(Tag.BUILDINGS))
    assert [[one[2], one[3], one[4]] for one in objects] == [
        [FIRST_OBJECT_ID, "Building_1", int(Tag.BUILDINGS)]
    ]
    assert objects[0][1][:2] == [[20.0, 0.0, 4.0], [3.0, 5.0, 4.0]]
    assert len(local.call("get_environment_objects", ANY)) == 2
    assert len(local.call("get_all_level_BBs", int(Tag.VEGETATION))) == 1
    assert local.call("get_names_of_all_objects") == ["Building_1", "Tree_1"]


def test_hidden_objects_are_gone_and_come_back(local):
    assert hit(local) == (6.0, Tag.VEGETATION)
    local.do("enable_environment_objects", [FIRST_OBJECT_ID + 1, 5, 1 << 40], False)
    assert hit(local) == (0.0, Tag.ROADS)
    local.do("enable_environment_objects", [FIRST_OBJECT_ID + 1], True)
    assert hit(local) == (6.0, Tag.VEGETATION)


def test_layers_hide_by_tag(local):
    local.do("unload_map_layer", 1 | 4)
    assert (hit(local)[0], hit(local, 20.0)[0]) == (0.0, 0.0)
    local.do("load_map_layer", 4)
    assert (hit(local)[0], hit(local, 20.0)[0]) == (6.0, 0.0)
    local.do("load_new_episode", "Town01_Opt", True, 65535 & ~4)
    assert (hit(local)[0], hit(local, 20.0)[0]) == (0.0, 8.0)
    assert local.call("get_map_info")[0] == "Carla/Maps/Town01_Opt"


def test_rays_meet_everything_on_their_way(local):
    points = local.call("cast_ray", [0.0, 0.0, 1.0], [60.0, 0.0, 1.0])
    assert [round(place[0], 3) for place, _ in points] == pytest.approx([17.0, 39.0], abs=0.01)
    assert [tag for _, tag in points] == [Tag.BUILDINGS, Tag.VEGETATION]
    assert local.call("cast_ray", [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]) == []
    assert local.call("project_point", [0.0, 0.0, 1.0], [0.0, 0.0, 1.0], 50.0)[0] is False
    assert local.call("project_point", [0.0, 0.0, 9.0], [0.0, 0.0, -1.0], 5.0)[0] is False
    assert local.call("project_point", [0.0, 0.0, 9.0], [0.0, 0.0, 0.0], 5.0)[0] is False


def test_actors_are_hit_too(local):
    local.spawn("static.prop.table", 60.0)
    height, tag = hit(local, 60.0)
    assert height > 0.5
    assert tag == Tag.STATIC


def test_lamps_can_be_switched(local):
    lamps = local.call("query_lights_state", "127.0.0.1:2000")
    assert [lamp[0] for lamp in lamps] == [0, 1]
    off = [1, lamps[1][1], 100.0, 2, [1, 2, 3], False]
    local.do("update_lights_state", "127.0.0.1:2000", [off, [77, *off[1:]]], False)
    assert local.world.scene().dark_lamps == {1}
    assert local.call("query_lights_state", "")[1] == off
    local.do("update_lights_state", "127.0.0.1:2000", lamps, False)


def test_boxes_and_rays_agree_on_a_picture(local):
    pose = Pose(0.0, 0.0, 1.5, pitch=5.0, yaw=3.0)
    camera = local.spawn("sensor.camera.depth", image_size_x="64", image_size_y="36")
    actor = local.actor(camera)
    actor.pose = pose
    painter, scene = local.world._studio._painter, local.world.scene()
    from carla_scenes.embedded.scene import Camera
    from carla_scenes.frame import Lens

    lens = Lens(64, 36, 90.0)
    images = painter.paint(
        scene, Camera(pose, lens), ["sensor.camera.depth", "sensor.camera.semantic_segmentation"]
    )
    u = (np.arange(64) + 0.5 - 32.0) / lens.focal
    v = (np.arange(36) + 0.5 - 18.0) / lens.focal
    right, down = np.meshgrid(u, v)
    rays = np.stack([np.ones_like(right), right, -down], axis=-1).reshape(-1, 3) @ pose.rotation.T
    length = np.linalg.norm(rays, axis=1)
    hits = painter.trace(scene, np.tile(pose.location, (len(rays), 1)), rays / length[:, None], 1000.0)
    steps = images["sensor.camera.depth"].astype(int)[..., 2::-1] @ np.array([1, 256, 65536])
    depth = 1000.0 * steps.ravel() / (2**24 - 1)
    near = np.isfinite(hits.distance) & (depth < 900.0)
    assert near.any()
    assert np.allclose(hits.distance[near] / length[near], depth[near], atol=1e-3)
    tags = images["sensor.camera.semantic_segmentation"][..., 2].ravel()
    assert (tags[near] == hits.tags[near]).all()
    assert {int(Tag.BUILDINGS), int(Tag.ROADS)} <= set(tags[near].tolist())
