"""Functions of numbers that give the same bits everywhere: only operations that IEEE 754 rounds exactly."""

from __future__ import annotations

import math

from carla_scenes.embedded.render.compiled import bits_of, float_of_bits, inlined

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 0.693147180369123816490
_LN2_LOW = 1.90821492927058770002e-10
_LN2 = 0.6931471805599453
_MANTISSA = 0x000FFFFFFFFFFFFF
_ONE = 0x3FF0000000000000
_TURN = 2.0 * math.pi


@inlined
def clamp(x: float, low: float, high: float) -> float:
    """Return a number cut to a range."""
    return min(high, max(low, x))


@inlined
def step(low: float, high: float, x: float) -> float:
    """Return 0 below `low`, 1 above `high`, and a smooth rise between."""
    part = min(1.0, max(0.0, (x - low) / (high - low)))
    return part * part * (3.0 - 2.0 * part)


@inlined
def mix(first: float, second: float, part: float) -> float:
    """Return a blend: `first` at 0, `second` at 1."""
    return first + (second - first) * part


@inlined
def exponential(x: float) -> float:
    """Return e to the power of x, to 9 digits; 0 and infinity are never reached."""
    x = min(700.0, max(-700.0, x))
    whole = math.floor(x * _LOG2_E + 0.5)
    r = (x - whole * _LN2_HIGH) - whole * _LN2_LOW
    series = r / 8.0 + 1.0
    for divisor in (7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0):
        series = series * r / divisor + 1.0
    return series * float_of_bits((int(whole) + 1023) << 52)


@inlined
def logarithm(x: float) -> float:
    """Return the natural logarithm of a positive number, to 11 digits."""
    bits = bits_of(max(x, 1e-300))
    exponent = (bits >> 52) - 1023
    mantissa = float_of_bits((bits & _MANTISSA) | _ONE)
    if mantissa > 1.4142135623730951:
        mantissa *= 0.5
        exponent += 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    q = s * s
    series = 1.0 + q * (
        1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q * (1.0 / 11.0 + q * (1.0 / 13.0)))))
    )
    return 2.0 * s * series + exponent * _LN2


@inlined
def power(x: float, exponent: float) -> float:
    """Return a positive number to a power; 0 for what is not positive."""
    if x <= 0.0:
        return 0.0
    return exponential(exponent * logarithm(x))


@inlined
def sine(turns: float) -> float:
    """Return the sine of an angle in turns (1 is a full circle), to 7 digits."""
    r = turns - math.floor(turns + 0.5)
    if r > 0.25:
        r = 0.5 - r
    elif r < -0.25:
        r = -0.5 - r
    x = r * _TURN
    q = x * x
    series = 1.0 - q / 6.0 * (
        1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0 * (1.0 - q / 110.0 * (1.0 - q / 156.0))))
    )
    return x * series


@inlined
def cosine(turns: float) -> float:
    """Return the cosine of an angle in turns, to 7 digits."""
    return sine(turns + 0.25)
