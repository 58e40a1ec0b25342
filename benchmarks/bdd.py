"""Speed and memory of `builders.bdd`, against a plain script and against the floor, in one run.

    python benchmarks/bdd.py --src bdd100k/ [--repeats 5]

Three things are timed on the same source, in turn, as whole processes; the medians of the ratios are printed.

- `builders.bdd`: the build to the sealed dataset, everything included.
- the plain script: one process, Pillow and NumPy, filter, relabel and copy; no checks, no digests, no manifest.
- the floor: decode and encode the same masks with the fastest PNG code of the libraries installed (Pillow, OpenCV,
  kornia-rs, imagecodecs when there), same workers, nothing else: the fastest decoder with the fastest encoder. For
  comparison, the fastest single library for both directions, and the toolkit's own pair.

The source is repeated under other names until it has `--pairs` pairs (default 2,000; BDD100K has 8,000), so that
starting Python and drawing the preview do not decide the ratio.

The memory is measured on synthetic sources of 500 and 8,000 pairs (`--memory`), as peak resident size.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from kornia_rs.io import decode_image_png_u8
from PIL import Image

from builders.bdd.source import find_source
from manifests.images import encode_mask, png_header
from tests.fakes import write_bdd100k

if TYPE_CHECKING:
    from collections.abc import Callable

_WORKERS = 2
_ANOMALIES = (16, 17, 18)
_OURS = "ours (zlib-ng)"


def plain_script(src: Path, out: Path) -> None:
    """Do the same filter and relabelling the way a researcher's script does."""
    source = find_source(src)
    lookup = np.arange(2, 258).astype(np.uint8)
    lookup[255] = 1
    for pair in source.pairs():
        mask = np.asarray(Image.open(source.root / str(pair.mask)))
        split = "test" if np.isin(mask, _ANOMALIES).any() else pair.source_split
        for kind in ("images", "annotations"):
            (out / kind / split).mkdir(parents=True, exist_ok=True)
        Image.fromarray(lookup[mask]).save(out / "annotations" / split / f"{pair.image_id}.png")
        shutil.copyfile(source.root / str(pair.image), out / "images" / split / f"{pair.image_id}.jpg")


def codecs() -> tuple[dict[str, Callable[[bytes], Any]], dict[str, Callable[[Any], bytes]]]:
    """Return the decoders and encoders to choose the floor from."""

    def pillow_encode(mask: Any) -> bytes:
        stream = io.BytesIO()
        Image.fromarray(mask).save(stream, "PNG")
        return stream.getvalue()

    decoders: dict[str, Callable[[bytes], Any]] = {
        "Pillow": lambda data: np.asarray(Image.open(io.BytesIO(data))),
        "OpenCV": lambda data: cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED),
    }
    decoders["kornia-rs"] = lambda data: decode_image_png_u8(data, png_header(data)[1::-1], "mono")[:, :, 0]
    encoders: dict[str, Callable[[Any], bytes]] = {
        "Pillow": pillow_encode,
        "OpenCV": lambda mask: cv2.imencode(".png", mask)[1].tobytes(),
        _OURS: encode_mask,  # kornia-rs encodes to files only, and no faster than OpenCV
    }
    try:
        import imagecodecs  # noqa: PLC0415 - not needed by the toolkit
    except ImportError:
        return decoders, encoders
    decoders["imagecodecs"] = imagecodecs.png_decode
    encoders["imagecodecs"] = lambda mask: bytes(imagecodecs.png_encode(mask))
    return decoders, encoders


def choose(masks: list[bytes]) -> dict[str, tuple[str, str]]:
    """Return the decoder and encoder of each floor, the fastest over some masks."""
    decoders, encoders = codecs()
    pixels = [np.ascontiguousarray(decoders["Pillow"](data)) for data in masks]

    def milliseconds(function: Callable[[Any], Any], values: list[Any]) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            for value in values:
                function(value)
            times.append(time.perf_counter() - start)
        return 1000 * statistics.median(times) / len(values)

    decode = {name: milliseconds(function, masks) for name, function in decoders.items()}
    encode = {name: milliseconds(function, pixels) for name, function in encoders.items()}
    for name, cost in decode.items():
        print(f"  decode {name:<16}{cost:6.2f} ms a mask")
    for name, cost in encode.items():
        size = sum(len(encoders[name](mask)) for mask in pixels) / len(pixels)
        print(f"  encode {name:<16}{cost:6.2f} ms a mask{size:9.0f} bytes")
    library = min(decode.keys() & encode.keys(), key=lambda name: decode[name] + encode[name])
    fastest = min(decode, key=lambda name: decode[name])
    other = min(encode.keys() - {_OURS}, key=lambda name: encode[name])
    return {"library": (library, library), "mixed": (fastest, other), "own": ("kornia-rs", _OURS)}


def floor(src: Path, decoder: str, encoder: str) -> None:
    """Decode and encode every mask, and nothing else."""
    source = find_source(src)
    decoders, encoders = codecs()

    def once(path: Path) -> int:
        return len(encoders[encoder](decoders[decoder](path.read_bytes())))

    with ThreadPoolExecutor(_WORKERS) as pool:
        list(pool.map(once, [source.root / str(pair.mask) for pair in source.pairs()]))


def _build(src: Path, out: Path) -> list[str | Path]:
    """Return the product's command, without the interpreter."""
    return ["-m", "builders.bdd", "--src", src, "--out", out, "--workers", str(_WORKERS)]


def _timed(*command: str | Path) -> tuple[float, float]:
    """Run a Python command as a process of its own; return its wall and processor seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def repeat_source(src: Path, pairs: int, target: Path) -> Path:
    """Write a source of `pairs` pairs that repeats the files of `src` under new names."""
    source = find_source(src)
    originals = source.pairs()
    for index in range(pairs):
        pair = originals[index % len(originals)]
        for path in (pair.image, pair.mask):
            folder, name = str(path).rsplit("/", 1)
            (target / folder).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source.root / str(path), target / folder / f"{index:05d}-{name}")
    return target


def compare(src: Path, repeats: int) -> None:
    """Time the three in turn and print the medians of their ratios."""
    source = find_source(src)
    paths = [source.root / str(pair.mask) for pair in source.pairs()]
    floors = choose([path.read_bytes() for path in paths[:: max(1, len(paths) // 40)]])
    print(f"{len(paths)} pairs, {_WORKERS} workers; wall seconds (processor seconds in brackets)")
    ratios: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        for repeat in range(repeats):
            out = Path(scratch, str(repeat))
            times = {
                "ours": _timed(*_build(src, out / "ours")),
                "script": _timed(__file__, "--src", src, "--plain-script", out / "script"),
            }
            for name, pair in floors.items():
                times[name] = _timed(__file__, "--src", src, "--floor", *pair)
            print("  " + ", ".join(f"{name} {wall:.2f} ({cpu:.2f})" for name, (wall, cpu) in times.items()))
            for name, (wall, _) in times.items():
                ratios[name].append(wall / times["ours"][0])
            if repeat == 0:
                sizes = [
                    sum(path.stat().st_size for path in (out / name / "annotations").rglob("*.png"))
                    for name in ("ours", "script")
                ]
                print(f"  size of the masks: {sizes[0] / sizes[1]:.3f} of the script's (bound: at most 1.1)")
            shutil.rmtree(out)
    print(
        f"faster than the plain script: {statistics.median(ratios['script']):.2f} times (bound: at least 4)"
    )
    for name, (decoder, encoder) in floors.items():
        bound = " (bound: at most 1.4)" if name == "mixed" else ""
        over = 1 / statistics.median(ratios[name])
        print(
            f"time over the floor, decoding with {decoder}, encoding with {encoder}: {over:.2f} times{bound}"
        )


def memory() -> None:
    """Print the peak resident size of builds of 500 and 8,000 synthetic pairs."""
    for pairs in (500, 8000):
        with tempfile.TemporaryDirectory() as scratch:
            src = write_bdd100k(Path(scratch, "src"), train=pairs * 7 // 8, val=pairs // 8, size=(320, 180))
            _timed(*_build(src, Path(scratch, "out")))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{pairs:>5} pairs: peak resident size {peak:.0f} MiB")


def main() -> None:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--src", type=Path, help="BDD100K folder (default: a synthetic one)")
    parser.add_argument(
        "--scratch", type=Path, default=Path("build"), help="where to work (default: %(default)s)"
    )
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--pairs", type=int, default=2000, help="pairs of the source (default: %(default)s)")
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time")
    parser.add_argument("--plain-script", type=Path, metavar="OUT", help=argparse.SUPPRESS)
    parser.add_argument("--floor", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    # Not the system's folder for temporary files, which may be another file system than the user's data.
    arguments.scratch.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(arguments.scratch.resolve())
    if arguments.memory:
        memory()
    elif arguments.plain_script:
        plain_script(arguments.src, arguments.plain_script)
    elif arguments.floor:
        floor(arguments.src, *arguments.floor)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            src = arguments.src or write_bdd100k(Path(scratch, "fake"), train=350, val=50, size=(1280, 720))
            compare(repeat_source(src, arguments.pairs, Path(scratch, "bdd100k")), arguments.repeats)


if __name__ == "__main__":
    main()
