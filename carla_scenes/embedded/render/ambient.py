"""Light from all around: how much of the sky a place sees, and what its surroundings give back.

Each pixel sends few rays; the directions repeat every 5 x 5 pixels, so that the mean over any such block of one
surface has all of them and no noise.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.arithmetic import cosine, sine
from carla_scenes.embedded.render.camera import pixel_ray
from carla_scenes.embedded.render.compiled import inlined, kernel, take_next, word_of
from carla_scenes.embedded.render.primary import ENDLESS_M, hit_normal
from carla_scenes.embedded.render.ray import FAR, INSTANCE, PRIMITIVE, new_ray
from carla_scenes.embedded.render.rays import blocked, closest
from carla_scenes.embedded.render.shading import lifted, sun_part
from carla_scenes.embedded.render.sky import irradiance
from carla_scenes.embedded.render.vectors import Vector, across, along, cross, dot, normalised, scaled, times

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Buffers, Samples, World

    Floats32 = npt.NDArray[np.float32]

_LEAF = int(Pattern.LEAF)
_FAR_M = 35.0
_BLOCK = 5
_CELLS = _BLOCK * _BLOCK
_SUN_BLOCK = 3
_SUN_CELLS = _SUN_BLOCK * _SUN_BLOCK
_SHADED = 0.5
"""Part of the sky that the surroundings are taken to see."""


@inlined
def _around(normal: Vector, number: int) -> Vector:
    """Return one of a sequence of directions about a normal, more of them near it (cosine)."""
    first = number * 0.7548776662466927 + 0.5
    second = number * 0.5698402909980532 + 0.5
    first -= math.floor(first)
    second -= math.floor(second)
    side = across(normal)
    other = cross(normal, side)
    radius = math.sqrt(first)
    flat = along(scaled(side, radius * cosine(second)), other, radius * sine(second))
    return normalised(along(flat, normal, math.sqrt(max(0.0, 1.0 - first))))


@inlined
def _given_back(world: World, ray: Floats32, origin: Vector, direction: Vector, sunny: bool) -> Vector:
    """Return the radiance of what a ray has just hit, times pi, roughly."""
    slot = word_of(ray[INSTANCE])
    instance = world.instances[slot]
    face = instance.first_face + word_of(ray[PRIMITIVE])
    material = world.materials[world.faces[face, 3]]
    distance = np.float64(ray[FAR])
    normal = hit_normal(instance, ray, direction)
    colour = (material.red, material.green, material.blue)
    if material.tintable and instance.tint_red >= 0.0:
        colour = (instance.tint_red, instance.tint_green, instance.tint_blue)
    light = world.light[0]
    falling = scaled(irradiance(light, normal), _SHADED)
    facing = dot(normal, (light.sun_x, light.sun_y, light.sun_z))
    if sunny and facing > 0.02:
        place = lifted(along(origin, direction, distance), normal, distance)
        sun = (light.sun_x, light.sun_y, light.sun_z)
        if not blocked(world.handle, ray, place, sun, 0.0, ENDLESS_M):
            falling = along(falling, (light.sun_red, light.sun_green, light.sun_blue), facing)
    return times(colour, falling)


@inlined
def _ambient(
    world: World,
    ray: Floats32,
    place: Vector,
    normal: Vector,
    distance: float,
    cell: int,
    rays: int,
    leaf: bool,
) -> Vector:
    """Return the light from all around relative to that of an open place; more roughly for leaves."""
    light = world.light[0]
    sunny = light.sun_red + light.sun_green > 0.02 and not leaf
    start = lifted(place, normal, distance)
    free, back = 0.0, (0.0, 0.0, 0.0)
    for k in range(rays):
        direction = _around(normal, k * _CELLS + cell)
        if not closest(world.handle, ray, start, direction, 0.0, _FAR_M):
            free += 1.0
            continue
        # What is far away hides little of the sky that the mean of the surroundings does not stand for.
        part = np.float64(ray[FAR]) / _FAR_M
        part = part * part
        free += part
        back = along(back, _given_back(world, ray, start, direction, sunny), 1.0 - part)
    open_light = irradiance(light, normal)
    return (
        (free + min(3.0 * rays, back[0] / open_light[0])) / rays,
        (free + min(3.0 * rays, back[1] / open_light[1])) / rays,
        (free + min(3.0 * rays, back[2] / open_light[2])) / rays,
    )


@inlined
def _sun_differs(buffers: Buffers, row: int, column: int) -> bool:
    """Return whether a pixel nearby sees another part of the sun."""
    sun = buffers.raw_sun
    rows, columns = sun.shape
    own = sun[row, column]
    for i in range(max(0, row - 2), min(rows, row + 3)):
        for j in range(max(0, column - 2), min(columns, column + 3)):
            if sun[i, j] + own == 1.0:
                return True
    return False


@inlined
def _over_pixel(camera: Any, place: Vector, normal: Vector, distance: float, x: float, y: float) -> Vector:
    """Return how far a surface reaches from the middle of a pixel to another place (x, y) of the image."""
    direction = pixel_ray(camera, x, y)
    origin = (camera.x, camera.y, camera.z)
    towards = (place[0] - origin[0], place[1] - origin[1], place[2] - origin[2])
    slope = dot(direction, normal)
    away = dot(towards, normal) / slope if slope < -0.02 else distance
    away = min(1.1 * distance, max(0.9 * distance, away))
    other = along(origin, direction, away)
    return (other[0] - place[0], other[1] - place[1], other[2] - place[2])


@inlined
def _spread(number: int) -> tuple[float, float]:
    """Return one of a sequence of evenly spread pairs of numbers between 0 and 1."""
    first, second = number * 0.7548776662466927 + 0.5, number * 0.5698402909980532 + 0.5
    return first - math.floor(first), second - math.floor(second)


@inlined
def _refined_sun(
    world: World, ray: Floats32, camera: Any, samples: Samples, row: int, column: int, own: float, rays: int
) -> float:
    """Return the part of the sun seen at a pixel, by more rays.

    They begin all over the pixel, so that edges of shadows are as smooth as other edges. The points of the sun
    repeat every 3 x 3 pixels, over which the mean is taken later.
    """
    index = row * camera.width + column
    hits = samples.hits
    face = (np.float64(hits[index, 3]), np.float64(hits[index, 4]), np.float64(hits[index, 5]))
    far = np.float64(hits[index, 0])
    place = along((camera.x, camera.y, camera.z), pixel_ray(camera, column + 0.5, row + 0.5), far)
    to_right = _over_pixel(camera, place, face, far, column + 1.5, row + 0.5)
    to_below = _over_pixel(camera, place, face, far, column + 0.5, row + 1.5)
    cell = _sun_cell(row, column)
    total = own
    for k in range(1, rays + 1):
        a, b = _spread(k * 3 + cell * 7)
        start = along(along(place, to_right, a - 0.5), to_below, b - 0.5)
        number, turn = _spread(k * _SUN_CELLS + cell)
        total += sun_part(world, ray, start, face, False, far, number, turn)
    return total / (1.0 + rays)


@inlined
def _sun_cell(row: int, column: int) -> int:
    return column % _SUN_BLOCK + _SUN_BLOCK * (row % _SUN_BLOCK)


@inlined
def _is_leaf(world: World, samples: Samples, index: int) -> bool:
    return world.materials[world.faces[samples.faces[index], 3]].pattern == _LEAF


@kernel
def light_pass(
    counter: int,
    rows: int,
    world: World,
    cameras: npt.NDArray[Any],
    buffers: Buffers,
    samples: Samples,
    rays: int,
) -> None:
    """Fill `raw_ambient` (with so many rays a pixel, or a guess for 0) and `raw_sun` (with one ray)."""
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    ambient = buffers.raw_ambient
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            index = row * camera.width + column
            if samples.slots[index] < 0:
                buffers.raw_sun[row, column] = 0.5  # neither: no edge of a shadow
                continue
            hits = samples.hits
            normal = (np.float64(hits[index, 3]), np.float64(hits[index, 4]), np.float64(hits[index, 5]))
            distance = np.float64(hits[index, 0])
            place = along(origin, pixel_ray(camera, column + 0.5, row + 0.5), distance)
            number, turn = _spread(_sun_cell(row, column))
            leaf = _is_leaf(world, samples, index)
            buffers.raw_sun[row, column] = sun_part(world, ray, place, normal, leaf, distance, number, turn)
            if rays == 0:
                guess: float = 0.72 + 0.12 * normal[2]
                colour = (guess, guess, guess)
            else:
                cell = column % _BLOCK + _BLOCK * (row % _BLOCK)
                colour = _ambient(world, ray, place, normal, distance, cell, rays, leaf)
            (ambient[row, column, 0], ambient[row, column, 1], ambient[row, column, 2]) = colour


@kernel
def refine_pass(
    counter: int,
    rows: int,
    world: World,
    cameras: npt.NDArray[Any],
    buffers: Buffers,
    samples: Samples,
    rays: int,
) -> None:
    """Fill `refined_sun`: `raw_sun`, with so many rays more at the edges of shadows."""
    ray = new_ray()
    camera = cameras[0]
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            own: float = np.float64(buffers.raw_sun[row, column])
            # Leaves are smaller than any shadow's soft edge.
            if (
                rays > 0
                and own != 0.5
                and _sun_differs(buffers, row, column)
                and not _is_leaf(world, samples, row * camera.width + column)
            ):
                own = _refined_sun(world, ray, camera, samples, row, column, own, rays)
            buffers.refined_sun[row, column] = own


@kernel
def smooth_pass(counter: int, rows: int, buffers: Buffers, samples: Samples, rays: int) -> None:
    """Fill `ambient` and `sun` with means over the neighbours of each pixel that show the same surface.

    The light from all around needs more of them than the sun, but none if it is a guess (with 0 rays a pixel).
    """
    reach = 2 if rays > 0 else 1
    columns = buffers.tags.shape[1]
    slots, hits, ambient, sun = (samples.slots, samples.hits, buffers.raw_ambient, buffers.refined_sun)
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(columns):
            index = row * columns + column
            slot, distance = slots[index], hits[index, 0]
            if slot < 0:
                continue
            nx, ny, nz = hits[index, 3], hits[index, 4], hits[index, 5]
            red, green, blue, count, seen, near = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            for i in range(max(0, row - reach), min(rows, row + reach + 1)):
                for j in range(max(0, column - reach), min(columns, column + reach + 1)):
                    other = i * columns + j
                    if slots[other] != slot or abs(hits[other, 0] - distance) > 0.06 * distance + 0.05:
                        continue
                    if hits[other, 3] * nx + hits[other, 4] * ny + hits[other, 5] * nz < 0.8:
                        continue
                    red += ambient[i, j, 0]
                    green += ambient[i, j, 1]
                    blue += ambient[i, j, 2]
                    count += 1.0
                    if abs(i - row) < 2 and abs(j - column) < 2:
                        seen += sun[i, j]
                        near += 1.0
            samples.ambient[index, 0] = red / count
            samples.ambient[index, 1] = green / count
            samples.ambient[index, 2] = blue / count
            samples.sun[index] = seen / near
