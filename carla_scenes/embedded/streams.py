"""Streams: one TCP connection for each camera or world state a client listens to, each with a bounded queue."""

from __future__ import annotations

import contextlib
import queue
import secrets
import socket
import struct
import threading
import time
from typing import TYPE_CHECKING

from carla_scenes.embedded.wire import length_prefix

if TYPE_CHECKING:
    from collections.abc import Callable

Parts = list["bytes | memoryview"]
"""A message in pieces, sent one after another without being joined."""

_QUEUED = 8
_BLOCK_S = 10.0
_ANNOUNCED_S = 1.0
_SEND_BUFFER = 8 << 20
_RETRY_S = 0.01


class Session:
    """One client's connection to one stream."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._queue: queue.Queue[Parts | None] = queue.Queue(_QUEUED)
        self.is_open = True
        threading.Thread(target=self._write, daemon=True).start()

    def send(self, parts: Parts, *, wait: bool) -> None:
        """Queue a message. A full queue is waited for, within bounds, or the message is dropped.

        Args:
            parts: The message.
            wait: Whether no message may be lost (synchronous mode).
        """
        if not self.is_open:
            return
        try:
            self._queue.put(parts, block=wait, timeout=_BLOCK_S if wait else None)
        except queue.Full:
            if wait:
                self.close()

    def close(self) -> None:
        """Close the connection; safe to call again."""
        self.is_open = False
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def _write(self) -> None:
        with contextlib.suppress(OSError):
            while (parts := self._queue.get()) is not None:
                self._connection.sendall(length_prefix(parts) + bytes(parts[0]))
                for part in parts[1:]:
                    self._connection.sendall(part)
        self.is_open = False


class Stream:
    """What clients may subscribe to, and who did. Sessions come and go while another thread sends."""

    def __init__(self, stream_id: int) -> None:
        self.stream_id = stream_id
        self._sessions: list[Session] = []
        self._lock = threading.Lock()
        self._announced = 0
        self._deadline = 0.0

    @property
    def is_heard(self) -> bool:
        """Whether somebody listens."""
        with self._lock:
            return any(session.is_open for session in self._sessions)

    def announce(self) -> None:
        """Note that a client is about to connect: it asked where the stream is."""
        self._announced += 1
        self._deadline = time.monotonic() + _ANNOUNCED_S

    def add(self, session: Session) -> None:
        """Add a session; one announced client has come."""
        with self._lock:
            self._sessions.append(session)
        self._announced = max(0, self._announced - 1)

    def wait_for_announced(self, arrival: threading.Condition) -> None:
        """Wait, within bounds, for the clients that are about to connect, so that they miss no frame.

        Args:
            arrival: Notified at each new session; held by the caller.
        """
        while self._announced:
            left = self._deadline - time.monotonic()
            if left <= 0:
                self._announced = 0
                return
            arrival.wait(left)

    def send(self, parts: Parts, *, wait: bool) -> None:
        """Send a message to everybody who listens."""
        with self._lock:
            self._sessions = [session for session in self._sessions if session.is_open]
            listening = list(self._sessions)
        for session in listening:
            session.send(parts, wait=wait)

    def end(self) -> None:
        """Send nothing more. Connections stay open until the clients close them.

        A client closes its side when it stops a sensor; to close this side at the same moment crashes it.
        """
        with self._lock:
            self._sessions = []


class StreamTable:
    """The streams of a server by id; ids begin at random, so that no client of an earlier server knows one."""

    def __init__(self) -> None:
        self._streams: dict[int, Stream] = {}
        self._last = secrets.randbelow(1 << 24)

    def open(self) -> Stream:
        """Return a new stream."""
        self._last += 1
        stream = Stream(self._last)
        self._streams[stream.stream_id] = stream
        return stream

    def close(self, stream: Stream) -> None:
        """End a stream."""
        self._streams.pop(stream.stream_id, None)
        stream.end()

    def get(self, stream_id: int) -> Stream | None:
        """Return a stream, or None."""
        return self._streams.get(stream_id)

    def wait_for_announced(self, arrival: threading.Condition) -> None:
        """Wait, within bounds, for all clients that are about to connect."""
        for stream in list(self._streams.values()):
            stream.wait_for_announced(arrival)


class StreamServer:
    """Accepts stream connections.

    Args:
        host: Address to listen at.
        port: Its port.
        subscribe: Called with the wanted stream id and a function that makes the session; it returns whether
            there is such a stream.
    """

    def __init__(
        self, host: str, port: int, subscribe: Callable[[int, Callable[[], Session]], Session | None]
    ) -> None:
        self._socket = socket.create_server((host, port), backlog=64)
        self._subscribe = subscribe
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Accept no more connections."""
        hang_up(self._socket)

    def _accept(self) -> None:
        while (connection := accepted(self._socket)) is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            wanted = b""
            while len(wanted) < 4:
                piece = connection.recv(4 - len(wanted))
                if not piece:
                    return
                wanted += piece
            (stream_id,) = struct.unpack("<I", wanted)
            session = self._subscribe(stream_id, lambda: Session(connection))
            # Nothing more comes from the client but the end. An unknown stream stays open and silent: closing it
            # would make the client reconnect thousands of times a second.
            while connection.recv(64):
                pass
            if session is not None:
                session.close()


def accepted(listener: socket.socket) -> socket.socket | None:
    """Return the next connection to a socket that listens, made for small messages; None once it is closed."""
    while True:
        try:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            if listener.fileno() < 0:
                return None
            time.sleep(_RETRY_S)  # a client that left before it was let in, or too many that have not left
            continue
        return connection


def hang_up(listener: socket.socket) -> None:
    """Close a socket that listens, and wake the thread that waits at it."""
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()
