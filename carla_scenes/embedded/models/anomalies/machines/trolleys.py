"""Trolleys: a cable car, a streetcar, a tram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.rail import bogie, coach_windows
from carla_scenes.embedded.models.anomalies.machines.skins import (
    fuselage,
    rods,
    rounded,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def _pantograph(x: float, z: float, material: Material = paints.DARK_STEEL) -> Kit:
    """Return a diamond pantograph on a roof."""
    kit = Kit().add(
        material,
        wires(
            [
                [
                    (x - 0.7, y, z),
                    (x - 1.0, y * 0.9, z + 0.55),
                    (x, y * 0.8, z + 1.1),
                    (x + 1.0, y * 0.9, z + 0.55),
                    (x + 0.7, y, z),
                ]
                for y in (-0.55, 0.55)
            ],
            0.025,
        ),
    )
    kit.add(
        material,
        rods(
            [(x + a, -0.5, z + 0.55) for a in (-1.0, 1.0)],
            [(x + a, 0.5, z + 0.55) for a in (-1.0, 1.0)],
            0.02,
        ),
        rods(
            [(x - 0.08, -0.85, z + 1.12), (x + 0.08, -0.85, z + 1.12)],
            [(x - 0.08, 0.85, z + 1.12), (x + 0.08, 0.85, z + 1.12)],
            0.025,
        ),
    )
    return kit.add(
        material,
        box((x - 0.9, -0.6, z - 0.08), (x + 0.9, 0.6, z)),
        *(
            cylinder((x + a, y, z - 0.2), (x + a, y, z - 0.05), 0.06)
            for a in (-0.7, 0.7)
            for y in (-0.5, 0.5)
        ),
    )


def _cable_car() -> Kit:
    """A cable car of a hill town: open ends with benches and posts, a closed middle, a clerestory roof."""
    body, trim = paints.paint(122, 28, 26), paints.paint(214, 178, 96)
    kit = Kit()
    for x in (-1.9, 1.9):
        kit.put(bogie(0.9, 0.3), x, scale=(1, 0.85, 1))
    kit.add(body, box((-4.2, -1.15, 0.62), (4.2, 1.15, 0.8)), box((-1.9, -1.15, 0.8), (1.0, 1.15, 2.75)))
    kit.pair(body, box((1.0, 0.1, 0.8), (4.0, 0.2, 1.3)), box((-4.0, 0.9, 0.8), (-1.9, 1.15, 1.3)))
    seat = paints.planks(168, 118, 66, 0.08)
    kit.pair(
        seat,
        box((1.1, 0.2, 1.05), (3.8, 0.65, 1.12)),
        box((1.1, 0.12, 1.1), (3.8, 0.2, 1.65)),
        box((-3.9, 0.5, 1.05), (-2.0, 0.92, 1.12)),
    )
    kit.pair(
        trim,
        *(box((x - 0.045, 1.08, 0.8), (x + 0.045, 1.15, 2.8)) for x in (-4.1, -3.0, 1.05, 2.1, 3.1, 4.1)),
        box((-4.2, 1.14, 0.85), (4.2, 1.17, 0.93)),
        box((-1.9, 1.14, 1.5), (1.0, 1.17, 1.56)),
    )
    kit.put(coach_windows((-1.5, -0.8, -0.1, 0.6), 0.52, 1.75, 2.5, 1.15, frame=trim))
    for s in (-1, 1):
        kit.add(body, box((s * 4.1 - 0.06, -1.1, 0.8), (s * 4.1 + 0.06, 1.1, 1.55))).add(
            paints.GLASS,
            *(
                box((s * 4.1 - 0.02, y - 0.33, 1.75), (s * 4.1 + 0.02, y + 0.33, 2.55))
                for y in (-0.72, 0.0, 0.72)
            ),
        )
        kit.add(
            trim,
            *(
                box((s * 4.1 - 0.05, y - 0.04, 1.55), (s * 4.1 + 0.05, y + 0.04, 2.8))
                for y in (-1.08, -0.36, 0.36, 1.08)
            ),
        )
        kit.put(
            parts.front_sign(text("POWELL & HYDE", "yellow", "maroon"), s * 4.27, 2.68, 1.9, 0.26, rear=s < 0)
        ).put(
            Kit().put(parts.headlamp(0.16, housing=paints.BRASS)), s * 4.18, 0, 1.35, yaw=0 if s > 0 else 180
        )
        kit.add(paints.DARK_STEEL, box((s * 4.3 - 0.08, -0.9, 0.45), (s * 4.3 + 0.08, 0.9, 0.65)))
    kit.add(
        trim,
        slab(rounded([(-4.35, 2.75), (4.35, 2.75), (4.2, 2.98), (-4.2, 2.98)], 0.08), 1.28, 0.08),
        slab(rounded([(-3.6, 2.95), (3.6, 2.95), (3.3, 3.25), (-3.3, 3.25)], 0.08), 0.62, 0.05),
    )
    kit.pair(paints.GLASS, *(box((x, 0.61, 3.02), (x + 0.5, 0.635, 3.16)) for x in np.arange(-3.1, 2.8, 0.7)))
    kit.put(
        parts.both_signs(text("CABLE CAR 28", "yellow", "maroon"), -0.45, 1.165, 1.2, 2.2, height=0.3)
    ).pair(paints.planks(140, 100, 60), box((-4.0, 1.15, 0.5), (4.0, 1.5, 0.56)))
    kit.add(paints.STEEL, rods([(2.4, 0, 0.8), (2.0, 0, 0.8)], [(2.55, 0, 1.9), (1.85, 0, 1.9)], 0.03)).pair(
        paints.BRASS, *(rods([(x, 1.2, 0.9)], [(x, 1.2, 2.6)], 0.02) for x in (1.6, 2.6, 3.6, -3.5))
    )
    return kit.add(
        paints.BRASS,
        turned([(0, 0.2), (0.05, 0.18), (0.08, 0.06), (0.13, 0), (0, 0.02)][::-1], 16).moved(0, 0, 3.3),
    )


def _streamlined_streetcar() -> Kit:
    """A streetcar of the thirties: rounded ends, two colours, a trolley pole."""
    low, high = paints.paint(18, 92, 74), paints.paint(226, 212, 170)
    shell = [
        (-4.6, 1.75, 0.72, 1.0, 4),
        (-4.45, 1.75, 0.98, 1.14, 4.2),
        (-4.0, 1.75, 1.2, 1.22, 4.4),
        (3.8, 1.75, 1.2, 1.22, 4.4),
        (4.4, 1.72, 0.98, 1.12, 4.2),
        (4.65, 1.68, 0.68, 0.95, 4),
    ]
    kit = Kit().add(high, fuselage(shell, 5, 48))
    kit.add(low, fuselage([(x * 1.004, 1.02, w + 0.02, 0.5, 8) for x, _, w, _, _ in shell], 5, 40))
    kit.add(paints.RED, fuselage([(x * 1.006, 1.56, w + 0.03, 0.05, 8) for x, _, w, _, _ in shell], 5, 40))
    kit.put(coach_windows(np.arange(-3.5, 3.3, 0.78).tolist(), 0.58, 1.8, 2.45, 1.2, frame=paints.STEEL))
    kit.pair(
        paints.GLASS,
        *(box((x - 0.25, 1.18, 2.52), (x + 0.25, 1.215, 2.66)) for x in np.arange(-3.5, 3.3, 0.78)),
    )
    for x in (3.35, -0.4):
        kit.add(
            paints.STEEL,
            *(
                slab(rounded(parts.rectangle(x + d, x + d + 0.42, 0.62, 2.5), 0.05), 0.02, y=1.225)
                for d in (-0.42, 0.02)
            ),
        ).add(
            paints.GLASS, *(box((x + d + 0.06, 1.2, 1.0), (x + d + 0.36, 1.255, 2.4)) for d in (-0.42, 0.02))
        )
    kit.add(
        paints.GLASS, slat((4.72, 1.72), (4.5, 2.42), 0.62, 0.1), slat((-4.66, 1.75), (-4.52, 2.4), 0.62, 0.1)
    ).pair(paints.GLASS, box((4.2, 0.9, 1.8), (4.5, 1.04, 2.4)))
    kit.put(parts.headlamp(0.2), 4.72, 0, 1.3).put_pair(parts.headlamp(0.09), 4.62, 0.6, 1.0).put(
        parts.front_sign(text("F MARKET", "white", "black"), 4.55, 2.62, 1.1, 0.2)
    )
    kit.put(bogie(1.2, 0.32), 2.6, scale=(1, 0.9, 1)).put(bogie(1.2, 0.32), -2.6, scale=(1, 0.9, 1)).add(
        paints.DARK_STEEL, box((-4.5, -0.9, 0.45), (4.5, 0.9, 0.62))
    )
    kit.add(high, rounded_box((-3.0, -0.6, 2.9), (3.0, 0.6, 3.12), 0.1)).add(
        paints.DARK_STEEL,
        rods([(-1.2, 0, 3.15)], [(-4.8, 0, 4.2)], 0.035),
        cylinder((-1.2, 0, 3.05), (-1.2, 0, 3.25), 0.16),
        centred_box((-4.85, 0, 4.22), (0.16, 0.08, 0.14)),
    )
    kit.put(
        parts.both_signs(text("MUNICIPAL 1058", "cream", "green"), -1.9, 1.245, 1.1, 2.2, height=0.26)
    ).put(parts.tail_lamps(-4.6, 0.5, 1.1))
    return kit.add(
        paints.CHROME,
        box((4.62, -0.7, 0.52), (4.8, 0.7, 0.66)),
        *(slat((4.74, 1.62 + d), (4.5, 1.62 + d), 0.3, 0.015) for d in (0.0, 0.05, 0.1)),
    )


def _modern_tram() -> Kit:
    """A low-floor tram of three parts with a pantograph."""
    kit = Kit()
    white, accent = paints.WHITE, paints.paint(0, 128, 96)
    for x0, x1 in ((-6.4, -2.4), (-1.9, 1.9), (2.4, 6.4)):
        kit.add(white, slab(rounded(parts.rectangle(x0, x1, 0.35, 3.0), 0.12), 1.2, 0.1)).add(
            paints.GLASS, slab(parts.rectangle(x0 + 0.1, x1 - 0.1, 1.25, 2.5), 1.21)
        )
        kit.pair(accent, box((x0 + 0.05, 1.18, 0.72), (x1 - 0.05, 1.215, 0.95))).add(
            white, rounded_box((x0 + 0.4, -0.9, 2.95), (x1 - 0.4, 0.9, 3.3), 0.08)
        )
        kit.pair(
            white, *(box((x, 1.19, 1.2), (x + 0.1, 1.222, 2.55)) for x in np.linspace(x0 + 0.9, x1 - 1.0, 3))
        )
    for x in (-2.15, 2.15):
        kit.add(
            paints.RUBBER,
            *(
                slab(parts.rectangle(x - 0.3 + n * 0.1, x - 0.24 + n * 0.1, 0.4, 2.9), 1.13 - 0.05 * (n % 2))
                for n in range(6)
            ),
            box((x - 0.3, -1.05, 0.45), (x + 0.3, 1.05, 2.85)),
        )
    nose = [
        (6.3, 1.68, 1.2, 1.33, 6),
        (6.8, 1.62, 1.18, 1.27, 5),
        (7.3, 1.42, 1.08, 1.05, 4),
        (7.6, 1.18, 0.9, 0.8, 3.4),
        (7.68, 1.05, 0.55, 0.5, 3),
    ]
    glass = [
        (6.5, 2.16, 1.1, 0.74, 3.4),
        (7.0, 2.12, 1.06, 0.7, 3.2),
        (7.4, 1.9, 0.98, 0.66, 3),
        (7.68, 1.62, 0.84, 0.46, 2.8),
        (7.76, 1.5, 0.5, 0.24, 2.4),
        (7.78, 1.48, 0.0, 0.0, 2),
    ]
    head = (
        Kit()
        .add(white, fuselage(nose, 4, 44))
        .add(paints.GLASS, fuselage(glass, 4, 36))
        .put_pair(parts.headlamp(0.1), 7.52, 0.7, 0.92)
        .add(accent, fuselage([(x, 0.82, w + 0.012, 0.1, 8) for x, _, w, _, _ in nose[:4]], 4, 30))
    )
    kit.put(head).put(head, yaw=180).put(
        parts.front_sign(text("12 HARBOUR", "yellow", "black"), 7.28, 2.62, 1.3, 0.22)
    ).put(parts.both_signs(text("12", "yellow", "black"), 5.7, 1.225, 2.3, 0.5, height=0.26))
    for x in (-4.3, 0.0, 4.3):
        kit.put(bogie(1.3, 0.3), x, scale=(1, 0.95, 1)).pair(
            paints.dull(70, 72, 74),
            slab(
                rounded([(x - 1.1, 0.12), (x + 1.1, 0.12), (x + 1.0, 0.62), (x - 1.0, 0.62)], 0.06),
                0.02,
                y=1.17,
            ),
        )
    kit.pair(
        accent,
        *(
            slab(rounded(parts.rectangle(x - 0.65, x + 0.65, 0.42, 2.6), 0.06), 0.02, y=1.2)
            for x in (-3.2, 0.0, 3.2)
        ),
    ).pair(
        paints.GLASS,
        *(
            box((x + d, 1.2, 0.62), (x + d + 0.54, 1.235, 2.45))
            for x in (-3.2, 0.0, 3.2)
            for d in (-0.58, 0.04)
        ),
    )
    return kit.put(_pantograph(0.0, 3.42)).put(
        parts.both_signs(text("METRO", "white", "green"), -5.2, 1.222, 0.84, 0.9, height=0.2)
    )


MODELS: tuple[Model, ...] = (
    machine("trolley", "cable_car", _cable_car),
    machine("trolley", "streetcar", _streamlined_streetcar),
    machine("trolley", "tram", _modern_tram, 12.0),
)
