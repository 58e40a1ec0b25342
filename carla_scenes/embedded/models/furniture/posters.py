"""Pictures on street furniture: adverts and timetables, drawn from a number or a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.pictures import picture
from carla_scenes.embedded.models.furniture.drawing import Canvas

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.models.furniture.drawing import Ink

    Bytes = npt.NDArray[np.uint8]

POSTERS = 12
"""How many different adverts there are; `advert:0` and so on."""

_TITLES = (
    *("Fresh Coffee", "City Marathon", "Open Air", "Bike Week", "New Album", "Summer Sale"),
    *("Museum Night", "Fly South", "Theatre", "Jazz Days", "Ice Cream", "Book Fair"),
)
_SCHEMES: tuple[tuple[Ink, Ink, Ink], ...] = (
    ((236, 220, 188), (120, 62, 36), (206, 92, 44)),
    ((24, 62, 120), (240, 240, 236), (240, 180, 40)),
    ((196, 40, 52), (248, 236, 214), (30, 30, 34)),
    ((60, 136, 92), (250, 246, 230), (236, 196, 70)),
    ((38, 36, 46), (236, 96, 120), (120, 200, 214)),
    ((246, 206, 62), (30, 34, 44), (206, 56, 60)),
    ((120, 168, 206), (28, 44, 70), (246, 246, 240)),
    ((238, 238, 232), (40, 90, 160), (226, 120, 50)),
)


@picture("advert")
def _advert(text: str) -> Bytes:
    """Draw a poster twice as high as wide: a title, a bold shape and lines of small print."""
    number = int(text)
    rng = np.random.default_rng(np.random.SeedSequence([8101, number]))
    ground, ink, accent = _SCHEMES[number % len(_SCHEMES)]
    canvas = Canvas(ground, 0.66)
    _MOTIFS[number % len(_MOTIFS)](canvas, ink, accent, rng)
    canvas.text(_TITLES[number % len(_TITLES)], (0.07, 0.06), (0.93, 0.2), ink)
    for row in range(3):
        canvas.block(
            (0.1, 0.87 + 0.035 * row), (0.1 + float(rng.uniform(0.45, 0.8)), 0.883 + 0.035 * row), ink
        )
    return canvas.finished()


def _sun(canvas: Canvas, ink: Ink, accent: Ink, _rng: np.random.Generator) -> None:
    canvas.disc((0.5, 0.5), 0.2, accent)
    canvas.shape([(0.0, 0.82), (0.0, 0.62), (0.35, 0.5), (0.7, 0.66), (1.0, 0.55), (1.0, 0.82)], ink)


def _cup(canvas: Canvas, ink: Ink, accent: Ink, _rng: np.random.Generator) -> None:
    canvas.disc((0.72, 0.56), 0.12, ink).disc((0.72, 0.56), 0.075, accent)
    canvas.shape([(0.24, 0.42), (0.72, 0.42), (0.64, 0.74), (0.32, 0.74)], ink)
    for x in (0.38, 0.48, 0.58):
        canvas.line([(x, 0.38), (x + 0.03, 0.33), (x - 0.01, 0.28)], 0.018, ink)


def _stripes(canvas: Canvas, ink: Ink, accent: Ink, rng: np.random.Generator) -> None:
    for row in range(6):
        top = 0.28 + 0.09 * row
        right = float(rng.uniform(0.4, 0.95))
        canvas.block((0.08, top), (right, top + 0.055), accent if row % 2 else ink)


def _dots(canvas: Canvas, ink: Ink, accent: Ink, rng: np.random.Generator) -> None:
    for _ in range(26):
        place = (float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.3, 0.78)))
        canvas.disc(place, float(rng.uniform(0.02, 0.09)), accent if rng.random() < 0.5 else ink)


def _portrait(canvas: Canvas, ink: Ink, accent: Ink, _rng: np.random.Generator) -> None:
    canvas.block((0.12, 0.26), (0.88, 0.82), accent)
    canvas.shape([(0.2, 0.82), (0.28, 0.64), (0.72, 0.64), (0.8, 0.82)], ink)
    canvas.disc((0.5, 0.48), 0.13, ink)


_MOTIFS = (_cup, _sun, _stripes, _dots, _portrait)


@picture("timetable")
def _timetable(text: str) -> Bytes:
    """Draw a bus stop's timetable: a coloured head with the line's number, columns of hours below."""
    canvas = Canvas((240, 240, 236), 0.75).block((0.0, 0.0), (1.0, 0.2), (22, 92, 70))
    canvas.text(text or "12", (0.1, 0.05), (0.4, 0.15), (244, 212, 40))
    for row in range(16):
        for column in range(5):
            left = 0.08 + 0.18 * column
            canvas.block((left, 0.25 + 0.043 * row), (left + 0.11, 0.268 + 0.043 * row), (84, 84, 88))
    return canvas.finished()


@picture("lettering")
def _lettering(text: str) -> Bytes:
    """Write words; `word|ground|ink` with colours as six hexadecimal digits, for a strip four times as wide as high."""
    words, ground, ink = text.split("|")
    return Canvas(_ink(ground), 4.0).text(words, (0.06, 0.15), (0.94, 0.85), _ink(ink)).finished()


@picture("plate")
def _plate(text: str) -> Bytes:
    """Draw a square plate: `bus` for a bus stop, any other letters white on blue."""
    if text == "bus":
        green, yellow = (16, 104, 66), (248, 200, 28)
        canvas = Canvas(yellow).disc((0.5, 0.5), 0.47, green).disc((0.5, 0.5), 0.38, yellow)
        return canvas.text("H", (0.32, 0.28), (0.68, 0.72), green).finished()
    return Canvas((18, 74, 156)).text(text, (0.2, 0.16), (0.8, 0.84), (238, 238, 234)).finished()


def _ink(digits: str) -> Ink:
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
