"""An unfinished dataset: `OUT.part`, filled item by item, resumable after any interruption.

Every finished item is a row in a SQLite journal beside its files. A later run asks for the rows of an item
and keeps its files when their digests still agree; so a build may be killed at any moment and run again, and
the memory it needs does not grow with the number of items.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from manifests.errors import ToolkitError
from manifests.schema import (
    ITEMS_NAME,
    MANIFEST_NAME,
    DatasetInfo,
    Manifest,
    Row,
    read_manifest,
    read_rows,
    safe_path_problem,
)
from manifests.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

_JOURNAL = ".journal.sqlite"
_LOCK = ".lock"
_COMMIT_EVERY = 256

_TABLES = """
create table if not exists settings (text text not null);
create table if not exists items (
    path text primary key, task text not null, role text not null, split text not null, item_id text not null,
    row text not null
) without rowid;
create index if not exists items_by_task on items (task);
create index if not exists items_by_item on items (split, item_id, role);
create table if not exists sealed (
    path text primary key, task text not null, row text not null
) without rowid;
create index if not exists sealed_by_task on sealed (task);
create table if not exists failures (
    task text primary key, source text not null, message text not null
) without rowid;
"""


@dataclass(frozen=True)
class Outcome:
    """What became of one task: rows of items.csv when it worked, else a message.

    Attributes:
        task: Id of the task, stable from run to run; its rows carry it as `item_id`.
        rows: The files it made or kept, one row each.
        source: Where the task's input came from, for failures.csv.
        failure: Why it failed; None when it worked.
        kept: Whether an earlier run had made the files already.
    """

    task: str
    rows: tuple[Row, ...] = ()
    source: str = ""
    failure: str | None = None
    kept: bool = False


@dataclass
class Tally:
    """How many tasks of this run were made, kept from an earlier run, or failed."""

    made: int = 0
    kept: int = 0
    failures: list[str] = field(default_factory=list)


class Workspace:
    """The folder `OUT.part` of a build, as a context manager that holds its lock.

    Args:
        out: The dataset's final folder.
        info: What is built.
        parameters: Every parameter that shapes the content; a journal of other parameters is not used.
        builder_version: Version of the toolkit; the same holds.
        seed: Seed of the build, or None.

    Raises:
        ToolkitError: `out` is a file, a folder of something else, or another builder is at work in it.
        OSError: The folder cannot be made.
    """

    def __init__(
        self,
        out: Path,
        *,
        info: DatasetInfo,
        parameters: dict[str, Any],
        builder_version: str,
        seed: int | None = None,
    ) -> None:
        self.out = out
        self.part = out.with_name(out.name + ".part")
        self.info = info
        self.parameters = parameters
        self.builder_version = builder_version
        self.seed = seed
        self.tally = Tally()
        self._old = out.with_name(out.name + ".old")
        self._uncommitted = 0

    def __enter__(self) -> Workspace:
        """Take the lock, finish an interrupted rename, and open the journal."""
        _check_is_ours(self.out)
        _check_is_ours(self.part)
        self.part.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self.part / _LOCK)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise ToolkitError(
                "another builder is at work in this folder",
                where=self.part,
                remedy="wait for it, or choose another --out",
            ) from None
        try:
            self._finish_interrupted_rename()
            self._open_journal()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what is recorded and release the lock."""
        with contextlib.suppress(sqlite3.Error):  # closed already, or an error that is on its way as `error`
            self.journal.commit()
        self.journal.close()
        self._lock.release()
        if isinstance(error, sqlite3.OperationalError):
            raise ToolkitError(
                "the build's journal cannot be written",
                where=self.part,
                found=str(error),
                remedy="free some space, then run the same command again; it goes on from here",
            ) from None

    @property
    def shelf(self) -> Shelf:
        """The folders as workers see them."""
        return Shelf(self.part, self.out)

    def earlier_rows(self, task: str) -> tuple[Row, ...]:
        """Return the rows that an earlier run recorded for a task, or none.

        The caller still has to ask `keeps` whether the files are there.
        """
        for table in ("items", "sealed"):
            found = self.journal.execute(f"select row from {table} where task = ? order by path", (task,))  # noqa: S608
            rows = tuple(json.loads(row) for (row,) in found)
            if rows:
                return rows
        return ()

    def record(self, outcome: Outcome) -> None:
        """Write an outcome into the journal, in place of what was there for its task."""
        self.journal.execute("delete from items where task = ?", (outcome.task,))
        self.journal.execute("delete from failures where task = ?", (outcome.task,))
        if outcome.failure is not None:
            self.journal.execute(
                "insert into failures values (?, ?, ?)", (outcome.task, outcome.source, outcome.failure)
            )
            self.tally.failures.append(f"{outcome.task}: {outcome.failure}")
        elif outcome.kept:
            self.tally.kept += 1
        else:
            self.tally.made += 1
        self.journal.executemany(
            "insert or replace into items values (?, ?, ?, ?, ?, ?)",
            [
                (row["path"], outcome.task, row["role"], row["split"], row["item_id"], json.dumps(row))
                for row in outcome.rows
            ],
        )
        self._uncommitted += 1
        if self._uncommitted >= _COMMIT_EVERY:
            self.journal.commit()
            self._uncommitted = 0

    def forget_others(self, tasks: Iterator[str] | Sequence[str]) -> None:
        """Drop the journal's rows of tasks that this run did not have (they left the source since)."""
        self.journal.execute("create temporary table wanted (task text primary key) without rowid")
        self.journal.executemany("insert or ignore into wanted values (?)", ((task,) for task in tasks))
        for table in ("items", "failures"):
            self.journal.execute(f"delete from {table} where task not in (select task from wanted)")  # noqa: S608
        self.journal.execute("drop table wanted")
        self.journal.commit()

    def rows(self) -> Iterator[Row]:
        """Yield all recorded rows, sorted by path."""
        for (row,) in self.journal.execute("select row from items order by path"):
            yield json.loads(row)

    def failures(self) -> list[tuple[str, str, str]]:
        """Return (task, source, message) of every failed task, sorted by task."""
        return list(self.journal.execute("select task, source, message from failures order by task"))

    def finish(self, manifest: Manifest, *, overwrite: bool) -> None:
        """Rename `OUT.part`, in which everything is written, to `OUT`.

        Raises:
            ToolkitError: `OUT` is a sealed dataset of other content and `overwrite` is False. Nothing is
                lost: `OUT.part` stays as it is, complete but for the name.
        """
        if (self.out / MANIFEST_NAME).exists() and not overwrite:
            self._check_replaceable(manifest)
        self.journal.commit()
        self.journal.close()
        (self.part / _JOURNAL).unlink()
        (self.part / _LOCK).unlink(missing_ok=True)
        self._rename()

    def clean(self, expected: set[str]) -> None:
        """Remove from `OUT.part` what is neither an item nor in `expected` (left by killed runs)."""
        keep = expected | {_JOURNAL, f"{_JOURNAL}-journal", _LOCK}
        for folder, folders, files in os.walk(self.part, topdown=False):
            for name in files:
                path = self.part.__class__(folder, name)
                relative = path.relative_to(self.part).as_posix()
                known = (
                    relative in keep
                    or self.journal.execute("select 1 from items where path = ?", (relative,)).fetchone()
                )
                if not known:
                    path.unlink()
            for name in folders:
                path = self.part.__class__(folder, name)
                if path.is_symlink():
                    path.unlink()
                elif not any(path.iterdir()):
                    path.rmdir()

    def _check_replaceable(self, manifest: Manifest) -> None:
        """Raise unless the new content holds all of the old, as it does when failed items now succeed."""
        lost = self.journal.execute(
            "select count(*) from sealed left join items using (path) "
            "where items.path is null"
            " or json_extract(items.row, '$.sha256') <> json_extract(sealed.row, '$.sha256')"
        ).fetchone()[0]
        old = read_manifest(self.out)
        same_settings = (old.info.name, old.parameters, old.seed) == (
            manifest.info.name,
            manifest.parameters,
            manifest.seed,
        )
        if lost or not same_settings:
            what = (
                f"{lost} of its files would go or change"
                if same_settings
                else "it was built with other parameters"
            )
            raise ToolkitError(
                "the output folder holds a sealed dataset with other content",
                where=self.out,
                found=what,
                remedy=f"compare them with `python -m manifests diff {self.out} {self.part}`; "
                "then run again with --overwrite to replace it, or choose another --out",
            )

    def _finish_interrupted_rename(self) -> None:
        if (
            (self.part / MANIFEST_NAME).exists()
            and not (self.part / _JOURNAL).exists()
            and not self.out.exists()
        ):
            self._rename()
            self.part.mkdir()
            self._lock.release()
            self._lock.acquire()
        elif self._old.exists() and (self.out / MANIFEST_NAME).exists():
            shutil.rmtree(self._old)

    def _rename(self) -> None:
        if self.out.exists():
            if self._old.exists():
                shutil.rmtree(self._old)
            self.out.rename(self._old)
        self.part.rename(self.out)
        if self._old.exists():
            shutil.rmtree(self._old)

    def _open_journal(self) -> None:
        path = self.part / _JOURNAL
        settings = json.dumps(
            {
                "dataset": self.info.name,
                "parameters": self.parameters,
                "seed": self.seed,
                "version": self.builder_version,
            },
            sort_keys=True,
        )
        try:
            self.journal = self._connect(path)
            recorded = self.journal.execute("select text from settings").fetchone()
        except sqlite3.DatabaseError as error:
            if "full" in str(error) or "unable to open" in str(error):
                raise ToolkitError("the journal cannot be written", where=path, found=str(error)) from None
            path.unlink()  # torn by a power cut: start over
            self.journal, recorded = self._connect(path), None
        if recorded is None or recorded[0] != settings:
            for table in ("settings", "items", "failures", "sealed"):
                self.journal.execute(f"delete from {table}")  # noqa: S608
            self.journal.execute("insert into settings values (?)", (settings,))
        self._read_sealed()
        self.journal.commit()

    def _connect(self, path: Path) -> sqlite3.Connection:
        journal = sqlite3.connect(path)
        journal.execute("pragma locking_mode = exclusive")  # the build holds the folder anyway
        journal.execute(
            "pragma synchronous = off"
        )  # a killed process loses nothing; a power cut may, and is noticed
        journal.executescript(_TABLES)
        return journal

    def _read_sealed(self) -> None:
        """Load the rows of an earlier sealed build, whose files this one may keep."""
        self.journal.execute("delete from sealed")
        if not (self.out / MANIFEST_NAME).exists():
            return
        rows = (row for row in read_rows(self.out / ITEMS_NAME) if "problem" not in row)
        self.journal.executemany(
            "insert or ignore into sealed values (?, ?, ?)",
            (
                (row["path"], row["item_id"], json.dumps(row))
                for row in rows
                if not safe_path_problem(row["path"])
            ),
        )


def _check_is_ours(folder: Path) -> None:
    """Raise unless a folder is absent, empty, or one that a builder made."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise ToolkitError("the output is no folder", where=folder, remedy="choose another --out")
    ours = {MANIFEST_NAME, _JOURNAL, _LOCK}
    names = {entry.name for entry in folder.iterdir()}
    if names and not names & ours:
        raise ToolkitError(
            "the output folder holds files that are no dataset of this toolkit",
            where=folder,
            remedy="choose another --out, or empty it yourself; nothing was changed",
        )
