"""What stands at the kerb: lamps, trees, bus stops, signs, bollards, meters, bins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.town.street_life_side import regular
from carla_scenes.embedded.town.street_life_stock import hangs_clear, room_of, variants

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.town.street_life_side import StreetSide
    from carla_scenes.embedded.town.street_life_site import Site

    Floats = npt.NDArray[np.float64]

LAMP_PITCH_M = {"lamp.arm": 28.0, "lamp.double": 30.0, "lamp.modern": 26.0, "lamp.classic": 20.0}
_OTHER_PITCH_M = 22.0
_NARROW_LANES = 2
_SHIFTS = (0.0, 1.5, -1.5, 3.0, -3.0, 4.5, -4.5, 6.0, -6.0)
_JUNCTION_M = 5.0
_LAMP_TO_LAMP_M = 5.0
_TREE_GAP_M = 0.1
"""Distance of a tree's foot from the kerb, at least."""

_TREE_SCALES = (1.0, 1.1)
_TREE_PITCH_M = (8.5, 12.0)
_TREE_TO_LAMP_M = 2.6
_YOUNG = "tree.young"
_GRATE_M = 1.9
_REAR_ARM_M = 2.9


def lamp_of(site: Site, side: StreetSide) -> str:
    """Return the model of a street side's lamps: those with a rear arm need a wide pavement."""
    name = site.style.lamp
    if name == "lamp.double" and side.pavement < _REAR_ARM_M:
        return "lamp.arm"
    return name


def lamp_pitch(name: str, side: StreetSide) -> float:
    """Return how far a street side's lamps stand apart, metres; on narrow streets the sides alternate."""
    pitch = LAMP_PITCH_M.get(name, _OTHER_PITCH_M)
    return pitch * (1.35 if side.frontage.lanes <= _NARROW_LANES else 1.0)


def set_lamps(site: Site, side: StreetSide) -> list[float]:
    """Set up lamps at even distances and return where they stand."""
    name = lamp_of(site, side)
    phase = 0.5
    if side.frontage.lanes <= _NARROW_LANES:
        phase = 0.2 if side.is_second else 0.8
    stand = []
    for s in regular(side.length, lamp_pitch(name, side), _JUNCTION_M, phase):
        for shift in _SHIFTS:
            place = float(s) + shift
            # Where two street sides meet, the corner needs one lamp, not two.
            if not 0.0 < place < side.length or site.lamp_distance(side.at(place, 0.0)) < _LAMP_TO_LAMP_M:
                continue
            if _try_lamp(site, side, name, place):
                stand.append(place)
                break
    site.lamp_places.extend(side.at(place, 0.0) for place in stand)
    return stand


def _try_lamp(site: Site, side: StreetSide, name: str, s: float) -> bool:
    # Arms that hang low reach along the street.
    if side.try_kerb(site, name, 0, s) or side.try_kerb(site, name, 0, s, "along"):
        return True
    if side.kerb_strip > 0.0:
        return False
    # Without room at the kerb it stands behind the pavement.
    depth = side.pavement + 0.35
    area = site.footprint(name, 0, side.at(s, depth), side.yaw(s, "street"))
    return not site.is_on_streets(area) and site.try_add(name, 0, side.at(s, depth), side.yaw(s, "street"))


def set_bus_stop(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Set up a bus stop on some long streets: a shelter where the pavement is wide, else a flag alone."""
    front = side.frontage
    if side.length < 70.0 or front.parking_m > 0.0 or rng.random() > 0.25 + 0.35 * site.style.furniture:
        return
    s = side.length * float(rng.uniform(0.55, 0.75))
    variant = int(rng.integers(2))
    if side.try_kerb(site, "bus_flag", variant, s + 3.2, "traffic"):
        side.try_wall(site, "bus_stop", variant, s)
        side.try_kerb(site, "bin.post", variant, s + 4.6)


def set_trees(site: Site, side: StreetSide, lamps: list[float], rng: np.random.Generator) -> None:
    """Plant a row of street trees with gaps, one kind a street, in grates where people walk."""
    if rng.random() > 0.25 + 0.9 * site.style.greenery:
        return
    kinds = _street_trees(site, side)
    if not kinds:
        return
    names = sorted({name for name, _ in kinds})
    weights = np.array([site.style.trees.get(name, 0.3) for name in names])
    name = names[int(rng.choice(len(names), p=weights / weights.sum()))]
    choices = [variant for kind, variant in kinds if kind == name]
    pitch = float(rng.uniform(*_TREE_PITCH_M))
    lamp_places = np.array(lamps)
    for s in regular(side.length, pitch, _JUNCTION_M + 3.0, float(rng.uniform(0.3, 0.7))):
        place = float(s + rng.normal(0.0, 0.25))
        if len(lamp_places) and np.abs(lamp_places - place).min() < _TREE_TO_LAMP_M:
            continue
        where = side.at(place, 0.0)
        # Gaps come in stretches, not one by one.
        if rng.random() > 0.35 + 0.5 * site.style.greenery + 0.5 * site.busy(where[::-1]):
            continue
        _plant(site, side, (name, int(choices[int(rng.integers(len(choices)))])), place, rng)


def _plant(site: Site, side: StreetSide, tree: tuple[str, int], s: float, rng: np.random.Generator) -> None:
    name, variant = tree
    scale = float(rng.uniform(*_TREE_SCALES))
    yaw = float(rng.uniform(0.0, 360.0))
    depth = _tree_depth(side, name, variant)
    if depth is None:
        return
    crown = 0.72 * scale * room_of(name, variant).reach
    if site.building_distance(side.at(s, depth)) < crown - 0.8:
        name, variant, scale = _YOUNG, variant % variants(_YOUNG), 1.0
        depth = _tree_depth(side, name, variant)
        if depth is None:
            return
    where = side.at(s, depth)
    if not site.try_add(name, variant, where, yaw, scale=scale, gap=0.3):
        return
    along = side.yaw(s, "along")
    if side.pavement >= _GRATE_M:
        site.add("tree_grate", 0, side.at(s, max(depth, 0.62)), along, height=site.base + 0.001)
    if name == _YOUNG:
        site.add("tree_stake", 0, where, along + 90.0)


def _street_trees(site: Site, side: StreetSide) -> list[tuple[str, int]]:
    """Return the trees (model, variant) of the town's, young ones too, that may stand at a kerb."""
    return [
        (name, variant)
        for name in dict.fromkeys([*site.style.trees, _YOUNG])
        for variant in range(variants(name))
        if _tree_depth(side, name, variant) is not None
    ]


def _tree_depth(side: StreetSide, name: str, variant: int) -> float | None:
    """Return how far from the kerb a tree's stem stands: within the strip there, its crown above lorries, or None.

    The low crown of a young tree may hang over parked cars.
    """
    largest = _TREE_SCALES[1]
    foot = largest * room_of(name, variant).foot
    depth = min(side.kerb_strip - foot, 0.62)
    if depth - foot < _TREE_GAP_M:
        return None
    if name == _YOUNG and side.frontage.parking_m > 0.0:
        return depth
    return depth if hangs_clear(name, variant, (depth - 0.04) / largest) else None


_SIGNS_ALONG = (
    "sign.no_parking",
    "sign.no_stopping",
    "sign.children",
    "sign.danger",
    "sign.cycle_way",
    "sign.bend",
)


def set_signs(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Set up signs that tell of parking and dangers, and street names at junctions."""
    front = side.frontage
    for end, near in ((4.2, front.near_junction[0]), (side.length - 4.2, front.near_junction[1])):
        if near and side.length > 25.0 and rng.random() < 0.55:
            side.try_kerb(
                site, "sign.street_name", int(rng.integers(variants("sign.street_name"))), end, "along"
            )
    for s in regular(side.length, float(rng.uniform(30.0, 55.0)), 9.0, float(rng.random())):
        if rng.random() > 0.5 + 0.3 * site.busy(side.at(float(s), 0.0)):
            continue
        if front.parking_m > 0.0:
            name = "sign.parking" if rng.random() < 0.7 else "sign.no_parking"
        elif front.lanes > _NARROW_LANES and rng.random() < 0.3:
            name = "sign.priority"
        else:
            name = _SIGNS_ALONG[int(rng.choice(len(_SIGNS_ALONG), p=(0.36, 0.28, 0.1, 0.1, 0.08, 0.08)))]
        side.try_kerb(site, name, 0, float(s), "traffic")


def set_bollards(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Set up short rows of bollards towards junctions, or railings on wide roads."""
    kind = int(np.random.default_rng(np.random.SeedSequence([*site.seed, 77])).integers(3))
    for start, step, near in (
        (1.0, 1.0, side.frontage.near_junction[0]),
        (side.length - 1.0, -1.0, side.frontage.near_junction[1]),
    ):
        if not near or rng.random() > 0.2 + 0.5 * site.style.furniture:
            continue
        if side.frontage.lanes > _NARROW_LANES and rng.random() < 0.5:
            for k in range(int(rng.integers(2, 5))):
                side.try_kerb(site, "railing", 0, start + step * (1.2 + 2.02 * k), "along")
            continue
        for k in range(int(rng.integers(3, 8))):
            side.try_kerb(site, "bollard", kind, start + step * 1.5 * k)


def set_kerb_furniture(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Set up what stands at the kerb here and there: more where it is busy."""
    s = float(rng.uniform(4.0, 12.0))
    parking = side.frontage.parking_m > 0.0
    while s < side.length - 4.0:
        busy = site.style.furniture * (0.35 + 1.0 * site.busy(side.at(s, 0.0)))
        if rng.random() < busy:
            name = _kerb_item(rng, parking=parking, busy=busy)
            facing = "street" if name in {"hydrant", "parking_meter"} else "houses"
            if name == "cycle_rack":
                facing = "street"
            side.try_kerb(site, name, int(rng.integers(8)), s, facing)
        s += float(rng.uniform(5.0, 11.0))


def _kerb_item(rng: np.random.Generator, *, parking: bool, busy: float) -> str:
    """Return one of the things that stand at a kerb."""
    weights = {
        "bin": 1.3,
        "bin.post": 1.5,
        "hydrant": 1.0,
        "parking_meter": 2.6 if parking else 0.0,
        "cycle_rack": 1.6 * busy,
        "mailbox": 0.7,
        "newspaper_box": 0.6 * busy,
        "advert.city_light": 1.0 * busy,
        "planter": 1.0 * busy,
        "bollard.ball": 0.3,
    }
    names = list(weights)
    shares = np.array([weights[name] for name in names])
    return names[int(rng.choice(len(names), p=shares / shares.sum()))]
