"""The detectors of the paper that need no fitting, and others that users expect.

Every function takes the outputs for n items and returns (n,) scores, higher for what is more anomalous. Scores
are never squashed or rescaled: that would tie scores that differ.
"""

from __future__ import annotations

from typing import cast

import numpy as np

from evaluation.channels import exponential_sums, exponentials, second_largest
from evaluation.registry import LOGITS, MAP, RECONSTRUCTION, SAMPLES, Array, Outputs, detector
from manifests.errors import ToolkitError


@detector("maxlogit", whole=True)
def maxlogit(outputs: Outputs) -> Array:
    """-max_k f_k: the negative of the largest logit.

    Source: paper, sections 3 to 5. The logits must come before any softmax.
    """
    return cast("Array", -outputs.take(LOGITS).max(axis=0))


@detector("msp", whole=True)
def msp(outputs: Outputs) -> Array:
    """-max_k softmax(f)_k: the negative of the largest softmax probability.

    Source: paper, section 3; per pixel, section 5.
    """
    # The largest probability is exp(0) over the sum of exp(f - max f).
    return -1 / exponential_sums(outputs.take(LOGITS))[0]


@detector("msp-sigmoid", whole=True)
def msp_sigmoid(outputs: Outputs) -> Array:
    """-max_k sigmoid(f_k), as its strictly increasing function -max_k f_k.

    The sigmoid keeps the order of logits, so both rank alike in exact arithmetic; in floating point the sigmoid
    makes all logits above about 17 equal, so it is not applied. Source: paper, section 4 (multi-label).
    """
    return cast("Array", -outputs.take(LOGITS).max(axis=0))


@detector("logit-avg", whole=True)
def logit_avg(outputs: Outputs) -> Array:
    """-mean_k f_k: the negative mean of the logits.

    Source: paper, section 4 (multi-label).
    """
    return cast("Array", -outputs.take(LOGITS).mean(axis=0))


@detector("energy", whole=True)
def energy(outputs: Outputs) -> Array:
    """-log sum_k exp f_k: the free energy at temperature 1.

    Source: Liu et al., Energy-based out-of-distribution detection, 2020.
    """
    sums, maxima = exponential_sums(outputs.take(LOGITS))
    return -(np.log(sums) + maxima)


@detector("entropy")
def entropy(outputs: Outputs) -> Array:
    """-sum_k p_k log p_k of the softmax p, in nats.

    Source: common practice.
    """
    values, maxima = exponentials(outputs.take(LOGITS))
    total = values.sum(axis=0)
    # With p = e / total and log e = f - max f, the sum of p log p needs no logarithm of a p that is zero.
    weighted = (values * (outputs.take(LOGITS) - maxima)).sum(axis=0)
    return cast("Array", np.log(total) - weighted / total)


@detector("margin")
def margin(outputs: Outputs) -> Array:
    """-(p_1 - p_2): the negative distance between the two largest softmax probabilities.

    Source: common practice. Needs at least two classes.
    """
    values, _ = exponentials(outputs.take(LOGITS))
    if len(values) < 2:
        raise ToolkitError("the detector margin needs at least two classes", found="one class")
    return cast("Array", (second_largest(values) - 1) / values.sum(axis=0))


@detector("background")
def background(outputs: Outputs) -> Array:
    """softmax(f)_b: the posterior of the background class b.

    Source: paper, section 5 (the text; the released code has the opposite sign, see background-negated).
    """
    if outputs.background is None:
        raise ToolkitError("the background class is not known: name it with --background-class")
    values, _ = exponentials(outputs.take(LOGITS))
    return cast("Array", values[outputs.background] / values.sum(axis=0))


@detector("background-negated")
def background_negated(outputs: Outputs) -> Array:
    """-softmax(f)_b: the negative posterior of the background class b.

    Source: the code released with the paper, whose sign differs from the text of section 5.
    """
    return -background(outputs)


@detector("dropout", needs=(SAMPLES,))
def dropout(outputs: Outputs) -> Array:
    """mean_k var_s p_sk: the variance over stochastic softmax passes s, averaged over the classes k.

    Source: paper, section 5.
    """
    return cast("Array", outputs.take(SAMPLES).var(axis=0).mean(axis=0))


@detector("autoencoder", needs=(RECONSTRUCTION,))
def autoencoder(outputs: Outputs) -> Array:
    """mean_c (x_c - r_c)^2: the squared error of the reconstruction r of the image x, over the colours c.

    Source: paper, section 5. Both are in 0-255.
    """
    if outputs.image is None:
        raise ToolkitError(
            "the detector autoencoder needs the input image", remedy="score a segmentation set"
        )
    error = outputs.take(RECONSTRUCTION).astype(np.float32) - outputs.image.astype(np.float32)
    return cast("Array", (error * error).mean(axis=0))


@detector("branch", needs=(MAP,))
def branch(outputs: Outputs) -> Array:
    """-c: the negative of a learned confidence c.

    Source: paper, section 5 and appendix D.
    """
    confidence = outputs.take(MAP)
    # At least float32, because an unsigned integer has no negative.
    return -confidence.astype(np.promote_types(confidence.dtype, np.float32))


@detector("odin", needs=(MAP,))
def odin(outputs: Outputs) -> Array:
    """The stored score as it is, higher being more anomalous.

    ODIN's temperature and input perturbation need the model, so its score is computed there and stored.
    Source: paper, appendix B.
    """
    return outputs.take(MAP)
