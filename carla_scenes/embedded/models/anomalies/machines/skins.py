"""Skins of machines: fuselages, wings, profiles with bevelled edges, rods and ribbons.

Surfaces only; what they are made of is said where they are put together. All are closed and point outwards unless
said otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import extrude, lathe, loft
from carla_scenes.embedded.geometry.surface import Surface, box_uvs, flat, joined, smooth, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Point = Sequence[float] | Floats
    Path = Sequence[Point] | Floats


Profile = list[tuple[float, float]]
"""Radii and places along the axis of a turned body."""

Stations = list[tuple[float, ...]]
"""Rows of numbers of sections along a body: of `fuselage` or `hulls.hull`."""


_SIDE = np.array([[1.0, 0, 0, 0], [0, 0, 1.0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0]])


_FRONT = np.array([[0, 0, 1.0, 0], [1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0]])


def volume(surface: Surface) -> float:
    """Return the signed volume that a surface encloses, cubic metres: positive when it faces outwards."""
    a, b, c = np.moveaxis(surface.vertices[surface.faces], 1, 0)
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)


def outward(surface: Surface) -> Surface:
    """Return a closed surface with its outside outside."""
    return surface if volume(surface) >= 0.0 else surface.flipped()


def side(surface: Surface) -> Surface:
    """Return a surface drawn in plan with its y axis upwards and its z axis to the right: a side view made solid."""
    return surface.transformed(_SIDE)


def front(surface: Surface) -> Surface:
    """Return a surface drawn in plan as a front view: its x axis to the right, y upwards, z forward."""
    return surface.transformed(_FRONT)


def eased(stations: Sequence[Point], between: int = 4) -> Floats:
    """Return rows of numbers with more rows between them, on curves that never overshoot.

    Args:
        stations: (K, C) numbers, one row a station.
        between: New rows in each gap.

    Returns:
        ((K - 1) * (between + 1) + 1, C) float64.
    """
    rows = np.asarray(stations, np.float64)
    steps = np.diff(rows, axis=0)
    product = steps[:-1] * steps[1:]
    total = steps[:-1] + steps[1:]
    inner = np.where(product > 0.0, 2.0 * product / np.where(product > 0.0, total, 1.0), 0.0)
    # The ends bend as freely as they can without overshooting, which is what makes noses round.
    slopes = np.concatenate([steps[:1], inner, steps[-1:]])
    for end, gap, neighbour in ((0, 0, 1), (-1, -1, -2)):
        free = 1.5 * steps[gap] - 0.5 * slopes[neighbour]
        slopes[end] = np.clip(free, np.minimum(0.0, 3.0 * steps[gap]), np.maximum(0.0, 3.0 * steps[gap]))
    t = np.arange(between + 1)[None, :, None] / (between + 1)
    low, high = rows[:-1, None], rows[1:, None]
    curve = (
        low * (2 * t**3 - 3 * t**2 + 1)
        + high * (3 * t**2 - 2 * t**3)
        + slopes[:-1, None] * (t**3 - 2 * t**2 + t)
        + slopes[1:, None] * (t**3 - t**2)
    )
    return np.concatenate([curve.reshape(-1, rows.shape[1]), rows[-1:]])


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 8) -> list[tuple[float, float]]:
    """Return points of a circle in the plane, from one angle to another (degrees, anticlockwise), both included."""
    turns = np.radians(np.linspace(start, end, steps + 1))
    return [(centre[0] + radius * float(np.cos(t)), centre[1] + radius * float(np.sin(t))) for t in turns]


def rounded(corners: Sequence[Point], radius: float | Sequence[float], steps: int = 4) -> Floats:
    """Return a polygon with its corners rounded, (P, 2).

    Args:
        corners: (K, 2) metres.
        radius: Of all corners or of each, cut where sides are too short.
        steps: Sides of a rounded corner.
    """
    points = np.asarray(corners, np.float64)
    radii = np.broadcast_to(np.asarray(radius, np.float64), (len(points),))
    outline = []
    for place, corner in enumerate(points):
        before, after = points[place - 1] - corner, points[(place + 1) % len(points)] - corner
        reach = min(radii[place], float(np.linalg.norm(before)) * 0.49, float(np.linalg.norm(after)) * 0.49)
        if reach < 1e-6:
            outline.append(corner[None])
            continue
        first, last = corner + unit(before) * reach, corner + unit(after) * reach
        t = np.linspace(0.0, 1.0, steps + 1)[:, None]
        outline.append(first * (1 - t) ** 2 + 2 * corner * t * (1 - t) + last * t**2)
    return np.concatenate(outline)


def prism(outline: Path, low: float, high: float, bevel: float = 0.0) -> Surface:
    """Return a prism over a simple polygon in plan, its long edges broken by a bevel.

    Args:
        outline: (P, 2) metres, either way round; may be concave.
        low: Height of the underside.
        high: Height of the top.
        bevel: Width of the broken edges; keep it below the shortest side.
    """
    corners = np.asarray(outline, np.float64)
    if bevel <= 0.0:
        return extrude(corners, low, high)
    x, y = corners.T
    if (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() < 0.0:
        corners = corners[::-1]
    inner = _inset(corners, bevel)
    levels = ((inner, low), (corners, low + bevel), (corners, high - bevel), (inner, high))
    rings = np.array([np.column_stack([ring, np.full(len(ring), z)]) for ring, z in levels])
    lids = extrude(inner, low, high)
    flats = np.abs(lids.normals[lids.faces[:, 0], 2]) > 0.5
    keep = lids.faces[flats].ravel()
    caps = Surface(
        lids.vertices[keep],
        np.arange(len(keep), dtype=np.int32).reshape(-1, 3),
        lids.normals[keep],
        lids.uvs[keep],
    )
    return joined([loft(rings, caps=False, crease=30.0), caps])


def _inset(corners: Floats, distance: float) -> Floats:
    """Return an anticlockwise polygon moved inwards, its sharpest corners blunted."""
    ahead = unit(np.roll(corners, -1, axis=0) - corners)
    behind = np.roll(ahead, 1, axis=0)
    inward = np.stack([-ahead[:, 1] - behind[:, 1], ahead[:, 0] + behind[:, 0]], axis=1)
    # Half the sum of the sides' normals has the length of the cosine by which a mitre is divided.
    moved: Floats = corners + distance * inward / np.maximum(
        (inward**2).sum(axis=1, keepdims=True) / 2.0, 0.7
    )
    return moved


def slab(outline: Path, half_width: float, bevel: float = 0.0, y: float = 0.0) -> Surface:
    """Return a body of one side view: a polygon in x and z, as wide as twice `half_width` about y."""
    return side(prism(outline, y - half_width, y + half_width, bevel))


def slat(start: Point, end: Point, half_width: float, thickness: float, y: float = 0.0) -> Surface:
    """Return a plank whose side view is a line between two points (x, z), as wide as twice `half_width` about y."""
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    along = unit(b - a)
    across = np.array([-along[1], along[0]]) * thickness / 2.0
    return slab(np.array([a - across, b - across, b + across, a + across]), half_width, y=y)


def superellipse(
    x: float,
    z: float,
    half_width: float,
    half_height: float,
    exponent: float = 2.0,
    *,
    points: int = 28,
    part: tuple[float, float] = (0.0, 360.0),
) -> Floats:
    """Return a rounded section across the x axis, (P, 3), anticlockwise seen from the front.

    Args:
        x: Place along the axis.
        z: Height of its middle.
        half_width: Metres.
        half_height: Metres.
        exponent: 2 for an ellipse, more for a box with rounded edges, 1 for a rhombus.
        points: Corners.
        part: Which part of it, degrees from +y upwards; all of it unless given.
    """
    first, last = np.radians(part)
    whole = part[1] - part[0] >= 360.0
    turns = (np.arange(points) + 0.5) * 2.0 * np.pi / points if whole else np.linspace(first, last, points)
    across = np.sign(np.cos(turns)) * np.abs(np.cos(turns)) ** (2.0 / exponent)
    up = np.sign(np.sin(turns)) * np.abs(np.sin(turns)) ** (2.0 / exponent)
    return np.stack([np.full(points, x), half_width * across, z + half_height * up], axis=1)


def skin(sections: Floats, crease: float = 35.0) -> Surface:
    """Return a closed skin over cross-sections (K, P, 3) that stay smooth up to the flat ends."""
    sides = loft(sections, caps=False, crease=crease)
    ends = []
    for ring, reverse in ((sections[0], True), (sections[-1], False)):
        if np.ptp(ring, axis=0).max() < 1e-6:
            continue
        first = np.arange(len(ring))
        fan = np.stack([first, (first + 1) % len(ring), np.full(len(ring), len(ring))], axis=1)
        points = np.concatenate([ring, ring.mean(axis=0, keepdims=True)])
        ends.append(flat(points, (fan[:, ::-1] if reverse else fan).astype(np.int32)))
    return outward(joined([sides, *ends]))


def fuselage(
    stations: Sequence[Point],
    between: int = 4,
    points: int = 28,
    crease: float = 35.0,
    part: tuple[float, float] = (0.0, 360.0),
) -> Surface:
    """Return a body of rounded sections along x.

    Args:
        stations: Rows of x, height of the middle, half width, half height and, where wanted, the exponent of
            `superellipse`; curves run through them. A half width and height of 0 close a nose.
        between: Sections added in each gap.
        points: Corners of a section.
        crease: Edges sharper than this many degrees stay edges.
        part: Which part of the sections, degrees from +y upwards, closed by a chord: for paint of two colours.
    """
    rows = eased([(*row, 2.0)[:5] for row in stations], between)
    return skin(
        np.array([superellipse(*(float(value) for value in row), points=points, part=part) for row in rows]),
        crease,
    )


def side_patch(
    breadth: Callable[[float, float], float],
    x: float,
    z: float,
    length: float,
    height: float,
    *,
    steps: int = 8,
) -> tuple[Surface, Surface]:
    """Return places for a picture on the right and the left side of a body, lying on its skin.

    Args:
        breadth: Half width of the body at a place (x, z).
        x: Middle.
        z: Middle.
        length: Along x.
        height: Upwards.
        steps: Faces along it.
    """
    rows = max(steps // 2, 2)
    u, v = np.meshgrid(np.linspace(0.0, 1.0, steps + 1), np.linspace(1.0, 0.0, rows + 1), indexing="ij")
    along, up = x + (u.ravel() - 0.5) * length, z + (0.5 - v.ravel()) * height
    wide = [breadth(float(a), float(b)) + 0.012 for a, b in zip(along, up, strict=True)]
    points = np.stack([along, np.array(wide), up], axis=1)
    first = (np.arange(steps)[:, None] * (rows + 1) + np.arange(rows)).ravel()
    corner = first + rows + 2
    faces = np.concatenate(
        [np.stack([first, first + 1, corner], 1), np.stack([first, corner, corner - 1], 1)]
    )
    right = smooth(points, faces.astype(np.int32), np.stack([u.ravel(), v.ravel()], axis=1))
    left = smooth(points, faces.astype(np.int32), np.stack([1.0 - u.ravel(), v.ravel()], axis=1)).mirrored()
    return (right, left) if right.normals[:, 1].mean() > 0.0 else (right.flipped(), left.flipped())


def body_patch(
    stations: Sequence[Point], x: float, z: float, length: float, height: float, *, steps: int = 8
) -> tuple[Surface, Surface]:
    """Return places for a picture on both sides of `fuselage`, as `side_patch` does."""
    rows = eased([(*row, 2.0)[:5] for row in stations], 16)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    lift = 0.006 * float(rows[:, 2].max())  # clear of the flat faces of a coarse body

    def breadth(along: float, up: float) -> float:
        _, middle, wide, high, power = (float(np.interp(along, rows[:, 0], column)) for column in rows.T)
        share = min(abs(up - middle) / max(high, 1e-6), 1.0)
        return float(wide * (1.0 - share**power) ** (1.0 / power)) + lift

    return side_patch(breadth, x, z, length, height, steps=steps)


def upright(
    x: float, low: float, high: float, half_length: float, half_width: float, *, rake: float = 0.0
) -> Surface:
    """Return an oval column (a funnel, a submarine's tower); `rake` is how far its top lies behind its foot."""
    rings = []
    for z, share, size in (
        (low, 0.0, 1.0),
        ((low + high) / 2, 0.5, 1.0),
        (high - 0.02, 1.0, 1.0),
        (high, 1.0, 0.94),
    ):
        ring = superellipse(0.0, 0.0, half_width, half_length)
        rings.append(
            np.stack([x - rake * share + ring[:, 2] * size, ring[:, 1] * size, ring[:, 0] + z], axis=1)
        )
    return skin(np.array(rings), 40.0)


def wing(sections: Sequence[Point], points: int = 9) -> Surface:
    """Return a wing, fin or blade with an aerofoil section.

    Args:
        sections: From root to tip, rows of x of the leading edge, y, z, chord, and thickness as a share of the chord.
            Sections stand across the line from one to the next, so that fins come out as well as wings.
        points: Points of the upper side.
    """
    rows = np.asarray(sections, np.float64)
    c = (1.0 - np.cos(np.linspace(0.0, np.pi, points))) / 2.0
    shape = 5.0 * (0.2969 * np.sqrt(c) - 0.126 * c - 0.3516 * c**2 + 0.2843 * c**3 - 0.1036 * c**4)
    chordwise = np.concatenate([c[::-1], c[1:-1]])
    upwards = np.concatenate([shape[::-1], -0.7 * shape[1:-1]])
    span = unit(rows[-1, 1:3] - rows[0, 1:3])
    across = np.array([0.0, -span[1], span[0]])
    rings = [
        np.array([x, y, z])
        + np.outer(chordwise * -chord, [1.0, 0.0, 0.0])
        + np.outer(upwards * chord * thickness, across)
        for x, y, z, chord, thickness in rows
    ]
    return skin(np.array(rings), crease=50.0)


def turned(profile: Sequence[Point], around: int = 28, axis: str = "z", crease: float = 35.0) -> Surface:
    """Return a profile of (radius, place along the axis) turned about `x`, `y` or `z`."""
    body = lathe(profile, around, crease)
    if axis == "x":
        return outward(body.moved(pitch=-90.0))
    return outward(body.moved(roll=90.0)) if axis == "y" else outward(body)


def rods(starts: Path, ends: Path, radius: float, sides: int = 6) -> Surface:
    """Return thin straight rods, closed by flat ends.

    Args:
        starts: (N, 3) metres.
        ends: (N, 3) metres.
        radius: Metres.
        sides: Corners of a section.
    """
    low, high = np.asarray(starts, np.float64), np.asarray(ends, np.float64)
    along = unit(high - low)
    helper = np.where(np.abs(along[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    first = unit(np.cross(helper, along))
    second = np.cross(along, first)
    turns = np.arange(sides) * 2.0 * np.pi / sides
    circle = np.cos(turns)[None, :, None] * first[:, None] + np.sin(turns)[None, :, None] * second[:, None]
    vertices = np.stack([low[:, None] + circle * radius, high[:, None] + circle * radius], axis=1)
    here, there = np.arange(sides), (np.arange(sides) + 1) % sides
    walls = np.concatenate(
        [
            np.stack([here, there, there + sides], axis=1),
            np.stack([here, there + sides, here + sides], axis=1),
        ]
    )
    fan = np.stack([np.zeros(sides - 2, int), np.arange(1, sides - 1), np.arange(2, sides)], axis=1)
    faces = np.concatenate([walls, fan[:, ::-1], fan + sides])
    faces = (faces[None] + np.arange(len(low))[:, None, None] * 2 * sides).reshape(-1, 3).astype(np.int32)
    points = vertices.reshape(-1, 3)
    normals = np.broadcast_to(circle[:, None], vertices.shape).reshape(-1, 3)
    return Surface(points, faces, np.ascontiguousarray(normals), box_uvs(points, normals))


def wires(paths: Sequence[Path], radius: float, sides: int = 5) -> Surface:
    """Return rods along several lines of points."""
    lines = [np.asarray(path, np.float64) for path in paths]
    return rods(
        np.concatenate([line[:-1] for line in lines]),
        np.concatenate([line[1:] for line in lines]),
        radius,
        sides,
    )


def ribbon(path: Path, width: float, height: float) -> Surface:
    """Return a bar of rectangular section along a line (K, 3): `width` to both sides together, `height` upwards."""
    line = np.asarray(path, np.float64)
    along = np.gradient(line, axis=0) * (1.0, 1.0, 0.0)
    right = unit(np.stack([-along[:, 1], along[:, 0], 0.0 * along[:, 0]], axis=1)) * width / 2.0
    up = np.array([0.0, 0.0, height])
    return skin(
        np.stack([line - right, line + right, line + right + up, line - right + up], axis=1), crease=30.0
    )


def dots(places: Path, radius: float) -> Surface:
    """Return small round heads (rivets, bolts, lamps of a panel) about places (N, 3)."""
    centres = np.asarray(places, np.float64).reshape(-1, 3)
    axes = np.array([[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], float)
    faces = np.array([[0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4], [1, 0, 5], [2, 1, 5], [3, 2, 5], [0, 3, 5]])
    points = (centres[:, None] + axes * radius).reshape(-1, 3)
    every = (faces[None] + np.arange(len(centres))[:, None, None] * 6).reshape(-1, 3).astype(np.int32)
    normals = np.tile(axes, (len(centres), 1))
    return Surface(points, every, normals, box_uvs(points, normals))


def around(surface: Surface, count: int, axis: str = "z", start: float = 0.0) -> Surface:
    """Return copies of a surface spread evenly about the `x`, `y` or `z` axis, the first turned by `start` degrees."""
    angles = start + np.arange(count) * 360.0 / count
    if axis == "z":
        return joined(surface.moved(yaw=float(angle)) for angle in angles)
    if axis == "x":
        return joined(surface.moved(roll=float(angle)) for angle in angles)
    return joined(surface.moved(pitch=float(angle)) for angle in angles)


def sheet(corners: Sequence[Point], belly: Point, steps: int = 10) -> Surface:
    """Return a sail or cloth between four corners, open.

    Args:
        corners: Left bottom, right bottom, right top, left top; two may coincide for a triangle.
        belly: How far its middle is blown, metres along x, y and z.
        steps: Faces a side.
    """
    a, b, c, d = (np.asarray(corner, np.float64) for corner in corners)
    u, v = (part[..., None] for part in np.meshgrid(*[np.linspace(0.0, 1.0, steps + 1)] * 2, indexing="ij"))
    points = (a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v
    points = points + np.sin(np.pi * u) * np.sin(np.pi * v) ** 0.8 * np.asarray(belly, np.float64)
    first = (np.arange(steps)[:, None] * (steps + 1) + np.arange(steps)).ravel()
    faces = np.concatenate(
        [
            np.stack([first, first + steps + 1, first + steps + 2], axis=1),
            np.stack([first, first + steps + 2, first + 1], axis=1),
        ]
    )
    uvs = np.concatenate([u, 1.0 - v], axis=-1).reshape(-1, 2)
    return smooth(points.reshape(-1, 3), faces.astype(np.int32), uvs)
