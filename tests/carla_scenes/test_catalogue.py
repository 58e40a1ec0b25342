from __future__ import annotations

import dataclasses

import pytest

from carla_scenes.catalogue import missing_or_changed_meshes, read_catalogue, write_catalogue
from manifests.digests import file_sha256
from manifests.errors import FindingsError, ToolkitError
from tests.carla_scenes.conftest import make_assets


def test_round_trip(tmp_path):
    assets = make_assets(30)
    path = tmp_path / "assets.csv"
    write_catalogue(path, reversed(assets))
    assert list(read_catalogue(path)) == sorted(assets, key=lambda asset: asset.asset_id)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"asset_id": "A b"}, "bad asset id"),
        ({"blueprint": "table"}, "bad blueprint"),
        ({"category": "car"}, "no anomaly"),
        ({"category": "unheard of"}, "no kind is called"),
        ({"meta_category": "fruit"}, "wrong meta-category"),
        ({"up": "x"}, "bad axes"),
        ({"placement": "sea"}, "bad placement"),
        ({"length": 0.0}, "bad size"),
        ({"height": float("nan")}, "bad size"),
        ({"mesh": "../secret.obj"}, "outside"),
    ],
)
def test_faults_are_named(tmp_path, change, message):
    path = tmp_path / "assets.csv"
    write_catalogue(path, [dataclasses.replace(make_assets(1)[0], **change)])
    with pytest.raises(FindingsError, match=message):
        read_catalogue(path)


def test_all_faults_are_reported_together(tmp_path):
    first, second = make_assets(2)
    path = tmp_path / "assets.csv"
    write_catalogue(
        path, [dataclasses.replace(first, up="x"), second, dataclasses.replace(second, length=0.0), second]
    )
    with pytest.raises(FindingsError) as caught:
        read_catalogue(path)
    assert len(caught.value.findings) == 3


def test_a_missing_or_foreign_file_is_told(tmp_path):
    with pytest.raises(ToolkitError, match="cannot be read"):
        read_catalogue(tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ToolkitError, match="lacks columns"):
        read_catalogue(tmp_path / "other.csv")


def test_changed_meshes_are_found(tmp_path):
    (tmp_path / "a.obj").write_text("v 0 0 0\n")
    digest = file_sha256(tmp_path / "a.obj")
    good, changed, gone = (dataclasses.replace(a, mesh="a.obj", sha256=digest) for a in make_assets(3))
    changed = dataclasses.replace(changed, sha256="0" * 64)
    gone = dataclasses.replace(gone, mesh="b.obj")
    assert missing_or_changed_meshes([good], tmp_path) == []
    assert len(missing_or_changed_meshes([good, changed, gone], tmp_path)) == 2
