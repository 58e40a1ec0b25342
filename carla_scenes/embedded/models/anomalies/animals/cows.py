"""Cows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import ears, eyes, horn, mouth, nostrils
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import (
    STANDING,
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
    blotches,
    common,
    either,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import lumps
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_SPINE = (
    (-0.78, 1.06, 0.27, 0.98),
    (-0.35, 1.02, 0.34, 0.95),
    (0.1, 0.98, 0.37, 0.95),
    (0.5, 0.98, 0.36, 0.82),
    (0.7, 1.0, 0.26, 0.85),
)
_FORE = Leg(
    ((0.56, 0.98, 0.2), (0.5, 0.7, 0.115), (0.53, 0.4, 0.072), (0.52, 0.26, 0.052), (0.51, 0.13, 0.056)),
    (0.2, 0.18),
    Foot.CLOVEN,
    0.15,
)
_HIND = Leg(
    (
        (-0.64, 1.02, 0.27),
        (-0.52, 0.72, 0.17),
        (-0.78, 0.46, 0.075),
        (-0.77, 0.3, 0.054),
        (-0.75, 0.13, 0.058),
    ),
    (0.2, 0.18),
    Foot.CLOVEN,
    0.15,
)
_LEVEL = ((0.66, 1.06, 0.27, 0.8), (0.92, 1.2, 0.2, 0.8), (1.12, 1.3, 0.16, 0.8))
_GRAZING = ((0.66, 1.0, 0.27, 0.8), (1.0, 0.78, 0.2, 0.8), (1.18, 0.54, 0.16, 0.8))
_RAISED = ((0.66, 1.08, 0.27, 0.8), (0.9, 1.3, 0.2, 0.8), (1.04, 1.48, 0.16, 0.8))

_WHITE = coats.fur((228, 224, 214))
_BLACK = coats.fur((30, 28, 27))


@dataclass(frozen=True)
class Cow:
    """A cow.

    Attributes:
        coat: Its main coat.
        paints: Further coats and where.
        muzzle: The pad of its nose.
        neck: How it holds its neck.
        head: Pitch of the head, degrees.
        horns: Rows of x, y, z and radius from the base to the tip, in the head's axes; none for a polled cow.
        udder: Whether there is one.
        shaggy: Hair of a long coat; None for a short one.
        hump: Radius of a hump over the shoulders, metres.
        stride: How it puts its legs.
        turned: How far the head is turned, degrees.
        scale: Factor on the whole; 1 stands 1.4 m at the withers.
    """

    coat: Material
    paints: tuple[tuple[Material, Region], ...] = ()
    muzzle: Material = coats.PINK
    neck: Line = _LEVEL
    head: float = -28.0
    horns: tuple[tuple[float, float, float, float], ...] = ()
    udder: bool = True
    shaggy: tuple[Material, ...] = ()
    hump: float = 0.0
    stride: Stride = STANDING
    turned: float = 15.0
    scale: float = 1.0


def cow(spec: Cow) -> Mesh:
    """Return a cow."""
    figure = Sculpture(spec.coat, cell=0.036 * spec.scale, melt=0.08 * spec.scale)
    beast = figure.at(scale=spec.scale)
    trunk(beast, _SPINE, spec.neck, neck_flat=0.75)
    beast.limb((-0.74, 0.16, 1.24, 0.07), both=True, melt=0.1)  # hip bones
    beast.limb((0.75, 0.0, 0.78, 0.12), (1.0, 0.0, 1.02, 0.06), flat=0.35)  # dewlap
    if spec.hump:
        beast.limb((0.5, 0.0, 1.3, spec.hump), flat=0.7)
    if spec.udder:
        beast.limb((-0.42, 0.0, 0.66, 0.17), flat=(1.1, 0.9, 0.8), skin=coats.PINK, melt=0.05)
        for x in (-0.5, -0.34):
            beast.limb((x, 0.07, 0.58, 0.025), (x, 0.08, 0.5, 0.018), skin=coats.PINK, melt=0.02, both=True)
    legs(beast, _FORE, _HIND, spec.stride)
    beast.limb((-0.92, 0.0, 1.22, 0.05), (-1.03, 0.02, 1.02, 0.03), (-1.02, 0.06, 0.62, 0.02), melt=0.03)
    _head(beast.at(spec.neck[-1][0], 0.0, spec.neck[-1][1], pitch=spec.head), spec)
    for material, region in spec.paints:
        beast.paint(material, region)
    tuft = spec.shaggy or (coats.fur((60, 52, 48)) if spec.coat is not _BLACK else _BLACK,)
    scale = spec.scale
    end = [
        (-1.02 * scale, 0.05 * scale, 0.75 * scale, 0.06 * scale),
        (-1.02 * scale, 0.06 * scale, 0.6 * scale, 0.06 * scale),
    ]
    figure.hair(Locks(along(end), tuft, 40, 0.22 * scale, 0.035 * scale, (-0.1, 0.0, -1.0), 0.1, 0.1, 4))
    if spec.shaggy:
        _shaggy(figure, spec)
    if spec.turned:
        figure.warp(bend(0.7 * scale, 1.3 * scale, spec.turned))
    return figure.grounded().build()


def _head(head: Sculpture, spec: Cow) -> None:
    head.limb((0.0, 0.0, 0.0, 0.15), (0.24, 0.0, -0.02, 0.12), flat=0.85)
    head.limb((0.24, 0.0, -0.02, 0.12), (0.42, 0.0, -0.05, 0.092), flat=0.9)
    head.limb((0.42, 0.04, -0.05, 0.075), (0.47, 0.04, -0.065, 0.07), both=True, melt=0.05)
    head.limb((0.1, 0.05, -0.11, 0.1), flat=0.6, both=True, melt=0.05)
    head.limb((0.14, 0.0, -0.13, 0.08), (0.42, 0.0, -0.14, 0.055), flat=0.9, melt=0.03)
    head.limb((0.1, 0.085, 0.06, 0.045), both=True, melt=0.04)
    head.finer(ball((0.24, 0.0, -0.03), 0.36), 0.021)
    head.paint(spec.muzzle, ragged(ball((0.55, 0.0, -0.08), 0.14), 0.01, 0.05))
    eyes(head, (0.15, 0.108, 0.04), 0.028, gaze=(0.35, 1.0, 0.05), iris=None, lid=spec.coat)
    nostrils(head, (0.528, 0.055, -0.04), (0.016, 0.024, 0.016), pitch=20.0, yaw=30.0)
    mouth(head, [(0.53, 0.0, -0.115), (0.45, 0.0, -0.12), (0.34, 0.0, -0.1)], 0.007)
    ears(
        head,
        (-0.03, 0.12, 0.04),
        0.21,
        (0.03, 0.062, 0.062, 0.006),
        outside=spec.coat,
        inside=coats.PINK,
        turn=10.0,
        tilt=-10.0,
        spread=100.0,
        cup=0.7,
    )
    if spec.horns:
        horn(head, spec.horns, tip=coats.DARK_HORN)


def _shaggy(figure: Sculpture, spec: Cow) -> None:
    scale = spec.scale
    figure.relief(lumps(0.12 * scale, 0.03 * scale, (0.6, 0.6, 2.2)))
    body = common(above(0.42 * scale), ball((0.0, 0.0, 0.9 * scale), 1.0 * scale, (1.15, 1.0, 1.0)))
    figure.hair(Locks(body, spec.shaggy, 620, 0.2 * scale, 0.075 * scale, (-0.3, 0.0, -1.0), 0.2, 0.25, 5))
    x, z = spec.neck[-1][0] * scale, spec.neck[-1][1] * scale
    fringe = ball((x + 0.06 * scale, 0.0, z + 0.1 * scale), 0.13 * scale)
    figure.hair(Locks(fringe, spec.shaggy, 70, 0.26 * scale, 0.05 * scale, (1.0, 0.0, -0.8), 0.2, 0.3, 6))


def _holstein() -> Mesh:
    patches = either(blotches(0.62, 0.0, 11), ball((1.25, 0.0, 1.3), 0.24))
    return cow(
        Cow(
            _WHITE,
            (
                (_BLACK, common(patches, above(0.5))),
                (_WHITE, along([(1.2, 0, 1.42, 0.05), (1.6, 0, 1.2, 0.05)])),
                (coats.PINK, ball((1.66, 0.0, 1.02), 0.13)),
            ),
        )
    )


def _jersey() -> Mesh:
    return cow(
        Cow(
            coats.fur((178, 122, 74), (206, 164, 118)),
            muzzle=coats.skin((54, 46, 44)),
            neck=_RAISED,
            head=-30.0,
            horns=((0.0, 0.1, 0.09, 0.03), (0.06, 0.2, 0.12, 0.024), (0.16, 0.2, 0.17, 0.003)),
            stride=WALKING,
            turned=-18.0,
            scale=0.9,
        )
    )


def _angus() -> Mesh:
    return cow(
        Cow(_BLACK, muzzle=coats.skin((40, 36, 35)), neck=_GRAZING, head=-58.0, udder=False, turned=0.0)
    )


def _highland() -> Mesh:
    hair = (coats.fur((166, 92, 44)), coats.fur((188, 112, 58)), coats.fur((146, 78, 38)))
    return cow(
        Cow(
            coats.fur((158, 86, 42)),
            udder=False,
            shaggy=hair,
            scale=0.9,
            horns=(
                (0.0, 0.12, 0.08, 0.05),
                (0.05, 0.42, 0.06, 0.042),
                (0.14, 0.66, 0.2, 0.03),
                (0.16, 0.76, 0.42, 0.003),
            ),
        )
    )


def _longhorn() -> Mesh:
    coat = coats.fur((150, 74, 40), (190, 150, 120))
    return cow(
        Cow(
            coat,
            ((_WHITE, common(blotches(0.5, -0.15, 5), above(0.4))),),
            udder=False,
            stride=WALKING,
            neck=_RAISED,
            horns=(
                (0.0, 0.11, 0.08, 0.055),
                (0.02, 0.5, 0.1, 0.048),
                (0.04, 0.85, 0.05, 0.036),
                (0.12, 1.1, 0.24, 0.004),
            ),
        )
    )


def _zebu() -> Mesh:
    return cow(
        Cow(
            coats.fur((196, 190, 180), (220, 216, 208)),
            muzzle=coats.skin((48, 44, 44)),
            udder=False,
            hump=0.2,
            stride=WALKING,
            head=-35.0,
            turned=10.0,
            horns=((0.0, 0.1, 0.1, 0.042), (-0.04, 0.2, 0.26, 0.034), (-0.08, 0.16, 0.46, 0.003)),
        )
    )


COWS = (
    animal("cow", "holstein", _holstein),
    animal("cow", "jersey", _jersey),
    animal("cow", "angus", _angus),
    animal("cow", "highland", _highland),
    animal("cow", "longhorn", _longhorn),
    animal("cow", "zebu", _zebu),
)
