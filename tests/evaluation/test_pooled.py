"""Pooled counts: exact, mergeable in any order, bounded, and certain of their intervals."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.counting import rank
from evaluation.intervals import certify
from evaluation.pooled import LEAST_MEMORY, RESOLUTIONS, PooledCounts
from evaluation.ranking import METRICS
from manifests.errors import ToolkitError
from tests.evaluation.metric_references import brute_metrics
from tests.evaluation.score_maps import ROLES, scored_maps

EXACT_TYPES = (np.float32, np.float16, np.uint8, np.int16)
SMALL = 4 * 2 * 65536 * 4
"""Memory for four pages of exact counts."""


def pool(maps, **settings_):
    state = PooledCounts(**settings_)
    for scores, labels in maps:
        state.add(scores, labels, ROLES)
    return state


def content(state):
    return (
        state.resolution,
        state.lossless,
        state.seen,
        [(number, page.dtype.name, page.tobytes()) for number, page in state.pages()],
    )


def together(maps):
    scores = np.concatenate([scores.astype(np.float64) for scores, _ in maps])
    return scores, np.concatenate([labels for _, labels in maps])


@settings(max_examples=150, deadline=None)
@given(st.lists(scored_maps(dtypes=EXACT_TYPES), min_size=1, max_size=12))
def test_pooled_equals_one_large_map_to_the_last_bit(maps):
    found = pool(maps, memory=10**9).metrics()
    expected = rank(*together(maps), ROLES).metrics()
    assert found.exact
    assert {name: interval.low for name, interval in found.intervals.items()} == expected
    assert {name: interval.high for name, interval in found.intervals.items()} == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(scored_maps(), min_size=2, max_size=6), st.randoms(), st.sampled_from([SMALL, 10**9]))
def test_merging_is_associative_and_order_independent(maps, random, memory):
    expected = content(pool(maps, memory=memory))
    shuffled = list(maps)
    random.shuffle(shuffled)
    assert content(pool(shuffled, memory=memory)) == expected
    states = [pool([one], memory=memory) for one in shuffled]
    while len(states) > 1:  # merge in a random tree
        left = states.pop(random.randrange(len(states)))
        states[random.randrange(len(states))].merge(left)
    assert content(states[0]) == expected


@settings(max_examples=500, deadline=None)
@given(st.lists(scored_maps(max_size=60), min_size=1, max_size=4), st.sampled_from(RESOLUTIONS[1:]))
def test_intervals_contain_the_exact_value(maps, resolution):
    scores, labels = together(maps)
    counted = ROLES[labels] != 2
    expected = brute_metrics(scores[counted], ROLES[labels[counted]] == 1)
    found = pool(maps, resolution=resolution).metrics()
    assert not found.exact
    for name in METRICS:
        low, high = found.intervals[name]
        assert 0 <= low <= expected[name] <= high <= 1, (name, low, expected[name], high)


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=6),
    st.integers(0, 2**32 - 1),
)
def test_any_order_inside_the_bins_is_within_the_bounds(bins, seed):
    negatives, positives = (np.array(side, np.int64) for side in zip(*bins, strict=True))
    negatives[0] += 1
    positives[-1] += 1
    rng = np.random.default_rng(seed)
    scores, labels = [], []
    for index, (n, p) in enumerate(zip(negatives, positives, strict=True)):
        levels = rng.integers(1, 8)
        scores.append(index * 10 + rng.integers(0, levels, n + p))
        labels.append(np.repeat([False, True], (n, p)))
    expected = brute_metrics(np.concatenate(scores), np.concatenate(labels))
    for name, (low, high) in certify(negatives, positives).items():
        assert low <= expected[name] <= high, (name, low, expected[name], high)


@pytest.mark.parametrize("worst", [True, False])
def test_the_bounds_are_reached(worst):
    negatives, positives = np.array([3, 5]), np.array([2, 4])
    order = 1 if worst else -1
    scores = np.concatenate([[0.5] * 3, [0.5 - 0.1 * order] * 2, [1.5] * 5, [1.5 - 0.1 * order] * 4])
    labels = np.repeat([False, True, False, True], (3, 2, 5, 4))
    expected = brute_metrics(scores, labels)["auroc"]
    bounds = certify(negatives, positives)["auroc"]
    assert (bounds.low if worst else bounds.high) == pytest.approx(expected, abs=1e-15)


def test_large_bins_are_summed_in_blocks_below_the_true_sum():
    negatives, positives = np.array([10**6, 50]), np.array([10**5, 10**4])
    low, high = certify(negatives, positives)["aupr"]
    x = np.arange(1, 10**4 + 1, dtype=np.float64)
    worst = (x / (x + 50)).sum()
    x = np.arange(10**4 + 1, 11 * 10**4 + 1, dtype=np.float64)
    worst = (worst + (x / (x + 10**6 + 50)).sum()) / (11 * 10**4)
    assert low <= worst
    assert low == pytest.approx(worst, rel=1e-4)
    assert low < high <= 1


def test_over_budget_becomes_an_interval_that_contains_the_exact_result():
    rng = np.random.default_rng(0)
    maps = []
    for _ in range(9):
        labels = rng.choice([1, 7], 4000, p=[0.95, 0.05]).astype(np.uint8)
        maps.append(((rng.standard_normal(4000) + (labels == 7)).astype(np.float32), labels))
    exact, tight = pool(maps, memory=8 * 10**9).metrics(), pool(maps, memory=SMALL)
    assert exact.exact
    assert not tight.exact
    assert tight.resolution < 16
    for name in METRICS:
        low, high = tight.metrics().intervals[name]
        assert low <= exact.intervals[name].low <= high
    assert tight.metrics().positives == exact.positives


def test_counters_never_overflow():
    labels = np.array([1, 7] * 8, np.uint8)
    scores = np.zeros(16, np.float32)
    for resolution in (16, 8):
        state = pool([(scores, labels)], resolution=resolution)
        copies = 1
        while copies * 16 < 2**33:  # doubling, up to more scores of one value than 32 bits count
            state.merge(state)
            copies *= 2
        found = state.metrics()
        assert found.positives == found.negatives == copies * 8 > 2**31
        assert next(state.pages())[1].dtype == np.uint64
        low, high = found.intervals["auroc"]
        assert low <= 0.5 <= high


def test_float64_that_float32_cannot_hold_gives_an_interval():
    scores = np.array([1.0, 1.0 + 1e-12, 2.0])
    state = pool([(scores, np.array([1, 7, 1], np.uint8))])
    assert not state.exact
    low, high = state.metrics().intervals["auroc"]
    assert low <= 0.5 <= high
    assert (low, high) != (0.5, 0.5)


def test_saved_and_loaded_state_is_the_same(tmp_path):
    rng = np.random.default_rng(2)
    labels = rng.choice([1, 7, 255], 500).astype(np.uint8)
    for resolution in (16, 4):
        state = pool([(rng.standard_normal(500).astype(np.float32), labels)], resolution=resolution)
        state.save(tmp_path / "state.npz")
        again = PooledCounts.load(tmp_path / "state.npz")
        assert content(again) == content(state)
        assert again.metrics() == state.metrics()


def test_threads_give_the_same_counts():
    rng = np.random.default_rng(4)
    labels = rng.choice([1, 7], 5000).astype(np.uint8)
    maps = [(rng.standard_normal(5000).astype(np.float32), labels) for _ in range(24)]
    shared = PooledCounts(memory=10**9)
    threads = [
        threading.Thread(target=lambda part=part: [shared.add(*one, ROLES) for one in maps[part::4]])
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(shared) == content(pool(maps, memory=10**9))


@pytest.mark.parametrize("damage", ["text", "object", "counts", "pages", "format"])
def test_a_broken_state_file_is_refused(tmp_path, damage):
    path = tmp_path / "state.npz"
    state = pool([(np.arange(4, dtype=np.float32), np.array([1, 7, 1, 1], np.uint8))])
    state.save(path)
    with np.load(path) as archive:
        arrays = dict(archive)
    if damage == "text":
        path.write_text("no archive")
    else:
        arrays |= {
            "object": {"counts": np.array([{}], object)},
            "counts": {"counts": arrays["counts"] * 99},
            "pages": {"pages": arrays["pages"][:1].repeat(len(arrays["pages"]))},
            "format": {"format": np.array("another")},
        }[damage]
        np.savez(path, **arrays)
    with pytest.raises(ToolkitError, match="no pooled counts"):
        PooledCounts.load(path)


def test_settings_are_checked():
    with pytest.raises(ToolkitError, match="too little memory"):
        PooledCounts(memory=LEAST_MEMORY - 1)
    with pytest.raises(ToolkitError, match="resolution"):
        PooledCounts(resolution=7)
    with pytest.raises(ToolkitError, match="both classes"):
        PooledCounts().metrics()
