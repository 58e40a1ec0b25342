"""What a surface looks like at a place: reflectance, gloss, light of its own, and what rain does to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.arithmetic import cosine, mix, sine, step
from carla_scenes.embedded.render.bodies import body_colour
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.ground import ground_colour
from carla_scenes.embedded.render.noise import cell_number, flat_clouds, flat_noise, solid_clouds, stripes
from carla_scenes.embedded.render.pictures_atlas import picture_colour
from carla_scenes.embedded.render.vectors import Vector, along, blended, normalised, scaled
from carla_scenes.embedded.render.walls import wall_colour
from carla_scenes.embedded.render.windows import behind_pane, facade

if TYPE_CHECKING:
    from carla_scenes.embedded.render.records import World
    from carla_scenes.embedded.render.site import Site

_PLAIN = int(Pattern.PLAIN)
_GLASS = int(Pattern.GLASS)
_LEAF = int(Pattern.LEAF)
_PAINT = int(Pattern.PAINT)
_METAL = int(Pattern.METAL)
_PLASTIC = int(Pattern.PLASTIC)
_RUBBER = int(Pattern.RUBBER)
_CHECKS = int(Pattern.CHECKS)
_PICTURE = int(Pattern.PICTURE)
_LIGHT = int(Pattern.LIGHT)
_WATER = int(Pattern.WATER)
_WINDOW = int(Pattern.WINDOW)
_FACADE = int(Pattern.FACADE)
_CORRUGATED = int(Pattern.CORRUGATED)
_TILES = int(Pattern.TILES)
_SHINGLE = int(Pattern.SHINGLE)
_ROAD_MARK = int(Pattern.ROAD_MARK)

_GROUND_PATTERNS = tuple(
    int(p) for p in (Pattern.ASPHALT, Pattern.ROAD_MARK, Pattern.PAVERS, Pattern.KERB, Pattern.GRASS)
)
_PAVED_PATTERNS = _GROUND_PATTERNS[:-1]
_WALL_PATTERNS = tuple(
    int(p)
    for p in (
        Pattern.CONCRETE, Pattern.BRICK, Pattern.PLASTER, Pattern.STONE, Pattern.TILES, Pattern.SHINGLE,
        Pattern.CORRUGATED,
    )
)  # fmt: skip
_BODY_PATTERNS = tuple(
    int(p)
    for p in (
        Pattern.BARK, Pattern.CLOTH, Pattern.SKIN, Pattern.WOOD, Pattern.FUR, Pattern.STRIPES, Pattern.SPOTS,
        Pattern.SCALES, Pattern.CAMOUFLAGE,
    )
)  # fmt: skip

_RED_LAMP, _YELLOW_LAMP, _GREEN_LAMP = 10.0, 11.0, 12.0
_HEAD_LAMP, _TAIL_LAMP, _INDICATOR = 20.0, 21.0, 22.0
_BEAMS = 0b0000111  # bits of carla.VehicleLightState: Position, LowBeam, HighBeam
_TAILS = 0b0001001  # Position, Brake
_BLINKERS = 0b0110000  # RightBlinker, LeftBlinker


class Look(NamedTuple):
    """What a surface looks like at a place.

    Attributes:
        colour: Part of light that it scatters.
        glow: Light of its own.
        normal: Smooth normal with the pattern's relief, world.
        roughness: Width of the highlight.
        specular: Reflectance when looked at straight on.
        mirror: How much of what it reflects is sharp, 0 to 1.
        metal: 1 where reflections take the surface's colour.
        through: Part of light that comes through from the other side.
    """

    colour: Vector
    glow: Vector
    normal: Vector
    roughness: float
    specular: float
    mirror: float
    metal: float
    through: float


@inlined
def look_at(world: World, instance: Any, material: Any, site: Site) -> Look:
    """Return what a surface looks like at a site."""
    pattern = material.pattern
    seed = float(instance.seed & 1023)
    if pattern in _GROUND_PATTERNS:
        dry = _dull(material, site, ground_colour(site, material))
    elif pattern in _WALL_PATTERNS:
        dry = _wall(material, site, seed)
    elif pattern in _BODY_PATTERNS:
        facing = (
            instance.xx * site.normal[0] + instance.xy * site.normal[1] + instance.xz * site.normal[2],
            instance.yx * site.normal[0] + instance.yy * site.normal[1] + instance.yz * site.normal[2],
            instance.zx * site.normal[0] + instance.zy * site.normal[1] + instance.zz * site.normal[2],
        )
        dry = _dull(material, site, body_colour(site, material, facing))
    elif pattern in (_GLASS, _WINDOW, _FACADE, _WATER):
        dry = _glassy(world, material, site, seed)
    elif pattern == _LIGHT:
        dry = _lamp(world, instance, material, site)
    else:
        dry = _made(world, instance, material, site, seed)
    if world.light[0].wet > 0.0:
        return _wetted(world.light[0], material, site, dry)
    return dry


@inlined
def _dull(material: Any, site: Site, colour: Vector) -> Look:
    return Look(
        colour, (0.0, 0.0, 0.0), site.normal, max(0.25, material.roughness), material.specular, 0.0, 0.0, 0.0
    )


@inlined
def _wall(material: Any, site: Site, seed: float) -> Look:
    colour = wall_colour(site, material, seed)
    normal = site.normal
    pattern = material.pattern
    if pattern in (_CORRUGATED, _SHINGLE, _TILES):
        period = material.scale
        across = site.across_u if pattern == _CORRUGATED else site.across_v
        seen = min(1.0, max(0.0, 1.2 - 2.0 * across / period))
        if seen > 0.0:
            if pattern == _CORRUGATED:
                normal = normalised(along(normal, site.axis_u, 0.75 * seen * cosine(site.u / period)))
            else:
                normal = normalised(along(normal, site.axis_v, -0.12 * seen))
    return Look(
        colour, (0.0, 0.0, 0.0), normal, max(0.25, material.roughness), material.specular, 0.0, 0.0, 0.0
    )


@inlined
def _glassy(world: World, material: Any, site: Site, seed: float) -> Look:
    """Return panes, water and far facades."""
    light = world.light[0]
    black = (0.0, 0.0, 0.0)
    base = (material.red, material.green, material.blue)
    if material.pattern == _WATER:
        return Look(base, black, _rippled(site, light.time), 0.05, 0.02, 1.0, 0.0, 0.0)
    if material.pattern == _GLASS:
        return Look(base, black, site.normal, 0.03, max(0.04, material.specular), 1.0, 0.0, 0.0)
    if material.pattern == _FACADE:
        colour, glow, glass = facade(site, material, seed)
        return Look(
            colour, scaled(glow, 0.022 * light.lit), site.normal, 0.6, mix(0.03, 0.08, glass), 0.0, 0.0, 0.0
        )
    colour, glow = behind_pane(site, material, seed)
    # Panes are never quite flat: what they mirror is bent a little, each in its own way.
    bend = 0.006 * (flat_noise(site.u * 0.9, site.v * 0.9, seed) - 0.5)
    tilt = 0.004 * (cell_number(math.floor(site.u / material.scale), math.floor(site.v / 2.6), seed) - 0.5)
    normal = normalised(along(along(site.normal, site.axis_u, bend + tilt), site.axis_v, bend))
    tinted = blended(colour, base, 0.25)
    return Look(
        tinted, scaled(glow, 0.022 * light.lit), normal, 0.03, max(0.07, material.specular), 1.0, 0.0, 0.0
    )


@inlined
def _rippled(site: Site, time: float) -> Vector:
    """Return the normal of water: a few waves that move."""
    u, v = site.u, site.v
    seen = min(1.0, 0.15 / (site.footprint + 0.02))
    a = sine(u * 0.71 + v * 0.4 + time * 0.6) * 0.018 + sine(u * 2.3 - v * 1.1 + time * 0.9) * 0.014 * seen
    b = sine(v * 0.83 - u * 0.3 + time * 0.5) * 0.018 + sine(v * 2.1 + u * 1.7 + time * 1.1) * 0.014 * seen
    return normalised(along(along(site.normal, site.axis_u, a), site.axis_v, b))


@inlined
def _lamp(world: World, instance: Any, material: Any, site: Site) -> Look:
    """Return something that may be lit."""
    light = world.light[0]
    detail = material.detail
    lit = light.lit
    if detail in (_RED_LAMP, _YELLOW_LAMP, _GREEN_LAMP):
        lit = 1.0 if instance.signal == int(detail - _RED_LAMP) else 0.0
    elif detail == _HEAD_LAMP:
        lit = 1.0 if (instance.lights & _BEAMS) or light.lit > 0.0 else 0.0
    elif detail == _TAIL_LAMP:
        lit = 1.0 if (instance.lights & _TAILS) or light.lit > 0.0 else 0.0
    elif detail == _INDICATOR:
        blink = light.time * 1.5 - math.floor(light.time * 1.5) < 0.5
        lit = 1.0 if (instance.lights & _BLINKERS) and blink else 0.0
    elif detail > 0.0:
        lit = 1.0
    base = (material.red, material.green, material.blue)
    strength = material.emission if material.emission > 0.0 else 1.0
    # By day a lamp must outshine daylight to be seen as lit; at night it dazzles.
    glow = scaled(base, lit * strength * (0.09 + 0.55 / (1.0 + light.exposure * 0.6)))
    unlit = scaled(base, 0.55 if lit > 0.0 or detail < _RED_LAMP else 0.22)
    return Look(unlit, glow, site.normal, 0.15, max(0.04, material.specular), 0.5, 0.0, 0.0)


@inlined
def _made(world: World, instance: Any, material: Any, site: Site, seed: float) -> Look:
    """Return leaves and made things: paint, metal, plastic, pictures."""
    black = (0.0, 0.0, 0.0)
    first = (material.red, material.green, material.blue)
    if material.tintable and instance.tint_red >= 0.0:
        first = (instance.tint_red, instance.tint_green, instance.tint_blue)
    second = (material.red2, material.green2, material.blue2)
    pattern = material.pattern
    x, y, z = site.place
    f = site.footprint
    if pattern == _LEAF:
        return _leaf(material, site, first, seed)
    if pattern == _PAINT:
        dirt = step(0.5, 0.12, z) * step(
            0.35, 0.6, 0.5 + solid_clouds(x * 3.0, y * 3.0, z * 5.0, 5.0, 3.0, f * 5.0)
        )
        colour = blended(first, (0.16, 0.14, 0.12), 0.25 * dirt)
        return Look(
            colour,
            black,
            site.normal,
            material.roughness,
            max(0.04, material.specular),
            (1.0 - 0.7 * dirt) * step(0.6, 0.25, material.roughness),
            0.0,
            0.0,
        )
    if pattern == _METAL:
        return _metal(material, site, first, second)
    if pattern == _CHECKS:
        size = material.scale
        a = stripes(site.u / (2.0 * size), site.across_u / (2.0 * size))
        b = stripes(site.v / (2.0 * size), site.across_v / (2.0 * size))
        return _dull(material, site, blended(first, second, a + b - 2.0 * a * b))
    if pattern == _PICTURE:
        shown = picture_colour(world.atlas, material.picture, site.u, site.v, site.across_u, site.across_v)
        return _dull(material, site, scaled(shown, 0.82))
    mottled = 1.0 + 0.1 * solid_clouds(x * 2.6, y * 2.6, z * 2.6, 3.0, 4.0, f * 2.6)
    if pattern == _PLAIN:
        mottled += 0.05 * solid_clouds(x * 19.0, y * 19.0, z * 19.0, 4.0, 2.0, f * 19.0)
    sharp = 0.5 * step(0.3, 0.1, material.roughness) if pattern == _PLASTIC else 0.0
    return Look(
        scaled(first, mottled), black, site.normal, material.roughness, material.specular, sharp, 0.0, 0.0
    )


@inlined
def _leaf(material: Any, site: Site, colour: Vector, seed: float) -> Look:
    number = cell_number(math.floor(site.u), math.floor(site.v), seed)
    other = cell_number(math.floor(site.u), math.floor(site.v), seed + 5)
    near = min(1.0, 0.06 / (site.footprint + 0.01))
    bright = 1.0 + 0.5 * (number - 0.5) * near
    warm = 0.35 * (other - 0.4) * near
    colour = (colour[0] * bright * (1.0 + warm), colour[1] * bright, colour[2] * bright * (1.0 - 0.5 * warm))
    return Look(colour, (0.0, 0.0, 0.0), site.normal, 0.55, max(0.02, material.specular * 0.7), 0.0, 0.0, 0.5)


@inlined
def _metal(material: Any, site: Site, first: Vector, second: Vector) -> Look:
    x, y, z = site.place
    f = site.footprint
    field = solid_clouds(x * 3.1, y * 3.1, z * 3.1, 5.0, 4.0, f * 3.1)
    rust = 0.0
    if material.detail > 0.0:
        rust = step(0.5 - material.detail, 0.75 - material.detail, field + 0.12)
    # The colour turns before the shine goes: bare metal without shine would be a pale rim.
    colour = blended(scaled(first, 1.0 + 0.1 * field), second, step(0.0, 0.6, rust))
    shiny = 1.0 - step(0.4, 1.0, rust)
    sharp = step(0.42, 0.12, material.roughness) * shiny
    metal = min(1.0, max(0.0, (material.specular - 0.06) * 3.0)) * shiny
    return Look(
        colour,
        (0.0, 0.0, 0.0),
        site.normal,
        mix(0.9, material.roughness, shiny),
        mix(0.03, material.specular, shiny),
        sharp,
        metal,
        0.0,
    )


@inlined
def _wetted(light: Any, material: Any, site: Site, dry: Look) -> Look:
    """Return the look in the wet: porous things darken, level ground gets a film of water and puddles."""
    pattern = material.pattern
    if pattern in (_GLASS, _WINDOW, _WATER, _LIGHT):
        return dry
    up = max(0.0, site.face[2])
    porous = light.wet * (0.3 + 0.7 * up)
    if pattern in (_PAINT, _METAL, _PLASTIC, _LEAF):
        # What does not soak shines more.
        shine = 0.5 * porous
        return Look(
            scaled(dry.colour, 1.0 - 0.12 * porous),
            dry.glow,
            dry.normal,
            mix(dry.roughness, min(dry.roughness, 0.22), shine),
            mix(dry.specular, max(dry.specular, 0.05), shine),
            dry.mirror,
            dry.metal,
            dry.through,
        )
    colour = scaled(dry.colour, 1.0 - 0.45 * porous)
    if up < 0.9:
        return Look(
            colour,
            dry.glow,
            dry.normal,
            mix(dry.roughness, 0.45, porous),
            0.03,
            dry.mirror,
            dry.metal,
            dry.through,
        )
    return _flooded(light, site, dry, colour, pattern)


@inlined
def _flooded(light: Any, site: Site, dry: Look, colour: Vector, pattern: int) -> Look:
    """Return level ground in the wet."""
    x, y, _ = site.world
    f = site.footprint
    level = flat_clouds(x * 0.17, y * 0.17, 61.0, 3.0, 0.0) + 0.22 * flat_clouds(
        x * 1.7, y * 1.7, 62.0, 3.0, f * 1.7
    )
    edge = 0.6 - 0.45 * light.puddles
    puddle, film = 0.0, 0.12 * light.wet
    if pattern in _PAVED_PATTERNS:
        film = light.wet * (0.1 + 0.18 * step(-0.5, 0.4, level))
        if light.puddles > 0.0:
            puddle = step(edge, edge + 0.09, level + 0.08)
    mirror = max(puddle, film)
    # The film follows the stones below; puddles are all but still.
    rough = (0.003 + 0.022 * (1.0 - puddle)) * min(1.0, 0.05 / (f + 0.01))
    ring = light.rain * puddle * 0.02 * min(1.0, 0.06 / (f + 0.01))
    a = (flat_noise(x * 11.0, y * 11.0, 71.0) - 0.5) * 2.0 * rough
    b = (flat_noise(x * 11.0, y * 11.0, 72.0) - 0.5) * 2.0 * rough
    a += (flat_noise(x * 7.0, y * 7.0 + light.time * 3.0, 73.0) - 0.5) * 2.0 * ring
    b += (flat_noise(x * 7.0 + light.time * 2.6, y * 7.0, 74.0) - 0.5) * 2.0 * ring
    flat = blended(dry.normal, (0.0, 0.0, 1.0), puddle)
    normal = normalised((flat[0] + a, flat[1] + b, flat[2]))
    return Look(
        scaled(colour, 1.0 - 0.4 * puddle), dry.glow, normal, mix(0.4, 0.05, puddle), 0.02, mirror, 0.0, 0.0
    )
