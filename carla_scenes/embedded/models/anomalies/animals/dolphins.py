"""Dolphins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.cetaceans import Cetacean, cetacean
from carla_scenes.embedded.models.anomalies.animals.curves import bend
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    along,
    ball,
    below,
    common,
    ragged,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh

    Stations = tuple[tuple[float, float, float, float, float], ...]


_DOLPHIN = (
    (-1.25, 0.27, 0.38, 0.03, 2.0),
    (-0.95, 0.22, 0.44, 0.09, 2.0),
    (-0.4, 0.08, 0.56, 0.19, 2.0),
    (0.1, 0.0, 0.6, 0.25, 2.0),
    (0.55, 0.03, 0.56, 0.24, 2.0),
    (0.85, 0.12, 0.5, 0.18, 2.0),
    (1.0, 0.18, 0.46, 0.135, 2.0),
    (1.07, 0.2, 0.36, 0.07, 2.0),
    (1.2, 0.22, 0.31, 0.05, 2.2),
    (1.3, 0.24, 0.29, 0.02, 2.0),
)
_SMILE = ((0.92, 0.0, 0.245), (1.02, 0.0, 0.235), (1.12, 0.0, 0.258), (1.27, 0.0, 0.265))


def _enlarged(stations: Stations, factor: float) -> Stations:
    """Return stations larger by a factor."""
    return tuple(
        (x * factor, low * factor, high * factor, half * factor, boxy)
        for x, low, high, half, boxy in stations
    )


def _bottlenose() -> Mesh:
    back, pale = coats.shiny((96, 106, 118), roughness=0.3), coats.shiny((178, 184, 190), roughness=0.35)
    return cetacean(
        Cetacean(
            back,
            _enlarged(_DOLPHIN, 1.15),
            (-0.05, 0.36, 0.28),
            (0.55, 0.16, 0.42, 0.2),
            0.4,
            (1.06, 0.36, 0.022),
            ((pale, ragged(below(0.2), 0.02, 0.2)),),
            mouth=tuple((x * 1.15, y, z * 1.15) for x, y, z in _SMILE),
            pose=(
                bend(-0.4, -1.4, 34.0, sideways=False, height=0.3),
                bend(0.3, 1.2, 10.0, sideways=False, height=0.3),
            ),
        )
    ).build()


def _common() -> Mesh:
    back, cream = coats.shiny((42, 46, 56), roughness=0.3), coats.shiny((228, 226, 216), roughness=0.35)
    yellow, grey = coats.shiny((206, 170, 96), roughness=0.35), coats.shiny((136, 142, 150), roughness=0.35)
    front = along([(0.95, 0.1, 0.34, 0.05), (0.55, 0.24, 0.33, 0.12), (0.1, 0.25, 0.3, 0.06)], both=True)
    rear = along([(0.0, 0.22, 0.32, 0.03), (-0.5, 0.18, 0.36, 0.11), (-1.0, 0.08, 0.34, 0.1)], both=True)
    return cetacean(
        Cetacean(
            back,
            _DOLPHIN,
            (-0.05, 0.34, 0.27),
            (0.52, 0.14, 0.36, 0.17),
            0.36,
            (0.92, 0.32, 0.02),
            ((cream, below(0.2)), (yellow, front), (grey, rear)),
            mouth=_SMILE,
            pose=(
                bend(-0.2, -1.3, -38.0, sideways=False, height=0.3),
                bend(0.2, 1.2, -36.0, sideways=False, height=0.3),
            ),
        )
    ).build()


def _river() -> Mesh:
    stations = (
        *_DOLPHIN[:7],
        (1.08, 0.2, 0.36, 0.06, 2.0),
        (1.3, 0.225, 0.3, 0.035, 2.2),
        (1.55, 0.235, 0.285, 0.028, 2.2),
        (1.62, 0.245, 0.275, 0.012, 2.0),
    )
    pink = coats.shiny((214, 146, 146), roughness=0.4)
    return cetacean(
        Cetacean(
            pink,
            stations,
            (-0.15, 0.7, 0.1),
            (0.55, 0.15, 0.46, 0.28),
            0.42,
            (0.94, 0.34, 0.016),
            (
                (
                    coats.shiny((168, 134, 140), roughness=0.4),
                    ragged(common(ball((0.0, 0.0, 0.62), 0.2, (5.0, 1.2, 0.7))), 0.03, 0.15),
                ),
            ),
            mouth=((0.95, 0.0, 0.245), (1.1, 0.0, 0.25), (1.35, 0.0, 0.26), (1.6, 0.0, 0.26)),
            pose=(bend(-0.3, -1.3, 26.0, sideways=False, height=0.3), bend(0.4, 1.0, -28.0)),
        )
    ).build()


def _spinner() -> Mesh:
    """Return a slender dolphin that sits upright on its tail."""
    back, flank = coats.shiny((62, 70, 84), roughness=0.3), coats.shiny((142, 150, 160), roughness=0.35)
    slim = tuple(
        (x * 1.1, 0.3 + (low - 0.3) * 0.85, 0.3 + (high - 0.3) * 0.85, half * 0.85, boxy)
        for x, low, high, half, boxy in _DOLPHIN
    )
    return cetacean(
        Cetacean(
            back,
            slim,
            (-0.05, 0.34, 0.24),
            (0.55, 0.18, 0.36, 0.16),
            0.4,
            (1.0, 0.33, 0.02),
            ((flank, below(0.4)), (coats.shiny((224, 226, 226), roughness=0.35), below(0.2))),
            mouth=tuple((x * 1.1, y, 0.3 + (z - 0.3) * 0.85) for x, y, z in _SMILE),
            sweep=0.3,
            hooked=10.0,
            pose=(bend(-1.0, 0.1, 64.0, sideways=False, height=0.3),),
        )
    ).build()


DOLPHINS = (
    animal("dolphin", "bottlenose", _bottlenose),
    animal("dolphin", "common", _common),
    animal("dolphin", "river", _river),
    animal("dolphin", "spinner", _spinner),
)
