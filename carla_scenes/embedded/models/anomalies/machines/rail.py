"""What runs on rails: wheels, bogies, a piece of track, windows of coaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.skins import front, prism, rounded, slab, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material


def rail_wheel(radius: float, material: Material = paints.WORN_STEEL) -> Kit:
    """Return a flanged wheel about the y axis, its flange towards -y."""
    r = radius
    profile = [
        (0, -0.07),
        (r * 0.3, -0.09),
        (r * 0.35, -0.05),
        (r * 0.8, -0.04),
        (r * 0.84, -0.1),
        (r * 1.08, -0.1),
        (r * 1.08, -0.05),
        (r, -0.03),
        (r * 0.98, 0.06),
        (r * 0.82, 0.06),
        (r * 0.78, 0.0),
        (r * 0.3, 0.02),
        (r * 0.25, 0.08),
        (0, 0.08),
    ]
    return Kit().add(material, turned(profile, 24, "y"))


def bogie(wheelbase: float, radius: float, axles: int = 2, frame: Material = paints.DARK_STEEL) -> Kit:
    """Return a bogie about the origin of the rails' top: wheels, frames, springs and axle boxes."""
    kit = Kit()
    for x in np.linspace(-wheelbase / 2, wheelbase / 2, axles):
        kit.put_pair(rail_wheel(radius), float(x), 0.72, radius).add(
            frame, cylinder((x, -0.7, radius), (x, 0.7, radius), 0.07)
        )
        kit.pair(frame, rounded_box((x - 0.14, 0.8, radius - 0.14), (x + 0.14, 1.0, radius + 0.14), 0.04))
    high = radius * 1.25
    shape = [
        (-wheelbase / 2 - radius, high - 0.1),
        (-0.5, radius * 0.7),
        (0.5, radius * 0.7),
        (wheelbase / 2 + radius, high - 0.1),
        (wheelbase / 2 + radius, high + 0.1),
        (-wheelbase / 2 - radius, high + 0.1),
    ]
    kit.pair(frame, slab(shape, 0.06, y=0.9))
    for x in (-0.25, 0.0, 0.25):
        kit.pair(
            frame,
            *(
                turned([(0.05, z), (0.1, z + 0.04), (0.05, z + 0.08), (0.05, z)], 8).moved(x, 0.98, 0)
                for z in np.arange(radius * 0.75, high, 0.1)
            ),
        )
    return kit.add(frame, box((-0.3, -0.9, high - 0.12), (0.3, 0.9, high + 0.12)))


def track_bed(x0: float, x1: float) -> Kit:
    """Return a short piece of railway on sleepers, its rails' top at z = 0."""
    kit = Kit()
    for y in (-0.72, 0.72):
        rail = [
            (-0.03, 0.0),
            (0.03, 0.0),
            (0.035, -0.04),
            (0.01, -0.05),
            (0.01, -0.12),
            (0.06, -0.15),
            (-0.06, -0.15),
            (-0.01, -0.12),
            (-0.01, -0.05),
            (-0.035, -0.04),
        ]
        kit.add(paints.RUSTY, front(prism(rail, x0, x1)).moved(0, y, 0))
    sleeper = paints.wood(84, 70, 58)
    return kit.add(
        sleeper,
        *(box((x - 0.11, -1.25, -0.3), (x + 0.11, 1.25, -0.15)) for x in np.arange(x0 + 0.2, x1, 0.6)),
    )


def coach_windows(
    xs: Sequence[float], width: float, z0: float, z1: float, y: float, *, frame: Material = paints.STEEL
) -> Kit:
    """Return rounded windows in frames on both sides, their middles at xs."""
    kit = Kit()
    for x in xs:
        kit.pair(
            frame,
            slab(
                rounded(
                    parts.rectangle(x - width / 2 - 0.05, x + width / 2 + 0.05, z0 - 0.05, z1 + 0.05), 0.1, 2
                ),
                0.015,
                y=y,
            ),
        )
        kit.pair(
            paints.GLASS,
            slab(rounded(parts.rectangle(x - width / 2, x + width / 2, z0, z1), 0.07, 2), 0.022, y=y),
        )
    return kit
