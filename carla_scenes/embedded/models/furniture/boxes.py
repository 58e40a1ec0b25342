"""Bins, mailboxes, cabinets, phone boxes and the like. Fronts look along +x."""

from __future__ import annotations

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import (
    box,
    centred_box,
    cylinder,
    ellipsoid,
    lathe,
    loft,
    picture_quad,
    rounded_box,
)
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    CAST_IRON,
    CONCRETE,
    GALVANISED,
    GLASS,
    RUBBER,
    STEEL,
    bar,
    lamp_light,
    painted,
    plastic,
    shown,
)
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

_FURNITURE, _TRASH = "street furniture", "trash"
_HOLE = Material(srgb(16, 16, 16), Pattern.PLAIN, roughness=0.95)
WHEELIE_COLOURS = (srgb(62, 66, 68), srgb(38, 84, 54), srgb(36, 72, 128), srgb(196, 164, 44))


def bin_round(variant: int) -> Mesh:
    """Return a litter bin: slatted steel, a green cast drum, or a square one with an ashtray."""
    builder = MeshBuilder(Tag.STATIC)
    if variant == 0:
        builder.add(cylinder((0, 0, 0.06), (0, 0, 0.8), 0.235, sides=24), BLACK)
        for turn in np.radians(np.arange(0.0, 360.0, 15.0)):
            slat = box((0.24, -0.022, 0.04), (0.256, 0.022, 0.84)).moved(yaw=float(np.degrees(turn)))
            builder.add(slat, GALVANISED)
        builder.add(
            lathe(
                [
                    (0.2, 0.82),
                    (0.26, 0.82),
                    (0.28, 0.84),
                    (0.28, 0.88),
                    (0.18, 0.9),
                    (0.17, 0.84),
                    (0.0, 0.7),
                ],
                24,
            ),
            GALVANISED,
        )
        builder.add(lathe([(0.2, 0.0), (0.2, 0.06)], 20), BLACK)
    elif variant == 1:
        paint = painted(srgb(36, 70, 54))
        drum = [(0.2, 0.0), (0.22, 0.03), (0.24, 0.42), (0.23, 0.78), (0.26, 0.8), (0.26, 0.84)]
        builder.add(lathe(drum, 22), paint)
        builder.add(lathe([(0.255, 0.84), (0.25, 0.9), (0.16, 1.0), (0.0, 1.03)], 22), paint)
        for sign in (-1.0, 1.0):
            builder.add(ellipsoid((0.16 * sign, 0, 0.91), (0.1, 0.13, 0.05), 14, 8), _HOLE)
    else:
        paint = painted(srgb(88, 92, 94))
        builder.add(rounded_box((-0.2, -0.24, 0.02), (0.2, 0.24, 0.92), 0.03), paint)
        builder.add(rounded_box((-0.23, -0.27, 0.92), (0.23, 0.27, 0.97), 0.02), paint)
        builder.add(centred_box((0.2, 0, 0.78), (0.012, 0.34, 0.15)), _HOLE)
        builder.add(centred_box((0.203, 0, 0.4), (0.008, 0.2, 0.12)), plastic(srgb(206, 206, 200)))
    return builder.build()


def bin_on_post(variant: int) -> Mesh:
    """Return a small bin that hangs in front of a post, orange or green."""
    paint = plastic(srgb(232, 120, 32) if variant == 0 else srgb(48, 96, 60))
    builder = MeshBuilder(Tag.STATIC)
    builder.add(cylinder((0, 0, 0), (0, 0, 1.25), 0.03, sides=10), GALVANISED)
    rings = []
    for z, depth, wide in ((0.5, 0.09, 0.15), (0.56, 0.11, 0.18), (1.0, 0.14, 0.2), (1.05, 0.13, 0.2)):
        corners = np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)])
        rings.append(np.column_stack([0.18 + corners[:, 0] * depth, corners[:, 1] * wide, np.full(4, z)]))
    builder.add(loft(np.array(rings), crease=20.0), paint)
    builder.add(centred_box((0.318, 0, 0.94), (0.012, 0.28, 0.09)), _HOLE)
    builder.add(centred_box((0.31, 0, 0.76), (0.012, 0.14, 0.12)), plastic(srgb(236, 236, 230)))
    return builder.build()


def wheelie_bin(variant: int) -> Mesh:
    """Return a bin on two wheels, its handle at -x."""
    cover = plastic(WHEELIE_COLOURS[variant])
    builder = MeshBuilder(Tag.STATIC)
    rings = []
    for z, x0, x1, wide in ((0.08, -0.2, 0.16, 0.21), (0.9, -0.26, 0.27, 0.275), (0.96, -0.29, 0.29, 0.29)):
        rings.append(np.array([(x0, -wide, z), (x1, -wide, z), (x1, wide, z), (x0, wide, z)]))
    builder.add(loft(np.array(rings), crease=20.0), cover)
    builder.add(rounded_box((-0.31, -0.3, 0.96), (0.31, 0.3, 1.03), 0.03), cover)
    builder.add(cylinder((-0.33, -0.2, 0.98), (-0.33, 0.2, 0.98), 0.018, sides=8), cover)
    for y in (-0.23, 0.23):
        builder.add(cylinder((-0.2, y - 0.025, 0.1), (-0.2, y + 0.025, 0.1), 0.1, sides=16), RUBBER)
    builder.add(centred_box((0.13, 0, 0.06), (0.06, 0.34, 0.1)), cover)
    return builder.build()


def container(variant: int) -> Mesh:
    """Return a large refuse container on castors, its lid sloping to the front."""
    cover = plastic(WHEELIE_COLOURS[variant])
    builder = MeshBuilder(Tag.STATIC)
    rings = []
    for z, depth, wide in ((0.22, 0.42, 0.92), (1.1, 0.52, 1.05), (1.16, 0.55, 1.08)):
        rings.append(np.array([(-depth, -wide, z), (depth, -wide, z), (depth, wide, z), (-depth, wide, z)]))
    builder.add(loft(np.array(rings), crease=20.0), cover)
    lid = [
        np.array([(-0.56, y, 1.16), (0.56, y, 1.16), (0.56, y, 1.22), (0.1, y, 1.42), (-0.5, y, 1.4)])
        for y in (1.1, -1.1)
    ]
    builder.add(loft(np.array(lid), crease=15.0), cover)
    for y in (-0.6, 0.0, 0.6):
        builder.add(centred_box((0.5, y, 0.66), (0.06, 0.06, 0.8)), cover)
    for x in (-0.36, 0.36):
        for y in (-0.85, 0.85):
            builder.add(cylinder((x, y - 0.03, 0.1), (x, y + 0.03, 0.1), 0.1, sides=12), RUBBER)
            builder.add(centred_box((x, y, 0.2), (0.08, 0.1, 0.06)), GALVANISED)
    return builder.build()


def mailbox(variant: int) -> Mesh:
    """Return a public mailbox: a yellow box on a post, a blue one with a round top, or a red pillar."""
    builder = MeshBuilder(Tag.STATIC)
    if variant == 0:
        yellow = painted(srgb(242, 192, 24))
        builder.add(cylinder((0, 0, 0), (0, 0, 0.8), 0.045), GALVANISED)
        builder.add(rounded_box((-0.16, -0.24, 0.75), (0.16, 0.24, 1.3), 0.04), yellow)
        builder.add(centred_box((0.163, 0, 1.17), (0.012, 0.36, 0.035)), _HOLE)
        builder.add(centred_box((0.163, 0, 0.95), (0.01, 0.2, 0.14)), plastic(srgb(236, 236, 230)))
    elif variant == 1:
        blue = painted(srgb(30, 66, 128))
        turns = np.radians(np.linspace(0.0, 180.0, 11))
        outline = [(-0.28, 0.16), (0.28, 0.16), *((0.28 * np.cos(t), 0.92 + 0.28 * np.sin(t)) for t in turns)]
        rings = [np.array([(x, y, z) for x, z in outline]) for y in (0.26, -0.26)]
        builder.add(loft(np.array(rings), crease=30.0), blue)
        for x in (-0.22, 0.22):
            for y in (-0.2, 0.2):
                builder.add(box((x - 0.03, y - 0.03, 0.0), (x + 0.03, y + 0.03, 0.17)), blue)
        builder.add(centred_box((0.24, 0, 1.04), (0.06, 0.38, 0.05)), STEEL)
        builder.add(centred_box((0.281, 0, 0.6), (0.008, 0.3, 0.18)), plastic(srgb(232, 232, 228)))
    else:
        red = painted(srgb(180, 26, 28))
        pillar = [
            (0.25, 0.0),
            (0.25, 0.14),
            (0.22, 0.16),
            (0.22, 1.28),
            (0.25, 1.3),
            (0.26, 1.38),
            (0.2, 1.44),
            (0.0, 1.5),
        ]
        builder.add(lathe(pillar, 24), red)
        builder.add(centred_box((0.2, 0, 1.14), (0.06, 0.26, 0.04)), _HOLE)
        builder.add(centred_box((0.2, 0, 0.9), (0.05, 0.16, 0.22)), plastic(srgb(236, 236, 230)))
    return builder.build()


def cabinet(variant: int) -> Mesh:
    """Return an electrical cabinet: grey and wide, or tall and green."""
    builder = MeshBuilder(Tag.STATIC)
    wide, tall, depth = ((0.55, 1.2, 0.17), (0.34, 1.45, 0.2), (0.8, 1.35, 0.19))[variant]
    colour = (srgb(156, 158, 154), srgb(92, 112, 92), srgb(176, 172, 160))[variant]
    cover = painted(colour)
    builder.add(box((-depth - 0.02, -wide - 0.02, 0.0), (depth + 0.02, wide + 0.02, 0.1)), CONCRETE)
    builder.add(box((-depth, -wide, 0.1), (depth, wide, tall)), cover)
    builder.add(box((-depth - 0.03, -wide - 0.03, tall), (depth + 0.03, wide + 0.03, tall + 0.05)), cover)
    doors = max(1, round(wide / 0.3))
    for k in range(doors):
        left = -wide + 0.03 + k * 2.0 * wide / doors
        right = left + 2.0 * wide / doors - 0.06
        builder.add(box((depth, left, 0.14), (depth + 0.012, right, tall - 0.05)), cover)
        builder.add(centred_box((depth + 0.02, right - 0.05, 0.7), (0.02, 0.03, 0.12)), BLACK)
        for z in np.arange(tall - 0.25, tall - 0.08, 0.04):
            builder.add(centred_box((depth + 0.013, (left + right) / 2.0, z), (0.006, 0.2, 0.012)), _HOLE)
    return builder.build()


def phone_box(_variant: int) -> Mesh:
    """Return a red phone box with small panes."""
    builder = MeshBuilder(Tag.STATIC)
    red = painted(srgb(176, 28, 30))
    half = 0.45
    builder.add(box((-half - 0.02, -half - 0.02, 0.0), (half + 0.02, half + 0.02, 0.12)), CAST_IRON)
    for x in (-half, half):
        for y in (-half, half):
            builder.add(centred_box((x, y, 1.15), (0.09, 0.09, 2.1)), red)
    builder.add(box((-half, -half, 0.1), (half, half, 0.16)), CONCRETE)
    builder.add(box((-half, -half, 2.05), (half, half, 2.32)), red)
    for sign in (-1.0, 1.0):
        sheet = centred_box((sign * half, 0, 1.2), (0.012, 0.8, 1.7))
        builder.add(sheet, GLASS).add(sheet.moved(yaw=90.0), GLASS)
        builder.add(
            centred_box((sign * (half + 0.048), 0, 2.2), (0.006, 0.72, 0.14)),
            lamp_light(srgb(244, 240, 224), 0.3),
        )
        for z in np.linspace(0.42, 1.98, 9):
            rail = centred_box((sign * half, 0, z), (0.04, 0.82, 0.025))
            builder.add(rail, red).add(rail.moved(yaw=90.0), red)
        for y in (-0.25, 0.25):
            post = centred_box((sign * half, y, 1.2), (0.04, 0.025, 1.7))
            builder.add(post, red).add(post.moved(yaw=90.0), red)
        skirt = centred_box((sign * half, 0, 0.25), (0.04, 0.82, 0.3))
        builder.add(skirt, red).add(skirt.moved(yaw=90.0), red)
    builder.add(lathe([(0.64, 2.32), (0.62, 2.36), (0.4, 2.46), (0.0, 2.5)], 4).moved(yaw=45.0), red)
    builder.add(rounded_box((-0.38, -0.16, 1.1), (-0.26, 0.16, 1.6), 0.02), BLACK)
    return builder.build()


def vending_machine(_variant: int) -> Mesh:
    """Return a drinks machine with a lit front."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(rounded_box((-0.4, -0.46, 0.04), (0.4, 0.46, 1.85), 0.02), painted(srgb(176, 30, 40)))
    builder.add(centred_box((0.404, 0.1, 1.2), (0.012, 0.62, 1.1)), lamp_light(srgb(214, 222, 224), 0.35))
    colours = (srgb(200, 40, 36), srgb(48, 120, 66), srgb(232, 170, 40), srgb(46, 90, 160))
    for row in range(5):
        builder.add(centred_box((0.412, 0.1, 0.72 + 0.21 * row), (0.012, 0.6, 0.02)), STEEL)
        for column in range(6):
            y = -0.16 + 0.104 * column
            can = cylinder((0.41, y, 0.74 + 0.21 * row), (0.41, y, 0.86 + 0.21 * row), 0.033, sides=10)
            builder.add(can, plastic(colours[(row + column) % 4]))
    builder.add(centred_box((0.405, 0.1, 0.4), (0.014, 0.56, 0.2)), _HOLE)
    builder.add(centred_box((0.405, -0.34, 1.2), (0.012, 0.12, 0.5)), BLACK)
    builder.add(centred_box((0.412, -0.34, 1.38), (0.006, 0.08, 0.06)), lamp_light(srgb(120, 200, 230), 0.2))
    builder.add(box((-0.36, -0.42, 0.0), (0.36, 0.42, 0.05)), BLACK)
    return builder.build()


def atm(_variant: int) -> Mesh:
    """Return a free-standing cash machine."""
    builder = MeshBuilder(Tag.STATIC)
    cover = painted(srgb(36, 66, 128))
    outline = [
        (-0.4, 0.0),
        (0.4, 0.0),
        (0.4, 0.82),
        (0.28, 0.9),
        (0.2, 1.36),
        (0.38, 1.42),
        (0.38, 1.6),
        (-0.4, 1.6),
    ]
    rings = [np.array([(x, y, z) for x, z in outline]) for y in (0.42, -0.42)]
    body = loft(np.array(rings), crease=10.0, caps=False)
    builder.add(body, cover)
    for y in (-0.425, 0.425):
        builder.add(box((-0.4, min(y, y * 0.95), 0.0), (0.38, max(y, y * 0.95), 1.6)), cover)
    screen = picture_quad(
        (0.276, 0.22, 0.98), (0.276, -0.16, 0.98), (0.225, -0.16, 1.28), (0.225, 0.22, 1.28)
    )
    builder.add(screen, lamp_light(srgb(110, 180, 226), 0.3))
    builder.add(centred_box((0.34, 0.03, 0.872), (0.1, 0.24, 0.03)), STEEL)
    builder.add(centred_box((0.26, -0.3, 1.1), (0.03, 0.12, 0.05)), _HOLE)
    sign = picture_quad((0.382, 0.4, 1.44), (0.382, -0.4, 1.44), (0.382, -0.4, 1.58), (0.382, 0.4, 1.58))
    builder.add(sign, shown("lettering:CASH|1e4690|f4f0e0"))
    return builder.build()


def newspaper_box(_variant: int) -> Mesh:
    """Return a newspaper box: a coloured case with a window on a foot."""
    builder = MeshBuilder(Tag.STATIC)
    cover = painted(srgb(206, 150, 34))
    builder.add(rounded_box((-0.2, -0.22, 0.45), (0.2, 0.22, 1.1), 0.03), cover)
    builder.add(centred_box((0.2, 0, 0.9), (0.014, 0.36, 0.3)), GLASS)
    builder.add(bar([(0, 0, 0), (0, 0, 0.46)], 0.05), BLACK)
    builder.add(box((-0.2, -0.2, 0.0), (0.2, 0.2, 0.03)), BLACK)
    return builder.build()


BOXES: tuple[Model, ...] = (
    Model("bin", _TRASH, Tag.STATIC, bin_round, 3),
    Model("bin.post", _TRASH, Tag.STATIC, bin_on_post, 2),
    Model("bin.wheelie", _TRASH, Tag.STATIC, wheelie_bin, len(WHEELIE_COLOURS)),
    Model("bin.container", _TRASH, Tag.STATIC, container, len(WHEELIE_COLOURS)),
    Model("mailbox", _FURNITURE, Tag.STATIC, mailbox, 3),
    Model("cabinet", _FURNITURE, Tag.STATIC, cabinet, 3),
    Model("phone_box", _FURNITURE, Tag.STATIC, phone_box),
    Model("vending_machine", _FURNITURE, Tag.STATIC, vending_machine),
    Model("cash_machine", _FURNITURE, Tag.STATIC, atm),
    Model("newspaper_box", _FURNITURE, Tag.STATIC, newspaper_box),
)
