"""Command line of the BDD-Anomaly builder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders.bdd.build import IMAGE_MODES, Config, build, mean_anomaly_fraction
from builders.bdd.check import Check, check_build, check_source
from builders.bdd.encoding import ENCODINGS, SPLITS
from builders.bdd.source import LAYOUTS, Source, find_source
from builders.running import add_run_flags, add_source_flags, run_from
from manifests.command import (
    EXIT_FINDINGS,
    EXIT_GOOD,
    command_parser,
    note,
    print_json,
    run_command,
)
from manifests.dataset import open_dataset
from manifests.errors import ToolkitError, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from builders.running import Built

_PAPER_IMAGES = {"train": 6280, "validation": 910, "test": 810}
_PAPER_FRACTION = 0.0083
_DEFAULT_OUT = Path("build/bdd-anomaly")
_SHOWN = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Build BDD-Anomaly, or compare a source or a build with the expected split; return the exit code."""
    parser = command_parser(
        "python -m builders.bdd",
        "Build BDD-Anomaly from a BDD100K folder: images with a motorcycle, train or bicycle become the anomaly\n"
        "test split, the others train and validation; masks are relabelled to train id + 2 (void 1).",
        [
            "python -m builders.bdd --src bdd100k/",
            "python -m builders.bdd --src bdd100k/ --out build/bdd-anomaly --images hardlink",
            "python -m builders.bdd --src bdd100k/ --check          # is this the published BDD100K?",
            "python -m builders.bdd --out build/bdd-anomaly --check # is this build the paper's split?",
        ],
    )
    parser.add_argument(
        "--src", type=Path, metavar="DIR", help="BDD100K folder, with or without an outer bdd100k/"
    )
    parser.add_argument(
        "--check",
        nargs="?",
        const="present",
        choices=("present", "all"),
        help="compare with the expected split of all 8,000 images: the build if --out is given, else the source; "
        "with `all`, absent images count as differences (default: only those present are judged)",
    )
    parser.add_argument(
        "--images",
        choices=IMAGE_MODES,
        default="copy",
        help="how images get into the dataset; its content is the same (default: %(default)s)",
    )
    parser.add_argument(
        "--layout", choices=[layout.name for layout in LAYOUTS], help="where several layouts are there"
    )
    parser.add_argument(
        "--encoding", choices=sorted(ENCODINGS), help="of the masks (default: told from their values)"
    )
    add_source_flags(parser, "only the first N pairs of each source split")
    add_run_flags(parser, str(_DEFAULT_OUT))
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.src is None and not (arguments.check and arguments.out):
        raise ToolkitError(
            "no source was named",
            expected="--src DIR",
            remedy="python -m builders.bdd --src bdd100k/   (see --help)",
        )
    result: dict[str, Any] = {}
    code = EXIT_GOOD
    source = find_source(arguments.src, arguments.layout) if arguments.src else None
    out = arguments.out or _DEFAULT_OUT
    if source is not None:
        note(f"found the layout {source.layout.name}: {source.layout.images} with {source.layout.masks}")
    if source is not None and arguments.dry_run:
        return _print_plan(source, out, arguments)
    if source is not None and (arguments.out or not arguments.check):
        run = run_from(arguments, _DEFAULT_OUT)
        built = build(Config(source, run, arguments.images, arguments.encoding))
        result["build"] = _built_document(built, out)
        if not arguments.json:
            _print_built(result["build"], out)
    if arguments.check:
        if source is not None and not arguments.out:
            check = check_source(source, arguments.encoding, arguments.workers)
        else:
            check = check_build(open_dataset(out), arguments.workers)
        result["check"] = vars(check)
        if check.differences or (arguments.check == "all" and check.absent):
            code = EXIT_FINDINGS
        if not arguments.json:
            _print_check(check)
    if arguments.json:
        print_json(result)
    return code


def _print_plan(source: Source, out: Path, arguments: argparse.Namespace) -> int:
    pairs = source.pairs(arguments.limit)
    whole = {
        split: sum(p.source_split == split and None not in (p.image, p.mask) for p in pairs)
        for split in SPLITS
    }
    alone = [p.image or p.mask for p in pairs if None in (p.image, p.mask)]
    if arguments.json:
        print_json({"layout": source.layout.name, "pairs": whole, "without_partner": alone})
    else:
        pairs_text = ", ".join(f"{count} of {split}" for split, count in whole.items())
        print(
            f"would build {out} from pairs of image and mask: {pairs_text}; {len(alone)} files without a partner"
        )
    return EXIT_GOOD


def _built_document(built: Built, out: Path) -> dict[str, Any]:
    return {
        "images": built.images,
        "paper_images": _PAPER_IMAGES,
        "mean_anomaly_fraction": mean_anomaly_fraction(open_dataset(out)),
        "paper_mean_anomaly_fraction": _PAPER_FRACTION,
        "content_digest": built.manifest.content_digest,
        "kept": built.kept,
        "failures": built.failures,
    }


def _print_built(document: dict[str, Any], out: Path) -> None:
    print(f"{'split':<12}{'images':>8}{'paper':>8}")
    for split, paper in _PAPER_IMAGES.items():
        print(f"{split:<12}{document['images'].get(split, 0):>8,}{paper:>8,}")
    if document["mean_anomaly_fraction"] is not None:
        fraction = f"{document['mean_anomaly_fraction']:.3%} (paper: {_PAPER_FRACTION:.2%})"
        print(f"mean anomalous area of a test image: {fraction}")
    print(f"content digest {document['content_digest']}")
    print(f"sealed in {out} (verify: python -m manifests verify {out})")
    if document["failures"]:
        print(f"{len(document['failures'])} broken items left out, listed in {out / 'failures.csv'}")


def _print_check(check: Check) -> None:
    print(f"compared {check.compared:,} masks with the expected split: {len(check.differences)} differences")
    for line in check.differences[:_SHOWN]:
        print(f"  {printable(line)}")
    if len(check.differences) > _SHOWN:
        print(f"  ... and {len(check.differences) - _SHOWN} more (all with --json)")
    if check.absent:
        names = ", ".join(check.absent[:3])
        print(
            f"{len(check.absent):,} images of the expected split are absent: {names}, ... (all with --json)"
        )


if __name__ == "__main__":
    sys.exit(main())
