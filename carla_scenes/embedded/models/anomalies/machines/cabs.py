"""Cabs and chassis of trucks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.markings import emblem
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    rods,
    rounded,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material


def chassis(
    x0: float,
    x1: float,
    axles: Sequence[float],
    radius: float,
    half_width: float,
    *,
    rim: Material = paints.STEEL,
    tread: int = 0,
    twin: bool = False,
    width: float = 0.32,
    arches: bool = False,
) -> Kit:
    """Return rails, axles and wheels of a truck; the wheels stand on z = 0.

    Args:
        x0: Rear end of the rails.
        x1: Front end.
        axles: Places of the axles along x.
        radius: Of the wheels.
        half_width: Of the truck, to the wheels' outside.
        rim: Material of the rims.
        tread: As for `parts.wheel`.
        twin: Whether axles but the first have double wheels.
        width: Of a tyre.
        arches: Whether the body comes down over the wheels and has arches cut in its sides.
    """
    kit = Kit().pair(paints.DARK_STEEL, box((x0, 0.36, radius), (x1, 0.46, radius + 0.24)))
    for place, x in enumerate(axles):
        y = half_width - width / 2.0 + 0.04 * arches
        if arches:
            gap = [*arc((x, radius), radius * 1.14, -20, 200, 16)]
            kit.pair(paints.BLACK, slab(gap, 0.1, y=half_width - 0.085))
            kit.pair(
                paints.BLACK,
                parts.mudguard(x, radius, radius * 1.2, half_width - 0.02, 0.09, start=-20, end=200),
            )
        kit.put_pair(running.wheel(radius, width, rim, tread=tread), x, y, radius)
        if twin and place:
            kit.put_pair(running.wheel(radius, width, rim, bolts=0), x, y - width * 1.05, radius)
        kit.add(paints.DARK_STEEL, rods([(x, -y, radius)], [(x, y, radius)], 0.09, 10))
        kit.add(
            paints.DARK_STEEL,
            turned([(0, -0.2), (0.16, -0.14), (0.2, 0), (0.16, 0.14), (0, 0.2)], 14, "x").moved(x, 0, radius),
        )
        kit.pair(
            paints.DARK_STEEL, slat((x - 0.55, radius + 0.08), (x + 0.55, radius + 0.08), 0.05, 0.08, y=0.55)
        )
    return kit


def cab_over(
    body: Material, x: float, low: float, high: float, length: float, *, half_width: float, crew: bool = False
) -> Kit:
    """Return a cab that stands over its engine, its front at x.

    Args:
        body: Material of its panels.
        x: Place of its front.
        low: Height of its underside.
        high: Height of its roof.
        length: Metres.
        half_width: Metres.
        crew: Whether it has a second row of doors.
    """
    w, sill, top = half_width, low + (high - low) * 0.48, high - 0.28
    slope = 0.16
    outline = [
        (-length, low),
        (-0.05, low),
        (0, low + 0.3),
        (0, sill - 0.05),
        (-slope, high - 0.1),
        (-0.35, high),
        (-length, high),
    ]
    kit = Kit().add(body, slab(rounded(outline, [0.05, 0.1, 0.2, 0.1, 0.1, 0.2, 0.15]), w, 0.07))
    doors = [(-1.15, -0.2)] + ([(-2.1, -1.3)] if crew else [])
    for rear, front in doors:
        lean = slope if front > -0.5 else 0.0
        opening = [(rear, sill), (front, sill), (front - lean, top), (rear, top)]
        kit.add(paints.GLASS, slab(rounded(opening, 0.07), w + 0.008))
        frame = [
            (rear - 0.08, low + 0.12),
            (front + 0.06, low + 0.12),
            (front + 0.06, sill),
            (front - lean + 0.05, top + 0.1),
        ]
        kit.pair(paints.BLACK, parts.seams([[*frame, (rear - 0.08, top + 0.1)]], w))
        kit.pair(paints.BLACK, box((rear + 0.05, w, sill - 0.16), (rear + 0.23, w + 0.03, sill - 0.12)))
        kit.pair(
            paints.DARK_STEEL, box((rear + 0.1, w - 0.3, low - 0.3), (front - 0.1, w - 0.03, low - 0.24))
        )
    kit.add(paints.GLASS, slat((0.012, sill + 0.02), (-slope + 0.06, top + 0.04), w * 0.9, 0.03))
    kit.add(
        paints.BLACK,
        rods(
            [(0.04, -0.5, sill), (0.04, 0.3, sill)],
            [(-0.02, -0.1, sill + 0.45), (-0.02, 0.7, sill + 0.45)],
            0.012,
        ),
    )
    kit.add(paints.BLACK, box((-0.02, -w * 0.55, low + 0.38), (0.012, w * 0.55, sill - 0.16)))
    kit.add(
        paints.STEEL,
        *(
            box((0.0, -w * 0.52, z), (0.025, w * 0.52, z + 0.03))
            for z in np.arange(low + 0.42, sill - 0.2, 0.09)
        ),
    )
    kit.add(paints.DARK_STEEL, rounded_box((-0.25, -w, low - 0.22), (0.14, w, low + 0.08), 0.05))
    kit.put_pair(parts.headlamp(0.1), 0.02, w * 0.78, low + 0.28)
    kit.pair(paints.INDICATOR, box((0.0, w * 0.88, low + 0.12), (0.03, w * 0.97, low + 0.2)))
    kit.pair(paints.BLACK, box((-0.16, w + 0.14, sill + 0.05), (-0.06, w + 0.34, sill + 0.55)))
    kit.pair(
        paints.BLACK,
        wires([[(-0.2, w - 0.05, top), (-0.1, w + 0.24, top), (-0.1, w + 0.24, sill + 0.05)]], 0.018),
    )
    return Kit().put(kit, x)


def bonneted_cab(body: Material, x: float, low: float, half_width: float) -> Kit:
    """Return a cab behind a bonnet with fenders, its front at x, 3.1 m long, low the height of its underside."""
    w = half_width
    kit = Kit().add(
        body,
        slab(
            rounded([(-1.4, low), (0, low), (0, low + 0.62), (-0.15, low + 0.78), (-1.4, low + 0.9)], 0.08),
            w * 0.52,
            0.06,
        ),
    )
    cab = [(-3.05, low), (-1.3, low), (-1.3, low + 0.9), (-1.55, low + 1.72), (-3.05, low + 1.72)]
    kit.add(body, slab(rounded(cab, [0.05, 0.05, 0.05, 0.12, 0.12]), w * 0.9, 0.06))
    window = [(-2.65, low + 0.98), (-1.5, low + 0.98), (-1.68, low + 1.56), (-2.65, low + 1.56)]
    kit.add(paints.GLASS, slab(rounded(window, 0.06), w * 0.9 + 0.008))
    kit.pair(
        paints.BLACK,
        parts.seams(
            [
                [
                    (-2.75, low + 0.1),
                    (-1.42, low + 0.1),
                    (-1.42, low + 0.9),
                    (-1.62, low + 1.64),
                    (-2.75, low + 1.64),
                ]
            ],
            w * 0.9,
        ),
    )
    for y in (-w * 0.43, w * 0.43):
        kit.add(paints.GLASS, slat((-1.3, low + 0.98), (-1.49, low + 1.6), w * 0.38, 0.05, y=y))
    fender = [
        (-1.5, low - 0.05),
        (-1.35, low + 0.42),
        (-0.1, low + 0.42),
        (0.1, low + 0.1),
        (0.05, low + 0.05),
        (-0.15, low + 0.32),
        (-1.25, low + 0.32),
        (-1.4, low - 0.05),
    ]
    for y in (-w * 0.77, w * 0.77):
        kit.add(body, slab(fender, w * 0.24, y=y))
    kit.add(paints.BLACK, box((-0.02, -w * 0.42, low + 0.06), (0.01, w * 0.42, low + 0.58)))
    kit.add(
        body,
        *(
            box((0.0, y - 0.015, low + 0.06), (0.03, y + 0.015, low + 0.58))
            for y in np.linspace(-w * 0.4, w * 0.4, 9)
        ),
    )
    kit.put_pair(parts.headlamp(0.11, housing=body), 0.06, w * 0.66, low + 0.3)
    kit.add(paints.DARK_STEEL, box((0.12, -w, low - 0.12), (0.24, w, low + 0.1)))
    kit.pair(paints.BLACK, box((-1.5, w + 0.02, low + 1.1), (-1.44, w + 0.2, low + 1.45)))
    kit.pair(paints.BLACK, wires([[(-1.45, w * 0.85, low + 1.0), (-1.47, w + 0.1, low + 1.1)]], 0.015))
    return Kit().put(kit, x)


def emblem_door(
    what: str, x: float, z: float, y: float, size: float = 0.4, *, ink: str = "white", ground: str = "olive"
) -> Kit:
    """Return an emblem on both doors."""
    return parts.both_signs(emblem(what, ink, ground), x, y + 0.012, z, size, height=size)
