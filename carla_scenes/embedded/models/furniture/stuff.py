"""What street furniture is made of, and the bent bars that much of it consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import tube

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.surface import Surface

GALVANISED = Material(srgb(158, 162, 164), Pattern.METAL, srgb(120, 104, 88), roughness=0.45, specular=0.35)
STEEL = Material(srgb(186, 188, 190), Pattern.METAL, roughness=0.25, specular=0.55)
CAST_IRON = Material(srgb(44, 48, 48), Pattern.METAL, srgb(96, 70, 52), roughness=0.55, specular=0.12)
BLACK = Material(srgb(36, 38, 40), Pattern.PLASTIC, roughness=0.5)
RUBBER = Material(srgb(34, 34, 34), Pattern.RUBBER, roughness=0.9)
WOOD = Material(srgb(150, 110, 74), Pattern.WOOD, srgb(104, 72, 46), scale=0.1, roughness=0.75)
OLD_WOOD = Material(srgb(128, 114, 98), Pattern.WOOD, srgb(88, 76, 64), scale=0.12, roughness=0.9)
CONCRETE = Material(srgb(168, 164, 156), Pattern.CONCRETE, scale=2.4, roughness=0.9)
GRANITE = Material(srgb(150, 148, 146), Pattern.CONCRETE, srgb(104, 102, 102), scale=0.6, roughness=0.8)
GLASS = Material(srgb(60, 72, 74), Pattern.GLASS, roughness=0.03, specular=0.08)
SOIL = Material(srgb(78, 62, 48), Pattern.GRASS, srgb(60, 48, 38), roughness=0.95)
WHITE = Material(srgb(224, 223, 218), Pattern.PLASTIC, roughness=0.5)
RED = Material(srgb(190, 40, 34), Pattern.PLASTIC, roughness=0.45)


def painted(colour: Colour) -> Material:
    """Return painted metal of a colour."""
    return Material(colour, Pattern.PAINT, roughness=0.4, specular=0.05)


def plastic(colour: Colour) -> Material:
    """Return plastic of a colour."""
    return Material(colour, Pattern.PLASTIC, roughness=0.45)


def lamp_light(colour: Colour, emission: float) -> Material:
    """Return what glows at night."""
    return Material(colour, Pattern.LIGHT, roughness=0.3, emission=emission)


def shown(name: str) -> Material:
    """Return a surface that shows a picture."""
    return Material(srgb(200, 200, 200), Pattern.PICTURE, roughness=0.5, picture=name)


def bar(
    points: Sequence[Sequence[float]], radius: float, end_radius: float | None = None, sides: int = 8
) -> Surface:
    """Return a round bar along points (K, 3), metres, tapering evenly to `end_radius`."""
    line = np.asarray(points, np.float64)
    radii = np.linspace(radius, radius if end_radius is None else end_radius, len(line))
    return tube(line, radii, sides)


def arc(
    centre: Sequence[float], radius: float, start: float, stop: float, steps: int = 8
) -> list[tuple[float, float, float]]:
    """Return points of an arc in the plane of x and z.

    Args:
        centre: (x, y, z) metres.
        radius: Metres.
        start: Degrees from the x axis towards z.
        stop: Degrees where it ends.
        steps: Chords.
    """
    x, y, z = centre
    turns = np.radians(np.linspace(start, stop, steps + 1))
    return [(x + radius * float(np.cos(t)), y, z + radius * float(np.sin(t))) for t in turns]
