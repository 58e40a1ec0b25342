"""The land between the streets of a network: what is paved, what is not, and where the two meet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.town.land import Frontage, Land
from carla_scenes.embedded.town.network import DRIVING, MEDIAN, PARKING, PAVED, SIDEWALK
from carla_scenes.embedded.town.strips import GRID_M, Strip, crossing_breaks, on_grid, strip_area, strips_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.town.network import Network, Road

    Floats = npt.NDArray[np.float64]

COUNTRY_M = 140.0
"""How far the flat country reaches beyond the outermost street, metres."""

_LARGEST_ISLAND_M2 = 900.0
_LARGEST_GAP_M2 = 120.0
_NEAR_M = 3.0
_COUNTRY_CORNERS = 72
_STRAIGHT_DEGREES = 30.0
_SHORTEST_FRONTAGE_M = 3.0
_OVERLAP_M2 = 0.05
_MEDIAN_FROM_M = 1.0
_MEDIAN_INSET_M = 0.35
_SMALLEST_MEDIAN_M2 = 6.0
_NARROWEST_MEDIAN_M = 1.5


@dataclass(frozen=True)
class Ground:
    """A network's ground as polygons; all vertices lie on the grid.

    Attributes:
        network: The roads.
        strips: Their lanes.
    """

    network: Network
    strips: tuple[Strip, ...]

    @classmethod
    def of(cls, network: Network) -> Ground:
        """Return the ground of a network."""
        return cls(network, strips_of(network))

    @cached_property
    def junction_areas(self) -> dict[int, shapely.Geometry]:
        """The carriageway of each junction: its ways together, small gaps between them filled."""
        inside: dict[int, list[shapely.Geometry]] = {number: [] for number in self.network.junctions}
        for strip in self.strips:
            junction = self.network.roads[strip.road].junction
            if junction != -1 and strip.lane.kind in PAVED:
                inside.setdefault(junction, []).append(strip.area)
        return {
            number: _without_gaps(shapely.union_all(areas, grid_size=GRID_M), self.street_area)
            for number, areas in inside.items()
            if areas
        }

    @cached_property
    def street_area(self) -> shapely.Geometry:
        """The carriageway outside junctions."""
        return shapely.union_all(
            [
                strip.area
                for strip in self.strips
                if self.network.roads[strip.road].junction == -1 and strip.lane.kind in PAVED
            ],
            grid_size=GRID_M,
        )

    @cached_property
    def carriageway(self) -> shapely.Geometry:
        """All that carries traffic."""
        return shapely.union_all([self.street_area, *self.junction_areas.values()], grid_size=GRID_M)

    @cached_property
    def pavements(self) -> shapely.Geometry:
        """All that people walk on."""
        areas = [strip.area for strip in self.strips if strip.lane.kind == SIDEWALK]
        return shapely.union_all(areas, grid_size=GRID_M)

    @cached_property
    def streets(self) -> shapely.Geometry:
        """All that is paved."""
        return shapely.union_all([self.carriageway, self.pavements], grid_size=GRID_M)

    @cached_property
    def junction_surfaces(self) -> dict[int, shapely.Geometry]:
        """What of each junction's carriageway is covered by no street and no earlier junction."""
        covered = self.street_area
        surfaces: dict[int, shapely.Geometry] = {}
        for number, area in self.junction_areas.items():
            surfaces[number] = shapely.difference(area, covered, grid_size=GRID_M)
            covered = shapely.union(covered, area, grid_size=GRID_M)
        return surfaces

    @cached_property
    def kerbed(self) -> tuple[Strip, ...]:
        """The pavements that lie beside the carriageway and one another, so that each can have its own kerb.

        Where pavements run through junctions of maps from elsewhere they may lie on the carriageway.
        """
        walks = [
            strip for strip in self.strips if strip.lane.kind == SIDEWALK and not shapely.is_empty(strip.area)
        ]
        if not walks:
            return ()
        areas = [strip.area for strip in walks]
        tree = shapely.STRtree(areas)
        crossing = set()
        for one, other in tree.query(areas, predicate="intersects").T:
            if one < other and shapely.area(shapely.intersection(areas[one], areas[other])) > _OVERLAP_M2:
                crossing |= {int(one), int(other)}
        shapely.prepare(self.carriageway)
        return tuple(
            strip
            for index, strip in enumerate(walks)
            if index not in crossing
            and shapely.area(shapely.intersection(strip.area, self.carriageway)) < _OVERLAP_M2
        )

    @cached_property
    def loose_pavements(self) -> shapely.Geometry:
        """The pavements that are not `kerbed`, without the carriageway."""
        walks = shapely.union_all([strip.area for strip in self.kerbed], grid_size=GRID_M)
        rest = shapely.difference(self.pavements, walks, grid_size=GRID_M)
        return shapely.difference(rest, self.carriageway, grid_size=GRID_M)

    @cached_property
    def country_edge(self) -> Floats:
        """Corners (N, 2) of the polygon in which the flat country ends, anticlockwise by numbers."""
        low_x, low_y, high_x, high_y = shapely.bounds(self.streets)
        middle = np.array([low_x + high_x, low_y + high_y]) / 2.0
        # An ellipse around the rectangle, and the country beyond it.
        half = np.array([high_x - low_x, high_y - low_y]) / np.sqrt(2.0) + COUNTRY_M
        turns = np.arange(_COUNTRY_CORNERS) * 2.0 * np.pi / _COUNTRY_CORNERS
        return on_grid(middle + half * np.stack([np.cos(turns), np.sin(turns)], axis=1))

    @cached_property
    def _open_land(self) -> list[shapely.Polygon]:
        land = shapely.difference(shapely.Polygon(self.country_edge), self.streets, grid_size=GRID_M)
        pieces = [p for p in shapely.get_parts(land) if p.area > 1.0]
        # The country holds the corner furthest out; the others follow from west to east, so that order is stable.
        outside = max(pieces, key=lambda piece: piece.envelope.area)
        inside = sorted((p for p in pieces if p is not outside), key=lambda p: p.centroid.coords[0])
        return [*inside, outside]

    @cached_property
    def islands(self) -> tuple[shapely.Polygon, ...]:
        """Land inside junctions: the middle of roundabouts."""
        return tuple(p for p in self._open_land[:-1] if self._is_island(p))

    @cached_property
    def blocks(self) -> tuple[shapely.Polygon, ...]:
        """Land between streets, and last the country around the town."""
        return (*(p for p in self._open_land[:-1] if not self._is_island(p)), self._open_land[-1])

    def _is_island(self, piece: shapely.Polygon) -> bool:
        return piece.area < _LARGEST_ISLAND_M2 and not piece.buffer(0.01).intersects(self._frontage_lines)

    @cached_property
    def _frontage_lines(self) -> shapely.Geometry:
        return shapely.union_all([shapely.LineString(side.line) for side in self._sides])

    @cached_property
    def medians(self) -> tuple[shapely.Polygon, ...]:
        """Raised strips in the middle of streets, with round ends."""
        found = []
        for road in self.network.streets:
            for index, section in enumerate(road.sections):
                lanes = [lane for lane in section.lanes if lane.kind == MEDIAN]
                if lanes:
                    found += self._median(road, index)
        return tuple(found)

    def _median(self, road: Road, section: int) -> list[shapely.Polygon]:
        first, last = _median_reach(road)
        areas = []
        for strip in self._by_road[road.number]:
            if (
                strip.section == section
                and strip.lane.kind == MEDIAN
                and strip.s[0] < last
                and strip.s[-1] > first
            ):
                inside = (strip.s > first) & (strip.s < last)
                s = np.unique(
                    np.concatenate([np.clip([first, last], strip.s[0], strip.s[-1]), strip.s[inside]])
                )
                borders = [
                    np.column_stack([np.interp(s, strip.s, border[:, axis]) for axis in (0, 1)])
                    for border in (strip.inner, strip.outer)
                ]
                areas.append(strip_area(*borders))
        raised = shapely.union_all(areas, grid_size=GRID_M).buffer(-_MEDIAN_INSET_M, join_style="mitre")
        half = _NARROWEST_MEDIAN_M / 2.0 - _MEDIAN_INSET_M
        rounded = raised.buffer(-half).buffer(half, quad_segs=4).simplify(0.01)
        pieces = [p for p in shapely.get_parts(rounded) if p.area > _SMALLEST_MEDIAN_M2]
        return [shapely.set_precision(piece, GRID_M) for piece in pieces]

    @cached_property
    def _sides(self) -> list[_Side]:
        return [side for road in self.network.roads.values() for side in self._road_sides(road)]

    def _road_sides(self, road: Road) -> list[_Side]:
        """Return the outer edges of a road; of ways through junctions only straight ones with a pavement."""
        sides = []
        own = [strip for strip in self._by_road.get(road.number, []) if strip.lane.kind in PAVED | {SIDEWALK}]
        for right in (False, True):
            strips = [strip for strip in own if strip.is_right == right]
            outermost: dict[int, Strip] = {}
            for strip in strips:
                known = outermost.get(strip.section)
                if known is None or abs(strip.lane.number) > abs(known.lane.number):
                    outermost[strip.section] = strip
            if not outermost:
                continue
            if road.junction != -1 and not _is_straight_front(outermost):
                continue
            line = _without_doubles(np.concatenate([outermost[k].outer for k in sorted(outermost)])[:, :2])
            line = line if right else line[::-1]
            if len(line) < 2 or shapely.LineString(line).length < _SHORTEST_FRONTAGE_M:
                continue
            sides.append(_Side(road, line, strips, right))
        return sides

    @cached_property
    def _by_road(self) -> dict[int, list[Strip]]:
        result: dict[int, list[Strip]] = {}
        for strip in self.strips:
            result.setdefault(strip.road, []).append(strip)
        return result

    def land(self, clear: shapely.Geometry | None = None) -> Land:
        """Return the land as builders see it.

        Args:
            clear: Where nothing may stand, beside what lies before crossings.
        """
        tree = shapely.STRtree(self.blocks)
        frontages = []
        for side in self._sides:
            at_start, at_end = (n is not None and n.is_junction for n in (side.road.before, side.road.after))
            inside_junction = side.road.junction != -1
            ends = (at_start or inside_junction, at_end or inside_junction)
            frontages.append(
                Frontage(
                    line=side.line,
                    road_id=side.road.number,
                    pavement_m=side.widest(SIDEWALK, narrowest=True),
                    parking_m=side.widest(PARKING),
                    lanes=sum(lane.kind == DRIVING for lane in side.road.sections[0].lanes),
                    speed_kmh=side.road.speed_kmh,
                    block=_block_beside(tree, side.line),
                    near_junction=ends if side.right else ends[::-1],
                )
            )
        before = [
            shapely.Polygon(c).buffer(1.0) for road in self.network.streets for c in kerb_crossings(road)
        ]
        return Land(
            blocks=self.blocks,
            frontages=tuple(frontages),
            streets=self.streets,
            carriageway=self.carriageway,
            planted=(*self.medians, *self.islands),
            clear=shapely.union_all([*before, *([clear] if clear is not None else [])]),
        )


@dataclass(frozen=True)
class _Side:
    """One side of a road: its outer edge with the land on its right."""

    road: Road
    line: Floats
    strips: Sequence[Strip]
    right: bool

    def widest(self, kind: str, *, narrowest: bool = False) -> float:
        widths = [
            float(s.width.min() if narrowest else s.width.max()) for s in self.strips if s.lane.kind == kind
        ]
        return max(widths, default=0.0)


def crossing_corners(road: Road) -> list[Floats]:
    """Return the outlines (K, 2) of a road's crossings in CARLA's frame."""
    return [_outline(road, c.s, c.t, c.heading, np.array(c.corners)) for c in road.crosswalks]


def kerb_crossings(road: Road) -> list[Floats]:
    """Return the outlines of a road's crossings, drawn out to the far edges of its pavements."""
    reach = np.array([1.0, 1.8])
    return [_outline(road, c.s, c.t, c.heading, np.array(c.corners) * reach) for c in road.crosswalks]


def _outline(road: Road, s: float, t: float, heading: float, corners: Floats) -> Floats:
    x, y, angle = road.path.at([s])[0]
    middle = np.array([x - t * np.sin(angle), y + t * np.cos(angle)])
    turn = angle + heading
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    outline: Floats = (middle + corners @ axes) * np.array([1.0, -1.0])
    return outline


def _median_reach(road: Road) -> tuple[float, float]:
    """Return from where to where along a road its median is raised: between the crossings at its ends."""
    first, last = _MEDIAN_FROM_M, road.length - _MEDIAN_FROM_M
    for crossing in road.crosswalks:
        low, _, _, high = crossing_breaks(crossing.s, crossing.corners, ramp=0.6)
        if crossing.s < road.length / 2.0:
            first = max(first, high)
        else:
            last = min(last, low)
    return first, last


def _without_gaps(area: shapely.Geometry, streets: shapely.Geometry) -> shapely.Geometry:
    """Return an area without its small gaps, which lie between ways (and street ends) and carry traffic as well."""
    near = shapely.clip_by_rect(streets, *(shapely.bounds(area) + _NEAR_M * np.array([-1.0, -1.0, 1.0, 1.0])))
    whole = shapely.union_all([area, near], grid_size=GRID_M)
    holes = [
        shapely.Polygon(ring)
        for piece in shapely.get_parts(whole)
        for ring in getattr(piece, "interiors", ())
    ]
    gaps = [hole for hole in holes if hole.area < _LARGEST_GAP_M2]
    return shapely.union_all([area, *gaps], grid_size=GRID_M)


def _is_straight_front(outermost: dict[int, Strip]) -> bool:
    strips = list(outermost.values())
    if any(strip.lane.kind != SIDEWALK for strip in strips):
        return False
    first, last = strips[0].outer[:, :2], strips[-1].outer[:, :2]
    before, after = first[1] - first[0], last[-1] - last[-2]
    turn = np.degrees(np.arctan2(before[0] * after[1] - before[1] * after[0], before @ after))
    return bool(abs(turn) < _STRAIGHT_DEGREES)


def _without_doubles(line: Floats) -> Floats:
    keep = np.concatenate([[True], np.hypot(*np.diff(line, axis=0).T) > 2.0 * GRID_M])
    kept: Floats = line[keep]
    return kept


def _block_beside(tree: shapely.STRtree, line: Floats) -> int:
    """Return which block lies on the right of a line."""
    whole = shapely.LineString(line)
    middle = np.array(whole.interpolate(0.5, normalized=True).coords[0])
    ahead = np.array(whole.interpolate(min(0.5 * whole.length + 0.2, whole.length)).coords[0]) - middle
    right = np.array([-ahead[1], ahead[0]]) / np.hypot(*ahead)
    found = tree.query(shapely.Point(middle + right * 0.5), predicate="within")
    last = len(tree.geometries) - 1
    block = int(found.min()) if len(found) else last
    return -1 if block == last else block
