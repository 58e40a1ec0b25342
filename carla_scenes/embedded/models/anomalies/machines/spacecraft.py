"""Space capsules, space shuttles and lunar modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies.machines import paints, parts
from carla_scenes.embedded.models.anomalies.machines.airplanes import body_sign, undercarriage
from carla_scenes.embedded.models.anomalies.machines.cranes import dish
from carla_scenes.embedded.models.anomalies.machines.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.rockets import bell, corrugation, hoop
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    front,
    fuselage,
    prism,
    rods,
    rounded,
    side_patch,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model

    Profile = list[tuple[float, float]]

_SCORCHED = paints.dull(74, 58, 44)


def radius_at(profile: Profile, z: float) -> float:
    """Return the radius of a turned body at a height."""
    heights = np.array([row[1] for row in profile])
    order = np.argsort(heights, kind="stable")
    return float(np.interp(z, heights[order], np.array([row[0] for row in profile])[order]))


def on_cone(material: Material, profile: Profile, z: float, width: float, height: float, turn: float = 0.0) -> Kit:
    """Return a picture, or glass, on two opposite sides of a body turned about the z axis."""

    def breadth(x: float, up: float) -> float:
        return float(np.sqrt(max(radius_at(profile, up) ** 2 - x * x, 0.0)))

    return Kit().put(Kit().add(material, *side_patch(breadth, 0.0, z, width, height, 8)), yaw=turn)


def hatch_door(profile: Profile, z: float, width: float, height: float, turn: float) -> Kit:
    """Return a hatch with its frame and a window on one side of a body turned about the z axis."""
    low, high = radius_at(profile, z - height / 2), radius_at(profile, z + height / 2)
    lean = float(np.degrees(np.arctan2(low - high, height)))
    panel = prism(rounded(parts.rectangle(-width / 2, width / 2, -height / 2, height / 2), width * 0.25), -0.03, 0.035, 0.012)
    pane = prism(rounded(parts.rectangle(-width * 0.2, width * 0.2, -height * 0.1, height * 0.3), width * 0.1), 0.0, 0.045)
    kit = Kit()
    for material, part in ((paints.ALUMINIUM, panel), (paints.BLUE_GLASS, pane)):
        kit.add(material, front(part))
    kit.add(paints.DARK_STEEL, dots([(0.04, s * width * 0.4, height * q) for s in (-1, 1) for q in (-0.4, -0.2, 0, 0.2, 0.4)], 0.018))
    leaning = Kit().put(kit, (low + high) / 2, 0, z, pitch=lean)
    return Kit().put(leaning, yaw=turn)


def thrusters(profile: Profile, z: float, count: int) -> Kit:
    """Return small nozzles around a body turned about the z axis."""
    r = radius_at(profile, z)
    one = turned([(0.02, -0.05), (0.06, 0.04), (0.05, 0.04), (0.0, -0.02)], 12, "x")
    return Kit().add(paints.DARK_STEEL, around(one.moved(r - 0.01, 0, z), count))


def _command_module() -> Kit:
    """A cone of silver foil with a brown heat shield, windows, a hatch and a docking ring."""
    cone: Profile = [(0, 0.0), (1.2, 0.12), (1.78, 0.34), (1.95, 0.52), (1.93, 0.66), (0.66, 2.9), (0.5, 3.05), (0.42, 3.1), (0.42, 3.3), (0, 3.3)]
    kit = Kit().add(paints.metal(190, 186, 178, rust=0.05, roughness=0.28), turned(cone[3:-4] + [(0, 2.9)], 48, crease=25.0)).add(_SCORCHED, turned([*cone[:4], (1.94, 0.6), (0, 0.6)], 48, crease=25.0))
    kit.add(paints.SILVER_FOIL, turned([(0, 2.85), (0.68, 2.86), *cone[6:]], 36, crease=25.0)).add(paints.DARK_STEEL, turned([(0.3, 3.28), (0.42, 3.28), (0.44, 3.42), (0.36, 3.46), (0.3, 3.4), (0.3, 3.28)], 30))
    seams = [[(radius_at(cone, z) * 1.002 * np.cos(t), radius_at(cone, z) * 1.002 * np.sin(t), z) for z in np.linspace(0.66, 2.88, 3)] for t in np.arange(16) * np.pi / 8]
    kit.add(paints.dull(120, 116, 110), wires(seams, 0.012, 4)).put(hoop(radius_at(cone, 1.2), 1.19, 0.03, paints.dull(120, 116, 110))).put(hoop(radius_at(cone, 2.1), 2.09, 0.03, paints.dull(120, 116, 110)))
    kit.put(hatch_door(cone, 1.6, 0.8, 0.95, 0.0)).put(on_cone(paints.BLUE_GLASS, cone, 1.6, 0.42, 0.36, 0.0)).put(on_cone(paints.BLUE_GLASS, cone, 2.2, 0.26, 0.3, 50.0)).put(on_cone(paints.BLUE_GLASS, cone, 2.2, 0.26, 0.3, -50.0))
    kit.put(thrusters(cone, 0.95, 12)).put(thrusters(cone, 2.6, 8)).add(_SCORCHED, dots([(1.93 * np.cos(t), 1.93 * np.sin(t), 0.58) for t in np.arange(48) * np.pi / 24], 0.025)).put(on_cone(text("UNITED STATES", "black", "silver"), cone, 1.02, 1.3, 0.16, 55.0)).put(on_cone(emblem("striped flag", "blue", "white"), cone, 1.45, 0.5, 0.3, 70.0))
    feet = np.arange(3) * 2 * np.pi / 3
    return kit.add(paints.wood(140, 104, 66), *(box((-0.2, -0.14, -0.12), (0.2, 0.14, 0.22)).moved(1.3 * float(np.cos(t)), 1.3 * float(np.sin(t)), 0.0, yaw=float(np.degrees(t))) for t in feet))


def _mercury() -> Kit:
    """A black ribbed bell with a neck, under its red escape tower."""
    dark = paints.metal(66, 66, 70, rust=0.08, roughness=0.5)
    body: Profile = [(0, 0.5), (0.7, 0.54), (0.98, 0.7), (0.98, 0.8), (0.52, 2.1), (0.42, 2.2), (0.42, 2.9), (0.34, 3.0), (0.2, 3.1), (0, 3.1)]
    kit = Kit().add(dark, turned(body[3:] , 40, crease=25.0)).add(_SCORCHED, turned([*body[:4], (0, 0.8)], 40, crease=25.0))
    turns = np.arange(30) * np.pi / 15
    kit.add(dark, rods([(0.97 * np.cos(t), 0.97 * np.sin(t), 0.84) for t in turns], [(0.525 * np.cos(t), 0.525 * np.sin(t), 2.09) for t in turns], 0.022, 5), rods([(0.42 * np.cos(t), 0.42 * np.sin(t), 2.24) for t in turns[::2]], [(0.42 * np.cos(t), 0.42 * np.sin(t), 2.88) for t in turns[::2]], 0.016, 5))
    kit.put(hatch_door(body, 1.4, 0.5, 0.62, 30.0)).put(on_cone(paints.BLUE_GLASS, body, 1.75, 0.3, 0.24, -60.0)).put(on_cone(text("FREEDOM 7", "white", "black"), body, 1.25, 0.8, 0.2, 0.0)).put(on_cone(emblem("striped flag", "blue", "white"), body, 2.55, 0.34, 0.24, 0.0))
    kit.add(paints.SILVER_FOIL, turned([(0, 0.2), (0.34, 0.2), (0.42, 0.3), (0.42, 0.48), (0.3, 0.54), (0, 0.54)], 28)).add(paints.DARK_STEEL, *(bell(0.13, 0.22).parts[0][1].moved(0.2 * float(np.cos(t)), 0.2 * float(np.sin(t)), 0.24) for t in np.arange(3) * 2 * np.pi / 3), around(slab([(0.4, 0.36), (0.96, 0.68), (0.96, 0.74), (0.4, 0.44)], 0.05), 3))
    kit.add(paints.RED, parts.lattice((0, 0, 3.0), (0, 0, 5.6), 0.5, 5, 0.026, 0.24), turned([(0, 5.5), (0.15, 5.5), (0.17, 5.6), (0.17, 6.6), (0.1, 6.9), (0, 6.9)], 22)).add(paints.DARK_STEEL, cylinder((0, 0, 6.9), (0, 0, 7.5), 0.035, 0.01), *(turned([(0.04, 0), (0.08, -0.22), (0.07, -0.22), (0.0, -0.02)], 14).moved(0.2 * float(np.cos(t)), 0.2 * float(np.sin(t)), 5.56, pitch=0.0) for t in np.arange(3) * 2 * np.pi / 3))
    return kit.add(paints.STEEL, rods([(0.9 * np.cos(t), 0.9 * np.sin(t), 0.7) for t in np.arange(3) * 2 * np.pi / 3 + 0.5], [(1.1 * np.cos(t), 1.1 * np.sin(t), 0.0) for t in np.arange(3) * 2 * np.pi / 3 + 0.5], 0.05, 8), *(cylinder((1.1 * np.cos(t), 1.1 * np.sin(t), 0.0), (1.1 * np.cos(t), 1.1 * np.sin(t), 0.05), 0.2) for t in np.arange(3) * 2 * np.pi / 3 + 0.5))


def _orbital_ship() -> Kit:
    """A ship of three modules, a ball, a bell and a drum, with two solar wings, on a stand."""
    green = paints.dull(92, 104, 82)
    kit = Kit().add(green, ellipsoid((2.3, 0, 0), (1.1, 1.05, 1.05), 34, 22), turned([(0, 1.3), (0.5, 1.3), (0.62, 1.1), (1.12, -0.4), (1.2, -0.7), (0, -0.7)], 36, "x", 30.0), turned([(0, -3.1), (1.3, -3.1), (1.35, -2.9), (1.1, -2.2), (1.1, -0.7), (0, -0.7)], 36, "x", 30.0))
    kit.add(paints.SILVER_FOIL, turned([(1.1, -0.8), (1.22, -0.75), (1.22, -0.6), (1.1, -0.55), (1.1, -0.8)], 36, "x"), turned([(0.45, 1.25), (0.62, 1.28), (0.62, 1.42), (0.45, 1.45), (0.45, 1.25)], 30, "x")).add(paints.STEEL, cylinder((3.3, 0, 0), (3.75, 0, 0), 0.32, 0.26), cylinder((3.7, 0, 0), (4.2, 0, 0), 0.06, 0.03), *(cylinder((3.7, 0.24 * np.cos(t), 0.24 * np.sin(t)), (3.85, 0.34 * np.cos(t), 0.34 * np.sin(t)), 0.05) for t in np.arange(4) * np.pi / 2))
    ring = turned([(0.2, -0.06), (0.28, -0.06), (0.28, 0.05), (0.2, 0.05), (0.2, -0.06)], 22, "y")
    kit.pair(paints.STEEL, ring.moved(2.3, 1.03, 0.15), ring.moved(0.4, 0.86, 0.2)).pair(paints.BLUE_GLASS, ellipsoid((2.3, 1.02, 0.15), (0.2, 0.07, 0.2), 16, 10), ellipsoid((0.4, 0.85, 0.2), (0.2, 0.07, 0.2), 16, 10))
    cells = paints.metal(30, 44, 96, roughness=0.18)
    for n in range(3):
        y0 = 1.35 + n * 1.35
        kit.pair(cells, box((-2.6, y0, -0.03), (-1.2, y0 + 1.25, 0.03))).pair(paints.ALUMINIUM, *(box((-2.62, y - 0.02, -0.04), (-1.18, y + 0.02, 0.045)) for y in np.linspace(y0, y0 + 1.25, 5)), *(box((x - 0.015, y0, -0.04), (x + 0.015, y0 + 1.25, 0.045)) for x in np.linspace(-2.6, -1.2, 5)))
    kit.pair(paints.ALUMINIUM, rods([(-1.9, 1.0, 0)], [(-1.9, 5.4, 0)], 0.05, 8)).add(paints.DARK_STEEL, bell(0.34, 0.6).parts[0][1].moved(-3.1, 0, 0, pitch=-90.0), *(cylinder((-3.3, 0.8 * np.cos(t), 0.8 * np.sin(t)), (-3.1, 0.8 * np.cos(t), 0.8 * np.sin(t)), 0.1, 0.06) for t in np.arange(4) * np.pi / 2 + 0.7))
    kit.put(dish(0.45, 0.14, paints.WHITE), 2.9, 0.0, 1.3, pitch=50).add(paints.STEEL, rods([(2.6, 0, 0.95), (-2.6, 0, 1.1), (-1.4, 0.3, 1.05)], [(2.85, 0, 1.25), (-3.0, 0, 2.2), (-1.2, 0.6, 2.0)], 0.025))
    kit.put(parts.both_signs(emblem("star", "red", "olive"), -1.5, 1.11, 0.3, 0.4, 0.4)).put(parts.both_signs(text("COIO3", "red", "olive"), 0.1, 1.03, -0.35, 0.8, 0.26))
    return kit.add(paints.STEEL, *(slab([(x - 0.1, -1.6), (x + 0.1, -1.6), (x + 0.1, -0.9), (x - 0.1, -0.9)], 0.9) for x in (-1.6, 2.2)), box((-2.2, -0.9, -1.7), (2.8, -0.7, -1.55)), box((-2.2, 0.7, -1.7), (2.8, 0.9, -1.55)))


def _crew_capsule() -> Kit:
    """A modern white capsule with a black trunk, side engine pods and a nose that opens."""
    white, black = paints.WHITE, paints.dull(38, 39, 42)
    body: Profile = [(0, 1.9), (1.5, 1.9), (1.75, 2.05), (1.8, 2.25), (1.72, 2.6), (1.0, 4.6), (0.72, 5.0), (0, 5.0)]
    kit = Kit().add(white, turned(body, 44, crease=30.0)).add(black, turned([(0, 1.6), (1.7, 1.6), (1.76, 1.7), (1.76, 1.95), (0, 1.95)], 44)).add(paints.dull(160, 162, 166), turned([(0, 0.0), (1.7, 0.0), (1.7, 1.62), (0, 1.62)], 44))
    kit.add(paints.metal(36, 50, 104, roughness=0.2), *(prism([(1.72 * np.cos(t), 1.72 * np.sin(t)), (1.72 * np.cos(t + 0.14), 1.72 * np.sin(t + 0.14)), (1.66 * np.cos(t + 0.14), 1.66 * np.sin(t + 0.14)), (1.66 * np.cos(t), 1.66 * np.sin(t))], z, z + 0.42) for t in np.arange(0.0, 3.0, 0.16) for z in (0.15, 0.62, 1.09)))
    kit.add(white, around(slab([(1.7, 0.1), (2.5, 0.1), (2.3, 0.7), (1.7, 1.5)], 0.05, 0.02), 4, start=45.0)).add(white, turned([(0, 4.98), (0.72, 4.98), (0.7, 5.1), (0.5, 5.45), (0.2, 5.62), (0, 5.64)], 36, crease=40.0)).put(hoop(0.73, 4.95, 0.06, black))
    for turn in (45.0, 135.0, 225.0, 315.0):
        pod = Kit().add(white, fuselage([(-0.75, 0, 0.05, 0.02, 3), (-0.6, 0, 0.3, 0.12, 3), (0.5, 0, 0.3, 0.14, 3), (0.75, 0, 0.05, 0.02, 3)], 4, 20)).add(black, ellipsoid((-0.42, 0.13, 0.12), (0.14, 0.1, 0.05), 12, 8), ellipsoid((-0.42, -0.13, 0.12), (0.14, 0.1, 0.05), 12, 8))
        kit.put(Kit().put(pod, 1.42, 0, 3.4, pitch=110.0), yaw=turn)
    kit.put(hatch_door(body, 3.1, 0.9, 0.95, 90.0)).put(on_cone(paints.GLASS, body, 3.7, 0.36, 0.42, 25.0)).put(on_cone(paints.GLASS, body, 3.7, 0.36, 0.42, -25.0)).put(on_cone(paints.GLASS, body, 3.7, 0.36, 0.42, 90.0))
    kit.put(on_cone(text("ORBITA", "blue", "white"), body, 2.55, 1.2, 0.3, 0.0)).put(on_cone(emblem("striped flag", "blue", "white"), body, 4.35, 0.4, 0.26, 60.0)).put(on_cone(emblem("striped flag", "blue", "white"), body, 2.75, 0.5, 0.32, -50.0))
    return kit.put(thrusters(body, 4.7, 8)).put(hoop(1.7, 0.02, 0.1, black)).add(paints.dull(170, 172, 176), wires([[(radius_at(body, z) * 1.003 * np.cos(t), radius_at(body, z) * 1.003 * np.sin(t), z) for z in (2.3, 3.4, 4.58)] for t in np.arange(12) * np.pi / 6], 0.01, 4))


_Stations = list[tuple[float, ...]]

ORBITER: _Stations = [(-9.0, 2.9, 1.9, 1.9, 3.4), (-8.0, 2.85, 2.25, 2.2, 3.6), (-4.0, 2.75, 2.4, 2.15, 4), (4.0, 2.75, 2.4, 2.1, 4), (7.0, 2.6, 2.15, 1.85, 3), (9.2, 2.25, 1.5, 1.35, 2.4), (10.4, 1.95, 0.8, 0.85, 2.1), (10.9, 1.8, 0.25, 0.3, 2), (10.95, 1.8, 0, 0, 2)]


def orbiter(wheels: bool) -> Kit:
    """Return a space shuttle's orbiter, its nose along x, standing on its wheels at z = 0 or with them folded."""
    white, black = paints.WHITE, paints.dull(38, 38, 41)
    kit = Kit().add(white, fuselage(ORBITER, 5, 30, part=(-32.0, 212.0))).add(black, fuselage(ORBITER, 5, 20, part=(212.0, 328.0)))
    kit.add(black, fuselage([(9.4, 2.2, 1.42, 1.3, 2.4), (10.4, 1.95, 0.82, 0.87, 2.1), (10.92, 1.8, 0.26, 0.31, 2), (10.99, 1.8, 0, 0, 2)], 4, 32)).pair(white, wing([(6.2, 1.9, 1.35, 14.6, 0.05), (1.0, 3.6, 1.3, 9.6, 0.06), (-4.9, 8.2, 1.25, 3.6, 0.07)])).pair(black, wing([(6.35, 1.9, 1.22, 14.9, 0.03), (1.15, 3.6, 1.17, 9.9, 0.035), (-4.8, 8.3, 1.12, 3.8, 0.04)]))
    kit.add(white, wing([(-4.6, 0, 4.6, 5.4, 0.1), (-8.4, 0, 10.2, 2.8, 0.1)])).add(black, wing([(-4.55, 0, 4.9, 0.8, 0.3), (-8.3, 0, 10.0, 0.5, 0.3)])).pair(white, fuselage([(-9.6, 4.5, 0.6, 0.6), (-9.0, 4.55, 1.0, 0.85), (-6.0, 4.6, 0.95, 0.8), (-3.6, 4.5, 0.3, 0.3), (-3.4, 4.5, 0, 0)], 5, 24).moved(y=1.55))
    for y, z in ((0.0, 4.3), (1.1, 2.6), (-1.1, 2.6)):
        kit.put(bell(0.85, 1.5), -8.9, y, z, pitch=-90.0)
    kit.put_pair(bell(0.38, 0.7), -9.4, 1.6, 4.5, pitch=-90.0)
    kit.put(body_sign(paints.GLASS, ORBITER, 7.9, 3.5, 0.9, 0.5)).put(body_sign(paints.GLASS, ORBITER, 8.7, 3.1, 0.5, 0.45))
    doors = [[(x, 2.38 * np.cos(t), 2.75 + 2.12 * np.sin(t) ** 0.75) for t in np.linspace(0.25, np.pi - 0.25, 15)] for x in (-4.2, -1.6, 1.0, 3.6)]
    kit.add(paints.dull(120, 122, 126), wires(doors, 0.035, 4), wires([[(-4.2, 0, 4.92), (4.0, 0, 4.87)]], 0.04, 4)).put(body_sign(text("UNITED STATES", "black", "white"), ORBITER, 0.2, 3.3, 5.0, 0.6)).put(body_sign(emblem("striped flag", "blue", "white"), ORBITER, -5.4, 3.3, 1.5, 0.9)).put(body_sign(text("PIONEER", "black", "white"), ORBITER, 6.0, 3.3, 2.0, 0.4))
    number = parts.placard((-5.6, 4.2, 1.62), (-5.6, 6.6, 1.62), (-4.4, 6.6, 1.62), (-4.4, 4.2, 1.62))
    kit.add(text("USA", "black", "white"), number).add(black, slab([(-9.4, 0.9), (-8.6, 0.8), (-8.4, 1.1), (-10.2, 1.2)], 2.0, 0.05))
    if wheels:
        for x, y in ((6.4, 0.35), (6.4, -0.35), (-3.4, 3.0), (-3.4, -3.0)):
            kit.put(undercarriage(x, y, 1.6, 0.5), 0, 0, 0)
    return kit


def _landed_shuttle() -> Kit:
    """An orbiter on its wheels."""
    return orbiter(wheels=True)


def _launch_stack() -> Kit:
    """An orbiter on its orange tank between two white boosters, upright on a pad."""
    orange, white = paints.dull(186, 98, 44), paints.WHITE
    kit = Kit().put(orbiter(wheels=False), 3.9, 0, 12.6, pitch=90.0)
    tank = [(0, 1.4), (1.6, 1.6), (2.6, 2.6), (2.75, 3.6), (2.75, 22.0), (2.4, 25.4), (1.5, 28.4), (0.5, 30.2), (0.3, 30.8), (0, 31.0)]
    kit.add(orange, turned(tank, 40, crease=40.0)).put(corrugation(2.75, 18.0, 3.0, orange, 60)).put(hoop(2.75, 17.9, 0.1, paints.dull(150, 80, 38))).put(hoop(2.75, 21.1, 0.1, paints.dull(150, 80, 38)))
    solid = [(0, 0.4), (1.55, 0.4), (1.2, 2.2), (1.2, 25.6), (0.9, 27.0), (0.35, 28.4), (0, 28.6)]
    for s in (-1, 1):
        rocket = Kit().add(white, turned(solid, 32, crease=30.0)).put(bell(1.0, 1.3), 0, 0, 0.6)
        for z in (5.0, 9.6, 14.2, 18.8, 23.4):
            rocket.put(hoop(1.2, z, 0.14, paints.dull(90, 92, 96)))
        rocket.put(hoop(1.2, 24.2, 0.3, paints.dull(50, 52, 54)))
        kit.put(rocket, 0, s * 4.1, 0).add(paints.STEEL, rods([(0, s * 2.7, z) for z in (4.0, 23.0)], [(0, s * 3.0, z) for z in (4.0, 23.0)], 0.3, 8))
    kit.add(paints.STEEL, rods([(1.6, y, z) for z in (6.0, 19.0) for y in (-1.0, 1.0)], [(3.0, y * 0.7, z) for z in (6.0, 19.0) for y in (-1.0, 1.0)], 0.18, 8), cylinder((2.9, 0.8, 5.0), (2.9, 0.8, 22.0), 0.16))
    pad = paints.GREY
    return kit.add(pad, box((-3.6, -6.2, -1.6), (8.4, 6.2, -0.6))).add(paints.DARK_STEEL, box((-3.2, -5.8, -0.6), (8.0, 5.8, -0.45)), *(cylinder((x, y, -0.6), (x, y, 0.5), 0.3) for s in (-1, 1) for x in (-0.9, 0.9) for y in (s * 3.3, s * 4.9)))


def _spaceplane() -> Kit:
    """A small lifting body with turned-up wings, landed on its wheels."""
    white, black = paints.WHITE, paints.dull(38, 38, 41)
    body: _Stations = [(-4.6, 1.5, 1.3, 0.9, 3), (-3.0, 1.5, 1.6, 0.95, 3), (0.0, 1.45, 1.55, 0.95, 2.8), (2.6, 1.35, 1.15, 0.85, 2.5), (4.2, 1.15, 0.65, 0.58, 2.2), (5.0, 1.0, 0.22, 0.24, 2), (5.1, 0.98, 0, 0, 2)]
    kit = Kit().add(white, fuselage(body, 5, 28, part=(-20.0, 200.0))).add(black, fuselage(body, 5, 20, part=(200.0, 340.0))).add(black, fuselage([(4.3, 1.12, 0.63, 0.56), (5.0, 1.0, 0.24, 0.26), (5.14, 0.98, 0, 0)], 4, 24))
    kit.pair(white, wing([(-0.6, 1.2, 1.0, 3.6, 0.1), (-2.4, 2.5, 1.5, 2.4, 0.1), (-3.8, 3.9, 2.9, 1.2, 0.09)])).pair(black, wing([(-0.5, 1.2, 0.95, 0.6, 0.3), (-2.3, 2.5, 1.45, 0.5, 0.3), (-3.7, 3.9, 2.85, 0.35, 0.3)])).add(white, wing([(-2.6, 0, 2.3, 2.2, 0.1), (-4.2, 0, 3.8, 1.1, 0.1)]))
    kit.put(body_sign(paints.GLASS, body, 2.7, 1.85, 0.8, 0.34)).put(body_sign(paints.GLASS, body, 3.4, 1.68, 0.4, 0.28)).put(body_sign(text("DAYDREAM", "blue", "white"), body, -0.8, 1.75, 2.2, 0.4)).put(body_sign(emblem("striped flag", "blue", "white"), body, -3.2, 1.75, 0.8, 0.46))
    for y in (-0.6, 0.6):
        kit.put(bell(0.4, 0.7), -4.55, y, 1.5, pitch=-90.0)
    for x, y in ((2.6, 0.25), (2.6, -0.25), (-2.2, 1.2), (-2.2, -1.2)):
        kit.put(undercarriage(x, y, 0.9, 0.28))
    return kit.add(paints.dull(120, 122, 126), wires([[(x, 1.56 * np.cos(t), 1.47 + 0.955 * np.sin(t)) for t in np.linspace(0.3, np.pi - 0.3, 11)] for x in (-2.6, -1.0, 0.4)], 0.014, 4)).pair(paints.DARK_STEEL, dots([(4.4, 0.5, 1.35), (4.3, 0.55, 1.25)], 0.06), cylinder((-4.0, 1.45, 1.9), (-3.8, 1.62, 2.0), 0.06))


def landing_leg(reach: float, top: float, knee: float, foil: Material) -> Kit:
    """Return a leg of a lander along +x: a main strut, two braces and a dished foot."""
    foot = (reach, 0.0, 0.12)
    kit = Kit().add(foil, cylinder((knee, 0, top), (reach * 0.97, 0, 0.45), 0.1, 0.08, 12)).add(paints.SILVER_FOIL, cylinder((reach * 0.9, 0, 0.8), foot, 0.06, 0.05, 10))
    kit.add(foil, rods([(knee, -0.9, top - 0.9), (knee, 0.9, top - 0.9)], [(reach * 0.86, 0, 1.05)] * 2, 0.05, 8))
    pad = [(0, 0.0), (0.3, 0.0), (0.44, 0.1), (0.46, 0.16), (0.36, 0.12), (0.1, 0.06), (0, 0.06)]
    return kit.add(foil, turned(pad, 24).moved(reach, 0, 0.0)).add(paints.STEEL, rods([(reach, 0, 0.02)], [(reach + 0.3, 0, 0.0)], 0.015))


def quad_thruster(x: float, y: float, z: float, yaw: float) -> Kit:
    """Return a cluster of four small nozzles on an arm."""
    jet = turned([(0.02, 0), (0.075, 0.18), (0.06, 0.18), (0.0, 0.03)], 12)
    cluster = Kit().add(paints.STEEL, rounded_box((-0.1, -0.1, -0.1), (0.1, 0.1, 0.1), 0.03), rods([(-0.45, 0, 0)], [(0, 0, 0)], 0.03))
    cluster.add(paints.DARK_STEEL, jet.moved(z=0.08), jet.moved(0, 0, -0.08, roll=180.0), jet.moved(0, 0.08, 0, roll=-90.0), jet.moved(0, -0.08, 0, roll=90.0))
    return Kit().put(cluster, x, y, z, yaw=yaw)


def _moon_lander() -> Kit:
    """The lander of the moon flights: a gold octagon on four legs under a grey faceted cabin."""
    gold, grey, dark = paints.GOLD_FOIL, paints.metal(150, 150, 152, roughness=0.45), paints.dull(60, 60, 63)
    turns = np.arange(8) * np.pi / 4 + np.pi / 8
    octagon = np.stack([1.75 * np.cos(turns), 1.75 * np.sin(turns)], axis=1)
    kit = Kit().add(gold, prism(octagon, 1.15, 2.65, 0.06)).add(dark, prism(octagon * 0.72, 2.6, 2.78)).put(bell(0.75, 1.0), 0, 0, 1.35)
    kit.add(paints.dull(70, 62, 50), wires([[(1.76 * np.cos(t), 1.76 * np.sin(t), z) for t in (*turns, turns[0])] for z in (1.25, 1.9, 2.55)], 0.025, 4), rods(np.column_stack([octagon * 1.003, np.full(8, 1.2)]), np.column_stack([octagon * 1.003, np.full(8, 2.6)]), 0.03, 5))
    wrinkles = [(1.63 * np.cos(t + d), 1.63 * np.sin(t + d), z) for t in np.arange(8) * np.pi / 4 for d in (-0.2, 0.0, 0.2) for z in (1.45, 1.75, 2.15, 2.4)]
    kit.add(paints.metal(206, 150, 50, roughness=0.2), dots(wrinkles, 0.07))
    for n in range(4):
        kit.put(landing_leg(3.5, 2.5, 1.6, gold), yaw=n * 90.0)
    kit.add(paints.STEEL, parts.ladder((3.1, 0, 0.8), (1.75, 0, 2.75), 0.5, 9, 0.025)).add(grey, box((1.35, -0.5, 2.62), (2.0, 0.5, 2.68)), parts.railing([(1.4, 0.48, 2.68), (2.0, 0.48, 2.68)], 0.4), parts.railing([(1.4, -0.48, 2.68), (2.0, -0.48, 2.68)], 0.4))
    face = [(-1.05, 2.85), (-1.2, 3.6), (-0.7, 4.55), (0.35, 4.7), (0.95, 4.3), (1.3, 3.65), (1.2, 2.85)]
    kit.add(grey, slab(face, 0.62, 0.08)).add(dark, slab([(1.24, 3.0), (1.3, 3.0), (1.3, 3.62), (1.24, 3.62)], 0.32, 0.02)).pair(grey, ellipsoid((-0.15, 1.05, 3.55), (0.72, 0.7, 0.72), 26, 18)).pair(dark, ellipsoid((-0.9, 0.75, 3.3), (0.42, 0.42, 0.42), 20, 14))
    kit.pair(paints.GLASS, front(prism([(0.12, 3.78), (0.52, 3.84), (0.36, 4.2)], 1.12, 1.22)))
    kit.add(dark, cylinder((-0.1, 0, 4.6), (-0.1, 0, 4.95), 0.42), turned([(0.3, 4.93), (0.44, 4.93), (0.4, 5.05), (0.3, 5.02), (0.3, 4.93)], 26)).add(gold, rounded_box((-1.5, -0.75, 2.95), (-1.0, 0.75, 4.0), 0.06))
    for x, y, yaw in ((0.9, 1.35, 35.0), (0.9, -1.35, -35.0), (-1.1, 1.35, 145.0), (-1.1, -1.35, -145.0)):
        kit.put(quad_thruster(x, y, 3.6, yaw))
    kit.put(dish(0.48, 0.15, paints.WHITE), 0.5, 1.25, 4.85, pitch=30, yaw=20).add(paints.STEEL, rods([(0.1, 0.7, 4.4), (-0.6, -0.4, 4.6), (-0.4, 0.2, 4.7)], [(0.45, 1.22, 4.8), (-0.9, -0.6, 5.9), (-0.6, 0.3, 5.6)], 0.025))
    return kit.put(parts.both_signs(emblem("striped flag", "blue", "white"), -0.2, 1.66, 2.1, 0.7, 0.4)).put(parts.both_signs(text("UNITED STATES", "black", "yellow"), -0.2, 1.66, 1.6, 0.9, 0.2)).add(dark, slab([(0.5, 4.2), (0.8, 4.4), (0.78, 4.5), (0.48, 4.3)], 0.5))


def _single_seat_lander() -> Kit:
    """The other side's lander: a ball of a cabin on a round stage with four legs, a dish and a dark window."""
    foil, grey = paints.metal(176, 178, 170, roughness=0.4), paints.dull(112, 122, 108)
    kit = Kit().add(foil, turned([(0, 1.5), (0.9, 1.5), (1.35, 1.7), (1.4, 2.1), (1.1, 2.6), (0.8, 2.75), (0, 2.75)], 36, crease=35.0)).put(bell(0.42, 0.7), 0, 0, 1.6)
    for n in range(4):
        turn = n * 90.0 + 45.0
        kit.put(landing_leg(2.9, 2.2, 1.25, paints.SILVER_FOIL), yaw=turn).put(Kit().add(foil, ellipsoid((1.15, 0, 2.2), (0.42, 0.42, 0.5), 20, 14)), yaw=n * 90.0)
        kit.put(Kit().put(bell(0.16, 0.3), 0.7, 0, 1.6), yaw=n * 90.0)
    kit.add(grey, ellipsoid((0.1, 0, 3.75), (1.12, 1.1, 1.15), 36, 24)).add(foil, turned([(0, 2.6), (0.95, 2.6), (1.0, 2.9), (0.7, 3.0), (0, 3.0)], 32)).add(paints.BLUE_GLASS, ellipsoid((1.02, 0, 3.65), (0.2, 0.42, 0.42), 20, 14)).add(paints.STEEL, turned([(0.4, -0.06), (0.5, -0.06), (0.5, 0.08), (0.4, 0.08), (0.4, -0.06)], 26, "x").moved(1.02, 0, 3.65))
    hatch_ring = turned([(0, -0.05), (0.38, -0.05), (0.4, 0.04), (0.1, 0.1), (0, 0.1)], 24, "y")
    kit.add(grey, hatch_ring.moved(0.1, 1.06, 3.6)).add(paints.DARK_STEEL, dots([(0.1 + 0.33 * np.cos(t), 1.13, 3.6 + 0.33 * np.sin(t)) for t in np.arange(12) * np.pi / 6], 0.03), cylinder((0, 0, 4.8), (0, 0, 5.1), 0.5, sides=6), parts.lattice((0, 0, 5.1), (0, 0, 5.5), 0.5, 1, 0.03))
    kit.put(dish(0.42, 0.13, paints.WHITE), -0.8, -0.9, 4.9, pitch=40, yaw=200).add(paints.STEEL, rods([(-0.5, -0.6, 4.4), (0.5, -0.6, 4.6), (-0.6, 0.5, 4.5)], [(-0.8, -0.9, 4.85), (0.9, -0.9, 5.7), (-1.0, 0.8, 5.6)], 0.025))
    kit.add(paints.STEEL, parts.ladder((0.1, 1.9, 0.3), (0.1, 1.25, 2.9), 0.45, 9, 0.025)).put(parts.both_signs(emblem("star", "red", "grey"), 0.1, 0.98, 4.35, 0.3, 0.3)).pair(foil, fuselage([(-0.6, 0, 0.05, 0.05), (-0.4, 0, 0.26, 0.26), (0.4, 0, 0.26, 0.26), (0.6, 0, 0.05, 0.05)], 3, 18).moved(-0.8, 0.75, 3.1))
    turns = np.linspace(0, 2 * np.pi, 25)
    return kit.add(paints.dull(84, 92, 80), wires([[(0.1 + 1.125 * np.cos(t), 0, 3.75 + 1.155 * np.sin(t)) for t in turns], [(0.1 + 1.125 * np.cos(t), 1.105 * np.sin(t), 3.75) for t in turns]], 0.02, 5))


def _cargo_lander() -> Kit:
    """A modern white lander: a tall drum with round tanks, solar panels, four legs and a rover's ramp."""
    white, gold = paints.WHITE, paints.GOLD_FOIL
    kit = Kit().add(white, turned([(0, 1.4), (1.1, 1.4), (1.15, 1.5), (1.15, 3.6), (0.9, 4.3), (0.55, 4.6), (0, 4.6)], 40, crease=35.0)).put(hoop(1.15, 1.5, 0.5, gold)).put(bell(0.55, 0.9), 0, 0, 1.5)
    for n in range(4):
        kit.put(landing_leg(2.8, 2.6, 1.1, paints.DARK_STEEL), yaw=n * 90.0 + 45.0).put(Kit().add(gold, ellipsoid((1.35, 0, 2.1), (0.5, 0.5, 0.62), 22, 16)).add(paints.STEEL, rods([(1.1, 0, 2.8)], [(1.35, 0, 2.65)], 0.05)), yaw=n * 90.0)
    cells = paints.metal(30, 44, 96, roughness=0.18)
    for n in range(8):
        t = n * 45.0 + 22.5
        kit.put(Kit().add(cells, box((1.155, -0.36, 2.75), (1.175, 0.36, 3.55))).add(paints.ALUMINIUM, *(box((1.17, y - 0.008, 2.75), (1.182, y + 0.008, 3.55)) for y in np.linspace(-0.36, 0.36, 5)), *(box((1.17, -0.36, z - 0.008), (1.182, 0.36, z + 0.008)) for z in np.linspace(2.75, 3.55, 6))), yaw=t)
    body: Profile = [(1.15, 1.5), (1.15, 3.6), (0.9, 4.3), (0.55, 4.6)]
    kit.put(on_cone(paints.GLASS, body, 4.0, 0.34, 0.3, 0.0)).put(on_cone(paints.GLASS, body, 4.0, 0.34, 0.3, 90.0)).put(on_cone(text("LUNA", "blue", "white"), body, 2.35, 0.9, 0.4, 45.0)).put(on_cone(emblem("striped flag", "blue", "white"), body, 2.35, 0.6, 0.36, -45.0))
    kit.add(paints.DARK_STEEL, cylinder((0, 0, 4.55), (0, 0, 4.85), 0.4, 0.36), turned([(0.24, 4.83), (0.36, 4.83), (0.32, 4.95), (0.24, 4.92), (0.24, 4.83)], 26)).put(dish(0.5, 0.16, white), -0.4, 0.75, 4.9, pitch=25, yaw=60).add(paints.STEEL, rods([(-0.3, 0.5, 4.3), (0.5, -0.4, 4.4)], [(-0.4, 0.75, 4.8), (0.7, -0.6, 5.8)], 0.03))
    for x, y, yaw in ((0.8, 0.8, 45.0), (0.8, -0.8, -45.0), (-0.8, 0.8, 135.0), (-0.8, -0.8, -135.0)):
        kit.put(quad_thruster(x * 1.35, y * 1.35, 3.75, yaw))
    rover = Kit().add(gold, rounded_box((-0.35, -0.25, 0.28), (0.35, 0.25, 0.42), 0.03)).add(cells, box((-0.4, -0.3, 0.42), (0.3, 0.3, 0.45))).add(paints.STEEL, rods([(0.28, 0, 0.42)], [(0.28, 0, 0.75)], 0.02), box((0.22, -0.1, 0.72), (0.36, 0.1, 0.82)))
    for x in (-0.3, 0.0, 0.3):
        rover.put_pair(parts.spoked_wheel(0.13, 0.08, paints.STEEL, 8, 0.2), x, 0.32, 0.13)
    return kit.put(rover, 3.0, 0.0, 0.0, yaw=20).pair(paints.ALUMINIUM, slab([(1.2, 1.35), (2.5, 0.0), (2.56, 0.04), (1.26, 1.4)], 0.09, y=0.3))


MODELS: tuple[Model, ...] = (
    machine("space capsule", "cone", _command_module),
    machine("space capsule", "bell", _mercury),
    machine("space capsule", "orbital", _orbital_ship, 8.0),
    machine("space capsule", "crew", _crew_capsule, 4.6),
    machine("space shuttle", "landed", _landed_shuttle, 11.5),
    machine("space shuttle", "stack", _launch_stack, 12.0),
    machine("space shuttle", "spaceplane", _spaceplane, 7.5),
    machine("lunar module", "gold", _moon_lander, 6.5),
    machine("lunar module", "ball", _single_seat_lander, 5.5),
    machine("lunar module", "cargo", _cargo_lander, 5.5),
)
