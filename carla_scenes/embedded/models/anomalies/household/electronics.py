"""Electronics: computer monitors, computer mice and hair dryers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.blobs import Limb, body
from carla_scenes.embedded.geometry.surface import smooth
from carla_scenes.embedded.models.anomalies.household import faces
from carla_scenes.embedded.models.anomalies.household.appliances import BLACK, ENAMEL, GREY
from carla_scenes.embedded.models.anomalies.household.carpentry import board
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import plastic

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def _flat_screen(name: str, *, wide: bool) -> Kit:
    half, low, high = (0.48, 0.2, 0.62) if wide else (0.3, 0.18, 0.6)
    kit = Kit().add(BLACK, board((-0.03, -half, low), (0.02, half, high), 0.012))
    kit.add(
        faces.material(name, 0.15),
        shapes.picture_quad(
            (0.022, half - 0.02, low + 0.03),
            (0.022, -half + 0.02, low + 0.03),
            (0.022, -half + 0.02, high - 0.02),
            (0.022, half - 0.02, high - 0.02),
        ),
    )
    kit.add(
        GREY,
        shapes.cylinder((-0.05, 0.0, 0.01), (-0.04, 0.0, low + 0.15), 0.03, 0.025),
        board((-0.14, -0.16, 0.0), (0.1, 0.16, 0.015)),
    )
    return kit


def _tube_monitor() -> Kit:
    beige = plastic(202, 194, 170)
    front = shapes.rounded_box((0.0, -0.26, 0.09), (0.08, 0.26, 0.52), 0.03)
    rear = np.stack(
        [
            np.array([[x, -w, 0.3 - h], [x, -w, 0.3 + h], [x, w, 0.3 + h], [x, w, 0.3 - h]])
            for x, w, h in ((-0.4, 0.12, 0.1), (-0.3, 0.15, 0.12), (-0.08, 0.23, 0.19), (0.01, 0.25, 0.2))
        ]
    )
    kit = Kit().add(beige, front, shapes.loft(rear[:, ::-1]))
    kit.add(
        faces.material("code", 0.12),
        shapes.picture_quad((0.085, 0.2, 0.16), (0.085, -0.2, 0.16), (0.085, -0.2, 0.47), (0.085, 0.2, 0.47)),
    )
    kit.add(beige, shapes.lathe([(0.17, 0.0), (0.16, 0.03), (0.08, 0.05), (0.08, 0.1)], 24).moved(-0.1, 0, 0))
    return kit.add(
        BLACK, *(shapes.cylinder((0.08, y, 0.125), (0.092, y, 0.125), 0.012) for y in (0.12, 0.16, 0.2))
    )


def _mouse(coat: Material, *, cord: bool) -> Kit:
    long, wide, high = 0.38, 0.21, 0.19
    shell = shapes.ellipsoid((-0.02, 0.0, 0.03), (long, wide, high), 40, 28)
    flat_below = np.column_stack([shell.vertices[:, :2], np.maximum(shell.vertices[:, 2], 0.0)])
    kit = Kit().add(coat, smooth(flat_below, shell.faces, crease=50.0))

    def on_shell(x: float, y: float) -> float:
        return 0.03 + high * float(np.sqrt(max(0.0, 1.0 - ((x + 0.02) / long) ** 2 - (y / wide) ** 2)))

    split = np.array([[x, 0.0, on_shell(x, 0.0)] for x in np.linspace(0.0, 0.33, 8)])
    across = np.array([[0.0, y, on_shell(0.0, y)] for y in np.linspace(-0.19, 0.19, 11)])
    kit.add(BLACK, shapes.tube(split, [0.007] * 8, 6), shapes.tube(across, [0.007] * 11, 6))
    kit.add(GREY, shapes.cylinder((0.17, -0.02, 0.18), (0.17, 0.02, 0.18), 0.045, sides=20))
    if cord:
        line = np.array(
            [
                [0.36, 0, 0.08],
                [0.55, 0.02, 0.03],
                [0.75, 0.14, 0.015],
                [0.95, 0.05, 0.015],
                [1.1, -0.1, 0.015],
            ]
        )
        kit.add(BLACK, shapes.tube(line, [0.014] * 5, 8))
    return kit


def _hair_dryer(coat: Material) -> Kit:
    barrel = shapes.lathe(
        [
            (0.1, -0.34),
            (0.17, -0.3),
            (0.19, -0.15),
            (0.17, 0.05),
            (0.12, 0.28),
            (0.1, 0.3),
            (0.1, 0.42),
            (0.085, 0.42),
            (0.085, 0.3),
        ],
        28,
    )
    kit = Kit().add(coat, barrel.moved(pitch=-90.0).moved(0.0, 0.0, 0.72))
    kit.add(
        BLACK,
        shapes.cylinder((-0.345, 0, 0.72), (-0.33, 0, 0.72), 0.12, sides=24),
        shapes.cylinder((0.3, 0, 0.72), (0.31, 0, 0.72), 0.09, sides=24),
    )
    nozzle = np.stack(
        [
            np.array([[x, -w, 0.72 - h], [x, w, 0.72 - h], [x, w, 0.72 + h], [x, -w, 0.72 + h]])
            for x, w, h in ((0.41, 0.09, 0.09), (0.5, 0.13, 0.06), (0.56, 0.15, 0.03))
        ]
    )
    kit.add(BLACK, shapes.loft(nozzle))
    handle, _ = body([Limb((-0.04, 0, 0.62), (-0.12, 0, 0.12), 0.075, 0.06)], 0.018, 0.0)
    kit.add(coat, handle).add(GREY, board((0.0, -0.02, 0.4), (0.03, 0.02, 0.52)))
    cord = np.array(
        [
            [-0.13, 0, 0.08],
            [-0.16, 0.02, 0.02],
            [-0.3, 0.1, 0.015],
            [-0.5, -0.05, 0.015],
            [-0.55, -0.3, 0.015],
        ]
    )
    return kit.add(BLACK, shapes.tube(cord, [0.018] * 5, 8))


ELECTRONICS: tuple[Model, ...] = (
    machine("computer monitor", "wide", lambda: _flat_screen("desktop", wide=True), 1.2),
    machine("computer monitor", "office", lambda: _flat_screen("code", wide=False), 0.9),
    machine("computer monitor", "tube", _tube_monitor, 0.9),
    machine("computer mouse", "white", lambda: _mouse(ENAMEL, cord=True), 1.2),
    machine("computer mouse", "black", lambda: _mouse(plastic(34, 34, 38), cord=False), 0.7),
    machine("hair dryer", "pink", lambda: _hair_dryer(plastic(206, 92, 132)), 1.1),
    machine("hair dryer", "black", lambda: _hair_dryer(plastic(40, 40, 46)), 0.9),
)
"""Every electronic thing."""
