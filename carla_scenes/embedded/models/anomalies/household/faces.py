"""Pictures on household things: clock faces, dials, screens, keys."""

from __future__ import annotations

import cv2
import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.geometry.pictures import PICTURE_SIZE, picture

_TOP = 4
_SIZE = PICTURE_SIZE * _TOP
_MIDDLE = _SIZE // 2
Ink = tuple[int, int, int]
Canvas = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

_INK: Ink = (30, 28, 26)


def material(name: str, roughness: float = 0.3) -> Material:
    """Return a surface that shows the household picture `name`."""
    return Material((0.5, 0.5, 0.5), Pattern.PICTURE, roughness=roughness, picture=f"household:{name}")


@picture("household")
def draw_face(name: str) -> Canvas:
    """Draw one of the household pictures.

    Args:
        name: `clock`, `dials`, `oven`, `panel`, `desktop`, `code` or `porthole`.

    Raises:
        KeyError: There is none of this name.
    """
    canvas = np.zeros((_SIZE, _SIZE, 3), np.uint8)
    _FACES[name](canvas)
    small = cv2.resize(canvas, (PICTURE_SIZE, PICTURE_SIZE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _clock(canvas: Canvas) -> None:
    canvas[:] = (168, 128, 62)
    cv2.circle(canvas, (_MIDDLE, _MIDDLE), int(_SIZE * 0.46), (240, 234, 214), -1)
    cv2.circle(canvas, (_MIDDLE, _MIDDLE), int(_SIZE * 0.46), _INK, 6)
    for hour in range(12):
        angle = hour * np.pi / 6.0
        inner, outer = 0.34, 0.43
        ends = [
            (int(_MIDDLE + r * _SIZE * np.sin(angle)), int(_MIDDLE - r * _SIZE * np.cos(angle)))
            for r in (inner, outer)
        ]
        cv2.line(canvas, ends[0], ends[1], _INK, 18 if hour % 3 == 0 else 9)
    for angle, reach, width in ((np.radians(304.0), 0.22, 16), (np.radians(50.0), 0.36, 10)):
        tip = (int(_MIDDLE + reach * _SIZE * np.sin(angle)), int(_MIDDLE - reach * _SIZE * np.cos(angle)))
        cv2.line(canvas, (_MIDDLE, _MIDDLE), tip, _INK, width)
    cv2.circle(canvas, (_MIDDLE, _MIDDLE), 14, _INK, -1)


def _dials(canvas: Canvas) -> None:
    canvas[:] = (200, 202, 204)
    for place in range(4):
        centre = (int(_SIZE * (0.14 + 0.24 * place)), _MIDDLE)
        cv2.ellipse(canvas, centre, (44, 160), 0.0, 0.0, 360.0, (40, 40, 42), -1)
        cv2.line(canvas, centre, (centre[0], centre[1] - 150), (220, 220, 220), 10)


def _oven(canvas: Canvas) -> None:
    canvas[:] = (26, 24, 24)
    for row in (0.4, 0.65):
        for column in np.linspace(0.1, 0.9, 14):
            x = int(column * _SIZE)
            cv2.line(canvas, (x, int(row * _SIZE)), (x, int(row * _SIZE) + 8), (110, 108, 104), 4)
        cv2.line(canvas, (30, int(row * _SIZE)), (_SIZE - 30, int(row * _SIZE)), (130, 128, 122), 6)
    cv2.rectangle(canvas, (0, int(_SIZE * 0.8)), (_SIZE, _SIZE), (52, 30, 14), -1)


def _panel(canvas: Canvas) -> None:
    canvas[:] = (214, 216, 218)
    cv2.rectangle(canvas, (40, 150), (190, 360), (22, 34, 40), -1)
    cv2.putText(canvas, "30", (62, 290), cv2.FONT_HERSHEY_SIMPLEX, 2.6, (90, 220, 190), 8)
    cv2.circle(canvas, (330, _MIDDLE), 90, (90, 94, 98), -1)
    cv2.line(canvas, (330, _MIDDLE), (390, _MIDDLE - 60), (240, 240, 240), 10)


def _desktop(canvas: Canvas) -> None:
    rows = np.linspace(0.0, 1.0, _SIZE)[:, None]
    for channel, (first, last) in enumerate(((30, 110), (90, 170), (160, 210))):
        canvas[..., channel] = (first + (last - first) * rows).astype(np.uint8)
    cv2.rectangle(canvas, (120, 90), (430, 340), (236, 238, 240), -1)
    cv2.rectangle(canvas, (120, 90), (430, 124), (60, 96, 150), -1)
    for line in range(6):
        cv2.rectangle(
            canvas, (146, 150 + line * 28), (300 + 17 * (line * 5 % 7), 160 + line * 28), (120, 124, 130), -1
        )
    cv2.rectangle(canvas, (0, _SIZE - 40), (_SIZE, _SIZE), (24, 28, 34), -1)


def _code(canvas: Canvas) -> None:
    canvas[:] = (24, 26, 34)
    colours: tuple[Ink, ...] = ((120, 200, 140), (220, 170, 90), (110, 160, 230), (200, 200, 205))
    for line in range(22):
        x = 30 + 34 * (line * 3 % 4)
        for word in range(1 + line * 7 % 4):
            length = 40 + (line * 37 + word * 53) % 80
            cv2.rectangle(
                canvas, (x, 20 + line * 22), (x + length, 30 + line * 22), colours[(line + word) % 4], -1
            )
            x += length + 16


def _porthole(canvas: Canvas) -> None:
    canvas[:] = (28, 34, 40)
    cv2.circle(canvas, (_MIDDLE, _MIDDLE), 215, (70, 82, 94), -1)
    for angle in range(0, 360, 30):
        tip = (int(_MIDDLE + 200 * np.cos(np.radians(angle))), int(_MIDDLE + 200 * np.sin(np.radians(angle))))
        cv2.line(canvas, (_MIDDLE, _MIDDLE), tip, (46, 54, 62), 12)
    cv2.ellipse(canvas, (_MIDDLE, _MIDDLE + 70), (150, 80), 0.0, 0.0, 360.0, (150, 90, 80), -1)
    cv2.ellipse(canvas, (_MIDDLE - 50, _MIDDLE + 40), (80, 50), 20.0, 0.0, 360.0, (190, 196, 206), -1)


_FACES = {
    "clock": _clock,
    "dials": _dials,
    "oven": _oven,
    "panel": _panel,
    "desktop": _desktop,
    "code": _code,
    "porthole": _porthole,
}
