"""Skeletons: the joints of a standing or walking person, from a build and a pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import curve
from carla_scenes.frame import rotation_matrix

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SIDES = (1.0, -1.0)
"""Right (y positive) and left."""

STANDING, STEPS, PHONE = 0, 6, 7
"""Variant 0 stands at ease, variants 1 to `STEPS` are a walking cycle, variant `PHONE` holds a telephone."""
VARIANTS = 8


@dataclass(frozen=True)
class Build:
    """A body's proportions; an average man's are all 1.

    Attributes:
        height: Standing, without shoes, metres.
        shoulders: Factor on the breadth of the shoulders.
        hips: Factor on the breadth of the hips.
        waist: Factor on the girth of the waist.
        flesh: Factor on the thickness of limbs.
        belly: How far the belly stands out, metres.
        bust: Size of the breasts, metres.
        head: Factor on the size of the head; children's are larger.
        legs: Factor on the length of the legs.
        stoop: How far the upper body leans forward, degrees.
    """

    height: float
    shoulders: float = 1.0
    hips: float = 1.0
    waist: float = 1.0
    flesh: float = 1.0
    belly: float = 0.0
    bust: float = 0.0
    head: float = 1.0
    legs: float = 1.0
    stoop: float = 0.0

    @property
    def unit(self) -> float:
        """Size as a factor on the average man's, whose ankles, legs, trunk and head add up as written here."""
        return self.height / (0.083 + 0.85 * self.legs + 0.575 + 0.255 * self.head)

    @property
    def grain(self) -> float:
        """How coarsely the body may be meshed, as a factor: small bodies take no more triangles than large ones."""
        return 1.12 * max(self.unit, 0.9)


@dataclass(frozen=True)
class Pose:
    """Angles of a body's joints in degrees, right then left; positive is forward, or outward.

    Attributes:
        hips: How far the thighs point forward.
        knees: How far the knees are bent.
        feet: How far the toes are raised against the shin's right angle.
        spread: How far the legs point outward.
        shoulders: How far the upper arms point forward.
        arms_out: How far they point outward.
        elbows: How far the elbows are bent.
        turned_in: How far the forearms are turned inwards.
        pelvis: How far the pelvis is turned to the right.
        chest: How far the chest is turned to the right.
        sway: How far the pelvis is moved to the right, metres.
        nod: How far the head is bowed.
        look: How far the head is turned to the right.
    """

    hips: tuple[float, float] = (0.0, 0.0)
    knees: tuple[float, float] = (3.0, 3.0)
    feet: tuple[float, float] = (0.0, 0.0)
    spread: tuple[float, float] = (3.0, 3.0)
    shoulders: tuple[float, float] = (2.0, 2.0)
    arms_out: tuple[float, float] = (7.0, 7.0)
    elbows: tuple[float, float] = (14.0, 14.0)
    turned_in: tuple[float, float] = (8.0, 8.0)
    pelvis: float = 0.0
    chest: float = 0.0
    sway: float = 0.0
    nod: float = 3.0
    look: float = 0.0


@dataclass(frozen=True)
class Skeleton:
    """Places of joints, metres, and the axes (forward, right, up as columns) of what is rigid.

    Attributes:
        build: Whose.
        pelvis: (3,) middle between the hip joints.
        waist: (3,) where the trunk bends.
        chest: (3,) middle of the rib cage.
        neck: (3,) root of the neck.
        head: (3,) middle of the skull between the ears.
        shoulders: Two (3,), right and left, as are all that follow.
        elbows: Two (3,).
        wrists: Two (3,).
        hips: Two (3,).
        knees: Two (3,).
        ankles: Two (3,).
        pelvis_axes: (3, 3).
        chest_axes: (3, 3).
        head_axes: (3, 3).
        hand_axes: Two (3, 3); x points to the fingertips, z to the back of the hand.
        foot_axes: Two (3, 3).
    """

    build: Build
    pelvis: Floats
    waist: Floats
    chest: Floats
    neck: Floats
    head: Floats
    shoulders: tuple[Floats, Floats]
    elbows: tuple[Floats, Floats]
    wrists: tuple[Floats, Floats]
    hips: tuple[Floats, Floats]
    knees: tuple[Floats, Floats]
    ankles: tuple[Floats, Floats]
    pelvis_axes: Floats
    chest_axes: Floats
    head_axes: Floats
    hand_axes: tuple[Floats, Floats]
    foot_axes: tuple[Floats, Floats]


# One leg's angles through a walking cycle, from the moment its heel touches the ground.
_HIP = curve([(0.0, 27), (0.1, 23), (0.3, 6), (0.5, -13), (0.6, -9), (0.75, 18), (0.87, 31), (1.0, 27)])
_KNEE = curve(
    [(0.0, 4), (0.12, 17), (0.3, 6), (0.45, 9), (0.6, 38), (0.72, 62), (0.87, 28), (0.96, 4), (1.0, 4)]
)
_FOOT = curve([(0.0, 2), (0.1, -5), (0.3, 6), (0.47, 11), (0.61, -20), (0.75, -2), (0.9, 3), (1.0, 2)])


def pose_of(variant: int, manner: float) -> Pose:
    """Return the pose of a variant.

    Args:
        variant: 0 to `VARIANTS` - 1.
        manner: 0 to 1, in which persons differ: how far they swing their arms, on which leg they stand.
    """
    if variant in (STANDING, PHONE):
        return _standing(manner, telephone=variant == PHONE)
    phase = (variant - 1) / STEPS
    phases = np.array([phase % 1.0, (phase + 0.5) % 1.0])
    hips, knees, feet = (tuple(float(a) for a in angle(phases)) for angle in (_HIP, _KNEE, _FOOT))
    swing = float(np.cos(2.0 * np.pi * phase))
    reach = 16.0 + 10.0 * manner
    # Each arm goes with the other side's leg; the elbow bends as it comes forward.
    arms = (-reach * swing + 2.0, reach * swing + 2.0)
    elbows = tuple(16.0 + 8.0 * manner + 0.5 * max(arm, 0.0) for arm in arms)
    return Pose(
        hips=(hips[0], hips[1]),
        knees=(knees[0], knees[1]),
        feet=(feet[0], feet[1]),
        spread=(1.0, 1.0),
        shoulders=arms,
        arms_out=(7.0, 7.0),
        elbows=(elbows[0], elbows[1]),
        turned_in=(12.0, 12.0),
        pelvis=-5.0 * swing,
        chest=6.0 * swing,
        sway=0.015 * float(np.sin(2.0 * np.pi * (phase + 0.05))),
        nod=2.0 + 6.0 * manner,
    )


def _standing(manner: float, *, telephone: bool) -> Pose:
    side = 1.0 if manner < 0.5 else -1.0
    relaxed, firm = (9.0, 16.0, -1.0), (-1.0, 1.0, 0.0)
    right, left = (firm, relaxed) if side > 0.0 else (relaxed, firm)
    pose = Pose(
        hips=(right[0], left[0]),
        knees=(right[1], left[1]),
        feet=(right[2], left[2]),
        spread=(2.5, 4.5) if side > 0.0 else (4.5, 2.5),
        shoulders=(3.0 + 4.0 * manner, 5.0 - 4.0 * manner),
        elbows=(16.0 + 8.0 * manner, 22.0 - 8.0 * manner),
        pelvis=3.0 * side,
        chest=-4.0 * side * manner,
        sway=0.02 * side,
        nod=3.0,
        look=(manner - 0.5) * 36.0,
    )
    if not telephone:
        return pose
    return Pose(
        **{
            **vars(pose),
            "shoulders": (24.0, pose.shoulders[1]),
            "arms_out": (6.0, pose.arms_out[1]),
            "elbows": (104.0, pose.elbows[1]),
            "turned_in": (26.0, pose.turned_in[1]),
            "nod": 22.0,
            "look": 6.0,
        }
    )


def skeleton_of(build: Build, pose: Pose) -> Skeleton:
    """Return the joints of a body in a pose, with the lower ankle as high over z = 0 as in a shoe."""
    u = build.unit
    leg = build.legs
    pelvis = np.array([0.0, pose.sway * u, 0.93 * u * leg])
    pelvis_axes = rotation_matrix(0.0, pose.pelvis, 0.0)
    lean = rotation_matrix(-build.stoop, pose.chest, 0.0)
    chest_axes = rotation_matrix(-build.stoop * 1.2, pose.chest, 0.0)
    waist = pelvis + lean @ np.array([0.0, 0.0, 0.15 * u])
    chest = waist + chest_axes @ np.array([0.005, 0.0, 0.18 * u])
    neck = chest + chest_axes @ np.array([-0.022 * u, 0.0, 0.185 * u])
    head_axes = rotation_matrix(-pose.nod - 0.6 * build.stoop, pose.chest * 0.3 + pose.look, 0.0)
    size = build.head * u
    head = (
        neck
        + chest_axes @ np.array([0.012 * u, 0.0, 0.06 * u])
        + head_axes @ np.array([0.018, 0.0, 0.135]) * size
    )
    legs = [_leg(pelvis, pelvis_axes, build, pose, number) for number in range(2)]
    arms = [_arm(chest, chest_axes, build, pose, number) for number in range(2)]
    lowest = min(_lowest(ankle, axes, u) for _, _, ankle, axes in legs)
    up = np.array([0.0, 0.0, -lowest])
    return Skeleton(
        build,
        pelvis + up,
        waist + up,
        chest + up,
        neck + up,
        head + up,
        (arms[0][0] + up, arms[1][0] + up),
        (arms[0][1] + up, arms[1][1] + up),
        (arms[0][2] + up, arms[1][2] + up),
        (legs[0][0] + up, legs[1][0] + up),
        (legs[0][1] + up, legs[1][1] + up),
        (legs[0][2] + up, legs[1][2] + up),
        pelvis_axes,
        chest_axes,
        head_axes,
        (arms[0][3], arms[1][3]),
        (legs[0][3], legs[1][3]),
    )


def _leg(
    pelvis: Floats, axes: Floats, build: Build, pose: Pose, number: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return hip, knee and ankle of a leg, and the axes of its foot."""
    u, side = build.unit, SIDES[number]
    thigh = pose.hips[number]
    shin = thigh - pose.knees[number]
    outwards = pose.spread[number] * side
    hip = pelvis + axes @ np.array([0.0, side * 0.092 * build.hips * u, 0.0])
    knee = hip + axes @ _downwards(thigh, outwards) * 0.435 * u * build.legs
    ankle = knee + axes @ _downwards(shin, outwards * 0.6) * 0.415 * u * build.legs
    # The foot points a little outwards; on the ground it is flat unless the heel rises.
    foot = axes @ rotation_matrix(shin + pose.feet[number], side * 8.0, 0.0)
    return hip, knee, ankle, foot


def _arm(
    chest: Floats, axes: Floats, build: Build, pose: Pose, number: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return shoulder, elbow and wrist of an arm, and the axes of its hand."""
    u, side = build.unit, SIDES[number]
    upper, lower = pose.shoulders[number], pose.shoulders[number] + pose.elbows[number]
    out = pose.arms_out[number] * side
    shoulder = chest + axes @ np.array([-0.012, side * 0.163 * build.shoulders, 0.115]) * u
    elbow = shoulder + axes @ _downwards(upper, out) * 0.295 * u
    direction = axes @ _downwards(lower, out - side * pose.turned_in[number])
    wrist = elbow + direction * 0.255 * u
    # Thumbs point forward: the back of the hand looks outwards.
    back = axes @ np.array([0.0, side, 0.0])
    back = back - direction * (back @ direction)
    back = back / np.linalg.norm(back)
    return shoulder, elbow, wrist, np.stack([direction, np.cross(back, direction), back], axis=1)


def _downwards(forward: float, outwards: float) -> Floats:
    """Return the unit vector down, turned forward and then outward by angles in degrees."""
    a, b = np.radians(forward), np.radians(outwards)
    return np.array([np.sin(a) * np.cos(b), np.sin(b), -np.cos(a) * np.cos(b)])


def _lowest(ankle: Floats, axes: Floats, u: float) -> float:
    """Return the height of the lowest point of a shoe."""
    heel, toe = np.array([-0.065, 0.0, -0.085]) * u, np.array([0.13, 0.0, -0.085]) * u
    return float(min((ankle + axes @ point)[2] for point in (heel, toe)))
