"""Street furniture: lamps, posts, benches, bins, shelters, adverts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.furniture.boxes import BOXES
from carla_scenes.embedded.models.furniture.lamps import LAMPS
from carla_scenes.embedded.models.furniture.posts import POSTS
from carla_scenes.embedded.models.furniture.seats import SEATS
from carla_scenes.embedded.models.furniture.shelters import SHELTERS

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

FURNITURE: tuple[Model, ...] = (*LAMPS, *POSTS, *SEATS, *BOXES, *SHELTERS)
"""`lamp.*`, `pole.*`, `bench`, `bin*`, `bus_stop` ...; feet on the origin, fronts towards +x (towards the street)."""
