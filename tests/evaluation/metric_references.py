"""Slow, obvious re-statements of every number, to compare the package with."""

from __future__ import annotations

from fractions import Fraction

import numpy as np


def thresholds(scores, positive):
    """Return (true positives, false positives) at each distinct score, highest first, by brute force."""
    rows = []
    for value in sorted(set(scores.tolist()), reverse=True):
        at_least = scores >= value
        rows.append((int((at_least & positive).sum()), int((at_least & ~positive).sum())))
    return rows


def exact_auroc(scores, positive):
    wins = Fraction(0)
    negatives = scores[~positive]
    for score in scores[positive]:
        wins += int((negatives < score).sum()) + Fraction(int((negatives == score).sum()), 2)
    return wins / (int(positive.sum()) * int((~positive).sum()))


def exact_average_precision(scores, positive):
    total, before = Fraction(0), 0
    for true, false in thresholds(scores, positive):
        if true > before:
            total += Fraction(true - before, int(positive.sum())) * Fraction(true, true + false)
        before = true
    return total


def brute_fpr95_first(scores, positive):
    count = int(positive.sum())
    return next(
        false / int((~positive).sum()) for true, false in thresholds(scores, positive) if true / count >= 0.95
    )


def brute_fpr95_paper(scores, positive):
    """The rule in words: nearest recall, then higher recall, then lowest threshold (at recall 1: highest)."""
    count = int(positive.sum())
    best = None
    for true, false in thresholds(scores, positive):
        recall = true / count
        distance = abs(recall - 0.95)
        better = best is None or distance < best[0] or (distance == best[0] and recall > best[1])
        lower_threshold = best is not None and recall == best[1] and recall < 1
        if better or lower_threshold:
            best = (distance, recall, false)
    return best[2] / int((~positive).sum())


def brute_metrics(scores, positive):
    scores = scores.astype(np.float64) if scores.dtype.kind == "f" else scores
    return {
        "auroc": float(exact_auroc(scores, positive)),
        "aupr": float(exact_average_precision(scores, positive)),
        "fpr95_paper": brute_fpr95_paper(scores, positive),
        "fpr95_first": brute_fpr95_first(scores, positive),
    }
