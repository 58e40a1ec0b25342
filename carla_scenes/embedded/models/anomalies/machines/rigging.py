"""Wooden hulls, masts with yards, sails and rigging, guns and flags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, cylinder, tube
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines import parts
from carla_scenes.embedded.models.anomalies.machines.hulls import deck_edge, hull, hull_line, planking
from carla_scenes.embedded.models.anomalies.machines.markings import text
from carla_scenes.embedded.models.anomalies.machines.skins import Stations, ribbon, rods, sheet, turned, wires

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material


TIMBER = paints.wood(104, 74, 46)


SPAR = paints.wood(138, 100, 60)


_DECK = paints.planks(168, 132, 88, 0.1)


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
    kit = Kit().add(
        SPAR,
        tube(
            np.array([(x, 0, mast.foot - 0.3), (x, 0, (mast.foot + top) / 2), (x, 0, top)]),
            [0.13, 0.1, 0.04],
            10,
        ),
    )
    for n, (low, high, below, above) in enumerate(mast.sails):
        yard = np.array([(x + 0.14, y, high + 0.04) for y in np.linspace(-above * 1.1, above * 1.1, 7)])
        kit.add(SPAR, tube(yard, [0.025, 0.045, 0.06, 0.065, 0.06, 0.045, 0.025], 8))
        corners = [
            (x + 0.18, -below, low),
            (x + 0.18, below, low),
            (x + 0.18, above, high),
            (x + 0.18, -above, high),
        ]
        belly = 0.3 * (high - low)
        cloth = mast.badge if n == 0 and mast.badge is not None else mast.material
        kit.add(cloth, sheet(corners, (belly, 0, 0), 12))
        kit.add(
            paints.ROPE,
            wires(
                [
                    [corners[0], (x, -below * 0.9, max(low - 0.5, mast.foot))],
                    [corners[1], (x, below * 0.9, max(low - 0.5, mast.foot))],
                ],
                0.012,
                4,
            ),
        )
        kit.add(
            paints.ROPE,
            wires(
                [[(x, 0, min(high + 0.5, top)), (x + 0.14, s * above, high + 0.06)] for s in (-1, 1)], 0.01, 4
            ),
        )
        folds = [
            [(x + 0.17, y, high + 0.03), (x + 0.2, y, high - 0.08)] for y in np.linspace(-above, above, 9)
        ]
        kit.add(paints.ROPE, wires(folds, 0.014, 4))
    head = mast.sails[0][1] + 0.2
    for s in (-1, 1):
        feet = [(x - 0.5 + 0.25 * n, s * breadth, mast.foot + 0.1) for n in range(5)]
        kit.add(paints.ROPE, wires([[foot, (x, s * 0.1, head)] for foot in feet], 0.013, 4))
        steps = np.linspace(0.1, 0.85, 12)
        first, last = np.array(feet[0]), np.array(feet[-1])
        at = np.array([x, s * 0.1, head])
        kit.add(
            paints.ROPE,
            rods(
                [first + (at - first) * t for t in steps], [last + (at - last) * t for t in steps], 0.009, 4
            ),
        )
    if nest:
        kit.add(
            TIMBER,
            turned([(0, 0), (0.22, 0), (0.32, 0.26), (0.29, 0.26), (0.2, 0.04), (0, 0.04)], 20).moved(
                x, 0, head - 0.05
            ),
        )
    return kit


def wooden_hull(stations: Stations, water: float, sides: Material, bottom: Material, trim: Material) -> Kit:
    """Return a wooden hull with wales, a bulwark and a deck."""
    kit = Kit().add(bottom, hull(stations, high=water)).add(sides, hull(stations, low=water))
    edge = deck_edge(stations, lift=-0.02)
    kit.pair(sides, ribbon(edge * (1, 0.985, 1), 0.07, 0.3)).pair(
        trim, ribbon(edge * (1, 0.985, 1) + (0, 0, 0.3), 0.13, 0.05)
    )
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
        barrel = [
            (0, -0.1),
            (0.075, -0.1),
            (0.055, 0.3),
            (0.075, 0.33),
            (0.075, 0.38),
            (0.045, 0.38),
            (0, 0.3),
        ]
        kit.pair(paints.DARK_STEEL, turned(barrel, 10, "y").moved(x, y, z))
    return kit


def bowsprit(
    x: float, z: float, length: float, rise: float, mast_x: float, *, mast_z: float, cloth: Material
) -> Kit:
    """Return a bowsprit with stays and two staysails to a mast."""
    tip = (x + length, 0.0, z + rise)
    kit = Kit().add(
        SPAR, tube(np.array([(x - 0.6, 0, z - rise * 0.5), (x, 0, z), tip]), [0.1, 0.09, 0.035], 10)
    )
    for share, low in ((0.95, 0.55), (0.5, 0.75)):
        foot = (x + length * share, 0.0, z + rise * share + 0.05)
        head = (mast_x + 0.1, 0.0, mast_z * (0.8 + 0.2 * share))
        clew = (mast_x + (foot[0] - mast_x) * 0.3, 0.1, z + rise * share * 0.5 + low)
        kit.add(cloth, sheet([clew, foot, head, head], (0.0, 0.35, 0.0), 10))
        kit.add(paints.ROPE, wires([[foot, head]], 0.015, 4))
    return kit


def lantern(x: float, y: float, z: float) -> Kit:
    """Return a ship's lantern on its foot."""
    glass = paints.lamp(236, 190, 96, 0.5)
    cage = turned([(0, 0), (0.1, 0), (0.12, 0.04), (0.08, 0.05), (0.08, 0.05)], 8)
    kit = Kit().add(
        paints.BRASS, cage.moved(x, y, z), turned([(0.13, 0.26), (0.06, 0.36), (0, 0.42)], 8).moved(x, y, z)
    )
    return kit.add(glass, cylinder((x, y, z + 0.04), (x, y, z + 0.27), 0.08, 0.11, 8))


def stern_gallery(x: float, half_width: float, low: float, high: float, name: str) -> Kit:
    """Return a stern's rows of windows, carved bands and a name plate, looking to the rear at x."""
    kit = Kit()
    for z in np.arange(low + 0.2, high - 0.3, 0.52):
        for y in np.linspace(-half_width * 0.75, half_width * 0.75, 5):
            kit.add(paints.BRASS, box((x - 0.03, y - 0.13, z), (x + 0.05, y + 0.13, z + 0.34)))
            kit.add(
                paints.lamp(232, 196, 120, 0.3), box((x - 0.05, y - 0.09, z + 0.04), (x, y + 0.09, z + 0.3))
            )
        kit.add(paints.BRASS, box((x - 0.07, -half_width * 0.95, z - 0.1), (x, half_width * 0.95, z - 0.04)))
    return kit.put(
        parts.front_sign(
            text(name, "yellow", "maroon"), x - 0.06, low + 0.02, half_width * 1.2, 0.18, rear=True
        )
    )


def flag(x: float, z: float, height: float, what: Material, length: float = 0.9) -> Kit:
    """Return a flag that streams to the rear from a staff at x."""
    kit = Kit().add(SPAR, rods([(x, 0, z)], [(x, 0, z + height)], 0.02))
    low, high = z + height - length * 0.68, z + height
    return kit.put(parts.both_signs(what, x - length / 2, 0.006, (low + high) / 2, length, height=high - low))
