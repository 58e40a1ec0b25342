"""Flamingos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.arthropods import jointed
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import ball, common, outside
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

_STANDING = (
    (0.24, 0.0, 0.98, 0.085),
    (0.38, 0.0, 1.02, 0.06),
    (0.46, 0.0, 1.16, 0.045),
    (0.36, 0.0, 1.3, 0.038),
    (0.28, 0.0, 1.42, 0.036),
    (0.34, 0.0, 1.55, 0.036),
    (0.42, 0.0, 1.56, 0.04),
)
_FEEDING = (
    (0.24, 0.0, 0.94, 0.085),
    (0.42, 0.0, 0.98, 0.06),
    (0.56, 0.0, 0.86, 0.045),
    (0.58, 0.0, 0.62, 0.038),
    (0.54, 0.0, 0.38, 0.036),
    (0.56, 0.0, 0.22, 0.036),
    (0.6, 0.0, 0.15, 0.04),
)
_RAISED = (
    (0.24, 0.0, 1.0, 0.085),
    (0.36, 0.0, 1.1, 0.058),
    (0.4, 0.0, 1.28, 0.044),
    (0.38, 0.0, 1.46, 0.038),
    (0.4, 0.0, 1.64, 0.036),
    (0.47, 0.0, 1.73, 0.036),
    (0.54, 0.0, 1.71, 0.04),
)
_RESTING = (
    (0.24, 0.0, 1.0, 0.085),
    (0.36, 0.03, 1.1, 0.06),
    (0.34, 0.1, 1.26, 0.045),
    (0.16, 0.14, 1.34, 0.038),
    (-0.02, 0.14, 1.26, 0.036),
    (-0.06, 0.14, 1.2, 0.038),
)

_BILL = coats.plain((232, 190, 176), roughness=0.4)


@dataclass(frozen=True)
class Flamingo:
    """A flamingo.

    Attributes:
        plumage: Its feathers.
        wings: Feathers of the wings.
        neck: How it holds its neck: rows of x, y, z and radius.
        head: Pitch and yaw of the head, degrees.
        legs: Right and left leg: rows of x, y and z from the knee's upper joint down to the foot.
        spread: Whether the wings are spread.
        bill: Material of the bill; its tip is black.
        scale: Factor on the whole.
    """

    plumage: Material
    wings: Material
    neck: tuple[tuple[float, float, float, float], ...] = _STANDING
    head: tuple[float, float] = (-34.0, 0.0)
    legs: tuple[Sequence[tuple[float, float, float]], ...] = ()
    spread: bool = False
    bill: Material = _BILL
    scale: float = 1.0


_STRAIGHT = ((0.02, 0.07, 0.82), (-0.06, 0.07, 0.44), (0.0, 0.07, 0.02))
_STEPPING = ((0.04, -0.07, 0.82), (0.22, -0.07, 0.52), (0.14, -0.07, 0.12))
_TUCKED = ((0.0, -0.07, 0.84), (0.16, -0.06, 0.62), (-0.2, -0.05, 0.78))
_APART = ((0.02, -0.07, 0.82), (-0.16, -0.08, 0.46), (-0.2, -0.09, 0.02))


def flamingo(spec: Flamingo) -> Mesh:
    """Return a flamingo."""
    scale = spec.scale
    figure = Sculpture(spec.plumage, cell=0.0165 * scale, melt=0.05 * scale)
    bird = figure.at(scale=scale)
    bird.limb((-0.2, 0.0, 0.92, 0.1), (0.02, 0.0, 0.96, 0.17), (0.18, 0.0, 0.98, 0.13), flat=0.85)
    bird.limb((-0.2, 0.0, 0.93, 0.09), (-0.4, 0.0, 0.88, 0.03), flat=0.7)
    bird.limb(*curve(spec.neck, 18).tolist())
    x, y, z, _ = spec.neck[-1]
    _head(bird.at(x, y, z, pitch=spec.head[0], yaw=spec.head[1]), spec)
    for joints in spec.legs or (_STRAIGHT, _APART):
        _leg(bird, joints)
    if spec.spread:
        for side in (1.0, -1.0):
            _wing(bird, spec, side)
    else:
        body = common(
            ball((-0.06 * scale, 0.0, 0.99 * scale), 0.24 * scale, (1.6, 1.0, 0.8)),
            outside(ball((0.3 * scale, 0.0, 1.02 * scale), 0.17 * scale)),
        )
        figure.hair(
            Locks(
                body,
                (spec.wings, spec.wings, spec.plumage),
                340,
                0.13 * scale,
                0.05 * scale,
                (-1.0, 0.0, -0.25),
                0.07,
                0.05,
                2,
            )
        )
        for side in (1.0, -1.0):
            for i in range(4):
                feather = [
                    (-0.16, side * (0.13 - 0.01 * i), 0.97 - 0.035 * i, 0.02),
                    (-0.34, side * (0.11 - 0.01 * i), 0.91 - 0.03 * i, 0.028),
                    (-0.5 + 0.03 * i, side * 0.06, 0.84 - 0.02 * i, 0.004),
                ]
                horn(bird, feather, material=coats.NOSE, both=False, sides=6)
    return figure.build()


def _head(head: Sculpture, spec: Flamingo) -> None:
    head.limb((0.0, 0.0, 0.0, 0.052), (0.05, 0.0, -0.005, 0.042), flat=0.85, melt=0.02)
    head.finer(ball((0.04, 0.0, 0.0), 0.13), 0.0105)
    black = coats.shiny((28, 25, 25), roughness=0.3)
    # The bill bends down in its middle, which nothing else that is pink does.
    horn(
        head,
        [
            (0.06, 0.0, 0.0, 0.04),
            (0.13, 0.0, 0.0, 0.034),
            (0.2, 0.0, -0.045, 0.031),
            (0.225, 0.0, -0.11, 0.022),
            (0.22, 0.0, -0.16, 0.004),
        ],
        material=spec.bill,
        tip=black,
        both=False,
        sides=12,
    )
    horn(
        head,
        [
            (0.06, 0.0, -0.022, 0.03),
            (0.14, 0.0, -0.045, 0.024),
            (0.19, 0.0, -0.09, 0.018),
            (0.205, 0.0, -0.14, 0.004),
        ],
        material=spec.bill,
        tip=black,
        both=False,
        sides=10,
    )
    eyes(head, (0.035, 0.04, 0.015), 0.012, gaze=(0.3, 1.0, 0.0), iris=coats.AMBER_EYE, pupil=(0.45, 0.45))


def _leg(bird: Sculpture, joints: Sequence[tuple[float, float, float]]) -> None:
    skin = coats.skin((222, 132, 130), (196, 108, 110), roughness=0.5)
    top, knee, foot = joints
    bird.limb((top[0], top[1], top[2] + 0.08, 0.075), (*top, 0.032), melt=0.04)
    jointed(bird, [(*top, 0.024), (*knee, 0.024), (*foot, 0.017)], skin, both=False, sides=9)
    lifted = foot[2] > 0.05
    web = bird.at(*foot, pitch=-75.0 if lifted else 0.0)
    spread = [np.radians(a) for a in (-32.0, 0.0, 32.0)]
    for a in spread:
        horn(
            web,
            [
                (0.0, 0.0, 0.0, 0.017),
                (0.07 * np.cos(a), 0.07 * np.sin(a), -0.005, 0.014),
                (0.14 * np.cos(a), 0.14 * np.sin(a), -0.012, 0.006),
            ],
            material=skin,
            both=False,
            sides=6,
        )
    near = [(0.01 * np.cos(a), 0.01 * np.sin(a), 0.0) for a in spread]
    far = [(0.115 * np.cos(a), 0.115 * np.sin(a), -0.008) for a in spread]
    web.add(fin(near, far, 0.008, steps=(9, 4)), skin)


def _wing(bird: Sculpture, spec: Flamingo, side: float) -> None:
    """Add a spread wing: an arm with three rows of feathers, black at the tips of the flight feathers."""
    arm = curve([(0.12, 0.1, 1.06), (0.1, 0.32, 1.3), (0.16, 0.62, 1.36), (0.06, 0.92, 1.5)], 30)
    black = coats.plain((30, 27, 28), roughness=0.6)
    for row, (count, length, width, drop) in enumerate(
        ((26, 0.44, 0.075, 0.0), (22, 0.32, 0.085, 0.012), (20, 0.18, 0.085, 0.024))
    ):
        material = (black, spec.wings, spec.plumage)[row]
        feathers = []
        for i in range(count):
            share = i / (count - 1)
            x, y, z = arm[int(share * 29)]
            turn = np.radians(178.0 - 78.0 * share**1.6)
            own = length * (0.75 + 0.35 * share)
            way = np.array([0.72 * np.cos(turn), 0.8 * np.sin(turn), -0.7 + 0.55 * share])
            across = np.array([-np.sin(turn), np.cos(turn), 0.0]) * width * 0.5
            start = np.array([x, y, z + drop])
            middle, end = start + 0.6 * own * way, start + own * way
            feathers.append(
                fin(
                    [start - 0.6 * across, middle - across, end - 0.3 * across],
                    [start + 0.6 * across, middle + across, end + 0.3 * across],
                    0.008,
                    steps=(6, 3),
                )
            )
        surface = joined(feathers)
        bird.add(surface if side > 0.0 else surface.mirrored(), material)
    rows = np.column_stack([arm, np.linspace(0.06, 0.02, 30)])[::4]
    bird.limb(*(rows * np.array([1.0, side, 1.0, 1.0])).tolist(), skin=spec.wings, melt=0.03)


_PINK, _CORAL = coats.fur((238, 160, 160)), coats.fur((230, 116, 108))


def _pink() -> Mesh:
    return flamingo(Flamingo(_PINK, _CORAL, legs=(_STRAIGHT, _TUCKED)))


def _caribbean() -> Mesh:
    red = coats.fur((232, 98, 72))
    return flamingo(
        Flamingo(
            red,
            coats.fur((222, 70, 56)),
            neck=_RAISED,
            head=(-28.0, 0.0),
            legs=(_APART_RIGHT, _STEPPING),
            scale=1.05,
        )
    )


_APART_RIGHT = ((0.02, 0.07, 0.82), (-0.12, 0.07, 0.45), (-0.12, 0.07, 0.02))


def _feeding() -> Mesh:
    return flamingo(Flamingo(coats.fur((240, 186, 184)), _PINK, neck=_FEEDING, head=(-80.0, 0.0)))


def _spread() -> Mesh:
    return flamingo(
        Flamingo(_PINK, _CORAL, neck=_RAISED, head=(-20.0, 0.0), legs=(_STRAIGHT, _APART), spread=True)
    )


def _resting() -> Mesh:
    return flamingo(
        Flamingo(
            coats.fur((240, 206, 202)),
            coats.fur((236, 176, 172)),
            neck=_RESTING,
            head=(-40.0, 196.0),
            legs=(_STRAIGHT, _TUCKED),
        )
    )


FLAMINGOS = (
    animal("flamingo", "pink", _pink),
    animal("flamingo", "caribbean", _caribbean),
    animal("flamingo", "feeding", _feeding),
    animal("flamingo", "spread_wings", _spread),
    animal("flamingo", "resting", _resting),
)
