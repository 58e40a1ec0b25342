from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from pyrate_limiter import Rate

from builders.species.inaturalist import Door, Gone, NotSent, Origins, Unreachable
from builders.species.limits import AllowanceUsedUp, Budget, Limits
from manifests.errors import ToolkitError
from tests.species.fake_inaturalist import (
    IMPATIENT,
    FakeINaturalist,
    drip,
    picture,
    refuse,
    say,
    truncate,
)

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = "observations/species_counts"
QUERY = {"taxon_id": "47158", "per_page": 500, "page": 1}


@pytest.fixture(autouse=True)
def _one_photo(fake: FakeINaturalist) -> None:
    fake.files["/photos/1"] = picture(1)


def test_a_photo_comes_back_whole_with_its_type(fake: FakeINaturalist) -> None:
    with fake.door() as door:
        body = door.fetch_photo(fake.photo_url(1))
        assert (body.data, body.media_type) == (picture(1), "image/jpeg")
        assert door.bytes_received == len(picture(1))
    (agent,) = fake.agents
    assert agent.startswith("ood-builders/")
    assert "tests@example.org" in agent


@pytest.mark.parametrize(
    "fault",
    [
        refuse(),
        refuse("0"),
        refuse("1"),
        refuse("soon"),
        refuse(status=500),
        refuse(status=502),
        refuse(status=503),
        refuse(status=504),
        truncate(picture(1)[:500]),
        drip(100, 0.05),
        drip(2, 1.3),
    ],
    ids=[
        "429",
        "429 at once",
        "429 in 1 s",
        "429 nonsense",
        "500",
        "502",
        "503",
        "504",
        "truncated",
        "drip",
        "silence",
    ],
)
def test_a_passing_fault_is_retried(fake: FakeINaturalist, fault: object) -> None:
    fake.faults["/photos/1"] = [fault]
    with fake.door() as door:
        assert door.fetch_photo(fake.photo_url(1)).data == picture(1)
    assert fake.requests["/photos/1/square.jpg"] == 2


def test_a_lasting_fault_is_given_up_with_what_to_do(fake: FakeINaturalist) -> None:
    fake.faults["/photos/1"] = [refuse(status=503)] * 9
    with fake.door() as door, pytest.raises(Unreachable, match="run the same command again"):
        door.fetch_photo(fake.photo_url(1))
    assert fake.requests["/photos/1/square.jpg"] == IMPATIENT.attempts


def test_a_storm_of_refusals_holds_all_threads_back(fake: FakeINaturalist) -> None:
    fake.files |= {f"/photos/{i}": picture(i) for i in range(2, 9)}
    fake.faults["/photos/"] = [refuse("1")]
    with fake.door() as door, ThreadPoolExecutor(4) as pool:
        begun = time.monotonic()
        door.fetch_photo(fake.photo_url(1))
        bodies = list(pool.map(door.fetch_photo, [fake.photo_url(i) for i in range(1, 9)]))
        assert time.monotonic() - begun >= 1.0
    assert [body.data for body in bodies] == [picture(i) for i in range(1, 9)]


def test_a_very_long_pause_ends_the_run(fake: FakeINaturalist) -> None:
    fake.faults["/photos/1"] = [refuse("86400")]
    with fake.door() as door, pytest.raises(AllowanceUsedUp, match="long pause"):
        door.fetch_photo(fake.photo_url(1))


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_is_gone_is_not_asked_for_again(fake: FakeINaturalist, status: int) -> None:
    fake.faults["/photos/1"] = [say("<Error/>", "application/xml", status)] * 2
    with fake.door() as door, pytest.raises(Gone):
        door.fetch_photo(fake.photo_url(1))
    assert fake.requests["/photos/1/square.jpg"] == 1


def test_redirects_are_followed_only_to_allowed_hosts(fake: FakeINaturalist) -> None:
    fake.faults["/photos/1"] = [say("", "text/plain", 302, Location=fake.photo_url(1, "large"))]
    with fake.door() as door:
        assert door.fetch_photo(fake.photo_url(1)).data == picture(1)
        for elsewhere in ("http://127.0.0.2:9/x.jpg", "https://example.org/x.jpg", "file:///etc/passwd"):
            fake.faults["/photos/1"] = [say("", "text/plain", 302, Location=elsewhere)]
            with pytest.raises(ToolkitError, match=r"refused to contact|cannot be asked"):
                door.fetch_photo(fake.photo_url(1))


def test_a_redirect_loop_ends(fake: FakeINaturalist) -> None:
    fake.faults["/photos/1"] = [say("", "text/plain", 302, Location=fake.photo_url(1))] * 50
    with fake.door() as door, pytest.raises(ToolkitError, match="redirects without end"):
        door.fetch_photo(fake.photo_url(1))
    assert fake.requests["/photos/1/square.jpg"] <= 6


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/photos/1/square.jpg",
        "https://static.inaturalist.org.example.org/photos/1/square.jpg",
        "https://user@example.org/static.inaturalist.org/1.jpg",
        "http://static.inaturalist.org/photos/1/square.jpg",
        "https://static.inaturalist.org:8443/photos/1/square.jpg",
        "https://static.inaturalist.org:no/photos/1/square.jpg",
        "file:///etc/passwd",
        "",
    ],
)
def test_other_hosts_are_never_contacted(url: str) -> None:
    with Door(origins=Origins()) as door, pytest.raises(ToolkitError, match="refused to contact"):
        door.fetch_photo(url)


def test_a_gzip_bomb_is_cut_off(fake: FakeINaturalist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builders.species.inaturalist.MAXIMUM_PHOTO_BYTES", 1 << 20)
    bomb = gzip.compress(bytes(64 << 20))
    fake.faults["/photos/1"] = [say(bomb, "image/jpeg", **{"Content-Encoding": "gzip"})] * 4
    with fake.door() as door, pytest.raises(ToolkitError, match="too large"):
        door.fetch_photo(fake.photo_url(1))


def test_answers_are_cached_and_used_offline(fake: FakeINaturalist, tmp_path: Path) -> None:
    fake.counts = [{"count": 3, "category": 47158, "taxon": {"id": 1}}]
    with fake.door(tmp_path) as door:
        first = door.fetch_json(COUNTS, QUERY)
        assert door.fetch_json(COUNTS, QUERY) == first
    with fake.door(tmp_path, closed=True) as door:
        assert door.fetch_json(COUNTS, QUERY) == first
        with pytest.raises(NotSent):
            door.fetch_json(COUNTS, {**QUERY, "page": 2})
        with pytest.raises(NotSent):
            door.fetch_photo(fake.photo_url(1))
    assert fake.requests[f"/v1/{COUNTS}"] == 1


@pytest.mark.parametrize(
    "broken",
    [b'{"results": [{"coun', b"", b"<html>busy</html>"],
    ids=["truncated", "empty", "a page"],
)
def test_half_an_answer_is_neither_believed_nor_cached(
    fake: FakeINaturalist, broken: bytes, tmp_path: Path
) -> None:
    fake.faults["/v1/"] = [say(broken, "application/json")]
    with fake.door(tmp_path) as door:
        assert door.fetch_json(COUNTS, QUERY) == {"total_results": 0, "results": []}
        assert door.fetch_json(COUNTS, QUERY)["results"] == []
    assert fake.requests[f"/v1/{COUNTS}"] == 2


def test_answers_that_are_no_object_are_refused(fake: FakeINaturalist) -> None:
    fake.faults["/v1/"] = [say("[1, 2]", "application/json")]
    with fake.door() as door, pytest.raises(ToolkitError, match="no object"):
        door.fetch_json(COUNTS, QUERY)


def test_spent_requests_are_remembered_by_the_next_run(fake: FakeINaturalist, tmp_path: Path) -> None:
    limits = Limits(requests_a_minute=3, requests_a_day=None, longest_wait_s=5)
    with fake.door(tmp_path, limits=limits) as door:
        for page in range(1, 4):
            door.fetch_json(COUNTS, {**QUERY, "page": page})
    with fake.door(tmp_path, limits=limits) as door:
        door.fetch_json(COUNTS, {**QUERY, "page": 1})  # cached: costs nothing
        with pytest.raises(AllowanceUsedUp, match="requests is used up"):
            door.fetch_json(COUNTS, {**QUERY, "page": 9})
    assert fake.requests[f"/v1/{COUNTS}"] == 3


def test_retries_are_counted_as_requests(fake: FakeINaturalist, tmp_path: Path) -> None:
    limits = Limits(requests_a_minute=2, requests_a_day=None, longest_wait_s=5)
    fake.faults["/v1/"] = [refuse(status=503)] * 4
    with fake.door(tmp_path, limits=limits) as door, pytest.raises(AllowanceUsedUp):
        door.fetch_json(COUNTS, QUERY)
    assert fake.requests[f"/v1/{COUNTS}"] == 2


def test_spent_bytes_are_remembered_by_the_next_run(fake: FakeINaturalist, tmp_path: Path) -> None:
    fake.files["/photos/1"] = bytes(600_000)
    limits = Limits(None, None, bytes_an_hour=1 << 20, bytes_a_day=None, longest_wait_s=5)
    for _ in range(2):
        with (
            fake.door(tmp_path, limits=limits) as door,
            pytest.raises(AllowanceUsedUp, match="bytes is used up"),
        ):
            list(map(door.fetch_photo, [fake.photo_url(1)] * 4))
    assert fake.requests["/photos/1/square.jpg"] <= 4


def test_two_runs_do_not_share_a_state_folder(fake: FakeINaturalist, tmp_path: Path) -> None:
    with fake.door(tmp_path), pytest.raises(ToolkitError, match="another run"), fake.door(tmp_path):
        pass


def test_a_rate_is_kept() -> None:
    budget = Budget("requests", [Rate(10, 200)], None, longest_wait_s=5)
    begun = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: budget.spend(), range(31)))
    assert 0.6 <= time.monotonic() - begun < 1.5


def test_more_than_an_interval_allows_is_spent_in_parts() -> None:
    budget = Budget("bytes", [Rate(2, 100)], None, longest_wait_s=5)
    begun = time.monotonic()
    budget.spend(5)
    assert time.monotonic() - begun >= 0.2
