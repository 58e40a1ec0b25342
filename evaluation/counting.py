"""Counting one map: from scores and labels to a ranking, without sorting the normal pixels.

Few pixels are anomalous. Their distinct scores are sorted, and every other pixel is placed between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.keys import (
    NARROW_LEVELS,
    Scores,
    check_scores,
    is_narrow,
    narrow_bits,
    narrow_values,
    to_single,
)
from evaluation.placing import distinct, keys_at, place, sort_keys
from evaluation.ranking import Counts, Ranking, rank_counts, rank_values
from evaluation.truth import NEGATIVE, POSITIVE, Labels, Roles, Truth, roles_of, truth_of
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

Bits = npt.NDArray[np.uint16]
"""Bit patterns of scores of at most 16 bits; uint8 for those of eight."""


def rank(scores: Scores, labels: Labels, roles: Roles) -> Ranking:
    """Return the exact ranking of one map.

    Args:
        scores: (H, W) or (n,) of any real type; higher is more anomalous.
        labels: As many uint8 label values.
        roles: (256,) meaning of the values, from `roles_of`.

    Raises:
        ToolkitError: The shapes differ, or the scores hold NaN or are not real numbers.
    """
    if scores.shape != labels.shape:
        raise ToolkitError(
            "scores and labels differ in shape", expected=str(labels.shape), found=str(scores.shape)
        )
    return rank_classes(check_scores(scores), truth_of(labels, roles))[0]


def rank_classes(scores: Scores, truth: Truth, classes: Sequence[int] = ()) -> tuple[Ranking, list[Ranking]]:
    """Return the ranking of scores that `check_scores` has passed, for all anomalies and for some classes.

    Args:
        scores: (n,) of any real type.
        truth: Of as many labels.
        classes: Label values of anomalies; each gets a ranking against the normal pixels alone.
    """
    if is_narrow(scores):
        return rank_levels(count_levels(scores, truth), scores, truth, classes)
    single, lossless = to_single(scores)
    if lossless:
        return _rank_single(single, truth, classes)
    role = truth.roles[truth.labels]
    negatives = scores[role == NEGATIVE]
    return (
        rank_values(negatives, scores[role == POSITIVE]),
        [rank_values(negatives, scores[truth.labels == value]) for value in classes],
    )


def rank_two(negatives: Scores, positives: Scores) -> Ranking:
    """Return the ranking of two separate sets of scores, of any real types.

    Raises:
        ToolkitError: A set is empty, holds NaN or is not of real numbers.
    """
    return rank(
        np.concatenate([check_scores(negatives), check_scores(positives)]),
        np.repeat(np.array([NEGATIVE, POSITIVE], np.uint8), (negatives.size, positives.size)),
        roles_of([POSITIVE]),
    )


def count_levels(scores: Scores, truth: Truth) -> Counts:
    """Return how often each bit pattern of scores of at most 16 bits occurs.

    Args:
        scores: (n,) as `check_scores` returns them, `is_narrow`.
        truth: Of as many labels.

    Returns:
        (2, 65536) int64 counts of negatives and of positives.
    """
    bits = narrow_bits(scores)
    positives = np.bincount(bits[truth.positives], minlength=NARROW_LEVELS)
    others = positives
    if truth.ignored.size:
        others = positives + np.bincount(bits[truth.ignored], minlength=NARROW_LEVELS)
    return np.stack([_count_bits(bits) - others, positives])


def levels_of(counts: Counts, dtype: np.dtype[np.generic]) -> tuple[npt.NDArray[np.float32], Counts]:
    """Return the distinct scores that occur, and their counts.

    Args:
        counts: (2, 65536) of `count_levels`.
        dtype: Of the scores.

    Returns:
        (k,) float32 values in ascending order, (2, k) int64 counts of negatives and of positives.
    """
    used = np.flatnonzero(counts.any(axis=0))
    # Two patterns may hold one value (the zeros), hence unique and not merely sorted.
    levels = narrow_values(dtype)[used]
    order = np.argsort(levels, kind="stable")
    values, first = np.unique(levels[order], return_index=True)
    both = counts[:, used[order]]
    if values.size < used.size:
        both = np.add.reduceat(both, first, axis=1)
    return values, both


def rank_levels(
    counts: Counts, scores: Scores, truth: Truth, classes: Sequence[int]
) -> tuple[Ranking, list[Ranking]]:
    """Return what `rank_classes` returns, for scores whose bit patterns have been counted."""
    _, (negatives, positives) = levels_of(counts, scores.dtype)
    rankings = []
    for value in classes:
        own = counts.copy()
        bits = narrow_bits(scores)[_of_class(truth, value)]
        own[1] = np.bincount(bits, minlength=NARROW_LEVELS)
        rankings.append(rank_counts(*levels_of(own, scores.dtype)[1]))
    return rank_counts(negatives, positives), rankings


@compiled
def _count_bits(bits: Bits) -> Counts:
    """Return the occurrences of every bit pattern as (65536,) int64."""
    # Two tables, because neighbours are often equal and would wait for each other's increment.
    even, odd = np.zeros(65536, np.int64), np.zeros(65536, np.int64)
    half = bits.size // 2
    for index in range(half):
        even[bits[index]] += 1
        odd[bits[index + half]] += 1
    if bits.size % 2:
        even[bits[bits.size - 1]] += 1
    total: Counts = even + odd
    return total


def _of_class(truth: Truth, value: int) -> Counts:
    own: Counts = truth.positives[truth.labels[truth.positives] == value]
    return own


def _rank_single(
    scores: npt.NDArray[np.float32], truth: Truth, classes: Sequence[int]
) -> tuple[Ranking, list[Ranking]]:
    negatives = scores.size - truth.positives.size - truth.ignored.size
    if not truth.positives.size:
        none = np.zeros(0, np.int64)
        return Ranking(none, none, none, 0, negatives), []
    keys = keys_at(scores, truth.positives)
    values, hits = distinct(sort_keys(keys))
    below, tied = place(scores, values)
    if truth.ignored.size:
        ignored = place(scores[truth.ignored], values)
        below -= ignored[0]
        tied -= ignored[1]
    tied -= hits  # the anomalies were placed with all others, each upon its own score
    above = negatives - np.cumsum(below[:-1] + tied)

    def ranking(hits: Counts, at: npt.NDArray[np.intp] | slice) -> Ranking:
        return Ranking(hits[at][::-1], above[at][::-1], tied[at][::-1], int(hits.sum()), negatives)

    rankings = []
    for value in classes:
        own = np.bincount(
            np.searchsorted(values, keys_at(scores, _of_class(truth, value))), minlength=values.size
        )
        rankings.append(ranking(own, np.flatnonzero(own)))
    return ranking(hits, slice(None)), rankings
