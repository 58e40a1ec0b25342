"""The build of the in-distribution side: VOC or COCO images with their multi-label vectors."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builders.photographs import PHOTOGRAPH_COLUMNS, PhotographTask, Place, build_photograph
from builders.running import Built, Job, Run, run_build
from manifests.schema import DatasetInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builders.multilabel.labelled import LabelledImage, LabelledSource
    from manifests.workspace import Workspace

LABELS_NAME = "labels.csv"
"""File of the dataset: one row an image, one column a class, 1 where it is shown and 0 where not."""

_SEPARATOR = "|"

INFOS = {
    "voc": DatasetInfo(
        name="voc-multilabel",
        title="PASCAL VOC2012, multi-label",
        description="VOC2012's images with the classes that each one shows.",
        builder="builders.multilabel",
        licence="Flickr terms of use",
        licence_url="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/",
        citation=(
            "@article{everingham2010pascal, title={The Pascal Visual Object Classes (VOC) Challenge}, "
            "author={Everingham, Mark and Van Gool, Luc and Williams, Christopher K. I. and Winn, John and "
            "Zisserman, Andrew}, journal={IJCV}, year={2010}}"
        ),
        homepage="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/",
        columns=(*PHOTOGRAPH_COLUMNS, "labels", "difficult"),
    ),
    "coco": DatasetInfo(
        name="coco-multilabel",
        title="MS-COCO, multi-label",
        description="MS-COCO's images with the categories that each one shows.",
        builder="builders.multilabel",
        licence="mixed",
        licence_url="https://cocodataset.org/#termsofuse",
        citation=(
            "@inproceedings{lin2014microsoft, title={Microsoft COCO: Common Objects in Context}, author={Lin, "
            "Tsung-Yi and Maire, Michael and Belongie, Serge and Hays, James and Perona, Pietro and Ramanan, Deva and "
            "Doll{\\'a}r, Piotr and Zitnick, C. Lawrence}, booktitle={ECCV}, year={2014}}"
        ),
        homepage="https://cocodataset.org",
        columns=(*PHOTOGRAPH_COLUMNS, "labels"),
    ),
}
_ATTRIBUTIONS = {"voc": "PASCAL VOC2012", "coco": "MS-COCO"}


@dataclass(frozen=True)
class Config:
    """What the user asked for.

    Attributes:
        source: The images and their labels.
        run: How to run.
        resize: Side of the square the images are resized to, or None.
    """

    source: LabelledSource
    run: Run
    resize: int | None = None


def build(config: Config) -> Built:
    """Build and seal the in-distribution set.

    Raises:
        FindingsError: Images or annotations are broken and `skip_broken` is False; nothing is sealed.
        ToolkitError: The output cannot be used.
    """
    source = config.source
    job = Job(
        info=INFOS[source.dataset],
        parameters={
            "published_images": source.published_images,
            "resize": config.resize,
            "limit": config.run.limit,
            "skip_broken": config.run.skip_broken,
        },
        ids=lambda: (image.item_id for image in source.images),
        count=len(source.images),
        tasks=lambda work: _tasks(config, work),
        work=build_photograph,
        extra_files=lambda work: {LABELS_NAME: _labels_csv(work, source.classes)},
        notes=tuple(source.ignored),
    )
    return run_build(config.run, job)


def _tasks(config: Config, work: Workspace) -> Iterator[PhotographTask]:
    source = config.source
    times = Counter(image.item_id for image in source.images)
    for image in source.images:
        problem = image.problem or (f"{times[image.item_id]} images have the id {image.item_id}")
        yield PhotographTask(
            item_id=image.item_id,
            path=f"images/{image.split}/{image.item_id}",
            place=image.place or Place(Path()),
            facts=_facts(image, source.dataset),
            shelf=work.shelf,
            problem=problem if image.problem or times[image.item_id] > 1 else None,
            resize=config.resize,
            earlier=work.earlier_rows(image.item_id),
        )


def _facts(image: LabelledImage, dataset: str) -> dict[str, str]:
    info = INFOS[dataset]
    common = {"source_url": info.homepage, "licence": info.licence}
    return {
        **common,
        **image.facts,
        "split": image.split,
        "source": image.name,
        "attribution": _ATTRIBUTIONS[dataset],
        "labels": _SEPARATOR.join(image.labels),
    }


def _labels_csv(work: Workspace, classes: tuple[str, ...]) -> bytes:
    """Return labels.csv: path, split, item id and a column a class."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("path", "split", "item_id", *classes))
    for row in work.rows():
        shown = set(row["labels"].split(_SEPARATOR))
        writer.writerow((row["path"], row["split"], row["item_id"], *(int(c in shown) for c in classes)))
    return text.getvalue().encode()
