"""Charts as SVG inside a page: lines and histograms, coloured by the page's style for light and dark."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 430, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 68, 12, 14, 46

STYLE = """
.chart { color: var(--soft); font: 12px system-ui, sans-serif; width: 100%; height: auto; max-width: 480px; }
.chart text { fill: var(--soft); }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .frame { fill: none; stroke: var(--soft); stroke-width: 1; }
.chart .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.chart .chance { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
.chart .normal { fill: var(--normal); fill-opacity: .55; }
.chart .anomalous { fill: var(--anomalous); fill-opacity: .55; }
.keys { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .3rem 0; }
.keys i { display: inline-block; width: 1.3rem; height: .28rem; margin-right: .4rem; vertical-align: .2rem; }
"""

COLOURS = 8
"""Number of line colours, `--c0` to `--c7` in the page's style; further lines begin again, dashed."""


class Series(NamedTuple):
    """One line of a chart."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


def line_chart(
    label: str, x_title: str, y_title: str, lines: Sequence[Series], *, diagonal: bool = False
) -> str:
    """Return lines in the unit square as SVG.

    Args:
        label: What the chart shows, for readers who cannot see it.
        x_title: Title of the horizontal axis.
        y_title: Title of the vertical axis.
        lines: With both coordinates in [0, 1].
        diagonal: Draw the line of chance of a ROC curve.
    """
    parts = [_open(label), _axes(x_title, y_title, [(t / 4, f"{t / 4:g}") for t in range(5)], 1.0)]
    if diagonal:
        parts.append(
            f'<line class="chance" x1="{_x(0):.1f}" y1="{_y(0):.1f}" x2="{_x(1):.1f}" y2="{_y(1):.1f}"/>'
        )
    for index, line in enumerate(lines):
        points = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in zip(line.x, line.y, strict=True))
        dashes = ' stroke-dasharray="6 3"' if index >= COLOURS else ""
        parts.append(
            f'<polyline class="line" style="stroke:var(--c{index % COLOURS})"{dashes} points="{points}">'
            f"<title>{html.escape(line.name)}</title></polyline>"
        )
    return "".join(parts) + "</svg>"


def histogram(label: str, edges: Sequence[float], normal: Sequence[float], anomalous: Sequence[float]) -> str:
    """Return two histograms over each other as SVG.

    Args:
        label: What the chart shows, for readers who cannot see it.
        edges: (k + 1,) ends of the bins, ascending.
        normal: (k,) shares of the normal scores.
        anomalous: (k,) shares of the anomalous scores.
    """
    low, high = edges[0], edges[-1]
    top = max(*normal, *anomalous, 1e-9)
    ticks = [(t / 4, f"{low + (high - low) * t / 4:.3g}") for t in range(5)]
    parts = [_open(label), _axes("score (higher is more anomalous)", "share of pixels or images", ticks, top)]
    for name, shares in (("normal", normal), ("anomalous", anomalous)):
        outline = [f"{_x(0):.1f},{_y(0):.1f}"]
        for index, share in enumerate(shares):
            left, right = (_x((edges[index + side] - low) / (high - low)) for side in (0, 1))
            outline += [f"{left:.1f},{_y(share / top):.1f}", f"{right:.1f},{_y(share / top):.1f}"]
        outline.append(f"{_x(1):.1f},{_y(0):.1f}")
        parts.append(f'<polygon class="{name}" points="{" ".join(outline)}"><title>{name}</title></polygon>')
    return "".join(parts) + "</svg>"


def line_keys(names: Sequence[str]) -> str:
    """Return the key of the lines of a chart as an HTML list."""
    items = (
        f'<li><i style="background:var(--c{index % COLOURS})"></i>{html.escape(name)}</li>'
        for index, name in enumerate(names)
    )
    return f'<ul class="keys">{"".join(items)}</ul>'


def histogram_keys() -> str:
    """Return the key of the two histograms as an HTML list."""
    items = (f'<li><i style="background:var(--{name})"></i>{name}</li>' for name in ("normal", "anomalous"))
    return f'<ul class="keys">{"".join(items)}</ul>'


def _open(label: str) -> str:
    return f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html.escape(label)}">'


def _axes(x_title: str, y_title: str, x_ticks: Sequence[tuple[float, str]], y_top: float) -> str:
    parts = []
    for place, text in x_ticks:
        x = _x(place)
        anchor = "end" if place == 1 else "middle"
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{_y(0):.1f}" x2="{x:.1f}" y2="{_y(1):.1f}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 28}" text-anchor="{anchor}">{html.escape(text)}</text>')
    for tick in range(5):
        y = _y(tick / 4)
        parts.append(f'<line class="grid" x1="{_x(0):.1f}" y1="{y:.1f}" x2="{_x(1):.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{y_top * tick / 4:.2g}</text>')
    middle_x, middle_y = (_x(0) + _x(1)) / 2, (_y(0) + _y(1)) / 2
    parts.append(
        f'<text x="{middle_x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{html.escape(x_title)}</text>'
    )
    parts.append(
        f'<text transform="translate(14 {middle_y:.1f}) rotate(-90)" text-anchor="middle">'
        f"{html.escape(y_title)}</text>"
    )
    parts.append(
        f'<rect class="frame" x="{_x(0):.1f}" y="{_y(1):.1f}" width="{_x(1) - _x(0):.1f}" '
        f'height="{_y(0) - _y(1):.1f}"/>'
    )
    return "".join(parts)


def _x(share: float) -> float:
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)
