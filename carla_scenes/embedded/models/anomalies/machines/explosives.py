"""Missiles in flight, rocket launchers on the ground, and grenades grown to the size of a dog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box, tube
from carla_scenes.embedded.models.anomalies.machines import paints, parts
from carla_scenes.embedded.models.anomalies.machines.guns import trigger
from carla_scenes.embedded.models.anomalies.machines.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    fuselage,
    rods,
    rounded,
    side_patch,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.model import Model


def band(x: float, length: float, radius: float, material: Material) -> Kit:
    """Return a painted band around a body about the x axis."""
    r = radius * 1.006
    ring = [(radius * 0.9, x - length / 2), (r, x - length / 2), (r, x + length / 2), (radius * 0.9, x + length / 2), (radius * 0.9, x - length / 2)]
    return Kit().add(material, turned(ring, 36, "x"))


def nozzle(x: float, radius: float) -> Kit:
    """Return a rocket nozzle that opens to the rear at x, glowing inside."""
    bell = [(0, x + radius * 0.1), (0.3 * radius, x + radius * 0.1), (0.55 * radius, x - radius * 0.5), (0.82 * radius, x - radius), (0.86 * radius, x - radius), (0.9 * radius, x), (0, x)]
    kit = Kit().add(paints.DARK_STEEL, turned(bell, 26, "x", 40.0))
    return kit.add(paints.lamp(236, 140, 50, 0.6), cylinder((x - radius * 0.02, 0, 0), (x + radius * 0.14, 0, 0), 0.3 * radius))


def fins(x: float, chord: float, reach: float, span: float, material: Material, start: float = 45.0, tip: float = 0.5) -> Kit:
    """Return four fins about the x axis, their leading edges at x."""
    one = wing([(x, reach * 0.8, 0, chord, 0.06), (x - chord * (1 - tip) * 0.8, reach + span, 0, chord * tip, 0.06)], 6)
    return Kit().add(material, around(one, 4, "x", start))


def _cruise() -> Kit:
    """A cruise missile: a long grey body, straight wings, an intake below, a booster."""
    grey = paints.dull(168, 172, 174)
    body = [(0, -2.9), (0.2, -2.88), (0.26, -2.5), (0.26, 2.3), (0.24, 2.6), (0.18, 2.85), (0.09, 2.98), (0, 3.02)]
    kit = Kit().add(grey, turned(body, 32, "x", 40.0)).put(nozzle(-2.88, 0.17)).pair(grey, wing([(0.35, 0.2, -0.02, 0.5, 0.1), (0.1, 1.5, -0.02, 0.36, 0.09)]))
    kit.put(fins(-2.1, 0.5, 0.24, 0.5, grey, 0.0)).add(grey, fuselage([(-1.5, -0.24, 0.02, 0.02), (-1.2, -0.3, 0.12, 0.1, 3), (-0.6, -0.34, 0.14, 0.1, 3)], 3, 18)).add(paints.BLACK, box((-0.6, -0.11, -0.41), (-0.58, 0.11, -0.27)))
    kit.put(band(1.7, 0.12, 0.26, paints.YELLOW)).put(band(-1.9, 0.1, 0.26, paints.paint(120, 70, 40))).put(band(0.9, 0.03, 0.26, paints.DARK_STEEL)).put(band(-0.2, 0.02, 0.26, paints.DARK_STEEL))
    kit.put(parts.both_signs(text("U S NAVY", "black", "silver"), -0.7, 0.263, 0.06, 1.1, 0.12)).add(paints.DARK_STEEL, dots([(x, 0.26 * np.cos(t), 0.26 * np.sin(t)) for x in (0.86, 0.94, -0.16, -0.24, 2.28) for t in np.arange(16) * np.pi / 8], 0.009))
    return kit


def _air_to_air() -> Kit:
    """A slim white missile with four wings in the middle and four rudders in front."""
    white = paints.WHITE
    body = [(0, -2.0), (0.12, -2.0), (0.13, -1.9), (0.13, 1.35), (0.1, 1.6), (0.06, 1.78), (0, 1.86)]
    kit = Kit().add(white, turned(body, 28, "x", 40.0)).add(paints.GLASS, ellipsoid((1.74, 0, 0), (0.14, 0.075, 0.075), 18, 12)).put(nozzle(-1.98, 0.11))
    kit.put(fins(-1.3, 0.7, 0.12, 0.42, white, 45.0, 0.55)).put(fins(1.2, 0.26, 0.12, 0.24, paints.dull(70, 74, 78), 45.0, 0.35)).put(band(0.6, 0.08, 0.13, paints.YELLOW)).put(band(-0.6, 0.08, 0.13, paints.paint(120, 70, 40))).put(band(1.3, 0.14, 0.13, paints.DARK_STEEL))
    roller = Kit().add(paints.STEEL, around(cylinder((-1.98, 0.48, 0), (-1.86, 0.48, 0), 0.04), 4, "x", 45.0))
    kit.put(roller).put(parts.both_signs(text("AIM 9", "black", "white"), 0.1, 0.132, 0.0, 0.55, 0.09)).add(paints.STEEL, *(box((x, -0.03, 0.12), (x + 0.14, 0.03, 0.18)) for x in (-1.0, -0.1, 0.8)))
    return kit.add(paints.DARK_STEEL, dots([(x, 0.13 * np.cos(t), 0.13 * np.sin(t)) for x in (1.0, 0.3, -0.3, -1.2) for t in np.arange(14) * np.pi / 7], 0.006))


def _ballistic() -> Kit:
    """A fat ballistic missile in olive with a yellow head and large fins, climbing."""
    body = [(0, -3.0), (0.44, -3.0), (0.46, -2.9), (0.46, 1.2), (0.44, 1.4)]
    nose = [(0.44, 1.38), (0.4, 1.8), (0.3, 2.35), (0.16, 2.85), (0.04, 3.15), (0, 3.18)]
    kit = Kit().add(paints.FOREST_CAMOUFLAGE, turned([*body, (0, 1.4)], 34, "x", 40.0)).add(paints.paint(206, 162, 40), turned([(0, 1.38), *nose], 34, "x", 40.0)).put(nozzle(-2.98, 0.42))
    kit.put(fins(-1.7, 1.3, 0.44, 0.75, paints.OLIVE, 45.0, 0.6)).put(band(1.4, 0.08, 0.455, paints.DARK_STEEL)).put(band(-0.4, 0.04, 0.46, paints.DARK_STEEL)).put(band(0.6, 0.1, 0.46, paints.RED))
    kit.put(parts.both_signs(emblem("star", "red", "olive"), -1.0, 0.463, 0.0, 0.42, 0.42)).put(parts.both_signs(emblem("radiation", "black", "yellow"), 0.1, 0.463, 0.0, 0.36, 0.36)).add(paints.DARK_STEEL, dots([(x, 0.46 * np.cos(t), 0.46 * np.sin(t)) for x in (-0.46, -0.34, 1.3, -2.85) for t in np.arange(22) * np.pi / 11], 0.014))
    kit.pair(paints.OLIVE, slab(parts.rectangle(-2.6, 1.0, -0.05, 0.05), 0.03, y=0.46)).add(paints.STEEL, around(slab([(-3.3, 0.28), (-2.95, 0.28), (-2.95, 0.4), (-3.3, 0.36)], 0.03), 4, "x"))
    return Kit().put(kit, pitch=32)


def _interceptor() -> Kit:
    """A two-stage air-defence missile: a white dart on a booster, with long strakes."""
    white = paints.WHITE
    kit = Kit().add(white, turned([(0, -0.6), (0.2, -0.6), (0.2, 1.9), (0.15, 2.4), (0.07, 2.85), (0, 3.0)], 28, "x", 40.0)).add(paints.dull(120, 130, 120), turned([(0, -2.6), (0.28, -2.6), (0.3, -2.5), (0.3, -0.95), (0.2, -0.6), (0, -0.6)], 30, "x", 40.0)).put(nozzle(-2.58, 0.26))
    kit.put(fins(1.2, 2.0, 0.18, 0.2, white, 45.0, 0.75)).put(fins(-0.7, 0.35, 0.18, 0.32, paints.dull(70, 74, 78), 45.0, 0.6)).put(fins(-1.7, 0.9, 0.28, 0.62, paints.dull(120, 130, 120), 45.0, 0.5))
    kit.put(band(1.9, 0.3, 0.2, paints.RED)).put(band(-1.1, 0.06, 0.3, paints.YELLOW)).put(parts.both_signs(text("SAM 2", "red", "white"), 0.3, 0.203, 0.0, 0.9, 0.13)).add(paints.BLACK, turned([(0.065, 2.84), (0.05, 2.9), (0, 3.01)], 20, "x", 60.0))
    kit.add(paints.DARK_STEEL, dots([(x, 0.205 * np.cos(t), 0.205 * np.sin(t)) for x in (-0.4, 1.6, 0.7) for t in np.arange(16) * np.pi / 8], 0.009), rods([(3.0, 0, 0)], [(3.25, 0, 0)], 0.015))
    return Kit().put(kit, pitch=18)


def _rpg() -> Kit:
    """A shoulder launcher with wooden guards, its grenade in place."""
    dark, beech = paints.GUN_METAL, paints.wood(140, 86, 44)
    pipe = [(0, -48), (3.4, -48), (3.5, -47), (3.0, -46), (2.0, -38), (2.0, 38), (2.3, 39), (2.3, 42), (0, 42)]
    kit = Kit().add(dark, turned([(0, -56), (5.6, -56), (5.2, -55), (3.0, -48), (0, -48)], 26, "x", 40.0), turned(pipe, 26, "x", 40.0)).add(paints.BLACK, cylinder((-56.2, 0, 0), (-55.8, 0, 0), 5.0)).add(beech, turned([(0, -24), (2.6, -24), (3.1, -22), (3.1, 2), (2.6, 4), (0, 4)], 24, "x", 40.0))
    head = [(0, 42), (1.6, 42), (1.6, 50), (2.2, 52), (4.4, 60), (4.4, 65), (3.6, 68), (1.4, 80), (0.9, 84), (0.6, 84.6), (0, 84.8)]
    kit.add(paints.OLIVE, turned(head, 28, "x", 35.0)).put(band(62.5, 1.2, 4.4, paints.YELLOW)).put(band(81, 2.0, 1.3, paints.STEEL))
    kit.add(beech, slab(rounded([(14, -2), (19, -2), (17.6, -12), (13.4, -12.4)], 0.8), 1.4, 0.5), slab(rounded([(-4, -2), (0.5, -2), (-2, -11), (-5.8, -11)], 0.8), 1.3, 0.5)).put(trigger(10.0, -1.8, 2.6, dark)).add(dark, slab([(6.5, -2.2), (20, -2.2), (20, -1.2), (6.5, -1.2)], 1.3), slab([(12, 1.6), (14, 1.6), (13.4, 8), (12.6, 8)], 0.5), slab([(30, 1.6), (32, 1.6), (31.4, 7.4), (30.6, 7.4)], 0.4))
    kit.add(dark, turned([(0, -6), (1.6, -6), (1.5, 1), (2.2, 4), (2.2, 6), (0, 6)], 20, "x").moved(6, -3.6, 5.2), box((3, -3.6, 1.0), (7, -1.6, 4.6)), box((4, -4.8, 3), (7, -2.4, 5))).add(paints.GLASS, cylinder((11.9, -3.6, 5.2), (12.1, -3.6, 5.2), 1.8))
    strap = np.array([(-36, 0, -2.2), (-20, 1.6, -10), (6, 2.4, -13.5), (26, 1.2, -7), (36, 0, -2.0)])
    kit.add(paints.cloth(96, 92, 60), tube(strap, [0.5] * 5, 6)).add(dark, *(turned([(1.9, x), (2.3, x), (2.3, x + 1.5), (1.9, x + 1.5), (1.9, x)], 20, "x") for x in (-37, 6, 24, 35)))
    return kit.put(_bipod(20, -2.0, 11.4))


def _bipod(x: float, top: float, reach: float) -> Kit:
    """Return two legs that spread from a tube at x, and reach down to `top - reach`."""
    kit = Kit()
    for s in (-1, 1):
        foot = (x + reach * 0.35, s * reach * 0.7, top - reach)
        kit.add(paints.DARK_STEEL, rods([(x, s * 1.2, top)], [foot], 0.6, 8), ellipsoid(foot, (1.2, 1.0, 0.7), 10, 6))
    return kit.add(paints.DARK_STEEL, rods([(x - 36, 0, top)], [(x - 36, 0, top - reach)], 0.7, 8), ellipsoid((x - 36, 0, top - reach), (1.6, 2.6, 0.7), 10, 6))


def _bazooka() -> Kit:
    """A bazooka of the forties: a long plain tube with a wire guard, a shoulder rest, two grips, a rocket in it."""
    green, oak = paints.OLIVE, paints.wood(128, 84, 48)
    pipe = [(0, -70), (3.2, -70), (3.2, 68), (3.9, 69), (4.1, 72), (3.0, 72), (0, 60)]
    kit = Kit().add(green, turned(pipe, 28, "x", 40.0)).add(paints.DARK_STEEL, *(turned([(3.1, x), (3.6, x), (3.6, x + 2), (3.1, x + 2), (3.1, x)], 24, "x") for x in (-68, -30, -2, 30, 52)))
    cage = np.linspace(0, 2 * np.pi, 15)
    kit.add(paints.STEEL, wires([[(x, 4.6 * np.cos(t), 4.6 * np.sin(t)) for t in cage] for x in (-70, -76, -82)], 0.3, 5), rods([(-70, 4.0 * np.cos(t), 4.0 * np.sin(t)) for t in cage[:14:2]], [(-82, 5.2 * np.cos(t), 5.2 * np.sin(t)) for t in cage[:14:2]], 0.3, 5))
    kit.add(paints.dull(120, 110, 50), turned([(0, 66), (2.7, 66), (2.7, 74), (2.2, 80), (0.8, 85), (0, 86)], 24, "x", 40.0)).put(band(72, 1.5, 2.75, paints.YELLOW))
    kit.add(oak, slab(rounded([(-34, -3), (-12, -3), (-14, -8), (-22, -13), (-34, -14)], 1.2), 1.8, 0.7), *(slab(rounded([(x, -3), (x + 5, -3), (x + 3, -14), (x - 1.6, -14)], 0.9), 1.5, 0.6) for x in (0, 26))).put(trigger(9.5, -3.0, 3.2, paints.DARK_STEEL)).add(paints.DARK_STEEL, box((-1, -1.6, -4.4), (14, 1.6, -2.8)))
    kit.add(paints.DARK_STEEL, slab([(34, 3), (36, 3), (35.6, 10), (34.4, 10)], 0.4), wires([[(20, -3.4, 3), (20, -6, 7), (24, -6, 7)]], 0.4, 6), turned([(1.6, -0.2), (2.4, -0.2), (2.4, 0.2), (1.6, 0.2), (1.6, -0.2)], 18, "x").moved(24, -6, 7)).put(parts.both_signs(text("M 9 A1", "white", "olive"), 44, 3.25, 0, 9, 2.6))
    kit.add(paints.BLACK, wires([[(-64, 2.6, 2.2), (-40, 2.9, 2.0), (-6, 2.6, -2.4), (0, 0, -3.2)]], 0.3, 5)).add(paints.OLIVE, rounded_box((-46, -2.4, -8), (-38, 2.4, -3), 0.8))
    return kit.put(_bipod(40, -3.4, 13.0))


def _shoulder_missile() -> Kit:
    """A modern shoulder-launched missile with its grip stock, antenna and battery; the missile looks out."""
    green = paints.dull(78, 84, 56)
    kit = Kit().add(green, turned([(0, -76), (4.0, -76), (4.0, -70), (3.5, -69), (3.5, 62), (4.2, 63), (4.2, 70), (3.3, 70), (0, 60)], 28, "x", 40.0)).add(paints.RUBBER, turned([(4.0, -78), (4.7, -77), (4.7, -70), (4.0, -69), (4.0, -78)], 26, "x", 50.0), turned([(4.1, 62), (4.7, 63), (4.7, 69), (4.1, 70), (4.1, 62)], 26, "x", 50.0))
    kit.add(paints.dull(180, 176, 150), turned([(0, 60), (2.9, 60), (2.9, 72), (2.2, 76), (1.2, 80), (0, 81)], 24, "x", 40.0)).add(paints.GLASS, ellipsoid((79.6, 0, 0), (2.0, 1.4, 1.4), 16, 10))
    kit.add(green, slab(rounded([(6, -3), (40, -3), (42, -8), (34, -10), (8, -8)], 1.0), 3.0, 0.8), slab(rounded([(12, -7), (18, -7), (15.6, -20), (9.6, -20)], 1.2), 2.0, 0.8), cylinder((26, 0, -8), (28, 0, -18), 2.6, sides=18)).put(trigger(22.0, -8.4, 3.0, paints.DARK_STEEL)).add(paints.DARK_STEEL, cylinder((28, 0, -17.8), (28.3, 0, -19.4), 2.9))
    kit.add(paints.DARK_STEEL, slab(rounded(parts.rectangle(38, 40, 3, 17), 0.4), 5.5, 0.3), *(box((40, y - 0.3, 4), (40.6, y + 0.3, 16)) for y in (-4, -2, 0, 2, 4))).add(green, slab(rounded([(2, 3), (30, 3), (28, 6), (4, 6)], 0.8), 1.2, 0.4), slab([(6, 6), (8, 6), (8, 12), (6, 12)], 0.6)).add(paints.GLASS, slab(parts.rectangle(5.6, 8.4, 9, 12), 1.8, 0.2))
    kit.put(parts.both_signs(text("STINGRAY", "yellow", "olive"), -34, 3.55, 0, 22, 3.0)).put(band(50, 1.6, 3.5, paints.YELLOW)).put(band(-58, 1.6, 3.5, paints.paint(120, 70, 40)))
    strap = np.array([(-66, 0, -4.6), (-48, 2.0, -16), (-18, 3.0, -20), (0, 2.0, -12), (8, 0, -5)])
    return kit.add(paints.cloth(70, 72, 50), tube(strap, [0.8] * 5, 6)).put(_bipod(48, -3.6, 17.0))


def _tripod_launcher() -> Kit:
    """An anti-tank launcher on a tripod, with a sight beside its tube."""
    green = paints.OLIVE
    kit = Kit().add(green, turned([(0, -62), (8.0, -62), (8.4, -60), (7.0, -56), (7.0, 54), (8.2, 55), (8.2, 60), (6.2, 60), (6.2, 40), (0, 40)], 30, "x", 40.0).moved(z=72)).add(paints.BLACK, cylinder((39, 0, 72), (41, 0, 72), 6.1), cylinder((-62.2, 0, 72), (-61.8, 0, 72), 7.0))
    kit.add(paints.DARK_STEEL, *(turned([(6.9, x), (7.6, x), (7.6, x + 2.5), (6.9, x + 2.5), (6.9, x)], 28, "x").moved(z=72) for x in (-40, -12, 18, 42))).add(green, rounded_box((-16, -24, 62), (14, -9, 84), 2.0)).add(paints.GLASS, cylinder((14, -14, 76), (14.6, -14, 76), 4.0), cylinder((14, -20, 68), (14.6, -20, 68), 2.4)).add(paints.RUBBER, turned([(0, -26), (3.4, -26), (2.6, -18), (2.2, -16), (0, -16)], 18, "x").moved(0, -16, 78))
    kit.add(green, cylinder((0, 0, 44), (0, 0, 66), 7.0, 8.0, 22), slab(rounded([(-14, 58), (14, 58), (10, 66), (-10, 66)], 1.0), 9.0, 0.6)).pair(paints.DARK_STEEL, rods([(-8, 7, 56)], [(-24, 12, 50)], 1.4, 8)).pair(paints.BLACK, turned([(0, -5), (1.9, -4.4), (2.1, 4), (0, 5)], 12).moved(-24, 12, 48))
    for t in np.radians([20, 140, 260]):
        foot = (float(60 * np.cos(t)), float(60 * np.sin(t)), 1.6)
        kit.add(green, cylinder((float(5 * np.cos(t)), float(5 * np.sin(t)), 48), foot, 3.0, 2.2, 14), ellipsoid(foot, (6.0, 6.0, 1.6), 16, 8)).add(paints.DARK_STEEL, rods([(0, 0, 30)], [(float(32 * np.cos(t)), float(32 * np.sin(t)), 24.5)], 1.1, 8))
    kit.add(paints.DARK_STEEL, cylinder((0, 0, 28), (0, 0, 46), 3.0)).put(parts.both_signs(text("TOW 77", "yellow", "olive"), -26, 7.1, 72, 20, 5)).put(band(30, 2.0, 7.0, paints.YELLOW), 0, 0, 72)
    return kit.add(paints.BLACK, wires([[(-6, -20, 62), (-10, -24, 30), (-14, -34, 10), (-20, -40, 8)]], 0.9, 6)).add(green, rounded_box((-34, -50, 0), (-12, -30, 16), 1.5))


def grenade_top(z: float, size: float, reach: float) -> Kit:
    """Return a fuse at a height with a ring, and a lever that hangs down `reach` before the axis."""
    s = size
    kit = Kit().add(paints.STEEL, turned([(0, 0), (0.32 * s, 0), (0.34 * s, 0.2 * s), (0.26 * s, 0.3 * s), (0.26 * s, 0.6 * s), (0.2 * s, 0.7 * s), (0, 0.72 * s)], 24).moved(z=z), rounded_box((-0.24 * s, -0.16 * s, z + 0.5 * s), (0.42 * s, 0.16 * s, z + 0.84 * s), 0.05 * s))
    lever = [(0.3 * s, z + 0.86 * s), (reach * 0.62, z + 0.72 * s), (reach, z + 0.1 * s), (reach + 0.06 * s, z - 0.8 * s), (reach, z - 1.5 * s)]
    lever += [(reach - 0.07 * s, z - 1.5 * s), (reach - 0.02 * s, z - 0.8 * s), (reach - 0.07 * s, z + 0.06 * s), (reach * 0.58, z + 0.62 * s), (0.3 * s, z + 0.76 * s)]
    kit.add(paints.OLIVE, slab(lever, 0.13 * s))
    ring = turned([(0.3 * s, -0.035 * s), (0.335 * s, 0), (0.3 * s, 0.035 * s), (0.265 * s, 0), (0.3 * s, -0.035 * s)], 28, "y", 60.0)
    kit.add(paints.STEEL, ring.moved(-0.08 * s, -0.26 * s, z + 0.3 * s, roll=12), rods([(-0.04 * s, -0.4 * s, z + 0.62 * s)], [(-0.04 * s, 0.34 * s, z + 0.62 * s)], 0.035 * s, 8))
    return kit


def wrapped(
    material: Material, breadth: Callable[[float, float], float], x: float, z: float, length: float, height: float
) -> Kit:
    """Return a picture that lies on both sides of a round body, as `skins.side_patch` does."""
    return Kit().add(material, *side_patch(breadth, x, z, length, height, 12))


def _ball_band(start: float, end: float) -> Surface:
    """Return a painted band on a ball of radius 1 that stands on the ground, between two angles from its foot."""
    turns = np.linspace(start, end, 4)
    outer = [(1.006 * float(np.sin(t)), 1.0 - 1.006 * float(np.cos(t))) for t in turns]
    inner = [(0.98 * float(np.sin(t)), 1.0 - 0.98 * float(np.cos(t))) for t in turns[::-1]]
    return turned([*outer, *inner, outer[0]], 44, crease=60.0)


def _pineapple() -> Kit:
    """A fragmentation grenade with a grooved iron body."""
    olive = paints.dull(74, 80, 50)
    profile = [(0, 0), (0.5, 0.02), (0.66, 0.12)]
    kit = Kit().add(paints.dull(60, 64, 42), turned([*profile, (0.86, 0.6), (0.9, 1.1), (0.84, 1.6), (0.62, 2.05), (0.36, 2.2), (0, 2.22)], 32))
    rows = [(0.62, 0.34, 0.24), (0.78, 0.7, 0.27), (0.84, 1.08, 0.28), (0.8, 1.46, 0.27), (0.62, 1.84, 0.22)]
    slopes = [28.0, 14.0, 0.0, -12.0, -32.0]
    for (radius, z, high), slope in zip(rows, slopes, strict=True):
        wide = 2 * np.pi * radius / 10 * 0.74
        block = rounded_box((-0.14, -wide / 2, -high / 2), (0.14, wide / 2, high / 2), 0.055, 2).moved(pitch=-slope).moved(radius, 0, z)
        kit.add(olive, around(block, 10))
    return kit.put(grenade_top(2.15, 0.9, 1.1))


def _stick() -> Kit:
    """A stick grenade: a steel head on a turned wooden handle, standing on its head."""
    kit = Kit().add(paints.dull(88, 96, 84), turned([(0, 0), (0.86, 0), (0.92, 0.06), (0.92, 2.1), (0.86, 2.2), (0.4, 2.24), (0.36, 2.4), (0, 2.4)], 34)).add(paints.STEEL, turned([(0.9, 0.3), (0.95, 0.32), (0.95, 0.4), (0.9, 0.42), (0.9, 0.3)], 34), turned([(0.9, 1.8), (0.95, 1.82), (0.95, 1.9), (0.9, 1.92), (0.9, 1.8)], 34))
    handle = [(0, 2.3), (0.36, 2.3), (0.33, 2.7), (0.27, 3.4), (0.25, 4.6), (0.28, 5.4), (0.34, 6.0), (0.36, 6.2), (0, 6.2)]
    kit.add(paints.wood(156, 110, 62), turned(handle, 26)).add(paints.STEEL, turned([(0, 6.2), (0.4, 6.2), (0.4, 6.5), (0.34, 6.56), (0, 6.56)], 26), turned([(0.34, 2.36), (0.44, 2.4), (0.4, 2.7), (0.32, 2.7), (0.34, 2.36)], 26))
    kit.add(paints.DARK_STEEL, dots([(0.4 * np.cos(t), 0.4 * np.sin(t), z) for z in (6.3, 6.42) for t in np.arange(28) * 2 * np.pi / 28], 0.03)).add(paints.cloth(190, 180, 150), wires([[(0, 0.1, 6.56), (0.3, 0.2, 6.4), (0.5, 0.25, 6.0)]], 0.035, 6)).add(paints.WHITE, dots([(0.5, 0.25, 5.95)], 0.1))
    kit.pair(paints.STEEL, slab(rounded([(-0.12, 0.5), (0.12, 0.5), (0.12, 2.4), (-0.12, 2.4)], 0.06), 0.03, y=0.94)).put(parts.front_sign(text("VOR GEBRAUCH", "white", "steel"), 0.935, 1.1, 0.9, 0.2))
    return kit


def _round() -> Kit:
    """A smooth round grenade in olive with yellow lettering."""
    olive = paints.dull(70, 80, 48)
    t = np.linspace(0.02, np.pi - 0.34, 26)
    ball = [(float(np.sin(a)), float(1.0 - np.cos(a))) for a in t]
    kit = Kit().add(olive, turned([(0, 0), *ball, (0.3, 2.02), (0, 2.02)], 44)).add(paints.YELLOW, _ball_band(1.9, 2.02), _ball_band(0.95, 1.05))
    kit.add(paints.DARK_STEEL, turned([(0.99, 0.97), (1.012, 0.98), (1.012, 1.02), (0.99, 1.03), (0.99, 0.97)], 44)).put(grenade_top(1.95, 0.85, 1.04)).put(wrapped(text("FRAG/M 67", "yellow", "olive"), lambda x, z: float(np.sqrt(max(1.0 - x * x - (z - 1.0) ** 2, 0.0))), 0.0, 1.17, 0.8, 0.36))
    foot = turned([(0, -0.04), (0.42, -0.04), (0.46, 0.02), (0.42, 0.12), (0, 0.12)], 30)
    return kit.add(paints.STEEL, foot)


def _smoke() -> Kit:
    """A smoke grenade: a can with a coloured band, holes in its top, a lever and a ring."""

    def can_side(x: float, _z: float) -> float:
        return float(np.sqrt(0.92**2 - x * x))

    can = [(0, 0), (0.9, 0), (0.96, 0.06), (0.92, 0.14), (0.92, 3.2), (0.96, 3.28), (0.9, 3.36), (0.4, 3.42), (0, 3.42)]
    kit = Kit().add(paints.dull(120, 132, 124), turned(can, 40)).add(paints.paint(150, 40, 140), turned([(0.9, 2.3), (0.935, 2.31), (0.935, 2.99), (0.9, 3.0), (0.9, 2.3)], 40)).add(paints.BLACK, *(cylinder((0.66 * np.cos(a), 0.66 * np.sin(a), 3.36), (0.66 * np.cos(a), 0.66 * np.sin(a), 3.4), 0.09, sides=12) for a in (0.9, 2.2, 3.14, 4.1, 5.4)))
    kit.put(grenade_top(3.4, 0.86, 1.06)).put(wrapped(text("SMOKE/VIOLET", "white", "grey"), can_side, 0.0, 1.5, 1.1, 0.7)).put(wrapped(text("M 18", "white", "grey"), can_side, 0.0, 0.8, 0.7, 0.26))
    kit.add(paints.STEEL, turned([(0.9, 0.4), (0.95, 0.43), (0.95, 0.47), (0.9, 0.5), (0.9, 0.4)], 40), turned([(0.9, 2.08), (0.95, 2.11), (0.95, 2.15), (0.9, 2.18), (0.9, 2.08)], 40))
    return kit


MODELS: tuple[Model, ...] = (
    machine("missile", "cruise", _cruise, placement="air"),
    machine("missile", "air_to_air", _air_to_air, placement="air"),
    machine("missile", "ballistic", _ballistic, placement="air"),
    machine("missile", "interceptor", _interceptor, placement="air"),
    machine("rocket launcher", "rpg", _rpg, 1.9),
    machine("rocket launcher", "bazooka", _bazooka, 2.0),
    machine("rocket launcher", "shoulder", _shoulder_missile, 2.0),
    machine("rocket launcher", "tripod", _tripod_launcher, 1.8),
    machine("grenade", "pineapple", _pineapple, 0.8),
    machine("grenade", "stick", _stick, 1.1),
    machine("grenade", "round", _round, 0.75),
    machine("grenade", "smoke", _smoke, 0.9),
)
