"""The metrics of one ranking of scores, from counts at each distinct score of a positive.

Conventions: the anomaly is the positive class and a higher score is more anomalous. AUPR is average precision
(steps, never trapezoids). The false-positive rate at 95 % recall has two published rules, and both are here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from manifests.errors import ToolkitError

Counts = npt.NDArray[np.int64]

RECALL_LEVEL = 0.95
"""Recall at which the false-positive rate is read (paper, section 2)."""

AUROC = "auroc"
AUPR = "aupr"
FPR95_PAPER = "fpr95_paper"
FPR95_FIRST = "fpr95_first"
METRICS = (AUROC, AUPR, FPR95_PAPER, FPR95_FIRST)
"""Names of the metrics, in the order in which tables show them."""

METRIC_TITLES = {
    AUROC: "AUROC",
    AUPR: "AUPR",
    FPR95_PAPER: "FPR95 (paper)",
    FPR95_FIRST: "FPR95 (first)",
}
METRIC_MEANINGS = {
    AUROC: "probability that an anomaly scores above a normal one, ties counting half; higher is better",
    AUPR: "average precision with the anomaly as positive class; higher is better",
    FPR95_PAPER: "false-positive rate at the recall nearest to 0.95 (the paper's code); lower is better",
    FPR95_FIRST: "false-positive rate at the first recall of at least 0.95; lower is better",
}
LOWER_IS_BETTER = (FPR95_PAPER, FPR95_FIRST)

_LOW_BITS = 31


class Curve(NamedTuple):
    """Corners of the step curves, from the highest threshold down.

    Attributes:
        false_positives: (n,) int64 normal ones at or above each threshold.
        true_positives: (n,) int64 anomalies at or above it.
    """

    false_positives: Counts
    true_positives: Counts


@dataclass(frozen=True)
class Ranking:
    """How normal scores (negatives) lie between the anomalous ones (positives).

    Entry i of the arrays belongs to the i-th distinct score among the positives, highest first.

    Attributes:
        hits: (n,) int64 positives with this score.
        above: (n,) int64 negatives with a higher score.
        tied: (n,) int64 negatives with the same score.
        positives: Number of positives.
        negatives: Number of negatives.
    """

    hits: Counts
    above: Counts
    tied: Counts
    positives: int
    negatives: int

    def metrics(self) -> dict[str, float]:
        """Return every metric of `METRICS`.

        Raises:
            ToolkitError: One of the two classes is absent, so that no metric is defined.
        """
        check_both_classes(self.positives, self.negatives)
        paper, first = self.false_positives_at_recall()
        return {
            AUROC: self.won_half_pairs() / (2 * self.positives * self.negatives),
            AUPR: self.average_precision(),
            FPR95_PAPER: paper / self.negatives,
            FPR95_FIRST: first / self.negatives,
        }

    def won_half_pairs(self) -> int:
        """Return twice the number of (positive, negative) pairs in the right order, a tie counting half.

        Computed in integers, exact for any number of pairs.
        """
        wins = 2 * (self.negatives - self.above - self.tied) + self.tied
        return exact_dot(self.hits, wins)

    def average_precision(self) -> float:
        """Return the sum over thresholds of the gain in recall times the precision there."""
        return _average_precision(self.hits, self.above, self.tied, self.positives)

    def false_positives_at_recall(self) -> tuple[int, int]:
        """Return the false positives at 95 % recall by the rule of the paper and by the first-recall rule.

        Paper: the recall nearest to 0.95 in float64; of equal distances the higher recall; of the thresholds
        with that recall the lowest, except at recall 1, where the first that reaches it.
        First: the highest threshold at which recall is at least 0.95.
        """
        recall = np.cumsum(self.hits) / self.positives
        last = recall.size - 1
        nearest = last - int(np.argmin(np.abs(recall - RECALL_LEVEL)[::-1]))
        first = int(np.searchsorted(recall, RECALL_LEVEL))
        reached = self.above + self.tied
        # Every negative above the next positive lies at or above the lowest threshold of the nearest recall.
        paper = reached[last] if nearest == last else self.above[nearest + 1]
        return int(paper), int(reached[first])

    def curve(self) -> Curve:
        """Return the corners of the ROC curve; those between two corners lie on a straight line."""
        true_positives = np.cumsum(self.hits)
        false_positives = np.empty(2 * self.hits.size + 2, np.int64)
        reached = np.empty_like(false_positives)
        false_positives[0] = reached[0] = 0
        false_positives[1:-1:2] = self.above
        reached[1:-1:2] = true_positives - self.hits
        false_positives[2:-1:2] = self.above + self.tied
        reached[2:-1:2] = true_positives
        false_positives[-1], reached[-1] = self.negatives, self.positives
        return Curve(false_positives, reached)


def check_both_classes(positives: int, negatives: int) -> None:
    """Raise ToolkitError unless there are scores of both classes."""
    if not positives or not negatives:
        raise ToolkitError(
            "the metrics need both classes", found=f"{positives} anomalous and {negatives} normal scores"
        )


def exact_dot(left: Counts, right: Counts) -> int:
    """Return the sum of the products of two arrays of counts, in integers of any size.

    Args:
        left: (n,) int64, none negative.
        right: (n,) int64, none negative.
    """
    if int(left.sum()) >> (_LOW_BITS + 1):  # the sums below might not fit 64 bits
        return sum(a * b for a, b in zip(left.tolist(), right.tolist(), strict=True))
    # In two halves, because the product of two large counts does not fit 64 bits.
    high = int(np.dot(left, right >> _LOW_BITS))
    low = int(np.dot(left, right & ((1 << _LOW_BITS) - 1)))
    return (high << _LOW_BITS) + low


def rank_values(negatives: npt.NDArray[Any], positives: npt.NDArray[Any]) -> Ranking:
    """Return the ranking of two sets of scores of any real type, by sorting.

    Args:
        negatives: (N,) scores of normal ones, without NaN.
        positives: (P,) scores of anomalies, of the same dtype.
    """
    ordered = np.sort(negatives)
    values, hits = np.unique(positives, return_counts=True)
    below = np.searchsorted(ordered, values, "left")
    at_most = np.searchsorted(ordered, values, "right")
    return Ranking(
        hits[::-1].astype(np.int64),
        (ordered.size - at_most)[::-1].astype(np.int64),
        (at_most - below)[::-1].astype(np.int64),
        int(positives.size),
        int(negatives.size),
    )


def rank_counts(negatives: Counts, positives: Counts) -> Ranking:
    """Return the ranking of counted scores.

    Args:
        negatives: (k,) int64 normal ones at each level, lowest level first.
        positives: (k,) int64 anomalies at each level.
    """
    total = int(negatives.sum())
    levels = np.flatnonzero(positives)[::-1]
    return Ranking(
        positives[levels],
        total - np.cumsum(negatives)[levels],
        negatives[levels],
        int(positives.sum()),
        total,
    )


@compiled
def _average_precision(hits: Counts, above: Counts, tied: Counts, positives: int) -> float:
    # Neumaier's sum: the result is within an ulp or two however many terms there are.
    total = 0.0
    lost = 0.0
    reached = np.int64(0)
    for index in range(hits.size):
        reached += hits[index]
        term = hits[index] / positives * (reached / (reached + above[index] + tied[index]))
        together = total + term
        if total >= term:
            lost += (total - together) + term
        else:
            lost += (term - together) + total
        total = together
    return total + lost
