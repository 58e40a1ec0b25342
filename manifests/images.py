"""Image files that come from outside: decoded only after their header has been judged; masks written fast.

PNG files are checked chunk by chunk (checksums, end marker) before they are decoded, because decoders return
half an image for half a file. JPEG photographs are read with a decoder that reports corrupt data.
"""

from __future__ import annotations

import io
import struct
import threading
import zlib
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import simplejpeg
from kornia_rs.io import decode_image_png_u8
from PIL import Image, UnidentifiedImageError

from manifests.errors import ToolkitError
from manifests.png import FILTER_UP, SIGNATURE, png_file

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

MAX_PIXELS = 1 << 26
"""Images of more pixels (8192 x 8192) are refused by their header, before anything is decoded."""

MAX_FILE_BYTES = 1 << 28
"""Image files of more bytes are refused before they are read."""

_PNG_COLOUR = {0: "grayscale", 2: "RGB", 3: "palette", 4: "grayscale with alpha", 6: "RGBA"}
_PNG_LEVEL = 4  # of zlib-ng: 0.7 ms and the size of Pillow's default for a 1280x720 mask with the filter "up"

_EXACT_IN_FLOAT32 = 1 << 24

cv2.setNumThreads(1)  # images are worked on side by side already; threads within one would only contend

_scratch = threading.local()

# Warnings of libjpeg that concern bytes no pixel depends on.
_HARMLESS_JPEG_WARNINGS = ("extraneous bytes before marker", "unknown Adobe color transform")


class PngHeader(NamedTuple):
    """The first chunk of a PNG: size in pixels, bits a channel, kind of colour, interlaced or not."""

    width: int
    height: int
    bit_depth: int
    colour: str
    interlaced: bool


def read_image_bytes(path: Path) -> bytes:
    """Return the bytes of an image file.

    Raises:
        ToolkitError: It is no file, or larger than `MAX_FILE_BYTES`.
        OSError: It cannot be read.
    """
    if not path.is_file():  # a pipe or a device would block or never end
        raise ToolkitError("this is no file", where=path)
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise ToolkitError(
            "the file is too large for an image", where=path, expected=f"at most {MAX_FILE_BYTES} bytes"
        )
    return data


def png_header(data: bytes) -> PngHeader:
    """Return the header of a PNG without decoding it.

    Raises:
        ToolkitError: The bytes are no PNG.
    """
    if len(data) < 33 or not data.startswith(SIGNATURE) or data[12:16] != b"IHDR":
        raise ToolkitError("this is no PNG", expected="the PNG signature and header", found=_begins(data))
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    return PngHeader(
        width, height, depth, _PNG_COLOUR.get(colour, f"unknown colour type {colour}"), bool(interlace)
    )


def decode_mask(data: bytes) -> npt.NDArray[np.uint8]:
    """Return the pixels of a mask: an 8-bit single-channel PNG.

    Args:
        data: The file's bytes.

    Returns:
        (H, W) uint8.

    Raises:
        ToolkitError: It is no PNG, of another bit depth or kind of colour, too large, truncated or corrupt.
    """
    header = png_header(data)
    if (header.bit_depth, header.colour) != (8, "grayscale"):
        raise ToolkitError(
            "this PNG is no mask",
            expected="8-bit grayscale, one label value a pixel",
            found=f"{header.bit_depth}-bit {header.colour}",
            remedy="use the folder with label ids, not the one with colours",
        )
    _check_pixels(header.width, header.height)
    _check_png_chunks(data)
    try:
        pixels = decode_image_png_u8(data, (header.height, header.width), "mono")
    except Exception as error:  # noqa: BLE001 - the decoder raises nothing more specific
        raise ToolkitError("the PNG's image data is corrupt", found=str(error)) from None
    return np.asarray(pixels, np.uint8)[:, :, 0]


def encode_mask(mask: npt.NDArray[np.uint8]) -> bytes:
    """Return a mask as an 8-bit grayscale PNG (PIL mode `L`).

    Every row is filtered with its difference to the row above, which suits label maps, and compressed by
    zlib-ng: about ten times faster than Pillow at the same size.

    Args:
        mask: (H, W) uint8.
    """
    height, width = mask.shape
    shape = (height, width + 1)
    filtered = getattr(_scratch, "filtered", None)
    if filtered is None or filtered.shape != shape:  # fresh memory for each mask costs page faults
        filtered = _scratch.filtered = np.empty(shape, np.uint8)
    filtered[:, 0] = FILTER_UP
    filtered[0, 1:] = mask[0]
    np.subtract(mask[1:], mask[:-1], out=filtered[1:, 1:])
    return png_file(filtered, 1, _PNG_LEVEL)


def check_jpeg(data: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG whose data is sound to the last byte.

    The entropy-coded data is decoded at one eighth of the size, which reads every bit of it.

    Raises:
        ToolkitError: It is no JPEG, too large, truncated or corrupt.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        raise ToolkitError("this is no JPEG", expected="the JPEG signature", found=_begins(data))
    try:
        height, width, _, _ = simplejpeg.decode_jpeg_header(data)
    except ValueError as error:
        raise ToolkitError("the JPEG's header is corrupt", found=str(error).strip()) from None
    _check_pixels(width, height)
    try:
        simplejpeg.decode_jpeg(data, "GRAY", fastdct=True, min_height=1, min_width=1, strict=True)
    except ValueError as error:
        if not any(warning in str(error) for warning in _HARMLESS_JPEG_WARNINGS):
            raise ToolkitError("the JPEG is corrupt or truncated", found=str(error).strip()) from None
    return width, height


def read_thumbnail(data: bytes, width: int) -> npt.NDArray[np.uint8]:
    """Return an image made smaller, (H, W, 3) uint8 RGB, at most `width` pixels wide.

    Raises:
        ToolkitError: It is no image, too large, truncated or corrupt.
    """
    try:  # a JPEG is decoded at the smallest of its scales that is large enough
        pixels = simplejpeg.decode_jpeg(data, "RGB", min_width=width, min_height=1)
    except ValueError:
        pixels = decode_image(data)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    if pixels.shape[1] > width:
        size = (width, max(1, round(pixels.shape[0] * width / pixels.shape[1])))
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(pixels, np.uint8)


def image_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a sound image of any kind that Pillow reads.

    Raises:
        ToolkitError: It is no image, too large, truncated or corrupt.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return check_jpeg(data)
    pixels = decode_image(data)
    return pixels.shape[1], pixels.shape[0]


def decode_image(data: bytes) -> npt.NDArray[np.uint8]:
    """Return the pixels of an image file.

    Returns:
        (H, W) uint8 for single-channel grayscale of eight bits, else (H, W, 3) uint8 in red, green, blue.

    Raises:
        ToolkitError: It is no image, too large, truncated or corrupt.
    """
    if data.startswith(SIGNATURE):
        _check_png_chunks(data)
    try:
        with Image.open(io.BytesIO(data)) as image:
            _check_pixels(*image.size)
            return np.asarray(image if image.mode == "L" else image.convert("RGB"), np.uint8)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise ToolkitError("this is no image that can be read", found=_begins(data)) from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        struct.error,
        zlib.error,
    ) as error:  # what Pillow raises for bad files
        raise ToolkitError("the image is corrupt or truncated", found=str(error)) from None


def count_values(mask: npt.NDArray[np.uint8]) -> dict[int, int]:
    """Return the number of pixels of each value that occurs in a mask.

    Args:
        mask: (H, W) uint8.
    """
    if mask.size < _EXACT_IN_FLOAT32:  # twice as fast, but counts in float32
        histogram = cv2.calcHist([mask], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    else:
        histogram = np.bincount(mask.ravel(), minlength=256)
    return {int(value): int(histogram[value]) for value in np.flatnonzero(histogram)}


def _check_pixels(width: int, height: int) -> None:
    if not 0 < width * height <= MAX_PIXELS:
        raise ToolkitError(
            "the image's size is out of bounds",
            expected=f"1 to {MAX_PIXELS} pixels",
            found=f"{width}x{height}",
        )


def _check_png_chunks(data: bytes) -> None:
    """Raise ToolkitError unless every chunk is whole, its checksum right, and the end marker there."""
    position = len(SIGNATURE)
    view = memoryview(data)
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            break
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(view[position + 4 : end - 4]) != checksum:
            raise ToolkitError("the PNG is corrupt", found=f"a wrong checksum at byte {position}")
        if kind == b"IEND":
            return
        position = end
    raise ToolkitError("the PNG is truncated", found=f"{len(data)} bytes without the end marker")


def _begins(data: bytes) -> str:
    return f"a file that begins with {data[:12]!r}" if data else "an empty file"
