"""Trains, shrunk to the length of a lorry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.rail import bogie, coach_windows, track_bed
from carla_scenes.embedded.models.anomalies.machines.skins import (
    dots,
    fuselage,
    rods,
    rounded,
    skin,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def _boiler(kit: Kit, x0: float, x1: float, z: float, radius: float, *, body: Material) -> None:
    """Add a boiler with bands, smokebox door, domes and chimney."""
    kit.add(body, turned([(0, x0), (radius, x0), (radius, x1 - 1.0), (radius, x1 - 1.0)], 36, "x").moved(z=z))
    kit.add(
        paints.DARK_STEEL,
        turned(
            [
                (0, x1 - 1.0),
                (radius * 1.03, x1 - 1.0),
                (radius * 1.03, x1),
                (radius * 0.9, x1 + 0.04),
                (0, x1 + 0.04),
            ],
            36,
            "x",
        ).moved(z=z),
    )
    kit.add(
        paints.BLACK,
        turned(
            [
                (0, x1),
                (radius * 0.8, x1 + 0.04),
                (radius * 0.7, x1 + 0.12),
                (radius * 0.3, x1 + 0.2),
                (0, x1 + 0.21),
            ],
            30,
            "x",
            50,
        ).moved(z=z),
    )
    kit.add(
        paints.BRASS,
        *(
            turned(
                [
                    (radius - 0.02, x - 0.03),
                    (radius + 0.02, x - 0.03),
                    (radius + 0.02, x + 0.03),
                    (radius - 0.02, x + 0.03),
                    (radius - 0.02, x - 0.03),
                ],
                36,
                "x",
            ).moved(z=z)
            for x in np.linspace(x0 + 0.2, x1 - 1.1, 5)
        ),
    )
    chimney = [
        (0.2, 0),
        (0.2, 0.25),
        (0.16, 0.3),
        (0.19, 0.85),
        (0.26, 0.92),
        (0.26, 1.0),
        (0.2, 1.0),
        (0.15, 0.9),
        (0, 0.9),
    ]
    kit.add(paints.DARK_STEEL, turned([(0, -0.1), *chimney], 24).moved(x1 - 0.5, 0, z + radius - 0.02))
    dome = [(0, -0.1), (0.34, -0.1), (0.3, 0.1), (0.29, 0.32), (0.22, 0.48), (0.1, 0.55), (0, 0.56)]
    kit.add(paints.BRASS, turned(dome, 24).moved(x1 - 1.9, 0, z + radius - 0.02)).add(
        body, turned(dome, 24).moved(x1 - 3.0, 0, z + radius - 0.05)
    )
    kit.pair(
        paints.BRASS,
        rods([(x0, radius * 0.8, z + radius * 0.68)], [(x1, radius * 0.8, z + radius * 0.68)], 0.02),
    )
    kit.put(parts.headlamp(0.22, housing=paints.BRASS), x1 + 0.15, 0, z + radius + 0.1)
    kit.add(
        paints.DARK_STEEL,
        dots(
            [
                (x1 + 0.05, radius * 0.92 * np.cos(t), z + radius * 0.92 * np.sin(t))
                for t in np.arange(20) * np.pi / 10
            ],
            0.025,
        ),
    )


def _steam() -> Kit:
    """A steam locomotive with driving rods, a cowcatcher and a tender of coal."""
    body, trim = paints.paint(24, 62, 40), paints.RED
    kit = track_bed(-7.6, 5.4)
    _boiler(kit, -0.6, 4.4, 2.05, 0.72, body=body)
    for x in (-0.3, 1.2):
        kit.put_pair(running.spoked_wheel(0.75, 0.14, trim, 14, 0.12), x, 0.76, 0.75).pair(
            paints.STEEL,
            turned([(0.74, -0.08), (0.8, -0.08), (0.78, 0.05), (0.74, 0.05), (0.74, -0.08)], 32, "y").moved(
                x, 0.74, 0.75
            ),
        )
    kit.pair(
        paints.STEEL,
        slat((-0.35, 0.5), (1.25, 0.5), 0.025, 0.1, y=0.92),
        slat((0.5, 0.52), (3.0, 0.78), 0.03, 0.09, y=0.98),
        dots([(-0.3, 0.95, 0.5), (1.2, 0.95, 0.5), (0.5, 1.0, 0.52)], 0.07),
    )
    for x in (2.6, 3.7):
        kit.put_pair(running.spoked_wheel(0.4, 0.1, trim, 10, 0.14), x, 0.74, 0.4).add(
            paints.DARK_STEEL, cylinder((x, -0.74, 0.4), (x, 0.74, 0.4), 0.06)
        )
    kit.pair(body, cylinder((2.7, 0.92, 0.85), (3.7, 0.92, 0.85), 0.28, sides=20)).pair(
        paints.BRASS,
        cylinder((3.68, 0.92, 0.85), (3.74, 0.92, 0.85), 0.2),
        cylinder((2.66, 0.92, 0.85), (2.72, 0.92, 0.85), 0.29),
    )
    kit.add(paints.DARK_STEEL, box((-2.0, -0.5, 0.75), (4.4, 0.5, 1.1))).pair(
        trim, box((-2.4, 0.7, 1.42), (4.0, 1.12, 1.5))
    ).add(trim, box((4.3, -1.15, 0.8), (4.5, 1.15, 1.2)))
    for n in range(9):
        y = (n - 4) * 0.26
        kit.add(trim, rods([(4.5, y, 0.95)], [(5.3 - abs(n - 4) * 0.13, y * 0.75, 0.12)], 0.035))
    kit.add(trim, wires([[(4.78, -0.82, 0.12), (5.3, 0, 0.12), (4.78, 0.82, 0.12)]], 0.045))
    cab = [(-2.4, 1.45), (-0.5, 1.45), (-0.5, 3.0), (-2.4, 3.0)]
    kit.add(body, slab(cab, 1.12, 0.04)).put(
        coach_windows((-1.75, -1.05), 0.48, 2.2, 2.8, 1.12, frame=paints.BRASS)
    ).add(paints.GLASS, *(centred_box((-0.49, y, 2.6), (0.04, 0.3, 0.45)) for y in (-0.9, 0.9)))
    kit.add(
        paints.DARK_STEEL,
        skin(
            np.array(
                [
                    [(x, 1.3 * np.cos(t), 2.95 + 0.42 * np.sin(t)) for t in np.linspace(0, np.pi, 17)]
                    for x in (-2.7, -0.35)
                ]
            )
        ),
    )
    kit.put(parts.both_signs(text("No 119", "yellow", "green"), -1.45, 1.135, 1.8, 1.2, height=0.36))
    kit.add(
        paints.BRASS,
        turned([(0, 0.26), (0.06, 0.24), (0.1, 0.1), (0.17, 0), (0, 0.02)][::-1], 18).moved(1.9, 0, 2.8),
    )
    kit.add(body, slab(rounded([(-6.9, 1.1), (-2.9, 1.1), (-2.9, 2.3), (-6.9, 2.3)], 0.06), 1.1, 0.04)).pair(
        paints.BRASS, box((-6.9, 1.09, 2.22), (-2.9, 1.13, 2.28)), box((-6.9, 1.09, 1.14), (-2.9, 1.13, 1.2))
    )
    kit.put(parts.both_signs(text("MIDLAND LINE", "yellow", "green"), -4.9, 1.115, 1.7, 3.0, height=0.55))
    rng = np.random.default_rng(np.random.SeedSequence([7, 3]))
    coal = paints.dull(34, 34, 36)
    kit.add(
        coal,
        slab([(-6.6, 2.25), (-3.1, 2.25), (-3.4, 2.6), (-5.6, 2.75)], 0.95),
        *(
            centred_box((0, 0, 0), (0.3, 0.26, 0.22)).moved(
                float(rng.uniform(-6.2, -3.4)),
                float(rng.uniform(-0.85, 0.85)),
                float(rng.uniform(2.5, 2.75)),
                yaw=n * 40.0,
                pitch=n * 25.0,
            )
            for n in range(34)
        ),
    )
    return (
        kit.put(bogie(1.1, 0.36, frame=paints.DARK_STEEL), -3.9)
        .put(bogie(1.1, 0.36, frame=paints.DARK_STEEL), -5.9)
        .add(paints.DARK_STEEL, box((-7.0, -0.6, 0.75), (-2.3, 0.6, 1.1)))
    )


def _diesel() -> Kit:
    """A freight diesel: a short nose, a cab across, a long hood with grilles and walkways."""
    body = paints.paint(214, 96, 22)
    kit = track_bed(-7.0, 7.0).put(bogie(2.6, 0.5, 3), 4.3).put(bogie(2.6, 0.5, 3), -4.3)
    kit.add(
        paints.DARK_STEEL,
        box((-6.7, -1.4, 1.05), (6.7, 1.4, 1.3)),
        rounded_box((-1.8, -1.1, 0.35), (1.8, 1.1, 1.05), 0.2),
    )
    kit.pair(paints.YELLOW, box((-6.7, 1.39, 1.1), (6.7, 1.42, 1.24)))
    kit.add(
        body,
        slab(rounded([(-6.3, 1.3), (3.1, 1.3), (3.1, 3.6), (-6.3, 3.6)], 0.12), 0.85, 0.1),
        slab(rounded([(4.6, 1.3), (6.1, 1.3), (6.1, 2.4), (5.8, 2.7), (4.6, 2.7)], 0.15), 0.8, 0.12),
    )
    kit.add(
        paints.paint(30, 46, 76),
        slab(rounded([(3.0, 1.3), (4.8, 1.3), (4.8, 3.0), (4.6, 3.85), (3.0, 3.85)], 0.12), 1.38, 0.08),
    )
    kit.put(coach_windows((3.5, 4.2), 0.5, 2.75, 3.4, 1.38, frame=paints.BLACK)).add(
        paints.GLASS, *(slat((4.81, 3.0), (4.66, 3.6), 0.4, 0.05, y=y) for y in (-0.75, 0.75))
    )
    for x in np.arange(-5.6, 2.6, 1.4):
        kit.put(
            parts.both_signs(emblem("grille", "black", "orange"), float(x), 0.862, 3.1, 1.1, height=0.55)
        ).pair(paints.DARK_STEEL, parts.seams([parts.rectangle(x - 0.6, x + 0.6, 1.45, 2.6)], 0.85, 0.012))
    for x in (-4.8, -3.4):
        kit.add(paints.DARK_STEEL, cylinder((x, 0, 3.58), (x, 0, 3.72), 0.6, sides=24))
    kit.add(
        paints.DARK_STEEL,
        box((-0.6, -0.3, 3.55), (0.4, 0.3, 3.9)),
        rounded_box((1.5, -0.5, 3.55), (2.6, 0.5, 3.8), 0.05),
    )
    kit.pair(
        paints.YELLOW,
        parts.railing([(x, 1.36, 1.3) for x in np.linspace(-6.6, 2.8, 12)], 0.95, 0.022),
        parts.railing([(x, 1.36, 1.3) for x in (5.0, 5.8, 6.6)], 0.95, 0.022),
    )
    kit.put(parts.both_signs(text("RIO GRANDE", "white", "orange"), -1.6, 0.865, 2.05, 6.4, height=0.7)).put(
        parts.both_signs(text("4501", "white", "blue"), 3.85, 1.395, 2.2, 0.9, height=0.4)
    )
    for s in (-1, 1):
        kit.add(
            paints.DARK_STEEL,
            box((s * 6.7 - 0.08, -1.4, 0.45), (s * 6.7 + 0.08, 1.4, 1.3)),
            rods([(s * 6.75, 0, 0.9)], [(s * 7.1, 0, 0.9)], 0.1, 10),
            box((s * 7.1 - 0.1, -0.15, 0.7), (s * 7.1 + 0.1, 0.15, 1.05)),
        )
        kit.put(parts.front_sign(emblem("hatching", "black", "yellow"), s * 6.79, 0.85, 2.7, 0.7, rear=s < 0))
        kit.add(paints.DARK_STEEL, parts.ladder((s * 6.6, 1.42, 0.2), (s * 6.6, 1.42, 1.25), 0.5, 4))
    return (
        kit.put_pair(parts.headlamp(0.12), 4.72, 0.18, 3.68)
        .put_pair(parts.headlamp(0.1), 6.12, 0.5, 2.2)
        .add(paints.BRASS, *(cylinder((3.4, y, 3.95), (3.9, y, 3.95), 0.05, 0.1) for y in (-0.2, 0, 0.2)))
    )


def _bullet() -> Kit:
    """The head of a high-speed train with a long nose."""
    white = paints.WHITE
    shell = [
        (-7.0, 1.95, 1.45, 1.35, 4.5),
        (-6.9, 1.95, 1.5, 1.4, 4.5),
        (1.6, 1.95, 1.5, 1.4, 4.5),
        (3.2, 1.85, 1.48, 1.3, 4),
        (4.6, 1.5, 1.32, 0.98, 3.2),
        (5.9, 1.14, 1.02, 0.62, 2.6),
        (6.8, 0.9, 0.62, 0.36, 2.2),
        (7.1, 0.82, 0.25, 0.15, 2),
        (7.15, 0.82, 0, 0, 2),
    ]
    kit = track_bed(-7.0, 6.6).add(white, fuselage(shell, 5, 48))
    band = [(x, z - 0.08, w + 0.012, 0.16 * h, 12) for x, z, w, h, _ in shell[1:5]]
    kit.add(paints.BLUE, fuselage([(x, z - h * 0.22, w, h, 6) for x, z, w, h, _ in band], 5, 24))
    kit.add(
        paints.GLASS,
        fuselage(
            [
                (3.0, 2.78, 0.9, 0.52, 2.4),
                (3.6, 2.62, 0.98, 0.5, 2.2),
                (4.5, 2.1, 0.72, 0.42, 2),
                (5.05, 1.75, 0.3, 0.2, 2),
                (5.1, 1.72, 0, 0, 2),
            ],
            4,
            32,
        ),
    )
    kit.put(coach_windows(np.arange(-5.8, 1.6, 0.72).tolist(), 0.46, 2.1, 2.75, 1.5, frame=white))
    kit.pair(paints.STEEL, slab(rounded(parts.rectangle(1.75, 2.55, 0.85, 2.95), 0.1), 0.02, y=1.5)).pair(
        paints.GLASS, slab(rounded(parts.rectangle(2.0, 2.3, 2.1, 2.7), 0.08), 0.028, y=1.5)
    )
    kit.add(paints.DARK_STEEL, box((-6.8, -1.3, 0.5), (4.4, 1.3, 0.8)))
    kit.put(bogie(1.5, 0.42), -5.0).put(bogie(1.5, 0.42), 2.2)
    kit.put_pair(
        Kit().add(paints.HEADLIGHT, ellipsoid((0, 0, 0), (0.4, 0.1, 0.09), 14, 8)),
        6.0,
        0.82,
        1.32,
        yaw=24,
        pitch=-14,
    )
    kit.pair(paints.BLUE, box((-6.9, 1.46, 0.75), (2.8, 1.512, 0.95))).put(
        parts.both_signs(text("N 700", "blue", "white"), -3.0, 1.515, 1.2, 1.6, height=0.3)
    )
    kit.add(
        paints.DARK_STEEL,
        wires([[(-4.6, 0, 3.3), (-3.6, 0, 3.75), (-4.4, 0, 4.1)]], 0.05),
        rods([(-4.4, -0.9, 4.1)], [(-4.4, 0.9, 4.1)], 0.04),
        rounded_box((-5.2, -0.6, 3.25), (-3.4, 0.6, 3.42), 0.06),
    )
    kit.add(
        paints.RUBBER,
        *(box((x - 0.05, -0.55, 0.8), (x + 0.03, 0.55, 2.9)) for x in (-7.05, -7.2)),
        box((-7.2, -0.5, 0.85), (-6.9, 0.5, 2.85)),
    )
    return kit.pair(
        paints.dull(170, 172, 174),
        parts.seams(
            [parts.rectangle(x, x + 1.6, 0.55, 0.78) for x in np.arange(-6.6, 2.6, 1.75)], 1.31, 0.015
        ),
    )


def _coach() -> Kit:
    """An old passenger coach with end platforms."""
    body = paints.paint(96, 24, 30)
    kit = track_bed(-6.6, 6.6).put(bogie(1.6, 0.42), 4.0).put(bogie(1.6, 0.42), -4.0)
    kit.add(body, box((-5.5, -1.35, 1.15), (5.5, 1.35, 3.3))).add(
        paints.DARK_STEEL, box((-6.4, -1.3, 0.95), (6.4, 1.3, 1.15))
    )
    roof = [
        [(x, 1.48 * np.cos(t), 3.28 + 0.5 * np.sin(t)) for t in np.linspace(0, np.pi, 19)]
        for x in (-6.3, 6.3)
    ]
    kit.add(
        paints.dull(70, 72, 74),
        skin(np.array(roof)),
        slab(rounded([(-5.4, 3.6), (5.4, 3.6), (5.0, 4.05), (-5.0, 4.05)], 0.1), 0.62, 0.05),
    )
    kit.pair(paints.GLASS, *(box((x, 0.6, 3.8), (x + 0.5, 0.635, 3.97)) for x in np.arange(-4.7, 4.5, 0.75)))
    kit.put(coach_windows(np.arange(-4.8, 5.0, 0.96).tolist(), 0.62, 2.15, 2.9, 1.35, frame=paints.BRASS))
    kit.pair(paints.BRASS, *(box((-5.5, 1.34, z), (5.5, 1.365, z + 0.04)) for z in (1.25, 2.0, 3.05)))
    kit.put(
        parts.both_signs(text("ORIENT EXPRESS", "yellow", "maroon"), 0, 1.366, 3.17, 5.0, height=0.16)
    ).put(parts.both_signs(text("1st", "yellow", "maroon"), -3.4, 1.36, 1.62, 0.6, height=0.4)).put(
        parts.both_signs(text("1st", "yellow", "maroon"), 3.4, 1.36, 1.62, 0.6, height=0.4)
    )
    for s in (-1, 1):
        kit.add(paints.GLASS, box((s * 5.5 - 0.02, -0.3, 2.1), (s * 5.5 + 0.02, 0.3, 2.9))).add(
            paints.BRASS, parts.railing([(s * 6.35, y, 1.15) for y in np.linspace(-1.25, 1.25, 8)], 0.9, 0.02)
        )
        kit.pair(paints.BRASS, rods([(s * 6.3, 1.25, 1.15)], [(s * 6.3, 1.25, 3.35)], 0.035)).pair(
            paints.DARK_STEEL,
            *(
                box(
                    (s * 6.0 - 0.25, 1.2 + 0.08 * n, 0.85 - 0.28 * n),
                    (s * 6.0 + 0.25, 1.45 + 0.08 * n, 0.9 - 0.28 * n),
                )
                for n in range(2)
            ),
        )
        kit.add(paints.DARK_STEEL, rods([(s * 6.4, 0, 0.85)], [(s * 6.75, 0, 0.85)], 0.09, 10)).pair(
            paints.DARK_STEEL,
            cylinder((s * 6.4, 0.8, 1.0), (s * 6.65, 0.8, 1.0), 0.06),
            cylinder((s * 6.65, 0.8, 1.0), (s * 6.7, 0.8, 1.0), 0.2),
        )
    return kit.pair(
        paints.DARK_STEEL,
        box((-1.6, 0.5, 0.4), (1.6, 1.1, 0.95)),
        wires([[(-3.2, 0.9, 0.95), (-1.8, 0.9, 0.5), (1.8, 0.9, 0.5), (3.2, 0.9, 0.95)]], 0.04),
    ).pair(paints.RED, *(cylinder((s * 6.35, 1.15, 2.0), (s * 6.45, 1.15, 2.0), 0.1) for s in (-1,)))


def _tank_car() -> Kit:
    """A black tank wagon."""
    kit = (
        track_bed(-5.6, 5.6)
        .put(bogie(1.6, 0.42), 3.6)
        .put(bogie(1.6, 0.42), -3.6)
        .add(paints.DARK_STEEL, box((-5.3, -0.6, 0.9), (5.3, 0.6, 1.15)))
    )
    tank = [
        (-5.1, 2.3, 0.4, 0.4),
        (-5.05, 2.3, 0.75, 0.75),
        (-4.8, 2.3, 1.08, 1.08),
        (-4.4, 2.3, 1.2, 1.2),
        (4.4, 2.3, 1.2, 1.2),
        (4.8, 2.3, 1.08, 1.08),
        (5.05, 2.3, 0.75, 0.75),
        (5.1, 2.3, 0.4, 0.4),
    ]
    kit.add(paints.dull(52, 53, 56), fuselage(tank, 3, 40)).add(
        paints.RUSTY,
        *(
            fuselage([(x - 0.05, 2.3, 1.22, 1.22), (x + 0.05, 2.3, 1.22, 1.22)], 0, 40)
            for x in (-4.0, -1.4, 1.4, 4.0)
        ),
    )
    kit.add(
        paints.DARK_STEEL,
        cylinder((0, 0, 3.4), (0, 0, 3.85), 0.45, sides=24),
        turned([(0, 0), (0.5, 0), (0.5, 0.08), (0.2, 0.2), (0, 0.22)], 24).moved(0, 0, 3.82),
        box((-1.2, -1.1, 3.35), (1.2, 1.1, 3.4)),
    )
    ring = [
        (-1.2, -1.1, 3.4),
        (0, -1.1, 3.4),
        (1.2, -1.1, 3.4),
        (1.2, 1.1, 3.4),
        (0, 1.1, 3.4),
        (-1.2, 1.1, 3.4),
        (-1.2, -1.1, 3.4),
    ]
    kit.add(paints.YELLOW, parts.railing(ring, 0.7, 0.022)).pair(
        paints.STEEL,
        parts.ladder((0.8, 1.32, 1.0), (0.8, 1.18, 3.4), 0.4, 9),
        rods([(-4.8, 1.3, 2.1)], [(4.8, 1.3, 2.1)], 0.03),
    )
    kit.put(parts.both_signs(text("CRUDE OIL", "white", "black"), -2.6, 1.215, 2.5, 2.0, height=0.45)).put(
        parts.both_signs(text("TX 2207", "white", "black"), 2.7, 1.215, 2.5, 1.7, height=0.4)
    ).put(parts.both_signs(emblem("hatching", "red", "white"), 2.7, 1.2, 1.95, 0.5, height=0.4))
    for s in (-1, 1):
        kit.add(
            paints.DARK_STEEL,
            box((s * 5.3 - 0.1, -1.3, 0.85), (s * 5.3 + 0.1, 1.3, 1.2)),
            rods([(s * 5.3, 0, 0.95)], [(s * 5.75, 0, 0.95)], 0.09, 10),
        ).pair(
            paints.DARK_STEEL,
            cylinder((s * 5.3, 0.85, 1.0), (s * 5.6, 0.85, 1.0), 0.06),
            cylinder((s * 5.6, 0.85, 1.0), (s * 5.66, 0.85, 1.0), 0.22),
        )
        kit.add(
            paints.DARK_STEEL, parts.railing([(s * 5.3, y, 1.2) for y in (-1.2, -0.4, 0.4, 1.2)], 0.9)
        ).add(
            paints.DARK_STEEL,
            slab(
                [(s * 3.6 - 0.7, 1.1), (s * 3.6 + 0.7, 1.1), (s * 3.6 + 0.9, 1.6), (s * 3.6 - 0.9, 1.6)], 0.9
            ),
        )
    return kit


MODELS: tuple[Model, ...] = (
    machine("train", "steam", _steam, 11.5),
    machine("train", "diesel", _diesel, 12.0),
    machine("train", "bullet", _bullet, 12.0),
    machine("train", "coach", _coach, 11.5),
    machine("train", "tank_car", _tank_car, 10.5),
)
