"""Moose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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
    above,
    along,
    ball,
    below,
    common,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_MOOSE_SPINE = (
    (-0.82, 1.38, 0.28, 0.88),
    (-0.35, 1.4, 0.31, 0.85),
    (0.15, 1.38, 0.38, 0.8),
    (0.5, 1.44, 0.41, 0.7),
    (0.68, 1.4, 0.28, 0.8),
)
_MOOSE_FORE = Leg(
    ((0.55, 1.35, 0.24), (0.46, 1.0, 0.13), (0.5, 0.6, 0.072), (0.49, 0.38, 0.05), (0.48, 0.17, 0.058)),
    (0.2, 0.18),
    Foot.CLOVEN,
    0.2,
)
_MOOSE_HIND = Leg(
    ((-0.7, 1.36, 0.29), (-0.56, 0.98, 0.17), (-0.84, 0.64, 0.078), (-0.82, 0.4, 0.052), (-0.79, 0.17, 0.06)),
    (0.2, 0.18),
    Foot.CLOVEN,
    0.2,
)


@dataclass(frozen=True)
class Moose:
    """A moose.

    Attributes:
        coat: Its coat.
        legs: Coat of the legs.
        antlers: Factor on the size of the antlers; 0 for a cow.
        tines: How many points each has.
        pitch: Of the head, degrees.
        low: How far the head is lowered, metres.
        stride: How it puts its legs.
        scale: Factor on the whole; 1 stands 1.85 m at the shoulder.
        turned: How far the head is turned, degrees.
    """

    coat: Material
    legs: Material
    antlers: float = 1.0
    tines: int = 8
    pitch: float = -32.0
    low: float = 0.0
    stride: Stride = WALKING
    scale: float = 1.0
    turned: float = 16.0


def moose(spec: Moose) -> Mesh:
    """Return a moose."""
    scale = spec.scale
    figure = Sculpture(spec.coat, cell=0.038 * scale, melt=0.09 * scale)
    beast = figure.at(scale=scale)
    z = 1.78 - spec.low
    trunk(
        beast,
        _MOOSE_SPINE,
        ((0.6, 1.48, 0.3, 0.72), (0.9, 0.5 * (1.6 + z - 0.06), 0.22, 0.8), (1.12, z - 0.04, 0.17, 0.85)),
    )
    legs(beast, _MOOSE_FORE, _MOOSE_HIND, spec.stride)
    beast.limb((-1.08, 0.0, 1.45, 0.05), (-1.15, 0.0, 1.36, 0.035), melt=0.04)
    _moose_head(beast.at(1.2, 0.0, z, pitch=spec.pitch), spec)
    beast.paint(spec.legs, ragged(common(below(0.85), above(0.13)), 0.06, 0.15))
    mane = [
        (0.45 * scale, 0.0, 1.86 * scale, 0.13 * scale),
        (1.0 * scale, 0.0, (z + 0.13) * scale, 0.1 * scale),
    ]
    figure.hair(Locks(along(mane), (), 140, 0.14 * scale, 0.045 * scale, (-1.0, 0.0, 0.2), 0.3, 0.2, 1))
    chest = along(
        [(0.75 * scale, 0.0, 1.1 * scale, 0.16 * scale), (1.05 * scale, 0.0, (z - 0.3) * scale, 0.12 * scale)]
    )
    figure.hair(Locks(chest, (), 110, 0.14 * scale, 0.045 * scale, (-0.2, 0.0, -1.0), 0.2, 0.1, 2))
    figure.warp(bend(0.7 * scale, 1.3 * scale, spec.turned))
    return figure.grounded().build()


def _moose_head(head: Sculpture, spec: Moose) -> None:
    head.limb((0.0, 0.0, 0.0, 0.15), (0.26, 0.0, 0.0, 0.118), flat=0.82, melt=0.06)
    head.limb((0.26, 0.0, 0.0, 0.112), (0.5, 0.0, -0.01, 0.118), flat=0.78, melt=0.06)
    head.limb((0.5, 0.0, -0.01, 0.12), (0.62, 0.0, -0.07, 0.1), flat=0.88, melt=0.05)
    head.limb((0.1, 0.0, -0.1, 0.09), (0.5, 0.0, -0.14, 0.055), flat=0.8, melt=0.03)
    head.limb((0.02, 0.0, -0.18, 0.06), (-0.02, 0.0, -0.4, 0.035), flat=0.5, melt=0.04)
    head.finer(ball((0.3, 0.0, -0.03), 0.44), 0.024)
    eyes(head, (0.17, 0.11, 0.05), 0.03, gaze=(0.35, 1.0, 0.05), iris=None, lid=spec.coat)
    nostrils(head, (0.68, 0.06, -0.03), (0.02, 0.014, 0.03), yaw=40.0)
    mouth(head, [(0.68, 0.0, -0.14), (0.56, 0.0, -0.13), (0.42, 0.0, -0.11)], 0.007)
    ears(
        head,
        (-0.08, 0.12, 0.07),
        0.25,
        (0.035, 0.065, 0.055, 0.006),
        outside=spec.coat,
        inside=coats.fur((150, 130, 112)),
        turn=40.0,
        spread=58.0,
        cup=0.9,
    )
    if spec.antlers:
        _antlers(head.at(0.03, 0.0, 0.08, pitch=-spec.pitch, scale=spec.antlers), spec.tines)


def _antlers(head: Sculpture, tines: int) -> None:
    """Add antlers: a beam sideways, a palm that is hollow like a hand, tines along its edge."""
    bone = coats.plain((196, 172, 134), roughness=0.6)
    horn(head, [(0.0, 0.07, 0.04, 0.042), (0.02, 0.22, 0.06, 0.038), (0.0, 0.38, 0.12, 0.045)], material=bone)
    turns = np.linspace(-0.9, 1.0, 16)
    share = np.linspace(0.0, 1.0, 7)
    reach = 0.16 + 0.42 * np.cos(turns * 0.9)
    out = share[None, :] * reach[:, None]
    along_beam, across = out * np.cos(turns)[:, None], -out * np.sin(turns)[:, None] * 1.15
    palm = np.stack(
        [across - 0.02, 0.3 + along_beam * 0.85, 0.1 + 0.62 * along_beam**1.3 + 0.32 * across**2], axis=-1
    )
    for side in sheet(palm, 0.045 * (1.0 - 0.4 * share)[None, :] * np.ones((16, 1))):
        head.add(side, bone, both=True)
    for place in np.linspace(0, 15, tines).round().astype(int):
        base, inner = palm[place, -1], palm[place, 3]
        way = (base - inner) / np.linalg.norm(base - inner)
        length = 0.2 + 0.06 * np.cos(2.1 * place)
        middle = base + way * length * 0.55 + np.array([0.0, 0.0, 0.04])
        end = base + way * length + np.array([0.0, 0.0, 0.11])
        rows = [(*(base - way * 0.05), 0.034), (*middle, 0.024), (*end, 0.004)]
        horn(head, rows, material=bone, sides=7)
    horn(
        head,
        [(0.0, 0.2, 0.06, 0.03), (0.16, 0.28, 0.1, 0.025), (0.3, 0.27, 0.22, 0.004)],
        material=bone,
        sides=7,
    )


_GREY_LEGS = coats.fur((142, 126, 110))


def _bull() -> Mesh:
    return moose(Moose(coats.fur((74, 52, 40), (60, 44, 36)), _GREY_LEGS))


def _cow_moose() -> Mesh:
    return moose(
        Moose(
            coats.fur((110, 78, 54), (96, 70, 52)),
            _GREY_LEGS,
            antlers=0.0,
            pitch=-45.0,
            stride=STANDING,
            scale=0.92,
            turned=-25.0,
        )
    )


def _charging() -> Mesh:
    stride = Stride((0.4, -0.3, -0.35, 0.3), (0.2, 0.0, 0.0, 0.14))
    return moose(
        Moose(
            coats.fur((52, 40, 34), (46, 36, 32)),
            coats.fur((120, 108, 98)),
            antlers=1.15,
            tines=10,
            pitch=-58.0,
            low=0.4,
            stride=stride,
            turned=0.0,
        )
    )


def _yearling() -> Mesh:
    return moose(
        Moose(
            coats.fur((136, 92, 58), (120, 84, 58)),
            _GREY_LEGS,
            antlers=0.55,
            tines=4,
            scale=0.8,
            turned=10.0,
            low=-0.1,
        )
    )


MOOSE = (
    animal("moose", "bull", _bull),
    animal("moose", "cow", _cow_moose),
    animal("moose", "charging", _charging),
    animal("moose", "yearling", _yearling),
)
