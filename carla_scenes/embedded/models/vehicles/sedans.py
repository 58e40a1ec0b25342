"""Sedans."""

from __future__ import annotations

from dataclasses import replace

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.design import Design, Details, Slats
from carla_scenes.embedded.models.vehicles.drawings import (
    block_lamp,
    bonnet,
    boot_lid,
    box,
    bumper_line,
    door,
    fog_lamp,
    grille,
    light_band,
    plate_recess,
    slim_lamp,
    swept_lamp,
    wedge_tail_lamp,
)
from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane
from carla_scenes.embedded.models.vehicles.shell import Corner
from carla_scenes.embedded.models.vehicles.styles import SEDAN
from carla_scenes.embedded.models.vehicles.wheels import Wheel

_DOORS = (*door(0.205, -0.045, 0.175), *door(-0.0465, -0.262, 0.175, cut=(-0.155, 0.30)))
_HANDLES = ((-0.015, 0.605), (-0.212, 0.615))

MODEL_3 = Design(
    replace(
        SEDAN,
        length=4.72,
        width=1.90,
        height=1.45,
        tub=replace(
            SEDAN.tub,
            deck=(
                (-0.5, 0.69),
                (-0.47, 0.73),
                (-0.38, 0.725),
                (-0.2, 0.68),
                (0.0, 0.65),
                (0.2, 0.65),
                (0.29, 0.655),
                (0.38, 0.615),
                (0.44, 0.565),
                (0.48, 0.515),
                (0.5, 0.47),
            ),
            nose_corner=Corner(0.70, 2.5),
        ),
        cabin=replace(
            SEDAN.cabin,
            base=(-0.45, 0.325),
            top=(-0.20, 0.065),
            roof=((-0.32, 0.885), (-0.2, 0.945), (-0.05, 0.98), (0.05, 0.97), (0.13, 0.925)),
        ),
        windows=replace(
            SEDAN.windows,
            opening=(
                (0.245, 0.675),
                (0.07, 0.92),
                (-0.06, 0.948),
                (-0.17, 0.92),
                (-0.31, 0.745),
                (-0.29, 0.695),
            ),
            screen=(0.68, 0.945),
            back=(0.745, 0.935),
        ),
        wheel=0.335,
        drawings=(
            *bonnet(0.455, 0.27, nose=0.40),
            *slim_lamp(0.62, 1.34, 0.455, 0.045, 0.075),
            *grille(0.50, 0.62, 0.14, 0.20),
            *fog_lamp(0.74, 1.04, 0.17, 0.27, lit=False),
            *wedge_tail_lamp(0.52, 1.34, 0.615, 0.10),
            *boot_lid(0.47, 0.70, 0.9),
            *bumper_line(0.40),
            *plate_recess(0.36, 0.42, 0.51),
            Drawing(Part.TRIM, Plane.TAIL, box(-0.8, 0.8, 0.0, 0.20), 0.0),
            *_DOORS,
        ),
    ),
    srgb(222, 224, 226),
    Wheel(0.335, 0.235, 0.71, "turbine", 10, finishes.DARK_ALLOY),
    Details(
        mirror=(0.19, 0.665),
        mirror_size=(0.12, 0.23, 0.135),
        handles=_HANDLES,
        plates=(0.30, 0.465),
        badges=(0.50, 0.62),
        wipers=(0.672, 0.70),
    ),
)

MKZ_2017 = Design(
    replace(
        SEDAN,
        length=4.9,
        width=1.90,
        height=1.47,
        drawings=(
            *bonnet(0.465, 0.27),
            *grille(0.56, 0.50, 0.335, 0.475, frame=0.02),
            *grille(0.62, 0.66, 0.15, 0.23),
            *slim_lamp(0.56, 1.38, 0.455, 0.055, 0.085),
            *fog_lamp(0.76, 1.02, 0.17, 0.26),
            *light_band(0.595, 0.07, 1.30),
            *boot_lid(0.46, 0.66, 0.9),
            *bumper_line(0.385),
            *plate_recess(0.36, 0.40, 0.49),
            Drawing(
                Part.CHROME, Plane.SIDE, ((-0.28, 0.19), (0.19, 0.185), (0.19, 0.205), (-0.28, 0.21)), 0.0
            ),
            *_DOORS,
        ),
    ),
    srgb(98, 24, 30),
    Wheel(0.335, 0.235, 0.70, "spokes", 9),
    Details(
        mirror=(0.175, 0.685),
        mirror_size=(0.12, 0.23, 0.135),
        handles=_HANDLES,
        handle_coat=finishes.CHROME,
        slats=(Slats((0.54, 0.48, 0.345, 0.465), 14, finishes.CHROME, upright=True, thickness=0.008),),
        plates=(0.275, 0.445),
        badges=(None, 0.655),
        exhausts=((-0.55, 0.15), (0.55, 0.15)),
        fin=-0.19,
        wipers=(0.68, 0.715),
    ),
)

MKZ_2020 = replace(
    MKZ_2017,
    body=replace(
        MKZ_2017.body,
        length=4.89,
        width=1.80,
        drawings=(
            *bonnet(0.465, 0.27),
            *grille(0.46, 0.52, 0.30, 0.475, frame=0.022, radius=0.045),
            *grille(0.60, 0.66, 0.15, 0.215),
            *swept_lamp(0.62, 1.38, 0.445, 0.06, 0.095, size=0.04, within=Part.BEZEL),
            *fog_lamp(0.78, 1.02, 0.17, 0.26),
            *wedge_tail_lamp(0.40, 1.34, 0.60, 0.085),
            *boot_lid(0.46, 0.66, 0.9),
            *bumper_line(0.385),
            *plate_recess(0.36, 0.40, 0.49),
            *_DOORS,
        ),
    ),
    colour=srgb(46, 52, 58),
    wheel=Wheel(0.335, 0.235, 0.70, "pairs", 5),
    details=replace(
        MKZ_2017.details,
        mirror_size=(0.11, 0.17, 0.135),
        slats=(Slats((0.44, 0.50, 0.31, 0.465), 5, finishes.CHROME, thickness=0.009),),
    ),
)

_CHARGER_TUB = replace(
    SEDAN.tub,
    deck=(
        (-0.5, 0.70), (-0.47, 0.725), (-0.36, 0.72), (-0.2, 0.69), (0.0, 0.665), (0.2, 0.67), (0.27, 0.675),
        (0.38, 0.655), (0.45, 0.625), (0.485, 0.595), (0.5, 0.565),
    ),
    nose=(
        (0.0, 0.14), (0.1, 0.05), (0.25, 0.01), (0.4, 0.0), (0.55, 0.015), (0.72, 0.03), (0.87, 0.045), (0.94, 0.07),
        (0.98, 0.11), (1.0, 0.16),
    ),
    flank=(
        (0.0, 0.11), (0.1, 0.05), (0.22, 0.03), (0.42, 0.022), (0.58, 0.008), (0.68, 0.0), (0.76, 0.004),
        (0.82, 0.03), (0.92, 0.045), (0.97, 0.07), (1.0, 0.11),
    ),
    nose_corner=Corner(0.50, 3.0),
    tail_corner=Corner(0.36, 3.2),
    flare=0.025,
)  # fmt: skip
_CHARGER_LINES = (
    *bonnet(0.47, 0.27, nose=0.58),
    *bumper_line(0.42),
    *plate_recess(0.36, 0.30, 0.39),
    *_DOORS,
)

CHARGER_2020 = Design(
    replace(
        SEDAN,
        length=5.01,
        width=1.905,
        height=1.50,
        tub=_CHARGER_TUB,
        wheel=0.355,
        drawings=(
            *_CHARGER_LINES,
            *grille(0.62, 0.60, 0.43, 0.53),
            *slim_lamp(0.60, 1.28, 0.485, 0.02, 0.09),
            *grille(0.60, 0.72, 0.16, 0.28, radius=0.04),
            *fog_lamp(0.82, 1.02, 0.18, 0.30, lit=False),
            *light_band(0.625, 0.12, 1.22),
            *boot_lid(0.52, 0.76, 0.9),
        ),
    ),
    srgb(26, 27, 30),
    Wheel(0.355, 0.255, 0.73, "pairs", 5, finishes.DARK_ALLOY),
    Details(
        mirror=(0.175, 0.69),
        mirror_size=(0.12, 0.22, 0.14),
        handles=_HANDLES,
        slats=(Slats((0.60, 0.58, 0.44, 0.52), 3), Slats((0.58, 0.68, 0.17, 0.27), 3)),
        plates=(0.345, 0.345),
        exhausts=((-0.58, 0.15), (0.58, 0.15)),
        fin=-0.19,
        wipers=(0.68, 0.715),
    ),
)

_POLICE_STRIPE = (
    Drawing(
        Part.STRIPE,
        Plane.SIDE,
        ((0.205, 0.9), (0.18, 0.18), (-0.15, 0.18), (-0.185, 0.32), (-0.25, 0.5), (-0.262, 0.9)),
        0.02,
    ),
)

CHARGER_POLICE_2020 = replace(
    CHARGER_2020,
    body=replace(
        CHARGER_2020.body,
        length=5.20,
        width=1.80,
        height=1.50,
        drawings=(*_POLICE_STRIPE, *CHARGER_2020.body.drawings),
    ),
    colour=srgb(18, 19, 22),
    stripe=finishes.fixed_paint(srgb(226, 227, 228)),
    wheel=Wheel(0.355, 0.245, 0.68, "steel", 8, finishes.DARK_ALLOY),
    details=replace(CHARGER_2020.details, mirror_size=(0.11, 0.16, 0.14), light_bar=-0.04, fin=None),
)

CHARGER_POLICE = replace(
    CHARGER_POLICE_2020,
    body=replace(
        CHARGER_POLICE_2020.body,
        length=4.9,
        width=1.88,
        height=1.42,
        drawings=(
            *_POLICE_STRIPE,
            *_CHARGER_LINES,
            *grille(0.52, 0.60, 0.36, 0.53, frame=0.018),
            *block_lamp(0.66, 1.16, 0.43, 0.52),
            *grille(0.55, 0.60, 0.17, 0.25),
            *fog_lamp(0.78, 1.0, 0.18, 0.28),
            *wedge_tail_lamp(0.50, 1.22, 0.62, 0.13, rise=0.0),
            *boot_lid(0.52, 0.76, 0.9),
        ),
    ),
    wheel=Wheel(0.345, 0.235, 0.66, "steel", 8, finishes.STEEL),
    details=replace(
        CHARGER_POLICE_2020.details,
        slats=(Slats((0.50, 0.58, 0.37, 0.52), 2, finishes.CHROME, thickness=0.016),),
    ),
)

CROWN = Design(
    replace(
        SEDAN,
        length=5.37,
        width=1.76,
        height=1.47,
        tub=replace(
            SEDAN.tub,
            deck=(
                (-0.5, 0.63),
                (-0.48, 0.655),
                (-0.36, 0.675),
                (-0.2, 0.66),
                (0.0, 0.65),
                (0.2, 0.655),
                (0.25, 0.66),
                (0.36, 0.64),
                (0.44, 0.61),
                (0.48, 0.58),
                (0.5, 0.55),
            ),
            nose_corner=Corner(0.42, 3.0),
            tail_corner=Corner(0.36, 3.2),
            flare=0.0,
        ),
        cabin=replace(
            SEDAN.cabin,
            base=(-0.36, 0.235),
            top=(-0.205, 0.06),
            half_top=0.74,
            roof=((-0.27, 0.91), (-0.2, 0.95), (-0.05, 0.98), (0.04, 0.97), (0.1, 0.935)),
        ),
        windows=replace(
            SEDAN.windows,
            opening=(
                (0.165, 0.685),
                (0.05, 0.925),
                (-0.06, 0.95),
                (-0.185, 0.93),
                (-0.27, 0.735),
                (-0.265, 0.69),
            ),
            pillars=((-0.05, 0.0, 0.07), (-0.215, 0.01, 0.03)),
            back=(0.70, 0.93),
            frame=Part.FRAME,
        ),
        axles=(0.315, -0.25),
        wheel=0.335,
        drawings=(
            *bonnet(0.475, 0.21, nose=0.52),
            *grille(0.44, 0.48, 0.40, 0.51, frame=0.02),
            *block_lamp(0.52, 1.18, 0.40, 0.505),
            Drawing(Part.TRIM, Plane.NOSE, box(-0.5, 1.5, 0.27, 0.325), 0.0),
            Drawing(Part.TRIM, Plane.TAIL, box(-0.5, 1.5, 0.27, 0.325), 0.0),
            Drawing(Part.CHROME, Plane.SIDE, ((-0.5, 0.40), (0.5, 0.40), (0.5, 0.425), (-0.5, 0.425)), 0.0),
            *wedge_tail_lamp(0.40, 1.20, 0.54, 0.14, rise=0.0),
            *boot_lid(0.43, 0.80, 0.9),
            *bumper_line(0.38),
            *plate_recess(0.34, 0.48, 0.57),
            *door(0.175, -0.05, 0.175),
            *door(-0.0515, -0.252, 0.175, cut=(-0.13, 0.30)),
        ),
    ),
    srgb(232, 168, 12),
    Wheel(0.335, 0.22, 0.64, "cap", 8, finishes.ALLOY),
    Details(
        mirror=(0.145, 0.68),
        mirror_size=(0.10, 0.16, 0.13),
        mirror_coat=finishes.TRIM,
        handles=((-0.025, 0.59), (-0.212, 0.595)),
        handle_coat=finishes.TRIM,
        slats=(Slats((0.42, 0.46, 0.41, 0.50), 16, finishes.CHROME, upright=True, thickness=0.006),),
        plates=(0.36, 0.525),
        exhausts=((0.5, 0.17),),
        wipers=(0.68, 0.71),
        roof_sign=("TAXI", -0.05),
    ),
)
