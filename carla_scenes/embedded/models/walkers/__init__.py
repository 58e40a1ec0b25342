"""Walkers: a person for each walker of a stock CARLA, standing, walking and with a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.models.walkers.people import PEOPLE
from carla_scenes.embedded.models.walkers.person import person_mesh
from carla_scenes.embedded.models.walkers.skeleton import VARIANTS
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import load_blueprints

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.kinds import Blueprint

_NUMBERS = sorted(PEOPLE)


def _model(blueprint: Blueprint) -> Model:
    """Return the model of a blueprint; one that no person was made for gets the next in turn."""
    number = blueprint.name.rsplit(".", maxsplit=1)[-1]
    key = int(number)
    person = PEOPLE.get(number) or PEOPLE[_NUMBERS[key % len(_NUMBERS)]]

    def make(variant: int) -> Mesh:
        return person_mesh(person, variant, key)

    return Model(blueprint.name, blueprint.kind, Tag.PEDESTRIANS, make, variants=VARIANTS)


WALKERS: tuple[Model, ...] = tuple(
    _model(blueprint)
    for blueprint in sorted(load_blueprints().values(), key=lambda b: b.name)
    if blueprint.name.startswith("walker.")
)
"""Every walker of a stock CARLA, by name. Their meshes have a person's own size: CARLA's box is the same for all."""
