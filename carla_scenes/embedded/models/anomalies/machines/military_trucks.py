"""Army trucks: cargo, troops, fuel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.cabs import bonneted_cab, cab_over, chassis, emblem_door
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import fuselage, wires

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _cargo() -> Kit:
    """Six wheels, a bonnet and a canvas cover."""
    green = paints.FOREST_CAMOUFLAGE
    kit = chassis(-3.4, 3.1, (2.5, -1.1, -2.4), 0.54, 1.2, rim=paints.OLIVE, tread=18, width=0.36)
    kit.put(bonneted_cab(green, 3.3, 0.95, 1.2)).put(emblem_door("star", 1.2, 1.45, 1.085))
    kit.add(green, box((-3.5, -1.2, 1.05), (0.1, 1.2, 1.2)))
    kit.pair(green, box((-3.5, 1.14, 1.2), (0.1, 1.2, 1.7)))
    kit.add(green, box((-3.5, -1.2, 1.2), (-3.44, 1.2, 1.7)), box((0.04, -1.2, 1.2), (0.1, 1.2, 1.7)))
    kit.pair(green, *(box((x - 0.04, 1.2, 1.05), (x + 0.04, 1.24, 1.7)) for x in np.linspace(-3.4, 0.0, 7)))
    kit.put(parts.canvas_cover(-3.5, 0.1, 1.21, 1.6, 2.95, bows=6, material=paints.CANVAS))
    kit.put(parts.tail_lamps(-3.52, 1.0, 1.1)).put(
        running.wheel(0.5, 0.32, paints.OLIVE, tread=18), 0.25, 0, 1.6, yaw=90
    )
    kit.pair(paints.OLIVE, cylinder((-0.6, 0.95, 0.85), (0.2, 0.95, 0.85), 0.24, sides=18))
    kit.put(parts.exhaust(0.28, 1.05, 1.0, 1.9, 0.05))
    return kit.pair(paints.BLACK, box((-3.45, 0.8, 0.3), (-3.43, 1.18, 1.0)))


def _troops() -> Kit:
    """Four wheels, stake sides, benches and a bare bow frame, in sand."""
    body = paints.SAND
    kit = chassis(-2.9, 2.6, (1.7, -1.7), 0.62, 1.22, rim=paints.SAND, tread=18, width=0.42)
    kit.put(cab_over(body, 2.9, 1.1, 2.75, 1.75, half_width=1.15)).put(
        emblem_door("cross", 1.95, 1.5, 1.16, 0.36, ink="black", ground="sand")
    )
    kit.add(paints.planks(132, 104, 70, 0.2), box((-3.0, -1.2, 1.2), (1.0, 1.2, 1.32)))
    posts = np.linspace(-2.95, 0.95, 7)
    kit.pair(body, *(box((x - 0.04, 1.12, 1.3), (x + 0.04, 1.2, 2.2)) for x in posts))
    slats = paints.wood(140, 112, 76)
    kit.pair(slats, *(box((-3.0, 1.08, z), (1.0, 1.12, z + 0.14)) for z in (1.42, 1.66, 1.9)))
    kit.pair(slats, box((-2.9, 0.66, 1.72), (0.9, 1.06, 1.78)))
    kit.add(slats, *(box((-3.02, -1.1, z), (-2.98, 1.1, z + 0.14)) for z in (1.42, 1.66)))
    kit.add(
        body,
        wires(
            [
                [
                    (x, 1.16, 2.1),
                    (x, 1.12, 2.75),
                    (x, 0.8, 3.0),
                    (x, -0.8, 3.0),
                    (x, -1.12, 2.75),
                    (x, -1.16, 2.1),
                ]
                for x in posts
            ],
            0.025,
        ),
    )
    kit.add(
        body,
        wires(
            [[(posts[0], y, z), (posts[-1], y, z)] for y, z in ((1.12, 2.75), (-1.12, 2.75), (0, 3.0))], 0.02
        ),
    )
    kit.pair(
        body,
        parts.mudguard(-1.7, 0.62, 0.8, 1.0, 0.44),
        parts.mudguard(1.7, 0.62, 0.78, 1.0, 0.44, start=10, end=170),
    )
    kit.put(parts.tail_lamps(-3.02, 1.0, 1.15)).pair(
        paints.OLIVE, *(rounded_box((x, 0.7, 0.6), (x + 0.36, 1.15, 1.1), 0.05) for x in (-0.6, -0.1, 0.4))
    )
    kit.add(
        paints.CANVAS,
        *(
            rounded_box((x, y - 0.24, 1.32), (x + 0.75, y + 0.24, 1.62), 0.12)
            for x in (-2.4, -1.3)
            for y in (-0.25, 0.3)
        ),
    )
    return kit


def _tanker() -> Kit:
    """Eight wheels and a fuel tank."""
    body = paints.OLIVE
    kit = chassis(-3.9, 3.6, (2.7, 1.3, -1.6, -3.0), 0.56, 1.25, rim=paints.OLIVE, tread=18, width=0.38)
    kit.put(cab_over(paints.FOREST_CAMOUFLAGE, 3.8, 1.0, 2.7, 1.9, half_width=1.25))
    tank = [
        (-4.0, 1.95, 0.9, 0.5, 2.6),
        (-3.9, 1.95, 1.1, 0.72, 2.6),
        (1.5, 1.95, 1.1, 0.72, 2.6),
        (1.6, 1.95, 0.9, 0.5, 2.6),
    ]
    kit.add(paints.FOREST_CAMOUFLAGE, fuselage(tank, 3, 32))
    for x in (-3.2, -1.2, 0.8):
        band = [(x - 0.05, 1.95, 1.13, 0.75, 2.6), (x + 0.05, 1.95, 1.13, 0.75, 2.6)]
        kit.add(body, fuselage(band, 0, 32), centred_box((x, 0, 1.18), (0.2, 1.7, 0.4)))
        kit.add(
            paints.DARK_STEEL,
            cylinder((x, 0, 2.6), (x, 0, 2.82), 0.26),
            cylinder((x, 0, 2.8), (x, 0, 2.86), 0.3),
        )
    kit.add(body, box((-3.8, -0.45, 2.62), (1.4, 0.45, 2.68)))
    kit.add(
        paints.DARK_STEEL, parts.railing([(x, 0.5, 2.68) for x in np.linspace(-3.7, 1.3, 7)], 0.35, 0.015)
    )
    kit.add(
        paints.DARK_STEEL, parts.railing([(x, -0.5, 2.68) for x in np.linspace(-3.7, 1.3, 7)], 0.35, 0.015)
    )
    kit.add(paints.DARK_STEEL, parts.ladder((-4.06, 0.5, 1.0), (-4.06, 0.5, 2.7), 0.4, 6))
    kit.put(parts.both_signs(text("FUEL", "white", "olive"), -0.4, 1.12, 1.95, 1.3, height=0.5))
    kit.put(parts.both_signs(emblem("star", "white", "olive"), -2.3, 1.12, 1.95, 0.6, height=0.6)).put(
        parts.tail_lamps(-3.95, 1.0, 1.0)
    )
    kit.pair(body, *(parts.mudguard(x, 0.56, 0.68, 1.05, 0.4) for x in (-1.6, -3.0)))
    kit.pair(body, rounded_box((-0.7, 0.75, 0.55), (0.5, 1.2, 1.1), 0.06))
    return kit.pair(
        paints.BRASS, *(cylinder((x, 0.9, 0.75), (x, 1.3, 0.75), 0.07, sides=10) for x in (-0.4, 0.0))
    )


MODELS: tuple[Model, ...] = (
    machine("military truck", "cargo", _cargo),
    machine("military truck", "troops", _troops),
    machine("military truck", "tanker", _tanker),
)
