"""Camels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.features import ears, eyes, mouth, nostrils
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
    common,
    either,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import lumps, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh

    Line = tuple[tuple[float, float, float, float], ...]

_CAMEL_SPINE = (
    (-0.72, 1.45, 0.26, 0.9),
    (-0.25, 1.45, 0.32, 0.88),
    (0.25, 1.4, 0.36, 0.85),
    (0.62, 1.38, 0.3, 0.8),
)
_CAMEL_FORE = Leg(
    ((0.55, 1.4, 0.22), (0.46, 1.05, 0.12), (0.5, 0.62, 0.085), (0.49, 0.4, 0.05), (0.48, 0.14, 0.06)),
    (0.2, 0.17),
    Foot.CLOVEN,
    0.22,
)
_CAMEL_HIND = Leg(
    ((-0.64, 1.42, 0.26), (-0.5, 1.02, 0.14), (-0.72, 0.68, 0.07), (-0.72, 0.42, 0.05), (-0.69, 0.14, 0.06)),
    (0.2, 0.16),
    Foot.CLOVEN,
    0.22,
)
_KNEEL_FORE = Leg(
    ((0.55, 0.6, 0.22), (0.44, 0.3, 0.13), (0.78, 0.1, 0.085), (0.58, 0.09, 0.055), (0.34, 0.09, 0.06)),
    (0.22, 0.22),
    Foot.CLOVEN,
    0.2,
)
_KNEEL_HIND = Leg(
    ((-0.64, 0.6, 0.27), (-0.25, 0.34, 0.16), (-0.72, 0.12, 0.08), (-0.5, 0.09, 0.055), (-0.3, 0.09, 0.06)),
    (0.24, 0.34),
    Foot.CLOVEN,
    0.2,
)


@dataclass(frozen=True)
class Camel:
    """A camel.

    Attributes:
        coat: Its coat.
        dark: Coat of humps, mane and throat.
        humps: x of each hump, metres.
        kneeling: Whether it rests on its knees.
        saddle: Cloth of a saddle; None for none.
        stride: How it puts its legs.
        shaggy: Whether it wears its winter coat.
        scale: Factor on the whole; 1 stands 1.75 m at the withers.
        turned: How far the head is turned, degrees.
    """

    coat: Material
    dark: Material
    humps: tuple[float, ...] = (0.0,)
    kneeling: bool = False
    saddle: Material | None = None
    stride: Stride = WALKING
    shaggy: bool = False
    scale: float = 1.0
    turned: float = 16.0


def camel(spec: Camel) -> Mesh:
    """Return a camel."""
    scale = spec.scale
    figure = Sculpture(spec.coat, cell=0.036 * scale, melt=0.09 * scale)
    beast = figure.at(scale=scale)
    low = 0.82 if spec.kneeling else 0.0
    body = beast.at(z=-low)
    neck = (
        (0.66, 1.36, 0.25, 0.75),
        (1.0, 1.26, 0.17, 0.8),
        (1.28, 1.5, 0.125, 0.85),
        (1.36, 1.86, 0.105, 0.9),
        (1.42, 2.04, 0.1, 0.9),
    )
    trunk(body, _CAMEL_SPINE, neck, neck_flat=0.9)
    for x in spec.humps:
        width = 0.24 if len(spec.humps) > 1 else 0.3
        body.limb((x, 0.0, 1.66, width), (x - 0.02, 0.0, 1.96, width * 0.42), flat=0.72, melt=0.16)
    if spec.kneeling:
        legs(beast, _KNEEL_FORE, _KNEEL_HIND, Stride(), feet=spec.dark)
    else:
        legs(beast, _CAMEL_FORE, _CAMEL_HIND, spec.stride, feet=coats.fur((120, 96, 70)))
    body.limb((-0.92, 0.0, 1.52, 0.05), (-1.04, 0.0, 1.3, 0.032), (-1.05, 0.03, 1.02, 0.025), melt=0.03)
    _camel_head(body.at(1.44, 0.0, 2.1, pitch=-12.0), spec)
    _camel_hair(figure, spec, low)
    if spec.saddle is not None:
        _saddle(body, spec.saddle)
    figure.warp(bend(0.7 * scale, 1.3 * scale, spec.turned))
    return figure.grounded().build()


def _camel_head(head: Sculpture, spec: Camel) -> None:
    head.limb((-0.02, 0.0, 0.0, 0.115), (0.16, 0.0, 0.0, 0.1), flat=0.88, melt=0.05)
    head.limb((0.16, 0.0, 0.0, 0.09), (0.38, 0.0, -0.05, 0.068), flat=0.8, melt=0.05)
    head.limb((0.4, 0.03, -0.06, 0.056), both=True, melt=0.04)
    head.limb((0.08, 0.0, -0.09, 0.065), (0.38, 0.0, -0.125, 0.045), flat=0.85, melt=0.025)
    head.limb((0.14, 0.075, 0.055, 0.04), both=True, melt=0.03)
    head.finer(ball((0.18, 0.0, -0.02), 0.3), 0.02)
    eyes(head, (0.17, 0.088, 0.035), 0.03, gaze=(0.4, 1.0, 0.0), iris=None, lid=spec.coat)
    nostrils(head, (0.44, 0.028, -0.03), (0.012, 0.01, 0.02), yaw=35.0, pitch=15.0)
    mouth(head, [(0.45, 0.0, -0.1), (0.38, 0.0, -0.1), (0.28, 0.0, -0.085)], 0.006)
    ears(
        head,
        (-0.08, 0.085, 0.08),
        0.09,
        (0.02, 0.034, 0.03, 0.006),
        outside=spec.coat,
        inside=coats.PINK,
        spread=35.0,
        tilt=25.0,
        cup=0.9,
    )


def _camel_hair(figure: Sculpture, spec: Camel, low: float) -> None:
    scale = spec.scale
    tops = [ball((x * scale, 0.0, (2.02 - low) * scale), 0.2 * scale) for x in spec.humps]
    throat = along(
        [
            (0.85 * scale, 0.0, (1.02 - low) * scale, 0.12 * scale),
            (1.3 * scale, 0.0, (1.32 - low) * scale, 0.11 * scale),
            (1.5 * scale, 0.0, (1.75 - low) * scale, 0.09 * scale),
        ]
    )
    crown = ball((1.38 * scale, 0.0, (2.2 - low) * scale), 0.1 * scale)
    figure.paint(spec.dark, ragged(either(*tops), 0.05, 0.1))
    long = 0.22 if spec.shaggy else 0.12
    figure.hair(Locks(either(*tops), (), 170, 0.16 * scale, 0.045 * scale, (0.0, 0.0, 1.0), 0.25, 0.2, 1))
    figure.hair(
        Locks(
            throat,
            (spec.dark,),
            150 if spec.shaggy else 90,
            long * scale,
            0.035 * scale,
            (-0.2, 0.0, -1.0),
            0.2,
            0.1,
            2,
        )
    )
    figure.hair(Locks(crown, (spec.dark,), 50, 0.09 * scale, 0.03 * scale, (0.3, 0.0, 1.0), 0.3, 0.1, 3))
    tuft = ball((-1.05 * scale, 0.03 * scale, (1.05 - low) * scale), 0.09 * scale)
    figure.hair(Locks(tuft, (spec.dark,), 40, 0.18 * scale, 0.03 * scale, (0.0, 0.0, -1.0), 0.1, 0.1, 4))
    if spec.shaggy:
        shoulders = common(ball((0.62 * scale, 0.0, (1.12 - low) * scale), 0.42 * scale), above(0.5))
        figure.hair(
            Locks(shoulders, (spec.dark,), 160, 0.2 * scale, 0.05 * scale, (-0.1, 0.0, -1.0), 0.15, 0.1, 5)
        )
        figure.relief(within(lumps(0.1, 0.02, (1.0, 1.0, 1.8)), above(0.9), 0.1))


def _saddle(body: Sculpture, cloth: Material) -> None:
    leather = coats.shiny((92, 52, 28), roughness=0.4)
    x = np.linspace(-0.42, 0.42, 14)
    turn = np.linspace(-1.75, 1.75, 21)
    place, around = np.meshgrid(x, turn, indexing="ij")
    lift = 0.34 * np.exp(-((place / 0.24) ** 2))
    hump = np.exp(-((around / 0.75) ** 2))
    blanket = np.stack(
        [place, 0.40 * np.sin(around), 1.43 + 0.41 * np.cos(around) + lift * hump * 0.95], axis=-1
    )
    for side in sheet(blanket, 0.03):
        body.add(side, cloth)
    gold = Material(srgb(214, 172, 70), Pattern.CLOTH, scale=0.02)
    for rows in (blanket[:, 0], blanket[:, -1]):
        for end in rows[::1]:
            body.add(shapes.cylinder(tuple(end), (end[0], end[1], end[2] - 0.1), 0.014, 0.02, 5), gold)
    for front in (0.26, -0.3):
        body.add(
            shapes.tube(
                curve([(front, -0.2, 1.86), (front * 1.2, 0.0, 2.12), (front, 0.2, 1.86)], 12),
                [0.035] * 12,
                8,
            ),
            leather,
        )
    body.add(shapes.rounded_box((-0.3, -0.2, 1.83), (0.28, 0.2, 1.93), 0.04), leather)


def _dromedary() -> Mesh:
    return camel(Camel(coats.fur((196, 152, 100), (214, 180, 136)), coats.fur((142, 98, 58))))


def _bactrian() -> Mesh:
    return camel(
        Camel(
            coats.fur((142, 100, 62), (122, 86, 56)),
            coats.fur((84, 56, 36)),
            humps=(0.36, -0.4),
            stride=STANDING,
            shaggy=True,
            turned=-22.0,
        )
    )


def _resting() -> Mesh:
    return camel(
        Camel(
            coats.fur((212, 176, 128), (226, 198, 158)), coats.fur((168, 122, 78)), kneeling=True, turned=25.0
        )
    )


def _saddled() -> Mesh:
    cloth = Material(srgb(150, 34, 40), Pattern.STRIPES, srgb(212, 168, 74), scale=0.14, roughness=0.8)
    return camel(
        Camel(
            coats.fur((224, 204, 170), (232, 216, 190)),
            coats.fur((196, 164, 120)),
            saddle=cloth,
            turned=10.0,
            scale=1.05,
        )
    )


CAMELS = (
    animal("camel", "dromedary", _dromedary),
    animal("camel", "bactrian", _bactrian),
    animal("camel", "resting", _resting),
    animal("camel", "saddled", _saddled),
)
