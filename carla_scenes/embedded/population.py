"""Who is in the world: actors by id, how they come and how they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.actors import Actor
from carla_scenes.embedded.attributes import checked_values
from carla_scenes.embedded.sensing import STREAMLESS
from carla_scenes.embedded.sensor_blueprints import check_sensor
from carla_scenes.embedded.signals import LIGHT
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Pose, attached_pose, boxes_intersect
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carla_scenes.embedded.blueprints import BlueprintLibrary
    from carla_scenes.embedded.scene import TrafficSignal
    from carla_scenes.embedded.streams import StreamTable

_ENGINE_IDS_FROM, _ENGINE_IDS_STEP = 20011, 7
_SCENERY_BIT, _LOW_BITS = 0x8000, 0xFFFF
_SMALLEST_SCALE, _LARGEST_SCALE = 0.001, 1000.0
_MOST_ACTORS = 20_000
_COLLIDING = ("vehicle.", "walker.")


class Population:
    """All actors.

    Ids are never used twice. Images show their lowest 16 bits, of which the upper half belongs to the town's own
    objects, so ids stay in the lower half of each 65,536.

    Args:
        blueprints: What can be spawned.
        streams: Where sensors get theirs.
        first_id: Where ids begin.
    """

    def __init__(self, blueprints: BlueprintLibrary, streams: StreamTable, first_id: int = 1) -> None:
        self._blueprints, self._streams = blueprints, streams
        self._actors: dict[int, Actor] = {}
        self._next_id = first_id
        self._next_engine = _ENGINE_IDS_FROM

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors

    def get(self, actor_id: int) -> Actor | None:
        """Return an actor, or None."""
        return self._actors.get(actor_id)

    def __getitem__(self, actor_id: int) -> Actor:
        """Return an actor.

        Raises:
            ToolkitError: There is none of this id.
        """
        try:
            return self._actors[actor_id]
        except (KeyError, TypeError):
            raise ToolkitError(f"actor {actor_id!r} not found") from None

    def of_type(self, prefix: str) -> list[Actor]:
        """Return the actors whose blueprint id begins with a text."""
        return [actor for actor in self._actors.values() if actor.type_id.startswith(prefix)]

    def spawn(self, description: Sequence[Any], pose: Pose, parent: int = 0) -> Actor:
        """Add an actor.

        Args:
            description: `[uid, blueprint, attributes]`.
            pose: In the world, or in the parent's axes.
            parent: Id of the actor to fix it to, 0 for none.

        Raises:
            ToolkitError: Unknown blueprint, bad attributes, no such parent, too many actors, or a vehicle or
                walker where another is.
        """
        uid, type_id, described = description
        attributes = checked_values(described)
        model = self._blueprints.model_of(type_id, attributes)
        if parent and parent not in self._actors:
            raise ToolkitError("unable to attach actor: parent actor not found")
        if len(self._actors) >= _MOST_ACTORS:
            raise ToolkitError("too many actors", expected=f"at most {_MOST_ACTORS}")
        scale = float(attributes.get("scale", "1.0"))
        if not _SMALLEST_SCALE <= scale <= _LARGEST_SCALE:
            raise ToolkitError("the attribute scale is out of bounds", found=f"{scale:g}")
        if type_id.startswith("sensor."):
            # A client may leave attributes out; sensors measure with the defaults then.
            defaults = {a.name: a.value for a in self._blueprints.blueprints[type_id]}
            attributes = defaults | attributes
            check_sensor(type_id, attributes)
        actor = Actor(
            actor_id=self._take_id(),
            type_id=type_id,
            description=[uid, type_id, described],
            attributes=attributes,
            pose=attached_pose(self._actors[parent].pose, pose) if parent else pose,
            parent=parent,
            relative=pose if parent else None,
            engine_id=self._take_engine_id(),
        )
        if model is not None:
            actor.dress(model, self._blueprints.models.box_of(model.name))
            self._refuse_collision(actor)
        if type_id.startswith("sensor.") and type_id not in STREAMLESS:
            actor.stream = self._streams.open()
        self._actors[actor.actor_id] = actor
        return actor

    def destroy(self, actor_id: int) -> bool:
        """Remove an actor and what is fixed to it; return whether there was one."""
        actor = self._actors.pop(actor_id, None)
        if actor is None:
            return False
        if actor.stream is not None:
            self._streams.close(actor.stream)
        for child in [other.actor_id for other in self._actors.values() if other.parent == actor_id]:
            self.destroy(child)
        return True

    def clear(self) -> None:
        """Remove everybody."""
        for actor in self._actors.values():
            if actor.stream is not None:
                self._streams.close(actor.stream)
        self._actors.clear()

    def add_spectator(self) -> Actor:
        """Add the spectator of an episode."""
        return self._add_given("spectator", Pose(0.0, 0.0, 10.0))

    def add_signal(self, number: int, signal: TrafficSignal) -> Actor:
        """Add one of the town's traffic lights or signs.

        Args:
            number: Of the signal in its town.
            signal: The signal itself.
        """
        actor = self._add_given(signal.type_id, signal.pose)
        actor.signal, actor.own_box = number, signal.box
        actor.tag = int(Tag.TRAFFIC_LIGHT if signal.type_id == LIGHT else Tag.TRAFFIC_SIGNS)
        return actor

    def _refuse_collision(self, new: Actor) -> None:
        """Refuse a vehicle or walker that would stand in another.

        Raises:
            ToolkitError: It would.
        """
        if new.parent or not new.type_id.startswith(_COLLIDING):
            return
        box = new.world_box
        for actor in self._actors.values():
            if actor.type_id.startswith(_COLLIDING) and boxes_intersect(box, actor.world_box):
                raise ToolkitError("Spawn failed because of collision at spawn position")

    def _add_given(self, type_id: str, pose: Pose) -> Actor:
        actor = Actor(self._take_id(), type_id, [0, type_id, []], {}, pose, simulates=False)
        actor.engine_id = self._take_engine_id()
        self._actors[actor.actor_id] = actor
        return actor

    def _take_id(self) -> int:
        taken = {actor_id & _LOW_BITS for actor_id in self._actors}
        while (
            not self._next_id & _LOW_BITS
            or self._next_id & _SCENERY_BIT
            or self._next_id & _LOW_BITS in taken
        ):
            self._next_id += 1
        self._next_id += 1
        return self._next_id - 1

    def _take_engine_id(self) -> int:
        self._next_engine += _ENGINE_IDS_STEP
        return self._next_engine - _ENGINE_IDS_STEP
