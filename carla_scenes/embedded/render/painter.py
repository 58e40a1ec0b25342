"""The painter: images and distances of scenes by tracing rays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carla_scenes.embedded.render.ambient import light_pass, refine_pass, smooth_pass
from carla_scenes.embedded.render.camera import camera_record, number_of
from carla_scenes.embedded.render.edges import find_pass, trace_edges_pass
from carla_scenes.embedded.render.exposure import exposure_of
from carla_scenes.embedded.render.glare import CELL, bright_pass, spread_pass
from carla_scenes.embedded.render.image import (
    BLOCK,
    HISTOGRAM_BINS,
    Effort,
    count_pass,
    develop_pass,
    respond_pass,
    shade_pass,
)
from carla_scenes.embedded.render.lamps import lamp_cells, lamp_records
from carla_scenes.embedded.render.lighting import Lighting, make_lighting
from carla_scenes.embedded.render.primary import (
    DEPTH,
    IDS,
    NORMALS,
    TAGS,
    label_pass,
    primary_pass,
    trace_pass,
)
from carla_scenes.embedded.render.rays import open_rays
from carla_scenes.embedded.render.records import Buffers, Samples, World, new_buffers, new_samples
from carla_scenes.embedded.render.stage import Stage
from carla_scenes.embedded.render.tone import make_tables
from carla_scenes.embedded.render.warm_up import warm_up_scene
from carla_scenes.embedded.render.weather import Weather
from carla_scenes.embedded.render.workers import Workers
from carla_scenes.embedded.scene import Hits
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.scene import Camera, Scene, Town

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

QUALITIES = {
    "draft": Effort(ambient_rays=0, shadow_rays=0, edge_rays=0, lamp_shadows=1, mirrors=False),
    "standard": Effort(ambient_rays=1, shadow_rays=3, edge_rays=6, lamp_shadows=2, mirrors=True),
    "high": Effort(ambient_rays=8, shadow_rays=12, edge_rays=24, lamp_shadows=8, mirrors=True),
}
"""How much work goes into a picture, by name."""

COLOURS = "sensor.camera.rgb"
_LABELS = {
    "sensor.camera.semantic_segmentation": TAGS,
    "sensor.camera.instance_segmentation": IDS,
    "sensor.camera.depth": DEPTH,
    "sensor.camera.normals": NORMALS,
}
_KEPT_LIGHTINGS = 4
_BLOOM = 0.12
_USUAL_BLOOM = 0.675  # CARLA's default


class _Room(NamedTuple):
    """Memory of an image of a size, kept from image to image."""

    buffers: Buffers
    samples: Samples


class RayPainter:
    """Paints by tracing rays; see `scene.Painter`. Equal scenes give equal bytes.

    Args:
        mesh_of: Returns the mesh of a model's variant.
        quality: One of `QUALITIES`.
        rays: `embree`, `bvh`, or `auto`: Embree where it can be loaded.
        threads: How many; all cores that the process may use when None.

    Raises:
        ToolkitError: There is no such quality or back end.
    """

    def __init__(
        self,
        mesh_of: Callable[[str, int], Mesh],
        quality: str = "standard",
        rays: str = "auto",
        threads: int | None = None,
    ) -> None:
        if quality not in QUALITIES:
            raise ToolkitError("unknown quality", found=quality, expected=", ".join(QUALITIES))
        self._effort = QUALITIES[quality]
        self._rays = open_rays(rays)
        self._stage = Stage(mesh_of, self._rays)
        self._workers = Workers(threads)
        self._lightings: dict[tuple[float, ...], Lighting] = {}
        self._room: _Room | None = None

    def warm_up(self) -> None:
        """Compile everything, or fetch what was compiled before: a minute the first time, else a second.

        Without it the first pictures take so much longer.
        """
        scene, camera = warm_up_scene()
        self.paint(scene, camera, [COLOURS, *_LABELS])
        self.trace(scene, np.zeros((1, 3)), np.array([[1.0, 0.0, 0.0]]), 1.0)

    def load(self, town: Town) -> None:
        """Get a town ready; see `scene.Painter`."""
        self._stage.load(town)

    def clear(self) -> None:
        """Forget the town; see `scene.Painter`."""
        self._stage.clear()

    def paint(self, scene: Scene, camera: Camera, sensors: Sequence[str]) -> dict[str, Bytes]:
        """Return an image for each wanted sensor type, all from one pose; see `scene.Painter`.

        Raises:
            ToolkitError: A sensor type is unknown, or a camera attribute or the weather unusable.
        """
        for sensor in sensors:
            if sensor != COLOURS and sensor not in _LABELS:
                raise ToolkitError("unknown sensor", found=sensor)
        world = self._world(scene)
        record = camera_record(camera)
        height, width = camera.lens.height, camera.lens.width
        room = self._room_for(height, width)
        self._workers.run(primary_pass, height, world, record, room.buffers, room.samples)
        images = {}
        for sensor in sensors:
            image = np.empty((height, width, 4), np.uint8)
            if sensor == COLOURS:
                self._colours(world, camera, record, room, image)
            else:
                self._workers.run(label_pass, height, room.buffers, room.samples, _LABELS[sensor], image)
            images[sensor] = image
        return images

    def trace(self, scene: Scene, origins: Floats, directions: Floats, farthest_m: float) -> Hits:
        """Return where rays end; see `scene.Painter`."""
        world = self._world(scene)
        count = len(origins)
        hits = Hits(
            np.full(count, np.inf), np.zeros(count, np.uint8), np.zeros(count, np.int64), np.zeros((count, 3))
        )
        blocks = -(-count // BLOCK)
        if count:
            self._workers.run(
                trace_pass,
                blocks,
                world,
                np.ascontiguousarray(origins, np.float64),
                np.ascontiguousarray(directions, np.float64),
                float(farthest_m),
                hits.distance,
                hits.tags,
                hits.ids,
                hits.normals,
            )
        return hits

    def close(self) -> None:
        """Give memory back; the painter cannot be used any more."""
        self._rays.close()

    def _colours(
        self, world: World, camera: Camera, record: npt.NDArray[Any], room: _Room, image: Bytes
    ) -> None:
        """Fill an image with the picture that the primary pass has begun."""
        height, width = camera.lens.height, camera.lens.width
        effort, run = self._effort, self._workers.run
        buffers, samples = room.buffers, room.samples
        run(light_pass, height, world, record, buffers, samples, effort.ambient_rays)
        run(refine_pass, height, world, record, buffers, samples, effort.shadow_rays)
        run(smooth_pass, height, buffers, samples, effort.ambient_rays)
        self._shade(world, record, samples, height * width, mirrors=effort.mirrors)
        histogram = np.zeros((height, HISTOGRAM_BINS), np.int32)
        run(count_pass, height, width, samples, histogram)
        exposure = exposure_of(camera.attributes, float(world.light[0]["exposure"]), histogram.sum(axis=0))
        starts, links, extra, extra_count = self._edges(world, record, room)
        self._shade(world, record, extra, extra_count, mirrors=False)
        glare = self._glare(samples, height, width, exposure)
        bloom = (
            _BLOOM / _USUAL_BLOOM * max(0.0, number_of(camera.attributes, "bloom_intensity", _USUAL_BLOOM))
        )
        tables = make_tables(max(0.1, number_of(camera.attributes, "gamma", 2.2)))
        for some, count in ((samples, height * width), (extra, extra_count)):
            run(respond_pass, -(-count // BLOCK), some, count, exposure, tables, glare, bloom)
        run(develop_pass, height, samples, extra, starts, buffers.edges, links, tables, image)

    def _edges(
        self, world: World, record: npt.NDArray[Any], room: _Room
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], Samples, int]:
        """Trace more rays at edges.

        Returns:
            First row of links by row of the image, links, extra samples and their number; see `edges`.
        """
        height, rays = len(room.buffers.edges), self._effort.edge_rays
        counts = np.zeros(height, np.int64)
        if rays == 0:
            room.buffers.edges[:] = 0
        else:
            self._workers.run(find_pass, height, world, room.buffers, room.samples, counts)
        starts = np.cumsum(counts) - counts
        links = np.empty((int(counts.sum()), rays), np.int32)
        extra, extra_count = new_samples(links.size), np.zeros(1, np.int64)
        if links.size:
            self._workers.run(
                trace_edges_pass, height, world, record, room.buffers, room.samples, starts, links, extra,
                extra_count.ctypes.data,
            )  # fmt: skip
        return starts, links, extra, int(extra_count[0])

    def _glare(self, samples: Samples, height: int, width: int, exposure: float) -> npt.NDArray[np.float32]:
        """Return the coarse image of glare."""
        rows, columns = max(2, -(-height // CELL)), max(2, -(-width // CELL))
        coarse = np.zeros((rows, columns, 3), np.float32)
        turned = np.zeros((columns, rows, 3), np.float32)
        self._workers.run(bright_pass, rows, samples, width, height, exposure, coarse)
        self._workers.run(spread_pass, rows, coarse, turned)
        self._workers.run(spread_pass, columns, turned, coarse)
        return coarse

    def _shade(
        self, world: World, record: npt.NDArray[Any], samples: Samples, count: int, *, mirrors: bool
    ) -> None:
        self._workers.run(
            shade_pass, -(-count // BLOCK), world, record, samples, count, self._effort.lamp_shadows, mirrors
        )

    def _world(self, scene: Scene) -> World:
        self._stage.update(scene)
        stage, store = self._stage, self._stage.store
        lighting = self._lighting(scene)
        light = lighting.light
        lamps = lamp_records(scene.town.lamps, scene.actors, dark=bool(light[0]["lit"]))
        cells, (light[0]["lamps_x"], light[0]["lamps_y"], light[0]["lamps_side"]) = lamp_cells(lamps)
        return World(
            self._rays.handle,
            store.vertices,
            store.faces,
            stage.instances,
            store.materials,
            store.atlas,
            light,
            lighting.domes,
            lamps,
            cells,
        )

    def _lighting(self, scene: Scene) -> Lighting:
        key = scene.weather
        if key not in self._lightings:
            while len(self._lightings) >= _KEPT_LIGHTINGS:
                del self._lightings[next(iter(self._lightings))]
            self._lightings[key] = make_lighting(Weather.from_wire(key))
        lighting = self._lightings[key]
        lighting.light[0]["time"] = scene.time_s
        return lighting

    def _room_for(self, height: int, width: int) -> _Room:
        if self._room is None or self._room.buffers.tags.shape != (height, width):
            self._room = _Room(new_buffers(height, width), new_samples(height * width))
        return self._room
