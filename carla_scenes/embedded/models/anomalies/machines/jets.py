"""Jets: military aeroplanes with swept or delta wings, and a business jet, in flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.geometry.shapes import box, ellipsoid, quad
from carla_scenes.embedded.geometry.surface import flat
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.aircraft import (
    afterburner,
    air_missile,
    body_sign,
    cabin_windows,
    canopy,
    turbofan,
    undercarriage,
)
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    fuselage,
    rods,
    rounded,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _fighter() -> Kit:
    """A light fighter: one tail, an intake under the nose, missiles on the wing tips."""
    grey, dark = paints.dull(142, 150, 156), paints.dull(104, 112, 120)
    body: Stations = [
        (-6.4, 1.6, 0.6, 0.58),
        (-4.5, 1.6, 0.72, 0.66, 2.4),
        (-1.0, 1.6, 0.85, 0.7, 2.6),
        (1.5, 1.65, 0.7, 0.68, 2.2),
        (4.0, 1.7, 0.52, 0.56),
        (6.0, 1.62, 0.34, 0.36),
        (7.4, 1.55, 0.14, 0.14),
        (8.0, 1.52, 0.02, 0.02),
    ]
    body = [(*row, 2.0)[:5] for row in body]
    kit = (
        Kit()
        .add(grey, fuselage(body, 5, 32))
        .put(canopy(2.6, 2.1, 2.9, 0.44, 0.58, frame=dark))
        .put(afterburner(0.58, 0.9), -6.35, 0, 1.6)
    )
    intake = [(-2.0, 1.2, 0.5, 0.4, 3), (1.0, 1.0, 0.6, 0.42, 3), (2.6, 0.95, 0.6, 0.4, 3)]
    kit.add(grey, fuselage(intake, 4, 26)).add(
        paints.BLACK, fuselage([(2.55, 0.95, 0.52, 0.32, 3), (2.62, 0.95, 0.5, 0.3, 3)], 0, 26)
    ).add(
        dark,
        fuselage([(6.9, 1.57, 0.225, 0.225), (7.4, 1.55, 0.15, 0.15), (8.0, 1.52, 0.025, 0.025)], 2, 20),
        rods([(8.0, 0, 1.52)], [(8.7, 0, 1.5)], 0.02),
    )
    kit.pair(
        grey,
        wing([(2.2, 0.5, 1.6, 6.2, 0.045), (1.2, 1.0, 1.6, 4.6, 0.045), (-2.2, 4.3, 1.6, 1.3, 0.04)]),
        wing([(-4.2, 0.55, 1.55, 2.2, 0.05), (-5.4, 2.7, 1.35, 0.9, 0.05)]),
        wing([(-3.8, 0.35, 1.15, 1.4, 0.06), (-4.6, 0.6, 0.5, 0.8, 0.06)]),
    )
    kit.add(
        grey,
        wing([(-2.8, 0, 2.2, 3.4, 0.06), (-5.2, 0, 4.9, 1.3, 0.06)]),
        slab([(-6.6, 2.1), (-2.2, 2.1), (-1.2, 2.3), (-5.9, 2.55)], 0.14, 0.03),
    ).put_pair(air_missile(2.6), -2.4, 4.38, 1.6).put_pair(air_missile(2.4), -1.0, 3.0, 1.2)
    kit.pair(dark, slab([(-1.8, 1.25), (0.3, 1.25), (0.0, 1.6), (-1.6, 1.6)], 0.05, y=3.0)).pair(
        grey,
        fuselage(
            [
                (-1.8, 1.1, 0.03, 0.03),
                (-1.0, 1.1, 0.2, 0.2),
                (1.4, 1.1, 0.22, 0.22),
                (2.4, 1.1, 0.06, 0.06),
                (2.5, 1.1, 0, 0),
            ],
            4,
            16,
        ).moved(y=1.9),
    ).pair(dark, slab([(-0.6, 1.25), (1.2, 1.25), (1.0, 1.6), (-0.4, 1.6)], 0.05, y=1.9))
    kit.pair(
        emblem("star", "white", "blue"),
        parts.placard((-1.2, 2.5, 1.665), (-1.2, 3.3, 1.665), (-0.4, 3.3, 1.665), (-0.4, 2.5, 1.665)),
    ).put(parts.both_signs(text("AF 341", "black", "grey"), -4.8, 0.1, 3.6, 1.0, height=0.4)).put(
        body_sign(emblem("star", "white", "blue"), body, 3.2, 1.65, 0.5, height=0.45)
    )
    return kit.pair(
        dark,
        parts.seams(
            [parts.rectangle(-3.5, -2.2, 1.4, 1.8), parts.rectangle(-1.8, -0.4, 1.4, 1.8)], 0.83, 0.012
        ),
    )


def _delta() -> Kit:
    """A delta-winged fighter with canards, in desert camouflage."""
    camo = paints.camouflage(srgb(178, 148, 104), srgb(112, 96, 62), 1.4)
    body: Stations = [
        (-6.6, 1.5, 0.55, 0.55, 2),
        (-4.0, 1.5, 0.75, 0.66, 2),
        (0.0, 1.5, 0.8, 0.7, 2),
        (3.4, 1.55, 0.5, 0.58, 2),
        (5.6, 1.5, 0.34, 0.38, 2),
        (7.4, 1.42, 0.1, 0.1, 2),
        (7.9, 1.4, 0.02, 0.02, 2),
    ]
    kit = (
        Kit()
        .add(camo, fuselage(body, 5, 32))
        .put(canopy(2.2, 2.0, 2.6, 0.42, 0.5, frame=paints.BLACK))
        .put(afterburner(0.55, 0.8), -6.55, 0, 1.5)
    )
    kit.pair(
        camo,
        wing([(1.8, 0.5, 1.3, 7.6, 0.04), (-4.2, 4.4, 1.25, 1.4, 0.04)]),
        wing([(3.4, 0.5, 1.9, 1.6, 0.05), (2.2, 1.7, 1.98, 0.6, 0.05)]),
    ).add(camo, wing([(-2.4, 0, 2.0, 3.8, 0.06), (-5.4, 0, 4.4, 1.3, 0.06)]))
    for s in (-1, 1):
        kit.add(
            camo,
            fuselage(
                [(-1.5, 1.5, 0.2, 0.4, 2.6), (1.0, 1.5, 0.34, 0.52, 2.4), (2.1, 1.5, 0.32, 0.5, 2.2)], 3, 20
            ).moved(y=s * 0.72),
        ).add(
            paints.BLACK,
            fuselage([(2.08, 1.5, 0.25, 0.42, 2.2), (2.13, 1.5, 0.24, 0.4, 2.2)], 0, 20).moved(y=s * 0.72),
        )
        kit.add(
            paints.DARK_STEEL,
            turned([(0, 1.9), (0.1, 2.05), (0.16, 2.3), (0, 2.6)][::-1], 14, "x", 60).moved(
                y=s * 0.74, z=1.5
            ),
        )
    for y in (2.0, 3.1):
        kit.put_pair(air_missile(2.4), -1.6 - y * 0.5, y, 0.95).pair(
            camo,
            slab(
                [(-2.6 - y * 0.5, 1.0), (-1.0 - y * 0.5, 1.0), (-1.2 - y * 0.5, 1.3), (-2.5 - y * 0.5, 1.3)],
                0.04,
                y=y,
            ),
        )
    kit.add(
        camo,
        fuselage(
            [
                (-1.6, 0.6, 0.04, 0.04),
                (-0.8, 0.6, 0.26, 0.26),
                (1.6, 0.6, 0.28, 0.28),
                (2.8, 0.6, 0.06, 0.06),
                (2.9, 0.6, 0, 0),
            ],
            4,
            18,
        ),
    ).add(paints.BLACK, rods([(7.9, 0, 1.4)], [(8.6, 0, 1.38)], 0.018))
    kit.pair(
        emblem("roundel", "blue", "sand"),
        parts.placard((-4.0, 2.2, 1.39), (-4.0, 3.0, 1.39), (-3.2, 3.0, 1.39), (-3.2, 2.2, 1.39)),
    ).put(parts.both_signs(emblem("flag", "blue", "red"), -5.75, 0.08, 3.8, 0.7, height=0.5)).put(
        body_sign(text("118", "black", "sand"), body, 4.4, 1.55, 0.7, height=0.36)
    )
    return kit


def _twin_tail() -> Kit:
    """A large fighter: two tails, two engines, box intakes."""
    blue = paints.camouflage(srgb(132, 150, 164), srgb(92, 112, 132), 2.0)
    dark = paints.dull(70, 76, 84)
    body: Stations = [
        (-3.0, 1.7, 0.5, 0.4, 3),
        (1.0, 1.85, 0.6, 0.6, 2.6),
        (4.0, 1.9, 0.55, 0.64, 2),
        (6.4, 1.75, 0.38, 0.42, 2),
        (8.2, 1.6, 0.12, 0.14, 2),
        (8.8, 1.56, 0.02, 0.02, 2),
    ]
    kit = (
        Kit()
        .add(
            blue,
            fuselage(body, 5, 30),
            slab(rounded([(-5.8, 1.3), (2.0, 1.25), (2.0, 2.05), (-5.6, 1.95)], 0.2), 1.3, 0.16),
        )
        .put(canopy(2.4, 2.35, 3.4, 0.46, 0.62, frame=dark))
    )
    for s in (-1, 1):
        kit.add(blue, slab([(-1.0, 1.15), (2.6, 1.1), (3.3, 2.2), (-1.0, 2.1)], 0.36, 0.06, y=s * 0.98)).add(
            paints.BLACK, slab([(2.6, 1.2), (2.72, 1.2), (3.32, 2.1), (3.2, 2.1)], 0.3, y=s * 0.98)
        )
        kit.put(afterburner(0.5, 0.95), -5.75, s * 0.62, 1.62).add(
            blue,
            turned([(0, 0), (0.52, 0), (0.55, 1.6), (0.5, 1.8), (0, 1.8)], 26, "x").moved(
                -5.9, s * 0.62, 1.62
            ),
        )
    kit.pair(
        blue,
        wing([(2.0, 1.1, 1.85, 5.6, 0.05), (-2.6, 5.2, 1.8, 1.5, 0.04)]),
        wing([(-5.0, 1.2, 1.6, 2.8, 0.05), (-6.8, 3.4, 1.55, 1.1, 0.05)]),
        wing([(-3.6, 1.3, 1.9, 2.8, 0.06), (-5.8, 1.45, 4.4, 1.1, 0.06)]),
    )
    kit.put_pair(air_missile(2.6), -0.6, 3.2, 1.35).put_pair(air_missile(2.9), -0.6, 1.2, 0.95).pair(
        dark, slab([(-1.4, 1.4), (0.4, 1.4), (0.2, 1.75), (-1.2, 1.75)], 0.05, y=3.2)
    )
    kit.add(
        dark, fuselage([(7.6, 1.66, 0.2, 0.22), (8.2, 1.6, 0.13, 0.15), (8.8, 1.56, 0.025, 0.025)], 2, 18)
    ).pair(paints.RED, slab([(-6.2, 4.1), (-5.7, 4.1), (-5.9, 4.45), (-6.3, 4.45)], 0.09, y=1.45))
    kit.pair(
        emblem("star", "red", "grey"),
        parts.placard((-1.6, 3.2, 1.92), (-1.6, 4.1, 1.92), (-0.7, 4.1, 1.92), (-0.7, 3.2, 1.92)),
    ).put(body_sign(text("27", "red", "grey"), body, 5.0, 1.8, 0.7, height=0.42)).put(
        parts.both_signs(emblem("star", "red", "grey"), -5.7, 1.47, 3.2, 0.7, height=0.7)
    )
    return kit


def _stealth() -> Kit:
    """A faceted black stealth aeroplane with a V tail."""
    black = paints.dull(48, 50, 54)
    right = np.array(
        [
            [8.0, 0.0, 1.2], [2.8, 0.0, 2.9], [-0.4, 0.0, 3.05], [-5.6, 0.0, 1.9], [4.6, 1.5, 1.35],
            [1.8, 1.0, 2.5], [-1.0, 1.1, 2.6], [2.0, 2.4, 1.4], [-2.4, 1.8, 2.1], [-5.2, 1.6, 1.7],
            [-4.8, 6.4, 1.45], [-6.2, 6.6, 1.42], [-2.6, 3.2, 1.55], [-5.0, 3.0, 1.5], [2.0, 0.0, 0.7],
            [-4.4, 0.0, 0.9], [-3.8, 2.2, 1.0], [-2.6, 3.2, 1.22], [-5.0, 3.0, 1.3],
        ]
    )  # fmt: skip
    above = [
        [0, 4, 5], [0, 5, 1], [1, 5, 6], [1, 6, 2], [2, 6, 8], [2, 8, 3], [3, 8, 9], [4, 7, 5], [5, 7, 8],
        [5, 8, 6], [7, 12, 8], [8, 12, 13], [8, 13, 9], [7, 10, 12], [12, 10, 11], [12, 11, 13],
    ]  # fmt: skip
    below = [
        [0, 14, 4], [4, 14, 7], [14, 16, 7], [14, 15, 16], [7, 16, 17], [17, 16, 18], [17, 18, 11],
        [7, 17, 10], [10, 17, 11], [18, 16, 9], [9, 16, 15], [9, 15, 3],
    ]  # fmt: skip
    kit = Kit()
    for faces, axis, sign in ((above, 2, 1.0), (below, 2, -1.0), ([[13, 18, 11], [13, 9, 18]], 0, -1.0)):
        corners = right[np.array(faces)]
        facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, axis] * sign > 0.0
        ordered = [face if ahead else face[::-1] for face, ahead in zip(faces, facing, strict=True)]
        kit.pair(black, flat(right, np.array(ordered, np.int32)))
    kit.pair(black, wing([(-4.0, 0.4, 1.9, 1.9, 0.05), (-6.4, 2.6, 3.6, 1.4, 0.05)]))
    gold = paints.metal(150, 110, 50, roughness=0.15)
    panes = [
        [(3.95, 0.3, 2.41), (3.6, 0.95, 2.23), (2.7, 0.72, 2.71), (2.9, 0.2, 2.83)],
        [(2.6, 0.85, 2.65), (2.6, 1.35, 2.23), (2.0, 1.35, 2.3), (1.7, 0.92, 2.63)],
    ]
    kit.pair(gold, *(quad(a, b, c, d) for a, b, c, d in panes))
    grid = [
        [(0.9 - a, 1.2 + b * 0.9, 2.52 - b * 0.3) for b in np.linspace(0, 1, 9)]
        for a in np.linspace(0, 1.3, 12)
    ]
    kit.pair(paints.DARK_STEEL, wires(grid + [[row[n] for row in grid] for n in range(9)], 0.012, 4))
    for x, y in ((4.0, 0.0), (-2.6, 1.4), (-2.6, -1.4)):
        kit.put(undercarriage(x, y, 1.8, 0.34), 0, 0, -0.25)
    kit.pair(paints.TAIL_LIGHT, ellipsoid((-5.5, 6.5, 1.5), (0.2, 0.08, 0.05), 10, 6))
    kit.pair(
        paints.DARK_STEEL,
        *(box((0.6 - n * 0.22, 1.3 + n * 0.05, 2.34), (0.7 - n * 0.22, 2.0, 2.42)) for n in range(6)),
        slab([(-5.6, 1.55), (-5.3, 1.55), (-5.3, 1.75), (-5.6, 1.7)], 0.55, y=1.0),
    )
    kit.add(
        paints.STEEL,
        rods(
            [(8.0, 0, 1.2), (7.5, 0.12, 1.25), (7.5, -0.12, 1.25)],
            [(9.0, 0, 1.18), (8.2, 0.25, 1.25), (8.2, -0.25, 1.25)],
            0.03,
            6,
        ),
    )
    seams = [[(2.8, 0, 2.92), (-0.4, 0, 3.07), (-5.6, 0, 1.92)], [(8.0, 0, 1.22), (2.8, 0, 2.92)]]
    kit.add(paints.dull(28, 29, 31), wires(seams, 0.02, 5))
    return kit.pair(
        paints.dull(28, 29, 31),
        wires(
            [
                [right[n] + (0, 0, 0.01) for n in path]
                for path in ([0, 5, 1], [1, 5, 6, 2], [5, 8, 12], [7, 8, 9], [6, 8, 3], [8, 13])
            ],
            0.02,
            5,
        ),
    )


def _business() -> Kit:
    """A business jet: a pointed white body, engines at the rear, a T tail."""
    white, trim = paints.WHITE, paints.paint(122, 24, 34)
    body: Stations = [
        (-7.6, 1.9, 0.05, 0.12, 2),
        (-6.2, 1.7, 0.45, 0.5, 2),
        (-4.0, 1.5, 0.78, 0.82, 2),
        (-1.0, 1.4, 0.88, 0.9, 2),
        (3.6, 1.4, 0.86, 0.88, 2),
        (5.4, 1.28, 0.66, 0.66, 2),
        (6.8, 1.1, 0.3, 0.32, 2),
        (7.3, 1.04, 0, 0, 2),
    ]
    kit = (
        Kit()
        .add(white, fuselage(body, 5, 36))
        .add(
            paints.GLASS,
            *cabin_windows(body, np.arange(-2.0, 3.2, 0.75), 1.65, 0.42, 0.34),
            *cabin_windows(body, (4.75,), 1.66, 0.6, 0.36),
            *cabin_windows(body, (5.3, 5.75), 1.5, 0.36, 0.3),
        )
    )
    kit.add(
        trim, fuselage([(x, z - 0.2, w * 1.012, h * 0.12, 8) for x, z, w, h, _ in body[1:6]], 5, 24)
    ).pair(
        white, wing([(1.4, 0.6, 0.75, 3.2, 0.1), (-2.0, 5.6, 1.05, 1.1, 0.09), (-2.6, 5.9, 1.7, 0.6, 0.07)])
    )
    kit.add(white, wing([(-4.6, 0, 2.0, 2.6, 0.1), (-6.6, 0, 4.2, 1.8, 0.1)])).pair(
        white, wing([(-6.4, 0.0, 4.2, 1.7, 0.09), (-7.4, 2.5, 4.25, 0.8, 0.09)])
    ).add(trim, wing([(-5.9, 0, 3.3, 2.05, 0.115), (-6.5, 0, 4.05, 1.85, 0.115)]))
    kit.put_pair(turbofan(0.46, 2.2, trim), -4.4, 1.35, 1.95).pair(
        white, box((-5.0, 0.6, 1.88), (-3.8, 1.1, 2.02))
    )
    kit.put(body_sign(text("SKYLINE", "maroon", "white"), body, -2.6, 1.15, 1.3, height=0.28)).pair(
        paints.dull(150, 152, 154),
        parts.seams([rounded(parts.rectangle(3.2, 3.95, 0.75, 1.95), 0.1)], 0.875, 0.015),
    )
    return kit.add(paints.TAIL_LIGHT, ellipsoid((-7.5, 0, 1.9), (0.12, 0.06, 0.08), 8, 6)).pair(
        paints.HEADLIGHT, ellipsoid((0.6, 1.3, 0.75), (0.14, 0.1, 0.08), 10, 6)
    )


MODELS: tuple[Model, ...] = (
    machine("jet", "fighter", _fighter, 11.0, "air"),
    machine("jet", "delta", _delta, 10.5, "air"),
    machine("jet", "twin_tail", _twin_tail, 12.0, "air"),
    machine("jet", "stealth", _stealth, 11.0, "air"),
    machine("jet", "business", _business, 11.0, "air"),
)
