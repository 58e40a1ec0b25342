"""Curves and histograms thinned to what a plot shows, from counts of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from evaluation.ranking import Counts, Ranking

POINTS = 240
BINS = 48

_SHOWN = (0.001, 0.999)
"""Quantiles of the scores between which a histogram is drawn; the rest is added to its ends."""


def curve_points(ranking: Ranking, distribution: tuple[npt.NDArray[Any], Counts, Counts]) -> dict[str, Any]:
    """Return points of the ROC and precision-recall curves, and a histogram of both classes.

    Args:
        ranking: Of all scores, both classes present.
        distribution: Ends of bins, negatives and positives, of `PooledCounts.distribution`.

    Returns:
        `roc` with lists fpr and tpr, `pr` with lists recall and precision, `histogram` with edges and the shares
        of the normal and the anomalous scores in each bin.
    """
    curve = ranking.curve()
    fpr = curve.false_positives / ranking.negatives
    tpr = curve.true_positives / ranking.positives
    kept = _thin(fpr + tpr)
    reached = np.cumsum(ranking.hits)
    recall = reached / ranking.positives
    precision = reached / (reached + ranking.above + ranking.tied)
    shown = _thin(recall)
    return {
        "roc": {"fpr": _rounded(fpr[kept]), "tpr": _rounded(tpr[kept])},
        "pr": {"recall": _rounded(recall[shown]), "precision": _rounded(precision[shown])},
        "histogram": _histogram(*distribution),
    }


def _thin(position: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return indices of at most `POINTS` entries of an ascending array, evenly spread, with both ends."""
    wanted = np.linspace(position[0], position[-1], POINTS)
    nearest = np.minimum(np.searchsorted(position, wanted), position.size - 1)
    return np.unique(np.append(nearest, [0, position.size - 1]))


def _histogram(values: npt.NDArray[Any], negatives: Counts, positives: Counts) -> dict[str, Any]:
    finite = values[np.isfinite(values)]
    ends = (finite.min(), finite.max()) if finite.size else (0, 0)  # infinite scores go to the ends
    places = np.clip(values, *ends).astype(np.float64)
    # Each class weighs the same, or the anomalies' range would be cut off.
    weight = negatives / negatives.sum() + positives / positives.sum()
    share = np.cumsum(weight) / weight.sum()
    low, high = places[np.minimum(np.searchsorted(share, _SHOWN), places.size - 1)]
    if not high > low:
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, BINS + 1)
    clipped = np.clip(places, low, high)
    shares = [
        np.histogram(clipped, edges, weights=counts)[0] / counts.sum() for counts in (negatives, positives)
    ]
    return {"edges": _rounded(edges), "normal": _rounded(shares[0]), "anomalous": _rounded(shares[1])}


def _rounded(values: npt.NDArray[np.float64]) -> list[float]:
    return [float(f"{value:.6g}") for value in values]
