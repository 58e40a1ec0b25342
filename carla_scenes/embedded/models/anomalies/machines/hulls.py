"""Hulls of ships: their skin, lines along it, decks, and places for markings on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.anomalies.machines.skins import eased, side_patch, skin

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]
    Point = Sequence[float] | Floats


def hull(
    stations: Sequence[Point], between: int = 4, points: int = 12, low: float = -np.inf, high: float = np.inf
) -> Surface:
    """Return a ship's hull, closed by its deck.

    Args:
        stations: From stern to bow, rows of x of the keel, half breadth of the deck, height of the keel, height of
            the deck, fullness (1 is a V, 2 a rounded section, 4 nearly a box) and, where wanted, rake: how far
            forward of the keel the deck lies.
        between: Sections added in each gap.
        points: Points from keel to deck.
        low: Height below which nothing is returned: for paint above the water line.
        high: Height above which nothing is returned: for paint below it.
    """
    rise = np.linspace(0.0, 1.0, points) ** 1.5
    sections = []
    for row in _hull_rows(stations, between):
        keel, deck = row[2:4]
        first, last = np.clip((np.clip([low, high], keel, deck) - keel) / (deck - keel), 0.0, 1.0)
        half = _hull_side(row, first + (last - first) * rise)
        sections.append(np.concatenate([half[::-1] * (1.0, -1.0, 1.0), half]))
    return skin(np.array(sections)[:, ::-1], crease=38.0)


def _hull_rows(stations: Sequence[Point], between: int) -> Floats:
    return eased([(*row, 0.0)[:6] for row in stations], between)


def _hull_side(row: Floats, t: Floats) -> Floats:
    """Return points of the right side of a section at shares of its height, (P, 3)."""
    x, breadth, keel, deck, fullness, rake = row
    return np.stack([x + rake * t, breadth * (1.0 - (1.0 - t) ** fullness), keel + (deck - keel) * t], axis=1)


def hull_line(stations: Sequence[Point], share: float, out: float = 0.0, between: int = 4) -> Floats:
    """Return a line along the right side of `hull` at a share of its height, stern to bow, moved outwards, (K, 3)."""
    line = np.array([_hull_side(row, np.array([share]))[0] for row in _hull_rows(stations, between)])
    moved: Floats = line + np.array([0.0, out, 0.0])
    return moved


def deck_edge(stations: Sequence[Point], between: int = 4, inset: float = 0.0, lift: float = 0.0) -> Floats:
    """Return the right edge of the deck of `hull`, stern to bow, (K, 3)."""
    edge = hull_line(stations, 1.0, 0.0, between)
    return np.stack([edge[:, 0], np.maximum(edge[:, 1] - inset, 0.0), edge[:, 2] + lift], axis=1)


def hull_patch(
    stations: Sequence[Point], x: float, z: float, length: float, height: float
) -> tuple[Surface, Surface]:
    """Return places for a picture on both sides of `hull`, as `side_patch` does."""
    rows = _hull_rows(stations, 8)

    def breadth(along: float, up: float) -> float:
        _, wide, keel, deck, fullness, _ = (float(np.interp(along, rows[:, 0], column)) for column in rows.T)
        share = min(max((up - keel) / (deck - keel), 0.0), 1.0)
        return float(wide * (1.0 - (1.0 - share) ** fullness))

    return side_patch(breadth, x, z, length, height)


def planking(edge: Floats, thickness: float = 0.05) -> Surface:
    """Return a deck between the right edge of `deck_edge` and its mirror image, its upper side at the edge's height."""
    left = edge * (1.0, -1.0, 1.0)
    down = np.array([0.0, 0.0, thickness])
    return skin(np.stack([left, edge, edge - down, left - down], axis=1), 30.0)
