"""Parts of missiles: bands, nozzles, fins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.geometry.shapes import cylinder
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines.skins import around, turned, wing

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material


def band(x: float, length: float, radius: float, material: Material) -> Kit:
    """Return a painted band around a body about the x axis."""
    r = radius * 1.006
    ring = [
        (radius * 0.9, x - length / 2),
        (r, x - length / 2),
        (r, x + length / 2),
        (radius * 0.9, x + length / 2),
        (radius * 0.9, x - length / 2),
    ]
    return Kit().add(material, turned(ring, 44, "x"))


def nozzle(x: float, radius: float) -> Kit:
    """Return a rocket nozzle that opens to the rear at x, glowing inside."""
    bell = [
        (0, x + radius * 0.1),
        (0.3 * radius, x + radius * 0.1),
        (0.55 * radius, x - radius * 0.5),
        (0.82 * radius, x - radius),
        (0.86 * radius, x - radius),
        (0.9 * radius, x),
        (0, x),
    ]
    kit = Kit().add(paints.DARK_STEEL, turned(bell, 40, "x", 40.0))
    return kit.add(
        paints.lamp(236, 140, 50, 0.6),
        cylinder((x - radius * 0.02, 0, 0), (x + radius * 0.14, 0, 0), 0.3 * radius),
    )


def fins(
    x: float,
    chord: float,
    reach: float,
    span: float,
    material: Material,
    *,
    start: float = 45.0,
    tip: float = 0.5,
) -> Kit:
    """Return four fins about the x axis, their leading edges at x."""
    one = wing(
        [(x, reach * 0.8, 0, chord, 0.06), (x - chord * (1 - tip) * 0.8, reach + span, 0, chord * tip, 0.06)],
        6,
    )
    return Kit().add(material, around(one, 4, "x", start))
