from __future__ import annotations

import numpy as np
import pytest

from carla_scenes.cameras import TAGS
from carla_scenes.frame import Box, Pose
from carla_scenes.frame_files import label_mask
from carla_scenes.photographer import Picture, Seen
from carla_scenes.png import encode_picture
from carla_scenes.scene import Placed
from carla_scenes.staging import Standing
from manifests.errors import ToolkitError
from manifests.images import decode_image
from manifests.labels import load_carla_tags, load_label_table


def picture_of(tags, anomaly=None):
    image = np.zeros((*tags.shape, 4), np.uint8)
    image[..., 2] = tags
    placed = Placed("a", "table", "static.prop.table", Pose(0, 0, 0), 1.0, 1, 1, 1, "driving")
    seen = () if anomaly is None else (Seen(Standing(placed, 9, Box(Pose(0, 0, 0), 1, 1, 1)), anomaly),)
    return Picture({TAGS: image}, (), seen, 0)


@pytest.mark.parametrize("version", ["0.9.13", "0.9.15", "0.9.16"])
def test_tags_are_translated_by_name_for_both_tables(version):
    table = load_label_table("streethazards")
    rows = load_carla_tags(version)
    tags = np.array([[row.carla_tag for row in rows]], np.uint8)
    mask = label_mask(picture_of(tags), version)
    assert mask.tolist() == [[table.by_name(row.class_name).value for row in rows]]
    assert not (mask == 14).any()
    numbers = {row.carla_name: row.carla_tag for row in rows}
    assert numbers["Road"] == (7 if version == "0.9.13" else 1)


def test_an_anomaly_wins_whatever_its_tag():
    tags = np.array([[1, 1, 200, 12]], np.uint8)  # 200 is no tag of CARLA's: a prop may have any
    anomaly = np.array([[False, True, True, True]])
    mask = label_mask(picture_of(tags, anomaly), "0.9.16")
    assert mask.tolist() == [[8, 14, 14, 14]]
    with pytest.raises(ToolkitError, match="no semantic tag 200"):
        label_mask(picture_of(tags), "0.9.16")


@pytest.mark.parametrize("shape", [(1, 1, 3), (7, 5, 3), (90, 160, 3)])
def test_pictures_survive_their_files(shape):
    pixels = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    assert np.array_equal(decode_image(encode_picture(pixels)), pixels)
