"""Photographs before they are fetched: who took them, under which licence, and where they are."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from builders.species.categories import Category

LICENCES = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc-sa": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "cc-by-nd": "https://creativecommons.org/licenses/by-nd/4.0/",
    "cc-by-nc-nd": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}
"""iNaturalist's licence codes and where their texts stand. A photo without a code has all rights reserved."""

DEFAULT_LICENCES = ("cc0", "cc-by", "cc-by-nc")
DEFAULT_NEAR = 4
"""Photographs whose perceptual hashes differ in at most so many of 64 bits are the same picture."""

SIZES = ("original", "large", "medium", "small")
"""Longest sides: 2048, 1024, 500 and 240 pixels."""

_SIZE_WORD = re.compile(r"/(?:original|large|medium|small|thumb|square)(?=\.[A-Za-z]+(?:\?|$))")
_MAXIMUM_TABLE_BYTES = 1 << 30
_MAXIMUM_CELL = 1 << 16


@dataclass(frozen=True, slots=True)
class Photo:
    """One photograph of one species.

    Attributes:
        photo_id: iNaturalist's id of the photo; photos of several species share it.
        taxon_id: The species.
        observation_id: Id (API) or UUID (open data) of the observation.
        licence: Code of the *photo's* licence, one of `LICENCES`, or empty.
        attribution: iNaturalist's line on the photographer and the licence, verbatim.
        url: Address in the wanted size.
        width: Of the original in pixels, 0 where unknown.
        height: Of the original in pixels, 0 where unknown.
    """

    photo_id: int
    taxon_id: int
    observation_id: str
    licence: str
    attribution: str
    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A species that may be chosen.

    Attributes:
        taxon_id: iNaturalist's id.
        photos: How many usable photographs there are: counted (tables), or the number of research-grade
            observations that have one (API).
        common_name: English common name where the road tells it.
    """

    taxon_id: int
    photos: int
    common_name: str = ""


class PhotoRoad(Protocol):
    """A way to the photographs: the API for small builds, the open-data tables for large ones."""

    name: str

    def candidates(self, category: Category, kept: Collection[int]) -> list[Candidate]:
        """Return the species of `category` among `kept` that have usable photographs, in any order."""
        ...

    def find_photos(self, taxon_id: int, at_most: int) -> list[Photo]:
        """Return up to `at_most` usable photographs of a species, one an observation; always the same ones."""
        ...


def photo_url(url: str, size: str) -> str:
    """Return the address of the same photograph in another size; ending and query stay.

    Raises:
        ToolkitError: The address has no size in it.
    """
    changed, found = _SIZE_WORD.subn(f"/{size}", url)
    if not found:
        raise ToolkitError(
            "this is no address of a photograph", where=url, expected=".../photos/ID/SIZE.EXTENSION"
        )
    return changed


def parse_licences(text: str) -> tuple[str, ...]:
    """Return licence codes from a list with commas, such as `cc0,cc-by`.

    Raises:
        ToolkitError: One is unknown; the message lists those there are.
    """
    codes = [code.strip().lower() for code in text.split(",") if code.strip()]
    unknown = sorted(set(codes) - set(LICENCES))
    if unknown or not codes:
        raise ToolkitError(
            "no such licence", expected=", ".join(LICENCES), found=", ".join(unknown) or "none"
        )
    return tuple(code for code in LICENCES if code in codes)


def licence_code(text: str | None) -> str:
    """Return the code of a licence as the API, the tables or a page write it; empty for all rights reserved.

    Understands codes (`CC-BY-NC`, `cc0`), names (`CC BY-NC 4.0`) and addresses of Creative Commons.
    """
    lowered = (text or "").strip().lower()
    if "publicdomain/zero" in lowered or re.search(r"\bcc[ -]?0\b", lowered):
        return "cc0"
    match = re.search(r"(?:licenses/|\bcc[ -])(by(?:-nc)?(?:-sa|-nd)?)\b", lowered)
    return f"cc-{match[1]}" if match else ""


def without_repeats(photos: Iterable[Photo], licences: Collection[str]) -> Iterator[Photo]:
    """Yield the photographs under one of `licences`, each id once a species."""
    seen: set[tuple[int, int]] = set()
    for photo in photos:
        key = (photo.taxon_id, photo.photo_id)
        if photo.licence in licences and key not in seen:
            seen.add(key)
            yield photo


PHOTO_COLUMNS = tuple(field.name for field in fields(Photo))


def read_photos(path: Path, extra: tuple[str, ...] = ()) -> tuple[list[Photo], list[tuple[str, ...]]]:
    """Return the photographs listed in a CSV file, and the cells of the columns `extra` beside each.

    Raises:
        ToolkitError: It is no such list, a row has no sensible ids, or an unknown licence.
    """
    if not path.is_file() or path.stat().st_size > _MAXIMUM_TABLE_BYTES:
        raise ToolkitError("the list of photographs is not there", where=path)
    csv.field_size_limit(_MAXIMUM_CELL)
    photos: list[Photo] = []
    extras: list[tuple[str, ...]] = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = {*PHOTO_COLUMNS, *extra} - set(reader.fieldnames or ())
            if missing:
                raise ToolkitError(
                    "this is no list of photographs",
                    where=path,
                    expected=", ".join((*extra, *PHOTO_COLUMNS)),
                    found="without " + ", ".join(sorted(missing)),
                )
            for row in reader:
                photos.append(_parse_photo(row))
                extras.append(tuple(row[name] for name in extra))
    except (ValueError, TypeError, csv.Error) as error:  # also of bytes that are no UTF-8
        raise ToolkitError(
            "the list of photographs cannot be read", where=path, found=f"row {len(photos) + 1}: {error}"
        ) from error
    return photos, extras


def _parse_photo(row: dict[str, str]) -> Photo:
    numbers = {name: int(row[name]) for name in ("photo_id", "taxon_id", "width", "height")}
    if numbers["photo_id"] < 1 or numbers["taxon_id"] < 1:
        message = "an id below 1"
        raise ValueError(message)
    if row["licence"] not in LICENCES:
        message = f"licence {row['licence']!r}"
        raise ValueError(message)
    return Photo(
        **numbers,
        observation_id=row["observation_id"],
        licence=row["licence"],
        attribution=row["attribution"],
        url=row["url"],
    )
