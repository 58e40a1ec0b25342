"""How a server is set up: what it offers and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.faults import Faults
from carla_scenes.embedded.map_facts import MapFacts, read_map_facts
from carla_scenes.embedded.tags import Tag
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carla_scenes.embedded.blueprints import BlueprintLibrary
    from carla_scenes.embedded.scene import Town

ASYNCHRONOUS: list[Any] = [False, False, [False], True, 0.01, 10, 0.0, True, 3000.0, 2000.0, True]
"""Episode settings of a fresh server, in the order of the wire."""

CLEAR_NOON = [5.0, 0.0, 0.0, 10.0, -1.0, 45.0, 2.0, 0.75, 0.1, 0.0, 1.0, 0.03, 0.0331, 0.0]
"""Weather of a fresh server, in the order of the wire."""

LAYERS: Mapping[int, tuple[Tag, ...]] = {
    1: (Tag.BUILDINGS,),
    4: (Tag.VEGETATION,),
    8: (Tag.TERRAIN, Tag.GROUND, Tag.WATER),
    16: (Tag.CAR, Tag.TRUCK, Tag.BUS, Tag.MOTORCYCLE, Tag.BICYCLE),
    64: (Tag.STATIC, Tag.DYNAMIC, Tag.OTHER),
    128: (Tag.POLES,),
    256: (Tag.WALLS, Tag.FENCES, Tag.GUARD_RAIL),
}
"""Tags of the town's objects in each map layer; decals and particles have none."""

INSTANCE_RULES = ("actor", "engine")
"""What the instance image shows: the actor's id (from 0.9.16) or an id of the engine's own (before)."""

GENERATED = "OpenDriveMap"
"""Name of the town that a client makes from an OpenDRIVE text."""

_LAYERED = "_Opt"


class Towns:
    """The towns that a server offers, each also under the name with which CARLA marks layered maps.

    A town is made when it is first loaded; the last one is kept.

    Args:
        makers: Functions that make the towns, by name.
        from_opendrive: Makes a town from its name and an OpenDRIVE text.

    Raises:
        ToolkitError: There is none.
    """

    def __init__(
        self, makers: Mapping[str, Callable[[], Town]], from_opendrive: Callable[[str, str], Town]
    ) -> None:
        if not makers:
            raise ToolkitError("a server needs at least one town")
        self._makers = dict(makers)
        self._from_opendrive = from_opendrive
        self._last: tuple[str, Town, MapFacts] | None = None

    @property
    def first(self) -> str:
        """Name of the town that a fresh server shows."""
        return next(iter(self._makers))

    @property
    def map_paths(self) -> list[str]:
        """Names as clients list them."""
        names = [name for name in self._makers if name != GENERATED]
        layered = [name + _LAYERED for name in names]
        return [f"/Game/Carla/Maps/{name}" for name in sorted(names + layered)]

    def find(self, path: str) -> tuple[str, str] | None:
        """Return a town's name as clients wrote it, without folders, and the name it is made under."""
        name = path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        plain = name.removesuffix(_LAYERED)
        return (name, plain) if plain in self._makers else None

    def is_loaded(self, plain: str) -> bool:
        """Return whether `load` returns the same town as the last time."""
        return self._last is not None and self._last[0] == plain

    def load(self, plain: str) -> tuple[Town, MapFacts]:
        """Return a town and what its map says."""
        if self._last is None or self._last[0] != plain:
            self._last = None
            town = self._makers[plain]()
            self._last = plain, town, read_map_facts(town.opendrive)
        return self._last[1:]

    def generate(self, opendrive: str) -> None:
        """Offer a town made from an OpenDRIVE text under the name `GENERATED`.

        Raises:
            ToolkitError: The text is no OpenDRIVE.
        """
        read_map_facts(opendrive)
        if self._last is not None and self._last[0] == GENERATED:
            self._last = None
        self._makers[GENERATED] = lambda: self._from_opendrive(GENERATED, opendrive)


@dataclass(frozen=True)
class Setup:
    """How a server is set up.

    Attributes:
        port: Of the procedure calls; streams are at the next one.
        towns: What it offers.
        blueprints: What it can spawn.
        version: What it says it is.
        instance_ids: One of `INSTANCE_RULES`.
        first_actor_id: Where actor ids begin.
        is_still: Whether what moves by itself (clouds, rain, traffic lights) follows from the weather instead of time.
        faults: What goes wrong.
    """

    port: int
    towns: Towns
    blueprints: BlueprintLibrary
    version: str = wire.VERSION
    instance_ids: str = INSTANCE_RULES[0]
    first_actor_id: int = 1
    is_still: bool = False
    faults: Faults = field(default_factory=Faults)
