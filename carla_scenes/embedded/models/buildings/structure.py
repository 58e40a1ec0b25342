"""A building under construction: its walls, each with axes of its own, and the mesh that they end up in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.surface import Surface, joined
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import pierced
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Frame:
    """Axes of an elevation: s along it, t up, d outwards.

    Attributes:
        origin: (3,) world place of s = t = d = 0.
        along: (2,) direction of s in world x and y, unit length. Outwards is (along y, -along x).
    """

    origin: Floats
    along: Floats

    def world(self, surface: Surface) -> Surface:
        """Return a surface of the elevation in world coordinates.

        Written out rather than as a matrix product: the same bytes whatever linear algebra is installed.
        """
        return Surface(
            self._turned(surface.vertices) + self.origin,
            surface.faces,
            self._turned(surface.normals),
            surface.uvs,
        )

    def _turned(self, points: Floats) -> Floats:
        s, d = points[:, 0], points[:, 2]
        along_x, along_y = float(self.along[0]), float(self.along[1])
        turned = np.empty_like(points)
        turned[:, 0] = s * along_x + d * along_y
        turned[:, 1] = s * along_y - d * along_x
        turned[:, 2] = points[:, 1]
        return turned

    def place(self, s: float, t: float, d: float) -> Floats:
        """Return the world place (3,) of a point of the elevation."""
        result: Floats = self._turned(np.array([[s, t, d]], np.float64))[0] + self.origin
        return result


@dataclass
class Wall:
    """An outer wall.

    Attributes:
        frame: Its axes.
        length: Along s, metres.
        side: What it looks upon.
        turns: How far bands of unit depth reach around its start and end: the tangent of half the corner's turn,
            0 where a neighbour stands wall to wall.
        holes: Rectangles (lowest s, highest s, lowest t, highest t) that its skin leaves open.
        pieces: What it is made of so far, in its own axes.
    """

    frame: Frame
    length: float
    side: Side
    turns: tuple[float, float] = (0.0, 0.0)
    holes: list[Floats] = field(default_factory=list)
    pieces: list[tuple[Surface, Material]] = field(default_factory=list)

    def add(self, surface: Surface, material: Material) -> None:
        """Add a surface given in the wall's axes."""
        self.pieces.append((surface, material))

    def pierce(self, rectangles: Floats) -> None:
        """Leave holes: (N, 4) or (4,) lowest s, highest s, lowest t, highest t."""
        self.holes.append(np.asarray(rectangles, np.float64).reshape(-1, 4))

    def skin(self, material: Material, low: float, high: float) -> None:
        """Add the wall's surface between two heights, without the holes made so far."""
        holes = np.concatenate(self.holes) if self.holes else np.zeros((0, 4))
        holes = holes[(holes[:, 3] > low) & (holes[:, 2] < high)]
        self.add(pierced((0.0, self.length, low, high), holes), material)


class Structure:
    """A building under construction, or a wing of one.

    Args:
        lot: Where it stands.
        whole: The building that it is a wing of; None for a building.
    """

    def __init__(self, lot: Lot, whole: Structure | None = None) -> None:
        self.lot = lot
        self.builder: MeshBuilder = MeshBuilder(Tag.BUILDINGS) if whole is None else whole.builder
        self.elevations: list[Wall] = [] if whole is None else whole.elevations
        edges = np.roll(lot.footprint, -1, axis=0) - lot.footprint
        lengths = lot.lengths
        along = edges / lengths[:, None]
        before = np.roll(along, 1, axis=0)
        sine = before[:, 0] * along[:, 1] - before[:, 1] * along[:, 0]
        cosine = (before * along).sum(axis=1)
        bends = np.where(cosine > -0.99, sine / np.maximum(1.0 + cosine, 0.01), 0.0)
        # A band does not reach around a corner into a neighbour that stands wall to wall.
        party = np.array([side == Side.PARTY for side in lot.sides])
        starts = np.where(np.roll(party, 1), 0.0, bends)
        ends = np.where(np.roll(party, -1), 0.0, np.roll(bends, -1))
        self.walls = tuple(
            Wall(
                Frame(np.array([*lot.footprint[k], lot.base]), along[k]),
                float(lengths[k]),
                lot.sides[k],
                (float(starts[k]), float(ends[k])),
            )
            for k in range(len(edges))
        )
        self.elevations += self.walls

    @property
    def front(self) -> Wall:
        """The front wall."""
        return self.walls[0]

    @property
    def depth(self) -> float:
        """How deep the building is behind its front, metres."""
        frame = self.front.frame
        outwards = np.array([frame.along[1], -frame.along[0]])
        reach = ((self.lot.footprint - frame.origin[:2]) * outwards).sum(axis=1)
        return float(-reach.min())

    def wing(
        self, span: tuple[float, float], reach: tuple[float, float], sides: tuple[Side, ...]
    ) -> Structure:
        """Return a rectangular wing in the axes of the front, built into the same mesh.

        Args:
            span: Lowest and highest s.
            reach: d of its back and of its front.
            sides: What its front, left end (high s), back and right end look upon.
        """
        (s0, s1), (back, front) = span, reach
        corners = [(s0, front), (s1, front), (s1, back), (s0, back)]
        footprint = np.array([self.front.frame.place(s, 0.0, d)[:2] for s, d in corners])
        return Structure(replace(self.lot, footprint=footprint, sides=sides), self)

    def elevation(self, origin: Floats, along: Floats, length: float) -> Wall:
        """Return further axes to build in, world place (3,) and direction (2,): a dormer's, a turret's."""
        wall = Wall(Frame(np.asarray(origin, np.float64), np.asarray(along, np.float64)), length, Side.STREET)
        self.elevations.append(wall)
        return wall

    def add(self, surface: Surface, material: Material) -> None:
        """Add a surface given in the world, heights above the lot's ground."""
        vertices = surface.vertices + np.array([0.0, 0.0, self.lot.base])
        self.builder.add(Surface(vertices, surface.faces, surface.normals, surface.uvs), material)

    def build(self) -> Mesh:
        """Return the mesh of the whole building, in world coordinates."""
        for wall in self.elevations:
            if wall.pieces:
                numbers = np.repeat(
                    [self.builder.material(material) for _, material in wall.pieces],
                    [len(surface.faces) for surface, _ in wall.pieces],
                )
                self.builder.add(wall.frame.world(joined(surface for surface, _ in wall.pieces)), numbers)
        return self.builder.build()
