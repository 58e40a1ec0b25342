"""Lettering for signs: capital letters and figures as strokes, drawn by distance, the same on every machine."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

# Strokes on a grid 4 wide and 6 high, y upwards: pairs of figures are points, blanks part the strokes.
_GLYPHS = {
    "A": "002640 1232", "B": "00063645443303 3342413000", "C": "4536160501103041",
    "D": "00062645412000", "E": "46060040 0333", "F": "460600 0333", "G": "45361605011030414323",
    "H": "0006 4046 0343", "I": "0006", "J": "36311001", "K": "0006 460340", "L": "060040",
    "M": "0006234640", "N": "00064046", "O": "103041453616050110", "P": "00063645443303",
    "Q": "103041453616050110 2240", "R": "00063645443303 2340", "S": "453616050413334241301001",
    "T": "0646 2620", "U": "060110304146", "V": "062046", "W": "0610243046", "X": "0046 0640",
    "Y": "062346 2320", "Z": "06460040", "0": "103041453616050110", "1": "042620",
    "2": "05163645440040", "3": "0516364544334241301001 1333", "4": "30360242",
    "5": "460603334241301001", "6": "453616050110304142331302", "7": "064610",
    "8": "13040516364544331302011030414233", "9": "011030414536160504133344", "&": "40051626012042",
    "-": "0333", "'": "0605", ".": "0000",
}  # fmt: skip
_GAP = 1.5
_BLANK = 2.0


@lru_cache(maxsize=64)
def _segments(letter: str) -> Floats:
    """Return a letter's strokes, (N, 4): start and end, each x and y."""
    lines = []
    for stroke in _GLYPHS.get(letter, "").split():
        points = [(int(stroke[i]), int(stroke[i + 1])) for i in range(0, len(stroke) - 1, 2)]
        lines += [(*a, *b) for a, b in pairwise(points)]
    return np.array(lines, np.float64).reshape(-1, 4)


def text_mask(
    text: str, size: int, box: tuple[float, float, float, float], aspect: float, weight: float = 0.55
) -> Floats:
    """Return how much of each pixel is ink, (size, size) float64 from 0 to 1.

    Args:
        text: Capital letters, figures and a few marks; others are blanks.
        size: Pixels a side of the picture.
        box: Where the text goes: left, top, right, bottom as shares of the picture; it is fitted in and centred.
        aspect: Width over height of the surface that the picture is stretched over.
        weight: Thickness of the strokes, in sixths of a letter's height.
    """
    left, top, right, bottom = box
    strokes = [_segments(letter) for letter in text]
    widths = [float(lines[:, [0, 2]].max()) if len(lines) else _BLANK for lines in strokes]
    wide = sum(widths) + _GAP * (len(text) - 1)
    # One letter unit in heights of the surface, as large as both ways allow.
    unit = min((bottom - top) / 7.2, (right - left) * aspect / (wide + 1.2))
    x = (np.arange(size) + 0.5) / size * aspect
    y = (np.arange(size) + 0.5) / size
    across = (x - (left + right) * aspect / 2.0) / unit + wide / 2.0
    upwards = 3.0 - (y - (top + bottom) / 2.0) / unit
    distance = np.full((size, size), 9.0)
    for lines, width in zip(strokes, widths, strict=True):
        near = (across > -1.5) & (across < width + 1.5)
        for x0, y0, x1, y1 in lines:
            px, py = across[None, near] - x0, upwards[:, None] - y0
            dx, dy = x1 - x0, y1 - y0
            share = np.clip((px * dx + py * dy) / max(dx * dx + dy * dy, 1e-9), 0.0, 1.0)
            here = np.sqrt((px - share * dx) ** 2 + (py - share * dy) ** 2)
            distance[:, near] = np.minimum(distance[:, near], here)
        across = across - width - _GAP
    # Sharp over one pixel, by the larger of both pixel sides.
    pixel = max(aspect, 1.0) / size / unit
    result: Floats = np.clip((weight - distance) / pixel + 0.5, 0.0, 1.0)
    return result
