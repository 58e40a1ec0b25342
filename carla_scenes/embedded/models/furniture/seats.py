"""Benches, cafe tables and chairs, parasols, planters. Who sits looks along +x."""

from __future__ import annotations

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, lathe, loft, rounded_box
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.furniture.stuff import (
    CAST_IRON,
    CONCRETE,
    GALVANISED,
    SOIL,
    STEEL,
    WOOD,
    arc,
    bar,
    painted,
)
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.models.plants import low
from carla_scenes.embedded.tags import Tag

_FURNITURE = "street furniture"
_RATTAN = Material(srgb(152, 118, 82), Pattern.CLOTH, srgb(104, 78, 52), scale=0.03, roughness=0.8)
_CANVAS = (srgb(196, 188, 170), srgb(150, 44, 40), srgb(52, 88, 70))


def bench(variant: int) -> Mesh:
    """Return a bench for three, its back at -x: cast sides, steel wire, boards on concrete without or with a back."""
    builder = MeshBuilder(Tag.STATIC)
    if variant == 0:
        _slatted(builder)
    elif variant == 1:
        for y in np.linspace(-0.8, 0.8, 5):
            side = [
                (-0.28, y, 0.86),
                (-0.16, y, 0.46),
                *arc((-0.1, y, 0.47), 0.06, 200.0, 270.0, 3),
                (0.24, y, 0.43),
            ]
            builder.add(bar([*side, (0.28, y, 0.40)], 0.012, sides=6), STEEL)
        for x, z in (
            (-0.28, 0.86),
            (-0.24, 0.72),
            (-0.2, 0.58),
            (-0.02, 0.42),
            (0.08, 0.425),
            (0.18, 0.43),
            (0.28, 0.41),
        ):
            builder.add(cylinder((x, -0.82, z), (x, 0.82, z), 0.014, sides=6), STEEL)
        for y in (-0.6, 0.6):
            builder.add(bar([(0.2, y, 0.0), (0.05, y, 0.42)], 0.022), STEEL)
            builder.add(bar([(-0.22, y, 0.0), (-0.05, y, 0.42)], 0.022), STEEL)
    else:
        for y in (-0.62, 0.62):
            builder.add(rounded_box((-0.22, y - 0.14, 0.0), (0.22, y + 0.14, 0.38), 0.02), CONCRETE)
        for x in (-0.18, -0.06, 0.06, 0.18):
            builder.add(rounded_box((x - 0.05, -0.85, 0.38), (x + 0.05, 0.85, 0.44), 0.012), WOOD)
    if variant == 3:
        for k in range(3):
            slat = rounded_box((-0.018, -0.85, -0.05), (0.018, 0.85, 0.05), 0.01)
            builder.add(slat.moved(-0.24 - 0.025 * k, 0.0, 0.58 + 0.13 * k, pitch=-11.0), WOOD)
        for y in (-0.62, 0.62):
            builder.add(bar([(-0.21, y, 0.36), (-0.31, y, 0.88)], 0.03, sides=6), GALVANISED)
    return builder.build()


def _slatted(builder: MeshBuilder) -> None:
    for y in (-0.72, 0.72):
        leg = [(0.24, y, 0.0), (0.2, y, 0.2), (0.22, y, 0.42)]
        builder.add(bar(leg, 0.028), CAST_IRON)
        back = [(-0.28, y, 0.0), (-0.2, y, 0.2), (-0.17, y, 0.42), (-0.26, y, 0.88)]
        builder.add(bar(back, 0.028), CAST_IRON)
        builder.add(bar([(0.22, y, 0.40), (-0.17, y, 0.38)], 0.026), CAST_IRON)
        rest = [(-0.22, y, 0.64), (0.05, y, 0.66), (0.2, y, 0.63), (0.23, y, 0.55), (0.22, y, 0.42)]
        builder.add(bar(rest, 0.02), CAST_IRON)
    for x in (0.2, 0.1, 0.0, -0.1):
        builder.add(rounded_box((x - 0.04, -0.86, 0.42), (x + 0.04, 0.86, 0.455), 0.01), WOOD)
    for k in range(4):
        slat = rounded_box((-0.015, -0.86, -0.045), (0.015, 0.86, 0.045), 0.008)
        builder.add(slat.moved(-0.17 - 0.024 * k, 0.0, 0.52 + 0.105 * k, pitch=-13.0), WOOD)


def chair(variant: int) -> Mesh:
    """Return a chair whose sitter looks along +x: wicker or folding steel."""
    frame = Material(srgb(60, 48, 40), Pattern.METAL, roughness=0.5, specular=0.2)
    builder = MeshBuilder(Tag.STATIC)
    cover = _RATTAN if variant == 0 else painted(srgb(70, 112, 106))
    for y in (-0.2, 0.2):
        builder.add(bar([(0.2, y, 0.0), (0.18, y, 0.45)], 0.013, sides=6), frame)
        builder.add(bar([(-0.22, y, 0.0), (-0.18, y, 0.45), (-0.24, y, 0.84)], 0.013, sides=6), frame)
    builder.add(rounded_box((-0.2, -0.21, 0.43), (0.21, 0.21, 0.465), 0.012), cover)
    if variant == 0:
        rings = []
        for share in (0.0, 0.5, 1.0):
            bow = np.linspace(-0.21, 0.21, 7)
            depth = -0.2 - 0.06 * share - 0.04 * (1.0 - (bow / 0.21) ** 2)
            z = 0.5 + 0.36 * share
            front = np.column_stack([depth + 0.02, bow, np.full(7, z)])
            rings.append(np.concatenate([front, front[::-1] - [0.025, 0.0, 0.0]]))
        builder.add(loft(np.array(rings), crease=50.0), cover)
    else:
        for z in (0.56, 0.68, 0.8):
            builder.add(rounded_box((-0.245, -0.21, z), (-0.215, 0.21, z + 0.06), 0.01), cover)
    return builder.build()


def table(variant: int) -> Mesh:
    """Return a small round table, or a square one."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(lathe([(0.22, 0.0), (0.22, 0.015), (0.03, 0.05), (0.026, 0.7)], 16), CAST_IRON)
    if variant == 0:
        builder.add(cylinder((0, 0, 0.70), (0, 0, 0.725), 0.33, sides=24), WOOD)
    else:
        builder.add(
            rounded_box((-0.32, -0.32, 0.70), (0.32, 0.32, 0.725), 0.02), painted(srgb(206, 204, 196))
        )
    return builder.build()


def parasol(variant: int) -> Mesh:
    """Return a parasol 2.4 m wide on a foot; low enough for a pavement, high enough to walk under."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(lathe([(0.24, 0.0), (0.24, 0.08), (0.05, 0.12), (0.03, 0.14)], 16), CONCRETE)
    builder.add(cylinder((0, 0, 0.1), (0, 0, 2.62), 0.024), WOOD)
    turns = np.radians(np.arange(0.0, 360.0, 45.0))
    rings = [
        np.column_stack([radius * np.cos(turns), radius * np.sin(turns), np.full(8, z)])
        for radius, z in ((1.17, 2.1), (1.2, 2.12), (0.05, 2.66))
    ]
    cloth = Material(_CANVAS[variant], Pattern.CLOTH, scale=0.02, roughness=0.85)
    builder.add(loft(np.array(rings), crease=10.0), cloth)
    flaps = [
        np.column_stack([radius * np.cos(turns), radius * np.sin(turns), np.full(8, z)])
        for radius, z in ((1.2, 1.94), (1.203, 2.13))
    ]
    valance = loft(np.array(flaps), caps=False, crease=10.0)
    builder.add(valance, cloth).add(valance.flipped().moved(scale=(0.995, 0.995, 1.0)), cloth)
    return builder.build()


def cafe_set(variant: int) -> Mesh:
    """Return a table with two chairs facing each other along y, under a parasol in every second variant."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add_mesh(table(variant // 2))
    for yaw, y in ((-90.0, 0.58), (90.0, -0.58)):
        builder.add_mesh(chair(variant // 2), placed(0.0, y, 0.0, yaw=yaw))
    if variant % 2:
        builder.add_mesh(parasol(variant // 2), placed(-0.42, 0.0, 0.0))
    return builder.build()


def planter(variant: int) -> Mesh:
    """Return a planter with a clipped bush, flowers or grass: a tub, a box along y, a bowl."""
    builder = MeshBuilder(Tag.STATIC)
    if variant == 0:
        builder.add(
            lathe(
                [(0.26, 0.0), (0.34, 0.5), (0.37, 0.5), (0.37, 0.56), (0.31, 0.56), (0.3, 0.5), (0, 0.5)], 20
            ),
            painted(srgb(74, 78, 78)),
        )
        builder.add(cylinder((0, 0, 0.48), (0, 0, 0.52), 0.3), SOIL)
        builder.add_mesh(low.clipped_ball(0), placed(0, 0, 0.46))
    elif variant == 1:
        builder.add(rounded_box((-0.24, -0.65, 0.0), (0.24, 0.65, 0.5), 0.015), WOOD)
        builder.add(box((-0.21, -0.62, 0.49), (0.21, 0.62, 0.505)), SOIL)
        for y in (-0.64, 0.64):
            builder.add(box((-0.25, y - 0.03, 0.0), (0.25, y + 0.03, 0.52)), GALVANISED)
        builder.add_mesh(low.flower_bed(0), placed(0, 0, 0.47, yaw=90.0, scale=(0.6, 0.42, 1.3)))
    else:
        bowl = [(0.2, 0.0), (0.22, 0.06), (0.5, 0.36), (0.56, 0.42), (0.54, 0.44), (0.46, 0.38), (0.0, 0.38)]
        builder.add(lathe(bowl, 28), CONCRETE)
        builder.add(cylinder((0, 0, 0.34), (0, 0, 0.4), 0.47), SOIL)
        builder.add_mesh(low.flower_bed(1), placed(0, 0, 0.36, scale=(0.42, 0.8, 1.2)))
        builder.add_mesh(low.grass_tuft(0), placed(0, 0, 0.38, scale=0.8))
    return builder.build()


SEATS: tuple[Model, ...] = (
    Model("bench", "bench", Tag.STATIC, bench, 4),
    Model("chair", _FURNITURE, Tag.STATIC, chair, 2),
    Model("cafe_table", "table", Tag.STATIC, table, 2),
    Model("parasol", _FURNITURE, Tag.STATIC, parasol, len(_CANVAS)),
    Model("cafe_set", _FURNITURE, Tag.STATIC, cafe_set, 4),
    Model("planter", "foliage", Tag.STATIC, planter, 3),
)
