"""Where bodywork's skin is, so that things can be fixed onto it, and onto both sides of a vehicle at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.geometry.surface import Surface

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


def roof_height(sheet: Sheet, x: float, y: float) -> float:
    """Return the height of a body's upper side at a place, metres."""
    facing = sheet.normals[:, 2] > 0.35
    points = sheet.vertices[facing]
    away = np.hypot(points[:, 0] - x, points[:, 1] - abs(y)) - 0.2 * points[:, 2]
    return float(points[int(np.argmin(away)), 2])


def both(builder: MeshBuilder, surface: Surface, material: Material) -> None:
    """Add a surface and its mirror image."""
    builder.add(surface, material)
    builder.add(surface.mirrored(), material)
