"""Spiders and scorpions, about a metre long."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.arthropods import jointed, legs, rings
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    above,
    along,
    ball,
    common,
    either,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Spider:
    """A spider.

    Attributes:
        coat: Its coat.
        legs: Material of the legs.
        chest: Radius of the front part, metres.
        belly: Radius of the rear part, and factors on its length and height.
        reach: How far the feet stand out, metres.
        knee: Height of the knees, metres.
        thick: Radius of the legs, metres.
        lift: Height of the body, metres.
        hairy: Whether body and legs are hairy.
        bands: Material of bands on the legs; None for none.
        paints: Further coats and where.
        stare: Radius of two large front eyes, metres; 0 for eight small ones.
    """

    coat: Material
    legs: Material
    chest: float = 0.13
    belly: tuple[float, float, float] = (0.2, 1.2, 0.9)
    reach: float = 0.62
    knee: float = 0.42
    thick: float = 0.035
    lift: float = 0.2
    hairy: bool = False
    bands: Material | None = None
    paints: tuple[tuple[Material, Region], ...] = ()
    stare: float = 0.0


def spider(spec: Spider) -> Mesh:
    """Return a spider."""
    figure = Sculpture(spec.coat, cell=0.018, melt=0.02)
    z, c = spec.lift, spec.chest
    size, long, high = spec.belly
    figure.limb((0.06, 0.0, z, c), (0.06 + c, 0.0, z + 0.01, c * 0.75), flat=(1.0, 0.95, 0.72))
    figure.limb((-0.1 - size * long, 0.0, z + size * high * 0.35, size), flat=(long, 1.0, high), melt=0.03)
    angles = np.radians([38.0, 75.0, 108.0, 142.0])
    spans = spec.reach * np.array([1.05, 0.9, 0.88, 1.08])
    roots = [(0.1 + c * 0.8 * np.cos(a), c * 0.75 * np.sin(a), z) for a in angles]
    knees = [
        (0.08 + 0.5 * s * np.cos(a), 0.5 * s * np.sin(a), spec.knee)
        for a, s in zip(angles, spans, strict=True)
    ]
    feet = [(0.08 + s * np.cos(a), s * np.sin(a), 0.012) for a, s in zip(angles, spans, strict=True)]
    if spec.hairy or spec.bands:
        _skin_legs(figure, spec, roots, knees, feet)
    else:
        legs(figure, roots, knees, feet, spec.legs, radius=spec.thick, gait=0.03)
    x = 0.06 + 1.6 * c
    palp = [
        (x - 0.03, 0.05, z - 0.01, spec.thick * 0.8),
        (x + 0.12, 0.09, z + 0.05, spec.thick * 0.7),
        (x + 0.2, 0.08, z - 0.1, spec.thick * 0.4),
    ]
    jointed(figure, palp, spec.legs)
    figure.limb(
        (x - 0.01, 0.04, z - 0.02, c * 0.34), (x + 0.05, 0.04, z - 0.08, c * 0.26), both=True, melt=0.01
    )
    horn(figure, [(x + 0.05, 0.04, z - 0.1, 0.02), (x + 0.05, 0.03, z - 0.17, 0.002)], material=coats.NOSE)
    _eyes(figure, spec, x)
    horn(
        figure,
        [
            (-0.1 - size * long * 1.9, 0.025, z + size * 0.1, 0.02),
            (-0.18 - size * long * 1.95, 0.035, z + size * 0.05, 0.005),
        ],
        material=spec.legs,
    )
    for material, region in spec.paints:
        figure.paint(material, region)
    if spec.hairy:
        figure.hair(Locks(above(0.03), (), 700, 0.042, 0.008, (-0.4, 0.0, -0.2), 0.6, 0.1, 3))
    return figure.build()


def _skin_legs(
    figure: Sculpture,
    spec: Spider,
    roots: list[tuple[float, float, float]],
    knees: list[tuple[float, float, float]],
    feet: list[tuple[float, float, float]],
) -> None:
    """Add legs that are part of the skin, so that they get hair and bands."""
    lines = []
    for i, (root, knee, foot) in enumerate(zip(roots, knees, feet, strict=True)):
        r = spec.thick
        ankle = tuple(
            k + 0.66 * (f - k) + (0.05 if axis == 2 else 0.0)
            for axis, (k, f) in enumerate(zip(knee, foot, strict=True))
        )
        line = [(*root, r), (*knee, r * 0.95), (*ankle, r * 0.8), (*foot, r * 0.6)]
        step = 0.03 if i % 2 else -0.03
        for side in (1.0, -1.0):
            figure.limb(
                *[
                    (x + step * side * n / 3.0, side * y, z, radius)
                    for n, (x, y, z, radius) in enumerate(line)
                ],
                skin=spec.legs,
                melt=0.012,
            )
        lines.append(line)
    if spec.bands:
        for line in lines:
            for (x0, y0, z0, _), (x1, y1, z1, _) in pairwise(line):
                for at in (0.12, 0.62):
                    place = (x0 + at * (x1 - x0), y0 + at * (y1 - y0), z0 + at * (z1 - z0))
                    figure.paint(spec.bands, ball(place, spec.thick * 1.12, both=True))


def _eyes(figure: Sculpture, spec: Spider, x: float) -> None:
    z = spec.lift + spec.chest * 0.42
    if spec.stare:
        r = spec.stare
        eyes(
            figure,
            (x - 0.02, r * 1.05, spec.lift + 0.02),
            r,
            gaze=(1.0, 0.08, 0.0),
            iris=None,
            bulge_depth=0.2,
        )
        eyes(
            figure,
            (x - 0.05, r * 2.5, spec.lift + 0.05),
            r * 0.55,
            gaze=(0.8, 0.7, 0.1),
            iris=None,
            bulge_depth=0.2,
        )
        eyes(
            figure,
            (x - 0.2, r * 2.4, spec.lift + 0.1),
            r * 0.5,
            gaze=(0.2, 0.9, 0.4),
            iris=None,
            bulge_depth=0.2,
        )
        return
    for dx, y, dz in ((-0.02, 0.018, 0.0), (-0.04, 0.05, 0.0), (-0.05, 0.02, 0.035), (-0.08, 0.055, 0.025)):
        eyes(
            figure, (x + dx - 0.03, y, z + dz - 0.03), 0.016, gaze=(0.8, 0.3, 0.5), iris=None, bulge_depth=0.2
        )


def _tarantula() -> Mesh:
    dark, orange = coats.fur((56, 42, 36), (44, 34, 30)), coats.fur((206, 104, 44))
    return spider(
        Spider(
            dark, dark, thick=0.046, belly=(0.21, 1.15, 0.9), hairy=True, bands=orange, knee=0.38, reach=0.66
        )
    )


def _widow() -> Mesh:
    black, red = coats.shiny((18, 16, 18), roughness=0.12), coats.shiny((206, 22, 20), roughness=0.2)
    mark = either(
        ball((-0.3, 0.0, 0.52), 0.09, (1.0, 0.9, 1.0)),
        ball((-0.5, 0.0, 0.45), 0.1, (1.0, 0.8, 1.0)),
        along([(-0.3, 0.0, 0.5, 0.03), (-0.5, 0.0, 0.48, 0.03)]),
    )
    return spider(
        Spider(
            black,
            black,
            chest=0.1,
            belly=(0.24, 1.0, 1.02),
            thick=0.024,
            lift=0.22,
            knee=0.55,
            reach=0.7,
            paints=((red, mark),),
        )
    )


def _garden() -> Mesh:
    tan, pale = coats.fur((168, 110, 58), (190, 140, 90)), coats.shiny((238, 228, 200), roughness=0.4)
    cross = either(
        *(
            ball((x, y, 0.45), 0.035, (1.2, 1.0, 3.0), both=True)
            for x, y in ((-0.2, 0.0), (-0.3, 0.0), (-0.4, 0.0), (-0.5, 0.0), (-0.3, 0.08), (-0.3, 0.15))
        )
    )
    folium = common(ball((-0.42, 0.0, 0.42), 0.24, (1.1, 0.62, 1.0)), above(0.33))
    return spider(
        Spider(
            tan,
            coats.fur((186, 136, 84)),
            chest=0.11,
            belly=(0.22, 1.1, 1.0),
            thick=0.028,
            bands=coats.fur((92, 56, 32)),
            paints=((coats.fur((110, 66, 36)), folium), (pale, common(cross, above(0.35)))),
        )
    )


def _jumping() -> Mesh:
    grey, white = coats.fur((66, 64, 68), (110, 106, 104)), coats.fur((224, 220, 212))
    marks = either(
        ball((-0.36, 0.0, 0.38), 0.06),
        ball((-0.24, 0.09, 0.36), 0.04, both=True),
        ball((-0.46, 0.09, 0.34), 0.04, both=True),
    )
    return spider(
        Spider(
            grey,
            grey,
            chest=0.19,
            belly=(0.18, 1.25, 0.9),
            reach=0.46,
            knee=0.3,
            thick=0.05,
            lift=0.2,
            hairy=True,
            bands=white,
            paints=((white, marks),),
            stare=0.058,
        )
    )


def _scorpion(
    armour: Material, claws: Material, *, pincers: float, tail: float, thick: float, curl: float
) -> Mesh:
    figure = Sculpture(armour, cell=0.016, melt=0.02)
    z = 0.14
    figure.limb((0.26, 0.0, z, 0.13), (0.08, 0.0, z + 0.01, 0.145), flat=(1.0, 1.0, 0.5))
    rings(
        figure,
        [
            (0.02 - 0.075 * i, 0.0, z + 0.012, (0.155, 0.172, 0.18, 0.18, 0.17, 0.15, 0.115)[i])
            for i in range(7)
        ],
        armour,
        low=0.48,
    )
    angle, x, height, pieces = 6.0, -0.54, z + 0.01, []
    for i in range(5):
        length = tail * (0.15 + 0.016 * i)
        direction = np.radians(angle)
        end = (x - length * np.cos(direction), height + length * np.sin(direction))
        radius = thick * (0.07 - 0.004 * i)
        pieces.append(((x, height), end, radius))
        x, height = end
        angle += curl
    for (x0, z0), (x1, z1), radius in pieces:
        horn(
            figure,
            [
                (x0, 0.0, z0, radius * 0.7),
                ((x0 + x1) / 2, 0.0, (z0 + z1) / 2, radius * 1.12),
                (x1, 0.0, z1, radius * 0.72),
            ],
            material=armour,
            both=False,
            sides=9,
        )
    direction = np.radians(angle)
    ux, uz = -np.cos(direction), np.sin(direction)
    figure.add(
        shapes.ellipsoid((x + 0.06 * ux, 0.0, height + 0.06 * uz), (0.075, 0.062, 0.07), 14, 10), claws
    )
    down = np.radians(angle + 70.0)
    horn(
        figure,
        [
            (x + 0.11 * ux, 0.0, height + 0.11 * uz, 0.034),
            (x + 0.2 * ux, 0.0, height + 0.2 * uz, 0.02),
            (x + 0.2 * ux - 0.1 * np.cos(down), 0.0, height + 0.2 * uz + 0.1 * np.sin(down), 0.002),
        ],
        material=coats.NOSE,
        both=False,
    )
    roots = [(0.2 - 0.075 * i, 0.11, z - 0.02) for i in range(4)]
    knees = [(0.3 - 0.17 * i, 0.32, 0.26) for i in range(4)]
    feet = [(0.44 - 0.3 * i, 0.5, 0.012) for i in range(4)]
    legs(figure, roots, knees, feet, claws, radius=0.026, gait=0.03)
    jointed(
        figure,
        [(0.3, 0.1, z, 0.035), (0.42, 0.32, z + 0.08, 0.04), (0.66, 0.36, z + 0.1, 0.034)],
        armour,
        sides=9,
    )
    for side, yaw in ((1.0, -24.0), (-1.0, 14.0)):
        hand = figure.at(0.66, side * 0.36, z + 0.1, yaw=side * yaw)
        hand.add(
            shapes.ellipsoid(
                (0.13 * pincers, 0.0, 0.0), (0.15 * pincers, 0.1 * pincers, 0.075 * pincers), 18, 12
            ),
            claws,
        )
        for offset, sweep in ((0.055, 0.07), (-0.055, -0.05)):
            y = side * offset * pincers
            horn(
                hand,
                [
                    (0.2 * pincers, y, 0.0, 0.042 * pincers),
                    (0.34 * pincers, y + side * sweep * pincers, 0.0, 0.034 * pincers),
                    (0.47 * pincers, y * 0.4, 0.0, 0.005),
                ],
                material=claws,
                both=False,
                sides=8,
            )
    eyes(figure, (0.24, 0.03, z), 0.016, gaze=(0.4, 0.3, 1.0), iris=None)
    horn(figure, [(0.36, 0.04, z - 0.01, 0.035), (0.44, 0.04, z - 0.02, 0.012)], material=claws)
    return figure.build()


def _emperor() -> Mesh:
    return _scorpion(
        coats.shiny((30, 30, 36), roughness=0.2),
        coats.shiny((44, 34, 34), roughness=0.25),
        pincers=1.35,
        tail=1.0,
        thick=1.0,
        curl=32.0,
    )


def _deathstalker() -> Mesh:
    return _scorpion(
        coats.shiny((196, 160, 84), roughness=0.4),
        coats.shiny((214, 184, 112), roughness=0.4),
        pincers=0.72,
        tail=1.2,
        thick=1.1,
        curl=38.0,
    )


def _bark() -> Mesh:
    return _scorpion(
        coats.shiny((128, 62, 34), roughness=0.3),
        coats.shiny((168, 96, 54), roughness=0.3),
        pincers=0.95,
        tail=1.05,
        thick=0.85,
        curl=26.0,
    )


SPIDERS = (
    animal("spider", "tarantula", _tarantula),
    animal("spider", "black_widow", _widow),
    animal("spider", "garden", _garden),
    animal("spider", "jumping", _jumping),
)
SCORPIONS = (
    animal("scorpion", "emperor", _emperor),
    animal("scorpion", "deathstalker", _deathstalker),
    animal("scorpion", "bark", _bark),
)
