"""Mice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats, features
from carla_scenes.embedded.models.anomalies.animals.carnivores import SIT, Beast, Face, Pose, beast
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import STANDING, WALKING, Foot, Leg

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh

_MOUSE_FACE = Face(
    size=0.3,
    width=0.95,
    muzzle=1.55,
    depth=0.26,
    broad=0.9,
    drop=0.4,
    ears=1.0,
    ear_widths=(0.32, 0.6, 0.6, 0.2),
    ear_place=(-0.3, 0.6, 0.75),
    ear_turn=(30.0, 15.0, 30.0, 0.45, 0.0),
    eye=0.2,
    eye_place=(0.7, 0.5, 0.15),
    iris=None,
    nose=coats.PINK,
    whiskers=1.3,
)
_MOUSE_POSE = Pose(
    (
        (-0.36, 0.55, 0.3, 1.0),
        (-0.12, 0.62, 0.33, 0.98),
        (0.14, 0.6, 0.29, 0.95),
        (0.32, 0.58, 0.24, 0.95),
        (0.4, 0.58, 0.2, 0.95),
    ),
    Leg(
        ((0.3, 0.48, 0.13), (0.26, 0.3, 0.085), (0.34, 0.16, 0.05), (0.35, 0.1, 0.04), (0.38, 0.065, 0.04)),
        (0.16, 0.16),
        Foot.PAW,
        0.16,
    ),
    Leg(
        (
            (-0.32, 0.5, 0.22),
            (-0.16, 0.3, 0.13),
            (-0.4, 0.13, 0.06),
            (-0.3, 0.08, 0.05),
            (-0.22, 0.065, 0.045),
        ),
        (0.18, 0.2),
        Foot.PAW,
        0.2,
    ),
)


_MOUSE = Beast(
    coat=coats.fur((128, 112, 98), (178, 166, 152)),
    face=_MOUSE_FACE,
    head_at=(0.26, 0.08),
    pitch=-12.0,
    tail=(),
    pose=_MOUSE_POSE,
    neck=0.22,
    scale=0.5,
    leg=0.62,
    cell=0.032,
    stride=WALKING,
)


def _tailed(spec: Beast, turned: float) -> Mesh:
    figure, _ = beast(spec)
    x, z, scale = spec.pose.spine[0][0], spec.pose.spine[0][1], spec.scale
    points = [
        (x - 0.2, 0.0, z - 0.1, 0.06),
        (x - 0.6, 0.0, 0.14, 0.042),
        (x - 1.0, 0.14, 0.07, 0.032),
        (x - 1.3, 0.1, 0.06, 0.024),
        (x - 1.6, -0.1, 0.05, 0.012),
    ]
    features.horn(figure.at(scale=scale), points, material=coats.PINK, both=False, sides=8, rings=16)
    return figure.warp(
        bend(0.3 * scale, 0.7 * scale, turned), bend(-0.55 * scale, -1.8 * scale, 75.0)
    ).build()


def _house() -> Mesh:
    return _tailed(_MOUSE, 20.0)


def _white() -> Mesh:
    face = replace(_MOUSE_FACE, iris=coats.RED_EYE, pupil=(0.3, 0.3))
    return _tailed(
        replace(
            _MOUSE,
            coat=coats.fur((232, 228, 222)),
            face=face,
            stride=STANDING,
            head_at=(0.26, 0.14),
            pitch=5.0,
        ),
        -20.0,
    )


def _field() -> Mesh:
    spec = replace(
        _MOUSE,
        coat=coats.fur((158, 104, 58), (226, 206, 180)),
        pose=Pose(
            (
                (-0.3, 0.34, 0.3, 1.0),
                (-0.18, 0.55, 0.31, 0.98),
                (0.02, 0.8, 0.26, 0.95),
                (0.1, 0.96, 0.21, 0.95),
                (0.12, 1.02, 0.19, 0.95),
            ),
            Leg(
                (
                    (0.12, 0.86, 0.1),
                    (0.24, 0.72, 0.07),
                    (0.36, 0.78, 0.05),
                    (0.4, 0.8, 0.04),
                    (0.42, 0.8, 0.04),
                ),
                (0.16, 0.08),
                Foot.PAW,
                0.14,
                raised=True,
            ),
            SIT.hind.enlarged(1.1),
        ),
        head_at=(0.12, 0.2),
        pitch=-2.0,
        leg=1.0,
        stride=STANDING,
    )
    return _tailed(spec, 0.0)


MICE = (
    animal("mouse", "house", _house),
    animal("mouse", "white", _white),
    animal("mouse", "field", _field),
)
