"""Light from all around: how much of the sky a place sees, and what its surroundings give back.

Each pixel sends few rays; the directions repeat every 4 x 4 pixels, so that the mean over any such block of one
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
from carla_scenes.embedded.render.vectors import Vector, across, added, along, cross, dot, normalised, scaled

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Buffers, World

    Floats32 = npt.NDArray[np.float32]

_LEAF = int(Pattern.LEAF)
_FAR_M = 40.0
_BLOCK = 4
_CELLS = _BLOCK * _BLOCK
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
    """Return the radiance of what a ray has just hit, roughly."""
    slot = word_of(ray[INSTANCE])
    instance = world.instances[slot]
    face = instance.first_face + word_of(ray[PRIMITIVE])
    material = world.materials[world.faces[face, 3]]
    distance = float(ray[FAR])
    normal = hit_normal(instance, ray, direction)
    colour = (material.red, material.green, material.blue)
    if material.tintable and instance.tint_red >= 0.0:
        colour = (instance.tint_red, instance.tint_green, instance.tint_blue)
    light = world.light[0]
    falling = scaled(irradiance(world.harmonics, normal), _SHADED)
    facing = dot(normal, (light.sun_x, light.sun_y, light.sun_z))
    if sunny and facing > 0.0:
        place = lifted(along(origin, direction, distance), normal, distance)
        sun = (light.sun_x, light.sun_y, light.sun_z)
        if not blocked(world.handle, ray, place, sun, 0.0, ENDLESS_M):
            falling = along(falling, (light.sun_red, light.sun_green, light.sun_blue), facing)
    return (colour[0] * falling[0], colour[1] * falling[1], colour[2] * falling[2])


@inlined
def _ambient(
    world: World, ray: Floats32, place: Vector, normal: Vector, face: Vector, distance: float, cell: int, rays: int
) -> Vector:
    """Return the light from all around relative to that of an open place."""
    light = world.light[0]
    sunny = light.sun_red + light.sun_green > 0.02
    open_light = irradiance(world.harmonics, normal)
    start = lifted(place, face, distance)
    total = (0.0, 0.0, 0.0)
    for k in range(rays):
        direction = _around(normal, k * _CELLS + cell)
        below = dot(direction, face)
        if below < 0.0:
            direction = along(direction, face, -2.0 * below)
        if not closest(world.handle, ray, start, direction, 0.0, _FAR_M):
            total = added(total, (1.0, 1.0, 1.0))
            continue
        part = float(ray[FAR]) / _FAR_M
        part = part * part
        back = _given_back(world, ray, start, direction, sunny)
        ratio = (
            part + (1.0 - part) * min(4.0, back[0] / open_light[0]),
            part + (1.0 - part) * min(4.0, back[1] / open_light[1]),
            part + (1.0 - part) * min(4.0, back[2] / open_light[2]),
        )
        total = added(total, ratio)
    return scaled(total, 1.0 / rays)


@kernel
def light_pass(
    counter: int, rows: int, world: World, cameras: npt.NDArray[Any], buffers: Buffers, rays: int
) -> None:
    """Fill `ambient` (with so many rays a pixel, or a guess for 0) and `sun` (with one ray)."""
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            slot = buffers.slots[row, column]
            if slot < 0:
                continue
            hits = buffers.hits[row, column]
            face_normal = (float(hits[3]), float(hits[4]), float(hits[5]))
            direction = pixel_ray(camera, column + 0.5, row + 0.5)
            distance = float(hits[0])
            place = along(origin, direction, distance)
            cell = (column & 3) + _BLOCK * (row & 3)
            material = world.materials[world.faces[buffers.faces[row, column], 3]]
            leaf = material.pattern == _LEAF
            number = (cell * 7 % _CELLS + 0.5) / _CELLS
            turn = cell * 0.618034
            buffers.sun[row, column] = sun_part(
                world, ray, place, face_normal, leaf, distance, number, turn
            )
            if rays == 0:
                guess = 0.72 + 0.12 * face_normal[2]
                buffers.ambient[row, column, :] = guess
                continue
            colour = _ambient(world, ray, place, face_normal, face_normal, distance, cell, rays)
            ambient = buffers.ambient
            ambient[row, column, 0], ambient[row, column, 1], ambient[row, column, 2] = colour


@inlined
def filtered_ambient(buffers: Buffers, row: int, column: int) -> Vector:
    """Return the mean of `ambient` over the part of a 4 x 4 block that shows the same surface."""
    slots, hits, ambient = buffers.slots, buffers.hits, buffers.ambient
    rows, columns = slots.shape
    slot = slots[row, column]
    distance = hits[row, column, 0]
    nx, ny, nz = hits[row, column, 3], hits[row, column, 4], hits[row, column, 5]
    red, green, blue, count = 0.0, 0.0, 0.0, 0.0
    for i in range(max(0, row - 2), min(rows, row + 2)):
        for j in range(max(0, column - 2), min(columns, column + 2)):
            if slots[i, j] != slot or abs(hits[i, j, 0] - distance) > 0.06 * distance + 0.05:
                continue
            if hits[i, j, 3] * nx + hits[i, j, 4] * ny + hits[i, j, 5] * nz < 0.8:
                continue
            red += ambient[i, j, 0]
            green += ambient[i, j, 1]
            blue += ambient[i, j, 2]
            count += 1.0
    return (red / count, green / count, blue / count)
