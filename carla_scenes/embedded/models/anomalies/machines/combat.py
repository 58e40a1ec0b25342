"""Combat vehicles on wheels and tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.armour import (
    cannon,
    hatch,
    machine_gun,
    road_circles,
    skirts,
    stowage,
)
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    dots,
    prism,
    rods,
    rounded,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _wheeled_carrier() -> Kit:
    """An eight-wheeled troop carrier with a small turret."""
    paint = paints.FOREST_CAMOUFLAGE
    kit = Kit()
    for x in (2.4, 1.15, -0.7, -1.95):
        kit.put_pair(running.wheel(0.56, 0.42, paints.OLIVE, tread=18, lug=0.05), x, 1.14, 0.56).add(
            paints.DARK_STEEL, rods([(x, -1.0, 0.56)], [(x, 1.0, 0.56)], 0.1, 10)
        )
    body = [
        (-3.0, 1.0),
        (-3.1, 1.35),
        (-2.9, 2.15),
        (1.6, 2.2),
        (3.5, 1.55),
        (3.6, 1.25),
        (2.9, 0.75),
        (-2.7, 0.75),
    ]
    kit.add(paint, slab(body, 0.95, 0.06)).pair(
        paint, slab([(-3.0, 1.15), (3.3, 1.2), (3.2, 1.5), (1.5, 1.85), (-2.9, 1.85)], 0.2, 0.12, y=1.15)
    )
    top = (
        Kit()
        .add(
            paint,
            prism(
                [(-0.6, -0.5), (-0.6, 0.5), (0.3, 0.6), (0.75, 0.3), (0.75, -0.3), (0.3, -0.6)],
                0.0,
                0.4,
                0.06,
            ),
        )
        .put(cannon(0.7, 1.7, 0.04, 0.22, paints.DARK_STEEL, brake=True))
        .put(hatch(-0.2, 0.0, 0.38, 0.26, paint))
        .pair(
            paints.DARK_STEEL,
            *(
                cylinder((0.2 - n * 0.14, 0.55, 0.2), (0.28 - n * 0.14, 0.75, 0.34), 0.045, sides=10)
                for n in range(3)
            ),
        )
    )
    kit.put(top, -0.2, 0, 2.18, yaw=14).put(hatch(2.0, -0.45, 1.95, 0.26, paint)).put(
        hatch(-2.0, 0.4, 2.12, 0.3, paint)
    ).put(hatch(-2.0, -0.4, 2.12, 0.3, paint))
    kit.pair(
        paints.GLASS,
        slat((2.45, 2.0), (2.65, 1.92), 0.16, 0.05, y=0.45),
        box((1.9, 1.3, 1.5), (2.2, 1.36, 1.62)),
    ).put_pair(parts.headlamp(0.1, housing=paint), 3.5, 0.75, 1.45).pair(
        paints.DARK_STEEL,
        wires([[(3.3, 0.6, 1.75), (3.7, 0.6, 1.6), (3.7, 0.9, 1.6), (3.3, 0.9, 1.7)]], 0.02, 5),
    )
    kit.add(paint, slat((3.6, 1.0), (3.2, 1.72), 0.85, 0.05)).pair(
        paint, parts.seams([parts.rectangle(-0.4, 0.5, 1.2, 1.8)], 1.355, 0.02)
    ).put(parts.both_signs(text("UN", "black", "white"), -1.2, 1.36, 1.5, 0.7, height=0.36)).put(
        stowage(-2.6, -1.2, 0.95, 1.95, 4)
    ).put(stowage(-2.6, -1.2, -0.95, 1.95, 4))
    kit.put(parts.both_signs(text("A 12", "white", "olive"), 1.25, 1.36, 1.42, 0.6, height=0.24)).put(
        parts.tail_lamps(-3.1, 0.9, 1.4, 0.1)
    ).add(paint, box((-3.14, -0.6, 0.95), (-3.02, 0.6, 2.0)))
    return kit.add(
        paints.BLACK,
        rods([(-2.6, 0.8, 2.1), (-2.6, -0.8, 2.1)], [(-2.9, 0.85, 3.6), (-2.9, -0.85, 3.4)], 0.012, 5),
    ).pair(paints.DARK_STEEL, cylinder((0.6, 1.25, 1.75), (0.0, 1.28, 1.8), 0.09))


def _tracked_carrier() -> Kit:
    """A tracked infantry carrier: a box with a sloped front, a trim vane, a machine gun behind shields."""
    paint = paints.DESERT_CAMOUFLAGE
    kit = Kit().put_pair(
        running.track(
            road_circles(-1.6, 1.3, 5, 0.3, (2.15, 0.62, 0.28), idler=(-2.3, 0.5, 0.26)),
            0.4,
            paint,
            links=60,
            thickness=0.05,
        ),
        0,
        1.12,
        0.06,
    )
    kit.add(
        paint, slab([(-2.5, 0.5), (1.9, 0.5), (2.5, 0.9), (2.3, 1.2), (1.3, 1.95), (-2.5, 1.95)], 0.9, 0.04)
    ).pair(
        paint, slab([(-2.5, 0.95), (2.4, 0.95), (2.25, 1.2), (1.35, 1.9), (-2.5, 1.9)], 0.25, 0.03, y=1.1)
    ).put(skirts(-2.45, 2.3, 0.75, 1.0, 1.36, count=6, material=paint))
    kit.add(paint, slat((2.42, 1.15), (1.62, 1.78), 0.8, 0.06)).pair(
        paints.DARK_STEEL, dots([(2.2 - 0.12 * n, 0.7, 1.36 + 0.095 * n) for n in range(5)], 0.03)
    ).put_pair(parts.headlamp(0.09, housing=paint), 2.4, 0.7, 1.15)
    kit.put(hatch(0.0, 0.0, 1.93, 0.36, paint)).put(machine_gun(), 0.35, 0, 2.15).add(
        paint,
        slab([(0.45, 2.1), (0.5, 2.1), (0.42, 2.75), (0.38, 2.75)], 0.3, y=0.45),
        slab([(0.45, 2.1), (0.5, 2.1), (0.42, 2.75), (0.38, 2.75)], 0.3, y=-0.45),
    ).pair(paint, box((-0.5, 0.72, 2.1), (0.45, 0.76, 2.7)))
    kit.add(paints.CANVAS, rounded_box((-2.3, -0.75, 1.95), (-0.8, 0.75, 2.15), 0.08)).put(
        stowage(-2.3, -0.9, 1.1, 1.92, 5)
    ).put(stowage(-2.3, -0.9, -1.1, 1.92, 5)).put(
        parts.both_signs(emblem("star", "white", "sand"), -0.2, 1.355, 1.45, 0.6, height=0.6)
    ).put(parts.both_signs(text("B 24", "black", "sand"), -1.6, 1.355, 1.45, 0.8, height=0.3))
    kit.add(paint, box((-2.6, -0.85, 0.7), (-2.48, 0.85, 1.85))).put(
        parts.tail_lamps(-2.52, 1.15, 1.4, 0.1)
    ).pair(paints.OLIVE, rounded_box((-2.75, 0.31, 1.2), (-2.6, 0.59, 1.6), 0.04))
    return kit.add(
        paints.BLACK,
        rods([(-0.6, 1.0, 1.95), (-0.6, -1.0, 1.95)], [(-0.9, 1.05, 3.6), (-0.9, -1.05, 3.4)], 0.012, 5),
    ).put(hatch(1.1, -0.6, 1.88, 0.24, paint))


def _rocket_artillery() -> Kit:
    """A truck that carries a raised box of rockets."""
    paint = paints.FOREST_CAMOUFLAGE
    kit = Kit()
    for x in (2.3, -1.0, -2.3):
        kit.put_pair(running.wheel(0.58, 0.42, paints.OLIVE, tread=18, lug=0.05), x, 1.0, 0.58).add(
            paints.DARK_STEEL, rods([(x, -0.9, 0.58)], [(x, 0.9, 0.58)], 0.1, 10)
        )
    kit.pair(paints.DARK_STEEL, box((-3.2, 0.4, 0.75), (3.1, 0.55, 1.05))).add(
        paint, slab([(1.2, 0.9), (3.4, 0.9), (3.5, 1.5), (2.9, 2.5), (1.2, 2.5)], 1.15, 0.06)
    )
    kit.add(
        paints.GLASS,
        slab(rounded([(1.6, 1.7), (2.95, 1.7), (2.65, 2.3), (1.6, 2.3)], 0.06), 1.16),
        *(slat((3.42, 1.62), (3.08, 2.22), 0.48, 0.05, y=y) for y in (-0.55, 0.55)),
    ).put_pair(parts.headlamp(0.1), 3.46, 0.85, 1.2).add(
        paints.DARK_STEEL, box((3.35, -1.15, 0.7), (3.6, 1.15, 1.0))
    )
    kit.add(paint, box((-3.2, -1.1, 1.05), (1.1, 1.1, 1.25))).pair(
        paint,
        rounded_box((-0.6, 0.6, 0.6), (1.0, 1.12, 1.05), 0.05),
        parts.mudguard(2.3, 0.58, 0.72, 1.0, 0.44, start=10, end=170),
    )
    rack = (
        Kit()
        .add(paint, box((-1.9, -1.05, 0.0), (1.9, 1.05, 0.08)), box((-1.9, -1.05, 1.16), (1.9, 1.05, 1.24)))
        .pair(paint, box((-1.9, 1.0, 0.0), (1.9, 1.08, 1.24)))
    )
    for row in range(4):
        for column in range(7):
            y, z = (column - 3) * 0.28, 0.2 + row * 0.28
            rack.add(
                paints.OLIVE,
                turned([(0.1, -1.92), (0.13, -1.92), (0.13, 1.95), (0.1, 1.95), (0.1, -1.92)], 12, "x").moved(
                    0, y, z
                ),
            )
            if (row + column) % 5:
                rack.add(
                    paints.dull(150, 46, 36),
                    turned([(0.095, 1.5), (0.09, 1.9), (0.04, 2.05), (0, 2.08)], 10, "x", 50).moved(0, y, z),
                )
    kit.put(rack, -1.6, 0, 1.9, pitch=24).add(
        paints.DARK_STEEL, cylinder((-2.0, 0, 1.2), (-2.0, 0, 1.6), 0.8, sides=24)
    ).pair(paint, slab([(-2.8, 1.5), (-1.4, 1.5), (-2.0, 2.3), (-2.6, 2.2)], 0.08, y=0.75)).put_pair(
        parts.ram((-0.9, 0.4, 1.4), (-0.6, 0.4, 2.35), 0.08)
    )
    kit.put(parts.both_signs(emblem("star", "red", "olive"), 2.0, 1.165, 1.35, 0.45, height=0.45)).put(
        parts.tail_lamps(-3.22, 0.9, 1.1)
    ).pair(
        paints.DARK_STEEL, box((-3.0, 1.05, 0.1), (-2.8, 1.3, 1.1)), box((-3.1, 0.95, 0.0), (-2.7, 1.4, 0.08))
    )
    return kit.add(paint, cylinder((1.6, -0.5, 2.5), (1.6, -0.5, 2.62), 0.3))


def _armed_jeep() -> Kit:
    """A wide armoured car with four wheels and a gun in a shield on its roof."""
    paint = paints.SAND
    kit = Kit()
    for x in (1.65, -1.6):
        kit.put_pair(running.wheel(0.5, 0.34, paint, tread=18, lug=0.05), x, 0.95, 0.5).add(
            paints.DARK_STEEL, rods([(x, -0.8, 0.5)], [(x, 0.8, 0.5)], 0.07, 10)
        ).pair(paints.BLACK, slab(arc((x, 0.5), 0.62, 0, 180, 14), 0.05, y=0.99))
    body = [
        (-2.45, 0.55),
        (2.3, 0.5),
        (2.4, 0.95),
        (2.2, 1.15),
        (0.95, 1.25),
        (0.55, 1.85),
        (-1.1, 1.88),
        (-2.35, 1.3),
    ]
    kit.add(paint, slab(rounded(body, 0.06), 1.05, 0.08)).add(
        paints.GLASS,
        *(
            slab(rounded([(a, 1.3), (b, 1.3), (c, 1.74), (a, 1.74)], 0.04), 1.056)
            for a, b, c in ((-0.15, 0.72, 0.46), (-1.0, -0.28, -0.28))
        ),
        *(slat((0.93, 1.32), (0.64, 1.75), 0.42, 0.05, y=y) for y in (-0.48, 0.48)),
    )
    kit.pair(
        paints.BLACK,
        parts.seams(
            [
                [(-0.22, 0.6), (0.85, 0.6), (0.85, 1.28), (0.55, 1.8), (-0.22, 1.8)],
                [(-1.08, 0.85), (-0.26, 0.6), (-0.26, 1.8), (-1.08, 1.8)],
            ],
            1.055,
            0.012,
        ),
    ).add(
        paints.BLACK,
        *(box((2.34, y - 0.05, 0.68), (2.42, y + 0.05, 0.98)) for y in np.linspace(-0.5, 0.5, 7)),
    )
    kit.put_pair(parts.headlamp(0.11, housing=paint), 2.4, 0.78, 0.86).add(
        paints.DARK_STEEL, box((2.3, -1.0, 0.4), (2.55, 1.0, 0.6))
    ).put(machine_gun(), -0.2, 0, 1.95).add(
        paint, turned([(0.5, 0), (0.6, 0), (0.6, 0.1), (0.5, 0.1), (0.5, 0)], 24).moved(-0.3, 0, 1.86)
    )
    for y in (-0.38, 0.38):
        kit.add(paint, slat((0.2, 1.95), (0.3, 2.55), 0.26, 0.04, y=y))
    kit.pair(paint, box((-0.7, 0.58, 1.95), (0.15, 0.62, 2.45))).put(
        running.wheel(0.48, 0.3, paint, tread=18), -2.55, 0, 1.05, yaw=90
    ).put(parts.tail_lamps(-2.47, 0.85, 0.95, 0.1)).put(stowage(-1.9, -1.3, 0.6, 1.6, 2)).put(
        stowage(-1.9, -1.3, -0.6, 1.6, 2)
    )
    kit.pair(paints.OLIVE, rounded_box((-2.3, 1.05, 0.75), (-1.95, 1.2, 1.2), 0.04)).put(
        parts.both_signs(text("MP", "black", "white"), 0.3, 1.063, 0.95, 0.45, height=0.26)
    ).put(parts.both_signs(emblem("star", "white", "sand"), 1.3, 1.06, 1.1, 0.2, height=0.2))
    return kit.pair(
        paints.BLACK,
        box((0.75, 1.1, 1.3), (0.83, 1.3, 1.6)),
        rods([(-2.2, 0.9, 1.3)], [(-2.6, 0.95, 3.1)], 0.012, 5),
    ).put(parts.exhaust(1.0, 1.0, 1.2, 1.0, 0.04))


MODELS: tuple[Model, ...] = (
    machine("combat vehicle", "wheeled", _wheeled_carrier),
    machine("combat vehicle", "tracked", _tracked_carrier),
    machine("combat vehicle", "rockets", _rocket_artillery),
    machine("combat vehicle", "armoured_car", _armed_jeep),
)
