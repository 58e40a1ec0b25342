"""MS-COCO: which images are in which split, and which categories each one shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from builders.listing import check_folder
from builders.multilabel.classes import coco_classes
from builders.multilabel.json_arrays import read_arrays
from builders.multilabel.labelled import LabelledImage, LabelledSource
from builders.photographs import Place
from manifests.errors import FindingsError, ToolkitError
from manifests.schema import safe_path_problem

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED_IMAGES = {
    "2017": {"train": 118_287, "validation": 5_000},
    "2014": {"train": 82_783, "validation": 40_504},
}
YEARS = tuple(PUBLISHED_IMAGES)

_SPLITS = {"train": "train", "val": "validation"}
_IMAGE_FOLDERS = ("{name}", "images/{name}")
_OBTAIN = (
    "get the images and annotations_trainval from https://cocodataset.org/#download and unpack both into it"
)


@dataclass
class _Instances:
    """What an instances file says, reduced as it is read.

    Attributes:
        images: By image id: file name, id of the licence and address.
        categories: By image id, one bit a class in the order of `coco_classes`.
        names: Name of each category id, as the file has it.
        licences: Name of each licence id.
        problems: What is wrong with single entries.
    """

    images: dict[int, tuple[str, int | None, str]] = field(default_factory=dict)
    categories: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    licences: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_coco(src: Path, year: str | None = None, limit: int | None = None) -> LabelledSource:
    """Return the images of the instances files, with the categories annotated in each.

    An image without annotations is kept, with no category; crowds count as present.

    Args:
        src: The folder with `annotations/instances_{train,val}YEAR.json` and the folders of images.
        year: `2017` or `2014`; needed only where both are there.
        limit: Keep only the first so many of each split.

    Raises:
        FindingsError: An instances file holds other categories or broken entries.
        ToolkitError: No instances file is there, or it is no JSON.
    """
    year = _find(src, year)
    source = LabelledSource("coco", tuple(c.name for c in coco_classes()), PUBLISHED_IMAGES[year])
    for name, split in _SPLITS.items():
        path = src / "annotations" / f"instances_{name}{year}.json"
        if path.is_file():
            source.images += _split_images(src, f"{name}{year}", split, _read_instances(path), limit)
    return source


def _find(src: Path, year: str | None) -> str:
    check_folder(src, "the folder of MS-COCO", _OBTAIN)
    wanted = [y for y in YEARS if year in (None, y)]
    found = [
        y
        for y in wanted
        if any((src / "annotations" / f"instances_{name}{y}.json").is_file() for name in _SPLITS)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise ToolkitError(
            "the source holds more than one COCO",
            where=src,
            found=" and ".join(found),
            remedy="choose one with --layout",
        )
    raise ToolkitError(
        "no COCO layout fits the source",
        where=src,
        expected=" or ".join(f"annotations/instances_{{train,val}}{y}.json" for y in wanted),
        found=", ".join(sorted(path.name for path in src.iterdir())[:8]) or "an empty folder",
        remedy=_OBTAIN,
    )


def _read_instances(path: Path) -> _Instances:
    found = _Instances()
    expected = {c.category_id: c.name for c in coco_classes() if c.category_id is not None}
    bits = {category_id: 1 << index for index, category_id in enumerate(expected)}
    for key, element in read_arrays(path):
        _take(found, key, element, bits)
    for category_id in sorted(expected.keys() | found.names.keys()):
        here, there = found.names.get(category_id), expected.get(category_id)
        if here != there:
            found.problems.append(f"category {category_id}: expected {there}, found {here}")
    strangers = sorted(found.categories.keys() - found.images.keys())
    found.problems += [f"annotations of the image {image_id}, which is not listed" for image_id in strangers]
    if found.problems:
        raise FindingsError(
            f"{path.name} is no instances file of MS-COCO",
            found.problems,
            remedy="use the published annotations",
        )
    return found


def _take(found: _Instances, key: str, element: Any, bits: dict[int, int]) -> None:
    """Add one element of the array `key` to what was found, or a problem."""
    try:
        if key == "images":
            licence, image_id = element.get("license"), int(element["id"])
            if image_id in found.images:
                found.problems.append(f"images: the id {image_id} stands twice")
            found.images[image_id] = (
                str(element["file_name"]),
                None if licence is None else int(licence),
                str(element.get("coco_url", "")),
            )
        elif key == "annotations":
            image_id = int(element["image_id"])
            found.categories[image_id] = found.categories.get(image_id, 0) | bits[element["category_id"]]
        elif key == "categories":
            found.names[int(element["id"])] = str(element["name"])
        elif key == "licenses":
            found.licences[int(element["id"])] = str(element["name"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        found.problems.append(f"{key}: {type(error).__name__} {error} in {_shorten(element)}")


def _split_images(
    src: Path, name: str, split: str, found: _Instances, limit: int | None
) -> list[LabelledImage]:
    folders = [pattern.format(name=name) for pattern in _IMAGE_FOLDERS]
    folder = next((f for f in folders if (src / f).is_dir()), folders[0])
    classes = tuple(c.name for c in coco_classes())
    images = []
    for image_id in sorted(found.images)[:limit]:
        file_name, licence, address = found.images[image_id]
        mask = found.categories.get(image_id, 0)
        labels = tuple(c for index, c in enumerate(classes) if mask >> index & 1)
        problem = safe_path_problem(file_name)
        facts = {"source_url": address, "licence": found.licences.get(licence or 0, "Flickr terms of use")}
        images.append(
            LabelledImage(
                PurePosixPath(file_name).stem if problem is None else f"{split}:{image_id}",
                split,
                f"{folder}/{file_name}",
                None if problem else Place(src / folder / file_name),
                labels,
                facts,
                f"the file name {problem}" if problem else None,
            )
        )
    return images


def _shorten(element: Any, most: int = 80) -> str:
    text = repr(element) if not isinstance(element, dict) else repr(sorted(element))
    return text if len(text) <= most else text[:most] + "..."
