"""Storing predictions frame by frame, where `python -m evaluation segmentation` looks for them.

```
for frame in frames("build/bdd-anomaly", "test"):
    save("predictions", frame, model(frame.image))
```
"""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluation.arrays import Header, check_numbers
from evaluation.predictions import input_name
from manifests.dataset import Dataset, open_dataset
from manifests.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manifests.dataset import Frame


def frames(dataset: Dataset | Path | str, split: str = "test") -> Iterator[Frame]:
    """Yield the frames of a split in order of path; each decodes its `image` and `mask` when asked for them.

    Args:
        dataset: The dataset, or its folder.
        split: Name of the split.

    Raises:
        ToolkitError: It is no sealed dataset, or has no such split.
    """
    opened = dataset if isinstance(dataset, Dataset) else open_dataset(Path(dataset))
    yield from opened.frames(split)


def save(folder: Path | str, frame: Frame, prediction: npt.NDArray[Any]) -> Path:
    """Write the prediction of a frame as `.npy` and return its path. A half-written file is never left behind.

    Args:
        folder: Folder of the predictions.
        frame: What was predicted.
        prediction: (H, W) score map, (C, H, W) logits or (S, C, H, W) stochastic samples; float16 halves the
            size, and score maps of it are scored faster.

    Raises:
        ToolkitError: The array has another number of axes, or holds no real numbers.
        OSError: The file cannot be written.
    """
    array = np.asarray(prediction)
    input_name("", array.ndim)
    check_numbers("", Header(array.shape, array.dtype))
    path = Path(folder) / PurePosixPath(frame.relative_path).with_suffix(".npy")
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    write_atomically(path, stream.getvalue())
    return path
