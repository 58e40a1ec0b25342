"""A model: something that can be spawned or set up in a town, and the function that makes its mesh."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Model:
    """Something with a shape.

    Attributes:
        name: Blueprint id, such as `vehicle.audi.tt` or `static.prop.elephant_african`.
        kind: Kind of thing, as in `streethazards_kinds.csv` (`car`, `pedestrian`, `elephant`, `street furniture`).
        tag: Semantic tag of the whole.
        make: Returns the mesh of a variant: x forward, y right, z up, metres, the origin in the middle of the
            underside of its bounding box (for things in the air too).
        variants: How many there are, numbered from 0: the poses of a walker. Most models have one.
        placement: `ground` or `air`.
        attributes: Read-only attributes of its blueprint, such as `number_of_wheels`.
    """

    name: str
    kind: str
    tag: int
    make: Callable[[int], Mesh]
    variants: int = 1
    placement: str = "ground"
    attributes: Mapping[str, str] = field(default_factory=dict)
