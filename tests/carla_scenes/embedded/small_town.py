"""A yard to paint: a square of asphalt, a house of two parts, a post with a light, and many balls."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, quad
from carla_scenes.embedded.geometry.surface import placed
from carla_scenes.embedded.scene import Camera, Instance, Lamp, Placed, Scene, Town, TownObject, TrafficSignal
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Box, Lens, Pose

CLEAR = (10.0, 0.0, 0.0, 0.0, 40.0, 55.0, 0.0, 0.0, 0.2, 0.0, 1.0, 0.03, 0.0331, 0.0)
OVERCAST = (100.0, *CLEAR[1:])
NIGHT = (10.0, 0.0, 0.0, 0.0, 40.0, -30.0, *CLEAR[6:])
RAIN = (90.0, 70.0, 70.0, 40.0, 40.0, 40.0, 5.0, 0.0, 0.2, 90.0, 1.0, 0.03, 0.0331, 0.0)
FOG = (60.0, 0.0, 0.0, 0.0, 40.0, 40.0, 60.0, 5.0, 0.2, 0.0, 1.0, 0.03, 0.0331, 0.0)
LOW_SUN = (20.0, 0.0, 0.0, 0.0, 200.0, 4.0, *CLEAR[6:])

ASPHALT, HOUSE, ANNEXE, POST, FIRST_BALL = range(5)
BALLS = 60
WHITE = Material(srgb(230, 230, 230))
RGB, TAGS = "sensor.camera.rgb", "sensor.camera.semantic_segmentation"
IDS, DEPTH, NORMALS = (
    "sensor.camera.instance_segmentation",
    "sensor.camera.depth",
    "sensor.camera.normals",
)


def ball(material: Material = WHITE, tag: int = Tag.STATIC, radius: float = 0.5):
    return MeshBuilder(int(tag)).add(ellipsoid((0, 0, radius), (radius,) * 3), material).build()


def ground(material: Material, half: float = 120.0):
    corners = ((-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0))
    return MeshBuilder(int(Tag.ROADS)).add(quad(*corners), material).build()


def town_of(meshes, instances, **more) -> Town:
    count = 1 + max(i.first_object + int(meshes[i.mesh].parts.max()) for i in instances)
    around = Box(Pose(0.0, 0.0, 0.0), 1.0, 1.0, 1.0)
    objects = tuple(TownObject(f"object {k}", 0, around) for k in range(count))
    return Town("Yard", "", meshes=meshes, instances=tuple(instances), objects=objects, **more)


@lru_cache(maxsize=1)
def yard() -> Town:
    house = MeshBuilder(int(Tag.BUILDINGS))
    brick = Material(srgb(150, 80, 60), Pattern.BRICK, second=srgb(180, 175, 165))
    house.add(box((14, -8, 0), (22, 0, 7)), brick)
    house.add(box((14, 0, 0), (20, 4, 3)), Material(srgb(200, 190, 170), Pattern.PLASTER), part=1)
    post = MeshBuilder(int(Tag.POLES)).add(cylinder((0, 0, 0), (0, 0, 3), 0.06), WHITE)
    for k, colour in enumerate(((0.8, 0.05, 0.04), (0.8, 0.5, 0.05), (0.05, 0.7, 0.3))):
        lens = Material(colour, Pattern.LIGHT, detail=10.0 + k, emission=1.0)
        post.add(box((-0.3, -0.2, 2.9 - 0.4 * k), (-0.1, 0.2, 3.25 - 0.4 * k)), lens, tag=Tag.TRAFFIC_LIGHT)
    meshes = {
        "ground": ground(Material(srgb(90, 90, 90), Pattern.ASPHALT, detail=0.3)),
        "house": house.build(),
        "post": post.build(),
        "ball": ball(tag=Tag.VEGETATION),
    }
    instances = [
        Instance("ground", np.eye(4), ASPHALT),
        Instance("house", np.eye(4), HOUSE),
        Instance("post", placed(8.0, 3.0, 0.0), POST),
    ]
    rng = np.random.default_rng(5)
    for k in range(BALLS):
        x, y, yaw, scale = rng.uniform([25, -30, 0, 0.5], [70, 30, 360, 2.0])
        instances.append(Instance("ball", placed(x, y, 0.0, yaw=yaw, scale=scale), FIRST_BALL + k))
    light = TrafficSignal(
        "traffic.traffic_light", "1", Pose(8.0, 3.0, 0.0), Box(Pose(0, 0, 0), 1, 1, 1), 0, POST
    )
    return town_of(meshes, instances, lamps=(Lamp(10.0, -3.0, 6.0),), signals=(light,))


def camera(pose: Pose | None = None, width: int = 96, height: int = 64, fov: float = 90.0, **attributes: str):
    return Camera(pose or Pose(0.0, 0.0, 1.6), Lens(width, height, fov), attributes)


def scene(*actors: Placed, weather=CLEAR, **more) -> Scene:
    return Scene(more.pop("town", None) or yard(), tuple(actors), weather, **more)


def one(x: float, y: float, number: int = 7, **more) -> Placed:
    return Placed(
        "ball", 0, Pose(x, y, 0.0, yaw=more.pop("yaw", 0.0)), more.pop("scale", 1.0), number, **more
    )


def id_image(images) -> np.ndarray:
    return images[IDS][..., 1].astype(int) + 256 * images[IDS][..., 0].astype(int)


def depth_image(images) -> np.ndarray:
    b, g, r = (images[DEPTH][..., k].astype(np.int64) for k in range(3))
    return (r + 256 * g + 65536 * b) / (2**24 - 1) * 1000.0
