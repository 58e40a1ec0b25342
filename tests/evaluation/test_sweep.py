"""The sweep over counts in blocks: the bits of one ranking, for counts of any size."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.placing import place
from evaluation.ranking import METRICS, rank_counts
from evaluation.sweep import sweep
from evaluation.truth import roles_of, truth_of
from manifests.errors import ToolkitError


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([3, 1000, 2**20, 2**31]),
    st.integers(1, 200),
    st.sampled_from([0.02, 0.5, 1.0]),
)
def test_blocks_give_the_bits_of_one_ranking(seed, largest, size, share):
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, largest, (2, size)).astype(np.uint64)
    counts[1, rng.random(size) > share] = 0
    counts[0, rng.integers(size)] += 1
    counts[1, rng.integers(size)] += 1
    blocks = np.array_split(counts, np.sort(rng.integers(0, size, 3)), axis=1)
    assert sweep(blocks) == rank_counts(*counts.astype(np.int64)).metrics()


def test_pairs_beyond_64_bits_are_exact():
    counts = np.array([[2**40 + 1, 2**39, 7], [5, 2**41 + 3, 2**38]], np.uint64)
    negatives, positives = ([int(c) for c in side] for side in counts)
    won = sum(
        Fraction(p) * (sum(negatives[:level]) + Fraction(negatives[level], 2))
        for level, p in enumerate(positives)
    )
    assert sweep([counts])["auroc"] == float(won / (sum(negatives) * sum(positives)))


@pytest.mark.parametrize("row", [0, 1])
def test_one_class_has_no_metrics(row):
    counts = np.zeros((2, 4), np.uint32)
    counts[row] = 3
    with pytest.raises(ToolkitError, match="both classes"):
        sweep([counts])
    counts[1 - row, 0] = 1
    assert set(sweep([counts])) == set(METRICS)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3000), st.integers(1, 400), st.booleans())
def test_scores_are_placed_as_a_binary_search_places_them(seed, size, distinct, near):
    rng = np.random.default_rng(seed)
    keys = rng.integers(0, 2**32 - 2**24, size).astype(np.uint32)
    values = np.unique(rng.choice(keys, min(distinct, size)))
    if near:  # many values and scores in one bucket, and one value far away
        keys = (np.uint32(2**31) + keys % np.uint32(997)).astype(np.uint32)
        values = np.unique(np.append(rng.choice(keys, min(distinct, size)), np.uint32(2**24)))
    keys, values = (side[side >= np.uint32(2**23)] for side in (keys, values))  # below lie the keys of NaN
    if not values.size:
        return
    positive = keys >= np.uint32(2**31)
    bits = np.where(positive, keys ^ np.uint32(2**31), ~keys).astype(np.uint32)
    below, tied = place(bits.view(np.float32), values)
    at = np.searchsorted(values, keys)
    equal = values[np.minimum(at, values.size - 1)] == keys
    np.testing.assert_array_equal(below, np.bincount(at[~equal], minlength=values.size + 1))
    np.testing.assert_array_equal(tied, np.bincount(at[equal], minlength=values.size))


@given(st.integers(0, 2**32 - 1), st.integers(1, 200))
def test_labels_are_counted_and_found(seed, size):
    rng = np.random.default_rng(seed)
    labels = np.repeat(rng.choice([0, 7, 9, 255], size), rng.integers(1, 12, size)).astype(np.uint8)
    truth = truth_of(labels, roles_of([7, 9], [255]))
    np.testing.assert_array_equal(truth.counts, np.bincount(labels, minlength=256))
    np.testing.assert_array_equal(truth.positives, np.flatnonzero((labels == 7) | (labels == 9)))
    np.testing.assert_array_equal(truth.ignored, np.flatnonzero(labels == 255))
