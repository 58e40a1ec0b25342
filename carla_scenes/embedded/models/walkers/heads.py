"""Heads: neck, skull and face, and what grows and is worn on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import ellipsoid, tube
from carla_scenes.embedded.models.walkers.hair import add_hair
from carla_scenes.embedded.models.walkers.hats import add_glasses, add_hat
from carla_scenes.embedded.models.walkers.head_frame import Head, HeadFrame, hair_material, skin_material
from carla_scenes.embedded.models.walkers.limbs import limb
from carla_scenes.embedded.models.walkers.skins import marked, skin

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.blobs import Limb
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]

_WHITE = Material(srgb(205, 200, 194), Pattern.PLASTIC, roughness=0.2)
_PUPIL = Material(srgb(34, 24, 18), Pattern.PLASTIC, roughness=0.15)
_FACE, _LIPS = 0, 1


def add_head(builder: MeshBuilder, bones: Skeleton, head: Head) -> None:
    """Add neck, head, face, hair and what is worn on them."""
    frame = HeadFrame(bones)
    colour = skin_material(head.skin)
    red, green, blue = head.skin
    lips = skin_material((min(red * 0.92 + 0.02, 0.8), green * 0.62, blue * 0.62))
    sheet = skin(_face(frame, bones, head.soft), 0.0124 * max(frame.scale, 0.95), 0.016 * frame.scale)

    def mouth(points: Floats, _: Floats) -> Floats:
        local = frame.local(points)
        oval = np.hypot(local[:, 1] / 0.024, (local[:, 2] + 0.0685 + 3.0 * local[:, 1] ** 2) / 0.0095) - 1.0
        return np.column_stack([oval * 0.01, 0.06 - local[:, 0]])

    sheet = marked(sheet, mouth, _LIPS, [_FACE])
    builder.add(sheet.only(_FACE), colour)
    builder.add(sheet.only(_LIPS), lips)
    hair = hair_material(head.hair)
    _add_eyes(builder, frame, hair, head)
    add_hair(builder, frame, bones, head, hair)
    add_hat(builder, frame, head)
    if head.glasses != "none":
        add_glasses(builder, frame, dark=head.glasses == "dark")


def _face(frame: HeadFrame, bones: Skeleton, soft: float) -> list[Limb]:
    """Return skull, face and neck."""
    strong = 1.0 - soft
    neck = (0.050 + 0.010 * strong) * bones.build.unit * (0.6 + 0.4 * bones.build.flesh)
    limbs = [
        limb(
            bones.neck + bones.chest_axes @ np.array([-0.008, 0.0, -0.03]),
            frame.at(-0.022, 0.0, -0.05),
            neck * 1.12,
            neck,
            melt=0.03,
        ),
        frame.ball((-0.014, 0.0, 0.030), (0.094, 0.075, 0.086)),
        frame.ball((0.024, 0.0, -0.028), (0.060, 0.058, 0.080), melt=0.03),
        frame.bar((0.060, 0.0, -0.096), (0.066, 0.0, -0.098), 0.019 + 0.004 * strong),
        frame.bar((0.070, -0.028, 0.012), (0.070, 0.028, 0.012), 0.0145 + 0.002 * strong),
        frame.bar((0.086, 0.0, 0.004), (0.100, 0.0, -0.031), 0.0075, 0.0105 + 0.002 * strong, melt=0.008),
        frame.bar((0.094, -0.010, -0.038), (0.094, 0.010, -0.038), 0.0085, melt=0.006),
        frame.bar((0.080, -0.014, -0.063), (0.080, 0.014, -0.063), 0.0068, melt=0.006),
        frame.bar((0.078, -0.011, -0.073), (0.078, 0.011, -0.073), 0.0078, melt=0.006),
    ]
    for side in (1.0, -1.0):
        limbs += [
            frame.bar(
                (-0.005, side * 0.054, -0.050), (0.050, side * 0.022, -0.094), 0.020 + 0.004 * strong, 0.018
            ),
            frame.ball((0.052, side * 0.040, -0.022), (0.024, 0.022, 0.022)),
            frame.ball((-0.012, side * 0.074, -0.008), (0.017, 0.010, 0.031), melt=0.004),
        ]
    return limbs


def _add_eyes(builder: MeshBuilder, frame: HeadFrame, hair: Material, head: Head) -> None:
    """Add eyes and brows."""
    for side in (1.0, -1.0):
        builder.add(
            frame.moved(ellipsoid((0.0715, side * 0.031, -0.004), (0.012, 0.0145, 0.0085), 10, 6)), _WHITE
        )
        builder.add(
            frame.moved(ellipsoid((0.0800, side * 0.031, -0.004), (0.005, 0.0065, 0.0068), 8, 6)), _PUPIL
        )
        lid = np.array(
            [
                (0.076, side * 0.016, 0.001),
                (0.084, side * 0.028, 0.0055),
                (0.081, side * 0.038, 0.004),
                (0.073, side * 0.047, -0.002),
            ]
        )
        builder.add(frame.moved(tube(lid, np.array([0.002, 0.0028, 0.0028, 0.002]), 5)), _PUPIL)
        brow = np.array(
            [
                (0.084, side * 0.013, 0.018),
                (0.0855, side * 0.026, 0.023),
                (0.079, side * 0.040, 0.022),
                (0.067, side * 0.050, 0.015),
            ]
        )
        thick = 0.0042 - 0.0012 * head.soft
        builder.add(frame.moved(tube(brow, np.array([0.8, 1.0, 0.9, 0.5]) * thick, 5)), hair)
