"""Machines that no street should have: ships, aircraft, trains, building and farming machines, arms and spacecraft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.machines import (
    airplanes,
    airships,
    capsules,
    combat,
    construction,
    cranes,
    dump_trucks,
    farming,
    fire_trucks,
    grenades,
    guns,
    helicopters,
    jets,
    landers,
    launchers,
    military_trucks,
    missiles,
    motorcycles,
    ordnance,
    pirates,
    radar,
    rockets,
    sailing,
    shuttles,
    submarines,
    tanks,
    trailers,
    trains,
    trolleys,
    warships,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

MACHINES: tuple[Model, ...] = (
    *military_trucks.MODELS,
    *fire_trucks.MODELS,
    *dump_trucks.MODELS,
    *trailers.MODELS,
    *motorcycles.MODELS,
    *construction.MODELS,
    *cranes.MODELS,
    *radar.MODELS,
    *farming.MODELS,
    *trains.MODELS,
    *trolleys.MODELS,
    *warships.MODELS,
    *submarines.MODELS,
    *pirates.MODELS,
    *sailing.MODELS,
    *airplanes.MODELS,
    *jets.MODELS,
    *helicopters.MODELS,
    *airships.MODELS,
    *tanks.MODELS,
    *combat.MODELS,
    *guns.MODELS,
    *ordnance.MODELS,
    *missiles.MODELS,
    *launchers.MODELS,
    *grenades.MODELS,
    *rockets.MODELS,
    *capsules.MODELS,
    *shuttles.MODELS,
    *landers.MODELS,
)
"""The models of all machines; kinds as in `streethazards_kinds.csv`."""
