"""Guns on carriages: a machine gun on its tripod, an old cannon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.firearms import WALNUT
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.skins import dots, rods, rounded, slab, slat, turned

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _machine_gun() -> Kit:
    """A heavy machine gun on a tripod with a belt of cartridges."""
    dark = paints.GUN_METAL
    kit = (
        Kit()
        .add(dark, slab(rounded(parts.rectangle(-28, 14, 38, 50), 0.8), 4.5, 0.6))
        .add(dark, slab(rounded(parts.rectangle(-27, -2, 49, 51), 0.4), 4.2, 0.3))
    )
    kit.add(dark, turned([(0, 14), (3.4, 14), (3.4, 44), (2.6, 46), (0, 46)], 24, "x").moved(z=45)).add(
        paints.BLACK,
        *(
            cylinder(
                (x, 3.2 * np.cos(t), 45 + 3.2 * np.sin(t)),
                (x, 3.52 * np.cos(t), 45 + 3.52 * np.sin(t)),
                0.95,
                sides=10,
            )
            for x in np.arange(17, 43, 4.0)
            for t in np.arange(8) * np.pi / 4
        ),
    )
    kit.add(
        dark,
        turned([(0, 44), (1.5, 46), (1.5, 84), (2.4, 85), (2.8, 92), (1.6, 92), (0, 91)], 20, "x").moved(
            z=45
        ),
    ).add(paints.BLACK, cylinder((91, 0, 45), (92.1, 0, 45), 1.2)).add(
        dark,
        slab([(78, 46), (81, 46), (80, 51), (79, 51)], 0.6),
        slab([(-20, 51), (-16, 51), (-17, 57), (-19, 57)], 1.6),
    )
    kit.pair(dark, rods([(-28, 3.2, 46)], [(-36, 3.2, 46)], 0.8, 8)).pair(
        WALNUT, turned([(0, -4.5), (1.3, -4), (1.6, 0), (1.3, 4), (0, 4.5)], 14).moved(-36, 3.2, 44)
    ).add(dark, box((-30, -1.2, 43), (-28, 1.2, 47)))
    for n in range(16):
        s = n / 15.0
        y, z = 5.0 + 15.0 * s, 46.0 - 16.0 * s**1.6 + 2.0 * np.sin(s * 3)
        kit.add(
            paints.BRASS,
            turned([(0, -7), (0.95, -7), (0.95, 0), (0.6, 1.2), (0, 1.2)], 12, "x").moved(-2, y, z),
        ).add(
            paints.metal(150, 92, 60),
            turned([(0.58, 1.1), (0.5, 3.4), (0, 5.0)], 10, "x", 60).moved(-2, y, z),
        )
    kit.add(paints.OLIVE, box((-12, 16, 12), (8, 24, 30)), box((-12.5, 15.6, 29), (8.5, 24.4, 30.5))).put(
        parts.both_signs(text("CAL .50", "yellow", "olive"), -2, 4.1, 20, 14, height=5), 0, 20
    ).add(dark, rods([(-2, 8, 24)], [(-2, 16, 22)], 1.0))
    kit.add(dark, cylinder((-6, 0, 28), (-6, 0, 38), 2.6), rounded_box((-11, -5, 25), (-1, 5, 30), 1.5))
    for a, b in (((-4, 0, 28), (42, 0, 1)), ((-9, 3, 28), (-48, 30, 1)), ((-9, -3, 28), (-48, -30, 1))):
        kit.add(paints.OLIVE, cylinder(a, b, 1.9, 1.6, 12), ellipsoid(b, (4.0, 3.0, 1.2), 14, 8))
    return kit.add(paints.OLIVE, rods([(-42, -24, 5.5)], [(-42, 24, 5.5)], 1.2, 10)).pair(
        paints.STEEL, dots([(x, 4.6, z) for x in (-24, -14, -4, 8) for z in (40.5, 47.5)], 0.7)
    )


def _cannon() -> Kit:
    """An old bronze cannon on a wooden carriage with spoked wheels, balls beside it."""
    barrel = [
        (0, -0.72),
        (0.05, -0.72),
        (0.07, -0.66),
        (0.03, -0.62),
        (0.15, -0.58),
        (0.18, -0.54),
        (0.165, -0.5),
        (0.16, -0.2),
        (0.175, -0.18),
        (0.175, -0.13),
        (0.15, -0.12),
        (0.14, 0.35),
        (0.155, 0.37),
        (0.155, 0.42),
        (0.13, 0.43),
        (0.11, 1.05),
        (0.12, 1.07),
        (0.15, 1.16),
        (0.15, 1.22),
        (0.13, 1.24),
        (0.075, 1.24),
        (0.07, 0.9),
        (0, 0.9),
    ]
    kit = Kit()
    gun = (
        Kit()
        .add(
            paints.metal(150, 106, 52, roughness=0.35),
            turned(barrel, 30, "x", 30.0),
            cylinder((0.05, -0.3, 0), (0.05, 0.3, 0), 0.06),
        )
        .add(paints.BLACK, cylinder((0.88, 0, 0), (0.95, 0, 0), 0.069))
    )
    kit.put(gun, 0.05, 0, 0.82, pitch=8)
    oak = paints.planks(126, 84, 48, 0.1)
    cheek = [
        (0.45, 0.55),
        (0.4, 0.86),
        (-0.1, 0.86),
        (-0.25, 0.74),
        (-1.55, 0.2),
        (-1.64, 0.08),
        (-1.5, 0.0),
        (-0.3, 0.5),
    ]
    kit.pair(oak, slab(rounded(cheek, 0.03), 0.05, 0.012, y=0.24)).add(
        oak,
        box((-0.5, -0.24, 0.4), (-0.3, 0.24, 0.52)),
        box((0.0, -0.55, 0.5), (0.2, 0.55, 0.66)),
        slat((-0.9, 0.3), (-0.6, 0.46), 0.22, 0.05),
    )
    kit.put_pair(running.spoked_wheel(0.6, 0.1, oak, 14, 0.13), 0.1, 0.56, 0.6).pair(
        paints.RUSTY,
        turned(
            [(0.59, -0.052), (0.615, -0.052), (0.615, 0.052), (0.59, 0.052), (0.59, -0.052)], 36, "y"
        ).moved(0.1, 0.56, 0.6),
        cylinder((0.1, 0.56, 0.6), (0.1, 0.7, 0.6), 0.07),
    )
    kit.pair(
        paints.RUSTY,
        *(
            box((x, 0.185, z - 0.03), (x + 0.05, 0.3, z + 0.03))
            for x, z in ((-0.6, 0.5), (-1.0, 0.3), (-1.35, 0.14))
        ),
        dots([(0.3, 0.3, 0.78), (0.05, 0.3, 0.74), (-0.15, 0.3, 0.68), (-0.8, 0.3, 0.38)], 0.022),
    ).add(
        paints.RUSTY,
        turned([(0.06, -0.015), (0.08, 0), (0.06, 0.015), (0.04, 0), (0.06, -0.015)], 16, "y").moved(
            -1.64, 0, 0.1
        ),
    )
    ball = turned(
        [
            (0, -0.075),
            *[(0.075 * np.sin(t), -0.075 * np.cos(t)) for t in np.linspace(0.3, np.pi - 0.3, 9)],
            (0, 0.075),
        ],
        16,
    )
    pile = [(0.0, 0.0, 0.0), (0.15, 0.0, 0.0), (0.075, 0.13, 0.0), (0.075, 0.043, 0.122)]
    return kit.add(paints.DARK_STEEL, *(ball.moved(0.75 + x, 0.5 + y, 0.075 + z) for x, y, z in pile)).add(
        oak, rods([(-0.9, -0.85, 0.02)], [(0.8, -0.75, 0.02)], 0.02, 8)
    )


MODELS: tuple[Model, ...] = (
    machine("gun", "machine_gun", _machine_gun, 2.0),
    machine("gun", "cannon", _cannon, 2.0),
)
