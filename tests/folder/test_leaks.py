from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from builders.folder.leaks import (
    DEFAULT_NEAR,
    Fingerprint,
    Index,
    find_leaks,
)
from builders.perceptual import perceptual_hash
from manifests.digests import bytes_sha256, pixels_sha256

COUNT = 60


def detailed(index: int) -> np.ndarray:
    """Return a picture with the falling spectrum of photographs, (200, 300, 3) uint8."""
    generator = np.random.default_rng([5, index])
    total = np.zeros((200, 300, 3))
    for octave in range(1, 7):
        side = 2**octave
        coarse = generator.normal(size=(side, side + side // 2, 3)) / octave
        total += cv2.resize(coarse, (300, 200), interpolation=cv2.INTER_CUBIC)
    total -= total.min()
    return (total / total.max() * 255).astype(np.uint8)


def fingerprint(name: str, image: np.ndarray) -> Fingerprint:
    colours = cv2.resize(image, (8, 8), interpolation=cv2.INTER_AREA).ravel()
    digest = bytes_sha256(name.encode())
    return Fingerprint(name, digest, pixels_sha256(image), perceptual_hash(image), colours)


def reencoded(image: np.ndarray, quality: int) -> np.ndarray:
    stream = io.BytesIO()
    Image.fromarray(image).save(stream, "JPEG", quality=quality)
    with Image.open(io.BytesIO(stream.getvalue())) as decoded:
        return np.asarray(decoded)


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    return [detailed(k) for k in range(COUNT)]


@pytest.fixture(scope="module")
def index(pictures: list[np.ndarray]) -> Index:
    return Index("other", [fingerprint(f"theirs-{k}", image) for k, image in enumerate(pictures)])


def test_same_pixels_are_found_behind_other_bytes(pictures: list[np.ndarray], index: Index) -> None:
    (leak,) = find_leaks([fingerprint("mine", pictures[7])], index)
    assert (leak.path, leak.evidence) == ("mine", "the same pixels as theirs-7 of other")


def test_same_bytes_are_the_strongest_evidence(pictures: list[np.ndarray], index: Index) -> None:
    (leak,) = find_leaks([fingerprint("theirs-7", pictures[7])], index)
    assert leak.evidence == "the same bytes as theirs-7 of other"


CHANGES = {
    "compressed": lambda image: reencoded(image, 40),
    "smaller": lambda image: cv2.resize(image, (150, 100), interpolation=cv2.INTER_AREA),
    "larger and compressed": lambda image: reencoded(cv2.resize(image, (600, 400)), 70),
    "another shape": lambda image: cv2.resize(image, (256, 256), interpolation=cv2.INTER_LINEAR),
    "brighter": lambda image: np.clip(image.astype(int) + 6, 0, 255).astype(np.uint8),
    "cropped a little": lambda image: np.ascontiguousarray(image[2:-2, 2:-2]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_near_duplicates_are_found(change: str, pictures: list[np.ndarray], index: Index) -> None:
    own = [fingerprint(f"mine-{k}", CHANGES[change](image)) for k, image in enumerate(pictures)]
    leaks = find_leaks(own, index)
    found = {leak.path.split("-")[1] for leak in leaks}
    assert len(found) == COUNT
    for leak in leaks:
        assert f"theirs-{leak.path.split('-')[1]} of other" in leak.evidence
        assert "nearly the same picture" in leak.evidence


def test_other_pictures_are_not(index: Index) -> None:
    own = [fingerprint(f"mine-{k}", detailed(1000 + k)) for k in range(300)]
    assert find_leaks(own, index) == []


def test_even_pictures_do_not_count_as_alike() -> None:
    colours = [np.full((50, 50, 3), c, np.uint8) for c in ((0, 0, 0), (255, 0, 0), (0, 0, 255))]
    other = Index("other", [fingerprint("red", colours[1])])
    assert find_leaks([fingerprint("black", colours[0]), fingerprint("blue", colours[2])], other) == []


def test_the_hash_alone_is_not_trusted(pictures: list[np.ndarray]) -> None:
    inverted_colours = np.ascontiguousarray(np.repeat(pictures[0].mean(axis=2, keepdims=True), 3, 2)).astype(
        np.uint8
    )
    index = Index("other", [fingerprint("gray", inverted_colours)])
    mine = fingerprint("mine", pictures[0])
    assert find_leaks([mine], index, DEFAULT_NEAR) == []


def test_an_empty_dataset_holds_no_leaks(pictures: list[np.ndarray]) -> None:
    assert find_leaks([fingerprint("mine", pictures[0])], Index("other", [])) == []
