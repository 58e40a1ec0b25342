from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from builders.folder.__main__ import main
from manifests.dataset import open_dataset
from manifests.schema import read_manifest
from manifests.verify import verify
from tests.folder.pictures import BROKEN, CONVERTED, jpeg, picture, png, save


@pytest.fixture
def src(tmp_path: Path) -> Path:
    """Return a folder in the manner of DTD: a folder a class, and files that are no images."""
    root = tmp_path / "src"
    for index in range(9):
        folder = root / ("banded", "blotchy", "woven")[index % 3]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{folder.name}_{index:04d}.jpg").write_bytes(jpeg(index))
    (root / "README.txt").write_text("textures")
    (root / ".DS_Store").write_bytes(b"\0")
    return root


def seal(src: Path, out: Path, *flags: object) -> int:
    return main(["--src", str(src), "--name", "textures", "--out", str(out), *map(str, flags)])


def rows_of(out: Path) -> dict[str, dict[str, str]]:
    return {row["path"]: row for row in open_dataset(out).rows()}


def test_a_folder_is_sealed_as_it_is(src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert seal(src, out, "--licence", "research only", "--title", "Textures") == 0
    assert verify(out).findings == []
    printed = capsys.readouterr().out
    assert "9 images" in printed
    assert "README.txt: not named like an image" in printed
    assert ".DS_Store" not in printed
    row = rows_of(out)["images/test/banded/banded_0000.jpg"]
    assert (row["item_id"], row["source"]) == ("banded/banded_0000", "banded/banded_0000.jpg")
    assert (out / row["path"]).read_bytes() == jpeg(0)
    assert read_manifest(out).info.licence == "research only"


def test_source_is_left_alone(src: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in src.rglob("*") if path.is_file()}
    assert seal(src, tmp_path / "out") == 0
    assert {path: path.read_bytes() for path in src.rglob("*") if path.is_file()} == before


def test_odd_images_are_converted_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    src = tmp_path / "src"
    src.mkdir()
    for name, (data, _) in CONVERTED.items():
        (src / f"{name}.JPEG").write_bytes(data)
    assert seal(src, tmp_path / "out", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["conversions"] == {text: 1 for _, text in CONVERTED.values()}
    assert verify(tmp_path / "out").findings == []
    for frame in open_dataset(tmp_path / "out").frames("test"):
        assert frame.image.shape == (40, 60, 3)


def test_broken_images_are_reported_together(
    src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (data, _) in BROKEN.items():
        (src / f"{name}.jpg").write_bytes(data)
    out = tmp_path / "out"
    assert seal(src, out) == 1
    error = capsys.readouterr().err
    assert all(f"{name}.jpg" in error for name in BROKEN)
    assert "--skip-broken" in error
    assert "Traceback" not in error
    assert not out.exists()
    assert seal(src, out, "--skip-broken", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["images"], len(result["failures"])) == ({"test": 9}, len(BROKEN))
    with (out / "failures.csv").open(newline="") as stream:
        assert {row["item_id"] for row in csv.DictReader(stream)} == set(BROKEN)
    assert verify(out).findings == []


def test_broken_images_are_tried_again(src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (src / "late.jpg").write_bytes(jpeg(50)[:-300])
    assert seal(src, tmp_path / "out") == 1
    (src / "late.jpg").write_bytes(jpeg(50))
    capsys.readouterr()
    assert seal(src, tmp_path / "out", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["images"], result["kept"]) == ({"test": 10}, 9)


def test_a_changed_source_is_not_kept(src: Path, tmp_path: Path) -> None:
    assert seal(src, tmp_path / "out") == 0
    (src / "woven" / "woven_0002.jpg").write_bytes(jpeg(99))
    assert seal(src, tmp_path / "out") == 2  # other content
    assert seal(src, tmp_path / "out", "--overwrite") == 0
    assert (tmp_path / "out" / "images/test/woven/woven_0002.jpg").read_bytes() == jpeg(99)


def test_names_that_cannot_be_used(src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (src / "twin.jpg").write_bytes(jpeg(20))
    (src / "twin.png").write_bytes(png(20))
    (src / os.fsdecode(b"caf\xe9.jpg")).write_bytes(jpeg(21))
    (src / "with\nnewline.jpg").write_bytes(jpeg(22))
    (src / "back\\slash.jpg").write_bytes(jpeg(23))
    assert seal(src, tmp_path / "out") == 1
    error = capsys.readouterr().err
    assert "several files of one name: twin.jpg, twin.png" in error
    assert "caf\\udce9" in error
    assert "not UTF-8" in error
    assert "backslash" in error
    assert seal(src, tmp_path / "out", "--skip-broken") == 0
    assert verify(tmp_path / "out").findings == []


def test_links_to_folders_are_not_followed(
    src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (src / "loop").symlink_to(src)
    (src / "linked.jpg").symlink_to(src / "banded" / "banded_0000.jpg")
    (src / "dangling.jpg").symlink_to(src / "nowhere.jpg")
    os.mkfifo(src / "pipe.jpg")
    assert seal(src, tmp_path / "out", "--skip-broken", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert "loop: a link to a folder, not followed" in result["notes"]
    assert result["images"] == {"test": 10}
    assert [line.split(":")[0] for line in result["failures"]] == ["dangling", "pipe"]
    assert not (tmp_path / "out" / "images/test/linked.jpg").is_symlink()


def test_limit_and_split(src: Path, tmp_path: Path) -> None:
    assert seal(src, tmp_path / "out", "--limit", 4, "--split", "train") == 0
    assert len(rows_of(tmp_path / "out")) == 4
    assert all(path.startswith("images/train/") for path in rows_of(tmp_path / "out"))


def test_dry_run_writes_nothing(src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seal(src, tmp_path / "out", "--dry-run") == 0
    assert "9 images" in capsys.readouterr().out
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_do_not_change_the_dataset(workers: int, src: Path, tmp_path: Path) -> None:
    assert seal(src, tmp_path / "a", "--workers", workers) == 0
    assert seal(src, tmp_path / "b", "--workers", 2) == 0
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()


class TestUsage:
    def test_no_such_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert seal(tmp_path / "nowhere", tmp_path / "out") == 2
        assert "nothing there" in capsys.readouterr().err

    def test_a_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "file").write_text("x")
        assert seal(tmp_path / "file", tmp_path / "out") == 2
        assert "found: a file" in capsys.readouterr().err

    def test_no_images(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "src").mkdir()
        (tmp_path / "src" / "a.txt").write_text("x")
        assert seal(tmp_path / "src", tmp_path / "out") == 2
        assert "1 other files" in capsys.readouterr().err

    def test_an_output_inside_the_source(self, src: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert seal(src, src / "sealed") == 2
        assert "inside the source" in capsys.readouterr().err
        assert not list(src.glob("sealed*"))

    def test_a_citation_of_any_bytes(self, src: Path, tmp_path: Path) -> None:
        (tmp_path / "cite.bib").write_bytes(b"@misc{x, author={M\xfcller}}\n")
        assert seal(src, tmp_path / "out", "--citation", tmp_path / "cite.bib") == 0
        assert read_manifest(tmp_path / "out").info.citation.startswith("@misc{x")

    def test_masks_without_labels(
        self, src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert seal(src, tmp_path / "out", "--masks", src) == 2
        assert "--labels" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "flags", [["--name", "../x"], ["--name", ""], ["--near", "65"], ["--near", "-1"], ["--split", "all"]]
    )
    def test_bad_values(self, flags: list[str], src: Path) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(["--src", str(src), "--name", "x", *flags])
        assert stopped.value.code == 2


class TestLeaks:
    @pytest.fixture
    def other(self, tmp_path: Path) -> Path:
        """Return a sealed dataset that shares three of nine images, each in another way."""
        src = tmp_path / "other-src"
        src.mkdir()
        (src / "same-bytes.jpg").write_bytes(jpeg(0))
        decoded = cv2.imdecode(np.frombuffer(jpeg(1), np.uint8), cv2.IMREAD_COLOR)
        (src / "same-pixels.png").write_bytes(cv2.imencode(".png", decoded)[1].tobytes())
        resized = cv2.resize(picture(2), (120, 80), interpolation=cv2.INTER_CUBIC)
        (src / "near.jpg").write_bytes(save(resized, "JPEG", quality=70))
        for index in range(100, 110):
            (src / f"{index}.jpg").write_bytes(jpeg(index))
        assert main(["--src", str(src), "--name", "other", "--out", str(tmp_path / "other")]) == 0
        return tmp_path / "other"

    def test_leaks_are_found_with_evidence(
        self, src: Path, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert seal(src, tmp_path / "out", "--disjoint-from", other) == 1
        error = capsys.readouterr().err
        assert "3 of 9 items are broken" in error
        assert "banded/banded_0000: leak: the same bytes as images/test/same-bytes.jpg of other" in error
        assert "blotchy/blotchy_0001: leak: the same pixels as images/test/same-pixels.png of other" in error
        assert "woven/woven_0002: leak: nearly the same picture as images/test/near.jpg of other" in error
        assert not (tmp_path / "out").exists()

    def test_leaks_can_be_left_out(self, src: Path, other: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert seal(src, out, "--disjoint-from", other, "--skip-broken") == 0
        assert len(rows_of(out)) == 6
        assert verify(out).findings == []
        assert "leak: the same bytes" in (out / "failures.csv").read_text()
        against = read_manifest(out).parameters["disjoint_from"]
        assert against == [{"name": "other", "content_digest": read_manifest(other).content_digest}]
        assert seal(src, out, "--disjoint-from", other, "--skip-broken") == 0  # and again, from what is there

    def test_a_disjoint_set_passes(self, tmp_path: Path, other: Path) -> None:
        src = tmp_path / "apart"
        src.mkdir()
        for index in range(200, 210):
            (src / f"{index}.jpg").write_bytes(jpeg(index))
        assert seal(src, tmp_path / "out", "--disjoint-from", other) == 0

    def test_an_unsealed_folder_is_refused(
        self, src: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert seal(src, tmp_path / "out", "--disjoint-from", src) == 2
        assert "no sealed dataset" in capsys.readouterr().err

    def test_a_damaged_dataset_is_named(
        self, src: Path, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (other / "images/test/near.jpg").write_bytes(b"gone")
        assert seal(src, tmp_path / "out", "--disjoint-from", other) == 2
        assert "manifests verify" in capsys.readouterr().err


LABELS = """value,name,red,green,blue,role
0,road,128,64,128,in-distribution
1,obstacle,255,0,0,anomaly
255,outside,0,0,0,void
"""


class TestMasks:
    @pytest.fixture
    def pairs(self, tmp_path: Path) -> tuple[Path, Path, Path]:
        """Return folders of images and masks in the manner of Lost-and-Found, and the label table."""
        images, masks = tmp_path / "leftImg8bit", tmp_path / "gtCoarse"
        for index in range(4):
            (images / "01").mkdir(parents=True, exist_ok=True)
            (masks / "01").mkdir(parents=True, exist_ok=True)
            (images / "01" / f"{index}_leftImg8bit.png").write_bytes(png(index))
            mask = np.zeros((40, 60), np.uint8)
            mask[:10] = 255
            mask[20 : 20 + index, 30:40] = 1
            (masks / "01" / f"{index}_labelTrainIds.png").write_bytes(cv2.imencode(".png", mask)[1].tobytes())
            (masks / "01" / f"{index}_color.png").write_bytes(png(index))
        (tmp_path / "labels.csv").write_text(LABELS)
        return images, masks, tmp_path / "labels.csv"

    def seal(self, pairs: tuple[Path, Path, Path], out: Path, *flags: object) -> int:
        images, masks, labels = pairs
        suffixes = ["--image-suffix", "_leftImg8bit.png", "--mask-suffix", "_labelTrainIds.png"]
        return seal(images, out, "--masks", masks, "--labels", labels, *suffixes, *flags)

    def test_pairs_are_sealed_with_their_labels(self, pairs: tuple[Path, Path, Path], tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert self.seal(pairs, out) == 0
        assert verify(out).findings == []
        dataset = open_dataset(out)
        frames = dataset.frames("test")
        assert [frame.item_id for frame in frames] == ["01/0", "01/1", "01/2", "01/3"]
        assert dataset.labels.anomaly_values == (1,)
        assert (frames[3].mask == 1).sum() == 30
        rows = rows_of(out)
        assert rows["annotations/test/01/3.png"]["anomaly_pixels"] == "30"
        assert rows["annotations/test/01/0.png"]["class_pixels"] == "0:1800 255:600"
        entries = json.loads((out / "test.odgt").read_text())
        assert entries[0]["fpath_segm"] == "annotations/test/01/0.png"

    def test_masks_in_a_folder_of_each_image(self, tmp_path: Path) -> None:
        frames = tmp_path / "frames"
        (frames / "a.labels").mkdir(parents=True)
        (frames / "a.jpg").write_bytes(jpeg(1))
        mask = np.zeros((40, 60), np.uint8)
        mask[5:9, 5:9] = 1
        (frames / "a.labels" / "labels_semantic.png").write_bytes(cv2.imencode(".png", mask)[1].tobytes())
        (frames / "a.labels" / "labels_semantic_color.png").write_bytes(png(1))
        (tmp_path / "labels.csv").write_text(LABELS)
        flags = ["--image-suffix", ".jpg", "--mask-suffix", ".labels/labels_semantic.png"]
        flags += ["--masks", str(frames), "--labels", str(tmp_path / "labels.csv")]
        assert seal(frames, tmp_path / "out", *flags) == 0
        assert sorted(rows_of(tmp_path / "out")) == ["annotations/test/a.png", "images/test/a.jpg"]

    def test_palette_masks_keep_their_indices(self, pairs: tuple[Path, Path, Path], tmp_path: Path) -> None:
        mask = np.zeros((40, 60), np.uint8)
        mask[3:7, 3:7] = 1
        image = Image.fromarray(mask, "L").convert("P")
        image.putdata(mask.ravel().tolist())
        image.putpalette([128, 64, 128, 255, 0, 0])
        image.save(pairs[1] / "01" / "2_labelTrainIds.png")
        assert self.seal(pairs, tmp_path / "out") == 0
        assert (open_dataset(tmp_path / "out").frames("test")[2].mask == mask).all()
        assert verify(tmp_path / "out").findings == []

    def test_every_problem_is_named(
        self, pairs: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        images, masks, _ = pairs
        (masks / "01" / "0_labelTrainIds.png").unlink()
        (images / "01" / "1_leftImg8bit.png").unlink()
        small = cv2.imencode(".png", np.zeros((5, 5), np.uint8))[1].tobytes()
        (masks / "01" / "2_labelTrainIds.png").write_bytes(small)
        strange = cv2.imencode(".png", np.full((40, 60), 9, np.uint8))[1].tobytes()
        (masks / "01" / "3_labelTrainIds.png").write_bytes(strange)
        assert self.seal(pairs, tmp_path / "out") == 1
        error = capsys.readouterr().err
        assert "no mask 01/0_labelTrainIds.png" in error
        assert "a mask without its image" in error
        assert "is not of the image's size (expected 60x40, found 5x5)" in error
        assert "holds the value 9 (expected values of the label table)" in error

    def test_a_second_run_keeps_pairs(
        self, pairs: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.seal(pairs, tmp_path / "out") == 0
        capsys.readouterr()
        assert self.seal(pairs, tmp_path / "out", "--json") == 0
        assert json.loads(capsys.readouterr().out)["kept"] == 4

    def test_a_table_of_the_toolkit(self, pairs: tuple[Path, Path, Path], tmp_path: Path) -> None:
        images, masks, _ = pairs
        for index in range(4):
            mask = np.full((40, 60), 8, np.uint8)
            mask[:2] = 14
            (masks / "01" / f"{index}_labelTrainIds.png").write_bytes(cv2.imencode(".png", mask)[1].tobytes())
        assert self.seal((images, masks, Path("streethazards")), tmp_path / "out") == 0
        assert verify(tmp_path / "out").findings == []
        assert read_manifest(tmp_path / "out").info.label_table == "streethazards"

    @pytest.mark.parametrize("text", ["", "value,name\n0,road\n", LABELS + "1,twice,0,0,0,void\n", "\xff"])
    def test_bad_tables(
        self, text: str, pairs: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        pairs[2].write_bytes(text.encode("latin-1"))
        assert self.seal(pairs, tmp_path / "out") == 2
        assert "label table" in capsys.readouterr().err

    def test_a_missing_table(
        self, pairs: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.seal((*pairs[:2], tmp_path / "nowhere.csv"), tmp_path / "out") == 2
        assert "bdd-anomaly, streethazards" in capsys.readouterr().err
