"""Buildings: archetypes that make a mesh of a lot, and the parts that they are made of."""

from carla_scenes.embedded.models.buildings.archetypes import ARCHETYPES, BACK_HOUSE, Archetype
from carla_scenes.embedded.models.buildings.lot import Lot, Side, inset, rectangle

__all__ = ["ARCHETYPES", "BACK_HOUSE", "Archetype", "Lot", "Side", "inset", "rectangle"]
