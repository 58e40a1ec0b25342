"""Furniture: cabinets, clocks, bureaus, tables, bookcases, desks and mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household import faces
from carla_scenes.embedded.models.anomalies.household.carpentry import (
    bands,
    board,
    carcass,
    doors,
    drawers,
    legs,
)
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import cloth, metal, paint, wood

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

OAK = wood(176, 128, 78)
WALNUT = wood(98, 62, 38)
MAHOGANY = wood(112, 48, 30)
PINE = wood(206, 166, 110)
BLACK_WOOD = wood(44, 36, 32)
WHITE_LACQUER = paint(226, 224, 216)
SAGE = paint(126, 146, 122)
BLUE_GREY = paint(92, 112, 132)
BRASS = metal(190, 150, 76)
STEEL = metal(176, 180, 184)
GOLD = metal(208, 162, 64, roughness=0.25)
GLASS = Material(srgb(46, 54, 58), Pattern.GLASS, roughness=0.05, specular=0.08)
MIRROR = Material(srgb(214, 220, 224), Pattern.METAL, roughness=0.02, specular=0.92)
LINEN = cloth(224, 218, 204)
RED_CLOTH = cloth(140, 32, 34)
BOOK_COLOURS = (
    (128, 36, 30),
    (34, 66, 108),
    (44, 92, 58),
    (196, 158, 84),
    (70, 50, 84),
    (208, 202, 186),
    (40, 40, 44),
)


def _filing_cabinet() -> Kit:
    grey = paint(128, 134, 132)
    kit = Kit().add(grey, board((-0.31, -0.23, 0.0), (0.29, 0.23, 1.32), 0.012))
    drawers(kit, (grey, STEEL), 0.30, bands(0.04, 1.3, 4), [(-0.22, 0.22)])
    label = [shapes.box((0.312, -0.05, z + 0.2), (0.318, 0.05, z + 0.25)) for z, _ in bands(0.04, 1.3, 4)]
    return kit.add(WHITE_LACQUER, *label)


def _china_cabinet() -> Kit:
    kit = carcass(OAK, 0.5, 1.3, 0.9)
    doors(kit, (OAK, BRASS), 0.25, [(0.1, 0.62)], bands(-0.65, 0.65, 3))
    drawers(kit, (OAK, BRASS), 0.25, [(0.64, 0.86)], bands(-0.65, 0.65, 3))
    kit.add(OAK, board((-0.25, -0.65, 0.9), (-0.22, 0.65, 2.0)))
    kit.pair(OAK, board((-0.25, 0.62, 0.9), (0.15, 0.65, 2.0)))
    kit.add(OAK, board((-0.27, -0.7, 1.98), (0.2, 0.7, 2.06), 0.02))
    for z in (1.28, 1.64):
        kit.add(OAK, board((-0.22, -0.62, z), (0.12, 0.62, z + 0.02)))
    for left, right in bands(-0.62, 0.62, 3):
        kit.add(
            OAK,
            board((0.12, left, 0.92), (0.15, left + 0.04, 1.98)),
            board((0.12, right - 0.04, 0.92), (0.15, right, 1.98)),
        )
        kit.add(
            OAK,
            board((0.12, left, 0.92), (0.15, right, 0.98)),
            board((0.12, left, 1.92), (0.15, right, 1.98)),
        )
    plate = shapes.lathe([(0.0, 0.0), (0.07, 0.005), (0.13, 0.025), (0.07, 0.012), (0.0, 0.012)], 20).moved(
        pitch=-75.0
    )
    china = Material(srgb(206, 214, 224), Pattern.PLAIN, roughness=0.2, specular=0.06)
    return kit.add(
        china,
        *(plate.moved(-0.1, y, z + 0.14) for z in (0.93, 1.3, 1.66) for y in (-0.45, -0.15, 0.15, 0.45)),
    )


def _kitchen_cabinet() -> Kit:
    kit = carcass(SAGE, 0.6, 1.2, 0.9, 0.12)
    doors(kit, (SAGE, STEEL), 0.3, [(0.13, 0.68)], bands(-0.6, 0.6, 2))
    drawers(kit, (SAGE, STEEL), 0.3, [(0.69, 0.86)], bands(-0.6, 0.6, 2))
    return kit.add(wood(150, 104, 62), board((-0.31, -0.63, 0.88), (0.34, 0.63, 0.925), 0.01))


def _armoire(timber: Material, knob: Material, *, crown: bool, mirror: bool) -> Kit:
    kit = carcass(timber, 0.62, 1.24, 2.05, 0.3)
    doors(kit, (timber, knob), 0.31, [(0.34, 1.98)], bands(-0.6, 0.6, 2))
    drawers(kit, (timber, knob), 0.31, [(0.09, 0.32)], bands(-0.6, 0.6, 2))
    kit.add(timber, board((-0.36, -0.7, 2.03), (0.4, 0.7, 2.13), 0.04))
    if crown:
        arch = np.array(
            [[0.0, -0.66], [0.0, 0.66], [0.1, 0.6], [0.22, 0.25], [0.27, 0.0], [0.22, -0.25], [0.1, -0.6]]
        )
        top = shapes.extrude(arch, 0.0, 0.05).moved(pitch=90.0)
        kit.add(timber, top.moved(0.33, 0.0, 2.12))
        kit.add(knob, shapes.ellipsoid((0.36, 0.0, 2.26), (0.03, 0.09, 0.06)))
    if mirror:
        kit.pair(MIRROR, shapes.box((0.325, 0.09, 0.6), (0.328, 0.51, 1.75)))
    return kit.pair(
        timber,
        shapes.ellipsoid((0.22, 0.52, 0.05), (0.07, 0.07, 0.06)),
        shapes.ellipsoid((-0.22, 0.52, 0.05), (0.07, 0.07, 0.06)),
    )


def _grandfather_clock(timber: Material, *, tall_hood: bool) -> Kit:
    kit = Kit()
    kit.add(
        timber,
        board((-0.2, -0.3, 0.0), (0.2, 0.3, 0.1), 0.02),
        board((-0.17, -0.26, 0.1), (0.17, 0.26, 0.55)),
    )
    kit.add(
        timber,
        board((-0.19, -0.28, 0.53), (0.19, 0.28, 0.6), 0.02),
        board((-0.15, -0.2, 0.6), (-0.12, 0.2, 1.5)),
    )
    kit.pair(timber, board((-0.15, 0.15, 0.6), (0.14, 0.2, 1.5)))
    kit.add(timber, board((0.1, -0.2, 0.6), (0.14, 0.2, 0.66)), board((0.1, -0.2, 1.44), (0.14, 0.2, 1.5)))
    kit.add(BLACK_WOOD, shapes.box((-0.125, -0.16, 0.62), (-0.115, 0.16, 1.48)))
    kit.add(
        BRASS,
        shapes.cylinder((0.0, 0.0, 0.92), (0.0, 0.0, 1.5), 0.008),
        shapes.cylinder((-0.01, 0.0, 0.88), (0.012, 0.0, 0.88), 0.085, sides=28),
    )
    kit.pair(
        BRASS,
        shapes.cylinder((-0.05, 0.09, 0.95), (-0.05, 0.09, 1.2), 0.025),
        shapes.cylinder((-0.05, 0.09, 1.2), (-0.05, 0.09, 1.5), 0.003),
    )
    kit.add(
        timber,
        board((-0.19, -0.28, 1.5), (0.19, 0.28, 1.57), 0.02),
        board((-0.17, -0.25, 1.57), (0.15, 0.25, 2.1)),
    )
    kit.pair(timber, shapes.cylinder((0.16, 0.235, 1.57), (0.16, 0.235, 2.1), 0.02))
    kit.add(
        faces.material("clock"),
        shapes.picture_quad((0.156, 0.2, 1.63), (0.156, -0.2, 1.63), (0.156, -0.2, 2.03), (0.156, 0.2, 2.03)),
    )
    kit.add(timber, board((-0.2, -0.29, 2.09), (0.2, 0.29, 2.15), 0.02))
    if tall_hood:
        swan = [
            shapes.tube(
                np.array(
                    [
                        [0.16, y * 0.28, 2.15],
                        [0.16, y * 0.2, 2.24],
                        [0.16, y * 0.08, 2.34],
                        [0.16, y * 0.03, 2.3],
                    ]
                ),
                [0.03, 0.035, 0.03, 0.02],
            )
            for y in (-1, 1)
        ]
        kit.add(timber, *swan)
        kit.add(
            BRASS,
            shapes.lathe([(0.0, 0.0), (0.03, 0.0), (0.02, 0.04), (0.04, 0.09), (0.0, 0.18)], 14).moved(
                0.1, 0.0, 2.15
            ),
        )
    else:
        arch = np.array(
            [[0.0, -0.27], [0.0, 0.27], [0.08, 0.24], [0.16, 0.12], [0.18, 0.0], [0.16, -0.12], [0.08, -0.24]]
        )
        kit.add(timber, shapes.extrude(arch, -0.18, 0.18).moved(pitch=90.0).moved(0.0, 0.0, 2.14))
    return kit


def _bureau(timber: Material, *, with_mirror: bool) -> Kit:
    kit = carcass(timber, 0.5, 1.15, 0.95, 0.1)
    drawers(kit, (timber, BRASS), 0.25, bands(0.12, 0.7, 3), [(-0.56, 0.56)])
    drawers(kit, (timber, BRASS), 0.25, [(0.71, 0.9)], bands(-0.56, 0.56, 2))
    if with_mirror:
        ring = np.linspace(0.0, 2.0 * np.pi, 41)
        oval = np.column_stack([np.full(41, -0.18), 0.3 * np.cos(ring), 1.4 + 0.4 * np.sin(ring)])
        kit.add(timber, shapes.tube(oval, [0.035] * 41, 10, caps=False))
        kit.add(MIRROR, shapes.ellipsoid((-0.18, 0.0, 1.4), (0.01, 0.29, 0.39), 32, 20))
        kit.pair(timber, shapes.cylinder((-0.18, 0.36, 0.95), (-0.18, 0.33, 1.45), 0.025))
    else:
        lid = shapes.box((0.0, -0.55, -0.015), (0.4, 0.55, 0.015)).moved(pitch=-38.0)
        kit.add(timber, lid.moved(-0.06, 0.0, 1.2), board((-0.25, -0.56, 0.95), (-0.05, 0.56, 1.22)))
    return kit


def _night_stand(timber: Material, *, shelf: bool) -> Kit:
    kit = Kit().add(timber, *legs((0.42, 0.5, 0.6), 0.05))
    kit.add(
        timber,
        board((-0.22, -0.26, 0.58), (0.23, 0.26, 0.62), 0.012),
        board((-0.19, -0.23, 0.36), (0.19, 0.23, 0.58)),
    )
    drawers(kit, (timber, BRASS), 0.2, [(0.37, 0.57)], [(-0.23, 0.23)])
    if shelf:
        kit.add(timber, board((-0.18, -0.22, 0.12), (0.18, 0.22, 0.15)))
    shade = shapes.lathe([(0.13, 0.0), (0.08, 0.2)], 24)
    kit.add(
        BRASS,
        shapes.lathe(
            [(0.0, 0.0), (0.07, 0.0), (0.07, 0.02), (0.02, 0.05), (0.035, 0.14), (0.012, 0.24), (0.0, 0.26)],
            18,
        ).moved(0.0, 0.0, 0.62),
    )
    return kit.add(
        LINEN, shade.moved(0.0, 0.0, 0.84), shade.flipped().moved(0.0, 0.0, 0.84, scale=(0.99, 0.99, 1.0))
    )


def _dining_table() -> Kit:
    kit = Kit().add(OAK, *legs((0.9, 1.7, 0.72), 0.09, 0.05))
    kit.add(OAK, board((-0.45, -0.85, 0.72), (0.45, 0.85, 0.765), 0.015))
    kit.add(OAK, board((-0.37, -0.78, 0.62), (0.37, 0.78, 0.71)))
    cloth_runner = board((-0.16, -0.86, 0.766), (0.16, 0.86, 0.77), 0.002)
    kit.add(RED_CLOTH, cloth_runner)
    kit.pair(RED_CLOTH, shapes.box((-0.16, 0.855, 0.55), (0.16, 0.862, 0.768)))
    vase = shapes.lathe([(0, 0), (0.05, 0), (0.08, 0.08), (0.03, 0.2), (0.045, 0.24)], 20)
    return kit.add(Material(srgb(60, 90, 140), roughness=0.2, specular=0.06), vase.moved(0, 0, 0.77))


def _round_table() -> Kit:
    top = shapes.lathe([(0, 0), (0.58, 0), (0.6, 0.02), (0.58, 0.04), (0, 0.04)], 48)
    kit = Kit().add(MAHOGANY, top.moved(z=0.72))
    kit.add(
        MAHOGANY,
        shapes.lathe(
            [(0.0, 0.1), (0.07, 0.12), (0.05, 0.3), (0.09, 0.45), (0.05, 0.6), (0.14, 0.72), (0, 0.73)], 24
        ),
    )
    for turn in (0.0, 90.0, 180.0, 270.0):
        foot = shapes.tube(
            np.array([[0.03, 0, 0.28], [0.2, 0, 0.18], [0.36, 0, 0.06], [0.42, 0, 0.02]]),
            [0.04, 0.04, 0.03, 0.025],
        )
        kit.add(MAHOGANY, foot.moved(yaw=turn))
    return kit


def _coffee_table() -> Kit:
    kit = Kit().add(STEEL, *legs((0.6, 1.1, 0.4), 0.035, 0.02, 1.0))
    kit.add(GLASS, board((-0.3, -0.55, 0.4), (0.3, 0.55, 0.418), 0.006))
    kit.add(WALNUT, board((-0.27, -0.52, 0.14), (0.27, 0.52, 0.165)))
    books = [
        shapes.box((-0.1, -0.2, 0.42 + 0.03 * i), (0.12 - 0.01 * i, 0.1, 0.447 + 0.03 * i)) for i in range(3)
    ]
    for index, book in enumerate(books):
        kit.add(Material(srgb(*BOOK_COLOURS[index])), book)
    return kit


def _bookcase(timber: Material, width: float, height: float, seed: int, *, backed: bool) -> Kit:
    rng = np.random.default_rng([seed, 77])
    kit, half = Kit(), width / 2.0
    kit.pair(timber, board((-0.15, half - 0.03, 0.0), (0.15, half, height)))
    if backed:
        kit.add(timber, shapes.box((-0.15, -half, 0.0), (-0.135, half, height)))
    shelves = bands(0.08, height - 0.03, max(4, round(height / 0.36)))
    kit.add(timber, board((-0.16, -half - 0.01, height - 0.03), (0.16, half + 0.01, height)))
    for low, high in shelves:
        kit.add(timber, board((-0.15, -half, low - 0.025), (0.15, half, low)))
        y = -half + 0.05
        while y < half - 0.12:
            thick = float(rng.uniform(0.025, 0.06))
            tall = float(rng.uniform(0.6, 0.88)) * (high - low)
            colour = BOOK_COLOURS[int(rng.integers(len(BOOK_COLOURS)))]
            book = shapes.box((-0.12, 0.0, 0.0), (float(rng.uniform(0.04, 0.1)), thick, tall))
            kit.add(Material(srgb(*colour), Pattern.CLOTH, scale=0.01), book.moved(0.0, y, low))
            y += thick + (0.002 if rng.random() < 0.93 else 0.15)
    return kit


def _desk(timber: Material, *, modern: bool) -> Kit:
    kit = Kit().add(timber, board((-0.4, -0.8, 0.72), (0.4, 0.8, 0.76), 0.012))
    if modern:
        kit.pair(
            STEEL,
            *(shapes.tube(np.array([[x, 0.74, 0.0], [x, 0.74, 0.7]]), [0.025] * 2) for x in (-0.35, 0.35)),
            board((-0.37, 0.71, 0.0), (0.37, 0.77, 0.03)),
        )
        kit.add(timber, board((-0.38, -0.74, 0.3), (-0.36, 0.74, 0.72)))
        kit.add(WHITE_LACQUER, board((-0.34, 0.25, 0.06), (0.34, 0.68, 0.66)))
        drawers(kit, (WHITE_LACQUER, STEEL), 0.34, bands(0.08, 0.65, 3), [(0.26, 0.67)])
    else:
        for left, right in ((-0.78, -0.34), (0.34, 0.78)):
            kit.add(
                timber,
                board((-0.36, left, 0.06), (0.36, right, 0.72)),
                board((-0.34, left + 0.03, 0.0), (0.34, right - 0.03, 0.06)),
            )
            drawers(kit, (timber, BRASS), 0.37, bands(0.09, 0.7, 3), [(left, right)])
        drawers(kit, (timber, BRASS), 0.37, [(0.6, 0.71)], [(-0.33, 0.33)])
        kit.add(
            Material(srgb(34, 70, 48), Pattern.SKIN, roughness=0.5),
            shapes.box((-0.3, -0.6, 0.757), (0.33, 0.6, 0.763)),
        )
    lamp = np.array([[-0.25, -0.6, 0.76], [-0.28, -0.6, 1.05], [-0.05, -0.6, 1.2]])
    kit.add(
        BRASS,
        shapes.tube(lamp, [0.012] * 3),
        shapes.lathe([(0, 0), (0.09, 0), (0.09, 0.02), (0, 0.03)], 20).moved(-0.25, -0.6, 0.76),
    )
    return kit.add(
        paint(38, 84, 56), shapes.lathe([(0.09, 0.0), (0.04, 0.09), (0.0, 0.11)], 20).moved(-0.03, -0.6, 1.12)
    )


def _dressing_mirror(frame: Material, *, oval: bool) -> Kit:
    kit = Kit()
    if oval:
        ring = np.linspace(0.0, 2.0 * np.pi, 49)
        edge = np.column_stack([np.zeros(49), 0.33 * np.cos(ring), 0.98 + 0.7 * np.sin(ring)])
        kit.add(frame, shapes.tube(edge, [0.035] * 49, 10, caps=False))
        kit.add(MIRROR, shapes.ellipsoid((0.0, 0.0, 0.98), (0.012, 0.32, 0.69), 40, 24))
    else:
        kit.add(MIRROR, shapes.box((-0.005, -0.34, 0.3), (0.012, 0.34, 1.75)))
        kit.pair(frame, board((-0.03, 0.33, 0.26), (0.03, 0.41, 1.8), 0.02))
        kit.add(
            frame,
            board((-0.03, -0.41, 0.24), (0.03, 0.41, 0.32), 0.02),
            board((-0.03, -0.41, 1.73), (0.03, 0.41, 1.82), 0.02),
        )
        kit.add(BLACK_WOOD, shapes.box((-0.02, -0.34, 0.3), (-0.006, 0.34, 1.75)))
    kit = Kit().put(kit, pitch=6.0)
    for y in (-0.45, 0.45):
        kit.add(
            frame,
            shapes.lathe(
                [
                    (0.03, 0.0),
                    (0.022, 0.3),
                    (0.035, 0.5),
                    (0.022, 0.8),
                    (0.03, 1.3),
                    (0.015, 1.34),
                    (0.03, 1.4),
                    (0.0, 1.44),
                ],
                14,
            ).moved(0.0, y, 0.06),
        )
        kit.add(
            frame,
            shapes.tube(
                np.array([[-0.3, y, 0.02], [-0.15, y, 0.1], [0.0, y, 0.13], [0.15, y, 0.1], [0.3, y, 0.02]]),
                [0.025, 0.03, 0.035, 0.03, 0.025],
            ),
        )
    return kit.add(frame, shapes.cylinder((0.0, -0.45, 0.16), (0.0, 0.45, 0.16), 0.02))


FURNITURE: tuple[Model, ...] = (
    machine("cabinet", "filing", _filing_cabinet),
    machine("cabinet", "china", _china_cabinet),
    machine("cabinet", "kitchen", _kitchen_cabinet),
    machine("armoire", "walnut", lambda: _armoire(WALNUT, BRASS, crown=True, mirror=False)),
    machine("armoire", "white", lambda: _armoire(WHITE_LACQUER, BRASS, crown=False, mirror=True)),
    machine("grandfather clock", "mahogany", lambda: _grandfather_clock(MAHOGANY, tall_hood=True)),
    machine("grandfather clock", "oak", lambda: _grandfather_clock(OAK, tall_hood=False)),
    machine("bureau", "chest", lambda: _bureau(WALNUT, with_mirror=True)),
    machine("bureau", "secretary", lambda: _bureau(MAHOGANY, with_mirror=False)),
    machine("night stand", "oak", lambda: _night_stand(OAK, shelf=True)),
    machine("night stand", "blue", lambda: _night_stand(BLUE_GREY, shelf=False)),
    machine("table", "dining", _dining_table),
    machine("table", "round", _round_table),
    machine("table", "coffee", _coffee_table),
    machine("bookcase", "tall", lambda: _bookcase(WALNUT, 1.0, 2.1, 1, backed=True)),
    machine("bookcase", "low", lambda: _bookcase(PINE, 1.5, 1.15, 2, backed=True)),
    machine("office desk", "executive", lambda: _desk(MAHOGANY, modern=False)),
    machine("office desk", "modern", lambda: _desk(PINE, modern=True)),
    machine("dressing mirror", "oval", lambda: _dressing_mirror(WALNUT, oval=True)),
    machine("dressing mirror", "gilded", lambda: _dressing_mirror(GOLD, oval=False)),
)
"""Every piece of furniture but beds and seats."""
