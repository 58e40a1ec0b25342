"""What buildings are made of, and the tones that their materials come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from carla_scenes.embedded.geometry.materials import Colour

Choice = TypeVar("Choice")

BRICK_TONES = (
    srgb(142, 84, 66), srgb(128, 72, 58), srgb(156, 98, 74), srgb(170, 140, 104), srgb(112, 80, 66),
    srgb(150, 112, 88), srgb(120, 66, 56), srgb(182, 152, 116), srgb(102, 74, 64),
)  # fmt: skip
PLASTER_TONES = (
    srgb(222, 208, 178), srgb(208, 178, 132), srgb(206, 200, 190), srgb(214, 186, 166), srgb(186, 196, 190),
    srgb(228, 222, 208), srgb(196, 160, 122), srgb(178, 186, 196), srgb(220, 196, 150), srgb(198, 188, 158),
    srgb(204, 168, 148), srgb(232, 226, 214),
)  # fmt: skip
STONE_TONES = (
    srgb(186, 176, 156), srgb(170, 164, 152), srgb(198, 186, 160), srgb(156, 152, 146), srgb(182, 160, 134),
    srgb(204, 198, 186), srgb(140, 128, 116), srgb(172, 138, 116), srgb(190, 190, 186),
)  # fmt: skip
CONCRETE_TONES = (srgb(166, 164, 158), srgb(148, 148, 145), srgb(182, 176, 164), srgb(158, 152, 142))
SIDING_TONES = (
    srgb(224, 222, 212), srgb(176, 190, 196), srgb(206, 196, 166), srgb(152, 166, 148), srgb(188, 172, 148),
    srgb(160, 142, 124), srgb(196, 204, 196), srgb(140, 152, 166), srgb(172, 108, 92),
)  # fmt: skip
TILE_TONES = (
    srgb(140, 84, 64), srgb(120, 74, 60), srgb(98, 76, 68), srgb(84, 84, 88), srgb(110, 96, 88), srgb(152, 98, 72),
)  # fmt: skip
SLATE_TONES = (srgb(82, 86, 92), srgb(94, 94, 94), srgb(74, 80, 82), srgb(102, 98, 96))
SHEET_TONES = (
    srgb(162, 168, 170), srgb(120, 138, 152), srgb(186, 182, 168), srgb(118, 136, 120), srgb(150, 116, 100),
    srgb(138, 142, 146),
)  # fmt: skip
FRAME_TONES = (srgb(232, 230, 224), srgb(214, 208, 196), srgb(74, 62, 52), srgb(62, 68, 66), srgb(52, 54, 58))
DOOR_TONES = (
    srgb(96, 40, 36), srgb(38, 64, 52), srgb(40, 52, 82), srgb(82, 58, 40), srgb(52, 52, 54), srgb(66, 86, 92),
    srgb(120, 92, 60),
)  # fmt: skip
AWNING_TONES = (
    srgb(142, 44, 40), srgb(44, 92, 66), srgb(48, 72, 118), srgb(198, 170, 120), srgb(108, 108, 108),
    srgb(176, 112, 52),
)  # fmt: skip
CURTAIN_TONES = (srgb(214, 206, 190), srgb(196, 182, 158), srgb(188, 192, 194), srgb(206, 186, 160))

TRIM_TONES = (srgb(206, 198, 180), srgb(222, 218, 208), srgb(186, 178, 162), srgb(170, 164, 154))

METAL = Material(srgb(150, 152, 154), Pattern.METAL, roughness=0.5, specular=0.5, detail=0.15)
DARK_METAL = Material(srgb(52, 54, 56), Pattern.METAL, roughness=0.55, specular=0.4, detail=0.1)
IRON = Material(srgb(36, 37, 39), roughness=0.6)
ZINC = Material(srgb(136, 142, 146), Pattern.METAL, roughness=0.6, specular=0.4)
ROOFING = Material(srgb(112, 110, 106), Pattern.CONCRETE, scale=9.0)
GRAVEL = Material(srgb(146, 140, 130), Pattern.CONCRETE, scale=9.0)
GLASS = Material((0.03, 0.035, 0.04), Pattern.GLASS, roughness=0.05, specular=0.08)
RAIL_GLASS = Material((0.16, 0.2, 0.2), Pattern.GLASS, roughness=0.08, specular=0.08)
RECESS = Material((0.05, 0.048, 0.045), roughness=0.9)
STEP = Material(srgb(152, 148, 140), Pattern.CONCRETE, scale=8.0)
LAMP = Material(srgb(250, 240, 214), Pattern.LIGHT, emission=1.2)
SHOP_LIGHT = Material(srgb(250, 244, 228), Pattern.LIGHT, emission=1.6, detail=0.35)
WHITE = Material(srgb(226, 226, 222), roughness=0.6)


def pick(rng: np.random.Generator, choices: Sequence[Choice]) -> Choice:
    """Return one of several at random."""
    return choices[int(rng.integers(len(choices)))]


def varied(rng: np.random.Generator, colour: Colour, amount: float = 0.07) -> Colour:
    """Return a colour a little lighter or darker, and a little warmer or cooler."""
    light = 1.0 + amount * float(rng.uniform(-1.0, 1.0))
    warm = 1.0 + 0.4 * amount * float(rng.uniform(-1.0, 1.0))
    red, green, blue = colour
    return min(red * light * warm, 0.85), min(green * light, 0.85), min(blue * light / warm, 0.85)


def shaded(colour: Colour, factor: float) -> Colour:
    """Return a colour darkened (or lightened) by a factor."""
    red, green, blue = colour
    return min(red * factor, 0.85), min(green * factor, 0.85), min(blue * factor, 0.85)


def brick(rng: np.random.Generator) -> Material:
    """Return brickwork."""
    tone = varied(rng, pick(rng, BRICK_TONES), 0.1)
    mortar = varied(rng, srgb(168, 158, 144), 0.12)
    return Material(tone, Pattern.BRICK, second=mortar, roughness=0.9)


def plaster(rng: np.random.Generator) -> Material:
    """Return painted plaster."""
    return Material(varied(rng, pick(rng, PLASTER_TONES)), Pattern.PLASTER, roughness=0.9)


def stone(rng: np.random.Generator) -> Material:
    """Return ashlar."""
    tone = varied(rng, pick(rng, STONE_TONES))
    return Material(tone, Pattern.STONE, second=shaded(tone, 0.62), roughness=0.85)


def concrete(rng: np.random.Generator) -> Material:
    """Return exposed or painted concrete."""
    return Material(varied(rng, pick(rng, CONCRETE_TONES)), Pattern.CONCRETE, scale=3.0, roughness=0.85)


def siding(rng: np.random.Generator) -> Material:
    """Return clapboards."""
    return Material(varied(rng, pick(rng, SIDING_TONES)), Pattern.SHINGLE, scale=0.16, roughness=0.75)


def tiles(rng: np.random.Generator) -> Material:
    """Return roof tiles."""
    return Material(varied(rng, pick(rng, TILE_TONES), 0.1), Pattern.TILES, scale=0.32, roughness=0.85)


def slates(rng: np.random.Generator) -> Material:
    """Return slates."""
    return Material(varied(rng, pick(rng, SLATE_TONES), 0.1), Pattern.TILES, scale=0.24, roughness=0.9)


def sheet(rng: np.random.Generator) -> Material:
    """Return corrugated sheet metal."""
    return Material(
        varied(rng, pick(rng, SHEET_TONES)), Pattern.CORRUGATED, scale=0.25, roughness=0.55, specular=0.1
    )


def trim(rng: np.random.Generator) -> Material:
    """Return what sills, lintels and cornices are made of."""
    return Material(varied(rng, pick(rng, TRIM_TONES)), Pattern.PLASTER, roughness=0.85)


def frame(rng: np.random.Generator) -> Material:
    """Return painted window frames."""
    return Material(varied(rng, pick(rng, FRAME_TONES)), roughness=0.5)


def door(rng: np.random.Generator) -> Material:
    """Return a painted door."""
    return Material(varied(rng, pick(rng, DOOR_TONES), 0.15), Pattern.PAINT, roughness=0.35)


def panes(rng: np.random.Generator, cell: float) -> Material:
    """Return window panes with rooms or curtains behind them, one a cell of `cell` metres."""
    return Material(
        (0.045, 0.052, 0.06),
        Pattern.WINDOW,
        second=pick(rng, CURTAIN_TONES),
        scale=cell,
        roughness=0.05,
        specular=0.08,
    )


def picture(name: str, roughness: float = 0.5, emission: float = 0.0) -> Material:
    """Return a surface that shows a picture."""
    return Material(
        srgb(200, 200, 200), Pattern.PICTURE, picture=name, roughness=roughness, emission=emission
    )
