"""Shapes on roads: convex outlines given along and across a road become faces just above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.ground_mesh import LIFT_M, clean
from carla_scenes.embedded.town.network import DRIVING
from carla_scenes.embedded.town.road_marks import STOP_BEFORE_M, crossed_ends, outer_border
from carla_scenes.embedded.town.strips import GRID_M, RoadFrame

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.town.ground_mesh import GroundMesh
    from carla_scenes.embedded.town.network import Lane, Road

    Floats = npt.NDArray[np.float64]

ARROWS_BEFORE_M = (6.0, 26.0)
"""Where arrows are painted before the place where traffic halts."""


def add_shapes(
    mesh: GroundMesh,
    road: Road,
    shapes: Iterable[Floats],
    material: Material,
    *,
    tag: int = Tag.ROAD_LINES,
    name: str = "RoadLine",
) -> None:
    """Add shapes that lie on a road.

    Args:
        mesh: Gets the faces.
        road: The road.
        shapes: Convex outlines (K, 2): metres along the road, and to the left of lane 0; either way round.
        material: What they are made of.
        tag: Their tag.
        name: Of the part, to which the road's id is added.
    """
    outlines = [np.asarray(shape, np.float64) for shape in shapes]
    if not outlines:
        return
    places = np.concatenate(outlines)
    vertices = RoadFrame(road, np.clip(places[:, 0], 0.0, road.length)).place(places[:, 1])
    vertices[:, 2] += LIFT_M
    faces = []
    start = 0
    for outline in outlines:
        faces += [[start, start + k, start + k + 1] for k in range(1, len(outline) - 1)]
        start += len(outline)
    triangles = np.array(faces, np.int32)
    a, b, c = (vertices[triangles[:, k], :2] for k in range(3))
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    triangles[turn < 0.0] = triangles[turn < 0.0][:, ::-1]
    mesh.add(clean(vertices, triangles, places), material, tag, f"{name}_{road.number}")


def approach_lanes(road: Road, *, forward: bool) -> list[Lane]:
    """Return the driving lanes of one way at its end, from the inside out."""
    section = road.sections[-1 if forward else 0]
    return [lane for lane in section.side(-1 if forward else 1) if lane.kind == DRIVING]


def halting_place(road: Road, *, forward: bool) -> float:
    """Return where along a road traffic one way halts at its end: before the crossing there."""
    first, last = crossed_ends(road)
    return last - STOP_BEFORE_M if forward else first + STOP_BEFORE_M


def lane_span(road: Road, lane: Lane, s: float) -> tuple[float, float]:
    """Return the lowest and highest offset of a lane to the left of lane 0, at a distance along its road."""
    section = next(x for x in reversed(road.sections) if x.start <= s + GRID_M or x is road.sections[0])
    at = np.array([s])
    outer = float(outer_border(section, lane.number, at)[0])
    inner = float(outer_border(section, lane.number - (1 if lane.number > 0 else -1), at)[0])
    return min(outer, inner), max(outer, inner)
