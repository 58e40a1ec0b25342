"""The demo: a BDD100K-like folder with what BDD-Anomaly looks for, and the whole run on one page."""

from __future__ import annotations

import numpy as np
import pytest

from builders.demo.__main__ import main
from builders.demo.bdd_folder import TRAIN, TRAIN_IDS, VOID, plan_shots, train_id_mask
from carla_scenes.cameras import TAGS
from carla_scenes.catalogue import embedded_assets
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.frame import Lens
from carla_scenes.kinds import load_blueprints
from carla_scenes.photographer import Picture, Seen
from carla_scenes.roads import read_roads
from manifests.dataset import open_dataset
from manifests.errors import ToolkitError
from manifests.labels import load_carla_tags

ROADS = read_roads("Town02", ring_town_of("Town02").opendrive)
OFFERED = frozenset(load_blueprints()) | {asset.blueprint for asset in embedded_assets()}
LENS = Lens(320, 180, 90.0)


def test_every_third_picture_shows_a_motorcycle_a_bicycle_or_a_train():
    shots = plan_shots(ROADS, {"train": 30, "val": 6}, LENS, OFFERED)
    assert [shot.split for shot in shots] == ["train"] * 30 + ["val"] * 6
    assert len({shot.name for shot in shots}) == 36
    kinds = load_blueprints()
    shown = [
        {kinds[p.blueprint].kind for p in shot.scene.traffic} & {"motorcycle", "bicycle"}
        or {p.category for each in shot.scene.tries for p in each}
        for shot in shots
    ]
    assert all(not kind for index, kind in enumerate(shown) if index % 3 != 2)
    found = [kind for kind in shown[2::3] if kind]
    assert len(found) >= 9
    assert set().union(*found) == {"motorcycle", "bicycle", "train"}
    assert plan_shots(ROADS, {"train": 30, "val": 6}, LENS, OFFERED) == shots


def test_a_server_without_motorcycles_is_refused():
    with pytest.raises(ToolkitError, match="motorcycle"):
        plan_shots(ROADS, {"train": 3}, LENS, frozenset({"vehicle.audi.tt"}))


def test_masks_hold_the_train_ids_of_the_tags_and_trains_are_trains():
    names = {row.carla_name: row.carla_tag for row in load_carla_tags("0.9.16")}
    assert set(TRAIN_IDS) <= set(names)
    assert sorted(set(TRAIN_IDS.values())) == list(range(19))
    image = np.zeros((1, len(names), 4), np.uint8)
    image[0, :, 2] = list(names.values())
    train = np.zeros((1, len(names)), bool)
    train[0, list(names).index("Static")] = True
    mask = train_id_mask(Picture({TAGS: image}, (), (Seen(None, train),), 0))
    for name, value in zip(names, mask[0], strict=True):
        assert value == (TRAIN if name == "Static" else TRAIN_IDS.get(name, VOID)), name


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_whole_demo(tmp_path, capsys):
    out = tmp_path / "demo"
    command = ["--out", str(out), "--width", "320", "--quality", "draft"]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "embedded simulator" in printed
    assert f"Open {out / 'index.html'}" in printed
    splits = {split: len(open_dataset(out / "streethazards").frames(split)) for split in ("train", "test")}
    assert splits == {"train": 12, "test": 8}
    bdd = open_dataset(out / "bdd-anomaly")
    assert sum(len(bdd.frames(split)) for split in bdd.manifest.counts["splits"]) == 12
    assert len(bdd.frames("test")) >= 3
    page = (out / "index.html").read_text()
    assert "maxlogit" in page
    assert "1,016,952" in page
    digest = open_dataset(out / "streethazards").manifest.content_digest
    assert main(command) == 0  # a second run keeps what is there
    assert open_dataset(out / "streethazards").manifest.content_digest == digest
