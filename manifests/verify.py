"""Verification of a sealed dataset: everything that is wrong with it, found in one run.

Three depths, in rising cost: `list` (which files there are, their sizes, the rows' own consistency), `bytes`
(every file's digest), `content` (every file decoded: pixels, sizes, label values, anomalies).

The dataset is untrusted: no path of its lists is opened before it is known to stay inside the folder, and no
symbolic link is followed unless the caller says where links may lead.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manifests.command import progress
from manifests.dataset import Dataset
from manifests.digests import bytes_sha256, content_digest, file_sha256, pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import count_values, decode_image, decode_mask, image_size, read_image_bytes
from manifests.schema import (
    ANNOTATION,
    CLASSES_NAME,
    IMAGE,
    ITEMS_NAME,
    MANIFEST_NAME,
    RULE_ANOMALY_IN_EVERY_TEST_IMAGE,
    RULE_ANOMALY_ONLY_IN_TEST,
    RULE_DISJOINT_SPLITS,
    RULE_PAIRS,
    SPLITS,
    Row,
    read_manifest,
    read_rows,
    safe_path_problem,
)
from manifests.sealing import CLASS_PIXELS, format_class_pixels
from manifests.tasks import run_tasks

if TYPE_CHECKING:
    from manifests.labels import LabelTable
    from manifests.schema import Manifest

DEPTHS = ("list", "bytes", "content")
_FOLDERS = {IMAGE: "images", ANNOTATION: "annotations"}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        path: The file concerned, relative to the dataset.
        kind: One of a fixed set of words: missing, unexpected, renamed, swapped, truncated, changed, edited,
            unsafe-path, bad-row, link, not-a-file, unreadable, wrong-size, wrong-label, unpaired,
            misplaced-anomaly, no-anomaly, shared-image.
        message: What was expected and what was found.
    """

    path: str
    kind: str
    message: str


@dataclass
class Report:
    """What a verification found.

    Attributes:
        dataset: Name of the dataset.
        depth: How deep it went.
        files: Number of items looked at.
        findings: What is wrong, sorted; empty for a good dataset.
        notes: What is unusual but right, such as a mask that was re-encoded with the same pixels.
    """

    dataset: str
    depth: str
    files: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def to_document(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {**asdict(self), "good": self.is_good}

    def add(self, kind: str, path: str, message: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(path, kind, message))


@dataclass(frozen=True)
class _Facts:
    """What a file was found to be; fields stay None where the depth does not ask for them."""

    path: str
    sha256: str | None = None
    problem: str | None = None
    size: tuple[int, int] | None = None
    pixels: str | None = None
    class_pixels: dict[int, int] | None = None


def verify(
    folder: Path, depth: str = "content", *, workers: int = os.cpu_count() or 1, links_to: Path | None = None
) -> Report:
    """Return everything that is wrong with a sealed dataset.

    Args:
        folder: The dataset.
        depth: One of `DEPTHS`.
        workers: Files looked at at the same time.
        links_to: Folder into which the symbolic links of images may lead; None allows none.

    Raises:
        ToolkitError: The folder is no sealed dataset, or its manifest or list of items cannot be read.
    """
    if depth not in DEPTHS:
        raise ToolkitError(f"no depth is called {depth!r}", expected=" or ".join(DEPTHS))
    verification = _Verification(folder, read_manifest(folder), depth)
    verification.run(workers, links_to)
    report = verification.report
    report.findings = sorted(set(report.findings))
    report.notes.sort()
    return report


class _Verification:
    """One run over one dataset, collecting into `report`."""

    def __init__(self, folder: Path, manifest: Manifest, depth: str) -> None:
        self.folder = folder
        self.manifest = manifest
        self.depth = depth
        self.report = Report(manifest.info.name, depth)
        self.sizes: dict[str, int] = {}
        """Size of every regular file that is there, by path."""
        self.rows: dict[str, Row] = {}
        """Usable rows of items.csv, by path."""

    def run(self, workers: int, links_to: Path | None) -> None:
        if not self.manifest.is_intact:
            self.report.add("edited", MANIFEST_NAME, "was edited after sealing: its seal does not match")
        self._list_files(links_to)
        self._check_own_files()
        if ITEMS_NAME not in self.sizes:
            return
        self._read_rows()
        self._check_pairs()
        self._check_shared_images()
        self._check_presence()
        if self.depth != "content":  # there the masks themselves are asked
            self._check_anomalies(self._stated_anomalies())
        self._check_files(workers)

    def _list_files(self, links_to: Path | None) -> None:
        """Find every regular file; report links and special files. Links are not followed."""
        allowed = links_to.resolve() if links_to is not None else None
        for parent, folders, names in os.walk(self.folder, followlinks=False):
            for name in [*folders, *names]:
                path = Path(parent, name)
                relative = path.relative_to(self.folder).as_posix()
                status = path.lstat()
                if stat.S_ISREG(status.st_mode):
                    self.sizes[relative] = status.st_size
                elif stat.S_ISLNK(status.st_mode):
                    target = Path(os.path.realpath(path))
                    if allowed is not None and target.is_relative_to(allowed) and target.is_file():
                        self.sizes[relative] = target.stat().st_size
                    else:
                        message = (
                            f"a symbolic link to {path.readlink()}; not followed unless --links-to allows it"
                        )
                        self.report.add("link", relative, message)
                elif not stat.S_ISDIR(status.st_mode):
                    self.report.add("not-a-file", relative, "a pipe, socket or device")

    def _check_own_files(self) -> None:
        """Check the files that the manifest lists itself: items.csv, classes.csv, the lists, the preview."""
        if ITEMS_NAME not in self.manifest.files:
            self.report.add("edited", MANIFEST_NAME, f"does not list {ITEMS_NAME}")
        for name, entry in sorted(self.manifest.files.items()):
            problem = safe_path_problem(name)
            if problem:
                self.report.add("unsafe-path", MANIFEST_NAME, f"lists a file whose path {problem}: {name!r}")
            elif name not in self.sizes:
                self.report.add("missing", name, "listed in the manifest and not there")
            elif file_sha256(self.folder / name) != entry.sha256:
                self.report.add("edited", name, "is not the file that was sealed: its digest differs")

    def _read_rows(self) -> None:
        """Keep the usable rows of items.csv; report the others."""
        for row in read_rows(self.folder / ITEMS_NAME):
            path = row["path"]
            unsafe = safe_path_problem(path)
            home = f"{_FOLDERS.get(row['role'], '?')}/{row['split']}/"
            if "problem" in row:
                self.report.add("bad-row", ITEMS_NAME, f"{row['problem']} (path {path!r})")
            elif unsafe:
                self.report.add("unsafe-path", ITEMS_NAME, f"a path {unsafe}: {path!r}")
            elif row["split"] not in SPLITS or not path.startswith(home):
                message = f"{path!r} is not where a {row['role']} of {row['split']} belongs"
                self.report.add("bad-row", ITEMS_NAME, message)
            elif path in self.rows:
                self.report.add("bad-row", ITEMS_NAME, f"{path!r} is listed twice")
            else:
                self.rows[path] = row
        self.report.files = len(self.rows)
        lines = ((path, row["pixels_sha256"] or row["sha256"]) for path, row in sorted(self.rows.items()))
        if content_digest(lines) != self.manifest.content_digest:
            self.report.add("edited", ITEMS_NAME, "the rows do not give the content digest of the manifest")

    def _check_pairs(self) -> None:
        by_item: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for row in self.rows.values():
            by_item[row["split"], row["item_id"]][row["role"]] = row
        required = RULE_PAIRS in self.manifest.info.rules
        for parts in by_item.values():
            image, mask = parts.get(IMAGE), parts.get(ANNOTATION)
            if image and mask and (image["width"], image["height"]) != (mask["width"], mask["height"]):
                self.report.add("wrong-size", mask["path"], f"image and mask differ in size: {image['path']}")
            if required and image and not mask:
                self.report.add("unpaired", image["path"], "an image without its mask")
            if required and mask and not image:
                self.report.add("unpaired", mask["path"], "a mask without its image")

    def _check_shared_images(self) -> None:
        if RULE_DISJOINT_SPLITS not in self.manifest.info.rules:
            return
        for digest in ("sha256", "pixels_sha256"):
            first: dict[str, Row] = {}
            for path, row in sorted(self.rows.items()):
                if row["role"] != IMAGE or not row[digest]:
                    continue
                other = first.setdefault(row[digest], row)
                if other["split"] != row["split"]:
                    self.report.add(
                        "shared-image", path, f"the same image as {other['path']} in {other['split']}"
                    )

    def _check_presence(self) -> None:
        """Report missing and unexpected files, and which of them are one file under another name."""
        expected = self.rows.keys() | self.manifest.files.keys() | {MANIFEST_NAME}
        missing = sorted(self.rows.keys() - self.sizes.keys())
        gone = {self.rows[path]["sha256"]: path for path in reversed(missing)}
        sizes = {self.rows[path]["bytes"] for path in missing}
        found_again: set[str] = set()
        for path in sorted(self.sizes.keys() - expected):
            digest = None
            if self.depth != "list" and str(self.sizes[path]) in sizes:
                digest = file_sha256(self.folder / path)
            if digest in gone:
                self.report.add("renamed", gone[digest], f"is there under the name {path!r}")
                found_again.add(gone[digest])
            else:
                self.report.add("unexpected", path, "is not of the dataset")
        for path in missing:
            if path not in found_again:
                self.report.add("missing", path, "listed in items.csv and not there")

    def _check_files(self, workers: int) -> None:
        """Look at every file as deep as was asked, and compare it with its row."""
        there = [path for path in sorted(self.rows) if path in self.sizes]
        if self.depth == "list":
            for path in there:
                self._judge_bytes(_Facts(path), {})
            return
        decode = self.depth == "content"
        owners = {row["sha256"]: path for path, row in sorted(self.rows.items())}
        table = self._label_table() if decode else None
        look = partial(_look, self.folder, decode, {path: self.rows[path]["role"] for path in there})
        anomalous: dict[str, bool] = {}
        with progress(len(there), f"verify ({self.depth})", "file") as bar:
            for facts in run_tasks(look, there, workers=workers, threads=True):
                bar.update()
                self._judge_bytes(facts, owners)
                if not decode or facts.sha256 is None:
                    continue
                self._judge_content(facts)
                if table is not None and facts.class_pixels is not None:
                    self._judge_labels(facts, table)
                    anomalous[facts.path] = any(value in facts.class_pixels for value in table.anomaly_values)
        self._check_anomalies(anomalous)

    def _label_table(self) -> LabelTable | None:
        if CLASSES_NAME not in self.sizes:
            return None
        try:
            return Dataset(self.folder, self.manifest).labels
        except ToolkitError as error:
            self.report.add("edited", CLASSES_NAME, error.one_line)
            return None

    def _judge_bytes(self, facts: _Facts, owners: dict[str, str]) -> None:
        """Compare a file's size and digest with its row."""
        row, size = self.rows[facts.path], self.sizes[facts.path]
        if facts.problem is not None and facts.sha256 is None:
            self.report.add("unreadable", facts.path, facts.problem)
            return
        if size == int(row["bytes"]) and facts.sha256 in {None, row["sha256"]}:
            return
        other = owners.get(facts.sha256 or "")
        if row["pixels_sha256"] and facts.pixels == row["pixels_sha256"]:
            self.report.notes.append(f"{facts.path}: re-encoded, with the very pixels that were sealed")
        elif other is not None:
            self.report.add("swapped", facts.path, f"holds the content of {other}")
        elif size < int(row["bytes"]):
            self.report.add("truncated", facts.path, f"{size} of {row['bytes']} bytes")
        else:
            message = f"{size} bytes of another digest, where {row['bytes']} were sealed"
            self.report.add("changed", facts.path, message)

    def _judge_content(self, facts: _Facts) -> None:
        """Compare what a file decodes to with its row."""
        row = self.rows[facts.path]
        if facts.problem is not None:
            self.report.add("unreadable", facts.path, facts.problem)
            return
        sealed_size = (int(row["width"]), int(row["height"]))
        if facts.size is not None and facts.size != sealed_size:
            found, sealed = ("{}x{}".format(*size) for size in (facts.size, sealed_size))
            self.report.add("wrong-size", facts.path, f"{found} pixels where {sealed} were sealed")
        if facts.sha256 == row["sha256"] and row["pixels_sha256"] and facts.pixels != row["pixels_sha256"]:
            self.report.add("edited", ITEMS_NAME, f"states another pixel digest for {facts.path}")

    def _judge_labels(self, facts: _Facts, table: LabelTable) -> None:
        """Compare a mask's values with the label table and with its row."""
        row, pixels = self.rows[facts.path], facts.class_pixels or {}
        unknown = sorted(pixels.keys() - set(table.values))
        if unknown:
            self.report.add("wrong-label", facts.path, f"holds the values {unknown}, not in {CLASSES_NAME}")
        stated = row.get(CLASS_PIXELS)
        if facts.sha256 == row["sha256"] and stated is not None and stated != format_class_pixels(pixels):
            self.report.add("edited", ITEMS_NAME, f"states other class pixels for {facts.path}")

    def _stated_anomalies(self) -> dict[str, bool]:
        """Return whether each mask holds an anomaly by what its row says."""
        return {
            path: row["anomaly_pixels"] != "0"
            for path, row in self.rows.items()
            if row["role"] == ANNOTATION and row.get("anomaly_pixels")
        }

    def _check_anomalies(self, anomalous: dict[str, bool]) -> None:
        """Check that anomalies are exactly where the rules put them."""
        rules = self.manifest.info.rules
        for path, has_anomaly in anomalous.items():
            split = self.rows[path]["split"]
            if has_anomaly and split != "test" and RULE_ANOMALY_ONLY_IN_TEST in rules:
                self.report.add("misplaced-anomaly", path, f"an anomaly in {split}")
            if not has_anomaly and split == "test" and RULE_ANOMALY_IN_EVERY_TEST_IMAGE in rules:
                self.report.add("no-anomaly", path, "a test mask without an anomalous pixel")


def _look(folder: Path, decode: bool, roles: dict[str, str], path: str) -> _Facts:
    """Return what a file is; a problem of the file is a fact, not an error."""
    digest = None
    try:
        if not decode:
            return _Facts(path, sha256=file_sha256(folder / path))
        data = read_image_bytes(folder / path)
        digest = bytes_sha256(data)
        if path.endswith((".jpg", ".jpeg")):  # lossy: its pixels have no digest
            return _Facts(path, digest, size=image_size(data))
        pixels = decode_mask(data) if roles[path] == ANNOTATION else decode_image(data)
    except OSError as error:
        return _Facts(path, problem=f"cannot be read: {error.strerror}")
    except ToolkitError as error:
        return _Facts(path, digest, problem=error.one_line)
    size = (pixels.shape[1], pixels.shape[0])
    values = count_values(pixels) if roles[path] == ANNOTATION else None
    return _Facts(path, digest, None, size, pixels_sha256(pixels), values)
