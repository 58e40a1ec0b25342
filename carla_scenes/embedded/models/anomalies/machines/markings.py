"""Markings of machines: names, numbers, flags, roundels, hazard stripes, grilles and dials, drawn as pictures.

A picture's text is `what|ink|ground`, colours by the names of `INKS`; the surface stretches the picture to its shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from carla_scenes.embedded.geometry.pictures import PICTURE_SIZE, picture
from carla_scenes.embedded.models.anomalies.paints import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material

    Bytes = npt.NDArray[np.uint8]
    Ink = tuple[int, int, int]

INKS: dict[str, Ink] = {
    "white": (226, 227, 224),
    "cream": (222, 208, 172),
    "black": (28, 28, 30),
    "grey": (138, 146, 152),
    "silver": (186, 190, 195),
    "red": (178, 28, 24),
    "maroon": (110, 26, 30),
    "blue": (30, 66, 140),
    "sky": (120, 168, 206),
    "yellow": (232, 172, 22),
    "orange": (222, 104, 24),
    "green": (38, 110, 46),
    "olive": (86, 88, 58),
    "sand": (176, 152, 110),
    "steel": (96, 98, 102),
}
"""Colours of markings, sRGB."""

_N = PICTURE_SIZE
_TOP = 4
"""Pictures are drawn this many times as large, and shrunk."""


def text(words: str, ink: str = "white", ground: str = "black") -> Material:
    """Return lettering as a material; `/` breaks lines."""
    return shown(f"machine_text:{words}|{ink}|{ground}")


def emblem(what: str, ink: str = "white", ground: str = "black") -> Material:
    """Return an emblem of `EMBLEMS` as a material."""
    return shown(f"machine_emblem:{what}|{ink}|{ground}")


@picture("machine_text")
def draw_text(name: str) -> Bytes:
    """Draw lettering that fills the picture."""
    words, ink, ground = name.split("|")
    lines = words.split("/")
    image = _blank(ground)
    height = image.shape[0] // len(lines)
    for place, line in enumerate(lines):
        image[place * height : (place + 1) * height] = _line(
            line, height, image.shape[1], INKS[ink], INKS[ground]
        )
    return _shrunk(image)


def _line(line: str, height: int, width: int, ink: Ink, ground: Ink) -> Bytes:
    """Return one line of lettering stretched over (height, width)."""
    face, size, thickness = cv2.FONT_HERSHEY_DUPLEX, 4.0, 14
    (wide, high), base = cv2.getTextSize(line, face, size, thickness)
    margin = 24
    slip = np.full((high + base // 2 + 2 * margin, wide + 2 * margin, 3), ground, np.uint8)
    cv2.putText(slip, line, (margin, high + margin), face, size, ink, thickness, cv2.LINE_AA)
    return np.asarray(cv2.resize(slip, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


@picture("machine_emblem")
def draw_emblem(name: str) -> Bytes:
    """Draw an emblem."""
    what, ink, ground = name.split("|")
    image = _blank(ground)
    EMBLEMS[what](image, INKS[ink], INKS[ground])
    return _shrunk(image)


def _blank(ground: str) -> Bytes:
    return np.full((_N * _TOP, _N * _TOP, 3), INKS[ground], np.uint8)


def _shrunk(image: Bytes) -> Bytes:
    return np.asarray(cv2.resize(image, (_N, _N), interpolation=cv2.INTER_AREA), np.uint8)


def _shape(image: Bytes, points: list[tuple[float, float]], ink: Ink) -> None:
    """Fill a polygon given in shares of the picture."""
    corners = np.round(np.array(points) * image.shape[0]).astype(np.int32)
    cv2.fillPoly(image, [corners], ink, cv2.LINE_AA)


def _disc(image: Bytes, x: float, y: float, radius: float, ink: Ink) -> None:
    size = image.shape[0]
    cv2.circle(image, (round(x * size), round(y * size)), round(radius * size), ink, -1, cv2.LINE_AA)


def _star(image: Bytes, ink: Ink, _ground: Ink) -> None:
    turns = np.arange(10) * np.pi / 5.0 - np.pi / 2.0
    radii = np.where(np.arange(10) % 2 == 0, 0.48, 0.19)
    points = [
        (0.5 + r * float(np.cos(t)), 0.5 + r * float(np.sin(t))) for r, t in zip(radii, turns, strict=True)
    ]
    _shape(image, points, ink)


def _roundel(image: Bytes, ink: Ink, _ground: Ink) -> None:
    for radius, colour in ((0.48, ink), (0.33, INKS["white"]), (0.17, INKS["red"])):
        _disc(image, 0.5, 0.5, radius, colour)


def _cross(image: Bytes, ink: Ink, _ground: Ink) -> None:
    _shape(image, [(0.36, 0.06), (0.64, 0.06), (0.64, 0.94), (0.36, 0.94)], ink)
    _shape(image, [(0.06, 0.36), (0.94, 0.36), (0.94, 0.64), (0.06, 0.64)], ink)


def _skull(image: Bytes, ink: Ink, ground: Ink) -> None:
    size = image.shape[0]
    for left, right in (((0.14, 0.62), (0.86, 0.92)), ((0.86, 0.62), (0.14, 0.92))):
        start, end = ((round(x * size), round(y * size)) for x, y in (left, right))
        cv2.line(image, start, end, ink, round(0.06 * size), cv2.LINE_AA)
        for x, y in (left, right):
            _disc(image, x, y - 0.025, 0.05, ink)
            _disc(image, x, y + 0.035, 0.05, ink)
    _disc(image, 0.5, 0.34, 0.24, ink)
    _shape(image, [(0.36, 0.5), (0.64, 0.5), (0.62, 0.7), (0.38, 0.7)], ink)
    for x in (0.41, 0.59):
        _disc(image, x, 0.36, 0.065, ground)
    _shape(image, [(0.5, 0.43), (0.54, 0.52), (0.46, 0.52)], ground)
    for x in (0.44, 0.5, 0.56):
        _shape(image, [(x - 0.008, 0.58), (x + 0.008, 0.58), (x + 0.008, 0.69), (x - 0.008, 0.69)], ground)


def _hatching(image: Bytes, ink: Ink, _ground: Ink) -> None:
    for shift in np.arange(-1.0, 1.0, 0.4):
        _shape(image, [(shift, 0.0), (shift + 0.2, 0.0), (shift + 1.2, 1.0), (shift + 1.0, 1.0)], ink)


def _stripes(image: Bytes, ink: Ink, _ground: Ink) -> None:
    for top in (0.0, 0.4, 0.8):
        _shape(image, [(0.0, top), (1.0, top), (1.0, top + 0.2), (0.0, top + 0.2)], ink)


def _grille(image: Bytes, ink: Ink, _ground: Ink) -> None:
    for top in np.arange(0.03, 1.0, 0.094):
        _shape(image, [(0.04, top), (0.96, top), (0.96, top + 0.05), (0.04, top + 0.05)], ink)


def _mesh(image: Bytes, ink: Ink, _ground: Ink) -> None:
    size = image.shape[0]
    for place in range(0, size + 1, size // 12):
        cv2.line(image, (place, 0), (place, size), ink, size // 60, cv2.LINE_AA)
        cv2.line(image, (0, place), (size, place), ink, size // 60, cv2.LINE_AA)


def _flag(image: Bytes, ink: Ink, _ground: Ink) -> None:
    """Three bands, the upper one in ink."""
    _shape(image, [(0.0, 0.0), (1.0, 0.0), (1.0, 0.34), (0.0, 0.34)], ink)
    _shape(image, [(0.0, 0.34), (1.0, 0.34), (1.0, 0.67), (0.0, 0.67)], INKS["white"])


def _striped_flag(image: Bytes, ink: Ink, _ground: Ink) -> None:
    """Red and white stripes with a canton in ink."""
    image[:] = INKS["white"]
    for top in np.arange(0.0, 1.0, 2.0 / 13.0):
        _shape(image, [(0.0, top), (1.0, top), (1.0, top + 1 / 13), (0.0, top + 1 / 13)], INKS["red"])
    _shape(image, [(0.0, 0.0), (0.42, 0.0), (0.42, 0.54), (0.0, 0.54)], ink)
    for x in np.arange(0.05, 0.42, 0.08):
        for y in np.arange(0.05, 0.54, 0.11):
            _disc(image, float(x), float(y), 0.014, INKS["white"])


def _tiles(image: Bytes, ink: Ink, ground: Ink) -> None:
    """Square heat tiles, no two quite alike."""
    size, count = image.shape[0], 16
    rng = np.random.default_rng(np.random.SeedSequence([16, 29]))
    cell = size // count
    for row in range(count):
        for column in range(count):
            share = float(rng.uniform(0.0, 0.45))
            colour = [round(a * share + b * (1.0 - share)) for a, b in zip(ink, ground, strict=True)]
            image[row * cell : (row + 1) * cell - 2, column * cell : (column + 1) * cell - 2] = colour


def _dial(image: Bytes, ink: Ink, _ground: Ink) -> None:
    size = image.shape[0]
    cv2.circle(image, (size // 2, size // 2), round(0.44 * size), ink, size // 40, cv2.LINE_AA)
    for t in np.radians(np.arange(-220, 41, 26)):
        start, end = (
            (round((0.5 + r * float(np.cos(t))) * size), round((0.5 + r * float(np.sin(t))) * size))
            for r in (0.34, 0.42)
        )
        cv2.line(image, start, end, ink, size // 50, cv2.LINE_AA)
    cv2.line(image, (size // 2, size // 2), (round(0.72 * size), round(0.3 * size)), INKS["red"], size // 40)


def _windows(image: Bytes, ink: Ink, _ground: Ink) -> None:
    """A row of lit and dark panes."""
    for place in np.arange(0.04, 0.96, 0.16):
        _shape(image, [(place, 0.15), (place + 0.12, 0.15), (place + 0.12, 0.85), (place, 0.85)], ink)


def _shark(image: Bytes, ink: Ink, _ground: Ink) -> None:
    """A shark's mouth with teeth."""
    _shape(image, [(0.0, 0.55), (0.5, 0.5), (1.0, 0.3), (1.0, 0.75), (0.5, 0.85)], INKS["red"])
    for x in np.arange(0.12, 0.95, 0.13):
        top, low = 0.56 - 0.24 * max(x - 0.4, 0.0), 0.86 - 0.16 * max(x - 0.4, 0.0)
        _shape(image, [(x, top), (x + 0.1, top), (x + 0.05, top + 0.12)], ink)
        _shape(image, [(x, low), (x + 0.1, low), (x + 0.05, low - 0.12)], ink)
    _disc(image, 0.7, 0.16, 0.1, ink)
    _disc(image, 0.73, 0.17, 0.05, INKS["black"])


def _radiation(image: Bytes, ink: Ink, _ground: Ink) -> None:
    for start in (-30.0, 90.0, 210.0):
        turns = np.radians(np.linspace(start, start + 60.0, 12))
        edge = [(0.5 + 0.45 * float(np.cos(t)), 0.5 - 0.45 * float(np.sin(t))) for t in turns]
        inner = [(0.5 + 0.14 * float(np.cos(t)), 0.5 - 0.14 * float(np.sin(t))) for t in turns[::-1]]
        _shape(image, edge + inner, ink)
    _disc(image, 0.5, 0.5, 0.09, ink)


EMBLEMS: dict[str, Callable[[Bytes, Ink, Ink], None]] = {
    "star": _star,
    "roundel": _roundel,
    "cross": _cross,
    "skull": _skull,
    "hatching": _hatching,
    "stripes": _stripes,
    "grille": _grille,
    "mesh": _mesh,
    "flag": _flag,
    "striped flag": _striped_flag,
    "tiles": _tiles,
    "dial": _dial,
    "windows": _windows,
    "shark": _shark,
    "radiation": _radiation,
}
"""What can be shown: each draws on a picture in ink over its ground."""
