"""Materials: what a surface is made of, as numbers that the renderer reads.

A pattern is a procedural texture. Solid patterns read the position in the mesh's own axes, so that they stay with
an object that moves; flat ones read the texture coordinates, which are metres along the surface unless a picture is
shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

Colour = tuple[float, float, float]
"""Linear reflectance of red, green and blue, 0 to 1."""


class Pattern(IntEnum):
    """Procedural textures; `scale` is the period in metres where a pattern has one.

    Each mixes `colour` and `second`; `detail` is the pattern's own parameter.
    """

    PLAIN = 0  # colour with a little mottling
    ASPHALT = 1  # flat: grain, wheel tracks, patches, cracks; detail: wear, 0 to 1
    PAVERS = 2  # flat: slabs of `scale` metres, joints in `second`
    CONCRETE = 3  # solid: cloudy, stains, formwork joints every `scale` metres
    BRICK = 4  # flat: bricks of 0.25 x 0.085 m, mortar in `second`; weathered towards the ground
    PLASTER = 5  # flat: rain streaks, dirt towards the ground
    STONE = 6  # flat: ashlar of 0.9 x 0.42 m, joints in `second`
    WINDOW = 7  # flat: reflecting pane; curtains or rooms per cell of `scale` metres; some are lit at night
    GLASS = 8  # reflecting, dark: car windows, lamps
    LEAF = 9  # one side lit through to the other; hue differs per leaf (texture coordinates + integer leaf number)
    BARK = 10  # flat
    GRASS = 11  # flat: blades and dry patches
    PAINT = 12  # glossy coat over `colour`; dirt towards the ground; car bodies
    METAL = 13  # reflecting, tinted by `colour`; detail: rust, 0 to 1, in `second`
    CLOTH = 14  # solid: weave of `scale` metres
    TILES = 15  # flat: roof tiles of `scale` metres
    ROAD_MARK = 16  # flat: worn paint; detail: wear, 0 to 1
    SKIN = 17  # solid
    KERB = 18  # flat: kerb stones of `scale` metres
    WOOD = 19  # solid: grain along the mesh's longest axis; boards of `scale` metres where detail > 0
    FUR = 20  # solid: fine hair; `second` on the belly (towards -z of the mesh)
    STRIPES = 21  # solid: wavy bands of `second`, period `scale` along x: zebra, tiger, awnings with detail 0
    SPOTS = 22  # solid: cells of `scale` metres edged by `second`: giraffe, leopard, cow
    SCALES = 23  # solid: reptile or fish scales of `scale` metres
    PLASTIC = 24  # smooth, broad highlight
    RUBBER = 25  # dark, dull
    CHECKS = 26  # flat: squares of `scale` metres in colour and second
    CAMOUFLAGE = 27  # solid: blotches of `scale` metres in colour, second and their mean
    SHINGLE = 28  # flat: clapboard siding, boards of `scale` metres
    PICTURE = 29  # flat: the picture named by `picture`, texture coordinates 0 to 1, v downwards
    # gives light by itself at night, and always where 0 < detail < 10: lamps, lit signs. Details 10, 11, 12: the
    # red, yellow, green lamp of a traffic light, lit when the signal that the instance belongs to (by
    # `first_object`) is in that state. 20, 21, 22: head lamp, tail lamp, indicator of a vehicle, lit by its light
    # bits; head and tail lamps also at night.
    LIGHT = 30
    WATER = 31  # flat: ripples, reflecting
    CORRUGATED = 32  # flat: corrugated sheet metal, ribs of `scale` metres
    FACADE = 33  # flat: windows drawn on a far wall, cell `scale` metres wide and high


@dataclass(frozen=True)
class Material:
    """What a surface is made of.

    Attributes:
        colour: Main colour.
        pattern: Procedural texture.
        second: Second colour of the pattern; None stands for a darker shade of `colour`.
        scale: Period of the pattern, metres.
        roughness: 0 mirror-like to 1 dull; width of the highlight.
        specular: Reflectance when looked at straight on (F0): 0.04 for most things, 0.5 to 1 for metals.
        detail: The pattern's own parameter.
        emission: Radiance it gives off at night, relative to a lit street lamp (1.0).
        tintable: Whether an actor's `color` attribute replaces `colour`.
        picture: Name of a picture of `pictures`, for `Pattern.PICTURE`.
    """

    colour: Colour
    pattern: Pattern = Pattern.PLAIN
    second: Colour | None = None
    scale: float = 1.0
    roughness: float = 0.8
    specular: float = 0.04
    detail: float = 0.0
    emission: float = 0.0
    tintable: bool = False
    picture: str = ""

    @property
    def second_colour(self) -> Colour:
        """The second colour, or the shade that stands for it."""
        red, green, blue = self.colour
        return self.second if self.second is not None else (red * 0.55, green * 0.55, blue * 0.55)

    def with_colour(self, colour: Colour) -> Material:
        """Return the same material in another colour."""
        return replace(self, colour=colour)


def srgb(red: float, green: float, blue: float) -> Colour:
    """Return a colour given as 8-bit sRGB values in linear reflectance."""

    def linear(value: float) -> float:
        part = value / 255.0
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return linear(red), linear(green), linear(blue)
