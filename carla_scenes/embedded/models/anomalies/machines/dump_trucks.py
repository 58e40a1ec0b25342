"""Dump trucks of mines, roads and building sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.cabs import cab_over, chassis
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import rods, rounded, slab, slat, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def skip_body(
    outline: Sequence[tuple[float, float]],
    half_width: float,
    material: Material,
    ribs: int,
    wall: float = 0.1,
) -> Kit:
    """Return an open tipping body.

    Args:
        outline: Of its sides (x, z), anticlockwise, starting at the rear foot of the floor and with the front foot
            next.
        half_width: Metres.
        material: Of the outside; the inside is worn steel.
        ribs: Stiffeners on each side.
        wall: Thickness, metres.
    """
    kit = Kit()
    for y in (-half_width + wall / 2, half_width - wall / 2):
        kit.add(material, slab(outline, wall / 2, y=y))
    (x0, z0), (x1, z1) = outline[0], outline[1]
    kit.add(paints.WORN_STEEL, slat((x0, z0 + wall / 2), (x1, z1 + wall / 2), half_width - wall, wall))
    nose = outline[2]
    kit.add(material, slat((x1, z1), nose, half_width - wall * 0.5, wall))
    top = max(z for _, z in outline)
    for x in np.linspace(x0 + 0.3, x1 - 0.3, ribs):
        share = (x - x0) / (x1 - x0)
        low = z0 + (z1 - z0) * share
        kit.pair(
            material,
            box((x - 0.07, half_width, low), (x + 0.07, half_width + 0.09, min(top, low + 1.0) - 0.12)),
        )
    rear, fore = outline[-1], outline[-2]
    kit.pair(material, slat((rear[0], rear[1] - 0.06), (fore[0], fore[1] - 0.06), 0.08, 0.14, y=half_width))
    return kit


def _mining() -> Kit:
    """A giant of the mines: four huge wheels, a cab beside the radiator, a canopy over it."""
    body = paints.YELLOW
    kit = Kit()
    for x, twin in ((2.9, False), (-2.0, True)):
        kit.put_pair(
            running.wheel(1.35, 1.0, body, hub=0.52, tread=26, lug=0.04), x, 2.05 if not twin else 2.2, 1.35
        )
        if twin:
            kit.put_pair(running.wheel(1.35, 0.9, body, hub=0.52, tread=26, lug=0.04, bolts=0), x, 1.15, 1.35)
        kit.add(paints.DARK_STEEL, cylinder((x, -2.0, 1.35), (x, 2.0, 1.35), 0.4))
    kit.pair(paints.DARK_STEEL, slat((-3.4, 1.9), (4.2, 1.7), 0.22, 0.7, y=0.7))
    kit.add(body, box((3.0, -2.4, 2.75), (4.6, 2.4, 2.9)), box((2.0, -1.1, 1.5), (4.4, 1.1, 2.8)))
    kit.add(paints.BLACK, box((4.38, -0.9, 1.55), (4.43, 0.9, 2.65)))
    kit.add(paints.STEEL, *(box((4.42, -0.9, z), (4.46, 0.9, z + 0.05)) for z in np.arange(1.6, 2.65, 0.12)))
    kit.pair(body, box((4.3, 1.1, 1.2), (4.62, 2.3, 1.7)))
    kit.pair(body, slab(rounded(parts.rectangle(2.0, 4.4, 2.6, 2.8), 0.05), 0.6, y=1.75))
    cab = slab(rounded(parts.rectangle(2.4, 4.0, 2.9, 4.3), 0.12), 0.75, 0.05, y=-1.3)
    kit.add(paints.WHITE, cab)
    kit.add(
        paints.GLASS,
        slab(rounded(parts.rectangle(2.6, 3.85, 3.5, 4.15), 0.08), 0.76, y=-1.3),
        box((3.98, -1.95, 3.5), (4.02, -0.65, 4.15)),
    )
    kit.add(body, box((2.6, 0.5, 2.9), (3.9, 2.1, 3.9)))
    kit.add(paints.DARK_STEEL, parts.railing([(4.55, y, 2.9) for y in np.linspace(-2.3, 2.3, 8)], 0.8, 0.03))
    kit.add(
        paints.DARK_STEEL,
        parts.ladder((4.75, -1.2, 0.6), (4.62, -1.2, 2.9), 0.6, 8, 0.03),
        parts.ladder((4.75, 1.2, 0.6), (4.62, 1.2, 2.9), 0.6, 8, 0.03),
    )
    outline = [(-4.6, 2.6), (1.6, 2.1), (2.2, 4.2), (4.8, 4.75), (4.8, 4.9), (-4.6, 4.3)]
    kit.put(skip_body(outline, 2.5, body, 6, 0.16))
    kit.add(
        body,
        slat((2.1, 4.28), (4.9, 4.86), 2.5, 0.18),
        *(slat((2.2, 4.42), (4.9, 5.0), 0.08, 0.12, y=y) for y in (-1.6, -0.5, 0.5, 1.6)),
    )
    rock = paints.dull(120, 104, 88)
    rng = np.random.default_rng(np.random.SeedSequence([7, 1]))
    for n in range(26):
        x, y, size = (
            float(rng.uniform(-3.6, 1.2)),
            float(rng.uniform(-1.9, 1.9)),
            float(rng.uniform(0.4, 0.75)),
        )
        lump = centred_box((0, 0, 0), (size, size * 0.9, size * 0.8)).moved(
            x, y, 3.9 - 0.15 * abs(y) + 0.06 * (n % 5), yaw=n * 47.0, pitch=n * 31.0
        )
        kit.add(rock, lump)
    kit.put_pair(parts.headlamp(0.16), 4.63, 1.9, 2.3).put_pair(parts.headlamp(0.16), 4.63, 1.5, 2.3)
    kit.put(parts.both_signs(text("HD 930", "black", "yellow"), -1.4, 2.62, 3.8, 1.8, height=0.5)).put_pair(
        parts.ram((0.4, 0.9, 1.8), (-0.2, 0.9, 2.9), 0.2)
    )
    return kit.add(
        rock, slab(rounded([(-4.2, 2.7), (1.6, 2.3), (2.2, 3.8), (-1.0, 4.4), (-4.0, 3.4)], 0.3), 2.2)
    )


def _tipper() -> Kit:
    """A road tipper with its body raised."""
    w = 1.22
    kit = chassis(-3.6, 3.1, (2.2, -1.6, -2.9), 0.5, w, twin=True, rim=paints.STEEL)
    kit.put(cab_over(paints.ORANGE, 3.4, 0.8, 2.75, 1.8, half_width=w))
    kit.put_pair(Kit().add(paints.ORANGE, parts.mudguard(2.2, 0.5, 0.62, w - 0.17, 0.34, start=5, end=175)))
    outline = [(-4.9, 0.0), (0.0, 0.0), (0.15, 1.15), (0.9, 1.3), (0.9, 1.36), (-4.9, 1.05)]
    bed = skip_body([(x, z) for x, z in outline], w, paints.paint(180, 176, 168), 8)
    bed.add(paints.WORN_STEEL, slat((-4.95, 0.05), (-5.25, 0.95), w - 0.06, 0.07)).put(
        parts.both_signs(emblem("hatching", "orange", "white"), -2.4, w + 0.1, 0.55, 2.2, height=0.4)
    )
    kit.put(bed, 1.1, 0, 2.95, pitch=26)
    kit.put(parts.ram((0.9, 0, 0.8), (0.95, 0, 2.8), 0.16)).add(
        paints.DARK_STEEL, box((-3.6, -0.5, 0.72), (1.2, 0.5, 0.84))
    )
    sand = paints.dull(168, 138, 92)
    kit.add(
        sand,
        turned([(0, 1.05), (0.35, 0.85), (1.1, 0.25), (1.4, 0)][::-1], 26).moved(
            -4.7, 0, 0.0, scale=(0.9, 1.1, 1)
        ),
    )
    kit.put(parts.tail_lamps(-3.62, 0.95, 0.9)).pair(paints.BLACK, box((-3.4, 0.7, 0.15), (-3.37, 1.2, 0.8)))
    kit.put(parts.beacon(2.4, 0.8, 2.75, paints.BEACON_AMBER)).put(
        parts.beacon(2.4, -0.8, 2.75, paints.BEACON_AMBER)
    )
    return kit.pair(paints.ALUMINIUM, cylinder((-0.2, 0.95, 0.75), (1.0, 0.95, 0.75), 0.26, sides=18))


def _articulated() -> Kit:
    """An articulated hauler: a sloping bonnet, six big wheels, a body like a boat."""
    body = paints.YELLOW
    kit = Kit()
    for x in (3.2, -1.2, -3.0):
        kit.put_pair(running.wheel(0.85, 0.62, body, hub=0.5, tread=22, lug=0.05), x, 1.1, 0.85)
        kit.add(paints.DARK_STEEL, cylinder((x, -1.0, 0.85), (x, 1.0, 0.85), 0.22))
    nose = [(2.3, 1.1), (4.6, 1.0), (4.75, 1.6), (4.5, 1.95), (2.6, 2.35), (2.3, 2.35)]
    kit.add(body, slab(rounded(nose, [0.05, 0.1, 0.15, 0.25, 0.1, 0.05]), 0.78, 0.08))
    kit.put(parts.front_sign(emblem("grille", "steel", "black"), 4.74, 1.45, 1.1, 0.5)).put_pair(
        parts.headlamp(0.12), 4.62, 0.62, 1.8
    )
    cab = [(1.0, 1.3), (2.4, 1.3), (2.4, 2.2), (2.2, 3.25), (1.1, 3.25)]
    kit.add(body, slab(rounded(cab, [0.05, 0.05, 0.1, 0.15, 0.15]), 0.85, 0.06))
    kit.add(
        paints.GLASS,
        slab(rounded([(1.2, 2.1), (2.2, 2.1), (2.06, 3.05), (1.25, 3.05)], 0.08), 0.86),
        slat((2.41, 2.35), (2.25, 3.08), 0.74, 0.03),
    )
    kit.add(paints.BLACK, slab(rounded(parts.rectangle(1.05, 2.3, 3.2, 3.32), 0.04), 0.88))
    kit.pair(
        body,
        parts.mudguard(3.2, 0.85, 1.02, 1.12, 0.62, start=25, end=165),
        box((2.0, 0.8, 1.2), (2.4, 1.4, 1.7)),
    )
    kit.pair(paints.DARK_STEEL, slat((-3.8, 1.25), (1.2, 1.1), 0.12, 0.35, y=0.45)).add(
        paints.DARK_STEEL,
        cylinder((0.6, 0, 0.6), (0.6, 0, 1.7), 0.3),
        box((0.4, -0.35, 0.8), (2.4, 0.35, 1.2)),
    )
    outline = [(-4.2, 1.9), (0.4, 1.55), (0.75, 2.5), (0.9, 3.05), (0.9, 3.1), (-4.8, 2.85)]
    kit.put(skip_body(outline, 1.42, body, 7, 0.12))
    kit.add(
        paints.dull(96, 74, 52),
        slab(
            rounded(
                [(-4.0, 1.95), (0.4, 1.7), (0.7, 2.7), (-0.6, 3.2), (-1.4, 3.05), (-2.4, 3.3), (-3.8, 2.7)],
                0.35,
            ),
            1.3,
        ),
    )
    kit.put_pair(parts.ram((-0.2, 0.7, 1.2), (-1.2, 0.7, 1.75), 0.1)).put(
        parts.both_signs(text("A 35", "black", "yellow"), 3.4, 0.79, 1.75, 0.9, height=0.3)
    )
    kit.put(parts.exhaust(2.6, -0.5, 2.2, 1.0, 0.05)).put(parts.beacon(1.5, 0, 3.3, paints.BEACON_AMBER))
    kit.pair(paints.BLACK, box((2.25, 1.05, 2.3), (2.33, 1.3, 2.8))).pair(
        paints.BLACK, rods([(2.3, 0.85, 2.6)], [(2.3, 1.1, 2.6)], 0.02)
    )
    return kit.put(parts.tail_lamps(-4.0, 1.2, 1.3)).pair(
        paints.DARK_STEEL, parts.ladder((1.7, 1.1, 0.5), (1.7, 0.9, 1.4), 0.5, 4, 0.025)
    )


MODELS: tuple[Model, ...] = (
    machine("dump truck", "mining", _mining, 9.0),
    machine("dump truck", "tipper", _tipper),
    machine("dump truck", "articulated", _articulated),
)
