"""Predictions for the frames of a segmentation split: where they lie, what they hold, and all that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from evaluation.arrays import SUFFIXES, Buffer, Header, parse_arrays, read_bytes, read_headers
from evaluation.registry import LOGITS, MAP, RECONSTRUCTION, SAMPLES
from manifests.errors import FindingsError, ToolkitError
from manifests.labels import ANOMALY, IN_DISTRIBUTION, VOID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluation.registry import Detector
    from manifests.dataset import Frame
    from manifests.labels import LabelTable

Prediction = dict[str, npt.NDArray[Any]]
"""Arrays of one frame by input name: `scores` (H, W), `logits` (C, H, W), `samples` (S, C, H, W) or
`reconstruction` (H, W, 3)."""

RESIZE_MODES = {"bilinear": cv2.INTER_LINEAR, "nearest": cv2.INTER_NEAREST_EXACT}
"""How smaller predictions may be brought to the size of the image, pixel centres aligned."""

SCORED_AS_IS = "scores"
"""What a score map is called that no detector is applied to."""

_KINDS = {2: MAP, 3: LOGITS, 4: SAMPLES}
_NAMED = (MAP, LOGITS, SAMPLES, RECONSTRUCTION)


class BadPredictionsError(FindingsError):
    """Predictions that cannot be scored; commands exit with 2, because the input is unusable."""

    exit_code = 2


@dataclass(frozen=True)
class ClassAxis:
    """Which class of the label table each channel of the logits stands for.

    Attributes:
        values: Mask value of each channel, ascending. Logits may have a channel for every in-distribution
            class, for these and the anomalies, or for these and void; channels are in order of mask value.
    """

    values: tuple[int, ...]

    @staticmethod
    def choices(table: LabelTable) -> list[ClassAxis]:
        """Return the class axes that a label table allows, the shortest first."""
        choices = []
        for roles in ((IN_DISTRIBUTION,), (IN_DISTRIBUTION, ANOMALY), (IN_DISTRIBUTION, ANOMALY, VOID)):
            axis = ClassAxis(tuple(c.value for c in table.classes if c.role in roles))
            if axis not in choices:
                choices.append(axis)
        return choices

    @staticmethod
    def of_length(channels: int, table: LabelTable) -> ClassAxis:
        """Return the class axis with so many channels.

        Raises:
            ToolkitError: The label table allows none; the message names both numbers.
        """
        choices = ClassAxis.choices(table)
        for axis in choices:
            if len(axis.values) == channels:
                return axis
        roles = ("in-distribution classes", "with the anomalies", "with void")
        raise ToolkitError(
            f"{channels} channels do not fit the label table",
            expected=", ".join(f"{len(a.values)} ({r})" for a, r in zip(choices, roles, strict=False)),
            found=f"a class axis of {channels}",
        )


@dataclass(frozen=True)
class Expectation:
    """What every prediction of a split has to be.

    Attributes:
        table: Label table of the dataset.
        detectors: Detectors to run; none means that score maps are scored as they are.
        resize: Key of `RESIZE_MODES` for predictions of another size, or None to refuse them.
    """

    table: LabelTable
    detectors: tuple[Detector, ...] = ()
    resize: str | None = None

    @property
    def needs(self) -> set[str]:
        """The inputs that a prediction must hold."""
        return {need for d in self.detectors for need in d.needs} or {MAP}

    def problems(self, headers: dict[str, Header], size: tuple[int, int]) -> list[str]:
        """Return what is wrong with a prediction, judged by its headers.

        Args:
            headers: By array name as stored; an array without a name is told by its number of axes.
            size: Height and width of the image.
        """
        try:
            named = {input_name(name, len(header.shape)): header for name, header in headers.items()}
        except ToolkitError as error:
            return [one_line(error)]
        found = [f"holds no {need}{_hint(need, set(named))}" for need in sorted(self.needs - set(named))]
        for name, header in named.items():
            if name in self.needs:
                found += self._shape_problems(name, header.shape, size)
        return found

    def _shape_problems(self, name: str, shape: tuple[int, ...], size: tuple[int, int]) -> list[str]:
        found = []
        height_and_width = shape[:2] if name == RECONSTRUCTION else shape[-2:]
        if height_and_width != size and self.resize is None:
            found.append(
                f"{name} are {_by(height_and_width)}, the image is {_by(size)}; --resize would enlarge them"
            )
        if name in {LOGITS, SAMPLES}:
            try:
                ClassAxis.of_length(shape[-3], self.table)
            except ToolkitError as error:
                found.append(one_line(error))
        if name == RECONSTRUCTION and shape[2:] != (3,):
            found.append(f"the reconstruction has shape {shape}, expected (height, width, 3)")
        return found


def input_name(name: str, axes: int) -> str:
    """Return which input of the detectors an array is.

    Args:
        name: Name in the archive, or `""`.
        axes: Its number of axes: 2 a score map, 3 logits, 4 stochastic samples.

    Raises:
        ToolkitError: The name is none of those known, or does not go with the number of axes.
    """
    kind = name if name in _NAMED else _KINDS.get(axes)
    wanted = {MAP: 2, LOGITS: 3, SAMPLES: 4, RECONSTRUCTION: 3}.get(kind or "")
    if kind is None or wanted != axes:
        raise ToolkitError(
            f"array {name!r} has {axes} axes" if name else f"the array has {axes} axes",
            expected="(H, W) scores, (C, H, W) logits, (S, C, H, W) samples, (H, W, 3) reconstruction",
        )
    return kind


def match_files(folder: Path, frames: Sequence[Frame]) -> tuple[dict[str, Path], list[str]]:
    """Return the prediction file of every frame, and what is missing, extra or ambiguous.

    A frame's file has the path of its image below `images/<split>/` with another suffix.

    Raises:
        ToolkitError: The folder does not exist.
    """
    if not folder.is_dir():
        raise ToolkitError("there is no folder of predictions", where=folder)
    present: dict[str, list[Path]] = {}
    others: list[str] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_dir() or any(part.startswith(".") for part in relative.parts):
            continue
        if path.suffix in SUFFIXES:
            present.setdefault(relative.with_suffix("").as_posix(), []).append(path)
        else:
            others.append(relative.as_posix())
    matched: dict[str, Path] = {}
    findings: list[str] = []
    for frame in frames:
        stem = PurePosixPath(frame.relative_path).with_suffix("").as_posix()
        paths = present.pop(stem, [])
        if not paths:
            near = _misnamed(stem, present, others)
            findings.append(f"{stem}: missing" + (f"; {near} is there" if near else ""))
        elif len(paths) > 1:
            findings.append(f"{stem}: several files: " + ", ".join(sorted(p.name for p in paths)))
        else:
            matched[frame.relative_path] = paths[0]
    findings += [f"{path.relative_to(folder).as_posix()}: extra" for ps in present.values() for path in ps]
    findings += [f"{name}: extra, and of no kind that can be read" for name in others]
    return matched, findings


def check_headers(matched: dict[str, Path], frames: Sequence[Frame], expectation: Expectation) -> list[str]:
    """Return all that is wrong with prediction files, judged by their headers alone."""
    findings: list[str] = []
    channels: dict[int, str] = {}
    for frame in frames:
        path = matched.get(frame.relative_path)
        if path is None:
            continue
        try:
            headers = read_headers(path)
        except ToolkitError as error:
            findings.append(f"{frame.relative_path}: {path.name}: {one_line(error)}")
            continue
        problems = expectation.problems(headers, frame_size(frame))
        if not problems:
            for name, header in headers.items():
                if input_name(name, len(header.shape)) == LOGITS:
                    channels.setdefault(header.shape[0], frame.relative_path)
        findings += [f"{frame.relative_path}: {path.name}: {problem}" for problem in problems]
    if len(channels) > 1:
        findings.append(
            "the files differ in their number of channels: "
            + ", ".join(f"{count} in {name}" for count, name in sorted(channels.items()))
        )
    return findings


def read_prediction(path: Path, buffer: Buffer | None = None) -> tuple[Prediction, int]:
    """Return the arrays of a prediction file by input name, and the file's CRC-32.

    Args:
        path: The file.
        buffer: Memory to read into, used again by the next call that is given it; None makes a new one.

    Raises:
        ToolkitError: The file cannot be read.
    """
    data, checksum = read_bytes(path, buffer or Buffer())
    arrays = parse_arrays(path, data)
    return {input_name(name, array.ndim): array for name, array in arrays.items()}, checksum


def as_prediction(value: npt.NDArray[Any] | Prediction) -> Prediction:
    """Return what a user's function gave as arrays by input name.

    Args:
        value: One array, told by its number of axes, or several by name.

    Raises:
        ToolkitError: An array has a number of axes that nothing has.
    """
    arrays = value if isinstance(value, dict) else {"": value}
    return {input_name(name, np.ndim(array)): np.asarray(array) for name, array in arrays.items()}


def resized(array: npt.NDArray[Any], size: tuple[int, int], mode: str | None) -> npt.NDArray[Any]:
    """Return (..., h, w) outputs at the size of the image, (..., H, W) in float32 where they had to change.

    Args:
        array: Outputs with height and width last.
        size: Height and width of the image.
        mode: Key of `RESIZE_MODES`; None leaves the array as it is.
    """
    if array.shape[-2:] == size or mode is None:
        return array
    planes = array.reshape(-1, *array.shape[-2:]).astype(np.float32)
    result = np.empty((len(planes), *size), np.float32)
    for plane, target in zip(planes, result, strict=True):
        cv2.resize(plane, size[::-1], dst=target, interpolation=RESIZE_MODES[mode])
    return result.reshape(*array.shape[:-2], *size)


def frame_size(frame: Frame) -> tuple[int, int]:
    """Return height and width of a frame's image, as its row states them."""
    return int(frame.image_row["height"]), int(frame.image_row["width"])


def _hint(need: str, present: set[str]) -> str:
    if need == LOGITS and MAP in present:
        return ": a score map is scored as it is; leave --detector out"
    if need == MAP and LOGITS in present:
        return " but logits: name the detectors to score them with, by --detector"
    return ""


def _misnamed(stem: str, present: dict[str, list[Path]], others: list[str]) -> str | None:
    """Return a file that is probably meant for `stem`: other case, a doubled suffix, or another kind."""
    for name in [*present, *others]:
        lower = name.lower()
        if lower == stem.lower() or lower.startswith(stem.lower() + "."):
            return name
    return None


def _by(size: tuple[int, ...]) -> str:
    return "x".join(map(str, size))


def one_line(error: ToolkitError | OSError) -> str:
    """Return an error's message on one line."""
    return error.one_line if isinstance(error, ToolkitError) else error.strerror or str(error)
