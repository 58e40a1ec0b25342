"""The source: a BDD100K folder as people have it, and the pairs of image and mask in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.bdd.encoding import SPLITS
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

_OBTAIN = (
    "BDD100K is free after registration at https://doc.bdd100k.com/download.html: get '10K Images' and "
    "'Segmentation' and unpack both into one folder"
)


@dataclass(frozen=True)
class Layout:
    """Where a release of BDD100K keeps its files, below its root.

    Attributes:
        name: What `--layout` calls it.
        images: Folder of the images; below it `train` and `val`.
        masks: Folder of the masks; below it `train` and `val`.
        mask_suffix: What follows the image's id in a mask's name.
    """

    name: str
    images: str
    masks: str
    mask_suffix: str


LAYOUTS = (
    Layout("10k", "images/10k", "labels/sem_seg/masks", ".png"),
    Layout("seg", "seg/images", "seg/labels", "_train_id.png"),
)
_IMAGE_SUFFIX = ".jpg"
_OUTER_FOLDERS = ("", "bdd100k")


@dataclass(frozen=True, slots=True)
class Pair:
    """An image and its mask in the source; either may be missing.

    Attributes:
        image_id: Name of the image without its suffix.
        source_split: `train` or `val`.
        image: Path of the image below the source's root, or None.
        mask: Path of the mask below the source's root, or None.
    """

    image_id: str
    source_split: str
    image: str | None
    mask: str | None


@dataclass(frozen=True)
class Source:
    """A BDD100K folder whose layout is known."""

    root: Path
    layout: Layout

    def pairs(self, limit: int | None = None) -> list[Pair]:
        """Return all pairs, sorted by split and id.

        Args:
            limit: Keep only the first so many of each split.
        """
        found: list[Pair] = []
        for split in SPLITS:
            images = self._names(f"{self.layout.images}/{split}", _IMAGE_SUFFIX)
            masks = self._names(f"{self.layout.masks}/{split}", self.layout.mask_suffix)
            found += [
                Pair(image_id, split, images.get(image_id), masks.get(image_id))
                for image_id in sorted(images.keys() | masks.keys())[:limit]
            ]
        return found

    def _names(self, folder: str, suffix: str) -> dict[str, str]:
        """Return the files of a folder: path below the root by id."""
        try:
            names = [path.name for path in (self.root / folder).iterdir()]
        except FileNotFoundError:
            return {}  # a source may have only one of the two splits
        return {
            n[: -len(suffix)]: f"{folder}/{n}" for n in names if n.endswith(suffix) and not n.startswith(".")
        }


def find_source(src: Path, layout: str | None = None) -> Source:
    """Return the source below `src`, whichever layout it has.

    Args:
        src: The folder given by the user, with or without an outer `bdd100k/`.
        layout: Name of a layout; needed only where several are there.

    Raises:
        ToolkitError: No layout fits, or several do. The message says what was looked for and what is there.
    """
    if not src.is_dir():
        found = "a file" if src.is_file() else "nothing there" if not src.is_symlink() else "a broken link"
        raise ToolkitError(
            "the source is no folder", where=src, expected="a BDD100K folder", found=found, remedy=_OBTAIN
        )
    wanted = [candidate for candidate in LAYOUTS if layout in (None, candidate.name)]
    fitting = [
        Source(src / outer if outer else src, candidate)
        for outer in _OUTER_FOLDERS
        for candidate in wanted
        if all(_has_split(src / outer / folder) for folder in (candidate.images, candidate.masks))
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise ToolkitError(
            "the source holds more than one BDD100K",
            where=src,
            found=" and ".join(f"{s.root / s.layout.images} (--layout {s.layout.name})" for s in fitting),
            remedy="choose one with --layout, or name its folder with --src",
        )
    looked = " or ".join(
        f"{c.images}/{{train,val}} with {c.masks}/{{train,val}}/ID{c.mask_suffix}" for c in wanted
    )
    raise ToolkitError(
        "no BDD100K layout fits the source",
        where=src,
        expected=f"{looked}, with or without an outer bdd100k/",
        found=_describe(src),
        remedy=_OBTAIN,
    )


def _has_split(folder: Path) -> bool:
    return any((folder / split).is_dir() for split in SPLITS)


def _describe(folder: Path, depth: int = 3, most: int = 12) -> str:
    """Return the folders below `folder`, a few levels deep, or what else is there."""
    folders: list[str] = []
    files = 0
    level = [folder]
    for _ in range(depth):
        below: list[Path] = []
        for parent in level:
            for path in sorted(parent.iterdir()):
                if path.is_dir() and not path.is_symlink():  # links may be loops
                    below.append(path)
                    folders.append(path.relative_to(folder).as_posix() + "/")
                else:
                    files += 1
        level = below
    if not folders and not files:
        return "an empty folder"
    more = f", ... ({len(folders)} folders)" if len(folders) > most else ""
    return ", ".join(folders[:most]) + more + (f"; {files} files" if files else "")
