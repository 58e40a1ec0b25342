"""Windows: rooms behind panes, seen in the right perspective, curtains, and who has the lights on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.render.arithmetic import step
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.noise import cell_number, flat_clouds
from carla_scenes.embedded.render.vectors import Vector, blended, scaled

if TYPE_CHECKING:
    from carla_scenes.embedded.render.site import Site

_ROOM_DEPTH_M = 3.6
_LIT_PART = 0.42
_FAR_ROOM = (0.12, 0.115, 0.105)
_FAR_GLOW = (0.2, 0.16, 0.11)


@inlined
def behind_pane(site: Site, material: Any, seed: float) -> tuple[Vector, Vector]:
    """Return what is seen behind a window: reflectance by day, and light by night.

    Each cell of `scale` metres is a room of its own: a box behind the pane, whose walls the ray is followed to.
    """
    width = material.scale
    height = max(width, 2.6)
    i, j = math.floor(site.u / width), math.floor(site.v / height)
    column, row = int(i), int(j)
    u, v = site.u - i * width, site.v - j * height
    kind, tone = cell_number(column, row, seed), cell_number(column, row, seed + 7)
    colour, depth = _room(site, u, v, width, height, tone)
    # Daylight comes through the same window, so the room is dark, and darker farther in.
    shade = 0.32 / (1.0 + 0.9 * depth)
    seen = scaled(colour, shade)
    lamp = (1.0, 0.74 + 0.16 * tone, 0.42 + 0.3 * tone * tone)
    glow_room = 0.55 / (1.0 + 0.12 * depth)
    curtained = 0.0
    if kind < 0.5:
        drawn = 0.12 + 0.5 * tone if kind < 0.36 else 1.0
        folds = 0.82 + 0.18 * math.cos(0.0) * flat_clouds(u * 16.0, seed, 3.0, 2.0, site.footprint * 16.0)
        edge = min(u, width - u) / width
        curtained = 1.0 - step(drawn * 0.5 - 0.02, drawn * 0.5 + 0.02, edge) if drawn < 1.0 else 1.0
        cloth = (0.5 + 0.2 * tone, 0.48 + 0.16 * tone, 0.42 + 0.12 * kind)
        seen = blended(seen, scaled(cloth, folds * 0.62), curtained)
    elif kind < 0.62:
        # A blind, let down part of the way.
        top = step(tone - 0.01, tone + 0.01, v / height)
        slats = 0.9 + 0.1 * flat_clouds(v * 30.0, 0.0, 5.0, 1.0, site.footprint * 30.0)
        seen = blended(seen, scaled((0.42, 0.41, 0.38), slats), top * 0.9)
        curtained = top * 0.6
    lit = 1.0 if cell_number(column, row, seed + 13) < _LIT_PART else 0.0
    through = glow_room * (0.6 + 0.4 * (colour[0] + colour[1] + colour[2])) * (1.0 - 0.55 * curtained)
    # Too far to tell rooms apart: their mean.
    far = step(0.3, 0.9, max(site.across_u / width, site.across_v / height))
    return blended(seen, _FAR_ROOM, far), blended(scaled(lamp, lit * through), _FAR_GLOW, far)


@inlined
def _room(site: Site, u: float, v: float, width: float, height: float, tone: float) -> tuple[Vector, float]:
    """Return the colour of the wall, floor or ceiling that a ray meets in a room, and how far in that is."""
    to_side, to_level = 1e9, 1e9
    if abs(site.view_u) > 1e-6:
        to_side = ((width if site.view_u > 0.0 else 0.0) - u) / site.view_u
    if abs(site.view_v) > 1e-6:
        to_level = ((height if site.view_v > 0.0 else 0.0) - v) / site.view_v
    to_back = _ROOM_DEPTH_M / site.view_in
    wall = (0.62 + 0.2 * tone, 0.6 + 0.1 * tone, 0.5 + 0.16 * (1.0 - tone))
    way = min(to_side, to_level, to_back)
    depth = way * site.view_in
    if way == to_back:
        place = (u + site.view_u * way) / width
        furniture = step(0.30, 0.32, place) * (1.0 - step(0.62, 0.64, place))
        low = 1.0 - step(0.42, 0.44, (v + site.view_v * way) / height)
        return blended(wall, (0.16, 0.11, 0.08), furniture * low), depth
    if way == to_level:
        if site.view_v > 0.0:
            return (0.8, 0.79, 0.76), depth
        return (0.3, 0.22, 0.15), depth
    return scaled(wall, 0.85), depth


@inlined
def facade(site: Site, material: Any, seed: float) -> tuple[Vector, Vector, float]:
    """Return reflectance, light by night and how much is glass, of windows drawn on a far wall."""
    first = (material.red, material.green, material.blue)
    side = material.scale
    i, j = math.floor(site.u / side), math.floor(site.v / side)
    u, v = site.u / side - i, site.v / side - j
    soft_u = max(0.01, site.across_u / side)
    soft_v = max(0.01, site.across_v / side)
    inside = (
        step(0.22 - soft_u, 0.22 + soft_u, u)
        * step(0.22 - soft_u, 0.22 + soft_u, 1.0 - u)
        * step(0.24 - soft_v, 0.24 + soft_v, v)
        * step(0.16 - soft_v, 0.16 + soft_v, 1.0 - v)
    )
    # Too far to tell windows from wall: their share of the area.
    inside += (0.34 - inside) * min(1.0, max(0.0, max(soft_u, soft_v) * 2.0 - 0.6))
    number = cell_number(int(i), int(j), seed)
    pane = 0.045 + 0.10 * number * number
    broad = flat_clouds(site.u * 0.25, site.v * 0.25, 6.0, 3.0, site.footprint * 0.25) * 0.16
    colour = blended(scaled(first, 1.0 + broad), (pane, pane * 1.04, pane * 1.1), inside)
    lit = 0.4 * inside if number < _LIT_PART else 0.0
    return colour, (lit, lit * 0.76, lit * 0.46), inside
