"""Pictures on buildings: shop signs, what is seen through shop windows, adverts, graffiti, clocks, hoardings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.pictures import PICTURE_SIZE, picture
from carla_scenes.embedded.models.buildings.lettering import text_mask

if TYPE_CHECKING:
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

SHOPS = (
    "BAKERY", "CAFE", "BOOKS", "FLOWERS", "PHARMACY", "BARBER", "GROCER", "OPTICIAN", "SHOES", "BANK", "PIZZA",
    "HARDWARE", "TOYS", "TAILOR", "BUTCHER", "TEA ROOM", "BICYCLES", "PHONES", "LAUNDRY", "WINE", "FISH & CHIPS",
    "JEWELLER", "PAINTS", "RECORDS", "TRAVEL", "POST OFFICE", "NOODLES", "SALON", "FASHION", "ANTIQUES", "DELI",
    "MUSIC", "PETS", "GIFTS", "DENTIST", "HOTEL", "BISTRO", "KIOSK",
)  # fmt: skip
"""Names over shops."""

COMPANIES = (
    "NORTH CARGO", "STEELWORK", "TIMBER CO", "ALPHA TOOLS", "DEPOT 4", "COLD STORE", "PRINT WORKS", "AUTO PARTS",
    "MILLS & SON", "LOGISTIC", "PACKAGING", "FOUNDRY", "TEXTILE",
)  # fmt: skip
"""Names on works and warehouses."""

SIGN_COLOURS = {
    "green": ((28, 66, 48), (238, 228, 196)),
    "red": ((128, 30, 28), (245, 238, 224)),
    "navy": ((26, 38, 72), (240, 236, 226)),
    "black": ((30, 30, 31), (214, 182, 112)),
    "white": ((232, 230, 222), (44, 46, 52)),
    "cream": ((226, 214, 184), (112, 40, 34)),
    "teal": ((38, 98, 104), (242, 240, 230)),
    "brown": ((78, 54, 38), (232, 210, 164)),
    "yellow": ((222, 176, 62), (40, 36, 32)),
    "grey": ((92, 96, 100), (244, 244, 240)),
    "blue": ((52, 96, 148), (246, 246, 242)),
}
"""Ground and ink of signs, sRGB."""


def _canvas(colour: tuple[float, ...]) -> Floats:
    return np.broadcast_to(np.array(colour, np.float64), (PICTURE_SIZE, PICTURE_SIZE, 3)).copy()


def _bytes(canvas: Floats) -> Bytes:
    return np.clip(np.round(canvas), 0, 255).astype(np.uint8)


def _blend(canvas: Floats, share: Floats, colour: tuple[float, ...]) -> None:
    canvas += share[..., None] * (np.array(colour) - canvas)


def _fill(canvas: Floats, box: tuple[float, float, float, float], colour: tuple[float, ...]) -> None:
    a, b, c, d = (round(value * PICTURE_SIZE) for value in box)
    canvas[max(b, 0) : max(d, 0), max(a, 0) : max(c, 0)] = colour


def _text(
    canvas: Floats, text: str, box: tuple[float, float, float, float], aspect: float, ink: tuple[float, ...]
) -> None:
    _blend(canvas, text_mask(text, PICTURE_SIZE, box, aspect), ink)


def _generator(family: int, text: str) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([family, *text.encode()]))


@picture("shop_sign")
def shop_sign(text: str) -> Bytes:
    """Draw a name on a board: `NAME;colour;aspect`."""
    name, colour, aspect = text.split(";")
    ground, ink = SIGN_COLOURS[colour]
    canvas = _canvas(ground)
    edge = 0.06
    line = tuple(0.55 * g + 0.45 * i for g, i in zip(ground, ink, strict=True))
    narrow = edge / float(aspect)
    for inner, shade in ((0.5, line), (0.8, ground)):
        _fill(canvas, (narrow * inner, edge * inner, 1.0 - narrow * inner, 1.0 - edge * inner), shade)
    _text(canvas, name, (0.06, 0.16, 0.94, 0.84), float(aspect), ink)
    return _bytes(canvas)


@picture("name_plate")
def plate(text: str) -> Bytes:
    """Draw a plain plate with a text: `TEXT;colour;aspect`, such as house numbers and names of works."""
    name, colour, aspect = text.split(";")
    ground, ink = SIGN_COLOURS[colour]
    canvas = _canvas(ground)
    _text(canvas, name, (0.08, 0.14, 0.92, 0.86), float(aspect), ink)
    return _bytes(canvas)


@picture("shop_inside")
def shop_inside(text: str) -> Bytes:
    """Draw the back of a shop window: shelves with goods under lamps, chosen by a number."""
    rng = _generator(11, text)
    warm = np.array([rng.uniform(120, 176), rng.uniform(104, 146), rng.uniform(80, 120)])
    canvas = _canvas(tuple(warm))
    canvas *= np.linspace(1.12, 0.66, PICTURE_SIZE)[:, None, None]  # lit from the ceiling
    palette = rng.uniform(40, 205, (6, 3)) * np.array([1.0, 0.92, 0.82])
    palette = 0.55 * palette + 0.45 * palette.mean(axis=1, keepdims=True)
    shelves = int(rng.integers(2, 5))
    left, right = sorted(rng.uniform([0.0, 0.62], [0.24, 1.0]))
    for shelf in range(shelves):
        foot = 0.30 + 0.50 * (shelf + 1) / shelves
        _fill(canvas, (left, foot, right, foot + 0.02), tuple(warm * 0.42))
        place = left + 0.01
        while place < right - 0.05:
            width, height = rng.uniform(0.025, 0.075), rng.uniform(0.05, 0.30 / shelves + 0.06)
            colour = palette[rng.integers(6)] * rng.uniform(0.7, 1.1)
            _fill(canvas, (place, foot - height, place + width, foot), tuple(colour))
            _fill(canvas, (place, foot - height, place + width * 0.25, foot), tuple(colour * 0.72))
            place += width + rng.uniform(0.004, 0.022)
    _fill(canvas, (0.0, 0.86, 1.0, 1.0), tuple(warm * 0.36))
    if rng.random() < 0.5:  # a counter with somebody behind it
        x = rng.uniform(0.2, 0.75)
        _fill(canvas, (x, 0.38, x + 0.09, 0.74), tuple(rng.uniform(30, 110, 3)))
        rows, columns = np.mgrid[0:PICTURE_SIZE, 0:PICTURE_SIZE] / PICTURE_SIZE
        _blend(
            canvas,
            (np.hypot((columns - x - 0.045) / 0.03, (rows - 0.335) / 0.05) < 1.0) * 1.0,
            (150, 112, 92),
        )
        _fill(canvas, (x - 0.16, 0.62, x + 0.26, 0.92), tuple(warm * 0.55))
    columns = np.linspace(0.0, 1.0, PICTURE_SIZE)
    lamps = np.exp(-(((columns[None, :, None] - np.array([0.2, 0.5, 0.8])) / 0.05) ** 2)).sum(axis=2)
    glow = lamps * np.exp(-np.linspace(0.0, 1.0, PICTURE_SIZE)[:, None] / 0.08)
    _blend(canvas, np.clip(glow, 0.0, 0.85), (255, 238, 200))
    return _bytes(canvas)


@picture("wall_poster")
def advert(text: str) -> Bytes:
    """Draw a poster, chosen by a number: a ground, a large shape or two and a word."""
    rng = _generator(12, text)
    hues = (
        (196, 60, 48),
        (236, 192, 74),
        (54, 92, 150),
        (238, 232, 218),
        (58, 122, 88),
        (40, 42, 48),
        (216, 138, 92),
    )
    ground, shape, other = (hues[i] for i in rng.permutation(len(hues))[:3])
    canvas = _canvas(ground)
    rows, columns = np.mgrid[0:PICTURE_SIZE, 0:PICTURE_SIZE] / PICTURE_SIZE
    x, y, size = rng.uniform(0.25, 0.75), rng.uniform(0.3, 0.6), rng.uniform(0.2, 0.4)
    _blend(canvas, (np.hypot(columns - x, rows - y) < size) * 0.95, shape)
    _blend(canvas, (np.abs(columns + rows * rng.uniform(-1, 1) - x) < 0.08) * 0.9, other)
    words = ("SUMMER", "FRESH", "OPEN", "CIRCUS", "NEW", "SALE", "COLA", "MUSEUM", "JAZZ", "FERRY", "RADIO")
    band = rng.uniform(0.68, 0.8)
    _fill(canvas, (0.0, band, 1.0, band + 0.2), (242, 240, 232) if max(ground) < 220 else (36, 36, 40))
    ink = (36, 36, 40) if max(ground) < 220 else (242, 240, 232)
    _text(canvas, words[int(rng.integers(len(words)))], (0.06, band + 0.02, 0.94, band + 0.18), 1.4, ink)
    return _bytes(canvas)


@picture("sprayed_word")
def graffiti(text: str) -> Bytes:
    """Draw a sprayed word on a wall: `number;red;green;blue`, the colour (sRGB) being the wall's."""
    number, red, green, blue = text.split(";")
    rng = _generator(13, number)
    canvas = _canvas((float(red), float(green), float(blue)))
    words = ("ZOOM", "RAVE", "KOBA", "NEXO", "SKY7", "ORBIT", "LUMA")
    word = words[int(rng.integers(len(words)))]
    fills = ((70, 128, 178), (206, 96, 108), (226, 196, 90), (96, 158, 108), (160, 110, 172))
    outer = text_mask(word, PICTURE_SIZE, (0.04, 0.2, 0.96, 0.82), 2.0, 1.05)
    inner = text_mask(word, PICTURE_SIZE, (0.04, 0.2, 0.96, 0.82), 2.0, 0.62)
    _blend(canvas, outer, (34, 34, 38))
    _blend(canvas, inner, fills[int(rng.integers(len(fills)))])
    return _bytes(canvas)


@picture("builders_board")
def hoarding(text: str) -> Bytes:
    """Draw a builder's board, chosen by a number."""
    rng = _generator(14, text)
    canvas = _canvas((236, 236, 230))
    ground = ((38, 84, 140), (46, 110, 84), (190, 92, 40))[int(rng.integers(3))]
    _fill(canvas, (0.0, 0.0, 1.0, 0.3), ground)
    _text(
        canvas,
        ("NEW HOMES", "WORKS", "BUILDING")[int(rng.integers(3))],
        (0.06, 0.04, 0.94, 0.27),
        1.5,
        (246, 246, 242),
    )
    _fill(canvas, (0.08, 0.4, 0.56, 0.88), (150, 178, 200))
    for storey in range(4):
        _fill(canvas, (0.16, 0.48 + storey * 0.1, 0.48, 0.54 + storey * 0.1), (226, 216, 196))
    for line in range(4):
        _fill(
            canvas,
            (0.62, 0.44 + line * 0.11, float(rng.uniform(0.8, 0.94)), 0.48 + line * 0.11),
            (96, 98, 104),
        )
    return _bytes(canvas)


@picture("tower_clock")
def tower_clock(text: str) -> Bytes:
    """Draw a clock face on a ground of the wall's colour: `hour;red;green;blue` (sRGB)."""
    hour, red, green, blue = text.split(";")
    canvas = _canvas((float(red), float(green), float(blue)))
    rows, columns = (np.mgrid[0:PICTURE_SIZE, 0:PICTURE_SIZE] + 0.5) / PICTURE_SIZE * 2.0 - 1.0
    radius = np.hypot(columns, rows)
    _blend(canvas, (radius < 0.96) * 1.0, (52, 48, 44))
    _blend(canvas, (radius < 0.88) * 1.0, (238, 234, 220))
    for mark in range(12):
        x, y = np.sin(mark * np.pi / 6.0), -np.cos(mark * np.pi / 6.0)
        along, across = columns * x + rows * y, np.abs(columns * y - rows * x)
        _blend(canvas, ((along > 0.66) & (along < 0.82) & (across < 0.035)) * 1.0, (40, 38, 36))
    for turn, reach, width in ((float(hour) / 12.0, 0.46, 0.05), (float(hour) % 1.0, 0.7, 0.035)):
        x, y = np.sin(turn * 2.0 * np.pi), -np.cos(turn * 2.0 * np.pi)
        along, across = columns * x + rows * y, np.abs(columns * y - rows * x)
        _blend(canvas, ((along > -0.1) & (along < reach) & (across < width)) * 1.0, (32, 30, 30))
    return _bytes(canvas)
