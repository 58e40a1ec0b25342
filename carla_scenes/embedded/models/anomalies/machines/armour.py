"""Parts of armoured vehicles: guns, hatches, skirts, what soldiers carry along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines.skins import dots, rods, turned

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material


def cannon(
    start: float, length: float, radius: float, z: float, material: Material, *, brake: bool = False
) -> Kit:
    """Return a gun barrel along x with its sleeve, evacuator and muzzle."""
    r = radius
    line = [(0, start), (1.7 * r, start), (1.4 * r, start + length * 0.12), (r * 1.15, start + length * 0.14)]
    line += [
        (r * 1.1, start + length * 0.45),
        (1.5 * r, start + length * 0.48),
        (1.5 * r, start + length * 0.62),
        (r, start + length * 0.65),
    ]
    line += [
        (0.92 * r, start + length * 0.97),
        (1.05 * r, start + length * 0.975),
        (1.05 * r, start + length),
        (0.62 * r, start + length),
        (0, start + length * 0.97),
    ]
    kit = Kit().add(material, turned(line, 20, "x").moved(z=z))
    if brake:
        end = start + length
        muzzle = [
            (0.8 * r, end - 0.32),
            (1.55 * r, end - 0.3),
            (1.55 * r, end - 0.2),
            (1.1 * r, end - 0.18),
            (1.55 * r, end - 0.12),
            (1.5 * r, end),
            (0.7 * r, end + 0.01),
            (0, end - 0.1),
        ]
        kit.add(material, turned([(0, end - 0.32), *muzzle], 20, "x").moved(z=z))
    return kit.add(
        paints.BLACK, cylinder((start + length - 0.05, 0, z), (start + length + 0.004, 0, z), 0.6 * r)
    )


def machine_gun(material: Material = paints.DARK_STEEL) -> Kit:
    """Return a machine gun on its pintle, along x, its foot at the origin."""
    kit = Kit().add(
        material, rods([(0, 0, 0)], [(0, 0, 0.3)], 0.03, 8), box((-0.35, -0.06, 0.26), (0.25, 0.06, 0.42))
    )
    kit.add(
        material,
        cylinder((0.25, 0, 0.36), (0.6, 0, 0.36), 0.045),
        cylinder((0.6, 0, 0.36), (1.05, 0, 0.36), 0.022),
    )
    return kit.add(paints.OLIVE, box((-0.1, 0.08, 0.16), (0.15, 0.26, 0.38))).add(
        material, rods([(-0.35, -0.08, 0.32)], [(-0.35, 0.08, 0.32)], 0.025)
    )


def hatch(x: float, y: float, z: float, radius: float, material: Material) -> Kit:
    """Return a round hatch with its ring of vision blocks."""
    lid = [
        (0, 0),
        (radius * 1.15, 0),
        (radius * 1.15, 0.1),
        (radius, 0.12),
        (radius, 0.18),
        (radius * 0.6, 0.24),
        (0, 0.25),
    ]
    kit = Kit().add(material, turned(lid, 22).moved(x, y, z))
    turns = np.arange(8) * np.pi / 4
    return kit.add(
        paints.GLASS,
        *(
            box((-0.05, -0.03, 0), (0.05, 0.03, 0.07)).moved(
                x + radius * 1.12 * float(np.cos(t)),
                y + radius * 1.12 * float(np.sin(t)),
                z + 0.03,
                yaw=float(np.degrees(t)) + 90,
            )
            for t in turns
        ),
    )


def skirts(x0: float, x1: float, z0: float, z1: float, y: float, *, count: int, material: Material) -> Kit:
    """Return side plates over a track with gaps and bolts."""
    step = (x1 - x0) / count
    kit = Kit()
    for n in range(count):
        a = x0 + n * step
        kit.pair(material, box((a + 0.015, y - 0.03, z0), (a + step - 0.015, y + 0.02, z1)))
        kit.pair(
            paints.DARK_STEEL,
            dots([(a + d, y + 0.02, z) for d in (0.08, step - 0.08) for z in (z0 + 0.08, z1 - 0.08)], 0.025),
        )
    return kit


def stowage(x0: float, x1: float, y: float, z: float, count: int) -> Kit:
    """Return packs and rolled tarpaulins in a row between two places along x."""
    kit = Kit()
    for n, x in enumerate(np.linspace(x0, x1, count)):
        if n % 2:
            kit.add(paints.CANVAS, cylinder((x - 0.2, y, z + 0.12), (x + 0.2, y, z + 0.12), 0.13))
        else:
            kit.add(
                paints.cloth(116, 104, 74),
                rounded_box((x - 0.18, y - 0.16, z), (x + 0.18, y + 0.16, z + 0.3), 0.07),
            )
    return kit


def road_circles(
    first: float,
    last: float,
    count: int,
    radius: float,
    drive: tuple[float, float, float],
    *,
    idler: tuple[float, float, float],
) -> list[tuple[float, float, float]]:
    """Return the circles of a track: sprocket, idler, and `count` road wheels from `first` to `last` on the ground."""
    return [drive, idler, *((float(x), radius, radius) for x in np.linspace(first, last, count))]
