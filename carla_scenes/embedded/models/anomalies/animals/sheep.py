"""Sheep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import placed
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
from carla_scenes.embedded.models.anomalies.animals.regions import (
    above,
    along,
    ball,
    common,
    outside,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import lumps, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_BLACK = coats.fur((30, 28, 27))


@dataclass(frozen=True)
class Sheep:
    """A sheep.

    Attributes:
        wool: Its wool; None for a shorn or hairy one, whose coat is its face's.
        face: Coat of face and legs.
        horns: As a cow's.
        stride: How it puts its legs.
        neck: How it holds its neck.
        head: Pitch of the head, degrees.
        fleece: How far wool stands out, metres.
        scale: Factor on the whole; 1 stands 0.75 m at the withers.
        turned: How far the head is turned, degrees.
        drooping: Whether its ears hang.
    """

    wool: Material
    face: Material
    horns: Sequence[tuple[float, float, float, float]] = ()
    stride: Stride = STANDING
    neck: Line = ((0.34, 0.6, 0.16, 0.9), (0.46, 0.76, 0.12, 0.9), (0.55, 0.88, 0.1, 0.9))
    head: float = -32.0
    fleece: float = 0.06
    scale: float = 1.0
    turned: float = 20.0
    drooping: bool = True


_SHEEP_SPINE = (
    (-0.4, 0.55, 0.2, 1.0),
    (-0.1, 0.54, 0.23, 1.05),
    (0.2, 0.54, 0.23, 1.0),
    (0.36, 0.56, 0.17, 0.95),
)
_SHEEP_FORE = Leg(
    ((0.3, 0.5, 0.1), (0.27, 0.36, 0.06), (0.29, 0.21, 0.038), (0.285, 0.14, 0.03), (0.28, 0.075, 0.032)),
    (0.12, 0.1),
    Foot.CLOVEN,
    0.09,
)
_SHEEP_HIND = Leg(
    (
        (-0.34, 0.52, 0.14),
        (-0.28, 0.36, 0.08),
        (-0.41, 0.24, 0.042),
        (-0.405, 0.15, 0.03),
        (-0.39, 0.075, 0.033),
    ),
    (0.12, 0.1),
    Foot.CLOVEN,
    0.09,
)


def sheep(spec: Sheep) -> Mesh:
    """Return a sheep."""
    scale = spec.scale
    figure = Sculpture(spec.wool, cell=0.021 * scale, melt=0.05 * scale)
    beast = figure.at(scale=scale)
    trunk(beast, _SHEEP_SPINE, spec.neck, neck_flat=0.95)
    legs(beast, _SHEEP_FORE, _SHEEP_HIND, spec.stride)
    beast.limb((-0.55, 0.0, 0.62, 0.06), (-0.62, 0.0, 0.48, 0.05), (-0.62, 0.0, 0.34, 0.035), melt=0.03)
    x, z = spec.neck[-1][0], spec.neck[-1][1]
    head = beast.at(x, 0.0, z, pitch=spec.head)
    forward = placed(pitch=spec.head)[:3, 0]
    place = np.array([x, 0.0, z])
    face = along([(*(place + 0.05 * forward), 0.11), (*(place + 0.3 * forward), 0.12)])
    woolly = common(ragged(above(0.27), 0.03, 0.1), outside(face))
    beast.paint(spec.face, common(outside(woolly), above(0.06)))
    _sheep_head(head, spec)
    beast.relief(within(lumps(0.085, spec.fleece), woolly, 0.03))
    if spec.turned:
        figure.warp(bend(0.35 * scale, 0.7 * scale, spec.turned))
    return figure.grounded().build()


def _sheep_head(head: Sculpture, spec: Sheep) -> None:
    head.limb((0.0, 0.0, 0.0, 0.1), (0.12, 0.0, 0.0, 0.078), flat=0.85)
    head.limb((0.12, 0.0, 0.0, 0.078), (0.24, 0.0, -0.035, 0.05), flat=0.75)
    head.limb((0.06, 0.0, -0.06, 0.06), (0.22, 0.0, -0.075, 0.032), flat=0.85, melt=0.02)
    head.limb((0.085, 0.055, 0.03, 0.028), both=True, melt=0.02)
    head.finer(ball((0.14, 0.0, -0.02), 0.19), 0.014)
    eyes(
        head,
        (0.1, 0.066, 0.012),
        0.018,
        gaze=(0.4, 1.0, 0.1),
        iris=coats.AMBER_EYE,
        pupil=(0.6, 0.25),
        lid=spec.face,
    )
    nostrils(head, (0.276, 0.018, -0.025), (0.008, 0.012, 0.006), yaw=30.0, pitch=30.0)
    mouth(head, [(0.28, 0.0, -0.068), (0.24, 0.0, -0.066), (0.19, 0.0, -0.058)], 0.0035)
    head.paint(coats.PINK if spec.face is not _BLACK else coats.NOSE, ball((0.3, 0.0, -0.045), 0.036))
    ears(
        head,
        (0.0, 0.08, 0.02),
        0.14,
        (0.018, 0.036, 0.034, 0.004),
        outside=spec.face,
        inside=coats.PINK,
        turn=20.0,
        spread=112.0 if spec.drooping else 82.0,
        cup=0.8,
    )
    if spec.horns:
        horn(head, spec.horns, rings=14)


def _merino() -> Mesh:
    return sheep(Sheep(coats.fur((222, 212, 190)), coats.fur((226, 212, 190)), drooping=False))


def _suffolk() -> Mesh:
    return sheep(Sheep(coats.fur((226, 220, 206)), _BLACK, stride=WALKING, turned=-25.0, scale=1.05))


def _ram() -> Mesh:
    curl = (
        (0.0, 0.055, 0.07, 0.045),
        (-0.09, 0.1, 0.13, 0.045),
        (-0.2, 0.15, 0.07, 0.042),
        (-0.2, 0.19, -0.09, 0.036),
        (-0.07, 0.22, -0.16, 0.029),
        (0.05, 0.25, -0.08, 0.02),
        (0.06, 0.28, 0.02, 0.004),
    )
    return sheep(
        Sheep(
            coats.fur((150, 118, 84)),
            coats.fur((120, 92, 66)),
            curl,
            WALKING,
            fleece=0.035,
            scale=1.15,
            turned=0.0,
        )
    )


def _lamb() -> Mesh:
    stride = Stride((0.3, 0.2, -0.2, -0.3), (0.1, 0.2, 0.0, 0.0))
    return sheep(
        Sheep(coats.fur((236, 230, 218)), coats.fur((232, 220, 204)), stride=stride, fleece=0.03, scale=0.7)
    )


def _grazing() -> Mesh:
    neck = ((0.36, 0.5, 0.15, 0.9), (0.52, 0.36, 0.11, 0.9), (0.6, 0.25, 0.1, 0.9))
    return sheep(Sheep(coats.fur((62, 52, 46)), coats.fur((40, 35, 33)), neck=neck, head=-48.0, turned=0.0))


SHEEP = (
    animal("sheep", "merino", _merino),
    animal("sheep", "suffolk", _suffolk),
    animal("sheep", "ram", _ram),
    animal("sheep", "lamb", _lamb),
    animal("sheep", "black_grazing", _grazing),
)
