"""Streamlined bodies: a skin over cross-sections, for fish and whales."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import loft
from carla_scenes.embedded.models.anomalies.animals.curves import curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]


def hull(stations: Sequence[Sequence[float]], *, count: int = 60, around: int = 32) -> Surface:
    """Return a closed body along the x axis, the same on both sides.

    Args:
        stations: From tail to snout: x, height of the underside, height of the back, half the width, and how boxy
            the section is (2 an ellipse, more a rounded box, 1.5 a keel).
        count: Sections.
        around: Points of each.
    """
    rows = curve(stations, count)
    rows = np.concatenate([_rounded(rows[0], -1.0)[::-1], rows, _rounded(rows[-1], 1.0)])
    turns = np.arange(around) * 2.0 * np.pi / around
    x, low, high, half, boxy = (column[:, None] for column in rows.T)
    cosine, sine = np.cos(turns)[None, :], np.sin(turns)[None, :]
    power = 2.0 / np.maximum(boxy, 1.0)
    y = np.maximum(half, 1e-3) * np.sign(cosine) * np.abs(cosine) ** power
    z = (low + high) / 2.0 + (high - low) / 2.0 * np.sign(sine) * np.abs(sine) ** power
    return loft(np.stack(np.broadcast_arrays(x, y, z), axis=-1), crease=180.0)


def _rounded(row: Floats, sign: float) -> Floats:
    """Return the stations of a round end beyond a station."""
    x, low, high, half, boxy = row
    turns = np.radians([18.0, 36.0, 54.0, 70.0, 84.0])
    shrunk, reach = np.cos(turns), 0.4 * (half + (high - low) / 2.0)
    middle = (low + high) / 2.0
    return np.stack(
        [
            x + sign * reach * np.sin(turns),
            middle + (low - middle) * shrunk,
            middle + (high - middle) * shrunk,
            half * shrunk,
            np.full(len(turns), boxy),
        ],
        axis=1,
    )
