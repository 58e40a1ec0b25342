"""Whales and dolphins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes, teeth
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
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
from carla_scenes.embedded.models.anomalies.animals.relief import Relief, folds, warts, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.anomalies.animals.curves import Warp

    Stations = tuple[tuple[float, float, float, float, float], ...]


@dataclass(frozen=True)
class Cetacean:
    """A whale or dolphin.

    Attributes:
        skin: Its back.
        stations: Its body, as `hull` takes it; the underside is at about z = 0.
        dorsal: x, length and height of the fin on its back; a height of 0 for none.
        flipper: x, height, length and breadth of the flippers.
        flukes: Span of one side, metres.
        eye: x, height and radius of an eye.
        paints: Further skins and where, in order.
        reliefs: Pleats, knobs.
        mouth: Points of the mouth's line on the right side, x, y, z, from the corner to the snout; those before the
            first are on the skin.
        flipper_skin: Material of the flippers; the back's when None.
        sweep: How far the dorsal fin leans back, in heights.
        pose: How it is bent.
        hooked: How far the flippers point down, degrees.
    """

    skin: Material
    stations: Stations
    dorsal: tuple[float, float, float]
    flipper: tuple[float, float, float, float]
    flukes: float
    eye: tuple[float, float, float]
    paints: tuple[tuple[Material, Region], ...] = ()
    reliefs: tuple[Relief, ...] = ()
    mouth: tuple[tuple[float, float, float], ...] = ()
    flipper_skin: Material | None = None
    sweep: float = 0.7
    pose: tuple[Warp, ...] = ()
    hooked: float = 28.0


def cetacean(spec: Cetacean) -> Sculpture:
    """Return the figure of a whale or dolphin, not yet built."""
    figure = Sculpture(spec.skin, cell=0.1, melt=0.1)
    figure.add(hull(spec.stations), painted=True)
    tail_x, low, high = spec.stations[0][:3]
    _flukes(figure.at(tail_x, 0.0, (low + high) / 2.0), spec)
    x, length, height = spec.dorsal
    if height:
        base = figure.on_skin((x, 0.0, spec.stations[len(spec.stations) // 2][1] + 0.1), (0.0, 0.0, 1.0), 0.06 * length)
        z, lean = float(base[2]), spec.sweep * height
        leading = [(x + length / 2, 0, z), (x + 0.12 * length - lean * 0.45, 0, z + 0.62 * height), (x - 0.2 * length - lean, 0, z + height)]
        trailing = [(x - length / 2, 0, z), (x - 0.32 * length - lean * 0.35, 0, z + 0.5 * height), (x - 0.22 * length - lean, 0, z + 0.99 * height)]
        figure.add(fin(leading, trailing, 0.16 * length, foil=True, steps=(16, 9)), spec.skin)
    _flippers(figure, spec)
    for material, region in spec.paints:
        figure.paint(material, region)
    for relief in spec.reliefs:
        figure.relief(relief)
    ex, ez, radius = spec.eye
    eyes(figure, (ex, 0.02, ez), radius, gaze=(0.15, 1.0, 0.0), iris=None, bulge_depth=0.55)
    if spec.mouth:
        points = curve(spec.mouth, 24)
        line = np.array([figure.on_skin((x, 0.0, z), (0.0, 1.0, 0.0)) for x, _, z in points])
        figure.add(shapes.tube(line, [radius * 0.25] * 24, 6), coats.NOSE, both=True)
    return figure.warp(*spec.pose)


def _flukes(tail: Sculpture, spec: Cetacean) -> None:
    s = spec.flukes
    leading = [(0.42 * s, 0.0, 0.0), (0.22 * s, 0.3 * s, 0.0), (-0.06 * s, 0.68 * s, 0.02 * s), (-0.5 * s, s, 0.06 * s)]
    trailing = [(-0.14 * s, 0.0, 0.0), (-0.32 * s, 0.28 * s, 0.0), (-0.36 * s, 0.66 * s, 0.02 * s), (-0.52 * s, 0.99 * s, 0.06 * s)]
    tail.add(fin(leading, trailing, 0.12 * s, foil=True, steps=(16, 9)), spec.skin, both=True)


def _flippers(figure: Sculpture, spec: Cetacean) -> None:
    x, z, length, breadth = spec.flipper
    root = figure.on_skin((x, 0.0, z), (0.0, 1.0, -0.3), 0.15 * breadth)
    leading = [(0.5 * breadth, 0, 0), (0.45 * breadth, 0.4 * length, 0.02), (0.1 * breadth, 0.8 * length, 0.0), (-0.45 * breadth, length, 0.0)]
    trailing = [(-0.5 * breadth, 0, 0), (-0.5 * breadth, 0.4 * length, 0.0), (-0.62 * breadth, 0.8 * length, 0.0), (-0.6 * breadth, 0.98 * length, 0.0)]
    flipper = fin(leading, trailing, 0.36 * breadth, foil=True, steps=(14, 9)).moved(yaw=34.0).moved(roll=spec.hooked)
    figure.add(flipper.moved(*(float(v) for v in root)), spec.flipper_skin or spec.skin, both=True)


def _bow(stations: Stations, factor: float) -> Stations:
    """Return stations larger by a factor."""
    return tuple((x * factor, low * factor, high * factor, half * factor, boxy) for x, low, high, half, boxy in stations)


_ARCHED = (bend(-1.0, -4.5, 26.0, sideways=False, height=0.6), bend(0.5, 3.5, -12.0))


def _blue() -> Mesh:
    stations = (
        (-4.3, 0.62, 0.86, 0.06, 2.0), (-3.2, 0.5, 0.98, 0.2, 2.0), (-1.6, 0.2, 1.24, 0.5, 2.0), (0.0, 0.0, 1.4, 0.72, 2.1),
        (1.6, -0.02, 1.42, 0.76, 2.2), (2.7, 0.04, 1.34, 0.7, 2.3), (3.6, 0.16, 1.18, 0.58, 2.4), (4.2, 0.34, 0.98, 0.36, 2.3),
        (4.45, 0.52, 0.82, 0.06, 2.0),
    )  # fmt: skip
    hide = coats.skin((92, 118, 142), (112, 138, 160), roughness=0.4)
    pleats = within(folds((0.0, 1.0, 0.0), 0.11, 0.035, 0.05), common(below(0.72), before(-0.6)), 0.25)
    pale = coats.skin((150, 168, 182), (128, 148, 166), roughness=0.4)
    mottled = common(blotches(0.35, -0.55, 3), behind(2.2))
    return cetacean(
        Cetacean(
            hide, stations, (-2.9, 0.4, 0.22), (1.9, 0.45, 1.15, 0.34), 1.15, (2.55, 0.62, 0.06),
            ((pale, mottled), (pale, ragged(common(below(0.32), before(-2.0)), 0.05, 0.3))), (pleats,),
            ((2.4, 0.0, 0.62), (3.1, 0.0, 0.74), (3.8, 0.0, 0.74), (4.3, 0.0, 0.68)), pose=_ARCHED,
        )
    ).build()  # fmt: skip


def _sperm() -> Mesh:
    stations = (
        (-3.6, 0.8, 1.06, 0.07, 2.0), (-2.6, 0.66, 1.2, 0.26, 2.0), (-1.2, 0.3, 1.62, 0.6, 2.1), (0.2, 0.1, 1.95, 0.82, 2.2),
        (1.3, 0.2, 2.05, 0.8, 2.6), (2.4, 0.44, 2.06, 0.68, 3.2), (3.2, 0.56, 2.02, 0.6, 3.6), (3.55, 0.66, 1.94, 0.52, 3.6),
        (3.68, 0.85, 1.8, 0.34, 3.0),
    )  # fmt: skip
    hide = coats.skin((84, 80, 80), (66, 63, 64), roughness=0.45)
    figure = cetacean(
        Cetacean(
            hide, stations, (-1.6, 0.7, 0.2), (0.9, 0.6, 0.75, 0.4), 1.1, (1.45, 0.78, 0.06), (),
            (within(folds((1.0, 0.0, 0.3), 0.22, 0.03), behind(1.0), 0.5),), sweep=0.4, pose=_ARCHED,
        )
    )  # fmt: skip
    pale = coats.skin((150, 142, 140))
    jaw = ((1.3, 0.16, 0.6, 0.3, 2.2), (1.8, 0.18, 0.52, 0.22, 2.2), (2.6, 0.24, 0.48, 0.14, 2.2), (3.1, 0.3, 0.46, 0.1, 2.0), (3.22, 0.34, 0.42, 0.04, 2.0))
    figure.add(hull(jaw, count=20, around=16).moved(z=-0.05), pale)
    teeth(figure, [(1.9, 0.15, 0.44), (2.6, 0.11, 0.4), (3.1, 0.06, 0.4)], 12, -0.1)
    return figure.build()


def _orca() -> Mesh:
    stations = (
        (-2.75, 0.6, 0.82, 0.06, 2.0), (-2.1, 0.48, 0.94, 0.2, 2.0), (-1.1, 0.2, 1.2, 0.46, 2.0), (0.0, 0.02, 1.36, 0.62, 2.0),
        (1.1, 0.02, 1.34, 0.62, 2.0), (1.9, 0.14, 1.2, 0.5, 2.0), (2.4, 0.26, 1.06, 0.38, 2.0), (2.64, 0.38, 0.92, 0.26, 2.0),
    )  # fmt: skip
    black, white = coats.shiny((20, 21, 23), roughness=0.3), coats.shiny((232, 232, 228), roughness=0.35)
    belly = either(
        common(below(0.42), before(0.6)), common(below(0.3), before(-1.4)),
        along([(-1.5, 0.45, 0.4, 0.16), (-0.9, 0.52, 0.62, 0.14), (-0.5, 0.5, 0.5, 0.1)], both=True),
    )  # fmt: skip
    eye_patch = ball((1.68, 0.52, 0.86), 0.13, (2.0, 1.6, 0.9), both=True)
    saddle = common(ball((-0.62, 0.0, 1.28), 0.3, (1.4, 1.4, 0.6)))
    return cetacean(
        Cetacean(
            black, stations, (0.05, 0.72, 1.15), (1.15, 0.4, 0.85, 0.5), 0.9, (1.98, 0.68, 0.04),
            ((coats.shiny((120, 122, 126)), saddle), (white, belly), (white, eye_patch)),
            mouth=((1.95, 0.0, 0.5), (2.3, 0.0, 0.52), (2.66, 0.0, 0.58)), sweep=0.45,
            pose=(bend(-0.8, -2.7, 30.0, sideways=False, height=0.7), bend(0.6, 2.6, 14.0, sideways=False, height=0.7), bend(0.0, 2.6, 14.0)),
        )
    ).build()  # fmt: skip


def _humpback() -> Mesh:
    stations = (
        (-3.5, 0.6, 0.86, 0.06, 2.0), (-2.6, 0.48, 1.0, 0.22, 2.0), (-1.4, 0.16, 1.38, 0.56, 2.0), (0.0, -0.04, 1.58, 0.82, 2.1),
        (1.3, -0.02, 1.5, 0.84, 2.2), (2.3, 0.1, 1.3, 0.68, 2.3), (3.0, 0.3, 1.06, 0.46, 2.2), (3.4, 0.5, 0.84, 0.14, 2.0),
    )  # fmt: skip
    white = coats.skin((214, 216, 214), (188, 192, 194), roughness=0.4)
    hide = coats.skin((48, 54, 62), (38, 43, 50), roughness=0.4)
    pleats = within(folds((0.0, 1.0, 0.0), 0.13, 0.05, 0.05), common(below(0.68), before(-0.8)), 0.25)
    knobs = within(warts(0.2, 0.05, 0.3, seed=4), common(before(2.1), ball((3.0, 0.0, 1.0), 0.9)), 0.2)
    return cetacean(
        Cetacean(
            hide, stations, (-1.3, 0.7, 0.26), (1.15, 0.5, 2.15, 0.5), 1.2, (2.05, 0.62, 0.06),
            ((white, ragged(common(below(0.4), before(-1.4)), 0.1, 0.5)),), (pleats, knobs),
            ((1.95, 0.0, 0.6), (2.6, 0.0, 0.74), (3.2, 0.0, 0.72)), white, 0.5, _ARCHED, 14.0,
        )
    ).build()  # fmt: skip


def _beluga() -> Mesh:
    stations = (
        (-1.75, 0.38, 0.54, 0.05, 2.0), (-1.3, 0.28, 0.66, 0.16, 2.0), (-0.5, 0.06, 0.88, 0.38, 2.0), (0.3, 0.0, 0.94, 0.46, 2.0),
        (0.9, 0.06, 0.88, 0.38, 2.0), (1.25, 0.16, 0.84, 0.29, 2.0), (1.5, 0.24, 0.85, 0.26, 2.0), (1.68, 0.3, 0.76, 0.2, 2.0),
        (1.78, 0.34, 0.6, 0.12, 2.0), (1.86, 0.37, 0.5, 0.07, 2.0),
    )  # fmt: skip
    return cetacean(
        Cetacean(
            coats.shiny((224, 228, 230), roughness=0.35), stations, (-0.3, 0.4, 0.0), (0.65, 0.3, 0.5, 0.34), 0.6, (1.42, 0.54, 0.03),
            mouth=((1.46, 0.0, 0.47), (1.62, 0.0, 0.41), (1.84, 0.0, 0.43)),
            pose=(bend(-0.5, -1.7, 32.0, sideways=False, height=0.45), bend(0.7, 1.6, 18.0)),
        )
    ).build()  # fmt: skip


_DOLPHIN = (
    (-1.25, 0.27, 0.38, 0.03, 2.0), (-0.95, 0.22, 0.44, 0.09, 2.0), (-0.4, 0.08, 0.56, 0.19, 2.0), (0.1, 0.0, 0.6, 0.25, 2.0),
    (0.55, 0.03, 0.56, 0.24, 2.0), (0.85, 0.12, 0.5, 0.18, 2.0), (1.0, 0.18, 0.46, 0.135, 2.0), (1.07, 0.2, 0.36, 0.07, 2.0),
    (1.2, 0.22, 0.31, 0.05, 2.2), (1.3, 0.24, 0.29, 0.02, 2.0),
)  # fmt: skip
_SMILE = ((0.92, 0.0, 0.245), (1.02, 0.0, 0.235), (1.12, 0.0, 0.258), (1.27, 0.0, 0.265))


def _bottlenose() -> Mesh:
    back, pale = coats.shiny((96, 106, 118), roughness=0.3), coats.shiny((178, 184, 190), roughness=0.35)
    return cetacean(
        Cetacean(
            back, _bow(_DOLPHIN, 1.15), (-0.05, 0.36, 0.28), (0.55, 0.16, 0.42, 0.2), 0.4, (1.06, 0.36, 0.022),
            ((pale, ragged(below(0.2), 0.02, 0.2)),), mouth=tuple((x * 1.15, y, z * 1.15) for x, y, z in _SMILE),
            pose=(bend(-0.4, -1.4, 34.0, sideways=False, height=0.3), bend(0.3, 1.2, 10.0, sideways=False, height=0.3)),
        )
    ).build()  # fmt: skip


def _common() -> Mesh:
    back, cream = coats.shiny((42, 46, 56), roughness=0.3), coats.shiny((228, 226, 216), roughness=0.35)
    yellow, grey = coats.shiny((206, 170, 96), roughness=0.35), coats.shiny((136, 142, 150), roughness=0.35)
    front = along([(0.95, 0.1, 0.34, 0.05), (0.55, 0.24, 0.33, 0.12), (0.1, 0.25, 0.3, 0.06)], both=True)
    rear = along([(0.0, 0.22, 0.32, 0.03), (-0.5, 0.18, 0.36, 0.11), (-1.0, 0.08, 0.34, 0.1)], both=True)
    return cetacean(
        Cetacean(
            back, _DOLPHIN, (-0.05, 0.34, 0.27), (0.52, 0.14, 0.36, 0.17), 0.36, (0.92, 0.32, 0.02),
            ((cream, below(0.2)), (yellow, front), (grey, rear)), mouth=_SMILE,
            pose=(bend(-0.2, -1.3, -38.0, sideways=False, height=0.3), bend(0.2, 1.2, -36.0, sideways=False, height=0.3)),
        )
    ).build()  # fmt: skip


def _river() -> Mesh:
    stations = (*_DOLPHIN[:7], (1.08, 0.2, 0.36, 0.06, 2.0), (1.3, 0.225, 0.3, 0.035, 2.2), (1.55, 0.235, 0.285, 0.028, 2.2), (1.62, 0.245, 0.275, 0.012, 2.0))  # fmt: skip
    pink = coats.shiny((214, 146, 146), roughness=0.4)
    return cetacean(
        Cetacean(
            pink, stations, (-0.15, 0.7, 0.1), (0.55, 0.15, 0.46, 0.28), 0.42, (0.94, 0.34, 0.016),
            ((coats.shiny((168, 134, 140), roughness=0.4), ragged(common(ball((0.0, 0.0, 0.62), 0.2, (5.0, 1.2, 0.7))), 0.03, 0.15)),),
            mouth=((0.95, 0.0, 0.245), (1.1, 0.0, 0.25), (1.35, 0.0, 0.26), (1.6, 0.0, 0.26)),
            pose=(bend(-0.3, -1.3, 26.0, sideways=False, height=0.3), bend(0.4, 1.0, -28.0)),
        )
    ).build()  # fmt: skip


def _spinner() -> Mesh:
    """Return a slender dolphin that sits upright on its tail."""
    back, flank = coats.shiny((62, 70, 84), roughness=0.3), coats.shiny((142, 150, 160), roughness=0.35)
    slim = tuple((x * 1.1, 0.3 + (low - 0.3) * 0.85, 0.3 + (high - 0.3) * 0.85, half * 0.85, boxy) for x, low, high, half, boxy in _DOLPHIN)
    return cetacean(
        Cetacean(
            back, slim, (-0.05, 0.34, 0.24), (0.55, 0.18, 0.36, 0.16), 0.4, (1.0, 0.33, 0.02),
            ((flank, below(0.4)), (coats.shiny((224, 226, 226), roughness=0.35), below(0.2))),
            mouth=tuple((x * 1.1, y, 0.3 + (z - 0.3) * 0.85) for x, y, z in _SMILE), sweep=0.3, hooked=10.0,
            pose=(bend(-1.0, 0.1, 64.0, sideways=False, height=0.3),),
        )
    ).build()  # fmt: skip


WHALES = (
    animal("whale", "blue", _blue),
    animal("whale", "sperm", _sperm),
    animal("whale", "orca", _orca),
    animal("whale", "humpback", _humpback),
    animal("whale", "beluga", _beluga),
)
DOLPHINS = (
    animal("dolphin", "bottlenose", _bottlenose),
    animal("dolphin", "common", _common),
    animal("dolphin", "river", _river),
    animal("dolphin", "spinner", _spinner),
)
