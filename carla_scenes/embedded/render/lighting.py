"""From weather to light: sun or moon, sky, clouds, haze, and how bright the scene is in all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carla_scenes.embedded.render.air import scattered, sun_colour
from carla_scenes.embedded.render.arithmetic import cosine, exponential, mix, power, sine, step
from carla_scenes.embedded.render.compiled import inlined, kernel
from carla_scenes.embedded.render.records import LIGHT
from carla_scenes.embedded.render.sky import CLEAR, CLOUDED, irradiance, looked_up, map_direction, sky_colour
from carla_scenes.embedded.render.vectors import Vector, added, blended, brightness, scaled

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.weather import Weather

    Floats = npt.NDArray[np.float64]
    Floats32 = npt.NDArray[np.float32]

_SUN = 10.0
_GIVEN_BACK = 0.004
"""Irradiance of the sun above the air; all light is relative to it."""

_MAP_SIDE = 64
_RINGS, _SPOKES = 16, 32
_GROUND = 0.16
_WHITE_BALANCE = 0.3
_MOON_TURNS = 0.1
_SUN_DISC = 0.0000155  # 1 - cosine of its angular radius, with a little glare


class Lighting(NamedTuple):
    """The light of a weather; see `records.World`."""

    light: npt.NDArray[Any]
    domes: Floats32


def make_lighting(weather: Weather) -> Lighting:
    """Return the light of a weather."""
    lighting = Lighting(np.zeros(1, LIGHT), np.zeros((2, _MAP_SIDE, _MAP_SIDE, 3), np.float32))
    bake(weather.numbers, lighting)
    return lighting


@kernel
def bake(numbers: Floats, lighting: Lighting) -> None:
    """Fill a lighting from the weather's 14 numbers."""
    light = lighting.light[0]
    azimuth, altitude = numbers[4] / 360.0, numbers[5] / 360.0
    flat = cosine(altitude)
    true_sun = (flat * cosine(azimuth), flat * sine(azimuth), sine(altitude))
    _set_plain(light, numbers)
    day = step(-6.0, -1.0, numbers[5])
    if day > 0.0:
        light.sun_x, light.sun_y, light.sun_z = true_sun
    else:
        turn = azimuth + 0.4
        light.sun_x, light.sun_y = (cosine(_MOON_TURNS) * cosine(turn), cosine(_MOON_TURNS) * sine(turn))
        light.sun_z = sine(_MOON_TURNS)
    blue = numbers[12] / 0.0331
    haze = 4e-6 + 9e-6 * numbers[11] / 0.03 * (0.4 + 0.6 * numbers[0] / 100.0)
    haze += 1.2e-5 * min(1.0, numbers[6] / 50.0)
    direct = _bake_air(lighting.domes, true_sun, numbers, blue, haze)
    _set_sun(light, numbers, direct, day)
    _set_clouds(light, lighting.domes, numbers, direct, true_sun[2])
    _set_haze(light, lighting, numbers, true_sun[2])
    domes = lighting.domes
    for i in range(_MAP_SIDE):
        for j in range(_MAP_SIDE):
            colour = sky_colour(
                light, lighting.domes, map_direction(float(i), float(j), _MAP_SIDE), 4.0, False
            )
            (domes[CLOUDED, i, j, 0], domes[CLOUDED, i, j, 1], domes[CLOUDED, i, j, 2]) = colour
    _set_harmonics(light, lighting)
    _set_exposure(light)
    # What walls and roads give back of the lamps' light reaches every corner, but does not change the exposure.
    back = _GIVEN_BACK * light.lit * light.night
    light.harmonics[0, 0] += back
    light.harmonics[0, 1] += 0.85 * back
    light.harmonics[0, 2] += 0.65 * back


@inlined
def _set_plain(light: Any, numbers: Floats) -> None:
    """Set what follows from single parameters."""
    cloudiness, rain = numbers[0] / 100.0, numbers[1] / 100.0
    wind = numbers[3] / 100.0
    light.cover = cloudiness
    light.deck = step(0.55, 0.95, cloudiness)
    # Each weather has its own clouds.
    light.cloud_x = cloudiness * 37.0 + numbers[4] * 0.17
    light.cloud_y = cloudiness * 23.0 - numbers[4] * 0.11
    light.wet = max(numbers[9] / 100.0, min(1.0, rain * 2.0) * 0.6)
    light.puddles = numbers[2] / 100.0
    light.rain = rain
    light.rain_slant = 0.08 + 0.5 * wind
    density = numbers[6] / 100.0
    light.fog = 0.00025 + density * math.sqrt(density) * 0.05 + rain * 0.0013 + numbers[13] / 100.0 * 0.03
    light.fog_falloff = numbers[8]
    light.fog_start = numbers[7] if density > 0.0 else 0.0
    light.night = 1.0 - step(-9.0, 1.0, numbers[5])
    light.lit = 1.0 if numbers[5] < 3.0 else 0.0


@inlined
def _bake_air(domes: Floats32, sun: Vector, numbers: Floats, blue: float, haze: float) -> Vector:
    """Fill the map of the clear sky; return the sun's irradiance at the ground."""
    zenith = scattered((0.0, 0.0, 1.0), sun, blue, haze)
    # Light scattered more than once is nearly the same from everywhere, and paler.
    grey = (zenith[0] + zenith[1] + zenith[2]) / 3.0
    twilight = step(-16.0, -1.0, numbers[5]) * 0.0035
    glow = 0.00007 + 0.00012 * numbers[0] / 100.0
    for i in range(_MAP_SIDE):
        for j in range(_MAP_SIDE):
            direction = map_direction(float(i), float(j), _MAP_SIDE)
            once = scattered((direction[0], direction[1], max(0.003, direction[2])), sun, blue, haze)
            low = 1.0 - direction[2]
            again = 1.3 + 1.5 * low * low * low
            towards = 0.5 + 0.5 * max(-1.0, direction[0] * sun[0] + direction[1] * sun[1])
            colour = added(
                scaled(once, 2.1 * (0.6 + 0.4 * numbers[10])),
                scaled(blended(zenith, (grey, grey, grey), 0.35), again),
            )
            late = twilight * (0.6 + 0.9 * low * towards)
            colour = added(colour, (late * 0.42, late * 0.6, late))
            city = glow * (0.35 + 1.3 * low * low * low * low)
            colour = added(colour, (city * 0.8, city * 0.82, city * 1.05))
            domes[CLEAR, i, j, 0], domes[CLEAR, i, j, 1], domes[CLEAR, i, j, 2] = scaled(colour, _SUN)
    return scaled(sun_colour(sun, blue, haze), _SUN * step(-0.012, 0.012, sun[2]))


@inlined
def _set_sun(light: Any, numbers: Floats, direct: Vector, day: float) -> None:
    """Set colour and strength of the sun, or of the moon."""
    cloudiness, density, dust = (numbers[0] / 100.0, numbers[6] / 100.0, numbers[13] / 100.0)
    open_sky = (1.0 - step(0.45, 0.9, cloudiness)) * (1.0 - 0.25 * cloudiness)
    open_sky *= exponential(-density * 2.8 - dust * 4.0) * (1.0 - 0.6 * numbers[1] / 100.0)
    light.sun_size = 1.0 - _SUN_DISC
    light.disc = 60.0
    # By night the disc is the moon's; its light is a part of the sky's, for lamps outshine its shadows.
    light.moon = (1.0 - day) * 0.6
    light.sun_red, light.sun_green, light.sun_blue = scaled(direct, open_sky * day)


@inlined
def _set_clouds(light: Any, domes: Floats32, numbers: Floats, direct: Vector, sun_height: float) -> None:
    """Set the colours of clouds: what the sun adds, and what they have without it."""
    zenith = looked_up(domes, CLEAR, (0.0, 0.0, 1.0))
    horizon = looked_up(domes, CLEAR, (0.9, 0.3, 0.2))
    sky = blended(zenith, horizon, 0.5)
    grey = brightness(sky)
    light.cloud_red, light.cloud_green, light.cloud_blue = scaled(direct, 0.125)
    # A deck lets through a part of all light that falls on it.
    falling = brightness(direct) * max(0.0, sun_height) + 3.2 * grey
    through = mix(0.062, 0.04, numbers[1] / 100.0) * falling
    shade = blended((sky[0] * 0.8, sky[1] * 0.8, sky[2] * 0.8), (through, through, through), 0.3)
    deck = (through * 0.97, through * 0.995, through * 1.035)
    light.shade_red, light.shade_green, light.shade_blue = blended(shade, deck, light.deck)


@inlined
def _set_haze(light: Any, lighting: Lighting, numbers: Floats, sun_height: float) -> None:
    """Set the colour of haze and fog: that of the sky near the horizon, paler as it gets thicker."""
    total = (0.0, 0.0, 0.0)
    light.haze_red, light.haze_green, light.haze_blue = total
    fog, light.fog = light.fog, 0.0
    for k in range(_SPOKES):
        turn = (k + 0.5) / _SPOKES
        for height in (0.08, 0.25, 0.5):
            flat = math.sqrt(1.0 - height * height)
            direction = (flat * cosine(turn), flat * sine(turn), height)
            total = added(total, sky_colour(light, lighting.domes, direction, 3.0, False))
    light.fog = fog
    mean = scaled(total, 1.0 / (3.0 * _SPOKES))
    grey = brightness(mean)
    thick = step(0.0, 0.012, fog)
    # The light that fog takes from the sun comes back from everywhere in it.
    clear = (1.0 - 0.985 * step(0.45, 0.92, numbers[0] / 100.0)) * max(0.0, sun_height)
    grey += thick * 0.35 * clear * (1.0 - exponential(-numbers[6] / 100.0 * 2.8)) * _SUN / math.pi
    pale = (grey * 0.97, grey, grey * 1.03)
    colour = blended(mean, pale, 0.35 + 0.5 * thick)
    dust = numbers[13] / 100.0
    colour = blended(colour, (grey * 1.15, grey * 0.85, grey * 0.5), min(1.0, 3.0 * dust))
    light.haze_red, light.haze_green, light.haze_blue = colour


@inlined
def _add_harmonics(harmonics: Floats, direction: Vector, colour: Vector, weight: float) -> None:
    x, y, z = direction
    # Each basis function times the square of its norm and the cosine lobe's factor of its band.
    first = 0.2820948 * 0.2820948 * math.pi * weight
    second = 0.4886025 * 0.4886025 * math.pi * 2.0 / 3.0 * weight
    third = 1.0925484 * 1.0925484 * math.pi / 4.0 * weight
    flat = 0.3153916 * 0.3153916 * math.pi / 4.0 * weight * (3.0 * z * z - 1.0)
    side = 0.5462742 * 0.5462742 * math.pi / 4.0 * weight * (x * x - y * y)
    values = (
        first,
        second * y,
        second * z,
        second * x,
        third * x * y,
        third * y * z,
        flat,
        third * x * z,
        side,
    )
    for k in range(9):
        for channel in range(3):
            harmonics[k, channel] += values[k] * colour[channel]


@inlined
def _set_harmonics(light: Any, lighting: Lighting) -> None:
    """Sum up the sky, then the ground that it and the sun light."""
    weight = 2.0 * math.pi / (_RINGS * _SPOKES)
    falling = (0.0, 0.0, 0.0)
    for ring in range(_RINGS):
        height = (ring + 0.5) / _RINGS
        flat = math.sqrt(1.0 - height * height)
        for spoke in range(_SPOKES):
            turn = (spoke + 0.5 * (ring % 2)) / _SPOKES
            direction = (flat * cosine(turn), flat * sine(turn), height)
            colour = looked_up(lighting.domes, CLOUDED, direction)
            # Cameras balance white: shadows under a blue sky come out less blue than they are.
            grey = brightness(colour)
            colour = blended(colour, (grey, grey, grey), _WHITE_BALANCE)
            _add_harmonics(light.harmonics, direction, colour, weight)
            falling = added(falling, scaled(colour, height * weight))
    sun = scaled((light.sun_red, light.sun_green, light.sun_blue), max(0.0, light.sun_z) * 0.6)
    ground = scaled(added(falling, sun), _GROUND / math.pi)
    ground = (ground[0] * 1.04, ground[1], ground[2] * 0.92)
    light.ground_red, light.ground_green, light.ground_blue = ground
    for ring in range(_RINGS):
        height = -(ring + 0.5) / _RINGS
        flat = math.sqrt(1.0 - height * height)
        for spoke in range(_SPOKES):
            turn = spoke / _SPOKES
            _add_harmonics(light.harmonics, (flat * cosine(turn), flat * sine(turn), height), ground, weight)


@inlined
def _set_exposure(light: Any) -> None:
    """Set how much the picture is brightened, from the light that falls on the ground."""
    sky = brightness(irradiance(light, (0.0, 0.0, 1.0)))
    sun = brightness((light.sun_red, light.sun_green, light.sun_blue)) * max(0.0, light.sun_z)
    lamps = 0.04 * light.lit
    # Eyes and cameras do not make up for all of a lack of light: evenings stay darker than days.
    light.exposure = 0.56 * power((sky + sun * 0.75 + lamps) / 8.0, -0.8)
