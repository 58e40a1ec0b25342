"""Props of waste: bags, garbage, recycling containers."""

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
    rounded_box,
)
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    GALVANISED,
    OLD_WOOD,
    RUBBER,
    WHITE,
    bar,
    painted,
    plastic,
)
from carla_scenes.embedded.models.props.parts import lump
from carla_scenes.embedded.tags import Tag

_BLACK_FOIL = Material(srgb(30, 31, 34), Pattern.PLASTIC, roughness=0.25, specular=0.06)
_WHITE_FOIL = Material(srgb(214, 214, 212), Pattern.PLASTIC, roughness=0.3, specular=0.05)
_CARDBOARD = Material(srgb(172, 134, 92), Pattern.PLAIN, roughness=0.9)
_HOLE = Material(srgb(14, 14, 14), Pattern.PLAIN, roughness=0.95)


def _bag(builder: MeshBuilder, size: tuple[float, float, float], seed: int, foil: Material) -> None:
    """Add a tied bag: a lump with a knot and its ears."""
    length, width, height = size
    builder.add(lump((length, width, height * 0.82), seed, 0.15, 22), foil)
    neck = [(0.16 * length, 0.7 * height), (0.07 * length, 0.84 * height), (0.05 * length, 0.88 * height)]
    builder.add(lathe([*neck, (0.14 * length, height)], 10), foil)
    builder.add(lathe([(0.14 * length, height), (0.0, 0.9 * height)], 10), foil)


def trash_bag() -> Mesh:
    """Return a black bag of rubbish, tied up."""
    builder = MeshBuilder(Tag.STATIC)
    _bag(builder, (0.5, 0.5, 0.6), 1, _BLACK_FOIL)
    return builder.build()


def plastic_bag() -> Mesh:
    """Return a white carrier bag with two handles."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(lump((0.38, 0.36, 0.3), 2, 0.18, 20), _WHITE_FOIL)
    for y in (-0.06, 0.06):
        loop = [
            (-0.08, y, 0.26),
            (-0.07, y * 1.2, 0.34),
            (0.0, y * 1.3, 0.4),
            (0.07, y * 1.2, 0.34),
            (0.08, y, 0.26),
        ]
        builder.add(bar(loop, 0.016, sides=6), _WHITE_FOIL)
    return builder.build()


def garbage(variant: int) -> Mesh:
    """Return a little heap of litter: cans, cartons, paper, a bottle."""
    rng = np.random.default_rng(np.random.SeedSequence([8301, variant]))
    builder = MeshBuilder(Tag.STATIC)
    can = painted((srgb(190, 40, 40), srgb(60, 110, 170), srgb(70, 140, 80))[variant % 3])
    builder.add(cylinder((-0.12, -0.02, 0.034), (-0.03, 0.07, 0.034), 0.033, sides=14), can)
    builder.add(lump((0.17, 0.14, 0.11), 30 + variant, 0.35, 12).moved(0.09, -0.08), WHITE)
    builder.add(
        box((-0.05, -0.035, 0.0), (0.05, 0.035, 0.14)).moved(0.04, 0.1, 0.0, yaw=40.0, roll=14.0), _CARDBOARD
    )
    bottle = [(0.0, 0.0), (0.035, 0.0), (0.035, 0.12), (0.012, 0.17), (0.012, 0.2), (0.0, 0.2)]
    glass = Material(srgb(70, 110, 80), Pattern.GLASS, roughness=0.05, specular=0.06)
    if variant % 2:
        builder.add(lathe(bottle, 14).moved(-0.06, -0.12, 0.036, pitch=-86.0, yaw=35.0 * variant), glass)
    else:
        builder.add(lathe(bottle, 14).moved(-0.08, -0.12, 0.0), glass)
    for _ in range(5):
        x, y = rng.uniform(-0.17, 0.17, 2)
        size = float(rng.uniform(0.03, 0.07))
        paper = lump((size * 1.4, size, size * 0.6), int(rng.integers(1000)), 0.4, 8)
        builder.add(
            paper.moved(float(x), float(y), yaw=float(rng.uniform(0, 360))),
            WHITE if rng.random() < 0.5 else _CARDBOARD,
        )
    builder.add(centred_box((0.0, 0.0, 0.002), (0.4, 0.02, 0.003)).moved(yaw=20.0 * variant), BLACK)
    return builder.build()


def platform_garbage() -> Mesh:
    """Return a pallet with bags and boxes on it."""
    builder = MeshBuilder(Tag.STATIC)
    for y in (-0.44, 0.0, 0.44):
        builder.add(box((-0.5, y - 0.05, 0.0), (0.5, y + 0.05, 0.08)), OLD_WOOD)
    for x in np.linspace(-0.45, 0.45, 7):
        builder.add(box((x - 0.05, -0.5, 0.08), (x + 0.05, 0.5, 0.1)), OLD_WOOD)
    for x, y, size, seed in ((-0.2, -0.2, 0.4, 5), (0.22, 0.18, 0.36, 6)):
        part = MeshBuilder(Tag.STATIC)
        _bag(part, (size, size, size * 0.5), seed, _BLACK_FOIL)
        matrix = np.eye(4)
        matrix[:3, 3] = x, y, 0.1
        builder.add_mesh(part.build(), matrix)
    builder.add(box((-0.14, -0.12, 0.0), (0.14, 0.12, 0.17)).moved(0.24, -0.22, 0.1, yaw=20.0), _CARDBOARD)
    builder.add(box((-0.1, -0.1, 0.0), (0.1, 0.1, 0.12)).moved(-0.22, 0.26, 0.1, yaw=-12.0), _CARDBOARD)
    return builder.build()


def glass_container() -> Mesh:
    """Return a bell-shaped bottle bank with round holes."""
    builder = MeshBuilder(Tag.STATIC)
    bell = [
        (0.66, 0.0),
        (0.7, 0.06),
        (0.7, 0.9),
        (0.66, 1.2),
        (0.52, 1.5),
        (0.3, 1.68),
        (0.1, 1.72),
        (0.0, 1.73),
    ]
    green = plastic(srgb(40, 104, 66))
    builder.add(lathe(bell, 32), green)
    for turn in (0.0, 90.0, 180.0, 270.0):
        port = cylinder((0.5, 0, 1.28), (0.68, 0, 1.28), 0.13, sides=18).moved(yaw=turn)
        builder.add(port, BLACK)
        builder.add(cylinder((0.66, 0, 1.28), (0.685, 0, 1.28), 0.1, sides=18).moved(yaw=turn), _HOLE)
        builder.add(centred_box((0.7, 0, 0.6), (0.012, 0.36, 0.36)).moved(yaw=turn), WHITE)
    builder.add(bar([(0, -0.1, 1.7), (0, -0.1, 1.79), (0, 0.1, 1.79), (0, 0.1, 1.7)], 0.02), GALVANISED)
    return builder.build()


def cloth_container() -> Mesh:
    """Return a container for old clothes with a tilting chute."""
    builder = MeshBuilder(Tag.STATIC)
    paint = painted(srgb(206, 202, 190))
    builder.add(rounded_box((-0.6, -0.63, 0.08), (0.6, 0.63, 1.85), 0.03), paint)
    builder.add(box((-0.6, -0.6, 0.0), (0.6, 0.6, 0.1)), BLACK)
    rings = [
        np.array([(0.6, y, 1.2), (0.65, y, 1.22), (0.65, y, 1.3), (0.6, y, 1.62)]) for y in (0.42, -0.42)
    ]
    builder.add(loft(np.array(rings), crease=10.0), painted(srgb(60, 96, 150)))
    builder.add(cylinder((0.645, -0.2, 1.36), (0.645, 0.2, 1.36), 0.015), GALVANISED)
    builder.add(centred_box((0.602, 0, 0.7), (0.01, 0.8, 0.5)), painted(srgb(60, 96, 150)))
    # A shirt, as the pictogram on it.
    for y in (-0.12, 0.0, 0.12):
        builder.add(centred_box((0.609, y, 0.68), (0.006, 0.11, 0.3 if y == 0.0 else 0.28)), WHITE)
    for y in (-0.22, 0.22):
        builder.add(centred_box((0.609, y, 0.77), (0.006, 0.1, 0.1)), WHITE)
    builder.add(cylinder((-0.3, 0, 1.85), (-0.3, 0, 1.9), 0.03, sides=10), GALVANISED)
    return builder.build()


def dustbin(variant: int) -> Mesh:
    """Return a classic ribbed dustbin with a lid and side handles."""
    builder = MeshBuilder(Tag.STATIC)
    steel = GALVANISED if variant == 0 else painted(srgb(70, 96, 78))
    builder.add(lathe([(0.0, 0.0), (0.22, 0.0), (0.27, 0.82), (0.28, 0.84)], 32), steel)
    for turn in np.arange(0.0, 360.0, 20.0):
        rib = bar([(0.225, 0, 0.06), (0.268, 0, 0.78)], 0.01, sides=6).moved(yaw=float(turn))
        builder.add(rib, steel)
    builder.add(lathe([(0.3, 0.82), (0.3, 0.87), (0.2, 0.94), (0.0, 0.96)], 32), steel)
    builder.add(lathe([(0.0, 0.83), (0.3, 0.82)], 32), steel)
    builder.add(bar([(0, -0.07, 0.94), (0, -0.06, 1.0), (0, 0.06, 1.0), (0, 0.07, 0.94)], 0.012), steel)
    for side in (-1.0, 1.0):
        builder.add(
            bar(
                [
                    (-0.07, 0.26 * side, 0.6),
                    (-0.07, 0.3 * side, 0.6),
                    (0.07, 0.3 * side, 0.6),
                    (0.07, 0.26 * side, 0.6),
                ],
                0.01,
            ),
            steel,
        )
    return builder.build()


def pedal_bin() -> Mesh:
    """Return a domed bin with a swinging flap."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(lathe([(0.0, 0.0), (0.26, 0.0), (0.27, 0.05), (0.27, 0.7)], 28), plastic(srgb(120, 124, 128)))
    builder.add(
        lathe([(0.29, 0.68), (0.29, 0.74), (0.24, 0.88), (0.14, 0.97), (0.0, 1.0)], 28),
        plastic(srgb(70, 74, 78)),
    )
    builder.add(lathe([(0.0, 0.69), (0.29, 0.68)], 28), BLACK)
    builder.add(ellipsoid((0.17, 0.0, 0.86), (0.09, 0.14, 0.08), 16, 10), _HOLE)
    builder.add(centred_box((0.28, 0, 0.03), (0.05, 0.12, 0.03)), RUBBER)
    return builder.build()
