"""The build: from a folder of images, with or without masks, to a sealed dataset."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from builders.folder.leaks import DEFAULT_NEAR, find_leaks, fingerprint_all, index_dataset
from builders.photographs import (
    PHOTOGRAPH_COLUMNS,
    PhotographTask,
    Place,
    photograph_row,
)
from builders.running import Built, Job, Run, run_build
from manifests.digests import bytes_sha256, pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import count_values, decode_image, decode_mask, encode_mask, png_header
from manifests.schema import ANNOTATION, IMAGE, RULE_PAIRS, DatasetInfo, Row
from manifests.sealing import CLASS_PIXELS, SOURCE_SHA256, format_class_pixels
from manifests.workspace import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from builders.folder.leaks import Index
    from builders.folder.source import Item, Masks, Source
    from manifests.labels import LabelTable
    from manifests.workspace import Workspace

_MASK_COLUMNS = ("anomaly_pixels", CLASS_PIXELS)


@dataclass(frozen=True)
class About:
    """What the user says of a folder.

    Attributes:
        name: Short name of the dataset.
        title: Name for people.
        licence: Of the images.
        licence_url: Where its text stands.
        homepage: Where the set is described.
        citation: BibTeX of the paper to cite.
        attribution: Whom to credit for every image.
    """

    name: str
    title: str
    licence: str = "unknown"
    licence_url: str = ""
    homepage: str = ""
    citation: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Config:
    """What the user asked for.

    Attributes:
        source: The images.
        about: What they are.
        run: How to run.
        split: Split they go to.
        masks: Where the masks are, or None.
        disjoint_from: Sealed datasets that must not hold any of the images.
        near: Bits of the perceptual hash in which near-duplicates may differ.
    """

    source: Source
    about: About
    run: Run
    split: str = "test"
    masks: Masks | None = None
    disjoint_from: tuple[Path, ...] = ()
    near: int = DEFAULT_NEAR


@dataclass(frozen=True)
class _Task:
    photograph: PhotographTask
    mask: Place | None
    mask_name: str
    table: LabelTable | None


def build(config: Config) -> Built:
    """Seal a folder of images.

    Raises:
        FindingsError: Items are broken, or in a dataset they must not be in, and `skip_broken` is False; nothing
            is sealed.
        ToolkitError: The output or another dataset cannot be used.
    """
    others = [index_dataset(folder, config.run.workers) for folder in config.disjoint_from]
    masks = config.masks
    job = Job(
        info=_info(config),
        parameters={
            "split": config.split,
            "labels": masks.table.to_csv() if masks else None,
            "disjoint_from": [{"name": index.name, "content_digest": digest} for index, digest in others],
            "near": config.near if others else None,
            "limit": config.run.limit,
            "skip_broken": config.run.skip_broken,
        },
        ids=lambda: (item.item_id for item in config.source.items),
        count=len(config.source.items),
        tasks=lambda work: _tasks(config, work),
        work=build_item,
        inspect=_inspector([index for index, _ in others], config) if others else None,
        table=masks.table if masks else None,
        notes=config.source.ignored,
    )
    return run_build(config.run, job)


def build_item(task: _Task) -> Outcome:
    """Make (or keep) an image and its mask; a problem of their files becomes a failure."""
    item_id, source = task.photograph.item_id, task.photograph.facts["source"]
    try:
        row, kept = photograph_row(task.photograph)
        if task.mask is None or task.table is None:
            return Outcome(item_id, (row,), source, kept=kept)
        mask_row, mask_kept = _mask_row(task, task.mask, task.table, row)
    except ToolkitError as error:
        return Outcome(item_id, source=source, failure=f"{source}: {error.one_line}")
    return Outcome(item_id, (row, mask_row), source, kept=kept and mask_kept)


def decode_label_mask(data: bytes) -> npt.NDArray[np.uint8]:
    """Return the values of a mask: an 8-bit grayscale PNG, or a palette PNG, whose indices they are.

    Returns:
        (H, W) uint8.

    Raises:
        ToolkitError: It is another kind of file, or broken.
    """
    if png_header(data).colour != "palette":
        return decode_mask(data)
    decode_image(data)  # checks the chunks, the size and the data
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image, np.uint8)


def _info(config: Config) -> DatasetInfo:
    about = config.about
    kind = "pairs of image and mask" if config.masks else "images"
    return DatasetInfo(
        name=about.name,
        title=about.title,
        description=f"An existing folder of {kind}, sealed as it was found.",
        builder="builders.folder",
        licence=about.licence,
        licence_url=about.licence_url,
        citation=about.citation,
        homepage=about.homepage,
        rules=(RULE_PAIRS,) if config.masks else (),
        label_table=config.masks.table_name if config.masks else None,
        columns=(*PHOTOGRAPH_COLUMNS, *(_MASK_COLUMNS if config.masks else ())),
    )


def _tasks(config: Config, work: Workspace) -> Iterator[_Task]:
    masks = config.masks
    for item in config.source.items:
        photograph = PhotographTask(
            item_id=item.item_id,
            path=f"images/{config.split}/{item.item_id}",
            place=Place(item.image.path),
            facts=_facts(config, item),
            shelf=work.shelf,
            problem=item.problem,
            earlier=work.earlier_rows(item.item_id),
        )
        if masks is None or item.mask is None:
            yield _Task(photograph, None, "", None)
        else:
            yield _Task(photograph, Place(item.mask.path), item.mask.name, masks.table)


def _facts(config: Config, item: Item) -> dict[str, str]:
    return {
        "split": config.split,
        "source": item.image.name,
        "source_url": config.about.homepage,
        "licence": config.about.licence,
        "attribution": config.about.attribution,
    }


def _mask_row(task: _Task, place: Place, table: LabelTable, image: Row) -> tuple[Row, bool]:
    """Return the row of a mask, and whether an earlier run's file could be kept.

    Raises:
        ToolkitError: The mask is broken, of another size than the image, or holds values of no class.
    """
    shelf = task.photograph.shelf
    try:
        data = place.read()
        known = {**task.photograph.facts, "source": task.mask_name, SOURCE_SHA256: bytes_sha256(data)}
        for row in task.photograph.earlier:
            same = row["role"] == ANNOTATION and all(row.get(c) == value for c, value in known.items())
            if same and shelf.keeps(row):
                return row, True
        mask = decode_label_mask(data)
        counts = count_values(mask)
        unknown = sorted(counts.keys() - set(table.values))
        if unknown:
            raise ToolkitError(
                f"holds the value{'s' if len(unknown) > 1 else ''} {', '.join(map(str, unknown))}",
                expected="values of the label table",
            )
        if (mask.shape[1], mask.shape[0]) != (int(image["width"]), int(image["height"])):
            raise ToolkitError(
                "is not of the image's size",
                expected=f"{image['width']}x{image['height']}",
                found=f"{mask.shape[1]}x{mask.shape[0]}",
            )
    except ToolkitError as error:
        raise ToolkitError(f"its mask {task.mask_name}: {error.one_line}") from None
    finished = data if png_header(data).colour == "grayscale" else encode_mask(mask)
    row = {
        **known,
        "path": f"annotations/{image['split']}/{image['item_id']}.png",
        "role": ANNOTATION,
        "item_id": image["item_id"],
        "sha256": bytes_sha256(finished),
        "bytes": str(len(finished)),
        "pixels_sha256": pixels_sha256(mask),
        "width": image["width"],
        "height": image["height"],
        "anomaly_pixels": str(sum(counts.get(value, 0) for value in table.anomaly_values)),
        CLASS_PIXELS: format_class_pixels(counts),
    }
    shelf.write(row["path"], finished)
    return row, False


def _inspector(others: Sequence[Index], config: Config) -> Callable[[Workspace], Iterator[Outcome]]:
    """Return what reports the finished images that other datasets hold, too."""

    def inspect(work: Workspace) -> Iterator[Outcome]:
        rows = {row["path"]: row for row in work.rows() if row["role"] == IMAGE}
        own = list(fingerprint_all(work.part, list(rows.values()), config.run.workers, "looking for leaks"))
        found: dict[str, list[str]] = {}
        for other in others:
            for leak in find_leaks(own, other, config.near):
                found.setdefault(leak.path, []).append(leak.evidence)
        for path, evidence in sorted(found.items()):
            row = rows[path]
            yield Outcome(row["item_id"], source=row["source"], failure=f"leak: {'; '.join(evidence)}")

    return inspect
