"""The ground around houses: aprons, lawns, paths and drives; and what encloses it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.surface import Surface, placed
from carla_scenes.embedded.models.buildings import enclosures, palette
from carla_scenes.embedded.models.buildings.houses import garage_span
from carla_scenes.embedded.models.buildings.structure import Frame
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.blocks_plots import OPEN_KINDS, pick_weighted
from carla_scenes.embedded.town.ground_mesh import spread
from carla_scenes.embedded.town.street_life_stock import STOCK, mesh_of, variants

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.models.buildings import Lot
    from carla_scenes.embedded.models.buildings.enclosures import Enclosure
    from carla_scenes.embedded.town.assembly import Assembly
    from carla_scenes.embedded.town.blocks_lines import FrontLine
    from carla_scenes.embedded.town.blocks_plots import Plot, Rules

    Floats = npt.NDArray[np.float64]

_LIFTS_M = {"apron": 0.012, "lawn": 0.012, "path": 0.024}
"""How high surfaces lie above the block's ground, so that none ties with another."""

_APRON_M = 1.8
"""Houses nearer to the pavement than this have no front garden."""

_EDGE_M = 0.22
_FORECOURTS = ("shop_row", "corner_tower", "stone_office", "glass_tower", "town_hall", "petrol_station")
_YARDS = ("warehouse",)
_RURAL = ("suburban_house", "villa", "brick_row")
_GATE_M = 1.5
_HEDGE_M = 2.0
_BUSHES = ("bush.shrub", "bush.lilac", "bush.rose", "bush.laurel", "bush.ball")
ASPHALT = Material((0.085, 0.085, 0.088), Pattern.ASPHALT, scale=1000.0, roughness=0.9, detail=0.6)
"""Yards and car parks: without wheel tracks."""

_LAWNS = (srgb(94, 114, 58), srgb(84, 108, 54), srgb(104, 118, 66), srgb(78, 100, 50))
_SLABS = (srgb(168, 164, 156), srgb(150, 148, 144), srgb(178, 168, 150), srgb(158, 140, 124))


class Register:
    """What all blocks of a town share: the numbers of names.

    Args:
        assembly: Receives everything.
    """

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self._counts: dict[str, int] = {}

    def name(self, kind: str) -> str:
        """Return the next name of a kind, such as `Fence_7`."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}_{self._counts[kind]}"

    def plant(self, model: str, variant: int, matrix: Floats, kind: str) -> None:
        """Set up a plant; those of one model and variant share a mesh."""
        self.assembly.add_instance(f"{model}.{variant}", mesh_of(model, variant), matrix, self.name(kind))


class Grounds:
    """The surfaces and enclosures of one block while they are collected.

    Args:
        index: Of the block.
        base: Height of its ground, metres.
        register: Shared by all blocks.
    """

    def __init__(self, index: int, base: float, register: Register) -> None:
        self.index = index
        self.base = base
        self.register = register
        self._builder = MeshBuilder(Tag.TERRAIN)
        self._names: list[str] = []
        self._laid: dict[float, list[shapely.Geometry]] = {}

    def part(self, kind: str) -> int:
        """Return the number of a new part, for something that gets a name of its own."""
        self._names.append(self.register.name(kind))
        return len(self._names) - 1

    def lay(self, area: shapely.Geometry, material: Material, lift: str, tag: int, kind: str) -> None:
        """Lay a level surface, where no other of its level lies yet."""
        height = self.base + _LIFTS_M[lift]
        below = self._laid.setdefault(_LIFTS_M[lift], [])
        near = [other for other in below if shapely.intersects(other, area)]
        if near:
            area = shapely.difference(area, shapely.union_all(near))
        below.append(area)
        surface = spread(area, lambda places: np.full(len(places), height))
        if len(surface.faces):
            self._builder.add(surface, material, tag=tag, part=self.part(kind))

    def add(self, surface: Surface, material: Material, tag: int, part: int) -> None:
        """Add a surface given in the world to a part."""
        self._builder.add(surface, material, tag=tag, part=part)

    def enclose(self, frame: Frame, length: float, enclosure: Enclosure) -> None:
        """Set up a stretch of a fence or wall."""
        if length < 0.5:
            return
        part = self.part("Wall" if enclosure.tag == Tag.WALLS else "Fence")
        for surface, material in enclosures.pieces(enclosure, length):
            self.add(frame.world(surface), material, enclosure.tag, part)

    def gate(self, frame: Frame, width: float, enclosure: Enclosure) -> None:
        """Set up an open gate."""
        part = self.part("Gate")
        for surface, material in enclosures.gate(enclosure, width):
            self.add(frame.world(surface), material, enclosure.tag, part)

    def hedge(self, frame: Frame, length: float) -> None:
        """Plant a hedge of pieces stretched to its length."""
        count = max(1, round(length / _HEDGE_M))
        if length < 0.8:
            return
        yaw = float(np.degrees(np.arctan2(frame.along[1], frame.along[0])))
        for k in range(count):
            x, y, _ = frame.place((k + 0.5) * length / count, 0.0, 0.0)
            matrix = placed(
                float(x), float(y), self.base, yaw=yaw, scale=(length / count / _HEDGE_M, 1.0, 1.0)
            )
            self.register.plant("hedge.2m", k % 2, matrix, "Hedge")

    def finish(self) -> None:
        """Hand the block's mesh over."""
        if self._names:
            self.register.assembly.add_fixed(f"grounds_{self.index}", self._builder.build(), self._names)


def lay_apron(grounds: Grounds, line: FrontLine, plots: list[Plot], depth: float) -> None:
    """Pave the ground along a street side as far as a depth, but for plots without houses or with gardens."""
    area: shapely.Geometry = line.strip((0.0, line.length), (0.0, depth))
    for plot in plots:
        if plot.lot is None or not has_apron(plot.setback):
            area = shapely.difference(area, line.strip(plot.span, (-0.1, plot.setback + plot.depth)))
    rng = np.random.default_rng(np.random.SeedSequence([grounds.index, 31]))
    grounds.lay(area, slabs(rng), "apron", Tag.SIDEWALKS, "Apron")


def slabs(rng: np.random.Generator) -> Material:
    """Return paving of yards and paths."""
    size = float(rng.choice([0.2, 0.4, 0.5]))
    return Material(palette.varied(rng, palette.pick(rng, _SLABS)), Pattern.PAVERS, scale=size, roughness=0.9)


def lawn(rng: np.random.Generator) -> Material:
    """Return a lawn."""
    tone = palette.varied(rng, palette.pick(rng, _LAWNS), 0.08)
    return Material(tone, Pattern.GRASS, second=srgb(124, 118, 72), roughness=1.0)


def lay_garden(grounds: Grounds, plot: Plot, rules: Rules, number: int) -> None:
    """Lay the ground before a house that stands back from the pavement, and bound it.

    Houses have a lawn, a path and perhaps a drive; works a yard of asphalt; shops and offices a paved forecourt.
    """
    if plot.lot is None:
        return
    rng = rules.generator(number, 40)
    (a, b), front = plot.span, plot.setback
    middle = (a + b) / 2.0
    if plot.kind in _FORECOURTS:
        area = plot.line.strip((a - 0.5, b + 0.5), (0.0, front))
        grounds.lay(area, slabs(rng), "apron", Tag.SIDEWALKS, "Apron")
        return
    if plot.kind in _YARDS:
        openings = [(middle - 3.5, middle + 3.5)]
        area = plot.line.strip((a - 1.0, b + 1.0), (0.0, front))
        grounds.lay(area, ASPHALT, "apron", Tag.GROUND, "Yard")
    else:
        openings = _lay_lawn(grounds, plot, plot.lot, rng)
        _bushes(grounds, plot, openings, rules.style.greenery, rng)
    kind = palette.pick(rng, rules.style.boundary.split("|"))
    apart = rules.style.gap_m[0] / 2.0
    rural = plot.kind in _RURAL
    _bound(grounds, plot.line, (a - apart, b + apart), kind, rng, openings=openings, rural=rural)


def _lay_lawn(grounds: Grounds, plot: Plot, lot: Lot, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Lay a front garden; return where its paths and drives meet the pavement, in order."""
    line, (a, b), front = plot.line, plot.span, plot.setback
    middle = (a + b) / 2.0
    openings = [(middle - _GATE_M / 2.0, middle + _GATE_M / 2.0)]
    paths = [
        line.strip((middle - 0.6, middle + 0.6), (0.0, front)),
        line.strip((a + 0.2, b - 0.2), (max(front - 1.1, 0.0), front + 0.2)),
    ]
    garage = garage_span(lot) if plot.kind == "suburban_house" else None
    if garage is not None:
        drive = (a + garage[0] + 0.35, a + garage[1] - 0.35)
        paths.append(line.strip(drive, (0.0, front + 1.0)))
        openings.append((drive[0] - 0.2, drive[1] + 0.2))
    green = line.strip((a - 1.0, b + 1.0), (0.0, front + plot.depth + 5.0))
    pave = slabs(rng)
    grounds.lay(green, lawn(rng), "lawn", Tag.TERRAIN, "Lawn")
    grounds.lay(shapely.union_all(paths), pave, "path", Tag.GROUND, "Path")
    return sorted(openings)


def _bound(
    grounds: Grounds,
    line: FrontLine,
    span: tuple[float, float],
    kind: str,
    rng: np.random.Generator,
    *,
    openings: list[tuple[float, float]],
    rural: bool,
) -> None:
    """Set a boundary along the pavement, open at gates and drives."""
    if kind == "none":
        return
    edges = [span[0], *(edge for opening in openings for edge in opening), span[1]]
    runs = [(max(a, 0.2), min(b, line.length - 0.2)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    enclosure = _enclosure(kind, rng, rural=rural)
    if enclosure is not None:
        for a, b in openings:
            frame, length = line.frame((a, b), _EDGE_M, grounds.base)
            grounds.gate(frame, length, enclosure)
    for a, b in runs:
        if b - a < 0.6:
            continue
        for first, last in line.pieces((a, b)):
            frame, length = line.frame((first, last), _EDGE_M if kind != "hedge" else 0.45, grounds.base)
            if enclosure is None:
                grounds.hedge(frame, length)
            else:
                grounds.enclose(frame, length, enclosure)


def _enclosure(kind: str, rng: np.random.Generator, *, rural: bool) -> Enclosure | None:
    """Return what a style's word for a boundary stands for; None for a hedge."""
    if kind == "hedge":
        return None
    names = enclosures.WALLS if kind == "wall" else enclosures.FRONT_FENCES if rural else ("railing", "mesh")
    return enclosures.draw_enclosure(palette.pick(rng, names), rng)


def _bushes(
    grounds: Grounds,
    plot: Plot,
    openings: list[tuple[float, float]],
    greenery: float,
    rng: np.random.Generator,
) -> None:
    (a, b), front = plot.span, plot.setback
    if front < 2.4:
        return
    count = int((b - a) * front / 16.0 * greenery * float(rng.uniform(0.4, 1.6)))
    for _ in range(count):
        s, depth = float(rng.uniform(a + 0.6, b - 0.6)), float(rng.uniform(1.1, front - 1.0))
        if any(first - 0.9 < s < last + 0.9 for first, last in openings):
            continue
        name = palette.pick(rng, _BUSHES)
        x, y = plot.line.at(s, depth)
        scale = float(rng.uniform(0.75, 1.05))
        matrix = placed(float(x), float(y), grounds.base, yaw=float(rng.uniform(0, 360)), scale=scale)
        grounds.register.plant(name, int(rng.integers(variants(name))), matrix, "Bush")


def fence_sides(grounds: Grounds, line: FrontLine, plots: list[Plot], rules: Rules) -> None:
    """Set fences or hedges between neighbours that stand apart, from the front edge to behind the houses."""
    rng = rules.generator(41)
    ordered = sorted((plot for plot in plots if not plot.corner), key=lambda plot: plot.span[0])
    for one, other in pairwise(ordered):
        gap = other.span[0] - one.span[1]
        if not 2.0 < gap < 14.0 or one.kind in OPEN_KINDS or other.kind in OPEN_KINDS:
            continue
        s = (one.span[1] + other.span[0]) / 2.0
        reach = max(one.setback + one.depth, other.setback + other.depth) + 4.0
        start = 0.5 if min(one.setback, other.setback) > _APRON_M else min(one.setback, other.setback) + 0.3
        frame, length = cross_frame(line, s, (start, reach), grounds.base)
        if rng.random() < 0.35 * rules.style.greenery:
            grounds.hedge(frame, length)
        else:
            kind = "boards" if rng.random() < 0.7 else "mesh"
            grounds.enclose(frame, length, enclosures.draw_enclosure(kind, rng))


def cross_frame(line: FrontLine, s: float, depths: tuple[float, float], base: float) -> tuple[Frame, float]:
    """Return axes from the street into the land at a place, and the length between two depths."""
    start, end = line.at(s, depths[0]), line.at(s, depths[1])
    edge = end - start
    length = float(np.hypot(edge[0], edge[1]))
    return Frame(np.array([start[0], start[1], base]), edge / length), length


def has_apron(setback: float) -> bool:
    """Return whether houses stand so near to the pavement that the ground before them is paved."""
    return setback < _APRON_M


def plant_tree(grounds: Grounds, place: Floats, trees: dict[str, float], rng: np.random.Generator) -> None:
    """Plant one of the style's trees at a world place (2,)."""
    name = pick_weighted({name: weight for name, weight in trees.items() if name in STOCK}, rng)
    yaw, scale = float(rng.uniform(0.0, 360.0)), float(rng.uniform(0.8, 1.1))
    matrix = placed(float(place[0]), float(place[1]), grounds.base, yaw=yaw, scale=scale)
    grounds.register.plant(name, int(rng.integers(variants(name))), matrix, "Tree")
