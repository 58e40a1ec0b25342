"""Works and sheds: warehouses with gates and docks, petrol stations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.buildings import clutter, doors, palette, roofs, shops, signboards, trim
from carla_scenes.embedded.models.buildings.doors import DoorKind
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import slabs, upright_bar
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.models.buildings.windows import WindowKind, add_windows, draw_look

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot
    from carla_scenes.embedded.models.buildings.structure import Wall
    from carla_scenes.embedded.models.buildings.windows import WindowLook

    Floats = npt.NDArray[np.float64]


def warehouse(lot: Lot) -> Mesh:
    """Make a warehouse: sheet metal or brick, gates, docks, a strip of windows, saw teeth or a low ridge, a name."""
    rng = lot.generator()
    bricks = bool(rng.random() < 0.35)
    wall = palette.brick(rng) if bricks else palette.sheet(rng)
    foot = palette.concrete(rng)
    height = float(rng.uniform(6.0, 7.5)) if lot.storeys < 3 else float(rng.uniform(7.5, 9.5))
    stripe = Material(
        palette.varied(rng, palette.pick(rng, palette.AWNING_TONES), 0.1), Pattern.PAINT, roughness=0.5
    )
    structure = Structure(lot)
    look = draw_look(rng)
    saw = bool(rng.random() < 0.5) and len(lot.footprint) == 4
    for index, face in enumerate(structure.walls):
        if face.side == Side.STREET and face.length > 8.0:
            _shed_front(face, height, look, stripe, foot=foot, rng=rng, main=index == 0)
        elif face.side != Side.PARTY and face.length > 4.0:
            kind = WindowKind(
                width=2.4, height=1.0, columns=3, transoms=(), sill=0.03, lintel=0.0, recess=0.08
            )
            middles = np.arange(3.0, face.length - 2.0, 5.0)
            places = np.column_stack([middles, np.full_like(middles, height - 1.9)])
            add_windows(face, places, kind, look, wall, cell=int(rng.integers(9999)))
            clutter.add_clutter(face, height, places, wall, rng, window_m=2.4)
        face.skin(foot, 0.0, 1.1)
        face.skin(wall, 1.1, height)
        if face.side != Side.PARTY:
            trim.add_band(face, height - 0.5, height + 0.05, 0.06, stripe)
    sheet = palette.sheet(rng)
    if saw:
        roofs.saw_tooth_roof(structure, height, 2.2, sheet, palette.panes(rng, 2.0), trim=wall)
    elif len(lot.footprint) == 4 and rng.random() < 0.6:
        roofs.ridge_roof(
            structure, height, structure.depth * 0.1, sheet, overhang=0.25, gables=wall, trim=palette.ZINC
        )
    else:
        roofs.flat_roof(structure, height, 0.0, wall, wall, roof=palette.GRAVEL)
        _skylights(structure, height)
    return structure.build()


def _shed_front(
    face: Wall,
    height: float,
    look: WindowLook,
    stripe: Material,
    *,
    foot: Material,
    rng: np.random.Generator,
    main: bool,
) -> None:
    leaf = Material(
        palette.varied(rng, palette.pick(rng, palette.SHEET_TONES), 0.1), Pattern.PAINT, roughness=0.5
    )
    docks = bool(rng.random() < 0.35)
    room = 5.2
    count = max(1, int((face.length - 4.5) / room))
    start = 3.8 if main else 0.4
    size = (3.0, 3.2) if docks else (3.6, 4.0)
    floor = 0.0
    for k in range(count):
        s = start + (k + 0.5) * room
        if s + size[0] / 2.0 > face.length - 0.4:
            break
        if k % 3 == 2:
            continue
        doors.add_gate(face, s, size, leaf, stripe, floor=floor)
        if docks:
            bumpers = [[s - 1.4, 0.35, 0.0], [s + 1.15, 0.35, 0.0]]
            face.add(slabs(bumpers, np.add(bumpers, [0.25, 0.6, 0.16]), "FLRTU"), palette.IRON)
            face.add(
                slabs([s - 1.8, floor + size[1] + 0.2, 0.0], [s + 1.8, floor + size[1] + 0.32, 0.7], "FLRTU"),
                stripe,
            )
        face.add(
            slabs([s - 0.15, floor + size[1] + 0.45, 0.0], [s + 0.15, floor + size[1] + 0.6, 0.22], "FLRTU"),
            palette.LAMP,
        )
    if main:
        kind = DoorKind(width=1.1, height=2.3, fanlight=0.0, surround="canopy", recess=0.15, floor=0.05)
        doors.add_door(face, 1.6, kind, leaf=leaf, trim=palette.METAL, reveal=foot)
        name = palette.pick(rng, signboards.COMPANIES)
        width = min(float(rng.uniform(5.5, 8.0)), face.length - 2.0)
        colour = palette.pick(rng, ("blue", "white", "red", "grey", "yellow", "green"))
        s = face.length / 2.0
        face.add(
            slabs([s - width / 2.0, height - 1.85, 0.0], [s + width / 2.0, height - 0.6, 0.12], "FLRTU"),
            palette.DARK_METAL,
        )
        board = palette.picture(f"name_plate:{name};{colour};{round(width / 1.2)}")
        face.add(shops.sign((s, height - 1.225), (width - 0.06, 1.2), 0.135), board)
        strip = WindowKind(width=1.6, height=0.9, columns=2, transoms=(), sill=0.03, lintel=0.0, recess=0.08)
        add_windows(face, np.array([[1.6, 3.4]]), strip, look, foot, cell=int(rng.integers(9999)))
    trim.add_downpipe(face, 0.3, height - 0.1)
    trim.add_downpipe(face, face.length - 0.3, height - 0.1)


def _skylights(structure: Structure, height: float) -> None:
    front, depth = structure.front, structure.depth
    middles = np.arange(3.0, front.length - 2.0, 6.0)
    low = np.column_stack(
        [middles - 1.0, np.full_like(middles, height), np.full_like(middles, -depth * 0.55)]
    )
    front.add(slabs(low, np.add(low, [2.0, 0.4, 1.4]), "FBLRT"), palette.RAIL_GLASS)


def petrol_station(lot: Lot) -> Mesh:
    """Make a petrol station: a canopy on columns over two islands of pumps, a kiosk behind, a price board."""
    rng = lot.generator()
    structure = Structure(lot)
    front, width, depth = structure.front, structure.front.length, structure.depth
    colour = palette.pick(rng, ("blue", "red", "green", "yellow"))
    ground, _ = signboards.SIGN_COLOURS[colour]
    paint = Material(srgb(*ground), Pattern.PAINT, roughness=0.4)
    reach = min(8.0, depth - 6.5)
    a, b = width * 0.12, width * 0.88
    front.add(slabs([a, 4.6, -reach], [b, 5.4, -0.6], "FBLRT"), paint)
    front.add(slabs([a, 4.59, -reach], [b, 4.6, -0.6], "U"), palette.WHITE)
    front.add(slabs([a - 0.01, 4.85, -reach - 0.01], [b + 0.01, 5.15, -0.59], "FBLR"), palette.WHITE)
    columns = np.array([[a + 1.6, -reach / 2.0 - 0.3], [b - 1.6, -reach / 2.0 - 0.3]])
    for s, d in columns:
        front.add(upright_bar((float(s), 0.0, float(d)), 4.6, 0.2, 10), palette.WHITE)
        front.add(slabs([s - 1.4, 0.0, d - 0.55], [s + 1.4, 0.16, d + 0.55], "FBLRT"), palette.STEP)
        for offset in (-0.9, 0.9):
            low = [s + offset - 0.32, 0.16, d - 0.25]
            front.add(slabs(low, np.add(low, [0.64, 1.55, 0.5]), "FBLRT"), palette.WHITE)
            front.add(slabs(np.add(low, [-0.02, 1.2, -0.02]), np.add(low, [0.66, 1.6, 0.52]), "FBLRT"), paint)
            front.add(
                slabs(np.add(low, [0.12, 0.8, 0.5]), np.add(low, [0.52, 1.1, 0.51]), "F"), palette.GLASS
            )
            front.add(
                slabs(np.add(low, [0.64, 0.5, 0.15]), np.add(low, [0.72, 1.0, 0.3]), "FBRTU"), palette.IRON
            )
        lamp = [s - 0.8, 4.57, d - 0.3]
        front.add(slabs(lamp, np.add(lamp, [1.6, 0.03, 0.6]), "FBLRU"), palette.SHOP_LIGHT)
    kiosk = structure.wing(
        (width * 0.2, width * 0.8), (-depth, -reach - 1.5), (Side.STREET, Side.SIDE, Side.BACK, Side.SIDE)
    )
    shop = shops.draw_shop(rng)
    shops.add_shop(
        kiosk.front, (0.3, kiosk.front.length - 0.3), 3.7, shops.named(shop, "PETROL", colour), rng
    )
    for face in kiosk.walls:
        face.skin(palette.WHITE, 0.0, 3.9)
    roofs.flat_roof(kiosk, 3.7, 0.2, paint, palette.WHITE)
    front.add(slabs([width - 1.2, 0.0, -1.2], [width - 1.0, 5.2, -1.0], "FBLR"), palette.METAL)
    front.add(slabs([width - 1.9, 3.2, -1.25], [width - 0.3, 5.6, -0.95]), paint)
    for k, text in enumerate(("1.69", "1.58", "1.74")):
        board = palette.picture(f"name_plate:{text};white;2", emission=0.4)
        front.add(shops.sign((width - 1.1, 3.6 + k * 0.65), (1.3, 0.52), -0.935), board)
    return structure.build()
