"""Facades of masonry: bays and storeys filled with windows, doors, shops and balconies after a design."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.buildings import clutter, doors, palette, shops, trim
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.windows import add_windows

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.buildings.doors import DoorKind
    from carla_scenes.embedded.models.buildings.structure import Structure, Wall
    from carla_scenes.embedded.models.buildings.windows import WindowKind, WindowLook

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Storeys:
    """Heights of a building's storeys, metres: the ground floor, each of the others, and how many in all."""

    ground: float
    upper: float
    count: int

    @property
    def height(self) -> float:
        """Height of the top of the last storey."""
        return self.ground + self.upper * (self.count - 1)

    @property
    def floors(self) -> Floats:
        """Heights of the floors above the ground floor."""
        floors: Floats = self.ground + self.upper * np.arange(self.count - 1, dtype=np.float64)
        return floors


@dataclass(frozen=True)
class Design:
    """How the walls of one building look.

    Attributes:
        storeys: Their heights.
        wall: Material above the ground floor.
        base: Material of the ground floor.
        trim: Of bands, cornices and slabs.
        look: Of the windows.
        window: Windows above the ground floor.
        ground_window: Windows of the ground floor.
        pitch: Distance between windows, metres.
        sill: Height of sills above the floor.
        door: Front door; None for glass doors.
        leaf: Material of the door.
        shops: Whether the ground floor is shops.
        plinth: Height of the foot; 0 for none.
        bands: Whether there is a band over the ground floor.
        cornice: Depth of the cornice; 0 for none.
        dentils: Whether it has small blocks.
        quoins: Whether corners have quoins.
        pilasters: Whether pilasters stand between the upper windows.
        balconies: Kind of rail, empty for none.
        balcony_size: Width and depth.
        parapet: Height of the walls above the roof.
        urban: Whether adverts may hang on its sides, and narrow fronts have their door in any bay.
    """

    storeys: Storeys
    wall: Material
    base: Material
    trim: Material
    look: WindowLook
    window: WindowKind
    ground_window: WindowKind
    pitch: float
    sill: float
    door: DoorKind | None
    leaf: Material
    shops: bool = False
    plinth: float = 0.5
    bands: bool = True
    cornice: float = 0.0
    dentils: bool = False
    quoins: bool = False
    pilasters: bool = False
    balconies: str = ""
    balcony_size: tuple[float, float] = (1.9, 0.9)
    parapet: float = 0.0
    urban: bool = True

    @property
    def top(self) -> float:
        """Height of the walls' upper edge."""
        return self.storeys.height + self.parapet


def bays(wall: Wall, pitch: float) -> Floats:
    """Return the middles of a wall's bays, (N,) s; none on very short walls."""
    if wall.length < 1.7:
        return np.zeros(0)
    count = max(1, round((wall.length - 0.4) / pitch))
    return (np.arange(count) + 0.5) * wall.length / count


def middle_bay(wall: Wall, pitch: float) -> float:
    """Return the s of the bay that has the front door of a house that stands by itself."""
    middles = bays(wall, pitch)
    return float(middles[len(middles) // 2])


def grid(middles: Floats, heights: Floats) -> Floats:
    """Return all pairs, (N, 2), storey by storey."""
    return np.column_stack([np.tile(middles, len(heights)), np.repeat(heights, len(middles))])


def add_walls(structure: Structure, design: Design, rng: np.random.Generator) -> None:
    """Make all outer walls of a building.

    Args:
        structure: The building.
        design: How they look.
        rng: Chooses which bay has the door, which windows have balconies, and what hangs at the sides.
    """
    cell = int(rng.integers(1 << 17))
    for index, wall in enumerate(structure.walls):
        if wall.side == Side.STREET:
            _street_wall(wall, design, rng, main=index == 0, cell=cell + index * 997)
        elif wall.side == Side.PARTY:
            wall.skin(design.wall, 0.0, design.top)
        else:
            _plain_wall(wall, design, rng, cell=cell + index * 997)


def _street_wall(wall: Wall, design: Design, rng: np.random.Generator, *, main: bool, cell: int) -> None:
    storeys = design.storeys
    middles = bays(wall, design.pitch)
    _upper_windows(wall, design, middles, rng, cell)
    gaps = _ground_floor(wall, design, middles, rng, main=main, cell=cell + 311)
    if design.plinth and not design.shops:
        trim.add_band(wall, 0.0, design.plinth, 0.04, design.trim, gaps=gaps)
    if design.bands and storeys.count > 1:
        trim.add_band(wall, storeys.ground - 0.1, storeys.ground + 0.12, 0.09, design.trim)
    if design.cornice:
        trim.add_cornice(
            wall,
            storeys.height + min(design.parapet, 0.1),
            design.trim,
            depth=design.cornice,
            dentils=design.dentils,
        )
    if design.quoins:
        trim.add_quoins(wall, storeys.ground + 0.15, storeys.height - 0.65, design.trim)
    if design.pilasters and len(middles) > 1 and storeys.count > 1:
        between = np.concatenate([[0.3], (middles[1:] + middles[:-1]) / 2.0, [wall.length - 0.3]])
        size = (0.42, storeys.height - storeys.ground - 0.75, 0.11)
        trim.add_pilasters(wall, between, size, storeys.ground + 0.12, design.trim)
    wall.skin(design.base, 0.0, storeys.ground)
    wall.skin(design.wall, storeys.ground, design.top)
    if main and not design.pilasters:
        trim.add_downpipe(
            wall, 0.18 if not design.quoins else 0.7, storeys.height - (0.3 if design.cornice else 0.05)
        )


def _upper_windows(wall: Wall, design: Design, middles: Floats, rng: np.random.Generator, cell: int) -> None:
    heights = design.storeys.floors
    if len(middles) == 0 or len(heights) == 0:
        return
    chosen = np.zeros(len(middles), bool)
    if design.balconies and len(middles) > 1:
        chosen[int(rng.integers(2)) :: int(rng.integers(2, 4))] = True
        chosen |= chosen[::-1]  # the same from both ends
    add_windows(
        wall,
        grid(middles[~chosen], heights + design.sill),
        design.window,
        design.look,
        design.wall,
        cell=cell,
    )
    if chosen.any():
        high = design.window.height + design.sill - 0.12
        french = replace(design.window, height=high, sill=0.0, shutters=design.window.shutters)
        add_windows(
            wall, grid(middles[chosen], heights + 0.12), french, design.look, design.wall, cell=cell + 4099
        )
        width = min(design.balcony_size[0], design.pitch - 0.15)
        places = grid(middles[chosen], heights + 0.06)
        trim.add_balconies(wall, places, (width, design.balcony_size[1]), design.balconies, design.trim)


def _ground_floor(
    wall: Wall, design: Design, middles: Floats, rng: np.random.Generator, *, main: bool, cell: int
) -> Floats:
    """Fill the ground floor; return the stretches that the plinth leaves free, (N, 2)."""
    if design.shops and wall.length >= 3.2:
        return _shops(wall, design, rng, main=main)
    if len(middles) == 0:
        return np.zeros((0, 2))
    gaps = []
    free = np.ones(len(middles), bool)
    if main:
        narrow = design.urban and len(middles) < 4
        place = int(rng.integers(len(middles))) if narrow else len(middles) // 2
        s = float(middles[place])
        free[place] = False
        if design.door is None:
            width = min(3.0, wall.length / len(middles) - 0.3)
            doors.add_glazed_entrance(
                wall, s, (width, min(3.1, design.storeys.ground - 0.8)), design.look.frame, design.base
            )
            trim_depth = 0.9
            wall.add(
                doors.canopy(s, width + 0.8, min(3.1, design.storeys.ground - 0.8) + 0.08, trim_depth),
                palette.DARK_METAL,
            )
        else:
            width = design.door.width
            doors.add_door(wall, s, design.door, leaf=design.leaf, trim=design.trim, reveal=design.base)
        around = {"columns": 0.28, "plain": 0.14}.get(design.door.surround if design.door else "", 0.0)
        gaps.append([s - width / 2.0 - around, s + width / 2.0 + around])
    places = grid(middles[free], np.array([max(design.sill + 0.25, design.plinth + 0.15)]))
    add_windows(wall, places, design.ground_window, design.look, design.base, cell=cell)
    return np.array(gaps, np.float64).reshape(-1, 2)


def _shops(wall: Wall, design: Design, rng: np.random.Generator, *, main: bool) -> Floats:
    start, end = 0.12, wall.length - 0.12
    house_door = main and design.storeys.count > 1 and design.door is not None and wall.length > 5.5
    if house_door and design.door is not None:
        s = start + 0.75 if rng.random() < 0.5 else end - 0.75
        door = replace(
            design.door, surround="plain", width=1.05, height=min(2.7, design.storeys.ground - 0.9)
        )
        doors.add_door(wall, s, door, leaf=design.leaf, trim=design.trim, reveal=design.base)
        start, end = (start + 1.6, end) if s < wall.length / 2.0 else (start, end - 1.6)
    count = max(1, round((end - start) / 5.6))
    edges = np.linspace(start, end, count + 1)
    for a, b in pairwise(edges):
        shops.add_shop(
            wall, (float(a) + 0.06, float(b) - 0.06), design.storeys.ground, shops.draw_shop(rng), rng
        )
    return np.zeros((0, 2))


def _plain_wall(wall: Wall, design: Design, rng: np.random.Generator, *, cell: int) -> None:
    storeys = design.storeys
    middles = bays(wall, design.pitch * (1.15 if wall.side == Side.BACK else 1.7))
    kind = design.window.plain()
    heights = np.concatenate([[storeys.ground - storeys.upper], storeys.floors]) + design.sill
    places = grid(middles, np.maximum(heights, 0.9))
    if wall.side == Side.SIDE and len(places):
        kept = rng.random(len(middles)) < (0.6 if design.urban else 0.9)
        kept[int(rng.integers(len(kept)))] |= not design.urban
        places = places[np.tile(kept, len(heights))]
    add_windows(wall, places, kind, design.look, design.wall, cell=cell)
    wall.skin(design.wall, 0.0, design.top)
    clutter.add_clutter(
        wall, storeys.height, places, design.wall, rng, window_m=kind.width, adverts=design.urban
    )
