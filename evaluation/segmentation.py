"""Scoring a split of a segmentation dataset: check every prediction, score every frame, keep what reports need."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation import detectors as _detectors  # noqa: F401 - registers them
from evaluation import fitted as _fitted  # noqa: F401 - registers them
from evaluation.frame_scores import FrameScorer, FrameScores
from evaluation.keys import check_scores
from evaluation.pooled import DEFAULT_MEMORY, FULL_RESOLUTION, LEAST_MEMORY, RESOLUTIONS, PooledCounts
from evaluation.predictions import (
    RESIZE_MODES,
    SCORED_AS_IS,
    BadPredictionsError,
    ClassAxis,
    Expectation,
    Prediction,
    as_prediction,
    check_headers,
    match_files,
    one_line,
    read_prediction,
)
from evaluation.quality import Quality, summarise
from evaluation.registry import LOGITS, find_detector
from evaluation.scoring import outputs_of
from manifests.command import note, progress
from manifests.dataset import Dataset, Frame, open_dataset
from manifests.errors import ToolkitError
from manifests.tasks import run_tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.registry import Outputs

Predict = Callable[[Frame], "npt.NDArray[Any] | Prediction"]
Values = Iterable["npt.NDArray[Any] | Prediction"]


@dataclass(frozen=True)
class Protocol:
    """Which numbers are computed, and what void pixels count as.

    Attributes:
        per_image: Each metric per image, then the mean over images with both classes (the paper's way).
        pooled: All pixels of the split together.
        ignore_void: Leave void pixels out; else they count as normal, as in the paper.
    """

    per_image: bool
    pooled: bool
    ignore_void: bool


PROTOCOLS = {
    "paper": Protocol(per_image=True, pooled=False, ignore_void=False),
    "pooled": Protocol(per_image=False, pooled=True, ignore_void=False),
    "all": Protocol(per_image=True, pooled=True, ignore_void=False),
    "cityscapes-style": Protocol(per_image=True, pooled=True, ignore_void=True),
}
"""Presets of `--protocol`."""


@dataclass(frozen=True)
class Settings:
    """Everything that shapes the numbers of an evaluation; nothing that does not.

    Attributes:
        split: Split to score.
        detectors: Names of detectors; none means that the predictions are score maps, scored as they are.
        protocol: Key of `PROTOCOLS`.
        ignore_void: Overrides the protocol's choice; None keeps it.
        resize: Key of `RESIZE_MODES` for predictions of another size; None refuses them.
        background: Name of the background class for the detectors that ask for it.
        memory: Bytes for the pooled counts of all detectors together.
        validation_split: Split whose outputs detectors are fitted on.
        curves: Keep what curves and histograms are drawn from, also under a protocol that does not pool; those
            that pool have it anyway.
    """

    split: str = "test"
    detectors: tuple[str, ...] = ()
    protocol: str = "all"
    ignore_void: bool | None = None
    resize: str | None = None
    background: str | None = None
    memory: int = DEFAULT_MEMORY
    validation_split: str = "validation"
    curves: bool = False

    @property
    def voidless(self) -> bool:
        """Whether void pixels are left out."""
        return self.chosen.ignore_void if self.ignore_void is None else self.ignore_void

    @property
    def chosen(self) -> Protocol:
        """The protocol.

        Raises:
            ToolkitError: The name is unknown; the message lists the known ones.
        """
        if self.protocol not in PROTOCOLS:
            raise ToolkitError(
                f"no protocol is called {self.protocol!r}", expected="one of " + ", ".join(PROTOCOLS)
            )
        return PROTOCOLS[self.protocol]


@dataclass(frozen=True)
class SegmentationResult:
    """What scoring a split gave.

    Attributes:
        dataset: The dataset.
        settings: What shaped the numbers.
        frames: One entry a frame, in order of path.
        distributions: Per detector the counts of all scores, for pooled metrics and curves; empty when neither
            was asked for.
        quality: Of the arg max of the logits, or None without logits.
        channels: Names of the classes of the logits' channels, in order; empty without logits.
        predictions_digest: Digest over path and CRC-32 of every prediction file; None without files.
        warnings: What a reader should know.
        score_maps: Computes the maps of one frame again, (H, W) per detector; None where predictions came as an
            iterable, which is gone.
    """

    dataset: Dataset
    settings: Settings
    frames: tuple[FrameScores, ...]
    distributions: dict[str, PooledCounts]
    quality: Quality | None = None
    channels: tuple[str, ...] = ()
    predictions_digest: str | None = None
    warnings: tuple[str, ...] = ()
    score_maps: Callable[[Frame], dict[str, npt.NDArray[Any]]] | None = field(default=None, compare=False)

    @property
    def names(self) -> list[str]:
        """Names of the detectors, in the order given."""
        return list(self.settings.detectors) or [SCORED_AS_IS]


def evaluate(
    dataset: Dataset | Path | str,
    predictions: Path | str | Predict | Values,
    settings: Settings | None = None,
    *,
    validation: Path | str | Predict | None = None,
    workers: int = 1,
) -> SegmentationResult:
    """Return the scores of a model's outputs on a split of a sealed segmentation dataset.

    ```
    result = evaluate("build/bdd-anomaly", lambda frame: model(frame.image), Settings(detectors=("maxlogit",)))
    ```

    Args:
        dataset: The dataset, or its folder.
        predictions: Folder of prediction files; or a function from a frame to its prediction, called for one
            frame after another; or predictions in the order of `dataset.frames(split)`. A prediction is an
            (H, W) score map, (C, H, W) logits, (S, C, H, W) stochastic samples, or several of them by name.
        settings: What to compute.
        validation: The same for the validation split, for detectors that are fitted.
        workers: Frames at the same time, for prediction files; it changes no number.

    Raises:
        BadPredictionsError: Something is wrong with predictions; all of it is listed.
        ToolkitError: The settings or the dataset cannot be used.
    """
    settings = settings or Settings()
    opened = dataset if isinstance(dataset, Dataset) else open_dataset(Path(dataset))
    scorer = _scorer(opened, settings)
    frames = opened.frames(settings.split)
    missing = [frame.relative_path for frame in frames if frame.annotation_row is None]
    if missing:
        raise ToolkitError(f"{len(missing)} images of the split have no mask", where=missing[0])
    if isinstance(predictions, (str, Path)):
        matched = _checked_files(Path(predictions), frames, scorer.expectation)
        _fit(scorer, opened, settings, validation)
        scores = list(
            _with_progress(
                run_tasks(
                    lambda frame: scorer.score_file(frame, matched[frame.relative_path]),
                    frames,
                    workers=workers,
                    threads=True,
                ),
                len(frames),
            )
        )
    else:
        _fit(scorer, opened, settings, validation)
        scores = list(_with_progress(_score_values(scorer, frames, predictions), len(frames)))
    scores.sort(key=lambda frame: frame.path)
    problems = [f"{frame.path}: {frame.problem}" for frame in scores if frame.problem]
    if problems:
        raise BadPredictionsError("predictions cannot be scored; nothing was written", problems)
    again: Callable[[Frame], dict[str, npt.NDArray[Any]]] | None = None
    if isinstance(predictions, (str, Path)):
        again = lambda frame: scorer.maps_of(frame, read_prediction(matched[frame.relative_path])[0])  # noqa: E731
    elif callable(predictions):
        again = lambda frame: scorer.maps_of(frame, as_prediction(predictions(frame)))  # noqa: E731
    result = _result(opened, settings, scorer, scores, from_files=isinstance(predictions, (str, Path)))
    return replace(result, score_maps=again)


def _scorer(dataset: Dataset, settings: Settings) -> FrameScorer:
    protocol = settings.chosen
    detectors = tuple(find_detector(name) for name in settings.detectors)
    if len(set(settings.detectors)) < len(detectors):
        raise ToolkitError("a detector is named twice", found=", ".join(settings.detectors))
    if settings.resize is not None and settings.resize not in RESIZE_MODES:
        raise ToolkitError(
            f"no way of resizing is called {settings.resize!r}", expected="one of " + ", ".join(RESIZE_MODES)
        )
    if settings.background is not None:
        dataset.labels.by_name(settings.background)
    scorer = FrameScorer(
        Expectation(dataset.labels, detectors, settings.resize),
        pooled={},
        per_image=protocol.per_image,
        ignore_void=settings.voidless,
        background=settings.background,
    )
    share = settings.memory // max(1, len(detectors))
    if share < LEAST_MEMORY:
        raise ToolkitError(
            "too little memory for pooled counts",
            expected=f"at least {LEAST_MEMORY} bytes a detector",
            found=f"{share} bytes a detector",
        )
    # Without pooled metrics the counts only draw curves, for which the second resolution is plenty.
    resolution = FULL_RESOLUTION if protocol.pooled else RESOLUTIONS[1]
    if protocol.pooled or settings.curves:
        for name, _ in scorer.detectors():
            scorer.pooled[name] = PooledCounts(share, resolution)
    return scorer


def _checked_files(folder: Path, frames: Sequence[Frame], expectation: Expectation) -> dict[str, Path]:
    """Return the prediction file of every frame, after every one was found and judged by its header.

    NaN shows only when a file is read. Sound headers: it is found while scoring, which reads the file anyway.
    Otherwise scoring never begins, and the files are read here, so that one run lists everything.
    """
    matched, findings = match_files(folder, frames)
    findings += check_headers(matched, frames, expectation)
    if findings:
        bad = {finding.partition(":")[0] for finding in findings}
        findings += [
            f"{name}: {path.name}: {problem}"
            for name, path in matched.items()
            if name not in bad and (problem := _content_problem(path, expectation))
        ]
        raise BadPredictionsError(
            f"the predictions do not fit the split of {len(frames)} images; nothing was scored",
            sorted(findings),
            remedy="one file an image, at the image's path below images/<split>/ with the suffix .npy, .npz, "
            ".png or .tif",
        )
    return matched


def _content_problem(path: Path, expectation: Expectation) -> str | None:
    try:
        prediction, _ = read_prediction(path)
        for name in expectation.needs & set(prediction):
            check_scores(prediction[name])
    except (ToolkitError, OSError) as error:
        return one_line(error)
    return None


def _fit(
    scorer: FrameScorer, dataset: Dataset, settings: Settings, validation: Path | str | Predict | None
) -> None:
    learners = [d for d in scorer.expectation.detectors if d.fit is not None]
    if not learners:
        return
    names = ", ".join(d.name for d in learners)
    if any(d.needs != (LOGITS,) for d in learners):
        raise ToolkitError(f"these detectors work on whole images, not on pixels: {names}")
    if validation is None:
        raise ToolkitError(
            f"{names} must be fitted on validation outputs", remedy="give them with --validation DIR"
        )
    frames = dataset.frames(settings.validation_split)
    expectation = Expectation(dataset.labels, tuple(learners), settings.resize)
    if isinstance(validation, (str, Path)):
        matched = _checked_files(Path(validation), frames, expectation)
        for learner in learners:
            scorer.fitted[learner.name] = _learn(
                learner.fit, (outputs_of(read_prediction(matched[f.relative_path])[0]) for f in frames)
            )
    else:
        for learner in learners:
            pieces = (outputs_of({LOGITS: np.asarray(validation(frame))}) for frame in frames)
            scorer.fitted[learner.name] = _learn(learner.fit, pieces)


def _learn(fit: Callable[[Iterable[Outputs]], Any] | None, pieces: Iterator[Outputs]) -> Any:
    return fit(pieces) if fit is not None else None


def _score_values(
    scorer: FrameScorer, frames: Sequence[Frame], predictions: Predict | Values
) -> Iterator[FrameScores]:
    if callable(predictions):
        for frame in frames:
            yield scorer.score_value(frame, predictions(frame))
        return
    values = iter(predictions)
    for index, frame in enumerate(frames):
        value = next(values, None)
        if value is None:
            raise ToolkitError(
                "there are fewer predictions than images", expected=str(len(frames)), found=str(index)
            )
        yield scorer.score_value(frame, value)
    if next(values, None) is not None:
        raise ToolkitError("there are more predictions than images", expected=str(len(frames)))


def _with_progress(scores: Iterable[FrameScores], total: int) -> Iterator[FrameScores]:
    with progress(total, "scoring", "image") as bar:
        for score in scores:
            bar.update()
            yield score


def _result(
    dataset: Dataset, settings: Settings, scorer: FrameScorer, scores: list[FrameScores], *, from_files: bool
) -> SegmentationResult:
    confusions = [frame.confusion for frame in scores if frame.confusion is not None]
    quality: Quality | None = None
    channels: tuple[str, ...] = ()
    if confusions:
        axis = ClassAxis.of_length(len(confusions[0]), dataset.labels)
        quality = summarise(np.sum(confusions, axis=0), axis, dataset.labels)
        names = {label.value: label.name for label in dataset.labels.classes}
        channels = tuple(names[value] for value in axis.values)
    warnings = []
    squashed = sum(frame.like_probabilities for frame in scores)
    if squashed:
        warnings.append(
            f"the logits of {squashed} of {len(scores)} images lie in [0, 1] and sum to 1: they look like "
            "probabilities. Give logits from before the softmax; maxlogit, energy and others differ on them."
        )
    for warning in warnings:
        note(f"warning: {warning}")
    digest = hashlib.sha256()
    for frame in scores:
        digest.update(f"{frame.path} {frame.checksum:08x}\n".encode("utf-8", "surrogateescape"))
    return SegmentationResult(
        dataset,
        settings,
        tuple(scores),
        scorer.pooled,
        quality,
        channels,
        digest.hexdigest() if from_files else None,
        tuple(warnings),
    )
