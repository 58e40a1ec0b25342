"""Town houses: brick and plaster rows, shops with flats above, corner houses with a turret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import lathe
from carla_scenes.embedded.models.buildings import palette, roofs, trim
from carla_scenes.embedded.models.buildings.doors import DoorKind
from carla_scenes.embedded.models.buildings.facades import Design, Storeys, add_walls, bays
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import slabs
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.models.buildings.windows import WindowKind, add_panes, draw_look

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot

    Floats = npt.NDArray[np.float64]


def brick_row(lot: Lot) -> Mesh:
    """Make a brick town house: sash windows, stone sills, a door with a surround, chimneys."""
    rng = lot.generator()
    design = _brick_design(lot, rng)
    structure = Structure(lot)
    add_walls(structure, design, rng)
    wall = design.wall
    if design.parapet:
        roofs.flat_roof(structure, design.storeys.height, design.parapet, design.trim, wall)
        _chimneys(structure, design.storeys.height, design.storeys.height + 1.9, wall, rng)
        roofs.add_roof_plant(
            structure.front, (1.0, structure.front.length - 1.0), structure.depth, design.storeys.height, rng
        )
    else:
        _pitched(structure, design, palette.slates(rng), rng)
    return structure.build()


def _brick_design(lot: Lot, rng: np.random.Generator) -> Design:
    wall, stone = palette.brick(rng), palette.trim(rng)
    storeys = Storeys(float(rng.uniform(3.6, 4.1)), float(rng.uniform(3.0, 3.4)), lot.storeys)
    window = WindowKind(
        width=float(rng.uniform(0.95, 1.2)),
        height=float(rng.uniform(1.55, 1.85)),
        columns=int(rng.integers(1, 3)),
        transoms=(0.5,),
        lintel=float(rng.choice([0.2, 0.26])),
        hood=bool(rng.random() < 0.3),
    )
    flat = rng.random() < 0.55
    return Design(
        storeys=storeys,
        wall=wall,
        base=wall if rng.random() < 0.7 else palette.stone(rng),
        trim=stone,
        look=draw_look(rng),
        window=window,
        ground_window=replace(window, height=window.height + 0.15),
        pitch=float(rng.uniform(2.1, 2.7)),
        sill=0.85,
        door=DoorKind(surround=str(rng.choice(["columns", "plain", "columns"])), fanlight=0.45),
        leaf=palette.door(rng),
        bands=bool(rng.random() < 0.8),
        cornice=0.28 if flat else 0.16,
        dentils=bool(flat and rng.random() < 0.7),
        parapet=float(rng.uniform(0.5, 0.9)) if flat else 0.0,
    )


def plaster_row(lot: Lot) -> Mesh:
    """Make a plastered town house: mouldings, shutters or balconies, a tiled or mansard roof."""
    rng = lot.generator()
    design = _plaster_design(lot, rng)
    structure = Structure(lot)
    add_walls(structure, design, rng)
    if rng.random() < 0.45:
        _mansard(structure, design, rng)
    elif rng.random() < 0.25:
        _flat_with_attic(structure, design, rng)
    else:
        _pitched(structure, design, palette.tiles(rng), rng)
    return structure.build()


def _plaster_design(lot: Lot, rng: np.random.Generator) -> Design:
    wall, light = palette.plaster(rng), palette.trim(rng)
    storeys = Storeys(float(rng.uniform(3.7, 4.3)), float(rng.uniform(3.1, 3.5)), lot.storeys)
    shutters = bool(rng.random() < 0.35)
    window = WindowKind(
        width=float(rng.uniform(1.0, 1.25)),
        height=float(rng.uniform(1.7, 2.0)),
        transoms=(0.7,),
        lintel=0.0,
        surround=0.0 if shutters else float(rng.choice([0.12, 0.16])),
        hood=bool(not shutters and rng.random() < 0.5),
        shutters=shutters,
    )
    base = (
        wall
        if rng.random() < 0.4
        else replace(wall, colour=palette.shaded(wall.colour, float(rng.uniform(0.62, 0.85))))
    )
    return Design(
        storeys=storeys,
        wall=wall,
        base=base,
        trim=light,
        look=draw_look(rng),
        window=window,
        ground_window=replace(window, shutters=False, surround=0.12),
        pitch=float(rng.uniform(2.6, 3.1)) if shutters else float(rng.uniform(2.3, 2.8)),
        sill=0.8,
        door=DoorKind(width=1.3, leaves=2, fanlight=0.5, height=2.8),
        leaf=palette.door(rng),
        shops=False,
        cornice=0.3,
        quoins=bool(rng.random() < 0.3),
        balconies=str(rng.choice(["", "bars", "bars"])) if lot.storeys > 2 else "",
        balcony_size=(1.8, 0.85),
    )


def shop_row(lot: Lot) -> Mesh:
    """Make a house with shops on the ground floor and flats above, of brick or plaster."""
    rng = lot.generator()
    bricks = rng.random() < 0.5
    design = _brick_design(lot, rng) if bricks else _plaster_design(lot, rng)
    design = replace(
        design,
        shops=True,
        base=design.wall,
        storeys=replace(design.storeys, ground=float(rng.uniform(3.9, 4.4))),
    )
    structure = Structure(lot)
    add_walls(structure, design, rng)
    if design.parapet or rng.random() < 0.4:
        _flat_with_attic(structure, design, rng)
    elif rng.random() < 0.5:
        _mansard(structure, design, rng)
    else:
        _pitched(structure, design, palette.slates(rng) if bricks else palette.tiles(rng), rng)
    return structure.build()


def corner_tower(lot: Lot) -> Mesh:
    """Make a rich corner house: stone or plaster, shops, pilasters, a mansard and a turret over the corner."""
    rng = lot.generator()
    wall = palette.plaster(rng) if rng.random() < 0.6 else palette.stone(rng)
    window = WindowKind(width=1.2, height=2.05, surround=0.16, hood=True, lintel=0.0)
    design = Design(
        storeys=Storeys(4.3, float(rng.uniform(3.3, 3.6)), lot.storeys),
        wall=wall,
        base=palette.stone(rng),
        trim=palette.trim(rng),
        look=draw_look(rng),
        window=window,
        ground_window=replace(window, hood=False),
        pitch=float(rng.uniform(2.6, 3.0)),
        sill=0.75,
        door=DoorKind(width=1.4, leaves=2, height=2.9, fanlight=0.5, surround="columns"),
        leaf=palette.door(rng),
        shops=True,
        cornice=0.4,
        dentils=True,
        pilasters=bool(rng.random() < 0.5),
        balconies="bars",
    )
    structure = Structure(lot)
    add_walls(structure, design, rng)
    _mansard(structure, design, rng)
    _turret(structure, design, rng)
    return structure.build()


def _turret(structure: Structure, design: Design, rng: np.random.Generator) -> None:
    """A drum with a cupola over the street corner: on the chamfer if there is one, else the end of the front."""
    corner = structure.lot.footprint[1]
    chamfer = structure.walls[1]
    if len(structure.lot.footprint) > 4:
        corner = chamfer.frame.place(chamfer.length / 2.0, 0.0, 0.0)[:2]
    middle = structure.lot.footprint.mean(axis=0)
    inwards = (middle - corner) / np.sqrt(((middle - corner) ** 2).sum())
    radius = 1.9
    centre = corner + inwards * (radius + 0.25)
    foot, height = design.storeys.height - 0.2, float(rng.uniform(3.4, 4.2))
    drum = lathe(
        [(radius, 0.0), (radius, height), (radius + 0.25, height), (radius + 0.25, height + 0.22)], 16
    )
    dome = rng.random() < 0.5
    profile = (
        [
            (radius + 0.2, height + 0.2),
            (radius, height + 1.0),
            (radius * 0.72, height + 2.0),
            (0.28, height + 2.9),
            (0.0, height + 3.8),
        ]
        if dome
        else [(radius + 0.3, height + 0.2), (radius * 0.45, height + 2.6), (0.0, height + 4.4)]
    )
    cap = lathe(profile, 16)
    structure.add(drum.moved(float(centre[0]), float(centre[1]), foot), design.wall)
    structure.add(
        cap.moved(float(centre[0]), float(centre[1]), foot), palette.slates(rng) if not dome else palette.ZINC
    )
    _turret_windows(structure, centre, radius, (foot + 0.9, height - 1.5), design)


def _turret_windows(
    structure: Structure, centre: Floats, radius: float, span: tuple[float, float], design: Design
) -> None:
    """Eight windows around the drum, each in the axes of its own tangent."""
    low, height = span
    for k in range(8):
        angle = (k + 0.5) * np.pi / 4.0
        along = np.array([-np.sin(angle), np.cos(angle)])
        outwards = np.array([along[1], -along[0]])
        origin = np.array([*(centre + outwards * (radius - 0.02)), structure.lot.base])
        wall = structure.elevation(origin, along, 1.0)
        wall.add(slabs([-0.5, low - 0.12, -0.1], [0.5, low, 0.12], "FLRT"), design.trim)
        wall.add(
            slabs(
                [[-0.5, low, -0.1], [0.4, low, -0.1], [-0.5, low + height, -0.1]],
                [[-0.4, low + height, 0.08], [0.5, low + height, 0.08], [0.5, low + height + 0.14, 0.1]],
                "FLRTU",
            ),
            design.trim,
        )
        add_panes(wall, np.array([[0.0, low]]), (0.8, height), 0.02, design.look.panes, cell=k * 77)


def _pitched(structure: Structure, design: Design, roof: Material, rng: np.random.Generator) -> None:
    """A ridge along the street with chimneys and dormers; a mansard where the outline has more than four corners."""
    if len(structure.lot.footprint) != 4:
        _mansard(structure, design, rng)
        return
    height = design.storeys.height
    rise = structure.depth / 2.0 * float(rng.uniform(0.62, 0.85))
    roofs.ridge_roof(structure, height, rise, roof, overhang=0.4, gables=design.wall, trim=palette.ZINC)
    _chimneys(structure, height + rise * 0.5, height + rise + 0.9, design.wall, rng)
    front = structure.front
    middles = bays(front, design.pitch)
    if rng.random() < 0.55 and len(middles) > 1 and rise > 2.6:
        chosen = middles[int(rng.integers(2)) :: 2]
        look = (design.look.trim, design.look.frame, design.look.panes)
        slope = rise / (structure.depth / 2.0)
        low = height + 1.0
        inwards = 1.0 / slope
        _set_back_dormers(structure, chosen, low, inwards, look)


def _set_back_dormers(
    structure: Structure,
    middles: Floats,
    low: float,
    inwards: float,
    look: tuple[Material, Material, Material],
) -> None:
    frame = structure.front.frame
    origin = frame.place(0.0, 0.0, -inwards + 0.35)
    wall = structure.elevation(origin, frame.along, structure.front.length)
    roofs.add_dormers(wall, middles, low - 0.1, (1.35, 1.5, 2.2), look)


def _mansard(structure: Structure, design: Design, rng: np.random.Generator) -> None:
    height, rise = design.storeys.height, float(rng.uniform(2.3, 2.8))
    slope = palette.slates(rng) if rng.random() < 0.7 else palette.tiles(rng)
    roofs.mansard_roof(structure, height, rise, slope, palette.ZINC)
    look = (palette.ZINC, design.look.frame, design.look.panes)
    for wall in structure.walls:
        if wall.side == Side.STREET:
            middles = bays(wall, design.pitch)
            inside = (middles > 1.6) & (middles < wall.length - 1.6)
            roofs.add_dormers(wall, middles[inside], height + 0.55, (1.25, 1.55, 0.9), look)
    _chimneys(structure, height, height + rise + 1.5, design.wall, rng)


def _flat_with_attic(structure: Structure, design: Design, rng: np.random.Generator) -> None:
    height = design.storeys.height
    parapet = design.parapet
    roofs.flat_roof(structure, height, parapet, design.trim, design.wall)
    if not parapet:
        trim.add_band(structure.front, height - 0.02, height + 0.06, 0.06, palette.ZINC)
    _chimneys(structure, height, height + 1.7, design.wall, rng)
    roofs.add_roof_plant(structure.front, (1.0, structure.front.length - 1.0), structure.depth, height, rng)


def _chimneys(
    structure: Structure, foot: float, top: float, wall: Material, rng: np.random.Generator
) -> None:
    front, depth = structure.front, structure.depth
    sides = [0.9, front.length - 0.9]
    chosen = sides if rng.random() < 0.35 and front.length > 6.0 else [sides[int(rng.integers(2))]]
    where = -depth * float(rng.uniform(0.42, 0.58))
    stack = wall if wall.pattern.name == "BRICK" else palette.brick(rng)
    roofs.add_chimneys(front, [(s, where) for s in chosen], foot, top, stack)
    roofs.add_aerial(front, chosen[0] + 0.2, top, where, float(rng.uniform(1.4, 2.2)))
