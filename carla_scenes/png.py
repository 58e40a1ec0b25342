"""PNG files of rendered pictures, written fast enough to keep up with a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from manifests.png import FILTER_SUB, png_file

if TYPE_CHECKING:
    import numpy.typing as npt

_LEVEL = (
    2  # of zlib-ng: 15 ms for a 1280x720 picture, four times as fast as OpenCV's lowest level, and smaller
)


def encode_picture(picture: npt.NDArray[np.uint8]) -> bytes:
    """Return a picture as an 8-bit RGB PNG.

    Each row is filtered with the difference to the pixel on the left, which suits rendered pictures.

    Args:
        picture: (H, W, 3) uint8 in red, green, blue, contiguous.
    """
    height, width = picture.shape[:2]
    rows = picture.reshape(height, width * 3)
    filtered = np.empty((height, width * 3 + 1), np.uint8)
    filtered[:, 0] = FILTER_SUB
    filtered[:, 1:4] = rows[:, :3]
    np.subtract(rows[:, 3:], rows[:, :-3], out=filtered[:, 4:])
    return png_file(filtered, 3, _LEVEL)
