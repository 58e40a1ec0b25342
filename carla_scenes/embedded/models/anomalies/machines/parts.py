"""Parts that many machines share: wheels, tracks, lattices, ladders, railings, rotors, cylinders, lamps and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import centred_box, cylinder, ellipsoid, quad, tube
from carla_scenes.embedded.geometry.surface import joined, placed, unit
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines.skins import (
    around,
    prism,
    rods,
    side,
    skin,
    turned,
    wing,
    wires,
)
from carla_scenes.embedded.models.anomalies.paints import (
    BLACK,
    CHROME,
    DARK_STEEL,
    HEADLIGHT,
    ROPE,
    TAIL_LIGHT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]
    Point = Sequence[float] | Floats


def lattice(
    start: Point,
    end: Point,
    width: float,
    bays: int,
    bar: float,
    *,
    end_width: float | None = None,
    height: float = 0.0,
) -> Surface:
    """Return a beam of four chords with crossed bracing.

    Args:
        start: Middle of one end.
        end: Middle of the other.
        width: Of the first end, metres.
        bays: Number of panels.
        bar: Radius of the chords; braces are thinner.
        end_width: Of the other end; as `width` when None.
        height: Of the section when not square.
    """
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    along = unit(b - a)
    helper = np.array([0.0, 0.0, 1.0]) if abs(along[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    first = unit(np.cross(helper, along))
    second = np.cross(along, first)
    last = width if end_width is None else end_width
    share = np.linspace(0.0, 1.0, bays + 1)[:, None, None]
    half = (width + (last - width) * share) / 2.0
    rise = half if height <= 0.0 else height / 2.0
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], float)
    nodes = a + (b - a) * share + half * signs[:, :1] * first + rise * signs[:, 1:] * second
    following = np.roll(nodes, -1, axis=1)
    chords = rods(nodes[:-1].reshape(-1, 3), nodes[1:].reshape(-1, 3), bar)
    rings = rods(nodes.reshape(-1, 3), following.reshape(-1, 3), bar * 0.7, 5)
    odd = (np.arange(bays)[:, None] + np.arange(4)[None, :]) % 2 == 0
    low = np.where(odd[..., None], nodes[:-1], following[:-1]).reshape(-1, 3)
    high = np.where(odd[..., None], following[1:], nodes[1:]).reshape(-1, 3)
    return joined([chords, rings, rods(low, high, bar * 0.6, 5)])


def ladder(base: Point, top: Point, width: float, rungs: int, bar: float = 0.02) -> Surface:
    """Return a ladder between two points; its rungs lie along y, or along x where it climbs along y alone."""
    a, b = np.asarray(base, np.float64), np.asarray(top, np.float64)
    across = np.array([0.0, 1.0, 0.0]) if abs((b - a)[1]) < 1e-6 else np.array([1.0, 0.0, 0.0])
    half = across * width / 2.0
    steps = a + (b - a) * ((np.arange(rungs)[:, None] + 0.5) / rungs)
    return joined(
        [rods([a - half, a + half], [b - half, b + half], bar), rods(steps - half, steps + half, bar * 0.8)]
    )


def railing(
    path: Sequence[Point] | Floats, height: float = 1.0, bar: float = 0.02, rails: int = 2
) -> Surface:
    """Return posts at every point of a line (K, 3) with rails between them."""
    line = np.asarray(path, np.float64)
    up = np.array([0.0, 0.0, height])
    levels = [line + up * (n + 1) / rails for n in range(rails)]
    return joined([rods(line, line + up, bar, 5), wires(levels, bar * 0.8)])


def blade(
    length: float, chord: float, root: float = 0.0, twist: float = 25.0, thickness: float = 0.12
) -> Surface:
    """Return a propeller's blade along +y that turns about x, set at an angle that falls towards the tip."""
    one = wing(
        [
            (chord * 0.35, root, 0.0, chord * 0.7, thickness * 1.6),
            (chord * 0.5, root + (length - root) * 0.4, 0.0, chord, thickness),
            (chord * 0.45, root + (length - root) * 0.8, 0.0, chord * 0.85, thickness * 0.8),
            (chord * 0.2, length, 0.0, chord * 0.4, thickness * 0.7),
        ],
        points=6,
    )
    return one.moved(pitch=90.0 - twist)


def propeller(
    radius: float, blades: int, chord: float, material: Material, spinner: Material | None = CHROME
) -> Kit:
    """Return a propeller about the x axis with a spinner towards +x."""
    kit = Kit().add(material, around(blade(radius, chord), blades, "x", 20.0))
    if spinner is not None:
        r = radius * 0.13
        nose = [(0.0, -r * 0.8), (r, -r * 0.7), (r, 0.0), (r * 0.85, r), (r * 0.5, r * 1.7), (0.0, r * 2.1)]
        kit.add(spinner, turned(nose, 16, "x", 60.0))
    return kit


def rotor(radius: float, blades: int, chord: float, material: Material, start: float = 15.0) -> Kit:
    """Return a helicopter's rotor about the z axis, its head at the origin; blades droop a little."""
    one = wing(
        [(chord * 0.25, radius * 0.12, 0.0, chord, 0.1), (chord * 0.25, radius, -radius * 0.035, chord, 0.1)]
    )
    grip = rods([(0, 0, 0)], [(0, radius * 0.14, 0)], chord * 0.16, 8)
    head = turned(
        [(0, -chord * 0.3), (chord * 0.4, -chord * 0.2), (chord * 0.4, chord * 0.2), (0, chord * 0.35)], 14
    )
    return (
        Kit()
        .add(material, around(one, blades, start=start))
        .add(DARK_STEEL, around(grip, blades, start=start), head)
    )


def ram(start: Point, end: Point, radius: float) -> Kit:
    """Return a hydraulic cylinder: a dark barrel, and a bright rod that comes out of it."""
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    middle = a + (b - a) * 0.58
    kit = (
        Kit()
        .add(DARK_STEEL, cylinder(a, middle, radius, sides=12))
        .add(CHROME, cylinder(middle, b, radius * 0.55, sides=10))
    )
    return kit.add(DARK_STEEL, *(ellipsoid(p, (radius * 1.15,) * 3, 10, 6) for p in (a, b)))


def headlamp(radius: float, material: Material = HEADLIGHT, housing: Material = CHROME) -> Kit:
    """Return a round lamp that looks along +x, its lens just before the origin."""
    shell = [
        (0, -radius * 1.3),
        (radius * 0.6, -radius * 1.2),
        (radius, -radius * 0.5),
        (radius * 1.05, 0.0),
        (0, 0.0),
    ]
    lens = [(0, 0), (radius * 0.92, 0.0), (radius * 0.7, radius * 0.16), (0, radius * 0.24)]
    return Kit().add(housing, turned(shell, 16, "x", 50.0)).add(material, turned(lens, 16, "x", 60.0))


def tail_lamps(x: float, y: float, z: float, size: float = 0.12) -> Kit:
    """Return a pair of red lamps at the rear, at +y and -y."""
    return Kit().pair(TAIL_LIGHT, centred_box((x, y, z), (0.04, size, size * 1.4)))


def exhaust(
    x: float, y: float, z: float, height: float, radius: float, *, material: Material = DARK_STEEL
) -> Kit:
    """Return a pipe that stands up, bent to the rear at its top."""
    path = [
        (x, y, z),
        (x, y, z + height * 0.85),
        (x - radius, y, z + height * 0.96),
        (x - radius * 3, y, z + height),
    ]
    drum = cylinder((x, y, z + height * 0.1), (x, y, z + height * 0.55), radius * 1.7, sides=14)
    return Kit().add(material, tube(np.array(path), [radius] * 4, 10)).add(BLACK, drum)


def placard(a: Point, b: Point, c: Point, d: Point) -> Surface:
    """Return a place for a picture: its left bottom, right bottom, right top and left top as seen from outside."""
    # In a left-handed frame corners that turn anticlockwise to the eye have their normal behind them.
    return quad(b, a, d, c, np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]))


def both_signs(material: Material, x: float, y: float, z: float, length: float, *, height: float) -> Kit:
    """Return a picture on the right side (at y) and one on the left (at -y), each readable from where it is seen."""
    h = height / 2.0
    right = [
        (x - length / 2, y, z - h),
        (x + length / 2, y, z - h),
        (x + length / 2, y, z + h),
        (x - length / 2, y, z + h),
    ]
    left = [(x0, -y, z0) for x0, _, z0 in (right[1], right[0], right[3], right[2])]
    return Kit().add(material, placard(*right), placard(*left))


def front_sign(
    material: Material, x: float, z: float, width: float, height: float, *, rear: bool = False, y: float = 0.0
) -> Kit:
    """Return a picture that looks forward (or to the rear) at x."""
    s = -1.0 if rear else 1.0
    w, h = width / 2.0 * s, height / 2.0
    return Kit().add(
        material, placard((x, y + w, z - h), (x, y - w, z - h), (x, y - w, z + h), (x, y + w, z + h))
    )


def mudguard(
    x: float, z: float, radius: float, y: float, width: float, *, start: float = 0.0, end: float = 180.0
) -> Surface:
    """Return a curved sheet over a wheel, from one angle to another (degrees from forward, upwards)."""
    turns = np.radians(np.linspace(start, end, 15))
    outer = [(x + radius * np.cos(t), z + radius * np.sin(t)) for t in turns]
    inner = [(x + (radius - 0.03) * np.cos(t), z + (radius - 0.03) * np.sin(t)) for t in turns[::-1]]
    return side(prism(outer + inner, y - width / 2.0, y + width / 2.0))


def spaced(surface: Surface, count: int, step: Point) -> Surface:
    """Return copies of a surface in a row, each moved by `step` (x, y, z) from the one before."""
    move = np.asarray(step, np.float64)
    return joined(surface.transformed(placed(*(float(v) for v in move * n))) for n in range(count))


def seams(outlines: Sequence[Sequence[Point] | Floats], y: float, radius: float = 0.008) -> Surface:
    """Return thin lines along closed outlines (x, z) on the right side of a body: doors, hatches, panels."""
    return wires([[(x, y, z) for x, z in (*outline, outline[0])] for outline in outlines], radius, 4)


def rectangle(x0: float, x1: float, z0: float, z1: float) -> list[tuple[float, float]]:
    """Return the corners of a rectangle, anticlockwise."""
    return [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]


def beacon(x: float, y: float, z: float, material: Material, radius: float = 0.1) -> Kit:
    """Return a round warning light on its foot at a place."""
    dome = [(radius, 0.02), (radius, radius), (radius * 0.7, radius * 1.5), (0.0, radius * 1.7)]
    return (
        Kit()
        .add(BLACK, cylinder((x, y, z), (x, y, z + 0.03), radius * 1.2))
        .add(material, turned([(0.0, 0.02), *dome], 14, crease=60.0).moved(x, y, z))
    )


def canvas_cover(
    x0: float, x1: float, half_width: float, z0: float, z1: float, *, bows: int, material: Material
) -> Kit:
    """Return a cloth cover over bows, sagging a little between them."""
    count = (bows - 1) * 4 + 1
    turns = np.linspace(0.0, np.pi, 17)
    arch = np.stack([np.sign(np.cos(turns)) * np.abs(np.cos(turns)) ** 0.45, np.sin(turns) ** 0.55], axis=1)
    rings = []
    for n, x in enumerate(np.linspace(x0, x1, count)):
        sag = 0.03 * float(np.sin(np.pi * (n % 4) / 4.0))
        rings.append(
            np.column_stack(
                [np.full(17, x), arch[:, 0] * (half_width - sag), z0 + arch[:, 1] * (z1 - z0 - sag)]
            )
        )
    kit = Kit().add(material, skin(np.array(rings), crease=50.0))
    hem = [(x, half_width, z0 + 0.08) for x in np.linspace(x0 + 0.1, x1 - 0.1, bows * 3)]
    return kit.pair(ROPE, wires([[(x, y, z), (x, y, z - 0.3)] for x, y, z in hem], 0.012, 4))
