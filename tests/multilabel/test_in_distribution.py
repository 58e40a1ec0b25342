"""The in-distribution side, from folders that imitate the downloads of VOC2012 and MS-COCO."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from builders.multilabel.__main__ import main
from builders.multilabel.classes import coco_classes
from manifests.dataset import open_dataset
from manifests.schema import read_manifest
from manifests.verify import verify
from tests.folder.pictures import jpeg

if TYPE_CHECKING:
    from pathlib import Path

OBJECTS = {
    "2008_000001": [("person", 0), ("dog", 0), ("person", 1)],
    "2008_000002": [("tvmonitor", 1), ("chair", 0)],
    "2009_000003": [("aeroplane", 0)],
    "2011_000004": [],
}
SPLITS = {"train": ["2008_000001", "2009_000003"], "val": ["2008_000002", "2011_000004"]}


def annotation(objects: list[tuple[str, int]], head: str = "") -> str:
    inner = "".join(
        f"<object><name>{name}</name><difficult>{difficult}</difficult>"
        "<bndbox><xmin>1</xmin></bndbox><part><name>head</name></part></object>"
        for name, difficult in objects
    )
    return f"{head}<annotation><folder>VOC2012</folder>{inner}</annotation>"


@pytest.fixture
def voc(tmp_path: Path) -> Path:
    root = tmp_path / "VOCdevkit" / "VOC2012"
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (root / folder).mkdir(parents=True)
    for index, (item_id, objects) in enumerate(OBJECTS.items()):
        (root / "JPEGImages" / f"{item_id}.jpg").write_bytes(jpeg(index))
        (root / "Annotations" / f"{item_id}.xml").write_text(annotation(objects))
    for split, ids in SPLITS.items():
        (root / "ImageSets" / "Main" / f"{split}.txt").write_text("".join(f"{i}\n" for i in ids))
    (root / "ImageSets" / "Main" / "dog_train.txt").write_text("2008_000001  1\n")
    return root


def build(kind: str, src: Path, out: Path, *flags: object) -> int:
    return main(["--in-dist", kind, "--src", str(src), "--out", str(out), *map(str, flags)])


def labels_of(out: Path) -> dict[str, dict[str, str]]:
    with (out / "labels.csv").open(newline="") as stream:
        return {row["item_id"]: row for row in csv.DictReader(stream)}


class TestVoc:
    @pytest.mark.parametrize("level", [0, 1, 2])
    def test_images_with_their_vectors(
        self, level: int, voc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        assert build("voc", [voc, voc.parent, voc.parent.parent][level], out) == 0
        assert "(published: 5,717)" in capsys.readouterr().out
        assert verify(out).findings == []
        labels = labels_of(out)
        header = list(labels["2008_000001"])
        assert header[:3] == ["path", "split", "item_id"]
        assert len(header) == 23
        shown = {i: {c for c in header[3:] if row[c] == "1"} for i, row in labels.items()}
        assert shown == {i: {name for name, _ in objects} for i, objects in OBJECTS.items()}
        assert {row[c] for row in labels.values() for c in header[3:]} == {"0", "1"}
        assert labels["2008_000002"]["split"] == "validation"
        rows = {row["item_id"]: row for row in open_dataset(out).rows()}
        assert rows["2008_000002"]["difficult"] == "tvmonitor"
        assert rows["2008_000001"]["difficult"] == ""  # one of its persons is not difficult
        assert read_manifest(out).counts["splits"]["train"]["image"]["files"] == 2

    def test_a_second_run_keeps_images_and_notices_new_labels(
        self, voc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert build("voc", voc, tmp_path / "out") == 0
        (voc / "Annotations" / "2009_000003.xml").write_text(annotation([("boat", 0)]))
        capsys.readouterr()
        assert build("voc", voc, tmp_path / "out", "--json", "--overwrite") == 0
        assert json.loads(capsys.readouterr().out)["kept"] == 3
        assert labels_of(tmp_path / "out")["2009_000003"]["boat"] == "1"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (annotation([], '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "no safe XML"),
            (annotation([], '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>'), "no safe XML"),
            (annotation([], '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'), "no safe XML"),
            ("<annotation>", "no safe XML"),
            ("", "no safe XML"),
            ("<html></html>", "no annotation of VOC"),
            (annotation([("unicorn", 0)]), "unknown class 'unicorn'"),
            (annotation([]) + " " * (1 << 20), "too large"),
            ("<a>" * 20_000, "no safe XML"),
        ],
    )
    def test_bad_annotations(
        self, text: str, message: str, voc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (voc / "Annotations" / "2008_000001.xml").write_text(text)
        assert build("voc", voc, tmp_path / "out") == 1
        error = capsys.readouterr().err
        assert "Annotations/2008_000001.xml" in error
        assert message in error
        assert build("voc", voc, tmp_path / "out", "--skip-broken") == 0
        assert len(labels_of(tmp_path / "out")) == 3

    def test_everything_bad_is_reported_together(
        self, voc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (voc / "Annotations" / "2008_000001.xml").unlink()
        (voc / "JPEGImages" / "2008_000002.jpg").unlink()
        lists = voc / "ImageSets" / "Main"
        (lists / "train.txt").write_text("2008_000001\n../../../etc/passwd\n2009_000003\n")
        (lists / "val.txt").write_text("2008_000002\n2009_000003\n")
        assert build("voc", voc, tmp_path / "out") == 1
        error = capsys.readouterr().err
        assert "Annotations/2008_000001.xml: is not there" in error
        assert "JPEGImages/2008_000002.jpg: this is no file" in error
        assert "which is no image id" in error
        assert "2009_000003.jpg: is in two splits: train and validation" in error

    def test_no_voc(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "src").mkdir()
        assert build("voc", tmp_path / "src", tmp_path / "out") == 2
        assert "JPEGImages" in capsys.readouterr().err
        assert build("voc", tmp_path / "nowhere", tmp_path / "out") == 2

    def test_test_images_have_no_labels(
        self, voc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (voc / "ImageSets" / "Main" / "test.txt").write_text("2010_000009\n")
        assert build("voc", voc, tmp_path / "out") == 0
        assert "test images are not public" in capsys.readouterr().out
        assert len(labels_of(tmp_path / "out")) == 4

    def test_no_lists(self, voc: Path, tmp_path: Path) -> None:
        for path in (voc / "ImageSets" / "Main").iterdir():
            path.unlink()
        assert build("voc", voc, tmp_path / "out") == 2

    def test_voc_has_one_layout(self, voc: Path, tmp_path: Path) -> None:
        assert build("voc", voc, tmp_path / "out", "--layout", "2017") == 2

    def test_limit_and_dry_run(self, voc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert build("voc", voc, tmp_path / "out", "--limit", 1, "--dry-run", "--json") == 0
        assert json.loads(capsys.readouterr().out)["images"] == {"train": 1, "validation": 1}
        assert not list(tmp_path.glob("out*"))


def instances(first: int) -> dict[str, Any]:
    """Return an instances document of three images, the last without annotations."""
    images = [
        {
            "id": first + k,
            "file_name": f"{first + k:012d}.jpg",
            "license": 4,
            "coco_url": f"http://x/{first + k}",
        }
        for k in range(3)
    ]
    notes = [
        {"id": 1, "image_id": first, "category_id": 1, "iscrowd": 0, "segmentation": [[1.0, 2.0]]},
        {"id": 2, "image_id": first, "category_id": 90, "iscrowd": 0, "segmentation": []},
        {"id": 3, "image_id": first, "category_id": 1, "iscrowd": 0, "segmentation": []},
        {"id": 4, "image_id": first + 1, "category_id": 13, "iscrowd": 1, "segmentation": {"counts": [1]}},
    ]
    return {
        "info": {"year": 2017},
        "licenses": [{"id": 4, "name": "Attribution License", "url": "http://x"}],
        "images": images,
        "annotations": notes,
        "categories": [{"id": c.category_id, "name": c.name} for c in coco_classes()],
    }


@pytest.fixture
def coco(tmp_path: Path) -> Path:
    root = tmp_path / "coco"
    (root / "annotations").mkdir(parents=True)
    for name, first in (("train2017", 100), ("val2017", 500)):
        document = instances(first)
        (root / "annotations" / f"instances_{name}.json").write_text(json.dumps(document))
        (root / name).mkdir()
        for index, image in enumerate(document["images"]):
            (root / name / image["file_name"]).write_bytes(jpeg(first + index))
    return root


class TestCoco:
    def test_images_with_their_vectors(self, coco: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert build("coco", coco, out) == 0
        assert verify(out).findings == []
        labels = labels_of(out)
        header = list(labels["000000000100"])[3:]
        assert len(header) == 80
        shown = {i: {c for c in header if row[c] == "1"} for i, row in labels.items()}
        assert shown["000000000100"] == {"person", "toothbrush"}
        assert shown["000000000501"] == {"stop sign"}  # a crowd counts
        assert shown["000000000102"] == set()
        rows = {row["item_id"]: row for row in open_dataset(out).rows()}
        assert rows["000000000100"]["licence"] == "Attribution License"
        assert rows["000000000100"]["source_url"] == "http://x/100"
        assert rows["000000000500"]["split"] == "validation"

    def test_images_in_one_folder(self, coco: Path, tmp_path: Path) -> None:
        (coco / "images").mkdir()
        for name in ("train2017", "val2017"):
            (coco / name).rename(coco / "images" / name)
        assert build("coco", coco, tmp_path / "out", "--resize", 64) == 0
        assert open_dataset(tmp_path / "out").frames("train")[0].image.shape == (64, 64, 3)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda d: d["images"][0].pop("file_name"), "images: KeyError 'file_name'"),
            (lambda d: d["images"].append(d["images"][0]), "images: the id 100 stands twice"),
            (lambda d: d["annotations"][0].update(category_id=12), "annotations: KeyError 12"),
            (lambda d: d["annotations"][0].update(image_id=77), "the image 77, which is not listed"),
            (lambda d: d["annotations"].append("nonsense"), "annotations: TypeError"),
            (lambda d: d["categories"][0].update(name="human"), "category 1: expected person, found human"),
            (lambda d: d["categories"].pop(), "category 90: expected toothbrush, found None"),
            (lambda d: d.pop("categories"), "category 1: expected person, found None"),
        ],
    )
    def test_bad_instances(
        self, change: Any, message: str, coco: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        document = instances(100)
        change(document)
        (coco / "annotations" / "instances_train2017.json").write_text(json.dumps(document))
        assert build("coco", coco, tmp_path / "out") == 1
        assert message in capsys.readouterr().err

    def test_file_names_that_leave_the_folder(
        self, coco: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        document = instances(100)
        document["images"][0]["file_name"] = "../../secret.jpg"
        document["images"][1]["file_name"] = "/etc/passwd"
        document["images"][2]["file_name"] = "a\\b.jpg"
        (coco / "annotations" / "instances_train2017.json").write_text(json.dumps(document))
        assert build("coco", coco, tmp_path / "out") == 1
        error = capsys.readouterr().err
        assert "the file name leaves the folder" in error
        assert "the file name is absolute" in error
        assert "backslash" in error

    def test_truncated_json(self, coco: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = coco / "annotations" / "instances_val2017.json"
        path.write_bytes(path.read_bytes()[:-100])
        assert build("coco", coco, tmp_path / "out") == 2
        assert "instances_val2017.json" in capsys.readouterr().err

    def test_two_years(self, coco: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (coco / "annotations" / "instances_val2014.json").write_text(json.dumps(instances(900)))
        assert build("coco", coco, tmp_path / "out") == 2
        assert "--layout" in capsys.readouterr().err
        assert build("coco", coco, tmp_path / "out", "--layout", "2017") == 0

    def test_no_coco(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "src").mkdir()
        assert build("coco", tmp_path / "src", tmp_path / "out") == 2
        assert "instances_{train,val}2017.json" in capsys.readouterr().err
        assert build("coco", tmp_path / "src", tmp_path / "out", "--layout", "tar") == 2

    def test_an_image_in_both_splits(
        self, coco: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (coco / "annotations" / "instances_val2017.json").write_text(json.dumps(instances(100)))
        assert build("coco", coco, tmp_path / "out") == 1
        assert "2 images have the id 000000000100" in capsys.readouterr().err
