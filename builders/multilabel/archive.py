"""Tar archives from outside: the list of their members, without unpacking anything.

The reader knows only what a class of ImageNet needs, regular files in uncompressed ustar, GNU or pax form,
and reports everything else. Nothing is ever written under a name from an archive: images are read where they lie, by
offset and size, so a path that leaves the folder, a link or a device has no effect beyond its report.
(Format: POSIX.1-2001, pax; GNU tar manual, "Basic Tar Format".)
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from manifests.errors import ToolkitError
from manifests.images import MAX_FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

MAX_MEMBERS = 100_000
"""An ImageNet class has at most 3,047 images; an archive of more members than this is none."""

_BLOCK = 512
_MAX_NAME_BYTES = 1 << 12
_MAX_PAX_BYTES = 1 << 16
_REGULAR = (b"0", b"\0", b"7")
_FOLDER = b"5"
_GNU_LONG_NAME, _GNU_LONG_LINK = b"L", b"K"
_PAX, _PAX_GLOBAL = b"x", b"g"
_SPARSE = b"S"
_WITHOUT_DATA = {
    b"1": "a hard link",
    b"2": "a symbolic link",
    b"3": "a device",
    b"4": "a device",
    b"6": "a pipe",
}
_COMPRESSED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}


@dataclass(frozen=True)
class Member:
    """A file of an archive.

    Attributes:
        name: Its path as the archive has it; not to be trusted, and not used for writing.
        offset: Where its bytes begin in the archive.
        size: Number of its bytes.
        problem: Why it cannot be taken, or None.
    """

    name: str
    offset: int
    size: int
    problem: str | None = None


@dataclass
class Contents:
    """What an archive holds.

    Attributes:
        members: Its files in its order; folders are left out.
        problem: What is wrong with the archive as a whole, after these members; None for a sound one.
    """

    members: list[Member] = field(default_factory=list)
    problem: str | None = None


class _Header(NamedTuple):
    name: str
    size: int
    kind: bytes


def list_members(path: Path) -> Contents:
    """Return the files in a tar archive.

    Raises:
        OSError: It cannot be read.
    """
    contents = Contents()
    if not path.is_file():  # a pipe or a device would block or never end
        contents.problem = "is no file"
        return contents
    file = os.open(path, os.O_RDONLY)
    try:
        _read(file, os.fstat(file).st_size, contents)
    except ToolkitError as error:
        contents.problem = error.one_line
    finally:
        os.close(file)
    return contents


def _read(file: int, length: int, contents: Contents) -> None:
    """Fill `contents` from an open archive.

    Raises:
        ToolkitError: The archive is broken; `contents` holds what comes before.
    """
    position = 0
    long_name: str | None = None
    pax: dict[str, str] = {}
    while True:
        block = os.pread(file, _BLOCK, position)
        if len(block) == _BLOCK and not any(block):
            return  # the end marker
        if len(block) < _BLOCK:
            raise ToolkitError(
                "the archive is truncated", found=f"no end marker in {length} bytes" if length else "no bytes"
            )
        header = _parse_header(block, position)
        start = position + _BLOCK
        size = 0 if header.kind in _WITHOUT_DATA or header.kind == _FOLDER else header.size
        if header.kind in (*_REGULAR, _SPARSE) and "size" in pax:
            size = _decimal(pax["size"])
        if start + size > length:
            raise ToolkitError(
                "the archive is truncated",
                found=f"{length - start} of {size} bytes of {header.name!r}",
            )
        if header.kind in (_GNU_LONG_NAME, _GNU_LONG_LINK):
            data = _small(file, start, size, _MAX_NAME_BYTES)
            if header.kind == _GNU_LONG_NAME:
                long_name = _text(data.rstrip(b"\0"))
        elif header.kind in (_PAX, _PAX_GLOBAL):
            records = _parse_pax(_small(file, start, size, _MAX_PAX_BYTES))
            pax = records if header.kind == _PAX else pax  # global records concern no file's place or size
        else:
            name = pax.get("path") or long_name or header.name
            if header.kind != _FOLDER:
                contents.members.append(Member(name, start, size, _problem(header.kind, name, size)))
            long_name, pax = None, {}
        if header.kind == _SPARSE:
            raise ToolkitError("the archive holds a sparse file, and is not read further")
        if len(contents.members) > MAX_MEMBERS:
            raise ToolkitError("the archive holds too many files", expected=f"at most {MAX_MEMBERS}")
        position = start + -(-size // _BLOCK) * _BLOCK


def _parse_header(block: bytes, position: int) -> _Header:
    """Return the header in a block.

    Raises:
        ToolkitError: It is none: its checksum or a number is wrong.
    """
    if position == 0:
        packed = next((name for magic, name in _COMPRESSED.items() if block.startswith(magic)), None)
        if packed:
            raise ToolkitError(
                f"the archive is compressed with {packed}",
                expected="a plain tar",
                found="decompress it first; its images are packed already",
            )
    checksum = sum(block) - sum(block[148:156]) + 8 * ord(" ")
    if block[148:156].split(b"\0", 1)[0].strip().lstrip(b"0") != b"%o" % checksum:
        raise ToolkitError(
            "this is no tar archive" if position == 0 else "the archive is corrupt",
            found=f"a wrong checksum at byte {position}",
        )
    name = block[:100].split(b"\0", 1)[0]
    # Old GNU archives keep times, not a part of the path, where ustar has the prefix.
    prefix = block[345:500].split(b"\0", 1)[0] if block[257:263] == b"ustar\0" else b""
    return _Header(_text(prefix + b"/" + name if prefix else name), _number(block[124:136]), block[156:157])


def _number(data: bytes) -> int:
    """Return the size in a header: octal, or base 256 where the first bit is set."""
    if data[0] & 0x80:
        return int.from_bytes(bytes([data[0] & 0x7F]) + data[1:], "big")
    return _octal(data)


def _octal(data: bytes) -> int:
    text = data.split(b"\0", 1)[0].strip()
    if not all(c in b"01234567" for c in text):
        raise ToolkitError("the archive is corrupt", expected="a number", found=repr(text))
    return int(text or b"0", 8)


def _decimal(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ToolkitError("the archive is corrupt", expected="a number", found=repr(text[:40]))
    return int(text)


def _small(file: int, start: int, size: int, most: int) -> bytes:
    """Return the data of an extension header, which must be small."""
    if size > most:
        raise ToolkitError(
            "the archive is corrupt", expected=f"a name of at most {most} bytes", found=str(size)
        )
    return os.pread(file, size, start)


def _parse_pax(data: bytes) -> dict[str, str]:
    """Return the records `length key=value` of a pax header."""
    records = {}
    position = 0
    while position < len(data):
        digits, space, _ = data[position : position + 8].partition(b" ")
        end = position + _decimal(_text(digits))
        key, equals, value = data[position + len(digits) + 1 : end - 1].partition(b"=")
        if not space or not equals or end > len(data) or data[end - 1 : end] != b"\n":
            raise ToolkitError("the archive is corrupt", expected="a pax record", found=repr(data[:40]))
        records[_text(key)] = _text(value)
        position = end
    return records


def _problem(kind: bytes, name: str, size: int) -> str | None:
    """Return why a member cannot be taken, or None."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        return "its path leaves the folder"
    if kind in _WITHOUT_DATA:
        return f"is {_WITHOUT_DATA[kind]}, not a file"
    if kind not in _REGULAR:
        return f"is of the unknown kind {kind!r}"
    if size > MAX_FILE_BYTES:
        return f"is too large for an image: {size} bytes, at most {MAX_FILE_BYTES}"
    return None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")
