"""The studio: a thread that makes pictures and scans of frozen scenes while the world goes on answering clients."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from carla_scenes.embedded.faults import Faults
    from carla_scenes.embedded.scene import Camera, Hits, Painter, Scene, Town
    from carla_scenes.embedded.streams import Stream

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shot:
    """One camera's wish.

    Attributes:
        stream: Where its image goes.
        sensor: Its blueprint id.
        header: What goes before the pixels.
    """

    stream: Stream
    sensor: str
    header: bytes


@dataclass(frozen=True)
class Pass:
    """The wishes of cameras that share one pose and lens."""

    camera: Camera
    shots: tuple[Shot, ...]


@dataclass(frozen=True)
class Scan:
    """A wish for distances.

    Attributes:
        stream: Where the measurement goes.
        header: What goes before it.
        origins: (N, 3) metres.
        directions: (N, 3) unit length.
        farthest_m: Range.
        encode: Makes the message from where the rays end.
    """

    stream: Stream
    header: bytes
    origins: Floats
    directions: Floats
    farthest_m: float
    encode: Callable[[Hits], bytes]


@dataclass(frozen=True)
class Exposure:
    """Everything to be made of one frame."""

    scene: Scene
    frame: int
    passes: tuple[Pass, ...]
    scans: tuple[Scan, ...]
    wait: bool


class Studio:
    """Makes exposures one after another, in order; at most one waits while another is made.

    Args:
        painter: Used by one thread at a time.
        faults: What goes wrong with images.
    """

    def __init__(self, painter: Painter, faults: Faults) -> None:
        self._painter, self._faults = painter, faults
        self._painting = threading.Lock()
        self._town: Town | None = None
        self._waiting: queue.Queue[Exposure] = queue.Queue(1)
        threading.Thread(target=self._work, daemon=True).start()

    @property
    def is_busy(self) -> bool:
        """Whether somebody has the painter at this moment."""
        return self._painting.locked()

    def paint(self, scene: Scene, camera: Camera, sensors: Sequence[str]) -> dict[str, Bytes]:
        """Return images; see `scene.Painter`."""
        with self._painter_for(scene) as painter:
            return painter.paint(scene, camera, sensors)

    def trace(self, scene: Scene, origins: Floats, directions: Floats, farthest_m: float) -> Hits:
        """Return where rays end; see `scene.Painter`."""
        with self._painter_for(scene) as painter:
            return painter.trace(scene, origins, directions, farthest_m)

    def clear(self) -> None:
        """Forget the town, to make room for another."""
        with self._painting:
            self._painter.clear()
            self._town = None

    def expose(self, exposure: Exposure) -> None:
        """Have an exposure made: in its turn when its frame may not be lost, else only if there is time."""
        try:
            self._waiting.put(exposure, block=exposure.wait)
        except queue.Full:
            return

    def _work(self) -> None:
        while True:
            exposure = self._waiting.get()
            try:
                self._make(exposure)
            except Exception:  # noqa: BLE001 - a picture that fails, however, must not end all later ones
                _log.exception("no picture of frame %d", exposure.frame)

    def _make(self, exposure: Exposure) -> None:
        for one in exposure.passes:
            sensors = list(dict.fromkeys(shot.sensor for shot in one.shots))
            images = self.paint(exposure.scene, one.camera, sensors)
            for shot in one.shots:
                self._send_image(exposure, shot, images[shot.sensor].data.cast("B"))
        for scan in exposure.scans:
            with self._painter_for(exposure.scene) as painter:
                hits = painter.trace(exposure.scene, scan.origins, scan.directions, scan.farthest_m)
            scan.stream.send([scan.header + scan.encode(hits)], wait=exposure.wait)

    @contextlib.contextmanager
    def _painter_for(self, scene: Scene) -> Iterator[Painter]:
        """Have the painter for oneself, its town loaded: only now, since many a town is asked about and never seen."""
        with self._painting:
            if self._town is not scene.town:
                self._painter.load(scene.town)
                self._town = scene.town
            yield self._painter

    def _send_image(self, exposure: Exposure, shot: Shot, pixels: memoryview) -> None:
        stream = shot.stream
        fault = self._faults.of_image(stream.stream_id, exposure.frame)
        if fault == "drop":
            return
        if fault == "truncate":
            pixels = pixels[: len(pixels) // 2]
        if fault == "delay":
            late = threading.Timer(
                self._faults.delay_s, stream.send, ([shot.header, pixels],), {"wait": False}
            )
            late.daemon = True
            late.start()
            return
        for _ in range(2 if fault == "duplicate" else 1):
            stream.send([shot.header, pixels], wait=exposure.wait)
