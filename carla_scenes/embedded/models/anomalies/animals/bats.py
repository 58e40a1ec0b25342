"""Bats in flight, one to two metres across."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.features import claw, ears, eyes, horn, nostrils, teeth
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import ball
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import leaf, sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Bat:
    """A bat.

    Attributes:
        coat: Its fur.
        collar: Fur of neck and head.
        wings: Material of its skin.
        muzzle: Length of the snout, metres.
        ear: Length of the ears, metres.
        lift: How far the wings are raised, degrees.
        bank: Roll of its flight, degrees.
        nose_leaf: Whether it has a leaf of skin on its nose.
        fangs: Length of its fangs, metres; 0 for a closed mouth.
        scale: Factor on the whole; 1 spans 1.6 m.
    """

    coat: Material
    collar: Material
    wings: Material
    muzzle: float = 0.1
    ear: float = 0.12
    lift: float = 22.0
    bank: float = 12.0
    nose_leaf: bool = False
    fangs: float = 0.0
    scale: float = 1.0


def bat(spec: Bat) -> Mesh:
    """Return a bat with spread wings."""
    figure = Sculpture(spec.coat, cell=0.0155 * spec.scale, melt=0.03 * spec.scale)
    whole = figure.at(scale=spec.scale, pitch=22.0, roll=spec.bank)
    whole.limb((-0.22, 0.0, 0.0, 0.06), (-0.02, 0.0, 0.0, 0.1), (0.1, 0.0, 0.01, 0.085))
    whole.limb((0.12, 0.0, 0.02, 0.08), (0.18, 0.0, 0.035, 0.07), skin=spec.collar)
    _head(whole.at(0.24, 0.0, 0.05, pitch=-22.0), spec)
    whole.limb((-0.22, 0.04, -0.01, 0.035), (-0.36, 0.1, -0.02, 0.018), both=True)
    for i in range(3):
        claw(whole.at(-0.37, 0.1 + 0.012 * (i - 1), -0.02, yaw=180.0), (0.0, 0.0, 0.0), 0.04)
        claw(whole.at(-0.37, -0.1 - 0.012 * (i - 1), -0.02, yaw=180.0), (0.0, 0.0, 0.0), 0.04)
    _wing(whole, spec)
    scale = spec.scale
    chest = ball((0.0, 0.0, 0.0), 0.3 * scale)
    figure.hair(Locks(chest, (), 360, 0.045 * scale, 0.014 * scale, (-1.0, 0.0, -0.2), 0.3, 0.0, 3))
    return figure.build()


def _head(head: Sculpture, spec: Bat) -> None:
    m = spec.muzzle
    head.limb((0.0, 0.0, 0.0, 0.07), (0.04, 0.0, 0.0, 0.062), skin=spec.collar)
    head.limb((0.04, 0.0, -0.012, 0.05), (0.05 + m, 0.0, -0.03, 0.03), skin=spec.collar, melt=0.025)
    jaw = head.at(0.02, 0.0, -0.045, pitch=-24.0 if spec.fangs else -4.0)
    jaw.limb((0.0, 0.0, 0.0, 0.035), (0.02 + m, 0.0, 0.0, 0.018), skin=spec.collar, melt=0.008)
    head.finer(ball((0.05, 0.0, 0.0), 0.15), 0.009)
    if spec.fangs:
        teeth(head, [(0.06 + m, 0.016, -0.046), (0.06 + m, 0.016, -0.046)], 2, spec.fangs)
        jaw.add(shapes.ellipsoid((0.04 + 0.3 * m, 0.0, 0.02), (0.5 * m, 0.014, 0.006), 10, 6), coats.TONGUE)
    eyes(head, (0.06, 0.04, 0.02), 0.017, gaze=(0.7, 0.9, 0.2), iris=coats.BROWN_EYE, pupil=(0.6, 0.6))
    if spec.nose_leaf:
        front, back = leaf(0.06, (0.018, 0.03, 0.02, 0.002), thickness=0.006)
        for surface in (front, back):
            head.add(surface.moved(0.06 + m, 0.0, -0.015, pitch=-10.0), spec.wings)
    else:
        head.add(shapes.ellipsoid((0.078 + m, 0.0, -0.022), (0.014, 0.02, 0.015), 10, 8), coats.NOSE)
        nostrils(head, (0.09 + m, 0.01, -0.02), (0.004, 0.005, 0.004))
    wide = spec.ear * 0.34
    ears(
        head,
        (-0.01, 0.045, 0.05),
        spec.ear,
        (wide * 0.7, wide, wide * 0.75, 0.004),
        outside=spec.wings,
        inside=coats.skin((150, 100, 92), (120, 80, 76)),
        turn=30.0,
        spread=24.0,
        cup=0.7,
        thickness=0.008,
    )


def _wing(whole: Sculpture, spec: Bat) -> None:
    """Add wings: skin between the arm, four fingers and the ankle, hollow between the fingers' tips."""
    arm = [(0.1, 0.07, 0.02), (0.02, 0.26, 0.03), (0.2, 0.46, 0.04)]
    tips = [
        (0.02, 0.84, 0.02),
        (-0.22, 0.72, 0.0),
        (-0.34, 0.52, -0.01),
        (-0.4, 0.32, -0.015),
        (-0.37, 0.1, -0.02),
    ]
    leading = np.concatenate([curve(arm, 13)[:-1], curve([arm[-1], (0.16, 0.68, 0.045), tips[0]], 8)])
    trailing = []
    for start, end in pairwise(tips):
        share = np.linspace(0.0, 1.0, 8)[:-1, None]
        sag = np.array([0.07, 0.0, 0.02]) * np.sin(np.pi * share)
        trailing.append(np.array(start) * (1.0 - share) + np.array(end) * share + sag)
    edge = np.concatenate([*trailing, [tips[-1]]])[::-1]
    picks = np.linspace(0.0, len(leading) - 1.0, len(edge))
    front = np.stack(
        [np.interp(picks, np.arange(len(leading)), leading[:, axis]) for axis in range(3)], axis=1
    )
    share = np.linspace(0.0, 1.0, 12)
    skin = front[:, None] + (edge - front)[:, None] * share[None, :, None]
    skin[..., 2] += 0.05 * np.sin(np.pi * share)[None, :]
    pair = Sculpture(spec.wings, cell=1.0, melt=0.0)
    for side in sheet(skin, 0.007):
        pair.add(side)
    bone = spec.wings
    pair.add(shapes.tube(curve(arm, 14), np.linspace(0.034, 0.018, 14), 8), spec.coat)
    wrist = arm[-1]
    for tip in tips[:-1]:
        middle = ((wrist[0] + tip[0]) / 2 + 0.05, (wrist[1] + tip[1]) / 2 + 0.01, 0.07)
        pair.add(shapes.tube(curve([wrist, middle, tip], 12), np.linspace(0.014, 0.005, 12), 6), bone)
    horn(
        pair,
        [(0.2, 0.46, 0.04, 0.013), (0.27, 0.47, 0.06, 0.01), (0.3, 0.47, 0.03, 0.002)],
        material=coats.CLAW,
        both=False,
    )
    for surface, material in pair.finished():
        whole.add(surface.moved(roll=-spec.lift), material, both=True)
    for surface in sheet(
        np.array([[(-0.2, y, -0.01), (-0.34 + 0.4 * abs(y), y, -0.02)] for y in np.linspace(-0.1, 0.1, 9)]),
        0.006,
    ):
        whole.add(surface, spec.wings)


def _fruit() -> Mesh:
    return bat(
        Bat(
            coats.fur((58, 44, 38)),
            coats.fur((196, 120, 54)),
            coats.skin((52, 42, 40), (40, 33, 32)),
            muzzle=0.12,
            ear=0.085,
        )
    )


def _vampire() -> Mesh:
    skin = coats.skin((62, 46, 46), (48, 36, 37))
    return bat(
        Bat(
            coats.fur((74, 64, 60)),
            coats.fur((92, 78, 70)),
            skin,
            muzzle=0.05,
            ear=0.12,
            nose_leaf=True,
            fangs=0.045,
            lift=38.0,
            bank=-20.0,
            scale=0.8,
        )
    )


def _ghost() -> Mesh:
    return bat(
        Bat(
            coats.fur((214, 206, 196)),
            coats.fur((226, 220, 210)),
            coats.skin((190, 156, 140), (166, 130, 118)),
            muzzle=0.06,
            ear=0.19,
            nose_leaf=True,
            lift=8.0,
            bank=-10.0,
            scale=0.95,
        )
    )


def _long_eared() -> Mesh:
    return bat(
        Bat(
            coats.fur((128, 100, 74)),
            coats.fur((146, 116, 86)),
            coats.skin((92, 70, 60), (74, 56, 50)),
            muzzle=0.05,
            ear=0.27,
            lift=-14.0,
            bank=10.0,
            scale=0.7,
        )
    )


BATS = (
    animal("bat", "fruit", _fruit, placement="air"),
    animal("bat", "vampire", _vampire, placement="air"),
    animal("bat", "ghost", _ghost, placement="air"),
    animal("bat", "long_eared", _long_eared, placement="air"),
)
