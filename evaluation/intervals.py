"""Certified intervals: bounds that contain the exact metrics when only counts per bin of scores are known.

Inside a bin the order of the scores is unknown; every bound is the value of the best or of the worst order.
Floating-point results are pushed outwards by more than their rounding error, so that the claim survives it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.ranking import AUPR, AUROC, FPR95_FIRST, FPR95_PAPER, RECALL_LEVEL, Counts, exact_dot

_SLACK = 1e-12
"""Relative widening of an average precision: some 2,000 roundings of 2**-53 each go into one of its terms at
most, and the terms are added exactly."""


class Interval(NamedTuple):
    """Bounds of a number; equal where it is known exactly."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The middle, or the number itself where it is known exactly."""
        return self.low if self.low == self.high else (self.low + self.high) / 2

    @property
    def width(self) -> float:
        """How far the bounds lie apart."""
        return self.high - self.low


@dataclass(frozen=True)
class PooledMetrics:
    """The pooled metrics of one detector.

    Attributes:
        intervals: Metric name to bounds; the bounds coincide where the result is exact.
        exact: Whether every metric is exact.
        positives: Anomalous pixels counted.
        negatives: Normal pixels counted.
    """

    intervals: dict[str, Interval]
    exact: bool
    positives: int
    negatives: int


def certify(negatives: Counts, positives: Counts) -> dict[str, Interval]:
    """Return an interval for every metric, containing its exact value whatever the order inside the bins.

    Args:
        negatives: (k,) int64 normal ones per bin, bins in ascending order of score.
        positives: (k,) int64 anomalies per bin; both arrays hold at least one count.
    """
    used = np.flatnonzero(negatives + positives)[::-1]
    p, n = positives[used], negatives[used]
    reached = np.cumsum(p)
    above = np.cumsum(n) - n
    return {
        AUROC: _bound_auroc(p, n, above),
        AUPR: _bound_average_precision(p, n, reached, above),
        FPR95_PAPER: _bound_paper_rule(n, reached, above),
        FPR95_FIRST: _bound_first_rule(n, reached, above),
    }


def _bound_auroc(p: Counts, n: Counts, above: Counts) -> Interval:
    total = int(n.sum())
    pairs = int(p.sum()) * total
    # In integers: nothing is rounded before the division.
    low = exact_dot(p, total - above - n)
    high = low + exact_dot(p, n)
    return _outwards(low / pairs, high / pairs)


def _bound_average_precision(p: Counts, n: Counts, reached: Counts, above: Counts) -> Interval:
    bins = np.flatnonzero(p)
    p, n, reached, above = p[bins], n[bins], reached[bins], above[bins]
    total = int(reached[-1])
    # Best: all positives of the bin together, ahead of its negatives. Worst: one by one, behind them.
    high = math.fsum((p * (reached / (reached + above))).tolist()) / total
    low = math.fsum(_worst_precisions(p, reached - p, above + n).tolist()) / total
    return Interval(max(0.0, low * (1 - _SLACK)), min(1.0, high * (1 + _SLACK)))


def _bound_first_rule(n: Counts, reached: Counts, above: Counts) -> Interval:
    # The same float64 comparison as the exact rule makes, at the bin in which it must come true.
    index = int(np.searchsorted(reached / int(reached[-1]), RECALL_LEVEL))
    total = int(n.sum())
    low, high = int(above[index]), int(above[index] + n[index])
    return _outwards(low / total, high / total)


def _bound_paper_rule(n: Counts, reached: Counts, above: Counts) -> Interval:
    positives, total = int(reached[-1]), int(n.sum())
    # The recalls at the ends of bins exist for certain, so the nearest recall is no farther than the nearest
    # of them; every number of true positives within that distance is possible.
    distance = float(np.min(np.abs(reached / positives - RECALL_LEVEL)))
    middle = RECALL_LEVEL * positives
    reach = distance * positives + 2  # two more than needed covers the rounding of the products
    start = max(1, math.floor(middle - reach))
    fewest = _first_within(start, positives, distance, 1)
    most = _first_within(min(positives, math.ceil(middle + reach)), positives, distance, -1)
    holds = int(np.searchsorted(reached, fewest))
    low = int(above[holds])
    if fewest == reached[holds] and fewest < positives:
        low = int(above[np.searchsorted(reached, fewest + 1)])  # all down to the bin of the next positive
    last = int(np.searchsorted(reached, min(most + 1, positives)))
    high = int(above[last] + n[last])
    return _outwards(low / total, high / total)


def _first_within(count: int, positives: int, distance: float, step: int) -> int:
    """Return the first number of true positives from `count` on whose recall is within `distance`."""
    while 0 < count <= positives and abs(count / positives - RECALL_LEVEL) > distance:
        count += step
    return min(max(count, 1), positives)


def _outwards(low: float, high: float) -> Interval:
    """Return bounds in [0, 1] around two correctly rounded quotients of integers."""
    return Interval(max(0.0, math.nextafter(low, -1.0)), min(1.0, math.nextafter(high, 2.0)))


@compiled
def _worst_precisions(hits: Counts, before: Counts, false_positives: Counts) -> npt.NDArray[np.float64]:
    """Return per bin a lower bound of the precisions summed over its positives, one by one.

    The precision x / (x + q) is concave in x, so over a block of consecutive x its sum is at least the number
    of them times the mean of the first and the last. Blocks grow with x: few of them, and a small loss.

    Args:
        hits: (k,) int64 positives of each bin.
        before: (k,) int64 positives above the bin.
        false_positives: (k,) int64 negatives above the bin and in it.
    """
    sums = np.zeros(hits.size, np.float64)
    for index in range(hits.size):
        q = false_positives[index]
        x = before[index] + 1
        end = before[index] + hits[index]
        while x <= end:
            last = min(end, x + x // 64)
            sums[index] += (last - x + 1) * 0.5 * (x / (x + q) + last / (last + q))
            x = last + 1
    return sums
