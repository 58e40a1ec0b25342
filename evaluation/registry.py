"""Detectors by name: what one is, and how a user adds one with a decorator."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import inspect
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Array = npt.NDArray[Any]

LOGITS = "logits"
FEATURES = "features"
SAMPLES = "samples"
MAP = "scores"
RECONSTRUCTION = "reconstruction"
INPUTS = (LOGITS, FEATURES, SAMPLES, MAP, RECONSTRUCTION)
"""What a detector may need of a model. See `Outputs`."""


@dataclass(frozen=True)
class Outputs:
    """Stored outputs of a model for n items: pixels of an image, or images of a set.

    Attributes:
        logits: (C, n) floating point, before any softmax or sigmoid.
        features: (n, D) activations of the penultimate layer.
        samples: (S, C, n) softmax outputs of S stochastic passes.
        scores: (n,) one number an item, such as a learned confidence.
        reconstruction: (3, n) red, green and blue of an auto-encoder's output, 0-255.
        image: (3, n) red, green and blue of the input, 0-255.
        background: Row of `logits` that is the background class.
    """

    logits: Array | None = None
    features: Array | None = None
    samples: Array | None = None
    scores: Array | None = None
    reconstruction: Array | None = None
    image: Array | None = None
    background: int | None = None

    def take(self, name: str) -> Array:
        """Return the input called `name`.

        Raises:
            ToolkitError: The model's outputs do not include it.
        """
        value: Array | None = getattr(self, name)
        if value is None:
            raise ToolkitError(f"the predictions hold no {name}")
        return value


@dataclass(frozen=True)
class Detector:
    """A function from stored outputs to anomaly scores; higher is more anomalous.

    Attributes:
        name: What users call it.
        needs: The inputs it reads, of `INPUTS`.
        function: Scores of some outputs: called with them, and with what `fit` returned where there is one.
        fit: Learns from in-distribution validation outputs, given in pieces; None when nothing is learned.
        whole: Whether the function is best given all pixels at once, because it makes no copy of its inputs;
            else it is given tiles that fit the processor's cache.
        description: Docstring of the function: formula and source.
    """

    name: str
    needs: tuple[str, ...]
    function: Callable[..., Array]
    fit: Callable[[Iterable[Outputs]], Any] | None = None
    whole: bool = False
    description: str = field(default="", compare=False)

    @property
    def summary(self) -> str:
        """First line of the description."""
        return self.description.partition("\n")[0]

    def scores(self, outputs: Outputs, fitted: Any = None) -> Array:
        """Return the (n,) scores of n items.

        Args:
            outputs: What the model said.
            fitted: What `fit` returned, for detectors that have one.

        Raises:
            ToolkitError: An input is missing, or the function returned another shape.
        """
        size = outputs.take(self.needs[0]).shape[0 if self.needs[0] == FEATURES else -1]
        result = np.asarray(self.function(outputs) if self.fit is None else self.function(outputs, fitted))
        if result.shape != (size,):
            raise ToolkitError(
                f"detector {self.name!r} must return one score an item",
                expected=f"shape ({size},)",
                found=f"shape {result.shape}",
            )
        return result


Function = TypeVar("Function", bound="Callable[..., Array]")

_DETECTORS: dict[str, Detector] = {}


def detector(
    name: str,
    needs: tuple[str, ...] = (LOGITS,),
    fit: Callable[[Iterable[Outputs]], Any] | None = None,
    *,
    whole: bool = False,
) -> Callable[[Function], Function]:
    """Return a decorator that registers a function as the detector `name`.

    ```
    @detector("logit-range")
    def logit_range(outputs: Outputs) -> Array:
        "-(max f - min f). Source: an idea."
        return outputs.take("logits").min(axis=0) - outputs.take("logits").max(axis=0)
    ```

    Args:
        name: What users will call it.
        needs: The inputs it reads, of `INPUTS`.
        fit: Called once with the validation outputs in pieces; its result is the function's second argument.
        whole: Give it all pixels of an image at once, not tiles.

    Raises:
        ToolkitError: The name is taken, an input is unknown, or the function has no docstring.
    """

    def register(function: Function) -> Function:
        description = inspect.cleandoc(function.__doc__ or "")
        if name in _DETECTORS:
            raise ToolkitError(f"a detector is called {name!r} already")
        if not needs or set(needs) - set(INPUTS):
            raise ToolkitError(f"detector {name!r} needs unknown inputs", expected="of " + ", ".join(INPUTS))
        if not description:
            raise ToolkitError(f"detector {name!r} has no docstring", remedy="state its formula and source")
        _DETECTORS[name] = Detector(name, needs, function, fit, whole, description)
        return function

    return register


def find_detector(name: str) -> Detector:
    """Return the detector called `name`.

    Raises:
        ToolkitError: There is none; the message lists those there are.
    """
    if name not in _DETECTORS:
        near = difflib.get_close_matches(name, _DETECTORS, 1)
        raise ToolkitError(
            f"no detector is called {name!r}",
            expected="one of " + ", ".join(sorted(_DETECTORS)),
            remedy=f"did you mean {near[0]!r}?" if near else None,
        )
    return _DETECTORS[name]


def all_detectors() -> list[Detector]:
    """Return every registered detector, sorted by name."""
    return [_DETECTORS[name] for name in sorted(_DETECTORS)]


def load_plugin(name: str) -> None:
    """Import a user's module, so that the detectors it defines are registered.

    Args:
        name: Path of a `.py` file, or name of an importable module.

    Raises:
        ToolkitError: There is no such file or module.
    """
    path = Path(name)
    if path.suffix == ".py":
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None or not path.is_file():
            raise ToolkitError("there is no such plug-in", where=path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
        return
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ToolkitError("there is no such plug-in", where=name, found=str(error)) from None
