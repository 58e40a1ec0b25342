"""The source: a folder of images, and the masks that go with them where there are any."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builders.listing import Listed, check_folder, list_files
from builders.photographs import IMAGE_SUFFIXES
from manifests.errors import ToolkitError
from manifests.labels import LabelTable, load_label_table, parse_label_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KNOWN_TABLES = ("bdd-anomaly", "streethazards")


@dataclass(frozen=True)
class Masks:
    """Where the masks are and what their values mean.

    Attributes:
        root: Folder of the masks.
        suffix: What follows the image's name (without its own suffix) in a mask's path, such as `.png` or
            `.labels/labels_semantic.png`.
        table: Meaning of the values.
        table_name: Name of the table if it is one of the toolkit's, else None.
    """

    root: Path
    suffix: str
    table: LabelTable
    table_name: str | None


@dataclass(frozen=True)
class Item:
    """An image of the source.

    Attributes:
        item_id: Its path below the source without the suffix.
        image: The file.
        mask: Its mask; None where the set has no masks.
        problem: Why it cannot be taken, or None.
    """

    item_id: str
    image: Listed
    mask: Listed | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Source:
    """What was found in a folder.

    Attributes:
        items: The images, sorted by id.
        ignored: Files that were left out and why, one line each.
    """

    items: tuple[Item, ...]
    ignored: tuple[str, ...]


def read_source(src: Path, image_suffix: str | None, masks: Masks | None, limit: int | None) -> Source:
    """Return the images below a folder, each with its mask if `masks` is given.

    Args:
        src: The folder.
        image_suffix: Ending of the images' names, not part of their ids; None for any ending of an image.
        masks: Where the masks are, or None.
        limit: Keep only the first so many.

    Raises:
        ToolkitError: A folder is not there, or holds no images.
        OSError: A folder cannot be read.
    """
    check_folder(src, "a folder of images", "name the folder that holds the images with --src")
    suffixes = (image_suffix,) if image_suffix else IMAGE_SUFFIXES
    listing = list_files(src, suffixes)
    by_id: dict[str, list[Listed]] = defaultdict(list)
    for listed in listing.files:
        by_id[_without_suffix(listed.name, suffixes)].append(listed)
    if not by_id:
        raise ToolkitError(
            "the source holds no images",
            where=src,
            expected="files that end in " + ", ".join(suffixes),
            found=f"{len(listing.ignored)} other files" if listing.ignored else "an empty folder",
            remedy="name the folder that holds the images, or their ending with --image-suffix",
        )
    items = [Item(item_id, files[0], None, _problem(files)) for item_id, files in sorted(by_id.items())]
    if masks is None:
        return Source(tuple(items[:limit]), tuple(listing.ignored))
    return Source(_with_masks(items, masks, limit), ())


def read_label_table(text: str) -> tuple[LabelTable, str | None]:
    """Return a label table, and its name if it is one of the toolkit's.

    Args:
        text: `bdd-anomaly`, `streethazards`, or the path of a CSV with the columns of classes.csv.

    Raises:
        ToolkitError: There is no such file, or it is no label table.
    """
    if text in _KNOWN_TABLES:
        return load_label_table(text), text
    path = Path(text)
    if not path.is_file():
        raise ToolkitError(
            "the label table is not there",
            where=path,
            expected=f"a CSV with the columns of classes.csv, or one of {', '.join(_KNOWN_TABLES)}",
            remedy="write one row a value: value,name,red,green,blue,role",
        )
    try:
        return parse_label_table(path.read_text("utf-8"), path), None
    except UnicodeDecodeError as error:
        raise ToolkitError("this is no label table", where=path, expected="UTF-8", found=str(error)) from None


def _with_masks(items: Iterable[Item], masks: Masks, limit: int | None) -> tuple[Item, ...]:
    """Return the items with their masks, and an item with a problem for each image or mask that stands alone."""
    check_folder(masks.root, "a folder of masks", "name the folder that holds the masks with --masks")
    found = {
        listed.name[: -len(masks.suffix)]: listed for listed in list_files(masks.root, (masks.suffix,)).files
    }
    paired = []
    for item in items:
        mask = found.pop(item.item_id, None)
        problem = item.problem or (mask.problem if mask else f"no mask {item.item_id}{masks.suffix}")
        paired.append(Item(item.item_id, item.image, mask, problem))
    paired += [
        Item(item_id, mask, mask, "a mask without its image") for item_id, mask in found.items() if item_id
    ]
    return tuple(sorted(paired, key=lambda item: item.item_id)[:limit])


def _problem(files: Sequence[Listed]) -> str | None:
    if len(files) > 1:
        names = ", ".join(listed.name for listed in files)
        return f"several files of one name: {names} (choose one ending with --image-suffix)"
    return files[0].problem


def _without_suffix(name: str, suffixes: Iterable[str]) -> str:
    suffix = max((s for s in suffixes if name.lower().endswith(s.lower())), key=len)
    return name[: -len(suffix)]
