from __future__ import annotations

import dataclasses
import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carla_scenes.__main__ import main
from carla_scenes.embedded.ring_town import ring_town
from carla_scenes.frame import Box, Pose, boxes_intersect, camera_coordinates, projected_rectangle
from carla_scenes.kinds import ANOMALY, TRAINED, load_blueprints, load_kinds
from carla_scenes.plan import LENS, TRIES, Wish, image_shares, plan_town
from carla_scenes.randomness import evenly_spread, generator, shuffled_rounds
from carla_scenes.roads import read_roads
from carla_scenes.scene import read_plan, town_group, write_plan
from carla_scenes.weather import CONDITIONS, DAY_TIMES, draw_weather
from manifests.errors import ToolkitError
from tests.carla_scenes.conftest import REAL_TOWNS, make_assets

ASSETS = make_assets(60)
ROADS = [read_roads("Town05", ring_town("Town05", 160.0, 120.0).opendrive)]
ROADS += [read_roads(path.stem, path.read_text("utf-8")) for path in REAL_TOWNS]


def check_scene(scene, roads):
    """Assert everything that holds for any planned frame."""
    lanes = roads.places[roads.cameras]
    assert np.hypot(*(lanes[:, :2] - scene.camera.location[:2]).T).min() < 1.0
    kinds = load_kinds()
    assert all(kinds[load_blueprints()[p.blueprint].kind].role == TRAINED for p in scene.traffic)
    for tried in scene.tries:
        everything = [*scene.traffic, *tried]
        boxes = [placed.box for placed in everything]
        for index, box in enumerate(boxes):
            assert not any(boxes_intersect(box, other) for other in boxes[:index])
        assert {placed.name for placed in tried} == {placed.name for placed in scene.tries[0]}
        for placed in tried:
            assert kinds[placed.category].role == ANOMALY
            ground = roads.places[np.hypot(*(roads.places[:, :2] - placed.pose.location[:2]).T).argmin(), 2]
            lift = placed.box.bottom - ground
            assert 1.9 < lift < 12.1 if placed.surface == "air" else abs(lift) < 0.02
            assert (camera_coordinates(placed.box.corners, scene.camera)[:, 0] > 0.1).all()
            left, top, right, bottom = projected_rectangle(placed.box, scene.camera, scene.lens)
            assert right > 0
            assert bottom > 0
            assert left < scene.lens.width
            assert top < scene.lens.height
            assert (right - left) * (bottom - top) < 0.34 * scene.lens.width * scene.lens.height


@pytest.mark.parametrize("roads", ROADS, ids=lambda roads: roads.town)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), frames=st.integers(1, 6))
def test_invariants_of_placement(roads, seed, frames):
    planned = plan_town(Wish(roads, "test", frames, seed, ASSETS))
    for scene in planned.scenes:
        assert 1 <= len(scene.tries[0]) <= 3
        assert len(scene.tries) <= TRIES
        check_scene(scene, roads)


@pytest.mark.parametrize("split", ["train", "validation"])
def test_no_anomalies_outside_the_test_split(split):
    planned = plan_town(Wish(ROADS[0], split, 20, 3, ASSETS))
    assert planned.slots == 0
    assert all(scene.tries == () for scene in planned.scenes)


def test_frames_cover_the_road_network_evenly():
    roads = ROADS[-1]
    planned = plan_town(Wish(roads, "train", 200, 0))
    stretches = Counter()
    lanes = roads.places[roads.cameras]
    for scene in planned.scenes:
        nearest = np.hypot(*(lanes[:, :2] - scene.camera.location[:2]).T).argmin()
        stretches[int(nearest * 20 // len(lanes))] += 1
    assert len(stretches) == 20
    assert max(stretches.values()) <= 14


def test_every_model_is_used_and_all_evenly():
    assets = make_assets(250)
    first = plan_town(Wish(ROADS[0], "test", 100, 5, assets))
    second = plan_town(Wish(ROADS[-1], "test", 100, 5, assets, first_slot=first.slots))
    dealt = shuffled_rounds(250, 0, first.slots + second.slots, 5, "anomaly models")
    assert set(dealt) == set(range(250))
    uses = Counter(placed.name for scene in first.scenes + second.scenes for placed in scene.tries[0])
    unplaced = len(first.unplaced) + len(second.unplaced)
    assert unplaced <= 0.02 * (first.slots + second.slots)
    assert len(uses) >= 250 - unplaced
    assert max(uses.values()) <= -(-(first.slots + second.slots) // 250)


def test_image_areas_are_widely_spread():
    planned = plan_town(Wish(ROADS[-1], "test", 150, 1, make_assets(250)))
    shares = np.array(image_shares(planned.scenes))
    pixels = LENS.width * LENS.height
    assert np.quantile(shares, 0.05) * pixels < 400
    assert np.quantile(shares, 0.95) > 0.02
    assert np.std(np.log(shares)) > 1.5


def test_a_frame_depends_only_on_seed_town_and_frame():
    wish = Wish(ROADS[0], "train", 10, 7)
    assert plan_town(wish).scenes == plan_town(wish).scenes
    other = plan_town(dataclasses.replace(wish, seed=8)).scenes
    assert all(a.camera != b.camera for a, b in zip(plan_town(wish).scenes, other, strict=True))


def test_traffic_uses_only_what_a_server_offers():
    offered = {"vehicle.audi.tt", "walker.pedestrian.0001"}
    planned = plan_town(Wish(ROADS[0], "train", 20, 0, offered=offered))
    assert {placed.blueprint for scene in planned.scenes for placed in scene.traffic} == offered


def test_nothing_is_placed_into_what_stands_in_the_town():
    roads = ROADS[0]
    pavement = roads.places[roads.surfaces == "pavement"][::6]
    posts = [Box(Pose.upright(place, 0.0).offset(up=2.0), 0.6, 0.6, 4.0) for place in pavement]
    wish = Wish(roads, "test", 20, 0, ASSETS)
    hit = {
        number
        for number, obstacles in enumerate(([], posts))
        for scene in plan_town(dataclasses.replace(wish, obstacles=obstacles)).scenes
        for placed in (*scene.traffic, *(p for each in scene.tries for p in each))
        if any(boxes_intersect(placed.box, post) for post in posts)
    }
    assert hit == {0}  # only where they were not known


def test_scales_stay_within_the_jitter():
    for jitter in (1.0, 3.0):
        planned = plan_town(Wish(ROADS[0], "test", 20, 0, ASSETS, scale_jitter=jitter))
        scales = [placed.scale for scene in planned.scenes for placed in scene.tries[0]]
        assert all(1.0 / jitter - 1e-3 <= scale <= jitter for scale in scales)
        assert (max(scales) > 1.5) == (jitter == 3.0)


def test_weather_shares_hold_in_every_town():
    for town, frames in (("Town01", 1700), ("Town04", 1031), ("Town05", 750)):
        drawn = [draw_weather(0, town, frame) for frame in range(frames)]
        conditions = Counter(weather.condition for weather in drawn)
        times = Counter(weather.day_time for weather in drawn)
        assert all(abs(conditions[c.name] / frames - c.share) < 0.01 for c in CONDITIONS)
        assert all(abs(times[t.name] / frames - t.share) < 0.015 for t in DAY_TIMES)
        assert len({(weather.condition, weather.day_time) for weather in drawn}) == 20
    assert sum(c.share for c in CONDITIONS) == pytest.approx(1.0)
    assert sum(t.share for t in DAY_TIMES) == pytest.approx(1.0)


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_plans_survive_their_files(tmp_path, suffix):
    scenes = plan_town(Wish(ROADS[0], "test", 5, 0, ASSETS)).scenes
    path = tmp_path / f"scenes.{suffix}"
    write_plan(path, scenes)
    assert read_plan(path) == scenes


def test_bad_plans_are_refused(tmp_path):
    path = tmp_path / "scenes.jsonl"
    with pytest.raises(ToolkitError, match="cannot be read"):
        read_plan(path)
    write_plan(path, plan_town(Wish(ROADS[0], "train", 2, 0)).scenes)
    lines = path.read_text().splitlines()
    path.write_text(lines[0] + "\n" + lines[0] + "\n")
    with pytest.raises(ToolkitError, match="stands twice"):
        read_plan(path)
    document = json.loads(lines[1])
    for change in ({"split": "exam"}, {"plan_version": 9}, {"camera": {}}, {"item_id": "../x"}):
        path.write_text(lines[0] + "\n" + json.dumps({**document, **change}) + "\n")
        with pytest.raises(ToolkitError, match="row 2"):
            read_plan(path)


def test_groups_are_named_as_published():
    assert [town_group(name) for name in ("Town05", "Town10HD", "Town12")] == ["t5", "town10hd", "t12"]


def test_roads_that_are_none():
    with pytest.raises(ToolkitError, match="no lane to drive on"):
        read_roads("Town01", "<OpenDRIVE></OpenDRIVE>")


def test_randomness():
    assert generator(0, "a", 1).random() == generator(0, "a", 1).random()
    assert (
        len(
            {float(generator(*key).random()) for key in ((0, "a", 1), (1, "a", 1), (0, "b", 1), (0, "a", 11))}
        )
        == 4
    )
    numbers = [evenly_spread(index, 0, "x") for index in range(100)]
    assert all(sum(low <= n < low + 0.25 for n in numbers) in (24, 25, 26) for low in (0.0, 0.25, 0.5, 0.75))
    whole = shuffled_rounds(7, 0, 21, 0, "deal")
    assert shuffled_rounds(7, 5, 10, 0, "deal") == whole[5:15]
    assert all(sorted(whole[start : start + 7]) == list(range(7)) for start in (0, 7, 14))


def test_the_command(tmp_path, capsys):
    assert main(["assets", "list", "--stock", "--out", str(tmp_path / "assets.csv")]) == 0
    assert main(["assets", "check", str(tmp_path / "assets.csv")]) == 0
    (tmp_path / "ring.xodr").write_text(ring_town("Town05", 160.0, 120.0).opendrive)
    common = ["plan", "--town", "Town05", "--opendrive", str(tmp_path / "ring.xodr"), "--frames", "6"]
    out = tmp_path / "scenes.csv"
    code = main(
        [*common, "--split", "test", "--assets", str(tmp_path / "assets.csv"), "--out", str(out), "--json"]
    )
    assert code == 0
    assert len(read_plan(out)) == 6
    assert '"frames": 6' in capsys.readouterr().out
    assert main([*common, "--split", "test", "--out", str(out)]) == 2
    assert "--assets" in capsys.readouterr().err
