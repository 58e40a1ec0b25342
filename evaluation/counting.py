"""Counting one map: from scores and labels to a ranking, without sorting the normal pixels.

Few pixels are anomalous. Their distinct scores are sorted; every normal pixel then falls into one of 2**24
cells of its key, and only in cells that hold an anomalous score is it compared with those scores.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.keys import (
    NARROW_LEVELS,
    Keys,
    Scores,
    check_scores,
    is_narrow,
    key_of,
    narrow_bits,
    narrow_values,
    to_single,
)
from evaluation.ranking import Counts, Ranking, rank_counts, rank_values
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable

Labels = npt.NDArray[np.uint8]
Roles = npt.NDArray[np.uint8]

NEGATIVE, POSITIVE, IGNORED = 0, 1, 2
"""What a label value means for a metric: normal, anomalous, or not counted at all."""

_CELLS = 1 << 24
_HOLDS_POSITIVE = 0x80000000
_FEW = 1 << 15


def roles_of(positive: Iterable[int], ignored: Iterable[int] = ()) -> Roles:
    """Return a table from label value to `NEGATIVE`, `POSITIVE` or `IGNORED`.

    Args:
        positive: Values of anomalous pixels, 0-255.
        ignored: Values of pixels that no metric counts.

    Returns:
        (256,) uint8.
    """
    roles = np.full(256, NEGATIVE, np.uint8)
    roles[list(ignored)] = IGNORED
    roles[list(positive)] = POSITIVE
    return roles


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
    flat = check_scores(scores)
    return rank_flat(flat, np.ascontiguousarray(labels).reshape(-1), roles)


def rank_flat(scores: Scores, labels: Labels, roles: Roles) -> Ranking:
    """Return the ranking of scores that `check_scores` has passed.

    Args:
        scores: (n,) of any real type.
        labels: (n,) uint8.
        roles: (256,) uint8.
    """
    if is_narrow(scores):
        return rank_counts(*narrow_counts(scores, labels, roles)[1:])
    single, lossless = to_single(scores)
    if not lossless:
        role = roles[labels]
        return rank_values(scores[role == NEGATIVE], scores[role == POSITIVE])
    return _rank_single(single, labels, roles)


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


@compiled
def count_labels(labels: Labels) -> Counts:
    """Return how often each of the 256 values occurs in (n,) uint8 labels, as (256,) int64."""
    # Four tables, because neighbours are mostly equal and would wait for each other's increment.
    counts = np.zeros((4, 256), np.int64)
    whole = labels.size // 4 * 4
    for index in range(0, whole, 4):
        counts[0, labels[index]] += 1
        counts[1, labels[index + 1]] += 1
        counts[2, labels[index + 2]] += 1
        counts[3, labels[index + 3]] += 1
    for index in range(whole, labels.size):
        counts[0, labels[index]] += 1
    total: Counts = counts[0] + counts[1] + counts[2] + counts[3]
    return total


def narrow_counts(
    scores: Scores, labels: Labels, roles: Roles
) -> tuple[npt.NDArray[np.float32], Counts, Counts]:
    """Return the distinct values of scores of at most 16 bits, and how often each class has them.

    Args:
        scores: (n,) as `check_scores` returns them, `is_narrow`.
        labels: (n,) uint8.
        roles: (256,) uint8.

    Returns:
        (k,) float32 values in ascending order, then (k,) int64 counts of negatives and of positives.
    """
    counts = _count_bits(narrow_bits(scores), labels, roles)
    used = np.flatnonzero(counts[:2].any(axis=0))
    # Two patterns may hold one value (the zeros), hence unique and not merely sorted.
    levels = narrow_values(scores.dtype)[used]
    order = np.argsort(levels, kind="stable")
    values, first = np.unique(levels[order], return_index=True)
    both = counts[:2, used[order]].astype(np.int64)
    if values.size < used.size:
        both = np.add.reduceat(both, first, axis=1)
    return values, both[NEGATIVE], both[POSITIVE]


@compiled
def _count_bits(bits: npt.NDArray[np.uint16], labels: Labels, roles: Roles) -> npt.NDArray[np.int32]:
    """Return counts per role and bit pattern as (3, 65536) int32; row 2 holds the ignored ones."""
    counts = np.zeros((3, 65536), np.int32)  # int32: a map has fewer pixels than 2**31
    for index in range(bits.size):
        counts[roles[labels[index]], bits[index]] += 1
    return counts


class _Scratch(threading.local):
    """Tables of one thread, all zero between calls, so that a map does not pay for clearing 64 MB."""

    def __init__(self) -> None:
        self.cells = np.zeros(_CELLS, np.uint32)
        self.touched = np.zeros(NARROW_LEVELS, np.uint8)


_scratch = _Scratch()


def _rank_single(scores: npt.NDArray[np.float32], labels: Labels, roles: Roles) -> Ranking:
    keys = sort_keys(_positive_keys(scores, labels, roles))
    values, hits = _distinct(keys)
    below = np.zeros(values.size + 1, np.int64)
    tied = np.zeros(values.size + 1, np.int64)
    cells, touched = _scratch.cells, _scratch.touched
    _compare(scores, labels, roles, values, cells, touched, below, tied)
    _gather(values, cells, touched, below)
    negatives = int(below.sum() + tied.sum())
    tied = tied[:-1]
    at_most = np.cumsum(below[:-1] + tied)
    return Ranking(hits[::-1], (negatives - at_most)[::-1], tied[::-1], int(keys.size), negatives)


@compiled
def _positive_keys(scores: npt.NDArray[np.float32], labels: Labels, roles: Roles) -> Keys:
    count = 0
    for index in range(labels.size):
        count += roles[labels[index]] == 1
    keys = np.empty(count, np.uint32)
    position = 0
    for index in range(labels.size):
        if roles[labels[index]] == 1:
            keys[position] = key_of(scores[index])
            position += 1
    return keys


def sort_keys(keys: Keys) -> Keys:
    """Return (n,) uint32 keys in ascending order; many of them by radix, which needs no comparison."""
    return np.sort(keys) if keys.size < _FEW else _radix_sort(keys)


@compiled
def _radix_sort(keys: Keys) -> Keys:
    # Three passes over digits of 11, 11 and 10 bits.
    counts = np.zeros((3, 2048), np.int64)
    for key in keys:
        counts[0, key & 2047] += 1
        counts[1, (key >> 11) & 2047] += 1
        counts[2, key >> 22] += 1
    for digit in range(3):
        start = 0
        for value in range(2048):
            count = counts[digit, value]
            counts[digit, value] = start
            start += count
    source, target = keys.copy(), np.empty_like(keys)
    for digit in range(3):
        shift = 11 * digit
        for key in source:
            value = (key >> shift) & 2047
            target[counts[digit, value]] = key
            counts[digit, value] += 1
        source, target = target, source
    return source


@compiled
def _distinct(keys: Keys) -> tuple[Keys, Counts]:
    values = np.empty(keys.size, np.uint32)
    hits = np.empty(keys.size, np.int64)
    count = 0
    for key in keys:
        if count and values[count - 1] == key:
            hits[count - 1] += 1
        else:
            values[count] = key
            hits[count] = 1
            count += 1
    return values[:count].copy(), hits[:count].copy()


@compiled
def _compare(  # noqa: PLR0917 - compiled functions have no keyword-only arguments
    scores: npt.NDArray[np.float32],
    labels: Labels,
    roles: Roles,
    values: Keys,
    cells: Keys,
    touched: npt.NDArray[np.uint8],
    below: Counts,
    tied: Counts,
) -> None:
    """Count the negatives: against the positives' scores where these share a cell, else by cell.

    Args:
        scores: (n,) float32.
        labels: (n,) uint8.
        roles: (256,) uint8.
        values: (m,) distinct keys of positives, ascending.
        cells: (2**24,) zeros; becomes counts, or the index of the lowest value where a cell holds one.
        touched: (65536,) zeros; becomes 1 for every 256 cells of which one is used.
        below: (m + 1,) zeros; entry j becomes the negatives above value j - 1 and below value j, as far as
            they share a cell with either.
        tied: (m + 1,) zeros; entry j becomes the negatives equal to value j.
    """
    last = values.size
    for j in range(last - 1, -1, -1):  # downwards: a cell keeps its lowest value
        cells[values[j] >> 8] = _HOLDS_POSITIVE | j
        touched[values[j] >> 16] = 1
    for index in range(scores.size):
        if roles[labels[index]] != 0:
            continue
        key = key_of(scores[index])
        cell = key >> 8
        state = cells[cell]
        if state < _HOLDS_POSITIVE:
            cells[cell] = state + 1
            touched[cell >> 8] = 1
            continue
        j = int(state & 0x7FFFFFFF)
        while j < last and values[j] < key:
            j += 1
        if j < last and values[j] == key:
            tied[j] += 1
        else:
            below[j] += 1


@compiled
def _gather(values: Keys, cells: Keys, touched: npt.NDArray[np.uint8], below: Counts) -> None:
    """Add the counts of the cells without positives to `below`, and leave both tables all zero."""
    j = 0
    for page in range(65536):
        if not touched[page]:
            continue
        touched[page] = 0
        for cell in range(page << 8, (page + 1) << 8):
            state = cells[cell]
            cells[cell] = 0
            if state < _HOLDS_POSITIVE:
                below[j] += state
            else:
                while j < values.size and values[j] >> 8 == cell:
                    j += 1
