"""Branches: a tree's skeleton, grown level by level; many lines at once, so that a tree takes milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, unit

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

GOLDEN_ANGLE = 2.399963
"""Radians between successive shoots around a stem."""

UP = np.array([0.0, 0.0, 1.0])
"""Unit vector."""


@dataclass(frozen=True)
class Branches:
    """Branches of one level.

    Attributes:
        lines: (B, K, 3) float64, points of each from its root to its tip, metres.
        radii: (B, K) float64, metres.
        bough: (B,) int64, the main branch that each belongs to; neighbours share a tint by it.
    """

    lines: Floats
    radii: Floats
    bough: Integers

    @property
    def lengths(self) -> Floats:
        """Length of each branch, (B,) float64, metres."""
        total: Floats = np.linalg.norm(np.diff(self.lines, axis=1), axis=2).sum(axis=1)
        return total

    def at(self, which: Integers, share: Floats) -> tuple[Floats, Floats, Floats]:
        """Return points along branches, the directions there and the radii.

        Args:
            which: (N,) indices of branches.
            share: (N,) 0 at the root to 1 at the tip.

        Returns:
            (N, 3) metres, (N, 3) unit vectors, (N,) metres.
        """
        steps = self.lines.shape[1] - 1
        first = np.minimum((share * steps).astype(np.int64), steps - 1)
        part = share * steps - first
        start, end = self.lines[which, first], self.lines[which, first + 1]
        radii = self.radii[which, first] * (1.0 - part) + self.radii[which, first + 1] * part
        return start + (end - start) * part[:, None], unit(end - start), radii


@dataclass(frozen=True)
class Shoots:
    """How a level of branches leaves the level below.

    Attributes:
        count: Shoots of each parent.
        place: Shares of the parent's length at which the first and the last start.
        angle: Degrees from the parent's direction, evenly spaced values from the first to the last shoot.
        length: Shares of the parent's length, evenly spaced values from the first to the last shoot.
        rise: How far they bend upwards along their length, negative for drooping.
        wander: Crookedness, 0 for straight.
        thickness: Share of the parent's radius at the root.
        points: Points of each line.
    """

    count: int
    place: tuple[float, float]
    angle: tuple[float, ...]
    length: tuple[float, ...]
    rise: float = 0.2
    wander: float = 0.12
    thickness: float = 0.55
    points: int = 4


def stem(
    height: float,
    radius: float,
    rng: np.random.Generator,
    *,
    wander: float = 0.02,
    top: float = 0.12,
    flare: float = 0.45,
    points: int = 10,
) -> Branches:
    """Return one upright stem from the origin.

    Args:
        height: Metres.
        radius: At breast height, metres.
        rng: Makes it crooked.
        wander: Sideways steps as a share of the height.
        top: Radius of the tip as a share of `radius`.
        flare: How much wider it is at the ground, as a share of `radius`.
        points: Points of the line.
    """
    share = np.linspace(0.0, 1.0, points) ** 1.25
    offsets = np.cumsum(rng.normal(0.0, wander * height / np.sqrt(points), (points, 2)), axis=0)
    offsets -= offsets[0]
    line = np.column_stack([offsets * np.minimum(1.0, share * 3.0)[:, None], share * height])
    radii = radius * (1.0 - (1.0 - top) * share) + flare * radius * np.exp(-share * height / 0.35)
    return Branches(line[None], radii[None], np.zeros(1, np.int64))


def shoots(parents: Branches, spec: Shoots, rng: np.random.Generator, *, boughs: bool = False) -> Branches:
    """Return the branches that leave others.

    Args:
        parents: What they leave.
        spec: How.
        rng: Varies every shoot.
        boughs: Whether each begins a bough of its own instead of belonging to its parent's.
    """
    count = len(parents.lines) * spec.count
    parent = np.repeat(np.arange(len(parents.lines)), spec.count)
    order = np.tile(np.arange(spec.count), len(parents.lines))
    turn = (order + rng.uniform(-0.35, 0.35, count)) / max(spec.count - 1, 1)
    turn = np.clip(turn, 0.0, 1.0)
    share = spec.place[0] + (spec.place[1] - spec.place[0]) * turn
    root, direction, radius = parents.at(parent, share)
    angle = np.radians(_between(spec.angle, turn) + rng.normal(0.0, 6.0, count))
    length = _between(spec.length, turn) * parents.lengths[parent] * rng.uniform(0.75, 1.2, count)
    azimuth = (
        order * GOLDEN_ANGLE
        + rng.uniform(-0.5, 0.5, count)
        + rng.uniform(0.0, 6.28, len(parents.lines))[parent]
    )
    side, other = _across(direction)
    outwards = np.cos(azimuth)[:, None] * side + np.sin(azimuth)[:, None] * other
    heading = np.cos(angle)[:, None] * direction + np.sin(angle)[:, None] * outwards
    lines = _grown(root, heading, length, spec, rng)
    taper = np.linspace(1.0, 0.25, spec.points)
    radii = np.maximum(radius * spec.thickness, 0.004)[:, None] * taper
    return Branches(lines, radii, np.arange(count) if boughs else parents.bough[parent])


def pruned(branches: Branches, lowest: float) -> Branches:
    """Return the branches that keep above a height in metres all along."""
    kept = branches.lines[:, :, 2].min(axis=1) >= lowest
    return Branches(branches.lines[kept], branches.radii[kept], branches.bough[kept])


def skin(branches: Branches, sides: int) -> Surface:
    """Return tubes around branches, open at both ends.

    Args:
        branches: What to cover.
        sides: Corners of a tube's section.
    """
    lines, radii = branches.lines, branches.radii
    count, points = radii.shape
    tangents = unit(np.gradient(lines, axis=1))
    chord = unit(lines[:, -1] - lines[:, 0])
    reference = np.where(np.abs(chord[:, 2:]) < 0.9, UP, np.array([1.0, 0.0, 0.0]))[:, None]
    first = unit(reference - tangents * (reference * tangents).sum(axis=2, keepdims=True))
    second = np.cross(tangents, first)
    turns = np.linspace(0.0, 2.0 * np.pi, sides + 1)
    circle = (
        np.cos(turns)[:, None] * first[:, :, None] + np.sin(turns)[:, None] * second[:, :, None]
    )  # (count, points, sides + 1, 3)
    vertices = lines[:, :, None] + circle * radii[:, :, None, None]
    along = np.concatenate(
        [np.zeros((count, 1)), np.cumsum(np.linalg.norm(np.diff(lines, axis=1), axis=2), axis=1)], axis=1
    )
    uvs = np.stack(
        [
            np.broadcast_to(turns * radii.max(axis=1)[:, None, None], (count, points, sides + 1)),
            np.broadcast_to(along[:, :, None], (count, points, sides + 1)),
        ],
        axis=-1,
    )
    corner = (np.arange(points - 1)[:, None] * (sides + 1) + np.arange(sides)).ravel()
    one = np.stack([corner, corner + 1, corner + sides + 2], axis=1)
    other = np.stack([corner, corner + sides + 2, corner + sides + 1], axis=1)
    sheet = np.concatenate([one, other])
    faces = (np.arange(count)[:, None, None] * (points * (sides + 1)) + sheet).reshape(-1, 3)
    return Surface(vertices.reshape(-1, 3), faces.astype(np.int32), circle.reshape(-1, 3), uvs.reshape(-1, 2))


def _grown(root: Floats, heading: Floats, length: Floats, spec: Shoots, rng: np.random.Generator) -> Floats:
    """Return lines (N, points, 3) that start at roots and bend on their way."""
    steps = spec.points - 1
    place, direction, places = root, heading, [root]
    for _ in range(steps):
        direction = unit(direction + UP * (spec.rise / steps) + rng.normal(0.0, spec.wander, direction.shape))
        place = place + direction * (length / steps)[:, None]
        places.append(place)
    return np.stack(places, axis=1)


def _across(direction: Floats) -> tuple[Floats, Floats]:
    """Return two unit vectors (N, 3) square to unit vectors (N, 3); the first is level."""
    reference = np.where(np.abs(direction[:, 2:]) < 0.95, UP, np.array([1.0, 0.0, 0.0]))
    side = unit(np.cross(reference, direction))
    return side, np.cross(direction, side)


def _between(values: tuple[float, ...], share: Floats) -> Floats:
    """Return evenly spaced values interpolated at shares (N,) from 0 to 1."""
    between: Floats = np.interp(share, np.linspace(0.0, 1.0, len(values)), values)
    return between
