"""The whole client side through the genuine client, over real sockets, with servers that fail in every way."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from carla_scenes.__main__ import main
from carla_scenes.catalogue import embedded_assets
from carla_scenes.connection import Host, parse_hosts
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.frame_files import frame_paths, is_finished
from carla_scenes.launcher import free_port_pair, running_server, start_server, stop_server
from carla_scenes.plan import Wish, plan_town
from carla_scenes.render import render
from carla_scenes.roads import read_roads
from carla_scenes.scene import write_plan
from manifests.errors import FindingsError, ToolkitError
from manifests.images import decode_mask
from tests.carla_scenes.client import run_client
from tests.carla_scenes.rendering import LOOK, catalogue_option, order, small_plan, tree_digest
from tests.carla_scenes.servers import BOXES, running_boxes

KILLS = 20
RAY_KILLS = int(os.environ.get("OOD_BUILDERS_RAY_KILLS", "3"))
"""A ray tracer needs ten seconds to come back: 20 kills, which were tried, take four minutes."""

PATIENT = dataclasses.replace(LOOK, image_wait_s=10.0)


@pytest.fixture(scope="module")
def scenes():
    return small_plan(8, 8)


@pytest.fixture(scope="module")
def reference(scenes, tmp_path_factory):
    """Return the digest of an undisturbed run, and its folder."""
    folder = tmp_path_factory.mktemp("reference")
    with running_boxes([catalogue_option(folder)]) as port:
        rendered = render(order(scenes, folder / "frames", port))
        settings = run_client(SETTINGS, port).split()
    assert rendered.made.total() == len(scenes)
    assert settings == ["False", "None", "1"]
    return tree_digest(folder / "frames"), folder / "frames"


SETTINGS = """
client = carla.Client("127.0.0.1", port)
client.set_timeout(10.0)
world = client.get_world()
world.wait_for_tick()
settings = world.get_settings()
print(settings.synchronous_mode, settings.fixed_delta_seconds, len(world.get_actors()))
"""


def test_masks_hold_anomalies_exactly_in_test(scenes, reference):
    _, folder = reference
    for scene in scenes:
        paths = frame_paths(scene)
        mask = decode_mask((folder / paths["annotation"]).read_bytes())
        sidecar = json.loads((folder / paths["sidecar"]).read_text())
        assert mask.shape == (90, 160)
        assert mask.min() >= 1
        assert (mask == 14).sum() == sum(anomaly["pixels"] for anomaly in sidecar["anomalies"])
        assert ((mask == 14).any()) == (scene.split == "test")
        assert all(anomaly["pixels"] >= LOOK.min_visible for anomaly in sidecar["anomalies"])
        tried = scene.tries[sidecar["used_try"]] if scene.tries else ()
        assert [placed.name for placed in tried] == [anomaly["name"] for anomaly in sidecar["anomalies"]]
        for placed, anomaly in zip(tried, sidecar["anomalies"], strict=True):
            box = anomaly["box"]
            sizes = [box["length"], box["width"], box["height"]]
            assert np.allclose(sizes, [placed.length, placed.width, placed.height], atol=2e-3)
            assert box["pose"]["z"] == pytest.approx(placed.pose.z + placed.height / 2, abs=2e-3)
            left, top, right, bottom = anomaly["rectangle"]
            rows, columns = np.nonzero(mask == 14)
            assert rows.size
            assert left < columns.max() + 2
            assert right > columns.min() - 1
            assert top < rows.max() + 2
            assert bottom > rows.min() - 1


def test_a_rerun_keeps_what_is_whole_and_mends_the_rest(scenes, reference, tmp_path):
    digest, _ = reference
    with running_boxes([catalogue_option(tmp_path)]) as port:
        wanted = order(scenes, tmp_path / "frames", port)
        render(dataclasses.replace(wanted, scenes=scenes[:5]))
        image = tmp_path / "frames" / frame_paths(scenes[0])["image"]
        image.write_bytes(image.read_bytes()[:-20])
        (tmp_path / "frames" / frame_paths(scenes[1])["sidecar"]).unlink()
        assert not is_finished(tmp_path / "frames", scenes[0], LOOK)
        rendered = render(wanted)
        assert (rendered.kept, rendered.made.total()) == (3, len(scenes) - 3)
        assert render(wanted).made.total() == 0
    assert tree_digest(tmp_path / "frames") == digest


@pytest.mark.parametrize(
    "options",
    [
        ["--instance-ids=engine"],
        ["--first-actor-id=65500"],
        ["--ground-id=26"],
        ["--instance-ids=engine", "--ground-id=20053"],
        ["--fault=drop=0.04,delay=0.05,delay_s=0.5,duplicate=0.1,truncate=0.04,seed=2"],
    ],
    ids=["engine ids", "ids that wrap", "ground shares an id", "ground shares an engine id", "bad streams"],
)
def test_the_result_does_not_depend_on_ids_or_streams(scenes, reference, tmp_path, options):
    with running_boxes([catalogue_option(tmp_path), *options]) as port:
        render(order(scenes, tmp_path / "frames", port))
    assert tree_digest(tmp_path / "frames") == reference[0]


def render_under_kills(scenes, folder, options, count, timeout_s, look=LOOK):
    """Render while the server is killed so many times, each time at work on a frame."""
    port = free_port_pair()
    server = [start_server(port, options)]
    stop = threading.Event()
    kills = []

    def frames() -> int:
        return len(list(folder.rglob("*.json")))

    def kill() -> None:
        chance = random.Random(7)
        while len(kills) < count and not stop.is_set():
            have = frames()
            deadline = time.monotonic() + timeout_s
            while frames() < have + 1 and time.monotonic() < deadline:
                stop.wait(0.01)
            stop.wait(chance.uniform(0.0, 0.1))
            stop_server(server[0])
            kills.append(have)
            server[0] = start_server(port, options)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        rendered = render(order(scenes, folder, port, timeout_s=timeout_s, patience_s=240.0, look=look))
    finally:
        stop.set()
        killer.join()
        stop_server(server[0])
    assert rendered.failures == {}
    assert len(kills) == count


def test_a_server_killed_twenty_times_gives_the_same_result(tmp_path):
    scenes = small_plan(30, 40)
    options = [BOXES, catalogue_option(tmp_path)]
    with running_server(options) as port:
        render(order(scenes, tmp_path / "calm", port))
    render_under_kills(scenes, tmp_path / "killed", options, KILLS, timeout_s=5.0)
    assert tree_digest(tmp_path / "killed") == tree_digest(tmp_path / "calm")


@pytest.mark.timeout(900)
def test_a_ray_tracer_killed_at_work_gives_the_same_result(tmp_path):
    town = tmp_path / "Town05.xodr"
    town.write_text(ring_town_of("Town05").opendrive)
    roads = read_roads("Town05", town.read_text())
    scenes = plan_town(Wish(roads, "test", 3 * RAY_KILLS + 4, 0, embedded_assets())).scenes
    options = ["--still", "--quality=draft", f"--opendrive={town}"]
    with running_server(options) as port:
        render(order(scenes, tmp_path / "calm", port, timeout_s=60.0, look=PATIENT))
    render_under_kills(scenes, tmp_path / "killed", options, RAY_KILLS, timeout_s=10.0, look=PATIENT)
    assert tree_digest(tmp_path / "killed") == tree_digest(tmp_path / "calm")


@pytest.mark.parametrize("fault", ["die_after=4", "hang_after=4"])
def test_a_failing_server_hands_its_frames_to_the_other(scenes, reference, tmp_path, fault):
    catalogue = catalogue_option(tmp_path)
    with running_boxes([catalogue]) as sound, running_boxes([catalogue, f"--fault={fault}"]) as failing:
        rendered = render(order(scenes, tmp_path / "frames", sound, failing, timeout_s=2.0))
        assert rendered.made[f"127.0.0.1:{sound}"] >= len(scenes) // 2
    assert tree_digest(tmp_path / "frames") == reference[0]


def test_two_servers_share_the_work(scenes, reference, tmp_path):
    catalogue = catalogue_option(tmp_path)
    with running_boxes([catalogue]) as first, running_boxes([catalogue]) as second:
        rendered = render(order(scenes, tmp_path / "frames", first, second))
        assert len(rendered.made) == 2
    assert tree_digest(tmp_path / "frames") == reference[0]


def test_everything_that_is_missing_is_said_at_once(scenes, tmp_path):
    with (
        running_boxes(["--towns=Town01", "--without=vehicle.audi.tt"]) as port,
        pytest.raises(FindingsError, match="assets package") as caught,
    ):
        render(order(scenes, tmp_path / "frames", port))
    text = "\n".join(caught.value.findings)
    assert "no town Town05" in text
    assert "no blueprint vehicle.audi.tt" in text
    assert "no blueprint static.prop.model-000" in text
    assert not (tmp_path / "frames").exists()


def test_what_several_servers_lack_is_said_together(scenes, tmp_path):
    catalogue = catalogue_option(tmp_path)
    with (
        running_boxes([catalogue, "--towns=Town01"]) as first,
        running_boxes([catalogue, "--without=vehicle.audi.tt"]) as second,
        running_boxes([catalogue]) as whole,
        pytest.raises(FindingsError) as caught,
    ):
        render(order(scenes, tmp_path / "frames", first, second, whole))
    text = "\n".join(caught.value.findings)
    assert f"127.0.0.1:{first}: no town Town05" in text
    assert f"127.0.0.1:{second}: no blueprint vehicle.audi.tt" in text
    assert str(whole) not in text
    assert not (tmp_path / "frames").exists()


def test_another_version_is_refused(scenes, tmp_path):
    with (
        running_boxes(["--version=0.9.13", "--towns=Town01"]) as port,
        pytest.raises(FindingsError, match=r"CARLA 0\.9\.13") as caught,
    ):
        render(order(scenes, tmp_path / "frames", port))
    assert any("no town Town05" in line for line in caught.value.findings)


def test_nobody_there(scenes, tmp_path):
    with pytest.raises(ToolkitError, match="no CARLA server is left"):
        render(order(scenes, tmp_path, free_port_pair(), patience_s=0.5))


def test_an_impossible_scene_is_reported_and_the_others_rendered(scenes, tmp_path):
    buried = dataclasses.replace(
        scenes[0],
        tries=tuple(
            tuple(
                dataclasses.replace(p, pose=dataclasses.replace(p.pose, z=-50.0), surface="air") for p in each
            )
            for each in scenes[0].tries
        ),
    )
    with running_boxes([catalogue_option(tmp_path)]) as port:
        rendered = render(order([buried, scenes[1]], tmp_path / "frames", port))
    assert rendered.made.total() == 1
    assert "invisible" in rendered.failures[buried.item_id]


def test_the_next_try_is_taken_when_the_first_does_not_show(scenes, tmp_path):
    first = scenes[0]
    hidden = tuple(
        dataclasses.replace(p, pose=dataclasses.replace(p.pose, z=-50.0), surface="air")
        for p in first.tries[0]
    )
    scene = dataclasses.replace(first, tries=(hidden, *first.tries))
    with running_boxes([catalogue_option(tmp_path)]) as port:
        render(order([scene], tmp_path / "frames", port))
    sidecar = json.loads((tmp_path / "frames" / frame_paths(scene)["sidecar"]).read_text())
    assert sidecar["used_try"] == 1


def test_interruption_leaves_the_server_as_it_was(tmp_path):
    plan = tmp_path / "plan.jsonl"
    write_plan(plan, small_plan(1, 400))
    command = [
        sys.executable,
        "-m",
        "carla_scenes",
        "render",
        "--plan",
        str(plan),
        "--out",
        str(tmp_path / "f"),
    ]
    command += ["--resolution", "160x90", "--min-visible", "2", "--settle-ticks", "0"]
    with running_boxes([catalogue_option(tmp_path)]) as port:
        process = subprocess.Popen(
            [*command, "--host", f"127.0.0.1:{port}"], stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + 30
        while len(list(tmp_path.rglob("f/**/*.json"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=40)
        assert process.returncode == 130, errors
        assert "run the same command again" in errors
        assert run_client(SETTINGS, port).split() == ["False", "None", "1"]


def test_the_command_renders_and_keeps(tmp_path, capsys):
    plan = tmp_path / "plan.csv"
    write_plan(plan, small_plan(2, 2))
    with running_boxes([catalogue_option(tmp_path)]) as port:
        command = ["render", "--plan", str(plan), "--out", str(tmp_path / "f"), "--host", f"127.0.0.1:{port}"]
        command += ["--resolution", "160x90", "--min-visible", "2", "--settle-ticks", "1", "--json"]
        assert main([*command, "--towns", "Town01"]) == 0
        assert main([*command, "--limit", "3"]) == 0
    documents = capsys.readouterr().out
    assert documents.count('"made"') == 2
    assert main([*command, "--towns", "Town09"]) == 2
    assert main([*command[:-1], "--resolution", "big"]) == 2


@pytest.mark.parametrize("text", ["", "host:port", "a,a", ":2000", "a:70000"])
def test_bad_hosts(text):
    with pytest.raises(ToolkitError):
        parse_hosts(text)


def test_hosts():
    assert parse_hosts("a:2002, b") == [Host("a", 2002), Host("b", 2000)]


@pytest.mark.parametrize("mapped_height", [0.0, 1.0], ids=["as mapped", "below the map"])
def test_everything_stands_on_the_servers_ground(mapped_height, tmp_path):
    flat = ring_town_of("Town01").opendrive
    opendrive = flat.replace('<elevation s="0" a="0"', f'<elevation s="0" a="{mapped_height}"')
    path = tmp_path / "Town01.xodr"
    path.write_text(opendrive)
    scenes = plan_town(Wish(read_roads("Town01", opendrive), "train", 4, 0)).scenes
    assert {one.pose.z for scene in scenes for one in scene.traffic} == {mapped_height}
    with running_boxes([f"--opendrive={path}"]) as port:
        rendered = render(order(scenes, tmp_path / "frames", port))
    assert rendered.made.total() == len(scenes)
    boxes = [
        one["box"]
        for path in (tmp_path / "frames").rglob("*.json")
        for one in json.loads(path.read_text())["traffic"]
    ]
    assert len(boxes) > len(scenes)
    for box in boxes:
        assert box["pose"]["z"] - box["height"] / 2.0 == pytest.approx(0.0, abs=1e-3)
