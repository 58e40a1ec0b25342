"""Grenades, grown to the size of a dog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    rods,
    rounded,
    side_patch,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.model import Model


def grenade_top(z: float, size: float, reach: float) -> Kit:
    """Return a fuse at a height with a ring, and a lever that hangs down `reach` before the axis."""
    s = size
    kit = Kit().add(
        paints.STEEL,
        turned(
            [
                (0, 0),
                (0.32 * s, 0),
                (0.34 * s, 0.2 * s),
                (0.26 * s, 0.3 * s),
                (0.26 * s, 0.6 * s),
                (0.2 * s, 0.7 * s),
                (0, 0.72 * s),
            ],
            24,
        ).moved(z=z),
        rounded_box((-0.24 * s, -0.16 * s, z + 0.5 * s), (0.42 * s, 0.16 * s, z + 0.84 * s), 0.05 * s),
    )
    lever = [
        (0.3 * s, z + 0.86 * s),
        (reach * 0.62, z + 0.72 * s),
        (reach, z + 0.1 * s),
        (reach + 0.06 * s, z - 0.8 * s),
        (reach, z - 1.5 * s),
    ]
    lever += [
        (reach - 0.07 * s, z - 1.5 * s),
        (reach - 0.02 * s, z - 0.8 * s),
        (reach - 0.07 * s, z + 0.06 * s),
        (reach * 0.58, z + 0.62 * s),
        (0.3 * s, z + 0.76 * s),
    ]
    kit.add(paints.OLIVE, slab(lever, 0.13 * s))
    ring = turned(
        [(0.3 * s, -0.035 * s), (0.335 * s, 0), (0.3 * s, 0.035 * s), (0.265 * s, 0), (0.3 * s, -0.035 * s)],
        28,
        "y",
        60.0,
    )
    kit.add(
        paints.STEEL,
        ring.moved(-0.08 * s, -0.26 * s, z + 0.3 * s, roll=12),
        rods([(-0.04 * s, -0.4 * s, z + 0.62 * s)], [(-0.04 * s, 0.34 * s, z + 0.62 * s)], 0.035 * s, 8),
    )
    return kit


def wrapped(
    material: Material,
    breadth: Callable[[float, float], float],
    x: float,
    z: float,
    length: float,
    *,
    height: float,
) -> Kit:
    """Return a picture that lies on both sides of a round body, as `skins.side_patch` does."""
    return Kit().add(material, *side_patch(breadth, x, z, length, height, steps=12))


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
    kit = Kit().add(
        paints.dull(60, 64, 42),
        turned([*profile, (0.86, 0.6), (0.9, 1.1), (0.84, 1.6), (0.62, 2.05), (0.36, 2.2), (0, 2.22)], 32),
    )
    rows = [(0.62, 0.34, 0.24), (0.78, 0.7, 0.27), (0.84, 1.08, 0.28), (0.8, 1.46, 0.27), (0.62, 1.84, 0.22)]
    slopes = [28.0, 14.0, 0.0, -12.0, -32.0]
    for (radius, z, high), slope in zip(rows, slopes, strict=True):
        wide = 2 * np.pi * radius / 10 * 0.74
        block = (
            rounded_box((-0.14, -wide / 2, -high / 2), (0.14, wide / 2, high / 2), 0.055, 2)
            .moved(pitch=-slope)
            .moved(radius, 0, z)
        )
        kit.add(olive, around(block, 10))
    return kit.put(grenade_top(2.15, 0.9, 1.1))


def _stick() -> Kit:
    """A stick grenade: a steel head on a turned wooden handle, standing on its head."""
    kit = (
        Kit()
        .add(
            paints.dull(88, 96, 84),
            turned(
                [
                    (0, 0),
                    (0.86, 0),
                    (0.92, 0.06),
                    (0.92, 2.1),
                    (0.86, 2.2),
                    (0.4, 2.24),
                    (0.36, 2.4),
                    (0, 2.4),
                ],
                48,
            ),
        )
        .add(
            paints.STEEL,
            turned([(0.9, 0.3), (0.95, 0.32), (0.95, 0.4), (0.9, 0.42), (0.9, 0.3)], 48),
            turned([(0.9, 1.8), (0.95, 1.82), (0.95, 1.9), (0.9, 1.92), (0.9, 1.8)], 48),
        )
    )
    handle = [
        (0, 2.3),
        (0.36, 2.3),
        (0.33, 2.7),
        (0.27, 3.4),
        (0.25, 4.6),
        (0.28, 5.4),
        (0.34, 6.0),
        (0.36, 6.2),
        (0, 6.2),
    ]
    kit.add(paints.wood(156, 110, 62), turned(handle, 48)).add(
        paints.STEEL,
        turned([(0, 6.2), (0.4, 6.2), (0.4, 6.5), (0.34, 6.56), (0, 6.56)], 48),
        turned([(0.34, 2.36), (0.44, 2.4), (0.4, 2.7), (0.32, 2.7), (0.34, 2.36)], 48),
    )
    kit.add(
        paints.DARK_STEEL,
        dots(
            [
                (0.4 * np.cos(t), 0.4 * np.sin(t), z)
                for z in (6.3, 6.42)
                for t in np.arange(28) * 2 * np.pi / 28
            ],
            0.03,
        ),
    ).add(
        paints.cloth(190, 180, 150), wires([[(0, 0.1, 6.56), (0.3, 0.2, 6.4), (0.5, 0.25, 6.0)]], 0.035, 6)
    ).add(paints.WHITE, dots([(0.5, 0.25, 5.95)], 0.1))
    kit.pair(
        paints.STEEL,
        slab(rounded([(-0.12, 0.5), (0.12, 0.5), (0.12, 2.4), (-0.12, 2.4)], 0.06), 0.03, y=0.94),
    ).put(parts.front_sign(text("VOR GEBRAUCH", "white", "steel"), 0.935, 1.1, 0.9, 0.2))
    return kit


def _round() -> Kit:
    """A smooth round grenade in olive with yellow lettering."""
    olive = paints.dull(70, 80, 48)
    t = np.linspace(0.02, np.pi - 0.34, 26)
    ball = [(float(np.sin(a)), float(1.0 - np.cos(a))) for a in t]
    kit = (
        Kit()
        .add(olive, turned([(0, 0), *ball, (0.3, 2.02), (0, 2.02)], 44))
        .add(paints.YELLOW, _ball_band(1.9, 2.02), _ball_band(0.95, 1.05))
    )
    kit.add(
        paints.DARK_STEEL,
        turned([(0.99, 0.97), (1.012, 0.98), (1.012, 1.02), (0.99, 1.03), (0.99, 0.97)], 44),
    ).put(grenade_top(1.95, 0.85, 1.04)).put(
        wrapped(
            text("FRAG/M 67", "yellow", "olive"),
            lambda x, z: float(np.sqrt(max(1.0 - x * x - (z - 1.0) ** 2, 0.0))),
            0.0,
            1.17,
            0.8,
            height=0.36,
        )
    )
    foot = turned([(0, -0.04), (0.42, -0.04), (0.46, 0.02), (0.42, 0.12), (0, 0.12)], 30)
    return kit.add(paints.STEEL, foot)


def _smoke() -> Kit:
    """A smoke grenade: a can with a coloured band, holes in its top, a lever and a ring."""

    def can_side(x: float, _z: float) -> float:
        return float(np.sqrt(0.92**2 - x * x))

    can = [
        (0, 0),
        (0.9, 0),
        (0.96, 0.06),
        (0.92, 0.14),
        (0.92, 3.2),
        (0.96, 3.28),
        (0.9, 3.36),
        (0.4, 3.42),
        (0, 3.42),
    ]
    kit = (
        Kit()
        .add(paints.dull(120, 132, 124), turned(can, 40))
        .add(
            paints.paint(150, 40, 140),
            turned([(0.9, 2.3), (0.935, 2.31), (0.935, 2.99), (0.9, 3.0), (0.9, 2.3)], 40),
        )
        .add(
            paints.BLACK,
            *(
                cylinder(
                    (0.66 * np.cos(a), 0.66 * np.sin(a), 3.36),
                    (0.66 * np.cos(a), 0.66 * np.sin(a), 3.4),
                    0.09,
                    sides=12,
                )
                for a in (0.9, 2.2, 3.14, 4.1, 5.4)
            ),
        )
    )
    kit.put(grenade_top(3.4, 0.86, 1.06)).put(
        wrapped(text("SMOKE/VIOLET", "white", "grey"), can_side, 0.0, 1.5, 1.1, height=0.7)
    ).put(wrapped(text("M 18", "white", "grey"), can_side, 0.0, 0.8, 0.7, height=0.26))
    kit.add(
        paints.STEEL,
        turned([(0.9, 0.4), (0.95, 0.43), (0.95, 0.47), (0.9, 0.5), (0.9, 0.4)], 40),
        turned([(0.9, 2.08), (0.95, 2.11), (0.95, 2.15), (0.9, 2.18), (0.9, 2.08)], 40),
    )
    return kit


MODELS: tuple[Model, ...] = (
    machine("grenade", "pineapple", _pineapple, 0.8),
    machine("grenade", "stick", _stick, 1.1),
    machine("grenade", "round", _round, 0.75),
    machine("grenade", "smoke", _smoke, 0.9),
)
