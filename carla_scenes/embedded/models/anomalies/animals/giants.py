"""Elephants and hippopotamuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.surface import unit
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.features import ears, eyes, horn, nostrils
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.quadruped import STANDING, WALKING, Foot, Leg, Stride, legs, trunk
from carla_scenes.embedded.models.anomalies.animals.regions import ball, common, outside
from carla_scenes.embedded.models.anomalies.animals.relief import folds, plates, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_AFRICAN_SPINE = ((-1.15, 2.0, 0.62, 0.95), (-0.55, 2.0, 0.7, 0.95), (0.1, 1.95, 0.76, 0.95), (0.65, 2.05, 0.72, 0.88))
_ASIAN_SPINE = ((-1.1, 1.95, 0.6, 0.95), (-0.45, 2.05, 0.74, 0.95), (0.1, 2.02, 0.76, 0.95), (0.65, 1.98, 0.66, 0.88))
_HANGING = ((0.5, 0.0, -0.35, 0.27), (0.66, 0.0, -0.85, 0.2), (0.66, 0.0, -1.4, 0.145), (0.72, 0.0, -1.85, 0.105), (0.92, 0.0, -2.02, 0.08))
_RAISED = ((0.5, 0.0, -0.25, 0.27), (0.86, 0.0, -0.5, 0.2), (1.2, 0.0, -0.2, 0.15), (1.34, 0.0, 0.4, 0.115), (1.16, 0.0, 0.86, 0.085), (0.95, 0.0, 0.98, 0.07))
_CURLED = ((0.5, 0.0, -0.35, 0.27), (0.68, 0.0, -0.85, 0.2), (0.66, 0.0, -1.4, 0.145), (0.42, 0.0, -1.72, 0.11), (0.2, 0.0, -1.5, 0.08), (0.28, 0.0, -1.34, 0.065))
_FORE = Leg(((0.62, 1.75, 0.42), (0.62, 1.2, 0.29), (0.66, 0.72, 0.235), (0.64, 0.42, 0.215), (0.64, 0.2, 0.22)), (0.42, 0.4), Foot.PAD, 0.52, 0.75)
_HIND = Leg(((-1.0, 1.85, 0.5), (-0.86, 1.2, 0.31), (-1.0, 0.72, 0.22), (-1.02, 0.42, 0.2), (-1.0, 0.2, 0.21)), (0.42, 0.4), Foot.PAD, 0.5, 0.72)


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
    head.relief(within(folds((0.25, 0.0, 1.0), 0.11, 0.02, 0.4), common(ball((0.75, 0.0, -0.9), 1.6), outside(ball((0.0, 0.0, 0.0), 0.62))), 0.2))
    tuft = ball((-1.84 * scale, 0.07 * scale, 1.2 * scale), 0.13 * scale)
    figure.hair(Locks(tuft, (coats.fur((38, 34, 33)),), 50, 0.32 * scale, 0.035 * scale, (0.0, 0.0, -1.0), 0.12, 0.1))
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
            (0.5, 0.21, -0.42, 0.075), (0.62, 0.25, -0.72, 0.07), (0.62 + 0.3 * length, 0.32, -0.72 - 0.32 * length, 0.055),
            (0.62 + 0.72 * length, 0.3, -0.7 - 0.36 * length, 0.006),
        ]  # fmt: skip
        horn(head, points, material=coats.IVORY, sides=12)
    _ears(head, spec)


def _ears(head: Sculpture, spec: Elephant) -> None:
    """Add the ears: fans that grow along the side of the head."""
    size = (1.0 if spec.african else 0.62) * (0.85 if spec.young else 1.0)
    turns = np.radians(np.linspace(100.0, -75.0 if spec.african else -95.0, 20))
    reach = size * np.interp(np.linspace(0.0, 1.0, 20), (0.0, 0.25, 0.55, 0.8, 1.0), (0.55, 0.98, 0.9, 0.95, 0.5))
    share = np.linspace(0.0, 1.0, 10)
    out = reach[:, None] * share
    back, up = out * np.cos(turns)[:, None], out * np.sin(turns)[:, None]
    wave = 0.05 * np.sin(turns * 5.0)[:, None] * share**2 + 0.14 * size * np.sin(np.pi * share)
    fan = np.stack([-back, wave + 0.0 * back, up + 0.1], axis=-1)
    front, rear = sheet(fan, 0.035 * (1.0 - 0.5 * share)[None, :] * np.ones((20, 1)))
    for surface in (front, rear):
        head.add(surface.moved(yaw=-spec.flap).moved(-0.02, 0.36, 0.0), coats.skin((104, 94, 90), (92, 82, 78)), both=True)


def _african() -> Mesh:
    return elephant(Elephant(coats.skin((118, 108, 102), (94, 85, 80)), flap=50.0))


def _asian() -> Mesh:
    skin = coats.skin((112, 106, 106), (134, 118, 112))
    return elephant(Elephant(skin, african=False, trunk=_CURLED, tusks=0.0, flap=18.0, scale=0.9, stride=STANDING, turned=-20.0))


def _trumpeting() -> Mesh:
    stride = Stride((0.3, -0.1, -0.12, 0.12), (0.14, 0.0, 0.0, 0.0))
    return elephant(Elephant(coats.skin((128, 112, 98), (100, 86, 76)), trunk=_RAISED, tusks=1.35, flap=70.0, stride=stride, scale=1.1, turned=0.0))


def _calf() -> Mesh:
    return elephant(Elephant(coats.skin((124, 110, 102), (98, 84, 78)), tusks=0.0, flap=45.0, scale=0.45, young=True, turned=-18.0))


def _war() -> Mesh:
    """Return an Asian bull with long tusks and a pale brow."""
    skin = coats.skin((96, 90, 90), (150, 122, 112))
    return elephant(Elephant(skin, african=False, trunk=_RAISED, tusks=1.25, flap=40.0, scale=1.05, turned=20.0))


_HIPPO_SPINE = ((-1.25, 0.85, 0.5, 1.0), (-0.6, 0.86, 0.64, 1.0), (0.15, 0.84, 0.67, 1.0), (0.8, 0.88, 0.56, 0.95))
_HIPPO_FORE = Leg(((0.72, 0.72, 0.34), (0.7, 0.48, 0.24), (0.74, 0.32, 0.185), (0.73, 0.2, 0.165), (0.73, 0.13, 0.165)), (0.42, 0.4), Foot.PAD, 0.38, 0.8)
_HIPPO_HIND = Leg(((-1.05, 0.75, 0.42), (-0.95, 0.5, 0.26), (-1.06, 0.32, 0.185), (-1.06, 0.2, 0.165), (-1.05, 0.13, 0.165)), (0.42, 0.4), Foot.PAD, 0.38, 0.8)


@dataclass(frozen=True)
class Hippopotamus:
    """A hippopotamus.

    Attributes:
        skin: Its skin.
        open: How far the jaws are open, degrees.
        pitch: Of the head, degrees.
        stride: How it puts its legs.
        head: Factor on the size of the head.
        length: Factor on the length of the body.
        girth: Factor on its thickness.
        scale: Factor on the whole; 1 stands 1.5 m at the shoulder.
        turned: How far the head is turned, degrees.
    """

    skin: Material
    open: float = 0.0
    pitch: float = -10.0
    stride: Stride = WALKING
    head: float = 1.0
    length: float = 1.0
    girth: float = 1.0
    scale: float = 1.0
    turned: float = 15.0


def hippopotamus(spec: Hippopotamus) -> Mesh:
    """Return a hippopotamus."""
    scale = spec.scale
    figure = Sculpture(spec.skin, cell=0.05 * scale, melt=0.15 * scale)
    beast = figure.at(scale=scale)
    spine = tuple((x * spec.length, z, r * spec.girth, f) for x, z, r, f in _HIPPO_SPINE)
    chest = 0.8 * spec.length
    trunk(beast, spine, ((chest, 0.92, 0.5, 1.0), (chest + 0.42, 1.02, 0.42, 1.0)))
    shift = chest - 0.8
    fore = replace(_HIPPO_FORE, joints=tuple((x + shift, z, r) for x, z, r in _HIPPO_FORE.joints))
    hind = replace(_HIPPO_HIND, joints=tuple((x - shift, z, r) for x, z, r in _HIPPO_HIND.joints))
    legs(beast, fore, hind, spec.stride)
    beast.limb((-1.7 * spec.length, 0.0, 0.95, 0.07), (-1.8 * spec.length, 0.02, 0.6, 0.04), melt=0.06)
    head = beast.at(chest + 0.6, 0.0, 1.08, pitch=spec.pitch, scale=spec.head)
    _hippo_head(head, spec)
    neck = ball((chest + 0.25, 0.0, 0.95), 0.52)
    beast.relief(within(folds((1.0, 0.0, 0.1), 0.16, 0.03), neck, 0.15))
    figure.warp(bend((chest - 0.1) * scale, (chest + 0.7) * scale, spec.turned))
    return figure.grounded().build()


def _hippo_head(head: Sculpture, spec: Hippopotamus) -> None:
    head.limb((0.0, 0.0, 0.02, 0.34), (0.35, 0.0, -0.02, 0.27), flat=0.95)
    upper = head.at(pitch=spec.open * 0.35)
    upper.limb((0.3, 0.0, 0.0, 0.25), (0.62, 0.0, -0.05, 0.22), flat=0.95, melt=0.12)
    upper.limb((0.7, 0.15, -0.06, 0.24), (0.82, 0.16, -0.11, 0.2), both=True, melt=0.1)
    upper.limb((0.84, 0.15, 0.1, 0.085), both=True, melt=0.08)
    jaw = head.at(0.1, 0.0, -0.2, pitch=-spec.open * 0.65)
    jaw.limb((0.0, 0.0, 0.0, 0.2), (0.6, 0.0, -0.08, 0.13), flat=1.2, melt=0.08)
    jaw.limb((0.56, 0.14, -0.08, 0.17), (0.64, 0.14, -0.08, 0.16), both=True, melt=0.08)
    if spec.open:
        jaw.limb((0.1, 0.0, 0.08, 0.15), (0.55, 0.0, 0.02, 0.14), flat=(1.0, 1.1, 0.5), skin=coats.TONGUE, melt=0.02)
        upper.limb((0.25, 0.0, -0.2, 0.16), (0.75, 0.0, -0.22, 0.15), flat=(1.0, 1.1, 0.35), skin=coats.GUMS, melt=0.02)
        horn(jaw, [(0.66, 0.19, 0.02, 0.05), (0.72, 0.21, 0.17, 0.042), (0.68, 0.2, 0.32, 0.008)], material=coats.IVORY)
        horn(jaw, [(0.72, 0.06, 0.02, 0.035), (0.8, 0.06, 0.12, 0.028), (0.86, 0.06, 0.18, 0.006)], material=coats.IVORY)
        horn(upper, [(0.84, 0.07, -0.2, 0.035), (0.86, 0.07, -0.32, 0.01)], material=coats.IVORY)
        horn(upper, [(0.76, 0.2, -0.18, 0.04), (0.76, 0.21, -0.32, 0.01)], material=coats.IVORY)
    head.limb((0.22, 0.19, 0.25, 0.085), both=True, melt=0.06)
    head.finer(ball((0.4, 0.0, 0.0), 0.95), 0.035)
    pink = coats.skin((190, 140, 130), (160, 116, 108))
    head.paint(pink, ball((0.22, 0.27, 0.23), 0.075, both=True))
    eyes(head, (0.25, 0.22, 0.27), 0.042, gaze=(0.5, 1.0, 0.1), iris=coats.BROWN_EYE, lid=spec.skin, bulge_depth=0.4)
    nostrils(upper, (0.88, 0.15, 0.12), (0.03, 0.03, 0.022), pitch=50.0)
    ears(head, (-0.05, 0.24, 0.3), 0.13, (0.035, 0.055, 0.05, 0.015), outside=spec.skin, inside=coats.PINK, spread=30.0, cup=0.7)


def _river() -> Mesh:
    return hippopotamus(Hippopotamus(coats.skin((112, 96, 98), (166, 126, 122))))


def _yawning() -> Mesh:
    return hippopotamus(Hippopotamus(coats.skin((118, 98, 94), (176, 132, 124)), open=72.0, pitch=8.0, stride=STANDING, turned=10.0))


def _pygmy() -> Mesh:
    skin = coats.shiny((52, 48, 50), roughness=0.45)
    return hippopotamus(Hippopotamus(skin, head=0.78, length=0.82, girth=0.82, scale=0.62, turned=-18.0))


def _hippo_calf() -> Mesh:
    return hippopotamus(Hippopotamus(coats.skin((140, 112, 110), (186, 142, 136)), pitch=4.0, head=1.12, length=0.8, scale=0.45, turned=0.0))


ELEPHANTS = (
    animal("elephant", "african", _african),
    animal("elephant", "asian", _asian),
    animal("elephant", "trumpeting", _trumpeting),
    animal("elephant", "calf", _calf),
    animal("elephant", "tusker", _war),
)
HIPPOPOTAMUSES = (
    animal("hippopotamus", "river", _river),
    animal("hippopotamus", "yawning", _yawning),
    animal("hippopotamus", "pygmy", _pygmy),
    animal("hippopotamus", "calf", _hippo_calf),
)
