"""The passes that make a picture of samples: shading, smooth edges, and the camera's response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carla_scenes.embedded.render.arithmetic import logarithm
from carla_scenes.embedded.render.camera import pixel_ray
from carla_scenes.embedded.render.compiled import inlined, kernel, take_next
from carla_scenes.embedded.render.glare import glare_at
from carla_scenes.embedded.render.primary import ENDLESS_M
from carla_scenes.embedded.render.rain import rained
from carla_scenes.embedded.render.ray import new_ray
from carla_scenes.embedded.render.shading import sky_radiance, traced_radiance
from carla_scenes.embedded.render.tone import encoded, response
from carla_scenes.embedded.render.vectors import Vector, added, brightness, scaled

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.records import Samples, World

    Bytes = npt.NDArray[np.uint8]
    Floats32 = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int32]

HISTOGRAM_BINS = 320
BINS_PER_STOP = 8
DARKEST_STOP = -24
BLOCK = 256
"""Samples that a thread takes at once."""


class Effort(NamedTuple):
    """How much work goes into a picture.

    Attributes:
        ambient_rays: Rays a pixel for light from all around, 0 for a guess.
        shadow_rays: Rays more where the sun is partly seen.
        edge_rays: Rays a pixel at edges; with 0 edges are softened without any.
        lamp_shadows: Lamps a pixel whose shadows are traced.
        mirrors: Whether reflections are traced.
    """

    ambient_rays: int
    shadow_rays: int
    edge_rays: int
    lamp_shadows: int
    mirrors: bool


@kernel
def shade_pass(
    counter: int,
    blocks: int,
    world: World,
    cameras: npt.NDArray[Any],
    samples: Samples,
    count: int,
    lamp_shadows: int,
    mirrors: bool,
) -> None:
    """Fill `radiance` of the first `count` samples."""
    ray = new_ray()
    camera = cameras[0]
    origin = (camera.x, camera.y, camera.z)
    hits = samples.hits
    light = world.light[0]
    while True:
        block = take_next(np.uintp(counter))
        if block >= blocks:
            break
        for index in range(block * BLOCK, min(count, block * BLOCK + BLOCK)):
            direction = pixel_ray(
                camera, np.float64(samples.places[index, 0]), np.float64(samples.places[index, 1])
            )
            slot = int(samples.slots[index])
            if slot < 0:
                colour = sky_radiance(world, direction)
            else:
                normal = (np.float64(hits[index, 3]), np.float64(hits[index, 4]), np.float64(hits[index, 5]))
                ambient = (
                    np.float64(samples.ambient[index, 0]),
                    np.float64(samples.ambient[index, 1]),
                    np.float64(samples.ambient[index, 2]),
                )
                colour = traced_radiance(
                    world, ray, slot, int(samples.faces[index]), np.float64(hits[index, 1]), np.float64(hits[index, 2]),
                    normal, origin, direction, np.float64(hits[index, 0]), camera.spread, ambient,
                    np.float64(samples.sun[index]), lamp_shadows, mirrors,
                )  # fmt: skip
            if light.rain > 0.0:
                distance = ENDLESS_M if slot < 0 else np.float64(hits[index, 0])
                x, y = np.float64(samples.places[index, 0]), np.float64(samples.places[index, 1])
                colour = rained(light, colour, x, y, float(camera.height), distance)
            radiance = samples.radiance
            radiance[index, 0], radiance[index, 1], radiance[index, 2] = colour


@inlined
def _colour(samples: Samples, index: int) -> Vector:
    return (
        np.float64(samples.radiance[index, 0]),
        np.float64(samples.radiance[index, 1]),
        np.float64(samples.radiance[index, 2]),
    )


@kernel
def count_pass(counter: int, rows: int, columns: int, samples: Samples, histogram: Ints) -> None:
    """Count brightnesses by row, (H, HISTOGRAM_BINS) int32; every second pixel of every second row will do."""
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        for column in range(row % 2, columns * (row % 2), 2):
            light = brightness(_colour(samples, row * columns + column))
            stops = logarithm(light + 1e-7) * 1.4426950408889634 - DARKEST_STOP
            histogram[row, min(HISTOGRAM_BINS - 1, max(0, int(stops * BINS_PER_STOP)))] += 1


@kernel
def respond_pass(
    counter: int,
    blocks: int,
    samples: Samples,
    count: int,
    exposure: float,
    tables: Floats32,
    glare: Floats32,
    bloom: float,
) -> None:
    """Turn `radiance` of the first `count` samples, with so much of the glare, into linear light of the picture."""
    while True:
        block = take_next(np.uintp(counter))
        if block >= blocks:
            break
        for index in range(block * BLOCK, min(count, block * BLOCK + BLOCK)):
            x, y = np.float64(samples.places[index, 0]), np.float64(samples.places[index, 1])
            for channel in range(3):
                light = samples.radiance[index, channel] * exposure
                light += bloom * glare_at(glare, x, y, channel)
                samples.radiance[index, channel] = response(tables, light)


@inlined
def _softened(samples: Samples, index: int, columns: int, has_below: bool) -> Vector:
    """Return a pixel's colour, mixed with that of its right and lower neighbour where another thing begins."""
    total, count = _colour(samples, index), 1.0
    slots = samples.slots
    if index % columns + 1 < columns and slots[index + 1] != slots[index]:
        total, count = added(total, _colour(samples, index + 1)), count + 1.0
    if has_below and slots[index + columns] != slots[index]:
        total, count = added(total, _colour(samples, index + columns)), count + 1.0
    return scaled(total, 1.0 / count)


@kernel
def develop_pass(
    counter: int,
    rows: int,
    samples: Samples,
    extra: Samples,
    edge_starts: npt.NDArray[np.int64],
    edges: Bytes,
    links: Ints,
    tables: Floats32,
    image: Bytes,
) -> None:
    """Fill a (H, W, 4) image in B, G, R, A; pixels at edges get the mean of their samples.

    Without rays at edges (K = 0), edges are softened a little.

    Args:
        counter: Address of the counter of rows.
        rows: Of the image.
        samples: At pixels' centres.
        extra: Others, that `links` refer to.
        edge_starts: (H,) int64, first row of `links` of each row of the image.
        edges: (H, W) uint8, whether a pixel has a row in `links`.
        links: (E, K) int32: a sample's number, or -1 - k for the k-th extra one.
        tables: See `tone`.
        image: To be filled.
    """
    columns = image.shape[1]
    while True:
        row = take_next(np.uintp(counter))
        if row >= rows:
            break
        edge = edge_starts[row]
        for column in range(columns):
            index = row * columns + column
            red, green, blue = _colour(samples, index)
            if edges[row, column]:
                for k in range(links.shape[1]):
                    link = links[edge, k]
                    more = _colour(samples, link) if link >= 0 else _colour(extra, -1 - link)
                    red, green, blue = red + more[0], green + more[1], blue + more[2]
                count = 1.0 + links.shape[1]
                red, green, blue = red / count, green / count, blue / count
                edge += 1
            elif links.shape[1] == 0:
                red, green, blue = _softened(samples, index, columns, row + 1 < rows)
            image[row, column, 0] = encoded(tables, blue)
            image[row, column, 1] = encoded(tables, green)
            image[row, column, 2] = encoded(tables, red)
            image[row, column, 3] = np.uint8(255)
