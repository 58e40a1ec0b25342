"""Rate limits that outlive a run: what was spent in the last minute, hour and day is kept on disk."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from filelock import FileLock, Timeout
from pyrate_limiter import InMemoryBucket, Rate, RateItem, SQLiteBucket

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyrate_limiter import AbstractBucket

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

BYTE_UNIT = 1 << 18
"""Bytes are counted in quarters of a mebibyte: one row on disk each, 100,000 a day at the most."""


class AllowanceUsedUp(ToolkitError):  # noqa: N818 - a state of the day, and no mistake
    """Nothing more may be asked for now; a later run goes on."""


@dataclass(frozen=True)
class Limits:
    """How much may be asked of iNaturalist; None for no limit (its own servers have them: for tests).

    The published limits are 100 requests a minute (60 asked for, and refusals are seen at 60), 10,000 requests
    a day, 5 GB of media an hour and 24 GB a day. The defaults stay below them.

    Attributes:
        requests_a_minute: Of the API and the site.
        requests_a_day: Of the API and the site.
        bytes_an_hour: Of photographs.
        bytes_a_day: Of photographs.
        longest_wait_s: A longer pause than this ends the run with a message instead.
    """

    requests_a_minute: int | None = 55
    requests_a_day: int | None = 9_900
    bytes_an_hour: int | None = 4_800_000_000
    bytes_a_day: int | None = 23_000_000_000
    longest_wait_s: float = 900.0

    @property
    def request_rates(self) -> list[Rate]:
        """The limits on requests, the shortest interval first."""
        return _rates([(self.requests_a_minute, MINUTE_MS), (self.requests_a_day, DAY_MS)])

    @property
    def byte_rates(self) -> list[Rate]:
        """The limits on bytes in units of `BYTE_UNIT`, the shortest interval first."""
        hour = self.bytes_an_hour and max(1, self.bytes_an_hour // BYTE_UNIT)
        day = self.bytes_a_day and max(1, self.bytes_a_day // BYTE_UNIT)
        return _rates([(hour, HOUR_MS), (day, DAY_MS)])


def _rates(pairs: list[tuple[int | None, int]]) -> list[Rate]:
    return [Rate(limit, interval) for limit, interval in pairs if limit]


class Budget:
    """One kind of thing that may be spent at certain rates, shared by threads and, on disk, by runs.

    Args:
        name: What is spent, for messages and as the table's name.
        rates: At most so much an interval; empty for no limit.
        database: SQLite file that remembers; None to forget at the end of the run.
        longest_wait_s: A longer wait raises.
    """

    def __init__(self, name: str, rates: list[Rate], database: Path | None, longest_wait_s: float) -> None:
        self._name = name
        self._rates = rates
        self._longest_wait_s = longest_wait_s
        self._lock = threading.Lock()
        self._bucket: AbstractBucket | None = None
        if rates and database is not None:
            self._bucket = SQLiteBucket.init_from_file(rates, table=name, db_path=str(database))
        elif rates:
            self._bucket = InMemoryBucket(rates)

    def spend(self, amount: int = 1) -> None:
        """Wait until `amount` may be spent, and spend it.

        Raises:
            AllowanceUsedUp: The wait would be too long: the hour's or the day's allowance is used up.
        """
        if self._bucket is None or amount < 1:
            return
        largest = min(rate.limit for rate in self._rates)
        for part in [largest] * (amount // largest) + [amount % largest]:
            while part and (wait_s := self._try(part)) > 0:
                self._check_wait(wait_s)
                time.sleep(wait_s)

    def _try(self, amount: int) -> float:
        """Spend `amount` and return 0, or return the seconds until that is allowed."""
        bucket = self._bucket
        if bucket is None:
            return 0.0
        with self._lock:
            now = cast(int, bucket.now())  # type: ignore[no-untyped-call]
            item = RateItem(self._name, now, amount)
            if bucket.put(item):
                bucket.leak(now)
                return 0.0
            return max(1, cast(int, bucket.waiting(item))) / 1000

    def _check_wait(self, wait_s: float) -> None:
        if wait_s > self._longest_wait_s:
            raise AllowanceUsedUp(
                f"iNaturalist's allowance of {self._name} is used up",
                expected=", ".join(
                    f"at most {rate.limit:,} in {rate.interval // 60_000} min" for rate in self._rates
                ),
                found=f"{wait_s / 3600:.1f} hours to wait",
                remedy="run the same command again then; it goes on from here",
            )

    def close(self) -> None:
        """Close the database."""
        if self._bucket is not None:
            self._bucket.close()


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the state folder, so that two runs on one machine do not spend the same allowance twice.

    Raises:
        ToolkitError: Another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ToolkitError(
            "another run is asking iNaturalist from this machine",
            where=folder,
            remedy="wait for it: its limits are for all runs together",
        ) from None
    try:
        yield
    finally:
        lock.release()
