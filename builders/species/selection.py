"""The decisions for all species of a taxonomy at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from builders.species.categories import CATEGORIES, OTHER
from builders.species.columns import (
    as_mask,
    codes_of,
    count_spaces,
    filter_rows,
    integer_array,
    rows_with_word,
    take_rows,
    text_array,
)
from builders.species.decisions import KEPT, REVIEW, RULES, Decision, decide
from builders.species.evidence import Evidence, collect_evidence
from builders.species.lexicon import load_lexicon
from builders.species.names import HYBRID_SIGN, normalise_name
from builders.species.taxonomy import Taxon, Taxonomy, iterate_taxa
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import numpy.typing as npt

CATEGORY_NAMES = (*(category.name for category in CATEGORIES), OTHER)
_MAXIMUM_LIST_BYTES = 1 << 26


@dataclass(frozen=True)
class Rules:
    """What counts as contaminated.

    Attributes:
        against: `in21k`, `in21kp` or `in1k`.
        strict: `name`, `class` or `genus`; see `builders.species.decisions.STRICTNESS`.
        listed: Normalised names of species and genera that are excluded besides.
    """

    against: str = "in21k"
    strict: str = "class"
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Selection:
    """The decisions for all species.

    Attributes:
        taxonomy: Where the species come from.
        evidence: What the decisions rest on.
        rules: What counts as contaminated.
        rows: The species, as in `builders.species.taxonomy.SCHEMA`.
        decisions: The different decisions; the first is `KEPT`.
        codes: (species,) int32 position in `decisions` of each row.
        categories: (species,) int8 position in `CATEGORY_NAMES` of each row.
    """

    taxonomy: Taxonomy
    evidence: Evidence
    rules: Rules
    rows: pa.Table
    decisions: tuple[Decision, ...]
    codes: npt.NDArray[np.int32]
    categories: npt.NDArray[np.int8]

    @cached_property
    def _excluded(self) -> npt.NDArray[np.bool_]:
        return np.array([decision.excluded for decision in self.decisions])

    def kept_ids(self, category: str) -> set[int]:
        """Return the taxon ids of the species of `category` that stay."""
        mask = (self.categories == CATEGORY_NAMES.index(category)) & ~self._excluded[self.codes]
        return set(filter_rows(self.rows.select(["taxon_id"]), mask)["taxon_id"].to_pylist())

    def decisions_of(self, taxon_ids: Collection[int]) -> dict[int, tuple[Taxon, Decision]]:
        """Return species and decision by taxon id; ids that are no species of the taxonomy are left out."""
        mask = as_mask(pc.is_in(self.rows["taxon_id"], integer_array(taxon_ids)))
        codes = self.codes[mask].tolist()
        taxa = iterate_taxa(filter_rows(self.rows, mask))
        return {
            taxon.taxon_id: (taxon, self.decisions[code]) for taxon, code in zip(taxa, codes, strict=True)
        }

    def summary(self) -> list[dict[str, str | int]]:
        """Return one row a category: species, how many each rule excludes, kept, to review."""
        rows: list[dict[str, str | int]] = []
        for index, name in enumerate(CATEGORY_NAMES):
            found = np.bincount(self.codes[self.categories == index], minlength=len(self.decisions))
            by_rule: Counter[str] = Counter()
            review = 0
            for decision, count in zip(self.decisions, found.tolist(), strict=True):
                by_rule[decision.rule] += count
                review += count if decision.certainty == REVIEW else 0
            excluded = {rule: by_rule[rule] for rule in RULES}
            rows.append(
                {
                    "category": name,
                    "species": int(found.sum()),
                    **excluded,
                    "kept": by_rule[""],
                    "review": review,
                }
            )
        return rows


def select_species(taxonomy: Taxonomy, rules: Rules) -> Selection:
    """Return the decision for every species of `taxonomy`.

    Most species are named in no evidence at all, and most of the others only through their genus. So the
    rows that evidence touches are found column by column, the rule is asked once for every distinct lineage
    among them, and one by one only where a name matters.
    """
    classes = [entry for entry in load_lexicon() if entry.is_in(rules.against)]
    evidence = collect_evidence(classes, taxonomy)
    rows = taxonomy.species_rows()
    decisions: dict[Decision, int] = {KEPT: 0}
    codes = np.zeros(rows.num_rows, dtype=np.int32)

    by_genus = np.flatnonzero(rows_with_word(rows["genus"], _genera(evidence, rules)))
    lineage = _lineage_codes(rows, by_genus)
    _, first, inverse = np.unique(lineage, return_index=True, return_inverse=True)
    per_lineage = [
        _code(
            decisions,
            decide(taxon._replace(taxon_id=0, name=taxon.genus), evidence, rules.strict, rules.listed),
        )
        for taxon in iterate_taxa(take_rows(rows, by_genus[first]))
    ]
    codes[by_genus] = np.array(per_lineage, dtype=np.int32)[inverse]

    by_name = np.flatnonzero(_name_matters(rows, evidence, rules))
    for position, taxon in zip(by_name, iterate_taxa(take_rows(rows, by_name)), strict=True):
        codes[position] = _code(decisions, decide(taxon, evidence, rules.strict, rules.listed))
    return Selection(taxonomy, evidence, rules, rows, tuple(decisions), codes, _categories(rows))


def _code(decisions: dict[Decision, int], decision: Decision) -> int:
    return decisions.setdefault(decision, len(decisions))


def _genera(evidence: Evidence, rules: Rules) -> set[str]:
    """Return the genera that some rule mentions."""
    genera = set(evidence.genus_classes)
    if rules.strict == "genus":
        genera.update(evidence.siblings)
    return genera | {name.capitalize() for name in rules.listed if " " not in name}


def _lineage_codes(rows: pa.Table, positions: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    """Return a number for each row at `positions` that is equal where kingdom, phylum, class and genus are."""
    number = np.zeros(len(positions), dtype=np.int64)
    for column in ("kingdom", "phylum", "class", "genus"):
        chunk = rows[column].combine_chunks()
        size = len(chunk.dictionary) + 1
        number = number * size + codes_of(chunk)[positions]
    return number


def _name_matters(rows: pa.Table, evidence: Evidence, rules: Rules) -> npt.NDArray[np.bool_]:
    """Return which species the rules must look at by name.

    Returns:
        (species,) bool: names in the evidence, hybrids, names that are not two words, sole species of a genus.
    """
    names = rows["name"]
    words = {*evidence.exact, *evidence.parents, *rules.listed}
    matters = pc.is_in(pc.utf8_lower(names), text_array(words))
    matters = pc.or_(matters, pc.is_in(rows["taxon_id"], integer_array(evidence.recombined)))
    matters = pc.or_(matters, pc.match_substring(names, HYBRID_SIGN))
    mask: npt.NDArray[np.bool_] = as_mask(matters) | (count_spaces(names) > 1)
    lone = {genus for _, genus in evidence.lone_species}
    return mask | rows_with_word(rows["genus"], lone)


def _categories(rows: pa.Table) -> npt.NDArray[np.int8]:
    """Return the position in `CATEGORY_NAMES` of each row's category, (species,) int8."""
    positions = np.full(rows.num_rows, len(CATEGORIES), dtype=np.int8)
    for index, category in reversed(list(enumerate(CATEGORIES))):
        positions[rows_with_word(rows[category.column], category.values)] = index
    return positions


def read_excluded_names(path: Path) -> frozenset[str]:
    """Return the normalised names in a text file: a species or a genus a line, `#` for comments.

    Raises:
        ToolkitError: The file is not there, too large, or not UTF-8 text.
    """
    if not path.is_file() or path.stat().st_size > _MAXIMUM_LIST_BYTES:
        raise ToolkitError("the list of names cannot be read", where=path, expected="a text file of names")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ToolkitError("the list of names is not UTF-8 text", where=path, found=str(error)) from error
    return frozenset(filter(None, (normalise_name(line.split("#")[0]) for line in lines)))
