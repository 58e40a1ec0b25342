"""Command line of the folder builder."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builders.folder.build import About, Config, build
from builders.folder.leaks import DEFAULT_NEAR, MAX_NEAR
from builders.folder.source import Masks, read_label_table, read_source
from builders.running import add_run_flags, add_source_flags, print_built, print_plan, run_from
from manifests.command import EXIT_GOOD, command_parser, run_command
from manifests.errors import ToolkitError
from manifests.schema import SPLITS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def main(argv: Sequence[str] | None = None) -> int:
    """Seal an existing image folder; return the exit code."""
    parser = command_parser(
        "python -m builders.folder",
        "Seal an existing image folder as a dataset: Textures (DTD), an LSUN export, Places69, or image and mask\n"
        "pairs in the manner of Lost-and-Found and RoadAnomaly. Sound RGB JPEGs and PNGs keep their bytes, other\n"
        "images become RGB PNGs.",
        [
            "python -m builders.folder --src dtd/images --name textures",
            "python -m builders.folder --src dtd/images --name textures --disjoint-from build/in-dist",
            "python -m builders.folder --src frames --image-suffix .jpg --masks frames \\",
            "    --mask-suffix .labels/labels_semantic.png --labels classes.csv --name road-anomaly",
        ],
    )
    parser.add_argument(
        "--src", type=Path, required=True, metavar="DIR", help="folder of images, at any depth"
    )
    parser.add_argument("--name", type=_name, required=True, help="short name of the dataset")
    parser.add_argument(
        "--split", choices=SPLITS, default="test", help="where the images go (default: %(default)s)"
    )
    parser.add_argument(
        "--image-suffix",
        metavar="TEXT",
        help="ending of the images, left out of their ids (default: any image)",
    )
    masks = parser.add_argument_group("masks")
    masks.add_argument(
        "--masks", type=Path, metavar="DIR", help="folder of masks, laid out as the images are"
    )
    masks.add_argument(
        "--mask-suffix",
        default=".png",
        metavar="TEXT",
        help="what follows the image's id in a mask's path (default: %(default)s)",
    )
    masks.add_argument(
        "--labels",
        metavar="FILE",
        help="label table of the masks: a CSV with the columns of classes.csv, or bdd-anomaly or streethazards",
    )
    leaks = parser.add_argument_group("leaks")
    leaks.add_argument(
        "--disjoint-from",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="sealed dataset that must hold none of the images (may be given more than once)",
    )
    leaks.add_argument(
        "--near",
        type=_near,
        default=DEFAULT_NEAR,
        metavar="BITS",
        help="of 64 in which the hashes of near-duplicates may differ (default: %(default)s)",
    )
    about = parser.add_argument_group("about the images")
    about.add_argument("--title", help="name for people (default: the name)")
    about.add_argument("--licence", default="unknown", help="of the images (default: %(default)s)")
    about.add_argument("--licence-url", default="", metavar="URL")
    about.add_argument("--homepage", default="", metavar="URL")
    about.add_argument("--attribution", default="", metavar="TEXT", help="whom to credit for every image")
    about.add_argument("--citation", type=Path, metavar="FILE", help="BibTeX of the paper to cite")
    add_source_flags(parser, "only the first N images")
    add_run_flags(parser, "build/NAME")
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    run = run_from(arguments, Path("build") / arguments.name)
    if run.out.resolve().is_relative_to(arguments.src.resolve()):
        raise ToolkitError(
            "the output is inside the source, and would be read as a part of it the next time",
            where=run.out,
            remedy="choose an --out elsewhere",
        )
    masks = _masks(arguments)
    source = read_source(arguments.src, arguments.image_suffix, masks, arguments.limit)
    if arguments.dry_run:
        problems = [f"{item.item_id}: {item.problem}" for item in source.items if item.problem]
        plan = {
            "dataset": arguments.name,
            "images": {arguments.split: len(source.items) - len(problems)},
            "problems": problems,
            "ignored": source.ignored,
        }
        sentence = (
            f"would build {run.out} from {len(source.items):,} images; {len(problems)} have a problem of their "
            f"name or mask, {len(source.ignored)} other files are ignored"
        )
        print_plan(plan, sentence, as_json=arguments.json)
        return EXIT_GOOD
    about = About(
        name=arguments.name,
        title=arguments.title or arguments.name,
        licence=arguments.licence,
        licence_url=arguments.licence_url,
        homepage=arguments.homepage,
        citation=arguments.citation.read_text("utf-8", "replace").strip() if arguments.citation else "",
        attribution=arguments.attribution,
    )
    config = Config(
        source=source,
        about=about,
        run=run,
        split=arguments.split,
        masks=masks,
        disjoint_from=tuple(arguments.disjoint_from),
        near=arguments.near,
    )
    print_built(build(config), run.out, as_json=arguments.json)
    return EXIT_GOOD


def _masks(arguments: argparse.Namespace) -> Masks | None:
    if (arguments.masks is None) != (arguments.labels is None):
        raise ToolkitError(
            "masks and their label table go together",
            expected="--masks DIR with --labels FILE",
            found="only " + ("--labels" if arguments.masks is None else "--masks"),
        )
    if arguments.masks is None:
        return None
    table, name = read_label_table(arguments.labels)
    return Masks(arguments.masks, arguments.mask_suffix, table, name)


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        message = f"expected lower-case letters, digits, dots and dashes, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return text


def _near(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MAX_NEAR:
        message = f"expected a whole number from 0 to {MAX_NEAR}, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
