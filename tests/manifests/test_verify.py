"""Tampering with a sealed dataset: every kind is named by `verify`, all in one run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from builders.bdd.__main__ import main as build_bdd
from manifests.__main__ import main
from manifests.images import encode_mask
from manifests.schema import parse_manifest
from manifests.verify import verify
from tests.fakes import write_bdd100k


@pytest.fixture(scope="module")
def sealed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sealed")
    write_bdd100k(folder / "src")
    assert build_bdd(["--src", str(folder / "src"), "--out", str(folder / "out")]) == 0
    return folder / "out"


@pytest.fixture
def dataset(sealed, tmp_path) -> Path:
    return Path(shutil.copytree(sealed, tmp_path / "dataset"))


def first(dataset: Path, role: str, split: str, index: int = 0) -> Path:
    return sorted((dataset / role / split).iterdir())[index]


def kinds(dataset: Path, depth: str = "content") -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in verify(dataset, depth).findings:
        found.setdefault(finding.kind, set()).add(finding.path)
    return found


def reseal(dataset: Path, change=lambda rows: rows, rules: tuple[str, ...] | None = None) -> None:
    """Edit items.csv and make manifest.json fit again, as a clever forger would."""
    with (dataset / "items.csv").open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        rows = change(list(reader))
    text = io.StringIO()
    writer = csv.DictWriter(text, reader.fieldnames, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (dataset / "items.csv").write_text(text.getvalue())
    document = json.loads((dataset / "manifest.json").read_text())
    digest = hashlib.sha256(
        "".join(
            f"{r['path']} {r['pixels_sha256'] or r['sha256']}\n"
            for r in sorted(rows, key=lambda r: r["path"])
        ).encode()
    )
    document["content_digest"] = digest.hexdigest()
    document["files"]["items.csv"]["sha256"] = hashlib.sha256(text.getvalue().encode()).hexdigest()
    if rules is not None:
        document["info"]["rules"] = rules
    (dataset / "manifest.json").write_text(parse_manifest(json.dumps(document), "test").to_json())


def replace_mask(dataset: Path, mask: Path, pixels: np.ndarray) -> None:
    """Swap in another mask and forge its row."""
    data = encode_mask(pixels)
    mask.write_bytes(data)
    path = mask.relative_to(dataset).as_posix()
    values, counts = np.unique(pixels, return_counts=True)
    text = b"%dx%dx1:uint8:" % pixels.shape + pixels.tobytes()
    stated = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": str(len(data)),
        "pixels_sha256": hashlib.sha256(text).hexdigest(),
        "class_pixels": " ".join(f"{v}:{c}" for v, c in zip(values, counts, strict=True)),
        "anomaly_pixels": str(int((pixels >= 18).sum())),
    }
    reseal(dataset, lambda rows: [{**row, **stated} if row["path"] == path else row for row in rows])


@pytest.mark.parametrize("depth", ["list", "bytes", "content"])
def test_a_good_dataset_is_good_at_every_depth(dataset, depth):
    report = verify(dataset, depth)
    assert report.is_good
    assert report.files == 30


def test_forging_helper_is_itself_undetected(dataset):
    reseal(dataset)
    assert kinds(dataset) == {}


def test_missing_and_unexpected_files(dataset):
    gone = first(dataset, "images", "train")
    gone.unlink()
    (dataset / "images" / "extra.txt").write_text("hello")
    for depth in ("list", "bytes", "content"):
        assert kinds(dataset, depth) == {
            "missing": {gone.relative_to(dataset).as_posix()},
            "unexpected": {"images/extra.txt"},
        }


def test_missing_list_file(dataset):
    (dataset / "train.odgt").unlink()
    assert kinds(dataset, "list") == {"missing": {"train.odgt"}}


def test_renamed_file(dataset):
    image = first(dataset, "images", "train")
    image.rename(image.with_name("other.jpg"))
    assert kinds(dataset, "bytes") == {"renamed": {image.relative_to(dataset).as_posix()}}
    assert kinds(dataset, "list").keys() == {"missing", "unexpected"}


def test_swapped_files(dataset):
    one, two = first(dataset, "annotations", "train", 0), first(dataset, "annotations", "train", 1)
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    expected = {path.relative_to(dataset).as_posix() for path in (one, two)}
    assert kinds(dataset, "bytes") == {"swapped": expected}
    assert kinds(dataset, "content")["swapped"] == expected


def test_truncated_file(dataset):
    image = first(dataset, "images", "test")
    image.write_bytes(image.read_bytes()[:-10])
    path = image.relative_to(dataset).as_posix()
    for depth in ("list", "bytes", "content"):
        assert kinds(dataset, depth)["truncated"] == {path}
    assert kinds(dataset, "content")["unreadable"] == {path}


def test_flipped_byte(dataset):
    image = first(dataset, "images", "test")
    data = bytearray(image.read_bytes())
    data[-20] ^= 1
    image.write_bytes(data)
    assert kinds(dataset, "list") == {}
    assert kinds(dataset, "bytes") == {"changed": {image.relative_to(dataset).as_posix()}}


def test_mask_from_another_encoder_with_the_same_pixels_is_the_same_content(dataset):
    mask = first(dataset, "annotations", "test")
    pixels = Image.open(mask).copy()
    pixels.save(mask, compress_level=1)
    assert verify(dataset, "bytes").findings
    report = verify(dataset, "content")
    assert report.is_good
    assert "re-encoded" in report.notes[0]


def test_wrong_size_even_when_the_row_is_forged(dataset):
    mask = first(dataset, "annotations", "train")
    replace_mask(dataset, mask, np.full((9, 16), 2, np.uint8))
    assert kinds(dataset)["wrong-size"] == {mask.relative_to(dataset).as_posix()}


def test_image_and_mask_of_different_sizes_in_the_rows(dataset):
    mask = first(dataset, "annotations", "train").relative_to(dataset).as_posix()
    reseal(dataset, lambda rows: [{**row, "width": "7"} if row["path"] == mask else row for row in rows])
    assert kinds(dataset, "list")["wrong-size"] == {mask}


@pytest.mark.parametrize("value", [0, 21, 255])
def test_value_outside_the_label_table(dataset, value):
    mask = first(dataset, "annotations", "train")
    pixels = np.array(Image.open(mask))
    pixels[0, 0] = value
    replace_mask(dataset, mask, pixels)
    assert kinds(dataset)["wrong-label"] == {mask.relative_to(dataset).as_posix()}


@pytest.mark.parametrize("split", ["train", "validation"])
def test_anomaly_outside_test(dataset, split):
    mask = first(dataset, "annotations", split)
    pixels = np.array(Image.open(mask))
    pixels[0, 0] = 19
    replace_mask(dataset, mask, pixels)
    expected = {mask.relative_to(dataset).as_posix()}
    assert kinds(dataset, "list")["misplaced-anomaly"] == expected
    assert kinds(dataset, "content")["misplaced-anomaly"] == expected


def test_test_image_without_anomaly(dataset):
    mask = first(dataset, "annotations", "test")
    pixels = np.array(Image.open(mask))
    pixels[pixels >= 18] = 2
    replace_mask(dataset, mask, pixels)
    assert kinds(dataset)["no-anomaly"] == {mask.relative_to(dataset).as_posix()}


def test_rows_that_lie_about_a_mask(dataset):
    mask = first(dataset, "annotations", "test").relative_to(dataset).as_posix()
    reseal(
        dataset, lambda rows: [{**row, "class_pixels": "2:1"} if row["path"] == mask else row for row in rows]
    )
    assert kinds(dataset) == {"edited": {"items.csv"}}


@pytest.mark.parametrize("role", ["images", "annotations"])
def test_unpaired(dataset, role):
    victim = first(dataset, role, "train")
    victim.unlink()
    path = victim.relative_to(dataset).as_posix()
    reseal(dataset, lambda rows: [row for row in rows if row["path"] != path])
    assert len(kinds(dataset, "list")["unpaired"]) == 1


def test_same_image_in_two_splits(dataset):
    source, target = first(dataset, "images", "train"), first(dataset, "images", "test")
    shutil.copyfile(source, target)
    data = source.read_bytes()
    stated = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": str(len(data))}
    path = target.relative_to(dataset).as_posix()
    reseal(dataset, lambda rows: [{**row, **stated} if row["path"] == path else row for row in rows])
    assert len(kinds(dataset, "list")["shared-image"]) == 1


def test_edited_manifest(dataset):
    path = dataset / "manifest.json"
    path.write_text(path.read_text().replace('"train-ids"', '"plus-2"'))
    assert kinds(dataset, "list") == {"edited": {"manifest.json"}}


def test_edited_items(dataset):
    path = dataset / "items.csv"
    path.write_text(path.read_text().replace("BDD100K, Berkeley DeepDrive", "nobody", 1))
    assert kinds(dataset, "list") == {"edited": {"items.csv"}}


@pytest.mark.parametrize(
    "bad", ["../escape.jpg", "/etc/passwd", "images/train/../../../escape.jpg", "a\\b.jpg"]
)
def test_paths_that_leave_the_folder_are_named_and_never_opened(dataset, bad):
    secret = dataset.parent / "escape.jpg"
    secret.write_bytes(b"secret")
    os.mkfifo(dataset.parent / "trap")  # opening it would hang
    victim = first(dataset, "images", "train").relative_to(dataset).as_posix()
    reseal(dataset, lambda rows: [{**row, "path": bad} if row["path"] == victim else row for row in rows])
    found = kinds(dataset)
    assert found["unsafe-path"] == {"items.csv"}
    assert found["unexpected"] == {victim}


def test_manifest_that_lists_a_file_outside(dataset):
    document = json.loads((dataset / "manifest.json").read_text())
    document["files"]["../../escape"] = {"sha256": "0" * 64, "bytes": 1}
    (dataset / "manifest.json").write_text(parse_manifest(json.dumps(document), "test").to_json())
    assert kinds(dataset, "list") == {"unsafe-path": {"manifest.json"}}


@pytest.mark.parametrize("what", ["file", "folder"])
def test_symbolic_links_are_named_and_not_followed(dataset, tmp_path, what):
    outside = tmp_path / "outside"
    image = first(dataset, "images", "train")
    if what == "file":
        shutil.move(image, outside)
        image.symlink_to(outside)
        expected = image
    else:
        expected = dataset / "images" / "train"
        shutil.move(expected, outside)
        expected.symlink_to(outside)
    found = kinds(dataset, "bytes")
    assert found["link"] == {expected.relative_to(dataset).as_posix()}
    assert image.relative_to(dataset).as_posix() in found["missing"]


def test_a_pipe_is_not_opened(dataset):
    image = first(dataset, "images", "train")
    image.unlink()
    os.mkfifo(image)
    assert kinds(dataset)["not-a-file"] == {image.relative_to(dataset).as_posix()}


def test_a_bomb_in_place_of_a_mask_is_not_decoded(dataset):
    mask = first(dataset, "annotations", "train")
    mask.write_bytes(cv2.imencode(".png", np.zeros((9000, 9000), np.uint8))[1].tobytes())
    assert kinds(dataset)["unreadable"] == {mask.relative_to(dataset).as_posix()}


def test_everything_is_found_in_one_run(dataset, capsys):
    first(dataset, "images", "train", 0).unlink()
    (dataset / "stray").write_text("x")
    mask = first(dataset, "annotations", "train", 1)
    mask.write_bytes(mask.read_bytes()[:-5])
    (dataset / "classes.csv").write_text("nothing")
    assert main(["verify", str(dataset), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert {f["kind"] for f in document["findings"]} == {
        "missing",
        "unexpected",
        "truncated",
        "unreadable",
        "edited",
    }
    assert document["good"] is False


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: (d / "manifest.json").unlink(),
        lambda d: (d / "manifest.json").write_text("{"),
        lambda d: (d / "manifest.json").write_text("[" * 100000),
        lambda d: (d / "manifest.json").write_text('{"schema_version": "99"}'),
        lambda d: (d / "manifest.json").write_text('{"schema_version": "1.0", "info": 7}'),
        lambda d: (d / "manifest.json").write_bytes(b"\xff\xfe\x00"),
        lambda d: (d / "items.csv").write_text("path,role\n"),
        lambda d: (d / "items.csv").write_bytes(b'path,"\n'),
    ],
)
def test_an_unreadable_manifest_is_a_usage_error(dataset, run_module, spoil):
    spoil(dataset)
    finished = run_module("manifests", "verify", dataset)
    assert finished.returncode == 2, finished.stdout
    assert "error:" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_half_written_row_is_a_finding(dataset):
    path = dataset / "items.csv"
    path.write_text(path.read_text()[:-40])
    found = kinds(dataset, "list")
    assert found["bad-row"] == {"items.csv"}


def test_fuzzed_lists_never_crash_the_check(dataset):
    generator = np.random.default_rng(0)
    original = (dataset / "items.csv").read_bytes()
    for _ in range(60):
        data = bytearray(original)
        for position in generator.integers(0, len(data), 5):
            data[position] = generator.integers(0, 256)
        (dataset / "items.csv").write_bytes(data)
        code = main(["verify", str(dataset), "--depth", "list", "--json"])
        assert code in {1, 2}
