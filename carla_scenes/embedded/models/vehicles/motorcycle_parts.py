"""What motorcycles are put together from: wheels, fork, engine, handlebar, mudguards, lamps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, lathe, loft, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.fittings import add_plate
from carla_scenes.embedded.models.vehicles.mounting import both
from carla_scenes.embedded.models.vehicles.plates import plate_text

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Colour
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.vehicles.wheels import Wheel

    Floats = npt.NDArray[np.float64]

ENGINE = Material(srgb(112, 113, 116), Pattern.METAL, roughness=0.5, specular=0.4)
BLACK = Material(srgb(30, 30, 32), Pattern.METAL, roughness=0.4, specular=0.3)


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


def hull(sections: tuple[tuple[float, float, float, float], ...]) -> Surface:
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


def add_wheels(builder: MeshBuilder, bike: Bike, front: float, rear: float, wheel: Wheel) -> None:
    """Add both wheels, seen alike from both sides, with brake discs."""
    for x, width in ((bike.front, front), (bike.rear, rear)):
        half = width / 2.0
        radius = bike.radius
        rim = wheel.rim * radius
        profile = [
            (rim, -0.35 * width), (rim + 0.4 * (radius - rim), -half), (radius - 0.02, -0.36 * width),
            (radius, -0.1 * width), (radius, 0.1 * width), (radius - 0.02, 0.36 * width),
            (rim + 0.4 * (radius - rim), half), (rim, 0.35 * width), (rim - 0.022, 0.30 * width),
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


def add_fork(builder: MeshBuilder, bike: Bike, half: float, radius: float) -> None:
    """Add a telescopic fork and its two bridges."""
    head_x, head_z = bike.head
    for y in (half, -half):
        middle = (head_x * 0.45 + bike.front * 0.55, y, head_z * 0.45 + bike.radius * 0.55)
        builder.add(cylinder((bike.front, y, bike.radius), middle, radius, sides=10), BLACK)
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
        BLACK,
    )
    builder.add(
        rounded_box(
            (head_x, -half - 0.03, head_z - 0.16), (head_x + 0.09, half + 0.03, head_z - 0.13), 0.012, 1
        ),
        BLACK,
    )


def add_engine(builder: MeshBuilder, place: tuple[float, float], half: float) -> None:
    """Add crankcase, covers and frame tubes around x and z."""
    x, z = place
    builder.add(
        rounded_box((x - 0.24, -half * 0.75, z - 0.15), (x + 0.20, half * 0.75, z + 0.12), 0.06, 2), ENGINE
    )
    for y in (-half, half):
        builder.add(cylinder((x - 0.08, 0.7 * y, z - 0.04), (x - 0.08, y, z - 0.04), 0.11, 0.095, 18), ENGINE)
        frame = np.array(
            [
                (x + 0.32, 0.6 * y, z + 0.36),
                (x + 0.26, 0.9 * y, z + 0.05),
                (x + 0.10, 0.9 * y, z - 0.17),
                (x - 0.22, 0.9 * y, z - 0.15),
                (x - 0.24, 0.8 * y, z + 0.26),
            ]
        )
        builder.add(tube(frame, np.full(5, 0.019), 8), BLACK)
        builder.add(
            cylinder((x - 0.18, y, z - 0.12), (x - 0.18, y + np.sign(y) * 0.10, z - 0.12), 0.013, sides=8),
            finishes.RUBBER,
        )


def add_swing_arm(builder: MeshBuilder, bike: Bike, pivot: tuple[float, float]) -> None:
    """Add the rear wheel's arm, spring legs and chain."""
    for y in (0.10, -0.10):
        builder.add(
            tube(np.array([(pivot[0], y, pivot[1]), (bike.rear, y * 1.1, bike.radius)]), (0.032, 0.026), 8),
            BLACK,
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


def add_bar(builder: MeshBuilder, bike: Bike, mirrors: tuple[float, float], rise: float = 0.03) -> None:
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


def add_tail(builder: MeshBuilder, place: tuple[float, float], plate: float, key: int) -> None:
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


def add_mudguard(
    builder: MeshBuilder,
    axle: tuple[float, float],
    size: tuple[float, float],
    turns: tuple[float, float],
    material: Material,
) -> None:
    """Add a curved mudguard.

    Args:
        builder: The mesh.
        axle: x and z of the wheel's axle, metres.
        size: Radius and half width of the mudguard, metres.
        turns: Where it begins and ends, degrees from the front over the top.
        material: What it is made of.
    """
    radius, half = size
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


def add_front_mudguard(builder: MeshBuilder, bike: Bike, material: Material) -> None:
    """Add the short mudguard over the front wheel of a racing motorcycle."""
    add_mudguard(builder, (bike.front, bike.radius), (bike.radius + 0.025, 0.07), (35.0, 150.0), material)
