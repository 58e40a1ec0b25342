"""Command line of the multi-label builder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builders.multilabel import build as ood
from builders.multilabel import in_distribution
from builders.multilabel.classes import OodClass, paper_classes, read_wnids
from builders.multilabel.coco import YEARS, read_coco
from builders.multilabel.disjoint import nearest_class
from builders.multilabel.source import LAYOUTS, read_source
from builders.multilabel.voc import read_voc
from builders.multilabel.wordnet_tree import load_tree
from builders.running import (
    Run,
    add_run_flags,
    add_source_flags,
    print_built,
    print_plan,
    run_from,
)
from manifests.command import EXIT_GOOD, command_parser, positive_int, print_json, run_command
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from builders.multilabel.disjoint import Meeting
    from builders.multilabel.labelled import LabelledSource

_DEFAULT_OUT = Path("build/multilabel-ood")
_MAX_SIDE = 4096


def main(argv: Sequence[str] | None = None) -> int:
    """Build the out-of-distribution or in-distribution side of multi-label detection; return the exit code."""
    parser = command_parser(
        "python -m builders.multilabel",
        "Build the multi-label sets: images of the paper's 20 ImageNet-21K classes as out-of-distribution, or, with\n"
        "--in-dist, PASCAL VOC2012 or MS-COCO with their multi-label vectors (labels.csv).",
        [
            "python -m builders.multilabel --src imagenet21k/",
            "python -m builders.multilabel --src imagenet21k/ --resize 256 --out build/multilabel-ood",
            "python -m builders.multilabel --wnids my-classes.txt --check-classes   # are they apart from VOC, ...?",
            "python -m builders.multilabel --in-dist voc --src VOCdevkit/VOC2012 --out build/voc",
        ],
    )
    parser.add_argument(
        "--src",
        type=Path,
        metavar="DIR",
        help="ImageNet-21K (nXXXXXXXX.tar or nXXXXXXXX/*.JPEG, also one level below), VOC2012 or COCO",
    )
    parser.add_argument(
        "--in-dist", choices=tuple(in_distribution.INFOS), help="build this in-distribution set instead"
    )
    parser.add_argument(
        "--layout",
        choices=(*LAYOUTS, *YEARS),
        help="where the source holds several: of ImageNet, or COCO's year",
    )
    parser.add_argument(
        "--resize",
        type=positive_int,
        metavar="PIXELS",
        help="resize to a square of this side, as PNG (the paper: 256; default: leave as they are)",
    )
    classes = parser.add_argument_group("classes")
    classes.add_argument(
        "--wnids", type=Path, metavar="FILE", help="other classes: a wnid a line (default: the paper's 20)"
    )
    classes.add_argument(
        "--allow-overlap",
        action="store_true",
        help="build even if classes of --wnids meet those of ImageNet-1K, VOC or COCO",
    )
    classes.add_argument(
        "--check-classes",
        action="store_true",
        help="only check the classes, without a source; exit 1 if they meet",
    )
    add_source_flags(parser, "only the first N images of each class (of each split with --in-dist)")
    add_run_flags(parser, f"{_DEFAULT_OUT}, or build/voc-multilabel, build/coco-multilabel")
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.in_dist and (arguments.wnids or arguments.check_classes):
        raise ToolkitError(
            "--in-dist builds all classes of VOC or COCO",
            expected="--in-dist without --wnids and --check-classes",
        )
    if arguments.resize and arguments.resize > _MAX_SIDE:
        raise ToolkitError("the images would be too large", expected=f"--resize of at most {_MAX_SIDE}")
    if arguments.src is None and not arguments.check_classes:
        raise ToolkitError(
            "no source was named",
            expected="--src DIR",
            remedy="python -m builders.multilabel --src imagenet21k/   (see --help)",
        )
    if arguments.in_dist:
        return _build_in_distribution(arguments)
    classes = read_wnids(arguments.wnids) if arguments.wnids else paper_classes()
    meetings = ood.check_classes(classes, allow_overlap=arguments.allow_overlap)
    if arguments.check_classes:
        return _print_check(classes, meetings, as_json=arguments.json)
    return _build_out_of_distribution(arguments, classes, meetings)


def _build_out_of_distribution(
    arguments: argparse.Namespace, classes: Sequence[OodClass], meetings: Sequence[Meeting]
) -> int:
    if arguments.layout in YEARS:
        raise ToolkitError("this layout is of COCO", expected="--layout " + " or ".join(LAYOUTS))
    source = read_source(arguments.src, classes, arguments.layout, arguments.limit)
    run = run_from(arguments, _DEFAULT_OUT)
    if arguments.dry_run:
        problems = [f"{entry.name}: {entry.problem}" for entry in source.entries if entry.problem]
        return _print_plan(
            run, ood.INFO.name, {"test": len(source.entries) - len(problems)}, problems, arguments
        )
    built = ood.build(ood.Config(source, classes, run, arguments.resize, meetings))
    print_built(built, run.out, as_json=arguments.json)
    return EXIT_GOOD


def _build_in_distribution(arguments: argparse.Namespace) -> int:
    info = in_distribution.INFOS[arguments.in_dist]
    run = run_from(arguments, Path("build") / info.name)
    source = _read_in_distribution(arguments)
    if arguments.dry_run:
        problems = [f"{image.name}: {image.problem}" for image in source.images if image.problem]
        splits = sorted({image.split for image in source.images})
        counts = {s: sum(i.split == s and not i.problem for i in source.images) for s in splits}
        return _print_plan(run, info.name, counts, problems, arguments)
    built = in_distribution.build(in_distribution.Config(source, run, arguments.resize))
    print_built(built, run.out, as_json=arguments.json, expected_images=source.published_images)
    return EXIT_GOOD


def _read_in_distribution(arguments: argparse.Namespace) -> LabelledSource:
    if arguments.in_dist == "voc":
        if arguments.layout:
            raise ToolkitError("VOC has one layout", expected="--in-dist voc without --layout")
        return read_voc(arguments.src, arguments.limit)
    if arguments.layout in LAYOUTS:
        raise ToolkitError("this layout is of ImageNet", expected="--layout " + " or ".join(YEARS))
    return read_coco(arguments.src, arguments.layout, arguments.limit)


def _print_plan(
    run: Run, name: str, counts: dict[str, int], problems: list[str], arguments: argparse.Namespace
) -> int:
    text = ", ".join(f"{count:,} of {split}" for split, count in counts.items())
    print_plan(
        {"dataset": name, "images": counts, "problems": problems},
        f"would build {run.out} from images: {text}; {len(problems)} problems were found before reading them"
        + "".join(f"\n  {line}" for line in problems[:20]),
        as_json=arguments.json,
    )
    return EXIT_GOOD


def _print_check(classes: Sequence[OodClass], meetings: Sequence[Meeting], *, as_json: bool) -> int:
    notes = ood.describe_classes(classes, meetings)
    if as_json:
        table = [
            vars(c) | {"wordnet_name": c.wordnet_name, "nearest": nearest_class(c.wnid)._asdict()}
            for c in classes
        ]
        print_json({"classes": table, "meetings": [vars(m) for m in meetings], "notes": notes})
        return EXIT_GOOD
    tree = load_tree()
    for c in classes:
        print(
            f"{c.wnid}  {tree.names[c.wnid]:<20}{c.paper_name:<26}nearest: {nearest_class(c.wnid).sentence}"
        )
    met = len({m.wnid for m in meetings})
    print(f"{len(classes) - met} of {len(classes)} classes are disjoint from ImageNet-1K, VOC and COCO")
    for line in notes:
        print(f"note: {line}")
    return EXIT_GOOD


if __name__ == "__main__":
    sys.exit(main())
