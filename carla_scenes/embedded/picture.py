"""Pictures of a scene: the interface that cameras draw through, and a painter of exact boxes on a flat ground.

Labels are taken at pixel centres from one pass of primary rays, shared by all cameras of one pose; nothing is
random, so equal scenes give equal pixels.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from carla_scenes.frame import Box, Lens, Pose, camera_coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

ROAD_TAG = 1
SKY_TAG = 11
SKY_ID = 0
FARTHEST_M = 1000.0
"""Depth of the sky: the largest that a depth image can hold."""

_NEAREST_M = 0.05


@dataclass(frozen=True)
class Solid:
    """A box in the scene.

    Attributes:
        box: Where it is.
        name: Blueprint id, from which its colour derives.
        tag: Semantic tag.
        instance_id: What the instance image shows, before it is cut to 16 bits.
    """

    box: Box
    name: str
    tag: int
    instance_id: int


@dataclass(frozen=True)
class Scene:
    """What there is to see.

    Attributes:
        solids: All boxes.
        ground_id: Instance id of the ground.
        sun_altitude: Degrees above the horizon.
        cloudiness: Percent.
        fog: Density, percent.
    """

    solids: tuple[Solid, ...]
    ground_id: int
    sun_altitude: float
    cloudiness: float
    fog: float


class Painter(Protocol):
    """Makes the images of one camera pose."""

    def paint(self, scene: Scene, camera: Pose, lens: Lens, sensors: Sequence[str]) -> dict[str, Bytes]:
        """Return an image for each wanted sensor type.

        Args:
            scene: What there is to see.
            camera: Pose of the camera.
            lens: Size and field of view.
            sensors: Sensor types, such as `sensor.camera.rgb`.

        Returns:
            (H, W, 4) uint8 in B, G, R, A by sensor type.
        """
        ...


class BoxPainter:
    """Draws a flat ground at height zero, a sky, and boxes, by exact ray and box intersection."""

    def paint(self, scene: Scene, camera: Pose, lens: Lens, sensors: Sequence[str]) -> dict[str, Bytes]:
        """Return an image for each wanted sensor type; see `Painter`."""
        surface = _Surface(scene, camera, lens)
        for solid in scene.solids:
            surface.draw(solid)
        makers = {
            "sensor.camera.rgb": surface.colours,
            "sensor.camera.depth": surface.depth_image,
            "sensor.camera.semantic_segmentation": surface.tag_image,
            "sensor.camera.instance_segmentation": surface.instance_image,
        }
        return {sensor: makers[sensor]() for sensor in sensors}


class _Surface:
    """What each pixel's ray meets first: depth along the view, tag, instance id, colour before light."""

    def __init__(self, scene: Scene, camera: Pose, lens: Lens) -> None:
        self.scene, self.camera, self.lens = scene, camera, lens
        self.rays = _camera_rays(lens) @ camera.rotation.T
        downwards = self.rays[..., 2] < -1e-9
        with np.errstate(divide="ignore"):
            ground = np.where(downwards, -camera.z / self.rays[..., 2], np.inf)
        hit = (ground > _NEAREST_M) & (ground < FARTHEST_M)
        self.depth = np.where(hit, ground, FARTHEST_M)
        self.tags = np.where(hit, ROAD_TAG, SKY_TAG).astype(np.uint8)
        self.ids = np.where(hit, scene.ground_id, SKY_ID).astype(np.int64)
        places = camera.location + self.rays * self.depth[..., None]
        # A chequered ground: without structure a wrong pose would not show.
        chequer = (np.floor(places[..., 0]) + np.floor(places[..., 1])).astype(np.int64) & 1
        self.albedo = np.where(hit[..., None], (90 + 12 * chequer)[..., None], np.array([150, 180, 220]))
        self.albedo = self.albedo.astype(np.float64)

    def draw(self, solid: Solid) -> None:
        """Draw one box in front of what is farther away."""
        window = self._window(solid.box)
        if window is None:
            return
        axes = solid.box.pose.rotation
        origin = (self.camera.location - solid.box.pose.location) @ axes
        rays = self.rays[window] @ axes
        half = np.array([solid.box.length, solid.box.width, solid.box.height]) / 2.0
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (-half - origin) / rays, (half - origin) / rays
        near_each = np.fmin(one, other)
        enter, leave = near_each.max(axis=-1), np.fmax(one, other).min(axis=-1)
        depth = self.depth[window]
        hit = (enter <= leave) & (enter > _NEAREST_M) & (enter < depth)
        face_light = np.array([0.75, 0.6, 1.0])[near_each.argmax(axis=-1)]
        self.depth[window] = np.where(hit, enter, depth)
        self.tags[window] = np.where(hit, solid.tag, self.tags[window])
        self.ids[window] = np.where(hit, solid.instance_id, self.ids[window])
        colour = face_light[..., None] * _colour(solid.name)
        self.albedo[window] = np.where(hit[..., None], colour, self.albedo[window])

    def colours(self) -> Bytes:
        """Return the lit picture: dimmed with the sun and the clouds, whitened with fog and distance."""
        light = (0.15 + 0.85 * max(0.0, np.sin(np.radians(self.scene.sun_altitude)))) * (
            1.0 - 0.3 * self.scene.cloudiness / 100.0
        )
        clear = np.exp(-self.depth / FARTHEST_M * self.scene.fog / 4.0)[..., None]
        lit = light * (self.albedo * clear + 200.0 * (1.0 - clear))
        return _bgra(*np.moveaxis(np.clip(np.rint(lit), 0, 255).astype(np.uint8), -1, 0))

    def depth_image(self) -> Bytes:
        """Return depth as 24-bit fixed point, red lowest."""
        steps = np.rint(np.clip(self.depth / FARTHEST_M, 0.0, 1.0) * (2**24 - 1)).astype(np.int64)
        return _bgra(*((steps >> shift & 255).astype(np.uint8) for shift in (0, 8, 16)))

    def tag_image(self) -> Bytes:
        """Return tags in red."""
        nothing = np.zeros_like(self.tags)
        return _bgra(self.tags, nothing, nothing)

    def instance_image(self) -> Bytes:
        """Return the tag in red, the low byte of the id in green, the next in blue."""
        low, high = (self.ids & 255).astype(np.uint8), (self.ids >> 8 & 255).astype(np.uint8)
        return _bgra(self.tags, low, high)

    def _window(self, box: Box) -> tuple[slice, slice] | None:
        """Return the part of the image that a box may cover: all of it when the box reaches behind the camera."""
        local = camera_coordinates(box.corners, self.camera)
        if (local[:, 0] < _NEAREST_M).all():
            return None
        if (local[:, 0] < _NEAREST_M).any():
            return slice(None), slice(None)
        u = self.lens.width / 2.0 + self.lens.focal * local[:, 1] / local[:, 0]
        v = self.lens.height / 2.0 - self.lens.focal * local[:, 2] / local[:, 0]
        rows = slice(max(0, int(v.min()) - 1), min(self.lens.height, int(v.max()) + 2))
        columns = slice(max(0, int(u.min()) - 1), min(self.lens.width, int(u.max()) + 2))
        return None if rows.start >= rows.stop or columns.start >= columns.stop else (rows, columns)


@lru_cache(maxsize=4)
def _camera_rays(lens: Lens) -> Floats:
    """Return a ray through each pixel centre, (H, W, 3) in camera axes, of length one along the view."""
    u = (np.arange(lens.width) + 0.5 - lens.width / 2.0) / lens.focal
    v = (np.arange(lens.height) + 0.5 - lens.height / 2.0) / lens.focal
    right, down = np.meshgrid(u, v)
    return np.stack([np.ones_like(right), right, -down], axis=-1)


def _colour(name: str) -> Floats:
    """Return a colour that depends on nothing but a name, (3,) red, green, blue."""
    number = zlib.crc32(name.encode())
    return np.array([60.0 + (number >> shift & 127) for shift in (0, 8, 16)])


def _bgra(red: Bytes, green: Bytes, blue: Bytes) -> Bytes:
    return np.ascontiguousarray(np.stack([blue, green, red, np.full_like(red, 255)], axis=-1))
