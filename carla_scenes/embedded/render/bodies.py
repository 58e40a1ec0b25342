"""Patterns of living things, cloth and wood: most are solid, in the mesh's own axes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.arithmetic import step
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.noise import cell_number, flat_clouds, lines, solid_clouds, stripes
from carla_scenes.embedded.render.vectors import Vector, blended, scaled

if TYPE_CHECKING:
    from carla_scenes.embedded.render.site import Site

_BARK = int(Pattern.BARK)
_CLOTH = int(Pattern.CLOTH)
_SKIN = int(Pattern.SKIN)
_WOOD = int(Pattern.WOOD)
_FUR = int(Pattern.FUR)
_STRIPES = int(Pattern.STRIPES)
_SPOTS = int(Pattern.SPOTS)
_SCALES = int(Pattern.SCALES)
_CAMOUFLAGE = int(Pattern.CAMOUFLAGE)


@inlined
def body_colour(site: Site, material: Any, facing: Vector) -> Vector:
    """Return the reflectance of a body's pattern at a site; `facing` is the normal in the mesh's axes."""
    first = (material.red, material.green, material.blue)
    second = (material.red2, material.green2, material.blue2)
    pattern = material.pattern
    if pattern in (_STRIPES, _FUR):
        return _coat(site, material, first, second, facing)
    if pattern in (_SPOTS, _SCALES):
        return _cells(site, material, first, second)
    if pattern == _CAMOUFLAGE:
        return _camouflage(site, first, second, material.scale)
    if pattern == _WOOD:
        return _wood(site, material, first, second)
    if pattern == _BARK:
        return _bark(site, first, second)
    return _woven(site, material, first)


@inlined
def _hairs(site: Site) -> float:
    """Return a factor for fine hair, that lies along the body."""
    x, y, z = site.place
    f = site.footprint
    fine = solid_clouds(x * 22.0, y * 70.0, z * 70.0, 3.0, 2.0, f * 70.0) * 0.3
    broad = solid_clouds(x * 3.0, y * 3.0, z * 3.0, 9.0, 3.0, f * 3.0) * 0.2
    return 1.0 + fine + broad


@inlined
def _coat(site: Site, material: Any, first: Vector, second: Vector, facing: Vector) -> Vector:
    """Return fur, lighter or darker below, or bands around a body."""
    x, y, z = site.place
    if material.pattern == _STRIPES:
        period = material.scale
        wave = 0.0
        if material.detail >= 0.0:
            size = 1.2 / period
            wave = 0.45 * solid_clouds(x * size, y * size, z * size, 5.0, 3.0, site.footprint * size)
            wave += 0.15 * facing[2]
        part = stripes(x / period + wave, site.footprint / period * 1.5)
        return scaled(blended(first, second, part), _hairs(site))
    low = step(
        -0.15,
        -0.75,
        facing[2] + 0.25 * solid_clouds(x * 4.0, y * 4.0, z * 4.0, 7.0, 2.0, site.footprint * 4.0),
    )
    return scaled(blended(first, second, low), _hairs(site))


@inlined
def _cells(site: Site, material: Any, first: Vector, second: Vector) -> Vector:
    """Return spots (cells of one colour with edges of another) or scales, from the two nearest cell centres."""
    size = 1.0 / material.scale
    x, y, z = site.place
    bend = 0.0
    if material.pattern == _SPOTS:
        bend = 0.5 * solid_clouds(x * size, y * size, z * size, 11.0, 2.0, site.footprint * size)
    px, py, pz = x * size + bend, y * size - bend, z * size + bend
    nearest, next_nearest, number = _two_nearest(px, py, pz)
    soft = max(0.03, site.footprint * size)
    gap = next_nearest - nearest
    seen = min(1.0, 0.45 / (site.footprint * size + 1e-3))
    if material.pattern == _SPOTS:
        edge = 1.0 - step(0.16 - soft, 0.16 + soft, gap)
        edge = 0.35 + (edge - 0.35) * seen
        return scaled(blended(first, second, edge), _hairs(site) * (1.0 + 0.16 * (number - 0.5) * seen))
    edge = (1.0 - step(0.0, 0.16 + soft, gap)) * seen
    shade = 1.0 + (0.22 * (number - 0.5) + 0.25 * (0.4 - nearest)) * seen
    return scaled(blended(first, second, 0.75 * edge), shade)


@inlined
def _two_nearest(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the distances to the nearest and the next cell centre, and the nearest cell's number."""
    i, j, k = math.floor(x), math.floor(y), math.floor(z)
    best, second, number = 9.0, 9.0, 0.0
    for a in range(i - 1, i + 2):
        for b in range(j - 1, j + 2):
            for c in range(k - 1, k + 2):
                dx = a + cell_number(a, b, c * 3.0 + 1.0) - x
                dy = b + cell_number(a, b, c * 3.0 + 2.0) - y
                dz = c + cell_number(a, b, c * 3.0 + 3.0) - z
                distance = dx * dx + dy * dy + dz * dz
                if distance < best:
                    second = best
                    best = distance
                    number = cell_number(a, b, c * 3.0 + 77.0)
                elif distance < second:
                    second = distance
    return math.sqrt(best), math.sqrt(second), number


@inlined
def _camouflage(site: Site, first: Vector, second: Vector, size: float) -> Vector:
    x, y, z = site.place
    k = 1.0 / size
    f = site.footprint * k
    field = solid_clouds(x * k, y * k, z * k, 3.0, 3.0, f)
    other = solid_clouds(x * k, y * k, z * k, 19.0, 3.0, f)
    soft = max(0.02, f * 0.5)
    middle = blended(first, second, 0.5)
    colour = blended(first, second, step(0.08 - soft, 0.08 + soft, field))
    return blended(colour, middle, step(0.12 - soft, 0.12 + soft, other))


@inlined
def _wood(site: Site, material: Any, first: Vector, second: Vector) -> Vector:
    """Return wood: rings cut along x; boards where `detail` is positive."""
    x, y, z = site.place
    f = site.footprint
    board = 0.0
    joint = 0.0
    if material.detail > 0.0:
        width = material.scale
        board = cell_number(math.floor(y / width), math.floor(z / width), 3.0)
        joint = max(lines(y, width, 0.006, f), lines(z, width, 0.006, f)) * 0.5
    warp = solid_clouds(x * 0.9, y * 2.0, z * 2.0, 5.0, 3.0, f * 2.0)
    grain = flat_clouds(x * 2.2 + board * 31.0, (y + z) * 34.0 + warp * 5.0, 7.0, 3.0, f * 34.0)
    fine = flat_clouds(x * 9.0, (y - z) * 120.0, 9.0, 2.0, f * 120.0) * 0.14
    tone = min(1.0, max(0.0, 0.35 + 0.7 * grain))
    return scaled(blended(first, second, 0.55 * tone), (1.0 + fine + 0.22 * (board - 0.5)) * (1.0 - joint))


@inlined
def _bark(site: Site, first: Vector, second: Vector) -> Vector:
    u, v, f = site.u, site.v, site.footprint
    warp = flat_clouds(u * 3.0, v * 1.2, 11.0, 3.0, f * 3.0)
    ridges = flat_clouds(u * 17.0 + warp * 2.5, v * 3.4, 3.0, 3.0, f * 17.0)
    broad = flat_clouds(u * 2.0, v * 0.9, 5.0, 3.0, f * 2.0) * 0.3
    return scaled(blended(first, second, step(0.05, 0.5, ridges) * 0.8), 1.0 + broad + 0.35 * ridges)


@inlined
def _woven(site: Site, material: Any, colour: Vector) -> Vector:
    """Return cloth with folds and weave, or skin."""
    x, y, z = site.place
    f = site.footprint
    if material.pattern == _SKIN:
        blush = solid_clouds(x * 14.0, y * 14.0, z * 14.0, 3.0, 3.0, f * 14.0)
        return (colour[0] * (1.0 + 0.08 * blush), colour[1] * (1.0 - 0.05 * blush), colour[2])
    k = 1.0 / max(material.scale, 0.002)
    weave = 0.0
    if f * k < 0.8:
        weave = 0.14 * (stripes(x * k + z * k, f * k * 1.4) - stripes(y * k - z * k, f * k * 1.4))
    folds = solid_clouds(x * 4.5, y * 4.5, z * 2.2, 5.0, 3.0, f * 4.5) * 0.22
    return scaled(colour, 1.0 + weave + folds)
