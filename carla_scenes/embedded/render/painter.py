"""The painter: images and distances of scenes by tracing rays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.render.ambient import light_pass
from carla_scenes.embedded.render.camera import camera_record, number_of
from carla_scenes.embedded.render.exposure import exposure_of
from carla_scenes.embedded.render.image import HISTOGRAM_BINS, Effort, develop_pass, shade_pass
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
from carla_scenes.embedded.render.records import Buffers, World, new_buffers
from carla_scenes.embedded.render.stage import Stage
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
    "draft": Effort(ambient_rays=0, shadow_rays=0, edge_rays=2, lamp_shadows=1, mirrors=False),
    "standard": Effort(ambient_rays=2, shadow_rays=12, edge_rays=7, lamp_shadows=2, mirrors=True),
    "high": Effort(ambient_rays=8, shadow_rays=24, edge_rays=24, lamp_shadows=8, mirrors=True),
}
"""How much work goes into a picture, by name."""

COLOURS = "sensor.camera.rgb"
_LABELS = {
    "sensor.camera.semantic_segmentation": TAGS,
    "sensor.camera.instance_segmentation": IDS,
    "sensor.camera.depth": DEPTH,
    "sensor.camera.normals": NORMALS,
}
_BLOCK = 256
_KEPT_LIGHTINGS = 4


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
        self._lightings: dict[tuple[tuple[float, ...], float], Lighting] = {}
        self._buffers: Buffers | None = None

    def load(self, town: Town) -> None:
        """Get a town ready; see `scene.Painter`."""
        self._stage.load(town)

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
        buffers = self._room(height, width)
        self._workers.run(primary_pass, height, world, record, buffers)
        images = {}
        for sensor in sensors:
            image = np.empty((height, width, 4), np.uint8)
            if sensor == COLOURS:
                self._colours(world, camera, record, buffers, image)
            else:
                self._workers.run(label_pass, height, buffers, _LABELS[sensor], image)
            images[sensor] = image
        return images

    def trace(self, scene: Scene, origins: Floats, directions: Floats, farthest_m: float) -> Hits:
        """Return where rays end; see `scene.Painter`."""
        world = self._world(scene)
        count = len(origins)
        hits = Hits(
            np.full(count, np.inf), np.zeros(count, np.uint8), np.zeros(count, np.int64), np.zeros((count, 3))
        )
        blocks = -(-count // _BLOCK)
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
        self, world: World, camera: Camera, record: npt.NDArray[Any], buffers: Buffers, image: Bytes
    ) -> None:
        height = camera.lens.height
        effort = self._effort
        self._workers.run(light_pass, height, world, record, buffers, effort.ambient_rays)
        histogram = np.zeros((height, HISTOGRAM_BINS), np.int32)
        self._workers.run(shade_pass, height, world, record, buffers, effort, histogram)
        exposure = exposure_of(camera.attributes, float(world.light[0]["exposure"]), histogram.sum(axis=0))
        gamma = number_of(camera.attributes, "gamma", 2.2)
        self._workers.run(
            develop_pass, height, world, record, buffers, effort, exposure, max(0.1, gamma), image
        )

    def _world(self, scene: Scene) -> World:
        self._stage.update(scene)
        stage, store = self._stage, self._stage.store
        lighting = self._lighting(scene)
        lamps = lamp_records(scene.town.lamps, scene.actors, dark=bool(lighting.light[0]["lit"]))
        cells, origin = lamp_cells(lamps)
        return World(
            self._rays.handle,
            store.vertices,
            store.faces,
            stage.instances,
            store.materials,
            store.atlas,
            lighting.light,
            lighting.air,
            lighting.sky,
            lighting.harmonics,
            lamps,
            cells,
            origin,
        )

    def _lighting(self, scene: Scene) -> Lighting:
        key = scene.weather, scene.time_s
        if key not in self._lightings:
            while len(self._lightings) >= _KEPT_LIGHTINGS:
                del self._lightings[next(iter(self._lightings))]
            self._lightings[key] = make_lighting(Weather.from_wire(scene.weather), scene.time_s)
        return self._lightings[key]

    def _room(self, height: int, width: int) -> Buffers:
        if self._buffers is None or self._buffers.slots.shape != (height, width):
            self._buffers = new_buffers(height, width)
        return self._buffers
