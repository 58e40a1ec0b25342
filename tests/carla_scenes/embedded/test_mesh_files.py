"""Mesh files of others: their shape, colours and sides, and what may not be read."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import trimesh
from PIL import Image

from carla_scenes.embedded import mesh_files
from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.mesh_files import MeshFolder, catalogue_models, read_mesh
from carla_scenes.frame import Box
from manifests.errors import ToolkitError
from tests.carla_scenes.conftest import make_assets
from tests.carla_scenes.embedded.scripts import LocalServer

OBJ = """mtllib a.mtl
v 0 0 0
v 4 0 0
v 0 2 0
v 0 0 1
vt 0.25 0.25
usemtl red
f 1 3 2
f 1 2 4
usemtl painted
f 1/1 4/1 3/1
f 2/1 3/1 4/1
"""


@pytest.fixture
def folder(tmp_path):
    meshes = tmp_path / "meshes"
    meshes.mkdir()
    (meshes / "a.obj").write_text(OBJ)
    (meshes / "a.mtl").write_text("newmtl red\nKd 0.8 0 0\nnewmtl painted\nKd 1 1 1\nmap_Kd t.png\n")
    picture = np.zeros((4, 4, 3), np.uint8)
    picture[2:, :2] = (10, 200, 30)  # the lower left quarter, where v is small
    Image.fromarray(picture).save(meshes / "t.png")
    return meshes


def colours(mesh):
    return [tuple(round(part, 3) for part in mesh.palette[number].colour) for number in mesh.materials]


def test_colours_of_materials_and_textures(folder):
    mesh = read_mesh(folder / "a.obj", folder)
    assert mesh.size == pytest.approx((4.0, 2.0, 1.0))
    low, high = mesh.bounds
    assert low == pytest.approx([-2.0, -1.0, 0.0])
    assert high == pytest.approx([2.0, 1.0, 1.0])
    found = colours(mesh)
    assert len(found) == 4
    red = tuple(round(max(part, 0.02), 3) for part in srgb(204, 0, 0))
    green = tuple(round(max(part, 0.02), 3) for part in srgb(10, 200, 30))
    assert sorted(found) == sorted([red, red, green, green])


def test_left_stays_left_and_faces_look_outwards(folder):
    mesh = read_mesh(folder / "a.obj", folder)
    # The file's y points to the left of its x, this frame's to the right: the tip at y = 2 is at the left.
    tip = mesh.vertices[mesh.vertices[:, 1].argmin()]
    assert tip[0] == pytest.approx(-2.0)
    corners = mesh.vertices[mesh.faces].astype(float)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    middle = mesh.vertices.mean(axis=0)
    assert ((corners.mean(axis=1) - middle) * normals).sum(axis=1).min() > 0.0


@pytest.mark.parametrize("suffix", ["glb", "ply", "stl"])
def test_other_formats(tmp_path, suffix):
    box = trimesh.creation.box((1.0, 2.0, 3.0))
    box.visual.face_colors = [10, 200, 10, 255]
    box.export(tmp_path / f"b.{suffix}")
    model = MeshFolder(tmp_path).model(f"b.{suffix}")
    size = (3.0, 1.0, 2.0) if suffix == "glb" else (1.0, 2.0, 3.0)  # glTF: y up, z to the front
    assert model.make(0).size == pytest.approx(size)
    assert len(set(colours(model.make(0)))) == 1


def test_nothing_outside_the_folder_is_read(folder, tmp_path):
    (tmp_path / "secret.obj").write_text(OBJ)
    (tmp_path / "secret.mtl").write_text("newmtl red\nKd 0 0 0.8\n")
    (folder / "link.obj").symlink_to(tmp_path / "secret.obj")
    (folder / "b.obj").write_text(OBJ.replace("a.mtl", "../secret.mtl"))
    meshes = MeshFolder(folder)
    for path in (
        "../secret.obj",
        str(tmp_path / "secret.obj"),
        "link.obj",
        "none.obj",
        "",
        "a\0b",
        ".",
        "t.png",
    ):
        with pytest.raises(ToolkitError):
            meshes.model(path)
    blue = [one for one in colours(meshes.model("b.obj").make(0)) if one[2] > 2.0 * one[0]]
    assert not blue


def test_unusable_files_are_refused(folder, monkeypatch):
    (folder / "empty.obj").write_text("v 0 0 0\n")
    (folder / "broken.glb").write_bytes(b"glTF" + b"\xff" * 40)
    (folder / "far.obj").write_text("v 0 0 0\nv 1e9 0 0\nv 0 1 0\nf 1 2 3\n")
    (folder / "nan.obj").write_text("v nan 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    for name in ("empty.obj", "broken.glb", "far.obj", "nan.obj"):
        with pytest.raises(ToolkitError):
            MeshFolder(folder).model(name)
    monkeypatch.setattr(mesh_files, "_LARGEST_FILE", 10)
    with pytest.raises(ToolkitError, match="too large"):
        MeshFolder(folder).model("a.obj")


def test_catalogue_assets_are_turned_and_scaled(folder):
    asset = dataclasses.replace(
        make_assets(1)[0], mesh="a.obj", up="y", front="-x", length=8.0, width=2.0, height=4.0
    )
    (model,) = catalogue_models([asset, make_assets(2)[1]], folder)
    assert model.name == asset.blueprint
    assert model.make(0).size == pytest.approx((8.0, 2.0, 4.0), rel=1e-5)


def test_a_client_shows_a_mesh_of_the_folder(folder):
    with LocalServer(meshes=MeshFolder(folder)) as local:
        one = local.spawn("static.prop.mesh", mesh_path="a.obj", scale="2.0")
        assert local.actor(one).own_box.length == pytest.approx(8.0)
        assert isinstance(local.actor(one).world_box, Box)
        assert [placed.model for placed in local.world.scene().actors] == ["static.prop.mesh:a.obj"]
        place = [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
        wish = [1, "static.prop.mesh", [["mesh_path", 4, "../secret.obj"]]]
        assert "no such mesh" in local.error("spawn_actor", wish, place)
    with LocalServer() as bare:
        assert "unknown blueprint" in bare.error("spawn_actor", wish, place)
