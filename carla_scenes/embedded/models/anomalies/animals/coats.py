"""Materials that animals share: coats, skins, horn, eyes, teeth."""

from __future__ import annotations

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb

_EIGHT_BITS = tuple[float, float, float]


def _reflectance(colour: _EIGHT_BITS) -> Colour:
    """Return the reflectance of what has a colour in a photograph, which shows colours lighter and stronger."""
    linear = srgb(*colour)
    grey = sum(linear) / 3.0
    red, green, blue = (0.76 * (0.86 * part + 0.14 * grey) for part in linear)
    return red, green, blue


def fur(colour: _EIGHT_BITS, belly: _EIGHT_BITS | None = None) -> Material:
    """Return fur in 8-bit sRGB colours, the belly's own colour second."""
    return Material(
        _reflectance(colour), Pattern.FUR, _reflectance(belly or colour), scale=0.05, roughness=0.85
    )


def skin(colour: _EIGHT_BITS, second: _EIGHT_BITS | None = None, *, roughness: float = 0.75) -> Material:
    """Return bare skin in 8-bit sRGB colours."""
    other = second or shade(colour, 0.75)
    return Material(_reflectance(colour), Pattern.SKIN, _reflectance(other), scale=0.1, roughness=roughness)


def scales(colour: _EIGHT_BITS, second: _EIGHT_BITS, size: float, *, roughness: float = 0.5) -> Material:
    """Return scales in 8-bit sRGB colours; `size` of one in metres."""
    return Material(
        _reflectance(colour), Pattern.SCALES, _reflectance(second), scale=size, roughness=roughness
    )


def shiny(colour: _EIGHT_BITS, *, roughness: float = 0.25, specular: float = 0.06) -> Material:
    """Return a smooth coat with a highlight: wet skin, a beetle's back."""
    return Material(_reflectance(colour), Pattern.PLASTIC, roughness=roughness, specular=specular)


def plain(colour: _EIGHT_BITS, *, roughness: float = 0.7) -> Material:
    """Return a plain dull material in an 8-bit sRGB colour."""
    return Material(_reflectance(colour), Pattern.PLAIN, roughness=roughness)


def shade(colour: _EIGHT_BITS, factor: float) -> _EIGHT_BITS:
    """Return an 8-bit colour made darker by a factor below 1."""
    red, green, blue = (part * factor for part in colour)
    return red, green, blue


HORN = plain((205, 190, 160), roughness=0.5)
DARK_HORN = plain((62, 54, 48), roughness=0.5)
IVORY = plain((232, 222, 196), roughness=0.4)
HOOF = plain((48, 42, 38), roughness=0.55)
CLAW = shiny((40, 36, 34))
PALE_CLAW = shiny((190, 175, 150))
TEETH = shiny((236, 230, 210), roughness=0.3)
GUMS = shiny((172, 72, 78), roughness=0.35)
TONGUE = shiny((205, 98, 105), roughness=0.35)
NOSE = shiny((26, 23, 23), roughness=0.3)
PINK = skin((226, 160, 150), (205, 132, 125))
PUPIL = Material(srgb(8, 8, 9), Pattern.PLASTIC, roughness=0.06, specular=0.08)
EYE_WHITE = Material(srgb(238, 234, 226), Pattern.PLASTIC, roughness=0.1)
GLINT = Material((0.95, 0.95, 0.95), Pattern.PLASTIC, roughness=0.1)
BROWN_EYE = shiny((86, 48, 22), roughness=0.08)
AMBER_EYE = shiny((214, 150, 40), roughness=0.08)
GREEN_EYE = shiny((150, 180, 60), roughness=0.08)
BLUE_EYE = shiny((110, 165, 220), roughness=0.08)
RED_EYE = shiny((196, 32, 24), roughness=0.08)
