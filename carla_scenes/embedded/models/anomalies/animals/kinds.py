"""From a function that makes a mesh to a model with a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.mesh import Mesh


def animal(kind: str, variant: str, make: Callable[[], Mesh], *, placement: str = "ground") -> Model:
    """Return the model `static.prop.<kind>_<variant>`.

    Args:
        kind: As in `streethazards_kinds.csv`.
        variant: What sets it apart from others of its kind, in lower-case letters, digits and underscores.
        make: Makes its mesh; a function of a module, so that models can be pickled.
        placement: `ground` or `air`.
    """
    return Model(
        name=f"static.prop.{kind}_{variant}",
        kind=kind,
        tag=Tag.STATIC,
        make=partial(_made, make),
        placement=placement,
    )


def _made(make: Callable[[], Mesh], variant: int) -> Mesh:
    if variant != 0:
        raise ValueError(f"an animal's model has one variant; there is no variant {variant}")
    return make()
