"""Images with several labels each, as the in-distribution side has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builders.photographs import Place


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """One image.

    Attributes:
        item_id: Its id.
        split: `train` or `validation`.
        name: Where it is, for people: its path below the source.
        place: Its bytes; None where there are none to read.
        labels: Names of its classes, in the dataset's order.
        facts: Columns that only this dataset has, or that differ from image to image.
        problem: Why it cannot be taken, or None.
    """

    item_id: str
    split: str
    name: str
    place: Place | None = None
    labels: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    problem: str | None = None


@dataclass
class LabelledSource:
    """What was found.

    Attributes:
        dataset: `voc` or `coco`.
        classes: Names of all classes, in order.
        published_images: Number of images a split of the published dataset.
        images: The images, those of a split in order of their ids.
        ignored: What was left out and why, one line each.
    """

    dataset: str
    classes: tuple[str, ...]
    published_images: dict[str, int]
    images: list[LabelledImage] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
