"""Machines that no street should have: ships, aircraft, trains, building and farming machines, arms and spacecraft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.machines import (
    airplanes,
    armour,
    construction,
    cranes,
    explosives,
    farming,
    guns,
    haulage,
    jets,
    motorcycles,
    rail,
    rockets,
    rotorcraft,
    sails,
    spacecraft,
    submarines,
    trucks,
    warships,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

MACHINES: tuple[Model, ...] = (
    *trucks.MODELS,
    *haulage.MODELS,
    *motorcycles.MODELS,
    *construction.MODELS,
    *cranes.MODELS,
    *farming.MODELS,
    *rail.MODELS,
    *warships.MODELS,
    *submarines.MODELS,
    *sails.MODELS,
    *airplanes.MODELS,
    *jets.MODELS,
    *rotorcraft.MODELS,
    *armour.MODELS,
    *guns.MODELS,
    *explosives.MODELS,
    *rockets.MODELS,
    *spacecraft.MODELS,
)
"""The models of all machines; kinds as in `streethazards_kinds.csv`."""
