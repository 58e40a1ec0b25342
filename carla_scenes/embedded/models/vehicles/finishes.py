"""What vehicles are made of."""

from __future__ import annotations

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb

HEAD_LAMP, TAIL_LAMP, INDICATOR = 20.0, 21.0, 22.0
"""`detail` of lamps: which of a vehicle's lights they are; unlit unless the vehicle's light state says so."""

GLASS = Material(srgb(38, 44, 48), Pattern.GLASS, roughness=0.02, specular=0.08)
MIRROR = Material(srgb(120, 128, 135), Pattern.GLASS, roughness=0.02, specular=0.5)
BEZEL = Material(srgb(52, 54, 58), Pattern.GLASS, roughness=0.05, specular=0.08)
REFLECTOR = Material(srgb(150, 155, 160), Pattern.GLASS, roughness=0.05, specular=0.10)
TRIM = Material(srgb(22, 22, 23), Pattern.PLASTIC, roughness=0.45)
CLADDING = Material(srgb(40, 41, 43), Pattern.PLASTIC, roughness=0.7)
GAP = Material(srgb(14, 14, 15), Pattern.RUBBER, roughness=0.9, specular=0.02)
UNDERSIDE = Material(srgb(24, 24, 25), Pattern.RUBBER, roughness=0.95, specular=0.02)
RUBBER = Material(srgb(33, 33, 34), Pattern.RUBBER, roughness=0.85, specular=0.03)
CHROME = Material(srgb(205, 207, 210), Pattern.METAL, roughness=0.08, specular=0.8)
ALLOY = Material(srgb(168, 171, 175), Pattern.METAL, roughness=0.3, specular=0.55)
DARK_ALLOY = Material(srgb(58, 60, 63), Pattern.METAL, roughness=0.3, specular=0.4)
STEEL = Material(srgb(120, 122, 125), Pattern.METAL, roughness=0.4, specular=0.5)
DISC = Material(srgb(105, 100, 96), Pattern.METAL, roughness=0.45, specular=0.4)
LEATHER = Material(srgb(38, 34, 32), Pattern.PLASTIC, roughness=0.6)

HEAD = Material(
    srgb(226, 230, 233), Pattern.LIGHT, roughness=0.05, specular=0.08, detail=HEAD_LAMP, emission=3.0
)
TAIL = Material(
    srgb(196, 20, 22), Pattern.LIGHT, roughness=0.08, specular=0.08, detail=TAIL_LAMP, emission=0.6
)
TURN = Material(
    srgb(224, 124, 24), Pattern.LIGHT, roughness=0.08, specular=0.08, detail=INDICATOR, emission=0.8
)
REVERSING = Material(srgb(214, 216, 216), Pattern.GLASS, roughness=0.1, specular=0.08)


def paint(colour: Colour, roughness: float = 0.22) -> Material:
    """Return the coat of a body, which takes an actor's colour."""
    return Material(colour, Pattern.PAINT, roughness=roughness, specular=0.05, tintable=True)


def fixed_paint(colour: Colour, roughness: float = 0.25) -> Material:
    """Return a coat that keeps its colour: liveries, stripes, containers."""
    return Material(colour, Pattern.PAINT, roughness=roughness, specular=0.05)


def plate(text: str) -> Material:
    """Return a number plate."""
    return Material(srgb(230, 230, 224), Pattern.PICTURE, roughness=0.4, picture=f"number_plate:{text}")
