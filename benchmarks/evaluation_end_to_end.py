"""From prediction files and PNG masks to all metrics, against only reading the same files.

python benchmarks/evaluation_end_to_end.py --images 24 --repeat 3 [--dataset build/bdd-anomaly --split test]

Predictions of four kinds are written to a temporary folder, for a sealed dataset of your own or for one of street
masks. "Reading" is `numpy.load` and the mask, once with `cv2.imread` as a script would and once with this project's
own decoder, which is several times faster. All files are in the operating system's cache. Ratios to reading are of
processor time, which neighbours on the machine do not lengthen; two workers against one is of elapsed time.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from evaluation_maps import (
    median_ratio,
    processor_time_once,
    report,
    street_logits,
    street_mask,
    time_once,
)

from evaluation import Settings, evaluate, frames, save
from manifests.digests import bytes_sha256, pixels_sha256
from manifests.images import decode_mask, encode_mask
from manifests.schema import DatasetInfo
from manifests.sealing import CLASS_PIXELS, format_class_pixels, seal
from manifests.workspace import Outcome, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

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


def read_only(pairs: list[tuple[Path, Path]], decode: Callable[[Path], np.ndarray]) -> int:
    return sum(int(np.load(scores).size + decode(mask).size) for scores, mask in pairs)


READERS: dict[str, Callable[[Path], np.ndarray]] = {
    "cv2.imread": lambda path: cv2.imread(str(path), cv2.IMREAD_UNCHANGED),
    "decode_mask": lambda path: decode_mask(path.read_bytes()),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--images", type=int, default=24)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--maps-only", action="store_true", help="leave the logits out, which take much room")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data = arguments.dataset
        if data is None:
            data = root / "data"
            write_dataset(data, arguments.images)
        scored = list(frames(data, arguments.split))
        for index, frame in enumerate(scored):
            logits = street_logits(frame.mask, index)
            largest = logits.max(axis=0)
            save(root / "map float32", frame, -largest)
            save(root / "map float16", frame, (-largest).astype(np.float16))
            if not arguments.maps_only:
                save(root / "logits float32", frame, logits)
                save(root / "logits float16", frame, logits.astype(np.float16))
        kinds = ("map float16", "map float32", "logits float16", "logits float32")
        for kind in kinds[:2] if arguments.maps_only else kinds:
            pairs = [
                (
                    (root / kind / frame.relative_path).with_suffix(".npy"),
                    frame.folder / frame.annotation_row["path"],
                )
                for frame in scored
            ]
            compare(data, root / kind, pairs, arguments)


def compare(
    data: Path, predictions: Path, pairs: list[tuple[Path, Path]], arguments: argparse.Namespace
) -> None:
    """Print the ratios of one kind of predictions."""
    print(f"\n{predictions.name}: {len(pairs)} images")
    detectors = ("maxlogit",) if predictions.name.startswith("logits") else ()
    for protocol in ("paper", "all"):
        settings = Settings(split=arguments.split, detectors=detectors, protocol=protocol)

        def score(workers: int, settings: Settings = settings) -> None:
            evaluate(data, predictions, settings, workers=workers)

        score(1)  # compiles
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(arguments.repeat):
            for name, decode in READERS.items():
                times[name].append(processor_time_once(lambda d=decode: read_only(pairs, d)))
            times["processor"].append(processor_time_once(lambda: score(1)))
            for workers in (1, 2):
                times[f"elapsed {workers}"].append(time_once(lambda w=workers: score(w)))
        for name in READERS:
            report(f"reading only, {name}", times[name], None)
            ratio = median_ratio(times["processor"], times[name])
            report(f"protocol {protocol}, against it", times["processor"], ratio, "at most 1.5")
        one, two = times["elapsed 1"], times["elapsed 2"]
        report(f"protocol {protocol}, one worker against two", two, median_ratio(one, two), "1.5")


if __name__ == "__main__":
    main()
