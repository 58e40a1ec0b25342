"""Command line of the noise builder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builders.noise.build import Config, build
from builders.noise.recipes import MAX_SIZE, RECIPES
from builders.running import add_run_flags, print_built, print_plan, run_from
from manifests.command import EXIT_GOOD, command_parser, positive_int, run_command
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_SEED = (1 << 63) - 1


def main(argv: Sequence[str] | None = None) -> int:
    """Build a set of noise images; return the exit code."""
    parser = command_parser(
        "python -m builders.noise",
        "Build a set of noise images, as appendix B of the paper defines them: Gaussian (standard deviation 0.5,\n"
        "clipped), Rademacher (-1 or 1), or blobs (amorphous coloured shapes). Image k depends only on the seed,\n"
        "the kind, the size and k.",
        [
            "python -m builders.noise --kind gaussian",
            "python -m builders.noise --kind blobs --n 1000 --size 32 --seed 7 --out build/blobs-32",
        ],
    )
    parser.add_argument("--kind", choices=tuple(RECIPES), required=True, help="what noise")
    parser.add_argument(
        "--n", type=positive_int, default=10_000, metavar="N", help="number of images (default: %(default)s)"
    )
    parser.add_argument(
        "--size",
        type=positive_int,
        default=224,
        metavar="PIXELS",
        help=f"side of the images, at most {MAX_SIZE} (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=_seed, default=0, metavar="N", help="at least 0 (default: %(default)s)"
    )
    add_run_flags(parser, "build/noise-KIND")
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.size > MAX_SIZE:
        raise ToolkitError(
            "the images are too large",
            expected=f"--size of at most {MAX_SIZE}",
            found=str(arguments.size),
            remedy="noise has no detail to lose: build it smaller and let the loader enlarge it",
        )
    run = run_from(arguments, Path("build") / f"noise-{arguments.kind}")
    if arguments.dry_run:
        plan = {
            "dataset": f"noise-{arguments.kind}",
            "images": {"test": arguments.n},
            "size": arguments.size,
            "seed": arguments.seed,
        }
        sentence = (
            f"would build {run.out}: {arguments.n:,} images of {arguments.size}x{arguments.size} pixels "
            f"from seed {arguments.seed}"
        )
        print_plan(plan, sentence, as_json=arguments.json)
        return EXIT_GOOD
    built = build(Config(arguments.kind, run, arguments.n, arguments.size, arguments.seed))
    print_built(built, run.out, as_json=arguments.json)
    return EXIT_GOOD


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > _MAX_SEED:
        message = f"expected a whole number from 0 to {_MAX_SEED}, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
