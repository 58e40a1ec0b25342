"""Flesh on bones: the limbs of `geometry.blobs` that trunk, arms and legs are made of, bare or thickened by clothes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import Limb

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]


def limb(
    start: Floats,
    end: Floats,
    radius: float,
    end_radius: float | None = None,
    *,
    flatten: tuple[float, float, float] = (1.0, 1.0, 1.0),
    axes: Floats | None = None,
    melt: float | None = None,
    group: int = 0,
) -> Limb:
    """Return a limb between two places; `axes` are the columns that `flatten` is meant along."""
    rows = None if axes is None else tuple(_place(column) for column in axes.T)
    return Limb(_place(start), _place(end), radius, end_radius, flatten, group, melt, rows)


def _place(point: Floats) -> tuple[float, float, float]:
    return float(point[0]), float(point[1]), float(point[2])


def trunk(bones: Skeleton, extra: float = 0.0, loose: float = 0.0) -> list[Limb]:
    """Return belly, chest, back and shoulders.

    Args:
        bones: Whose.
        extra: Thickness of what is worn over the skin, metres.
        loose: How far it hangs away from the waist, metres.
    """
    build, u = bones.build, bones.build.unit
    axes, hips = bones.chest_axes, bones.pelvis_axes
    flesh = 0.35 + 0.65 * build.flesh

    def at(origin: Floats, x: float, y: float, z: float, frame: Floats = axes) -> Floats:
        place: Floats = origin + frame @ np.array([x, y, z]) * u
        return place

    waist = 0.128 * build.waist * u + extra + loose
    chest = 0.148 * (0.5 + 0.5 * build.shoulders) * flesh * u + extra
    result = [
        limb(
            at(bones.chest, 0.0, 0.0, -0.02),
            at(bones.chest, -0.006, 0.0, 0.055),
            chest,
            chest * 0.93,
            flatten=(0.76, 1.0, 1.0),
            axes=axes,
        ),
        limb(
            at(bones.waist, 0.0, 0.0, 0.07),
            at(bones.waist, 0.0, 0.0, -0.05),
            waist,
            waist * 1.02,
            flatten=(0.80, 1.0, 1.0),
            axes=axes,
        ),
    ]
    for number, side in enumerate((1.0, -1.0)):
        shoulder = bones.shoulders[number]
        result += [
            # Chest muscles, shoulder blades, and the slope from the neck.
            limb(
                at(bones.chest, 0.055, side * 0.050, 0.060),
                at(bones.chest, 0.040, side * 0.095, 0.080),
                0.058 * u + extra,
                0.052 * u + extra,
            ),
            limb(
                at(bones.chest, -0.060, side * 0.06, 0.06),
                at(bones.chest, -0.052, side * 0.10, 0.0),
                0.062 * u + extra,
                0.050 * u + extra,
            ),
            limb(
                at(bones.neck, -0.010, side * 0.030, 0.020),
                shoulder + axes @ np.array([-0.004, 0.0, 0.012]) * u,
                0.042 * u + extra,
                0.046 * flesh * u + extra,
            ),
            limb(
                at(bones.chest, -0.005, side * 0.11, 0.09),
                shoulder,
                0.058 * u + extra,
                0.042 * flesh * u + extra,
            ),
        ]
        if build.bust > 0.0:
            place = at(bones.chest, 0.085, side * 0.068, 0.012)
            result.append(
                limb(
                    place,
                    place + axes @ np.array([0.022, side * 0.004, -0.012]) * u,
                    build.bust * u + extra,
                    build.bust * 0.8 * u + extra,
                    melt=0.05,
                )
            )
    result.append(
        limb(
            at(bones.neck, -0.004, 0.0, -0.004),
            at(bones.chest, -0.020, 0.0, 0.09),
            0.058 * u + extra,
            0.080 * u + extra,
        )
    )
    if build.belly > 0.0:
        place = at(bones.waist, 0.05 + build.belly * 0.6, 0.0, 0.0)
        result.append(
            limb(
                place,
                place + np.array([0.0, 0.0, 0.05]) * u,
                0.10 * u + extra,
                flatten=(0.9, 1.15, 1.0),
                axes=axes,
            )
        )
    result.append(
        limb(
            at(bones.pelvis, 0.0, 0.0, 0.06, hips),
            at(bones.pelvis, 0.0, 0.0, 0.02, hips),
            0.145 * build.hips * u + extra + loose * 0.5,
            flatten=(0.76, 1.0, 0.9),
            axes=hips,
        )
    )
    return result


def seat(bones: Skeleton, extra: float = 0.0) -> list[Limb]:
    """Return pelvis and buttocks."""
    build, u, axes = bones.build, bones.build.unit, bones.pelvis_axes
    middle = bones.pelvis + axes @ np.array([0.0, 0.0, 0.035]) * u
    wide = 0.138 * build.hips * u + extra
    result = [
        limb(
            middle,
            middle - np.array([0.0, 0.0, 0.05]) * u,
            wide,
            wide * 0.92,
            flatten=(0.78, 1.0, 0.95),
            axes=axes,
        )
    ]
    for side in (1.0, -1.0):
        cheek = bones.pelvis + axes @ np.array([-0.052, side * 0.068 * build.hips, -0.030]) * u
        result.append(
            limb(cheek, cheek + np.array([0.0, 0.0, 0.02]), 0.082 * build.hips * u + extra, melt=0.05)
        )
    return result


def leg(
    bones: Skeleton,
    number: int,
    extra: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    above: float = 0.0,
    below: float = 1.0,
) -> list[Limb]:
    """Return a leg.

    Args:
        bones: Whose.
        number: 0 for the right one, 1 for the left.
        extra: Thickness of what is worn at hip, knee and ankle, metres.
        above: Where it begins, from 0 at the hip to 1 at the knee.
        below: Where it ends, from 0 at the knee to 1 at the ankle.
    """
    build, u = bones.build, bones.build.unit
    hip, knee, ankle = bones.hips[number], bones.knees[number], bones.ankles[number]
    flesh = build.flesh * u
    behind = bones.pelvis_axes @ np.array([-1.0, 0.0, 0.0])
    radii = 0.086 * flesh + extra[0], 0.056 * flesh + extra[1]
    start = max(above, 0.12)
    thigh = limb(
        hip + (knee - hip) * start,
        knee,
        radii[0] + (radii[1] - radii[0]) * (start - 0.12),
        radii[1],
        melt=0.03,
    )
    if below <= 0.0:
        return [thigh]
    shin = (ankle - knee) * below
    muscle = knee + shin * 0.26
    return [
        thigh,
        limb(knee, knee + shin, radii[1], 0.037 * u + extra[2], melt=0.03),
        limb(
            muscle + behind * 0.020 * u,
            muscle + shin * 0.22 + behind * 0.014 * u,
            0.044 * flesh + extra[1] * 0.7,
            0.036 * flesh + extra[2] * 0.6,
            melt=0.04,
        ),
    ]


def arm(
    bones: Skeleton, number: int, extra: tuple[float, float, float] = (0.0, 0.0, 0.0), *, end: float = 1.0
) -> list[Limb]:
    """Return an arm from shoulder towards the wrist.

    Args:
        bones: Whose.
        number: 0 for the right one, 1 for the left.
        extra: Thickness of what is worn at shoulder, elbow and wrist, metres.
        end: How far down it goes: 0.5 is the elbow.
    """
    build, u = bones.build, bones.build.unit
    shoulder, elbow, wrist = bones.shoulders[number], bones.elbows[number], bones.wrists[number]
    flesh = build.flesh * u
    top, bend, cuff = 0.050 * flesh + extra[0], 0.041 * flesh + extra[1], 0.029 * u + extra[2]
    result = [
        limb(
            shoulder,
            shoulder + (elbow - shoulder) * min(2.0 * end, 1.0),
            top,
            top + (bend - top) * min(2.0 * end, 1.0),
            melt=0.03,
        )
    ]
    if end > 0.5:
        share = (end - 0.5) * 2.0
        result.append(
            limb(elbow, elbow + (wrist - elbow) * share, bend, bend + (cuff - bend) * share, melt=0.02)
        )
        muscle = elbow + (wrist - elbow) * 0.22
        result.append(limb(muscle, muscle + (wrist - elbow) * 0.1, 0.042 * flesh + extra[1] * 0.9, melt=0.03))
    return result


def webs(bones: Skeleton, length: float, radius: float, flare: float) -> list[Limb]:
    """Return what spans both legs down to a length below the hips: a skirt, metres of an average man."""
    u = bones.build.unit
    result = []
    for share in np.linspace(0.0, 1.0, 6):
        down = share * (length + 0.06)
        ends = []
        for number in range(2):
            hip, knee, ankle = bones.hips[number], bones.knees[number], bones.ankles[number]
            thigh = 0.435 * bones.build.legs
            along = hip + (knee - hip) * min(down / thigh, 1.0)
            if down > thigh:
                along = knee + (ankle - knee) * min((down - thigh) / (0.415 * bones.build.legs), 1.0)
            ends.append(along)
        right, left = ends
        inwards = (left - right) * (0.12 + 0.10 * (1.0 - share))
        result.append(
            limb(
                right + inwards,
                left - inwards,
                (radius * (0.97 + 0.06 * bones.build.hips) + flare * share * share - 0.016 * share) * u,
            )
        )
    return result
