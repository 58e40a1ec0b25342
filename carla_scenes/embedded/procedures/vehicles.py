"""Procedures about vehicles: driving, lamps, doors, wheels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded import wire
from carla_scenes.embedded.vehicle_physics import checked_physics
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.vehicle_physics import VehicleState
    from carla_scenes.embedded.world import World

_ALL_DOORS, _DOORS = 6, range(4)
_FRONT_WHEELS = (0, 1)
_MASK_BITS = 0xFFFFFFFF


class VehicleProcedures:
    """Driving, lamps, doors, wheels."""

    def __init__(self, world: World) -> None:
        self._world = world

    def apply_control_to_vehicle(self, actor_id: int, control: Sequence[Any]) -> Any:
        """Drive: throttle, steer, brake, hand brake, reverse, manual gear shift, gear."""
        throttle, steer, brake = (wire.number(value) for value in control[:3])
        hand_brake, reverse, manual, gear = control[3:7]
        vehicle = self._vehicle(actor_id)
        vehicle.control = [
            min(max(throttle, 0.0), 1.0),
            min(max(steer, -1.0), 1.0),
            min(max(brake, 0.0), 1.0),
            bool(hand_brake),
            bool(reverse),
            bool(manual),
            min(max(int(gear), -1), 10),
        ]
        vehicle.ackermann = None
        return wire.VOID

    def apply_ackermann_control_to_vehicle(self, actor_id: int, control: Sequence[Any]) -> Any:
        """Drive: steer (radians), steer speed, speed, acceleration, jerk."""
        steer, steer_speed, speed, acceleration, jerk = (wire.number(value) for value in control[:5])
        self._vehicle(actor_id).ackermann = [steer, steer_speed, speed, acceleration, jerk]
        return wire.VOID

    def get_ackermann_controller_settings(self, actor_id: int) -> Any:
        """Return the controller's gains."""
        return wire.ok(self._vehicle(actor_id).ackermann_settings)

    def apply_ackermann_controller_settings(self, actor_id: int, settings: Sequence[Any]) -> Any:
        """Keep the controller's gains; they have no effect here."""
        self._vehicle(actor_id).ackermann_settings = [wire.number(value) for value in settings[:6]]
        return wire.VOID

    def get_physics_control(self, actor_id: int) -> Any:
        """Return what the vehicle is made of."""
        return wire.ok(self._vehicle(actor_id).physics)

    def apply_physics_control(self, actor_id: int, physics: Sequence[Any]) -> Any:
        """Change what the vehicle is made of; mass, widest steering and steering curve have an effect."""
        vehicle = self._vehicle(actor_id)
        vehicle.physics = checked_physics(physics)
        self._world.actors[actor_id].mass_kg = max(vehicle.mass_kg, 1.0)
        return wire.VOID

    def get_vehicle_light_state(self, actor_id: int) -> Any:
        """Return a vehicle's lamps."""
        return wire.ok([self._vehicle(actor_id).lights])

    def set_vehicle_light_state(self, actor_id: int, state: Any) -> Any:
        """Switch a vehicle's lamps: a mask, in an array of its own or bare as commands send it."""
        mask = state[0] if isinstance(state, list) else state
        self._vehicle(actor_id).lights = int(mask) & _MASK_BITS
        return wire.VOID

    def get_vehicle_light_states(self) -> Any:
        """Return the lamps of all vehicles."""
        vehicles = self._world.actors.of_type("vehicle.")
        return wire.ok([[one.actor_id, one.vehicle.lights] for one in vehicles if one.vehicle is not None])

    def open_vehicle_door(self, actor_id: int, door: int) -> Any:
        """Note that a door is open; pictures do not show it."""
        self._vehicle(actor_id).doors |= set(_DOORS) if door == _ALL_DOORS else {int(door)} & set(_DOORS)
        return wire.VOID

    def close_vehicle_door(self, actor_id: int, door: int) -> Any:
        """Note that a door is shut."""
        self._vehicle(actor_id).doors -= set(_DOORS) if door == _ALL_DOORS else {int(door)}
        return wire.VOID

    def get_wheel_steer_angle(self, actor_id: int, wheel: int) -> Any:
        """Return the angle of a wheel, degrees."""
        vehicle = self._vehicle(actor_id)
        steered = vehicle.steer_degrees if wheel in _FRONT_WHEELS else 0.0
        return wire.ok(float(vehicle.wheel_angles.get(wheel, steered)))

    def set_wheel_steer_direction(self, actor_id: int, wheel: int, degrees: float) -> Any:
        """Turn a wheel for looks; pictures do not show it."""
        self._vehicle(actor_id).wheel_angles[int(wheel) & 3] = wire.number(degrees)
        return wire.VOID

    def get_telemetry_data(self, actor_id: int) -> Any:
        """Return the telemetry."""
        speed = float(np.linalg.norm(self._world.actors[actor_id].velocity))
        return wire.ok(self._vehicle(actor_id).telemetry(speed))

    def show_vehicle_debug_telemetry(self, _actor_id: int, _enabled: bool) -> Any:
        """Accept: there is no screen to show it on."""
        return wire.VOID

    def set_actor_autopilot(self, actor_id: int, _enabled: bool) -> Any:
        """Accept: the autopilot drives from within the client."""
        self._vehicle(actor_id)
        return wire.VOID

    def _vehicle(self, actor_id: int) -> VehicleState:
        vehicle = self._world.actors[actor_id].vehicle
        if vehicle is None:
            raise ToolkitError(f"actor {actor_id} is no vehicle")
        return vehicle
