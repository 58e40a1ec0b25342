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
    """Return the (n,) largest over k of sum_c weights[k, c] * outputs[c, n], always added in the same order.

    Args:
        weights: (K, C) of the same floating-point type as the outputs.
        outputs: (C, n).
    """
    count, classes = weights.shape
    size = outputs.shape[1]
    fours = classes // 4 * 4
    best: Array = np.full(size, -np.inf, outputs.dtype)
    tile = 512
    total = np.empty(tile, outputs.dtype)
    for start in range(0, size, tile):
        end = min(start + tile, size)
        piece = best[start:end]
        for row in range(count):
            total[:] = 0
            for channel in range(
                0, fours, 4
            ):  # four at a time: one load and store of the total for four products
                weight = weights[row, channel : channel + 4]
                first, second = outputs[channel, start:end], outputs[channel + 1, start:end]
                third, fourth = outputs[channel + 2, start:end], outputs[channel + 3, start:end]
                for index in range(end - start):
                    total[index] += (weight[0] * first[index] + weight[1] * second[index]) + (
                        weight[2] * third[index] + weight[3] * fourth[index]
                    )
            for channel in range(fours, classes):
                single = weights[row, channel]
                values = outputs[channel, start:end]
                for index in range(end - start):
                    total[index] += single * values[index]
            for index in range(end - start):
                piece[index] = max(piece[index], total[index])
    return best


def exponentials(logits: Array) -> tuple[Array, Array]:
    """Return exp(f - max f) as (C, n), of which the largest is exactly 1, and the (n,) maxima.

    Args:
        logits: (C, n) float32 or float64.
    """
    maxima = logits.max(axis=0)
    shifted = logits - maxima
    if logits.dtype == np.float32:
        _exponentiate(shifted.reshape(-1))
    else:
        np.exp(shifted, out=shifted)
    return shifted, maxima


def exponential_sums(logits: Array) -> tuple[Array, Array]:
    """Return sum_c exp(f_c - max f) and the maxima, (n,) each.

    Args:
        logits: (C, n) float32 or float64.
    """
    if logits.dtype == np.float32:
        return _exponential_sums(logits)
    values, maxima = exponentials(logits)
    return values.sum(axis=0), maxima


@compiled
def _exp(x: np.float32) -> np.float32:
    """Return exp(x) for x <= 0, within 2e-7 of it; NaN stays NaN. The same on every machine.

    x = n log 2 + r, with exp(r) as the polynomial of the Cephes library and 2**n made from bits.
    """
    x = max(x, np.float32(-87.0))  # below lies nothing but denormal numbers
    nearest = np.float32(12582912.0)  # 1.5 * 2**23: adding it rounds to a whole number
    n = np.float32(x * np.float32(1.44269504) + nearest) - nearest
    r = x - n * np.float32(0.693359375)
    r = r - n * np.float32(-2.12194440e-4)
    p = np.float32(1.9875691500e-4)
    p = p * r + np.float32(1.3981999507e-3)
    p = p * r + np.float32(8.3334519073e-3)
    p = p * r + np.float32(4.1665795894e-2)
    p = p * r + np.float32(1.6666665459e-1)
    p = p * r + np.float32(5.0000001201e-1)
    p = p * r * r + r + np.float32(1.0)
    power = np.int32((np.int32(n) + np.int32(127)) << np.int32(23))
    return np.float32(p * power.view(np.float32))


@compiled
def _exponentiate(values: npt.NDArray[np.float32]) -> None:
    for index in range(values.size):
        values[index] = _exp(values[index])


@compiled
def _exponential_sums(logits: Array) -> tuple[Array, Array]:
    classes, size = logits.shape
    sums, maxima = np.zeros(size, np.float32), logits[0].copy()
    tile = 1024
    for start in range(0, size, tile):
        end = min(start + tile, size)
        total, largest = sums[start:end], maxima[start:end]
        for channel in range(1, classes):
            values = logits[channel, start:end]
            for index in range(end - start):
                largest[index] = max(largest[index], values[index])
        for channel in range(classes):
            values = logits[channel, start:end]
            for index in range(end - start):
                total[index] += _exp(values[index] - largest[index])
    return sums, maxima


def widen(values: Array) -> Array:
    """Return values in float32 at least: half precision is for storage, not for sums.

    Args:
        values: Any shape and real type.
    """
    if values.dtype in (np.float32, np.float64):
        return values
    return values.astype(np.float32)
