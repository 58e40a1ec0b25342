"""Compiled loops over channels-first outputs, for what NumPy would do in several passes over memory.

They work on slices that stay in the processor's first cache, and are plain enough to be vectorised.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled

Array = npt.NDArray[Any]


@compiled
def second_largest(outputs: Array) -> Array:
    """Return the (n,) second largest of each column of (C, n) outputs; equal to the largest where two are.

    Args:
        outputs: Floating point, at least two rows, without NaN.
    """
    classes, size = outputs.shape
    first = np.maximum(outputs[0], outputs[1])
    second: Array = np.minimum(outputs[0], outputs[1])
    for channel in range(2, classes):
        row = outputs[channel]
        for index in range(size):
            second[index] = max(second[index], min(first[index], row[index]))
            first[index] = max(first[index], row[index])
    return second


@compiled
def largest_product(weights: Array, outputs: Array) -> Array:
    """Return the (n,) largest over k of sum_c weights[k, c] * outputs[c, n], added in the order of c.

    Args:
        weights: (K, C) of the same floating-point type as the outputs.
        outputs: (C, n).
    """
    count, classes = weights.shape
    size = outputs.shape[1]
    best: Array = np.full(size, -np.inf, outputs.dtype)
    tile = 512
    total = np.empty(tile, outputs.dtype)
    for start in range(0, size, tile):
        length = min(tile, size - start)
        piece = best[start : start + length]
        for row in range(count):
            total[:] = 0
            for channel in range(classes):
                weight = weights[row, channel]
                values = outputs[channel, start : start + length]
                for index in range(length):
                    total[index] += weight * values[index]
            for index in range(length):
                piece[index] = max(piece[index], total[index])
    return best
