"""Butterflies with spread wings, about a metre and a half across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.arthropods import feelers, jointed
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    along,
    ball,
    common,
    either,
    outside,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import sheet

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]
    Outline = tuple[tuple[float, float], ...]

# Edges of the right wings around their root, x and y in metres, from the leading edge round to the trailing one.
_FORE: Outline = (
    (0.1, 0.02),
    (0.26, 0.26),
    (0.42, 0.52),
    (0.47, 0.7),
    (0.38, 0.77),
    (0.22, 0.72),
    (0.06, 0.66),
    (-0.04, 0.58),
    (-0.08, 0.34),
    (-0.05, 0.02),
)
_HIND: Outline = (
    (0.0, 0.02),
    (0.02, 0.3),
    (-0.02, 0.52),
    (-0.14, 0.6),
    (-0.3, 0.56),
    (-0.42, 0.44),
    (-0.48, 0.28),
    (-0.42, 0.14),
    (-0.24, 0.06),
    (-0.1, 0.02),
)
_TAILED: Outline = (
    (0.0, 0.02),
    (0.02, 0.3),
    (-0.02, 0.5),
    (-0.16, 0.56),
    (-0.3, 0.5),
    (-0.44, 0.44),
    (-0.66, 0.4),
    (-0.68, 0.34),
    (-0.46, 0.3),
    (-0.46, 0.18),
    (-0.26, 0.06),
    (-0.1, 0.02),
)

_BODY = coats.fur((38, 32, 30))


@dataclass(frozen=True)
class Butterfly:
    """A butterfly.

    Attributes:
        wings: Material of the wings.
        border: Material of their margin; None for none.
        margin: Width of the margin, metres.
        veins: Material of the veins; None for none.
        marks: Further paint and where, on the right side.
        hind: Outline of the hind wings.
        body: Material of the body.
        lift: How far wings are raised, degrees.
        bank: Pitch and roll of its flight, degrees.
        scale: Factor on the whole; 1 spans 1.5 m.
    """

    wings: Material
    border: Material | None = None
    margin: float = 0.07
    veins: Material | None = None
    marks: tuple[tuple[Material, Region], ...] = ()
    hind: Outline = _HIND
    body: Material = _BODY
    lift: float = 24.0
    bank: tuple[float, float] = (18.0, -22.0)
    scale: float = 1.0


def butterfly(spec: Butterfly) -> Mesh:
    """Return a butterfly."""
    figure = Sculpture(spec.body, cell=0.018 * spec.scale, melt=0.02 * spec.scale)
    whole = figure.at(scale=spec.scale, pitch=spec.bank[0], roll=spec.bank[1])
    whole.limb((0.08, 0.0, 0.0, 0.055), (-0.04, 0.0, 0.0, 0.05), melt=0.02)
    whole.limb((0.17, 0.0, 0.01, 0.042), melt=0.01)
    whole.limb((-0.08, 0.0, -0.01, 0.04), (-0.42, 0.0, -0.06, 0.022), melt=0.01)
    whole.add(shapes.ellipsoid((0.185, 0.032, 0.018), (0.026, 0.022, 0.028), 10, 8), coats.PUPIL, both=True)
    feelers(whole, [(0.2, 0.015, 0.03), (0.34, 0.09, 0.1), (0.46, 0.16, 0.1)], 0.007, coats.NOSE, club=0.015)
    feelers(
        whole,
        [(0.21, 0.0, 0.0), (0.27, 0.0, -0.06), (0.25, 0.0, -0.12), (0.21, 0.0, -0.1)],
        0.008,
        coats.NOSE,
        both=False,
    )
    for x in (0.08, 0.03, -0.02):
        jointed(
            whole,
            [(x, 0.03, -0.03, 0.009), (x + 0.04, 0.09, -0.08, 0.008), (x - 0.03, 0.1, -0.2, 0.004)],
            coats.NOSE,
        )
    for outline, lift, raised in ((_FORE, spec.lift, 0.016), (spec.hind, spec.lift * 0.7, 0.0)):
        _wing(whole, spec, outline, lift, raised)
    return figure.build()


def _wing(whole: Sculpture, spec: Butterfly, outline: Outline, lift: float, raised: float) -> None:
    """Add a pair of wings; their patterns are cut in before the wings are raised."""
    edge = curve(outline, 46)
    share = np.linspace(0.0, 1.0, 17)
    root = np.array([0.0, 0.015])
    flat = root + share[:, None, None] * (edge - root)[None]
    wave = 0.02 * np.sin(3.0 * np.linspace(0.0, np.pi, 46))[None, :] * share[:, None] ** 2
    points = np.concatenate([flat, (wave + 0.06 * share[:, None] ** 2)[..., None]], axis=-1)
    pair = Sculpture(spec.wings, cell=1.0, melt=0.0)
    for side in sheet(points, 0.006):
        pair.add(side, spec.wings, painted=True)
    if spec.veins:
        lines = [
            curve(
                [(*root, 0.0, 0.006), (*(root + 0.5 * (edge[i] - root)), 0.0, 0.006), (*edge[i], 0.0, 0.004)],
                5,
            )
            for i in range(5, 43, 4)
        ]
        pair.paint(spec.veins, _flattened(either(*(along(line) for line in lines))))
    if spec.border:
        rim = np.column_stack([edge, np.zeros(46), np.full(46, spec.margin)])
        pair.paint(spec.border, _flattened(common(along(rim[6:-6:2]), outside(ball((0.0, 0.0, 0.0), 0.16)))))
    for material, region in spec.marks:
        pair.paint(material, _flattened(region))
    for surface, material in pair.finished():
        whole.add(surface.moved(roll=-lift).moved(z=0.012 + raised), material, both=True)


def _flattened(region: Region) -> Region:
    """Return a region that is the same at every height."""
    return lambda points: region(points * np.array([1.0, 1.0, 0.0]))


def _dots(places: tuple[tuple[float, float], ...], radius: float) -> Region:
    return either(*(ball((x, y, 0.0), radius) for x, y in places))


_BLACK = coats.plain((26, 23, 24), roughness=0.6)
_WHITE = coats.plain((236, 234, 228), roughness=0.6)
_FORE_RIM = (
    (0.41, 0.62),
    (0.41, 0.7),
    (0.34, 0.72),
    (0.24, 0.69),
    (0.14, 0.665),
    (0.05, 0.62),
    (-0.02, 0.55),
)
_HIND_RIM = ((-0.16, 0.565), (-0.25, 0.55), (-0.33, 0.5), (-0.4, 0.42), (-0.44, 0.32), (-0.42, 0.22))


def _monarch() -> Mesh:
    orange = coats.plain((226, 112, 28), roughness=0.6)
    dots = either(
        _dots(_FORE_RIM, 0.017),
        _dots(_HIND_RIM, 0.015),
        _dots(((0.36, 0.56), (0.3, 0.6), (0.24, 0.6)), 0.022),
    )
    return butterfly(Butterfly(orange, _BLACK, 0.065, _BLACK, ((_WHITE, dots),)))


def _morpho() -> Mesh:
    blue = coats.shiny((30, 110, 214), roughness=0.25, specular=0.12)
    tip = ragged(ball((0.46, 0.74, 0.0), 0.24), 0.02, 0.1)
    return butterfly(
        Butterfly(
            blue,
            _BLACK,
            0.06,
            None,
            ((_BLACK, tip), (_WHITE, _dots(((0.42, 0.62), (0.33, 0.68), (0.24, 0.66)), 0.016))),
            lift=38.0,
            bank=(25.0, 18.0),
            scale=1.1,
        )
    )


def _swallowtail() -> Mesh:
    yellow = coats.plain((238, 208, 72), roughness=0.6)
    bars = either(
        *(
            along(
                [(0.14 + 0.1 * i, 0.1 + 0.16 * i, 0.0, 0.028), (-0.02 + 0.09 * i, 0.2 + 0.16 * i, 0.0, 0.012)]
            )
            for i in range(4)
        )
    )
    blue, red = coats.plain((62, 96, 190)), coats.plain((206, 62, 40))
    return butterfly(
        Butterfly(
            yellow,
            _BLACK,
            0.075,
            None,
            (
                (_BLACK, common(bars, outside(ball((-0.25, 0.3, 0.0), 0.22)))),
                (yellow, either(_dots(_FORE_RIM, 0.018), _dots(_HIND_RIM[:4], 0.018))),
                (blue, _dots(((-0.26, 0.47), (-0.34, 0.41), (-0.39, 0.33)), 0.026)),
                (red, _dots(((-0.4, 0.2),), 0.034)),
            ),
            _TAILED,
            lift=16.0,
            bank=(32.0, -14.0),
        )
    )


def _white() -> Mesh:
    cream = coats.plain((238, 236, 218), roughness=0.6)
    marks = either(ball((0.46, 0.74, 0.0), 0.17), _dots(((0.2, 0.46), (0.06, 0.45), (-0.06, 0.44)), 0.036))
    return butterfly(
        Butterfly(cream, None, 0.0, coats.plain((214, 210, 186)), ((_BLACK, marks),), lift=48.0, scale=0.75)
    )


def _peacock() -> Mesh:
    rust = coats.plain((158, 46, 30), roughness=0.6)
    eye = ((0.32, 0.58), (-0.2, 0.42))
    blue, yellow, grey = (
        coats.plain((84, 110, 196)),
        coats.plain((232, 200, 110)),
        coats.plain((122, 112, 104)),
    )
    bars = either(
        *(
            along(
                [(0.18 + 0.1 * i, 0.14 + 0.16 * i, 0.0, 0.045), (0.08 + 0.1 * i, 0.2 + 0.14 * i, 0.0, 0.02)]
            )
            for i in range(2)
        )
    )
    return butterfly(
        Butterfly(
            rust,
            grey,
            0.045,
            None,
            (
                (_BLACK, bars),
                (yellow, _dots(eye, 0.125)),
                (_BLACK, _dots(eye, 0.095)),
                (blue, _dots(((0.33, 0.59), (-0.2, 0.43)), 0.062)),
                (_WHITE, _dots(((0.35, 0.61), (-0.18, 0.44)), 0.018)),
            ),
            lift=30.0,
            bank=(12.0, 30.0),
            scale=0.9,
        )
    )


BUTTERFLIES = (
    animal("butterfly", "monarch", _monarch, placement="air"),
    animal("butterfly", "morpho", _morpho, placement="air"),
    animal("butterfly", "swallowtail", _swallowtail, placement="air"),
    animal("butterfly", "white", _white, placement="air"),
    animal("butterfly", "peacock", _peacock, placement="air"),
)
