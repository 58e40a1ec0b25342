"""Verdicts on somebody else's species: contaminated, suspicious, clean or unknown, with the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.species.categories import CATEGORIES, category_of
from builders.species.decisions import CERTAIN, RULE_SIBLING, Decision, decide
from builders.species.evidence import GENUS_SYNSET, kingdom_agrees
from builders.species.names import normalise_name
from builders.species.resolve import Resolution, resolve_names
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from builders.species.evidence import Evidence, Match
    from builders.species.resolve import Ask
    from builders.species.taxonomy import Taxon, Taxonomy

CONTAMINATED = "contaminated"
SUSPICIOUS = "suspicious"
CLEAN = "clean"
UNKNOWN = "unknown"
VERDICTS = (CONTAMINATED, SUSPICIOUS, CLEAN, UNKNOWN)
OUTDATED = "outdated name"

_MAXIMUM_LIST_BYTES = 1 << 28
_NAME_COLUMNS = ("name", "species", "scientific_name", "scientificname", "taxon_name", "binomial", "class")
# iNaturalist competition folders: 02345_Animalia_Chordata_Amphibia_Anura_Ranidae_Lithobates_pipiens
_COMPETITION_FOLDER = re.compile(r"\d{4,}_[A-Z]\w*_[A-Z]\w*_\w+_([A-Z][a-z-]+)_([\w-]+)")


@dataclass(frozen=True)
class ListedName:
    """A name in somebody's list, and the category that the list files it under, if any."""

    name: str
    category: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a reviewer would say of one name.

    Attributes:
        name: As it stands in the list.
        verdict: One of `VERDICTS`.
        outdated: Whether the name is a former one.
        taxa: What it stands for today, such as `Lithobates pipiens (66003)`.
        evidence: Why, in words.
    """

    name: str
    verdict: str
    outdated: bool
    taxa: str
    evidence: str

    def line(self) -> str:
        """Return the verdict as one line of text, columns separated by tabs."""
        verdict = f"{self.verdict}, {OUTDATED}" if self.outdated else self.verdict
        return f"{self.name}\t{verdict}\t{self.taxa}\t{self.evidence}"


def read_names(path: Path) -> list[ListedName]:
    """Return the species in a text file (one a line), a CSV or TSV table, or a folder of class folders.

    Raises:
        ToolkitError: There is nothing there that could be a list of species.
    """
    if path.is_dir():
        names = _read_folders(path)
    elif not path.is_file() or path.stat().st_size > _MAXIMUM_LIST_BYTES:
        raise ToolkitError(
            "no list of species", where=path, expected="a file of names, or a folder of folders"
        )
    elif path.name.lower().removesuffix(".gz").endswith((".csv", ".tsv")):
        names = _read_table(path)
    else:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise ToolkitError("the list is not UTF-8 text", where=path, found=str(error)) from error
        names = [ListedName(line.split("#")[0].strip()) for line in lines]
    names = [listed for listed in names if normalise_name(listed.name)]
    if not names:
        raise ToolkitError("the list holds no names", where=path)
    return names


def _read_folders(root: Path) -> list[ListedName]:
    """Return the folders without subfolders; a parent called like a category tells the kingdom."""
    names = []
    for folder in sorted(root.rglob("*")):
        if (
            folder.is_dir()
            and not folder.is_symlink()
            and not any(child.is_dir() for child in folder.iterdir())
        ):
            match = _COMPETITION_FOLDER.fullmatch(folder.name)
            name = f"{match[1]} {match[2]}" if match else folder.name
            names.append(ListedName(name, folder.parent.name if folder.parent != root else root.name))
    return names


def _read_table(path: Path) -> list[ListedName]:
    import pandas as pd  # noqa: PLC0415 - half a second that only tables need

    separator = "\t" if ".tsv" in path.name.lower() else ","
    try:
        table = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False)
    except (ValueError, UnicodeDecodeError) as error:  # pandas' parser errors are ValueErrors
        raise ToolkitError("the table cannot be read", where=path, found=str(error)) from error
    columns = {str(column).lower(): column for column in table.columns}
    name = next((columns[c] for c in _NAME_COLUMNS if c in columns), table.columns[0])
    category = table[columns["category"]] if "category" in columns else [""] * len(table)
    return [ListedName(n, c) for n, c in zip(table[name], category, strict=True)]


def judge_names(
    listed: Sequence[ListedName], taxonomy: Taxonomy, evidence: Evidence, ask: Ask | None = None
) -> list[Verdict]:
    """Return the verdict on each name, in the order of the list.

    Args:
        listed: The names.
        taxonomy: Where they are looked up.
        evidence: Of ImageNet, as `collect_evidence` gives it.
        ask: Asks iNaturalist what a name stands for that the taxonomy lacks; None to guess.
    """
    resolutions = resolve_names({entry.name for entry in listed}, taxonomy, evidence, ask)
    return [_judge(entry, resolutions[entry.name], evidence) for entry in listed]


def _judge(listed: ListedName, resolution: Resolution, evidence: Evidence) -> Verdict:
    taxa = _in_category(resolution.active or resolution.candidates, listed.category)
    judged = [_judge_taxon(taxon, evidence) for taxon in taxa]
    verdicts = {verdict for verdict, _ in judged}
    classes = [match for match in resolution.classes if _class_fits(match, taxa)]
    reasons = [reason for _, reason in judged]
    if classes and not resolution.active:
        verdict = CONTAMINATED
        reasons = [f"{match.entry.title} bears this name" for match in classes] + reasons
    elif not judged:
        verdict, reasons = _judge_genus(resolution.name, evidence)
    elif len(verdicts) == 1 and (len(taxa) == 1 or resolution.active):
        (verdict,) = verdicts
    else:  # several species or homonyms, and no telling which is meant
        verdict = SUSPICIOUS if verdicts != {CLEAN} else CLEAN
    return Verdict(
        name=listed.name,
        verdict=verdict,
        outdated=resolution.is_outdated,
        taxa="; ".join(f"{taxon.name} ({taxon.taxon_id})" for taxon in taxa),
        evidence="; ".join(dict.fromkeys(filter(None, reasons))),
    )


def _in_category(taxa: Iterable[Taxon], category: str) -> list[Taxon]:
    """Return those `taxa` that belong to `category`, or all where that says nothing."""
    taxa = list(taxa)
    fitting = [t for t in taxa if category_of(t.kingdom, t.phylum, t.class_name).lower() == category.lower()]
    is_category = category.lower() in {known.name.lower() for known in CATEGORIES}
    return fitting if is_category and fitting else taxa


def _class_fits(match: Match, taxa: Iterable[Taxon]) -> bool:
    kingdoms = {taxon.kingdom for taxon in taxa}
    return not kingdoms or any(kingdom_agrees(kingdom, match.entry) for kingdom in kingdoms)


def _judge_taxon(taxon: Taxon, evidence: Evidence) -> tuple[str, str]:
    """Return verdict and reason for a taxon of any rank."""
    decision = decide(taxon, evidence, strict="genus")
    if not decision.excluded:
        reason = f"set aside: {'; '.join(decision.vetoes)}" if decision.vetoes else ""
        return CLEAN, reason.replace("_", " ")
    certain = decision.certainty == CERTAIN and decision.rule != RULE_SIBLING
    return (CONTAMINATED if certain else SUSPICIOUS), describe_decision(decision)


def _judge_genus(name: str, evidence: Evidence) -> tuple[str, list[str]]:
    """Return the verdict on a name that stands for no taxon: only its genus can speak."""
    matches = evidence.genus_classes.get(name.split(maxsplit=1)[0].capitalize(), ())
    if not matches:
        return UNKNOWN, []
    return SUSPICIOUS, [f"{match.entry.title}: {GENUS_SYNSET}" for match in matches]


def describe_decision(decision: Decision) -> str:
    """Return the decision in words: rule, class and kind of match."""
    if not decision.excluded:
        return "kept"
    lemma = f" {decision.lemma.replace('_', ' ')}" if decision.lemma else ""
    return f"{decision.rule}: {decision.wnid}{lemma}, {decision.match}"
