"""Faces of traffic signs, drawn as pictures of the family `sign`, `street_name` and `directions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.geometry.pictures import picture
from carla_scenes.embedded.models.furniture.drawing import Canvas, Ink, Place, regular

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]

WHITE: Ink = (238, 238, 234)
BLACK: Ink = (22, 22, 24)
RED: Ink = (196, 26, 32)
BLUE: Ink = (18, 74, 156)
YELLOW: Ink = (248, 200, 28)
GREEN: Ink = (16, 104, 66)

STREET_NAME_ASPECT = 4.0
"""Width by height of a plate with a street's name."""

DIRECTIONS_ASPECT = 1.6
"""Width by height of a direction board."""

_MIDDLE: Place = (0.5, 0.5)


def _stop() -> Canvas:
    canvas = Canvas(WHITE).shape(regular(8, 0.505, 22.5), RED)
    return canvas.text("STOP", (0.12, 0.36), (0.88, 0.64), WHITE)


def _triangle(draw: Callable[[Canvas], object] | None = None, *, down: bool = False) -> Canvas:
    """Draw a warning triangle, or with `down` the one that says to give way."""
    tip, base = (0.97, 0.03) if down else (0.03, 0.97)
    inner_tip, inner_base = (0.76, 0.13) if down else (0.23, 0.87)
    canvas = Canvas(RED).shape([(0.0, base), (1.0, base), (0.5, tip)], RED)
    canvas.shape([(0.15, inner_base), (0.85, inner_base), (0.5, inner_tip)], WHITE)
    if draw is not None:
        draw(canvas)
    return canvas


def _ring(words: str) -> Canvas:
    canvas = Canvas(RED).disc(_MIDDLE, 0.385, WHITE)
    return canvas.text(words, (0.2, 0.31), (0.8, 0.69), BLACK) if words else canvas


def _no_entry() -> Canvas:
    return Canvas(RED).block((0.13, 0.41), (0.87, 0.59), WHITE)


def _priority() -> Canvas:
    return Canvas(WHITE).shape([(0.5, 0.15), (0.85, 0.5), (0.5, 0.85), (0.15, 0.5)], YELLOW)


def _walker(canvas: Canvas, centre: Place, size: float, ink: Ink) -> Canvas:
    """Draw a walking figure of a height `size`, its middle at a place."""
    x, y = centre

    def at(dx: float, dy: float) -> Place:
        return x + dx * size, y + dy * size

    canvas.disc(at(0.02, -0.42), 0.085 * size, ink)
    canvas.line([at(0.02, -0.28), at(-0.02, 0.02)], 0.16 * size, ink)
    canvas.line([at(-0.02, 0.02), at(0.12, 0.22), at(0.16, 0.48)], 0.085 * size, ink)
    canvas.line([at(-0.02, 0.02), at(-0.1, 0.25), at(-0.24, 0.46)], 0.085 * size, ink)
    canvas.line([at(0.02, -0.27), at(0.17, -0.12), at(0.26, -0.02)], 0.065 * size, ink)
    return canvas.line([at(0.0, -0.27), at(-0.14, -0.1), at(-0.2, 0.05)], 0.065 * size, ink)


def _crossing() -> Canvas:
    canvas = Canvas(BLUE).shape([(0.5, 0.12), (0.9, 0.82), (0.1, 0.82)], WHITE)
    for left in (0.22, 0.36, 0.50, 0.64):
        canvas.shape([(left, 0.76), (left + 0.08, 0.76), (left + 0.1, 0.81), (left + 0.02, 0.81)], BLACK)
    return _walker(canvas, (0.5, 0.53), 0.44, BLACK)


def _parking() -> Canvas:
    return Canvas(BLUE).text("P", (0.2, 0.16), (0.8, 0.84), WHITE)


def _no_parking(*, stopping: bool) -> Canvas:
    canvas = Canvas(RED).disc(_MIDDLE, 0.4, BLUE).line([(0.2, 0.2), (0.8, 0.8)], 0.1, RED)
    return canvas.line([(0.8, 0.2), (0.2, 0.8)], 0.1, RED) if stopping else canvas


def _arrow(points: Sequence[Place]) -> Canvas:
    return Canvas(BLUE).arrow(points, 0.11, WHITE)


def _one_way() -> Canvas:
    return Canvas(BLUE).shape(
        [(0.08, 0.42), (0.68, 0.42), (0.68, 0.26), (0.95, 0.5), (0.68, 0.74), (0.68, 0.58), (0.08, 0.58)],
        WHITE,
    )


def _roundabout() -> Canvas:
    canvas = Canvas(BLUE)
    for turn in (0.0, 120.0, 240.0):
        arc = [regular(24, 0.27, turn + 15.0 * step)[0] for step in range(6)]
        canvas.arrow(arc, 0.085, WHITE)
    return canvas


def _bend(canvas: Canvas) -> None:
    canvas.arrow([(0.42, 0.82), (0.42, 0.68), (0.56, 0.58), (0.56, 0.40)], 0.065, BLACK)


def _children(canvas: Canvas) -> None:
    _walker(canvas, (0.42, 0.64), 0.36, BLACK)
    _walker(canvas, (0.6, 0.68), 0.29, BLACK)


def _danger(canvas: Canvas) -> None:
    canvas.line([(0.5, 0.42), (0.5, 0.66)], 0.08, BLACK).disc((0.5, 0.79), 0.045, BLACK)


def _works(canvas: Canvas) -> None:
    canvas.shape([(0.52, 0.84), (0.80, 0.84), (0.67, 0.70)], BLACK)
    _walker(canvas, (0.42, 0.64), 0.36, BLACK).line([(0.36, 0.62), (0.62, 0.76)], 0.03, BLACK)


def _signals(canvas: Canvas) -> None:
    canvas.block((0.43, 0.40), (0.57, 0.83), BLACK)
    for height, ink in ((0.48, RED), (0.615, YELLOW), (0.75, (40, 160, 80))):
        canvas.disc((0.5, height), 0.05, ink)


def _no_overtaking() -> Canvas:
    canvas = _ring("")
    for x, ink in ((0.36, RED), (0.64, BLACK)):
        canvas.block((x - 0.11, 0.5), (x + 0.11, 0.62), ink).block((x - 0.07, 0.41), (x + 0.07, 0.52), ink)
    return canvas


def _cycle_way() -> Canvas:
    canvas = Canvas(BLUE)
    for x in (0.30, 0.70):
        canvas.disc((x, 0.60), 0.15, WHITE).disc((x, 0.60), 0.115, BLUE)
    frame: list[Place] = [(0.30, 0.60), (0.42, 0.40), (0.62, 0.40), (0.50, 0.60), (0.30, 0.60)]
    canvas.line(frame, 0.03, WHITE).line([(0.50, 0.60), (0.40, 0.34)], 0.03, WHITE)
    return canvas.line([(0.70, 0.60), (0.60, 0.32), (0.68, 0.32)], 0.03, WHITE)


def _speed_zone(words: str) -> Canvas:
    canvas = Canvas(WHITE).disc((0.5, 0.40), 0.33, RED).disc((0.5, 0.40), 0.255, WHITE)
    canvas.text(words, (0.32, 0.28), (0.68, 0.52), BLACK)
    return canvas.text("ZONE", (0.2, 0.79), (0.8, 0.92), BLACK)


_FACES: dict[str, Callable[[], Canvas]] = {
    "stop": _stop,
    "yield": lambda: _triangle(down=True),
    "no_entry": _no_entry,
    "priority": _priority,
    "crossing": _crossing,
    "parking": _parking,
    "no_parking": lambda: _no_parking(stopping=False),
    "no_stopping": lambda: _no_parking(stopping=True),
    "closed": lambda: _ring(""),
    "no_overtaking": _no_overtaking,
    "straight": lambda: _arrow([(0.5, 0.84), (0.5, 0.14)]),
    "right": lambda: _arrow([(0.38, 0.82), (0.38, 0.46), (0.84, 0.46)]),
    "left": lambda: _arrow([(0.62, 0.82), (0.62, 0.46), (0.16, 0.46)]),
    "keep_right": lambda: _arrow([(0.24, 0.24), (0.78, 0.78)]),
    "one_way": _one_way,
    "roundabout": _roundabout,
    "bend": lambda: _triangle(_bend),
    "children": lambda: _triangle(_children),
    "danger": lambda: _triangle(_danger),
    "works": lambda: _triangle(_works),
    "signals": lambda: _triangle(_signals),
    "cycle_way": _cycle_way,
}


@picture("sign")
def _sign(text: str) -> Bytes:
    """Draw a sign's face: a name, or `speed_50` and `zone_30` for any number."""
    family, _, number = text.partition("_")
    if family == "speed" and number:
        return _ring(number).finished()
    if family == "zone" and number:
        return _speed_zone(number).finished()
    return _FACES[text]().finished()


@picture("street_name")
def _street_name(text: str) -> Bytes:
    """Draw a street's name in white on blue."""
    canvas = (
        Canvas(BLUE, STREET_NAME_ASPECT)
        .block((0.012, 0.05), (0.988, 0.95), WHITE)
        .block((0.022, 0.09), (0.978, 0.91), BLUE)
    )
    return canvas.text(text, (0.07, 0.2), (0.93, 0.8), WHITE, bold=False).finished()


@picture("directions")
def _directions(text: str) -> Bytes:
    """Draw a board with up to three destinations, joined by `|`; the first lies ahead, the others right and left."""
    names = text.split("|")
    canvas = Canvas(GREEN, DIRECTIONS_ASPECT).block((0.015, 0.02), (0.985, 0.98), WHITE)
    canvas.block((0.027, 0.04), (0.973, 0.96), GREEN)
    height = 0.9 / len(names)
    for row, name in enumerate(names):
        top = 0.05 + row * height
        middle = top + height / 2.0
        canvas.text(name, (0.27, top + 0.24 * height), (0.93, top + 0.76 * height), WHITE, bold=False)
        reach = 0.3 * height
        if row == 0:
            canvas.arrow([(0.14, middle + reach), (0.14, middle - reach)], 0.045, WHITE)
        elif row == 1:
            canvas.arrow([(0.07, middle), (0.22, middle)], 0.045, WHITE)
        else:
            canvas.arrow([(0.22, middle), (0.07, middle)], 0.045, WHITE)
    return canvas.finished()
