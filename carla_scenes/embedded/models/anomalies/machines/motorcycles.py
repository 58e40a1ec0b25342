"""Motorcycles, standing on their own: a racer, a chopper, a scrambler, a tourer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.cycles import cycle_wheel, fork, handlebar, v_engine
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    fuselage,
    rods,
    rounded,
    slab,
    turned,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


_LEATHER = paints.plastic(36, 30, 28)


def _racer() -> Kit:
    """A sports motorcycle: a full fairing, a sharp tail, fat tyres."""
    body, trim = paints.paint(190, 26, 26), paints.WHITE
    kit = (
        Kit()
        .put(cycle_wheel(0.31, 0.13, paints.BLACK), 0.72, 0, 0.31)
        .put(cycle_wheel(0.32, 0.19, paints.BLACK), -0.7, 0, 0.32)
    )
    kit.put(fork(0.72, 0.31, 0.46, 0.92, 0.1)).pair(
        paints.ALUMINIUM,
        slab(
            rounded([(-0.74, 0.28), (-0.66, 0.28), (-0.1, 0.4), (-0.1, 0.54), (-0.7, 0.37)], 0.03),
            0.025,
            y=0.12,
        ),
    )
    fairing = [
        (0.1, 0.18),
        (0.42, 0.3),
        (0.5, 0.52),
        (0.72, 0.74),
        (0.78, 0.88),
        (0.5, 1.02),
        (0.3, 0.92),
        (0.02, 0.86),
        (-0.2, 0.5),
        (-0.14, 0.22),
    ]
    kit.add(body, slab(rounded(fairing, 0.05), 0.2, 0.07)).pair(
        trim, slab(rounded([(-0.05, 0.5), (0.42, 0.64), (0.36, 0.72), (-0.02, 0.62)], 0.02), 0.006, y=0.2)
    ).pair(
        paints.BLACK,
        slab(rounded([(0.1, 0.32), (0.34, 0.42), (0.36, 0.52), (0.02, 0.46)], 0.03), 0.005, y=0.201),
    )
    kit.add(
        paints.BLUE_GLASS,
        fuselage(
            [
                (0.42, 1.0, 0.12, 0.05),
                (0.55, 1.02, 0.13, 0.09),
                (0.7, 0.93, 0.12, 0.06),
                (0.76, 0.88, 0.04, 0.02),
            ],
            4,
            20,
        ),
    )
    kit.add(
        body,
        fuselage(
            [
                (-0.22, 0.86, 0.1, 0.06),
                (-0.1, 0.9, 0.16, 0.12),
                (0.12, 0.94, 0.17, 0.13),
                (0.3, 0.93, 0.1, 0.08),
            ],
            4,
            24,
        ),
        fuselage(
            [
                (-1.02, 1.0, 0.02, 0.02),
                (-0.9, 0.97, 0.08, 0.06),
                (-0.5, 0.84, 0.14, 0.1),
                (-0.2, 0.76, 0.14, 0.1),
            ],
            4,
            20,
        ),
    )
    kit.add(
        _LEATHER,
        fuselage([(-0.66, 0.955, 0.1, 0.04), (-0.45, 0.9, 0.13, 0.05), (-0.22, 0.86, 0.12, 0.05)], 4, 18),
    ).pair(paints.HEADLIGHT, ellipsoid((0.74, 0.08, 0.82), (0.05, 0.06, 0.03), 12, 8)).add(
        paints.TAIL_LIGHT, box((-1.04, -0.05, 0.98), (-1.0, 0.05, 1.02))
    )
    kit.put(v_engine(0.05, 0.42, 0.15, vee=False)).put(
        handlebar([(0.42, 0.05, 0.95), (0.42, 0.2, 0.96), (0.34, 0.34, 0.94)])
    ).add(
        paints.CHROME,
        tube(np.array([(0.3, 0.12, 0.3), (-0.2, 0.16, 0.2), (-0.5, 0.2, 0.34)]), [0.035, 0.035, 0.04], 12),
        cylinder((-0.45, 0.2, 0.32), (-0.9, 0.22, 0.52), 0.055, 0.065),
    )
    kit.add(
        body, slab([*arc((0.72, 0.31), 0.36, 30, 150, 10), *arc((0.72, 0.31), 0.33, 150, 30, 10)], 0.075)
    ).put(parts.both_signs(text("46", "white", "red"), 0.26, 0.203, 0.8, 0.2, height=0.13)).put(
        parts.both_signs(text("CORSA", "white", "red"), 0.1, 0.203, 0.58, 0.3, height=0.07)
    )
    return kit.pair(paints.DARK_STEEL, rods([(-0.3, 0.14, 0.38)], [(-0.3, 0.3, 0.38)], 0.014)).add(
        paints.STEEL, rods([(-0.18, -0.14, 0.3)], [(-0.28, -0.34, 0.0)], 0.015)
    )


def _chopper() -> Kit:
    """A chopper: a long raked fork, high bars, a teardrop tank, a wide rear tyre, chrome everywhere."""
    body = paints.paint(40, 22, 96)
    kit = (
        Kit()
        .put(cycle_wheel(0.34, 0.09, paints.CHROME, spokes=40), 1.15, 0, 0.34)
        .put(cycle_wheel(0.33, 0.22, paints.CHROME, spokes=40), -0.75, 0, 0.33)
        .put(fork(1.15, 0.34, 0.38, 1.0, 0.09))
    )
    kit.add(
        paints.CHROME,
        *(
            tube(np.array(path), [0.026] * len(path), 10)
            for path in (
                [(0.4, 0, 0.92), (0.15, 0, 0.4), (-0.3, 0, 0.24), (-0.45, 0, 0.3)],
                [(0.42, 0, 0.96), (-0.1, 0, 0.72), (-0.4, 0, 0.55)],
            )
        ),
    ).pair(paints.CHROME, wires([[(-0.4, 0.1, 0.55), (-0.75, 0.14, 0.33), (-0.4, 0.1, 0.26)]], 0.022, 8))
    kit.add(
        body,
        fuselage(
            [
                (-0.3, 0.7, 0.04, 0.03),
                (-0.1, 0.78, 0.12, 0.1),
                (0.15, 0.88, 0.15, 0.13),
                (0.35, 0.95, 0.1, 0.09),
                (0.42, 0.97, 0.02, 0.02),
            ],
            5,
            24,
        ),
    ).add(paints.CHROME, cylinder((0.15, 0, 0.98), (0.15, 0, 1.03), 0.035))
    kit.pair(
        paints.YELLOW,
        *(
            slab(
                [
                    (0.1 * n, 0.8 + 0.03 * n),
                    (0.2 + 0.06 * n, 0.84 + 0.03 * n),
                    (0.02 + 0.1 * n, 0.83 + 0.03 * n),
                ],
                0.01,
                y=0.14,
            )
            for n in range(2)
        ),
    )
    kit.add(
        _LEATHER,
        slab(
            rounded(
                [(-0.75, 0.62), (-0.3, 0.6), (-0.28, 0.68), (-0.5, 0.69), (-0.72, 0.8), (-0.82, 0.76)], 0.03
            ),
            0.15,
            0.015,
        ),
    ).add(
        body,
        slab([*arc((-0.75, 0.33), 0.4, 20, 165, 14), *arc((-0.75, 0.33), 0.37, 165, 20, 14)], 0.13, 0.02),
    )
    kit.put(v_engine(-0.05, 0.42, 0.17)).put(
        handlebar([(0.36, 0.05, 1.02), (0.34, 0.12, 1.35), (0.22, 0.36, 1.42), (0.08, 0.42, 1.38)])
    ).put(parts.headlamp(0.085), 0.62, 0, 0.93)
    for n in range(2):
        path = np.array(
            [
                (0.02 + 0.1 * n, 0.12, 0.62),
                (0.16 + 0.06 * n, 0.2, 0.5),
                (0.0, 0.2, 0.3 - 0.07 * n),
                (-1.0, 0.22, 0.28 - 0.07 * n),
                (-1.15, 0.22, 0.3 - 0.07 * n),
            ]
        )
        kit.add(paints.CHROME, tube(path, [0.024, 0.026, 0.03, 0.038, 0.04], 12))
    kit.add(
        paints.CHROME,
        wires([[(-0.85, 0.1, 0.7), (-1.0, 0.1, 1.15), (-1.0, -0.1, 1.15), (-0.85, -0.1, 0.7)]], 0.012, 6),
    ).add(_LEATHER, rounded_box((-1.0, -0.1, 0.85), (-0.94, 0.1, 1.1), 0.03)).add(
        paints.TAIL_LIGHT, ellipsoid((-1.14, 0, 0.5), (0.03, 0.06, 0.05), 10, 6)
    )
    kit.pair(paints.CHROME, rods([(0.2, 0.1, 0.32)], [(0.25, 0.3, 0.34)], 0.02, 8)).add(
        paints.STEEL, rods([(-0.2, -0.12, 0.28)], [(-0.3, -0.3, 0.0)], 0.015)
    ).put(parts.front_sign(text("OUTLAW", "black", "white"), -1.175, 0.66, 0.22, 0.12, rear=True)).add(
        paints.CHROME, box((-1.172, -0.12, 0.59), (-1.15, 0.12, 0.73))
    )
    return kit.add(
        paints.RUBBER,
        turned([(0.13, -0.16), (0.14, -0.16), (0.14, -0.14), (0.13, -0.14), (0.13, -0.16)], 24, "y").moved(
            -0.75, 0, 0.33
        ),
    ).add(
        paints.DARK_STEEL,
        rods(
            [(-0.75, -0.15, 0.47), (-0.75, -0.15, 0.19)], [(-0.15, -0.15, 0.46), (-0.15, -0.15, 0.34)], 0.01
        ),
    )


def _scrambler() -> Kit:
    """A motocross motorcycle: knobbly tyres, a high mudguard, long travel, a number plate."""
    body = paints.paint(236, 122, 20)
    kit = (
        Kit()
        .put(cycle_wheel(0.35, 0.09, paints.DARK_STEEL, spokes=36, knobs=44), 0.76, 0, 0.35)
        .put(cycle_wheel(0.33, 0.13, paints.DARK_STEEL, spokes=36, knobs=40), -0.7, 0, 0.33)
        .put(fork(0.76, 0.35, 0.44, 1.08, 0.1))
    )
    kit.pair(body, cylinder((0.76, 0.1, 0.35), (0.66, 0.1, 0.55), 0.042)).add(
        body,
        slab(
            rounded([(0.25, 0.82), (0.72, 0.86), (1.12, 0.78), (1.14, 0.81), (0.72, 0.92), (0.3, 0.9)], 0.03),
            0.07,
            0.015,
        ),
    )
    kit.add(
        body,
        fuselage(
            [
                (-0.05, 0.92, 0.06, 0.06),
                (0.1, 0.95, 0.13, 0.12),
                (0.28, 0.95, 0.13, 0.12),
                (0.4, 0.9, 0.06, 0.06),
            ],
            4,
            20,
        ),
    ).pair(
        body,
        slab(
            rounded([(0.0, 0.72), (0.36, 0.66), (0.5, 0.9), (0.35, 1.0), (0.05, 0.95)], 0.04), 0.012, y=0.16
        ),
    ).add(
        _LEATHER,
        slab(
            rounded([(-0.75, 0.96), (0.1, 0.98), (0.2, 1.04), (-0.2, 1.03), (-0.75, 1.05)], 0.02),
            0.075,
            0.012,
        ),
    )
    kit.add(
        body,
        slab(
            rounded([(-1.1, 1.06), (-0.6, 0.9), (-0.4, 0.94), (-0.7, 0.99), (-1.1, 1.1)], 0.03), 0.075, 0.015
        ),
    ).pair(
        paints.WHITE,
        slab(rounded([(-0.72, 0.72), (-0.4, 0.72), (-0.36, 0.95), (-0.78, 0.95)], 0.04), 0.012, y=0.12),
    ).put(parts.both_signs(text("7", "black", "white"), -0.56, 0.135, 0.84, 0.18, height=0.18))
    kit.add(
        paints.WHITE, slab(rounded([(0.5, 0.94), (0.54, 0.94), (0.48, 1.16), (0.44, 1.16)], 0.01), 0.1)
    ).put(parts.front_sign(text("7", "black", "white"), 0.535, 1.04, 0.14, 0.16)).put(
        v_engine(0.08, 0.46, 0.13, vee=False)
    ).add(
        paints.DARK_STEEL,
        *(
            tube(np.array(path), [0.02] * len(path), 8)
            for path in (
                [(0.4, 0, 1.0), (0.28, 0, 0.5), (0.1, 0, 0.3), (-0.2, 0, 0.34), (-0.2, 0, 0.85)],
                [(0.4, 0, 1.02), (-0.2, 0, 0.85), (-0.75, 0, 0.95)],
            )
        ),
    )
    kit.pair(
        paints.ALUMINIUM,
        slab([(-0.73, 0.3), (-0.66, 0.3), (-0.15, 0.4), (-0.15, 0.48), (-0.7, 0.37)], 0.02, y=0.1),
    ).put(handlebar([(0.4, 0.04, 1.12), (0.38, 0.14, 1.2), (0.3, 0.4, 1.22)])).add(
        paints.STEEL,
        tube(
            np.array([(0.2, 0.06, 0.6), (0.34, 0.14, 0.55), (0.1, 0.16, 0.62), (-0.3, 0.17, 0.78)]),
            [0.025, 0.027, 0.03, 0.035],
            10,
        ),
        cylinder((-0.3, 0.17, 0.78), (-0.72, 0.17, 0.88), 0.05, 0.055),
    )
    spring = [
        turned([(0.028, z), (0.05, z + 0.012), (0.028, z + 0.024), (0.028, z)], 12)
        for z in np.arange(0, 0.22, 0.034)
    ]
    kit.add(paints.YELLOW, *(ring.moved(-0.28, 0, 0.52, pitch=15) for ring in spring))
    return (
        kit.pair(paints.STEEL, rods([(-0.1, 0.12, 0.38)], [(-0.1, 0.28, 0.38)], 0.014))
        .add(paints.STEEL, rods([(-0.1, -0.12, 0.38)], [(-0.2, -0.36, 0.0)], 0.015))
        .add(
            paints.DARK_STEEL,
            rods([(-0.7, -0.12, 0.43), (-0.7, -0.12, 0.23)], [(0.0, -0.12, 0.48), (0.0, -0.12, 0.38)], 0.008),
        )
    )


def _tourer() -> Kit:
    """A police tourer: a windscreen, panniers, a radio box and blue lights."""
    white, blue = paints.WHITE, paints.BLUE
    kit = (
        Kit()
        .put(cycle_wheel(0.33, 0.13, paints.ALUMINIUM), 0.85, 0, 0.33)
        .put(cycle_wheel(0.32, 0.17, paints.ALUMINIUM), -0.75, 0, 0.32)
        .put(fork(0.85, 0.33, 0.55, 0.95, 0.1))
    )
    kit.add(
        white,
        fuselage(
            [
                (0.3, 0.95, 0.2, 0.16, 3),
                (0.55, 0.98, 0.26, 0.2, 2.8),
                (0.72, 0.96, 0.2, 0.16, 2.4),
                (0.78, 0.95, 0.1, 0.08, 2),
            ],
            4,
            26,
        ),
    ).add(
        paints.BLUE_GLASS, slab([(0.68, 1.08), (0.71, 1.08), (0.5, 1.5), (0.47, 1.49)], 0.24, 0.01)
    ).put_pair(parts.headlamp(0.07), 0.78, 0.07, 0.95)
    kit.add(
        white,
        fuselage(
            [
                (-0.2, 0.82, 0.1, 0.06),
                (0.0, 0.88, 0.17, 0.13),
                (0.25, 0.92, 0.16, 0.13),
                (0.4, 0.92, 0.1, 0.08),
            ],
            4,
            24,
        ),
    ).pair(
        blue, slab(rounded([(-0.02, 0.86), (0.28, 0.88), (0.3, 0.95), (0.0, 0.93)], 0.02), 0.008, y=0.165)
    ).add(
        _LEATHER,
        slab(
            rounded(
                [(-0.9, 0.82), (-0.2, 0.76), (-0.12, 0.84), (-0.5, 0.84), (-0.6, 0.92), (-0.9, 0.94)], 0.03
            ),
            0.17,
            0.02,
        ),
    )
    kit.pair(white, rounded_box((-1.05, 0.18, 0.45), (-0.5, 0.42, 0.82), 0.07)).add(
        white, rounded_box((-1.2, -0.24, 0.9), (-0.85, 0.24, 1.2), 0.06)
    ).put(parts.both_signs(text("POLICE", "blue", "white"), -0.78, 0.425, 0.66, 0.42, height=0.12)).put(
        parts.front_sign(text("POLICE", "blue", "white"), -1.205, 1.05, 0.36, 0.1, rear=True)
    )
    kit.put(v_engine(0.1, 0.42, 0.19)).pair(
        white, slab(rounded([(0.28, 0.25), (0.5, 0.3), (0.52, 0.8), (0.36, 0.82)], 0.05), 0.015, y=0.23)
    ).put(handlebar([(0.5, 0.05, 1.05), (0.45, 0.2, 1.14), (0.25, 0.42, 1.08)])).pair(
        paints.CHROME,
        tube(np.array([(0.2, 0.14, 0.34), (-0.2, 0.2, 0.22), (-1.1, 0.24, 0.26)]), [0.03, 0.035, 0.05], 12),
    )
    kit.add(
        white,
        slab([*arc((0.85, 0.33), 0.39, 20, 160, 12), *arc((0.85, 0.33), 0.36, 160, 20, 12)], 0.085, 0.015),
        slab([*arc((-0.75, 0.32), 0.4, 60, 170, 12), *arc((-0.75, 0.32), 0.37, 170, 60, 12)], 0.11, 0.015),
    )
    kit.add(paints.STEEL, rods([(-1.1, 0.2, 1.2)], [(-1.15, 0.22, 1.75)], 0.012)).put(
        parts.beacon(-1.15, 0.22, 1.72, paints.BEACON_BLUE, 0.05)
    ).put_pair(parts.beacon(0.62, 0.24, 1.12, paints.BEACON_BLUE, 0.045)).pair(
        paints.CHROME,
        wires([[(0.35, 0.2, 0.3), (0.42, 0.34, 0.34), (0.36, 0.34, 0.55), (0.3, 0.2, 0.6)]], 0.016, 6),
    )
    kit.pair(paints.DARK_STEEL, box((-0.2, 0.2, 0.3), (0.15, 0.34, 0.33))).add(
        paints.TAIL_LIGHT, box((-1.1, -0.1, 0.78), (-1.06, 0.1, 0.84))
    ).add(paints.STEEL, rods([(-0.2, -0.14, 0.28)], [(-0.3, -0.34, 0.0)], 0.015)).add(
        paints.DARK_STEEL,
        *(
            tube(np.array(path), [0.022] * len(path), 8)
            for path in (
                [(0.5, 0, 0.9), (0.42, 0, 0.4), (0.2, 0, 0.24), (-0.3, 0, 0.26), (-0.75, 0, 0.32)],
                [(0.5, 0, 0.88), (-0.3, 0, 0.7), (-1.0, 0, 0.8)],
            )
        ),
    )
    return kit


MODELS: tuple[Model, ...] = (
    machine("motorcycle", "racer", _racer),
    machine("motorcycle", "chopper", _chopper),
    machine("motorcycle", "scrambler", _scrambler),
    machine("motorcycle", "police", _tourer),
)
