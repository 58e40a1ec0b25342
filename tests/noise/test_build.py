from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from builders.noise.__main__ import main
from builders.noise.png import encode_noise
from builders.noise.recipes import RECIPES, make_noise
from manifests.dataset import open_dataset
from manifests.schema import read_manifest
from manifests.verify import verify

ROOT = Path(__file__).parents[2]


def build(out: Path, *flags: object) -> int:
    return main(["--kind", "gaussian", "--n", "12", "--size", "16", "--out", str(out), *map(str, flags)])


@pytest.mark.parametrize("kind", RECIPES)
def test_a_built_set_verifies_and_holds_the_recipe(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "noise"
    assert main(["--kind", kind, "--n", "5", "--size", "32", "--seed", "3", "--out", str(out)]) == 0
    assert verify(out).findings == []
    frames = open_dataset(out).frames("test")
    assert len(frames) == 5
    for k, frame in enumerate(frames):
        assert (frame.image == make_noise(kind, 32, 3, k)).all()
    manifest = read_manifest(out)
    assert (manifest.info.name, manifest.seed, manifest.parameters["size"]) == (f"noise-{kind}", 3, 32)


@pytest.mark.parametrize("kind", RECIPES)
@pytest.mark.parametrize("size", [1, 2, 31])
def test_the_png_is_what_was_given(kind: str, size: int) -> None:
    image = make_noise(kind, size, 0, 0)
    with Image.open(io.BytesIO(encode_noise(image, kind))) as decoded:
        assert decoded.mode == "RGB"
        assert (np.asarray(decoded) == image).all()


@pytest.mark.parametrize("kind", RECIPES)
def test_files_are_no_larger_than_pillows(kind: str) -> None:
    image = make_noise(kind, 224, 0, 0)
    stream = io.BytesIO()
    Image.fromarray(image).save(stream, "PNG")
    assert len(encode_noise(image, kind)) <= stream.tell()


def test_workers_do_not_change_a_byte(tmp_path: Path) -> None:
    for workers in (1, 4):
        assert build(tmp_path / str(workers), "--workers", workers) == 0
    files = {
        workers: {
            path.relative_to(tmp_path / workers): path.read_bytes()
            for path in (tmp_path / workers).rglob("*")
            if path.is_file()
        }
        for workers in ("1", "4")
    }
    assert files["1"] == files["4"]


def test_a_longer_set_begins_with_the_shorter_one(tmp_path: Path) -> None:
    assert build(tmp_path / "a") == 0
    assert build(tmp_path / "b", "--n", 20) == 0
    rows = [{r["path"]: r["pixels_sha256"] for r in open_dataset(tmp_path / n).rows()} for n in "ab"]
    assert rows[0].items() <= rows[1].items()
    assert len(rows[1]) == 20


def test_images_of_another_seed_are_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path / "a") == 0
    capsys.readouterr()
    assert build(tmp_path / "a", "--seed", 1, "--overwrite", "--json") == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 0
    assert (open_dataset(tmp_path / "a").frames("test")[0].image == make_noise("gaussian", 16, 1, 0)).all()


def test_a_sealed_set_is_not_replaced_by_another_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path / "a") == 0
    assert build(tmp_path / "a", "--seed", 1) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert read_manifest(tmp_path / "a").seed == 0


def test_a_second_run_keeps_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path / "a") == 0
    capsys.readouterr()
    assert build(tmp_path / "a", "--json") == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 12


def test_a_killed_build_goes_on_to_the_same_dataset(tmp_path: Path) -> None:
    flags = ["--kind", "blobs", "--n", "300", "--size", "96", "--workers", "2"]
    command = [sys.executable, "-m", "builders.noise", *flags, "--out", str(tmp_path / "killed")]
    process = subprocess.Popen(command, cwd=ROOT)
    images = tmp_path / "killed.part" / "images" / "test"
    deadline = time.monotonic() + 60
    while len(list(images.glob("*.png"))) < 20:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "killed").exists()
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == 0
    assert main([*flags, "--out", str(tmp_path / "whole")]) == 0
    assert read_manifest(tmp_path / "killed") == read_manifest(tmp_path / "whole")
    assert verify(tmp_path / "killed").findings == []


def test_a_damaged_image_is_made_again(tmp_path: Path) -> None:
    assert build(tmp_path / "a") == 0
    before = read_manifest(tmp_path / "a").content_digest
    (tmp_path / "a" / "images" / "test" / "000003.png").write_bytes(b"")
    assert build(tmp_path / "a") == 0
    assert verify(tmp_path / "a").findings == []
    assert read_manifest(tmp_path / "a").content_digest == before


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path / "a", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["images"] == {"test": 12}
    assert build(tmp_path / "a", "--dry-run") == 0
    assert "12 images of 16x16" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "flags",
    [
        ["--kind", "pink"],
        ["--kind", "blobs", "--n", "0"],
        ["--kind", "blobs", "--size", "-3"],
        ["--kind", "blobs", "--seed", "-1"],
        ["--kind", "blobs", "--seed", "1e3"],
        [],
    ],
)
def test_bad_usage_exits_with_2(flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(flags)
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_too_large_a_size_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path / "a", "--size", 5000) == 2
    assert "at most 1024" in capsys.readouterr().err


def test_rows_name_what_their_pixels_depend_on(tmp_path: Path) -> None:
    assert build(tmp_path / "a", "--seed", 4) == 0
    with (tmp_path / "a" / "items.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[7]["source"] == "noise-1:gaussian:16:4:7"
    assert {row["licence"] for row in rows} == {"CC0-1.0"}
