"""`audit.csv`: one row a species with its decision, and the summary of it a category."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING, Any, cast

import pyarrow as pa
import pyarrow.csv

from builders.species.columns import integer_array, text_array
from builders.species.decisions import CERTAIN
from builders.species.selection import CATEGORY_NAMES

try:
    from zlib_ng import gzip_ng as gzip
except ImportError:  # no wheel for this Python: the same bytes of text, packed a little more slowly
    import gzip  # type: ignore[no-redef]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builders.species.decisions import Decision
    from builders.species.selection import Selection

AUDIT_NAME = "audit.csv"
SUMMARY_NAME = "summary.csv"
PLAIN_BYTES = 50 << 20
"""Audits of more bytes are written as `audit.csv.gz`."""

AUDIT_COLUMNS = (
    "taxon_id", "name", "category", "decision", "rule", "match", "wnid", "lemma", "certainty", "vetoes",
)  # fmt: skip
_ROWS_AT_ONCE = 1 << 16
_GZIP_LEVEL = 1  # an audit is read once or twice: seconds matter more than a fifth of the size


def write_audit(selection: Selection, folder: Path) -> Path:
    """Write one row a species into `folder`, sorted as the taxonomy is, and return the file.

    The file is `audit.csv`, or `audit.csv.gz` where it would be larger than `PLAIN_BYTES`. The same selection
    gives the same bytes (of text; the packed bytes depend on the version of the packer).
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain, packed = folder / AUDIT_NAME, folder / (AUDIT_NAME + ".gz")
    temporary = folder / (AUDIT_NAME + ".tmp")
    blocks = _csv_blocks(selection)
    head: list[bytes] = []
    size = 0
    for block in blocks:
        head.append(block)
        size += len(block)
        if size > PLAIN_BYTES:
            break
    target, other = (packed, plain) if size > PLAIN_BYTES else (plain, packed)
    with temporary.open("wb") as raw:
        if target is packed:
            with _pack(raw) as stream:
                while head:
                    stream.write(head.pop(0))
                for block in blocks:
                    stream.write(block)
        else:
            raw.writelines(head)
    temporary.replace(target)
    other.unlink(missing_ok=True)  # of an earlier run: two audits in a folder would contradict each other
    return target


def _pack(raw: IO[bytes]) -> IO[bytes]:
    """Return a file that packs what is written to it into `raw`, without a time or a name in its header."""
    return cast(IO[bytes], gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0))  # type: ignore[no-untyped-call]


def _csv_blocks(selection: Selection) -> Iterator[bytes]:
    """Yield the audit as CSV text, block by block."""
    words = _decision_columns(selection.decisions)
    categories = text_array(CATEGORY_NAMES)
    for start in range(0, max(selection.rows.num_rows, 1), _ROWS_AT_ONCE):
        rows = selection.rows.slice(start, _ROWS_AT_ONCE)
        codes = integer_array(selection.codes[start : start + _ROWS_AT_ONCE])
        category = integer_array(selection.categories[start : start + _ROWS_AT_ONCE])
        table = pa.Table.from_arrays(
            [
                rows["taxon_id"],
                rows["name"],
                categories.take(category),
                *(column.take(codes) for column in words),
            ],
            names=list(AUDIT_COLUMNS),
        )
        try:
            yield _format_block(table, header=start == 0, quoting="none")
        except pa.ArrowInvalid:  # a name with a comma or a quotation mark, in few blocks or none
            yield _format_block(table, header=start == 0, quoting="needed")


def _format_block(table: pa.Table, *, header: bool, quoting: str) -> bytes:
    block = pa.BufferOutputStream()
    options = pyarrow.csv.WriteOptions(include_header=header, quoting_style=quoting, quoting_header="none")
    pyarrow.csv.write_csv(table, block, options)
    return bytes(block.getvalue().to_pybytes())


def _decision_columns(decisions: tuple[Decision, ...]) -> list[pa.Array]:
    """Return the audit's columns from `decision` on, one value a different decision."""
    cells = [format_decision(decision) for decision in decisions]
    return [text_array(cell[column] for cell in cells) for column in AUDIT_COLUMNS[3:]]


def format_decision(decision: Decision) -> dict[str, str]:
    """Return the cells of a decision as they stand in audit.csv and species.csv.

    Nothing is said of the certainty of a species that no evidence touches.
    """
    touched = decision.excluded or decision.vetoes or decision.certainty != CERTAIN
    return {
        "decision": "excluded" if decision.excluded else "kept",
        "rule": decision.rule,
        "match": decision.match,
        "wnid": decision.wnid,
        "lemma": decision.lemma.replace("_", " "),
        "certainty": decision.certainty if touched else "",
        "vetoes": "; ".join(decision.vetoes).replace("_", " "),
    }


def write_summary(selection: Selection, folder: Path) -> Path:
    """Write the counts of every category and their sum into `folder`/summary.csv, and return the file."""
    path = folder / SUMMARY_NAME
    path.write_text(format_summary(selection.summary()), encoding="utf-8")
    return path


def format_summary(summary: list[dict[str, Any]]) -> str:
    """Return the counts as CSV text with a last row for all species."""
    total: dict[str, Any] = {
        column: sum(row[column] for row in summary) for column in summary[0] if column != "category"
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, list(summary[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows([*summary, {"category": "(all)", **total}])
    return text.getvalue()
