"""Trucks: a cab in front, a frame on wheels, and what they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, picture_quad, rounded_box
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.cabs import COACH, CREW_CAB, HEAVY_CAB, LIGHT_CAB
from carla_scenes.embedded.models.vehicles.design import add_bodywork, add_running_gear
from carla_scenes.embedded.models.vehicles.mounting import both
from carla_scenes.embedded.models.vehicles.plates import plate_text
from carla_scenes.embedded.models.vehicles.roof_gear import BLUE_LAMP
from carla_scenes.embedded.models.vehicles.truck_parts import (
    TREAD_PLATE,
    add_box_edges,
    add_frame,
    add_ladder,
    add_rear_doors,
    add_shutter,
    add_shutter_behind,
    add_side_guards,
    add_tail,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.vehicles.design import Design

    Size = tuple[float, float, float]

_TARPAULIN = Material(srgb(206, 208, 206), Pattern.PLASTIC, roughness=0.55)


def heavy_truck(tag: int, size: Size, key: int) -> Mesh:
    """Return a two-axled truck with a curtain-sided body."""
    builder = MeshBuilder(tag)
    nose = size[0] / 2.0
    rear = -nose
    front = nose - HEAVY_CAB.body.length - 0.16
    _add_cab(builder, HEAVY_CAB, nose, size[1] / 2.0, key)
    add_frame(builder, HEAVY_CAB.wheel, (rear + 0.15, nose - 0.5), (nose - 1.21, rear + 1.75), (2.42, 0.98))
    half, floor, top = 1.25, 1.08, size[2]
    builder.add(rounded_box((rear + 0.02, -half, floor), (front, half, top), 0.035, 2), _TARPAULIN)
    add_box_edges(builder, (rear, front), half, (floor, top))
    for number in range(9):
        x = rear + 0.45 + (front - rear - 0.9) * number / 8.0
        both(
            builder,
            box((x - 0.025, half - 0.01, floor + 0.12), (x + 0.025, half + 0.012, top - 0.2)),
            TREAD_PLATE,
        )
    add_rear_doors(builder, rear + 0.02, half, floor, top)
    add_side_guards(builder, rear + 2.45, front - 0.9, 1.19)
    both(
        builder,
        cylinder((front - 1.35, 0.88, 0.68), (front - 0.45, 0.88, 0.68), 0.30, sides=18),
        TREAD_PLATE,
    )
    add_tail(builder, rear, 1.2, 0.62, plate_text(key))
    return builder.build().fitted(*size)


def drinks_truck(tag: int, size: Size, key: int) -> Mesh:
    """Return a small delivery truck with a painted box."""
    builder = MeshBuilder(tag)
    nose = size[0] / 2.0
    rear, front = -nose, nose - LIGHT_CAB.body.length - 0.06
    _add_cab(builder, LIGHT_CAB, nose, size[1] / 2.0, key)
    add_frame(builder, LIGHT_CAB.wheel, (rear + 0.1, nose - 0.4), (nose - 0.83, rear + 1.05), (2.02, 0.66))
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
            picture_quad(
                (left, y, z - tall), (right, y, z - tall), (right, y, z + tall), (left, y, z + tall)
            ),
            Material(srgb(180, 20, 24), Pattern.PICTURE, roughness=0.35, picture="white_on_red:COLA"),
        )
    add_rear_doors(builder, rear + 0.02, half, floor, top)
    add_side_guards(builder, rear + 1.6, front - 0.1, 1.0, height=0.5)
    add_tail(builder, rear, 1.0, 0.50, plate_text(key))
    return builder.build().fitted(*size)


def fire_engine(tag: int, size: Size, key: int) -> Mesh:
    """Return a fire engine with a crew cab, shuttered lockers and a ladder on its roof."""
    builder = MeshBuilder(tag)
    nose = size[0] / 2.0
    rear, front = -nose, nose - CREW_CAB.body.length - 0.03
    _add_cab(builder, CREW_CAB, nose, size[1] / 2.0, key)
    add_frame(builder, CREW_CAB.wheel, (rear + 0.15, nose - 0.5), (nose - 1.18, rear + 2.1), (2.42, 0.98))
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
    middle = (arch[1] + front) / 2.0
    lockers = [
        (rear + 0.18, arch[0] - 0.05, 0.66),
        (arch[0] + 0.05, arch[1] - 0.05, 1.36),
        (arch[1] + 0.08, middle - 0.04, 0.66),
        (middle + 0.04, front - 0.12, 0.66),
    ]
    for low, high, bottom in lockers:
        if bottom < 1.0:
            add_shutter(builder, (low, high), half, (bottom, 1.08))
        add_shutter(builder, (low, high), half, (1.36, top - 0.22))
    add_shutter_behind(builder, rear + 0.05, 0.85, (1.36, top - 0.22))
    both(builder, box((rear + 0.1, half - 0.16, top), (front - 0.1, half, top + 0.16)), coat)
    add_ladder(builder, (rear - 0.0, front + 1.6), top + 0.25, size[2] - 0.04)
    for x in (rear + 0.35,):
        both(builder, cylinder((x, 1.05, top + 0.14), (x, 1.05, top + 0.34), 0.09, 0.07), BLUE_LAMP)
    add_tail(builder, rear, 1.2, 0.68, plate_text(key))
    builder.add(rounded_box((rear, -1.2, 0.5), (rear + 0.35, 1.2, 0.62), 0.03, 1), TREAD_PLATE)
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
