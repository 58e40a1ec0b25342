"""Vans: delivery van, ambulance, and the camper bus of the sixties and its successor."""

from __future__ import annotations

from dataclasses import replace

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.car import Body, Cabin, Tub, Windows
from carla_scenes.embedded.models.vehicles.design import Design, Details, Slats
from carla_scenes.embedded.models.vehicles.drawings import (
    bonnet,
    box,
    cladding,
    door,
    fog_lamp,
    grille,
    round_lamp,
    swept_lamp,
    upright_tail_lamp,
)
from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane
from carla_scenes.embedded.models.vehicles.shell import Corner
from carla_scenes.embedded.models.vehicles.wheels import Wheel

_VAN_FLANK = (
    (0.0, 0.09), (0.1, 0.04), (0.22, 0.018), (0.42, 0.004), (0.6, 0.0), (0.8, 0.006), (0.9, 0.012), (0.96, 0.02),
    (1.0, 0.05),
)  # fmt: skip

_SPRINTER_BODY = Body(
    5.91,
    1.92,
    2.56,
    Tub(
        deck=((-0.5, 0.50), (0.0, 0.50), (0.25, 0.475), (0.33, 0.455), (0.41, 0.425), (0.47, 0.385), (0.5, 0.345)),
        floor=((-0.5, 0.16), (-0.42, 0.12), (0.42, 0.105), (0.5, 0.13)),
        flank=_VAN_FLANK,
        nose=(
            (0.0, 0.12), (0.1, 0.04), (0.25, 0.0), (0.42, 0.0), (0.5, 0.02), (0.7, 0.06), (0.87, 0.11),
            (0.95, 0.16), (1.0, 0.24),
        ),
        tail=((0.0, 0.10), (0.1, 0.02), (0.2, 0.0), (0.26, 0.0), (0.30, 0.04), (0.9, 0.045), (1.0, 0.06)),
        taper=((-0.5, 0.985), (-0.3, 1.0), (0.2, 1.0), (0.5, 0.93)),
        crown=0.03,
        nose_corner=Corner(0.55, 2.8),
        tail_corner=Corner(0.12, 3.4),
    ),
    Cabin(
        base=(-0.492, 0.385),
        top=(-0.482, 0.205),
        base_height=0.42,
        roof=((-0.5, 0.95), (-0.45, 0.965), (-0.2, 0.98), (0.08, 0.975), (0.18, 0.955), (0.27, 0.90)),
        half_base=0.975,
        half_top=0.83,
        crown=0.05,
        nose_corner=Corner(0.50, 2.5),
        tail_corner=Corner(0.12, 3.4),
    ),
    Windows(
        ((0.275, 0.515), (0.20, 0.725), (0.185, 0.735), (0.065, 0.735), (0.065, 0.515), (0.11, 0.50)),
        (),
        (0.455, 0.80),
        None,
        0.93,
    ),
    (0.325, -0.295),
    0.345,
    0.055,
    drawings=(
        Drawing(Part.TRIM, Plane.SIDE, box(-0.5, 0.36, 0.235, 0.262), 0.0),
        *cladding((0.325, -0.295), (0.135, 0.0), 0.11, 0.20, Part.TRIM)[3:],
        *bonnet(0.455, 0.33, nose=0.50, flank=0.76),
        *swept_lamp(0.60, 1.16, 0.315, 0.05, 0.085, size=0.055),
        *grille(0.42, 0.52, 0.245, 0.345),
        *fog_lamp(0.74, 1.0, 0.145, 0.19),
        *upright_tail_lamp(0.84, 0.955, 0.26, 0.44),
        Drawing(Part.GAP, Plane.TAIL, box(-0.5, 0.012, 0.165, 0.7), 0.0, line=0.008),
        *door(0.265, 0.055, 0.13, lean=0.004),
        Drawing(Part.GAP, Plane.SIDE, box(-0.165, 0.045, 0.13, 0.9), 0.0, line=0.008),
        Drawing(Part.TRIM, Plane.SIDE, box(-0.40, -0.165, 0.40, 0.41), 0.0),
    ),
    cabin_drawings=(
        Drawing(Part.GAP, Plane.SIDE, box(-0.165, 0.045, 0.1, 0.865), 0.02, line=0.008),
        Drawing(Part.GAP, Plane.SIDE, ((0.29, 0.3), (0.20, 0.765), (0.055, 0.765), (0.055, 0.3)), 0.03, line=0.008),
        Drawing(Part.GAP, Plane.TAIL, box(-0.5, 0.012, 0.2, 0.87), 0.0, line=0.008),
        Drawing(Part.GAP, Plane.TAIL, box(-0.5, 0.82, 0.2, 0.90), 0.03, line=0.008),
        Drawing(Part.GLASS, Plane.TAIL, box(0.12, 0.70, 0.60, 0.76), 0.04),
    ),
)  # fmt: skip

SPRINTER = Design(
    _SPRINTER_BODY,
    srgb(228, 229, 230),
    Wheel(0.345, 0.225, 0.62, "steel", 8, finishes.STEEL),
    Details(
        mirror=(0.245, 0.505),
        mirror_size=(0.12, 0.16, 0.30),
        mirror_coat=finishes.TRIM,
        handles=((0.085, 0.455), (-0.015, 0.455)),
        handle_coat=finishes.TRIM,
        slats=(Slats((0.40, 0.50, 0.25, 0.34), 3, finishes.TRIM, thickness=0.014),),
        plates=(0.185, 0.24),
        badges=(0.315, None),
        wipers=(0.46, 0.485),
    ),
)

AMBULANCE = Design(
    replace(
        _SPRINTER_BODY,
        length=6.30,
        width=2.20,
        height=2.29,
        windows=replace(_SPRINTER_BODY.windows, back=None),
        drawings=(
            Drawing(
                Part.STRIPE, Plane.SIDE, ((-0.6, 0.285), (0.44, 0.285), (0.47, 0.365), (-0.6, 0.40)), 0.0
            ),
            Drawing(Part.STRIPE, Plane.TAIL, box(-0.5, 0.98, 0.285, 0.40), 0.0),
            *_SPRINTER_BODY.drawings,
        ),
        cabin_drawings=(
            *_SPRINTER_BODY.cabin_drawings,
            Drawing(Part.STRIPE, Plane.SIDE, ((-0.6, 0.78), (0.05, 0.78), (0.02, 0.83), (-0.6, 0.83)), 0.0),
            Drawing(Part.SEAL, Plane.SIDE, box(-0.145, 0.02, 0.56, 0.72), 0.04),
            Drawing(Part.REFLECTOR, Plane.SIDE, box(-0.135, 0.01, 0.575, 0.705), 0.03, Part.SEAL),
            *(
                Drawing(Part.TURN, Plane.SIDE, box(x, x + 0.045, 0.86, 0.895), 0.0)
                for x in (-0.44, -0.20, 0.02)
            ),
        ),
    ),
    srgb(236, 236, 234),
    Wheel(0.355, 0.235, 0.62, "steel", 8, finishes.ALLOY),
    replace(
        SPRINTER.details,
        light_bar=0.14,
        whip=(-0.2, 0.4),
        mirror_size=(0.12, 0.15, 0.28),
        picture=("white_on_red:AMBULANCE", -0.27, 0.49, 1.5, 0.26),
    ),
    stripe=finishes.fixed_paint(srgb(190, 30, 28)),
)

_T2_BODY = Body(
    4.40,
    1.74,
    1.97,
    Tub(
        deck=((-0.5, 0.50), (-0.3, 0.515), (0.0, 0.515), (0.3, 0.515), (0.42, 0.50), (0.5, 0.475)),
        floor=((-0.5, 0.20), (-0.40, 0.14), (0.40, 0.14), (0.5, 0.17)),
        flank=(
            (0.0, 0.10), (0.15, 0.05), (0.35, 0.02), (0.6, 0.0), (0.85, 0.004), (0.95, 0.01),
            (0.985, 0.025), (1.0, 0.05),
        ),
        nose=((0.0, 0.16), (0.15, 0.11), (0.4, 0.07), (0.7, 0.06), (0.9, 0.08), (0.97, 0.10), (1.0, 0.14)),
        tail=((0.0, 0.20), (0.15, 0.12), (0.4, 0.06), (0.7, 0.05), (0.9, 0.06), (0.97, 0.075), (1.0, 0.10)),
        taper=((-0.5, 0.93), (-0.25, 1.0), (0.25, 1.0), (0.5, 0.96)),
        crown=0.02,
        nose_corner=Corner(0.50, 2.6),
        tail_corner=Corner(0.45, 2.6),
        flare=0.0,
    ),
    Cabin(
        base=(-0.475, 0.468),
        top=(-0.435, 0.385),
        base_height=0.495,
        roof=((-0.5, 0.92), (-0.42, 0.945), (-0.2, 0.972), (0.2, 0.972), (0.34, 0.95), (0.42, 0.92)),
        half_base=0.96,
        half_top=0.77,
        crown=0.06,
        nose_corner=Corner(0.50, 2.5),
        tail_corner=Corner(0.45, 2.6),
    ),
    Windows(
        ((0.335, 0.585), (0.315, 0.81), (-0.05, 0.815), (-0.375, 0.81), (-0.385, 0.585), (-0.05, 0.585)),
        ((0.165, 0.0, 0.07), (-0.025, 0.0, 0.07), (-0.21, 0.0, 0.07)),
        (0.575, 0.87),
        (0.60, 0.83),
        0.90,
        0.80,
        Part.FRAME,
    ),
    (0.285, -0.265),
    0.325,
    0.045,
    drawings=(
        Drawing(
            Part.SECOND, Plane.NOSE,
            ((-0.2, 0.26), (0.0, 0.235), (0.45, 0.33), (1.0, 0.465), (1.2, 0.7), (-0.2, 0.7)), 0.0,
        ),
        Drawing(Part.CHROME, Plane.SIDE, box(-0.42, 0.44, 0.472, 0.484), 0.0),
        *round_lamp(0.66, 0.375, 0.088),
        Drawing(Part.TURN, Plane.NOSE, box(0.60, 0.76, 0.45, 0.475), 0.01),
        Drawing(Part.CHROME, Plane.NOSE, ((0.0, 0.40),), 0.145, line=0.018),
        Drawing(Part.CHROME, Plane.NOSE, ((-0.02, 0.365), (0.02, 0.365), (0.125, 0.455), (0.085, 0.455)), 0.0),
        *upright_tail_lamp(0.84, 0.95, 0.325, 0.42),
        Drawing(Part.GAP, Plane.TAIL, box(-0.5, 0.62, 0.27, 0.43), 0.03, line=0.008),
        *door(0.34, 0.175, 0.16, lean=0.0),
        Drawing(Part.GAP, Plane.SIDE, box(-0.205, 0.16, 0.16, 0.9), 0.0, line=0.008),
        Drawing(Part.GRILLE, Plane.SIDE, box(-0.40, -0.30, 0.44, 0.46), 0.01),
    ),
    cabin_drawings=(
        Drawing(Part.GAP, Plane.SIDE, ((0.35, 0.3), (0.325, 0.845), (0.17, 0.845), (0.17, 0.3)), 0.03, line=0.008),
    ),
)  # fmt: skip

T2 = Design(
    _T2_BODY,
    srgb(48, 122, 146),
    Wheel(0.325, 0.175, 0.62, "cap", 10, finishes.CHROME),
    Details(
        mirror=(0.335, 0.60),
        mirror_size=(0.05, 0.12, 0.17),
        mirror_coat=finishes.CHROME,
        handles=((0.19, 0.44), (0.135, 0.44)),
        handle_coat=finishes.CHROME,
        plates=(0.20, 0.30),
        wipers=(0.575, 0.605),
        bumpers=(0.165, 0.235, finishes.CHROME),
    ),
    second=finishes.fixed_paint(srgb(232, 228, 214)),
)
T2 = replace(
    T2,
    body=replace(
        _T2_BODY,
        width=1.80,
        cabin_drawings=(
            Drawing(Part.SECOND, Plane.SCREEN, box(-1.0, 4.0, 0.3, 1.2), 0.0),
            *_T2_BODY.cabin_drawings,
        ),
    ),
)

T2_2021 = replace(
    T2,
    body=replace(
        _T2_BODY,
        length=4.40,
        width=1.68,
        height=1.96,
        drawings=(
            Drawing(Part.CHROME, Plane.SIDE, box(-0.42, 0.44, 0.472, 0.484), 0.0),
            Drawing(Part.GRILLE, Plane.NOSE, box(-0.55, 0.55, 0.445, 0.485), 0.02),
            *_T2_BODY.drawings[2:],
        ),
    ),
    colour=srgb(196, 84, 40),
    details=replace(
        T2.details, bumpers=(0.165, 0.235, finishes.fixed_paint(srgb(232, 228, 214))), rails=(-0.36, 0.28)
    ),
)
