"""Plots without houses: parks, car parks, plazas, building sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.buildings import enclosures, palette
from carla_scenes.embedded.models.buildings.shops import sign
from carla_scenes.embedded.models.buildings.solids import slabs, upright_bar
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town import blocks_gardens as gardens

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.models.buildings.structure import Frame
    from carla_scenes.embedded.town.blocks_gardens import Grounds
    from carla_scenes.embedded.town.blocks_plots import Plot, Rules

_PAINT = Material(srgb(214, 214, 206), Pattern.ROAD_MARK, roughness=0.7, detail=0.5)
_DIRT = Material(srgb(128, 108, 84), Pattern.CONCRETE, scale=50.0, roughness=1.0)
_BAY_M = 2.5


def lay_open(grounds: Grounds, plot: Plot, rules: Rules, number: int) -> None:
    """Lay out a plot without a house after its kind."""
    _LAYERS[plot.kind](grounds, plot, rules, rules.generator(number, 50))


def _area(plot: Plot, margin: float = 0.0) -> shapely.Polygon:
    a, b = plot.span
    return plot.line.strip((a + margin, b - margin), (margin, plot.depth - margin))


def _park(grounds: Grounds, plot: Plot, rules: Rules, rng: np.random.Generator) -> None:
    """A lawn with a crossing path, trees, bushes, and a low edge to the street."""
    line, (a, b), depth = plot.line, plot.span, plot.depth
    middle = (a + b) / 2.0
    grounds.lay(_area(plot), gardens.lawn(rng), "lawn", Tag.TERRAIN, "Lawn")
    ways = [
        line.strip((middle - 0.9, middle + 0.9), (0.0, depth * 0.55)),
        line.strip((a + 1.0, b - 1.0), (depth * 0.45, depth * 0.45 + 1.6)),
        shapely.Point(line.at(middle, depth * 0.5)).buffer(2.6, quad_segs=4),
    ]
    grounds.lay(shapely.union_all(ways), gardens.slabs(rng), "path", Tag.GROUND, "Path")
    for s, d in (
        (a + 2.6, 3.0),
        (b - 2.6, 3.2),
        (a + 2.8, depth * 0.78),
        (b - 2.8, depth * 0.8),
        (middle + 0.4, depth * 0.86),
    ):
        gardens.plant_tree(
            grounds, line.at(float(s + rng.uniform(-0.6, 0.6)), float(d)), rules.style.trees, rng
        )
    kind = str(rng.choice(["hedge", "railing", "none"]))
    for span in ((a + 0.4, middle - 1.2), (middle + 1.2, b - 0.4)):
        frame, length = line.frame(span, 0.45, grounds.base)
        if kind == "hedge":
            grounds.hedge(frame, length)
        elif kind == "railing":
            grounds.enclose(frame, length, enclosures.draw_enclosure("railing", rng))
    _back_edge(grounds, plot, rng)


def _back_edge(grounds: Grounds, plot: Plot, rng: np.random.Generator) -> None:
    """A wall, fence or hedge along the far edge."""
    a, b = plot.span
    frame, length = plot.line.frame((a + 0.3, b - 0.3), plot.depth - 0.4, grounds.base)
    kind = str(rng.choice(["hedge", "boards", "brick", "plaster"]))
    if kind == "hedge":
        grounds.hedge(frame, length)
    else:
        grounds.enclose(frame, length, enclosures.draw_enclosure(kind, rng))


def _car_park(grounds: Grounds, plot: Plot, rules: Rules, rng: np.random.Generator) -> None:
    """Asphalt with marked bays behind a low wall, open in the middle."""
    del rules
    line, (a, b), depth = plot.line, plot.span, plot.depth
    middle = (a + b) / 2.0
    grounds.lay(_area(plot), gardens.ASPHALT, "apron", Tag.GROUND, "Car_park")
    marks = []
    for s in np.arange(a + 0.8, b - 0.7, _BAY_M):
        marks.append(line.strip((float(s) - 0.05, float(s) + 0.05), (depth - 5.2, depth - 0.6)))
        if abs(float(s) - middle) > 4.0:
            marks.append(line.strip((float(s) - 0.05, float(s) + 0.05), (1.0, 5.6)))
    grounds.lay(shapely.union_all(marks), _PAINT, "path", Tag.GROUND, "Car_park_marks")
    kind = str(rng.choice(["brick", "plaster", "stone", "mesh"]))
    enclosure = enclosures.draw_enclosure(kind, rng)
    for span in ((a + 0.3, middle - 3.2), (middle + 3.2, b - 0.3)):
        frame, length = line.frame(span, 0.4, grounds.base)
        grounds.enclose(frame, length, enclosure)
    for s in (a + 0.25, b - 0.25):
        frame, length = gardens.cross_frame(line, s, (0.8, depth - 0.3), grounds.base)
        grounds.enclose(frame, length, enclosure)
    _back_edge(grounds, plot, rng)


def _plaza(grounds: Grounds, plot: Plot, rules: Rules, rng: np.random.Generator) -> None:
    """Slabs with trees in a row of square beds."""
    line, (a, b), depth = plot.line, plot.span, plot.depth
    grounds.lay(_area(plot), gardens.slabs(rng), "apron", Tag.SIDEWALKS, "Plaza")
    edging = palette.concrete(rng)
    count = max(2, round((b - a) / 7.0))
    for s in a + (np.arange(count) + 0.5) * (b - a) / count:
        place = line.at(float(s), depth * 0.45)
        gardens.plant_tree(grounds, place, rules.style.trees, rng)
        frame, _ = line.frame((float(s) - 1.0, float(s) + 1.0), depth * 0.45, grounds.base)
        part = grounds.part("Bed")
        low = [[0.0, 0.0, -1.0], [0.0, 0.0, 0.8], [0.0, 0.0, -0.8], [1.8, 0.0, -0.8]]
        high = [[2.0, 0.42, -0.8], [2.0, 0.42, 1.0], [0.2, 0.42, 0.8], [2.0, 0.42, 0.8]]
        grounds.add(frame.world(slabs(low, high, "FBLRT")), edging, Tag.STATIC, part)
        earth = slabs([0.2, 0.0, -0.8], [1.8, 0.3, 0.8], "T")
        grounds.add(frame.world(earth), gardens.lawn(rng), Tag.STATIC, part)
    frame, length = line.frame((a + 0.5, b - 0.5), depth - 0.5, grounds.base)
    grounds.hedge(frame, length)


def _works(grounds: Grounds, plot: Plot, rules: Rules, rng: np.random.Generator) -> None:
    """A hoarding with a builder's board, and the bare frame of a house behind it."""
    line, (a, b), depth = plot.line, plot.span, plot.depth
    grounds.lay(_area(plot), _DIRT, "apron", Tag.TERRAIN, "Works")
    enclosure = enclosures.draw_enclosure("hoarding", rng)
    frame, length = line.frame((a + 0.3, b - 0.3), 0.35, grounds.base)
    grounds.enclose(frame, length, enclosure)
    board = palette.picture(f"builders_board:{int(rng.integers(12))}", 0.7)
    part = grounds.part("Board")
    grounds.add(frame.world(sign((length * 0.5, 2.1), (2.4, 1.7), 0.06)), board, Tag.FENCES, part)
    for s in (a + 0.3, b - 0.3):
        across, reach = gardens.cross_frame(line, s, (0.5, depth - 0.4), grounds.base)
        grounds.enclose(across, reach, enclosure)
    storeys = int(np.clip(rng.integers(2, 5), 2, max(2, rules.style.storeys[1])))
    _shell(grounds, frame, (length, depth), storeys, rng)


def _shell(
    grounds: Grounds, frame: Frame, size: tuple[float, float], storeys: int, rng: np.random.Generator
) -> None:
    """Columns and floors of concrete, scaffolding along the front."""
    length, depth = size
    part = grounds.part("Building_shell")
    concrete = palette.concrete(rng)
    s0, s1, d0, d1 = 2.0, length - 2.0, -(depth - 2.5), -3.2
    floors = np.arange(1, storeys + 1) * 3.2
    low = np.column_stack([np.full(storeys, s0), floors - 0.25, np.full(storeys, d0)])
    high = np.column_stack([np.full(storeys, s1), floors, np.full(storeys, d1)])
    grounds.add(frame.world(slabs(low, high)), concrete, Tag.BUILDINGS, part)
    s, d = (
        axis.ravel()
        for axis in np.meshgrid(
            np.linspace(s0 + 0.3, s1 - 0.3, max(3, round((s1 - s0) / 4.5))), [d0 + 0.3, d1 - 0.3]
        )
    )
    feet = np.column_stack([s - 0.2, np.zeros_like(s), d - 0.2])
    grounds.add(
        frame.world(slabs(feet, np.add(feet, [0.4, floors[-1] + 1.1, 0.4]), "FBLR")),
        concrete,
        Tag.BUILDINGS,
        part,
    )
    wall = slabs([s0 + 0.4, 0.0, d0], [s1 - 0.4, floors[-1] - 0.25, d0 + 0.2], "FB")
    grounds.add(frame.world(wall), palette.brick(rng), Tag.BUILDINGS, part)
    poles = np.linspace(s0, s1, max(3, round((s1 - s0) / 2.2)))
    for pole in poles:
        bar = upright_bar((float(pole), 0.0, d1 + 1.0), float(floors[-1]) + 1.0, 0.03, 5)
        grounds.add(frame.world(bar), palette.METAL, Tag.BUILDINGS, part)
    boards = np.column_stack([np.full(storeys, s0), floors - 0.9, np.full(storeys, d1 + 0.25)])
    planks = slabs(boards, np.add(boards, [s1 - s0, 0.05, 0.75]))
    grounds.add(frame.world(planks), palette.GRAVEL, Tag.BUILDINGS, part)


_LAYERS: dict[str, Callable[[Grounds, Plot, Rules, np.random.Generator], None]] = {
    "park": _park,
    "car park": _car_park,
    "plaza": _plaza,
    "works": _works,
}
