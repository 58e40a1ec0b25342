"""Trucks: a cab in front, a frame on wheels, and what they carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined, placed
from carla_scenes.embedded.models.vehicles import finishes, fittings
from carla_scenes.embedded.models.vehicles.cabs import COACH, CREW_CAB, HEAVY_CAB, LIGHT_CAB
from carla_scenes.embedded.models.vehicles.design import add_bodywork, add_running_gear
from carla_scenes.embedded.models.vehicles.plates import plate_text
from carla_scenes.embedded.models.vehicles.wheels import Wheel, add_wheel

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.vehicles.design import Design

    Size = tuple[float, float, float]

_TARPAULIN = Material(srgb(206, 208, 206), Pattern.PLASTIC, roughness=0.55)
_SHUTTER = Material(srgb(178, 182, 186), Pattern.METAL, roughness=0.35, specular=0.5)
_FRAME = Material(srgb(38, 38, 40), Pattern.METAL, roughness=0.6, specular=0.3)
_TREAD_PLATE = Material(srgb(150, 152, 154), Pattern.METAL, roughness=0.45, specular=0.5)


def heavy_truck(tag: int, size: Size, key: int) -> Mesh:
    """Return a two-axled truck with a curtain-sided body."""
    builder = MeshBuilder(tag)
    nose = size[0] / 2.0
    rear = -nose
    front = nose - HEAVY_CAB.body.length - 0.16
    _add_cab(builder, HEAVY_CAB, nose, size[1] / 2.0, key)
    _add_frame(builder, HEAVY_CAB.wheel, (rear + 0.15, nose - 0.5), (nose - 1.21, rear + 1.75), 2.42, 0.98)
    half, floor, top = 1.25, 1.08, size[2]
    builder.add(rounded_box((rear + 0.02, -half, floor), (front, half, top), 0.035, 2), _TARPAULIN)
    _add_box_edges(builder, (rear, front), half, (floor, top))
    for number in range(9):
        x = rear + 0.45 + (front - rear - 0.9) * number / 8.0
        fittings.both(
            builder,
            box((x - 0.025, half - 0.01, floor + 0.12), (x + 0.025, half + 0.012, top - 0.2)),
            _TREAD_PLATE,
        )
    _add_rear_doors(builder, rear + 0.02, half, floor, top)
    _add_side_guards(builder, rear + 2.45, front - 0.9, 1.19)
    fittings.both(
        builder,
        cylinder((front - 1.35, 0.88, 0.68), (front - 0.45, 0.88, 0.68), 0.30, sides=18),
        _TREAD_PLATE,
    )
    _add_tail(builder, rear, 1.2, 0.62, plate_text(key))
    return builder.build().fitted(*size)


def drinks_truck(tag: int, size: Size, key: int) -> Mesh:
    """Return a small delivery truck with a painted box."""
    builder = MeshBuilder(tag)
    nose = size[0] / 2.0
    rear, front = -nose, nose - LIGHT_CAB.body.length - 0.06
    _add_cab(builder, LIGHT_CAB, nose, size[1] / 2.0, key)
    _add_frame(builder, LIGHT_CAB.wheel, (rear + 0.1, nose - 0.4), (nose - 0.83, rear + 1.05), 2.02, 0.66)
    half, floor, top = 1.13, 0.72, size[2]
    coat = finishes.paint(LIGHT_CAB.colour)
    builder.add(rounded_box((rear + 0.02, -half, floor), (front, half, top), 0.07, 3), coat)
    builder.add(
        rounded_box(
            (rear + 0.06, -half - 0.004, floor + 0.03), (front - 0.04, half + 0.004, floor + 0.20), 0.02, 1
        ),
        finishes.CHROME,
    )
    middle, tall = (rear + front) / 2.0, 0.36
    for sign in (1.0, -1.0):
        y = sign * (half + 0.006)
        left, right = middle - sign * 1.25, middle + sign * 1.25
        z = (floor + top) / 2.0 + 0.1
        builder.add(
            fittings.picture_quad(
                (left, y, z - tall), (right, y, z - tall), (right, y, z + tall), (left, y, z + tall)
            ),
            Material(srgb(180, 20, 24), Pattern.PICTURE, roughness=0.35, picture="white_on_red:COLA"),
        )
    _add_rear_doors(builder, rear + 0.02, half, floor, top)
    _add_side_guards(builder, rear + 1.6, front - 0.1, 1.0, height=0.5)
    _add_tail(builder, rear, 1.0, 0.50, plate_text(key))
    return builder.build().fitted(*size)


def fire_engine(tag: int, size: Size, key: int) -> Mesh:
    """Return a fire engine with a crew cab, shuttered lockers and a ladder on its roof."""
    builder = MeshBuilder(tag)
    nose = size[0] / 2.0
    rear, front = -nose, nose - CREW_CAB.body.length - 0.03
    _add_cab(builder, CREW_CAB, nose, size[1] / 2.0, key)
    _add_frame(builder, CREW_CAB.wheel, (rear + 0.15, nose - 0.5), (nose - 1.18, rear + 2.1), 2.42, 0.98)
    coat, half, floor, top = finishes.paint(CREW_CAB.colour), 1.25, 0.55, 2.95
    arch = (rear + 2.1 - 0.68, rear + 2.1 + 0.68)
    for low, high, bottom in (
        (rear + 0.05, arch[0], floor),
        (arch[0], arch[1], 1.18),
        (arch[1], front, floor),
    ):
        builder.add(box((low, -half, bottom), (high, half, top)), coat)
    stripe = finishes.fixed_paint(srgb(236, 232, 220))
    builder.add(box((rear + 0.04, -half - 0.006, 1.13), (front, half + 0.006, 1.30)), stripe)
    lockers = [(rear + 0.18, arch[0] - 0.05, 0.66), (arch[0] + 0.05, arch[1] - 0.05, 1.36), (arch[1] + 0.08, (arch[1] + front) / 2.0 - 0.04, 0.66),
               ((arch[1] + front) / 2.0 + 0.04, front - 0.12, 0.66)]  # fmt: skip
    for low, high, bottom in lockers:
        _add_shutter(builder, low, high, half, (bottom, 1.08) if bottom < 1.0 else None)
        _add_shutter(builder, low, high, half, (1.36, top - 0.22))
    _add_shutter_behind(builder, rear + 0.05, 0.85, (1.36, top - 0.22))
    fittings.both(builder, box((rear + 0.1, half - 0.16, top), (front - 0.1, half, top + 0.16)), coat)
    _add_ladder(builder, (rear - 0.0, front + 1.6), top + 0.25, size[2] - 0.04)
    for x in (rear + 0.35,):
        fittings.both(
            builder, cylinder((x, 1.05, top + 0.14), (x, 1.05, top + 0.34), 0.09, 0.07), fittings.BLUE_LAMP
        )
    _add_tail(builder, rear, 1.2, 0.68, plate_text(key))
    builder.add(rounded_box((rear, -1.2, 0.5), (rear + 0.35, 1.2, 0.62), 0.03, 1), _TREAD_PLATE)
    return builder.build().fitted(*size)


def coach(tag: int, size: Size, key: int) -> Mesh:
    """Return a coach with air conditioning on its roof."""
    builder = MeshBuilder(tag)
    add_bodywork(builder, COACH, size[1] / 2.0, key)
    add_running_gear(builder, COACH.body, COACH.wheel, COACH.inset)
    roof = COACH.body.height
    coat = finishes.paint(COACH.colour)
    for x, length in ((-3.0, 2.1), (1.6, 2.1)):
        builder.add(
            rounded_box(
                (x - length / 2.0, -0.85, roof - 0.2), (x + length / 2.0, 0.85, roof + 0.36), 0.12, 3
            ),
            coat,
        )
        for number in range(6):
            y = -0.6 + 0.24 * number
            builder.add(
                box((x - 0.8, y - 0.04, roof + 0.35), (x + 0.8, y + 0.04, roof + 0.366)), finishes.GAP
            )
    builder.add(rounded_box((-0.9, -0.4, roof - 0.1), (-0.1, 0.4, roof + 0.06), 0.04, 1), finishes.CLADDING)
    return builder.build().fitted(*size)


def _add_cab(builder: MeshBuilder, cab: Design, nose: float, reach: float, key: int) -> None:
    """Add a cab whose nose is at x, with its closed back."""
    own = MeshBuilder(builder.tag)
    add_bodywork(own, cab, reach, key)
    body = cab.body
    half, back = body.width / 2.0 - 0.06, -body.length / 2.0
    floor = float(body.along(body.tub.floor)(np.array([back]))[0])
    own.add(
        box((back + 0.01, -half, floor + 0.1), (back + 0.06, half, 0.93 * body.height)),
        finishes.paint(cab.colour),
    )
    own.add(
        box((back + 0.1, 0.35 - half, floor - 0.2), (-back - 0.35, half - 0.35, floor + 0.5)),
        finishes.UNDERSIDE,
    )
    builder.add_mesh(own.build(), placed(nose - body.length / 2.0))


def _add_frame(
    builder: MeshBuilder,
    wheel: Wheel,
    ends: tuple[float, float],
    axles: tuple[float, float],
    width: float,
    height: float,
) -> None:
    """Add a frame with a front axle and a rear one with double wheels.

    Args:
        builder: The mesh.
        wheel: Its wheels.
        ends: Rear and front end of the frame, metres.
        axles: x of the front and the rear axle.
        width: Over the wheels.
        height: Of the frame's upper side.
    """
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
        for (x0, z0), (x1, z1) in zip(arc[:-1], arc[1:], strict=True):
            inner, outer = width / 2.0 - 0.62, width / 2.0 + 0.01
            for sign in (1.0, -1.0):
                first, last = sorted((sign * inner, sign * outer))
                low, high = min(z0, z1), max(z0, z1)
                builder.add(
                    box((min(x0, x1), first, low - 0.01), (max(x0, x1), last, high + 0.01)), finishes.TRIM
                )


def _add_box_edges(
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
    fittings.both(builder, joined(rails), _TREAD_PLATE)


def _add_rear_doors(builder: MeshBuilder, x: float, half: float, low: float, high: float) -> None:
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
    fittings.both(builder, joined([*rods, *handles, *hinges]), finishes.STEEL)


def _add_side_guards(
    builder: MeshBuilder, rear: float, front: float, half: float, height: float = 0.62
) -> None:
    """Add bars between the axles."""
    bars = [box((rear, half - 0.03, z), (front, half, z + 0.09)) for z in (height - 0.12, height + 0.12)]
    posts = [
        box((x - 0.03, half - 0.05, height - 0.12), (x + 0.03, half - 0.02, height + 0.45))
        for x in (rear + 0.25, front - 0.25)
    ]
    fittings.both(builder, joined([*bars, *posts]), _TREAD_PLATE)


def _add_tail(builder: MeshBuilder, rear: float, half: float, height: float, text: str) -> None:
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
        fittings.both(builder, lamp, material)
    flaps = box((rear + 0.45, half - 0.55, 0.2), (rear + 0.47, half - 0.02, height))
    fittings.both(builder, flaps, finishes.RUBBER)
    fittings.add_plate(builder, rear + 0.012, height + 0.01, text, front=False)


def _add_shutter(
    builder: MeshBuilder, rear: float, front: float, half: float, heights: tuple[float, float] | None
) -> None:
    """Add roller shutters on both flanks, slat by slat; none where there are no heights."""
    if heights is None:
        return
    low, high = heights
    slats = [box((rear, half - 0.02, low), (front, half + 0.006, high))]
    count = max(int((high - low) / 0.085), 1)
    pitch = (high - low) / count
    slats += [
        box((rear + 0.02, half, low + k * pitch + 0.012), (front - 0.02, half + 0.016, low + (k + 1) * pitch))
        for k in range(count)
    ]
    fittings.both(builder, joined(slats), _SHUTTER)
    bar = box(
        ((rear + front) / 2.0 - 0.2, half, low + 0.03), ((rear + front) / 2.0 + 0.2, half + 0.035, low + 0.06)
    )
    fittings.both(builder, bar, finishes.TRIM)


def _add_shutter_behind(builder: MeshBuilder, x: float, half: float, heights: tuple[float, float]) -> None:
    """Add a roller shutter on the tail."""
    low, high = heights
    count = max(int((high - low) / 0.085), 1)
    pitch = (high - low) / count
    slats = [
        box((x - 0.016, -half, low + k * pitch + 0.012), (x + 0.01, half, low + (k + 1) * pitch))
        for k in range(count)
    ]
    builder.add(joined(slats), _SHUTTER)


def _add_ladder(builder: MeshBuilder, ends: tuple[float, float], low: float, high: float) -> None:
    """Add a ladder of two sections on its gallows."""
    rear, front = ends
    middle = (low + high) / 2.0
    pieces = []
    for y, bottom, top in ((0.36, low, middle), (0.28, middle, high)):
        for sign in (1.0, -1.0):
            for z in (bottom + 0.04, top - 0.04):
                pieces.append(box((rear, sign * y - 0.025, z - 0.025), (front, sign * y + 0.025, z + 0.025)))
        count = int((front - rear) / 0.32)
        for number in range(count):
            x = rear + 0.16 + number * 0.32
            pieces.append(cylinder((x, -y, bottom + 0.04), (x, y, bottom + 0.04), 0.018, sides=6))
            for sign in (1.0, -1.0):
                lean = tube(
                    np.array([(x, sign * y, bottom + 0.05), (x + 0.16, sign * y, top - 0.05)]),
                    (0.012, 0.012),
                    4,
                    caps=False,
                )
                pieces.append(lean)
    builder.add(joined(pieces), finishes.ALLOY)
    posts = [
        box((x - 0.04, y - 0.04, low - 0.3), (x + 0.04, y + 0.04, low + 0.02))
        for x in (rear + 0.5, front - 2.0)
        for y in (0.36, -0.36)
    ]
    builder.add(joined(posts), _FRAME)
