"""Perceptual hashes: near-duplicates of an image differ in few of its 64 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_SIDE = 32
_LOW = 8


def perceptual_hash(image: npt.NDArray[np.uint8]) -> int:
    """Return the perceptual hash of an image, 64 bits.

    Args:
        image: (H, W, 3) uint8 RGB.
    """
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(gray, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:_LOW, :_LOW].ravel()
    return int.from_bytes(np.packbits(low > np.median(low)).tobytes(), "big")
