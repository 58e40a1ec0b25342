from __future__ import annotations

import gzip
import uuid
from typing import TYPE_CHECKING

import pytest

from builders.species.categories import find_categories
from builders.species.photos import DEFAULT_LICENCES, Candidate
from builders.species.table_road import TableRoad, format_attribution
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

HOST = "https://inaturalist-open-data.s3.amazonaws.com"
INSECTS = find_categories(["Insects"])[0]


def identity(number: int) -> uuid.UUID:
    return uuid.UUID(int=number)


def write_tables(
    folder: Path, observations: list[tuple[object, ...]], photos: list[tuple[object, ...]]
) -> Path:
    """Write the three tables: observations as (number, taxon, grade), photos as (id, number, licence, position)."""
    headers = {
        "observations": "observation_uuid observer_id latitude longitude positional_accuracy taxon_id quality_grade "
        "observed_on anomaly_score",
        "photos": "photo_uuid photo_id observation_uuid observer_id extension license width height position",
        "observers": "observer_id login name",
    }
    tables = {name: [header.replace(" ", "\t")] for name, header in headers.items()}
    tables["observers"] += ["1\tada\t", '2\tbob\t"Bob" O\'Neil']
    for number, taxon, grade in observations:
        tables["observations"].append(
            f"{identity(int(str(number)))}\t1\t52.1\t\t\t{taxon}\t{grade}\t2020-01-01\t"
        )
    for photo_id, number, licence, position in photos:
        observer = 1 + int(str(photo_id)) % 2
        tables["photos"].append(
            f"{uuid.uuid4()}\t{photo_id}\t{identity(int(str(number)))}\t{observer}\tjpeg\t{licence}\t2048\t1536\t{position}"
        )
    for name, rows in tables.items():
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(("\n".join(rows) + "\n").encode()))
    return folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    observations = [(n, 5 if n <= 30 else 6, "research") for n in range(1, 41)]
    observations += [(50, 5, "casual"), (51, 5, "needs_id"), (52, 7, "research")]
    photos = [(100 + n, n, "CC-BY-NC", 0) for n in range(1, 41)]
    photos += [
        (300, 1, "CC-BY", 1),  # not the first of its observation
        (301, 50, "CC-BY", 0),  # not research grade
        (302, 51, "CC-BY", 0),
        (303, 52, "CC-BY", 0),  # a species that is not kept
        (304, 2, "CC-BY-ND", 0),  # another licence
        (305, 3, "", 0),
        (101, 4, "CC-BY-NC", 0),  # an id that repeats
    ]
    return write_tables(tmp_path, observations, photos)


def road(folder: Path, seed: int = 0) -> TableRoad:
    return TableRoad(folder, {5, 6}, licences=DEFAULT_LICENCES, size="medium", photo_host=HOST, seed=seed)


def test_only_usable_photos_are_counted(tables: Path) -> None:
    with road(tables) as opened:
        assert opened.candidates(INSECTS, {5, 6, 9}) == [Candidate(5, 30), Candidate(6, 10)]
        assert opened.candidates(INSECTS, {6}) == [Candidate(6, 10)]


def test_photos_are_drawn_by_the_seed_alone(tables: Path) -> None:
    drawn = []
    for seed in (0, 0, 1):
        with road(tables, seed) as opened:
            drawn.append(opened.find_photos(5, 8))
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert len({photo.photo_id for photo in drawn[0]}) == 8
    with road(tables) as opened:
        every = opened.find_photos(5, 1000)
    assert [photo.photo_id for photo in every] == list(range(101, 131))


def test_a_photo_carries_all_it_needs(tables: Path) -> None:
    with road(tables) as opened:
        photos = {photo.photo_id: photo for photo in opened.find_photos(5, 100)}
    photo = photos[102]
    assert photo.url == f"{HOST}/photos/102/medium.jpeg"
    assert (photo.licence, photo.width, photo.height) == ("cc-by-nc", 2048, 1536)
    assert photo.attribution == "(c) ada, some rights reserved (CC BY-NC)"
    assert photos[103].attribution == '(c) "Bob" O\'Neil, some rights reserved (CC BY-NC)'
    assert photo.observation_id == str(identity(2))


def test_cc0_reserves_no_rights() -> None:
    assert format_attribution("Ada", "cc0") == "Ada, no rights reserved (CC0)"


def test_a_missing_table_is_named(tables: Path) -> None:
    (tables / "observers.csv.gz").unlink()
    with pytest.raises(ToolkitError, match=r"observers\.csv\.gz"):
        road(tables)


@pytest.mark.parametrize(
    "content", [b"not packed", gzip.compress(b"photo_id\tx\n1\t2\n", mtime=0)], ids=["plain", "short"]
)
def test_a_broken_table_is_refused(tables: Path, content: bytes) -> None:
    (tables / "photos.csv.gz").write_bytes(content)
    with pytest.raises(ToolkitError, match="cannot be joined"), road(tables):
        pass
