"""Trucks that no town's traffic has: army trucks, fire trucks; and the cab and chassis of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies.machines import paints, parts
from carla_scenes.embedded.models.anomalies.machines.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    fuselage,
    prism,
    rods,
    rounded,
    side,
    slab,
    slat,
    turned,
    wires,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def chassis(
    x0: float,
    x1: float,
    axles: Sequence[float],
    radius: float,
    half_width: float,
    *,
    rim: Material = paints.STEEL,
    tread: int = 0,
    twin: bool = False,
    width: float = 0.32,
    arches: bool = False,
) -> Kit:
    """Return rails, axles and wheels of a truck; the wheels stand on z = 0.

    Args:
        x0: Rear end of the rails.
        x1: Front end.
        axles: Places of the axles along x.
        radius: Of the wheels.
        half_width: Of the truck, to the wheels' outside.
        rim: Material of the rims.
        tread: As for `parts.wheel`.
        twin: Whether axles but the first have double wheels.
        width: Of a tyre.
        arches: Whether the body comes down over the wheels and has arches cut in its sides.
    """
    kit = Kit().pair(paints.DARK_STEEL, box((x0, 0.36, radius), (x1, 0.46, radius + 0.24)))
    for place, x in enumerate(axles):
        y = half_width - width / 2.0 + 0.04 * arches
        if arches:
            gap = [*arc((x, radius), radius * 1.14, -20, 200, 16)]
            kit.pair(paints.BLACK, slab(gap, 0.1, y=half_width - 0.085))
            kit.pair(paints.BLACK, parts.mudguard(x, radius, radius * 1.2, half_width - 0.02, 0.09, -20, 200))
        kit.put_pair(parts.wheel(radius, width, rim, tread=tread), x, y, radius)
        if twin and place:
            kit.put_pair(parts.wheel(radius, width, rim, bolts=0), x, y - width * 1.05, radius)
        kit.add(paints.DARK_STEEL, rods([(x, -y, radius)], [(x, y, radius)], 0.09, 10))
        kit.add(paints.DARK_STEEL, turned([(0, -0.2), (0.16, -0.14), (0.2, 0), (0.16, 0.14), (0, 0.2)], 14, "x").moved(x, 0, radius))
        kit.pair(paints.DARK_STEEL, slat((x - 0.55, radius + 0.08), (x + 0.55, radius + 0.08), 0.05, 0.08, y=0.55))
    return kit


def cab_over(
    body: Material, x: float, low: float, high: float, length: float, half_width: float, *, crew: bool = False
) -> Kit:
    """Return a cab that stands over its engine, its front at x.

    Args:
        body: Material of its panels.
        x: Place of its front.
        low: Height of its underside.
        high: Height of its roof.
        length: Metres.
        half_width: Metres.
        crew: Whether it has a second row of doors.
    """
    w, sill, top = half_width, low + (high - low) * 0.48, high - 0.28
    slope = 0.16
    outline = [(-length, low), (-0.05, low), (0, low + 0.3), (0, sill - 0.05), (-slope, high - 0.1), (-0.35, high), (-length, high)]
    kit = Kit().add(body, slab(rounded(outline, [0.05, 0.1, 0.2, 0.1, 0.1, 0.2, 0.15]), w, 0.07))
    doors = [(-1.15, -0.2)] + ([(-2.1, -1.3)] if crew else [])
    for rear, front in doors:
        lean = slope if front > -0.5 else 0.0
        opening = [(rear, sill), (front, sill), (front - lean, top), (rear, top)]
        kit.add(paints.GLASS, slab(rounded(opening, 0.07), w + 0.008))
        frame = [(rear - 0.08, low + 0.12), (front + 0.06, low + 0.12), (front + 0.06, sill), (front - lean + 0.05, top + 0.1)]
        kit.pair(paints.BLACK, parts.seams([[*frame, (rear - 0.08, top + 0.1)]], w))
        kit.pair(paints.BLACK, box((rear + 0.05, w, sill - 0.16), (rear + 0.23, w + 0.03, sill - 0.12)))
        kit.pair(paints.DARK_STEEL, box((rear + 0.1, w - 0.3, low - 0.3), (front - 0.1, w - 0.03, low - 0.24)))
    kit.add(paints.GLASS, slat((0.012, sill + 0.02), (-slope + 0.06, top + 0.04), w * 0.9, 0.03))
    kit.add(paints.BLACK, rods([(0.04, -0.5, sill), (0.04, 0.3, sill)], [(-0.02, -0.1, sill + 0.45), (-0.02, 0.7, sill + 0.45)], 0.012))
    kit.add(paints.BLACK, box((-0.02, -w * 0.55, low + 0.38), (0.012, w * 0.55, sill - 0.16)))
    kit.add(paints.STEEL, *(box((0.0, -w * 0.52, z), (0.025, w * 0.52, z + 0.03)) for z in np.arange(low + 0.42, sill - 0.2, 0.09)))
    kit.add(paints.DARK_STEEL, rounded_box((-0.25, -w, low - 0.22), (0.14, w, low + 0.08), 0.05))
    kit.put_pair(parts.headlamp(0.1), 0.02, w * 0.78, low + 0.28)
    kit.pair(paints.INDICATOR, box((0.0, w * 0.88, low + 0.12), (0.03, w * 0.97, low + 0.2)))
    kit.pair(paints.BLACK, box((-0.16, w + 0.14, sill + 0.05), (-0.06, w + 0.34, sill + 0.55)))
    kit.pair(paints.BLACK, wires([[(-0.2, w - 0.05, top), (-0.1, w + 0.24, top), (-0.1, w + 0.24, sill + 0.05)]], 0.018))
    return Kit().put(kit, x)


def bonneted_cab(body: Material, x: float, low: float, half_width: float) -> Kit:
    """Return a cab behind a bonnet with fenders, its front at x, 3.1 m long, low its underside: army trucks, old trucks."""
    w = half_width
    kit = Kit().add(body, slab(rounded([(-1.4, low), (0, low), (0, low + 0.62), (-0.15, low + 0.78), (-1.4, low + 0.9)], 0.08), w * 0.52, 0.06))
    cab = [(-3.05, low), (-1.3, low), (-1.3, low + 0.9), (-1.55, low + 1.72), (-3.05, low + 1.72)]
    kit.add(body, slab(rounded(cab, [0.05, 0.05, 0.05, 0.12, 0.12]), w * 0.9, 0.06))
    window = [(-2.65, low + 0.98), (-1.5, low + 0.98), (-1.68, low + 1.56), (-2.65, low + 1.56)]
    kit.add(paints.GLASS, slab(rounded(window, 0.06), w * 0.9 + 0.008))
    kit.pair(paints.BLACK, parts.seams([[(-2.75, low + 0.1), (-1.42, low + 0.1), (-1.42, low + 0.9), (-1.62, low + 1.64), (-2.75, low + 1.64)]], w * 0.9))
    for y in (-w * 0.43, w * 0.43):
        kit.add(paints.GLASS, slat((-1.3, low + 0.98), (-1.49, low + 1.6), w * 0.38, 0.05, y=y))
    fender = [(-1.5, low - 0.05), (-1.35, low + 0.42), (-0.1, low + 0.42), (0.1, low + 0.1), (0.05, low + 0.05), (-0.15, low + 0.32), (-1.25, low + 0.32), (-1.4, low - 0.05)]
    for y in (-w * 0.77, w * 0.77):
        kit.add(body, slab(fender, w * 0.24, y=y))
    kit.add(paints.BLACK, box((-0.02, -w * 0.42, low + 0.06), (0.01, w * 0.42, low + 0.58)))
    kit.add(body, *(box((0.0, y - 0.015, low + 0.06), (0.03, y + 0.015, low + 0.58)) for y in np.linspace(-w * 0.4, w * 0.4, 9)))
    kit.put_pair(parts.headlamp(0.11, housing=body), 0.06, w * 0.66, low + 0.3)
    kit.add(paints.DARK_STEEL, box((0.12, -w, low - 0.12), (0.24, w, low + 0.1)))
    kit.pair(paints.BLACK, box((-1.5, w + 0.02, low + 1.1), (-1.44, w + 0.2, low + 1.45)))
    kit.pair(paints.BLACK, wires([[(-1.45, w * 0.85, low + 1.0), (-1.47, w + 0.1, low + 1.1)]], 0.015))
    return Kit().put(kit, x)


def _cargo() -> Kit:
    """Six wheels, a bonnet and a canvas cover."""
    green = paints.FOREST_CAMOUFLAGE
    kit = chassis(-3.4, 3.1, (2.5, -1.1, -2.4), 0.54, 1.2, rim=paints.OLIVE, tread=18, width=0.36)
    kit.put(bonneted_cab(green, 3.3, 0.95, 1.2)).put(emblem_door("star", 1.2, 1.45, 1.085))
    kit.add(green, box((-3.5, -1.2, 1.05), (0.1, 1.2, 1.2)))
    kit.pair(green, box((-3.5, 1.14, 1.2), (0.1, 1.2, 1.7)))
    kit.add(green, box((-3.5, -1.2, 1.2), (-3.44, 1.2, 1.7)), box((0.04, -1.2, 1.2), (0.1, 1.2, 1.7)))
    kit.pair(green, *(box((x - 0.04, 1.2, 1.05), (x + 0.04, 1.24, 1.7)) for x in np.linspace(-3.4, 0.0, 7)))
    kit.put(parts.canvas_cover(-3.5, 0.1, 1.21, 1.6, 2.95, 6, paints.CANVAS))
    kit.put(parts.tail_lamps(-3.52, 1.0, 1.1)).put(parts.wheel(0.5, 0.32, paints.OLIVE, tread=18), 0.25, 0, 1.6, yaw=90)
    kit.pair(paints.OLIVE, cylinder((-0.6, 0.95, 0.85), (0.2, 0.95, 0.85), 0.24, sides=18))
    kit.put(parts.exhaust(0.28, 1.05, 1.0, 1.9, 0.05))
    return kit.pair(paints.BLACK, box((-3.45, 0.8, 0.3), (-3.43, 1.18, 1.0)))


def emblem_door(what: str, x: float, z: float, y: float, size: float = 0.4, ink: str = "white", ground: str = "olive") -> Kit:
    """Return an emblem on both doors."""
    return parts.both_signs(emblem(what, ink, ground), x, y + 0.012, z, size, size)


def _troops() -> Kit:
    """Four wheels, stake sides, benches and a bare bow frame, in sand."""
    body = paints.SAND
    kit = chassis(-2.9, 2.6, (1.7, -1.7), 0.62, 1.22, rim=paints.SAND, tread=18, width=0.42)
    kit.put(cab_over(body, 2.9, 1.1, 2.75, 1.75, 1.15)).put(emblem_door("cross", 1.95, 1.5, 1.16, 0.36, "black", "sand"))
    kit.add(paints.planks(132, 104, 70, 0.2), box((-3.0, -1.2, 1.2), (1.0, 1.2, 1.32)))
    posts = np.linspace(-2.95, 0.95, 7)
    kit.pair(body, *(box((x - 0.04, 1.12, 1.3), (x + 0.04, 1.2, 2.2)) for x in posts))
    slats = paints.wood(140, 112, 76)
    kit.pair(slats, *(box((-3.0, 1.08, z), (1.0, 1.12, z + 0.14)) for z in (1.42, 1.66, 1.9)))
    kit.pair(slats, box((-2.9, 0.66, 1.72), (0.9, 1.06, 1.78)))
    kit.add(slats, *(box((-3.02, -1.1, z), (-2.98, 1.1, z + 0.14)) for z in (1.42, 1.66)))
    kit.add(body, wires([[(x, 1.16, 2.1), (x, 1.12, 2.75), (x, 0.8, 3.0), (x, -0.8, 3.0), (x, -1.12, 2.75), (x, -1.16, 2.1)] for x in posts], 0.025))
    kit.add(body, wires([[(posts[0], y, z), (posts[-1], y, z)] for y, z in ((1.12, 2.75), (-1.12, 2.75), (0, 3.0))], 0.02))
    kit.pair(body, parts.mudguard(-1.7, 0.62, 0.8, 1.0, 0.44), parts.mudguard(1.7, 0.62, 0.78, 1.0, 0.44, 10, 170))
    kit.put(parts.tail_lamps(-3.02, 1.0, 1.15)).pair(paints.OLIVE, *(rounded_box((x, 0.7, 0.6), (x + 0.36, 1.15, 1.1), 0.05) for x in (-0.6, -0.1, 0.4)))
    kit.add(paints.CANVAS, *(rounded_box((x, y - 0.24, 1.32), (x + 0.75, y + 0.24, 1.62), 0.12) for x in (-2.4, -1.3) for y in (-0.25, 0.3)))
    return kit


def _tanker() -> Kit:
    """Eight wheels and a fuel tank."""
    body = paints.OLIVE
    kit = chassis(-3.9, 3.6, (2.7, 1.3, -1.6, -3.0), 0.56, 1.25, rim=paints.OLIVE, tread=18, width=0.38)
    kit.put(cab_over(paints.FOREST_CAMOUFLAGE, 3.8, 1.0, 2.7, 1.9, 1.25))
    tank = [(-4.0, 1.95, 0.9, 0.5, 2.6), (-3.9, 1.95, 1.1, 0.72, 2.6), (1.5, 1.95, 1.1, 0.72, 2.6), (1.6, 1.95, 0.9, 0.5, 2.6)]
    kit.add(paints.FOREST_CAMOUFLAGE, fuselage(tank, 3, 32))
    for x in (-3.2, -1.2, 0.8):
        band = [(x - 0.05, 1.95, 1.13, 0.75, 2.6), (x + 0.05, 1.95, 1.13, 0.75, 2.6)]
        kit.add(body, fuselage(band, 0, 32), centred_box((x, 0, 1.18), (0.2, 1.7, 0.4)))
        kit.add(paints.DARK_STEEL, cylinder((x, 0, 2.6), (x, 0, 2.82), 0.26), cylinder((x, 0, 2.8), (x, 0, 2.86), 0.3))
    kit.add(body, box((-3.8, -0.45, 2.62), (1.4, 0.45, 2.68)))
    kit.add(paints.DARK_STEEL, parts.railing([(x, 0.5, 2.68) for x in np.linspace(-3.7, 1.3, 7)], 0.35, 0.015))
    kit.add(paints.DARK_STEEL, parts.railing([(x, -0.5, 2.68) for x in np.linspace(-3.7, 1.3, 7)], 0.35, 0.015))
    kit.add(paints.DARK_STEEL, parts.ladder((-4.06, 0.5, 1.0), (-4.06, 0.5, 2.7), 0.4, 6))
    kit.put(parts.both_signs(text("FUEL", "white", "olive"), -0.4, 1.12, 1.95, 1.3, 0.5))
    kit.put(parts.both_signs(emblem("star", "white", "olive"), -2.3, 1.12, 1.95, 0.6, 0.6)).put(parts.tail_lamps(-3.95, 1.0, 1.0))
    kit.pair(body, *(parts.mudguard(x, 0.56, 0.68, 1.05, 0.4) for x in (-1.6, -3.0)))
    kit.pair(body, rounded_box((-0.7, 0.75, 0.55), (0.5, 1.2, 1.1), 0.06))
    return kit.pair(paints.BRASS, *(cylinder((x, 0.9, 0.75), (x, 1.3, 0.75), 0.07, sides=10) for x in (-0.4, 0.0)))


def _fire_body(kit: Kit, x0: float, x1: float, w: float, low: float, high: float) -> Kit:
    """Add the equipment body of a fire engine: lockers with roller shutters, gauges, stripes."""
    kit.add(paints.RED, slab(rounded(parts.rectangle(x0, x1, low, high), 0.06), w, 0.05))
    count = 3
    bay = (x1 - x0 - 0.3) / count
    for n in range(count):
        a = x0 + 0.15 + n * bay + 0.06
        kit.put(parts.both_signs(emblem("grille", "silver", "steel"), a + bay / 2 - 0.06, w + 0.012, (low + high) / 2 + 0.16, bay - 0.12, high - low - 0.62))
        kit.pair(paints.CHROME, box((a + bay / 2 - 0.25, w, low + 0.46), (a + bay / 2 + 0.1, w + 0.035, low + 0.5)))
    stripe = box((x0 + 0.02, w, low + 0.14), (x1 - 0.02, w + 0.012, low + 0.3))
    return kit.pair(paints.WHITE, stripe).pair(paints.YELLOW, box((x0 + 0.02, w, low + 0.05), (x1 - 0.02, w + 0.012, low + 0.1)))


def _pumper() -> Kit:
    """A fire engine with lockers, pump panel and ladders on its roof."""
    w = 1.22
    kit = chassis(-3.7, 3.4, (2.2, -2.1), 0.52, w, twin=True, rim=paints.CHROME, arches=True)
    kit.put(cab_over(paints.RED, 3.8, 0.75, 2.75, 2.7, w, crew=True))
    kit.add(paints.WHITE, rounded_box((1.15, -w * 0.92, 2.72), (3.4, w * 0.92, 2.82), 0.05))
    _fire_body(kit, -3.8, 0.4, w, 0.75, 2.65)
    kit.add(paints.STEEL, box((0.4, -w, 0.8), (1.1, w, 2.3)))
    for z in (1.2, 1.65, 2.05):
        kit.put(parts.both_signs(emblem("dial", "black", "white"), 0.58, w + 0.01, z, 0.26, 0.26))
        kit.put(parts.both_signs(emblem("dial", "black", "white"), 0.92, w + 0.01, z, 0.26, 0.26))
    kit.pair(paints.BRASS, *(cylinder((x, w - 0.1, 1.0), (x, w + 0.16, 1.0), 0.09, sides=12) for x in (0.55, 0.95)))
    kit.put(parts.both_signs(text("FIRE", "white", "red"), 2.0, w + 0.012, 1.38, 0.9, 0.34))
    kit.put(parts.front_sign(text("FIRE", "white", "red"), 3.79, 2.6, 1.1, 0.2)).put(parts.front_sign(emblem("hatching", "red", "yellow"), -3.815, 1.2, 2.2, 0.7, rear=True))
    kit.pair(paints.WHITE, box((1.15, w, 0.92), (3.74, w + 0.012, 1.06)))
    kit.add(paints.ALUMINIUM, *(parts.ladder((-3.9, y, 2.86 + z), (0.9, y, 2.86 + z), 0.5, 14, 0.03) for y, z in ((0.6, 0), (0.6, 0.12))))
    kit.add(paints.CHROME, rods([(x, -0.9, 2.64) for x in (-3.2, 0.2)], [(x, 0.9, 2.64) for x in (-3.2, 0.2)], 0.03))
    for n in range(5):
        kit.add(paints.cloth(214, 190, 120), turned([(0.1, -0.06), (0.24, -0.06), (0.24, 0.06), (0.1, 0.06), (0.1, -0.06)], 20, "y").moved(-2.9 + n * 0.55, -0.6, 2.86))
    kit.add(paints.BLACK, box((2.75, -0.95, 2.82), (3.05, 0.95, 2.87))).pair(paints.BEACON_BLUE, rounded_box((2.76, 0.2, 2.87), (3.04, 0.92, 3.02), 0.05))
    kit.put(parts.beacon(-3.5, 1.0, 2.65, paints.BEACON_BLUE)).put(parts.beacon(-3.5, -1.0, 2.65, paints.BEACON_BLUE))
    return kit.pair(paints.CHROME, cylinder((3.2, 0.7, 2.82), (3.55, 0.7, 2.82), 0.07, 0.12)).put(parts.tail_lamps(-3.82, 1.05, 0.95))


def _turntable_ladder() -> Kit:
    """A fire truck whose long ladder rests over the cab, half raised."""
    w = 1.22
    kit = chassis(-4.3, 3.6, (2.6, -1.9, -3.1), 0.5, w, twin=True, rim=paints.CHROME, arches=True)
    kit.put(cab_over(paints.RED, 4.1, 0.7, 2.5, 2.5, w, crew=True))
    _fire_body(kit, -4.3, 1.3, w, 0.72, 1.75)
    kit.add(paints.DARK_STEEL, box((-4.2, -w * 0.96, 1.72), (1.3, w * 0.96, 1.8)))
    kit.add(paints.WHITE, cylinder((-2.6, 0, 1.78), (-2.6, 0, 2.1), 0.85, sides=28))
    kit.pair(paints.RED, slab([(-3.2, 2.1), (-2.0, 2.1), (-2.5, 3.0), (-3.1, 3.0)], 0.07, y=0.55))
    rise = Kit()
    for start, end, width, z in ((0.0, 6.6, 0.86, 0.0), (1.0, 7.6, 0.68, 0.12), (2.2, 8.6, 0.5, 0.24)):
        rails = [(x, y, z + up) for y in (-width / 2, width / 2) for up in (0.0, 0.42) for x in (start, end)]
        rise.add(paints.ALUMINIUM, rods(rails[::2], rails[1::2], 0.035))
        xs = np.linspace(start, end, 20)
        rise.add(paints.ALUMINIUM, rods([(x, -width / 2, z) for x in xs], [(x, width / 2, z) for x in xs], 0.022))
        zig = [[(x, y, z + (0.42 if i % 2 else 0.0)) for i, x in enumerate(xs)] for y in (-width / 2, width / 2)]
        rise.add(paints.ALUMINIUM, wires(zig, 0.018))
    rise.add(paints.RED, box((8.4, -0.6, 0.0), (9.1, 0.6, 0.12))).add(paints.WHITE, parts.railing([(8.4, -0.6, 0.1), (9.1, -0.6, 0.1), (9.1, 0.6, 0.1), (8.4, 0.6, 0.1)], 0.8, 0.03))
    kit.put(rise, -2.9, 0, 2.75, pitch=14)
    kit.put_pair(parts.ram((-1.9, 0.45, 2.1), (-0.9, 0.45, 3.15), 0.11))
    kit.pair(paints.WHITE, box((-2.2, w, 0.95), (-1.2, w + 0.05, 1.5)))
    kit.put_pair(Kit().add(paints.STEEL, box((-0.4, 0.9, 0.75), (-0.2, 1.75, 0.9)), cylinder((-0.3, 1.66, 0.05), (-0.3, 1.66, 0.9), 0.06), cylinder((-0.3, 1.66, 0), (-0.3, 1.66, 0.06), 0.22)))
    kit.put(parts.both_signs(text("LADDER 7", "white", "red"), 2.3, w + 0.012, 1.28, 1.0, 0.26)).put(parts.front_sign(text("FIRE", "white", "red"), 4.02, 2.37, 1.0, 0.16))
    kit.pair(paints.WHITE, box((1.6, w, 0.86), (4.04, w + 0.012, 1.0)))
    kit.pair(paints.BEACON_BLUE, rounded_box((3.2, 0.6, 2.5), (3.45, 1.1, 2.64), 0.05))
    return kit.put(parts.tail_lamps(-4.32, 1.05, 0.9))


def _vintage_engine() -> Kit:
    """A fire engine of the nineteen-twenties: bonnet, open seat, brass, wooden ladders and spoked wheels."""
    kit = Kit().pair(paints.RED, box((-3.2, 0.34, 0.6), (2.6, 0.44, 0.78)))
    for x in (1.9, -2.0):
        kit.put_pair(parts.spoked_wheel(0.5, 0.1, paints.paint(214, 176, 60), 14, 0.16), x, 0.78, 0.56)
        tyre = turned([(0.47, -0.06), (0.53, -0.08), (0.57, 0.0), (0.53, 0.08), (0.47, 0.06), (0.47, -0.06)], 32, "y")
        kit.pair(paints.RUBBER, tyre.moved(x, 0.78, 0.56))
        kit.add(paints.DARK_STEEL, rods([(x, -0.75, 0.56)], [(x, 0.75, 0.56)], 0.06))
        kit.pair(paints.RED, parts.mudguard(x, 0.56, 0.7, 0.8, 0.3, 15, 165))
    bonnet = [(0.6, 1.25, 0.42, 0.48, 4), (1.2, 1.22, 0.4, 0.44, 4), (2.4, 1.16, 0.34, 0.38, 4)]
    kit.add(paints.RED, fuselage(bonnet, 1, 32)).add(paints.BRASS, slab(rounded(parts.rectangle(2.4, 2.55, 0.75, 1.62), 0.06), 0.4, 0.04))
    kit.add(paints.BLACK, box((2.54, -0.33, 0.83), (2.57, 0.33, 1.5))).pair(paints.BLACK, *(box((x, 0.39, 1.0), (x + 0.03, 0.42, 1.4)) for x in np.arange(0.9, 2.2, 0.12)))
    kit.put_pair(parts.headlamp(0.17, housing=paints.BRASS), 2.5, 0.56, 1.3)
    kit.add(paints.RED, slab(rounded([(-0.5, 0.75), (0.7, 0.75), (0.7, 1.5), (0.5, 1.6), (0.4, 1.1), (-0.5, 1.05)], 0.05), 0.6, 0.03))
    leather = paints.plastic(74, 40, 26)
    kit.add(leather, rounded_box((-0.5, -0.6, 1.05), (0.1, 0.6, 1.28), 0.08), rounded_box((-0.62, -0.6, 1.1), (-0.42, 0.6, 1.75), 0.08))
    kit.add(paints.BLACK, turned([(0.22, -0.02), (0.25, 0), (0.22, 0.02), (0.19, 0), (0.22, -0.02)], 24, "x").moved(0.25, -0.3, 1.62, pitch=-25))
    kit.add(paints.GLASS, slat((0.62, 1.55), (0.5, 2.05), 0.55, 0.02)).add(paints.BRASS, wires([[(0.62, 0.56, 1.55), (0.5, 0.56, 2.06), (0.5, -0.56, 2.06), (0.62, -0.56, 1.55)]], 0.02))
    kit.add(paints.RED, slab(rounded([(-3.3, 0.8), (-0.7, 0.8), (-0.7, 1.55), (-3.3, 1.55)], 0.06), 0.62, 0.04))
    kit.put(parts.both_signs(text("FIRE DEPT/No 9", "yellow", "red"), -2.0, 0.632, 1.2, 1.9, 0.55))
    ladder = paints.wood(176, 128, 70)
    for y in (0.5, -0.5):
        kit.add(ladder, parts.ladder((-3.9, y, 2.0), (1.0, y, 2.0), 0.42, 14, 0.035))
    kit.add(paints.BRASS, *(wires([[(x, 0.75, 1.5), (x, 0.75, 1.95), (x, -0.75, 1.95), (x, -0.75, 1.5)]], 0.025) for x in (-3.0, -0.9)))
    kit.add(paints.BRASS, turned([(0, 0.26), (0.07, 0.24), (0.1, 0.08), (0.18, 0), (0, 0.02)][::-1], 20).moved(0.75, 0.45, 1.75), rods([(0.75, 0.45, 1.5)], [(0.75, 0.45, 1.8)], 0.025))
    kit.pair(paints.planks(150, 106, 60), box((-1.3, 0.62, 0.55), (1.2, 1.0, 0.6)))
    kit.add(paints.cloth(214, 190, 120), *(turned([(0.3, -0.4 + n * 0.1), (0.34, -0.35 + n * 0.1), (0.3, -0.3 + n * 0.1), (0.3, -0.4 + n * 0.1)], 20, "y").moved(-2.6, 0.05, 1.66) for n in range(8)))
    kit.pair(paints.CHROME, cylinder((-1.1, 0.3, 1.62), (-1.1, 0.3, 2.15), 0.14))
    return kit.put(parts.tail_lamps(-3.32, 0.5, 0.9))


MODELS: tuple[Model, ...] = (
    machine("military truck", "cargo", _cargo),
    machine("military truck", "troops", _troops),
    machine("military truck", "tanker", _tanker),
    machine("fire truck", "pumper", _pumper),
    machine("fire truck", "ladder", _turntable_ladder),
    machine("fire truck", "vintage", _vintage_engine),
)
