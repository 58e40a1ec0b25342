"""Scoring image-level outputs: in-distribution items against sets of anomalous ones, table by table."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation import detectors as _detectors  # noqa: F401 - registers them
from evaluation import fitted as _fitted  # noqa: F401 - registers them
from evaluation.bootstrap import CONFIDENCE, bootstrap_rankings, percentile_interval
from evaluation.counting import rank_two
from evaluation.curves import curve_points
from evaluation.items import Items, load_items
from evaluation.keys import check_scores
from evaluation.predictions import BadPredictionsError
from evaluation.ranking import METRICS
from evaluation.registry import find_detector
from evaluation.scoring import look_like_probabilities
from evaluation.summaries import FORMAT, Document, describe, versions
from manifests.command import note
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluation.registry import Detector
    from manifests.dataset import Dataset

POSITIVES = ("out", "in")
"""Which class is the positive one: the anomaly (`out`), or the in-distribution (`in`), as the values of the
paper's table 3 suggest while its text says otherwise."""


@dataclass(frozen=True)
class ClassificationSettings:
    """Everything that shapes the numbers of a classification evaluation.

    Attributes:
        detectors: Names of detectors.
        by: Column of items.csv whose values become rows; None makes one row a file of anomalous items.
        positive: Of `POSITIVES`.
        bootstrap: Resamples of items for confidence intervals and comparisons; 0 for none.
        seed: Of the resamples.
    """

    detectors: tuple[str, ...]
    by: str | None = None
    positive: str = "out"
    bootstrap: int = 0
    seed: int = 0


def evaluate_items(
    in_distribution: Path,
    anomalous: Sequence[Path],
    settings: ClassificationSettings,
    *,
    dataset: Dataset | None = None,
    validation: Path | None = None,
) -> Document:
    """Return the metrics of every row and detector as a document ready for JSON.

    Args:
        in_distribution: Outputs on in-distribution images, `.npz` with `logits` (N, K), `features` (N, D) or
            `scores` (N,), and `ids` (N,).
        anomalous: The same on anomalous images, one or several files.
        settings: What to compute.
        dataset: Sealed dataset that the anomalous images are from; with `by` they are joined with its items.
        validation: Outputs on in-distribution validation images, for detectors that are fitted.

    Raises:
        BadPredictionsError: Something is wrong with the files; all of it is listed.
        ToolkitError: The settings cannot be used.
    """
    detectors = [find_detector(name) for name in settings.detectors]
    _check_settings(settings, detectors, dataset, validation)
    paths = [in_distribution, *anomalous, *([validation] if validation else [])]
    loaded, findings = load_items(
        paths,
        {need for d in detectors for need in d.needs},
        joined=anomalous if settings.by is not None else (),
    )
    if findings:
        raise BadPredictionsError("these outputs cannot be scored; nothing was written", findings)
    inside, outside = loaded[0], loaded[1 : 1 + len(anomalous)]
    learned = loaded[-1] if validation else None
    fitted = {
        d.name: d.fit([learned.outputs]) for d in detectors if d.fit is not None and learned is not None
    }
    scores = {d.name: _score(d, [inside, *outside], fitted.get(d.name)) for d in detectors}
    rows, notes = _rows(outside, settings, dataset)
    warnings = [
        f"the logits of {items.name} lie in [0, 1] and sum to 1: they look like probabilities"
        for items in loaded
        if items.outputs.logits is not None and look_like_probabilities(items.outputs.logits)
    ] + notes
    for warning in warnings:
        note(f"warning: {warning}")
    digest = hashlib.sha256("".join(f"{i.name} {i.checksum:08x}\n" for i in loaded).encode())
    document: Document = {
        "format": FORMAT,
        "kind": "classification",
        "versions": versions(),
        "dataset": None
        if dataset is None
        else {"name": dataset.manifest.info.name, "content_digest": dataset.manifest.content_digest},
        "predictions_digest": digest.hexdigest(),
        "settings": asdict(settings) | {"in_distribution": inside.name, "ood": [o.name for o in outside]},
        "images": {"in_distribution": len(inside), "ood": sum(map(len, outside))},
        "detectors": {d.name: {"description": describe(d.name)} for d in detectors},
        "rows": {},
        "warnings": warnings,
    }
    for row, chosen in rows.items():
        document["rows"][row] = _row(scores, chosen, settings)
    for name, (normal, *others) in scores.items():
        document["detectors"][name]["curves"] = _curves(normal, np.concatenate(others))
    return document


def _check_settings(
    settings: ClassificationSettings,
    detectors: list[Detector],
    dataset: Dataset | None,
    validation: Path | None,
) -> None:
    if not detectors:
        raise ToolkitError("name at least one detector", remedy="python -m evaluation detectors lists them")
    if settings.positive not in POSITIVES:
        raise ToolkitError(
            f"no class is called {settings.positive!r}", expected="one of " + ", ".join(POSITIVES)
        )
    learners = [d.name for d in detectors if d.fit is not None]
    if learners and validation is None:
        raise ToolkitError(
            f"{', '.join(learners)} must be fitted on in-distribution validation outputs",
            remedy="give them with --validation FILE",
        )
    if settings.by is not None and dataset is None:
        raise ToolkitError("breaking results down needs the dataset", remedy="name it with --dataset")


def _score(detector: Detector, sets: Sequence[Items], fitted: Any) -> list[npt.NDArray[Any]]:
    items = sets[0]
    try:
        scored = []
        for items in sets:
            scored.append(check_scores(detector.scores(items.outputs, fitted)))
    except ToolkitError as error:
        raise ToolkitError(f"{detector.name} on {items.name}: {error.one_line}") from None
    return scored


def _rows(
    outside: Sequence[Items], settings: ClassificationSettings, dataset: Dataset | None
) -> tuple[dict[str, list[tuple[int, npt.NDArray[np.int64]]]], list[str]]:
    """Return per row of the table the items of each file that belong to it, and what a reader should know."""
    if settings.by is None or dataset is None:
        return {items.name: [(index, np.arange(len(items)))] for index, items in enumerate(outside)}, []
    groups: dict[str, str] = {}
    for row in dataset.rows():
        if settings.by not in row:
            raise ToolkitError(
                f"items.csv has no column {settings.by!r}", expected="one of " + ", ".join(sorted(row))
            )
        groups[row["item_id"]] = row[settings.by]
    rows: dict[str, list[tuple[int, npt.NDArray[np.int64]]]] = defaultdict(list)
    findings: list[str] = []
    joined = 0
    for index, items in enumerate(outside):
        ids = [] if items.ids is None else items.ids.tolist()
        unknown = [item for item in ids if item not in groups]
        if unknown:
            findings.append(
                f"{items.name}: {len(unknown)} ids are no items of the dataset, first {unknown[0]!r}"
            )
        if len(set(ids)) < len(ids):
            findings.append(f"{items.name}: {len(ids) - len(set(ids))} ids stand there more than once")
        joined += len(set(ids))
        members: dict[str, list[int]] = defaultdict(list)
        for position, item in enumerate(ids):
            members[groups.get(item, "")].append(position)
        for group, positions in members.items():
            rows[group].append((index, np.array(positions)))
    if findings:
        raise BadPredictionsError("the outputs do not fit the dataset; nothing was written", findings)
    notes = []
    if joined < len(groups):
        notes.append(f"{len(groups) - joined} of {len(groups)} items of the dataset have no outputs")
    return dict(sorted(rows.items())), notes


def _row(
    scores: dict[str, list[npt.NDArray[Any]]],
    chosen: list[tuple[int, npt.NDArray[np.int64]]],
    settings: ClassificationSettings,
) -> Document:
    negatives = {name: pieces[0] for name, pieces in scores.items()}
    positives = {
        name: np.concatenate([pieces[1 + index][members] for index, members in chosen])
        for name, pieces in scores.items()
    }
    if settings.positive == "in":  # the other class, with the order turned round
        negatives, positives = (
            {name: -_wide(values) for name, values in side.items()} for side in (positives, negatives)
        )
    rankings = {name: rank_two(negatives[name], positives[name]) for name in scores}
    any_ranking = next(iter(rankings.values()))
    row: Document = {
        "positives": any_ranking.positives,
        "negatives": any_ranking.negatives,
        "chance_aupr": any_ranking.positives / (any_ranking.positives + any_ranking.negatives),
        "detectors": {name: ranking.metrics() for name, ranking in rankings.items()},
    }
    if settings.bootstrap:
        samples = bootstrap_rankings(negatives, positives, settings.bootstrap, settings.seed)
        row["confidence_level"] = CONFIDENCE
        row["confidence"] = {
            name: {metric: list(percentile_interval(found[metric])) for metric in METRICS}
            for name, found in samples.items()
        }
        names = list(samples)
        row["comparisons"] = [
            {
                "first": a,
                "second": b,
                **{
                    metric: {
                        "difference": row["detectors"][b][metric] - row["detectors"][a][metric],
                        "confidence": list(percentile_interval(samples[b][metric] - samples[a][metric])),
                    }
                    for metric in METRICS
                },
            }
            for i, a in enumerate(names)
            for b in names[i + 1 :]
        ]
    return row


def _curves(negatives: npt.NDArray[Any], positives: npt.NDArray[Any]) -> Document:
    values, place = np.unique(np.concatenate([negatives, positives]), return_inverse=True)
    normal = np.bincount(place[: negatives.size], minlength=values.size).astype(np.int64)
    anomalous = np.bincount(place[negatives.size :], minlength=values.size).astype(np.int64)
    return curve_points(rank_two(negatives, positives), (values.astype(np.float64), normal, anomalous))


def _wide(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return values.astype(np.promote_types(values.dtype, np.float32))
