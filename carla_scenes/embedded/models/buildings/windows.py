"""Windows: pane, frame, reveal, sill and lintel, made once and set into a wall many times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.buildings import palette
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import borders, quads, repeated, slabs

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.buildings.structure import Wall

    Floats = npt.NDArray[np.float64]


_FAR_M = np.array([5.0, 11.5])
"""Windows higher than this have fewer faces, and fewer still: nobody comes closer to them."""


_FAR_SIDE_M = 6.5
"""Windows of side walls higher than this are only drawn, as those of backs are."""

_ROOM_M, _SILL_M = 2.6, 0.85
"""Height of a cell of the pattern, where it is not wider still, and of the window above the cell's floor."""


@dataclass(frozen=True)
class WindowKind:
    """The shape of a window.

    Attributes:
        width: Of the opening, metres.
        height: Of the opening.
        recess: How far the pane lies behind the wall.
        frame: Width of the frame's bars.
        columns: Casements side by side.
        transoms: Heights of cross bars, as shares of the window's.
        sill: How far the sill stands out; 0 for none.
        lintel: Height of the lintel; 0 for none.
        hood: Whether the lintel carries a small cornice.
        surround: Width of a moulding around the opening; 0 for none.
        shutters: Whether open shutters hang beside it.
    """

    width: float
    height: float
    recess: float = 0.14
    frame: float = 0.06
    columns: int = 2
    transoms: tuple[float, ...] = (0.68,)
    sill: float = 0.07
    lintel: float = 0.16
    hood: bool = False
    surround: float = 0.0
    shutters: bool = False

    def plain(self) -> WindowKind:
        """Return it as it is seen at backs and sides: no ornament."""
        return WindowKind(
            self.width, self.height, 0.1, self.frame, self.columns, (), self.sill, 0.0, surround=0.0
        )


@dataclass(frozen=True)
class WindowLook:
    """What a building's windows are made of.

    Attributes:
        frame: Of the bars.
        trim: Of sill, lintel and surround.
        panes: Behind them; its scale is set to the window's size.
        shutters: Of the shutters.
    """

    frame: Material
    trim: Material
    panes: Material
    shutters: Material


def draw_look(rng: np.random.Generator) -> WindowLook:
    """Return materials for a building's windows."""
    return WindowLook(palette.frame(rng), palette.trim(rng), palette.panes(rng, 1.0), palette.door(rng))


def add_windows(
    wall: Wall, places: Floats, kind: WindowKind, look: WindowLook, reveal: Material, *, cell: int = 0
) -> None:
    """Set windows into a wall; call before its skin is made.

    Those high up, and at sides, have fewer faces; those at backs are only drawn on it.

    Args:
        wall: The wall, which gets holes.
        places: (N, 2) middle s and lowest t of the openings.
        kind: Their shape.
        look: What they are made of.
        reveal: Material of the wall in the openings.
        cell: A number that tells the building's rooms from those of others.
    """
    if len(places) == 0:
        return
    drawn = (wall.side == Side.BACK) | ((wall.side == Side.SIDE) & (places[:, 1] > _FAR_SIDE_M))
    if drawn.any():
        _draw(wall, places[drawn], kind, look, cell + 4211)
        places = places[~drawn]
    levels = np.searchsorted(_FAR_M, places[:, 1])
    if wall.side == Side.SIDE:
        levels = np.maximum(levels, 1)
    for level in range(len(_FAR_M) + 1):
        chosen = places[levels == level]
        if len(chosen):
            _set(wall, chosen, kind, look, reveal, level=level)
            size = (kind.width, kind.height)
            add_panes(wall, chosen, size, -kind.recess, look.panes, cell=cell + 2111 * level)


def _set(
    wall: Wall, places: Floats, kind: WindowKind, look: WindowLook, reveal: Material, *, level: int
) -> None:
    """Set all of windows but the panes; those of higher levels without what is seen only from near by."""
    s, t = places[:, 0], places[:, 1]
    half = kind.width / 2.0
    wall.pierce(np.stack([s - half, s + half, t, t + kind.height], axis=1))
    offsets = np.column_stack([s, t, np.zeros(len(s))])
    sides = "LRT" if level else "LRTU"
    inside = slabs([-half, 0, -kind.recess], [half, kind.height, 0], sides, inside=True)
    wall.add(repeated(inside, offsets), reveal)
    wall.add(repeated(_far_frame(kind, level) if level else _frame(kind), offsets), look.frame)
    ornaments = _ornaments(kind, level)
    if ornaments is not None:
        wall.add(repeated(ornaments, offsets), look.trim)
    if kind.shutters:
        wall.add(repeated(_shutters(kind, level > 0), offsets), look.shutters)


def _draw(wall: Wall, places: Floats, kind: WindowKind, look: WindowLook, cell: int) -> None:
    """Draw windows on a wall: panes, the middle bar and the sill."""
    offsets = np.column_stack([places, np.zeros(len(places))])
    half = kind.width / 2.0
    lines = slabs(
        [[-half - 0.06, -0.02, 0.005], [-0.04, 0.0, 0.03]],
        [[half + 0.06, kind.height + 0.06, 0.015], [0.04, kind.height, 0.03]],
        "F",
    )
    wall.add(repeated(lines, offsets), look.frame)
    sill = slabs([-half - 0.1, -0.09, 0.0], [half + 0.1, 0.0, 0.07], "FT")
    wall.add(repeated(sill, offsets), look.trim)
    add_panes(wall, places, (kind.width, kind.height), 0.02, look.panes, cell=cell)


def add_panes(
    wall: Wall, places: Floats, size: tuple[float, float], depth: float, material: Material, *, cell: int = 0
) -> None:
    """Add bare panes, each within a cell of its own of the pattern.

    Args:
        wall: The wall.
        places: (N, 2) middle s and lowest t.
        size: Width and height.
        depth: Their d.
        material: Of `palette.panes`.
        cell: A number that tells the building's rooms from those of others.
    """
    width, height = size
    side = round(max(width, height) + 0.02, 3)
    half = width / 2.0
    room = max(side, _ROOM_M)
    foot = min(_SILL_M, room - height - 0.01)
    edges = [(side - width) / 2.0, (side + width) / 2.0]
    pane = quads(
        [[-half, 0, depth], [half, 0, depth], [half, height, depth], [-half, height, depth]],
        [[edges[0], foot], [edges[1], foot], [edges[1], foot + height], [edges[0], foot + height]],
    )
    number = np.arange(len(places))
    cells = np.stack([cell % 512 + number % 64, cell // 512 % 512 + number // 64], axis=1) * [side, room]
    offsets = np.column_stack([places, np.zeros(len(places))])
    wall.add(repeated(pane, offsets, cells), _celled(material, side))


def _celled(material: Material, side: float) -> Material:
    return replace(material, scale=side)


@lru_cache(maxsize=64)
def _frame(kind: WindowKind) -> Surface:
    half, back, front = kind.width / 2.0, -kind.recess, -kind.recess + 0.05
    pieces = [borders([[-half, 0.0]], [[half, kind.height]], kind.frame, back, front)]
    bar = kind.frame * 0.8
    if kind.columns > 1:
        middles = np.linspace(-half, half, kind.columns + 1)[1:-1]
        low = np.column_stack(
            [middles - bar / 2.0, np.full_like(middles, kind.frame), np.full_like(middles, back)]
        )
        high = np.column_stack(
            [
                middles + bar / 2.0,
                np.full_like(middles, kind.height - kind.frame),
                np.full_like(middles, front),
            ]
        )
        pieces.append(slabs(low, high, "FLR"))
    if kind.transoms:
        heights = np.array(kind.transoms) * kind.height
        low = np.column_stack(
            [np.full_like(heights, -half + kind.frame), heights - bar / 2.0, np.full_like(heights, back)]
        )
        high = np.column_stack(
            [
                np.full_like(heights, half - kind.frame),
                heights + bar / 2.0,
                np.full_like(heights, front + 0.005),
            ]
        )
        pieces.append(slabs(low, high, "FTU"))
    return joined(pieces)


@lru_cache(maxsize=64)
def _ornaments(kind: WindowKind, level: int) -> Surface | None:
    half = kind.width / 2.0
    pieces = []
    around = kind.surround
    whole = ("FLRU", "FU", "F")[level]
    if kind.sill:
        reach = half + max(around, 0.08) + 0.02
        pieces.append(slabs([-reach, -0.09, -kind.recess + 0.02], [reach, 0.0, kind.sill], whole))
    if around:
        outer = half + around
        for low, high, faces in (
            ([-outer, 0.0, 0.0], [-half, kind.height, 0.035], "FL"),
            ([half, 0.0, 0.0], [outer, kind.height, 0.035], "FR"),
            ([-outer, kind.height, 0.0], [outer, kind.height + around, 0.04], "FU"),
        ):
            pieces.append(slabs(low, high, "F" if level else faces))
    top = kind.height + around
    if kind.lintel and not around:
        end = [half + 0.12, top + kind.lintel, 0.025]
        pieces.append(slabs([-half - 0.12, kind.height, 0.0], end, "F" if level else "FU"))
        top += kind.lintel
    if kind.hood:
        reach = half + around + 0.14
        pieces.append(slabs([-reach, top, 0.0], [reach, top + 0.1, 0.14], whole))
    return joined(pieces) if pieces else None


@lru_cache(maxsize=64)
def _far_frame(kind: WindowKind, level: int) -> Surface:
    """The fronts of the frame's bars alone; of the highest level only those between casements."""
    half, depth = kind.width / 2.0, -kind.recess + 0.04
    bar = kind.frame
    uprights = np.linspace(-half, half - bar, max(kind.columns, 2) + 1)
    heights = np.array([0.0, *(share * kind.height for share in kind.transoms), kind.height - bar])
    if level > 1:
        uprights, heights = uprights[1:-1], heights[:1]
    low = np.concatenate(
        [
            np.column_stack([uprights, np.zeros_like(uprights)]),
            np.column_stack([np.full_like(heights, -half), heights]),
        ]
    )
    high = np.concatenate(
        [
            np.column_stack([uprights + bar, np.full_like(uprights, kind.height)]),
            np.column_stack([np.full_like(heights, half), heights + bar]),
        ]
    )
    plane = np.full(len(low), depth)
    return slabs(np.column_stack([low, plane]), np.column_stack([high, plane]), "F")


@lru_cache(maxsize=64)
def _shutters(kind: WindowKind, far: bool) -> Surface:
    half, leaf = kind.width / 2.0, kind.width / 2.0
    low = [[-half - leaf, 0.0, 0.005], [half, 0.0, 0.005]]
    high = [[-half - 0.02, kind.height, 0.045], [half + leaf - 0.02, kind.height, 0.045]]
    if far:
        return slabs(low, high, "FLRTU")
    slats = np.arange(0.12, kind.height - 0.12, 0.18)
    sides = np.array([-half - leaf + 0.07, half + 0.07])
    place_s, place_t = (part.ravel() for part in np.meshgrid(sides, slats))
    start = np.column_stack([place_s, place_t, np.full_like(place_s, 0.045)])
    end = start + np.array([leaf - 0.16, 0.11, 0.015])
    return joined([slabs(low, high, "FLRTU"), slabs(start, end, "FU")])
