"""What lies beside the photographs: who took them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manifests.schema import Row

ATTRIBUTION_NAME = "ATTRIBUTION.csv"


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
