"""Tiny sealed datasets written by the manifests package, and predictions for them."""

from __future__ import annotations

import cv2
import numpy as np

from manifests.digests import bytes_sha256, pixels_sha256
from manifests.images import encode_mask
from manifests.labels import load_label_table
from manifests.schema import DatasetInfo
from manifests.sealing import CLASS_PIXELS, format_class_pixels, seal
from manifests.workspace import Outcome, Workspace

SIZE = (36, 64)
TOWNS = ("t5", "t6")


def info(name, label_table=None, columns=()):
    return DatasetInfo(
        name=name,
        title=name,
        description="Made up for a test.",
        builder="tests",
        licence="CC0-1.0",
        licence_url="https://example.org",
        citation="@misc{test}",
        homepage="https://example.org",
        label_table=label_table,
        columns=columns,
    )


def row(path, role, split, item_id, data, pixels, **own):
    return {
        "path": path,
        "role": role,
        "split": split,
        "item_id": item_id,
        "sha256": bytes_sha256(data),
        "bytes": str(len(data)),
        "pixels_sha256": pixels_sha256(pixels),
        "width": str(pixels.shape[1]),
        "height": str(pixels.shape[0]),
        "source": "",
        "source_url": "",
        "licence": "CC0-1.0",
        "attribution": "",
        **own,
    }


def fake_labels(index, table, rng):
    """Return a mask: the third image of every four without an anomaly, void at the bottom of BDD-Anomaly."""
    values, anomalies = ((2, 17), (18, 19, 20)) if table == "bdd-anomaly" else ((1, 13), (14,))
    mask = rng.integers(values[0], values[1] + 1, (4, 4)).repeat(SIZE[0] // 4, 0).repeat(SIZE[1] // 4, 1)
    if index % 4 != 3:
        mask[8:16, 20:30] = anomalies[index % len(anomalies)]
    if index % 4 == 1 and len(anomalies) > 1:
        mask[20:24, 40:50] = anomalies[(index + 1) % len(anomalies)]
    if table == "bdd-anomaly":
        mask[-2:] = 1
    return mask.astype(np.uint8)


def painted(mask, table, rng):
    """Return an image whose colours show the classes, with noise."""
    colours = load_label_table(table).palette()[mask].astype(float)
    return np.clip(colours + rng.normal(0.0, 8.0, colours.shape), 0, 255).astype(np.uint8)


def write_segmentation(out, table="streethazards", count=8, split="test", *, seed=1, show_classes=False):
    """Write and return a sealed segmentation dataset with images in two towns."""
    rng = np.random.default_rng(seed)
    with Workspace(
        out, info=info(table, table, ("town", CLASS_PIXELS)), parameters={}, builder_version="1", seed=1
    ) as work:
        for index in range(count):
            town, item = TOWNS[index % 2], f"{index:04d}"
            image = rng.integers(0, 256, (*SIZE, 3), dtype=np.uint8)
            mask = fake_labels(index, table, rng)
            if show_classes:
                image = painted(mask, table, rng)
            files = {
                f"images/{split}/{town}/{item}.png": (
                    "image",
                    image,
                    cv2.imencode(".png", image)[1].tobytes(),
                ),
                f"annotations/{split}/{town}/{item}.png": ("annotation", mask, encode_mask(mask)),
            }
            rows = []
            for path, (role, pixels, data) in files.items():
                work.shelf.write(path, data)
                own = {"town": town}
                if role == "annotation":
                    values, counts = np.unique(pixels, return_counts=True)
                    own[CLASS_PIXELS] = format_class_pixels(
                        dict(zip(values.tolist(), counts.tolist(), strict=True))
                    )
                rows.append(row(path, role, split, f"{town}/{item}", data, pixels, **own))
            work.record(Outcome(f"{town}/{item}", tuple(rows)))
        seal(work)
    return out


def write_images(out, categories, each=30):
    """Write and return a sealed dataset of images with a category each."""
    pixels = np.zeros((2, 2, 3), np.uint8)
    data = cv2.imencode(".png", pixels)[1].tobytes()
    with Workspace(
        out, info=info("species", columns=("category",)), parameters={}, builder_version="1"
    ) as work:
        for category in categories:
            for index in range(each):
                item = f"{category}-{index:03d}"
                path = f"images/test/{item}.png"
                work.shelf.write(path, data)
                rows = (row(path, "image", "test", item, data, pixels, category=category),)
                work.record(Outcome(item, rows))
        seal(work)
    return out


def fake_logits(mask, table, channels, seed):
    """Return (C, H, W) float32 logits that mostly know the in-distribution classes."""
    rng = np.random.default_rng([9, seed])
    logits = rng.standard_normal((channels, *mask.shape)).astype(np.float32)
    known = np.clip(mask.astype(int) - (2 if table == "bdd-anomaly" else 1), 0, channels - 1)
    anomalous = np.isin(mask, (18, 19, 20) if table == "bdd-anomaly" else (14,))
    np.put_along_axis(logits, known[None], np.where(anomalous, 1.5, 5.0).astype(np.float32)[None], 0)
    return logits
