"""Image-level outputs in array files: logits, features or scores of many images, with their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evaluation.arrays import Buffer, parse_arrays, read_bytes, read_headers
from evaluation.keys import check_scores
from evaluation.predictions import one_line
from evaluation.registry import FEATURES, LOGITS, MAP, Outputs
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

IDS = "ids"


@dataclass(frozen=True)
class Items:
    """Stored outputs of a set of images.

    Attributes:
        name: Name of the file without its suffix.
        outputs: `logits` as (C, N), `features` as (N, D), `scores` as (N,).
        ids: (N,) text, or None.
        checksum: CRC-32 of the file.
    """

    name: str
    outputs: Outputs
    ids: npt.NDArray[np.str_] | None
    checksum: int

    def __len__(self) -> int:
        """Return the number of images."""
        for name, axis in ((LOGITS, -1), (FEATURES, 0), (MAP, 0)):
            array = getattr(self.outputs, name)
            if array is not None:
                return int(array.shape[axis])
        return 0


def load_items(
    paths: Sequence[Path], needs: set[str], *, joined: Sequence[Path]
) -> tuple[list[Items], list[str]]:
    """Return the outputs in several files, and everything that is wrong with them.

    Args:
        paths: The files.
        needs: Inputs that the detectors read.
        joined: Those of the files that must hold ids.
    """
    loaded: list[Items] = []
    findings: list[str] = []
    widths: dict[tuple[str, int], str] = {}
    for path in paths:
        try:
            items = _read(path)
        except (ToolkitError, OSError) as error:
            findings.append(f"{path.name}: {one_line(error)}")
            continue
        found = []
        for need in sorted(needs):
            array = getattr(items.outputs, need, None)
            if array is None:
                found.append(f"holds no {need}")
                continue
            try:
                check_scores(array)
            except ToolkitError as error:
                found.append(f"{need}: {error.one_line}")
            if need != MAP:
                widths.setdefault((need, array.shape[0 if need == LOGITS else 1]), path.name)
        if path in joined and items.ids is None:
            found.append("holds no ids to join with the dataset's items")
        findings += [f"{path.name}: {problem}" for problem in found]
        loaded.append(items)
    for need in sorted(needs):
        different = {width: name for (kind, width), name in widths.items() if kind == need}
        if len(different) > 1:
            text = ", ".join(f"{width} in {name}" for width, name in sorted(different.items()))
            findings.append(f"the files differ in the width of their {need}: {text}")
    return loaded, findings


def _read(path: Path) -> Items:
    if not path.is_file():
        raise ToolkitError("there is no such file")
    if path.suffix not in {".npz", ".npy"}:
        raise ToolkitError("this is no array file", expected=".npz or .npy")
    if path.suffix == ".npy":
        headers = read_headers(path)
        if len(headers[""].shape) != 2:
            raise ToolkitError("expected (N, K) logits", found=f"shape {headers[''].shape}")
    else:
        headers = read_headers(path, text=(IDS,))
    data, checksum = read_bytes(path, Buffer())
    arrays = parse_arrays(path, data)
    arrays = {LOGITS: arrays[""]} if "" in arrays else arrays
    problems = [
        f"{name} has shape {array.shape}, expected {text}"
        for name, axes, text in (
            (LOGITS, 2, "(N, K)"),
            (FEATURES, 2, "(N, D)"),
            (MAP, 1, "(N,)"),
            (IDS, 1, "(N,)"),
        )
        if (array := arrays.get(name)) is not None and array.ndim != axes
    ]
    lengths = {name: len(arrays[name]) for name in (LOGITS, FEATURES, MAP, IDS) if name in arrays}
    if not problems and len(set(lengths.values())) > 1:
        problems.append("the arrays differ in length: " + ", ".join(f"{n} {k}" for n, k in lengths.items()))
    if problems:
        raise ToolkitError("; ".join(problems))
    logits = arrays.get(LOGITS)
    if logits is not None and logits.dtype not in (np.float32, np.float64):
        logits = logits.astype(np.float32)
    ids = arrays.get(IDS)
    return Items(
        path.stem,
        Outputs(
            logits=None if logits is None else np.ascontiguousarray(logits.T),
            features=arrays.get(FEATURES),
            scores=arrays.get(MAP),
        ),
        None if ids is None else ids.astype(np.str_),
        checksum,
    )
