"""Towns by name: their land, their ground and all that stands there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.layout import network_of
from carla_scenes.embedded.town.layouts import plan_of
from carla_scenes.embedded.town.parcels import Ground
from carla_scenes.embedded.town.styles import STYLES
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.town.land import Land
    from carla_scenes.embedded.town.style import Style

TOWN_NAMES = tuple(f"Town{number:02}" for number in range(1, 7))
"""The towns that are built in."""


def town_number(name: str) -> int:
    """Return the number of a built-in town, 1 to 6; `Town05_Opt` is Town05.

    Raises:
        ToolkitError: There is no such town.
    """
    plain = name.removesuffix("_Opt")
    if plain not in TOWN_NAMES:
        raise ToolkitError("there is no such town", expected=", ".join(TOWN_NAMES), found=name)
    return TOWN_NAMES.index(plain) + 1


@cache
def _ground_of(number: int) -> Ground:
    return Ground.of(network_of(plan_of(number)))


def land_of(name: str) -> tuple[Land, Style]:
    """Return the land of a built-in town and the look of what stands on it.

    Raises:
        ToolkitError: There is no such town.
    """
    number = town_number(name)
    return _ground_of(number).land(), STYLES[number - 1]
