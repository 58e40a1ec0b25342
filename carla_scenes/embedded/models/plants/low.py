"""What grows near the ground: bushes, hedges, flower beds and tufts of grass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import ellipsoid, grid, rounded_box
from carla_scenes.embedded.geometry.surface import unit
from carla_scenes.embedded.models.plants.branches import GOLDEN_ANGLE, UP, Branches, Shoots, shoots, skin
from carla_scenes.embedded.models.plants.leaves import Foliage, add_leaves, cards, leaf_material
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_SEED = 7303

_WOOD = Material(srgb(92, 78, 62), Pattern.BARK, roughness=0.95)
_SHADE = Material(srgb(34, 44, 22), Pattern.GRASS, srgb(22, 28, 14), roughness=0.95)
_SOIL = Material(srgb(84, 66, 50), Pattern.GRASS, srgb(66, 52, 40), roughness=0.95)


@dataclass(frozen=True)
class Bush:
    """A bush: many stems from one place.

    Attributes:
        number: Key of its randomness.
        height: Of the tips of its stems, of its variants, metres.
        breadth: Its half width as a share of its height.
        foliage: Its leaves.
        flowers: Colour of blossoms on the outside, or None.
    """

    number: int
    height: tuple[float, ...]
    breadth: float
    foliage: Foliage
    flowers: Colour | None = None

    def grow(self, variant: int) -> Mesh:
        """Return the mesh of a variant, its middle on the origin."""
        rng = np.random.default_rng(np.random.SeedSequence([_SEED, self.number, variant]))
        builder = MeshBuilder(Tag.VEGETATION)
        stems = self._stems(self.height[variant], rng)
        limbs = shoots(stems, Shoots(6, (0.2, 1.0), (55.0, 30.0), (0.5, 0.42), 0.3, 0.15, 0.6, 4), rng)
        twigs = shoots(limbs, Shoots(4, (0.2, 1.0), (55.0, 35.0), (0.6, 0.5), 0.1, 0.2, 0.6, 3), rng)
        for level, sides in ((stems, 4), (limbs, 3)):
            builder.add(skin(level, sides), _WOOD)
        add_leaves(builder, twigs, self.foliage, rng)
        if self.flowers is not None:
            blossoms = replace(self.foliage, count=self.foliage.count // 6, from_share=0.85, level=0.9)
            add_leaves(builder, twigs, replace(blossoms, colour=self.flowers), rng)
        return builder.build()

    def _stems(self, height: float, rng: np.random.Generator) -> Branches:
        count = 15
        lean = np.sqrt((np.arange(count) + 0.5) / count) * np.arctan(self.breadth * 2.2)
        azimuth = np.arange(count) * GOLDEN_ANGLE + rng.uniform(-0.3, 0.3, count)
        away = np.stack([np.cos(azimuth), np.sin(azimuth), np.zeros(count)], axis=1)
        share = np.linspace(0.0, 1.0, 5)[None, :, None]
        length = (height * (0.82 - 0.3 * lean / 1.2) * rng.uniform(0.8, 1.1, count))[:, None, None]
        sideways = np.sin(lean)[:, None, None] * share * away[:, None]
        upwards = np.cos(lean)[:, None, None] * share**1.15 * np.array([0.0, 0.0, 1.0])
        lines = (sideways + upwards) * length + away[:, None] * 0.08 * height
        radii = np.broadcast_to(np.linspace(0.018, 0.006, 5) * height, (count, 5))
        return Branches(lines, radii, np.arange(count))


SHRUB = Bush(1, (1.2, 1.0, 1.45), 0.62, Foliage(srgb(78, 104, 48), 9000, 0.062, 0.045, 0.075, 0.2))
LILAC = Bush(
    2, (1.8, 1.5), 0.5, Foliage(srgb(88, 112, 58), 9000, 0.075, 0.056, 0.10, 0.3), srgb(170, 132, 184)
)
ROSE = Bush(3, (0.8, 0.7), 0.7, Foliage(srgb(74, 96, 44), 6500, 0.05, 0.036, 0.06, 0.2), srgb(196, 66, 84))
LAUREL = Bush(4, (1.6, 1.9), 0.45, Foliage(srgb(58, 88, 40), 9000, 0.10, 0.045, 0.10, 0.2))


def clipped_ball(variant: int) -> Mesh:
    """Return a box bush clipped to a ball, its middle on the origin."""
    rng = np.random.default_rng(np.random.SeedSequence([_SEED, 40, variant]))
    radius = (0.42, 0.34)[variant]
    builder = MeshBuilder(Tag.VEGETATION)
    height = radius * 0.92
    core = ellipsoid((0.0, 0.0, height), (radius * 0.93, radius * 0.93, height), 14, 10)
    builder.add(core, _SHADE)
    normals = unit(rng.normal(0.0, 1.0, (5200, 3)))
    places = normals * np.array([radius, radius, height]) + [0.0, 0.0, height]
    _add_clipped(builder, places, normals, size=0.034, colour=srgb(60, 86, 40), rng=rng)
    return builder.build()


def hedge(length: float, variant: int) -> Mesh:
    """Return a clipped hedge 0.6 m deep and 1.2 m high along x, its middle on the origin.

    Args:
        length: Metres.
        variant: Key of its randomness.
    """
    rng = np.random.default_rng(np.random.SeedSequence([_SEED, 50, round(100 * length), variant]))
    half, depth, height = length / 2.0, 0.27, 1.17
    builder = MeshBuilder(Tag.VEGETATION)
    core = rounded_box((-half + 0.05, -depth + 0.05, 0.0), (half - 0.05, depth - 0.05, height - 0.05), 0.08)
    builder.add(core, _SHADE)
    # Faces of the box by their areas: two sides, the top, two ends.
    areas = np.array([length * height] * 2 + [length * 2.0 * depth] + [2.0 * depth * height] * 2)
    count = round(1700 * float(areas.sum()))
    face = np.searchsorted(np.cumsum(areas), rng.random(count) * areas.sum(), side="right").clip(0, 4)
    u, v = rng.uniform(-1.0, 1.0, count), rng.random(count)
    normals = np.array([[0, -1, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0], [1, 0, 0]], float)[face]
    sides = np.stack([u * half, normals[:, 1] * depth, v * height], axis=1)
    top = np.stack([u * half, (2.0 * v - 1.0) * depth, np.full(count, height)], axis=1)
    ends = np.stack([normals[:, 0] * half, u * depth, v * height], axis=1)
    places = np.where((face < 2)[:, None], sides, np.where((face == 2)[:, None], top, ends))
    # Uneven clipping: slow bumps over the surface.
    bumps = 0.016 * np.sin(places[:, 0] * 9.0 + places[:, 2] * 7.0 + 2.0 * variant)
    _add_clipped(
        builder, places + normals * bumps[:, None], normals, size=0.052, colour=srgb(70, 100, 44), rng=rng
    )
    return builder.build()


def _add_clipped(
    builder: MeshBuilder,
    places: Floats,
    normals: Floats,
    *,
    size: float,
    colour: Colour,
    rng: np.random.Generator,
) -> None:
    """Add leaves of a size in metres at places (N, 3) on a clipped surface with normals (N, 3)."""
    count = len(places)
    places = places + normals * (rng.uniform(-0.065, -0.01, count) * size / 0.05)[:, None]
    facing = unit(normals * 0.7 + rng.normal(0.0, 0.5, places.shape) + [0.0, 0.0, 0.25])
    along = unit(normals * 0.3 + rng.normal(0.0, 0.6, places.shape))
    sizes = size * rng.uniform(0.8, 1.2, count)
    shading = unit(normals + UP * 0.25)
    builder.add(
        cards(places, along, facing, length=sizes, width=0.78 * sizes, shading=shading), leaf_material(colour)
    )


_BLOSSOMS = (
    (srgb(206, 62, 58), srgb(232, 190, 60)),
    (srgb(150, 96, 176), srgb(234, 228, 222)),
    (srgb(226, 134, 60), srgb(214, 96, 138)),
)


def flower_bed(variant: int) -> Mesh:
    """Return a bed of flowers 2.0 m by 0.9 m, its middle on the origin."""
    rng = np.random.default_rng(np.random.SeedSequence([_SEED, 60, variant]))
    builder = MeshBuilder(Tag.VEGETATION)
    x, y = np.linspace(-1.0, 1.0, 13), np.linspace(-0.45, 0.45, 7)
    mound = 0.09 * np.cos(x * np.pi / 2.0)[:, None] ** 0.5 * np.cos(y * np.pi / 0.9)[None, :] ** 0.5
    builder.add(grid(x, y, np.nan_to_num(mound) + rng.uniform(0.0, 0.012, mound.shape)), _SOIL)
    plants = 70
    middles = np.column_stack([rng.uniform(-0.92, 0.92, plants), rng.uniform(-0.38, 0.38, plants)])
    _add_tufts(builder, middles, height=0.17, blades=26, colour=srgb(78, 108, 50), rng=rng, width=0.03)
    for share, colour in zip((0, 1), _BLOSSOMS[variant], strict=True):
        chosen = np.repeat(middles[share::2], 16, axis=0)
        height = rng.uniform(0.15, 0.24, len(chosen))
        roots = np.column_stack([chosen + rng.normal(0.0, 0.045, chosen.shape), height])
        azimuth = rng.uniform(0.0, 2.0 * np.pi, len(roots))
        along = unit(np.column_stack([np.cos(azimuth), np.sin(azimuth), np.full(len(roots), 0.35)]))
        up = np.broadcast_to(np.array([0.0, 0.0, 1.0]), roots.shape)
        size = np.full(len(roots), 0.042)
        builder.add(cards(roots, along, up, length=size, width=size, shading=up), leaf_material(colour))
    return builder.build()


def grass_tuft(variant: int) -> Mesh:
    """Return a tuft of long grass half a metre wide, its middle on the origin."""
    rng = np.random.default_rng(np.random.SeedSequence([_SEED, 70, variant]))
    builder = MeshBuilder(Tag.VEGETATION)
    middles = rng.normal(0.0, 0.11, (9, 2))
    _add_tufts(builder, middles, height=0.36, blades=34, colour=srgb(112, 126, 66), rng=rng, width=0.014)
    return builder.build()


def _add_tufts(
    builder: MeshBuilder,
    middles: Floats,
    *,
    height: float,
    blades: int,
    colour: Colour,
    rng: np.random.Generator,
    width: float,
) -> None:
    """Add blades that rise and lean away from middles (N, 2)."""
    roots = np.repeat(middles, blades, axis=0)
    count = len(roots)
    azimuth = rng.uniform(0.0, 2.0 * np.pi, count)
    away = np.stack([np.cos(azimuth), np.sin(azimuth), np.zeros(count)], axis=1)
    lean = rng.uniform(0.15, 0.9, count)[:, None]
    along = unit(away * lean + [0.0, 0.0, 1.0])
    places = np.column_stack([roots, np.zeros(count)]) + away * rng.uniform(0.0, 0.04, count)[:, None]
    length = height * rng.uniform(0.6, 1.15, count)
    shading = unit(away * 0.6 + [0.0, 0.0, 1.0])
    facing, widths = unit(away + UP * 0.4), np.full(count, width)
    grown = cards(places, along, facing, length=length, width=widths, shading=shading, blades=True)
    builder.add(grown, leaf_material(colour))
