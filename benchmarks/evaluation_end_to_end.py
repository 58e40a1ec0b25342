"""From prediction files and PNG masks to all metrics, against only reading the same files.

python benchmarks/evaluation_end_to_end.py --images 24 --repeat 3

A sealed dataset with street masks is written to a temporary folder, with predictions of four kinds. "Reading" is
what a script would do, `numpy.load` and `cv2.imread` on each pair, on as many threads as the scoring has workers.
All files are in the operating system's cache for both.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from evaluation_maps import median_ratio, report, street_logits, street_mask, time_once

from evaluation import Settings, evaluate, frames, save
from manifests.digests import bytes_sha256, pixels_sha256
from manifests.images import encode_mask
from manifests.schema import DatasetInfo
from manifests.sealing import CLASS_PIXELS, format_class_pixels, seal
from manifests.workspace import Outcome, Workspace

INFO = DatasetInfo(
    name="street-benchmark",
    title="Streets",
    description="Made from a seed.",
    builder="benchmarks",
    licence="CC0-1.0",
    licence_url="",
    citation="",
    homepage="",
    label_table="bdd-anomaly",
    columns=(CLASS_PIXELS,),
)


def write_dataset(out: Path, count: int) -> None:
    """Write a sealed dataset of `count` street masks with grey images."""
    with Workspace(out, info=INFO, parameters={}, builder_version="1") as work:
        for index in range(count):
            mask = street_mask(index)
            grey = np.full((*mask.shape, 3), index % 256, np.uint8)
            values, counts = np.unique(mask, return_counts=True)
            pixels = format_class_pixels(dict(zip(values.tolist(), counts.tolist(), strict=True)))
            rows = []
            for role, folder, array, data, own in (
                ("image", "images", grey, cv2.imencode(".png", grey)[1].tobytes(), {}),
                ("annotation", "annotations", mask, encode_mask(mask), {CLASS_PIXELS: pixels}),
            ):
                path = f"{folder}/test/{index:04d}.png"
                work.shelf.write(path, data)
                rows.append(
                    {
                        "path": path, "role": role, "split": "test", "item_id": f"{index:04d}",
                        "sha256": bytes_sha256(data), "bytes": str(len(data)), "pixels_sha256": pixels_sha256(array),
                        "width": str(mask.shape[1]), "height": str(mask.shape[0]), "source": "", "source_url": "",
                        "licence": "", "attribution": "", **own,
                    }
                )  # fmt: skip
            work.record(Outcome(f"{index:04d}", tuple(rows)))
        seal(work)


def read_only(pairs: list[tuple[Path, Path]], workers: int) -> None:
    def read(pair: tuple[Path, Path]) -> int:
        return int(np.load(pair[0]).size + cv2.imread(str(pair[1]), cv2.IMREAD_UNCHANGED).size)

    with ThreadPoolExecutor(workers) as pool:
        sum(pool.map(read, pairs))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--images", type=int, default=24)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_dataset(root / "data", arguments.images)
        for index, frame in enumerate(frames(root / "data")):
            logits = street_logits(street_mask(index), index)
            save(root / "logits float32", frame, logits)
            save(root / "logits float16", frame, logits.astype(np.float16))
            save(root / "map float32", frame, -logits.max(axis=0))
            save(root / "map float16", frame, (-logits.max(axis=0)).astype(np.float16))
        for kind in ("map float16", "map float32", "logits float16", "logits float32"):
            pairs = [
                (
                    (root / kind / frame.relative_path).with_suffix(".npy"),
                    frame.folder / frame.annotation_row["path"],
                )
                for frame in frames(root / "data")
            ]
            detectors = ("maxlogit",) if kind.startswith("logits") else ()
            print(f"\n{kind}: {arguments.images} images")
            times: dict[str, list[float]] = defaultdict(list)
            for protocol in ("paper", "all"):
                settings = Settings(detectors=detectors, protocol=protocol)
                evaluate(root / "data", root / kind, settings)  # compiles
                for _ in range(arguments.repeat):
                    times["reading"].append(time_once(lambda p=pairs: read_only(p, 1)))
                    for workers in (1, 2):
                        times[f"{protocol} {workers}"].append(
                            time_once(
                                lambda s=settings, w=workers, k=kind: evaluate(
                                    root / "data", root / k, s, workers=w
                                )
                            )
                        )
                reading = times["reading"][-arguments.repeat :]
                report("reading only, one thread", reading, None)
                one, two = times[f"{protocol} 1"], times[f"{protocol} 2"]
                report(
                    f"protocol {protocol}, against reading", one, median_ratio(one, reading), "at most 1.5"
                )
                report(f"protocol {protocol}, two workers against one", two, median_ratio(one, two), "1.5")


if __name__ == "__main__":
    main()
