"""Tables of results, as Markdown, LaTeX or HTML; numbers in per cent with one decimal, as papers print them."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.ranking import LOWER_IS_BETTER, METRIC_TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.intervals import Interval

_LATEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SHOWN_WIDTH = 0.0005
"""A certified interval narrower than this does not show at one decimal of a per cent, and is marked instead."""


@dataclass(frozen=True)
class Cell:
    """One number of a table.

    Attributes:
        value: Between 0 and 1, or None for an empty cell.
        certified: Bounds of the exact value where only these are known.
        confidence: Bootstrap interval.
        count: Print `value` as a whole number instead.
        best: Whether it is the best of its group.
    """

    value: float | None = None
    certified: Interval | None = None
    confidence: Interval | None = None
    count: bool = False
    best: bool = False

    @property
    def text(self) -> str:
        """The number as tables show it."""
        if self.value is None:
            return "-"
        if self.count:
            return f"{int(self.value):,}"
        text = percent(self.value)
        if self.certified is not None and self.certified.width >= _SHOWN_WIDTH:
            text = f"{percent(self.certified.low)} to {percent(self.certified.high)}"
        elif self.certified is not None:
            text += "≈"
        if self.confidence is not None:
            text += f" [{percent(self.confidence.low)}, {percent(self.confidence.high)}]"
        return text


@dataclass(frozen=True)
class Table:
    """A table with named rows and columns.

    Attributes:
        title: What it shows, with the aggregation and the positive class.
        corner: Heading of the column of row names.
        columns: Headings.
        rows: Row name and its cells.
        notes: Lines below the table.
    """

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    notes: tuple[str, ...] = field(default=())

    def markdown(self) -> str:
        """Return the table in GitHub's Markdown, with its title above and its notes below."""
        lines = [f"**{_escape_markdown(self.title)}**", ""]
        lines.append("| " + " | ".join(map(_escape_markdown, (self.corner, *self.columns))) + " |")
        lines.append("| --- |" + " ---: |" * len(self.columns))
        for name, cells in self.rows:
            texts = [f"**{cell.text}**" if cell.best else cell.text for cell in cells]
            lines.append("| " + " | ".join([_escape_markdown(name), *texts]) + " |")
        if self.notes:
            lines += ["", *(f"{_escape_markdown(note)}  " for note in self.notes)]
        return "\n".join(lines) + "\n"

    def latex(self) -> str:
        """Return the table as a LaTeX `table` that needs the package booktabs."""
        heading = " & ".join(map(escape_latex, (self.corner, *self.columns)))
        lines = [
            r"\begin{table}",
            r"\centering",
            rf"\caption{{{escape_latex(self.title)}}}",
            rf"\begin{{tabular}}{{l{'r' * len(self.columns)}}}",
            r"\toprule",
            rf"{heading} \\",
            r"\midrule",
        ]
        for name, cells in self.rows:
            if name == MEAN:
                lines.append(r"\midrule")
            texts = [escape_latex(cell.text) for cell in cells]
            texts = [
                rf"\textbf{{{text}}}" if cell.best else text for text, cell in zip(texts, cells, strict=True)
            ]
            lines.append(" & ".join([escape_latex(name), *texts]) + r" \\")
        lines += [r"\bottomrule", r"\end{tabular}"]
        lines += [rf"\par\footnotesize {escape_latex(note)}" for note in self.notes]
        lines.append(r"\end{table}")
        return "\n".join(lines) + "\n"

    def html(self) -> str:
        """Return the table as an HTML `figure`."""
        parts = [
            f"<figure class='table'><figcaption>{html.escape(self.title)}</figcaption><div><table><thead><tr>"
        ]
        parts += [f"<th scope='col'>{html.escape(text)}</th>" for text in (self.corner, *self.columns)]
        parts.append("</tr></thead><tbody>")
        for name, cells in self.rows:
            mark = " class='mean'" if name == MEAN else ""
            parts.append(f"<tr{mark}><th scope='row'>{html.escape(name)}</th>")
            for cell in cells:
                text = html.escape(cell.text)
                parts.append(f"<td>{f'<strong>{text}</strong>' if cell.best else text}</td>")
            parts.append("</tr>")
        parts.append("</tbody></table></div>")
        parts += [f"<p class='note'>{html.escape(note)}</p>" for note in self.notes]
        parts.append("</figure>")
        return "".join(parts)


MEAN = "Mean"
"""Name of the row of means."""


def percent(value: float) -> str:
    """Return a share as per cent with one decimal; never `-0.0`."""
    return f"{round(100 * value, 1) + 0.0:.1f}"


def mean(values: Sequence[float]) -> float:
    """Return the mean, added exactly, so that the order of the values does not matter."""
    return math.fsum(values) / len(values)


def with_mean(rows: Sequence[tuple[str, tuple[Cell, ...]]]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """Return rows followed by the mean of each column, over the rows that have a number there."""
    means = []
    for column in zip(*(cells for _, cells in rows), strict=True):
        values = [cell.value for cell in column if cell.value is not None]
        means.append(Cell(mean(values)) if values else Cell())
    return (*rows, (MEAN, tuple(means)))


def mark_best(cells: Sequence[Cell], metric: str) -> tuple[Cell, ...]:
    """Return cells of one metric with the best marked, and all that print the same as the best."""
    values = [cell.value for cell in cells if cell.value is not None]
    if len(values) < 2:
        return tuple(cells)
    best = percent(min(values) if metric in LOWER_IS_BETTER else max(values))
    return tuple(
        Cell(
            c.value, c.certified, c.confidence, c.count, best=c.value is not None and percent(c.value) == best
        )
        for c in cells
    )


def heading(metric: str) -> str:
    """Return the heading of a metric's column, with an arrow towards the better."""
    return f"{METRIC_TITLES[metric]} {'↓' if metric in LOWER_IS_BETTER else '↑'}"


def escape_latex(text: str) -> str:
    """Return `text` for LaTeX, its special characters escaped."""
    escaped = "".join(_LATEX.get(character, character) for character in text)
    for character, command in (
        ("↑", r"$\uparrow$"),
        ("↓", r"$\downarrow$"),
        ("≈", r"$\approx$"),
    ):
        escaped = escaped.replace(character, command)
    return escaped


def _escape_markdown(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_{}[]<>|#" else c for c in text)
