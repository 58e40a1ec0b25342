"""Offices and flats: stone palaces, glass towers, concrete slabs, apartment blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.models.buildings import palette, roofs
from carla_scenes.embedded.models.buildings.doors import DoorKind
from carla_scenes.embedded.models.buildings.facades import Design, Storeys, add_walls
from carla_scenes.embedded.models.buildings.lot import inset
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.models.buildings.windows import WindowKind, draw_look

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot

    Floats = npt.NDArray[np.float64]


def stone_office(lot: Lot) -> Mesh:
    """Make an old office palace: ashlar, pilasters, a portal, a heavy cornice, a flat roof or a mansard."""
    rng = lot.generator()
    stone = palette.stone(rng)
    light = replace(stone, pattern=Pattern.PLASTER, second=None, colour=palette.shaded(stone.colour, 1.08))
    window = WindowKind(
        width=float(rng.uniform(1.3, 1.6)),
        height=float(rng.uniform(1.9, 2.2)),
        recess=0.2,
        surround=0.14,
        lintel=0.0,
        hood=bool(rng.random() < 0.4),
    )
    design = Design(
        storeys=Storeys(4.5, float(rng.uniform(3.4, 3.6)), lot.storeys),
        wall=stone,
        base=replace(stone, colour=palette.shaded(stone.colour, 0.85)),
        trim=light,
        look=draw_look(rng),
        window=window,
        ground_window=replace(window, height=2.5, hood=False),
        pitch=float(rng.uniform(2.7, 3.2)),
        sill=0.75,
        door=None
        if rng.random() < 0.6
        else DoorKind(width=1.8, height=3.1, leaves=2, fanlight=0.7, surround="columns"),
        leaf=palette.door(rng),
        shops=bool(rng.random() < 0.3),
        plinth=0.7,
        cornice=0.45,
        dentils=True,
        pilasters=bool(rng.random() < 0.6),
        quoins=False,
        parapet=float(rng.uniform(0.7, 1.1)),
    )
    structure = Structure(lot)
    add_walls(structure, design, rng)
    roofs.flat_roof(structure, design.storeys.height, design.parapet, light, stone)
    roofs.add_roof_plant(
        structure.front, (1.5, structure.front.length - 1.5), structure.depth, design.storeys.height, rng
    )
    return structure.build()


def apartment_block(lot: Lot) -> Mesh:
    """Make modern flats: plaster and brick, wide windows, balconies in columns, a glazed entrance."""
    rng = lot.generator()
    wall = palette.plaster(rng) if rng.random() < 0.6 else palette.brick(rng)
    contrast = palette.brick(rng) if wall.pattern == Pattern.PLASTER else palette.concrete(rng)
    window = WindowKind(
        width=float(rng.uniform(1.5, 2.0)),
        height=float(rng.uniform(1.4, 1.6)),
        columns=int(rng.integers(2, 4)),
        transoms=(),
        lintel=0.0,
        recess=0.16,
    )
    rail = str(rng.choice(["bars", "glass", "solid"]))
    design = Design(
        storeys=Storeys(float(rng.uniform(3.8, 4.1)), float(rng.uniform(3.0, 3.2)), lot.storeys),
        wall=wall,
        base=contrast if rng.random() < 0.7 else wall,
        trim=palette.concrete(rng),
        look=draw_look(rng),
        window=window,
        ground_window=window,
        pitch=float(rng.uniform(3.0, 3.8)),
        sill=0.9,
        door=None,
        leaf=palette.door(rng),
        shops=bool(rng.random() < 0.25),
        plinth=0.0,
        bands=bool(rng.random() < 0.5),
        balconies=rail,
        balcony_size=(2.9, 1.1),
        parapet=float(rng.uniform(0.4, 0.7)),
    )
    structure = Structure(lot)
    add_walls(structure, design, rng)
    height = design.storeys.height
    roofs.flat_roof(structure, height, design.parapet, palette.ZINC, wall, roof=palette.GRAVEL)
    if lot.storeys > 4 and min(structure.front.length, structure.depth) > 9.0 and rng.random() < 0.5:
        _penthouse(structure, height, rng)
    else:
        roofs.add_roof_plant(
            structure.front, (1.0, structure.front.length - 1.0), structure.depth, height, rng
        )
    return structure.build()


def _penthouse(structure: Structure, height: float, rng: np.random.Generator) -> None:
    """A storey that stands back, mostly glass."""
    outline = inset(structure.lot.footprint, np.full(len(structure.lot.footprint), 1.9))
    tall = 2.9
    lower, upper = roofs.at_height(outline, height), roofs.at_height(outline, height + tall)
    structure.add(roofs.ring(lower, upper), palette.panes(rng, 2.9))
    rim = inset(outline, np.full(len(outline), -0.6))
    structure.add(
        roofs.ring(roofs.at_height(rim, height + tall), roofs.at_height(rim, height + tall + 0.25)),
        palette.ZINC,
    )
    structure.add(roofs.flat_cover(rim, height + tall + 0.25), palette.GRAVEL)
    structure.add(roofs.flat_cover(rim, height + tall).flipped(), palette.WHITE)
