"""Pooled metrics over any number of pixels in bounded memory, from counts that merge in any order.

The state is a count of negatives and positives per 32-bit key, in pages of 65,536 keys that are made when
first touched. When the pages no longer fit the memory granted, all of them are folded to wider bins, and the
metrics become certified intervals. How far they are folded depends on nothing but which pages are touched, how
many scores there are and the memory granted; so any order of adding and merging ends in the same counts.
"""

from __future__ import annotations

import copy
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.cells import Grouped, count_bins, count_groups, group_by_page
from evaluation.counting import count_levels, levels_of
from evaluation.intervals import Interval, PooledMetrics, certify
from evaluation.keys import Scores, check_scores, is_narrow, single_keys, to_single, values_of
from evaluation.ranking import Counts, check_both_classes
from evaluation.sweep import count_classes, sweep
from evaluation.truth import Labels, Roles, Truth, truth_of
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGES = 1 << 16
FULL_RESOLUTION = 16
RESOLUTIONS = (FULL_RESOLUTION, 8, 4, 0)
"""How many low bits of a key are told apart within a page; all sixteen is exact, eight leave AUROC uncertain by
about 1e-5."""

DEFAULT_MEMORY = 10**9
LEAST_MEMORY = 1 << 21
"""With this many bytes there is room for 64-bit counts of the coarsest bins."""

BROKEN = (ValueError, KeyError, IndexError, EOFError, TypeError, zipfile.BadZipFile)
"""Errors that reading a broken or foreign file of counts may raise."""

_FORMAT = "ood-builders pooled counts 1"
_WIDE_FROM = 1 << 32
_BATCH = 32
_WAITING_SHARE = 10
"""What waits to be counted takes at most this part of the memory, and one map more."""


class PooledCounts:
    """Counts of scores over many maps; thread-safe, mergeable, and of bounded size.

    Args:
        memory: Bytes that the counts may take, at least `LEAST_MEMORY`. More makes results exact for longer.
        resolution: Finest resolution to keep, of `RESOLUTIONS`; below `FULL_RESOLUTION` the results are
            intervals from the start, and adding is several times faster.

    Raises:
        ToolkitError: The memory is too little, or the resolution is none of those.
    """

    def __init__(self, memory: int = DEFAULT_MEMORY, resolution: int = FULL_RESOLUTION) -> None:
        if memory < LEAST_MEMORY:
            raise ToolkitError(
                "too little memory for pooled counts",
                expected=f"at least {LEAST_MEMORY} bytes",
                found=str(memory),
            )
        if resolution not in RESOLUTIONS:
            raise ToolkitError("no such resolution", expected=f"one of {RESOLUTIONS}", found=str(resolution))
        self.memory = memory
        self.lossless = True
        self.seen = 0
        self._lock = threading.RLock()
        self._waiting: list[tuple[Grouped, Grouped]] = []
        self._levels: dict[np.dtype[Any], Counts] = {}
        self._span: tuple[int, int]
        self._store(resolution, 4)
        self._settle(np.empty(0, np.int64))

    @property
    def resolution(self) -> int:
        """How many low bits of a key are told apart within a page, of `RESOLUTIONS`."""
        self._count_all()
        return self._resolution

    @property
    def exact(self) -> bool:
        """Whether every score kept its own counter so far."""
        return self.resolution == FULL_RESOLUTION and self.lossless

    def add(self, scores: Scores, labels: Labels, roles: Roles) -> None:
        """Count one map.

        Args:
            scores: (H, W) or (n,) of any real type; higher is more anomalous.
            labels: As many uint8 label values.
            roles: (256,) meaning of the values, from `evaluation.truth.roles_of`.

        Raises:
            ToolkitError: The shapes differ, or the scores hold NaN or are not real numbers.
        """
        if scores.shape != labels.shape:
            raise ToolkitError(
                "scores and labels differ in shape", expected=str(labels.shape), found=str(scores.shape)
            )
        self.add_flat(check_scores(scores), truth_of(labels, roles))

    def add_flat(self, scores: Scores, truth: Truth) -> None:
        """Count (n,) scores that `check_scores` has passed."""
        if is_narrow(scores):
            self.add_levels(count_levels(scores, truth), scores.dtype, seen=scores.size)
            return
        single, lossless = to_single(scores)
        anomalous = single[truth.positives]
        if truth.ignored.size:
            single = np.delete(single, truth.ignored)
        grouped = None
        numbers = np.empty(0, np.int64)
        if self._resolution == FULL_RESOLUTION:  # outside the lock: threads do it side by side
            grouped = (group_by_page(single), group_by_page(anomalous))
            numbers = np.flatnonzero(np.diff(grouped[0][0]))
        with self._lock:
            self._note(scores.size, lossless)
            self._settle(numbers)
            if self._resolution < FULL_RESOLUTION:
                shift = np.uint32(FULL_RESOLUTION - self._resolution)
                negatives, positives = self._bins.reshape(2, -1)
                lowest, highest = count_bins(single, shift, negatives)
                self._widen(int(lowest) >> self._resolution, int(highest) >> self._resolution)
                bins = single_keys(anomalous) >> shift
                np.subtract.at(negatives, bins, negatives.dtype.type(1))
                np.add.at(positives, bins, positives.dtype.type(1))
            elif grouped is not None:  # a page once folded is never unfolded
                self._waiting.append(grouped)
                waiting = sum(array.nbytes for maps in self._waiting for group in maps for array in group)
                if len(self._waiting) >= _BATCH or waiting * _WAITING_SHARE > self.memory:
                    self._count_waiting()

    def add_levels(self, counts: Counts, dtype: np.dtype[Any], *, seen: int) -> None:
        """Count scores of at most 16 bits, of which it is known how often they occur.

        Args:
            counts: (2, 65536) of `evaluation.counting.count_levels`.
            dtype: Of the scores.
            seen: All scores of the map, with those that no metric counts.
        """
        with self._lock:
            self._note(seen, lossless=True)
            if dtype in self._levels:
                self._levels[dtype] += counts
            else:
                self._levels[dtype] = counts.copy()

    def merge(self, other: PooledCounts) -> None:
        """Add the counts of another state; the smaller memory of the two holds from then on."""
        with self._lock, other._lock:
            self.memory = min(self.memory, other.memory)
            self._note(other.seen, other.lossless)
            self._settle(other.page_numbers(), at_most=other.resolution)
            for number, page in other.pages():
                self._add_page(number, page)

    def page_numbers(self) -> npt.NDArray[np.int64]:
        """Return the numbers of the touched pages in ascending order."""
        self._count_all()
        return self._touched()

    def pages(self) -> Iterator[tuple[int, npt.NDArray[Any]]]:
        """Yield (number, (2, bins) counts of negatives and positives) of every touched page, ascending."""
        self._count_all()
        yield from self._stored()

    def metrics(self) -> PooledMetrics:
        """Return the pooled metrics: exact, or as certified intervals.

        Raises:
            ToolkitError: One of the two classes is absent.
        """
        with self._lock:
            self._count_all()
            blocks = list(self._blocks())
            negatives, positives = count_classes(blocks)
            if self.exact:
                intervals = {name: Interval(value, value) for name, value in sweep(blocks).items()}
            else:
                check_both_classes(positives, negatives)
                bins = [block[:, block.any(axis=0)].astype(np.int64) for block in blocks]
                intervals = certify(*np.concatenate(bins, axis=1))
            return PooledMetrics(intervals, self.exact, positives, negatives)

    def distribution(self) -> tuple[npt.NDArray[np.float32], Counts, Counts]:
        """Return how the scores are spread, in bins of about 0.003 % of their value, for curves and histograms.

        Returns:
            (k,) float32 lower ends of the bins in ascending order, (k,) int64 negatives, (k,) int64 positives.
        """
        keys, counts = [np.empty(0, np.int64)], [np.empty((2, 0), np.int64)]
        with self._lock:
            for number, page in self.pages():
                bins = page.reshape(2, min(page.shape[1], 256), -1).sum(axis=2, dtype=np.int64)
                used = np.flatnonzero(bins.any(axis=0))
                keys.append(number * PAGES + used * (PAGES // bins.shape[1]))
                counts.append(bins[:, used])
        negatives, positives = np.concatenate(counts, axis=1)
        return values_of(np.concatenate(keys).astype(np.uint32)), negatives, positives

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the state as arrays that `from_arrays` understands; they share its memory."""
        with self._lock:
            numbers = self.page_numbers()
            if self._resolution == FULL_RESOLUTION:
                numbers = numbers[np.argsort(self._row_of[numbers])]
                counts = self._rows[: numbers.size].reshape(-1, 2, PAGES)  # as they lie: no second copy
            else:
                counts = self._bins[:, numbers].transpose(1, 0, 2)
            settings = np.array([self.memory, self._resolution, self.seen, self.lossless], np.int64)
            return {"format": np.array(_FORMAT), "pages": numbers, "counts": counts, "settings": settings}

    def save(self, path: Path) -> None:
        """Write the state to an `.npz` file that `load` reads on any machine."""
        with self._lock, path.open("wb") as stream:
            arrays: dict[str, Any] = self.arrays()
            np.savez(stream, **arrays)

    @classmethod
    def load(cls, path: Path) -> PooledCounts:
        """Return the state that `save` wrote.

        Raises:
            ToolkitError: The file is no such state, or does not agree with itself.
        """
        try:
            with np.load(path, allow_pickle=False) as archive:
                return cls.from_arrays({name: archive[name] for name in archive.files})
        except BROKEN as error:
            raise ToolkitError(
                "these are no pooled counts",
                where=path,
                expected="a file written by PooledCounts.save",
                found=f"{type(error).__name__}: {error}",
            ) from None

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> PooledCounts:
        """Return the state that `arrays` gave; one of `BROKEN` is raised where they are no such arrays."""
        if str(arrays["format"]) != _FORMAT:
            raise ValueError(f"format {arrays['format']}")
        memory, resolution, seen, lossless = map(int, arrays["settings"])
        pages, counts = arrays["pages"].astype(np.int64), arrays["counts"]
        if (
            counts.dtype not in (np.uint32, np.uint64)
            or resolution not in RESOLUTIONS
            or counts.shape != (pages.size, 2, 1 << resolution)
            or np.unique(pages).size != pages.size
            or (pages.size and not (pages.min() >= 0 and pages.max() < PAGES))
            or int(counts.sum(dtype=np.uint64)) > seen
        ):
            raise ValueError("the arrays do not agree with each other")
        state = cls(memory, resolution)
        state._note(seen, bool(lossless))
        state._settle(pages)
        for number, page in zip(pages.tolist(), counts, strict=True):
            state._add_page(number, page)
        return state

    def _count_all(self) -> None:
        """Count everything that waits."""
        with self._lock:
            levels, self._levels = self._levels, {}
            for dtype, counts in levels.items():
                self._count_levels(*levels_of(counts, dtype))
            self._count_waiting()

    def _count_waiting(self) -> None:
        """Count the maps that were grouped but not yet counted; their pages have been made."""
        if self._waiting:
            nothing = (np.zeros(PAGES + 1, np.uint32), np.empty(0, np.uint16))
            batch = (self._waiting + [(nothing, nothing)] * _BATCH)[:_BATCH]  # one length, compiled once
            self._waiting = []
            grouped, anomalous = zip(*batch, strict=True)
            count_groups(grouped, anomalous, self._row_of, self._rows)

    def _count_levels(self, values: npt.NDArray[np.float32], counts: Counts) -> None:
        keys = single_keys(values)
        self._settle(np.unique(keys >> 16).astype(np.int64))
        if self._resolution == FULL_RESOLUTION:
            rows, columns = self._row_of[keys >> 16], keys & 0xFFFF
            for offset, side in zip((0, PAGES), counts, strict=True):
                self._rows[rows, columns + offset] += side.astype(self._rows.dtype)
        elif keys.size:
            self._widen(int(keys[0]) >> 16, int(keys[-1]) >> 16)
            bins, first = np.unique(keys >> (FULL_RESOLUTION - self._resolution), return_index=True)
            for role, side in enumerate(counts):
                sums = np.add.reduceat(side, first)
                self._bins[role].reshape(-1)[bins] += sums.astype(self._bins.dtype)

    def _touched(self) -> npt.NDArray[np.int64]:
        if self._resolution == FULL_RESOLUTION:
            return np.flatnonzero(self._row_of >= 0)
        low, high = self._span
        used = np.flatnonzero(self._bins[:, low : high + 1].any(axis=(0, 2)))
        return used + np.int64(low)

    def _stored(self) -> Iterator[tuple[int, npt.NDArray[Any]]]:
        for number in self._touched().tolist():
            if self._resolution == FULL_RESOLUTION:
                yield number, self._rows[self._row_of[number]].reshape(2, -1)
            else:
                yield number, self._bins[:, number]

    def _blocks(self) -> Iterator[npt.NDArray[Any]]:
        """Yield (2, bins) counts of negatives and positives, in ascending order of score."""
        if self._resolution == FULL_RESOLUTION:
            yield from (page for _, page in self._stored())
        else:
            low, high = self._span
            yield self._bins[:, low : high + 1].reshape(2, -1)

    def _widen(self, low: int, high: int) -> None:
        """Note that wide bins of these pages and of those between may be in use."""
        self._span = (min(low, self._span[0]), max(high, self._span[1]))

    def _add_page(self, number: int, page: npt.NDArray[Any]) -> None:
        folded = page.reshape(2, 1 << self._resolution, -1).sum(axis=2, dtype=page.dtype)
        if self._resolution == FULL_RESOLUTION:
            self._rows[self._row_of[number]] += folded.reshape(-1).astype(self._rows.dtype)
        else:
            self._widen(number, number)
            self._bins[:, number] += folded.astype(self._bins.dtype)

    def _note(self, seen: int, lossless: bool) -> None:
        self.seen += seen
        self.lossless &= lossless

    def _settle(self, numbers: npt.NDArray[np.int64], at_most: int = FULL_RESOLUTION) -> None:
        """Make room for pages, folding or widening all counts first where the rules ask for it."""
        itemsize = 8 if self.seen >= _WIDE_FROM else 4  # no counter can exceed the number of scores seen
        resolution = min(self._resolution, at_most)
        fresh = numbers
        if resolution == FULL_RESOLUTION:
            fresh = numbers[self._row_of[numbers] < 0]
            if (self._used + fresh.size) * 2 * PAGES * itemsize > self.memory:
                resolution = RESOLUTIONS[1]
        while resolution < FULL_RESOLUTION and 2 * PAGES * itemsize << resolution > self.memory:
            resolution = RESOLUTIONS[RESOLUTIONS.index(resolution) + 1]
        if (resolution, itemsize) != (self._resolution, self._itemsize):
            self._change(resolution, itemsize, fresh)
        elif resolution == FULL_RESOLUTION:
            self._make_rows(fresh)

    def _change(self, resolution: int, itemsize: int, fresh: npt.NDArray[np.int64]) -> None:
        """Move all counts to storage of another resolution or width."""
        self._count_waiting()
        numbers = self._touched()
        old = copy.copy(self)
        self._store(resolution, itemsize)
        if resolution == FULL_RESOLUTION:
            self._make_rows(np.union1d(numbers, fresh))
        for number, page in old._stored():  # noqa: SLF001 - a copy of itself
            self._add_page(number, page)

    def _make_rows(self, fresh: npt.NDArray[np.int64]) -> None:
        self._row_of[fresh] = np.arange(self._used, self._used + fresh.size)
        self._used += fresh.size

    def _store(self, resolution: int, itemsize: int) -> None:
        """Replace the storage by an empty one. The system commits its memory when it is first touched."""
        dtype = np.dtype(f"u{itemsize}")
        self._resolution, self._itemsize = resolution, itemsize
        self._used = 0
        self._span = (PAGES, -1)
        self._row_of = np.full(PAGES, -1, np.int32)
        exact = resolution == FULL_RESOLUTION
        rows = min(PAGES, self.memory // (2 * PAGES * itemsize)) if exact else 0
        self._rows = np.zeros((rows, 2 * PAGES), dtype)
        self._bins = np.zeros((2, PAGES if not exact else 0, 1 << resolution), dtype)
