"""The ImageNet-21K lexicon: each class with its names and what WordNet 3.0 says of its place in the tree of life."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from manifests.errors import ToolkitError

IMAGENET21K_CLASSES = 21_841
LEXICON_FILE = "imagenet21k.csv"
CLASS_LISTS = ("in21k", "in21kp", "in1k")

_LIST_SEPARATOR = "|"
_COLUMNS = (
    "wnid", "lemmas", "in_1k", "in_21k", "in_21kp", "lexname", "kingdoms", "groups", "scientific_names",
    "genera", "genus_of", "families",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImageNetClass:
    """One ImageNet-21K class (a WordNet 3.0 noun synset).

    Attributes:
        wnid: `n` and the synset's eight-digit offset.
        lemmas: Its names as WordNet spells them, underscores for spaces.
        in_1k: Whether it is in ImageNet-1K.
        in_21k: Whether it is in the full ImageNet-21K (autumn 2011 release, 21,841 classes).
        in_21kp: Whether it is in the cleaned ImageNet-21K-P.
        lexname: WordNet's lexicographer file, such as `noun.plant`.
        kingdoms: Of `animal`, `plant`, `fungus`, `microbe`, `protist`; empty where WordNet does not tell.
        groups: Animal groups it descends from, such as `insect` or `fish`.
        scientific_names: Lemmas that are binomials or trinomials.
        genera: Genera that WordNet files it under, with their synonyms.
        genus_of: Genera that it *is*: it names no species of them, or it is the genus itself.
        families: Families of its genera, with their synonyms.
    """

    wnid: str
    lemmas: tuple[str, ...]
    in_1k: bool
    in_21k: bool
    in_21kp: bool
    lexname: str
    kingdoms: tuple[str, ...]
    groups: tuple[str, ...]
    scientific_names: tuple[str, ...]
    genera: tuple[str, ...]
    genus_of: tuple[str, ...]
    families: tuple[str, ...]

    @property
    def title(self) -> str:
        """The wnid and names, for people: `n01641391 (leopard frog, spring frog, Rana pipiens)`."""
        return f"{self.wnid} ({', '.join(lemma.replace('_', ' ') for lemma in self.lemmas)})"

    def is_in(self, class_list: str) -> bool:
        """Return whether the class is in `class_list`, one of `CLASS_LISTS`.

        Raises:
            ValueError: There is no such list.
        """
        if class_list not in CLASS_LISTS:
            message = f"expected one of {', '.join(CLASS_LISTS)}, found {class_list!r}"
            raise ValueError(message)
        return bool(getattr(self, class_list.replace("in", "in_", 1)))


def format_lexicon(classes: list[ImageNetClass]) -> str:
    """Return the lexicon as CSV text, one line a class, sorted by wnid."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in sorted(classes, key=lambda c: c.wnid):
        writer.writerow(_format_cell(getattr(entry, column)) for column in _COLUMNS)
    return text.getvalue()


def _format_cell(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return _LIST_SEPARATOR.join(value)
    return str(value)


def parse_lexicon(text: str, where: str) -> list[ImageNetClass]:
    """Return the classes in `text`, the inverse of `format_lexicon`.

    Args:
        text: The CSV document.
        where: Its name, for messages.

    Raises:
        ToolkitError: The table is not a lexicon or is not complete.
    """
    reader = csv.reader(io.StringIO(text))
    header = tuple(next(reader, ()))
    if header != _COLUMNS:
        raise ToolkitError(
            "this is not an ImageNet-21K lexicon",
            where=where,
            expected=",".join(_COLUMNS),
            found=",".join(header),
        )
    classes = []
    for row in reader:
        cells = [tuple(filter(None, cell.split(_LIST_SEPARATOR))) for cell in row]
        wnid, lemmas, in_1k, in_21k, in_21kp, lexname = row[:6]
        del lemmas
        classes.append(
            ImageNetClass(wnid, cells[1], in_1k == "1", in_21k == "1", in_21kp == "1", lexname, *cells[6:])
        )
    if len({entry.wnid for entry in classes}) != IMAGENET21K_CLASSES:
        raise ToolkitError(
            "the ImageNet-21K lexicon is not complete",
            where=where,
            expected=f"{IMAGENET21K_CLASSES:,} classes",
            found=f"{len({entry.wnid for entry in classes}):,}",
            remedy="make it again: python -m builders.species lexicon",
        )
    return classes


def committed_lexicon_text() -> str:
    """Return the text of the lexicon that comes with the package."""
    return (resources.files("manifests") / "data" / LEXICON_FILE).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load_lexicon() -> tuple[ImageNetClass, ...]:
    """Return the classes of the lexicon that comes with the package, sorted by wnid."""
    return tuple(parse_lexicon(committed_lexicon_text(), f"manifests/data/{LEXICON_FILE}"))


def lexicon_digest() -> str:
    """Return the SHA-256 of the lexicon that comes with the package, in hexadecimal."""
    return hashlib.sha256(committed_lexicon_text().encode()).hexdigest()


def committed_lexicon_path() -> Path:
    """Return where the lexicon lives in a source checkout."""
    return Path(__file__).parents[2] / "manifests" / "data" / LEXICON_FILE
