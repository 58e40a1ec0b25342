"""Patterns of walls and roofs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.arithmetic import step
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.noise import cell_number, flat_clouds, lines, solid_clouds
from carla_scenes.embedded.render.vectors import Vector, blended, scaled

if TYPE_CHECKING:
    from carla_scenes.embedded.render.site import Site

_CONCRETE = int(Pattern.CONCRETE)
_BRICK = int(Pattern.BRICK)
_PLASTER = int(Pattern.PLASTER)
_STONE = int(Pattern.STONE)
_TILES = int(Pattern.TILES)
_SHINGLE = int(Pattern.SHINGLE)
_CORRUGATED = int(Pattern.CORRUGATED)


@inlined
def wall_colour(site: Site, material: Any, seed: float) -> Vector:
    """Return the reflectance of a wall or roof pattern at a site; `seed` differs from building to building."""
    first = (material.red, material.green, material.blue)
    second = (material.red2, material.green2, material.blue2)
    pattern = material.pattern
    if pattern == _BRICK:
        return _brick(site, first, second, seed)
    if pattern == _PLASTER:
        return _plaster(site, first)
    if pattern == _STONE:
        return _stone(site, first, second, seed)
    if pattern == _TILES:
        return _tiles(site, first, second, material.scale, seed)
    if pattern in (_SHINGLE, _CORRUGATED):
        return _boards(site, first, second, material.scale, pattern == _SHINGLE)
    return _concrete(site, first, material.scale)


@inlined
def _weathered(site: Site) -> float:
    """Return a factor that darkens walls towards the ground, where water splashes."""
    height = site.place[2] + 0.5 * flat_clouds(site.u * 1.3, 0.0, 3.0, 3.0, site.footprint * 1.3)
    return 1.0 - 0.2 * step(1.0, 0.0, height) if height < 1.0 else 1.0


@inlined
def _courses(u: float, v: float, length: float, height: float) -> tuple[float, float, float]:
    """Return the shifted u, column and row of a brick or stone in a running bond."""
    row = math.floor(v / height)
    shifted = u + (0.5 * length if int(row) % 2 else 0.0)
    return shifted, math.floor(shifted / length), row


@inlined
def _brick(site: Site, first: Vector, mortar: Vector, seed: float) -> Vector:
    u, v, f = site.u, site.v, site.footprint
    shifted, column, row = _courses(u, v, 0.25, 0.085)
    seen = min(1.0, 0.1 / (max(site.across_u, site.across_v) + 0.01))
    number = cell_number(int(column), int(row), seed)
    grain = flat_clouds(u * 15.0, v * 15.0, 2.0, 2.0, f * 15.0) * 0.24
    tone = (number - 0.5) * seen
    colour = scaled(first, max(0.3, 1.0 + 0.5 * tone + grain))
    colour = (colour[0] * (1.0 + 0.1 * tone), colour[1], colour[2] * (1.0 - 0.08 * tone))
    joint = max(lines(shifted, 0.25, 0.013, site.across_u), lines(v, 0.085, 0.013, site.across_v))
    colour = blended(colour, mortar, joint * 0.85)
    broad = flat_clouds(u * 0.23, v * 0.23, 6.0, 3.0, f * 0.23) * 0.26
    return scaled(colour, (1.0 + broad) * _weathered(site))


@inlined
def _plaster(site: Site, colour: Vector) -> Vector:
    u, v, f = site.u, site.v, site.footprint
    fine = flat_clouds(u * 13.0, v * 13.0, 2.0, 3.0, f * 13.0) * 0.07
    broad = flat_clouds(u * 0.28, v * 0.28, 6.0, 4.0, f * 0.28) * 0.16
    streaks = step(0.12, 0.65, flat_clouds(u * 2.3, v * 0.13, 12.0, 3.0, f * 2.3))
    return scaled(colour, (1.0 + fine + broad) * (1.0 - 0.13 * streaks) * _weathered(site))


@inlined
def _stone(site: Site, first: Vector, second: Vector, seed: float) -> Vector:
    u, v, f = site.u, site.v, site.footprint
    shifted, column, row = _courses(u, v, 0.9, 0.42)
    seen = min(1.0, 0.4 / (max(site.across_u, site.across_v) + 0.01))
    tone = 0.18 * (cell_number(int(column), int(row), seed) - 0.5) * seen
    rough = flat_clouds(u * 7.0, v * 7.0, 2.0, 4.0, f * 7.0) * 0.17
    broad = flat_clouds(u * 0.3, v * 0.3, 9.0, 3.0, f * 0.3) * 0.16
    colour = scaled(first, 1.0 + tone + rough + broad)
    joint = max(lines(shifted, 0.9, 0.012, site.across_u), lines(v, 0.42, 0.012, site.across_v))
    return scaled(blended(colour, second, 0.7 * joint), _weathered(site))


@inlined
def _tiles(site: Site, first: Vector, second: Vector, side: float, seed: float) -> Vector:
    u, v, f = site.u, site.v, site.footprint
    shifted, column, row = _courses(u, v, side, side)
    across = max(site.across_u, site.across_v)
    seen = min(1.0, 0.4 * side / (across + 1e-3))
    tone = 0.4 * (cell_number(int(column), int(row), seed) - 0.5) * seen
    # Each row lies over the next: dark under its edge, lighter above.
    part = v / side - row
    shade = 0.35 * seen * (part - 0.5)
    broad = flat_clouds(u * 0.4, v * 0.4, 6.0, 4.0, f * 0.4) * 0.3
    colour = scaled(first, max(0.3, 1.0 + tone + shade + broad))
    edge = max(lines(v, side, 0.022, site.across_v), 0.6 * lines(shifted, side, 0.012, site.across_u))
    moss = step(0.35, 0.7, flat_clouds(u * 0.9, v * 0.9, 15.0, 3.0, f * 0.9))
    colour = blended(colour, (colour[0] * 0.6, colour[1] * 0.66, colour[2] * 0.5), 0.5 * moss)
    return blended(colour, second, 0.7 * edge)


@inlined
def _boards(site: Site, first: Vector, second: Vector, width: float, clapboard: bool) -> Vector:
    """Return boards that lie over one another, or ribs of sheet metal."""
    u, v, f = site.u, site.v, site.footprint
    broad = flat_clouds(u * 0.35, v * 0.35, 6.0, 4.0, f * 0.35) * 0.14
    streaks = step(0.2, 0.7, flat_clouds(u * 2.6, v * 0.15, 12.0, 3.0, f * 2.6))
    colour = scaled(first, (1.0 + broad) * (1.0 - 0.16 * streaks))
    if clapboard:
        row = math.floor(v / width)
        seen = min(1.0, 0.5 * width / (site.across_v + 1e-3))
        tone = 0.1 * (cell_number(0, int(row), 5.0) - 0.5) * seen
        grain = flat_clouds(u * 3.0, v * 40.0, 8.0, 3.0, f * 40.0) * 0.1
        colour = scaled(colour, 1.0 + tone + grain)
        return blended(colour, second, 0.8 * lines(v, width, 0.014, site.across_v))
    return colour


@inlined
def _concrete(site: Site, colour: Vector, period: float) -> Vector:
    x, y, z = site.place
    f = site.footprint
    fine = solid_clouds(x * 6.0, y * 6.0, z * 6.0, 2.0, 3.0, f * 6.0) * 0.1
    broad = solid_clouds(x * 0.31, y * 0.31, z * 0.31, 9.0, 4.0, f * 0.31) * 0.15
    streaks = step(0.15, 0.6, flat_clouds((x + y) * 1.9, z * 0.12, 12.0, 3.0, f * 1.9))
    joint = 0.0
    if period > 0.3:
        joint = max(lines(site.u, period, 0.016, site.across_u), lines(site.v, period, 0.016, site.across_v))
    return scaled(colour, (1.0 + fine + broad) * (1.0 - 0.12 * streaks) * (1.0 - 0.32 * joint))
