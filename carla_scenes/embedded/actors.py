"""Actors: what was spawned, where it is, how it moves, and what clients told it to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from carla_scenes.embedded.attributes import parse_colour
from carla_scenes.embedded.gait import walker_variant
from carla_scenes.embedded.scene import Placed
from carla_scenes.embedded.vehicle_physics import VehicleState
from carla_scenes.frame import Box, Pose, attached_pose

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model
    from carla_scenes.embedded.streams import Stream

STILL: wire.Vector = (0.0, 0.0, 0.0)

_JUMP_M = 2.0
_NO_BOX = Box(Pose(0.0, 0.0, 0.0), 0.0, 0.0, 0.0)
_VEHICLE_DENSITY, _WALKER_KG, _PROP_DENSITY = 130.0, 80.0, 100.0


@dataclass
class WalkerState:
    """What a walker does.

    Attributes:
        direction: Where it walks, world frame.
        speed: Metres a second.
        jump: Whether it was told to jump; it does not.
        walked_m: How far it has come since it was last set down somewhere else.
        set_down: Where that was.
    """

    direction: wire.Vector = STILL
    speed: float = 0.0
    jump: bool = False
    walked_m: float = 0.0
    set_down: Pose = field(default_factory=lambda: Pose(0.0, 0.0, 0.0))


@dataclass
class SensorState:
    """What a sensor remembers from frame to frame.

    Attributes:
        due_s: Simulated time of its next measurement.
        number: How many it has made.
        angle: Of a lidar's head, degrees.
    """

    due_s: float = 0.0
    number: int = 0
    angle: float = 0.0


@dataclass
class Actor:
    """Something that was spawned, or came with the town.

    Attributes:
        actor_id: Unique for the life of the server.
        type_id: Blueprint id.
        description: As the client sent it; echoed.
        attributes: Attribute values by name.
        pose: In the world.
        model: What it looks like; None for what cannot be seen.
        own_box: Its box in its own axes.
        tag: Semantic tag.
        parent: Id of the actor it is fixed to, 0 for none.
        relative: Pose in the parent's axes, for attached actors.
        stream: Where its measurements go, for sensors.
        sensor: For sensors.
        engine_id: Id that the engine gave it.
        velocity: Metres a second, world frame.
        angular_velocity: Degrees a second about x, y and z.
        acceleration: Metres a second squared, world frame.
        constant_velocity: In its own axes, while it is enabled.
        pushed: Whether a client set a velocity or an impulse since the last frame.
        simulates: Whether it moves by itself; clients may switch that off.
        falls: Whether gravity moves it; clients may switch that off.
        fall_speed: Metres a second downwards.
        rests_at: Where it stands on the ground; None while it falls or has moved.
        mass_kg: For impulses and forces.
        vehicle: For vehicles.
        walker: For walkers.
        signal: Number of the town's signal that it is, for traffic lights and signs.
    """

    actor_id: int
    type_id: str
    description: list[Any]
    attributes: dict[str, str]
    pose: Pose
    model: Model | None = None
    own_box: Box = _NO_BOX
    tag: int = 0
    parent: int = 0
    relative: Pose | None = None
    stream: Stream | None = None
    sensor: SensorState = field(default_factory=SensorState)
    engine_id: int = 0
    velocity: wire.Vector = STILL
    angular_velocity: wire.Vector = STILL
    acceleration: wire.Vector = STILL
    constant_velocity: wire.Vector | None = None
    pushed: bool = False
    simulates: bool = True
    falls: bool = True
    fall_speed: float = 0.0
    rests_at: wire.Vector | None = None
    mass_kg: float = 1.0
    vehicle: VehicleState | None = None
    walker: WalkerState | None = None
    signal: int | None = None

    def dress(self, model: Model, box: Box) -> None:
        """Give it a look, and what follows from its kind and size.

        Args:
            model: What it looks like.
            box: Around the model, in the model's own axes and size.
        """
        scale, middle = self.scale, box.pose
        centre = Pose(scale * middle.x, scale * middle.y, scale * middle.z)
        self.model, self.tag = model, int(model.tag)
        self.own_box = Box(centre, scale * box.length, scale * box.width, scale * box.height)
        volume = self.own_box.length * self.own_box.width * self.own_box.height
        if self.type_id.startswith("vehicle."):
            wheels = int(self.attributes.get("number_of_wheels", "4"))
            self.mass_kg = max(_VEHICLE_DENSITY * volume, 20.0)
            self.vehicle = VehicleState.of(self.own_box, wheels, self.mass_kg)
        elif self.type_id.startswith("walker."):
            self.mass_kg = _WALKER_KG
            self.walker = WalkerState(set_down=self.pose)
        else:
            self.mass_kg = float(self.attributes.get("mass", "0")) or max(_PROP_DENSITY * volume, 0.1)

    @property
    def scale(self) -> float:
        """Factor on the model's size."""
        return float(self.attributes.get("scale", "1.0"))

    @property
    def world_box(self) -> Box:
        """Its box in the world."""
        own = self.own_box
        return Box(attached_pose(self.pose, own.pose), own.length, own.width, own.height)

    def set_down(self, pose: Pose) -> None:
        """Put it somewhere: in its parent's axes if it has one, else in the world."""
        if self.parent:
            self.relative = pose
            return
        if self.walker is not None:
            far = float(sum((pose.location - self.pose.location) ** 2)) ** 0.5
            if far > _JUMP_M:
                self.walker.walked_m, self.walker.set_down = 0.0, pose
            else:
                self.walker.walked_m += far
        self.pose = pose

    def placed(self, instance_id: int) -> Placed | None:
        """Return it as something to be seen, or None."""
        if self.model is None:
            return None
        colour = self.attributes.get("color")
        return Placed(
            model=self.model.name,
            variant=self.variant,
            pose=self.pose,
            scale=self.scale,
            instance_id=instance_id,
            colour=parse_colour(colour) if colour else None,
            lights=self.vehicle.lights if self.vehicle is not None else 0,
        )

    @property
    def needs_ground(self) -> bool:
        """Whether it may be above or below the ground: a vehicle or walker, free, that does not rest yet."""
        if (
            self.parent
            or not (self.simulates and self.falls)
            or (self.vehicle is None and self.walker is None)
        ):
            return False
        return self.rests_at != (self.pose.x, self.pose.y, self.pose.z)

    @property
    def variant(self) -> int:
        """Which of its model's meshes it shows."""
        walker = self.walker
        if walker is None or self.model is None:
            return 0
        return walker_variant(
            self.model.variants,
            walker.set_down,
            self.type_id,
            walker.walked_m,
            walks=self.simulates and self.velocity != STILL,
            held=not self.simulates,
        )

    def to_wire(self, port: int) -> list[Any]:
        """Return the actor as the wire has it.

        Args:
            port: Port of the streams.
        """
        token = wire.stream_token(self.stream.stream_id, port) if self.stream else b""
        box = wire.bounding_box(self.own_box, self.actor_id)
        return [self.actor_id, self.parent, self.description, box, bytes([self.tag]), token]
