"""BDD-Anomaly from a BDD100K folder, through the public command."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from builders.bdd.__main__ import main
from tests.fakes import ANOMALOUS_EVERY, write_bdd100k


def build(src: Path, out: Path, *flags: str) -> int:
    return main(["--src", str(src), "--out", str(out), *flags])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "items.csv").open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def reference_split(src: Path, name: str, split: str) -> tuple[str, np.ndarray]:
    """The paper's rule, written a second time with Pillow and NumPy alone."""
    mask = np.array(Image.open(src / "labels/sem_seg/masks" / split / f"{name}.png")).astype(int)
    finished = np.where(mask == 255, 1, mask + 2).astype(np.uint8)
    if ((mask >= 16) & (mask <= 18)).any():
        return "test", finished
    return {"train": "train", "val": "validation"}[split], finished


def test_every_pair_lands_where_the_rule_says_with_the_masks_relabelled(bdd100k, tmp_path):
    out = tmp_path / "out"
    assert build(bdd100k, out) == 0
    seen = 0
    for split in ("train", "val"):
        for image in sorted((bdd100k / "images/10k" / split).iterdir()):
            expected_split, expected_mask = reference_split(bdd100k, image.stem, split)
            assert (out / "images" / expected_split / image.name).read_bytes() == image.read_bytes()
            with Image.open(out / "annotations" / expected_split / f"{image.stem}.png") as mask:
                assert mask.mode == "L"
                np.testing.assert_array_equal(np.asarray(mask), expected_mask)
            seen += 1
    assert seen == 15
    assert sum(row["split"] == "test" for row in rows(out)) == 2 * -(-15 // ANOMALOUS_EVERY)


def test_rows_state_anomaly_pixels_and_fraction(bdd100k, tmp_path):
    out = tmp_path / "out"
    build(bdd100k, out)
    masks = [row for row in rows(out) if row["role"] == "annotation"]
    for row in masks:
        pixels = np.asarray(Image.open(out / row["path"]))
        for value, name in ((18, "train"), (19, "motorcycle"), (20, "bicycle")):
            assert int(row[f"{name}_pixels"]) == (pixels == value).sum()
        assert int(row["anomaly_pixels"]) == (pixels >= 18).sum()
        assert float(row["anomaly_fraction"]) == (pixels >= 18).sum() / pixels.size


def test_lists_load_with_the_paper_authors_loader(bdd100k, tmp_path):
    out = tmp_path / "out"
    build(bdd100k, out)
    for split in ("train", "validation", "test"):
        with (out / f"{split}.odgt").open(encoding="utf-8") as stream:
            entries = json.loads(stream.readline().rstrip())
        images = sorted(path.name for path in (out / "images" / split).iterdir())
        assert [Path(entry["fpath_img"]).name for entry in entries] == images
        for entry in entries:
            image, mask = Image.open(out / entry["fpath_img"]), Image.open(out / entry["fpath_segm"])
            assert image.size == mask.size == (entry["width"], entry["height"])
            assert mask.mode == "L"


@pytest.mark.parametrize("layout", ["10k", "seg"])
@pytest.mark.parametrize("encoding", ["train-ids", "plus-2"])
@pytest.mark.parametrize("outer", [False, True])
def test_any_layout_and_encoding_gives_the_same_content(tmp_path, capsys, layout, encoding, outer):
    src = tmp_path / "src"
    write_bdd100k(src / "bdd100k" if outer else src, layout=layout, encoding=encoding)
    plain = write_bdd100k(tmp_path / "plain")
    digests = []
    for source, out in ((src, "a"), (plain, "b")):
        assert build(source, tmp_path / out, "--json") == 0
        captured = capsys.readouterr()
        digests.append(json.loads(captured.out)["build"]["content_digest"])
        if source is src:
            assert f"layout {layout}" in captured.err
    assert digests[0] == digests[1]


def test_bytes_do_not_depend_on_workers_or_listing_order(bdd100k, tmp_path, monkeypatch):
    build(bdd100k, tmp_path / "one", "--workers", "1")
    build(bdd100k, tmp_path / "four", "--workers", "4")
    listing = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: reversed(list(listing(self))))
    build(bdd100k, tmp_path / "reversed", "--workers", "2")
    assert tree(tmp_path / "one") == tree(tmp_path / "four") == tree(tmp_path / "reversed")


def test_source_is_never_modified(bdd100k, tmp_path):
    before = tree(bdd100k)
    for path in bdd100k.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for mode in ("copy", "hardlink", "symlink"):
            assert build(bdd100k, tmp_path / mode, "--images", mode) == 0
            assert build(bdd100k, tmp_path / mode, "--images", "copy") == 0
    finally:
        for path in bdd100k.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert tree(bdd100k) == before


@pytest.mark.parametrize("mode", ["hardlink", "symlink"])
def test_linked_images_make_the_same_dataset(bdd100k, tmp_path, mode, run_module):
    build(bdd100k, tmp_path / "copied")
    build(bdd100k, tmp_path / "linked", "--images", mode)
    assert tree(tmp_path / "copied") == tree(tmp_path / "linked")
    image = next((tmp_path / "linked/images/train").iterdir())
    source = bdd100k / "images/10k/train" / image.name
    assert image.samefile(source)
    assert image.is_symlink() == (mode == "symlink")
    verified = run_module("manifests", "verify", tmp_path / "linked", "--links-to", bdd100k)
    assert verified.returncode == 0, verified.stdout
    if mode == "symlink":
        assert run_module("manifests", "verify", tmp_path / "linked").returncode == 1


def test_rerun_keeps_what_is_there_and_mends_what_is_not(bdd100k, tmp_path, capsys):
    out = tmp_path / "out"
    build(bdd100k, out)
    first = tree(out)
    victim = next((out / "images/test").iterdir())
    victim.write_bytes(b"not a picture")
    next((out / "annotations/train").iterdir()).unlink()
    capsys.readouterr()
    assert build(bdd100k, out, "--json") == 0
    assert json.loads(capsys.readouterr().out)["build"]["kept"] == 13
    assert tree(out) == first


def test_a_dataset_of_other_content_is_replaced_only_when_asked(bdd100k, tmp_path, capsys):
    out = tmp_path / "out"
    build(bdd100k, out)
    first = tree(out)
    shutil.rmtree(bdd100k)
    write_bdd100k(bdd100k, seed=1)
    assert build(bdd100k, out) == 2
    message = capsys.readouterr().err
    assert "--overwrite" in message
    assert tree(out) == first
    assert build(bdd100k, out, "--overwrite") == 0
    assert tree(out) != first
    assert not out.with_name("out.part").exists()


def test_limit_and_dry_run(bdd100k, tmp_path, capsys):
    out = tmp_path / "out"
    assert build(bdd100k, out, "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pairs"] == {"train": 10, "val": 5}
    assert not out.exists()
    assert build(bdd100k, out, "--limit", "2") == 0
    assert len(rows(out)) == 8


def test_prints_counts_beside_the_papers(bdd100k, tmp_path, capsys):
    build(bdd100k, tmp_path / "out")
    printed = capsys.readouterr().out
    for number in ("6,280", "910", "810", "0.83%"):
        assert number in printed


def test_unicode_spaces_and_newlines_in_names(tmp_path, run_module):
    src = write_bdd100k(tmp_path / "src", train=3, val=1)
    names = ["ein Bild", "öäü 車", "zwei\nZeilen"]
    for image, name in zip(sorted((src / "images/10k/train").iterdir()), names, strict=True):
        mask = src / "labels/sem_seg/masks/train" / f"{image.stem}.png"
        mask.rename(mask.with_name(f"{name}.png"))
        image.rename(image.with_name(f"{name}.jpg"))
    out = tmp_path / "out"
    assert build(src, out) == 0
    assert set(names) < {row["item_id"] for row in rows(out)}
    assert run_module("manifests", "verify", out).returncode == 0


def test_without_the_write_permission_of_root_a_read_only_output_is_one_clear_error(
    bdd100k, tmp_path, run_module
):
    if os.geteuid() == 0:
        out = Path("/proc/nothing/can/be/made/here")
    else:
        (tmp_path / "locked").mkdir(mode=0o555)
        out = tmp_path / "locked" / "out"
    finished = run_module("builders.bdd", "--src", bdd100k, "--out", out)
    assert finished.returncode == 2
    assert finished.stderr.count("error:") == 1
    assert "Traceback" not in finished.stderr
