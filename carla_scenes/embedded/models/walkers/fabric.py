"""Cloth: what garments are made of, where it folds, and the parts of a body that it is cut by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.models.walkers.skeleton import Skeleton
    from carla_scenes.embedded.models.walkers.skins import Region

    Floats = npt.NDArray[np.float64]


def cloth(colour: Colour, scale: float = 0.004) -> Material:
    """Return cloth of a colour."""
    return Material(colour, Pattern.CLOTH, scale=scale, roughness=0.92, specular=0.02)


def folding(points: Floats, bones: Skeleton) -> Floats:
    """Return how strongly cloth folds at places, (N,): most at bent joints and at the waist."""
    u = bones.build.unit
    strength = np.full(len(points), 0.35)
    for joint in (
        *bones.elbows,
        *bones.knees,
        *bones.wrists,
        *bones.ankles,
        bones.waist - np.array([0.0, 0.0, 0.05]),
    ):
        distance = np.linalg.norm(points - joint, axis=1)
        strength = np.maximum(strength, np.exp(-((distance / (0.16 * u)) ** 2)))
    return strength


def near(region: Region, point: Floats, reach: float) -> Region:
    """Return what of a region lies within reach of a point."""
    return lambda points, normals: np.column_stack(
        [region(points, normals), np.linalg.norm(points - point, axis=1) - reach]
    )


def band(bones: Skeleton, low: float, high: float) -> Region:
    """Return what lies between two heights over the hip joints, metres of an average man."""

    def region(points: Floats, _: Floats) -> Floats:
        height = (points - bones.pelvis) @ bones.pelvis_axes[:, 2] / bones.build.unit
        return np.column_stack([height - high, low - height]) * bones.build.unit

    return region
