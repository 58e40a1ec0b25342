"""Coupes."""

from __future__ import annotations

from dataclasses import replace

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.car import Windows
from carla_scenes.embedded.models.vehicles.design import Design, Details, Slats
from carla_scenes.embedded.models.vehicles.drawings import (
    bonnet,
    boot_lid,
    box,
    bumper_line,
    door,
    fog_lamp,
    grille,
    plate_recess,
    round_lamp,
    slim_lamp,
    swept_lamp,
    wedge_tail_lamp,
)
from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane
from carla_scenes.embedded.models.vehicles.shell import Corner
from carla_scenes.embedded.models.vehicles.styles import CLASSIC, COUPE
from carla_scenes.embedded.models.vehicles.wheels import Wheel

_DOOR = door(0.175, -0.142, 0.17, lean=0.016)

TT = Design(
    replace(
        COUPE,
        length=4.18,
        width=1.83,
        height=1.36,
        tub=replace(
            COUPE.tub,
            deck=(
                (-0.5, 0.645),
                (-0.47, 0.69),
                (-0.38, 0.70),
                (-0.25, 0.68),
                (0.0, 0.655),
                (0.18, 0.655),
                (0.27, 0.665),
                (0.36, 0.64),
                (0.43, 0.595),
                (0.475, 0.55),
                (0.5, 0.51),
            ),
            nose_corner=Corner(0.62, 2.6),
            tail_corner=Corner(0.55, 2.4),
            flare=0.035,
        ),
        cabin=replace(
            COUPE.cabin,
            base=(-0.45, 0.275),
            top=(-0.20, 0.045),
            roof=((-0.38, 0.80), (-0.28, 0.885), (-0.18, 0.945), (-0.06, 0.98), (0.03, 0.968), (0.09, 0.93)),
        ),
        windows=Windows(
            ((0.205, 0.685), (0.035, 0.92), (-0.07, 0.95), (-0.17, 0.915), (-0.27, 0.77), (-0.265, 0.71)),
            ((-0.14, -0.01, 0.05),),
            (0.685, 0.945),
            (0.725, 0.915),
        ),
        axles=(0.31, -0.29),
        wheel=0.34,
        drawings=(
            *bonnet(0.46, 0.27, nose=0.46),
            *slim_lamp(0.56, 1.26, 0.455, 0.05, 0.095),
            *grille(0.36, 0.46, 0.24, 0.45, frame=0.018, radius=0.05),
            *fog_lamp(0.64, 1.0, 0.19, 0.33, lit=False),
            *wedge_tail_lamp(0.56, 1.22, 0.575, 0.10),
            *boot_lid(0.44, 0.70, 0.9),
            *bumper_line(0.40),
            *plate_recess(0.36, 0.42, 0.51),
            Drawing(Part.TRIM, Plane.TAIL, box(-0.75, 0.75, 0.0, 0.22), 0.0),
            *_DOOR,
        ),
    ),
    srgb(232, 196, 30),
    Wheel(0.34, 0.25, 0.73, "pairs", 5, finishes.DARK_ALLOY),
    Details(
        mirror=(0.155, 0.685),
        handles=((-0.105, 0.61),),
        slats=(Slats((0.35, 0.45, 0.25, 0.44), 6),),
        plates=(0.29, 0.465),
        badges=(0.40, 0.61),
        exhausts=((-0.5, 0.15), (0.5, 0.15)),
        wipers=(0.685, 0.72),
        fin=-0.15,
    ),
)

COUPE_2020 = Design(
    replace(
        COUPE,
        length=4.67,
        width=1.81,
        height=1.41,
        drawings=(
            *bonnet(0.465, 0.24, nose=0.46),
            *swept_lamp(0.56, 1.30, 0.475, 0.065, 0.11, size=0.036, within=Part.BEZEL),
            *grille(0.50, 0.40, 0.34, 0.49, frame=0.016, radius=0.04),
            *grille(0.55, 0.62, 0.15, 0.22),
            *fog_lamp(0.70, 1.02, 0.16, 0.29, lit=False),
            *wedge_tail_lamp(0.50, 1.28, 0.59, 0.085),
            *boot_lid(0.46, 0.68, 0.9),
            *bumper_line(0.40),
            *plate_recess(0.36, 0.30, 0.39),
            Drawing(Part.TRIM, Plane.TAIL, box(-0.75, 0.75, 0.0, 0.20), 0.0),
            *_DOOR,
        ),
    ),
    srgb(148, 152, 156),
    Wheel(0.34, 0.245, 0.73, "pairs", 5),
    Details(
        mirror=(0.145, 0.69),
        mirror_size=(0.11, 0.17, 0.135),
        handles=((-0.105, 0.61),),
        slats=(Slats((0.48, 0.38, 0.41, 0.425), 1, finishes.CHROME, thickness=0.016),),
        plates=(0.26, 0.345),
        badges=(0.418, 0.62),
        exhausts=((-0.52, 0.14), (0.52, 0.14)),
        wipers=(0.69, 0.725),
        fin=-0.16,
    ),
)

COUPE_OLD = replace(
    COUPE_2020,
    body=replace(
        COUPE_2020.body,
        length=5.03,
        width=1.95,
        height=1.60,
        tub=replace(COUPE.tub, nose_corner=Corner(0.55, 2.8), tail_corner=Corner(0.45, 2.8), flare=0.02),
        axles=(0.295, -0.275),
        wheel=0.37,
        drawings=(
            *bonnet(0.468, 0.24, nose=0.46),
            *swept_lamp(0.52, 1.16, 0.475, 0.04, 0.105, size=0.05),
            *grille(0.36, 0.42, 0.37, 0.51, frame=0.022),
            *grille(0.58, 0.66, 0.15, 0.24),
            *fog_lamp(0.74, 1.02, 0.16, 0.26),
            *wedge_tail_lamp(0.50, 1.24, 0.60, 0.11, rise=0.0),
            *boot_lid(0.46, 0.70, 0.9),
            *bumper_line(0.40),
            *plate_recess(0.36, 0.44, 0.53),
            *_DOOR,
        ),
    ),
    colour=srgb(20, 26, 44),
    wheel=Wheel(0.37, 0.25, 0.72, "spokes", 5),
    details=replace(
        COUPE_2020.details,
        mirror_size=(0.12, 0.21, 0.15),
        slats=(Slats((0.34, 0.40, 0.38, 0.50), 4, finishes.CHROME, thickness=0.010),),
        plates=(0.285, 0.485),
        badges=(0.44, 0.63),
    ),
)

MUSTANG = Design(
    replace(
        CLASSIC,
        length=4.72,
        width=1.80,
        height=1.29,
        tub=replace(
            CLASSIC.tub,
            deck=(
                (-0.5, 0.66),
                (-0.48, 0.69),
                (-0.36, 0.70),
                (-0.2, 0.69),
                (0.0, 0.665),
                (0.2, 0.67),
                (0.36, 0.665),
                (0.45, 0.65),
                (0.485, 0.635),
                (0.5, 0.61),
            ),
            nose_corner=Corner(0.38, 3.0),
            tail_corner=Corner(0.26, 3.6),
            flare=0.012,
        ),
        cabin=replace(
            CLASSIC.cabin,
            base=(-0.42, 0.175),
            top=(-0.19, 0.02),
            roof=((-0.3, 0.865), (-0.2, 0.935), (-0.1, 0.975), (0.0, 0.97), (0.06, 0.94)),
            half_top=0.70,
        ),
        windows=Windows(
            ((0.115, 0.695), (0.015, 0.925), (-0.08, 0.95), (-0.17, 0.925), (-0.215, 0.78), (-0.20, 0.71)),
            ((-0.135, -0.008, 0.04),),
            (0.69, 0.945),
            (0.74, 0.90),
            frame=Part.FRAME,
        ),
        axles=(0.315, -0.27),
        wheel=0.335,
        drawings=(
            Drawing(Part.STRIPE, Plane.TOP, box(-0.5, 0.5, 0.06, 0.20), 0.0),
            *bonnet(0.475, 0.18, nose=0.60, flank=0.74),
            *grille(0.60, 0.60, 0.37, 0.56, frame=0.018),
            *round_lamp(0.82, 0.475, 0.085),
            Drawing(Part.TURN, Plane.NOSE, box(0.55, 0.70, 0.245, 0.29), 0.012),
            Drawing(Part.CHROME, Plane.NOSE, box(-0.5, 1.06, 0.295, 0.345), 0.0),
            Drawing(Part.CHROME, Plane.TAIL, box(-0.5, 1.06, 0.30, 0.35), 0.0),
            *(
                Drawing(Part.TAIL, Plane.TAIL, box(0.50 + k * 0.12, 0.59 + k * 0.12, 0.42, 0.60), 0.01)
                for k in range(3)
            ),
            *boot_lid(0.64, 0.62, 0.9),
            *door(0.135, -0.165, 0.17, lean=0.004),
            Drawing(
                Part.TRIM, Plane.SIDE, ((-0.17, 0.46), (-0.215, 0.46), (-0.20, 0.58), (-0.175, 0.58)), 0.012
            ),
        ),
    ),
    srgb(22, 54, 42),
    Wheel(0.335, 0.22, 0.62, "spokes", 5, finishes.ALLOY),
    Details(
        mirror=(0.105, 0.70),
        mirror_size=(0.09, 0.14, 0.10),
        mirror_coat=finishes.CHROME,
        handles=((-0.13, 0.60),),
        handle_coat=finishes.CHROME,
        slats=(Slats((0.58, 0.58, 0.38, 0.55), 8),),
        plates=(0.225, 0.385),
        badges=(0.47, 0.51),
        exhausts=((-0.5, 0.15), (0.5, 0.15)),
        wipers=(0.69, 0.72),
    ),
    stripe=finishes.fixed_paint(srgb(228, 226, 216)),
)
