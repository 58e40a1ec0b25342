"""What trucks are put together from: frame, doors, guards, shutters, ladder."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.fittings import add_plate
from carla_scenes.embedded.models.vehicles.mounting import both
from carla_scenes.embedded.models.vehicles.wheels import Wheel, add_wheel

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import MeshBuilder

_SHUTTER = Material(srgb(178, 182, 186), Pattern.METAL, roughness=0.35, specular=0.5)
_FRAME = Material(srgb(38, 38, 40), Pattern.METAL, roughness=0.6, specular=0.3)
TREAD_PLATE = Material(srgb(150, 152, 154), Pattern.METAL, roughness=0.45, specular=0.5)


def add_frame(
    builder: MeshBuilder,
    wheel: Wheel,
    ends: tuple[float, float],
    axles: tuple[float, float],
    section: tuple[float, float],
) -> None:
    """Add a frame with a front axle and a rear one with double wheels.

    Args:
        builder: The mesh.
        wheel: Its wheels.
        ends: Rear and front end of the frame, metres.
        axles: x of the front and the rear axle.
        section: Width over the wheels, and height of the frame's upper side.
    """
    width, height = section
    for y in (0.42, -0.42):
        builder.add(box((ends[0], y - 0.05, height - 0.24), (ends[1], y + 0.05, height)), _FRAME)
    front, rear = axles
    for side in (1.0, -1.0):
        add_wheel(builder, replace(wheel, dish=-0.03), front, side * width / 2.0)
        add_wheel(builder, replace(wheel, dish=0.13), rear, side * width / 2.0)
        add_wheel(builder, replace(wheel, around=14), rear, side * (width / 2.0 - wheel.width - 0.04))
    for x in axles:
        builder.add(
            cylinder((x, -width / 2.0 + 0.2, wheel.radius), (x, width / 2.0 - 0.2, wheel.radius), 0.09),
            finishes.UNDERSIDE,
        )
    builder.add(
        rounded_box(
            (rear - 0.22, -0.25, wheel.radius - 0.22), (rear + 0.22, 0.25, wheel.radius + 0.22), 0.15, 2
        ),
        finishes.UNDERSIDE,
    )
    builder.add(box((rear + 0.9, -0.36, height - 0.5), (front - 0.6, 0.36, height - 0.1)), finishes.UNDERSIDE)
    reach = wheel.radius + 0.06
    turns = np.linspace(np.radians(25.0), np.radians(155.0), 9)
    arc = np.stack([rear + reach * np.cos(turns), wheel.radius + reach * np.sin(turns)], axis=1)
    if height > wheel.radius * 1.9:
        for (x0, z0), (x1, z1) in pairwise(arc):
            inner, outer = width / 2.0 - 0.62, width / 2.0 + 0.01
            for sign in (1.0, -1.0):
                first, last = sorted((sign * inner, sign * outer))
                low, high = min(z0, z1), max(z0, z1)
                builder.add(
                    box((min(x0, x1), first, low - 0.01), (max(x0, x1), last, high + 0.01)), finishes.TRIM
                )


def add_box_edges(
    builder: MeshBuilder, ends: tuple[float, float], half: float, heights: tuple[float, float]
) -> None:
    """Add the rails along a box body's edges."""
    (rear, front), (low, high) = ends, heights
    edge = 0.012
    rails = [
        box((rear, half - 0.06, low - 0.06), (front + edge, half + edge, low + 0.10)),
        box((rear, half - 0.06, high - 0.12), (front + edge, half + edge, high + 0.0)),
        box((front - 0.08, half - 0.06, low), (front + edge, half + edge, high)),
        box((rear, half - 0.06, low), (rear + 0.10, half + edge, high)),
    ]
    both(builder, joined(rails), TREAD_PLATE)


def add_rear_doors(builder: MeshBuilder, x: float, half: float, low: float, high: float) -> None:
    """Add two rear doors with hinges and lock rods to a box body whose tail is at x."""
    builder.add(box((x - 0.006, -0.008, low + 0.05), (x + 0.02, 0.008, high - 0.08)), finishes.GAP)
    rods = [
        cylinder((x - 0.025, y, low + 0.06), (x - 0.025, y, high - 0.09), 0.016, sides=6)
        for y in (0.22 * half, 0.62 * half)
    ]
    handles = [
        box((x - 0.05, y - 0.012, low + 0.5), (x - 0.02, y + 0.14, low + 0.54))
        for y in (0.22 * half, 0.62 * half)
    ]
    hinges = [
        box((x - 0.014, half - 0.16, z - 0.03), (x + 0.01, half - 0.01, z + 0.03))
        for z in np.linspace(low + 0.25, high - 0.3, 4)
    ]
    both(builder, joined([*rods, *handles, *hinges]), finishes.STEEL)


def add_side_guards(
    builder: MeshBuilder, rear: float, front: float, half: float, height: float = 0.62
) -> None:
    """Add bars between the axles."""
    bars = [box((rear, half - 0.03, z), (front, half, z + 0.09)) for z in (height - 0.12, height + 0.12)]
    posts = [
        box((x - 0.03, half - 0.05, height - 0.12), (x + 0.03, half - 0.02, height + 0.45))
        for x in (rear + 0.25, front - 0.25)
    ]
    both(builder, joined([*bars, *posts]), TREAD_PLATE)


def add_tail(builder: MeshBuilder, rear: float, half: float, height: float, text: str) -> None:
    """Add a bumper bar with lamps, reflectors and a plate at the tail."""
    builder.add(box((rear + 0.02, -half, height - 0.06), (rear + 0.14, half, height + 0.08)), _FRAME)
    for y, breadth, material in (
        (0.62, 0.30, finishes.TAIL),
        (0.84, 0.14, finishes.TURN),
        (0.44, 0.10, finishes.REVERSING),
    ):
        middle = y * half
        lamp = rounded_box(
            (rear + 0.002, middle - breadth / 2.0, height - 0.045),
            (rear + 0.06, middle + breadth / 2.0, height + 0.065),
            0.012,
            1,
        )
        both(builder, lamp, material)
    flaps = box((rear + 0.45, half - 0.55, 0.2), (rear + 0.47, half - 0.02, height))
    both(builder, flaps, finishes.RUBBER)
    add_plate(builder, rear + 0.012, height + 0.01, text, front=False)


def add_shutter(
    builder: MeshBuilder, ends: tuple[float, float], half: float, heights: tuple[float, float]
) -> None:
    """Add roller shutters on both flanks, slat by slat, between two ends along x and two heights."""
    rear, front = ends
    low, high = heights
    slats = [box((rear, half - 0.02, low), (front, half + 0.006, high))]
    count = max(int((high - low) / 0.085), 1)
    pitch = (high - low) / count
    slats += [
        box((rear + 0.02, half, low + k * pitch + 0.012), (front - 0.02, half + 0.016, low + (k + 1) * pitch))
        for k in range(count)
    ]
    both(builder, joined(slats), _SHUTTER)
    bar = box(
        ((rear + front) / 2.0 - 0.2, half, low + 0.03), ((rear + front) / 2.0 + 0.2, half + 0.035, low + 0.06)
    )
    both(builder, bar, finishes.TRIM)


def add_shutter_behind(builder: MeshBuilder, x: float, half: float, heights: tuple[float, float]) -> None:
    """Add a roller shutter on the tail."""
    low, high = heights
    count = max(int((high - low) / 0.085), 1)
    pitch = (high - low) / count
    slats = [
        box((x - 0.016, -half, low + k * pitch + 0.012), (x + 0.01, half, low + (k + 1) * pitch))
        for k in range(count)
    ]
    builder.add(joined(slats), _SHUTTER)


def add_ladder(builder: MeshBuilder, ends: tuple[float, float], low: float, high: float) -> None:
    """Add a ladder of two sections on its gallows."""
    rear, front = ends
    middle = (low + high) / 2.0
    pieces = []
    for y, bottom, top in ((0.36, low, middle), (0.28, middle, high)):
        pieces += [
            box((rear, sign * y - 0.025, z - 0.025), (front, sign * y + 0.025, z + 0.025))
            for sign in (1.0, -1.0)
            for z in (bottom + 0.04, top - 0.04)
        ]
        count = int((front - rear) / 0.32)
        for number in range(count):
            x = rear + 0.16 + number * 0.32
            pieces.append(cylinder((x, -y, bottom + 0.04), (x, y, bottom + 0.04), 0.018, sides=6))
            ends_of_strut = ((x, bottom + 0.05), (x + 0.16, top - 0.05))
            pieces += [
                tube(np.array([(a, sign * y, b) for a, b in ends_of_strut]), (0.012, 0.012), 4, caps=False)
                for sign in (1.0, -1.0)
            ]
    builder.add(joined(pieces), finishes.ALLOY)
    posts = [
        box((x - 0.04, y - 0.04, low - 0.3), (x + 0.04, y + 0.04, low + 0.02))
        for x in (rear + 0.5, front - 2.0)
        for y in (0.36, -0.36)
    ]
    builder.add(joined(posts), _FRAME)
