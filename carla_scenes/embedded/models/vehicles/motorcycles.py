"""Motorcycles and scooters, on their stands and without riders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, lathe, loft, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.fittings import add_plate, both
from carla_scenes.embedded.models.vehicles.plates import plate_text
from carla_scenes.embedded.models.vehicles.wheels import Wheel, add_wheel

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]
    Size = tuple[float, float, float]

_ENGINE = Material(srgb(112, 113, 116), Pattern.METAL, roughness=0.5, specular=0.4)
_BLACK = Material(srgb(30, 30, 32), Pattern.METAL, roughness=0.4, specular=0.3)
_SEAT = Material(srgb(28, 27, 27), Pattern.PLASTIC, roughness=0.65)
_SCREEN = Material(srgb(70, 76, 80), Pattern.GLASS, roughness=0.03, specular=0.08)

_FAIRING = (
    (0.735, 0.79, 0.012, 0.012), (0.715, 0.795, 0.045, 0.055), (0.66, 0.80, 0.095, 0.115), (0.58, 0.79, 0.145, 0.150),
    (0.48, 0.73, 0.225, 0.172), (0.36, 0.65, 0.275, 0.188), (0.22, 0.58, 0.285, 0.195), (0.08, 0.53, 0.25, 0.190),
    (-0.06, 0.49, 0.19, 0.175), (-0.18, 0.46, 0.12, 0.150), (-0.22, 0.455, 0.05, 0.10),
)  # fmt: skip
"""Sections of a racing fairing: x, height of the middle, half height and half width, metres."""


@dataclass(frozen=True)
class Bike:
    """A motorcycle's measures; metres, x from the middle, before it is fitted to its size.

    Attributes:
        front: x of the front axle.
        rear: x of the rear axle.
        radius: Of the wheels.
        head: Place of the steering head: x, z.
        bar: Half width, x and z of the handlebar's grips.
        colour: Of the paint.
    """

    front: float
    rear: float
    radius: float
    head: tuple[float, float]
    bar: tuple[float, float, float]
    colour: Colour


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
    _add_wheels(builder, bike, 0.12, 0.19, Wheel(0.305, 0.15, 0.72, "pairs", 5, finishes.DARK_ALLOY))
    _add_fork(builder, bike, 0.10, 0.028)
    builder.add(_hull(_FAIRING), coat)
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
    builder.add(body(belly, 0.024, 0.0)[0], _BLACK)
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
    _add_engine(builder, (0.08, 0.47), 0.17)
    _add_swing_arm(builder, bike, (-0.12, 0.44))
    builder.add(
        tube(np.array([(0.2, 0.10, 0.32), (-0.15, 0.12, 0.22), (-0.40, 0.15, 0.30)]), (0.03, 0.03, 0.035), 8),
        _BLACK,
    )
    builder.add(cylinder((-0.38, 0.16, 0.30), (-0.80, 0.20, 0.52), 0.055, 0.062, 14), finishes.STEEL)
    _add_bar(builder, bike, mirrors=(0.50, 0.98))
    _add_tail(builder, (-0.88, 0.94), 0.68, key)
    _add_front_mudguard(builder, bike, coat)
    return builder.build().fitted(*size)


def cruiser(tag: int, size: Size, key: int, colour: Colour) -> Mesh:
    """Return a low, long motorcycle with a twin-cylinder engine and much chrome; arguments as for `sport_bike`."""
    builder = MeshBuilder(tag)
    bike = Bike(0.86, -0.74, 0.325, (0.42, 0.84), (0.27, 0.20, 1.06), colour)
    coat = finishes.paint(colour)
    _add_wheels(builder, bike, 0.10, 0.17, Wheel(0.325, 0.14, 0.72, "wire", 14, finishes.CHROME, 0.05))
    _add_fork(builder, bike, 0.11, 0.026)
    tank = [Limb((0.34, 0.0, 0.80), (-0.02, 0.0, 0.76), 0.115, 0.075, (1.0, 1.0, 0.95))]
    builder.add(body(tank, 0.022, 0.03)[0], coat)
    seat = [
        Limb((-0.12, 0.0, 0.68), (-0.42, 0.0, 0.70), 0.13, 0.14, (1.0, 1.1, 0.45)),
        Limb((-0.52, 0.0, 0.78), (-0.80, 0.0, 0.80), 0.10, 0.08, (1.0, 1.1, 0.45)),
    ]
    builder.add(body(seat, 0.022, 0.03)[0], _SEAT)
    _add_mudguard(builder, (bike.rear, bike.radius), bike.radius + 0.04, 0.095, (10.0, 150.0), coat)
    _add_mudguard(builder, (bike.front, bike.radius), bike.radius + 0.03, 0.07, (25.0, 165.0), coat)
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
                _ENGINE,
            )
        builder.add(
            cylinder(
                (x, 0.0, 0.40),
                (x + 0.3 * np.sin(np.radians(lean)), 0.0, 0.40 + 0.3 * np.cos(np.radians(lean))),
                0.06,
            ),
            finishes.CHROME,
        )
    _add_engine(builder, (0.06, 0.36), 0.15)
    builder.add(cylinder((0.10, 0.12, 0.56), (0.10, 0.21, 0.56), 0.085, sides=18), finishes.CHROME)
    for z in (0.24, 0.33):
        pipe = np.array(
            [(0.24, 0.12, z + 0.22), (0.30, 0.16, z + 0.08), (0.12, 0.18, z), (-0.30, 0.19, z - 0.02)]
        )
        builder.add(tube(pipe, np.full(4, 0.026), 9), finishes.CHROME)
        builder.add(
            cylinder((-0.28, 0.19, z - 0.02), (-1.0, 0.19, z + 0.01), 0.045, 0.047, 14), finishes.CHROME
        )
    _add_swing_arm(builder, bike, (-0.2, 0.36))
    _add_bar(builder, bike, mirrors=(0.26, 1.22), rise=0.16)
    builder.add(ellipsoid((0.60, 0.0, 0.86), (0.10, 0.095, 0.095), 16, 10), finishes.CHROME)
    builder.add(cylinder((0.62, 0.0, 0.86), (0.705, 0.0, 0.86), 0.088, 0.08, 18), finishes.HEAD)
    both(builder, ellipsoid((0.50, 0.17, 0.80), (0.04, 0.035, 0.035), 10, 6), finishes.TURN)
    _add_tail(builder, (-1.04, 0.62), 0.44, key)
    both(builder, tube(np.array([(-0.5, 0.12, 0.68), (-0.9, 0.12, 0.60)]), (0.02, 0.02), 8), finishes.CHROME)
    return builder.build().fitted(*size)


def scooter(tag: int, size: Size, key: int, colour: Colour) -> Mesh:
    """Return an Italian scooter with a leg shield and rounded side panels; arguments as for `sport_bike`."""
    builder = MeshBuilder(tag)
    bike = Bike(0.62, -0.60, 0.235, (0.46, 0.92), (0.33, 0.34, 0.98), colour)
    coat = finishes.paint(colour)
    _add_wheels(builder, bike, 0.10, 0.11, Wheel(0.235, 0.10, 0.62, "spokes", 5, finishes.ALLOY))
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
    _add_bar(builder, bike, mirrors=(0.36, 1.17))
    builder.add(cylinder((-0.30, 0.16, 0.22), (-0.78, 0.18, 0.26), 0.055, 0.05, 12), _BLACK)
    builder.add(tube(np.array([(-0.30, 0.0, 0.26), (-0.60, 0.08, 0.235)]), (0.07, 0.06), 10), _ENGINE)
    both(builder, ellipsoid((-0.80, 0.12, 0.52), (0.03, 0.04, 0.035), 10, 6), finishes.TURN)
    both(builder, ellipsoid((0.47, 0.14, 0.80), (0.03, 0.035, 0.03), 10, 6), finishes.TURN)
    _add_tail(builder, (-0.85, 0.56), 0.40, key)
    return builder.build().fitted(*size)


def _hull(sections: tuple[tuple[float, float, float, float], ...]) -> Surface:
    """Return a smooth hull over sections like those of `_FAIRING`, from front to rear."""
    turns = np.linspace(0.0, 2.0 * np.pi, 24, endpoint=False)
    across = np.sign(np.cos(turns)) * np.abs(np.cos(turns)) ** 0.85
    up = np.sign(np.sin(turns)) * np.abs(np.sin(turns)) ** 0.95
    rings = [
        np.stack(
            [np.full(24, x), half * across * (1.0 - 0.25 * np.maximum(-up, 0.0)), middle + tall * up], axis=1
        )
        for x, middle, tall, half in sections[::-1]
    ]
    return loft(np.array(rings), crease=70.0)


def _add_wheels(builder: MeshBuilder, bike: Bike, front: float, rear: float, wheel: Wheel) -> None:
    """Add both wheels, seen alike from both sides, with brake discs."""
    for x, width in ((bike.front, front), (bike.rear, rear)):
        half = width / 2.0
        radius = bike.radius
        rim = wheel.rim * radius
        profile = [
            (rim, -0.35 * width), (rim + 0.4 * (radius - rim), -half), (radius - 0.02, -0.36 * width), (radius, -0.1 * width), (radius, 0.1 * width),
            (radius - 0.02, 0.36 * width), (rim + 0.4 * (radius - rim), half), (rim, 0.35 * width), (rim - 0.022, 0.30 * width),
            (rim - 0.022, -0.30 * width), (rim, -0.35 * width),
        ]  # fmt: skip
        builder.add(_on_axle(lathe(profile[:8], 28, crease=50.0), x, radius), finishes.RUBBER)
        builder.add(_on_axle(lathe(profile[7:], 28, crease=30.0), x, radius), wheel.metal)
        builder.add(cylinder((x, -half, radius), (x, half, radius), 0.035, sides=12), wheel.metal)
        spread = 0.25 * width
        spokes = []
        for number in range(wheel.spokes):
            turn = 2.0 * np.pi * number / wheel.spokes
            thick = 0.003 if wheel.style == "wire" else 0.014
            for side in (-1.0, 1.0):
                lean = 0.3 * side if wheel.style == "wire" else 0.10 * side
                outer = (
                    x + (rim - 0.015) * np.cos(turn + lean),
                    0.0,
                    radius + (rim - 0.015) * np.sin(turn + lean),
                )
                inner = (x + 0.03 * np.cos(turn), side * spread, radius + 0.03 * np.sin(turn))
                spokes.append(
                    tube(np.array([inner, outer]), (thick * 1.3, thick), 4 if thick < 0.01 else 6, caps=False)
                )
        builder.add(joined(spokes), wheel.metal)
        for side in (-1.0, 1.0):
            disc = cylinder(
                (x, side * (half * 0.8), radius),
                (x, side * (half * 0.8 + 0.006), radius),
                rim * 0.62,
                sides=22,
            )
            builder.add(disc, finishes.DISC)


def _on_axle(surface: Surface, x: float, z: float) -> Surface:
    return surface.moved(roll=90.0).moved(x, 0.0, z)


def _add_fork(builder: MeshBuilder, bike: Bike, half: float, radius: float) -> None:
    """Add a telescopic fork and its two bridges."""
    head_x, head_z = bike.head
    for y in (half, -half):
        middle = (head_x * 0.45 + bike.front * 0.55, y, head_z * 0.45 + bike.radius * 0.55)
        builder.add(cylinder((bike.front, y, bike.radius), middle, radius, sides=10), _BLACK)
        builder.add(
            cylinder(middle, (head_x - 0.02, y, head_z + 0.06), radius * 0.75, sides=10), finishes.CHROME
        )
    builder.add(
        rounded_box(
            (head_x - 0.06, -half - 0.03, head_z + 0.03),
            (head_x + 0.04, half + 0.03, head_z + 0.06),
            0.012,
            1,
        ),
        _BLACK,
    )
    builder.add(
        rounded_box(
            (head_x, -half - 0.03, head_z - 0.16), (head_x + 0.09, half + 0.03, head_z - 0.13), 0.012, 1
        ),
        _BLACK,
    )


def _add_engine(builder: MeshBuilder, place: tuple[float, float], half: float) -> None:
    """Add crankcase, covers and frame tubes around x and z."""
    x, z = place
    builder.add(
        rounded_box((x - 0.24, -half * 0.75, z - 0.15), (x + 0.20, half * 0.75, z + 0.12), 0.06, 2), _ENGINE
    )
    for y in (-half, half):
        builder.add(
            cylinder((x - 0.08, 0.7 * y, z - 0.04), (x - 0.08, y, z - 0.04), 0.11, 0.095, 18), _ENGINE
        )
        frame = np.array(
            [
                (x + 0.32, 0.6 * y, z + 0.36),
                (x + 0.26, 0.9 * y, z + 0.05),
                (x + 0.10, 0.9 * y, z - 0.17),
                (x - 0.22, 0.9 * y, z - 0.15),
                (x - 0.24, 0.8 * y, z + 0.26),
            ]
        )
        builder.add(tube(frame, np.full(5, 0.019), 8), _BLACK)
        builder.add(
            cylinder((x - 0.18, y, z - 0.12), (x - 0.18, y + np.sign(y) * 0.10, z - 0.12), 0.013, sides=8),
            finishes.RUBBER,
        )


def _add_swing_arm(builder: MeshBuilder, bike: Bike, pivot: tuple[float, float]) -> None:
    """Add the rear wheel's arm, spring legs and chain."""
    for y in (0.10, -0.10):
        builder.add(
            tube(np.array([(pivot[0], y, pivot[1]), (bike.rear, y * 1.1, bike.radius)]), (0.032, 0.026), 8),
            _BLACK,
        )
        builder.add(
            tube(
                np.array(
                    [
                        (bike.rear + 0.1, y * 1.2, bike.radius + 0.04),
                        (bike.rear + 0.24, y * 1.1, bike.radius + 0.36),
                    ]
                ),
                (0.026, 0.026),
                10,
            ),
            finishes.CHROME,
        )


def _add_bar(builder: MeshBuilder, bike: Bike, mirrors: tuple[float, float], rise: float = 0.03) -> None:
    """Add handlebar, grips, levers and mirrors, whose middle is at x and z."""
    half, x, z = bike.bar
    head_x, head_z = bike.head
    line = np.array(
        [
            (x, -half, z),
            (x + 0.02, -0.7 * half, z + 0.005),
            (head_x - 0.02, -0.10, head_z + 0.06 + rise * 0.4),
            (head_x - 0.02, 0.10, head_z + 0.06 + rise * 0.4),
            (x + 0.02, 0.7 * half, z + 0.005),
            (x, half, z),
        ]
    )
    builder.add(tube(line, np.full(6, 0.012), 8), finishes.CHROME)
    both(
        builder,
        cylinder((x + 0.01, 0.66 * half, z + 0.004), (x - 0.005, half + 0.015, z), 0.018, sides=10),
        finishes.RUBBER,
    )
    both(
        builder,
        tube(
            np.array(
                [(x + 0.05, 0.62 * half, z), (x + 0.075, 0.8 * half, z - 0.004), (x + 0.06, half, z - 0.01)]
            ),
            (0.007, 0.006, 0.005),
            5,
        ),
        finishes.CHROME,
    )
    mirror_x, mirror_z = mirrors
    reach = half + 0.06
    both(
        builder,
        tube(
            np.array([(x + 0.02, 0.6 * half, z + 0.01), (mirror_x, reach - 0.05, mirror_z - 0.03)]),
            (0.007, 0.006),
            5,
        ),
        finishes.TRIM,
    )
    both(builder, ellipsoid((mirror_x, reach - 0.01, mirror_z), (0.022, 0.07, 0.045), 14, 8), finishes.TRIM)
    both(
        builder,
        ellipsoid((mirror_x - 0.012, reach - 0.01, mirror_z), (0.014, 0.058, 0.036), 14, 8),
        finishes.MIRROR,
    )


def _add_tail(builder: MeshBuilder, place: tuple[float, float], plate: float, key: int) -> None:
    """Add tail lamp at x and z, indicators, and a plate at a height."""
    x, z = place
    builder.add(rounded_box((x - 0.03, -0.07, z - 0.03), (x + 0.03, 0.07, z + 0.03), 0.02, 2), finishes.TAIL)
    both(
        builder,
        tube(np.array([(x + 0.04, 0.0, z - 0.05), (x + 0.02, 0.14, z - 0.05)]), (0.008, 0.008), 5),
        finishes.TRIM,
    )
    both(builder, ellipsoid((x + 0.02, 0.15, z - 0.05), (0.03, 0.03, 0.024), 10, 6), finishes.TURN)
    builder.add(box((x + 0.01, -0.03, plate), (x + 0.03, 0.03, z)), finishes.TRIM)
    add_plate(builder, x - 0.005, plate, plate_text(key), front=False, size=(0.22, 0.17))


def _add_mudguard(
    builder: MeshBuilder,
    axle: tuple[float, float],
    radius: float,
    half: float,
    turns: tuple[float, float],
    material: Material,
) -> None:
    """Add a curved mudguard between two angles, in degrees from the front over the top."""
    sections = []
    for turn in np.radians(np.linspace(turns[1], turns[0], 15)):
        section = []
        for share in np.linspace(-1.0, 1.0, 7):
            distance = radius + 0.015 - 0.035 * share * share
            section.append(
                (axle[0] + distance * np.cos(turn), half * share, axle[1] + distance * np.sin(turn))
            )
        for share in np.linspace(1.0, -1.0, 7):
            distance = radius + 0.007 - 0.035 * share * share
            section.append(
                (axle[0] + distance * np.cos(turn), half * share, axle[1] + distance * np.sin(turn))
            )
        sections.append(section)
    builder.add(loft(np.array(sections)[:, ::-1], crease=50.0), material)


def _add_front_mudguard(builder: MeshBuilder, bike: Bike, material: Material) -> None:
    _add_mudguard(builder, (bike.front, bike.radius), bike.radius + 0.025, 0.07, (35.0, 150.0), material)
