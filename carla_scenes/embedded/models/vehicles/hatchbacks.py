"""Hatchbacks and other small or tall family cars."""

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
    cladding,
    door,
    fog_lamp,
    grille,
    plate_recess,
    round_lamp,
    swept_lamp,
    upright_tail_lamp,
    wedge_tail_lamp,
)
from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane
from carla_scenes.embedded.models.vehicles.shell import Corner
from carla_scenes.embedded.models.vehicles.styles import HATCHBACK
from carla_scenes.embedded.models.vehicles.wheels import Wheel

_DOORS = (*door(0.215, -0.06, 0.18), *door(-0.0615, -0.295, 0.18, cut=(-0.155, 0.32)))
_HANDLES = ((-0.03, 0.585), (-0.235, 0.595))
_ENDS = (
    *boot_lid(0.40, 0.72, 0.9),
    *bumper_line(0.37),
    *plate_recess(0.36, 0.43, 0.52),
)

LEON = Design(
    replace(
        HATCHBACK,
        length=4.19,
        width=1.76,
        height=1.46,
        drawings=(
            *bonnet(0.46, 0.30),
            *swept_lamp(0.54, 1.30, 0.44, 0.07, 0.10, size=0.042, within=Part.BEZEL),
            *grille(0.30, 0.42, 0.36, 0.47, frame=0.014),
            *grille(0.58, 0.66, 0.15, 0.25),
            *fog_lamp(0.74, 1.0, 0.16, 0.26),
            *wedge_tail_lamp(0.48, 1.24, 0.565, 0.12, rise=0.0),
            *_ENDS,
            *_DOORS,
        ),
    ),
    srgb(176, 24, 26),
    Wheel(0.32, 0.215, 0.70, "pairs", 5),
    Details(
        mirror=(0.20, 0.665),
        handles=_HANDLES,
        slats=(Slats((0.28, 0.40, 0.37, 0.46), 4), Slats((0.56, 0.64, 0.16, 0.24), 2)),
        plates=(0.29, 0.475),
        badges=(0.50, 0.60),
        exhausts=((-0.5, 0.14),),
        wipers=(0.665, 0.70),
        spoiler=0.10,
    ),
)

C3 = Design(
    replace(
        HATCHBACK,
        length=3.99,
        width=1.74,
        height=1.55,
        tub=replace(
            HATCHBACK.tub,
            deck=(
                (-0.5, 0.60),
                (-0.46, 0.645),
                (-0.3, 0.65),
                (0.0, 0.63),
                (0.2, 0.635),
                (0.29, 0.645),
                (0.36, 0.625),
                (0.43, 0.585),
                (0.475, 0.54),
                (0.5, 0.50),
            ),
            nose_corner=Corner(0.72, 2.3),
            tail_corner=Corner(0.55, 2.4),
        ),
        cabin=replace(
            HATCHBACK.cabin,
            base=(-0.475, 0.335),
            top=(-0.36, 0.075),
            roof=((-0.45, 0.85), (-0.36, 0.915), (-0.2, 0.968), (-0.03, 0.98), (0.07, 0.955), (0.13, 0.91)),
        ),
        wheel=0.31,
        drawings=(
            *cladding((0.32, -0.31), (0.2, 0.385), 0.185, 0.17),
            *bonnet(0.455, 0.32, nose=0.38),
            *swept_lamp(0.50, 1.22, 0.43, 0.10, 0.11, size=0.045),
            *grille(0.34, 0.30, 0.40, 0.46, frame=0.012),
            *grille(0.52, 0.58, 0.18, 0.29, radius=0.05),
            *fog_lamp(0.70, 0.96, 0.20, 0.29),
            *upright_tail_lamp(0.66, 1.06, 0.47, 0.63),
            *_ENDS,
            *_DOORS,
        ),
    ),
    srgb(236, 236, 234),
    Wheel(0.31, 0.20, 0.68, "spokes", 7),
    Details(
        mirror=(0.205, 0.665),
        handles=_HANDLES,
        slats=(Slats((0.50, 0.56, 0.19, 0.28), 3),),
        plates=(0.345, 0.475),
        badges=(0.43, 0.58),
        wipers=(0.665, 0.70),
        whip=(-0.33, 0.0),
    ),
    second=finishes.fixed_paint(srgb(178, 30, 30)),
)

MICRA = Design(
    replace(
        HATCHBACK,
        length=3.63,
        width=1.66,
        height=1.44,
        tub=replace(
            HATCHBACK.tub,
            deck=(
                (-0.5, 0.60),
                (-0.46, 0.65),
                (-0.3, 0.66),
                (0.0, 0.64),
                (0.2, 0.64),
                (0.28, 0.655),
                (0.36, 0.64),
                (0.44, 0.59),
                (0.48, 0.53),
                (0.5, 0.48),
            ),
            nose=(
                (0.0, 0.10),
                (0.1, 0.04),
                (0.25, 0.0),
                (0.38, 0.0),
                (0.5, 0.03),
                (0.7, 0.09),
                (0.85, 0.15),
                (0.93, 0.20),
                (0.98, 0.25),
                (1.0, 0.30),
            ),
            nose_corner=Corner(0.68, 2.2),
            tail_corner=Corner(0.50, 2.2),
        ),
        cabin=replace(
            HATCHBACK.cabin,
            base=(-0.47, 0.31),
            top=(-0.35, 0.07),
            roof=((-0.45, 0.84), (-0.35, 0.915), (-0.2, 0.97), (-0.05, 0.982), (0.06, 0.955), (0.13, 0.91)),
        ),
        axles=(0.325, -0.335),
        wheel=0.295,
        drawings=(
            *bonnet(0.445, 0.30, nose=0.34),
            *round_lamp(0.74, 0.515, 0.085),
            *grille(0.28, 0.34, 0.38, 0.44, frame=0.012),
            *grille(0.50, 0.55, 0.17, 0.25, radius=0.04),
            *fog_lamp(0.68, 0.92, 0.18, 0.26),
            *upright_tail_lamp(0.80, 1.10, 0.44, 0.64),
            *_ENDS,
            *door(0.21, -0.065, 0.18),
            *door(-0.0665, -0.30, 0.18, cut=(-0.17, 0.32)),
        ),
    ),
    srgb(118, 156, 178),
    Wheel(0.295, 0.18, 0.66, "cap", 7),
    Details(
        mirror=(0.20, 0.67),
        handles=_HANDLES,
        plates=(0.315, 0.475),
        badges=(0.47, 0.59),
        wipers=(0.67, 0.71),
        whip=(0.03, 0.0),
    ),
)

A2 = Design(
    replace(
        HATCHBACK,
        length=3.71,
        width=1.68,
        height=1.48,
        tub=replace(
            HATCHBACK.tub,
            deck=(
                (-0.5, 0.615),
                (-0.46, 0.65),
                (-0.3, 0.65),
                (0.0, 0.62),
                (0.2, 0.61),
                (0.31, 0.60),
                (0.39, 0.57),
                (0.45, 0.53),
                (0.48, 0.49),
                (0.5, 0.45),
            ),
            nose_corner=Corner(0.60, 2.5),
        ),
        cabin=replace(
            HATCHBACK.cabin,
            base=(-0.475, 0.375),
            top=(-0.36, 0.085),
            base_height=0.59,
            roof=((-0.46, 0.82), (-0.36, 0.90), (-0.2, 0.968), (-0.03, 0.985), (0.07, 0.965), (0.14, 0.91)),
        ),
        windows=Windows(
            ((0.275, 0.63), (0.08, 0.92), (-0.06, 0.95), (-0.25, 0.915), (-0.40, 0.72), (-0.39, 0.68)),
            ((-0.06, -0.005, 0.07), (-0.275, 0.02, 0.06)),
            (0.625, 0.945),
            (0.69, 0.87),
        ),
        axles=(0.325, -0.325),
        wheel=0.295,
        drawings=(
            *bonnet(0.45, 0.35),
            *swept_lamp(0.48, 1.10, 0.405, 0.045, 0.09, size=0.045),
            *grille(0.30, 0.40, 0.34, 0.43, frame=0.01),
            *grille(0.52, 0.58, 0.15, 0.23),
            *upright_tail_lamp(0.74, 1.08, 0.45, 0.64),
            *_ENDS,
            *door(0.235, -0.06, 0.17),
            *door(-0.0615, -0.31, 0.17, cut=(-0.165, 0.32)),
        ),
    ),
    srgb(176, 180, 184),
    Wheel(0.295, 0.18, 0.68, "spokes", 6),
    Details(
        mirror=(0.225, 0.63),
        mirror_size=(0.11, 0.18, 0.13),
        handles=_HANDLES,
        handle_coat=finishes.TRIM,
        slats=(Slats((0.28, 0.38, 0.35, 0.42), 4, finishes.CHROME, thickness=0.007),),
        plates=(0.275, 0.475),
        badges=(0.455, 0.60),
        wipers=(0.625, 0.66),
        spoiler=0.09,
        whip=(-0.30, 0.0),
    ),
)

PRIUS = Design(
    replace(
        HATCHBACK,
        length=4.51,
        width=1.78,
        height=1.50,
        tub=replace(
            HATCHBACK.tub,
            deck=(
                (-0.5, 0.68),
                (-0.47, 0.715),
                (-0.38, 0.71),
                (-0.2, 0.665),
                (0.0, 0.63),
                (0.2, 0.615),
                (0.31, 0.615),
                (0.40, 0.58),
                (0.455, 0.53),
                (0.485, 0.485),
                (0.5, 0.445),
            ),
            nose_corner=Corner(0.66, 2.5),
        ),
        cabin=replace(
            HATCHBACK.cabin,
            base=(-0.475, 0.365),
            top=(-0.24, 0.055),
            base_height=0.605,
            roof=((-0.46, 0.80), (-0.34, 0.87), (-0.2, 0.94), (-0.06, 0.982), (0.04, 0.975), (0.12, 0.92)),
        ),
        windows=Windows(
            ((0.275, 0.635), (0.06, 0.925), (-0.06, 0.952), (-0.22, 0.905), (-0.365, 0.76), (-0.35, 0.72)),
            ((-0.05, -0.005, 0.06), (-0.255, 0.02, 0.04)),
            (0.635, 0.955),
            (0.735, 0.865),
        ),
        axles=(0.30, -0.30),
        wheel=0.315,
        drawings=(
            *bonnet(0.46, 0.33, nose=0.36),
            *swept_lamp(0.56, 1.34, 0.41, 0.10, 0.10, size=0.04),
            *grille(0.30, 0.34, 0.40, 0.425),
            *grille(0.60, 0.54, 0.15, 0.26, radius=0.04),
            *fog_lamp(0.74, 0.96, 0.17, 0.26),
            *upright_tail_lamp(0.72, 1.02, 0.44, 0.69),
            *boot_lid(0.40, 0.68, 0.9),
            *bumper_line(0.37),
            *plate_recess(0.36, 0.43, 0.52),
            Drawing(Part.GLASS, Plane.TAIL, box(-0.5, 0.66, 0.59, 0.67), 0.01),
            *door(0.225, -0.05, 0.165),
            *door(-0.0515, -0.28, 0.165, cut=(-0.15, 0.30)),
        ),
    ),
    srgb(62, 96, 128),
    Wheel(0.315, 0.205, 0.68, "spokes", 10),
    Details(
        mirror=(0.215, 0.63),
        mirror_size=(0.12, 0.20, 0.14),
        handles=((-0.02, 0.60), (-0.225, 0.625)),
        slats=(Slats((0.56, 0.52, 0.16, 0.25), 3),),
        plates=(0.30, 0.475),
        badges=(0.455, 0.55),
        wipers=(0.635, 0.67),
        fin=-0.22,
        spoiler=0.0,
    ),
)

GRAND_TOURER = Design(
    replace(
        HATCHBACK,
        length=4.61,
        width=2.02,
        height=1.65,
        tub=replace(HATCHBACK.tub, nose_corner=Corner(0.62, 2.7), flare=0.018),
        cabin=replace(
            HATCHBACK.cabin,
            base=(-0.48, 0.315),
            top=(-0.42, 0.085),
            roof=((-0.47, 0.89), (-0.41, 0.925), (-0.2, 0.968), (-0.03, 0.98), (0.07, 0.962), (0.13, 0.92)),
        ),
        windows=Windows(
            ((0.235, 0.665), (0.08, 0.915), (-0.06, 0.945), (-0.37, 0.915), (-0.435, 0.74), (-0.42, 0.69)),
            ((-0.04, -0.005, 0.07), (-0.245, 0.005, 0.06)),
            (0.67, 0.945),
            (0.69, 0.895),
        ),
        axles=(0.305, -0.30),
        wheel=0.325,
        drawings=(
            *bonnet(0.46, 0.30),
            *swept_lamp(0.50, 1.26, 0.44, 0.06, 0.095, size=0.045, within=Part.BEZEL),
            *_ENDS,
            Drawing(Part.GRILLE, Plane.NOSE, box(0.025, 0.36, 0.37, 0.485), 0.04),
            Drawing(Part.CHROME, Plane.NOSE, box(0.025, 0.36, 0.37, 0.485), 0.04, Part.BODY, 0.02),
            *grille(0.58, 0.66, 0.15, 0.25),
            *fog_lamp(0.74, 1.0, 0.17, 0.26),
            *wedge_tail_lamp(0.50, 1.22, 0.575, 0.13, rise=0.0),
            *door(0.215, -0.04, 0.165),
            *door(-0.0415, -0.275, 0.165, cut=(-0.145, 0.30)),
        ),
    ),
    srgb(58, 50, 46),
    Wheel(0.325, 0.215, 0.71, "pairs", 5),
    Details(
        mirror=(0.20, 0.665),
        mirror_size=(0.12, 0.22, 0.15),
        handles=((-0.015, 0.585), (-0.22, 0.595)),
        slats=(
            Slats((0.34, 0.34, 0.38, 0.475), 14, finishes.DARK_ALLOY, upright=True, thickness=0.006),
            Slats((0.56, 0.64, 0.16, 0.24), 2),
        ),
        plates=(0.285, 0.475),
        badges=(0.52, 0.60),
        exhausts=((-0.5, 0.14),),
        wipers=(0.665, 0.70),
        rails=(-0.36, 0.04),
        spoiler=0.09,
        fin=-0.33,
    ),
)
