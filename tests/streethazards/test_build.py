"""StreetHazards through the genuine client on the embedded simulator: planned, rendered, sealed, verified."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from builders.streethazards.__main__ import main
from builders.streethazards.build import INFO, shares_of
from builders.streethazards.check import check_rows
from builders.streethazards.presets import PRESETS, counts
from carla_scenes.catalogue import embedded_assets, write_catalogue
from manifests.dataset import open_dataset
from manifests.errors import ToolkitError
from manifests.verify import verify
from tests.carla_scenes.conftest import make_assets
from tests.carla_scenes.servers import running_boxes

FAST = [
    "--resolution",
    "160x90",
    "--min-visible",
    "2",
    "--settle-ticks",
    "0",
    "--timeout",
    "20",
    "--limit",
    "3",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("streethazards")
    catalogue = folder / "assets.csv"
    write_catalogue(catalogue, make_assets(6))
    command = ["--preset", "small", "--assets", str(catalogue), "--out", str(folder / "set"), *FAST]
    with running_boxes([f"--catalogue={catalogue}"]) as port:
        assert main([*command, "--host", f"127.0.0.1:{port}"]) == 0
    return folder / "set", command


def test_the_presets_are_the_papers_numbers():
    assert counts(PRESETS["paper"]) == {"train": 5125, "validation": 1031, "test": 1500}
    towns = {split: [s.town for s in PRESETS["paper"] if s.split == split] for split in ("train", "test")}
    assert towns == {"train": ["Town01", "Town02", "Town03"], "test": ["Town05", "Town06"]}
    assert [share.frames for share in shares_of("paper", ["Town02"], 7)] == [7]
    with pytest.raises(ToolkitError, match="Town09"):
        shares_of("paper", ["Town09"])


def test_the_dataset_verifies(built):
    out, _ = built
    report = verify(out, depth="content")
    assert report.is_good, report.findings


def test_layout_tables_and_columns(built):
    out, _ = built
    dataset = open_dataset(out)
    assert {split: len(dataset.frames(split)) for split in ("train", "validation", "test")} == {
        "train": 9,
        "validation": 3,
        "test": 6,
    }
    assert (out / "images/test/t5/00000.png").is_file()
    assert (out / "annotations/train/t1/00002.png").is_file()
    entries = json.loads((out / "test.odgt").read_text())
    assert entries[0]["fpath_img"] == "images/test/t5/00000.png"
    for frame in dataset.frames("test"):
        anomalous = int((frame.mask == 14).sum())
        row = frame.annotation_row
        assert anomalous == int(row["anomaly_pixels"]) > 0
        assert (
            len(row["assets"].split("|"))
            == len(row["categories"].split("|"))
            == len(row["distances_m"].split("|"))
        )
        assert row["town"] in {"Town05", "Town06"}
        assert frame.image.shape == (90, 160, 3)
    for split in ("train", "validation"):
        assert not any(np.any(frame.mask == 14) for frame in dataset.frames(split))


def test_images_of_the_embedded_simulator_say_so(built):
    out, _ = built
    with (out / "items.csv").open() as stream:
        assert {row["source"] for row in csv.DictReader(stream)} == {"embedded simulator"}
    manifest = open_dataset(out).manifest
    assert "embedded simulator" in manifest.info.description
    lines = (out / "scenes.jsonl").read_text().splitlines()
    assert len(lines) == 18
    assert "scenes.jsonl" in manifest.files
    assert np.array(json.loads(lines[0])["extrinsics"]).shape == (4, 4)


def test_a_rerun_needs_no_server_and_changes_nothing(built, capsys):
    out, command = built
    digest = open_dataset(out).manifest.content_digest
    assert main([*command, "--host", "127.0.0.1:9"]) == 0
    assert open_dataset(out).manifest.content_digest == digest
    assert digest in capsys.readouterr().out


def test_a_damaged_frame_is_rendered_again_or_refused(built, capsys):
    out, command = built
    frames = out.with_name("set.frames")
    image = frames / "images/test/t5/00001.png"
    image.write_bytes(image.read_bytes()[:-1])
    assert main([*command, "--host", "127.0.0.1:9", "--patience", "0.2"]) == 2
    assert "no CARLA server is left" in capsys.readouterr().err


def test_dry_run(capsys):
    assert main(["--host", "a", "--dry-run", "--preset", "paper"]) == 0
    assert "Town04: 1,031 frames for validation" in capsys.readouterr().out


@pytest.mark.slow
def test_without_a_host_the_embedded_simulator_renders(tmp_path):
    few = ["--preset", "small", "--towns", "Town01,Town05", "--limit", "1", "--quality", "draft"]
    command = [*few, "--resolution", "160x90", "--min-visible", "2", "--out", str(tmp_path / "set")]
    assert main(command) == 0
    dataset = open_dataset(tmp_path / "set")
    (row,) = [frame.annotation_row for frame in dataset.frames("test")]
    assert row["source"] == "embedded simulator"
    assert set(row["assets"].split("|")) <= {asset.asset_id for asset in embedded_assets()}
    assert dataset.manifest.parameters["assets_sha256"] == "embedded"
    assert dataset.manifest.parameters["settle_ticks"] == 0
    digest = dataset.manifest.content_digest
    assert main(command) == 0
    assert open_dataset(tmp_path / "set").manifest.content_digest == digest


def row(split, town, role="annotation", pixels="0", assets=""):
    path = f"{role}/{town}"
    return {
        "split": split,
        "town": town,
        "role": role,
        "path": path,
        "anomaly_pixels": pixels,
        "assets": assets,
    }


def test_findings_are_collected():
    good = [
        row("train", "Town01"),
        row("test", "Town05", pixels="9", assets="a|b"),
        row("test", "Town05", "image"),
    ]
    assert check_rows(good, {"test": 1}, ["a", "b"]) == []
    bad = [
        row("train", "Town01", pixels="5", assets="a"),
        row("test", "Town01"),
        row("test", "Town05", "image"),
    ]
    findings = "\n".join(check_rows(bad, {"test": 2}, ["a", "c"]))
    for expected in (
        "5 anomalous pixels",
        "names the assets",
        "Town01 is in the splits",
        "1 images instead of 2",
        ": c",
    ):
        assert expected in findings


def test_the_columns_are_declared():
    assert "anomaly_fraction" in INFO.columns
