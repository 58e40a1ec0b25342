"""Label tables: what each value of a mask means, and how CARLA's tags become StreetHazards labels.

The tables are the CSV files in `manifests/data/`; everything else derives from them through this loader.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

IN_DISTRIBUTION = "in-distribution"
ANOMALY = "anomaly"
VOID = "void"
ROLES = (IN_DISTRIBUTION, ANOMALY, VOID)
CLASS_COLUMNS = ("value", "name", "red", "green", "blue", "role")

_TABLES = {"bdd-anomaly": "bdd_anomaly_classes.csv", "streethazards": "streethazards_classes.csv"}
_OLD_TAGS_UNTIL = (0, 9, 13)


@dataclass(frozen=True)
class LabelClass:
    """One row of a label table.

    Attributes:
        value: Value in the mask on disk, 0-255.
        name: Name as published.
        red: Display colour, 0-255.
        green: Display colour, 0-255.
        blue: Display colour, 0-255.
        role: `in-distribution`, `anomaly` or `void`.
    """

    value: int
    name: str
    red: int
    green: int
    blue: int
    role: str


@dataclass(frozen=True)
class LabelTable:
    """The classes of a segmentation set, sorted by value."""

    classes: tuple[LabelClass, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """Every value that a mask may hold."""
        return tuple(c.value for c in self.classes)

    def with_role(self, role: str) -> tuple[LabelClass, ...]:
        """Return the classes of one role."""
        return tuple(c for c in self.classes if c.role == role)

    @property
    def anomaly_values(self) -> tuple[int, ...]:
        """The values that mark anomalous pixels."""
        return tuple(c.value for c in self.with_role(ANOMALY))

    def by_name(self, name: str) -> LabelClass:
        """Return the class called `name`.

        Raises:
            ToolkitError: There is none; the message lists the known names.
        """
        for label in self.classes:
            if label.name == name:
                return label
        raise ToolkitError(
            f"no class is called {name!r}", expected="one of " + ", ".join(c.name for c in self.classes)
        )

    def palette(self) -> npt.NDArray[np.uint8]:
        """Return display colours as (256, 3) uint8 RGB, indexed by mask value; unknown values are white."""
        colours = np.full((256, 3), 255, np.uint8)
        for label in self.classes:
            colours[label.value] = (label.red, label.green, label.blue)
        return colours

    def to_csv(self) -> str:
        """Return the table in the form of `classes.csv`."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(CLASS_COLUMNS)
        writer.writerows([c.value, c.name, c.red, c.green, c.blue, c.role] for c in self.classes)
        return text.getvalue()


def parse_label_table(text: str, where: str | Path) -> LabelTable:
    """Return the label table written in `text`, the content of a `classes.csv`.

    Raises:
        ToolkitError: A column is missing, a value is out of range or repeated, or a role is unknown.
    """
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or any(set(CLASS_COLUMNS) - {k for k, v in row.items() if v is not None} for row in rows):
        raise ToolkitError(
            "this is no label table",
            where=where,
            expected="a CSV with the columns " + ",".join(CLASS_COLUMNS),
        )
    classes: list[LabelClass] = []
    for row in rows:
        numbers = [row[column] for column in ("value", "red", "green", "blue")]
        if not all(n.isascii() and n.isdigit() and int(n) <= 255 for n in numbers):
            raise ToolkitError(
                "a number of the label table is not within 0-255", where=where, found=str(numbers)
            )
        if row["role"] not in ROLES:
            raise ToolkitError(
                "a role of the label table is unknown",
                where=where,
                expected=" or ".join(ROLES),
                found=repr(row["role"]),
            )
        value, red, green, blue = map(int, numbers)
        classes.append(LabelClass(value, row["name"], red, green, blue, row["role"]))
    classes.sort(key=lambda c: c.value)
    for what in ("value", "name"):
        if len({getattr(c, what) for c in classes}) < len(classes):
            raise ToolkitError(f"a {what} stands twice in the label table", where=where)
    return LabelTable(tuple(classes))


def read_data(name: str) -> str:
    """Return the text of a committed table of `manifests/data/`."""
    return resources.files("manifests").joinpath("data", name).read_text("utf-8")


@cache
def load_label_table(name: str) -> LabelTable:
    """Return a label table of the toolkit.

    Args:
        name: `bdd-anomaly` or `streethazards`.

    Raises:
        ToolkitError: The name is unknown; the message lists the known ones.
    """
    if name not in _TABLES:
        raise ToolkitError(
            f"no label table is called {name!r}", expected="one of " + ", ".join(sorted(_TABLES))
        )
    return parse_label_table(read_data(_TABLES[name]), _TABLES[name])


@dataclass(frozen=True)
class TagTranslation:
    """What becomes of one semantic tag of CARLA.

    Attributes:
        carla_tag: Tag as the server writes it into the red channel.
        carla_name: Its name in CARLA.
        class_name: Class of the StreetHazards table.
        reason: Why, where the names differ.
    """

    carla_tag: int
    carla_name: str
    class_name: str
    reason: str


@cache
def load_carla_tags(carla_version: str) -> tuple[TagTranslation, ...]:
    """Return the tag table of a CARLA version, translated by name to StreetHazards classes.

    Args:
        carla_version: Version of the server, such as `0.9.16`. Up to 0.9.13 the ids 0-12 are those of the
            published masks; from 0.9.14 they follow the order of Cityscapes.

    Raises:
        ToolkitError: The text is no version number.
    """
    parts = carla_version.split(".")[:3]
    if not all(p.isascii() and p.isdigit() for p in parts):
        raise ToolkitError(
            "this is no CARLA version", expected="a version such as 0.9.16", found=carla_version
        )
    scheme = "0.9.13" if tuple(map(int, parts)) <= _OLD_TAGS_UNTIL else "0.9.14"
    rows = csv.DictReader(io.StringIO(read_data("carla_tags.csv")))
    return tuple(
        TagTranslation(int(row["carla_tag"]), row["carla_name"], row["class_name"], row["reason"])
        for row in rows
        if row["carla_version"] == scheme
    )


def translate_carla_tags(tags: npt.NDArray[np.uint8], carla_version: str) -> npt.NDArray[np.uint8]:
    """Return a StreetHazards mask from an image of CARLA tags.

    The result never holds the anomaly class: anomalies are known by instance, not by tag.

    Args:
        tags: (H, W) uint8, the red channel of the semantic camera.
        carla_version: Version of the server that rendered it.

    Returns:
        (H, W) uint8 of values of the label table `streethazards` (published id + 1).

    Raises:
        ToolkitError: A tag is in no table of this version; it is never guessed.
    """
    table = load_label_table("streethazards")
    lookup = np.zeros(256, np.uint8)  # 0 is no value of the table, so it marks the unknown tags
    for row in load_carla_tags(carla_version):
        lookup[row.carla_tag] = table.by_name(row.class_name).value
    mask = lookup[tags]
    if not mask.all():
        unknown = sorted(np.unique(tags[mask == 0]).tolist())
        raise ToolkitError(
            f"CARLA {carla_version} has no semantic tag {', '.join(map(str, unknown))}",
            expected="tags of the table in manifests/data/carla_tags.csv",
            remedy="check the server's version; a server built with tags of its own needs rows in that table",
        )
    return mask
