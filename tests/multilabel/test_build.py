"""The out-of-distribution side, from tars and folders that imitate both releases of ImageNet-21K."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from builders.multilabel.__main__ import main
from builders.multilabel.classes import paper_classes
from manifests.dataset import open_dataset
from manifests.schema import read_manifest
from manifests.verify import verify
from tests.folder.pictures import BROKEN, CONVERTED, jpeg
from tests.multilabel.archives import archive, class_archive, member

ROOT = Path(__file__).parents[2]
WNIDS = [c.wnid for c in paper_classes()]
DOLPHIN, DEER, BAT = WNIDS[:3]


@pytest.fixture
def tars(tmp_path: Path) -> Path:
    root = tmp_path / "winter21_whole"
    root.mkdir()
    for index, wnid in enumerate(WNIDS):
        (root / f"{wnid}.tar").write_bytes(class_archive(wnid, 3, 10 * index))
    (root / "n00007846.tar").write_bytes(b"of another class, not looked at")
    return root


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    root = tmp_path / "imagenet21k"
    for index, wnid in enumerate(WNIDS):
        (root / wnid).mkdir(parents=True)
        for k in range(3):
            (root / wnid / f"{wnid}_{k}.JPEG").write_bytes(jpeg(10 * index + k))
    return root


def build(src: Path, out: Path, *flags: object) -> int:
    return main(["--src", str(src), "--out", str(out), *map(str, flags)])


def test_the_papers_set_from_tars(tars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert build(tars, out, "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["images"] == {"test": 60}
    assert any("oriental cherry < flowering cherry < cherry" in line for line in result["notes"])
    assert verify(out).findings == []
    rows = {row["path"]: row for row in open_dataset(out).rows()}
    row = rows[f"images/test/{DEER}/{DEER}_1.jpg"]
    assert (out / row["path"]).read_bytes() == jpeg(11)
    assert (row["wnid"], row["wordnet_name"], row["paper_name"]) == (DEER, "red deer", "deer")
    assert row["source"] == f"{DEER}.tar/{DEER}_1.JPEG"
    assert (out / "disjointness.csv").read_text().startswith("wnid,wordnet_name,relation")


@pytest.mark.parametrize("outer", ["", "fall11_whole", "imagenet21k_train"])
def test_every_layout_gives_the_same_images(outer: str, tars: Path, folders: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    tars.rename(tmp_path / "a" / "fall11_whole" if outer else tmp_path / "tars")
    src = tmp_path / "a" if outer else tmp_path / "tars"
    assert build(src, tmp_path / "from-tars") == 0
    assert build(folders, tmp_path / "from-folders") == 0
    digests = {read_manifest(tmp_path / name).content_digest for name in ("from-tars", "from-folders")}
    assert len(digests) == 1


def test_resized(tars: Path, tmp_path: Path) -> None:
    assert build(tars, tmp_path / "out", "--resize", 32, "--limit", 1) == 0
    frames = open_dataset(tmp_path / "out").frames("test")
    assert len(frames) == 20
    assert all(frame.image.shape == (32, 32, 3) for frame in frames)
    assert verify(tmp_path / "out").findings == []


def test_another_size_keeps_nothing(tars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tars, tmp_path / "out", "--resize", 32, "--limit", 1) == 0
    for flags in (["--resize", 16], []):
        capsys.readouterr()
        assert build(tars, tmp_path / "out", "--limit", 1, *flags, "--overwrite", "--json") == 0
        assert json.loads(capsys.readouterr().out)["kept"] == 0
    assert verify(tmp_path / "out").findings == []


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_do_not_change_the_dataset(workers: int, tars: Path, tmp_path: Path) -> None:
    assert build(tars, tmp_path / "a", "--workers", workers) == 0
    assert build(tars, tmp_path / "b", "--workers", 2) == 0
    for name in ("manifest.json", "items.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_everything_bad_is_reported_together(
    tars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = [member(f"{DOLPHIN}_{k + 100}.JPEG", data) for k, (data, _) in enumerate(CONVERTED.values())]
    odd += [member(f"{DOLPHIN}_{k + 200}.JPEG", data) for k, (data, _) in enumerate(BROKEN.values()) if data]
    (tars / f"{DOLPHIN}.tar").write_bytes(archive(odd))
    (tars / f"{DEER}.tar").write_bytes(
        archive(
            [
                member(f"{DEER}_0.JPEG", jpeg(1)),
                member(f"{BAT}_7.JPEG", jpeg(2)),
                member("README", b"not an image"),
                member("cover.jpg", jpeg(3)),
                member(f"../../{DEER}_3.JPEG", jpeg(4)),
                member(f"{DEER}_4.JPEG", kind=tarfile.SYMTYPE, linkname="/etc/passwd"),
                member(f"{DEER}_5.JPEG", kind=tarfile.CHRTYPE),
                member(f"{DEER}_6.JPEG", jpeg(5)),
                member(f"sub/{DEER}_6.JPEG", jpeg(6)),
            ]
        )
    )
    (tars / f"{BAT}.tar").write_bytes(class_archive(BAT, 3, 50)[:-3000])
    (tars / f"{WNIDS[3]}.tar").unlink()
    (tars / f"{WNIDS[4]}.tar").write_bytes(b"")
    (tars / f"{WNIDS[5]}.tar").write_bytes(archive([]))
    out = tmp_path / "out"
    assert build(tars, out) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not out.exists()
    assert build(tars, out, "--skip-broken", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["conversions"] == {text: 1 for _, text in CONVERTED.values()}
    assert f"{DEER}.tar/README: not named like an image" in result["notes"]
    with (out / "failures.csv").open(newline="") as stream:
        failures = {row["item_id"]: row["message"] for row in csv.DictReader(stream)}
    assert len(failures) == len(result["failures"])
    text = "\n".join(failures.values())
    assert f"is of another class: expected {DEER}, found {BAT}" in text
    assert f"is not named {DEER}_NNN" in text
    assert "its path leaves the folder" in text
    assert "a symbolic link" in text
    assert "a device" in text
    assert "2 files have this name" in failures[f"{DEER}_6"]
    assert "truncated" in failures[f"{BAT}.tar"]
    assert "the class is not in the source" in failures[WNIDS[3]]
    assert "truncated" in failures[f"{WNIDS[4]}.tar"]
    assert "the class holds no images" in failures[WNIDS[5]]
    assert verify(out).findings == []
    assert not (tmp_path / f"{DEER}_3.JPEG").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"winter21_whole", "out"}


def test_a_mended_source_is_built_to_the_end(
    tars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (tars / f"{DEER}.tar").read_bytes()
    (tars / f"{DEER}.tar").write_bytes(whole[:5000])
    assert build(tars, tmp_path / "out") == 1
    (tars / f"{DEER}.tar").write_bytes(whole)
    capsys.readouterr()
    assert build(tars, tmp_path / "out", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["images"] == {"test": 60}
    assert result["kept"] == 59


def test_a_killed_build_goes_on_to_the_same_dataset(tmp_path: Path) -> None:
    src = tmp_path / "src"
    src.mkdir()
    for index, wnid in enumerate(WNIDS):
        (src / f"{wnid}.tar").write_bytes(class_archive(wnid, 25, 100 * index))
    flags = ["--src", str(src), "--resize", "200", "--workers", "2"]
    command = [sys.executable, "-m", "builders.multilabel", *flags, "--out", str(tmp_path / "killed")]
    process = subprocess.Popen(command, cwd=ROOT)
    images = tmp_path / "killed.part" / "images" / "test"
    deadline = time.monotonic() + 90
    while len(list(images.rglob("*.png"))) < 20:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "killed").exists()
    assert main([*flags, "--out", str(tmp_path / "killed")]) == 0
    assert main([*flags, "--out", str(tmp_path / "whole")]) == 0
    assert read_manifest(tmp_path / "killed") == read_manifest(tmp_path / "whole")
    assert verify(tmp_path / "killed").findings == []


class TestOtherLists:
    @pytest.fixture
    def wnids(self, tmp_path: Path) -> Path:
        path = tmp_path / "wnids.txt"
        path.write_text(f"{DOLPHIN} my dolphin\n{DEER}\n")
        return path

    def test_a_disjoint_list(self, wnids: Path, tars: Path, tmp_path: Path) -> None:
        assert build(tars, tmp_path / "out", "--wnids", wnids) == 0
        rows = list(open_dataset(tmp_path / "out").rows())
        assert {row["paper_name"] for row in rows} == {"my dolphin", ""}
        assert read_manifest(tmp_path / "out").parameters["wnids"] == [DOLPHIN, DEER]

    def test_a_list_that_meets(
        self, wnids: Path, tars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wnids.write_text("n02071294\n")
        (tars / "n02071294.tar").write_bytes(class_archive("n02071294"))
        assert build(tars, tmp_path / "out", "--wnids", wnids) == 1
        assert "the same synset as n02071294 of ImageNet-1K's class 'killer whale'" in capsys.readouterr().err
        assert build(tars, tmp_path / "out", "--wnids", wnids, "--allow-overlap") == 0
        table = (tmp_path / "out" / "disjointness.csv").read_text()
        assert "n02071294,killer whale,equal,ImageNet-1K" in table

    def test_checking_without_a_source(self, wnids: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--check-classes"]) == 0
        assert "20 of 20 classes are disjoint" in capsys.readouterr().out
        wnids.write_text("n02085620\n")
        assert main(["--wnids", str(wnids), "--check-classes"]) == 1
        assert "Chihuahua < toy dog < dog" in capsys.readouterr().err
        assert main(["--wnids", str(wnids), "--check-classes", "--json"]) == 1
        assert len(json.loads(capsys.readouterr().out)["findings"]) == 3
        assert main(["--check-classes", "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["classes"]) == 20


class TestUsage:
    def test_no_source(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 2
        assert "--src" in capsys.readouterr().err

    def test_a_source_without_the_classes(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "src" / "cats").mkdir(parents=True)
        assert build(tmp_path / "src", tmp_path / "out") == 2
        error = capsys.readouterr().err
        assert "n02069412.tar" in error
        assert "found: cats" in error

    def test_both_layouts(
        self, tars: Path, folders: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for tar in tars.glob("*.tar"):
            tar.rename(folders / tar.name)
        assert build(folders, tmp_path / "out") == 2
        assert "--layout tar" in capsys.readouterr().err
        assert build(folders, tmp_path / "out", "--layout", "tar") == 0

    def test_flags_of_the_other_side(self, tars: Path, tmp_path: Path) -> None:
        assert build(tars, tmp_path / "out", "--layout", "2017") == 2
        assert build(tars, tmp_path / "out", "--in-dist", "voc", "--check-classes") == 2
        assert build(tars, tmp_path / "out", "--resize", "100000") == 2

    def test_a_dry_run_writes_nothing(
        self, tars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tars / f"{DEER}.tar").unlink()
        assert build(tars, tmp_path / "out", "--dry-run") == 0
        printed = capsys.readouterr().out
        assert "57 of test" in printed
        assert "the class is not in the source" in printed
        assert not list(tmp_path.glob("out*"))
