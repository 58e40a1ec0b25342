"""Bodies: smooth unions of round cones, for everything that is alive. Meshed by surface nets.

A body is a set of limbs; each is a cone between two balls. The distance to a limb is exact (Inigo Quilez, "round
cone"), limbs melt into each other within a radius, and the surface where the distance is zero is found on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, box_uvs, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Limb:
    """A cone between two balls; a ball or ellipsoid when both ends are at one place.

    Attributes:
        start: Centre of the first ball, metres.
        end: Centre of the second.
        radius: Of the first ball, metres.
        end_radius: Of the second; the first one's when None.
        flatten: Factors on x, y and z about the middle of the limb: (1, 0.6, 1) makes it flat sideways.
        group: A number that tells which limb is nearest, so that parts may have their own material.
        melt: Within how many metres it melts into the limbs before it; the body's own when None.
        axes: Three unit vectors, at right angles, that `flatten` is meant along; x, y and z when None.
    """

    start: tuple[float, float, float]
    end: tuple[float, float, float]
    radius: float
    end_radius: float | None = None
    flatten: tuple[float, float, float] = (1.0, 1.0, 1.0)
    group: int = 0
    melt: float | None = None
    axes: tuple[tuple[float, float, float], ...] | None = None


def body(limbs: Sequence[Limb], cell: float, melt: float) -> tuple[Surface, npt.NDArray[np.int32]]:
    """Return the smooth union of limbs.

    Args:
        limbs: What it consists of.
        cell: Side of a grid cell, metres; the mesh's triangles are about as large.
        melt: Within how many metres limbs melt into each other; 0 for a plain union.

    Returns:
        The surface, and (M,) int32: the group of the limb nearest to each face.
    """
    melts = [melt if limb.melt is None else limb.melt for limb in limbs]
    reach = max(melts) + 2.0 * cell
    lows, highs = zip(*(_bounds(limb) for limb in limbs), strict=True)
    low = np.min(lows, axis=0) - reach
    shape = np.ceil((np.max(highs, axis=0) + reach - low) / cell).astype(int) + 1
    field = np.full(shape, 10.0 * reach)
    for limb, limb_low, limb_high, limb_melt in zip(limbs, lows, highs, melts, strict=True):
        margin = reach / min(*limb.flatten, 1.0)  # distances from flattened limbs come out too short
        first = np.clip(((limb_low - margin - low) / cell).astype(int), 0, shape - 1)
        last = np.clip(np.ceil((limb_high + margin - low) / cell).astype(int) + 1, 1, shape)
        window = tuple(slice(a, b) for a, b in zip(first, last, strict=True))
        axes = [low[i] + cell * np.arange(first[i], last[i]) for i in range(3)]
        points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
        field[window] = _smooth_minimum(field[window], distance(limb, points), limb_melt)
    vertices, faces = _surface_net(field)
    places = low + vertices * cell
    normals = unit(_gradient(field, vertices))
    surface = Surface(places, faces, normals, box_uvs(places, normals))
    groups = np.array([limb.group for limb in limbs], np.int32)
    if (groups == groups[0]).all():
        return surface, np.full(len(faces), groups[0], np.int32)
    centres = places[faces].mean(axis=1)
    nearest = np.argmin([distance(limb, centres) for limb in limbs], axis=0)
    return surface, groups[nearest]


def _bounds(limb: Limb) -> tuple[Floats, Floats]:
    start, end = np.array(limb.start), np.array(limb.end)
    radius = max(limb.radius, limb.radius if limb.end_radius is None else limb.end_radius)
    middle, factors = (start + end) / 2.0, np.array(limb.flatten)
    if limb.axes is not None:
        axes = np.array(limb.axes)
        half = ((np.abs(axes @ (end - start)) / 2.0 + radius) * factors) @ np.abs(axes)
    else:
        half = (np.abs(end - start) / 2.0 + radius) * factors
    return middle - half, middle + half


def distance(limb: Limb, points: Floats) -> Floats:
    """Return the distance of points (..., 3) from a limb, negative inside; approximate where it is flattened."""
    start, end = np.array(limb.start, float), np.array(limb.end, float)
    r1, r2 = limb.radius, limb.radius if limb.end_radius is None else limb.end_radius
    factors = np.array(limb.flatten, float)
    middle = (start + end) / 2.0
    if limb.axes is not None:
        axes = np.array(limb.axes)
        local = ((points - middle) @ axes.T / factors) @ axes + middle - start
    else:
        local = (points - middle) / factors + middle - start
    shrink = float(factors.min())
    axis = end - start
    squared = float(axis @ axis)
    slope = r1 - r2
    if squared <= slope * slope + 1e-12:  # one ball holds the other
        centre, radius = (np.zeros(3), r1) if r1 >= r2 else (axis, r2)
        ball: Floats = shrink * (np.linalg.norm(local - centre, axis=-1) - radius)
        return ball
    y = local @ axis
    z = y - squared
    across = local * squared - y[..., None] * axis
    x2 = (across * across).sum(axis=-1)
    y2, z2 = y * y * squared, z * z * squared
    k = np.sign(slope) * slope * slope * x2
    a2 = squared - slope * slope
    side = (np.sqrt(x2 * a2 / squared) + y * slope) / squared - r1
    near_end = np.sqrt(x2 + z2) / squared - r2
    near_start = np.sqrt(x2 + y2) / squared - r1
    result: Floats = np.where(
        np.sign(z) * a2 * z2 > k, near_end, np.where(np.sign(y) * a2 * y2 < k, near_start, side)
    )
    return shrink * result


def _smooth_minimum(first: Floats, second: Floats, melt: float) -> Floats:
    if melt <= 0.0:
        return np.minimum(first, second)
    mix = np.clip(0.5 + 0.5 * (second - first) / melt, 0.0, 1.0)
    result: Floats = second * (1.0 - mix) + first * mix - melt * mix * (1.0 - mix)
    return result


def _surface_net(field: Floats) -> tuple[Floats, npt.NDArray[np.int32]]:
    """Return vertices (N, 3) in grid units and faces (M, 3) of the surface where the field is zero.

    Naive surface nets: one vertex in each cell that the surface crosses, at the mean of its crossings of the
    cell's edges; one quadrilateral around each crossed edge of the grid.
    """
    inside = field < 0.0
    corners = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    cells = tuple(n - 1 for n in field.shape)

    def shifted(array: npt.NDArray[np.generic], corner: tuple[int, int, int]) -> npt.NDArray[np.generic]:
        return array[tuple(slice(c, c + n) for c, n in zip(corner, cells, strict=True))]

    count = sum(shifted(inside, corner).astype(np.int8) for corner in corners)
    crossed = (count > 0) & (count < 8)
    places = np.argwhere(crossed)
    values = np.stack([field[tuple((places + corner).T)] for corner in corners], axis=1)
    total, number = np.zeros((len(places), 3)), np.zeros(len(places))
    for a, one in enumerate(corners):
        for b, other in enumerate(corners):
            if a < b and sum(abs(p - q) for p, q in zip(one, other, strict=True)) == 1:
                cuts = (values[:, a] < 0.0) != (values[:, b] < 0.0)
                share = np.where(cuts, values[:, a] / np.where(cuts, values[:, a] - values[:, b], 1.0), 0.0)
                point = np.array(one) + share[:, None] * (np.array(other) - np.array(one))
                total += np.where(cuts[:, None], point, 0.0)
                number += cuts
    vertices = places + total / number[:, None]
    index = np.full(cells, -1, np.int64)
    index[crossed] = np.arange(len(places))
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        step = np.zeros(3, int)
        step[axis] = 1
        here = np.argwhere(inside[_until(axis)] != inside[_beyond(axis)])
        here = here[(here[:, u] > 0) & (here[:, v] > 0) & (here[:, u] < cells[u]) & (here[:, v] < cells[v])]
        back_u, back_v = np.eye(3, dtype=int)[u], np.eye(3, dtype=int)[v]
        ring = np.stack(
            [index[tuple(p.T)] for p in (here, here - back_u, here - back_u - back_v, here - back_v)], axis=1
        )
        outwards = inside[tuple(here.T)]  # the field grows along the axis
        ring = np.where(outwards[:, None], ring, ring[:, ::-1])
        faces += [ring[:, [0, 1, 2]], ring[:, [0, 2, 3]]]
    return vertices, np.concatenate(faces).astype(np.int32)


def _until(axis: int) -> tuple[slice, ...]:
    return tuple(slice(None, -1) if i == axis else slice(None) for i in range(3))


def _beyond(axis: int) -> tuple[slice, ...]:
    return tuple(slice(1, None) if i == axis else slice(None) for i in range(3))


def _gradient(field: Floats, places: Floats) -> Floats:
    """Return the field's gradient at places (N, 3) in grid units, by trilinear interpolation."""
    slopes = np.stack([np.gradient(field, axis=axis) for axis in range(3)], axis=-1)
    base = np.clip(np.floor(places).astype(int), 0, np.array(field.shape) - 2)
    part = places - base
    result = np.zeros_like(places)
    for corner in ((i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)):
        weight = np.prod(np.where(np.array(corner) == 1, part, 1.0 - part), axis=1)
        result += weight[:, None] * slopes[tuple((base + corner).T)]
    return result
