"""Fittings: what is fixed onto bodywork: mirrors, handles, plates, wipers, slats, rails, aerials, exhausts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import (
    box,
    cylinder,
    ellipsoid,
    lathe,
    loft,
    picture_quad,
    rounded_box,
    tube,
)
from carla_scenes.embedded.geometry.surface import Surface, joined
from carla_scenes.embedded.models.vehicles import finishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.mesh import MeshBuilder

    Floats = npt.NDArray[np.float64]

RIGHT, FRONT, REAR = (1, 1.0), (0, 1.0), (0, -1.0)
"""Sides of a body from which something is laid against it: axis, and which way along it is outside."""


def on_skin(sheet: Sheet, side: tuple[int, float], first: float, second: float) -> float:
    """Return where a body's skin is along an axis, metres.

    Args:
        sheet: The right half of the body.
        side: From which side it is met: `RIGHT`, `FRONT` or `REAR`.
        first: The lower of the two other coordinates (x for `RIGHT`, else y), metres.
        second: The other (z).
    """
    axis, sign = side
    others = [k for k in range(3) if k != axis]
    facing = sheet.normals[:, axis] * sign > 0.35
    points, normals = sheet.vertices[facing], sheet.normals[facing]
    away = points[:, others] - np.array([first if axis else abs(first), second])
    # The outermost of the near ones: behind the skin there may be more of it.
    distance = np.linalg.norm(away, axis=1) - 0.2 * sign * points[:, axis]
    nearest = int(np.argmin(distance))
    slope = (away[nearest] * normals[nearest][others]).sum() / normals[nearest][axis]
    return float(points[nearest, axis] + np.clip(slope, -0.06, 0.06))


def both(builder: MeshBuilder, surface: Surface, material: Material) -> None:
    """Add a surface and its mirror image."""
    builder.add(surface, material)
    builder.add(surface.mirrored(), material)


def add_mirrors(
    builder: MeshBuilder,
    place: Sequence[float],
    reach: float,
    coat: Material,
    size: tuple[float, float, float] = (0.11, 0.20, 0.15),
) -> None:
    """Add door mirrors.

    Args:
        builder: The mesh.
        place: (3,) foot of the right one, metres.
        reach: y of its outer edge.
        coat: What its housing is made of.
        size: Of the housing.
    """
    x, y, z = place
    depth, breadth, height = size
    inner = max(reach - breadth, y - 0.05)
    housing = rounded_box(
        (-depth / 2.0, inner, 0.0), (depth / 2.0, reach, height), min(0.055, depth * 0.49), 3
    )
    points = housing.vertices.copy()
    # The front bulges and falls away outwards.
    points[:, 0] -= 0.35 * depth * ((points[:, 1] - inner) / max(reach - inner, 1e-6)) ** 2
    both(builder, Surface(points, housing.faces, housing.normals, housing.uvs).moved(x, 0.0, z), coat)
    back = x - depth / 2.0 - 0.004
    low, high, near, far = z + 0.02, z + height - 0.02, inner + 0.02, reach - 0.025
    glass = box((back - 0.3 * depth, near, low), (back, far, high))
    both(builder, glass, finishes.MIRROR)
    arm = 0.022 if inner - y < 0.2 else 0.035
    up = 0.03 if inner - y < 0.2 else 0.85 * height
    both(
        builder,
        tube(np.array([[x, y - 0.04, z + up], [x, inner + 0.03, z + up + 0.02]]), [arm, arm], 8),
        finishes.TRIM,
    )


def add_handle(builder: MeshBuilder, sheet: Sheet, x: float, z: float, material: Material) -> None:
    """Add door handles on both sides, over a dark hollow."""
    y = on_skin(sheet, RIGHT, x, z)
    both(
        builder,
        rounded_box((x - 0.085, y - 0.012, z - 0.017), (x + 0.085, y + 0.022, z + 0.013), 0.011, 1),
        material,
    )
    both(builder, box((x - 0.06, y - 0.02, z - 0.026), (x + 0.06, y + 0.003, z - 0.012)), finishes.GAP)


def add_plate(
    builder: MeshBuilder,
    x: float,
    z: float,
    text: str,
    *,
    front: bool,
    size: tuple[float, float] = (0.52, 0.115),
) -> None:
    """Add a number plate with its middle at x and z, metres."""
    sign = 1.0 if front else -1.0
    half, tall = size[0] / 2.0, size[1] / 2.0
    builder.add(
        rounded_box(
            (x - 0.012, -half - 0.008, z - tall - 0.008),
            (x + 0.012, half + 0.008, z + tall + 0.008),
            0.006,
            1,
        ),
        finishes.TRIM,
    )
    face = x + sign * 0.0135
    wide = sign * half
    corners = [(face, y, z + up) for y, up in ((wide, -tall), (-wide, -tall), (-wide, tall), (wide, tall))]
    builder.add(picture_quad(*corners), finishes.plate(text))


def add_wipers(builder: MeshBuilder, sheet: Sheet, low: float, high: float, half_width: float) -> None:
    """Add two wipers at rest along the windscreen's lower edge.

    Args:
        builder: The mesh.
        sheet: Right half of the cabin.
        low: Height of their pivots, metres.
        high: Height of their tips.
        half_width: Of the windscreen.
    """
    for pivot, tip in ((0.55, -0.12), (-0.12, -0.78)):
        line = []
        for share in (0.0, 0.35, 0.7, 1.0):
            y = half_width * (pivot + (tip - pivot) * share)
            z = low + (high - low) * share
            line.append((on_skin(sheet, FRONT, y, z) + 0.016, y, z))
        builder.add(tube(np.array(line), [0.011, 0.009, 0.008, 0.005], 5), finishes.TRIM)


def add_slats(
    builder: MeshBuilder,
    sheet: Sheet,
    area: tuple[float, float, float, float],
    count: int,
    material: Material,
    *,
    upright: bool = False,
    thickness: float = 0.012,
    sunk: float = 0.006,
) -> None:
    """Add the bars of a grille.

    Args:
        builder: The mesh.
        sheet: Right half of the body whose nose it is in.
        area: Half width at the bottom and at the top, lowest and highest z, metres.
        count: Bars.
        material: Of the bars.
        upright: Whether they stand.
        thickness: Metres.
        sunk: How far they lie behind the skin.
    """
    bottom, top, low, high = area
    for number in range(count):
        share = (number + 0.5) / count
        if upright:
            y = (2.0 * share - 1.0) * min(bottom, top)
            ends = np.array([[0.0, y, low + 0.008], [0.0, y, (low + high) / 2.0], [0.0, y, high - 0.008]])
        else:
            z = low + (high - low) * share
            half = bottom + (top - bottom) * share - 0.008
            ends = np.array([[0.0, half * k / 3.0, z] for k in range(-3, 4)])
        for point in ends:
            point[0] = on_skin(sheet, FRONT, point[1], point[2]) - sunk - thickness
        builder.add(tube(ends, np.full(len(ends), thickness), 6), material)


def add_badge(builder: MeshBuilder, x: float, z: float, radius: float, *, front: bool) -> None:
    """Add a round badge on nose or tail."""
    sign = 1.0 if front else -1.0
    builder.add(
        cylinder((x - sign * 0.01, 0.0, z), (x + sign * 0.006, 0.0, z), radius, radius * 0.9, 16),
        finishes.CHROME,
    )


def add_exhaust(builder: MeshBuilder, x: float, y: float, z: float, radius: float = 0.032) -> None:
    """Add a tail pipe, open at the rear."""
    pipe = lathe(
        [(radius, 0.0), (radius, 0.22), (radius - 0.006, 0.22), (radius - 0.006, 0.10), (0.0, 0.10)],
        14,
        crease=30.0,
    )
    builder.add(pipe.moved(pitch=90.0).moved(x + 0.22, y, z), finishes.STEEL)


def add_fin(builder: MeshBuilder, x: float, z: float, coat: Material) -> None:
    """Add a shark-fin aerial on a roof."""
    fin = rounded_box((-0.09, -0.022, -0.02), (0.07, 0.022, 0.05), 0.02, 2)
    points = fin.vertices.copy()
    points[:, 0] -= np.maximum(points[:, 2], 0.0) * 1.2
    points[:, 2] *= np.clip(1.0 - (points[:, 0] + 0.02) * 5.0, 0.25, 1.0)
    builder.add(Surface(points, fin.faces, fin.normals, fin.uvs).moved(x, 0.0, z), coat)


def add_whip(builder: MeshBuilder, x: float, y: float, z: float, length: float = 0.24) -> None:
    """Add a rod aerial that leans backwards."""
    line = np.array(
        [[x, y, z - 0.02], [x - 0.5 * length, y, z + 0.5 * length], [x - 0.95 * length, y, z + 0.95 * length]]
    )
    builder.add(tube(line, [0.006, 0.004, 0.003], 5), finishes.TRIM)


def add_rails(
    builder: MeshBuilder, sheet: Sheet, rear: float, front: float, y: float, material: Material
) -> None:
    """Add roof rails between two places, metres."""
    line = []
    for share, lift in ((0.0, -0.01), (0.06, 0.035), (0.5, 0.045), (0.94, 0.035), (1.0, -0.01)):
        x = rear + (front - rear) * share
        line.append((x, y, roof_height(sheet, x, y) + lift))
    both(builder, tube(np.array(line), np.full(5, 0.016), 8), material)


def roof_height(sheet: Sheet, x: float, y: float) -> float:
    """Return the height of a body's upper side at a place, metres."""
    facing = sheet.normals[:, 2] > 0.35
    points = sheet.vertices[facing]
    away = np.hypot(points[:, 0] - x, points[:, 1] - abs(y)) - 0.2 * points[:, 2]
    return float(points[int(np.argmin(away)), 2])


def add_light_bar(
    builder: MeshBuilder, x: float, z: float, half_width: float, colours: tuple[Material, Material]
) -> None:
    """Add a bar of emergency lights across a roof, its middle at x and underside at z; left and right colour."""
    builder.add(
        rounded_box((x - 0.15, -half_width, z), (x + 0.15, half_width, z + 0.03), 0.012, 1), finishes.TRIM
    )
    for sign, colour in zip((-1.0, 1.0), colours, strict=True):
        for inner, outer in ((0.16, 0.52), (0.55, 0.98)):
            ends = sorted((sign * inner * half_width, sign * outer * half_width))
            builder.add(
                rounded_box((x - 0.14, ends[0], z + 0.028), (x + 0.14, ends[1], z + 0.12), 0.03, 2), colour
            )
    builder.add(
        rounded_box(
            (x - 0.13, -0.15 * half_width, z + 0.028), (x + 0.13, 0.15 * half_width, z + 0.105), 0.02, 1
        ),
        finishes.CHROME,
    )
    feet = [
        box((x - 0.04, y - 0.03, z - 0.06), (x + 0.04, y + 0.03, z))
        for y in (-0.75 * half_width, 0.75 * half_width)
    ]
    builder.add(joined(feet), finishes.TRIM)


def add_pod_lamps(builder: MeshBuilder, place: Sequence[float], coat: Material) -> None:
    """Add head lamps in pods that stand off both flanks; `place` is the right one's foot, (3,) metres."""
    x, y, z = place
    both(builder, ellipsoid((x - 0.03, y + 0.05, z), (0.12, 0.06, 0.06), 14, 8), coat)
    both(builder, cylinder((x, y + 0.05, z), (x + 0.082, y + 0.05, z), 0.053, 0.045, 14), finishes.HEAD)
    both(builder, box((x - 0.05, y - 0.06, z - 0.02), (x + 0.03, y + 0.04, z + 0.02)), coat)


def add_bumpers(
    builder: MeshBuilder, length: float, half_width: float, heights: tuple[float, float], material: Material
) -> None:
    """Add curved bumpers that stand off nose and tail.

    Args:
        builder: The mesh.
        length: Of the vehicle over its bumpers, metres.
        half_width: Of the body.
        heights: Lowest and highest z of the bumpers.
        material: Of the bumpers.
    """
    low, high = heights
    for sign in (1.0, -1.0):
        sections = []
        for share in np.linspace(-1.0, 1.0, 15):
            y = half_width * np.sin(share * np.pi / 2.0)
            x = sign * (length / 2.0 - 0.34 * np.abs(share) ** 4 - 0.03 * share * share)
            deep = -sign * 0.05
            sections.append(
                [(x + deep, y, low), (x + 0.4 * deep, y, low), (x, y, low + 0.03), (x, y, high - 0.03), (x + 0.4 * deep, y, high),
                 (x + deep, y, high)]
            )  # fmt: skip
        rings = np.array(sections)
        builder.add(loft(rings[::-1] if sign > 0.0 else rings, crease=40.0), material)


def add_flank_picture(
    builder: MeshBuilder, sheet: Sheet, name: str, middle: tuple[float, float], size: tuple[float, float]
) -> None:
    """Add a picture on both flanks of a body, its middle at x and z; metres."""
    (x, z), (half, tall) = middle, (size[0] / 2.0, size[1] / 2.0)
    y = (
        max(on_skin(sheet, RIGHT, x + a, z + b) for a in (-half, half) for b in (-0.8 * tall, 0.8 * tall))
        + 0.006
    )
    material = Material(srgb(230, 230, 230), Pattern.PICTURE, roughness=0.4, picture=name)
    for sign in (1.0, -1.0):
        left, right = x + sign * half, x - sign * half
        builder.add(
            picture_quad(
                (right, sign * y, z - tall),
                (left, sign * y, z - tall),
                (left, sign * y, z + tall),
                (right, sign * y, z + tall),
            ),
            material,
        )


def add_front_picture(builder: MeshBuilder, name: str, x: float, z: float, size: tuple[float, float]) -> None:
    """Add a lit sign that faces forward, in a dark case, its middle at x and z; metres."""
    half, tall = size[0] / 2.0, size[1] / 2.0
    builder.add(
        rounded_box(
            (x - 0.35, -half - 0.05, z - tall - 0.04), (x + 0.05, half + 0.05, z + tall + 0.04), 0.03, 1
        ),
        finishes.TRIM,
    )
    face = x + 0.053
    corners = [(face, y, z + up) for y, up in ((half, -tall), (-half, -tall), (-half, tall), (half, tall))]
    material = Material(srgb(230, 230, 230), Pattern.PICTURE, roughness=0.3, emission=0.3, picture=name)
    builder.add(picture_quad(*corners), material)


def add_grab_handles(builder: MeshBuilder, x: float, y: float, low: float, high: float) -> None:
    """Add upright grab handles on both flanks; metres."""
    line = np.array(
        [(x, y - 0.02, low), (x, y + 0.05, low + 0.03), (x, y + 0.05, high - 0.03), (x, y - 0.02, high)]
    )
    both(builder, tube(line, np.full(4, 0.014), 6), finishes.TRIM)


def add_roof_sign(builder: MeshBuilder, x: float, z: float, text: str) -> None:
    """Add a taxi's sign on a roof: a wedge that shows its text to front and rear."""
    half, foot, top, tall = 0.19, 0.09, 0.045, 0.13
    sections = [
        [
            (x + foot, y, z),
            (x + foot, y, z + 0.03),
            (x + top, y, z + tall),
            (x - top, y, z + tall),
            (x - foot, y, z + 0.03),
            (x - foot, y, z),
        ]
        for y in (-half, half)
    ]
    builder.add(loft(np.array(sections)[::-1], crease=20.0), finishes.fixed_paint(srgb(236, 232, 214)))
    material = Material(srgb(236, 232, 214), Pattern.PICTURE, roughness=0.4, picture=f"lettering:{text}")
    inner, low, high = 0.9 * half, 0.04, tall - 0.01
    for sign in (1.0, -1.0):
        near, far = x + sign * (foot - 0.001), x + sign * (top + 0.008)
        corners = [
            (near, sign * inner, z + low),
            (near, -sign * inner, z + low),
            (far, -sign * inner, z + high),
            (far, sign * inner, z + high),
        ]
        builder.add(picture_quad(*corners), material)


def add_spoiler(
    builder: MeshBuilder, rear: float, front: float, z: float, half_width: float, coat: Material
) -> None:
    """Add a lip over the rear window, between two places and at a height; metres."""
    sections = []
    for share in np.linspace(-1.0, 1.0, 9):
        y, back = share * half_width, rear + 0.05 * share * share
        low = z - 0.03 * share * share
        sections.append(
            [
                (front, y, low),
                (front, y, low + 0.035),
                (back, y, low + 0.006),
                (back - 0.01, y, low - 0.012),
                (back, y, low - 0.03),
            ]
        )
    builder.add(loft(np.array(sections)[::-1], crease=40.0), coat)


BLUE_LAMP = Material(
    srgb(24, 52, 190), Pattern.LIGHT, roughness=0.06, specular=0.08, detail=finishes.INDICATOR, emission=0.8
)
RED_LAMP = Material(
    srgb(186, 20, 22), Pattern.LIGHT, roughness=0.06, specular=0.08, detail=finishes.INDICATOR, emission=0.8
)
