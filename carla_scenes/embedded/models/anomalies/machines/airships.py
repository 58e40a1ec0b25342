"""Airships in flight, shrunk to the length of a lorry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import cylinder
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.aircraft import body_sign, cabin_windows, undercarriage
from carla_scenes.embedded.models.anomalies.machines.hulls import deck_edge, hull, hull_line
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    around,
    eased,
    fuselage,
    ribbon,
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


def _envelope(stations: Stations, material: Material, seams: int, seam: Material, points: int = 48) -> Kit:
    """Return a gas bag with seams along it."""
    kit = Kit().add(material, fuselage(stations, 5, points))
    rows = eased([row[:4] for row in stations], 5)
    turns = (np.arange(seams) + 0.5) * 2 * np.pi / seams
    lines = [[(x, w * 1.002 * np.cos(t), z + h * 1.002 * np.sin(t)) for x, z, w, h in rows] for t in turns]
    return kit.add(seam, wires(lines, 0.022, 3))


def _fins(x: float, reach: float, z: float, chord: float, span: float, *, material: Material) -> Kit:
    """Return four fins about an axis at height z."""
    fin = wing([(x, reach * 0.75, 0, chord, 0.06), (x - chord * 0.35, reach + span, 0, chord * 0.62, 0.06)])
    return Kit().put(Kit().add(material, around(fin, 4, "x", 0.0)), 0, 0, z)


def _pod(propeller: float, material: Material) -> Kit:
    """Return an engine car with a propeller that pushes."""
    body = [
        (-1.0, 0, 0.1, 0.1),
        (-0.7, 0, 0.3, 0.32),
        (0.5, 0, 0.36, 0.4),
        (1.0, 0, 0.2, 0.2),
        (1.1, 0, 0, 0),
    ]
    kit = (
        Kit()
        .add(material, fuselage(body, 4, 20))
        .put(parts.propeller(propeller, 2, propeller * 0.2, paints.wood(130, 84, 48)), -1.05, 0, 0, yaw=180)
    )
    return kit.add(
        paints.GLASS, *(slab(parts.rectangle(x, x + 0.22, 0.05, 0.22), 0.35) for x in (-0.1, 0.25))
    )


def _rigid() -> Kit:
    """A silver rigid airship with ribs, a gondola, engine cars and cruciform fins."""
    silver = paints.metal(186, 188, 190, roughness=0.45)
    body: Stations = [
        (-16.0, 0, 0, 0),
        (-15.2, 0, 0.55, 0.55),
        (-12.0, 0, 1.6, 1.6),
        (-7.0, 0, 2.5, 2.5),
        (0, 0, 2.9, 2.9),
        (7.5, 0, 2.75, 2.75),
        (12.5, 0, 1.9, 1.9),
        (14.6, 0, 0.9, 0.9),
        (15.2, 0, 0.3, 0.3),
        (15.3, 0, 0, 0),
    ]
    kit = _envelope(body, silver, 16, paints.dull(150, 152, 156))
    rows = eased(body, 1)[2:-2]
    turns = np.linspace(0, 2 * np.pi, 37)
    kit.add(
        paints.dull(150, 152, 156),
        wires(
            [
                [(x, w * 1.003 * np.cos(t), z + h * 1.003 * np.sin(t)) for t in turns]
                for x, z, w, h in rows[:, :4]
            ],
            0.025,
            3,
        ),
    )
    kit.put(_fins(-11.0, 1.5, 0.0, 3.6, 2.4, material=silver)).put(
        body_sign(text("GRAF ALBATROS", "maroon", "silver"), body, 4.0, 0.3, 8.0, height=1.2)
    )
    gondola: Stations = [
        (4.0, -3.15, 0.2, 0.3, 3),
        (4.8, -3.2, 0.62, 0.5, 3),
        (8.2, -3.1, 0.62, 0.5, 3),
        (9.2, -2.95, 0.4, 0.35, 3),
        (9.5, -2.9, 0.1, 0.1, 3),
    ]
    kit.add(silver, fuselage(gondola, 4, 24)).add(
        paints.GLASS, *cabin_windows(gondola, np.arange(5.0, 8.8, 0.42), -3.1, 0.28, 0.34)
    )
    for x, y in ((-1.0, 1.9), (-5.5, 1.6)):
        kit.put_pair(_pod(0.9, silver), x, y, -2.9).pair(
            paints.STEEL,
            rods(
                [(x + d, y, -2.7) for d in (-0.4, 0.4)], [(x + d, y * 0.8, -1.8) for d in (-0.4, 0.4)], 0.05
            ),
        )
    kit.pair(paints.RED, wing([(-14.6, 1.6, 0.05, 0.9, 0.09), (-14.9, 3.8, 0.05, 0.7, 0.09)])).put(
        parts.both_signs(emblem("cross", "white", "red"), -12.9, 0.12, 2.6, 1.2, height=1.2)
    )
    return kit


def _blimp() -> Kit:
    """A white advertising blimp with a blue belly and a small gondola."""
    body: Stations = [
        (-7.0, 0, 0, 0),
        (-6.6, 0, 0.5, 0.5),
        (-4.5, 0, 1.5, 1.5),
        (-1.0, 0, 2.25, 2.25),
        (2.5, 0, 2.3, 2.3),
        (5.2, 0, 1.6, 1.6),
        (6.5, 0, 0.7, 0.7),
        (6.8, 0, 0, 0),
    ]
    kit = (
        Kit()
        .add(paints.WHITE, fuselage(body, 6, 34, part=(-30.0, 210.0)))
        .add(paints.BLUE, fuselage(body, 6, 22, part=(210.0, 330.0)))
    )
    kit.put(body_sign(text("GOOD DAY", "blue", "white"), body, 0.6, 0.25, 6.2, height=1.5)).put(
        body_sign(emblem("stripes", "yellow", "white"), body, 0.6, -0.85, 6.2, height=0.2)
    )
    kit.put(_fins(-4.2, 1.3, 0.0, 2.0, 1.3, material=paints.BLUE)).pair(
        paints.YELLOW, wing([(-5.7, 1.6, 0.02, 0.62, 0.08), (-5.9, 2.5, 0.02, 0.5, 0.08)])
    )
    gondola: Stations = [
        (-1.2, -2.55, 0.2, 0.3, 3),
        (-0.7, -2.6, 0.52, 0.48, 3),
        (1.6, -2.6, 0.52, 0.48, 3),
        (2.2, -2.5, 0.36, 0.34, 3),
        (2.4, -2.45, 0.1, 0.1, 3),
    ]
    kit.add(paints.WHITE, fuselage(gondola, 4, 24)).add(
        paints.GLASS,
        *cabin_windows(gondola, (-0.4, 0.1, 0.6, 1.1, 1.6), -2.5, 0.36, 0.36),
        *cabin_windows(gondola, (2.05,), -2.45, 0.3, 0.32),
    )
    kit.put_pair(_pod(0.55, paints.WHITE), -0.5, 0.95, -2.6, scale=0.7).pair(
        paints.STEEL, rods([(-0.5, 0.5, -2.6)], [(-0.5, 0.8, -2.6)], 0.06)
    ).put(undercarriage(0.6, 0.0, 0.8, 0.22), 0, 0, -3.6)
    cone = [(0.62, 0), (0.5, 0.18), (0.25, 0.32), (0.0, 0.4)]
    kit.add(paints.STEEL, turned(cone, 18, "x", 60).moved(6.45)).add(
        paints.DARK_STEEL, wires([[(6.8, 0, 0), (6.0, 0.1, -1.6), (5.4, 0.0, -3.0)]], 0.02, 5)
    )
    battens = [
        [
            (
                6.78 - 0.22 * n * n / 2,
                (0.12 + 0.42 * n) * np.cos(t) * 0.92,
                (0.12 + 0.42 * n) * np.sin(t) * 0.92,
            )
            for n in range(4)
        ]
        for t in np.arange(12) * np.pi / 6
    ]
    return kit.add(paints.dull(170, 172, 176), wires(battens, 0.03, 5)).put(
        parts.beacon(0.0, 0.0, 2.3, paints.TAIL_LIGHT, 0.1)
    )


def _striped() -> Kit:
    """An airship as in old adventures: red and cream gores, a wooden boat below, oars of propellers."""
    body: Stations = [
        (-6.0, 0, 0, 0),
        (-5.6, 0, 0.5, 0.55),
        (-3.5, 0, 1.55, 1.65),
        (0, 0, 2.05, 2.2),
        (3.5, 0, 1.55, 1.65),
        (5.4, 0, 0.6, 0.65),
        (5.9, 0, 0, 0),
    ]
    kit = Kit()
    for n in range(12):
        kit.add(
            paints.cloth(150, 32, 30) if n % 2 else paints.cloth(220, 204, 166),
            fuselage(body, 5, 6, part=(n * 30.0, n * 30.0 + 30.0)),
        )
    rows = eased(body, 2)
    turns = np.linspace(0, 2 * np.pi, 37)
    kit.add(
        paints.ROPE,
        wires(
            [
                [(x, w * 1.01 * np.cos(t), z + h * 1.01 * np.sin(t)) for t in turns]
                for x, z, w, h in rows[4:-4:3, :4]
            ],
            0.03,
            5,
        ),
    )
    boat: list[tuple[float, ...]] = [
        (-2.6, 0.45, -4.0, -3.1, 2.4),
        (-1.0, 0.7, -4.25, -3.35, 2.4),
        (1.2, 0.68, -4.25, -3.35, 2.2),
        (2.6, 0.3, -4.0, -3.1, 1.8),
        (3.0, 0.01, -3.8, -2.9, 1.5),
    ]
    timber = paints.planks(128, 86, 50, 0.1)
    kit.add(timber, hull(boat)).pair(
        paints.BRASS, ribbon(deck_edge(boat), 0.08, 0.08), ribbon(hull_line(boat, 0.6), 0.05, 0.05)
    )
    kit.add(
        timber, slab(rounded([(-2.4, -3.2), (-1.0, -3.4), (-1.0, -2.6), (-2.5, -2.5)], 0.06), 0.42, 0.04)
    ).add(paints.GLASS, slab(parts.rectangle(-2.0, -1.3, -3.0, -2.75), 0.43)).add(
        paints.STEEL,
        parts.railing([(x, 0.62, -3.32) for x in np.linspace(-0.8, 1.8, 6)], 0.4, 0.02),
        parts.railing([(x, -0.62, -3.32) for x in np.linspace(-0.8, 1.8, 6)], 0.4, 0.02),
    )
    for x in (-2.2, -0.8, 0.8, 2.2):
        kit.pair(
            paints.ROPE,
            wires(
                [
                    [(x, 0.6 if abs(x) < 2 else 0.4, -3.2), (x * 1.25, 1.45, -1.1)],
                    [(x, 0.6 if abs(x) < 2 else 0.4, -3.2), (x * 0.85, 1.5, -1.3)],
                ],
                0.02,
                5,
            ),
        )
    kit.put_pair(
        parts.propeller(0.75, 4, 0.24, paints.wood(150, 100, 56), paints.BRASS), -2.4, 1.1, -3.3, yaw=180
    ).pair(
        paints.BRASS,
        rods([(-2.2, 0.4, -3.3)], [(-2.2, 1.1, -3.3)], 0.05, 8),
        cylinder((-2.4, 1.1, -3.3), (-1.8, 1.1, -3.3), 0.16),
    )
    kit.put(_fins(-3.8, 1.2, 0.0, 1.6, 1.2, material=paints.cloth(150, 32, 30))).add(
        paints.BRASS, turned([(0.35, 0), (0.2, 0.2), (0.06, 0.6), (0, 0.9)], 16, "x", 60).moved(5.7)
    )
    return kit


MODELS: tuple[Model, ...] = (
    machine("zeppelin", "rigid", _rigid, 13.0, "air"),
    machine("zeppelin", "blimp", _blimp, 12.0, "air"),
    machine("zeppelin", "striped", _striped, 10.0, "air"),
)
