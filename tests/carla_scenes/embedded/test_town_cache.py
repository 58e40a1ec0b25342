"""Finished towns on disk: the same town again, and never a damaged or an outdated one."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import numpy as np
import pytest

from carla_scenes.embedded.cache import FOLDER_VARIABLE
from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.scene import Lamp, TrafficSignal
from carla_scenes.embedded.town import cache
from carla_scenes.embedded.town.assembly import Assembly
from carla_scenes.frame import Box, Pose
from manifests.digests import file_sha256

ARRAYS = ("vertices", "normals", "uvs", "faces", "materials", "tags", "parts")


def make_town():
    assembly = Assembly()
    glass = Material((0.1, 0.2, 0.3), Pattern.GLASS, second=(0.5, 0.5, 0.5), picture="sign:stop")
    two = MeshBuilder(3).add(box((0, 0, 0), (1, 2, 3)), glass).add(box((4, 0, 0), (5, 2, 3)), glass, part=1)
    assembly.add_fixed("houses", two.build(), ["Building_0", "Building_1"])
    post = MeshBuilder(6).add(box((0, 0, 0), (0.1, 0.1, 3)), Material((0.3, 0.3, 0.3))).build()
    for x in (5.0, 9.0):
        assembly.add_instance("post", post, placed(x, 2.0, 0.15, yaw=30.0), f"Pole_{x}")
    assembly.add_lamp(Lamp(1.0, 2.0, 6.0, (1.0, 0.5, 0.25), 0.7))
    trigger = Box(Pose(1.0, 2.0, 3.0, yaw=4.0), 5.0, 6.0, 7.0)
    assembly.add_signal(TrafficSignal("traffic.stop", "206_1f", Pose(0.0, 1.0, 2.0, yaw=90.0), trigger, 3, 2))
    return assembly.town("Tiny", "<OpenDRIVE/>", [Pose(0.1, 0.2, 0.5, yaw=12.5)])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return tmp_path / "towns"


@pytest.fixture
def builds():
    return []


@pytest.fixture
def town_of(builds):
    def build():
        builds.append(1)
        return make_town()

    return lambda name="Tiny", text="": cache.cached_town(name, text, build)


def entry(folder):
    (only,) = [path for path in folder.iterdir() if not path.name.startswith(".")]
    return only


@pytest.mark.usefixtures("folder")
def test_a_town_comes_back_as_it_was(town_of, builds):
    first, again = town_of(), town_of()
    assert len(builds) == 1
    assert again is not first
    for field in ("name", "opendrive", "spawn_points", "objects", "lamps", "signals", "ground_height"):
        assert getattr(again, field) == getattr(first, field)
    for one, other in zip(first.instances, again.instances, strict=True):
        assert (one.mesh, one.first_object) == (other.mesh, other.first_object)
        assert np.array_equal(one.matrix, other.matrix)
    assert list(again.meshes) == list(first.meshes)
    for key, mesh in first.meshes.items():
        assert again.meshes[key].palette == mesh.palette
        for array in ARRAYS:
            before, after = getattr(mesh, array), getattr(again.meshes[key], array)
            assert after.dtype == before.dtype
            assert after.flags.c_contiguous
            assert np.array_equal(before, after)


def test_other_names_and_texts_are_other_towns(folder, town_of, builds):
    town_of()
    town_of(name="Other")
    town_of(text="<OpenDRIVE></OpenDRIVE>")
    assert len(builds) == 3
    assert len(list(folder.iterdir())) == 3


@pytest.mark.usefixtures("folder")
def test_edited_code_makes_new_towns(town_of, builds, monkeypatch):
    town_of()
    monkeypatch.setattr(cache, "code_digest", lambda *_: "another")
    town_of()
    assert len(builds) == 2


@pytest.mark.parametrize("name", ["floats.npy", "bytes.npy", "facts.json", "digests.json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_damaged_towns_are_built_anew(folder, town_of, builds, name, damage):
    town_of()
    file = entry(folder) / name
    content = bytearray(file.read_bytes())
    if damage == "remove":
        file.unlink()
    else:
        content[-3] ^= 0x40
        file.write_bytes(content if damage == "flip" else content[:-4])
    assert town_of().objects == make_town().objects
    assert len(builds) == 2
    town_of()
    assert len(builds) == 2


def test_facts_that_agree_with_their_digest_but_make_no_sense_are_ignored(folder, town_of, builds):
    town_of()
    file = entry(folder) / "facts.json"
    facts = json.loads(file.read_text())
    file.write_text(json.dumps({**facts, "materials": []}))
    digests = entry(folder) / "digests.json"
    known = json.loads(digests.read_text())
    digests.write_text(json.dumps({**known, "facts.json": file_sha256(file)}))
    town_of()
    assert len(builds) == 2


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path, town_of, builds, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv(FOLDER_VARIABLE, str(blocked))
    assert town_of().name == "Tiny"
    assert town_of().name == "Tiny"
    assert len(builds) == 2


def test_old_towns_make_room(folder, town_of, monkeypatch):
    monkeypatch.setattr(cache, "_MOST", 2)
    town_of(name="a")
    oldest = entry(folder)
    os.utime(oldest / "digests.json", (1.0, 1.0))
    town_of(name="b")
    town_of(name="c")
    assert not oldest.exists()
    assert len(list(folder.iterdir())) == 2


def test_nothing_of_a_building_town_is_left_behind(folder, town_of, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    assert town_of().name == "Tiny"
    assert list(folder.iterdir()) == []
    assert replace(town_of(), name="x").name == "x"
