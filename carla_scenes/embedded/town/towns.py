"""Towns by name: their land, their ground and all that stands there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.assembly import Assembly
from carla_scenes.embedded.town.blocks import fill
from carla_scenes.embedded.town.cache import cached_town
from carla_scenes.embedded.town.ground_mesh import GroundMesh
from carla_scenes.embedded.town.horizon import COUNTRIES, CountryPainter
from carla_scenes.embedded.town.ironware import lay_ironware
from carla_scenes.embedded.town.layout import network_of
from carla_scenes.embedded.town.layouts import plan_of
from carla_scenes.embedded.town.network import PAVEMENT_HEIGHT_M
from carla_scenes.embedded.town.opendrive_reader import read_network
from carla_scenes.embedded.town.opendrive_writer import opendrive_text
from carla_scenes.embedded.town.parcels import Ground
from carla_scenes.embedded.town.paving import PAVINGS
from carla_scenes.embedded.town.road_marks import paint_marks
from carla_scenes.embedded.town.road_paint import RoadPainter
from carla_scenes.embedded.town.signals import place_signals, signal_room, with_signals
from carla_scenes.embedded.town.spawns import spawn_points
from carla_scenes.embedded.town.street_life import furnish
from carla_scenes.embedded.town.styles import STYLES
from carla_scenes.embedded.town.surfaces import GroundPainter
from manifests.digests import bytes_sha256
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.scene import Town
    from carla_scenes.embedded.town.horizon import Country
    from carla_scenes.embedded.town.land import Land
    from carla_scenes.embedded.town.network import Network
    from carla_scenes.embedded.town.paving import Paving
    from carla_scenes.embedded.town.style import Style

_BLOCKS_LAYER, _STREET_LIFE_LAYER = 20, 30
"""Of the seeds of what stands on the land and in the streets."""

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
    plan = plan_of(number)
    return Ground.of(with_signals(network_of(plan), plan))


def network_of_town(name: str) -> Network:
    """Return the road network of a built-in town, signals and all.

    Raises:
        ToolkitError: There is no such town.
    """
    return _ground_of(town_number(name)).network


def land_of(name: str) -> tuple[Land, Style]:
    """Return the land of a built-in town and the look of what stands on it.

    Raises:
        ToolkitError: There is no such town.
    """
    number = town_number(name)
    return _land(_ground_of(number)), STYLES[number - 1]


def _land(ground: Ground) -> Land:
    return ground.land(clear=signal_room(ground.network))


def build_town(name: str, *, cached: bool = True) -> Town:
    """Return a built-in town.

    Args:
        name: Such as `Town05` or `Town05_Opt`.
        cached: Whether a town that was built before may be read from disk, and this one left there.

    Raises:
        ToolkitError: There is no such town.
    """
    number = town_number(name)
    if cached:
        return cached_town(name, "", lambda: build_town(name, cached=False))
    ground = _ground_of(number)
    return _built(name, opendrive_text(ground.network), ground, _look(number - 1, number))


def bare_town(name: str) -> Town:
    """Return a built-in town of roads, ground and signals alone: quickly made, with nothing built on its land.

    Raises:
        ToolkitError: There is no such town.
    """
    number = town_number(name)
    ground = _ground_of(number)
    assembly = Assembly()
    _lay_ground(ground, _look(number - 1, number), assembly)
    place_signals(ground.network, assembly)
    return _finished(assembly, name, opendrive_text(ground.network), ground)


def town_from_opendrive(name: str, text: str, *, cached: bool = True) -> Town:
    """Return a town along the roads of an OpenDRIVE text, which is served as it is.

    It looks like the built-in town of its name; other names get one of the six looks.

    Args:
        name: Of the town.
        text: OpenDRIVE text from any editor.
        cached: Whether a town that was built before may be read from disk, and this one left there.

    Raises:
        ToolkitError: The text cannot be read.
    """
    if cached:
        return cached_town(name, text, lambda: town_from_opendrive(name, text, cached=False))
    ground = Ground.of(read_network(name, text))
    digest = int(bytes_sha256(text.encode())[:8], 16)
    plain = name.removesuffix("_Opt")
    look = TOWN_NAMES.index(plain) if plain in TOWN_NAMES else digest % len(TOWN_NAMES)
    return _built(name, text, ground, _look(look, digest))


@dataclass(frozen=True)
class Look:
    """How a town looks.

    Attributes:
        paving: Its streets.
        country: What is around it.
        style: What stands in it.
        seed: Of all that is random.
    """

    paving: Paving
    country: Country
    style: Style
    seed: int


def _look(index: int, seed: int) -> Look:
    return Look(PAVINGS[index], COUNTRIES[index], STYLES[index], seed)


def _built(name: str, text: str, ground: Ground, look: Look) -> Town:
    assembly = Assembly()
    _lay_ground(ground, look, assembly)
    place_signals(ground.network, assembly)
    land = _land(ground)
    fill(land, look.style, (look.seed, _BLOCKS_LAYER), assembly)
    furnish(land, look.style, (look.seed, _STREET_LIFE_LAYER), assembly)
    return _finished(assembly, name, text, ground)


def _finished(assembly: Assembly, name: str, text: str, ground: Ground) -> Town:
    town = assembly.town(name, text, spawn_points(ground.network))
    return replace(town, ground_height=PAVEMENT_HEIGHT_M)


def _lay_ground(ground: Ground, look: Look, assembly: Assembly) -> None:
    mesh = GroundMesh()
    GroundPainter(ground, look.paving, mesh).paint()
    paint_marks(ground.network, look.paving, mesh)
    RoadPainter(ground.network, look.paving, mesh).paint()
    lay_ironware(ground.network, look.paving, mesh, look.seed)
    country = CountryPainter(ground, look.country, look.paving, mesh, look.seed)
    country.paint()
    assembly.add_fixed("ground", mesh.build(), mesh.names)
    country.add_woods(assembly)
