"""The stock that streets are furnished from: models by name, their meshes, and the room that each takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.furniture import FURNITURE
from carla_scenes.embedded.models.plants import PLANTS
from carla_scenes.embedded.models.signs import SIGNS

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.model import Model

    Floats = npt.NDArray[np.float64]

SOLID_M = 2.2
"""What is lower than this is in the way of people."""

CLEAR_M = 4.5
"""What hangs over a lane is at least this high."""

_FLAT_M = 0.02
_MESHES_KEPT = 160

STOCK: dict[str, Model] = {model.name: model for model in (*PLANTS, *FURNITURE, *SIGNS)}
"""All models of towns' street sides by name."""


@dataclass(frozen=True)
class Room:
    """The room that a mesh takes, in its own axes, metres.

    Attributes:
        solid: (x0, y0, x1, y1) around what people would run into; a point for what lies flat.
        low: (x0, y0, x1, y1) around all that is too low to hang over a lane.
        foot: Farthest from the origin sideways of what people would run into.
        reach: Farthest from the origin sideways, at any height.
        height: Of its highest point.
    """

    solid: tuple[float, float, float, float]
    low: tuple[float, float, float, float]
    foot: float
    reach: float
    height: float

    def scaled(self, factor: float) -> Room:
        """Return the room of the mesh at another size (as if heights stayed, which errs on the safe side below 1)."""
        x0, y0, x1, y1 = (factor * value for value in self.solid)
        a0, b0, a1, b1 = (factor * value for value in self.low)
        return Room(
            (x0, y0, x1, y1), (a0, b0, a1, b1), factor * self.foot, factor * self.reach, factor * self.height
        )


@lru_cache(maxsize=_MESHES_KEPT)
def mesh_of(name: str, variant: int) -> Mesh:
    """Return the mesh of a model's variant; variants beyond the last begin again."""
    model = STOCK[name]
    return model.make(variant % model.variants)


@cache
def room_of(name: str, variant: int) -> Room:
    """Return the room that a model's variant takes."""
    points = mesh_of(name, variant).vertices.astype(np.float64)
    height = points[:, 2]
    low, solid = points[height < CLEAR_M], points[height < SOLID_M]
    if height.max() <= _FLAT_M:
        solid = np.zeros((0, 3))
    away = np.hypot(points[:, 0], points[:, 1])
    foot = float(np.hypot(solid[:, 0], solid[:, 1]).max(initial=0.0))
    return Room(_around(solid), _around(low), foot, float(away.max()), float(height.max()))


def variants(name: str) -> int:
    """Return how many variants a model has."""
    return STOCK[name].variants


@cache
def hangs_clear(name: str, variant: int, distance: float) -> bool:
    """Return whether all that is farther than a distance from a tree's stem is high enough for lorries."""
    points = mesh_of(name, variant).vertices
    far = np.hypot(points[:, 0], points[:, 1]) > distance
    return not far.any() or float(points[far, 2].min()) >= CLEAR_M


def _around(points: Floats) -> tuple[float, float, float, float]:
    if not len(points):
        return 0.0, 0.0, 0.0, 0.0
    (x0, y0), (x1, y1) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)
