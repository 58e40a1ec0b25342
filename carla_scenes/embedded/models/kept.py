"""Meshes of built-in models on disk: many take half a second to make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carla_scenes.embedded.cache import cache_folder, code_digest, fetch, is_kept, keep, key_of
from carla_scenes.embedded.geometry.mesh_arrays import MESH_ARRAYS, put_together, take_apart

if TYPE_CHECKING:
    from pathlib import Path

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.model import Model

_SHELF, _MOST = "models", 1500
"""Some megabyte each; a few more than all models and poses."""


def kept_model(model: Model) -> Model:
    """Return a built-in model whose meshes come from disk where they can."""
    return replace(model, make=lambda variant: _mesh(model, variant))


def is_model_kept(model: Model, variant: int = 0) -> bool:
    """Return whether a mesh of a built-in model is on disk."""
    return is_kept(_folder(model, variant))


def _folder(model: Model, variant: int) -> Path:
    return cache_folder(_SHELF) / key_of(code_digest("models", "geometry"), model.name, f"{variant}")


def _mesh(model: Model, variant: int) -> Mesh:
    folder = _folder(model, variant)
    try:
        (mesh,) = put_together(*fetch(folder, MESH_ARRAYS)).values()
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        mesh = model.make(variant)
        keep(folder, *take_apart({model.name: mesh}), _MOST)
    return mesh
