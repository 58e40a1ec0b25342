"""Leaks: images that another dataset holds, too, as the same file, the same pixels, or nearly the same picture.

Near-duplicates are found with a perceptual hash: the signs of the 64 lowest frequencies of the cosine transform
of the image made 32x32 and gray, against their median. It survives resizing and compression; pairs whose hashes differ
in few bits are confirmed by their colours at 8x8, because pictures of little structure have similar hashes
by chance. Mirrored, rotated and strongly cropped copies are not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np

from builders.perceptual import perceptual_hash
from manifests.command import progress
from manifests.dataset import open_dataset
from manifests.digests import pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import decode_image, read_image_bytes
from manifests.schema import IMAGE
from manifests.tasks import run_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from manifests.schema import Row

DEFAULT_NEAR = 8
"""Hashes that differ in at most so many of 64 bits are compared further."""

MAX_NEAR = 32
"""Half of the bits: what two unrelated pictures have in common by chance."""

MAX_COLOUR_DIFFERENCE = 12.0
"""Mean difference in levels (0-255) of the colours at 8x8 that a near-duplicate may have."""

_LOW = 8
_ROWS_AT_A_TIME = 256


@dataclass(frozen=True)
class Leak:
    """An image that is in another dataset, too.

    Attributes:
        path: Its path in this dataset.
        evidence: How it is known, with the other's path, as one line.
    """

    path: str
    evidence: str


@dataclass(frozen=True)
class Fingerprint:
    """What is compared of an image.

    Attributes:
        path: Its path in its dataset.
        sha256: Digest of its file.
        pixels: Digest of its decoded RGB pixels.
        phash: Perceptual hash, 64 bits.
        colours: (192,) uint8, its colours at 8x8.
    """

    path: str
    sha256: str
    pixels: str
    phash: int
    colours: npt.NDArray[np.uint8]


class Index:
    """The fingerprints of a dataset, arranged for comparison."""

    def __init__(self, name: str, fingerprints: Iterable[Fingerprint]) -> None:
        self.name = name
        ordered = sorted(fingerprints, key=lambda f: f.path)
        self.paths = [f.path for f in ordered]
        self.by_bytes = {f.sha256: f.path for f in reversed(ordered)}
        self.by_pixels = {f.pixels: f.path for f in reversed(ordered)}
        self.hashes = np.array([f.phash for f in ordered], np.uint64)
        self.colours = np.array([f.colours for f in ordered], np.uint8).reshape(-1, 3 * _LOW**2)


def take_fingerprint(folder: Path, row: Row) -> Fingerprint:
    """Return the fingerprint of an image of a dataset.

    Args:
        folder: The dataset, sealed or not.
        row: The image's row.

    Raises:
        ToolkitError: The image cannot be read.
    """
    try:
        image = decode_image(read_image_bytes(folder / row["path"]))
    except (OSError, ToolkitError) as error:
        raise ToolkitError(
            "an image of the dataset cannot be read",
            where=folder / row["path"],
            found=str(error).splitlines()[0],
            remedy=f"verify it: python -m manifests verify {folder}",
        ) from None
    if image.ndim == 2:
        image = np.repeat(image[..., None], 3, axis=2)
    colours = cv2.resize(image, (_LOW, _LOW), interpolation=cv2.INTER_AREA)
    return Fingerprint(
        row["path"],
        row["sha256"],
        pixels_sha256(image),
        perceptual_hash(image),
        np.asarray(colours, np.uint8).ravel(),
    )


def index_dataset(folder: Path, workers: int) -> tuple[Index, str]:
    """Return the index of a sealed dataset, and its content digest.

    Raises:
        ToolkitError: It is no sealed dataset, or an image of it cannot be read.
    """
    dataset = open_dataset(folder)
    rows = [row for row in dataset.rows() if row["role"] == IMAGE]
    prints = fingerprint_all(folder, rows, workers, f"reading {dataset.manifest.info.name}")
    return Index(dataset.manifest.info.name, prints), dataset.manifest.content_digest


def fingerprint_all(
    folder: Path, rows: Sequence[Row], workers: int, description: str
) -> Iterator[Fingerprint]:
    """Yield the fingerprints of many images, in no particular order.

    Raises:
        ToolkitError: An image cannot be read.
    """
    with progress(len(rows), description, "image") as bar:
        for found in run_tasks(partial(take_fingerprint, folder), rows, workers=workers, threads=True):
            bar.update()
            yield found


def find_leaks(own: Sequence[Fingerprint], other: Index, near: int = DEFAULT_NEAR) -> list[Leak]:
    """Return the images that another dataset holds, too, sorted by path; for each its strongest evidence.

    Args:
        own: Fingerprints of this dataset.
        other: Index of the other.
        near: Bits in which the hashes of near-duplicates may differ.
    """
    leaks = []
    rest = []
    for mine in sorted(own, key=lambda f: f.path):
        if mine.sha256 in other.by_bytes:
            leaks.append(Leak(mine.path, f"the same bytes as {other.by_bytes[mine.sha256]} of {other.name}"))
        elif mine.pixels in other.by_pixels:
            leaks.append(
                Leak(mine.path, f"the same pixels as {other.by_pixels[mine.pixels]} of {other.name}")
            )
        else:
            rest.append(mine)
    for start in range(0, len(rest), _ROWS_AT_A_TIME):
        leaks += _near_duplicates(rest[start : start + _ROWS_AT_A_TIME], other, near)
    return sorted(leaks, key=lambda leak: leak.path)


def _near_duplicates(own: Sequence[Fingerprint], other: Index, near: int) -> list[Leak]:
    """Return near-duplicates; memory is bounded by the caller's share of `own` times the other's size."""
    hashes = np.array([f.phash for f in own], np.uint64)
    distances = np.bitwise_count(hashes[:, None] ^ other.hashes[None, :])
    best: dict[int, tuple[int, float, int]] = {}
    for mine, theirs in zip(*np.nonzero(distances <= near), strict=True):
        difference = np.abs(own[mine].colours.astype(np.int16) - other.colours[theirs]).mean()
        if difference <= MAX_COLOUR_DIFFERENCE:
            found = (int(distances[mine, theirs]), float(difference), int(theirs))
            best[int(mine)] = min(found, best.get(int(mine), found))
    return [
        Leak(
            own[mine].path,
            f"nearly the same picture as {other.paths[theirs]} of {other.name} "
            f"({distance} of 64 bits of the perceptual hash and {difference:.1f} levels of colour apart)",
        )
        for mine, (distance, difference, theirs) in best.items()
    ]
