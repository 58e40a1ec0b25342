"""Lions and cats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.carnivores import LIE, SIT, Beast, Face, beast, tail_curve
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
    either,
    outside,
    ragged,
    stripes,
)
from carla_scenes.embedded.models.anomalies.animals.relief import lumps, within

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.anomalies.animals.regions import Region
    from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

_LION_FACE = Face(
    size=0.15,
    width=0.92,
    muzzle=1.35,
    depth=0.56,
    broad=1.0,
    drop=0.38,
    jowls=0.25,
    ears=0.62,
    ear_widths=(0.26, 0.36, 0.34, 0.12),
    ear_place=(-0.1, 0.72, 0.68),
    ear_turn=(25.0, 5.0, 30.0, 0.7, 0.0),
    eye=0.13,
    iris=coats.AMBER_EYE,
    pupil=(0.35, 0.35),
    nose=coats.skin((150, 88, 80)),
    inside=coats.fur((205, 180, 150)),
)
_TUFTED = (
    (-0.1, 0.0, 0.06, 0.05),
    (-0.3, 0.0, -0.06, 0.034),
    (-0.48, 0.03, -0.36, 0.03),
    (-0.64, 0.07, -0.44, 0.028),
    (-0.8, 0.1, -0.34, 0.05),
    (-0.87, 0.12, -0.26, 0.012),
)


def _lion(coat: Material, mane: tuple[Material, ...], face: Face, *, roaring: float = 0.0) -> Mesh:
    pale = coats.fur((222, 200, 168))
    spec = Beast(
        coat,
        face,
        (0.26, 0.2),
        -5.0 + roaring,
        _TUFTED,
        stride=WALKING,
        girth=1.1,
        thick=1.2,
        length=1.1,
        masks=((pale, either(ball((1.45, 0.35, -0.75), 0.5, both=True), ball((1.0, 0.0, -1.1), 0.5))),),
        scale=1.15,
        neck=0.17,
        cell=0.032,
    )
    figure, _ = beast(spec)
    lion = figure.at(scale=spec.scale)
    # The mane's mass first, locks on it second: a heap of locks alone would show the thin neck.
    x, z = 0.48 * 1.1 + 0.26, 0.98
    lion.limb(
        (x - 0.12, 0.0, z + 0.0, 0.26), (x - 0.28, 0.0, z - 0.18, 0.3), flat=0.85, skin=mane[0], melt=0.03
    )
    lion.limb(
        (x - 0.1, 0.0, z - 0.22, 0.17), (x - 0.3, 0.0, z - 0.38, 0.15), flat=0.8, skin=mane[0], melt=0.06
    )
    ruff = common(
        along([(1.15 * (x - 0.05), 0.0, 1.15 * z, 0.36), (1.15 * (x - 0.35), 0.0, 1.15 * (z - 0.25), 0.42)]),
        outside(ball((1.15 * (x + 0.13), 0.0, 1.15 * (z - 0.02)), 0.235)),
    )
    figure.hair(Locks(ruff, mane, 620, 0.2, 0.075, (-1.0, 0.0, -0.75), 0.3, 0.3, 3))
    figure.hair(Locks(_at_tail(spec), mane[-1:], 60, 0.1, 0.03, (-1.0, 0.0, 0.5), 0.2, 0.1, 4))
    return figure.warp(bend(0.55, 0.85, 24.0)).build()


def _at_tail(spec: Beast) -> Region:
    x, z = spec.pose.spine[0][0] * spec.length, spec.pose.spine[0][1]
    return ball((spec.scale * (x - 0.82), spec.scale * 0.1, spec.scale * (z - 0.32)), 0.11)


def _male() -> Mesh:
    mane = (coats.fur((122, 72, 36)), coats.fur((146, 90, 46)), coats.fur((84, 50, 30)))
    return _lion(coats.fur((198, 152, 96), (220, 190, 150)), mane, _LION_FACE)


def _roaring() -> Mesh:
    mane = (coats.fur((62, 44, 34)), coats.fur((92, 62, 42)), coats.fur((46, 34, 28)))
    face = replace(_LION_FACE, open=34.0, fangs=0.36)
    return _lion(coats.fur((184, 136, 84), (206, 170, 124)), mane, face, roaring=14.0)


def _white_lion() -> Mesh:
    mane = (coats.fur((232, 220, 196)), coats.fur((214, 198, 170)), coats.fur((240, 232, 216)))
    face = replace(_LION_FACE, iris=coats.BLUE_EYE)
    return _lion(coats.fur((228, 216, 196), (238, 230, 216)), mane, face)


def _lioness() -> Mesh:
    spec = Beast(
        coats.fur((196, 152, 100), (224, 198, 162)),
        _LION_FACE,
        (0.2, 0.2),
        -5.0,
        (
            (-0.1, 0.0, -0.02, 0.05),
            (-0.26, 0.1, -0.16, 0.034),
            (-0.2, 0.32, -0.2, 0.03),
            (0.0, 0.4, -0.2, 0.028),
            (0.14, 0.42, -0.2, 0.05),
            (0.2, 0.4, -0.2, 0.012),
        ),
        pose=LIE,
        girth=1.05,
        thick=1.2,
        length=1.1,
        scale=1.15,
        neck=0.16,
        masks=((coats.fur((222, 200, 168)), ball((1.45, 0.0, -0.75), 0.6)),),
    )
    figure, _ = beast(spec)
    return figure.warp(bend(0.4, 0.75, 30.0)).build()


def _cub() -> Mesh:
    face = replace(_LION_FACE, size=0.21, muzzle=1.15, ears=0.75, eye=0.17)
    spec = Beast(
        coats.fur((206, 164, 110), (226, 204, 168)),
        face,
        (0.2, 0.2),
        -5.0,
        _TUFTED,
        stride=TROTTING,
        leg=0.85,
        length=0.9,
        thick=1.35,
        scale=0.5,
        neck=0.17,
    )
    figure, _ = beast(spec)
    return figure.warp(bend(0.2, 0.4, -20.0)).build()


_CAT_FACE = Face(
    size=0.16,
    width=1.0,
    muzzle=1.05,
    depth=0.36,
    broad=1.25,
    drop=0.36,
    ears=0.85,
    ear_widths=(0.42, 0.36, 0.2, 0.02),
    ear_place=(-0.05, 0.58, 0.8),
    ear_turn=(25.0, 5.0, 18.0, 0.6, 0.0),
    eye=0.21,
    eye_place=(0.8, 0.42, 0.08),
    iris=coats.GREEN_EYE,
    pupil=(0.2, 0.75),
    nose=coats.skin((206, 130, 122)),
    whiskers=1.5,
)
_CAT = 0.42
_CAT_LINES = (
    [(-0.6, 0.0, 0.78, 0.16), (0.55, 0.0, 0.76, 0.2)],
    [(0.33, 0.12, 0.55, 0.08), (0.36, 0.12, 0.1, 0.05)],
    [
        (-0.3, 0.12, 0.65, 0.16),
        (-0.24, 0.12, 0.45, 0.12),
        (-0.47, 0.12, 0.22, 0.05),
        (-0.43, 0.12, 0.08, 0.05),
    ],
    [(-0.5, 0.0, 0.85, 0.06), (-0.66, 0.0, 1.1, 0.05), (-0.64, 0.0, 1.35, 0.05), (-0.72, 0.0, 1.52, 0.05)],
)


def _turned(figure: Sculpture, angle: float) -> Mesh:
    return figure.warp(bend(0.3 * _CAT, 0.7 * _CAT, angle)).build()


def _tabby() -> Mesh:
    marks = common(stripes(_CAT_LINES, 0.16, 0.36), above(0.06), outside(ball((0.73, 0.0, 0.98), 0.26)))
    lines = common(
        stripes(([(1.0, 0.0, 1.0, 0.1), (-1.2, 0.0, 1.0, 0.1)],), 0.45, 0.35), ball((0.0, 0.0, 0.5), 1.1)
    )
    dark = coats.fur((58, 50, 44))
    spec = Beast(
        coats.fur((150, 132, 110), (196, 182, 160)),
        _CAT_FACE,
        (0.2, 0.2),
        0.0,
        tail_curve("up"),
        stride=WALKING,
        paints=((dark, marks),),
        masks=((dark, lines), (coats.fur((222, 212, 196)), ball((1.2, 0.0, -0.75), 0.55))),
        length=1.1,
        scale=_CAT,
        neck=0.13,
    )
    return _turned(beast(spec)[0], 20.0)


def _siamese() -> Mesh:
    dark = coats.fur((66, 48, 40))
    points = either(ragged(below(0.16), 0.04, 0.1), along([(-0.72, 0.0, 0.6, 0.13), (-1.5, 0.1, 0.45, 0.2)]))
    face = replace(
        _CAT_FACE,
        iris=coats.BLUE_EYE,
        ears=1.1,
        width=0.9,
        muzzle=1.2,
        ear=dark,
        nose=coats.NOSE,
    )
    spec = Beast(
        coats.fur((214, 196, 166), (228, 214, 190)),
        face,
        (0.18, 0.22),
        -5.0,
        tail_curve("long"),
        stride=TROTTING,
        paints=((dark, points),),
        masks=((dark, ragged(ball((1.1, 0.0, -0.2), 0.75), 0.15, 0.4)),),
        girth=0.88,
        thick=0.9,
        length=1.1,
        scale=_CAT,
        neck=0.12,
    )
    return _turned(beast(spec)[0], -15.0)


_SWEEP = (
    (-0.12, 0.0, -0.12, 0.05),
    (-0.3, 0.12, -0.18, 0.045),
    (-0.22, 0.34, -0.18, 0.042),
    (0.06, 0.42, -0.18, 0.04),
    (0.22, 0.4, -0.18, 0.03),
)


def _black() -> Mesh:
    face = replace(
        _CAT_FACE,
        iris=coats.AMBER_EYE,
        nose=coats.NOSE,
        inside=coats.fur((58, 48, 48)),
    )
    spec = Beast(
        coats.fur((28, 26, 27)), face, (0.14, 0.22), -4.0, _SWEEP, pose=SIT, scale=_CAT * 1.05, neck=0.13
    )
    return beast(spec)[0].warp(bend(0.05, 0.2, 15.0)).build()


def _persian() -> Mesh:
    cream = coats.fur((226, 216, 200), (236, 230, 220))
    face = replace(
        _CAT_FACE,
        size=0.2,
        width=1.15,
        muzzle=0.85,
        depth=0.34,
        ears=0.6,
        iris=coats.AMBER_EYE,
        eye=0.2,
    )
    spec = Beast(
        cream,
        face,
        (0.2, 0.14),
        0.0,
        _SWEEP,
        pose=LIE,
        girth=1.3,
        thick=1.25,
        scale=_CAT,
        neck=0.2,
    )
    figure, _ = beast(spec)
    figure.relief(within(lumps(0.05, 0.012, (1.0, 1.0, 2.0)), ball((-0.05, 0.0, 0.1), 0.28), 0.05))
    body = common(ball((-0.02, 0.0, 0.16), 0.3), above(0.03))
    figure.hair(Locks(body, (), 600, 0.045, 0.015, (-0.5, 0.0, -1.0), 0.1, 0.1, 3))
    return figure.warp(bend(0.12, 0.3, -22.0)).build()


def _ginger() -> Mesh:
    marks = common(stripes(_CAT_LINES, 0.19, 0.4, seed=3), above(0.3), outside(ball((0.75, 0.0, 0.7), 0.26)))
    white = either(below(0.14), ball((0.5, 0.0, 0.62), 0.2))
    spec = Beast(
        coats.fur((206, 126, 62), (228, 190, 150)),
        _CAT_FACE,
        (0.2, 0.02),
        5.0,
        tail_curve("long"),
        leg=0.8,
        paints=((coats.fur((170, 92, 40)), marks), (coats.fur((236, 230, 222)), ragged(white, 0.03, 0.1))),
        masks=(
            (
                coats.fur((236, 230, 222)),
                either(ball((1.2, 0.0, -0.75), 0.6), along([(1.3, 0.0, -0.2, 0.2), (0.6, 0.0, 0.8, 0.06)])),
            ),
        ),
        girth=1.2,
        length=1.15,
        scale=_CAT,
        neck=0.13,
        stride=WALKING,
    )
    return _turned(beast(spec)[0], -25.0)


LIONS = (
    animal("lion", "male", _male),
    animal("lion", "roaring", _roaring),
    animal("lion", "white", _white_lion),
    animal("lion", "lioness", _lioness),
    animal("lion", "cub", _cub),
)
CATS = (
    animal("cat", "tabby", _tabby),
    animal("cat", "siamese", _siamese),
    animal("cat", "black", _black),
    animal("cat", "persian", _persian),
    animal("cat", "ginger", _ginger),
)
