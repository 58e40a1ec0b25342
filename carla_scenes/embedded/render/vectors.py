"""Vectors and colours of three numbers, as kernels use them."""

from __future__ import annotations

import math

from carla_scenes.embedded.render.compiled import inlined

Vector = tuple[float, float, float]


@inlined
def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@inlined
def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


@inlined
def added(a: Vector, b: Vector) -> Vector:
    """Return a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


@inlined
def scaled(a: Vector, factor: float) -> Vector:
    """Return a times a number."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


@inlined
def times(a: Vector, b: Vector) -> Vector:
    """Return the product component by component, as of light and reflectance."""
    return (a[0] * b[0], a[1] * b[1], a[2] * b[2])


@inlined
def along(a: Vector, b: Vector, distance: float) -> Vector:
    """Return a + b times distance."""
    return (a[0] + b[0] * distance, a[1] + b[1] * distance, a[2] + b[2] * distance)


@inlined
def blended(a: Vector, b: Vector, part: float) -> Vector:
    """Return a at 0, b at 1."""
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)


@inlined
def normalised(a: Vector) -> Vector:
    """Return the vector at length 1; one of no length stays so."""
    factor = 1.0 / math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2] + 1e-30)
    return (a[0] * factor, a[1] * factor, a[2] * factor)


@inlined
def mirrored(direction: Vector, normal: Vector) -> Vector:
    """Return a direction reflected by a surface."""
    return along(direction, normal, -2.0 * dot(direction, normal))


@inlined
def across(normal: Vector) -> Vector:
    """Return some unit vector at right angles to a unit vector."""
    if abs(normal[2]) < 0.9:
        return normalised((-normal[1], normal[0], 0.0))
    return normalised((0.0, -normal[2], normal[1]))


@inlined
def brightness(colour: Vector) -> float:
    """Return the luminance of a linear colour."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]
