"""Scoring one frame: every detector, per image and into the pooled counts."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.arrays import Buffer, Header, check_numbers
from evaluation.channels import widen
from evaluation.counting import count_levels, rank_classes, rank_levels
from evaluation.keys import check_scores, is_narrow
from evaluation.predictions import (
    SCORED_AS_IS,
    ClassAxis,
    Expectation,
    Prediction,
    as_prediction,
    frame_size,
    one_line,
    read_prediction,
    resized,
)
from evaluation.quality import count_confusion, label_channels
from evaluation.registry import LOGITS, MAP, RECONSTRUCTION, SAMPLES
from evaluation.scoring import look_like_probabilities, score_pixels
from evaluation.truth import IGNORED, NEGATIVE, POSITIVE, roles_of, truth_of
from manifests.errors import ToolkitError
from manifests.labels import ANOMALY, VOID

if TYPE_CHECKING:
    from pathlib import Path

    from evaluation.pooled import PooledCounts
    from evaluation.ranking import Counts
    from evaluation.registry import Detector
    from evaluation.truth import Truth
    from manifests.dataset import Frame
    from manifests.labels import LabelTable

Metrics = dict[str, float]

NO_ANOMALY = "no anomalous pixel"
NOTHING_NORMAL = "no normal pixel"


@dataclass(frozen=True)
class FrameScores:
    """What scoring one frame gave.

    Attributes:
        path: Path of the image below `images/<split>/`.
        row: Row of the image in items.csv.
        positives: Anomalous pixels.
        negatives: Normal pixels.
        ignored: Pixels that no metric counts.
        metrics: Per detector; empty for a skipped frame.
        class_metrics: Per detector and anomaly class present, with the other anomalies ignored.
        skipped: Why the frame has no metrics of its own, or None.
        confusion: (C, C) of the arg max of the logits, or None without logits.
        like_probabilities: Whether the logits look as if they had been through a softmax.
        checksum: CRC-32 of the prediction file, 0 without one.
        problem: What makes the frame's prediction or mask unusable, or None.
    """

    path: str
    row: dict[str, str]
    positives: int = 0
    negatives: int = 0
    ignored: int = 0
    metrics: dict[str, Metrics] = field(default_factory=dict)
    class_metrics: dict[str, dict[str, Metrics]] = field(default_factory=dict)
    skipped: str | None = None
    confusion: Counts | None = None
    like_probabilities: bool = False
    checksum: int = 0
    problem: str | None = None


@dataclass(frozen=True)
class FrameScorer:
    """Scores frames; its method is safe to call from several threads.

    Attributes:
        expectation: Label table, detectors, and whether predictions are resized.
        pooled: Per detector the counts of all frames; empty when nothing is pooled.
        per_image: Whether each frame gets metrics of its own.
        ignore_void: Whether void pixels are left out; else they count as normal.
        background: Name of the background class, for the detectors that ask for it.
        fitted: Per detector what it learned.
    """

    expectation: Expectation
    pooled: dict[str, PooledCounts]
    per_image: bool = True
    ignore_void: bool = False
    background: str | None = None
    fitted: dict[str, Any] = field(default_factory=dict)
    _memory: threading.local = field(default_factory=threading.local)

    @property
    def table(self) -> LabelTable:
        """The label table of the dataset."""
        return self.expectation.table

    def score_file(self, frame: Frame, path: Path) -> FrameScores:
        """Return the scores of a frame whose prediction is a file; problems are in the result, not raised."""
        try:
            if not hasattr(self._memory, "buffer"):
                self._memory.buffer = Buffer()
            prediction, checksum = read_prediction(path, self._memory.buffer)
            return self._score(frame, prediction, checksum)
        except (ToolkitError, OSError) as error:
            return FrameScores(
                frame.relative_path, frame.image_row, problem=f"{path.name}: {one_line(error)}"
            )

    def score_value(self, frame: Frame, value: npt.NDArray[Any] | Prediction) -> FrameScores:
        """Return the scores of a frame whose prediction is in memory; problems are in the result, not raised."""
        try:
            prediction = as_prediction(value)
            headers = {name: _header(array) for name, array in prediction.items()}
            problems = self.expectation.problems(headers, frame_size(frame))
            if problems:
                raise ToolkitError("; ".join(problems))
            return self._score(frame, prediction, 0)
        except (ToolkitError, OSError) as error:
            return FrameScores(frame.relative_path, frame.image_row, problem=one_line(error))

    def roles(self) -> npt.NDArray[np.uint8]:
        """Return the (256,) meaning of mask values."""
        void = [label.value for label in self.table.with_role(VOID)]
        return roles_of(self.table.anomaly_values, void if self.ignore_void else ())

    def detectors(self) -> list[tuple[str, Detector | None]]:
        """Return the names and detectors to run; None stands for a score map as it is."""
        return [(d.name, d) for d in self.expectation.detectors] or [(SCORED_AS_IS, None)]

    def maps_of(self, frame: Frame, prediction: Prediction) -> dict[str, npt.NDArray[Any]]:
        """Return the (H, W) score map of every detector for one frame.

        Raises:
            ToolkitError: The prediction cannot be scored.
        """
        size = frame_size(frame)
        maps = self._score_maps(frame, self._at_size(prediction, size))
        return {name: scores.reshape(size) for name, scores in maps}

    def _score(self, frame: Frame, prediction: Prediction, checksum: int) -> FrameScores:
        mask = frame.mask
        size = frame_size(frame)
        if mask.shape != size:
            raise ToolkitError("the mask is not of the image's size", found=str(mask.shape))
        truth = truth_of(mask, self.roles())
        unknown = sorted(set(np.flatnonzero(truth.counts).tolist()) - set(self.table.values))
        if unknown:
            raise ToolkitError(f"the mask holds values outside the label table: {unknown}")
        prediction = self._at_size(prediction, size)
        totals = [truth.pixels(role) for role in (NEGATIVE, POSITIVE, IGNORED)]
        skipped = NO_ANOMALY if not totals[POSITIVE] else NOTHING_NORMAL if not totals[NEGATIVE] else None
        metrics: dict[str, Metrics] = {}
        class_metrics: dict[str, dict[str, Metrics]] = {}
        for name, scores in self._score_maps(frame, prediction):
            ranked = self._rank(name, scores, truth, wanted=self.per_image and skipped is None)
            if ranked:
                metrics[name], class_metrics[name] = ranked
        logits = prediction.get(LOGITS)
        return FrameScores(
            frame.relative_path,
            frame.image_row,
            positives=totals[POSITIVE],
            negatives=totals[NEGATIVE],
            ignored=totals[IGNORED],
            metrics=metrics,
            class_metrics=class_metrics,
            skipped=skipped,
            confusion=None if logits is None else self._confusion(logits, truth.labels),
            like_probabilities=logits is not None and look_like_probabilities(logits),
            checksum=checksum,
        )

    def _rank(
        self, name: str, scores: npt.NDArray[Any], truth: Truth, *, wanted: bool
    ) -> tuple[Metrics, dict[str, Metrics]] | None:
        """Count a score map into the pool, and return its own metrics and those of each anomaly class."""
        levels = count_levels(scores, truth) if is_narrow(scores) else None
        if name in self.pooled:
            if levels is not None:
                self.pooled[name].add_levels(levels, scores.dtype, seen=scores.size)
            else:
                self.pooled[name].add_flat(scores, truth)
        if not wanted:
            return None
        present = [label for label in self.table.with_role(ANOMALY) if truth.counts[label.value]]
        # A class alone in the image has the metrics of all anomalies.
        values = [label.value for label in present] if len(present) > 1 else []
        if levels is None:
            ranking, rankings = rank_classes(scores, truth, values)
        else:
            ranking, rankings = rank_levels(levels, scores, truth, values)
        metrics = ranking.metrics()
        each = [r.metrics() for r in rankings] or [metrics]
        return metrics, {label.name: own for label, own in zip(present, each, strict=True)}

    def _at_size(self, prediction: Prediction, size: tuple[int, int]) -> Prediction:
        mode = self.expectation.resize
        result = {}
        for name in prediction:
            array = prediction[name]
            if name == RECONSTRUCTION:
                array = resized(array.transpose(2, 0, 1), size, mode).transpose(1, 2, 0)
            else:
                array = resized(array, size, mode)
            result[name] = widen(array) if name in {LOGITS, SAMPLES} else array  # once for all detectors
        return result

    def _score_maps(self, frame: Frame, prediction: Prediction) -> list[tuple[str, npt.NDArray[Any]]]:
        maps = []
        for name, detector in self.detectors():
            if detector is None:
                scores = prediction[MAP]
            else:
                scores = score_pixels(
                    detector,
                    prediction,
                    image=frame.image if RECONSTRUCTION in detector.needs else None,
                    background=self._background(prediction),
                    fitted=self.fitted.get(name),
                )
            try:
                maps.append((name, check_scores(scores)))
            except ToolkitError as error:
                raise ToolkitError(f"{name}: {one_line(error)}") from None
        return maps

    def _background(self, prediction: Prediction) -> int | None:
        if self.background is None or LOGITS not in prediction:
            return None
        axis = ClassAxis.of_length(len(prediction[LOGITS]), self.table)
        value = self.table.by_name(self.background).value
        if value not in axis.values:
            raise ToolkitError(
                f"the logits have no channel for the background class {self.background!r}",
                expected="one of " + ", ".join(c.name for c in self.table.classes if c.value in axis.values),
            )
        return axis.values.index(value)

    def _confusion(self, logits: npt.NDArray[Any], labels: npt.NDArray[np.uint8]) -> Counts:
        axis = ClassAxis.of_length(len(logits), self.table)
        flat = np.ascontiguousarray(logits.reshape(len(logits), -1))
        return count_confusion(flat, labels, label_channels(axis, self.table))


def _header(array: npt.NDArray[Any]) -> Header:
    header = Header(array.shape, array.dtype)
    check_numbers("", header)
    return header
