"""What iNaturalist itself says a name stands for today: its search knows the synonyms that the taxonomy file lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders.species.api_road import read_list
from builders.species.names import normalise_name

if TYPE_CHECKING:
    from builders.species.inaturalist import Door

_RESULTS = 30


def find_current_taxa(door: Door, name: str) -> list[int]:
    """Return the ids of the active taxa that iNaturalist files `name` under, as a name now or formerly.

    The search matches beginnings and common names, too; only results whose `matched_term` is the name itself
    count.

    Raises:
        ToolkitError: The API cannot be asked, or answers in another form than documented.
    """
    wanted = normalise_name(name)
    answer = door.fetch_json("taxa", {"q": name, "per_page": _RESULTS, "is_active": "true"})
    return [
        int(taxon["id"])
        for taxon in read_list(answer, "results")
        if isinstance(taxon.get("id"), int) and normalise_name(str(taxon.get("matched_term") or "")) == wanted
    ]
