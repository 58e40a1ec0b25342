"""What anomalies are made of: coats, metals, cloth, wood, lamps, glass."""

from __future__ import annotations

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb


def paint(red: float, green: float, blue: float) -> Material:
    """Return a glossy coat of an sRGB colour, 0 to 255."""
    return Material(srgb(red, green, blue), Pattern.PAINT, roughness=0.3, specular=0.05)


def dull(red: float, green: float, blue: float) -> Material:
    """Return a dull coat of an sRGB colour, 0 to 255: military paint, primer."""
    return Material(srgb(red, green, blue), Pattern.PAINT, roughness=0.75, specular=0.035)


def metal(red: float, green: float, blue: float, rust: float = 0.0, roughness: float = 0.35) -> Material:
    """Return bare metal of an sRGB colour, 0 to 255, and a share of rust, 0 to 1."""
    return Material(
        srgb(red, green, blue),
        Pattern.METAL,
        second=srgb(112, 62, 34),
        roughness=roughness,
        specular=0.55,
        detail=rust,
    )


def cloth(red: float, green: float, blue: float) -> Material:
    """Return woven cloth of an sRGB colour, 0 to 255."""
    return Material(srgb(red, green, blue), Pattern.CLOTH, scale=0.02, roughness=0.95)


def planks(red: float, green: float, blue: float, width: float = 0.15) -> Material:
    """Return wooden boards of an sRGB colour, 0 to 255, and a width in metres."""
    return Material(srgb(red, green, blue), Pattern.WOOD, scale=width, roughness=0.7, detail=1.0)


def wood(red: float, green: float, blue: float) -> Material:
    """Return wood without joints, of an sRGB colour, 0 to 255."""
    return Material(srgb(red, green, blue), Pattern.WOOD, scale=0.1, roughness=0.55)


def camouflage(one: Colour, other: Colour, size: float = 0.7) -> Material:
    """Return blotches of two linear colours and their mean, `size` metres large."""
    return Material(one, Pattern.CAMOUFLAGE, second=other, scale=size, roughness=0.8, specular=0.03)


def lamp(red: float, green: float, blue: float, emission: float = 0.5) -> Material:
    """Return a lamp's glass that shines at night in an sRGB colour, 0 to 255."""
    return Material(srgb(red, green, blue), Pattern.LIGHT, roughness=0.15, specular=0.06, emission=emission)


def shown(name: str) -> Material:
    """Return a surface that shows a picture of `pictures`."""
    return Material(srgb(128, 128, 128), Pattern.PICTURE, roughness=0.5, picture=name)


def plastic(red: float, green: float, blue: float) -> Material:
    """Return plastic of an sRGB colour, 0 to 255."""
    return Material(srgb(red, green, blue), Pattern.PLASTIC, roughness=0.4)


STEEL = metal(148, 150, 154)
DARK_STEEL = metal(72, 73, 76, roughness=0.45)
GUN_METAL = metal(58, 60, 64, roughness=0.3)
CHROME = metal(214, 216, 220, roughness=0.12)
ALUMINIUM = metal(192, 195, 199, roughness=0.3)
TRACK_STEEL = dull(62, 59, 56)
RUSTY = metal(110, 98, 90, rust=0.55, roughness=0.6)
WORN_STEEL = metal(128, 124, 120, rust=0.25, roughness=0.5)
BRASS = metal(196, 152, 72, roughness=0.25)
GOLD_FOIL = metal(226, 172, 62, roughness=0.22)
SILVER_FOIL = metal(206, 206, 204, roughness=0.25)
RUBBER = Material(srgb(42, 42, 43), Pattern.RUBBER, roughness=0.9)
GLASS = Material(srgb(34, 42, 48), Pattern.GLASS, roughness=0.05, specular=0.08)
BLUE_GLASS = Material(srgb(44, 66, 82), Pattern.GLASS, roughness=0.05, specular=0.1)
BLACK = plastic(30, 30, 32)
GREY = dull(122, 126, 128)
WHITE = paint(226, 227, 224)
RED = paint(178, 28, 24)
YELLOW = paint(232, 172, 22)
ORANGE = paint(222, 104, 24)
GREEN = paint(38, 110, 46)
BLUE = paint(30, 66, 140)
OLIVE = dull(86, 88, 58)
SAND = dull(176, 152, 110)
NAVY_GREY = dull(138, 146, 152)
FOREST_CAMOUFLAGE = camouflage(srgb(78, 84, 48), srgb(46, 42, 32))
DESERT_CAMOUFLAGE = camouflage(srgb(186, 158, 112), srgb(124, 92, 60))
WINTER_CAMOUFLAGE = camouflage(srgb(196, 200, 200), srgb(96, 104, 108))
HEADLIGHT = lamp(240, 236, 220, 0.8)
TAIL_LIGHT = lamp(176, 20, 16, 0.35)
INDICATOR = lamp(228, 128, 20, 0.25)
BEACON_BLUE = lamp(30, 70, 220, 0.7)
BEACON_AMBER = lamp(240, 150, 30, 0.6)
ROPE = cloth(150, 126, 88)
SAILCLOTH = cloth(222, 214, 192)
CANVAS = cloth(92, 92, 62)
