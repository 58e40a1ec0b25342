"""The detectors that learn from in-distribution validation outputs: KL matching, LOF, isolation forest."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from evaluation.channels import exponentials, largest_product
from evaluation.registry import FEATURES, LOGITS, Array, Outputs, detector
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable

LOF_NEIGHBOURS = 20
"""Paper, section 4."""

FOREST_SEED = 0
"""The isolation forest is random; with this seed it is the same in every run."""

_TINY = float(np.finfo(np.float32).tiny)


def class_templates(pieces: Iterable[Outputs]) -> npt.NDArray[np.float64]:
    """Return the mean softmax of the validation items predicted as each class, for `kl-matching`.

    Args:
        pieces: Validation outputs with (C, n) logits.

    Returns:
        (T, C) float64 with T <= C: classes that no validation item is predicted as have no template, so no
        item can match them.

    Raises:
        ToolkitError: There are no validation outputs.
    """
    sums: npt.NDArray[np.float64] | None = None
    for piece in pieces:
        logits = piece.take(LOGITS)
        softmax, _ = exponentials(logits.astype(np.float64))
        softmax /= softmax.sum(axis=0)
        predicted = logits.argmax(axis=0)
        if sums is None:
            sums = np.zeros((len(logits), len(logits) + 1))
        for label in np.unique(predicted):
            members = softmax[:, predicted == label]
            sums[label, :-1] += members.sum(axis=1)
            sums[label, -1] += members.shape[1]
    if sums is None:
        raise ToolkitError("kl-matching needs validation outputs", remedy="give them with --validation")
    seen = sums[sums[:, -1] > 0]
    return seen[:, :-1] / seen[:, -1:]


@detector("kl-matching", fit=class_templates)
def kl_matching(outputs: Outputs, templates: npt.NDArray[np.float64]) -> Array:
    """min_k KL(p || d_k): the distance of the softmax p to the nearest class template d_k, in nats.

    d_k is the mean softmax of the validation items predicted as class k; a class never predicted has no
    template. Source: paper, appendix B.
    """
    logits = outputs.take(LOGITS)
    if templates.shape[1] != len(logits):
        raise ToolkitError(
            "validation and test outputs differ in their classes",
            expected=f"{templates.shape[1]} classes as in validation",
            found=f"{len(logits)} classes",
        )
    values, maxima = exponentials(logits)
    total = values.sum(axis=0)
    # KL = sum p log p - sum p log d, with p = e / total and log p = f - max f - log total.
    weighted = logits - maxima
    weighted *= values
    negative_entropy = weighted.sum(axis=0) / total - np.log(total)
    logs = np.log(np.maximum(templates, _TINY)).astype(logits.dtype)
    return cast("Array", negative_entropy - largest_product(logs, values) / total)


def _fit_lof(pieces: Iterable[Outputs]) -> Any:
    neighbours = _scikit_learn("sklearn.neighbors", "lof")
    return neighbours.LocalOutlierFactor(n_neighbors=LOF_NEIGHBOURS, novelty=True).fit(_features(pieces))


@detector("lof", needs=(FEATURES,), fit=_fit_lof)
def lof(outputs: Outputs, fitted: Any) -> Array:
    """Local outlier factor of the penultimate features among those of the validation items, 20 neighbours.

    Source: paper, section 4; scikit-learn's LocalOutlierFactor with novelty=True.
    """
    return cast("Array", -fitted.score_samples(outputs.take(FEATURES)))


def _fit_forest(pieces: Iterable[Outputs]) -> Any:
    ensemble = _scikit_learn("sklearn.ensemble", "iforest")
    return ensemble.IsolationForest(random_state=FOREST_SEED).fit(_features(pieces))


@detector("iforest", needs=(FEATURES,), fit=_fit_forest)
def iforest(outputs: Outputs, fitted: Any) -> Array:
    """Anomaly score of an isolation forest on the penultimate features of the validation items.

    Source: paper, section 4; scikit-learn's IsolationForest with a fixed seed.
    """
    return cast("Array", -fitted.score_samples(outputs.take(FEATURES)))


def _features(pieces: Iterable[Outputs]) -> Array:
    return np.concatenate([piece.take(FEATURES) for piece in pieces])


def _scikit_learn(module: str, name: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ToolkitError(
            f"the detector {name} needs scikit-learn",
            expected="the extra `detectors`",
            remedy="pip install 'ood-builders[detectors]'",
        ) from None
