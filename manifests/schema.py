"""The schema of a sealed dataset: the rows of items.csv and the content of manifest.json.

Both are read back as untrusted input: paths must stay inside the dataset, numbers must be numbers, and a
document of another shape is refused with a sentence that says what was expected.
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TextIO

from manifests.digests import bytes_sha256
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SCHEMA_VERSION = "1.0"

ITEM_COLUMNS = (
    "path",
    "role",
    "split",
    "item_id",
    "sha256",
    "bytes",
    "pixels_sha256",
    "width",
    "height",
    "source",
    "source_url",
    "licence",
    "attribution",
)
"""Columns that items.csv has in every dataset; the dataset's own columns follow."""

SPLITS = ("train", "validation", "test")
IMAGE = "image"
ANNOTATION = "annotation"

RULE_PAIRS = "every image has an annotation"
RULE_ANOMALY_ONLY_IN_TEST = "no anomaly in train or validation"
RULE_ANOMALY_IN_EVERY_TEST_IMAGE = "an anomaly in every test image"
RULE_DISJOINT_SPLITS = "no image in two splits"
RULES = (RULE_PAIRS, RULE_ANOMALY_ONLY_IN_TEST, RULE_ANOMALY_IN_EVERY_TEST_IMAGE, RULE_DISJOINT_SPLITS)
"""What a dataset can promise of itself and `verify` then holds it to."""

MANIFEST_NAME = "manifest.json"
ITEMS_NAME = "items.csv"
CLASSES_NAME = "classes.csv"
CROISSANT_NAME = "croissant.json"
PREVIEW_NAME = "preview.html"
FAILURES_NAME = "failures.csv"

Row = dict[str, str]
"""One row of items.csv: column name to text; empty text where a column does not apply."""

PAPER_CITATION = (
    "@inproceedings{hendrycks2022scaling, title={Scaling Out-of-Distribution Detection for Real-World Settings}, "
    "author={Hendrycks, Dan and Basart, Steven and Mazeika, Mantas and Zou, Andy and Kwon, Joe and "
    "Mostajabi, Mohammadreza and Steinhardt, Jacob and Song, Dawn}, booktitle={ICML}, year={2022}}"
)
"""BibTeX of the paper behind Species, StreetHazards and BDD-Anomaly (its published title)."""

_MAX_MANIFEST_BYTES = 1 << 24
_MAX_FIELD_CHARACTERS = 1 << 20
_INTEGER_COLUMNS = ("bytes", "width", "height")


@dataclass(frozen=True)
class DatasetInfo:
    """What does not change from build to build of one dataset.

    Attributes:
        name: Short name, such as `bdd-anomaly`.
        title: Name for people.
        description: One or two sentences.
        builder: Module that builds it, such as `builders.bdd`.
        licence: Name of the licence of the images, or `mixed` where each row of items.csv has its own.
        licence_url: Where its text stands.
        citation: BibTeX of the paper to cite.
        homepage: Where the dataset or its source is described.
        rules: What the finished dataset promises, of `RULES`.
        label_table: Name of the label table of its masks, or None.
        columns: The dataset's own columns of items.csv, after `ITEM_COLUMNS`.
    """

    name: str
    title: str
    description: str
    builder: str
    licence: str
    licence_url: str
    citation: str
    homepage: str
    rules: tuple[str, ...] = ()
    label_table: str | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileDigest:
    """Digest and size of one file of the dataset that is no item, such as classes.csv."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """The content of manifest.json. It holds no time, host name or absolute path.

    Attributes:
        info: What the dataset is.
        builder_version: Version of the toolkit that built it.
        parameters: Every parameter that shapes the content.
        seed: Seed of the build, or None where nothing is random.
        inputs: One entry an input: its name, number of files, and a digest over their digests.
        counts: Per split: files and bytes a role; per class of the label table: pixels and masks with it.
        content_digest: See `manifests.digests.content_digest`; equal for equal datasets.
        files: Digest of every file of the dataset that is no item, by name.
        seal: Digest of all the above; an edited manifest no longer matches it.
    """

    info: DatasetInfo
    builder_version: str
    parameters: dict[str, Any]
    seed: int | None
    inputs: list[dict[str, Any]]
    counts: dict[str, Any]
    content_digest: str
    files: dict[str, FileDigest]
    seal: str = field(default="")

    def to_json(self) -> str:
        """Return the manifest as the text of manifest.json, sealed."""
        document = self._document()
        document["seal"] = _seal(document)
        return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @property
    def is_intact(self) -> bool:
        """Whether the seal matches, so that nothing was edited after sealing."""
        return self.seal == _seal(self._document())

    def _document(self) -> dict[str, Any]:
        document = asdict(self)
        del document["seal"]
        document["schema_version"] = SCHEMA_VERSION
        return document


def parse_manifest(text: str, where: str | Path) -> Manifest:
    """Return the manifest written in `text`.

    The seal is kept, not judged: see `Manifest.is_intact`.

    Raises:
        ToolkitError: The text is no manifest of this schema version.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ToolkitError(
            "the manifest cannot be read", where=where, expected="JSON", found=str(error)
        ) from None
    if not isinstance(document, dict) or document.get("schema_version") != SCHEMA_VERSION:
        found = (
            document.get("schema_version", "none") if isinstance(document, dict) else type(document).__name__
        )
        raise ToolkitError(
            "the manifest is of another schema",
            where=where,
            expected=f"schema_version {SCHEMA_VERSION}",
            found=str(found),
        )
    try:
        info = document["info"]
        manifest = Manifest(
            info=DatasetInfo(**{**info, "rules": tuple(info["rules"]), "columns": tuple(info["columns"])}),
            builder_version=str(document["builder_version"]),
            parameters=dict(document["parameters"]),
            seed=document["seed"],
            inputs=list(document["inputs"]),
            counts=dict(document["counts"]),
            content_digest=str(document["content_digest"]),
            files={str(name): FileDigest(**entry) for name, entry in document["files"].items()},
            seal=str(document["seal"]),
        )
        texts = [*manifest.info.rules, *manifest.info.columns, *(f.sha256 for f in manifest.files.values())]
        if not all(isinstance(text, str) for text in texts) or not isinstance(
            manifest.counts["splits"], dict
        ):
            raise TypeError
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ToolkitError(
            "the manifest lacks a field or has one of another type",
            where=where,
            expected="the fields of schema version " + SCHEMA_VERSION,
            found=f"{type(error).__name__}: {error}",
        ) from None
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a sealed dataset.

    Raises:
        ToolkitError: The folder has no manifest, or none that can be read.
    """
    path = folder / MANIFEST_NAME
    if not path.is_file() or path.is_symlink():
        raise ToolkitError(
            "this is no sealed dataset",
            where=folder,
            expected=f"a folder with a {MANIFEST_NAME}",
            found="a folder without one" if folder.is_dir() else "no such folder",
            remedy="a folder that ends in .part is an unfinished build: run its builder again to finish it",
        )
    if path.stat().st_size > _MAX_MANIFEST_BYTES:
        raise ToolkitError(
            "the manifest is too large", where=path, expected=f"at most {_MAX_MANIFEST_BYTES} bytes"
        )
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ToolkitError(
            "the manifest cannot be read", where=path, expected="UTF-8", found=str(error)
        ) from None
    return parse_manifest(text, path)


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of an items.csv, one at a time; a bad row is yielded with the column `problem`.

    Raises:
        ToolkitError: The file is missing, is not UTF-8, or its header lacks a column.
    """
    csv.field_size_limit(_MAX_FIELD_CHARACTERS)
    if not path.is_file() or path.is_symlink():
        raise ToolkitError("the list of items is missing", where=path)
    try:
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [column for column in ITEM_COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise ToolkitError(
                    "the list of items lacks columns",
                    where=path,
                    expected=", ".join(ITEM_COLUMNS),
                    found=f"no {missing}",
                )
            for row in reader:
                problem = _row_problem(row)
                if problem:
                    yield {
                        **{c: str(row.get(c) or "") for c in ITEM_COLUMNS},
                        "problem": f"line {reader.line_num}: {problem}",
                    }
                else:
                    yield row
    except csv.Error as error:
        raise ToolkitError("the list of items is no CSV", where=path, found=str(error)) from None


def write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows as CSV with a header, so that any text in a field is read back as it was.

    Args:
        stream: Opened with `newline=""`.
        columns: Names of the columns; a row may lack some.
        rows: The rows.
    """
    plain = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    quoted = csv.DictWriter(stream, columns, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writeheader()
    for row in rows:
        # Python before 3.13 does not quote a lone carriage return, and then reads it as the end of the row.
        (quoted if any("\r" in value for value in row.values()) else plain).writerow(row)


def safe_path_problem(text: str) -> str | None:
    """Return why `text` is no path inside a dataset, or None when it is.

    Good paths are relative, in POSIX form, without `..`, empty parts, backslashes, drive letters or NUL.
    """
    if not text or "\0" in text or "\\" in text:
        return "is empty or holds a backslash or NUL"
    path = PurePosixPath(text)
    if path.is_absolute() or ":" in path.parts[0]:
        return "is absolute"
    if ".." in path.parts:
        return "leaves the folder"
    if str(path) != text:
        return "is not in its plain form"
    return None


def _row_problem(row: dict[str, Any]) -> str | None:
    if None in row or None in row.values():
        return "a row with too many or too few fields"
    for column in _INTEGER_COLUMNS:
        text = row[column]
        if not (text.isascii() and text.isdigit() and len(text) < 16):
            return f"column {column} holds {text!r}, not a number"
    return None


def _seal(document: dict[str, Any]) -> str:
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return bytes_sha256(canonical.encode("utf-8", "surrogatepass"))
