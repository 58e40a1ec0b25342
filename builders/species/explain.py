"""Why a species is in or out, in sentences, with every piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders.species import evidence as ev
from builders.species.categories import category_of
from builders.species.decisions import CERTAIN, RULE_LISTED, decide
from builders.species.resolve import resolve_names
from builders.species.verdicts import describe_decision

if TYPE_CHECKING:
    from builders.species.evidence import Evidence, Matches
    from builders.species.resolve import Ask
    from builders.species.selection import Rules
    from builders.species.taxonomy import Taxon, Taxonomy


_SHOWN_CLASSES = 5


def explain_name(
    name: str, taxonomy: Taxonomy, evidence: Evidence, rules: Rules, ask: Ask | None = None
) -> list[str]:
    """Return the lines of the explanation; empty where nothing at all is known of the name."""
    resolution = resolve_names([name], taxonomy, evidence, ask)[name]
    lines = [f"{match.entry.title} bears this name" for match in resolution.classes]
    if not resolution.active and not resolution.candidates:  # a common name: go on with the scientific ones
        names = [scientific for match in resolution.classes for scientific in match.entry.scientific_names]
        for scientific in resolve_names(names, taxonomy, evidence).values():
            for taxon in scientific.active or scientific.candidates:
                lines += _explain_taxon(taxon, evidence, rules)
    if resolution.is_outdated:
        lines.append(
            f"no active taxon of {taxonomy.source} bears this name; "
            f"{'as iNaturalist says' if ask else 'by its epithet'} it is an older name of:"
        )
    for taxon in resolution.active or resolution.candidates:
        lines += _explain_taxon(taxon, evidence, rules)
    return lines


def _explain_taxon(taxon: Taxon, evidence: Evidence, rules: Rules) -> list[str]:
    """Return the lines about one taxon: who it is, the decision, then all the evidence."""
    lineage = " > ".join(filter(None, taxon[3:]))
    category = category_of(taxon.kingdom, taxon.phylum, taxon.class_name)
    decision = decide(taxon, evidence, rules.strict, rules.listed)
    review = "" if decision.certainty == CERTAIN else " (to review)"
    outcome = f"excluded by {describe_decision(decision)}{review}" if decision.excluded else "kept"
    lines = [
        f"{taxon.name}: {taxon.rank} {taxon.taxon_id}, {lineage}; {category}",
        f"  decision ({rules.against}, --strict {rules.strict}): {outcome}",
    ]
    if decision.rule == RULE_LISTED:
        return lines
    lines += [f"  set aside, {veto.replace('_', ' ')}: the other disagrees" for veto in decision.vetoes]
    pieces: list[tuple[str, Matches]] = [
        ("name", tuple(ev.Match(*match) for match in evidence.recombined.get(taxon.taxon_id, ()))),
        ("genus", evidence.genus_classes.get(taxon.genus, ())),
        ("genus", evidence.siblings.get(taxon.genus, ())),
    ]
    for subject, matches in pieces:
        by_class = {match.entry.wnid: match for match in matches}
        for match in list(by_class.values())[:_SHOWN_CLASSES]:
            agrees = ev.kingdom_agrees(taxon.kingdom, match.entry) and ev.group_agrees(taxon, match.entry)
            note = "" if agrees else "; kingdom or class disagree, so it does not count"
            lines.append(f"  {subject}: {match.entry.title}: {match.kind}{note}")
        if len(by_class) > _SHOWN_CLASSES:
            lines.append(f"  {subject}: and {len(by_class) - _SHOWN_CLASSES} classes more")
    return lines
