"""Speed of the downloader of `builders.species` against a loop of `requests.get`, and how well it keeps a rate.

    python -m benchmarks.species_downloads [--photos 400] [--latency-ms 50] [--workers 16]

A server in a process of its own serves different JPEGs of about 100 kB from loopback; each answer waits
`--latency-ms` first, as a real host's would: without latency there is nothing to overlap.

- the loop: `requests.get`, one after the other, written to files; nothing is checked.
- ours: the door with its allow-list, byte counting and bounded reading, each file checked to the last byte,
  stripped of metadata and written; limits off.
- the rates: requests to the API under a limit of 40 a second, photographs under 4 MiB a second. The rate reached
  is counted from the first request to the last, without the first window's burst, and compared with the one allowed.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import requests
from PIL import Image
from pyrate_limiter import Rate

from builders.species.inaturalist import Door, Origins
from builders.species.limits import BYTE_UNIT, Limits
from builders.species.photo_checks import Demands, check_photo

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_DIFFERENT_FILES = 32
_REQUESTS_A_SECOND = 40
_UNITS_A_SECOND = 16
_SECONDS = 12
_WINDOW_S = 4  # of the limit on bytes; the real one has an hour
_FASTER = 5.0
_TOLERANCE = 0.02


def _jpegs() -> list[bytes]:
    files = []
    for seed in range(_DIFFERENT_FILES):
        noise = np.random.default_rng(seed).integers(0, 256, (150, 200, 3), dtype=np.uint8)
        stream = io.BytesIO()
        Image.fromarray(noise).resize((500, 375), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=88)
        files.append(stream.getvalue())
    return files


def _serve(latency_s: float, port: Connection) -> None:
    files = _jpegs()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(latency_s)
            if self.path.startswith("/v1/"):
                data, kind = json.dumps({"results": []}).encode(), "application/json"
            else:
                data, kind = files[int(self.path.split("/")[2]) % len(files)], "image/jpeg"
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.send(server.server_address[1])
    server.serve_forever()


@dataclass(frozen=True)
class _RatedLimits(Limits):
    """Limits of seconds instead of minutes, so that many intervals pass while they are measured."""

    kind: str = "none"

    @property
    def request_rates(self) -> list[Rate]:
        return [Rate(_REQUESTS_A_SECOND, 1000)] if self.kind == "requests" else []

    @property
    def byte_rates(self) -> list[Rate]:
        units = _UNITS_A_SECOND * _WINDOW_S
        return [Rate(units, 1000 * _WINDOW_S)] if self.kind == "bytes" else []


def _loop(urls: list[str], folder: Path) -> float:
    begun = time.perf_counter()
    for number, url in enumerate(urls):
        (folder / f"{number}.jpg").write_bytes(requests.get(url, timeout=30).content)
    return time.perf_counter() - begun


def _ours(urls: list[str], folder: Path, origins: Origins, workers: int, limits: Limits) -> tuple[float, int]:
    def fetch(numbered: tuple[int, str]) -> None:
        number, url = numbered
        checked = check_photo(door.fetch_photo(url), Demands())
        (folder / f"{number}.jpg").write_bytes(checked.data)

    with (
        Door(contact="benchmark", origins=origins, limits=limits) as door,
        ThreadPoolExecutor(workers) as pool,
    ):
        begun = time.perf_counter()
        list(pool.map(fetch, enumerate(urls)))
        return time.perf_counter() - begun, door.bytes_received


def _request_rate(origins: Origins, workers: int) -> float:
    """Return the share of the allowed rate of requests that was reached."""
    number = _REQUESTS_A_SECOND * _SECONDS + 1
    limits = _RatedLimits(kind="requests")
    with (
        Door(contact="benchmark", origins=origins, limits=limits) as door,
        ThreadPoolExecutor(workers) as pool,
    ):
        begun = time.perf_counter()
        list(pool.map(lambda page: door.fetch_json("observations", {"page": page}), range(number)))
        return (number - 1) / (time.perf_counter() - begun) / _REQUESTS_A_SECOND


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=int, default=400)
    parser.add_argument("--latency-ms", type=float, default=50)
    parser.add_argument("--workers", type=int, default=16)
    arguments = parser.parse_args()
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    server = context.Process(target=_serve, args=(arguments.latency_ms / 1000, there), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{here.recv()}"
    origins = Origins(api=f"{base}/v1", site=base, photos=(base,))
    urls = [f"{base}/photos/{number}/medium.jpg" for number in range(arguments.photos)]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        ours, received = _ours(urls, Path(two), origins, arguments.workers, _RatedLimits())
        loop = _loop(urls, Path(one))
        per_photo = received / len(urls)
        units = _UNITS_A_SECOND * (_SECONDS + _WINDOW_S) + 1  # just enough for the last window to open
        wanted = math.ceil(units * BYTE_UNIT / per_photo) + 1
        some = [urls[i % len(urls)] for i in range(wanted)]
        rated_s, rated_bytes = _ours(some, Path(two), origins, arguments.workers, _RatedLimits(kind="bytes"))
    request_share = _request_rate(origins, arguments.workers)
    # The first window's units go at once; after n more windows' units, n windows must have passed and no more.
    windows = (rated_bytes // BYTE_UNIT - 1) // (_UNITS_A_SECOND * _WINDOW_S)
    byte_share = windows * _WINDOW_S / rated_s
    server.terminate()
    print(f"{len(urls)} photographs of {per_photo / 1000:.0f} kB, {arguments.latency_ms:.0f} ms latency")
    print(f"loop of requests.get {loop:6.2f} s")
    print(f"builders.species     {ours:6.2f} s   {loop / ours:.1f} x faster, {arguments.workers} workers")
    print(
        f"rate of requests {request_share:.1%} of the allowed, rate of bytes {byte_share:.1%} of the allowed"
    )
    kept = all(1 - _TOLERANCE <= share <= 1 + _TOLERANCE for share in (request_share, byte_share))
    return 0 if loop / ours >= _FASTER and kept else 1


if __name__ == "__main__":
    sys.exit(main())
