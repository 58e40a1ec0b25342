"""Number plates and other lettering of vehicles, as pictures."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from carla_scenes.embedded.geometry.pictures import PICTURE_SIZE, picture

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def plate_text(key: int) -> str:
    """Return the text of a number plate: letters and digits that follow from a number."""
    draws = np.random.default_rng(np.random.SeedSequence([71, key]))
    first, second = ("".join(_LETTERS[k] for k in draws.integers(0, len(_LETTERS), 2)) for _ in range(2))
    return f"{first}{int(draws.integers(10, 100))} {second}{_LETTERS[int(draws.integers(0, len(_LETTERS)))]}"


@picture("number_plate")
def number_plate(text: str) -> npt.NDArray[np.uint8]:
    """Draw a number plate with a blue strip: (PICTURE_SIZE, PICTURE_SIZE, 3) uint8, sRGB; shown 4.5 times as wide."""
    return lettering(text, (236, 236, 228), (24, 24, 28), strip=(20, 50, 140))


@picture("lettering")
def black_on_white(text: str) -> npt.NDArray[np.uint8]:
    """Draw dark letters on white: (PICTURE_SIZE, PICTURE_SIZE, 3) uint8, sRGB."""
    return lettering(text, (235, 235, 232), (30, 30, 34))


@picture("white_on_red")
def white_on_red(text: str) -> npt.NDArray[np.uint8]:
    """Draw white letters on red: (PICTURE_SIZE, PICTURE_SIZE, 3) uint8, sRGB."""
    return lettering(text, (176, 22, 26), (242, 242, 238))


@picture("amber_on_black")
def amber_on_black(text: str) -> npt.NDArray[np.uint8]:
    """Draw amber letters on black, as the destination signs of buses: (PICTURE_SIZE, PICTURE_SIZE, 3) uint8, sRGB."""
    return lettering(text, (14, 14, 16), (250, 160, 30))


def lettering(
    text: str,
    ground: tuple[int, int, int],
    ink: tuple[int, int, int],
    strip: tuple[int, int, int] | None = None,
) -> npt.NDArray[np.uint8]:
    """Return text that fills a picture from side to side.

    Args:
        text: Capitals and digits.
        ground: Colour behind it, sRGB.
        ink: Its own colour.
        strip: Colour of a band on the left, as on European plates.
    """
    scale, thickness, margin = 2.0, 5, 16
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, thickness)
    left = int(0.14 * width) if strip is not None else 0
    canvas = np.full((height + 2 * margin, width + 2 * margin + left, 3), ground, np.uint8)
    if strip is not None:
        canvas[:, :left] = strip
    cv2.putText(
        canvas,
        text,
        (margin + left, height + margin),
        cv2.FONT_HERSHEY_SIMPLEX,
        scale,
        ink,
        thickness,
        cv2.LINE_AA,
    )
    result = cv2.resize(canvas, (PICTURE_SIZE, PICTURE_SIZE), interpolation=cv2.INTER_AREA)
    return np.asarray(result, np.uint8)
