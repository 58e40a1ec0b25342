"""Kitchen appliances: refrigerators, stoves and ovens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household import faces
from carla_scenes.embedded.models.anomalies.household.carpentry import bands, board
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import metal, paint, plastic, wood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.model import Model

ENAMEL = paint(228, 229, 226)
MINT = paint(150, 196, 178)
STAINLESS = metal(176, 179, 182, roughness=0.3)
CHROME = metal(214, 216, 220, roughness=0.12)
IRON = metal(52, 52, 54, roughness=0.6)
BRASS = metal(196, 152, 72, roughness=0.25)
COPPER = metal(186, 104, 66, roughness=0.3)
BLACK = plastic(26, 26, 28)
GREY = plastic(120, 124, 128)
DARK_GLASS = Material(srgb(18, 18, 20), Pattern.GLASS, roughness=0.05, specular=0.07)


def bar(
    front: float, start: Sequence[float], end: Sequence[float], out: float = 0.05, radius: float = 0.012
) -> Surface:
    """Return a bar handle on a front at x = `front` between two points (y, z), standing off by `out` metres."""
    (y0, z0), (y1, z1) = start, end
    points = np.array([[front, y0, z0], [front + out, y0, z0], [front + out, y1, z1], [front, y1, z1]])
    return shapes.tube(points, [radius] * 4, 10)


def _fridge(coat: Material, *, doors: str) -> Kit:
    wide = 0.46 if doors == "side by side" else 0.35
    kit = Kit().add(coat, board((-0.34, -wide, 0.05), (0.28, wide, 1.8), 0.02))
    kit.add(BLACK, board((-0.3, -wide + 0.02, 0.0), (0.26, wide - 0.02, 0.06)))
    if doors == "side by side":
        for low, high in ((-wide, -0.06), (-0.05, wide)):
            kit.add(coat, board((0.285, low + 0.004, 0.09), (0.36, high - 0.004, 1.79), 0.018))
        kit.add(STAINLESS, bar(0.36, (-0.11, 0.7), (-0.11, 1.6)), bar(0.36, (0.0, 0.7), (0.0, 1.6)))
        kit.add(DARK_GLASS, board((0.355, -0.38, 1.0), (0.365, -0.17, 1.4)))
        kit.add(GREY, board((0.355, -0.36, 1.02), (0.369, -0.19, 1.2)))
    else:
        split = 0.65 if doors == "freezer below" else 1.28
        for low, high in ((0.09, split), (split + 0.01, 1.79)):
            kit.add(coat, board((0.285, -wide, low), (0.36, wide, high), 0.025))
        kit.add(
            CHROME,
            bar(0.36, (0.28, split + 0.08), (0.28, min(1.7, split + 0.45))),
            bar(0.36, (0.28, split - 0.42), (0.28, split - 0.08)),
        )
        for index, colour in enumerate(((200, 60, 50), (240, 200, 70), (80, 140, 200), (90, 170, 90))):
            y, z = -0.2 + 0.11 * (index * 3 % 4), 1.45 + 0.07 * (index % 2)
            kit.add(plastic(*colour), board((0.358, y, z), (0.368, y + 0.05, z + 0.04)))
    return kit


def _retro_fridge() -> Kit:
    kit = Kit().add(MINT, shapes.rounded_box((-0.34, -0.36, 0.12), (0.3, 0.36, 1.6), 0.14, 6))
    kit.add(MINT, shapes.rounded_box((0.22, -0.34, 0.16), (0.38, 0.34, 1.57), 0.08, 5))
    kit.add(
        CHROME,
        bar(0.38, (0.25, 0.85), (0.25, 1.1), 0.06, 0.018),
        board((0.376, -0.14, 1.36), (0.388, 0.14, 1.42)),
    )
    kit.add(CHROME, board((0.373, -0.3, 0.5), (0.384, 0.3, 0.52)))
    return kit.pair(CHROME, *(shapes.cylinder((x, 0.28, 0.0), (x, 0.26, 0.16), 0.025) for x in (-0.26, 0.22)))


def _oven_front(kit: Kit, coat: Material, low: float, high: float, half: float) -> Kit:
    kit.add(coat, board((0.3, -half, low), (0.335, half, high), 0.01))
    kit.add(
        faces.material("oven", 0.1),
        shapes.picture_quad(
            (0.337, half - 0.07, low + 0.08),
            (0.337, -half + 0.07, low + 0.08),
            (0.337, -half + 0.07, high - 0.13),
            (0.337, half - 0.07, high - 0.13),
        ),
    )
    return kit.add(CHROME, bar(0.335, (-half + 0.06, high - 0.06), (half - 0.06, high - 0.06)))


def _stove(coat: Material, *, gas: bool) -> Kit:
    kit = Kit().add(
        coat,
        board((-0.3, -0.38, 0.08), (0.3, 0.38, 0.9), 0.01),
        board((-0.27, -0.35, 0.0), (0.26, 0.35, 0.09)),
    )
    _oven_front(kit, coat, 0.26, 0.76, 0.37)
    kit.add(
        coat,
        board((0.3, -0.37, 0.09), (0.33, 0.37, 0.24), 0.01),
        board((0.3, -0.38, 0.77), (0.345, 0.38, 0.9), 0.015),
    )
    for y in np.linspace(-0.3, 0.3, 5):
        kit.add(BLACK, shapes.cylinder((0.345, y, 0.835), (0.385, y, 0.835), 0.027, 0.022, 18))
    kit.add(coat, board((-0.3, -0.38, 0.9), (-0.24, 0.38, 1.1), 0.015))
    kit.add(
        faces.material("panel"),
        shapes.picture_quad(
            (-0.238, 0.14, 0.96), (-0.238, -0.14, 0.96), (-0.238, -0.14, 1.06), (-0.238, 0.14, 1.06)
        ),
    )
    for x in (-0.12, 0.16):
        for y in (-0.19, 0.19):
            if gas:
                kit.add(IRON, shapes.cylinder((x, y, 0.9), (x, y, 0.925), 0.05, 0.04))
                kit.add(
                    IRON,
                    *(
                        board((x - 0.11, y - 0.008, 0.925), (x + 0.11, y + 0.008, 0.945))
                        .moved(-x, -y, 0)
                        .moved(yaw=turn)
                        .moved(x, y, 0)
                        for turn in (0.0, 90.0, 45.0, 135.0)
                    ),
                )
            else:
                kit.add(
                    IRON,
                    *(
                        shapes.lathe([(r + 0.01, 0.0), (r, 0.012), (r - 0.01, 0.0)], 28).moved(x, y, 0.9)
                        for r in (0.03, 0.055, 0.08)
                    ),
                )
    pan = shapes.lathe([(0, 0), (0.11, 0), (0.12, 0.1), (0.112, 0.1), (0.104, 0.01), (0, 0.01)], 26)
    kit.add(
        COPPER, pan.moved(-0.12, 0.19, 0.945), shapes.cylinder((-0.12, 0.3, 1.02), (-0.05, 0.5, 1.04), 0.012)
    )
    return kit


def _wood_stove() -> Kit:
    kit = Kit().add(IRON, shapes.rounded_box((-0.28, -0.34, 0.2), (0.28, 0.34, 0.78), 0.03))
    kit.add(
        IRON,
        board((-0.33, -0.4, 0.77), (0.33, 0.4, 0.82), 0.015),
        board((0.27, -0.22, 0.3), (0.31, 0.22, 0.68), 0.02),
    )
    kit.add(
        faces.material("oven", 0.2),
        shapes.picture_quad(
            (0.313, 0.16, 0.36), (0.313, -0.16, 0.36), (0.313, -0.16, 0.62), (0.313, 0.16, 0.62)
        ),
    )
    kit.add(
        BRASS,
        shapes.lathe([(0, 0), (0.02, 0), (0.03, 0.03), (0, 0.05)], 14).moved(0.31, 0.19, 0.5, pitch=-90.0),
    )
    for x in (-0.22, 0.22):
        kit.pair(
            IRON,
            shapes.tube(
                np.array([[x * 0.9, 0.26, 0.22], [x * 1.15, 0.33, 0.1], [x * 1.3, 0.36, 0.0]]),
                [0.04, 0.03, 0.03],
            ),
        )
    kit.add(
        IRON,
        shapes.cylinder((-0.12, 0.0, 0.82), (-0.12, 0.0, 1.75), 0.075, sides=22),
        shapes.cylinder((-0.12, 0, 1.2), (-0.12, 0, 1.24), 0.085, sides=22),
    )
    kettle = shapes.lathe(
        [(0, 0), (0.1, 0), (0.13, 0.06), (0.09, 0.14), (0.03, 0.17), (0.02, 0.2), (0, 0.21)], 24
    )
    kit.add(
        COPPER,
        kettle.moved(0.14, -0.14, 0.82),
        shapes.cylinder((0.14, -0.25, 0.9), (0.14, -0.33, 0.98), 0.022, 0.012),
    )
    handle = np.array([[0.0, 0.09, 0.12], [0.0, 0.08, 0.24], [0.0, -0.08, 0.24], [0.0, -0.09, 0.12]])
    return kit.add(IRON, shapes.tube(handle + np.array([0.14, -0.14, 0.82]), [0.009] * 4))


def _oven(*, double: bool) -> Kit:
    tall = 1.34 if double else 0.72
    kit = Kit().add(STAINLESS, board((-0.28, -0.32, 0.0), (0.3, 0.32, tall), 0.01))
    kit.add(DARK_GLASS, board((0.3, -0.31, tall - 0.12), (0.32, 0.31, tall - 0.01)))
    kit.add(
        faces.material("panel"),
        shapes.picture_quad(
            (0.322, 0.12, tall - 0.1),
            (0.322, -0.12, tall - 0.1),
            (0.322, -0.12, tall - 0.03),
            (0.322, 0.12, tall - 0.03),
        ),
    )
    for y in (-0.24, 0.24):
        kit.add(CHROME, shapes.cylinder((0.32, y, tall - 0.065), (0.355, y, tall - 0.065), 0.03, 0.026, 20))
    for low, high in bands(0.03, tall - 0.13, 2 if double else 1):
        _oven_front(kit, STAINLESS, low, high - 0.01, 0.31)
    return kit


def _pizza_oven() -> Kit:
    brick = Material(srgb(168, 92, 66), Pattern.BRICK, roughness=0.9)
    kit = Kit().add(brick, board((-0.55, -0.55, 0.0), (0.55, 0.55, 0.8), 0.01))
    clay = Material(srgb(206, 150, 110), Pattern.PLASTER, roughness=0.9)
    dome = shapes.lathe([(0.52, 0.0), (0.5, 0.2), (0.4, 0.4), (0.22, 0.53), (0.0, 0.57)], 30)
    kit.add(clay, dome.moved(z=0.86)).add(brick, board((-0.58, -0.58, 0.8), (0.62, 0.58, 0.86), 0.01))
    turn = np.radians(np.linspace(0.0, 180.0, 13))
    arch = np.column_stack([np.full(13, 0.5), 0.24 * np.cos(turn), 0.9 + 0.24 * np.sin(turn)])
    kit.add(brick, shapes.tube(arch, [0.06] * 13, 8))
    hole = np.array(
        [[0.0, -0.2], [0.0, 0.2], [0.12, 0.18], [0.2, 0.08], [0.21, 0.0], [0.2, -0.08], [0.12, -0.18]]
    )
    kit.add(BLACK, shapes.extrude(hole, -0.09, 0.01).moved(pitch=90.0).moved(0.5, 0.0, 0.87))
    kit.add(brick, shapes.cylinder((0.2, 0.0, 1.3), (0.2, 0.0, 1.75), 0.1, 0.09, 16))
    return kit.add(
        wood(150, 104, 60),
        *(
            shapes.cylinder((0.56, y, z), (0.25, y, z), 0.05)
            for y, z in ((-0.3, 0.12), (-0.18, 0.12), (-0.24, 0.21))
        ),
    )


APPLIANCES: tuple[Model, ...] = (
    machine("refrigerator", "side_by_side", lambda: _fridge(STAINLESS, doors="side by side")),
    machine("refrigerator", "white", lambda: _fridge(ENAMEL, doors="freezer above")),
    machine("refrigerator", "red", lambda: _fridge(paint(170, 34, 32), doors="freezer below")),
    machine("refrigerator", "retro", _retro_fridge),
    machine("stove", "gas", lambda: _stove(ENAMEL, gas=True)),
    machine("stove", "electric", lambda: _stove(STAINLESS, gas=False)),
    machine("stove", "wood", _wood_stove),
    machine("oven", "built_in", lambda: _oven(double=False)),
    machine("oven", "double", lambda: _oven(double=True)),
    machine("oven", "pizza", _pizza_oven),
)
"""Every kitchen appliance."""
