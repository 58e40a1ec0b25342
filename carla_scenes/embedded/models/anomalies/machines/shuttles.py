"""Space shuttles: landed, on the pad, and a small one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.aircraft import body_sign, undercarriage
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.rocketry import bell, corrugation, hoop
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    dots,
    fuselage,
    rods,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


ORBITER: Stations = [
    (-9.0, 2.9, 1.9, 1.9, 3.4),
    (-8.0, 2.85, 2.25, 2.2, 3.6),
    (-4.0, 2.75, 2.4, 2.15, 4),
    (4.0, 2.75, 2.4, 2.1, 4),
    (7.0, 2.6, 2.15, 1.85, 3),
    (9.2, 2.25, 1.5, 1.35, 2.4),
    (10.4, 1.95, 0.8, 0.85, 2.1),
    (10.9, 1.8, 0.25, 0.3, 2),
    (10.95, 1.8, 0, 0, 2),
]


def orbiter(wheels: bool) -> Kit:
    """Return a space shuttle's orbiter, its nose along x, standing on its wheels at z = 0 or with them folded."""
    white, black = paints.WHITE, paints.dull(38, 38, 41)
    kit = (
        Kit()
        .add(white, fuselage(ORBITER, 5, 30, part=(-32.0, 212.0)))
        .add(black, fuselage(ORBITER, 5, 20, part=(212.0, 328.0)))
    )
    kit.add(
        black,
        fuselage(
            [
                (9.4, 2.2, 1.42, 1.3, 2.4),
                (10.4, 1.95, 0.82, 0.87, 2.1),
                (10.92, 1.8, 0.26, 0.31, 2),
                (10.99, 1.8, 0, 0, 2),
            ],
            4,
            32,
        ),
    ).pair(
        white, wing([(6.2, 1.9, 1.35, 14.6, 0.05), (1.0, 3.6, 1.3, 9.6, 0.06), (-4.9, 8.2, 1.25, 3.6, 0.07)])
    ).pair(
        black,
        wing([(6.35, 1.9, 1.22, 14.9, 0.03), (1.15, 3.6, 1.17, 9.9, 0.035), (-4.8, 8.3, 1.12, 3.8, 0.04)]),
    )
    kit.add(white, wing([(-4.6, 0, 4.6, 5.4, 0.1), (-8.4, 0, 10.2, 2.8, 0.1)])).add(
        black, wing([(-4.55, 0, 4.9, 0.8, 0.3), (-8.3, 0, 10.0, 0.5, 0.3)])
    ).pair(
        white,
        fuselage(
            [
                (-9.6, 4.5, 0.6, 0.6),
                (-9.0, 4.55, 1.0, 0.85),
                (-6.0, 4.6, 0.95, 0.8),
                (-3.6, 4.5, 0.3, 0.3),
                (-3.4, 4.5, 0, 0),
            ],
            5,
            24,
        ).moved(y=1.55),
    )
    for y, z in ((0.0, 4.3), (1.1, 2.6), (-1.1, 2.6)):
        kit.put(bell(0.85, 1.5), -8.9, y, z, pitch=-90.0)
    kit.put_pair(bell(0.38, 0.7), -9.4, 1.6, 4.5, pitch=-90.0)
    kit.put(body_sign(paints.GLASS, ORBITER, 7.9, 3.5, 0.9, height=0.5)).put(
        body_sign(paints.GLASS, ORBITER, 8.7, 3.1, 0.5, height=0.45)
    )
    doors = [
        [(x, 2.38 * np.cos(t), 2.75 + 2.12 * np.sin(t) ** 0.75) for t in np.linspace(0.25, np.pi - 0.25, 15)]
        for x in (-4.2, -1.6, 1.0, 3.6)
    ]
    kit.add(
        paints.dull(120, 122, 126),
        wires(doors, 0.035, 4),
        wires([[(-4.2, 0, 4.92), (4.0, 0, 4.87)]], 0.04, 4),
    ).put(body_sign(text("UNITED STATES", "black", "white"), ORBITER, 0.2, 3.3, 5.0, height=0.6)).put(
        body_sign(emblem("striped flag", "blue", "white"), ORBITER, -5.4, 3.3, 1.5, height=0.9)
    ).put(body_sign(text("PIONEER", "black", "white"), ORBITER, 6.0, 3.3, 2.0, height=0.4))
    number = parts.placard((-5.6, 4.2, 1.62), (-5.6, 6.6, 1.62), (-4.4, 6.6, 1.62), (-4.4, 4.2, 1.62))
    kit.add(text("USA", "black", "white"), number).add(
        black, slab([(-9.4, 0.9), (-8.6, 0.8), (-8.4, 1.1), (-10.2, 1.2)], 2.0, 0.05)
    )
    if wheels:
        for x, y in ((6.4, 0.35), (6.4, -0.35), (-3.4, 3.0), (-3.4, -3.0)):
            kit.put(undercarriage(x, y, 1.6, 0.5), 0, 0, 0)
    return kit


def _landed_shuttle() -> Kit:
    """An orbiter on its wheels."""
    return orbiter(wheels=True)


def _launch_stack() -> Kit:
    """An orbiter on its orange tank between two white boosters, upright on a pad."""
    orange, white = paints.dull(186, 98, 44), paints.WHITE
    kit = Kit().put(orbiter(wheels=False), 3.9, 0, 12.6, yaw=180.0, pitch=90.0)
    tank = [
        (0, 1.4),
        (1.6, 1.6),
        (2.6, 2.6),
        (2.75, 3.6),
        (2.75, 22.0),
        (2.4, 25.4),
        (1.5, 28.4),
        (0.5, 30.2),
        (0.3, 30.8),
        (0, 31.0),
    ]
    kit.add(orange, turned(tank, 40, crease=40.0)).put(corrugation(2.75, 18.0, 3.0, orange, 60)).put(
        hoop(2.75, 17.9, 0.1, paints.dull(150, 80, 38))
    ).put(hoop(2.75, 21.1, 0.1, paints.dull(150, 80, 38)))
    solid = [(0, 0.4), (1.55, 0.4), (1.2, 2.2), (1.2, 25.6), (0.9, 27.0), (0.35, 28.4), (0, 28.6)]
    for s in (-1, 1):
        rocket = Kit().add(white, turned(solid, 32, crease=30.0)).put(bell(1.0, 1.3), 0, 0, 0.6)
        for z in (5.0, 9.6, 14.2, 18.8, 23.4):
            rocket.put(hoop(1.2, z, 0.14, paints.dull(90, 92, 96)))
        rocket.put(hoop(1.2, 24.2, 0.3, paints.dull(50, 52, 54)))
        kit.put(rocket, 0, s * 4.1, 0).add(
            paints.STEEL,
            rods([(0, s * 2.7, z) for z in (4.0, 23.0)], [(0, s * 3.0, z) for z in (4.0, 23.0)], 0.3, 8),
        )
    kit.add(
        paints.STEEL,
        rods(
            [(1.6, y, z) for z in (6.0, 19.0) for y in (-1.0, 1.0)],
            [(3.0, y * 0.7, z) for z in (6.0, 19.0) for y in (-1.0, 1.0)],
            0.18,
            8,
        ),
        cylinder((2.9, 0.8, 5.0), (2.9, 0.8, 22.0), 0.16),
    )
    pad = paints.GREY
    return kit.add(pad, box((-3.6, -6.2, -1.6), (8.4, 6.2, -0.6))).add(
        paints.DARK_STEEL,
        box((-3.2, -5.8, -0.6), (8.0, 5.8, -0.45)),
        *(
            cylinder((x, y, -0.6), (x, y, 0.5), 0.3)
            for s in (-1, 1)
            for x in (-0.9, 0.9)
            for y in (s * 3.3, s * 4.9)
        ),
    )


def _spaceplane() -> Kit:
    """A small lifting body with turned-up wings, landed on its wheels."""
    white, black = paints.WHITE, paints.dull(38, 38, 41)
    body: Stations = [
        (-4.6, 1.5, 1.3, 0.9, 3),
        (-3.0, 1.5, 1.6, 0.95, 3),
        (0.0, 1.45, 1.55, 0.95, 2.8),
        (2.6, 1.35, 1.15, 0.85, 2.5),
        (4.2, 1.15, 0.65, 0.58, 2.2),
        (5.0, 1.0, 0.22, 0.24, 2),
        (5.1, 0.98, 0, 0, 2),
    ]
    kit = (
        Kit()
        .add(white, fuselage(body, 5, 28, part=(-20.0, 200.0)))
        .add(black, fuselage(body, 5, 20, part=(200.0, 340.0)))
        .add(
            black, fuselage([(4.2, 1.15, 0.67, 0.6, 2.2), (5.0, 1.0, 0.25, 0.27), (5.14, 0.98, 0, 0)], 5, 32)
        )
    )
    kit.pair(
        white, wing([(-0.6, 1.2, 1.0, 3.6, 0.1), (-2.4, 2.5, 1.5, 2.4, 0.1), (-3.8, 3.9, 2.9, 1.2, 0.09)])
    ).pair(
        black, wing([(-0.5, 1.2, 0.95, 0.6, 0.3), (-2.3, 2.5, 1.45, 0.5, 0.3), (-3.7, 3.9, 2.85, 0.35, 0.3)])
    ).add(white, wing([(-2.6, 0, 2.3, 2.2, 0.1), (-4.2, 0, 3.8, 1.1, 0.1)]))
    kit.put(body_sign(paints.GLASS, body, 2.7, 1.85, 0.8, height=0.34)).put(
        body_sign(paints.GLASS, body, 3.4, 1.68, 0.4, height=0.28)
    ).put(body_sign(text("DAYDREAM", "blue", "white"), body, -0.8, 1.75, 2.2, height=0.4)).put(
        body_sign(emblem("striped flag", "blue", "white"), body, -3.2, 1.75, 0.8, height=0.46)
    )
    for y in (-0.6, 0.6):
        kit.put(bell(0.4, 0.7), -4.55, y, 1.5, pitch=-90.0)
    for x, y in ((2.6, 0.25), (2.6, -0.25), (-2.2, 1.2), (-2.2, -1.2)):
        kit.put(undercarriage(x, y, 0.9, 0.28))
    return kit.add(
        paints.dull(120, 122, 126),
        wires(
            [
                [(x, 1.56 * np.cos(t), 1.47 + 0.955 * np.sin(t)) for t in np.linspace(0.3, np.pi - 0.3, 11)]
                for x in (-2.6, -1.0, 0.4)
            ],
            0.014,
            4,
        ),
    ).pair(
        paints.DARK_STEEL,
        dots([(4.4, 0.5, 1.35), (4.3, 0.55, 1.25)], 0.06),
        cylinder((-4.0, 1.45, 1.9), (-3.8, 1.62, 2.0), 0.06),
    )


MODELS: tuple[Model, ...] = (
    machine("space shuttle", "landed", _landed_shuttle, 11.5),
    machine("space shuttle", "stack", _launch_stack, 12.0),
    machine("space shuttle", "spaceplane", _spaceplane, 7.5),
)
