"""Command line of the manifests: verify, diff and show sealed datasets."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from manifests.command import (
    EXIT_FINDINGS,
    EXIT_GOOD,
    add_json_flag,
    command_parser,
    positive_int,
    print_json,
    run_command,
)
from manifests.dataset import open_dataset
from manifests.diff import diff
from manifests.errors import printable
from manifests.schema import IMAGE, Manifest
from manifests.verify import DEPTHS, verify

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_SHOWN = 50


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the subcommands; return the exit code: 0 good, 1 findings, 2 no sealed dataset."""
    parser = command_parser(
        "python -m manifests",
        "Verify, compare and show sealed datasets.",
        [
            "python -m manifests verify build/bdd-anomaly",
            "python -m manifests verify build/bdd-anomaly --depth bytes --json",
            "python -m manifests diff build/bdd-anomaly elsewhere/bdd-anomaly",
            "python -m manifests show build/bdd-anomaly",
        ],
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    sub = commands.add_parser(
        "verify", help="find everything that is wrong with a dataset; exit 1 if anything is"
    )
    sub.add_argument("folder", type=Path, metavar="DIR", help="the dataset")
    sub.add_argument(
        "--depth",
        choices=DEPTHS,
        default="content",
        help="list: names, sizes and rows; bytes: also digests; content: also decode (default: %(default)s)",
    )
    sub.add_argument(
        "--links-to", type=Path, metavar="DIR", help="symbolic links of images may lead into this folder"
    )
    sub.add_argument(
        "--workers", type=positive_int, default=os.cpu_count() or 1, metavar="N", help="files at a time"
    )
    add_json_flag(sub)
    sub.set_defaults(run=_verify)

    sub = commands.add_parser("diff", help="compare two datasets by content; exit 1 if they differ")
    sub.add_argument("first", type=Path, metavar="DIR1")
    sub.add_argument("second", type=Path, metavar="DIR2")
    add_json_flag(sub)
    sub.set_defaults(run=_diff)

    sub = commands.add_parser("show", help="print what a dataset is: counts, classes, settings, licence")
    sub.add_argument("folder", type=Path, metavar="DIR", help="the dataset")
    add_json_flag(sub)
    sub.set_defaults(run=_show)
    return run_command(lambda arguments: int(arguments.run(arguments)), parser, argv)


def _verify(arguments: argparse.Namespace) -> int:
    report = verify(arguments.folder, arguments.depth, workers=arguments.workers, links_to=arguments.links_to)
    if arguments.json:
        print_json(report.to_document())
    else:
        for line in report.notes:
            print(f"note: {printable(line)}")
        for finding in report.findings:
            print(f"{finding.kind:<18}{printable(finding.path)}: {printable(finding.message)}")
        kinds = ", ".join(
            f"{count} {kind}" for kind, count in sorted(Counter(f.kind for f in report.findings).items())
        )
        verdict = "good" if report.is_good else f"NOT GOOD: {kinds}"
        print(f"{report.dataset}: {report.files:,} files verified to the depth {report.depth}: {verdict}")
    return EXIT_GOOD if report.is_good else EXIT_FINDINGS


def _diff(arguments: argparse.Namespace) -> int:
    difference = diff(open_dataset(arguments.first), open_dataset(arguments.second))
    if arguments.json:
        print_json(difference.to_document())
    else:
        for name, (first, second) in difference.settings.items():
            print(f"{name}: {first} -> {second}")
        for what, paths in (
            ("only in the first", difference.only_first),
            ("only in the second", difference.only_second),
            ("other content", difference.changed),
        ):
            _print_paths(what, paths)
        for role, item_id, before, after in difference.moved[:_SHOWN]:
            print(f"moved: {role} {printable(item_id)} from {before} to {after}")
        print("same content" if difference.is_same_content else "the datasets differ")
    return EXIT_GOOD if difference.is_same_content else EXIT_FINDINGS


def _print_paths(what: str, paths: list[str]) -> None:
    for path in paths[:_SHOWN]:
        print(f"{what}: {printable(path)}")
    if len(paths) > _SHOWN:
        print(f"{what}: ... and {len(paths) - _SHOWN} more (all with --json)")


def _show(arguments: argparse.Namespace) -> int:
    manifest = open_dataset(arguments.folder).manifest
    if arguments.json:
        print(manifest.to_json(), end="")
        return EXIT_GOOD
    info = manifest.info
    print(
        f"{printable(info.title)} ({printable(info.name)}), built by {info.builder} {manifest.builder_version}"
    )
    print(printable(info.description))
    print(f"licence         {printable(info.licence)} {printable(info.licence_url)}")
    print(f"homepage        {printable(info.homepage)}")
    print(f"parameters      {manifest.parameters}")
    print(f"seed            {manifest.seed}")
    print(f"content digest  {manifest.content_digest}")
    print("promises        " + "; ".join(info.rules))
    _print_counts(manifest)
    return EXIT_GOOD


def _print_counts(manifest: Manifest) -> None:
    print(f"\n{'split':<14}{'images':>9}{'bytes':>16}")
    for split, roles in sorted(manifest.counts["splits"].items()):
        print(f"{split:<14}{roles[IMAGE]['files']:>9,}{sum(r['bytes'] for r in roles.values()):>16,}")
    classes = manifest.counts.get("classes", {})
    if not classes:
        return
    names = sorted({name for found in classes.values() for name in found})
    print("\nshare of the pixels, and number of masks with the class")
    print(f"{'class':<16}" + "".join(f"{split:>20}" for split in sorted(classes)))
    for name in names:
        cells = []
        for split in sorted(classes):
            total = sum(entry["pixels"] for entry in classes[split].values())
            entry = classes[split].get(name, {"pixels": 0, "masks": 0})
            cells.append(f"{entry['pixels'] / total:>12.3%}{entry['masks']:>8,}")
        print(f"{printable(name):<16}" + "".join(cells))


if __name__ == "__main__":
    sys.exit(main())
