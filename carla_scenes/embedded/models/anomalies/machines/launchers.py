"""Rocket launchers, on bipods and a tripod, drawn in centimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.firearms import trigger
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.projectiles import band
from carla_scenes.embedded.models.anomalies.machines.skins import rods, rounded, slab, turned, wires

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _rpg() -> Kit:
    """A shoulder launcher with wooden guards, its grenade in place."""
    dark, beech = paints.GUN_METAL, paints.wood(140, 86, 44)
    pipe = [
        (0, -48),
        (3.4, -48),
        (3.5, -47),
        (3.0, -46),
        (2.0, -38),
        (2.0, 38),
        (2.3, 39),
        (2.3, 42),
        (0, 42),
    ]
    kit = (
        Kit()
        .add(
            dark,
            turned([(0, -56), (5.6, -56), (5.2, -55), (3.0, -48), (0, -48)], 26, "x", 40.0),
            turned(pipe, 26, "x", 40.0),
        )
        .add(paints.BLACK, cylinder((-56.2, 0, 0), (-55.8, 0, 0), 5.0))
        .add(beech, turned([(0, -24), (2.6, -24), (3.1, -22), (3.1, 2), (2.6, 4), (0, 4)], 24, "x", 40.0))
    )
    head = [
        (0, 42),
        (1.6, 42),
        (1.6, 50),
        (2.2, 52),
        (4.4, 60),
        (4.4, 65),
        (3.6, 68),
        (1.4, 80),
        (0.9, 84),
        (0.6, 84.6),
        (0, 84.8),
    ]
    kit.add(paints.OLIVE, turned(head, 28, "x", 35.0)).put(band(62.5, 1.2, 4.4, paints.YELLOW)).put(
        band(81, 2.0, 1.3, paints.STEEL)
    )
    kit.add(
        beech,
        slab(rounded([(14, -2), (19, -2), (17.6, -12), (13.4, -12.4)], 0.8), 1.4, 0.5),
        slab(rounded([(-4, -2), (0.5, -2), (-2, -11), (-5.8, -11)], 0.8), 1.3, 0.5),
    ).put(trigger(10.0, -1.8, 2.6, dark)).add(
        dark,
        slab([(6.5, -2.2), (20, -2.2), (20, -1.2), (6.5, -1.2)], 1.3),
        slab([(12, 1.6), (14, 1.6), (13.4, 8), (12.6, 8)], 0.5),
        slab([(30, 1.6), (32, 1.6), (31.4, 7.4), (30.6, 7.4)], 0.4),
    )
    kit.add(
        dark,
        turned([(0, -6), (1.6, -6), (1.5, 1), (2.2, 4), (2.2, 6), (0, 6)], 20, "x").moved(6, -3.6, 5.2),
        box((3, -3.6, 1.0), (7, -1.6, 4.6)),
        box((4, -4.8, 3), (7, -2.4, 5)),
    ).add(paints.GLASS, cylinder((11.9, -3.6, 5.2), (12.1, -3.6, 5.2), 1.8))
    strap = np.array([(-36, 0, -2.2), (-20, 1.6, -10), (6, 2.4, -13.5), (26, 1.2, -7), (36, 0, -2.0)])
    kit.add(paints.cloth(96, 92, 60), tube(strap, [0.5] * 5, 6)).add(
        dark,
        *(
            turned([(1.9, x), (2.3, x), (2.3, x + 1.5), (1.9, x + 1.5), (1.9, x)], 20, "x")
            for x in (-37, 6, 24, 35)
        ),
    )
    return kit.put(_bipod(20, -2.0, 11.4))


def _bipod(x: float, top: float, reach: float) -> Kit:
    """Return two legs that spread from a tube at x, and reach down to `top - reach`."""
    kit = Kit()
    for s in (-1, 1):
        foot = (x + reach * 0.35, s * reach * 0.7, top - reach)
        kit.add(
            paints.DARK_STEEL,
            rods([(x, s * 1.2, top)], [foot], 0.6, 8),
            ellipsoid(foot, (1.2, 1.0, 0.7), 10, 6),
        )
    return kit.add(
        paints.DARK_STEEL,
        rods([(x - 36, 0, top)], [(x - 36, 0, top - reach)], 0.7, 8),
        ellipsoid((x - 36, 0, top - reach), (1.6, 2.6, 0.7), 10, 6),
    )


def _bazooka() -> Kit:
    """A bazooka of the forties: a long plain tube with a wire guard, a shoulder rest, two grips, a rocket in it."""
    green, oak = paints.OLIVE, paints.wood(128, 84, 48)
    pipe = [(0, -70), (3.2, -70), (3.2, 68), (3.9, 69), (4.1, 72), (3.0, 72), (0, 60)]
    kit = (
        Kit()
        .add(green, turned(pipe, 28, "x", 40.0))
        .add(
            paints.DARK_STEEL,
            *(
                turned([(3.1, x), (3.6, x), (3.6, x + 2), (3.1, x + 2), (3.1, x)], 24, "x")
                for x in (-68, -30, -2, 30, 52)
            ),
        )
    )
    cage = np.linspace(0, 2 * np.pi, 15)
    kit.add(
        paints.STEEL,
        wires([[(x, 4.6 * np.cos(t), 4.6 * np.sin(t)) for t in cage] for x in (-70, -76, -82)], 0.3, 5),
        rods(
            [(-70, 4.0 * np.cos(t), 4.0 * np.sin(t)) for t in cage[:14:2]],
            [(-82, 5.2 * np.cos(t), 5.2 * np.sin(t)) for t in cage[:14:2]],
            0.3,
            5,
        ),
    )
    kit.add(
        paints.dull(120, 110, 50),
        turned([(0, 66), (2.7, 66), (2.7, 74), (2.2, 80), (0.8, 85), (0, 86)], 24, "x", 40.0),
    ).put(band(72, 1.5, 2.75, paints.YELLOW))
    kit.add(
        oak,
        slab(rounded([(-34, -3), (-12, -3), (-14, -8), (-22, -13), (-34, -14)], 1.2), 1.8, 0.7),
        *(
            slab(rounded([(x, -3), (x + 5, -3), (x + 3, -14), (x - 1.6, -14)], 0.9), 1.5, 0.6)
            for x in (0, 26)
        ),
    ).put(trigger(9.5, -3.0, 3.2, paints.DARK_STEEL)).add(
        paints.DARK_STEEL, box((-1, -1.6, -4.4), (14, 1.6, -2.8))
    )
    kit.add(
        paints.DARK_STEEL,
        slab([(34, 3), (36, 3), (35.6, 10), (34.4, 10)], 0.4),
        wires([[(20, -3.4, 3), (20, -6, 7), (24, -6, 7)]], 0.4, 6),
        turned([(1.6, -0.2), (2.4, -0.2), (2.4, 0.2), (1.6, 0.2), (1.6, -0.2)], 18, "x").moved(24, -6, 7),
    ).put(parts.both_signs(text("M 9 A1", "white", "olive"), 44, 3.25, 0, 9, height=2.6))
    kit.add(
        paints.BLACK, wires([[(-64, 2.6, 2.2), (-40, 2.9, 2.0), (-6, 2.6, -2.4), (0, 0, -3.2)]], 0.3, 5)
    ).add(paints.OLIVE, rounded_box((-46, -2.4, -8), (-38, 2.4, -3), 0.8))
    return kit.put(_bipod(40, -3.4, 13.0))


def _shoulder_missile() -> Kit:
    """A modern shoulder-launched missile with its grip stock, antenna and battery; the missile looks out."""
    green = paints.dull(78, 84, 56)
    kit = (
        Kit()
        .add(
            green,
            turned(
                [
                    (0, -76),
                    (4.0, -76),
                    (4.0, -70),
                    (3.5, -69),
                    (3.5, 62),
                    (4.2, 63),
                    (4.2, 70),
                    (3.3, 70),
                    (0, 60),
                ],
                28,
                "x",
                40.0,
            ),
        )
        .add(
            paints.RUBBER,
            turned([(4.0, -78), (4.7, -77), (4.7, -70), (4.0, -69), (4.0, -78)], 26, "x", 50.0),
            turned([(4.1, 62), (4.7, 63), (4.7, 69), (4.1, 70), (4.1, 62)], 26, "x", 50.0),
        )
    )
    kit.add(
        paints.dull(180, 176, 150),
        turned([(0, 60), (2.9, 60), (2.9, 72), (2.2, 76), (1.2, 80), (0, 81)], 24, "x", 40.0),
    ).add(paints.GLASS, ellipsoid((79.6, 0, 0), (2.0, 1.4, 1.4), 16, 10))
    kit.add(
        green,
        slab(rounded([(6, -3), (40, -3), (42, -8), (34, -10), (8, -8)], 1.0), 3.0, 0.8),
        slab(rounded([(12, -7), (18, -7), (15.6, -20), (9.6, -20)], 1.2), 2.0, 0.8),
        cylinder((26, 0, -8), (28, 0, -18), 2.6, sides=18),
    ).put(trigger(22.0, -8.4, 3.0, paints.DARK_STEEL)).add(
        paints.DARK_STEEL, cylinder((28, 0, -17.8), (28.3, 0, -19.4), 2.9)
    )
    kit.add(
        paints.DARK_STEEL,
        slab(rounded(parts.rectangle(38, 40, 3, 17), 0.4), 5.5, 0.3),
        *(box((40, y - 0.3, 4), (40.6, y + 0.3, 16)) for y in (-4, -2, 0, 2, 4)),
    ).add(
        green,
        slab(rounded([(2, 3), (30, 3), (28, 6), (4, 6)], 0.8), 1.2, 0.4),
        slab([(6, 6), (8, 6), (8, 12), (6, 12)], 0.6),
    ).add(paints.GLASS, slab(parts.rectangle(5.6, 8.4, 9, 12), 1.8, 0.2))
    kit.put(parts.both_signs(text("STINGRAY", "yellow", "olive"), -34, 3.55, 0, 22, height=3.0)).put(
        band(50, 1.6, 3.5, paints.YELLOW)
    ).put(band(-58, 1.6, 3.5, paints.paint(120, 70, 40)))
    strap = np.array([(-66, 0, -4.6), (-48, 2.0, -16), (-18, 3.0, -20), (0, 2.0, -12), (8, 0, -5)])
    return kit.add(paints.cloth(70, 72, 50), tube(strap, [0.8] * 5, 6)).put(_bipod(48, -3.6, 17.0))


def _tripod_launcher() -> Kit:
    """An anti-tank launcher on a tripod, with a sight beside its tube."""
    green = paints.OLIVE
    kit = (
        Kit()
        .add(
            green,
            turned(
                [
                    (0, -62),
                    (8.0, -62),
                    (8.4, -60),
                    (7.0, -56),
                    (7.0, 54),
                    (8.2, 55),
                    (8.2, 60),
                    (6.2, 60),
                    (6.2, 40),
                    (0, 40),
                ],
                30,
                "x",
                40.0,
            ).moved(z=72),
        )
        .add(
            paints.BLACK,
            cylinder((39, 0, 72), (41, 0, 72), 6.1),
            cylinder((-62.2, 0, 72), (-61.8, 0, 72), 7.0),
        )
    )
    kit.add(
        paints.DARK_STEEL,
        *(
            turned([(6.9, x), (7.6, x), (7.6, x + 2.5), (6.9, x + 2.5), (6.9, x)], 28, "x").moved(z=72)
            for x in (-40, -12, 18, 42)
        ),
    ).add(green, rounded_box((-16, -24, 62), (14, -9, 84), 2.0)).add(
        paints.GLASS,
        cylinder((14, -14, 76), (14.6, -14, 76), 4.0),
        cylinder((14, -20, 68), (14.6, -20, 68), 2.4),
    ).add(
        paints.RUBBER,
        turned([(0, -26), (3.4, -26), (2.6, -18), (2.2, -16), (0, -16)], 18, "x").moved(0, -16, 78),
    )
    kit.add(
        green,
        cylinder((0, 0, 44), (0, 0, 66), 7.0, 8.0, 22),
        slab(rounded([(-14, 58), (14, 58), (10, 66), (-10, 66)], 1.0), 9.0, 0.6),
    ).pair(paints.DARK_STEEL, rods([(-8, 7, 56)], [(-24, 12, 50)], 1.4, 8)).pair(
        paints.BLACK, turned([(0, -5), (1.9, -4.4), (2.1, 4), (0, 5)], 12).moved(-24, 12, 48)
    )
    for t in np.radians([20, 140, 260]):
        foot = (float(60 * np.cos(t)), float(60 * np.sin(t)), 1.6)
        kit.add(
            green,
            cylinder((float(5 * np.cos(t)), float(5 * np.sin(t)), 48), foot, 3.0, 2.2, 14),
            ellipsoid(foot, (6.0, 6.0, 1.6), 16, 8),
        ).add(
            paints.DARK_STEEL,
            rods([(0, 0, 30)], [(float(32 * np.cos(t)), float(32 * np.sin(t)), 24.5)], 1.1, 8),
        )
    kit.add(paints.DARK_STEEL, cylinder((0, 0, 28), (0, 0, 46), 3.0)).put(
        parts.both_signs(text("TOW 77", "yellow", "olive"), -26, 7.1, 72, 20, height=5)
    ).put(band(30, 2.0, 7.0, paints.YELLOW), 0, 0, 72)
    return kit.add(
        paints.BLACK, wires([[(-6, -20, 62), (-10, -24, 30), (-14, -34, 10), (-20, -40, 8)]], 0.9, 6)
    ).add(green, rounded_box((-34, -50, 0), (-12, -30, 16), 1.5))


MODELS: tuple[Model, ...] = (
    machine("rocket launcher", "rpg", _rpg, 1.9),
    machine("rocket launcher", "bazooka", _bazooka, 2.0),
    machine("rocket launcher", "shoulder", _shoulder_missile, 2.0),
    machine("rocket launcher", "tripod", _tripod_launcher, 1.8),
)
