"""Parts of rockets and spacecraft: engine bells, bands, hatches, windows, lettering on round bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    dots,
    front,
    prism,
    rods,
    rounded,
    side_patch,
    turned,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.anomalies.machines.skins import Profile


def radius_at(profile: Profile, z: float) -> float:
    """Return the radius of a turned body at a height."""
    heights = np.array([row[1] for row in profile])
    order = np.argsort(heights, kind="stable")
    return float(np.interp(z, heights[order], np.array([row[0] for row in profile])[order]))


def on_cone(
    material: Material, profile: Profile, z: float, width: float, height: float, *, turn: float = 0.0
) -> Kit:
    """Return a picture, or glass, on two opposite sides of a body turned about the z axis."""

    def breadth(x: float, up: float) -> float:
        return float(np.sqrt(max(radius_at(profile, up) ** 2 - x * x, 0.0)))

    return Kit().put(Kit().add(material, *side_patch(breadth, 0.0, z, width, height, steps=8)), yaw=turn)


def hatch_door(profile: Profile, z: float, width: float, height: float, turn: float) -> Kit:
    """Return a hatch with its frame and a window on one side of a body turned about the z axis."""
    low, high = radius_at(profile, z - height / 2), radius_at(profile, z + height / 2)
    lean = float(np.degrees(np.arctan2(low - high, height)))
    panel = prism(
        rounded(parts.rectangle(-width / 2, width / 2, -height / 2, height / 2), width * 0.25),
        -0.03,
        0.035,
        0.012,
    )
    pane = prism(
        rounded(parts.rectangle(-width * 0.2, width * 0.2, -height * 0.1, height * 0.3), width * 0.1),
        0.0,
        0.045,
    )
    kit = Kit()
    for material, part in ((paints.ALUMINIUM, panel), (paints.BLUE_GLASS, pane)):
        kit.add(material, front(part))
    kit.add(
        paints.DARK_STEEL,
        dots(
            [(0.04, s * width * 0.4, height * q) for s in (-1, 1) for q in (-0.4, -0.2, 0, 0.2, 0.4)], 0.018
        ),
    )
    leaning = Kit().put(kit, (low + high) / 2, 0, z, pitch=lean)
    return Kit().put(leaning, yaw=turn)


def thrusters(profile: Profile, z: float, count: int) -> Kit:
    """Return small nozzles around a body turned about the z axis."""
    r = radius_at(profile, z)
    one = turned([(0.02, -0.05), (0.06, 0.04), (0.05, 0.04), (0.0, -0.02)], 12, "x")
    return Kit().add(paints.DARK_STEEL, around(one.moved(r - 0.01, 0, z), count))


def bell(radius: float, length: float, material: Material = paints.DARK_STEEL) -> Kit:
    """Return an engine's bell about the z axis that opens downwards, its throat at z = 0."""
    r, h = radius, length
    shape = [
        (0.2 * r, -0.1 * h),
        (0.75 * r, -0.92 * h),
        (0.93 * r, -h),
        (r, -h),
        (0.82 * r, -0.6 * h),
        (0.5 * r, -0.2 * h),
        (0.3 * r, 0.0),
        (0.45 * r, 0.25 * h),
        (0, 0.25 * h),
    ]
    kit = Kit().add(material, turned([(0, -0.1 * h), *shape], 24, crease=40.0))
    rings = [(r * (0.36 + 0.64 * s**0.8) * 0.99, -h * s) for s in (0.35, 0.6, 0.85)]
    return kit.add(
        paints.WORN_STEEL,
        *(
            turned(
                [
                    (a - 0.02 * r, z - 0.02 * h),
                    (a + 0.05 * r, z),
                    (a - 0.02 * r, z + 0.02 * h),
                    (a - 0.02 * r, z - 0.02 * h),
                ],
                24,
            )
            for a, z in rings
        ),
    )


def hoop(radius: float, z: float, height: float, material: Material, out: float = 0.01) -> Kit:
    """Return a band around a body about the z axis."""
    ring = [
        (radius * 0.95, z),
        (radius + out, z),
        (radius + out, z + height),
        (radius * 0.95, z + height),
        (radius * 0.95, z),
    ]
    return Kit().add(material, turned(ring, 36))


def upright_text(
    words: str, ink: str, ground: str, radius: float, z: float, *, width: float, height: float
) -> Kit:
    """Return lettering on two sides of a column about the z axis."""
    places = side_patch(
        lambda x, _z: float(np.sqrt(max(radius**2 - x * x, 0.0))), 0.0, z, width, height, steps=10
    )
    return Kit().add(text(words, ink, ground), *places)


def quarters(radius: float, z: float, height: float, count: int = 4) -> Surface:
    """Return patches of paint around a column, every other one of `2 * count`: roll patterns."""
    turns = np.linspace(0.0, np.pi / count, 9)
    outer = [(1.004 * radius * float(np.cos(t)), 1.004 * radius * float(np.sin(t))) for t in turns]
    inner = [(0.97 * radius * float(np.cos(t)), 0.97 * radius * float(np.sin(t))) for t in turns[::-1]]
    return around(prism([*outer, *inner], z, z + height), count, start=20.0)


def corrugation(radius: float, z: float, height: float, material: Material, count: int = 40) -> Kit:
    """Return stringers around an interstage."""
    turns = np.arange(count) * 2 * np.pi / count
    low = np.stack([radius * np.cos(turns), radius * np.sin(turns), np.full(count, z)], axis=1)
    return Kit().add(material, rods(low, low + np.array([0.0, 0.0, height]), radius * 0.022, 5))
