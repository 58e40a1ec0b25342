"""The procedures that clients call, by subject; every method is named as on the wire and runs under the world's lock.

A procedure returns its reply (`wire.ok`, `wire.VOID`, `wire.failed`). Whatever it raises becomes an error for the
client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.procedures.absent import AbsentProcedures
from carla_scenes.embedded.procedures.actors import ActorProcedures
from carla_scenes.embedded.procedures.batches import BatchProcedures
from carla_scenes.embedded.procedures.bones import BoneProcedures
from carla_scenes.embedded.procedures.environment import EnvironmentProcedures
from carla_scenes.embedded.procedures.episodes import EpisodeProcedures
from carla_scenes.embedded.procedures.traffic import TrafficProcedures
from carla_scenes.embedded.procedures.vehicles import VehicleProcedures

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.world import World

    Procedure = Callable[..., Any]


def procedures_of(world: World) -> dict[str, Procedure]:
    """Return every procedure of a world by its name on the wire."""
    table: dict[str, Procedure] = {}
    for subject in (
        EpisodeProcedures,
        EnvironmentProcedures,
        ActorProcedures,
        VehicleProcedures,
        BoneProcedures,
        TrafficProcedures,
        AbsentProcedures,
    ):
        table |= _methods(subject(world))
    return table | _methods(BatchProcedures(world, table))


def _methods(subject: object) -> dict[str, Procedure]:
    return {name: getattr(subject, name) for name in dir(subject) if not name.startswith("_")}
