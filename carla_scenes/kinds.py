"""Which kinds of things are trained and which are anomalies: one table decides, for traffic and for anomalies.

The tables are `streethazards_kinds.csv` (the decision, with the reason) and `carla_blueprints.csv` (the kind and
nominal size of each blueprint of a stock CARLA) in `manifests/data/`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache

from manifests.errors import ToolkitError
from manifests.labels import read_data

TRAINED = "trained"
ANOMALY = "anomaly"
GROUND = "ground"
AIR = "air"

_KINDS = "streethazards_kinds.csv"
_BLUEPRINTS = "carla_blueprints.csv"


@dataclass(frozen=True)
class Kind:
    """One kind of thing.

    Attributes:
        name: Its name; for anomalies the category of the paper's appendix D.
        role: `trained` (traffic of every split), `anomaly` (test split only), `scenery` (the towns hold it, so it
            is neither placed nor an anomaly) or `unused`.
        meta_category: The group it belongs to.
        placement: `ground` or `air`.
        in_paper: Whether appendix D lists it.
        shapenet_categories: Categories of ShapeNetSem that are this kind.
        reason: Why it has this role.
    """

    name: str
    role: str
    meta_category: str
    placement: str
    in_paper: bool
    shapenet_categories: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Blueprint:
    """A blueprint of a stock CARLA.

    Attributes:
        name: Its id, such as `vehicle.audi.tt`.
        kind: Name of its kind.
        length: Nominal size along its x axis, metres.
        width: Nominal size along its y axis, metres.
        height: Nominal size along its z axis, metres.
    """

    name: str
    kind: str
    length: float
    width: float
    height: float


@cache
def load_kinds() -> dict[str, Kind]:
    """Return every kind by name."""
    rows = csv.DictReader(io.StringIO(read_data(_KINDS)))
    return {
        row["kind"]: Kind(
            name=row["kind"],
            role=row["role"],
            meta_category=row["meta_category"],
            placement=row["placement"],
            in_paper=row["in_paper"] == "yes",
            shapenet_categories=tuple(name for name in row["shapenet_categories"].split("|") if name),
            reason=row["reason"],
        )
        for row in rows
    }


@cache
def load_blueprints() -> dict[str, Blueprint]:
    """Return every known blueprint of a stock CARLA by id."""
    rows = csv.DictReader(io.StringIO(read_data(_BLUEPRINTS)))
    return {
        row["blueprint"]: Blueprint(
            row["blueprint"],
            row["kind"],
            float(row["length_m"]),
            float(row["width_m"]),
            float(row["height_m"]),
        )
        for row in rows
    }


def blueprints_of(role: str, prefix: str = "") -> tuple[Blueprint, ...]:
    """Return the known blueprints whose kind has a role, sorted by id.

    Args:
        role: Such as `trained`.
        prefix: Only ids that begin with it, such as `vehicle.`.
    """
    kinds = load_kinds()
    found = (b for b in load_blueprints().values() if kinds[b.kind].role == role)
    return tuple(sorted((b for b in found if b.name.startswith(prefix)), key=lambda b: b.name))


def anomaly_kind(name: str) -> Kind:
    """Return a kind that may be an anomaly.

    Raises:
        ToolkitError: There is none of this name, or it is trained or scenery.
    """
    kind = load_kinds().get(name)
    if kind is None:
        known = sorted(k.name for k in load_kinds().values() if k.role == ANOMALY)
        raise ToolkitError(f"no kind is called {name!r}", expected="one of " + ", ".join(known))
    if kind.role != ANOMALY:
        raise ToolkitError(
            f"{name} is no anomaly",
            expected="a kind with the role anomaly",
            found=f"{kind.role}: {kind.reason}",
        )
    return kind
