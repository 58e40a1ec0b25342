from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from builders.multilabel.build import check_classes, describe_classes
from builders.multilabel.classes import (
    OodClass,
    coco_classes,
    imagenet1k_classes,
    paper_classes,
    read_wnids,
    voc_classes,
)
from builders.multilabel.disjoint import find_meetings, find_nested, nearest_class, report_csv
from builders.multilabel.tables import main as tables
from builders.multilabel.tables import make_tree
from builders.multilabel.wordnet_tree import load_tree
from builders.species.wordnet import DEBIAN_FOLDER
from manifests.errors import FindingsError, ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

# Appendix C, by the names WordNet has for its wnids.
PAPER = {
    "n02069412": "common dolphin",
    "n02431122": "red deer",
    "n02139199": "bat",
    "n02392434": "Indian rhinoceros",
    "n02508213": "common raccoon",
    "n01970164": "octopus",
    "n01959492": "giant clam",
    "n01937909": "leech",
    "n12782915": "Venus's flytrap",
    "n12641413": "cherry",
    "n12649317": "oriental cherry",
    "n12285512": "red alder",
    "n11978713": "common sunflower",
    "n07691650": "crescent roll",
    "n07814390": "stick cinnamon",
    "n12176953": "upland cotton",
    "n12126084": "cultivated rice",
    "n12132956": "noble cane",
    "n12147226": "bamboo",
    "n12356395": "turmeric",
}


def ood(*wnids: str) -> list[OodClass]:
    return [OodClass(wnid, "") for wnid in wnids]


def test_the_papers_classes() -> None:
    assert {c.wnid: c.wordnet_name for c in paper_classes()} == PAPER


def test_the_class_tables_are_whole() -> None:
    assert len(voc_classes()) == 20
    assert len(coco_classes()) == 80
    assert len(imagenet1k_classes()) == 1000
    ids = [c.category_id for c in coco_classes()]
    assert ids == sorted(ids)
    assert (ids[0], ids[-1]) == (1, 90)
    assert set(range(1, 91)) - set(ids) == {12, 26, 29, 30, 45, 66, 68, 69, 71, 83}
    names = load_tree().names
    assert all(wnid in names for c in (*voc_classes(), *coco_classes()) for wnid in c.wnids)


def test_voc_and_coco_agree_where_they_share_a_class() -> None:
    coco = {c.name: set(c.wnids) for c in coco_classes()}
    same = {"aeroplane": "airplane", "diningtable": "dining table", "motorbike": "motorcycle",
            "pottedplant": "potted plant", "sofa": "couch", "tvmonitor": "tv"}  # fmt: skip
    for c in voc_classes():
        assert set(c.wnids) & coco[same.get(c.name, c.name)]


def test_the_papers_list_is_disjoint_but_nested() -> None:
    assert find_meetings(paper_classes()) == []
    assert check_classes(paper_classes()) == []
    (nested,) = find_nested(paper_classes())
    assert (nested.chain[0], nested.chain[-1]) == ("n12649317", "n12641413")
    (line,) = describe_classes(paper_classes(), [])
    assert line == (
        "n12649317 (oriental cherry) is a descendant of n12641413 of this list's class 'cherry tree': "
        "oriental cherry < flowering cherry < cherry"
    )


@pytest.mark.parametrize(
    ("wnid", "relation", "dataset", "name", "chain"),
    [
        ("n02071294", "equal", "ImageNet-1K", "killer whale", ["killer whale"]),
        ("n02068974", "ancestor", "ImageNet-1K", "killer whale", ["killer whale", "dolphin"]),
        ("n02085620", "descendant", "PASCAL VOC", "dog", ["Chihuahua", "toy dog", "dog"]),
        ("n02085620", "descendant", "MS-COCO", "dog", ["Chihuahua", "toy dog", "dog"]),
        ("n02403454", "descendant", "PASCAL VOC", "cow", ["cow", "cattle"]),
        ("n12633994", "equal", "MS-COCO", "apple", ["apple"]),
        ("n10287213", "descendant", "PASCAL VOC", "person", None),
        ("n00017222", "ancestor", "PASCAL VOC", "pottedplant", ["houseplant", "plant"]),
    ],
)
def test_meetings_come_with_their_evidence(
    wnid: str, relation: str, dataset: str, name: str, chain: list[str] | None
) -> None:
    found = [m for m in find_meetings(ood(wnid)) if (m.dataset, m.name) == (dataset, name)]
    assert [m.relation for m in found] == [relation]
    names = [load_tree().names[w] for w in found[0].chain]
    assert chain is None or names == chain
    assert " < ".join(names) in found[0].sentence(load_tree()) or len(names) == 1


def test_relatives_do_not_meet() -> None:
    assert nearest_class("n02069412") == (2, "ImageNet-1K", "killer whale", "dolphin")
    assert nearest_class("n07691650").name == "bagel"
    assert find_meetings(ood("n02069412")) == []


def test_a_list_that_meets_is_refused_with_all_its_evidence() -> None:
    with pytest.raises(FindingsError) as raised:
        check_classes(ood("n02069412", "n02071294", "n02084071"))
    assert raised.value.exit_code == 1
    assert "2 of 3 classes" in str(raised.value)
    assert any("Chihuahua < toy dog < dog" in finding for finding in raised.value.findings)
    assert check_classes(ood("n02071294"), allow_overlap=True) != []


def test_the_report_is_a_table() -> None:
    meetings = find_meetings(ood("n02085620"))
    rows = list(csv.DictReader(io.StringIO(report_csv(meetings).decode())))
    assert len(rows) == 3
    assert rows[1]["chain"] == "n02085620 (Chihuahua) < n02085374 (toy dog) < n02084071 (dog)"
    assert report_csv([]).decode().count("\n") == 1


class TestLists:
    def test_a_list_with_comments_and_names(self, tmp_path: Path) -> None:
        path = tmp_path / "wnids.txt"
        path.write_text("# sea\nn02069412 dolphin\n\nn01970164, octopus  # eight arms\nn01937909\n")
        assert read_wnids(path) == (
            OodClass("n02069412", "dolphin"),
            OodClass("n01970164", "octopus"),
            OodClass("n01937909", ""),
        )

    def test_every_bad_line_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "wnids.txt"
        path.write_text("dolphin\nn0206941\nn99999999\nn02069412\nn02069412\n../x\n")
        with pytest.raises(FindingsError) as raised:
            read_wnids(path)
        assert [finding.split(":")[0] for finding in raised.value.findings] == [
            "line 1", "line 2", "line 3", "line 5", "line 6"
        ]  # fmt: skip

    @pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xff\xfe"])
    def test_lists_without_a_class(self, data: bytes, tmp_path: Path) -> None:
        path = tmp_path / "wnids.txt"
        path.write_bytes(data)
        with pytest.raises(ToolkitError):
            read_wnids(path)

    def test_no_such_list(self, tmp_path: Path) -> None:
        with pytest.raises(ToolkitError, match="not there"):
            read_wnids(tmp_path / "nowhere.txt")


@pytest.mark.slow
def test_the_committed_table_is_what_wordnet_gives(capsys: pytest.CaptureFixture[str]) -> None:
    if not (DEBIAN_FOLDER / "data.noun").exists():
        pytest.skip(f"needs the files of WordNet 3.0 in {DEBIAN_FOLDER}")
    assert tables(["--check"]) == 0
    assert "23,556 synsets" in capsys.readouterr().out


class OtherWordNet:
    """A WordNet in which nothing stands where it should."""

    def synset_from_pos_and_offset(self, _part: str, _offset: int) -> None:
        return None


def test_a_wnid_of_another_wordnet_is_an_error() -> None:
    with pytest.raises(ToolkitError, match="no noun"):
        make_tree(OtherWordNet(), ["n02069412"])
