"""Pictures that surfaces show: sign faces, shop names, number plates, clock faces, screens, keys.

Each is drawn by a function of a `random.Random`-free recipe, so a picture's name alone says what it looks like.
Models and towns register theirs with `picture`; the renderer asks for `draw` of the names it meets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Painter = Callable[[str], Bytes]

PICTURE_SIZE = 128
"""Pixels a side; pictures are stretched to their surface."""

_PAINTERS: dict[str, Painter] = {}


def picture(family: str) -> Callable[[Painter], Painter]:
    """Register a function that draws a family of pictures: it gets what follows the colon of `family:text`."""

    def register(painter: Painter) -> Painter:
        _PAINTERS[family] = painter
        return painter

    return register


def draw(name: str) -> Bytes:
    """Return a picture as (PICTURE_SIZE, PICTURE_SIZE, 3) uint8, sRGB.

    Args:
        name: `family` or `family:text`, such as `speed_limit:30`.

    Raises:
        KeyError: No such family was registered.
    """
    family, _, text = name.partition(":")
    image = _PAINTERS[family](text)
    if image.shape != (PICTURE_SIZE, PICTURE_SIZE, 3) or image.dtype != np.uint8:
        raise ValueError(f"the picture {name} has shape {image.shape} and type {image.dtype}")
    return image
