"""Bicycles, standing without riders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, lathe, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.mounting import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Colour
    from carla_scenes.embedded.geometry.mesh import Mesh

    Place = tuple[float, float]

_SADDLE = Material(srgb(40, 34, 30), Pattern.PLASTIC, roughness=0.6)
_WICKER = Material(srgb(150, 112, 66), Pattern.CLOTH, scale=0.02, roughness=0.9)
_CHAIN = Material(srgb(70, 68, 66), Pattern.METAL, roughness=0.5, specular=0.4)


@dataclass(frozen=True)
class Bicycle:
    """A bicycle's measures: places are x and z in metres, x from the middle.

    Attributes:
        colour: Of the frame.
        wheel: Outer radius of the wheels.
        tyre: Radius of the tyre's section.
        axle: x of the front axle; the rear one mirrors it.
        bracket: Bottom bracket.
        seat: Top of the seat tube.
        head: Lower and upper end of the head tube.
        saddle: Height of the saddle.
        tube: Radius of the main tubes.
        bar: `drop`, `flat` or `swept`.
        bar_half: Half width of the handlebar.
        bar_height: Of the grips.
        step_through: Whether the top tube is a low bow.
        town: Whether it has mudguards, chain case, rack, lamps and basket.
    """

    colour: Colour
    wheel: float
    tyre: float
    axle: float
    bracket: Place
    seat: Place
    head: tuple[Place, Place]
    saddle: float
    tube: float
    bar: str
    bar_half: float
    bar_height: float
    step_through: bool = False
    town: bool = False


CROSSBIKE = Bicycle(
    srgb(196, 72, 22),
    0.31,
    0.027,
    0.46,
    (-0.03, 0.29),
    (-0.18, 0.66),
    ((0.30, 0.62), (0.27, 0.74)),
    0.84,
    0.021,
    "flat",
    0.40,
    0.93,
)
CENTURY = Bicycle(
    srgb(178, 24, 28),
    0.335,
    0.013,
    0.49,
    (-0.05, 0.27),
    (-0.20, 0.78),
    ((0.36, 0.66), (0.33, 0.80)),
    0.96,
    0.016,
    "drop",
    0.25,
    0.90,
)
OMAFIETS = Bicycle(
    srgb(26, 28, 28), 0.355, 0.020, 0.56, (-0.05, 0.29), (-0.23, 0.72), ((0.36, 0.72), (0.32, 0.92)), 0.92, 0.016,
    "swept", 0.28, 1.08,
    step_through=True, town=True,
)  # fmt: skip


def bicycle(bike: Bicycle, tag: int, size: tuple[float, float, float]) -> Mesh:
    """Return a bicycle's mesh.

    Args:
        bike: Which.
        tag: Semantic tag.
        size: Length, width and height, metres.
    """
    builder = MeshBuilder(tag)
    for x in (bike.axle, -bike.axle):
        _add_wheel(builder, bike, x)
    _add_frame(builder, bike)
    _add_drive(builder, bike)
    _add_bar(builder, bike)
    _add_saddle(builder, bike)
    if bike.town:
        _add_town_gear(builder, bike)
    return builder.build().fitted(*size)


def _line(*points: Sequence[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return points as an array; those given as x and z lie in the middle plane."""
    return np.array([point if len(point) == 3 else (point[0], 0.0, point[1]) for point in points], np.float64)


def _add_wheel(builder: MeshBuilder, bike: Bicycle, x: float) -> None:
    turns = np.linspace(0.0, 2.0 * np.pi, 9)
    middle = bike.wheel - bike.tyre
    section = [(middle + bike.tyre * np.cos(t), bike.tyre * np.sin(t)) for t in turns]
    tyre = lathe(section, 36, crease=180.0)
    rim_radius, half = bike.wheel - 2.0 * bike.tyre, 0.011
    rim = lathe(
        [
            (rim_radius + 0.004, -half),
            (rim_radius + 0.004, half),
            (rim_radius - 0.018, half * 0.6),
            (rim_radius - 0.018, -half * 0.6),
            (rim_radius + 0.004, -half),
        ],
        36,
        crease=30.0,
    )
    builder.add(tyre.moved(roll=90.0).moved(x, 0.0, bike.wheel), finishes.RUBBER)
    builder.add(rim.moved(roll=90.0).moved(x, 0.0, bike.wheel), finishes.ALLOY)
    builder.add(cylinder((x, -0.045, bike.wheel), (x, 0.045, bike.wheel), 0.020, sides=10), finishes.CHROME)
    spokes = []
    for number in range(24):
        turn = 2.0 * np.pi * number / 24
        side = 0.032 if number % 2 else -0.032
        lean = 0.35 if number % 4 < 2 else -0.35
        inner = (x + 0.018 * np.cos(turn - lean), side, bike.wheel + 0.018 * np.sin(turn - lean))
        outer = (x + rim_radius * np.cos(turn), 0.0, bike.wheel + rim_radius * np.sin(turn))
        spokes.append(tube(np.array([inner, outer]), (0.0017, 0.0017), 4, caps=False))
    builder.add(joined(spokes), finishes.STEEL)


def _add_frame(builder: MeshBuilder, bike: Bicycle) -> None:
    """Add frame and fork."""
    coat, radius = finishes.paint(bike.colour), bike.tube
    (low, high), seat, bracket = bike.head, bike.seat, bike.bracket
    rear = (-bike.axle, bike.wheel)
    main = [
        tube(_line(bracket, seat), (radius, radius * 0.9), 10),
        tube(_line(low, high), (radius * 1.2, radius * 1.2), 10),
        tube(_line(bracket, low), (radius * 1.15, radius * 1.15), 10),
    ]
    if bike.step_through:
        bow = _line(
            (bracket[0] - 0.04, bracket[1] + 0.12),
            (0.08, 0.44),
            (0.22, 0.60),
            (high[0] - 0.01, high[1] - 0.04),
        )
        main.append(tube(bow, np.full(4, radius), 10))
    else:
        main.append(
            tube(_line((seat[0] + 0.01, seat[1] - 0.04), (high[0], high[1] - 0.03)), (radius, radius), 10)
        )
    for side in (1.0, -1.0):
        axle = (rear[0], side * 0.058, rear[1])
        main.append(
            tube(_line((bracket[0] - 0.03, side * 0.03, bracket[1]), axle), (radius * 0.65, radius * 0.5), 8)
        )
        main.append(
            tube(_line((seat[0], side * 0.02, seat[1] - 0.05), axle), (radius * 0.55, radius * 0.5), 8)
        )
        crown = (low[0] + 0.006, side * 0.035, low[1] - 0.03)
        bend = (low[0] * 0.45 + bike.axle * 0.55 - 0.02, side * 0.05, low[1] * 0.45 + bike.wheel * 0.55)
        main.append(
            tube(
                _line(crown, bend, (bike.axle, side * 0.05, bike.wheel)),
                (radius * 0.8, radius * 0.7, radius * 0.5),
                8,
            )
        )
    main.append(
        rounded_box((low[0] - 0.02, -0.045, low[1] - 0.045), (low[0] + 0.03, 0.045, low[1] - 0.005), 0.015, 1)
    )
    builder.add(joined(main), coat)
    builder.add(
        cylinder((bracket[0], -0.05, bracket[1]), (bracket[0], 0.05, bracket[1]), 0.024, sides=12),
        finishes.STEEL,
    )


def _add_drive(builder: MeshBuilder, bike: Bicycle) -> None:
    """Add cranks, pedals, chain wheel, sprockets and chain."""
    x, z = bike.bracket
    ring, sprocket = 0.09, 0.045
    wheel = lathe(
        [(ring, -0.003), (ring, 0.003), (ring - 0.018, 0.003), (ring - 0.018, -0.003), (ring, -0.003)],
        24,
        crease=30.0,
    )
    builder.add(wheel.moved(roll=90.0).moved(x, 0.055, z), _CHAIN)
    arms = [
        tube(_line((x, 0.055, z), (x + ring * np.cos(t), 0.055, z + ring * np.sin(t))), (0.008, 0.006), 6)
        for t in np.arange(5) * 2.0 * np.pi / 5.0
    ]
    builder.add(joined(arms), finishes.STEEL)
    for side, turn in ((1.0, -35.0), (-1.0, 145.0)):
        end = (x + 0.165 * np.cos(np.radians(turn)), side * 0.085, z + 0.165 * np.sin(np.radians(turn)))
        builder.add(tube(_line((x, side * 0.065, z), end), (0.013, 0.010), 8), finishes.ALLOY)
        ends = sorted((end[1] + side * 0.01, end[1] + side * 0.10))
        builder.add(
            rounded_box(
                (end[0] - 0.045, ends[0], end[2] - 0.012), (end[0] + 0.045, ends[1], end[2] + 0.012), 0.008, 1
            ),
            finishes.TRIM,
        )
    builder.add(
        cylinder(
            (-bike.axle, 0.02, bike.wheel), (-bike.axle, 0.052, bike.wheel), sprocket, sprocket * 0.5, 16
        ),
        _CHAIN,
    )
    for up in (1.0, -1.0):
        chain = _line((x, 0.055, z + up * ring), (-bike.axle, 0.048, bike.wheel + up * sprocket))
        builder.add(tube(chain, (0.005, 0.005), 4), _CHAIN)


def _add_bar(builder: MeshBuilder, bike: Bicycle) -> None:
    """Add stem, handlebar, grips and brake levers."""
    top, half, z = bike.head[1], bike.bar_half, bike.bar_height
    if bike.bar == "drop":
        clamp = (top[0] + 0.07, 0.0, z)
        shape = [
            (0.0, 0.0, 0.0),
            (0.0, 0.8, 0.0),
            (0.02, 1.0, 0.0),
            (0.09, 1.0, -0.01),
            (0.105, 1.0, -0.06),
            (0.06, 1.0, -0.12),
            (-0.03, 1.0, -0.125),
        ]
        grip = 2
    elif bike.bar == "flat":
        clamp = (top[0] + 0.05, 0.0, z - 0.03)
        shape = [
            (0.0, 0.0, 0.0),
            (0.0, 0.15, 0.0),
            (0.0, 0.35, 0.03),
            (-0.02, 0.7, 0.035),
            (-0.035, 1.0, 0.03),
        ]
        grip = 3
    else:
        clamp = (top[0] + 0.04, 0.0, z - 0.05)
        shape = [
            (0.0, 0.0, 0.0),
            (0.03, 0.3, 0.02),
            (0.02, 0.75, 0.05),
            (-0.06, 1.0, 0.05),
            (-0.14, 1.0, 0.04),
            (-0.22, 0.98, 0.03),
        ]
        grip = 4
    builder.add(
        tube(_line(top, (top[0] - 0.005, clamp[2] - 0.01), clamp), (0.015, 0.014, 0.014), 9),
        finishes.ALLOY if not bike.town else finishes.CHROME,
    )
    points = np.array([(clamp[0] + x, y * half, clamp[2] + up) for x, y, up in shape])
    both(
        builder,
        tube(points, np.full(len(points), 0.0125), 8),
        finishes.TRIM if bike.bar != "swept" else finishes.CHROME,
    )
    both(builder, tube(points[grip:], np.full(len(points) - grip, 0.017), 8), finishes.RUBBER)
    lever = points[grip] + [0.02, 0.0, 0.01]
    both(
        builder,
        tube(
            lever + np.array([(0.0, 0.0, 0.0), (0.03, -0.02, -0.05), (0.015, -0.02, -0.10)]),
            (0.012, 0.009, 0.006),
            6,
        ),
        finishes.TRIM,
    )
    cable = np.array(
        [
            points[grip],
            (clamp[0] + 0.10, 0.05, clamp[2] + 0.02),
            (bike.head[0][0] + 0.05, 0.02, bike.head[0][1] + 0.02),
        ]
    )
    both(builder, tube(cable, (0.003, 0.003, 0.003), 4), finishes.TRIM)


def _add_saddle(builder: MeshBuilder, bike: Bicycle) -> None:
    seat = bike.seat
    lean = (seat[0] - bike.bracket[0]) / (seat[1] - bike.bracket[1])
    x = seat[0] + lean * (bike.saddle - seat[1])
    builder.add(
        tube(_line(seat, (x, bike.saddle - 0.04)), (bike.tube * 0.8, bike.tube * 0.8), 9), finishes.ALLOY
    )
    breadth = 1.25 if bike.town else 1.0
    limbs = [
        Limb(
            (x - 0.10, 0.0, bike.saddle - 0.02),
            (x + 0.02, 0.0, bike.saddle - 0.02),
            0.072 * breadth,
            0.04,
            (1.0, 1.0, 0.42),
        ),
        Limb(
            (x + 0.0, 0.0, bike.saddle - 0.02),
            (x + 0.14, 0.0, bike.saddle - 0.022),
            0.038,
            0.018,
            (1.0, 1.0, 0.7),
        ),
    ]
    builder.add(body(limbs, 0.012, 0.02)[0], _SADDLE)


def _add_town_gear(builder: MeshBuilder, bike: Bicycle) -> None:
    """Add mudguards, chain case, rack, stand, lamps, coat guard and basket."""
    coat = finishes.paint(bike.colour)
    reach = bike.wheel + 0.018
    for x, first, last in ((bike.axle, 10.0, 150.0), (-bike.axle, 5.0, 165.0)):
        turns = np.radians(np.linspace(first, last, 18))
        line = np.stack([x + reach * np.cos(turns), np.zeros(18), bike.wheel + reach * np.sin(turns)], axis=1)
        builder.add(tube(line, np.full(18, 0.012), 6).moved(scale=(1.0, 2.2, 1.0)), coat)
    x, z = bike.bracket
    case = tube(
        _line((x + 0.10, 0.055, z), (x - 0.05, 0.055, z), (-bike.axle - 0.05, 0.05, bike.wheel)),
        (0.04, 0.105, 0.06),
        12,
    )
    points = case.vertices.copy()
    points[:, 1] = 0.055 + (points[:, 1] - 0.055) * 0.22
    builder.add(replace(case, vertices=points), coat)
    rack = 2.0 * bike.wheel + 0.06
    rails = [
        tube(_line((-0.26, y, rack), (-bike.axle - 0.16, y, rack)), (0.006, 0.006), 6)
        for y in (-0.06, 0.0, 0.06)
    ]
    legs = [
        tube(_line((-bike.axle, y, bike.wheel), (-bike.axle - 0.02, y, rack)), (0.006, 0.006), 6)
        for y in (-0.065, 0.065)
    ]
    builder.add(joined([*rails, *legs]), _CHAIN)
    builder.add(
        cylinder((bike.axle - 0.10, 0.0, 0.80), (bike.axle - 0.04, 0.0, 0.80), 0.036, 0.042, 14),
        finishes.CHROME,
    )
    builder.add(ellipsoid((bike.axle - 0.045, 0.0, 0.80), (0.012, 0.038, 0.038), 12, 8), finishes.HEAD)
    builder.add(
        box((-bike.axle - 0.20, -0.04, rack - 0.05), (-bike.axle - 0.17, 0.04, rack - 0.01)), finishes.TAIL
    )
    builder.add(
        tube(_line((x - 0.06, -0.03, z - 0.02), (x - 0.16, -0.14, 0.02)), (0.010, 0.008), 6), finishes.STEEL
    )
    front, low, high = bike.head[1][0] + 0.10, 0.86, 1.06
    walls = [
        box((front, -0.17, low), (front + 0.24, 0.17, low + 0.012)),
        box((front, -0.18, low), (front + 0.012, 0.18, high)),
        box((front + 0.23, -0.18, low), (front + 0.242, 0.18, high)),
        box((front, -0.18, low), (front + 0.24, -0.168, high)),
        box((front, 0.168, low), (front + 0.24, 0.18, high)),
        rounded_box((front - 0.01, -0.19, high - 0.01), (front + 0.01, 0.19, high + 0.015), 0.008, 1),
        rounded_box((front + 0.232, -0.19, high - 0.01), (front + 0.252, 0.19, high + 0.015), 0.008, 1),
    ]
    builder.add(joined(walls), _WICKER)
