"""Appliances and electronics: refrigerators, stoves, ovens, washing machines, irons, baths, screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.surface import smooth
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
CREAM = paint(224, 212, 180)
STAINLESS = metal(176, 179, 182, roughness=0.3)
CHROME = metal(214, 216, 220, roughness=0.12)
IRON = metal(52, 52, 54, roughness=0.6)
BRASS = metal(196, 152, 72, roughness=0.25)
COPPER = metal(186, 104, 66, roughness=0.3)
BLACK = plastic(26, 26, 28)
GREY = plastic(120, 124, 128)
DARK_GLASS = Material(srgb(18, 18, 20), Pattern.GLASS, roughness=0.05, specular=0.07)
PORCELAIN = Material(srgb(228, 228, 224), Pattern.PLAIN, roughness=0.15, specular=0.06)


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


def _washer(coat: Material, *, front: bool) -> Kit:
    kit = Kit().add(coat, board((-0.3, -0.3, 0.02), (0.3, 0.3, 0.85), 0.02))
    if front:
        ring = shapes.lathe([(0.225, 0.0), (0.21, 0.04), (0.17, 0.03), (0.16, 0.0)], 36).moved(pitch=-90.0)
        kit.add(CHROME, ring.moved(0.3, 0.0, 0.44))
        kit.add(DARK_GLASS, shapes.ellipsoid((0.3, 0.0, 0.44), (0.05, 0.165, 0.165), 30, 16))
        kit.add(
            coat,
            board((0.29, -0.3, 0.7), (0.325, 0.3, 0.85), 0.012),
            board((0.3, -0.29, 0.03), (0.31, 0.29, 0.13)),
        )
        kit.add(
            faces.material("panel"),
            shapes.picture_quad(
                (0.328, 0.24, 0.72), (0.328, -0.06, 0.72), (0.328, -0.06, 0.83), (0.328, 0.24, 0.83)
            ),
        )
        kit.add(GREY, board((0.322, -0.27, 0.73), (0.332, -0.1, 0.82)))
    else:
        kit.add(coat, board((-0.3, -0.3, 0.85), (-0.16, 0.3, 1.02), 0.02))
        kit.add(
            faces.material("dials"),
            shapes.picture_quad(
                (-0.158, 0.27, 0.88), (-0.158, -0.27, 0.88), (-0.158, -0.27, 1.0), (-0.158, 0.27, 1.0)
            ),
        )
        lid = board((-0.12, -0.25, 0.0), (0.37, 0.25, 0.03)).moved(0.12, 0.0, 0.0).moved(pitch=62.0)
        kit.add(coat, lid.moved(-0.12, 0.0, 0.86)).add(
            BLACK, shapes.lathe([(0.2, 0.0), (0.0, 0.0)], 28).moved(0.08, 0.0, 0.856)
        )
        kit.add(CHROME, shapes.lathe([(0.23, 0.0), (0.215, 0.015), (0.2, 0.0)], 32).moved(0.08, 0.0, 0.853))
        kit.add(GREY, shapes.lathe([(0.05, 0.0), (0.03, 0.1), (0.0, 0.12)], 16).moved(0.08, 0.0, 0.856))
    return kit.pair(BLACK, *(shapes.cylinder((x, 0.25, 0.0), (x, 0.25, 0.04), 0.03) for x in (-0.25, 0.25)))


def _mangle_washer() -> Kit:
    tub = shapes.lathe(
        [(0.0, 0.3), (0.25, 0.32), (0.31, 0.42), (0.33, 0.85), (0.31, 0.86), (0.29, 0.8), (0.0, 0.45)], 32
    )
    kit = Kit().add(paint(190, 210, 214), tub)
    for turn in (45.0, 135.0, 225.0, 315.0):
        kit.add(
            CHROME,
            shapes.tube(np.array([[0.2, 0.0, 0.38], [0.32, 0.0, 0.2], [0.36, 0.0, 0.0]]), [0.025] * 3).moved(
                yaw=turn
            ),
        )
    for y in (-0.24, 0.24):
        kit.add(CHROME, board((-0.36, y - 0.02, 0.8), (-0.28, y + 0.02, 1.25)))
    kit.add(
        plastic(214, 206, 190),
        shapes.cylinder((-0.32, -0.22, 1.05), (-0.32, 0.22, 1.05), 0.045, sides=20),
        shapes.cylinder((-0.32, -0.22, 1.145), (-0.32, 0.22, 1.145), 0.045, sides=20),
    )
    kit.add(
        CHROME,
        board((-0.37, -0.26, 1.22), (-0.27, 0.26, 1.27)),
        shapes.tube(
            np.array([[-0.32, 0.26, 1.1], [-0.32, 0.34, 1.1], [-0.22, 0.34, 1.22], [-0.22, 0.42, 1.22]]),
            [0.014] * 4,
        ),
    )
    return kit


def _clothing_iron(coat: Material) -> Kit:
    outline = np.array([[0.5, 0.0], [0.38, 0.1], [0.15, 0.19], [-0.2, 0.22], [-0.42, 0.2], [-0.45, 0.0]])
    outline = np.concatenate([outline, outline[::-1][1:-1] * [1.0, -1.0]])
    kit = Kit().add(CHROME, shapes.extrude(outline, 0.0, 0.035))
    kit.add(coat, shapes.extrude(outline * 0.94, 0.036, 0.1), shapes.extrude(outline * 0.8, 0.1, 0.16))
    grip = [
        Limb((-0.3, 0, 0.2), (0.1, 0, 0.17), 0.11, 0.1, flatten=(1, 1, 0.75)),
        Limb((0.1, 0, 0.16), (0.36, 0, 0.1), 0.1, 0.04),
    ]
    grip += [
        Limb((-0.36, 0, 0.12), (-0.36, 0, 0.4), 0.09, 0.06),
        Limb((-0.36, 0, 0.42), (0.05, 0, 0.44), 0.055),
        Limb((0.05, 0, 0.44), (0.22, 0, 0.22), 0.05, 0.06),
    ]
    surface, _ = body(grip, 0.016, 0.05)
    kit.add(coat, surface).add(
        BLACK, shapes.cylinder((-0.08, 0.0, 0.24), (-0.08, 0.0, 0.29), 0.055, 0.05, 20)
    )
    cord = np.array(
        [
            [-0.4, 0, 0.42],
            [-0.5, 0.0, 0.48],
            [-0.6, 0.06, 0.3],
            [-0.62, 0.1, 0.02],
            [-0.4, 0.3, 0.012],
            [-0.1, 0.38, 0.012],
        ]
    )
    return kit.add(BLACK, shapes.tube(cord, [0.012] * 6, 8))


def _flat_iron() -> Kit:
    outline = np.array([[0.42, 0.0], [0.3, 0.1], [0.0, 0.18], [-0.35, 0.18], [-0.35, 0.0]])
    outline = np.concatenate([outline, outline[::-1][1:-1] * [1.0, -1.0]])
    kit = Kit().add(IRON, shapes.extrude(outline, 0.0, 0.2))
    kit.add(IRON, *(shapes.cylinder((x, 0.0, 0.19), (x, 0.0, 0.38), 0.03) for x in (-0.24, 0.14)))
    return kit.add(
        wood(140, 84, 46),
        shapes.tube(np.array([[-0.3, 0, 0.4], [-0.05, 0, 0.41], [0.2, 0, 0.4]]), [0.04, 0.055, 0.04], 14),
    )


def _sewing_machine(coat: Material, *, treadle: bool) -> Kit:
    kit = Kit().add(coat, board((-0.1, -0.24, 0.0), (0.1, 0.24, 0.06), 0.015))
    arm = [
        Limb((0, 0.19, 0.06), (0, 0.17, 0.26), 0.055, 0.05),
        Limb((0, 0.17, 0.28), (0, -0.17, 0.28), 0.05, 0.042),
        Limb((0, -0.18, 0.3), (0, -0.18, 0.16), 0.045, 0.035),
    ]
    surface, _ = body(arm, 0.011, 0.035)
    kit.add(coat, surface)
    kit.add(
        CHROME,
        shapes.cylinder((0, 0.24, 0.27), (0, 0.275, 0.27), 0.08, sides=26),
        shapes.cylinder((0, -0.18, 0.16), (0, -0.18, 0.06), 0.008),
    )
    kit.add(
        CHROME,
        board((-0.03, -0.21, 0.06), (0.03, -0.15, 0.066)),
        shapes.cylinder((0, 0.05, 0.32), (0, 0.05, 0.4), 0.006),
    )
    kit.add(plastic(190, 40, 60), shapes.cylinder((0, 0.05, 0.335), (0, 0.05, 0.39), 0.025, 0.018, 16))
    kit.add(BRASS, board((0.05, -0.1, 0.268), (0.056, 0.1, 0.3)))
    if not treadle:
        return kit
    whole = Kit().put(kit, 0.0, 0.0, 0.76)
    whole.add(wood(120, 74, 42), board((-0.22, -0.5, 0.72), (0.22, 0.5, 0.76), 0.012))
    for y in (-0.4, 0.4):
        whole.add(
            IRON,
            shapes.tube(np.array([[-0.2, y, 0.0], [-0.05, y, 0.35], [-0.18, y, 0.72]]), [0.018] * 3),
            shapes.tube(np.array([[0.2, y, 0.0], [0.05, y, 0.35], [0.18, y, 0.72]]), [0.018] * 3),
        )
        whole.add(
            IRON,
            shapes.cylinder((-0.22, y, 0.02), (0.22, y, 0.02), 0.02),
            shapes.cylinder((-0.1, y, 0.35), (0.1, y, 0.35), 0.018),
        )
    ring = np.linspace(0.0, 2.0 * np.pi, 33)
    whole.add(
        IRON,
        shapes.tube(
            np.column_stack([0.16 * np.cos(ring), np.full(33, 0.34), 0.42 + 0.16 * np.sin(ring)]),
            [0.014] * 33,
            8,
            caps=False,
        ),
    )
    whole.add(
        IRON,
        *(
            shapes.cylinder(
                (-0.15 * np.cos(a), 0.34, 0.42 - 0.15 * np.sin(a)),
                (0.15 * np.cos(a), 0.34, 0.42 + 0.15 * np.sin(a)),
                0.008,
            )
            for a in np.radians([0, 60, 120])
        ),
    )
    return whole.add(
        IRON,
        board((-0.14, -0.22, 0.1), (0.14, 0.22, 0.125)).moved(pitch=6.0),
        shapes.cylinder((0.0, -0.4, 0.3), (0.0, 0.4, 0.3), 0.015),
    )


def _bath(*, feet: bool) -> Kit:
    kit = Kit()
    levels = [
        (0.1, 0.3, 0.62),
        (0.16, 0.36, 0.7),
        (0.3, 0.4, 0.78),
        (0.55, 0.43, 0.84),
        (0.6, 0.46, 0.88),
        (0.6, 0.4, 0.8),
        (0.5, 0.37, 0.76),
        (0.26, 0.3, 0.66),
        (0.2, 0.2, 0.5),
    ]
    turn = np.linspace(0.0, 2.0 * np.pi, 48, endpoint=False)
    flat_round = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.75
    sections = np.stack(
        [
            np.column_stack(
                [
                    long * flat_round,
                    wide * np.sin(turn),
                    np.full(48, high + (0.06 * (np.cos(turn) < -0.5) if high > 0.5 else 0.0)),
                ]
            )
            for high, wide, long in levels
        ]
    )
    shift = 0.16 if feet else 0.0
    kit.add(PORCELAIN, shapes.loft(sections, crease=60.0).moved(z=shift - (0.0 if feet else 0.1)))
    if feet:
        for x in (-0.5, 0.5):
            kit.pair(
                BRASS,
                shapes.tube(
                    np.array(
                        [
                            [x, 0.28, 0.3],
                            [x * 1.1, 0.36, 0.16],
                            [x * 1.12, 0.34, 0.05],
                            [x * 1.16, 0.38, 0.02],
                        ]
                    ),
                    [0.03, 0.045, 0.03, 0.04],
                ),
            )
    else:
        kit.add(ENAMEL, board((-0.86, -0.45, 0.0), (0.86, 0.45, 0.12), 0.03))
    tap = np.array(
        [
            [0.88, 0.0, 0.0 + shift],
            [0.88, 0.0, 0.78 + shift],
            [0.82, 0.0, 0.84 + shift],
            [0.72, 0.0, 0.8 + shift],
        ]
    )
    kit.add(
        CHROME,
        shapes.tube(tap, [0.022] * 4),
        *(shapes.cylinder((0.88, y, 0.66 + shift), (0.88, y, 0.78 + shift), 0.02) for y in (-0.1, 0.1)),
    )
    return kit.add(
        CHROME,
        shapes.cylinder((0.88, -0.1, 0.72 + shift), (0.88, 0.1, 0.72 + shift), 0.018),
        *(shapes.ellipsoid((0.88, y, 0.8 + shift), (0.035, 0.035, 0.02)) for y in (-0.1, 0.1)),
    )


def _flat_screen(name: str, *, wide: bool) -> Kit:
    half, low, high = (0.48, 0.2, 0.62) if wide else (0.3, 0.18, 0.6)
    kit = Kit().add(BLACK, board((-0.03, -half, low), (0.02, half, high), 0.012))
    kit.add(
        faces.material(name, 0.15),
        shapes.picture_quad(
            (0.022, half - 0.02, low + 0.03),
            (0.022, -half + 0.02, low + 0.03),
            (0.022, -half + 0.02, high - 0.02),
            (0.022, half - 0.02, high - 0.02),
        ),
    )
    kit.add(
        GREY,
        shapes.cylinder((-0.05, 0.0, 0.01), (-0.04, 0.0, low + 0.15), 0.03, 0.025),
        board((-0.14, -0.16, 0.0), (0.1, 0.16, 0.015)),
    )
    return kit


def _tube_monitor() -> Kit:
    beige = plastic(202, 194, 170)
    front = shapes.rounded_box((0.0, -0.26, 0.09), (0.08, 0.26, 0.52), 0.03)
    rear = np.stack(
        [
            np.array([[x, -w, 0.3 - h], [x, -w, 0.3 + h], [x, w, 0.3 + h], [x, w, 0.3 - h]])
            for x, w, h in ((-0.4, 0.12, 0.1), (-0.3, 0.15, 0.12), (-0.08, 0.23, 0.19), (0.01, 0.25, 0.2))
        ]
    )
    kit = Kit().add(beige, front, shapes.loft(rear[:, ::-1]))
    kit.add(
        faces.material("code", 0.12),
        shapes.picture_quad((0.085, 0.2, 0.16), (0.085, -0.2, 0.16), (0.085, -0.2, 0.47), (0.085, 0.2, 0.47)),
    )
    kit.add(beige, shapes.lathe([(0.17, 0.0), (0.16, 0.03), (0.08, 0.05), (0.08, 0.1)], 24).moved(-0.1, 0, 0))
    return kit.add(
        BLACK, *(shapes.cylinder((0.08, y, 0.125), (0.092, y, 0.125), 0.012) for y in (0.12, 0.16, 0.2))
    )


def _mouse(coat: Material, *, cord: bool) -> Kit:
    long, wide, high = 0.38, 0.21, 0.19
    shell = shapes.ellipsoid((-0.02, 0.0, 0.03), (long, wide, high), 40, 28)
    flat_below = np.column_stack([shell.vertices[:, :2], np.maximum(shell.vertices[:, 2], 0.0)])
    kit = Kit().add(coat, smooth(flat_below, shell.faces, crease=50.0))

    def on_shell(x: float, y: float) -> float:
        return 0.03 + high * float(np.sqrt(max(0.0, 1.0 - ((x + 0.02) / long) ** 2 - (y / wide) ** 2)))

    split = np.array([[x, 0.0, on_shell(x, 0.0)] for x in np.linspace(0.0, 0.33, 8)])
    across = np.array([[0.0, y, on_shell(0.0, y)] for y in np.linspace(-0.19, 0.19, 11)])
    kit.add(BLACK, shapes.tube(split, [0.007] * 8, 6), shapes.tube(across, [0.007] * 11, 6))
    kit.add(GREY, shapes.cylinder((0.17, -0.02, 0.18), (0.17, 0.02, 0.18), 0.045, sides=20))
    if cord:
        line = np.array(
            [
                [0.36, 0, 0.08],
                [0.55, 0.02, 0.03],
                [0.75, 0.14, 0.015],
                [0.95, 0.05, 0.015],
                [1.1, -0.1, 0.015],
            ]
        )
        kit.add(BLACK, shapes.tube(line, [0.014] * 5, 8))
    return kit


def _hair_dryer(coat: Material) -> Kit:
    barrel = shapes.lathe(
        [
            (0.1, -0.34),
            (0.17, -0.3),
            (0.19, -0.15),
            (0.17, 0.05),
            (0.12, 0.28),
            (0.1, 0.3),
            (0.1, 0.42),
            (0.085, 0.42),
            (0.085, 0.3),
        ],
        28,
    )
    kit = Kit().add(coat, barrel.moved(pitch=-90.0).moved(0.0, 0.0, 0.72))
    kit.add(
        BLACK,
        shapes.cylinder((-0.345, 0, 0.72), (-0.33, 0, 0.72), 0.12, sides=24),
        shapes.cylinder((0.3, 0, 0.72), (0.31, 0, 0.72), 0.09, sides=24),
    )
    nozzle = np.stack(
        [
            np.array([[x, -w, 0.72 - h], [x, w, 0.72 - h], [x, w, 0.72 + h], [x, -w, 0.72 + h]])
            for x, w, h in ((0.41, 0.09, 0.09), (0.5, 0.13, 0.06), (0.56, 0.15, 0.03))
        ]
    )
    kit.add(BLACK, shapes.loft(nozzle))
    handle, _ = body([Limb((-0.04, 0, 0.62), (-0.12, 0, 0.12), 0.075, 0.06)], 0.018, 0.0)
    kit.add(coat, handle).add(GREY, board((0.0, -0.02, 0.4), (0.03, 0.02, 0.52)))
    cord = np.array(
        [
            [-0.13, 0, 0.08],
            [-0.16, 0.02, 0.02],
            [-0.3, 0.1, 0.015],
            [-0.5, -0.05, 0.015],
            [-0.55, -0.3, 0.015],
        ]
    )
    return kit.add(BLACK, shapes.tube(cord, [0.018] * 5, 8))


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
    machine("washing machine", "front", lambda: _washer(ENAMEL, front=True)),
    machine("washing machine", "grey", lambda: _washer(paint(96, 100, 106), front=True)),
    machine("washing machine", "top", lambda: _washer(CREAM, front=False)),
    machine("washing machine", "mangle", _mangle_washer),
    machine("clothing iron", "steam", lambda: _clothing_iron(plastic(46, 104, 170)), 0.9),
    machine("clothing iron", "violet", lambda: _clothing_iron(plastic(128, 60, 130)), 0.75),
    machine("clothing iron", "cast", _flat_iron, 0.8),
    machine("sewing machine", "table", lambda: _sewing_machine(paint(206, 214, 206), treadle=False), 0.9),
    machine("sewing machine", "treadle", lambda: _sewing_machine(paint(26, 26, 28), treadle=True)),
    machine("bathtub", "clawfoot", lambda: _bath(feet=True)),
    machine("bathtub", "modern", lambda: _bath(feet=False)),
    machine("computer monitor", "wide", lambda: _flat_screen("desktop", wide=True), 1.2),
    machine("computer monitor", "office", lambda: _flat_screen("code", wide=False), 0.9),
    machine("computer monitor", "tube", _tube_monitor, 0.9),
    machine("computer mouse", "white", lambda: _mouse(ENAMEL, cord=True), 1.2),
    machine("computer mouse", "black", lambda: _mouse(plastic(34, 34, 38), cord=False), 0.7),
    machine("hair dryer", "pink", lambda: _hair_dryer(plastic(206, 92, 132)), 1.1),
    machine("hair dryer", "black", lambda: _hair_dryer(plastic(40, 40, 46)), 0.9),
)
"""Every appliance and electronic thing."""
