"""The plan of a build: which species, and which photographs of each. Made once, then recorded."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from builders.species.audit_table import format_decision
from builders.species.categories import CATEGORIES
from builders.species.decisions import KEPT, Decision, decide_common_name
from builders.species.photos import PHOTO_COLUMNS, read_photos
from manifests.command import progress
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builders.species.categories import Category
    from builders.species.photos import Candidate, Photo, PhotoRoad
    from builders.species.selection import Selection
    from builders.species.taxonomy import Taxon


@dataclass(frozen=True)
class Wish:
    """What the user wants.

    Attributes:
        categories: Which categories.
        species: Species a category.
        photos: Photographs a species at the most.
        minimum_photos: Photographs a species at the least.
        seed: Draws the species at random; None takes those with the most photographs.
    """

    categories: tuple[Category, ...]
    species: int = 100
    photos: int = 50
    minimum_photos: int = 10
    seed: int | None = None


@dataclass(frozen=True)
class ChosenSpecies:
    """A species of the plan, with its decision."""

    taxon: Taxon
    category: str
    decision: Decision = KEPT
    common_name: str = ""

    @property
    def folder(self) -> str:
        """Name of its folder: `genus_species`, lower case, ASCII letters, digits, hyphens and underscores."""
        text = self.taxon.name.replace("\N{MULTIPLICATION SIGN}", "x").lower().replace(" ", "_")
        return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in text) or "unnamed"


@dataclass
class Plan:
    """Species by taxon id, and their photographs."""

    species: dict[int, ChosenSpecies] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)
    shortages: list[str] = field(default_factory=list)


def make_plan(wish: Wish, selection: Selection, road: PhotoRoad) -> Plan:
    """Return the plan: for each category the wanted number of clean species with enough photographs.

    Raises:
        ToolkitError: Not one species has enough photographs.
    """
    plan = Plan()
    for category in wish.categories:
        candidates = _in_order(road.candidates(category, selection.kept_ids(category.name)), wish, category)
        taxa = selection.decisions_of([candidate.taxon_id for candidate in candidates])
        with progress(wish.species, f"{category.name}: species", "species") as bar:
            found = 0
            for candidate in candidates:
                if found == wish.species:
                    break
                taxon, decision = taxa[candidate.taxon_id]
                if decide_common_name(taxon, candidate.common_name, selection.evidence).excluded:
                    continue
                photos = road.find_photos(candidate.taxon_id, wish.photos)
                if len(photos) < wish.minimum_photos:
                    continue
                plan.species[taxon.taxon_id] = ChosenSpecies(
                    taxon, category.name, decision, candidate.common_name
                )
                plan.photos += photos
                found += 1
                bar.update()
        if found < wish.species:
            plan.shortages.append(f"{category.name}: {found} of {wish.species} species")
    if not plan.photos:
        raise ToolkitError(
            "no species has enough photographs",
            expected=f"{wish.minimum_photos} photographs of a species under the allowed licences",
            remedy="lower --minimum-photos, allow more --licences, or choose other --categories",
        )
    return plan


def _in_order(candidates: Iterable[Candidate], wish: Wish, category: Category) -> list[Candidate]:
    """Return the candidates with enough photographs, in the order in which they are chosen."""
    enough = [c for c in candidates if c.photos >= wish.minimum_photos]
    if wish.seed is None:
        return sorted(enough, key=lambda c: (-c.photos, c.taxon_id))
    enough.sort(key=lambda c: c.taxon_id)
    draw = np.random.default_rng([wish.seed, *category.name.encode()])
    return [enough[i] for i in draw.permutation(len(enough))]


SPECIES_COLUMNS = (
    "taxon_id", "name", "category", "folder", "common_name", "kingdom", "phylum", "class", "family", "genus",
    "photos", "decision", "rule", "match", "wnid", "lemma", "certainty", "vetoes",
)  # fmt: skip


def format_species(species: Iterable[ChosenSpecies], counts: dict[int, int]) -> str:
    """Return species.csv: every species with its decision and its number of photographs.

    Args:
        species: Of the dataset.
        counts: Photographs by taxon id.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, SPECIES_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for chosen in sorted(species, key=lambda s: (s.category, s.taxon.name, s.taxon.taxon_id)):
        taxon = chosen.taxon
        writer.writerow(
            {
                "taxon_id": taxon.taxon_id,
                "name": taxon.name,
                "category": chosen.category,
                "folder": chosen.folder,
                "common_name": chosen.common_name,
                "kingdom": taxon.kingdom,
                "phylum": taxon.phylum,
                "class": taxon.class_name,
                "family": taxon.family,
                "genus": taxon.genus,
                "photos": counts.get(taxon.taxon_id, 0),
                **format_decision(chosen.decision),
            }
        )
    return text.getvalue()


RECORD_NAME = "selection.csv"
"""The plan as it is sealed: one row a photograph, with category and name of its species before it."""

_SPECIES_OF_RECORD = ("category", "species", "common_name")


def format_record(plan: Plan) -> str:
    """Return the plan as CSV text, from which `read_record` makes it again."""
    text = io.StringIO()
    columns = (*_SPECIES_OF_RECORD, *PHOTO_COLUMNS)
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for photo in plan.photos:
        chosen = plan.species[photo.taxon_id]
        cells = (chosen.category, chosen.taxon.name, chosen.common_name)
        writer.writerow({**dict(zip(_SPECIES_OF_RECORD, cells, strict=True)), **asdict(photo)})
    return text.getvalue()


def read_record(path: Path, selection: Selection) -> Plan:
    """Return the plan recorded in a file that `format_record` wrote; the species keep their names of then.

    Args:
        path: `selection.csv`, or a sealed dataset that holds it.
        selection: Today's decisions. A species that is excluded by now stays, with its decision.

    Raises:
        ToolkitError: It is no such file, or the taxonomy does not know one of its species.
    """
    if path.is_dir():
        path /= RECORD_NAME
    photos, extras = read_photos(path, _SPECIES_OF_RECORD)
    decisions = selection.decisions_of({photo.taxon_id for photo in photos})
    known = {category.name for category in CATEGORIES}
    plan = Plan(photos=photos)
    for photo, (category, name, common_name) in zip(photos, extras, strict=True):
        taxon, decision = decisions.get(photo.taxon_id, (None, KEPT))
        if taxon is None or category not in known:
            raise ToolkitError(
                "the recorded selection names what is not known",
                where=path,
                expected="categories of this toolkit and species of the taxonomy",
                found=f"{category}, {name} ({photo.taxon_id})",
                remedy="use the taxonomy it was made with (--taxonomy)",
            )
        chosen = ChosenSpecies(taxon._replace(name=name), category, decision, common_name)
        plan.species.setdefault(photo.taxon_id, chosen)
    return plan
