"""Dinosaurs on two legs: tyrannosaurs, raptors and duckbills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import claw, eyes, horn, nostrils, teeth
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import above, ball, bands, behind, common
from carla_scenes.embedded.models.anomalies.animals.relief import plates
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Biped:
    """A dinosaur on two legs, 1 m high at the hip.

    Attributes:
        hide: Its skin.
        back: Second skin, in bands over the back.
        neck: Rows of x, y, z and radius from the chest to the head.
        arm: Factor on the length of the arms.
        slim: Factor on the thickness of trunk and legs.
        scale: Height of the hip, metres.
        turned: How far the head is turned, degrees.
        killing_claw: Whether the inner toe carries a large raised claw.
    """

    hide: Material
    back: Material
    neck: tuple[tuple[float, float, float, float], ...]
    arm: float
    slim: float
    scale: float
    turned: float
    killing_claw: bool = False


def _body(spec: Biped) -> Sculpture:
    """Return the figure without a head."""
    scale, slim = spec.scale, spec.slim
    figure = Sculpture(spec.hide, cell=0.036 * scale, melt=0.09 * scale)
    whole = figure.at(scale=scale)
    whole.limb(
        (-0.18, 0.0, 0.98, 0.23 * slim),
        (0.12, 0.0, 0.99, 0.27 * slim),
        (0.42, 0.0, 1.06, 0.22 * slim),
        flat=0.82,
    )
    whole.limb(*spec.neck, flat=0.85)
    whole.limb(
        (-0.2, 0.0, 0.98, 0.22 * slim),
        (-0.65, 0.0, 0.98, 0.13 * slim),
        (-1.2, 0.0, 1.02, 0.07 * slim),
        (-1.85, 0.0, 1.1, 0.018),
        flat=0.85,
    )
    for side, knee, ankle, foot in ((1.0, 0.2, -0.1, 0.05), (-1.0, 0.06, -0.36, -0.3)):
        y = side * 0.19 * slim**0.5
        whole.limb((-0.08, y * 0.8, 0.92, 0.22 * slim), (knee, y * 1.15, 0.58, 0.125 * slim), flat=0.65)
        whole.limb(
            (knee, y * 1.15, 0.58, 0.12 * slim), (ankle, y, 0.3, 0.06 * slim), (foot, y, 0.08, 0.055 * slim)
        )
        _toes(whole, foot, y, side, spec)
    for side, lift in ((1.0, 0.0), (-1.0, 0.05)):
        a = spec.arm
        shoulder = (0.5, side * 0.15 * slim, 0.98)
        elbow = (0.5 - 0.08 * a, side * (0.15 * slim + 0.1 * a), 0.98 - 0.24 * a)
        hand = (0.5 + 0.2 * a, side * (0.15 * slim + 0.06 * a), 0.98 - (0.3 - lift) * a)
        thick = 0.05 * (0.6 + 0.4 * a)
        whole.limb((*shoulder, thick * 1.4), (*elbow, thick), (*hand, thick * 0.7), melt=0.05)
        for i in (-1.0, 0.0, 1.0):
            finger = whole.at(*hand, yaw=18.0 * i, pitch=-25.0)
            finger.limb((0.0, 0.0, 0.0, thick * 0.55), (0.12 * a, 0.0, 0.0, thick * 0.4), melt=0.02)
            claw(finger, (0.13 * a, 0.0, 0.0), 0.1 * a)
    whole.paint(spec.back, common(bands((1.0, 0.0, 0.3), 0.2, 0.45, waviness=0.06), above(1.02), behind(0.5)))
    return figure


def _toes(whole: Sculpture, x: float, y: float, side: float, spec: Biped) -> None:
    r = 0.052 * spec.slim
    for turn in (-26.0, 0.0, 26.0):
        if spec.killing_claw and turn * side < 0.0:
            toe = whole.at(x, y, 0.09, yaw=turn, pitch=25.0)
            toe.limb((0.0, 0.0, 0.0, r), (0.13, 0.0, 0.0, r * 0.75), melt=0.03)
            horn(
                toe,
                [(0.12, 0.0, 0.02, r * 0.7), (0.2, 0.0, 0.1, r * 0.55), (0.28, 0.0, 0.04, 0.004)],
                material=coats.CLAW,
                both=False,
                sides=7,
            )
            continue
        toe = whole.at(x, y, r * 0.7, yaw=turn)
        toe.limb((0.0, 0.0, 0.02, r * 1.1), (0.2, 0.0, 0.0, r * 0.8), melt=0.04)
        claw(toe, (0.22, 0.0, 0.0), 0.1)
    spur = whole.at(x, y, 0.07, yaw=180.0)
    claw(spur, (0.04, 0.0, 0.0), 0.08)


def _jaws(head: Sculpture, hide: Material, *, length: float, deep: float, gape: float, fangs: float) -> None:
    """Add a predator's head: skull radius 1, jaws with teeth."""
    head.limb((-0.1, 0.0, 0.05, 0.95), (0.4, 0.0, 0.1, 0.8), flat=0.78, melt=0.3)
    head.limb((0.4, 0.0, 0.12, 0.72 * deep), (length, 0.0, -0.12, 0.46 * deep), flat=0.68, melt=0.2)
    head.limb((0.55, 0.5, 0.62, 0.24), (0.95, 0.36, 0.5, 0.16), both=True, melt=0.15)
    jaw = head.at(-0.1, 0.0, -0.5, pitch=-gape)
    jaw.limb((0.0, 0.0, 0.0, 0.5), (0.8, 0.0, -0.12, 0.34 * deep), flat=0.8, melt=0.2)
    jaw.limb((0.8, 0.0, -0.12, 0.34 * deep), (length + 0.1, 0.0, -0.05, 0.24 * deep), flat=0.8, melt=0.05)
    head.finer(ball((0.45 * length, 0.0, -0.2), 0.62 * length + 0.8), 0.15)
    if gape:
        low = 0.02 + 0.16 * deep
        jaw.add(
            shapes.ellipsoid((0.55 * length, 0.0, low - 0.02), (0.42 * length, 0.24 * deep, 0.1), 12, 8),
            coats.TONGUE,
        )
        y = 0.34 * deep
        upper = -0.16 - 0.38 * deep
        teeth(
            head,
            [
                (0.75, y * 1.35, upper + 0.02),
                (length * 0.75, y * 1.1, upper + 0.06),
                (length + 0.3 * deep, y * 0.45, upper + 0.14),
            ],
            11,
            fangs,
        )
        teeth(
            jaw,
            [
                (0.75, y * 0.85, low),
                (length * 0.8, y * 0.7, low - 0.03),
                (length + 0.22 * deep, y * 0.35, low),
            ],
            10,
            -fangs * 0.8,
        )
    eyes(
        head,
        (0.55, 0.62, 0.38),
        0.16,
        gaze=(0.7, 1.0, 0.05),
        iris=coats.AMBER_EYE,
        pupil=(0.2, 0.7),
        lid=hide,
    )
    nostrils(head, (length + 0.2 * deep, 0.2 * deep, 0.1), (0.06, 0.08, 0.06), yaw=40.0, pitch=20.0)


def _tyrannosaur() -> Mesh:
    hide = coats.scales((104, 92, 66), (134, 118, 86), 0.05)
    neck = ((0.4, 0.0, 1.06, 0.2), (0.62, 0.0, 1.24, 0.16), (0.76, 0.0, 1.42, 0.14))
    spec = Biped(hide, coats.scales((62, 54, 42), (50, 44, 36), 0.05), neck, 0.42, 1.12, 2.0, 16.0)
    figure = _body(spec)
    _jaws(
        figure.at(scale=2.0).at(0.84, 0.0, 1.48, pitch=-4.0, scale=0.17),
        hide,
        length=2.5,
        deep=1.15,
        gape=32.0,
        fangs=0.34,
    )
    figure.relief(plates(0.09, 0.012, 0.3))
    return figure.warp(bend(1.0, 2.0, 16.0), bend(-0.8, -3.4, 24.0)).grounded().build()


def _raptor() -> Mesh:
    hide = coats.scales((150, 116, 74), (178, 150, 110), 0.03)
    neck = ((0.42, 0.0, 1.08, 0.14), (0.6, 0.0, 1.32, 0.1), (0.68, 0.0, 1.56, 0.085), (0.76, 0.0, 1.66, 0.08))
    dark = coats.scales((76, 48, 36), (60, 42, 34), 0.03)
    spec = Biped(hide, dark, neck, 1.0, 0.72, 0.85, -20.0, killing_claw=True)
    figure = _body(spec)
    _jaws(
        figure.at(scale=0.85).at(0.82, 0.0, 1.68, pitch=-10.0, scale=0.1),
        hide,
        length=2.6,
        deep=0.85,
        gape=22.0,
        fangs=0.22,
    )
    crest = ball((0.5, 0.0, 1.45), 0.17)
    figure.hair(
        Locks(
            crest,
            (coats.fur((150, 52, 34)), coats.fur((66, 44, 38))),
            120,
            0.16,
            0.035,
            (-1.0, 0.0, 0.1),
            0.4,
            0.1,
            3,
        )
    )
    tail_end = ball((-1.4, 0.0, 0.93), 0.22)
    figure.hair(
        Locks(
            tail_end,
            (coats.fur((66, 44, 38)), coats.fur((150, 52, 34))),
            90,
            0.2,
            0.045,
            (-1.0, 0.0, 0.0),
            0.25,
            0.1,
            4,
        )
    )
    return figure.warp(bend(0.4, 0.8, -22.0), bend(-0.4, -1.5, 20.0)).grounded().build()


def _duckbill() -> Mesh:
    hide = coats.scales((84, 112, 84), (168, 150, 104), 0.05)
    neck = ((0.4, 0.0, 1.05, 0.2), (0.66, 0.0, 1.16, 0.14), (0.84, 0.0, 1.4, 0.11))
    spec = Biped(hide, coats.scales((52, 72, 58), (44, 60, 50), 0.05), neck, 1.15, 1.05, 1.6, 22.0)
    figure = _body(spec)
    head = figure.at(scale=1.6).at(0.9, 0.0, 1.46, pitch=-22.0, scale=0.13)
    head.limb((0.0, 0.0, 0.0, 0.9), (0.7, 0.0, 0.0, 0.7), flat=0.78, melt=0.3)
    head.limb((0.8, 0.0, -0.05, 0.6), (1.7, 0.0, -0.3, 0.4), flat=0.9, melt=0.2)
    head.limb(
        (1.8, 0.0, -0.36, 0.38),
        (2.2, 0.0, -0.5, 0.3),
        flat=1.4,
        skin=coats.plain((92, 84, 62), roughness=0.5),
        melt=0.1,
    )
    head.limb((0.0, 0.0, -0.55, 0.45), (1.8, 0.0, -0.75, 0.25), flat=0.95, melt=0.12)
    crest = coats.scales((172, 82, 54), (120, 60, 44), 0.04)
    head.limb(
        (0.6, 0.0, 0.6, 0.42), (-1.2, 0.0, 1.3, 0.4), (-2.6, 0.0, 1.6, 0.26), flat=0.7, skin=crest, melt=0.2
    )
    head.finer(ball((0.6, 0.0, 0.0), 2.0), 0.17)
    eyes(head, (0.4, 0.55, 0.3), 0.16, gaze=(0.5, 1.0, 0.1), iris=coats.AMBER_EYE, pupil=(0.4, 0.4), lid=hide)
    nostrils(head, (2.1, 0.22, -0.25), (0.06, 0.08, 0.06), yaw=20.0, pitch=30.0)
    figure.relief(plates(0.1, 0.01, 0.3))
    return figure.warp(bend(0.8, 1.7, 22.0), bend(-0.7, -2.8, -24.0)).grounded().build()


RAPTORS = (
    animal("dinosaur", "tyrannosaur", _tyrannosaur),
    animal("dinosaur", "raptor", _raptor),
    animal("dinosaur", "duckbill", _duckbill),
)
