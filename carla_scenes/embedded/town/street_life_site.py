"""The ground that streets are furnished on: what stands there already, what is paved, what is kept free."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import shapely

from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.models.furniture.lamps import LAMP_HEADS
from carla_scenes.embedded.scene import Lamp
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.street_life_stock import mesh_of, room_of, variants

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.scene import Instance, TownObject
    from carla_scenes.embedded.town.assembly import Assembly
    from carla_scenes.embedded.town.land import Land
    from carla_scenes.embedded.town.style import Style

    Floats = npt.NDArray[np.float64]

_CELL_M = 8.0
_GROUND = frozenset(
    {Tag.ROADS, Tag.SIDEWALKS, Tag.TERRAIN, Tag.GROUND, Tag.ROAD_LINES, Tag.WATER, Tag.BRIDGE, Tag.RAIL_TRACK}
)
_PAVED = (Tag.ROADS, Tag.SIDEWALKS)
_COOL = (0.86, 0.93, 1.0)
_WARM = (1.0, 0.82, 0.55)
_LARGEST_M = 150.0
"""What is larger is country, not an obstacle: far houses and woods joined in one object."""


class Site:
    """A town while its street sides are furnished.

    Args:
        land: Its streets and blocks.
        style: Its look.
        seed: Keys of all choices.
        assembly: Holds what stands already, and receives more.

    Attributes:
        lamp_places: (2,) places at the kerb of the lamps of the street sides that are finished.
    """

    def __init__(self, land: Land, style: Style, seed: tuple[int, ...], assembly: Assembly) -> None:
        self.land = land
        self.style = style
        self.seed = seed
        self.base = land.pavement_height
        self._assembly = assembly
        self.lamp_places: list[Floats] = []
        self._counts: dict[str, int] = {}
        self._cells: dict[tuple[int, int], list[shapely.Polygon]] = {}
        objects, buildings, paved = _standing(assembly)
        self._objects = shapely.STRtree(objects)
        self._buildings = shapely.STRtree(buildings)
        self._paved = shapely.STRtree(paved)
        self._closed = [area for area in (land.carriageway, land.clear) if area is not None]
        for area in (*self._closed, land.streets):
            shapely.prepare(area)
        rng = self.generator(1)
        turns, lengths = rng.uniform(0.0, 2.0 * np.pi, 5), rng.uniform(90.0, 260.0, 5)
        self._waves = np.stack([np.cos(turns), np.sin(turns)]) / lengths
        self._phases = rng.uniform(0.0, 2.0 * np.pi, 5)

    def generator(self, *keys: int) -> np.random.Generator:
        """Return a generator of random numbers for a part of the work."""
        return np.random.default_rng(np.random.SeedSequence([*self.seed, *keys]))

    def is_free(self, area: shapely.Polygon, *, gap: float = 0.05) -> bool:
        """Return whether nothing stands within `gap` metres of an area, and it is clear of lanes and crossings."""
        if any(shapely.intersects(closed, area) for closed in self._closed):
            return False
        return self.is_free_inside(area, gap=gap)

    def is_free_inside(self, area: shapely.Polygon, *, gap: float = 0.05) -> bool:
        """Return whether nothing stands within `gap` metres of an area, lanes left aside: for islands among them."""
        grown = area.buffer(gap, quad_segs=2) if gap > 0.0 else area
        if len(self._objects.query(grown, predicate="intersects")):
            return False
        near = [other for cell in _cells_of(grown) for other in self._cells.get(cell, ())]
        return not near or not bool(shapely.intersects(np.array(near, object), grown).any())

    def is_on_streets(self, area: shapely.Geometry) -> bool:
        """Return whether an area touches anything that belongs to a street."""
        return bool(shapely.intersects(self.land.streets, area))

    def is_paved(self, places: Floats, gap: float = 0.3) -> npt.NDArray[np.bool_]:
        """Return for places (N, 2) whether a path or yard lies within `gap` metres."""
        result = np.zeros(len(places), bool)
        found, _ = self._paved.query(shapely.points(places), predicate="dwithin", distance=gap)
        result[found] = True
        return result

    def building_distance(self, place: Floats, farthest: float = 12.0) -> float:
        """Return how far the nearest building is from a place (2,), `farthest` where there is none near."""
        point = shapely.Point(place)
        near = self._buildings.query(point, predicate="dwithin", distance=farthest)
        return min((float(point.distance(self._buildings.geometries[k])) for k in near), default=farthest)

    def add(
        self,
        name: str,
        variant: int,
        place: Floats,
        yaw: float,
        *,
        scale: float = 1.0,
        height: float | None = None,
    ) -> shapely.Polygon:
        """Set something up, whatever stands there; return the ground that it takes.

        Args:
            name: Of the model.
            variant: Of the model; larger numbers begin again.
            place: (2,) of its origin, world, metres.
            yaw: Degrees.
            scale: Factor on its size.
            height: Of its origin; that of pavements when None.
        """
        variant %= variants(name)
        x, y = (float(value) for value in place)
        z = self.base if height is None else height
        matrix = placed(x, y, z, yaw=yaw, scale=scale)
        self.add_instance(name, variant, matrix)
        for head in LAMP_HEADS.get(name, ()):
            spot = matrix @ np.array([head.x, head.y, head.z, 1.0])
            colour = _COOL if name == "lamp.modern" else _WARM
            self._assembly.add_lamp(
                Lamp(float(spot[0]), float(spot[1]), float(spot[2]), colour, head.strength)
            )
        area = self.footprint(name, variant, place, yaw, scale=scale)
        for cell in _cells_of(area):
            self._cells.setdefault(cell, []).append(area)
        return area

    def add_instance(self, name: str, variant: int, matrix: Floats) -> None:
        """Add a copy of a model's variant, moved by a (4, 4) matrix, without regard to the ground it takes."""
        title = name.replace(".", "_").title()
        self._counts[title] = self._counts.get(title, 0) + 1
        key = f"{name}.{variant}"
        self._assembly.add_instance(key, mesh_of(name, variant), matrix, f"{title}_{self._counts[title]}")

    def try_add(
        self, name: str, variant: int, place: Floats, yaw: float, *, scale: float = 1.0, gap: float = 0.15
    ) -> bool:
        """Set something up if its ground is free; return whether it was."""
        if not self.is_free(self.footprint(name, variant, place, yaw, scale=scale), gap=gap):
            return False
        self.add(name, variant, place, yaw, scale=scale)
        return True

    @staticmethod
    def footprint(
        name: str, variant: int, place: Floats, yaw: float, *, scale: float = 1.0
    ) -> shapely.Polygon:
        """Return the ground that something takes: the rectangle around what people would run into."""
        x0, y0, x1, y1 = room_of(name, variant % variants(name)).scaled(scale).solid
        turn = np.radians(yaw)
        axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]) @ axes + np.asarray(place)
        return shapely.Polygon(corners).convex_hull.buffer(0.01, quad_segs=1)

    def lamp_distance(self, place: Floats) -> float:
        """Return how far the nearest lamp of other street sides is from a place (2,), infinite where there is none."""
        if not self.lamp_places:
            return float("inf")
        return float(np.hypot(*(np.array(self.lamp_places) - place).T).min())

    def busy(self, place: Floats) -> float:
        """Return how busy a place (2,) is, 0 to 1: it changes slowly along streets, over a hundred metres or so."""
        value = np.sin(2.0 * np.pi * (np.asarray(place) @ self._waves) + self._phases).sum()
        return float(np.clip(0.5 + 0.24 * value, 0.0, 1.0))


def _cells_of(area: shapely.Polygon) -> list[tuple[int, int]]:
    x0, y0, x1, y1 = (int(np.floor(value / _CELL_M)) for value in area.bounds)
    return [(i, j) for i in range(x0, x1 + 1) for j in range(y0, y1 + 1)]


def _standing(
    assembly: Assembly,
) -> tuple[list[shapely.Geometry], list[shapely.Geometry], list[shapely.Geometry]]:
    """Return the ground that each object takes, that of buildings alone, and the triangles of all that is paved."""
    objects: list[shapely.Geometry] = []
    buildings: list[shapely.Geometry] = []
    paved: list[shapely.Geometry] = []
    known = assembly.objects
    for instance in assembly.instances:
        mesh = assembly.mesh(instance.mesh)
        if mesh is None:
            continue
        if not np.array_equal(instance.matrix, np.eye(4)):
            objects.append(_box_ground(known[instance.first_object]))
            continue
        for part, area in _part_grounds(instance, known, assembly):
            objects.append(area)
            if known[part].tag == Tag.BUILDINGS:
                buildings.append(area)
        if instance.mesh != "ground":
            corners = mesh.vertices[mesh.faces[np.isin(mesh.tags, _PAVED)], :2].astype(np.float64)
            paved += [shapely.Polygon(triangle) for triangle in corners]
    return objects, buildings, paved


def _part_grounds(
    instance: Instance, known: tuple[TownObject, ...], assembly: Assembly
) -> list[tuple[int, shapely.Geometry]]:
    """Return the hulls of a fixed mesh's parts that stand up, with their objects' numbers."""
    mesh = assembly.mesh(instance.mesh)
    if mesh is None:
        return []
    order = np.argsort(mesh.parts, kind="stable")
    count = int(mesh.parts.max()) + 1
    edges = np.searchsorted(mesh.parts[order], np.arange(count + 1))
    found: list[tuple[int, shapely.Geometry]] = []
    for part in range(count):
        thing = known[instance.first_object + part]
        if thing.tag in _GROUND or max(thing.box.length, thing.box.width) > _LARGEST_M:
            continue
        faces = mesh.faces[order[edges[part] : edges[part + 1]]]
        found.append((instance.first_object + part, _hull(mesh.vertices[faces.ravel(), :2])))
    return found


def _box_ground(thing: TownObject) -> shapely.Geometry:
    return _hull(thing.box.corners[:, :2])


def _hull(points: npt.NDArray[np.floating]) -> shapely.Geometry:
    return cast(shapely.Geometry, shapely.convex_hull(shapely.multipoints(np.asarray(points, np.float64))))
