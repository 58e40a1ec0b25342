"""The difference between two sealed datasets: settings, and files by content."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from manifests.dataset import Dataset


@dataclass
class Difference:
    """How a second dataset differs from a first one.

    Attributes:
        settings: Differing fields of the manifests: name to (first, second).
        only_first: Paths that only the first has.
        only_second: Paths that only the second has.
        changed: Paths of other content.
        moved: Items in another split: (role, item id, first split, second split).
    """

    settings: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    only_first: list[str] = field(default_factory=list)
    only_second: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def is_same_content(self) -> bool:
        """Whether both hold the same files with the same content."""
        return not (self.only_first or self.only_second or self.changed)

    def to_document(self) -> dict[str, Any]:
        """Return the difference as JSON values."""
        return {**asdict(self), "same_content": self.is_same_content}


def diff(first: Dataset, second: Dataset) -> Difference:
    """Return how `second` differs from `first`, by their manifests and lists of items (nothing is decoded).

    Raises:
        ToolkitError: A list of items cannot be read.
    """
    result = Difference()
    for name, value in _settings(first).items():
        other = _settings(second)[name]
        if value != other:
            result.settings[name] = (value, other)
    contents, homes = _index(first)
    other_contents, other_homes = _index(second)
    result.only_first = sorted(contents.keys() - other_contents.keys())
    result.only_second = sorted(other_contents.keys() - contents.keys())
    result.changed = sorted(
        path for path in contents.keys() & other_contents.keys() if contents[path] != other_contents[path]
    )
    result.moved = sorted(
        (role, item_id, homes[role, item_id], other_homes[role, item_id])
        for role, item_id in homes.keys() & other_homes.keys()
        if homes[role, item_id] != other_homes[role, item_id]
    )
    return result


def _settings(dataset: Dataset) -> dict[str, Any]:
    manifest = dataset.manifest
    return {
        "dataset": manifest.info.name,
        "label_table": manifest.info.label_table,
        "builder_version": manifest.builder_version,
        "parameters": manifest.parameters,
        "seed": manifest.seed,
        "inputs": manifest.inputs,
        "content_digest": manifest.content_digest,
    }


def _index(dataset: Dataset) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Return digest by path, and split by role and item id."""
    contents: dict[str, str] = {}
    homes: dict[tuple[str, str], str] = {}
    for row in dataset.rows():
        contents[row["path"]] = row["pixels_sha256"] or row["sha256"]
        homes[row["role"], row["item_id"]] = row["split"]
    return contents, homes
