"""Lamps as kernels find them: those that reach a square of ground, strongest first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.render.compiled import kernel
from carla_scenes.embedded.render.records import LAMP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.scene import Lamp, Placed

    Ints = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]

_CELL_M = 12.0
_LAMPS_PER_CELL = 16
_MOST_CELLS = 256
_STREET_LAMP = 3.4
_REACH_M = 32.0
_BEAM = 24.0
_BEAM_REACH_M = 45.0
_BEAM_CONE = 0.6
_BEAMS = 0b0000111


def lamp_records(lamps: Sequence[Lamp], actors: Sequence[Placed], *, dark: bool) -> npt.NDArray[Any]:
    """Return all sources of light, (L,) of `records.LAMP`: the town's and vehicles' head lamps.

    Args:
        lamps: The town's.
        actors: Vehicles among them have their head lamps on when it is dark.
        dark: Whether lamps are lit.
    """
    if not dark:
        return np.zeros(1, LAMP)
    rows = np.zeros(len(lamps) + len(actors) + 1, LAMP)
    count = 0
    for lamp in lamps:
        row = rows[count]
        row["x"], row["y"], row["z"] = lamp.x, lamp.y, lamp.z
        row["red"], row["green"], row["blue"] = (_STREET_LAMP * lamp.strength * part for part in lamp.colour)
        row["reach"] = _REACH_M * min(1.5, max(0.3, math.sqrt(lamp.strength)))
        row["cone"] = -2.0
        count += 1
    for actor in actors:
        if actor.model.startswith("vehicle."):
            row = rows[count]
            pose = actor.pose.offset(forward=2.0 * actor.scale, up=0.75 * actor.scale)
            row["x"], row["y"], row["z"] = pose.x, pose.y, pose.z
            row["red"], row["green"], row["blue"] = _BEAM, _BEAM * 0.95, _BEAM * 0.85
            row["reach"], row["cone"] = _BEAM_REACH_M, _BEAM_CONE
            forward = actor.pose.offset(forward=1.0, up=-0.06).location - actor.pose.location
            row["forward_x"], row["forward_y"], row["forward_z"] = forward / math.sqrt(1.0036)
            count += 1
    return rows[: max(1, count)]


def lamp_cells(lamps: npt.NDArray[Any]) -> tuple[Ints, Floats]:
    """Return the numbers of lamps by cell, and x and y of the first cell's corner and the side of a cell, metres."""
    lit = lamps["reach"] > 0.0
    if not lit.any():
        return np.full((1, 1, _LAMPS_PER_CELL), -1, np.int32), np.array([0.0, 0.0, 1.0])
    low = np.array([(lamps[name] - lamps["reach"])[lit].min() for name in ("x", "y")])
    high = np.array([(lamps[name] + lamps["reach"])[lit].max() for name in ("x", "y")])
    side = max(_CELL_M, float((high - low).max()) / _MOST_CELLS)
    counts = np.ceil((high - low) / side).astype(int) + 1
    cells = np.full((*counts, _LAMPS_PER_CELL), -1, np.int32)
    origin = np.array([*low, side])
    strengths = np.zeros(cells.shape)
    _sort_in(lamps, cells, strengths, origin)
    return cells, origin


@kernel
def _sort_in(lamps: npt.NDArray[Any], cells: Ints, strengths: Floats, origin: Floats) -> None:
    """Write each lamp into the cells that it reaches, strongest first."""
    side = origin[2]
    for number in range(len(lamps)):
        lamp = lamps[number]
        if lamp.reach <= 0.0:
            continue
        # The middle of what a beam lights lies before it.
        forward = 0.35 * lamp.reach if lamp.cone > -1.5 else 0.0
        x, y = lamp.x + lamp.forward_x * forward, lamp.y + lamp.forward_y * forward
        first_i = max(0, int((lamp.x - lamp.reach - origin[0]) / side))
        last_i = min(cells.shape[0] - 1, int((lamp.x + lamp.reach - origin[0]) / side))
        first_j = max(0, int((lamp.y - lamp.reach - origin[1]) / side))
        last_j = min(cells.shape[1] - 1, int((lamp.y + lamp.reach - origin[1]) / side))
        for i in range(first_i, last_i + 1):
            for j in range(first_j, last_j + 1):
                dx = origin[0] + (i + 0.5) * side - x
                dy = origin[1] + (j + 0.5) * side - y
                # Beams only graze the ground.
                strength = (0.3 if lamp.cone > -1.5 else 1.0) * lamp.green / (dx * dx + dy * dy + 40.0)
                _insert(cells[i, j], strengths[i, j], number, strength)


@kernel
def _insert(cell: Ints, strengths: Floats, number: int, strength: float) -> None:
    """Write a lamp into one cell."""
    for k in range(len(cell)):
        if cell[k] < 0 or strengths[k] < strength:
            for m in range(len(cell) - 1, k, -1):
                cell[m], strengths[m] = cell[m - 1], strengths[m - 1]
            cell[k], strengths[k] = number, strength
            return
