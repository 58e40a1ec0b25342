"""Command line of the demo: the public commands one after another, each as a user would type it."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builders.demo.page import write_page
from manifests.command import EXIT_GOOD, command_parser, note, run_command
from manifests.errors import ToolkitError
from manifests.schema import MANIFEST_NAME

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

_SETS = {
    "streethazards": "pictures of the embedded simulator, through the carla client",
    "bdd-anomaly": "pictures of the embedded simulator, laid out as BDD100K",
    "noise-gaussian": "a seed",
    "noise-rademacher": "a seed",
    "noise-blobs": "a seed",
}
_SCORED = "streethazards"
_NOISE_IMAGES, _NOISE_SIZE = 24, 224
_STDERR = 2  # stdout is for the closing summary
_ASPECT = 16 / 9


@dataclass(frozen=True)
class Step:
    """One command of the demo.

    Attributes:
        title: What it does, for the person who waits.
        arguments: After `python -m`.
        result: Path that exists once it is done; a step is not run again when it does. None runs it always.
    """

    title: str
    arguments: tuple[str, ...]
    result: Path | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Run the demo; return the exit code."""
    parser = command_parser(
        "python -m builders.demo",
        "Build every dataset in small on embedded defaults, verify them, score one, and write a page about it.\n"
        "A rerun goes on where the last one ended.",
        [
            "python -m builders.demo",
            "python -m builders.demo --out elsewhere/demo --width 640 --quality draft",
        ],
    )
    parser.add_argument(
        "--out", type=Path, default=Path("build/demo"), metavar="DIR", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--width",
        type=int,
        default=1280,
        metavar="PIXELS",
        help="of the street images (default: %(default)s)",
    )
    parser.add_argument(
        "--quality",
        choices=("draft", "standard", "high"),
        default="standard",
        help="of the embedded simulator's images (default: %(default)s)",
    )
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    out: Path = arguments.out
    began = time.monotonic()
    timings: list[tuple[str, float]] = []
    steps = [
        *_offline_steps(out),
        *_street_steps(out, arguments.quality, arguments.width),
        *_last_steps(out),
    ]
    for number, step in enumerate(steps, start=1):
        note(f"[{number}/{len(steps)}] {step.title}")
        started = time.monotonic()
        _run_step(step)
        timings.append((step.title, time.monotonic() - started))
    page = write_page(out, _SETS, _SCORED, out / "species-selection" / "summary.csv", out / "report")
    print(f"\nDone in {time.monotonic() - began:.0f} seconds:")
    for title, seconds in timings:
        print(f"  {seconds:6.1f} s  {title}")
    print("The street images are the embedded simulator's; the scores are a tiny model's, not the paper's.")
    print(f"Open {page}")
    return EXIT_GOOD


def _offline_steps(out: Path) -> Iterator[Step]:
    selection = out / "species-selection"
    yield Step(
        "Species: 1.1 million species of iNaturalist against ImageNet-21K",
        ("builders.species", "select", "--out", str(selection)),
        selection / "summary.csv",
    )
    for kind in ("gaussian", "rademacher", "blobs"):
        target = out / f"noise-{kind}"
        size = ("--n", str(_NOISE_IMAGES), "--size", str(_NOISE_SIZE))
        yield Step(
            f"Noise: {_NOISE_IMAGES} images, {kind}",
            ("builders.noise", "--kind", kind, *size, "--out", str(target)),
            target / MANIFEST_NAME,
        )


def _street_steps(out: Path, quality: str, width: int) -> Iterator[Step]:
    height = round(width / _ASPECT)
    streets = out / "streethazards"
    yield Step(
        "StreetHazards: six towns of the embedded simulator through the carla client",
        (
            "builders.streethazards",
            *("--preset", "demo", "--quality", quality),
            *("--resolution", f"{width}x{height}", "--out", str(streets)),
        ),
        streets / MANIFEST_NAME,
    )
    source, anomalies = out / "bdd100k", out / "bdd-anomaly"
    yield Step(
        "BDD100K's layout: driving pictures with motorcycles, trains and bicycles",
        (
            "builders.demo.bdd_folder",
            *("--quality", quality, "--width", str(width), "--out", str(source)),
        ),
        anomalies / MANIFEST_NAME,
    )
    yield Step(
        "BDD-Anomaly: split and relabelled",
        ("builders.bdd", "--src", str(source), "--out", str(anomalies)),
        anomalies / MANIFEST_NAME,
    )


def _last_steps(out: Path) -> Iterator[Step]:
    for name in _SETS:
        yield Step(f"Verify {name}", ("manifests", "verify", str(out / name), "--depth", "content"))
    scored, logits, report = out / _SCORED, out / "logits", out / "report"
    yield Step(
        "Reference model: fitted on train, logits for validation and test",
        ("evaluation", "reference-model", "--dataset", str(scored), "--out", str(logits)),
    )
    detectors = (
        "--detector",
        "msp",
        "maxlogit",
        "background",
        "kl-matching",
        "--background-class",
        "unlabeled",
    )
    yield Step(
        "Scores: msp, maxlogit, background, kl-matching",
        (
            *("evaluation", "segmentation", "--dataset", str(scored), "--predictions", str(logits / "test")),
            *(
                "--validation",
                str(logits / "validation"),
                "--resize",
                "bilinear",
                *detectors,
                "--out",
                str(report),
            ),
        ),
    )


def _run_step(step: Step) -> None:
    """Run a command unless its result is there.

    Raises:
        ToolkitError: It failed; it has said why.
    """
    if step.result is not None and step.result.exists():
        note("  there already")
        return
    command = [sys.executable, "-m", *step.arguments]
    code = subprocess.run(command, check=False, stdout=_STDERR).returncode
    if code != EXIT_GOOD:
        raise ToolkitError(
            f"the step “{step.title}” failed",
            found=f"exit code {code} of python -m {' '.join(step.arguments)}",
            remedy="see its own message above; run the demo again to go on from there",
        )


if __name__ == "__main__":
    sys.exit(main())
