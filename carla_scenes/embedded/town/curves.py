"""Reference lines of roads: the curves that OpenDRIVE knows, by distance along them.

Everything here is in OpenDRIVE's frame: x forward, y to the left, headings in radians anticlockwise.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_TABLE = 257
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)
_STRAIGHT = 1e-9
"""Curvatures and angles below are nothing."""


class Curve(Protocol):
    """A curve that starts at the origin along the x axis."""

    @property
    def length(self) -> float:
        """Length, metres."""
        ...

    @property
    def bend(self) -> float:
        """Its largest curvature, 1/m; decides how finely it is sampled."""
        ...

    def local(self, along: Floats) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along it."""
        ...


@dataclass(frozen=True)
class Line:
    """A straight line."""

    length: float

    @property
    def bend(self) -> float:
        """Zero."""
        return 0.0

    def local(self, along: Floats) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along it."""
        return np.stack([along, np.zeros_like(along), np.zeros_like(along)], axis=1)


@dataclass(frozen=True)
class Arc:
    """A circle's arc; a positive curvature turns left."""

    length: float
    curvature: float

    @property
    def bend(self) -> float:
        """Its curvature, without sign."""
        return abs(self.curvature)

    def local(self, along: Floats) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along it."""
        if abs(self.curvature) < _STRAIGHT:
            return Line(self.length).local(along)
        turn = along * self.curvature
        return np.stack([np.sin(turn) / self.curvature, (1.0 - np.cos(turn)) / self.curvature, turn], axis=1)


@dataclass(frozen=True)
class Spiral:
    """A clothoid, whose curvature grows evenly from one end to the other."""

    length: float
    first_curvature: float
    last_curvature: float

    @property
    def bend(self) -> float:
        """The larger of the curvatures of its ends, without sign."""
        return max(abs(self.first_curvature), abs(self.last_curvature))

    def _heading(self, along: Floats) -> Floats:
        growth = (self.last_curvature - self.first_curvature) / self.length
        turned: Floats = along * (self.first_curvature + 0.5 * growth * along)
        return turned

    def local(self, along: Floats) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along it, by Gauss's quadrature."""
        heading = self._heading(along[:, None] * (0.5 * _NODES + 0.5))
        half = 0.5 * along
        return np.stack(
            [half * (np.cos(heading) @ _WEIGHTS), half * (np.sin(heading) @ _WEIGHTS), self._heading(along)],
            axis=1,
        )


@dataclass(frozen=True)
class ParamPoly3:
    """A pair of cubics of one parameter.

    Attributes:
        length: Metres; distances along the curve are measured on the curve itself.
        u: Coefficients of x, from the constant upwards.
        v: Coefficients of y.
        last: Where the parameter ends: 1 when it is normalised, else the length.
    """

    length: float
    u: tuple[float, float, float, float]
    v: tuple[float, float, float, float]
    last: float = 1.0

    @cached_property
    def _table(self) -> tuple[Floats, Floats]:
        """Parameters and the distance along the curve at each."""
        parameter = np.linspace(0.0, self.last, _TABLE)
        x, y = _cubic(self.u, parameter), _cubic(self.v, parameter)
        steps = np.hypot(np.diff(x), np.diff(y))
        return parameter, np.concatenate([[0.0], np.cumsum(steps)])

    @cached_property
    def bend(self) -> float:
        """Its largest curvature."""
        parameter, along = self._table
        heading = np.unwrap(self.local(along)[:, 2]) if len(parameter) else np.zeros(1)
        return float(np.max(np.abs(np.diff(heading) / np.maximum(np.diff(along), 1e-6))))

    def local(self, along: Floats) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along it."""
        parameters, lengths = self._table
        parameter = np.interp(along, lengths, parameters)
        heading = np.arctan2(_slope(self.v, parameter), _slope(self.u, parameter))
        return np.stack([_cubic(self.u, parameter), _cubic(self.v, parameter), heading], axis=1)


def poly3(length: float, a: float, b: float, c: float, d: float) -> ParamPoly3:
    """Return the curve y = a + bx + cx² + dx³ of a length, metres."""
    x = np.linspace(0.0, length, 4 * _TABLE)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(_cubic((a, b, c, d), x))))])
    return ParamPoly3(length, (0.0, 1.0, 0.0, 0.0), (a, b, c, d), last=float(np.interp(length, along, x)))


def _cubic(coefficients: tuple[float, float, float, float], at: Floats) -> Floats:
    a, b, c, d = coefficients
    value: Floats = a + at * (b + at * (c + at * d))
    return value


def _slope(coefficients: tuple[float, float, float, float], at: Floats) -> Floats:
    _, b, c, d = coefficients
    value: Floats = b + at * (2.0 * c + at * 3.0 * d)
    return value


@dataclass(frozen=True)
class Stretch:
    """A curve at its place in a path.

    Attributes:
        start: Distance along the path where it begins, metres.
        x: Its first point.
        y: Its first point.
        heading: There, radians.
        curve: Its shape.
    """

    start: float
    x: float
    y: float
    heading: float
    curve: Curve

    def at(self, along: Floats) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along the path."""
        local = self.curve.local(np.clip(along - self.start, 0.0, self.curve.length))
        cos, sin = math.cos(self.heading), math.sin(self.heading)
        return np.stack(
            [
                self.x + cos * local[:, 0] - sin * local[:, 1],
                self.y + sin * local[:, 0] + cos * local[:, 1],
                self.heading + local[:, 2],
            ],
            axis=1,
        )


@dataclass(frozen=True)
class Path:
    """Curves one after the other."""

    stretches: tuple[Stretch, ...]

    @property
    def length(self) -> float:
        """Length, metres."""
        last = self.stretches[-1]
        return last.start + last.curve.length

    @cached_property
    def _starts(self) -> Floats:
        return np.array([stretch.start for stretch in self.stretches])

    def at(self, along: npt.ArrayLike) -> Floats:
        """Return (N, 3) float64 x, y and heading at distances (N,) along it, metres and radians."""
        places = np.asarray(along, np.float64).reshape(-1)
        which = np.clip(np.searchsorted(self._starts, places, side="right") - 1, 0, len(self.stretches) - 1)
        result = np.empty((len(places), 3))
        for index in np.unique(which):
            chosen = which == index
            result[chosen] = self.stretches[index].at(places[chosen])
        return result

    def pose(self, along: float) -> Heading:
        """Return the place and heading at a distance along it."""
        x, y, heading = self.at([along])[0]
        return Heading(float(x), float(y), float(heading))

    def cut(self, first: float, last: float) -> Path:
        """Return the part of a path of lines and arcs between two distances along it.

        Raises:
            ValueError: There is nothing between them.
        """
        if last - first < 1e-6:
            raise ValueError(f"nothing is left of a path between {first:.2f} and {last:.2f} m")
        start = self.pose(first)
        builder = PathBuilder(start)
        for stretch in self.stretches:
            low, high = max(first, stretch.start), min(last, stretch.start + stretch.curve.length)
            if high - low > 1e-9:
                builder.arc(high - low, getattr(stretch.curve, "curvature", 0.0))
        return builder.path()


@dataclass(frozen=True)
class Heading:
    """A place and a direction: metres, radians."""

    x: float
    y: float
    angle: float

    @property
    def direction(self) -> Floats:
        """Unit vector ahead, (2,)."""
        return np.array([math.cos(self.angle), math.sin(self.angle)])

    @property
    def left(self) -> Floats:
        """Unit vector to the left, (2,)."""
        return np.array([-math.sin(self.angle), math.cos(self.angle)])

    def moved(self, ahead: float = 0.0, left: float = 0.0, turn: float = 0.0) -> Heading:
        """Return it moved along its own axes, then turned."""
        x, y = np.array([self.x, self.y]) + ahead * self.direction + left * self.left
        return Heading(float(x), float(y), self.angle + turn)


@dataclass
class PathBuilder:
    """Strings curves together, each beginning where the last one ended."""

    pose: Heading
    _stretches: list[Stretch] = field(default_factory=list)
    _length: float = 0.0

    def line(self, length: float) -> PathBuilder:
        """Go straight on, metres."""
        return self.arc(length, 0.0)

    def arc(self, length: float, curvature: float) -> PathBuilder:
        """Go round, or straight on without curvature; nothing is added for no length."""
        if length < 1e-6:
            return self
        curve = Arc(length, curvature) if abs(curvature) > _STRAIGHT else Line(length)
        stretch = Stretch(self._length, self.pose.x, self.pose.y, self.pose.angle, curve)
        self._stretches.append(stretch)
        self._length += length
        x, y, angle = stretch.at(np.array([self._length]))[0]
        self.pose = Heading(float(x), float(y), float(angle))
        return self

    def path(self) -> Path:
        """Return the path."""
        return Path(tuple(self._stretches))


def filleted(points: Sequence[tuple[float, float, float]]) -> Path:
    """Return a path of straight lines through points with rounded corners.

    Args:
        points: x, y and radius of the corner, made smaller where its neighbours leave no room; the radii of the
            first and the last mean nothing.
    """
    corners = np.array([point[:2] for point in points], np.float64)
    steps = np.diff(corners, axis=0)
    lengths = np.hypot(*steps.T)
    angles = np.arctan2(steps[:, 1], steps[:, 0])
    turns = [wrapped(b - a) for a, b in itertools.pairwise(angles)]
    halves = [math.tan(abs(turn) / 2.0) for turn in turns]
    tangents = np.array([0.0, *(p[2] * half for p, half in zip(points[1:-1], halves, strict=True)), 0.0])
    share = np.minimum(1.0, lengths / np.maximum(tangents[:-1] + tangents[1:], 1e-9))
    tangents[1:-1] *= np.minimum(share[:-1], share[1:])
    builder = PathBuilder(Heading(float(corners[0, 0]), float(corners[0, 1]), float(angles[0])))
    for index, length in enumerate(lengths):
        builder.line(float(length - tangents[index] - tangents[index + 1]))
        if index < len(turns) and abs(turns[index]) > _STRAIGHT:
            radius = float(tangents[index + 1]) / halves[index]
            builder.arc(radius * abs(turns[index]), math.copysign(1.0 / radius, turns[index]))
    return builder.path()


def turning(start: Heading, end: Heading, radius: float) -> Path:
    """Return a smooth path between two poses: a line, an arc and a line where that goes, else two arcs.

    Args:
        start: First pose.
        end: Last pose.
        radius: Of the arc, metres; it is made as small as the place asks for.
    """
    turn = wrapped(end.angle - start.angle)
    between = np.array([end.x - start.x, end.y - start.y])
    if abs(turn) < 1e-6 and abs(between @ start.left) < 1e-6:
        return PathBuilder(start).line(float(between @ start.direction)).path()
    if abs(math.sin(turn)) > 0.05:
        before, after = np.linalg.solve(np.stack([start.direction, end.direction], axis=1), between)
        tangent = min(radius * math.tan(abs(turn) / 2.0), float(before), float(after))
        if tangent > 0.5:
            curvature = math.copysign(math.tan(abs(turn) / 2.0) / tangent, turn)
            builder = PathBuilder(start).line(float(before) - tangent)
            return builder.arc(abs(turn / curvature), curvature).line(float(after) - tangent).path()
    return _two_arcs(start, end)


def _two_arcs(start: Heading, end: Heading) -> Path:
    """Return the biarc between two poses whose ends are equally long tangents away from its middle."""
    between = np.array([end.x - start.x, end.y - start.y])
    sum_of = start.direction + end.direction
    a = 2.0 * (1.0 - float(start.direction @ end.direction))
    b = 2.0 * float(between @ sum_of)
    c = -float(between @ between)
    reach = -c / b if abs(a) < 1e-12 else (-b + math.sqrt(b * b - 4.0 * a * c)) / (2.0 * a)
    first = np.array([start.x, start.y]) + reach * start.direction
    second = np.array([end.x, end.y]) - reach * end.direction
    middle = (first + second) / 2.0
    builder = PathBuilder(start)
    for x, y in (middle, (end.x, end.y)):
        chord = np.array([x - builder.pose.x, y - builder.pose.y])
        size = float(np.hypot(*chord))
        bearing = wrapped(math.atan2(chord[1], chord[0]) - builder.pose.angle)
        curvature = 2.0 * math.sin(bearing) / size
        length = size if abs(bearing) < 1e-9 else size * bearing / math.sin(bearing)
        builder.arc(length, curvature)
    return builder.path()


def wrapped(angle: float) -> float:
    """Return an angle in radians as the equal one in [-pi, pi)."""
    return (angle + math.pi) % (2.0 * math.pi) - math.pi
