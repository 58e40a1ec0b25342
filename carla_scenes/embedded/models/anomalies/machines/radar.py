"""Radar towers, and the dish that spacecraft carry too."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import rods, slab, turned, wires

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def dish(radius: float, depth: float, material: Material) -> Kit:
    """Return a parabolic mirror that looks along +x, with ribs behind and a feed on struts before it."""
    r = np.linspace(0.0, radius, 11)
    inside = [(float(a), float(depth * (a / radius) ** 2)) for a in r]
    outside = [(float(a), float(depth * (a / radius) ** 2 - 0.05 * radius)) for a in r]
    kit = Kit().add(material, turned([*outside, *inside[::-1]], 40, "x", 50.0))
    spine = [(depth * s * s - 0.03 * radius, s * radius) for s in (0.1, 0.3, 0.5, 0.7, 0.85, 0.97)]
    rib = slab([*spine, (depth - 0.14 * radius, radius * 0.97), (-0.3 * radius, 0.1 * radius)], 0.02 * radius)
    kit.add(paints.STEEL, *(rib.moved(roll=n * 30.0) for n in range(12))).add(
        paints.STEEL, cylinder((-0.32 * radius, 0, 0), (-0.02 * radius, 0, 0), 0.16 * radius)
    )
    feed = (depth + 0.55 * radius, 0.0, 0.0)
    turns = np.radians([90, 210, 330])
    kit.add(
        paints.STEEL,
        rods(
            [(depth * 0.85, radius * 0.92 * np.cos(t), radius * 0.92 * np.sin(t)) for t in turns],
            [feed] * 3,
            0.022 * radius,
        ),
    )
    return kit.add(
        paints.DARK_STEEL,
        cylinder(
            (feed[0] - 0.12 * radius, 0, 0), (feed[0] + 0.08 * radius, 0, 0), 0.06 * radius, 0.1 * radius
        ),
    )


def _mast(kit: Kit, height: float, width: float, top: float, bays: int) -> Kit:
    """Add a lattice mast in red and white with a ladder, on concrete feet."""
    steps = np.linspace(0.0, height, 5)
    for n, (low, high) in enumerate(pairwise(steps)):
        a, b = (width + (top - width) * z / height for z in (low, high))
        kit.add(
            paints.RED if n % 2 == 0 else paints.WHITE,
            parts.lattice((0, 0, low), (0, 0, high), a, bays, 0.055, end_width=b),
        )
    foot = paints.GREY
    kit.add(
        foot,
        *(
            box((x - 0.3, y - 0.3, 0), (x + 0.3, y + 0.3, 0.25))
            for x in (-width / 2, width / 2)
            for y in (-width / 2, width / 2)
        ),
    )
    return kit.add(
        paints.STEEL,
        parts.ladder((-width * 0.5 - 0.05, 0, 0.2), (-top * 0.5 - 0.05, 0, height), 0.4, 26, 0.018),
    )


def _platform(kit: Kit, z: float, half: float) -> Kit:
    """Add a platform with a railing all around."""
    kit.add(paints.DARK_STEEL, box((-half, -half, z), (half, half, z + 0.1)))
    ring = [
        (-half, -half),
        (0, -half),
        (half, -half),
        (half, 0),
        (half, half),
        (0, half),
        (-half, half),
        (-half, 0),
        (-half, -half),
    ]
    return kit.add(paints.STEEL, parts.railing([(x * 0.97, y * 0.97, z + 0.1) for x, y in ring], 0.7, 0.022))


def _dish_tower() -> Kit:
    """A lattice mast with a large parabolic mirror that looks up."""
    kit = _platform(_mast(Kit(), 6.2, 2.2, 1.1, 3), 6.2, 0.95)
    kit.add(paints.WHITE, cylinder((0, 0, 6.3), (0, 0, 7.0), 0.42, 0.34, 22)).pair(
        paints.WHITE, slab([(-0.45, 6.9), (0.3, 6.9), (0.1, 7.9), (-0.3, 7.9)], 0.06, y=0.36)
    )
    kit.put(dish(1.75, 0.6, paints.WHITE), 0.25, 0, 7.75, pitch=18).put(
        parts.beacon(-0.85, 0.85, 6.3, paints.lamp(220, 30, 20, 0.6), 0.07)
    )
    kit.add(paints.GREY, rounded_box((-0.8, -0.75, 0.0), (0.1, 0.75, 1.3), 0.06)).put(
        parts.both_signs(text("RADAR", "black", "white"), -0.35, 0.76, 0.85, 0.7, height=0.3)
    )
    return kit


def _radome_tower() -> Kit:
    """A white ball of panels on a lattice mast."""
    kit = _platform(_mast(Kit(), 6.0, 2.3, 1.5, 3), 6.0, 1.25)
    kit.add(
        paints.WHITE,
        cylinder((0, 0, 6.1), (0, 0, 6.6), 1.0, sides=28),
        ellipsoid((0, 0, 7.75), (1.55, 1.55, 1.5), 36, 24),
    )
    turns, ring = np.linspace(0, np.pi, 13), np.linspace(0, 2 * np.pi, 37)
    lines = [
        [(1.56 * np.sin(t) * np.cos(a), 1.56 * np.sin(t) * np.sin(a), 7.75 + 1.51 * np.cos(t)) for t in turns]
        for a in np.arange(12) * np.pi / 6
    ]
    lines += [
        [(1.56 * np.sin(t) * np.cos(a), 1.56 * np.sin(t) * np.sin(a), 7.75 + 1.51 * np.cos(t)) for a in ring]
        for t in turns[2:-1:2]
    ]
    kit.add(paints.dull(176, 180, 182), wires(lines, 0.014, 4)).add(
        paints.STEEL, rods([(0, 0, 9.2)], [(0, 0, 10.3)], 0.02)
    )
    kit.add(paints.GREY, rounded_box((-0.9, -0.8, 0.0), (0.4, 0.8, 1.3), 0.06)).put(
        parts.both_signs(emblem("radiation", "black", "yellow"), -0.2, 0.81, 0.8, 0.5, height=0.5)
    )
    return kit.put(parts.beacon(0, 0, 9.23, paints.lamp(220, 30, 20, 0.6), 0.08))


def _scanner() -> Kit:
    """An airport radar: a round tower with a cabin, and a curved lattice reflector that turns on it."""
    kit = Kit().add(
        paints.dull(196, 190, 178),
        turned([(0, 0), (1.15, 0), (0.78, 0.8), (0.66, 5.0), (0.72, 5.6), (0, 5.6)], 28, crease=30.0),
    )
    kit.add(paints.WHITE, turned([(0, 5.5), (1.3, 5.6), (1.55, 6.9), (1.35, 7.1), (0, 7.1)], 32)).add(
        paints.GLASS,
        turned([(1.32, 5.85), (1.36, 5.8), (1.56, 6.6), (1.5, 6.65), (1.32, 5.85)], 32, crease=50.0),
    )
    kit.add(
        paints.RED,
        turned([(0, 4.0), (0.72, 4.0), (0.72, 4.6), (0, 4.6)], 28),
        turned([(0, 2.2), (0.78, 2.2), (0.76, 2.8), (0, 2.8)], 28),
    )
    ring = [(1.4 * np.cos(t), 1.4 * np.sin(t), 7.08) for t in np.linspace(0, 2 * np.pi, 17)]
    kit.add(paints.STEEL, parts.railing(ring, 0.55, 0.02)).add(
        paints.DARK_STEEL, box((1.0, -0.35, 0.0), (1.12, 0.35, 1.5))
    )
    kit.add(paints.ORANGE, cylinder((0, 0, 7.05), (0, 0, 7.9), 0.3, 0.24)).add(
        paints.DARK_STEEL, box((-0.4, -0.3, 7.8), (0.7, 0.3, 8.1))
    )
    rows, columns = np.linspace(-0.62, 0.62, 9), np.linspace(-2.1, 2.1, 22)
    grid = [
        [(-0.35 + 0.13 * y * y + 0.35 * z * z, y, 8.85 + z * (1.0 - 0.07 * y * y)) for y in columns]
        for z in rows
    ]
    lines = grid + [[row[n] for row in grid] for n in range(len(columns))]
    kit.add(
        paints.ORANGE,
        wires(lines, 0.022, 5),
        wires([grid[0], grid[-1], [row[0] for row in grid], [row[-1] for row in grid]], 0.05, 6),
    )
    kit.add(
        paints.ORANGE,
        rods([(-0.3, y, 8.0) for y in (-0.25, 0.25)] * 2, [grid[4][n] for n in (5, 16, 8, 13)], 0.035),
    )
    kit.add(
        paints.DARK_STEEL,
        wires([[(0.6, 0, 8.0), (1.5, 0, 8.3), (1.6, 0, 8.7)]], 0.05),
        box((1.4, -0.18, 8.6), (1.7, 0.18, 8.85)),
    )
    kit.add(paints.WHITE, box((-0.45, -1.9, 9.6), (-0.25, 1.9, 9.85)))
    return kit


MODELS: tuple[Model, ...] = (
    machine("radar tower", "dish", _dish_tower),
    machine("radar tower", "radome", _radome_tower),
    machine("radar tower", "scanner", _scanner),
)
