"""Patterns of what lies on the ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.arithmetic import exponential, step
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.noise import cell_number, flat_clouds, flat_noise, lines
from carla_scenes.embedded.render.vectors import Vector, blended, scaled

if TYPE_CHECKING:
    from carla_scenes.embedded.render.site import Site

_ASPHALT = int(Pattern.ASPHALT)
_PAVERS = int(Pattern.PAVERS)
_ROAD_MARK = int(Pattern.ROAD_MARK)
_KERB = int(Pattern.KERB)
_GRASS = int(Pattern.GRASS)
_WATER = int(Pattern.WATER)


@inlined
def ground_colour(site: Site, material: Any) -> Vector:
    """Return the reflectance of a ground pattern at a site."""
    first = (material.red, material.green, material.blue)
    second = (material.red2, material.green2, material.blue2)
    pattern = material.pattern
    if pattern == _ASPHALT:
        return scaled(first, _asphalt(site.u, site.v, site.footprint, material.detail))
    if pattern == _ROAD_MARK:
        return _road_mark(site, first, second, material.detail)
    if pattern == _PAVERS:
        return _pavers(site, first, second, material.scale)
    if pattern == _KERB:
        return _kerb(site, first, material.scale)
    return _grass(site, first, second)


@inlined
def _asphalt(x: float, y: float, footprint: float, wear: float) -> float:
    """Return a factor on the colour of asphalt: grain, broad stains, patches and cracks."""
    grain = flat_clouds(x * 83.0, y * 83.0, 1.0, 2.0, footprint * 83.0) * 0.42
    mottled = flat_clouds(x * 5.1, y * 5.1, 3.0, 3.0, footprint * 5.1) * 0.1
    broad = flat_clouds(x * 0.33, y * 0.33, 5.0, 3.0, footprint * 0.33) * 0.16
    along_road = flat_clouds(x * 0.11, y * 0.9, 9.0, 2.0, footprint * 0.9) * 0.14
    factor = (1.0 + grain + mottled + broad + along_road) * _patches(x, y, footprint, wear)
    cracked = step(0.62 - 0.35 * wear, 0.9 - 0.35 * wear, flat_noise(x * 0.09, y * 0.09, 33.0))
    if cracked > 0.0:
        # Cracks run along the places where a smooth field is zero.
        width = 0.005 + footprint * 0.2
        ratio = flat_clouds(x * 0.45, y * 0.45, 21.0, 5.0, footprint * 0.45) / width
        if abs(ratio) < 4.0:
            factor *= 1.0 - 0.55 * cracked * exponential(-ratio * ratio) * 0.005 / width
    if wear > 0.0:
        oil = flat_clouds(x * 0.8, y * 0.8, 44.0, 3.0, footprint * 0.8)
        factor *= 1.0 - 0.22 * wear * step(0.3, 0.6, oil)
    return factor


@inlined
def _patches(x: float, y: float, footprint: float, wear: float) -> float:
    """Return a factor for rectangles where the road was mended, sealed at their rims."""
    i, j = math.floor(x / 11.0), math.floor(y / 4.5)
    if cell_number(i, j, 9.0) > 0.12 + 0.3 * wear:
        return 1.0
    a, b = x - i * 11.0, y - j * 4.5
    left = 0.6 + 3.0 * cell_number(i, j, 10.0)
    right = left + 1.2 + 4.0 * cell_number(i, j, 11.0)
    low = 0.3 + cell_number(i, j, 12.0)
    high = low + 0.9 + 1.8 * cell_number(i, j, 13.0)
    wobble = 0.03 * (flat_noise(x * 3.0, y * 3.0, 14.0) - 0.5)
    inside = min(a - left, right - a, b - low, high - b) + wobble
    soft = max(0.015, footprint)
    rim = (1.0 - step(0.0, 0.035 + soft, abs(inside))) * 0.05 / (0.05 + soft)
    tone = 0.24 * (cell_number(i, j, 15.0) - 0.62)
    return (1.0 + tone * step(-soft, soft, inside)) * (1.0 - 0.3 * rim)


@inlined
def _road_mark(site: Site, paint: Vector, under: Vector, wear: float) -> Vector:
    """Return paint that came off where it was driven over."""
    worn = flat_clouds(site.u * 3.1, site.v * 3.1, 23.0, 5.0, site.footprint * 3.1)
    gone = step(0.55 - 0.6 * wear, 0.75 - 0.45 * wear, worn + 0.12)
    grain = flat_clouds(site.u * 83.0, site.v * 83.0, 1.0, 1.0, site.footprint * 83.0)
    dirt = flat_clouds(site.u * 0.7, site.v * 0.7, 27.0, 3.0, site.footprint * 0.7)
    colour = blended(paint, under, gone * 0.8)
    return scaled(colour, 1.0 + 0.14 * grain - 0.18 * max(0.0, dirt))


@inlined
def _pavers(site: Site, first: Vector, second: Vector, side: float) -> Vector:
    u, v = site.u, site.v
    row = math.floor(v / side)
    shifted = u + (0.5 * side if int(row) % 2 else 0.0)
    column = math.floor(shifted / side)
    seen = min(1.0, 0.5 * side / (max(site.across_u, site.across_v) + 1e-3))
    tone = 0.2 * (cell_number(int(column), int(row), 3.0) - 0.5) * seen
    rough = flat_clouds(u * 8.0, v * 8.0, 2.0, 3.0, site.footprint * 8.0) * 0.2
    broad = flat_clouds(u * 0.35, v * 0.35, 4.0, 3.0, site.footprint * 0.35) * 0.22
    stain = step(0.34, 0.5, flat_clouds(u * 2.1, v * 2.1, 8.0, 3.0, site.footprint * 2.1))
    colour = scaled(first, (1.0 + tone + rough + broad) * (1.0 - 0.2 * stain))
    joint = max(lines(shifted, side, 0.012, site.across_u), lines(v, side, 0.012, site.across_v))
    return blended(colour, second, 0.75 * joint)


@inlined
def _kerb(site: Site, colour: Vector, length: float) -> Vector:
    rough = flat_clouds(site.u * 6.0, site.v * 6.0, 2.0, 3.0, site.footprint * 6.0) * 0.22
    stone = cell_number(math.floor(site.u / length), 0, 7.0) - 0.5
    joint = max(lines(site.u, length, 0.014, site.across_u), 0.0)
    return scaled(colour, (1.0 + rough + 0.12 * stone) * (1.0 - 0.5 * joint))


@inlined
def _grass(site: Site, first: Vector, second: Vector) -> Vector:
    u, v, f = site.u, site.v, site.footprint
    blades = flat_clouds(u * 22.0, v * 22.0, 3.0, 3.0, f * 22.0) * 0.6
    tufts = flat_clouds(u * 2.3, v * 2.3, 7.0, 4.0, f * 2.3) * 0.45
    dry = step(0.05, 0.6, flat_clouds(u * 0.13, v * 0.13, 17.0, 4.0, f * 0.13))
    mown = 0.05 * (1.0 if math.floor(v / 1.1) % 2 else -1.0) * min(1.0, 0.2 / (site.across_v + 0.01))
    straw = (second[0] * 1.1, second[1], second[2] * 0.8)
    return scaled(blended(first, straw, 0.55 * dry), max(0.25, 1.0 + blades + tufts + mown))
