"""Calculated things on disk, so that a server need not calculate them twice.

An entry is a folder named after a digest of all that it depends on: its name, the code that makes it, and the
libraries that calculate. It holds arrays and texts; never pickles, which could run code. Whatever goes wrong here
costs the time to make the thing again, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

import carla_scenes.embedded
from manifests.digests import file_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Array = npt.NDArray[Any]

FOLDER_VARIABLE = "OOD_BUILDERS_CACHE"
"""Environment variable that names the folder of caches; the user's cache folder when unset."""

_FORMAT = 2
_FACTS, _DIGESTS = "facts.json", "digests.json"


def cache_folder(shelf: str) -> Path:
    """Return the folder of the entries of one sort, such as `towns`; it need not exist."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named) / shelf
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where the variable names a folder

    return Path(user_cache_path("ood-builders")) / shelf


def key_of(code: str, *parts: str) -> str:
    """Return the name of an entry.

    Args:
        code: Digest of the code that makes it.
        parts: What it is made from.
    """
    digest = hashlib.sha256()
    libraries = (np.__version__, shapely.__version__, shapely.geos_version_string)
    for part in (f"{_FORMAT}", *parts, code, *libraries):
        digest.update(f"{len(part.encode())}:".encode() + part.encode())
    return digest.hexdigest()[:40]


@cache
def code_digest(*rooms: str) -> str:
    """Return a digest of the source files of some rooms of the simulator, and of what describes scenes."""
    root = Path(carla_scenes.embedded.__file__).parent
    files = [root / "scene.py", root / "tags.py", root.parent / "frame.py"]
    for room in rooms:
        files += sorted((root / room).rglob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(root.parent).as_posix()}:{file_sha256(file)}\n".encode())
    return digest.hexdigest()


def is_kept(folder: Path) -> bool:
    """Return whether an entry is there; it may still be damaged."""
    return (folder / _DIGESTS).is_file()


def keep(folder: Path, facts: Mapping[str, Any], arrays: Mapping[str, Array], most: int) -> None:
    """Leave an entry on disk; a folder that cannot be written is left alone.

    Args:
        folder: Of the entry.
        facts: For JSON.
        arrays: By name.
        most: Entries that stay beside each other; the ones not read for longest go first.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder.parent))
    except OSError:
        return
    try:
        for name, array in arrays.items():
            np.save(part / f"{name}.npy", array, allow_pickle=False)
        (part / _FACTS).write_text(json.dumps(facts), "utf-8")
        digests = {file.name: file_sha256(file) for file in sorted(part.iterdir())}
        (part / _DIGESTS).write_text(json.dumps(digests), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)  # one that was damaged
        part.rename(folder)
        _tidy(folder.parent, most)
    except OSError:  # no room left, or another server was faster
        pass
    finally:
        shutil.rmtree(part, ignore_errors=True)


def fetch(folder: Path, names: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return the facts and arrays of an entry.

    Args:
        folder: Of the entry.
        names: Of its arrays.

    Raises:
        OSError: It is not there.
        ValueError: It is not as it was written.
    """
    digests = json.loads((folder / _DIGESTS).read_text("utf-8"))
    files = {*(f"{name}.npy" for name in names), _FACTS}
    if set(digests) != files or any(file_sha256(folder / name) != digests[name] for name in files):
        raise ValueError(f"{folder} is damaged")
    arrays = {name: np.load(folder / f"{name}.npy", allow_pickle=False) for name in names}
    facts: dict[str, Any] = json.loads((folder / _FACTS).read_text("utf-8"))
    (folder / _DIGESTS).touch()
    return facts, arrays


def _tidy(parent: Path, most: int) -> None:
    """Remove the entries that were read longest ago."""
    entries = [folder for folder in parent.iterdir() if not folder.name.startswith(".")]
    if len(entries) <= most:
        return
    entries.sort(key=lambda folder: (folder / _DIGESTS).stat().st_mtime, reverse=True)
    for folder in entries[most:]:
        shutil.rmtree(folder, ignore_errors=True)
