"""Scores as unsigned integers in the same order, so that counting replaces comparing.

The bits of an IEEE float, with the sign bit flipped for positive and all bits flipped for negative numbers,
sort like the numbers themselves. Both zeros share a key, infinities keep their places, NaN has no key.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.compiled import compiled
from manifests.errors import ToolkitError

Scores = npt.NDArray[Any]
Keys = npt.NDArray[np.uint32]

NARROW_LEVELS = 1 << 16
"""Number of different keys of a score of at most 16 bits."""

_NARROW = {"?", "b", "B", "h", "H", "e"}  # bool, integers of 8 and 16 bits, float16


def check_scores(scores: Scores) -> Scores:
    """Return scores in native byte order, flat and contiguous.

    Args:
        scores: Any shape; bool, integer or floating point.

    Raises:
        ToolkitError: Another type (complex, object, text), no values, or NaN among them.
    """
    if scores.dtype.kind not in "?buif" or scores.dtype.itemsize > 8:
        raise ToolkitError(
            "scores must be real numbers",
            expected="integers or floating point of at most 64 bits",
            found=f"dtype {scores.dtype}",
        )
    native = scores.dtype.newbyteorder("=")
    flat = np.ascontiguousarray(scores, native).reshape(-1)
    if flat.size == 0:
        raise ToolkitError("there are no scores", found=f"shape {scores.shape}")
    if flat.dtype.kind == "f" and _has_nan(flat):
        raise ToolkitError("NaN scores", found=f"{int(np.isnan(flat).sum())} of {flat.size} are NaN")
    return flat


def is_narrow(scores: Scores) -> bool:
    """Return whether scores have at most 16 bits, so that one table holds a count for every level."""
    return scores.dtype.char in _NARROW


def narrow_bits(scores: Scores) -> npt.NDArray[Any]:
    """Return the bit patterns of scores of at most 16 bits, as (n,) uint8 or uint16, without a copy."""
    return scores.view(np.uint8 if scores.dtype.itemsize == 1 else np.uint16)


@cache
def narrow_values(dtype: np.dtype[Any]) -> npt.NDArray[np.float32]:
    """Return the score of every bit pattern of a type of at most 16 bits as (65536,) float32, exact.

    Patterns that are NaN or beyond the type's width hold 0, and so does minus zero.
    """
    patterns = np.arange(NARROW_LEVELS if dtype.itemsize == 2 else 256).astype(f"u{dtype.itemsize}")
    with np.errstate(invalid="ignore"):
        values = patterns.view(np.uint8 if dtype.kind == "b" else dtype).astype(np.float32)
    table = np.zeros(NARROW_LEVELS, np.float32)
    table[: values.size] = np.where(np.isnan(values), np.float32(0), values) + np.float32(0)
    return table


def to_single(scores: Scores) -> tuple[npt.NDArray[np.float32], bool]:
    """Return scores as float32, and whether every one of them kept its value.

    Rounding to the nearest float32 never swaps two scores, at worst it makes them equal; so counts over the
    rounded scores bound the exact metrics even where the second result is False.

    Args:
        scores: (n,) as `check_scores` returns them.
    """
    if scores.dtype == np.float32:
        return scores, True
    with np.errstate(over="ignore"):  # beyond the range of float32: infinite, and reported as not exact
        single = scores.astype(np.float32)
    if scores.dtype.kind == "f" or is_narrow(scores):
        return single, bool(np.array_equal(single.astype(scores.dtype), scores))
    # Integers: compare in the integers' own type, where 2**53 + 1 is not yet rounded away.
    limits = np.iinfo(scores.dtype)
    inside = (single >= np.float32(limits.min)) & (single < np.float32(limits.max))
    back = np.where(inside, single, 0).astype(scores.dtype)
    return single, bool(inside.all() and np.array_equal(back, scores))


@compiled
def key_of(score: np.float32) -> np.uint32:
    """Return the key of one float32 that is not NaN."""
    bits = np.float32(score + np.float32(0)).view(np.int32)  # adding zero turns -0 into +0
    return np.uint32(np.uint32(bits) ^ np.uint32(np.uint32(0x80000000) | np.uint32(bits >> np.int32(31))))


@compiled
def single_keys(scores: npt.NDArray[np.float32]) -> Keys:
    """Return the (n,) uint32 keys of (n,) float32 scores without NaN."""
    keys = np.empty(scores.size, np.uint32)
    for index in range(scores.size):
        keys[index] = key_of(scores[index])
    return keys


def values_of(keys: Keys) -> npt.NDArray[np.float32]:
    """Return the (n,) float32 scores of (n,) uint32 keys; keys of no score give NaN."""
    flip = np.where(keys & 0x80000000, np.uint32(0x80000000), np.uint32(0xFFFFFFFF))
    return (keys ^ flip).view(np.float32)


def _has_nan(scores: Scores) -> bool:
    if scores.dtype == np.float16:  # in integers, because processors do not compare half floats
        return bool(np.max(scores.view(np.uint16) & np.uint16(0x7FFF)) > 0x7C00)
    return bool(np.isnan(np.max(scores)))  # the maximum of anything with NaN is NaN; faster than a mask
