"""Where anomaly models come from: ShapeNetSem, a folder of meshes, the props of a stock CARLA."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from carla_scenes.catalogue import Asset
from carla_scenes.kinds import ANOMALY, Kind, anomaly_kind, blueprints_of, load_kinds
from carla_scenes.meshes import MESH_SUFFIXES, mesh_size
from manifests.digests import file_sha256
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_STOCK_PREFIXES = ("static.prop.", "vehicle.")
_SHAPENET_COLUMNS = ("fullId", "category", "up", "front", "aligned.dims")
_SHAPENET_UP, _SHAPENET_FRONT = "z", "-y"
_CENTIMETRE_M = 0.01
_LARGEST_M, _SMALLEST_M = 60.0, 0.02
_SAME_SIZE = 0.01
_CARLA_LICENCE = "CC-BY-4.0"
_CARLA_SOURCE = "CARLA, stock blueprints"


@dataclass
class Found:
    """What a source holds.

    Attributes:
        assets: Usable models, sorted by id.
        left_out: Why the others were left out: number of models by reason.
    """

    assets: list[Asset]
    left_out: dict[str, int] = field(default_factory=dict)

    def leave_out(self, reason: str) -> None:
        """Count one model that is not used."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1


def stock_assets() -> Found:
    """Return the blueprints of a stock CARLA whose kind is an anomaly: props, and vehicles such as motorcycles.

    Sizes are nominal; the renderer asks the server for the true ones.
    """
    found = Found([])
    kinds = load_kinds()
    for prefix in _STOCK_PREFIXES:
        for blueprint in blueprints_of(ANOMALY, prefix):
            kind = kinds[blueprint.kind]
            found.assets.append(
                Asset(
                    asset_id=re.sub(r"[^a-z0-9_-]", "-", blueprint.name.split(".", 1)[1]),
                    category=kind.name,
                    meta_category=kind.meta_category,
                    blueprint=blueprint.name,
                    mesh="",
                    length=blueprint.length,
                    width=blueprint.width,
                    height=blueprint.height,
                    up="z",
                    front="x",
                    placement=kind.placement,
                    scalable=False,
                    licence=_CARLA_LICENCE,
                    source=_CARLA_SOURCE,
                    sha256="",
                )
            )
    found.assets.sort(key=lambda asset: asset.asset_id)
    return found


def mesh_folder_assets(folder: Path, licence: str, source: str, up: str = "z", front: str = "x") -> Found:
    """Return the meshes of a folder laid out as `CATEGORY/NAME.(obj|glb|ply|stl)`, in metres.

    Args:
        folder: Holds one folder a category, named as in `streethazards_kinds.csv` (`_` for a space).
        licence: Of all the models.
        source: Where they come from.
        up: Axis of the files that points up.
        front: Axis of the files that points to the front.

    Raises:
        ToolkitError: The folder is missing or a mesh cannot be read.
    """
    if not folder.is_dir():
        raise ToolkitError("there is no such folder of meshes", where=folder)
    found = Found([])
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in MESH_SUFFIXES):
        kind = load_kinds().get(path.relative_to(folder).parts[0].replace("_", " "))
        if kind is None or kind.role != ANOMALY:
            found.leave_out("its folder names no anomaly category")
            continue
        size = mesh_size(path, up, front)
        identifier = slug(path.relative_to(folder).with_suffix("").as_posix())
        found.assets.append(
            mesh_asset(
                identifier, kind, path, folder, size, up=up, front=front, licence=licence, source=source
            )
        )
    return without_unusable(found)


def shapenet_assets(root: Path, licence: str = "ShapeNet terms of use") -> Found:
    """Return the models of a ShapeNetSem release whose category is one of the paper's.

    Args:
        root: Holds `metadata.csv` and `models-OBJ/models/ID.obj` (or `models/ID.obj`).
        licence: What to record as licence.

    Raises:
        ToolkitError: There is no metadata, or it lacks columns.
    """
    path = root / "metadata.csv"
    if not path.is_file():
        raise ToolkitError(
            "this is no ShapeNetSem folder",
            where=root,
            expected="metadata.csv beside models-OBJ/models/",
            remedy="ShapeNetSem is free for research after registration at https://shapenet.org",
        )
    found = Found([])
    with path.open(encoding="utf-8", newline="") as stream:
        # Vectors stand unquoted with escaped commas: 0\,0\,1
        reader = csv.DictReader(stream, escapechar="\\")
        missing = [column for column in _SHAPENET_COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise ToolkitError("the metadata lacks columns", where=path, found=f"no {', '.join(missing)}")
        for row in reader:
            asset = _shapenet_asset(row, root, licence, found)
            if asset is not None:
                found.assets.append(asset)
    return without_unusable(found)


def _shapenet_asset(row: dict[str, str], root: Path, licence: str, found: Found) -> Asset | None:
    kind = shapenet_kind(row["category"].split(","))
    if kind is None:
        found.leave_out("its category is none of the paper's, or one of the simulator's own")
        return None
    identifier = row["fullId"].rsplit(".", 1)[-1]
    mesh = next(
        (p for p in (root / f"{f}/{identifier}.obj" for f in ("models-OBJ/models", "models")) if p.is_file()),
        None,
    )
    if mesh is None:
        found.leave_out("its OBJ file is missing")
        return None
    try:
        across, along, upwards = (float(n) * _CENTIMETRE_M for n in row["aligned.dims"].split(","))
    except ValueError:
        found.leave_out("its real-world size is not known")
        return None
    up, front = _axis(row["up"], _SHAPENET_UP), _axis(row["front"], _SHAPENET_FRONT)
    if up[-1] == front[-1]:
        found.leave_out("its axes are parallel")
        return None
    return mesh_asset(
        f"shapenet-{identifier.lower()}",
        kind,
        mesh,
        root,
        (along, across, upwards),
        up=up,
        front=front,
        licence=licence,
        source=row["fullId"],
    )


def shapenet_kind(categories: Iterable[str]) -> Kind | None:
    """Return the anomaly kind that a model's ShapeNetSem categories name.

    Args:
        categories: Such as `Guitar` and `ElectricGuitar`.

    Returns:
        The kind; None when there is none, or when a category is one of the simulator's own kinds.
    """
    names = {category.strip() for category in categories}
    kinds = [kind for kind in load_kinds().values() if names & set(kind.shapenet_categories)]
    if not kinds or any(kind.role != ANOMALY for kind in kinds):
        return None
    return anomaly_kind(kinds[0].name)


def mesh_asset(
    identifier: str,
    kind: Kind,
    mesh: Path,
    root: Path,
    size: tuple[float, float, float],
    *,
    up: str,
    front: str,
    licence: str,
    source: str,
) -> Asset:
    """Return the asset of a mesh file.

    Args:
        identifier: Its id.
        kind: Its category.
        mesh: The file, below `root`.
        root: Folder of the catalogue.
        size: Length, width and height, metres.
        up: Axis that points up.
        front: Axis that points to the front.
        licence: Of the model.
        source: Where it comes from.
    """
    length, width, height = (round(number, 4) for number in size)
    return Asset(
        asset_id=identifier,
        category=kind.name,
        meta_category=kind.meta_category,
        blueprint=f"static.prop.{identifier}",
        mesh=mesh.relative_to(root).as_posix(),
        length=length,
        width=width,
        height=height,
        up=up,
        front=front,
        placement=kind.placement,
        scalable=False,
        licence=licence,
        source=source,
        sha256=file_sha256(mesh),
    )


def without_unusable(found: Found) -> Found:
    """Drop models of absurd size, near-duplicates, and repeated ids; sort the rest by id."""
    kept: list[Asset] = []
    for asset in sorted(found.assets, key=lambda asset: asset.asset_id):
        sizes = (asset.length, asset.width, asset.height)
        if not (_SMALLEST_M <= max(sizes) <= _LARGEST_M and min(sizes) > 0.0):
            found.leave_out(f"it is smaller than {_SMALLEST_M} m or larger than {_LARGEST_M} m")
        elif any(_near_duplicates(asset, other) for other in kept):
            found.leave_out("it is a near-duplicate of another model")
        else:
            kept.append(asset)
    found.assets = kept
    return found


def _near_duplicates(first: Asset, second: Asset) -> bool:
    """Return whether two models are the same file, or of one category and the same size to one percent."""
    if first.asset_id == second.asset_id or (first.sha256 and first.sha256 == second.sha256):
        return True
    sizes = ((first.length, second.length), (first.width, second.width), (first.height, second.height))
    return first.category == second.category and all(abs(a - b) <= _SAME_SIZE * max(a, b) for a, b in sizes)


def _axis(text: str, default: str) -> str:
    """Return the axis that a vector such as `0,-1,0` points along."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        return default
    largest = max(range(len(numbers)), key=lambda index: abs(numbers[index]))
    return ("-" if numbers[largest] < 0 else "") + "xyz"[largest] if len(numbers) == 3 else default


def slug(text: str) -> str:
    """Return a text as an asset id: lower-case letters and digits joined by `-`, at most 60."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]


def iterate_left_out(found: Found) -> Iterator[str]:
    """Yield one line for each reason why models were left out, the most frequent first."""
    for reason, count in sorted(found.left_out.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{count} left out: {reason}"
