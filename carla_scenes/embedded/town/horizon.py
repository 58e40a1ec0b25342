"""The country around a town, out to where nothing more is seen: fields, hills, woods and far houses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, lathe
from carla_scenes.embedded.geometry.surface import Surface, flat, joined, placed, smooth
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.ground_mesh import smooth_up
from carla_scenes.embedded.town.network import PAVEMENT_HEIGHT_M

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.town.assembly import Assembly
    from carla_scenes.embedded.town.ground_mesh import GroundMesh
    from carla_scenes.embedded.town.parcels import Ground
    from carla_scenes.embedded.town.paving import Paving

    Floats = npt.NDArray[np.float64]

_RINGS = (1.0, 1.07, 1.16, 1.28, 1.44, 1.65, 1.92, 2.3, 2.8, 3.5, 4.5)
"""Where the country's rings lie, as multiples of the ellipse in which the flat country ends."""

_RISE = (1.02, 2.4)
_WAVES = 9
_LAYER = 12
"""Of the seeds of the country."""

_NEAREST_WOOD_M, _NEAREST_HOUSE_M, _FARTHEST_M = 112.0, 135.0, 430.0
"""Distances from the streets' hull; what stands nearer belongs to the streets."""

_WOOD_TREES = (5, 16)
_CROWNS = 8
_SLENDER = 3.4


@dataclass(frozen=True)
class Country:
    """What the country around a town looks like.

    Attributes:
        hills_m: Height of the highest hills.
        houses: How many far houses.
        storeys: Lowest and highest of them.
        walls: Colours of their walls.
        roof: Colour of pitched roofs; flat roofs where None.
        woods: How many groups of trees.
        leaves: Colours of trees.
        tree_m: Lowest and highest tree.
        slender: Height of a tree's crown by its width.
        fields: Colours of fields.
    """

    hills_m: float
    houses: int
    storeys: tuple[int, int]
    walls: tuple[Colour, ...]
    roof: Colour | None
    woods: int
    leaves: tuple[Colour, ...]
    tree_m: tuple[float, float]
    slender: float
    fields: tuple[Colour, ...]


_BROADLEAF = (srgb(64, 88, 40), srgb(78, 98, 44), srgb(54, 78, 42))
_NEEDLES = (srgb(40, 62, 42), srgb(48, 70, 44))
_FIELDS = (srgb(108, 122, 62), srgb(146, 138, 84), srgb(92, 112, 56))
_BRICK = (srgb(138, 84, 66), srgb(158, 102, 78), srgb(196, 184, 166))
_TILE = srgb(122, 70, 52)

COUNTRIES = (
    Country(46.0, 90, (2, 3), _BRICK, _TILE, 46, _BROADLEAF, (9.0, 16.0), 1.1, _FIELDS),
    Country(
        26.0, 110, (1, 2), (srgb(206, 198, 184), *_BRICK), srgb(92, 84, 80), 60, _BROADLEAF,
        (8.0, 14.0), 1.0, _FIELDS,
    ),
    Country(
        18.0, 150, (6, 24), (srgb(150, 152, 154), srgb(120, 130, 138), srgb(186, 178, 166)), None, 20, _BROADLEAF,
        (8.0, 14.0), 1.0, _FIELDS,
    ),
    Country(
        70.0, 60, (2, 3), (srgb(222, 208, 180), srgb(208, 180, 140), srgb(228, 222, 210)), srgb(160, 94, 62), 54,
        (*_BROADLEAF, srgb(46, 66, 40)), (8.0, 15.0), 1.5, (srgb(128, 130, 70), srgb(150, 140, 90)),
    ),
    Country(
        90.0, 120, (3, 9), (srgb(216, 204, 182), srgb(196, 176, 150), srgb(176, 172, 164)), None, 22,
        (srgb(86, 98, 52), srgb(100, 104, 60)), (6.0, 11.0), 0.9, (srgb(164, 146, 104), srgb(150, 140, 92)),
    ),
    Country(
        34.0, 60, (2, 4), (srgb(150, 156, 160), srgb(170, 166, 158), srgb(128, 120, 110)), None, 66, _NEEDLES,
        (10.0, 20.0), 2.2, (srgb(104, 112, 66), srgb(122, 122, 78)),
    ),
)  # fmt: skip
"""By town number, from Town01 on."""


class CountryPainter:
    """Adds the country around a town.

    Args:
        ground: The town's ground; its flat country ends at `country_edge`.
        country: What it looks like.
        paving: What the lawns of the town are made of.
        mesh: Gets the surfaces.
        seed: Of the town.
    """

    def __init__(self, ground: Ground, country: Country, paving: Paving, mesh: GroundMesh, seed: int) -> None:
        self.ground, self.country, self.paving, self.mesh, self.seed = ground, country, paving, mesh, seed
        edge = ground.country_edge
        self._middle = (edge.min(axis=0) + edge.max(axis=0)) / 2.0
        self._half = (edge.max(axis=0) - edge.min(axis=0)) / 2.0
        waves = self._rng(0)
        self._phases = waves.uniform(0.0, 2.0 * np.pi, (_WAVES, 2))
        self._around = np.arange(2, 2 + _WAVES)
        self._outwards = waves.uniform(-3.0, 3.0, _WAVES)

    def paint(self) -> None:
        """Add hills and houses."""
        self._add_hills()
        self._add_houses()

    def heights(self, places: Floats) -> Floats:
        """Return the heights (N,) of the country at places (N, 2)."""
        x, y = ((places - self._middle) / self._half).T
        reach, angle = np.hypot(x, y), np.arctan2(y, x)
        rise = np.clip((reach - _RISE[0]) / (_RISE[1] - _RISE[0]), 0.0, 1.0)
        rise = rise * rise * (3.0 - 2.0 * rise)
        bends = self._around * angle[:, None] + self._outwards * np.log(np.maximum(reach, 1.0))[:, None]
        waves = (np.sin(bends + self._phases[:, 0]) / np.sqrt(self._around)).sum(axis=1)
        share = np.clip(0.42 + 0.3 * waves, 0.05, 1.3)
        result: Floats = PAVEMENT_HEIGHT_M + self.country.hills_m * rise * share
        return result

    def _rng(self, cell: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence([self.seed, _LAYER, cell]))

    def _add_hills(self) -> None:
        edge = self.ground.country_edge
        rings = [self._middle + (edge - self._middle) * ring for ring in _RINGS]
        rings[0] = edge
        places = np.concatenate(rings)
        heights = self.heights(places)
        heights[: len(edge)] = PAVEMENT_HEIGHT_M
        count = len(edge)
        inner = (np.arange(len(_RINGS) - 1)[:, None] * count + np.arange(count)).ravel()
        beside = (np.arange(len(_RINGS) - 1)[:, None] * count + (np.arange(count) + 1) % count).ravel()
        faces = np.concatenate(
            [
                np.stack([inner, inner + count, beside + count], axis=1),
                np.stack([inner, beside + count, beside], axis=1),
            ]
        ).astype(np.int32)
        surface = smooth_up(np.column_stack([places, heights]), faces, places)
        colours = [self.paving.lawn.colour, *self.country.fields]
        choice = self._rng(1).integers(0, len(colours), len(faces) // 2)
        choice[:count] = 0
        for number, colour in enumerate(colours):
            chosen = np.tile(choice == number, 2)
            part = Surface(surface.vertices, surface.faces[chosen], surface.normals, surface.uvs)
            material = Material(colour, Pattern.GRASS, second=self.paving.lawn.second, roughness=1.0)
            self.mesh.add(part, material, Tag.TERRAIN, f"Terrain_Field_{number}")

    def _places(self, count: int, nearest_m: float, rng: np.random.Generator) -> Floats:
        """Return places around the town (N, 2), denser nearby."""
        ring = shapely.convex_hull(self.ground.streets).buffer(nearest_m).exterior
        along = rng.uniform(0.0, ring.length, count)
        away = (_FARTHEST_M - nearest_m) * rng.random(count) ** 1.6
        on_ring = shapely.get_coordinates(shapely.line_interpolate_point(ring, along))
        outwards = on_ring - self._middle
        outwards /= np.hypot(*outwards.T)[:, None]
        places: Floats = on_ring + outwards * away[:, None]
        return places

    def _add_houses(self) -> None:
        rng = self._rng(2)
        country = self.country
        places = self._places(country.houses, _NEAREST_HOUSE_M, rng)
        heights = self.heights(places)
        for index, (place, height) in enumerate(zip(places, heights, strict=True)):
            storeys = int(rng.integers(country.storeys[0], country.storeys[1] + 1))
            towers = country.storeys[1] > 6
            length, depth = rng.uniform(12.0, 26.0), rng.uniform(9.0, 15.0) * (1.5 if towers else 1.0)
            top = storeys * 3.1 + 0.6
            turn = float(rng.integers(0, 4) * 90.0 + rng.normal(0.0, 9.0))
            wall = country.walls[int(rng.integers(len(country.walls)))]
            name = f"Building_Far_{index}"
            body = box((-length / 2, -depth / 2, -4.0), (length / 2, depth / 2, top))
            moved = body.transformed(placed(place[0], place[1], height, yaw=turn))
            material = Material(wall, Pattern.FACADE, second=srgb(52, 60, 68), scale=3.1)
            self.mesh.add(moved, material, Tag.BUILDINGS, name)
            if country.roof is not None:
                roof = _gable(length, depth, top).transformed(placed(place[0], place[1], height, yaw=turn))
                self.mesh.add(roof, Material(country.roof, Pattern.TILES, scale=0.3), Tag.BUILDINGS, name)

    def add_woods(self, assembly: Assembly) -> None:
        """Add groups of trees: copies of a few shapes."""
        rng = self._rng(3)
        country = self.country
        crowns = []
        for index in range(_CROWNS):
            colour = country.leaves[index % len(country.leaves)]
            material = Material(colour, Pattern.GRASS, second=colour, roughness=1.0)
            crown = _crown(2.0 * country.slender, rng)
            crowns.append(MeshBuilder(Tag.VEGETATION).add(crown, material).build())
        for index, middle in enumerate(self._places(country.woods, _NEAREST_WOOD_M, rng)):
            count = int(rng.integers(*_WOOD_TREES))
            heading = rng.uniform(0.0, 2.0 * np.pi)
            spread = np.array([np.cos(heading), np.sin(heading)])
            along = np.linspace(-1.0, 1.0, count) * count * rng.uniform(1.8, 3.4)
            places = middle + along[:, None] * spread + rng.normal(0.0, 2.5, (count, 2))
            for number, (place, height) in enumerate(zip(places, self.heights(places), strict=True)):
                radius = rng.uniform(*country.tree_m) / (2.0 * country.slender)
                size = (radius * rng.uniform(0.8, 1.2), radius * rng.uniform(0.8, 1.2), radius)
                kind = int(rng.integers(_CROWNS))
                matrix = placed(place[0], place[1], height, yaw=rng.uniform(0.0, 360.0), scale=size)
                name = f"Vegetation_Wood_{index}_{number}"
                assembly.add_instance(f"far_tree.{kind}", crowns[kind], matrix, name)


def _gable(length: float, depth: float, base: float) -> Surface:
    """Return a pitched roof over a rectangle, its ridge along x."""
    x, y, ridge = length / 2.0 + 0.4, depth / 2.0 + 0.4, base + depth * 0.38
    vertices = np.array(
        [[-x, -y, base], [x, -y, base], [x, y, base], [-x, y, base], [-x, 0.0, ridge], [x, 0.0, ridge]]
    )
    faces = np.array([[0, 1, 5], [0, 5, 4], [2, 3, 4], [2, 4, 5], [1, 2, 5], [3, 0, 4]], np.int32)
    return flat(vertices, faces)


def _crown(height: float, rng: np.random.Generator) -> Surface:
    """Return a far tree with a crown of radius 1: a lumpy ball nearly down to the ground, or tiers if it is slender."""
    if height > _SLENDER:
        profile = [[0.05, 0.02]]
        for share in np.linspace(0.04, 0.88, 6):
            profile += [[1.0 - share, share], [(1.0 - share) * 0.62, share + 0.13]]
        profile[-1] = [0.02, 1.0]
        return _bumpy(lathe(np.array(profile) * np.array([1.0, height]), around=11, crease=180.0), rng, 0.4)
    ball = ellipsoid((0.0, 0.0, 0.54 * height), (0.95, 0.95, 0.45 * height), around=16, bands=11)
    trunk = cylinder((0.0, 0.0, -0.3), (0.0, 0.0, 0.3 * height), 0.06, sides=6)
    return joined([_bumpy(ball, rng, 1.0), trunk])


def _bumpy(surface: Surface, rng: np.random.Generator, size: float) -> Surface:
    """Return a surface pushed in and out sideways by waves of several lengths."""
    factor = np.ones(len(surface.vertices))
    for amount, often in ((0.13, 3.0), (0.09, 6.5), (0.06, 12.0)):
        direction = rng.normal(size=(3, 3))
        direction *= often / np.linalg.norm(direction, axis=1, keepdims=True)
        waves = np.sin(surface.vertices @ direction.T + rng.uniform(0.0, 2.0 * np.pi, 3))
        factor += size * amount * waves.mean(axis=1) * np.sqrt(3.0)
    middle = np.array([0.0, 0.0, surface.vertices[:, 2].mean()])
    pushed = middle + (surface.vertices - middle) * np.column_stack([factor, factor, np.sqrt(factor)])
    return smooth(pushed, surface.faces, surface.uvs)
