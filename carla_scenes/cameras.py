"""The cameras of a scene: several kinds at one pose, their images paired by frame number."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.connection import ServerTrouble, server_calls

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.connection import Connection
    from carla_scenes.frame import Lens

    Image = npt.NDArray[np.uint8]

COLOUR = "rgb"
TAGS = "semantic_segmentation"
INSTANCES = "instance_segmentation"
DEPTH = "depth"

PLAIN = (COLOUR, TAGS, INSTANCES)
"""Cameras of a scene without anomalies."""

PROVING = (*PLAIN, DEPTH)
"""Cameras of a scene with anomalies: depth proves their masks."""

LABELS = (INSTANCES, DEPTH)
"""What tells where an object is seen; a server renders it far sooner than a picture."""

_ATTEMPTS = 12
_STOPPING_S = 0.05
_SHARP = {"motion_blur_intensity": "0.0", "lens_flare_intensity": "0.0"}


class Rig:
    """Cameras at one pose, all of them looking until `attend` says otherwise.

    Args:
        connection: In synchronous mode.
        kinds: Such as `PLAIN`.
        lens: Image size and field of view.
        image_wait_s: How long to wait for the images of a frame before it is rendered again.

    Raises:
        ServerTrouble: The server does not answer.
    """

    def __init__(
        self, connection: Connection, kinds: tuple[str, ...], lens: Lens, image_wait_s: float
    ) -> None:
        self._connection = connection
        self.kinds, self.lens = kinds, lens
        self._wait_s = image_wait_s
        self._images: queue.SimpleQueue[tuple[str, int, bytes]] = queue.SimpleQueue()
        self._cameras: dict[str, Any] = {}
        self._looking: set[str] = set()
        with server_calls():
            library = connection.world.get_blueprint_library()
            for kind in kinds:
                blueprint = library.find(f"sensor.camera.{kind}")
                blueprint.set_attribute("image_size_x", str(lens.width))
                blueprint.set_attribute("image_size_y", str(lens.height))
                blueprint.set_attribute("fov", str(lens.fov))
                for name, value in _SHARP.items():
                    if blueprint.has_attribute(name):
                        blueprint.set_attribute(name, value)
                self._cameras[kind] = connection.world.spawn_actor(blueprint, connection.carla.Transform())
        self.attend(kinds)

    @property
    def actors(self) -> list[Any]:
        """The cameras as actors."""
        return list(self._cameras.values())

    def attend(self, kinds: Sequence[str]) -> None:
        """Let exactly these kinds of camera look; a server renders nothing for the others."""
        with server_calls():
            for kind in sorted(self._looking.symmetric_difference(kinds)):
                camera = self._cameras[kind]
                if kind in self._looking:
                    camera.stop()
                else:
                    camera.listen(lambda image, kind=kind: self._receive(kind, image))
        self._looking = set(kinds)

    def shoot(self) -> dict[str, Image]:
        """Advance the world by one frame and return its images; nothing in the world moves by itself.

        A frame that lacks an image, or has a broken one, is rendered again.

        Returns:
            (H, W, 4) uint8 in B, G, R, A by kind that looks.

        Raises:
            ServerTrouble: The server does not answer, or sends no whole frame in many attempts.
        """
        for _ in range(_ATTEMPTS):
            images = self.collect(self.expose())
            if images is not None:
                return images
        raise ServerTrouble(f"no frame with all {len(self._looking)} images in {_ATTEMPTS} attempts")

    def expose(self) -> int:
        """Advance the world by one frame and return its number; its images are on their way."""
        with server_calls():
            frame: int = self._connection.world.tick()
        return frame

    def collect(self, frame: int) -> dict[str, Image] | None:
        """Return the whole set of images of a frame, or None when one is missing or broken."""
        deadline = time.monotonic() + self._wait_s
        found: dict[str, Image] = {}
        shape = (self.lens.height, self.lens.width, 4)
        while len(found) < len(self._looking):
            try:
                kind, number, data = self._images.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return None
            if number != frame or kind not in self._looking:
                continue  # late, from a frame that was given up or of a camera that no longer looks
            if len(data) != shape[0] * shape[1] * shape[2]:
                return None
            found[kind] = np.frombuffer(data, np.uint8).reshape(shape)
        return found

    def settle(self, frames: int) -> None:
        """Advance by some frames whose images do not matter (exposure and antialiasing need a few)."""
        for _ in range(frames):
            self.expose()

    def destroy(self) -> None:
        """Remove the cameras from the world.

        Stopping and destroying are kept apart: a client whose server closes a stream that it is closing itself
        may crash.
        """
        command = self._connection.carla.command
        with server_calls():
            self.attend(())
            time.sleep(_STOPPING_S)
            ids = [actor.id for actor in self.actors]
            self._connection.client.apply_batch_sync([command.DestroyActor(i) for i in ids], False)
        self._cameras = {}

    def _receive(self, kind: str, image: Any) -> None:
        # The buffer dies with the image, and this thread belongs to the client: copy and leave.
        self._images.put((kind, image.frame, bytes(image.raw_data)))
