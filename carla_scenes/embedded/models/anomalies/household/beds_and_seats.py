"""Beds, thrones and sofas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household.carpentry import (
    bands,
    board,
    cushion,
)
from carla_scenes.embedded.models.anomalies.household.furniture import (
    BLACK_WOOD,
    BRASS,
    GOLD,
    LINEN,
    MAHOGANY,
    PINE,
    RED_CLOTH,
    WALNUT,
)
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import cloth

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

LEATHER = Material(srgb(112, 66, 38), Pattern.SKIN, roughness=0.45, specular=0.05)


def _bed(timber: Material, blanket: Material, width: float, *, posts: bool) -> Kit:
    half = width / 2.0
    kit = Kit()
    kit.pair(timber, board((-1.0, half - 0.04, 0.22), (1.0, half, 0.42)))
    kit.add(
        timber,
        board((-1.06, -half - 0.02, 0.1), (-1.0, half + 0.02, 1.15), 0.02),
        board((1.0, -half - 0.02, 0.1), (1.05, half + 0.02, 0.6), 0.02),
    )
    top = 2.05 if posts else 0.0
    for x, height in ((-1.03, max(1.2, top)), (1.03, max(0.65, top))):
        kit.pair(timber, shapes.cylinder((x, half, 0.0), (x, half, height), 0.045, 0.035))
    if posts:
        kit.pair(timber, board((-1.06, half - 0.03, 2.0), (1.06, half + 0.03, 2.06)))
        kit.add(
            timber,
            board((-1.06, -half, 2.0), (-1.0, half, 2.06)),
            board((1.0, -half, 2.0), (1.06, half, 2.06)),
        )
        kit.pair(
            LINEN,
            *(
                shapes.tube(
                    np.array([[-1.0 + 0.05 * i, half, 2.0], [-1.0 + 0.045 * i, half + 0.01, 0.4]]),
                    [0.03, 0.04],
                    8,
                )
                for i in range(5)
            ),
        )
    kit.add(LINEN, cushion((-1.0, -half + 0.04, 0.38), (1.0, half - 0.04, 0.6), 0.06))
    kit.add(blanket, cushion((-0.35, -half + 0.01, 0.34), (1.01, half - 0.01, 0.63), 0.06))
    kit.add(LINEN, cushion((-0.48, -half + 0.02, 0.5), (-0.3, half - 0.02, 0.64), 0.04))
    count = 2 if width > 1.3 else 1
    for low, high in bands(-half + 0.06, half - 0.06, count):
        kit.add(LINEN, cushion((-0.95, low + 0.04, 0.56), (-0.55, high - 0.04, 0.72), 0.075))
    return kit


def _bunk_bed() -> Kit:
    kit = Kit()
    for x in (-1.02, 1.02):
        kit.pair(PINE, board((x - 0.04, 0.45, 0.0), (x + 0.04, 0.53, 1.75)))
        kit.add(
            PINE, *(board((x - 0.015, -0.5, z), (x + 0.015, 0.5, z + 0.09)) for z in (0.45, 0.65, 1.4, 1.6))
        )
    for z, blanket in ((0.3, cloth(52, 84, 132)), (1.2, cloth(150, 60, 52))):
        kit.pair(PINE, board((-1.0, 0.46, z), (1.0, 0.5, z + 0.14)))
        kit.add(
            LINEN,
            cushion((-0.98, -0.45, z + 0.08), (0.98, 0.45, z + 0.24), 0.05),
            cushion((-0.93, -0.3, z + 0.2), (-0.58, 0.3, z + 0.32), 0.05),
        )
        kit.add(blanket, cushion((-0.4, -0.46, z + 0.06), (0.99, 0.46, z + 0.265), 0.05))
    kit.add(PINE, board((-0.3, 0.5, 1.5), (1.0, 0.53, 1.6)))
    kit.add(PINE, board((-0.75, 0.54, 0.0), (-0.7, 0.6, 1.6)), board((-0.4, 0.54, 0.0), (-0.35, 0.6, 1.6)))
    return kit.add(
        PINE, *(shapes.cylinder((-0.72, 0.57, z), (-0.38, 0.57, z), 0.02) for z in (0.3, 0.6, 0.9, 1.2))
    )


def _throne(timber: Material, seat: Material, *, gothic: bool) -> Kit:
    kit = Kit()
    kit.add(
        timber,
        board((-0.4, -0.42, 0.08), (0.34, 0.42, 0.4)),
        board((-0.5, -0.55, 0.0), (0.5, 0.55, 0.08), 0.02),
    )
    kit.add(seat, cushion((-0.3, -0.33, 0.38), (0.36, 0.33, 0.54), 0.07))
    for y in (-0.41, 0.41):
        kit.add(
            timber,
            board((-0.34, y - 0.06, 0.4), (0.34, y + 0.06, 0.48)),
            board((-0.34, y - 0.07, 0.68), (0.38, y + 0.07, 0.75), 0.03),
        )
        kit.add(
            timber,
            shapes.lathe([(0.05, 0), (0.03, 0.06), (0.05, 0.13), (0.03, 0.22), (0.05, 0.26)], 14).moved(
                0.28, y, 0.46
            ),
        )
        kit.add(timber, shapes.ellipsoid((0.4, y, 0.72), (0.08, 0.075, 0.08)))
        kit.add(timber, shapes.cylinder((-0.36, y, 0.1), (-0.4, y, 1.75), 0.06, 0.045))
        kit.add(
            timber,
            shapes.lathe([(0, 0), (0.06, 0), (0.03, 0.05), (0.07, 0.12), (0.03, 0.2), (0, 0.3)], 16).moved(
                -0.4, y, 1.74
            ),
        )
    peak = 2.15 if gothic else 1.95
    outline = np.array(
        [[0.4, -0.38], [0.4, 0.38], [1.55, 0.38], [1.8, 0.26], [peak, 0.0], [1.8, -0.26], [1.55, -0.38]]
    )
    back = shapes.extrude(outline, -0.03, 0.03).moved(pitch=90.0)
    kit.add(timber, back.moved(-0.37, 0.0, 0.0))
    kit.add(seat, cushion((-0.36, -0.29, 0.6), (-0.24, 0.29, 1.5), 0.055))
    kit.add(
        timber,
        shapes.lathe([(0, 0), (0.07, 0.02), (0.1, 0.1), (0.05, 0.14), (0, 0.15)], 16).moved(
            -0.37, 0.0, peak - 0.03
        ),
    )
    for place in np.linspace(-0.24, 0.24, 5):
        kit.add(BRASS, shapes.ellipsoid((-0.24, float(place), 1.42), (0.012, 0.014, 0.014), 8, 6))
    return kit


def _sofa(cover: Material, width: float, *, rolled: bool, tufted: bool) -> Kit:
    half = width / 2.0
    kit = Kit().add(cover, cushion((-0.44, -half + 0.08, 0.1), (0.42, half - 0.08, 0.34), 0.05))
    kit.add(cover, cushion((-0.46, -half + 0.06, 0.2), (-0.18, half - 0.06, 0.86), 0.1))
    for low, high in bands(-half + 0.2, half - 0.2, max(1, round(width / 0.75))):
        kit.add(cover, cushion((-0.22, low + 0.005, 0.3), (0.45, high - 0.005, 0.48), 0.07))
        back = cushion((-0.3, low + 0.01, 0.42), (-0.1, high - 0.01, 0.84), 0.085)
        kit.add(cover, back)
        if tufted:
            kit.add(
                BLACK_WOOD,
                *(
                    shapes.ellipsoid((-0.1, y, z), (0.012, 0.018, 0.018), 8, 6)
                    for y in np.linspace(low + 0.15, high - 0.15, 3)
                    for z in (0.58, 0.72)
                ),
            )
    if rolled:
        kit.pair(
            cover,
            cushion((-0.42, half - 0.2, 0.12), (0.4, half - 0.02, 0.56), 0.05),
            shapes.cylinder((-0.42, half - 0.1, 0.58), (0.44, half - 0.1, 0.58), 0.12, sides=22),
        )
    else:
        kit.pair(cover, cushion((-0.44, half - 0.22, 0.1), (0.42, half, 0.62), 0.08))
    return kit.pair(
        WALNUT,
        *(
            shapes.cylinder((x, half - 0.14, 0.0), (x, half - 0.14, 0.12), 0.022, 0.035)
            for x in (-0.36, 0.34)
        ),
    )


BEDS_AND_SEATS: tuple[Model, ...] = (
    machine("bed", "double", lambda: _bed(WALNUT, cloth(70, 96, 128), 1.7, posts=False)),
    machine("bed", "single", lambda: _bed(PINE, cloth(158, 68, 58), 1.0, posts=False)),
    machine("bed", "four_poster", lambda: _bed(MAHOGANY, cloth(120, 34, 46), 1.8, posts=True)),
    machine("bed", "bunk", _bunk_bed),
    machine("throne chair", "gold", lambda: _throne(GOLD, RED_CLOTH, gothic=False)),
    machine("throne chair", "gothic", lambda: _throne(BLACK_WOOD, cloth(56, 38, 96), gothic=True)),
    machine("sofa", "leather", lambda: _sofa(LEATHER, 2.1, rolled=True, tufted=True)),
    machine("sofa", "grey", lambda: _sofa(cloth(120, 124, 130), 2.3, rolled=False, tufted=False)),
    machine("sofa", "armchair", lambda: _sofa(cloth(70, 110, 86), 1.0, rolled=True, tufted=False)),
)
"""Everything to lie and sit on."""
