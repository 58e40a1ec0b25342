"""The metrics of one map against exact rational arithmetic, brute force and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.metrics import average_precision_score, roc_auc_score

from evaluation.counting import rank, rank_two, roles_of
from evaluation.ranking import METRICS
from manifests.errors import ToolkitError
from tests.evaluation.metric_references import brute_metrics
from tests.evaluation.score_maps import ROLES, scored_maps

ANOMALY = roles_of([1])


def split(scores, labels):
    counted = ROLES[labels] != 2
    return scores[counted], ROLES[labels[counted]] == 1


def metrics_of(scores, positive):
    return rank(np.asarray(scores), np.asarray(positive, np.uint8), ANOMALY).metrics()


@settings(max_examples=3000, deadline=None)
@given(scored_maps())
def test_every_metric_equals_exact_arithmetic(case):
    scores, labels = case
    expected = brute_metrics(*split(scores, labels))
    found = rank(scores, labels, ROLES).metrics()
    assert found["auroc"] == expected["auroc"]
    assert found["aupr"] == pytest.approx(expected["aupr"], rel=4e-16, abs=0)
    assert found["fpr95_paper"] == expected["fpr95_paper"]
    assert found["fpr95_first"] == expected["fpr95_first"]


@settings(max_examples=400, deadline=None)
@given(scored_maps(max_size=3000, dtypes=(np.float32, np.float16, np.float64, np.uint8), ignored=True))
def test_large_maps_equal_scikit_learn(case):
    scores, labels = case
    if np.isinf(scores.astype(np.float64)).any():
        scores = np.nan_to_num(scores, posinf=1e4, neginf=-1e4).astype(scores.dtype)
    values, positive = split(scores, labels)
    found = rank(scores, labels, ROLES).metrics()
    assert found["auroc"] == pytest.approx(roc_auc_score(positive, values), abs=1e-12)
    assert found["aupr"] == pytest.approx(average_precision_score(positive, values), abs=1e-12)


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.5, 0.99])
@pytest.mark.parametrize("decimals", [None, 3, 0])
def test_realistic_map_equals_scikit_learn(share, decimals):
    rng = np.random.default_rng(3)
    positive = rng.random((180, 320)) < share
    scores = (rng.standard_normal(positive.shape) + positive).astype(np.float32)
    if decimals is not None:
        scores = np.round(scores, decimals)
    found = metrics_of(scores, positive)
    assert found["auroc"] == pytest.approx(roc_auc_score(positive.ravel(), scores.ravel()), abs=1e-12)
    assert found["aupr"] == pytest.approx(
        average_precision_score(positive.ravel(), scores.ravel()), abs=1e-12
    )


def test_tables_are_clean_after_every_map():
    rng = np.random.default_rng(0)
    maps = [rng.standard_normal(500).astype(np.float32) * scale for scale in (1, 1e-20, 1e20, 1)]
    positive = (rng.random(500) < 0.1).astype(np.uint8)
    first = [rank(scores, positive, ANOMALY).metrics() for scores in maps]
    again = [rank(scores, positive, ANOMALY).metrics() for scores in reversed(maps)]
    assert first == again[::-1]


def test_more_positives_than_the_radix_sort_begins_at():
    rng = np.random.default_rng(1)
    positive = rng.random(100_000) < 0.8
    scores = rng.standard_normal(100_000).astype(np.float32)
    assert metrics_of(scores, positive)["auroc"] == pytest.approx(roc_auc_score(positive, scores), abs=1e-13)


def test_ten_positives_lie_equally_near_two_recalls():
    # Recalls 0.9 and 1.0 are both 0.05 from 0.95 on paper; float64 makes 0.9 the nearer.
    scores = np.concatenate([np.arange(10, 0, -1), [0.5, 1.5, 2.5]])
    positive = np.array([True] * 10 + [False] * 3)
    found = metrics_of(scores.astype(np.float32), positive)
    assert abs(0.9 - 0.95) < abs(1.0 - 0.95)
    assert found["fpr95_paper"] == 2 / 3  # down to just above the last positive
    assert found["fpr95_first"] == 2 / 3


def test_the_two_rules_differ():
    # Twenty-one positives: recall 20/21 = 0.952 is nearest and first; the paper drops to its lowest threshold.
    scores = np.concatenate([np.arange(21, 0, -1), [1.5, 1.2, 1.1]])
    positive = np.array([True] * 21 + [False] * 3)
    found = metrics_of(scores.astype(np.float32), positive)
    assert found["fpr95_first"] == 0.0
    assert found["fpr95_paper"] == 1.0


@pytest.mark.parametrize(
    ("scores", "positive", "expected"),
    [
        ([1, 1, 1, 1], [1, 0, 0, 0], {"auroc": 0.5, "aupr": 0.25, "fpr95_paper": 1, "fpr95_first": 1}),
        ([3, 2, 1, 0], [1, 0, 0, 0], {"auroc": 1, "aupr": 1, "fpr95_paper": 0, "fpr95_first": 0}),
        ([0, 1, 2, 3], [1, 0, 0, 0], {"auroc": 0, "aupr": 0.25, "fpr95_paper": 1, "fpr95_first": 1}),
        ([0.0, -0.0], [1, 0], {"auroc": 0.5, "aupr": 0.5, "fpr95_paper": 1, "fpr95_first": 1}),
        (
            [np.inf, np.inf, -np.inf, -np.inf],
            [1, 0, 1, 0],
            {"auroc": 0.5, "aupr": 0.5, "fpr95_paper": 1, "fpr95_first": 1},
        ),
    ],
)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_hand_computed(scores, positive, expected, dtype):
    assert metrics_of(np.array(scores, dtype), positive) == expected


def test_integers_beyond_float64_keep_their_order():
    scores = np.array([2**53, 2**53 + 1, 2**53 + 2], np.int64)
    assert metrics_of(scores, [0, 1, 0])["auroc"] == 0.5
    assert metrics_of(scores, [0, 0, 1])["auroc"] == 1


def test_big_endian_strided_and_two_dimensional_scores():
    scores = np.arange(24, dtype=">f4").reshape(4, 6)[:, ::2]
    positive = scores > 15
    assert metrics_of(scores, positive)["auroc"] == 1


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        (np.array([1.0, np.nan]), "NaN"),
        (np.array([1.0, np.nan], np.float16), "NaN"),
        (np.array([1.0, np.nan], np.float32), "NaN"),
        (np.array([1 + 1j, 2]), "real numbers"),
        (np.array([1, "a"], object), "real numbers"),
    ],
)
def test_bad_scores_are_refused(scores, message):
    with pytest.raises(ToolkitError, match=message):
        metrics_of(scores, [0, 1])


def test_shapes_must_agree():
    with pytest.raises(ToolkitError, match="shape"):
        rank(np.zeros((2, 3), np.float32), np.zeros((3, 2), np.uint8), ANOMALY)


@pytest.mark.parametrize("value", [0, 1])
def test_one_class_has_no_metrics(value):
    with pytest.raises(ToolkitError, match="both classes"):
        metrics_of(np.zeros(5, np.float32), [value] * 5)


def test_pairs_beyond_64_bits_are_exact():
    from evaluation.ranking import Ranking

    count = 2**40
    ranking = Ranking(
        np.array([count]), np.array([count // 4]), np.array([count // 2]), positives=count, negatives=count
    )
    assert ranking.won_half_pairs() == count * (2 * (count // 4) + count // 2)
    assert ranking.metrics()["auroc"] == 0.5


def test_two_sets_of_different_types():
    ranking = rank_two(np.array([1, 2, 3], np.int16), np.array([2.5, 9.0]))
    assert ranking.metrics()["auroc"] == pytest.approx(5 / 6)


def test_curve_runs_from_corner_to_corner_and_encloses_the_auroc():
    rng = np.random.default_rng(5)
    positive = rng.random(2000) < 0.1
    scores = np.round(rng.standard_normal(2000) + positive, 1).astype(np.float32)
    ranking = rank(scores, positive.astype(np.uint8), ANOMALY)
    curve = ranking.curve()
    assert (curve.false_positives[0], curve.true_positives[0]) == (0, 0)
    assert (curve.false_positives[-1], curve.true_positives[-1]) == (ranking.negatives, ranking.positives)
    area = np.trapezoid(curve.true_positives / ranking.positives, curve.false_positives / ranking.negatives)
    assert area == pytest.approx(ranking.metrics()["auroc"], abs=1e-12)
    assert set(ranking.metrics()) == set(METRICS)
