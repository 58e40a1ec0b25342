"""The sky as kernels look it up: a square map of all directions above the horizon.

The map unfolds the upper half of an octahedron; the distance to its rim is the root of the direction's height, so
that the horizon, where colours change fastest, gets most of it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.render.arithmetic import exponential, power, step
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.noise import flat_clouds, flat_noise
from carla_scenes.embedded.render.vectors import Vector, added, blended, dot, scaled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats32 = npt.NDArray[np.float32]

CLEAR, CLOUDED = 0, 1
"""Which map: the clear sky alone, or with clouds and fog."""


@inlined
def map_direction(i: float, j: float, side: int) -> Vector:
    """Return the direction of a place in a map of `side` texels a side."""
    a, b = 2.0 * i / (side - 1) - 1.0, 2.0 * j / (side - 1) - 1.0
    x, y = (a + b) * 0.5, (a - b) * 0.5
    rise = max(0.0, 1.0 - abs(x) - abs(y))
    height = rise * rise
    length = math.sqrt(x * x + y * y)
    if length < 1e-9:
        return (0.0, 0.0, 1.0)
    flat = math.sqrt(max(0.0, 1.0 - height * height)) / length
    return (x * flat, y * flat, height)


@inlined
def looked_up(domes: Floats32, which: int, direction: Vector) -> Vector:
    """Return the radiance of a direction in a map, `CLEAR` or `CLOUDED`; those below the horizon show the horizon."""
    sky = domes[which]
    side = sky.shape[0]
    rise = math.sqrt(max(0.0, direction[2]))
    total = abs(direction[0]) + abs(direction[1])
    factor = (1.0 - min(1.0, rise)) / max(total, 1e-9)
    x, y = direction[0] * factor, direction[1] * factor
    a, b = (x + y + 1.0) * 0.5 * (side - 1), (x - y + 1.0) * 0.5 * (side - 1)
    i, j = min(side - 2, max(0, int(a))), min(side - 2, max(0, int(b)))
    u, v = a - i, b - j
    one, two, three, four = (1.0 - u) * (1.0 - v), u * (1.0 - v), (1.0 - u) * v, u * v
    return (
        sky[i, j, 0] * one + sky[i + 1, j, 0] * two + sky[i, j + 1, 0] * three + sky[i + 1, j + 1, 0] * four,
        sky[i, j, 1] * one + sky[i + 1, j, 1] * two + sky[i, j + 1, 1] * three + sky[i + 1, j + 1, 1] * four,
        sky[i, j, 2] * one + sky[i + 1, j, 2] * two + sky[i, j + 1, 2] * three + sky[i + 1, j + 1, 2] * four,
    )


@inlined
def irradiance(light: Any, normal: Vector) -> Vector:
    """Return the light that an open surface gets from the sky and the ground, by its normal."""
    x, y, z = normal
    h = light.harmonics
    red = h[0, 0] + h[1, 0] * y + h[2, 0] * z + h[3, 0] * x + h[4, 0] * x * y + h[5, 0] * y * z
    green = h[0, 1] + h[1, 1] * y + h[2, 1] * z + h[3, 1] * x + h[4, 1] * x * y + h[5, 1] * y * z
    blue = h[0, 2] + h[1, 2] * y + h[2, 2] * z + h[3, 2] * x + h[4, 2] * x * y + h[5, 2] * y * z
    flat, side = 3.0 * z * z - 1.0, x * x - y * y
    red += h[6, 0] * flat + h[7, 0] * x * z + h[8, 0] * side
    green += h[6, 1] * flat + h[7, 1] * x * z + h[8, 1] * side
    blue += h[6, 2] * flat + h[7, 2] * x * z + h[8, 2] * side
    return (max(red, 1e-6), max(green, 1e-6), max(blue, 1e-6))


@inlined
def _cumulus(light: Any, direction: Vector, octaves: float) -> tuple[float, float]:
    """Return how dense single clouds are in a direction, and how much sun reaches what is seen of them."""
    near = 1.0 / (direction[2] + 0.12)
    x, y = (direction[0] * near * 1.5 + light.cloud_x, direction[1] * near * 1.5 + light.cloud_y)
    bend = flat_clouds(x * 0.7, y * 0.7, 31.0, 3.0, 0.0)
    x, y = x + bend * 0.5, y + bend * 0.4
    footprint = 0.0015 * near * near
    thickness = flat_clouds(x, y, 77.0, octaves, footprint) * 0.5 + 0.5
    limit = 0.74 - 0.5 * light.cover
    dense = step(limit, limit + 0.16, thickness) * step(0.0, 0.09, direction[2])
    # Towards the sun: where there is more cloud on the way, less light comes.
    reach = 0.13
    before = flat_clouds(x + light.sun_x * reach, y + light.sun_y * reach, 77.0, 4.0, footprint) * 0.5 + 0.5
    shaded = exponential(-max(0.0, before - limit) * 5.0) * (1.0 - 0.35 * step(limit, limit + 0.5, thickness))
    return dense, shaded


@inlined
def _clouded(light: Any, clear: Vector, direction: Vector, octaves: float) -> Vector:
    """Return the radiance of a direction with clouds in front of the clear sky."""
    colour = clear
    cosine = dot(direction, (light.sun_x, light.sun_y, light.sun_z))
    bright = (light.cloud_red, light.cloud_green, light.cloud_blue)
    dark = (light.shade_red, light.shade_green, light.shade_blue)
    if light.cover > 0.01 and light.deck < 0.99:
        dense, lit = _cumulus(light, direction, octaves)
        if dense > 0.0:
            silver = 0.75 + 0.8 * power(max(0.0, cosine), 6.0)
            cloud = added(scaled(bright, lit * silver), dark)
            veiled = exponential(-0.06 / (direction[2] + 0.02))
            colour = blended(colour, cloud, dense * veiled * 0.96)
    if light.deck > 0.0:
        near = 1.0 / (direction[2] + 0.15)
        x, y = direction[0] * near + light.cloud_x, direction[1] * near + light.cloud_y
        bend = flat_noise(x * 1.1, y * 1.1, 5.0)
        patches = flat_clouds(x * 1.3 + bend, y * 1.3, 91.0, min(octaves, 5.0), 0.002 * near * near)
        relief = 1.0 + 0.32 * patches * step(0.0, 0.25, direction[2])
        rise = (1.0 + 1.4 * max(0.0, direction[2])) / 2.0
        glow = 1.0 + 0.5 * power(max(0.0, cosine), 10.0)
        colour = blended(colour, scaled(dark, 1.7 * rise * relief * glow), light.deck)
    return colour


@inlined
def sky_fog(light: Any, height: float) -> float:
    """Return the part of the sky's light that fog lets through at a direction's height."""
    away = light.fog - 0.0002
    if away <= 0.0:
        return 1.0
    # The layer of fog is as deep as its falloff leaves it, but never deeper than weather is.
    deep = 1.0 / (light.fog_falloff * 0.04 + 1.0 / 220.0)
    return exponential(-away * deep / (max(0.0, height) + 0.04))


@inlined
def sky_colour(light: Any, domes: Floats32, direction: Vector, octaves: float, with_sun: bool) -> Vector:
    """Return the radiance of the sky in a direction, with clouds, fog and, if wanted, the sun's disc."""
    up = (direction[0], direction[1], max(0.0, direction[2]))
    colour = _clouded(light, looked_up(domes, CLEAR, up), up, octaves)
    if with_sun:
        cosine = dot(direction, (light.sun_x, light.sun_y, light.sun_z))
        covered = 1.0 - light.deck
        disc = light.disc * covered * step(light.sun_size, light.sun_size + 6e-6, cosine)
        halo = power(max(0.0, cosine), 1200.0) * 0.25 + power(max(0.0, cosine), 120.0) * 0.03
        strength = disc + halo * covered * (1.0 - light.night)
        colour = added(colour, scaled((light.sun_red, light.sun_green, light.sun_blue), strength))
        moon = light.moon * covered * step(light.sun_size, light.sun_size + 6e-6, cosine)
        colour = added(colour, (moon, moon, moon))
    haze = (light.haze_red, light.haze_green, light.haze_blue)
    return blended(haze, colour, sky_fog(light, up[2]))
