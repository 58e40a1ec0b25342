"""Reading a sealed dataset: its manifest, its label table, and its items one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from manifests.errors import ToolkitError
from manifests.images import decode_image, decode_mask, read_image_bytes
from manifests.labels import LabelTable, parse_label_table
from manifests.schema import (
    ANNOTATION,
    CLASSES_NAME,
    IMAGE,
    ITEMS_NAME,
    Manifest,
    Row,
    read_manifest,
    read_rows,
    safe_path_problem,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class Frame:
    """One image of a split, with its annotation where the dataset has them.

    Attributes:
        folder: The dataset.
        image_row: Row of the image in items.csv.
        annotation_row: Row of its mask, or None.
    """

    folder: Path
    image_row: Row
    annotation_row: Row | None

    @property
    def item_id(self) -> str:
        """Id of the item, unique within its split."""
        return self.image_row["item_id"]

    @property
    def relative_path(self) -> str:
        """Path of the image below `images/<split>/`, such as `t5/0001.png`."""
        return self.image_row["path"].split("/", 2)[2]

    @property
    def image(self) -> npt.NDArray[np.uint8]:
        """The decoded image, (H, W, 3) uint8 RGB, or (H, W) uint8 for a grayscale file."""
        return decode_image(read_image_bytes(self.folder / self.image_row["path"]))

    @property
    def mask(self) -> npt.NDArray[np.uint8]:
        """The mask, (H, W) uint8 of values of the dataset's label table.

        Raises:
            ToolkitError: The dataset has no masks, or the file is broken.
        """
        if self.annotation_row is None:
            raise ToolkitError("this item has no annotation", where=self.image_row["path"])
        return decode_mask(read_image_bytes(self.folder / self.annotation_row["path"]))


@dataclass(frozen=True)
class Dataset:
    """A sealed dataset on disk. Nothing is verified by opening it: see `manifests.verify`."""

    folder: Path
    manifest: Manifest

    @cached_property
    def labels(self) -> LabelTable:
        """The label table of its masks.

        Raises:
            ToolkitError: The dataset has no masks.
        """
        path = self.folder / CLASSES_NAME
        if not path.is_file():
            raise ToolkitError(
                "this dataset has no label table", where=path, expected="a segmentation dataset"
            )
        return parse_label_table(path.read_text("utf-8"), path)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of items.csv in its order (sorted by path).

        Raises:
            ToolkitError: A row is malformed or its path leaves the dataset.
        """
        for row in read_rows(self.folder / ITEMS_NAME):
            problem = row.get("problem") or safe_path_problem(row["path"])
            if problem:
                raise ToolkitError(
                    "the list of items holds a bad row",
                    where=self.folder / ITEMS_NAME,
                    found=f"{row['path']!r}: {problem}",
                    remedy="verify the dataset: python -m manifests verify DIR",
                )
            yield row

    def frames(self, split: str) -> list[Frame]:
        """Return the frames of a split, sorted by path.

        Raises:
            ToolkitError: The split has none; the message lists the splits there are.
        """
        images: list[Row] = []
        annotations: dict[str, Row] = {}
        splits: set[str] = set()
        for row in self.rows():
            splits.add(row["split"])
            if row["split"] != split:
                continue
            if row["role"] == IMAGE:
                images.append(row)
            elif row["role"] == ANNOTATION:
                annotations[row["item_id"]] = row
        if not images:
            raise ToolkitError(
                f"the dataset has no split {split!r}",
                where=self.folder,
                expected="one of " + ", ".join(sorted(splits)),
            )
        return [Frame(self.folder, row, annotations.get(row["item_id"])) for row in images]


def open_dataset(folder: Path) -> Dataset:
    """Return the sealed dataset in `folder`.

    Raises:
        ToolkitError: It is no sealed dataset.
    """
    return Dataset(folder, read_manifest(folder))
