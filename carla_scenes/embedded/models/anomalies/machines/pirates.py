"""Pirate ships, shrunk to fit a street."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import emblem
from carla_scenes.embedded.models.anomalies.machines.rigging import (
    SPAR,
    TIMBER,
    Mast,
    bowsprit,
    flag,
    gun_deck,
    lantern,
    square_rig,
    stern_gallery,
    wooden_hull,
)
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    fuselage,
    rods,
    sheet,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


_BLACK_SAIL = paints.cloth(38, 37, 40)


_RED_SAIL = paints.cloth(134, 42, 34)


def _galleon_hull(sides: Material, trim: Material) -> tuple[Kit, Stations]:
    """Return a galleon's hull with its castles."""
    shape: Stations = [
        (-4.6, 0.95, 0.75, 2.9, 2.6, -0.5),
        (-3.4, 1.2, 0.2, 2.6, 2.6, -0.2),
        (-1.0, 1.35, 0.0, 2.1, 2.8, 0.0),
        (1.8, 1.3, 0.0, 2.1, 2.6, 0.0),
        (3.4, 0.95, 0.1, 2.5, 2.2, 0.3),
        (4.1, 0.45, 0.3, 2.75, 1.8, 0.6),
        (4.4, 0.02, 0.5, 2.85, 1.5, 0.8),
    ]
    kit = wooden_hull(shape, 0.8, sides, paints.dull(70, 52, 40), trim)
    castle = [(-5.3, 2.7), (-2.6, 2.2), (-2.6, 3.0), (-3.8, 3.05), (-3.8, 3.75), (-5.5, 4.0)]
    kit.add(sides, slab(castle, 1.02, 0.06)).pair(
        trim, slab([(-5.45, 3.9), (-3.75, 3.68), (-3.75, 3.8), (-5.55, 4.05)], 0.06, y=1.0)
    )
    kit.pair(trim, slab([(-5.42, 3.2), (-2.55, 2.92), (-2.55, 3.04), (-5.45, 3.34)], 0.05, y=1.02))
    kit.add(
        SPAR,
        parts.railing([(x, 1.0, 4.08 - 0.17 * (x + 5.5)) for x in np.linspace(-5.45, -3.8, 8)], 0.35, 0.025),
    )
    kit.add(
        SPAR,
        parts.railing([(x, -1.0, 4.08 - 0.17 * (x + 5.5)) for x in np.linspace(-5.45, -3.8, 8)], 0.35, 0.025),
    )
    kit.add(
        SPAR,
        parts.railing([(-2.62, y, 3.0) for y in np.linspace(-0.95, 0.95, 7)], 0.35, 0.025),
        parts.ladder((-2.3, 0.5, 2.1), (-2.6, 0.5, 3.0), 0.4, 6, 0.025),
    )
    kit.add(sides, slab([(3.1, 2.2), (4.6, 2.7), (4.7, 3.1), (3.2, 3.0)], 0.55, 0.04))
    kit.put(stern_gallery(-5.38, 1.02, 2.75, 4.1, "REVENGE")).put(lantern(-5.6, 0.0, 4.15)).put_pair(
        lantern(-5.55, 0.8, 4.1)
    )
    kit.pair(
        paints.GLASS,
        *(
            box((x, 1.0, 2.72 + (-3.4 - x) * 0.1), (x + 0.22, 1.045, 2.96 + (-3.4 - x) * 0.1))
            for x in (-4.9, -4.4, -3.9, -3.4)
        ),
    )
    kit.add(
        paints.BRASS,
        fuselage(
            [
                (4.9, 2.35, 0.06, 0.14),
                (5.3, 2.55, 0.09, 0.2),
                (5.55, 2.75, 0.08, 0.12),
                (5.75, 2.82, 0.02, 0.03),
            ],
            3,
            12,
        ),
    )
    kit.add(
        TIMBER,
        slab([(-5.2, 0.2), (-4.9, 0.2), (-4.85, 2.6), (-5.2, 2.6)], 0.06),
        slab([(-4.6, -0.12), (4.2, -0.12), (4.3, 0.1), (-4.7, 0.1)], 0.1),
    )
    kit.add(
        paints.BRASS,
        turned([(0, 0.2), (0.05, 0.18), (0.08, 0.06), (0.14, 0), (0, 0.02)][::-1], 14).moved(3.0, 0, 2.75),
    ).add(paints.planks(120, 84, 52), box((-0.6, -0.4, 2.1), (0.5, 0.4, 2.25)))
    turns = np.linspace(0, 2 * np.pi, 17)
    kit.add(
        SPAR,
        wires([[(-3.5, 0.32 * np.cos(t), 3.55 + 0.32 * np.sin(t)) for t in turns]], 0.03, 6),
        rods(
            [(-3.5, -0.42 * np.cos(t), 3.55 - 0.42 * np.sin(t)) for t in turns[:8:2]],
            [(-3.5, 0.42 * np.cos(t), 3.55 + 0.42 * np.sin(t)) for t in turns[:8:2]],
            0.018,
        ),
    )
    return kit, shape


def _galleon() -> Kit:
    """A pirate galleon: three masts, a skull on the mainsail, two rows of guns."""
    kit, shape = _galleon_hull(paints.planks(116, 78, 46, 0.12), paints.wood(196, 150, 70))
    kit.put(gun_deck(shape, (-3.0, -2.1, -1.2, -0.3, 0.6, 1.5, 2.4), 0.7, paints.RED)).put(
        gun_deck(shape, (-2.5, -1.6, -0.7, 0.2, 1.1, 2.0), 0.9, paints.RED)
    )
    skull = emblem("skull", "black", "cream")
    kit.put(
        square_rig(
            Mast(
                -0.3,
                2.1,
                9.2,
                ((3.6, 5.7, 1.9, 1.6), (5.9, 7.4, 1.5, 1.15), (7.55, 8.5, 1.0, 0.75)),
                paints.SAILCLOTH,
                skull,
            ),
            1.3,
        )
    )
    kit.put(
        square_rig(
            Mast(
                2.7,
                2.3,
                8.0,
                ((3.8, 5.3, 1.5, 1.3), (5.5, 6.7, 1.2, 0.9), (6.85, 7.5, 0.8, 0.6)),
                paints.SAILCLOTH,
            ),
            1.1,
        )
    )
    kit.put(
        square_rig(
            Mast(-3.4, 3.0, 7.0, ((4.5, 5.7, 1.1, 0.9), (5.85, 6.6, 0.8, 0.6)), paints.SAILCLOTH),
            1.05,
            nest=False,
        )
    )
    kit.put(bowsprit(4.9, 2.95, 2.2, 1.1, 2.7, mast_z=7.0, cloth=paints.SAILCLOTH)).put(
        flag(-0.3, 9.1, 0.9, emblem("skull", "white", "black"), 1.1)
    ).put(flag(-5.5, 4.2, 1.3, emblem("skull", "white", "black"), 0.9))
    return kit.add(
        paints.ROPE,
        wires(
            [
                [(-0.3, 0, 9.1), (2.7, 0, 7.9), (7.1, 0, 4.05)],
                [(-0.3, 0, 8.9), (-3.4, 0, 6.9), (-5.4, 0, 4.2)],
                [(-0.3, 0, 7.4), (2.7, 0, 4.0)],
            ],
            0.013,
            4,
        ),
    )


def _black_brig() -> Kit:
    """A black pirate brig with black sails on two masts."""
    kit, shape = _galleon_hull(paints.planks(46, 42, 40, 0.12), paints.wood(120, 30, 26))
    kit.put(gun_deck(shape, (-2.6, -1.5, -0.4, 0.7, 1.8), 0.78, paints.dull(120, 30, 26)))
    kit.put(
        square_rig(
            Mast(
                -1.4,
                2.2,
                8.8,
                ((3.5, 5.6, 1.8, 1.5), (5.8, 7.2, 1.4, 1.1), (7.35, 8.2, 1.0, 0.7)),
                _BLACK_SAIL,
                emblem("skull", "white", "black"),
            ),
            1.3,
        )
    )
    kit.put(
        square_rig(
            Mast(
                2.1,
                2.2,
                8.2,
                ((3.7, 5.4, 1.6, 1.35), (5.6, 6.9, 1.25, 0.95), (7.0, 7.7, 0.85, 0.6)),
                _BLACK_SAIL,
            ),
            1.2,
        )
    )
    spanker = [(-4.6, 0, 3.9), (-1.6, 0, 3.5), (-1.6, 0, 6.0), (-3.9, 0, 6.8)]
    kit.add(_BLACK_SAIL, sheet(spanker, (0, 0.45, 0), 10)).add(
        SPAR, rods([spanker[0], spanker[2]], [spanker[1], spanker[3]], 0.05, 8)
    )
    kit.put(bowsprit(4.9, 2.95, 2.3, 1.0, 2.1, mast_z=7.2, cloth=_BLACK_SAIL)).put(
        flag(-1.4, 8.7, 0.9, emblem("skull", "white", "black"), 1.1)
    ).put(flag(-5.5, 4.2, 1.2, emblem("skull", "red", "black"), 0.9))
    return kit.add(
        paints.ROPE,
        wires(
            [
                [(-1.4, 0, 8.7), (2.1, 0, 8.1), (7.2, 0, 3.95)],
                [(-1.4, 0, 8.5), (-5.4, 0, 4.2)],
                [(-1.4, 0, 6.0), (2.1, 0, 3.4)],
            ],
            0.013,
            4,
        ),
    )


def _sloop() -> Kit:
    """A small pirate sloop: one mast, red striped mainsail on a gaff, a square topsail, swivel guns."""
    shape: Stations = [
        (-3.0, 0.8, 0.5, 1.9, 2.6, -0.3),
        (-1.6, 1.05, 0.1, 1.65, 2.6),
        (0.6, 1.08, 0.0, 1.6, 2.5),
        (2.2, 0.75, 0.1, 1.9, 2.0, 0.2),
        (2.8, 0.3, 0.3, 2.1, 1.6, 0.5),
        (3.0, 0.02, 0.5, 2.2, 1.4, 0.6),
    ]
    kit = wooden_hull(
        shape, 0.65, paints.planks(126, 88, 54, 0.12), paints.dull(56, 60, 48), paints.wood(60, 44, 30)
    )
    kit.put(gun_deck(shape, (-1.5, -0.6, 0.3, 1.2), 0.72, paints.dull(120, 30, 26)))
    kit.put(square_rig(Mast(0.5, 1.6, 7.4, ((4.9, 6.6, 1.15, 0.85),), _RED_SAIL), 1.0)).put(
        bowsprit(3.4, 2.25, 1.8, 0.6, 0.5, mast_z=6.2, cloth=_RED_SAIL)
    )
    main = [(-3.6, 0, 2.5), (0.4, 0, 2.2), (0.4, 0, 4.7), (-2.6, 0, 6.0)]
    kit.add(emblem("stripes", "maroon", "cream"), sheet(main, (0, 0.5, 0), 12)).add(
        SPAR, rods([main[0], main[2]], [main[1], main[3]], 0.05, 8)
    )
    kit.add(
        paints.planks(126, 88, 54, 0.12),
        slab([(-3.3, 1.8), (-1.6, 1.6), (-1.6, 2.2), (-3.4, 2.45)], 0.78, 0.05),
    ).put(stern_gallery(-3.32, 0.78, 1.75, 2.5, "VIPER")).put(lantern(-3.5, 0, 2.5))
    kit.put(flag(0.5, 7.3, 0.8, emblem("skull", "white", "black"), 0.9)).add(
        TIMBER,
        slab([(-3.5, 0.2), (-3.2, 0.2), (-3.2, 1.7), (-3.5, 1.7)], 0.05),
        slab([(-2.9, -0.1), (2.8, -0.1), (2.9, 0.1), (-3.0, 0.1)], 0.08),
    )
    return kit.add(
        paints.planks(140, 98, 56),
        *(
            cylinder((x, y, 1.65), (x, y, 2.05), 0.15, 0.15)
            for x, y in ((-0.6, 0.4), (-0.9, 0.1), (-0.6, -0.3))
        ),
    ).add(paints.ROPE, wires([[(0.5, 0, 7.3), (5.2, 0, 2.85)], [(0.5, 0, 7.2), (-3.5, 0, 2.5)]], 0.012, 4))


MODELS: tuple[Model, ...] = (
    machine("pirate ship", "galleon", _galleon, 11.5),
    machine("pirate ship", "brig", _black_brig, 11.5),
    machine("pirate ship", "sloop", _sloop, 8.0),
)
