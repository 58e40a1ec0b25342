"""What stands inside blocks, behind the houses at the streets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.models.buildings import Lot, Side, rectangle
from carla_scenes.embedded.town.blocks_plots import Plot

if TYPE_CHECKING:
    from carla_scenes.embedded.town.blocks_lines import FrontLine, Taken
    from carla_scenes.embedded.town.blocks_plots import Rules

BACK_KIND = "back house"
"""Kind of the plots of yards."""

_BEHIND_M = 17.0
_AREA_PER_HOUSE_M2 = 480.0
_GAP_M = 2.5
_SIDES = (Side.BACK, Side.SIDE, Side.BACK, Side.SIDE)


def back_plots(lines: list[FrontLine], block: shapely.Polygon, rules: Rules, taken: Taken) -> list[Plot]:
    """Return houses in the yards of a block, so that gaps between the houses at the street show no emptiness.

    Args:
        lines: The block's street sides.
        block: Its land.
        rules: Style and seed.
        taken: Ground that is taken; grows.
    """
    inner = block.buffer(-_BEHIND_M)
    if inner.is_empty or not lines:
        return []
    rng = rules.generator(700)
    shapely.prepare(inner)
    low_x, low_y, high_x, high_y = inner.bounds
    wanted = int(inner.area / _AREA_PER_HOUSE_M2 * (1.2 - 0.6 * rules.style.greenery)) + 1
    along = lines[0].along(lines[0].length / 2.0)
    yaw = float(np.degrees(np.arctan2(along[1], along[0])))
    plots: list[Plot] = []
    for number in range(wanted * 6):
        if len(plots) == wanted:
            break
        x, y = rng.uniform([low_x, low_y], [high_x, high_y])
        width, depth = rng.uniform([6.0, 7.0], [14.0, 11.0])
        footprint = rectangle(
            float(x), float(y), yaw + 90.0 * int(rng.integers(4)), float(width), float(depth)
        )
        if not inner.contains(shapely.Polygon(footprint)) or not taken.is_free(footprint, _GAP_M):
            continue
        taken.take(footprint)
        storeys = int(np.clip(rng.integers(1, 4), 1, max(1, rules.style.storeys[1] - 1)))
        lot = Lot(footprint, _SIDES, storeys, (*rules.seed, 700, number), rules.base)
        plots.append(Plot(lines[0], (0.0, 0.0), BACK_KIND, 0.0, float(depth), lot))
    return plots
