"""Props of gardens: pots, furniture, a grill, a doghouse, a gnome."""

from __future__ import annotations

import numpy as np

from carla_scenes.embedded.geometry.blobs import Limb, body
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
    quad,
    rounded_box,
)
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    CONCRETE,
    GALVANISED,
    RED,
    RUBBER,
    SOIL,
    STEEL,
    WHITE,
    WOOD,
    arc,
    bar,
    lamp_light,
    painted,
    plastic,
)
from carla_scenes.embedded.models.plants import low
from carla_scenes.embedded.tags import Tag

_TERRACOTTA = Material(srgb(184, 108, 76), Pattern.CONCRETE, scale=0.8, roughness=0.9)
_STRAW = Material(srgb(206, 176, 96), Pattern.FUR, srgb(150, 122, 60), roughness=0.95)
_ROPE = Material(srgb(176, 156, 122), Pattern.CLOTH, roughness=0.9)


def barbecue() -> Mesh:
    """Return a gas grill: a rounded lid with a handle and a dial, side shelves, two wheels."""
    builder = MeshBuilder(Tag.STATIC)
    turns = np.radians(np.linspace(0.0, 180.0, 11))
    lid = [(0.27 * np.cos(t), 0.84 + 0.25 * np.sin(t)) for t in turns]
    rings = [np.array([(x, y, z) for x, z in lid]) for y in (0.34, -0.34)]
    builder.add(loft(np.array(rings), crease=30.0), painted(srgb(40, 42, 46)))
    builder.add(box((-0.27, -0.34, 0.68), (0.27, 0.34, 0.84)), painted(srgb(60, 62, 66)))
    builder.add(cylinder((0.3, -0.2, 0.94), (0.3, 0.2, 0.94), 0.014), STEEL)
    for y in (-0.2, 0.2):
        builder.add(bar([(0.24, y, 0.94), (0.3, y, 0.94)], 0.01), STEEL)
        builder.add(cylinder((0.27, y * 0.6, 0.76), (0.295, y * 0.6, 0.76), 0.03, sides=12), STEEL)
    builder.add(cylinder((0.2, 0, 1.04), (0.22, 0, 1.06), 0.04, sides=14), WHITE)
    for side in (-1.0, 1.0):
        builder.add(centred_box((0, 0.45 * side, 0.82), (0.44, 0.2, 0.03)), WOOD)
        for x in (-0.22, 0.22):
            builder.add(centred_box((x, 0.31 * side, 0.34), (0.04, 0.04, 0.68)), BLACK)
    builder.add(centred_box((0, 0, 0.22), (0.44, 0.6, 0.03)), BLACK)
    builder.add(
        lathe([(0.13, 0.24), (0.15, 0.28), (0.15, 0.5), (0.08, 0.58), (0.05, 0.62), (0.0, 0.63)], 18),
        plastic(srgb(70, 104, 150)),
    )
    for x in (-0.22, 0.22):
        builder.add(cylinder((x, -0.33, 0.09), (x, -0.37, 0.09), 0.09, sides=16), RUBBER)
    return builder.build()


def clothes_line() -> Mesh:
    """Return a drying frame with shirts and towels."""
    builder = MeshBuilder(Tag.STATIC)
    for y in (-1.05, 1.05):
        builder.add(cylinder((0, y, 0), (0, y, 1.88), 0.025), GALVANISED)
        builder.add(cylinder((-0.3, y, 1.84), (0.3, y, 1.84), 0.02), GALVANISED)
    colours = (
        srgb(220, 218, 210),
        srgb(74, 110, 160),
        srgb(196, 80, 70),
        srgb(232, 206, 120),
        srgb(110, 140, 110),
    )
    for k, x in enumerate((-0.27, -0.09, 0.09, 0.27)):
        builder.add(cylinder((x, -1.05, 1.84), (x, 1.05, 1.84), 0.005, sides=5), WHITE)
        for piece in range(3):
            y0 = -0.95 + 0.65 * piece + 0.06 * k
            wide, tall = 0.45, (0.75, 0.5, 0.9)[(piece + k) % 3]
            cloth = Material(colours[(k * 3 + piece) % 5], Pattern.CLOTH, scale=0.01, roughness=0.9)
            ys = np.linspace(y0, y0 + wide, 6)
            wave = x + 0.014 * np.sin(ys * 19.0 + k)
            for sign in (1.0, -1.0):
                for a, b in zip(range(5), range(1, 6), strict=True):
                    one, other = wave[a] + 0.003 * sign, wave[b] + 0.003 * sign
                    sheet = quad(
                        (one, ys[a], 1.84 - tall),
                        (other, ys[b], 1.84 - tall),
                        (other, ys[b], 1.85),
                        (one, ys[a], 1.85),
                    )
                    facing = (sheet.normals[0, 0] > 0.0) == (sign > 0.0)
                    builder.add(sheet if facing else sheet.flipped(), cloth)
    return builder.build()


def doghouse() -> Mesh:
    """Return a wooden kennel with a pitched roof and a round-topped door, front at +x."""
    builder = MeshBuilder(Tag.STATIC)
    gable = np.array([(-0.38, 0.06), (0.38, 0.06), (0.38, 0.62), (0.0, 0.9), (-0.38, 0.62)])
    rings = [np.column_stack([np.full(5, x), gable]) for x in (-0.55, 0.55)]
    builder.add(
        loft(np.array(rings), crease=10.0), Material(srgb(170, 92, 62), Pattern.WOOD, scale=0.12, detail=1.0)
    )
    roof = painted(srgb(70, 72, 76))
    for side in (-1.0, 1.0):
        slab = box((-0.6, 0.0, 0.0), (0.6, 0.58, 0.035)).moved(0.0, 0.0, 0.955, roll=36.0)
        builder.add(slab if side > 0 else slab.mirrored(), roof)
    turns = np.radians(np.linspace(0.0, 180.0, 9))
    door = np.array([(0.17, 0.1), *((0.17 * np.cos(t), 0.4 + 0.17 * np.sin(t)) for t in turns), (-0.17, 0.1)])
    turn = np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]])
    builder.add(extrude(door, 0.552, 0.556).transformed(turn), Material(srgb(20, 16, 14)))
    builder.add(box((-0.58, -0.42, 0.0), (0.58, 0.42, 0.06)), WOOD)
    builder.add(centred_box((0.558, 0, 0.68), (0.01, 0.26, 0.07)), WHITE)
    return builder.build()


def garden_lamp() -> Mesh:
    """Return a small solar lamp on a spike."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(bar([(0, 0, 0), (0, 0, 0.36)], 0.012, 0.016), BLACK)
    builder.add(lathe([(0.05, 0.36), (0.08, 0.4), (0.09, 0.5)], 14), lamp_light(srgb(244, 236, 210), 0.1))
    for turn in np.radians(np.arange(0.0, 360.0, 90.0)):
        x, y = np.cos(turn), np.sin(turn)
        builder.add(bar([(0.055 * x, 0.055 * y, 0.36), (0.095 * x, 0.095 * y, 0.5)], 0.008), BLACK)
    builder.add(lathe([(0.0, 0.34), (0.06, 0.35), (0.06, 0.37)], 14), BLACK)
    builder.add(lathe([(0.09, 0.5), (0.15, 0.5), (0.15, 0.52), (0.04, 0.58), (0.0, 0.6)], 16), BLACK)
    return builder.build()


def gnome() -> Mesh:
    """Return a garden gnome with a red hat and a white beard, looking along +x."""
    builder = MeshBuilder(Tag.STATIC)
    clay = {
        0: plastic(srgb(48, 84, 150)),
        1: plastic(srgb(222, 168, 138)),
        2: plastic(srgb(232, 230, 224)),
        3: plastic(srgb(70, 48, 34)),
    }
    limbs = [
        Limb((0.0, 0.0, 0.22), (0.0, 0.0, 0.42), 0.17, 0.13, group=0),
        Limb((0.02, 0.09, 0.08), (0.0, 0.07, 0.2), 0.08, group=0),
        Limb((0.02, -0.09, 0.08), (0.0, -0.07, 0.2), 0.08, group=0),
        Limb((0.12, 0.09, 0.04), (0.0, 0.09, 0.05), 0.06, 0.05, group=3),
        Limb((0.12, -0.09, 0.04), (0.0, -0.09, 0.05), 0.06, 0.05, group=3),
        Limb((0.0, 0.14, 0.44), (0.1, 0.17, 0.3), 0.05, group=0),
        Limb((0.0, -0.14, 0.44), (0.1, -0.17, 0.3), 0.05, group=0),
        Limb((0.14, 0.16, 0.28), (0.15, 0.15, 0.27), 0.045, group=1),
        Limb((0.14, -0.16, 0.28), (0.15, -0.15, 0.27), 0.045, group=1),
        Limb((0.0, 0.0, 0.6), (0.0, 0.0, 0.6), 0.12, group=1),
        Limb((0.12, 0.0, 0.6), (0.12, 0.0, 0.6), 0.03, group=1),
        Limb((0.08, 0.0, 0.53), (0.14, 0.0, 0.34), 0.095, 0.03, flatten=(0.7, 1.0, 1.0), group=2),
    ]
    surface, groups = body(limbs, 0.02, 0.025)
    numbers = np.array([builder.material(clay[g]) for g in range(4)], np.int32)[groups]
    builder.add(surface, numbers)
    builder.add(
        lathe([(0.0, 0.64), (0.15, 0.65), (0.14, 0.69), (0.1, 0.78), (0.05, 0.92), (0.0, 1.0)], 18), RED
    )
    for y in (-0.045, 0.045):
        builder.add(ellipsoid((0.108, y, 0.635), (0.014, 0.014, 0.018), 8, 6), BLACK)
    return builder.build()


def hay_bale(*, round_one: bool) -> Mesh:
    """Return a round bale on its side, or a square one with two strings."""
    builder = MeshBuilder(Tag.STATIC)
    if round_one:
        profile = [
            (0.0, -0.63),
            (0.58, -0.63),
            (0.65, -0.57),
            (0.66, 0.0),
            (0.65, 0.57),
            (0.58, 0.63),
            (0.0, 0.63),
        ]
        roll = lathe(profile, 30).moved(0.0, 0.0, 0.65, roll=90.0)
        builder.add(roll, _STRAW)
        for y in np.linspace(-0.5, 0.5, 5):
            builder.add(
                lathe([(0.664, y - 0.01), (0.667, y), (0.664, y + 0.01)], 30).moved(0, 0, 0.65, roll=90.0),
                _ROPE,
            )
        return builder.build()
    builder.add(rounded_box((-0.8, -0.55, 0.0), (0.8, 0.55, 0.8), 0.05), _STRAW)
    for x in (-0.4, 0.4):
        builder.add(rounded_box((x - 0.015, -0.555, -0.0), (x + 0.015, 0.555, 0.806), 0.05), _ROPE)
    return builder.build()


def plant_pot(variant: int) -> Mesh:
    """Return one of eight potted plants."""
    builder = MeshBuilder(Tag.STATIC)
    shape = variant % 4
    material = (_TERRACOTTA, CONCRETE, painted(srgb(66, 70, 74)), plastic(srgb(196, 190, 178)))[
        (variant // 2) % 4
    ]
    if shape == 0:
        pot = [
            (0.0, 0.0),
            (0.2, 0.0),
            (0.28, 0.34),
            (0.31, 0.34),
            (0.31, 0.41),
            (0.26, 0.41),
            (0.25, 0.36),
            (0.0, 0.36),
        ]
        builder.add(lathe(pot, 24), material)
        top, wide = 0.37, 0.25
    elif shape == 1:
        builder.add(rounded_box((-0.25, -0.25, 0.0), (0.25, 0.25, 0.42), 0.02), material)
        top, wide = 0.42, 0.22
    elif shape == 2:
        pot = [
            (0.0, 0.0),
            (0.16, 0.0),
            (0.28, 0.12),
            (0.32, 0.24),
            (0.27, 0.38),
            (0.29, 0.42),
            (0.24, 0.42),
            (0.0, 0.38),
        ]
        builder.add(lathe(pot, 24), material)
        top, wide = 0.39, 0.23
    else:
        pot = [(0.0, 0.0), (0.24, 0.0), (0.24, 0.44), (0.21, 0.44), (0.2, 0.4), (0.0, 0.4)]
        builder.add(lathe(pot, 24), material)
        top, wide = 0.41, 0.19
    builder.add(cylinder((0, 0, top - 0.03), (0, 0, top), wide, sides=20), SOIL)
    plants = (
        (low.clipped_ball(0), placed(0, 0, top - 0.05, scale=0.75)),
        (low.ROSE.grow(0), placed(0, 0, top - 0.02, scale=0.55)),
        (low.grass_tuft(0), placed(0, 0, top, scale=(1.1, 1.1, 1.6))),
        (low.flower_bed(1), placed(0, 0, top - 0.06, scale=(0.14, 0.31, 2.0))),
        (low.SHRUB.grow(0), placed(0, 0, top - 0.02, scale=0.4)),
        (low.flower_bed(2), placed(0, 0, top - 0.06, scale=(0.21, 0.45, 2.0))),
        (low.LAUREL.grow(0), placed(0, 0, top - 0.02, scale=0.33)),
        (low.grass_tuft(2), placed(0, 0, top, scale=(1.0, 1.0, 1.4))),
    )
    builder.add_mesh(*plants[variant])
    return builder.build()


def plastic_chair() -> Mesh:
    """Return a stackable white garden chair with arms, its sitter looking along +x."""
    builder = MeshBuilder(Tag.STATIC)
    for x in (-0.26, 0.26):
        for y in (-0.27, 0.27):
            builder.add(bar([(x * 1.1, y * 1.12, 0.0), (x, y, 0.42)], 0.022, 0.03, sides=6), WHITE)
    builder.add(rounded_box((-0.27, -0.27, 0.41), (0.29, 0.27, 0.445), 0.016), WHITE)
    for y in np.linspace(-0.2, 0.2, 5):
        builder.add(
            rounded_box((-0.015, -0.032, 0.0), (0.015, 0.032, 0.38), 0.01).moved(
                -0.26, float(y), 0.44, pitch=12.0
            ),
            WHITE,
        )
    builder.add(
        rounded_box((-0.02, -0.27, 0.0), (0.02, 0.27, 0.07), 0.015).moved(-0.34, 0.0, 0.78, pitch=12.0), WHITE
    )
    for y in (-0.28, 0.28):
        arm = [(-0.3, y, 0.66), (0.1, y, 0.66), (0.24, y, 0.62), (0.27, y, 0.44)]
        builder.add(bar(arm, 0.022, sides=6), WHITE)
    return builder.build()


def plastic_table() -> Mesh:
    """Return a round white garden table."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(
        lathe([(0.0, 0.7), (0.48, 0.7), (0.5, 0.72), (0.5, 0.76), (0.48, 0.78), (0.0, 0.78)], 32), WHITE
    )
    for turn in np.radians(np.arange(45.0, 360.0, 90.0)):
        x, y = np.cos(turn), np.sin(turn)
        builder.add(bar([(0.4 * x, 0.4 * y, 0.0), (0.3 * x, 0.3 * y, 0.72)], 0.03), WHITE)
    return builder.build()


def picnic_table() -> Mesh:
    """Return a wooden table with a bench on either side along y."""
    builder = MeshBuilder(Tag.STATIC)
    for x in np.linspace(-0.3, 0.3, 5):
        builder.add(box((x - 0.07, -0.75, 0.72), (x + 0.07, 0.75, 0.76)), WOOD)
    for side in (-1.0, 1.0):
        for x in (0.72, 0.87):
            builder.add(box((side * x - 0.065, -0.75, 0.42), (side * x + 0.065, 0.75, 0.455)), WOOD)
    for y in (-0.5, 0.5):
        for side in (-1.0, 1.0):
            builder.add(bar([(0.62 * side, y, 0.0), (0.22 * side, y, 0.72)], 0.04, sides=6), WOOD)
        builder.add(centred_box((0, y, 0.38), (1.86, 0.05, 0.09)), WOOD)
    return builder.build()


def map_table() -> Mesh:
    """Return a lectern with a map, as stands at viewpoints."""
    builder = MeshBuilder(Tag.STATIC)
    for y in (-0.28, 0.28):
        builder.add(centred_box((-0.1, y, 0.4), (0.09, 0.09, 0.8)), WOOD)
        builder.add(centred_box((0.0, y, 0.03), (0.8, 0.1, 0.06)), WOOD)
    top = MeshBuilder(Tag.STATIC)
    top.add(box((-0.55, -0.4, 0.0), (0.55, 0.4, 0.05)), WOOD)
    paper = Material(srgb(214, 206, 170), Pattern.CAMOUFLAGE, srgb(122, 150, 100), scale=0.22, roughness=0.6)
    top.add(centred_box((0, 0, 0.052), (1.0, 0.72, 0.006)), paper)
    top.add(centred_box((0.1, 0.08, 0.056), (0.9, 0.02, 0.004)), painted(srgb(64, 110, 160)))
    builder.add_mesh(top.build(), placed(0.0, 0.0, 0.85, pitch=-14.0))
    return builder.build()


def watering_can() -> Mesh:
    """Return a watering can, its spout towards +x."""
    builder = MeshBuilder(Tag.STATIC)
    green = painted(srgb(60, 108, 74))
    builder.add(
        lathe([(0.0, 0.0), (0.1, 0.0), (0.1, 0.2), (0.085, 0.23), (0.07, 0.24), (0.0, 0.235)], 22), green
    )
    builder.add(bar([(0.08, 0.0, 0.05), (0.18, 0.0, 0.16), (0.27, 0.0, 0.27)], 0.022, 0.013), green)
    builder.add(bar([(0.265, 0.0, 0.265), (0.3, 0.0, 0.305)], 0.014, 0.045, 14), green)
    handle = arc((-0.02, 0.0, 0.2), 0.135, 200.0, 30.0, 10)
    builder.add(bar([(-0.095, 0.0, 0.05), *handle, (0.06, 0.0, 0.22)], 0.011), green)
    return builder.build()
