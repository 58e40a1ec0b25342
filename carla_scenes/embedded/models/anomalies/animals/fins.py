"""Fins and gills of fish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

    Points = Sequence[tuple[float, float]]


def upright(
    figure: Sculpture, root: Points, tip: Points, material: Material, *, rays: int = 9, thick: float = 0.016
) -> None:
    """Add a fin in the middle plane: points of root and tip are x and z."""
    figure.add(
        fin(
            [(x, 0.0, z) for x, z in root],
            [(x, 0.0, z) for x, z in tip],
            thick,
            rays=rays,
            foil=not rays,
            steps=(28, 7),
        ),
        material,
    )


def paired(
    figure: Sculpture,
    place: tuple[float, float, float],
    length: float,
    breadth: float,
    material: Material,
    *,
    down: float = 35.0,
    back: float = 50.0,
) -> None:
    """Add a pair of fins at the sides: rounded fans."""
    turns = np.radians(np.linspace(-50.0, 50.0, 9))
    root = [(0.25 * breadth * np.sin(a), 0.02 * length, 0.0) for a in turns]
    tip = [(breadth * np.sin(a), length * np.cos(a) ** 0.5, 0.0) for a in turns]
    surface = fin(root, tip, 0.014, rays=8, steps=(24, 5)).moved(roll=down).moved(yaw=back)
    base = figure.on_skin((place[0], 0.0, place[2]), (0.0, 1.0, 0.0), 0.01)
    figure.add(surface.moved(*(float(v) for v in base)), material, both=True)


def marked(figure: Sculpture, points: Points, radius: float) -> None:
    """Draw a dark line on both sides: mouth or gills; points are x and z."""
    line = np.array([figure.on_skin((x, 0.0, z), (0.0, 1.0, 0.0)) for x, z in curve(points, 14)])
    figure.add(shapes.tube(line, [radius * 0.6] * 14, 6), coats.NOSE, both=True)
