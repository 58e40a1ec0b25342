"""Shells: the right half of a body as a sheet of rows that run round it from the nose's middle to the tail's.

A row is a rounded outline seen from above, at a height that may change along the vehicle. Rows from the underside up
the flanks, and on over the deck or roof to the middle line, make a smooth skin with few triangles; its marks tell how
far a place is from the middle of the nose and of the tail along the row, which is how lamps wrap around corners.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.cutting import Sheet
from carla_scenes.embedded.geometry.surface import Surface, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.curves import Curve

    Floats = npt.NDArray[np.float64]

FROM_NOSE, FROM_TAIL, LEVEL, TURN = 0, 1, 2, 3
"""Marks of a shell's vertices: metres along the row from the middle of the nose and of the tail, the row's own number,
and how far around the row is: 0 to 1 along the nose's corner, to 2 along the flank, to 3 along the tail's corner."""


@dataclass(frozen=True)
class Corner:
    """How a row turns from an end to the flank: a quarter of a superellipse.

    Attributes:
        length: How far along x it reaches, metres.
        power: 2 for an ellipse; larger is squarer.
    """

    length: float
    power: float = 2.4

    def shrunk(self, share: float) -> Corner:
        """Return the corner of a row that lies a share of the way in towards the middle line."""
        return Corner(self.length * (1.0 - 0.7 * share), self.power)


@dataclass(frozen=True)
class Row:
    """One line around the right half of a body.

    Attributes:
        front: x of its foremost point, metres.
        rear: x of its rearmost point.
        half_width: y of its flank.
        height: z for each x.
        level: Number that the mark `LEVEL` shows.
        nose: Corner at the front.
        tail: Corner at the rear.
    """

    front: float
    rear: float
    half_width: float
    height: Curve
    level: float
    nose: Corner
    tail: Corner

    def plan(self, taper: Curve, columns: tuple[int, int, int]) -> Floats:
        """Return the line seen from above, from front to rear: (C, 2) x and y, metres.

        Args:
            taper: Factor on the half width for each x.
            columns: How many pieces lie along the nose's corner, the flank and the tail's corner.
        """
        turn = np.linspace(0.0, np.pi / 2.0, 120)
        parts = []
        for corner, end, sign in ((self.nose, self.front, 1.0), (self.tail, self.rear, -1.0)):
            across = self.half_width * np.sin(turn) ** (2.0 / corner.power)
            x = end - sign * corner.length * (1.0 - np.cos(turn) ** (2.0 / corner.power))
            parts.append(np.stack([x, across], axis=1))
        nose, tail = parts
        flank = np.linspace(nose[-1], tail[-1], 60)
        plan = np.concatenate(
            [_evenly(nose, columns[0]), _evenly(flank, columns[1])[1:], _evenly(tail[::-1], columns[2])[1:]]
        )
        plan[:, 1] *= taper(plan[:, 0])
        return plan


def shell(
    rows: Sequence[Row],
    taper: Curve,
    columns: tuple[int, int, int],
    shape: Callable[[Floats], Floats] = lambda points: points,
) -> Sheet:
    """Return the skin over rows that go upwards; open where the rows begin and, unless they meet, where they end.

    Args:
        rows: From the bottom up, then inwards to the middle line.
        taper: Factor on the half width for each x.
        columns: How many faces lie along the nose's corner, the flank and the tail's corner.
        shape: Moves the (R, C, 3) points before they are joined: flared wings, bulges.
    """
    lines = [_line(row, taper, columns) for row in rows]
    points = shape(np.stack([line for line, _ in lines]))
    along = np.stack([length for _, length in lines])
    levels = np.broadcast_to(np.array([row.level for row in rows])[:, None], along.shape)
    turn = np.concatenate([np.arange(count) / count + part for part, count in enumerate(columns)] + [[3.0]])
    turns = np.broadcast_to(turn, along.shape)
    marks = np.stack([along, along[:, -1:] - along, levels, turns], axis=-1)
    return sheet_of(points, marks)


def sheet_of(points: Floats, marks: Floats) -> Sheet:
    """Return a net of points as a sheet with smooth normals.

    Args:
        points: (R, C, 3) with columns that run from front to rear on the right side, rows upwards.
        marks: (R, C, K).
    """
    rows, columns = points.shape[:2]
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    above = first + columns
    # Columns run backwards and rows up: the cross product of the two points to the right, outwards.
    faces = np.concatenate(
        [np.stack([first, first + 1, above + 1], axis=1), np.stack([first, above + 1, above], axis=1)]
    )
    vertices = points.reshape(-1, 3)
    corners = vertices[faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    # Faces of no size, and those that lie in the middle plane itself, are left out.
    real = (np.linalg.norm(areas, axis=1) > 1e-12) & (np.abs(corners[..., 1]) > 1e-9).any(axis=1)
    sums = np.zeros_like(vertices)
    np.add.at(sums, faces[real].ravel(), np.repeat(areas[real], 3, axis=0))
    _, same = np.unique(np.round(vertices, 6), axis=0, return_inverse=True)
    together = np.zeros((same.max() + 1, 3))
    np.add.at(together, same.reshape(-1), sums)
    normals = together[same.reshape(-1)]
    # On the middle line the other half's faces count as well: they cancel what leans to the side.
    normals[np.abs(vertices[:, 1]) < 1e-9, 1] = 0.0
    surface = Surface(vertices, faces[real].astype(np.int32), unit(normals), vertices[:, :2])
    return Sheet.of(surface, marks.reshape(len(vertices), -1))


def _line(row: Row, taper: Curve, columns: tuple[int, int, int]) -> tuple[Floats, Floats]:
    """Return the (C, 3) points of a row and their distance along it, (C,)."""
    plan = row.plan(taper, columns)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(plan, axis=0), axis=1))])
    return np.column_stack([plan, row.height(plan[:, 0])]), along


def _evenly(line: Floats, pieces: int) -> Floats:
    """Return a line's (pieces + 1) points at even steps."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    places = np.linspace(0.0, along[-1], pieces + 1)
    return np.stack([np.interp(places, along, line[:, axis]) for axis in range(2)], axis=1)
