"""Parts of warships: hulls, turrets, deckhouses, masts, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.hulls import deck_edge, hull, hull_patch, planking
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import prism, ribbon, rods, slab, turned, wires

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface


RED_LEAD = paints.dull(122, 40, 34)


DECK_GREY = paints.dull(92, 96, 98)


def ship_hull(
    stations: Sequence[Sequence[float]], water: float, sides: Material, bottom: Material, deck: Material
) -> Kit:
    """Return a hull painted above and below its water line, with a deck and a railing.

    Args:
        stations: As for `skins.hull`.
        water: Height of the water line.
        sides: Above it.
        bottom: Below it.
        deck: On the deck.
    """
    kit = Kit().add(bottom, hull(stations, high=water)).add(sides, hull(stations, low=water))
    edge = deck_edge(stations, inset=0.02, lift=0.02)
    kit.add(deck, planking(edge))
    return kit.pair(paints.STEEL, parts.railing(edge[2:-1:2] * (1.0, 0.97, 1.0), 0.28, 0.012))


def turret(size: float, barrels: int, length: float, material: Material) -> Kit:
    """Return a gun turret on its ring about the z axis: half its width is `size`, its barrels look forward."""
    plan = [(-size * 1.1, -size * 0.7), (-size * 0.6, -size), (size * 0.5, -size), (size * 1.2, -size * 0.6)]
    plan += [(x, -y) for x, y in plan[::-1]]
    kit = Kit().add(material, cylinder((0, 0, -size * 0.4), (0, 0, 0.05), size * 0.9, sides=20))
    kit.add(material, prism(plan, 0.0, size * 0.85, size * 0.14))
    spread = np.linspace(-0.5, 0.5, barrels) * size if barrels > 1 else np.zeros(1)
    for y in spread.tolist():
        root, tip = (size * 0.9, y, size * 0.5), (size + length, y, size * 0.5 + length * 0.1)
        kit.add(material, cylinder(root, tip, size * 0.11, size * 0.07, 10))
        kit.add(material, ellipsoid(root, (size * 0.3, size * 0.16, size * 0.2), 10, 8))
        kit.add(paints.BLACK, cylinder(tip, (tip[0] + 0.012, y, tip[2] + 0.001), size * 0.05, sides=8))
    return kit.add(
        material, box((-size * 0.6, -size * 0.3, size * 0.8), (-size * 0.2, size * 0.3, size * 0.98))
    )


def deckhouse(
    outline: Sequence[Sequence[float]], half_width: float, material: Material, windows: float | None = None
) -> Kit:
    """Return a block of a superstructure from its side view, with a band of bridge windows at a height."""
    kit = Kit().add(material, slab(outline, half_width, 0.03))
    if windows is None:
        return kit
    fore, rear = max(x for x, _ in outline), min(x for x, _ in outline)
    half = half_width * 0.075
    for y in np.linspace(-half_width * 0.82, half_width * 0.82, 9):
        kit.add(paints.GLASS, box((fore - 0.3, y - half, windows), (fore - 0.06, y + half, windows + 0.12)))
    step = (fore - rear) / 7
    xs = np.arange(rear + step, fore - step * 0.5, step)
    panes = (
        box((x, half_width - 0.02, windows), (x + step * 0.7, half_width + 0.012, windows + 0.12)) for x in xs
    )
    return kit.pair(paints.GLASS, *panes)


def portholes(stations: Sequence[Sequence[float]], xs: Iterable[float], below: float) -> Kit:
    """Return round windows in the topsides of a hull, `below` the deck's edge."""
    edge = deck_edge(stations)
    kit = Kit()
    ring = turned([(0, -0.08), (0.04, -0.08), (0.04, 0.012), (0, 0.016)], 10, "y")
    for x in xs:
        y, z = (float(np.interp(x, edge[:, 0], edge[:, i])) for i in (1, 2))
        kit.pair(paints.GLASS, ring.moved(x, y, z - below))
    return kit


def anchor(x: float, y: float, z: float) -> Kit:
    """Return an anchor at rest on both sides of the bow."""
    arms = [
        (x - 0.13, y, z - 0.12),
        (x - 0.06, y + 0.03, z - 0.22),
        (x + 0.02, y + 0.03, z - 0.22),
        (x + 0.1, y, z - 0.12),
    ]
    kit = Kit().pair(paints.BLACK, rods([(x, y, z)], [(x - 0.02, y + 0.03, z - 0.22)], 0.022))
    return kit.pair(paints.BLACK, wires([arms], 0.022))


def radar_mast(height: float, width: float, material: Material) -> Kit:
    """Return a lattice mast with yards, a bar antenna, a mesh reflector and whips."""
    kit = Kit().add(
        material, parts.lattice((0, 0, 0), (0, 0, height), width, 5, 0.022, end_width=width * 0.35)
    )
    for z, half in ((0.6, 0.6), (0.85, 0.4)):
        kit.add(material, rods([(0, -half, height * z)], [(0, half, height * z)], 0.016))
    kit.add(material, box((-0.1, -0.45, height + 0.08), (-0.02, 0.45, height + 0.16)))
    kit.add(material, cylinder((0, 0, height - 0.05), (0, 0, height + 0.1), 0.05))
    ys = np.linspace(-0.4, 0.4, 9)
    mesh = [[(0.16 + 0.3 * y * y, y, height * 0.72 + z) for y in ys] for z in np.linspace(0, 0.3, 5)]
    kit.add(material, wires(mesh + [[row[n] for row in mesh] for n in range(9)], 0.008, 4))
    tips = [(-0.1, 0.3, height + 0.7), (-0.1, -0.3, height + 0.6)]
    return kit.add(paints.DARK_STEEL, rods([(0, 0.1, height), (0, -0.1, height)], tips, 0.008, 5))


def ensign(x: float, z: float, height: float = 0.9) -> Kit:
    """Return a flag on its staff at the stern."""
    kit = Kit().add(paints.STEEL, rods([(x, 0, z)], [(x, 0, z + height)], 0.014))
    flag = emblem("striped flag", "blue", "white")
    return kit.put(parts.both_signs(flag, x - 0.24, 0.004, z + height - 0.17, 0.46, height=0.28))


def hull_number(number: str, shape: Sequence[Sequence[float]], x: float, z: float, height: float) -> Kit:
    """Return a number on both bows."""
    length = height * 0.75 * len(number)
    return Kit().add(text(number, "white", "grey"), *hull_patch(shape, x, z, length, height))


def deck_line(a: Sequence[float], b: Sequence[float], width: float, z: float) -> Surface:
    """Return a line painted on a deck between two points (x, y)."""
    start, end = np.array([*a, z]), np.array([*b, z])
    middle = (start + end) / 2.0
    return ribbon([start, middle, end], width, 0.012)


def ships_boat(length: float, material: Material) -> Kit:
    """Return a small boat about its middle."""
    half = length / 2
    shape = [
        (-half, length * 0.12, 0.04, 0.16, 2.4),
        (0.0, length * 0.16, 0.0, 0.16, 2.2),
        (half, 0.005, 0.06, 0.2, 1.4),
    ]
    return Kit().add(material, hull(shape, 2, 7))
