"""Motorcycles and scooters, on their stands and without riders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, loft, rounded_box, tube
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.motorcycle_parts import (
    BLACK,
    ENGINE,
    Bike,
    add_bar,
    add_engine,
    add_fork,
    add_front_mudguard,
    add_mudguard,
    add_swing_arm,
    add_tail,
    add_wheels,
    hull,
)
from carla_scenes.embedded.models.vehicles.mounting import both
from carla_scenes.embedded.models.vehicles.wheels import Wheel

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]
    Size = tuple[float, float, float]

_SEAT = Material(srgb(28, 27, 27), Pattern.PLASTIC, roughness=0.65)
_SCREEN = Material(srgb(70, 76, 80), Pattern.GLASS, roughness=0.03, specular=0.08)

_FAIRING = (
    (0.735, 0.79, 0.012, 0.012), (0.715, 0.795, 0.045, 0.055), (0.66, 0.80, 0.095, 0.115), (0.58, 0.79, 0.145, 0.150),
    (0.48, 0.73, 0.225, 0.172), (0.36, 0.65, 0.275, 0.188), (0.22, 0.58, 0.285, 0.195), (0.08, 0.53, 0.25, 0.190),
    (-0.06, 0.49, 0.19, 0.175), (-0.18, 0.46, 0.12, 0.150), (-0.22, 0.455, 0.05, 0.10),
)  # fmt: skip
"""Sections of a racing fairing: x, height of the middle, half height and half width, metres."""


def sport_bike(tag: int, size: Size, key: int, colour: Colour) -> Mesh:
    """Return a racing motorcycle with a full fairing.

    Args:
        tag: Semantic tag.
        size: Length, width and height, metres.
        key: Decides its number plate.
        colour: Of its paint when nobody asks for another.
    """
    builder = MeshBuilder(tag)
    bike = Bike(0.70, -0.70, 0.305, (0.42, 0.83), (0.29, 0.33, 0.87), colour)
    coat = finishes.paint(colour)
    add_wheels(builder, bike, 0.12, 0.19, Wheel(0.305, 0.15, 0.72, "pairs", 5, finishes.DARK_ALLOY))
    add_fork(builder, bike, 0.10, 0.028)
    builder.add(hull(_FAIRING), coat)
    both(
        builder,
        rounded_box((-0.02, 0.165, 0.52), (0.20, 0.20, 0.58), 0.02, 1).moved(pitch=-14.0),
        finishes.GAP,
    )
    both(
        builder,
        rounded_box((0.02, 0.165, 0.42), (0.24, 0.198, 0.47), 0.02, 1).moved(pitch=-14.0),
        finishes.GAP,
    )
    belly = [Limb((0.30, 0.0, 0.26), (-0.12, 0.0, 0.24), 0.10, 0.08, (1.0, 1.3, 0.7))]
    builder.add(body(belly, 0.024, 0.0)[0], BLACK)
    tank = [
        Limb((0.26, 0.0, 0.83), (-0.06, 0.0, 0.80), 0.135, 0.10, (1.0, 1.05, 0.85)),
        Limb((-0.55, 0.0, 0.90), (-0.86, 0.0, 0.97), 0.10, 0.045, (1.0, 1.0, 0.6)),
        Limb((-0.10, 0.0, 0.74), (-0.50, 0.0, 0.86), 0.09, 0.09, (1.0, 1.1, 0.7)),
    ]
    builder.add(body(tank, 0.022, 0.05)[0], coat)
    seat = [
        Limb((-0.08, 0.0, 0.83), (-0.42, 0.0, 0.89), 0.09, 0.09, (1.0, 1.15, 0.45)),
        Limb((-0.52, 0.0, 0.965), (-0.72, 0.0, 0.985), 0.075, 0.06, (1.0, 1.1, 0.45)),
    ]
    builder.add(body(seat, 0.02, 0.03)[0], _SEAT)
    screen = [Limb((0.62, 0.0, 0.93), (0.40, 0.0, 1.02), 0.05, 0.10, (1.0, 1.0, 0.8))]
    builder.add(body(screen, 0.02, 0.0)[0], _SCREEN)
    for y in (0.055, -0.055):
        builder.add(ellipsoid((0.675, y, 0.835), (0.05, 0.042, 0.028), 12, 8), finishes.HEAD)
    add_engine(builder, (0.08, 0.47), 0.17)
    add_swing_arm(builder, bike, (-0.12, 0.44))
    builder.add(
        tube(np.array([(0.2, 0.10, 0.32), (-0.15, 0.12, 0.22), (-0.40, 0.15, 0.30)]), (0.03, 0.03, 0.035), 8),
        BLACK,
    )
    builder.add(cylinder((-0.38, 0.16, 0.30), (-0.80, 0.20, 0.52), 0.055, 0.062, 14), finishes.STEEL)
    add_bar(builder, bike, mirrors=(0.50, 0.98))
    add_tail(builder, (-0.88, 0.94), 0.68, key)
    add_front_mudguard(builder, bike, coat)
    return builder.build().fitted(*size)


def cruiser(tag: int, size: Size, key: int, colour: Colour) -> Mesh:
    """Return a low, long motorcycle with a twin-cylinder engine and much chrome; arguments as for `sport_bike`."""
    builder = MeshBuilder(tag)
    bike = Bike(0.86, -0.74, 0.325, (0.42, 0.84), (0.27, 0.20, 1.06), colour)
    coat = finishes.paint(colour)
    add_wheels(builder, bike, 0.10, 0.17, Wheel(0.325, 0.14, 0.72, "wire", 14, finishes.CHROME, 0.05))
    add_fork(builder, bike, 0.11, 0.026)
    tank = [Limb((0.34, 0.0, 0.80), (-0.02, 0.0, 0.76), 0.115, 0.075, (1.0, 1.0, 0.95))]
    builder.add(body(tank, 0.022, 0.03)[0], coat)
    seat = [
        Limb((-0.12, 0.0, 0.68), (-0.42, 0.0, 0.70), 0.13, 0.14, (1.0, 1.1, 0.45)),
        Limb((-0.52, 0.0, 0.78), (-0.80, 0.0, 0.80), 0.10, 0.08, (1.0, 1.1, 0.45)),
    ]
    builder.add(body(seat, 0.022, 0.03)[0], _SEAT)
    add_mudguard(builder, (bike.rear, bike.radius), (bike.radius + 0.04, 0.095), (10.0, 150.0), coat)
    add_mudguard(builder, (bike.front, bike.radius), (bike.radius + 0.03, 0.07), (25.0, 165.0), coat)
    for lean, x in ((25.0, 0.14), (-25.0, 0.06)):
        for number in range(7):
            offset = 0.08 + 0.035 * number
            fin = rounded_box((-0.085, -0.085, -0.009), (0.085, 0.085, 0.009), 0.008, 1)
            builder.add(
                fin.moved(
                    x + offset * np.sin(np.radians(lean)),
                    0.0,
                    0.40 + offset * np.cos(np.radians(lean)),
                    pitch=-lean,
                ),
                ENGINE,
            )
        builder.add(
            cylinder(
                (x, 0.0, 0.40),
                (x + 0.3 * np.sin(np.radians(lean)), 0.0, 0.40 + 0.3 * np.cos(np.radians(lean))),
                0.06,
            ),
            finishes.CHROME,
        )
    add_engine(builder, (0.06, 0.36), 0.15)
    builder.add(cylinder((0.10, 0.12, 0.56), (0.10, 0.21, 0.56), 0.085, sides=18), finishes.CHROME)
    for z in (0.24, 0.33):
        pipe = np.array(
            [(0.24, 0.12, z + 0.22), (0.30, 0.16, z + 0.08), (0.12, 0.18, z), (-0.30, 0.19, z - 0.02)]
        )
        builder.add(tube(pipe, np.full(4, 0.026), 9), finishes.CHROME)
        builder.add(
            cylinder((-0.28, 0.19, z - 0.02), (-1.0, 0.19, z + 0.01), 0.045, 0.047, 14), finishes.CHROME
        )
    add_swing_arm(builder, bike, (-0.2, 0.36))
    add_bar(builder, bike, mirrors=(0.26, 1.22), rise=0.16)
    builder.add(ellipsoid((0.60, 0.0, 0.86), (0.10, 0.095, 0.095), 16, 10), finishes.CHROME)
    builder.add(cylinder((0.62, 0.0, 0.86), (0.705, 0.0, 0.86), 0.088, 0.08, 18), finishes.HEAD)
    both(builder, ellipsoid((0.50, 0.17, 0.80), (0.04, 0.035, 0.035), 10, 6), finishes.TURN)
    add_tail(builder, (-1.04, 0.62), 0.44, key)
    both(builder, tube(np.array([(-0.5, 0.12, 0.68), (-0.9, 0.12, 0.60)]), (0.02, 0.02), 8), finishes.CHROME)
    return builder.build().fitted(*size)


def scooter(tag: int, size: Size, key: int, colour: Colour) -> Mesh:
    """Return an Italian scooter with a leg shield and rounded side panels; arguments as for `sport_bike`."""
    builder = MeshBuilder(tag)
    bike = Bike(0.62, -0.60, 0.235, (0.46, 0.92), (0.33, 0.34, 0.98), colour)
    coat = finishes.paint(colour)
    add_wheels(builder, bike, 0.10, 0.11, Wheel(0.235, 0.10, 0.62, "spokes", 5, finishes.ALLOY))
    rear = [
        Limb((-0.30, 0.0, 0.58), (-0.72, 0.0, 0.54), 0.16, 0.13, (1.0, 1.0, 1.1)),
        Limb((-0.42, 0.13, 0.46), (-0.62, 0.13, 0.45), 0.14, 0.12, (1.1, 0.6, 1.0)),
        Limb((-0.42, -0.13, 0.46), (-0.62, -0.13, 0.45), 0.14, 0.12, (1.1, 0.6, 1.0)),
        Limb((-0.20, 0.0, 0.46), (-0.16, 0.0, 0.34), 0.12, 0.12, (0.7, 1.2, 1.0)),
    ]
    builder.add(body(rear, 0.024, 0.07)[0], coat)
    shield = []
    for share in np.linspace(0.0, 1.0, 9):
        z = 0.30 + 0.62 * share
        x = 0.30 + 0.16 * share - 0.05 * np.sin(np.pi * share)
        half = (
            0.17 + 0.06 * np.sin(np.pi * min(1.0, share * 1.15)) - 0.10 * max(0.0, share - 0.75) * 4.0 * 0.5
        )
        turn = np.linspace(-1.0, 1.0, 11)
        front = [(x + 0.10 * (1.0 - t * t), half * t, z) for t in turn]
        back = [(x + 0.10 * (1.0 - t * t) - 0.022, half * t, z) for t in turn[::-1]]
        shield.append(front + back)
    builder.add(loft(np.array(shield), crease=60.0), coat)
    builder.add(rounded_box((-0.24, -0.17, 0.27), (0.36, 0.17, 0.33), 0.028, 2), coat)
    for number in range(5):
        y = -0.12 + 0.06 * number
        builder.add(box((-0.18, y - 0.012, 0.325), (0.28, y + 0.012, 0.337)), finishes.RUBBER)
    seat = [Limb((-0.22, 0.0, 0.73), (-0.66, 0.0, 0.74), 0.12, 0.11, (1.0, 1.15, 0.55))]
    builder.add(body(seat, 0.022, 0.0)[0], finishes.LEATHER)
    guard = [
        Limb((0.62, 0.0, 0.37), (0.66, 0.0, 0.40), 0.20, 0.17, (1.15, 0.5, 0.75)),
        Limb((0.56, 0.0, 0.48), (0.48, 0.0, 0.88), 0.06, 0.055),
    ]
    builder.add(body(guard, 0.022, 0.06)[0], coat)
    head = [
        Limb((0.44, 0.0, 0.97), (0.50, 0.0, 0.97), 0.09, 0.085, (1.0, 1.1, 0.9)),
        Limb((0.40, -0.18, 0.97), (0.40, 0.18, 0.97), 0.04),
    ]
    builder.add(body(head, 0.02, 0.05)[0], coat)
    builder.add(cylinder((0.54, 0.0, 0.97), (0.595, 0.0, 0.97), 0.075, 0.066, 16), finishes.HEAD)
    add_bar(builder, bike, mirrors=(0.36, 1.17))
    builder.add(cylinder((-0.30, 0.16, 0.22), (-0.78, 0.18, 0.26), 0.055, 0.05, 12), BLACK)
    builder.add(tube(np.array([(-0.30, 0.0, 0.26), (-0.60, 0.08, 0.235)]), (0.07, 0.06), 10), ENGINE)
    both(builder, ellipsoid((-0.80, 0.12, 0.52), (0.03, 0.04, 0.035), 10, 6), finishes.TURN)
    both(builder, ellipsoid((0.47, 0.14, 0.80), (0.03, 0.035, 0.03), 10, 6), finishes.TURN)
    add_tail(builder, (-0.85, 0.56), 0.40, key)
    return builder.build().fitted(*size)
