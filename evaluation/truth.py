"""What the labels of one map mean: how often each value occurs, and where the pixels that are not normal lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

Labels = npt.NDArray[np.uint8]
Roles = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int64]

NEGATIVE, POSITIVE, IGNORED = 0, 1, 2
"""What a label value means for a metric: normal, anomalous, or not counted at all."""

_ALL_EQUAL = 0x0101010101010101


class Truth(NamedTuple):
    """The labels of one map, read once for all detectors.

    Attributes:
        labels: (n,) uint8 label values.
        roles: (256,) uint8 meaning of the values.
        counts: (256,) int64 occurrences of each value.
        positives: Indices of the anomalous pixels, ascending int64.
        ignored: Indices of the pixels that no metric counts.
    """

    labels: Labels
    roles: Roles
    counts: Counts
    positives: Counts
    ignored: Counts

    def pixels(self, role: int) -> int:
        """Return the number of pixels with a role."""
        return int(self.counts[self.roles == role].sum())


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


def truth_of(labels: Labels, roles: Roles) -> Truth:
    """Return the meaning of (H, W) or (n,) uint8 labels under (256,) roles."""
    flat = np.ascontiguousarray(labels, np.uint8).reshape(-1)
    counts, found = _scan(flat, roles)
    if not counts[roles == IGNORED].any():
        return Truth(flat, roles, counts, found, found[:0])
    anomalous = roles[flat[found]] == POSITIVE
    return Truth(flat, roles, counts, found[anomalous], found[~anomalous])


@compiled
def _scan(labels: Labels, roles: Roles) -> tuple[Counts, Counts]:
    """Return the occurrences of each value and the indices of all pixels that are not normal.

    Labels come in long runs, so eight pixels at a time are mostly equal and are dealt with as one.
    """
    counts = np.zeros(256, np.int64)
    found = np.empty(labels.size, np.int64)
    size = 0
    whole = labels.size // 8
    words = labels[: 8 * whole].view(np.uint64)
    for word in range(whole):
        first = labels[8 * word]
        if words[word] == np.uint64(first) * np.uint64(_ALL_EQUAL):
            counts[first] += 8
            if roles[first] != 0:
                for index in range(8):
                    found[size + index] = 8 * word + index
                size += 8
        else:
            for index in range(8 * word, 8 * word + 8):
                counts[labels[index]] += 1
                found[size] = index
                size += roles[labels[index]] != 0
    for index in range(8 * whole, labels.size):
        counts[labels[index]] += 1
        if roles[labels[index]] != 0:
            found[size] = index
            size += 1
    return counts, found[:size].copy()
