"""Guns that a hand holds, drawn in centimetres and grown to one or two metres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.firearms import WALNUT, bore, checkering, trigger
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    dots,
    prism,
    rods,
    rounded,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


_BEECH = paints.wood(150, 92, 46)


def _pistol() -> Kit:
    """A self-loading pistol with a slide, a slanted grip and a hammer."""
    steel, dark = paints.STEEL, paints.GUN_METAL
    kit = Kit().add(
        steel,
        slab(
            rounded([(-9.5, 10.6), (10.2, 10.6), (10.4, 13.0), (9.8, 13.7), (-9.2, 13.7), (-9.7, 12.6)], 0.3),
            1.35,
            0.3,
        ),
    )
    frame = [
        (-9.0, 8.6),
        (-2.6, 8.8),
        (3.6, 8.8),
        (4.2, 9.3),
        (9.4, 9.5),
        (9.8, 10.7),
        (-9.4, 10.7),
        (-10.6, 10.4),
        (-10.4, 9.8),
    ]
    kit.add(dark, slab(rounded(frame, 0.3), 1.15, 0.25)).add(
        dark, slab(rounded([(-11.0, 0.2), (-5.0, -0.3), (-2.4, 9.0), (-8.8, 9.6)], 0.5), 1.25, 0.35)
    )
    kit.put(checkering([(-10.4, 1.0), (-5.6, 0.6), (-3.4, 8.2), (-8.3, 8.6)], 1.2, WALNUT)).add(
        dark, slab([(-11.3, -0.5), (-4.7, -1.0), (-4.7, -0.2), (-11.2, 0.3)], 1.35, 0.15)
    )
    kit.put(trigger(0.6, 8.8, 3.0, dark)).put(bore(10.2, 12.0, 0.55)).add(
        dark, slab([(-9.8, 12.6), (-9.0, 12.4), (-10.4, 14.4), (-11.4, 14.0)], 0.45)
    )
    kit.pair(
        dark,
        *(box((x, 1.3, 11.0), (x + 0.22, 1.42, 13.3)) for x in np.arange(-8.9, -5.4, 0.5)),
        box((-2.0, 1.1, 9.6), (0.8, 1.45, 10.3)),
        box((-4.6, 1.1, 10.0), (-3.2, 1.5, 10.5)),
    )
    kit.add(paints.BLACK, box((0.2, 0.6, 12.0), (4.4, 1.45, 13.72))).add(
        dark,
        box((8.6, -0.18, 13.6), (9.4, 0.18, 14.2)),
        box((-8.8, -0.8, 13.6), (-8.0, -0.25, 14.3)),
        box((-8.8, 0.25, 13.6), (-8.0, 0.8, 14.3)),
    )
    kit.pair(paints.STEEL, dots([(-7.2, 1.6, 1.9), (-5.2, 1.6, 7.3), (2.9, 1.2, 9.3)], 0.28)).put(
        parts.both_signs(text("M 1911", "black", "silver"), 6.6, 1.36, 12.2, 3.0, height=0.9)
    )
    return kit.add(steel, cylinder((9.5, 0, 10.15), (10.1, 0, 10.15), 0.5))


def _revolver() -> Kit:
    """A revolver: a fluted cylinder, a long barrel with a rib, a curved wooden grip, a spur hammer."""
    dark = paints.GUN_METAL
    kit = Kit().add(
        dark,
        turned([(0, 2.4), (1.15, 2.4), (1.05, 17.5), (0.5, 17.5), (0, 17.0)], 24, "x").moved(z=12.6),
        slab([(2.4, 13.4), (17.3, 13.3), (17.3, 13.9), (2.4, 14.2)], 0.4),
        slab(rounded([(2.4, 10.7), (14.0, 11.2), (14.4, 12.0), (2.4, 12.2)], 0.3), 0.55, 0.15),
    )
    kit.add(paints.BLACK, cylinder((17.0, 0, 12.6), (17.52, 0, 12.6), 0.55)).add(
        dark, slab([(15.6, 13.8), (17.1, 13.8), (16.9, 15.0), (15.9, 14.2)], 0.25)
    ).add(paints.STEEL, cylinder((2.6, 0, 10.95), (9.0, 0, 10.95), 0.35))
    frame = [(-5.0, 8.6), (2.6, 9.0), (2.8, 14.2), (-4.6, 14.4), (-5.8, 13.4), (-5.6, 11.0)]
    kit.add(dark, slab(rounded(frame, 0.4), 0.75, 0.2)).add(
        dark,
        slab(rounded([(-5.6, 8.2), (-2.0, 8.2), (-3.0, 10.6), (-6.4, 13.2), (-7.6, 12.4)], 0.5), 0.95, 0.25),
    )
    turns = np.linspace(0, 2 * np.pi, 97)[:-1]
    section = np.stack(
        [
            (2.15 - 0.32 * np.maximum(np.cos(6 * turns), 0.0) ** 2) * np.cos(turns),
            (2.15 - 0.32 * np.maximum(np.cos(6 * turns), 0.0) ** 2) * np.sin(turns),
        ],
        axis=1,
    )
    drum = prism(section, -2.5, 2.5).transformed(
        np.array([[0, 0, 1.0, -0.9], [1.0, 0, 0, 0], [0, 1.0, 0, 11.9], [0, 0, 0, 1.0]])
    )
    kit.add(paints.STEEL, drum).add(
        paints.BRASS,
        *(
            cylinder(
                (-3.5, 1.35 * np.cos(t), 11.9 + 1.35 * np.sin(t)),
                (-3.3, 1.35 * np.cos(t), 11.9 + 1.35 * np.sin(t)),
                0.6,
            )
            for t in np.arange(6) * np.pi / 3 + np.pi / 6
        ),
    ).add(
        paints.BLACK,
        *(
            cylinder(
                (1.5, 1.35 * np.cos(t), 11.9 + 1.35 * np.sin(t)),
                (1.62, 1.35 * np.cos(t), 11.9 + 1.35 * np.sin(t)),
                0.48,
            )
            for t in np.arange(6) * np.pi / 3 + np.pi / 6
        ),
    )
    grip = [
        (-6.6, 12.4),
        (-3.6, 8.4),
        (-5.4, 4.6),
        (-6.2, 0.4),
        (-8.6, -0.8),
        (-11.2, 0.6),
        (-9.6, 5.2),
        (-8.6, 9.6),
    ]
    diamonds = [
        (x, 1.52, z)
        for z in np.arange(1.4, 5.6, 0.5)
        for x in np.arange(-9.0 + 0.12 * z, -7.0 + 0.12 * z, 0.5)
    ]
    kit.pair(WALNUT, dots(diamonds, 0.16))
    kit.add(WALNUT, slab(rounded(grip, 0.9), 1.5, 0.6)).pair(
        paints.BRASS, turned([(0, 0), (0.5, 0), (0.45, 0.12), (0, 0.16)], 16, "y").moved(-7.6, 1.48, 6.4)
    )
    kit.put(trigger(-0.4, 8.7, 2.5, dark)).add(
        dark,
        slab(
            rounded(
                [(-5.4, 12.6), (-4.4, 14.2), (-5.6, 15.4), (-7.6, 16.4), (-7.8, 15.9), (-6.4, 14.6)], 0.2
            ),
            0.4,
        ),
    )
    return kit.pair(paints.STEEL, dots([(-4.0, 0.78, 9.6), (1.8, 0.78, 9.6), (-3.4, 0.78, 13.6)], 0.28)).put(
        parts.both_signs(text(".44 MAG", "grey", "black"), 9.5, 1.12, 12.65, 6.0, height=0.8)
    )


def _rifle() -> Kit:
    """An assault rifle with wooden furniture and a curved magazine."""
    dark = paints.GUN_METAL
    kit = (
        Kit()
        .add(
            dark,
            slab(rounded([(-14, 9.6), (12, 9.6), (12, 13.6), (-13, 14.0), (-14.5, 12.6)], 0.4), 1.6, 0.35),
        )
        .add(dark, slab(rounded([(-13, 13.8), (6.5, 13.5), (6.5, 14.6), (-12, 15.0)], 0.5), 1.35, 0.4))
    )
    kit.add(
        _BEECH,
        slab(
            rounded([(-14, 10.4), (-13.6, 13.2), (-36, 12.4), (-36.6, 3.6), (-34.2, 3.8), (-20, 9.6)], 0.6),
            1.6,
            0.5,
        ),
    ).add(dark, slab([(-37.2, 3.5), (-36.4, 3.5), (-35.9, 12.4), (-36.7, 12.5)], 1.6))
    kit.add(
        _BEECH,
        slab(rounded([(12, 9.6), (27, 10.2), (27.4, 12.8), (12, 13.0)], 0.5), 1.8, 0.6),
        slab(rounded([(12.4, 13.6), (25, 13.6), (25, 15.6), (12.4, 15.6)], 0.6), 1.3, 0.5),
    ).pair(
        dark, *(slab(rounded(parts.rectangle(x, x + 3.4, 11.2, 11.9), 0.3), 0.1, y=1.8) for x in (14.5, 19.5))
    )
    kit.add(
        dark,
        cylinder((12, 0, 12.8), (46, 0, 12.8), 0.8, sides=28),
        cylinder((25, 0, 14.6), (34, 0, 14.6), 0.75, sides=28),
        slab([(33, 12.4), (35.6, 12.4), (34.6, 15.4), (32.8, 15.4)], 0.9),
        slab(rounded([(41.2, 12.4), (43.8, 12.4), (43.2, 16.6), (42.2, 16.6)], 0.2), 0.7),
    ).put(bore(46.4, 12.8, 0.5)).add(
        dark, turned([(0, 43.6), (1.1, 43.8), (1.25, 47.0), (0.9, 47.6), (0, 47.6)], 18, "x").moved(z=12.8)
    )
    curve = [
        (1.5, 10.0),
        (6.8, 10.0),
        (8.0, 5.2),
        (10.6, 0.6),
        (14.0, -3.2),
        (10.0, -6.0),
        (5.6, -1.6),
        (2.8, 4.0),
    ]
    kit.add(dark, slab(rounded(curve, 0.4), 1.2, 0.3)).pair(
        dark,
        *(
            wires(
                [
                    [
                        (2.4 + a, 1.2, 9.4),
                        (3.9 + a, 1.2, 4.2),
                        (6.6 + a * 1.05, 1.2, -0.6),
                        (10.6 + a, 1.2, -4.4),
                    ]
                ],
                0.2,
                5,
            )
            for a in (1.0, 2.6)
        ),
    )
    kit.add(
        paints.plastic(96, 52, 30),
        slab(rounded([(-9.6, 9.8), (-5.6, 9.8), (-7.8, 0.6), (-11.6, 0.2)], 0.6), 1.3, 0.45),
    ).put(trigger(-2.6, 9.8, 2.6, dark)).add(
        dark,
        box((8.5, -0.8, 14.0), (12.0, 0.8, 16.0)),
        slab([(6.2, 15.4), (9.4, 16.0), (9.4, 16.5), (6.2, 16.2)], 0.5),
    )
    kit.pair(paints.STEEL, dots([(x, 1.6, 10.4) for x in np.arange(-12.5, 11.5, 2.4)], 0.3)).add(
        paints.BLACK, box((-2.0, 1.2, 12.4), (4.0, 1.7, 13.6))
    ).add(
        paints.STEEL,
        cylinder((3.0, 1.2, 13.4), (3.0, 3.4, 13.4), 0.42),
        slab([(-7.0, 10.9), (3.4, 11.2), (3.4, 11.9), (-7.0, 11.8)], 0.15, y=1.65),
    )
    strap = np.array(
        [(-33.0, 1.2, 4.0), (-22.0, 2.4, -1.2), (-4.0, 3.0, -3.0), (14.0, 2.6, 1.0), (30.0, 1.2, 10.6)]
    )
    return kit.add(paints.cloth(96, 92, 60), tube(strap, [0.5] * 5, 10)).add(
        dark, cylinder((26.4, -0.2, 11.0), (44.0, -0.2, 11.0), 0.22)
    )


def _sniper() -> Kit:
    """A bolt-action rifle with a telescope and a bipod."""
    dark, stock = paints.GUN_METAL, paints.dull(86, 92, 66)
    body = [
        (-48, 6.8),
        (-46.4, 16.2),
        (-30, 15.6),
        (-22, 13.2),
        (-18, 13.8),
        (24, 13.8),
        (30, 12.6),
        (30, 11.0),
        (-6, 9.4),
        (-14, 9.2),
        (-18, 5.2),
        (-22.5, 4.6),
        (-24, 9.0),
        (-34, 8.4),
    ]
    kit = (
        Kit()
        .add(stock, slab(rounded(body, 1.0), 2.0, 0.7))
        .add(paints.RUBBER, slab([(-49.4, 6.6), (-48, 6.6), (-46.4, 16.4), (-47.8, 16.6)], 1.9, 0.3))
        .add(stock, slab(rounded([(-42, 15.6), (-31, 15.4), (-31, 17.2), (-42, 17.4)], 0.6), 1.5, 0.5))
    )
    kit.add(
        dark, turned([(0, -18), (1.6, -18), (1.6, 10), (1.25, 12), (1.0, 62), (0, 62)], 22, "x").moved(z=15.2)
    ).add(
        dark,
        turned([(0, 60), (1.5, 60), (1.6, 61), (1.6, 68), (1.3, 69), (0.6, 69), (0, 68)], 20, "x").moved(
            z=15.2
        ),
    ).add(
        paints.BLACK,
        cylinder((68.5, 0, 15.2), (69.1, 0, 15.2), 0.6),
        *(box((x, -1.7, 14.8), (x + 0.8, 1.7, 15.6)) for x in (62, 64, 66)),
    )
    scope = [
        (0, -16),
        (1.9, -16),
        (2.1, -14),
        (2.1, -8),
        (1.5, -6),
        (1.5, 8),
        (2.6, 13),
        (2.8, 21),
        (2.6, 21.4),
        (2.3, 20.5),
        (0, 20.5),
    ]
    kit.add(dark, turned(scope, 24, "x").moved(z=20.4)).add(
        paints.BLUE_GLASS,
        cylinder((20.4, 0, 20.4), (20.8, 0, 20.4), 2.25),
        cylinder((-16.15, 0, 20.4), (-15.9, 0, 20.4), 1.7),
    ).add(
        dark,
        cylinder((1.2, 0, 20.4), (1.2, 0, 23.2), 1.0),
        cylinder((1.2, 0, 20.4), (1.2, 2.8, 20.4), 1.0),
        *(box((x, -1.0, 16), (x + 1.8, 1.0, 19.2)) for x in (-4.6, 5.4)),
        *(
            turned([(1.45, x), (1.9, x), (1.9, x + 1.8), (1.45, x + 1.8), (1.45, x)], 20, "x").moved(z=20.4)
            for x in (-4.6, 5.4)
        ),
    )
    kit.add(
        paints.STEEL,
        wires([[(-13, 1.2, 15.4), (-13, 3.8, 14.2), (-13.4, 5.2, 12.4)]], 0.45, 8),
        dots([(-13.5, 5.5, 11.9)], 0.95),
    ).put(trigger(-12.5, 9.4, 2.8, dark)).add(
        dark, slab(rounded([(-8, 9.8), (2, 9.8), (2, 6.4), (-8, 6.0)], 0.4), 1.2, 0.2)
    )
    for s in (-1, 1):
        kit.add(
            dark,
            rods([(27, s * 1.0, 11.6)], [(30, s * 7.5, -2.2)], 0.55, 8),
            rods([(29.0, s * 5.4, 2.4)], [(30.4, s * 8.4, -4.0)], 0.4, 8),
            ellipsoid((30.4, s * 8.4, -4.0), (1.0, 0.9, 0.7), 10, 6),
        )
    return kit.pair(paints.STEEL, dots([(-40, 2.0, 11.0), (10, 2.0, 12.4), (-2, 2.0, 12.2)], 0.5)).add(
        dark,
        rods([(-44, 0, 7.2)], [(-44, 0, -3.8)], 0.6, 8),
        parts.spaced(box((-12, -0.9, 16.6), (-11.2, 0.9, 17.2)), 16, (1.6, 0, 0)),
    )


MODELS: tuple[Model, ...] = (
    machine("gun", "pistol", _pistol, 1.1),
    machine("gun", "revolver", _revolver, 1.2),
    machine("gun", "rifle", _rifle, 1.9),
    machine("gun", "sniper", _sniper, 2.0),
)
