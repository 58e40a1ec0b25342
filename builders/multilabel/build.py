"""The build of the out-of-distribution side: from ImageNet-21K classes to a sealed dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.multilabel.disjoint import find_meetings, find_nested, report_csv
from builders.multilabel.wordnet_tree import load_tree
from builders.photographs import PHOTOGRAPH_COLUMNS, PhotographTask, Place, build_photograph
from builders.running import PAPER_URL, Built, Job, Run, run_build
from manifests.errors import FindingsError
from manifests.schema import PAPER_CITATION, DatasetInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builders.multilabel.classes import OodClass
    from builders.multilabel.disjoint import Meeting
    from builders.multilabel.source import Entry, Source
    from manifests.workspace import Workspace

DISJOINTNESS_NAME = "disjointness.csv"
"""File of the dataset: every class of ImageNet-1K, VOC and COCO that one of its classes meets."""

_LICENCE = "ImageNet terms of access"
_HOMEPAGE = "https://image-net.org"

INFO = DatasetInfo(
    name="multilabel-ood",
    title="Multi-label OOD",
    description=(
        "Images of ImageNet-21K classes apart from ImageNet-1K, PASCAL VOC and MS-COCO: the out-of-distribution side "
        "of multi-label anomaly detection."
    ),
    builder="builders.multilabel",
    licence=_LICENCE,
    licence_url="https://image-net.org/download.php",
    citation=PAPER_CITATION,
    homepage=PAPER_URL,
    columns=(*PHOTOGRAPH_COLUMNS, "wnid", "wordnet_name", "paper_name"),
)


@dataclass(frozen=True)
class Config:
    """What the user asked for.

    Attributes:
        source: The images.
        classes: The classes, as `source` was read for them.
        run: How to run.
        resize: Side of the square the images are resized to, or None.
        meetings: What `check_classes` found of the classes.
    """

    source: Source
    classes: Sequence[OodClass]
    run: Run
    resize: int | None = None
    meetings: Sequence[Meeting] = ()


def check_classes(classes: Sequence[OodClass], *, allow_overlap: bool = False) -> list[Meeting]:
    """Return the classes of ImageNet-1K, VOC and COCO that a list meets.

    Args:
        classes: The list.
        allow_overlap: Return them; else there must be none.

    Raises:
        FindingsError: The list meets some, each with its evidence.
    """
    meetings = find_meetings(classes)
    if meetings and not allow_overlap:
        tree = load_tree()
        raise FindingsError(
            f"{len({m.wnid for m in meetings})} of {len(classes)} classes are not disjoint from ImageNet-1K, "
            "VOC and COCO",
            [meeting.sentence(tree) for meeting in meetings],
            remedy="take them off the list, or build with --allow-overlap",
        )
    return meetings


def describe_classes(classes: Sequence[OodClass], meetings: Sequence[Meeting]) -> list[str]:
    """Return what should be known of a list, one line each: classes that meet others, and nested ones."""
    tree = load_tree()
    return [meeting.sentence(tree) for meeting in (*meetings, *find_nested(classes))]


def build(config: Config) -> Built:
    """Build and seal the out-of-distribution set.

    Raises:
        FindingsError: Images are broken or classes missing and `skip_broken` is False; nothing is sealed.
        ToolkitError: The output cannot be used.
    """
    entries = config.source.entries
    job = Job(
        info=INFO,
        parameters={
            "wnids": [c.wnid for c in config.classes],
            "resize": config.resize,
            "limit": config.run.limit,
            "skip_broken": config.run.skip_broken,
        },
        ids=lambda: (entry.item_id for entry in entries),
        count=len(entries),
        tasks=lambda work: _tasks(config, work),
        work=build_photograph,
        extra_files=lambda _: {DISJOINTNESS_NAME: report_csv(config.meetings)},
        notes=(*describe_classes(config.classes, config.meetings), *config.source.ignored),
    )
    return run_build(config.run, job)


def _tasks(config: Config, work: Workspace) -> Iterator[PhotographTask]:
    by_wnid = {c.wnid: c for c in config.classes}
    for entry in config.source.entries:
        yield PhotographTask(
            item_id=entry.item_id,
            path=f"images/test/{entry.wnid}/{entry.item_id}",
            place=entry.place or Place(config.source.root),
            facts=_facts(entry, by_wnid[entry.wnid]),
            shelf=work.shelf,
            problem=entry.problem,
            resize=config.resize,
            earlier=work.earlier_rows(entry.item_id),
        )


def _facts(entry: Entry, c: OodClass) -> dict[str, str]:
    return {
        "split": "test",
        "source": entry.name,
        "source_url": _HOMEPAGE,
        "licence": _LICENCE,
        "attribution": "ImageNet",
        "wnid": c.wnid,
        "wordnet_name": c.wordnet_name,
        "paper_name": c.paper_name,
    }
