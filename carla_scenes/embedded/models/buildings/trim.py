"""What runs along and down a wall: bands, cornices, pilasters, quoins, pipes; and balconies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.buildings import palette
from carla_scenes.embedded.models.buildings.lot import Side
from carla_scenes.embedded.models.buildings.solids import repeated, slabs, upright_bar

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.buildings.structure import Wall

    Floats = npt.NDArray[np.float64]


_FAR_M = 6.5
"""Rails higher than this have fewer bars."""


def add_band(
    wall: Wall, low: float, high: float, depth: float, material: Material, *, gaps: Floats | None = None
) -> None:
    """Add a band along the whole wall, around its free corners.

    Args:
        wall: The wall.
        low: Lowest t.
        high: Highest t.
        depth: How far it stands out.
        material: Of the band.
        gaps: (N, 2) lowest and highest s that it leaves free (doors); none when None.
    """
    start, end = -depth * wall.turns[0], wall.length + depth * wall.turns[1]
    edges = [start, end] if gaps is None else [start, *np.sort(np.asarray(gaps, float).ravel()), end]
    pairs = np.array(edges, np.float64).reshape(-1, 2)
    pairs = pairs[pairs[:, 1] - pairs[:, 0] > 0.02]
    count = len(pairs)
    lowest = np.column_stack([pairs[:, 0], np.full(count, low), np.zeros(count)])
    highest = np.column_stack([pairs[:, 1], np.full(count, high), np.full(count, depth)])
    wall.add(slabs(lowest, highest, "FLRTU"), material)


def add_cornice(
    wall: Wall, top: float, material: Material, *, depth: float = 0.3, dentils: bool = False
) -> None:
    """Add a cornice in three steps whose top is at a height, with a row of small blocks under it if wished."""
    add_band(wall, top - 0.14, top, depth, material)
    add_band(wall, top - 0.26, top - 0.14, depth * 0.62, material)
    add_band(wall, top - 0.62, top - 0.5, depth * 0.25, material)
    if dentils:
        count = max(2, int(wall.length / 0.42))
        middles = (np.arange(count) + 0.5) * wall.length / count
        low = np.column_stack([middles - 0.09, np.full(count, top - 0.4), np.zeros(count)])
        wall.add(slabs(low, np.add(low, [0.18, 0.14, depth * 0.5]), "FU"), material)


def add_pilasters(
    wall: Wall, middles: Floats, size: tuple[float, float, float], low: float, material: Material
) -> None:
    """Add flat pillars with a foot and a head.

    Args:
        wall: The wall.
        middles: (N,) their s.
        size: Width, height and depth.
        low: Their lowest t.
        material: Of the pillars.
    """
    width, height, depth = size
    half, level = width / 2.0, np.full(len(middles), low)
    flat = np.zeros(len(middles))
    pieces = []
    for start, end, more in ((0.0, height, 0.0), (0.0, 0.4, 0.05), (height - 0.35, height, 0.05)):
        first = np.column_stack([middles - half - more, level + start, flat])
        last = np.column_stack([middles + half + more, level + end, flat + depth + more])
        pieces.append(slabs(first, last, "FLRTU" if more else "FLR"))
    wall.add(joined(pieces), material)


def add_quoins(wall: Wall, low: float, high: float, material: Material) -> None:
    """Add corner stones at both ends, long and short by turns."""
    count = int((high - low) / 0.38)
    heights = low + np.arange(count) * 0.38
    widths = np.where(np.arange(count) % 2 == 0, 0.52, 0.34)
    left = slabs(
        np.column_stack([np.full(count, -0.03 * wall.turns[0]), heights + 0.015, np.zeros(count)]),
        np.column_stack([widths, heights + 0.365, np.full(count, 0.03)]),
        "FLRTU",
    )
    right = slabs(
        np.column_stack([wall.length - widths, heights + 0.015, np.zeros(count)]),
        np.column_stack(
            [np.full(count, wall.length + 0.03 * wall.turns[1]), heights + 0.365, np.full(count, 0.03)]
        ),
        "FLRTU",
    )
    wall.add(joined([left, right]), material)


def add_downpipe(wall: Wall, s: float, top: float, material: Material = palette.ZINC) -> None:
    """Add a rain pipe; on streets with its hopper and clips."""
    wall.add(upright_bar((s, 0.1, 0.14), top, 0.05), material)
    if wall.side != Side.STREET:
        return
    clips = np.arange(0.8, top, 3.0)
    low = np.column_stack([np.full_like(clips, s - 0.07), clips, np.zeros_like(clips)])
    wall.add(slabs(low, np.add(low, [0.14, 0.05, 0.2]), "FLR"), material)
    wall.add(slabs([s - 0.14, top - 0.25, 0.0], [s + 0.14, top, 0.26], "FLRU"), material)


def add_balconies(wall: Wall, places: Floats, size: tuple[float, float], rail: str, slab: Material) -> None:
    """Add balconies.

    Args:
        wall: The wall.
        places: (N, 2) middle s and t of their floors.
        size: Width and depth.
        rail: `bars`, `glass` or `solid`.
        slab: Material of floors and solid parapets.
    """
    high = places[:, 1] > _FAR_M if len(places) else np.zeros(0, bool)
    for chosen, far in ((places[~high], False), (places[high], True)):
        if len(chosen):
            _balconies(wall, chosen, size, rail, slab, far=far)


def _balconies(
    wall: Wall, places: Floats, size: tuple[float, float], rail: str, slab: Material, *, far: bool
) -> None:
    width, depth = size
    half = width / 2.0
    offsets = np.column_stack([places, np.zeros(len(places))])
    wall.add(
        repeated(slabs([-half, -0.16, 0.0], [half, 0.0, depth], "FLRU" if far else "FLRTU"), offsets), slab
    )
    edge = depth - 0.05
    if rail == "solid":
        low = [[-half, 0.0, depth - 0.1], [-half, 0.0, 0.0], [half - 0.1, 0.0, 0.0]]
        high = [[half, 1.0, depth], [-half + 0.1, 1.0, depth - 0.1], [half, 1.0, depth - 0.1]]
        wall.add(repeated(slabs(low, high, "FBLRT"), offsets), slab)
        return
    low = [[-half, 0.96, edge - 0.04], [-half, 0.96, 0.0], [half - 0.05, 0.96, 0.0]]
    high = [[half, 1.02, depth], [-half + 0.05, 1.02, edge], [half, 1.02, edge]]
    wall.add(repeated(slabs(low, high, "FU" if far else "FBLRTU"), offsets), palette.IRON)
    if rail == "glass":
        low = [[-half + 0.02, 0.06, edge - 0.01], [-half + 0.02, 0.06, 0.0], [half - 0.04, 0.06, 0.0]]
        high = [[half - 0.02, 0.96, edge + 0.01], [-half + 0.04, 0.96, edge], [half - 0.02, 0.96, edge]]
        wall.add(repeated(slabs(low, high, "FBLR"), offsets), palette.RAIL_GLASS)
        return
    along = np.linspace(-half + 0.02, half - 0.02, max(2, round(width / (0.2 if far else 0.13))))
    out = np.linspace(0.12, edge - 0.1, max(2, round(depth / (0.3 if far else 0.15))))
    s = np.concatenate([along, np.full_like(out, -half + 0.02), np.full_like(out, half - 0.02)])
    d = np.concatenate([np.full_like(along, edge), out, out])
    low_bars = np.column_stack([s - 0.01, np.zeros_like(s), d - 0.01])
    wall.add(
        repeated(slabs(low_bars, np.add(low_bars, [0.02, 0.96, 0.02]), "F" if far else "FLR"), offsets),
        palette.IRON,
    )
