"""Stand-ins: a box of the right size for every model, for servers whose pictures do not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.geometry.materials import Material
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import box
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import load_blueprints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carla_scenes.catalogue import Asset

_TAGS = {
    "car": Tag.CAR,
    "van": Tag.CAR,
    "truck": Tag.TRUCK,
    "fire truck": Tag.TRUCK,
    "bus": Tag.BUS,
    "motorcycle": Tag.MOTORCYCLE,
    "bicycle": Tag.BICYCLE,
    "pedestrian": Tag.PEDESTRIANS,
}


def stand_in_models(assets: Iterable[Asset]) -> list[Model]:
    """Return a box for every blueprint of a stock CARLA and for every asset, in their nominal sizes."""
    models = {
        b.name: _box_model(b.name, b.kind, (b.length, b.width, b.height), "ground")
        for b in load_blueprints().values()
    }
    for asset in assets:
        size = asset.length, asset.width, asset.height
        models.setdefault(asset.blueprint, _box_model(asset.blueprint, asset.category, size, asset.placement))
    return list(models.values())


def _box_model(name: str, kind: str, size: tuple[float, float, float], placement: str) -> Model:
    tag = _TAGS.get(kind, Tag.STATIC)

    def make(_variant: int) -> Mesh:
        length, width, height = size
        surface = box((-length / 2.0, -width / 2.0, 0.0), (length / 2.0, width / 2.0, height))
        return MeshBuilder(tag).add(surface, Material((0.5, 0.5, 0.5))).build()

    return Model(name, kind, tag, make, placement=placement)
