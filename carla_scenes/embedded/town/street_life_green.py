"""What grows beside streets: trees of front gardens, parks, planted strips, and the country at the town's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.town.street_life_stock import hangs_clear, room_of, variants

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.town.street_life_side import StreetSide
    from carla_scenes.embedded.town.street_life_site import Site

    Floats = npt.NDArray[np.float64]

_GARDEN_DEPTHS_M = (1.3, 8.0)
_PARK_DEPTH_M = 26.0
_COUNTRY_DEPTHS_M = (2.5, 48.0)
_BUSHES = ("bush.shrub", "bush.laurel", "bush.lilac", "bush.rose")
_PARK_TREES = {"tree.lime": 2.0, "tree.oak": 2.0, "tree.birch": 1.0, "tree.cherry": 1.0, "tree.maple": 1.0}
_STRIP_EDGE_M = 0.35
_MOST_STRIP_PLANTS = 60


def plant_gardens(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Plant trees and bushes on the land behind a street side's pavement, wherever it is green."""
    inside = side.frontage.block >= 0
    near, far = _GARDEN_DEPTHS_M
    count = int(side.length / 5.5 * (0.25 + 0.75 * site.style.greenery))
    places = np.sort(rng.uniform(1.0, max(side.length - 1.0, 1.1), count))
    depths = rng.uniform(near, far if inside else far + 4.0, count)
    spots = [side.at(float(s), side.pavement + float(d)) for s, d in zip(places, depths, strict=True)]
    _plant_spots(site, spots, rng, bushes=0.55)


def plant_parks(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Plant the green ground of a block farther in, as far as it is seen from the street."""
    near, far = _GARDEN_DEPTHS_M[1], _PARK_DEPTH_M
    count = int(side.length * (far - near) / 62.0 * (0.2 + 0.8 * site.style.greenery))
    spots = []
    for s, d in zip(rng.uniform(0.0, side.length, count), rng.uniform(near, far, count), strict=True):
        spots.append(side.at(float(s), side.pavement + float(d)))
    _plant_spots(site, spots, rng, bushes=0.3)


def plant_country(site: Site, side: StreetSide, rng: np.random.Generator) -> None:
    """Plant the country behind a street side: groves where the land is busy with them, bushes, single trees."""
    near, far = _COUNTRY_DEPTHS_M
    count = int(side.length / 3.2 * (0.45 + 0.55 * site.style.greenery))
    spots = []
    for s, share in zip(rng.uniform(0.0, side.length, count), rng.random(count), strict=True):
        spot = side.at(float(s), side.pavement + near + (far - near) * float(share) ** 1.5)
        if rng.random() < 0.12 + 0.88 * float(np.clip(2.2 * site.busy(spot * 2.3 + 400.0) - 0.7, 0.0, 1.0)):
            spots.append(spot)
    _plant_spots(site, spots, rng, bushes=0.35)


def _plant_spots(site: Site, spots: list[Floats], rng: np.random.Generator, *, bushes: float) -> None:
    """Plant at places (2,), each with a tree or, by a share, a bush, where its ground is free and not paved."""
    if not spots:
        return
    paved = site.is_paved(np.array(spots), 0.45)
    for spot, is_paved in zip(spots, paved, strict=True):
        if is_paved or site.is_on_streets(shapely.Point(spot).buffer(0.5, quad_segs=2)):
            continue
        if rng.random() < bushes:
            name = _BUSHES[int(rng.integers(len(_BUSHES)))]
            variant = int(rng.integers(variants(name)))
            scale = float(rng.uniform(0.7, 1.1))
            _try_plant(site, (name, variant), spot, scale, rng)
        else:
            _try_tree(site, spot, rng)


def _try_tree(site: Site, spot: Floats, rng: np.random.Generator) -> bool:
    """Plant one of the town's trees whose crown has room beside the houses; return whether one had."""
    trees = dict(site.style.trees)
    for name, weight in _PARK_TREES.items():
        trees[name] = trees.get(name, 0.0) + 0.25 * weight
    names = list(trees)
    weights = np.array([trees[name] for name in names])
    room = site.building_distance(spot)
    for name in rng.choice(names, size=3, p=weights / weights.sum()):
        variant = int(rng.integers(variants(str(name))))
        scale = float(rng.uniform(0.75, 1.1))
        if 0.75 * scale * room_of(str(name), variant).reach < room + 0.6:
            return _try_plant(site, (str(name), variant), spot, scale, rng)
    return False


def _try_plant(
    site: Site, plant: tuple[str, int], spot: Floats, scale: float, rng: np.random.Generator
) -> bool:
    """Plant something where its foot is free and its low parts keep off the streets; return whether it did."""
    name, variant = plant
    yaw = float(rng.uniform(0.0, 360.0))
    reach = scale * _low_reach(name, variant)
    if site.is_on_streets(shapely.Point(spot).buffer(reach, quad_segs=3)):
        return False
    foot = shapely.Point(spot).buffer(min(reach, 1.2 if name.startswith("tree.") else reach), quad_segs=3)
    if not site.is_free(foot, gap=0.1):
        return False
    site.add(name, variant, spot, yaw, scale=scale)
    return True


def _low_reach(name: str, variant: int) -> float:
    x0, y0, x1, y1 = room_of(name, variant).low
    return float(np.hypot(max(-x0, x1), max(-y0, y1)))


def plant_strips(site: Site) -> None:
    """Plant medians and islands: a row of trees and flowers along strips, a group on round ones."""
    for number, area in enumerate(site.land.planted):
        rng = site.generator(8, number)
        inner = area.buffer(-_STRIP_EDGE_M)
        if inner.is_empty:
            continue
        width = 2.0 * area.area / area.length
        if area.area > 0.5 * shapely.minimum_bounding_circle(area).area:
            _plant_island(site, area, rng)
        else:
            _plant_row(site, area, width, rng)


def _plant_island(site: Site, area: shapely.Polygon, rng: np.random.Generator) -> None:
    """Set a statue, a fountain or a tree into the middle of an island, flower beds and bushes around it."""
    middle = np.array(area.centroid.coords[0])
    radius = float(area.exterior.distance(area.centroid))
    if radius < 2.0:
        _add_if_inside(site, area, ("bush.rose", 0), middle, 0.0)
        return
    centre = "fountain" if radius > 5.0 and rng.random() < 0.4 else "statue" if rng.random() < 0.5 else ""
    if not centre or not _add_if_inside(site, area, (centre, 0), middle, float(rng.uniform(0.0, 360.0))):
        tree = _median_tree(site, rng)
        _add_if_inside(site, area, tree, middle, float(rng.uniform(0.0, 360.0)))
    for share, name in ((0.62, "flower_bed"), (0.85, "bush.ball")):
        around = radius * share
        count = max(3, int(2.0 * np.pi * around / 3.4))
        for k in range(count):
            turn = 2.0 * np.pi * (k + 0.5 * (name == "bush.ball")) / count
            spot = middle + around * np.array([np.cos(turn), np.sin(turn)])
            _add_if_inside(site, area, (name, int(rng.integers(3))), spot, float(np.degrees(turn)) + 90.0)


def _median_tree(site: Site, rng: np.random.Generator) -> tuple[str, int]:
    """Return one of the town's trees under which lorries pass; a maple where it has none."""
    fitting = {
        name: [variant for variant in range(variants(name)) if hangs_clear(name, variant, 0.6)]
        for name in site.style.trees
    }
    names = [name for name in fitting if fitting[name]]
    if not names:
        return "tree.maple", 0
    weights = np.array([site.style.trees[name] for name in names])
    name = names[int(rng.choice(len(names), p=weights / weights.sum()))]
    return name, fitting[name][int(rng.integers(len(fitting[name])))]


def _plant_row(site: Site, area: shapely.Polygon, width: float, rng: np.random.Generator) -> None:
    """Plant along a narrow strip: trees at even distances, low plants between them."""
    middle = middle_line(area)
    length = float(middle.length)
    tree, _ = _median_tree(site, rng)
    lamps = site.style.lamp if site.style.lamp == "lamp.double" else ""
    pitch = float(rng.uniform(8.0, 11.0))
    greens = ("flower_bed", "bush.ball", "bush.rose", "grass_tuft")
    green = greens[int(rng.integers(len(greens)))]
    step, since_tree, since_lamp = 2.1, pitch / 2.0, 8.0
    for s in np.arange(2.0, length - 2.0, step)[: _MOST_STRIP_PLANTS * 4]:
        spot, yaw = _along(middle, float(s))
        since_tree += step
        since_lamp += step
        if lamps and since_lamp >= 30.0 and _add_if_inside(site, area, (lamps, 0), spot, yaw + 90.0):
            since_lamp = 0.0
        elif since_tree >= pitch and width > 0.9:
            fitting = [v for v in range(variants(tree)) if hangs_clear(tree, v, 0.6)]
            variant = fitting[int(rng.integers(len(fitting)))]
            if _add_if_inside(site, area, (tree, variant), spot, float(rng.uniform(0.0, 360.0)), edge=0.1):
                since_tree = 0.0
        elif site.busy(spot) < 0.35 + 0.5 * site.style.greenery:
            _add_if_inside(site, area, (green, int(rng.integers(variants(green)))), spot, yaw)


def middle_line(area: shapely.Polygon) -> shapely.LineString:
    """Return the line along the middle of a long strip.

    The strip's outline is cut where it is farthest apart; the middle runs half way between both sides.
    """
    ring = np.asarray(area.exterior.coords)[:-1]
    apart = np.hypot(*(ring[:, None] - ring[None]).transpose(2, 0, 1))
    one, other = sorted(int(k) for k in np.unravel_index(int(apart.argmax()), apart.shape))
    first = shapely.LineString(ring[one : other + 1])
    second = shapely.LineString(np.concatenate([ring[other:], ring[: one + 1]])[::-1])
    shares = np.linspace(0.0, 1.0, max(2, int(first.length / 2.0)))
    sides = [
        [side.interpolate(float(k), normalized=True).coords[0] for k in shares] for side in (first, second)
    ]
    return shapely.LineString(np.array(sides).mean(axis=0))


def _along(line: shapely.LineString, s: float) -> tuple[Floats, float]:
    """Return the place (2,) at a distance along a line, and the line's direction there in degrees."""
    here, there = (np.array(line.interpolate(place).coords[0]) for place in (s, s + 0.5))
    run = there - here
    return here, float(np.degrees(np.arctan2(run[1], run[0])))


def _add_if_inside(
    site: Site,
    area: shapely.Polygon,
    thing: tuple[str, int],
    spot: Floats,
    yaw: float,
    *,
    edge: float = _STRIP_EDGE_M,
) -> bool:
    """Set something up if it stands inside a planted area and beside all else there; return whether it did."""
    name, variant = thing
    ground = site.footprint(name, variant, spot, yaw)
    if not area.buffer(-edge).covers(ground) or not site.is_free_inside(ground):
        return False
    site.add(name, variant, spot, yaw)
    return True
