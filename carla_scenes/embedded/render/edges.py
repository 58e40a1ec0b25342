"""Smooth edges: more rays through pixels where one surface meets another.

What such a ray hits is mostly seen by the centre of a pixel nearby already; then that one's colour is taken, and
only what no centre sees is shaded.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.camera import pixel_ray
from carla_scenes.embedded.render.compiled import inlined, kernel, take_next, word_of
from carla_scenes.embedded.render.primary import ENDLESS_M, NEAREST_M, hit_normal, write_sample
from carla_scenes.embedded.render.ray import FAR, INSTANCE, PRIMITIVE, new_ray
from carla_scenes.embedded.render.rays import closest

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Buffers, Samples, World
    from carla_scenes.embedded.render.vectors import Vector

    Floats32 = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int32]

_SAME_ENOUGH = 0.6
_SAME_DIRECTION = 0.9
_JUMP = 0.02
_WITHIN_LEAVES = 2
_LEAF = int(Pattern.LEAF)


@inlined
def _parted(world: World, samples: Samples, index: int, other: int) -> bool:
    """Return whether two pixels of one instance show different surfaces of it, by normal and material."""
    faces, hits = samples.faces, samples.hits
    facing = (
        hits[other, 3] * hits[index, 3] + hits[other, 4] * hits[index, 4] + hits[other, 5] * hits[index, 5]
    )
    return facing < _SAME_DIRECTION or world.faces[faces[other], 3] != world.faces[faces[index], 3]


@inlined
def _jumps(depths: Floats32, row: int, column: int, down: int, right: int) -> bool:
    """Return whether depth jumps in a direction. Its inverse is even over the image of a plane."""
    here = 1.0 / depths[row, column]
    both = 1.0 / depths[row + down, column + right] + 1.0 / depths[row - down, column - right]
    return abs(both - 2.0 * here) > _JUMP * here


@inlined
def _edge_kind(world: World, buffers: Buffers, samples: Samples, row: int, column: int) -> int:
    """Return whether another surface begins beside a pixel: 0 for no, 1, or `_WITHIN_LEAVES`."""
    slots, depths = samples.slots, buffers.depths
    rows, columns = depths.shape
    index = row * columns + column
    slot, face = slots[index], samples.faces[index]
    leaf = slot >= 0 and world.materials[world.faces[face, 3]].pattern == _LEAF
    found = False
    for k in range(4):
        down, right = (0, 0, 1, -1)[k], (1, -1, 0, 0)[k]
        i, j = row + down, column + right
        if i < 0 or j < 0 or i >= rows or j >= columns:
            continue
        other = i * columns + j
        if slots[other] != slot:
            return 1
        if found or slot < 0 or samples.faces[other] == face:
            continue
        found = _parted(world, samples, index, other)
        m, n = row - down, column - right
        if not found and 0 <= m < rows and 0 <= n < columns and slots[m * columns + n] == slot:
            found = _jumps(depths, row, column, down, right)
        if found and not leaf:
            return 1
    return _WITHIN_LEAVES if found else 0


@kernel
def find_pass(
    counter: int, rows: int, world: World, buffers: Buffers, samples: Samples, counts: npt.NDArray[np.int64]
) -> None:
    """Mark edges in `edges`, and count them by row in `counts`, (H,) int64."""
    columns = buffers.edges.shape[1]
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        total = 0
        for column in range(columns):
            edge = _edge_kind(world, buffers, samples, row, column)
            buffers.edges[row, column] = edge
            total += edge > 0
        counts[row] = total


@inlined
def _neighbour(
    world: World,
    samples: Samples,
    size: tuple[int, int],
    pixel: tuple[int, int],
    slot: int,
    face: int,
    normal: Vector,
    distance: float,
) -> int:
    """Return the number of the sample in a 3 x 3 block that shows what a ray through it has hit; -1 for none."""
    slots, hits = samples.slots, samples.hits
    best, found = _SAME_ENOUGH, -1
    for i in range(max(0, pixel[0] - 1), min(size[0], pixel[0] + 2)):
        for j in range(max(0, pixel[1] - 1), min(size[1], pixel[1] + 2)):
            index = i * size[1] + j
            if slots[index] != slot:
                continue
            if slot < 0:
                return index
            other = samples.faces[index]
            if world.faces[other, 3] != world.faces[face, 3]:
                continue
            facing = hits[index, 3] * normal[0] + hits[index, 4] * normal[1] + hits[index, 5] * normal[2]
            away = abs(hits[index, 0] - distance) / (0.04 * distance + 0.2)
            score = 0.25 * (1.0 - facing) + 0.25 * away
            if other == face:
                score *= 0.1
            if score < best:
                best, found = score, index
    return found


@inlined
def _part(x: float) -> float:
    return x - math.floor(x)


@kernel
def trace_edges_pass(
    counter: int,
    rows: int,
    world: World,
    cameras: npt.NDArray[Any],
    buffers: Buffers,
    samples: Samples,
    starts: npt.NDArray[np.int64],
    links: Ints,
    extra: Samples,
    extra_counter: int,
) -> None:
    """Trace the rays of pixels at edges; fill `links`, and `extra` with what no pixel's centre sees.

    `extra_counter` is the address of the number of extra samples. In which order they come is chance; what they
    hold and who refers to them is not.
    """
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    size = buffers.edges.shape
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        edge = starts[row]
        for column in range(size[1]):
            if not buffers.edges[row, column]:
                continue
            rays = links.shape[1]
            if buffers.edges[row, column] == _WITHIN_LEAVES:
                # A crown is all edges, and none of them matters much.
                rays = (rays - 1) // 2
                links[edge, rays:] = row * size[1] + column
            for k in range(rays):
                x = column + _part(0.5 + (k + 1) * 0.7548776662466927)
                y = row + _part(0.5 + (k + 1) * 0.5698402909980532)
                direction = pixel_ray(camera, x, y)
                hit = closest(world.handle, ray, origin, direction, NEAREST_M, ENDLESS_M)
                slot, face, normal = -1, -1, (0.0, 0.0, 0.0)
                if hit:
                    slot = int(word_of(ray[INSTANCE]))
                    instance = world.instances[slot]
                    face = int(instance.first_face + word_of(ray[PRIMITIVE]))
                    normal = hit_normal(instance, ray, direction)
                found = _neighbour(
                    world, samples, size, (row, column), slot, face, normal, np.float64(ray[FAR])
                )
                if found < 0:
                    number = take_next(np.uintp(extra_counter))
                    found = -1 - number
                    _write_extra(world, ray, direction, extra, number, x, y, hit)
                links[edge, k] = found
            edge += 1


@inlined
def _write_extra(
    world: World, ray: Floats32, direction: Vector, extra: Samples, number: int, x: float, y: float, hit: bool
) -> None:
    extra.places[number, 0], extra.places[number, 1] = x, y
    extra.slots[number] = -1
    extra.sun[number] = -1.0
    extra.ambient[number, :] = 0.65
    if hit:
        write_sample(world, ray, direction, extra, number)
