"""A small segmentation model to score with when there is no other: a perceptron on hand-made pixel features.

It is here so that the whole way from images to a report can be walked in seconds without a graphics card. It is no
baseline of the paper, and its numbers say nothing about the paper's models.

An image is reduced to cells of 4 x 4 pixels; a cell's features are its colour and that of wider and wider
neighbourhoods, colour some way above, below and to the sides, texture, and its place in the image. One hidden
layer of rectified units and a softmax are fitted by Adam (Kingma and Ba, arXiv 1412.6980) on cells drawn from the
train split, rare classes more often than their share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from evaluation.frame_files import frames, save
from manifests.command import progress
from manifests.errors import ToolkitError
from manifests.labels import IN_DISTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from manifests.dataset import Dataset, Frame

    Floats = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.uint8]

CELL = 4
"""Pixels a side of the cells that are classified."""

_BLURS = (2.0, 5.0, 12.0, 30.0)  # cells
_TEXTURE_BLURS = (1.5, 6.0)
_STEPS_ASIDE = ((-8, 0), (-24, 0), (8, 0), (24, 0), (0, -16), (0, 16))  # cells down and to the right
_HIDDEN = 96
_CELLS_AN_IMAGE = 3000
_EPOCHS = 14
_BATCH = 512
_FEWEST_STEPS = 1200
_RATE = 4e-3


@dataclass(frozen=True)
class ReferenceModel:
    """A fitted model.

    Attributes:
        values: Mask value of each channel, in the order of the label table.
        mean: (F,) float32, of the features.
        spread: (F,) float32, of the features.
        hidden: (F + 1, H) float32 weights and, last, biases.
        output: (H + 1, C) float32 weights and, last, biases.
    """

    values: tuple[int, ...]
    mean: Floats
    spread: Floats
    hidden: Floats
    output: Floats

    def logits(self, image: Bytes) -> Floats:
        """Return (C, H / 4, W / 4) float32 logits of an (H, W, 3) uint8 RGB image."""
        planes = cell_features(image)
        inputs = (planes.reshape(-1, planes.shape[-1]) - self.mean) / self.spread
        active = np.maximum(_affine(inputs, self.hidden), 0.0)
        scores = _affine(active, self.output)
        return np.ascontiguousarray(scores.T.reshape(-1, *planes.shape[:2]))


def cell_features(image: Bytes) -> Floats:
    """Return the features of every cell, (H / 4, W / 4, F) float32.

    Args:
        image: (H, W, 3) uint8 RGB.
    """
    height, width = max(1, image.shape[0] // CELL), max(1, image.shape[1] // CELL)
    # Not OpenCV's own float Lab: its 8-bit form is the same on every processor.
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    small = cv2.resize(lab, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255.0
    brightness = lab[..., 0].astype(np.float32) / 255.0
    slope_x = np.abs(cv2.Sobel(brightness, cv2.CV_32F, 1, 0))
    slope_y = np.abs(cv2.Sobel(brightness, cv2.CV_32F, 0, 1))
    slopes = np.stack(
        [cv2.resize(s, (width, height), interpolation=cv2.INTER_AREA) for s in (slope_x, slope_y)], -1
    )
    blurred = [cv2.GaussianBlur(small, (0, 0), sigma) for sigma in _BLURS]
    planes = [small, *blurred, slopes, *(cv2.GaussianBlur(slopes, (0, 0), sigma) for sigma in _TEXTURE_BLURS)]
    for down, right in _STEPS_ASIDE:
        rows = np.clip(np.arange(height) + down, 0, height - 1)
        columns = np.clip(np.arange(width) + right, 0, width - 1)
        planes.append(blurred[1][rows][:, columns])
    y, x = np.meshgrid(np.linspace(-1.0, 1.0, height), np.linspace(-1.0, 1.0, width), indexing="ij")
    planes.append(np.stack([y, np.abs(x), y * y, x * x, y * np.abs(x)], axis=-1).astype(np.float32))
    features: Floats = np.concatenate(planes, axis=-1).astype(np.float32)
    return features


def fit(dataset: Dataset, split: str = "train", seed: int = 0) -> ReferenceModel:
    """Return a model fitted on a split.

    Args:
        dataset: A sealed segmentation set.
        split: Where it learns.
        seed: Of the drawn cells, the initial weights and the order of batches.

    Raises:
        ToolkitError: The split has no images, or none of their pixels is of an in-distribution class.
    """
    values = tuple(label.value for label in dataset.labels.with_role(IN_DISTRIBUTION))
    rng = np.random.default_rng(seed)
    inputs, targets = [], []
    learning = dataset.frames(split)
    with progress(len(learning), "reading", "image") as bar:
        for frame in learning:
            cells, classes = _drawn_cells(frame, values, rng)
            inputs.append(cells)
            targets.append(classes)
            bar.update()
    known, classes = np.concatenate(inputs), np.concatenate(targets)
    if not len(known):
        raise ToolkitError(f"the split {split!r} shows none of the trained classes", where=dataset.folder)
    mean, spread = known.mean(axis=0), known.std(axis=0) + 1e-4
    hidden, output = _descend((known - mean) / spread, classes, len(values), rng)
    return ReferenceModel(values, mean, spread, hidden, output)


def predict(model: ReferenceModel, dataset: Dataset, splits: Sequence[str], folder: Path) -> int:
    """Write the logits of every image of some splits as float16 below `folder/<split>/`; return how many.

    Raises:
        ToolkitError: There is no such split.
        OSError: A file cannot be written.
    """
    count = 0
    for split in splits:
        shown = list(frames(dataset, split))
        with progress(len(shown), f"predicting {split}", "image") as bar:
            for frame in shown:
                save(folder / split, frame, model.logits(_colour(frame)).astype(np.float16))
                bar.update()
        count += len(shown)
    return count


def _colour(frame: Frame) -> Bytes:
    image = frame.image
    return image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=-1)


def _drawn_cells(
    frame: Frame, values: tuple[int, ...], rng: np.random.Generator
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return features (n, F) and channels (n,) of some cells of an image, rare classes drawn beyond their share."""
    planes = cell_features(_colour(frame))
    height, width = planes.shape[:2]
    mask = frame.mask[CELL // 2 :: CELL, CELL // 2 :: CELL][:height, :width].ravel()
    channels = np.searchsorted(values, mask)
    trained = np.isin(mask, values)
    counts = np.bincount(channels[trained], minlength=len(values) + 1)
    weights = np.where(trained, 1.0 / np.sqrt(np.maximum(counts[channels], 1)), 0.0)
    drawn = min(_CELLS_AN_IMAGE, int(trained.sum()))
    if drawn == 0:
        return planes.reshape(-1, planes.shape[-1])[:0], channels[:0]
    chosen = rng.choice(len(mask), drawn, replace=False, p=weights / weights.sum())
    return planes.reshape(-1, planes.shape[-1])[chosen], channels[chosen]


def _descend(
    inputs: Floats, classes: npt.NDArray[np.int64], channels: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return the weights of both layers after a few epochs of Adam, the rate falling to zero."""
    features = inputs.shape[1]
    layers = [
        np.vstack([rng.normal(0.0, (2.0 / rows) ** 0.5, (rows, columns)), np.zeros((1, columns))]).astype(
            np.float32
        )
        for rows, columns in ((features, _HIDDEN), (_HIDDEN, channels))
    ]
    first = [np.zeros_like(layer) for layer in layers]
    second = [np.zeros_like(layer) for layer in layers]
    batches = max(1, len(inputs) // _BATCH)
    steps = max(_EPOCHS * batches, _FEWEST_STEPS)
    with progress(steps, "fitting", "batch") as bar:
        for step in range(steps):
            if step % batches == 0:
                order = rng.permutation(len(inputs))
            chosen = order[(step % batches) * _BATCH :][:_BATCH]
            slopes = _slopes(layers, inputs[chosen], classes[chosen])
            rate = _RATE * (1.0 - step / steps)
            for place, slope in enumerate(slopes):
                first[place] += 0.1 * (slope - first[place])
                second[place] += 0.001 * (slope * slope - second[place])
                mean = first[place] / (1.0 - 0.9 ** (step + 1))
                spread = np.sqrt(second[place] / (1.0 - 0.999 ** (step + 1)))
                layers[place] -= rate * mean / (spread + 1e-8)
            bar.update()
    return layers[0], layers[1]


def _slopes(layers: Sequence[Floats], inputs: Floats, classes: npt.NDArray[np.int64]) -> list[Floats]:
    """Return the slope of the mean cross-entropy for each layer."""
    before = _affine(inputs, layers[0])
    active = np.maximum(before, 0.0)
    scores = _affine(active, layers[1])
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    shares[np.arange(len(classes)), classes] -= 1.0
    shares /= len(classes)
    back = (shares @ layers[1][:-1].T) * (before > 0.0)
    return [
        np.vstack([inputs.T @ back, back.sum(axis=0, keepdims=True)]),
        np.vstack([active.T @ shares, shares.sum(axis=0, keepdims=True)]),
    ]


def _affine(inputs: Floats, layer: Floats) -> Floats:
    result: Floats = inputs @ layer[:-1] + layer[-1]
    return result
