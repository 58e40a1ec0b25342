"""Servers of boxes: the embedded simulator with its stand-ins, for tests where pictures do not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.launcher import running_server

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

BOXES = "--painter=boxes"


def running_boxes(options: Sequence[str] = (), port: int | None = None) -> AbstractContextManager[int]:
    """Run a server for the time of a `with` block and yield its port."""
    return running_server([BOXES, *options], port)
