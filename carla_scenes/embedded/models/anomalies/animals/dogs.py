"""Dogs of several breeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.carnivores import SIT, Beast, Face, beast, tail_curve
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import TROTTING, WALKING
from carla_scenes.embedded.models.anomalies.animals.regions import (
    above,
    along,
    ball,
    below,
    common,
    dots,
    either,
    outside,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import folds, lumps, within

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh

_BLACK = coats.fur((32, 29, 28))
_WHITE = coats.fur((228, 224, 216))


def _shepherd() -> Mesh:
    tan = coats.fur((172, 118, 68), (190, 150, 108))
    saddle = ragged(ball((-0.1, 0.0, 1.06), 0.35, (1.9, 1.2, 1.0)), 0.06, 0.12)
    spec = Beast(
        tan,
        Face(size=0.12, muzzle=2.1, ears=1.35),
        (0.22, 0.3),
        -18.0,
        tail_curve("hanging"),
        stride=WALKING,
        paints=((_BLACK, saddle),),
        masks=((_BLACK, ragged(ball((2.1, 0.0, -0.5), 1.25), 0.2, 0.5)),),
        scale=0.65,
        girth=1.05,
    )
    figure, _ = beast(spec)
    ruff = ball((0.3, 0.0, 0.52), 0.2)
    figure.hair(Locks(ruff, (), 200, 0.055, 0.022, (-0.4, 0.0, -1.0), 0.12, 0.1, 2))
    figure.hair(Locks(ball((-0.46, 0.0, 0.4), 0.18), (), 110, 0.07, 0.022, (-0.1, 0.0, -1.0), 0.12, 0.1, 3))
    return figure.warp(bend(0.3, 0.6, 22.0)).build()


def _bulldog() -> Mesh:
    brindle = coats.fur((176, 120, 72), (226, 214, 196))
    face = Face(
        size=0.175,
        width=1.12,
        muzzle=1.02,
        depth=0.56,
        broad=1.36,
        drop=0.32,
        jowls=0.42,
        ears=0.62,
        ear_widths=(0.24, 0.3, 0.2, 0.04),
        ear_place=(-0.1, 0.62, 0.75),
        ear_turn=(50.0, 0.0, 35.0, 0.2, 0.75),
        eye=0.19,
        eye_place=(0.85, 0.52, 0.05),
    )
    white = either(common(ball((0.4, 0.0, 0.45), 0.3), above(0.02)), below(0.2))
    spec = Beast(
        brindle,
        face,
        (0.2, 0.12),
        -5.0,
        tail_curve("stub"),
        paints=((_WHITE, ragged(white, 0.03, 0.1)),),
        masks=((_WHITE, along([(1.1, 0.0, -0.5, 0.75), (0.8, 0.0, 1.0, 0.2)])),),
        leg=0.55,
        girth=1.12,
        thick=1.35,
        neck=0.17,
        scale=0.52,
        length=0.86,
    )
    figure, head = beast(spec)
    head.limb((1.15, 0.0, -1.08, 0.32), flat=(0.8, 1.5, 0.7), melt=0.1)  # the lower jaw stands forward
    head.limb((1.25, 0.0, 0.05, 0.22), flat=(0.8, 1.4, 0.6), melt=0.1)
    head.relief(within(folds((1.0, 0.0, 0.9), 0.34, 0.13), ball((0.75, 0.0, 0.45), 0.75), 0.3))
    return figure.warp(bend(0.3, 0.5, -18.0)).build()


def _dachshund() -> Mesh:
    red = coats.fur((132, 66, 34), (150, 84, 48))
    face = Face(
        size=0.13,
        width=0.85,
        muzzle=2.3,
        depth=0.32,
        drop=0.4,
        ears=1.5,
        ear_widths=(0.3, 0.5, 0.62, 0.3),
        ear_place=(-0.15, 0.8, 0.5),
        ear_turn=(90.0, 0.0, 152.0, 0.25, 0.1),
        inside=coats.fur((110, 56, 30)),
    )
    spec = Beast(
        red,
        face,
        (0.16, 0.3),
        -8.0,
        tail_curve("sabre"),
        stride=WALKING,
        leg=0.42,
        length=1.55,
        girth=1.0,
        thick=1.0,
        scale=0.45,
        neck=0.13,
    )
    figure, _ = beast(spec)
    return figure.warp(bend(0.3, 0.6, 25.0)).build()


def _poodle() -> Mesh:
    cream = coats.fur((232, 226, 214))
    face = Face(
        size=0.1,
        width=0.8,
        muzzle=2.7,
        depth=0.3,
        broad=0.8,
        drop=0.4,
        ears=1.7,
        ear_widths=(0.4, 0.7, 0.8, 0.4),
        ear_place=(-0.1, 0.8, 0.4),
        ear_turn=(90.0, 0.0, 152.0, 0.25, 0.1),
        inside=cream,
    )
    spec = Beast(
        cream, face, (0.1, 0.34), -10.0, (), stride=TROTTING, girth=0.82, thick=0.8, scale=0.62, neck=0.1
    )
    figure, head = beast(spec)
    dog = figure.at(scale=spec.scale)
    balls = [(0.3, 0.0, 0.78, 0.27), (0.08, 0.0, 0.77, 0.24), (-0.62, 0.0, 1.06, 0.12)]
    dog.limb((-0.5, 0.0, 0.86, 0.035), (-0.62, 0.0, 1.05, 0.03))
    for x, y, z, r in balls:
        dog.limb((x, y, z, r), melt=0.02)
    head.limb((-0.35, 0.0, 0.75, 1.05), flat=1.1, melt=0.1)
    head.limb((-0.2, 0.95, -0.55, 0.5), flat=(0.8, 0.6, 1.3), melt=0.1, both=True)
    pompons = either(*[ball(b[:3], b[3] + 0.03) for b in balls], common(above(0.1), below(0.24)))
    dog.relief(within(lumps(0.055, 0.035), pompons, 0.04))
    dog.relief(within(lumps(0.03, 0.025, seed=4), outside(below(0.14)), 0.03))
    head.relief(
        within(
            lumps(0.45, 0.4),
            either(ball((-0.35, 0.0, 0.75), 1.2), ball((-0.2, 0.95, -0.55), 0.6, both=True)),
            0.2,
        )
    )
    for x, y in ((0.53, 0.11), (0.19, -0.11), (-0.6, 0.1), (-0.28, -0.1)):
        dog.limb((x, y, 0.2, 0.1), melt=0.02)
    return figure.build()


def _dalmatian() -> Mesh:
    face = Face(
        size=0.115,
        muzzle=2.0,
        depth=0.4,
        drop=0.4,
        ears=1.15,
        ear_widths=(0.3, 0.5, 0.45, 0.1),
        ear_place=(-0.2, 0.75, 0.55),
        ear_turn=(80.0, 0.0, 145.0, 0.25, 0.1),
        ear=_BLACK,
        inside=_BLACK,
    )
    sweep = (
        (-0.12, 0.0, -0.1, 0.045),
        (-0.34, 0.06, -0.17, 0.04),
        (-0.52, 0.16, -0.17, 0.03),
        (-0.6, 0.26, -0.18, 0.02),
    )
    spots = common(dots(0.14, 0.045, 6), above(0.08))
    spec = Beast(
        _WHITE,
        face,
        (0.12, 0.3),
        -5.0,
        sweep,
        pose=SIT,
        paints=((_BLACK, spots),),
        masks=((_BLACK, dots(0.9, 0.2, 2)),),
        scale=0.62,
        neck=0.11,
        girth=0.95,
    )
    figure, _ = beast(spec)
    return figure.warp(bend(0.1, 0.35, 18.0)).build()


def _husky() -> Mesh:
    grey = coats.fur((92, 94, 100), (226, 224, 220))
    pale = either(ragged(below(0.62), 0.05, 0.12), ball((0.6, 0.0, 0.8), 0.2))
    face = Face(
        size=0.13,
        width=0.95,
        muzzle=1.85,
        depth=0.4,
        ears=1.0,
        ear_widths=(0.34, 0.42, 0.28, 0.03),
        iris=coats.BLUE_EYE,
        pupil=(0.38, 0.38),
    )
    mask = either(
        ball((1.8, 0.0, -0.6), 1.05),
        ball((0.75, 0.45, 0.3), 0.34, both=True),
        ball((0.2, 0.8, -0.5), 0.6, both=True),
    )
    spec = Beast(
        grey,
        face,
        (0.18, 0.28),
        -12.0,
        tail_curve("curled"),
        paints=((_WHITE, pale),),
        masks=((_WHITE, ragged(mask, 0.1, 0.5)),),
        girth=1.15,
        thick=1.1,
        scale=0.6,
        neck=0.15,
        stride=WALKING,
    )
    figure, _ = beast(spec)
    figure.hair(Locks(ball((0.3, 0.0, 0.46), 0.2), (), 200, 0.05, 0.022, (-0.5, 0.0, -1.0), 0.12, 0.1, 2))
    figure.hair(Locks(ball((-0.33, 0.0, 0.66), 0.17), (), 150, 0.06, 0.024, (0.6, 0.0, 0.8), 0.12, 0.0, 3))
    return figure.warp(bend(0.3, 0.55, -20.0)).build()


DOGS = (
    animal("dog", "shepherd", _shepherd),
    animal("dog", "bulldog", _bulldog),
    animal("dog", "dachshund", _dachshund),
    animal("dog", "poodle", _poodle),
    animal("dog", "dalmatian", _dalmatian),
    animal("dog", "husky", _husky),
)
