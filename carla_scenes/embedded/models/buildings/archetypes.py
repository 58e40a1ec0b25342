"""The kinds of buildings that a town's style chooses from, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.buildings import houses, landmarks, offices, rows, sheds, towers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.buildings.lot import Lot


@dataclass(frozen=True)
class Archetype:
    """A kind of building.

    Attributes:
        make: Returns the mesh of a lot's building, in world coordinates, of one part.
        storeys: Lowest and highest that it is made with.
        width_m: Lowest and highest width of its front.
        depth_m: Lowest and highest depth.
        closed: Whether it may stand wall to wall with neighbours.
        corner: Whether it may stand on a corner, with two street fronts and a chamfer.
        setback_m: Least distance from the pavement, for steps, porches and forecourts.
        rare: Whether a town has only one or two.
        corner_only: Whether it stands on corners alone.
    """

    make: Callable[[Lot], Mesh]
    storeys: tuple[int, int]
    width_m: tuple[float, float]
    depth_m: tuple[float, float]
    closed: bool = True
    corner: bool = True
    setback_m: float = 0.35
    rare: bool = False
    corner_only: bool = False

    def __call__(self, lot: Lot) -> Mesh:
        """Return the mesh of a lot's building."""
        return self.make(lot)


ARCHETYPES: Mapping[str, Archetype] = {
    "brick_row": Archetype(rows.brick_row, (2, 5), (7.0, 12.0), (9.0, 12.0)),
    "plaster_row": Archetype(rows.plaster_row, (2, 6), (9.0, 16.0), (10.0, 13.0)),
    "shop_row": Archetype(rows.shop_row, (2, 5), (8.0, 15.0), (10.0, 13.0)),
    "corner_tower": Archetype(rows.corner_tower, (4, 6), (12.0, 18.0), (12.0, 15.0), corner_only=True),
    "stone_office": Archetype(offices.stone_office, (4, 9), (17.0, 30.0), (13.0, 18.0)),
    "apartment_block": Archetype(offices.apartment_block, (3, 9), (14.0, 26.0), (11.0, 14.0)),
    "concrete_slab": Archetype(towers.concrete_slab, (4, 12), (16.0, 34.0), (11.0, 14.0)),
    "glass_tower": Archetype(towers.glass_tower, (8, 24), (18.0, 30.0), (18.0, 26.0), closed=False),
    "villa": Archetype(
        houses.villa, (2, 3), (9.5, 14.0), (9.0, 11.0), closed=False, corner=False, setback_m=2.6
    ),
    "suburban_house": Archetype(
        houses.suburban_house, (1, 2), (8.5, 14.0), (8.0, 10.0), closed=False, corner=False, setback_m=2.6
    ),
    "warehouse": Archetype(sheds.warehouse, (1, 3), (18.0, 36.0), (16.0, 26.0), closed=False, corner=False),
    "petrol_station": Archetype(
        sheds.petrol_station, (1, 1), (18.0, 24.0), (16.0, 18.0), closed=False, corner=False, rare=True
    ),
    "church": Archetype(
        landmarks.church,
        (1, 9),
        (14.0, 18.0),
        (24.0, 30.0),
        closed=False,
        corner=False,
        setback_m=4.0,
        rare=True,
    ),
    "town_hall": Archetype(
        landmarks.town_hall,
        (2, 4),
        (20.0, 28.0),
        (14.0, 18.0),
        closed=False,
        corner=False,
        setback_m=3.0,
        rare=True,
    ),
}
"""All archetypes by the name that styles use."""

BACK_HOUSE = Archetype(houses.back_house, (1, 3), (6.0, 14.0), (7.0, 11.0))
"""What stands in yards; not for styles to choose."""
