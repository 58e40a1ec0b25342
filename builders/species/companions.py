"""What lies beside the photographs: who took them, and a contact sheet by category."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING

from manifests.preview import preview_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from manifests.schema import DatasetInfo, Row

ATTRIBUTION_NAME = "ATTRIBUTION.csv"
PREVIEW_NAME = "preview_by_category.html"
_SHOWN_PER_CATEGORY = 12


def format_preview(folder: Path, info: DatasetInfo, rows: Sequence[Row]) -> str:
    """Return a contact sheet with as many photographs of every category, spread over its species.

    Args:
        folder: Holds the photographs.
        info: What the dataset is.
        rows: Of items.csv, sorted by path.
    """
    by_category: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_category[row["category"]].append(row)
    samples: list[tuple[Row, Row | None]] = []
    for found in by_category.values():
        shown = min(_SHOWN_PER_CATEGORY, len(found))
        samples += [(found[i * len(found) // shown], None) for i in range(shown)]
    sizes = [(category, len(found)) for category, found in by_category.items()]
    return preview_html(folder, info, None, sizes, samples)


def format_attributions(rows: Sequence[Row]) -> str:
    """Return ATTRIBUTION.csv: one line a file, with the attribution verbatim."""
    text = io.StringIO()
    columns = ("path", "species", "attribution", "licence", "licence_url", "source_page", "source_url")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        page = f"https://www.inaturalist.org/photos/{row['photo_id']}"
        writer.writerow({**row, "source_page": page})
    return text.getvalue()
