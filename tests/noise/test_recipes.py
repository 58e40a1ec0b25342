"""The statistics of the recipes, against theory. All seeds are fixed, so no test is ever lucky or unlucky."""

from __future__ import annotations

import hashlib
import math

import cv2
import numpy as np
import pytest

from builders.noise.recipes import (
    BLOB_THRESHOLD,
    GAUSSIAN_STD,
    MAX_SIZE,
    RECIPES,
    _box_std,
    _box_width,
    _gaussian_levels,
    make_noise,
)

IMAGES = 40
SIZE = 224


@pytest.fixture(scope="module", params=["gaussian", "rademacher"])
def independent(request: pytest.FixtureRequest) -> tuple[str, np.ndarray]:
    """Return the kind and (N, H, W, 3) values in [-1, 1]."""
    images = np.stack([make_noise(request.param, SIZE, 5, k) for k in range(IMAGES)])
    return request.param, images / 127.5 - 1


def clipped_normal_moments(std: float) -> tuple[float, float]:
    """Return mean and standard deviation of N(0, std) clipped to [-1, 1], from its density."""
    edge = 1 / std
    tail = 0.5 * math.erfc(edge / math.sqrt(2))
    density = math.exp(-(edge**2) / 2) / math.sqrt(2 * math.pi)
    inside = std**2 * (1 - 2 * tail - 2 * edge * density)
    return 0.0, math.sqrt(inside + 2 * tail)


def test_gaussian_has_the_moments_of_a_clipped_normal() -> None:
    values = np.stack([make_noise("gaussian", SIZE, 5, k) for k in range(IMAGES)]) / 127.5 - 1
    mean, std = clipped_normal_moments(GAUSSIAN_STD)
    error = std / math.sqrt(values.size)
    assert abs(values.mean() - mean) < 4 * error
    assert abs(values.std() - std) < 4 * error + 1e-5  # the second for the rounding to 256 levels
    assert abs(std - 0.4798) < 1e-4  # 0.5 less what clipping takes; a variance of 0.5 would give 0.61


def test_gaussian_levels_have_the_shares_of_a_clipped_normal() -> None:
    shares = np.bincount(_gaussian_levels(), minlength=256) / 65536
    edges = (np.arange(1, 256) - 128.0) / 127.5
    below = np.array([0.5 * (1 + math.erf(e / (0.5 * math.sqrt(2)))) for e in edges])
    expected = np.diff(np.concatenate([[0], below, [1]]))
    assert np.abs(shares - expected).max() <= 1 / 65536
    assert shares[0] == pytest.approx(0.0232, abs=1e-4)  # the tail below -1, and half a level
    assert (shares == shares[::-1]).all()


def test_rademacher_has_two_values_in_equal_shares() -> None:
    values = np.stack([make_noise("rademacher", SIZE, 5, k) for k in range(IMAGES)])
    assert set(np.unique(values)) == {0, 255}
    assert abs((values == 255).mean() - 0.5) < 4 * 0.5 / math.sqrt(values.size)
    per_channel = (values == 255).mean(axis=(0, 1, 2))
    assert np.abs(per_channel - 0.5).max() < 4 * 0.5 / math.sqrt(values.size / 3)


def test_neighbours_are_independent(independent: tuple[str, np.ndarray]) -> None:
    _, values = independent
    flat = values - values.mean()
    variance = flat.var()
    for axis in (1, 2, 3):  # the row below, the column beside, the next channel
        a = np.delete(flat, -1, axis=axis)
        b = np.delete(flat, 0, axis=axis)
        assert abs((a * b).mean() / variance) < 4 / math.sqrt(a.size)
    # Independent, not only uncorrelated: neither are the squares correlated.
    squares = flat**2 - (flat**2).mean()
    if squares.var() > 1e-9:  # those of Rademacher are all one
        correlation = (squares[:, 1:] * squares[:, :-1]).mean() / squares.var()
        assert abs(correlation) < 4 / math.sqrt(squares[:, 1:].size)


def test_images_are_independent_of_each_other(independent: tuple[str, np.ndarray]) -> None:
    _, values = independent
    flat = (values - values.mean()).reshape(IMAGES, -1)
    correlations = np.corrcoef(flat)[~np.eye(IMAGES, dtype=bool)]
    assert np.abs(correlations).max() < 5 / math.sqrt(flat.shape[1])


@pytest.mark.parametrize("kind", RECIPES)
def test_an_image_depends_on_seed_kind_and_index_alone(kind: str) -> None:
    image = make_noise(kind, 64, 1, 2)
    assert image.shape == (64, 64, 3)
    assert image.dtype == np.uint8
    for _ in range(3):
        make_noise(kind, 64, 9, 9)
    assert (make_noise(kind, 64, 1, 2) == image).all()
    for other in ((2, 2), (1, 3), (12, 0)):
        assert (make_noise(kind, 64, *other) != image).any()


def test_kinds_do_not_share_a_stream() -> None:
    gaussian = make_noise("gaussian", 64, 0, 0) > 127
    rademacher = make_noise("rademacher", 64, 0, 0) > 127
    assert abs((gaussian == rademacher).mean() - 0.5) < 0.03


def test_blobs_are_coloured_shapes_on_black() -> None:
    images = np.stack([make_noise("blobs", SIZE, 5, k) for k in range(IMAGES)])
    inside = images > 0
    # The share of each channel: a normal field above (0.75 - 0.7) / its standard deviation.
    std = 0.0862 * np.linalg.norm([[5, 2, 1], [3, 2, 3], [1, 2, 5]], axis=1) / 8
    expected = [0.5 * math.erfc(0.05 / s / math.sqrt(2)) for s in std]
    assert np.abs(inside.mean(axis=(0, 1, 2)) - expected).max() < 0.04
    assert images[inside].min() >= 255 * BLOB_THRESHOLD
    assert np.unique(images[inside]).size > 20  # shaded, not flat
    colours = {tuple(c) for c in inside.reshape(-1, 3)}
    assert len(colours) >= 6
    assert images.any(axis=(1, 2, 3)).all()


def test_blobs_are_few_and_large() -> None:
    for k in range(10):
        mask = (make_noise("blobs", SIZE, 5, k) > 0).any(axis=2).astype(np.uint8)
        count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        areas = stats[1:, cv2.CC_STAT_AREA]
        assert 3 <= count - 1 <= 60
        assert areas.max() > (0.08 * SIZE) ** 2


def test_blobs_do_not_show_the_border() -> None:
    inside = np.stack([make_noise("blobs", 64, 5, k) > 0 for k in range(400)]).mean(axis=(0, 3))
    border = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]]).mean()
    assert border == pytest.approx(inside.mean(), abs=0.02)


def test_the_boxes_have_the_width_and_spread_they_should() -> None:
    for size in (32, 64, 224, 512):
        width = _box_width(size)
        assert width % 2 == 1
        assert math.sqrt(3 * (width**2 - 1) / 12) == pytest.approx(1.5 / 32 * size, rel=0.2)
    kernel = np.convolve(np.convolve(np.ones(21), np.ones(21)), np.ones(21))
    assert _box_std(21) == pytest.approx(math.sqrt((256**2 - 1) / 12) * (kernel**2).sum())
    assert 255 * _box_width(MAX_SIZE) ** 6 < 2**53  # sums stay exact


@pytest.mark.parametrize(
    ("kind", "digest"),
    [
        ("gaussian", "7a3cdb3085c9ee5d118729e3ca0e50fb"),
        ("rademacher", "70b59b3604d847f22bc939622a409437"),
        ("blobs", "d1fc6fc357253f08f706d9ca764e3f82"),
    ],
)
def test_pixels_are_the_same_on_every_machine(kind: str, digest: str) -> None:
    pixels = make_noise(kind, 65, 123, 7).tobytes()  # 65 x 65 x 3 is no multiple of a word
    assert hashlib.sha256(pixels).hexdigest()[:32] == digest
