"""Furniture libraries of Sweet Home 3D: the paper's kinds, with size, creator and licence, read as untrusted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from carla_scenes.__main__ import main
from carla_scenes.catalogue import missing_or_changed_meshes, read_catalogue
from carla_scenes.kinds import ANOMALY, load_kinds
from carla_scenes.sweethome import sweethome_assets, sweethome_kinds
from manifests.errors import ToolkitError

DEBIAN = Path("/usr/share/sweethome3d/furniture")
CUBE = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 1\nf 1 2 3\nf 1 3 4\n"


def write_library(path, models):
    """Write a library; models are (name, path of the OBJ, more properties)."""
    lines = ["id=Test", "# a comment"]
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, model, more) in enumerate(models, start=1):
            properties = {"id": f"Test#{number}", "name": name, "model": f"/{model}", "creator": "Ada"}
            properties |= {"width": "100", "depth": "50", "height": "200", **more}
            lines += [f"{key}#{number}={value}" for key, value in properties.items()]
            archive.writestr(model, f"# {name}\n{CUBE}")
            archive.writestr(str(Path(model).parent / "wood.mtl"), "newmtl wood\n")
        archive.writestr("PluginFurnitureCatalog.properties", "\n".join(lines))
    return path


def test_every_kind_of_the_table_is_an_anomaly():
    assert {load_kinds()[kind].role for kind in sweethome_kinds().values()} == {ANOMALY}


def test_models_become_assets_with_size_creator_and_licence(tmp_path):
    models = [
        ("Fridge", "a/fridge/fridge.obj", {}),
        ("Fork", "a/fork/fork.obj", {"width": "2", "depth": "20", "height": "3"}),
        ("Bench", "a/bench/bench.obj", {}),
        ("Oven", "a/oven/oven.obj", {"modelRotation": "1 0 0 0 1 0 0 0 1"}),
    ]
    library = write_library(tmp_path / "Some-CC-0.sh3f", models)
    catalogue = tmp_path / "out" / "assets.csv"
    assert main(["assets", "list", "--sweethome3d", str(library), "--out", str(catalogue)]) == 0
    fork, fridge = sorted(read_catalogue(catalogue), key=lambda asset: asset.category)
    assert (fridge.category, fork.category) == ("refrigerator", "kitchen utensil")
    assert (fridge.length, fridge.width, fridge.height) == (0.5, 1.0, 2.0)
    assert fork.length == pytest.approx(0.6)  # grown threefold
    assert fork.width == pytest.approx(0.06)
    assert fridge.licence == "CC0-1.0"
    assert "Ada" in fridge.source
    assert missing_or_changed_meshes([fridge, fork], catalogue.parent) == []
    assert (catalogue.parent / fridge.mesh).with_name("wood.mtl").is_file()
    assert main(["assets", "check", str(catalogue)]) == 0


def test_other_libraries_ask_for_attribution(tmp_path):
    write_library(tmp_path / "Scopia.sh3f", [("Bath", "b/bath.obj", {})])
    (asset,) = sweethome_assets(tmp_path, tmp_path / "out").assets
    assert asset.licence == "CC-BY-3.0"


def test_no_file_leaves_the_folder(tmp_path):
    write_library(tmp_path / "Bad.sh3f", [("Bath", "../../outside/bath.obj", {})])
    found = sweethome_assets(tmp_path, tmp_path / "out")
    assert found.assets == []
    assert not (tmp_path.parent / "outside").exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"not a zip", None])
def test_what_is_no_library_is_said(tmp_path, content, capsys):
    path = tmp_path / "Broken.sh3f"
    if content is not None:
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("something", "else")
    with pytest.raises(ToolkitError, match="library"):
        sweethome_assets(path, tmp_path / "out")
    arguments = [
        "assets",
        "list",
        "--sweethome3d",
        str(tmp_path / "nothing"),
        "--out",
        str(tmp_path / "a.csv"),
    ]
    assert main(arguments) == 2
    assert "sweethome3d-furniture" in capsys.readouterr().err


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="needs Debian's sweethome3d-furniture")
def test_debians_libraries(tmp_path):
    found = sweethome_assets(DEBIAN, tmp_path)
    assert len(found.assets) > 100
    assert len({asset.category for asset in found.assets}) > 25
    assert {asset.licence for asset in found.assets} == {"CC0-1.0", "CC-BY-3.0"}
    assert missing_or_changed_meshes(found.assets, tmp_path) == []
