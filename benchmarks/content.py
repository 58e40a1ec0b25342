"""What the pictures of a StreetHazards made with the embedded simulator hold, and whether anything betrays anomalies.

    python benchmarks/content.py [--dataset build/streethazards] [--bdd DIR] [--no-models]

The dataset comes from `make streethazards PRESET=small`. Printed as Markdown, and written to `build/content/`:

- classes: the share of pixels of each class in each town, beside that of real streets (BDD100K, where its masks are
  at hand: `labels/sem_seg/masks/{train,val}/*.png`), and the classes that a town lacks;
- anomalies: pixels, distance and surface, and how many models and categories appear;
- contact sheets: pictures by town and by weather, and every built-in anomaly model in a studio (some minutes;
  `--no-models` leaves these out);
- cues: how well a logistic regression tells objects apart that sees noise, sharpness, saturation, contrast and borders
  but no shapes. The area under the ROC curve (AUROC) of anomalies against cars and people is set beside that of cars
  against people, at like sizes, over images that were not fitted. Different things differ in paint and texture, so
  neither is 0.5; anomalies that stand out more than cars do from people are betrayed by how they are drawn. Cars and
  people are those of the train and test splits: there are too few in the test split alone.

Needs the extra `detectors` (scikit-learn).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from content_cues import print_row, report_cues
from PIL import Image, ImageDraw, ImageFont

from builders.streethazards.build import SCENES_NAME
from carla_scenes.embedded.models.library import all_models
from carla_scenes.embedded.render.studio import photograph
from carla_scenes.kinds import ANOMALY, load_kinds
from manifests.command import progress
from manifests.dataset import open_dataset
from manifests.errors import ToolkitError
from manifests.images import count_values, decode_mask, read_image_bytes
from manifests.labels import load_label_table
from manifests.schema import MANIFEST_NAME
from manifests.sealing import CLASS_PIXELS, parse_class_pixels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.models.model import Model
    from manifests.dataset import Dataset, Frame

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

_OUT = Path("build/content")
_SPLITS = ("train", "validation", "test")

# BDD100K's train ids in StreetHazards' classes. Its roads are painted: its road is road and road line together.
_ROADS = "road and road line"
_BDD_CLASSES = {
    _ROADS: (0,),
    "sidewalk": (1,),
    "building": (2,),
    "wall": (3,),
    "fence": (4,),
    "pole": (5,),
    "traffic sign": (6, 7),
    "vegetation": (8, 9),
    "unlabeled": (10,),
    "pedestrian": (11, 12),
    "car": (13, 14, 15),
}
_BDD_VOID = 255

_QUANTILES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)

_PER_TOWN = 12
_PICTURE = (400, 225)
_MODEL = (240, 180)
_PER_SHEET = 48
_LINE_HEIGHT = 18


def town_shares(dataset: Dataset) -> dict[str, dict[str, float]]:
    """Return the share of pixels of each class in each town."""
    names = {one.value: one.name for one in dataset.labels.classes}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in dataset.rows():
        if row.get(CLASS_PIXELS):
            for value, pixels in parse_class_pixels(row[CLASS_PIXELS]).items():
                counts[row["town"]][names[value]] += pixels
    return {
        town: {name: counts[town][name] / counts[town].total() for name in names.values()}
        for town in sorted(counts)
    }


def bdd_shares(folder: Path) -> dict[str, float]:
    """Return the share of BDD100K's labelled pixels that StreetHazards' classes would have."""
    paths = [p for split in ("train", "val") for p in (folder / "labels/sem_seg/masks" / split).glob("*.png")]
    if not paths:
        raise ToolkitError("no masks of BDD100K", where=folder, expected="labels/sem_seg/masks/train/*.png")
    counts: Counter[int] = Counter()
    for path in paths:
        counts.update(count_values(decode_mask(read_image_bytes(path))))
    labelled = counts.total() - counts[_BDD_VOID]
    return {name: sum(counts[value] for value in values) / labelled for name, values in _BDD_CLASSES.items()}


def report_classes(shares: dict[str, dict[str, float]], real: dict[str, float]) -> dict[str, Any]:
    """Print the table of classes and the classes that towns lack."""
    names = [one.name for one in load_label_table("streethazards").classes]
    with_roads = {
        town: {**found, _ROADS: found["road"] + found["road line"]} for town, found in shares.items()
    }
    print("## Share of pixels, %\n")
    print_row("class", *shares, "all towns", *(["BDD100K"] if real else []))
    print_row("---", *["--:"] * (len(shares) + 1 + bool(real)))
    for name in [*names, _ROADS]:
        values = [found[name] for found in with_roads.values()]
        cells = [_percent(value) for value in [*values, float(np.mean(values))]]
        beside = [_percent(real[name]) if name in real else ""] if real else []
        print_row(name, *cells, *beside)
    print("\nunlabeled is the sky and what has no class. Every town counts alike in `all towns`.")
    trained = [one.name for one in load_label_table("streethazards").classes if one.role != ANOMALY]
    empty = {town: [name for name in trained if found[name] == 0] for town, found in shares.items()}
    for town, lacking in empty.items():
        if lacking:
            print(f"{town} has no pixel of: {', '.join(lacking)}")
    return {"towns": shares, "bdd100k": real, "empty": empty}


def report_anomalies(scenes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Print how large, how far and where the anomalies of all frames are, and of how many kinds."""
    found = [one for scene in scenes for one in scene["anomalies"]]
    frames = Counter(len(scene["anomalies"]) for scene in scenes if scene["scene"]["split"] == "test")
    if not found:
        raise ToolkitError("the dataset has no anomalies", expected="a test split")
    quantiles = {
        name: [round(float(q), 1) for q in np.quantile([one[name] for one in found], _QUANTILES)]
        for name in ("pixels", "distance_m")
    }
    surfaces = Counter(str(one["surface"]) for one in found)
    print(f"\n## Anomalies\n\n{len(found)} in {frames.total()} test frames.\n")
    print_row("quantile", *(f"{100 * q:.0f} %" for q in _QUANTILES))
    print_row("---", *["--:"] * len(_QUANTILES))
    print_row("pixels", *(f"{value:.0f}" for value in quantiles["pixels"]))
    print_row("distance, m", *(f"{value:.1f}" for value in quantiles["distance_m"]))
    places = {name: count / len(found) for name, count in surfaces.most_common()}
    print("\nsurface: " + ", ".join(f"{name} {100 * share:.0f} %" for name, share in places.items()))
    print("anomalies a frame: " + ", ".join(f"{n}: {count} frames" for n, count in sorted(frames.items())))
    models, kinds = ({one[key] for one in found} for key in ("name", "category"))
    built_in = anomaly_models()
    print(
        f"distinct models: {len(models)} (built in: {len(built_in)}); "
        f"categories: {len(kinds)} (built in: {len({model.kind for model in built_in})})"
    )
    return {
        "count": len(found),
        "anomalies_a_frame": dict(sorted(frames.items())),
        "quantiles": {
            name: dict(zip(map(str, _QUANTILES), values, strict=True)) for name, values in quantiles.items()
        },
        "surfaces": places,
        "models": sorted(models),
        "categories": sorted(kinds),
    }


def anomaly_models() -> list[Model]:
    """Return the built-in models that are anomalies, by group, category and name."""
    kinds = load_kinds()
    models = [m for m in all_models().values() if m.kind in kinds and kinds[m.kind].role == ANOMALY]
    return sorted(models, key=lambda model: (kinds[model.kind].meta_category, model.kind, model.name))


def write_sheet(path: Path, tiles: Sequence[tuple[str, Bytes]], columns: int, size: tuple[int, int]) -> None:
    """Write pictures of (H, W, 3) uint8 RGB with captions, side by side, as a JPEG file."""
    lines = max(caption.count("\n") + 1 for caption, _ in tiles)
    width, height = size[0], size[1] + lines * _LINE_HEIGHT + 4
    columns = min(columns, len(tiles))
    sheet = Image.new("RGB", (columns * width, -(-len(tiles) // columns) * height), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for index, (caption, picture) in enumerate(tiles):
        left, top = index % columns * width, index // columns * height
        sheet.paste(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS), (left, top))
        draw.text((left + 4, top + size[1] + 2), caption, "black", font)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, quality=88)


def write_picture_sheets(frames: Sequence[Frame], out: Path) -> None:
    """Write the contact sheets by town and by weather."""
    towns: dict[str, list[Frame]] = defaultdict(list)
    weathers: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        towns[frame.image_row["town"]].append(frame)
        weathers[f"{frame.image_row['condition']}, {frame.image_row['day_time']}"].append(frame)
    for town, some in sorted(towns.items()):
        chosen = some[:: max(1, len(some) // _PER_TOWN)][:_PER_TOWN]
        tiles = [
            (f"{f.item_id}  {f.image_row['condition']}, {f.image_row['day_time']}", f.image) for f in chosen
        ]
        write_sheet(out / f"town-{town}.jpg", tiles, 3, _PICTURE)
    tiles = [
        (f"{name}  ({frame.item_id})", frame.image)
        for name, some in sorted(weathers.items())
        for frame in some[:: max(1, len(some) // 2)][:2]
    ]
    write_sheet(out / "weather.jpg", tiles, 4, _PICTURE)


def write_model_sheets(models: Sequence[Model], out: Path) -> None:
    """Write contact sheets of models, one or more for each group of categories."""
    kinds = load_kinds()
    groups: dict[str, list[tuple[str, Bytes]]] = defaultdict(list)
    with progress(len(models), "studio", "model") as bar:
        for model in models:
            picture = photograph(model.make(0), _MODEL)
            caption = f"{model.kind}\n{model.name.rsplit('.', 1)[-1]}"
            groups[kinds[model.kind].meta_category].append((caption, picture))
            bar.update()
    for group, tiles in groups.items():
        for page, first in enumerate(range(0, len(tiles), _PER_SHEET), start=1):
            name = f"models-{group.replace(' ', '-')}-{page}.jpg"
            write_sheet(out / name, tiles[first : first + _PER_SHEET], 6, _MODEL)


def _percent(share: float) -> str:
    """Return a share in per cent; 0 is none at all."""
    if share == 0:
        return "0"
    return f"{100 * share:.2f}" if share >= 5e-5 else "<0.01"


def report(folder: Path, bdd: Path | None, *, models: bool) -> None:
    if not (folder / MANIFEST_NAME).is_file():
        raise ToolkitError(
            "there is no sealed StreetHazards", where=folder, remedy="make streethazards PRESET=small"
        )
    dataset = open_dataset(folder)
    splits = {split: dataset.frames(split) for split in _SPLITS}
    scenes = [json.loads(line) for line in (folder / SCENES_NAME).read_text("utf-8").splitlines()]
    _OUT.mkdir(parents=True, exist_ok=True)
    document = {
        "classes": report_classes(town_shares(dataset), bdd_shares(bdd) if bdd else {}),
        "anomalies": report_anomalies(scenes),
        "cues": report_cues(splits["train"], splits["test"]),
    }
    (_OUT / "content.json").write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    write_picture_sheets([frame for frames in splits.values() for frame in frames], _OUT)
    if models:
        write_model_sheets(anomaly_models(), _OUT)
    print(f"\nTables and contact sheets: {_OUT}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dataset", type=Path, default=Path("build/streethazards"))
    parser.add_argument("--bdd", type=Path, help="BDD100K (default: ../shared/data/bdd100k where it exists)")
    parser.add_argument("--no-models", action="store_true", help="do not photograph the built-in models")
    arguments = parser.parse_args()
    nearby = Path("../shared/data/bdd100k")
    bdd = arguments.bdd or (nearby if nearby.is_dir() else None)
    try:
        report(arguments.dataset, bdd, models=not arguments.no_models)
    except ToolkitError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
