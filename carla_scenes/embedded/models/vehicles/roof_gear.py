"""What stands on roofs: aerials, rails, emergency lights, signs, lips over the rear window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import box, loft, picture_quad, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.mounting import both, roof_height

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.mesh import MeshBuilder

    Floats = npt.NDArray[np.float64]

BLUE_LAMP = Material(srgb(24, 52, 190), Pattern.LIGHT, roughness=0.06, specular=0.08, emission=0.5)
RED_LAMP = Material(srgb(186, 20, 22), Pattern.LIGHT, roughness=0.06, specular=0.08, emission=0.5)
"""Emergency lights; lit at night."""


def add_fin(builder: MeshBuilder, x: float, z: float, coat: Material) -> None:
    """Add a shark-fin aerial on a roof."""
    profile = np.array([(-0.10, -0.015), (-0.098, 0.050), (-0.075, 0.056), (-0.01, 0.026), (0.07, -0.015)])
    sections = []
    for y, tall in ((-0.020, 0.25), (-0.008, 0.9), (0.008, 0.9), (0.020, 0.25)):
        heights = np.where(profile[:, 1] > 0.0, profile[:, 1] * tall, profile[:, 1])
        sections.append(np.stack([x + profile[:, 0], np.full(len(profile), y), z + heights], axis=1))
    builder.add(loft(np.array(sections), crease=40.0), coat)


def add_whip(builder: MeshBuilder, x: float, y: float, z: float, length: float = 0.24) -> None:
    """Add a rod aerial that leans backwards."""
    line = np.array(
        [[x, y, z - 0.02], [x - 0.5 * length, y, z + 0.5 * length], [x - 0.95 * length, y, z + 0.95 * length]]
    )
    builder.add(tube(line, [0.006, 0.004, 0.003], 5), finishes.TRIM)


def add_rails(
    builder: MeshBuilder, sheet: Sheet, ends: tuple[float, float], y: float, material: Material
) -> None:
    """Add roof rails between two ends along x and as far from the middle as y, metres."""
    rear, front = ends
    line = []
    for share, lift in ((0.0, -0.01), (0.06, 0.035), (0.5, 0.045), (0.94, 0.035), (1.0, -0.01)):
        x = rear + (front - rear) * share
        line.append((x, y, roof_height(sheet, x, y) + lift))
    both(builder, tube(np.array(line), np.full(5, 0.016), 8), material)


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
    builder: MeshBuilder, ends: tuple[float, float], z: float, half_width: float, coat: Material
) -> None:
    """Add a lip over the rear window, between its ends along x and at a height; metres."""
    rear, front = ends
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
