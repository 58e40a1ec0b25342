"""Compiled loops that count keys: grouped into pages where every key has a counter, or directly into wide bins.

They count all scores alike and never look at a label; the few that are not normal are counted apart and
subtracted.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.keys import key_of

Grouped = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]
"""Result of `group_by_page`."""

_TILE = 4096
_STEP = _TILE // 4


@compiled
def group_by_page(scores: npt.NDArray[np.float32]) -> Grouped:
    """Return the low halves of all keys, grouped by the high half.

    Args:
        scores: (n,) float32 without NaN, n below 2**32.

    Returns:
        (65537,) uint32 starts of the groups, and (n,) uint16 low halves.
    """
    sizes = np.zeros(65537, np.uint32)
    count_bins(scores, np.uint32(16), sizes[1:])
    starts = np.cumsum(sizes).astype(np.uint32)
    place = starts[:65536].copy()
    entries = np.empty(scores.size, np.uint16)
    keys = np.empty(_TILE, np.uint32)
    for start in range(0, scores.size, _TILE):
        part = scores[start : start + _TILE]
        for index in range(part.size):  # many at once, in the processor's wide registers
            keys[index] = key_of(part[index])
        # Four far-apart places in turn: a processor waits for one increment before it makes the next there.
        if part.size == _TILE:
            for index in range(np.uint64(_STEP)):
                for quarter in range(np.uint64(4)):
                    key = keys[index + quarter * np.uint64(_STEP)]
                    page = key >> np.uint32(16)
                    entries[place[page]] = np.uint16(key & np.uint32(0xFFFF))
                    place[page] += np.uint32(1)
        else:
            for index in range(part.size):
                key = keys[index]
                page = key >> np.uint32(16)
                entries[place[page]] = np.uint16(key & np.uint32(0xFFFF))
                place[page] += np.uint32(1)
    return starts, entries


@compiled
def count_groups(
    groups: tuple[Grouped, ...],
    positives: tuple[Grouped, ...],
    page_of: npt.NDArray[np.int32],
    counts: npt.NDArray[Any],
) -> None:
    """Count the entries of several maps, page by page, so that a page is brought into the cache once for all.

    Args:
        groups: Results of `group_by_page` for all counted scores of each map.
        positives: The same for the anomalous ones among them.
        page_of: (65536,) int32 row of each page in `counts`; every page in use has one.
        counts: (rows, 131072) unsigned counters: negatives of the page's keys, then positives.
    """
    for page in range(65536):
        row = page_of[page]
        if row < 0:
            continue
        negative, positive = counts[row, :65536], counts[row, 65536:]
        for starts, entries in groups:
            for index in range(starts[page], starts[page + 1]):
                negative[entries[index]] += 1
        for starts, entries in positives:
            for index in range(starts[page], starts[page + 1]):
                negative[entries[index]] -= 1
                positive[entries[index]] += 1


@compiled
def count_bins(
    scores: npt.NDArray[np.float32], shift: np.uint32, bins: npt.NDArray[Any]
) -> tuple[np.uint32, np.uint32]:
    """Count scores in bins of 2**shift neighbouring keys.

    Args:
        scores: (n,) float32 without NaN.
        shift: Bits of the key that a bin does not tell apart.
        bins: (2**(32 - shift),) unsigned counters.

    Returns:
        The lowest and the highest bin in use; the first is above the second without scores.
    """
    places = np.empty(_TILE, np.uint32)
    lowest, highest = np.uint32(0xFFFFFFFF), np.uint32(0)
    for start in range(0, scores.size, _TILE):
        part = scores[start : start + _TILE]
        for index in range(part.size):
            bin_of = np.uint32(key_of(part[index]) >> shift)
            places[index] = bin_of
            lowest = np.uint32(min(lowest, bin_of))
            highest = np.uint32(max(highest, bin_of))
        if part.size == _TILE:
            for index in range(np.uint64(_STEP)):
                bins[places[index]] += 1
                bins[places[index + np.uint64(_STEP)]] += 1
                bins[places[index + np.uint64(2 * _STEP)]] += 1
                bins[places[index + np.uint64(3 * _STEP)]] += 1
        else:
            for index in range(part.size):
                bins[places[index]] += 1
    return lowest, highest
