"""Compiled loops that count keys: grouped into pages where every key has a counter, or directly into wide bins.

Each loop walks four far-apart quarters of the map side by side. Neighbouring pixels mostly fall into the same
counter, and a processor waits for one increment before it can make the next one there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.keys import Keys, key_of

if TYPE_CHECKING:
    from evaluation.counting import Labels, Roles

Grouped = tuple[npt.NDArray[np.int64], Keys]
"""Result of `group_by_page`."""


@compiled
def group_by_page(scores: npt.NDArray[np.float32], labels: Labels, roles: Roles) -> Grouped:
    """Return the low halves of all keys, grouped by the high half.

    Args:
        scores: (n,) float32 without NaN.
        labels: (n,) uint8.
        roles: (256,) uint8 of `evaluation.counting`.

    Returns:
        (65537,) int64 starts of the groups, and (m,) uint32 entries: low half of the key, plus 65536 for a
        positive. Ignored scores have no entry.
    """
    sizes = np.zeros(65537, np.int64)
    quarter = scores.size // 4
    for index in range(quarter):
        second, third, fourth = index + quarter, index + 2 * quarter, index + 3 * quarter
        sizes[_page_after(scores[index])] += roles[labels[index]] != 2
        sizes[_page_after(scores[second])] += roles[labels[second]] != 2
        sizes[_page_after(scores[third])] += roles[labels[third]] != 2
        sizes[_page_after(scores[fourth])] += roles[labels[fourth]] != 2
    for index in range(4 * quarter, scores.size):
        sizes[_page_after(scores[index])] += roles[labels[index]] != 2
    starts = np.cumsum(sizes)
    place = starts.copy()
    entries = np.empty(starts[65536], np.uint32)
    for index in range(scores.size):
        role = roles[labels[index]]
        if role != 2:
            key = key_of(scores[index])
            page = key >> np.uint32(16)
            at = place[page]
            entries[at] = (key & np.uint32(0xFFFF)) | (np.uint32(role) << np.uint32(16))
            place[page] = at + 1
    return starts, entries


@compiled
def _page_after(score: np.float32) -> np.uint32:
    return (key_of(score) >> np.uint32(16)) + np.uint32(1)


@compiled
def count_groups(
    groups: tuple[Grouped, ...], page_of: npt.NDArray[np.int32], counts: npt.NDArray[Any]
) -> None:
    """Count the entries of several maps, page by page, so that a page is brought into the cache once for all.

    Args:
        groups: Results of `group_by_page`.
        page_of: (65536,) int32 row of each page in `counts`; every page in use has one.
        counts: (rows, 131072) unsigned counters: negatives of the page's keys, then positives.
    """
    for page in range(65536):
        row = page_of[page]
        if row < 0:
            continue
        counters = counts[row]
        for starts, entries in groups:
            for index in range(starts[page], starts[page + 1]):
                counters[entries[index]] += 1


@compiled
def count_bins(
    scores: npt.NDArray[np.float32],
    labels: Labels,
    roles: Roles,
    shift: np.uint32,
    bins: npt.NDArray[Any],
) -> None:
    """Count scores in bins of 2**shift neighbouring keys.

    Args:
        scores: (n,) float32 without NaN.
        labels: (n,) uint8.
        roles: (256,) uint8.
        shift: Bits of the key that a bin does not tell apart.
        bins: (3 * 2**(32 - shift),) unsigned counters: negatives, positives, ignored.
    """
    width = bins.size // 3
    offsets = np.empty(256, np.uint32)
    for label in range(256):
        offsets[label] = roles[label] * width
    quarter = scores.size // 4
    for index in range(quarter):
        second, third, fourth = index + quarter, index + 2 * quarter, index + 3 * quarter
        bins[(key_of(scores[index]) >> shift) + offsets[labels[index]]] += 1
        bins[(key_of(scores[second]) >> shift) + offsets[labels[second]]] += 1
        bins[(key_of(scores[third]) >> shift) + offsets[labels[third]]] += 1
        bins[(key_of(scores[fourth]) >> shift) + offsets[labels[fourth]]] += 1
    for index in range(4 * quarter, scores.size):
        bins[(key_of(scores[index]) >> shift) + offsets[labels[index]]] += 1
