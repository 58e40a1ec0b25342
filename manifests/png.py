"""The PNG container around filtered rows, for encoders that know their pictures better than a general one."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

try:
    from zlib_ng.zlib_ng import compressobj as _compressobj
except ImportError:  # no wheel for this Python: the same pixels in a few more milliseconds
    from zlib import compressobj as _compressobj  # type: ignore[assignment]  # the same, by other types

SIGNATURE = b"\x89PNG\r\n\x1a\n"
FILTER_NONE, FILTER_SUB, FILTER_UP = 0, 1, 2

_COLOUR_TYPES = {1: 0, 3: 2}  # grayscale, RGB


def png_file(
    filtered: npt.NDArray[np.uint8], channels: int, level: int, strategy: int = zlib.Z_DEFAULT_STRATEGY
) -> bytes:
    """Return an 8-bit PNG.

    Args:
        filtered: (H, 1 + W * channels) uint8, contiguous: in each row the type of its filter, then its bytes.
        channels: 1 for grayscale (PIL mode `L`), 3 for RGB.
        level: Of zlib-ng, 0-9.
        strategy: Of zlib, such as `zlib.Z_HUFFMAN_ONLY`.
    """
    height, width = filtered.shape[0], (filtered.shape[1] - 1) // channels
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    packer = _compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    body = packer.compress(filtered) + packer.flush()
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
