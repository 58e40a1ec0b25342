"""What a jeep has instead of a smooth skin: flat wings over the wheels and bumpers that stand on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import loft, rounded_box
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.mounting import both

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.vehicles.car import Body


def add_wings(builder: MeshBuilder, body: Body) -> None:
    """Add wings of trapezoid outline over all wheels, side steps, and a bumper at each end."""
    half = body.width / 2.0
    inner, outer = half - 0.20, half
    for place in body.axles:
        x, top = place * body.length, 2.0 * body.wheel + 0.10
        line = [
            (-0.60, top - 0.34),
            (-0.42, top - 0.04),
            (-0.34, top),
            (0.30, top),
            (0.38, top - 0.04),
            (0.54, top - 0.26),
        ]
        sections = []
        for along, height in line:
            sections.append(
                [
                    (x + along, inner, height - 0.03),
                    (x + along, outer, height - 0.045),
                    (x + along, outer, height),
                    (x + along, outer - 0.03, height + 0.015),
                    (x + along, inner, height + 0.02),
                ]
            )
        both(builder, loft(np.array(sections), crease=40.0), finishes.CLADDING)
    step = 0.24 * body.height
    rear, front = (place * body.length for place in body.axles[::-1])
    both(
        builder,
        rounded_box((rear + 0.55, half - 0.24, step), (front - 0.58, half - 0.06, step + 0.07), 0.03, 1),
        finishes.CLADDING,
    )
    for sign in (1.0, -1.0):
        x = sign * (body.length / 2.0 - 0.06)
        low, high = min(x, x - sign * 0.14), max(x, x - sign * 0.14)
        builder.add(
            rounded_box((low, 0.05 - half, 0.5), (high, half - 0.05, 0.66), 0.04, 2), finishes.CLADDING
        )
        builder.add(rounded_box((low - 0.05, -0.45, 0.46), (high, 0.45, 0.56), 0.03, 1), finishes.TRIM)
