"""What a finished StreetHazards has to be, beyond what every sealed dataset is. Findings, all together."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from manifests.schema import ANNOTATION, IMAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from manifests.schema import Row

_SEPARATOR = "|"


def join_names(names: Iterable[str]) -> str:
    """Return names as one column of items.csv holds them."""
    return _SEPARATOR.join(names)


def check_rows(
    rows: Iterable[Row], expected: Mapping[str, int] | None = None, models: Collection[str] = ()
) -> list[str]:
    """Return what is wrong with the items of a StreetHazards, one line each.

    Args:
        rows: Of items.csv, or about to be.
        expected: Images of each split, where a number was asked for.
        models: Asset ids that must all appear in the test split.
    """
    images: Counter[str] = Counter()
    splits_of: dict[str, set[str]] = defaultdict(set)
    used: set[str] = set()
    findings = []
    for row in rows:
        splits_of[row["town"]].add(row["split"])
        if row["role"] == IMAGE:
            images[row["split"]] += 1
        elif row["role"] == ANNOTATION:
            pixels = int(row["anomaly_pixels"])
            if (pixels > 0) != (row["split"] == "test"):
                findings.append(f"{row['path']} has {pixels} anomalous pixels in {row['split']}")
            if bool(row["assets"]) != (row["split"] == "test"):
                findings.append(f"{row['path']} names the assets {row['assets']!r} in {row['split']}")
            used.update(name for name in row["assets"].split(_SEPARATOR) if name)
    findings += [
        f"{town} is in the splits {', '.join(sorted(splits))}"
        for town, splits in sorted(splits_of.items())
        if len(splits) > 1
    ]
    findings += [
        f"{split} has {images[split]} images instead of {count}"
        for split, count in (expected or {}).items()
        if images[split] != count
    ]
    missing = sorted(set(models) - used)
    if missing:
        findings.append(f"{len(missing)} models of the catalogue are in no image: {', '.join(missing[:10])}")
    return findings
