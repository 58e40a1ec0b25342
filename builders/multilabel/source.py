"""The source: ImageNet-21K classes as people have them, one tar a class or one folder a class.

Both releases look alike: `nXXXXXXXX.tar` with `nXXXXXXXX_NNN.JPEG` in it, below `fall11_whole/` (autumn 2011,
21,841 classes) or `winter21_whole/` (winter 2021, 19,167 classes).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builders.listing import check_folder, list_files
from builders.multilabel.archive import list_members
from builders.photographs import IMAGE_SUFFIXES, Place
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from builders.multilabel.classes import OodClass

LAYOUTS = ("tar", "folder")

_OBTAIN = (
    "ImageNet-21K is free for research after registration at https://image-net.org/download.php; name the folder "
    "that holds the classes"
)
_STEM = re.compile(r"(n\d{8})_\w{1,40}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """An image of the source, or something there that can be none.

    Attributes:
        item_id: Name of the image without suffix, such as `n02069412_10`; where there is a problem, what it is
            known by.
        wnid: The class it was found in.
        name: Where it is, for people: its path below the source.
        place: Its bytes; None where there are none to read.
        problem: Why it cannot be taken, or None.
    """

    item_id: str
    wnid: str
    name: str
    place: Place | None = None
    problem: str | None = None


@dataclass
class Source:
    """What was found.

    Attributes:
        root: Folder that holds the classes.
        layout: `tar` or `folder`.
        entries: Images and problems, in the order of the classes, sorted within each.
        ignored: Files that were left out and why, one line each.
    """

    root: Path
    layout: str
    entries: list[Entry] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_source(
    src: Path, classes: Sequence[OodClass], layout: str | None = None, limit: int | None = None
) -> Source:
    """Return the images of some classes; a class that is missing becomes an entry with a problem.

    Args:
        src: The folder given by the user; the classes may also be one level below it.
        classes: What to look for.
        layout: One of `LAYOUTS`; needed only where both are there.
        limit: Keep only the first so many images of each class.

    Raises:
        ToolkitError: No class is there in any layout, or in several places.
        OSError: A folder or an archive cannot be read.
    """
    root, layout = _find(src, [c.wnid for c in classes], layout)
    source = Source(root, layout)
    for c in classes:
        path = root / (f"{c.wnid}.tar" if layout == "tar" else c.wnid)
        if not (path.is_file() if layout == "tar" else path.is_dir()):
            source.entries.append(Entry(c.wnid, c.wnid, path.name, None, "the class is not in the source"))
        elif layout == "tar":
            _add(source, c.wnid, _archive_entries(path, c.wnid, source.ignored), limit)
        else:
            _add(source, c.wnid, _folder_entries(path, c.wnid, source.ignored), limit)
    return source


def _find(src: Path, wnids: Sequence[str], layout: str | None) -> tuple[Path, str]:
    """Return the folder that holds the classes, and its layout."""
    check_folder(src, "a folder with ImageNet-21K classes", _OBTAIN)
    roots = [src, *sorted(p for p in src.iterdir() if p.is_dir() and not p.name.startswith("."))]
    fitting = [
        (root, name)
        for root in roots
        for name in LAYOUTS
        if layout in (None, name)
        and any((root / f"{w}.tar").is_file() if name == "tar" else (root / w).is_dir() for w in wnids)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise ToolkitError(
            "the classes are there more than once",
            where=src,
            found=" and ".join(f"{root} (--layout {name})" for root, name in fitting),
            remedy="choose one with --layout, or name its folder with --src",
        )
    shown = ", ".join(sorted(path.name for path in src.iterdir())[:8])
    raise ToolkitError(
        "the source holds none of the classes",
        where=src,
        expected=f"{wnids[0]}.tar or {wnids[0]}/{wnids[0]}_NNN.JPEG, and so on, there or one level below",
        found=shown or "an empty folder",
        remedy=_OBTAIN,
    )


def _archive_entries(path: Path, wnid: str, ignored: list[str]) -> list[Entry]:
    contents = list_members(path)
    entries = []
    for number, member in enumerate(contents.members):
        name = f"{path.name}/{member.name}"
        base = member.name.rsplit("/", 1)[-1]
        if member.problem:
            entries.append(Entry(f"{path.name}:{number}", wnid, name, None, member.problem))
        elif not base.lower().endswith(IMAGE_SUFFIXES):
            ignored.append(f"{name}: not named like an image")
        else:
            place = Place(path, member.offset, member.size)
            entries.append(_entry(base, wnid, name, place, f"{path.name}:{number}"))
    if contents.problem:
        entries.append(Entry(path.name, wnid, path.name, None, contents.problem))
    return entries


def _folder_entries(path: Path, wnid: str, ignored: list[str]) -> list[Entry]:
    listing = list_files(path)
    ignored += [f"{path.name}/{line}" for line in listing.ignored]
    return [
        Entry(f"{wnid}/{f.name}", wnid, f"{wnid}/{f.name}", None, f.problem)
        if f.problem
        else _entry(f.name.rsplit("/", 1)[-1], wnid, f"{wnid}/{f.name}", Place(f.path), f"{wnid}/{f.name}")
        for f in listing.files
    ]


def _entry(base: str, wnid: str, name: str, place: Place, known_by: str) -> Entry:
    """Return the entry of a file that is named like an image; its name must be the class's."""
    stem = base.rsplit(".", 1)[0]
    match = _STEM.fullmatch(stem)
    if match is None:
        return Entry(known_by, wnid, name, None, f"is not named {wnid}_NNN as the images of the class are")
    if match[1] != wnid:
        return Entry(known_by, wnid, name, None, f"is of another class: expected {wnid}, found {match[1]}")
    return Entry(stem, wnid, name, place)


def _add(source: Source, wnid: str, entries: list[Entry], limit: int | None) -> None:
    """Add a class's entries, those that share an id as one with a problem, at most `limit` of the good ones."""
    times = Counter(entry.item_id for entry in entries)
    seen: set[str] = set()
    good = 0
    if not entries:
        source.entries.append(Entry(wnid, wnid, wnid, None, "the class holds no images"))
    for entry in sorted(entries, key=lambda e: e.item_id):
        if times[entry.item_id] > 1:
            if entry.item_id not in seen:
                problem = f"{times[entry.item_id]} files have this name"
                source.entries.append(Entry(entry.item_id, wnid, entry.name, None, problem))
            seen.add(entry.item_id)
        elif entry.problem or limit is None or good < limit:
            good += entry.problem is None
            source.entries.append(entry)
