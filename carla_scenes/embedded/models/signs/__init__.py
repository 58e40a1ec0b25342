"""Traffic signs and traffic lights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.signs.boards import BOARDS
from carla_scenes.embedded.models.signs.lights import LIGHTS

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

SIGNS: tuple[Model, ...] = (*LIGHTS, *BOARDS)
"""`light.*` and `sign.*`."""
