"""Insects in flight, about a metre across: beetles, bees, dragonflies, grasshoppers, ants and ladybirds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.arthropods import (
    WING,
    feelers,
    jointed,
    legs,
    rings,
    wing,
)
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn
from carla_scenes.embedded.models.anomalies.animals.hair import Locks
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    ball,
    bands,
    behind,
    common,
    either,
    outside,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import sheet

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

_VEIN = coats.plain((70, 66, 60), roughness=0.5)
_EYE = coats.shiny((58, 30, 26), roughness=0.12)


def _beyond(y: float) -> Region:
    """Return all that lies further than y from the middle plane: the wings."""
    return lambda points: y - np.abs(points[:, 1])


def _shell(
    x: float,
    length: float,
    width: float,
    height: float,
    *,
    open_by: float,
    material: Material,
    figure: Sculpture,
    z: float,
) -> None:
    """Add the wing cases of a beetle, lifted and spread: half domes hinged in front."""
    turns, share = np.linspace(0.0, np.pi / 2.0, 14), np.linspace(0.0, 1.0, 20)
    profile = np.sqrt(np.maximum(1.0 - (2.0 * share - 0.9) ** 2 / 1.22, 0.0))
    points = np.stack(
        [
            np.broadcast_to(-length * share[:, None], (20, 14)),
            width * profile[:, None] * np.sin(turns)[None, :],
            height * profile[:, None] * np.cos(turns)[None, :],
        ],
        axis=-1,
    )
    for side in sheet(points, 0.02):
        figure.add(
            side.moved(pitch=-open_by * 0.5).moved(yaw=-open_by).moved(roll=-open_by * 0.3).moved(x, 0.02, z),
            material,
            both=True,
            painted=True,
        )


def _stag_beetle() -> Mesh:
    brown, black = coats.shiny((84, 38, 22), roughness=0.2), coats.shiny((26, 22, 22), roughness=0.25)
    figure = Sculpture(black, cell=0.02, melt=0.02)
    figure.limb((-0.12, 0.0, 0.0, 0.15), (-0.42, 0.0, -0.02, 0.09), flat=(1.0, 1.15, 0.7))
    figure.limb((0.1, 0.0, 0.03, 0.14), flat=(0.75, 1.45, 0.75))
    figure.limb((0.3, 0.0, 0.03, 0.1), flat=(0.8, 1.5, 0.7))
    _shell(0.02, 0.56, 0.22, 0.14, open_by=34.0, material=brown, figure=figure, z=0.06)
    wing(
        figure,
        [(-0.02, 0.06, 0.07), (0.12, 0.35, 0.16), (0.06, 0.68, 0.22), (-0.1, 0.92, 0.24)],
        [(-0.16, 0.06, 0.05), (-0.3, 0.34, 0.11), (-0.34, 0.66, 0.18), (-0.14, 0.93, 0.24)],
        WING,
        veins=_VEIN,
    )
    for points in (
        [
            (0.36, 0.09, 0.03, 0.04),
            (0.52, 0.2, 0.04, 0.034),
            (0.68, 0.18, 0.05, 0.026),
            (0.74, 0.07, 0.06, 0.006),
        ],
        [(0.56, 0.19, 0.045, 0.03), (0.58, 0.1, 0.05, 0.006)],
    ):
        horn(figure, points, material=coats.shiny((92, 36, 24), roughness=0.2))
    legs(
        figure,
        [(0.14, 0.15, -0.03), (0.0, 0.14, -0.05), (-0.14, 0.12, -0.05)],
        [(0.24, 0.34, -0.06), (0.0, 0.4, -0.1), (-0.26, 0.34, -0.1)],
        [(0.44, 0.36, -0.24), (-0.06, 0.5, -0.32), (-0.46, 0.38, -0.32)],
        black,
        radius=0.028,
    )
    feelers(figure, [(0.36, 0.12, 0.05), (0.42, 0.26, 0.08), (0.5, 0.32, 0.08)], 0.012, black, club=0.022)
    eyes(figure, (0.34, 0.12, 0.05), 0.026, iris=None, white=_EYE)
    return figure.build()


def _bee() -> Mesh:
    amber, black = coats.fur((214, 156, 44), (190, 130, 40)), coats.fur((34, 28, 26))
    figure = Sculpture(black, cell=0.018, melt=0.03)
    figure.limb((0.0, 0.0, 0.0, 0.16), skin=amber)
    figure.limb((-0.2, 0.0, -0.04, 0.15), (-0.44, 0.0, -0.13, 0.12), (-0.6, 0.0, -0.2, 0.035), skin=amber)
    figure.limb((0.22, 0.0, -0.02, 0.11), flat=(0.75, 1.15, 1.0))
    stripes = common(bands((-1.0, 0.0, -0.35), 0.125, 0.5, start=0.28), behind(-0.2), outside(_beyond(0.17)))
    figure.paint(black, stripes)
    figure.hair(
        Locks(
            ball((0.0, 0.0, 0.0), 0.18),
            (amber, coats.fur((232, 184, 84))),
            260,
            0.07,
            0.02,
            (-1.0, 0.0, 0.0),
            0.6,
            0.0,
            1,
        )
    )
    figure.hair(
        Locks(
            common(ball((-0.35, 0.0, -0.1), 0.22), behind(-0.16)),
            (),
            140,
            0.035,
            0.014,
            (-1.0, 0.0, -0.2),
            0.25,
            0.0,
            2,
        )
    )
    horn(figure, [(-0.58, 0.0, -0.19, 0.02), (-0.68, 0.0, -0.23, 0.003)], material=coats.NOSE, both=False)
    wing(
        figure,
        [(0.04, 0.08, 0.13), (0.18, 0.36, 0.24), (0.14, 0.6, 0.32), (-0.02, 0.76, 0.36)],
        [(-0.06, 0.08, 0.12), (-0.06, 0.34, 0.2), (-0.08, 0.58, 0.29), (-0.05, 0.76, 0.36)],
        WING,
        veins=_VEIN,
    )
    wing(
        figure,
        [(-0.06, 0.08, 0.11), (-0.08, 0.3, 0.17), (-0.16, 0.48, 0.23), (-0.26, 0.55, 0.25)],
        [(-0.12, 0.08, 0.1), (-0.24, 0.26, 0.14), (-0.32, 0.42, 0.2), (-0.28, 0.55, 0.25)],
        WING,
        veins=_VEIN,
    )
    dark = coats.shiny((30, 26, 25), roughness=0.35)
    legs(
        figure,
        [(0.08, 0.09, -0.1), (0.0, 0.1, -0.12), (-0.08, 0.09, -0.12)],
        [(0.16, 0.2, -0.16), (0.0, 0.24, -0.18), (-0.18, 0.2, -0.18)],
        [(0.2, 0.18, -0.34), (-0.04, 0.24, -0.4), (-0.34, 0.2, -0.42)],
        dark,
        radius=0.024,
    )
    feelers(figure, [(0.3, 0.05, 0.04), (0.38, 0.1, 0.12), (0.48, 0.12, 0.06)], 0.012, dark)
    figure.add(shapes.ellipsoid((0.23, 0.09, 0.0), (0.05, 0.045, 0.085), 12, 10), _EYE, both=True)
    return figure.build()


def _dragonfly() -> Mesh:
    green, blue = coats.shiny((64, 140, 84), roughness=0.25), coats.shiny((46, 112, 178), roughness=0.25)
    figure = Sculpture(green, cell=0.018, melt=0.03)
    figure.limb((0.0, 0.0, 0.0, 0.085), (-0.14, 0.0, 0.01, 0.09), flat=(1.0, 0.85, 1.15))
    figure.limb((0.13, 0.0, -0.01, 0.05), melt=0.02)
    spacing = np.linspace(0.0, 1.0, 9)
    rings(
        figure,
        [(-0.24 - 0.72 * t, 0.0, 0.02 + 0.03 * np.sin(3.0 * t), 0.05 - 0.022 * t**0.6) for t in spacing],
        blue,
    )
    figure.paint(
        coats.shiny((24, 34, 44), roughness=0.25),
        common(bands((1.0, 0.0, 0.0), 0.09, 0.28, start=-0.285), behind(-0.2), outside(_beyond(0.08))),
    )
    wing(
        figure,
        [(0.02, 0.04, 0.08), (0.06, 0.35, 0.12), (0.05, 0.62, 0.14), (-0.02, 0.8, 0.15)],
        [(-0.06, 0.04, 0.08), (-0.09, 0.35, 0.12), (-0.09, 0.6, 0.14), (-0.04, 0.8, 0.15)],
        WING,
        veins=_VEIN,
    )
    wing(
        figure,
        [(-0.12, 0.04, 0.08), (-0.1, 0.34, 0.1), (-0.13, 0.58, 0.11), (-0.22, 0.74, 0.12)],
        [(-0.22, 0.04, 0.08), (-0.31, 0.3, 0.1), (-0.28, 0.56, 0.11), (-0.24, 0.74, 0.12)],
        WING,
        veins=_VEIN,
    )
    figure.add(
        shapes.ellipsoid((0.19, 0.05, 0.02), (0.062, 0.06, 0.066), 14, 10),
        coats.shiny((92, 52, 40), roughness=0.1),
        both=True,
    )
    dark = coats.shiny((30, 30, 30))
    legs(
        figure,
        [(0.06, 0.05, -0.07), (0.0, 0.05, -0.08), (-0.06, 0.05, -0.08)],
        [(0.14, 0.13, -0.1), (0.02, 0.15, -0.12), (-0.08, 0.14, -0.12)],
        [(0.2, 0.08, -0.24), (0.08, 0.1, -0.28), (-0.04, 0.1, -0.28)],
        dark,
        radius=0.014,
    )
    feelers(figure, [(0.23, 0.02, 0.06), (0.29, 0.04, 0.1)], 0.006, dark)
    return figure.build()


def _grasshopper() -> Mesh:
    green, pale = coats.shiny((96, 150, 58), roughness=0.4), coats.shiny((156, 190, 92), roughness=0.4)
    figure = Sculpture(green, cell=0.018, melt=0.03)
    figure.limb((0.3, 0.0, 0.02, 0.1), (0.36, 0.0, -0.1, 0.07), flat=0.85, skin=pale)
    figure.limb((0.18, 0.0, 0.01, 0.13), (0.0, 0.0, 0.02, 0.12), flat=0.85, melt=0.015)
    rings(
        figure,
        [(-0.06 - 0.095 * i, 0.0, -0.02 - 0.004 * i, 0.115 - 0.011 * i) for i in range(7)],
        pale,
        flat=0.85,
    )
    wing(
        figure,
        [(0.1, 0.06, 0.12), (0.22, 0.4, 0.26), (0.12, 0.74, 0.38), (-0.04, 0.92, 0.44)],
        [(0.02, 0.06, 0.11), (0.02, 0.4, 0.22), (-0.02, 0.72, 0.34), (-0.07, 0.92, 0.43)],
        green,
        veins=pale,
    )
    wing(
        figure,
        [(0.0, 0.06, 0.1), (-0.02, 0.36, 0.16), (-0.14, 0.62, 0.22), (-0.3, 0.74, 0.24)],
        [(-0.16, 0.06, 0.08), (-0.42, 0.26, 0.1), (-0.48, 0.5, 0.14), (-0.34, 0.74, 0.22)],
        WING,
        veins=_VEIN,
    )
    thigh = [(-0.06, 0.11, -0.04, 0.03), (-0.34, 0.18, 0.2, 0.075), (-0.52, 0.2, 0.3, 0.03)]
    horn(figure, thigh, material=green, sides=12)
    jointed(
        figure,
        [(-0.52, 0.2, 0.3, 0.03), (-0.68, 0.2, -0.16, 0.018), (-0.86, 0.2, -0.24, 0.01)],
        coats.shiny((178, 84, 46), roughness=0.4),
    )
    legs(
        figure,
        [(0.2, 0.09, -0.08), (0.08, 0.1, -0.1)],
        [(0.32, 0.2, -0.1), (0.06, 0.26, -0.14)],
        [(0.38, 0.2, -0.3), (0.0, 0.3, -0.34)],
        green,
        radius=0.022,
    )
    feelers(figure, [(0.4, 0.03, 0.06), (0.56, 0.1, 0.16), (0.76, 0.2, 0.16)], 0.01, green)
    figure.add(shapes.ellipsoid((0.33, 0.075, 0.05), (0.035, 0.025, 0.05), 12, 8), _EYE, both=True)
    return figure.build()


def _ant() -> Mesh:
    red, dark = coats.shiny((122, 44, 26), roughness=0.25), coats.shiny((52, 24, 20), roughness=0.22)
    figure = Sculpture(red, cell=0.018, melt=0.025)
    figure.limb((0.06, 0.0, 0.03, 0.1), (-0.14, 0.0, 0.01, 0.07), flat=0.85)
    figure.limb((0.3, 0.0, 0.0, 0.13), (0.36, 0.0, -0.04, 0.1), flat=(1.0, 1.05, 0.8), melt=0.02)
    figure.limb((-0.22, 0.0, 0.02, 0.045), flat=(0.7, 1.0, 1.4), melt=0.015)
    figure.limb(
        (-0.4, 0.0, 0.02, 0.15), (-0.56, 0.0, 0.0, 0.12), (-0.7, 0.0, -0.04, 0.04), skin=dark, melt=0.01
    )
    figure.relief(_rings_of_abdomen)
    horn(
        figure,
        [(0.42, 0.05, -0.06, 0.03), (0.53, 0.09, -0.08, 0.024), (0.58, 0.02, -0.09, 0.004)],
        material=dark,
    )
    legs(
        figure,
        [(0.1, 0.06, -0.04), (0.0, 0.07, -0.05), (-0.1, 0.05, -0.05)],
        [(0.26, 0.28, 0.1), (0.0, 0.34, 0.1), (-0.26, 0.28, 0.1)],
        [(0.46, 0.4, -0.3), (0.02, 0.54, -0.32), (-0.5, 0.44, -0.32)],
        red,
        radius=0.024,
    )
    jointed(figure, [(0.4, 0.05, 0.06, 0.016), (0.5, 0.18, 0.2, 0.014), (0.72, 0.22, 0.06, 0.01)], red)
    wing(
        figure,
        [(0.04, 0.05, 0.11), (0.12, 0.34, 0.22), (0.02, 0.64, 0.32), (-0.16, 0.82, 0.36)],
        [(-0.06, 0.05, 0.1), (-0.16, 0.34, 0.2), (-0.24, 0.62, 0.3), (-0.2, 0.82, 0.36)],
        WING,
        veins=_VEIN,
    )
    figure.add(shapes.ellipsoid((0.34, 0.115, 0.03), (0.032, 0.022, 0.03), 10, 8), coats.PUPIL, both=True)
    return figure.build()


def _rings_of_abdomen(points: np.ndarray) -> np.ndarray:
    """Return furrows between the rings of an ant's abdomen, metres."""
    near = points[:, 0] < -0.27
    depth: np.ndarray = np.where(
        near, -0.014 * np.exp(-(((((points[:, 0] + 0.3) / 0.1) % 1.0 - 0.5) / 0.12) ** 2)), 0.0
    )
    return depth


def _ladybird() -> Mesh:
    red, black = coats.shiny((196, 30, 22), roughness=0.15), coats.shiny((22, 20, 22), roughness=0.25)
    figure = Sculpture(black, cell=0.02, melt=0.03)
    figure.add(
        hull(
            (
                (-0.36, -0.04, 0.04, 0.04, 2.0),
                (-0.2, -0.08, 0.12, 0.22, 2.0),
                (0.1, -0.09, 0.14, 0.26, 2.0),
                (0.26, -0.06, 0.1, 0.18, 2.0),
            ),
            count=24,
            around=28,
        ),
        black,
        painted=True,
    )
    figure.limb((0.28, 0.0, 0.02, 0.14), flat=(0.7, 1.25, 0.75))
    figure.limb((0.4, 0.0, -0.01, 0.09), flat=(0.8, 1.1, 0.8))
    _shell(0.2, 0.62, 0.36, 0.28, open_by=30.0, material=red, figure=figure, z=0.06)
    spots = either(
        *(
            ball((x, y, z), 0.075, both=True)
            for x, y, z in (
                (0.0, 0.24, 0.4),
                (-0.12, 0.42, 0.25),
                (-0.24, 0.28, 0.37),
                (0.02, 0.12, 0.36),
                (-0.32, 0.46, 0.2),
            )
        )
    )
    figure.paint(black, common(spots, _beyond(0.03)))
    white = coats.shiny((236, 232, 224), roughness=0.3)
    figure.paint(
        white, either(ball((0.34, 0.13, 0.07), 0.05, both=True), ball((0.46, 0.05, 0.03), 0.024, both=True))
    )
    wing(
        figure,
        [(0.12, 0.06, 0.06), (0.2, 0.4, 0.1), (0.1, 0.7, 0.12), (-0.1, 0.9, 0.12)],
        [(-0.04, 0.06, 0.05), (-0.22, 0.36, 0.07), (-0.28, 0.64, 0.1), (-0.14, 0.9, 0.12)],
        WING,
        veins=_VEIN,
    )
    legs(
        figure,
        [(0.16, 0.16, -0.06), (0.0, 0.18, -0.07), (-0.14, 0.16, -0.07)],
        [(0.26, 0.3, -0.08), (0.0, 0.34, -0.1), (-0.24, 0.3, -0.1)],
        [(0.34, 0.32, -0.22), (-0.02, 0.4, -0.26), (-0.34, 0.34, -0.26)],
        black,
        radius=0.024,
    )
    feelers(figure, [(0.46, 0.05, 0.02), (0.54, 0.1, 0.05), (0.58, 0.14, 0.03)], 0.009, black, club=0.016)
    return figure.build()


INSECTS = (
    animal("insect", "stag_beetle", _stag_beetle, placement="air"),
    animal("insect", "bee", _bee, placement="air"),
    animal("insect", "dragonfly", _dragonfly, placement="air"),
    animal("insect", "grasshopper", _grasshopper, placement="air"),
    animal("insect", "ant", _ant, placement="air"),
    animal("insect", "ladybird", _ladybird, placement="air"),
)
