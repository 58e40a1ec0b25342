"""Doors: front doors with their surrounds and steps, glazed entrances, gates of garages and sheds, back doors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.models.buildings import palette
from carla_scenes.embedded.models.buildings.solids import borders, quads, slabs

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.buildings.structure import Wall

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class DoorKind:
    """The shape of a front door.

    Attributes:
        width: Of the opening, metres.
        height: Of the opening, fanlight included.
        floor: Height of the floor behind it above the ground.
        fanlight: Height of the window above the leaf; 0 for none.
        leaves: One or two.
        surround: `none`, `plain` (a frame), `columns` (with an entablature) or `canopy`.
        recess: How far the leaf lies behind the wall.
    """

    width: float = 1.1
    height: float = 2.6
    floor: float = 0.15
    fanlight: float = 0.4
    leaves: int = 1
    surround: str = "plain"
    recess: float = 0.3


def add_door(
    wall: Wall, s: float, kind: DoorKind, *, leaf: Material, trim: Material, reveal: Material
) -> None:
    """Set a front door into a wall; call before its skin is made.

    Args:
        wall: The wall.
        s: Middle of the door.
        kind: Its shape.
        leaf: Material of the leaf.
        trim: Of the surround.
        reveal: Of the wall in the opening.
    """
    half, top, back = kind.width / 2.0, kind.floor + kind.height, -kind.recess
    wall.pierce(np.array([s - half, s + half, 0.0, top]))
    wall.add(slabs([s - half, 0.0, back], [s + half, top, 0.0], "LRT", inside=True), reveal)
    if kind.floor > 0.01:
        wall.add(slabs([s - half, 0.0, back], [s + half, kind.floor, 0.0], "FT"), palette.STEP)
    head = top - kind.fanlight
    wall.add(borders([[s - half, kind.floor]], [[s + half, top]], 0.07, back, back + 0.06), trim)
    if kind.fanlight:
        wall.add(slabs([s - half, head - 0.06, back], [s + half, head, back + 0.06], "FTU"), trim)
        wall.add(_pane(s - half, s + half, head, top, back + 0.01), palette.GLASS)
    _leaves(wall, s, kind, leaf, head - 0.06 if kind.fanlight else top)
    _surround(wall, s, kind, trim)


def _pane(s0: float, s1: float, t0: float, t1: float, d: float) -> Surface:
    return quads([[s0, t0, d], [s1, t0, d], [s1, t1, d], [s0, t1, d]])


def _leaves(wall: Wall, s: float, kind: DoorKind, leaf: Material, top: float) -> None:
    half, back = kind.width / 2.0 - 0.07, -kind.recess
    wall.add(slabs([s - half, kind.floor, back - 0.02], [s + half, top, back + 0.02], "F"), leaf)
    width = 2.0 * half / kind.leaves
    sides = s - half + width * np.arange(kind.leaves)
    rows = np.array([[0.14, 0.42], [0.48, 0.94]]) * (top - kind.floor) + kind.floor
    low = [[side + 0.12, row[0], back + 0.02] for side in sides for row in rows]
    high = [[side + width - 0.12, row[1], back + 0.035] for side in sides for row in rows]
    wall.add(slabs(low, high, "FLRTU"), leaf)
    handle = [
        [side + (0.9 if place % 2 == 0 else 0.1) * width, kind.floor + 1.0, back + 0.02]
        for place, side in enumerate(sides)
    ]
    wall.add(
        slabs(np.subtract(handle, [0.02, 0.07, 0.0]), np.add(handle, [0.02, 0.07, 0.06]), "FLRTU"),
        palette.METAL,
    )


def _surround(wall: Wall, s: float, kind: DoorKind, trim: Material) -> None:
    half, top = kind.width / 2.0, kind.floor + kind.height
    if kind.surround == "none":
        return
    if kind.surround == "canopy":
        wall.add(
            slabs([s - half - 0.35, top + 0.15, 0.0], [s + half + 0.35, top + 0.27, 0.95], "FLRTU"), trim
        )
        return
    width, depth = (0.26, 0.12) if kind.surround == "columns" else (0.14, 0.05)
    low = [[s - half - width, 0.0, 0.0], [s + half, 0.0, 0.0], [s - half - width, top, 0.0]]
    high = [[s - half, top, depth], [s + half + width, top, depth], [s + half + width, top + width, depth]]
    wall.add(slabs(low, high, "FLRTU"), trim)
    if kind.surround == "columns":
        foot = [[s - half - width - 0.03, 0.0, 0.0], [s + half - 0.03, 0.0, 0.0]]
        cap = [[s - half + 0.03, 0.32, depth + 0.04], [s + half + width + 0.03, 0.32, depth + 0.04]]
        wall.add(slabs(foot, cap, "FLRT"), trim)
        reach = half + width + 0.12
        wall.add(
            slabs([s - reach, top + width, 0.0], [s + reach, top + width + 0.14, depth + 0.12], "FLRTU"), trim
        )


def add_steps(wall: Wall, s: float, width: float, floor: float) -> None:
    """Set steps before a door, three to a half metre.

    Args:
        wall: The wall.
        s: Middle of the door.
        width: Of the flight, metres.
        floor: Height of its top, metres.
    """
    count = max(1, round(floor / 0.17))
    rise, tread = floor / count, 0.3
    number = np.arange(count)
    half = np.full(count, width / 2.0)
    low = np.column_stack([s - half, np.zeros(count), np.zeros(count)])
    high = np.column_stack([s + half, floor - rise * number, tread * (number + 1.0) + 0.55])
    wall.add(slabs(low, high, "FLRT"), palette.STEP)


def add_glazed_entrance(
    wall: Wall, s: float, size: tuple[float, float], frame: Material, reveal: Material
) -> None:
    """Set glass doors with a transom light into a wall, recessed by a half metre; call before its skin is made.

    Args:
        wall: The wall.
        s: Middle of the entrance.
        size: Width and height of the opening, metres.
        frame: Material of the bars.
        reveal: Of the wall in the opening.
    """
    width, height = size
    half, back = width / 2.0, -0.5
    wall.pierce(np.array([s - half, s + half, 0.0, height]))
    wall.add(slabs([s - half, 0.0, back], [s + half, height, 0.0], "LRT", inside=True), reveal)
    wall.add(slabs([s - half, 0.0, back], [s + half, 0.03, 0.0], "T"), palette.STEP)
    wall.add(_pane(s - half, s + half, 0.0, height, back), palette.GLASS)
    wall.add(borders([[s - half, 0.0]], [[s + half, height]], 0.08, back, back + 0.07), frame)
    leaves = max(2, round(width / 1.0))
    bars = np.linspace(-half, half, leaves + 1)[1:-1] + s
    low = np.column_stack([bars - 0.05, np.full_like(bars, 0.05), np.full_like(bars, back)])
    high = np.column_stack(
        [bars + 0.05, np.full_like(bars, min(2.3, height)), np.full_like(bars, back + 0.06)]
    )
    wall.add(slabs(low, high, "FLR"), frame)
    if height > 2.5:
        wall.add(slabs([s - half, 2.3, back], [s + half, 2.4, back + 0.07], "FTU"), frame)
    grips = np.column_stack([bars, np.full_like(bars, 0.9), np.full_like(bars, back + 0.06)])
    wall.add(slabs(np.add(grips, [0.08, 0.0, 0.0]), np.add(grips, [0.11, 0.5, 0.05]), "FLRTU"), palette.METAL)
    wall.add(
        slabs([s - half, height - 0.03, back + 0.1], [s + half, height, back + 0.2], "FU"), palette.SHOP_LIGHT
    )


def add_gate(
    wall: Wall, s: float, size: tuple[float, float], leaf: Material, trim: Material, *, floor: float = 0.0
) -> None:
    """Set a sectional or roller gate into a wall; call before its skin is made.

    Args:
        wall: The wall.
        s: Middle of the gate.
        size: Width and height of the opening, metres.
        leaf: Material of the gate.
        trim: Of its frame.
        floor: Height of its sill, above zero for loading docks.
    """
    width, height = size
    half, back = width / 2.0, -0.18
    wall.pierce(np.array([s - half, s + half, floor, floor + height]))
    wall.add(slabs([s - half, floor, back], [s + half, floor + height, 0.0], "LRTU", inside=True), trim)
    slats = max(3, round(height / 0.5))
    edges = np.linspace(floor, floor + height, slats + 1)
    low = np.column_stack([np.full(slats, s - half), edges[:-1] + 0.015, np.full(slats, back - 0.02)])
    high = np.column_stack([np.full(slats, s + half), edges[1:] - 0.015, np.full(slats, back + 0.02)])
    wall.add(
        _pane(s - half, s + half, floor, floor + height, back),
        Material(palette.shaded(leaf.colour, 0.5), roughness=0.7),
    )
    wall.add(slabs(low, high, "FTU"), leaf)
    wall.add(
        slabs(
            [[s - half - 0.12, floor, 0.0], [s + half, floor, 0.0], [s - half - 0.12, floor + height, 0.0]],
            [
                [s - half, floor + height, 0.03],
                [s + half + 0.12, floor + height, 0.03],
                [s + half + 0.12, floor + height + 0.14, 0.04],
            ],
            "FLRT",
        ),
        trim,
    )


def add_back_door(wall: Wall, s: float, leaf: Material) -> None:
    """Set a plain door with a lamp above into a wall, without piercing it."""
    wall.add(slabs([s - 0.55, 0.0, 0.0], [s + 0.55, 2.2, 0.03], "FLRT"), palette.STEP)
    wall.add(slabs([s - 0.47, 0.06, 0.03], [s + 0.47, 2.12, 0.05], "FLRT"), leaf)
    wall.add(slabs([s + 0.34, 1.0, 0.05], [s + 0.4, 1.1, 0.11], "FLRTU"), palette.METAL)
    wall.add(slabs([s - 0.08, 2.35, 0.0], [s + 0.08, 2.5, 0.14], "FLRTU"), palette.LAMP)


STEEL_DOOR = Material((0.2, 0.22, 0.23), Pattern.PAINT, roughness=0.4)
"""What back doors are made of."""


def canopy(s: float, width: float, t: float, depth: float) -> Surface:
    """Return a flat roof over an entrance: middle, width, height of its underside, and how far it stands out."""
    return slabs([s - width / 2.0, t, 0.0], [s + width / 2.0, t + 0.14, depth], "FLRTU")
