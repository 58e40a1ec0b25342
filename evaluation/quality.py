"""How well the arg max of the logits segments the classes it was trained on: accuracy and mean IoU."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from manifests.labels import IN_DISTRIBUTION

if TYPE_CHECKING:
    from evaluation.predictions import ClassAxis
    from evaluation.ranking import Counts
    from evaluation.truth import Labels
    from manifests.labels import LabelTable


@dataclass(frozen=True)
class Quality:
    """Segmentation quality over all in-distribution pixels of a split; others are left out.

    Attributes:
        accuracy: Share of pixels whose arg max is their class.
        mean_iou: Mean of the classes' intersection over union; classes that neither occur nor are predicted
            are left out.
        iou: Intersection over union by class name.
    """

    accuracy: float
    mean_iou: float
    iou: dict[str, float]


def label_channels(axis: ClassAxis, table: LabelTable) -> npt.NDArray[np.int16]:
    """Return the channel of every in-distribution mask value as (256,) int16, -1 for all other values."""
    channels = np.full(256, -1, np.int16)
    for label in table.with_role(IN_DISTRIBUTION):
        channels[label.value] = axis.values.index(label.value)
    return channels


def summarise(confusion: Counts, axis: ClassAxis, table: LabelTable) -> Quality:
    """Return the quality from a (C, C) int64 matrix of true channel by predicted channel."""
    right = np.diag(confusion)
    union = confusion.sum(axis=0) + confusion.sum(axis=1) - right
    iou: dict[str, float] = {}
    for label in table.with_role(IN_DISTRIBUTION):
        channel = axis.values.index(label.value)
        if union[channel]:
            iou[label.name] = int(right[channel]) / int(union[channel])
    total = int(confusion.sum())
    return Quality(
        accuracy=int(right.sum()) / total if total else 0.0,
        mean_iou=sum(iou.values()) / len(iou) if iou else 0.0,
        iou=iou,
    )


@compiled
def count_confusion(logits: npt.NDArray[Any], labels: Labels, channel_of: npt.NDArray[np.int16]) -> Counts:
    """Return the (C, C) int64 confusion of one image.

    Args:
        logits: (C, n) floating point; of equal logits the first channel counts as predicted.
        labels: (n,) uint8 mask values.
        channel_of: (256,) channel of each mask value, -1 for those to leave out.
    """
    classes, size = logits.shape
    counts = np.zeros((classes, classes), np.int64)
    tile = 2048
    best = np.empty(tile, logits.dtype)
    chosen = np.empty(tile, np.int32)
    for start in range(0, size, tile):
        length = min(tile, size - start)
        best[:length] = logits[0, start : start + length]
        chosen[:] = 0
        for channel in range(1, classes):
            row = logits[channel, start : start + length]
            name = np.int32(
                channel
            )  # of the width of the logits, which lets the processor compare many at once
            for index in range(length):
                larger = row[index] > best[index]
                best[index] = row[index] if larger else best[index]
                chosen[index] = name if larger else chosen[index]
        for index in range(length):
            true = channel_of[labels[start + index]]
            if true >= 0:
                counts[true, chosen[index]] += 1
    return counts
