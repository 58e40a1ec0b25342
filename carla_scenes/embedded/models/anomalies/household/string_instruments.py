"""String instruments: guitars, violins and harps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.household.carpentry import board
from carla_scenes.embedded.models.anomalies.household.instruments import (
    BLACK,
    BRASS,
    CHROME,
    EBONY,
    IVORY,
    MAPLE,
    RED_LACQUER,
    ROSEWOOD,
    SILVER,
    SPRUCE,
)
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import metal, paint, wood

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.model import Model

    Floats = npt.NDArray[np.float64]


def _outline(waist: float, upper: float, lower: float, length: float) -> Floats:
    """Return half-widths of a guitar-like body from its lower to its upper end as a closed outline, (P, 2)."""
    t = np.linspace(0.0, 1.0, 41)
    round_ends = np.sqrt(np.clip(1.0 - np.abs(2.0 * t - 1.0) ** 5, 0.0, 1.0))
    mix = 0.5 + 0.5 * np.cos(np.pi * np.clip((t - 0.3) / 0.45, 0.0, 1.0))
    width = (lower * mix + upper * (1.0 - mix)) * round_ends
    width *= 1.0 - waist * np.exp(-(((t - 0.58) / 0.13) ** 2))
    right = np.column_stack([width, t * length])
    return np.concatenate([right, right[-2:0:-1] * [-1.0, 1.0]])


def _plate(outline: Floats, low: float, high: float) -> Surface:
    """Return an upright plate in the plane of y and z, from x = `low` to `high`."""
    flat_plate = shapes.extrude(outline, low, high)
    matrix = np.eye(4)
    matrix[:3, :3] = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    return flat_plate.transformed(matrix)


def _strings(
    kit: Kit,
    count: int,
    spread: tuple[float, float],
    x: tuple[float, float],
    z: tuple[float, float],
) -> Kit:
    """Add strings from the bridge (first of each pair) to the nut."""
    for place in np.linspace(-0.5, 0.5, count):
        kit.add(
            SILVER,
            shapes.cylinder(
                (x[0], place * spread[0], z[0]), (x[1], place * spread[1], z[1]), 0.0022, sides=5
            ),
        )
    return kit


def _neck(
    kit: Kit, timber: Material, z: tuple[float, float], width: float, front: float, *, frets: int
) -> Kit:
    low, high = z
    kit.add(timber, board((front - 0.035, -width / 2.0, low), (front, width / 2.0, high)))
    kit.add(EBONY, board((front, -width / 2.0, low - 0.06), (front + 0.008, width / 2.0, high), 0.003))
    for index in range(frets):
        place = high - (high - low) * (1.0 - 0.5 ** ((index + 1) / 9.0)) * 1.25
        if place > low - 0.05:
            kit.add(
                SILVER,
                board(
                    (front + 0.008, -width / 2.0, place), (front + 0.011, width / 2.0, place + 0.004), 0.001
                ),
            )
    return kit


def _acoustic_guitar(top: Material, sides: Material) -> Kit:
    shape = _outline(0.3, 0.14, 0.19, 0.5)
    kit = (
        Kit()
        .add(sides, _plate(shape, -0.05, 0.05))
        .add(top, _plate(shape * [0.985, 1.0] + [0.0, 0.0], 0.05, 0.055))
    )
    kit.add(BLACK, shapes.cylinder((0.05, 0, 0.33), (0.0562, 0, 0.33), 0.052, sides=30)).add(
        MAPLE,
        shapes.lathe([(0.064, 0.0), (0.06, 0.003), (0.052, 0.0)], 30)
        .moved(pitch=-90.0)
        .moved(0.055, 0, 0.33),
    )
    kit.add(ROSEWOOD, board((0.055, -0.08, 0.14), (0.068, 0.08, 0.165), 0.004))
    _neck(kit, MAPLE, (0.47, 0.86), 0.052, 0.056, frets=14)
    kit.add(ROSEWOOD, board((0.0, -0.036, 0.86), (0.03, 0.036, 1.02)).moved(pitch=0.0))
    for y in (-0.05, 0.05):
        kit.add(
            SILVER, *(shapes.ellipsoid((0.015, y, z), (0.012, 0.02, 0.012), 8, 6) for z in (0.89, 0.94, 0.99))
        )
    return _strings(kit, 6, (0.055, 0.04), (0.072, 0.066), (0.15, 0.86))


def _electric_guitar(coat: Material) -> Kit:
    points = np.array(
        [
            [0.0, 0.0],
            [0.13, 0.01],
            [0.175, 0.1],
            [0.15, 0.2],
            [0.125, 0.27],
            [0.15, 0.38],
            [0.13, 0.44],
            [0.07, 0.38],
            [0.03, 0.36],
            [-0.03, 0.36],
            [-0.09, 0.4],
            [-0.16, 0.5],
            [-0.185, 0.45],
            [-0.15, 0.3],
            [-0.13, 0.22],
            [-0.17, 0.12],
            [-0.13, 0.01],
        ]
    )
    closed = np.concatenate([points[-2:], points, points[:3]])
    t = np.linspace(2.0, len(points) + 2.0, 72, endpoint=False)
    shape = np.column_stack([_catmull(closed[:, 0], t), _catmull(closed[:, 1], t)])
    kit = Kit().add(coat, _plate(shape, -0.02, 0.025))
    guard = shape * 0.72 + np.array([0.0, 0.06])
    kit.add(IVORY, _plate(guard, 0.025, 0.029))
    for z in (0.16, 0.22, 0.28):
        kit.add(BLACK, board((0.029, -0.045, z), (0.038, 0.045, z + 0.025), 0.004))
    kit.add(CHROME, board((0.029, -0.045, 0.1), (0.042, 0.045, 0.125), 0.004))
    kit.add(
        BLACK,
        *(shapes.cylinder((0.029, 0.09, z), (0.045, 0.09, z), 0.014, sides=14) for z in (0.1, 0.15, 0.2)),
    )
    _neck(kit, MAPLE, (0.36, 0.86), 0.05, 0.034, frets=20)
    kit.add(
        MAPLE,
        _plate(
            np.array(
                [[-0.025, 0.86], [0.025, 0.86], [0.045, 0.92], [0.02, 1.04], [-0.06, 1.05], [-0.05, 0.95]]
            ),
            0.0,
            0.022,
        ),
    )
    kit.add(
        CHROME,
        *(
            shapes.ellipsoid((0.012, -0.075 + 0.002 * i, 0.91 + 0.026 * i), (0.008, 0.018, 0.01), 8, 6)
            for i in range(6)
        ),
    )
    return _strings(kit, 6, (0.05, 0.036), (0.045, 0.044), (0.11, 0.86))


def _catmull(values: Floats, t: Floats) -> Floats:
    """Return a closed curve through values at whole t, smooth in between."""
    count = len(values)
    index = np.floor(t).astype(int)
    u = t - index
    a, b, c, d = (values[np.clip(index + k, 0, count - 1)] for k in (-1, 0, 1, 2))
    result: Floats = 0.5 * (
        2.0 * b + (c - a) * u + (2.0 * a - 5.0 * b + 4.0 * c - d) * u**2 + (3.0 * (b - c) + d - a) * u**3
    )
    return result


def _violin(varnish: Material, *, bow: bool) -> Kit:
    shape = _outline(0.42, 0.15, 0.19, 0.62)
    kit = Kit().add(varnish, _plate(shape, -0.035, 0.03))
    belly = _plate(shape * [0.8, 0.9] + [0.0, 0.03], 0.03, 0.042)
    kit.add(varnish, belly)
    for y in (-0.085, 0.085):
        f_hole = np.array(
            [
                [0.044, y * 0.75, 0.34],
                [0.044, y * 0.7, 0.37],
                [0.044, y, 0.3],
                [0.044, y, 0.26],
                [0.044, y * 1.3, 0.2],
                [0.044, y * 1.25, 0.17],
            ]
        )
        kit.add(EBONY, shapes.tube(f_hole, [0.008, 0.004, 0.005, 0.005, 0.004, 0.008], 6))
    kit.add(EBONY, board((0.05, -0.03, 0.02), (0.062, 0.03, 0.22), 0.006)).add(
        MAPLE, board((0.042, -0.045, 0.255), (0.095, 0.045, 0.265), 0.003)
    )
    kit.add(varnish, board((-0.01, -0.024, 0.6), (0.03, 0.024, 1.02))).add(
        EBONY, board((0.05, -0.026, 0.38), (0.062, 0.026, 1.02), 0.004)
    )
    scroll_turn = np.linspace(0.0, 4.2 * np.pi, 40)
    radius = np.linspace(0.055, 0.012, 40)
    scroll = np.column_stack(
        [-0.03 - radius * np.cos(scroll_turn), np.zeros(40), 1.15 + radius * np.sin(scroll_turn)]
    )
    kit.add(
        varnish,
        shapes.tube(scroll, np.linspace(0.024, 0.014, 40), 8),
        board((-0.02, -0.022, 1.0), (0.03, 0.022, 1.14), 0.008),
    )
    kit.add(
        EBONY,
        *(
            shapes.cylinder(
                (0.005, -0.06 if i % 2 else 0.06, 1.03 + 0.025 * i), (0.005, 0.0, 1.03 + 0.025 * i), 0.009
            )
            for i in range(4)
        ),
    )
    kit.add(EBONY, shapes.ellipsoid((0.05, -0.08, 0.04), (0.02, 0.06, 0.035)))
    _strings(kit, 4, (0.06, 0.03), (0.096, 0.068), (0.26, 1.02))
    if bow:
        stick = np.array([[0.14, 0.3, 0.0], [0.15, 0.3, 0.6], [0.14, 0.3, 1.2]])
        kit.add(
            ROSEWOOD, shapes.tube(stick, [0.012, 0.009, 0.008]), board((0.14, 0.29, 0.05), (0.18, 0.31, 0.14))
        )
        kit.add(
            IVORY,
            board((0.178, 0.294, 0.08), (0.18, 0.306, 1.19), 0.0008),
            board((0.14, 0.292, 1.17), (0.18, 0.308, 1.2)),
        )
    return Kit().put(kit, pitch=8.0)


def _cello() -> Kit:
    kit = Kit().put(_violin(MAPLE, bow=False), 0.0, 0.0, 0.22, scale=1.0)
    return kit.add(SILVER, shapes.cylinder((0.0, 0.0, 0.0), (0.02, 0.0, 0.26), 0.012))


def _harp(timber: Material, size: float) -> Kit:
    kit = Kit()
    column = np.array([[0.0, 0.55, 0.1], [0.0, 0.58, 0.9], [0.0, 0.6, 1.75]])
    neck = np.array(
        [
            [0.0, 0.6, 1.75],
            [0.0, 0.42, 1.72],
            [0.0, 0.2, 1.45],
            [0.0, 0.0, 1.38],
            [0.0, -0.22, 1.5],
            [0.0, -0.34, 1.46],
        ]
    )
    body_line = np.array([[0.0, -0.34, 1.46], [0.0, -0.1, 0.85], [0.0, 0.22, 0.1]])
    kit.add(
        timber,
        shapes.tube(column, [0.05, 0.038, 0.045], 14),
        shapes.tube(neck, [0.05, 0.05, 0.045, 0.045, 0.05, 0.05], 12),
        shapes.tube(body_line, [0.06, 0.11, 0.17], 16),
    )
    kit.add(
        timber,
        shapes.rounded_box((-0.2, 0.05, 0.0), (0.2, 0.66, 0.12), 0.04),
        shapes.lathe([(0, 0), (0.07, 0.01), (0.05, 0.06), (0.08, 0.12), (0.0, 0.2)], 18).moved(0, 0.6, 1.72),
    )
    for share in np.linspace(0.04, 0.94, 26):
        foot = body_line[0] + (body_line[2] - body_line[0]) * share
        top_y = foot[1] + 0.05 + 0.1 * share
        top_z = float(np.interp(top_y, neck[::-1, 1], neck[::-1, 2]))
        kit.add(
            BRASS if round(share * 100) % 3 else RED_LACQUER,
            shapes.cylinder((0.05, foot[1] + 0.04, foot[2]), (0.045, top_y, top_z), 0.0035, sides=5),
        )
    for turn in range(5):
        kit.add(
            BRASS,
            shapes.lathe([(0.05, 0.0), (0.056, 0.015), (0.05, 0.03)], 18).moved(
                0, 0.56 + 0.01 * turn, 0.25 + 0.3 * turn
            ),
        )
    return Kit().put(kit, scale=size)


STRING_INSTRUMENTS: tuple[Model, ...] = (
    machine("guitar", "acoustic", lambda: _acoustic_guitar(SPRUCE, ROSEWOOD), 1.4),
    machine("guitar", "mahogany", lambda: _acoustic_guitar(wood(140, 66, 34), EBONY), 1.2),
    machine("guitar", "electric_red", lambda: _electric_guitar(RED_LACQUER), 1.4),
    machine("guitar", "electric_blue", lambda: _electric_guitar(paint(60, 150, 170)), 1.2),
    machine("violin", "with_bow", lambda: _violin(wood(150, 72, 30), bow=True), 1.3),
    machine("violin", "cello", _cello, 1.5),
    machine("harp", "gold", lambda: _harp(metal(212, 168, 72, roughness=0.25), 1.0)),
    machine("harp", "maple", lambda: _harp(MAPLE, 0.8)),
)
"""Every string instrument."""
