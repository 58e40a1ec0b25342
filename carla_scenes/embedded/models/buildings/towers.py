"""Tall buildings of the last century: slabs of concrete, towers of glass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.buildings import clutter, doors, palette, roofs, trim
from carla_scenes.embedded.models.buildings.facades import Storeys, bays, grid
from carla_scenes.embedded.models.buildings.lot import Side, inset
from carla_scenes.embedded.models.buildings.shops import sign
from carla_scenes.embedded.models.buildings.solids import quads, slabs, upright_bar
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.models.buildings.windows import WindowKind, add_panes, add_windows, draw_look

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot
    from carla_scenes.embedded.models.buildings.structure import Wall
    from carla_scenes.embedded.models.buildings.windows import WindowLook

    Floats = npt.NDArray[np.float64]

_CURTAIN_TONES = (srgb(64, 78, 88), srgb(58, 72, 70), srgb(72, 76, 84), srgb(84, 88, 88))


@dataclass(frozen=True)
class _Slab:
    """What the walls of a concrete slab share."""

    storeys: Storeys
    kind: WindowKind
    look: WindowLook
    wall: Material
    accent: Material
    pitch: float
    cell: int


def concrete_slab(lot: Lot) -> Mesh:
    """Make a slab of flats or offices of the sixties: concrete, bands of windows, loggias, coloured panels."""
    rng = lot.generator()
    pitch = float(rng.uniform(3.0, 3.6))
    tone = palette.varied(rng, palette.pick(rng, palette.SIDING_TONES), 0.1)
    slab = _Slab(
        storeys=Storeys(float(rng.uniform(3.8, 4.3)), float(rng.uniform(3.0, 3.3)), lot.storeys),
        kind=WindowKind(pitch - 0.5, 1.5, columns=3, transoms=(), sill=0.05, lintel=0.0, recess=0.18),
        look=draw_look(rng),
        wall=palette.concrete(rng),
        accent=Material(tone, Pattern.PLASTER, roughness=0.85),
        pitch=pitch,
        cell=int(rng.integers(1 << 17)),
    )
    structure = Structure(lot)
    parapet, height = 0.6, slab.storeys.height
    loggias = bool(rng.random() < 0.6)
    for index, face in enumerate(structure.walls):
        blind = (
            face.side == Side.PARTY or face.length < 3.0 or (face.side == Side.SIDE and rng.random() < 0.5)
        )
        if not blind:
            _slab_wall(face, slab, loggias=loggias and face.side == Side.STREET)
            _slab_ground(face, slab, rng, main=index == 0)
        if face.side == Side.BACK:
            clutter.add_fire_escape(face, min(2.2, face.length / 2.0), slab.storeys.floors)
        elif face.side == Side.SIDE and blind:
            clutter.add_clutter(face, height, np.zeros((0, 2)), slab.wall, rng)
        face.skin(slab.wall, 0.0, height + parapet)
    roofs.flat_roof(structure, height, parapet, palette.STEP, slab.wall)
    front = structure.front
    roofs.add_roof_plant(front, (1.0, front.length - 1.0), structure.depth, height, rng)
    return structure.build()


def _slab_wall(face: Wall, slab: _Slab, *, loggias: bool) -> None:
    middles, floors = bays(face, slab.pitch), slab.storeys.floors
    if len(middles) == 0 or len(floors) == 0:
        return
    room = face.length / len(middles)
    kind = replace(slab.kind, width=min(slab.kind.width, room - 0.4))
    deep = np.zeros(len(middles), bool)
    if loggias:
        deep[1::3] = True
    places = grid(middles[~deep], floors + 0.95)
    add_windows(face, places, kind, slab.look, slab.wall, cell=slab.cell + int(face.length * 31))
    under = grid(middles[~deep], floors + 0.2)
    low = np.column_stack([under[:, 0] - kind.width / 2.0, under[:, 1], np.zeros(len(under))])
    face.add(slabs(low, np.add(low, [kind.width, 0.66, 0.03]), "FLRTU"), slab.accent)
    if deep.any():
        _loggias(face, grid(middles[deep], floors + 0.15), (room - 0.35, slab.storeys.upper - 0.45), slab)
    bands = np.column_stack([np.zeros(len(floors)), floors - 0.12, np.zeros(len(floors))])
    face.add(slabs(bands, np.add(bands, [face.length, 0.24, 0.06]), "FLRTU"), slab.wall)


def _loggias(face: Wall, places: Floats, size: tuple[float, float], slab: _Slab) -> None:
    """Balconies within the wall: a room one metre deep, its glass front, a parapet."""
    (width, height), depth = size, 1.1
    s, t = places[:, 0], places[:, 1]
    face.pierce(np.stack([s - width / 2.0, s + width / 2.0, t, t + height], axis=1))
    low = np.column_stack([s - width / 2.0, t, np.full(len(s), -depth)])
    face.add(slabs(low, np.add(low, [width, height, depth]), "LRTU", inside=True), slab.wall)
    add_panes(face, places, size, -depth, slab.look.panes, cell=slab.cell + 53)
    for share in (0.0, 0.33, 0.66, 0.97):
        start = np.add(low, [width * share, 0.0, 0.0])
        face.add(slabs(start, np.add(start, [0.07, height, 0.05]), "FLR"), slab.look.frame)
    front = np.add(low, [0.0, 0.0, depth - 0.06])
    face.add(slabs(front, np.add(front, [width, 0.95, 0.06]), "FBT"), slab.accent)
    rail = np.add(front, [0.0, 0.95, 0.0])
    face.add(slabs(rail, np.add(rail, [width, 0.05, 0.08]), "FTU"), palette.METAL)


def _slab_ground(face: Wall, slab: _Slab, rng: np.random.Generator, *, main: bool) -> None:
    middles = bays(face, slab.pitch)
    if len(middles) == 0:
        return
    room = face.length / len(middles)
    free = np.ones(len(middles), bool)
    if main:
        place = len(middles) // 2
        free[place] = False
        s = float(middles[place])
        doors.add_glazed_entrance(face, s, (room - 0.6, 2.7), slab.look.frame, slab.wall)
        face.add(doors.canopy(s, room + 0.4, 2.8, 0.95), palette.STEP)
        number = palette.picture(f"name_plate:{int(rng.integers(1, 60))};navy;1")
        face.add(sign((s + room / 2.0 - 0.1, 1.9), (0.36, 0.36), 0.02), number)
    if face.side == Side.STREET:
        kind = replace(slab.kind, width=room - 0.5, height=1.9, transoms=(0.75,))
        places = grid(middles[free], np.array([0.85]))
    else:
        kind, places = replace(slab.kind, width=room - 0.5).plain(), grid(middles[free], np.array([1.2]))
    add_windows(face, places, kind, slab.look, slab.wall, cell=slab.cell + 401)


def glass_tower(lot: Lot) -> Mesh:
    """Make a tower of glass and metal: a lobby, storeys of panes between fins, machinery on the roof."""
    rng = lot.generator()
    metal = Material(
        palette.varied(
            rng,
            palette.pick(
                rng, (srgb(150, 154, 158), srgb(96, 100, 104), srgb(62, 64, 68), srgb(188, 188, 184))
            ),
        ),
        Pattern.METAL,
        roughness=0.45,
        specular=0.4,
    )
    spandrel = Material(
        palette.varied(rng, palette.pick(rng, _CURTAIN_TONES), 0.12),
        Pattern.GLASS,
        roughness=0.12,
        specular=0.08,
    )
    ground, upper = float(rng.uniform(4.2, 4.5)), float(rng.uniform(3.4, 3.6))
    height = ground + upper * (lot.storeys - 1)
    structure = Structure(lot)
    fins = bool(rng.random() < 0.5)
    cell = int(rng.integers(1 << 17))
    module = float(rng.choice([1.35, 1.5, 1.8]))
    panes = replace(palette.panes(rng, 1.0), colour=palette.shaded(palette.pick(rng, _CURTAIN_TONES), 0.55))
    for index, wall in enumerate(structure.walls):
        if wall.side == Side.PARTY:
            wall.skin(palette.concrete(rng), 0.0, height + 1.0)
            continue
        _lobby(wall, ground, metal, main=index == 0, rng=rng)
        _curtain(
            wall,
            (ground, upper, lot.storeys - 1),
            module,
            panes,
            (metal, spandrel),
            fins=fins,
            cell=cell + index * 773,
        )
        wall.add(slabs([0.0, height, -0.02], [wall.length, height + 1.0, 0.04], "FLRT"), metal)
    roofs.flat_roof(structure, height, 1.0, metal, metal)
    _crown(structure, height, metal, rng)
    return structure.build()


def _lobby(wall: Wall, ground: float, metal: Material, *, main: bool, rng: np.random.Generator) -> None:
    """A ground floor that stands back behind columns on streets, with the entrance; plain panels elsewhere."""
    if wall.side != Side.STREET or wall.length < 5.0:
        wall.add(slabs([0.0, 0.0, 0.0], [wall.length, ground, 0.02], "F"), metal)
        return
    count = max(2, round(wall.length / 6.0))
    edges = np.linspace(0.0, wall.length, count + 1)
    low = np.column_stack(
        [np.clip(edges - 0.35, 0.0, wall.length - 0.7), np.zeros(count + 1), np.full(count + 1, -0.6)]
    )
    wall.add(slabs(low, np.add(low, [0.7, ground, 0.6]), "FLR"), palette.stone(rng))
    spans = np.stack([edges[:-1] + 0.35, edges[1:] - 0.35], axis=1)
    head = ground - 0.75
    for a, b in spans:
        wall.add(quads([[a, 0.0, -0.6], [b, 0.0, -0.6], [b, head, -0.6], [a, head, -0.6]]), palette.GLASS)
        bars = np.linspace(a, b, max(2, round((b - a) / 1.4)) + 1)
        low = np.column_stack([bars - 0.03, np.zeros_like(bars), np.full_like(bars, -0.6)])
        wall.add(slabs(low, np.add(low, [0.06, head, 0.08]), "FLR"), metal)
        wall.add(slabs([a, head, -0.6], [b, ground, -0.02], "FU"), metal)
        wall.add(slabs([a, 0.0, -0.6], [b, 0.06, 0.0], "FT"), palette.STEP)
        wall.add(slabs([a, 2.4, -0.6], [b, 2.5, -0.5], "FTU"), metal)
        wall.add(slabs([a + 0.2, head - 0.04, -0.35], [b - 0.2, head, -0.25], "FBU"), palette.SHOP_LIGHT)
    if main:
        a, b = spans[len(spans) // 2]
        wall.add(doors.canopy(float(a + b) / 2.0, float(b - a) * 0.8, 2.75, 0.95), metal)
        for offset in (-1.0, 0.0, 1.0):
            s = float(a + b) / 2.0 + offset
            wall.add(slabs([s - 0.48, 0.05, -0.52], [s - 0.42, 2.4, -0.44], "FLR"), metal)
            wall.add(slabs([s + 0.3, 0.9, -0.52], [s + 0.34, 1.4, -0.46], "FLR"), palette.METAL)


def _curtain(
    wall: Wall,
    levels: tuple[float, float, int],
    module: float,
    panes: Material,
    skins: tuple[Material, Material],
    *,
    fins: bool,
    cell: int,
) -> None:
    ground, upper, count = levels
    metal, spandrel = skins
    if count < 1:
        return
    columns = max(1, round(wall.length / module))
    width = wall.length / columns
    floors = np.asarray(ground + upper * np.arange(count), np.float64)
    middles = np.asarray((np.arange(columns) + 0.5) * width, np.float64)
    glass = upper - 0.85
    add_panes(wall, grid(middles, floors + 0.85), (width, glass), 0.0, panes, cell=cell)
    low = np.column_stack([np.zeros(count), floors, np.zeros(count)])
    face = np.stack(
        [
            low,
            np.add(low, [wall.length, 0.0, 0.0]),
            np.add(low, [wall.length, 0.85, 0.0]),
            np.add(low, [0.0, 0.85, 0.0]),
        ],
        axis=1,
    )
    wall.add(quads(face), spandrel)
    top = ground + upper * count
    lines = np.arange(columns + 1) * width
    reach = 0.22 if fins else 0.06
    start = np.column_stack(
        [np.clip(lines - 0.03, 0.0, None), np.full(columns + 1, ground), np.zeros(columns + 1)]
    )
    end = np.column_stack(
        [np.clip(lines + 0.03, None, wall.length), np.full(columns + 1, top), np.full(columns + 1, reach)]
    )
    wall.add(slabs(start, end, "FLRU"), metal)
    rails = np.concatenate([floors, floors + 0.85])
    low = np.column_stack([np.zeros(len(rails)), rails - 0.03, np.zeros(len(rails))])
    wall.add(slabs(low, np.add(low, [wall.length, 0.07, 0.05]), "FTU"), metal)


def _crown(structure: Structure, height: float, metal: Material, rng: np.random.Generator) -> None:
    """Machinery behind screens, and a mast."""
    outline = inset(structure.lot.footprint, np.full(len(structure.lot.footprint), 3.2))
    tall = float(rng.uniform(2.6, 4.0))
    louvres = Material(
        palette.shaded(metal.colour, 0.8), Pattern.CORRUGATED, scale=0.3, roughness=0.5, specular=0.2
    )
    structure.add(
        roofs.ring(roofs.at_height(outline, height), roofs.at_height(outline, height + tall)), louvres
    )
    structure.add(roofs.flat_cover(outline, height + tall), palette.ROOFING)
    if rng.random() < 0.5:
        s, d = structure.front.length * 0.5, -structure.depth * 0.5
        structure.front.add(
            upright_bar((s, height + tall, d), height + tall + float(rng.uniform(5.0, 11.0)), 0.12), metal
        )
    trim.add_band(structure.front, height + 0.9, height + 1.02, 0.06, metal)
