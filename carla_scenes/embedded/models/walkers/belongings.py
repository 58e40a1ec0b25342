"""What people carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import distance
from carla_scenes.embedded.geometry.curves import curve
from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import box, loft, rounded_box, tube
from carla_scenes.embedded.geometry.surface import joined, placed, unit
from carla_scenes.embedded.models.walkers.limbs import trunk
from carla_scenes.embedded.models.walkers.skeleton import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]

_PHONE = Material(srgb(20, 20, 22), Pattern.GLASS, roughness=0.05, specular=0.08)
_METAL = Material(srgb(150, 150, 152), Pattern.METAL, roughness=0.3, specular=0.5)


def add_belonging(
    builder: MeshBuilder, bones: Skeleton, kind: str, colour: Colour, worn: tuple[float, float]
) -> None:
    """Add something carried.

    Args:
        builder: The mesh.
        bones: Whose.
        kind: `backpack`, `shoulder bag`, `handbag`, `shopping bag`, `briefcase` or `umbrella`.
        colour: Its colour.
        worn: How thick the clothes of the trunk are and how far they hang from the waist, metres.
    """
    material = Material(colour, Pattern.CLOTH, scale=0.004, roughness=0.85)
    leather = Material(colour, Pattern.PLASTIC, roughness=0.5)
    if kind == "backpack":
        _add_backpack(builder, bones, material, worn)
    elif kind == "shoulder bag":
        _add_shoulder_bag(builder, bones, leather, worn)
    else:
        _add_carried(builder, bones, kind, material if kind == "shopping bag" else leather)


def add_phone(builder: MeshBuilder, bones: Skeleton) -> None:
    """Add a telephone in the right hand."""
    axes, u = bones.hand_axes[0], bones.build.unit
    matrix = placed()
    matrix[:3, :3] = axes
    matrix[:3, 3] = bones.wrists[0] + axes @ np.array([0.115, 0.0, -0.034]) * u
    builder.add(
        rounded_box((-0.072, -0.036, -0.005), (0.072, 0.036, 0.005), 0.004, 1).transformed(matrix), _PHONE
    )


def _in_chest(bones: Skeleton, surface: Surface) -> Surface:
    """Return a surface given in the chest's axes, metres of an average man, where the chest is."""
    matrix = placed()
    matrix[:3, :3], matrix[:3, 3] = bones.chest_axes * bones.build.unit, bones.chest
    return surface.transformed(matrix)


def _add_backpack(
    builder: MeshBuilder, bones: Skeleton, material: Material, worn: tuple[float, float]
) -> None:
    bag = [
        rounded_box((-0.30, -0.15, -0.24), (-0.125, 0.15, 0.17), 0.07, 3),
        rounded_box((-0.345, -0.115, -0.21), (-0.24, 0.115, -0.02), 0.045, 2),
    ]
    builder.add(_in_chest(bones, joined(bag)), material)
    dark = material.with_colour(
        (material.colour[0] * 0.5, material.colour[1] * 0.5, material.colour[2] * 0.5)
    )
    for side in SIDES:
        path = [
            (-150.0, 0.15),
            (-95.0, 0.19),
            (-62.0, 0.16),
            (-48.0, 0.08),
            (-58.0, -0.02),
            (-95.0, -0.10),
            (-140.0, -0.16),
        ]
        builder.add(_strap(bones, [(side * -turn, height) for turn, height in path], 0.024, worn), dark)
    zips = [
        box((-0.347, -0.09, -0.055), (-0.342, 0.09, -0.050)),
        box((-0.303, -0.11, 0.08), (-0.298, 0.11, 0.085)),
    ]
    builder.add(_in_chest(bones, joined(zips)), dark)


def _strap(
    bones: Skeleton, path: Sequence[tuple[float, float]], half_width: float, worn: tuple[float, float]
) -> Surface:
    """Return a strap that lies on the clothes of the trunk.

    Args:
        bones: Whose.
        path: Points that it passes: degrees around the chest from the front to the right, and height over the
            chest's middle in metres of an average man.
        half_width: Half of its breadth, metres.
        worn: What it lies on, as for `add_belonging`.
    """
    u, thick = bones.build.unit, 0.005
    turns, heights = np.array(path).T
    steps = np.linspace(0.0, 1.0, len(path))
    fine = np.linspace(0.0, 1.0, 4 * len(path))
    turn, height = (
        np.radians(curve(list(zip(steps, turns, strict=True)))(fine)),
        curve(list(zip(steps, heights, strict=True)))(fine),
    )
    out = np.stack([np.cos(turn), np.sin(turn), np.zeros(len(turn))], axis=1) @ bones.chest_axes.T
    middle = bones.chest + height[:, None] * u * bones.chest_axes[:, 2] + bones.chest_axes[:, 0] * -0.012 * u
    reach = np.linspace(0.28, 0.02, 66) * u
    points = middle[:, None] + reach[:, None] * out[:, None]
    away = np.min(
        [distance(part, points) for part in trunk(bones, (worn[0] + 0.015) * u, (worn[1] + 0.004) * u)],
        axis=0,
    )
    # The outermost place that touches, or the axis itself above the shoulders.
    touching = np.where((away < 0.0).any(axis=1), np.argmax(away < 0.0, axis=1), len(reach) - 1)
    line = middle + out * (reach[touching][:, None] + 0.5 * thick)
    along = unit(np.gradient(line, axis=0))
    across = unit(np.cross(along, out)) * half_width
    depth = out * thick
    sections = np.stack(
        [line - across - depth, line + across - depth, line + across + depth, line - across + depth], axis=1
    )
    surface = loft(sections, crease=30.0)
    corners = surface.vertices[surface.faces]
    facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    outwards = (
        facing * (corners.mean(axis=1) - np.repeat(line.mean(axis=0)[None], len(corners), axis=0))
    ).sum()
    return surface if outwards > 0.0 else surface.flipped()


def _add_shoulder_bag(
    builder: MeshBuilder, bones: Skeleton, material: Material, worn: tuple[float, float]
) -> None:
    """Add a bag that hangs at the left hip from a strap over the right shoulder."""
    wide = 0.155 * bones.build.hips + 0.025
    bag = rounded_box((-0.13, -wide - 0.09, -0.46), (0.12, -wide, -0.26), 0.035, 2)
    flap = rounded_box((-0.132, -wide - 0.095, -0.35), (0.122, -wide + 0.005, -0.255), 0.03, 2)
    builder.add(_in_chest(bones, joined([bag, flap])), material)
    path = [
        (-100.0, -0.28),
        (-60.0, -0.16),
        (-20.0, -0.02),
        (22.0, 0.10),
        (60.0, 0.18),
        (95.0, 0.20),
        (135.0, 0.17),
        (165.0, 0.06),
        (210.0, -0.10),
        (255.0, -0.28),
    ]
    builder.add(_strap(bones, path, 0.016, worn), material)


def _add_carried(builder: MeshBuilder, bones: Skeleton, kind: str, material: Material) -> None:
    """Add what hangs from the left hand."""
    axes, u = bones.hand_axes[1], bones.build.unit
    grip = bones.wrists[1] + axes @ np.array([0.095, 0.0, 0.0]) * u
    x, y, z = (float(v) for v in grip)
    if kind == "umbrella":
        builder.add(
            tube(
                np.array([(x - 0.02, y, z + 0.03), (x, y, z + 0.10), (x + 0.02, y, z - 0.02)]),
                np.full(3, 0.009),
                8,
            ),
            _METAL,
        )
        line = np.array(
            [
                (x + 0.02, y, z - 0.02),
                (x + 0.05, y, z - 0.12),
                (x + 0.14, y, z - 0.52),
                (x + 0.155, y, z - 0.60),
            ]
        )
        builder.add(tube(line, np.array([0.012, 0.030, 0.016, 0.004]), 10), material)
        return
    length, wide, tall, drop = {
        "handbag": (0.28, 0.11, 0.20, 0.16),
        "shopping bag": (0.30, 0.13, 0.32, 0.15),
        "briefcase": (0.40, 0.10, 0.29, 0.035),
    }[kind]
    top = z - drop
    low = (x - length / 2.0, y - wide / 2.0, top - tall)
    high = (x + length / 2.0, y + wide / 2.0, top)
    radius = 0.012 if kind == "shopping bag" else 0.03
    builder.add(rounded_box(low, high, radius, 2), material)
    for side in (-0.3, 0.3):
        ends = y + side * wide
        handle = np.array(
            [
                (x - 0.07, ends, top - 0.01),
                (x - 0.04, y, z - 0.01),
                (x, y, z),
                (x + 0.04, y, z - 0.01),
                (x + 0.07, ends, top - 0.01),
            ]
        )
        builder.add(tube(handle, np.full(5, 0.005), 6), material)
