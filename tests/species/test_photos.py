from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from builders.species.api_road import ApiRoad
from builders.species.categories import find_categories
from builders.species.inaturalist import Body
from builders.species.photo_checks import (
    Demands,
    check_photo,
    find_near_duplicates,
    strip_metadata,
)
from builders.species.photo_page import read_photo_page
from builders.species.photos import (
    DEFAULT_LICENCES,
    licence_code,
    parse_licences,
    photo_url,
    read_photos,
)
from manifests.errors import ToolkitError
from tests.species.fake_inaturalist import FakeINaturalist, FakePhoto, picture, say

if TYPE_CHECKING:
    from pathlib import Path

JPEG = "image/jpeg"
PAGE = """<html><body><div id="wrapper"><h2>Photo 7, (c) Ada, some rights reserved (CC BY-NC)</h2>
<img class="medium photo" src="https://static.inaturalist.org/photos/7/medium.jpg"/>
<span class="rights verticalmiddle">&copy; Ada<br/>
<a href="http://creativecommons.org/licenses/by-nc/4.0/">some rights reserved</a></span></div></body></html>"""


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("cc-by", "cc-by"),
        ("CC-BY-NC", "cc-by-nc"),
        ("CC0", "cc0"),
        ("cc0", "cc0"),
        ("CC BY-NC-SA 4.0", "cc-by-nc-sa"),
        ("http://creativecommons.org/licenses/by-nd/4.0/", "cc-by-nd"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0"),
        ("all rights reserved", ""),
        ("C", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_licences_are_read_in_all_spellings(written: str | None, code: str) -> None:
    assert licence_code(written) == code


def test_unknown_licences_are_refused_with_the_known() -> None:
    assert parse_licences("cc-by, CC0") == ("cc0", "cc-by")
    with pytest.raises(ToolkitError, match="cc-by-nc"):
        parse_licences("gpl")


def test_only_the_size_of_an_address_changes() -> None:
    old = "https://static.inaturalist.org/photos/92152429/square.jpeg?1598551272"
    assert photo_url(old, "large") == old.replace("square", "large")
    square = "https://example.org/square/photos/1/square.png"
    assert photo_url(square, "medium") == "https://example.org/square/photos/1/medium.png"
    with pytest.raises(ToolkitError, match="no address of a photograph"):
        photo_url("https://static.inaturalist.org/photos/1/huge.jpg", "large")


def test_the_page_tells_licence_and_attribution() -> None:
    page = read_photo_page(PAGE)
    assert page.licence == "cc-by-nc"
    assert page.attribution == "(c) Ada, some rights reserved (CC BY-NC)"
    assert page.url.endswith("/photos/7/medium.jpg")
    with pytest.raises(ToolkitError, match="nothing of a photo's rights"):
        read_photo_page("<html><body>busy</body></html>")


def test_the_real_page_is_read(real_replies: Path) -> None:
    page = read_photo_page((real_replies / "photo_info.html").read_text(encoding="utf-8"))
    assert page.licence == ""
    assert page.attribution == "(c) Ben Vasquez, all rights reserved"
    assert "/photos/111852800/" in page.url


def test_the_real_answers_are_read(real_replies: Path, fake: FakeINaturalist) -> None:
    counts = (real_replies / "get_observation_species_counts.json").read_bytes()
    page = (real_replies / "get_observations_page1.json").read_bytes()
    fake.faults["/v1/"] = [say(counts, "application/json"), say(page, "application/json")]
    with fake.door() as door:
        road = ApiRoad(door, DEFAULT_LICENCES, "large")
        found = road.candidates(find_categories(["insects"])[0], {48484, 51702})
        assert {c.taxon_id: (c.photos, c.common_name) for c in found}[48484] == (31, "Asian Lady Beetle")
        (photo,) = road.find_photos(48662, 5)
    assert (photo.photo_id, photo.licence) == (92152429, "cc-by-nc")
    assert photo.attribution == "(c) samroom, some rights reserved (CC BY-NC)"
    assert photo.url == "https://static.inaturalist.org/photos/92152429/large.jpg?1598551272"
    assert (photo.width, photo.height, photo.observation_id) == (1188, 1188, "57754375")


def test_photos_with_all_rights_reserved_are_left_out(real_replies: Path, fake: FakeINaturalist) -> None:
    fake.faults["/v1/"] = [
        say((real_replies / "v2_get_observations_full.json").read_bytes(), "application/json")
    ]
    with fake.door() as door:
        assert ApiRoad(door, DEFAULT_LICENCES, "large").find_photos(4626, 5) == []


def test_observations_are_paged_by_id_past_ten_thousand(fake: FakeINaturalist) -> None:
    for number in range(10_300):
        photo = FakePhoto(number + 1, "cc-by" if number % 100 == 0 else None)
        fake.add_observation(5, [photo], file=False)
    with fake.door() as door:
        photos = ApiRoad(door, ("cc-by",), "medium").find_photos(5, 1000)
    assert [photo.photo_id for photo in photos] == [1 + 100 * i for i in range(103)]
    assert len(fake.queries) == 52
    assert {query["quality_grade"] for query in fake.queries} == {"research"}
    assert all("page" not in query for query in fake.queries)


def test_one_photo_an_observation_and_no_id_twice(fake: FakeINaturalist) -> None:
    fake.add_observation(5, [FakePhoto(1, None), FakePhoto(2), FakePhoto(3)])
    fake.add_observation(5, [FakePhoto(2)])
    fake.add_observation(5, [FakePhoto(4, "cc-by-nd")])
    fake.add_observation(5, [FakePhoto(5, "cc0")])
    with fake.door() as door:
        photos = ApiRoad(door, DEFAULT_LICENCES, "medium").find_photos(5, 10)
    assert [photo.photo_id for photo in photos] == [2, 5]


def test_the_page_is_asked_where_the_api_is_silent(fake: FakeINaturalist) -> None:
    fake.add_observation(5, [FakePhoto(7, attribution=None)])
    fake.pages[7] = PAGE
    with fake.door() as door:
        (photo,) = ApiRoad(door, DEFAULT_LICENCES, "medium").find_photos(5, 10)
    assert (photo.licence, photo.attribution) == ("cc-by-nc", "(c) Ada, some rights reserved (CC BY-NC)")


def test_species_are_counted_page_by_page(fake: FakeINaturalist) -> None:
    for taxon_id in range(1, 1203):
        fake.counts.append({"count": 2000 - taxon_id, "category": 47158, "taxon": {"id": taxon_id}})
    with fake.door() as door:
        road = ApiRoad(door, DEFAULT_LICENCES, "medium")
        found = road.candidates(find_categories(["Insects"])[0], set(range(1, 2000, 2)))
    assert [candidate.taxon_id for candidate in found] == list(range(1, 1203, 2))
    assert len(fake.queries) == 3


@pytest.mark.parametrize(
    "answer",
    [
        {"results": 3},
        {"results": [3]},
        {"results": [{"id": -1, "photos": []}]},
        {"results": [{"id": True, "photos": []}]},
        {"results": [{"id": 1, "photos": [{"id": "7"}]}]},
        {
            "results": [
                {"id": 1, "photos": [{"id": 7, "license_code": "cc-by", "attribution": "a", "url": None}]}
            ]
        },
    ],
)
def test_answers_of_another_form_are_refused(fake: FakeINaturalist, answer: object) -> None:
    fake.faults["/v1/"] = [say(json.dumps(answer), "application/json")]
    with fake.door() as door:
        road = ApiRoad(door, DEFAULT_LICENCES, "medium")
        with pytest.raises(ToolkitError, match=r"another form|no address"):
            road.find_photos(5, 10)


def body(data: bytes, media_type: str = JPEG) -> Body:
    return Body(data, media_type, "https://example.org/1.jpg")


def test_a_sound_photo_is_kept_byte_for_byte() -> None:
    data = picture(1)
    checked = check_photo(body(data), Demands())
    assert checked.data == data
    assert (checked.width, checked.height, checked.conversion) == (320, 240, "")
    assert len(checked.phash) == 16


@pytest.mark.parametrize(
    ("data", "media_type", "message"),
    [
        (b"<?xml version='1.0'?><Error/>" * 40, JPEG, "no image"),
        (b"<!doctype html>" * 80, JPEG, "no image"),
        (picture(1), "text/html", "sent no image"),
        (picture(1), "application/xml", "sent no image"),
        (picture(1)[:3000], JPEG, "corrupt or truncated"),
        (picture(1)[:-400], JPEG, "corrupt or truncated"),
        (picture(1)[:200], JPEG, "too small"),
        (b"", JPEG, "no image"),
        (picture(1, (100, 400)), JPEG, "too small"),
        (b"RIFF1234WAVE" + bytes(600), "image/webp", "no image"),
        (b"\xff\xd8\xff" + bytes(600), JPEG, "corrupt"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_reason(data: bytes, media_type: str, message: str) -> None:
    with pytest.raises(ToolkitError, match=message):
        check_photo(body(data, media_type), Demands())


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_other_formats_become_jpeg(kind: str) -> None:
    checked = check_photo(body(picture(2, format=kind), f"image/{kind.lower()}"), Demands())
    assert checked.data.startswith(b"\xff\xd8\xff")
    assert checked.conversion.lower() == f"from {kind.lower()}"


def test_large_photos_can_be_made_smaller() -> None:
    checked = check_photo(body(picture(3, (800, 600))), Demands(resize=400))
    assert (checked.width, checked.height, checked.conversion) == (400, 300, "resized to 400")
    assert check_photo(body(picture(3, (300, 200))), Demands(resize=400)).conversion == ""


def with_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    exif[0x010E] = "taken at home"
    return picture(4, exif=exif.tobytes(), comment=b"my house", progressive=orientation == 6)


@pytest.mark.parametrize("orientation", [1, 6])
def test_the_location_is_removed_and_the_pixels_are_not(orientation: int) -> None:
    data = with_exif(orientation)
    assert b"taken at home" in data
    stripped = strip_metadata(data)
    assert b"taken at home" not in stripped
    assert b"my house" not in stripped
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(stripped)) as after:
        assert before.tobytes() == after.tobytes()
        assert after.getexif().get(0x0112, 1) == orientation
        assert dict(after.getexif().get_ifd(0x8825)) == {}


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0\x00\x00", b"\xff\xd8\xff\xe0\x00\x04ab\x00", b"\xff\xd8"]
)
def test_broken_segments_are_refused(data: bytes) -> None:
    with pytest.raises(ToolkitError, match="segments are broken"):
        strip_metadata(data)


def test_near_duplicates_are_found_and_others_are_not() -> None:
    original = picture(5, (640, 480))
    again = io.BytesIO()
    with Image.open(io.BytesIO(original)) as image:
        image.resize((320, 240)).save(again, "JPEG", quality=60)
    files = [original, picture(6), again.getvalue(), picture(7)]
    hashes = [check_photo(body(data), Demands()).phash for data in files]
    assert find_near_duplicates(hashes, 4) == [(0, 2)]
    assert find_near_duplicates([], 4) == []
    assert find_near_duplicates(["0" * 16] * 3, 0) == [(0, 1), (0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("photo_id\n1\n", "without"),
        (
            "photo_id,taxon_id,observation_id,licence,attribution,url,width,height\nx,1,2,cc0,a,b,1,1\n",
            "row 1",
        ),
        (
            "photo_id,taxon_id,observation_id,licence,attribution,url,width,height\n0,1,2,cc0,a,b,1,1\n",
            "below 1",
        ),
        ("photo_id,taxon_id,observation_id,licence,attribution,url,width,height\n1,1,2,gpl,a,b,1,1\n", "gpl"),
        ("photo_id,taxon_id,observation_id,licence,attribution,url,width,height\n1,1\n", "row 1"),
    ],
)
def test_bad_lists_of_photographs_are_refused(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(line)
    with pytest.raises(ToolkitError, match=message):
        read_photos(tmp_path / "list.csv")
