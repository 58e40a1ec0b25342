"""The build: from a seed to a sealed set of noise images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.noise.png import encode_noise
from builders.noise.recipes import make_noise
from builders.running import PAPER_URL, Built, Job, Run, run_build
from manifests.digests import bytes_sha256, pixels_sha256
from manifests.schema import IMAGE, PAPER_CITATION, DatasetInfo, Row
from manifests.workspace import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manifests.shelf import Shelf
    from manifests.workspace import Workspace

_RECIPE_VERSION = (
    1  # goes up with any change of a recipe's pixels, so that no old image is taken for a new one
)

_DESCRIPTIONS = {
    "gaussian": "Every value independent, normal with mean 0 and standard deviation 0.5, clipped to [-1, 1].",
    "rademacher": "Every value independently -1 or 1 with probability 1/2.",
    "blobs": "Amorphous coloured shapes on black: smoothed noise above a threshold.",
}


@dataclass(frozen=True)
class Config:
    """What the user asked for.

    Attributes:
        kind: One of `RECIPES`.
        run: How to run.
        count: Number of images.
        size: Side in pixels.
        seed: Seed, at least 0.
    """

    kind: str
    run: Run
    count: int = 10_000
    size: int = 224
    seed: int = 0


@dataclass(frozen=True)
class _Task:
    kind: str
    size: int
    seed: int
    index: int
    shelf: Shelf
    earlier: tuple[Row, ...]


def noise_info(kind: str) -> DatasetInfo:
    """Return what the set of a kind of noise is."""
    return DatasetInfo(
        name=f"noise-{kind}",
        title=f"{kind.capitalize()} noise",
        description=_DESCRIPTIONS[kind] + " [-1, 1] maps to [0, 255].",
        builder="builders.noise",
        licence="CC0-1.0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        citation=PAPER_CITATION,
        homepage=PAPER_URL,
    )


def build(config: Config) -> Built:
    """Build and seal a set of noise images.

    Raises:
        ToolkitError: The output cannot be used.
    """

    def tasks(work: Workspace) -> Iterator[_Task]:
        for index in range(config.count):
            earlier = work.earlier_rows(_item_id(index))
            yield _Task(config.kind, config.size, config.seed, index, work.shelf, earlier)

    job = Job(
        info=noise_info(config.kind),
        parameters={
            "kind": config.kind,
            "n": config.count,
            "size": config.size,
            "recipe_version": _RECIPE_VERSION,
        },
        seed=config.seed,
        ids=lambda: map(_item_id, range(config.count)),
        count=config.count,
        tasks=tasks,
        work=build_item,
    )
    return run_build(config.run, job)


def build_item(task: _Task) -> Outcome:
    """Make (or keep) one image."""
    item_id = _item_id(task.index)
    # Names everything the pixels depend on, so that an image of another recipe, size or seed is not kept.
    source = f"noise-{_RECIPE_VERSION}:{task.kind}:{task.size}:{task.seed}:{task.index}"
    if len(task.earlier) == 1 and task.earlier[0]["source"] == source and task.shelf.keeps(task.earlier[0]):
        return Outcome(item_id, task.earlier, source, kept=True)
    image = make_noise(task.kind, task.size, task.seed, task.index)
    data = encode_noise(image, task.kind)
    path = f"images/test/{item_id}.png"
    task.shelf.write(path, data)
    row = {
        "path": path,
        "role": IMAGE,
        "split": "test",
        "item_id": item_id,
        "sha256": bytes_sha256(data),
        "bytes": str(len(data)),
        "pixels_sha256": pixels_sha256(image),
        "width": str(task.size),
        "height": str(task.size),
        "source": source,
        "source_url": "",
        "licence": "CC0-1.0",
        "attribution": "",
    }
    return Outcome(item_id, (row,), source)


def _item_id(index: int) -> str:
    return f"{index:06d}"
