"""Cars: a tub from the bumpers to the waist, a cabin above it, wheels, and what is cut into and fixed onto them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import curve, outline
from carla_scenes.embedded.models.vehicles.features import Drawing, Feature, Part, Plane, arch
from carla_scenes.embedded.models.vehicles.shell import Corner, Row, shell

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.curves import Curve, Outline
    from carla_scenes.embedded.geometry.cutting import Sheet

    Floats = npt.NDArray[np.float64]
    Points = tuple[tuple[float, float], ...]


_NOSE_CORNER, _TAIL_CORNER = Corner(0.75, 2.5), Corner(0.55, 2.7)
_SCREEN_CORNER, _BACK_CORNER = Corner(0.42, 2.1), Corner(0.35, 2.3)


@dataclass(frozen=True)
class Tub:
    """The lower body. Heights and places are fractions of the car's height and length, insets are metres.

    Attributes:
        floor: Height of the lower edge, for places from rear (-0.5) to front (0.5).
        deck: Height of the upper edge: boot, waist, bonnet.
        flank: Inset from the largest width, for levels from 0 (lower edge) to 1 (deck).
        nose: Inset from the foremost point, for levels.
        tail: Inset from the rearmost point, for levels.
        taper: Factor on the width, for places.
        crown: Height of the deck's middle above its edge, metres.
        nose_corner: How the nose turns to the flank.
        tail_corner: How the tail does.
        flare: By how much the wings stand out above the wheels, metres.
    """

    deck: Points
    floor: Points = ((-0.5, 0.19), (-0.42, 0.13), (0.42, 0.12), (0.5, 0.15))
    flank: Points = (
        (0.0, 0.11), (0.1, 0.05), (0.22, 0.02), (0.42, 0.004), (0.6, 0.0), (0.76, 0.016),
        (0.84, 0.03), (0.92, 0.05), (0.97, 0.075), (1.0, 0.12),
    )  # fmt: skip
    nose: Points = (
        (0.0, 0.14), (0.1, 0.05), (0.25, 0.01), (0.4, 0.0), (0.52, 0.02), (0.7, 0.05), (0.85, 0.09),
        (0.93, 0.13), (0.98, 0.19), (1.0, 0.27),
    )  # fmt: skip
    tail: Points = (
        (0.0, 0.18), (0.12, 0.05), (0.25, 0.01), (0.4, 0.0), (0.5, 0.025), (0.7, 0.04), (0.9, 0.04),
        (0.96, 0.06), (1.0, 0.12),
    )  # fmt: skip
    taper: Points = ((-0.5, 0.93), (-0.3, 0.99), (0.0, 1.0), (0.3, 0.99), (0.5, 0.93))
    crown: float = 0.035
    nose_corner: Corner = _NOSE_CORNER
    tail_corner: Corner = _TAIL_CORNER
    flare: float = 0.012


@dataclass(frozen=True)
class Cabin:
    """The upper body.

    Attributes:
        base: Rear and front end at the waist, fractions of the length.
        top: Rear and front end of the roof.
        base_height: Height where it rises from the tub, fraction of the height.
        roof: Height of the roof's edge, for places.
        half_base: Half width at the waist, fraction of half the body's width.
        half_top: Half width where the roof begins to round.
        crown: Height of the roof's middle above its edge, metres.
        nose_corner: How the windscreen turns to the flank.
        tail_corner: How the rear window does.
    """

    base: tuple[float, float]
    top: tuple[float, float]
    base_height: float
    roof: Points
    half_base: float = 0.93
    half_top: float = 0.70
    crown: float = 0.035
    nose_corner: Corner = _SCREEN_CORNER
    tail_corner: Corner = _BACK_CORNER


@dataclass(frozen=True)
class Windows:
    """The glass of a cabin.

    Attributes:
        opening: Corners of all side windows together, fractions of length and height.
        pillars: Place and lean from waist to roof, fractions of the length, and width, metres, of those between them.
        screen: Lowest and highest level of the windscreen, fractions of the height.
        back: Same of the rear window; None for none.
        screen_reach: How far around the windscreen goes, 1 where the flank begins.
        back_reach: Same of the rear window.
        frame: What surrounds the side windows.
    """

    opening: Points
    pillars: tuple[tuple[float, float, float], ...]
    screen: tuple[float, float]
    back: tuple[float, float] | None
    screen_reach: float = 0.90
    back_reach: float = 0.85
    frame: Part = Part.SEAL


@dataclass(frozen=True)
class Body:
    """The whole of a car's bodywork.

    Attributes:
        length: Metres.
        width: Without mirrors, metres.
        height: Metres.
        tub: Lower body.
        cabin: Upper body.
        windows: Its glass.
        axles: Places of the axles from front to rear, fractions of the length.
        wheel: Radius of the wheels, metres.
        arch: Width of the gap between a wheel and its arch, metres.
        drawings: What is cut into the tub.
        cabin_drawings: What is cut into the cabin.
    """

    length: float
    width: float
    height: float
    tub: Tub
    cabin: Cabin
    windows: Windows
    axles: tuple[float, ...]
    wheel: float = 0.33
    arch: float = 0.05
    drawings: tuple[Drawing, ...] = ()
    cabin_drawings: tuple[Drawing, ...] = ()

    def along(self, points: Points) -> Curve:
        """Return the curve through points given as fractions of length and height, in metres."""
        return curve([(x * self.length, z * self.height) for x, z in points])

    def metres(self, points: Points) -> list[tuple[float, float]]:
        """Return points given as fractions of length and height in metres."""
        return [(x * self.length, z * self.height) for x, z in points]


_FLANK_LEVELS = (0.0, 0.07, 0.18, 0.32, 0.48, 0.62, 0.73, 0.80, 0.86, 0.915, 0.96, 0.985, 1.0)
_DECK_SHARES = (0.1, 0.3, 0.55, 0.8, 1.0)
_PILLAR_RISE = ((0.0, 0.0, 0.0), (0.12, 0.02, 0.12), (0.35, 0.18, 0.35), (0.6, 0.45, 0.6), (0.8, 0.74, 0.8),
                (0.9, 0.93, 0.895), (0.955, 1.08, 0.945), (0.985, 1.24, 0.98), (1.0, 1.5, 1.02))  # fmt: skip
"""Rows of a cabin: share of its height, of the way in from the waist to the roof's width, and along its screens."""
_ROOF_SHARES = (0.15, 0.4, 0.7, 1.0)


def tub_rows(body: Body) -> list[Row]:
    """Return the rows of the tub's skin, from its lower edge up and over the deck to the middle line."""
    tub, half = body.tub, body.width / 2.0
    floor, deck = body.along(tub.floor), body.along(tub.deck)
    flank, nose, tail = curve(tub.flank), curve(tub.nose), curve(tub.tail)
    rows = [
        Row(
            body.length / 2.0 - float(nose(np.array(level))),
            -body.length / 2.0 + float(tail(np.array(level))),
            half - float(flank(np.array(level))),
            _between(floor, deck, level),
            level,
            tub.nose_corner,
            tub.tail_corner,
        )
        for level in _FLANK_LEVELS
    ]
    last = rows[-1]
    rows += [
        Row(
            last.front - 0.30 * share,
            last.rear + 0.15 * share,
            last.half_width * (1.0 - share),
            _raised(deck, tub.crown * (1.0 - (1.0 - share) ** 2)),
            1.0 + share,
            tub.nose_corner.shrunk(share),
            tub.tail_corner.shrunk(share),
        )
        for share in _DECK_SHARES
    ]
    return rows


def tub_sheet(body: Body) -> Sheet:
    """Return the right half of the tub with all its features."""
    taper = curve([(x * body.length, factor) for x, factor in body.tub.taper])
    sheet = shell(tub_rows(body), taper, (10, _pieces(body, 6.0), 9), lambda points: _flared(points, body))
    sizes = body.length, body.width, body.height
    for feature in (*(drawing.feature(*sizes) for drawing in body.drawings), *_arches(body), _unseen(body)):
        sheet = feature.cut(sheet)
    return sheet


def cabin_sheet(body: Body) -> Sheet:
    """Return the right half of the cabin with its windows."""
    cabin, length, half = body.cabin, body.length, body.width / 2.0
    roof = body.along(cabin.roof)
    base = cabin.base_height * body.height
    rear, front = cabin.top[0] * length, cabin.top[1] * length
    base_rear, base_front = cabin.base[0] * length, cabin.base[1] * length
    lean = (cabin.half_base - cabin.half_top) * half
    rows = [
        Row(
            base_front + (front - base_front) * run,
            base_rear + (rear - base_rear) * run,
            cabin.half_base * half - lean * inwards,
            _lifted(roof, base, (rear, front), rise),
            rise,
            cabin.nose_corner,
            cabin.tail_corner,
        )
        for rise, inwards, run in _PILLAR_RISE
    ]
    last = rows[-1]
    closer = min(0.12, 0.1 * (last.front - last.rear))
    rows += [
        Row(
            last.front - closer * share,
            last.rear + closer * share,
            last.half_width * (1.0 - share),
            _raised(roof, cabin.crown * (1.0 - (1.0 - share) ** 2)),
            1.0 + share,
            cabin.nose_corner.shrunk(share),
            cabin.tail_corner.shrunk(share),
        )
        for share in _ROOF_SHARES
    ]
    taper = curve([(x * length, factor) for x, factor in body.tub.taper])
    sheet = shell(rows, taper, (8, _pieces(body, 4.4), 7))
    sizes = body.length, body.width, body.height
    for feature in (*_glazing(body), *(drawing.feature(*sizes) for drawing in body.cabin_drawings)):
        sheet = feature.cut(sheet)
    return sheet


def _pieces(body: Body, density: float) -> int:
    """Return how many faces to lay along a flank, so that they are about as long as they are high."""
    return int(np.clip(round(body.length * density), 10, 30))


def _between(floor: Curve, deck: Curve, level: float) -> Curve:
    return lambda x: floor(x) + (deck(x) - floor(x)) * level


def _raised(height: Curve, by: float) -> Curve:
    return lambda x: height(x) + by


def _lifted(roof: Curve, base: float, ends: tuple[float, float], share: float) -> Curve:
    """Return the height of a cabin's row: a share of the way from its base to the roof above."""
    return lambda x: base + (roof(np.clip(x, *ends)) - base) * share


def _flared(points: Floats, body: Body) -> Floats:
    """Return the points of a tub with its wings drawn out around the wheels."""
    result = points.copy()
    for place in body.axles:
        away = np.hypot(points[..., 0] - place * body.length, points[..., 2] - body.wheel)
        reach = body.wheel + body.arch
        share = np.clip(1.0 - np.abs(away - reach) / (0.45 * reach), 0.0, 1.0)
        outside = points[..., 1] > 0.8 * body.width / 2.0
        result[..., 1] += body.tub.flare * share * share * (3.0 - 2.0 * share) * outside
    return result


def _arches(body: Body) -> list[Feature]:
    return [arch(place * body.length, body.wheel, body.wheel + body.arch) for place in body.axles]


def _unseen(body: Body) -> Feature:
    """Return what of the tub's deck lies under the cabin."""
    rear, front = (body.cabin.base[0] + 0.08) * body.length, (body.cabin.base[1] - 0.10) * body.length
    across = 0.36 * body.width
    corners = [(rear, -0.1), (front, -0.1), (front, across), (rear, across)]
    return Feature(Part.HIDDEN, Plane.TOP, outline(corners))


def _glazing(body: Body) -> list[Feature]:
    """Return the windows of a cabin, each a black border first and the glass within."""
    windows, height = body.windows, body.height
    side = outline(body.metres(windows.opening), 0.035)
    low, high = height * windows.opening[0][1], height * max(z for _, z in windows.opening)

    border = 0.02 if windows.frame == Part.SEAL else 0.028

    def pillar(x: float, lean: float) -> Outline:
        return lambda places: places[:, 0] - body.length * (x + lean * (places[:, 1] - low) / (high - low))

    features = [Feature(Part.SEAL, Plane.SIDE, side)]
    if windows.frame != Part.SEAL:
        features.append(Feature(windows.frame, Plane.SIDE, side, over=(Part.SEAL,), grow=0.001))
        features.append(Feature(Part.SEAL, Plane.SIDE, side, over=(windows.frame,), grow=-0.014))
    features.append(Feature(Part.GLASS, Plane.SIDE, side, over=(Part.SEAL,), grow=-border))
    for x, lean, width in windows.pillars:
        features.append(Feature(Part.SEAL, Plane.SIDE, pillar(x, lean), over=(Part.GLASS,), line=width))
    screens = [(Plane.SCREEN, windows.screen, windows.screen_reach)]
    if windows.back is not None:
        screens.append((Plane.BACK_SCREEN, windows.back, windows.back_reach))
    for plane, (bottom, top), reach in screens:
        corners = [
            (-0.5, bottom * height),
            (reach, bottom * height),
            (reach, top * height),
            (-0.5, top * height),
        ]
        drawn = outline(corners, 0.05)
        features += [
            Feature(Part.SEAL, plane, drawn),
            Feature(Part.GLASS, plane, drawn, over=(Part.SEAL,), grow=-0.03),
        ]
    return features
