from __future__ import annotations

import numpy as np
import pytest

from carla_scenes.frame import Box, Lens, Pose
from carla_scenes.instances import INVISIBLE, SHARED_ID, View, depth_metres, instance_ids, sight

LENS = Lens(64, 64, 90.0)
CAMERA = Pose(0, 0, 0)
BOX = Box(Pose(10, 0, 0), 2, 6, 6)  # rows and columns 18 to 46, margin included


def depth_image(metres):
    """Return what a depth camera shows, the inverse of decoding."""
    steps = np.rint(np.asarray(metres) / 1000.0 * (2**24 - 1)).astype(np.int64)
    channels = [steps >> shift & 255 for shift in (16, 8, 0)]
    return np.stack([*channels, np.full_like(steps, 255)], axis=-1).astype(np.uint8)


EMPTY = View(np.full((64, 64), 7, np.uint16), depth_image(np.full((64, 64), 50.0)))


def view_with(ids, depth=9.0, rows=slice(20, 40), columns=slice(20, 40)):
    view = View(EMPTY.ids.copy(), EMPTY.depth.copy())
    view.ids[rows, columns] = ids
    view.depth[rows, columns] = depth_image(np.broadcast_to(depth, (64, 64))[rows, columns])
    return view


def test_an_object_is_known_by_the_id_that_appears_with_it():
    found = sight(EMPTY, view_with(300), BOX, (CAMERA, LENS))
    assert (found.ids, found.problem, found.mask.sum()) == ((300,), "", 400)
    assert sight(EMPTY, view_with(300), BOX, (CAMERA, LENS), expected=300).ids == (300,)


def test_an_object_may_have_several_ids_where_the_engine_numbers_its_parts():
    after = view_with(300)
    after.ids[20:30, 20:40] = 301
    assert sight(EMPTY, after, BOX, (CAMERA, LENS)).ids == (300, 301)


def test_an_object_with_the_id_of_scenery_is_detected():
    assert sight(EMPTY, view_with(7), BOX, (CAMERA, LENS)).problem == SHARED_ID
    assert sight(EMPTY, view_with(300), BOX, (CAMERA, LENS), expected=301).problem == SHARED_ID


def test_an_invisible_object_is_told_from_one_that_shares_an_id():
    assert sight(EMPTY, EMPTY, BOX, (CAMERA, LENS)).problem == INVISIBLE


@pytest.mark.parametrize(
    ("after", "message"),
    [
        (view_with(300, columns=slice(0, 40)), "outside its projected box"),
        (view_with(300, depth=50.0), "came nearer"),
        (view_with(300, depth=np.where(np.arange(64) < 24, 60.0, 9.0)), "farther"),
    ],
)
def test_masks_need_proof(after, message):
    assert message in sight(EMPTY, after, BOX, (CAMERA, LENS)).problem


def test_decoding():
    image = np.zeros((1, 2, 4), np.uint8)
    image[0, 0] = (0x12, 0x34, 14, 255)  # B, G, R, A
    assert instance_ids(image)[0, 0] == 0x1234
    image[0, 1] = (255, 255, 255, 255)
    assert depth_metres(image)[0, 1] == pytest.approx(1000.0)
    image[0, 1] = (0, 0, 1, 255)
    assert depth_metres(image)[0, 1] == pytest.approx(1000.0 / (2**24 - 1))
