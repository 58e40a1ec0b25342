"""Tanks of the two wars and of today."""

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
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _modern_tank() -> Kit:
    """A main battle tank: a low hull, side skirts, an angular turret with a long gun."""
    paint = paints.DESERT_CAMOUFLAGE
    kit = Kit().put_pair(
        running.track(
            road_circles(-2.2, 2.2, 7, 0.32, (-3.15, 0.62, 0.34), idler=(3.1, 0.6, 0.32)),
            0.6,
            paint,
            links=76,
            thickness=0.06,
        ),
        0,
        1.45,
        0.06,
    )
    body = [(-3.7, 0.95), (-3.4, 0.5), (2.9, 0.45), (3.75, 0.95), (3.2, 1.28), (1.6, 1.42), (-3.7, 1.42)]
    kit.add(paint, slab(body, 1.15, 0.05)).pair(
        paint, slab([(-3.75, 1.0), (3.5, 1.0), (3.3, 1.22), (1.6, 1.4), (-3.75, 1.4)], 0.34, 0.03, y=1.46)
    )
    kit.put(skirts(-3.3, 3.3, 0.62, 1.12, 1.8, count=8, material=paint))
    plan = [(-2.4, -1.25), (-2.4, 1.25), (0.2, 1.45), (1.9, 0.75), (1.9, -0.75), (0.2, -1.45)]
    top = (
        Kit()
        .add(paint, prism(plan, 0.0, 0.68, 0.08))
        .add(paint, slab([(1.7, 0.1), (2.3, 0.2), (2.3, 0.5), (1.7, 0.62)], 0.34, 0.04))
        .put(cannon(2.2, 4.1, 0.085, 0.36, paint))
    )
    top.put(hatch(-0.3, -0.62, 0.66, 0.3, paint)).put(hatch(-0.5, 0.6, 0.66, 0.34, paint)).put(
        machine_gun(), 0.15, -0.62, 0.9
    ).add(paint, rounded_box((0.5, 0.35, 0.66), (0.95, 0.8, 1.0), 0.06)).add(
        paints.GLASS, box((0.92, 0.42, 0.76), (0.96, 0.73, 0.94))
    )
    top.pair(
        paints.DARK_STEEL,
        *(
            cylinder((0.5 - n * 0.16, 1.38, 0.3), (0.62 - n * 0.16, 1.62, 0.46), 0.05, sides=10)
            for n in range(4)
        ),
    ).add(
        paints.STEEL,
        parts.railing(
            [(-1.0, 1.3, 0.35), (-2.9, 1.2, 0.35), (-2.9, -1.2, 0.35), (-1.0, -1.3, 0.35)], 0.35, 0.02
        ),
    )
    top.put(stowage(-2.7, -1.2, 1.25, 0.3, 4)).put(stowage(-2.7, -1.2, -1.25, 0.3, 4)).add(
        paints.BLACK,
        rods([(-2.2, 0.9, 0.66), (-2.2, -0.9, 0.66)], [(-2.4, 0.95, 2.2), (-2.4, -0.95, 2.0)], 0.012, 5),
    )
    top.put(parts.both_signs(text("31", "white", "sand"), -1.3, 1.365, 0.36, 0.7, height=0.32))
    kit.put(top, -0.1, 0, 1.42, yaw=-8).put(
        parts.front_sign(emblem("grille", "steel", "black"), -3.71, 1.2, 1.9, 0.34, rear=True)
    ).add(paint, parts.spaced(box((-3.3, -1.0, 1.42), (-3.22, 1.0, 1.47)), 8, (0.2, 0, 0)))
    kit.put(hatch(2.2, 0.5, 1.3, 0.26, paint)).put_pair(
        parts.headlamp(0.1, housing=paint), 3.45, 0.85, 1.3
    ).pair(paints.DARK_STEEL, wires([[(3.5, 0.55, 0.85), (3.8, 0.6, 0.85)]], 0.05)).put(
        parts.tail_lamps(-3.72, 1.05, 1.2, 0.1)
    )
    return kit.pair(
        paints.STEEL,
        rods([(-2.6, 1.6, 1.44), (0.0, 1.6, 1.44)], [(-0.6, 1.6, 1.44), (1.4, 1.6, 1.44)], 0.025),
    )


def _sherman() -> Kit:
    """A tank of the Second World War: a high rounded hull, bogies, a cast turret with a short gun."""
    paint = paints.OLIVE
    wheels = [
        (2.5, 0.75, 0.36),
        (-2.45, 0.62, 0.32),
        *((x + d, 0.3, 0.25) for x in (-1.5, 0.0, 1.5) for d in (-0.32, 0.32)),
    ]
    kit = Kit().put_pair(running.track(wheels, 0.42, paint, links=72, thickness=0.06), 0, 1.1, 0.06)
    for x in (-1.5, 0.0, 1.5):
        kit.pair(
            paint,
            slab([(x - 0.35, 0.38), (x + 0.35, 0.38), (x + 0.16, 0.85), (x - 0.16, 0.85)], 0.1, y=1.12),
            cylinder((x - 0.1, 0.95, 0.98), (x - 0.1, 1.25, 0.98), 0.1),
        )
    body = [
        (-2.9, 0.75),
        (-2.5, 0.45),
        (2.2, 0.45),
        (2.75, 0.75),
        (2.6, 1.1),
        (1.5, 1.95),
        (-1.2, 1.95),
        (-2.8, 1.75),
    ]
    kit.add(paint, slab(rounded(body, [0.1, 0.1, 0.25, 0.3, 0.1, 0.12, 0.1, 0.1]), 0.9, 0.05)).pair(
        paint, slab([(-2.8, 1.05), (2.55, 1.05), (1.5, 1.85), (-1.2, 1.9), (-2.75, 1.7)], 0.22, 0.04, y=1.1)
    )
    profile = [(0, 0), (1.05, 0), (1.08, 0.2), (1.0, 0.55), (0.85, 0.68), (0.5, 0.74), (0, 0.76)]
    top = Kit().add(
        paint,
        turned(profile, 30, crease=50.0).moved(scale=(1.2, 1.0, 1.0)),
        slab(rounded([(-1.9, 0.2), (-0.8, 0.15), (-0.8, 0.62), (-1.85, 0.58)], 0.12), 0.62, 0.1),
        slab(rounded([(0.9, 0.1), (1.5, 0.14), (1.5, 0.58), (0.9, 0.62)], 0.1), 0.45, 0.06),
    )
    top.put(cannon(1.4, 2.4, 0.065, 0.36, paint)).put(hatch(-0.35, 0.45, 0.66, 0.3, paint)).put(
        machine_gun(), -0.7, 0.45, 0.85, yaw=15
    ).add(paint, turned([(0, 0), (0.2, 0), (0.18, 0.1), (0, 0.12)], 14).moved(0.2, -0.5, 0.68)).put(
        parts.both_signs(emblem("star", "white", "olive"), -1.35, 0.63, 0.4, 0.42, height=0.42)
    )
    kit.put(top, 0.1, 0, 1.93, yaw=12).pair(
        paint, turned([(0, 0), (0.3, 0), (0.26, 0.1), (0, 0.14)], 18).moved(1.35, 0.5, 1.9)
    ).add(
        paint, turned([(0, -0.1), (0.14, -0.1), (0.12, 0.05), (0, 0.12)], 14, "x").moved(2.2, -0.5, 1.45)
    ).add(paints.DARK_STEEL, rods([(2.2, -0.5, 1.48)], [(2.75, -0.5, 1.5)], 0.025))
    kit.put(parts.both_signs(emblem("star", "white", "olive"), -0.3, 1.325, 1.45, 0.62, height=0.62)).put(
        parts.both_signs(text("FURY", "white", "olive"), 1.3, 1.325, 1.3, 0.7, height=0.24)
    ).put_pair(parts.headlamp(0.09, housing=paint), 2.2, 0.75, 1.6)
    kit.add(paints.CANVAS, cylinder((-2.6, -0.8, 1.92), (-2.6, 0.8, 1.92), 0.16)).put(
        stowage(-2.3, -1.4, 0.6, 1.82, 3)
    ).put(stowage(-2.3, -1.4, -0.6, 1.82, 3)).pair(
        paints.wood(130, 100, 66), rods([(-2.0, 1.22, 1.92)], [(0.6, 1.22, 1.98)], 0.03)
    )
    return kit.put(parts.front_sign(emblem("grille", "steel", "black"), -2.88, 1.3, 1.3, 0.5, rear=True)).add(
        paints.BLACK, rods([(-0.9, -0.5, 2.6)], [(-1.1, -0.55, 4.0)], 0.012, 5)
    )


def _rhomboid() -> Kit:
    """A tank of the First World War: tracks all around a rhombus, guns in sponsons on the sides."""
    paint = paints.camouflage(paints.paint(124, 112, 72).colour, paints.paint(74, 62, 44).colour, 1.1)
    wheels = [
        (-3.5, 0.75, 0.5),
        (3.4, 1.75, 0.5),
        (2.2, 0.35, 0.35),
        (-2.6, 0.35, 0.35),
        (1.6, 2.1, 0.3),
        (-0.8, 2.05, 0.3),
    ]
    kit = Kit().put_pair(
        running.track(wheels, 0.5, paint, links=70, thickness=0.06, grouser=0.04, tyred=False), 0, 1.35, 0.06
    )
    plate = [
        (-3.75, 0.5),
        (-3.2, 0.16),
        (2.4, 0.14),
        (3.5, 1.4),
        (3.72, 1.75),
        (3.5, 2.1),
        (1.8, 2.28),
        (-0.9, 2.24),
        (-3.7, 1.1),
    ]
    kit.pair(paint, slab(plate, 0.05, y=1.66), slab(plate, 0.05, y=1.04)).add(
        paint,
        slab([(-3.2, 0.5), (2.4, 0.4), (3.1, 1.5), (2.7, 2.0), (1.4, 2.1), (-1.0, 2.0), (-3.1, 1.4)], 1.0),
        box((1.2, -0.75, 2.0), (2.2, 0.75, 2.65)),
        box((-1.0, -0.5, 1.9), (0.2, 0.5, 2.3)),
    )
    rivets = [(x, 1.72, z) for x in np.arange(-3.0, 2.3, 0.22) for z in (0.3, 1.15)] + [
        (x, 1.72, 2.1) for x in np.arange(-0.9, 3.2, 0.22)
    ]
    kit.pair(paints.DARK_STEEL, dots(rivets, 0.03))
    sponson = [(-0.9, 1.65), (0.9, 1.65), (0.75, 2.1), (-0.1, 2.25), (-0.75, 2.1)]
    kit.pair(paint, prism(sponson, 0.7, 1.75, 0.05)).pair(
        paints.DARK_STEEL,
        slab([(0.55, 0.95), (0.95, 0.95), (0.95, 1.45), (0.55, 1.45)], 0.2, y=1.95),
        cylinder((0.9, 1.98, 1.2), (2.3, 2.12, 1.22), 0.075, 0.06),
        rods([(-0.6, 1.98, 1.3)], [(-1.3, 2.2, 1.3)], 0.035),
    )
    kit.pair(
        paints.BLACK, box((2.18, 0.26, 2.32), (2.215, 0.54, 2.45)), box((1.4, 0.74, 2.3), (1.7, 0.765, 2.42))
    ).add(
        paints.DARK_STEEL,
        rods([(2.1, 0, 2.25)], [(2.7, 0, 2.25)], 0.035),
        wires([[(-0.4, 0.2, 2.25), (-0.4, 0.2, 2.75), (-1.4, 0.2, 2.75)]], 0.07, 8),
    )
    kit.put(parts.both_signs(text("D 51", "white", "olive"), -1.9, 1.715, 0.75, 0.9, height=0.4)).put(
        parts.both_signs(emblem("stripes", "red", "white"), 2.4, 1.715, 1.75, 0.6, height=0.4)
    ).add(paints.wood(120, 92, 60), box((-2.3, -1.3, 2.15), (-2.05, 1.3, 2.38)))
    return kit.pair(paints.STEEL, rods([(-2.9, 0.98, 2.1)], [(2.6, 0.98, 2.5)], 0.04, 8)).pair(
        paints.STEEL,
        rods([(-2.9, 0.98, 1.7), (2.6, 0.98, 2.1)], [(-2.9, 0.98, 2.1), (2.6, 0.98, 2.5)], 0.035, 6),
    )


def _panzer() -> Kit:
    """A heavy square tank in winter paint: overlapping wheels, a box hull, a long gun with a muzzle brake."""
    paint = paints.WINTER_CAMOUFLAGE
    wheels = [(3.0, 0.75, 0.42), (-3.0, 0.65, 0.36), *((x, 0.42, 0.4) for x in np.linspace(-2.2, 2.1, 5))]
    kit = Kit().put_pair(running.track(wheels, 0.66, paint, links=74, thickness=0.06), 0, 1.42, 0.06)
    for x in np.linspace(-1.7, 1.6, 4):
        kit.put_pair(running.road_wheel(0.4, 0.2, paint), float(x), 1.2, 0.48)
    body = [
        (-3.2, 0.6),
        (-2.9, 0.48),
        (2.7, 0.48),
        (3.15, 0.85),
        (2.9, 1.25),
        (2.55, 1.3),
        (2.45, 1.75),
        (-3.0, 1.75),
        (-3.25, 1.3),
    ]
    kit.add(paint, slab(body, 1.08, 0.04), box((-3.0, -1.75, 1.3), (2.4, 1.75, 1.75))).pair(
        paint,
        slab([(-3.35, 1.3), (3.3, 1.3), (3.4, 1.2), (3.4, 1.24), (3.3, 1.34), (-3.35, 1.34)], 0.36, y=1.42),
    )
    plan = [*arc((-0.35, 0.0), 1.15, 60, 300, 16), (1.15, -1.0), (1.15, 1.0)]
    top = (
        Kit()
        .add(
            paint,
            prism(plan, 0.0, 0.82, 0.06),
            box((1.1, -0.75, 0.1), (1.32, 0.75, 0.72)),
            slab([(1.3, 0.18), (1.7, 0.24), (1.7, 0.6), (1.3, 0.66)], 0.3, 0.04),
        )
        .put(cannon(1.6, 3.9, 0.085, 0.42, paint, brake=True))
    )
    top.put(hatch(-0.5, -0.5, 0.8, 0.34, paint)).put(hatch(-0.1, 0.55, 0.78, 0.26, paint)).add(
        paint, box((-2.1, -0.6, 0.12), (-1.45, 0.6, 0.65))
    ).pair(
        paints.DARK_STEEL,
        *(
            cylinder((0.5 + n * 0.14, 1.05, 0.5), (0.56 + n * 0.14, 1.3, 0.66), 0.05, sides=10)
            for n in range(3)
        ),
    )
    link = box((-0.22, 1.12, 0.12), (0.02, 1.2, 0.62))
    top.add(paints.DARK_STEEL, *(link.moved(-0.5 + n * 0.28, 0.0, 0.0) for n in range(3))).put(
        parts.both_signs(text("217", "red", "white"), 0.72, 1.03, 0.45, 0.7, height=0.34)
    )
    kit.put(top, 0.0, 0, 1.75, yaw=10).put(
        parts.both_signs(emblem("cross", "black", "white"), -1.2, 1.765, 1.53, 0.36, height=0.36)
    ).add(
        paint, turned([(0, -0.1), (0.18, -0.08), (0.14, 0.06), (0, 0.12)], 16, "x").moved(2.55, -0.6, 1.52)
    ).add(paints.DARK_STEEL, rods([(2.55, -0.6, 1.52)], [(3.05, -0.6, 1.54)], 0.025)).add(
        paints.GLASS, box((2.45, 0.35, 1.5), (2.56, 0.85, 1.6))
    )
    kit.pair(
        paints.DARK_STEEL,
        cylinder((-3.3, 0.45, 1.3), (-3.3, 0.45, 2.0), 0.15),
        rods([(-2.6, 1.6, 1.78)], [(1.6, 1.6, 1.78)], 0.03),
    ).put(parts.headlamp(0.11, housing=paint), 2.55, 0.0, 1.88)
    kit.pair(paint, turned([(0, 0), (0.26, 0), (0.24, 0.05), (0, 0.06)], 18).moved(1.9, 0.7, 1.75)).add(
        paints.DARK_STEEL, parts.spaced(box((-2.8, -0.55, 1.75), (-2.74, 0.55, 1.79)), 7, (0.16, 0, 0))
    )
    return kit.add(paints.DARK_STEEL, *(box((2.9, y - 0.3, 0.72), (3.2, y + 0.3, 0.8)) for y in (-0.5, 0.5)))


MODELS: tuple[Model, ...] = (
    machine("tank", "desert", _modern_tank, 8.5),
    machine("tank", "sherman", _sherman),
    machine("tank", "rhomboid", _rhomboid),
    machine("tank", "winter", _panzer, 8.2),
)
