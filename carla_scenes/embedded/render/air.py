"""The air: light of the sun scattered once by a clear atmosphere, and how much of the sun comes through."""

from __future__ import annotations

import math

from carla_scenes.embedded.render.arithmetic import exponential
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.vectors import Vector, dot

_EARTH_M = 6.36e6
_AIR_TOP_M = 6.42e6
_EYE_M = 2.0
_RAYLEIGH = (5.8e-6, 13.5e-6, 33.1e-6)
"""Scattering of red, green and blue at sea level, per metre."""

_OZONE = (0.012, 0.030, 0.0014)
"""Optical depth of the ozone layer, straight up: without it low suns would be green."""

_RAYLEIGH_HEIGHT_M, _MIE_HEIGHT_M = 8000.0, 1200.0
_MIE_LOSS = 1.1
_FORWARD = 0.76
_STEPS, _SUN_STEPS = 16, 8


@inlined
def _way_out(height: float, slope: float) -> float:
    """Return how far the top of the air is, from a distance to the earth's centre along a direction."""
    half = height * slope
    return -half + math.sqrt(half * half - height * height + _AIR_TOP_M * _AIR_TOP_M)


@inlined
def _sun_depths(place: Vector, sun: Vector) -> tuple[float, float]:
    """Return the optical depths of Rayleigh and Mie air towards the sun; negative where the earth is between."""
    height = math.sqrt(dot(place, place))
    length = _way_out(height, dot(place, sun) / height) / _SUN_STEPS
    rayleigh, mie = 0.0, 0.0
    for k in range(_SUN_STEPS):
        way = (k + 0.5) * length
        x, y, z = (place[0] + sun[0] * way, place[1] + sun[1] * way, place[2] + sun[2] * way)
        above = math.sqrt(x * x + y * y + z * z) - _EARTH_M
        if above < 0.0:
            return (-1.0, -1.0)
        rayleigh += exponential(-above / _RAYLEIGH_HEIGHT_M) * length
        mie += exponential(-above / _MIE_HEIGHT_M) * length
    return (rayleigh, mie)


@inlined
def _passed(rayleigh: float, mie: float, ozone: float, blue: float, haze: float) -> Vector:
    """Return the part of red, green and blue light that passes optical depths."""
    dull = _MIE_LOSS * haze * mie
    return (
        exponential(-(_RAYLEIGH[0] * blue * rayleigh + dull + _OZONE[0] * ozone)),
        exponential(-(_RAYLEIGH[1] * blue * rayleigh + dull + _OZONE[1] * ozone)),
        exponential(-(_RAYLEIGH[2] * blue * rayleigh + dull + _OZONE[2] * ozone)),
    )


@inlined
def _ozone_way(height: float) -> float:
    """Return how much longer than straight up a way through the ozone layer is, by the height of its direction."""
    return 1.0 / math.sqrt(height * height + 0.012)


@inlined
def scattered(direction: Vector, sun: Vector, blue: float, haze: float) -> Vector:
    """Return the radiance of the clear sky under a sun of irradiance 1.

    Args:
        direction: Unit vector, not below the horizon.
        sun: Unit vector to the sun.
        blue: Factor on Rayleigh scattering.
        haze: Mie scattering at sea level, per metre.
    """
    eye = _EARTH_M + _EYE_M
    length = _way_out(eye, direction[2]) / _STEPS
    cosine = dot(direction, sun)
    from_air = 3.0 / (16.0 * math.pi) * (1.0 + cosine * cosine)
    g = _FORWARD
    base = 1.0 + g * g - 2.0 * g * cosine
    from_haze = (
        3.0
        / (8.0 * math.pi)
        * (1.0 - g * g)
        * (1.0 + cosine * cosine)
        / ((2.0 + g * g) * base * math.sqrt(base))
    )
    rayleigh, mie, ozone = 0.0, 0.0, _ozone_way(sun[2])
    red, green, bluish = 0.0, 0.0, 0.0
    for k in range(_STEPS):
        way = (k + 0.5) * length
        place = (direction[0] * way, direction[1] * way, eye + direction[2] * way)
        above = math.sqrt(dot(place, place)) - _EARTH_M
        thin = exponential(-above / _RAYLEIGH_HEIGHT_M) * length
        thick = exponential(-above / _MIE_HEIGHT_M) * length
        rayleigh += thin
        mie += thick
        sun_rayleigh, sun_mie = _sun_depths(place, sun)
        if sun_rayleigh < 0.0:
            continue
        part = _passed(rayleigh + sun_rayleigh, mie + sun_mie, ozone, blue, haze)
        common = thick * haze * from_haze
        red += part[0] * (thin * _RAYLEIGH[0] * blue * from_air + common)
        green += part[1] * (thin * _RAYLEIGH[1] * blue * from_air + common)
        bluish += part[2] * (thin * _RAYLEIGH[2] * blue * from_air + common)
    return (red, green, bluish)


@inlined
def sun_colour(sun: Vector, blue: float, haze: float) -> Vector:
    """Return the part of the sun's red, green and blue that reaches the ground."""
    rayleigh, mie = _sun_depths((0.0, 0.0, _EARTH_M + _EYE_M), sun)
    if rayleigh < 0.0:
        return (0.0, 0.0, 0.0)
    return _passed(rayleigh, mie, _ozone_way(sun[2]), blue, haze)
