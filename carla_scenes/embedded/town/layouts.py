"""The six towns' plans."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carla_scenes.embedded.town.network import NO_MARK, Mark
from carla_scenes.embedded.town.plan import (
    WHITE_DASHES,
    WHITE_LINE,
    YELLOW_DASHES,
    YELLOW_PAIR,
    Plan,
    PlanBuilder,
    Profile,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def plan_of(number: int) -> Plan:
    """Return the plan of a town, 1 to 6."""
    return _PLANS[number - 1]()


def _small_town() -> Plan:
    """Town01: a main street, a ring road around, and T-junctions between."""
    main = Profile("Main", lane_m=3.4, pavement_m=3.2, parking_m=2.2, centre=YELLOW_PAIR, rank=2)
    side = Profile("Side", lane_m=3.1, pavement_m=2.2, speed_kmh=30.0)
    ring = Profile("Ring", lane_m=3.4, pavement_m=2.6, rank=2)
    town = PlanBuilder("Town01")
    town.node("west", 0, 168, "yield").node("low west", 0, 84).node("high west", 0, 256)
    town.node("north west", 122, 330).node("north east", 304, 334)
    town.node("east", 424, 152, "lights").node("south east", 312, 0).node("south", 208, 0)
    town.node("market", 124, 172, "lights").node("church", 212, 166).node("bridge", 306, 158, "lights")
    town.node("mill", 122, 252).node("school", 305, 246).node("yard", 210, 82).node("works", 310, 78)
    for corner, x, y, bend in (
        ("nw", 0, 330, 34),
        ("ne", 424, 334, 48),
        ("se", 424, 0, 30),
        ("sw", 0, 0, 40),
    ):
        town.node(corner, x, y, bend_m=bend)
    town.street(ring, "west", "high west", "nw", "north west", "north east", "ne", "east")
    town.street(ring, "east", "se", "south east", "south", "sw", "low west", "west")
    town.street(main, "west", "market", "church", "bridge", "east")
    town.street(side, "north west", "mill", "market").street(side, "church", "yard", "south")
    town.street(side, "north east", "school", "bridge", "works", "south east")
    town.street(side, "high west", "mill", "school", via={"mill": [(180, 274, 60), (246, 236, 60)]})
    town.street(side, "low west", "yard", "works", via={"low west": [(60, 116, 50), (150, 62, 50)]})
    return town.plan()


def _suburb() -> Plan:
    """Town02: a compact suburb of short blocks, crescents and narrow lanes."""
    lane = Profile("Lane", lane_m=2.9, pavement_m=1.8, speed_kmh=30.0, centre=NO_MARK)
    road = Profile(
        "Road", lane_m=3.1, pavement_m=2.0, parking_m=2.1, speed_kmh=40.0, centre=WHITE_DASHES, rank=2
    )
    town = PlanBuilder("Town02")
    more = {"corner_m": 5.5}
    for name, x, y, control in (
        ("w", 0, 150, "stop"), ("e", 392, 158, "stop"), ("n1", 96, 296, "yield"), ("n2", 214, 300, "stop"),
        ("n3", 306, 302, "yield"), ("s1", 112, 0, "yield"), ("s2", 204, 0, "stop"), ("s3", 300, 0, "yield"),
        ("c1", 100, 154, "open"), ("c2", 210, 148, "lights"), ("c3", 304, 156, "yield"),
        ("h1", 98, 222, "stop"), ("h2", 212, 226, "open"), ("h3", 305, 230, "stop"),
        ("l1", 106, 76, "stop"), ("l2", 207, 74, "open"), ("l3", 302, 80, "stop"),
        ("w2", 0, 70, "stop"), ("e2", 392, 236, "stop"), ("w3", 0, 228, "stop"), ("e3", 392, 82, "stop"),
    ):  # fmt: skip
        town.node(name, x, y, control, **more)
    for corner, x, y, bend in (
        ("nw", 0, 296, 40),
        ("ne", 392, 302, 55),
        ("se", 392, 0, 32),
        ("sw", 0, 0, 46),
    ):
        town.node(corner, x, y, bend_m=bend)
    town.street(road, "w", "w3", "nw", "n1", "n2", "n3", "ne", "e2", "e")
    town.street(road, "e", "e3", "se", "s3", "s2", "s1", "sw", "w2", "w")
    town.street(
        road, "w", "c1", "c2", "c3", "e", via={"w": [(36, 132, 45), (66, 154, 45)], "c2": [(240, 166, 60)]}
    )
    town.street(lane, "n1", "h1", "c1", "l1", "s1").street(lane, "n2", "h2", "c2", "l2", "s2")
    town.street(lane, "n3", "h3", "c3", "l3", "s3")
    town.street(lane, "w3", "h1", "h2", via={"w3": [(34, 250, 30)], "h1": [(132, 252, 30), (182, 252, 30)]})
    town.street(lane, "h3", "e2", via={"h3": [(348, 258, 35)]})
    town.street(lane, "w2", "l1", via={"w2": [(40, 44, 35), (72, 76, 35)]})
    town.street(lane, "l2", "l3", "e3", via={"l2": [(232, 50, 25), (278, 50, 25)]})
    return town.plan()


def _downtown() -> Plan:
    """Town03: a dense grid of wide streets, out of square, with traffic lights."""
    avenue = Profile("Avenue", 2, 3.3, 5.0, median_m=3.2, edge=WHITE_LINE, rank=3, centre=NO_MARK)
    street = Profile("Street", 2, 3.2, 4.2, centre=YELLOW_PAIR, rank=2)
    lane = Profile("Lane", 1, 3.3, 3.6, parking_m=2.3, speed_kmh=30.0, centre=YELLOW_DASHES)
    town = PlanBuilder("Town03")
    columns, rows = (0, 108, 214, 330, 440, 548), (0, 96, 200, 296, 400)
    for i, x in enumerate(columns):
        for j, y in enumerate(rows):
            lean = 0.05 * (y - 200) + (12 if i == 3 and j in {0, 1} else 0)
            rise = 0.03 * (x - 274)
            control = "lights" if 0 < i < 5 or j == 2 else "stop"
            town.node(f"{i}{j}", x + lean, y + rise, control, corner_m=7.0, bend_m=40.0)
    for j, profile in enumerate((street, lane, avenue, street, street)):
        town.street(profile, *(f"{i}{j}" for i in range(6)))
    for i, profile in enumerate((street, lane, street, avenue, lane, street)):
        town.street(profile, *(f"{i}{j}" for j in range(5)))
    missing = {("11", "21"), ("33", "43"), ("40", "41"), ("13", "14")}
    town.edges = [edge for edge in town.edges if (edge.start, edge.end) not in missing]
    return town.plan()


def _ring_avenue() -> Plan:
    """Town04: villas around two rings and a roundabout, joined by radial streets."""
    avenue = Profile("Ring", 1, 3.6, 3.0, median_m=3.4, centre=NO_MARK, edge=WHITE_LINE, rank=3)
    inner = Profile("Crescent", 1, 3.5, 2.6, parking_m=2.2, centre=WHITE_DASHES, rank=2)
    radial = Profile("Radial", 1, 3.5, 2.8, speed_kmh=40.0, centre=WHITE_DASHES)
    town = PlanBuilder("Town04")
    outside = [(a, 270.0, 205.0) for a in (8, 46, 90, 136, 180, 226, 268, 314)]
    inside = [(a, 132.0, 100.0) for a in (10, 52, 92, 134, 180, 226, 272, 312)]
    for prefix, ring in (("o", outside), ("i", inside)):
        for index, (angle, a, b) in enumerate(ring):
            x, y = a * math.cos(math.radians(angle)), b * math.sin(math.radians(angle))
            control = "lights" if prefix == "i" and index % 2 == 0 else "yield"
            town.node(f"{prefix}{index}", x, y, control, corner_m=8.0, bend_m=150.0)
    town.node("centre", 0, 0, "yield", corner_m=12.0, island_m=11.0)
    town.ring(avenue, [f"o{k}" for k in range(8)], 26.0)
    town.ring(inner, [f"i{k}" for k in range(8)], 20.0)
    for k in range(8):
        if k not in {5, 7}:
            town.street(radial, f"i{k}", f"o{k}")
    for start in ("i0", "i2", "i4", "i6"):
        town.street(radial, "centre", start)
    return town.plan()


def _square_grid() -> Plan:
    """Town05: a square grid; every other street is an avenue with a planted median."""
    avenue = Profile("Avenue", 2, 3.5, 3.4, median_m=5.0, centre=NO_MARK, edge=WHITE_LINE, rank=3)
    street = Profile("Calle", 1, 3.4, 2.8, parking_m=2.3, speed_kmh=40.0, centre=WHITE_DASHES)
    town = PlanBuilder("Town05")
    places = (0, 112, 224, 336, 448)
    for i, x in enumerate(places):
        for j, y in enumerate(places):
            control = "lights" if i in {1, 3} or j in {1, 3} else "stop"
            town.node(f"{i}{j}", x, y, control, corner_m=7.0, bend_m=30.0)
    for k, profile in enumerate((street, avenue, street, avenue, street)):
        town.street(profile, *(f"{i}{k}" for i in range(5)))
        town.street(profile, *(f"{k}{j}" for j in range(5)))
    return town.plan()


def _boulevards() -> Plan:
    """Town06: three long boulevards that bend a little, and few streets across."""
    boulevard = Profile(
        "Boulevard", 2, 3.7, 3.0, median_m=6.0, centre=NO_MARK, edge=WHITE_LINE, rank=3, speed_kmh=70.0,
        divider=Mark("broken", "white", 0.15, "both", dash=3.0, gap=9.0),
    )  # fmt: skip
    middle = Profile("Parkway", 2, 3.6, 3.0, centre=YELLOW_PAIR, edge=WHITE_LINE, rank=2, speed_kmh=60.0)
    across = Profile("Works", 1, 3.7, 2.4, parking_m=2.6, speed_kmh=40.0, edge=WHITE_LINE)
    town = PlanBuilder("Town06")
    crossings: Sequence[Sequence[float]] = (
        (0, 168, 356, 478, 610),
        (0, 150, 340, 490, 610),
        (0, 176, 330, 472, 610),
    )
    for j, (row, y) in enumerate(zip(crossings, (0, 130, 282), strict=True)):
        for i, x in enumerate(row):
            control = "lights" if 0 < i < 4 or j == 1 else "stop"
            town.node(f"{i}{j}", x, y + (0, 10, -6, 12, 0)[i], control, corner_m=10.0, bend_m=45.0)
    for j, profile in enumerate((boulevard, middle, boulevard)):
        town.street(
            profile,
            *(f"{i}{j}" for i in range(5)),
            via={f"1{j}": [(232.0, (0, 130, 282)[j] + 20.0, 140.0), (286.0, (0, 130, 282)[j] - 18.0, 140.0)]},
        )
    for i in range(5):
        town.street(across, f"{i}0", f"{i}1", f"{i}2")
    return town.plan()


_PLANS: tuple[Callable[[], Plan], ...] = (
    _small_town,
    _suburb,
    _downtown,
    _ring_avenue,
    _square_grid,
    _boulevards,
)
