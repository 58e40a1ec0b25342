"""What insects, spiders, scorpions and shrimps are put together from: jointed legs, rings, feelers, wings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.models.anomalies.animals.curves import Points
    from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

WING = Material(srgb(196, 206, 210), Pattern.PLASTIC, roughness=0.12, specular=0.12)
"""A clear wing: what it lets through is as pale as the sky in it."""


def jointed(
    figure: Sculpture,
    joints: Points,
    material: Material,
    *,
    both: bool = True,
    sides: int = 7,
) -> None:
    """Add a leg of straight pieces with thick joints: rows of x, y, z and radius."""
    rows = np.asarray(joints, np.float64)
    for start, end in pairwise(rows):
        middle = (start + end) / 2.0
        points = np.stack([start[:3], middle[:3], end[:3]])
        figure.add(
            shapes.tube(points, [start[3] * 0.8, middle[3] * 1.12, end[3] * 0.8], sides), material, both=both
        )
    for x, y, z, radius in rows[:-1]:
        figure.add(shapes.ellipsoid((x, y, z), (radius, radius, radius), 8, 6), material, both=both)


def legs(
    figure: Sculpture,
    roots: Sequence[tuple[float, float, float]],
    knees: Sequence[tuple[float, float, float]],
    feet: Sequence[tuple[float, float, float]],
    material: Material,
    *,
    radius: float,
    gait: float = 0.0,
) -> None:
    """Add legs on both sides: from the root up to the knee, down to an ankle and out to the foot.

    Args:
        figure: What they are added to.
        roots: Where right legs grow, front to back: x, y, z.
        knees: Their highest joints.
        feet: Their feet.
        material: Of the legs.
        radius: At the root, metres.
        gait: How far every other foot is put forward and the rest back, metres.
    """
    for i, (root, knee, foot) in enumerate(zip(roots, knees, feet, strict=True)):
        for side in (1.0, -1.0):
            step = gait if (i % 2 == 0) == (side > 0.0) else -gait
            mirror = np.array([1.0, side, 1.0])
            a, b = np.array(root) * mirror, np.array(knee) * mirror + np.array([0.4 * step, 0.0, 0.0])
            d = np.array(foot) * mirror + np.array([step, 0.0, 0.0])
            c = b + 0.62 * (d - b) + np.array([0.0, 0.0, 0.04 * float(np.linalg.norm(d - b))])
            rows = [(*a, radius), (*b, radius * 0.82), (*c, radius * 0.55), (*d, radius * 0.28)]
            jointed(figure, rows, material, both=False)


def feelers(
    figure: Sculpture,
    points: Points,
    radius: float,
    material: Material,
    *,
    both: bool = True,
    club: float = 0.0,
) -> None:
    """Add feelers along a curve, thinner towards the tip; with a club of a radius at the end."""
    line = curve(points, 16)
    figure.add(shapes.tube(line, np.linspace(radius, radius * 0.35, 16), 6), material, both=both)
    if club:
        figure.add(shapes.ellipsoid(line[-1], (club, club, club), 8, 6), material, both=both)


def wing(
    figure: Sculpture,
    leading: Points,
    trailing: Points,
    material: Material,
    *,
    veins: Material | None = None,
    thickness: float = 0.012,
) -> None:
    """Add a pair of wings between a leading and a trailing edge, both from the root to the tip, with veins."""
    figure.add(fin(leading, trailing, thickness, steps=(20, 5)), material, both=True)
    if veins is None:
        return
    front, back = curve(leading, 20), curve(trailing, 20)
    lines = [front + share * (back - front) for share in (0.0, 0.2, 0.45, 0.7, 1.0)]
    for line, radius in zip(lines, (1.1, 0.7, 0.6, 0.6, 0.5), strict=True):
        figure.add(shapes.tube(line, np.linspace(radius, radius * 0.4, 20) * thickness, 5), veins, both=True)
    for place in range(4, 19, 2):
        for k in range(4):
            if (place // 2 + k) % 2 == 0:
                ends = np.stack([lines[k][place], lines[k + 1][min(place + 1, 19)]])
                figure.add(shapes.tube(ends, [0.4 * thickness] * 2, 4), veins, both=True)


def rings(
    figure: Sculpture,
    points: Points,
    material: Material,
    *,
    flat: float = 1.0,
    low: float = 1.0,
    long: float = 1.25,
) -> None:
    """Add overlapping rings of armour along a curve.

    Args:
        figure: What they are added to.
        points: Rows of x, y, z and radius: the middle of each ring, front to back.
        material: Of the rings.
        flat: Factor on their width.
        low: Factor on their height.
        long: How far each reaches over the next, in spacings.
    """
    rows = np.asarray(points, np.float64)
    places = rows[:, :3]
    directions = np.gradient(places, axis=0)
    for (x, y, z, radius), direction in zip(rows, directions, strict=True):
        length = float(np.linalg.norm(direction))
        pitch = float(np.degrees(np.arctan2(direction[2], np.hypot(direction[0], direction[1]))))
        yaw = float(np.degrees(np.arctan2(direction[1], direction[0])))
        bell = [(radius * r, length * long * h) for r, h in _BELL]
        surface = shapes.lathe(bell, 20, crease=50.0).moved(pitch=-90.0)
        surface = surface.moved(scale=(1.0, flat, low)).moved(yaw=yaw, pitch=pitch)
        figure.add(surface.moved(x, y, z), material, painted=True)


_BELL = (
    (0.02, -0.56),
    (0.55, -0.52),
    (0.86, -0.36),
    (0.97, -0.1),
    (1.0, 0.15),
    (1.02, 0.4),
    (0.96, 0.47),
    (0.6, 0.5),
    (0.02, 0.5),
)
