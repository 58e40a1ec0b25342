"""Models of Sweet Home 3D's furniture libraries, which Debian ships as `sweethome3d-furniture`.

A library is a zip archive (`.sh3f`) with OBJ files and a catalogue of names, sizes in centimetres and creators. It is
read as untrusted: no member leaves the folder, and sizes are bounded. Which name is which kind is decided by the
table `sweethome3d_kinds.csv`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from carla_scenes.asset_sources import Found, mesh_asset, slug, without_unusable
from carla_scenes.kinds import anomaly_kind
from manifests.errors import ToolkitError
from manifests.files import write_atomically
from manifests.labels import read_data
from manifests.schema import safe_path_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from carla_scenes.catalogue import Asset

_CATALOGUE = "PluginFurnitureCatalog.properties"
_LINE = re.compile(r"(\w+)#(\d+)\s*=\s*(.*)")
_CENTIMETRE_M = 0.01
_LARGEST_FILE = 1 << 26
_LARGEST_CATALOGUE = 1 << 24
_UP, _FRONT = "y", "z"
_SMALLEST_M = 0.6
_FOLDER = "sweethome3d"
_PUBLIC_DOMAIN = "CC-0"
_LICENCES = {True: "CC0-1.0", False: "CC-BY-3.0"}


@dataclass(frozen=True)
class Entry:
    """One model of a library.

    Attributes:
        identifier: Its id in the library, such as `Scopia#bath`.
        name: For people, such as `Bath`.
        model: Path of its OBJ file in the archive.
        width: Across, metres.
        depth: From front to back, metres.
        height: Metres.
        creator: Who made it.
        turned: Whether the library turns the model before it is shown; such models are not used.
    """

    identifier: str
    name: str
    model: str
    width: float
    depth: float
    height: float
    creator: str
    turned: bool


def sweethome_assets(libraries: Path, out: Path) -> Found:
    """Return the models of some libraries that are anomalies, their meshes extracted beside the catalogue.

    Things smaller than 0.6 m are grown to that, so that a camera in a street sees them.

    Args:
        libraries: A `.sh3f` file, or a folder of them (Debian: `/usr/share/sweethome3d/furniture`).
        out: Folder of the catalogue; meshes go to `sweethome3d/` below it.

    Raises:
        ToolkitError: There is no library, or one cannot be read.
        OSError: A mesh cannot be written.
    """
    paths = sorted(libraries.glob("*.sh3f")) if libraries.is_dir() else [libraries]
    if not paths or not all(path.is_file() for path in paths):
        raise ToolkitError(
            "there is no library of Sweet Home 3D",
            where=libraries,
            expected="a .sh3f file, or a folder of them",
            remedy="on Debian: apt-get install sweethome3d-furniture, then --sweethome3d "
            "/usr/share/sweethome3d/furniture",
        )
    found = Found([])
    for path in paths:
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in read_entries(archive):
                    asset = _asset(entry, archive, path, out, found)
                    if asset is not None:
                        found.assets.append(asset)
        except (zipfile.BadZipFile, KeyError, ValueError) as error:  # noqa: PERF203 - names the library
            raise ToolkitError(
                "the library cannot be read", where=path, found=f"{type(error).__name__}: {error}"
            ) from None
    return without_unusable(found)


def read_entries(archive: zipfile.ZipFile) -> Iterator[Entry]:
    """Yield the models that a library's catalogue lists, in its order.

    Raises:
        KeyError: It has no catalogue, or a model lacks a property.
        ValueError: The catalogue is too large, or a size is no number.
    """
    if archive.getinfo(_CATALOGUE).file_size > _LARGEST_CATALOGUE:
        raise ValueError("the catalogue is too large")
    properties: dict[int, dict[str, str]] = {}
    for line in archive.read(_CATALOGUE).decode("latin-1").splitlines():
        match = _LINE.match(line)
        if match:
            properties.setdefault(int(match[2]), {})[match[1]] = match[3].strip()
    for _, one in sorted(properties.items()):
        width, depth, height = (float(one[side]) * _CENTIMETRE_M for side in ("width", "depth", "height"))
        yield Entry(
            identifier=one["id"],
            name=one["name"],
            model=one["model"].lstrip("/"),
            width=width,
            depth=depth,
            height=height,
            creator=one.get("creator", ""),
            turned="modelRotation" in one,
        )


@cache
def sweethome_kinds() -> dict[str, str]:
    """Return the kind of each model name that is an anomaly."""
    return {
        row["name"]: row["kind"] for row in csv.DictReader(io.StringIO(read_data("sweethome3d_kinds.csv")))
    }


def _asset(entry: Entry, archive: zipfile.ZipFile, path: Path, out: Path, found: Found) -> Asset | None:
    name = sweethome_kinds().get(entry.name)
    if name is None:
        found.leave_out("its name stands for none of the paper's kinds, or for one of the simulator's own")
        return None
    if entry.turned or safe_path_problem(entry.model):
        found.leave_out("the library turns it, or its path leaves the library")
        return None
    identifier = slug(f"sh3d-{entry.identifier}")
    mesh = _extract(archive, entry.model, out / _FOLDER / identifier)
    if mesh is None:
        found.leave_out("its files are missing or too large")
        return None
    grown = max(1.0, _SMALLEST_M / max(entry.width, entry.depth, entry.height))
    return mesh_asset(
        identifier,
        anomaly_kind(name),
        mesh,
        out,
        (entry.depth * grown, entry.width * grown, entry.height * grown),
        up=_UP,
        front=_FRONT,
        licence=_LICENCES[_PUBLIC_DOMAIN in path.name],
        source=f"sweethome3d-furniture, {entry.identifier}, by {entry.creator or 'unknown'}",
    )


def _extract(archive: zipfile.ZipFile, model: str, folder: Path) -> Path | None:
    """Write a model's OBJ file and what lies beside it in the archive; return the OBJ, or None if one is unusable."""
    home = PurePosixPath(model).parent
    members = [
        info
        for info in archive.infolist()
        if PurePosixPath(info.filename).parent == home and not info.is_dir()
    ]
    if model not in {info.filename for info in members}:
        return None
    if any(info.file_size > _LARGEST_FILE or safe_path_problem(info.filename) for info in members):
        return None
    for info in members:
        target = folder / PurePosixPath(info.filename).name
        if not target.is_file() or target.stat().st_size != info.file_size:
            write_atomically(target, archive.read(info))
    return folder / PurePosixPath(model).name
