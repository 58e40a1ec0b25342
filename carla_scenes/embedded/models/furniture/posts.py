"""Posts and barriers: utility poles and their wires, bollards, hydrants, meters, railings, cones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import (
    box,
    centred_box,
    cylinder,
    ellipsoid,
    extrude,
    lathe,
    loft,
    picture_quad,
    rounded_box,
    tube,
)
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    CAST_IRON,
    CONCRETE,
    GALVANISED,
    GLASS,
    GRANITE,
    OLD_WOOD,
    RED,
    RUBBER,
    STEEL,
    WHITE,
    arc,
    bar,
    painted,
    plastic,
    shown,
)
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_FURNITURE, _WORKS = "street furniture", "road works"

WIRE_SPAN_M = 30.0
"""Length of `wire.span` along x from pole to pole; copies are stretched to other distances."""

WIRE_HEIGHT_M = 8.05
"""Height of the wires at a pole."""

WIRE_SAG_M = 0.55
"""How far they hang down in the middle."""

_ORANGE = plastic(srgb(236, 92, 34))
_REFLECTING = Material(srgb(232, 232, 226), Pattern.PLASTIC, roughness=0.3, specular=0.08)
_ANTHRACITE = painted(srgb(60, 64, 66))
_WIRES_AT = (-0.85, -0.35, 0.35, 0.85)


def _utility_pole(_variant: int) -> Mesh:
    """Return a wooden pole with a cross-arm along y and insulators; wires run along x."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(bar([(0, 0, 0), (0, 0, 8.6)], 0.15, 0.10, sides=12), OLD_WOOD)
    builder.add(centred_box((0.13, 0.0, 7.95), (0.09, 2.0, 0.11)), OLD_WOOD)
    for side in (-1.0, 1.0):
        builder.add(bar([(0.13, 0.0, 7.35), (0.13, 0.62 * side, 7.9)], 0.016), GALVANISED)
    insulator = [
        (0.012, 8.0),
        (0.012, 8.03),
        (0.04, 8.03),
        (0.045, 8.06),
        (0.02, 8.08),
        (0.035, 8.1),
        (0.0, 8.14),
    ]
    for y in _WIRES_AT:
        builder.add(lathe(insulator, 8).moved(x=0.13, y=y), GLASS)
    builder.add(centred_box((0.155, 0, 1.7), (0.01, 0.16, 0.22)), GALVANISED)
    return builder.build()


def _transformer_pole(variant: int) -> Mesh:
    """Return a utility pole that carries a transformer."""
    builder = MeshBuilder(Tag.POLES).add_mesh(_utility_pole(variant))
    can = [(0.0, 6.05), (0.26, 6.05), (0.27, 6.1), (0.27, 6.85), (0.25, 6.9), (0.0, 6.95)]
    builder.add(lathe(can, 16).moved(x=-0.42), painted(srgb(136, 142, 140)))
    builder.add(box((-0.2, -0.05, 6.3), (0.0, 0.05, 6.4)), GALVANISED)
    for y in (-0.12, 0.12):
        builder.add(cylinder((-0.42, y, 6.9), (-0.42, y, 7.1), 0.03, 0.02, 8), GLASS)
    return builder.build()


def _wire_span(_variant: int) -> Mesh:
    """Return four wires along x from the origin to the next pole."""
    builder = MeshBuilder(Tag.STATIC)
    share = np.linspace(0.0, 1.0, 13)
    height = WIRE_HEIGHT_M + 0.07 - 4.0 * WIRE_SAG_M * share * (1.0 - share)
    for y in _WIRES_AT:
        line = np.column_stack([share * WIRE_SPAN_M, np.full(13, y), height])
        builder.add(tube(line, np.full(13, 0.009), 4), RUBBER)
    return builder.build()


def _bollard(variant: int) -> Mesh:
    """Return a bollard: slim steel, cast iron, granite, or a bendy one with bands."""
    builder = MeshBuilder(Tag.STATIC)
    if variant == 0:
        builder.add(cylinder((0, 0, 0), (0, 0, 0.95), 0.045), _ANTHRACITE)
        builder.add(ellipsoid((0, 0, 0.95), (0.045, 0.045, 0.03), 14, 8), _ANTHRACITE)
        builder.add(cylinder((0, 0, 0.78), (0, 0, 0.86), 0.047), _REFLECTING)
    elif variant == 1:
        profile = [
            *(
                (0.11, 0.0),
                (0.11, 0.08),
                (0.075, 0.14),
                (0.065, 0.7),
                (0.085, 0.73),
                (0.085, 0.77),
                (0.06, 0.8),
            ),
            *((0.08, 0.86), (0.06, 0.95), (0.0, 0.98)),
        ]
        builder.add(lathe(profile, 16), CAST_IRON)
    elif variant == 2:
        builder.add(lathe([(0.15, 0.0), (0.14, 0.55), (0.12, 0.62), (0.06, 0.68), (0.0, 0.69)], 16), GRANITE)
    else:
        builder.add(lathe([(0.11, 0.0), (0.11, 0.03), (0.045, 0.06), (0.04, 0.85), (0.0, 0.86)], 14), _ORANGE)
        for low in (0.5, 0.68):
            builder.add(cylinder((0, 0, low), (0, 0, low + 0.09), 0.0465), _REFLECTING)
    return builder.build()


def _hydrant(variant: int) -> Mesh:
    """Return a fire hydrant, red or yellow."""
    paint = painted(srgb(188, 34, 28) if variant == 0 else srgb(226, 176, 40))
    builder = MeshBuilder(Tag.STATIC)
    profile = [
        *((0.15, 0.0), (0.15, 0.04), (0.10, 0.06), (0.10, 0.44), (0.125, 0.45), (0.125, 0.49), (0.10, 0.50)),
        *((0.10, 0.58), (0.12, 0.59), (0.12, 0.62), (0.09, 0.70), (0.04, 0.75), (0.0, 0.76)),
    ]
    builder.add(lathe(profile, 18), paint)
    builder.add(cylinder((0, 0, 0.75), (0, 0, 0.81), 0.03, sides=5), paint)
    for direction in ((1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
        x, y = direction
        wide = 0.07 if x else 0.05
        builder.add(cylinder((0.08 * x, 0.08 * y, 0.5), (0.16 * x, 0.16 * y, 0.5), wide, sides=12), paint)
        builder.add(cylinder((0.16 * x, 0.16 * y, 0.5), (0.19 * x, 0.19 * y, 0.5), 0.03, sides=5), paint)
    return builder.build()


def _parking_meter(variant: int) -> Mesh:
    """Return a meter on a post, or a ticket machine."""
    builder = MeshBuilder(Tag.STATIC)
    if variant == 0:
        builder.add(cylinder((0, 0, 0), (0, 0, 1.1), 0.032), GALVANISED)
        builder.add(rounded_box((-0.06, -0.08, 1.08), (0.06, 0.08, 1.32), 0.04), _ANTHRACITE)
        builder.add(ellipsoid((0, 0, 1.33), (0.055, 0.08, 0.09), 14, 10), _ANTHRACITE)
        builder.add(centred_box((0.058, 0, 1.31), (0.012, 0.09, 0.06)), GLASS)
        builder.add(centred_box((0.061, 0, 1.16), (0.006, 0.06, 0.05)), STEEL)
        return builder.build()
    builder.add(rounded_box((-0.14, -0.17, 0.0), (0.14, 0.17, 1.62), 0.03), painted(srgb(52, 76, 112)))
    builder.add(centred_box((0.142, 0, 1.36), (0.01, 0.2, 0.13)), GLASS)
    builder.add(centred_box((0.142, 0.06, 1.14), (0.01, 0.1, 0.14)), STEEL)
    builder.add(centred_box((0.142, -0.08, 1.16), (0.012, 0.05, 0.1)), BLACK)
    builder.add(centred_box((0.142, 0, 0.9), (0.01, 0.16, 0.08)), BLACK)
    builder.add(bar([(0, 0, 1.62), (0, 0, 2.0)], 0.02), GALVANISED)
    builder.add(centred_box((0, 0, 2.12), (0.02, 0.3, 0.3)), GALVANISED, tag=Tag.TRAFFIC_SIGNS)
    for sign in (1.0, -1.0):
        x, y = 0.012 * sign, 0.15 * sign
        face = picture_quad((x, y, 1.97), (x, -y, 1.97), (x, -y, 2.27), (x, y, 2.27))
        builder.add(face, shown("plate:P"), tag=Tag.TRAFFIC_SIGNS)
    return builder.build()


def _guard_rail(_variant: int) -> Mesh:
    """Return 4 m of crash barrier along x, its face towards +y."""
    builder = MeshBuilder(Tag.GUARD_RAIL)
    profile = [(0.0, 0.43), (0.03, 0.46), (0.08, 0.49), (0.08, 0.53), (0.02, 0.57), (0.02, 0.61)]
    profile += [(0.08, 0.65), (0.08, 0.69), (0.03, 0.72), (0.0, 0.75)]
    front = [(y, z) for y, z in profile]
    back = [(y - 0.012, z) for y, z in reversed(profile)]
    ring = np.array(front + back)
    sections = np.array([np.column_stack([np.full(len(ring), x), ring]) for x in (-2.0, 2.0)])
    builder.add(loft(sections, caps=False, crease=20.0), GALVANISED)
    for x in (-1.0, 1.0):
        builder.add(box((x - 0.05, -0.16, 0.0), (x + 0.05, -0.08, 0.72)), GALVANISED)
        builder.add(box((x - 0.03, -0.08, 0.5), (x + 0.03, 0.02, 0.68)), GALVANISED)
    return builder.build()


def _railing(_variant: int) -> Mesh:
    """Return 2 m of pedestrian railing along x."""
    builder = MeshBuilder(Tag.FENCES)
    for x in (-0.98, 0.98):
        builder.add(cylinder((x, 0, 0), (x, 0, 1.1), 0.024, sides=8), _ANTHRACITE)
    for z in (0.15, 0.98, 1.08):
        builder.add(cylinder((-0.98, 0, z), (0.98, 0, z), 0.018, sides=6), _ANTHRACITE)
    for x in np.linspace(-0.86, 0.86, 15):
        builder.add(cylinder((x, 0, 0.15), (x, 0, 0.98), 0.008, sides=5), _ANTHRACITE)
    return builder.build()


def cone(variant: int) -> Mesh:
    """Return a traffic cone with two white bands, or a slimmer one with a wide band."""
    builder = MeshBuilder(Tag.DYNAMIC)
    builder.add(rounded_box((-0.2, -0.2, 0.0), (0.2, 0.2, 0.04), 0.02), RUBBER)
    edges = (
        ((0.14, 0.04), (0.107, 0.28), (0.083, 0.45), (0.066, 0.57), (0.045, 0.72), (0.032, 0.78)),
        ((0.12, 0.04), (0.095, 0.3), (0.06, 0.58), (0.052, 0.64), (0.046, 0.68), (0.034, 0.78)),
    )[variant]
    bands = (_ORANGE, _REFLECTING, _ORANGE, _REFLECTING, _ORANGE)
    for (low_radius, low), (radius, height), material in zip(edges, edges[1:], bands, strict=False):
        builder.add(cylinder((0, 0, low), (0, 0, height), low_radius, radius, 20), material)
    return builder.build()


def _barrier(variant: int) -> Mesh:
    """Return a barrier across x: a striped board on feet, a water-filled block, or a barrel."""
    builder = MeshBuilder(Tag.DYNAMIC)
    if variant == 0:
        striped_board(builder, -0.6, 0.6, 0.7, 0.95)
        striped_board(builder, -0.6, 0.6, 0.28, 0.42)
        for y in (-0.5, 0.5):
            builder.add(box((-0.02, y - 0.03, 0.06), (0.02, y + 0.03, 1.0)), GALVANISED)
            builder.add(rounded_box((-0.3, y - 0.1, 0.0), (0.3, y + 0.1, 0.08), 0.03), RUBBER)
    elif variant == 1:
        section = np.array(
            [
                (-0.24, 0),
                (0.24, 0),
                (0.24, 0.14),
                (0.12, 0.32),
                (0.1, 0.8),
                (-0.1, 0.8),
                (-0.12, 0.32),
                (-0.24, 0.14),
            ]
        )
        rings = [np.column_stack([section[:, 0], np.full(8, y), section[:, 1]]) for y in (0.6, -0.6)]
        builder.add(loft(np.array(rings), crease=20.0), RED)
        builder.add(centred_box((0, 0, 0.55), (0.235, 0.5, 0.16)), WHITE)
    else:
        builder.add(
            lathe([(0.29, 0.0), (0.29, 0.03), (0.26, 0.05), (0.235, 0.9), (0.16, 0.93), (0.0, 0.93)], 20),
            _ORANGE,
        )
        for low, high in ((0.34, 0.5), (0.62, 0.78)):
            builder.add(
                cylinder((0, 0, low), (0, 0, high), 0.266 - 0.03 * low, 0.266 - 0.03 * high, 20), _REFLECTING
            )
    return builder.build()


def striped_board(builder: MeshBuilder, low_y: float, high_y: float, low_z: float, high_z: float) -> None:
    """Add an upright board across x with slanted red and white stripes on both sides."""
    builder.add(box((-0.012, low_y, low_z), (0.012, high_y, high_z)), WHITE)
    height = high_z - low_z
    step = 0.3
    for k in range(int((high_y - low_y) / step + 0.5)):
        y = low_y + step * k
        corners = np.array(
            [(y, low_z), (y + step / 2, low_z), (y + step / 2 + height, high_z), (y + height, high_z)]
        )
        corners[:, 0] = np.minimum(corners[:, 0], high_y)
        if np.ptp(corners[:2, 0]) < 1e-6 or corners[3, 0] >= high_y - 1e-6:
            continue
        stripe = extrude(corners, -0.0145, 0.0145)
        turned = stripe.transformed(np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]]))
        builder.add(turned, RED)


def cycle_rack(_variant: int) -> Mesh:
    """Return three hoops to lean bicycles on, in a row along y."""
    builder = MeshBuilder(Tag.STATIC)
    for y in (-0.8, 0.0, 0.8):
        points = [
            (-0.35, y, 0.0),
            *arc((-0.2, y, 0.65), 0.15, 180.0, 90.0, 4),
            *arc((0.2, y, 0.65), 0.15, 90.0, 0.0, 4),
        ]
        builder.add(bar([*points, (0.35, y, 0.0)], 0.024), STEEL)
    return builder.build()


def _tree_grate(_variant: int) -> Mesh:
    """Return a cast grate 1.2 m square with a hole for a stem, lying on the pavement."""
    builder = MeshBuilder(Tag.STATIC)
    for k in range(4):
        low, high = -0.6, 0.6
        inner = 0.2
        ring = {
            0: ((low, low), (high, -inner)),
            1: ((low, inner), (high, high)),
            2: ((low, -inner), (-inner, inner)),
            3: ((inner, -inner), (high, inner)),
        }[k]
        (x0, y0), (x1, y1) = ring
        builder.add(box((x0, y0, 0.0), (x1, y1, 0.012)), CAST_IRON)
    slots = Material(srgb(20, 18, 16), Pattern.PLAIN, roughness=0.95)
    for x in np.arange(-0.5, 0.51, 0.125):
        for y0, y1 in ((-0.54, -0.26), (0.26, 0.54)):
            builder.add(box((x - 0.018, y0, 0.012), (x + 0.018, y1, 0.0135)), slots)
    return builder.build()


def _stake(_variant: int) -> Mesh:
    """Return two stakes with a strap that hold a young tree between them."""
    builder = MeshBuilder(Tag.POLES)
    for y in (-0.28, 0.28):
        builder.add(bar([(0, y, 0), (0, y, 1.75)], 0.035), OLD_WOOD)
    builder.add(box((-0.02, -0.28, 1.5), (0.02, 0.28, 1.58)), OLD_WOOD)
    return builder.build()


def _concrete_post(_variant: int) -> Mesh:
    """Return a low concrete ball that keeps cars off."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(ellipsoid((0, 0, 0.24), (0.25, 0.25, 0.25), 20, 14), CONCRETE)
    return builder.build()


POSTS: tuple[Model, ...] = (
    Model("pole.utility", _FURNITURE, Tag.POLES, _utility_pole),
    Model("pole.transformer", _FURNITURE, Tag.POLES, _transformer_pole),
    Model("wire.span", _FURNITURE, Tag.STATIC, _wire_span),
    Model("bollard", _FURNITURE, Tag.STATIC, _bollard, 4),
    Model("bollard.ball", _FURNITURE, Tag.STATIC, _concrete_post),
    Model("hydrant", _FURNITURE, Tag.STATIC, _hydrant, 2),
    Model("parking_meter", _FURNITURE, Tag.STATIC, _parking_meter, 2),
    Model("guard_rail", _FURNITURE, Tag.GUARD_RAIL, _guard_rail),
    Model("railing", _FURNITURE, Tag.FENCES, _railing),
    Model("cone", _WORKS, Tag.DYNAMIC, cone, 2),
    Model("barrier", _WORKS, Tag.DYNAMIC, _barrier, 3),
    Model("cycle_rack", _FURNITURE, Tag.STATIC, cycle_rack),
    Model("tree_grate", _FURNITURE, Tag.STATIC, _tree_grate),
    Model("tree_stake", _FURNITURE, Tag.POLES, _stake),
)
