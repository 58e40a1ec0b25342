"""The first pass: what each pixel's centre shows. All labels come from it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.render.camera import pixel_ray
from carla_scenes.embedded.render.compiled import inlined, kernel, take_next, word_of
from carla_scenes.embedded.render.ray import FAR, INSTANCE, NORMAL, PRIMITIVE, U, V, new_ray
from carla_scenes.embedded.render.rays import closest
from carla_scenes.embedded.render.vectors import dot, normalised, scaled
from carla_scenes.embedded.scene import FARTHEST_M

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Buffers, Samples, World
    from carla_scenes.embedded.render.vectors import Vector

    Floats = npt.NDArray[np.float64]
    Floats32 = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.uint8]

NEAREST_M = 0.02
SKY_TAG = 11
ENDLESS_M = 1e6
"""How far rays of light go."""

TAGS, IDS, DEPTH, NORMALS = 0, 1, 2, 3
"""Kinds of label images."""


@inlined
def to_world(instance: Any, normal: Vector) -> Vector:
    """Return a normal in the mesh's axes as one in the world's, unit length."""
    return normalised(
        (
            instance.xx * normal[0] + instance.yx * normal[1] + instance.zx * normal[2],
            instance.xy * normal[0] + instance.yy * normal[1] + instance.zy * normal[2],
            instance.xz * normal[0] + instance.yz * normal[1] + instance.zz * normal[2],
        )
    )


@inlined
def hit_normal(instance: Any, ray: Floats32, direction: Vector) -> Vector:
    """Return the normal of the face that was hit, in the world, turned against the ray."""
    normal = to_world(
        instance,
        normalised((np.float64(ray[NORMAL]), np.float64(ray[NORMAL + 1]), np.float64(ray[NORMAL + 2]))),
    )
    return scaled(normal, -1.0) if dot(normal, direction) > 0.0 else normal


@kernel
def bare_pass(counter: int, rows: int, handle: Any, cameras: npt.NDArray[Any], slots: Any) -> None:
    """Trace one ray through each pixel's centre and write nothing but the slot: the unit of the speed bounds."""
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            direction = pixel_ray(camera, column + 0.5, row + 0.5)
            hit = closest(handle, ray, origin, direction, NEAREST_M, ENDLESS_M)
            slots[row, column] = word_of(ray[INSTANCE]) if hit else -1


@kernel
def primary_pass(
    counter: int, rows: int, world: World, cameras: npt.NDArray[Any], buffers: Buffers, samples: Samples
) -> None:
    """Fill the buffers and samples with what the pixels' centres show."""
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    forward = (camera.forward_x, camera.forward_y, camera.forward_z)
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(camera.width):
            index = row * camera.width + column
            samples.places[index, 0], samples.places[index, 1] = column + 0.5, row + 0.5
            direction = pixel_ray(camera, column + 0.5, row + 0.5)
            if not closest(world.handle, ray, origin, direction, NEAREST_M, ENDLESS_M):
                samples.slots[index] = -1
                samples.faces[index] = -1
                buffers.tags[row, column] = SKY_TAG
                buffers.ids[row, column] = 0
                buffers.depths[row, column] = math.inf
                continue
            face = write_sample(world, ray, direction, samples, index)
            instance = world.instances[samples.slots[index]]
            buffers.tags[row, column] = instance.tag if instance.tag >= 0 else world.faces[face, 4]
            buffers.ids[row, column] = object_id(instance, world.faces[face, 5])
            buffers.depths[row, column] = ray[FAR] * dot(direction, forward)


@inlined
def write_sample(world: World, ray: Floats32, direction: Vector, samples: Samples, index: int) -> int:
    """Write what a ray has hit; return the face."""
    slot = word_of(ray[INSTANCE])
    instance = world.instances[slot]
    face = instance.first_face + word_of(ray[PRIMITIVE])
    samples.slots[index] = slot
    samples.faces[index] = face
    hits = samples.hits
    hits[index, 0], hits[index, 1], hits[index, 2] = ray[FAR], ray[U], ray[V]
    hits[index, 3], hits[index, 4], hits[index, 5] = hit_normal(instance, ray, direction)
    return int(face)


@inlined
def object_id(instance: Any, part: int) -> int:
    """Return the id of a part: actors are one thing, instances of the town have an object for each part."""
    return instance.object_id + part * instance.parted


@kernel
def label_pass(counter: int, rows: int, buffers: Buffers, samples: Samples, kind: int, image: Bytes) -> None:
    """Fill a (H, W, 4) image in B, G, R, A with labels of a kind, as CARLA's cameras encode them."""
    columns = image.shape[1]
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(columns):
            blue, green, red = np.uint8(0), np.uint8(0), np.uint8(0)
            if kind == TAGS:
                red = buffers.tags[row, column]
            elif kind == IDS:
                number = buffers.ids[row, column]
                blue, green = np.uint8((number >> 8) & 255), np.uint8(number & 255)
                red = buffers.tags[row, column]
            elif kind == DEPTH:
                part = min(1.0, buffers.depths[row, column] / FARTHEST_M)
                steps = math.floor(part * 16777215.0 + 0.5)
                blue, green, red = (
                    np.uint8((steps >> 16) & 255),
                    np.uint8((steps >> 8) & 255),
                    np.uint8(steps & 255),
                )
            else:
                index = row * columns + column
                red, green, blue = np.uint8(127), np.uint8(127), np.uint8(127)
                if samples.slots[index] >= 0:
                    red = np.uint8(127.5 * samples.hits[index, 3] + 127.5)
                    green = np.uint8(127.5 * samples.hits[index, 4] + 127.5)
                    blue = np.uint8(127.5 * samples.hits[index, 5] + 127.5)
            image[row, column, 0], image[row, column, 1] = blue, green
            image[row, column, 2], image[row, column, 3] = red, np.uint8(255)


@kernel
def trace_pass(
    counter: int,
    blocks: int,
    world: World,
    origins: Floats,
    directions: Floats,
    farthest: float,
    distances: Floats,
    tags: Bytes,
    ids: npt.NDArray[np.int64],
    normals: Floats,
) -> None:
    """Trace rays in blocks of 256, as of a lidar; see `scene.Hits`."""
    ray = new_ray()
    while True:
        block = take_next(np.uintp(counter))
        if block >= blocks:
            break
        for index in range(block * 256, min(len(origins), block * 256 + 256)):
            origin = (origins[index, 0], origins[index, 1], origins[index, 2])
            direction = (directions[index, 0], directions[index, 1], directions[index, 2])
            if not closest(world.handle, ray, origin, direction, 0.0, farthest):
                distances[index] = math.inf
                continue
            instance = world.instances[word_of(ray[INSTANCE])]
            face = instance.first_face + word_of(ray[PRIMITIVE])
            distances[index] = ray[FAR]
            tags[index] = instance.tag if instance.tag >= 0 else world.faces[face, 4]
            ids[index] = object_id(instance, world.faces[face, 5])
            normals[index, 0], normals[index, 1], normals[index, 2] = hit_normal(instance, ray, direction)
