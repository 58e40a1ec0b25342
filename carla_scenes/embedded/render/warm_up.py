"""A scene that needs all of the painter's code, and next to no time."""

from __future__ import annotations

import numpy as np

from carla_scenes.embedded.geometry.materials import Material
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import quad
from carla_scenes.embedded.scene import Camera, Instance, Lamp, Scene, Town, TownObject
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Box, Lens, Pose

_NIGHT = (50.0, 50.0, 50.0, 0.0, 0.0, -30.0, 10.0, 0.0, 0.2, 50.0, 1.0, 0.03, 0.0331, 0.0)


def warm_up_scene() -> tuple[Scene, Camera]:
    """Return a lamp over a square of ground in a rainy night, and a small camera."""
    corners = ((-5.0, -5.0, 0.0), (5.0, -5.0, 0.0), (5.0, 5.0, 0.0), (-5.0, 5.0, 0.0))
    ground = MeshBuilder(int(Tag.GROUND)).add(quad(*corners), Material((0.2, 0.2, 0.2))).build()
    middle = Pose(0.0, 0.0, 0.0)
    town = Town(
        "Square",
        "",
        meshes={"ground": ground},
        instances=(Instance("ground", np.eye(4), 0),),
        objects=(TownObject("ground", int(Tag.GROUND), Box(middle, 10.0, 10.0, 0.0)),),
        lamps=(Lamp(0.0, 0.0, 3.0),),
    )
    return Scene(town, (), _NIGHT), Camera(Pose(-2.0, 0.0, 1.5, pitch=-10.0), Lens(16, 16, 90.0))
