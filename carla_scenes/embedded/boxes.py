"""A painter of boxes: everything is its box on a flat ground. Quick and exact, for tests of clients.

Labels are taken at pixel centres from one pass of primary rays, shared by all cameras of one pose; nothing is
random, so equal scenes give equal pixels.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.scene import FARTHEST_M, FIRST_OBJECT_ID, Hits
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Box, Lens, attached_pose, camera_coordinates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.scene import Camera, Placed, Scene, Town

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

SKY_ID = 0

_NEAREST_M = 0.05
_SUN_ALTITUDE, _CLOUDINESS, _FOG = 5, 0, 6
_FACE_LIGHT = np.array([0.75, 0.6, 1.0])


@dataclass(frozen=True)
class Solid:
    """A box in the scene.

    Attributes:
        box: Where it is.
        name: From which its colour derives.
        tag: Semantic tag.
        instance_id: What the instance image shows, before it is cut to 16 bits.
    """

    box: Box
    name: str
    tag: int
    instance_id: int


class BoxPainter:
    """Draws a flat ground at height zero, a sky, and the boxes of all that stands there.

    Args:
        mesh_of: Returns a model's mesh by name and variant; only its bounds are used.
        ground_id: Instance id of the ground.
    """

    def __init__(self, mesh_of: Callable[[str, int], Mesh], ground_id: int = FIRST_OBJECT_ID) -> None:
        self._mesh_of, self._ground_id = mesh_of, ground_id

    def load(self, town: Town) -> None:
        """Get a town ready: there is nothing to do."""

    def clear(self) -> None:
        """Forget the town: there is nothing to do."""

    def paint(self, scene: Scene, camera: Camera, sensors: Sequence[str]) -> dict[str, Bytes]:
        """Return an image for each wanted sensor type; see `scene.Painter`."""
        canvas = _Canvas(scene, camera, self._ground_id)
        for solid in self._solids(scene):
            canvas.draw(solid)
        makers = {
            "sensor.camera.rgb": canvas.colours,
            "sensor.camera.depth": canvas.depth_image,
            "sensor.camera.semantic_segmentation": canvas.tag_image,
            "sensor.camera.instance_segmentation": canvas.instance_image,
            "sensor.camera.normals": canvas.normal_image,
        }
        return {sensor: makers[sensor]() for sensor in sensors}

    def trace(self, scene: Scene, origins: Floats, directions: Floats, farthest_m: float) -> Hits:
        """Return where rays end; see `scene.Painter`."""
        distance, normals = _ground(origins[:, 2], directions, farthest_m)
        found = np.isfinite(distance)
        tags = np.where(found, Tag.ROADS, 0).astype(np.uint8)
        ids = np.where(found, self._ground_id, 0).astype(np.int64)
        for solid in self._solids(scene):
            enter, face = _enter(solid.box, origins, directions)
            hit = enter < np.minimum(distance, farthest_m)
            distance = np.where(hit, enter, distance)
            tags[hit], ids[hit] = solid.tag, solid.instance_id
            normals[hit] = face[hit]
        facing = (normals * directions).sum(axis=1) > 0.0
        return Hits(distance, tags, ids, np.where(facing[:, None], -normals, normals))

    def _solids(self, scene: Scene) -> Iterator[Solid]:
        for index, thing in enumerate(scene.town.objects):
            if index not in scene.hidden_objects:
                yield Solid(thing.box, thing.name, thing.tag, FIRST_OBJECT_ID + index)
        for actor in scene.actors:
            yield self._solid(actor)

    def _solid(self, actor: Placed) -> Solid:
        mesh = self._mesh_of(actor.model, actor.variant)
        low, high = (actor.scale * corner for corner in mesh.bounds)
        length, width, height = (float(side) for side in high - low)
        middle = type(actor.pose).upright((low + high) / 2.0, 0.0)
        tag = int(mesh.tags[0]) if actor.tag is None else actor.tag
        box = Box(attached_pose(actor.pose, middle), length, width, height)
        return Solid(box, actor.model, tag, actor.instance_id)


class _Canvas:
    """What each pixel's ray meets first: depth along the view, tag, instance id, colour before light."""

    def __init__(self, scene: Scene, camera: Camera, ground_id: int) -> None:
        self.weather, self.camera, self.lens = scene.weather, camera.pose, camera.lens
        self.rays = _camera_rays(camera.lens) @ camera.pose.rotation.T
        heights = np.full(self.rays.shape[:-1], self.camera.z)
        depth, self.normals = _ground(heights, self.rays, FARTHEST_M)
        hit = depth > _NEAREST_M
        hit &= np.isfinite(depth)
        self.depth = np.where(hit, depth, FARTHEST_M)
        self.tags = np.where(hit, Tag.ROADS, Tag.SKY).astype(np.uint8)
        self.ids = np.where(hit, ground_id, SKY_ID).astype(np.int64)
        places = self.camera.location + self.rays * self.depth[..., None]
        # A chequered ground: without structure a wrong pose would not show.
        chequer = (np.floor(places[..., 0]) + np.floor(places[..., 1])).astype(np.int64) & 1
        albedo = np.where(hit[..., None], (90 + 12 * chequer)[..., None], np.array([150, 180, 220]))
        self.albedo = albedo.astype(np.float64)

    def draw(self, solid: Solid) -> None:
        """Draw one box in front of what is farther away."""
        window = self._window(solid.box)
        if window is None:
            return
        rays = self.rays[window]
        enter, face = _enter(solid.box, self.camera.location, rays)
        depth = self.depth[window]
        hit = (enter > _NEAREST_M) & (enter < depth)
        self.depth[window] = np.where(hit, enter, depth)
        self.tags[window] = np.where(hit, solid.tag, self.tags[window])
        self.ids[window] = np.where(hit, solid.instance_id, self.ids[window])
        light = np.abs(face @ solid.box.pose.rotation) @ _FACE_LIGHT
        colour = light[..., None] * _colour(solid.name)
        self.albedo[window] = np.where(hit[..., None], colour, self.albedo[window])
        self.normals[window] = np.where(hit[..., None], face, self.normals[window])

    def colours(self) -> Bytes:
        """Return the lit picture: dimmed with the sun and the clouds, whitened with fog and distance."""
        sun = max(0.0, float(np.sin(np.radians(self.weather[_SUN_ALTITUDE]))))
        light = (0.15 + 0.85 * sun) * (1.0 - 0.3 * self.weather[_CLOUDINESS] / 100.0)
        clear = np.exp(-self.depth / FARTHEST_M * self.weather[_FOG] / 4.0)[..., None]
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

    def normal_image(self) -> Bytes:
        """Return normals in the camera's axes, -1 to 1 as 0 to 255; those of the sky are zero."""
        local = self.normals @ self.camera.rotation
        return _bgra(*np.moveaxis(np.rint((local + 1.0) * 127.5).astype(np.uint8), -1, 0))

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


def _ground(heights: Floats, rays: Floats, farthest: float) -> tuple[Floats, Floats]:
    """Return where rays (..., 3) from some heights meet the ground, infinite for never, and its normals."""
    downwards = rays[..., 2] < -1e-9
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.where(downwards, -heights / rays[..., 2], np.inf)
    distance = np.where((distance >= 0.0) & (distance < farthest), distance, np.inf)
    return distance, np.where(np.isfinite(distance)[..., None], np.array([0.0, 0.0, 1.0]), 0.0)


def _enter(box: Box, origins: Floats, rays: Floats) -> tuple[Floats, Floats]:
    """Return where rays (..., 3) enter a box, infinite for those that miss, and the normals there."""
    axes = box.pose.rotation
    origin = (origins - box.pose.location) @ axes
    local = rays @ axes
    half = np.array([box.length, box.width, box.height]) / 2.0
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (-half - origin) / local, (half - origin) / local
    near_each = np.fmin(one, other)
    enter, leave = near_each.max(axis=-1), np.fmax(one, other).min(axis=-1)
    axis = near_each.argmax(axis=-1)
    normals = -np.sign(np.take_along_axis(local, axis[..., None], axis=-1)) * axes.T[axis]
    return np.where((enter <= leave) & (enter > 0.0), enter, np.inf), normals


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
