"""Kangaroos: upright on long feet, with a heavy tail, alone or with young."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import claw, ears, eyes, mouth, nostrils
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import ball, behind, ragged
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Kangaroo:
    """A kangaroo.

    Attributes:
        coat: Its coat.
        tips: Coat of paws, feet and the end of the tail.
        scale: Factor on the whole; 1 stands 1.6 m high.
        lean: How far it leans forward, degrees.
        leap: Whether it is in the middle of a leap.
        joey: Whether a young one looks out of the pouch.
        boxing: Whether it lifts its fists.
        turned: How far the head is turned, degrees.
    """

    coat: Material
    tips: Material
    scale: float = 1.0
    lean: float = 0.0
    leap: bool = False
    joey: bool = False
    boxing: bool = False
    turned: float = 20.0


def kangaroo(spec: Kangaroo) -> Mesh:
    """Return a kangaroo."""
    figure = Sculpture(spec.coat, cell=0.027 * spec.scale, melt=0.06 * spec.scale)
    whole = figure.at(scale=spec.scale)
    body = whole.at(0.0, 0.0, 0.62, pitch=-spec.lean)
    body.limb(
        (-0.12, 0.0, -0.08, 0.25),
        (-0.02, 0.0, 0.14, 0.22),
        (0.1, 0.0, 0.42, 0.165),
        (0.17, 0.0, 0.56, 0.13),
        flat=0.9,
    )
    body.limb((0.16, 0.0, 0.55, 0.125), (0.24, 0.0, 0.72, 0.08), (0.28, 0.0, 0.83, 0.07), flat=0.9)
    _arms(body, boxing=spec.boxing)
    _head(body.at(0.31, 0.0, 0.88, pitch=spec.lean - 18.0), spec.coat)
    if spec.joey:
        body.limb((0.14, 0.0, 0.02, 0.16), flat=(0.8, 1.0, 0.9), melt=0.05)
        _head(body.at(0.3, 0.0, 0.16, pitch=8.0, yaw=14.0, scale=0.62), spec.coat, 0.022)
        body.limb((0.27, 0.06, 0.04, 0.028), (0.32, 0.07, 0.07, 0.024), both=True, melt=0.03)
    _legs(whole, leap=spec.leap)
    if spec.leap:
        tail = (
            (-0.3, 0.0, 0.62, 0.15),
            (-0.62, 0.0, 0.66, 0.1),
            (-0.98, 0.0, 0.8, 0.07),
            (-1.32, 0.0, 1.0, 0.035),
        )
    else:
        tail = (
            (-0.26, 0.0, 0.46, 0.16),
            (-0.5, 0.0, 0.18, 0.105),
            (-0.85, 0.0, 0.075, 0.075),
            (-1.25, 0.0, 0.05, 0.04),
        )
    whole.limb(*tail)
    whole.paint(spec.tips, ragged(behind(-1.05), 0.05, 0.1))
    scale = spec.scale
    figure.warp(bend(-0.4 * scale, -1.2 * scale, 18.0))
    if spec.turned and not spec.leap:
        figure.warp(bend(0.2 * scale, 0.42 * scale, spec.turned))
    return (figure if spec.leap else figure.grounded()).build()


def _head(head: Sculpture, coat: Material, cell: float = 0.015) -> None:
    head.limb((-0.03, 0.0, 0.0, 0.085), (0.06, 0.0, 0.0, 0.076), flat=0.9, melt=0.03)
    head.limb((0.06, 0.0, -0.012, 0.07), (0.2, 0.0, -0.05, 0.045), flat=0.82, melt=0.03)
    head.limb((0.04, 0.0, -0.06, 0.045), (0.17, 0.0, -0.085, 0.028), flat=0.9, melt=0.015)
    head.finer(ball((0.06, 0.0, 0.0), 0.22), cell)
    head.paint(coats.NOSE, ball((0.25, 0.0, -0.03), 0.03))
    eyes(head, (0.07, 0.06, 0.025), 0.02, gaze=(0.4, 1.0, 0.1), iris=None, lid=coat)
    nostrils(head, (0.22, 0.02, -0.03), (0.008, 0.012, 0.006), yaw=30.0)
    mouth(head, [(0.225, 0.0, -0.07), (0.18, 0.0, -0.072), (0.12, 0.0, -0.06)], 0.0035)
    ears(
        head,
        (-0.04, 0.05, 0.07),
        0.2,
        (0.022, 0.046, 0.04, 0.005),
        outside=coat,
        inside=coats.PINK,
        turn=35.0,
        spread=22.0,
        cup=0.9,
    )


def _arms(body: Sculpture, *, boxing: bool) -> None:
    if boxing:
        right = ((0.15, 0.12, 0.5, 0.06), (0.3, 0.17, 0.38, 0.05), (0.46, 0.13, 0.52, 0.04))
        left = ((0.15, -0.12, 0.5, 0.06), (0.28, -0.18, 0.4, 0.05), (0.4, -0.15, 0.6, 0.04))
    else:
        right = ((0.15, 0.12, 0.5, 0.06), (0.16, 0.17, 0.3, 0.045), (0.3, 0.13, 0.18, 0.033))
        left = ((0.15, -0.12, 0.5, 0.06), (0.17, -0.17, 0.3, 0.045), (0.32, -0.12, 0.24, 0.033))
    for arm in (right, left):
        body.limb(*arm)
        x, y, z, r = arm[-1]
        up = 1.0 if boxing else -0.4
        body.limb((x, y, z, r), (x + 0.04, y, z + 0.05 * up, r * 1.15), melt=0.03)
        for i in range(3):
            claw(body, (x + 0.06, y + (i - 1) * 0.022, z + 0.05 * up), 0.045)


def _legs(whole: Sculpture, *, leap: bool) -> None:
    if leap:
        joints = ((-0.12, 0.16, 0.56, 0.19), (0.18, 0.2, 0.4, 0.09), (-0.24, 0.2, 0.2, 0.062))
        foot = ((-0.24, 0.2, 0.2, 0.06), (-0.05, 0.2, 0.04, 0.052), (0.1, 0.2, -0.06, 0.04))
    else:
        joints = ((-0.12, 0.15, 0.5, 0.2), (0.16, 0.19, 0.37, 0.09), (-0.2, 0.2, 0.12, 0.062))
        foot = ((-0.2, 0.2, 0.08, 0.065), (0.05, 0.2, 0.05, 0.055), (0.26, 0.2, 0.04, 0.045))
    whole.limb(*joints[:2], flat=0.65, both=True)
    whole.limb(*joints[1:], both=True)
    whole.limb(*foot, both=True, melt=0.04)
    x, y, z, _ = foot[-1]
    slope = -32.0 if leap else 0.0
    for side, length in ((0.0, 0.1), (0.04, 0.06), (-0.03, 0.05)):
        toe = whole.at(x, y + side, z, pitch=slope)
        toe.limb((-0.05, 0.0, 0.0, 0.025), (length * 0.6, 0.0, -0.01, 0.022), melt=0.02)
        claw(toe, (length * 0.7, 0.0, -0.01), 0.06)
        mirrored = whole.at(x, -y - side, z, pitch=slope)
        mirrored.limb((-0.05, 0.0, 0.0, 0.025), (length * 0.6, 0.0, -0.01, 0.022), melt=0.02)
        claw(mirrored, (length * 0.7, 0.0, -0.01), 0.06)


_DARK = coats.fur((62, 48, 42))


def _red() -> Mesh:
    return kangaroo(
        Kangaroo(coats.fur((168, 98, 60), (222, 198, 172)), coats.fur((120, 72, 48)), turned=22.0)
    )


def _grey_leaping() -> Mesh:
    return kangaroo(Kangaroo(coats.fur((128, 118, 106), (186, 176, 162)), _DARK, lean=52.0, leap=True))


def _joey() -> Mesh:
    return kangaroo(
        Kangaroo(coats.fur((150, 132, 114), (206, 192, 174)), _DARK, scale=0.95, joey=True, turned=-20.0)
    )


def _boxing() -> Mesh:
    return kangaroo(
        Kangaroo(
            coats.fur((142, 84, 54), (206, 172, 142)), _DARK, scale=1.1, lean=-8.0, boxing=True, turned=0.0
        )
    )


def _wallaby() -> Mesh:
    return kangaroo(
        Kangaroo(coats.fur((104, 86, 72), (176, 150, 124)), _DARK, scale=0.6, lean=35.0, turned=12.0)
    )


KANGAROOS = (
    animal("kangaroo", "red", _red),
    animal("kangaroo", "grey_leaping", _grey_leaping),
    animal("kangaroo", "with_joey", _joey),
    animal("kangaroo", "boxing", _boxing),
    animal("kangaroo", "wallaby", _wallaby),
)
