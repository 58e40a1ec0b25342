"""Space capsules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.radar import dish
from carla_scenes.embedded.models.anomalies.machines.rocketry import (
    bell,
    hatch_door,
    hoop,
    on_cone,
    radius_at,
    thrusters,
)
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    fuselage,
    prism,
    rods,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.anomalies.machines.skins import Profile
    from carla_scenes.embedded.models.model import Model


_SCORCHED = paints.dull(74, 58, 44)


def _command_module() -> Kit:
    """A cone of silver foil with a brown heat shield, windows, a hatch and a docking ring."""
    cone: Profile = [
        (0, 0.0),
        (1.2, 0.12),
        (1.78, 0.34),
        (1.95, 0.52),
        (1.93, 0.66),
        (0.66, 2.9),
        (0.5, 3.05),
        (0.42, 3.1),
        (0.42, 3.3),
        (0, 3.3),
    ]
    kit = (
        Kit()
        .add(
            paints.metal(190, 186, 178, rust=0.05, roughness=0.28),
            turned([*cone[3:-4], (0, 2.9)], 48, crease=25.0),
        )
        .add(_SCORCHED, turned([*cone[:4], (1.94, 0.6), (0, 0.6)], 48, crease=25.0))
    )
    kit.add(paints.SILVER_FOIL, turned([(0, 2.85), (0.68, 2.86), *cone[6:]], 36, crease=25.0)).add(
        paints.DARK_STEEL,
        turned([(0.3, 3.28), (0.42, 3.28), (0.44, 3.42), (0.36, 3.46), (0.3, 3.4), (0.3, 3.28)], 30),
    )
    seams = [
        [
            (radius_at(cone, z) * 1.002 * np.cos(t), radius_at(cone, z) * 1.002 * np.sin(t), z)
            for z in np.linspace(0.66, 2.88, 3)
        ]
        for t in np.arange(16) * np.pi / 8
    ]
    kit.add(paints.dull(120, 116, 110), wires(seams, 0.012, 4)).put(
        hoop(radius_at(cone, 1.2), 1.19, 0.03, paints.dull(120, 116, 110))
    ).put(hoop(radius_at(cone, 2.1), 2.09, 0.03, paints.dull(120, 116, 110)))
    kit.put(hatch_door(cone, 1.6, 0.8, 0.95, 0.0)).put(
        on_cone(paints.BLUE_GLASS, cone, 1.6, 0.42, 0.36, turn=0.0)
    ).put(on_cone(paints.BLUE_GLASS, cone, 2.2, 0.26, 0.3, turn=50.0)).put(
        on_cone(paints.BLUE_GLASS, cone, 2.2, 0.26, 0.3, turn=-50.0)
    )
    kit.put(thrusters(cone, 0.95, 12)).put(thrusters(cone, 2.6, 8)).add(
        _SCORCHED,
        dots([(1.93 * np.cos(t), 1.93 * np.sin(t), 0.58) for t in np.arange(48) * np.pi / 24], 0.025),
    ).put(on_cone(text("UNITED STATES", "black", "silver"), cone, 1.02, 1.3, 0.16, turn=55.0)).put(
        on_cone(emblem("striped flag", "blue", "white"), cone, 1.45, 0.5, 0.3, turn=70.0)
    )
    feet = np.arange(3) * 2 * np.pi / 3
    return kit.add(
        paints.wood(140, 104, 66),
        *(
            box((-0.2, -0.14, -0.12), (0.2, 0.14, 0.22)).moved(
                1.3 * float(np.cos(t)), 1.3 * float(np.sin(t)), 0.0, yaw=float(np.degrees(t))
            )
            for t in feet
        ),
    )


def _mercury() -> Kit:
    """A black ribbed bell with a neck, under its red escape tower."""
    dark = paints.metal(66, 66, 70, rust=0.08, roughness=0.5)
    body: Profile = [
        (0, 0.5),
        (0.7, 0.54),
        (0.98, 0.7),
        (0.98, 0.8),
        (0.52, 2.1),
        (0.42, 2.2),
        (0.42, 2.9),
        (0.34, 3.0),
        (0.2, 3.1),
        (0, 3.1),
    ]
    kit = (
        Kit()
        .add(dark, turned(body[3:], 40, crease=25.0))
        .add(_SCORCHED, turned([*body[:4], (0, 0.8)], 40, crease=25.0))
    )
    turns = np.arange(30) * np.pi / 15
    kit.add(
        dark,
        rods(
            [(0.97 * np.cos(t), 0.97 * np.sin(t), 0.84) for t in turns],
            [(0.525 * np.cos(t), 0.525 * np.sin(t), 2.09) for t in turns],
            0.022,
            5,
        ),
        rods(
            [(0.42 * np.cos(t), 0.42 * np.sin(t), 2.24) for t in turns[::2]],
            [(0.42 * np.cos(t), 0.42 * np.sin(t), 2.88) for t in turns[::2]],
            0.016,
            5,
        ),
    )
    kit.put(hatch_door(body, 1.4, 0.5, 0.62, 30.0)).put(
        on_cone(paints.BLUE_GLASS, body, 1.75, 0.3, 0.24, turn=-60.0)
    ).put(on_cone(text("FREEDOM 7", "white", "black"), body, 1.25, 0.8, 0.2, turn=0.0)).put(
        on_cone(emblem("striped flag", "blue", "white"), body, 2.55, 0.34, 0.24, turn=0.0)
    )
    kit.add(
        paints.SILVER_FOIL,
        turned([(0, 0.2), (0.34, 0.2), (0.42, 0.3), (0.42, 0.48), (0.3, 0.54), (0, 0.54)], 28),
    ).add(
        paints.DARK_STEEL,
        around(slab([(0.4, 0.36), (0.96, 0.68), (0.96, 0.74), (0.4, 0.44)], 0.05), 3),
    )
    for turn in np.arange(3) * 2.0 * np.pi / 3.0:
        kit.put(bell(0.13, 0.22), 0.2 * float(np.cos(turn)), 0.2 * float(np.sin(turn)), 0.24)
    kit.add(
        paints.RED,
        parts.lattice((0, 0, 3.0), (0, 0, 5.6), 0.5, 5, 0.026, end_width=0.24),
        turned([(0, 5.5), (0.15, 5.5), (0.17, 5.6), (0.17, 6.6), (0.1, 6.9), (0, 6.9)], 22),
    ).add(
        paints.DARK_STEEL,
        cylinder((0, 0, 6.9), (0, 0, 7.5), 0.035, 0.01),
        *(
            turned([(0.04, 0), (0.08, -0.22), (0.07, -0.22), (0.0, -0.02)], 14).moved(
                0.2 * float(np.cos(t)), 0.2 * float(np.sin(t)), 5.56, pitch=0.0
            )
            for t in np.arange(3) * 2 * np.pi / 3
        ),
    )
    return kit.add(
        paints.STEEL,
        rods(
            [(0.9 * np.cos(t), 0.9 * np.sin(t), 0.7) for t in np.arange(3) * 2 * np.pi / 3 + 0.5],
            [(1.1 * np.cos(t), 1.1 * np.sin(t), 0.0) for t in np.arange(3) * 2 * np.pi / 3 + 0.5],
            0.05,
            8,
        ),
        *(
            cylinder((1.1 * np.cos(t), 1.1 * np.sin(t), 0.0), (1.1 * np.cos(t), 1.1 * np.sin(t), 0.05), 0.2)
            for t in np.arange(3) * 2 * np.pi / 3 + 0.5
        ),
    )


def _orbital_ship() -> Kit:
    """A ship of three modules, a ball, a bell and a drum, with two solar wings, on a stand."""
    green = paints.dull(92, 104, 82)
    kit = Kit().add(
        green,
        ellipsoid((2.3, 0, 0), (1.1, 1.05, 1.05), 34, 22),
        turned([(0, 1.3), (0.5, 1.3), (0.62, 1.1), (1.12, -0.4), (1.2, -0.7), (0, -0.7)], 36, "x", 30.0),
        turned([(0, -3.1), (1.3, -3.1), (1.35, -2.9), (1.1, -2.2), (1.1, -0.7), (0, -0.7)], 36, "x", 30.0),
    )
    kit.add(
        paints.SILVER_FOIL,
        turned([(1.1, -0.8), (1.22, -0.75), (1.22, -0.6), (1.1, -0.55), (1.1, -0.8)], 36, "x"),
        turned([(0.45, 1.25), (0.62, 1.28), (0.62, 1.42), (0.45, 1.45), (0.45, 1.25)], 30, "x"),
    ).add(
        paints.STEEL,
        cylinder((3.3, 0, 0), (3.75, 0, 0), 0.32, 0.26),
        cylinder((3.7, 0, 0), (4.2, 0, 0), 0.06, 0.03),
        *(
            cylinder(
                (3.7, 0.24 * np.cos(t), 0.24 * np.sin(t)), (3.85, 0.34 * np.cos(t), 0.34 * np.sin(t)), 0.05
            )
            for t in np.arange(4) * np.pi / 2
        ),
    )
    ring = turned([(0.2, -0.06), (0.28, -0.06), (0.28, 0.05), (0.2, 0.05), (0.2, -0.06)], 22, "y")
    kit.pair(paints.STEEL, ring.moved(2.3, 1.03, 0.15), ring.moved(0.4, 0.86, 0.2)).pair(
        paints.BLUE_GLASS,
        ellipsoid((2.3, 1.02, 0.15), (0.2, 0.07, 0.2), 16, 10),
        ellipsoid((0.4, 0.85, 0.2), (0.2, 0.07, 0.2), 16, 10),
    )
    cells = paints.metal(30, 44, 96, roughness=0.18)
    for n in range(3):
        y0 = 1.35 + n * 1.35
        kit.pair(cells, box((-2.6, y0, -0.03), (-1.2, y0 + 1.25, 0.03))).pair(
            paints.ALUMINIUM,
            *(box((-2.62, y - 0.02, -0.04), (-1.18, y + 0.02, 0.045)) for y in np.linspace(y0, y0 + 1.25, 5)),
            *(box((x - 0.015, y0, -0.04), (x + 0.015, y0 + 1.25, 0.045)) for x in np.linspace(-2.6, -1.2, 5)),
        )
    kit.pair(paints.ALUMINIUM, rods([(-1.9, 1.0, 0)], [(-1.9, 5.4, 0)], 0.05, 8)).add(
        paints.DARK_STEEL,
        *(
            cylinder(
                (-3.3, 0.8 * np.cos(t), 0.8 * np.sin(t)), (-3.1, 0.8 * np.cos(t), 0.8 * np.sin(t)), 0.1, 0.06
            )
            for t in np.arange(4) * np.pi / 2 + 0.7
        ),
    )
    kit.put(bell(0.34, 0.6), -3.1, pitch=-90.0).put(
        dish(0.45, 0.14, paints.WHITE), 2.9, 0.0, 1.3, pitch=50
    ).add(
        paints.STEEL,
        rods(
            [(2.6, 0, 0.95), (-2.6, 0, 1.1), (-1.4, 0.3, 1.05)],
            [(2.85, 0, 1.25), (-3.0, 0, 2.2), (-1.2, 0.6, 2.0)],
            0.025,
        ),
    )
    kit.put(parts.both_signs(emblem("star", "red", "olive"), -1.5, 1.11, 0.3, 0.4, height=0.4)).put(
        parts.both_signs(text("COIO3", "red", "olive"), 0.1, 1.03, -0.35, 0.8, height=0.26)
    )
    return kit.add(
        paints.STEEL,
        *(
            slab([(x - 0.1, -1.6), (x + 0.1, -1.6), (x + 0.1, -0.9), (x - 0.1, -0.9)], 0.9)
            for x in (-1.6, 2.2)
        ),
        box((-2.2, -0.9, -1.7), (2.8, -0.7, -1.55)),
        box((-2.2, 0.7, -1.7), (2.8, 0.9, -1.55)),
    )


def _crew_capsule() -> Kit:
    """A modern white capsule with a black trunk, side engine pods and a nose that opens."""
    white, black = paints.WHITE, paints.dull(38, 39, 42)
    body: Profile = [
        (0, 1.9),
        (1.5, 1.9),
        (1.75, 2.05),
        (1.8, 2.25),
        (1.72, 2.6),
        (1.0, 4.6),
        (0.72, 5.0),
        (0, 5.0),
    ]
    kit = (
        Kit()
        .add(white, turned(body, 44, crease=30.0))
        .add(black, turned([(0, 1.6), (1.7, 1.6), (1.76, 1.7), (1.76, 1.95), (0, 1.95)], 44))
        .add(paints.dull(160, 162, 166), turned([(0, 0.0), (1.7, 0.0), (1.7, 1.62), (0, 1.62)], 44))
    )
    kit.add(
        paints.metal(36, 50, 104, roughness=0.2),
        *(
            prism(
                [
                    (1.72 * np.cos(t), 1.72 * np.sin(t)),
                    (1.72 * np.cos(t + 0.14), 1.72 * np.sin(t + 0.14)),
                    (1.66 * np.cos(t + 0.14), 1.66 * np.sin(t + 0.14)),
                    (1.66 * np.cos(t), 1.66 * np.sin(t)),
                ],
                z,
                z + 0.42,
            )
            for t in np.arange(0.0, 3.0, 0.16)
            for z in (0.15, 0.62, 1.09)
        ),
    )
    kit.add(
        white, around(slab([(1.7, 0.1), (2.5, 0.1), (2.3, 0.7), (1.7, 1.5)], 0.05, 0.02), 4, start=45.0)
    ).add(
        white,
        turned([(0, 4.98), (0.72, 4.98), (0.7, 5.1), (0.5, 5.45), (0.2, 5.62), (0, 5.64)], 36, crease=40.0),
    ).put(hoop(0.73, 4.95, 0.06, black))
    for turn in (45.0, 135.0, 225.0, 315.0):
        pod = (
            Kit()
            .add(
                white,
                fuselage(
                    [
                        (-0.75, 0, 0.05, 0.02, 3),
                        (-0.6, 0, 0.3, 0.12, 3),
                        (0.5, 0, 0.3, 0.14, 3),
                        (0.75, 0, 0.05, 0.02, 3),
                    ],
                    4,
                    20,
                ),
            )
            .add(
                black,
                ellipsoid((-0.42, 0.13, 0.12), (0.14, 0.1, 0.05), 12, 8),
                ellipsoid((-0.42, -0.13, 0.12), (0.14, 0.1, 0.05), 12, 8),
            )
        )
        kit.put(Kit().put(pod, 1.42, 0, 3.4, pitch=110.0), yaw=turn)
    kit.put(hatch_door(body, 3.1, 0.9, 0.95, 90.0)).put(
        on_cone(paints.GLASS, body, 3.7, 0.36, 0.42, turn=25.0)
    ).put(on_cone(paints.GLASS, body, 3.7, 0.36, 0.42, turn=-25.0)).put(
        on_cone(paints.GLASS, body, 3.7, 0.36, 0.42, turn=90.0)
    )
    kit.put(on_cone(text("ORBITA", "blue", "white"), body, 2.55, 1.2, 0.3, turn=0.0)).put(
        on_cone(emblem("striped flag", "blue", "white"), body, 4.35, 0.4, 0.26, turn=60.0)
    ).put(on_cone(emblem("striped flag", "blue", "white"), body, 2.75, 0.5, 0.32, turn=-50.0))
    return (
        kit.put(thrusters(body, 4.7, 8))
        .put(hoop(1.7, 0.02, 0.1, black))
        .add(
            paints.dull(170, 172, 176),
            wires(
                [
                    [
                        (radius_at(body, z) * 1.003 * np.cos(t), radius_at(body, z) * 1.003 * np.sin(t), z)
                        for z in (2.3, 3.4, 4.58)
                    ]
                    for t in np.arange(12) * np.pi / 6
                ],
                0.01,
                4,
            ),
        )
    )


MODELS: tuple[Model, ...] = (
    machine("space capsule", "cone", _command_module),
    machine("space capsule", "bell", _mercury),
    machine("space capsule", "orbital", _orbital_ship, 8.0),
    machine("space capsule", "crew", _crew_capsule, 4.6),
)
