"""Submarines, on the cradles of a dock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.hulls import deck_edge, hull, planking
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.shipyard import RED_LEAD
from carla_scenes.embedded.models.anomalies.machines.skins import (
    dots,
    fuselage,
    rods,
    slab,
    turned,
    upright,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

_ANECHOIC = paints.dull(42, 44, 47)


def cradle(x: float, low: float, half_width: float, arm: float) -> Kit:
    """Return a wooden cradle under a hull: a beam on the ground at `low`, an arm up to `arm` on both sides."""
    timber = paints.wood(128, 98, 64)
    kit = Kit().add(timber, slab(parts.rectangle(x - 0.25, x + 0.25, low, low + 0.35), half_width))
    return kit.pair(timber, slab(parts.rectangle(x - 0.2, x + 0.2, low + 0.3, arm), 0.1, y=half_width - 0.1))


def _nuclear() -> Kit:
    """A modern submarine: a black teardrop with a tower, planes and a many-bladed screw."""
    shell = [
        (-6.4, 1.0, 0.08, 0.08),
        (-5.8, 1.0, 0.26, 0.26),
        (-4.4, 1.0, 0.66, 0.66),
        (-2.5, 1.0, 0.94, 0.94),
        (0.0, 1.0, 1.0, 1.0),
        (3.6, 1.0, 1.0, 1.0),
        (5.0, 1.0, 0.88, 0.88),
        (5.7, 1.0, 0.6, 0.6),
        (6.0, 1.0, 0.28, 0.28),
        (6.06, 1.0, 0.0, 0.0),
    ]
    kit = Kit().add(
        _ANECHOIC, fuselage(shell, 5, 30, part=(-20.0, 200.0)), upright(1.4, 1.8, 3.15, 0.85, 0.25)
    )
    kit.add(RED_LEAD, fuselage(shell, 5, 22, part=(200.0, 340.0)))
    kit.pair(_ANECHOIC, wing([(1.75, 0.2, 2.6, 0.6, 0.12), (1.6, 1.25, 2.6, 0.4, 0.12)]))
    kit.pair(_ANECHOIC, wing([(-5.0, 0.2, 1.0, 0.8, 0.12), (-5.3, 1.35, 1.0, 0.5, 0.12)]))
    for s in (-1, 1):
        kit.add(
            _ANECHOIC, wing([(-5.0, 0.0, 1.0 + s * 0.2, 0.8, 0.12), (-5.3, 0.0, 1.0 + s * 1.3, 0.5, 0.12)])
        )
    kit.put(parts.propeller(0.72, 7, 0.36, paints.BRASS, paints.BRASS), -6.35, 0, 1.0, yaw=180)
    kit.add(
        paints.STEEL,
        rods(
            [(1.5, 0, 3.1), (1.15, 0.05, 3.1), (0.8, 0, 3.1)],
            [(1.5, 0, 4.2), (1.15, 0.05, 3.9), (0.8, 0, 3.7)],
            0.035,
            8,
        ),
    )
    kit.add(
        paints.STEEL, box((1.44, -0.05, 4.1), (1.56, 0.05, 4.3)), box((1.1, -0.25, 3.88), (1.2, 0.35, 3.95))
    )
    hatch = turned([(0, -0.06), (0.16, -0.06), (0.16, 0.03), (0, 0.04)], 18)
    hatches = [hatch.moved(float(x), y, 1.97) for x in np.linspace(-3.2, 0.2, 8) for y in (-0.24, 0.24)]
    kit.add(paints.dull(86, 88, 90), *hatches, *(hatch.moved(x, 0, 1.99, scale=0.8) for x in (2.8, 3.6)))
    kit.put(parts.both_signs(text("774", "white", "black"), 1.3, 0.255, 2.75, 0.55, height=0.28))
    mark = box((4.6, 0.0, 0.0), (4.62, 0.1, 0.03))
    kit.pair(paints.WHITE, *(mark.moved(0.0, 0.87, 0.7 + 0.14 * n) for n in range(4)))
    return kit.put(cradle(-2.4, -0.55, 1.1, 0.45)).put(cradle(2.6, -0.55, 1.1, 0.45))


def _u_boat() -> Kit:
    """A submarine of the forties: a narrow deck over saddle tanks, a conning tower, a deck gun, net cables."""
    grey, rusty = paints.dull(104, 110, 112), paints.metal(112, 112, 108, rust=0.35, roughness=0.6)
    shape = [
        (-6.2, 0.12, 0.75, 1.35, 2.0),
        (-4.8, 0.5, 0.3, 1.45, 2.0),
        (-2.0, 0.78, 0.05, 1.5, 2.2),
        (1.5, 0.8, 0.0, 1.55, 2.2),
        (4.4, 0.55, 0.15, 1.68, 1.8),
        (5.4, 0.2, 0.35, 1.85, 1.4, 0.3),
        (5.8, 0.01, 0.6, 1.95, 1.2, 0.6),
    ]
    kit = Kit().add(RED_LEAD, hull(shape, high=0.75)).add(grey, hull(shape, low=0.75))
    tank = [
        (-3.4, 0.85, 0.02, 0.02),
        (-2.6, 0.85, 0.2, 0.4),
        (0, 0.85, 0.28, 0.5),
        (2.2, 0.85, 0.22, 0.42),
        (3.2, 0.85, 0.02, 0.02),
    ]
    kit.pair(rusty, fuselage(tank, 4, 20).moved(y=0.72))
    kit.add(
        paints.planks(84, 78, 68, 0.06), planking(deck_edge(shape, inset=0.12, lift=0.03) * (1, 0.8, 1), 0.08)
    )
    kit.add(grey, upright(0.6, 1.5, 2.75, 0.75, 0.36), upright(-0.6, 1.5, 2.1, 0.9, 0.42))
    bridge = [
        (-0.1, 0.36, 2.1),
        (-0.8, 0.42, 2.1),
        (-1.4, 0.2, 2.1),
        (-1.4, -0.2, 2.1),
        (-0.8, -0.42, 2.1),
        (-0.1, -0.36, 2.1),
    ]
    kit.add(paints.STEEL, parts.railing(bridge, 0.4, 0.016))
    gun = Kit().add(
        paints.DARK_STEEL,
        cylinder((0, 0, 0), (0, 0, 0.32), 0.16, 0.12),
        cylinder((-0.35, 0, 0.42), (1.25, 0, 0.52), 0.07, 0.045),
    )
    gun.add(
        paints.DARK_STEEL,
        box((-0.35, -0.12, 0.3), (0.2, 0.12, 0.52)),
        rods([(-0.1, 0.16, 0.42)], [(-0.3, 0.28, 0.42)], 0.02),
    )
    flak = Kit().add(paints.DARK_STEEL, cylinder((0, 0, 0), (0, 0, 0.34), 0.06))
    flak.pair(paints.DARK_STEEL, rods([(-0.2, 0.05, 0.36)], [(0.5, 0.05, 0.55)], 0.02))
    kit.put(gun, 2.2, 0, 1.6).put(flak, -1.0, 0, 2.1, yaw=180)
    kit.add(
        paints.STEEL,
        rods([(0.8, 0, 2.7), (0.4, 0.1, 2.7)], [(0.8, 0, 3.7), (0.4, 0.1, 3.4)], 0.035, 8),
        box((0.75, -0.04, 3.62), (0.88, 0.04, 3.78)),
    )
    kit.add(paints.BLACK, wires([[(6.2, 0, 1.98), (0.9, 0, 3.0), (-0.4, 0, 2.95), (-6.1, 0, 1.4)]], 0.012, 5))
    teeth = [(5.6, 1.85), (6.3, 1.95), (6.2, 2.25), (6.05, 2.05), (5.95, 2.25), (5.8, 2.02)]
    kit.add(paints.DARK_STEEL, slab(teeth, 0.02)).put(
        parts.both_signs(text("U 96", "white", "grey"), 0.6, 0.372, 2.25, 0.6, height=0.28)
    )
    kit.pair(paints.BLACK, *(box((x, 0.72, 1.3), (x + 0.12, 0.81, 1.36)) for x in np.arange(-1.6, 2.0, 0.22)))
    kit.pair(
        grey,
        slab(parts.rectangle(4.3, 4.9, 1.0, 1.04), 0.25, y=0.65),
        slab(parts.rectangle(-5.6, -5.0, 0.6, 0.64), 0.25, y=0.4),
    )
    kit.put_pair(parts.propeller(0.26, 3, 0.2, paints.BRASS), -5.7, 0.35, 0.5, yaw=180)
    kit.add(RED_LEAD, slab([(-6.3, 0.2), (-5.9, 0.2), (-5.9, 0.85), (-6.3, 0.85)], 0.03))
    return kit.put(cradle(-2.4, -0.4, 1.05, 0.6)).put(cradle(2.6, -0.4, 1.05, 0.6))


def _research() -> Kit:
    """A yellow research submarine: a glass dome in front, floats, thrusters, arms, skids."""
    yellow = paints.YELLOW
    shell = [
        (-2.6, 1.35, 0.1, 0.12),
        (-2.3, 1.35, 0.4, 0.44),
        (-1.2, 1.4, 0.78, 0.82),
        (0.4, 1.4, 0.88, 0.92),
        (1.3, 1.4, 0.86, 0.9),
        (1.5, 1.4, 0.82, 0.86),
    ]
    kit = (
        Kit()
        .add(yellow, fuselage(shell, 5, 40))
        .add(paints.BLUE_GLASS, ellipsoid((1.45, 0, 1.4), (0.78, 0.74, 0.76), 30, 20))
    )
    flange = turned([(0.78, -0.08), (0.9, -0.08), (0.9, 0.08), (0.78, 0.08), (0.78, -0.08)], 36, "x").moved(
        1.48, 0, 1.4
    )
    bolts = [(1.57, 0.84 * np.cos(t), 1.4 + 0.84 * np.sin(t)) for t in np.arange(24) * np.pi / 12]
    kit.add(paints.STEEL, flange, dots(bolts, 0.03))
    pod = [
        (-2.2, 0.72, 0.02, 0.02),
        (-2.0, 0.72, 0.22, 0.22),
        (1.2, 0.72, 0.24, 0.24),
        (1.5, 0.72, 0.12, 0.12),
        (1.55, 0.72, 0, 0),
    ]
    kit.pair(paints.WHITE, fuselage(pod, 4, 22).moved(y=0.85))
    kit.pair(paints.DARK_STEEL, wires([[(-2.2, 0.8, 0.14), (1.5, 0.8, 0.14), (1.9, 0.8, 0.34)]], 0.09, 10))
    kit.pair(
        paints.DARK_STEEL,
        rods([(x, 0.8, 0.14) for x in (-1.6, 0.0, 1.1)], [(x, 0.8, 0.7) for x in (-1.6, 0.0, 1.1)], 0.05, 8),
    )
    kit.add(yellow, upright(-0.2, 2.1, 2.85, 0.5, 0.36)).add(
        paints.DARK_STEEL,
        turned([(0, 0), (0.28, 0), (0.24, 0.1), (0, 0.14)], 20).moved(-0.2, 0, 2.84),
        rods([(-0.5, 0.1, 2.8)], [(-0.6, 0.1, 3.6)], 0.02),
    )
    kit.add(
        paints.RED,
        turned([(0.3, 0), (0.37, 0), (0.37, 0.1), (0.3, 0.1), (0.3, 0)], 24).moved(
            -0.2, 0, 2.85, scale=(1.2, 1, 1)
        ),
    )
    ring = [(0.22, -0.18), (0.27, -0.12), (0.28, 0.14), (0.23, 0.2), (0.23, -0.18)]
    thruster = Kit().add(yellow, turned(ring, 24, "x")).put(parts.propeller(0.21, 4, 0.1, paints.BRASS))
    kit.put_pair(thruster, -1.7, 1.0, 1.6).pair(
        yellow, rods([(-1.7, 0.5, 1.55)], [(-1.7, 0.85, 1.6)], 0.06, 8)
    ).put(thruster, -2.75, 0, 1.35, scale=1.5)
    kit.pair(paints.RED, wing([(-1.9, 0.2, 1.5, 0.8, 0.12), (-2.3, 1.1, 1.6, 0.5, 0.12)])).add(
        paints.RED, wing([(-1.7, 0, 1.8, 0.9, 0.12), (-2.3, 0, 2.6, 0.5, 0.12)])
    )
    arm = Kit().add(
        paints.STEEL,
        wires([[(0, 0, 0), (0.55, 0.1, -0.2), (1.1, 0.0, 0.0)]], 0.06, 10),
        dots([(0.55, 0.1, -0.2), (0, 0, 0), (1.1, 0, 0)], 0.1),
    )
    arm.add(
        paints.DARK_STEEL,
        *(wires([[(1.1, s * 0.02, 0), (1.2, s * 0.12, 0), (1.38, s * 0.05, 0)]], 0.03, 8) for s in (-1, 1)),
    )
    kit.put_pair(arm, 1.35, 0.7, 0.75).put_pair(parts.headlamp(0.13), 1.7, 0.62, 2.2).put_pair(
        parts.headlamp(0.13), 1.75, 0.45, 0.62
    )
    kit.add(paints.DARK_STEEL, rods([(1.62, -0.62, 2.2)], [(1.62, 0.62, 2.2)], 0.04))
    rim = turned([(0.15, -0.04), (0.22, -0.04), (0.22, 0.05), (0.15, 0.05), (0.15, -0.04)], 22, "y")
    kit.pair(paints.STEEL, *(rim.moved(x, 0.84, 1.65) for x in (-0.7, 0.2))).pair(
        paints.BLUE_GLASS, *(ellipsoid((x, 0.83, 1.65), (0.16, 0.07, 0.16), 16, 8) for x in (-0.7, 0.2))
    )
    loop = turned([(0.12, -0.025), (0.16, 0), (0.12, 0.025), (0.08, 0), (0.12, -0.025)], 18, "y")
    kit.add(paints.STEEL, loop.moved(-1.2, 0, 2.3), rods([(0.5, 0, 2.28)], [(0.5, 0, 2.4)], 0.05))
    return kit.put(parts.both_signs(text("NEMO II", "black", "yellow"), -0.25, 0.9, 1.2, 1.0, height=0.24))


MODELS: tuple[Model, ...] = (
    machine("submarine", "nuclear", _nuclear, 12.0),
    machine("submarine", "u_boat", _u_boat, 12.0),
    machine("submarine", "research", _research, 6.0),
)
