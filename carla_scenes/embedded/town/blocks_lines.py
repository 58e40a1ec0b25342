"""Street sides as lines to build along, and the record of the ground that is taken."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.models.buildings.structure import Frame

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.town.land import Frontage

    Floats = npt.NDArray[np.float64]


class FrontLine:
    """A street side by arc length; the land is on its right, which is where depths grow.

    Args:
        frontage: The street side.
    """

    def __init__(self, frontage: Frontage) -> None:
        self.frontage = frontage
        self.points = np.asarray(frontage.line, np.float64)
        steps = np.diff(self.points, axis=0)
        sizes = np.hypot(steps[:, 0], steps[:, 1])
        self._places = np.concatenate([[0.0], np.cumsum(sizes)])
        along = steps / np.maximum(sizes, 1e-9)[:, None]
        # At corners of the line the mean of both directions, so that lots' sides never cross.
        mean = np.concatenate([along[:1], along[:-1] + along[1:], along[-1:]])
        self._along = mean / np.maximum(np.hypot(mean[:, 0], mean[:, 1]), 1e-9)[:, None]

    @property
    def length(self) -> float:
        """Metres."""
        return float(self._places[-1])

    def along(self, s: float) -> Floats:
        """Return the direction (2,) at a place; beyond the ends that of the ends."""
        x, y = (float(np.interp(s, self._places, self._along[:, axis])) for axis in (0, 1))
        size = float(np.hypot(x, y))
        return np.array([x, y]) / size

    def at(self, s: float, depth: float = 0.0) -> Floats:
        """Return the world place (2,) at arc length `s`, `depth` metres inside the land."""
        inside = min(max(s, 0.0), self.length)
        point = np.array([np.interp(inside, self._places, self.points[:, axis]) for axis in (0, 1)])
        along = self.along(s)
        result: Floats = point + along * (s - inside) + np.array([-along[1], along[0]]) * depth
        return result

    def quad(self, span: tuple[float, float], depths: tuple[float, float]) -> Floats:
        """Return the four-cornered piece of land between two places and two depths, as a lot's footprint."""
        (a, b), (near, far) = span, depths
        return np.array([self.at(a, near), self.at(b, near), self.at(b, far), self.at(a, far)])

    def strip(self, span: tuple[float, float], depths: tuple[float, float]) -> shapely.Polygon:
        """Return the land between two places and two depths, following the bends of the line."""
        (a, b), (near, far) = span, depths
        places = np.unique(np.concatenate([[a, b], self._places[(self._places > a) & (self._places < b)]]))
        front = [self.at(float(s), near) for s in places]
        back = [self.at(float(s), far) for s in places[::-1]]
        return shapely.Polygon(np.array(front + back)).buffer(0.0)

    def frame(self, span: tuple[float, float], depth: float, base: float) -> tuple[Frame, float]:
        """Return axes along the chord between two places at a depth, and its length."""
        start, end = self.at(span[0], depth), self.at(span[1], depth)
        edge = end - start
        length = float(np.hypot(edge[0], edge[1]))
        return Frame(np.array([start[0], start[1], base]), edge / max(length, 1e-9)), length

    def pieces(self, span: tuple[float, float], longest: float = 6.0) -> list[tuple[float, float]]:
        """Return a stretch cut into pieces that follow the bends: one piece where it is straight."""
        a, b = span
        turn = float(np.abs(self.along(a) - self.along(b)).max())
        count = 1 if turn < 0.02 else max(1, int(np.ceil((b - a) / longest)))
        edges = np.linspace(a, b, count + 1)
        return [(float(first), float(last)) for first, last in pairwise(edges)]


class Taken:
    """What ground is taken: nothing solid may overlap it or the streets.

    Args:
        streets: All that is paved.
    """

    def __init__(self, streets: shapely.Geometry) -> None:
        self._streets = streets
        shapely.prepare(streets)
        self._areas: list[shapely.Geometry] = []

    def is_free(self, footprint: Floats, gap: float = -0.05) -> bool:
        """Return whether a convex footprint (P, 2) lies beside the streets and beside all that was taken.

        Args:
            footprint: Corners.
            gap: Least distance to what was taken; a little below zero lets neighbours touch.
        """
        area = shapely.Polygon(footprint)
        if not area.is_valid or not shapely.disjoint(self._streets, area):
            return False
        grown = area.buffer(gap, join_style="mitre")
        return (
            not bool(shapely.intersects(np.array(self._areas, object), grown).any()) if self._areas else True
        )

    def take(self, footprint: Floats) -> None:
        """Record that ground is taken."""
        area = shapely.Polygon(footprint)
        shapely.prepare(area)
        self._areas.append(area)
