"""Pooled counts of a whole evaluation in one file, so that parts scored on several machines become one result."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.pooled import BROKEN, PooledCounts
from evaluation.summaries import FORMAT, describe, pooled_entry, versions
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluation.segmentation import SegmentationResult, Settings
    from evaluation.summaries import Document

_STATE_FORMAT = "ood-builders segmentation state 1"


@dataclass(frozen=True)
class State:
    """The pooled counts of one evaluation, or of several merged.

    Attributes:
        counts: Per detector the counts of all scores.
        descriptions: Per detector its formula and source.
        ignore_void: Whether void pixels were left out.
        parts: What was scored: dataset, split, digests, settings and number of images of each part, in order.
    """

    counts: dict[str, PooledCounts]
    descriptions: dict[str, str]
    ignore_void: bool
    parts: tuple[dict[str, Any], ...]


def check_pooled(settings: Settings) -> None:
    """Raise ToolkitError unless results under these settings have a state."""
    if not settings.chosen.pooled:
        raise ToolkitError(
            f"the protocol {settings.protocol!r} pools nothing that could be saved",
            remedy="choose the protocol pooled or all",
        )


def state_of(result: SegmentationResult) -> State:
    """Return the pooled counts of a result.

    Raises:
        ToolkitError: The protocol did not pool.
    """
    check_pooled(result.settings)
    part = {
        "dataset": result.dataset.manifest.info.name,
        "content_digest": result.dataset.manifest.content_digest,
        "split": result.settings.split,
        "images": len(result.frames),
        "predictions_digest": result.predictions_digest,
        "resize": result.settings.resize,
        "background": result.settings.background,
    }
    descriptions = {name: describe(name) for name in result.names}
    return State(result.distributions, descriptions, result.settings.voidless, (part,))


def save_state(state: State, path: Path) -> None:
    """Write a state to one file, which appears whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    about = {
        "format": _STATE_FORMAT,
        "detectors": [{"name": name, "description": state.descriptions[name]} for name in state.counts],
        "ignore_void": state.ignore_void,
        "parts": state.parts,
    }
    arrays: dict[str, Any] = {"about": np.array(json.dumps(about, sort_keys=True))}
    for index, counts in enumerate(state.counts.values()):
        arrays |= {f"{index}.{name}": array for name, array in counts.arrays().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        whole = Path(stream.name)
        try:
            np.savez(stream, **arrays)
            stream.flush()
            whole.chmod(0o644)
            whole.replace(path)
        except BaseException:
            whole.unlink(missing_ok=True)
            raise


def load_state(path: Path) -> State:
    """Return the state that `save_state` wrote.

    Raises:
        ToolkitError: The file is no such state, or does not agree with itself.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            about = json.loads(str(archive["about"]))
            if about["format"] != _STATE_FORMAT:
                raise ValueError(f"format {about['format']}")
            names = ("format", "pages", "counts", "settings")
            counts, descriptions = {}, {}
            for index, entry in enumerate(about["detectors"]):
                arrays = {name: archive[f"{index}.{name}"] for name in names}
                counts[str(entry["name"])] = PooledCounts.from_arrays(arrays)
                descriptions[str(entry["name"])] = str(entry["description"])
            parts = tuple(dict(part) for part in about["parts"])
            return State(counts, descriptions, bool(about["ignore_void"]), parts)
    except FileNotFoundError:
        raise ToolkitError("there is no such state", where=path) from None
    except (OSError, AttributeError, *BROKEN) as error:
        raise ToolkitError(
            "this is no state of an evaluation",
            where=path,
            expected="a file written with --save-state",
            found=f"{type(error).__name__}: {error}",
        ) from None


def merge_states(states: Iterable[State]) -> State:
    """Return all states as one; the order they come in changes no number. The first one is added to.

    Raises:
        ToolkitError: They were made in different ways, a part is in two of them, or there are none.
    """
    merged: State | None = None
    for state in states:
        if merged is None:
            merged = state
            continue
        for what, ours, theirs in (
            ("detectors", sorted(merged.counts), sorted(state.counts)),
            ("void pixels left out", merged.ignore_void, state.ignore_void),
            *(
                (f"setting {name}", merged.parts[0][name], state.parts[0][name])
                for name in ("resize", "background")
            ),
        ):
            if ours != theirs:
                raise ToolkitError(
                    f"the states differ in their {what}", expected=str(ours), found=str(theirs)
                )
        twice = [part for part in state.parts if part in merged.parts]
        if twice:
            raise ToolkitError(
                "the same predictions would be counted twice",
                found=f"{twice[0]['dataset']}, {twice[0]['split']}, in two states",
            )
        for name, counts in merged.counts.items():
            counts.merge(state.counts[name])
        parts = sorted((*merged.parts, *state.parts), key=lambda part: json.dumps(part, sort_keys=True))
        merged = replace(merged, parts=tuple(parts))
    if merged is None:
        raise ToolkitError("there are no states to merge")
    return merged


def summarise_state(state: State) -> Document:
    """Return everything a report says about pooled counts alone, ready for JSON.

    Raises:
        ToolkitError: There are no anomalous or no normal pixels.
    """
    detectors = {
        name: {"description": state.descriptions[name], **pooled_entry(counts)}
        for name, counts in sorted(state.counts.items())
    }
    pooled = next(iter(detectors.values()))["pooled"]
    images = sum(part["images"] for part in state.parts)

    def joined(key: str) -> str:
        return " + ".join(sorted({str(part[key]) for part in state.parts}))

    return {
        "format": FORMAT,
        "kind": "segmentation",
        "versions": versions(),
        "dataset": {
            "name": joined("dataset"),
            "content_digest": joined("content_digest"),
            "split": joined("split"),
            "images": images,
        },
        "predictions_digest": joined("predictions_digest"),
        "settings": {
            "protocol": "pooled",
            "ignore_void": state.ignore_void,
            "resize": state.parts[0]["resize"],
            "background": state.parts[0]["background"],
            "bootstrap": 0,
            "parts": list(state.parts),
        },
        "images": {
            "scored": images,
            "skipped": {},
            "positives": pooled["positives"],
            "negatives": pooled["negatives"],
        },
        "detectors": detectors,
        "breakdowns": {},
        "quality": None,
        "warnings": [],
        "frames": [],
        "comparisons": [],
    }
