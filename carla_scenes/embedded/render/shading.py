"""Light at a surface: sun or moon, sky, lamps and reflections."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.render.arithmetic import cosine, exponential, sine, step
from carla_scenes.embedded.render.compiled import inlined, word_of
from carla_scenes.embedded.render.look import Look, look_at
from carla_scenes.embedded.render.primary import ENDLESS_M, hit_normal
from carla_scenes.embedded.render.ray import FAR, INSTANCE, PRIMITIVE, U, V
from carla_scenes.embedded.render.rays import blocked, closest
from carla_scenes.embedded.render.site import Site, make_site
from carla_scenes.embedded.render.sky import CLOUDED, irradiance, looked_up, sky_colour
from carla_scenes.embedded.render.vectors import (
    Vector,
    across,
    added,
    along,
    blended,
    cross,
    dot,
    mirrored,
    normalised,
    scaled,
    times,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import World

    Floats32 = npt.NDArray[np.float32]

_SUN_RADIUS = 0.0055
_GOLDEN = 0.6180339887498949
_REFLECTED_M = 400.0
_FAINT = 0.012
_DIMMEST = 2e-4
_BEAM_EVENNESS_M2 = 200.0
_LAMP_ROOM_M = 3.0
"""What is nearer to a lamp throws no shadow: a lamp is no point, and its own pole is in the way."""
_GUESS = (0.7, 0.7, 0.7)


@inlined
def lifted(place: Vector, normal: Vector, distance: float) -> Vector:
    """Return a place a hair off its surface, so that rays from it do not meet the surface again."""
    return along(place, normal, 0.003 + 3e-5 * distance)


@inlined
def sun_direction(light: Any, number: float, turn: float) -> Vector:
    """Return a direction to a point of the sun's disc; both numbers are between 0 and 1."""
    sun = (light.sun_x, light.sun_y, light.sun_z)
    side = across(sun)
    other = cross(sun, side)
    radius = _SUN_RADIUS * math.sqrt(number)
    return normalised(along(along(sun, side, radius * cosine(turn)), other, radius * sine(turn)))


@inlined
def sun_part(
    world: World,
    ray: Floats32,
    place: Vector,
    face: Vector,
    through: bool,
    distance: float,
    number: float,
    turn: float,
) -> float:
    """Return 1 where a point of the sun's disc is seen from a place, else 0."""
    light = world.light[0]
    if light.sun_red + light.sun_green < 1e-5 or light.sun_z < -0.02:
        return 0.0
    direction = sun_direction(light, number, turn)
    toward = dot(face, direction)
    if toward <= 0.0:
        if not through:
            return 0.0
        face = scaled(face, -1.0)
    start = lifted(place, face, distance)
    return 0.0 if blocked(world.handle, ray, start, direction, 0.0, ENDLESS_M) else 1.0


@inlined
def _highlight(look: Look, view: Vector, toward: Vector, cosine_in: float) -> float:
    """Return the part of a small light that is reflected to the viewer (GGX), per irradiance."""
    half = normalised((toward[0] - view[0], toward[1] - view[1], toward[2] - view[2]))
    near = max(0.0, dot(look.normal, half))
    alpha = max(0.003, look.roughness * look.roughness)
    base = near * near * (alpha * alpha - 1.0) + 1.0
    grazing = 1.0 - max(0.0, dot(half, toward))
    fresnel = look.specular + (1.0 - look.specular) * grazing * grazing * grazing * grazing * grazing
    visible = max(0.25, -dot(look.normal, view))
    return min(20.0, fresnel * alpha * alpha / (math.pi * base * base * 4.0 * visible * max(0.3, cosine_in)))


@inlined
def _from_sun(world: World, look: Look, view: Vector, seen: float) -> tuple[Vector, Vector]:
    """Return the sun's light that is scattered, and that which is reflected."""
    light = world.light[0]
    nothing = (0.0, 0.0, 0.0)
    if seen <= 0.0:
        return nothing, nothing
    sun = (light.sun_x, light.sun_y, light.sun_z)
    colour = (light.sun_red, light.sun_green, light.sun_blue)
    facing = dot(look.normal, sun)
    if look.through > 0.0:
        part = max(0.0, facing) * 0.75 + look.through * max(0.0, -facing) + 0.1
        return scaled(colour, part * seen), nothing
    if facing <= 0.0:
        return nothing, nothing
    shine = _highlight(look, view, sun, facing) * facing
    return scaled(colour, facing * seen), scaled(colour, shine * seen)


@inlined
def from_lamps(
    world: World, ray: Floats32, site: Site, look: Look, view: Vector, shadows: int
) -> tuple[Vector, Vector]:
    """Return light of lamps that is scattered, and that which is reflected.

    Args:
        world: The scene.
        ray: Room for rays.
        site: Where.
        look: What the surface looks like.
        view: Direction of sight.
        shadows: For how many of the strongest lamps shadows are traced.
    """
    scattered, reflected = (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)
    x, y, z = site.world
    light = world.light[0]
    i = math.floor((x - light.lamps_x) / light.lamps_side)
    j = math.floor((y - light.lamps_y) / light.lamps_side)
    cells = world.lamp_cells
    if i < 0 or j < 0 or i >= cells.shape[0] or j >= cells.shape[1]:
        return scattered, reflected
    start = lifted(site.world, site.face, site.distance)
    traced, strongest = 0, 0.0
    for k in range(cells.shape[2]):
        number = cells[i, j, k]
        if number < 0:
            break
        lamp = world.lamps[number]
        away = (lamp.x - x, lamp.y - y, lamp.z - z)
        squared = dot(away, away)
        if squared > lamp.reach * lamp.reach:
            continue
        distance = math.sqrt(squared)
        toward = scaled(away, 1.0 / max(distance, 1e-6))
        facing = dot(look.normal, toward)
        if look.through > 0.0:
            facing = abs(facing) * 0.4 + 0.1
        if facing <= 0.0:
            continue
        part = _lamp_part(lamp, toward, squared)
        if part * lamp.green < max(_DIMMEST, 0.04 * strongest):
            continue
        if traced < shadows and distance > _LAMP_ROOM_M:
            traced += 1
            if blocked(world.handle, ray, start, toward, 0.0, distance - _LAMP_ROOM_M):
                continue
        strongest = max(strongest, part * lamp.green)
        colour = scaled((lamp.red, lamp.green, lamp.blue), part)
        scattered = added(scattered, scaled(colour, facing))
        if look.through == 0.0 and look.roughness < 0.7:
            shine = _highlight(look, view, toward, facing) * facing
            reflected = added(reflected, scaled(colour, min(2.0, shine)))
    return scattered, reflected


@inlined
def _lamp_part(lamp: Any, toward: Vector, squared: float) -> float:
    """Return the irradiance that a lamp gives a surface that faces it, relative to its intensity."""
    fade = 1.0 - squared / (lamp.reach * lamp.reach)
    if lamp.cone < -1.5:
        # Street lamps throw their light downwards.
        return fade * fade / (squared + 0.6) * step(-0.1, 0.5, toward[2])
    # Head lamps are made to light the road evenly: least of their light falls right before them.
    part = fade * fade / (squared + _BEAM_EVENNESS_M2)
    inside = -(toward[0] * lamp.forward_x + toward[1] * lamp.forward_y + toward[2] * lamp.forward_z)
    return part * step(lamp.cone, 1.0 - 0.2 * (1.0 - lamp.cone), inside)


@inlined
def fog_passed(light: Any, origin: Vector, direction: Vector, distance: float) -> float:
    """Return the part of light that air and fog let through."""
    way = max(0.0, distance - light.fog_start)
    falloff = light.fog_falloff * 0.04
    slope = falloff * direction[2]
    base = light.fog * exponential(-falloff * max(0.0, origin[2]))
    depth = base * way
    if abs(slope * way) > 1e-4:
        depth = base * (1.0 - exponential(-slope * way)) / slope
    return exponential(-min(60.0, depth))


@inlined
def fogged(world: World, colour: Vector, origin: Vector, direction: Vector, distance: float) -> Vector:
    """Return a colour seen through air and fog."""
    light = world.light[0]
    passed = fog_passed(light, origin, direction, distance)
    haze = (light.haze_red, light.haze_green, light.haze_blue)
    toward = max(0.0, dot(direction, (light.sun_x, light.sun_y, light.sun_z)))
    squared = toward * toward
    glow = (0.05 * squared * squared * squared * squared + 0.015) * toward
    haze = along(haze, (light.sun_red, light.sun_green, light.sun_blue), glow)
    if light.fog < 0.01:
        # Far things melt into the sky behind them, not into a grey of their own.
        flat = math.sqrt(direction[0] * direction[0] + direction[1] * direction[1]) + 1e-6
        behind = looked_up(
            world.domes, CLOUDED, (direction[0] / flat, direction[1] / flat, max(0.05, direction[2]))
        )
        haze = blended(haze, behind, 0.5 * step(0.01, 0.0, light.fog))
    return blended(haze, colour, passed)


@inlined
def _scattered(
    world: World,
    ray: Floats32,
    site: Site,
    look: Look,
    view: Vector,
    ambient: Vector,
    seen: float,
    shadows: int,
) -> Vector:
    """Return the radiance of a surface without what it mirrors sharply."""
    sky = irradiance(world.light[0], look.normal)
    falling = times(sky, ambient)
    from_sun, shine = _from_sun(world, look, view, seen)
    falling = added(falling, from_sun)
    if world.light[0].lit > 0.0:
        from_lamps_, lamp_shine = from_lamps(world, ray, site, look, view, shadows)
        falling = added(falling, from_lamps_)
        shine = added(shine, lamp_shine)
    matt = 1.0 - 0.8 * look.metal
    colour = scaled(times(look.colour, falling), matt / math.pi)
    if look.mirror < 1.0:
        # What is not mirrored sharply is reflected broadly: the sky's mean in that direction.
        facing = max(0.0, -dot(look.normal, view))
        left = 1.0 - facing
        dull = (1.0 - look.roughness) * (1.0 - look.roughness)
        fresnel = (
            look.specular + (max(dull, look.specular) - look.specular) * left * left * left * left * left
        )
        back = irradiance(world.light[0], mirrored(view, look.normal))
        rest = (1.0 - look.mirror) * (1.0 - look.mirror)
        broad = scaled(times(back, ambient), fresnel * rest / math.pi)
        tint = blended((1.0, 1.0, 1.0), look.colour, look.metal)
        colour = added(colour, times(broad, tint))
    return added(added(colour, shine), look.glow)


@inlined
def mirror_part(look: Look, view: Vector) -> Vector:
    """Return the part of light from the mirrored direction that a surface reflects sharply."""
    if look.mirror <= 0.0:
        return (0.0, 0.0, 0.0)
    left = 1.0 - max(0.0, -dot(look.normal, view))
    grazing = left * left * left * left * left
    part = look.mirror * (look.specular + (1.0 - look.specular) * grazing * (1.0 - 0.5 * look.roughness))
    tint = blended((1.0, 1.0, 1.0), look.colour, look.metal)
    return scaled(tint, part)


@inlined
def traced_radiance(
    world: World,
    ray: Floats32,
    slot: int,
    face: int,
    part_u: float,
    part_v: float,
    face_normal: Vector,
    origin: Vector,
    direction: Vector,
    distance: float,
    spread: float,
    ambient: Vector,
    seen: float,
    lamp_shadows: int,
    mirrors: bool,
) -> Vector:
    """Return the radiance that reaches the camera from a hit, and by it from what it mirrors.

    Args:
        world: The scene.
        ray: Room for rays.
        slot: Slot of the instance that was hit.
        face: Face in the store.
        part_u: Barycentric coordinate.
        part_v: The other.
        face_normal: World, turned to the viewer.
        origin: Of the ray.
        direction: Of the ray.
        distance: To the hit.
        spread: Angle of a pixel.
        ambient: Light from all around relative to an open place.
        seen: Part of the sun that is seen; traced when negative.
        lamp_shadows: For how many lamps shadows are traced.
        mirrors: Whether reflections are traced.
    """
    total, passed, before = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), 0.0
    for bounce in range(2):
        instance = world.instances[slot]
        material = world.materials[world.faces[face, 3]]
        site = make_site(
            world, instance, face, part_u, part_v, face_normal, origin, direction, distance, spread
        )
        look = look_at(world, instance, material, site)
        if seen < 0.0:
            seen = sun_part(world, ray, site.world, site.face, look.through > 0.0, distance, 0.3, 0.2)
        colour = _scattered(world, ray, site, look, direction, ambient, seen, lamp_shadows)
        part = mirror_part(look, direction)
        mirrored_part = part[0] + part[1] + part[2]
        kept = 1.0 - look.metal
        colour = times(colour, (1.0 - part[0] * kept, 1.0 - part[1] * kept, 1.0 - part[2] * kept))
        toward = mirrored(direction, look.normal)
        last = bounce == 1 or not mirrors or mirrored_part < _FAINT
        if last and mirrored_part > 0.0:
            up = (toward[0], toward[1], abs(toward[2]))
            sky = times(looked_up(world.domes, CLOUDED, up), ambient)
            colour = added(colour, times(sky, part))
        # Of the second surface the light passes the air twice, and is weakened by the first.
        total = added(total, times(passed, fogged(world, colour, origin, direction, distance)))
        if last:
            break
        clear = fog_passed(world.light[0], origin, direction, distance)
        passed = scaled(part, clear)
        below = dot(toward, site.face)
        if below < 0.01:
            toward = normalised(along(toward, site.face, 0.02 - below))
        origin = lifted(site.world, site.face, distance)
        direction = toward
        if not closest(world.handle, ray, origin, direction, 0.0, _REFLECTED_M):
            return added(total, times(passed, _beyond(world, direction)))
        slot = int(word_of(ray[INSTANCE]))
        instance = world.instances[slot]
        face = int(instance.first_face + word_of(ray[PRIMITIVE]))
        before += distance
        distance = np.float64(ray[FAR])
        spread *= 1.0 + before / max(distance, 0.05)
        part_u, part_v = np.float64(ray[U]), np.float64(ray[V])
        face_normal = hit_normal(instance, ray, direction)
        ambient, seen, lamp_shadows = _GUESS, -1.0, 0
    return total


@inlined
def _beyond(world: World, direction: Vector) -> Vector:
    """Return what a mirror shows where nothing stands."""
    if direction[2] < -0.02:
        light = world.light[0]
        return (light.ground_red, light.ground_green, light.ground_blue)
    return looked_up(world.domes, CLOUDED, direction)


@inlined
def sky_radiance(world: World, direction: Vector) -> Vector:
    """Return the radiance that reaches the camera where no ray hits anything."""
    return sky_colour(world.light[0], world.domes, direction, 7.0, True)
