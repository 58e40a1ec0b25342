"""The metrics of counted scores, block by block from the highest score down, in no more memory than the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from evaluation.ranking import AUPR, AUROC, FPR95_FIRST, FPR95_PAPER, RECALL_LEVEL, check_both_classes

if TYPE_CHECKING:
    from collections.abc import Sequence

Block = npt.NDArray[Any]
"""(2, k) unsigned counts of negatives and positives, lowest score first."""

_LOW_BITS = 31
_LOW_MASK = (1 << _LOW_BITS) - 1
_BLOCK = 32
_REACHED, _ABOVE, _LAST, _PAPER, _PENDING, _FIRST, _FOUND, _PAIRS = range(8)


def count_classes(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the numbers of negatives and of positives in all blocks."""
    totals = [[int(_sum(side)) for side in block] for block in blocks]
    return sum(total[0] for total in totals), sum(total[1] for total in totals)


def sweep(blocks: Sequence[Block]) -> dict[str, float]:
    """Return the metrics of `Ranking`, to the last bit, of all scores counted; those of one counter are equal.

    Args:
        blocks: In ascending order of score.

    Raises:
        ToolkitError: One of the two classes is absent.
    """
    negatives, positives = count_classes(blocks)
    check_both_classes(positives, negatives)
    state, sums = np.zeros(_PAIRS + 3, np.int64), np.array([0.0, 0.0, np.inf])
    pairs = 0
    for block in reversed(blocks):
        _sweep(block[0], block[1], negatives, positives, state, sums)
        for part in range(3):  # in Python's integers, which never overflow
            pairs += int(state[_PAIRS + part]) << (_LOW_BITS * part)
            state[_PAIRS + part] = 0
    paper = state[_LAST] if state[_PENDING] else state[_PAPER]
    return {
        AUROC: pairs / (2 * positives * negatives),
        AUPR: float(sums[0] + sums[1]),
        FPR95_PAPER: int(paper) / negatives,
        FPR95_FIRST: int(state[_FIRST]) / negatives,
    }


@compiled
def _sum(counts: npt.NDArray[Any]) -> np.int64:
    total = np.int64(0)
    for index in range(counts.size):
        total += np.int64(counts[index])
    return total


@compiled
def _sweep(  # noqa: PLR0917 - compiled functions have no keyword-only arguments
    below: npt.NDArray[Any],
    hits: npt.NDArray[Any],
    negatives: int,
    positives: int,
    state: npt.NDArray[np.int64],
    sums: npt.NDArray[np.float64],
) -> None:
    """Go on through one block, from its last counter to its first.

    Args:
        below: (k,) counts of negatives.
        hits: (k,) counts of positives.
        negatives: Of all blocks.
        positives: Of all blocks.
        state: Positives reached; negatives above; false positives at the last score of a positive; those of the
            paper's rule, and whether they are still to come; those of the first-recall rule, and whether they are
            known; half pairs won in this block, in three digits of 31 bits.
        sums: Average precision and what its rounding lost; distance of the nearest recall.
    """
    for end in range(hits.size, 0, -_BLOCK):
        start = max(0, end - _BLOCK)
        normal, positive = below[start:end], hits[start:end]
        together, anomalous = np.uint64(0), np.uint64(0)
        for index in range(normal.size):  # most blocks hold no anomaly, and this much is done many at once
            together += np.uint64(normal[index])
            anomalous |= np.uint64(positive[index])
        if anomalous == 0:
            state[_ABOVE] += np.int64(together)
            continue
        for place in range(normal.size):
            index = normal.size - 1 - place
            tied, found = np.int64(normal[index]), np.int64(positive[index])
            if found != 0:
                _reach(found, tied, negatives, positives, state, sums)
            state[_ABOVE] += tied


@compiled
def _reach(  # noqa: PLR0917 - compiled functions have no keyword-only arguments
    found: np.int64,
    tied: np.int64,
    negatives: int,
    positives: int,
    state: npt.NDArray[np.int64],
    sums: npt.NDArray[np.float64],
) -> None:
    above = state[_ABOVE]
    state[_REACHED] += found
    reached = state[_REACHED]
    recall = reached / positives
    distance = abs(recall - RECALL_LEVEL)
    if state[_PENDING]:  # every negative above this positive is at or above the last threshold of that recall
        state[_PAPER], state[_PENDING] = above, 0
    if distance <= sums[2]:  # of equal distances the higher recall
        sums[2], state[_PENDING] = distance, 1
    state[_LAST] = above + tied
    if not state[_FOUND] and recall >= RECALL_LEVEL:
        state[_FIRST], state[_FOUND] = above + tied, 1
    # Neumaier's sum, as for a single map.
    term = found / positives * (reached / (reached + above + tied))
    together = sums[0] + term
    if sums[0] >= term:
        sums[1] += (sums[0] - together) + term
    else:
        sums[1] += (term - together) + sums[0]
    sums[0] = together
    # The product of two counts may need more than 64 bits: by hand, in digits of 31.
    wins = 2 * (negatives - above - tied) + tied
    low = (found & _LOW_MASK) * (wins & _LOW_MASK)
    one, two = (found & _LOW_MASK) * (wins >> _LOW_BITS), (found >> _LOW_BITS) * (wins & _LOW_MASK)
    state[_PAIRS] += low & _LOW_MASK
    state[_PAIRS + 1] += (low >> _LOW_BITS) + (one & _LOW_MASK) + (two & _LOW_MASK)
    state[_PAIRS + 2] += (one >> _LOW_BITS) + (two >> _LOW_BITS)
    state[_PAIRS + 2] += (found >> _LOW_BITS) * (wins >> _LOW_BITS)
