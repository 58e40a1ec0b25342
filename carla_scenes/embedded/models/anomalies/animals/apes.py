"""Apes: gorillas, orang-utans, chimpanzees and gibbons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import ears, eyes, mouth, nostrils
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    above,
    along,
    ball,
    common,
    either,
    outside,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import lumps, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Joints = tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True)
class Ape:
    """An ape.

    Attributes:
        coat: Its hair.
        skin: Its face, hands and feet.
        torso: Rows of x, z, radius and factor on the width, from the pelvis to the shoulders, metres.
        arms: Right and left arm from the shoulder to the wrist: x, y, z and radius; y is positive for both.
        legs: Right and left leg from the hip to the ankle.
        fists: Whether the right and the left hand is closed.
        head: Where the head is: x, z and pitch.
        skull: Radius of the skull, metres.
        crest: Height of the crown over it, in radii.
        muzzle: How far the mouth stands out, in radii.
        ear: Length of the ears, in radii.
        cheeks: Radius of cheek pads, in radii; 0 for none.
        paints: Further coats and where.
        shaggy: Length of long hair, metres; 0 for none.
        turned: How far the head is turned, degrees.
        scale: Factor on the whole.
        cell: Size of triangles, metres.
    """

    coat: Material
    skin: Material
    torso: Joints
    arms: tuple[Joints, Joints]
    legs: tuple[Joints, Joints]
    fists: tuple[bool, bool]
    head: tuple[float, float, float]
    skull: float = 0.14
    crest: float = 0.0
    muzzle: float = 0.75
    ear: float = 0.35
    cheeks: float = 0.0
    paints: tuple[tuple[Material, Region], ...] = ()
    shaggy: float = 0.0
    turned: float = 0.0
    scale: float = 1.0
    cell: float = 0.026


def ape(spec: Ape) -> Mesh:
    """Return an ape."""
    scale = spec.scale
    figure = Sculpture(spec.coat, cell=spec.cell * scale, melt=0.07 * scale)
    whole = figure.at(scale=scale)
    for (x0, z0, r0, f0), (x1, z1, r1, f1) in zip(spec.torso[:-1], spec.torso[1:], strict=True):
        whole.limb((x0, 0.0, z0, r0), (x1, 0.0, z1, r1), flat=(1.0, (f0 + f1) / 2.0, 1.0))
    x, z, pitch = spec.head
    sx, sz, sr, _ = spec.torso[-1]
    whole.limb((sx, 0.0, sz, sr * 0.7), (x - 0.03, 0.0, z - 0.02, spec.skull * 0.85))
    for side, arm, leg, fist in zip((1.0, -1.0), spec.arms, spec.legs, spec.fists, strict=True):
        _limb(whole, arm, side, spec.skin, fist=fist)
        _leg(whole, leg, side, spec.skin)
    _head(whole.at(x, 0.0, z, pitch=pitch, scale=spec.skull), spec)
    for material, region in spec.paints:
        whole.paint(material, region)
    whole.relief(within(lumps(0.06, 0.45 * spec.cell, (0.7, 0.7, 1.8)), above(0.3), 0.1))
    if spec.shaggy:
        face = ball((scale * (x + 0.05), 0.0, scale * (z - 0.02)), scale * spec.skull * 1.5)
        hairy = [
            along([(scale * x, scale * y, scale * z, scale * 1.2 * r) for x, y, z, r in arm[:2]], both=True)
            for arm in spec.arms
        ]
        back = ball((scale * (sx - 0.1), 0.0, scale * (sz - 0.18)), scale * 0.36)
        region = common(either(*hairy, back), outside(face), above(0.12 * scale))
        figure.hair(
            Locks(region, (), 420, spec.shaggy * scale, 0.035 * scale, (-0.25, 0.0, -1.0), 0.16, 0.2, 5)
        )
    figure.warp(bend((x - 0.18) * scale, (x + 0.06) * scale, spec.turned))
    return figure.grounded().build()


def _limb(whole: Sculpture, joints: Joints, side: float, skin: Material, *, fist: bool) -> None:
    """Add an arm and its hand; a closed hand rests on its knuckles below the wrist."""
    rows = [(x, side * y, z, r) for x, y, z, r in joints]
    whole.limb(*rows)
    x, y, z, r = rows[-1]
    if fist:
        whole.limb((x + 0.01, y, z - 0.09, r * 1.05), skin=skin, melt=0.03)
        for i in range(4):
            dy = (i - 1.5) * r * 0.55
            whole.limb(
                (x + 0.05, y + dy, z - 0.11, r * 0.34),
                (x + 0.03, y + dy, z - 0.16, r * 0.34),
                skin=skin,
                melt=0.012,
            )
        return
    before = rows[-2]
    way = [(a - b) for a, b in zip(rows[-1][:3], before[:3], strict=True)]
    length = sum(v * v for v in way) ** 0.5
    ux, uy, uz = (v / length for v in way)
    whole.limb(
        (x, y, z, r), (x + ux * 0.08, y + uy * 0.08, z + uz * 0.08, r * 1.05), flat=0.8, skin=skin, melt=0.03
    )
    for i in range(4):
        dx = (i - 1.5) * r * 0.55
        start = (x + ux * 0.1 + dx, y + uy * 0.1, z + uz * 0.1, r * 0.36)
        end = (x + ux * 0.2 + dx * 1.1, y + uy * 0.2 - side * 0.03, z + uz * 0.2, r * 0.3)
        whole.limb(start, end, skin=skin, melt=0.015)
    whole.limb(
        (x + 0.03, y - side * r * 0.4, z + uz * 0.04, r * 0.34),
        (x + 0.09, y - side * r * 0.9, z + uz * 0.1, r * 0.26),
        skin=skin,
        melt=0.015,
    )


def _leg(whole: Sculpture, joints: Joints, side: float, skin: Material) -> None:
    rows = [(x, side * y, z, r) for x, y, z, r in joints]
    whole.limb(*rows)
    x, y, z, r = rows[-1]
    foot = whole.at(x, y, z, yaw=side * 14.0)
    sole = -z + r * 0.6
    foot.limb(
        (0.0, 0.0, 0.0, r),
        (-0.02, 0.0, sole, r * 0.8),
        (0.14, 0.0, sole - 0.01, r * 0.75),
        flat=0.95,
        skin=skin,
        melt=0.04,
    )
    for i in range(4):
        dy = (i - 1.2) * r * 0.42 * side
        foot.limb(
            (0.17, dy, sole - 0.015, r * 0.3),
            (0.22 - 0.012 * i, dy * 1.15, sole - 0.02, r * 0.27),
            skin=skin,
            melt=0.012,
        )
    foot.limb(
        (0.06, -side * r * 0.6, sole, r * 0.36),
        (0.14, -side * r * 1.25, sole - 0.015, r * 0.32),
        skin=skin,
        melt=0.02,
    )


def _head(head: Sculpture, spec: Ape) -> None:
    m = spec.muzzle
    head.limb((0.0, 0.0, 0.1, 1.0), (-0.15, 0.0, 0.15, 0.95), flat=0.9, melt=0.2)
    if spec.crest:
        head.limb((-0.2, 0.0, 0.65 + spec.crest * 0.4, 0.72), flat=0.75, melt=0.4)
    head.limb((0.72, 0.32, 0.36, 0.2), (0.6, 0.55, 0.34, 0.18), both=True, skin=spec.skin, melt=0.25)
    head.limb((0.76, 0.0, 0.36, 0.18), skin=spec.skin, melt=0.25)
    head.limb(
        (0.35, 0.0, -0.35, 0.62), (0.35 + m * 0.75, 0.0, -0.48, 0.42), flat=1.1, skin=spec.skin, melt=0.3
    )
    head.limb((0.2, 0.0, -0.62, 0.48), (0.2 + m * 0.75, 0.0, -0.8, 0.3), flat=1.1, skin=spec.skin, melt=0.1)
    head.limb((0.78, 0.0, 0.0, 0.2), (0.95, 0.0, -0.2, 0.2), flat=0.9, skin=spec.skin, melt=0.25)
    head.limb((0.98, 0.13, -0.22, 0.13), both=True, skin=spec.skin, melt=0.12)
    if spec.cheeks:
        head.limb((0.35, 0.85, 0.0, spec.cheeks), flat=(0.42, 0.8, 1.5), both=True, skin=spec.skin, melt=0.15)
    head.finer(ball((0.25, 0.0, -0.1), 1.75), 0.12)
    face = either(ball((0.98, 0.0, -0.3), 0.82), ball((0.8, 0.3, 0.2), 0.4, both=True))
    head.paint(spec.skin, ragged(face, 0.06, 0.3))
    eyes(
        head,
        (0.78, 0.32, 0.17),
        0.14,
        gaze=(1.0, 0.22, 0.0),
        iris=coats.BROWN_EYE,
        pupil=(0.55, 0.55),
        lid=spec.skin,
    )
    line = 0.35 + spec.muzzle * 0.75
    mouth(head, [(line + 0.4, 0.0, -0.64), (line, 0.0, -0.66), (line - 0.35, 0.0, -0.6)], 0.03)
    nostrils(head, (1.05, 0.13, -0.26), (0.07, 0.09, 0.07), pitch=-20.0, yaw=12.0)
    ears(
        head,
        (-0.05, 0.9, 0.05),
        spec.ear,
        tuple(spec.ear * v for v in (0.25, 0.48, 0.5, 0.25)),
        outside=spec.skin,
        inside=spec.skin,
        turn=35.0,
        spread=18.0,
        cup=0.5,
        thickness=0.08,
    )


_KNUCKLE_TORSO = (
    (-0.46, 0.6, 0.23, 1.1),
    (-0.18, 0.76, 0.28, 1.1),
    (0.14, 0.93, 0.32, 1.12),
    (0.3, 1.04, 0.25, 1.35),
)
_KNUCKLE_ARMS = (
    ((0.32, 0.34, 1.02, 0.16), (0.52, 0.44, 0.6, 0.115), (0.6, 0.38, 0.2, 0.075)),
    ((0.32, 0.34, 1.02, 0.16), (0.34, 0.46, 0.6, 0.115), (0.3, 0.38, 0.2, 0.075)),
)
_KNUCKLE_LEGS = (
    ((-0.42, 0.18, 0.56, 0.2), (-0.22, 0.28, 0.36, 0.13), (-0.52, 0.26, 0.11, 0.085)),
    ((-0.42, 0.18, 0.56, 0.2), (-0.1, 0.28, 0.38, 0.13), (-0.2, 0.26, 0.11, 0.085)),
)
_UPRIGHT_TORSO = (
    (-0.04, 0.72, 0.22, 1.15),
    (0.0, 0.92, 0.25, 1.15),
    (0.03, 1.18, 0.29, 1.15),
    (0.04, 1.34, 0.22, 1.5),
)
_UPRIGHT_LEGS = (
    ((-0.02, 0.16, 0.66, 0.18), (0.1, 0.24, 0.38, 0.125), (0.0, 0.24, 0.1, 0.085)),
    ((-0.02, 0.16, 0.66, 0.18), (0.08, 0.26, 0.38, 0.125), (-0.1, 0.26, 0.1, 0.085)),
)
_BLACK = coats.fur((36, 33, 34))
_FACE = coats.skin((46, 41, 41), (34, 30, 30), roughness=0.55)


def _gorilla() -> Mesh:
    silver = coats.fur((132, 130, 130))
    saddle = ragged(ball((-0.3, 0.0, 0.95), 0.36, (1.1, 1.1, 0.8)), 0.06, 0.12)
    return ape(
        Ape(
            _BLACK,
            _FACE,
            _KNUCKLE_TORSO,
            _KNUCKLE_ARMS,
            _KNUCKLE_LEGS,
            (True, True),
            (0.58, 1.24, -8.0),
            skull=0.155,
            crest=0.8,
            ear=0.28,
            paints=((silver, saddle),),
            turned=18.0,
            scale=1.05,
        )
    )


def _gorilla_beating() -> Mesh:
    arms = (
        ((0.06, 0.36, 1.34, 0.16), (0.12, 0.62, 1.06, 0.12), (0.34, 0.22, 1.2, 0.08)),
        ((0.06, 0.36, 1.34, 0.16), (0.16, 0.62, 1.16, 0.12), (0.44, 0.36, 1.44, 0.08)),
    )
    return ape(
        Ape(
            coats.fur((50, 44, 42)),
            _FACE,
            _UPRIGHT_TORSO,
            arms,
            _UPRIGHT_LEGS,
            (True, True),
            (0.14, 1.64, 4.0),
            skull=0.155,
            crest=0.8,
            ear=0.28,
            paints=((_FACE, ball((0.36, 0.0, 1.22), 0.17, (0.6, 1.2, 0.8))),),
        )
    )


def _slim(joints: Joints, factor: float) -> Joints:
    """Return a limb closer to the body and thinner by a factor."""
    return tuple((x, y * 0.85, z, r * factor) for x, y, z, r in joints)


def _chimpanzee() -> Mesh:
    skin = coats.skin((196, 156, 132), (150, 112, 96))
    return ape(
        Ape(
            coats.fur((44, 38, 36)),
            skin,
            tuple((x, z, r * 0.82, f) for x, z, r, f in _KNUCKLE_TORSO),
            (_slim(_KNUCKLE_ARMS[0], 0.75), _slim(_KNUCKLE_ARMS[1], 0.75)),
            (_slim(_KNUCKLE_LEGS[1], 0.78), _slim(_KNUCKLE_LEGS[0], 0.78)),
            (True, True),
            (0.55, 1.2, -4.0),
            skull=0.135,
            ear=0.85,
            muzzle=0.95,
            turned=-22.0,
            scale=0.8,
        )
    )


def _orangutan() -> Mesh:
    torso = (
        (-0.1, 0.24, 0.25, 1.15),
        (-0.06, 0.46, 0.29, 1.1),
        (0.0, 0.74, 0.28, 1.05),
        (0.04, 0.9, 0.2, 1.4),
    )
    arms = (
        ((0.06, 0.3, 0.88, 0.12), (0.3, 0.46, 0.5, 0.085), (0.56, 0.34, 0.28, 0.06)),
        ((0.06, 0.3, 0.88, 0.12), (0.08, 0.56, 0.52, 0.085), (0.26, 0.5, 0.14, 0.06)),
    )
    legs = (
        ((-0.04, 0.16, 0.22, 0.15), (0.22, 0.3, 0.36, 0.1), (0.3, 0.24, 0.1, 0.07)),
        ((-0.04, 0.16, 0.22, 0.15), (0.2, 0.36, 0.28, 0.1), (0.36, 0.3, 0.1, 0.07)),
    )
    skin = coats.skin((92, 70, 62), (70, 54, 50))
    return ape(
        Ape(
            coats.fur((168, 84, 36)),
            skin,
            torso,
            arms,
            legs,
            (False, False),
            (0.14, 1.14, -4.0),
            skull=0.145,
            crest=0.3,
            muzzle=0.9,
            cheeks=0.46,
            ear=0.15,
            shaggy=0.17,
            turned=15.0,
        )
    )


def _gibbon() -> Mesh:
    torso = (
        (-0.02, 0.52, 0.13, 1.1),
        (0.0, 0.66, 0.14, 1.1),
        (0.02, 0.82, 0.155, 1.1),
        (0.03, 0.9, 0.11, 1.45),
    )
    arms = (
        ((0.03, 0.17, 0.9, 0.065), (0.06, 0.38, 1.2, 0.045), (0.08, 0.24, 1.58, 0.034)),
        ((0.03, 0.17, 0.9, 0.065), (0.1, 0.52, 0.82, 0.045), (0.24, 0.72, 1.16, 0.034)),
    )
    legs = (
        ((0.0, 0.09, 0.5, 0.09), (0.14, 0.16, 0.32, 0.06), (0.02, 0.16, 0.08, 0.04)),
        ((0.0, 0.09, 0.5, 0.09), (0.1, 0.18, 0.3, 0.06), (-0.16, 0.18, 0.08, 0.04)),
    )
    dark = coats.skin((48, 42, 40), (36, 32, 31))
    return ape(
        Ape(
            coats.fur((208, 178, 132)),
            dark,
            torso,
            arms,
            legs,
            (False, False),
            (0.08, 1.08, 0.0),
            skull=0.105,
            muzzle=0.55,
            ear=0.3,
            scale=0.95,
            cell=0.015,
        )
    )


APES = (
    animal("ape", "gorilla", _gorilla),
    animal("ape", "gorilla_beating_chest", _gorilla_beating),
    animal("ape", "chimpanzee", _chimpanzee),
    animal("ape", "orangutan", _orangutan),
    animal("ape", "gibbon", _gibbon),
)
