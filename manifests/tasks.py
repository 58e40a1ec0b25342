"""Running many small tasks: on this machine or on a Dask cluster, with a bounded number in flight.

The order in which results come back is not defined and must not matter.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Task = TypeVar("Task")
Result = TypeVar("Result")

_IN_FLIGHT_PER_WORKER = 4
_IN_FLIGHT_ON_CLUSTER = 256

# Of glibc's malloc.h.
_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
_KEPT_BYTES = 1 << 26


def run_tasks(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int = os.cpu_count() or 1,
    cluster: str | None = None,
    threads: bool = False,
) -> Iterator[Result]:
    """Yield `function(task)` for every task, in no particular order.

    `tasks` is read only as fast as results come, so memory does not grow with their number. The first
    exception that a task raises is raised here and the tasks not yet begun are dropped.

    Args:
        function: Picklable unless `threads`.
        tasks: Small picklable values.
        workers: Tasks at the same time on this machine; with one, they run in the caller's thread.
        cluster: Address of a Dask scheduler; its workers must see the same folders.
        threads: Use threads, which start at once; right for tasks whose work happens in libraries that
            release the interpreter's lock. Else processes.

    Raises:
        ToolkitError: The cluster cannot be reached, or its package is not installed.
    """
    if cluster is None and workers == 1:
        _keep_freed_memory()
        yield from map(function, tasks)
        return
    with contextlib.ExitStack() as stack:
        in_flight = _IN_FLIGHT_PER_WORKER * workers
        executor: Executor
        if cluster is not None:
            executor = stack.enter_context(_cluster_executor(cluster))
            in_flight = _IN_FLIGHT_ON_CLUSTER
        elif threads:
            _keep_freed_memory()
            executor = ThreadPoolExecutor(workers)
        else:
            executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        pending: set[Future[Result]] = set()
        source = iter(tasks)
        try:
            while True:
                while len(pending) < in_flight and (task := next(source, _END)) is not _END:
                    pending.add(executor.submit(function, task))  # type: ignore[arg-type]
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            for future in pending:
                future.cancel()
            executor.shutdown(wait=True)


_END = object()


@cache
def _keep_freed_memory() -> None:
    """Let glibc keep freed blocks of the size of an image, instead of giving them back to the kernel each time.

    Fresh pages cost a third of the time of decoding a mask. Other C libraries are left as they are.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        for parameter in (_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD):
            mallopt(parameter, _KEPT_BYTES)


@contextlib.contextmanager
def _cluster_executor(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise ToolkitError(
            "--cluster needs the Dask package",
            expected="the extra `cluster`",
            remedy="pip install 'ood-builders[cluster]'",
        ) from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ToolkitError(
            "the Dask scheduler cannot be reached",
            expected=f"a scheduler at {address}",
            found=str(error),
            remedy="start one with `dask scheduler`, or leave --cluster out",
        ) from None
    with client:
        # Without pure=False Dask would merge tasks that look equal.
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
