"""Carpentry: bodies, legs, doors, drawers and cushions that furniture is put together from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.kit import Kit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface

_EDGE_M = 0.008
_FRONT_M = 0.02


def board(low: Sequence[float], high: Sequence[float], edge: float = _EDGE_M) -> Surface:
    """Return a board with slightly rounded edges."""
    return shapes.rounded_box(low, high, edge, steps=2)


def legs(
    size: tuple[float, float, float], thick: float, inset: float = 0.03, foot: float = 0.7
) -> list[Surface]:
    """Return four legs, tapering to `foot` of their thickness, below a top of a depth (x), width (y) and height."""
    depth, width, height = size
    return [
        shapes.cylinder(
            (x * (depth / 2.0 - inset - thick / 2.0), y * (width / 2.0 - inset - thick / 2.0), 0.0),
            (x * (depth / 2.0 - inset - thick / 2.0), y * (width / 2.0 - inset - thick / 2.0), height),
            thick / 2.0 * foot,
            thick / 2.0,
        )
        for x in (-1.0, 1.0)
        for y in (-1.0, 1.0)
    ]


def carcass(wood: Material, depth: float, width: float, height: float, plinth: float = 0.08) -> Kit:
    """Return a closed cupboard's body with a recessed plinth and a top that juts out; its front is at depth / 2."""
    kit = Kit()
    half_depth, half_width = depth / 2.0, width / 2.0
    kit.add(
        wood, board((-half_depth, -half_width, plinth), (half_depth - _FRONT_M, half_width, height - 0.03))
    )
    kit.add(
        wood, board((-half_depth, -half_width + 0.03, 0.0), (half_depth - 0.07, half_width - 0.03, plinth))
    )
    return kit.add(
        wood,
        board(
            (-half_depth - 0.01, -half_width - 0.02, height - 0.035),
            (half_depth + 0.02, half_width + 0.02, height),
        ),
    )


def doors(
    kit: Kit,
    materials: tuple[Material, Material],
    front: float,
    rows: Sequence[tuple[float, float]],
    columns: Sequence[tuple[float, float]],
) -> Kit:
    """Add panelled doors with knobs on a front.

    Args:
        kit: What they are added to.
        materials: Of the doors and of their knobs.
        front: x of the body's front, metres.
        rows: (low, high) of each row of doors, metres.
        columns: (left, right) of each column; neighbours open away from one another.
    """
    wood, knob = materials
    for low, high in rows:
        for place, (left, right) in enumerate(columns):
            kit.add(
                wood,
                board(
                    (front - _FRONT_M, left + 0.006, low + 0.006),
                    (front + 0.004, right - 0.006, high - 0.006),
                ),
            )
            rim = min(0.07, (right - left) * 0.2, (high - low) * 0.25)
            kit.add(
                wood,
                board((front, left + rim, low + rim), (front + 0.014, right - rim, high - rim), 0.013),
            )
            side = right - 0.035 if place % 2 == 0 else left + 0.035
            kit.add(
                knob,
                shapes.ellipsoid((front + 0.025, side, (low + high) / 2.0), (0.022, 0.018, 0.018), 12, 8),
            )
    return kit


def drawers(
    kit: Kit,
    materials: tuple[Material, Material],
    front: float,
    rows: Sequence[tuple[float, float]],
    columns: Sequence[tuple[float, float]],
) -> Kit:
    """Add drawer fronts with bow handles; arguments as those of `doors`."""
    wood, handle = materials
    for low, high in rows:
        for left, right in columns:
            kit.add(
                wood,
                board(
                    (front - _FRONT_M, left + 0.006, low + 0.005),
                    (front + 0.012, right - 0.006, high - 0.005),
                    0.01,
                ),
            )
            reach = min(0.07, (right - left) * 0.25)
            middle, height = (left + right) / 2.0, (low + high) / 2.0
            bow = np.array([[0.012, -reach, 0], [0.04, -reach, 0], [0.04, reach, 0], [0.012, reach, 0]])
            kit.add(handle, shapes.tube(bow + np.array([front, middle, height]), [0.007] * 4, 8))
    return kit


def cushion(low: Sequence[float], high: Sequence[float], soft: float = 0.07) -> Surface:
    """Return a cushion: a box with very round edges."""
    return shapes.rounded_box(low, high, soft, steps=5)


def bands(low: float, high: float, count: int) -> list[tuple[float, float]]:
    """Return a stretch cut into equal parts."""
    cuts = np.linspace(low, high, count + 1)
    return [(float(a), float(b)) for a, b in pairwise(cuts)]
