"""Tiny seeded stand-ins for outside data, in the real folder structure and formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from builders.bdd.encoding import PLUS_2, TRAIN_IDS
from builders.bdd.source import LAYOUTS
from manifests.images import encode_mask

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

ANOMALOUS_EVERY = 5
"""Every fifth pair of a fake BDD100K shows an anomaly: train, motorcycle and bicycle in turn."""


def fake_mask(index: int, size: tuple[int, int], seed: int = 0) -> npt.NDArray[np.uint8]:
    """Return a street-like mask in train ids.

    Args:
        index: Number of the mask; decides whether it shows an anomaly and which.
        size: Width and height.
        seed: Of the generator.

    Returns:
        (H, W) uint8: sky, buildings, road, some boxes, a void strip at the bottom.
    """
    width, height = size
    generator = np.random.default_rng([seed, index])
    mask = np.full((height, width), 10, np.uint8)
    horizon = int(height * generator.uniform(0.3, 0.6))
    for left in range(0, width, max(4, width // 6)):
        top = int(generator.integers(0, horizon + 1))
        mask[top:, left : left + width // 6 + 1] = generator.choice([2, 3, 8, 9])
    mask[horizon:] = 0
    for _ in range(4):
        x, y = int(generator.integers(0, width)), int(generator.integers(horizon, height))
        mask[y : y + height // 6 + 1, x : x + width // 8 + 1] = generator.choice([1, 5, 7, 11, 13, 14])
    if index % ANOMALOUS_EVERY == 0:
        mask[horizon, width // 2] = 16 + index // ANOMALOUS_EVERY % 3
    mask[-1] = 255
    return mask


def fake_jpeg(index: int, size: tuple[int, int], seed: int = 0) -> bytes:
    """Return a JPEG of smooth colours that no other index has.

    Args:
        index: Number of the image.
        size: Width and height.
        seed: Of the generator.
    """
    corners = np.random.default_rng([seed, 1, index]).integers(0, 256, (2, 3, 3), dtype=np.uint8)
    return cv2.imencode(".jpg", cv2.resize(corners, size, interpolation=cv2.INTER_LINEAR))[1].tobytes()


def write_bdd100k(
    root: Path,
    *,
    train: int = 10,
    val: int = 5,
    size: tuple[int, int] = (32, 18),
    layout: str = "10k",
    encoding: str = "train-ids",
    seed: int = 0,
) -> Path:
    """Write a BDD100K folder and return it.

    Args:
        root: Where to.
        train: Pairs of the train split.
        val: Pairs of the val split.
        size: Width and height.
        layout: Name of one of `LAYOUTS`.
        encoding: `train-ids` or `plus-2`.
        seed: Of the generator.
    """
    (chosen,) = (candidate for candidate in LAYOUTS if candidate.name == layout)
    index = 0
    for split, count in (("train", train), ("val", val)):
        images, masks = root / chosen.images / split, root / chosen.masks / split
        images.mkdir(parents=True)
        masks.mkdir(parents=True)
        for _ in range(count):
            name = f"{index:08x}-{index * 7919 % 65536:08x}"
            mask = fake_mask(index, size, seed)
            if encoding == PLUS_2.name:
                mask = TRAIN_IDS.to_finished(mask)
            (images / f"{name}.jpg").write_bytes(fake_jpeg(index, size, seed))
            (masks / f"{name}{chosen.mask_suffix}").write_bytes(encode_mask(mask))
            index += 1
    return root
