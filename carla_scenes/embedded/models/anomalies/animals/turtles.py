"""Turtles and tortoises; small ones are shown about a metre long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import claw, eyes, horn, nostrils
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    above,
    ball,
    bands,
    common,
    cracks,
    either,
    outside,
)
from carla_scenes.embedded.models.anomalies.animals.relief import plates, warts, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]


def _scutes() -> Floats:
    """Return the middles of a shell's scutes, (N, 2): a row along the back, two beside it, and the rim."""
    middle = [(x, 0.0) for x in (0.72, 0.36, 0.0, -0.36, -0.72)]
    beside = [(x, side * 0.52) for x in (0.54, 0.18, -0.18, -0.54) for side in (1.0, -1.0)]
    turns = np.radians(np.arange(24) * 15.0 + 7.5)
    rim = [(1.0 * np.cos(a), 1.0 * np.sin(a)) for a in turns]
    return np.array(middle + beside + rim)


_SCUTES = _scutes()


@dataclass(frozen=True)
class Shell:
    """A shell.

    Attributes:
        length: Metres.
        width: Metres.
        height: Of the back over the rim, metres.
        material: Of the scutes.
        seams: Material of the seams between them.
        centres: Material of their middles; None for none.
        bulge: How far scutes stand out, metres.
        keels: How far those of the back rise to a point, metres.
        dome: Form: 2 is a ball, less is flatter at the rim.
        lift: Height of the rim, metres.
    """

    length: float
    width: float
    height: float
    material: Material
    seams: Material
    centres: Material | None = None
    bulge: float = 0.015
    keels: float = 0.0
    dome: float = 2.2
    lift: float = 0.25

    def nearest(self, points: Floats) -> tuple[Floats, Floats]:
        """Return the distances to the nearest and the second nearest scute, in halves of the width."""
        flat = points[:, :2] / np.array([self.length, self.width]) * 2.0
        far = np.sort(np.linalg.norm(flat[:, None] - _SCUTES[None], axis=2), axis=1)
        return far[:, 0], far[:, 1]

    def add_to(self, figure: Sculpture) -> None:
        """Add the shell: a dome of scutes and a flat underside."""
        share = np.linspace(0.0, 1.0, 26)
        profile = [
            (np.sin(np.pi / 2.0 * s), (1.0 - np.sin(np.pi / 2.0 * s) ** self.dome) ** (1.0 / self.dome))
            for s in share[::-1]
        ]
        dome = shapes.lathe(
            [(0.02, -0.22), (0.8, -0.2), (0.98, -0.1), *profile[:-1], (0.0, 1.0)], 80, crease=180.0
        )
        scaled = dome.moved(z=self.lift, scale=(self.length / 2.0, self.width / 2.0, self.height))
        figure.add(scaled, self.material, painted=True)
        inside = ball(
            (0.0, 0.0, self.lift + 0.45 * self.height),
            1.0,
            (self.length * 0.56, self.width * 0.56, self.height * 0.7),
        )
        over = common(above(self.lift - 0.06 * self.height), inside)

        def scutes(points: Floats) -> Floats:
            first, second = self.nearest(points)
            swell = np.clip((second - first) / 0.14, 0.0, 1.0)
            on_back = np.linalg.norm(points[:, :2] / np.array([self.length, self.width]) * 2.0, axis=1) < 0.8
            height: Floats = self.bulge * (swell - 1.0) + on_back * self.keels * np.clip(
                1.0 - first / 0.2, 0.0, 1.0
            )
            return height

        figure.relief(within(scutes, over, 0.02))

        def seam(points: Floats) -> Floats:
            first, second = self.nearest(points)
            return (second - first - 0.055) * self.width * 0.4

        figure.paint(self.seams, common(seam, over))
        if self.centres is not None:
            figure.paint(
                self.centres,
                common(lambda points: (self.nearest(points)[0] - 0.105) * self.width * 0.5, over),
            )


def _head(head: Sculpture, skin: Material, *, beak: Material, iris: Material = coats.AMBER_EYE) -> None:
    """Add a head with the skull's radius for a unit."""
    head.limb((0.0, 0.0, 0.0, 1.0), (0.7, 0.0, -0.08, 0.82), flat=0.92, melt=0.3)
    head.limb((0.8, 0.0, -0.1, 0.72), (1.35, 0.0, -0.3, 0.45), flat=0.85, melt=0.2)
    head.limb((0.2, 0.0, -0.55, 0.6), (1.2, 0.0, -0.72, 0.32), flat=0.95, melt=0.06)
    head.limb((1.5, 0.0, -0.28, 0.36), (1.62, 0.0, -0.56, 0.14), flat=0.7, skin=beak, melt=0.1)
    head.finer(ball((0.6, 0.0, -0.1), 1.7), 0.15)
    eyes(head, (0.75, 0.6, 0.2), 0.22, gaze=(0.6, 1.0, 0.1), iris=iris, pupil=(0.55, 0.55), lid=skin)
    nostrils(head, (1.7, 0.14, -0.05), (0.07, 0.08, 0.07), yaw=10.0)


def _column(
    figure: Sculpture,
    x: float,
    y: float,
    *,
    shoulder: float,
    lift: float,
    radius: float,
    forward: float,
    claws: Material = coats.PALE_CLAW,
) -> None:
    """Add a pair of legs like an elephant's, with claws."""
    for side, step in ((1.0, forward), (-1.0, -forward)):
        foot = (x + 0.1 * np.sign(x) + step, side * (y + 0.06), radius * 0.6)
        figure.limb(
            (x, side * y * 0.8, lift, shoulder),
            (x + 0.06 * np.sign(x) + step * 0.6, side * (y + 0.06), lift * 0.6, radius * 1.15),
            (*foot, radius),
        )
        for i in range(4):
            turn = np.radians((i - 1.5) * 30.0)
            claw(
                figure,
                (foot[0] + radius * 0.9 * np.cos(turn), foot[1] + radius * 0.9 * np.sin(turn), radius * 0.3),
                radius * 0.6,
                material=claws,
            )


def _tortoise() -> Mesh:
    skin = coats.scales((120, 106, 74), (88, 78, 58), 0.05)
    figure = Sculpture(skin, cell=0.024, melt=0.06)
    shell = Shell(
        1.15,
        0.86,
        0.5,
        coats.plain((92, 74, 44), roughness=0.5),
        coats.plain((44, 36, 28)),
        coats.plain((176, 146, 82), roughness=0.5),
        0.03,
        0.03,
        2.2,
        0.3,
    )
    shell.add_to(figure)
    figure.limb((0.42, 0.0, 0.34, 0.15), (0.62, 0.0, 0.42, 0.09), (0.72, 0.0, 0.56, 0.075))
    _head(figure.at(0.76, 0.0, 0.6, pitch=-6.0, scale=0.088), skin, beak=coats.HORN)
    _column(figure, 0.4, 0.3, shoulder=0.16, lift=0.3, radius=0.095, forward=0.07)
    _column(figure, -0.4, 0.28, shoulder=0.17, lift=0.3, radius=0.1, forward=-0.06)
    figure.limb((-0.5, 0.0, 0.28, 0.07), (-0.64, 0.0, 0.2, 0.03))
    figure.relief(
        within(plates(0.05, 0.008, 0.3), outside(ball((0.0, 0.0, 0.5), 1.0, (0.6, 0.45, 0.32))), 0.05)
    )
    return figure.grounded().warp(bend(0.5, 0.85, 20.0)).build()


def _sea_turtle() -> Mesh:
    skin = coats.scales((92, 106, 84), (168, 164, 128), 0.06)
    figure = Sculpture(skin, cell=0.026, melt=0.06)
    shell = Shell(
        1.2,
        0.96,
        0.3,
        coats.plain((108, 86, 50), roughness=0.4),
        coats.plain((190, 172, 112)),
        coats.plain((72, 62, 40), roughness=0.4),
        0.012,
        0.0,
        1.9,
        0.2,
    )
    shell.add_to(figure)
    figure.limb((0.5, 0.0, 0.22, 0.14), (0.74, 0.0, 0.27, 0.1))
    _head(figure.at(0.8, 0.0, 0.3, pitch=4.0, scale=0.105), skin, beak=coats.HORN, iris=coats.PUPIL)
    for side, sweep in ((1.0, 0.0), (-1.0, 0.16)):
        figure.limb((0.42, side * 0.3, 0.2, 0.11), (0.5, side * 0.5, 0.16, 0.09))
        front = [
            (0.58, 0.42, 0.17),
            (0.62 + sweep, 0.74, 0.13),
            (0.34 + sweep, 1.04, 0.06),
            (0.0 + sweep, 1.16, 0.02),
        ]
        rear = [
            (0.38, 0.44, 0.16),
            (0.36 + sweep, 0.7, 0.1),
            (0.18 + sweep, 0.92, 0.04),
            (-0.02 + sweep, 1.14, 0.02),
        ]
        blade = fin(front, rear, 0.09, foil=True, steps=(18, 9))
        figure.add(blade if side > 0.0 else blade.mirrored(), skin, painted=True)
        hind = fin(
            [(-0.46, 0.22, 0.16), (-0.66, 0.42, 0.08), (-0.86, 0.5, 0.03)],
            [(-0.58, 0.14, 0.15), (-0.76, 0.28, 0.08), (-0.9, 0.46, 0.03)],
            0.06,
            foil=True,
            steps=(12, 9),
        )
        figure.add(hind if side > 0.0 else hind.mirrored(), skin, painted=True)
    outer = either(
        ball((0.3, 0.95, 0.1), 0.5, both=True),
        ball((-0.7, 0.4, 0.1), 0.3, both=True),
        ball((0.85, 0.0, 0.3), 0.22),
    )
    figure.paint(
        coats.plain((206, 196, 150), roughness=0.5),
        common(cracks(0.1, 0.011, 3), outer, outside(ball((0.0, 0.0, 0.3), 1.0, (0.61, 0.49, 0.5)))),
    )
    return figure.grounded().warp(bend(0.55, 0.9, -18.0)).build()


def _slider() -> Mesh:
    skin, yellow = coats.scales((62, 82, 52), (48, 64, 42), 0.03), coats.plain((212, 194, 72), roughness=0.5)
    figure = Sculpture(skin, cell=0.02, melt=0.05)
    shell = Shell(
        0.9,
        0.72,
        0.26,
        coats.shiny((70, 78, 44), roughness=0.35),
        coats.plain((40, 44, 28)),
        coats.shiny((116, 116, 58), roughness=0.35),
        0.008,
        0.0,
        2.0,
        0.2,
    )
    shell.add_to(figure)
    figure.limb((0.34, 0.0, 0.24, 0.11), (0.54, 0.0, 0.36, 0.075), (0.58, 0.0, 0.42, 0.07))
    _head(
        figure.at(0.62, 0.0, 0.46, pitch=8.0, scale=0.072),
        skin,
        beak=coats.plain((150, 140, 80)),
        iris=coats.GREEN_EYE,
    )
    _column(figure, 0.3, 0.27, shoulder=0.1, lift=0.2, radius=0.06, forward=0.06)
    _column(figure, -0.3, 0.25, shoulder=0.11, lift=0.2, radius=0.062, forward=-0.06)
    figure.limb((-0.4, 0.0, 0.18, 0.05), (-0.54, 0.02, 0.12, 0.022))
    figure.paint(
        yellow, common(bands((0.0, 0.8, 0.6), 0.045, 0.32, waviness=0.008), ball((0.58, 0.0, 0.42), 0.17))
    )
    figure.paint(
        coats.plain((206, 44, 32), roughness=0.5),
        ball((0.62, 0.075, 0.465), 0.026, (1.9, 1.2, 0.8), both=True),
    )
    figure.paint(
        yellow,
        common(
            bands((1.0, 0.4, 0.0), 0.06, 0.25, waviness=0.01),
            either(ball((0.34, 0.36, 0.1), 0.14, both=True), ball((-0.36, 0.34, 0.1), 0.14, both=True)),
        ),
    )
    return figure.grounded().warp(bend(0.4, 0.7, -24.0)).build()


def _snapper() -> Mesh:
    skin = coats.skin((92, 82, 62), (68, 62, 50))
    figure = Sculpture(skin, cell=0.024, melt=0.06)
    shell = Shell(
        1.0,
        0.84,
        0.3,
        coats.plain((74, 64, 48), roughness=0.7),
        coats.plain((46, 42, 34)),
        None,
        0.02,
        0.1,
        1.9,
        0.24,
    )
    shell.add_to(figure)
    figure.limb((0.4, 0.0, 0.26, 0.16), (0.66, 0.0, 0.3, 0.13))
    head = figure.at(0.74, 0.0, 0.34, pitch=14.0, scale=0.14)
    _head(head, skin, beak=coats.DARK_HORN)
    horn(
        head,
        [(1.5, 0.0, 0.0, 0.3), (1.85, 0.0, -0.2, 0.2), (1.85, 0.0, -0.6, 0.02)],
        material=coats.DARK_HORN,
        both=False,
    )
    _column(figure, 0.36, 0.34, shoulder=0.14, lift=0.24, radius=0.085, forward=0.08, claws=coats.CLAW)
    _column(figure, -0.36, 0.32, shoulder=0.15, lift=0.24, radius=0.09, forward=-0.06, claws=coats.CLAW)
    tail = [
        (-0.42, 0.0, 0.24, 0.1),
        (-0.7, 0.0, 0.14, 0.07),
        (-1.0, 0.06, 0.07, 0.045),
        (-1.2, 0.16, 0.035, 0.02),
    ]
    figure.limb(*tail)
    for x, y, z, r in [
        (-0.55, 0.0, 0.2, 0.085),
        (-0.7, 0.0, 0.14, 0.07),
        (-0.85, 0.03, 0.11, 0.058),
        (-1.0, 0.06, 0.07, 0.045),
    ]:
        horn(
            figure,
            [(x, y, z + r * 0.7, r * 0.5), (x - 0.05, y, z + r * 1.7, 0.004)],
            material=coats.DARK_HORN,
            both=False,
            sides=7,
        )
    figure.relief(
        within(warts(0.05, 0.014, 0.4), outside(ball((0.0, 0.0, 0.4), 1.0, (0.54, 0.45, 0.4))), 0.04)
    )
    return figure.grounded().warp(bend(0.45, 0.9, 16.0)).build()


TURTLES = (
    animal("turtle", "tortoise", _tortoise),
    animal("turtle", "sea", _sea_turtle),
    animal("turtle", "slider", _slider),
    animal("turtle", "snapping", _snapper),
)
