"""The folders of a build as its workers see them: where files are written, and which are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manifests.digests import file_sha256

if TYPE_CHECKING:
    from pathlib import Path

    from manifests.schema import Row


@dataclass(frozen=True)
class Shelf:
    """What a worker needs of a workspace: picklable, without the journal.

    Attributes:
        part: `OUT.part`, where files are written.
        out: `OUT`, a sealed earlier build whose files may be kept, if it exists.
    """

    part: Path
    out: Path

    def keeps(self, row: Row) -> bool:
        """Return whether the file of a row is there as recorded, or could be linked from `OUT`."""
        target = self.part / row["path"]
        if target.is_file() and _matches(target, row):
            return True
        earlier = self.out / row["path"]
        if not earlier.is_file() or not _matches(earlier, row):
            return False
        self._link(earlier, row["path"])
        return True

    def _link(self, source: Path, path: str) -> None:
        """Give a sealed file a second name in `OUT.part`; copy it where the file system cannot link."""
        target = self.part / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
            return
        try:
            target.hardlink_to(source)
        except OSError:
            self.write(path, source.read_bytes())

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the dataset.

        It need not appear at once: a file counts only when its row, with its digest, is in the journal.

        Args:
            path: Path in the dataset, POSIX form.
            data: The whole content.
        """
        target = self.part / path
        try:
            stream = target.open("xb")
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            stream = target.open("xb")
        except (
            FileExistsError
        ):  # a new file in its place: an old one may be a link to a file that is not ours
            target.unlink()
            stream = target.open("xb")
        with stream:
            stream.write(data)


def _matches(path: Path, row: Row) -> bool:
    return path.stat().st_size == int(row["bytes"]) and file_sha256(path) == row["sha256"]
