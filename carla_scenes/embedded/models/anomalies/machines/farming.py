"""Machines of the fields: tractors and harvesters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.construction import bucket, glass_cab
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    around,
    fuselage,
    rods,
    rounded,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def _modern_tractor(body: Material, rims: Material, name: str, ground: str) -> Kit:
    """Return a tractor with a glass cab, a sloping bonnet and large rear wheels."""
    kit = (
        Kit()
        .put_pair(running.wheel(0.95, 0.56, rims, hub=0.55, tread=24, lug=0.055), -1.05, 0.92, 0.95)
        .put_pair(running.wheel(0.68, 0.44, rims, hub=0.55, tread=20, lug=0.055), 1.65, 0.88, 0.68)
    )
    kit.add(
        paints.DARK_STEEL,
        cylinder((-1.05, -0.9, 0.95), (-1.05, 0.9, 0.95), 0.18),
        cylinder((1.65, -0.8, 0.68), (1.65, 0.8, 0.68), 0.12),
        box((-1.5, -0.3, 0.65), (2.1, 0.3, 1.1)),
    )
    nose = [(0.2, 1.0), (2.35, 0.95), (2.45, 1.2), (2.3, 1.5), (1.2, 1.78), (0.2, 1.85)]
    kit.add(body, slab(rounded(nose, [0.05, 0.1, 0.15, 0.2, 0.2, 0.05]), 0.42, 0.08))
    kit.put(parts.front_sign(emblem("grille", "steel", "black"), 2.43, 1.22, 0.62, 0.4)).put(
        parts.both_signs(emblem("grille", "black", ground), 1.75, 0.43, 1.2, 0.7, height=0.3)
    ).put(parts.both_signs(text(name, "white", ground), 0.85, 0.43, 1.55, 0.9, height=0.22))
    kit.put_pair(parts.headlamp(0.09), 2.36, 0.24, 1.45)
    kit.put(glass_cab(-1.35, 0.25, 1.45, 2.85, 0.72, frame=paints.BLACK, roof=body)).add(
        body, box((-1.35, -0.6, 0.95), (0.2, 0.6, 1.46))
    )
    kit.pair(
        body,
        parts.mudguard(-1.05, 0.95, 1.06, 0.86, 0.5, start=20, end=150),
        slab([*arc((-1.05, 0.95), 1.06, 25, 150, 12), (-1.9, 1.3), (-0.2, 1.3)][:13], 0.03, y=0.64),
    )
    kit.pair(body, parts.mudguard(1.65, 0.68, 0.78, 0.88, 0.4, start=40, end=150)).put(
        parts.exhaust(0.7, 0.5, 1.55, 1.3, 0.05)
    )
    kit.pair(
        paints.DARK_STEEL,
        slat((-1.6, 0.75), (-2.35, 0.6), 0.04, 0.1, y=0.4),
        rods([(-1.6, 0.4, 1.35)], [(-2.25, 0.4, 0.62)], 0.04),
        parts.ladder((0.0, 0.85, 0.4), (0.0, 0.72, 1.3), 0.4, 4, 0.025),
    )
    kit.add(paints.DARK_STEEL, box((2.35, -0.35, 0.7), (2.75, 0.35, 1.05))).pair(
        paints.BLACK,
        box((0.18, 1.0, 2.1), (0.26, 1.2, 2.5)),
        rods([(0.2, 0.7, 2.4)], [(0.22, 1.02, 2.4)], 0.018),
    )
    return kit.put(parts.beacon(-1.0, 0.5, 2.9, paints.BEACON_AMBER)).put(parts.tail_lamps(-1.9, 0.85, 1.75))


def _green_tractor() -> Kit:
    return _modern_tractor(paints.GREEN, paints.YELLOW, "6 R 150", "green")


def _loader_tractor() -> Kit:
    """A blue tractor with a front loader."""
    body = paints.paint(24, 82, 164)
    kit = _modern_tractor(body, paints.WHITE, "T 7040", "blue")
    arm = [(0.3, 1.45), (0.4, 1.62), (2.2, 1.85), (3.35, 0.75), (3.2, 0.65), (2.1, 1.65), (0.45, 1.35)]
    grey = paints.DARK_STEEL
    kit.pair(grey, slab(rounded(arm, 0.06), 0.06, y=0.6), box((0.3, 0.5, 0.9), (0.55, 0.68, 1.7))).add(
        grey, rods([(2.8, -0.6, 1.2)], [(2.8, 0.6, 1.2)], 0.05, 10)
    )
    return (
        kit.put(bucket(1.1, 0.85, grey, 7), 3.25, 0, 0.55)
        .put_pair(parts.ram((0.5, 0.6, 1.0), (1.9, 0.6, 1.6), 0.05))
        .put_pair(parts.ram((2.3, 0.6, 1.9), (3.35, 0.5, 1.15), 0.045))
    )


def _vintage_tractor() -> Kit:
    """A red tractor of the forties: a narrow body, an open seat, thin front wheels, an upright exhaust."""
    body = paints.paint(172, 30, 22)
    kit = Kit().put_pair(running.wheel(0.72, 0.32, body, hub=0.62, tread=22, lug=0.07), -0.85, 0.68, 0.72)
    kit.put_pair(running.wheel(0.36, 0.16, body, hub=0.6), 1.35, 0.56, 0.36).add(
        paints.DARK_STEEL,
        cylinder((-0.85, -0.6, 0.72), (-0.85, 0.6, 0.72), 0.13),
        wires([[(1.35, -0.5, 0.36), (1.35, -0.25, 0.62), (1.35, 0.25, 0.62), (1.35, 0.5, 0.36)]], 0.045, 8),
    )
    kit.add(
        paints.DARK_STEEL,
        rounded_box((-1.1, -0.28, 0.45), (0.1, 0.28, 1.0), 0.1),
        box((0.0, -0.2, 0.5), (1.4, 0.2, 0.9)),
    )
    kit.add(
        body, slab(rounded([(-0.25, 0.85), (1.45, 0.85), (1.45, 1.28), (-0.25, 1.32)], 0.05), 0.23, 0.06)
    ).add(body, slab(rounded(parts.rectangle(1.42, 1.56, 0.6, 1.34), 0.06), 0.25, 0.04))
    kit.put(parts.front_sign(emblem("mesh", "steel", "black"), 1.565, 0.98, 0.38, 0.6)).put(
        parts.both_signs(text("HORNET", "white", "red"), 0.75, 0.235, 1.12, 0.8, height=0.18)
    )
    kit.pair(
        paints.DARK_STEEL,
        *(cylinder((x, 0.2, 0.75), (x, 0.27, 0.75), 0.06) for x in (0.3, 0.6, 0.9, 1.2)),
        box((0.2, 0.2, 0.55), (1.3, 0.25, 0.82)),
    )
    kit.put(parts.exhaust(0.9, 0.12, 1.25, 0.75, 0.035)).add(
        paints.DARK_STEEL, cylinder((0.45, -0.1, 1.3), (0.45, -0.1, 1.55), 0.06)
    )
    seat = turned([(0, 0.0), (0.16, 0.02), (0.24, 0.1), (0.25, 0.16), (0.22, 0.12), (0, 0.04)], 22).moved(
        -1.05, 0, 1.22, pitch=10
    )
    kit.add(body, seat).add(
        paints.DARK_STEEL,
        wires([[(-0.7, 0, 0.95), (-1.0, 0, 1.0), (-1.08, 0, 1.22)]], 0.035),
        rods([(-0.1, 0, 1.2)], [(-0.5, 0, 1.52)], 0.02),
    )
    kit.add(
        paints.BLACK,
        turned([(0.17, -0.015), (0.195, 0), (0.17, 0.015), (0.15, 0), (0.17, -0.015)], 26).moved(
            -0.52, 0, 1.54, pitch=-50
        ),
        around(rods([(0, 0, 0)], [(0.17, 0, 0)], 0.012), 3).moved(-0.52, 0, 1.54, pitch=-50),
    )
    kit.pair(body, parts.mudguard(-0.85, 0.72, 0.82, 0.62, 0.36, start=40, end=165)).put_pair(
        parts.headlamp(0.1, housing=body), 1.4, 0.33, 1.42
    ).pair(paints.DARK_STEEL, rods([(1.35, 0.2, 1.25)], [(1.32, 0.33, 1.4)], 0.02))
    kit.add(paints.DARK_STEEL, rods([(-1.1, 0, 0.55)], [(-1.6, 0, 0.5)], 0.04)).pair(
        paints.DARK_STEEL, slat((-0.6, 0.55), (0.05, 0.55), 0.1, 0.03, y=0.36)
    )
    return kit.add(body, cylinder((0.0, 0.0, 1.24), (0.6, 0.0, 1.24), 0.16, sides=20))


def _reel(radius: float, half_width: float, bats: int, material: Material) -> Kit:
    """Return the turning reel of a harvester's header about the y axis."""
    kit = Kit().add(paints.DARK_STEEL, cylinder((0, -half_width, 0), (0, half_width, 0), 0.07))
    turns = np.arange(bats) * 2 * np.pi / bats
    rim = np.stack([radius * np.cos(turns), np.zeros(bats), radius * np.sin(turns)], axis=1)
    for y in np.linspace(-half_width, half_width, 5):
        at = (0.0, float(y), 0.0)
        kit.add(
            material,
            rods(np.zeros((bats, 3)) + at, rim + at, 0.025),
            rods(rim + at, np.roll(rim, -1, axis=0) + at, 0.018),
        )
    wide = np.array([0.0, half_width, 0.0])
    kit.add(material, rods(rim - wide, rim + wide, 0.03))
    tines = [r + np.array([0.0, y, 0.0]) for r in rim for y in np.linspace(-half_width, half_width, 17)]
    return kit.add(paints.STEEL, rods(tines, [p + np.array([0.05, 0.0, -0.22]) for p in tines], 0.009, 4))


def _combine(body: Material, accent: Material, name: str, ground: str, *, wide: float) -> Kit:
    """Return a combine harvester: a tall body with a tank, a cab in front, a wide header with a reel."""
    kit = (
        Kit()
        .put_pair(running.wheel(0.92, 0.68, accent, hub=0.52, tread=24, lug=0.05), 1.35, 1.25, 0.92)
        .put_pair(running.wheel(0.6, 0.42, accent, hub=0.52, tread=20, lug=0.05), -2.3, 1.15, 0.6)
    )
    kit.add(
        paints.DARK_STEEL,
        cylinder((1.35, -1.2, 0.92), (1.35, 1.2, 0.92), 0.2),
        cylinder((-2.3, -1.1, 0.6), (-2.3, 1.1, 0.6), 0.14),
        box((-2.6, -0.5, 0.8), (1.8, 0.5, 1.3)),
    )
    side_view = [(-3.6, 1.5), (-2.4, 1.15), (1.2, 1.15), (1.6, 1.6), (1.6, 2.9), (-2.2, 2.95), (-3.4, 2.5)]
    kit.add(body, slab(rounded(side_view, 0.15), 1.15, 0.08)).add(
        body,
        slab([(-1.6, 2.85), (1.4, 2.85), (1.75, 3.6), (-1.95, 3.6)], 1.25),
        slab([(-3.6, 1.3), (-2.9, 1.5), (-2.9, 2.5), (-3.9, 1.1), (-4.1, 0.9)], 0.95),
    )
    kit.add(paints.dull(206, 172, 90), slab([(-1.8, 3.55), (1.6, 3.55), (0.6, 3.8), (-0.8, 3.85)], 1.1))
    kit.put(parts.both_signs(text(name, "yellow", ground), -0.9, 1.16, 2.55, 2.2, height=0.42)).put(
        parts.both_signs(emblem("grille", "steel", "black"), -2.0, 1.16, 1.85, 1.0, height=0.7)
    )
    kit.pair(accent, box((-3.2, 1.13, 2.18), (1.58, 1.162, 2.26))).pair(
        body,
        parts.seams(
            [parts.rectangle(-1.35, 0.1, 1.3, 2.1), parts.rectangle(0.15, 1.1, 1.6, 2.1)], 1.15, 0.015
        ),
    )
    kit.put(glass_cab(1.6, 2.95, 1.95, 3.55, 0.85, frame=paints.BLACK, roof=body)).add(
        body, box((1.6, -0.8, 1.5), (2.9, 0.8, 1.96))
    )
    kit.add(
        paints.DARK_STEEL,
        parts.ladder((2.3, 1.55, 0.5), (2.3, 1.0, 1.9), 0.5, 6, 0.025),
        box((1.7, 0.85, 1.86), (2.8, 1.35, 1.94)),
        parts.railing([(1.8, 1.33, 1.94), (2.75, 1.33, 1.94)], 0.9),
    )
    kit.add(
        body,
        tube(
            np.array(
                [
                    (0.6, -1.2, 2.9),
                    (0.6, -1.45, 3.45),
                    (-0.4, -1.5, 3.6),
                    (-3.4, -1.45, 3.4),
                    (-3.7, -1.45, 3.15),
                ]
            ),
            [0.2, 0.2, 0.19, 0.18, 0.2],
            14,
        ),
    )
    kit.add(body, slab([(1.4, 1.5), (3.3, 0.5), (3.3, 0.95), (1.7, 2.0)], 0.55))
    trough = [
        (4.6, 0.12),
        (3.55, 0.1),
        (3.25, 0.3),
        (3.2, 1.1),
        (3.3, 1.1),
        (3.4, 0.45),
        (3.65, 0.24),
        (4.6, 0.2),
    ]
    kit.add(body, slab(trough, wide)).pair(
        accent, slab([(3.15, 0.1), (4.9, 0.05), (5.2, 0.15), (4.6, 0.75), (3.3, 1.15)], 0.05, y=wide)
    )
    screw = [
        [
            (3.75 + 0.2 * np.cos(t), s * (wide - 0.05 - t / 28.0), 0.5 + 0.2 * np.sin(t))
            for t in np.linspace(0, (wide - 0.15) * 28, 130)
        ]
        for s in (-1, 1)
    ]
    kit.add(paints.STEEL, wires(screw, 0.035, 4), cylinder((3.75, -wide, 0.5), (3.75, wide, 0.5), 0.12))
    kit.put(_reel(0.52, wide - 0.12, 6, accent), 4.45, 0, 0.95).pair(
        body, slat((3.3, 1.15), (4.5, 0.98), 0.04, 0.08, y=wide)
    )
    kit.add(
        paints.STEEL,
        *(
            slab([(4.55, 0.1), (4.95, 0.13), (4.55, 0.18)], 0.03, y=float(y))
            for y in np.linspace(-wide + 0.1, wide - 0.1, 22)
        ),
    )
    kit.put(parts.exhaust(-2.2, 0.6, 2.85, 0.9, 0.07)).put(
        parts.beacon(1.8, 0.6, 3.61, paints.BEACON_AMBER)
    ).put(parts.beacon(1.8, -0.6, 3.61, paints.BEACON_AMBER))
    kit.put(parts.tail_lamps(-3.55, 0.95, 1.9)).pair(
        paints.BLACK,
        box((2.9, 1.25, 2.5), (2.97, 1.5, 3.0)),
        rods([(2.85, 0.85, 3.2)], [(2.92, 1.35, 3.0)], 0.02),
    )
    return kit


def _green_combine() -> Kit:
    return _combine(paints.GREEN, paints.YELLOW, "S 790", "green", wide=2.6)


def _red_combine() -> Kit:
    return _combine(paints.paint(168, 26, 24), paints.dull(60, 60, 62), "AXIAL", "maroon", wide=2.2)


def _forage_harvester() -> Kit:
    """A field chopper: a row of pointed snouts in front and a tall curved spout."""
    body = paints.paint(150, 190, 40)
    kit = (
        Kit()
        .put_pair(running.wheel(0.85, 0.6, paints.RED, hub=0.52, tread=24, lug=0.05), 0.9, 1.15, 0.85)
        .put_pair(running.wheel(0.58, 0.42, paints.RED, hub=0.52, tread=20, lug=0.05), -1.9, 1.1, 0.58)
    )
    kit.add(
        paints.DARK_STEEL,
        cylinder((0.9, -1.1, 0.85), (0.9, 1.1, 0.85), 0.2),
        box((-2.4, -0.7, 0.6), (1.6, 0.7, 1.1)),
    )
    kit.add(
        body, slab(rounded([(-3.0, 1.0), (0.3, 1.0), (0.3, 2.3), (-2.4, 2.4), (-3.0, 1.9)], 0.2), 1.05, 0.1)
    ).put(parts.both_signs(emblem("grille", "steel", "black"), -1.9, 1.06, 1.75, 1.3, height=0.6)).put(
        parts.both_signs(text("JAGUAR", "black", "white"), -0.5, 1.06, 2.0, 1.1, height=0.26)
    )
    kit.put(glass_cab(0.3, 1.75, 1.6, 3.2, 0.8, frame=paints.BLACK, roof=body)).add(
        body, box((0.3, -0.75, 1.05), (1.7, 0.75, 1.62))
    )
    spout = np.array(
        [(-0.2, 0, 2.3), (-0.25, 0, 3.2), (-0.8, 0, 4.0), (-1.9, 0, 4.45), (-3.1, 0, 4.3), (-3.7, 0, 3.8)]
    )
    kit.add(body, tube(spout, [0.26, 0.24, 0.22, 0.2, 0.19, 0.2], 14)).add(
        paints.DARK_STEEL, slat((-3.55, 4.15), (-4.0, 3.55), 0.2, 0.03)
    )
    kit.add(
        body,
        slab([(1.5, 1.1), (2.5, 0.4), (2.5, 0.9), (1.7, 1.5)], 0.5),
        slab(rounded([(2.4, 0.15), (3.1, 0.15), (3.1, 0.5), (2.6, 1.2), (2.4, 1.2)], 0.06), 2.1, 0.04),
    )
    for n in range(7):
        y = -1.95 + n * 0.65
        nose = [(0.0, 0.16, 0.42), (0.6, 0.14, 0.32), (1.3, 0.08, 0.16), (1.7, 0.0, 0.0)]
        kit.add(
            paints.RED if n % 2 else body,
            fuselage([(x, z - 0.1, z + 0.02, h) for x, z, h in nose], 3, 20).moved(2.95, y, 0.36),
        )
    for n in range(6):
        y = -1.62 + n * 0.65
        kit.add(
            paints.STEEL,
            turned([(0, 0.0), (0.27, 0.0), (0.27, 0.06), (0, 0.06)], 18).moved(3.25, y, 0.35),
            around(slab([(0.25, 0.36), (0.36, 0.38), (0.25, 0.4)], 0.03), 10).moved(3.25, y, 0.0),
        )
    kit.put(parts.exhaust(-1.6, 0.6, 2.3, 0.9, 0.07)).put(
        parts.beacon(0.6, 0.5, 3.26, paints.BEACON_AMBER)
    ).put(parts.tail_lamps(-3.0, 0.9, 1.5))
    return kit.add(paints.DARK_STEEL, parts.ladder((1.0, 1.5, 0.5), (1.0, 0.9, 1.6), 0.5, 5, 0.025)).pair(
        body, parts.mudguard(0.9, 0.85, 0.98, 1.1, 0.5, start=60, end=160)
    )


MODELS: tuple[Model, ...] = (
    machine("harvester", "green_combine", _green_combine, 8.5),
    machine("harvester", "red_combine", _red_combine, 8.0),
    machine("harvester", "forage", _forage_harvester),
    machine("tractor", "green", _green_tractor),
    machine("tractor", "vintage", _vintage_tractor),
    machine("tractor", "loader", _loader_tractor),
)
