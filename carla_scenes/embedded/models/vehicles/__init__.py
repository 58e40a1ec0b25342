"""Vehicles: a model for each vehicle of a stock CARLA, of its nominal size and its own kind of shape."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.models.vehicles import (
    bicycles,
    coupes,
    hatchbacks,
    motorcycles,
    offroaders,
    sedans,
    small_cars,
    trucks,
    vans,
)
from carla_scenes.embedded.models.vehicles.design import car_mesh
from carla_scenes.embedded.models.vehicles.faceted import cybertruck
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import load_blueprints

if TYPE_CHECKING:
    from collections.abc import Callable

    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.kinds import Blueprint

    Maker = Callable[[int, tuple[float, float, float], int], Mesh]

_TAGS = {
    "car": Tag.CAR,
    "van": Tag.CAR,
    "truck": Tag.TRUCK,
    "fire truck": Tag.TRUCK,
    "bus": Tag.BUS,
    "motorcycle": Tag.MOTORCYCLE,
    "bicycle": Tag.BICYCLE,
}
_TWO_WHEELED = ("motorcycle", "bicycle")

_CARS = {
    "audi.a2": hatchbacks.A2,
    "audi.etron": offroaders.ETRON,
    "audi.tt": coupes.TT,
    "bmw.grandtourer": hatchbacks.GRAND_TOURER,
    "chevrolet.impala": small_cars.IMPALA,
    "citroen.c3": hatchbacks.C3,
    "dodge.charger_2020": sedans.CHARGER_2020,
    "dodge.charger_police": sedans.CHARGER_POLICE,
    "dodge.charger_police_2020": sedans.CHARGER_POLICE_2020,
    "ford.ambulance": vans.AMBULANCE,
    "ford.crown": sedans.CROWN,
    "ford.mustang": coupes.MUSTANG,
    "jeep.wrangler_rubicon": offroaders.WRANGLER,
    "lincoln.mkz_2017": sedans.MKZ_2017,
    "lincoln.mkz_2020": sedans.MKZ_2020,
    "mercedes.coupe": coupes.COUPE_OLD,
    "mercedes.coupe_2020": coupes.COUPE_2020,
    "mercedes.sprinter": vans.SPRINTER,
    "micro.microlino": small_cars.MICROLINO,
    "mini.cooper_s": small_cars.COOPER,
    "mini.cooper_s_2021": small_cars.COOPER_2021,
    "nissan.micra": hatchbacks.MICRA,
    "nissan.patrol": offroaders.PATROL,
    "nissan.patrol_2021": offroaders.PATROL_2021,
    "seat.leon": hatchbacks.LEON,
    "tesla.model3": sedans.MODEL_3,
    "toyota.prius": hatchbacks.PRIUS,
    "volkswagen.t2": vans.T2,
    "volkswagen.t2_2021": vans.T2_2021,
}

_OTHERS: dict[str, Maker] = {
    "carlamotors.carlacola": trucks.drinks_truck,
    "carlamotors.european_hgv": trucks.heavy_truck,
    "carlamotors.firetruck": trucks.fire_engine,
    "mitsubishi.fusorosa": trucks.coach,
    "tesla.cybertruck": cybertruck,
    "harley-davidson.low_rider": partial(motorcycles.cruiser, colour=srgb(112, 18, 22)),
    "kawasaki.ninja": partial(motorcycles.sport_bike, colour=srgb(38, 142, 44)),
    "vespa.zx125": partial(motorcycles.scooter, colour=srgb(146, 196, 186)),
    "yamaha.yzf": partial(motorcycles.sport_bike, colour=srgb(24, 58, 150)),
}

_BICYCLES = {
    "bh.crossbike": (bicycles.CROSSBIKE, 1.00),
    "diamondback.century": (bicycles.CENTURY, 0.98),
    "gazelle.omafiets": (bicycles.OMAFIETS, 1.13),
}
"""Bicycles and their heights in metres: the nominal height of a stock CARLA has the rider in it."""


def _model(blueprint: Blueprint, key: int) -> Model:
    """Return the model of a blueprint; the key decides its number plate."""
    name = blueprint.name.removeprefix("vehicle.")
    tag = _TAGS[blueprint.kind]
    size = blueprint.length, blueprint.width, blueprint.height

    def make(_variant: int) -> Mesh:
        if name in _CARS:
            return car_mesh(_CARS[name], tag, size, key)
        if name in _BICYCLES:
            bicycle, height = _BICYCLES[name]
            return bicycles.bicycle(bicycle, tag, (*size[:2], height))
        return _OTHERS[name](tag, size, key)

    wheels = "2" if blueprint.kind in _TWO_WHEELED else "4"
    return Model(blueprint.name, blueprint.kind, tag, make, attributes={"number_of_wheels": wheels})


VEHICLES: tuple[Model, ...] = tuple(
    _model(blueprint, key)
    for key, blueprint in enumerate(sorted(load_blueprints().values(), key=lambda b: b.name))
    if blueprint.name.startswith("vehicle.")
)
"""Every vehicle of a stock CARLA, by name."""
