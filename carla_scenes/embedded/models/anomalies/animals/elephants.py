"""Elephants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.surface import unit
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn
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
from carla_scenes.embedded.models.anomalies.animals.regions import ball, common, outside
from carla_scenes.embedded.models.anomalies.animals.relief import folds, plates, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_AFRICAN_SPINE = (
    (-1.15, 2.0, 0.62, 0.95),
    (-0.55, 2.0, 0.7, 0.95),
    (0.1, 1.95, 0.76, 0.95),
    (0.65, 2.05, 0.72, 0.88),
)
_ASIAN_SPINE = (
    (-1.1, 1.95, 0.6, 0.95),
    (-0.45, 2.05, 0.74, 0.95),
    (0.1, 2.02, 0.76, 0.95),
    (0.65, 1.98, 0.66, 0.88),
)
_HANGING = (
    (0.5, 0.0, -0.35, 0.27),
    (0.66, 0.0, -0.85, 0.2),
    (0.66, 0.0, -1.4, 0.145),
    (0.72, 0.0, -1.85, 0.105),
    (0.92, 0.0, -2.02, 0.08),
)
_RAISED = (
    (0.5, 0.0, -0.25, 0.27),
    (0.86, 0.0, -0.5, 0.2),
    (1.2, 0.0, -0.2, 0.15),
    (1.34, 0.0, 0.4, 0.115),
    (1.16, 0.0, 0.86, 0.085),
    (0.95, 0.0, 0.98, 0.07),
)
_CURLED = (
    (0.5, 0.0, -0.35, 0.27),
    (0.68, 0.0, -0.85, 0.2),
    (0.66, 0.0, -1.4, 0.145),
    (0.42, 0.0, -1.72, 0.11),
    (0.2, 0.0, -1.5, 0.08),
    (0.28, 0.0, -1.34, 0.065),
)
_FORE = Leg(
    ((0.62, 1.75, 0.42), (0.62, 1.2, 0.29), (0.66, 0.72, 0.235), (0.64, 0.42, 0.215), (0.64, 0.2, 0.22)),
    (0.42, 0.4),
    Foot.PAD,
    0.52,
    0.75,
)
_HIND = Leg(
    ((-1.0, 1.85, 0.5), (-0.86, 1.2, 0.31), (-1.0, 0.72, 0.22), (-1.02, 0.42, 0.2), (-1.0, 0.2, 0.21)),
    (0.42, 0.4),
    Foot.PAD,
    0.5,
    0.72,
)


@dataclass(frozen=True)
class Elephant:
    """An elephant.

    Attributes:
        skin: Its skin.
        african: Whether it has the large ears and the hollow back of the African kind.
        trunk: How it holds its trunk, in the head's axes.
        tusks: Length of the tusks, metres; 0 for none.
        flap: How far the ears stand out, degrees.
        stride: How it puts its legs.
        scale: Factor on the whole; 1 stands 2.75 m at the shoulder.
        turned: How far the head is turned, degrees.
        young: Whether its head is large and its ears and tusks are small.
    """

    skin: Material
    african: bool = True
    trunk: Line = _HANGING
    tusks: float = 1.0
    flap: float = 35.0
    stride: Stride = WALKING
    scale: float = 1.0
    turned: float = 14.0
    young: bool = False


def elephant(spec: Elephant) -> Mesh:
    """Return an elephant."""
    scale = spec.scale
    figure = Sculpture(spec.skin, cell=0.072 * scale, melt=0.2 * scale)
    beast = figure.at(scale=scale)
    spine = _AFRICAN_SPINE if spec.african else _ASIAN_SPINE
    trunk(beast, spine, ((0.75, 2.1, 0.6, 0.85), (1.15, 2.3, 0.5, 0.85)))
    legs(beast, _FORE, _HIND, spec.stride)
    beast.limb((-1.68, 0.0, 2.2, 0.1), (-1.85, 0.03, 1.7, 0.06), (-1.84, 0.08, 1.15, 0.035), melt=0.06)
    head = beast.at(1.3, 0.0, 2.42, pitch=-4.0, scale=1.15 if spec.young else 1.0)
    _head(head, spec)
    beast.relief(plates(0.16, 0.012, 0.25))
    head.relief(
        within(
            folds((0.25, 0.0, 1.0), 0.11, 0.02, 0.4),
            common(ball((0.75, 0.0, -0.9), 1.6), outside(ball((0.0, 0.0, 0.0), 0.62))),
            0.2,
        )
    )
    tuft = ball((-1.84 * scale, 0.07 * scale, 1.2 * scale), 0.13 * scale)
    figure.hair(
        Locks(tuft, (coats.fur((38, 34, 33)),), 50, 0.32 * scale, 0.035 * scale, (0.0, 0.0, -1.0), 0.12, 0.1)
    )
    figure.warp(bend(0.8 * scale, 1.6 * scale, spec.turned))
    return figure.grounded().build()


def _head(head: Sculpture, spec: Elephant) -> None:
    head.limb((-0.05, 0.0, 0.08, 0.48), (0.3, 0.0, -0.08, 0.36), flat=0.86)
    if not spec.african:
        head.limb((0.05, 0.17, 0.38, 0.24), both=True, melt=0.15)
    head.limb((0.42, 0.2, -0.28, 0.15), (0.56, 0.21, -0.52, 0.12), both=True, melt=0.1)
    head.limb((0.15, 0.0, -0.4, 0.26), (0.5, 0.0, -0.72, 0.11), flat=0.8, melt=0.08)
    rows = curve(spec.trunk, 15)
    head.limb((0.25, 0.0, -0.1, 0.34), *rows.tolist(), melt=0.06)
    head.finer(ball((0.5, 0.0, -0.6), 1.9), 0.054)
    eyes(head, (0.28, 0.3, -0.06), 0.045, gaze=(0.5, 1.0, 0.0), iris=coats.BROWN_EYE, lid=spec.skin)
    way = unit(rows[-1, :3] - rows[-2, :3])
    for side in (-1.0, 1.0):
        hole = rows[-1, :3] + way * rows[-1, 3] * 0.85 + np.array([0.0, side * 0.03, 0.0])
        head.add(shapes.ellipsoid(hole, (0.022, 0.02, 0.022), 8, 6), coats.NOSE)
    if spec.tusks:
        length = spec.tusks
        points = [
            (0.5, 0.21, -0.42, 0.075),
            (0.62, 0.25, -0.72, 0.07),
            (0.62 + 0.3 * length, 0.32, -0.72 - 0.32 * length, 0.055),
            (0.62 + 0.72 * length, 0.3, -0.7 - 0.36 * length, 0.006),
        ]
        horn(head, points, material=coats.IVORY, sides=12)
    _ears(head, spec)


def _ears(head: Sculpture, spec: Elephant) -> None:
    """Add the ears: fans that grow along the side of the head."""
    size = (1.0 if spec.african else 0.62) * (0.85 if spec.young else 1.0)
    turns = np.radians(np.linspace(100.0, -75.0 if spec.african else -95.0, 20))
    reach = size * np.interp(
        np.linspace(0.0, 1.0, 20), (0.0, 0.25, 0.55, 0.8, 1.0), (0.55, 0.98, 0.9, 0.95, 0.5)
    )
    share = np.linspace(0.0, 1.0, 10)
    out = reach[:, None] * share
    back, up = out * np.cos(turns)[:, None], out * np.sin(turns)[:, None]
    wave = 0.05 * np.sin(turns * 5.0)[:, None] * share**2 + 0.14 * size * np.sin(np.pi * share)
    fan = np.stack([-back, wave + 0.0 * back, up + 0.1], axis=-1)
    front, rear = sheet(fan, 0.035 * (1.0 - 0.5 * share)[None, :] * np.ones((20, 1)))
    for surface in (front, rear):
        head.add(
            surface.moved(yaw=-spec.flap).moved(-0.02, 0.36, 0.0),
            coats.skin((104, 94, 90), (92, 82, 78)),
            both=True,
        )


def _african() -> Mesh:
    return elephant(Elephant(coats.skin((118, 108, 102), (94, 85, 80)), flap=50.0))


def _asian() -> Mesh:
    skin = coats.skin((112, 106, 106), (134, 118, 112))
    return elephant(
        Elephant(
            skin, african=False, trunk=_CURLED, tusks=0.0, flap=18.0, scale=0.9, stride=STANDING, turned=-20.0
        )
    )


def _trumpeting() -> Mesh:
    stride = Stride((0.3, -0.1, -0.12, 0.12), (0.14, 0.0, 0.0, 0.0))
    return elephant(
        Elephant(
            coats.skin((128, 112, 98), (100, 86, 76)),
            trunk=_RAISED,
            tusks=1.35,
            flap=70.0,
            stride=stride,
            scale=1.1,
            turned=0.0,
        )
    )


def _calf() -> Mesh:
    return elephant(
        Elephant(
            coats.skin((124, 110, 102), (98, 84, 78)),
            trunk=_CURLED,
            tusks=0.0,
            flap=45.0,
            scale=0.45,
            young=True,
            turned=-18.0,
        )
    )


def _war() -> Mesh:
    """Return an Asian bull with long tusks and a pale brow."""
    skin = coats.skin((96, 90, 90), (150, 122, 112))
    return elephant(
        Elephant(skin, african=False, trunk=_RAISED, tusks=1.25, flap=40.0, scale=1.05, turned=20.0)
    )


ELEPHANTS = (
    animal("elephant", "african", _african),
    animal("elephant", "asian", _asian),
    animal("elephant", "trumpeting", _trumpeting),
    animal("elephant", "calf", _calf),
    animal("elephant", "tusker", _war),
)
