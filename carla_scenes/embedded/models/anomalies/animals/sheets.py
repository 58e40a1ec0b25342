"""Sheets: thin things with two sides, such as ears, fins, wings and flukes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, joined, smooth, unit
from carla_scenes.embedded.models.anomalies.animals.curves import curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.models.anomalies.animals.curves import Points

    Floats = npt.NDArray[np.float64]


def sheet(points: Floats, thickness: float | Floats) -> tuple[Surface, Surface]:
    """Return the two sides of a sheet, together closed.

    Args:
        points: (A, B, 3) its middle, metres.
        thickness: Metres, or (A, B).

    Returns:
        The front, whose normals point along (step along A) x (step along B); and the back with the rim.
    """
    rows, columns = points.shape[:2]
    across = unit(np.cross(np.gradient(points, axis=0), np.gradient(points, axis=1)).reshape(-1, 3)).reshape(
        points.shape
    )
    offset = across * (np.broadcast_to(np.asarray(thickness), (rows, columns)) / 2.0)[..., None]
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    corners = np.stack([first, first + columns, first + columns + 1, first + 1], axis=1)
    faces = np.concatenate([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]]).astype(np.int32)
    front = smooth((points + offset).reshape(-1, 3), faces)
    back = smooth((points - offset).reshape(-1, 3), np.ascontiguousarray(faces[:, ::-1]))
    index = np.arange(rows * columns).reshape(rows, columns)
    ring = np.concatenate([index[:, 0], index[-1, 1:], index[-2::-1, -1], index[0, -2:0:-1]])
    after = np.roll(ring, -1)
    shift = rows * columns
    rim = np.concatenate(
        [
            np.stack([ring, ring + shift, after + shift], axis=1),
            np.stack([ring, after + shift, after], axis=1),
        ]
    )
    both = np.concatenate([(points + offset).reshape(-1, 3), (points - offset).reshape(-1, 3)])
    return front, joined([back, smooth(both, rim.astype(np.int32), crease=60.0)])


def leaf(
    length: float,
    half_widths: Sequence[float],
    *,
    cup: float = 0.0,
    bend: float = 0.0,
    thickness: float = 0.01,
    steps: int = 10,
) -> tuple[Surface, Surface]:
    """Return the two sides of an ear: up along z, its opening towards x.

    Args:
        length: Metres.
        half_widths: From base to tip, evenly spaced, metres.
        cup: How far its edges stand forward of its middle, in half widths.
        bend: How far its tip hangs forward, in lengths; beyond about 0.8 it folds over.
        thickness: Metres.
        steps: Rows from base to tip.

    Returns:
        The inside and the outside.
    """
    up = np.linspace(0.0, 1.0, steps)[:, None]
    side = np.linspace(-1.0, 1.0, 9)[None, :]
    half = np.maximum(curve([[width] for width in half_widths], steps), 1e-4)
    angle = bend * 2.0 * up**1.5
    along = np.cumsum(np.cos(angle), axis=0) * length / steps
    forward = np.cumsum(np.sin(angle), axis=0) * length / steps
    x = forward + cup * half * side**2 * np.cos(angle)
    z = along - cup * half * side**2 * np.sin(angle)
    y = side * half * np.sqrt(np.maximum(1.0 - 0.35 * min(abs(cup), 1.0) * side**2, 0.1))
    points = np.stack(np.broadcast_arrays(x, y, z), axis=-1)
    return _towards_x(points, thickness)


def fin(
    root: Points,
    tip: Points,
    thickness: float = 0.02,
    *,
    rays: int = 0,
    foil: bool = False,
    steps: tuple[int, int] = (16, 6),
) -> Surface:
    """Return a closed fin between two curves: where it grows and where it ends; or its leading and trailing edge.

    Args:
        root: Control points of its base, rows of x, y, z.
        tip: Control points of its edge, in the same direction.
        thickness: At the base, metres; a third of it at the edge.
        rays: How many ribs make it wavy.
        foil: Whether the curves are the edges of a wing, from the body to the tip: round in front, sharp behind.
        steps: Points along the curves and across.
    """
    lower, upper = curve(root, steps[0]), curve(tip, steps[0])
    share = np.linspace(0.0, 1.0, steps[1])
    if foil:  # closer rows where the leading edge is round
        share = share**1.7
    points = lower[:, None] + (upper - lower)[:, None] * share[:, None]
    thick = thickness * (1.0 - 0.67 * share)[None, :] * np.ones((steps[0], 1))
    if foil:
        profile = np.maximum(4.0 * (np.sqrt(share) - share), 0.03)
        thick = thickness * profile[None, :] * np.linspace(1.0, 0.35, steps[0])[:, None]
    if rays:
        thick = thick * (1.0 + 0.45 * np.cos(np.linspace(0.0, 2.0 * np.pi * rays, steps[0])))[:, None]
    return joined(sheet(points, thick))


def _towards_x(points: Floats, thickness: float) -> tuple[Surface, Surface]:
    front, back = sheet(points, thickness)
    return (front, back) if front.normals[:, 0].sum() > 0.0 else (back, front)
