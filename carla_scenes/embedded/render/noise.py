"""Random numbers at places: smooth noise that knows how large a pixel is, and numbers of cells.

Seeds and numbers of octaves are whole numbers written as floats: numba would compile these functions anew for each
integer constant that they are called with.
"""

from __future__ import annotations

import math

import numpy as np

from carla_scenes.embedded.render.compiled import inlined

_SIDE = 128
_MASK = _SIDE - 1
_SIDE3 = 32
_MASK3 = _SIDE3 - 1
_GENERATOR = np.random.default_rng(np.random.SeedSequence([0x6E6F6973]))
# Differences of two random numbers would lean to zero: each lattice point has one number, evenly spread.
_PLANE = _GENERATOR.permutation(_SIDE * _SIDE).astype(np.float32).reshape(_SIDE, _SIDE) / np.float32(
    _SIDE * _SIDE - 1
)
_SPACE = _GENERATOR.permutation(_SIDE3**3).astype(np.float32).reshape(_SIDE3, _SIDE3, _SIDE3) / np.float32(
    _SIDE3**3 - 1
)


@inlined
def cell_number(x: int, y: int, seed: float) -> float:
    """Return a number in [0, 1) that depends on a cell and a seed alone."""
    h = (x * 374761393 + y * 668265263 + int(seed) * 1442695041) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h ^= h >> 16
    h = (h * 2246822519) & 0xFFFFFFFF
    h ^= h >> 15
    return (h & 0xFFFFFF) / 16777216.0


@inlined
def flat_noise(x: float, y: float, seed: float) -> float:
    """Return smooth noise in [0, 1] over a plane; it repeats after 128 cells."""
    fx, fy = math.floor(x), math.floor(y)
    u, v = x - fx, y - fy
    u, v = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v)
    i, j = (int(fx) + int(seed) * 57) & _MASK, (int(fy) + int(seed) * 91) & _MASK
    k, m = (i + 1) & _MASK, (j + 1) & _MASK
    low = _PLANE[i, j] * (1.0 - u) + _PLANE[k, j] * u
    high = _PLANE[i, m] * (1.0 - u) + _PLANE[k, m] * u
    return low * (1.0 - v) + high * v


@inlined
def solid_noise(x: float, y: float, z: float, seed: float) -> float:
    """Return smooth noise in [0, 1] in space; it repeats after 32 cells."""
    fx, fy, fz = math.floor(x), math.floor(y), math.floor(z)
    u, v, w = x - fx, y - fy, z - fz
    u, v, w = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v), w * w * (3.0 - 2.0 * w)
    i, j, k = (
        (int(fx) + int(seed) * 7) & _MASK3,
        (int(fy) + int(seed) * 11) & _MASK3,
        (int(fz) + int(seed) * 13) & _MASK3,
    )
    a, b, c = (i + 1) & _MASK3, (j + 1) & _MASK3, (k + 1) & _MASK3
    low = (_SPACE[i, j, k] * (1.0 - u) + _SPACE[a, j, k] * u) * (1.0 - v) + (
        _SPACE[i, b, k] * (1.0 - u) + _SPACE[a, b, k] * u
    ) * v
    high = (_SPACE[i, j, c] * (1.0 - u) + _SPACE[a, j, c] * u) * (1.0 - v) + (
        _SPACE[i, b, c] * (1.0 - u) + _SPACE[a, b, c] * u
    ) * v
    return low * (1.0 - w) + high * w


@inlined
def flat_clouds(x: float, y: float, seed: float, octaves: float, footprint: float) -> float:
    """Return noise of several octaves over a plane, about -1 to 1, 0 in the mean.

    Args:
        x: Place, in cells of the first octave.
        y: Place.
        seed: Which noise.
        octaves: How many, each half as strong and 2.03 times as fine as the one before.
        footprint: Size of a pixel in cells of the first octave; finer octaves are left out.
    """
    total, strength, fineness = 0.0, 1.0, 1.0
    for octave in range(int(octaves)):
        seen = 2.0 - 2.4 * footprint * fineness
        if seen <= 0.0:
            break
        total += strength * (flat_noise(x * fineness, y * fineness, seed + octave) - 0.5) * min(1.0, seen)
        strength *= 0.5
        fineness *= 2.03
    return total


@inlined
def solid_clouds(x: float, y: float, z: float, seed: float, octaves: float, footprint: float) -> float:
    """Return noise of several octaves in space, about -1 to 1; see `flat_clouds`."""
    total, strength, fineness = 0.0, 1.0, 1.0
    for octave in range(int(octaves)):
        seen = 2.0 - 2.4 * footprint * fineness
        if seen <= 0.0:
            break
        value = solid_noise(x * fineness, y * fineness, z * fineness, seed + octave)
        total += strength * (value - 0.5) * min(1.0, seen)
        strength *= 0.5
        fineness *= 2.03
    return total


@inlined
def lines(x: float, period: float, width: float, footprint: float) -> float:
    """Return how much of a pixel is covered by lines of a width, one each period, 0 to 1.

    Args:
        x: Coordinate across the lines; one lies at 0.
        period: Distance from line to line.
        width: Of a line.
        footprint: Size of a pixel.
    """
    away = x / period
    away = abs(away - math.floor(away + 0.5)) * period
    half = max(width * 0.5, footprint * 0.5)
    inside = min(1.0, max(0.0, (half - away) / max(footprint, 1e-5) + 0.5))
    return inside * min(1.0, width / (2.0 * half))


@inlined
def stripes(x: float, footprint: float) -> float:
    """Return how much of a pixel is the second of two equal stripes, of period 1, 0 to 1."""
    away = x - math.floor(x)
    soft = max(footprint, 1e-5)
    rise = min(1.0, max(0.0, (0.25 - abs(away - 0.75)) / soft + 0.5))
    return rise + (0.5 - rise) * min(1.0, max(0.0, footprint * 1.5 - 0.5))
