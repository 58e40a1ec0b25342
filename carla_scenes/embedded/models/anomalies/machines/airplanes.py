"""Aeroplanes in flight, shrunk like large models where they would span a street."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.aircraft import (
    body_sign,
    cabin_windows,
    turbofan,
    undercarriage,
    upper_patch,
)
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    Stations,
    body_patch,
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


def _biplane() -> Kit:
    """A red biplane of the First World War, with struts, wires and a radial engine."""
    red = paints.paint(176, 32, 28)
    body: Stations = [
        (-3.4, 1.25, 0.04, 0.16, 2.4),
        (-2.4, 1.2, 0.2, 0.26, 2.6),
        (-0.6, 1.15, 0.42, 0.44, 3),
        (0.8, 1.15, 0.46, 0.48, 2.8),
        (1.5, 1.15, 0.48, 0.5, 2.2),
    ]
    kit = Kit().add(red, fuselage(body, 4, 30))
    kit.add(
        paints.ALUMINIUM,
        turned(
            [(0.2, 1.4), (0.5, 1.42), (0.54, 1.6), (0.5, 1.85), (0.4, 1.9), (0.4, 1.75), (0, 1.75)],
            30,
            "x",
            40,
        ).moved(z=1.15),
    )
    kit.add(
        paints.DARK_STEEL,
        *(
            cylinder((1.78, 0, 1.15), (1.78, 0.36 * np.cos(t), 1.15 + 0.36 * np.sin(t)), 0.09, sides=10)
            for t in np.arange(9) * 2 * np.pi / 9
        ),
    )
    kit.put(parts.propeller(1.25, 2, 0.24, paints.wood(150, 92, 46), paints.CHROME), 2.0, 0, 1.15)
    for z, x, span, chord in ((0.85, 0.7, 3.7, 1.2), (2.35, 1.15, 4.2, 1.3)):
        half = [
            (x, 0.0, z, chord, 0.1),
            (x, span - 0.3, z + 0.16, chord, 0.1),
            (x - 0.2, span, z + 0.17, chord * 0.6, 0.08),
        ]
        kit.pair(red, wing(half)).put(
            Kit().pair(
                emblem("cross", "black", "white"),
                upper_patch(x - chord / 2, span * 0.66, z + 0.195, chord * 0.6),
            )
        )
    for y in (0.45, 2.9):
        kit.pair(
            paints.wood(176, 134, 80),
            *(
                rods([(x0, y, 0.95 + 0.04 * y)], [(x0 + 0.4, y, 2.35 + 0.04 * y)], 0.035, 8)
                for x0 in (0.4, -0.2)
            ),
        )
    kit.pair(
        paints.STEEL,
        wires(
            [
                [(0.2, 0.5, 0.95), (0.6, 2.9, 2.45)],
                [(0.6, 0.5, 2.4), (0.2, 2.9, 1.0)],
                [(-0.1, 0.5, 0.95), (0.3, 2.9, 2.45)],
            ],
            0.01,
            4,
        ),
    )
    kit.pair(red, wing([(-2.5, 0.05, 1.4, 0.9, 0.08), (-2.7, 1.4, 1.4, 0.5, 0.08)])).add(
        red, wing([(-2.5, 0, 1.3, 0.9, 0.08), (-2.9, 0, 2.25, 0.6, 0.08)])
    )
    kit.put(body_sign(emblem("cross", "black", "white"), body, -1.4, 1.2, 0.42, height=0.42)).put(
        parts.both_signs(emblem("cross", "black", "white"), -3.15, 0.05, 1.8, 0.34, height=0.34)
    )
    kit.add(
        paints.plastic(70, 40, 26),
        turned([(0.24, -0.03), (0.3, 0.0), (0.3, 0.05), (0.24, 0.05), (0.24, -0.03)], 22).moved(
            -0.5, 0, 1.58, scale=(1.3, 1, 1)
        ),
    ).add(
        paints.BLACK,
        turned([(0, -0.02), (0.25, -0.02), (0.25, 0.02), (0, 0.02)], 22).moved(
            -0.5, 0, 1.59, scale=(1.3, 1, 1)
        ),
    )
    kit.add(paints.GLASS, slab([(0.0, 1.6), (0.04, 1.6), (-0.1, 1.85), (-0.13, 1.85)], 0.2)).add(
        paints.plastic(92, 60, 38), ellipsoid((-0.5, 0, 1.78), (0.13, 0.12, 0.15), 14, 10)
    ).pair(paints.DARK_STEEL, rods([(0.2, 0.14, 1.64)], [(1.1, 0.14, 1.7)], 0.03, 8))
    kit.put(undercarriage(0.9, 0.75, 0.8, 0.34)).put(undercarriage(0.9, -0.75, 0.8, 0.34)).pair(
        paints.wood(176, 134, 80),
        rods([(0.9, 0.7, 0.34), (0.9, 0.7, 0.34)], [(1.2, 0.3, 0.85), (0.4, 0.3, 0.85)], 0.035, 8),
    ).add(paints.DARK_STEEL, rods([(0.9, -0.7, 0.34)], [(0.9, 0.7, 0.34)], 0.03))
    return kit.add(paints.wood(150, 110, 66), rods([(-3.0, 0, 1.1)], [(-3.3, 0, 0.7)], 0.03))


def _airliner() -> Kit:
    """A twin-engined airliner."""
    body: Stations = [
        (-17.0, 1.5, 0.05, 0.15),
        (-15.5, 1.3, 0.55, 0.7),
        (-11.0, 0.5, 1.55, 1.65),
        (-7.0, 0.15, 1.95, 2.0),
        (10.0, 0.0, 2.0, 2.05),
        (14.0, -0.1, 1.75, 1.75),
        (16.2, -0.35, 1.1, 1.05),
        (17.2, -0.5, 0.5, 0.5),
        (17.5, -0.55, 0, 0),
    ]
    kit = (
        Kit()
        .add(paints.WHITE, fuselage(body, 4, 40))
        .add(paints.GLASS, *cabin_windows(body, np.arange(-9.5, 12.6, 0.75), 0.55, 0.34, 0.5))
    )
    kit.put(body_sign(paints.GLASS, body, 15.2, 0.55, 0.8, height=0.5)).put(
        body_sign(paints.GLASS, body, 15.95, 0.35, 0.5, height=0.45)
    )
    kit.pair(
        paints.BLUE,
        wing([(-12.0, 0.0, 1.9, 5.2, 0.1), (-14.2, 0.02, 5.0, 3.8, 0.1), (-15.9, 0.04, 7.6, 2.3, 0.1)]),
    )
    kit.pair(
        paints.ALUMINIUM,
        wing(
            [
                (4.6, 1.4, -1.1, 7.2, 0.13),
                (0.2, 6.5, -0.5, 4.2, 0.11),
                (-4.6, 14.8, 0.5, 1.9, 0.1),
                (-6.2, 15.6, 1.6, 0.9, 0.08),
            ]
        ),
        wing([(-12.6, 0.8, 1.2, 3.6, 0.1), (-15.2, 6.2, 1.9, 1.5, 0.1)]),
    )
    kit.put_pair(turbofan(1.1, 3.8, paints.BLUE), 3.9, 5.2, -2.0).pair(
        paints.WHITE, wing([(3.6, 5.2, -1.3, 3.6, 0.1), (2.6, 5.2, -0.5, 3.4, 0.1)])
    )
    kit.add(paints.BLUE, *body_patch(body, 0.0, -0.5, 26.0, 0.3, steps=24)).put(
        body_sign(text("AERONORD", "blue", "white"), body, 7.6, 1.2, 5.0, height=0.6)
    ).put(parts.both_signs(emblem("star", "white", "blue"), -16.4, 0.26, 5.2, 1.6, height=1.6))
    for x in (12.2, -9.9):
        kit.pair(
            paints.dull(150, 154, 158),
            parts.seams([parts.rectangle(x - 0.4, x + 0.4, -0.6, 1.1)], 1.97 if x > 0 else 1.72, 0.03),
        )
    kit.pair(
        paints.DARK_STEEL,
        *(
            slab(
                [
                    (-3.0 - n * 1.6, -1.0 + n * 0.25),
                    (-0.5 - n * 1.8, -0.75 + n * 0.25),
                    (-3.2 - n * 1.7, -0.7 + n * 0.25),
                ],
                0.18,
                y=4.6 + n * 3.2,
            )
            for n in range(3)
        ),
    )
    kit.add(
        paints.TAIL_LIGHT,
        ellipsoid((-4.9, 14.9, 0.55), (0.3, 0.2, 0.15), 10, 6),
        ellipsoid((0, 0, -2.1), (0.3, 0.2, 0.15), 10, 6),
    ).add(paints.DARK_STEEL, rods([(3.0, 0, 2.0), (-2.0, 0, 2.0)], [(2.5, 0, 2.7), (-2.5, 0, 2.6)], 0.08))
    return kit


def _light_plane() -> Kit:
    """A high-winged light aeroplane with a single propeller and fixed wheels."""
    white, trim = paints.WHITE, paints.paint(26, 84, 150)
    body: Stations = [
        (-4.2, 1.75, 0.05, 0.12, 2.2),
        (-2.6, 1.66, 0.22, 0.28, 2.6),
        (-0.9, 1.55, 0.5, 0.6, 3.2),
        (0.9, 1.5, 0.55, 0.66, 3.4),
        (1.5, 1.38, 0.5, 0.5, 3),
        (2.5, 1.32, 0.42, 0.38, 2.6),
        (2.75, 1.3, 0.22, 0.22, 2.2),
    ]
    kit = (
        Kit()
        .add(white, fuselage(body, 5, 36))
        .add(trim, fuselage([(x, z - 0.02, w + 0.012, h * 0.2, 8) for x, z, w, h, _ in body[1:6]], 5, 24))
    )
    kit.add(
        paints.GLASS,
        slab(rounded([(-0.2, 1.62), (0.8, 1.6), (0.72, 2.02), (-0.2, 2.05)], 0.06), 0.56),
        slab(rounded([(-1.1, 1.68), (-0.3, 1.64), (-0.3, 2.02), (-0.95, 1.98)], 0.06), 0.52),
        fuselage(
            [(0.75, 1.92, 0.5, 0.26, 2.6), (1.1, 1.82, 0.5, 0.2, 2.6), (1.5, 1.66, 0.45, 0.12, 2.6)], 3, 24
        ),
    )
    kit.pair(
        white,
        wing(
            [
                (0.95, 0.0, 2.15, 1.6, 0.13),
                (0.95, 2.6, 2.22, 1.6, 0.12),
                (0.75, 5.1, 2.34, 1.1, 0.1),
                (0.6, 5.3, 2.36, 0.8, 0.08),
            ]
        ),
    ).pair(trim, wing([(0.96, 4.4, 2.315, 1.32, 0.14), (0.8, 5.08, 2.34, 1.14, 0.13)]))
    kit.pair(
        white,
        wing([(0.5, 0.5, 0.98, 0.18, 0.3), (0.45, 2.7, 2.14, 0.16, 0.3)], 5),
        wing([(-3.2, 0.05, 1.75, 0.95, 0.1), (-3.35, 1.7, 1.78, 0.6, 0.1)]),
    ).add(trim, wing([(-2.7, 0, 1.85, 1.5, 0.09), (-3.7, 0, 3.1, 0.75, 0.09)]))
    kit.put(parts.propeller(0.95, 2, 0.2, paints.DARK_STEEL, white), 2.86, 0, 1.3).pair(
        paints.BLACK, box((2.55, 0.12, 1.36), (2.72, 0.34, 1.5))
    )
    for y in (1.1, -1.1):
        kit.put(undercarriage(0.0, y, 0.9, 0.26)).add(
            white,
            fuselage(
                [
                    (-0.42, 0.28, 0.02, 0.02),
                    (-0.2, 0.3, 0.1, 0.14),
                    (0.1, 0.32, 0.14, 0.19),
                    (0.36, 0.28, 0.06, 0.06),
                    (0.4, 0.28, 0, 0),
                ],
                3,
                14,
            ).moved(y=y),
            rods([(0, y * 0.96, 0.42)], [(-0.1, y * 0.42, 1.0)], 0.05, 8),
        )
    kit.put(undercarriage(2.0, 0.0, 1.1, 0.22)).put(
        body_sign(text("N172SP", "blue", "white"), body, -2.2, 1.72, 1.1, height=0.22)
    ).put(parts.beacon(-3.9, 0, 3.1, paints.TAIL_LIGHT, 0.06))
    return kit.pair(
        paints.DARK_STEEL,
        rods([(-0.4, 0.2, 2.25)], [(-0.8, 0.2, 2.8)], 0.012),
        parts.seams([[(-0.3, 1.05), (0.85, 1.05), (0.85, 1.6), (0.76, 2.06), (-0.25, 2.08)]], 0.545, 0.01),
    )


def _warbird() -> Kit:
    """A fighter of the Second World War in camouflage, with a shark's mouth."""
    camo = paints.camouflage(srgb(94, 98, 62), srgb(120, 96, 62), 1.3)
    belly = paints.dull(146, 156, 160)
    body: Stations = [
        (-4.4, 1.5, 0.04, 0.12),
        (-3.0, 1.4, 0.2, 0.3),
        (-1.2, 1.25, 0.42, 0.56),
        (0.6, 1.2, 0.5, 0.66),
        (2.2, 1.22, 0.48, 0.56),
        (3.1, 1.25, 0.36, 0.4),
        (3.3, 1.25, 0.28, 0.3),
    ]
    kit = (
        Kit()
        .add(camo, fuselage(body, 5, 24, part=(-25.0, 205.0)))
        .add(belly, fuselage(body, 5, 20, part=(205.0, 335.0)))
    )
    kit.pair(
        camo,
        wing([(1.4, 0.2, 0.85, 2.2, 0.14), (1.0, 3.6, 1.15, 1.4, 0.12), (0.6, 5.0, 1.28, 0.7, 0.1)]),
        wing([(-3.2, 0.05, 1.5, 0.95, 0.1), (-3.45, 1.7, 1.52, 0.6, 0.1)]),
    ).add(camo, wing([(-3.0, 0, 1.5, 1.3, 0.09), (-3.7, 0, 2.7, 0.8, 0.09)]))
    kit.add(
        paints.BLUE_GLASS,
        fuselage(
            [
                (-1.3, 1.66, 0.1, 0.06),
                (-0.7, 1.78, 0.27, 0.3),
                (0.1, 1.82, 0.29, 0.32),
                (0.7, 1.72, 0.25, 0.16),
                (0.8, 1.7, 0.1, 0.06),
            ],
            4,
            24,
        ),
    )
    ring = np.linspace(0, np.pi, 9)
    kit.add(
        camo,
        wires(
            [[(x, 0.3 * np.cos(t), 1.8 + 0.33 * np.sin(t)) for t in ring] for x in (-0.6, 0.0, 0.4)], 0.02, 5
        ),
    )
    kit.put(parts.propeller(1.5, 3, 0.26, paints.BLACK, None), 3.4, 0, 1.25).add(
        paints.RED,
        fuselage(
            [(3.28, 1.25, 0.3, 0.32), (3.7, 1.25, 0.22, 0.23), (4.0, 1.25, 0.08, 0.08), (4.06, 1.25, 0, 0)],
            4,
            24,
        ),
    )
    mouth = emblem("shark", "white", "olive")
    kit.put(body_sign(mouth, body, 2.6, 1.2, 1.0, height=0.6))
    kit.pair(
        paints.DARK_STEEL,
        *(rods([(x, 0.46, 1.5)], [(x - 0.14, 0.58, 1.46)], 0.05, 8) for x in np.arange(1.4, 2.6, 0.2)),
        *(rods([(0.9, y, 1.0)], [(1.75, y, 1.0)], 0.03, 8) for y in (2.2, 2.5)),
    )
    kit.pair(emblem("star", "white", "blue"), upper_patch(0.35, 3.4, 1.3, 0.85)).put(
        body_sign(emblem("star", "white", "blue"), body, -1.9, 1.35, 0.55, height=0.5)
    ).put(body_sign(text("GA", "white", "olive"), body, -2.75, 1.42, 0.6, height=0.3))
    kit.pair(paints.YELLOW, wing([(0.96, 4.0, 1.185, 1.26, 0.135), (0.82, 4.4, 1.22, 1.06, 0.13)])).add(
        belly, slab(rounded([(-0.6, 0.4), (0.9, 0.4), (1.0, 0.75), (-1.0, 0.75)], 0.12), 0.26, 0.05)
    )
    return kit.add(paints.DARK_STEEL, rods([(-0.6, 0, 2.1)], [(-0.7, 0, 2.7)], 0.015)).pair(
        paints.GREEN, ellipsoid((0.3, 4.98, 1.28), (0.12, 0.06, 0.05), 10, 6)
    )


def _cargo_plane() -> Kit:
    """A four-engined transport with propellers and a high wing."""
    grey = paints.dull(132, 138, 140)
    body: Stations = [
        (-14.0, 1.6, 0.1, 0.2),
        (-11.0, 1.2, 1.0, 1.0),
        (-7.0, 0.3, 2.0, 1.9),
        (-4.0, 0.0, 2.15, 2.15),
        (9.0, 0.0, 2.15, 2.15),
        (11.5, -0.1, 1.95, 1.9),
        (13.4, -0.6, 1.2, 1.2),
        (14.1, -0.8, 0.5, 0.5),
        (14.3, -0.85, 0, 0),
    ]
    kit = (
        Kit()
        .add(grey, fuselage(body, 4, 36))
        .add(paints.GLASS, *cabin_windows(body, (9.5, 7.8, 5.8, -1.0, -3.0), 0.7, 0.5, 0.5))
    )
    for x, z, length, height in (
        (11.3, 1.05, 0.7, 0.7),
        (12.1, 0.75, 0.6, 0.65),
        (12.75, 0.3, 0.45, 0.5),
        (12.0, -0.6, 0.8, 0.35),
    ):
        kit.put(body_sign(paints.GLASS, body, x, z, length, height=height))
    kit.pair(
        grey,
        wing([(2.6, 0.0, 2.2, 4.6, 0.15), (2.3, 6.0, 2.25, 4.0, 0.14), (1.2, 16.5, 2.6, 2.0, 0.1)]),
        wing([(-10.8, 0.3, 1.9, 3.6, 0.1), (-11.8, 6.4, 2.0, 1.8, 0.1)]),
    ).add(grey, wing([(-9.0, 0, 1.6, 5.5, 0.1), (-12.0, 0, 7.4, 2.6, 0.1)]))
    for y in (4.6, 9.0):
        nacelle = [
            (-2.0, 2.3, 0.1, 0.1),
            (-1.0, 2.2, 0.55, 0.6),
            (2.6, 1.95, 0.62, 0.7),
            (3.9, 1.9, 0.5, 0.55),
            (4.0, 1.9, 0.4, 0.4),
        ]
        kit.pair(grey, fuselage(nacelle, 4, 22).moved(y=y)).put_pair(
            parts.propeller(1.9, 4, 0.42, paints.BLACK, paints.STEEL), 4.1, y, 1.9
        )
        kit.pair(paints.BLACK, box((3.7, y - 0.25, 1.2), (4.02, y + 0.25, 1.4)))
    kit.pair(
        grey,
        fuselage(
            [
                (-4.6, -1.5, 0.1, 0.2),
                (-3.0, -1.6, 0.6, 0.7),
                (2.5, -1.6, 0.65, 0.75),
                (4.2, -1.5, 0.3, 0.4),
                (4.6, -1.45, 0, 0),
            ],
            4,
            20,
        ).moved(y=1.75),
    )
    kit.put(body_sign(text("AIR FORCE", "black", "grey"), body, 5.0, 0.0, 4.2, height=0.6)).put(
        body_sign(emblem("roundel", "blue", "grey"), body, -4.6, 0.3, 1.3, height=1.3)
    ).put(parts.both_signs(emblem("striped flag", "blue", "white"), -13.0, 0.22, 5.4, 1.5, height=0.9))
    kit.pair(emblem("roundel", "blue", "grey"), upper_patch(0.3, 11.8, 2.75, 1.5)).put(
        body_sign(emblem("hatching", "yellow", "black"), body, 3.3, -0.2, 0.25, height=2.0)
    )
    return kit.add(
        paints.DARK_STEEL,
        ellipsoid((14.05, 0, -0.8), (0.3, 0.5, 0.5), 14, 10),
        rods([(6.0, 0, 2.1)], [(5.6, 0, 3.0)], 0.06),
    )


MODELS: tuple[Model, ...] = (
    machine("airplane", "biplane", _biplane, placement="air"),
    machine("airplane", "airliner", _airliner, 12.0, "air"),
    machine("airplane", "light", _light_plane, 9.0, "air"),
    machine("airplane", "warbird", _warbird, 9.5, "air"),
    machine("airplane", "cargo", _cargo_plane, 12.0, "air"),
)
