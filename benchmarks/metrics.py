"""The three metrics of one map: ours against the paper's procedure, scikit-learn's three calls and pytorch-ood.

python benchmarks/metrics.py --maps 4 --repeat 3

Every round times all of them on the same map one after the other; ratios are medians over rounds.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

import numpy as np
from evaluation_maps import ANOMALIES, median_ratio, report, score_maps, time_once
from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve

from evaluation.counting import rank, roles_of

RECALL = 0.95


def paper_procedure(scores: np.ndarray, mask: np.ndarray) -> tuple[float, float, float]:
    """Return AUROC, AUPR and FPR95 in the way the paper's evaluation goes about it.

    Scores of both classes are gathered into one list, handed to scikit-learn twice, and sorted stably a third
    time for the rate at the recall nearest to 0.95.
    """
    anomalous = np.isin(mask, ANOMALIES)
    values = np.concatenate([scores[anomalous], scores[~anomalous]])
    truth = np.zeros(values.size, np.int32)
    truth[: int(anomalous.sum())] = 1
    area, precision = roc_auc_score(truth, values), average_precision_score(truth, values)
    order = np.argsort(values, kind="mergesort")[::-1]
    ordered, positive = values[order], truth[order] == 1
    ends = np.append(np.flatnonzero(np.diff(ordered)), truth.size - 1)
    hits = np.cumsum(positive)[ends]
    false = 1 + ends - hits
    last = int(np.searchsorted(hits, hits[-1]))
    recall = (hits / hits[-1])[last::-1]
    nearest = int(np.argmin(np.abs(recall - RECALL)))
    return area, precision, false[last::-1][nearest] / int((truth == 0).sum())


def scikit_learn(scores: np.ndarray, mask: np.ndarray) -> tuple[float, float, float]:
    """Return the three metrics from scikit-learn's three functions."""
    truth, values = np.isin(mask, ANOMALIES).ravel(), scores.ravel()
    rates, recalls, _ = roc_curve(truth, values, drop_intermediate=False)
    first = rates[np.searchsorted(recalls, RECALL)]
    return roc_auc_score(truth, values), average_precision_score(truth, values), first


def pytorch_ood() -> object | None:
    """Return pytorch-ood's metrics as a function, or None where it is not installed."""
    try:
        import torch  # noqa: PLC0415
        from pytorch_ood.utils import OODMetrics  # noqa: PLC0415
    except ImportError:
        return None

    def measure(scores: np.ndarray, mask: np.ndarray) -> object:
        metrics = OODMetrics(mode="segmentation")
        labels = np.where(np.isin(mask, ANOMALIES), -1, 0)
        metrics.update(torch.from_numpy(scores)[None], torch.from_numpy(labels)[None])
        return metrics.compute()

    return measure


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--maps", type=int, default=4)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    roles = roles_of(ANOMALIES)
    peers = {"paper": paper_procedure, "scikit-learn": scikit_learn, "pytorch-ood": pytorch_ood()}
    maps = [score_maps(seed) for seed in range(arguments.maps)]
    for kind in maps[0][1]:
        times: dict[str, list[float]] = defaultdict(list)
        for mask, kinds in maps:
            scores = kinds[kind]
            found = rank(scores, mask, roles).metrics()  # compiles on the first call
            exact = scores.astype(np.float32)
            paper, sklearn = paper_procedure(exact, mask), scikit_learn(exact, mask)
            np.testing.assert_allclose([found["auroc"], found["aupr"]], paper[:2], atol=1e-12)
            np.testing.assert_allclose(
                [found["fpr95_paper"], found["fpr95_first"]], [paper[2], sklearn[2]], atol=0
            )
            for _ in range(arguments.repeat):
                times["ours"].append(time_once(lambda s=scores, m=mask: rank(s, m, roles).metrics()))
                for name, peer in peers.items():
                    if peer is not None:
                        times[name].append(time_once(lambda p=peer, s=exact, m=mask: p(s, m)))
        print(f"\n{kind}: one map of 1280x720, {arguments.maps} maps, {arguments.repeat} rounds each")
        report("ours, four metrics", times["ours"], None)
        for name, goal in (("paper", "80"), ("scikit-learn", "80"), ("pytorch-ood", "20")):
            if times[name]:
                report(name, times[name], median_ratio(times[name], times["ours"]), goal)
            else:
                print(f"{name:<44} not installed")


if __name__ == "__main__":
    main()
