"""The ground of a network as surfaces: carriageways, kerbs, pavements, islands and land.

Lanes outside junctions are ribbons with texture coordinates along them; junctions are polygons between the ribbons'
ends. All meet in shared points.
"""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.ground_mesh import LIFT_M, GroundMesh, ribbon, spread, upright
from carla_scenes.embedded.town.network import DRIVING, PARKING, PAVED, PAVEMENT_HEIGHT_M
from carla_scenes.embedded.town.paving import TRACK_M
from carla_scenes.embedded.town.strips import GRID_M, crossing_breaks

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.town.network import Road
    from carla_scenes.embedded.town.parcels import Ground
    from carla_scenes.embedded.town.paving import Paving
    from carla_scenes.embedded.town.strips import Strip

    Floats = npt.NDArray[np.float64]

KERB_M = 0.16
"""Width of a kerb stone."""

_BATTER_M = 0.02
_SUNK_M = 0.02
"""Height of a kerb where it is lowered for a crossing."""

_RAMP_M = 1.1
_TACTILE_M = (0.25, 0.85)
_BETWEEN_ROADS_M = 137.0
"""Texture coordinates along a road begin here, times its id, so that no two roads have the same stains."""


class GroundPainter:
    """Turns a network's ground into a mesh.

    Args:
        ground: The polygons.
        paving: What they are made of.
        mesh: Gets the surfaces.
    """

    def __init__(self, ground: Ground, paving: Paving, mesh: GroundMesh) -> None:
        self.ground, self.paving, self.mesh = ground, paving, mesh

    def paint(self) -> None:
        """Add all surfaces."""
        roads = self.ground.network.roads
        for strip in self.ground.strips:
            if strip.lane.kind in PAVED and roads[strip.road].junction == -1:
                side = roads[strip.road].sections[strip.section].side(-1 if strip.is_right else 1)
                inner = [lane for lane in side if abs(lane.number) < abs(strip.lane.number)]
                self._add_lane(strip, sum(lane.kind == DRIVING for lane in inner))
        for number, area in self.ground.junction_surfaces.items():
            surface = spread(_with_points(area, self._seam), self.heights, origin=self._origin)
            self.mesh.add(surface, self.paving.plain, Tag.ROADS, f"Road_Junction_{number}")
        for strip in self.ground.kerbed:
            self._add_pavement(strip, roads[strip.road])
        loose = spread(self.ground.loose_pavements, self._raised_heights)
        self.mesh.add(loose, self.paving.slabs, Tag.SIDEWALKS, "Sidewalk_Corners")
        self._add_bare_kerbs()
        for index, median in enumerate(self.ground.medians):
            self._add_median(median, f"Median_{index}")
        self._add_land()

    def heights(self, places: Floats) -> Floats:
        """Return the carriageway's heights (N,) at places (N, 2): those of the nearest points of lanes."""
        points, tree, level = self._height_points
        if level is not None:
            return np.full(len(places), level)
        nearest = tree.nearest(_points(places))
        found: Floats = points[nearest]
        return found

    @cached_property
    def _height_points(self) -> tuple[Floats, shapely.STRtree, float | None]:
        borders = np.concatenate(
            [part for strip in self.ground.strips for part in (strip.inner, strip.outer)]
        )
        heights = borders[:, 2]
        level = float(heights[0]) if bool((heights == heights[0]).all()) else None
        return heights, shapely.STRtree(_points(borders[:, :2])), level

    def _raised_heights(self, places: Floats) -> Floats:
        return self.heights(places) + PAVEMENT_HEIGHT_M

    @cached_property
    def _origin(self) -> tuple[float, float]:
        low_x, low_y, _, _ = shapely.bounds(self.ground.streets)
        return float(low_x), float(low_y)

    @cached_property
    def _seam(self) -> shapely.STRtree:
        """The points of streets at their ends, which junctions must share."""
        ends = [
            border[[0, -1], :2]
            for strip in self.ground.strips
            if self.ground.network.roads[strip.road].junction == -1
            for border in (strip.inner, strip.outer)
        ]
        return shapely.STRtree(_points(np.unique(np.concatenate(ends), axis=0)))

    def _add_lane(self, strip: Strip, inside: int) -> None:
        """Add a lane.

        Args:
            strip: The lane.
            inside: How many driving lanes lie between it and the road's middle.
        """
        start = TRACK_M * inside
        across = np.full_like(strip.s, TRACK_M) if strip.lane.kind == DRIVING else strip.width
        side = 1.0 if strip.is_right else -1.0
        along = strip.s + strip.road * _BETWEEN_ROADS_M
        uvs = np.stack(
            [
                np.column_stack([along, np.full_like(along, side * start)]),
                np.column_stack([along, side * (start + across)]),
            ]
        )
        material = {DRIVING: self.paving.lane, PARKING: self.paving.bay}.get(
            strip.lane.kind, self.paving.plain
        )
        surface = _left_to_right(strip, np.stack([strip.inner, strip.outer]), uvs)
        self.mesh.add(surface, material, Tag.ROADS, f"Road_{strip.road}")

    def _add_pavement(self, strip: Strip, road: Road) -> None:
        """Add kerb and slabs; the kerb sinks at crossings, and the pavement slopes down to it."""
        name = f"Sidewalk_{strip.road}"
        sunk = _sunk(strip.s, road)
        full = np.full_like(strip.s, PAVEMENT_HEIGHT_M)
        edge = full - sunk * (PAVEMENT_HEIGHT_M - _SUNK_M)
        offsets = [0.0, _BATTER_M, KERB_M, _RAMP_M]
        depths = np.minimum(
            np.array(offsets)[:, None], strip.width * np.array([0.0, 0.02, 0.2, 0.6])[:, None]
        )
        share = np.concatenate([depths / np.maximum(strip.width, GRID_M), np.ones((1, len(strip.s)))])
        lines = strip.inner + share[..., None] * (strip.outer - strip.inner)
        lines[..., 2] += np.stack([np.zeros_like(full), edge, edge, full, full])
        lines[0], lines[-1, :, :2] = strip.inner, strip.outer[:, :2]
        girth = np.concatenate(
            [[np.zeros_like(full)], [edge], edge + depths[2:3], depths[3:4], [strip.width]]
        )
        uvs = np.stack([np.broadcast_to(strip.s, girth.shape), girth], axis=-1)
        kerb = _left_to_right(strip, lines[:3], uvs[:3])
        self.mesh.add(kerb, self.paving.kerb, Tag.SIDEWALKS, name)
        slabs = _left_to_right(strip, lines[2:], uvs[2:])
        self.mesh.add(slabs, self.paving.slabs, Tag.SIDEWALKS, name)
        if bool((sunk > 0.0).any()):
            self._add_tactile(strip, lines, uvs, sunk, name)

    def _add_tactile(self, strip: Strip, lines: Floats, uvs: Floats, sunk: Floats, name: str) -> None:
        """Add the knobbed slabs at the foot of a crossing, on the slope between kerb and pavement."""
        whole = sunk >= 1.0 - 1e-6
        pieces = []
        for index in np.flatnonzero(whole[:-1] & whole[1:]):
            cut = slice(index, index + 2)
            near, far = lines[2][cut], lines[3][cut]
            depth = np.hypot(*(far - near)[:, :2].T)[:, None]
            shares = [np.minimum(d / np.maximum(depth, GRID_M), 0.95) for d in _TACTILE_M]
            piece = np.stack([near + share * (far - near) for share in shares])
            piece[..., 2] += LIFT_M
            pieces.append(_left_to_right(strip, piece, uvs[2:4, cut]))
        if pieces:
            self.mesh.add(joined(pieces), self.paving.tactile, Tag.SIDEWALKS, name)

    def _add_bare_kerbs(self) -> None:
        """Add kerb stones where the carriageway ends at open land or at a corner without its own kerb."""
        kerbs = shapely.STRtree([shapely.LineString(strip.inner[:, :2]) for strip in self.ground.kerbed])
        for line in _bare_runs(self.ground.carriageway, kerbs):
            low = self.heights(line)
            standing = upright(line, low, low + PAVEMENT_HEIGHT_M)
            self.mesh.add(standing, self.paving.kerb, Tag.SIDEWALKS, "Sidewalk_Kerbs")
            stone = shapely.LineString(line).buffer(KERB_M, cap_style="flat", join_style="bevel")
            top = shapely.difference(stone, self.ground.streets, grid_size=GRID_M)
            flat_top = spread(top, lambda places: self._raised_heights(places) + LIFT_M)
            self.mesh.add(flat_top, self.paving.kerb, Tag.SIDEWALKS, "Sidewalk_Kerbs")

    def _add_median(self, median: shapely.Polygon, name: str) -> None:
        for ring in _rings(median):
            low = self.heights(ring)
            # The outside of the island is on the right of who follows its outline anticlockwise by numbers.
            standing = upright(ring[::-1], low[::-1], low[::-1] + PAVEMENT_HEIGHT_M)
            self.mesh.add(standing.flipped(), self.paving.kerb, Tag.SIDEWALKS, name)
        green = shapely.set_precision(median.buffer(-KERB_M), GRID_M)
        stones = shapely.difference(median, green, grid_size=GRID_M)
        self.mesh.add(spread(stones, self._raised_heights), self.paving.kerb, Tag.SIDEWALKS, name)
        self.mesh.add(spread(green, self._raised_heights), self.paving.median, Tag.TERRAIN, name)

    def _add_land(self) -> None:
        *blocks, country = self.ground.blocks
        for index, block in enumerate(blocks):
            surface = spread(block, self._raised_heights)
            self.mesh.add(surface, self.paving.yard, Tag.TERRAIN, f"Terrain_{index}")
        for index, island in enumerate(self.ground.islands):
            surface = spread(island, self._raised_heights)
            self.mesh.add(surface, self.paving.median, Tag.TERRAIN, f"Island_{index}")
        self.mesh.add(spread(country, self._raised_heights), self.paving.lawn, Tag.TERRAIN, "Terrain_Country")


def _points(places: Floats) -> npt.NDArray[np.object_]:
    return np.asarray(shapely.points(places), np.object_)


def _left_to_right(strip: Strip, lines: Floats, uvs: Floats) -> Surface:
    """Return the sheet between lines given from the inner to the outer border of a strip."""
    return ribbon(lines, uvs) if strip.is_right else ribbon(lines[::-1], uvs[::-1])


def _sunk(s: Floats, road: Road) -> Floats:
    """Return how far (0 to 1) a road's kerbs are lowered at distances (K,) along it."""
    sunk = np.zeros_like(s)
    for crossing in road.crosswalks:
        breaks = crossing_breaks(crossing.s, crossing.corners)
        sunk = np.maximum(sunk, np.interp(s, breaks, [0.0, 1.0, 1.0, 0.0], left=0.0, right=0.0))
    return sunk


def _rings(area: shapely.Geometry) -> list[Floats]:
    """Return the outlines of polygons as (K, 2) closed lines, the outer ones anticlockwise by numbers."""
    oriented = shapely.orient_polygons(area)
    return [
        shapely.get_coordinates(ring)
        for piece in shapely.get_parts(oriented)
        for ring in (piece.exterior, *piece.interiors)
    ]


def _bare_runs(carriageway: shapely.Geometry, kerbs: shapely.STRtree) -> list[Floats]:
    """Return the edges of the carriageway that follow none of the kerbs, the carriageway on their left."""
    runs = []
    for ring in _rings(carriageway):
        line = ring[::-1]
        middles = _points((line[:-1] + line[1:]) / 2.0)
        bare = np.ones(len(middles), bool)
        if len(kerbs.geometries):
            bare[kerbs.query(middles, predicate="dwithin", distance=3.0 * GRID_M)[0]] = False
        edges = np.flatnonzero(np.diff(np.concatenate([[0], bare.astype(np.int8), [0]])))
        runs += [line[first : last + 1] for first, last in edges.reshape(-1, 2)]
    return runs


def _with_points(area: shapely.Geometry, points: shapely.STRtree) -> shapely.Geometry:
    """Return polygons with further points in their outlines, where these pass within the grid's width of them."""
    pieces = []
    for piece in shapely.get_parts(area):
        if isinstance(piece, shapely.Polygon):
            rings = [
                _ring_with_points(shapely.get_coordinates(r), points)
                for r in (piece.exterior, *piece.interiors)
            ]
            pointed = shapely.Polygon(rings[0], rings[1:])
            pieces.append(pointed if pointed.is_valid else piece)
    return shapely.MultiPolygon(pieces)


def _ring_with_points(ring: Floats, points: shapely.STRtree) -> Floats:
    segments = shapely.linestrings(np.stack([ring[:-1], ring[1:]], axis=1))
    which, found = points.query(segments, predicate="dwithin", distance=1.5 * GRID_M)
    result = []
    for index, (start, end) in enumerate(itertools.pairwise(ring)):
        result.append(start)
        inside = shapely.get_coordinates(points.geometries[found[which == index]])
        along = (inside - start) @ (end - start)
        far = (np.hypot(*(inside - start).T) > GRID_M / 2) & (np.hypot(*(inside - end).T) > GRID_M / 2)
        result += list(inside[far][np.argsort(along[far], kind="stable")])
    return np.array([*result, ring[-1]])
