"""The classes: the paper's 20, a list of the user's, and those of ImageNet-1K, VOC and COCO they must not meet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builders.multilabel.wordnet_tree import SEPARATOR, load_tree
from builders.species.lexicon import load_lexicon
from manifests.errors import FindingsError, ToolkitError
from manifests.labels import read_data

if TYPE_CHECKING:
    from pathlib import Path

_WNID = re.compile(r"n\d{8}")
_MAX_LIST_BYTES = 1 << 22
_ONLY_IN_1K = (
    "n04399382"  # teddy bear: the one class of ImageNet-1K that the 21,841 of autumn 2011 do not have
)


@dataclass(frozen=True)
class OodClass:
    """A class of the out-of-distribution set.

    Attributes:
        wnid: Its WordNet 3.0 id, which is the truth.
        paper_name: What the paper, or the user's list, calls it; may differ from WordNet.
    """

    wnid: str
    paper_name: str

    @property
    def wordnet_name(self) -> str:
        """Its first name in WordNet, such as `red deer`."""
        return load_tree().names[self.wnid]


@dataclass(frozen=True)
class KnownClass:
    """A class of an in-distribution dataset.

    Attributes:
        dataset: `ImageNet-1K`, `PASCAL VOC` or `MS-COCO`.
        name: What the dataset calls it.
        wnids: The synsets that it is.
        category_id: Its id in COCO's files; None elsewhere.
    """

    dataset: str
    name: str
    wnids: tuple[str, ...]
    category_id: int | None = None


@lru_cache(maxsize=1)
def paper_classes() -> tuple[OodClass, ...]:
    """Return the paper's classes (appendix C), in its order."""
    return tuple(OodClass(row["wnid"], row["paper_name"]) for row in _rows("multilabel_classes.csv"))


@lru_cache(maxsize=1)
def voc_classes() -> tuple[KnownClass, ...]:
    """Return the 20 classes of PASCAL VOC, in alphabetical order."""
    return tuple(
        KnownClass("PASCAL VOC", row["name"], tuple(row["wnids"].split(SEPARATOR)))
        for row in _rows("voc_classes.csv")
    )


@lru_cache(maxsize=1)
def coco_classes() -> tuple[KnownClass, ...]:
    """Return the 80 classes of MS-COCO, in the order of their ids (1 to 90 with gaps)."""
    return tuple(
        KnownClass("MS-COCO", row["name"], tuple(row["wnids"].split(SEPARATOR)), int(row["category_id"]))
        for row in _rows("coco_classes.csv")
    )


@lru_cache(maxsize=1)
def imagenet1k_classes() -> tuple[KnownClass, ...]:
    """Return the 1,000 classes of ImageNet-1K, sorted by wnid."""
    tree = load_tree()
    wnids = [entry.wnid for entry in load_lexicon() if entry.is_in("in1k")]
    return tuple(
        KnownClass("ImageNet-1K", tree.names[wnid], (wnid,)) for wnid in sorted([*wnids, _ONLY_IN_1K])
    )


def read_wnids(path: Path) -> tuple[OodClass, ...]:
    """Return the classes of a list of the user's: a wnid a line, a name after it if wanted, `#` for comments.

    Raises:
        FindingsError: Lines that are no wnid of ImageNet-21K or stand twice; all are reported together.
        ToolkitError: The file is not there, is no text, too large, or without a class.
    """
    if not path.is_file():
        raise ToolkitError(
            "the list of classes is not there", where=path, expected="a text file with a wnid a line"
        )
    if path.stat().st_size > _MAX_LIST_BYTES:
        raise ToolkitError("the list of classes is too large", where=path, expected="a wnid a line")
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ToolkitError(
            "the list of classes cannot be read", where=path, expected="UTF-8", found=str(error)
        ) from None
    known = {entry.wnid for entry in load_lexicon()}
    classes: dict[str, OodClass] = {}
    findings = []
    for number, line in enumerate(lines, 1):
        wnid, _, name = line.partition("#")[0].strip().replace(",", " ").partition(" ")
        if not wnid:
            continue
        if not _WNID.fullmatch(wnid):
            findings.append(f"line {number}: expected a wnid such as n02069412, found {wnid!r}")
        elif wnid not in known:
            findings.append(f"line {number}: {wnid} is no class of ImageNet-21K")
        elif wnid in classes:
            findings.append(f"line {number}: {wnid} stands twice")
        else:
            classes[wnid] = OodClass(wnid, name.strip())
    if findings:
        raise FindingsError(f"{path} is no list of ImageNet-21K classes", findings, remedy="mend these lines")
    if not classes:
        raise ToolkitError("the list of classes is empty", where=path, expected="a wnid a line")
    return tuple(classes.values())


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read_data(name))))
