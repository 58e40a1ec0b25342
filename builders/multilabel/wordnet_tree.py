"""WordNet's tree as far as the multi-label sets need it: names and hypernyms of every class and all above it.

The committed table `multilabel_hypernyms.csv` is made from WordNet 3.0 by `python -m builders.multilabel.tables`.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from dataclasses import dataclass
from functools import lru_cache

from manifests.labels import read_data

HYPERNYMS_FILE = "multilabel_hypernyms.csv"
HYPERNYM_COLUMNS = ("wnid", "name", "hypernyms")
SEPARATOR = "|"


@dataclass(frozen=True)
class Tree:
    """Synsets by wnid.

    Attributes:
        names: First name of each synset, such as `killer whale`.
        hypernyms: The synsets right above each one; none above the root.
    """

    names: dict[str, str]
    hypernyms: dict[str, tuple[str, ...]]

    def title(self, wnid: str) -> str:
        """Return the wnid and name, for people: `n02071294 (killer whale)`."""
        return f"{wnid} ({self.names[wnid]})"

    def chain(self, low: str, high: str) -> tuple[str, ...] | None:
        """Return the shortest way up from one synset to another, both included, or None if there is none.

        Raises:
            KeyError: `low` is not in the tree.
        """
        came_from: dict[str, str] = {}
        waiting = deque([low])
        self.names[low]
        while waiting:
            here = waiting.popleft()
            if here == high:
                way = [here]
                while way[-1] != low:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            for above in self.hypernyms[here]:
                if above not in came_from:
                    came_from[above] = here
                    waiting.append(above)
        return None

    def above(self, wnid: str) -> frozenset[str]:
        """Return all synsets above one, without itself."""
        found: set[str] = set()
        waiting = list(self.hypernyms[wnid])
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += self.hypernyms[here]
        return frozenset(found)


def format_tree(tree: Tree) -> str:
    """Return a tree as the text of its table, sorted by wnid."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HYPERNYM_COLUMNS)
    writer.writerows(
        (wnid, tree.names[wnid], SEPARATOR.join(tree.hypernyms[wnid])) for wnid in sorted(tree.names)
    )
    return text.getvalue()


@lru_cache(maxsize=1)
def load_tree() -> Tree:
    """Return the tree that comes with the toolkit: ImageNet-21K, VOC and COCO and all above them."""
    rows = list(csv.DictReader(io.StringIO(read_data(HYPERNYMS_FILE))))
    return Tree(
        names={row["wnid"]: row["name"] for row in rows},
        hypernyms={row["wnid"]: tuple(filter(None, row["hypernyms"].split(SEPARATOR))) for row in rows},
    )
