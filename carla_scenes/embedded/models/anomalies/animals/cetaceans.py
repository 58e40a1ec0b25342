"""Whales and dolphins from numbers: a hull, a fin on the back, flippers and flukes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes
from carla_scenes.embedded.models.anomalies.animals.hulls import hull
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.animals.curves import Warp
    from carla_scenes.embedded.models.anomalies.animals.regions import (
        Region,
    )
    from carla_scenes.embedded.models.anomalies.animals.relief import Relief

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
        base = figure.on_skin(
            (x, 0.0, spec.stations[len(spec.stations) // 2][1] + 0.1), (0.0, 0.0, 1.0), 0.06 * length
        )
        z, lean = float(base[2]), spec.sweep * height
        leading = [
            (x + length / 2, 0, z),
            (x + 0.12 * length - lean * 0.45, 0, z + 0.62 * height),
            (x - 0.2 * length - lean, 0, z + height),
        ]
        trailing = [
            (x - length / 2, 0, z),
            (x - 0.32 * length - lean * 0.35, 0, z + 0.5 * height),
            (x - 0.22 * length - lean, 0, z + 0.99 * height),
        ]
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
    leading = [
        (0.42 * s, 0.0, 0.0),
        (0.22 * s, 0.3 * s, 0.0),
        (-0.06 * s, 0.68 * s, 0.02 * s),
        (-0.5 * s, s, 0.06 * s),
    ]
    trailing = [
        (-0.14 * s, 0.0, 0.0),
        (-0.32 * s, 0.28 * s, 0.0),
        (-0.36 * s, 0.66 * s, 0.02 * s),
        (-0.52 * s, 0.99 * s, 0.06 * s),
    ]
    tail.add(fin(leading, trailing, 0.12 * s, foil=True, steps=(16, 9)), spec.skin, both=True)


def _flippers(figure: Sculpture, spec: Cetacean) -> None:
    x, z, length, breadth = spec.flipper
    root = figure.on_skin((x, 0.0, z), (0.0, 1.0, -0.3), 0.15 * breadth)
    leading = [
        (0.5 * breadth, 0, 0),
        (0.45 * breadth, 0.4 * length, 0.02),
        (0.1 * breadth, 0.8 * length, 0.0),
        (-0.45 * breadth, length, 0.0),
    ]
    trailing = [
        (-0.5 * breadth, 0, 0),
        (-0.5 * breadth, 0.4 * length, 0.0),
        (-0.62 * breadth, 0.8 * length, 0.0),
        (-0.6 * breadth, 0.98 * length, 0.0),
    ]
    flipper = (
        fin(leading, trailing, 0.36 * breadth, foil=True, steps=(14, 9))
        .moved(yaw=34.0)
        .moved(roll=spec.hooked)
    )
    figure.add(flipper.moved(*(float(v) for v in root)), spec.flipper_skin or spec.skin, both=True)
