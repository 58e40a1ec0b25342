"""Horses and zebras."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import ears, eyes, mouth, nostrils
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import (
    GALLOPING,
    STANDING,
    TROTTING,
    WALKING,
    Foot,
    Leg,
    Stride,
    legs,
    trunk,
)
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    above,
    along,
    ball,
    below,
    blotches,
    common,
    ragged,
    stripes,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

_SPINE = (
    (-0.62, 1.22, 0.26, 0.95),
    (-0.28, 1.215, 0.275, 0.95),
    (0.1, 1.16, 0.305, 0.92),
    (0.42, 1.17, 0.31, 0.8),
    (0.6, 1.2, 0.22, 0.85),
)
_FORE = Leg(
    ((0.5, 1.2, 0.2), (0.41, 0.9, 0.11), (0.44, 0.52, 0.062), (0.43, 0.34, 0.042), (0.42, 0.16, 0.05)),
    (0.15, 0.13),
    Foot.HOOF,
    0.15,
)
_HIND = Leg(
    (
        (-0.5, 1.2, 0.27),
        (-0.37, 0.88, 0.17),
        (-0.68, 0.56, 0.068),
        (-0.67, 0.36, 0.046),
        (-0.64, 0.16, 0.052),
    ),
    (0.15, 0.13),
    Foot.HOOF,
    0.15,
)
_RAISED = (
    (0.5, 1.3, 0.25, 0.75),
    (0.76, 1.58, 0.175, 0.75),
    (0.98, 1.88, 0.125, 0.75),
    (1.06, 1.96, 0.11, 0.75),
)
_LEVEL = (
    (0.5, 1.26, 0.25, 0.75),
    (0.88, 1.44, 0.175, 0.75),
    (1.22, 1.62, 0.125, 0.75),
    (1.32, 1.66, 0.11, 0.75),
)
_GRAZING = (
    (0.55, 1.2, 0.25, 0.75),
    (0.95, 0.98, 0.175, 0.75),
    (1.22, 0.66, 0.13, 0.75),
    (1.3, 0.56, 0.11, 0.75),
)


@dataclass(frozen=True)
class Equine:
    """A horse or zebra.

    Attributes:
        coat: Its main coat.
        mane: Hair of mane and tail.
        muzzle: Colour of the nose.
        paints: Further coats and where.
        neck: How it holds its neck.
        head: Pitch of the head, degrees.
        stride: How it puts its legs.
        thick: Factor on the thickness of legs.
        scale: Factor on the whole; 1 stands 1.55 m at the withers.
        standing_mane: Whether the mane stands up.
        feathers: Whether long hair hangs over the hooves.
        turned: How far the head is turned, degrees.
        rearing: How far it stands on its hind legs, degrees.
    """

    coat: Material
    mane: Material
    muzzle: Material
    paints: tuple[tuple[Material, Region], ...] = ()
    neck: tuple[tuple[float, float, float, float], ...] = _RAISED
    head: float = -48.0
    stride: Stride = WALKING
    thick: float = 1.0
    scale: float = 1.0
    standing_mane: bool = False
    feathers: bool = False
    turned: float = 15.0
    rearing: float = 0.0


def equine(spec: Equine) -> Mesh:
    """Return a horse or zebra."""
    figure = Sculpture(spec.coat, cell=0.036 * spec.scale, melt=0.07 * spec.scale)
    horse = figure.at(scale=spec.scale)
    trunk(horse, _SPINE, spec.neck)
    horse.limb((0.62, 0.12, 1.12, 0.15), flat=0.8, both=True)
    horse.limb((-0.7, 0.0, 1.38, 0.08), (-0.86, 0.0, 1.28, 0.05), skin=spec.mane)
    horse.limb(
        (-0.86, 0.0, 1.28, 0.05),
        (-0.93, 0.0, 1.0, 0.065),
        (-0.93, 0.0, 0.72, 0.03),
        skin=spec.mane,
        melt=0.03,
    )
    legs(horse, _FORE.enlarged(1.0, spec.thick), _HIND.enlarged(1.0, spec.thick), spec.stride)
    x, z = spec.neck[-1][0], spec.neck[-1][1]
    _head(horse.at(x, 0.0, z, pitch=spec.head), spec)
    for material, region in spec.paints:
        horse.paint(material, region)
    _hair(figure, spec)
    if spec.rearing:
        figure.warp(
            bend(-0.25 * spec.scale, 0.25 * spec.scale, spec.rearing, sideways=False, height=spec.scale)
        )
    if spec.turned:
        figure.warp(bend(0.55 * spec.scale, 1.2 * spec.scale, spec.turned))
    return figure.grounded().build()


def _head(head: Sculpture, spec: Equine) -> None:
    head.limb((0.02, 0.0, 0.0, 0.115), (0.24, 0.0, -0.01, 0.098), flat=0.78)
    head.limb((0.24, 0.0, -0.01, 0.096), (0.47, 0.0, -0.045, 0.068), flat=0.74)
    head.limb((0.47, 0.0, -0.045, 0.068), (0.55, 0.0, -0.065, 0.06), flat=1.0, melt=0.04)
    head.limb((0.1, 0.045, -0.11, 0.095), flat=0.5, both=True, melt=0.04)
    head.limb(
        (0.12, 0.0, -0.11, 0.07), (0.44, 0.0, -0.115, 0.042), (0.52, 0.0, -0.13, 0.036), flat=0.8, melt=0.025
    )
    head.limb((0.16, 0.07, 0.045, 0.03), both=True, melt=0.03)
    head.finer(ball((0.28, 0.0, -0.03), 0.38), 0.021)
    head.paint(spec.muzzle, ragged(ball((0.6, 0.0, -0.07), 0.17), 0.03, 0.1))
    eyes(head, (0.17, 0.078, 0.025), 0.026, gaze=(0.3, 1.0, 0.05), iris=None, lid=spec.coat)
    nostrils(head, (0.575, 0.045, -0.045), (0.022, 0.012, 0.016), pitch=30.0, yaw=30.0)
    mouth(head, [(0.59, 0.0, -0.1), (0.5, 0.0, -0.095), (0.42, 0.0, -0.09)], 0.0055)
    ears(
        head,
        (-0.02, 0.062, 0.085),
        0.17,
        (0.025, 0.042, 0.036, 0.004),
        outside=spec.coat,
        inside=coats.plain((70, 55, 48)),
        turn=25.0,
        tilt=-30.0 - spec.head * 0.6,
        spread=14.0,
        cup=1.0,
    )


def _hair(figure: Sculpture, spec: Equine) -> None:
    scale = spec.scale
    crest = [(x * scale, 0.0, (z + r * 0.75) * scale, 0.08 * scale) for x, z, r, _ in spec.neck]
    x, _, z, _ = crest[-1]
    if spec.standing_mane:
        flow, lift, droop, length = (-0.5, 0.0, 0.6), 0.9, 0.0, 0.13
    else:
        flow, lift, droop, length = (-0.3, 1.0, -0.6), 0.12, 0.6, 0.3
    figure.hair(
        Locks(
            common(along(crest), ball((x - 0.4 * scale, 0.0, z), 0.07 * scale, (20.0, 1.0, 20.0))),
            (spec.mane,),
            200,
            length * scale,
            0.055 * scale,
            flow,
            lift,
            droop,
        )
    )
    dock = [
        (-0.84 * scale, 0.0, 1.32 * scale, 0.07 * scale),
        (-0.93 * scale, 0.0, 0.72 * scale, 0.08 * scale),
    ]
    figure.hair(
        Locks(along(dock), (spec.mane,), 110, 0.55 * scale, 0.07 * scale, (-0.15, 0.0, -1.0), 0.06, 0.2, 2)
    )
    if spec.feathers:
        cuff = common(below(0.3 * scale), above(0.14 * scale))
        figure.hair(
            Locks(cuff, (spec.mane,), 260, 0.16 * scale, 0.035 * scale, (-0.2, 0.0, -1.0), 0.25, 0.1, 3)
        )


_WHITE = coats.fur((226, 222, 212))
_BLACK = coats.fur((30, 27, 26))
_BLAZE = along([(0.12, 0.0, 0.12, 0.03), (0.5, 0.0, 0.03, 0.025)])
_SOCKS = common(below(0.36), above(0.12))
_STRIPE_LINES = (
    [(-0.95, 0.0, 1.22, 0.3), (-0.28, 0.0, 1.2, 0.3), (0.95, 0.0, 1.18, 0.31)],
    [
        (0.6, 0.0, 0.95, 0.24),
        (0.6, 0.0, 1.25, 0.25),
        (0.76, 0.0, 1.58, 0.175),
        (0.98, 0.0, 1.88, 0.13),
        (1.1, 0.0, 2.0, 0.12),
    ],
    [(1.06, 0.0, 1.96, 0.13), (1.42, 0.0, 1.54, 0.1)],
    [(0.47, 0.13, 1.0, 0.12), (0.42, 0.13, 0.1, 0.05)],
    [
        (-0.5, 0.15, 1.12, 0.26),
        (-0.37, 0.14, 0.88, 0.15),
        (-0.68, 0.13, 0.56, 0.07),
        (-0.64, 0.13, 0.1, 0.05),
    ],
)


def _bay() -> Mesh:
    dark = ragged(common(below(0.5), above(0.1)), 0.05, 0.1)
    spec = Equine(
        coats.fur((120, 62, 32), (108, 56, 32)), _BLACK, coats.skin((52, 40, 36)), ((_BLACK, dark),)
    )
    return equine(spec)


def _white() -> Mesh:
    return equine(
        Equine(
            coats.fur((222, 220, 214), (196, 194, 190)),
            coats.fur((236, 234, 228)),
            coats.skin((120, 108, 104)),
            neck=_LEVEL,
            head=-25.0,
            stride=GALLOPING,
            turned=0.0,
        )
    )


def _pinto() -> Mesh:
    patches = common(blotches(0.75, 0.05, 4), above(0.45))
    return equine(
        Equine(
            _WHITE,
            coats.fur((60, 40, 30)),
            coats.skin((190, 150, 140)),
            ((coats.fur((128, 70, 38)), patches),),
            stride=STANDING,
            turned=-25.0,
        )
    )


def _shire() -> Mesh:
    return equine(
        Equine(
            _BLACK,
            coats.fur((222, 218, 208)),
            coats.skin((60, 54, 52)),
            ((_WHITE, ragged(_SOCKS, 0.05, 0.1)),),
            thick=1.35,
            scale=1.16,
            feathers=True,
            head=-58.0,
            turned=20.0,
        )
    )


def _pony() -> Mesh:
    return equine(
        Equine(
            coats.fur((196, 148, 86), (205, 165, 110)),
            coats.fur((232, 220, 190)),
            coats.skin((110, 84, 68)),
            neck=_GRAZING,
            head=-62.0,
            stride=STANDING,
            thick=1.25,
            scale=0.72,
            turned=0.0,
        )
    )


def _rearing() -> Mesh:
    stride = Stride((0.35, 0.1, 0.3, 0.1), (0.5, 0.4, 0.0, 0.0))
    return equine(
        Equine(_BLACK, _BLACK, coats.skin((36, 32, 31)), stride=stride, rearing=48.0, head=-70.0, turned=0.0)
    )


def _plains_zebra() -> Mesh:
    return equine(_zebra(0.115, WALKING, 10.0))


def _grevy_zebra() -> Mesh:
    return equine(_zebra(0.085, STANDING, -25.0, scale=0.94))


def _zebra_foal() -> Mesh:
    return equine(_zebra(0.12, TROTTING, 0.0, scale=0.68, coat=coats.fur((214, 200, 176))))


def _zebra(
    period: float, stride: Stride, turned: float, *, scale: float = 0.85, coat: Material = _WHITE
) -> Equine:
    lines = stripes(_STRIPE_LINES, period, 0.52)
    muzzle = coats.skin((40, 35, 34))
    return Equine(
        coat,
        _BLACK,
        muzzle,
        ((_BLACK, common(lines, above(0.1))),),
        stride=stride,
        turned=turned,
        scale=scale,
        standing_mane=True,
    )


HORSES = (
    animal("horse", "bay", _bay),
    animal("horse", "white", _white),
    animal("horse", "pinto", _pinto),
    animal("horse", "shire", _shire),
    animal("horse", "pony", _pony),
    animal("horse", "rearing", _rearing),
)
ZEBRAS = (
    animal("zebra", "plains", _plains_zebra),
    animal("zebra", "grevy", _grevy_zebra),
    animal("zebra", "foal", _zebra_foal),
)
