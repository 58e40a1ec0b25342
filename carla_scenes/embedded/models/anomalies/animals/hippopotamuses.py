"""Hippopotamuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import ears, eyes, horn, mouth, nostrils
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
from carla_scenes.embedded.models.anomalies.animals.regions import ball
from carla_scenes.embedded.models.anomalies.animals.relief import folds, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_HIPPO_SPINE = (
    (-1.25, 0.85, 0.5, 1.0),
    (-0.6, 0.86, 0.64, 1.0),
    (0.15, 0.84, 0.67, 1.0),
    (0.8, 0.88, 0.56, 0.95),
)
_HIPPO_FORE = Leg(
    ((0.72, 0.72, 0.34), (0.7, 0.48, 0.24), (0.74, 0.32, 0.185), (0.73, 0.2, 0.165), (0.73, 0.13, 0.165)),
    (0.42, 0.4),
    Foot.PAD,
    0.38,
    0.8,
)
_HIPPO_HIND = Leg(
    (
        (-1.05, 0.75, 0.42),
        (-0.95, 0.5, 0.26),
        (-1.06, 0.32, 0.185),
        (-1.06, 0.2, 0.165),
        (-1.05, 0.13, 0.165),
    ),
    (0.42, 0.4),
    Foot.PAD,
    0.38,
    0.8,
)


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
        jaw.limb(
            (0.1, 0.0, 0.08, 0.15),
            (0.55, 0.0, 0.02, 0.14),
            flat=(1.0, 1.1, 0.5),
            skin=coats.TONGUE,
            melt=0.02,
        )
        upper.limb(
            (0.25, 0.0, -0.2, 0.16),
            (0.75, 0.0, -0.22, 0.15),
            flat=(1.0, 1.1, 0.35),
            skin=coats.GUMS,
            melt=0.02,
        )
        horn(
            jaw,
            [(0.66, 0.19, 0.02, 0.05), (0.72, 0.21, 0.17, 0.042), (0.68, 0.2, 0.32, 0.008)],
            material=coats.IVORY,
        )
        horn(
            jaw,
            [(0.72, 0.06, 0.02, 0.035), (0.8, 0.06, 0.12, 0.028), (0.86, 0.06, 0.18, 0.006)],
            material=coats.IVORY,
        )
        horn(upper, [(0.84, 0.07, -0.2, 0.035), (0.86, 0.07, -0.32, 0.01)], material=coats.IVORY)
        horn(upper, [(0.76, 0.2, -0.18, 0.04), (0.76, 0.21, -0.32, 0.01)], material=coats.IVORY)
    if not spec.open:
        mouth(head, [(0.98, 0.0, -0.22), (0.75, 0.0, -0.3), (0.5, 0.0, -0.27), (0.3, 0.0, -0.14)], 0.011)
    head.limb((0.22, 0.19, 0.25, 0.085), both=True, melt=0.06)
    head.finer(ball((0.4, 0.0, 0.0), 0.95), 0.035)
    pink = coats.skin((190, 140, 130), (160, 116, 108))
    head.paint(pink, ball((0.22, 0.27, 0.23), 0.075, both=True))
    eyes(
        head,
        (0.25, 0.22, 0.27),
        0.042,
        gaze=(0.5, 1.0, 0.1),
        iris=coats.BROWN_EYE,
        lid=spec.skin,
        bulge_depth=0.4,
    )
    nostrils(upper, (0.88, 0.15, 0.12), (0.03, 0.03, 0.022), pitch=50.0)
    ears(
        head,
        (-0.05, 0.24, 0.3),
        0.13,
        (0.035, 0.055, 0.05, 0.015),
        outside=spec.skin,
        inside=coats.PINK,
        spread=30.0,
        cup=0.7,
    )


def _river() -> Mesh:
    return hippopotamus(Hippopotamus(coats.skin((112, 96, 98), (166, 126, 122))))


def _yawning() -> Mesh:
    return hippopotamus(
        Hippopotamus(
            coats.skin((118, 98, 94), (176, 132, 124)), open=72.0, pitch=8.0, stride=STANDING, turned=10.0
        )
    )


def _pygmy() -> Mesh:
    skin = coats.shiny((52, 48, 50), roughness=0.45)
    return hippopotamus(Hippopotamus(skin, head=0.78, length=0.82, girth=0.82, scale=0.62, turned=-18.0))


def _hippo_calf() -> Mesh:
    return hippopotamus(
        Hippopotamus(
            coats.skin((140, 112, 110), (186, 142, 136)),
            pitch=4.0,
            head=1.12,
            length=0.8,
            scale=0.45,
            turned=0.0,
        )
    )


HIPPOPOTAMUSES = (
    animal("hippopotamus", "river", _river),
    animal("hippopotamus", "yawning", _yawning),
    animal("hippopotamus", "pygmy", _pygmy),
    animal("hippopotamus", "calf", _hippo_calf),
)
