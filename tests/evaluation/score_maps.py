"""Generated score maps, rich in ties, infinities and signed zeros."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

DTYPES = (np.float32, np.float32, np.float16, np.float64, np.uint8, np.int8, np.uint16, np.int16, np.int64)
ROLES = np.zeros(256, np.uint8)
ROLES[[7, 9]] = 1
ROLES[255] = 2

_SPECIAL = (0.0, -0.0, np.inf, -np.inf, 1.0, -1.0, 1e-45, -1e-45, 65504.0)


@st.composite
def scored_maps(draw, max_size=48, dtypes=DTYPES, ignored=True):
    """Return (scores, labels): labels 7 and 9 anomalous, 255 ignored, both classes present."""
    size = draw(st.integers(2, max_size))
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    seed = draw(st.integers(0, 2**32 - 1))
    style = draw(st.sampled_from(["levels", "special", "spread", "equal", "far"]))
    rng = np.random.default_rng(seed)
    if style == "levels":
        scores = rng.integers(0, draw(st.integers(1, 12)), size) / 4
    elif style == "special":
        scores = rng.choice(_SPECIAL, size)
    elif style == "equal":
        scores = np.full(size, rng.choice(_SPECIAL))
    elif style == "far":
        scores = rng.choice([-1, 1], size) * 2.0 ** rng.integers(-140, 127, size)
    else:
        scores = rng.standard_normal(size) * rng.choice([1e-3, 1, 100])
    if dtype.kind in "ui":
        limits = np.iinfo(dtype)
        scores = np.clip(np.nan_to_num(scores * 4), max(limits.min, -(2**53)), min(limits.max, 2**53))
    with np.errstate(over="ignore"):
        scores = scores.astype(dtype)
    rarity = draw(st.sampled_from([0.05, 0.3, 0.9]))
    labels = np.where(rng.random(size) < rarity, rng.choice([7, 9], size), rng.choice([0, 1, 2], size))
    if ignored:
        labels[rng.random(size) < 0.15] = 255
    labels[rng.permutation(size)[:2]] = (7, 1)
    return scores, labels.astype(np.uint8)
