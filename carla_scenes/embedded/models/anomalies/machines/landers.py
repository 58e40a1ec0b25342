"""Lunar modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.radar import dish
from carla_scenes.embedded.models.anomalies.machines.rocketry import bell, hoop, on_cone
from carla_scenes.embedded.models.anomalies.machines.skins import (
    dots,
    front,
    fuselage,
    prism,
    rods,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.machines.skins import Profile
    from carla_scenes.embedded.models.model import Model


def landing_leg(reach: float, top: float, knee: float, foil: Material) -> Kit:
    """Return a leg of a lander along +x: a main strut, two braces and a dished foot."""
    foot = (reach, 0.0, 0.12)
    kit = (
        Kit()
        .add(foil, cylinder((knee, 0, top), (reach * 0.97, 0, 0.45), 0.1, 0.08, 12))
        .add(paints.SILVER_FOIL, cylinder((reach * 0.9, 0, 0.8), foot, 0.06, 0.05, 10))
    )
    kit.add(
        foil, rods([(knee, -0.9, top - 0.9), (knee, 0.9, top - 0.9)], [(reach * 0.86, 0, 1.05)] * 2, 0.05, 8)
    )
    pad = [(0, 0.0), (0.3, 0.0), (0.44, 0.1), (0.46, 0.16), (0.36, 0.12), (0.1, 0.06), (0, 0.06)]
    return kit.add(foil, turned(pad, 24).moved(reach, 0, 0.0)).add(
        paints.STEEL, rods([(reach, 0, 0.02)], [(reach + 0.3, 0, 0.0)], 0.015)
    )


def quad_thruster(x: float, y: float, z: float, yaw: float) -> Kit:
    """Return a cluster of four small nozzles on an arm."""
    jet = turned([(0.02, 0), (0.075, 0.18), (0.06, 0.18), (0.0, 0.03)], 12)
    cluster = Kit().add(
        paints.STEEL,
        rounded_box((-0.1, -0.1, -0.1), (0.1, 0.1, 0.1), 0.03),
        rods([(-0.45, 0, 0)], [(0, 0, 0)], 0.03),
    )
    cluster.add(
        paints.DARK_STEEL,
        jet.moved(z=0.08),
        jet.moved(0, 0, -0.08, roll=180.0),
        jet.moved(0, 0.08, 0, roll=-90.0),
        jet.moved(0, -0.08, 0, roll=90.0),
    )
    return Kit().put(cluster, x, y, z, yaw=yaw)


def _moon_lander() -> Kit:
    """The lander of the moon flights: a gold octagon on four legs under a grey faceted cabin."""
    gold, grey, dark = paints.GOLD_FOIL, paints.metal(150, 150, 152, roughness=0.45), paints.dull(60, 60, 63)
    turns = np.arange(8) * np.pi / 4 + np.pi / 8
    octagon = np.stack([1.75 * np.cos(turns), 1.75 * np.sin(turns)], axis=1)
    kit = (
        Kit()
        .add(gold, prism(octagon, 1.15, 2.65, 0.06))
        .add(dark, prism(octagon * 0.72, 2.6, 2.78))
        .put(bell(0.75, 1.0), 0, 0, 1.35)
    )
    kit.add(
        paints.dull(70, 62, 50),
        wires(
            [
                [(1.76 * np.cos(t), 1.76 * np.sin(t), z) for t in (*turns, turns[0])]
                for z in (1.25, 1.9, 2.55)
            ],
            0.025,
            4,
        ),
        rods(
            np.column_stack([octagon * 1.003, np.full(8, 1.2)]),
            np.column_stack([octagon * 1.003, np.full(8, 2.6)]),
            0.03,
            5,
        ),
    )
    wrinkles = [
        (1.63 * np.cos(t + d), 1.63 * np.sin(t + d), z)
        for t in np.arange(8) * np.pi / 4
        for d in (-0.2, 0.0, 0.2)
        for z in (1.45, 1.75, 2.15, 2.4)
    ]
    kit.add(paints.metal(206, 150, 50, roughness=0.2), dots(wrinkles, 0.07))
    for n in range(4):
        kit.put(landing_leg(3.5, 2.5, 1.6, gold), yaw=n * 90.0)
    kit.add(paints.STEEL, parts.ladder((3.1, 0, 0.8), (1.75, 0, 2.75), 0.5, 9, 0.025)).add(
        grey,
        box((1.35, -0.5, 2.62), (2.0, 0.5, 2.68)),
        parts.railing([(1.4, 0.48, 2.68), (2.0, 0.48, 2.68)], 0.4),
        parts.railing([(1.4, -0.48, 2.68), (2.0, -0.48, 2.68)], 0.4),
    )
    face = [(-1.05, 2.85), (-1.2, 3.6), (-0.7, 4.55), (0.35, 4.7), (0.95, 4.3), (1.3, 3.65), (1.2, 2.85)]
    kit.add(grey, slab(face, 0.62, 0.08)).add(
        dark, slab([(1.24, 3.0), (1.3, 3.0), (1.3, 3.62), (1.24, 3.62)], 0.32, 0.02)
    ).pair(grey, ellipsoid((-0.15, 1.05, 3.55), (0.72, 0.7, 0.72), 26, 18)).pair(
        dark, ellipsoid((-0.9, 0.75, 3.3), (0.42, 0.42, 0.42), 20, 14)
    )
    kit.pair(paints.GLASS, front(prism([(0.12, 3.78), (0.52, 3.84), (0.36, 4.2)], 1.12, 1.22)))
    kit.add(
        dark,
        cylinder((-0.1, 0, 4.6), (-0.1, 0, 4.95), 0.42),
        turned([(0.3, 4.93), (0.44, 4.93), (0.4, 5.05), (0.3, 5.02), (0.3, 4.93)], 26),
    ).add(gold, rounded_box((-1.5, -0.75, 2.95), (-1.0, 0.75, 4.0), 0.06))
    for x, y, yaw in ((0.9, 1.35, 35.0), (0.9, -1.35, -35.0), (-1.1, 1.35, 145.0), (-1.1, -1.35, -145.0)):
        kit.put(quad_thruster(x, y, 3.6, yaw))
    kit.put(dish(0.48, 0.15, paints.WHITE), 0.5, 1.25, 4.85, pitch=30, yaw=20).add(
        paints.STEEL,
        rods(
            [(0.1, 0.7, 4.4), (-0.6, -0.4, 4.6), (-0.4, 0.2, 4.7)],
            [(0.45, 1.22, 4.8), (-0.9, -0.6, 5.9), (-0.6, 0.3, 5.6)],
            0.025,
        ),
    )
    return (
        kit.put(parts.both_signs(emblem("striped flag", "blue", "white"), -0.2, 1.66, 2.1, 0.7, height=0.4))
        .put(parts.both_signs(text("UNITED STATES", "black", "yellow"), -0.2, 1.66, 1.6, 0.9, height=0.2))
        .add(dark, slab([(0.5, 4.2), (0.8, 4.4), (0.78, 4.5), (0.48, 4.3)], 0.5))
    )


def _single_seat_lander() -> Kit:
    """The other side's lander: a ball of a cabin on a round stage with four legs, a dish and a dark window."""
    foil, grey = paints.metal(176, 178, 170, roughness=0.4), paints.dull(112, 122, 108)
    kit = (
        Kit()
        .add(
            foil,
            turned(
                [(0, 1.5), (0.9, 1.5), (1.35, 1.7), (1.4, 2.1), (1.1, 2.6), (0.8, 2.75), (0, 2.75)],
                36,
                crease=35.0,
            ),
        )
        .put(bell(0.42, 0.7), 0, 0, 1.6)
    )
    for n in range(4):
        turn = n * 90.0 + 45.0
        kit.put(landing_leg(2.9, 2.2, 1.25, paints.SILVER_FOIL), yaw=turn).put(
            Kit().add(foil, ellipsoid((1.15, 0, 2.2), (0.42, 0.42, 0.5), 20, 14)), yaw=n * 90.0
        )
        kit.put(Kit().put(bell(0.16, 0.3), 0.7, 0, 1.6), yaw=n * 90.0)
    kit.add(grey, ellipsoid((0.1, 0, 3.75), (1.12, 1.1, 1.15), 36, 24)).add(
        foil, turned([(0, 2.6), (0.95, 2.6), (1.0, 2.9), (0.7, 3.0), (0, 3.0)], 32)
    ).add(paints.BLUE_GLASS, ellipsoid((1.02, 0, 3.65), (0.2, 0.42, 0.42), 20, 14)).add(
        paints.STEEL,
        turned([(0.4, -0.06), (0.5, -0.06), (0.5, 0.08), (0.4, 0.08), (0.4, -0.06)], 26, "x").moved(
            1.02, 0, 3.65
        ),
    )
    hatch_ring = turned([(0, -0.05), (0.38, -0.05), (0.4, 0.04), (0.1, 0.1), (0, 0.1)], 24, "y")
    kit.add(grey, hatch_ring.moved(0.1, 1.06, 3.6)).add(
        paints.DARK_STEEL,
        dots(
            [(0.1 + 0.33 * np.cos(t), 1.13, 3.6 + 0.33 * np.sin(t)) for t in np.arange(12) * np.pi / 6], 0.03
        ),
        cylinder((0, 0, 4.8), (0, 0, 5.1), 0.5, sides=6),
        parts.lattice((0, 0, 5.1), (0, 0, 5.5), 0.5, 1, 0.03),
    )
    kit.put(dish(0.42, 0.13, paints.WHITE), -0.8, -0.9, 4.9, pitch=40, yaw=200).add(
        paints.STEEL,
        rods(
            [(-0.5, -0.6, 4.4), (0.5, -0.6, 4.6), (-0.6, 0.5, 4.5)],
            [(-0.8, -0.9, 4.85), (0.9, -0.9, 5.7), (-1.0, 0.8, 5.6)],
            0.025,
        ),
    )
    kit.add(paints.STEEL, parts.ladder((0.1, 1.9, 0.3), (0.1, 1.25, 2.9), 0.45, 9, 0.025)).put(
        parts.both_signs(emblem("star", "red", "grey"), 0.1, 0.98, 4.35, 0.3, height=0.3)
    ).pair(
        foil,
        fuselage(
            [(-0.6, 0, 0.05, 0.05), (-0.4, 0, 0.26, 0.26), (0.4, 0, 0.26, 0.26), (0.6, 0, 0.05, 0.05)], 3, 18
        ).moved(-0.8, 0.75, 3.1),
    )
    turns = np.linspace(0, 2 * np.pi, 25)
    return kit.add(
        paints.dull(84, 92, 80),
        wires(
            [
                [(0.1 + 1.125 * np.cos(t), 0, 3.75 + 1.155 * np.sin(t)) for t in turns],
                [(0.1 + 1.125 * np.cos(t), 1.105 * np.sin(t), 3.75) for t in turns],
            ],
            0.02,
            5,
        ),
    )


def _cargo_lander() -> Kit:
    """A modern white lander: a tall drum with round tanks, solar panels, four legs and a rover's ramp."""
    white, gold = paints.WHITE, paints.GOLD_FOIL
    kit = (
        Kit()
        .add(
            white,
            turned(
                [(0, 1.4), (1.1, 1.4), (1.15, 1.5), (1.15, 3.6), (0.9, 4.3), (0.55, 4.6), (0, 4.6)],
                40,
                crease=35.0,
            ),
        )
        .put(hoop(1.15, 1.5, 0.5, gold))
        .put(bell(0.55, 0.9), 0, 0, 1.5)
    )
    for n in range(4):
        kit.put(landing_leg(2.8, 2.6, 1.1, paints.DARK_STEEL), yaw=n * 90.0 + 45.0).put(
            Kit()
            .add(gold, ellipsoid((1.35, 0, 2.1), (0.5, 0.5, 0.62), 22, 16))
            .add(paints.STEEL, rods([(1.1, 0, 2.8)], [(1.35, 0, 2.65)], 0.05)),
            yaw=n * 90.0,
        )
    cells = paints.metal(30, 44, 96, roughness=0.18)
    for n in range(8):
        t = n * 45.0 + 22.5
        kit.put(
            Kit()
            .add(cells, box((1.155, -0.36, 2.75), (1.175, 0.36, 3.55)))
            .add(
                paints.ALUMINIUM,
                *(
                    box((1.17, y - 0.008, 2.75), (1.182, y + 0.008, 3.55))
                    for y in np.linspace(-0.36, 0.36, 5)
                ),
                *(
                    box((1.17, -0.36, z - 0.008), (1.182, 0.36, z + 0.008))
                    for z in np.linspace(2.75, 3.55, 6)
                ),
            ),
            yaw=t,
        )
    body: Profile = [(1.15, 1.5), (1.15, 3.6), (0.9, 4.3), (0.55, 4.6)]
    kit.put(on_cone(paints.GLASS, body, 4.0, 0.34, 0.3, turn=0.0)).put(
        on_cone(paints.GLASS, body, 4.0, 0.34, 0.3, turn=90.0)
    ).put(on_cone(text("LUNA", "blue", "white"), body, 2.35, 0.9, 0.4, turn=45.0)).put(
        on_cone(emblem("striped flag", "blue", "white"), body, 2.35, 0.6, 0.36, turn=-45.0)
    )
    kit.add(
        paints.DARK_STEEL,
        cylinder((0, 0, 4.55), (0, 0, 4.85), 0.4, 0.36),
        turned([(0.24, 4.83), (0.36, 4.83), (0.32, 4.95), (0.24, 4.92), (0.24, 4.83)], 26),
    ).put(dish(0.5, 0.16, white), -0.4, 0.75, 4.9, pitch=25, yaw=60).add(
        paints.STEEL, rods([(-0.3, 0.5, 4.3), (0.5, -0.4, 4.4)], [(-0.4, 0.75, 4.8), (0.7, -0.6, 5.8)], 0.03)
    )
    for x, y, yaw in ((0.8, 0.8, 45.0), (0.8, -0.8, -45.0), (-0.8, 0.8, 135.0), (-0.8, -0.8, -135.0)):
        kit.put(quad_thruster(x * 1.35, y * 1.35, 3.75, yaw))
    rover = (
        Kit()
        .add(gold, rounded_box((-0.35, -0.25, 0.28), (0.35, 0.25, 0.42), 0.03))
        .add(cells, box((-0.4, -0.3, 0.42), (0.3, 0.3, 0.45)))
        .add(
            paints.STEEL,
            rods([(0.28, 0, 0.42)], [(0.28, 0, 0.75)], 0.02),
            box((0.22, -0.1, 0.72), (0.36, 0.1, 0.82)),
        )
    )
    for x in (-0.3, 0.0, 0.3):
        rover.put_pair(running.spoked_wheel(0.13, 0.08, paints.STEEL, 8, 0.2), x, 0.32, 0.13)
    return kit.put(rover, 3.0, 0.0, 0.0, yaw=20).pair(
        paints.ALUMINIUM, slab([(1.2, 1.35), (2.5, 0.0), (2.56, 0.04), (1.26, 1.4)], 0.09, y=0.3)
    )


MODELS: tuple[Model, ...] = (
    machine("lunar module", "gold", _moon_lander, 6.5),
    machine("lunar module", "ball", _single_seat_lander, 5.5),
    machine("lunar module", "cargo", _cargo_lander, 5.5),
)
