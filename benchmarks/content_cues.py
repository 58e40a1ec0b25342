"""How well objects of two kinds are told apart by cues that see no shapes: for `content.py`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from manifests.command import progress
from manifests.labels import load_label_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from manifests.dataset import Frame

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
_MIN_PIXELS = 300
_MARGIN = 12  # pixels around an object that count as its surroundings
_MIN_OBJECTS = 15
_MATCHINGS = 20
_RESAMPLES = 50  # of the pictures of each matching
_FOLDS = 5
_FEATURES = (
    "noise",
    "gradient energy",
    "edge density",
    "saturation",
    "spread of saturation",
    "brightness against surroundings",
    "contrast with surroundings",
    "sharpness of the border",
)


@dataclass(frozen=True)
class Thing:
    """One object in one picture: what it is, the picture, its pixels, and its `_FEATURES`."""

    name: str
    picture: str
    pixels: int
    features: Floats


@dataclass(frozen=True)
class Comparison:
    """How well the cues tell two kinds of objects apart.

    Attributes:
        count: Objects of each kind, after matching their sizes.
        auroc: Of the logistic regression, over pictures that it was not fitted to; the mean of several matchings.
        interval: Its central 95 %, over matchings and pictures drawn anew.
        single: AUROC of each feature alone; below 0.5 where the first kind has less of it.
    """

    count: int
    auroc: float
    interval: tuple[float, float]
    single: dict[str, float]


def things_of(frame: Frame, names: Sequence[str]) -> list[Thing]:
    """Return the objects of some classes in a picture, each a connected component of enough pixels."""
    image, mask = frame.image, frame.mask
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    saturation = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)[..., 1]
    layers = np.dstack([grey, saturation, cv2.Canny(grey, 50, 150), *_derivatives(grey)]).astype(np.float64)
    table, things = load_label_table("streethazards"), []
    for name in names:
        of_class = (mask == table.by_name(name).value).astype(np.uint8)
        count, labels, boxes, _ = cv2.connectedComponentsWithStats(of_class, connectivity=8)
        for index in range(1, count):
            left, top, width, height, pixels = (int(value) for value in boxes[index])
            if pixels >= _MIN_PIXELS:
                rows = slice(max(0, top - _MARGIN), top + height + _MARGIN)
                columns = slice(max(0, left - _MARGIN), left + width + _MARGIN)
                features = features_of(layers[rows, columns], labels[rows, columns] == index)
                things.append(Thing(name, f"{frame.image_row['split']}/{frame.item_id}", pixels, features))
    return things


def _derivatives(grey: Bytes) -> tuple[Floats, Floats]:
    """Return the strength of the gradient, and what remains where a picture is not locally a plane."""
    level = grey.astype(np.float64)
    along, down = (cv2.Sobel(level, cv2.CV_64F, x, 1 - x, scale=1 / 8) for x in (1, 0))
    kernel = np.outer((1, -2, 1), (1, -2, 1)) / 6
    return np.hypot(along, down), np.asarray(cv2.filter2D(level, cv2.CV_64F, kernel), np.float64)


def features_of(layers: Floats, inside: Flags) -> Floats:
    """Return the `_FEATURES` of one object.

    Args:
        layers: Its cut of the picture, (H, W, 5): grey, saturation, edges (0 or 255), gradient, residual.
        inside: Its pixels, (H, W).
    """
    grey, saturation, edges, gradient, residual = (layers[..., index] for index in range(5))
    core = _shrunk(inside, 2)
    core = core if core.sum() >= _MIN_PIXELS // 4 else inside
    around = ~_shrunk(~inside, _MARGIN) & _shrunk(~inside, 1)
    border = ~_shrunk(~inside, 1) & ~_shrunk(inside, 1)
    beside = ~_shrunk(~inside, 5) & ~_shrunk(inside, 5) & ~border
    calm = core & (gradient <= np.median(gradient[core]))  # texture is no noise
    difference = (grey[inside].mean() - grey[around].mean()) / 255 if around.any() else 0.0
    return np.array(
        [
            np.log(residual[calm].std() + 0.05),
            np.log(np.square(gradient[core]).mean() + 0.05),
            edges[core].mean() / 255,
            saturation[inside].mean() / 255,
            saturation[inside].std() / 255,
            difference,
            abs(difference),
            np.log((gradient[border].mean() + 0.5) / (gradient[beside].mean() + 0.5)),
        ]
    )


def _shrunk(area: Flags, pixels: int) -> Flags:
    size = 2 * pixels + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.erode(area.astype(np.uint8), kernel, borderValue=1), np.bool_)


def matched(ones: Sequence[Thing], others: Sequence[Thing], seed: int) -> tuple[list[Thing], list[Thing]]:
    """Return as many of the one as of the other kind in every octave of pixels, drawn at random."""
    rng = np.random.default_rng(seed)
    octaves: dict[int, tuple[list[Thing], list[Thing]]] = defaultdict(lambda: ([], []))
    for side, things in enumerate((ones, others)):
        for thing in things:
            octaves[thing.pixels.bit_length()][side].append(thing)
    kept: tuple[list[Thing], list[Thing]] = ([], [])
    for _, pair in sorted(octaves.items()):
        fewest = min(map(len, pair))
        for side, things in enumerate(pair):
            kept[side].extend(things[i] for i in sorted(rng.permutation(len(things))[:fewest]))
    return kept


def compared(ones: Sequence[Thing], others: Sequence[Thing]) -> Comparison | None:
    """Return how well the cues tell two kinds of objects of like sizes apart, or None where there are too few."""
    matchings = [matched(ones, others, seed) for seed in range(_MATCHINGS)]
    count = len(matchings[0][0])
    if count < _MIN_OBJECTS:
        return None
    truth = np.arange(2 * count) < count
    aurocs, resampled, singles = [], [], []
    for seed, (some, as_many) in enumerate(matchings):
        things = [*some, *as_many]
        features = np.array([thing.features for thing in things])
        pictures = np.array([thing.picture for thing in things])
        scores = cross_val_predict(
            make_pipeline(StandardScaler(), LogisticRegression()),
            features,
            truth,
            groups=pictures,
            cv=StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=seed),
            method="decision_function",
        )
        aurocs.append(roc_auc_score(truth, scores))
        resampled += _resampled(truth, scores, pictures, seed)
        singles.append([roc_auc_score(truth, column) for column in features.T])
    low, high = np.quantile(resampled, (0.025, 0.975))
    alone = np.mean(singles, axis=0)
    return Comparison(
        count=count,
        auroc=float(np.mean(aurocs)),
        interval=(float(low), float(high)),
        single={name: float(value) for name, value in zip(_FEATURES, alone, strict=True)},
    )


def _resampled(truth: Flags, scores: Floats, pictures: npt.NDArray[np.str_], seed: int) -> list[float]:
    """Return the AUROC of pictures drawn anew, with all their objects."""
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(pictures == name) for name in np.unique(pictures)]
    values: list[float] = []
    while len(values) < _RESAMPLES:
        drawn = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        if 0 < truth[drawn].sum() < len(drawn):
            values.append(float(roc_auc_score(truth[drawn], scores[drawn])))
    return values


def report_cues(train: Sequence[Frame], test: Sequence[Frame]) -> dict[str, Any]:
    """Print how well the cues tell anomalies from trained things, and trained things from each other."""
    things: list[Thing] = []
    with progress(len(train) + len(test), "cues", "frame") as bar:
        for frames, names in ((train, ("car", "pedestrian")), (test, ("anomaly", "car", "pedestrian"))):
            for frame in frames:
                things += things_of(frame, names)
                bar.update()
    by_name = {name: [one for one in things if one.name == name] for name in ("anomaly", "car", "pedestrian")}
    print("\n## Cues\n\nobjects of at least", _MIN_PIXELS, "pixels:", end=" ")
    print(", ".join(f"{name} {len(some)}" for name, some in by_name.items()), end="\n\n")
    pairs = {
        "anomaly against car or pedestrian": (
            by_name["anomaly"],
            [*by_name["car"], *by_name["pedestrian"]],
        ),
        "car against pedestrian": (by_name["car"], by_name["pedestrian"]),
    }
    results = {name: compared(*pair) for name, pair in pairs.items()}
    _print_comparisons(results)
    print(f"\n{verdict(*results.values())}")
    return {name: vars(result) if result else None for name, result in results.items()}


def _print_comparisons(results: dict[str, Comparison | None]) -> None:
    print_row("", *results)
    print_row("---", *["--:"] * len(results))
    lines: dict[str, Callable[[Comparison], str]] = {
        "objects at like sizes": lambda one: f"{one.count} + {one.count}",
        "AUROC of all cues": lambda one: f"{one.auroc:.3f} ({one.interval[0]:.3f}-{one.interval[1]:.3f})",
    }
    for name, cell in lines.items():
        print_row(name, *(cell(one) if one else "too few" for one in results.values()))
    for name in _FEATURES:
        print_row(f"{name} alone", *(f"{one.single[name]:.3f}" if one else "" for one in results.values()))


def verdict(anomalies: Comparison | None, traffic: Comparison | None) -> str:
    """Return one sentence on what the two comparisons say."""
    if anomalies is None or traffic is None:
        return f"Too few objects to say anything: {_MIN_OBJECTS} of each kind at like sizes are needed."
    if anomalies.auroc <= traffic.auroc:
        return "Cars and people are told from each other as well as anomalies from both: no sign of a cue."
    name = max(anomalies.single, key=lambda feature: abs(anomalies.single[feature] - 0.5))
    if anomalies.interval[0] <= traffic.interval[1]:
        return (
            "Anomalies are told from cars and people somewhat better than these from each other, most of all by "
            f"{name}; the intervals overlap, so more pictures are needed to be sure."
        )
    return (
        "Anomalies are told from cars and people better than these from each other: something in how they are "
        f"drawn gives them away, most of all {name}."
    )


def print_row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |")
