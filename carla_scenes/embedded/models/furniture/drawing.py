"""Drawing pictures: large canvases with letters, arrows and shapes, made small in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from carla_scenes.embedded.geometry.pictures import PICTURE_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]

Ink = tuple[int, int, int]
"""sRGB, 0 to 255."""

Place = tuple[float, float]
"""Share of the width from the left and of the height from the top."""

_SIDE = PICTURE_SIZE * 4


class Canvas:
    """A picture in the making; places and sizes are shares of its sides, 0 to 1.

    Args:
        ground: Colour of the whole.
        aspect: Width by height of the surface that shows it; letters are drawn narrower by it.
    """

    def __init__(self, ground: Ink, aspect: float = 1.0) -> None:
        self._aspect = aspect
        self._pixels: Bytes = np.full((_SIDE, _SIDE, 3), ground, np.uint8)

    def disc(self, centre: Place, radius: float, ink: Ink) -> Canvas:
        """Draw a filled circle."""
        cv2.circle(self._pixels, _pixel(centre), round(radius * _SIDE), ink, -1, cv2.LINE_AA)
        return self

    def shape(self, corners: Sequence[Place], ink: Ink) -> Canvas:
        """Draw a filled polygon."""
        points = np.array([_pixel(corner) for corner in corners], np.int32)
        cv2.fillPoly(self._pixels, [points], ink, cv2.LINE_AA)
        return self

    def block(self, low: Place, high: Place, ink: Ink) -> Canvas:
        """Draw a filled rectangle between its left top and right bottom corner."""
        (x0, y0), (x1, y1) = low, high
        return self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], ink)

    def line(self, points: Sequence[Place], width: float, ink: Ink) -> Canvas:
        """Draw a line through points with round joints."""
        pixels = np.array([_pixel(point) for point in points], np.int32)
        cv2.polylines(self._pixels, [pixels], False, ink, max(1, round(width * _SIDE)), cv2.LINE_AA)
        return self

    def arrow(self, points: Sequence[Place], width: float, ink: Ink) -> Canvas:
        """Draw an arrow along points; its head is at the last."""
        (x0, y0), (x1, y1) = points[-2], points[-1]
        length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-6)
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        back = (x1 - dx * width * 1.5, y1 - dy * width * 1.5)
        wide = 1.45 * width
        head = [
            (x1, y1),
            (back[0] - dy * wide, back[1] + dx * wide),
            (back[0] + dy * wide, back[1] - dx * wide),
        ]
        return self.line([*points[:-1], back], width, ink).shape(head, ink)

    def text(self, words: str, low: Place, high: Place, ink: Ink, *, bold: bool = True) -> Canvas:
        """Write a line of text as large as fits between two corners, in the middle.

        Zeros are written as the letter O: some fonts of OpenCV strike them through, as no sign does.
        """
        words = words.replace("0", "O")
        face, size, weight = cv2.FONT_HERSHEY_SIMPLEX, 6.0, 20 if bold else 10
        (width, height), base = cv2.getTextSize(words, face, size, weight)
        mask = np.zeros((height + 2 * base + 80, width + 80), np.uint8)
        cv2.putText(mask, words, (40, height + 40), face, size, (255,), weight, cv2.LINE_AA)
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not len(rows):
            return self
        mask = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        (x0, y0), (x1, y1) = _pixel(low), _pixel(high)
        scale = min((x1 - x0) * self._aspect / mask.shape[1], (y1 - y0) / mask.shape[0])
        wide, tall = round(mask.shape[1] * scale / self._aspect), round(mask.shape[0] * scale)
        wide, tall = max(1, wide), max(1, tall)
        small = cv2.resize(mask, (wide, tall), interpolation=cv2.INTER_AREA)
        left, top = (x0 + x1 - wide) // 2, (y0 + y1 - tall) // 2
        window = self._pixels[top : top + tall, left : left + wide]
        share = small[: window.shape[0], : window.shape[1], None].astype(np.float64) / 255.0
        window[:] = np.rint(window * (1.0 - share) + np.array(ink) * share).astype(np.uint8)
        return self

    def finished(self) -> Bytes:
        """Return the picture, (PICTURE_SIZE, PICTURE_SIZE, 3) uint8, sRGB."""
        small = cv2.resize(self._pixels, (PICTURE_SIZE, PICTURE_SIZE), interpolation=cv2.INTER_AREA)
        return small.astype(np.uint8)


def regular(sides: int, radius: float, turn: float, centre: Place = (0.5, 0.5)) -> list[Place]:
    """Return the corners of a regular polygon; `turn` are degrees from the right, clockwise in the picture."""
    angles = np.radians(turn + np.arange(sides) * 360.0 / sides)
    return [(centre[0] + radius * float(np.cos(a)), centre[1] + radius * float(np.sin(a))) for a in angles]


def _pixel(place: Place) -> tuple[int, int]:
    return round(place[0] * _SIDE), round(place[1] * _SIDE)
