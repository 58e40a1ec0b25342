"""Naval ships, shrunk until a street holds them; they stand on their keels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.hulls import hull
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.shipyard import (
    DECK_GREY,
    RED_LEAD,
    anchor,
    deck_line,
    deckhouse,
    ensign,
    hull_number,
    portholes,
    radar_mast,
    ship_hull,
    ships_boat,
    turret,
)
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    fuselage,
    prism,
    rods,
    rounded,
    slab,
    turned,
    upright,
    wing,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model


def _helicopter_pad(x: float, z: float) -> Kit:
    ring = turned([(0.42, 0), (0.47, 0), (0.47, 0.02), (0.42, 0.02), (0.42, 0)], 28)
    bars = [((x - 0.2, -0.2), (x + 0.2, -0.2)), ((x - 0.2, 0.2), (x + 0.2, 0.2)), ((x, -0.2), (x, 0.2))]
    return Kit().add(paints.WHITE, ring.moved(x, 0, z), *(deck_line(a, b, 0.07, z + 0.005) for a, b in bars))


def _destroyer() -> Kit:
    """A modern destroyer: gun, missile cells, faceted bridge, lattice mast, two funnels, helicopter deck."""
    grey = paints.NAVY_GREY
    shape = [
        (-7.0, 0.72, 0.55, 1.32, 3.0),
        (-5.5, 0.88, 0.12, 1.32, 2.6),
        (-2.0, 0.98, 0.0, 1.36, 2.8),
        (2.0, 0.92, 0.0, 1.5, 2.4),
        (4.8, 0.6, 0.05, 1.72, 1.6),
        (6.1, 0.24, 0.2, 1.92, 1.2, 0.35),
        (6.5, 0.01, 0.5, 2.05, 1.1, 0.8),
    ]
    kit = ship_hull(shape, 0.55, grey, RED_LEAD, DECK_GREY).put(anchor(6.2, 0.24, 1.5))
    kit.put(turret(0.28, 1, 0.85, grey), 4.5, 0, 1.75).add(DECK_GREY, box((2.9, -0.4, 1.5), (3.8, 0.4, 1.66)))
    cells = [(2.96 + 0.21 * i, -0.36 + 0.19 * j) for i in range(4) for j in range(4)]
    kit.add(grey, *(box((x, y, 1.66), (x + 0.16, y + 0.15, 1.69)) for x, y in cells))
    kit.put(deckhouse([(-0.4, 1.4), (2.5, 1.45), (2.2, 2.2), (-0.4, 2.2)], 0.82, grey))
    kit.put(deckhouse([(0.2, 2.2), (2.1, 2.2), (1.95, 2.75), (0.2, 2.75)], 0.68, grey, 2.5))
    turns = np.arange(8) * np.pi / 4 + np.pi / 8
    panel = prism(np.stack([0.22 * np.cos(turns), 0.22 * np.sin(turns)], axis=1), 0.0, 0.02)
    kit.pair(DECK_GREY, panel.moved(1.5, 0.81, 1.85, roll=-90)).put(radar_mast(1.6, 0.42, grey), 0.7, 0, 2.75)
    kit.add(grey, ellipsoid((1.6, 0, 2.95), (0.22, 0.22, 0.24), 16, 10))
    for x in (-0.9, -2.9):
        kit.put(deckhouse([(x - 0.8, 1.36), (x + 0.8, 1.36), (x + 0.6, 2.3), (x - 0.7, 2.3)], 0.6, grey))
        cap = [(x - 0.6, 2.28), (x + 0.5, 2.28), (x + 0.35, 2.6), (x - 0.65, 2.52)]
        kit.add(paints.BLACK, slab(cap, 0.36, 0.02))
    kit.put(deckhouse([(-4.9, 1.34), (-3.4, 1.34), (-3.4, 2.15), (-4.8, 2.15)], 0.72, grey))
    kit.add(paints.DARK_STEEL, box((-4.92, -0.5, 1.36), (-4.86, 0.5, 2.0)))
    close_in = Kit().add(paints.WHITE, ellipsoid((0, 0, 0.42), (0.14, 0.14, 0.22), 14, 10))
    close_in.add(grey, cylinder((0, 0, 0), (0, 0, 0.3), 0.16), rods([(0.1, 0, 0.3)], [(0.4, 0, 0.34)], 0.03))
    kit.put(close_in, -4.0, 0, 2.15, yaw=180)
    tubes = [(-1.9 + a, y, 1.55 + a * 0.3) for y in (-0.5, 0.5) for a in (0.0, 0.2)]
    kit.add(grey, *(cylinder((x, y, z), (x + 0.6, y * 0.6, z + 0.3), 0.09, sides=12) for x, y, z in tubes))
    kit.put(_helicopter_pad(-5.9, 1.35)).put(hull_number("D64", shape, 5.0, 1.25, 0.5)).put(
        ensign(-6.9, 1.35)
    )
    kit.pair(
        paints.ORANGE,
        *(cylinder((x, 0.7, 1.5), (x + 0.22, 0.7, 1.5), 0.08, sides=10) for x in (-2.2, -1.8, 0.0)),
    )
    kit.put_pair(parts.propeller(0.3, 5, 0.2, paints.BRASS), -6.4, 0.35, 0.3, yaw=180)
    return kit.add(RED_LEAD, slab([(-6.9, 0.1), (-6.5, 0.1), (-6.4, 0.65), (-6.9, 0.65)], 0.04))


def _battleship() -> Kit:
    """A battleship of the Second World War: four triple turrets, a tower, two funnels, many small guns."""
    grey = paints.dull(112, 120, 126)
    shape = [
        (-7.0, 0.45, 0.6, 1.3, 2.4),
        (-5.6, 0.85, 0.1, 1.3, 2.6),
        (-2.0, 1.15, 0.0, 1.36, 3.4),
        (2.0, 1.12, 0.0, 1.42, 3.2),
        (4.8, 0.75, 0.05, 1.62, 2.0),
        (6.2, 0.32, 0.15, 1.8, 1.4, 0.2),
        (6.6, 0.01, 0.4, 1.9, 1.2, 0.55),
    ]
    kit = ship_hull(shape, 0.55, grey, RED_LEAD, paints.planks(150, 122, 86, 0.07)).put(
        anchor(6.2, 0.3, 1.45)
    )
    kit.put(portholes(shape, np.arange(-5.0, 5.0, 0.4).tolist(), 0.28))
    for x, z, yaw in ((4.4, 1.7, 0), (3.1, 2.05, 0), (-3.6, 2.0, 180), (-4.9, 1.5, 180)):
        kit.put(turret(0.42, 3, 1.0, grey), x, 0, z, yaw=yaw).add(
            grey, cylinder((x, 0, 1.3), (x, 0, z), 0.4, sides=22)
        )
    kit.put(deckhouse([(-2.7, 1.3), (2.3, 1.4), (2.1, 1.95), (-2.6, 1.95)], 0.78, grey))
    kit.put(deckhouse([(0.5, 1.95), (2.1, 1.95), (1.9, 2.6), (0.5, 2.6)], 0.52, grey, 2.35))
    kit.put(deckhouse([(0.7, 2.6), (1.7, 2.6), (1.6, 3.3), (0.7, 3.3)], 0.36, grey, 3.05))
    kit.add(
        grey,
        rounded_box((0.55, -0.5, 3.3), (1.75, 0.5, 3.42), 0.04),
        cylinder((1.15, 0, 3.4), (1.15, 0, 3.75), 0.26, 0.22),
    )
    kit.add(grey, box((1.0, -0.62, 3.55), (1.25, 0.62, 3.68)))
    for x in (-0.2, -1.5):
        kit.add(grey, upright(x, 1.9, 2.95, 0.36, 0.24, rake=0.1))
        kit.add(paints.BLACK, upright(x - 0.1, 2.88, 3.04, 0.37, 0.25))
    kit.put(radar_mast(1.5, 0.3, grey), 0.4, 0, 3.0).put(radar_mast(1.3, 0.3, grey), -2.3, 0, 1.95)
    for x in (-1.9, -0.9, 0.2, 1.2):
        kit.put_pair(turret(0.16, 2, 0.28, grey), x, 0.92, 1.5, yaw=70)
    flak = Kit().add(grey, cylinder((0, 0, 0), (0, 0, 0.12), 0.1))
    flak.add(
        grey, rods([(0, y, 0.12) for y in (-0.03, 0.03)], [(0.22, y, 0.26) for y in (-0.03, 0.03)], 0.014)
    )
    for x in (-2.4, -1.2, 0.9, 1.8):
        kit.put_pair(flak, x, 0.6, 1.96, yaw=60)
    kit.put_pair(ships_boat(0.75, paints.WHITE), -0.8, 0.66, 2.05).put(ensign(-6.9, 1.3))
    kit.add(paints.STEEL, rods([(7.0, 0, 1.9)], [(7.0, 0, 2.5)], 0.014))
    kit.add(paints.BLACK, wires([[(7.0, 0, 2.45), (1.1, 0, 3.7), (-2.3, 0, 3.2), (-6.9, 0, 2.15)]], 0.008, 4))
    kit.put_pair(parts.propeller(0.3, 4, 0.2, paints.BRASS), -6.5, 0.35, 0.35, yaw=180)
    return kit.put(hull_number("61", shape, 5.0, 1.2, 0.5))


def _deck_jet() -> Kit:
    """Return a small aeroplane for a flight deck."""
    grey = paints.dull(150, 154, 158)
    body = [(-0.5, 0.12, 0.07, 0.06), (0, 0.12, 0.08, 0.07), (0.3, 0.12, 0.05, 0.05), (0.55, 0.11, 0, 0)]
    kit = (
        Kit()
        .add(grey, fuselage(body, 2, 12))
        .pair(
            grey,
            wing([(0.15, 0.05, 0.12, 0.42, 0.08), (-0.2, 0.36, 0.12, 0.14, 0.08)], 5),
            wing([(-0.32, 0.04, 0.14, 0.2, 0.08), (-0.46, 0.22, 0.14, 0.1, 0.08)], 5),
            wing([(-0.25, 0.06, 0.16, 0.24, 0.08), (-0.44, 0.1, 0.4, 0.12, 0.08)], 5),
        )
    )
    feet = [(0.3, 0.0), (-0.1, 0.08), (-0.1, -0.08)]
    legs = rods([(x, y, 0.0) for x, y in feet], [(x, y * 0.8, 0.1) for x, y in feet], 0.015, 5)
    return kit.add(paints.GLASS, ellipsoid((0.22, 0, 0.17), (0.12, 0.04, 0.05), 10, 6)).add(
        paints.BLACK, legs
    )


def _carrier() -> Kit:
    """An aircraft carrier: a flat angled deck with aeroplanes, an island on the right."""
    grey = paints.NAVY_GREY
    shape = [
        (-6.8, 0.85, 0.5, 1.3, 3.2),
        (-5.0, 1.1, 0.1, 1.3, 3.0),
        (0.0, 1.2, 0.0, 1.3, 3.0),
        (4.0, 0.95, 0.05, 1.4, 2.0),
        (5.9, 0.4, 0.2, 1.5, 1.4, 0.3),
        (6.3, 0.02, 0.4, 1.55, 1.2, 0.7),
    ]
    kit = Kit().add(RED_LEAD, hull(shape, high=0.55)).add(grey, hull(shape, low=0.55))
    plan = [
        (-7.0, -1.3),
        (-7.0, 1.3),
        (-3.0, 1.55),
        (-2.5, 1.95),
        (2.6, 1.95),
        (3.2, 1.3),
        (7.0, 0.95),
        (7.2, 0.0),
    ]
    plan += [(7.0, -0.95), (4.4, -1.2), (2.6, -2.3), (-3.6, -2.3), (-5.5, -1.6)]
    kit.add(grey, prism(plan, 1.75, 1.92)).add(
        DECK_GREY, prism([(x * 0.995, y * 0.985) for x, y in plan], 1.9, 1.94)
    )
    upper = [
        (-6.8, 1.1, 1.25, 1.78, 8.0),
        (0.0, 1.2, 1.25, 1.78, 8.0),
        (4.0, 1.05, 1.3, 1.78, 8.0),
        (6.0, 0.65, 1.4, 1.78, 6.0),
        (6.9, 0.3, 1.5, 1.78, 4.0),
    ]
    kit.add(grey, hull(upper))
    lines = [
        ((-6.8, -0.1), (3.2, -1.75), 0.05),
        ((-6.8, 0.9), (4.0, -0.6), 0.04),
        ((0.5, 0.45), (6.8, 0.35), 0.04),
    ]
    kit.add(
        paints.WHITE, *(deck_line(a, b, w, 1.94) for a, b, w in [*lines, ((-6.8, -1.1), (2.0, -2.2), 0.03)])
    )
    kit.add(paints.YELLOW, deck_line((1.2, -0.9), (6.6, -0.55), 0.03, 1.945))
    kit.add(
        paints.BLACK, *(deck_line((x, -0.9), (x + 0.18, 0.9), 0.03, 1.95) for x in (-5.4, -5.0, -4.6, -4.2))
    )
    island = Kit().add(grey, slab([(-0.9, 0), (1.1, 0), (1.0, 0.7), (-0.8, 0.7)], 0.26, 0.02))
    island.add(grey, slab([(-0.3, 0.7), (0.9, 0.7), (0.8, 1.2), (-0.2, 1.2)], 0.3, 0.02))
    island.add(
        paints.GLASS,
        slab(parts.rectangle(-0.26, 0.9, 0.96, 1.08), 0.31),
        slab(parts.rectangle(-0.5, 1.06, 0.5, 0.58), 0.27),
    )
    island.put(radar_mast(1.5, 0.3, grey), 0.1, 0, 1.2).add(
        grey, ellipsoid((0.7, 0, 1.35), (0.17, 0.17, 0.17), 14, 10)
    )
    island.add(
        grey, box((-0.9, -0.15, 1.1), (-0.8, 0.15, 1.45)), rods([(-0.6, 0, 0.7)], [(-0.85, 0, 1.2)], 0.05)
    )
    kit.put(
        island.put(parts.both_signs(text("77", "white", "grey"), 0.35, 0.275, 0.3, 0.5, height=0.36)),
        0,
        1.6,
        1.9,
    )
    parked = [
        (4.9, 0.45, 0),
        (3.2, 0.8, 20),
        (2.2, 1.5, 200),
        (-2.2, 1.5, 205),
        (-3.2, 1.2, 205),
        (-4.2, 1.0, 205),
    ]
    for x, y, yaw in [*parked, (-5.2, 0.9, 205), (1.6, -1.3, -9), (-6.3, 0.6, 200)]:
        kit.put(_deck_jet(), x, y, 1.95, yaw=yaw)
    kit.pair(grey, *(box((x, 1.1, 1.3), (x + 0.5, 1.5, 1.42)) for x in (-4.5, -2.0, 2.0)))
    kit.pair(
        paints.BLACK, box((-1.2, 1.16, 1.35), (0.6, 1.225, 1.72)), box((-4.0, 1.12, 1.35), (-2.6, 1.2, 1.72))
    )
    kit.put(parts.front_sign(text("CVN 77", "white", "grey"), -7.01, 1.83, 1.4, 0.16, rear=True))
    number = parts.placard((5.9, -0.5, 1.95), (5.9, 0.5, 1.95), (6.6, 0.5, 1.95), (6.6, -0.5, 1.95))
    kit.add(text("77", "white", "steel"), number).put(anchor(6.0, 0.42, 1.3))
    return kit.put_pair(parts.propeller(0.3, 5, 0.2, paints.BRASS), -6.6, 0.4, 0.3, yaw=180)


def _gunboat() -> Kit:
    """A torpedo boat: a planing hull with dazzle paint, tubes along its sides, machine guns, a low bridge."""
    dazzle = paints.camouflage(srgb(150, 158, 164), srgb(52, 66, 82), 1.6)
    shape = [
        (-5.0, 1.25, 0.45, 1.3, 3.4),
        (-2.5, 1.4, 0.2, 1.36, 2.6),
        (1.0, 1.36, 0.05, 1.6, 1.9),
        (3.4, 0.95, 0.15, 1.9, 1.4),
        (4.4, 0.4, 0.35, 2.15, 1.1, 0.4),
        (4.8, 0.01, 0.7, 2.25, 1.0, 0.7),
    ]
    kit = ship_hull(shape, 0.62, dazzle, RED_LEAD, paints.planks(118, 112, 100, 0.12))
    kit.add(dazzle, slab(rounded([(-1.6, 1.4), (2.2, 1.6), (1.8, 2.2), (-1.5, 2.1)], 0.1), 0.8, 0.08))
    kit.add(dazzle, slab(rounded([(-0.9, 2.1), (0.9, 2.1), (0.6, 2.7), (-0.7, 2.6)], 0.08), 0.66, 0.06))
    kit.add(
        paints.GLASS,
        *(box((0.62, y - 0.13, 2.36), (0.76, y + 0.13, 2.54)) for y in (-0.45, -0.15, 0.15, 0.45)),
    )
    kit.pair(paints.GLASS, *(box((x, 0.78, 1.82), (x + 0.22, 0.815, 1.96)) for x in (-0.9, -0.2, 0.5, 1.2)))
    barrel = [(0, -1.3), (0.2, -1.25), (0.2, 1.1), (0.24, 1.15), (0.24, 1.3), (0.19, 1.3), (0, 1.25)]
    torpedo = Kit().add(paints.DARK_STEEL, turned(barrel, 20, "x"))
    torpedo.add(paints.STEEL, ellipsoid((1.25, 0, 0), (0.3, 0.17, 0.17), 16, 10))
    torpedo.add(
        paints.DARK_STEEL, *(box((x - 0.08, -0.1, -0.35), (x + 0.08, 0.1, -0.1)) for x in (-0.8, 0.7))
    )
    kit.put_pair(torpedo, 0.9, 1.08, 1.95, yaw=8).put_pair(torpedo, -2.4, 1.1, 1.75, yaw=6)
    gun = Kit().add(paints.DARK_STEEL, cylinder((0, 0, 0), (0, 0, 0.45), 0.3, 0.26, 18))
    gun.pair(paints.DARK_STEEL, rods([(-0.3, 0.09, 0.6)], [(0.95, 0.09, 0.78)], 0.035, 8))
    gun.add(paints.DARK_STEEL, box((-0.4, -0.16, 0.45), (0.1, 0.16, 0.66)))
    kit.put(gun, -3.9, 0, 1.3, yaw=180).put_pair(gun, -0.2, 0.5, 2.5, scale=0.6).put(
        gun, 3.2, 0, 1.9, scale=0.8
    )
    kit.put(radar_mast(1.9, 0.4, paints.NAVY_GREY), -0.8, 0, 2.6).put(
        hull_number("PT109", shape, 3.0, 1.25, 0.5)
    )
    kit.pair(paints.CANVAS, *(ellipsoid((x, 0.85, 1.5), (0.34, 0.2, 0.16), 12, 8) for x in (-3.5, -1.7)))
    for y in (-0.6, 0.0, 0.6):
        kit.put(parts.propeller(0.22, 3, 0.16, paints.BRASS), -4.9, y, 0.3, yaw=180)
        kit.add(RED_LEAD, slab([(-5.2, 0.05), (-5.0, 0.05), (-4.95, 0.6), (-5.2, 0.6)], 0.03, y=y))
    horn = turned([(0.02, 0), (0.03, 0.1), (0.08, 0.16), (0, 0.16)], 12, "x")
    return kit.put(ensign(-4.95, 1.3, 1.1)).add(paints.BRASS, around(horn, 2, "x", 90).moved(0.5, 0, 2.75))


MODELS: tuple[Model, ...] = (
    machine("naval ship", "destroyer", _destroyer, 14.0),
    machine("naval ship", "battleship", _battleship, 14.0),
    machine("naval ship", "carrier", _carrier, 14.0),
    machine("naval ship", "gunboat", _gunboat, 10.0),
)
