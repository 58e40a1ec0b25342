"""PASCAL VOC2012: which images are in which split, and which classes each one shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from builders.listing import check_folder
from builders.multilabel.classes import voc_classes
from builders.multilabel.labelled import LabelledImage, LabelledSource
from builders.photographs import Place
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLISHED_IMAGES = {"train": 5717, "validation": 5823}
"""Images of VOC2012's classification and detection lists."""

_SPLITS = {"train": "train", "val": "validation"}
_FOLDERS = ("JPEGImages", "Annotations", "ImageSets/Main")
_OUTER_FOLDERS = ("", "VOC2012", "VOCdevkit/VOC2012", "VOC2012_train_val/VOC2012_train_val")
_ID = re.compile(r"\w{1,64}", re.ASCII)
_MAX_XML_BYTES = 1 << 20
_MAX_LIST_BYTES = 1 << 24
_OBTAIN = "get VOCtrainval_11-May-2012.tar from http://host.robots.ox.ac.uk/pascal/VOC/voc2012/ and unpack it"


def read_voc(src: Path, limit: int | None = None) -> LabelledSource:
    """Return the images that ImageSets/Main lists, with the classes their XML files name.

    A class is present when at least one object is of it, difficult or not; those of which all objects are
    difficult are noted, because VOC's own scores leave them out.

    Args:
        src: The folder given by the user, with or without the outer folders of the download.
        limit: Keep only the first so many of each split.

    Raises:
        ToolkitError: It is no VOC folder, or a list cannot be read.
    """
    root = _find(src)
    source = LabelledSource("voc", tuple(c.name for c in voc_classes()), PUBLISHED_IMAGES)
    seen: dict[str, str] = {}
    for name, split in _SPLITS.items():
        path = root / "ImageSets" / "Main" / f"{name}.txt"
        if path.is_file():
            for image in _split_images(root, path, split, limit):
                if image.item_id in seen:
                    problem = f"is in two splits: {seen[image.item_id]} and {split}"
                    source.images = [i for i in source.images if i.item_id != image.item_id]
                    source.images.append(LabelledImage(image.item_id, split, image.name, problem=problem))
                else:
                    source.images.append(image)
                seen[image.item_id] = split
    if (root / "ImageSets" / "Main" / "test.txt").is_file():
        source.ignored.append("ImageSets/Main/test.txt: the labels of VOC2012's test images are not public")
    if not source.images:
        raise ToolkitError(
            "no list of images is there",
            where=root / "ImageSets" / "Main",
            expected="train.txt and val.txt",
            remedy=_OBTAIN,
        )
    return source


def _find(src: Path) -> Path:
    check_folder(src, "the folder of PASCAL VOC2012", _OBTAIN)
    for outer in _OUTER_FOLDERS:
        if all((src / outer / folder).is_dir() for folder in _FOLDERS):
            return src / outer
    raise ToolkitError(
        "no VOC layout fits the source",
        where=src,
        expected=", ".join(_FOLDERS) + ", with or without an outer VOC2012/ or VOCdevkit/VOC2012/",
        found=", ".join(sorted(path.name for path in src.iterdir())[:8]) or "an empty folder",
        remedy=_OBTAIN,
    )


def _split_images(root: Path, path: Path, split: str, limit: int | None) -> Iterator[LabelledImage]:
    if path.stat().st_size > _MAX_LIST_BYTES:
        raise ToolkitError("the list of images is too large", where=path)
    lines = path.read_text("utf-8", errors="backslashreplace").split("\n")
    ids = sorted({line.split()[0] for line in lines if line.strip()})
    for item_id in ids[:limit]:
        name = f"JPEGImages/{item_id}.jpg"
        if not _ID.fullmatch(item_id):
            yield LabelledImage(
                item_id, split, name, problem=f"{path.name} lists {item_id!r}, which is no image id"
            )
            continue
        try:
            labels, difficult = _read_annotation(root / "Annotations" / f"{item_id}.xml")
        except ToolkitError as error:
            yield LabelledImage(item_id, split, name, problem=f"Annotations/{item_id}.xml: {error.one_line}")
        else:
            yield LabelledImage(
                item_id, split, name, Place(root / name), labels, facts={"difficult": "|".join(difficult)}
            )


def _read_annotation(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the classes of an annotation, and those of which all objects are difficult.

    Raises:
        ToolkitError: The file is missing, no such XML, or names an unknown class. Entities and document types, with
            which a small file can ask for gigabytes or for other files, are refused.
    """
    known = [c.name for c in voc_classes()]
    try:
        if not path.is_file():
            raise ToolkitError("is not there")
        with path.open("rb") as stream:
            data = stream.read(_MAX_XML_BYTES + 1)
        if len(data) > _MAX_XML_BYTES:
            raise ToolkitError("is too large", expected=f"at most {_MAX_XML_BYTES} bytes")
        root = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except OSError as error:
        raise ToolkitError("cannot be read", found=error.strerror) from None
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise ToolkitError("is no safe XML", found=str(error)) from None
    if root.tag != "annotation":
        raise ToolkitError("is no annotation of VOC", expected="<annotation>", found=f"<{root.tag}>")
    easy: dict[str, bool] = {}
    for found in root.findall("object"):
        name = (found.findtext("name") or "").strip()
        if name not in known:
            raise ToolkitError(f"names the unknown class {name!r}", expected="one of " + ", ".join(known))
        easy[name] = easy.get(name, False) or (found.findtext("difficult") or "0").strip() != "1"
    labels = tuple(name for name in known if name in easy)
    return labels, tuple(name for name in labels if not easy[name])
