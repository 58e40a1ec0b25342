"""What a segmentation result says: means, pooled metrics, breakdowns, confidence, comparisons. Plain numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from importlib.metadata import version
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.bootstrap import CONFIDENCE, bootstrap_means, percentile_interval
from evaluation.curves import curve_points
from evaluation.predictions import SCORED_AS_IS
from evaluation.ranking import METRICS, rank_counts
from evaluation.registry import find_detector
from evaluation.tables import mean
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.frame_scores import FrameScores
    from evaluation.pooled import PooledCounts
    from evaluation.segmentation import SegmentationResult

FORMAT = "ood-builders evaluation 1"
USUAL_COLUMNS = ("town", "category")
"""Columns of items.csv that results are broken down by when a dataset has them and nothing else is asked for."""

Document = dict[str, Any]


def summarise(
    result: SegmentationResult, *, by: Sequence[str] | None = None, bootstrap: int = 0, seed: int = 0
) -> Document:
    """Return everything a report says about a segmentation result, ready for JSON.

    The document depends on the dataset, the predictions, the settings and the versions of the software, and on
    nothing else: no time, no folder, no number of workers.

    Args:
        result: What `evaluation.segmentation.evaluate` returned.
        by: Columns of items.csv to break the per-image means down by; None takes the usual ones.
        bootstrap: Number of resamples of images for confidence intervals and comparisons; 0 for none.
        seed: Of the resamples.

    Raises:
        ToolkitError: A column of `by` does not exist.
    """
    settings = result.settings
    scored = [frame for frame in result.frames if frame.metrics]
    document: Document = {
        "format": FORMAT,
        "kind": "segmentation",
        "versions": versions(),
        "dataset": {
            "name": result.dataset.manifest.info.name,
            "content_digest": result.dataset.manifest.content_digest,
            "split": settings.split,
            "images": len(result.frames),
        },
        "predictions_digest": result.predictions_digest,
        "settings": {
            **asdict(settings),
            "ignore_void": settings.voidless,
            "bootstrap": bootstrap,
            "seed": seed,
            "channels": list(result.channels),
        },
        "images": {
            "scored": len(scored),
            "skipped": dict(sorted(Counter(f.skipped for f in result.frames if f.skipped).items())),
            "positives": sum(f.positives for f in result.frames),
            "negatives": sum(f.negatives for f in result.frames),
            "ignored": sum(f.ignored for f in result.frames),
        },
        "detectors": {name: _detector(result, scored, name) for name in result.names},
        "breakdowns": _breakdowns(result, scored, by),
        "quality": asdict(result.quality) if result.quality else None,
        "warnings": list(result.warnings),
        "frames": [_frame(frame) for frame in result.frames],
    }
    document["comparisons"] = _confidence(document, scored, bootstrap, seed) if bootstrap and scored else []
    return document


def versions() -> dict[str, str]:
    """Return the versions of the software that computed the numbers."""
    return {name: version(name) for name in ("ood-builders", "numpy", "numba", "opencv-python-headless")}


def describe(name: str) -> str:
    """Return a detector's formula and source."""
    return "the score map as it was given" if name == SCORED_AS_IS else find_detector(name).summary


def _detector(result: SegmentationResult, scored: list[FrameScores], name: str) -> Document:
    entry: Document = {"description": describe(name)}
    protocol = result.settings.chosen
    if protocol.per_image and scored:
        entry["per_image"] = {
            **{metric: {"mean": mean([f.metrics[name][metric] for f in scored])} for metric in METRICS},
            "images": len(scored),
            "chance_aupr": mean([f.positives / (f.positives + f.negatives) for f in scored]),
        }
    counts = result.distributions.get(name)
    positives, negatives = (
        sum(getattr(f, what) for f in result.frames) for what in ("positives", "negatives")
    )
    if counts is not None and positives and negatives:
        entry |= pooled_entry(counts, with_metrics=protocol.pooled)
    return entry


def pooled_entry(counts: PooledCounts, *, with_metrics: bool = True) -> Document:
    """Return what a document says about the pooled scores of a detector: metrics, where wanted, and curves."""
    # The ends of bins are true points of the curves, and far more of them than are drawn.
    ends, negatives, positives = counts.distribution()
    curves = curve_points(rank_counts(negatives, positives), (ends, negatives, positives))
    entry: Document = {"curves": curves}
    if with_metrics:
        pooled = counts.metrics()
        entry["pooled"] = {
            **{m: {"low": pooled.intervals[m].low, "high": pooled.intervals[m].high} for m in METRICS},
            "exact": pooled.exact,
            "positives": pooled.positives,
            "negatives": pooled.negatives,
            "chance_aupr": pooled.positives / (pooled.positives + pooled.negatives),
        }
    return entry


def _breakdowns(
    result: SegmentationResult, scored: list[FrameScores], by: Sequence[str] | None
) -> dict[str, dict[str, Document]]:
    known = set(result.frames[0].row)
    columns = [column for column in USUAL_COLUMNS if column in known] if by is None else list(by)
    missing = [column for column in columns if column not in known]
    if missing:
        raise ToolkitError(
            f"items.csv has no column {missing[0]!r} to break results down by",
            expected="one of " + ", ".join(sorted(known)),
        )
    groups: dict[str, dict[str, list[dict[str, dict[str, float]]]]] = {}
    for column in columns:
        members: dict[str, list[Any]] = defaultdict(list)
        for frame in scored:
            members[frame.row[column]].append(frame.metrics)
        groups[column] = members
    classes: dict[str, list[Any]] = defaultdict(list)
    for frame in scored:
        for label in next(iter(frame.class_metrics.values())):
            classes[label].append({name: found[label] for name, found in frame.class_metrics.items()})
    if len(result.dataset.labels.anomaly_values) > 1:
        groups["anomaly class"] = classes
    return {
        column: {
            value: {
                "images": len(rows),
                **{name: {m: mean([row[name][m] for row in rows]) for m in METRICS} for name in result.names},
            }
            for value, rows in sorted(members.items())
        }
        for column, members in groups.items()
        if members
    }


def _frame(frame: FrameScores) -> Document:
    return {
        "path": frame.path,
        "positives": frame.positives,
        "negatives": frame.negatives,
        "ignored": frame.ignored,
        "skipped": frame.skipped,
        "metrics": frame.metrics,
    }


def _confidence(
    document: Document, scored: list[FrameScores], bootstrap: int, seed: int
) -> list[dict[str, Any]]:
    """Add confidence intervals to the per-image means, and return the paired comparisons of all detectors."""
    names = list(document["detectors"])
    values = np.array([[f.metrics[name][m] for name in names for m in METRICS] for f in scored])
    samples = bootstrap_means(values, bootstrap, seed).reshape(bootstrap, len(names), len(METRICS))
    for index, name in enumerate(names):
        for column, metric in enumerate(METRICS):
            interval = percentile_interval(samples[:, index, column])
            document["detectors"][name]["per_image"][metric]["confidence"] = list(interval)
    means = values.mean(axis=0).reshape(len(names), len(METRICS))
    return [
        {
            "first": names[a],
            "second": names[b],
            "confidence_level": CONFIDENCE,
            "per_image": {
                metric: {
                    "difference": float(means[b, column] - means[a, column]),
                    "confidence": list(percentile_interval(samples[:, b, column] - samples[:, a, column])),
                }
                for column, metric in enumerate(METRICS)
            },
        }
        for a, b in combinations(range(len(names)), 2)
    ]
