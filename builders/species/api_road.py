"""The road to photographs through iNaturalist's API: right for builds of some hundred species."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders.species.photo_page import fetch_photo_page
from builders.species.photos import Candidate, Photo, licence_code, photo_url, without_repeats
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builders.species.categories import Category
    from builders.species.inaturalist import Door

SPECIES_A_PAGE = 500
OBSERVATIONS_A_PAGE = 200
_MAXIMUM_PAGES = 10_000  # against a server that repeats itself for ever


class ApiRoad:
    """Asks the API (v1) for the counts of species and for the photos of their observations.

    Args:
        door: The way to the network.
        licences: Codes of the licences that photos may have.
        size: Which size to fetch.
    """

    name = "api"

    def __init__(self, door: Door, licences: tuple[str, ...], size: str) -> None:
        self._door = door
        self._licences = licences
        self._size = size
        self._question: dict[str, str | int] = {
            "quality_grade": "research",
            "photos": "true",
            "photo_license": ",".join(licences),
        }

    def candidates(self, category: Category, kept: Collection[int]) -> list[Candidate]:
        """Return the species of `category` among `kept` with research-grade observations."""
        found: dict[int, Candidate] = {}
        for page in range(1, _MAXIMUM_PAGES):
            answer = self._door.fetch_json(
                "observations/species_counts",
                {
                    **self._question,
                    "taxon_id": ",".join(map(str, category.taxon_ids)),
                    "rank": "species",
                    "locale": "en",
                    "per_page": SPECIES_A_PAGE,
                    "page": page,
                },
            )
            results = _results(answer)
            for candidate in map(_read_candidate, results):
                if candidate.taxon_id in kept:
                    found.setdefault(candidate.taxon_id, candidate)
            if len(results) < SPECIES_A_PAGE:
                break
        return list(found.values())

    def find_photos(self, taxon_id: int, at_most: int) -> list[Photo]:
        """Return the photographs of the oldest observations, by id, with one of the licences."""
        photos: list[Photo] = []
        for photo in without_repeats(self._photos(taxon_id), self._licences):
            photos.append(photo)
            if len(photos) == at_most:
                break
        return photos

    def _photos(self, taxon_id: int) -> Iterator[Photo]:
        """Yield the first photograph with a licence of each observation, oldest observation first.

        Paging by number stops at 10,000 results, so each question starts above the last id seen.
        """
        above = 0
        for _ in range(_MAXIMUM_PAGES):
            answer = self._door.fetch_json(
                "observations",
                {
                    **self._question,
                    "taxon_id": taxon_id,
                    "per_page": OBSERVATIONS_A_PAGE,
                    "order_by": "id",
                    "order": "asc",
                    "id_above": above,
                },
            )
            results = _results(answer)
            for observation in results:
                photos = (
                    self._read_photo(photo, observation, taxon_id)
                    for photo in read_list(observation, "photos")
                )
                first = next((photo for photo in photos if photo.licence in self._licences), None)
                if first is not None:
                    yield first
            last = max((_integer(observation, "id") for observation in results), default=above)
            if len(results) < OBSERVATIONS_A_PAGE or last <= above:
                return
            above = last

    def _read_photo(self, photo: dict[str, Any], observation: dict[str, Any], taxon_id: int) -> Photo:
        """Return a photograph of an observation; its own page tells the rights where the API does not."""
        photo_id = _integer(photo, "id")
        licence, attribution = licence_code(photo.get("license_code")), photo.get("attribution")
        if "license_code" not in photo or not attribution:
            page = fetch_photo_page(self._door, photo_id)
            licence, attribution = page.licence, page.attribution
        size = photo.get("original_dimensions") or {}
        return Photo(
            photo_id=photo_id,
            taxon_id=taxon_id,
            observation_id=str(_integer(observation, "id")),
            licence=licence,
            attribution=str(attribution),
            url=photo_url(str(photo.get("url") or ""), self._size),
            width=int(size.get("width") or 0),
            height=int(size.get("height") or 0),
        )


def _read_candidate(result: dict[str, Any]) -> Candidate:
    taxon = result.get("taxon")
    if not isinstance(taxon, dict):
        raise _unexpected("a count without a taxon")
    return Candidate(
        _integer(taxon, "id"), _integer(result, "count"), str(taxon.get("preferred_common_name") or "")
    )


def _results(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return read_list(answer, "results")


def read_list(parent: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a list of objects in an answer, empty where it is missing.

    Raises:
        ToolkitError: It is something else.
    """
    found = parent.get(name, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise _unexpected(f"{name} that is no list of objects")
    return found


def _integer(parent: dict[str, Any], name: str) -> int:
    value = parent.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _unexpected(f"{name}: {value!r}")
    return value


def _unexpected(found: str) -> ToolkitError:
    return ToolkitError(
        "the API answered in another form than documented", expected="iNaturalist API v1", found=found
    )
