"""Shapes that models and towns are put together from. All are closed and point outwards unless said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, box_uvs, flat, joined, smooth, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Point = Sequence[float] | Floats

_BOX_FACES = np.array(
    [
        [0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], [0, 1, 5], [0, 5, 4],
        [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7],
    ],
    np.int32,
)  # fmt: skip


def box(low: Point, high: Point) -> Surface:
    """Return a box between two corners."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    vertices = np.array(
        [
            [x0, y0, z0],
            [x1, y0, z0],
            [x1, y1, z0],
            [x0, y1, z0],
            [x0, y0, z1],
            [x1, y0, z1],
            [x1, y1, z1],
            [x0, y1, z1],
        ]
    )
    return flat(vertices, _BOX_FACES)


def centred_box(centre: Point, size: Point) -> Surface:
    """Return a box of a size (length, width, height) about a centre."""
    middle, half = np.asarray(centre, float), np.asarray(size, float) / 2.0
    return box(middle - half, middle + half)


def rounded_box(low: Point, high: Point, radius: float, steps: int = 3) -> Surface:
    """Return a box with rounded edges and corners, smooth.

    Args:
        low: Lowest corner.
        high: Highest corner.
        radius: Of the edges, cut to half the shortest side.
        steps: Bands of faces along a rounded edge.
    """
    first, last = np.asarray(low, float), np.asarray(high, float)
    radius = min(radius, float((last - first).min()) / 2.0)
    # A sphere pulled apart: each eighth of it, edges included, goes to its corner of the inner box.
    turns = np.concatenate([np.linspace(q, q + 1.0, steps + 1) for q in range(4)]) * np.pi / 2.0
    turns = np.append(turns, turns[0])
    heights = np.concatenate([np.linspace(h, h + 1.0, steps + 1) for h in range(2)]) * np.pi / 2.0
    sign_x = np.append(np.repeat([1, 0, 0, 1], steps + 1), 1)
    sign_y = np.append(np.repeat([1, 1, 0, 0], steps + 1), 1)
    sign_z = np.repeat([1, 0], steps + 1)
    across, height = np.meshgrid(turns, heights)
    directions = np.stack(
        [np.sin(height) * np.cos(across), np.sin(height) * np.sin(across), np.cos(height)], axis=-1
    )
    signs = np.stack([*np.broadcast_arrays(sign_x[None, :], sign_y[None, :], sign_z[:, None])], axis=-1)
    vertices = np.where(signs == 1, last - radius, first + radius) + directions * radius
    faces = np.ascontiguousarray(_sheet_faces(len(heights), len(turns))[:, ::-1])
    points, normals = vertices.reshape(-1, 3), directions.reshape(-1, 3)
    (x0, y0, _), (x1, y1, _) = first + radius, last - radius
    lids = [
        quad((x0, y0, last[2]), (x1, y0, last[2]), (x1, y1, last[2]), (x0, y1, last[2])),
        quad((x0, y1, first[2]), (x1, y1, first[2]), (x1, y0, first[2]), (x0, y0, first[2])),
    ]
    return joined([Surface(points, faces, normals, box_uvs(points, normals)), *lids])


def quad(a: Point, b: Point, c: Point, d: Point, uvs: Floats | None = None) -> Surface:
    """Return a flat rectangle (or other quadrilateral), open; its normal is (b - a) x (d - a).

    Args:
        a: First corner.
        b: Second.
        c: Third.
        d: Fourth.
        uvs: (4, 2) texture coordinates of the corners; metres when None.
    """
    vertices = np.array([a, b, c, d], np.float64)
    return flat(vertices, np.array([[0, 1, 2], [0, 2, 3]], np.int32), uvs)


def picture_quad(a: Point, b: Point, c: Point, d: Point) -> Surface:
    """Return a `quad` for a picture: left bottom, right bottom, right top, left top as seen from outside.

    Its normal points to that viewer: in left-handed axes corners turn clockwise for the eye, hence the swaps.
    """
    return quad(b, a, d, c, np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]))


def tube(points: Floats, radii: Sequence[float] | Floats, sides: int = 10, *, caps: bool = True) -> Surface:
    """Return a tube along a line, smooth around, with flat ends; a cone where a radius is zero.

    Args:
        points: (K, 3) metres.
        radii: (K,) metres.
        sides: Corners of its section.
        caps: Whether the ends are closed.
    """
    line, widths = np.asarray(points, np.float64), np.asarray(radii, np.float64)
    tangents = unit(np.gradient(line, axis=0))
    # Carried along the line, so that the section does not twist.
    reference = np.array([0.0, 0.0, 1.0]) if abs(tangents[0, 2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    across = []
    for tangent in tangents:
        reference = unit(reference - tangent * (reference @ tangent))
        across.append(reference)
    first = np.array(across)
    second = np.cross(tangents, first)
    turns = np.linspace(0.0, 2.0 * np.pi, sides + 1)
    circle = np.cos(turns)[None, :, None] * first[:, None] + np.sin(turns)[None, :, None] * second[:, None]
    vertices = line[:, None] + circle * widths[:, None, None]
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    slope = (
        np.gradient(widths, np.maximum(along, along + np.arange(len(along)) * 1e-9)) if len(line) > 1 else 0.0
    )
    normals = unit(circle - np.broadcast_to(slope, len(line))[:, None, None] * tangents[:, None])
    girth = turns[None, :] * np.maximum(widths, widths.max() * 0.2)[:, None]
    uvs = np.stack([girth, np.broadcast_to(along[:, None], girth.shape)], axis=-1)
    side = Surface(
        vertices.reshape(-1, 3),
        _sheet_faces(len(line), sides + 1),
        normals.reshape(-1, 3),
        uvs.reshape(-1, 2),
    )
    if not caps:
        return side
    ends = [
        polygon(ring[:-1][::step], direction)
        for ring, direction, step, width in (
            (vertices[0], -tangents[0], -1, widths[0]),
            (vertices[-1], tangents[-1], 1, widths[-1]),
        )
        if width > 1e-9
    ]
    return joined([side, *ends])


def cylinder(
    start: Point, end: Point, radius: float, end_radius: float | None = None, sides: int = 14
) -> Surface:
    """Return a cylinder, or a cone's frustum, between the centres of its ends."""
    radii = (radius, radius if end_radius is None else end_radius)
    return tube(np.array([start, end], np.float64), radii, sides)


def ellipsoid(centre: Point, radii: Point, around: int = 18, bands: int = 12) -> Surface:
    """Return an ellipsoid, smooth.

    Args:
        centre: Its centre.
        radii: Along x, y and z, metres.
        around: Faces around the z axis.
        bands: Faces from pole to pole.
    """
    turns = np.arange(around + 1) * 2.0 * np.pi / around
    heights = np.linspace(0.0, np.pi, bands + 1)
    across, height = np.meshgrid(turns, heights)
    directions = np.stack(
        [np.sin(height) * np.cos(across), np.sin(height) * np.sin(across), np.cos(height)], axis=-1
    ).reshape(-1, 3)
    size = np.asarray(radii, np.float64)
    uvs = np.stack([across.ravel() * size[:2].max(), height.ravel() * size[2]], axis=1)
    faces = _sheet_faces(bands + 1, around + 1)[:, ::-1]
    return Surface(
        directions * size + np.asarray(centre), np.ascontiguousarray(faces), unit(directions / size), uvs
    )


def lathe(profile: Sequence[Point], around: int = 24, crease: float = 40.0) -> Surface:
    """Return a profile turned about the z axis.

    Args:
        profile: (K, 2) radius and height in metres, from the bottom up for an outside.
        around: Faces around the axis.
        crease: Profile corners sharper than this many degrees stay edges.
    """
    line = np.asarray(profile, np.float64)
    turns = np.linspace(0.0, 2.0 * np.pi, around + 1)
    vertices = np.stack(
        [
            line[:, :1] * np.cos(turns),
            line[:, :1] * np.sin(turns),
            np.broadcast_to(line[:, 1:2], (len(line), around + 1)),
        ],
        axis=-1,
    )
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    girth = np.broadcast_to(turns * line[:, 0].max(), (len(line), around + 1))
    uvs = np.stack([girth, np.broadcast_to(along[:, None], girth.shape)], axis=-1)
    return smooth(
        vertices.reshape(-1, 3), _sheet_faces(len(line), around + 1), uvs.reshape(-1, 2), crease=crease
    )


def loft(sections: Floats, *, closed: bool = True, caps: bool = True, crease: float = 35.0) -> Surface:
    """Return a skin over cross-sections.

    Args:
        sections: (K, P, 3) points of each section, turning the same way; sections run in the direction of the
            cross product of their turn (anticlockwise seen from the front for sections along +x).
        closed: Whether a section's last point joins its first.
        caps: Whether the first and last section are filled (as fans; sections should be convex).
        crease: Edges sharper than this many degrees stay edges.
    """
    grid = np.asarray(sections, np.float64)
    if closed:
        grid = np.concatenate([grid, grid[:, :1]], axis=1)
    count, points = grid.shape[:2]
    faces = [_sheet_faces(count, points)]
    vertices = [grid.reshape(-1, 3)]
    if caps:
        for ring, reverse in ((grid[0], True), (grid[-1], False)):
            base = sum(len(part) for part in vertices)
            vertices.append(np.concatenate([ring, ring.mean(axis=0, keepdims=True)]))
            first = np.arange(points - 1)
            fan = np.stack([first, first + 1, np.full(points - 1, points)], axis=1) + base
            faces.append(fan[:, ::-1] if reverse else fan)
    return smooth(np.concatenate(vertices), np.concatenate(faces).astype(np.int32), crease=crease)


def extrude(outline: Floats, low: float, high: float) -> Surface:
    """Return a prism over a simple polygon, flat-shaded.

    Args:
        outline: (P, 2) corners in x and y, either way round; may be concave.
        low: Height of the underside.
        high: Height of the top.
    """
    corners = np.asarray(outline, np.float64)
    x, y = corners.T
    if (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() < 0.0:
        corners = corners[::-1]
    count = len(corners)
    bottom = np.column_stack([corners, np.full(count, low)])
    top = np.column_stack([corners, np.full(count, high)])
    first = np.arange(count)
    second = (first + 1) % count
    sides = np.concatenate(
        [
            np.stack([first, second, second + count], axis=1),
            np.stack([first, second + count, first + count], axis=1),
        ]
    )
    triangles = _ears(corners)
    faces = np.concatenate([sides, triangles[:, ::-1], triangles + count]).astype(np.int32)
    return flat(np.concatenate([bottom, top]), faces)


def polygon(corners: Floats, normal: Floats) -> Surface:
    """Return a flat convex polygon, open, that faces along `normal`."""
    points = np.asarray(corners, np.float64)
    first = np.arange(1, len(points) - 1)
    faces = np.stack([np.zeros_like(first), first, first + 1], axis=1).astype(np.int32)
    surface = flat(points, faces)
    return surface if surface.normals[0] @ np.asarray(normal) > 0.0 else surface.flipped()


def grid(x: Floats, y: Floats, heights: Floats) -> Surface:
    """Return a smooth field of heights, open, facing up.

    Args:
        x: (A,) metres, ascending.
        y: (B,) metres, ascending.
        heights: (A, B) metres.
    """
    across, along = np.meshgrid(x, y, indexing="ij")
    vertices = np.stack([across, along, np.broadcast_to(heights, across.shape)], axis=-1).reshape(-1, 3)
    return smooth(vertices, _sheet_faces(len(x), len(y))[:, ::-1], vertices[:, :2].copy())


def _sheet_faces(rows: int, columns: int) -> npt.NDArray[np.int32]:
    """Return the triangles of a sheet of points: outwards for rings that turn anticlockwise about their direction."""
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    one = np.stack([first, first + 1, first + columns + 1], axis=1)
    other = np.stack([first, first + columns + 1, first + columns], axis=1)
    return np.concatenate([one, other]).astype(np.int32)


def _ears(corners: Floats) -> npt.NDArray[np.int64]:
    """Return the triangles of a simple polygon given anticlockwise, by cutting ears."""
    left = list(range(len(corners)))
    triangles = []
    while len(left) > 3:
        for place, middle in enumerate(left):
            before, after = left[place - 1], left[(place + 1) % len(left)]
            a, b, c = corners[before], corners[middle], corners[after]
            if _turn(a, b, c) <= 1e-12:
                continue
            others = [corners[i] for i in left if i not in (before, middle, after)]
            if any(min(_turn(a, b, p), _turn(b, c, p), _turn(c, a, p)) > -1e-12 for p in others):
                continue
            triangles.append([before, middle, after])
            del left[place]
            break
        else:  # only degenerate corners are left
            del left[0]
    triangles.append(left)
    return np.array(triangles, np.int64)


def _turn(a: Floats, b: Floats, c: Floats) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
