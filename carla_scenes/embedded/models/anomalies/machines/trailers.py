"""Trailers without what pulls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.cabs import chassis
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    dots,
    front,
    fuselage,
    prism,
    rods,
    rounded,
    slab,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _caravan() -> Kit:
    """A round-ended silver caravan with an awning stripe and a drawbar."""
    w = 1.15
    shell = [
        (-2.9, 1.5, 0.75, 0.6, 3),
        (-2.65, 1.5, 1.02, 0.92, 3.4),
        (-2.0, 1.5, w, 1.05, 3.6),
        (1.6, 1.5, w, 1.05, 3.6),
        (2.3, 1.48, 1.02, 0.92, 3.4),
        (2.6, 1.46, 0.72, 0.58, 3),
    ]
    kit = Kit().add(paints.metal(205, 208, 212, roughness=0.2), fuselage(shell, 5, 44))
    rivets = [
        (x, s * (w + 0.004), z)
        for x in np.linspace(-2.0, 1.6, 7)
        for z in np.arange(0.75, 2.2, 0.09)
        for s in (-1, 1)
    ]
    kit.add(paints.ALUMINIUM, dots(rivets, 0.012))
    kit.pair(
        paints.RED,
        box((-2.0, w - 0.02, 1.12), (1.6, w + 0.012, 1.22)),
        box((-2.0, w - 0.02, 1.04), (1.6, w + 0.012, 1.08)),
    )
    for x in (-1.6, 0.9):
        kit.pair(
            paints.ALUMINIUM, slab(rounded(parts.rectangle(x - 0.5, x + 0.5, 1.38, 2.0), 0.15), 0.03, y=w)
        )
        kit.pair(
            paints.GLASS, slab(rounded(parts.rectangle(x - 0.44, x + 0.44, 1.44, 1.94), 0.12), 0.035, y=w)
        )
        kit.pair(
            paints.cloth(190, 150, 60),
            *(box((x - 0.4 + s, w + 0.025, 1.5), (x - 0.28 + s, w + 0.037, 1.92)) for s in (0.0, 0.68)),
        )
    kit.pair(paints.ALUMINIUM, slab(rounded(parts.rectangle(-0.6, 0.1, 0.6, 2.2), 0.12), 0.025, y=w)).pair(
        paints.GLASS, slab(rounded(parts.rectangle(-0.45, -0.05, 1.5, 2.0), 0.1), 0.032, y=w)
    )
    kit.pair(paints.CHROME, box((-0.02, w, 1.15), (0.03, w + 0.06, 1.3)))
    opening = rounded(parts.rectangle(-0.58, 0.58, 1.36, 1.84), 0.1)
    kit.add(paints.GLASS, front(prism(opening, 2.56, 2.625)), front(prism(opening, -2.925, -2.86)))
    for x in (-0.75, -0.05):
        kit.put_pair(running.wheel(0.36, 0.22, paints.CHROME), x - 0.2, w - 0.04, 0.36).pair(
            paints.BLACK, slab(arc((x - 0.2, 0.36), 0.4, 0, 180), 0.04, y=w - 0.03)
        )
    kit.pair(paints.DARK_STEEL, rods([(2.2, 0.7, 0.5)], [(3.7, 0.03, 0.5)], 0.05)).add(
        paints.DARK_STEEL, cylinder((3.2, 0, 0.1), (3.2, 0, 0.9), 0.04), dots([(3.75, 0, 0.52)], 0.08)
    )
    kit.add(
        paints.WHITE,
        cylinder((3.0, 0.0, 0.6), (3.0, 0.0, 1.05), 0.15),
        rounded_box((-1.0, -0.4, 2.5), (-0.2, 0.4, 2.75), 0.08),
        rounded_box((0.7, -0.3, 2.5), (1.2, 0.3, 2.66), 0.05),
    )
    kit.put_pair(running.wheel(0.16, 0.1), 3.2, 0.07, 0.16).put(parts.tail_lamps(-2.82, 0.5, 1.0, 0.14))
    return kit.add(paints.DARK_STEEL, box((-0.7, -1.05, 0.42), (0.2, 1.05, 0.5)))


def _box_trailer() -> Kit:
    """The long box of an articulated lorry, standing on its legs."""
    w = 1.25
    kit = chassis(-5.9, 3.0, (-2.9, -4.0, -5.1), 0.5, w, twin=True)
    kit.add(paints.WHITE, box((-6.0, -w, 1.25), (5.0, w, 3.9))).pair(
        paints.STEEL,
        box((-6.02, w - 0.03, 1.1), (5.02, w + 0.03, 1.3)),
        box((-6.02, w - 0.03, 3.84), (5.02, w + 0.03, 3.94)),
    )
    kit.pair(
        paints.paint(205, 206, 204),
        *(box((x, w, 1.3), (x + 0.05, w + 0.02, 3.84)) for x in np.arange(-5.8, 5.0, 0.45)),
    )
    kit.put(
        parts.both_signs(text("NORTHERN/FREIGHT", "white", "blue"), -0.4, w + 0.03, 2.65, 6.4, height=1.7)
    )
    kit.add(
        paints.STEEL,
        *(rods([(-6.05, y, 1.3)], [(-6.05, y, 3.85)], 0.025) for y in (-0.9, -0.35, 0.35, 0.9)),
        box((-6.03, -0.02, 1.3), (-6.01, 0.02, 3.85)),
    )
    kit.put(parts.front_sign(emblem("hatching", "red", "white"), -6.04, 1.2, 2.3, 0.16, rear=True)).put(
        parts.tail_lamps(-6.03, 1.05, 1.0, 0.18)
    )
    kit.pair(
        paints.DARK_STEEL,
        box((2.3, 0.75, 0.1), (2.46, 0.91, 1.25)),
        box((2.2, 0.68, 0.0), (2.56, 0.98, 0.08)),
        wires([[(2.4, 0.8, 0.5), (3.2, 0.8, 1.2)]], 0.03),
    )
    kit.pair(
        paints.BLACK,
        *(box((x, 0.95, 0.35), (x + 0.04, 1.25, 1.0)) for x in (-5.75,)),
        box((-6.0, 0.1, 0.5), (-5.95, 1.2, 0.62)),
    )
    kit.pair(
        paints.STEEL,
        box((-2.2, w - 0.05, 0.55), (1.9, w - 0.02, 0.75)),
        box((-2.2, w - 0.05, 0.85), (1.9, w - 0.02, 1.05)),
    )
    kit.add(paints.WHITE, rounded_box((5.0, -0.9, 2.4), (5.45, 0.9, 3.75), 0.1)).put(
        parts.front_sign(emblem("grille", "steel", "black"), 5.46, 3.3, 1.4, 0.6)
    )
    return kit.pair(
        paints.INDICATOR,
        *(box((x, w + 0.03, 1.16), (x + 0.12, w + 0.05, 1.22)) for x in np.arange(-5.5, 5.0, 1.5)),
    )


def _log_trailer() -> Kit:
    """A trailer loaded with tree trunks between stanchions."""
    w = 1.2
    kit = chassis(-3.6, 3.2, (-1.7, -2.8), 0.5, w, twin=True, rim=paints.RED)
    kit.put_pair(running.wheel(0.5, 0.32, paints.RED), 2.4, w - 0.16, 0.5)
    kit.pair(paints.RED, box((-3.7, 0.32, 0.72), (3.4, 0.46, 0.98)))
    for x in (-3.3, -1.6, 0.4, 2.2):
        kit.add(paints.RED, box((x - 0.08, -w, 0.98), (x + 0.08, w, 1.1))).pair(
            paints.RED, box((x - 0.06, w - 0.08, 1.0), (x + 0.06, w + 0.02, 3.0))
        )
    rng = np.random.default_rng(np.random.SeedSequence([7, 2]))
    bark = paints.wood(92, 68, 46)
    cut = paints.wood(206, 168, 112)
    for row, z in enumerate((1.32, 1.7, 2.08, 2.46)):
        count = 5 - row % 2
        for n in range(count):
            y = (n - (count - 1) / 2) * 0.44
            r = float(rng.uniform(0.19, 0.225))
            x0, x1 = -3.9 + float(rng.uniform(-0.3, 0.3)), 3.2 + float(rng.uniform(-0.4, 0.3))
            kit.add(bark, cylinder((x0, y, z), (x1, y, z), r, r * 0.86, sides=16))
            for x, size in ((x0 - 0.006, r * 0.9), (x1 + 0.006, r * 0.78)):
                kit.add(cut, cylinder((x - 0.01, y, z), (x + 0.01, y, z), size, sides=16))
    kit.add(paints.RED, wires([[(4.6, 0, 0.6), (3.3, 0.5, 0.75)], [(4.6, 0, 0.6), (3.3, -0.5, 0.75)]], 0.07))
    kit.add(
        paints.YELLOW,
        *(
            wires(
                [
                    [
                        (x, -1.2, 1.1),
                        (x, -1.12, 2.3),
                        (x, -0.5, 2.72),
                        (x, 0.5, 2.72),
                        (x, 1.12, 2.3),
                        (x, 1.2, 1.1),
                    ]
                ],
                0.02,
            )
            for x in (-2.4, 1.3)
        ),
    )
    return kit.put(parts.tail_lamps(-3.72, 0.9, 0.85, 0.16)).put(
        parts.front_sign(emblem("hatching", "red", "yellow"), -3.73, 0.85, 0.8, 0.24, rear=True)
    )


def _tank_trailer() -> Kit:
    """A polished tank on wheels, standing on its legs."""
    kit = chassis(-4.6, 3.0, (-2.3, -3.4), 0.5, 1.22, twin=True)
    shine = paints.metal(206, 209, 214, roughness=0.14)
    tank = [
        (-4.95, 2.2, 0.35, 0.3),
        (-4.9, 2.2, 0.7, 0.62),
        (-4.6, 2.2, 1.05, 0.95),
        (-4.2, 2.2, 1.14, 1.02),
        (4.2, 2.25, 1.14, 1.02),
        (4.6, 2.25, 1.05, 0.95),
        (4.9, 2.25, 0.7, 0.62),
        (4.95, 2.25, 0.35, 0.3),
    ]
    kit.add(shine, fuselage(tank, 3, 40))
    for x in (-3.0, -1.0, 1.0, 3.0):
        kit.add(
            paints.STEEL, fuselage([(x - 0.04, 2.22, 1.17, 1.05), (x + 0.04, 2.22, 1.17, 1.05)], 0, 40)
        ).add(
            paints.DARK_STEEL,
            cylinder((x + 0.5, 0, 3.2), (x + 0.5, 0, 3.38), 0.28),
            cylinder((x + 0.5, 0, 3.36), (x + 0.5, 0, 3.42), 0.32),
        )
    kit.add(
        paints.STEEL,
        box((-4.0, -0.4, 3.2), (4.0, 0.4, 3.25)),
        parts.railing([(x, 0.45, 3.22) for x in np.linspace(-4, 4, 9)], 0.5, 0.018),
        parts.railing([(x, -0.45, 3.22) for x in np.linspace(-4, 4, 9)], 0.5, 0.018),
    )
    kit.add(paints.STEEL, parts.ladder((-4.98, 0.5, 1.0), (-4.7, 0.5, 3.2), 0.4, 8)).pair(
        paints.DARK_STEEL,
        slab([(-4.2, 1.0), (-1.6, 1.0), (-1.4, 1.5), (-4.4, 1.5)], 0.05, y=0.55),
        slab([(1.8, 1.0), (4.2, 1.0), (4.3, 1.5), (1.6, 1.5)], 0.05, y=0.5),
    )
    kit.put(parts.both_signs(text("MILK", "blue", "white"), 0.0, 1.18, 2.22, 2.2, height=0.7)).pair(
        paints.BLUE, box((-4.2, 1.15, 1.95), (-1.2, 1.16, 2.05)), box((1.2, 1.15, 1.95), (4.2, 1.16, 2.05))
    )
    kit.pair(
        paints.DARK_STEEL, box((2.3, 0.75, 0.1), (2.46, 0.91, 1.3)), box((2.2, 0.68, 0.0), (2.56, 0.98, 0.08))
    ).pair(paints.STEEL, *(parts.mudguard(x, 0.5, 0.62, 0.9, 0.66) for x in (-2.3, -3.4)))
    kit.pair(paints.BRASS, *(cylinder((x, 0.5, 0.95), (x, 0.95, 0.85), 0.07) for x in (-0.4, 0.0, 0.4))).add(
        paints.RED, box((-0.7, 0.5, 0.6), (0.7, 1.0, 0.72))
    )
    return kit.put(parts.tail_lamps(-4.66, 0.95, 0.9, 0.16)).put(
        parts.front_sign(emblem("hatching", "red", "yellow"), -4.62, 0.82, 1.6, 0.2, rear=True)
    )


MODELS: tuple[Model, ...] = (
    machine("trailer", "caravan", _caravan),
    machine("trailer", "box", _box_trailer, 11.0),
    machine("trailer", "logs", _log_trailer),
    machine("trailer", "tank", _tank_trailer, 9.5),
)
