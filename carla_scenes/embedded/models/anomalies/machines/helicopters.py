"""Helicopters in flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.aircraft import (
    air_missile,
    body_sign,
    cabin_windows,
    undercarriage,
)
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    around,
    dots,
    fuselage,
    rods,
    rounded,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def tail_rotor(x: float, y: float, z: float, radius: float, blades: int) -> Kit:
    """Return a tail rotor about the y axis."""
    return Kit().put(parts.rotor(radius, blades, radius * 0.16, paints.DARK_STEEL), x, y, z, roll=90)


def skids(half_width: float, x0: float, x1: float, top: float, material: Material = paints.DARK_STEEL) -> Kit:
    """Return landing skids on two bows."""
    runner = [
        (x0, half_width, 0.06),
        (x1, half_width, 0.06),
        (x1 + 0.3, half_width, 0.2),
        (x1 + 0.42, half_width, 0.38),
    ]
    kit = Kit().pair(material, wires([runner], 0.055, 8))
    turns = np.linspace(0.0, np.pi, 9)
    for x in (x0 + 0.4, x1 - 0.3):
        kit.add(
            material,
            wires(
                [[(x, half_width * float(np.cos(t)), 0.06 + top * float(np.sin(t)) ** 0.7) for t in turns]],
                0.045,
                8,
            ),
        )
    return kit


def _rescue() -> Kit:
    """A rescue helicopter in red and white: a rounded cabin with a large windscreen, an enclosed tail, a winch."""
    red = paints.RED
    body: Stations = [
        (-2.4, 1.75, 0.35, 0.45, 2.4),
        (-1.6, 1.6, 0.85, 0.85, 2.8),
        (0.6, 1.5, 1.02, 1.0, 3),
        (1.9, 1.4, 0.95, 0.92, 2.6),
        (2.8, 1.15, 0.66, 0.6, 2.2),
        (3.3, 0.98, 0.28, 0.28, 2),
        (3.4, 0.95, 0, 0, 2),
    ]
    kit = (
        Kit()
        .add(red, fuselage(body, 5, 26, part=(-14.0, 194.0)))
        .add(paints.WHITE, fuselage(body, 5, 20, part=(194.0, 346.0)))
    )
    kit.add(
        paints.GLASS,
        fuselage(
            [
                (1.1, 1.72, 1.03, 0.66, 2.6),
                (1.9, 1.62, 0.97, 0.66, 2.5),
                (2.6, 1.4, 0.74, 0.52, 2.2),
                (3.05, 1.15, 0.45, 0.3, 2),
                (3.1, 1.1, 0.1, 0.08, 2),
            ],
            4,
            28,
        ),
    )
    turns = np.linspace(0, np.pi, 11)
    kit.add(
        red,
        wires(
            [
                [(x, w * 1.0 * np.cos(t), z + h * np.sin(t)) for t in turns]
                for x, z, w, h in ((1.35, 1.66, 1.03, 0.7), (2.1, 1.56, 0.94, 0.66))
            ],
            0.03,
            5,
        ),
        wires([[(1.2, 0, 2.4), (2.6, 0, 1.93), (3.05, 0, 1.46)]], 0.035, 6),
    )
    kit.pair(paints.GLASS, slab(rounded(parts.rectangle(-0.9, 0.7, 1.45, 2.1), 0.12), 0.02, y=1.0)).pair(
        paints.WHITE, parts.seams([rounded(parts.rectangle(-1.1, 0.85, 0.75, 2.25), 0.12)], 1.02, 0.014)
    )
    kit.add(
        red,
        fuselage([(-7.0, 2.05, 0.14, 0.18), (-4.5, 1.98, 0.24, 0.28), (-2.0, 1.85, 0.45, 0.5)], 4, 22),
        fuselage(
            [
                (-2.2, 2.4, 0.2, 0.2, 3),
                (-1.6, 2.5, 0.5, 0.38, 3),
                (0.5, 2.55, 0.55, 0.4, 3),
                (1.2, 2.42, 0.3, 0.2, 3),
            ],
            4,
            24,
        ),
    )
    kit.pair(paints.DARK_STEEL, cylinder((-1.8, 0.35, 2.55), (-2.5, 0.5, 2.6), 0.14, 0.17)).pair(
        paints.BLACK, box((0.4, 0.35, 2.45), (0.9, 0.56, 2.7))
    )
    kit.add(
        red,
        wing([(-6.3, 0, 2.1, 1.0, 0.12), (-7.2, 0, 3.5, 0.6, 0.12)]),
        wing([(-6.6, 0, 1.95, 0.6, 0.12), (-7.0, 0, 1.1, 0.4, 0.12)]),
    ).pair(
        red,
        wing([(-5.2, 0.1, 2.0, 0.6, 0.12), (-5.3, 1.1, 2.0, 0.5, 0.12)]),
        slab([(-5.9, 1.75), (-5.2, 1.75), (-5.4, 2.4), (-5.9, 2.4)], 0.03, y=1.1),
    )
    kit.put(parts.rotor(5.0, 4, 0.3, paints.DARK_STEEL, 20), -0.2, 0, 3.2).add(
        paints.DARK_STEEL, cylinder((-0.2, 0, 2.8), (-0.2, 0, 3.2), 0.12)
    ).put(tail_rotor(-6.9, 0.25, 2.9, 0.9, 4)).put(skids(1.1, -1.6, 1.6, 0.7))
    kit.put(body_sign(text("RESCUE", "white", "red"), body, -0.2, 1.28, 1.4, height=0.24)).put(
        parts.both_signs(emblem("cross", "white", "red"), -7.1, 0.06, 2.8, 0.36, height=0.36)
    ).put(parts.both_signs(text("D-HLRG", "white", "red"), -3.9, 0.3, 1.98, 1.4, height=0.22))
    return (
        kit.add(paints.YELLOW, cylinder((0.2, 1.15, 2.2), (0.7, 1.15, 2.2), 0.12))
        .add(
            paints.STEEL,
            rods([(0.45, 1.15, 2.2)], [(0.45, 1.15, 1.2)], 0.012),
            rods([(0.3, 1.0, 2.35)], [(0.5, 1.15, 2.3)], 0.04),
        )
        .add(paints.TAIL_LIGHT, ellipsoid((-7.3, 0, 3.5), (0.06, 0.06, 0.08), 8, 6))
        .put(parts.headlamp(0.12), 2.6, 0, 0.6)
    )


def _attack() -> Kit:
    """An attack helicopter: a thin body with two stepped cockpits, stub wings with rockets, a gun at the chin."""
    camo = paints.camouflage(srgb(74, 80, 52), srgb(48, 46, 36), 1.2)
    body: Stations = [
        (-3.0, 1.7, 0.3, 0.35, 2.6),
        (-1.5, 1.7, 0.5, 0.7, 3),
        (0.6, 1.6, 0.52, 0.75, 3.2),
        (2.4, 1.35, 0.46, 0.55, 3),
        (3.6, 1.2, 0.36, 0.4, 2.6),
        (4.2, 1.15, 0.2, 0.22, 2.2),
    ]
    kit = Kit().add(
        camo,
        fuselage(body, 4, 28),
        fuselage([(-7.2, 1.95, 0.12, 0.16), (-5.0, 1.85, 0.22, 0.26), (-2.6, 1.75, 0.36, 0.42)], 4, 20),
    )
    kit.add(
        paints.BLUE_GLASS,
        slab(
            [
                (0.2, 2.2),
                (2.0, 1.75),
                (3.3, 1.55),
                (2.9, 1.85),
                (1.95, 2.05),
                (1.6, 2.45),
                (0.5, 2.62),
                (0.1, 2.6),
            ],
            0.4,
            0.05,
        ),
    ).pair(
        camo,
        wires(
            [
                [(x0, 0.4, z0), (x1, 0.38, z1)]
                for x0, z0, x1, z1 in (
                    (0.2, 2.3, 0.15, 2.6),
                    (1.2, 2.0, 1.1, 2.55),
                    (1.95, 1.8, 1.62, 2.45),
                    (2.6, 1.68, 2.4, 1.95),
                    (0.15, 2.6, 1.62, 2.45),
                    (1.95, 2.05, 2.9, 1.85),
                    (2.9, 1.85, 3.3, 1.55),
                )
            ],
            0.035,
            5,
        ),
    )
    kit.pair(
        camo,
        fuselage(
            [
                (-2.6, 2.35, 0.2, 0.22, 3),
                (-1.8, 2.4, 0.36, 0.36, 3),
                (-0.2, 2.4, 0.36, 0.36, 3),
                (0.2, 2.36, 0.28, 0.28, 3),
            ],
            3,
            18,
        ).moved(y=0.62),
    ).pair(
        paints.BLACK,
        box((0.18, 0.42, 2.18), (0.24, 0.82, 2.56)),
        cylinder((-2.5, 0.62, 2.36), (-3.0, 0.75, 2.36), 0.17, 0.2),
    )
    kit.pair(camo, wing([(0.2, 0.4, 1.6, 1.3, 0.12), (0.05, 2.2, 1.52, 1.0, 0.12)]))
    pod = (
        Kit()
        .add(paints.OLIVE, turned([(0, -0.75), (0.2, -0.7), (0.22, 0.7), (0.2, 0.8), (0, 0.8)], 20, "x"))
        .add(
            paints.BLACK,
            *(
                cylinder(
                    (0.78, r * np.cos(t), r * np.sin(t)), (0.82, r * np.cos(t), r * np.sin(t)), 0.035, sides=8
                )
                for r, n in ((0.14, 10), (0.06, 4))
                for t in np.arange(n) * 2 * np.pi / n
            ),
        )
    )
    kit.put_pair(pod, -0.2, 1.25, 1.1).pair(
        camo,
        slab(parts.rectangle(-0.5, 0.2, 1.2, 1.55), 0.04, y=1.25),
        slab(parts.rectangle(-0.5, 0.2, 1.2, 1.55), 0.04, y=1.9),
    )
    for y, z in ((1.78, 1.15), (2.02, 1.15), (1.78, 0.92), (2.02, 0.92)):
        kit.put_pair(air_missile(1.5, paints.OLIVE), -0.1, y, z)
    kit.add(
        paints.DARK_STEEL,
        ellipsoid((2.2, 0, 0.75), (0.3, 0.24, 0.22), 14, 10),
        cylinder((2.3, 0, 0.68), (3.7, 0, 0.6), 0.045),
        box((1.7, -0.2, 0.7), (2.2, 0.2, 1.0)),
    ).add(
        camo, cylinder((4.2, 0, 1.0), (4.2, 0, 1.42), 0.2), ellipsoid((4.2, 0, 1.42), (0.2, 0.2, 0.12), 14, 8)
    ).add(paints.GLASS, box((4.34, -0.1, 1.05), (4.41, 0.1, 1.35)))
    kit.put(parts.rotor(5.2, 4, 0.34, paints.DARK_STEEL, 30), -0.6, 0, 3.35).add(
        paints.DARK_STEEL,
        cylinder((-0.6, 0, 2.5), (-0.6, 0, 3.35), 0.12),
        ellipsoid((-0.6, 0, 3.65), (0.3, 0.3, 0.2), 16, 10),
    )
    kit.add(
        camo,
        slab(rounded([(-1.6, 2.3), (0.2, 2.4), (0.1, 2.75), (-1.4, 2.8)], 0.1), 0.4, 0.06),
        wing([(-6.4, 0, 1.9, 1.1, 0.12), (-7.3, 0, 3.7, 0.6, 0.12)]),
    ).pair(camo, wing([(-7.0, 0.1, 2.0, 0.7, 0.1), (-7.2, 1.4, 2.0, 0.5, 0.1)])).put(
        tail_rotor(-7.2, -0.3, 3.3, 1.1, 4)
    )
    for y in (0.85, -0.85):
        kit.put(undercarriage(1.0, y, 1.2, 0.32, paints.OLIVE))
    kit.put(undercarriage(-6.9, 0.0, 1.9, 0.2, paints.OLIVE), 0, 0, 0.4)
    kit.put(body_sign(emblem("shark", "white", "olive"), body, 3.2, 1.15, 1.1, height=0.5))
    return kit.put(parts.both_signs(text("ARMY", "black", "olive"), -4.2, 0.27, 1.85, 1.0, height=0.24))


def _tandem() -> Kit:
    """A transport helicopter with two rotors, on pylons fore and aft."""
    green = paints.dull(72, 76, 54)
    body: Stations = [
        (-5.6, 1.7, 0.7, 0.6, 4),
        (-5.0, 1.55, 1.1, 1.0, 4),
        (-3.5, 1.45, 1.2, 1.12, 4.4),
        (3.5, 1.4, 1.2, 1.1, 4.4),
        (5.0, 1.3, 1.1, 0.98, 3.6),
        (6.0, 1.12, 0.8, 0.72, 2.8),
        (6.5, 1.0, 0.35, 0.35, 2.2),
    ]
    kit = (
        Kit()
        .add(green, fuselage(body, 4, 36))
        .add(
            paints.GLASS,
            *cabin_windows(body, (5.1,), 1.5, 0.6, 0.6),
            *cabin_windows(body, (5.65,), 1.4, 0.34, 0.5),
            fuselage(
                [(5.0, 1.85, 0.95, 0.38, 2.6), (5.6, 1.62, 0.8, 0.32, 2.4), (6.1, 1.35, 0.5, 0.2, 2.2)], 4, 24
            ),
        )
    )
    turns = np.linspace(0.15, np.pi - 0.15, 9)
    kit.add(
        green,
        wires(
            [
                [(5.3, 0.9 * np.cos(t), 1.76 + 0.38 * np.sin(t)) for t in turns],
                [(5.0, 0, 2.24), (5.6, 0, 1.96), (6.1, 0, 1.57)],
            ],
            0.03,
            5,
        ),
    )
    port = turned([(0, 0), (0.22, 0), (0.2, 0.03), (0, 0.03)], 18, "y")
    kit.pair(paints.GLASS, *(port.moved(x, 1.19, 1.75) for x in (-2.6, -1.3, 0.0, 1.3, 2.6))).pair(
        green,
        fuselage(
            [
                (-4.4, 0.75, 0.1, 0.2, 3),
                (-3.4, 0.72, 0.34, 0.46, 3),
                (3.2, 0.72, 0.34, 0.46, 3),
                (4.2, 0.75, 0.08, 0.15, 3),
            ],
            4,
            18,
        ).moved(y=1.2),
    )
    kit.add(
        green,
        slab(rounded([(3.4, 2.3), (5.6, 2.0), (5.3, 2.9), (4.2, 3.15), (3.6, 3.0)], 0.2), 0.5, 0.12),
        slab(
            rounded([(-5.6, 2.0), (-2.8, 2.3), (-3.6, 3.2), (-3.9, 4.1), (-5.3, 4.25), (-5.9, 3.2)], 0.25),
            0.48,
            0.14,
        ),
        slab([(-2.8, 2.35), (3.6, 2.45), (3.6, 2.75), (-3.0, 2.75)], 0.28, 0.08),
    )
    kit.pair(
        green,
        fuselage(
            [
                (-5.4, 2.85, 0.28, 0.3),
                (-4.4, 2.85, 0.38, 0.42),
                (-3.4, 2.8, 0.34, 0.38),
                (-3.2, 2.8, 0.28, 0.3),
            ],
            4,
            20,
        ).moved(y=0.85),
    ).pair(
        paints.BLACK,
        cylinder((-5.3, 0.85, 2.85), (-5.8, 0.95, 2.9), 0.25, 0.3),
        cylinder((-3.25, 0.85, 2.8), (-3.18, 0.85, 2.8), 0.24),
    )
    for x, z, start in ((4.6, 3.3, 10), (-4.7, 4.45, 70)):
        kit.put(parts.rotor(4.6, 3, 0.42, paints.DARK_STEEL, start), x, 0, z).add(
            paints.DARK_STEEL,
            cylinder((x, 0, z - 0.5), (x, 0, z), 0.16),
            turned([(0.2, -0.1), (0.4, 0.0), (0.2, 0.1), (0, 0.18)], 18).moved(x, 0, z),
        )
    for x, y in ((3.4, 1.35), (3.4, -1.35), (-3.4, 1.45), (-3.4, -1.45)):
        kit.put(undercarriage(x, y, 0.8, 0.3, paints.OLIVE))
    kit.put(body_sign(text("UNITED ARMY", "black", "olive"), body, 0.2, 1.25, 3.0, height=0.36)).put(
        body_sign(emblem("star", "white", "olive"), body, -3.3, 1.5, 0.6, height=0.6)
    ).add(paints.DARK_STEEL, slab([(-5.7, 1.2), (-5.0, 0.55), (-4.9, 0.65), (-5.65, 1.35)], 0.9))
    return kit.pair(green, parts.seams([rounded(parts.rectangle(3.6, 4.5, 0.7, 2.1), 0.1)], 1.19, 0.02)).add(
        paints.DARK_STEEL,
        rods([(6.4, 0, 1.0)], [(7.3, 0, 0.95)], 0.03),
        dots([(5.9, 0.3, 0.5), (5.9, -0.3, 0.5)], 0.1),
    )


def _bubble() -> Kit:
    """A light helicopter of the fifties: a glass bubble, a bare lattice tail, two blades, skids."""
    frame = paints.paint(206, 116, 26)
    kit = (
        Kit()
        .add(paints.BLUE_GLASS, ellipsoid((1.3, 0, 1.5), (0.98, 0.86, 0.9), 30, 20))
        .add(frame, rounded_box((-0.4, -0.6, 0.72), (1.5, 0.6, 0.92), 0.08))
    )
    turns = np.linspace(0, 2 * np.pi, 25)
    kit.add(
        frame,
        wires(
            [
                [(1.3 + 0.99 * np.cos(t), 0, 1.5 + 0.91 * np.sin(t)) for t in turns],
                [(1.0, 0.85 * np.cos(t), 1.5 + 0.88 * np.sin(t)) for t in turns],
            ],
            0.028,
            6,
        ),
    )
    kit.add(
        paints.plastic(60, 40, 30),
        rounded_box((0.5, -0.5, 0.95), (1.0, 0.5, 1.15), 0.06),
        rounded_box((0.4, -0.5, 1.1), (0.55, 0.5, 1.7), 0.05),
    ).add(paints.BLACK, box((1.8, -0.15, 0.95), (1.95, 0.15, 1.35)))
    kit.add(frame, parts.lattice((-0.3, 0, 1.35), (-5.6, 0, 2.05), 0.72, 12, 0.03, end_width=0.18)).add(
        paints.DARK_STEEL,
        rounded_box((-0.55, -0.42, 1.0), (0.2, 0.42, 1.7), 0.08),
        cylinder((-0.2, 0, 1.6), (-0.2, 0, 2.95), 0.09),
        cylinder((-0.2, 0, 1.7), (-0.2, 0, 2.1), 0.2, 0.14),
        *(cylinder((-0.2, s * 0.4, 1.35), (-0.2, s * 0.66, 1.35), 0.14) for s in (-1, 1)),
    )
    kit.pair(
        paints.RED,
        fuselage(
            [
                (-0.75, 2.15, 0.02, 0.02),
                (-0.6, 2.15, 0.2, 0.2),
                (0.35, 2.15, 0.22, 0.22),
                (0.5, 2.15, 0.02, 0.02),
            ],
            4,
            18,
        ).moved(y=0.5),
    ).add(paints.STEEL, rods([(-0.1, -0.6, 2.0)], [(-0.1, 0.6, 2.0)], 0.03))
    kit.put(parts.rotor(4.8, 2, 0.3, paints.WHITE, 35), -0.2, 0, 3.0).add(
        paints.STEEL,
        rods([(-0.2, -0.9, 2.95), (-0.2, 0, 2.95)], [(-0.2, 0.9, 2.95), (-0.2, 0.0, 3.2)], 0.03),
        dots([(-0.2, 0.9, 2.95), (-0.2, -0.9, 2.95)], 0.08),
    ).put(tail_rotor(-5.7, 0.2, 2.05, 0.75, 2))
    kit.add(frame, wires([[(-5.0, 0, 1.9), (-5.6, 0, 1.2), (-6.0, 0, 1.5), (-5.7, 0, 2.05)]], 0.025, 6)).pair(
        frame, wing([(-4.6, 0.05, 1.95, 0.45, 0.1), (-4.65, 0.7, 1.95, 0.4, 0.1)])
    ).put(skids(1.0, -1.4, 1.6, 0.72, paints.STEEL))
    kit.put(parts.both_signs(text("47 G", "black", "white"), -0.1, 0.73, 2.15, 0.5, height=0.2)).pair(
        paints.STEEL, wires([[(-0.3, 0.3, 1.1), (-1.0, 0.36, 1.0), (-1.0, 0.36, 1.2)]], 0.05, 8)
    ).put(parts.headlamp(0.11), 1.7, 0, 0.7)
    return kit.add(
        paints.STEEL,
        *(
            around(rods([(0, 0, 0)], [(0, 0.0, 0.62)], 0.012), 2, "y").moved(-0.2, y, 2.3)
            for y in (0.1, -0.1)
        ),
    ).pair(paints.WHITE, rounded_box((-1.2, 1.0, 0.12), (1.2, 1.5, 0.2), 0.03))


MODELS: tuple[Model, ...] = (
    machine("helicopter", "rescue", _rescue, 10.5, "air"),
    machine("helicopter", "attack", _attack, 11.0, "air"),
    machine("helicopter", "tandem", _tandem, 12.0, "air"),
    machine("helicopter", "bubble", _bubble, 9.5, "air"),
)
