"""The recipes: what the pixels of a noise image are, as a pure function of (seed, kind, index).

Paper, appendix B: Gaussian noise is i.i.d. N(0, 0.5) clipped to [-1, 1]; in Rademacher noise each value is -1
or 1 with probability 1/2; blobs are algorithmically generated amorphous shapes. [-1, 1] maps to [0, 255].

Only raw bits of a PCG64 stream, tables and exact arithmetic are used: NumPy keeps the bits of a stream for good
(NEP 19), but not what its distributions make of them, and floating-point sums differ between processors.
"""

from __future__ import annotations

import math
import threading
from functools import cache
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

GAUSSIAN_STD = 0.5
"""N(0, 0.5) is read as standard deviation 0.5: the authors' own noise code says `scale=0.5`, which is NumPy's
standard deviation (hendrycks/outlier-exposure, `test.py`). As a variance it would be 0.707."""

BLOB_SIGMA = 1.5 / 32
"""Smoothing of the blobs, as a share of the image's side: sigma 1.5 at 32 pixels in the authors' code."""

BLOB_MEAN = 0.7
BLOB_THRESHOLD = 0.75
"""The authors draw bits that are 1 with probability 0.7, smooth them, and set what is below 0.75 to 0."""

CHANNEL_WEIGHTS = ((5, 2, 1), (3, 2, 3), (1, 2, 5))
"""Eighths of the three smoothed fields in red, green and blue. The authors' smoothing also runs across the
channels (sigma 1.5, edges repeated): its weights there are .633 .213 .154 / .367 .266 .367 / .154 .213 .633."""

_BOXES = 3  # box filters one after another that stand for a Gaussian: the kernel is a quadratic spline
_BITS = 16
MAX_SIZE = 1024
"""Largest side in pixels: up to here the sums of the blobs' boxes are exact."""

_scratch = threading.local()


def gaussian(size: int, bits: np.random.PCG64) -> npt.NDArray[np.uint8]:
    """Return Gaussian noise, every value independent.

    Returns:
        (size, size, 3) uint8.
    """
    levels = np.take(_gaussian_levels(), _uniform16(size * size * 3, bits))
    return levels.reshape(size, size, 3)


def rademacher(size: int, bits: np.random.PCG64) -> npt.NDArray[np.uint8]:
    """Return Rademacher noise: every value independently 0 or 255 (-1 or 1), one bit each.

    Returns:
        (size, size, 3) uint8.
    """
    count = size * size * 3
    words = bits.random_raw(-(-count // 64)).astype("<u8")
    values = np.unpackbits(words.view(np.uint8), count=count)
    np.multiply(values, 255, out=values)
    return values.reshape(size, size, 3)


def blobs(size: int, bits: np.random.PCG64) -> npt.NDArray[np.uint8]:
    """Return amorphous coloured shapes on black.

    Three fields of uniform noise are smoothed by three box filters (together nearly a Gaussian of sigma
    `BLOB_SIGMA * size`), mixed into the three channels by `CHANNEL_WEIGHTS`, and given the mean and spread that
    the authors' smoothed bits have. What is below `BLOB_THRESHOLD` becomes 0, the rest keeps its value, of
    [0, 1] mapped to [0, 255]. The noise reaches beyond the image, so no border shows.

    Returns:
        (size, size, 3) uint8.
    """
    width = _box_width(size)
    margin = _BOXES * (width // 2)
    side = size + 2 * margin
    count = side * side * 3
    noise = bits.random_raw(-(-count // 8)).astype("<u8").view(np.uint8)[:count]
    field, other, levels, mixed = _buffers(side, size)
    np.copyto(field, noise.reshape(side, side, 3))
    for _ in range(_BOXES):
        # Sums of whole numbers below 2**53: exact in float64, so equal on every processor.
        cv2.boxFilter(field, -1, (width, width), other, normalize=False, borderType=cv2.BORDER_CONSTANT)
        field, other = other, field
    np.subtract(field[margin : margin + size, margin : margin + size], _box_mean(width), out=levels)
    # Whole numbers below 2**53 here, too; what follows rounds once a step, in a fixed order.
    cv2.transform(levels, np.array(CHANNEL_WEIGHTS, np.float64), mixed)
    np.multiply(mixed, _blob_std() * 255 / (8 * _box_std(width)), out=mixed)
    np.add(mixed, 255 * BLOB_MEAN + 0.5, out=mixed)
    image = np.clip(mixed, 0, 255, out=mixed).astype(np.uint8)
    return np.asarray(cv2.threshold(image, int(255 * BLOB_THRESHOLD), 0, cv2.THRESH_TOZERO)[1], np.uint8)


def _buffers(side: int, size: int) -> list[npt.NDArray[np.float64]]:
    """Return two fields of noise and two of an image, the same ones at each call from one thread.

    Fresh memory for every image would cost three times the work, in page faults.
    """
    if getattr(_scratch, "sides", None) != (side, size):
        _scratch.sides = (side, size)
        _scratch.buffers = [np.empty((n, n, 3)) for n in (side, side, size, size)]
    return cast("list[npt.NDArray[np.float64]]", _scratch.buffers)


RECIPES: dict[str, Callable[[int, np.random.PCG64], npt.NDArray[np.uint8]]] = {
    "gaussian": gaussian,
    "rademacher": rademacher,
    "blobs": blobs,
}
_STREAMS = {"gaussian": 0, "rademacher": 1, "blobs": 2}


def make_noise(kind: str, size: int, seed: int, index: int) -> npt.NDArray[np.uint8]:
    """Return one noise image; it depends on nothing but the arguments.

    Args:
        kind: One of `RECIPES`.
        size: Side in pixels.
        seed: Seed of the dataset, at least 0.
        index: Number of the image, at least 0.

    Returns:
        (size, size, 3) uint8 RGB.
    """
    source = np.random.SeedSequence(seed, spawn_key=(_STREAMS[kind], index))
    return RECIPES[kind](size, np.random.PCG64(source))


def _uniform16(count: int, bits: np.random.PCG64) -> npt.NDArray[np.uint16]:
    words = bits.random_raw(-(-count // 4)).astype("<u8")  # a fixed byte order, so that all machines agree
    return words.view("<u2")[:count]


@cache
def _gaussian_levels() -> npt.NDArray[np.uint8]:
    """Return the level (0-255) for each of 65,536 equally likely values.

    Level v covers the values of [-1, 1] that round to it, (v - 127.5) / 127.5 +- 1 / 255; 0 and 255 also take
    the tails that clipping puts there. Each level's share is right to 1 / 65,536.
    """
    upper = (np.arange(255) - 127.0) / 127.5
    shares = [0.5 * (1 + math.erf(edge / (GAUSSIAN_STD * math.sqrt(2)))) for edge in upper]
    edges = np.array([round(share * (1 << _BITS)) for share in shares])
    return np.searchsorted(edges, np.arange(1 << _BITS), side="right").astype(np.uint8)


def _box_width(size: int) -> int:
    """Return the odd width of the boxes whose threefold use has the variance of `BLOB_SIGMA`."""
    # The variance of a box of width w is (w * w - 1) / 12.
    width = math.sqrt(12 * (BLOB_SIGMA * size) ** 2 / _BOXES + 1)
    return max(3, 2 * round((width - 1) / 2) + 1)


def _box_mean(width: int) -> float:
    return float(127.5 * width ** (2 * _BOXES))


@cache
def _box_std(width: int) -> float:
    """Return the standard deviation of the sum of uniform bytes under the boxes."""
    kernel = [1]
    for _ in range(_BOXES):
        kernel = [sum(kernel[max(0, i - width + 1) : i + 1]) for i in range(len(kernel) + width - 1)]
    return math.sqrt((256**2 - 1) / 12) * sum(weight * weight for weight in kernel)


def _blob_std() -> float:
    """Return the standard deviation of the authors' smoothed bits at 32 pixels: of one channel's field."""
    sigma = 1.5
    return math.sqrt(BLOB_MEAN * (1 - BLOB_MEAN) / (4 * math.pi * sigma**2))
