"""Places on a head, in its own axes, and the materials of skin and hair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.walkers.limbs import limb

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.blobs import Limb
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Head:
    """What a head looks like.

    Attributes:
        skin: Colour of the skin.
        hair: Colour of the hair.
        cut: `short`, `crop`, `bald`, `parted`, `bob`, `long`, `tail`, `bun`, `curls` or `ring` (bald on top).
        beard: `none`, `stubble` or `full`.
        hat: `none`, `cap`, `beanie`, `scarf`, `sun` or `hood`.
        hat_colour: Its colour.
        glasses: `none`, `clear` or `dark`.
        soft: 0 for a man's strong features to 1 for a child's soft ones.
    """

    skin: Colour
    hair: Colour
    cut: str = "short"
    beard: str = "none"
    hat: str = "none"
    hat_colour: Colour = (0.05, 0.05, 0.06)
    glasses: str = "none"
    soft: float = 0.4


def skin_material(colour: Colour) -> Material:
    """Return skin of a colour."""
    return Material(colour, Pattern.SKIN, roughness=0.55, specular=0.035)


def hair_material(colour: Colour) -> Material:
    """Return hair of a colour."""
    return Material(colour, Pattern.FUR, scale=0.01, roughness=0.6, specular=0.05)


class HeadFrame:
    """Places in a head's own axes, in metres of an average head; scaled and turned to where the head is."""

    def __init__(self, bones: Skeleton) -> None:
        self.scale = bones.build.head * bones.build.unit
        self.axes, self.middle = bones.head_axes, bones.head

    def at(self, x: float, y: float, z: float) -> Floats:
        """Return a place where it is, (3,) metres."""
        place: Floats = self.middle + self.axes @ np.array([x, y, z]) * self.scale
        return place

    def ball(
        self,
        centre: tuple[float, float, float],
        radii: tuple[float, float, float],
        *,
        melt: float | None = None,
    ) -> Limb:
        """Return an ellipsoid with radii along the head's axes."""
        place, size = self.at(*centre), max(radii)
        flatten = (radii[0] / size, radii[1] / size, radii[2] / size)
        return limb(place, place, size * self.scale, flatten=flatten, axes=self.axes, melt=melt)

    def bar(
        self,
        start: tuple[float, float, float],
        end: tuple[float, float, float],
        radius: float,
        end_radius: float | None = None,
        *,
        melt: float | None = None,
    ) -> Limb:
        """Return a cone between two places."""
        far = None if end_radius is None else end_radius * self.scale
        return limb(self.at(*start), self.at(*end), radius * self.scale, far, melt=melt)

    def local(self, points: Floats) -> Floats:
        """Return points (N, 3) in the head's axes."""
        places: Floats = (points - self.middle) @ self.axes / self.scale
        return places

    def moved(self, surface: Surface) -> Surface:
        """Return a surface made in the head's own axes, where the head is."""
        matrix = placed()
        matrix[:3, :3], matrix[:3, 3] = self.axes * self.scale, self.middle
        return surface.transformed(matrix)


def scalp(frame: HeadFrame, thick: float) -> list[Limb]:
    """Return the part of a skull that is covered by hair, thicker by some metres of an average head."""
    return [
        frame.ball((-0.021, 0.0, 0.032), (0.093 + thick, 0.074 + thick, 0.085 + thick)),
        frame.ball((-0.030, 0.0, -0.012), (0.070 + thick, 0.066 + thick, 0.070 + thick)),
    ]
