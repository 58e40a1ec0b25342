"""Mongooses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.carnivores import Beast, Face, Pose, beast
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import STANDING, TROTTING, WALKING, Foot, Leg
from carla_scenes.embedded.models.anomalies.animals.regions import (
    above,
    ball,
    bands,
    behind,
    common,
    either,
    outside,
    ragged,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

_MONGOOSE_FACE = Face(
    size=0.2,
    width=0.85,
    muzzle=1.9,
    depth=0.3,
    broad=0.85,
    drop=0.32,
    ears=0.5,
    ear_widths=(0.36, 0.42, 0.36, 0.1),
    ear_place=(-0.3, 0.8, 0.35),
    ear_turn=(50.0, 5.0, 60.0, 0.4, 0.0),
    eye=0.17,
    eye_place=(0.78, 0.45, 0.14),
    iris=coats.AMBER_EYE,
    pupil=(0.7, 0.35),
    nose=coats.skin((120, 70, 64)),
)
_LONG_TAIL = (
    (-0.12, 0.0, 0.04, 0.12),
    (-0.5, 0.0, -0.12, 0.1),
    (-0.95, 0.04, -0.2, 0.075),
    (-1.3, 0.1, -0.1, 0.045),
    (-1.45, 0.14, 0.0, 0.015),
)
_UPRIGHT = Pose(
    (
        (-0.18, 0.36, 0.19, 1.0),
        (-0.12, 0.62, 0.18, 0.95),
        (-0.02, 0.92, 0.17, 0.92),
        (0.03, 1.14, 0.15, 0.95),
        (0.06, 1.24, 0.12, 0.95),
    ),
    Leg(
        ((0.04, 1.14, 0.07), (0.12, 0.96, 0.05), (0.2, 0.8, 0.042), (0.22, 0.7, 0.036), (0.22, 0.66, 0.034)),
        (0.13, 0.08),
        Foot.PAW,
        0.12,
        raised=True,
    ),
    Leg(
        (
            (-0.16, 0.38, 0.18),
            (0.06, 0.34, 0.11),
            (-0.14, 0.12, 0.06),
            (-0.06, 0.07, 0.05),
            (0.0, 0.065, 0.05),
        ),
        (0.12, 0.16),
        Foot.PAW,
        0.2,
    ),
)


_MONGOOSE = Beast(
    coat=coats.fur((128, 108, 82), (160, 140, 110)),
    face=_MONGOOSE_FACE,
    head_at=(0.3, 0.06),
    pitch=-6.0,
    tail=_LONG_TAIL,
    leg=0.5,
    length=1.5,
    thick=0.95,
    neck=0.15,
    scale=0.45,
    cell=0.03,
)


def _brush(figure: Sculpture, *hairs: Material) -> None:
    """Grow a brush on the tail."""
    figure.hair(
        Locks(behind(-0.75 * _MONGOOSE.scale), hairs, 300, 0.07, 0.014, (-1.0, 0.0, -0.1), 0.15, 0.1, 3)
    )


def _indian() -> Mesh:
    figure, _ = beast(replace(_MONGOOSE, stride=WALKING))
    _brush(figure, coats.fur((112, 94, 72)), coats.fur((140, 120, 94)))
    return figure.warp(bend(0.25, 0.5, 24.0), bend(-0.4, -0.8, 20.0)).build()


def _banded() -> Mesh:
    stripes = common(
        bands((1.0, 0.0, 0.0), 0.13, 0.45, waviness=0.01), above(0.42), behind(0.22), outside(behind(-0.85))
    )
    figure, _ = beast(
        replace(
            _MONGOOSE,
            coat=coats.fur((150, 128, 100), (130, 106, 80)),
            paints=((coats.fur((48, 38, 32)), stripes),),
            stride=TROTTING,
            head_at=(0.32, -0.08),
            girth=1.12,
        )
    )
    return figure.warp(bend(0.25, 0.5, -20.0)).build()


def _meerkat() -> Mesh:
    dark = coats.fur((52, 40, 34))
    back = common(
        bands((0.3, 0.0, 1.0), 0.15, 0.35, waviness=0.02), behind(-0.1), ball((-0.15, 0.0, 0.75), 0.42)
    )
    patches = either(ball((0.85, 0.5, 0.12), 0.36, both=True), ball((1.9, 0.0, -0.3), 0.3))
    face = replace(_MONGOOSE_FACE, size=0.15, muzzle=1.65, ears=0.4, ear=dark, inside=dark)
    tail = (
        (-0.1, 0.0, -0.14, 0.06),
        (-0.34, 0.05, -0.28, 0.045),
        (-0.62, 0.16, -0.32, 0.035),
        (-0.8, 0.28, -0.33, 0.025),
    )
    figure, _ = beast(
        replace(
            _MONGOOSE,
            coat=coats.fur((196, 162, 118), (222, 202, 170)),
            face=face,
            pose=_UPRIGHT,
            tail=tail,
            head_at=(0.06, 0.16),
            pitch=4.0,
            leg=1.0,
            length=1.0,
            thick=1.0,
            neck=0.1,
            scale=0.55,
            paints=((dark, ragged(back, 0.01, 0.1)),),
            masks=((dark, patches),),
            stride=STANDING,
        )
    )
    return figure.warp(bend(-0.05, 0.1, 18.0)).build()


MONGOOSES = (
    animal("mongoose", "indian", _indian),
    animal("mongoose", "banded", _banded),
    animal("mongoose", "meerkat", _meerkat),
)
