"""The build: from a BDD100K source to a sealed BDD-Anomaly."""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from builders.bdd.encoding import ANOMALY_CLASSES, ENCODINGS, Encoding, detect_encoding, relabel_mask
from builders.running import Job, run_build
from manifests.digests import bytes_sha256, pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import check_jpeg, decode_mask, encode_mask, read_image_bytes
from manifests.schema import (
    ANNOTATION,
    IMAGE,
    PAPER_CITATION,
    RULES,
    DatasetInfo,
    Row,
    safe_path_problem,
)
from manifests.sealing import CLASS_PIXELS, SOURCE_SHA256, format_class_pixels
from manifests.workspace import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from builders.bdd.source import Pair, Source
    from builders.running import Built, Run
    from manifests.dataset import Dataset
    from manifests.shelf import Shelf
    from manifests.workspace import Workspace

Argument = TypeVar("Argument")
Answer = TypeVar("Answer")

INFO = DatasetInfo(
    name="bdd-anomaly",
    title="BDD-Anomaly",
    description=(
        "BDD100K's semantic segmentation images; those with a motorcycle, train or bicycle are the anomaly test "
        "split, the others train and validation."
    ),
    builder="builders.bdd",
    licence="BDD100K licence",
    licence_url="https://doc.bdd100k.com/license.html",
    citation=PAPER_CITATION,
    homepage="https://github.com/hendrycks/anomaly-seg",
    rules=RULES,
    label_table="bdd-anomaly",
    columns=(
        SOURCE_SHA256,
        "source_split",
        *(f"{name}_pixels" for name in ANOMALY_CLASSES),
        "anomaly_pixels",
        "anomaly_fraction",
        CLASS_PIXELS,
    ),
)

IMAGE_MODES = ("copy", "hardlink", "symlink")
_SAMPLED_FOR_ENCODING = 8
_SOURCE_URL = "https://bdd-data.berkeley.edu"
_ATTRIBUTION = "BDD100K, Berkeley DeepDrive"


@dataclass(frozen=True)
class Config:
    """What the user asked for.

    Attributes:
        source: The BDD100K folder.
        run: How to run; its limit counts the pairs of each source split.
        images: How images get there: one of `IMAGE_MODES`. The content is the same, so the manifest is, too.
        encoding: Name of the masks' encoding, or None to detect it.
    """

    source: Source
    run: Run
    images: str = "copy"
    encoding: str | None = None


@dataclass(frozen=True)
class _Task:
    pair: Pair
    root: Path
    shelf: Shelf
    encoding: str
    images: str
    earlier: tuple[Row, ...]


def build(config: Config) -> Built:
    """Build and seal BDD-Anomaly.

    Raises:
        FindingsError: Items are broken and `skip_broken` is False; nothing is sealed, what is sound is kept for
            the next run.
        ToolkitError: The source has no pairs, its encoding cannot be told, or the output cannot be used.
    """
    pairs = config.source.pairs(config.run.limit)
    if not pairs:
        raise ToolkitError(
            "the source holds no images",
            where=config.source.root,
            expected=f"{config.source.layout.images}/{{train,val}}/ID.jpg",
            found="folders without any",
        )
    encoding = ENCODINGS[config.encoding] if config.encoding else find_encoding(config.source, pairs)
    job = Job(
        info=INFO,
        parameters={
            "encoding": encoding.name,
            "limit": config.run.limit,
            "skip_broken": config.run.skip_broken,
        },
        ids=lambda: (_task_id(pair) for pair in pairs),
        count=len(pairs),
        tasks=lambda work: _tasks(config, encoding, pairs, work),
        work=build_item,
    )
    return run_build(config.run, job)


def mean_anomaly_fraction(dataset: Dataset) -> float | None:
    """Return the mean over the test masks of the anomalous share of the pixels; None without any."""
    fractions = [
        float(row["anomaly_fraction"])
        for row in dataset.rows()
        if row["role"] == ANNOTATION and row["split"] == "test"
    ]
    return math.fsum(fractions) / len(fractions) if fractions else None


def find_encoding(source: Source, pairs: Sequence[Pair]) -> Encoding:
    """Return the encoding of a source's masks, from some of them spread over the source.

    The build then holds every mask to it.

    Raises:
        ToolkitError: No mask can be read, or their values do not tell.
    """
    with_mask = [pair.mask for pair in pairs if pair.mask is not None]
    step = max(1, len(with_mask) // _SAMPLED_FOR_ENCODING)
    masks = []
    for path in with_mask[::step]:
        with contextlib.suppress(ToolkitError, OSError):  # reported with all others when its turn comes
            masks.append(decode_mask(read_image_bytes(source.root / path)))
    if not masks:
        raise ToolkitError(
            "not one of the sampled masks can be read",
            where=source.root / source.layout.masks,
            expected="8-bit grayscale PNGs",
            found=f"{len(with_mask)} files of the right name",
        )
    return detect_encoding(masks, source.root)


def build_item(task: _Task) -> Outcome:
    """Make (or keep) the finished image and mask of one pair; a problem of its files becomes a failure."""
    pair = task.pair
    try:
        return _make_item(task)
    except ToolkitError as error:
        return Outcome(pair.image_id, source=pair.image or pair.mask or "", failure=error.one_line)


def _make_item(task: _Task) -> Outcome:
    pair, shelf = task.pair, task.shelf
    if pair.image is None or pair.mask is None:
        raise ToolkitError("an image without its mask" if pair.mask is None else "a mask without its image")
    image_data = _read_source(task.root / pair.image)
    mask_data = _read_source(task.root / pair.mask)
    sources = {
        IMAGE: (pair.image, bytes_sha256(image_data)),
        ANNOTATION: (pair.mask, bytes_sha256(mask_data)),
    }
    if (
        len(task.earlier) == len(sources)
        and all((row["source"], row[SOURCE_SHA256]) == sources.get(row["role"]) for row in task.earlier)
        and all(shelf.keeps(row) for row in task.earlier)
        and _is_placed(task, next(row["path"] for row in task.earlier if row["role"] == IMAGE))
    ):
        return Outcome(pair.image_id, task.earlier, pair.image, kept=True)

    size = _checked(check_jpeg, image_data, pair.image)
    source_mask = _checked(decode_mask, mask_data, pair.mask)
    if source_mask.shape != size[::-1]:
        raise ToolkitError(
            "image and mask differ in size",
            expected=f"{size[0]}x{size[1]} as the image",
            found=f"a mask of {source_mask.shape[1]}x{source_mask.shape[0]}",
        )
    relabelled = _checked(lambda mask: relabel_mask(mask, ENCODINGS[task.encoding]), source_mask, pair.mask)
    split = relabelled.finished_split(pair.source_split)
    finished = encode_mask(relabelled.mask)
    image_path = f"images/{split}/{pair.image_id}.jpg"
    mask_path = f"annotations/{split}/{pair.image_id}.png"
    _place_image(task, image_path, image_data)
    shelf.write(mask_path, finished)

    anomalous = relabelled.anomaly_pixels
    total = sum(anomalous.values())
    common = {
        "split": split,
        "item_id": pair.image_id,
        "width": str(size[0]),
        "height": str(size[1]),
        "source_url": _SOURCE_URL,
        "licence": INFO.licence,
        "attribution": _ATTRIBUTION,
        "source_split": pair.source_split,
    }
    image_row = {
        **common,
        "path": image_path,
        "role": IMAGE,
        "sha256": sources[IMAGE][1],
        "bytes": str(len(image_data)),
        "pixels_sha256": "",
        "source": pair.image,
        SOURCE_SHA256: sources[IMAGE][1],
    }
    mask_row = {
        **common,
        "path": mask_path,
        "role": ANNOTATION,
        "sha256": bytes_sha256(finished),
        "bytes": str(len(finished)),
        "pixels_sha256": pixels_sha256(relabelled.mask),
        "source": pair.mask,
        SOURCE_SHA256: sources[ANNOTATION][1],
        **{f"{name}_pixels": str(pixels) for name, pixels in anomalous.items()},
        "anomaly_pixels": str(total),
        "anomaly_fraction": repr(total / relabelled.mask.size),
        CLASS_PIXELS: format_class_pixels(relabelled.pixels),
    }
    return Outcome(pair.image_id, (image_row, mask_row), pair.image)


def _read_source(path: Path) -> bytes:
    try:
        return read_image_bytes(path)
    except OSError as error:
        raise ToolkitError("the file cannot be read", found=f"{path.name}: {error.strerror}") from None


def _checked(check: Callable[[Argument], Answer], argument: Argument, where: str) -> Answer:
    """Return `check(argument)`; name the file in its error."""
    try:
        return check(argument)
    except ToolkitError as error:
        raise ToolkitError(f"{where}: {error.one_line}") from None


def _place_image(task: _Task, path: str, data: bytes) -> None:
    """Put an image into the dataset in the way that was asked for, atomically."""
    if task.images == "copy":
        task.shelf.write(path, data)
        return
    source = (task.root / str(task.pair.image)).resolve()
    target = task.shelf.part / path
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.link.tmp")
    temporary.unlink(missing_ok=True)
    if task.images == "symlink":
        temporary.symlink_to(source)
    else:
        try:
            temporary.hardlink_to(source)
        except OSError as error:
            raise OSError(
                error.errno,
                f"{error.strerror}: the images cannot be hard-linked, use --images copy",
                str(source),
            ) from None
    temporary.replace(target)


def _is_placed(task: _Task, path: str) -> bool:
    """Return whether a kept image is a copy, hard link or symbolic link, whichever was asked for."""
    target = task.shelf.part / path
    source = task.root / str(task.pair.image)
    found = "symlink" if target.is_symlink() else "hardlink" if target.samefile(source) else "copy"
    return found == task.images


def _tasks(config: Config, encoding: Encoding, pairs: Sequence[Pair], work: Workspace) -> Iterator[_Task]:
    """Yield the tasks of the pairs whose name can stand for them; record the others as failures."""
    times = Counter(pair.image_id for pair in pairs)
    for pair in pairs:
        problem = _name_problem(pair.image_id)
        if times[pair.image_id] > 1:
            problem = "the id is in both splits of the source"
        if problem:
            work.record(
                Outcome(_task_id(pair), source=_encodable(pair.image or pair.mask or ""), failure=problem)
            )
            continue
        yield _Task(
            pair=pair,
            root=config.source.root,
            shelf=work.shelf,
            encoding=encoding.name,
            images=config.images,
            earlier=work.earlier_rows(pair.image_id),
        )


def _name_problem(name: str) -> str | None:
    if name != _encodable(name):
        return "the file name is not UTF-8"
    problem = safe_path_problem(name)
    return f"the file name {problem}" if problem else None


def _task_id(pair: Pair) -> str:
    return _encodable(pair.image_id)


def _encodable(name: str) -> str:
    r"""Return a name with `\xNN` in place of the bytes that are not UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
