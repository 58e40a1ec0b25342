"""A mesh for every stock prop, `static.prop.*`, of its nominal size."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carla_scenes.embedded.models.furniture import boxes, posts, seats, shelters
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.models.props import carried, garden, playground, waste, works
from carla_scenes.embedded.models.signs.boards import sign_mesh
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import load_blueprints

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.kinds import Blueprint

    Maker = Callable[[], Mesh]

PREFIX = "static.prop."

_MAKERS: dict[str, Maker] = {
    "advertisement": partial(shelters.city_light, 0),
    "atm": partial(boxes.atm, 0),
    "barbeque": garden.barbecue,
    "barrel": works.barrel,
    "bench01": partial(seats.bench, 0),
    "bench02": partial(seats.bench, 1),
    "bench03": partial(seats.bench, 3),
    "bikeparking": partial(posts.cycle_rack, 0),
    "bin": partial(boxes.bin_round, 1),
    **{f"box0{k + 1}": partial(works.carton, k) for k in range(3)},
    "briefcase": carried.briefcase,
    **{f"brokentile0{k + 1}": partial(works.broken_tile, k) for k in range(4)},
    "busstop": partial(shelters.bus_stop, 0),
    "calibrator": works.calibrator,
    "chainbarrier": partial(works.chain_barrier, ends=False),
    "chainbarrierend": partial(works.chain_barrier, ends=True),
    "clothcontainer": waste.cloth_container,
    "clothesline": garden.clothes_line,
    "colacan": carried.can,
    "constructioncone": partial(posts.cone, 0),
    "container": partial(boxes.container, 1),
    **{f"creasedbox0{k + 1}": partial(works.creased_carton, k) for k in range(3)},
    **{f"dirtdebris0{k + 1}": partial(works.debris, k) for k in range(3)},
    "doghouse": garden.doghouse,
    "fountain": partial(shelters.fountain, 0),
    **{f"garbage0{k + 1}": partial(waste.garbage, k) for k in range(6)},
    "gardenlamp": garden.garden_lamp,
    "glasscontainer": waste.glass_container,
    "gnome": garden.gnome,
    "guitarcase": carried.guitar_case,
    "haybale": partial(garden.hay_bale, round_one=True),
    "haybalelb": partial(garden.hay_bale, round_one=False),
    "ironplank": works.iron_plank,
    "kiosk_01": partial(shelters.kiosk, 0),
    "mailbox": partial(boxes.mailbox, 1),
    "maptable": garden.map_table,
    "mobile": carried.mobile,
    "motorhelmet": carried.helmet,
    "pergola": partial(shelters.pergola, 0),
    **{f"plantpot0{k + 1}": partial(garden.plant_pot, k) for k in range(8)},
    "plasticbag": waste.plastic_bag,
    "plasticchair": garden.plastic_chair,
    "plastictable": garden.plastic_table,
    "platformgarbage01": waste.platform_garbage,
    "purse": carried.purse,
    "shop01": partial(shelters.kiosk, 1),
    "shoppingbag": carried.shopping_bag,
    "shoppingcart": carried.shopping_cart,
    "shoppingtrolley": carried.shopping_trolley,
    "slide": playground.slide,
    "streetbarrier": works.street_barrier,
    "streetfountain": partial(shelters.drinking_fountain, 0),
    "streetsign": partial(sign_mesh, "stop"),
    "streetsign01": partial(sign_mesh, "no_entry"),
    "streetsign04": partial(sign_mesh, "crossing"),
    "swing": playground.swing,
    "swingcouch": playground.swing_couch,
    "table": garden.picnic_table,
    "trafficcone01": partial(posts.cone, 0),
    "trafficcone02": partial(posts.cone, 1),
    "trafficwarning": works.traffic_warning,
    "trampoline": playground.trampoline,
    "trashbag": waste.trash_bag,
    "trashcan01": partial(boxes.bin_round, 0),
    "trashcan02": partial(boxes.bin_round, 2),
    "trashcan03": partial(waste.dustbin, 0),
    "trashcan04": waste.pedal_bin,
    "trashcan05": partial(waste.dustbin, 1),
    "travelcase": carried.travel_case,
    "vendingmachine": partial(boxes.vending_machine, 0),
    "warningaccident": partial(works.warning_triangle, works=False),
    "warningconstruction": partial(works.warning_triangle, works=True),
    "wateringcan": garden.watering_can,
}


def _made(blueprint: Blueprint, _variant: int) -> Mesh:
    mesh = _MAKERS[blueprint.name.removeprefix(PREFIX)]().retagged(Tag.STATIC)
    return mesh.fitted(blueprint.length, blueprint.width, blueprint.height)


PROPS: tuple[Model, ...] = tuple(
    Model(blueprint.name, blueprint.kind, Tag.STATIC, partial(_made, blueprint))
    for blueprint in load_blueprints().values()
    if blueprint.name.startswith(PREFIX)
)
"""All stock props, by blueprint id; fronts look along +x."""
