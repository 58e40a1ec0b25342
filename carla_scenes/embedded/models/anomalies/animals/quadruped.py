"""Four-legged bodies from numbers: a spine, a neck, legs with joints, feet and a tail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.features import claw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

    Joint = tuple[float, float, float]
    Line = tuple[tuple[float, float, float, float], ...]


class Foot(Enum):
    """What a leg ends in."""

    HOOF = "hoof"  # one, as a horse has
    CLOVEN = "cloven"  # two, as a cow has
    PAW = "paw"  # four toes, with claws
    PAD = "pad"  # a column with nails, as an elephant has


@dataclass(frozen=True)
class Leg:
    """A leg seen from the side; the foot is put under its last joint.

    Attributes:
        joints: x, z and radius from the shoulder or hip to the ankle, metres.
        spread: Distance from the middle plane at the top and at the foot, metres.
        foot: What it ends in.
        size: Length of the foot, metres.
        flat: Factor on the width of the uppermost part, which is a broad muscle.
        raised: Whether the foot hangs at the ankle like a hand and does not reach the ground.
    """

    joints: tuple[Joint, ...]
    spread: tuple[float, float]
    foot: Foot
    size: float
    flat: float = 0.6
    raised: bool = False

    def enlarged(self, factor: float, thickness: float = 1.0) -> Leg:
        """Return a leg larger by a factor, its joints thicker by another."""
        joints = tuple((x * factor, z * factor, r * factor * thickness) for x, z, r in self.joints)
        spread = (self.spread[0] * factor, self.spread[1] * factor)
        return replace(self, joints=joints, spread=spread, size=self.size * factor)


@dataclass(frozen=True)
class Stride:
    """How each leg is put, as parts of its length: front right, front left, hind right, hind left.

    Attributes:
        steps: How far forward.
        lifts: How far up.
    """

    steps: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    lifts: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


STANDING = Stride((0.03, -0.05, 0.04, -0.08))
WALKING = Stride((0.2, -0.16, -0.2, 0.16), (0.0, 0.0, 0.08, 0.0))
TROTTING = Stride((0.26, -0.2, -0.26, 0.22), (0.22, 0.0, 0.0, 0.2))
GALLOPING = Stride((0.55, 0.4, -0.5, -0.38), (0.22, 0.1, 0.1, 0.0))


def legs(
    animal: Sculpture, fore: Leg, hind: Leg, stride: Stride = STANDING, *, feet: Material | None = None
) -> None:
    """Add four legs; the ground is z = 0.

    Args:
        animal: What they are added to.
        fore: The front legs, standing.
        hind: The hind legs, standing.
        stride: How they are put.
        feet: Material of hooves and claws; the usual one when None.
    """
    for number, (step, lift) in enumerate(zip(stride.steps, stride.lifts, strict=True)):
        leg = fore if number < 2 else hind
        _leg(animal, leg, 1.0 if number % 2 == 0 else -1.0, feet, step=step, lift=lift)


def _leg(
    animal: Sculpture, leg: Leg, side: float, feet: Material | None, *, step: float, lift: float
) -> None:
    x, z, radius = np.array(leg.joints).T
    height = z[0]
    depth = (height - z) / height
    knee = z[len(z) // 2]
    # A lifted leg folds: what is below the middle joint swings back, and all of it rises.
    below = np.clip((knee - z) / max(knee, 1e-9), 0.0, 1.0)
    x = x + step * height * depth - 1.3 * lift * height * below
    z = z + lift * height * (depth + 0.5 * below) / 1.5
    slope = 55.0 * min(lift * 4.0, 1.0)
    # The toes of a lifted foot hang down, and must not reach into the ground.
    hanging = leg.size * np.sin(np.radians(slope)) + 0.3 * leg.size * (lift > 0.0)
    z = z + max(hanging - z[-1], 0.0) * below / max(below[-1], 1e-9)
    y = side * (leg.spread[0] + (leg.spread[1] - leg.spread[0]) * np.clip(depth * 1.5, 0.0, 1.0))
    rows = np.stack([x, y, z, radius], axis=1)
    animal.limb(*rows[:2], flat=leg.flat)
    animal.limb(*rows[1:])
    ankle = animal.at(x[-1], y[-1], z[-1], pitch=-slope)
    drop = 0.3 * leg.size if leg.raised else leg.joints[-1][1]
    _FEET[leg.foot](ankle, leg.size, drop, leg.joints[-1][2], feet)


def _hoof(ankle: Sculpture, size: float, height: float, radius: float, feet: Material | None) -> None:
    ankle.limb((0.0, 0.0, 0.0, radius), (size * 0.35, 0.0, -height * 0.55, radius * 0.95))
    ankle.limb(
        (size * 0.36, 0.0, -height * 0.62, radius * 1.08),
        (size * 0.5, 0.0, -height - size * 0.18, size * 0.52),
        skin=feet or coats.HOOF,
        melt=0.0,
    )


def _cloven(ankle: Sculpture, size: float, height: float, radius: float, feet: Material | None) -> None:
    ankle.limb((0.0, 0.0, 0.0, radius), (size * 0.2, 0.0, -height * 0.5, radius * 1.05))
    for side in (-1.0, 1.0):
        ankle.limb(
            (size * 0.2, side * size * 0.2, -height * 0.55, size * 0.28),
            (size * 0.62, side * size * 0.24, -height - size * 0.12, size * 0.27),
            skin=feet or coats.HOOF,
            melt=0.0,
        )


def _paw(ankle: Sculpture, size: float, height: float, radius: float, feet: Material | None) -> None:
    ankle.limb((0.0, 0.0, 0.0, radius), (size * 0.45, 0.0, -height + size * 0.2, size * 0.27), flat=1.15)
    for i in range(4):
        side = (i - 1.5) * size * 0.21
        reach = size * (0.72 if i in (1, 2) else 0.62)
        ankle.limb(
            (reach - size * 0.2, side * 0.8, -height + size * 0.17, size * 0.13),
            (reach, side, -height + size * 0.1, size * 0.13),
            melt=size * 0.07,
        )
        claw(
            ankle, (reach + size * 0.1, side, -height + size * 0.1), size * 0.16, material=feet or coats.CLAW
        )


def _pad(ankle: Sculpture, size: float, height: float, radius: float, feet: Material | None) -> None:
    ankle.limb((0.0, 0.0, 0.0, radius), (size * 0.08, 0.0, -height * 0.9, size * 0.5))
    for i in range(4):
        turn = np.radians((i - 1.5) * 34.0)
        x, y = size * (0.08 + 0.49 * np.cos(turn)), size * 0.49 * np.sin(turn)
        nail = shapes.ellipsoid((x, y, -height + size * 0.07), (size * 0.06, size * 0.1, size * 0.1), 8, 6)
        ankle.add(nail, feet or coats.HORN)


_FEET = {Foot.HOOF: _hoof, Foot.CLOVEN: _cloven, Foot.PAW: _paw, Foot.PAD: _pad}


def trunk(animal: Sculpture, spine: Line, neck: Line, *, neck_flat: float = 0.8) -> None:
    """Add a spine and a neck.

    Args:
        animal: What they are added to.
        spine: x, z, radius and factor on the width, from the rump to the chest.
        neck: The same, from the withers to the head.
        neck_flat: Factor on the width of the neck as a whole.
    """
    for line, factor in ((spine, 1.0), (neck, neck_flat)):
        for (x0, z0, r0, f0), (x1, z1, r1, f1) in pairwise(line):
            animal.limb((x0, 0.0, z0, r0), (x1, 0.0, z1, r1), flat=(1.0, (f0 + f1) / 2.0 * factor, 1.0))


def tail(animal: Sculpture, *points: Sequence[float], skin: Material | None = None) -> None:
    """Add a tail: rows of x, y, z and radius from the rump on."""
    animal.limb(*points, skin=skin)
