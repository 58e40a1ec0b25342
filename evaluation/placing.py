"""Where the scores of a map lie between the distinct scores of its anomalies, without sorting the map.

The span of the anomalies' keys is cut into buckets of equal width. A table tells for each bucket the lowest
anomalous score in it or above, which one or two comparisons then correct: no pixel takes longer than another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.keys import Keys, key_of

if TYPE_CHECKING:
    from evaluation.truth import Counts

_TILE = 2048
_BUCKET_BITS = 16
_HIGHEST = 0xFFFFFFFF
_FEW = 512


def place(scores: npt.NDArray[np.float32], values: Keys) -> tuple[Counts, Counts]:
    """Return how many scores lie between neighbouring values, and how many equal each.

    Args:
        scores: (n,) float32 without NaN.
        values: (m,) distinct keys in ascending order, at least one.

    Returns:
        (m + 1,) int64 scores below value j and above value j - 1, and (m,) int64 scores equal to value j.
    """
    padded = np.append(values, np.uint32(_HIGHEST))  # the key of no score: every search ends at it
    found = np.zeros(4 * padded.size, np.uint32)  # uint32: a map has fewer pixels than 2**32
    _place(scores, padded, *_buckets(values), found)
    total = found.astype(np.int64).reshape(-1, 4)
    return total[:, 0] + total[:, 1], (total[:, 2] + total[:, 3])[:-1]


@compiled
def _buckets(values: Keys) -> tuple[np.uint32, Keys]:
    """Return the low bits that a bucket ignores, and the first value of every bucket or above it."""
    lowest = values[0]
    span = np.uint32(values[values.size - 1] - lowest)
    shift = np.uint32(0)
    while span >> shift >= 1 << _BUCKET_BITS:
        shift += np.uint32(1)
    width = np.int64(span >> shift) + 1
    first = np.empty(width + 1, np.uint32)
    j = 0
    for bucket in range(width):
        first[bucket] = j
        while j < values.size and np.int64(np.uint32(values[j] - lowest) >> shift) == bucket:
            j += 1
    first[width] = values.size
    return shift, first


@compiled
def _place(scores: npt.NDArray[np.float32], values: Keys, shift: np.uint32, first: Keys, found: Keys) -> None:
    """Count into `found`: below and equal for each value, twice, for even and odd pixels.

    Neighbours often have one place, and a processor waits for one increment before it makes the next there.
    """
    lowest, highest = values[0], values[values.size - 2]
    keys = np.empty(_TILE, np.uint32)
    buckets = np.empty(_TILE, np.uint32)
    for start in range(0, scores.size, _TILE):
        part = scores[start : start + _TILE]
        for index in range(part.size):  # many at once, in the processor's wide registers
            key = key_of(part[index])
            keys[index] = key
            buckets[index] = np.uint32(min(max(key, lowest), highest) - lowest) >> shift
        for index in range(np.uint64(part.size)):
            key = keys[index]
            j = np.uint64(first[buckets[index]])
            j += np.uint64(values[j] < key)
            value = values[j]
            if value < key:
                j = np.uint64(
                    _search(values, np.int64(j), np.int64(first[buckets[index] + np.uint32(1)]), key)
                )
                value = values[j]
            at = (j * np.uint64(2) + np.uint64(value == key)) * np.uint64(2) + (index & np.uint64(1))
            found[at] += np.uint32(1)


@compiled
def _search(values: Keys, low: np.int64, high: np.int64, key: np.uint32) -> np.int64:
    """Return the first of `values[low:high]` that is not below a key, or `high`."""
    for _ in range(4):
        if low >= high or values[low] >= key:
            return low
        low += np.int64(1)
    while low < high:
        middle = (low + high) >> np.int64(1)
        if values[middle] < key:
            low = middle + np.int64(1)
        else:
            high = middle
    return low


@compiled
def keys_at(scores: npt.NDArray[np.float32], indices: Counts) -> Keys:
    """Return the (m,) uint32 keys of the scores at (m,) indices."""
    keys = np.empty(indices.size, np.uint32)
    for index in range(indices.size):
        keys[index] = key_of(scores[indices[index]])
    return keys


def sort_keys(keys: Keys) -> Keys:
    """Return (n,) uint32 keys in ascending order; more than a few by radix, which needs no comparison."""
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
def distinct(keys: Keys) -> tuple[Keys, Counts]:
    """Return the distinct values of (n,) ascending keys, and how often each occurs."""
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
