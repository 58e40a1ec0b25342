"""Small things, grown to be seen: drinking glasses, cutlery, plates, eyeglasses and pens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household.carpentry import board
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import metal, paint, plastic, wood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.models.model import Model

SILVER = metal(200, 202, 206, roughness=0.15)
GOLD = metal(212, 168, 72, roughness=0.2)
CLEAR = Material(srgb(150, 170, 172), Pattern.GLASS, roughness=0.03, specular=0.1)
WINE = Material(srgb(92, 14, 26), Pattern.PLASTIC, roughness=0.1, specular=0.05)
BEER = Material(srgb(206, 138, 34), Pattern.PLASTIC, roughness=0.1, specular=0.05)
FOAM = Material(srgb(236, 230, 212), roughness=0.9)
CHINA = Material(srgb(230, 230, 226), roughness=0.15, specular=0.06)
BLUE = Material(srgb(38, 66, 130), roughness=0.2, specular=0.06)
BLACK = plastic(24, 24, 26)


def _shell(outside: Sequence[tuple[float, float]], thick: float) -> list[tuple[float, float]]:
    """Return the profile of a vessel: its outside up to the rim, and the inside down again."""
    inside = [
        (max(0.0, radius - thick), height + thick * (index == 0))
        for index, (radius, height) in enumerate(outside)
    ]
    return [*outside, *reversed(inside)]


def _wine_glass() -> Kit:
    foot = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.012), (0.04, 0.05), (0.022, 0.1), (0.022, 0.42), (0.05, 0.46)]
    kit = Kit().add(CLEAR, shapes.lathe([*foot, (0.0, 0.47)], 32))
    heights = np.linspace(0.46, 0.98, 15)
    widths = 0.23 * np.sin(np.pi * np.linspace(0.0, 0.76, 15)) ** 0.6
    bowl = list(zip(widths.tolist(), heights.tolist(), strict=True))
    kit.add(WINE, shapes.lathe([*bowl[:9], (0.0, heights[8])], 40))
    above = bowl[8:]
    inner = [(radius - 0.01, height) for radius, height in reversed(above)]
    return kit.add(CLEAR, shapes.lathe([*above, *inner], 40))


def _beer_mug() -> Kit:
    kit = Kit().add(BEER, shapes.lathe([(0.0, 0.03), (0.23, 0.03), (0.24, 0.6), (0.0, 0.6)], 28))
    kit.add(CLEAR, shapes.lathe([(0.0, 0.0), (0.26, 0.0), (0.265, 0.06), (0.0, 0.05)], 28))
    kit.add(
        CLEAR,
        *(
            shapes.cylinder(
                (0.25 * np.cos(a), 0.25 * np.sin(a), 0.04), (0.25 * np.cos(a), 0.25 * np.sin(a), 0.56), 0.025
            )
            for a in np.arange(14) * np.pi / 7.0
        ),
    )
    foam = [
        Limb(
            (0.14 * np.cos(a), 0.14 * np.sin(a), 0.64),
            (0.14 * np.cos(a), 0.14 * np.sin(a), 0.64),
            0.1 + 0.02 * np.sin(a * 3),
        )
        for a in np.arange(8) * np.pi / 4.0
    ]
    surface, _ = body([*foam, Limb((0, 0, 0.66), (0, 0, 0.66), 0.13)], 0.025, 0.05)
    turn = np.radians(np.linspace(-80.0, 80.0, 11))
    handle = np.column_stack([np.zeros(11), 0.24 + 0.17 * np.cos(turn), 0.31 + 0.2 * np.sin(turn)])
    return kit.add(FOAM, surface).add(CLEAR, shapes.tube(handle, [0.035] * 11, 10))


def _tumbler() -> Kit:
    straw = plastic(214, 52, 48)
    kit = Kit().add(CLEAR, shapes.lathe(_shell([(0.15, 0.0), (0.22, 0.75)], 0.015), 32))
    kit.add(
        BEER.with_colour(srgb(228, 120, 30)),
        shapes.lathe([(0.0, 0.02), (0.14, 0.02), (0.19, 0.55), (0.0, 0.55)], 30),
    )
    kit.add(
        straw,
        shapes.tube(np.array([[-0.1, -0.05, 0.05], [0.12, 0.08, 0.85], [0.26, 0.16, 0.95]]), [0.018] * 3),
    )
    lemon = shapes.cylinder((0.0, 0.2, 0.74), (0.0, 0.225, 0.74), 0.12, sides=26)
    return kit.add(plastic(236, 200, 52), lemon)


def _fork() -> Kit:
    kit = Kit().add(
        SILVER,
        *(board((0.42, y - 0.013, -0.01), (0.8, y + 0.013, 0.012)) for y in (-0.075, -0.025, 0.025, 0.075)),
    )
    kit.add(SILVER, shapes.rounded_box((0.26, -0.09, -0.012), (0.45, 0.09, 0.014), 0.012))
    neck, _ = body(
        [Limb((0.3, 0, 0), (0.0, 0, 0.0), 0.05, 0.022), Limb((0, 0, 0), (-0.7, 0, 0), 0.022, 0.05)],
        0.012,
        0.02,
    )
    return Kit().put(kit.add(SILVER, neck), pitch=78.0)


def _spoon() -> Kit:
    bowl, _ = body(
        [
            Limb((0.55, 0, 0), (0.62, 0, 0), 0.15, 0.12, flatten=(1.3, 0.85, 0.28)),
            Limb((0.42, 0, 0), (0.0, 0, 0.02), 0.022),
            Limb((0, 0, 0.02), (-0.7, 0, 0), 0.022, 0.05),
        ],
        0.012,
        0.03,
    )
    return Kit().put(Kit().add(SILVER, bowl), pitch=78.0)


def _knife() -> Kit:
    blade = np.array([[0.0, -0.08], [0.75, -0.05], [0.95, 0.08], [0.0, 0.08]])
    kit = Kit().add(SILVER, shapes.extrude(blade, -0.008, 0.008))
    kit.add(BLACK, shapes.rounded_box((-0.6, -0.07, -0.035), (0.0, 0.075, 0.035), 0.03))
    kit.add(SILVER, *(shapes.cylinder((x, 0.0, -0.04), (x, 0.0, 0.04), 0.018) for x in (-0.48, -0.3, -0.12)))
    return Kit().put(kit, pitch=76.0)


def _cutlery_stand() -> Kit:
    crock = shapes.lathe(_shell([(0.16, 0.0), (0.19, 0.1), (0.18, 0.4), (0.2, 0.42)], 0.02), 30)
    kit = Kit().add(BLUE, crock)
    timber = wood(176, 128, 78)
    spatula = Kit().add(
        timber,
        shapes.cylinder((0, 0, 0), (0, 0, 0.6), 0.02),
        board((-0.012, -0.08, 0.58), (0.012, 0.08, 0.82)),
    )
    spoon, _ = body(
        [
            Limb((0, 0, 0), (0, 0, 0.62), 0.02),
            Limb((0, 0, 0.72), (0, 0, 0.76), 0.09, flatten=(0.35, 0.9, 1.3)),
        ],
        0.013,
        0.02,
    )
    whisk = Kit().add(SILVER, shapes.cylinder((0, 0, 0), (0, 0, 0.5), 0.022))
    for turn in (0.0, 45.0, 90.0, 135.0):
        a = np.radians(np.linspace(0.0, 360.0, 25))
        loop = np.column_stack([0.09 * np.sin(a), np.zeros(25), 0.64 - 0.15 * np.cos(a)])
        whisk.add(SILVER, shapes.tube(loop, [0.006] * 25, 6, caps=False).moved(yaw=turn))
    kit.put(spatula, -0.05, -0.08, 0.05, roll=14.0).put(Kit().add(timber, spoon), 0.06, 0.0, 0.05, pitch=-8.0)
    return kit.put(whisk, -0.02, 0.08, 0.05, roll=-14.0)


def _plate() -> Kit:
    dish = shapes.lathe(
        [
            (0, 0.0),
            (0.28, 0.0),
            (0.3, 0.02),
            (0.46, 0.07),
            (0.48, 0.075),
            (0.46, 0.085),
            (0.3, 0.04),
            (0, 0.03),
        ],
        48,
    )
    ring = shapes.lathe([(0.4, 0.068), (0.43, 0.082), (0.435, 0.08)], 48)
    return (
        Kit()
        .put(Kit().add(CHINA, dish).add(BLUE, ring), z=0.47, pitch=-70.0)
        .add(
            wood(120, 74, 42),
            shapes.tube(
                np.array([[-0.26, -0.22, 0.0], [0.02, -0.22, 0.05], [0.06, -0.22, 0.12]]), [0.02] * 3
            ),
            shapes.tube(np.array([[-0.26, 0.22, 0.0], [0.02, 0.22, 0.05], [0.06, 0.22, 0.12]]), [0.02] * 3),
            shapes.cylinder((-0.26, -0.24, 0.02), (-0.26, 0.24, 0.02), 0.02),
        )
    )


def _plate_stack() -> Kit:
    kit = Kit()
    for index in range(9):
        dish = shapes.lathe([(0, 0.0), (0.25, 0.0), (0.44, 0.07), (0.44, 0.085), (0.25, 0.03), (0, 0.03)], 40)
        kit.add(
            CHINA if index % 3 else BLUE,
            dish.moved(0.012 * np.sin(index * 2.1), 0.012 * np.cos(index * 1.3), index * 0.05),
        )
    return kit


def _eyeglasses(frame: Material, lens: Material, *, round_lenses: bool) -> Kit:
    kit = Kit()
    turn = np.linspace(0.0, 2.0 * np.pi, 37)
    power = 1.0 if round_lenses else 0.6
    across = 0.22 * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** power
    upwards = (0.2 if round_lenses else 0.16) * np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** power
    for y in (-0.28, 0.28):
        rim = np.column_stack([np.zeros(37), y + across, 0.22 + upwards])
        kit.add(frame, shapes.tube(rim, [0.022] * 37, 8, caps=False))
        kit.add(
            lens,
            shapes.polygon(rim[:-1], np.array([1.0, 0.0, 0.0])),
            shapes.polygon(rim[:-1] - [0.006, 0, 0], np.array([-1.0, 0.0, 0.0])),
        )
    kit.add(frame, shapes.tube(np.array([[0, -0.07, 0.25], [0.02, 0, 0.3], [0, 0.07, 0.25]]), [0.022] * 3))
    temple = np.array([[0, 0.5, 0.26], [-0.1, 0.54, 0.27], [-0.75, 0.52, 0.25], [-0.95, 0.5, 0.08]])
    return kit.pair(frame, shapes.tube(temple, [0.022, 0.022, 0.02, 0.026]))


def _pen(coat: Material, trim: Material, *, fountain: bool) -> Kit:
    barrel = shapes.lathe(
        [(0.0, 0.0), (0.012, 0.01), (0.05, 0.14), (0.06, 0.3), (0.062, 0.9), (0.05, 1.12), (0.0, 1.14)], 24
    )
    kit = Kit().add(coat, barrel)
    kit.add(
        trim,
        shapes.cylinder((0, 0, 0.62), (0, 0, 0.66), 0.066, sides=24),
        shapes.lathe([(0.0, -0.02), (0.014, 0.0), (0.05, 0.13), (0.052, 0.16)], 24),
    )
    kit.add(
        trim, board((0.06, -0.02, 0.72), (0.08, 0.02, 1.08)), board((0.04, -0.02, 1.05), (0.08, 0.02, 1.08))
    )
    if fountain:
        nib = np.array([[0.0, 0.0], [0.03, 0.1], [0.035, 0.2], [-0.035, 0.2], [-0.03, 0.1]])
        kit.add(
            GOLD, shapes.extrude(nib, -0.012, 0.012).moved(pitch=0.0).moved(roll=-90.0).moved(0, 0, -0.12)
        )
    else:
        kit.add(trim, shapes.cylinder((0, 0, 1.12), (0, 0, 1.22), 0.025))
    return Kit().put(kit, pitch=-62.0, yaw=20.0)


def _pencil() -> Kit:
    kit = Kit().add(paint(232, 176, 32), shapes.cylinder((0, 0, 0.18), (0, 0, 1.2), 0.06, sides=6))
    kit.add(wood(214, 170, 112), shapes.cylinder((0, 0, 0.04), (0, 0, 0.18), 0.018, 0.058, 16)).add(
        BLACK, shapes.cylinder((0, 0, 0), (0, 0, 0.045), 0.002, 0.019, 12)
    )
    kit.add(SILVER, shapes.cylinder((0, 0, 1.2), (0, 0, 1.3), 0.064, sides=20)).add(
        plastic(214, 120, 120), shapes.cylinder((0, 0, 1.3), (0, 0, 1.4), 0.058, sides=20)
    )
    return Kit().put(kit, pitch=-70.0)


SMALL_THINGS: tuple[Model, ...] = (
    machine("drinking glass", "wine", _wine_glass, 1.2),
    machine("drinking glass", "beer", _beer_mug, 0.9),
    machine("drinking glass", "tumbler", _tumbler, 1.0),
    machine("kitchen utensil", "fork", _fork, 1.6),
    machine("kitchen utensil", "spoon", _spoon, 1.5),
    machine("kitchen utensil", "knife", _knife, 1.4),
    machine("kitchen utensil", "crock", _cutlery_stand, 1.1),
    machine("plate", "standing", _plate, 0.9),
    machine("plate", "stack", _plate_stack, 0.9),
    machine("eyeglasses", "horn", lambda: _eyeglasses(BLACK, CLEAR, round_lenses=False), 1.3),
    machine(
        "eyeglasses",
        "sun",
        lambda: _eyeglasses(
            GOLD, Material(srgb(24, 26, 30), Pattern.GLASS, roughness=0.03, specular=0.1), round_lenses=True
        ),
        1.2,
    ),
    machine("pen", "ball", lambda: _pen(plastic(36, 70, 150), SILVER, fountain=False), 1.5),
    machine("pen", "fountain", lambda: _pen(plastic(24, 22, 24), GOLD, fountain=True), 1.4),
    machine("pen", "pencil", _pencil, 1.5),
)
"""Every small thing."""
