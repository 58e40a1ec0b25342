"""Percentile bootstrap: how much a mean over images, or a ranking of items, would vary with the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.intervals import Interval
from evaluation.ranking import METRICS, rank_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIDENCE = 0.95
"""Share of the resamples that an interval encloses."""

_BLOCK = 64


def bootstrap_means(values: npt.NDArray[np.float64], replicates: int, seed: int) -> npt.NDArray[np.float64]:
    """Return means over resampled rows.

    All columns share the resamples, so a difference of two columns may be resampled as a column of its own or
    taken from the result: it is the same number.

    Args:
        values: (images, columns).
        replicates: Number of resamples.
        seed: Of the random numbers.

    Returns:
        (replicates, columns) float64.
    """
    rng = np.random.default_rng([seed, len(values)])
    means = np.empty((replicates, values.shape[1]))
    for start in range(0, replicates, _BLOCK):  # in blocks, which bounds the memory for the drawn indices
        stop = min(start + _BLOCK, replicates)
        drawn = rng.integers(0, len(values), (stop - start, len(values)))
        means[start:stop] = values[drawn].mean(axis=1)
    return means


def percentile_interval(samples: npt.NDArray[np.float64]) -> Interval:
    """Return the central interval that holds `CONFIDENCE` of (n,) resampled values."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(samples, (tail, 1 - tail))
    return Interval(float(low), float(high))


def bootstrap_rankings(
    negatives: Mapping[str, npt.NDArray[Any]],
    positives: Mapping[str, npt.NDArray[Any]],
    replicates: int,
    seed: int,
) -> dict[str, dict[str, npt.NDArray[np.float64]]]:
    """Return the metrics of resampled items, the same resamples for every detector.

    In-distribution and anomalous items are drawn separately, so that their numbers stay.

    Args:
        negatives: Per detector the (N,) scores of in-distribution items, in one order for all detectors.
        positives: Per detector the (P,) scores of anomalous items, in one order.
        replicates: Number of resamples.
        seed: Of the random numbers.

    Returns:
        Per detector and metric (replicates,) float64.
    """
    result = {name: {metric: np.empty(replicates) for metric in METRICS} for name in negatives}
    levels = {}
    for name, normal in negatives.items():
        _, place = np.unique(np.concatenate([normal, positives[name]]), return_inverse=True)
        levels[name] = (place[: normal.size], place[normal.size :], int(place.max()) + 1)
    first = next(iter(negatives))
    sizes = (negatives[first].size, positives[first].size)
    rng = np.random.default_rng([seed, *sizes])
    for replicate in range(replicates):
        weights = [np.bincount(rng.integers(0, size, size), minlength=size) for size in sizes]
        for name, (normal, anomalous, count) in levels.items():
            counts = [
                np.bincount(place, weight, count).astype(np.int64)  # exact: whole numbers far below 2**53
                for place, weight in zip((normal, anomalous), weights, strict=True)
            ]
            for metric, value in rank_counts(*counts).metrics().items():
                result[name][metric][replicate] = value
    return result
