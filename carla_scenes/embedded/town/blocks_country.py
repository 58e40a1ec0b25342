"""The country around the town: far houses in a few faces, so that streets do not end in emptiness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.models.buildings import Lot, Side, palette, rectangle, roofs
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.blocks_lines import FrontLine

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.town.blocks_gardens import Register
    from carla_scenes.embedded.town.blocks_lines import Taken
    from carla_scenes.embedded.town.land import Land
    from carla_scenes.embedded.town.style import Style

_DEPTHS_M = (34.0, 105.0)
_GAP_M = 4.0
_TALL = 6
_STOREY_M = 3.2


def add_skyline(land: Land, style: Style, seed: tuple[int, ...], taken: Taken, register: Register) -> None:
    """Set far houses into the country behind those at its streets.

    Args:
        land: The town's land.
        style: Its look.
        seed: Keys of all choices.
        taken: Ground that is taken; grows.
        register: Receives them, as one mesh.
    """
    lines = [FrontLine(front) for front in land.frontages if front.block == -1]
    country = land.blocks[-1].buffer(-1.0)
    shapely.prepare(country)
    rng = np.random.default_rng(np.random.SeedSequence([*seed, 6000]))
    city = style.storeys[1] > _TALL
    pitch = 19.0 if city else 30.0
    builder = MeshBuilder(Tag.BUILDINGS)
    names: list[str] = []
    for index, line in enumerate(lines):
        count = int(line.length / pitch)
        places = (np.arange(count) + rng.random(count)) * line.length / max(count, 1)
        depths = rng.uniform(*_DEPTHS_M, count)
        sizes = rng.uniform([11.0, 10.0], [26.0, 18.0] if city else [16.0, 12.0], (count, 2))
        for number, (s, depth) in enumerate(zip(places, depths, strict=True)):
            along = line.along(float(s))
            yaw = float(np.degrees(np.arctan2(along[0], -along[1])))
            x, y = line.at(float(s), float(depth))
            footprint = rectangle(float(x), float(y), yaw, *(float(size) for size in sizes[number]))
            if country.contains(shapely.Polygon(footprint)) and taken.is_free(footprint, _GAP_M):
                taken.take(footprint)
                storeys = int(rng.integers(style.storeys[0], style.storeys[1] + 1))
                sides = (Side.STREET, Side.SIDE, Side.BACK, Side.SIDE)
                lot = Lot(footprint, sides, storeys, (*seed, 6000, index, number), land.pavement_height)
                builder.add_mesh(far_house(lot, city=city), part=len(names))
                names.append(register.name("Building"))
    if names:
        register.assembly.add_fixed("skyline", builder.build(), names)


def far_house(lot: Lot, *, city: bool) -> Mesh:
    """Return a house to be seen from afar: windows drawn on its walls, a plain roof, a little on top of it.

    Args:
        lot: Where it stands.
        city: Whether it has a flat roof with machinery, else a ridge.
    """
    rng = lot.generator()
    skin = palette.pick(rng, (palette.plaster, palette.concrete, palette.brick))(rng)
    height = _STOREY_M * lot.storeys + 0.8
    structure = Structure(lot)
    facade = Material(skin.colour, Pattern.FACADE, scale=_STOREY_M, roughness=0.85)
    for wall in structure.walls:
        wall.skin(facade, 0.0, height)
    if city:
        roofs.flat_roof(structure, height - 0.5, 0.5, skin, skin)
        roofs.add_roof_plant(
            structure.front, (1.0, structure.front.length - 1.0), structure.depth, height - 0.5, rng
        )
    else:
        rise = structure.depth / 2.0 * float(rng.uniform(0.55, 0.8))
        roofs.ridge_roof(structure, height, rise, palette.tiles(rng), gables=skin)
        spot = [(structure.front.length * 0.4, -structure.depth * 0.5)]
        roofs.add_chimneys(structure.front, spot, height, height + rise + 0.8, palette.brick(rng))
    return structure.build()
