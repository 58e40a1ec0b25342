"""What users get wrong, and what disks do: one clear report, nothing lost, nothing sealed."""

from __future__ import annotations

import csv
import json
import os
import shutil
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from builders.bdd.__main__ import main
from tests.fakes import fake_jpeg, write_bdd100k


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb_png() -> bytes:
    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(30001) * 100)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")
    )


def lying_png() -> bytes:
    """A sound PNG container whose image data is for fewer rows than the header says."""
    header = struct.pack(">IIBBBBB", 32, 18, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(33) * 5)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")
    )


def mask_of(src: Path, index: int = 1, split: str = "train") -> Path:
    return sorted((src / "labels/sem_seg/masks" / split).iterdir())[index]


def image_of(src: Path, index: int = 1, split: str = "train") -> Path:
    return sorted((src / "images/10k" / split).iterdir())[index]


def save_as(mode: str):
    def spoil(path: Path) -> None:
        pixels = np.asarray(Image.open(path))
        if mode == "16-bit":
            cv2.imwrite(str(path), pixels.astype(np.uint16))
        else:
            Image.fromarray(pixels).convert(mode).save(path)

    return spoil


def flip_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def corrupt_jpeg(path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (18, 32, 3), dtype=np.uint8)
    data = bytearray(cv2.imencode(".jpg", noise)[1].tobytes())
    data[-40:-10] = bytes(30)
    path.write_bytes(data)


BROKEN_MASKS = {
    "text": (lambda p: p.write_text("I am no picture"), "no PNG"),
    "empty": (lambda p: p.write_bytes(b""), "empty file"),
    "truncated": (lambda p: p.write_bytes(p.read_bytes()[:-20]), "truncated"),
    "flipped byte": (flip_byte, "corrupt"),
    "1x1": (lambda p: cv2.imwrite(str(p), np.zeros((1, 1), np.uint8)), "differ in size"),
    "bomb": (lambda p: p.write_bytes(bomb_png()), "30000x30000"),
    "lying header": (lambda p: p.write_bytes(lying_png()), "corrupt"),
    "16-bit": (save_as("16-bit"), "16-bit"),
    "palette": (save_as("P"), "palette"),
    "RGBA": (save_as("RGBA"), "RGBA"),
    "unknown value": (lambda p: cv2.imwrite(str(p), np.full((18, 32), 77, np.uint8)), "77"),
    "missing": (Path.unlink, "without its mask"),
    "folder": (lambda p: (p.unlink(), p.mkdir()), "no file"),
    "link loop": (lambda p: (p.unlink(), p.symlink_to(p.name)), "no file"),
}
BROKEN_IMAGES = {
    "jpeg text": (lambda p: p.write_text("I am no picture"), "no JPEG"),
    "jpeg truncated": (lambda p: p.write_bytes(p.read_bytes()[:-60]), "truncated"),
    "jpeg corrupt": (corrupt_jpeg, "corrupt"),
    "jpeg header": (lambda p: p.write_bytes(p.read_bytes()[:5] + b"\x11" + p.read_bytes()[6:]), "JPEG"),
    "jpeg missing": (Path.unlink, "without its image"),
    "jpeg other size": (lambda p: p.write_bytes(fake_jpeg(1, (16, 9))), "differ in size"),
}


@pytest.mark.parametrize("case", [*BROKEN_MASKS, *BROKEN_IMAGES])
def test_a_broken_file_is_named_with_its_reason_and_nothing_is_sealed(bdd100k, tmp_path, capsys, case):
    spoil, reason = {**BROKEN_MASKS, **BROKEN_IMAGES}[case]
    victim = (mask_of if case in BROKEN_MASKS else image_of)(bdd100k)
    spoil(victim)
    out = tmp_path / "out"
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 1
    error = capsys.readouterr().err
    assert victim.stem in error
    assert reason in error
    assert not out.exists()


def test_all_broken_files_are_reported_together_and_can_be_skipped(bdd100k, tmp_path, capsys, run_module):
    victims = [mask_of(bdd100k, index) for index in range(1, 5)]
    for victim, case in zip(victims, ("text", "truncated", "unknown value", "missing"), strict=True):
        BROKEN_MASKS[case][0](victim)
    out = tmp_path / "out"
    assert main(["--src", str(bdd100k), "--out", str(out), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [any(victim.stem in finding for finding in document["findings"]) for victim in victims] == [
        True
    ] * 4

    assert main(["--src", str(bdd100k), "--out", str(out), "--skip-broken"]) == 0
    with (out / "failures.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["item_id"] for row in csv.DictReader(stream)] == [victim.stem for victim in victims]
    assert run_module("manifests", "verify", out).returncode == 0


def test_failed_items_are_retried_once_mended(bdd100k, tmp_path):
    victim = mask_of(bdd100k)
    sound = victim.read_bytes()
    victim.write_bytes(sound[:40])
    out = tmp_path / "out"
    assert main(["--src", str(bdd100k), "--out", str(out), "--skip-broken"]) == 0
    victim.write_bytes(sound)
    assert main(["--src", str(bdd100k), "--out", str(out), "--skip-broken"]) == 0
    assert not (out / "failures.csv").exists()
    assert any(path.stem == victim.stem for path in (out / "annotations").rglob("*.png"))


def test_one_id_in_both_source_splits_is_refused(bdd100k, tmp_path, capsys):
    for path in (mask_of(bdd100k), image_of(bdd100k)):
        shutil.copyfile(path, Path(str(path).replace("train", "val")))
    assert main(["--src", str(bdd100k), "--out", str(tmp_path / "out")]) == 1
    assert "both splits" in capsys.readouterr().err


def test_a_name_that_is_not_utf_8_is_reported_and_not_carried_over(bdd100k, tmp_path, capsys):
    for path in (mask_of(bdd100k), image_of(bdd100k)):
        path.rename(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9" + path.suffix.encode()))
    assert main(["--src", str(bdd100k), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "caf\\xe9" in error
    assert "UTF-8" in error
    assert main(["--src", str(bdd100k), "--out", str(tmp_path / "out"), "--skip-broken"]) == 0


def test_mixed_encodings_are_refused(tmp_path, capsys):
    src = write_bdd100k(tmp_path / "src", train=4, val=0)
    other = write_bdd100k(tmp_path / "other", train=11, val=0, encoding="plus-2")
    shutil.copyfile(mask_of(other, 10), mask_of(src, 0))  # shows a bicycle, 20 on disk
    assert main(["--src", str(src), "--out", str(tmp_path / "out")]) == 2
    assert "--encoding" in capsys.readouterr().err


def test_ambiguous_encoding_is_refused_and_can_be_named(tmp_path, capsys):
    src = write_bdd100k(tmp_path / "src", train=2, val=0)
    for path in (src / "labels/sem_seg/masks/train").iterdir():
        cv2.imwrite(str(path), np.full((18, 32), 17, np.uint8))
    assert main(["--src", str(src), "--out", str(tmp_path / "a")]) == 2
    assert "cannot be told" in capsys.readouterr().err
    assert main(["--src", str(src), "--out", str(tmp_path / "a"), "--encoding", "plus-2"]) == 0
    assert main(["--src", str(src), "--out", str(tmp_path / "b"), "--encoding", "train-ids"]) == 0
    assert not any((tmp_path / "a/images").rglob("test/*"))
    assert len(list((tmp_path / "b/images/test").iterdir())) == 2


def test_two_layouts_in_one_folder_must_be_chosen_from(tmp_path, capsys):
    src = write_bdd100k(tmp_path / "src", layout="10k")
    write_bdd100k(src, layout="seg", seed=1)
    assert main(["--src", str(src), "--out", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert "--layout 10k" in error
    assert "--layout seg" in error
    assert main(["--src", str(src), "--out", str(tmp_path / "out"), "--layout", "seg"]) == 0


@pytest.mark.parametrize("case", ["absent", "file", "empty", "other", "loop"])
def test_a_source_that_is_none_tells_what_was_looked_for_and_where_to_get_it(tmp_path, run_module, case):
    src = tmp_path / "src"
    if case == "file":
        src.write_text("not a folder")
    elif case == "loop":
        src.symlink_to(src)
    elif case != "absent":
        src.mkdir()
    if case == "other":
        (src / "photos").mkdir()
        (src / "photos" / "loop").symlink_to(src)
    finished = run_module("builders.bdd", "--src", src, "--out", tmp_path / "out")
    assert finished.returncode == 2
    assert "bdd100k" in finished.stderr
    assert "download" in finished.stderr
    assert "Traceback" not in finished.stderr
    if case == "other":
        assert "photos/" in finished.stderr


def test_an_output_folder_of_something_else_is_left_alone(bdd100k, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("precious")
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]
    assert main(["--src", str(bdd100k), "--out", str(out / "thesis.txt")]) == 2


def test_two_builders_at_once_in_one_folder_are_refused(bdd100k, tmp_path, run_module):
    from builders.bdd.build import INFO
    from manifests.workspace import Workspace

    with Workspace(tmp_path / "out", info=INFO, parameters={}, builder_version="0"):
        finished = run_module("builders.bdd", "--src", bdd100k, "--out", tmp_path / "out")
    assert finished.returncode == 2
    assert "another builder" in finished.stderr


def test_no_source_is_a_usage_error(run_module):
    finished = run_module("builders.bdd")
    assert finished.returncode == 2
    assert "--src" in finished.stderr
