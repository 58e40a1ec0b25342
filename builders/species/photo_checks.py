"""What a downloaded photograph must be, and the finished file made of it: no location, perhaps smaller."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from builders.perceptual import perceptual_hash
from manifests.errors import ToolkitError
from manifests.images import MAX_PIXELS, check_jpeg, decode_image, read_thumbnail

if TYPE_CHECKING:
    from builders.species.inaturalist import Body

JPEG = b"\xff\xd8\xff"
_MAGIC = {JPEG: "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"GIF87a": "GIF", b"GIF89a": "GIF", b"RIFF": "WebP"}
_MEDIA_TYPES = {
    "image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp", "application/octet-stream",
    "binary/octet-stream", "",
}  # fmt: skip
_SMALLEST_BYTES = 512
_HASH_WIDTH = 256
_JPEG_QUALITY = 95
_ORIENTATION_TAG = 0x0112

# Segments that carry no pixels and may carry where and by whom: EXIF and XMP (APP1), IPTC (APP13), comments.
_PRIVATE_MARKERS = {0xE1, 0xED, 0xFE}
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
_BARE_MARKERS = {0x01, *range(0xD0, 0xD9)}


@dataclass(frozen=True)
class Demands:
    """What photographs must be.

    Attributes:
        minimum_side: Shortest side in pixels.
        resize: Longest side in pixels of the finished file; None to leave the pixels alone.
    """

    minimum_side: int = 128
    resize: int | None = None


@dataclass(frozen=True)
class Checked:
    """A finished photograph.

    Attributes:
        data: The file, a JPEG without EXIF location.
        width: In pixels, as stored.
        height: In pixels, as stored.
        phash: Perceptual hash, 64 bits as 16 hexadecimal digits.
        conversion: What was done beyond removing metadata; empty for nothing.
    """

    data: bytes
    width: int
    height: int
    phash: str
    conversion: str


def check_photo(body: Body, demands: Demands) -> Checked:
    """Return the finished file of a downloaded photograph.

    Raises:
        ToolkitError: It is no photograph (an error page with an image's name, say), broken, or too small.
    """
    data = body.data
    if body.media_type not in _MEDIA_TYPES:
        raise ToolkitError("the host sent no image", expected="an image", found=body.media_type)
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None or (kind == "WebP" and data[8:12] != b"WEBP"):
        raise ToolkitError(
            "these bytes are no image", expected="JPEG, PNG, GIF or WebP", found=repr(data[:12])
        )
    if len(data) < _SMALLEST_BYTES:
        raise ToolkitError("the file is too small for a photograph", found=f"{len(data)} bytes")
    size = check_jpeg(data) if kind == "JPEG" else decode_image(data).shape[1::-1]
    if min(size) < demands.minimum_side:
        raise ToolkitError(
            "the photograph is too small",
            expected=f"sides of {demands.minimum_side}",
            found=f"{size[0]}x{size[1]}",
        )
    too_large = demands.resize is not None and max(size) > demands.resize
    conversion = "; ".join([f"from {kind}"] * (kind != "JPEG") + [f"resized to {demands.resize}"] * too_large)
    finished = _encode_again(data, demands.resize) if conversion else strip_metadata(data)
    width, height = check_jpeg(finished)
    thumbnail = read_thumbnail(finished, _HASH_WIDTH)
    return Checked(finished, width, height, f"{perceptual_hash(thumbnail):016x}", conversion)


def strip_metadata(data: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, IPTC and comments; its pixels are not touched.

    The orientation, which viewers need, is put back alone.

    Raises:
        ToolkitError: The segments do not follow each other as in a JPEG.
    """
    orientation = _orientation(data)
    parts = [data[:2]]
    if orientation > 1:
        exif = Image.Exif()
        exif[_ORIENTATION_TAG] = orientation
        block = exif.tobytes()
        parts.append(struct.pack(">BBH", 0xFF, 0xE1, len(block) + 2) + block)
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise ToolkitError("the JPEG's segments are broken", found=f"byte {position} is no marker")
        marker = data[position + 1]
        if marker == 0xFF:  # fill byte
            position += 1
            continue
        if marker in _BARE_MARKERS:
            parts.append(data[position : position + 2])
            position += 2
            continue
        if marker in {_START_OF_SCAN, _END_OF_IMAGE}:
            # Scans of a progressive JPEG follow each other up to the end; nothing private lies between them.
            return b"".join([*parts, data[position:]])
        (length,) = struct.unpack_from(">H", data, position + 2)
        if length < 2:
            break
        if marker not in _PRIVATE_MARKERS:
            parts.append(data[position : position + 2 + length])
        position += 2 + length
    raise ToolkitError("the JPEG's segments are broken", found="no image data")


def _orientation(data: bytes) -> int:
    """Return the EXIF orientation of an image, 1 (upright) where it has none or nonsense."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            value = image.getexif().get(_ORIENTATION_TAG, 1)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _encode_again(data: bytes, longest: int | None) -> bytes:
    """Return an image as an upright RGB JPEG, at most `longest` pixels on its longer side."""
    with Image.open(io.BytesIO(data)) as image:
        if image.size[0] * image.size[1] > MAX_PIXELS:
            raise ToolkitError("the image's size is out of bounds", found=f"{image.size[0]}x{image.size[1]}")
        pixels = np.asarray(ImageOps.exif_transpose(image).convert("RGB"), np.uint8)
    height, width = pixels.shape[:2]
    if longest is not None and max(width, height) > longest:
        scale = longest / max(width, height)
        smaller = (max(1, round(width * scale)), max(1, round(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, smaller, interpolation=cv2.INTER_AREA), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return stream.getvalue()


def find_near_duplicates(hashes: list[str], near: int) -> list[tuple[int, int]]:
    """Return pairs (earlier, later) of positions whose hashes differ in at most `near` of 64 bits.

    Args:
        hashes: Perceptual hashes of 16 hexadecimal digits.
        near: Bits.
    """
    numbers = np.array([int(text, 16) for text in hashes], dtype=np.uint64)
    pairs: list[tuple[int, int]] = []
    block = max(1, (32 << 20) // max(1, 8 * len(numbers)))  # 32 MB of distances at a time
    for start in range(0, len(numbers), block):
        rows = numbers[start : start + block]
        close = np.bitwise_count(rows[:, None] ^ numbers[None, :]) <= near
        first, second = np.nonzero(close)
        later = second > first + start
        pairs += zip((first[later] + start).tolist(), second[later].tolist(), strict=True)
    return pairs
