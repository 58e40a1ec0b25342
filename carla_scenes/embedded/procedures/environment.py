"""Procedures about the town around the actors: weather, its objects and layers, its lamps, rays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.scene import FIRST_OBJECT_ID
from carla_scenes.embedded.setup import CLEAR_NOON
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carla_scenes.embedded.scene import TownObject
    from carla_scenes.embedded.world import World

_ANY_TAG = 255
_MOST_HITS = 64
_PAST_M = 1e-3
_LONGEST_RAY_M = 1e5


class EnvironmentProcedures:
    """Weather, the town's objects and layers, its lamps, rays."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_weather_parameters(self) -> Any:
        """Return the weather."""
        return wire.ok(self._world.weather)

    def set_weather_parameters(self, weather: Sequence[Any]) -> Any:
        """Change the weather."""
        if len(weather) != len(CLEAR_NOON):
            raise ToolkitError("these are no weather parameters", expected=f"{len(CLEAR_NOON)} numbers")
        self._world.set_weather([wire.number(value) for value in weather])
        return wire.VOID

    def get_environment_objects(self, tag: int) -> Any:
        """Return the town's objects of a tag, or all."""
        return wire.ok(
            [
                [
                    wire.transform(thing.box.pose),
                    wire.bounding_box(thing.box),
                    FIRST_OBJECT_ID + number,
                    thing.name,
                    int(thing.tag),
                ]
                for number, thing in self._objects(tag)
            ]
        )

    def enable_environment_objects(self, identifiers: Sequence[int], enable: bool) -> Any:
        """Show or hide objects of the town."""
        count = len(self._world.episode.town.objects)
        numbers = {i - FIRST_OBJECT_ID for i in identifiers if 0 <= i - FIRST_OBJECT_ID < count}
        hidden = self._world.episode.hidden
        self._world.episode.hidden = hidden - numbers if enable else hidden | numbers
        return wire.VOID

    def get_all_level_BBs(self, tag: int) -> Any:  # noqa: N802 - its name on the wire
        """Return the boxes of the town's objects of a tag, or of all, in the world."""
        return wire.ok([wire.bounding_box(thing.box) for _, thing in self._objects(tag)])

    def get_names_of_all_objects(self) -> Any:
        """Return the names of the town's objects."""
        return wire.ok([thing.name for _, thing in self._objects(_ANY_TAG)])

    def load_map_layer(self, layers: int) -> Any:
        """Show layers of the town."""
        self._world.episode.show_layers(layers, shown=True)
        return wire.VOID

    def unload_map_layer(self, layers: int) -> Any:
        """Hide layers of the town."""
        self._world.episode.show_layers(layers, shown=False)
        return wire.VOID

    def query_lights_state(self, _client: str) -> Any:
        """Return the town's lamps."""
        return wire.ok(self._world.episode.lamps.to_wire)

    def update_lights_state(self, _client: str, lamps: Sequence[Sequence[Any]], _discard: bool) -> Any:
        """Switch the town's lamps."""
        self._world.episode.lamps.update(lamps)
        return wire.VOID

    def project_point(self, location: Sequence[Any], direction: Sequence[Any], distance: float) -> Any:
        """Return what a ray meets first."""
        start, along = wire.vector(location), _unit(wire.vector(direction))
        found = None if along is None else self._world.trace(start, along, _length(wire.number(distance)))
        if found is None or along is None:
            return wire.ok([False, [[0.0, 0.0, 0.0], 0]])
        return wire.ok([True, _labelled(start, along, *found)])

    def cast_ray(self, start: Sequence[Any], end: Sequence[Any]) -> Any:
        """Return everything that lies between two places, the nearest first."""
        first, last = wire.vector(start), wire.vector(end)
        way = (last[0] - first[0], last[1] - first[1], last[2] - first[2])
        along, left = _unit(way), _length(math.dist(first, last))
        points: list[Any] = []
        while along is not None and left > 0.0 and len(points) < _MOST_HITS:
            found = self._world.trace(first, along, left)
            if found is None:
                break
            points.append(_labelled(first, along, *found))
            step = found[0] + _PAST_M
            first = _beyond(first, along, step)
            left -= step
        return wire.ok(points)

    def get_imui_gravity(self) -> Any:
        """Return the gravity that inertial sensors feel."""
        return wire.ok(self._world.gravity)

    def set_imui_gravity(self, gravity: float) -> Any:
        """Change the gravity that inertial sensors feel."""
        self._world.gravity = wire.number(gravity)
        return wire.VOID

    def _objects(self, tag: int) -> Iterator[tuple[int, TownObject]]:
        for number, thing in enumerate(self._world.episode.town.objects):
            if tag in (_ANY_TAG, thing.tag):
                yield number, thing


def _unit(way: wire.Vector) -> wire.Vector | None:
    length = math.hypot(*way)
    return None if length < 1e-9 else (way[0] / length, way[1] / length, way[2] / length)


def _length(distance: float) -> float:
    return min(max(distance, 0.0), _LONGEST_RAY_M)


def _beyond(start: wire.Vector, along: wire.Vector, distance: float) -> wire.Vector:
    x, y, z = (place + distance * step for place, step in zip(start, along, strict=True))
    return x, y, z


def _labelled(start: wire.Vector, along: wire.Vector, distance: float, tag: int) -> list[Any]:
    return [list(_beyond(start, along, distance)), tag]
