"""Fire trucks: a pumper, a turntable ladder, one of the nineteen-twenties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.cabs import cab_over, chassis
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    fuselage,
    rods,
    rounded,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _fire_body(kit: Kit, x0: float, x1: float, w: float, low: float, *, high: float) -> Kit:
    """Add the equipment body of a fire engine: lockers with roller shutters, gauges, stripes."""
    kit.add(paints.RED, slab(rounded(parts.rectangle(x0, x1, low, high), 0.06), w, 0.05))
    count = 3
    bay = (x1 - x0 - 0.3) / count
    for n in range(count):
        a = x0 + 0.15 + n * bay + 0.06
        kit.put(
            parts.both_signs(
                emblem("grille", "silver", "steel"),
                a + bay / 2 - 0.06,
                w + 0.012,
                (low + high) / 2 + 0.16,
                bay - 0.12,
                height=high - low - 0.62,
            )
        )
        kit.pair(
            paints.CHROME, box((a + bay / 2 - 0.25, w, low + 0.46), (a + bay / 2 + 0.1, w + 0.035, low + 0.5))
        )
    stripe = box((x0 + 0.02, w, low + 0.14), (x1 - 0.02, w + 0.012, low + 0.3))
    return kit.pair(paints.WHITE, stripe).pair(
        paints.YELLOW, box((x0 + 0.02, w, low + 0.05), (x1 - 0.02, w + 0.012, low + 0.1))
    )


def _pumper() -> Kit:
    """A fire engine with lockers, pump panel and ladders on its roof."""
    w = 1.22
    kit = chassis(-3.7, 3.4, (2.2, -2.1), 0.52, w, twin=True, rim=paints.CHROME, arches=True)
    kit.put(cab_over(paints.RED, 3.8, 0.75, 2.75, 2.7, half_width=w, crew=True))
    kit.add(paints.WHITE, rounded_box((1.15, -w * 0.92, 2.72), (3.4, w * 0.92, 2.82), 0.05))
    _fire_body(kit, -3.8, 0.4, w, 0.75, high=2.65)
    kit.add(paints.STEEL, box((0.4, -w, 0.8), (1.1, w, 2.3)))
    for z in (1.2, 1.65, 2.05):
        kit.put(parts.both_signs(emblem("dial", "black", "white"), 0.58, w + 0.01, z, 0.26, height=0.26))
        kit.put(parts.both_signs(emblem("dial", "black", "white"), 0.92, w + 0.01, z, 0.26, height=0.26))
    kit.pair(
        paints.BRASS, *(cylinder((x, w - 0.1, 1.0), (x, w + 0.16, 1.0), 0.09, sides=12) for x in (0.55, 0.95))
    )
    kit.put(parts.both_signs(text("FIRE", "white", "red"), 2.0, w + 0.012, 1.38, 0.9, height=0.34))
    kit.put(parts.front_sign(text("FIRE", "white", "red"), 3.79, 2.6, 1.1, 0.2)).put(
        parts.front_sign(emblem("hatching", "red", "yellow"), -3.815, 1.2, 2.2, 0.7, rear=True)
    )
    kit.pair(paints.WHITE, box((1.15, w, 0.92), (3.74, w + 0.012, 1.06)))
    kit.add(
        paints.ALUMINIUM,
        *(
            parts.ladder((-3.9, y, 2.86 + z), (0.9, y, 2.86 + z), 0.5, 14, 0.03)
            for y, z in ((0.6, 0), (0.6, 0.12))
        ),
    )
    kit.add(
        paints.CHROME,
        rods([(x, -0.9, 2.64) for x in (-3.2, 0.2)], [(x, 0.9, 2.64) for x in (-3.2, 0.2)], 0.03),
    )
    for n in range(5):
        kit.add(
            paints.cloth(214, 190, 120),
            turned([(0.1, -0.06), (0.24, -0.06), (0.24, 0.06), (0.1, 0.06), (0.1, -0.06)], 20, "y").moved(
                -2.9 + n * 0.55, -0.6, 2.86
            ),
        )
    kit.add(paints.BLACK, box((2.75, -0.95, 2.82), (3.05, 0.95, 2.87))).pair(
        paints.BEACON_BLUE, rounded_box((2.76, 0.2, 2.87), (3.04, 0.92, 3.02), 0.05)
    )
    kit.put(parts.beacon(-3.5, 1.0, 2.65, paints.BEACON_BLUE)).put(
        parts.beacon(-3.5, -1.0, 2.65, paints.BEACON_BLUE)
    )
    return kit.pair(paints.CHROME, cylinder((3.2, 0.7, 2.82), (3.55, 0.7, 2.82), 0.07, 0.12)).put(
        parts.tail_lamps(-3.82, 1.05, 0.95)
    )


def _turntable_ladder() -> Kit:
    """A fire truck whose long ladder rests over the cab, half raised."""
    w = 1.22
    kit = chassis(-4.3, 3.6, (2.6, -1.9, -3.1), 0.5, w, twin=True, rim=paints.CHROME, arches=True)
    kit.put(cab_over(paints.RED, 4.1, 0.7, 2.5, 2.5, half_width=w, crew=True))
    _fire_body(kit, -4.3, 1.3, w, 0.72, high=1.75)
    kit.add(paints.DARK_STEEL, box((-4.2, -w * 0.96, 1.72), (1.3, w * 0.96, 1.8)))
    kit.add(paints.WHITE, cylinder((-2.6, 0, 1.78), (-2.6, 0, 2.1), 0.85, sides=28))
    kit.pair(paints.RED, slab([(-3.2, 2.1), (-2.0, 2.1), (-2.5, 3.0), (-3.1, 3.0)], 0.07, y=0.55))
    rise = Kit()
    for start, end, width, z in ((0.0, 6.6, 0.86, 0.0), (1.0, 7.6, 0.68, 0.12), (2.2, 8.6, 0.5, 0.24)):
        rails = [(x, y, z + up) for y in (-width / 2, width / 2) for up in (0.0, 0.42) for x in (start, end)]
        rise.add(paints.ALUMINIUM, rods(rails[::2], rails[1::2], 0.035))
        xs = np.linspace(start, end, 17)
        rise.add(
            paints.ALUMINIUM, rods([(x, -width / 2, z) for x in xs], [(x, width / 2, z) for x in xs], 0.022)
        )
        zig = [
            [(x, y, z + (0.42 if i % 2 else 0.0)) for i, x in enumerate(xs)] for y in (-width / 2, width / 2)
        ]
        rise.add(paints.ALUMINIUM, wires(zig, 0.018))
    rise.add(paints.RED, box((8.4, -0.6, 0.0), (9.1, 0.6, 0.12))).add(
        paints.WHITE,
        parts.railing([(8.4, -0.6, 0.1), (9.1, -0.6, 0.1), (9.1, 0.6, 0.1), (8.4, 0.6, 0.1)], 0.8, 0.03),
    )
    kit.put(rise, -2.9, 0, 2.75, pitch=14)
    kit.put_pair(parts.ram((-1.9, 0.45, 2.1), (-0.9, 0.45, 3.15), 0.11))
    kit.pair(paints.WHITE, box((-2.2, w, 0.95), (-1.2, w + 0.05, 1.5)))
    kit.put_pair(
        Kit().add(
            paints.STEEL,
            box((-0.4, 0.9, 0.75), (-0.2, 1.75, 0.9)),
            cylinder((-0.3, 1.66, 0.05), (-0.3, 1.66, 0.9), 0.06),
            cylinder((-0.3, 1.66, 0), (-0.3, 1.66, 0.06), 0.22),
        )
    )
    kit.put(parts.both_signs(text("LADDER 7", "white", "red"), 2.3, w + 0.012, 1.28, 1.0, height=0.26)).put(
        parts.front_sign(text("FIRE", "white", "red"), 4.02, 2.37, 1.0, 0.16)
    )
    kit.pair(paints.WHITE, box((1.6, w, 0.86), (4.04, w + 0.012, 1.0)))
    kit.pair(paints.BEACON_BLUE, rounded_box((3.2, 0.6, 2.5), (3.45, 1.1, 2.64), 0.05))
    return kit.put(parts.tail_lamps(-4.32, 1.05, 0.9))


def _vintage_engine() -> Kit:
    """A fire engine of the nineteen-twenties: bonnet, open seat, brass, wooden ladders and spoked wheels."""
    kit = Kit().pair(paints.RED, box((-3.2, 0.34, 0.6), (2.6, 0.44, 0.78)))
    for x in (1.9, -2.0):
        kit.put_pair(running.spoked_wheel(0.5, 0.1, paints.paint(214, 176, 60), 14, 0.16), x, 0.78, 0.56)
        tyre = turned(
            [(0.47, -0.06), (0.53, -0.08), (0.57, 0.0), (0.53, 0.08), (0.47, 0.06), (0.47, -0.06)], 32, "y"
        )
        kit.pair(paints.RUBBER, tyre.moved(x, 0.78, 0.56))
        kit.add(paints.DARK_STEEL, rods([(x, -0.75, 0.56)], [(x, 0.75, 0.56)], 0.06))
        kit.pair(paints.RED, parts.mudguard(x, 0.56, 0.7, 0.8, 0.3, start=15, end=165))
    bonnet = [(0.6, 1.25, 0.42, 0.48, 4), (1.2, 1.22, 0.4, 0.44, 4), (2.4, 1.16, 0.34, 0.38, 4)]
    kit.add(paints.RED, fuselage(bonnet, 1, 32)).add(
        paints.BRASS, slab(rounded(parts.rectangle(2.4, 2.55, 0.75, 1.62), 0.06), 0.4, 0.04)
    )
    kit.add(paints.BLACK, box((2.54, -0.33, 0.83), (2.57, 0.33, 1.5))).pair(
        paints.BLACK, *(box((x, 0.39, 1.0), (x + 0.03, 0.42, 1.4)) for x in np.arange(0.9, 2.2, 0.12))
    )
    kit.put_pair(parts.headlamp(0.17, housing=paints.BRASS), 2.5, 0.56, 1.3)
    kit.add(
        paints.RED,
        slab(
            rounded([(-0.5, 0.75), (0.7, 0.75), (0.7, 1.5), (0.5, 1.6), (0.4, 1.1), (-0.5, 1.05)], 0.05),
            0.6,
            0.03,
        ),
    )
    leather = paints.plastic(74, 40, 26)
    kit.add(
        leather,
        rounded_box((-0.5, -0.6, 1.05), (0.1, 0.6, 1.28), 0.08),
        rounded_box((-0.62, -0.6, 1.1), (-0.42, 0.6, 1.75), 0.08),
    )
    kit.add(
        paints.BLACK,
        turned([(0.22, -0.02), (0.25, 0), (0.22, 0.02), (0.19, 0), (0.22, -0.02)], 24, "x").moved(
            0.25, -0.3, 1.62, pitch=-25
        ),
    )
    kit.add(paints.GLASS, slat((0.62, 1.55), (0.5, 2.05), 0.55, 0.02)).add(
        paints.BRASS,
        wires([[(0.62, 0.56, 1.55), (0.5, 0.56, 2.06), (0.5, -0.56, 2.06), (0.62, -0.56, 1.55)]], 0.02),
    )
    kit.add(
        paints.RED, slab(rounded([(-3.3, 0.8), (-0.7, 0.8), (-0.7, 1.55), (-3.3, 1.55)], 0.06), 0.62, 0.04)
    )
    kit.put(parts.both_signs(text("FIRE DEPT/No 9", "yellow", "red"), -2.0, 0.632, 1.2, 1.9, height=0.55))
    ladder = paints.wood(176, 128, 70)
    for y in (0.5, -0.5):
        kit.add(ladder, parts.ladder((-3.9, y, 2.0), (1.0, y, 2.0), 0.42, 14, 0.035))
    kit.add(
        paints.BRASS,
        *(
            wires([[(x, 0.75, 1.5), (x, 0.75, 1.95), (x, -0.75, 1.95), (x, -0.75, 1.5)]], 0.025)
            for x in (-3.0, -0.9)
        ),
    )
    kit.add(
        paints.BRASS,
        turned([(0, 0.26), (0.07, 0.24), (0.1, 0.08), (0.18, 0), (0, 0.02)][::-1], 20).moved(
            0.75, 0.45, 1.75
        ),
        rods([(0.75, 0.45, 1.5)], [(0.75, 0.45, 1.8)], 0.025),
    )
    kit.pair(paints.planks(150, 106, 60), box((-1.3, 0.62, 0.55), (1.2, 1.0, 0.6)))
    kit.add(
        paints.cloth(214, 190, 120),
        *(
            turned(
                [
                    (0.3, -0.4 + n * 0.1),
                    (0.34, -0.35 + n * 0.1),
                    (0.3, -0.3 + n * 0.1),
                    (0.3, -0.4 + n * 0.1),
                ],
                20,
                "y",
            ).moved(-2.6, 0.05, 1.66)
            for n in range(8)
        ),
    )
    kit.pair(paints.CHROME, cylinder((-1.1, 0.3, 1.62), (-1.1, 0.3, 2.15), 0.14))
    return kit.put(parts.tail_lamps(-3.32, 0.5, 0.9))


MODELS: tuple[Model, ...] = (
    machine("fire truck", "pumper", _pumper),
    machine("fire truck", "ladder", _turntable_ladder),
    machine("fire truck", "vintage", _vintage_engine),
)
