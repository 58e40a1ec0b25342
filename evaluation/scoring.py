"""From a prediction to score maps: a detector applied to tiles of pixels that stay in the processor's cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.channels import widen
from evaluation.registry import LOGITS, MAP, RECONSTRUCTION, SAMPLES, Array, Outputs

if TYPE_CHECKING:
    from evaluation.predictions import Prediction
    from evaluation.registry import Detector

TILE = 4096
"""Pixels at a time; the logits of so many, for a score of classes, fit the second-level cache."""

_SUM_TOLERANCE = 1e-3


def score_pixels(
    detector: Detector,
    prediction: Prediction,
    *,
    image: Array | None = None,
    background: int | None = None,
    fitted: Any = None,
) -> Array:
    """Return the anomaly scores of all pixels.

    Args:
        detector: What to apply.
        prediction: Arrays of one frame by input name, all at the size of the image.
        image: (H, W, 3) uint8, for detectors that compare with it.
        background: Channel of the background class.
        fitted: What the detector learned.

    Returns:
        (H * W,) scores, row by row.

    Raises:
        ToolkitError: The detector's inputs are missing, or it returns another shape.
    """
    inputs = {name: _flat(name, prediction[name]) for name in detector.needs if name in prediction}
    if RECONSTRUCTION in inputs and image is not None:
        inputs["image"] = _flat(RECONSTRUCTION, image)
    size = next(iter(inputs.values())).shape[-1] if inputs else 0
    tile = size if detector.whole or detector.needs == (MAP,) else TILE
    pieces: Array | None = None
    with np.errstate(
        invalid="ignore"
    ):  # infinite logits may give NaN, which is reported with the file's name
        for start in range(0, size, tile):
            part = {name: array[..., start : start + tile] for name, array in inputs.items()}
            scores = detector.scores(Outputs(**part, background=background), fitted)
            if pieces is None:
                pieces = scores if scores.size == size else np.empty(size, scores.dtype)
            pieces[start : start + tile] = scores
    return pieces if pieces is not None else detector.scores(Outputs(background=background), fitted)


def outputs_of(prediction: Prediction) -> Outputs:
    """Return the logits of a prediction as outputs of its pixels, for fitting."""
    return Outputs(logits=_flat(LOGITS, prediction[LOGITS]))


def look_like_probabilities(logits: Array) -> bool:
    """Return whether logits were probably through a softmax already: all in [0, 1] and summing to 1.

    Args:
        logits: (C, ...) with more than one class.
    """
    first = logits.reshape(len(logits), -1)[:, :TILE].astype(np.float64)
    if len(first) < 2 or not (first.min() >= 0 and first.max() <= 1):
        return False
    return bool(np.abs(first.sum(axis=0) - 1).max() < _SUM_TOLERANCE)


def _flat(name: str, array: Array) -> Array:
    if name == RECONSTRUCTION:
        return array.reshape(-1, array.shape[-1]).T
    keep = {LOGITS: 1, SAMPLES: 2}.get(name, 0)
    flat = array.reshape(*array.shape[:keep], -1)
    return widen(flat) if keep else flat
