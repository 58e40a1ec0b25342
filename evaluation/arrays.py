"""Array files of model outputs: judged by their headers first, then read; nothing in them is ever executed.

Understood are `.npy`, `.npz` (never with pickled objects), and single-channel PNG and TIFF images.
"""

from __future__ import annotations

import io
import math
import struct
import warnings
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from manifests.errors import ToolkitError

try:
    from zlib_ng.zlib_ng import crc32 as _crc32
except ImportError:  # no wheel for this Python: the same checksum, slower
    from zlib import crc32 as _crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import IO

SUFFIXES = (".npy", ".npz", ".png", ".tif", ".tiff")

MAX_BYTES = 1 << 34
"""Arrays of more bytes than this are refused by their header."""

_PIECE = 1 << 19
_LONGEST_HEADER = 1 << 17
_MAGIC_BYTES, _MAJOR = 8, 6  # of a .npy file: how many begin it, and where among them its version is

_IMAGE_DTYPES = {"L": "u1", "I;16": "u2", "I;16B": ">u2", "I;16L": "<u2", "I": "i4", "F": "f4"}
_READ_ERRORS = (
    OSError,
    ValueError,
    EOFError,
    KeyError,
    SyntaxError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class Header(NamedTuple):
    """Shape and dtype of an array, known without reading it."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]


def read_headers(path: Path, text: Collection[str] = ()) -> dict[str, Header]:
    """Return the headers of the arrays in a file, by name; a file of one array calls it `""`.

    Args:
        path: The file.
        text: Names of arrays that may hold text.

    Raises:
        ToolkitError: It is no such file, is truncated, or holds what is no number.
    """
    try:
        if path.suffix == ".npy":
            with path.open("rb") as stream:
                headers = {"": _npy_header(stream, path.stat().st_size)}
        elif path.suffix == ".npz":
            headers = dict(_npz_headers(path))
        else:
            headers = {"": _image_header(path)}
    except _READ_ERRORS as error:
        raise ToolkitError("the file cannot be read", found=_reason(error)) from None
    if not headers:
        raise ToolkitError("the archive holds no arrays")
    for name, header in headers.items():
        if name not in text or header.dtype.kind not in "US":
            check_numbers(name, header)
    return headers


class Buffer:
    """Memory for the bytes of one file after another; making it anew each time costs as much as reading."""

    def __init__(self) -> None:
        self._memory = np.empty(0, np.uint8)

    def view(self, size: int) -> memoryview:
        """Return `size` bytes of it, which the next call may overwrite."""
        if self._memory.size < size:
            self._memory = np.empty(size, np.uint8)
        return self._memory.data[:size]


def read_bytes(path: Path, buffer: Buffer) -> tuple[memoryview, int]:
    """Return the bytes of a file, in `buffer`, and their CRC-32.

    Raises:
        ToolkitError: The file shrinks while it is read.
        OSError: It cannot be read.
    """
    size = path.stat().st_size
    data = buffer.view(size)
    checksum = 0
    with path.open("rb", buffering=0) as stream:
        for start in range(0, size, _PIECE):
            piece = data[start : start + _PIECE]
            if stream.readinto(piece) != len(piece):
                raise ToolkitError("the file changed while it was read", where=path)
            checksum = _crc32(piece, checksum)  # now, while the piece is in the processor's cache
    return data, checksum


def parse_arrays(path: Path, data: memoryview) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays in the bytes of a file, by name; a file of one array calls it `""`.

    Args:
        path: The file, for its suffix.
        data: Its bytes; the array of a `.npy` file lies in them.

    Raises:
        ToolkitError: As `read_headers`, or the data is truncated or corrupt.
    """
    try:
        if path.suffix == ".npy":
            return {"": _npy_array(data)}
        if path.suffix == ".npz":
            with np.load(io.BytesIO(data), allow_pickle=False) as archive:
                return {name: archive[name] for name in archive.files}
        return {"": _image_pixels(path, data)}
    except _READ_ERRORS as error:
        raise ToolkitError("the file cannot be read", found=_reason(error)) from None


def read_arrays(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays in a file, by name, judged by their headers first.

    Raises:
        ToolkitError: As `read_headers` and `parse_arrays`.
    """
    read_headers(path)
    return parse_arrays(path, read_bytes(path, Buffer())[0])


def _npy_array(data: memoryview) -> npt.NDArray[Any]:
    stream = io.BytesIO(data[:_LONGEST_HEADER])
    (shape, dtype), fortran = _npy_shape(stream)
    if dtype.hasobject:
        raise ValueError("the array holds objects, which are never unpickled")
    flat = np.frombuffer(data, dtype, math.prod(shape), stream.tell())
    return flat.reshape(shape, order="F" if fortran else "C")


def _npy_shape(stream: IO[bytes]) -> tuple[Header, bool]:
    start = stream.read(_MAGIC_BYTES)
    np.lib.format.read_magic(io.BytesIO(start))
    start += stream.read(2 if start[_MAJOR] == 1 else 4)
    length = int.from_bytes(start[_MAGIC_BYTES:], "little")
    return _parsed(start + stream.read(min(length, _LONGEST_HEADER)))


@lru_cache(maxsize=64)
def _parsed(header: bytes) -> tuple[Header, bool]:
    """Return what the first bytes of a `.npy` file say; in a folder of predictions nearly all are alike."""
    stream = io.BytesIO(header)
    version = np.lib.format.read_magic(stream)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, fortran, dtype = read(stream)
    return Header(shape, dtype), fortran


def _npy_header(stream: IO[bytes], size: int) -> Header:
    (shape, dtype), _ = _npy_shape(stream)
    if not dtype.hasobject:  # the size of pickled objects is unknown, and they are refused anyway
        expected = stream.tell() + math.prod(shape) * dtype.itemsize
        if size != expected:
            word = "truncated" if size < expected else "longer than its header says"
            raise ValueError(f"the array is {word}: {size} bytes instead of {expected}")
    return Header(shape, dtype)


def _npz_headers(path: Path) -> Iterator[tuple[str, Header]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.filename.endswith(".npy"):
                raise ValueError(f"the archive holds {member.filename!r}, which is no array")
            with archive.open(member) as stream:
                yield member.filename.removesuffix(".npy"), _npy_header(stream, member.file_size)


def _image_header(path: Path) -> Header:
    with _open_image(path, path.read_bytes()) as image:
        if path.suffix == ".png":
            image.verify()  # every chunk's checksum and the end marker, without decoding
        return Header((image.height, image.width), np.dtype(_IMAGE_DTYPES[image.mode]))


def _image_pixels(path: Path, data: memoryview) -> npt.NDArray[Any]:
    with _open_image(path, data) as image:
        pixels = np.asarray(image)
        return pixels.astype(pixels.dtype.newbyteorder("="))


def _open_image(path: Path, data: bytes | memoryview) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(io.BytesIO(data), formats=("PNG",) if path.suffix == ".png" else ("TIFF",))
    if image.mode not in _IMAGE_DTYPES:
        raise ValueError(f"a {image.mode} image, expected one channel of 8, 16 or 32 bits")
    return image


def check_numbers(name: str, header: Header) -> None:
    """Raise ToolkitError unless an array holds real numbers of at most 64 bits, some, and not too many.

    Args:
        name: Of the array, for the message; may be empty.
        header: Its shape and dtype.
    """
    what = f"array {name!r} " if name else ""
    if header.dtype.kind not in "?buif":
        kind = "objects, which are never unpickled" if header.dtype.hasobject else f"dtype {header.dtype}"
        raise ToolkitError(f"{what}holds no real numbers", expected="integers or floats", found=kind)
    if header.dtype.itemsize > 8:
        raise ToolkitError(f"{what}has more than 64 bits a number", found=f"dtype {header.dtype}")
    if math.prod(header.shape) * header.dtype.itemsize > MAX_BYTES:
        raise ToolkitError(f"{what}is too large", found=f"shape {header.shape} of {header.dtype}")
    if 0 in header.shape:
        raise ToolkitError(f"{what}is empty", found=f"shape {header.shape}")


def _reason(error: Exception) -> str:
    text = str(error).strip().partition("\n")[0]
    return text or type(error).__name__
