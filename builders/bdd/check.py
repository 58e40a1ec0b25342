"""The check against the expected split: which of BDD100K's 8,000 masks goes where, pixel by pixel.

`manifests/data/bdd_anomaly_expected.csv` holds, for each mask, the split that the paper's rule gives, the pixels
of each anomalous class, and a digest of the mask in train ids. It was made from the masks as published with
hendrycks/anomaly-seg.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builders.bdd.build import find_encoding
from builders.bdd.encoding import ANOMALY_CLASSES, ENCODINGS, PLUS_2, TRAIN_IDS, Encoding, relabel_mask
from manifests.command import progress
from manifests.digests import pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import decode_mask, read_image_bytes
from manifests.labels import read_data
from manifests.schema import ANNOTATION
from manifests.tasks import run_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builders.bdd.source import Source
    from manifests.dataset import Dataset


@dataclass(frozen=True)
class Fact:
    """What is known of one mask.

    Attributes:
        source_split: `train` or `val`.
        split: Split of the finished dataset, or None where only the mask itself is known.
        anomaly_pixels: Pixels of each anomalous class, by name.
        mask_sha256: Pixel digest of the mask in train ids.
    """

    source_split: str
    split: str | None
    anomaly_pixels: dict[str, int]
    mask_sha256: str


@dataclass
class Check:
    """What a comparison with the expected split found.

    Attributes:
        compared: Number of masks compared.
        differences: One line a difference, sorted.
        absent: Ids of the expected split that were not there, sorted.
    """

    compared: int = 0
    differences: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Mask:
    """A mask to read: where it is, what its values mean, and where it is said to belong."""

    image_id: str
    path: Path
    encoding: str
    source_split: str
    split: str | None


def load_expected() -> dict[str, Fact]:
    """Return the expected split of all 8,000 images, by image id."""
    return {
        row["image_id"]: Fact(
            row["source_split"],
            row["split"],
            {name: int(row[f"{name}_pixels"]) for name in ANOMALY_CLASSES},
            row["mask_pixels_sha256"],
        )
        for row in csv.DictReader(io.StringIO(read_data("bdd_anomaly_expected.csv")))
    }


def check_source(source: Source, encoding: str | None, workers: int) -> Check:
    """Compare a source's masks with the expected split.

    Raises:
        ToolkitError: The encoding of the masks cannot be told.
    """
    pairs = [pair for pair in source.pairs() if pair.mask is not None]
    known: Encoding = ENCODINGS[encoding] if encoding else find_encoding(source, pairs)
    masks = (
        _Mask(pair.image_id, source.root / str(pair.mask), known.name, pair.source_split, None)
        for pair in pairs
    )
    return _compare(masks, len(pairs), workers)


def check_build(dataset: Dataset, workers: int) -> Check:
    """Compare a finished BDD-Anomaly with the expected split.

    Raises:
        ToolkitError: It is another dataset.
    """
    if dataset.manifest.info.name != "bdd-anomaly":
        raise ToolkitError(
            "this is another dataset",
            where=dataset.folder,
            expected="bdd-anomaly",
            found=dataset.manifest.info.name,
        )
    rows = [row for row in dataset.rows() if row["role"] == ANNOTATION]
    masks = (
        _Mask(
            row["item_id"],
            dataset.folder / row["path"],
            PLUS_2.name,
            row.get("source_split", ""),
            row["split"],
        )
        for row in rows
    )
    return _compare(masks, len(rows), workers)


def _compare(masks: Iterable[_Mask], total: int, workers: int) -> Check:
    expected = load_expected()
    check = Check()
    seen: set[str] = set()
    with progress(total, "check", "mask") as bar:
        for image_id, found in run_tasks(_read_fact, masks, workers=workers, threads=True):
            bar.update()
            check.compared += 1
            seen.add(image_id)
            if isinstance(found, str):
                check.differences.append(f"{image_id}: {found}")
            elif image_id not in expected:
                check.differences.append(f"{image_id}: not one of the {len(expected):,} images of BDD100K")
            else:
                check.differences += [
                    f"{image_id}: {text}" for text in _differences(found, expected[image_id])
                ]
    check.differences.sort()
    check.absent = sorted(expected.keys() - seen)
    return check


def _read_fact(mask: _Mask) -> tuple[str, Fact | str]:
    try:
        pixels = decode_mask(read_image_bytes(mask.path))
        relabelled = relabel_mask(pixels, ENCODINGS[mask.encoding])
    except ToolkitError as error:
        return mask.image_id, error.one_line
    except OSError as error:
        return mask.image_id, f"cannot be read: {error.strerror}"
    digest = pixels_sha256(TRAIN_IDS.from_finished(relabelled.mask))
    return mask.image_id, Fact(mask.source_split, mask.split, relabelled.anomaly_pixels, digest)


def _differences(found: Fact, expected: Fact) -> list[str]:
    lines = []
    if found.source_split != expected.source_split:
        lines.append(f"comes from {found.source_split}, expected {expected.source_split}")
    if found.split is not None and found.split != expected.split:
        lines.append(f"is in {found.split}, expected {expected.split}")
    lines += [
        f"{found.anomaly_pixels[name]} pixels of {name}, expected {expected.anomaly_pixels[name]}"
        for name in ANOMALY_CLASSES
        if found.anomaly_pixels[name] != expected.anomaly_pixels[name]
    ]
    if found.mask_sha256 != expected.mask_sha256:
        lines.append("other pixels in the mask than published")
    return lines
