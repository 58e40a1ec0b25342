"""Noise of positions, the same on every machine: hashes of integer cells, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


def value_noise(points: Floats, scale: float, seed: int) -> Floats:
    """Return smooth noise from -1 to 1.

    Args:
        points: (N, 3) metres.
        scale: Size of its lumps, metres.
        seed: Which noise.

    Returns:
        (N,) float64.
    """
    local = points / scale
    cell = np.floor(local).astype(np.int64)
    part = local - cell
    part = part * part * (3.0 - 2.0 * part)
    total = np.zeros(len(points))
    for corner in ((i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)):
        weight = np.prod(np.where(np.array(corner) == 1, part, 1.0 - part), axis=1)
        total += weight * _hashed(cell + np.array(corner), seed)
    return total * 2.0 - 1.0


def cell_noise(points: Floats, scale: float, seed: int) -> tuple[Floats, Floats]:
    """Return the distances to the nearest and to the second nearest of scattered points, in units of `scale`.

    Args:
        points: (N, 3) metres.
        scale: Mean distance of the scattered points, metres.
        seed: Which scatter.

    Returns:
        Two (N,) float64, the nearer first.
    """
    local = points / scale
    cell = np.floor(local).astype(np.int64)
    nearest, second = np.full(len(points), 9.0), np.full(len(points), 9.0)
    for step in ((i, j, k) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1)):
        other = cell + np.array(step)
        place = other + np.stack([_hashed(other, seed * 3 + axis) for axis in range(3)], axis=1)
        far = np.sqrt(((local - place) ** 2).sum(axis=1))
        second = np.minimum(second, np.maximum(nearest, far))
        nearest = np.minimum(nearest, far)
    return nearest, second


def _hashed(cells: npt.NDArray[np.int64], seed: int) -> Floats:
    """Return a number from 0 to 1 for each integer cell (N, 3)."""
    words = cells.astype(np.uint64)
    state = np.full(len(cells), (seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64, np.uint64)
    for axis in range(3):
        state ^= words[:, axis] * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(27)
    return (state >> np.uint64(11)).astype(np.float64) / 2.0**53
