"""Making and checking the committed WordNet table: `python -m builders.multilabel.tables [--check]`."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders.multilabel.classes import coco_classes, paper_classes, voc_classes
from builders.multilabel.wordnet_tree import HYPERNYMS_FILE, Tree, format_tree
from builders.species.lexicon import load_lexicon
from builders.species.wordnet import open_wordnet
from manifests.command import EXIT_GOOD, command_parser, run_command
from manifests.errors import FindingsError, ToolkitError
from manifests.labels import read_data

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Make the table of hypernyms from WordNet, or compare the committed one with it; return the exit code."""
    parser = command_parser(
        "python -m builders.multilabel.tables",
        f"Make manifests/data/{HYPERNYMS_FILE} from WordNet 3.0 (needs the extra `species`).",
        ["python -m builders.multilabel.tables", "python -m builders.multilabel.tables --check"],
    )
    parser.add_argument(
        "--check", action="store_true", help="only compare the committed table; exit 1 if it differs"
    )
    parser.add_argument(
        "--wordnet", type=Path, metavar="DIR", help="folder of WordNet 3.0 (default: looked for)"
    )
    return run_command(_run, parser, argv)


def make_tree(wordnet: Any, wnids: Iterable[str]) -> Tree:
    """Return names and hypernyms of synsets and of all above them.

    Args:
        wordnet: nltk's reader of WordNet 3.0.
        wnids: Where to begin.

    Raises:
        ToolkitError: A wnid is no noun of this WordNet.
    """
    names: dict[str, str] = {}
    hypernyms: dict[str, tuple[str, ...]] = {}
    waiting = list(wnids)
    while waiting:
        wnid = waiting.pop()
        if wnid in names:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nltk warns of an unknown offset and returns None
            synset = wordnet.synset_from_pos_and_offset("n", int(wnid[1:]))
        if synset is None:
            raise ToolkitError("a wnid is no noun of WordNet 3.0", found=wnid)
        above = [*synset.hypernyms(), *synset.instance_hypernyms()]
        names[wnid] = synset.lemma_names()[0].replace("_", " ")
        hypernyms[wnid] = tuple(sorted(f"n{parent.offset():08d}" for parent in above))  # nltk's order varies
        waiting += hypernyms[wnid]
    return Tree(names, hypernyms)


def _run(arguments: argparse.Namespace) -> int:
    wnids = [entry.wnid for entry in load_lexicon()]
    wnids += [c.wnid for c in paper_classes()]
    wnids += [wnid for c in (*voc_classes(), *coco_classes()) for wnid in c.wnids]
    with open_wordnet(arguments.wordnet) as wordnet:
        text = format_tree(make_tree(wordnet, wnids))
    if not arguments.check:
        path = Path(__file__).parents[2] / "manifests" / "data" / HYPERNYMS_FILE
        path.write_text(text, "utf-8")
        print(f"wrote {path.name}: {text.count(chr(10)) - 1:,} synsets")
        return EXIT_GOOD
    made, committed = set(text.splitlines()), set(read_data(HYPERNYMS_FILE).splitlines())
    differences = [f"only in WordNet: {line}" for line in sorted(made - committed)]
    differences += [f"only in the table: {line}" for line in sorted(committed - made)]
    if differences:
        raise FindingsError(
            f"manifests/data/{HYPERNYMS_FILE} is not what WordNet 3.0 gives",
            differences,
            remedy="make it again: python -m builders.multilabel.tables",
        )
    print(f"{HYPERNYMS_FILE} is what WordNet 3.0 gives: {len(committed) - 1:,} synsets")
    return EXIT_GOOD


if __name__ == "__main__":
    sys.exit(main())
