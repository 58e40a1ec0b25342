"""Parts of hand-held guns, in centimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import cylinder, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines.skins import dots, rounded, slab, turned

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material


WALNUT = paints.wood(104, 58, 32)


def trigger(x: float, z: float, size: float, material: Material = paints.GUN_METAL) -> Kit:
    """Return a trigger in its guard, hung below a frame at (x, z)."""
    loop = [
        (x - size, 0, z),
        (x - size * 0.95, 0, z - size * 0.75),
        (x - size * 0.5, 0, z - size * 1.05),
        (x + size * 0.5, 0, z - size * 1.05),
        (x + size * 0.95, 0, z - size * 0.7),
        (x + size, 0, z),
    ]
    kit = Kit().add(material, tube(np.array(loop), [size * 0.12] * 6, 8))
    finger = [
        (x, z + 0.1 * size),
        (x + size * 0.2, z),
        (x - size * 0.02, z - size * 0.4),
        (x + size * 0.12, z - size * 0.85),
        (x - size * 0.18, z - size * 0.4),
    ]
    return kit.add(paints.STEEL, slab(finger, size * 0.1))


def bore(x: float, z: float, radius: float) -> Kit:
    """Return a muzzle at x: a dark hole in a ring."""
    ring = [
        (radius, -0.3),
        (radius * 1.7, -0.3),
        (radius * 1.7, 0.1),
        (radius * 1.3, 0.22),
        (radius, 0.1),
        (radius, -0.3),
    ]
    kit = Kit().add(paints.STEEL, turned(ring, 22, "x").moved(x, 0, z))
    return kit.add(paints.BLACK, cylinder((x - 0.3, 0, z), (x - 0.02, 0, z), radius))


def checkering(outline: list[tuple[float, float]], y: float, material: Material) -> Kit:
    """Return grip panels on both sides with rows of small points."""
    kit = Kit().pair(material, slab(rounded(outline, 0.5), 0.35, 0.12, y=y))
    corners = np.array(outline)
    low, high = corners.min(axis=0), corners.max(axis=0)
    points = []
    for z in np.arange(low[1] + 0.5, high[1] - 0.4, 0.55):
        share = (z - low[1]) / (high[1] - low[1])
        left = corners[0, 0] + (corners[3, 0] - corners[0, 0]) * share
        right = corners[1, 0] + (corners[2, 0] - corners[1, 0]) * share
        points += [(x, y + 0.33, z) for x in np.arange(left + 0.5, right - 0.4, 0.55)]
    return kit.pair(material, dots(points, 0.16))
