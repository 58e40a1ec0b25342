"""Sharks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import eyes, teeth
from carla_scenes.embedded.models.anomalies.animals.fins import marked, upright
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    along,
    below,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Points = Sequence[tuple[float, float]]


_SHARK = (
    (-1.55, 0.5, 0.62, 0.03, 2.0),
    (-1.2, 0.42, 0.68, 0.1, 2.0),
    (-0.5, 0.2, 0.84, 0.28, 2.0),
    (0.2, 0.1, 0.92, 0.37, 2.0),
    (0.8, 0.14, 0.88, 0.33, 2.0),
    (1.2, 0.26, 0.8, 0.25, 2.0),
    (1.45, 0.37, 0.73, 0.17, 2.0),
    (1.6, 0.45, 0.64, 0.09, 2.0),
)


def _shark_fins(figure: Sculpture, skin: Material) -> None:
    upright(
        figure,
        [(0.42, 0.84), (0.24, 1.08), (0.0, 1.32)],
        [(-0.08, 0.84), (-0.02, 1.06), (-0.04, 1.31)],
        skin,
        rays=0,
        thick=0.06,
    )
    upright(figure, [(-0.9, 0.7), (-1.02, 0.82)], [(-1.06, 0.68), (-1.08, 0.81)], skin, rays=0, thick=0.03)
    upright(
        figure,
        [(-1.4, 0.6), (-1.62, 0.92), (-1.9, 1.2)],
        [(-1.55, 0.56), (-1.72, 0.8), (-1.93, 1.18)],
        skin,
        rays=0,
        thick=0.05,
    )
    upright(
        figure,
        [(-1.42, 0.54), (-1.58, 0.36), (-1.76, 0.2)],
        [(-1.55, 0.56), (-1.64, 0.4), (-1.77, 0.22)],
        skin,
        rays=0,
        thick=0.05,
    )
    leading = [(0.62, 0.28, 0.3), (0.44, 0.62, 0.16), (0.1, 0.95, 0.04)]
    trailing = [(0.22, 0.26, 0.3), (0.18, 0.6, 0.16), (0.04, 0.94, 0.04)]
    figure.add(fin(leading, trailing, 0.08, foil=True, steps=(16, 9)), skin, both=True)
    figure.add(
        fin(
            [(-0.6, 0.12, 0.24), (-0.76, 0.3, 0.12)],
            [(-0.8, 0.1, 0.24), (-0.82, 0.29, 0.12)],
            0.04,
            foil=True,
            steps=(16, 9),
        ),
        skin,
        both=True,
    )


def _shark() -> Mesh:
    grey, white = (
        coats.skin((92, 104, 114), (80, 92, 102), roughness=0.4),
        coats.skin((226, 228, 226), roughness=0.4),
    )
    figure = Sculpture(grey, cell=0.05, melt=0.05)
    figure.add(hull(_SHARK, count=100, around=48), painted=True)
    figure.paint(white, ragged(below(0.42), 0.015, 0.3))
    for i in range(5):
        marked(figure, [(0.86 - 0.07 * i, 0.36), (0.83 - 0.07 * i, 0.48), (0.84 - 0.07 * i, 0.58)], 0.011)
    mouth = [(1.1, 0.13, 0.32, 0.05), (1.27, 0.12, 0.34, 0.065), (1.38, 0.0, 0.36, 0.065)]
    figure.paint(coats.GUMS, along(mouth, both=True))
    teeth(figure, [(1.1, 0.19, 0.37), (1.29, 0.15, 0.385), (1.425, 0.03, 0.42)], 9, 0.06)
    teeth(figure, [(1.08, 0.15, 0.285), (1.22, 0.12, 0.295), (1.31, 0.02, 0.31)], 7, -0.045)
    eyes(figure, (1.26, 0.1, 0.58), 0.035, gaze=(0.4, 1.0, 0.1), iris=None, bulge_depth=0.5)
    _shark_fins(figure, grey)
    return figure.warp(bend(-0.2, -1.7, 34.0), bend(0.5, 1.5, 12.0)).build()


def _hammerhead() -> Mesh:
    olive, white = (
        coats.skin((122, 116, 96), (106, 100, 84), roughness=0.4),
        coats.skin((224, 220, 206), roughness=0.4),
    )
    figure = Sculpture(olive, cell=0.05, melt=0.05)
    figure.add(
        hull([*_SHARK[:6], (1.4, 0.38, 0.66, 0.14, 2.0), (1.46, 0.46, 0.58, 0.05, 2.0)], count=80, around=40),
        painted=True,
    )
    figure.limb((1.34, 0.0, 0.5, 0.12), (1.3, 0.5, 0.52, 0.085), flat=(1.6, 1.0, 0.62), both=True)
    figure.paint(white, ragged(below(0.4), 0.015, 0.3))
    for i in range(5):
        marked(figure, [(0.8 - 0.07 * i, 0.36), (0.77 - 0.07 * i, 0.48), (0.78 - 0.07 * i, 0.58)], 0.011)
    eyes(figure, (1.34, 0.57, 0.52), 0.034, gaze=(0.3, 1.0, 0.0), iris=coats.AMBER_EYE, pupil=(0.25, 0.7))
    figure.paint(coats.GUMS, along([(1.2, 0.1, 0.33, 0.03), (1.3, 0.0, 0.37, 0.03)], both=True))
    _shark_fins(figure, olive)
    return figure.warp(bend(-0.2, -1.7, -34.0), bend(0.5, 1.4, 16.0)).build()


SHARKS = (
    animal("fish", "shark", _shark),
    animal("fish", "hammerhead", _hammerhead),
)
