"""Procedure calls: one TCP connection a client, its calls handled strictly in order."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from typing import TYPE_CHECKING, Any

import msgpack

from carla_scenes.embedded import wire
from carla_scenes.embedded.procedures import procedures_of
from carla_scenes.embedded.streams import StreamServer, accepted, hang_up
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.world import World

_REQUEST, _RESPONSE = 0, 1
_LARGEST_MESSAGE = 1 << 27
_LONGEST_ARRAY, _LONGEST_MAP = 1 << 20, 1 << 10
_LONGEST_NAME, _MOST_UNKNOWN = 80, 1000
_RECEIVE = 1 << 20

_log = logging.getLogger(__name__)


class Server:
    """Serves one world on two ports: calls on the setup's port, streams on the next.

    Errors travel inside the results, where clients show their text, and never as errors of the transport, which end
    the process of a client whose traffic manager meets one.

    Args:
        world: What is served.
        host: Address to listen at.

    Raises:
        OSError: A port is taken.
    """

    def __init__(self, world: World, host: str = "127.0.0.1") -> None:
        self._world = world
        self._procedures = procedures_of(world)
        self._unknown: set[str] = set()
        self._socket = socket.create_server((host, world.setup.port), backlog=64)
        self._streams = StreamServer(host, world.setup.port + 1, world.subscribe)
        threading.Thread(target=world.run_freely, daemon=True).start()

    def serve(self) -> None:
        """Accept clients until `close`."""
        while (connection := accepted(self._socket)) is not None:
            threading.Thread(target=self._serve_client, args=(connection,), daemon=True).start()

    def close(self) -> None:
        """Accept no more clients, and end the world's own time."""
        self._world.end()
        self._streams.close()
        hang_up(self._socket)

    def _serve_client(self, connection: socket.socket) -> None:
        unpacker = msgpack.Unpacker(
            raw=False,
            strict_map_key=False,
            max_buffer_size=_LARGEST_MESSAGE,
            max_array_len=_LONGEST_ARRAY,
            max_map_len=_LONGEST_MAP,
            max_ext_len=0,
            unicode_errors="surrogateescape",
        )
        # A client that leaves changes nothing in the world; CARLA keeps its actors, too. One that sends what is no
        # msgpack, or more than fits, is hung up on.
        gone = OSError, ValueError, RecursionError, msgpack.exceptions.UnpackException
        with connection, contextlib.suppress(*gone):
            while data := connection.recv(_RECEIVE):
                unpacker.feed(data)
                for message in unpacker:
                    if isinstance(message, list) and len(message) == 4 and message[0] == _REQUEST:
                        _, number, name, parameters = message
                        connection.sendall(_packed(number, self.answer(name, parameters)))

    def answer(self, name: Any, parameters: Any) -> Any:
        """Return the result of one call; whatever goes wrong becomes a text for the client.

        Args:
            name: The procedure.
            parameters: Its metadata, then its arguments.
        """
        procedure = self._procedures.get(name) if isinstance(name, str) else None
        if procedure is None:
            self._note_unknown(str(name)[:_LONGEST_NAME])
            return wire.failed(f"unknown procedure {str(name)[:_LONGEST_NAME]}")
        try:
            with self._world.lock:
                return procedure(*parameters[1:])
        except ToolkitError as error:
            return wire.failed(error.one_line)
        except Exception as error:  # noqa: BLE001 - a bad call must end neither this thread nor the server
            _log.debug("the procedure %s failed", name, exc_info=True)
            return wire.failed(f"{name}: {type(error).__name__}: {error}")

    def _note_unknown(self, name: str) -> None:
        if name not in self._unknown and len(self._unknown) < _MOST_UNKNOWN:
            self._unknown.add(name)
            _log.warning("a client called the unknown procedure %s", name)


def _packed(number: Any, result: Any) -> bytes:
    try:
        reply: bytes = msgpack.packb([_RESPONSE, number, None, result], unicode_errors="surrogateescape")
    except (TypeError, ValueError, OverflowError) as error:
        result = wire.failed(f"the answer cannot be sent: {error}")
        reply = msgpack.packb([_RESPONSE, 0, None, result])
    return reply
