"""Faults on demand: a server that drops, delays, doubles, reorders or cuts images, dies or hangs.

Clients have to survive all of this; `--fault` lets them prove it against real sockets.
"""

from __future__ import annotations

import os
import threading
import zlib
from dataclasses import dataclass, fields

import numpy as np

from manifests.errors import ToolkitError


@dataclass(frozen=True)
class Faults:
    """What goes wrong, as shares of the images sent or numbers of frames.

    Attributes:
        drop: Share of images that are never sent.
        delay: Share of images that come late, after the images of later frames.
        delay_s: How late, seconds.
        duplicate: Share of images sent twice.
        truncate: Share of images whose second half is missing.
        die_after: The process ends when so many frames have been rendered; 0 never.
        hang_after: It answers no more calls from then on; 0 never.
        seed: Of the choice of images.
    """

    drop: float = 0.0
    delay: float = 0.0
    delay_s: float = 0.2
    duplicate: float = 0.0
    truncate: float = 0.0
    die_after: int = 0
    hang_after: int = 0
    seed: int = 0

    def on_frame(self, rendered: int) -> None:
        """Die or hang when it is time.

        Args:
            rendered: Frames with images since the server's start.
        """
        if self.die_after and rendered >= self.die_after:
            os._exit(70)
        if self.hang_after and rendered >= self.hang_after:
            threading.Event().wait()

    def of_image(self, stream_id: int, frame: int) -> str:
        """Return what happens to one image: `send`, `drop`, `delay`, `duplicate` or `truncate`."""
        key = zlib.crc32(f"{self.seed} {stream_id} {frame}".encode())
        chance = float(np.random.default_rng(key).random())
        for name in ("drop", "delay", "duplicate", "truncate"):
            share: float = getattr(self, name)
            if chance < share:
                return name
            chance -= share
        return "send"


def parse_faults(text: str) -> Faults:
    """Return the faults written as `drop=0.1,die_after=20`.

    Raises:
        ToolkitError: A name is unknown or a value no number; the message lists the names.
    """
    kinds = {field.name: int if field.type == "int" else float for field in fields(Faults)}
    values: dict[str, float | int] = {}
    for pair in filter(None, text.split(",")):
        name, _, value = pair.partition("=")
        try:
            values[name] = kinds[name](value)
        except (KeyError, ValueError):
            raise ToolkitError(
                "this is no fault", expected="NAME=NUMBER of " + ", ".join(kinds), found=repr(pair)
            ) from None
    return Faults(**values)  # type: ignore[arg-type]
