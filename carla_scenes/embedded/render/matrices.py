"""Inverses of placements by whole formulas: libraries of linear algebra round differently from machine to machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


def inverse_rows(matrix: Floats) -> Floats:
    """Return rows of the inverse of a (4, 4) matrix of an affine map, (3, 4); by cofactors."""
    a, b, c = matrix[:3, 0], matrix[:3, 1], matrix[:3, 2]
    rows = np.stack([_crossed(b, c), _crossed(c, a), _crossed(a, b)])
    determinant = a[0] * rows[0, 0] + a[1] * rows[0, 1] + a[2] * rows[0, 2]
    rows = rows / determinant
    t = matrix[:3, 3]
    offset = -(rows[:, 0] * t[0] + rows[:, 1] * t[1] + rows[:, 2] * t[2])
    return np.concatenate([rows, offset[:, None]], axis=1)


def _crossed(a: Floats, b: Floats) -> Floats:
    return np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])
