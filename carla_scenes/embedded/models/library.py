"""All models by name, and their meshes, made when they are first wanted."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from carla_scenes.frame import Box, Pose
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.model import Model

_MESHES_KEPT = 48
"""Enough for a scene; the disk keeps them all."""


@cache
def all_models() -> Mapping[str, Model]:
    """Return every built-in model by name."""
    # These rooms draw and calculate; a server of boxes need not wait for them.
    from carla_scenes.embedded.models.anomalies.animals import ANIMALS  # noqa: PLC0415
    from carla_scenes.embedded.models.anomalies.household import HOUSEHOLD  # noqa: PLC0415
    from carla_scenes.embedded.models.anomalies.machines import MACHINES  # noqa: PLC0415
    from carla_scenes.embedded.models.props import PROPS  # noqa: PLC0415
    from carla_scenes.embedded.models.vehicles import VEHICLES  # noqa: PLC0415
    from carla_scenes.embedded.models.walkers import WALKERS  # noqa: PLC0415

    rooms = (VEHICLES, WALKERS, PROPS, ANIMALS, MACHINES, HOUSEHOLD)
    return {model.name: model for room in rooms for model in room}


class ModelLibrary:
    """Models by name; meshes are made once and kept, the least used go first.

    Safe for several threads.

    Args:
        models: To begin with; names must differ.

    Raises:
        ValueError: Two models have one name.
    """

    def __init__(self, models: Iterable[Model] = ()) -> None:
        self._models: dict[str, Model] = {}
        for model in models:
            if model.name in self._models:
                raise ValueError(f"two models are called {model.name}")
            self._models[model.name] = model
        self._mesh = lru_cache(maxsize=_MESHES_KEPT)(self._make)
        self._boxes: dict[str, Box] = {}

    def __iter__(self) -> Iterator[Model]:
        return iter(list(self._models.values()))

    def get(self, name: str) -> Model | None:
        """Return a model by name, or None."""
        return self._models.get(name)

    def __getitem__(self, name: str) -> Model:
        """Return a model by name.

        Raises:
            ToolkitError: There is none.
        """
        try:
            return self._models[name]
        except KeyError:
            raise ToolkitError(f"unknown blueprint {name}") from None

    def add(self, model: Model) -> None:
        """Add a model, unless there is one of its name."""
        self._models.setdefault(model.name, model)

    def mesh_of(self, name: str, variant: int = 0) -> Mesh:
        """Return a model's mesh.

        Args:
            name: Of the model.
            variant: From 0; larger numbers begin again.

        Raises:
            ToolkitError: There is no such model, or its file cannot be read.
        """
        return self._mesh(name, variant % self[name].variants)

    def box_of(self, name: str) -> Box:
        """Return the box around a model's first mesh, in the model's own axes."""
        if name not in self._boxes:
            low, high = self.mesh_of(name).bounds
            length, width, height = (float(side) for side in high - low)
            self._boxes[name] = Box(Pose.upright((low + high) / 2.0, 0.0), length, width, height)
        return self._boxes[name]

    def _make(self, name: str, variant: int) -> Mesh:
        return self._models[name].make(variant)
