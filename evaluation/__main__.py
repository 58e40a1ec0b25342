"""Command line of the evaluation: segmentation, classification, merge, compare, reference-model, detectors."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.classification import POSITIVES, ClassificationSettings, evaluate_items
from evaluation.gallery import gallery_html
from evaluation.layout import TABLE_METRICS, comparison_table, tables_of
from evaluation.pooled import DEFAULT_MEMORY
from evaluation.predictions import RESIZE_MODES
from evaluation.ranking import METRICS
from evaluation.reference_model import fit, predict
from evaluation.registry import all_detectors, load_plugin
from evaluation.report import read_results, write_report
from evaluation.segmentation import PROTOCOLS, Settings, evaluate
from evaluation.states import check_pooled, load_state, merge_states, save_state, state_of, summarise_state
from evaluation.summaries import USUAL_COLUMNS, summarise
from manifests.command import (
    EXIT_GOOD,
    add_json_flag,
    command_parser,
    note,
    positive_int,
    print_json,
    run_command,
)
from manifests.dataset import open_dataset
from manifests.labels import IN_DISTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.summaries import Document

_SEGMENTATION_EXAMPLE = (
    "python -m evaluation segmentation --dataset build/bdd-anomaly --predictions DIR --detector maxlogit msp "
    "--out reports/bdd"
)
_CLASSIFICATION_EXAMPLE = (
    "python -m evaluation classification --in-dist id.npz --ood DIR --detector maxlogit msp "
    "--dataset build/species --by category --out reports/species"
)
_UNITS = {"": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_ARRAYS = ("*.npz", "*.npy")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the subcommands; return the exit code: 0 good, 2 usage or predictions that cannot be scored."""
    parser = command_parser(
        "python -m evaluation",
        "Score stored model outputs on sealed datasets, exactly.",
        [
            _SEGMENTATION_EXAMPLE,
            _CLASSIFICATION_EXAMPLE,
            "python -m evaluation merge part-1.npz part-2.npz --out reports/both",
            "python -m evaluation compare reports/*/results.json",
            "python -m evaluation detectors",
        ],
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_segmentation(commands)
    _add_classification(commands)

    sub = commands.add_parser("merge", help="pool what several runs of segmentation saved with --save-state")
    sub.add_argument("states", nargs="+", type=Path, metavar="STATE", help="files of --save-state")
    sub.add_argument("--save-state", type=Path, metavar="FILE", help=_STATE_HELP)
    _add_report(sub)
    sub.set_defaults(run=_merge)

    sub = commands.add_parser("compare", help="put the results of several runs in one table")
    sub.add_argument(
        "results", nargs="+", type=Path, metavar="results.json", help="or the folder of a report"
    )
    add_json_flag(sub)
    sub.set_defaults(run=_compare)

    sub = commands.add_parser(
        "reference-model",
        help="fit a small model on a dataset and store its logits, to have something to score",
    )
    sub.add_argument("--dataset", type=Path, required=True, metavar="DIR", help="the sealed dataset")
    sub.add_argument("--fit", default="train", metavar="SPLIT", help="where it learns (default: %(default)s)")
    sub.add_argument(
        "--splits",
        nargs="+",
        default=["validation", "test"],
        metavar="SPLIT",
        help="what it predicts (default: validation test)",
    )
    sub.add_argument("--seed", type=count, default=0, help="(default: %(default)s)")
    sub.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="logits go to DIR/<split>/, a fourth of the size",
    )
    sub.set_defaults(run=_reference_model)

    sub = commands.add_parser("detectors", help="list the detectors, with formula and source")
    sub.add_argument("--plugin", action="append", default=[], metavar="FILE.py", help=_PLUGIN_HELP)
    add_json_flag(sub)
    sub.set_defaults(run=_detectors)
    return run_command(lambda arguments: int(arguments.run(arguments)), parser, argv)


_STATE_HELP = "write the pooled counts to a file that the command merge reads, on any machine"
_PLUGIN_HELP = "import a file or module that registers more detectors; it is run, so it must be your own"


def memory_size(text: str) -> int:
    """Return a size such as `1GB`, `512MiB` or `1000000` in bytes.

    Raises:
        argparse.ArgumentTypeError: `text` is something else.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)", text.strip().lower())
    if match is None or match[2] not in _UNITS:
        message = f"expected a size such as 1GB or 512MiB, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(float(match[1]) * _UNITS[match[2]])


def count(text: str) -> int:
    """Return `text` as an integer of at least zero.

    Raises:
        argparse.ArgumentTypeError: `text` is something else.
    """
    if not text.isascii() or not text.isdigit():
        message = f"expected a whole number, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _add_segmentation(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser(
        "segmentation", help="score maps or logits of every pixel (StreetHazards, BDD-Anomaly)"
    )
    sub.add_argument("--dataset", type=Path, required=True, metavar="DIR", help="the sealed dataset")
    sub.add_argument("--split", default="test", help="split to score (default: %(default)s)")
    sub.add_argument(
        "--predictions",
        type=Path,
        required=True,
        metavar="DIR",
        help="one file an image, at its path below images/<split>/: .npy, .npz, 16-bit .png or .tif",
    )
    sub.add_argument("--detector", nargs="+", default=[], metavar="NAME", help="none: score maps as they are")
    sub.add_argument("--plugin", action="append", default=[], metavar="FILE.py", help=_PLUGIN_HELP)
    sub.add_argument(
        "--protocol",
        choices=PROTOCOLS,
        default="all",
        help="paper: mean of per-image metrics; pooled: all pixels together; all: both; cityscapes-style: both, "
        "without void pixels (default: %(default)s)",
    )
    sub.add_argument(
        "--void",
        choices=("normal", "ignore"),
        help="what void pixels count as (default: normal, as in the paper; ignore for cityscapes-style)",
    )
    sub.add_argument(
        "--resize", choices=RESIZE_MODES, help="bring predictions of another size to the image's"
    )
    sub.add_argument("--background-class", metavar="NAME", help="class that the detector background looks at")
    sub.add_argument(
        "--validation", type=Path, metavar="DIR", help="predictions of the validation split, for kl-matching"
    )
    sub.add_argument(
        "--validation-split", default="validation", metavar="SPLIT", help="(default: %(default)s)"
    )
    sub.add_argument(
        "--by",
        nargs="+",
        metavar="COLUMN",
        help=f"columns of items.csv to break results down by (default: {' '.join(USUAL_COLUMNS)}, where present)",
    )
    sub.add_argument(
        "--memory",
        type=memory_size,
        default=DEFAULT_MEMORY,
        metavar="SIZE",
        help="for pooled counts: exact while they fit, beyond it a certified interval (default: 1GB)",
    )
    sub.add_argument(
        "--workers", type=positive_int, default=os.cpu_count() or 1, metavar="N", help="images at a time"
    )
    sub.add_argument("--save-state", type=Path, metavar="FILE", help=_STATE_HELP)
    _add_common(sub)
    sub.set_defaults(run=_segmentation)


def _add_classification(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("classification", help="outputs of whole images (Species, multi-label, noise)")
    sub.add_argument(
        "--in-dist",
        type=Path,
        required=True,
        metavar="FILE",
        help=".npz of in-distribution images: logits (N, K), features (N, D) or scores (N,), and ids (N,)",
    )
    sub.add_argument(
        "--ood",
        type=Path,
        required=True,
        nargs="+",
        metavar="PATH",
        help="the same for anomalous images: files, or folders of them",
    )
    sub.add_argument("--detector", nargs="+", required=True, metavar="NAME")
    sub.add_argument("--plugin", action="append", default=[], metavar="FILE.py", help=_PLUGIN_HELP)
    sub.add_argument("--dataset", type=Path, metavar="DIR", help="sealed dataset of the anomalous images")
    sub.add_argument("--by", metavar="COLUMN", help="column of its items.csv whose values become rows")
    sub.add_argument(
        "--validation",
        type=Path,
        metavar="FILE",
        help="outputs on in-distribution validation images, for kl-matching, lof and iforest",
    )
    sub.add_argument(
        "--positive",
        choices=POSITIVES,
        default="out",
        help="positive class of every metric: out, the anomaly; in, as in the paper's table 3 (default: out)",
    )
    _add_common(sub)
    sub.set_defaults(run=_classification)


def _add_common(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--bootstrap",
        type=count,
        default=0,
        metavar="N",
        help="resamples for confidence intervals and paired differences (default: none; 1000 is usual)",
    )
    sub.add_argument("--seed", type=count, default=0, help="of the resamples (default: %(default)s)")
    _add_report(sub)


def _add_report(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--metric",
        nargs="+",
        choices=METRICS,
        default=TABLE_METRICS,
        help="metrics of the broken-down tables",
    )
    sub.add_argument(
        "--out", type=Path, metavar="DIR", help="write report.md, table.tex, results.json, report.html"
    )
    add_json_flag(sub)


def _segmentation(arguments: argparse.Namespace) -> int:
    for plugin in arguments.plugin:
        load_plugin(plugin)
    settings = Settings(
        split=arguments.split,
        detectors=tuple(arguments.detector),
        protocol=arguments.protocol,
        ignore_void=None if arguments.void is None else arguments.void == "ignore",
        resize=arguments.resize,
        background=arguments.background_class,
        memory=arguments.memory,
        validation_split=arguments.validation_split,
        curves=arguments.out is not None,
    )
    if arguments.save_state:
        check_pooled(settings)
    result = evaluate(
        arguments.dataset,
        arguments.predictions,
        settings,
        validation=arguments.validation,
        workers=arguments.workers,
    )
    if arguments.save_state:
        save_state(state_of(result), arguments.save_state)
        note(f"wrote {arguments.save_state}")
    document = summarise(result, by=arguments.by, bootstrap=arguments.bootstrap, seed=arguments.seed)
    return _finish(document, arguments, gallery_html(result) if arguments.out else "")


def _classification(arguments: argparse.Namespace) -> int:
    for plugin in arguments.plugin:
        load_plugin(plugin)
    files: list[Path] = []
    for path in arguments.ood:
        files += sorted(p for pattern in _ARRAYS for p in path.glob(pattern)) if path.is_dir() else [path]
    settings = ClassificationSettings(
        tuple(arguments.detector), arguments.by, arguments.positive, arguments.bootstrap, arguments.seed
    )
    document = evaluate_items(
        arguments.in_dist,
        files,
        settings,
        dataset=open_dataset(arguments.dataset) if arguments.dataset else None,
        validation=arguments.validation,
    )
    return _finish(document, arguments, "")


def _finish(document: Document, arguments: argparse.Namespace, pictures: str) -> int:
    if arguments.out:
        for path in write_report(document, arguments.out, pictures, arguments.metric):
            note(f"wrote {path}")
    if arguments.json:
        print_json(document)
    else:
        print("\n".join(table.markdown() for table in tables_of(document, arguments.metric)), end="")
    return EXIT_GOOD


def _merge(arguments: argparse.Namespace) -> int:
    state = merge_states(map(load_state, arguments.states))
    if arguments.save_state:
        save_state(state, arguments.save_state)
        note(f"wrote {arguments.save_state}")
    return _finish(summarise_state(state), arguments, "")


def _compare(arguments: argparse.Namespace) -> int:
    documents = [(_run_name(path), read_results(path)) for path in arguments.results]
    table = comparison_table(documents)
    if arguments.json:
        rows = [
            {"run": name, **{m: c.value for m, c in zip(METRICS, cells, strict=True)}}
            for name, cells in table.rows
        ]
        print_json({"rows": rows, "notes": table.notes})
    else:
        print(table.markdown(), end="")
    return EXIT_GOOD


def _run_name(path: Path) -> str:
    """Return what a run is called: the folder of its report."""
    folder = path if path.is_dir() else path.parent
    return folder.resolve().name


def _reference_model(arguments: argparse.Namespace) -> int:
    dataset = open_dataset(arguments.dataset)
    model = fit(dataset, arguments.fit, arguments.seed)
    written = predict(model, dataset, arguments.splits, arguments.out)
    # StreetHazards calls its background class "unlabeled"; BDD-Anomaly has none.
    has_background = any(label.name == "unlabeled" for label in dataset.labels.with_role(IN_DISTRIBUTION))
    background = "background --background-class unlabeled" if has_background else ""
    print(f"{written} predictions in {arguments.out}; score them with")
    print(
        f"  python -m evaluation segmentation --dataset {arguments.dataset} --predictions {arguments.out}/test "
        f"--validation {arguments.out}/validation --resize bilinear --detector msp maxlogit kl-matching {background}"
    )
    return EXIT_GOOD


def _detectors(arguments: argparse.Namespace) -> int:
    for plugin in arguments.plugin:
        load_plugin(plugin)
    if arguments.json:
        print_json(
            [
                {"name": d.name, "needs": d.needs, "fitted": d.fit is not None, "description": d.description}
                for d in all_detectors()
            ]
        )
        return EXIT_GOOD
    for detector in all_detectors():
        needs = " and ".join(detector.needs) + (", fitted on validation outputs" if detector.fit else "")
        print(f"{detector.name}  (needs {needs})")
        print("".join(f"    {line}\n" if line else "\n" for line in detector.description.splitlines()))
    return EXIT_GOOD


if __name__ == "__main__":
    sys.exit(main())
