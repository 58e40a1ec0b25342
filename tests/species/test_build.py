from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from builders.species.api_road import ApiRoad
from builders.species.build import Built, Config, build, preview_plan
from builders.species.categories import find_categories
from builders.species.limits import AllowanceUsedUp
from builders.species.photos import DEFAULT_LICENCES
from builders.species.plan import Wish, make_plan
from builders.species.selection import Rules, Selection, select_species
from manifests.dataset import open_dataset
from manifests.errors import ToolkitError
from manifests.verify import verify
from tests.species.fake_inaturalist import FakeINaturalist, FakePhoto, drip, picture, refuse, say, truncate

if TYPE_CHECKING:
    from pathlib import Path

    from builders.species.taxonomy import Taxonomy

COPIULA, TETRA, CLUSIA_FLY = 24936, 1399704, 1181524
CATEGORIES = tuple(find_categories(["Amphibians", "Arachnids", "Insects"]))


@pytest.fixture(scope="module")
def selection(taxonomy: Taxonomy) -> Selection:
    return select_species(taxonomy, Rules())


@pytest.fixture
def site(fake: FakeINaturalist) -> FakeINaturalist:
    """Three clean species of four photos, one contaminated, one with too few."""
    for number, (taxon_id, category) in enumerate([(COPIULA, 20978), (TETRA, 47119), (CLUSIA_FLY, 47158)]):
        fake.add_species(taxon_id, category, [FakePhoto(100 * number + i) for i in range(1, 5)])
    fake.add_species(66003, 20978, [FakePhoto(900 + i) for i in range(6)])
    fake.add_species(384797, 20978, [FakePhoto(990)])
    return fake


def config(out: Path, **changes: object) -> Config:
    wish = Wish(CATEGORIES, species=2, photos=4, minimum_photos=2)
    return replace(Config(out, wish, DEFAULT_LICENCES, workers=3), **changes)  # type: ignore[arg-type]


def run(site: FakeINaturalist, selection: Selection, settings: Config, state: Path | None = None) -> Built:
    with site.door(state) as door:
        return build(settings, selection, door, ApiRoad(door, settings.licences, settings.size))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))


def test_a_build_is_sealed_with_all_its_tables(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    built = run(site, selection, config(tmp_path / "out"))
    assert built.species == {"Amphibians": 1, "Arachnids": 1, "Insects": 1}
    assert built.photos == {"Amphibians": 4, "Arachnids": 4, "Insects": 4}
    assert built.failures == []
    assert "Amphibians: 1 of 2 species" in built.shortages
    out = tmp_path / "out"
    assert (out / "images/test/Amphibians/copiula_pipiens/1.jpg").read_bytes() == picture(1)
    items = {row["photo_id"]: row for row in rows(out, "items.csv")}
    assert items["1"]["licence"] == "cc-by"
    assert items["1"]["attribution"] == "(c) Ada, some rights reserved (CC BY)"
    assert items["1"]["source_url"] == site.photo_url(1, "medium") + "?1545368818"
    assert (items["1"]["taxon_id"], items["1"]["species"]) == (str(COPIULA), "Copiula pipiens")
    species = {row["name"]: row for row in rows(out, "species.csv")}
    assert species["Clusia flava"]["decision"] == "kept"
    assert "kingdom n12366053" in species["Clusia flava"]["vetoes"]
    assert species["Clusia flava"]["photos"] == "4"
    attributions = rows(out, "ATTRIBUTION.csv")
    assert len(attributions) == 12
    assert attributions[0]["source_page"].startswith("https://www.inaturalist.org/photos/")
    assert open_dataset(out).manifest.parameters["lexicon_sha256"]
    assert verify(out).findings == []
    preview = (out / "preview.html").read_text()
    for category in built.species:
        assert f"<h2>test / {category}</h2>" in preview


def test_contaminated_species_are_never_asked_for(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    run(site, selection, config(tmp_path / "out"))
    asked = {int(query["taxon_id"]) for query in site.queries if "id_above" in query}
    assert asked == {COPIULA, TETRA, CLUSIA_FLY}


def test_a_common_name_of_a_class_rules_a_species_out(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    site.counts[0]["taxon"]["preferred_common_name"] = "Leopard Frog"
    built = run(site, selection, config(tmp_path / "out"))
    assert "Amphibians" not in built.species


def test_the_same_input_gives_the_same_dataset(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    one = run(site, selection, config(tmp_path / "one", workers=1)).manifest
    two = run(site, selection, config(tmp_path / "two", workers=5)).manifest
    assert one == two
    for name in ("items.csv", "species.csv", "ATTRIBUTION.csv", "selection.csv", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_bad_photos_are_listed_with_the_reason_and_retried(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    site.faults = {
        "/photos/1/": [say("<Error/>" * 100, "image/jpeg")],
        "/photos/2/": [say("<html>", "text/html")],
        "/photos/101/": [refuse(status=503)] * 4,
        "/photos/102/": [truncate(picture(102)[:900])] * 4,
        "/photos/201/": [say(picture(201)[:2000], "image/jpeg")],
        "/photos/202/": [drip(100, 0.1)] * 4,
    }
    first = run(site, selection, config(tmp_path / "out"))
    reasons = {row["item_id"]: row["message"] for row in rows(tmp_path / "out", "failures.csv")}
    assert set(reasons) == {"1", "2", "101", "102", "201", "202"}
    assert "no image" in reasons["1"]
    assert "text/html" in reasons["2"]
    assert "no good answer" in reasons["101"]
    assert "corrupt or truncated" in reasons["201"]
    assert first.photos == {"Amphibians": 2, "Arachnids": 2, "Insects": 2}
    asked = site.requests["/photos/3/medium.jpg"]
    second = run(site, selection, config(tmp_path / "out"))
    assert second.failures == []
    assert second.kept == 6
    assert second.photos == {"Amphibians": 4, "Arachnids": 4, "Insects": 4}
    assert site.requests["/photos/3/medium.jpg"] == asked == 1
    assert not (tmp_path / "out" / "failures.csv").exists()


def test_photos_gone_since_are_listed_when_a_record_is_built_again(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    first = run(site, selection, config(tmp_path / "out"))
    again = run(site, selection, config(tmp_path / "again", record=tmp_path / "out"))
    assert again.manifest.content_digest == first.manifest.content_digest
    del site.files["/photos/3"]
    third = run(site, selection, config(tmp_path / "third", record=tmp_path / "out" / "selection.csv"))
    assert [failure.split(":")[0] for failure in third.failures] == ["3"]
    assert "does not serve" in third.failures[0]
    assert sum(third.photos.values()) == 11


def test_an_interrupted_build_goes_on_with_the_same_photos(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    site.faults["/photos/4/"] = [refuse("86400")]
    with pytest.raises(AllowanceUsedUp):
        run(site, selection, config(tmp_path / "out", workers=1))
    assert not (tmp_path / "out").exists()
    site.observations[COPIULA].insert(0, {"id": 1, "photos": []})  # the site changes meanwhile
    counted = len(site.queries)
    built = run(site, selection, config(tmp_path / "out"))
    assert len(site.queries) == counted
    assert built.kept >= 3
    assert sum(built.photos.values()) == 12


def test_one_photo_of_two_species_is_in_neither(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    site.add_observation(COPIULA, [FakePhoto(101)])
    built = run(site, selection, config(tmp_path / "out", wish=Wish(CATEGORIES, 2, 9, 2)))
    assert any("one photo of two species" in failure for failure in built.failures)
    assert "101" not in {row["photo_id"] for row in rows(tmp_path / "out", "items.csv")}


def test_pictures_that_look_alike_are_dropped(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    site.files["/photos/2"] = picture(1, quality=70)  # twice in one species: the later goes
    site.files["/photos/103"] = picture(203, quality=70)  # in two species: both go
    built = run(site, selection, config(tmp_path / "out"))
    left = {row["photo_id"] for row in rows(tmp_path / "out", "items.csv")}
    assert left == {"1", "3", "4", "101", "102", "104", "201", "202", "204"}
    assert len(built.failures) == 3
    files = {path.stem for path in (tmp_path / "out" / "images").rglob("*.jpg")}
    assert files == left


def test_species_with_too_few_sound_photos_go(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    for photo in (2, 3, 4):
        del site.files[f"/photos/{photo}"]
    built = run(site, selection, config(tmp_path / "out"))
    assert "Amphibians" not in built.photos
    assert any("has 1 sound photographs, 2 are wanted" in failure for failure in built.failures)


def test_nothing_is_sealed_when_nothing_is_sound(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    site.files.clear()
    with pytest.raises(ToolkitError, match="not one photograph is sound"):
        run(site, selection, config(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_dead_host_ends_the_build_soon(site: FakeINaturalist, selection: Selection, tmp_path: Path) -> None:
    site.add_species(539399 + 1, 20978, [])
    for i in range(40):
        site.add_observation(COPIULA, [FakePhoto(5000 + i)])
    site.faults["/photos/"] = [refuse(status=503)] * 1000
    wish = Wish(CATEGORIES[:1], 1, 60, 1)
    with pytest.raises(ToolkitError, match="in a row could not be fetched"):
        run(site, selection, config(tmp_path / "out", wish=wish))


def test_photos_can_be_resized_and_lose_their_location(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    site.files["/photos/1"] = picture(1, (800, 600), exif=exif.tobytes())
    run(site, selection, config(tmp_path / "out"))
    data = (tmp_path / "out/images/test/Amphibians/copiula_pipiens/1.jpg").read_bytes()
    assert b"taken at home" not in data
    demands = replace(config(tmp_path).demands, resize=300)
    run(site, selection, config(tmp_path / "small", demands=demands))
    with Image.open(tmp_path / "small/images/test/Amphibians/copiula_pipiens/1.jpg") as image:
        assert image.size == (300, 225)


def test_species_are_taken_by_count_or_drawn_by_seed(site: FakeINaturalist, selection: Selection) -> None:
    site.counts.clear()
    kept = sorted(selection.kept_ids("Insects"))
    for rank, taxon_id in enumerate(kept):
        site.add_species(taxon_id, 47158, [FakePhoto(7000 + 100 * rank + i) for i in range(2 + rank)])
    with site.door() as door:
        road = ApiRoad(door, DEFAULT_LICENCES, "medium")
        insects = CATEGORIES[2:]
        by_count = make_plan(Wish(insects, 1, 2, 1), selection, road)
        assert list(by_count.species) == [kept[-1]]
        drawn = [
            list(make_plan(Wish(insects, 2, 2, 1, seed), selection, road).species) for seed in (1, 1, 2, 3)
        ]
    assert drawn[0] == drawn[1]
    assert len({tuple(order) for order in drawn}) > 1


def test_a_dry_run_sends_and_writes_nothing(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    settings = config(tmp_path / "out")
    with site.door(closed=True) as door:
        lines = list(preview_plan(settings, selection, ApiRoad(door, settings.licences, settings.size)))
    assert any("species are not in ImageNet" in line for line in lines)
    assert lines[-1].startswith("which species and photographs is known once")
    assert not site.requests
    assert list(tmp_path.iterdir()) == []


def test_a_record_with_strange_content_is_refused(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    run(site, selection, config(tmp_path / "out"))
    record = (tmp_path / "out" / "selection.csv").read_text()
    for old, new, message in [
        ("Amphibians,", "../../etc,", "not known"),
        (f",{COPIULA},", ",123456789,", "not known"),
        ("127.0.0.1", "127.0.0.9", None),
    ]:
        (tmp_path / "bad.csv").write_text(record.replace(old, new))
        settings = config(tmp_path / "bad", record=tmp_path / "bad.csv")
        with pytest.raises(ToolkitError, match=message or "not one photograph"):
            run(site, selection, settings)


def test_the_manifest_holds_no_place_or_time(
    site: FakeINaturalist, selection: Selection, tmp_path: Path
) -> None:
    run(site, selection, config(tmp_path / "out"))
    text = (tmp_path / "out" / "manifest.json").read_text()
    assert str(tmp_path) not in text
    assert json.loads(text)["parameters"]["taxonomy"]["sha256"] == selection.taxonomy.sha256
