"""All pixels of a split together: exact counts and certified intervals against sorting with scikit-learn.

python benchmarks/pooled.py --images 60 --many 1500 --memory 500

Maps are generated on the fly, four street maps with another scale and offset for each image; generating them is
not timed. Seconds are those of the processor, which neighbours on the machine do not lengthen. The peer holds all
pixels in memory; leave it out with --no-peer.
"""

from __future__ import annotations

import argparse
import resource
import statistics
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np
from evaluation_maps import ANOMALIES, SIZE, processor_time_once, score_maps

from evaluation.counting import rank, roles_of
from evaluation.pooled import PooledCounts
from evaluation.ranking import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = roles_of(ANOMALIES)


def maps(bases: list[tuple[np.ndarray, np.ndarray]], count: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield (scores, mask) of `count` images."""
    for index in range(count):
        scores, mask = bases[index % len(bases)]
        rng = np.random.default_rng(index)
        yield scores * np.float32(rng.uniform(0.9, 1.1)) + np.float32(rng.uniform(-0.5, 0.5)), mask


def base(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return one map and its mask."""
    mask, kinds = score_maps(seed)
    return kinds["maxlogit float32"], mask


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def timed(
    state: PooledCounts, bases: list[tuple[np.ndarray, np.ndarray]], count: int, per_image: bool
) -> float:
    """Return the seconds of counting `count` maps and computing the metrics, without generating the maps."""
    seconds = 0.0
    for scores, mask in maps(bases, count):
        seconds += processor_time_once(lambda s=scores, m=mask: state.add(s, m, ROLES))
        if per_image:
            seconds += processor_time_once(lambda s=scores, m=mask: rank(s, m, ROLES).metrics())
    return seconds + processor_time_once(state.metrics)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--images", type=int, default=60)
    parser.add_argument("--many", type=int, default=1500)
    parser.add_argument("--memory", type=int, default=500, help="MB for the counts of --many images")
    parser.add_argument("--no-peer", action="store_true")
    arguments = parser.parse_args()
    # Elsewhere, so that what making them takes is not in the peak of this process.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        bases = list(pool.map(base, range(4)))
    for resolution in (16, 8):  # compiles
        timed(PooledCounts(resolution=resolution), bases, 8, per_image=True)

    if arguments.many:
        state = PooledCounts(arguments.memory * 10**6)
        before = peak_megabytes()
        seconds = timed(state, bases, arguments.many // 3, per_image=False)
        third = peak_megabytes()
        seconds += sum(
            processor_time_once(lambda s=scores, m=mask: state.add(s, m, ROLES))
            for scores, mask in maps(bases, arguments.many - arguments.many // 3)
        )
        result = state.metrics()
        print(
            f"{arguments.many} images, {result.positives + result.negatives:,} pixels: {seconds:.1f} s, "
            f"memory for counts {arguments.memory} MB, exact: {result.exact}, widest interval "
            f"{max(i.width for i in result.intervals.values()):.0e}; peak {before:.0f} MB before, "
            f"{third:.0f} MB after a third, "
            f"{peak_megabytes():.0f} MB after all",
            flush=True,
        )
        del state

    ratios = []
    for _ in range(3):
        both = timed(PooledCounts(), bases, arguments.images, per_image=True)
        exact, interval = PooledCounts(), PooledCounts(resolution=8)
        alone = timed(exact, bases, arguments.images, per_image=False)
        quick = timed(interval, bases, arguments.images, per_image=False)
        ratios.append((both / quick, alone / quick))
        found, bounds = exact.metrics(), interval.metrics()
        del exact, interval
    inside = [bounds.intervals[m].low <= found.intervals[m].low <= bounds.intervals[m].high for m in METRICS]
    np.testing.assert_equal([found.exact, *inside], [True] * (1 + len(METRICS)))
    per = 1e3 / arguments.images
    print(f"{arguments.images} images of 1280x720")
    print(f"exact, pooled                  {alone * per:8.2f} ms an image")
    print(f"exact, pooled and per image    {both * per:8.2f} ms an image")
    print(
        f"interval                       {quick * per:8.2f} ms an image, widths "
        + ", ".join(f"{m} {bounds.intervals[m].width:.0e}" for m in METRICS)
    )
    print(
        f"interval against exact, pooled and per image: {statistics.median(r[0] for r in ratios):.1f}x (goal 5)"
    )
    print(f"interval against exact, pooled only:          {statistics.median(r[1] for r in ratios):.1f}x")
    print(f"peak memory so far {peak_megabytes():.0f} MB", flush=True)

    if not arguments.no_peer:
        from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve  # noqa: PLC0415 - 140 MB

        pixels = arguments.images * SIZE[0] * SIZE[1]
        values, truth = np.empty(pixels, np.float32), np.empty(pixels, bool)
        for index, (scores, mask) in enumerate(maps(bases, arguments.images)):
            place = slice(index * scores.size, (index + 1) * scores.size)
            values[place], truth[place] = scores.ravel(), np.isin(mask, ANOMALIES).ravel()

        def peer() -> tuple[float, float]:
            rates, recalls, _ = roc_curve(truth, values, drop_intermediate=False)
            np.testing.assert_equal(rates[np.searchsorted(recalls, 0.95)], found.intervals["fpr95_first"].low)
            return roc_auc_score(truth, values), average_precision_score(truth, values)

        results: list[tuple[float, float]] = []
        seconds = processor_time_once(lambda: results.append(peer()))
        np.testing.assert_allclose(
            results[0], [found.intervals["auroc"].low, found.intervals["aupr"].low], atol=1e-9
        )
        print(
            f"scikit-learn's three functions {seconds * per:8.2f} ms an image, peak {peak_megabytes():.0f} MB"
        )
        print(f"against exact: {seconds / alone:.1f}x (goal 8)")


if __name__ == "__main__":
    main()
