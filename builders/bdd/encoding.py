"""How BDD100K's masks encode their classes, and what becomes of each value.

Two encodings are in circulation. In the train ids of BDD100K (those of Cityscapes) road is 0, ... train 16,
motorcycle 17, bicycle 18, and 255 is void. The release of the paper's authors (hendrycks/anomaly-seg,
`create_bdd_dataset.py`) adds 2 to each and writes void as 1. A finished BDD-Anomaly uses the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from manifests.errors import ToolkitError
from manifests.images import count_values
from manifests.labels import load_label_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy.typing as npt

SPLITS = ("train", "val")
"""The splits of BDD100K, as its folders are called."""

FINISHED_SPLIT = {"train": "train", "val": "validation"}
"""Where an image without anomalies goes, by the split it comes from."""

ANOMALY_CLASSES = ("train", "motorcycle", "bicycle")


@dataclass(frozen=True)
class Encoding:
    """The meaning of the values of a source's masks.

    Attributes:
        name: What `--encoding` calls it.
        offset: What to add to a value, modulo 256, for the finished one. Void needs no exception: 255 + 2 is 1.
    """

    name: str
    offset: int

    @cached_property
    def values(self) -> frozenset[int]:
        """Every value that a mask may hold."""
        return frozenset((value - self.offset) % 256 for value in load_label_table("bdd-anomaly").values)

    def to_finished(self, mask: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Return the finished mask, (H, W) uint8, of a source's mask of the same shape and type."""
        return mask + np.uint8(self.offset)

    def from_finished(self, mask: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Return the source's mask of a finished one (the relabelling loses nothing)."""
        return mask - np.uint8(self.offset)


TRAIN_IDS = Encoding("train-ids", 2)
PLUS_2 = Encoding("plus-2", 0)
ENCODINGS = {encoding.name: encoding for encoding in (TRAIN_IDS, PLUS_2)}


@dataclass(frozen=True)
class Relabelled:
    """A finished mask and what it holds.

    Attributes:
        mask: (H, W) uint8 of values of the label table `bdd-anomaly`.
        pixels: Pixels of each finished value that occurs.
    """

    mask: npt.NDArray[np.uint8]
    pixels: dict[int, int]

    @property
    def anomaly_pixels(self) -> dict[str, int]:
        """Pixels of each anomalous class, by its name; zero where there are none."""
        table = load_label_table("bdd-anomaly")
        return {name: self.pixels.get(table.by_name(name).value, 0) for name in ANOMALY_CLASSES}

    def finished_split(self, source_split: str) -> str:
        """Return the split of the finished dataset: `test` for any anomalous pixel (paper, section 5)."""
        return "test" if any(self.anomaly_pixels.values()) else FINISHED_SPLIT[source_split]


def relabel_mask(mask: npt.NDArray[np.uint8], encoding: Encoding) -> Relabelled:
    """Return the finished mask of a source mask.

    Args:
        mask: (H, W) uint8 in `encoding`.
        encoding: Meaning of its values.

    Raises:
        ToolkitError: A value is not of the encoding.
    """
    counts = count_values(mask)
    unknown = sorted(counts.keys() - encoding.values)
    if unknown:
        raise ToolkitError(
            f"the mask holds the value{'s' if len(unknown) > 1 else ''} {', '.join(map(str, unknown))}",
            expected=f"values of the encoding {encoding.name}",
        )
    pixels = {(value + encoding.offset) % 256: count for value, count in counts.items()}
    return Relabelled(encoding.to_finished(mask), pixels)


def detect_encoding(masks: Iterable[npt.NDArray[np.uint8]], where: str | Path) -> Encoding:
    """Return the encoding that the values of some masks show.

    The values 0 (road) and 255 (void) occur only in train ids; 19 and 20 (motorcycle, bicycle) only in the
    other. The values between say nothing: 17 is a motorcycle in one and a bus in the other.

    Args:
        masks: (H, W) uint8 each.
        where: The folder they are from, for the error.

    Raises:
        ToolkitError: The masks show both, or neither.
    """
    seen: set[int] = set()
    for mask in masks:
        seen |= count_values(mask).keys()
    only_train_ids = sorted(seen & (TRAIN_IDS.values - PLUS_2.values))
    only_plus_2 = sorted(seen & (PLUS_2.values - TRAIN_IDS.values))
    if only_train_ids and not only_plus_2:
        return TRAIN_IDS
    if only_plus_2 and not only_train_ids:
        return PLUS_2
    found = f"values of both: {only_train_ids} and {only_plus_2}" if only_plus_2 else "values that fit both"
    raise ToolkitError(
        "the encoding of the masks cannot be told from their values",
        where=where,
        expected="0 or 255 (train ids), or 19 or 20 (train ids + 2, void 1)",
        found=found,
        remedy="name it with --encoding train-ids or --encoding plus-2; keep masks of one encoding in one folder",
    )
