"""Sport: weight machines, balance beams, bench presses, bowling balls and pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household.carpentry import board, cushion
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import metal, paint, plastic, wood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.models.model import Model

FRAME = paint(40, 42, 46)
WHITE_FRAME = paint(220, 222, 224)
CHROME = metal(214, 216, 220, roughness=0.12)
IRON = metal(48, 48, 50, roughness=0.6)
VINYL = Material(srgb(30, 30, 33), Pattern.SKIN, roughness=0.5, specular=0.05)
RED_VINYL = Material(srgb(146, 26, 28), Pattern.SKIN, roughness=0.5, specular=0.05)
PIN_WHITE = plastic(232, 230, 222)
PIN_RED = plastic(176, 24, 26)


def beam(
    start: Sequence[float], end: Sequence[float], thick: float = 0.06
) -> tuple[Sequence[float], Sequence[float]]:
    """Return the corners of a square beam between two points along one axis."""
    low, high = np.minimum(start, end) - thick / 2.0, np.maximum(start, end) + thick / 2.0
    return low.tolist(), high.tolist()


def _frame(
    kit: Kit, coat: Material, beams: Sequence[tuple[Sequence[float], Sequence[float]]], thick: float = 0.06
) -> Kit:
    return kit.add(coat, *(board(*beam(start, end, thick), 0.01) for start, end in beams))


def _plates(kit: Kit, middle: float, z: float, x: float, sizes: Sequence[float]) -> Kit:
    """Add discs on both sleeves of a bar along y, from `middle` outwards."""
    for index, radius in enumerate(sizes):
        y = middle + 0.045 * index
        profile = [
            (0.0, 0.0),
            (radius * 0.3, 0.0),
            (radius * 0.34, 0.012),
            (radius * 0.84, 0.008),
            (radius * 0.88, 0.0),
            (radius, 0.0),
            (radius, 0.035),
            (radius * 0.88, 0.035),
            (radius * 0.84, 0.027),
            (0.0, 0.027),
        ]
        disc = shapes.lathe(profile, 30).moved(roll=-90.0)
        for side in (-1.0, 1.0):
            kit.add(IRON, disc.moved(x, side * y, z))
    return kit


def _barbell(kit: Kit, x: float, z: float, sizes: Sequence[float] = (0.225, 0.225, 0.16)) -> Kit:
    kit.add(CHROME, shapes.cylinder((x, -1.1, z), (x, 1.1, z), 0.014, sides=14))
    kit.pair(
        CHROME,
        shapes.cylinder((x, 0.68, z), (x, 1.1, z), 0.025, sides=14),
        shapes.cylinder((x, 0.66, z), (x, 0.68, z), 0.04, sides=16),
    )
    return _plates(kit, 0.69, z, x, sizes)


def _bench_press(cover: Material, coat: Material, *, inclined: bool) -> Kit:
    kit = Kit()
    _frame(
        kit,
        coat,
        [
            ((-0.62, -0.52, 0.03), (-0.62, 0.52, 0.03)),
            ((0.55, -0.22, 0.03), (0.55, 0.22, 0.03)),
            ((-0.6, 0.0, 0.36), (0.55, 0.0, 0.36)),
        ],
    )
    _frame(
        kit,
        coat,
        [
            ((-0.62, -0.48, 0.03), (-0.62, -0.48, 1.08)),
            ((-0.62, 0.48, 0.03), (-0.62, 0.48, 1.08)),
            ((0.52, 0.0, 0.03), (0.52, 0.0, 0.36)),
            ((-0.62, -0.48, 0.4), (-0.62, 0.48, 0.4)),
        ],
    )
    if inclined:
        back = cushion((-0.5, -0.15, 0.0), (0.4, 0.15, 0.09), 0.04).moved(pitch=-38.0)
        kit.add(cover, back.moved(-0.2, 0.0, 0.72), cushion((0.12, -0.16, 0.42), (0.58, 0.16, 0.51), 0.04))
        kit.add(coat, shapes.cylinder((-0.3, 0.0, 0.38), (-0.35, 0.0, 0.78), 0.03))
    else:
        kit.add(cover, cushion((-0.66, -0.15, 0.39), (0.62, 0.15, 0.49), 0.045))
    for y in (-0.48, 0.48):
        kit.add(
            CHROME,
            shapes.tube(
                np.array([[-0.62, y, 1.08], [-0.55, y, 1.06], [-0.5, y, 1.1], [-0.5, y, 1.18]]), [0.016] * 4
            ),
        )
    return _barbell(kit, -0.545, 1.105)


def _weight_machine() -> Kit:
    kit = Kit()
    _frame(
        kit,
        WHITE_FRAME,
        [
            ((-0.75, -0.5, 0.03), (-0.75, 0.5, 0.03)),
            ((-0.75, 0.0, 0.03), (0.75, 0.0, 0.03)),
            ((0.7, -0.35, 0.03), (0.7, 0.35, 0.03)),
            ((-0.75, -0.32, 0.03), (-0.75, -0.32, 2.05)),
            ((-0.75, 0.32, 0.03), (-0.75, 0.32, 2.05)),
            ((-0.75, -0.32, 2.05), (-0.75, 0.32, 2.05)),
            ((-0.75, 0.0, 2.05), (0.25, 0.0, 2.05)),
            ((-0.1, 0.0, 0.03), (-0.1, 0.0, 2.05)),
        ],
    )
    kit.pair(CHROME, shapes.cylinder((-0.75, 0.12, 0.05), (-0.75, 0.12, 2.0), 0.014))
    kit.add(
        IRON,
        *(board((-0.84, -0.2, 0.1 + 0.062 * i), (-0.66, 0.2, 0.156 + 0.062 * i), 0.008) for i in range(13)),
    )
    kit.add(
        plastic(220, 180, 40),
        *(
            board((-0.658, -0.03, 0.115 + 0.062 * i), (-0.655, 0.03, 0.14 + 0.062 * i), 0.001)
            for i in range(13)
        ),
    )
    kit.add(
        VINYL,
        cushion((-0.04, -0.18, 0.62), (0.05, 0.18, 1.35), 0.04),
        cushion((0.0, -0.2, 0.46), (0.45, 0.2, 0.56), 0.045),
    )
    _frame(kit, WHITE_FRAME, [((0.2, 0.0, 0.03), (0.2, 0.0, 0.46))])
    bar = np.array([[0.25, -0.62, 1.78], [0.25, -0.4, 1.9], [0.25, 0.4, 1.9], [0.25, 0.62, 1.78]])
    kit.add(
        CHROME,
        shapes.tube(bar, [0.016] * 4),
        shapes.cylinder((0.25, 0, 1.9), (0.25, 0, 2.0), 0.006),
        shapes.cylinder((-0.75, 0, 0.92), (-0.75, 0, 2.0), 0.006),
    )
    for x in (0.22, -0.72):
        kit.add(VINYL, shapes.cylinder((x, -0.02, 2.0), (x, 0.02, 2.0), 0.07, sides=22))
    for y in (-0.14, 0.14):
        kit.add(
            VINYL,
            shapes.cylinder((0.48, y - 0.1, 0.36), (0.48, y + 0.1, 0.36), 0.055, sides=18),
            shapes.cylinder((0.5, y - 0.1, 0.16), (0.5, y + 0.1, 0.16), 0.055, sides=18),
        )
    return kit.add(
        CHROME,
        shapes.cylinder((0.48, -0.26, 0.36), (0.48, 0.26, 0.36), 0.016),
        shapes.cylinder((0.5, -0.26, 0.16), (0.5, 0.26, 0.16), 0.016),
        shapes.cylinder((0.42, 0, 0.48), (0.5, 0, 0.14), 0.025),
    )


def _power_rack() -> Kit:
    kit = Kit()
    posts = [(x, y) for x in (-0.5, 0.5) for y in (-0.55, 0.55)]
    _frame(kit, paint(160, 30, 28), [((x, y, 0.03), (x, y, 2.1)) for x, y in posts], 0.07)
    _frame(
        kit,
        paint(160, 30, 28),
        [((-0.5, y, z), (0.5, y, z)) for y in (-0.55, 0.55) for z in (0.03, 2.1)]
        + [((x, -0.55, 2.1), (x, 0.55, 2.1)) for x in (-0.5, 0.5)],
        0.07,
    )
    kit.pair(CHROME, shapes.cylinder((-0.55, 0.55, 0.6), (0.6, 0.55, 0.6), 0.025))
    kit.add(VINYL, cushion((-0.62, -0.15, 0.36), (0.62, 0.15, 0.45), 0.04))
    _frame(
        kit,
        FRAME,
        [
            ((-0.45, 0, 0.03), (-0.45, 0, 0.36)),
            ((0.45, 0, 0.03), (0.45, 0, 0.36)),
            ((-0.45, -0.2, 0.03), (-0.45, 0.2, 0.03)),
            ((0.45, -0.2, 0.03), (0.45, 0.2, 0.03)),
        ],
    )
    return _barbell(kit, 0.56, 1.3, (0.225, 0.2, 0.16, 0.12))


def _balance_beam(cover: Material, *, high: bool) -> Kit:
    top = 1.25 if high else 0.4
    kit = Kit().add(cover, shapes.rounded_box((-0.05, -2.5, top - 0.13), (0.05, 2.5, top), 0.025, 4))
    for y in (-1.95, 1.95):
        kit.add(CHROME, shapes.cylinder((0, y, 0.12 if high else 0.05), (0, y, top - 0.12), 0.04, sides=18))
        if high:
            for x in (-0.55, 0.55):
                kit.add(
                    FRAME,
                    shapes.cylinder((0, y, top * 0.45), (x, y, 0.03), 0.028),
                    shapes.rounded_box((x - 0.06, y - 0.08, 0.0), (x + 0.06, y + 0.08, 0.04), 0.015),
                )
            kit.add(FRAME, shapes.cylinder((0, y, top * 0.5), (0, y * 0.72, 0.03), 0.024))
        else:
            kit.add(FRAME, board((-0.4, y - 0.05, 0.0), (0.4, y + 0.05, 0.06)))
    blue = Material(srgb(34, 74, 140), Pattern.CLOTH, scale=0.02)
    return kit.add(blue, board((-0.75, -1.7, 0.0), (0.75, 1.7, 0.05), 0.02)) if high else kit


def _pin() -> Kit:
    """Return a bowling pin, 0.38 m high, its outline after the rules of the game."""
    profile = [
        (0.0, 0.0),
        (0.0258, 0.0),
        (0.0287, 0.006),
        (0.0359, 0.019),
        (0.0497, 0.057),
        (0.0579, 0.086),
        (0.0605, 0.114),
        (0.0579, 0.149),
        (0.0471, 0.184),
        (0.0314, 0.22),
        (0.0248, 0.239),
        (0.0228, 0.254),
        (0.0235, 0.276),
        (0.0298, 0.314),
        (0.0323, 0.343),
        (0.0295, 0.362),
        (0.02, 0.376),
        (0.0, 0.381),
    ]
    kit = Kit().add(PIN_WHITE, shapes.lathe(profile, 26))
    for z, radius in ((0.243, 0.0248), (0.262, 0.0242)):
        kit.add(
            PIN_RED,
            shapes.lathe(
                [
                    (radius - 0.002, z),
                    (radius + 0.0012, z),
                    (radius + 0.0016, z + 0.009),
                    (radius - 0.002, z + 0.009),
                ],
                26,
            ),
        )
    return kit


def _ball(coat: Material) -> Kit:
    kit = Kit().add(coat, shapes.ellipsoid((0, 0, 0.109), (0.109, 0.109, 0.109), 40, 28))
    black = plastic(8, 8, 8)
    for x, y in ((0.03, 0.015), (0.03, -0.015), (-0.012, 0.0)):
        direction = np.array([0.75 + x, y * 4.0, 0.62 + x * 2.0])
        direction /= np.linalg.norm(direction)
        centre = np.array([0, 0, 0.109])
        kit.add(
            black, shapes.cylinder(centre + direction * 0.1, centre + direction * 0.1094, 0.0125, sides=16)
        )
    return kit


def _bowling(coat: Material, rows: int, *, fallen: bool) -> Kit:
    kit = Kit()
    for row in range(rows):
        for place in range(row + 1):
            x, y = -0.264 * row, (place - row / 2.0) * 0.305
            if fallen and (row + place) % 3 == 1:
                kit.put(_pin(), x, y, 0.06, pitch=88.0, yaw=70.0 * row + 40.0 * place)
            else:
                kit.put(_pin(), x, y)
    return kit.put(_ball(coat), 0.45, 0.12)


SPORT: tuple[Model, ...] = (
    machine("weight machine", "lat_pull", _weight_machine),
    machine("weight machine", "power_rack", _power_rack),
    machine(
        "balance beam",
        "high",
        lambda: _balance_beam(Material(srgb(196, 162, 118), Pattern.SKIN, roughness=0.6), high=True),
    ),
    machine("balance beam", "low", lambda: _balance_beam(wood(176, 128, 78), high=False), 3.6),
    machine("bench press", "flat", lambda: _bench_press(VINYL, FRAME, inclined=False)),
    machine("bench press", "inclined", lambda: _bench_press(RED_VINYL, WHITE_FRAME, inclined=True)),
    machine("bowling ball and pins", "ten", lambda: _bowling(paint(24, 40, 110), 4, fallen=False), 2.2),
    machine("bowling ball and pins", "three", lambda: _bowling(paint(120, 20, 60), 2, fallen=False), 1.6),
    machine("bowling ball and pins", "scattered", lambda: _bowling(paint(20, 90, 60), 3, fallen=True), 2.0),
)
"""Every piece of sport equipment."""
