"""What ImageNet-21K and a taxonomy together say about names and genera: the evidence that decisions rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from builders.species.columns import (
    count_spaces,
    filter_rows,
    integer_array,
    list_words,
    rows_with_word,
    text_array,
)
from builders.species.names import (
    HYBRID_SIGN,
    epithet_stem,
    is_hybrid,
    is_one_typo_apart,
    normalise_name,
    stem_spellings,
)
from builders.species.taxonomy import Taxon, Taxonomy, iterate_taxa

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from builders.species.lexicon import ImageNetClass

# Lexicographer files whose synsets may carry a scientific name. A lemma of the artifact "car" names no insect.
_NAME_LEXNAMES = frozenset({"noun.Tops", "noun.animal", "noun.plant", "noun.group", "noun.food"})
_LIVING_LEXNAMES = frozenset({"noun.animal", "noun.plant"})

# Kinds of match, as they stand in audit.csv.
EXACT = "exact name"
SAME_BUT_CASE = "exact name but for case"
HYBRID_NAME = "exact name but for the hybrid sign"
HYBRID_PARENT = "a parent of the hybrid"
TRINOMIAL = "class is a subspecies or variety of it"
PARENT_NAME = "it is a form of the class"
NEW_GENUS = "same epithet in the family, new genus"
NEW_ENDING = "same epithet in the genus, new ending"
AMBIGUOUS = "same epithet in the family, one of several"
MISSPELT = "one letter apart in the genus"
GENUS_SYNSET = "class is the genus"
GENUS_MEMBER = "class is filed under the genus and names no species"
GENUS_LEMMA = "class is called like the genus"
SIBLING = "class is a species of the genus"
COMMON_NAME = "class bears its common name"

_Key = TypeVar("_Key", str, int)


class Match(NamedTuple):
    """One piece of evidence: a class, its lemma, and how the lemma matches."""

    entry: ImageNetClass
    lemma: str
    kind: str


Matches = tuple[Match, ...]


@dataclass(frozen=True)
class Evidence:
    """All evidence of one set of classes against one taxonomy. Names are normalised, genera capitalised.

    Attributes:
        exact: Name of a class to the classes.
        parents: Species to the classes that are subspecies or varieties of it.
        recombined: Taxon id to the classes that name it by an older or misspelt name.
        genus_classes: Genus to the classes that stand for the whole genus.
        siblings: Genus to the classes that are species of it.
        common_names: Common name to the living classes that bear it.
        lone_species: (kingdom, genus) of genera with a single species.
    """

    exact: Mapping[str, Matches]
    parents: Mapping[str, Matches]
    recombined: Mapping[int, Matches]
    genus_classes: Mapping[str, Matches]
    siblings: Mapping[str, Matches]
    common_names: Mapping[str, Matches]
    lone_species: frozenset[tuple[str, str]]


def collect_evidence(classes: Sequence[ImageNetClass], taxonomy: Taxonomy) -> Evidence:
    """Return the evidence that `classes` give about the taxa of `taxonomy`."""
    names_of = {entry.wnid: _multiword_names(entry) for entry in classes}
    table = taxonomy.table
    normalised = pc.utf8_lower(table["name"])
    lexicon_names = {name for names in names_of.values() for name in names}
    known = table.filter(
        pc.or_(
            pc.is_in(normalised, text_array(lexicon_names)),
            pc.match_substring(table["name"], HYBRID_SIGN),
        )
    )
    ranks_of: dict[str, set[str]] = defaultdict(set)
    for taxon in iterate_taxa(known):
        ranks_of[normalise_name(taxon.name)].add(taxon.rank)

    exact: dict[str, list[Match]] = defaultdict(list)
    parents: dict[str, list[Match]] = defaultdict(list)
    for entry in classes:
        for name, lemma in names_of[entry.wnid].items():
            words = name.split()
            if len(words) == 2 or name in ranks_of:
                exact[name].append(Match(entry, lemma, EXACT))
            if len(words) == 3 and (lemma in _scientific_lemmas(entry) or name in ranks_of):
                parents[" ".join(words[:2])].append(Match(entry, lemma, TRINOMIAL))

    siblings, genus_classes = _genus_evidence(classes, names_of, taxonomy, ranks_of)
    recombined: dict[int, list[Match]] = defaultdict(list)
    for taxon, match in _find_older_names(classes, taxonomy, ranks_of):
        recombined[taxon.taxon_id].append(match)
        if match.kind != AMBIGUOUS:
            siblings[taxon.genus].append(match._replace(kind=SIBLING))
    return Evidence(
        exact=_freeze(exact),
        parents=_freeze(parents),
        recombined=_freeze(recombined),
        genus_classes=_freeze(genus_classes),
        siblings=_freeze(siblings),
        common_names=_common_names(classes),
        lone_species=_lone_species(taxonomy, genus_classes),
    )


def _freeze(evidence: Mapping[_Key, Iterable[Match]]) -> dict[_Key, Matches]:
    return {name: tuple(dict.fromkeys(matches)) for name, matches in evidence.items()}


def _scientific_lemmas(entry: ImageNetClass) -> set[str]:
    return {name.replace(" ", "_") for name in entry.scientific_names}


def _multiword_names(entry: ImageNetClass) -> dict[str, str]:
    """Return the names of two words and more that may be scientific: normalised name to lemma."""
    if entry.lexname not in _NAME_LEXNAMES:
        return {}
    names = {normalise_name(lemma): lemma for lemma in entry.lemmas if "_" in lemma}
    return {name: lemma for name, lemma in names.items() if " " in name}


def _find_older_names(
    classes: Sequence[ImageNetClass], taxonomy: Taxonomy, ranks_of: Mapping[str, set[str]]
) -> list[tuple[Taxon, Match]]:
    """Return the species that a class calls by a name no longer in use.

    A species that moved to another genus keeps its epithet, with another ending perhaps, and mostly its
    family. The result is a guess: about three in four hold when checked by hand.
    """
    wanted = [
        (entry, name)
        for entry in classes
        for name in dict.fromkeys(normalise_name(scientific) for scientific in entry.scientific_names)
        if len(name.split()) >= 2 and not _is_current(name, ranks_of)
    ]
    genera = {name.split()[0].capitalize() for _, name in wanted}
    known_families = families_of(taxonomy, genera)
    needs = []
    for entry, name in wanted:
        genus, epithet = name.split()[0].capitalize(), name.split()[1]
        families = known_families.get(genus, set()) | set(entry.families)
        if families:
            needs.append((entry, name, genus, epithet, families))
    by_stem = species_by_stem(
        taxonomy, {(family, epithet_stem(epithet)) for *_, epithet, families in needs for family in families}
    )
    found: list[tuple[Taxon, Match]] = []
    unresolved = []
    for entry, name, genus, epithet, families in needs:
        stem = epithet_stem(epithet)
        candidates = {
            taxon.taxon_id: taxon
            for family in sorted(families)
            for taxon in by_stem.get((family, stem), ())
            if kingdom_agrees(taxon.kingdom, entry)
        }
        same_genus = {i: taxon for i, taxon in candidates.items() if taxon.genus == genus}
        chosen = same_genus or candidates
        if not chosen:
            unresolved.append((entry, name, genus, epithet))
        kind = AMBIGUOUS if len(chosen) > 1 else NEW_ENDING if same_genus else NEW_GENUS
        found += [(taxon, Match(entry, _lemma_of(entry, name), kind)) for taxon in chosen.values()]
    return found + _find_misspelt(unresolved, taxonomy)


def _is_current(name: str, ranks_of: Mapping[str, set[str]]) -> bool:
    """Return whether a class's name needs no search: it, or the species it is a form of, is in use."""
    species = " ".join(name.split()[:2])
    return any({"species", "hybrid"} & ranks_of.get(key, set()) for key in (name, species))


def _lemma_of(entry: ImageNetClass, name: str) -> str:
    return next(lemma for lemma in entry.lemmas if normalise_name(lemma) == name)


def _find_misspelt(
    unresolved: Sequence[tuple[ImageNetClass, str, str, str]], taxonomy: Taxonomy
) -> list[tuple[Taxon, Match]]:
    """Return the species one letter away in the genus (WordNet's `Turdus greyi` is Turdus grayi)."""
    found = []
    species_of: dict[str, list[Taxon]] = defaultdict(list)
    rows = _rows_where(taxonomy, "genus", {genus for *_, genus, _ in unresolved})
    for taxon in iterate_taxa(rows):
        species_of[taxon.genus].append(taxon)
    for entry, name, genus, epithet in unresolved:
        for taxon in species_of.get(genus, ()):
            words = taxon.name.split()
            if (
                len(words) == 2
                and is_one_typo_apart(words[1], epithet)
                and kingdom_agrees(taxon.kingdom, entry)
            ):
                found.append((taxon, Match(entry, _lemma_of(entry, name), MISSPELT)))
    return found


def families_of(taxonomy: Taxonomy, genera: Collection[str]) -> dict[str, set[str]]:
    """Return the families that the taxonomy has each of `genera` in; homonyms have several."""
    rows = _rows_where(taxonomy, "genus", genera, rank=None).select(["genus", "family"])
    families: dict[str, set[str]] = {}
    for genus, family in set(zip(list_words(rows["genus"]), list_words(rows["family"]), strict=True)):
        families.setdefault(genus, set()).update(filter(None, [family]))
    return families


def species_by_stem(
    taxonomy: Taxonomy, pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Taxon]]:
    """Return the species whose family and epithet's stem are one of `pairs`, by that pair."""
    rows = _rows_where(taxonomy, "family", {family for family, _ in pairs})
    spellings = {spelling for stem in {stem for _, stem in pairs} for spelling in stem_spellings(stem)}
    rows = filter_rows(rows, count_spaces(rows["name"]) > 0)
    after_genus = pc.split_pattern(rows["name"].combine_chunks(), " ", max_splits=1).flatten()
    epithets = after_genus.take(integer_array(np.arange(1, 2 * rows.num_rows, 2)))
    rows = rows.filter(pc.is_in(pc.replace_substring(epithets, "-", ""), text_array(spellings)))
    by_stem: dict[tuple[str, str], list[Taxon]] = defaultdict(list)
    for taxon in iterate_taxa(rows):
        pair = taxon.family, epithet_stem(taxon.name.split()[1])
        if pair in pairs and not is_hybrid(taxon.name):
            by_stem[pair].append(taxon)
    return by_stem


def _rows_where(
    taxonomy: Taxonomy, column: str, values: Collection[str], rank: str | None = "species"
) -> pa.Table:
    """Return the rows of `rank` (all when None) whose dictionary `column` is one of `values`."""
    mask = rows_with_word(taxonomy.table[column], values)
    if rank is not None:
        mask &= rows_with_word(taxonomy.table["rank"], {rank})
    return filter_rows(taxonomy.table, mask)


def _genus_evidence(
    classes: Sequence[ImageNetClass],
    names_of: Mapping[str, Mapping[str, str]],
    taxonomy: Taxonomy,
    ranks_of: Mapping[str, set[str]],
) -> tuple[dict[str, list[Match]], dict[str, list[Match]]]:
    """Return the classes that are species of a genus, and those that stand for a whole genus, by genus."""
    siblings: dict[str, list[Match]] = defaultdict(list)
    genus_classes: dict[str, list[Match]] = defaultdict(list)
    genera = {word for chunk in taxonomy.table["genus"].chunks for word in chunk.dictionary.to_pylist()}
    for entry in classes:
        species = [
            lemma
            for name, lemma in names_of[entry.wnid].items()
            if lemma in _scientific_lemmas(entry) or ranks_of.get(name)
        ]
        for lemma in species:
            siblings[lemma.split("_")[0].capitalize()].append(Match(entry, lemma, SIBLING))
        if species:
            for genus in entry.genera:
                siblings[genus].append(Match(entry, species[0], SIBLING))
        named = any(ranks_of.get(name) for name in names_of[entry.wnid])
        for genus in () if named else entry.genus_of:
            kind = GENUS_MEMBER if genus in entry.genera else GENUS_SYNSET
            genus_classes[genus].append(Match(entry, entry.lemmas[0], kind))
        # Without a known kingdom a name proves nothing: "thyrsus" the inflorescence is not the insect Thyrsus.
        if entry.lexname in _LIVING_LEXNAMES and entry.kingdoms and not species:
            for lemma in entry.lemmas:
                if "_" not in lemma and lemma.capitalize() in genera:
                    genus_classes[lemma.capitalize()].append(Match(entry, lemma, GENUS_LEMMA))
    return siblings, genus_classes


def _common_names(classes: Sequence[ImageNetClass]) -> dict[str, Matches]:
    """Return the living classes by each of their names that is not scientific."""
    names: dict[str, list[Match]] = defaultdict(list)
    for entry in classes:
        if entry.lexname in _LIVING_LEXNAMES and entry.kingdoms:
            for lemma in entry.lemmas:
                if lemma not in _scientific_lemmas(entry):
                    names[normalise_name(lemma)].append(Match(entry, lemma, COMMON_NAME))
    return _freeze(names)


def _lone_species(taxonomy: Taxonomy, genera: Collection[str]) -> frozenset[tuple[str, str]]:
    """Return (kingdom, genus) of those `genera` that have one species, not counting hybrids."""
    rows = _rows_where(taxonomy, "genus", genera)
    plain = pc.invert(pc.match_substring(rows["name"], HYBRID_SIGN))
    rows = rows.filter(plain)
    counts = Counter(zip(list_words(rows["kingdom"]), list_words(rows["genus"]), strict=True))
    return frozenset(key for key, count in counts.items() if count == 1)


# Which of WordNet's kingdoms a taxon of each of iNaturalist's may be filed under: WordNet 3.0 follows older
# books, in which algae, slime moulds and bacteria were plants, fungi or protists.
_WORDNET_KINGDOMS = {
    "Animalia": {"animal"},
    "Plantae": {"plant", "protist", "microbe"},
    "Fungi": {"fungus", "plant"},
    "Protozoa": {"animal", "fungus", "microbe", "protist", "plant"},
    "Chromista": {"plant", "fungus", "microbe", "protist", "animal"},
    "Bacteria": {"microbe", "plant", "protist", "fungus"},
    "Archaea": {"microbe"},
    "Viruses": {"microbe"},
}
_CRUSTACEANS = (
    "Malacostraca", "Hexanauplia", "Branchiopoda", "Ostracoda", "Ichthyostraca", "Remipedia",
    "Cephalocarida", "Maxillopoda", "Thecostraca", "Copepoda",
)  # fmt: skip
FISH_CLASSES = (
    "Actinopterygii", "Chondrichthyes", "Elasmobranchii", "Holocephali", "Myxini", "Petromyzonti",
    "Sarcopterygii", "Placodermi",
)  # fmt: skip
_WORDNET_GROUPS = {
    "Aves": {"bird"},
    "Mammalia": {"mammal"},
    "Reptilia": {"reptile"},
    "Dinosauria": {"reptile", "bird"},
    "Amphibia": {"amphibian"},
    "Insecta": {"insect"},
    "Entognatha": {"insect"},
    "Arachnida": {"arachnid"},
    **{name: {"fish"} for name in FISH_CLASSES},
    **{name: {"crustacean"} for name in _CRUSTACEANS},
}


def kingdom_agrees(kingdom: str, entry: ImageNetClass) -> bool:
    """Return whether a class may belong to iNaturalist's `kingdom`; unknown kingdoms agree with all."""
    allowed = _WORDNET_KINGDOMS.get(kingdom)
    return not entry.kingdoms or allowed is None or not allowed.isdisjoint(entry.kingdoms)


def group_agrees(taxon: Taxon, entry: ImageNetClass) -> bool:
    """Return whether a class's animal group (insect, fish ...) is that of `taxon`.

    Classes without a group agree with all; a taxon without a class agrees if it is an animal at all.
    """
    if not entry.groups:
        return True
    if taxon.kingdom != "Animalia":
        return not taxon.kingdom
    if taxon.phylum == "Mollusca":
        return "mollusk" in entry.groups
    if not taxon.class_name:
        return True
    return not _WORDNET_GROUPS.get(taxon.class_name, set()).isdisjoint(entry.groups)
