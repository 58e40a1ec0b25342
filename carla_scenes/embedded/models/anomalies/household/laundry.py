"""Washing and sewing: washing machines, irons, sewing machines, bathtubs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household import faces
from carla_scenes.embedded.models.anomalies.household.appliances import (
    BLACK,
    BRASS,
    CHROME,
    DARK_GLASS,
    ENAMEL,
    GREY,
    IRON,
)
from carla_scenes.embedded.models.anomalies.household.carpentry import board
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import paint, plastic, wood

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

CREAM = paint(224, 212, 180)
PORCELAIN = Material(srgb(228, 228, 224), Pattern.PLAIN, roughness=0.15, specular=0.06)


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


LAUNDRY: tuple[Model, ...] = (
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
)
"""Everything to wash and sew with."""
