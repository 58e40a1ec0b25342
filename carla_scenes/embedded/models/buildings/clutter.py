"""What gathers on sides and backs: pipes, ventilators, air conditioners, adverts, ladders, blind windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.buildings import doors, palette, shops, trim
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import slabs, upright_bar

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Colour, Material
    from carla_scenes.embedded.models.buildings.structure import Wall

    Floats = npt.NDArray[np.float64]


def add_clutter(
    wall: Wall,
    top: float,
    windows: Floats,
    skin: Material,
    rng: np.random.Generator,
    *,
    window_m: float = 1.0,
    adverts: bool = True,
) -> None:
    """Hang things on a side or back wall.

    Args:
        wall: The wall.
        top: Its height.
        windows: (N, 2) middle s and lowest t of its windows.
        skin: The wall's material.
        rng: Chooses.
        window_m: Width of the windows.
        adverts: Whether there may be adverts and graffiti.
    """
    if wall.length < 3.0:
        return
    s = 0.35 if rng.random() < 0.5 else wall.length - 0.35
    trim.add_downpipe(wall, s, top - 0.1)
    if len(windows):
        _air_conditioners(wall, windows, rng)
    free = _free_stretch(wall, windows, window_m)
    if wall.side == Side.BACK:
        doors.add_back_door(wall, float(np.clip(free[0] + 0.8, 0.8, wall.length - 0.8)), doors.STEEL_DOOR)
    kind = float(rng.random())
    width = free[1] - free[0]
    middle = (free[0] + free[1]) / 2.0
    if adverts and width > 3.0 and kind < 0.3 and top > 6.0:
        _advert(wall, middle, min(width - 0.6, 5.0), top, rng)
    elif adverts and width > 2.6 and kind < 0.4:
        _graffiti(wall, middle, min(width - 0.4, 3.4), skin, rng)
    elif kind < 0.65:
        _flue(wall, middle, top)
    _boxes(wall, free, rng)


def _free_stretch(wall: Wall, windows: Floats, window_m: float) -> tuple[float, float]:
    """Return the widest stretch of the wall without windows."""
    if len(windows) == 0:
        return 0.6, wall.length - 0.6
    middles = np.unique(windows[:, 0])
    edges = np.concatenate([[0.6 - window_m / 2.0], middles, [wall.length - 0.6 + window_m / 2.0]])
    widest = int(np.argmax(np.diff(edges)))
    return float(edges[widest] + window_m / 2.0 + 0.1), float(edges[widest + 1] - window_m / 2.0 - 0.1)


def _air_conditioners(wall: Wall, windows: Floats, rng: np.random.Generator) -> None:
    places = windows[(rng.random(len(windows)) < 0.16) & (windows[:, 1] > 2.6)]
    if len(places) == 0:
        return
    low = np.column_stack([places[:, 0] - 0.4, places[:, 1] - 0.85, np.full(len(places), 0.08)])
    wall.add(slabs(low, np.add(low, [0.8, 0.58, 0.3])), palette.WHITE)
    wall.add(slabs(np.add(low, [0.08, 0.08, 0.3]), np.add(low, [0.52, 0.5, 0.315]), "F"), palette.DARK_METAL)
    wall.add(
        slabs(np.add(low, [0.1, -0.04, -0.08]), np.add(low, [0.14, 0.0, 0.3]), "FLRU"), palette.DARK_METAL
    )
    wall.add(
        slabs(np.add(low, [0.66, -0.04, -0.08]), np.add(low, [0.7, 0.0, 0.3]), "FLRU"), palette.DARK_METAL
    )


def _advert(wall: Wall, s: float, width: float, top: float, rng: np.random.Generator) -> None:
    height = min(width * 0.72, top - 4.2)
    if height < 1.5:
        return
    t = 3.2 + height / 2.0 + float(rng.uniform(0.0, max(top - 4.2 - height, 0.0)))
    low, high = (
        [s - width / 2.0 - 0.08, t - height / 2.0 - 0.08, 0.0],
        [s + width / 2.0 + 0.08, t + height / 2.0 + 0.08, 0.08],
    )
    wall.add(slabs(low, high, "FLRTU"), palette.DARK_METAL)
    wall.add(
        shops.sign((s, t), (width, height), 0.095), palette.picture(f"wall_poster:{int(rng.integers(60))}")
    )


def _graffiti(wall: Wall, s: float, width: float, skin: Material, rng: np.random.Generator) -> None:
    red, green, blue = eight_bit(skin.colour)
    name = f"sprayed_word:{int(rng.integers(20))};{red};{green};{blue}"
    wall.add(shops.sign((s, 1.25), (width, width * 0.48), 0.012), palette.picture(name, 0.9))


def eight_bit(colour: Colour) -> tuple[int, int, int]:
    """Return a linear colour as 8-bit sRGB, in steps of 8, so that few pictures differ by their ground alone."""

    def encoded(value: float) -> int:
        part = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
        return min(round(part * 255.0 / 8.0) * 8, 255)

    red, green, blue = colour
    return encoded(red), encoded(green), encoded(blue)


def _flue(wall: Wall, s: float, top: float) -> None:
    wall.add(upright_bar((s, 2.4, 0.2), top + 0.9, 0.13), palette.METAL)
    wall.add(slabs([s - 0.25, 1.9, 0.0], [s + 0.25, 2.45, 0.36]), palette.METAL)
    clips = np.arange(3.4, top, 2.5)
    low = np.column_stack([np.full_like(clips, s - 0.16), clips, np.zeros_like(clips)])
    wall.add(slabs(low, np.add(low, [0.32, 0.05, 0.34]), "FLRTU"), palette.DARK_METAL)


def _boxes(wall: Wall, free: tuple[float, float], rng: np.random.Generator) -> None:
    """Meter boxes, grilles and cables near the ground."""
    places = np.sort(rng.uniform(free[0], max(free[1] - 0.5, free[0] + 0.05), 2))
    wall.add(slabs([places[0], 0.9, 0.0], [places[0] + 0.5, 1.6, 0.16], "FLRTU"), palette.ZINC)
    wall.add(slabs([places[1], 2.5, 0.0], [places[1] + 0.4, 2.8, 0.04], "FLRTU"), palette.DARK_METAL)


def add_ladder(wall: Wall, s: float, low: float, high: float) -> None:
    """Add an iron ladder."""
    wall.add(
        slabs(
            [[s - 0.25, low, 0.16], [s + 0.21, low, 0.16]],
            [[s - 0.21, high, 0.2], [s + 0.25, high, 0.2]],
            "FBLR",
        ),
        palette.IRON,
    )
    rungs = np.arange(low + 0.2, high, 0.3)
    start = np.column_stack([np.full_like(rungs, s - 0.21), rungs, np.full_like(rungs, 0.17)])
    wall.add(slabs(start, np.add(start, [0.42, 0.025, 0.025]), "FTU"), palette.IRON)


def add_fire_escape(wall: Wall, s: float, floors: Floats) -> None:
    """Add an iron fire escape: a platform at each floor and ladders between them."""
    if len(floors) == 0:
        return
    places = np.column_stack([np.full(len(floors), s), floors])
    trim.add_balconies(wall, places, (2.6, 0.9), "bars", palette.IRON)
    for index, floor in enumerate(floors):
        foot = float(floors[index - 1]) if index else 2.6
        add_ladder(wall, s + (0.8 if index % 2 else -0.8), foot, float(floor) + 0.9)
