"""A server on loopback that answers like iNaturalist's API, its photo host and its pages, and misbehaves on demand."""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from builders.species.guard import Patience
from builders.species.inaturalist import Door, Origins
from builders.species.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NO_LIMITS = Limits(None, None, None, None)
IMPATIENT = Patience(
    attempts=4, backoff_s=0.01, refusal_pause_s=0.05, connect_s=2.0, silence_s=1.0, body_s=1.5
)
ACCESS_DENIED = "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"


def picture(seed: int, size: tuple[int, int] = (320, 240), **options: Any) -> bytes:
    """Return a JPEG of coarse seeded noise: no two look alike, to a perceptual hash neither."""
    coarse = np.random.default_rng(seed).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    stream = io.BytesIO()
    image.save(stream, options.pop("format", "JPEG"), **options)
    return stream.getvalue()


@dataclass
class FakePhoto:
    photo_id: int
    licence: str | None = "cc-by"
    attribution: str | None = "(c) Ada, some rights reserved (CC BY)"
    extension: str = "jpg"


@dataclass
class FakeINaturalist:
    """State of the server: species with counts, observations with photos, files, and faults by path."""

    server: HTTPServer
    counts: list[dict[str, Any]] = field(default_factory=list)
    observations: dict[int, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[int, str] = field(default_factory=dict)
    faults: dict[str, list[Any]] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    queries: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def origins(self) -> Origins:
        base = self.server.url_for("").rstrip("/")
        return Origins(api=f"{base}/v1", site=base, photos=(base,))

    def door(self, state: Path | None = None, **options: Any) -> Door:
        settings = {"contact": "tests@example.org", "limits": NO_LIMITS, "patience": IMPATIENT, **options}
        return Door(state=state, origins=self.origins, **settings)

    def photo_url(self, photo_id: int, size: str = "square", extension: str = "jpg") -> str:
        return self.server.url_for(f"/photos/{photo_id}/{size}.{extension}")

    def add_species(
        self, taxon_id: int, category_taxon: int, photos: list[FakePhoto], common_name: str = ""
    ) -> None:
        """Add a species with one observation a photo, in a category of the API (its taxon id)."""
        self.counts.append(
            {
                "count": len(photos),
                "category": category_taxon,
                "taxon": {"id": taxon_id, "preferred_common_name": common_name},
            }
        )
        for photo in photos:
            self.add_observation(taxon_id, [photo])

    def add_observation(self, taxon_id: int, photos: list[FakePhoto], *, file: bool = True) -> None:
        documents = []
        for photo in photos:
            document: dict[str, Any] = {
                "id": photo.photo_id,
                "url": self.photo_url(photo.photo_id, extension=photo.extension) + "?1545368818",
                "original_dimensions": {"width": 2048, "height": 1536},
            }
            if photo.attribution is not None:
                document |= {"license_code": photo.licence, "attribution": photo.attribution}
            documents.append(document)
            if file:
                self.files[f"/photos/{photo.photo_id}"] = picture(photo.photo_id)
        number = 1000 + 7 * sum(map(len, self.observations.values()))
        self.observations[taxon_id].append({"id": number, "photos": documents})

    def handle(self, request: Request) -> Response:
        with self._lock:
            self.requests[request.path] += 1
            self.agents.add(request.headers.get("User-Agent", ""))
            fault = next(
                (
                    queue.pop(0)
                    for path, queue in self.faults.items()
                    if request.path.startswith(path) and queue
                ),
                None,
            )
        if fault is not None:
            answer = fault(request)
            if answer is not None:
                return answer
        if request.path.startswith("/v1/"):
            return self._answer(request)
        if request.path.count("/") == 2:
            page = self.pages.get(int(request.path.rsplit("/", 1)[1]))
            return Response(page, content_type="text/html") if page else Response(status=404)
        data = self.files.get(request.path.rsplit("/", 1)[0])
        if data is None:
            return Response(ACCESS_DENIED, 403, content_type="application/xml")
        kind = (
            "image/png"
            if data.startswith(b"\x89PNG")
            else "image/gif"
            if data.startswith(b"GIF")
            else "image/jpeg"
        )
        return Response(data, content_type=kind)

    def _answer(self, request: Request) -> Response:
        query = request.args.to_dict()
        self.queries.append(query)
        if request.path.endswith("species_counts"):
            wanted = set(map(int, query["taxon_id"].split(",")))
            found = [count for count in self.counts if count["category"] in wanted]
            size, page = int(query["per_page"]), int(query["page"])
            results = found[(page - 1) * size : page * size]
            total = len(found)
        else:
            if int(query.get("page", "1")) * int(query["per_page"]) > 10_000:
                return Response(
                    '{"error": "Result window is too large"}', 403, content_type="application/json"
                )
            above, size = int(query["id_above"]), int(query["per_page"])
            every = [o for o in self.observations[int(query["taxon_id"])] if o["id"] > above]
            results, total = every[:size], len(every)
        return Response(
            json.dumps({"total_results": total, "results": results}),
            content_type="application/json; charset=utf-8",
        )


def serve() -> Iterator[FakeINaturalist]:
    """Run a fake server with a thread a request, and check at the end that its handler never failed."""
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        fake = FakeINaturalist(server)
        server.expect_request(re.compile(".*")).respond_with_handler(fake.handle)
        yield fake
        server.check_handler_errors()


def refuse(retry_after: str | None = None, status: int = 429) -> Callable[[Request], Response]:
    """Return a fault: a refusal, with or without Retry-After."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return lambda _: Response("slow down", status, headers)


def drip(pieces: int, pause_s: float) -> Callable[[Request], Response]:
    """Return a fault: a body that comes byte by byte."""

    def body() -> Iterator[bytes]:
        for _ in range(pieces):
            time.sleep(pause_s)
            yield b"\xff"

    return lambda _: Response(body(), content_type="image/jpeg", headers={"Content-Length": str(pieces)})


def truncate(data: bytes, claimed: int | None = None) -> Callable[[Request], Response]:
    """Return a fault: a body that ends before its announced length."""

    def answer(_: Request) -> Response:
        response = Response(iter([data]), content_type="image/jpeg")
        response.headers["Content-Length"] = str(claimed or len(data) * 2)
        return response

    return answer


def say(data: bytes | str, kind: str, status: int = 200, **headers: str) -> Callable[[Request], Response]:
    """Return a fault: any body under any type."""
    return lambda _: Response(data, status, headers=headers, content_type=kind)
