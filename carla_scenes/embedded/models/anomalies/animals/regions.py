"""Regions of space: functions of points (N, 3) that give (N,) values, negative inside; about metres near the edge."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from carla_scenes.embedded.models.anomalies.animals.noise import cell_noise, value_noise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.models.anomalies.animals.curves import Points

Floats = npt.NDArray[np.float64]
Region = Callable[[Floats], Floats]


def ball(
    centre: Sequence[float],
    radius: float,
    stretch: Sequence[float] = (1.0, 1.0, 1.0),
    *,
    both: bool = False,
) -> Region:
    """Return a ball or ellipsoid; with `both` its mirror image beyond y = 0 belongs to it."""

    def region(points: Floats) -> Floats:
        local = _folded(points, both=both) - np.asarray(centre)
        return cast(Floats, np.linalg.norm(local / np.asarray(stretch), axis=1) - radius)

    return region


def along(points: Points, *, both: bool = False) -> Region:
    """Return a thick line: control points are rows of x, y, z and radius."""
    rows = np.asarray(points, np.float64)

    def region(places: Floats) -> Floats:
        folded = _folded(places, both=both)
        value = np.full(len(places), np.inf)
        for start, end in pairwise(rows):
            axis = end[:3] - start[:3]
            part = np.clip((folded - start[:3]) @ axis / max(float(axis @ axis), 1e-12), 0.0, 1.0)
            away = np.linalg.norm(folded - start[:3] - part[:, None] * axis, axis=1)
            value = np.minimum(value, away - (start[3] + part * (end[3] - start[3])))
        return value

    return region


def half(normal: Sequence[float], place: Sequence[float] = (0.0, 0.0, 0.0)) -> Region:
    """Return the side of a plane through `place` that `normal` points to."""
    direction = np.asarray(normal, np.float64) / np.linalg.norm(np.asarray(normal, np.float64))
    return lambda points: cast(Floats, -(points - np.asarray(place)) @ direction)


def below(height: float) -> Region:
    """Return all that lies below a height, metres."""
    return half((0.0, 0.0, -1.0), (0.0, 0.0, height))


def above(height: float) -> Region:
    """Return all that lies above a height, metres."""
    return half((0.0, 0.0, 1.0), (0.0, 0.0, height))


def before(x: float) -> Region:
    """Return all that lies further forward than x, metres."""
    return half((1.0, 0.0, 0.0), (x, 0.0, 0.0))


def behind(x: float) -> Region:
    """Return all that lies further back than x, metres."""
    return half((-1.0, 0.0, 0.0), (x, 0.0, 0.0))


def either(*regions: Region) -> Region:
    """Return all that lies in at least one region."""
    return lambda points: cast(Floats, np.min([region(points) for region in regions], axis=0))


def common(*regions: Region) -> Region:
    """Return what lies in every region."""
    return lambda points: cast(Floats, np.max([region(points) for region in regions], axis=0))


def outside(region: Region) -> Region:
    """Return all that lies outside a region."""
    return lambda points: -region(points)


def ragged(region: Region, amount: float, scale: float, seed: int = 1) -> Region:
    """Return a region with an uneven edge.

    Args:
        region: Whose edge.
        amount: How far it goes in and out, metres.
        scale: Size of its bays, metres.
        seed: Which edge.
    """
    return lambda points: region(points) + amount * value_noise(points, scale, seed)


def blotches(scale: float, share: float, seed: int = 1) -> Region:
    """Return large irregular patches, such as a cow's.

    Args:
        scale: Their size, metres.
        share: Above 0 for more than half of the space, below for less; -1 to 1.
        seed: Which patches.
    """

    def region(points: Floats) -> Floats:
        coarse = value_noise(points, scale, seed) + 0.3 * value_noise(points, scale * 0.4, seed + 1)
        return -(coarse + share) * scale * 0.5

    return region


def dots(scale: float, radius: float, seed: int = 1) -> Region:
    """Return scattered spots, such as a dalmatian's: mean distance and radius in metres."""
    return lambda points: cell_noise(points, scale, seed)[0] * scale - radius


def cracks(scale: float, width: float, seed: int = 1) -> Region:
    """Return the seams between irregular cells, such as a giraffe's: size of cells and width in metres."""

    def region(points: Floats) -> Floats:
        nearest, second = cell_noise(points, scale, seed)
        return (second - nearest) * scale - width

    return region


def bands(
    direction: Sequence[float],
    period: float,
    share: float = 0.5,
    *,
    start: float = 0.0,
    waviness: float = 0.0,
    seed: int = 1,
) -> Region:
    """Return bands at right angles to a direction.

    Args:
        direction: Across the bands.
        period: Metres from band to band.
        share: How much of the period lies inside.
        start: Where the middle of one band lies along the direction, metres.
        waviness: How far the bands wander, metres.
        seed: Which waves.
    """
    axis = np.asarray(direction, np.float64) / np.linalg.norm(np.asarray(direction, np.float64))

    def region(points: Floats) -> Floats:
        place = points @ axis - start
        if waviness:
            place = place + waviness * value_noise(points, period * 2.5, seed)
        return np.abs((place / period + 0.5) % 1.0 - 0.5) * period - share * period / 2.0

    return region


def stripes(
    lines: Sequence[Points],
    period: float,
    share: float = 0.5,
    *,
    waviness: float = 0.15,
    seed: int = 1,
) -> Region:
    """Return stripes around the parts of a body, at right angles to the lines that run along the parts.

    Where two parts meet their stripes interfere, which makes them fork as a zebra's do.

    Args:
        lines: One a part: rows of x, y, z and of the part's radius; y counts on both sides of the body.
        period: Metres from stripe to stripe.
        share: How much of the period lies inside.
        waviness: How far stripes wander, in periods.
        seed: Which waves.
    """
    rows = [np.asarray(line, np.float64) for line in lines]

    def region(points: Floats) -> Floats:
        folded = _folded(points, both=True)
        total, weights = np.zeros(len(points)), np.zeros(len(points))
        wander = waviness * 2.0 * np.pi * value_noise(points, period * 2.0, seed)
        for line in rows:
            far, place = _projected(folded, line)
            weight = np.exp(-np.clip(far / (period * 0.45), -2.0, 12.0))
            total += weight * np.cos(place * 2.0 * np.pi / period + wander)
            weights += weight
        return cast(Floats, (np.cos(np.pi * share) - total / weights) * period / 6.0)

    return region


def _projected(points: Floats, line: Floats) -> tuple[Floats, Floats]:
    """Return how far points are beyond a thick line's surface, and where along the line they are, metres."""
    best, place, run = np.full(len(points), np.inf), np.zeros(len(points)), 0.0
    for start, end in pairwise(line):
        axis = end[:3] - start[:3]
        length = float(np.linalg.norm(axis))
        part = np.clip((points - start[:3]) @ axis / length**2, 0.0, 1.0)
        far = np.linalg.norm(points - start[:3] - part[:, None] * axis, axis=1)
        far = far - (start[3] + part * (end[3] - start[3]))
        nearer = far < best
        place = np.where(nearer, run + part * length, place)
        best = np.where(nearer, far, best)
        run += length
    return best, place


def _folded(points: Floats, *, both: bool) -> Floats:
    """Return points with y made positive where both sides of the body count."""
    return points * np.array([1.0, 0.0, 1.0]) + np.abs(points) * np.array([0.0, 1.0, 0.0]) if both else points
