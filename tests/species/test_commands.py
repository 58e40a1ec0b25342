from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from builders.species.__main__ import main
from builders.species.current_names import find_current_taxa
from builders.species.verdicts import (
    CLEAN,
    CONTAMINATED,
    SUSPICIOUS,
    UNKNOWN,
    ListedName,
    judge_names,
    read_names,
)
from manifests.errors import ToolkitError
from tests.species.fake_inaturalist import FakeINaturalist, FakePhoto, picture, say
from tests.species.test_table_road import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from builders.species.evidence import Evidence
    from builders.species.taxonomy import Taxonomy


def explain(name: str, taxonomy_file: Path, capsys: pytest.CaptureFixture[str], *flags: str) -> str:
    assert main(["explain", name, "--taxonomy", str(taxonomy_file), *flags]) == 0
    return capsys.readouterr().out


def test_explain_gives_the_chain_of_evidence(taxonomy_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = explain("Rana pipiens", taxonomy_file, capsys)
    assert "n01641391 (leopard frog, spring frog, Rana pipiens) bears this name" in text
    assert "no active taxon of taxa.parquet bears this name" in text
    assert "Lithobates pipiens: species 66003" in text
    assert "new genus (to review)" in text


def test_explain_says_what_was_set_aside(taxonomy_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = explain("Clusia flava", taxonomy_file, capsys)
    assert "set aside, kingdom n12366053 Clusia flava" in text
    assert "excluded by name: n12366053 Clusia flava, exact name" in text


def test_explain_goes_from_a_common_name_to_the_species(
    taxonomy_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Lithobates pipiens: species 66003" in explain("leopard frog", taxonomy_file, capsys)


def test_explain_honours_the_users_list(
    taxonomy_file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_text("Copiula pipiens\n")
    flags = ["--also-exclude", str(tmp_path / "list.txt")]
    assert "listed by the user" in explain("Copiula pipiens", taxonomy_file, capsys, *flags)
    assert "kept" in explain("Copiula pipiens", taxonomy_file, capsys)


def test_explain_knows_when_it_knows_nothing(taxonomy_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Homo foo", "--taxonomy", str(taxonomy_file)]) == 2
    assert "neither the taxonomy nor ImageNet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "category", "verdict", "outdated"),
    [
        ("danaus_plexippus", "", CONTAMINATED, False),
        ("rana_pipiens", "Amphibians", CONTAMINATED, True),
        ("bufo debilis", "", CONTAMINATED, True),
        ("Lithobates pipiens", "", SUSPICIOUS, False),
        ("Boa_imperator", "", CONTAMINATED, False),
        ("hyla arborea", "", SUSPICIOUS, False),
        ("copiula_pipiens", "", CLEAN, False),
        ("tetra_americana", "", CLEAN, False),
        ("clusia_flava", "Insects", CLEAN, False),
        ("clusia_flava", "Plants", CONTAMINATED, False),
        ("clusia_flava", "", SUSPICIOUS, False),
        ("giant_clam", "", CONTAMINATED, False),
        ("prunus yedoensis", "", CONTAMINATED, False),
        ("foo_bar", "", UNKNOWN, False),
    ],
)
def test_names_are_judged_as_a_reviewer_would(
    taxonomy: Taxonomy, evidence: Evidence, name: str, category: str, verdict: str, *, outdated: bool
) -> None:
    (judged,) = judge_names([ListedName(name, category)], taxonomy, evidence)
    assert (judged.verdict, judged.outdated) == (verdict, outdated)
    assert judged.evidence or verdict in {CLEAN, UNKNOWN}


def test_an_outdated_name_of_a_clean_species_is_only_outdated(taxonomy: Taxonomy, evidence: Evidence) -> None:
    (judged,) = judge_names([ListedName("Rana poor")], taxonomy, evidence)
    assert judged.verdict in {UNKNOWN, SUSPICIOUS}
    (judged,) = judge_names([ListedName("Bufo temporarius")], taxonomy, evidence)
    assert not judged.outdated


def test_a_folder_of_folders_is_audited(
    taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Insects/clusia_flava", "Amphibians/copiula_pipiens", "Plants/persea_americana"):
        (tmp_path / "set" / name).mkdir(parents=True)
    assert main(["audit", str(tmp_path / "set"), "--taxonomy", str(taxonomy_file)]) == 1
    output = capsys.readouterr()
    lines = dict(line.split("\t")[:2] for line in output.out.splitlines())
    assert lines == {"clusia_flava": CLEAN, "copiula_pipiens": CLEAN, "persea_americana": CONTAMINATED}
    assert "1 contaminated, 0 suspicious, 2 clean, 0 unknown" in output.err


def test_a_clean_list_ends_well(
    taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.txt").write_text("Copiula pipiens  # a frog\n\n")
    assert main(["audit", str(tmp_path / "list.txt"), "--taxonomy", str(taxonomy_file), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["counts"] == {CONTAMINATED: 0, SUSPICIOUS: 0, CLEAN: 1, UNKNOWN: 0}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "\ufeffRana pipiens\n# no\n", [("Rana pipiens", "")]),
        ("a.csv", "id,Species,Category\n1,Rana pipiens,Amphibians\n", [("Rana pipiens", "Amphibians")]),
        ("a.tsv", "scientificName\tx\nRana pipiens\t1\n", [("Rana pipiens", "")]),
        ("a.csv", "what\nNaN\n", [("NaN", "")]),
    ],
)
def test_lists_are_read_in_every_shape(
    name: str, text: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [(listed.name, listed.category) for listed in read_names(tmp_path / name)] == expected


def test_competition_folders_are_understood(tmp_path: Path) -> None:
    folder = tmp_path / "train" / "02345_Animalia_Chordata_Amphibia_Anura_Ranidae_Lithobates_pipiens"
    folder.mkdir(parents=True)
    assert [listed.name for listed in read_names(tmp_path)] == ["Lithobates pipiens"]


@pytest.mark.parametrize("name", ["nowhere", "empty.txt", "binary.txt", "torn.csv"])
def test_what_is_no_list_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing\n")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "torn.csv").write_text('a,b\n"1\n')
    with pytest.raises(ToolkitError):
        read_names(tmp_path / name)


def test_select_writes_audit_and_summary(
    taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "selection"
    assert main(["select", "--taxonomy", str(taxonomy_file), "--out", str(out), "--strict", "genus"]) == 0
    assert {path.name for path in out.iterdir()} == {"audit.csv", "summary.csv"}
    assert capsys.readouterr().out == (out / "summary.csv").read_text()


def test_build_wants_a_contact(
    taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = [
        "--taxonomy",
        str(taxonomy_file),
        "--out",
        str(tmp_path / "out"),
        "--state",
        str(tmp_path / "state"),
    ]
    assert main(["build", *flags]) == 2
    assert "--contact" in capsys.readouterr().err
    assert main(["build", *flags, "--dry-run"]) == 0
    assert "Insects" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
    assert main(["build", *flags, "--offline"]) == 2
    assert "nothing is sent" in capsys.readouterr().err


@pytest.fixture
def site(fake: FakeINaturalist, monkeypatch: pytest.MonkeyPatch) -> FakeINaturalist:
    monkeypatch.setattr("builders.species.__main__.ORIGINS", fake.origins)
    return fake


def online(tmp_path: Path) -> list[str]:
    return ["--online", "--contact", "tests@example.org", "--state", str(tmp_path / "state")]


def search_answer(*found: tuple[int, str]) -> object:
    results = [{"id": taxon_id, "matched_term": term} for taxon_id, term in found]
    return say(json.dumps({"results": results}), "application/json")


def test_inaturalist_is_asked_for_current_names(
    site: FakeINaturalist, taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.faults["/v1/taxa"] = [search_answer((24936, "Austrochaperina pipiens"), (66003, "Something else"))]
    flags = online(tmp_path)
    text = explain("Austrochaperina pipiens", taxonomy_file, capsys, *flags)
    assert "as iNaturalist says it is an older name of" in text
    assert "Copiula pipiens: species 24936" in text
    assert "Lithobates" not in text
    (tmp_path / "list.txt").write_text("Austrochaperina_pipiens\nCopiula pipiens\n")
    assert main(["audit", str(tmp_path / "list.txt"), "--taxonomy", str(taxonomy_file), *flags]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Austrochaperina_pipiens\tclean, outdated name\tCopiula pipiens (24936)")


def test_the_real_search_answer_is_read(real_replies: Path, fake: FakeINaturalist) -> None:
    fake.faults["/v1/taxa"] = [say((real_replies / "get_taxa.json").read_bytes(), "application/json")]
    with fake.door() as door:
        assert find_current_taxa(door, "Nicrophorus vespilloides") == [70118]


def test_build_from_the_command_line(
    site: FakeINaturalist, taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.add_species(24936, 20978, [FakePhoto(i) for i in range(1, 4)])
    flags = ["--taxonomy", str(taxonomy_file), "--out", str(tmp_path / "out"), *online(tmp_path)[1:]]
    command = ["build", *flags, "--categories", "amphibians", "--photos", "3", "--species", "1", "--json"]
    assert main(command) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["species"], document["photos"]) == ({"Amphibians": 1}, {"Amphibians": 3})
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 3
    del site.files["/photos/2"]
    again = ["build", "--recorded", str(tmp_path / "out"), "--minimum-photos", "1"]
    assert main([*again, *flags[:2], "--out", str(tmp_path / "again"), *flags[4:]]) == 1
    assert "1 photographs are not in it" in capsys.readouterr().err


def test_build_from_the_tables(
    site: FakeINaturalist, taxonomy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tables").mkdir()
    observations = [(n, 24936, "research") for n in range(1, 13)]
    write_tables(tmp_path / "tables", observations, [(n, n, "CC-BY", 0) for n in range(1, 13)])
    site.files |= {f"/photos/{n}": picture(n) for n in range(1, 13)}
    flags = ["--taxonomy", str(taxonomy_file), "--out", str(tmp_path / "out"), *online(tmp_path)[1:]]
    command = ["build", *flags, "--tables", str(tmp_path / "tables"), "--photos", "11", "--seed", "3"]
    assert main([*command, "--dry-run"]) == 0
    assert "Amphibians: 1 species chosen, 11 photographs" in capsys.readouterr().out
    assert main(command) == 0
    assert "Amphibians: 1 species, 11 photographs" in capsys.readouterr().out
    assert all(not path.startswith("/v1/") for path in site.requests)
