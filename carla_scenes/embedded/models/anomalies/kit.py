"""Kits of parts: what an anomaly is put together from, before it becomes one mesh.

A machine is drawn at whatever scale its numbers are handiest in and brought to size at the end (`Kit.mesh`). The
rule for sizes: what fits a street keeps the size it has in the world; aircraft, ships, trains, cranes and spacecraft
are shrunk like large toys until their longest side is at most `LONGEST_M` (the paper asks for objects, not for their
true size); weapons that a hand holds are grown to 0.6 to 2 m, so that a camera some tens of metres away sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.geometry.surface import Surface

LONGEST_M = 14.0
"""No side of a machine is longer, metres."""

SMALLEST_M = 0.6
"""The longest side of every machine is at least this, metres."""


class Kit:
    """Parts with their materials; every method returns the kit itself.

    Attributes:
        parts: Materials and surfaces in the order in which they were added.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[Material, Surface]] = []

    def add(self, material: Material, *surfaces: Surface) -> Kit:
        """Add surfaces of one material."""
        self.parts += [(material, surface) for surface in surfaces]
        return self

    def pair(self, material: Material, *surfaces: Surface) -> Kit:
        """Add surfaces and their mirror images on the other side of the plane y = 0."""
        return self.add(material, *surfaces, *(surface.mirrored() for surface in surfaces))

    def put(
        self,
        other: Kit,
        x: float = 0.0,
        y: float = 0.0,
        z: float = 0.0,
        *,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        scale: float | tuple[float, float, float] = 1.0,
    ) -> Kit:
        """Add another kit, scaled, turned (degrees) and moved (metres)."""
        matrix = placed(x, y, z, yaw=yaw, pitch=pitch, roll=roll, scale=scale)
        self.parts += [(material, surface.transformed(matrix)) for material, surface in other.parts]
        return self

    def put_pair(
        self,
        other: Kit,
        x: float = 0.0,
        y: float = 0.0,
        z: float = 0.0,
        *,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        scale: float | tuple[float, float, float] = 1.0,
    ) -> Kit:
        """Add another kit as `put` does, and its mirror image on the other side of the plane y = 0."""
        one = Kit().put(other, x, y, z, yaw=yaw, pitch=pitch, roll=roll, scale=scale)
        self.put(one)
        self.parts += [(material, surface.mirrored()) for material, surface in one.parts]
        return self

    def mesh(self, longest: float | None = None) -> Mesh:
        """Return the parts as one mesh, its origin in the middle of the underside of its bounding box.

        Args:
            longest: Length that its longest side is brought to, metres; None keeps the scale.
        """
        points = np.concatenate([surface.vertices for _, surface in self.parts])
        low, high = points.min(axis=0), points.max(axis=0)
        scale = 1.0 if longest is None else longest / float((high - low).max())
        x, y = -(low + high)[:2] / 2.0 * scale
        matrix = placed(float(x), float(y), float(-low[2]) * scale, scale=scale)
        builder = MeshBuilder(Tag.STATIC)
        for material, surface in self.parts:
            builder.add(surface.transformed(matrix), material)
        return builder.build()


def machine(
    kind: str, variant: str, draw: Callable[[], Kit], longest: float | None = None, placement: str = "ground"
) -> Model:
    """Return the model of a machine.

    Args:
        kind: As in `streethazards_kinds.csv`.
        variant: Which of its kind; a word of the model's name.
        draw: Returns its parts.
        longest: Length of its longest side, metres; None keeps the scale that it is drawn at.
        placement: `ground` or `air`, as in `streethazards_kinds.csv`.
    """
    return Model(
        name=f"static.prop.{kind.replace(' ', '_')}_{variant}",
        kind=kind,
        tag=Tag.STATIC,
        make=lambda _variant: draw().mesh(longest),
        placement=placement,
    )
