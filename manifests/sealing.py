"""Sealing: from a filled workspace to a finished dataset with its manifest."""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from manifests.command import note
from manifests.croissant import croissant_json
from manifests.digests import content_digest, file_sha256
from manifests.labels import LabelTable, load_label_table
from manifests.preview import preview_html
from manifests.schema import (
    ANNOTATION,
    CLASSES_NAME,
    CROISSANT_NAME,
    FAILURES_NAME,
    IMAGE,
    ITEM_COLUMNS,
    ITEMS_NAME,
    MANIFEST_NAME,
    PREVIEW_NAME,
    RULE_DISJOINT_SPLITS,
    FileDigest,
    Manifest,
    Row,
    write_csv,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from manifests.workspace import Workspace

CLASS_PIXELS = "class_pixels"
"""Own column of masks: how many pixels each value has, as `value:count` separated by spaces."""

SOURCE_SHA256 = "source_sha256"
"""Own column: digest of the source file that a file was made from."""

_SHOWN_PER_SPLIT = 12
_SHOWN_PER_GROUP = 3


def seal(
    work: Workspace,
    *,
    overwrite: bool = False,
    table: LabelTable | None = None,
    extra_files: Mapping[str, bytes] | None = None,
) -> Manifest:
    """Write everything that belongs beside the items, then the manifest, then rename `OUT.part` to `OUT`.

    Args:
        work: Holds a recorded row for every file of the dataset.
        overwrite: Replace a sealed dataset of other content.
        table: Label table of the masks; None for the one that the dataset's info names, if any.
        extra_files: More files to seal, by name, such as a table of the dataset's own.

    Returns:
        The manifest of the sealed dataset.

    Raises:
        ToolkitError: `OUT` is a sealed dataset of other content and `overwrite` is False.
        OSError: Something cannot be written.
    """
    if table is None and work.info.label_table:
        table = load_label_table(work.info.label_table)
    texts: dict[str, bytes] = dict(extra_files or {})
    if table is not None:
        texts[CLASSES_NAME] = table.to_csv().encode()
    failures = work.failures()
    if failures:
        columns = ("item_id", "source", "message")
        text = io.StringIO()
        write_csv(text, columns, (dict(zip(columns, failure, strict=True)) for failure in failures))
        texts[FAILURES_NAME] = text.getvalue().encode("utf-8", "surrogateescape")

    _write_items(work)
    items = _digest(work, ITEMS_NAME)
    counts, formats = _count(work, table)
    texts[CROISSANT_NAME] = croissant_json(work.info, work.builder_version, items, formats).encode()
    sizes = [(split, counts["splits"][split][IMAGE]["files"]) for split in counts["splits"]]
    texts[PREVIEW_NAME] = preview_html(work.part, work.info, table, sizes, list(_samples(work))).encode()
    for name, data in texts.items():
        work.shelf.write(name, data)
    names = {ITEMS_NAME, *texts}
    if table is not None:
        for split in counts["splits"]:
            _write_odgt(work, split)
            names.add(f"{split}.odgt")
    work.clean({MANIFEST_NAME, *names})

    manifest = Manifest(
        info=work.info,
        builder_version=work.builder_version,
        parameters=work.parameters,
        seed=work.seed,
        inputs=_inputs(work),
        counts=counts,
        content_digest=content_digest(
            (row["path"], row["pixels_sha256"] or row["sha256"]) for row in work.rows()
        ),
        files={name: _digest(work, name) for name in sorted(names)},
    )
    _warn_of_shared_images(work)
    work.shelf.write(MANIFEST_NAME, manifest.to_json().encode())
    work.finish(manifest, overwrite=overwrite)
    return manifest


def format_class_pixels(counts: Mapping[int, int]) -> str:
    """Return the text of the column `class_pixels`.

    Args:
        counts: Pixels of each value; values without pixels are left out.
    """
    return " ".join(f"{value}:{counts[value]}" for value in sorted(counts) if counts[value])


def parse_class_pixels(text: str) -> dict[int, int]:
    """Return what `format_class_pixels` wrote.

    Raises:
        ValueError: The text is of another form.
    """
    return {int(value): int(count) for value, count in (pair.split(":") for pair in text.split())}


def _write_items(work: Workspace) -> None:
    with (work.part / ITEMS_NAME).open("w", encoding="utf-8", errors="surrogateescape", newline="") as stream:
        write_csv(stream, (*ITEM_COLUMNS, *work.info.columns), work.rows())


def _count(work: Workspace, table: LabelTable | None) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """Return the manifest's counts and the file name endings of each role."""
    splits: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    classes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    formats: dict[str, set[str]] = defaultdict(set)
    names = {c.value: c.name for c in table.classes} if table is not None else {}
    for row in work.rows():
        splits[row["split"]][row["role"]].update(files=1, bytes=int(row["bytes"]))
        formats[row["role"]].add(row["path"].rsplit(".", 1)[1])
        if row["role"] == ANNOTATION and table is not None:
            for value, pixels in parse_class_pixels(row[CLASS_PIXELS]).items():
                classes[row["split"]][names[value]].update(pixels=pixels, masks=1)
    counts: dict[str, Any] = {
        "splits": {s: {r: dict(c) for r, c in roles.items()} for s, roles in splits.items()}
    }
    if table is not None:
        counts["classes"] = {s: {n: dict(c) for n, c in found.items()} for s, found in classes.items()}
    return counts, dict(formats)


def _inputs(work: Workspace) -> list[dict[str, Any]]:
    """Return the digest over the source files, if the dataset records them."""
    if SOURCE_SHA256 not in work.info.columns:
        return []
    lines = sorted((row["source"], row[SOURCE_SHA256]) for row in work.rows())
    return [{"name": "source files", "files": len(lines), "sha256": content_digest(lines)}]


def _samples(work: Workspace) -> Iterator[tuple[Row, Row | None]]:
    """Yield rows of images spread evenly over each split and its groups, with the rows of their masks.

    The groups of a split are the folders below it: towns, categories.
    """
    query = "select row from items where role = ? order by path"
    sizes = Counter(_group(json.loads(row)) for (row,) in work.journal.execute(query, (IMAGE,)))
    groups = Counter(split for split, _ in sizes)
    seen: Counter[tuple[str, str]] = Counter()
    chosen: list[Row] = []
    for (text,) in work.journal.execute(query, (IMAGE,)):
        row = json.loads(text)
        group = _group(row)
        shown = min(sizes[group], max(_SHOWN_PER_GROUP, _SHOWN_PER_SPLIT // groups[row["split"]]))
        # The image is shown when the number of images to show up to it grows.
        if seen[group] * shown // sizes[group] != (seen[group] - 1) * shown // sizes[group]:
            chosen.append(row)
        seen[group] += 1
    for row in chosen:
        mask = work.journal.execute(
            "select row from items where split = ? and item_id = ? and role = ?",
            (row["split"], row["item_id"], ANNOTATION),
        ).fetchone()
        yield row, json.loads(mask[0]) if mask else None


def _group(row: Row) -> tuple[str, str]:
    """Return split and first folder below it of an image; no folder is an empty text."""
    folders = row["path"].split("/")[2:-1]
    return row["split"], folders[0] if folders else ""


def _write_odgt(work: Workspace, split: str) -> None:
    """Write the list that the paper authors' loader reads: a JSON array on the file's first line."""
    pairs = work.journal.execute(
        "select image.row, mask.path from items image join items mask using (split, item_id) "
        "where split = ? and image.role = ? and mask.role = ? order by image.path",
        (split, IMAGE, ANNOTATION),
    )
    with (work.part / f"{split}.odgt").open("w", encoding="utf-8") as stream:
        for index, (text, mask_path) in enumerate(pairs):
            image = json.loads(text)
            entry = {
                "dbName": work.info.title,
                "width": int(image["width"]),
                "height": int(image["height"]),
                "fpath_img": image["path"],
                "fpath_segm": mask_path,
            }
            stream.write((", " if index else "[") + json.dumps(entry))
        stream.write("]\n")


def _warn_of_shared_images(work: Workspace) -> None:
    if RULE_DISJOINT_SPLITS not in work.info.rules:
        return
    shared = work.journal.execute(
        "select group_concat(path, ' = ') from items where role = ? "
        "group by json_extract(row, '$.sha256') having count(distinct split) > 1",
        (IMAGE,),
    )
    for (paths,) in shared:
        note(f"warning: the same image is in two splits, and verify will say so: {paths}")


def _digest(work: Workspace, name: str) -> FileDigest:
    path = work.part / name
    return FileDigest(file_sha256(path), path.stat().st_size)
