"""Gantry cranes of ports and workshops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import dots, rods, slab, slat, turned, wires

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def container(length: float, material: Material, ground: str, name: str) -> Kit:
    """Return a shipping container about the origin of its underside."""
    half, w, high = length / 2.0, 1.2, 2.5
    kit = Kit().add(material, box((-half + 0.04, -w + 0.04, 0.04), (half - 0.04, w - 0.04, high - 0.04)))
    kit.pair(
        material,
        *(
            box((x, w - 0.05, 0.12), (x + 0.12, w - 0.005, high - 0.12))
            for x in np.arange(-half + 0.15, half - 0.2, 0.24)
        ),
    )
    for x in (-half, half):
        kit.pair(material, box((x - 0.07, w - 0.1, 0), (x + 0.07, w + 0.02, high)))
        kit.add(material, *(box((x - 0.07, -w, z), (x + 0.07, w, z + 0.12)) for z in (0.0, high - 0.12)))
    kit.pair(material, *(box((-half, w - 0.08, z), (half, w + 0.02, z + 0.12)) for z in (0.0, high - 0.12)))
    kit.add(
        paints.STEEL,
        rods(
            [(half + 0.08, y, 0.1) for y in (-0.8, -0.3, 0.3, 0.8)],
            [(half + 0.08, y, high - 0.1) for y in (-0.8, -0.3, 0.3, 0.8)],
            0.025,
        ),
    )
    return kit.put(
        parts.both_signs(text(name, "white", ground), 0, w + 0.025, high * 0.6, length * 0.5, height=0.7)
    )


def _hook(x: float, y: float, top: float, low: float) -> Kit:
    """Return ropes, a block and a hook that hangs from (x, y, top) to low."""
    kit = Kit().add(
        paints.DARK_STEEL,
        wires(
            [
                [(x + a, y + b, top), (x + a * 0.6, y + b * 0.6, low + 0.7)]
                for a in (-0.2, 0.2)
                for b in (-0.15, 0.15)
            ],
            0.025,
        ),
    )
    kit.add(
        paints.YELLOW, rounded_box((x - 0.28, y - 0.16, low + 0.4), (x + 0.28, y + 0.16, low + 0.8), 0.08)
    )
    turns = np.radians(np.linspace(95, -150, 12))
    path = np.array(
        [(x, y, low + 0.42), *((x + 0.2 * np.cos(t), y, low + 0.08 + 0.2 * np.sin(t)) for t in turns)]
    )
    return kit.add(paints.DARK_STEEL, tube(path, np.linspace(0.07, 0.035, len(path)), 10))


def _portal() -> Kit:
    """A container crane on rubber tyres: four legs, two girders, a trolley, a container on the hook."""
    body = paints.BLUE
    kit = Kit()
    for x in (-3.2, 3.2):
        for y in (-5.0, 5.0):
            kit.add(body, box((x - 0.32, y - 0.32, 1.5), (x + 0.32, y + 0.32, 11.0)))
            for dx in (-0.75, 0.75):
                kit.put(running.wheel(0.55, 0.5, paints.WHITE), x + dx, y, 0.55)
            kit.add(paints.YELLOW, box((x - 1.3, y - 0.34, 0.8), (x + 1.3, y + 0.34, 1.55)))
            kit.add(body, rods([(x, y * 0.99, 9.2)], [(x, y * 0.72, 11.1)], 0.16, 8))
        kit.add(body, box((x - 0.4, -5.6, 11.0), (x + 0.4, 5.6, 12.1)))
        kit.add(
            paints.DARK_STEEL,
            box((x - 0.1, -5.6, 12.1), (x + 0.1, 5.6, 12.2)),
            parts.railing(
                [(x + (0.6 if x > 0 else -0.6), y, 12.05) for y in np.linspace(-5.5, 5.5, 12)], 0.9, 0.03
            ),
        )
        kit.put(
            parts.front_sign(
                text("PORT 04", "white", "blue"), x + 0.41 if x > 0 else x - 0.41, 11.55, 4.0, 0.8, rear=x < 0
            )
        )
    for y in (-5.0, 5.0):
        kit.add(
            body,
            box((-3.2, y - 0.3, 1.5), (3.2, y + 0.3, 2.2)),
            box((-3.2, y - 0.25, 10.2), (3.2, y + 0.25, 10.8)),
            rods([(-3.0, y, 2.2), (3.0, y, 2.2)], [(0, y, 4.6), (0, y, 4.6)], 0.14, 8),
        )
        kit.put(parts.both_signs(emblem("hatching", "black", "yellow"), 0, 5.31, 1.85, 5.4, height=0.5))
    kit.add(paints.DARK_STEEL, parts.ladder((-3.6, 5.0, 1.6), (-3.6, 5.0, 11.0), 0.5, 26, 0.03))
    kit.add(
        paints.RED,
        box((-3.4, -1.6, 12.2), (3.4, 1.6, 12.6)),
        rounded_box((-1.2, -1.4, 12.6), (1.2, 1.4, 13.8), 0.1),
        cylinder((-2.4, -1.0, 13.0), (-2.4, 1.0, 13.0), 0.45),
        cylinder((2.4, -1.0, 13.0), (2.4, 1.0, 13.0), 0.45),
    )
    kit.add(paints.WHITE, box((2.0, 1.7, 9.8), (3.3, 3.0, 11.3))).add(
        paints.GLASS, box((1.98, 1.68, 9.9), (3.32, 3.02, 10.6))
    )
    kit.add(
        paints.DARK_STEEL,
        wires([[(x, y, 12.3), (x, y, 8.0)] for x in (-2.2, 2.2) for y in (-0.8, 0.8)], 0.035),
    ).add(
        paints.YELLOW,
        box((-2.9, -0.3, 7.7), (2.9, 0.3, 8.05)),
        box((-2.9, -1.15, 7.5), (-2.6, 1.15, 7.8)),
        box((2.6, -1.15, 7.5), (2.9, 1.15, 7.8)),
    )
    return kit.put(container(5.8, paints.paint(158, 58, 30), "orange", "OCEANIC"), 0, 0, 5.0).put(
        container(5.8, paints.GREEN, "green", "EVERFAR"), 0, -1.6, 0.0
    )


def _frame() -> Kit:
    """A workshop crane: an I-beam on two A-frames with castors, a chain hoist."""
    body = paints.YELLOW
    kit = Kit().add(
        body,
        box((-0.22, -3.4, 4.3), (0.22, 3.4, 4.36)),
        box((-0.22, -3.4, 4.74), (0.22, 3.4, 4.8)),
        box((-0.04, -3.4, 4.36), (0.04, 3.4, 4.74)),
    )
    for y in (-2.9, 2.9):
        kit.add(
            body,
            slat((-1.35, 0.45), (-0.12, 4.3), 0.1, 0.18, y=y),
            slat((1.35, 0.45), (0.12, 4.3), 0.1, 0.18, y=y),
            slat((-1.6, 0.42), (1.6, 0.42), 0.12, 0.16, y=y),
            slat((-0.8, 2.1), (0.8, 2.1), 0.07, 0.12, y=y),
        )
        kit.add(
            body,
            box((-0.3, y - 0.2, 4.12), (0.3, y + 0.2, 4.32)),
            rods([(0, y, 2.1)], [(0, y * 0.62, 4.3)], 0.05, 8),
            rods([(x, y, 0.5) for x in (-0.9, 0.9)], [(0, y, 2.1)] * 2, 0.04, 8),
        )
        for x in (-1.4, 1.4):
            kit.put(running.wheel(0.16, 0.12, paints.RED), x, y, 0.16).add(
                paints.STEEL,
                slab([(x - 0.12, 0.14), (x + 0.1, 0.14), (x + 0.16, 0.36), (x - 0.16, 0.36)], 0.09, y=y),
            )
        kit.add(
            paints.DARK_STEEL, dots([(x, y + s * 0.21, 4.2) for x in (-0.2, 0.2) for s in (-1, 1)], 0.035)
        )
    kit.put(parts.front_sign(text("2000 KG", "black", "yellow"), 0.05, 4.55, 1.8, 0.3)).put(
        parts.front_sign(text("2000 KG", "black", "yellow"), -0.05, 4.55, 1.8, 0.3, rear=True)
    )
    kit.add(paints.RED, rounded_box((-0.35, 0.1, 3.65), (0.35, 0.7, 4.2), 0.08)).add(
        paints.DARK_STEEL, box((-0.2, 0.2, 4.1), (0.2, 0.6, 4.5))
    )
    for n in range(30):
        ring = turned(
            [(0.035, -0.012), (0.058, 0.0), (0.035, 0.012), (0.02, 0.0), (0.035, -0.012)],
            10,
            "x" if n % 2 else "y",
        )
        kit.add(paints.STEEL, ring.moved(0, 0.4, 3.6 - n * 0.075, scale=(1, 1, 1.2)))
    kit.put(_hook(0, 0.4, 1.6, 0.9), 0, 0.2, 0.42, scale=0.5)
    kit.add(
        paints.BLACK,
        wires([[(0.3, 0.5, 3.7), (0.45, 0.6, 2.4), (0.45, 0.6, 1.6)]], 0.018),
        rounded_box((0.38, 0.54, 1.3), (0.52, 0.66, 1.62), 0.03),
    ).add(paints.RED, dots([(0.53, 0.6, z) for z in (1.4, 1.5)], 0.03))
    return kit.add(
        paints.planks(160, 122, 74, 0.12),
        box((-0.5, -0.2, 0.12), (0.5, 0.8, 0.9)),
        *(box((x, -0.2, 0), (x + 0.12, 0.8, 0.12)) for x in (-0.5, -0.06, 0.38)),
    )


def _quay() -> Kit:
    """A ship-to-shore crane: a tall portal of lattice with a long boom over the water."""
    body = paints.paint(190, 52, 30)
    kit = Kit()
    for x in (-3.0, 3.0):
        for y in (-2.4, 2.4):
            kit.add(body, rods([(x, y, 1.0)], [(x, y, 11.5)], 0.34, 4))
            for dx in (-0.7, 0.0, 0.7):
                kit.add(paints.DARK_STEEL, cylinder((x + dx, y - 0.2, 0.28), (x + dx, y + 0.2, 0.28), 0.28))
            kit.add(body, box((x - 1.1, y - 0.3, 0.4), (x + 1.1, y + 0.3, 1.0)))
        kit.add(
            body,
            box((x - 0.3, -2.4, 4.4), (x + 0.3, 2.4, 5.1)),
            box((x - 0.3, -2.4, 10.6), (x + 0.3, 2.4, 11.4)),
            wires([[(x, -2.4, 5.1), (x, 2.4, 10.6)], [(x, 2.4, 5.1), (x, -2.4, 10.6)]], 0.12),
        )
    kit.pair(body, box((-3.0, 2.1, 4.5), (3.0, 2.7, 5.1)), rods([(-3.0, 2.4, 5.1)], [(3.0, 2.4, 10.8)], 0.14))
    for y in (-0.9, 0.9):
        kit.add(body, parts.lattice((-7.5, y, 11.9), (12.5, y, 11.9), 0.9, 24, 0.08, height=1.1))
    kit.add(body, *(box((x - 0.1, -1.3, 11.3), (x + 0.1, 1.3, 11.5)) for x in np.linspace(-7.4, 12.4, 9)))
    apex = (3.0, 0.0, 17.5)
    kit.add(
        body,
        rods(
            [(3.0, -2.2, 11.4), (3.0, 2.2, 11.4), (-3.0, -1.6, 11.4), (-3.0, 1.6, 11.4)],
            [(3.0, -0.3, 17.5), (3.0, 0.3, 17.5), apex, apex],
            0.2,
        ),
    )
    kit.add(
        paints.DARK_STEEL,
        wires(
            [[(12.0, y, 12.4), apex, (-7.0, y, 12.4)] for y in (-0.9, 0.9)]
            + [[(7.5, y, 12.4), apex] for y in (-0.9, 0.9)],
            0.06,
        ),
    )
    kit.add(paints.WHITE, rounded_box((-6.4, -1.5, 12.5), (-3.2, 1.5, 14.4), 0.1)).put(
        parts.both_signs(text("QUAY 2", "red", "white"), -4.8, 1.52, 13.5, 2.4, height=0.8)
    )
    kit.add(paints.YELLOW, box((6.4, -1.1, 11.0), (8.2, 1.1, 11.4))).add(
        paints.WHITE, box((5.2, -0.7, 9.7), (6.3, 0.7, 11.1))
    ).add(paints.GLASS, box((5.18, -0.72, 9.85), (6.32, 0.72, 10.5)))
    kit.add(
        paints.DARK_STEEL, wires([[(x, y, 11.0), (x, y, 8.2)] for x in (6.6, 8.0) for y in (-0.6, 0.6)], 0.05)
    ).put(container(4.6, paints.BLUE, "blue", "BALTICA"), 7.3, 0, 5.6, yaw=90)
    kit.add(paints.YELLOW, box((6.3, -2.3, 8.05), (8.3, 2.3, 8.3))).add(
        paints.DARK_STEEL,
        parts.ladder((-3.4, 2.4, 1.0), (-3.4, 2.4, 11.4), 0.6, 28, 0.04),
        parts.railing([(x, 1.6, 11.4) for x in np.linspace(-7, 3, 8)], 0.9, 0.04),
    )
    return kit


MODELS: tuple[Model, ...] = (
    machine("gantry crane", "container", _portal, 11.5),
    machine("gantry crane", "workshop", _frame),
    machine("gantry crane", "quay", _quay, 12.0),
)
