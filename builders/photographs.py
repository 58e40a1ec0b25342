"""Photographs of unknown origin: kept as they are where they are sound RGB, else converted, else reported.

What a dataset holds in the end is a JPEG or PNG of three channels with eight bits each, so that one loader reads
them all. A photograph that is that already keeps its bytes; any other is decoded and written as PNG, which
loses nothing more. ImageNet has them all: grayscale and CMYK JPEGs, and PNGs and GIFs named .JPEG.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np
import simplejpeg
from PIL import Image

from manifests.digests import bytes_sha256, pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import MAX_FILE_BYTES, check_jpeg, decode_image, png_header
from manifests.schema import IMAGE, Row, safe_path_problem
from manifests.sealing import SOURCE_SHA256
from manifests.workspace import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from manifests.shelf import Shelf

IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
"""Endings of the files that are taken for images; what they really are is told from their first bytes."""

CONVERSION = "conversion"
"""Own column: what was done to an image; empty where it is the source's file."""

PHOTOGRAPH_COLUMNS = (SOURCE_SHA256, CONVERSION)
"""The own columns of every set of photographs."""

_OTHER_KINDS = {b"GIF87a": "GIF", b"GIF89a": "GIF", b"BM": "BMP"}
_PNG_LEVEL = 3  # of zlib: half the time of the default for two percent of the size


@dataclass(frozen=True)
class Photograph:
    """An image as it goes into a dataset.

    Attributes:
        data: The file.
        suffix: `jpg` or `png`.
        width: In pixels.
        height: In pixels.
        pixels_sha256: Digest of the pixels of a PNG; empty for a JPEG, which decoders need not agree on.
        conversion: What was done to it; empty for nothing.
    """

    data: bytes
    suffix: str
    width: int
    height: int
    pixels_sha256: str
    conversion: str


@dataclass(frozen=True)
class Place:
    """Where the bytes of a source image are: a file, or a part of one.

    Attributes:
        path: The file.
        offset: First byte.
        size: Number of bytes; None for the rest of the file.
    """

    path: Path
    offset: int = 0
    size: int | None = None

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            ToolkitError: They cannot be read, are fewer than `size`, or more than an image may have.
        """
        limit = MAX_FILE_BYTES + 1 if self.size is None else self.size
        try:
            if not self.path.is_file():  # a pipe or a device would block or never end
                raise ToolkitError("this is no file")
            with self.path.open("rb", buffering=0) as stream:  # one read: a buffer would only be copied from
                stream.seek(self.offset)
                data = stream.read(min(limit, MAX_FILE_BYTES + 1))
        except OSError as error:
            raise ToolkitError("the file cannot be read", found=error.strerror) from None
        if len(data) > MAX_FILE_BYTES:
            raise ToolkitError(
                "the file is too large for an image", expected=f"at most {MAX_FILE_BYTES} bytes"
            )
        if self.size is not None and len(data) < self.size:
            raise ToolkitError(
                "the file is truncated", expected=f"{self.size} bytes", found=f"{len(data)} bytes"
            )
        return data


@dataclass(frozen=True)
class PhotographTask:
    """One photograph to put into a dataset.

    Attributes:
        item_id: Its id.
        path: Its path in the dataset, without the suffix.
        place: Where it is.
        problem: Why it cannot be taken, known before it is read; None when it can.
        facts: Columns of its row that the builder knows: split, source, licence and its own.
        shelf: Where it goes.
        resize: Side of the square it is resized to, or None.
        earlier: Rows that an earlier run recorded for the id.
    """

    item_id: str
    path: str
    place: Place
    facts: dict[str, str]
    shelf: Shelf
    problem: str | None = None
    resize: int | None = None
    earlier: tuple[Row, ...] = field(default=())


def build_photograph(task: PhotographTask) -> Outcome:
    """Make (or keep) the image of one task; a problem of its file becomes a failure."""
    source = task.facts["source"]
    try:
        row, kept = photograph_row(task)
        return Outcome(task.item_id, (row,), source, kept=kept)
    except ToolkitError as error:
        return Outcome(task.item_id, source=source, failure=f"{source}: {error.one_line}")


def photograph_row(task: PhotographTask) -> tuple[Row, bool]:
    """Return the row of a task's image, and whether an earlier run's file could be kept.

    Raises:
        ToolkitError: The image is broken, or is none.
    """
    problem = task.problem or safe_path_problem(task.path) or _encoding_problem(task.path)
    if problem:
        raise ToolkitError(problem if task.problem else f"the file name {problem}")
    data = task.place.read()
    known = {**task.facts, "item_id": task.item_id, SOURCE_SHA256: bytes_sha256(data)}
    for row in task.earlier:
        if row["role"] == IMAGE and _is_same(row, known, task) and task.shelf.keeps(row):
            return row, True
    photograph = finish_photograph(data, task.resize)
    row = {
        **known,
        "path": f"{task.path}.{photograph.suffix}",
        "role": IMAGE,
        "sha256": known[SOURCE_SHA256] if photograph.data is data else bytes_sha256(photograph.data),
        "bytes": str(len(photograph.data)),
        "pixels_sha256": photograph.pixels_sha256,
        "width": str(photograph.width),
        "height": str(photograph.height),
        CONVERSION: photograph.conversion,
    }
    task.shelf.write(row["path"], photograph.data)
    return row, False


def finish_photograph(data: bytes, resize: int | None = None) -> Photograph:
    """Return a source image as it goes into a dataset.

    The orientation that a camera noted (EXIF) is not applied, as by the loaders that people train with.
    Transparency is dropped. Of an animation the first frame is taken.

    Args:
        data: The source file.
        resize: Side in pixels of the square to resize to (bilinear with antialiasing), or None.

    Raises:
        ToolkitError: It is no image that can be read, is too large, truncated or corrupt.
    """
    if data.startswith(b"\xff\xd8\xff"):
        kind = _jpeg_kind(data)
        size = check_jpeg(data)
        if kind == "" and resize is None:
            return Photograph(data, "jpg", *size, "", "")
        # Not strict: what check_jpeg lets pass are warnings of bytes that no pixel depends on.
        pixels = simplejpeg.decode_jpeg(data, "RGB", strict=False) if kind == "" else _rgb(decode_image(data))
    else:
        kind = _kind(data)
        pixels = _rgb(decode_image(data))
        if kind == "" and resize is None:
            return Photograph(data, "png", pixels.shape[1], pixels.shape[0], pixels_sha256(pixels), "")
    steps = [f"{kind} to RGB PNG"] if kind else []
    if resize is not None:
        # Pillow's resizing of bytes is in fixed point, so that every machine gets the same pixels.
        image = Image.fromarray(pixels).resize((resize, resize), Image.Resampling.BILINEAR)
        pixels = np.asarray(image, np.uint8)
        steps.append(f"resized to {resize}x{resize}")
    encoded = cv2.imencode(".png", pixels[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, _PNG_LEVEL])[1]
    height, width = pixels.shape[:2]
    return Photograph(encoded.tobytes(), "png", width, height, pixels_sha256(pixels), ", ".join(steps))


def _is_same(row: Row, known: dict[str, str], task: PhotographTask) -> bool:
    """Return whether a row recorded earlier says what this run would say."""
    resized = f"resized to {task.resize}x{task.resize}" if task.resize else ""
    resized_then = row.get(CONVERSION, "").rpartition(", ")[2]
    resized_then = resized_then if resized_then.startswith("resized") else ""
    return (
        resized == resized_then
        and row["path"].rpartition(".")[0] == task.path
        and all(row.get(column) == value for column, value in known.items())
    )


def _jpeg_kind(data: bytes) -> str:
    """Return what a JPEG is, in words; empty for the usual three channels of colour.

    Raises:
        ToolkitError: Its header is corrupt.
    """
    try:
        colour = simplejpeg.decode_jpeg_header(data)[2]
    except ValueError as error:
        raise ToolkitError("the JPEG is corrupt or truncated", found=str(error).strip()) from None
    return {"Gray": "grayscale JPEG", "CMYK": "CMYK JPEG", "YCCK": "CMYK JPEG"}.get(colour, "")


def _kind(data: bytes) -> str:
    """Return what an image other than a JPEG is, in words; empty for a plain RGB PNG.

    Raises:
        ToolkitError: It is of no kind that is read. Pillow could open more, some by running other programs.
    """
    if data.startswith(b"\x89PNG"):
        header = png_header(data)
        if header.bit_depth == 16 and header.colour.startswith("grayscale"):
            raise ToolkitError("a 16-bit grayscale PNG is no photograph", expected="8 bits a channel")
        plain = (header.bit_depth, header.colour) == (8, "RGB")
        kind = "PNG" if plain else f"{header.bit_depth}-bit {header.colour} PNG"
        return f"first frame of an animated {kind}" if _is_animated(data) else "" if plain else kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "WebP"
    else:
        kind = next((name for magic, name in _OTHER_KINDS.items() if data.startswith(magic)), "")
    if not kind:
        found = f"a file that begins with {data[:12]!r}" if data else "an empty file"
        raise ToolkitError(
            "this is no image that can be read", expected="JPEG, PNG, GIF, WebP or BMP", found=found
        )
    return f"first frame of an animated {kind}" if _is_animated(data) else kind


def _is_animated(data: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "GIF", "WEBP", "BMP")) as image:
            return bool(getattr(image, "is_animated", False))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return False  # broken: decoding it says how


def _rgb(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2)


def _encoding_problem(name: str) -> str | None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "is not UTF-8"
    return None
