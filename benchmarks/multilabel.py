"""Cost of reading ImageNet-21K archives, against decoding the same photographs from memory, in one run.

    python benchmarks/multilabel.py [--images 400] [--repeats 7]

Four archives of synthetic photographs of 500x375 pixels (about 60 kB each, half of what ImageNet's have, so that
reading counts for more) are made. In turn, in one thread, are timed:

- decoding alone: every photograph to RGB, from bytes that are in memory already;
- from the archives: listing the members, reading each at its place, decoding it the same way;
- the same with Python's `tarfile`, for comparison.

Then, with two workers, the whole build to the sealed dataset (reading, two digests, a check of every bit, writing,
manifest, preview) against decoding alone with two threads. The medians of the ratios of each turn are printed.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tarfile
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import simplejpeg

from builders.multilabel.archive import list_members
from builders.multilabel.build import Config, build
from builders.multilabel.classes import paper_classes
from builders.multilabel.source import read_source
from builders.photographs import Place
from builders.running import Run

if TYPE_CHECKING:
    from collections.abc import Callable

_CLASSES = paper_classes()[:4]
_SIZE = (500, 375)
_WORKERS = 2
_GOAL = 1.2


def photograph(index: int) -> bytes:
    """Return a JPEG with the falling spectrum, and about the size, of ImageNet's photographs."""
    rng = np.random.default_rng(index)
    total = np.zeros((_SIZE[1], _SIZE[0], 3), np.float32)
    for octave in range(1, 9):
        coarse = rng.normal(size=(2**octave, 2**octave, 3)).astype(np.float32)
        total += cv2.resize(coarse, _SIZE, interpolation=cv2.INTER_CUBIC) / octave
    pixels = cv2.normalize(total, None, 10, 245, cv2.NORM_MINMAX) + rng.normal(0, 7, total.shape)
    pixels = np.clip(pixels, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()


def write_archives(root: Path, images: int) -> list[bytes]:
    photographs = []
    for number, c in enumerate(_CLASSES):
        with tarfile.open(root / f"{c.wnid}.tar", "w") as tar:
            for k in range(images // len(_CLASSES)):
                data = photograph(number * 10_000 + k)
                photographs.append(data)
                info = tarfile.TarInfo(f"{c.wnid}_{k}.JPEG")
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return photographs


def decode(data: bytes) -> None:
    simplejpeg.decode_jpeg(data, "RGB")


def decode_alone(photographs: list[bytes]) -> None:
    for data in photographs:
        decode(data)


def from_archives(root: Path) -> None:
    for c in _CLASSES:
        path = root / f"{c.wnid}.tar"
        for member in list_members(path).members:
            decode(Place(path, member.offset, member.size).read())


def by_tarfile(root: Path) -> None:
    for c in _CLASSES:
        with tarfile.open(root / f"{c.wnid}.tar") as tar:
            for member in tar:
                stream = tar.extractfile(member)
                decode(stream.read() if stream else b"")


def decode_in_threads(photographs: list[bytes]) -> None:
    with ThreadPoolExecutor(_WORKERS) as pool:
        list(pool.map(decode, photographs))


def whole_build(root: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = read_source(root, _CLASSES)
        build(Config(source, _CLASSES, Run(Path(folder) / "out", workers=_WORKERS)))


def timed(what: Callable[[], None]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--images", type=int, default=400)
    parser.add_argument("--repeats", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        photographs = write_archives(root, arguments.images)
        kilobytes = statistics.mean(map(len, photographs)) / 1e3
        print(f"{len(photographs)} photographs of {kilobytes:.0f} kB in {len(_CLASSES)} archives")
        turns = []
        for _ in range(arguments.repeats):
            alone = timed(lambda: decode_alone(photographs))
            archives = timed(lambda: from_archives(root))
            standard = timed(lambda: by_tarfile(root))
            threads = timed(lambda: decode_in_threads(photographs))
            built = timed(lambda: whole_build(root))
            turns.append((alone, archives / alone, standard / alone, threads, built / threads))
    alone, archives, standard, threads, built = (
        statistics.median(column) for column in zip(*turns, strict=True)
    )
    milliseconds = alone / len(photographs) * 1e3
    print(f"decoding alone        {milliseconds:.2f} ms a photograph")
    print(f"from the archives     {archives:.2f} times decoding alone (goal: at most {_GOAL})")
    print(f"by Python's tarfile   {standard:.2f} times decoding alone")
    print(f"whole build           {built:.2f} times decoding alone with {_WORKERS} threads each")


if __name__ == "__main__":
    main()
