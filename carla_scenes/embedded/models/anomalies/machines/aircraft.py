"""Parts of aircraft: windows and lettering on fuselages, engines, canopies, legs, missiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    around,
    body_patch,
    fuselage,
    rods,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface


def cabin_windows(
    stations: Stations, xs: Iterable[float], z: float, width: float, height: float
) -> list[Surface]:
    """Return windows along both sides of a fuselage."""
    return [side for x in xs for side in body_patch(stations, x, z, width, height, steps=2)]


def body_sign(
    material: Material, stations: Stations, x: float, z: float, length: float, *, height: float
) -> Kit:
    """Return a picture, or glass, on both sides of a fuselage."""
    return Kit().add(material, *body_patch(stations, x, z, length, height, steps=12))


def turbofan(radius: float, length: float, shell: Material) -> Kit:
    """Return a jet engine about the x axis, its intake forward: lip, fan, nozzle and cone."""
    r, half = radius, length / 2.0
    outside = [(0.62 * r, -half), (0.8 * r, -half * 0.6), (r, 0.0), (r, half * 0.6), (0.92 * r, half)]
    inside = [(0.84 * r, half), (0.82 * r, half * 0.5), (0.0, half * 0.5)]
    kit = Kit().add(
        shell, turned([(0.0, -half * 0.9), (0.55 * r, -half * 0.9), *outside, *inside], 32, "x", 50.0)
    )
    lip = [
        (0.82 * r, half * 0.85),
        (0.84 * r, half),
        (0.89 * r, half * 1.06),
        (0.94 * r, half),
        (0.97 * r, half * 0.85),
        (0.82 * r, half * 0.85),
    ]
    kit.add(paints.CHROME, turned(lip, 32, "x", 60.0))
    fan = slab(
        [(half * 0.5, 0.1 * r), (half * 0.62, 0.1 * r), (half * 0.6, 0.8 * r), (half * 0.52, 0.8 * r)],
        0.1 * r,
    )
    kit.add(paints.DARK_STEEL, around(fan, 14, "x")).add(
        paints.STEEL, turned([(0.2 * r, half * 0.5), (0.15 * r, half * 0.7), (0, half * 0.85)], 16, "x", 60)
    )
    cone = [(0, -half * 1.35), (0.1 * r, -half * 1.25), (0.4 * r, -half * 0.85), (0, -half * 0.85)]
    return kit.add(paints.DARK_STEEL, turned(cone, 20, "x", 60.0))


def undercarriage(x: float, y: float, top: float, radius: float, material: Material = paints.STEEL) -> Kit:
    """Return a leg with a wheel whose foot is at z = 0."""
    kit = Kit().put(running.wheel(radius, radius * 0.5, paints.ALUMINIUM, bolts=5), x, y, radius)
    return kit.add(material, rods([(x, y * 0.92, radius)], [(x, y * 0.8, top)], radius * 0.18, 8))


def upper_patch(x: float, y: float, z: float, size: float) -> Surface:
    """Return a place for a picture on the upper side of the right wing, readable from behind."""
    h = size / 2
    return parts.placard((x - h, y - h, z), (x - h, y + h, z), (x + h, y + h, z), (x + h, y - h, z))


def afterburner(radius: float, length: float) -> Kit:
    """Return a jet nozzle of petals about the x axis that opens to the rear, its root at x = 0."""
    r = radius
    shell = [
        (0.0, -length * 0.35),
        (0.66 * r, -length * 0.35),
        (0.7 * r, -length),
        (0.78 * r, -length),
        (r, 0.0),
        (0, 0.0),
    ]
    kit = Kit().add(paints.DARK_STEEL, turned(shell, 30, "x", 40.0))
    petal = rods([(-0.02, 0, 1.01 * r)], [(-length, 0, 0.79 * r)], 0.02 * r + 0.008, 5)
    kit.add(paints.WORN_STEEL, around(petal, 18, "x"))
    return kit.add(
        paints.lamp(230, 120, 50, 0.4),
        turned([(0, -length * 0.37), (0.5 * r, -length * 0.37), (0, -length * 0.36)], 20, "x", 60),
    )


def air_missile(length: float, material: Material = paints.WHITE) -> Kit:
    """Return an air-to-air missile about the x axis."""
    r = length * 0.032
    body = [(0, -length / 2), (r, -length / 2), (r, length * 0.4), (r * 0.7, length * 0.47), (0, length / 2)]
    kit = (
        Kit()
        .add(material, turned(body, 14, "x", 40.0))
        .add(
            paints.DARK_STEEL,
            turned(
                [
                    (r * 0.98, length * 0.3),
                    (r * 1.06, length * 0.3),
                    (r * 1.06, length * 0.34),
                    (r * 0.98, length * 0.34),
                    (r * 0.98, length * 0.3),
                ],
                14,
                "x",
            ),
        )
    )
    for x, span, chord in (
        (-length * 0.36, length * 0.12, length * 0.14),
        (length * 0.3, length * 0.09, length * 0.08),
    ):
        fin = slab([(x, 0), (x + chord, 0), (x + chord * 0.3, span), (x, span)], length * 0.004)
        kit.add(material, around(fin, 4, "x", 45.0))
    return kit


def canopy(x: float, z: float, length: float, half_width: float, height: float, *, frame: Material) -> Kit:
    """Return a cockpit's glass with its frame, a helmet's shadow inside; x is its rear end."""
    glass = [
        (x, z, half_width * 0.2, height * 0.1),
        (x + length * 0.2, z + height * 0.1, half_width * 0.85, height * 0.75),
        (x + length * 0.55, z + height * 0.1, half_width, height),
        (x + length * 0.85, z, half_width * 0.7, height * 0.55),
        (x + length, z - height * 0.1, half_width * 0.1, height * 0.06),
    ]
    kit = Kit().add(paints.BLUE_GLASS, fuselage(glass, 5, 26))
    turns = np.linspace(0, np.pi, 11)
    bow = [
        (x + length * 0.68, half_width * 0.96 * np.cos(t), z + height * 0.08 + height * 0.93 * np.sin(t))
        for t in turns
    ]
    return kit.add(frame, wires([bow], height * 0.05, 5))
