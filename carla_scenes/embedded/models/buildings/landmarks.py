"""Rare buildings that a town has one or two of: a church, a town hall."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.models.buildings import clutter, doors, palette, roofs, shops, trim
from carla_scenes.embedded.models.buildings.doors import DoorKind
from carla_scenes.embedded.models.buildings.facades import Design, Storeys, add_walls
from carla_scenes.embedded.models.buildings.lot import Side, inset
from carla_scenes.embedded.models.buildings.solids import fan, quads, slabs, upright_bar
from carla_scenes.embedded.models.buildings.structure import Structure
from carla_scenes.embedded.models.buildings.windows import WindowKind, draw_look

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot
    from carla_scenes.embedded.models.buildings.structure import Wall

    Floats = npt.NDArray[np.float64]

_FREE = (Side.STREET, Side.SIDE, Side.BACK, Side.SIDE)


def church(lot: Lot) -> Mesh:
    """Make a church: a nave with buttresses and pointed windows, a tower with a clock and a spire."""
    rng = lot.generator()
    wall = palette.stone(rng) if rng.random() < 0.6 else palette.brick(rng)
    light = palette.trim(rng)
    shell = Structure(lot)
    width, depth = shell.front.length, shell.depth
    span = min(width, 12.0)
    a, b = (width - span) / 2.0, (width + span) / 2.0
    tower_m = min(5.4, span * 0.5)
    nave = shell.wing((a, b), (-depth, -tower_m * 0.7), _FREE)
    eaves = float(rng.uniform(6.5, 8.0))
    lead = Material((0.1, 0.105, 0.11), Pattern.GLASS, roughness=0.15, specular=0.06)
    for wall_index in (1, 3):
        face = nave.walls[wall_index]
        count = max(2, int(face.length / 4.2))
        middles = (np.arange(count) + 0.5) * face.length / count
        for s in middles:
            _pointed_window(face, float(s), 2.2, (1.2, 3.4), light=light, pane=lead)
        edges = np.linspace(0.3, face.length - 0.3, count + 1)
        low = np.column_stack([edges - 0.3, np.zeros(count + 1), np.zeros(count + 1)])
        face.add(slabs(low, np.add(low, [0.6, eaves * 0.45, 0.75]), "FLRT"), wall)
        face.add(slabs(low, np.add(low, [0.6, eaves * 0.8, 0.4]), "FLRT"), wall)
    for face in nave.walls:
        face.skin(wall, 0.0, eaves)
        trim.add_band(face, 0.0, 0.7, 0.1, light)
    slates = palette.slates(rng)
    roofs.ridge_roof(nave, eaves, span * 0.55, slates, turned=True, overhang=0.3, gables=wall, trim=light)
    middle = width / 2.0
    tower = shell.wing((middle - tower_m / 2.0, middle + tower_m / 2.0), (-tower_m, 0.0), _FREE)
    height = eaves + span * 0.55 + float(rng.uniform(2.0, 5.0))
    kind = DoorKind(width=1.9, height=3.4, leaves=2, fanlight=0.9, surround="columns", floor=0.3)
    doors.add_door(tower.front, tower_m / 2.0, kind, leaf=palette.door(rng), trim=light, reveal=wall)
    hour = float(np.round(rng.uniform(0.0, 12.0), 1))
    red, green, blue = clutter.eight_bit(wall.colour)
    for face in tower.walls:
        face.skin(wall, 0.0, height)
        _pointed_window(face, tower_m / 2.0, height - 3.4, (1.1, 2.6), light=light, pane=palette.RECESS)
        clock = palette.picture(f"tower_clock:{hour};{red};{green};{blue}")
        face.add(shops.sign((tower_m / 2.0, height - 5.2), (2.0, 2.0), 0.05), clock)
        trim.add_band(face, height - 0.3, height, 0.2, light)
        trim.add_band(face, eaves - 0.2, eaves, 0.12, light)
        trim.add_quoins(face, 0.5, height - 0.5, light)
    spire = float(rng.uniform(8.0, 13.0))
    _spire(tower, height, spire, slates)
    return shell.build()


def _pointed_window(
    face: Wall, s: float, t: float, size: tuple[float, float], *, light: Material, pane: Material
) -> None:
    """A window with a pointed head, set on the wall."""
    width, height = size
    for grow, d, material in ((0.16, 0.05, light), (0.0, 0.06, pane)):
        half = width / 2.0 + grow
        low, head, tip = t - grow, t + height * 0.68, t + height + grow * 1.4
        bend = (head + tip) / 2.0 + (tip - head) * 0.12
        corners = [
            [s - half, low, d],
            [s + half, low, d],
            [s + half, head, d],
            [s + half * 0.66, bend, d],
            [s, tip, d],
            [s - half * 0.66, bend, d],
            [s - half, head, d],
        ]
        face.add(fan(corners), material)
        if grow:
            outline = np.array(corners)
            face.add(roofs.ring(outline * [1.0, 1.0, 0.0], outline), material)
    bars = [
        [s - 0.03, t, 0.06],
        [s - width / 2.0, t + height * 0.34, 0.06],
        [s - width / 2.0, t + height * 0.66, 0.06],
    ]
    ends = [
        [s + 0.03, t + height * 0.9, 0.09],
        [s + width / 2.0, t + height * 0.34 + 0.05, 0.09],
        [s + width / 2.0, t + height * 0.66 + 0.05, 0.09],
    ]
    face.add(slabs(bars, ends, "FLRTU"), light)


def _spire(tower: Structure, height: float, rise: float, slates: Material) -> None:
    outline = inset(tower.lot.footprint, np.full(4, -0.25))
    middle = outline.mean(axis=0)
    shoulder = middle + (outline - middle) * 0.55
    tip = np.tile(middle, (4, 1))
    tower.add(
        roofs.ring(roofs.at_height(outline, height), roofs.at_height(shoulder, height + rise * 0.22)), slates
    )
    lower = roofs.at_height(shoulder, height + rise * 0.22)
    upper = roofs.at_height(tip, height + rise)
    for k in range(4):
        corners = np.stack([lower[k], lower[(k + 1) % 4], upper[k]])
        tower.add(fan(corners, [[0.0, 0.0], [2.4, 0.0], [1.2, rise * 0.8]]), slates)
    wall = tower.front
    s, d = wall.length / 2.0, -wall.length / 2.0
    wall.add(upright_bar((s, height + rise - 0.3, d), height + rise + 1.6, 0.05), palette.IRON)
    wall.add(
        slabs([s - 0.4, height + rise + 0.95, d - 0.04], [s + 0.4, height + rise + 1.05, d + 0.04]),
        palette.IRON,
    )


def town_hall(lot: Lot) -> Mesh:
    """Make a town hall: stone, tall windows, a portico with a pediment, a clock turret on the roof."""
    rng = lot.generator()
    stone, light = palette.stone(rng), palette.trim(rng)
    window = WindowKind(width=1.4, height=2.2, surround=0.18, hood=True, lintel=0.0, recess=0.22)
    design = Design(
        storeys=Storeys(4.5, 3.6, max(2, min(lot.storeys, 4))),
        wall=stone,
        base=replace(stone, colour=palette.shaded(stone.colour, 0.86)),
        trim=light,
        look=draw_look(rng),
        window=window,
        ground_window=replace(window, hood=False),
        pitch=3.1,
        sill=0.8,
        door=DoorKind(width=2.0, height=3.4, leaves=2, fanlight=0.8, surround="columns", floor=0.3),
        leaf=palette.door(rng),
        plinth=0.8,
        cornice=0.45,
        dentils=True,
        quoins=True,
        parapet=0.9,
    )
    structure = Structure(lot)
    add_walls(structure, design, rng)
    height = design.storeys.height
    roofs.flat_roof(structure, height, design.parapet, light, stone, roof=palette.ZINC)
    front, width = structure.front, structure.front.length
    span = min(9.0, width * 0.6)
    s = width / 2.0
    top = height + design.parapet + 0.1
    front.add(
        fan([[s - span / 2.0, top, 0.1], [s + span / 2.0, top, 0.1], [s, top + span * 0.22, 0.1]]), light
    )
    front.add(
        fan([[s + span / 2.0, top, -0.5], [s - span / 2.0, top, -0.5], [s, top + span * 0.22, -0.5]]), light
    )
    for side in (-1.0, 1.0):
        a = [s + side * span / 2.0, top]
        corners = [[*a, 0.1], [*a, -0.5], [s, top + span * 0.22, -0.5], [s, top + span * 0.22, 0.1]]
        front.add(quads(corners if side > 0 else corners[::-1]), palette.ZINC)
    board = palette.picture("name_plate:TOWN HALL;grey;8")
    front.add(shops.sign((s, 4.05), (4.4, 0.5), 0.12), board)
    tower = structure.wing(
        (s - 2.2, s + 2.2), (-structure.depth / 2.0 - 2.2, -structure.depth / 2.0 + 2.2), _FREE
    )
    foot, tall = height, float(rng.uniform(6.0, 8.0))
    red, green, blue = clutter.eight_bit(stone.colour)
    hour = float(np.round(rng.uniform(0.0, 12.0), 1))
    for face in tower.walls:
        face.skin(stone, foot, foot + tall)
        clock = palette.picture(f"tower_clock:{hour};{red};{green};{blue}")
        face.add(shops.sign((2.2, foot + tall - 1.9), (2.2, 2.2), 0.05), clock)
        trim.add_band(face, foot + tall - 0.35, foot + tall, 0.25, light)
    _spire(tower, foot + tall, 4.5, palette.ZINC)
    s_pole = s + 1.2
    front.add(upright_bar((s_pole, top + span * 0.1, 0.0), top + span * 0.1 + 4.0, 0.05), palette.METAL)
    return structure.build()
