"""PNG files for noise: as small as noise gets, and several times faster than a general encoder."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from manifests.png import FILTER_UP, png_file

if TYPE_CHECKING:
    import numpy.typing as npt

# (level, strategy) of deflate, measured at 224x224. Gaussian noise has 7.7 bits a value: storing it takes no time
# and stays below the size that Pillow's default reaches. In Rademacher noise no byte repeats in a pattern, so coding
# single bytes (Huffman only) is faster than a search for matches, and smaller. Blobs are even areas: level 4.
_SETTINGS = {
    "gaussian": (0, zlib.Z_DEFAULT_STRATEGY),
    "rademacher": (6, zlib.Z_HUFFMAN_ONLY),
    "blobs": (4, zlib.Z_DEFAULT_STRATEGY),
}


def encode_noise(image: npt.NDArray[np.uint8], kind: str) -> bytes:
    """Return an image as an 8-bit RGB PNG.

    Args:
        image: (H, W, 3) uint8.
        kind: Kind of noise; it decides how to compress, not what.
    """
    height, width = image.shape[:2]
    rows = np.zeros((height, width * 3 + 1), np.uint8)
    flat = image.reshape(height, width * 3)
    rows[:, 1:] = flat
    if kind == "blobs":  # smooth from row to row, unlike noise
        rows[1:, 0] = FILTER_UP
        np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])
    level, strategy = _SETTINGS[kind]
    return png_file(rows, 3, level, strategy)
