"""Threads that share the rows of an image.

Kernels take rows from one counter until none is left. numba's own threads are not used: its default layer ends the
process when two Python threads call it at once, as a server's do.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Runs kernels on several threads.

    Args:
        count: Number of threads; all cores that this process may use when None.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or available_cores()
        self._pool = ThreadPoolExecutor(max(1, self.count - 1), thread_name_prefix="rays")

    def run(self, kernel: Callable[..., None], rows: int, *arguments: Any) -> None:
        """Run `kernel(counter, rows, *arguments)` on all threads and wait for them.

        Args:
            kernel: Takes row numbers with `take_next(counter)` until they reach `rows`. Which thread computes a
                row must not matter.
            rows: How many there are.
            *arguments: Passed on.
        """
        counter = np.zeros(1, np.int64)
        address = counter.ctypes.data
        others = [
            self._pool.submit(kernel, address, rows, *arguments) for _ in range(min(self.count, rows) - 1)
        ]
        kernel(address, rows, *arguments)
        for other in others:
            other.result()
