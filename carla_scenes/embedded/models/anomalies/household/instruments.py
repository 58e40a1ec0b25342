"""Musical instruments without strings, and pianos: bassoons, clarinets, drums and keyboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.anomalies.household.carpentry import board
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.paints import metal, paint, plastic, wood

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.models.model import Model

    Floats = npt.NDArray[np.float64]

SPRUCE = wood(212, 164, 96)
MAPLE = wood(168, 92, 44)
EBONY = wood(36, 28, 26)
ROSEWOOD = wood(104, 54, 32)
SILVER = metal(198, 200, 204, roughness=0.15)
BRASS = metal(204, 160, 74, roughness=0.2)
CHROME = metal(214, 216, 220, roughness=0.12)
BLACK = plastic(22, 22, 24)
IVORY = plastic(232, 228, 214)
SKIN = Material(srgb(226, 220, 204), Pattern.PLAIN, roughness=0.7)
RED_LACQUER = paint(150, 22, 26)
BLUE_LACQUER = paint(26, 60, 134)


def _keys(kit: Kit, tube: tuple[float, float], count: int, reach: float) -> Kit:
    """Add pads, posts and a rod of a woodwind along z between two heights, on its front."""
    low, high = tube
    for index, z in enumerate(np.linspace(low, high, count)):
        side = 0.35 if index % 3 == 2 else 0.0
        kit.add(
            SILVER,
            shapes.cylinder((reach, side * reach, z), (reach + 0.03, side * reach, z), 0.032, sides=16),
        )
        kit.add(
            SILVER,
            shapes.cylinder((reach * 0.7, -reach * 0.9, z), (reach + 0.015, side * reach, z), 0.008, sides=8),
        )
    return kit.add(
        SILVER,
        shapes.cylinder(
            (reach * 0.7, -reach * 0.9, low - 0.05), (reach * 0.7, -reach * 0.9, high + 0.05), 0.01, sides=8
        ),
    )


def _clarinet(timber: Material) -> Kit:
    profile = [
        (0.0, 0.0),
        (0.14, 0.0),
        (0.145, 0.03),
        (0.08, 0.16),
        (0.062, 0.3),
        (0.055, 0.4),
        (0.055, 1.5),
        (0.062, 1.52),
        (0.062, 1.58),
        (0.05, 1.6),
        (0.055, 1.72),
        (0.02, 1.9),
        (0.0, 1.9),
    ]
    kit = (
        Kit()
        .add(timber, shapes.lathe(profile[:9], 26))
        .add(BLACK, shapes.lathe([(0.05, 1.58), *profile[9:]], 22))
    )
    kit.add(
        SILVER,
        *(
            shapes.lathe([(0.057, z), (0.066, z), (0.066, z + 0.03), (0.057, z + 0.03)], 24)
            for z in (0.3, 0.86, 1.5, 1.66)
        ),
    )
    return Kit().put(_keys(kit, (0.4, 1.42), 14, 0.07), pitch=-18.0)


def _bassoon(timber: Material) -> Kit:
    kit = Kit().add(
        timber,
        shapes.cylinder((0, 0, 0.0), (0, 0, 1.0), 0.085, 0.07, 20),
        shapes.cylinder((0, 0.13, 0.0), (0, 0.13, 1.95), 0.08, 0.06, 20),
    )
    kit.add(timber, shapes.rounded_box((-0.1, -0.1, -0.02), (0.1, 0.23, 0.16), 0.05))
    kit.add(
        IVORY,
        shapes.lathe([(0.062, 1.9), (0.085, 1.93), (0.085, 2.02), (0.06, 2.05), (0.05, 2.05)], 24).moved(
            0, 0.13, 0
        ),
    )
    kit.add(
        SILVER,
        *(
            shapes.lathe([(0.07, z), (0.085, z), (0.085, z + 0.03), (0.07, z + 0.03)], 22).moved(0, y, 0)
            for z, y in ((0.98, 0.0), (0.98, 0.13), (1.5, 0.13))
        ),
    )
    bocal = np.array(
        [
            [0, 0, 1.0],
            [0, 0, 1.12],
            [0.08, -0.03, 1.2],
            [0.24, -0.08, 1.16],
            [0.36, -0.12, 1.02],
            [0.44, -0.14, 1.0],
        ]
    )
    kit.add(SILVER, shapes.tube(bocal, [0.03, 0.024, 0.02, 0.017, 0.014, 0.012])).add(
        SPRUCE, board((0.44, -0.165, 0.99), (0.54, -0.115, 1.005))
    )
    _keys(kit, (0.25, 0.92), 7, 0.085)
    keyed = Kit()
    _keys(keyed, (0.3, 1.8), 11, 0.08)
    return Kit().put(kit.put(keyed, 0.0, 0.13, 0.0), roll=-10.0, pitch=-6.0)


def _drum(shell: Material, radius: float, depth: float, *, lugs: int = 8) -> Kit:
    """Return a drum standing on its rim at z = 0, its skin up."""
    kit = Kit().add(shell, shapes.cylinder((0, 0, 0.01), (0, 0, depth - 0.01), radius, sides=36))
    kit.add(
        SKIN,
        shapes.cylinder((0, 0, depth - 0.01), (0, 0, depth), radius * 0.97, sides=36),
        shapes.cylinder((0, 0, 0.0), (0, 0, 0.01), radius * 0.97, sides=36),
    )
    for z in (0.0, depth - 0.03):
        kit.add(
            CHROME,
            shapes.lathe(
                [
                    (radius - 0.004, z),
                    (radius + 0.014, z),
                    (radius + 0.014, z + 0.035),
                    (radius - 0.004, z + 0.035),
                    (radius - 0.004, z),
                ],
                36,
            ),
        )
    for turn in np.arange(lugs) * 2.0 * np.pi / lugs:
        x, y = (radius + 0.012) * np.cos(turn), (radius + 0.012) * np.sin(turn)
        kit.add(
            CHROME,
            shapes.cylinder((x, y, 0.01), (x, y, depth - 0.01), 0.006, sides=6),
            shapes.ellipsoid((x, y, depth / 2.0), (0.014, 0.014, 0.03), 8, 6),
        )
    return kit


def _cymbal(radius: float, height: float, tilt: float) -> Kit:
    plate = shapes.lathe([(radius, 0.0), (radius * 0.3, 0.035), (radius * 0.2, 0.06), (0.0, 0.07)], 36)
    kit = Kit().add(
        BRASS,
        plate.moved(pitch=tilt).moved(0, 0, height),
        plate.flipped().moved(pitch=tilt).moved(0, 0, height - 0.004),
    )
    kit.add(CHROME, shapes.cylinder((0, 0, 0.3), (0, 0, height + 0.09), 0.014))
    for turn in (0.0, 120.0, 240.0):
        kit.add(
            CHROME,
            shapes.tube(np.array([[0, 0, 0.42], [0.24, 0, 0.05], [0.3, 0, 0.01]]), [0.012] * 3).moved(
                yaw=turn
            ),
        )
    return kit


def _drum_kit(shell: Material) -> Kit:
    kit = Kit().put(_drum(shell, 0.28, 0.42, lugs=10), 0.0, 0.0, 0.3, pitch=-90.0)
    kit.pair(CHROME, shapes.cylinder((0.25, 0.24, 0.2), (0.42, 0.36, 0.0), 0.012))
    for y in (-0.19, 0.19):
        kit.put(_drum(shell, 0.16, 0.2), -0.02, y, 0.66, pitch=14.0)
    kit.put(_drum(shell, 0.21, 0.36), -0.42, 0.5, 0.2)
    kit.add(
        CHROME,
        *(
            shapes.cylinder(
                (-0.42 + 0.22 * np.cos(a), 0.5 + 0.22 * np.sin(a), 0.0),
                (-0.42 + 0.22 * np.cos(a), 0.5 + 0.22 * np.sin(a), 0.4),
                0.01,
            )
            for a in np.radians([30, 150, 270])
        ),
    )
    kit.put(_drum(CHROME, 0.18, 0.14), -0.42, -0.42, 0.52).add(
        CHROME, shapes.cylinder((-0.42, -0.42, 0.0), (-0.42, -0.42, 0.52), 0.018)
    )
    kit.put(_cymbal(0.24, 1.15, 12.0), -0.05, -0.62).put(_cymbal(0.26, 1.2, 14.0), -0.1, 0.72).put(
        _cymbal(0.17, 0.85, 0.0), -0.42, -0.78
    )
    kit.add(
        BLACK,
        shapes.cylinder((-0.95, 0.05, 0.45), (-0.95, 0.05, 0.53), 0.17, sides=28),
        shapes.cylinder((-0.95, 0.05, 0.0), (-0.95, 0.05, 0.45), 0.03),
    )
    return kit


def _conga() -> Kit:
    profile = [(0.0, 0.0), (0.13, 0.0), (0.19, 0.25), (0.215, 0.45), (0.18, 0.8), (0.17, 0.86)]
    kit = (
        Kit()
        .add(MAPLE, shapes.lathe(profile, 30))
        .add(SKIN, shapes.lathe([(0.175, 0.83), (0.178, 0.87), (0.0, 0.875)], 30))
    )
    kit.add(
        CHROME,
        shapes.lathe([(0.18, 0.8), (0.196, 0.8), (0.196, 0.835), (0.18, 0.835)], 30),
        shapes.lathe([(0.19, 0.24), (0.2, 0.24), (0.203, 0.28), (0.19, 0.28)], 30),
    )
    return Kit().put(kit, 0.0, -0.24).put(kit, 0.05, 0.24, scale=(1.0, 1.0, 0.94))


def _snare_on_stand() -> Kit:
    kit = Kit().put(_drum(RED_LACQUER, 0.24, 0.2, lugs=10), 0, 0, 0.62, pitch=8.0)
    kit.add(CHROME, shapes.cylinder((0, 0, 0.25), (0, 0, 0.62), 0.016))
    for turn in (0.0, 120.0, 240.0):
        kit.add(
            CHROME,
            shapes.tube(np.array([[0, 0, 0.36], [0.26, 0, 0.02]]), [0.012] * 2).moved(yaw=turn),
            shapes.tube(np.array([[0, 0, 0.5], [0.24, 0, 0.6], [0.26, 0, 0.68]]), [0.012] * 3).moved(
                yaw=turn
            ),
        )
    return kit.add(
        SPRUCE,
        shapes.cylinder((-0.25, -0.05, 0.86), (0.18, 0.12, 0.84), 0.013),
        shapes.cylinder((-0.25, 0.1, 0.86), (0.16, -0.1, 0.84), 0.013),
    )


def _keyboard(*, stand: bool, keys: int) -> Kit:
    white = keys
    width = white * 0.0235 + 0.12
    kit = Kit().add(BLACK, board((-0.17, -width / 2.0, 0.0), (0.13, width / 2.0, 0.07), 0.015))
    kit.add(BLACK, board((-0.17, -width / 2.0, 0.06), (-0.03, width / 2.0, 0.1), 0.015))
    start = -white * 0.0235 / 2.0
    kit.add(
        IVORY,
        *(
            board(
                (-0.02, start + 0.0235 * i + 0.001, 0.06),
                (0.125, start + 0.0235 * (i + 1) - 0.001, 0.085),
                0.003,
            )
            for i in range(white)
        ),
    )
    kit.add(
        BLACK,
        *(
            board(
                (-0.02, start + 0.0235 * (i + 1) - 0.007, 0.085),
                (0.075, start + 0.0235 * (i + 1) + 0.007, 0.1),
                0.003,
            )
            for i in range(white - 1)
            if i % 7 not in (2, 6)
        ),
    )
    kit.add(plastic(90, 190, 180), board((-0.12, -0.09, 0.1), (-0.06, 0.09, 0.104)))
    kit.add(
        plastic(190, 60, 50),
        *(
            shapes.cylinder((-0.09, y, 0.1), (-0.09, y, 0.115), 0.012, sides=14)
            for y in np.linspace(0.14, width / 2.0 - 0.06, 6)
        ),
    )
    if not stand:
        return kit
    whole = Kit().put(kit, 0.0, 0.0, 0.82)
    for y in (-0.3, 0.3):
        for sign in (-1.0, 1.0):
            whole.add(BLACK, shapes.cylinder((0.0, y - sign * 0.3, 0.02), (0.0, y + sign * 0.3, 0.82), 0.018))
    for y in (-0.6, 0.0, 0.6):
        whole.add(BLACK, shapes.cylinder((-0.22, y, 0.02), (0.22, y, 0.02), 0.018))
    return whole


def _upright_piano() -> Kit:
    black = paint(24, 24, 26)
    kit = Kit().add(
        black,
        board((-0.3, -0.76, 0.0), (0.05, 0.76, 1.2), 0.012),
        board((-0.32, -0.79, 1.18), (0.08, 0.79, 1.23), 0.015),
    )
    kit.add(black, board((0.0, -0.76, 0.6), (0.32, 0.76, 0.68), 0.015))
    kit.pair(
        black,
        board((0.0, 0.7, 0.66), (0.32, 0.76, 0.84), 0.02),
        board((0.2, 0.66, 0.0), (0.3, 0.76, 0.6), 0.02),
    )
    start = -52 * 0.0235 / 2.0
    kit.add(
        IVORY,
        *(
            board(
                (0.13, start + 0.0235 * i + 0.001, 0.67), (0.29, start + 0.0235 * (i + 1) - 0.001, 0.7), 0.003
            )
            for i in range(52)
        ),
    )
    kit.add(
        BLACK,
        *(
            board(
                (0.13, start + 0.0235 * (i + 1) - 0.007, 0.7),
                (0.23, start + 0.0235 * (i + 1) + 0.007, 0.718),
                0.003,
            )
            for i in range(51)
            if i % 7 not in (2, 6)
        ),
    )
    kit.add(IVORY, board((0.05, -0.25, 0.86), (0.065, 0.25, 1.1), 0.003).moved(pitch=-4.0))
    kit.add(
        BRASS,
        *(shapes.tube(np.array([[0.05, y, 0.06], [0.14, y, 0.05]]), [0.015, 0.02]) for y in (-0.1, 0.0, 0.1)),
    )
    kit.add(
        ROSEWOOD,
        board((0.42, -0.35, 0.44), (0.75, 0.35, 0.5), 0.02),
        *(shapes.cylinder((x, y, 0), (x, y, 0.45), 0.025) for x in (0.46, 0.71) for y in (-0.3, 0.3)),
    )
    return kit


INSTRUMENTS: tuple[Model, ...] = (
    machine("bassoon", "maple", lambda: _bassoon(MAPLE), 1.8),
    machine("bassoon", "dark", lambda: _bassoon(wood(72, 34, 26)), 1.5),
    machine("clarinet", "black", lambda: _clarinet(EBONY), 1.5),
    machine("clarinet", "rosewood", lambda: _clarinet(ROSEWOOD), 1.2),
    machine("drums", "red_kit", lambda: _drum_kit(RED_LACQUER)),
    machine("drums", "blue_kit", lambda: _drum_kit(BLUE_LACQUER)),
    machine("drums", "congas", _conga),
    machine("drums", "snare", _snare_on_stand),
    machine("keyboard", "stage", lambda: _keyboard(stand=True, keys=36)),
    machine("keyboard", "small", lambda: _keyboard(stand=False, keys=29), 1.3),
    machine("keyboard", "piano", _upright_piano),
)
"""Every instrument but those with strings."""
