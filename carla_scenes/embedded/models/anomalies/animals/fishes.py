"""Bony fish: upright on the ground as in water, about a metre long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn
from carla_scenes.embedded.models.anomalies.animals.fins import marked, paired, upright
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    above,
    ball,
    bands,
    before,
    below,
    blotches,
    common,
    dots,
    outside,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sharks import SHARKS
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.mesh import Mesh

    Points = Sequence[tuple[float, float]]


def _clownfish() -> Mesh:
    orange = coats.scales((232, 112, 30), (206, 84, 22), 0.02)
    white, black = coats.shiny((236, 236, 230), roughness=0.4), coats.shiny((24, 24, 26), roughness=0.4)
    figure = Sculpture(orange, cell=0.03, melt=0.03)
    figure.add(
        hull(
            (
                (-0.46, 0.27, 0.39, 0.025, 2.0),
                (-0.34, 0.24, 0.42, 0.045, 2.0),
                (-0.1, 0.1, 0.56, 0.105, 2.0),
                (0.14, 0.08, 0.58, 0.13, 2.0),
                (0.34, 0.16, 0.5, 0.11, 2.0),
                (0.46, 0.25, 0.4, 0.07, 2.0),
                (0.51, 0.3, 0.35, 0.03, 2.0),
            ),
            count=110,
            around=48,
        ),
        painted=True,
    )
    for x, width in ((0.24, 0.075), (-0.06, 0.09), (-0.38, 0.05)):
        for material, half in ((black, width / 2.0 + 0.014), (white, width / 2.0)):
            centre = (x - 0.9, 0.0, 0.33)
            figure.paint(material, common(ball(centre, 0.9 + half), outside(ball(centre, 0.9 - half))))
    upright(
        figure,
        [(-0.27, 0.44), (-0.18, 0.49), (0.0, 0.55), (0.26, 0.52)],
        [(-0.38, 0.5), (-0.27, 0.62), (-0.06, 0.6), (0.22, 0.57)],
        orange,
        rays=12,
    )
    upright(
        figure, [(-0.26, 0.2), (-0.1, 0.12), (0.02, 0.1)], [(-0.36, 0.08), (-0.2, 0.0), (-0.06, 0.02)], orange
    )
    upright(
        figure,
        [(-0.44, 0.28), (-0.45, 0.33), (-0.44, 0.38)],
        [(-0.66, 0.14), (-0.72, 0.33), (-0.66, 0.52)],
        orange,
        rays=11,
    )
    paired(figure, (0.16, 0.0, 0.28), 0.22, 0.12, orange)
    paired(figure, (0.2, 0.0, 0.14), 0.16, 0.06, black, down=75.0)
    eyes(
        figure,
        (0.38, 0.05, 0.4),
        0.036,
        gaze=(0.4, 1.0, 0.1),
        iris=coats.AMBER_EYE,
        pupil=(0.6, 0.6),
        bulge_depth=0.55,
    )
    marked(figure, [(0.4, 0.3), (0.46, 0.3), (0.5, 0.32)], 0.008)
    return figure.warp(bend(-0.1, -0.7, 22.0)).build()


def _goldfish() -> Mesh:
    gold, veil = (
        coats.scales((236, 136, 40), (214, 92, 26), 0.03),
        coats.skin((240, 166, 84), (232, 120, 50), roughness=0.5),
    )
    figure = Sculpture(gold, cell=0.03, melt=0.03)
    figure.add(
        hull(
            (
                (-0.34, 0.3, 0.4, 0.03, 2.0),
                (-0.2, 0.22, 0.48, 0.09, 2.0),
                (0.0, 0.1, 0.58, 0.19, 2.0),
                (0.18, 0.09, 0.58, 0.21, 2.0),
                (0.36, 0.18, 0.5, 0.16, 2.0),
                (0.46, 0.27, 0.41, 0.09, 2.0),
                (0.5, 0.31, 0.37, 0.04, 2.0),
            ),
            count=70,
            around=40,
        ),
        painted=True,
    )
    figure.paint(coats.scales((240, 222, 190), (232, 190, 140), 0.03), ragged(below(0.2), 0.03, 0.1))
    upright(
        figure,
        [(-0.12, 0.5), (0.06, 0.57), (0.22, 0.56)],
        [(-0.4, 0.66), (-0.12, 0.82), (0.1, 0.84)],
        veil,
        rays=9,
    )
    for side in (-16.0, 16.0):
        tail = figure.at(-0.32, 0.0, 0.35, yaw=side)
        upright(tail, [(0.0, 0.03), (0.0, 0.04)], [(-0.5, 0.12), (-0.42, 0.36)], veil, rays=7)
        upright(tail, [(0.0, -0.04), (0.0, -0.02)], [(-0.36, -0.34), (-0.52, -0.08)], veil, rays=7)
    paired(figure, (0.22, 0.0, 0.2), 0.24, 0.1, veil, down=40.0)
    paired(figure, (0.02, 0.0, 0.14), 0.24, 0.08, veil, down=70.0)
    eyes(
        figure,
        (0.36, 0.1, 0.4),
        0.046,
        gaze=(0.4, 1.0, 0.1),
        iris=coats.AMBER_EYE,
        pupil=(0.6, 0.6),
        bulge_depth=0.4,
    )
    marked(figure, [(0.43, 0.3), (0.48, 0.32)], 0.01)
    return figure.warp(bend(-0.1, -0.8, -28.0)).build()


def _angelfish() -> Mesh:
    yellow, black = (
        coats.scales((236, 214, 80), (216, 178, 60), 0.02),
        coats.shiny((30, 30, 36), roughness=0.4),
    )
    figure = Sculpture(yellow, cell=0.03, melt=0.03)
    figure.add(
        hull(
            (
                (-0.32, 0.48, 0.6, 0.018, 1.8),
                (-0.24, 0.42, 0.66, 0.03, 1.8),
                (-0.08, 0.26, 0.84, 0.055, 1.8),
                (0.1, 0.22, 0.88, 0.075, 1.8),
                (0.26, 0.34, 0.76, 0.07, 1.8),
                (0.38, 0.46, 0.64, 0.045, 2.0),
                (0.45, 0.52, 0.58, 0.02, 2.0),
            ),
            count=100,
            around=56,
        ),
        painted=True,
    )
    stripes = bands((1.0, 0.0, 0.0), 0.17, 0.36, start=0.29)
    figure.paint(black, common(stripes, before(-0.3)))
    figure.paint(coats.shiny((224, 232, 236), roughness=0.4), ball((0.44, 0.0, 0.55), 0.075))
    upright(
        figure,
        [(-0.26, 0.62), (0.0, 0.84), (0.16, 0.86)],
        [(-0.5, 0.76), (-0.34, 1.2), (-0.16, 1.32)],
        yellow,
        rays=12,
    )
    upright(
        figure,
        [(0.16, 0.26), (0.0, 0.26), (-0.26, 0.46)],
        [(-0.16, -0.2), (-0.34, -0.08), (-0.5, 0.3)],
        yellow,
        rays=12,
    )
    upright(
        figure,
        [(-0.3, 0.5), (-0.31, 0.54), (-0.3, 0.58)],
        [(-0.5, 0.4), (-0.5, 0.54), (-0.5, 0.68)],
        coats.skin((236, 226, 170)),
        rays=9,
    )
    horn(
        figure,
        [(0.12, 0.05, 0.26, 0.016), (0.02, 0.07, 0.05, 0.011), (-0.12, 0.08, -0.18, 0.003)],
        material=black,
        sides=6,
    )
    paired(figure, (0.2, 0.0, 0.5), 0.16, 0.07, coats.skin((236, 226, 170)))
    eyes(figure, (0.3, 0.03, 0.6), 0.036, gaze=(0.3, 1.0, 0.0), iris=coats.AMBER_EYE, pupil=(0.6, 0.6))
    marked(figure, [(0.42, 0.54), (0.45, 0.55)], 0.008)
    return figure.warp(bend(-0.05, -0.5, 18.0)).build()


def _puffer() -> Mesh:
    sand, white = (
        coats.scales((196, 168, 104), (160, 128, 76), 0.03),
        coats.skin((232, 228, 214), roughness=0.5),
    )
    figure = Sculpture(sand, cell=0.03, melt=0.05)
    figure.limb((0.0, 0.0, 0.42, 0.38), flat=(1.0, 0.98, 0.95))
    figure.limb((0.3, 0.0, 0.45, 0.14), (0.4, 0.0, 0.45, 0.08), melt=0.1)
    figure.limb((-0.3, 0.0, 0.44, 0.1), (-0.48, 0.0, 0.45, 0.05), melt=0.1)
    figure.paint(white, ragged(below(0.36), 0.03, 0.15))
    figure.paint(coats.scales((92, 66, 40), (72, 52, 34), 0.03), common(dots(0.12, 0.034, 3), above(0.48)))
    steps = np.arange(150) + 0.5
    heights, turns = 1.0 - 2.0 * steps / 150.0, steps * 2.399963
    for height, turn in zip(heights, turns, strict=True):
        wide = np.sqrt(1.0 - height**2)
        way = np.array([wide * np.cos(turn), wide * np.sin(turn), height])
        if abs(way[0]) > 0.9 or way[1] < 0.0:
            continue
        base = figure.on_skin((0.0, 0.0, 0.42), way, 0.01)
        end = base + 0.085 * (way + np.array([-0.35, 0.0, 0.0]))
        horn(figure, [(*base, 0.015), (*(0.5 * (base + end)), 0.009), (*end, 0.001)], material=white, sides=5)
    fins = coats.skin((214, 180, 104), roughness=0.5)
    upright(figure, [(-0.5, 0.42), (-0.5, 0.48)], [(-0.66, 0.34), (-0.66, 0.56)], fins, rays=7)
    upright(figure, [(-0.36, 0.56), (-0.24, 0.7)], [(-0.5, 0.68), (-0.38, 0.82)], fins, rays=5)
    paired(figure, (0.2, 0.0, 0.42), 0.17, 0.09, fins)
    eyes(figure, (0.26, 0.2, 0.58), 0.065, gaze=(0.7, 1.0, 0.35), iris=coats.GREEN_EYE, pupil=(0.55, 0.55))
    figure.limb((0.46, 0.0, 0.47, 0.045), (0.46, 0.0, 0.42, 0.04), flat=1.5, skin=coats.PINK, melt=0.01)
    return figure.build()


def _tuna() -> Mesh:
    blue, silver = (
        coats.shiny((34, 48, 78), roughness=0.22, specular=0.1),
        coats.shiny((196, 204, 210), roughness=0.2, specular=0.12),
    )
    yellow = coats.shiny((226, 190, 56), roughness=0.4)
    figure = Sculpture(blue, cell=0.04, melt=0.04)
    figure.add(
        hull(
            (
                (-0.92, 0.3, 0.35, 0.02, 2.0),
                (-0.74, 0.27, 0.38, 0.04, 2.0),
                (-0.35, 0.12, 0.52, 0.15, 2.0),
                (0.1, 0.04, 0.6, 0.22, 2.0),
                (0.45, 0.08, 0.56, 0.2, 2.0),
                (0.72, 0.18, 0.47, 0.13, 2.0),
                (0.9, 0.27, 0.38, 0.05, 2.0),
            ),
            count=90,
            around=44,
        ),
        painted=True,
    )
    figure.paint(silver, ragged(below(0.36), 0.01, 0.2))
    upright(
        figure,
        [(0.36, 0.56), (0.2, 0.7), (0.12, 0.76)],
        [(0.02, 0.58), (0.05, 0.66), (0.09, 0.75)],
        blue,
        rays=6,
    )
    upright(
        figure,
        [(-0.06, 0.58), (-0.2, 0.74), (-0.34, 0.86)],
        [(-0.2, 0.55), (-0.26, 0.7), (-0.36, 0.85)],
        yellow,
        rays=0,
    )
    upright(
        figure,
        [(-0.1, 0.07), (-0.24, -0.08), (-0.36, -0.18)],
        [(-0.24, 0.09), (-0.3, -0.04), (-0.38, -0.17)],
        yellow,
        rays=0,
    )
    for i in range(6):
        x = -0.32 - 0.075 * i
        top, low = 0.5 - 0.027 * i, 0.14 + 0.027 * i
        upright(
            figure,
            [(x, top), (x - 0.03, top + 0.05)],
            [(x - 0.045, top), (x - 0.05, top + 0.045)],
            yellow,
            rays=0,
        )
        upright(
            figure,
            [(x, low), (x - 0.03, low - 0.05)],
            [(x - 0.045, low), (x - 0.05, low - 0.045)],
            yellow,
            rays=0,
        )
    for sign in (1.0, -1.0):
        upright(
            figure,
            [(-0.84, 0.325), (-1.0, 0.325 + sign * 0.24), (-1.16, 0.325 + sign * 0.4)],
            [(-0.95, 0.325), (-1.04, 0.325 + sign * 0.2), (-1.17, 0.325 + sign * 0.39)],
            blue,
            rays=0,
            thick=0.03,
        )
    leading, trailing = (
        [(0.42, 0.19, 0.3), (0.2, 0.3, 0.26), (-0.05, 0.34, 0.22)],
        [(0.34, 0.19, 0.28), (0.16, 0.29, 0.23), (-0.05, 0.34, 0.21)],
    )
    figure.add(fin(leading, trailing, 0.03, foil=True, steps=(16, 9)), blue, both=True)
    eyes(
        figure,
        (0.72, 0.1, 0.37),
        0.038,
        gaze=(0.3, 1.0, 0.05),
        iris=coats.shiny((170, 176, 180)),
        pupil=(0.6, 0.6),
        bulge_depth=0.45,
    )
    marked(figure, [(0.72, 0.27), (0.82, 0.29), (0.9, 0.32)], 0.009)
    marked(figure, [(0.52, 0.2), (0.48, 0.32), (0.52, 0.44)], 0.008)
    return figure.warp(bend(-0.2, -1.1, 20.0)).build()


def _koi() -> Mesh:
    white = coats.scales((234, 228, 216), (212, 204, 190), 0.026)
    red, black = (
        coats.scales((206, 62, 30), (178, 46, 24), 0.026),
        coats.scales((34, 34, 38), (26, 26, 30), 0.026),
    )
    figure = Sculpture(white, cell=0.03, melt=0.03)
    figure.add(
        hull(
            (
                (-0.56, 0.2, 0.3, 0.025, 2.0),
                (-0.4, 0.17, 0.33, 0.06, 2.0),
                (-0.1, 0.07, 0.42, 0.13, 2.0),
                (0.2, 0.03, 0.45, 0.16, 2.0),
                (0.42, 0.07, 0.41, 0.135, 2.1),
                (0.56, 0.14, 0.33, 0.09, 2.2),
                (0.64, 0.19, 0.27, 0.045, 2.0),
            ),
            count=100,
            around=48,
        ),
        painted=True,
    )
    figure.paint(red, common(blotches(0.3, 0.15, 9), above(0.2)))
    figure.paint(black, common(blotches(0.2, -0.4, 5), above(0.26)))
    veil = coats.skin((230, 220, 208), (214, 170, 150), roughness=0.5)
    upright(
        figure,
        [(-0.24, 0.36), (0.0, 0.43), (0.18, 0.44)],
        [(-0.32, 0.42), (-0.08, 0.54), (0.1, 0.58)],
        veil,
        rays=11,
    )
    upright(
        figure,
        [(-0.54, 0.21), (-0.55, 0.25), (-0.54, 0.29)],
        [(-0.8, 0.08), (-0.7, 0.25), (-0.8, 0.44)],
        veil,
        rays=11,
    )
    upright(figure, [(-0.2, 0.12), (-0.32, 0.16)], [(-0.3, 0.0), (-0.42, 0.06)], veil, rays=7)
    paired(figure, (0.34, 0.0, 0.13), 0.2, 0.1, veil, down=20.0)
    paired(figure, (0.0, 0.0, 0.1), 0.15, 0.07, veil, down=40.0)
    eyes(
        figure,
        (0.52, 0.07, 0.27),
        0.026,
        gaze=(0.4, 1.0, 0.1),
        iris=coats.AMBER_EYE,
        pupil=(0.6, 0.6),
        bulge_depth=0.4,
    )
    marked(figure, [(0.58, 0.19), (0.64, 0.22)], 0.008)
    horn(
        figure,
        [(0.61, 0.05, 0.2, 0.008), (0.64, 0.09, 0.14, 0.006), (0.61, 0.11, 0.09, 0.002)],
        material=veil,
        sides=6,
    )
    return figure.warp(bend(-0.05, -0.75, -30.0), bend(0.1, 0.55, -14.0)).build()


FISHES = (
    animal("fish", "clownfish", _clownfish),
    animal("fish", "goldfish", _goldfish),
    animal("fish", "angelfish", _angelfish),
    animal("fish", "pufferfish", _puffer),
    animal("fish", "tuna", _tuna),
    animal("fish", "koi", _koi),
    *SHARKS,
)
