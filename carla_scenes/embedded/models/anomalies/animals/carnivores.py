"""Paws: the body that dogs, cats, mongooses and mice share, in several poses, and their head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.features import (
    ears,
    eyes,
    mouth,
    nostrils,
    teeth,
    whiskers,
)
from carla_scenes.embedded.models.anomalies.animals.quadruped import STANDING, Foot, Leg, Stride, legs, trunk
from carla_scenes.embedded.models.anomalies.animals.regions import ball
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.animals.quadruped import Line
    from carla_scenes.embedded.models.anomalies.animals.regions import Region

_ELBOW = 0.5  # what lies below is leg, and shrinks with a short-legged breed


@dataclass(frozen=True)
class Pose:
    """How the body lies; 1 m at the withers when it stands.

    Attributes:
        spine: From the rump to the breast: x, z, radius and factor on the width.
        fore: Front legs.
        hind: Hind legs.
    """

    spine: Line
    fore: Leg
    hind: Leg

    def built(self, leg: float, length: float, girth: float, thick: float) -> Pose:
        """Return the pose of a breed with other proportions.

        Args:
            leg: Factor on the length of the legs.
            length: Factor on the length of the back.
            girth: Factor on the thickness of the trunk.
            thick: Factor on the thickness of the legs.
        """

        def lowered(z: float) -> float:
            return z * leg if z < _ELBOW else z - _ELBOW * (1.0 - leg)

        spine = tuple((x * length, lowered(z), r * girth, f) for x, z, r, f in self.spine)
        shift = (length - 1.0) * 0.4

        def moved(limb: Leg, by: float) -> Leg:
            joints = tuple((x + by, lowered(z), r * thick) for x, z, r in limb.joints)
            return replace(
                limb,
                joints=joints,
                size=limb.size * thick,
                spread=(limb.spread[0] * girth, limb.spread[1] * girth),
            )

        return Pose(spine, moved(self.fore, shift), moved(self.hind, -shift))


STAND = Pose(
    (
        (-0.42, 0.78, 0.165, 0.9),
        (-0.15, 0.79, 0.16, 0.85),
        (0.15, 0.74, 0.215, 0.8),
        (0.36, 0.75, 0.21, 0.75),
        (0.48, 0.78, 0.15, 0.8),
    ),
    Leg(
        (
            (0.38, 0.74, 0.15),
            (0.32, 0.5, 0.085),
            (0.36, 0.28, 0.056),
            (0.355, 0.16, 0.047),
            (0.36, 0.1, 0.05),
        ),
        (0.13, 0.12),
        Foot.PAW,
        0.2,
    ),
    Leg(
        (
            (-0.36, 0.75, 0.18),
            (-0.23, 0.5, 0.12),
            (-0.48, 0.27, 0.056),
            (-0.455, 0.15, 0.047),
            (-0.43, 0.1, 0.05),
        ),
        (0.12, 0.12),
        Foot.PAW,
        0.2,
    ),
)
SIT = Pose(
    (
        (-0.3, 0.22, 0.19, 0.95),
        (-0.2, 0.42, 0.19, 0.88),
        (0.0, 0.62, 0.2, 0.82),
        (0.14, 0.78, 0.19, 0.78),
        (0.2, 0.84, 0.15, 0.8),
    ),
    Leg(
        ((0.13, 0.76, 0.14), (0.13, 0.5, 0.085), (0.2, 0.28, 0.056), (0.19, 0.16, 0.047), (0.19, 0.1, 0.05)),
        (0.12, 0.08),
        Foot.PAW,
        0.2,
    ),
    Leg(
        (
            (-0.22, 0.26, 0.19),
            (0.04, 0.3, 0.13),
            (-0.16, 0.1, 0.07),
            (-0.06, 0.08, 0.055),
            (0.02, 0.08, 0.05),
        ),
        (0.14, 0.2),
        Foot.PAW,
        0.2,
    ),
)
LIE = Pose(
    (
        (-0.45, 0.24, 0.18, 1.05),
        (-0.15, 0.25, 0.17, 0.95),
        (0.15, 0.26, 0.215, 0.85),
        (0.36, 0.33, 0.2, 0.8),
        (0.45, 0.4, 0.15, 0.8),
    ),
    Leg(
        ((0.36, 0.32, 0.14), (0.24, 0.12, 0.085), (0.5, 0.075, 0.06), (0.62, 0.07, 0.05), (0.68, 0.07, 0.05)),
        (0.15, 0.15),
        Foot.PAW,
        0.2,
    ),
    Leg(
        (
            (-0.38, 0.27, 0.19),
            (-0.1, 0.26, 0.13),
            (-0.38, 0.09, 0.065),
            (-0.25, 0.07, 0.055),
            (-0.15, 0.07, 0.05),
        ),
        (0.15, 0.24),
        Foot.PAW,
        0.2,
    ),
)


@dataclass(frozen=True)
class Face:
    """A head, in units of the skull's radius.

    Attributes:
        size: The skull's radius, in metres at 1 m of height.
        width: Factor on the width of the skull.
        muzzle: How far the nose lies before the skull's middle.
        depth: Height of the muzzle at the nose, as a radius.
        broad: Factor on the width of the muzzle.
        drop: How far the nose lies below the skull's middle.
        jowls: Radius of hanging cheeks; 0 for none.
        ears: Length of the ears; 0 for none.
        ear_widths: Half widths of an ear from base to tip.
        ear_place: x, y and z of the right ear's base.
        ear_turn: Turn, tilt, spread, cup and bend of the right ear.
        eye: Radius of an eye.
        eye_place: x, y and z of the right eye.
        iris: Colour of the eyes; None for dark ones.
        pupil: Half width and half height of a pupil, in radii of the eye.
        nose: Material of the nose.
        inside: Material of the ears' inside.
        ear: Material of their outside; the coat when None.
        open: How far the jaw is open, degrees.
        fangs: Length of the fangs, when open.
        whiskers: Length of whiskers.
    """

    size: float = 0.125
    width: float = 0.9
    muzzle: float = 2.0
    depth: float = 0.42
    broad: float = 0.85
    drop: float = 0.45
    jowls: float = 0.0
    ears: float = 1.1
    ear_widths: tuple[float, ...] = (0.28, 0.4, 0.3, 0.03)
    ear_place: tuple[float, float, float] = (-0.15, 0.55, 0.72)
    ear_turn: tuple[float, float, float, float, float] = (20.0, 12.0, 12.0, 0.7, 0.0)
    eye: float = 0.16
    eye_place: tuple[float, float, float] = (0.74, 0.48, 0.12)
    iris: Material | None = coats.BROWN_EYE
    pupil: tuple[float, float] = (0.6, 0.6)
    nose: Material = coats.NOSE
    inside: Material = coats.PINK
    ear: Material | None = None
    open: float = 0.0
    fangs: float = 0.3
    whiskers: float = 0.0


@dataclass(frozen=True)
class Beast:
    """An animal with paws.

    Attributes:
        coat: Its main coat.
        face: Its head.
        head_at: Where the skull's middle is, x and z from the breast, in metres at 1 m of height.
        pitch: Of the head, degrees.
        tail: Rows of x, y, z and radius from the rump on, in metres at 1 m of height.
        pose: How it stands, sits or lies.
        stride: How it puts its legs.
        paints: Further coats and where, in the axes of the body.
        masks: Further coats of the head and where, in the head's axes and units.
        leg: Factor on the length of the legs.
        length: Factor on the length of the back.
        girth: Factor on the thickness of the trunk.
        thick: Factor on the thickness of the legs.
        neck: Radius of the neck at the head, metres at 1 m of height.
        scale: Metres at the withers, at usual proportions.
        cell: Size of triangles at 1 m of height.
    """

    coat: Material
    face: Face
    head_at: tuple[float, float]
    pitch: float
    tail: tuple[tuple[float, float, float, float], ...]
    pose: Pose = STAND
    stride: Stride = STANDING
    paints: tuple[tuple[Material, Region], ...] = ()
    masks: tuple[tuple[Material, Region], ...] = ()
    leg: float = 1.0
    length: float = 1.0
    girth: float = 1.0
    thick: float = 1.0
    neck: float = 0.12
    scale: float = 0.6
    cell: float = 0.026


def beast(spec: Beast) -> tuple[Sculpture, Sculpture]:
    """Return the figure and its head's axes, for what only some have; nothing is bent or built yet."""
    figure = Sculpture(spec.coat, cell=spec.cell * spec.scale, melt=0.05 * spec.scale)
    frame = figure.at(scale=spec.scale)
    pose = spec.pose.built(spec.leg, spec.length, spec.girth, spec.thick)
    x, z, r, f = pose.spine[-1]
    skull_x, skull_z = x + spec.head_at[0], z + spec.head_at[1]
    middle = ((x + 0.55 * (skull_x - x)), z + 0.5 * (skull_z - z), (r + spec.neck) / 2.0, 0.9)
    neck = ((x - 0.06, z, r * 1.05, f), middle, (skull_x - 0.02, skull_z - 0.01, spec.neck, 0.9))
    trunk(frame, pose.spine, neck, neck_flat=0.95)
    legs(frame, pose.fore, pose.hind, spec.stride)
    rump_x, rump_z = pose.spine[0][:2]
    if spec.tail:
        frame.limb(*[(rump_x + px, py, rump_z + pz, pr) for px, py, pz, pr in spec.tail], melt=0.04)
    head = frame.at(skull_x, 0.0, skull_z, pitch=spec.pitch, scale=spec.face.size)
    _head(head, spec)
    for material, region in spec.paints:
        frame.paint(material, region)
    for material, region in spec.masks:
        head.paint(material, region)
    return figure.grounded(), head


def _head(head: Sculpture, spec: Beast) -> None:
    face, m = spec.face, spec.face.muzzle
    head.limb((0.0, 0.0, 0.0, 1.0), (0.25, 0.0, -0.05, 0.88), flat=face.width)
    head.limb((0.1, 0.4, -0.4, 0.52), both=True, melt=0.4)
    head.limb((0.35, 0.0, -0.25, 0.66), (m, 0.0, -face.drop, face.depth), flat=face.broad, melt=0.25)
    head.limb((0.58, 0.36, 0.3, 0.26), both=True, melt=0.3)
    if face.jowls:
        y = face.depth * face.broad * 0.8
        head.limb(
            (m - 0.45, y, -face.drop - 0.25, face.jowls),
            (m, y * 0.6, -face.drop - 0.3, face.jowls),
            both=True,
            melt=0.15,
        )
    jaw = head.at(0.1, 0.0, -0.55, pitch=-face.open)
    low = -face.drop - face.depth * 0.62 + 0.55
    jaw.limb((0.1, 0.0, -0.12, 0.42), (m - 0.35, 0.0, low, face.depth * 0.6), flat=face.broad, melt=0.12)
    if face.open:
        tongue = shapes.ellipsoid((0.42 * m, 0.0, low * 0.5 + 0.2), (0.5 * m, 0.3, 0.09), 12, 8)
        jaw.add(tongue.moved(pitch=6.0), coats.TONGUE)
        y = face.depth * face.broad * 0.6
        for part, height, length in (
            (head, -face.drop - face.depth * 0.55, face.fangs),
            (jaw, low + face.depth * 0.4, -face.fangs),
        ):
            back = m * 0.55
            front = m + (0.12 if part is head else -0.28)
            teeth(part, [(back, y * 1.2, height), (front, y * 0.9, height)], 4, length * 0.6)
            teeth(part, [(front, y * 0.7, height), (front, y * 0.7, height)], 2, length * 1.25)
    head.finer(ball((0.5 * m, 0.0, -0.2), 0.62 * m + 1.0), 0.6 * spec.cell / face.size)
    tip = head.on_skin((0.5 * m, 0.0, -face.drop + 0.45 * face.depth), (1.0, 0.0, 0.0), 0.08)
    nose = shapes.ellipsoid(
        tip, (0.16 * face.depth + 0.05, 0.44 * face.depth * face.broad, 0.3 * face.depth), 12, 8
    )
    head.add(nose, face.nose)
    if face.nose is not coats.NOSE:
        nostrils(head, tip + np.array([0.1, 0.2 * face.depth, -0.03]), (0.04, 0.06, 0.05))
    eyes(
        head,
        face.eye_place,
        face.eye,
        gaze=(0.9, 0.55, 0.05),
        iris=face.iris,
        pupil=face.pupil,
        lid=spec.coat,
    )
    if face.ears:
        turn, tilt, spread, cup, bend = face.ear_turn
        ears(
            head,
            face.ear_place,
            face.ears,
            face.ear_widths,
            outside=face.ear or spec.coat,
            inside=face.inside,
            turn=turn,
            tilt=tilt,
            spread=spread,
            cup=cup,
            bend=bend,
            thickness=0.09,
        )
    if not face.open:
        low = -face.drop - 0.42 * face.depth
        line = [
            (m + 0.7 * face.depth, 0.0, low + 0.12 * face.depth),
            (m, 0.0, low - 0.1),
            (0.62 * m, 0.0, low - 0.06),
        ]
        mouth(head, line, 0.032)
    if face.whiskers:
        whiskers(head, (m + 0.1, 0.25 * face.broad, -face.drop - 0.1), face.whiskers, 0.014)


def tail_curve(kind: str) -> tuple[tuple[float, float, float, float], ...]:
    """Return a tail by name: `hanging`, `sabre`, `curled`, `stub`, `up` or `long`."""
    return _TAILS[kind]


_TAILS: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "hanging": (
        (-0.1, 0.0, 0.06, 0.06),
        (-0.24, 0.0, -0.12, 0.07),
        (-0.3, 0.02, -0.36, 0.06),
        (-0.36, 0.04, -0.5, 0.02),
    ),
    "sabre": (
        (-0.1, 0.0, 0.08, 0.045),
        (-0.3, 0.0, 0.08, 0.035),
        (-0.5, 0.03, 0.2, 0.028),
        (-0.6, 0.06, 0.36, 0.015),
    ),
    "curled": (
        (-0.1, 0.0, 0.1, 0.06),
        (-0.2, 0.0, 0.28, 0.07),
        (-0.08, 0.0, 0.42, 0.08),
        (0.06, 0.03, 0.34, 0.07),
        (0.06, 0.08, 0.24, 0.03),
    ),
    "stub": ((-0.12, 0.0, 0.06, 0.045), (-0.2, 0.0, 0.1, 0.03)),
    "up": (
        (-0.1, 0.0, 0.08, 0.045),
        (-0.22, 0.0, 0.3, 0.042),
        (-0.2, 0.02, 0.55, 0.04),
        (-0.3, 0.05, 0.72, 0.03),
    ),
    "long": (
        (-0.1, 0.0, 0.06, 0.06),
        (-0.3, 0.0, -0.05, 0.045),
        (-0.52, 0.02, -0.32, 0.036),
        (-0.74, 0.06, -0.38, 0.034),
        (-0.92, 0.1, -0.28, 0.03),
    ),
}
