"""Pieces of client scripts, and servers within the test's own process for calls without a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.blueprints import BlueprintLibrary
from carla_scenes.embedded.boxes import BoxPainter
from carla_scenes.embedded.models.library import ModelLibrary
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.embedded.scene import Town
from carla_scenes.embedded.server import Server
from carla_scenes.embedded.setup import Setup, Towns
from carla_scenes.embedded.stand_ins import stand_in_models
from carla_scenes.embedded.world import World
from carla_scenes.launcher import free_port_pair

if TYPE_CHECKING:
    from carla_scenes.embedded.mesh_files import MeshFolder

CONNECT = """
client = carla.Client("127.0.0.1", port)
client.set_timeout(20.0)
"""

SYNCHRONOUS = """
world = client.load_world("Town05")
settings = world.get_settings()
settings.synchronous_mode, settings.fixed_delta_seconds = True, 0.05
world.apply_settings(settings)
library = world.get_blueprint_library()
def camera(kind, pose, width=160, height=90, **attributes):
    blueprint = library.find("sensor.camera." + kind)
    for name, value in dict(image_size_x=width, image_size_y=height, **attributes).items():
        blueprint.set_attribute(name, str(value))
    sensor, images = world.spawn_actor(blueprint, pose), queue.Queue()
    sensor.listen(lambda image: images.put(grab(image)))
    return sensor, images
"""


class LocalServer:
    """A server of boxes within this process, asked without sockets."""

    def __init__(self, town: Town | None = None, meshes: MeshFolder | None = None, **options: Any) -> None:
        models = ModelLibrary(stand_in_models(()))
        made = town or ring_town_of("Town01")
        setup = Setup(
            port=free_port_pair(),
            towns=Towns({made.name: lambda: made}, Town),
            blueprints=BlueprintLibrary(models, meshes=meshes),
            **options,
        )
        self.world = World(setup, BoxPainter(models.mesh_of))
        self.server = Server(self.world)

    def __enter__(self) -> LocalServer:
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.close()

    def reply(self, name: str, *arguments: Any) -> Any:
        """Return the reply to a call."""
        return self.server.answer(name, [[False], *arguments])

    def call(self, name: str, *arguments: Any) -> Any:
        """Return the result of a call that has one; an error fails the test."""
        ((good, value),) = self.reply(name, *arguments)
        assert good == 1, value
        return value

    def do(self, name: str, *arguments: Any) -> None:
        """Make a call without result; an error fails the test."""
        assert self.reply(name, *arguments) == [[False]]

    def error(self, name: str, *arguments: Any) -> str:
        """Return the text of the error that a call ends in."""
        ((good, value),) = self.reply(name, *arguments)
        assert good == 0, value
        return value[0]

    def spawn(self, blueprint: str, x: float = 0.0, y: float = 0.0, z: float = 0.0, **attributes: str) -> int:
        """Return the id of a new actor."""
        described = [[name, _kind(value), value] for name, value in attributes.items()]
        return self.call("spawn_actor", [1, blueprint, described], [[x, y, z], [0.0, 0.0, 0.0]])[0]

    def actor(self, actor_id: int) -> Any:
        """Return an actor."""
        return self.world.actors[actor_id]


def _kind(value: str) -> int:
    if value.lower() in ("true", "false"):
        return 1
    try:
        float(value)
    except ValueError:
        return 5 if value.count(",") == 2 else 4
    return 3
