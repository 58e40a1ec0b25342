"""The rules of `builders.species` as somebody would write them with pandas, for `benchmarks/species.py`.

Names by sets, older names by merging on family and stem, the genus by a dictionary, the decision row by row with
`itertuples`. The vetoes are the package's own functions, so that both exclude the same species.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from builders.species.evidence import group_agrees, kingdom_agrees
from builders.species.lexicon import load_lexicon
from builders.species.names import (
    epithet_stem,
    hybrid_parents,
    is_hybrid,
    is_one_typo_apart,
    normalise_name,
)
from builders.species.taxonomy import Taxon

if TYPE_CHECKING:
    from pathlib import Path

    from builders.species.lexicon import ImageNetClass

COLUMNS = ["id", "scientificName", "taxonRank", "kingdom", "phylum", "class", "family", "genus"]
_NAME_FILES = {"noun.Tops", "noun.animal", "noun.plant", "noun.group", "noun.food"}
_LIVING_FILES = {"noun.animal", "noun.plant"}


def _lists() -> dict[str, list[ImageNetClass]]:
    return defaultdict(list)


@dataclass
class _Tables:
    exact: dict[str, list[ImageNetClass]] = field(default_factory=_lists)
    parents: dict[str, list[ImageNetClass]] = field(default_factory=_lists)
    capital: dict[str, list[ImageNetClass]] = field(default_factory=_lists)
    genera: dict[str, list[ImageNetClass]] = field(default_factory=_lists)
    older: list[tuple[ImageNetClass, str]] = field(default_factory=list)
    recombined: dict[int, list[ImageNetClass]] = field(default_factory=lambda: defaultdict(list))


def decide_all(path: Path) -> pd.DataFrame:
    """Return the species of the taxonomy in `path` with a column `excluded`."""
    taxa = pd.read_parquet(path, columns=COLUMNS).fillna("")
    taxa["name"] = taxa["scientificName"].map(normalise_name)
    species = taxa[taxa["taxonRank"] == "species"].copy()
    tables = _collect(taxa)
    _find_older_names(species, taxa, tables)
    species["excluded"] = [
        _is_excluded(Taxon(row[0], row[1], "species", *row[3:8]), row[8], tables)
        for row in species.itertuples(index=False)
    ]
    return species


def _collect(taxa: pd.DataFrame) -> _Tables:
    tables = _Tables()
    known, genera = set(taxa["name"]), set(taxa["genus"])
    current = set(taxa.loc[taxa["taxonRank"].isin(["species", "hybrid"]), "name"])
    for entry in load_lexicon():
        names = {normalise_name(lemma): lemma for lemma in entry.lemmas if "_" in lemma}
        names = {name: lemma for name, lemma in names.items() if " " in name and entry.lexname in _NAME_FILES}
        scientific = dict.fromkeys(normalise_name(name) for name in entry.scientific_names)
        for name, lemma in names.items():
            words = name.split()
            if len(words) == 2 or name in known:
                tables.exact[name].append(entry)
                if lemma[0].isupper():
                    tables.capital[name].append(entry)
            if len(words) == 3 and (name in scientific or name in known):
                tables.parents[" ".join(words[:2])].append(entry)
        named = any(name in known for name in names)
        for genus in () if named else entry.genus_of:
            tables.genera[genus].append(entry)
        if entry.lexname in _LIVING_FILES and entry.kingdoms and not named and not scientific:
            single = {lemma.capitalize() for lemma in entry.lemmas if "_" not in lemma}
            for genus in single & genera:
                tables.genera[genus].append(entry)
        tables.older += [
            (entry, name)
            for name in scientific
            if " " in name and name not in current and " ".join(name.split()[:2]) not in current
        ]
    return tables


def _find_older_names(species: pd.DataFrame, taxa: pd.DataFrame, tables: _Tables) -> None:
    pairs = taxa[["genus", "family"]].drop_duplicates()
    families = pairs.groupby("genus")["family"].agg(list).to_dict()
    plain = species[(species["name"].str.count(" ") == 1) & ~species["scientificName"].map(is_hybrid)].copy()
    plain["epithet"] = plain["name"].str.split().str[1]
    plain["stem"] = plain["epithet"].map(epithet_stem)
    needs = [
        (number, family, epithet_stem(name.split()[1]))
        for number, (entry, name) in enumerate(tables.older)
        for family in ({*families.get(name.split()[0].capitalize(), ()), *entry.families} - {""})
    ]
    wanted = pd.DataFrame(needs, columns=["number", "family", "stem"])
    merged = wanted.merge(plain, on=["family", "stem"])
    found = {number: list(rows.itertuples(index=False)) for number, rows in merged.groupby("number")}
    searched = set(wanted["number"])
    missing = {name.split()[0].capitalize() for _, name in tables.older}
    in_genus = {
        genus: list(rows.itertuples(index=False))
        for genus, rows in plain[plain["genus"].isin(missing)].groupby("genus")
    }
    for number, (entry, name) in enumerate(tables.older):
        genus, epithet = name.split()[0].capitalize(), name.split()[1]
        rows = [row for row in found.get(number, ()) if kingdom_agrees(row.kingdom, entry)]
        rows = [row for row in rows if row.genus == genus] or rows
        if not rows and number in searched:
            rows = [row for row in in_genus.get(genus, ()) if is_one_typo_apart(row.epithet, epithet)]
        for row in rows:
            tables.recombined[row.id].append(entry)


def _is_excluded(taxon: Taxon, name: str, tables: _Tables) -> bool:
    formula = hybrid_parents(taxon.name)
    by_name = [entry for parent in formula for entry in tables.exact.get(parent, ())]
    if not formula:
        by_name = [*tables.exact.get(name, ()), *tables.parents.get(name, ())]
        words = name.split()
        if len(words) > 2:
            by_name += tables.capital.get(" ".join(words[:2]), ())
    by_name += tables.recombined.get(taxon.taxon_id, ())
    if any(kingdom_agrees(taxon.kingdom, entry) for entry in by_name):
        return True
    by_genus = tables.genera.get(taxon.genus, ())
    return any(kingdom_agrees(taxon.kingdom, e) and group_agrees(taxon, e) for e in by_genus)
