"""Speed of `builders.noise` against a per-image NumPy and Pillow loop, in one run.

    python benchmarks/noise.py [--n 1000] [--size 224] [--repeats 5]

Both are timed as whole processes, in turn; the median of the ratios of each turn is printed, with the bytes written.

- `builders.noise --workers 2`: to the sealed dataset, with digests, manifest, Croissant and preview.
- the loop: draws each image with NumPy, saves it with Pillow's defaults, and does nothing else. Blobs are smoothed by
  NumPy's FFT, which is faster than a Gaussian filter of that width.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

_KINDS = ("gaussian", "rademacher", "blobs")
_WORKERS = 2
_GOAL = 3.0


def plain_loop(kind: str, n: int, size: int, out: Path) -> None:
    """Write `n` images the way a researcher's script does."""
    rng = np.random.default_rng(0)
    shape = (size, size, 3)
    frequency = np.fft.fftfreq(size)[:, None] ** 2 + np.fft.rfftfreq(size)[None, :] ** 2
    transfer = np.exp(-2 * (np.pi * 1.5 / 32 * size) ** 2 * frequency)[..., None]
    for index in range(n):
        if kind == "gaussian":
            image = (np.clip(rng.normal(0, 0.5, shape), -1, 1) + 1) * 127.5
        elif kind == "rademacher":
            image = rng.integers(0, 2, shape) * 255
        else:
            spectrum = np.fft.rfft2(rng.normal(size=shape), axes=(0, 1)) * transfer
            field = np.fft.irfft2(spectrum, s=(size, size), axes=(0, 1))
            image = np.clip(255 * (0.7 + 0.0862 * field / field.std()), 0, 255)
            image[image < 255 * 0.75] = 0
        Image.fromarray(image.astype(np.uint8)).save(out / f"{index:06d}.png")


def measure(kind: str, n: int, size: int, repeats: int) -> None:
    ratios, ours, loops = [], [], []
    sizes: dict[str, float] = {}
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as root:
            built, plain = Path(root) / "built", Path(root) / "plain"
            plain.mkdir()
            flags = ["--kind", kind, "--n", str(n), "--size", str(size)]
            builder = [sys.executable, "-m", "builders.noise", *flags, "--workers", str(_WORKERS)]
            ours.append(timed([*builder, "--out", str(built)]))
            loops.append(timed([sys.executable, __file__, *flags, "--loop", str(plain)]))
            ratios.append(loops[-1] / ours[-1])
            for name, folder in (("ours", built / "images"), ("loop", plain)):
                files = list(folder.rglob("*.png"))
                sizes[name] = sum(path.stat().st_size for path in files) / len(files)
    ratio = statistics.median(ratios)
    print(
        f"{kind:<11} ours {statistics.median(ours) / n * 1e3:6.2f} ms an image, {sizes['ours'] / 1e3:6.1f} kB; "
        f"loop {statistics.median(loops) / n * 1e3:6.2f} ms, {sizes['loop'] / 1e3:6.1f} kB; "
        f"{ratio:.1f} times as fast (from {min(ratios):.1f} to {max(ratios):.1f}; goal {_GOAL:.0f})"
    )


def timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kind", choices=_KINDS)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--loop", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.loop:
        plain_loop(arguments.kind, arguments.n, arguments.size, arguments.loop)
        return
    for kind in [arguments.kind] if arguments.kind else _KINDS:
        measure(kind, arguments.n, arguments.size, arguments.repeats)


if __name__ == "__main__":
    main()
