"""Starting the embedded simulator as a process of its own: the one place where the two sides meet in code.

It has to be another process: the genuine client holds the interpreter's lock while it waits for the server.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_READY_WORD = "ready"
_PORT_TRIES = 50


def prepare(towns: Sequence[str] = (), models: Iterable[str] = ()) -> None:
    """Make towns and models of the embedded simulator ahead, on all processors; what is on disk is left alone.

    Servers make the same by themselves, more slowly, so nothing depends on this.

    Args:
        towns: Names of built-in towns.
        models: Blueprints; those that are not built in are ignored.
    """
    flags = [f"--towns={','.join(towns)}", f"--models={','.join(sorted(set(models)))}"]
    subprocess.run([sys.executable, "-m", "carla_scenes.embedded", "prepare", *flags], check=False)


def start_server(port: int, options: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start the embedded simulator and return its process once it takes calls.

    Args:
        port: Of its calls; streams are at the next one.
        options: More arguments of `python -m carla_scenes.embedded`.

    Raises:
        ToolkitError: It ended before it was ready; its own message went to stderr.
    """
    command = [sys.executable, "-m", "carla_scenes.embedded", "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    stdout = process.stdout
    line = stdout.readline() if stdout is not None else ""
    if not line.startswith(_READY_WORD):
        process.kill()
        process.wait()
        raise ToolkitError("the embedded simulator did not start", remedy="see its own message above")
    return process


def stop_server(process: subprocess.Popen[str]) -> None:
    """End a server that `start_server` started."""
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


@contextlib.contextmanager
def running_server(options: Sequence[str] = (), port: int | None = None) -> Iterator[int]:
    """Run the embedded simulator for the time of a `with` block and yield its port.

    Args:
        options: More arguments of `python -m carla_scenes.embedded`.
        port: Of its calls; a free one when None.
    """
    port = port or free_port_pair()
    process = start_server(port, options)
    try:
        yield port
    finally:
        stop_server(process)


def free_port_pair() -> int:
    """Return a port that is free together with the next one.

    Raises:
        ToolkitError: None was found.
    """
    for _ in range(_PORT_TRIES):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port
    raise ToolkitError("no two neighbouring ports are free")
