"""The categories of the Species benchmark, and which taxa belong to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.species.evidence import FISH_CLASSES
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Category:
    """One category.

    Attributes:
        name: As in the paper; also the name of its folder.
        column: Which part of the lineage decides: `kingdom`, `phylum` or `class`.
        values: The taxa that belong, such as `Insecta`.
        taxon_ids: Their iNaturalist ids, for questions to the API.
        in_paper: Whether it is one of the paper's seven.
    """

    name: str
    column: str
    values: tuple[str, ...]
    taxon_ids: tuple[int, ...]
    in_paper: bool


CATEGORIES = (
    Category("Plants", "kingdom", ("Plantae",), (47126,), in_paper=True),
    Category(
        "Microorganisms",
        "kingdom",
        ("Bacteria", "Archaea", "Chromista", "Viruses"),
        (67333, 151817, 48222, 131236),
        in_paper=True,
    ),
    Category("Amphibians", "class", ("Amphibia",), (20978,), in_paper=True),
    Category("Protozoa", "kingdom", ("Protozoa",), (47686,), in_paper=True),
    Category("Fungi", "kingdom", ("Fungi",), (47170,), in_paper=True),
    Category("Arachnids", "class", ("Arachnida",), (47119,), in_paper=True),
    Category("Insects", "class", ("Insecta",), (47158,), in_paper=True),
    Category("Fish", "class", FISH_CLASSES, (47178, 196614, 49099, 49231, 85497, 714997), in_paper=False),
    Category("Mollusks", "phylum", ("Mollusca",), (47115,), in_paper=False),
    Category("Mammals", "class", ("Mammalia",), (40151,), in_paper=False),
    Category("Reptiles", "class", ("Reptilia",), (26036,), in_paper=False),
    Category("Birds", "class", ("Aves",), (3,), in_paper=False),
)
"""The paper's seven (section 4), then those of the public release and two more. No taxon is in two."""

PAPER_CATEGORIES = tuple(category.name for category in CATEGORIES if category.in_paper)
OTHER = "(other)"
"""Category of the species in the audit that belong to none."""


def category_of(kingdom: str, phylum: str, class_name: str) -> str:
    """Return the category of a taxon with this lineage, or `OTHER`."""
    lineage = {"kingdom": kingdom, "phylum": phylum, "class": class_name}
    return next((c.name for c in CATEGORIES if lineage[c.column] in c.values), OTHER)


def find_categories(names: Iterable[str]) -> list[Category]:
    """Return the categories called `names`, in the order of `CATEGORIES`; letter case does not matter.

    Raises:
        ToolkitError: One of the names is unknown; the message lists those there are.
    """
    wanted = {name.lower() for name in names}
    unknown = sorted(wanted - {category.name.lower() for category in CATEGORIES})
    if unknown:
        raise ToolkitError(
            "no such category",
            expected="some of " + ", ".join(category.name for category in CATEGORIES),
            found=", ".join(unknown),
        )
    return [category for category in CATEGORIES if category.name.lower() in wanted]
