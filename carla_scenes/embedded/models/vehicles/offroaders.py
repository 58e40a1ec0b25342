"""Sport utility vehicles and jeeps."""

from __future__ import annotations

from dataclasses import replace

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.car import Body, Cabin, Tub, Windows
from carla_scenes.embedded.models.vehicles.design import Design, Details, Slats
from carla_scenes.embedded.models.vehicles.drawings import (
    block_lamp,
    bonnet,
    boot_lid,
    box,
    cladding,
    door,
    fog_lamp,
    grille,
    light_band,
    plate_recess,
    round_lamp,
    slim_lamp,
    upright_tail_lamp,
)
from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane
from carla_scenes.embedded.models.vehicles.shell import Corner
from carla_scenes.embedded.models.vehicles.styles import SUV
from carla_scenes.embedded.models.vehicles.wheels import Wheel

_DOORS = (*door(0.195, -0.05, 0.19), *door(-0.0515, -0.275, 0.19, cut=(-0.14, 0.33)))
_HANDLES = ((-0.02, 0.565), (-0.225, 0.57))
_TAIL = (*boot_lid(0.36, 0.74, 0.9), *plate_recess(0.34, 0.42, 0.50))

ETRON = Design(
    replace(
        SUV,
        length=4.86,
        width=1.92,
        height=1.62,
        cabin=replace(
            SUV.cabin,
            base=(-0.475, 0.285),
            top=(-0.36, 0.085),
            roof=((-0.45, 0.865), (-0.36, 0.925), (-0.2, 0.968), (0.0, 0.978), (0.08, 0.96), (0.14, 0.925)),
        ),
        windows=replace(
            SUV.windows,
            opening=(
                (0.21, 0.65),
                (0.07, 0.915),
                (-0.06, 0.94),
                (-0.31, 0.90),
                (-0.40, 0.745),
                (-0.39, 0.685),
            ),
            back=(0.675, 0.89),
            frame=Part.FRAME,
        ),
        wheel=0.365,
        drawings=(
            *cladding((0.30, -0.29), (0.226, 0.445), 0.175, 0.165),
            *bonnet(0.465, 0.27, nose=0.52),
            *slim_lamp(0.54, 1.26, 0.505, 0.02, 0.075),
            *grille(0.36, 0.44, 0.27, 0.50, frame=0.022, radius=0.05),
            *fog_lamp(0.62, 0.98, 0.20, 0.36, lit=False),
            *light_band(0.525, 0.065, 1.24),
            *_TAIL,
            *_DOORS,
        ),
    ),
    srgb(64, 84, 112),
    Wheel(0.365, 0.255, 0.72, "pairs", 5),
    Details(
        mirror=(0.175, 0.645),
        mirror_size=(0.12, 0.19, 0.15),
        handles=_HANDLES,
        slats=(Slats((0.34, 0.42, 0.285, 0.485), 10, finishes.ALLOY, upright=True, thickness=0.010),),
        plates=(0.33, 0.46),
        badges=(0.475, 0.585),
        wipers=(0.645, 0.68),
        rails=(-0.33, 0.04),
        spoiler=0.08,
        fin=-0.28,
    ),
)

PATROL_2021 = Design(
    replace(
        SUV,
        length=5.57,
        width=2.0,
        height=2.02,
        tub=replace(SUV.tub, nose_corner=Corner(0.42, 3.4), tail_corner=Corner(0.34, 3.4), flare=0.03),
        cabin=replace(
            SUV.cabin,
            base=(-0.485, 0.235),
            top=(-0.445, 0.095),
            roof=((-0.48, 0.925), (-0.44, 0.945), (-0.2, 0.975), (0.0, 0.978), (0.08, 0.965), (0.13, 0.94)),
            half_top=0.77,
        ),
        windows=Windows(
            ((0.175, 0.645), (0.08, 0.915), (-0.06, 0.935), (-0.42, 0.925), (-0.445, 0.70), (-0.44, 0.655)),
            ((-0.045, -0.003, 0.08), (-0.235, -0.004, 0.09)),
            (0.645, 0.945),
            (0.665, 0.915),
        ),
        axles=(0.30, -0.275),
        wheel=0.41,
        drawings=(
            *cladding((0.30, -0.275), (0.207, 0.49), 0.185, 0.15),
            *bonnet(0.47, 0.22, nose=0.55),
            *block_lamp(0.58, 1.14, 0.43, 0.52, turn=0.2),
            *grille(0.34, 0.50, 0.31, 0.52, frame=0.03),
            *grille(0.60, 0.66, 0.17, 0.24),
            *fog_lamp(0.76, 1.0, 0.20, 0.30),
            *upright_tail_lamp(0.76, 1.06, 0.37, 0.58),
            *_TAIL,
            *door(0.17, -0.045, 0.19),
            *door(-0.0465, -0.255, 0.19, cut=(-0.14, 0.33)),
        ),
    ),
    srgb(206, 204, 196),
    Wheel(0.41, 0.27, 0.68, "spokes", 6),
    Details(
        mirror=(0.145, 0.64),
        mirror_size=(0.14, 0.20, 0.19),
        handles=((-0.015, 0.56), (-0.205, 0.565)),
        handle_coat=finishes.CHROME,
        slats=(Slats((0.34, 0.48, 0.32, 0.51), 4, finishes.CHROME, thickness=0.016),),
        plates=(0.26, 0.46),
        badges=(0.45, 0.57),
        wipers=(0.645, 0.68),
        rails=(-0.40, 0.04),
        spoiler=0.10,
        fin=-0.36,
    ),
)

PATROL = Design(
    replace(
        PATROL_2021.body,
        length=4.40,
        width=1.80,
        height=1.83,
        tub=replace(
            SUV.tub,
            nose_corner=Corner(0.30, 4.0),
            tail_corner=Corner(0.26, 4.0),
            flare=0.03,
            nose=(
                (0.0, 0.14),
                (0.1, 0.03),
                (0.25, 0.0),
                (0.38, 0.0),
                (0.44, 0.05),
                (0.72, 0.055),
                (0.9, 0.06),
                (0.96, 0.08),
                (1.0, 0.13),
            ),
            tail=(
                (0.0, 0.16),
                (0.12, 0.03),
                (0.25, 0.0),
                (0.36, 0.0),
                (0.42, 0.05),
                (0.9, 0.055),
                (0.96, 0.065),
                (1.0, 0.10),
            ),
        ),
        axles=(0.305, -0.265),
        wheel=0.385,
        drawings=(
            *cladding((0.305, -0.265), (0.21, 0.46), 0.18, 0.29),
            *bonnet(0.475, 0.22, nose=0.58),
            *grille(0.46, 0.46, 0.42, 0.53, frame=0.02),
            *block_lamp(0.52, 1.08, 0.42, 0.53, turn=0.25),
            *upright_tail_lamp(0.78, 1.02, 0.33, 0.52),
            *boot_lid(0.31, 0.76, 0.9),
            *door(0.165, -0.045, 0.19),
            *door(-0.0465, -0.25, 0.19, cut=(-0.13, 0.33)),
        ),
    ),
    srgb(38, 70, 52),
    Wheel(0.385, 0.25, 0.60, "steel", 8, finishes.STEEL),
    Details(
        mirror=(0.145, 0.635),
        mirror_size=(0.10, 0.17, 0.19),
        mirror_coat=finishes.TRIM,
        handles=((-0.02, 0.56), (-0.21, 0.565)),
        handle_coat=finishes.TRIM,
        slats=(Slats((0.44, 0.44, 0.43, 0.52), 4, finishes.CHROME, thickness=0.008),),
        plates=(0.24, 0.43),
        wipers=(0.645, 0.68),
        rails=(-0.38, 0.03),
        spare_wheel=(0.56, 0.36),
    ),
    inset=0.01,
)

WRANGLER = Design(
    Body(
        3.62,
        1.86,
        1.86,
        Tub(
            deck=(
                (-0.5, 0.59),
                (-0.3, 0.59),
                (0.0, 0.585),
                (0.18, 0.585),
                (0.215, 0.605),
                (0.36, 0.60),
                (0.46, 0.59),
                (0.5, 0.58),
            ),
            floor=((-0.5, 0.28), (-0.42, 0.24), (0.42, 0.24), (0.5, 0.28)),
            flank=(
                (0.0, 0.20),
                (0.1, 0.165),
                (0.3, 0.15),
                (0.6, 0.145),
                (0.85, 0.15),
                (0.93, 0.155),
                (0.97, 0.165),
                (1.0, 0.19),
            ),
            nose=(
                (0.0, 0.20),
                (0.2, 0.18),
                (0.5, 0.15),
                (0.8, 0.15),
                (0.92, 0.155),
                (0.97, 0.17),
                (1.0, 0.22),
            ),
            tail=((0.0, 0.12), (0.2, 0.10), (0.9, 0.10), (0.97, 0.115), (1.0, 0.14)),
            taper=((-0.5, 1.0), (0.15, 1.0), (0.5, 0.90)),
            crown=0.03,
            nose_corner=Corner(0.12, 3.6),
            tail_corner=Corner(0.10, 3.6),
            flare=0.0,
        ),
        Cabin(
            base=(-0.462, 0.215),
            top=(-0.44, 0.135),
            base_height=0.57,
            roof=((-0.5, 0.965), (-0.3, 0.975), (0.0, 0.98), (0.1, 0.975), (0.16, 0.965)),
            half_base=0.83,
            half_top=0.76,
            crown=0.02,
            nose_corner=Corner(0.10, 3.0),
            tail_corner=Corner(0.10, 3.6),
        ),
        Windows(
            ((0.180, 0.625), (0.128, 0.92), (-0.10, 0.925), (-0.40, 0.925), (-0.405, 0.70), (-0.405, 0.625)),
            ((-0.125, 0.0, 0.13),),
            (0.625, 0.945),
            (0.64, 0.92),
            0.92,
            0.88,
        ),
        (0.305, -0.285),
        0.405,
        0.09,
        drawings=(
            *(
                Drawing(Part.GRILLE, Plane.NOSE, box(0.10 * k - 0.025, 0.10 * k + 0.025, 0.40, 0.555), 0.015)
                for k in range(4)
            ),
            *round_lamp(0.54, 0.515, 0.085),
            *round_lamp(0.54, 0.38, 0.04),
            Drawing(Part.TURN, Plane.NOSE, ((0.70, 0.43),), 0.04),
            *bonnet(0.455, 0.22, nose=0.50, flank=0.62),
            *upright_tail_lamp(0.62, 0.80, 0.42, 0.56),
            *boot_lid(0.30, 0.58, 0.9),
            *door(0.175, -0.115, 0.29, lean=0.0),
        ),
    ),
    srgb(196, 92, 24),
    Wheel(0.405, 0.255, 0.56, "spokes", 5, finishes.DARK_ALLOY),
    Details(
        mirror=(0.155, 0.62),
        mirror_size=(0.10, 0.16, 0.19),
        mirror_coat=finishes.TRIM,
        handles=((-0.085, 0.545),),
        handle_coat=finishes.TRIM,
        plates=(None, None),
        wipers=(0.63, 0.655),
        spare_wheel=(0.52, 0.39),
        jeep_wings=True,
    ),
    second=finishes.CLADDING,
    inset=0.0,
)
