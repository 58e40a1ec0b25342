"""Every trap that is known, with the real names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders.species import evidence as ev
from builders.species.decisions import (
    CERTAIN,
    KEPT,
    REVIEW,
    RULE_CLASS_IS_GENUS,
    RULE_COMMON_NAME,
    RULE_LISTED,
    RULE_NAME,
    RULE_OLDER_NAME,
    RULE_SIBLING,
    decide,
    decide_common_name,
)

if TYPE_CHECKING:
    from builders.species.evidence import Evidence
    from builders.species.taxonomy import Taxon

Taxa = dict[int, "Taxon"]


@pytest.mark.parametrize(
    ("taxon_id", "wnid", "lemma"),
    [
        (32093, "n01742172", "boa_constrictor"),
        (41644, "n02134084", "Ursus_Maritimus"),
        (62831, "n07764847", None),
    ],
)
def test_letter_case_does_not_matter(
    taxa: Taxa, evidence: Evidence, taxon_id: int, wnid: str, lemma: str | None
) -> None:
    decision = decide(taxa[taxon_id], evidence, "name")
    assert decision.excluded
    assert decision.rule == RULE_NAME
    assert decision.match == ev.SAME_BUT_CASE
    assert lemma is None or (decision.wnid, decision.lemma) == (wnid, lemma)


def test_an_exact_name_is_certain(taxa: Taxa, evidence: Evidence) -> None:
    decision = decide(taxa[48662], evidence)
    assert (decision.rule, decision.match, decision.wnid) == (RULE_NAME, ev.EXACT, "n02279972")
    assert decision.certainty == CERTAIN


def test_clusia_flava_is_a_plant_and_a_fly(taxa: Taxa, evidence: Evidence) -> None:
    plant, fly = taxa[286917], taxa[1181524]
    assert plant.name == fly.name == "Clusia flava"
    assert decide(plant, evidence).wnid == "n12366053"
    kept = decide(fly, evidence, "genus")
    assert not kept.excluded
    assert any(veto.startswith("kingdom n12366053") for veto in kept.vetoes)


def test_the_fish_tetra_is_not_the_spider_genus(taxa: Taxa, evidence: Evidence) -> None:
    decision = decide(taxa[1399704], evidence, "genus")
    assert not decision.excluded
    assert decision.vetoes == ("class n02583890 tetra",)


@pytest.mark.parametrize(
    "taxon_id", [761516, 1375197], ids=["thyrsus, the inflorescence", "car, the vehicle"]
)
def test_nouns_that_are_no_living_thing_are_no_genus(taxa: Taxa, evidence: Evidence, taxon_id: int) -> None:
    assert decide(taxa[taxon_id], evidence, "genus") == KEPT


@pytest.mark.parametrize(
    ("taxon_id", "older"),
    [(64975, "Bufo_debilis"), (66003, "Rana_pipiens"), (24259, "Hyla_regilla"), (274276, "Opuntia_cholla")],
)
def test_outdated_names_are_found_and_left_to_review(
    taxa: Taxa, evidence: Evidence, taxon_id: int, older: str
) -> None:
    decision = decide(taxa[taxon_id], evidence, "name")
    assert decision.excluded
    assert (decision.rule, decision.match, decision.lemma) == (RULE_OLDER_NAME, ev.NEW_GENUS, older)
    assert decision.certainty == REVIEW


def test_the_same_epithet_in_another_family_is_no_evidence(taxa: Taxa, evidence: Evidence) -> None:
    assert taxa[24936].name == "Copiula pipiens"
    assert decide(taxa[24936], evidence, "genus") == KEPT


def test_ambiguous_names_exclude_all_candidates_for_review(taxa: Taxa, evidence: Evidence) -> None:
    for taxon_id in (7056, 485176):  # Aythya americana and Mareca americana: one was Anas americana
        decision = decide(taxa[taxon_id], evidence, "name")
        assert decision.excluded
        found = {match.kind for match in evidence.recombined.get(taxon_id, ())}
        assert ev.AMBIGUOUS in found or decision.match == ev.EXACT


def test_wordnet_misspells_turdus_grayi(taxa: Taxa, evidence: Evidence) -> None:
    decision = decide(taxa[12720], evidence, "name")
    assert (decision.match, decision.lemma, decision.certainty) == (ev.MISSPELT, "Turdus_greyi", REVIEW)


def test_a_hybrid_with_a_parent_that_is_a_class_is_left_to_review(taxa: Taxa, evidence: Evidence) -> None:
    decision = decide(taxa[1655158], evidence, "name")
    assert (decision.excluded, decision.match, decision.certainty) == (True, ev.HYBRID_PARENT, REVIEW)


def test_a_hybrid_sign_does_not_hide_a_name(taxa: Taxa, evidence: Evidence) -> None:
    disguised = taxa[48662]._replace(name="Danaus \N{MULTIPLICATION SIGN} plexippus")
    assert decide(disguised, evidence, "name").match == ev.HYBRID_NAME
    assert decide(disguised._replace(name="Danaus x plexippus"), evidence, "name").match == ev.HYBRID_NAME


def test_an_epithet_that_is_only_the_sign_is_no_error(taxa: Taxa, evidence: Evidence) -> None:
    taxon = taxa[61964]._replace(name="Prunus \N{MULTIPLICATION SIGN}", taxon_id=1)
    assert decide(taxon, evidence, "name") == KEPT


def test_a_class_that_is_a_subspecies_excludes_the_species(taxa: Taxa, evidence: Evidence) -> None:
    assert (
        decide(taxa[30720], evidence, "name").match == ev.TRINOMIAL
    )  # Crotalus horridus horridus is a class


def test_a_form_of_a_class_is_excluded(taxa: Taxa, evidence: Evidence) -> None:
    form = taxa[48662]._replace(name="Danaus plexippus megalippe", taxon_id=1)
    assert decide(form, evidence, "name").match == ev.PARENT_NAME
    virus = taxa[48662]._replace(name="Passion fruit chlorotic mottle virus", genus="", kingdom="Viruses")
    assert decide(virus, evidence, "name") == KEPT


@pytest.mark.parametrize("taxon_id", [384797, 123335], ids=["three words", "trinomial of rank species"])
def test_names_that_are_not_two_words_are_decided_too(taxa: Taxa, evidence: Evidence, taxon_id: int) -> None:
    assert len(taxa[taxon_id].name.split()) == 3
    assert decide(taxa[taxon_id], evidence, "name") == KEPT


def test_the_only_species_of_a_genus_that_is_a_class_is_that_class(taxa: Taxa, evidence: Evidence) -> None:
    decision = decide(taxa[6922], evidence, "name")
    assert decision.rule == RULE_CLASS_IS_GENUS or decision.match == ev.EXACT


def test_strictness_adds_up(taxa: Taxa, evidence: Evidence) -> None:
    boa, hyla = taxa[539399], taxa[424147]
    assert not decide(boa, evidence, "name").excluded
    assert decide(boa, evidence, "class").rule == RULE_CLASS_IS_GENUS
    assert not decide(hyla, evidence, "class").excluded
    assert decide(hyla, evidence, "genus").rule == RULE_SIBLING


def test_users_may_exclude_species_and_genera(taxa: Taxa, evidence: Evidence) -> None:
    assert decide(taxa[24936], evidence, listed={"copiula pipiens"}).rule == RULE_LISTED
    assert decide(taxa[24936], evidence, listed={"copiula"}).rule == RULE_LISTED
    assert not decide(taxa[24936], evidence, listed={"pipiens"}).excluded


def test_common_names_are_evidence_to_review(taxa: Taxa, evidence: Evidence) -> None:
    decision = decide_common_name(taxa[25591], "Leopard Frog", evidence)
    assert (decision.rule, decision.wnid, decision.certainty) == (RULE_COMMON_NAME, "n01641391", REVIEW)
    assert decide_common_name(taxa[48662], "Leopard Frog", evidence) == KEPT
    assert decide_common_name(taxa[25591], "no such name", evidence) == KEPT
