"""The asset catalogue: one CSV row for each 3D model that may be an anomaly."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from carla_scenes.kinds import AIR, GROUND, anomaly_kind
from manifests.digests import file_sha256
from manifests.errors import FindingsError, ToolkitError
from manifests.files import write_atomically
from manifests.labels import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable

EMBEDDED_MODELS = "embedded_models.csv"
"""Name of the table of `embedded_assets`; `python -m carla_scenes.embedded models` writes it."""

AXES = ("x", "y", "z", "-x", "-y", "-z")

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_BLUEPRINT = re.compile(r"[a-z0-9_-]+\.[a-z0-9_-]+\.[a-z0-9_-]+")
_LARGEST_M = 100.0


@dataclass(frozen=True)
class Asset:
    """A 3D model.

    Attributes:
        asset_id: Short name, unique in the catalogue: lower-case letters, digits, `_` and `-`.
        category: Kind of thing, of `streethazards_kinds.csv` (the paper's appendix D).
        meta_category: Its group, such as `animal`.
        blueprint: Blueprint under which a server offers it, such as `static.prop.table`.
        mesh: File of the mesh below the catalogue's folder, empty for a server's own blueprint.
        length: Real-world size along its front axis, metres.
        width: Real-world size across, metres.
        height: Real-world size upwards, metres.
        up: Axis of the mesh that points up, one of `AXES`.
        front: Axis of the mesh that points to its front, one of `AXES`.
        placement: `ground` or `air`.
        scalable: Whether the server's blueprint has the attribute `scale`.
        licence: Licence of the model.
        source: Where it comes from.
        sha256: Digest of the mesh file, empty for a server's own blueprint.
    """

    asset_id: str
    category: str
    meta_category: str
    blueprint: str
    mesh: str
    length: float
    width: float
    height: float
    up: str
    front: str
    placement: str
    scalable: bool
    licence: str
    source: str
    sha256: str


_COLUMNS = tuple(field.name for field in fields(Asset))


def read_catalogue(path: Path) -> tuple[Asset, ...]:
    """Return the assets of a catalogue, sorted by id.

    Raises:
        FindingsError: Rows are malformed, or a category is no anomaly; all findings together.
        ToolkitError: The file is missing, empty, or lacks columns.
    """
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise ToolkitError(
            "the asset catalogue cannot be read",
            where=path,
            found=type(error).__name__,
            remedy="make one with `python -m carla_scenes assets list --stock --out assets.csv`",
        ) from None
    return _parse_catalogue(text, path)


@cache
def embedded_assets() -> tuple[Asset, ...]:
    """Return the anomaly models that are built into the embedded simulator, sorted by id."""
    return _parse_catalogue(read_data(EMBEDDED_MODELS), EMBEDDED_MODELS)


def _parse_catalogue(text: str, path: str | Path) -> tuple[Asset, ...]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise ToolkitError(
            "the asset catalogue lacks columns",
            where=path,
            expected=",".join(_COLUMNS),
            found=f"no {', '.join(missing)}",
        )
    assets: list[Asset] = []
    findings: list[str] = []
    for row in reader:
        try:
            assets.append(_parse(row))
        except ToolkitError as error:  # noqa: PERF203 - each row has its own finding
            findings.append(f"line {reader.line_num}: {error.one_line}")
    identifiers = [asset.asset_id for asset in assets]
    findings += [
        f"the id {i} stands twice" for i in sorted({i for i in identifiers if identifiers.count(i) > 1})
    ]
    if findings:
        raise FindingsError(f"the asset catalogue {path} has faults", findings)
    if not assets:
        raise ToolkitError("the asset catalogue is empty", where=path)
    return tuple(sorted(assets, key=lambda asset: asset.asset_id))


def write_catalogue(path: Path, assets: Iterable[Asset]) -> None:
    """Write a catalogue, sorted by id."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for asset in sorted(assets, key=lambda asset: asset.asset_id):
        row = asdict(asset)
        row["scalable"] = "yes" if asset.scalable else "no"
        writer.writerow(row)
    write_atomically(path, text.getvalue().encode())


def missing_or_changed_meshes(assets: Iterable[Asset], folder: Path) -> list[str]:
    """Return one line for each mesh file that is absent or no longer has its recorded digest.

    Args:
        assets: Of a catalogue.
        folder: The catalogue's folder, below which its meshes are.
    """
    findings = []
    for asset in assets:
        if not asset.mesh:
            continue
        path = folder / asset.mesh
        if not path.is_file():
            findings.append(f"{asset.asset_id}: no file {asset.mesh}")
        elif file_sha256(path) != asset.sha256:
            findings.append(f"{asset.asset_id}: {asset.mesh} is not the file that was catalogued")
    return findings


def _parse(row: dict[str, str]) -> Asset:
    """Return one row as an asset.

    Raises:
        ToolkitError: A field is not what it has to be.
    """
    if None in row.values() or None in row:
        raise ToolkitError("a row with too many or too few fields")
    if not _ID.fullmatch(row["asset_id"]):
        raise ToolkitError(
            "a bad asset id", expected="lower-case letters, digits, _ and -", found=repr(row["asset_id"])
        )
    if not _BLUEPRINT.fullmatch(row["blueprint"]):
        raise ToolkitError(
            "a bad blueprint", expected="three words joined by dots", found=repr(row["blueprint"])
        )
    kind = anomaly_kind(row["category"])
    if row["meta_category"] != kind.meta_category:
        raise ToolkitError(
            f"a wrong meta-category for {kind.name}",
            expected=kind.meta_category,
            found=repr(row["meta_category"]),
        )
    if row["up"] not in AXES or row["front"] not in AXES or row["up"][-1] == row["front"][-1]:
        raise ToolkitError("bad axes", expected="two different ones of " + ", ".join(AXES))
    if row["placement"] not in (GROUND, AIR):
        raise ToolkitError("a bad placement", expected=f"{GROUND} or {AIR}", found=repr(row["placement"]))
    if row["scalable"] not in ("yes", "no"):
        raise ToolkitError("a bad value of scalable", expected="yes or no", found=repr(row["scalable"]))
    mesh = Path(row["mesh"])
    if mesh.is_absolute() or ".." in mesh.parts:
        raise ToolkitError("the mesh lies outside the catalogue's folder", found=repr(row["mesh"]))
    return Asset(
        **{
            **{name: row[name] for name in _COLUMNS},
            **{name: _size(row[name]) for name in ("length", "width", "height")},
            "scalable": row["scalable"] == "yes",
        }  # type: ignore[arg-type]
    )


def _size(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        size = float("nan")
    if not 0.0 < size <= _LARGEST_M:
        raise ToolkitError(
            "a bad size", expected=f"metres, above 0 and at most {_LARGEST_M:g}", found=repr(text)
        )
    return size
