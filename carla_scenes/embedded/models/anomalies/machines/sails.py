"""Sailing ships and pirate ships: wooden hulls, masts with yards, sails and rigging; shrunk to fit a street."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, tube
from carla_scenes.embedded.models.anomalies.machines import paints, parts
from carla_scenes.embedded.models.anomalies.machines.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    deck_edge,
    fuselage,
    hull,
    hull_line,
    hull_patch,
    planking,
    ribbon,
    rods,
    rounded,
    sheet,
    slab,
    turned,
    wing,
    wires,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model

Stations = list[tuple[float, ...]]

_TIMBER = paints.wood(104, 74, 46)
_SPAR = paints.wood(138, 100, 60)
_DECK = paints.planks(168, 132, 88, 0.1)
_BLACK_SAIL = paints.cloth(38, 37, 40)
_RED_SAIL = paints.cloth(134, 42, 34)
_WHITE_SAIL = paints.cloth(232, 230, 222)


@dataclass(frozen=True)
class Mast:
    """A mast with square sails.

    Attributes:
        x: Place.
        foot: Height of the deck there.
        height: Of its top.
        sails: Each sail's lower height, upper height, half width below and above.
        material: Of the sails.
        badge: Material of the lowest sail when it shows a picture.
    """

    x: float
    foot: float
    height: float
    sails: tuple[tuple[float, float, float, float], ...]
    material: Material
    badge: Material | None = None


def square_rig(mast: Mast, breadth: float, *, nest: bool = True) -> Kit:
    """Return a mast with its yards, sails, shrouds with ratlines and, where wanted, a crow's nest."""
    x, top = mast.x, mast.height
    kit = Kit().add(_SPAR, tube(np.array([(x, 0, mast.foot - 0.3), (x, 0, (mast.foot + top) / 2), (x, 0, top)]), [0.13, 0.1, 0.04], 10))
    for n, (low, high, below, above) in enumerate(mast.sails):
        yard = np.array([(x + 0.14, y, high + 0.04) for y in np.linspace(-above * 1.1, above * 1.1, 7)])
        kit.add(_SPAR, tube(yard, [0.025, 0.045, 0.06, 0.065, 0.06, 0.045, 0.025], 8))
        corners = [(x + 0.18, -below, low), (x + 0.18, below, low), (x + 0.18, above, high), (x + 0.18, -above, high)]
        belly = 0.3 * (high - low)
        cloth = mast.badge if n == 0 and mast.badge is not None else mast.material
        kit.add(cloth, sheet(corners, (belly, 0, 0), 12))
        kit.add(paints.ROPE, wires([[corners[0], (x, -below * 0.9, max(low - 0.5, mast.foot))], [corners[1], (x, below * 0.9, max(low - 0.5, mast.foot))]], 0.012, 4))
        kit.add(paints.ROPE, wires([[(x, 0, min(high + 0.5, top)), (x + 0.14, s * above, high + 0.06)] for s in (-1, 1)], 0.01, 4))
        folds = [[(x + 0.17, y, high + 0.03), (x + 0.2, y, high - 0.08)] for y in np.linspace(-above, above, 9)]
        kit.add(paints.ROPE, wires(folds, 0.014, 4))
    head = mast.sails[0][1] + 0.2
    for s in (-1, 1):
        feet = [(x - 0.5 + 0.25 * n, s * breadth, mast.foot + 0.1) for n in range(5)]
        kit.add(paints.ROPE, wires([[foot, (x, s * 0.1, head)] for foot in feet], 0.013, 4))
        steps = np.linspace(0.1, 0.85, 12)
        first, last = np.array(feet[0]), np.array(feet[-1])
        at = np.array([x, s * 0.1, head])
        kit.add(paints.ROPE, rods([first + (at - first) * t for t in steps], [last + (at - last) * t for t in steps], 0.009, 4))
    if nest:
        kit.add(_TIMBER, turned([(0, 0), (0.22, 0), (0.32, 0.26), (0.29, 0.26), (0.2, 0.04), (0, 0.04)], 20).moved(x, 0, head - 0.05))
    return kit


def wooden_hull(stations: Stations, water: float, sides: Material, bottom: Material, trim: Material) -> Kit:
    """Return a wooden hull with wales, a bulwark and a deck."""
    kit = Kit().add(bottom, hull(stations, high=water)).add(sides, hull(stations, low=water))
    edge = deck_edge(stations, lift=-0.02)
    kit.pair(sides, ribbon(edge * (1, 0.985, 1), 0.07, 0.3)).pair(trim, ribbon(edge * (1, 0.985, 1) + (0, 0, 0.3), 0.13, 0.05))
    kit.pair(trim, *(ribbon(hull_line(stations, share, 0.0), 0.08, 0.07) for share in (0.6, 0.8, 0.97)))
    seams = [hull_line(stations, share, 0.004) for share in np.arange(0.22, 0.98, 0.08)]
    kit.pair(paints.dull(40, 28, 20), wires(seams, 0.008, 3))
    return kit.add(_DECK, planking(deck_edge(stations, inset=0.05, lift=0.02)))


def gun_deck(stations: Stations, xs: Sequence[float], share: float, lid: Material) -> Kit:
    """Return gun ports with lifted lids and cannons that look out, on both sides."""
    line = hull_line(stations, share)
    kit = Kit()
    for x in xs:
        y, z = (float(np.interp(x, line[:, 0], line[:, i])) for i in (1, 2))
        kit.pair(paints.BLACK, box((x - 0.13, y - 0.2, z - 0.12), (x + 0.13, y + 0.02, z + 0.12)))
        kit.pair(lid, box((-0.15, 0.0, 0.0), (0.15, 0.26, 0.03)).moved(x, y, z + 0.13, roll=-25))
        barrel = [(0, -0.1), (0.075, -0.1), (0.055, 0.3), (0.075, 0.33), (0.075, 0.38), (0.045, 0.38), (0, 0.3)]
        kit.pair(paints.DARK_STEEL, turned(barrel, 10, "y").moved(x, y, z))
    return kit


def bowsprit(x: float, z: float, length: float, rise: float, mast_x: float, mast_z: float, cloth: Material) -> Kit:
    """Return a bowsprit with stays and two staysails to a mast."""
    tip = (x + length, 0.0, z + rise)
    kit = Kit().add(_SPAR, tube(np.array([(x - 0.6, 0, z - rise * 0.5), (x, 0, z), tip]), [0.1, 0.09, 0.035], 10))
    for share, low in ((0.95, 0.55), (0.5, 0.75)):
        foot = (x + length * share, 0.0, z + rise * share + 0.05)
        head = (mast_x + 0.1, 0.0, mast_z * (0.8 + 0.2 * share))
        clew = (mast_x + (foot[0] - mast_x) * 0.3, 0.1, z + rise * share * 0.5 + low)
        kit.add(cloth, sheet([clew, foot, head, head], (0.0, 0.35, 0.0), 10))
        kit.add(paints.ROPE, wires([[foot, head]], 0.015, 4))
    return kit


def _lantern(x: float, y: float, z: float) -> Kit:
    glass = paints.lamp(236, 190, 96, 0.5)
    cage = turned([(0, 0), (0.1, 0), (0.12, 0.04), (0.08, 0.05), (0.08, 0.05)], 8)
    kit = Kit().add(paints.BRASS, cage.moved(x, y, z), turned([(0.13, 0.26), (0.06, 0.36), (0, 0.42)], 8).moved(x, y, z))
    return kit.add(glass, cylinder((x, y, z + 0.04), (x, y, z + 0.27), 0.08, 0.11, 8))


def stern_gallery(x: float, half_width: float, low: float, high: float, name: str) -> Kit:
    """Return a stern's rows of windows, carved bands and a name plate, looking to the rear at x."""
    kit = Kit()
    for z in np.arange(low + 0.2, high - 0.3, 0.52):
        for y in np.linspace(-half_width * 0.75, half_width * 0.75, 5):
            kit.add(paints.BRASS, box((x - 0.03, y - 0.13, z), (x + 0.05, y + 0.13, z + 0.34)))
            kit.add(paints.lamp(232, 196, 120, 0.3), box((x - 0.05, y - 0.09, z + 0.04), (x, y + 0.09, z + 0.3)))
        kit.add(paints.BRASS, box((x - 0.07, -half_width * 0.95, z - 0.1), (x, half_width * 0.95, z - 0.04)))
    return kit.put(parts.front_sign(text(name, "yellow", "maroon"), x - 0.06, low + 0.02, half_width * 1.2, 0.18, rear=True))


def flag(x: float, z: float, height: float, what: Material, length: float = 0.9) -> Kit:
    """Return a flag that streams to the rear from a staff at x."""
    kit = Kit().add(_SPAR, rods([(x, 0, z)], [(x, 0, z + height)], 0.02))
    low, high = z + height - length * 0.68, z + height
    return kit.put(parts.both_signs(what, x - length / 2, 0.006, (low + high) / 2, length, high - low))


def _galleon_hull(sides: Material, trim: Material) -> tuple[Kit, Stations]:
    """Return a galleon's hull with its castles."""
    shape: Stations = [
        (-4.6, 0.95, 0.75, 2.9, 2.6, -0.5),
        (-3.4, 1.2, 0.2, 2.6, 2.6, -0.2),
        (-1.0, 1.35, 0.0, 2.1, 2.8, 0.0),
        (1.8, 1.3, 0.0, 2.1, 2.6, 0.0),
        (3.4, 0.95, 0.1, 2.5, 2.2, 0.3),
        (4.1, 0.45, 0.3, 2.75, 1.8, 0.6),
        (4.4, 0.02, 0.5, 2.85, 1.5, 0.8),
    ]
    kit = wooden_hull(shape, 0.8, sides, paints.dull(70, 52, 40), trim)
    castle = [(-5.3, 2.7), (-2.6, 2.2), (-2.6, 3.0), (-3.8, 3.05), (-3.8, 3.75), (-5.5, 4.0)]
    kit.add(sides, slab(castle, 1.02, 0.06)).pair(trim, slab([(-5.45, 3.9), (-3.75, 3.68), (-3.75, 3.8), (-5.55, 4.05)], 0.06, y=1.0))
    kit.pair(trim, slab([(-5.42, 3.2), (-2.55, 2.92), (-2.55, 3.04), (-5.45, 3.34)], 0.05, y=1.02))
    kit.add(_SPAR, parts.railing([(x, 1.0, 4.08 - 0.17 * (x + 5.5)) for x in np.linspace(-5.45, -3.8, 8)], 0.35, 0.025))
    kit.add(_SPAR, parts.railing([(x, -1.0, 4.08 - 0.17 * (x + 5.5)) for x in np.linspace(-5.45, -3.8, 8)], 0.35, 0.025))
    kit.add(_SPAR, parts.railing([(-2.62, y, 3.0) for y in np.linspace(-0.95, 0.95, 7)], 0.35, 0.025), parts.ladder((-2.3, 0.5, 2.1), (-2.6, 0.5, 3.0), 0.4, 6, 0.025))
    kit.add(sides, slab([(3.1, 2.2), (4.6, 2.7), (4.7, 3.1), (3.2, 3.0)], 0.55, 0.04))
    kit.put(stern_gallery(-5.38, 1.02, 2.75, 4.1, "REVENGE")).put(_lantern(-5.6, 0.0, 4.15)).put_pair(_lantern(-5.55, 0.8, 4.1))
    kit.pair(paints.GLASS, *(box((x, 1.0, 2.72 + (-3.4 - x) * 0.1), (x + 0.22, 1.045, 2.96 + (-3.4 - x) * 0.1)) for x in (-4.9, -4.4, -3.9, -3.4)))
    kit.add(paints.BRASS, fuselage([(4.9, 2.35, 0.06, 0.14), (5.3, 2.55, 0.09, 0.2), (5.55, 2.75, 0.08, 0.12), (5.75, 2.82, 0.02, 0.03)], 3, 12))
    kit.add(_TIMBER, slab([(-5.2, 0.2), (-4.9, 0.2), (-4.85, 2.6), (-5.2, 2.6)], 0.06), slab([(-4.6, -0.12), (4.2, -0.12), (4.3, 0.1), (-4.7, 0.1)], 0.1))
    kit.add(paints.BRASS, turned([(0, 0.2), (0.05, 0.18), (0.08, 0.06), (0.14, 0), (0, 0.02)][::-1], 14).moved(3.0, 0, 2.75)).add(paints.planks(120, 84, 52), box((-0.6, -0.4, 2.1), (0.5, 0.4, 2.25)))
    turns = np.linspace(0, 2 * np.pi, 17)
    kit.add(_SPAR, wires([[(-3.5, 0.32 * np.cos(t), 3.55 + 0.32 * np.sin(t)) for t in turns]], 0.03, 6), rods([(-3.5, -0.42 * np.cos(t), 3.55 - 0.42 * np.sin(t)) for t in turns[:8:2]], [(-3.5, 0.42 * np.cos(t), 3.55 + 0.42 * np.sin(t)) for t in turns[:8:2]], 0.018))
    return kit, shape


def _galleon() -> Kit:
    """A pirate galleon: three masts, a skull on the mainsail, two rows of guns."""
    kit, shape = _galleon_hull(paints.planks(116, 78, 46, 0.12), paints.wood(196, 150, 70))
    kit.put(gun_deck(shape, (-3.0, -2.1, -1.2, -0.3, 0.6, 1.5, 2.4), 0.7, paints.RED)).put(gun_deck(shape, (-2.5, -1.6, -0.7, 0.2, 1.1, 2.0), 0.9, paints.RED))
    skull = emblem("skull", "black", "cream")
    kit.put(square_rig(Mast(-0.3, 2.1, 9.2, ((3.6, 5.7, 1.9, 1.6), (5.9, 7.4, 1.5, 1.15), (7.55, 8.5, 1.0, 0.75)), paints.SAILCLOTH, skull), 1.3))
    kit.put(square_rig(Mast(2.7, 2.3, 8.0, ((3.8, 5.3, 1.5, 1.3), (5.5, 6.7, 1.2, 0.9), (6.85, 7.5, 0.8, 0.6)), paints.SAILCLOTH), 1.1))
    kit.put(square_rig(Mast(-3.4, 3.0, 7.0, ((4.5, 5.7, 1.1, 0.9), (5.85, 6.6, 0.8, 0.6)), paints.SAILCLOTH), 1.05, nest=False))
    kit.put(bowsprit(4.9, 2.95, 2.2, 1.1, 2.7, 7.0, paints.SAILCLOTH)).put(flag(-0.3, 9.1, 0.9, emblem("skull", "white", "black"), 1.1)).put(flag(-5.5, 4.2, 1.3, emblem("skull", "white", "black"), 0.9))
    return kit.add(paints.ROPE, wires([[(-0.3, 0, 9.1), (2.7, 0, 7.9), (7.1, 0, 4.05)], [(-0.3, 0, 8.9), (-3.4, 0, 6.9), (-5.4, 0, 4.2)], [(-0.3, 0, 7.4), (2.7, 0, 4.0)]], 0.013, 4))


def _black_brig() -> Kit:
    """A black pirate brig with black sails on two masts."""
    kit, shape = _galleon_hull(paints.planks(46, 42, 40, 0.12), paints.wood(120, 30, 26))
    kit.put(gun_deck(shape, (-2.6, -1.5, -0.4, 0.7, 1.8), 0.78, paints.dull(120, 30, 26)))
    kit.put(square_rig(Mast(-1.4, 2.2, 8.8, ((3.5, 5.6, 1.8, 1.5), (5.8, 7.2, 1.4, 1.1), (7.35, 8.2, 1.0, 0.7)), _BLACK_SAIL, emblem("skull", "white", "black")), 1.3))
    kit.put(square_rig(Mast(2.1, 2.2, 8.2, ((3.7, 5.4, 1.6, 1.35), (5.6, 6.9, 1.25, 0.95), (7.0, 7.7, 0.85, 0.6)), _BLACK_SAIL), 1.2))
    spanker = [(-4.6, 0, 3.9), (-1.6, 0, 3.5), (-1.6, 0, 6.0), (-3.9, 0, 6.8)]
    kit.add(_BLACK_SAIL, sheet(spanker, (0, 0.45, 0), 10)).add(_SPAR, rods([spanker[0], spanker[2]], [spanker[1], spanker[3]], 0.05, 8))
    kit.put(bowsprit(4.9, 2.95, 2.3, 1.0, 2.1, 7.2, _BLACK_SAIL)).put(flag(-1.4, 8.7, 0.9, emblem("skull", "white", "black"), 1.1)).put(flag(-5.5, 4.2, 1.2, emblem("skull", "red", "black"), 0.9))
    return kit.add(paints.ROPE, wires([[(-1.4, 0, 8.7), (2.1, 0, 8.1), (7.2, 0, 3.95)], [(-1.4, 0, 8.5), (-5.4, 0, 4.2)], [(-1.4, 0, 6.0), (2.1, 0, 3.4)]], 0.013, 4))


def _sloop() -> Kit:
    """A small pirate sloop: one mast, red striped mainsail on a gaff, a square topsail, swivel guns."""
    shape: Stations = [(-3.0, 0.8, 0.5, 1.9, 2.6, -0.3), (-1.6, 1.05, 0.1, 1.65, 2.6), (0.6, 1.08, 0.0, 1.6, 2.5), (2.2, 0.75, 0.1, 1.9, 2.0, 0.2), (2.8, 0.3, 0.3, 2.1, 1.6, 0.5), (3.0, 0.02, 0.5, 2.2, 1.4, 0.6)]
    kit = wooden_hull(shape, 0.65, paints.planks(126, 88, 54, 0.12), paints.dull(56, 60, 48), paints.wood(60, 44, 30))
    kit.put(gun_deck(shape, (-1.5, -0.6, 0.3, 1.2), 0.72, paints.dull(120, 30, 26)))
    kit.put(square_rig(Mast(0.5, 1.6, 7.4, ((4.9, 6.6, 1.15, 0.85),), _RED_SAIL), 1.0)).put(bowsprit(3.4, 2.25, 1.8, 0.6, 0.5, 6.2, _RED_SAIL))
    main = [(-3.6, 0, 2.5), (0.4, 0, 2.2), (0.4, 0, 4.7), (-2.6, 0, 6.0)]
    kit.add(emblem("stripes", "maroon", "cream"), sheet(main, (0, 0.5, 0), 12)).add(_SPAR, rods([main[0], main[2]], [main[1], main[3]], 0.05, 8))
    kit.add(paints.planks(126, 88, 54, 0.12), slab([(-3.3, 1.8), (-1.6, 1.6), (-1.6, 2.2), (-3.4, 2.45)], 0.78, 0.05)).put(stern_gallery(-3.32, 0.78, 1.75, 2.5, "VIPER")).put(_lantern(-3.5, 0, 2.5))
    kit.put(flag(0.5, 7.3, 0.8, emblem("skull", "white", "black"), 0.9)).add(_TIMBER, slab([(-3.5, 0.2), (-3.2, 0.2), (-3.2, 1.7), (-3.5, 1.7)], 0.05), slab([(-2.9, -0.1), (2.8, -0.1), (2.9, 0.1), (-3.0, 0.1)], 0.08))
    return kit.add(paints.planks(140, 98, 56), *(cylinder((x, y, 1.65), (x, y, 2.05), 0.15, 0.15) for x, y in ((-0.6, 0.4), (-0.9, 0.1), (-0.6, -0.3)))).add(paints.ROPE, wires([[(0.5, 0, 7.3), (5.2, 0, 2.85)], [(0.5, 0, 7.2), (-3.5, 0, 2.5)]], 0.012, 4))


def _clipper() -> Kit:
    """A white-sailed clipper: a long raked hull, three masts with many sails."""
    shape: Stations = [(-5.6, 0.6, 0.7, 1.75, 2.2, -0.5), (-3.6, 1.0, 0.2, 1.6, 2.6, -0.1), (0.0, 1.12, 0.0, 1.5, 3.0), (3.4, 0.85, 0.05, 1.7, 2.2, 0.3), (4.8, 0.35, 0.2, 1.95, 1.6, 0.9), (5.2, 0.02, 0.4, 2.1, 1.3, 1.4)]
    kit = wooden_hull(shape, 0.7, paints.dull(36, 38, 40), paints.dull(120, 84, 58), paints.BRASS)
    kit.pair(paints.WHITE, ribbon(hull_line(shape, 0.86, 0.0), 0.05, 0.16))
    for x, foot, top, wide in ((2.9, 1.6, 8.8, 1.5), (-0.4, 1.5, 9.4, 1.65), (-3.5, 1.6, 8.2, 1.35)):
        steps = np.linspace(foot + 0.9, top - 0.5, 6)
        sails = tuple((float(a) + 0.06, float(b) - 0.06, wide * (1.02 - 0.13 * n), wide * (0.92 - 0.13 * n)) for n, (a, b) in enumerate(zip(steps[:-1], steps[1:], strict=True)))
        kit.put(square_rig(Mast(x, foot, top, sails, _WHITE_SAIL), 1.0, nest=False))
    kit.put(bowsprit(6.2, 2.15, 2.2, 0.9, 2.9, 8.0, _WHITE_SAIL)).add(paints.WHITE, box((-4.9, -0.55, 1.6), (-3.9, 0.55, 2.0)), box((0.8, -0.5, 1.5), (2.2, 0.5, 1.95)))
    kit.add(_WHITE_SAIL, sheet([(-6.0, 0, 2.4), (-3.6, 0, 2.3), (-3.6, 0, 4.2), (-5.2, 0, 4.8)], (0, 0.35, 0), 8)).add(_SPAR, rods([(-6.1, 0, 2.35), (-3.6, 0, 4.25)], [(-3.6, 0, 2.25), (-5.3, 0, 4.9)], 0.04, 8))
    kit.put(flag(-6.0, 1.9, 1.2, emblem("cross", "white", "red"), 0.7)).add(paints.ROPE, wires([[(2.9, 0, 8.7), (8.3, 0, 3.1)], [(-0.4, 0, 9.3), (2.9, 0, 6.0)], [(-3.5, 0, 8.1), (-0.4, 0, 5.6)]], 0.012, 4))
    return kit.add(_TIMBER, slab([(-6.3, 0.3), (-5.9, 0.3), (-5.9, 1.5), (-6.3, 1.5)], 0.04)).put_pair(Kit().add(paints.WHITE, hull([(-0.5, 0.16, 0.06, 0.22, 2.4), (0.0, 0.2, 0.0, 0.22, 2.2), (0.5, 0.01, 0.08, 0.26, 1.6)], 2, 6)), -1.6, 0.75, 1.75)


def _yacht() -> Kit:
    """A modern yacht: a white hull with a keel, a tall mast, mainsail and jib."""
    shape: Stations = [(-4.2, 0.9, 1.5, 2.3, 2.6, -0.3), (-2.4, 1.3, 1.15, 2.25, 2.4), (0.0, 1.42, 1.0, 2.3, 2.2), (2.4, 1.0, 1.05, 2.4, 1.9, 0.3), (3.8, 0.4, 1.3, 2.55, 1.6, 0.6), (4.2, 0.02, 1.5, 2.62, 1.4, 0.8)]
    kit = Kit().add(paints.paint(28, 52, 108), hull(shape, high=1.65)).add(paints.WHITE, hull(shape, low=1.65)).pair(paints.RED, ribbon(hull_line(shape, 0.78, 0.0), 0.03, 0.06))
    edge = deck_edge(shape, inset=0.04, lift=0.02)
    kit.add(paints.planks(186, 150, 104, 0.07), planking(edge)).pair(paints.CHROME, parts.railing(edge[1::3] * (1, 0.95, 1), 0.45, 0.014))
    kit.add(paints.DARK_STEEL, wing([(0.7, 0, 1.1, 1.4, 0.1), (0.2, 0, 0.3, 1.0, 0.1)]), fuselage([(-1.1, 0.14, 0.02, 0.02), (-0.7, 0.14, 0.16, 0.13), (0.3, 0.14, 0.2, 0.14), (0.6, 0.14, 0.02, 0.02)], 4, 18)).add(paints.WHITE, wing([(-3.6, 0, 1.5, 0.5, 0.1), (-3.75, 0, 0.4, 0.3, 0.1)]))
    cabin = [(-1.6, 2.25), (1.8, 2.35), (1.2, 2.62), (0.4, 2.78), (-1.6, 2.8)]
    kit.add(paints.WHITE, slab(rounded(cabin, 0.1), 0.75, 0.1)).add(paints.GLASS, slab(rounded([(-1.3, 2.48), (0.9, 2.5), (0.4, 2.66), (-1.3, 2.68)], 0.06), 0.76)).add(paints.DARK_STEEL, box((-3.4, -0.6, 2.27), (-1.7, 0.6, 2.3)))
    kit.add(paints.ALUMINIUM, tube(np.array([(0.9, 0, 2.3), (0.85, 0, 6.5), (0.7, 0, 11.2)]), [0.09, 0.085, 0.05], 12), rods([(0.85, 0, 3.2)], [(-3.1, 0, 3.35)], 0.06, 10), rods([(0.8, -0.7, 6.4), (0.75, -0.5, 8.8)], [(0.8, 0.7, 6.4), (0.75, 0.5, 8.8)], 0.025, 8))
    kit.add(_WHITE_SAIL, sheet([(-3.0, 0, 3.45), (0.75, 0, 3.3), (0.65, 0, 11.0), (0.5, 0, 11.0)], (0, 0.7, 0), 14), sheet([(0.4, 0.25, 2.9), (4.7, 0, 2.75), (0.8, 0, 10.0), (0.8, 0, 10.0)], (0.1, 0.6, 0), 14))
    kit.add(paints.DARK_STEEL, wires([[(4.8, 0, 2.7), (0.72, 0, 11.1), (-4.3, 0, 2.35)], [(0.85, 1.35, 2.35), (0.8, 0.7, 6.4), (0.72, 0, 10.6)], [(0.85, -1.35, 2.35), (0.8, -0.7, 6.4), (0.72, 0, 10.6)]], 0.012, 5))
    for z in (4.8, 6.4, 8.0, 9.4):
        kit.add(paints.dull(120, 124, 128), wires([[(0.7, 0.1, z), (0.7 - (11.0 - z) * 0.42, 0.42 * (11 - z) / 6, z + 0.05)]], 0.02, 5))
    turns = np.linspace(0, 2 * np.pi, 17)
    kit.add(paints.CHROME, wires([[(-2.9, 0.35 * np.cos(t), 2.85 + 0.35 * np.sin(t)) for t in turns]], 0.02, 6), rods([(-2.9, -0.34, 2.85), (-2.9, 0, 2.5)], [(-2.9, 0.34, 2.85), (-2.9, 0, 3.2)], 0.015), rods([(-2.85, 0, 2.3)], [(-2.9, 0, 2.85)], 0.06, 8))
    kit.add(text("GBR 52", "blue", "white"), *hull_patch(shape, 2.0, 2.02, 1.5, 0.3)).put(flag(-4.3, 2.35, 0.9, emblem("flag", "red", "blue"), 0.5))
    return kit.add(paints.wood(128, 98, 64), box((-1.4, -1.3, -0.25), (-1.1, 1.3, 0.0)), box((1.2, -1.3, -0.25), (1.5, 1.3, 0.0)), box((-1.6, -0.2, -0.12), (1.7, 0.2, 0.02))).pair(paints.DARK_STEEL, *(rods([(x, 1.2, -0.1)], [(x, 0.95, 1.5)], 0.05, 8) for x in (-1.25, 1.35)))


def _junk() -> Kit:
    """A Chinese junk: a high square stern, battened brown sails like fans."""
    shape: Stations = [(-3.6, 0.95, 0.7, 2.7, 3.4, -0.4), (-2.2, 1.2, 0.2, 2.1, 3.2), (0.0, 1.3, 0.0, 1.6, 3.2), (2.0, 1.1, 0.1, 1.75, 2.8, 0.2), (3.2, 0.75, 0.5, 2.2, 2.6, 0.4), (3.5, 0.5, 0.9, 2.4, 2.4, 0.5)]
    kit = wooden_hull(shape, 0.6, paints.planks(122, 72, 40, 0.14), paints.dull(80, 60, 46), paints.wood(176, 60, 30))
    for x, low, high, rear, fore, material in ((0.2, 2.3, 8.6, 2.1, 1.0, paints.cloth(150, 62, 36)), (2.9, 2.9, 7.0, 1.3, 0.5, paints.cloth(150, 62, 36)), (-2.9, 3.3, 6.8, 1.2, 0.5, paints.cloth(150, 62, 36))):
        kit.add(_SPAR, tube(np.array([(x, 0, low - 0.9), (x, 0, high + 0.5)]), [0.11, 0.05], 10))
        levels = np.linspace(low, high, 7)
        edges = [(x - rear * (1.0 - 0.055 * n * n / 4), x + fore * (1.0 - 0.03 * n * n / 3), z) for n, z in enumerate(levels)]
        for (a, b, z0), (c, d, z1) in zip(edges[:-1], edges[1:], strict=True):
            kit.add(material, sheet([(a, 0.07, z0), (b, 0.07, z0), (d, 0.07, z1), (c, 0.07, z1 + 0.25)], (0, 0.18, 0), 6))
        kit.add(_SPAR, rods([(a, 0.1, z + (0.25 if n else 0.0)) for n, (a, _, z) in enumerate(edges)], [(b, 0.1, z) for _, b, z in edges], 0.035, 6))
        kit.add(paints.ROPE, wires([[(a, 0.1, z), (x - rear - 0.6, 0, low - 0.5)] for a, _, z in edges[1:]], 0.01, 4))
    house = [(-3.6, 2.4), (-1.9, 2.0), (-1.9, 2.8), (-3.7, 3.3)]
    kit.add(paints.planks(132, 82, 46, 0.12), slab(house, 0.85, 0.04)).add(paints.paint(150, 40, 30), slab([(-4.1, 3.3), (-1.7, 2.75), (-1.6, 2.85), (-2.9, 3.3), (-4.2, 3.6)], 1.0, 0.04)).pair(paints.GLASS, *(box((x, 0.8, 2.5 + (-2.3 - x) * 0.2), (x + 0.3, 0.87, 2.75 + (-2.3 - x) * 0.2)) for x in (-3.3, -2.8, -2.3)))
    kit.put(stern_gallery(-4.02, 0.85, 1.9, 2.9, "LUNG")).put_pair(_lantern(-4.0, 0.7, 3.5)).add(_TIMBER, slab([(-4.3, 0.1), (-3.7, 0.1), (-3.9, 2.2), (-4.4, 2.2)], 0.06)).put(flag(0.2, 9.0, 0.6, emblem("flag", "yellow", "red"), 0.7))
    kit.pair(paints.WHITE, turned([(0, -0.1), (0.16, -0.02), (0.16, 0.02), (0, 0.04)], 16, "y").moved(3.2, 0.82, 1.75)).pair(paints.BLACK, turned([(0, -0.1), (0.08, 0.0), (0.08, 0.05), (0, 0.06)], 14, "y").moved(3.24, 0.84, 1.75))
    return kit.add(paints.planks(150, 110, 66), box((0.9, -0.5, 1.65), (1.9, 0.5, 2.0)))


def _schooner() -> Kit:
    """A schooner: two masts with gaff sails and topsails, a green hull."""
    shape: Stations = [(-4.6, 0.65, 0.9, 1.8, 2.2, -0.5), (-2.8, 1.05, 0.25, 1.6, 2.2), (0.0, 1.15, 0.0, 1.55, 2.2), (2.6, 0.85, 0.1, 1.75, 1.9, 0.3), (3.9, 0.35, 0.4, 2.0, 1.6, 0.8), (4.2, 0.02, 0.7, 2.1, 1.4, 1.1)]
    kit = wooden_hull(shape, 0.75, paints.paint(26, 70, 52), paints.dull(124, 40, 34), paints.wood(196, 150, 70))
    cream = paints.cloth(232, 220, 186)
    for x, top, boom in ((1.6, 8.2, 2.6), (-1.5, 9.0, 3.6)):
        kit.add(_SPAR, tube(np.array([(x, 0, 1.3), (x - 0.1, 0, 5.0), (x - 0.2, 0, top)]), [0.12, 0.1, 0.04], 10))
        main = [(x - boom, 0, 2.5), (x - 0.1, 0, 2.3), (x - 0.15, 0, 5.7), (x - boom * 0.72, 0, 6.9)]
        kit.add(cream, sheet(main, (0, 0.5, 0), 12)).add(_SPAR, rods([main[0], main[2]], [main[1], main[3]], 0.05, 8))
        kit.add(cream, sheet([(x - boom * 0.66, 0, 6.85), (x - 0.2, 0, 5.9), (x - 0.2, 0, top - 0.2), (x - 0.2, 0, top - 0.2)], (0, 0.25, 0), 8))
        for s in (-1, 1):
            feet = [(x - 0.4 + 0.4 * n, s * 1.05, 1.7) for n in range(3)]
            kit.add(paints.ROPE, wires([[foot, (x - 0.15, 0, 6.0)] for foot in feet], 0.013, 4), rods([np.array(feet[0]) + (np.array((x - 0.15, 0, 6.0)) - feet[0]) * t for t in np.linspace(0.05, 0.8, 12)], [np.array(feet[2]) + (np.array((x - 0.15, 0, 6.0)) - feet[2]) * t for t in np.linspace(0.05, 0.8, 12)], 0.009, 4))
    kit.put(bowsprit(5.1, 2.15, 2.0, 0.5, 1.6, 7.6, cream)).add(paints.WHITE, slab(rounded([(-3.4, 1.6), (-2.0, 1.6), (-2.0, 2.1), (-3.4, 2.1)], 0.06), 0.5, 0.04), slab(rounded([(-0.6, 1.55), (0.6, 1.55), (0.6, 2.0), (-0.6, 2.0)], 0.06), 0.5, 0.04))
    kit.pair(paints.GLASS, *(box((x, 0.48, 1.72), (x + 0.3, 0.515, 1.94)) for x in (-3.2, -2.7, -0.4, 0.1))).add(text("ALBATROSS", "yellow", "green"), *hull_patch(shape, 2.9, 1.35, 1.3, 0.24))
    return kit.put(flag(-5.0, 1.9, 1.2, emblem("flag", "blue", "red"), 0.7)).add(_TIMBER, slab([(-5.2, 0.3), (-4.7, 0.3), (-4.7, 1.5), (-5.2, 1.5)], 0.05)).add(paints.ROPE, wires([[(1.4, 0, 8.1), (7.0, 0, 2.65)], [(-1.7, 0, 8.9), (1.4, 0, 8.0)], [(-1.7, 0, 8.8), (-5.0, 0, 2.0)]], 0.012, 4))


MODELS: tuple[Model, ...] = (
    machine("pirate ship", "galleon", _galleon, 11.5),
    machine("pirate ship", "brig", _black_brig, 11.5),
    machine("pirate ship", "sloop", _sloop, 8.0),
    machine("sailing ship", "clipper", _clipper, 12.5),
    machine("sailing ship", "yacht", _yacht, 10.5),
    machine("sailing ship", "junk", _junk, 9.0),
    machine("sailing ship", "schooner", _schooner, 10.5),
)
