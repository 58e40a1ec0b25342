"""Plants of towns: trees, bushes, hedges and flowers. All stand on the origin by their stem or middle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.models.plants import evergreens, low, trees
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.mesh import Mesh

    Tree = trees.Broadleaf | evergreens.Conifer | evergreens.Palm

_KIND = "foliage"


def _plant(name: str, make: Callable[[int], Mesh], variants: int) -> Model:
    return Model(name, _KIND, Tag.VEGETATION, make, variants)


_TREES: dict[str, Tree] = {
    "lime": trees.LIME,
    "plane": trees.PLANE,
    "birch": trees.BIRCH,
    "oak": trees.OAK,
    "maple": trees.MAPLE,
    "cherry": trees.CHERRY,
    "poplar": trees.POPLAR,
    "young": trees.YOUNG,
    "spruce": evergreens.SPRUCE,
    "pine": evergreens.PINE,
    "cypress": evergreens.CYPRESS,
    "date_palm": evergreens.DATE_PALM,
    "fan_palm": evergreens.FAN_PALM,
}
_BUSHES = {
    "shrub": low.SHRUB,
    "lilac": low.LILAC,
    "rose": low.ROSE,
    "laurel": low.LAUREL,
}

PLANTS: tuple[Model, ...] = (
    *(_plant(f"tree.{name}", tree.grow, len(tree.height)) for name, tree in _TREES.items()),
    *(_plant(f"bush.{name}", bush.grow, len(bush.height)) for name, bush in _BUSHES.items()),
    _plant("bush.ball", low.clipped_ball, 2),
    _plant("hedge.1m", partial(low.hedge, 1.0), 2),
    _plant("hedge.2m", partial(low.hedge, 2.0), 2),
    _plant("flower_bed", low.flower_bed, 3),
    _plant("grass_tuft", low.grass_tuft, 3),
)
"""`tree.*`, `bush.*`, `hedge.1m`, `hedge.2m` (along x), `flower_bed` (along x) and `grass_tuft`."""
