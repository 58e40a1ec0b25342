"""What there is to see: the interface between the world (who stands where), towns, models and the renderer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.frame import Box, Lens, Pose

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

FARTHEST_M = 1000.0
"""Depth of the sky: the largest that a depth image can hold."""


@dataclass(frozen=True)
class TownObject:
    """Something of the town that has an id: a building, a lamp post, the road surface of a street.

    Attributes:
        name: Such as `Building_17`.
        tag: Semantic tag.
        box: Around it, world frame.
    """

    name: str
    tag: int
    box: Box


@dataclass(frozen=True)
class Instance:
    """A mesh of the town at a place; many share one mesh.

    Attributes:
        mesh: Key of the mesh in `Town.meshes`.
        matrix: (4, 4) float64 from the mesh's axes to the world.
        first_object: Index in `Town.objects` of the mesh's part 0; part k is object `first_object + k`.
    """

    mesh: str
    matrix: Floats
    first_object: int


@dataclass(frozen=True)
class Lamp:
    """A source of light that is lit at night: place in metres, colour, and strength relative to a street lamp."""

    x: float
    y: float
    z: float
    colour: tuple[float, float, float] = (1.0, 0.82, 0.55)
    strength: float = 1.0


@dataclass(frozen=True)
class TrafficSignal:
    """A traffic light or sign as clients see it: an actor that the map knows by its OpenDRIVE signal id.

    Attributes:
        type_id: `traffic.traffic_light`, `traffic.stop`, `traffic.yield` or `traffic.speed_limit.30`.
        signal_id: Id of the signal in the OpenDRIVE text.
        pose: Of its pole's foot.
        box: Trigger volume in the actor's axes.
        group: Lights of one number switch together.
        first_object: Index of its objects in `Town.objects`.
    """

    type_id: str
    signal_id: str
    pose: Pose
    box: Box
    group: int = 0
    first_object: int = -1


@dataclass(frozen=True)
class Town:
    """A town: its road network for clients, and all that stands in it.

    Attributes:
        name: Such as `Town05`.
        opendrive: Its road network as OpenDRIVE text.
        spawn_points: Poses in the middle of driving lanes.
        meshes: By key; `ground` and the buildings are meshes of many parts placed once.
        instances: What is placed where.
        objects: Everything with an id; the image id of object k is `FIRST_OBJECT_ID + k`.
        lamps: Lit at night.
        signals: Traffic lights and signs.
        ground_height: Height of the open land around the roads, metres.
    """

    name: str
    opendrive: str
    spawn_points: tuple[Pose, ...] = ()
    meshes: Mapping[str, Mesh] = field(default_factory=dict)
    instances: tuple[Instance, ...] = ()
    objects: tuple[TownObject, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    signals: tuple[TrafficSignal, ...] = ()
    ground_height: float = 0.0


FIRST_OBJECT_ID = 0x8001
"""Instance ids of the town's own objects begin here; actors are below."""


@dataclass(frozen=True)
class Placed:
    """An actor that can be seen.

    Attributes:
        model: Name of its model.
        variant: Which of the model's meshes.
        pose: In the world; of the middle of its underside.
        scale: Factor on its size.
        instance_id: What the instance image shows, before it is cut to 16 bits.
        tag: Semantic tag of all of it; None leaves the mesh's own.
        colour: sRGB 0 to 255 for what is `tintable`, or None.
        lights: Bits of CARLA's vehicle light state.
    """

    model: str
    variant: int
    pose: Pose
    scale: float
    instance_id: int
    tag: int | None = None
    colour: tuple[int, int, int] | None = None
    lights: int = 0


@dataclass(frozen=True)
class Scene:
    """All that a picture depends on.

    Attributes:
        town: Where.
        actors: Who and what.
        weather: CARLA's 14 weather parameters in the order of the wire.
        time_s: Simulated time, for what moves by itself (rain, traffic lights).
        hidden_objects: Indices of the town's objects that a client switched off.
        signal_states: State of each of the town's signals (0 red, 1 yellow, 2 green, 3 off), in their order.
        dark_lamps: Indices of the town's lamps that a client switched off.
    """

    town: Town
    actors: tuple[Placed, ...]
    weather: tuple[float, ...]
    time_s: float = 0.0
    hidden_objects: frozenset[int] = frozenset()
    signal_states: tuple[int, ...] = ()
    dark_lamps: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Camera:
    """A camera's pose and what its attributes say of the image.

    Attributes:
        pose: In the world.
        lens: Size and field of view.
        attributes: All blueprint attributes as text (exposure, lens distortion, gamma ...).
    """

    pose: Pose
    lens: Lens
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hits:
    """Where rays end.

    Attributes:
        distance: (N,) float64 metres along the ray, infinite for none.
        tags: (N,) uint8.
        ids: (N,) int64 instance ids, 0 for none.
        normals: (N, 3) float64, turned against the ray.
    """

    distance: Floats
    tags: Bytes
    ids: npt.NDArray[np.int64]
    normals: Floats


class Painter(Protocol):
    """Makes images and measures distances."""

    def load(self, town: Town) -> None:
        """Get a town ready; called once before its first scene."""
        ...

    def clear(self) -> None:
        """Forget the town, to make room for another."""
        ...

    def paint(self, scene: Scene, camera: Camera, sensors: Sequence[str]) -> dict[str, Bytes]:
        """Return an image for each wanted sensor type, all from one pose.

        Args:
            scene: What there is to see.
            camera: Whence.
            sensors: Sensor types, such as `sensor.camera.rgb`.

        Returns:
            (H, W, 4) uint8 in B, G, R, A by sensor type.
        """
        ...

    def trace(self, scene: Scene, origins: Floats, directions: Floats, farthest_m: float) -> Hits:
        """Return where rays end.

        Args:
            scene: What there is to hit.
            origins: (N, 3) float64, world, metres.
            directions: (N, 3) float64, unit length.
            farthest_m: Longer rays hit nothing.
        """
        ...
