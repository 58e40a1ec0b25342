"""Sailing ships, shrunk to fit a street."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.hulls import (
    deck_edge,
    hull,
    hull_line,
    hull_patch,
    planking,
)
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.rigging import (
    SPAR,
    TIMBER,
    Mast,
    bowsprit,
    flag,
    lantern,
    square_rig,
    stern_gallery,
    wooden_hull,
)
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    fuselage,
    ribbon,
    rods,
    rounded,
    sheet,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


_WHITE_SAIL = paints.cloth(232, 230, 222)


def _clipper() -> Kit:
    """A white-sailed clipper: a long raked hull, three masts with many sails."""
    shape: Stations = [
        (-5.6, 0.6, 0.7, 1.75, 2.2, -0.5),
        (-3.6, 1.0, 0.2, 1.6, 2.6, -0.1),
        (0.0, 1.12, 0.0, 1.5, 3.0),
        (3.4, 0.85, 0.05, 1.7, 2.2, 0.3),
        (4.8, 0.35, 0.2, 1.95, 1.6, 0.9),
        (5.2, 0.02, 0.4, 2.1, 1.3, 1.4),
    ]
    kit = wooden_hull(shape, 0.7, paints.dull(36, 38, 40), paints.dull(120, 84, 58), paints.BRASS)
    kit.pair(paints.WHITE, ribbon(hull_line(shape, 0.86, 0.0), 0.05, 0.16))
    for x, foot, top, wide in ((2.9, 1.6, 8.8, 1.5), (-0.4, 1.5, 9.4, 1.65), (-3.5, 1.6, 8.2, 1.35)):
        steps = np.linspace(foot + 0.9, top - 0.5, 6)
        sails = tuple(
            (float(a) + 0.06, float(b) - 0.06, wide * (1.02 - 0.13 * n), wide * (0.92 - 0.13 * n))
            for n, (a, b) in enumerate(pairwise(steps))
        )
        kit.put(square_rig(Mast(x, foot, top, sails, _WHITE_SAIL), 1.0, nest=False))
    kit.put(bowsprit(6.2, 2.15, 2.2, 0.9, 2.9, mast_z=8.0, cloth=_WHITE_SAIL)).add(
        paints.WHITE, box((-4.9, -0.55, 1.6), (-3.9, 0.55, 2.0)), box((0.8, -0.5, 1.5), (2.2, 0.5, 1.95))
    )
    kit.add(
        _WHITE_SAIL, sheet([(-6.0, 0, 2.4), (-3.6, 0, 2.3), (-3.6, 0, 4.2), (-5.2, 0, 4.8)], (0, 0.35, 0), 8)
    ).add(SPAR, rods([(-6.1, 0, 2.35), (-3.6, 0, 4.25)], [(-3.6, 0, 2.25), (-5.3, 0, 4.9)], 0.04, 8))
    kit.put(flag(-6.0, 1.9, 1.2, emblem("cross", "white", "red"), 0.7)).add(
        paints.ROPE,
        wires(
            [
                [(2.9, 0, 8.7), (8.3, 0, 3.1)],
                [(-0.4, 0, 9.3), (2.9, 0, 6.0)],
                [(-3.5, 0, 8.1), (-0.4, 0, 5.6)],
            ],
            0.012,
            4,
        ),
    )
    return kit.add(TIMBER, slab([(-6.3, 0.3), (-5.9, 0.3), (-5.9, 1.5), (-6.3, 1.5)], 0.04)).put_pair(
        Kit().add(
            paints.WHITE,
            hull(
                [(-0.5, 0.16, 0.06, 0.22, 2.4), (0.0, 0.2, 0.0, 0.22, 2.2), (0.5, 0.01, 0.08, 0.26, 1.6)],
                2,
                6,
            ),
        ),
        -1.6,
        0.75,
        1.75,
    )


def _yacht() -> Kit:
    """A modern yacht: a white hull with a keel, a tall mast, mainsail and jib."""
    shape: Stations = [
        (-4.2, 0.9, 1.5, 2.3, 2.6, -0.3),
        (-2.4, 1.3, 1.15, 2.25, 2.4),
        (0.0, 1.42, 1.0, 2.3, 2.2),
        (2.4, 1.0, 1.05, 2.4, 1.9, 0.3),
        (3.8, 0.4, 1.3, 2.55, 1.6, 0.6),
        (4.2, 0.02, 1.5, 2.62, 1.4, 0.8),
    ]
    kit = (
        Kit()
        .add(paints.paint(28, 52, 108), hull(shape, high=1.65))
        .add(paints.WHITE, hull(shape, low=1.65))
        .pair(paints.RED, ribbon(hull_line(shape, 0.78, 0.0), 0.03, 0.06))
    )
    edge = deck_edge(shape, inset=0.04, lift=0.02)
    kit.add(paints.planks(186, 150, 104, 0.07), planking(edge)).pair(
        paints.CHROME, parts.railing(edge[1::3] * (1, 0.95, 1), 0.45, 0.014)
    )
    kit.add(
        paints.DARK_STEEL,
        wing([(0.7, 0, 1.1, 1.4, 0.1), (0.2, 0, 0.3, 1.0, 0.1)]),
        fuselage(
            [
                (-1.1, 0.14, 0.02, 0.02),
                (-0.7, 0.14, 0.16, 0.13),
                (0.3, 0.14, 0.2, 0.14),
                (0.6, 0.14, 0.02, 0.02),
            ],
            4,
            18,
        ),
    ).add(paints.WHITE, wing([(-3.6, 0, 1.5, 0.5, 0.1), (-3.75, 0, 0.4, 0.3, 0.1)]))
    cabin = [(-1.6, 2.25), (1.8, 2.35), (1.2, 2.62), (0.4, 2.78), (-1.6, 2.8)]
    kit.add(paints.WHITE, slab(rounded(cabin, 0.1), 0.75, 0.1)).add(
        paints.GLASS, slab(rounded([(-1.3, 2.48), (0.9, 2.5), (0.4, 2.66), (-1.3, 2.68)], 0.06), 0.76)
    ).add(paints.DARK_STEEL, box((-3.4, -0.6, 2.27), (-1.7, 0.6, 2.3)))
    kit.add(
        paints.ALUMINIUM,
        tube(np.array([(0.9, 0, 2.3), (0.85, 0, 6.5), (0.7, 0, 11.2)]), [0.09, 0.085, 0.05], 12),
        rods([(0.85, 0, 3.2)], [(-3.1, 0, 3.35)], 0.06, 10),
        rods([(0.8, -0.7, 6.4), (0.75, -0.5, 8.8)], [(0.8, 0.7, 6.4), (0.75, 0.5, 8.8)], 0.025, 8),
    )
    kit.add(
        _WHITE_SAIL,
        sheet([(-3.0, 0, 3.45), (0.75, 0, 3.3), (0.65, 0, 11.0), (0.5, 0, 11.0)], (0, 0.7, 0), 14),
        sheet([(0.4, 0.25, 2.9), (4.7, 0, 2.75), (0.8, 0, 10.0), (0.8, 0, 10.0)], (0.1, 0.6, 0), 14),
    )
    kit.add(
        paints.DARK_STEEL,
        wires(
            [
                [(4.8, 0, 2.7), (0.72, 0, 11.1), (-4.3, 0, 2.35)],
                [(0.85, 1.35, 2.35), (0.8, 0.7, 6.4), (0.72, 0, 10.6)],
                [(0.85, -1.35, 2.35), (0.8, -0.7, 6.4), (0.72, 0, 10.6)],
            ],
            0.012,
            5,
        ),
    )
    for z in (4.8, 6.4, 8.0, 9.4):
        kit.add(
            paints.dull(120, 124, 128),
            wires([[(0.7, 0.1, z), (0.7 - (11.0 - z) * 0.42, 0.42 * (11 - z) / 6, z + 0.05)]], 0.02, 5),
        )
    turns = np.linspace(0, 2 * np.pi, 17)
    kit.add(
        paints.CHROME,
        wires([[(-2.9, 0.35 * np.cos(t), 2.85 + 0.35 * np.sin(t)) for t in turns]], 0.02, 6),
        rods([(-2.9, -0.34, 2.85), (-2.9, 0, 2.5)], [(-2.9, 0.34, 2.85), (-2.9, 0, 3.2)], 0.015),
        rods([(-2.85, 0, 2.3)], [(-2.9, 0, 2.85)], 0.06, 8),
    )
    kit.add(text("GBR 52", "blue", "white"), *hull_patch(shape, 2.0, 2.02, 1.5, 0.3)).put(
        flag(-4.3, 2.35, 0.9, emblem("flag", "red", "blue"), 0.5)
    )
    return kit.add(
        paints.wood(128, 98, 64),
        box((-1.4, -1.3, -0.25), (-1.1, 1.3, 0.0)),
        box((1.2, -1.3, -0.25), (1.5, 1.3, 0.0)),
        box((-1.6, -0.2, -0.12), (1.7, 0.2, 0.02)),
    ).pair(paints.DARK_STEEL, *(rods([(x, 1.2, -0.1)], [(x, 0.95, 1.5)], 0.05, 8) for x in (-1.25, 1.35)))


def _junk() -> Kit:
    """A Chinese junk: a high square stern, battened brown sails like fans."""
    shape: Stations = [
        (-3.6, 0.95, 0.7, 2.7, 3.4, -0.4),
        (-2.2, 1.2, 0.2, 2.1, 3.2),
        (0.0, 1.3, 0.0, 1.6, 3.2),
        (2.0, 1.1, 0.1, 1.75, 2.8, 0.2),
        (3.2, 0.75, 0.5, 2.2, 2.6, 0.4),
        (3.5, 0.5, 0.9, 2.4, 2.4, 0.5),
    ]
    kit = wooden_hull(
        shape, 0.6, paints.planks(122, 72, 40, 0.14), paints.dull(80, 60, 46), paints.wood(176, 60, 30)
    )
    for x, low, high, rear, fore, material in (
        (0.2, 2.3, 8.6, 2.1, 1.0, paints.cloth(150, 62, 36)),
        (2.9, 2.9, 7.0, 1.3, 0.5, paints.cloth(150, 62, 36)),
        (-2.9, 3.3, 6.8, 1.2, 0.5, paints.cloth(150, 62, 36)),
    ):
        kit.add(SPAR, tube(np.array([(x, 0, low - 0.9), (x, 0, high + 0.5)]), [0.11, 0.05], 10))
        levels = np.linspace(low, high, 7)
        edges = [
            (x - rear * (1.0 - 0.055 * n * n / 4), x + fore * (1.0 - 0.03 * n * n / 3), z)
            for n, z in enumerate(levels)
        ]
        for (a, b, z0), (c, d, z1) in pairwise(edges):
            kit.add(
                material,
                sheet([(a, 0.07, z0), (b, 0.07, z0), (d, 0.07, z1), (c, 0.07, z1 + 0.25)], (0, 0.18, 0), 6),
            )
        kit.add(
            SPAR,
            rods(
                [(a, 0.1, z + (0.25 if n else 0.0)) for n, (a, _, z) in enumerate(edges)],
                [(b, 0.1, z) for _, b, z in edges],
                0.035,
                6,
            ),
        )
        kit.add(
            paints.ROPE,
            wires([[(a, 0.1, z), (x - rear - 0.6, 0, low - 0.5)] for a, _, z in edges[1:]], 0.01, 4),
        )
    house = [(-3.6, 2.4), (-1.9, 2.0), (-1.9, 2.8), (-3.7, 3.3)]
    kit.add(paints.planks(132, 82, 46, 0.12), slab(house, 0.85, 0.04)).add(
        paints.paint(150, 40, 30),
        slab([(-4.1, 3.3), (-1.7, 2.75), (-1.6, 2.85), (-2.9, 3.3), (-4.2, 3.6)], 1.0, 0.04),
    ).pair(
        paints.GLASS,
        *(
            box((x, 0.8, 2.5 + (-2.3 - x) * 0.2), (x + 0.3, 0.87, 2.75 + (-2.3 - x) * 0.2))
            for x in (-3.3, -2.8, -2.3)
        ),
    )
    kit.put(stern_gallery(-4.02, 0.85, 1.9, 2.9, "LUNG")).put_pair(lantern(-4.0, 0.7, 3.5)).add(
        TIMBER, slab([(-4.3, 0.1), (-3.7, 0.1), (-3.9, 2.2), (-4.4, 2.2)], 0.06)
    ).put(flag(0.2, 9.0, 0.6, emblem("flag", "yellow", "red"), 0.7))
    kit.pair(
        paints.WHITE,
        turned([(0, -0.1), (0.16, -0.02), (0.16, 0.02), (0, 0.04)], 16, "y").moved(3.2, 0.82, 1.75),
    ).pair(
        paints.BLACK,
        turned([(0, -0.1), (0.08, 0.0), (0.08, 0.05), (0, 0.06)], 14, "y").moved(3.24, 0.84, 1.75),
    )
    return kit.add(paints.planks(150, 110, 66), box((0.9, -0.5, 1.65), (1.9, 0.5, 2.0)))


def _schooner() -> Kit:
    """A schooner: two masts with gaff sails and topsails, a green hull."""
    shape: Stations = [
        (-4.6, 0.65, 0.9, 1.8, 2.2, -0.5),
        (-2.8, 1.05, 0.25, 1.6, 2.2),
        (0.0, 1.15, 0.0, 1.55, 2.2),
        (2.6, 0.85, 0.1, 1.75, 1.9, 0.3),
        (3.9, 0.35, 0.4, 2.0, 1.6, 0.8),
        (4.2, 0.02, 0.7, 2.1, 1.4, 1.1),
    ]
    kit = wooden_hull(
        shape, 0.75, paints.paint(26, 70, 52), paints.dull(124, 40, 34), paints.wood(196, 150, 70)
    )
    cream = paints.cloth(232, 220, 186)
    for x, top, boom in ((1.6, 8.2, 2.6), (-1.5, 9.0, 3.6)):
        kit.add(
            SPAR, tube(np.array([(x, 0, 1.3), (x - 0.1, 0, 5.0), (x - 0.2, 0, top)]), [0.12, 0.1, 0.04], 10)
        )
        main = [(x - boom, 0, 2.5), (x - 0.1, 0, 2.3), (x - 0.15, 0, 5.7), (x - boom * 0.72, 0, 6.9)]
        kit.add(cream, sheet(main, (0, 0.5, 0), 12)).add(
            SPAR, rods([main[0], main[2]], [main[1], main[3]], 0.05, 8)
        )
        kit.add(
            cream,
            sheet(
                [
                    (x - boom * 0.66, 0, 6.85),
                    (x - 0.2, 0, 5.9),
                    (x - 0.2, 0, top - 0.2),
                    (x - 0.2, 0, top - 0.2),
                ],
                (0, 0.25, 0),
                8,
            ),
        )
        for s in (-1, 1):
            feet = [(x - 0.4 + 0.4 * n, s * 1.05, 1.7) for n in range(3)]
            kit.add(
                paints.ROPE,
                wires([[foot, (x - 0.15, 0, 6.0)] for foot in feet], 0.013, 4),
                rods(
                    [
                        np.array(feet[0]) + (np.array((x - 0.15, 0, 6.0)) - feet[0]) * t
                        for t in np.linspace(0.05, 0.8, 12)
                    ],
                    [
                        np.array(feet[2]) + (np.array((x - 0.15, 0, 6.0)) - feet[2]) * t
                        for t in np.linspace(0.05, 0.8, 12)
                    ],
                    0.009,
                    4,
                ),
            )
    kit.put(bowsprit(5.1, 2.15, 2.0, 0.5, 1.6, mast_z=7.6, cloth=cream)).add(
        paints.WHITE,
        slab(rounded([(-3.4, 1.6), (-2.0, 1.6), (-2.0, 2.1), (-3.4, 2.1)], 0.06), 0.5, 0.04),
        slab(rounded([(-0.6, 1.55), (0.6, 1.55), (0.6, 2.0), (-0.6, 2.0)], 0.06), 0.5, 0.04),
    )
    kit.pair(
        paints.GLASS, *(box((x, 0.48, 1.72), (x + 0.3, 0.515, 1.94)) for x in (-3.2, -2.7, -0.4, 0.1))
    ).add(text("ALBATROSS", "yellow", "green"), *hull_patch(shape, 2.9, 1.35, 1.3, 0.24))
    return (
        kit.put(flag(-5.0, 1.9, 1.2, emblem("flag", "blue", "red"), 0.7))
        .add(TIMBER, slab([(-5.2, 0.3), (-4.7, 0.3), (-4.7, 1.5), (-5.2, 1.5)], 0.05))
        .add(
            paints.ROPE,
            wires(
                [
                    [(1.4, 0, 8.1), (7.0, 0, 2.65)],
                    [(-1.7, 0, 8.9), (1.4, 0, 8.0)],
                    [(-1.7, 0, 8.8), (-5.0, 0, 2.0)],
                ],
                0.012,
                4,
            ),
        )
    )


MODELS: tuple[Model, ...] = (
    machine("sailing ship", "clipper", _clipper, 12.5),
    machine("sailing ship", "yacht", _yacht, 10.5),
    machine("sailing ship", "junk", _junk, 9.0),
    machine("sailing ship", "schooner", _schooner, 10.5),
)
