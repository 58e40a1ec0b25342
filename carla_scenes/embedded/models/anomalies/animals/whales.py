"""Whales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.cetaceans import Cetacean, cetacean
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.features import teeth
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    along,
    ball,
    before,
    behind,
    below,
    blotches,
    common,
    either,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import folds, warts, within

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh

    Stations = tuple[tuple[float, float, float, float, float], ...]


_ARCHED = (bend(-1.0, -4.5, 26.0, sideways=False, height=0.6), bend(0.5, 3.5, -12.0))


def _blue() -> Mesh:
    stations = (
        (-4.3, 0.62, 0.86, 0.06, 2.0),
        (-3.2, 0.5, 0.98, 0.2, 2.0),
        (-1.6, 0.2, 1.24, 0.5, 2.0),
        (0.0, 0.0, 1.4, 0.72, 2.1),
        (1.6, -0.02, 1.42, 0.76, 2.2),
        (2.7, 0.04, 1.34, 0.7, 2.3),
        (3.6, 0.16, 1.18, 0.58, 2.4),
        (4.2, 0.34, 0.98, 0.36, 2.3),
        (4.45, 0.52, 0.82, 0.06, 2.0),
    )
    hide = coats.skin((92, 118, 142), (112, 138, 160), roughness=0.4)
    pleats = within(folds((0.0, 1.0, 0.0), 0.11, 0.035, 0.05), common(below(0.72), before(-0.6)), 0.25)
    pale = coats.skin((150, 168, 182), (128, 148, 166), roughness=0.4)
    mottled = common(blotches(0.35, -0.55, 3), behind(2.2))
    return cetacean(
        Cetacean(
            hide,
            stations,
            (-2.9, 0.4, 0.22),
            (1.9, 0.45, 1.15, 0.34),
            1.15,
            (2.55, 0.62, 0.06),
            ((pale, mottled), (pale, ragged(common(below(0.32), before(-2.0)), 0.05, 0.3))),
            (pleats,),
            ((2.4, 0.0, 0.62), (3.1, 0.0, 0.74), (3.8, 0.0, 0.74), (4.3, 0.0, 0.68)),
            pose=_ARCHED,
        )
    ).build()


def _sperm() -> Mesh:
    stations = (
        (-3.6, 0.8, 1.06, 0.07, 2.0),
        (-2.6, 0.66, 1.2, 0.26, 2.0),
        (-1.2, 0.3, 1.62, 0.6, 2.1),
        (0.2, 0.1, 1.95, 0.82, 2.2),
        (1.3, 0.2, 2.05, 0.8, 2.6),
        (2.4, 0.44, 2.06, 0.68, 3.2),
        (3.2, 0.56, 2.02, 0.6, 3.6),
        (3.55, 0.66, 1.94, 0.52, 3.6),
        (3.68, 0.85, 1.8, 0.34, 3.0),
    )
    hide = coats.skin((84, 80, 80), (66, 63, 64), roughness=0.45)
    figure = cetacean(
        Cetacean(
            hide,
            stations,
            (-1.6, 0.7, 0.2),
            (0.9, 0.6, 0.75, 0.4),
            1.1,
            (1.45, 0.78, 0.06),
            (),
            (within(folds((1.0, 0.0, 0.3), 0.22, 0.03), behind(1.0), 0.5),),
            sweep=0.4,
            pose=_ARCHED,
        )
    )
    pale = coats.skin((150, 142, 140))
    jaw = (
        (1.3, 0.16, 0.6, 0.3, 2.2),
        (1.8, 0.18, 0.52, 0.22, 2.2),
        (2.6, 0.24, 0.48, 0.14, 2.2),
        (3.1, 0.3, 0.46, 0.1, 2.0),
        (3.22, 0.34, 0.42, 0.04, 2.0),
    )
    figure.add(hull(jaw, count=20, around=16).moved(z=-0.05), pale)
    teeth(figure, [(1.9, 0.15, 0.44), (2.6, 0.11, 0.4), (3.1, 0.06, 0.4)], 12, -0.1)
    return figure.build()


def _orca() -> Mesh:
    stations = (
        (-2.75, 0.6, 0.82, 0.06, 2.0),
        (-2.1, 0.48, 0.94, 0.2, 2.0),
        (-1.1, 0.2, 1.2, 0.46, 2.0),
        (0.0, 0.02, 1.36, 0.62, 2.0),
        (1.1, 0.02, 1.34, 0.62, 2.0),
        (1.9, 0.14, 1.2, 0.5, 2.0),
        (2.4, 0.26, 1.06, 0.38, 2.0),
        (2.64, 0.38, 0.92, 0.26, 2.0),
    )
    black, white = coats.shiny((20, 21, 23), roughness=0.3), coats.shiny((232, 232, 228), roughness=0.35)
    belly = either(
        common(below(0.42), before(0.6)),
        common(below(0.3), before(-1.4)),
        along([(-1.5, 0.45, 0.4, 0.16), (-0.9, 0.52, 0.62, 0.14), (-0.5, 0.5, 0.5, 0.1)], both=True),
    )
    eye_patch = ball((1.68, 0.52, 0.86), 0.13, (2.0, 1.6, 0.9), both=True)
    saddle = common(ball((-0.62, 0.0, 1.28), 0.3, (1.4, 1.4, 0.6)))
    return cetacean(
        Cetacean(
            black,
            stations,
            (0.05, 0.72, 1.15),
            (1.15, 0.4, 0.85, 0.5),
            0.9,
            (1.98, 0.68, 0.04),
            ((coats.shiny((120, 122, 126)), saddle), (white, belly), (white, eye_patch)),
            mouth=((1.95, 0.0, 0.5), (2.3, 0.0, 0.52), (2.66, 0.0, 0.58)),
            sweep=0.45,
            pose=(
                bend(-0.8, -2.7, 30.0, sideways=False, height=0.7),
                bend(0.6, 2.6, 14.0, sideways=False, height=0.7),
                bend(0.0, 2.6, 14.0),
            ),
        )
    ).build()


def _humpback() -> Mesh:
    stations = (
        (-3.5, 0.6, 0.86, 0.06, 2.0),
        (-2.6, 0.48, 1.0, 0.22, 2.0),
        (-1.4, 0.16, 1.38, 0.56, 2.0),
        (0.0, -0.04, 1.58, 0.82, 2.1),
        (1.3, -0.02, 1.5, 0.84, 2.2),
        (2.3, 0.1, 1.3, 0.68, 2.3),
        (3.0, 0.3, 1.06, 0.46, 2.2),
        (3.4, 0.5, 0.84, 0.14, 2.0),
    )
    white = coats.skin((214, 216, 214), (188, 192, 194), roughness=0.4)
    hide = coats.skin((48, 54, 62), (38, 43, 50), roughness=0.4)
    pleats = within(folds((0.0, 1.0, 0.0), 0.13, 0.05, 0.05), common(below(0.68), before(-0.8)), 0.25)
    knobs = within(warts(0.2, 0.05, 0.3, seed=4), common(before(2.1), ball((3.0, 0.0, 1.0), 0.9)), 0.2)
    return cetacean(
        Cetacean(
            hide,
            stations,
            (-1.3, 0.7, 0.26),
            (1.15, 0.5, 2.15, 0.5),
            1.2,
            (2.05, 0.62, 0.06),
            ((white, ragged(common(below(0.4), before(-1.4)), 0.1, 0.5)),),
            (pleats, knobs),
            ((1.95, 0.0, 0.6), (2.6, 0.0, 0.74), (3.2, 0.0, 0.72)),
            white,
            0.5,
            _ARCHED,
            14.0,
        )
    ).build()


def _beluga() -> Mesh:
    stations = (
        (-1.75, 0.38, 0.54, 0.05, 2.0),
        (-1.3, 0.28, 0.66, 0.16, 2.0),
        (-0.5, 0.06, 0.88, 0.38, 2.0),
        (0.3, 0.0, 0.94, 0.46, 2.0),
        (0.9, 0.06, 0.88, 0.38, 2.0),
        (1.25, 0.16, 0.84, 0.29, 2.0),
        (1.5, 0.24, 0.85, 0.26, 2.0),
        (1.68, 0.3, 0.76, 0.2, 2.0),
        (1.78, 0.34, 0.6, 0.12, 2.0),
        (1.86, 0.37, 0.5, 0.07, 2.0),
    )
    return cetacean(
        Cetacean(
            coats.shiny((224, 228, 230), roughness=0.35),
            stations,
            (-0.3, 0.4, 0.0),
            (0.65, 0.3, 0.5, 0.34),
            0.6,
            (1.42, 0.54, 0.03),
            mouth=((1.46, 0.0, 0.47), (1.62, 0.0, 0.41), (1.84, 0.0, 0.43)),
            pose=(bend(-0.5, -1.7, 32.0, sideways=False, height=0.45), bend(0.7, 1.6, 18.0)),
        )
    ).build()


WHALES = (
    animal("whale", "blue", _blue),
    animal("whale", "sperm", _sperm),
    animal("whale", "orca", _orca),
    animal("whale", "humpback", _humpback),
    animal("whale", "beluga", _beluga),
)
