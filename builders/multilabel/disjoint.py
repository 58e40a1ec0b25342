"""Whether out-of-distribution classes are apart from ImageNet-1K, VOC and COCO, by WordNet, with the evidence.

Two classes meet when they are the same synset or one is above the other: what is in the lower one is in the upper
one, too. Classes that only have a synset above both in common (a dolphin and a killer whale) do not meet.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builders.multilabel.classes import coco_classes, imagenet1k_classes, voc_classes
from builders.multilabel.wordnet_tree import Tree, load_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builders.multilabel.classes import KnownClass, OodClass

EQUAL = "equal"
ANCESTOR = "ancestor"
DESCENDANT = "descendant"

REPORT_COLUMNS = ("wnid", "wordnet_name", "relation", "dataset", "class", "class_wnid", "chain")


@dataclass(frozen=True)
class Meeting:
    """An out-of-distribution class and a class it meets.

    Attributes:
        wnid: The out-of-distribution class.
        relation: What it is to the other: `equal`, `ancestor` or `descendant`.
        dataset: Dataset of the other; `this list` for two classes of one list.
        name: The other's name in its dataset.
        other: The other's wnid.
        chain: The synsets from the lower to the upper one, both included.
    """

    wnid: str
    relation: str
    dataset: str
    name: str
    other: str
    chain: tuple[str, ...]

    def sentence(self, tree: Tree) -> str:
        """Return the meeting with its evidence, as one line."""
        way = " < ".join(tree.names[wnid] for wnid in self.chain)
        what = "the same synset as" if self.relation == EQUAL else f"{_article(self.relation)} of"
        return f"{tree.title(self.wnid)} is {what} {self.other} of {self.dataset}'s class {self.name!r}" + (
            f": {way}" if len(self.chain) > 1 else ""
        )


def find_meetings(classes: Sequence[OodClass]) -> list[Meeting]:
    """Return every class of ImageNet-1K, VOC and COCO that one of `classes` meets, with the evidence.

    Args:
        classes: Classes of ImageNet-21K.

    Returns:
        Sorted by the order of `classes`, then ImageNet-1K, VOC, COCO.
    """
    known = (*imagenet1k_classes(), *voc_classes(), *coco_classes())
    return _meetings(classes, [_Target(k.dataset, k.name, wnid) for k in known for wnid in k.wnids])


def find_nested(classes: Sequence[OodClass]) -> list[Meeting]:
    """Return the classes of a list that descend from another of the same list."""
    targets = [_Target("this list", c.paper_name or c.wordnet_name, c.wnid) for c in classes]
    return [meeting for meeting in _meetings(classes, targets) if meeting.relation == DESCENDANT]


def nearest_class(wnid: str, known: Iterable[KnownClass]) -> tuple[KnownClass, str, int]:
    """Return the known class that is nearest to a synset, the lowest synset above both, and the steps between them.

    Args:
        wnid: A class of ImageNet-21K.
        known: Where to look.
    """
    tree = load_tree()
    heights = _heights(tree, wnid)
    best: tuple[int, str, str, KnownClass] | None = None
    for candidate in known:
        for other in candidate.wnids:
            for above, height in _heights(tree, other).items():
                if above in heights:
                    found = (heights[above] + height, candidate.name, above, candidate)
                    best = found if best is None or found[:3] < best[:3] else best
    if best is None:
        message = f"nothing is above {wnid}"  # every noun has `entity` above it
        raise ValueError(message)
    return best[3], best[2], best[0]


def report_csv(meetings: Sequence[Meeting]) -> bytes:
    """Return the meetings as a CSV with the columns `REPORT_COLUMNS`."""
    tree = load_tree()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(REPORT_COLUMNS)
    for m in meetings:
        chain = " < ".join(tree.title(wnid) for wnid in m.chain)
        writer.writerow((m.wnid, tree.names[m.wnid], m.relation, m.dataset, m.name, m.other, chain))
    return text.getvalue().encode()


class _Target(NamedTuple):
    dataset: str
    name: str
    wnid: str


def _meetings(classes: Sequence[OodClass], targets: Sequence[_Target]) -> list[Meeting]:
    """Return every meeting of a class with a target, in the order of the classes, then of the targets."""
    tree = load_tree()
    here: dict[str, list[int]] = defaultdict(list)
    below: dict[str, list[int]] = defaultdict(list)
    for index, target in enumerate(targets):
        here[target.wnid].append(index)
        for above in tree.above(target.wnid):
            below[above].append(index)
    found = []
    for c in classes:
        relations = dict.fromkeys(here[c.wnid], EQUAL) | dict.fromkeys(below[c.wnid], ANCESTOR)
        for above in tree.above(c.wnid) & here.keys():
            relations |= dict.fromkeys(here[above], DESCENDANT)
        for index, relation in sorted(relations.items()):
            dataset, name, other = targets[index]
            low, high = (other, c.wnid) if relation == ANCESTOR else (c.wnid, other)
            found.append(Meeting(c.wnid, relation, dataset, name, other, tree.chain(low, high) or ()))
    return found


def _heights(tree: Tree, wnid: str) -> dict[str, int]:
    """Return how many steps each synset above (and the synset itself, 0) is away."""
    heights = {wnid: 0}
    level = [wnid]
    while level:
        level = [above for here in level for above in tree.hypernyms[here] if above not in heights]
        height = max(heights.values()) + 1
        heights |= dict.fromkeys(level, height)
    return heights


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
