"""One attempt at one address: only allowed hosts, in its turn, and a body bounded in bytes and time."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE_BYTES = 1 << 16


@dataclass(frozen=True)
class Patience:
    """How long to wait for what.

    Attributes:
        attempts: Attempts at one address, the first included.
        backoff_s: Base of the growing pause between attempts.
        refusal_pause_s: Shortest pause after a refusal (429) that does not say how long.
        connect_s: For a connection.
        silence_s: Between two pieces of a body.
        body_s: For a whole body: a server that drips is given up.
    """

    attempts: int = 6
    backoff_s: float = 1.0
    refusal_pause_s: float = 10.0
    connect_s: float = 10.0
    silence_s: float = 30.0
    body_s: float = 180.0


class GuardedAdapter(HTTPAdapter):
    """Sends one attempt: only to allowed hosts, after waiting its turn, with a bounded body.

    Args:
        allowed: Origins, as `origin_of` gives them.
        maximum_bytes: Of an unpacked body.
        patience: Timeouts.
        before: Called before every attempt; waits for its turn, or raises.
    """

    def __init__(
        self, allowed: frozenset[str], maximum_bytes: int, patience: Patience, before: Callable[[], None]
    ) -> None:
        super().__init__(max_retries=0, pool_maxsize=32)
        self._allowed = allowed
        self._maximum_bytes = maximum_bytes
        self._patience = patience
        self._before = before

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        """Return the answer with its body read; sessions call this for every redirect as well."""
        url = request.url or ""
        if origin_of(url) not in self._allowed:
            raise refused_host(url)
        self._before()
        options["stream"] = True
        response = super().send(request, *arguments, **options)
        data = self._read(response.raw, url)
        headers = {
            name: value
            for name, value in response.headers.items()
            if name.lower() not in {"content-encoding", "transfer-encoding", "content-length"}
        }
        response.raw = urllib3.HTTPResponse(
            io.BytesIO(data), headers, response.status_code, preload_content=False, request_url=url
        )
        return response

    def _read(self, raw: Any, url: str) -> bytes:
        """Return the decoded body, or raise when it grows too large or comes too slowly."""
        deadline = time.monotonic() + self._patience.body_s
        pieces, size = [], 0
        try:
            while piece := raw.read1(_PIECE_BYTES, decode_content=True):  # read() would wait for a slow drip
                pieces.append(piece)
                size += len(piece)
                if size > self._maximum_bytes:
                    raise ToolkitError(
                        "the body is too large", where=url, expected=f"at most {self._maximum_bytes:,} bytes"
                    )
                if time.monotonic() > deadline:
                    raise requests.Timeout(f"no whole body in {self._patience.body_s:.0f} s")
        except urllib3.exceptions.ReadTimeoutError as error:
            raise requests.ReadTimeout(str(error)) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise requests.exceptions.ChunkedEncodingError(str(error)) from error
        finally:
            raw.close()
        return b"".join(pieces)


def origin_of(url: str) -> str:
    """Return scheme and host of an address, lower case, with the port where it is not the usual one."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:  # no number
        return ""
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    suffix = "" if port in {None, usual} else f":{port}"
    return f"{parts.scheme}://{parts.hostname}{suffix}"


def refused_host(url: str) -> ToolkitError:
    """Return the error for an address that is none of iNaturalist's."""
    return ToolkitError(
        "refused to contact this host",
        where=url,
        expected="iNaturalist's API, site, or one of its photo hosts",
        remedy="the list or a redirect names a host that is not iNaturalist's: check where it came from",
    )
