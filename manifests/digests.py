"""Digests: of a file's bytes, of an image's pixels, of a whole dataset.

All are SHA-256 in lower-case hexadecimal. A file's digest proves transport; a pixel digest proves content,
because two encoders write different bytes for the same pixels.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy.typing as npt


def bytes_sha256(data: bytes) -> str:
    """Return the digest of `data`."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """Return the digest of a file's bytes, read in pieces.

    Raises:
        OSError: The file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):  # hashlib.file_digest needs Python 3.11
            digest.update(piece)
    return digest.hexdigest()


def pixels_sha256(pixels: npt.NDArray[np.uint8]) -> str:
    """Return the digest of decoded pixels.

    It is taken over the ASCII text `HxWxC:dtype:` (say `720x1280x1:uint8:`) and the row-major bytes.

    Args:
        pixels: (H, W) or (H, W, C) array; colour in the order red, green, blue.
    """
    height, width = pixels.shape[:2]
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    digest = hashlib.sha256(f"{height}x{width}x{channels}:{pixels.dtype.name}:".encode("ascii"))
    digest.update(np.ascontiguousarray(pixels).data)
    return digest.hexdigest()


def content_digest(lines: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a dataset's content.

    Args:
        lines: (path, digest) of every item, sorted by path; the digest is of the pixels where the file is
            lossless, else of the bytes. Two builds are the same dataset when this digest agrees.
    """
    digest = hashlib.sha256()
    for path, item_digest in lines:
        # A newline in a file name is written as \n, so that no name can pass for two lines.
        line = path.replace("\n", "\\n") + f" {item_digest}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
