"""Which taxa a name stands for today: active names, and older ones found by their epithet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from builders.species.columns import text_array
from builders.species.evidence import families_of, species_by_stem
from builders.species.names import epithet_stem, normalise_name
from builders.species.taxonomy import Taxon, Taxonomy, iterate_taxa

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builders.species.evidence import Evidence, Matches


@dataclass(frozen=True)
class Resolution:
    """What a name stands for.

    Attributes:
        name: The name, normalised.
        active: Taxa that bear it now; several where kingdoms share a name, or ranks do.
        candidates: Species that it may be an older name of, where no taxon bears it.
        classes: ImageNet classes that bear it themselves, as a scientific or as a common name.
    """

    name: str
    active: tuple[Taxon, ...]
    candidates: tuple[Taxon, ...]
    classes: Matches

    @property
    def is_outdated(self) -> bool:
        """Whether the name is a former one of some active species."""
        return not self.active and bool(self.candidates)


Ask = Callable[[str], "list[int]"]
"""Answers with the taxon ids that a name stands for today; see `builders.species.current_names`."""


def resolve_names(
    names: Iterable[str], taxonomy: Taxonomy, evidence: Evidence, ask: Ask | None = None
) -> dict[str, Resolution]:
    """Return what each of `names` stands for, by the name as given.

    An older name is looked for in two ways: ImageNet's own are in the evidence; any other keeps its epithet's
    stem in the family of its genus, if the taxonomy or a class still knows that genus. With `ask`, iNaturalist is
    asked first, and where it knows the name nothing is guessed.
    """
    given = {name: normalise_name(name) for name in names}
    active = _active_taxa(taxonomy, set(given.values()))
    by_lemma = _species_by_lemma(taxonomy, evidence)
    guesses = _guess_species(
        {name for name in given.values() if name not in active and name not in by_lemma}, taxonomy, evidence
    )
    told = _ask_all({name for name in given.values() if name not in active}, taxonomy, ask) if ask else {}
    resolutions = {}
    for name, normalised in given.items():
        candidates: tuple[Taxon, ...] = ()
        if normalised not in active:
            candidates = told.get(normalised) or by_lemma.get(normalised) or guesses.get(normalised, ())
        classes = evidence.exact.get(normalised, ()) + evidence.common_names.get(normalised, ())
        resolutions[name] = Resolution(
            normalised,
            tuple(active.get(normalised, ())),
            candidates,
            tuple({match.entry.wnid: match for match in reversed(classes)}.values()),
        )
    return resolutions


def _ask_all(names: set[str], taxonomy: Taxonomy, ask: Ask) -> dict[str, tuple[Taxon, ...]]:
    """Return the taxa that iNaturalist files each of `names` under, of those that the taxonomy has."""
    ids = {name: ask(name) for name in sorted(names)}
    rows = taxonomy.rows_by_id({taxon_id for found in ids.values() for taxon_id in found})
    taxa = {taxon.taxon_id: taxon for taxon in iterate_taxa(rows)}
    return {
        name: tuple(taxa[taxon_id] for taxon_id in found if taxon_id in taxa) for name, found in ids.items()
    }


def _active_taxa(taxonomy: Taxonomy, names: set[str]) -> dict[str, list[Taxon]]:
    """Return the taxa called each of `names`; species before other ranks, and not those when there are any."""
    lower = pc.utf8_lower(taxonomy.table["name"])
    plain = taxonomy.table.filter(pc.is_in(lower, text_array(names)))
    hybrids = taxonomy.table.filter(pc.match_substring(lower, "\N{MULTIPLICATION SIGN}"))
    found: dict[str, dict[int, Taxon]] = defaultdict(dict)
    for rows in (plain, hybrids):
        for taxon in iterate_taxa(rows):
            name = normalise_name(taxon.name)
            if name in names:
                found[name][taxon.taxon_id] = taxon
    return {
        name: [t for t in taxa.values() if t.rank == "species"] or list(taxa.values())
        for name, taxa in found.items()
    }


def _species_by_lemma(taxonomy: Taxonomy, evidence: Evidence) -> dict[str, tuple[Taxon, ...]]:
    """Return the species that each older name of an ImageNet class stands for."""
    ids: dict[str, list[int]] = defaultdict(list)
    for taxon_id, matches in evidence.recombined.items():
        for match in matches:
            ids[normalise_name(match.lemma)].append(taxon_id)
    taxa = {taxon.taxon_id: taxon for taxon in iterate_taxa(taxonomy.rows_by_id(evidence.recombined))}
    return {name: tuple(taxa[taxon_id] for taxon_id in found) for name, found in ids.items()}


def _guess_species(names: set[str], taxonomy: Taxonomy, evidence: Evidence) -> dict[str, tuple[Taxon, ...]]:
    """Return the species whose epithet and family fit each of `names`, all of which no taxon bears."""
    binomials = {name: name.split()[:2] for name in names if len(name.split()) >= 2}
    known = families_of(taxonomy, {genus.capitalize() for genus, _ in binomials.values()})
    pairs_of = {}
    for name, (genus, epithet) in binomials.items():
        of_class = {
            family
            for match in evidence.siblings.get(genus.capitalize(), ())
            for family in match.entry.families
        }
        families = known.get(genus.capitalize(), set()) | of_class
        pairs_of[name] = {(family, epithet_stem(epithet)) for family in families}
    species = species_by_stem(taxonomy, {pair for pairs in pairs_of.values() for pair in pairs})
    guesses = {}
    for name, pairs in pairs_of.items():
        found = [taxon for pair in sorted(pairs) for taxon in species.get(pair, ())]
        genus = binomials[name][0].capitalize()
        guesses[name] = tuple([taxon for taxon in found if taxon.genus == genus] or found)
    return guesses
