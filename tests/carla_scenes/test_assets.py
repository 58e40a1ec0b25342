from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
import trimesh

from carla_scenes.asset_sources import mesh_folder_assets, shapenet_assets, shapenet_kind, stock_assets
from carla_scenes.catalogue import read_catalogue, write_catalogue
from carla_scenes.kinds import ANOMALY, load_kinds
from carla_scenes.meshes import alignment, mesh_size
from carla_scenes.packaging import size_word, write_package
from manifests.errors import FindingsError, ToolkitError

HEADER = (
    "fullId,category,wnsynset,wnlemmas,up,front,unit,aligned.dims,isContainerLike,surfaceVolume,solidVolume,"
    "supportSurfaceArea,weight,staticFrictionForce,name,tags\n"
)


def shapenet_row(identifier, category, dims, up="", front=""):
    vectors = [text.replace(",", "\\,") for text in (up, front)]
    category, dims = category.replace(",", "\\,"), dims.replace(",", "\\,")
    return f"wss.{identifier},{category},,,{vectors[0]},{vectors[1]},0.0254,{dims},,,,,,,,\n"


def make_box(path, size=(3.0, 2.0, 1.0)):
    path.parent.mkdir(parents=True, exist_ok=True)
    trimesh.creation.box(size).export(path)


def test_stock_props_are_anomalies_only(tmp_path):
    found = stock_assets()
    assert len(found.assets) > 20
    assert all(load_kinds()[asset.category].role == ANOMALY for asset in found.assets)
    write_catalogue(tmp_path / "a.csv", found.assets)
    assert list(read_catalogue(tmp_path / "a.csv")) == found.assets


@pytest.mark.parametrize("suffix", ["obj", "glb", "ply", "stl"])
def test_meshes_are_measured(tmp_path, suffix):
    make_box(tmp_path / f"box.{suffix}")
    assert mesh_size(tmp_path / f"box.{suffix}") == pytest.approx((3.0, 2.0, 1.0), rel=1e-5)
    assert mesh_size(tmp_path / f"box.{suffix}", up="y", front="z") == pytest.approx(
        (1.0, 3.0, 2.0), rel=1e-5
    )


def test_alignment_is_a_rotation():
    for up, front in (("z", "x"), ("y", "z"), ("-x", "y"), ("z", "-y")):
        matrix = alignment(up, front)
        assert np.linalg.det(matrix) == pytest.approx(1.0)
        assert np.allclose(matrix @ matrix.T, np.eye(3))


def test_a_folder_of_meshes(tmp_path):
    make_box(tmp_path / "fire_truck/a.obj")
    make_box(tmp_path / "fire_truck/b.stl", (3.001, 2.0, 1.0))
    make_box(tmp_path / "camel/c.glb")
    make_box(tmp_path / "car/d.obj")
    found = mesh_folder_assets(tmp_path, "CC0-1.0", "test")
    assert [asset.asset_id for asset in found.assets] == ["camel-c", "fire-truck-a"]
    assert found.left_out == {
        "its folder names no anomaly category": 1,
        "it is a near-duplicate of another model": 1,
    }
    (tmp_path / "camel/e.obj").write_text("nonsense\n")
    with pytest.raises(ToolkitError, match=r"cannot be read|no surface"):
        mesh_folder_assets(tmp_path, "CC0-1.0", "test")


def test_shapenet(tmp_path):
    rows = [
        shapenet_row("guitar1", "Guitar,ElectricGuitar", "32.0,6.0,100.0"),
        shapenet_row("guitar2", "Guitar", "32.1,6.0,100.2", "0,0,1", "0,-1,0"),
        shapenet_row("bed1", "Bed", "160.0,200.0,60.0", "0,1,0", "0,0,1"),
        shapenet_row("car1", "Car,SportsCar", "180.0,450.0,140.0"),
        shapenet_row("thing1", "Room", "180.0,450.0,140.0"),
        shapenet_row("sofa1", "Couch", ""),
        shapenet_row("gone", "Bed", "150.0,190.0,50.0"),
    ]
    (tmp_path / "metadata.csv").write_text(HEADER + "".join(rows))
    for name in ("guitar1", "guitar2", "bed1", "car1", "thing1", "sofa1"):
        make_box(tmp_path / f"models-OBJ/models/{name}.obj", (1.0, 1.0, len(name) / 10))
    make_box(tmp_path / "models-OBJ/models/guitar2.obj", (2.0, 1.0, 1.0))
    found = shapenet_assets(tmp_path)
    bed, guitar = found.assets
    assert (guitar.category, guitar.length, guitar.width, guitar.height) == ("guitar", 0.06, 0.32, 1.0)
    assert (guitar.up, guitar.front, bed.up, bed.front) == ("z", "-y", "y", "z")
    assert sum(found.left_out.values()) == 5
    with pytest.raises(ToolkitError, match="no ShapeNetSem"):
        shapenet_assets(tmp_path / "models-OBJ")


def test_the_simulators_own_kinds_are_excluded_from_shapenet():
    assert shapenet_kind(["Car", "FireTruck"]) is None
    assert shapenet_kind(["PottedPlant"]) is None
    assert shapenet_kind(["FireTruck"]).name == "fire truck"


def test_package(tmp_path):
    make_box(tmp_path / "meshes/bed/one.obj", (2.0, 1.0, 0.5))
    (asset,) = mesh_folder_assets(tmp_path / "meshes", "CC0-1.0", "test").assets
    assert write_package([asset, *stock_assets().assets], tmp_path / "meshes", tmp_path, "odd") == 1
    document = json.loads((tmp_path / "odd/odd.json").read_text())
    (prop,) = document["props"]
    assert prop == {
        "name": "bed-one",
        "size": "medium",
        "source": "./Props/bed-one/bed-one.obj",
        "tag": "Other",
    }
    packed = trimesh.load(tmp_path / "odd" / prop["source"], force="mesh")
    assert np.allclose(packed.bounds, [[-100, -50, 0], [100, 50, 50]])
    with pytest.raises(FindingsError, match="missing or changed"):
        write_package([dataclasses.replace(asset, sha256="0" * 64)], tmp_path / "meshes", tmp_path, "odd")
    with pytest.raises(ToolkitError, match="nothing to package"):
        write_package(stock_assets().assets, tmp_path, tmp_path, "odd")
    assert size_word(dataclasses.replace(asset, length=20.0)) == "huge"
