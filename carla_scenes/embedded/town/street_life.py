"""Street life: everything that stands and grows beside the lanes of a town, from lamps to the trees of its parks.

People walk and cars park without knowing of it: a strip of every pavement stays free for walking, and nothing stands
on or hangs low over lanes and parking places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.town.street_life_green import (
    plant_country,
    plant_gardens,
    plant_parks,
    plant_strips,
)
from carla_scenes.embedded.town.street_life_kerb import (
    set_bollards,
    set_bus_stop,
    set_kerb_furniture,
    set_lamps,
    set_signs,
    set_trees,
)
from carla_scenes.embedded.town.street_life_side import StreetSide
from carla_scenes.embedded.town.street_life_site import Site
from carla_scenes.embedded.town.street_life_wall import furnish_houses
from carla_scenes.embedded.town.street_life_wires import has_wires, set_poles

if TYPE_CHECKING:
    from carla_scenes.embedded.town.assembly import Assembly
    from carla_scenes.embedded.town.land import Land
    from carla_scenes.embedded.town.style import Style


def furnish(land: Land, style: Style, seed: tuple[int, ...], assembly: Assembly) -> None:
    """Furnish a town's street sides; houses, gardens and signals should stand already.

    Each street side has its own random numbers, so that one does not change another.

    Args:
        land: Streets, street sides and blocks.
        style: The look of the town; its trees and lamp are model names.
        seed: Keys of all choices.
        assembly: Holds what stands, and receives instances, objects and lamps.
    """
    site = Site(land, style, seed, assembly)
    sides = street_sides(land)
    for side in sides:
        rng = site.generator(2, side.number)
        if side.length < 6.0:
            continue
        lamps = [] if has_wires(site, side) and side.frontage.lanes <= 2 else set_lamps(site, side)
        set_bus_stop(site, side, rng)
        set_signs(site, side, rng)
        if has_wires(site, side):
            set_poles(site, side, rng)
        else:
            set_trees(site, side, lamps, rng)
        set_bollards(site, side, rng)
        set_kerb_furniture(site, side, rng)
        furnish_houses(site, side, rng)
    plant_strips(site)
    for side in sides:
        rng = site.generator(3, side.number)
        plant_gardens(site, side, rng)
        if side.frontage.block >= 0:
            plant_parks(site, side, rng)
        else:
            plant_country(site, side, rng)


def street_sides(land: Land) -> list[StreetSide]:
    """Return the street sides of a town in their order."""
    seen: set[int] = set()
    sides = []
    for number, frontage in enumerate(land.frontages):
        sides.append(StreetSide(frontage, number, is_second=frontage.road_id in seen))
        seen.add(frontage.road_id)
    return sides
