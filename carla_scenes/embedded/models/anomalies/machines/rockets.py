"""Rockets, shrunk to the height of a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, loft
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import emblem
from carla_scenes.embedded.models.anomalies.machines.rocketry import (
    bell,
    corrugation,
    hoop,
    quarters,
    upright_text,
)
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    rods,
    rounded,
    side_patch,
    slab,
    turned,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _moon_rocket() -> Kit:
    """A white moon rocket of three stages with black roll patterns and an escape tower."""
    white, black = paints.WHITE, paints.dull(34, 35, 38)
    body = [
        (0, 0.5),
        (1.0, 0.5),
        (1.0, 10.0),
        (1.0, 15.4),
        (0.68, 17.2),
        (0.68, 20.6),
        (0.4, 22.4),
        (0.4, 23.4),
        (0, 23.4),
    ]
    kit = (
        Kit()
        .add(white, turned(body, 40, crease=25.0))
        .add(white, turned([(0, 23.3), (0.4, 23.3), (0.13, 24.3), (0.05, 24.4), (0, 24.4)], 24))
    )
    kit.add(
        paints.RED,
        cylinder((0, 0, 24.9), (0, 0, 26.6), 0.06),
        turned([(0, 26.5), (0.09, 26.5), (0.05, 26.9), (0, 27.0)], 14),
    ).add(
        white,
        rods(
            [(0.12 * np.cos(t), 0.12 * np.sin(t), 24.2) for t in np.arange(4) * np.pi / 2],
            [(0.05 * np.cos(t), 0.05 * np.sin(t), 25.0) for t in np.arange(4) * np.pi / 2],
            0.02,
        ),
    )
    for z, height, radius in ((0.55, 1.5, 1.0), (8.4, 1.5, 1.0), (10.2, 0.9, 1.0), (17.3, 0.8, 0.68)):
        kit.add(black, quarters(radius, z, height))
    kit.put(corrugation(1.0, 7.6, 0.8, white)).put(corrugation(1.0, 9.9, 0.4, white)).put(
        corrugation(1.0, 15.0, 0.4, white)
    ).put(corrugation(1.0, 3.4, 0.8, white)).put(hoop(1.0, 2.9, 0.12, black)).put(
        hoop(0.68, 20.2, 0.4, black)
    )
    for x, y in ((0, 0), (0.62, 0.62), (0.62, -0.62), (-0.62, 0.62), (-0.62, -0.62)):
        kit.put(bell(0.36, 0.8), x, y, 0.75)
    kit.add(
        white,
        around(slab([(0.95, 0.2), (1.75, 0.2), (1.6, 1.1), (0.95, 2.1)], 0.05), 4, start=45.0),
        around(turned([(0, 0.3), (0.34, 0.3), (0.3, 1.4), (0, 2.4)], 18).moved(0.85, 0, 0), 4, start=45.0),
    )
    kit.put(upright_text("U/S/A", "red", "white", 1.0, 13.2, width=0.6, height=2.6)).put(
        upright_text("UNITED/STATES", "black", "white", 1.0, 6.2, width=1.3, height=1.0)
    ).put(upright_text("USA", "red", "white", 0.68, 18.9, width=0.8, height=0.5))
    flag = side_patch(lambda x, _z: float(np.sqrt(1.0 - x * x)), 0.0, 11.6, 0.9, 0.55, steps=10)
    kit.add(emblem("striped flag", "blue", "white"), *flag).add(
        paints.DARK_STEEL, box((-0.06, 0.96, 4.4), (0.06, 1.05, 6.4))
    )
    return kit.add(
        paints.STEEL,
        *(
            cylinder((0.7 * np.cos(t), 0.7 * np.sin(t), 0.0), (0.9 * np.cos(t), 0.9 * np.sin(t), 0.5), 0.12)
            for t in np.arange(4) * np.pi / 2
        ),
    )


def _soyuz() -> Kit:
    """A green-grey rocket with four conical boosters around a waisted core."""
    green, orange = paints.dull(122, 132, 118), paints.dull(196, 110, 50)
    core = [
        (0, 0.3),
        (0.52, 0.3),
        (0.52, 5.0),
        (0.66, 9.4),
        (0.66, 10.4),
        (0.56, 10.8),
        (0.56, 14.2),
        (0.68, 14.8),
        (0.68, 16.8),
        (0.5, 17.8),
        (0.2, 18.8),
        (0, 18.9),
    ]
    kit = (
        Kit()
        .add(green, turned(core, 36, crease=25.0))
        .add(
            paints.WHITE,
            turned(
                [(0.55, 14.2), (0.69, 14.82), (0.69, 16.82), (0.51, 17.82), (0.3, 18.4), (0, 18.4)],
                36,
                crease=25.0,
            ),
        )
    )
    kit.add(
        paints.WHITE,
        cylinder((0, 0, 18.7), (0, 0, 20.2), 0.12),
        turned([(0.12, 19.2), (0.2, 19.3), (0.12, 19.6), (0.12, 19.2)], 16),
    ).add(paints.DARK_STEEL, cylinder((0, 0, 20.2), (0, 0, 20.6), 0.08, 0.02)).put(
        hoop(0.56, 12.0, 0.3, orange)
    ).put(hoop(0.66, 9.6, 0.4, paints.WHITE))
    cone = [(0, 0.0), (0.62, 0.0), (0.66, 0.3), (0.62, 1.2), (0.5, 4.2), (0.22, 7.6), (0.08, 8.4), (0, 8.5)]
    booster = (
        Kit()
        .add(green, turned(cone, 26, crease=30.0))
        .put(hoop(0.6, 0.9, 0.16, orange))
        .put(hoop(0.5, 3.9, 0.1, paints.WHITE))
        .add(orange, slab([(0.6, 0.2), (1.15, 0.2), (1.0, 0.7), (0.6, 1.2)], 0.04))
    )
    for x, y in ((0.24, 0.24), (-0.24, 0.24), (0.24, -0.24), (-0.24, -0.24)):
        booster.put(bell(0.2, 0.5), x, y, 0.06)
        kit.put(bell(0.18, 0.5), x * 0.9, y * 0.9, 0.3)
    for n in range(4):
        kit.put(Kit().put(booster, 1.1, 0, 0.1, pitch=5.5), yaw=n * 90.0 + 45.0)
    kit.add(
        paints.DARK_STEEL,
        rods(
            [(0.5 * np.cos(t), 0.5 * np.sin(t), 10.3) for t in np.arange(16) * np.pi / 8],
            [(0.5 * np.cos(t + 0.39), 0.5 * np.sin(t + 0.39), 10.9) for t in np.arange(16) * np.pi / 8],
            0.03,
        ),
    ).put(corrugation(0.66, 9.95, 0.4, green, 30))
    kit.add(
        paints.DARK_STEEL, around(slab(parts.rectangle(0.66, 0.74, 15.2, 16.0), 0.32), 4, start=45.0)
    ).put(upright_text("VOSTOK", "red", "white", 0.69, 15.9, width=0.9, height=0.4))
    flag = side_patch(lambda x, _z: float(np.sqrt(0.57**2 - x * x)), 0.0, 13.2, 0.6, 0.4, steps=8)
    return kit.add(emblem("star", "red", "grey"), *flag)


def _launcher() -> Kit:
    """A modern white booster with black legs folded out, grid fins and a fairing, standing after landing."""
    white, black = paints.WHITE, paints.dull(40, 41, 44)
    body = [
        (0, 1.3),
        (0.72, 1.3),
        (0.75, 1.5),
        (0.75, 11.4),
        (0.75, 14.2),
        (0.92, 14.8),
        (0.92, 16.6),
        (0.8, 17.6),
        (0.45, 18.4),
        (0.1, 18.75),
        (0, 18.78),
    ]
    kit = (
        Kit()
        .add(white, turned(body, 40, crease=25.0))
        .put(hoop(0.75, 11.2, 1.6, black))
        .put(hoop(0.75, 1.32, 0.9, black))
        .put(hoop(0.92, 14.9, 0.05, black))
    )
    for n in range(8):
        t = n * np.pi / 4
        kit.put(bell(0.17, 0.4), 0.48 * float(np.cos(t)), 0.48 * float(np.sin(t)), 1.3)
    kit.put(bell(0.17, 0.4), 0, 0, 1.3)
    leg = Kit().add(
        black,
        slab([(0.7, 2.0), (0.86, 2.1), (2.75, 0.28), (2.6, 0.14)], 0.2, 0.03),
        rods([(0.74, 0, 4.4)], [(2.55, 0, 0.4)], 0.06, 10),
        cylinder((2.7, 0, 0.0), (2.7, 0, 0.14), 0.3),
        slab([(0.73, 2.0), (0.8, 2.0), (0.8, 4.6), (0.73, 4.6)], 0.26, 0.02),
    )
    grid = Kit().add(
        paints.STEEL,
        box((0.78, -0.36, 12.3), (0.9, -0.3, 12.36)),
        rods(
            [(0.9 + a, -0.34, 12.2 + b) for a in (0.0, 0.7) for b in (0.0, 0.16)],
            [(0.9 + a, 0.34, 12.2 + b) for a in (0.0, 0.7) for b in (0.0, 0.16)],
            0.02,
        ),
    )
    grid.add(
        paints.STEEL,
        *(
            box((0.9 + 0.14 * n - 0.012, -0.34, 12.2), (0.9 + 0.14 * n + 0.012, 0.34, 12.36))
            for n in range(6)
        ),
        *(box((0.9, y - 0.012, 12.2), (1.6, y + 0.012, 12.36)) for y in np.linspace(-0.34, 0.34, 6)),
        cylinder((0.7, 0, 12.28), (0.92, 0, 12.28), 0.09),
    )
    for n in range(4):
        kit.put(leg, yaw=n * 90.0 + 45.0).put(grid, yaw=n * 90.0)
    kit.put(upright_text("O/R/B/I/T/A", "blue", "white", 0.75, 7.4, width=0.55, height=5.4)).put(
        hoop(0.75, 5.2, 0.03, paints.DARK_STEEL)
    ).put(hoop(0.75, 9.9, 0.03, paints.DARK_STEEL))
    fairing = side_patch(lambda x, _z: float(np.sqrt(0.925**2 - x * x)), 0.0, 15.8, 0.9, 0.9, steps=10)
    kit.add(emblem("star", "blue", "white"), *fairing).add(
        paints.dull(150, 152, 156),
        box((-0.09, 0.7, 2.4), (0.09, 0.8, 11.0)),
        *(
            cylinder(
                (0.62 * np.cos(t), 0.62 * np.sin(t), 12.85), (0.8 * np.cos(t), 0.8 * np.sin(t), 12.85), 0.05
            )
            for t in np.arange(6) * np.pi / 3
        ),
    )
    return kit


def _comic_rocket() -> Kit:
    """A rocket as in comics: a fat red and white cigar on three swept fins, with portholes."""
    red, white = paints.RED, paints.WHITE
    profile = [
        (0.0, 1.2),
        (0.55, 1.2),
        (0.8, 1.7),
        (1.15, 3.0),
        (1.28, 4.4),
        (1.2, 5.8),
        (0.95, 7.1),
        (0.6, 8.1),
        (0.25, 8.85),
        (0.1, 9.1),
        (0, 9.14),
    ]
    kit = (
        Kit()
        .add(white, turned([*profile[:8], (0, 8.1)], 44, crease=40.0))
        .add(red, turned([(0, 7.95), (0.655, 7.95), *profile[7:]], 44, crease=40.0))
    )
    kit.add(
        red, turned([(0.79, 1.68), (1.16, 3.0), (1.165, 3.02), (0.7, 3.02), (0.79, 1.68)], 44, crease=60.0)
    ).put(bell(0.6, 0.7, paints.STEEL), 0, 0, 1.25).add(
        paints.CHROME,
        rods([(0, 0, 9.1)], [(0, 0, 9.9)], 0.04, 10),
        ellipsoid((0, 0, 9.95), (0.1, 0.1, 0.1), 14, 10),
    )
    fin = [(0.75, 1.5), (1.22, 3.6), (1.6, 3.2), (2.1, 2.0), (2.25, 0.0), (1.95, 0.0), (1.55, 0.95)]
    kit.add(red, around(slab(rounded(fin, 0.12), 0.09, 0.04), 3, start=30.0))
    ring = turned([(0.3, -0.1), (0.42, -0.06), (0.42, 0.06), (0.34, 0.1), (0.3, 0.06), (0.3, -0.1)], 28, "x")
    for n in range(3):
        for z, r, size in ((5.9, 1.18, 1.0), (4.5, 1.28, 0.8)):
            turn = n * 120.0 + 90.0
            kit.put(
                Kit()
                .add(paints.BRASS, ring)
                .add(paints.BLUE_GLASS, ellipsoid((0, 0, 0), (0.1, 0.32, 0.32), 20, 12))
                .add(
                    paints.BRASS,
                    dots(
                        [(0.08, 0.37 * np.cos(t), 0.37 * np.sin(t)) for t in np.arange(8) * np.pi / 4], 0.035
                    ),
                ),
                r * float(np.cos(np.radians(turn))),
                r * float(np.sin(np.radians(turn))),
                z,
                yaw=turn,
                pitch=(5.0 - z) * -10.0,
                scale=size,
            )
    kit.put(hoop(1.28, 3.75, 0.14, red, 0.0)).put(hoop(1.1, 6.45, 0.1, red, 0.02)).add(
        red,
        *(
            cylinder((2.1 * np.cos(t), 2.1 * np.sin(t), 0.0), (2.1 * np.cos(t), 2.1 * np.sin(t), 0.16), 0.3)
            for t in np.radians([30, 150, 270])
        ),
    )
    return kit


def _checkered() -> Kit:
    """A rocket of the forties in black and white squares, with four large fins."""
    white, black = paints.WHITE, paints.dull(32, 33, 35)
    profile = [
        (0, 0.6),
        (0.62, 0.6),
        (0.72, 1.4),
        (0.86, 3.0),
        (0.88, 5.4),
        (0.8, 7.4),
        (0.62, 9.2),
        (0.36, 10.8),
        (0.14, 11.9),
        (0.03, 12.5),
        (0, 12.54),
    ]
    kit = Kit().add(white, turned(profile, 40, crease=40.0))
    heights = np.array([row[1] for row in profile[1:]])
    radii = np.array([row[0] for row in profile[1:]])
    for n, (low, high) in enumerate(((3.0, 5.2), (5.2, 7.4), (7.4, 9.4))):
        levels = np.linspace(low, high, 7)
        for start in (0.0, 180.0):
            turns = np.radians(np.linspace(start, start + 90.0, 10) + 90.0 * (n % 2))
            rings = [
                [(r * float(np.cos(t)), r * float(np.sin(t)), z) for t in turns]
                for z, r in zip(levels, np.interp(levels, heights, radii) * 1.006, strict=True)
            ]
            kit.add(black, loft(np.array(rings), closed=False, caps=False))
    fin = [(0.55, 0.35), (1.75, 0.1), (1.75, 1.5), (0.86, 3.6), (0.7, 3.0)]
    kit.add(white, around(slab(fin, 0.06, 0.025), 2, start=45.0)).add(
        black, around(slab(fin, 0.06, 0.025), 2, start=135.0)
    ).put(bell(0.5, 0.7), 0, 0, 0.75)
    kit.add(paints.STEEL, around(slab(parts.rectangle(1.5, 1.7, 0.0, 0.14), 0.1), 4, start=45.0)).put(
        hoop(0.885, 4.3, 0.03, paints.DARK_STEEL, 0.006)
    ).put(hoop(0.7, 8.6, 0.03, paints.DARK_STEEL, 0.012))
    return kit.add(
        paints.DARK_STEEL,
        dots(
            [(0.89 * np.cos(t), 0.89 * np.sin(t), z) for z in (4.1, 4.5) for t in np.arange(32) * np.pi / 16],
            0.02,
        ),
        box((-0.2, 0.84, 3.6), (0.2, 0.9, 4.0)),
    )


MODELS: tuple[Model, ...] = (
    machine("rocket", "moon", _moon_rocket, 12.0, "air"),
    machine("rocket", "boosters", _soyuz, 10.5, "air"),
    machine("rocket", "reusable", _launcher, 11.0, "air"),
    machine("rocket", "comic", _comic_rocket, 7.0, "air"),
    machine("rocket", "checkered", _checkered, 8.5, "air"),
)
