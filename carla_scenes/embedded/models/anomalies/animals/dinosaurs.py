"""Dinosaurs on four legs: horned, plated, armoured and long-necked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn, nostrils
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import (
    STANDING,
    WALKING,
    Foot,
    Leg,
    Stride,
    legs,
    trunk,
)
from carla_scenes.embedded.models.anomalies.animals.raptors import RAPTORS
from carla_scenes.embedded.models.anomalies.animals.regions import (
    above,
    ball,
    bands,
    behind,
    common,
)
from carla_scenes.embedded.models.anomalies.animals.relief import plates, warts, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin, sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

_BEAK = coats.shiny((84, 72, 58), roughness=0.4)


def _triceratops() -> Mesh:
    hide = coats.scales((122, 104, 78), (86, 72, 54), 0.06)
    figure = Sculpture(hide, cell=0.072, melt=0.2)
    spine = (
        (-1.3, 1.35, 0.55, 0.95),
        (-0.6, 1.42, 0.68, 0.95),
        (0.2, 1.32, 0.7, 0.95),
        (0.8, 1.25, 0.58, 0.9),
    )
    trunk(figure, spine, ((0.9, 1.3, 0.5, 0.95), (1.35, 1.4, 0.42, 0.95)))
    fore = Leg(
        ((0.72, 1.1, 0.4), (0.58, 0.78, 0.26), (0.74, 0.45, 0.19), (0.73, 0.3, 0.17), (0.74, 0.16, 0.17)),
        (0.5, 0.5),
        Foot.PAD,
        0.42,
        0.75,
    )
    hind = Leg(
        ((-1.1, 1.3, 0.5), (-0.86, 0.9, 0.32), (-1.12, 0.5, 0.2), (-1.1, 0.32, 0.18), (-1.06, 0.16, 0.18)),
        (0.46, 0.46),
        Foot.PAD,
        0.44,
        0.7,
    )
    legs(figure, fore, hind, WALKING)
    figure.limb(
        (-1.5, 0.0, 1.32, 0.45), (-2.1, 0.0, 1.05, 0.26), (-2.9, 0.0, 0.72, 0.1), (-3.3, 0.0, 0.66, 0.04)
    )
    head = figure.at(1.75, 0.0, 1.42, pitch=-18.0)
    head.limb((-0.1, 0.0, 0.0, 0.4), (0.35, 0.0, -0.05, 0.33), flat=0.85)
    head.limb((0.35, 0.0, -0.05, 0.3), (0.75, 0.0, -0.16, 0.2), flat=0.75, melt=0.1)
    head.limb((0.0, 0.0, -0.3, 0.24), (0.6, 0.0, -0.36, 0.13), flat=0.8, melt=0.08)
    head.limb((0.78, 0.0, -0.14, 0.17), (0.98, 0.0, -0.34, 0.06), flat=0.6, skin=_BEAK, melt=0.05)
    head.finer(ball((0.4, 0.0, -0.1), 0.7), 0.045)
    eyes(
        head, (0.22, 0.3, 0.1), 0.05, gaze=(0.4, 1.0, 0.1), iris=coats.AMBER_EYE, pupil=(0.35, 0.35), lid=hide
    )
    nostrils(head, (0.8, 0.1, -0.1), (0.03, 0.04, 0.04), yaw=45.0)
    horn(
        head,
        [(0.15, 0.2, 0.26, 0.12), (0.5, 0.28, 0.6, 0.085), (0.95, 0.3, 0.78, 0.05), (1.25, 0.3, 0.82, 0.006)],
        material=coats.HORN,
        sides=12,
    )
    horn(
        head,
        [(0.66, 0.0, 0.02, 0.085), (0.76, 0.0, 0.2, 0.05), (0.84, 0.0, 0.32, 0.005)],
        material=coats.HORN,
        both=False,
    )
    _frill(head, coats.scales((150, 92, 58), (110, 74, 52), 0.05))
    figure.relief(plates(0.16, 0.014, 0.3))
    figure.warp(bend(0.9, 1.7, 14.0), bend(-1.5, -3.0, 25.0))
    return figure.grounded().build()


def _frill(head: Sculpture, material: Material) -> None:
    turns = np.radians(np.linspace(-112.0, 112.0, 27))
    share = np.linspace(0.0, 1.0, 7)
    reach = 0.35 + 0.72 * share
    y = reach[None, :] * np.sin(turns)[:, None] * 0.95
    z = reach[None, :] * np.cos(turns)[:, None] + 0.05
    x = -0.05 - 0.55 * share[None, :] ** 1.2 + 0.12 * np.cos(turns * 2.0)[:, None] * share - 0.05
    for side in sheet(
        np.stack(np.broadcast_arrays(x, y, z), axis=-1),
        0.07 * (1.2 - 0.5 * share)[None, :] * np.ones((27, 1)),
    ):
        head.add(side, material)
    for i in range(1, 27, 3):
        base = np.array([x[i, -1], y[i, -1], z[i, -1]])
        way = base - np.array([x[i, 3], y[i, 3], z[i, 3]])
        way = way / np.linalg.norm(way)
        rows = [(*(base - 0.06 * way), 0.07), (*(base + 0.07 * way), 0.045), (*(base + 0.15 * way), 0.006)]
        horn(head, rows, material=coats.HORN, both=False, sides=8)


def _stegosaur() -> Mesh:
    hide = coats.scales((92, 108, 66), (128, 126, 84), 0.05)
    figure = Sculpture(hide, cell=0.068, melt=0.2)
    spine = ((-1.1, 1.5, 0.5, 0.85), (-0.5, 1.62, 0.66, 0.8), (0.2, 1.42, 0.62, 0.78), (0.75, 1.1, 0.42, 0.8))
    trunk(figure, spine, ((0.8, 1.05, 0.34, 0.9), (1.25, 0.88, 0.22, 0.9), (1.65, 0.86, 0.17, 0.9)))
    fore = Leg(
        ((0.66, 0.95, 0.3), (0.52, 0.65, 0.19), (0.64, 0.38, 0.14), (0.63, 0.24, 0.13), (0.64, 0.13, 0.13)),
        (0.4, 0.4),
        Foot.PAD,
        0.34,
        0.75,
    )
    hind = Leg(
        (
            (-0.95, 1.45, 0.46),
            (-0.7, 1.0, 0.28),
            (-0.98, 0.52, 0.17),
            (-0.95, 0.3, 0.15),
            (-0.92, 0.14, 0.155),
        ),
        (0.4, 0.4),
        Foot.PAD,
        0.38,
        0.7,
    )
    legs(figure, fore, hind, Stride((0.15, -0.12, -0.15, 0.14)))
    tail = ((-1.2, 0.0, 1.48, 0.42), (-1.9, 0.0, 1.3, 0.26), (-2.6, 0.0, 1.25, 0.15), (-3.4, 0.0, 1.4, 0.07))
    figure.limb(*tail)
    head = figure.at(1.75, 0.0, 0.85, pitch=-12.0)
    head.limb((0.0, 0.0, 0.0, 0.16), (0.28, 0.0, -0.04, 0.1), flat=0.8, melt=0.06)
    head.limb((0.28, 0.0, -0.05, 0.085), (0.42, 0.0, -0.09, 0.045), flat=0.7, skin=_BEAK, melt=0.03)
    head.finer(ball((0.18, 0.0, 0.0), 0.35), 0.035)
    eyes(
        head, (0.1, 0.1, 0.06), 0.03, gaze=(0.4, 1.0, 0.2), iris=coats.AMBER_EYE, pupil=(0.35, 0.35), lid=hide
    )
    plate = coats.scales((176, 96, 52), (126, 66, 40), 0.09)
    line = curve(
        [
            (1.35, 1.12, 0.2),
            (0.9, 1.46, 0.32),
            (0.4, 1.95, 0.52),
            (-0.3, 2.22, 0.7),
            (-1.0, 1.98, 0.62),
            (-1.8, 1.54, 0.42),
            (-2.5, 1.4, 0.26),
        ],
        15,
    )
    for i, (x, z, height) in enumerate(line):
        y = 0.09 if i % 2 == 0 else -0.09
        half = height * 0.46
        root = [(x - half * 0.55, y, z - 0.1), (x, y, z - 0.06), (x + half * 0.55, y, z - 0.1)]
        top = [
            (x - half, y * 1.3, z + height * 0.45),
            (x - 0.05, y * 1.6, z + height * 1.02),
            (x + half, y * 1.3, z + height * 0.42),
        ]
        figure.add(fin(root, top, 0.07, steps=(11, 5)), plate)
    for x in (-2.85, -3.2):
        horn(
            figure,
            [(x, 0.05, 1.36, 0.07), (x - 0.18, 0.3, 1.55, 0.05), (x - 0.4, 0.55, 1.72, 0.005)],
            material=coats.HORN,
        )
    figure.relief(warts(0.14, 0.014))
    figure.warp(bend(0.9, 1.7, 20.0), bend(-1.4, -3.2, -28.0))
    return figure.grounded().build()


def _sauropod() -> Mesh:
    hide = coats.scales((112, 116, 118), (150, 142, 128), 0.08)
    figure = Sculpture(hide, cell=0.088, melt=0.28)
    spine = (
        (-1.2, 1.95, 0.6, 0.9),
        (-0.5, 2.05, 0.82, 0.9),
        (0.3, 2.12, 0.84, 0.88),
        (0.95, 2.25, 0.62, 0.85),
    )
    neck = (
        (1.0, 2.35, 0.5, 0.9),
        (1.7, 2.95, 0.33, 0.95),
        (2.25, 3.8, 0.25, 1.0),
        (2.75, 4.6, 0.2, 1.0),
        (3.1, 4.95, 0.17, 1.0),
    )
    trunk(figure, spine, neck, neck_flat=0.9)
    fore = Leg(
        ((0.8, 2.0, 0.46), (0.76, 1.3, 0.28), (0.82, 0.78, 0.21), (0.8, 0.45, 0.2), (0.8, 0.2, 0.22)),
        (0.5, 0.46),
        Foot.PAD,
        0.52,
        0.72,
    )
    hind = Leg(
        ((-1.0, 1.9, 0.54), (-0.82, 1.25, 0.33), (-1.02, 0.75, 0.23), (-1.0, 0.45, 0.21), (-0.98, 0.2, 0.23)),
        (0.48, 0.46),
        Foot.PAD,
        0.54,
        0.7,
    )
    legs(figure, fore, hind, WALKING)
    figure.limb(
        (-1.3, 0.0, 1.92, 0.5),
        (-2.2, 0.0, 1.5, 0.32),
        (-3.2, 0.0, 1.05, 0.19),
        (-4.4, 0.0, 0.85, 0.09),
        (-5.6, 0.0, 1.0, 0.03),
    )
    head = figure.at(3.2, 0.0, 5.0, pitch=-12.0)
    head.limb((0.0, 0.0, 0.0, 0.22), (0.36, 0.0, -0.05, 0.15), flat=0.85, melt=0.1)
    head.limb((0.12, 0.0, 0.12, 0.13), flat=0.9, melt=0.1)
    head.limb((0.05, 0.0, -0.14, 0.11), (0.38, 0.0, -0.17, 0.075), flat=0.85, melt=0.04)
    head.finer(ball((0.2, 0.0, 0.0), 0.5), 0.045)
    eyes(
        head, (0.14, 0.16, 0.04), 0.04, gaze=(0.4, 1.0, 0.0), iris=coats.AMBER_EYE, pupil=(0.4, 0.4), lid=hide
    )
    nostrils(head, (0.4, 0.06, 0.02), (0.02, 0.025, 0.02), yaw=30.0, pitch=30.0)
    figure.paint(
        coats.scales((150, 138, 116), (168, 156, 136), 0.08),
        common(bands((1.0, 0.0, 0.5), 0.7, 0.35, waviness=0.2), above(1.6), behind(0.6)),
    )
    figure.relief(plates(0.2, 0.016, 0.3))
    figure.warp(bend(1.5, 3.0, 35.0), bend(-1.4, -4.0, -40.0))
    return figure.grounded().build()


def _ankylosaur() -> Mesh:
    hide = coats.scales((130, 98, 66), (92, 72, 52), 0.05)
    figure = Sculpture(hide, cell=0.06, melt=0.15)
    spine = ((-1.1, 0.85, 0.42, 1.35), (-0.5, 0.9, 0.5, 1.45), (0.2, 0.88, 0.5, 1.4), (0.75, 0.82, 0.4, 1.25))
    trunk(figure, spine, ((0.8, 0.85, 0.32, 1.1), (1.2, 0.86, 0.26, 1.15)), neck_flat=1.0)
    fore = Leg(
        ((0.65, 0.7, 0.26), (0.6, 0.46, 0.18), (0.68, 0.28, 0.14), (0.67, 0.2, 0.13), (0.68, 0.12, 0.13)),
        (0.5, 0.52),
        Foot.PAD,
        0.32,
        0.9,
    )
    hind = Leg(
        ((-1.0, 0.75, 0.32), (-0.85, 0.5, 0.2), (-1.02, 0.3, 0.15), (-1.0, 0.2, 0.14), (-0.98, 0.12, 0.14)),
        (0.48, 0.52),
        Foot.PAD,
        0.34,
        0.85,
    )
    legs(figure, fore, hind, STANDING)
    figure.limb(
        (-1.3, 0.0, 0.85, 0.32),
        (-2.0, 0.0, 0.75, 0.18),
        (-2.7, 0.0, 0.75, 0.11),
        (-3.1, 0.0, 0.8, 0.1),
        flat=1.1,
    )
    club = coats.plain((92, 80, 66), roughness=0.6)
    figure.limb((-3.2, 0.16, 0.82, 0.19), (-3.4, 0.1, 0.82, 0.14), skin=club, melt=0.06, both=True)
    head = figure.at(1.45, 0.0, 0.85, pitch=-14.0)
    head.limb((0.0, 0.0, 0.0, 0.26), (0.34, 0.0, -0.05, 0.18), flat=1.2, melt=0.08)
    head.limb((0.36, 0.0, -0.08, 0.14), (0.46, 0.0, -0.14, 0.1), flat=1.1, skin=_BEAK, melt=0.04)
    head.finer(ball((0.2, 0.0, 0.0), 0.45), 0.04)
    eyes(
        head, (0.22, 0.2, 0.06), 0.04, gaze=(0.6, 1.0, 0.1), iris=coats.AMBER_EYE, pupil=(0.3, 0.5), lid=hide
    )
    nostrils(head, (0.44, 0.07, 0.0), (0.02, 0.02, 0.02), yaw=20.0, pitch=30.0)
    horn(
        head,
        [(-0.1, 0.2, 0.14, 0.1), (-0.22, 0.34, 0.22, 0.05), (-0.28, 0.42, 0.26, 0.005)],
        material=coats.HORN,
    )
    for i, x in enumerate(np.linspace(0.7, -1.2, 7)):
        wide = 0.62 + 0.12 * np.sin(np.pi * i / 6.0)
        points = [
            (x, wide - 0.1, 0.92, 0.11),
            (x - 0.04, wide + 0.12, 0.98, 0.07),
            (x - 0.1, wide + 0.3, 1.0, 0.006),
        ]
        horn(figure, points, material=coats.HORN)
        for y in (0.0, 0.24, 0.46):
            top = figure.on_skin((x, y, 0.85), (0.0, 0.5 * y, 1.0), 0.06)
            cone = [
                (top[0], top[1], top[2], 0.12),
                (top[0] - 0.05, top[1] * 1.05, top[2] + 0.14, 0.05),
                (top[0] - 0.08, top[1] * 1.08, top[2] + 0.19, 0.008),
            ]
            horn(figure, cone, material=coats.HORN, both=y > 0.0, sides=8)
    figure.relief(within(plates(0.2, 0.03, 0.3), above(0.7), 0.15))
    figure.warp(bend(0.9, 1.5, -20.0), bend(-1.3, -2.8, 32.0))
    return figure.grounded().build()


DINOSAURS = (
    animal("dinosaur", "triceratops", _triceratops),
    animal("dinosaur", "stegosaur", _stegosaur),
    animal("dinosaur", "sauropod", _sauropod),
    animal("dinosaur", "ankylosaur", _ankylosaur),
    *RAPTORS,
)
