"""What stands along the houses: benches, cabinets, planters, cafe tables; and on open ground beside the pavement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.town.street_life_stock import room_of, variants

if TYPE_CHECKING:
    from carla_scenes.embedded.town.street_life_side import StreetSide
    from carla_scenes.embedded.town.street_life_site import Site

_SPOTS = {
    "bench": 2.6,
    "bin": 1.4,
    "planter": 2.2,
    "cabinet": 1.6,
    "vending_machine": 0.4,
    "phone_box": 0.35,
    "mailbox": 0.5,
    "advert.column": 0.5,
    "cafe_set": 2.2,
    "cash_machine": 0.25,
    "clock": 0.25,
    "bin.wheelie": 0.8,
    "newspaper_box": 0.5,
    "kiosk": 0.4,
    "drinking_fountain": 0.2,
}


def furnish_houses(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Set up what stands along the houses here and there: more where it is busy."""
    s = float(rng.uniform(3.0, 10.0))
    while s < side.length - 3.0:
        busy = site.style.furniture * (0.3 + 1.0 * site.busy(side.at(s, 3.0)))
        if rng.random() < busy:
            s += _spot(site, side, s, rng)
        s += float(rng.uniform(4.5, 11.0))


def _spot(site: Site, side: StreetSide, s: float, rng: np.random.Generator) -> float:
    """Set up one thing, or a row of cafe tables; return how many metres it takes."""
    names = list(_SPOTS)
    shares = np.array([_SPOTS[name] for name in names])
    name = names[int(rng.choice(len(names), p=shares / shares.sum()))]
    variant = int(rng.integers(variants(name)))
    if name == "cafe_set":
        return _cafe(site, side, s, variant, rng)
    if not _beside_houses(site, side, name, variant, s):
        return 0.0
    if name == "bench" and rng.random() < 0.6:
        _beside_houses(site, side, "bin", int(rng.integers(3)), s + 1.5)
    elif name == "bin.wheelie":
        for k in range(int(rng.integers(1, 4))):
            _beside_houses(site, side, name, variant + 1 + k, s + 0.75 * (k + 1))
    return 2.0


def _beside_houses(site: Site, side: StreetSide, name: str, variant: int, s: float) -> bool:
    """Set something up along the houses, on the pavement if it fits there, else on paved ground behind it."""
    if side.try_wall(site, name, variant, s):
        return True
    depth = side.pavement + 0.1 + room_of(name, variant % variants(name)).solid[2]
    place = side.at(s, depth)
    yaw = side.yaw(s, "street")
    area = site.footprint(name, variant, place, yaw)
    if site.is_on_streets(area) or not site.is_paved(place[None], 0.0)[0]:
        return False
    return site.try_add(name, variant, place, yaw)


def _cafe(site: Site, side: StreetSide, s: float, variant: int, rng: np.random.Generator) -> float:
    """Set up a row of tables in front of a cafe; return its length."""
    along = 0.0
    for k in range(int(rng.integers(2, 6))):
        if not _beside_houses(site, side, "cafe_set", variant ^ (k & 1), s + along):
            break
        along += 2.0
    if along > 0.0:
        _beside_houses(site, side, "planter", 0, s + along)
    return along
