"""Cabs of trucks, and the body of a coach: bodywork of the same making as cars, but upright and square."""

from __future__ import annotations

from dataclasses import replace

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.car import Body, Cabin, Tub, Windows
from carla_scenes.embedded.models.vehicles.design import Design, Details, Slats
from carla_scenes.embedded.models.vehicles.drawings import (
    block_lamp,
    box,
    door,
    fog_lamp,
    grille,
    upright_tail_lamp,
)
from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane
from carla_scenes.embedded.models.vehicles.shell import Corner
from carla_scenes.embedded.models.vehicles.wheels import Wheel

_UPRIGHT = ((0.0, 0.05), (0.1, 0.02), (0.3, 0.0), (0.7, 0.0), (0.9, 0.004), (1.0, 0.02))
_BACK = ((0.0, 0.0), (0.5, 0.0), (1.0, 0.0))
_STEEL_RIM = Wheel(0.5, 0.29, 0.58, "steel", 10, finishes.STEEL)

HEAVY_CAB = Design(
    Body(
        1.95,
        2.48,
        3.02,
        Tub(
            deck=((-0.5, 0.56), (0.2, 0.56), (0.5, 0.555)),
            floor=((-0.5, 0.20), (-0.1, 0.20), (0.3, 0.13), (0.5, 0.115)),
            flank=_UPRIGHT,
            nose=((0.0, 0.07), (0.1, 0.02), (0.3, 0.0), (0.6, 0.015), (0.9, 0.04), (1.0, 0.06)),
            tail=_BACK,
            taper=((-0.5, 1.0), (0.5, 1.0)),
            crown=0.0,
            nose_corner=Corner(0.40, 2.7),
            tail_corner=Corner(0.05, 3.0),
            flare=0.0,
        ),
        Cabin(
            base=(-0.5, 0.468),
            top=(-0.5, 0.345),
            base_height=0.55,
            roof=((-0.5, 0.97), (0.0, 0.975), (0.25, 0.955), (0.4, 0.91)),
            half_base=0.985,
            half_top=0.90,
            crown=0.05,
            nose_corner=Corner(0.40, 2.6),
            tail_corner=Corner(0.05, 3.0),
        ),
        Windows(
            ((0.265, 0.575), (0.225, 0.84), (-0.12, 0.84), (-0.12, 0.60), (0.02, 0.575)),
            (),
            (0.545, 0.845),
            None,
            0.93,
        ),
        (-0.12,),
        0.5,
        0.09,
        drawings=(
            Drawing(Part.TRIM, Plane.NOSE, box(-0.5, 1.5, 0.0, 0.19), 0.0),
            *grille(0.66, 0.62, 0.31, 0.50),
            *grille(0.62, 0.62, 0.20, 0.27),
            *block_lamp(0.66, 1.06, 0.20, 0.27, turn=0.22),
            *fog_lamp(0.72, 1.0, 0.135, 0.18),
            Drawing(Part.TRIM, Plane.SIDE, box(-0.6, 0.6, 0.20, 0.26), 0.0),
            *door(0.29, -0.30, 0.28, lean=0.0),
            Drawing(Part.TRIM, Plane.SIDE, box(0.14, 0.30, 0.15, 0.195), 0.0),
        ),
        cabin_drawings=(
            Drawing(
                Part.GAP,
                Plane.SIDE,
                ((0.29, 0.3), (0.235, 0.865), (-0.30, 0.865), (-0.30, 0.3)),
                0.05,
                line=0.010,
            ),
            Drawing(Part.SEAL, Plane.NOSE, box(-0.5, 0.9, 0.865, 0.90), 0.02),
        ),
    ),
    srgb(28, 62, 128),
    _STEEL_RIM,
    Details(
        mirror=(0.29, 0.60),
        mirror_size=(0.13, 0.22, 0.62),
        mirror_coat=finishes.TRIM,
        handles=((-0.22, 0.51),),
        handle_coat=finishes.TRIM,
        slats=(
            Slats((0.64, 0.60, 0.32, 0.49), 5, finishes.CLADDING, thickness=0.022),
            Slats((0.60, 0.60, 0.205, 0.265), 3),
        ),
        plates=(0.165, None),
        badges=(0.525, None),
        wipers=(0.548, 0.59),
        handle_bars=True,
    ),
)

CREW_CAB = replace(
    HEAVY_CAB,
    body=replace(
        HEAVY_CAB.body,
        length=3.1,
        height=2.92,
        tub=replace(HEAVY_CAB.body.tub, floor=((-0.5, 0.20), (0.1, 0.20), (0.35, 0.15), (0.5, 0.13))),
        cabin=replace(
            HEAVY_CAB.body.cabin,
            top=(-0.5, 0.425),
            base=(-0.5, 0.485),
            roof=((-0.5, 0.97), (0.2, 0.975), (0.38, 0.96), (0.48, 0.92)),
        ),
        windows=Windows(
            ((0.355, 0.575), (0.335, 0.84), (-0.05, 0.84), (-0.41, 0.84), (-0.41, 0.59), (-0.05, 0.59)),
            ((0.05, 0.0, 0.10), (-0.20, 0.0, 0.06)),
            (0.545, 0.845),
            None,
            0.93,
        ),
        axles=(0.12,),
        drawings=(
            Drawing(Part.STRIPE, Plane.SIDE, box(-0.6, 0.6, 0.38, 0.445), 0.0),
            Drawing(Part.STRIPE, Plane.NOSE, box(-0.5, 1.3, 0.515, 0.55), 0.0),
            Drawing(Part.CHROME, Plane.NOSE, box(-0.5, 1.3, 0.14, 0.20), 0.0),
            *grille(0.56, 0.56, 0.27, 0.48, frame=0.03),
            *block_lamp(0.62, 1.04, 0.215, 0.30, turn=0.22),
            Drawing(Part.TRIM, Plane.SIDE, box(-0.6, 0.6, 0.1, 0.22), 0.0),
            *door(0.37, 0.05, 0.26, lean=0.0),
            *door(-0.02, -0.42, 0.26, lean=0.0),
        ),
        cabin_drawings=(
            Drawing(
                Part.GAP,
                Plane.SIDE,
                ((0.37, 0.3), (0.345, 0.865), (0.05, 0.865), (0.05, 0.3)),
                0.05,
                line=0.010,
            ),
            Drawing(
                Part.GAP,
                Plane.SIDE,
                ((-0.02, 0.3), (-0.02, 0.865), (-0.42, 0.865), (-0.42, 0.3)),
                0.05,
                line=0.010,
            ),
        ),
    ),
    colour=srgb(176, 18, 20),
    details=replace(
        HEAVY_CAB.details,
        mirror=(0.375, 0.60),
        mirror_size=(0.13, 0.22, 0.55),
        handles=((0.09, 0.50), (-0.38, 0.50)),
        slats=(Slats((0.54, 0.54, 0.28, 0.47), 6, finishes.CHROME, thickness=0.016),),
        plates=(0.17, None),
        light_bar=0.30,
    ),
    stripe=finishes.fixed_paint(srgb(236, 232, 220)),
)

LIGHT_CAB = replace(
    HEAVY_CAB,
    body=replace(
        HEAVY_CAB.body,
        length=1.72,
        width=2.06,
        height=2.10,
        tub=replace(
            HEAVY_CAB.body.tub,
            floor=((-0.5, 0.22), (0.2, 0.20), (0.5, 0.15)),
            nose=((0.0, 0.06), (0.1, 0.02), (0.3, 0.0), (0.6, 0.03), (0.9, 0.09), (1.0, 0.13)),
        ),
        cabin=replace(
            HEAVY_CAB.body.cabin,
            base=(-0.5, 0.43),
            top=(-0.5, 0.24),
            roof=((-0.5, 0.97), (0.0, 0.975), (0.2, 0.95), (0.34, 0.89)),
            half_top=0.86,
        ),
        windows=Windows(
            ((0.255, 0.585), (0.16, 0.85), (-0.30, 0.85), (-0.30, 0.60), (-0.10, 0.585)),
            (),
            (0.56, 0.87),
            None,
            0.92,
        ),
        axles=(0.02,),
        wheel=0.36,
        arch=0.06,
        drawings=(
            Drawing(Part.TRIM, Plane.NOSE, box(-0.5, 1.5, 0.0, 0.26), 0.0),
            *grille(0.50, 0.54, 0.36, 0.43),
            *block_lamp(0.58, 1.02, 0.30, 0.41, turn=0.25),
            *door(0.27, -0.36, 0.25, lean=0.0),
        ),
        cabin_drawings=(
            Drawing(
                Part.GAP,
                Plane.SIDE,
                ((0.30, 0.3), (0.175, 0.885), (-0.36, 0.885), (-0.36, 0.3)),
                0.05,
                line=0.010,
            ),
        ),
    ),
    colour=srgb(176, 16, 20),
    wheel=Wheel(0.36, 0.215, 0.58, "steel", 8, finishes.STEEL),
    details=replace(
        HEAVY_CAB.details,
        mirror=(0.26, 0.60),
        mirror_size=(0.11, 0.16, 0.34),
        handles=((-0.27, 0.52),),
        slats=(Slats((0.50, 0.52, 0.37, 0.42), 3, finishes.CHROME, thickness=0.010),),
        plates=(0.205, None),
        badges=(0.475, None),
        wipers=(0.565, 0.60),
    ),
)

_BAYS = tuple(-0.335 + 0.125 * k for k in range(6))

COACH = Design(
    Body(
        10.27,
        2.96,
        3.80,
        Tub(
            deck=((-0.5, 0.46), (0.5, 0.46)),
            floor=((-0.5, 0.13), (-0.38, 0.085), (0.36, 0.085), (0.5, 0.11)),
            flank=((0.0, 0.06), (0.08, 0.02), (0.3, 0.0), (1.0, 0.0)),
            nose=((0.0, 0.16), (0.1, 0.06), (0.3, 0.0), (0.6, 0.02), (1.0, 0.08)),
            tail=((0.0, 0.16), (0.1, 0.04), (0.3, 0.0), (1.0, 0.02)),
            taper=((-0.5, 1.0), (0.5, 1.0)),
            crown=0.0,
            nose_corner=Corner(0.55, 2.8),
            tail_corner=Corner(0.32, 3.0),
            flare=0.0,
        ),
        Cabin(
            base=(-0.498, 0.492),
            top=(-0.485, 0.455),
            base_height=0.455,
            roof=((-0.5, 0.955), (-0.4, 0.965), (0.3, 0.965), (0.42, 0.955), (0.5, 0.93)),
            half_base=1.0,
            half_top=0.90,
            crown=0.05,
            nose_corner=Corner(0.55, 2.7),
            tail_corner=Corner(0.32, 3.0),
        ),
        Windows(
            ((0.395, 0.50), (0.395, 0.83), (0.0, 0.83), (-0.455, 0.83), (-0.455, 0.52), (0.0, 0.50)),
            tuple((x + 0.125 * 0.0, 0.0, 0.07) for x in (*_BAYS, 0.335)),
            (0.40, 0.885),
            (0.56, 0.82),
            0.97,
            0.85,
        ),
        (0.27, -0.255),
        0.5,
        0.08,
        drawings=(
            Drawing(
                Part.STRIPE,
                Plane.SIDE,
                ((-0.6, 0.30), (-0.1, 0.30), (0.6, 0.24), (0.6, 0.27), (-0.1, 0.345), (-0.6, 0.345)),
                0.01,
            ),
            Drawing(Part.STRIPE, Plane.TAIL, box(-0.5, 1.3, 0.30, 0.345), 0.0),
            Drawing(Part.TRIM, Plane.NOSE, box(-0.5, 1.4, 0.0, 0.135), 0.0),
            Drawing(Part.TRIM, Plane.TAIL, box(-0.5, 1.4, 0.0, 0.165), 0.0),
            *block_lamp(0.58, 1.04, 0.165, 0.235, turn=0.25),
            *grille(0.46, 0.46, 0.15, 0.20),
            *fog_lamp(0.70, 0.96, 0.09, 0.125),
            *upright_tail_lamp(0.80, 0.955, 0.185, 0.36),
            Drawing(Part.GAP, Plane.TAIL, box(-0.5, 0.68, 0.18, 0.41), 0.03, line=0.010),
            *(
                Drawing(Part.GRILLE, Plane.TAIL, box(-0.4, 0.4, z, z + 0.016), 0.0)
                for z in (0.32, 0.345, 0.37)
            ),
            *(
                Drawing(Part.GAP, Plane.SIDE, box(x, x + 0.105, 0.12, 0.29), 0.03, line=0.010)
                for x in (-0.19, -0.08, 0.03)
            ),
            Drawing(Part.GAP, Plane.SIDE, box(-0.47, -0.35, 0.12, 0.40), 0.03, line=0.010),
            Drawing(Part.SEAL, Plane.SIDE, box(0.345, 0.425, 0.11, 0.47), 0.0),
            Drawing(Part.GLASS, Plane.SIDE, box(0.350, 0.3835, 0.135, 0.47), 0.0, Part.SEAL),
            Drawing(Part.GLASS, Plane.SIDE, box(0.3865, 0.420, 0.135, 0.47), 0.0, Part.SEAL),
        ),
        cabin_drawings=(
            Drawing(Part.SEAL, Plane.SIDE, box(0.345, 0.425, 0.40, 0.50), 0.0),
            Drawing(Part.TURN, Plane.NOSE, ((0.75, 0.915),), 0.035),
        ),
    ),
    srgb(226, 226, 222),
    replace(_STEEL_RIM, style="cap", metal=finishes.ALLOY),
    Details(
        mirror=(0.485, 0.50),
        mirror_size=(0.16, 0.26, 0.52),
        mirror_coat=finishes.TRIM,
        plates=(0.10, 0.225),
        badges=(0.30, None),
        wipers=(0.41, 0.45),
        destination=("amber_on_black:42 CENTRAL", 0.905),
    ),
    stripe=finishes.fixed_paint(srgb(196, 70, 24)),
    inset=0.06,
)
