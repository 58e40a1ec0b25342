"""One process for one connection: it renders the scenes it is sent until told to stop or the server fails.

A process of its own, because the genuine client cannot be repaired: after its server has died it never connects
again, some faults end it, and it holds the interpreter's lock in some calls. Writing files overlaps with the
server's rendering: while it renders a frame, threads encode the one before.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carla_scenes.connection import Connection, Host, Needs, ServerTrouble
from carla_scenes.frame_files import Origin, write_frame
from carla_scenes.photographer import Look, Photographer
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe
    from pathlib import Path

    from carla_scenes.photographer import Picture
    from carla_scenes.scene import Scene

_WRITERS = 2
_UNWRITTEN = 4
_SWITCH_S = 0.0005  # the thread that talks to the server must not wait for one that writes (default: 5 ms)

# What a worker says: a word and a value.
READY = "ready"  # the server's own settings: connected, waiting for scenes
LACKS = "lacks"  # list of what the server lacks
STARTED = "started"  # item id: its rendering begins
DONE = "done"  # item id: its files are written
FAILED = "failed"  # (item id, message): it cannot be rendered as planned
BROKEN = "broken"  # message: a file cannot be written
GONE = "gone"  # nothing: the world is tidy, the settings are restored; the process ends
TROUBLE = "trouble"  # message: the server failed; the process ends

STOP = None
"""What ends a worker in place of a scene."""


@dataclass(frozen=True)
class Post:
    """What a worker needs to know.

    Attributes:
        host: Its server.
        out: Folder of the rendered frames.
        look: How frames are taken.
        timeout_s: Longest wait for one call to the server.
        original: The server's own settings, when an earlier worker has changed them.
    """

    host: Host
    out: Path
    look: Look
    timeout_s: float
    original: dict[str, Any] | None


class _Mouth:
    """The worker's end of the pipe; threads may talk at the same time."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def say(self, word: str, value: Any) -> None:
        with self._lock, contextlib.suppress(OSError):  # the parent has gone: nobody to tell
            self._pipe.send((word, value))


def work(pipe: Pipe, post: Post, needs: Needs) -> None:
    """Run a worker; the process ends with it.

    Args:
        pipe: Scenes come in, words go out.
        post: What to do.
        needs: Everything that will be asked of the server; what it lacks is said before any frame.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says stop, so that the server is left tidy
    sys.setswitchinterval(_SWITCH_S)
    mouth = _Mouth(pipe)
    writers = ThreadPoolExecutor(_WRITERS)
    try:
        _serve(pipe, mouth, post, needs, writers)
    except ServerTrouble as error:
        writers.shutdown(wait=True)
        mouth.say(TROUBLE, str(error))
    except ToolkitError as error:
        mouth.say(BROKEN, str(error))
    writers.shutdown(wait=True)
    # The client's threads outlive it, and abort a process that ends in the ordinary way.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _serve(pipe: Pipe, mouth: _Mouth, post: Post, needs: Needs, writers: ThreadPoolExecutor) -> None:
    connection = Connection(post.host, post.timeout_s)
    lacking = connection.findings(needs)
    if lacking:
        mouth.say(LACKS, lacking)
        return
    leaving = threading.Event()

    def end() -> None:
        """Give up at once when the server's process ends: a call in progress would wait for its time to be up."""
        if not leaving.is_set():
            writers.shutdown(wait=True)
            mouth.say(TROUBLE, "the server's process ended")
            os._exit(0)

    connection.watch(end)
    connection.enter_synchronous_mode(post.original)
    mouth.say(READY, connection.original)
    photographer = Photographer(connection, post.look)
    room = threading.Semaphore(_UNWRITTEN)
    inbox = _Inbox(pipe)
    unwritten: list[tuple[Scene, Picture]] = []

    def write_out() -> None:
        while unwritten:
            room.acquire()
            job = writers.submit(_write, mouth, post, connection, *unwritten.pop())
            job.add_done_callback(lambda _: room.release())

    while (scene := inbox.take()) is not STOP:
        mouth.say(STARTED, scene.item_id)
        try:
            # The frame before is written while the server renders this one: before that, it would only slow down
            # the calls that set this one up.
            picture = photographer.take(scene, inbox.peek(), write_out)
        except ToolkitError as error:
            mouth.say(FAILED, (scene.item_id, error.one_line))
            continue
        finally:
            write_out()
        unwritten.append((scene, picture))
        if inbox.peek() is None:
            write_out()
    leaving.set()
    try:
        photographer.leave()
    finally:
        connection.restore()
    mouth.say(GONE, None)


class _Inbox:
    """The scenes that come in, with a look at the next one."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._waiting: list[Scene | None] = []

    def take(self) -> Scene | None:
        """Return the next scene, or `STOP`; wait for it."""
        return self._waiting.pop() if self._waiting else self._receive()

    def peek(self) -> Scene | None:
        """Return the scene that `take` will return next if it is there already."""
        if not self._waiting and self._pipe.poll():
            self._waiting.append(self._receive())
        return self._waiting[0] if self._waiting else None

    def _receive(self) -> Scene | None:
        try:
            scene: Scene | None = self._pipe.recv()
        except (EOFError, OSError):  # the parent has gone
            return STOP
        return scene


def _write(mouth: _Mouth, post: Post, connection: Connection, scene: Scene, picture: Picture) -> None:
    try:
        write_frame(post.out, scene, picture, post.look, Origin(connection.version, connection.renderer))
    except ToolkitError as error:
        mouth.say(FAILED, (scene.item_id, error.one_line))
    except OSError as error:
        mouth.say(BROKEN, f"{error.strerror}: {error.filename}")
    else:
        mouth.say(DONE, scene.item_id)
