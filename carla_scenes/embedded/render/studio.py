"""A photographer's studio: one mesh on a grey floor under a mild sky, for contact sheets."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import quad
from carla_scenes.embedded.render.painter import COLOURS, RayPainter
from carla_scenes.embedded.scene import Camera, Instance, Scene, Town, TownObject
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Box, Lens, Pose

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh

    Bytes = npt.NDArray[np.uint8]

_WEATHER = (18.0, 0.0, 0.0, 0.0, 300.0, 48.0, 0.0, 0.0, 0.2, 0.0, 1.0, 0.03, 0.0331, 0.0)
_FOV = 28.0
_FLOOR = Material(srgb(128, 128, 128), Pattern.PLAIN, roughness=0.9)


def photograph(
    mesh: Mesh,
    size: tuple[int, int] = (320, 240),
    yaw: float = -35.0,
    pitch: float = 12.0,
    quality: str = "standard",
    weather: tuple[float, ...] = _WEATHER,
) -> Bytes:
    """Return a picture of a mesh, (H, W, 3) uint8 in R, G, B.

    Args:
        mesh: What to show; its front looks along x.
        size: Width and height in pixels.
        yaw: Where the camera stands, degrees: 0 is in front of it, 90 at its right side.
        pitch: How far above the horizon the camera stands, degrees.
        quality: See `painter.QUALITIES`.
        weather: CARLA's 14 parameters.
    """
    low, high = mesh.bounds
    middle = (low + high) / 2.0
    radius = float(np.linalg.norm(high - low)) / 2.0
    floor = _floor(max(200.0, 60.0 * radius), float(low[2]) - 0.002 * radius)
    turn, rise = math.radians(yaw), math.radians(pitch)
    away = np.array([math.cos(turn) * math.cos(rise), math.sin(turn) * math.cos(rise), math.sin(rise)])
    narrow = min(_FOV, math.degrees(2.0 * math.atan(math.tan(math.radians(_FOV / 2.0)) * size[1] / size[0])))
    place = middle + away * radius / math.sin(math.radians(narrow / 2.0))
    pose = Pose(float(place[0]), float(place[1]), float(place[2]), pitch=-pitch, yaw=yaw + 180.0)
    objects = tuple(
        TownObject(name, 0, Box(Pose(0.0, 0.0, 0.0), 1.0, 1.0, 1.0))
        for name in ("floor", *(f"part {k}" for k in range(int(mesh.parts.max()) + 1)))
    )
    town = Town(
        "Studio",
        "",
        meshes={"floor": floor, "model": mesh},
        instances=(Instance("floor", np.eye(4), 0), Instance("model", np.eye(4), 1)),
        objects=objects,
    )
    painter = _painter(quality)
    image = painter.paint(Scene(town, (), weather), Camera(pose, Lens(size[0], size[1], _FOV)), [COLOURS])[
        COLOURS
    ]
    return np.ascontiguousarray(image[:, :, 2::-1])


@lru_cache(maxsize=3)
def _painter(quality: str) -> RayPainter:
    return RayPainter(_no_models, quality)


def _no_models(name: str, variant: int) -> Mesh:
    raise KeyError((name, variant))


def _floor(half: float, height: float) -> Mesh:
    surface = quad((-half, -half, height), (half, -half, height), (half, half, height), (-half, half, height))
    return MeshBuilder(int(Tag.GROUND)).add(surface, _FLOOR).build()
