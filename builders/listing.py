"""Listing the image files of a folder, in a fixed order, with names that can be written down."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from builders.photographs import IMAGE_SUFFIXES
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Listed:
    """One file.

    Attributes:
        name: Its path below the folder, POSIX form, readable even where the file's name is not UTF-8.
        path: The file.
        problem: Why its name cannot be used, or None.
    """

    name: str
    path: Path
    problem: str | None = None


@dataclass
class Listing:
    """The files of a folder.

    Attributes:
        files: Those with the endings looked for, sorted by name.
        ignored: The others: name and reason, one line each. Hidden files are in neither.
    """

    files: list[Listed] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def list_files(root: Path, suffixes: Iterable[str] = IMAGE_SUFFIXES) -> Listing:
    """Return the files below a folder at any depth.

    Links to files are followed, links to folders are not (they may be loops).

    Args:
        root: The folder.
        suffixes: Endings of the path below it, of any case, such as `.jpg` or `_leftImg8bit.png`.

    Raises:
        OSError: A folder cannot be read.
    """
    endings = tuple(suffix.lower() for suffix in suffixes)
    listing = Listing()
    for parent, folders, names in os.walk(root, onerror=_raise):
        for name in list(folders):
            hidden, link = name.startswith("."), Path(parent, name).is_symlink()
            if link and not hidden:
                relative = _readable(Path(parent, name).relative_to(root).as_posix())
                listing.ignored.append(f"{relative}: a link to a folder, not followed")
            if hidden or link:
                folders.remove(name)
        for name in names:
            if name.startswith("."):
                continue
            path = Path(parent, name)
            raw = path.relative_to(root).as_posix()
            readable = _readable(raw)
            if readable.lower().endswith(endings):
                problem = None if readable == raw else "the file name is not UTF-8"
                listing.files.append(Listed(readable, path, problem))
            else:
                listing.ignored.append(f"{readable}: not named like an image")
    listing.files.sort(key=lambda listed: listed.name)
    listing.ignored.sort()
    return listing


def check_folder(path: Path, what: str, remedy: str) -> None:
    """Raise ToolkitError unless `path` is a folder.

    Args:
        path: The folder that the user named.
        what: What it should be, such as `a folder of images`.
        remedy: What to do about it.
    """
    if not path.is_dir():
        found = "a file" if path.is_file() else "nothing there" if not path.is_symlink() else "a broken link"
        raise ToolkitError("the source is no folder", where=path, expected=what, found=found, remedy=remedy)


def _readable(name: str) -> str:
    r"""Return a name with bytes that are not UTF-8 as `\udcXX`."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _raise(error: OSError) -> None:
    raise error
