"""Procedures about traffic: the town's lights, and the register of traffic managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.signals import LightState
from carla_scenes.embedded.tags import Tag
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.signals import Crossing
    from carla_scenes.embedded.world import World

_LONGEST_S = 1e6
_MOST_MANAGERS = 1024


class TrafficProcedures:
    """The town's lights, and the register of traffic managers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._managers: dict[int, str] = {}

    def set_traffic_light_state(self, actor_id: int, state: int) -> Any:
        """Switch a light, until the lights of its junction change the next time."""
        number, crossing = self._light(actor_id)
        crossing.forced[number] = LightState(min(int(state), LightState.OFF))
        return wire.VOID

    def set_traffic_light_green_time(self, actor_id: int, seconds: float) -> Any:
        """Change how long a light is green."""
        self._world.episode.signals.times_of(self._light(actor_id)[0]).green = _duration(seconds)
        return wire.VOID

    def set_traffic_light_yellow_time(self, actor_id: int, seconds: float) -> Any:
        """Change how long a light is yellow."""
        self._world.episode.signals.times_of(self._light(actor_id)[0]).yellow = _duration(seconds)
        return wire.VOID

    def set_traffic_light_red_time(self, actor_id: int, seconds: float) -> Any:
        """Change how long all lights of a junction are red after a light was yellow."""
        self._world.episode.signals.times_of(self._light(actor_id)[0]).red = _duration(seconds)
        return wire.VOID

    def freeze_traffic_light(self, actor_id: int, frozen: bool) -> Any:
        """Stop the lights of a junction, or let them go on."""
        self._light(actor_id)[1].frozen = bool(frozen)
        return wire.VOID

    def freeze_all_traffic_lights(self, frozen: bool) -> Any:
        """Stop all lights, or let them go on."""
        self._world.episode.signals.frozen = bool(frozen)
        return wire.VOID

    def reset_traffic_light_group(self, actor_id: int) -> Any:
        """Have the lights of a junction begin anew."""
        self._light(actor_id)[1].reset()
        return wire.VOID

    def reset_all_traffic_lights(self) -> Any:
        """Have all lights begin anew."""
        self._world.episode.signals.reset()
        return wire.VOID

    def get_group_traffic_lights(self, actor_id: int) -> Any:
        """Return the lights of a light's junction."""
        crossing = self._light(actor_id)[1]
        actors = self._world.signal_actors
        return wire.ok([actors[number].actor_id for phase in crossing.phases for number in phase])

    def get_light_boxes(self, actor_id: int) -> Any:
        """Return the boxes of a light's heads, in the world."""
        number, _ = self._light(actor_id)
        town = self._world.episode.town
        boxes = []
        first = town.signals[number].first_object
        if first >= 0:
            for thing in town.objects[first:]:
                if thing.tag != Tag.TRAFFIC_LIGHT:
                    break
                boxes.append(wire.bounding_box(thing.box))
        return wire.ok(boxes)

    def is_traffic_manager_running(self, port: int) -> Any:
        """Return whether a traffic manager is registered at a port."""
        return wire.ok(port in self._managers)

    def get_traffic_manager_running(self, port: int) -> Any:
        """Return where the traffic manager of a port is."""
        return wire.ok([self._managers.get(port, ""), port if port in self._managers else 0])

    def add_traffic_manager_running(self, place: Sequence[Any]) -> Any:
        """Register a traffic manager; return whether its port was free."""
        address, port = place
        if port in self._managers or len(self._managers) >= _MOST_MANAGERS:
            return wire.ok(False)
        self._managers[int(port)] = str(address)[:255]
        return wire.ok(True)

    def destroy_traffic_manager(self, port: int) -> Any:
        """Forget a traffic manager."""
        return wire.ok(self._managers.pop(port, None) is not None)

    def _light(self, actor_id: int) -> tuple[int, Crossing]:
        signal = self._world.actors[actor_id].signal
        crossing = None if signal is None else self._world.episode.signals.crossing_of(signal)
        if signal is None or crossing is None:
            raise ToolkitError(f"actor {actor_id} is no traffic light")
        return signal, crossing


def _duration(seconds: float) -> float:
    return min(max(wire.number(seconds), 0.0), _LONGEST_S)
