"""Whether out-of-distribution classes are apart from ImageNet-1K, VOC and COCO, by WordNet, with the evidence.

Two classes meet when they are the same synset or one is above the other: what is in the lower one is in the upper
one, too. Classes that only have a synset above both in common (a dolphin and a killer whale) do not meet.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from builders.multilabel.classes import coco_classes, imagenet1k_classes, voc_classes
from builders.multilabel.wordnet_tree import Tree, load_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builders.multilabel.classes import OodClass

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
    return _meetings(classes, _known_targets())


def find_nested(classes: Sequence[OodClass]) -> list[Meeting]:
    """Return the classes of a list that descend from another of the same list."""
    targets = [_Target("this list", c.paper_name or c.wordnet_name, c.wnid) for c in classes]
    return [meeting for meeting in _meetings(classes, targets) if meeting.relation == DESCENDANT]


class Relative(NamedTuple):
    """The class of another dataset that is nearest to a synset.

    Attributes:
        steps: Number of steps from the one up to `above` and down to the other.
        dataset: Its dataset.
        name: Its name there.
        above: Name of the lowest synset that both are, or descend from.
    """

    steps: int
    dataset: str
    name: str
    above: str

    @property
    def sentence(self) -> str:
        """The relative as one line."""
        return f"{self.name!r} of {self.dataset}, {self.steps} steps away by {self.above!r}"


def nearest_class(wnid: str) -> Relative:
    """Return the class of ImageNet-1K, VOC or COCO that is nearest to a synset; it need not meet it.

    Args:
        wnid: A class of ImageNet-21K.
    """
    tree = load_tree()
    heights = _heights(wnid)
    return min(
        Relative(heights[above] + height, target.dataset, target.name, tree.names[above])
        for target in _known_targets()
        for above, height in _heights(target.wnid).items()
        if above in heights
    )


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


@cache
def _known_targets() -> tuple[_Target, ...]:
    known = (*imagenet1k_classes(), *voc_classes(), *coco_classes())
    return tuple(_Target(k.dataset, k.name, wnid) for k in known for wnid in k.wnids)


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


@cache
def _heights(wnid: str) -> dict[str, int]:
    """Return how many steps each synset above (and the synset itself, 0) is away."""
    tree = load_tree()
    heights = {wnid: 0}
    level = [wnid]
    while level:
        level = [above for here in level for above in tree.hypernyms[here] if above not in heights]
        height = max(heights.values()) + 1
        heights |= dict.fromkeys(level, height)
    return heights


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
