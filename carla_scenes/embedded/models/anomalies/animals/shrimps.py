"""Shrimps, about a metre long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.arthropods import feelers, jointed, rings
from carla_scenes.embedded.models.anomalies.animals.features import horn
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    above,
    along,
    ball,
    bands,
    common,
    either,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Shrimp:
    """A shrimp.

    Attributes:
        shell: Material of its armour.
        legs: Material of legs and feelers.
        tail: Material of the tail's fan.
        paints: Further materials and where.
        curl: How far the tail is rolled in, degrees.
        feelers: Length of the long feelers, metres.
        claws: Length of the pincers, metres; 0 for none.
        eye: Material of the eyes.
        broad: Factor on the width.
    """

    shell: Material
    legs: Material
    tail: Material
    paints: tuple[tuple[Material, Region], ...] = ()
    curl: float = 105.0
    feelers: float = 0.9
    claws: float = 0.0
    eye: Material = coats.PUPIL
    broad: float = 1.0


def shrimp(spec: Shrimp) -> Mesh:
    """Return a shrimp."""
    figure = Sculpture(spec.shell, cell=0.02, melt=0.02)
    z = 0.36
    wide = 0.105 * spec.broad
    carapace = (
        (-0.1, z - 0.13, z + 0.125, wide, 2.0),
        (0.04, z - 0.14, z + 0.13, wide * 1.05, 2.0),
        (0.2, z - 0.11, z + 0.1, wide * 0.9, 2.0),
        (0.32, z - 0.06, z + 0.06, wide * 0.6, 2.0),
    )
    figure.add(hull(carapace, count=24, around=28), painted=True)
    _beak(figure, spec, z)
    points, heading = _tail_line(spec.curl, z)
    rings(figure, points, spec.shell, flat=0.8 * spec.broad, long=1.5)
    _fan(figure, points[-1], heading, spec)
    for i, (x, _, height, radius) in enumerate(points[:5]):
        foot = (x + 0.05, 0.07, height - radius * 0.85)
        figure.add(
            fin(
                [(foot[0] - 0.03, foot[1], foot[2]), (foot[0] + 0.03, foot[1], foot[2])],
                [
                    (foot[0] - 0.05 + 0.02 * i, 0.09, foot[2] - 0.11),
                    (foot[0] + 0.03 + 0.02 * i, 0.09, foot[2] - 0.1),
                ],
                0.014,
                steps=(6, 4),
            ),
            spec.legs,
            both=True,
        )
    for i in range(5):
        x = 0.18 - 0.065 * i
        jointed(
            figure,
            [
                (x, 0.06, z - 0.1, 0.018),
                (x + 0.05 - 0.02 * i, 0.17, z - 0.09, 0.015),
                (x + 0.03 - 0.05 * i, 0.21, z - 0.22, 0.011),
                (x + 0.06 - 0.07 * i, 0.24, 0.005, 0.005),
            ],
            spec.legs,
        )
    feelers(
        figure,
        [
            (0.32, 0.03, z + 0.02),
            (0.32 + 0.4 * spec.feelers, 0.16, z + 0.22),
            (0.3 + 0.25 * spec.feelers, 0.42, z + 0.36),
            (0.3 - 0.5 * spec.feelers, 0.6, z + 0.28),
        ],
        0.011,
        spec.legs,
    )
    for side in (0.02, 0.05):
        feelers(
            figure,
            [(0.32, side, z + 0.03), (0.48, side * 2.0, z + 0.12), (0.66, side * 4.0, z + 0.12)],
            0.008,
            spec.legs,
        )
    if spec.claws:
        _pincers(figure, spec, z)
    for material, region in spec.paints:
        figure.paint(material, region)
    return figure.build()


def _beak(figure: Sculpture, spec: Shrimp, z: float) -> None:
    horn(
        figure,
        [(0.18, 0.0, z + 0.11, 0.03), (0.36, 0.0, z + 0.1, 0.018), (0.52, 0.0, z + 0.15, 0.002)],
        material=spec.shell,
        both=False,
    )
    for i in range(4):
        x = 0.24 + 0.06 * i
        horn(
            figure,
            [(x, 0.0, z + 0.115, 0.012), (x + 0.04, 0.0, z + 0.15, 0.002)],
            material=spec.shell,
            both=False,
            sides=5,
        )
    stalk = np.array([(0.28, 0.04, z + 0.06), (0.34, 0.1, z + 0.085)])
    figure.add(shapes.tube(stalk, [0.018, 0.02], 8), spec.shell, both=True)
    figure.add(shapes.ellipsoid((0.355, 0.115, z + 0.09), (0.036, 0.036, 0.036), 14, 10), spec.eye, both=True)
    figure.add(shapes.ellipsoid((0.375, 0.13, z + 0.11), (0.009, 0.009, 0.009), 6, 4), coats.GLINT, both=True)
    for y in (0.03, 0.06):
        figure.add(
            fin(
                [(0.28, y, z - 0.02), (0.28, y, z + 0.03)],
                [(0.46, y * 2.2, z - 0.03), (0.48, y * 1.6, z + 0.04)],
                0.02,
                steps=(6, 4),
            ),
            spec.shell,
            both=True,
        )


def _tail_line(curl: float, z: float) -> tuple[list[tuple[float, float, float, float]], float]:
    """Return the middles of the tail's rings, x, y, z and radius, and where it points in the end, radians."""
    x, height, angle = -0.14, z + 0.0, np.radians(180.0 - 12.0)
    points = []
    for i in range(7):
        points.append((float(x), 0.0, float(height), 0.13 - 0.011 * i))
        angle += np.radians(curl / 6.0)
        x += 0.115 * np.cos(angle)
        height += 0.115 * np.sin(angle)
    return points, float(angle)


def _fan(figure: Sculpture, end: tuple[float, float, float, float], heading: float, spec: Shrimp) -> None:
    x, _, z, radius = end
    tail = figure.at(x, 0.0, z, pitch=float(np.degrees(np.arctan2(np.sin(heading), -np.cos(heading)))) * -1.0)
    for turn in (-38.0, -19.0, 0.0, 19.0, 38.0):
        blade = fin(
            [(-0.02, -radius * 0.4, 0.0), (-0.02, radius * 0.4, 0.0)],
            [(-0.22, -0.07, -0.01), (-0.25, 0.0, -0.01), (-0.22, 0.07, -0.01)],
            0.02,
            steps=(10, 6),
        )
        tail.add(blade.moved(yaw=turn).moved(z=0.006 * abs(turn) / 19.0), spec.tail)


def _pincers(figure: Sculpture, spec: Shrimp, z: float) -> None:
    length = spec.claws
    jointed(
        figure,
        [(0.22, 0.07, z - 0.08, 0.03), (0.34, 0.22, z - 0.14, 0.03), (0.48, 0.2, z - 0.02, 0.028)],
        spec.legs,
        sides=9,
    )
    hand = figure.at(0.48, 0.2, z - 0.02, yaw=-8.0)
    other = figure.at(0.48, -0.2, z - 0.02, yaw=8.0)
    for part in (hand, other):
        part.add(
            shapes.ellipsoid((0.3 * length, 0.0, 0.0), (0.36 * length, 0.1 * length, 0.14 * length), 14, 10),
            spec.legs,
        )
        for y, sweep in ((0.05, 0.1), (-0.05, -0.08)):
            points = [
                (0.55 * length, y * length, 0.0, 0.07 * length),
                (0.8 * length, (y + sweep) * length, 0.0, 0.05 * length),
                (1.05 * length, 0.3 * y * length, 0.0, 0.004),
            ]
            horn(part, points, material=spec.tail, both=False, sides=7)


def _prawn() -> Mesh:
    pink = coats.shiny((232, 134, 104), roughness=0.3)
    stripes = common(
        bands((1.0, 0.0, 0.25), 0.115, 0.35, start=-0.16), above(0.1), ball((-0.45, 0.0, 0.2), 0.42)
    )
    return shrimp(
        Shrimp(
            pink,
            coats.shiny((238, 158, 128), roughness=0.35),
            coats.shiny((206, 76, 54), roughness=0.3),
            ((coats.shiny((214, 96, 70), roughness=0.3), stripes),),
        )
    )


def _tiger() -> Mesh:
    grey, dark = coats.shiny((150, 154, 136), roughness=0.3), coats.shiny((44, 46, 46), roughness=0.3)
    stripes = common(bands((1.0, 0.0, 0.3), 0.12, 0.45, start=-0.06), above(0.05))
    return shrimp(
        Shrimp(
            grey,
            coats.shiny((176, 148, 110), roughness=0.35),
            coats.shiny((92, 96, 110), roughness=0.3),
            ((dark, stripes),),
            curl=55.0,
            feelers=1.1,
            claws=0.26,
        )
    )


def _cleaner() -> Mesh:
    cream, red, white = (
        coats.shiny((224, 176, 132), roughness=0.3),
        coats.shiny((190, 24, 28), roughness=0.25),
        coats.shiny((240, 238, 232), roughness=0.3),
    )
    back = [
        (0.3, 0.0, 0.44),
        (0.0, 0.0, 0.5),
        (-0.16, 0.0, 0.5),
        (-0.36, 0.0, 0.5),
        (-0.6, 0.0, 0.42),
        (-0.78, 0.0, 0.26),
    ]
    return shrimp(
        Shrimp(
            cream,
            white,
            red,
            (
                (red, along([(*p, 0.13) for p in back])),
                (white, along([(*p[:2], p[2] + 0.03, 0.045) for p in back])),
            ),
            curl=70.0,
            feelers=1.3,
        )
    )


def _mantis() -> Mesh:
    green, red, blue = (
        coats.shiny((46, 120, 84), roughness=0.25),
        coats.shiny((206, 74, 40), roughness=0.25),
        coats.shiny((60, 116, 186), roughness=0.25),
    )
    marks = either(
        ball((0.2, 0.0, 0.36), 0.17), common(bands((1.0, 0.0, 0.0), 0.115, 0.25, start=-0.2), above(0.25))
    )
    return shrimp(
        Shrimp(
            green,
            red,
            blue,
            ((coats.shiny((214, 164, 62), roughness=0.3), marks),),
            curl=24.0,
            feelers=0.5,
            claws=0.3,
            eye=coats.shiny((196, 90, 160), roughness=0.1),
            broad=1.15,
        )
    )


SHRIMPS = (
    animal("shrimp", "prawn", _prawn),
    animal("shrimp", "tiger", _tiger),
    animal("shrimp", "cleaner", _cleaner),
    animal("shrimp", "mantis", _mantis),
)
