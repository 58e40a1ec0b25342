"""Finished towns on disk, so that a server need not build the same town twice.

A town is a folder named after a digest of all that it depends on: its name, its OpenDRIVE text, the code that builds
towns, and the libraries that calculate. It holds three arrays and two texts; never pickles, which could run code.
Whatever goes wrong here costs a build, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

import carla_scenes.embedded
from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.geometry.mesh import Mesh
from carla_scenes.embedded.scene import Instance, Lamp, Town, TownObject, TrafficSignal
from carla_scenes.frame import Box, Pose
from manifests.digests import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    Array = npt.NDArray[Any]

FOLDER_VARIABLE = "OOD_BUILDERS_CACHE"
"""Environment variable that names the folder of caches; the user's cache folder when unset."""

_FORMAT = 1
_STORES = {"floats": np.float32, "integers": np.int32, "bytes": np.uint8, "doubles": np.float64}
_MESH_FIELDS = {
    "vertices": "floats",
    "normals": "floats",
    "uvs": "floats",
    "faces": "integers",
    "materials": "integers",
    "parts": "integers",
    "tags": "bytes",
}
_WIDTHS = {"vertices": 3, "normals": 3, "uvs": 2, "faces": 3}
_KEPT = 12
"""Towns that stay on disk; the ones not read for longest go first."""


def cached_town(name: str, text: str, build: Callable[[], Town]) -> Town:
    """Return a town from disk, or build it and leave it there.

    Args:
        name: Of the town.
        text: OpenDRIVE text that it is built from; empty for built-in towns.
        build: Builds it.
    """
    folder = cache_folder() / _key(name, text)
    town = _loaded(folder)
    if town is None:
        town = build()
        _store(town, folder)
    return town


def cache_folder() -> Path:
    """Return the folder of finished towns; it need not exist."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named) / "towns"
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where the variable names a folder

    return Path(user_cache_path("ood-builders")) / "towns"


def _key(name: str, text: str) -> str:
    digest = hashlib.sha256()
    for part in (
        f"{_FORMAT}",
        name,
        text,
        _code_digest(),
        np.__version__,
        shapely.__version__,
        shapely.geos_version_string,
    ):
        digest.update(f"{len(part.encode())}:".encode() + part.encode())
    return digest.hexdigest()[:40]


@cache
def _code_digest() -> str:
    """Return a digest of the source files that towns are built by."""
    root = Path(carla_scenes.embedded.__file__).parent
    files = [root / "scene.py", root / "tags.py", root.parent / "frame.py"]
    for room in ("town", "models", "geometry"):
        files += sorted((root / room).rglob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(root.parent).as_posix()}:{file_sha256(file)}\n".encode())
    return digest.hexdigest()


def _store(town: Town, folder: Path) -> None:
    """Leave a town on disk; a folder that cannot be written is left alone."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder.parent))
    except OSError:
        return
    try:
        facts, arrays = _taken_apart(town)
        for store, array in arrays.items():
            np.save(part / f"{store}.npy", array, allow_pickle=False)
        (part / "town.json").write_text(json.dumps(facts), "utf-8")
        digests = {file.name: file_sha256(file) for file in sorted(part.iterdir())}
        (part / "digests.json").write_text(json.dumps(digests), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)  # one that was damaged
        part.rename(folder)
        _tidy(folder.parent)
    except OSError:  # no room left, or another server was faster
        pass
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _tidy(parent: Path) -> None:
    """Remove the towns that were read longest ago."""
    towns = [folder for folder in parent.iterdir() if not folder.name.startswith(".")]
    towns.sort(key=lambda folder: (folder / "digests.json").stat().st_mtime, reverse=True)
    for folder in towns[_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def _loaded(folder: Path) -> Town | None:
    """Return a town from its folder; None when it is not there or not as it was written."""
    try:
        digests = json.loads((folder / "digests.json").read_text("utf-8"))
        names = {*(f"{store}.npy" for store in _STORES), "town.json"}
        if set(digests) != names or any(file_sha256(folder / name) != digests[name] for name in names):
            return None
        arrays = {store: np.load(folder / f"{store}.npy", allow_pickle=False) for store in _STORES}
        town = _put_together(json.loads((folder / "town.json").read_text("utf-8")), arrays)
        (folder / "digests.json").touch()
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return town


def _taken_apart(town: Town) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return a town's facts for JSON, and its arrays joined by type."""
    arrays: dict[str, list[Array]] = {store: [] for store in _STORES}
    palettes: dict[Material, int] = {}
    meshes = []
    for key, mesh in town.meshes.items():
        for field, store in _MESH_FIELDS.items():
            arrays[store].append(getattr(mesh, field).ravel())
        numbers = [palettes.setdefault(material, len(palettes)) for material in mesh.palette]
        meshes.append([key, len(mesh.vertices), len(mesh.faces), numbers])
    arrays["doubles"] = [instance.matrix.ravel() for instance in town.instances]
    facts = {
        "name": town.name,
        "opendrive": town.opendrive,
        "ground_height": town.ground_height,
        "spawn_points": [list(_pose_values(pose)) for pose in town.spawn_points],
        "materials": [{**asdict(material), "pattern": int(material.pattern)} for material in palettes],
        "meshes": meshes,
        "instances": [[instance.mesh, instance.first_object] for instance in town.instances],
        "objects": [[o.name, o.tag, _box_values(o.box)] for o in town.objects],
        "lamps": [[lamp.x, lamp.y, lamp.z, lamp.colour, lamp.strength] for lamp in town.lamps],
        "signals": [
            [s.type_id, s.signal_id, list(_pose_values(s.pose)), _box_values(s.box), s.group, s.first_object]
            for s in town.signals
        ],
    }
    joined = {
        store: np.concatenate(parts) if parts else np.zeros(0, _STORES[store])
        for store, parts in arrays.items()
    }
    return facts, joined


def _put_together(facts: dict[str, Any], arrays: dict[str, Array]) -> Town:
    materials = [_material(values) for values in facts["materials"]]
    places = dict.fromkeys(_STORES, 0)
    meshes = {}
    for key, vertices, faces, numbers in facts["meshes"]:
        parts = {}
        for field, store in _MESH_FIELDS.items():
            count = (vertices if store == "floats" else faces) * _WIDTHS.get(field, 1)
            cut = arrays[store][places[store] : places[store] + count]
            parts[field] = cut.reshape(-1, _WIDTHS[field]) if field in _WIDTHS else cut
            places[store] += count
        meshes[key] = Mesh(**parts, palette=tuple(materials[number] for number in numbers))
    matrices = arrays["doubles"].reshape(-1, 4, 4)
    return Town(
        name=facts["name"],
        opendrive=facts["opendrive"],
        spawn_points=tuple(Pose(*values) for values in facts["spawn_points"]),
        meshes=meshes,
        instances=tuple(
            Instance(mesh, matrix, first)
            for (mesh, first), matrix in zip(facts["instances"], matrices, strict=True)
        ),
        objects=tuple(TownObject(name, tag, _box(values)) for name, tag, values in facts["objects"]),
        lamps=tuple(Lamp(x, y, z, tuple(colour), strength) for x, y, z, colour, strength in facts["lamps"]),
        signals=tuple(
            TrafficSignal(type_id, signal_id, Pose(*pose), _box(box), group, first)
            for type_id, signal_id, pose, box, group, first in facts["signals"]
        ),
        ground_height=facts["ground_height"],
    )


def _material(values: dict[str, Any]) -> Material:
    second = values["second"]
    return Material(
        **{
            **values,
            "colour": tuple(values["colour"]),
            "second": None if second is None else tuple(second),
            "pattern": Pattern(values["pattern"]),
        }
    )


def _pose_values(pose: Pose) -> Iterator[float]:
    return (float(getattr(pose, field.name)) for field in fields(pose))


def _box_values(box: Box) -> list[Any]:
    return [list(_pose_values(box.pose)), float(box.length), float(box.width), float(box.height)]


def _box(values: list[Any]) -> Box:
    pose, length, width, height = values
    return Box(Pose(*pose), length, width, height)
