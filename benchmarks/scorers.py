"""Detectors on the logits of one image, (19, 720, 1280) float32, against NumPy's plain form and a memory read.

python benchmarks/scorers.py --repeat 7
"""

from __future__ import annotations

import argparse
from collections import defaultdict

import numpy as np
from evaluation_maps import median_ratio, report, street_logits, street_mask, time_once

from evaluation import detectors as _detectors  # noqa: F401
from evaluation import fitted as _fitted  # noqa: F401
from evaluation.registry import Outputs, find_detector
from evaluation.scoring import score_pixels


def naive_softmax(logits: np.ndarray) -> np.ndarray:
    exponentials = np.exp(logits - logits.max(axis=0, keepdims=True))
    return exponentials / exponentials.sum(axis=0, keepdims=True)


def naive_kl(logits: np.ndarray, templates: np.ndarray) -> np.ndarray:
    softmax = naive_softmax(logits)
    logs = np.log(np.maximum(softmax, 1e-38))
    best = np.full(logits.shape[1:], np.inf, np.float32)
    for template in templates:
        against = np.log(np.maximum(template, 1e-38)).astype(np.float32)[:, None, None]
        best = np.minimum(best, (softmax * (logs - against)).sum(axis=0))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=7)
    arguments = parser.parse_args()
    logits = street_logits(street_mask(0), 0)
    matching = find_detector("kl-matching")
    templates = matching.fit([Outputs(logits=logits.reshape(len(logits), -1)[:, ::50])])
    inputs = {"logits": logits}
    functions = {
        "memory read (sum of the logits)": lambda: logits.sum(dtype=np.float32),
        "maxlogit": lambda: score_pixels(find_detector("maxlogit"), inputs),
        "msp, NumPy's plain form": lambda: -naive_softmax(logits).max(axis=0),
        "msp": lambda: score_pixels(find_detector("msp"), inputs),
        "kl-matching, NumPy's plain form": lambda: naive_kl(logits, templates),
        "kl-matching": lambda: score_pixels(matching, inputs, fitted=templates),
        "energy": lambda: score_pixels(find_detector("energy"), inputs),
        "entropy": lambda: score_pixels(find_detector("entropy"), inputs),
        "margin": lambda: score_pixels(find_detector("margin"), inputs),
    }
    np.testing.assert_allclose(functions["msp"](), functions["msp, NumPy's plain form"]().ravel(), atol=1e-5)
    np.testing.assert_allclose(
        functions["kl-matching"](),
        functions["kl-matching, NumPy's plain form"]().ravel(),
        rtol=1e-2,
        atol=1e-3,
    )
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(arguments.repeat):
        for name, function in functions.items():
            times[name].append(time_once(function))
    for name in functions:
        report(name, times[name], None)
    read = times["memory read (sum of the logits)"]
    report(
        "maxlogit against the read", times["maxlogit"], median_ratio(times["maxlogit"], read), "at most 1.2"
    )
    for name, goal in (("msp", "3"), ("kl-matching", "10")):
        report(
            f"plain form against {name}",
            times[name],
            median_ratio(times[f"{name}, NumPy's plain form"], times[name]),
            goal,
        )


if __name__ == "__main__":
    main()
