"""Parts of motorcycles: wheels, engines, forks, handlebars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines.skins import around, rods, slab, turned, wires

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material


def cycle_wheel(radius: float, width: float, rim: Material, *, spokes: int = 0, knobs: int = 0) -> Kit:
    """Return a motorcycle's wheel about the y axis: spoked with wire, or cast with five arms; a brake disc on it."""
    r, w = radius, width / 2
    turns = np.linspace(-1.0, 1.0, 9) * 0.62 * np.pi
    tyre = [(r - w + w * np.cos(t), w * np.sin(t)) for t in turns]
    kit = Kit().add(paints.RUBBER, turned([*tyre, tyre[0]], 40, "y", 60.0))
    inner = r - 1.75 * w
    kit.add(
        rim,
        turned(
            [
                (inner - 0.025, -w * 0.6),
                (inner + 0.02, -w * 0.7),
                (inner + 0.02, w * 0.7),
                (inner - 0.025, w * 0.6),
                (inner - 0.025, -w * 0.6),
            ],
            36,
            "y",
        ),
    )
    kit.add(paints.DARK_STEEL, cylinder((0, -w * 1.1, 0), (0, w * 1.1, 0), 0.05))
    disc = turned([(0.06, -0.003), (0.15, -0.003), (0.15, 0.003), (0.06, 0.003), (0.06, -0.003)], 28, "y")
    kit.add(paints.STEEL, disc.moved(y=w * 1.15), disc.moved(y=-w * 1.15))
    if spokes:
        t = np.arange(spokes) * 2 * np.pi / spokes
        lean = np.where(np.arange(spokes) % 2 == 0, 0.18, -0.18)
        side = np.where(np.arange(spokes) % 4 < 2, 1.0, -1.0) * w * 0.8
        hub = np.stack([0.045 * np.cos(t + lean), side, 0.045 * np.sin(t + lean)], axis=1)
        kit.add(
            paints.CHROME,
            rods(hub, np.stack([inner * np.cos(t), 0 * t, inner * np.sin(t)], axis=1), 0.003, 4),
        )
    else:
        arm = slab([(0.03, -0.02), (inner, -0.03), (inner, 0.03), (0.03, 0.02)], w * 0.35)
        kit.add(rim, around(arm, 5, "y"))
    if knobs:
        knob = box((-0.018, -w * 0.6, -0.012), (0.018, w * 0.6, 0.02)).moved(z=r)
        kit.add(paints.RUBBER, around(knob, knobs, "y"))
    return kit


def v_engine(x: float, z: float, size: float, *, vee: bool = True) -> Kit:
    """Return an engine with finned cylinders, crankcase and covers."""
    kit = Kit().add(
        paints.STEEL, rounded_box((x - size, -0.16, z - size * 0.7), (x + size, 0.16, z + size * 0.35), 0.05)
    )
    kit.pair(
        paints.CHROME,
        turned([(0, 0), (size * 0.62, 0), (size * 0.6, 0.03), (size * 0.3, 0.05), (0, 0.05)], 24, "y").moved(
            x + size * 0.25, 0.155, z - size * 0.15
        ),
        turned([(0, 0), (size * 0.4, 0), (size * 0.36, 0.03), (0, 0.04)], 20, "y").moved(
            x - size * 0.6, 0.155, z - size * 0.1
        ),
    )
    for angle in (-24, 24) if vee else (14,):
        fins = (
            Kit()
            .add(paints.DARK_STEEL, cylinder((0, 0, 0), (0, 0, size * 1.5), 0.075, sides=16))
            .add(
                paints.ALUMINIUM,
                *(
                    rounded_box((-0.105, -0.125, h), (0.105, 0.125, h + 0.012), 0.006)
                    for h in np.arange(size * 0.3, size * 1.3, 0.026)
                ),
            )
        )
        fins.add(paints.CHROME, rounded_box((-0.09, -0.11, size * 1.3), (0.09, 0.11, size * 1.62), 0.03))
        kit.put(fins, x, 0, z + size * 0.1, pitch=float(angle))
    return kit


def fork(x: float, z: float, top_x: float, top_z: float, width: float) -> Kit:
    """Return a front fork from the wheel's axle to its yokes."""
    kit = Kit()
    middle = ((x + top_x) / 2, (z + top_z) / 2)
    kit.pair(paints.DARK_STEEL, cylinder((x, width, z), (middle[0], width, middle[1]), 0.032))
    kit.pair(paints.CHROME, cylinder((middle[0], width, middle[1]), (top_x, width, top_z), 0.024))
    return kit.add(
        paints.DARK_STEEL,
        rounded_box(
            (top_x - 0.05, -width - 0.04, top_z - 0.02), (top_x + 0.05, width + 0.04, top_z + 0.02), 0.015
        ),
    )


def handlebar(points: list[tuple[float, float, float]]) -> Kit:
    """Return a handlebar with grips, levers and mirrors; points of its right half from the middle outwards."""
    kit = Kit().pair(paints.CHROME, wires([points], 0.014, 8))
    a, b = np.array(points[-2]), np.array(points[-1])
    kit.pair(paints.RUBBER, cylinder(a + (b - a) * 0.45, b + (b - a) * 0.05, 0.02))
    kit.pair(
        paints.STEEL,
        rods([a + (b - a) * 0.4 + np.array([0.03, 0, 0])], [b + np.array([0.06, -0.02, -0.01])], 0.007),
    )
    mirror = ellipsoid((0, 0, 0), (0.02, 0.07, 0.045), 12, 8)
    root = a + (b - a) * 0.3
    return kit.pair(
        paints.BLACK,
        rods([root], [root + np.array([0.05, 0.06, 0.18])], 0.008),
        mirror.moved(*(float(v) for v in root + np.array([0.05, 0.08, 0.21]))),
    )
