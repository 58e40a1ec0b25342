"""Larger things: bus stops, kiosks, advertising, fountains, statues. Fronts look along +x."""

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
    lathe,
    loft,
    picture_quad,
    rounded_box,
)
from carla_scenes.embedded.geometry.surface import Surface, placed
from carla_scenes.embedded.models.furniture.posters import POSTERS
from carla_scenes.embedded.models.furniture.seats import bench
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    CONCRETE,
    GALVANISED,
    GLASS,
    GRANITE,
    STEEL,
    WHITE,
    WOOD,
    bar,
    lamp_light,
    painted,
    plastic,
    shown,
)
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

Point = tuple[float, float, float]

_FURNITURE = "street furniture"
_FRAME = painted(srgb(58, 62, 66))
_BRONZE = Material(srgb(92, 110, 92), Pattern.METAL, srgb(60, 70, 58), roughness=0.6, specular=0.2)
_WATER = Material(srgb(70, 104, 110), Pattern.WATER, roughness=0.05, specular=0.05)


def _poster(builder: MeshBuilder, place: Point, size: tuple[float, float], number: int) -> None:
    """Add an advert that faces +x, the middle of its lower edge at a place; size is width and height."""
    x, y, low = place
    half = size[0] / 2.0
    face = picture_quad(
        (x, y + half, low), (x, y - half, low), (x, y - half, low + size[1]), (x, y + half, low + size[1])
    )
    builder.add(face, shown(f"advert:{number % POSTERS}"))


def bus_stop(variant: int) -> Mesh:
    """Return a shelter open to +x with a bench, a lit advert at its end, a timetable and a flag."""
    builder = MeshBuilder(Tag.STATIC)
    depth, half = 1.35, 2.0
    for x in (-depth / 2.0, depth / 2.0 - 0.1):
        for y in (-half + 0.05, half - 0.05):
            builder.add(centred_box((x, y, 1.2), (0.07, 0.07, 2.4)), _FRAME)
    builder.add(
        rounded_box((-depth / 2.0 - 0.08, -half - 0.05, 2.4), (depth / 2.0 + 0.2, half + 0.05, 2.5), 0.03),
        _FRAME,
    )
    for y in (-half + 1.36, half - 1.32):
        builder.add(centred_box((-depth / 2.0, y, 1.2), (0.05, 0.05, 2.4)), _FRAME)
    # Clear panes do not show; the frosted bands on them that keep people from walking into them do.
    frosted = plastic(srgb(206, 212, 212))
    for low, high in ((-half + 0.09, -half + 1.33), (-half + 1.39, half - 1.35), (half - 1.29, half - 0.09)):
        for level in (0.2, 0.95, 1.55, 2.2):
            pane = (-depth / 2.0 - 0.006, low, level), (-depth / 2.0 + 0.006, high, level + 0.04)
            builder.add(box(*pane), frosted)
    for level in (0.2, 0.95, 1.55, 2.2):
        side = box(
            (-depth / 2.0 + 0.05, -half + 0.044, level), (depth / 2.0 - 0.14, -half + 0.056, level + 0.04)
        )
        builder.add(side, frosted)
    # The advert stands across the end from which buses come.
    case = MeshBuilder(Tag.STATIC)
    case.add(rounded_box((-0.09, -0.62, 0.12), (0.09, 0.62, 2.15), 0.03), _FRAME)
    _poster(case, (0.094, 0.0, 0.3), (1.08, 1.68), variant * 3)
    whole = case.build()
    builder.add_mesh(whole, placed(0.0, half - 0.1, 0.0, yaw=90.0))
    builder.add_mesh(whole, placed(0.0, half - 0.1, 0.0, yaw=-90.0))
    builder.add_mesh(bench(1), placed(-0.32, -0.2, 0.0))
    table = picture_quad((-0.64, -0.95, 1.1), (-0.64, -1.45, 1.1), (-0.64, -1.45, 1.75), (-0.64, -0.95, 1.75))
    builder.add(box((-0.668, -1.5, 1.05), (-0.645, -0.9, 1.8)), _FRAME).add(
        table, shown(f"timetable:{7 + 5 * variant}")
    )
    builder.add(box((-0.3, -1.2, 2.385), (0.2, 1.2, 2.405)), lamp_light(srgb(240, 240, 228), 0.35))
    return builder.build()


def bus_flag(variant: int) -> Mesh:
    """Return a bus stop's post with its sign, timetable and a small bin."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(cylinder((0, 0, 0), (0, 0, 2.85), 0.035), GALVANISED)
    for sign in (1.0, -1.0):
        x = 0.012 * sign
        face = picture_quad(
            (x, 0.04 + 0.46 * (sign > 0), 2.35),
            (x, 0.04 + 0.46 * (sign < 0), 2.35),
            (x, 0.04 + 0.46 * (sign < 0), 2.81),
            (x, 0.04 + 0.46 * (sign > 0), 2.81),
        )
        builder.add(face, shown("plate:bus"), tag=Tag.TRAFFIC_SIGNS)
    builder.add(box((-0.01, 0.04, 2.35), (0.01, 0.5, 2.81)), GALVANISED, tag=Tag.TRAFFIC_SIGNS)
    builder.add(box((0.035, -0.16, 1.2), (0.05, 0.16, 1.7)), _FRAME, tag=Tag.STATIC)
    face = picture_quad((0.052, 0.14, 1.22), (0.052, -0.14, 1.22), (0.052, -0.14, 1.68), (0.052, 0.14, 1.68))
    builder.add(face, shown(f"timetable:{3 + 4 * variant}"), tag=Tag.STATIC)
    return builder.build()


def kiosk(variant: int) -> Mesh:
    """Return a kiosk with a counter under a roof, 2.4 m square."""
    builder = MeshBuilder(Tag.STATIC)
    walls = painted((srgb(52, 86, 70), srgb(126, 44, 40))[variant])
    builder.add(box((-1.15, -1.15, 0.0), (1.15, 1.15, 0.12)), CONCRETE)
    builder.add(box((-1.1, -1.1, 0.12), (1.1, 1.1, 1.0)), walls)
    for x in (-1.05, 1.05):
        for y in (-1.05, 1.05):
            builder.add(centred_box((x, y, 1.6), (0.1, 0.1, 1.2)), walls)
    builder.add(box((-1.06, -1.0, 1.0), (-1.02, 1.0, 2.2)), walls)
    inside = Material(srgb(126, 104, 84), Pattern.PLAIN)
    builder.add(box((-1.0, -1.0, 0.9), (0.3, 1.0, 2.2)), inside)
    for sign in (-1.0, 1.0):
        builder.add(box((-1.0, min(sign, sign * 1.04), 1.0), (1.0, max(sign, sign * 1.04), 2.2)), GLASS)
    builder.add(rounded_box((0.95, -1.05, 1.0), (1.35, 1.05, 1.06), 0.02), STEEL)
    builder.add(
        box((0.34, -1.0, 1.0), (0.35, 1.0, 2.2)),
        Material(srgb(190, 176, 150), Pattern.CHECKS, srgb(150, 60, 54), scale=0.22),
    )
    builder.add(box((-1.2, -1.2, 2.2), (1.2, 1.2, 2.5)), walls)
    sign_face = picture_quad((1.206, 1.1, 2.24), (1.206, -1.1, 2.24), (1.206, -1.1, 2.46), (1.206, 1.1, 2.46))
    builder.add(sign_face, shown(("lettering:News|34563f|f4f0dc", "lettering:Coffee|7e2c28|f4f0dc")[variant]))
    roof = [
        np.array([(-s, -s, z), (s, -s, z), (s, s, z), (-s, s, z)])
        for s, z in ((1.45, 2.5), (1.45, 2.56), (0.35, 2.95))
    ]
    builder.add(
        loft(np.array(roof), crease=10.0),
        Material(srgb(70, 74, 76), Pattern.METAL, roughness=0.5, specular=0.2),
    )
    awning = [np.array([(1.2, y, 2.2), (1.9, y, 1.98), (1.9, y, 2.0), (1.2, y, 2.23)]) for y in (1.05, -1.05)]
    builder.add(loft(np.array(awning), crease=10.0), Material(srgb(206, 196, 174), Pattern.CLOTH, scale=0.02))
    return builder.build()


def column(variant: int) -> Mesh:
    """Return a round advertising column with four posters."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(cylinder((0, 0, 0), (0, 0, 0.35), 0.68, sides=28), GRANITE)
    builder.add(cylinder((0, 0, 0.35), (0, 0, 2.75), 0.6, sides=28), WHITE)
    top = [(0.55, 2.75), (0.72, 2.75), (0.74, 2.85), (0.6, 3.0), (0.25, 3.25), (0.06, 3.3), (0.0, 3.42)]
    builder.add(lathe(top, 28), painted(srgb(50, 74, 62)))
    for k in range(4):
        turns = np.radians(np.linspace(-40.0, 40.0, 9) + 90.0 * k)
        x, y = 0.607 * np.cos(turns), 0.607 * np.sin(turns)
        low, high = np.column_stack([x, y, np.full(9, 0.62)]), np.column_stack([x, y, np.full(9, 2.6)])
        share = np.linspace(1.0, 0.0, 9)
        vertices = np.concatenate([low, high])
        first = np.arange(8)
        faces = np.concatenate(
            [
                np.stack([first, first + 1, first + 10], axis=1),
                np.stack([first, first + 10, first + 9], axis=1),
            ]
        ).astype(np.int32)
        normals = np.column_stack([np.cos(turns), np.sin(turns), np.zeros(9)])
        uvs = np.concatenate([np.column_stack([share, np.ones(9)]), np.column_stack([share, np.zeros(9)])])
        # Seen from outside, the left side is where the turn is larger.
        sheet = Surface(vertices, faces, np.concatenate([normals, normals]), uvs)
        builder.add(sheet, shown(f"advert:{(variant * 4 + k) % POSTERS}"))
    return builder.build()


def billboard(variant: int) -> Mesh:
    """Return a large advert on two posts, 3.7 m by 2.6 m."""
    builder = MeshBuilder(Tag.POLES)
    for y in (-1.2, 1.2):
        builder.add(box((-0.12, y - 0.08, 0.0), (0.0, y + 0.08, 4.6)), GALVANISED)
    builder.add(box((0.0, -1.9, 2.0), (0.1, 1.9, 4.75)), _FRAME, tag=Tag.STATIC)
    face = MeshBuilder(Tag.STATIC)
    for k, y in ((0, 0.92), (1, -0.92)):
        _poster(face, (0.104, y, 2.08), (1.82, 2.58), variant * 2 + k)
    builder.add_mesh(face.build())
    return builder.build()


def city_light(variant: int) -> Mesh:
    """Return a lit poster case on a foot, seen from both sides."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(centred_box((0, 0, 0.32), (0.14, 0.5, 0.64)), _FRAME)
    builder.add(rounded_box((-0.1, -0.66, 0.6), (0.1, 0.66, 2.55), 0.04), _FRAME)
    side = MeshBuilder(Tag.STATIC)
    _poster(side, (0.104, 0.0, 0.72), (1.16, 1.72), variant * 2 + 1)
    one = side.build()
    builder.add_mesh(one).add_mesh(one, placed(yaw=180.0))
    return builder.build()


def fountain(_variant: int) -> Mesh:
    """Return a fountain of two bowls in a round basin 5 m wide."""
    builder = MeshBuilder(Tag.STATIC)
    basin = [
        (2.5, 0.0),
        (2.5, 0.1),
        (2.42, 0.14),
        (2.42, 0.5),
        (2.5, 0.55),
        (2.5, 0.62),
        (2.2, 0.62),
        (2.2, 0.3),
    ]
    builder.add(lathe([*basin, (0.0, 0.3)], 40), GRANITE)
    builder.add(cylinder((0, 0, 0.3), (0, 0, 0.5), 2.2, sides=40), _WATER, tag=Tag.WATER)
    shaft = [
        (0.5, 0.3),
        (0.45, 0.6),
        (0.2, 0.8),
        (0.17, 1.5),
        (0.25, 1.6),
        (1.0, 1.85),
        (1.05, 1.95),
        (0.95, 1.93),
    ]
    builder.add(
        lathe(
            [
                *shaft,
                (0.2, 1.78),
                (0.12, 2.0),
                (0.1, 2.4),
                (0.45, 2.58),
                (0.47, 2.64),
                (0.1, 2.52),
                (0.06, 2.8),
                (0.0, 3.0),
            ],
            28,
        ),
        GRANITE,
    )
    builder.add(cylinder((0, 0, 1.88), (0, 0, 1.9), 0.9, sides=28), _WATER, tag=Tag.WATER)
    for turn in np.radians(np.arange(0.0, 360.0, 60.0)):
        away = np.array([np.cos(turn), np.sin(turn), 0.0])
        bow = ((1.02, 1.94), (1.2, 1.9), (1.36, 1.5), (1.45, 0.5))
        jet = [(float(away[0]) * reach, float(away[1]) * reach, z) for reach, z in bow]
        builder.add(bar(jet, 0.015, 0.035, sides=6), _WATER, tag=Tag.WATER)
    return builder.build()


def drinking_fountain(_variant: int) -> Mesh:
    """Return a small drinking fountain."""
    builder = MeshBuilder(Tag.STATIC)
    profile = [
        (0.24, 0.0),
        (0.24, 0.08),
        (0.12, 0.14),
        (0.1, 0.7),
        (0.28, 0.9),
        (0.3, 0.95),
        (0.26, 0.94),
        (0.0, 0.86),
    ]
    builder.add(lathe(profile, 20), GRANITE)
    builder.add(cylinder((0, 0, 0.86), (0, 0, 0.915), 0.25, sides=20), _WATER)
    builder.add(bar([(-0.2, 0, 0.9), (-0.2, 0, 1.0), (-0.1, 0, 1.02)], 0.018), STEEL)
    return builder.build()


def statue(_variant: int) -> Mesh:
    """Return a bronze figure on a plinth."""
    builder = MeshBuilder(Tag.STATIC)
    for low, high, half in ((0.0, 0.25, 0.8), (0.25, 1.3, 0.55), (1.3, 1.42, 0.65)):
        builder.add(rounded_box((-half, -half, low), (half, half, high), 0.02), GRANITE)
    z = 1.42
    limbs = [
        Limb((0.0, 0.1, z + 0.95), (0.08, 0.12, z + 0.06), 0.11, 0.07),
        Limb((0.0, -0.1, z + 0.95), (-0.06, -0.14, z + 0.06), 0.11, 0.07),
        Limb((0.0, 0.0, z + 0.95), (0.0, 0.0, z + 1.42), 0.17, 0.2, flatten=(0.75, 1.0, 1.0)),
        Limb((0.0, 0.0, z + 1.55), (0.02, 0.0, z + 1.74), 0.07, 0.115),
        Limb((0.0, 0.24, z + 1.45), (0.1, 0.38, z + 1.15), 0.075, 0.055),
        Limb((0.1, 0.38, z + 1.15), (0.34, 0.3, z + 1.3), 0.055, 0.045),
        Limb((0.0, -0.24, z + 1.45), (-0.02, -0.34, z + 1.12), 0.075, 0.055),
        Limb((-0.02, -0.34, z + 1.12), (0.1, -0.3, z + 0.9), 0.055, 0.045),
        Limb((-0.06, 0.0, z + 1.4), (-0.14, 0.0, z + 0.25), 0.16, 0.26, flatten=(0.55, 1.0, 1.0)),
        Limb((0.16, 0.12, z + 0.04), (0.0, 0.12, z + 0.05), 0.05, 0.07),
        Limb((0.04, -0.14, z + 0.04), (-0.1, -0.14, z + 0.05), 0.05, 0.07),
    ]
    surface, _ = body(limbs, 0.035, 0.06)
    builder.add(surface, _BRONZE)
    builder.add(centred_box((0.556, 0, 0.85), (0.02, 0.5, 0.3)), _BRONZE)
    return builder.build()


def pergola(_variant: int) -> Mesh:
    """Return a wooden pergola 3 m square."""
    builder = MeshBuilder(Tag.STATIC)
    for x in (-1.3, 1.3):
        for y in (-1.3, 1.3):
            builder.add(centred_box((x, y, 1.15), (0.14, 0.14, 2.3)), WOOD)
        builder.add(centred_box((x, 0, 2.38), (0.1, 3.0, 0.18)), WOOD)
    for y in np.linspace(-1.4, 1.4, 9):
        builder.add(centred_box((0, y, 2.53), (3.0, 0.07, 0.14)), WOOD)
    return builder.build()


def _clock(_variant: int) -> Mesh:
    """Return a clock on a post, seen from two sides."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(lathe([(0.14, 0.0), (0.14, 0.1), (0.07, 0.2), (0.05, 3.1)], 14), BLACK)
    builder.add(cylinder((-0.09, 0, 3.4), (0.09, 0, 3.4), 0.36, sides=28), BLACK)
    for sign in (1.0, -1.0):
        face = cylinder((0.0, 0, 3.4), (0.1 * sign, 0, 3.4), 0.32, sides=28)
        builder.add(face, lamp_light(srgb(238, 236, 224), 0.3))
        builder.add(centred_box((0.103 * sign, 0.0, 3.5), (0.008, 0.025, 0.22)), BLACK)
        builder.add(centred_box((0.103 * sign, 0.07, 3.4), (0.008, 0.16, 0.03)), BLACK)
        builder.add(ellipsoid((0.1 * sign, 0, 3.4), (0.012, 0.025, 0.025), 8, 6), BLACK)
    return builder.build()


SHELTERS: tuple[Model, ...] = (
    Model("bus_stop", _FURNITURE, Tag.STATIC, bus_stop, 2),
    Model("bus_flag", _FURNITURE, Tag.POLES, bus_flag, 2),
    Model("kiosk", _FURNITURE, Tag.STATIC, kiosk, 2),
    Model("advert.column", _FURNITURE, Tag.STATIC, column, 3),
    Model("advert.billboard", _FURNITURE, Tag.STATIC, billboard, 4),
    Model("advert.city_light", _FURNITURE, Tag.STATIC, city_light, 4),
    Model("fountain", _FURNITURE, Tag.STATIC, fountain),
    Model("drinking_fountain", _FURNITURE, Tag.STATIC, drinking_fountain),
    Model("statue", _FURNITURE, Tag.STATIC, statue),
    Model("pergola", _FURNITURE, Tag.STATIC, pergola),
    Model("clock", _FURNITURE, Tag.POLES, _clock),
)
