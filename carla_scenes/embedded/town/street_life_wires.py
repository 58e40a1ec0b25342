"""Utility poles along the streets of suburbs, and the wires between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.furniture.posts import WIRE_SPAN_M
from carla_scenes.embedded.town.street_life_side import regular

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.town.street_life_side import StreetSide
    from carla_scenes.embedded.town.street_life_site import Site

    Floats = npt.NDArray[np.float64]

_PITCH_M = 29.0
_LONGEST_M = 46.0
_LOW_TOWN = 4
_TRANSFORMERS = 0.22


def has_wires(site: Site, side: StreetSide) -> bool:
    """Return whether a street side has poles: one side of most streets where houses are low and stand apart."""
    style = site.style
    if style.storeys[1] > _LOW_TOWN or not side.is_second or side.length < _PITCH_M:
        return False
    rng = site.generator(5, side.frontage.road_id)
    return bool(rng.random() < (0.85 if style.gap_m[0] >= 3.0 else 0.4))


def set_poles(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Set up poles at even distances and hang wires from each to the next."""
    places = []
    for s in regular(side.length, _PITCH_M, 4.0, float(rng.uniform(0.3, 0.7))):
        name = "pole.transformer" if rng.random() < _TRANSFORMERS else "pole.utility"
        for shift in (0.0, 1.5, -1.5, 3.0, -3.0):
            where = float(s) + shift
            if side.try_kerb(site, name, 0, where, "along") or _behind(site, side, name, where):
                places.append(where)
                break
    depth = side.kerb_depth("pole.utility", 0, "along")
    inside = side.pavement + 0.4 if depth is None else depth
    for one, other in pairwise(places):
        start, end = side.at(one, inside), side.at(other, inside)
        if np.hypot(*(end - start)) <= _LONGEST_M:
            site.add_instance("wire.span", 0, span_matrix(start, end, site.base))


def span_matrix(start: Floats, end: Floats, height: float) -> Floats:
    """Return the (4, 4) matrix that stretches `wire.span` from one place (2,) to another at a height."""
    run = end - start
    distance = float(np.hypot(run[0], run[1]))
    matrix = np.eye(4)
    matrix[:2, 0] = run / WIRE_SPAN_M
    matrix[:2, 1] = np.array([-run[1], run[0]]) / distance
    matrix[:3, 3] = start[0], start[1], height
    return matrix


def _behind(site: Site, side: StreetSide, name: str, s: float) -> bool:
    """Set a pole behind a pavement that is too narrow for it; return whether its place was free."""
    if side.kerb_depth(name, 0, "along") is not None:
        return False
    place, yaw = side.at(s, side.pavement + 0.4), side.yaw(s, "along")
    return not site.is_on_streets(site.footprint(name, 0, place, yaw)) and site.try_add(name, 0, place, yaw)
