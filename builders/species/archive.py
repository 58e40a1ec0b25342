"""Darwin Core archives: which member holds the taxa, and which column is what, according to `meta.xml`."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_NAMESPACE = "{http://rs.tdwg.org/dwc/text/}"
_MAXIMUM_META_BYTES = 1 << 20
_MAXIMUM_TABLE_BYTES = 4 << 30
_MAXIMUM_RATIO = 200  # text packs some ten to one; far beyond that it is a bomb


@dataclass(frozen=True)
class CoreTable:
    """The archive's core table, opened.

    Attributes:
        stream: Its bytes, unpacked on the fly.
        columns: Name of each column, such as `scientificName`; `id` for the archive's own key.
        skip_lines: Header lines before the data.
        delimiter: Character between cells.
        quote: Character around cells, or False.
    """

    stream: IO[bytes]
    columns: list[str]
    skip_lines: int
    delimiter: str
    quote: str | bool


@contextlib.contextmanager
def open_core_table(archive: zipfile.ZipFile) -> Iterator[CoreTable]:
    """Yield the core table of a Darwin Core archive. Nothing is unpacked to disk.

    Raises:
        ToolkitError: The archive has no readable `meta.xml`, or unpacks to something absurdly large.
    """
    core = _parse_meta(_read_member(archive, "meta.xml")).find(f"{_NAMESPACE}core")
    location = core.findtext(f"{_NAMESPACE}files/{_NAMESPACE}location") if core is not None else None
    if core is None or not location:
        raise _not_an_archive(archive, "meta.xml without a core table")
    info = _member(archive, location)
    if info.file_size > _MAXIMUM_TABLE_BYTES or info.file_size > _MAXIMUM_RATIO * max(info.compress_size, 1):
        raise _not_an_archive(archive, f"{location} would unpack to {info.file_size:,} bytes")
    positions = {
        int(field.attrib["index"]): field.attrib["term"].rsplit("/", 1)[-1]
        for field in core.findall(f"{_NAMESPACE}field")
        if "index" in field.attrib
    }
    key = core.find(f"{_NAMESPACE}id")
    if key is not None:
        positions[int(key.attrib["index"])] = "id"
    with archive.open(info) as stream:
        yield CoreTable(
            stream=stream,
            columns=[positions.get(i, f"column {i}") for i in range(max(positions, default=-1) + 1)],
            skip_lines=int(core.get("ignoreHeaderLines", "0")),
            delimiter=core.get("fieldsTerminatedBy", ",").replace("\\t", "\t"),
            quote=core.get("fieldsEnclosedBy", '"') or False,
        )


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(name)
    except KeyError:
        raise _not_an_archive(archive, f"no member {name}") from None


def _read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    info = _member(archive, name)
    if info.file_size > _MAXIMUM_META_BYTES:
        raise _not_an_archive(archive, f"{name} of {info.file_size:,} bytes")
    return archive.read(info)


def _parse_meta(document: bytes) -> ET.Element:
    # Entities are how small documents grow without bound; a meta.xml has no use for a DTD.
    if b"<!DOCTYPE" in document or b"<!ENTITY" in document:
        raise ToolkitError("meta.xml declares entities", expected="a plain Darwin Core description")
    try:
        return ET.fromstring(document)  # noqa: S314 - bounded in size and free of entities, as checked above
    except ET.ParseError as error:
        raise ToolkitError("meta.xml is not XML", found=str(error)) from error


def _not_an_archive(archive: zipfile.ZipFile, found: str) -> ToolkitError:
    return ToolkitError(
        "this is not a Darwin Core archive of taxa",
        where=archive.filename,
        expected="a zip with meta.xml and the table it names",
        found=found,
    )
