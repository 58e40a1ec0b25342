"""Missiles in flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.projectiles import band, fins, nozzle
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    fuselage,
    rods,
    slab,
    turned,
    wing,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _cruise() -> Kit:
    """A cruise missile: a long grey body, straight wings, an intake below, a booster."""
    grey = paints.dull(168, 172, 174)
    body = [
        (0, -2.9),
        (0.2, -2.88),
        (0.26, -2.5),
        (0.26, 2.3),
        (0.24, 2.6),
        (0.18, 2.85),
        (0.09, 2.98),
        (0, 3.02),
    ]
    kit = (
        Kit()
        .add(grey, turned(body, 44, "x", 40.0))
        .put(nozzle(-2.88, 0.17))
        .pair(grey, wing([(0.35, 0.2, -0.02, 0.5, 0.1), (0.1, 1.5, -0.02, 0.36, 0.09)]))
    )
    kit.put(fins(-2.1, 0.5, 0.24, 0.5, grey, start=0.0)).add(
        grey,
        fuselage([(-1.5, -0.24, 0.02, 0.02), (-1.2, -0.3, 0.12, 0.1, 3), (-0.6, -0.34, 0.14, 0.1, 3)], 3, 18),
    ).add(paints.BLACK, box((-0.6, -0.11, -0.41), (-0.58, 0.11, -0.27)))
    kit.put(band(1.7, 0.12, 0.26, paints.YELLOW)).put(band(-1.9, 0.1, 0.26, paints.paint(120, 70, 40))).put(
        band(0.9, 0.03, 0.26, paints.DARK_STEEL)
    ).put(band(-0.2, 0.02, 0.26, paints.DARK_STEEL))
    kit.put(parts.both_signs(text("U S NAVY", "black", "silver"), -0.7, 0.263, 0.06, 1.1, height=0.12)).add(
        paints.DARK_STEEL,
        dots(
            [
                (x, 0.26 * np.cos(t), 0.26 * np.sin(t))
                for x in (0.86, 0.94, -0.16, -0.24, 2.28)
                for t in np.arange(16) * np.pi / 8
            ],
            0.009,
        ),
    )
    return kit


def _air_to_air() -> Kit:
    """A slim white missile with four wings in the middle and four rudders in front."""
    white = paints.WHITE
    body = [(0, -2.0), (0.12, -2.0), (0.13, -1.9), (0.13, 1.35), (0.1, 1.6), (0.06, 1.78), (0, 1.86)]
    kit = (
        Kit()
        .add(white, turned(body, 44, "x", 40.0))
        .add(paints.GLASS, ellipsoid((1.74, 0, 0), (0.14, 0.075, 0.075), 18, 12))
        .put(nozzle(-1.98, 0.11))
    )
    kit.put(fins(-1.3, 0.7, 0.12, 0.42, white, start=45.0, tip=0.55)).put(
        fins(1.2, 0.26, 0.12, 0.24, paints.dull(70, 74, 78), start=45.0, tip=0.35)
    ).put(band(0.6, 0.08, 0.13, paints.YELLOW)).put(band(-0.6, 0.08, 0.13, paints.paint(120, 70, 40))).put(
        band(1.3, 0.14, 0.13, paints.DARK_STEEL)
    )
    roller = Kit().add(paints.STEEL, around(cylinder((-1.98, 0.48, 0), (-1.86, 0.48, 0), 0.04), 4, "x", 45.0))
    kit.put(roller).put(
        parts.both_signs(text("AIM 9", "black", "white"), 0.1, 0.132, 0.0, 0.55, height=0.09)
    ).add(paints.STEEL, *(box((x, -0.03, 0.12), (x + 0.14, 0.03, 0.18)) for x in (-1.0, -0.1, 0.8)))
    return kit.add(
        paints.DARK_STEEL,
        dots(
            [
                (x, 0.13 * np.cos(t), 0.13 * np.sin(t))
                for x in (1.0, 0.3, -0.3, -1.2)
                for t in np.arange(14) * np.pi / 7
            ],
            0.006,
        ),
    )


def _ballistic() -> Kit:
    """A fat ballistic missile in olive with a yellow head and large fins, climbing."""
    body = [(0, -3.0), (0.44, -3.0), (0.46, -2.9), (0.46, 1.2), (0.44, 1.4)]
    nose = [(0.44, 1.38), (0.4, 1.8), (0.3, 2.35), (0.16, 2.85), (0.04, 3.15), (0, 3.18)]
    kit = (
        Kit()
        .add(paints.FOREST_CAMOUFLAGE, turned([*body, (0, 1.4)], 44, "x", 40.0))
        .add(paints.paint(206, 162, 40), turned([(0, 1.38), *nose], 44, "x", 40.0))
        .put(nozzle(-2.98, 0.42))
    )
    kit.put(fins(-1.7, 1.3, 0.44, 0.75, paints.OLIVE, start=45.0, tip=0.6)).put(
        band(1.4, 0.08, 0.455, paints.DARK_STEEL)
    ).put(band(-0.4, 0.04, 0.46, paints.DARK_STEEL)).put(band(0.6, 0.1, 0.46, paints.RED))
    kit.put(parts.both_signs(emblem("star", "red", "olive"), -1.0, 0.463, 0.0, 0.42, height=0.42)).put(
        parts.both_signs(emblem("radiation", "black", "yellow"), 0.1, 0.463, 0.0, 0.36, height=0.36)
    ).add(
        paints.DARK_STEEL,
        dots(
            [
                (x, 0.46 * np.cos(t), 0.46 * np.sin(t))
                for x in (-0.46, -0.34, 1.3, -2.85)
                for t in np.arange(22) * np.pi / 11
            ],
            0.014,
        ),
    )
    kit.pair(paints.OLIVE, slab(parts.rectangle(-2.6, 1.0, -0.05, 0.05), 0.03, y=0.46)).add(
        paints.STEEL, around(slab([(-3.3, 0.28), (-2.95, 0.28), (-2.95, 0.4), (-3.3, 0.36)], 0.03), 4, "x")
    )
    return Kit().put(kit, pitch=32)


def _interceptor() -> Kit:
    """A two-stage air-defence missile: a white dart on a booster, with long strakes."""
    white = paints.WHITE
    kit = (
        Kit()
        .add(
            white,
            turned([(0, -0.6), (0.2, -0.6), (0.2, 1.9), (0.15, 2.4), (0.07, 2.85), (0, 3.0)], 44, "x", 40.0),
        )
        .add(
            paints.dull(120, 130, 120),
            turned(
                [(0, -2.6), (0.28, -2.6), (0.3, -2.5), (0.3, -0.95), (0.2, -0.6), (0, -0.6)], 30, "x", 40.0
            ),
        )
        .put(nozzle(-2.58, 0.26))
    )
    kit.put(fins(1.2, 2.0, 0.18, 0.2, white, start=45.0, tip=0.75)).put(
        fins(-0.7, 0.35, 0.18, 0.32, paints.dull(70, 74, 78), start=45.0, tip=0.6)
    ).put(fins(-1.7, 0.9, 0.28, 0.62, paints.dull(120, 130, 120), start=45.0, tip=0.5))
    kit.put(band(1.9, 0.3, 0.2, paints.RED)).put(band(-1.1, 0.06, 0.3, paints.YELLOW)).put(
        parts.both_signs(text("SAM 2", "red", "white"), 0.3, 0.203, 0.0, 0.9, height=0.13)
    ).add(paints.BLACK, turned([(0.065, 2.84), (0.05, 2.9), (0, 3.01)], 20, "x", 60.0))
    kit.add(
        paints.DARK_STEEL,
        dots(
            [
                (x, 0.205 * np.cos(t), 0.205 * np.sin(t))
                for x in (-0.4, 0.1, 0.5, 1.2, 1.6)
                for t in np.arange(16) * np.pi / 8
            ],
            0.009,
        ),
        rods([(3.0, 0, 0)], [(3.25, 0, 0)], 0.015),
    )
    return Kit().put(kit, pitch=18)


MODELS: tuple[Model, ...] = (
    machine("missile", "cruise", _cruise, placement="air"),
    machine("missile", "air_to_air", _air_to_air, placement="air"),
    machine("missile", "ballistic", _ballistic, placement="air"),
    machine("missile", "interceptor", _interceptor, placement="air"),
)
