"""The decision for one species: kept or excluded, by which rule, on what evidence. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builders.species import evidence as ev
from builders.species.names import hybrid_parents, is_hybrid, normalise_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builders.species.evidence import Evidence, Match, Matches
    from builders.species.taxonomy import Taxon

STRICTNESS = ("name", "class", "genus")
"""How much is excluded, each with all before it: species that ImageNet names; species of a genus that is a
class; species of a genus that has a class."""

RULE_LISTED = "listed by the user"
RULE_NAME = "name"
RULE_OLDER_NAME = "older name"
RULE_COMMON_NAME = "common name"
RULE_CLASS_IS_GENUS = "class is the genus"
RULE_SIBLING = "sibling in the genus"
RULES = (RULE_LISTED, RULE_NAME, RULE_OLDER_NAME, RULE_COMMON_NAME, RULE_CLASS_IS_GENUS, RULE_SIBLING)

CERTAIN = "certain"
REVIEW = "review"

_VETO_KINGDOM = "kingdom"
_VETO_CLASS = "class"

_OLDER = {ev.NEW_GENUS, ev.NEW_ENDING, ev.AMBIGUOUS, ev.MISSPELT}
_ONLY_SPECIES = "class is the genus, and this its only species"


class Decision(NamedTuple):
    """What became of a species, and why.

    Attributes:
        excluded: Whether it stays out of the dataset.
        rule: One of `RULES`, empty when kept.
        match: Kind of match, in words.
        wnid: The ImageNet class, empty when kept.
        lemma: The class's name that matched.
        certainty: `certain`, or `review` where a person should look.
        vetoes: Evidence set aside because kingdom or class disagree, such as `kingdom n12709688 Clusia_flava`.
    """

    excluded: bool
    rule: str = ""
    match: str = ""
    wnid: str = ""
    lemma: str = ""
    certainty: str = CERTAIN
    vetoes: tuple[str, ...] = ()


KEPT = Decision(excluded=False)


def decide(taxon: Taxon, evidence: Evidence, strict: str = "class", listed: Collection[str] = ()) -> Decision:
    """Return the decision for one species.

    Args:
        taxon: The species.
        evidence: As `collect_evidence` gives it.
        strict: One of `STRICTNESS`.
        listed: Normalised species names and genera that the user excludes besides.
    """
    if listed and (normalise_name(taxon.name) in listed or taxon.genus.lower() in listed):
        return Decision(excluded=True, rule=RULE_LISTED, match=RULE_LISTED)
    vetoes: list[str] = []
    for rule, match in _matches(taxon, evidence, strict):
        veto = _veto(taxon, rule, match)
        if veto:
            vetoes.append(f"{veto} {match.entry.wnid} {match.lemma}")
            continue
        return Decision(
            excluded=True,
            rule=rule,
            match=match.kind,
            wnid=match.entry.wnid,
            lemma=match.lemma,
            certainty=_certainty(rule, match),
            vetoes=tuple(dict.fromkeys(vetoes)),
        )
    return KEPT._replace(vetoes=tuple(dict.fromkeys(vetoes))) if vetoes else KEPT


def decide_common_name(taxon: Taxon, common_name: str, evidence: Evidence) -> Decision:
    """Return the decision that a species' common name gives: excluded, to review, if a class bears it.

    3,565 living classes have common names alone, so the scientific name never finds them. Evidence of this
    kind has to agree in kingdom and class.
    """
    for match in evidence.common_names.get(normalise_name(common_name), ()):
        if not _veto(taxon, RULE_COMMON_NAME, match):
            return Decision(
                excluded=True,
                rule=RULE_COMMON_NAME,
                match=match.kind,
                wnid=match.entry.wnid,
                lemma=match.lemma,
                certainty=REVIEW,
            )
    return KEPT


def _matches(taxon: Taxon, evidence: Evidence, strict: str) -> Iterator[tuple[str, Match]]:
    """Yield all evidence about `taxon`, the strongest first."""
    for match in _name_matches(taxon, evidence):
        yield (RULE_OLDER_NAME if match.kind in _OLDER else RULE_NAME), match
    lone = (taxon.kingdom, taxon.genus) in evidence.lone_species and not is_hybrid(taxon.name)
    if strict != "name" or lone:
        for match in evidence.genus_classes.get(taxon.genus, ()):
            yield RULE_CLASS_IS_GENUS, match._replace(kind=_ONLY_SPECIES) if lone else match
    if strict == "genus":
        for match in evidence.siblings.get(taxon.genus, ()):
            yield RULE_SIBLING, match


def _name_matches(taxon: Taxon, evidence: Evidence) -> Iterator[Match]:
    name = normalise_name(taxon.name)
    parents = hybrid_parents(taxon.name)
    if not parents:
        hybrid = is_hybrid(taxon.name)
        for match in evidence.exact.get(name, ()):
            same_case = match.lemma.replace("_", " ") == taxon.name
            yield match._replace(
                kind=ev.HYBRID_NAME if hybrid else ev.EXACT if same_case else ev.SAME_BUT_CASE
            )
        yield from evidence.parents.get(name, ())
        words = name.split()
        if len(words) > 2:
            forms = _as(ev.PARENT_NAME, evidence.exact.get(" ".join(words[:2]), ()))
            # "Passion fruit chlorotic mottle virus" is no form of the passion fruit: common names do not count.
            yield from (match for match in forms if match.lemma[0].isupper())
    for parent in parents:
        yield from _as(ev.HYBRID_PARENT, evidence.exact.get(parent, ()))
    yield from evidence.recombined.get(taxon.taxon_id, ())


def _as(kind: str, matches: Matches) -> Iterator[Match]:
    return (match._replace(kind=kind) for match in matches)


def _veto(taxon: Taxon, rule: str, match: Match) -> str:
    """Return why a match does not count, or empty text.

    A full name has to agree in kingdom (Clusia flava is a plant and a fly); a genus or a common name in
    class too (the fish tetra is not the spider genus Tetra).
    """
    if not ev.kingdom_agrees(taxon.kingdom, match.entry):
        return _VETO_KINGDOM
    if rule in {RULE_CLASS_IS_GENUS, RULE_SIBLING, RULE_COMMON_NAME} and not ev.group_agrees(
        taxon, match.entry
    ):
        return _VETO_CLASS
    return ""


def _certainty(rule: str, match: Match) -> str:
    """Return whether a match is beyond doubt.

    To review: older names (a guess by epithet), hybrids of a class, and genera that are only called alike
    where WordNet does not say what the class is.
    """
    if rule in {RULE_OLDER_NAME, RULE_COMMON_NAME} or match.kind == ev.HYBRID_PARENT:
        return REVIEW
    if rule == RULE_CLASS_IS_GENUS and not match.entry.kingdoms:
        return REVIEW
    return CERTAIN
