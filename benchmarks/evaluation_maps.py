"""Score maps as anomaly segmenters make them, from a seed: smooth logits of a street, enlarged to 1280x720."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = (720, 1280)
CLASSES = 19
ANOMALIES = (18, 19, 20)


def street_mask(seed: int) -> np.ndarray:
    """Return a (720, 1280) uint8 mask in BDD-Anomaly values with about 1 % of anomalous pixels."""
    rng = np.random.default_rng([seed, 1])
    height, width = SIZE
    mask = np.full(SIZE, 12, np.uint8)  # sky
    horizon = int(height * rng.uniform(0.35, 0.5))
    for left in range(0, width, 64):
        mask[horizon - int(rng.integers(0, 200)) :, left : left + 64] = rng.choice([4, 5, 6, 10])
    mask[horizon:] = 2
    mask[horizon:, : int(width * rng.uniform(0.1, 0.3))] = 3
    for _ in range(25):
        x, y = int(rng.integers(0, width)), int(rng.integers(horizon - 60, height))
        axes = (int(rng.integers(6, 70)), int(rng.integers(6, 40)))
        cv2.ellipse(mask, (x, y), axes, 0, 0, 360, int(rng.choice([7, 8, 9, 13, 14, 15, 16])), -1)
    for _ in range(3):
        x, y = int(rng.integers(100, width - 100)), int(rng.integers(horizon, height - 50))
        cv2.ellipse(mask, (x, y), (40, 24), 0, 0, 360, int(rng.choice(ANOMALIES)), -1)
    mask[-40:] = 1
    return mask


def street_logits(mask: np.ndarray, seed: int) -> np.ndarray:
    """Return (19, 720, 1280) float32 logits of a network that works at an eighth of the size and is often right."""
    rng = np.random.default_rng([seed, 2])
    small = cv2.resize(mask, (160, 90), interpolation=cv2.INTER_NEAREST)
    anomalous = np.isin(small, ANOMALIES)
    logits = np.stack(
        [
            cv2.GaussianBlur(rng.standard_normal(small.shape, np.float32) * 2.4, (5, 5), 1.0)
            for _ in range(CLASSES)
        ]
    )
    chosen = np.where(anomalous, rng.integers(0, 16, small.shape), np.clip(small.astype(int) - 2, 0, 18))
    margin = cv2.GaussianBlur(rng.standard_normal(small.shape, np.float32), (9, 9), 2) * 6 + 9
    margin = np.where(anomalous, margin * 0.62, margin).astype(np.float32)
    np.put_along_axis(logits, chosen[None], np.take_along_axis(logits, chosen[None], 0) + margin[None], 0)
    return np.stack([cv2.resize(plane, SIZE[::-1], interpolation=cv2.INTER_LINEAR) for plane in logits])


def score_maps(seed: int) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return a mask and its score maps by kind: without ties, with natural ties, and with many."""
    mask = street_mask(seed)
    logits = street_logits(mask, seed)
    largest = logits.max(axis=0)
    softmax = -1 / np.exp(logits - largest).sum(axis=0)
    low, high = -largest.max(), -largest.min()
    levels = np.round((-largest - low) / (high - low) * 255)
    return mask, {
        "maxlogit float32": -largest,
        "msp float32": softmax,
        "256 levels float32": levels.astype(np.float32),
        "maxlogit float16": (-largest).astype(np.float16),
    }


def time_once(function: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def processor_time_once(function: Callable[[], object]) -> float:
    """Return the seconds that one call keeps the processor busy, in all threads of this process."""
    start = time.process_time()
    function()
    return time.process_time() - start


def median_ratio(peer: list[float], ours: list[float]) -> float:
    """Return the median over rounds of the peer's time divided by ours in the same round."""
    return statistics.median(p / o for p, o in zip(peer, ours, strict=True))


def report(name: str, seconds: list[float], ratio: float | None, goal: str = "") -> None:
    """Print one line of a benchmark."""
    text = f"{name:<44} {1e3 * statistics.median(seconds):10.2f} ms"
    if ratio is not None:
        text += f"   ratio {ratio:7.2f}"
    print(text + (f"   (goal {goal})" if goal else ""), flush=True)
