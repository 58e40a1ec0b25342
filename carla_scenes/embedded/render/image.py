"""The passes that make a picture: shading of each pixel, then smooth edges and the camera's response."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.ambient import filtered_ambient
from carla_scenes.embedded.render.arithmetic import logarithm
from carla_scenes.embedded.render.camera import pixel_ray
from carla_scenes.embedded.render.compiled import inlined, kernel, take_next, word_of
from carla_scenes.embedded.render.primary import ENDLESS_M, NEAREST_M, hit_normal
from carla_scenes.embedded.render.ray import FAR, INSTANCE, PRIMITIVE, U, V, new_ray
from carla_scenes.embedded.render.rays import closest
from carla_scenes.embedded.render.shading import pixel_radiance, sky_radiance, sun_part
from carla_scenes.embedded.render.tone import developed, encoded
from carla_scenes.embedded.render.vectors import Vector, along, brightness

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Buffers, World

    Floats32 = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.uint8]

_LEAF = int(Pattern.LEAF)
_GOLDEN = 0.6180339887498949

HISTOGRAM_BINS = 320
BINS_PER_STOP = 8
DARKEST_STOP = -24


class Effort(NamedTuple):
    """How much work goes into a picture.

    Attributes:
        ambient_rays: Rays a pixel for light from all around, 0 for a guess.
        shadow_rays: Rays more where the sun is partly seen.
        edge_rays: Rays a pixel at edges.
        lamp_shadows: Lamps a pixel whose shadows are traced.
        mirrors: Whether reflections are traced.
    """

    ambient_rays: int
    shadow_rays: int
    edge_rays: int
    lamp_shadows: int
    mirrors: bool


@inlined
def _sun_at(
    world: World, ray: Floats32, buffers: Buffers, row: int, column: int, place: Vector, effort: Effort
) -> float:
    """Return the part of the sun seen at a pixel: its one ray's answer, or that of more where others differ."""
    sun, slots = buffers.sun, buffers.slots
    rows, columns = sun.shape
    own = sun[row, column]
    if effort.shadow_rays == 0:
        return float(own)
    differ = False
    for i in range(max(0, row - 2), min(rows, row + 3)):
        for j in range(max(0, column - 2), min(columns, column + 3)):
            if slots[i, j] >= 0 and sun[i, j] != own:
                differ = True
    if not differ:
        return float(own)
    hits = buffers.hits[row, column]
    face = (float(hits[3]), float(hits[4]), float(hits[5]))
    material = world.materials[world.faces[buffers.faces[row, column], 3]]
    # A turn that differs between neighbours as much as it can.
    turn = 52.9829189 * _part(0.06711056 * column + 0.00583715 * row)
    total = 0.0
    for k in range(effort.shadow_rays):
        number = (k + 0.5) / effort.shadow_rays
        total += sun_part(
            world, ray, place, face, material.pattern == _LEAF, float(hits[0]), number, turn + k * _GOLDEN
        )
    return total / effort.shadow_rays


@inlined
def _part(x: float) -> float:
    return x - math.floor(x)


@inlined
def _count(histogram: npt.NDArray[np.int32], row: int, colour: Vector) -> None:
    """Count a pixel's brightness."""
    stops = logarithm(brightness(colour) + 1e-7) * 1.4426950408889634 - DARKEST_STOP
    place = min(HISTOGRAM_BINS - 1, max(0, int(stops * BINS_PER_STOP)))
    histogram[row, place] += 1


@kernel
def shade_pass(
    counter: int,
    rows: int,
    world: World,
    cameras: npt.NDArray[Any],
    buffers: Buffers,
    effort: Effort,
    histogram: npt.NDArray[np.int32],
) -> None:
    """Fill `radiance` at pixel centres, and count brightnesses by row, (H, HISTOGRAM_BINS) int32."""
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            slot = buffers.slots[row, column]
            direction = pixel_ray(camera, column + 0.5, row + 0.5)
            if slot < 0:
                colour = sky_radiance(world, direction)
            else:
                hits = buffers.hits[row, column]
                face_normal = (float(hits[3]), float(hits[4]), float(hits[5]))
                distance = float(hits[0])
                place = along(origin, direction, distance)
                seen = _sun_at(world, ray, buffers, row, column, place, effort)
                buffers_ambient = filtered_ambient(buffers, row, column)
                colour = pixel_radiance(
                    world, ray, slot, buffers.faces[row, column], float(hits[1]), float(hits[2]), face_normal,
                    origin, direction, distance, camera.spread, buffers_ambient, seen, effort.lamp_shadows,
                    effort.mirrors,
                )  # fmt: skip
            radiance = buffers.radiance
            radiance[row, column, 0], radiance[row, column, 1], radiance[row, column, 2] = colour
            _count(histogram, row, colour)


@inlined
def _is_edge(world: World, buffers: Buffers, row: int, column: int) -> bool:
    """Return whether another surface begins beside a pixel."""
    slots, faces, hits, depths = buffers.slots, buffers.faces, buffers.hits, buffers.depths
    rows, columns = slots.shape
    slot = slots[row, column]
    face = faces[row, column]
    for k in range(4):
        i, j = row + (0, 0, 1, -1)[k], column + (1, -1, 0, 0)[k]
        if i < 0 or j < 0 or i >= rows or j >= columns:
            continue
        if slots[i, j] != slot:
            return True
        if slot < 0 or faces[i, j] == face:
            continue
        if world.faces[faces[i, j], 3] != world.faces[face, 3]:
            return True
        bend = 0.0
        for axis in range(3, 6):
            bend += hits[i, j, axis] * hits[row, column, axis]
        if bend < 0.9:
            return True
        # The inverse of depth is even over a plane's image: where it jumps, something is in front.
        m, n = 2 * row - i, 2 * column - j
        if 0 <= m < rows and 0 <= n < columns and slots[m, n] == slot:
            here, there = 1.0 / depths[row, column], 1.0 / depths[i, j]
            if abs(there + 1.0 / depths[m, n] - 2.0 * here) > 0.02 * here:
                return True
    return False


@inlined
def _neighbour(
    world: World, buffers: Buffers, row: int, column: int, slot: int, face: int, normal: Vector, distance: float
) -> tuple[int, int]:
    """Return the pixel in a 3 x 3 block that shows what a ray through the block has hit; row -1 for none."""
    slots, hits = buffers.slots, buffers.hits
    rows, columns = slots.shape
    best, found_row, found_column = 0.6, -1, -1
    for i in range(max(0, row - 1), min(rows, row + 2)):
        for j in range(max(0, column - 1), min(columns, column + 2)):
            if slots[i, j] != slot:
                continue
            if slot < 0:
                return i, j
            other = buffers.faces[i, j]
            if world.faces[other, 3] != world.faces[face, 3]:
                continue
            turned = 1.0 - (
                hits[i, j, 3] * normal[0] + hits[i, j, 4] * normal[1] + hits[i, j, 5] * normal[2]
            )
            away = abs(hits[i, j, 0] - distance) / (0.04 * distance + 0.2)
            score = 0.25 * turned + 0.25 * away
            if other == face:
                score *= 0.1
            if score < best:
                best, found_row, found_column = score, i, j
    return found_row, found_column


@inlined
def _edge_sample(
    world: World,
    ray: Floats32,
    camera: Any,
    buffers: Buffers,
    row: int,
    column: int,
    place: Vector,
    effort: Effort,
) -> Vector:
    """Return the radiance along a ray through a pixel beside an edge.

    What the ray hits is mostly seen by a pixel nearby already: then that one's colour is taken.
    """
    origin = (camera.x, camera.y, camera.z)
    direction = pixel_ray(camera, place[0], place[1])
    hit = closest(world.handle, ray, origin, direction, NEAREST_M, ENDLESS_M)
    slot, face, distance, normal = -1, -1, 0.0, (0.0, 0.0, 0.0)
    if hit:
        slot = int(word_of(ray[INSTANCE]))
        instance = world.instances[slot]
        face = int(instance.first_face + word_of(ray[PRIMITIVE]))
        distance = float(ray[FAR])
        normal = hit_normal(instance, ray, direction)
    i, j = _neighbour(world, buffers, row, column, slot, face, normal, distance)
    if i >= 0:
        radiance = buffers.radiance
        return (float(radiance[i, j, 0]), float(radiance[i, j, 1]), float(radiance[i, j, 2]))
    if not hit:
        return sky_radiance(world, direction)
    return pixel_radiance(
        world, ray, slot, face, float(ray[U]), float(ray[V]), normal, origin, direction, distance, camera.spread,
        (0.65, 0.65, 0.65), -1.0, 1, False,
    )  # fmt: skip


@kernel
def develop_pass(
    counter: int,
    rows: int,
    world: World,
    cameras: npt.NDArray[Any],
    buffers: Buffers,
    effort: Effort,
    exposure: float,
    gamma: float,
    image: Bytes,
) -> None:
    """Fill a (H, W, 4) image in B, G, R, A from `radiance`, with more rays at edges."""
    ray = new_ray()
    camera = cameras[0]
    radiance = buffers.radiance
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            red, green, blue = developed(
                (
                    float(radiance[row, column, 0]),
                    float(radiance[row, column, 1]),
                    float(radiance[row, column, 2]),
                ),
                exposure,
            )
            if effort.edge_rays > 0 and _is_edge(world, buffers, row, column):
                for k in range(effort.edge_rays):
                    place = (
                        column + _part(0.5 + (k + 1) * 0.7548776662466927),
                        row + _part(0.5 + (k + 1) * 0.5698402909980532),
                        0.0,
                    )
                    more = developed(
                        _edge_sample(world, ray, camera, buffers, row, column, place, effort), exposure
                    )
                    red, green, blue = red + more[0], green + more[1], blue + more[2]
                count = 1.0 + effort.edge_rays
                red, green, blue = red / count, green / count, blue / count
            image[row, column, 0] = encoded(blue, gamma)
            image[row, column, 1] = encoded(green, gamma)
            image[row, column, 2] = encoded(red, gamma)
            image[row, column, 3] = np.uint8(255)
