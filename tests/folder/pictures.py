"""Small seeded pictures in every form that image sets have them in, sound and broken."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import cv2
import numpy as np
from PIL import Image


def picture(index: int, size: tuple[int, int] = (60, 40)) -> np.ndarray:
    """Return smooth shapes that no other index has, (H, W, 3) uint8."""
    generator = np.random.default_rng([77, index])
    coarse = generator.integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)


def save(pixels: np.ndarray, kind: str, **options: Any) -> bytes:
    """Return an image file by Pillow."""
    mode = options.pop("mode", None)
    stream = io.BytesIO()
    image = Image.fromarray(pixels)
    (image.convert(mode) if mode else image).save(stream, kind, **options)
    return stream.getvalue()


def jpeg(index: int, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    return save(picture(index, size), "JPEG", **{"quality": 92, **options})


def png(index: int, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    return save(picture(index, size), "PNG", **options)


def animation(index: int, kind: str) -> bytes:
    """Return three frames as GIF, PNG or WEBP."""
    frames = [Image.fromarray(picture(index + k)) for k in range(3)]
    stream = io.BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:], duration=100)
    return stream.getvalue()


def png_bomb() -> bytes:
    """Return a small PNG whose header promises 60,000 x 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 10000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def sixteen_bit() -> bytes:
    return cv2.imencode(".png", np.arange(64, dtype=np.uint16).reshape(8, 8) * 1000)[1].tobytes()


CONVERTED: dict[str, tuple[bytes, str]] = {
    "cmyk": (jpeg(1, mode="CMYK"), "CMYK JPEG to RGB PNG"),
    "grayscale": (jpeg(2, mode="L"), "grayscale JPEG to RGB PNG"),
    "gif": (save(picture(3), "GIF"), "GIF to RGB PNG"),
    "animated-gif": (animation(4, "GIF"), "first frame of an animated GIF to RGB PNG"),
    "animated-png": (animation(5, "PNG"), "first frame of an animated PNG to RGB PNG"),
    "palette": (png(6, mode="P"), "8-bit palette PNG to RGB PNG"),
    "rgba": (png(7, mode="RGBA"), "8-bit RGBA PNG to RGB PNG"),
    "gray-png": (png(8, mode="L"), "8-bit grayscale PNG to RGB PNG"),
    "bilevel": (png(9, mode="1"), "1-bit grayscale PNG to RGB PNG"),
    "webp": (save(picture(10), "WEBP"), "WebP to RGB PNG"),
    "bmp": (save(picture(11), "BMP"), "BMP to RGB PNG"),
}
"""By name: a file, and what is said of its conversion."""

BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "an empty file"),
    "text": (b"<html>404 not found</html>", "no image that can be read"),
    "truncated-jpeg": (jpeg(1)[:-200], "corrupt or truncated"),
    "truncated-png": (png(1)[:-40], "truncated"),
    "truncated-gif": (save(picture(1), "GIF")[:-200], "corrupt or truncated"),
    "jpeg-header-only": (jpeg(1)[:20], "corrupt or truncated"),
    "flipped-png": (png(1)[:60] + b"\xff" + png(1)[61:], "corrupt"),
    "bomb": (png_bomb(), "no image that can be read|out of bounds"),
    "sixteen-bit": (sixteen_bit(), "16-bit"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no image that can be read"),
    "tiff": (save(picture(1), "TIFF"), "no image that can be read"),
}
"""By name: a file, and a part of what is reported of it."""
