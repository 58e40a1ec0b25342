from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.species.names import (
    epithet_stem,
    hybrid_parents,
    is_hybrid,
    is_one_typo_apart,
    normalise_name,
    stem_spellings,
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("boa_constrictor", "boa constrictor"),
        ("Ursus_Maritimus", "ursus maritimus"),
        ("  Persea   Americana ", "persea americana"),
        ("Viola \N{MULTIPLICATION SIGN} wittrockiana", "viola wittrockiana"),
        ("Viola x wittrockiana", "viola wittrockiana"),
        ("\N{MULTIPLICATION SIGN} Hesperotropsis leylandii", "hesperotropsis leylandii"),
        ("\N{MULTIPLICATION SIGN}Fatshedera lizei", "fatshedera lizei"),
        ("Capsicum annuum var. conoides", "capsicum annuum conoides"),
        ("Xenopus laevis", "xenopus laevis"),
        ("Opuntia ficus-indica", "opuntia ficus-indica"),
        ("", ""),
    ],
)
def test_names_are_compared_without_case_signs_and_markers(written: str, normal: str) -> None:
    assert normalise_name(written) == normal


@given(st.text())
def test_normal_names_have_single_spaces_and_no_signs(text: str) -> None:
    name = normalise_name(text)
    assert name == " ".join(name.split())
    assert "_" not in name


def test_hybrid_formulas_name_their_parents() -> None:
    sign = "\N{MULTIPLICATION SIGN}"
    assert hybrid_parents(f"Ursus arctos {sign} maritimus") == ("ursus arctos", "ursus maritimus")
    assert hybrid_parents(f"Nasalis larvatus {sign} trachypithecus cristatus") == (
        "nasalis larvatus",
        "trachypithecus cristatus",
    )
    assert len(hybrid_parents(f"Anas castanea {sign} platyrhynchos {sign} superciliosa")) == 3
    assert hybrid_parents(f"Prunus {sign} yedoensis") == ()
    assert hybrid_parents("Rana pipiens") == ()


@pytest.mark.parametrize(
    ("name", "hybrid"), [("Prunus x yedoensis", True), ("Xenopus x", True), ("Felix xanthus", False)]
)
def test_hybrids_are_told_from_names_with_an_x(name: str, *, hybrid: bool) -> None:
    assert is_hybrid(name) is hybrid


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("cucullata", "cucullatus"),
        ("kingi", "kingii"),
        ("canadensis", "canadense"),
        ("peruviana", "peruvianus"),
        ("novae-zelandiae", "novaezelandiae"),
        ("electrica", "electricus"),
    ],
)
def test_the_stem_survives_a_change_of_genus(older: str, newer: str) -> None:
    assert epithet_stem(older) == epithet_stem(newer)


@given(st.text("abceimnorsuvw", min_size=3, max_size=14))
def test_spellings_are_exactly_the_epithets_of_a_stem(epithet: str) -> None:
    stem = epithet_stem(epithet)
    assert epithet in stem_spellings(stem)
    assert {epithet_stem(spelling) for spelling in stem_spellings(stem)} == {stem}


@pytest.mark.parametrize(
    ("first", "second", "typo"),
    [
        ("greyi", "grayi", True),
        ("herodius", "herodias", True),
        ("muriaria", "muraria", True),
        ("obseus", "obesus", True),
        ("polyglotktos", "polyglottos", True),
        ("alba", "alta", False),
        ("pipiens", "pipiens", False),
        ("clamitans", "sylvatica", False),
    ],
)
def test_typos_are_one_letter(first: str, second: str, *, typo: bool) -> None:
    assert is_one_typo_apart(first, second) is typo
    assert is_one_typo_apart(second, first) is typo
