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
from carla_scenes.embedded.geometry.surface import Surface
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.mounting import FRONT, RIGHT, both, on_skin

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.mesh import MeshBuilder

    Floats = npt.NDArray[np.float64]


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
            near = x + 0.4 * deep
            sections.append(
                [
                    (x + deep, y, low),
                    (near, y, low),
                    (x, y, low + 0.03),
                    (x, y, high - 0.03),
                    (near, y, high),
                    (x + deep, y, high),
                ]
            )
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


def add_grab_handles(builder: MeshBuilder, x: float, y: float, low: float, high: float) -> None:
    """Add upright grab handles on both flanks; metres."""
    line = np.array(
        [(x, y - 0.02, low), (x, y + 0.05, low + 0.03), (x, y + 0.05, high - 0.03), (x, y - 0.02, high)]
    )
    both(builder, tube(line, np.full(4, 0.014), 6), finishes.TRIM)
