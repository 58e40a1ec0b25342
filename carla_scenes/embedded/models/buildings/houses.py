"""Detached houses: villas with hipped roofs and porches, suburban houses with garages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.models.buildings import doors, palette, roofs, trim
from carla_scenes.embedded.models.buildings.doors import DoorKind
from carla_scenes.embedded.models.buildings.facades import Design, Storeys, add_walls, bays, grid, middle_bay
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import quads, slabs, upright_bar
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.models.buildings.windows import WindowKind, add_windows, draw_look

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot

    Floats = npt.NDArray[np.float64]

_GARAGE_M = 3.7
_FREE = (Side.STREET, Side.SIDE, Side.BACK, Side.SIDE)


def villa(lot: Lot) -> Mesh:
    """Make a villa: plaster, a hipped roof, a projecting bay, a porch with columns or a terrace, shutters."""
    rng = lot.generator()
    wall, light = palette.plaster(rng), palette.trim(rng)
    shutters = bool(rng.random() < 0.5)
    window = WindowKind(
        width=1.15,
        height=1.75,
        transoms=(0.7,),
        lintel=0.0,
        surround=0.0 if shutters else 0.13,
        shutters=shutters,
    )
    count = min(lot.storeys, 3)
    design = Design(
        storeys=Storeys(3.8, 3.2, count),
        wall=wall,
        base=wall,
        trim=light,
        look=draw_look(rng),
        window=window,
        ground_window=replace(window, height=1.95),
        pitch=float(rng.uniform(2.9, 3.4)),
        sill=0.85,
        door=DoorKind(width=1.25, height=2.6, fanlight=0.45, surround="plain", floor=0.45),
        leaf=palette.door(rng),
        plinth=0.45,
        bands=bool(rng.random() < 0.5),
        quoins=bool(rng.random() < 0.35),
        cornice=0.2,
        urban=False,
    )
    structure = Structure(lot)
    add_walls(structure, design, rng)
    height = design.storeys.height
    tiles = palette.tiles(rng)
    rise = structure.depth / 2.0 * float(rng.uniform(0.5, 0.65))
    hip = min(structure.depth / 2.0, structure.front.length / 2.0 - 0.6)
    turned = structure.front.length < structure.depth
    if turned:
        rise, hip = (
            structure.front.length / 2.0 * 0.6,
            min(structure.front.length, structure.depth) / 2.0 - 0.6,
        )
    roofs.ridge_roof(structure, height, rise, tiles, turned=turned, hip=hip, overhang=0.55, trim=light)
    front = structure.front
    if rng.random() < 0.65:
        _porch(structure, middle_bay(front, design.pitch), light, tiles, balcony=count > 1)
    else:
        doors.add_steps(front, middle_bay(front, design.pitch), 1.8, 0.45)
        _bay_front(structure, design, wall, light, rng)
    roofs.add_chimneys(
        front, [(front.length * 0.3, -structure.depth * 0.5)], height, height + rise + 0.8, wall
    )
    return structure.build()


def _porch(structure: Structure, s: float, light: Material, roof: Material, *, balcony: bool) -> None:
    """Columns, steps and a small roof, or a balcony, before the door."""
    front = structure.front
    doors.add_steps(front, s, 2.4, 0.45)
    top = 3.15
    columns = [upright_bar((s + offset, 0.45, 1.25), top, 0.13, 10) for offset in (-1.25, 1.25)]
    for column in columns:
        front.add(column, light)
    feet = [[s + offset - 0.2, 0.0, 1.05] for offset in (-1.25, 1.25)]
    front.add(slabs(feet, np.add(feet, [0.4, 0.5, 0.4]), "FBLRT"), light)
    front.add(slabs([s - 1.6, top, 0.0], [s + 1.6, top + 0.28, 1.6], "FLRTU"), light)
    if balcony:
        trim.add_balconies(front, np.array([[s, top + 0.29]]), (3.0, 1.5), "bars", light)
    else:
        low, high = top + 0.28, top + 1.0
        corners = [
            [s - 1.75, low, 1.75],
            [s + 1.75, low, 1.75],
            [s + 1.75, high, 0.0],
            [s - 1.75, high, 0.0],
        ]
        front.add(quads(corners), roof)
        for a in (s - 1.75, s + 1.75):
            side = [[a, low, 0.0], [a, low, 1.75], [a, high, 0.0], [a, high, 0.0]]
            front.add(quads(side if a < s else side[::-1]), light)
        front.add(slabs([s - 1.75, low - 0.1, 0.0], [s + 1.75, low, 1.75], "FLRU"), light)


def _bay_front(
    structure: Structure, design: Design, wall: Material, light: Material, rng: np.random.Generator
) -> None:
    """A bay window of one storey at an end of the front, with a flat top."""
    front = structure.front
    s = 1.9 if rng.random() < 0.5 else front.length - 1.9
    wing = structure.wing((s - 1.5, s + 1.5), (-0.3, 0.9), (Side.STREET, Side.SIDE, Side.PARTY, Side.SIDE))
    kind = WindowKind(width=2.2, height=1.8, columns=3, transoms=(0.72,), lintel=0.0, surround=0.12)
    add_windows(wing.front, np.array([[1.5, 0.85]]), kind, design.look, wall, cell=int(rng.integers(9999)))
    for face in (wing.walls[1], wing.walls[3]):
        add_windows(face, np.array([[0.6, 0.85]]), replace(kind, width=0.6, columns=1), design.look, wall)
        face.skin(wall, 0.0, 3.1)
    wing.front.skin(wall, 0.0, 3.1)
    for face in (wing.walls[0], wing.walls[1], wing.walls[3]):
        trim.add_band(face, 2.98, 3.2, 0.1, light)
    front.add(slabs([s - 1.55, 3.1, 0.0], [s + 1.55, 3.2, 0.95], "FLRT"), palette.ZINC)


def suburban_house(lot: Lot) -> Mesh:
    """Make a suburban house: clapboard or brick, a gabled roof, a porch, a garage wing, a chimney."""
    rng = lot.generator()
    kind = float(rng.random())
    wall = palette.siding(rng) if kind < 0.55 else palette.brick(rng) if kind < 0.8 else palette.plaster(rng)
    light = palette.WHITE
    upper = wall if rng.random() < 0.6 else palette.siding(rng)
    window = WindowKind(
        width=float(rng.uniform(1.2, 1.7)),
        height=float(rng.uniform(1.2, 1.45)),
        columns=2,
        transoms=(0.5,) if rng.random() < 0.5 else (),
        recess=0.08,
        lintel=0.0,
        surround=0.1,
        shutters=bool(rng.random() < 0.25),
    )
    count = min(lot.storeys, 2)
    design = Design(
        storeys=Storeys(3.8 if count == 1 else 3.0, 2.9, count),
        wall=upper,
        base=wall,
        trim=light,
        look=replace(draw_look(rng), trim=light),
        window=window,
        ground_window=window,
        pitch=float(rng.uniform(3.0, 3.6)),
        sill=0.95,
        door=DoorKind(width=1.05, height=2.15, fanlight=0.0, surround="plain", floor=0.3, recess=0.12),
        leaf=palette.door(rng),
        plinth=0.3,
        bands=upper is not wall,
        urban=False,
    )
    if count == 1:
        design = replace(design, storeys=Storeys(3.0, 2.9, 1))
    structure = Structure(lot)
    width, depth = structure.front.length, structure.depth
    body = structure
    roof = palette.slates(rng) if rng.random() < 0.5 else palette.tiles(rng)
    garage = garage_span(lot)
    if garage is not None:
        # The lot's rectangle is shared by the house and a lower garage beside it.
        rest = (garage[1], width) if garage[0] == 0.0 else (0.0, garage[0])
        shell = Structure(lot)
        body = shell.wing(rest, (-depth, 0.0), _FREE)
        shed = shell.wing(garage, (-min(depth, 6.5), -0.8), _FREE)
        _garage(shed, design, roof, rng)
        structure = shell
    add_walls(body, design, rng)
    height = design.storeys.height
    turned = bool(rng.random() < 0.35) and body.front.length < depth * 1.15
    base = body.front.length if turned else depth
    rise = base / 2.0 * float(rng.uniform(0.6, 0.85))
    roofs.ridge_roof(body, height, rise, roof, turned=turned, overhang=0.5, gables=upper, trim=light)
    _attic(body, design, height, rise, turned=turned)
    _front_steps(body, design, light, roof, rng)
    s = body.front.length * float(rng.uniform(0.25, 0.75))
    stack = palette.brick(rng)
    roofs.add_chimneys(body.front, [(s, -depth * 0.5 + 0.3)], height, height + rise + 0.7, stack)
    return structure.build()


def garage_span(lot: Lot) -> tuple[float, float] | None:
    """Return from where to where along its front a suburban house has its garage; None where it has none."""
    width = float(lot.lengths[0])
    if width <= 11.0:
        return None
    at_start = lot.generator(1).random() < 0.5
    return (0.0, _GARAGE_M) if at_start else (width - _GARAGE_M, width)


def _attic(body: Structure, design: Design, height: float, rise: float, *, turned: bool) -> None:
    """Small windows in the gables."""
    for index in (0, 2) if turned else (1, 3):
        wall = body.walls[index]
        if rise > 2.2 and wall.side != Side.PARTY:
            s, t = wall.length / 2.0, height + 0.5
            wall.add(slabs([s - 0.48, t - 0.1, 0.0], [s + 0.48, t + 1.1, 0.05], "FLRTU"), design.trim)
            wall.add(slabs([s - 0.38, t, 0.04], [s + 0.38, t + 1.0, 0.06], "F"), palette.GLASS)
            wall.add(slabs([s - 0.02, t, 0.06], [s + 0.02, t + 1.0, 0.08], "FLR"), design.look.frame)


def _garage(shed: Structure, design: Design, roof: Material, rng: np.random.Generator) -> None:
    leaf = replace(palette.WHITE, pattern=Pattern.PAINT) if rng.random() < 0.6 else palette.door(rng)
    height = 2.75
    width = shed.front.length
    doors.add_gate(shed.front, width / 2.0, (min(2.7, width - 0.8), 2.15), leaf, design.trim)
    for wall in shed.walls:
        wall.skin(design.base, 0.0, height)
    roofs.ridge_roof(
        shed, height, width * 0.28, roof, turned=True, overhang=0.3, gables=design.wall, trim=design.trim
    )
    shed.front.add(slabs([width - 0.3, 2.0, 0.0], [width - 0.14, 2.25, 0.16], "FLRTU"), palette.LAMP)


def _front_steps(
    body: Structure, design: Design, light: Material, roof: Material, rng: np.random.Generator
) -> None:
    """Steps to the door, and a veranda along the front of some houses."""
    front = body.front
    if rng.random() < 0.4 and front.length > 6.0:
        depth, top = 1.8, 2.6
        front.add(slabs([0.0, 0.0, 0.0], [front.length, 0.28, depth], "FLRT"), palette.STEP)
        posts = np.linspace(0.15, front.length - 0.15, max(3, round(front.length / 2.6) + 1))
        low = np.column_stack([posts - 0.08, np.full_like(posts, 0.28), np.full_like(posts, depth - 0.25)])
        front.add(slabs(low, np.add(low, [0.16, top - 0.28, 0.16]), "FBLR"), light)
        front.add(slabs([-0.1, top, 0.0], [front.length + 0.1, top + 0.18, depth], "FLRU"), light)
        high, out = top + 0.75, depth + 0.15
        slope = [
            [-0.15, top + 0.18, out],
            [front.length + 0.15, top + 0.18, out],
            [front.length + 0.15, high, 0.0],
            [-0.15, high, 0.0],
        ]
        front.add(quads(slope), roof)
        for a in (-0.15, front.length + 0.15):
            side = [[a, top + 0.18, 0.0], [a, top + 0.18, out], [a, high, 0.0], [a, high, 0.0]]
            front.add(quads(side if a < 0.0 else side[::-1]), light)
        foot = middle_bay(front, design.pitch)
        front.add(slabs([foot - 0.8, 0.0, depth], [foot + 0.8, 0.14, depth + 0.32], "FLRT"), palette.STEP)
        return
    s = middle_bay(front, design.pitch)
    doors.add_steps(front, s, 1.6, 0.3)
    front.add(doors.canopy(s, 1.9, 2.75, 1.1), light)


def back_house(lot: Lot) -> Mesh:
    """Make a plain building of a yard: plaster or brick, few windows, a flat or pitched roof."""
    rng = lot.generator()
    wall = palette.plaster(rng) if rng.random() < 0.5 else palette.brick(rng)
    structure = Structure(lot)
    storeys = Storeys(3.4, 3.0, lot.storeys)
    look = draw_look(rng)
    kind = WindowKind(width=1.1, height=1.4, columns=2, transoms=()).plain()
    cell = int(rng.integers(1 << 17))
    for index, face in enumerate(structure.walls):
        if face.side != Side.PARTY:
            heights = np.concatenate([[0.4], storeys.floors]) + 0.9
            add_windows(face, grid(bays(face, 3.2), heights), kind, look, wall, cell=cell + index * 313)
        face.skin(wall, 0.0, storeys.height)
    doors.add_back_door(structure.front, min(1.0, structure.front.length / 2.0), palette.door(rng))
    if rng.random() < 0.5 and len(lot.footprint) == 4:
        rise = structure.depth / 2.0 * 0.5
        roofs.ridge_roof(structure, storeys.height, rise, palette.tiles(rng), overhang=0.3, gables=wall)
    else:
        roofs.flat_roof(structure, storeys.height, 0.0, wall, wall)
        trim.add_band(structure.front, storeys.height - 0.1, storeys.height + 0.05, 0.05, palette.ZINC)
    return structure.build()
