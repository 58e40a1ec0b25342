"""Procedure calls: one TCP connection a client, its calls handled strictly in order."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from typing import TYPE_CHECKING, Any

import msgpack

from carla_scenes.embedded import wire
from carla_scenes.embedded.procedures import IGNORED, Procedures
from carla_scenes.embedded.streams import StreamServer
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.world import World

_REQUEST, _RESPONSE = 0, 1
_LARGEST_MESSAGE = 1 << 28
_RECEIVE = 1 << 20

_log = logging.getLogger(__name__)


class Server:
    """Serves one world on two ports: calls on the setup's port, streams on the next.

    Args:
        world: What is served.
        host: Address to listen at.

    Raises:
        OSError: A port is taken.
    """

    def __init__(self, world: World, host: str = "127.0.0.1") -> None:
        self._world = world
        self._procedures = Procedures(world)
        self._unknown: set[str] = set()
        self._socket = socket.create_server((host, world.setup.port), backlog=64)
        StreamServer(host, world.setup.port + 1, world.subscribe)
        threading.Thread(target=world.run_freely, daemon=True).start()

    def serve(self) -> None:
        """Accept clients for ever."""
        while True:
            connection, _ = self._socket.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve_client, args=(connection,), daemon=True).start()

    def _serve_client(self, connection: socket.socket) -> None:
        unpacker = msgpack.Unpacker(
            raw=False,
            strict_map_key=False,
            max_buffer_size=_LARGEST_MESSAGE,
            unicode_errors="surrogateescape",
        )
        # A client that leaves changes nothing in the world; CARLA keeps its actors, too.
        with connection, contextlib.suppress(OSError, ValueError, msgpack.exceptions.UnpackException):
            while data := connection.recv(_RECEIVE):
                unpacker.feed(data)
                for message in unpacker:
                    if isinstance(message, list) and len(message) == 4 and message[0] == _REQUEST:
                        _, number, name, parameters = message
                        reply = [_RESPONSE, number, *self.answer(name, parameters)]
                        connection.sendall(msgpack.packb(reply, unicode_errors="surrogateescape"))

    def answer(self, name: str, parameters: list[Any]) -> tuple[Any, Any]:
        """Return (error, result) of one call; whatever goes wrong becomes a text for the client.

        Args:
            name: The procedure.
            parameters: Its metadata, then its arguments.
        """
        if name in IGNORED:
            return None, wire.VOID
        procedure = None if name.startswith("_") else getattr(self._procedures, name, None)
        if procedure is None:
            if name not in self._unknown:
                self._unknown.add(name)
                _log.warning("a client called the unknown procedure %s", name)
            return f"unknown procedure {name}", None
        try:
            with self._world.lock:
                return None, procedure(*parameters[1:])
        except ToolkitError as error:
            return None, wire.failed(error.one_line)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            _log.exception("the procedure %s failed", name)
            return None, wire.failed(f"{name}: {type(error).__name__}: {error}")
