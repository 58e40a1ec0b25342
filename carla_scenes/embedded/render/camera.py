"""Cameras: from blueprint attributes to rays through pixels.

Lens distortion follows CARLA's attributes: a place at (x, y) from the middle, in image widths, is seen along the
ray of `(x, y) * (1 + w * size * r^2 * (lens_k + lens_kcube * r))`, r^2 = x^2 + y^2, size = `lens_x_size` for x and
`lens_y_size` for y (relative to CARLA's default of 0.08), and w = min(1, lens_circle_multiplier * (2 r) **
lens_circle_falloff). With the default multiplier of 0 the camera is a pinhole, as CARLA's own is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.render.arithmetic import power
from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.records import CAMERA
from carla_scenes.embedded.render.vectors import normalised
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from carla_scenes.embedded.render.vectors import Vector
    from carla_scenes.embedded.scene import Camera

_LENS_SIZE = 0.08


def number_of(attributes: Mapping[str, str], name: str, default: float) -> float:
    """Return a camera attribute as a number.

    Raises:
        ToolkitError: It is not one.
    """
    text = attributes.get(name, "")
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ToolkitError(f"the camera's attribute {name} is no number", found=text)
    return value


def camera_record(camera: Camera) -> npt.NDArray[Any]:
    """Return a camera as kernels read it, (1,) of `records.CAMERA`."""
    record = np.zeros(1, CAMERA)
    row = record[0]
    lens, attributes = camera.lens, camera.attributes
    row["x"], row["y"], row["z"] = camera.pose.location
    forward, right, up = camera.pose.rotation.T
    for name, axis in (("forward", forward), ("right", right), ("up", up)):
        row[f"{name}_x"], row[f"{name}_y"], row[f"{name}_z"] = axis
    half = math.tan(math.radians(lens.fov) / 2.0)
    row["half_width"], row["half_height"] = half, half * lens.height / lens.width
    row["spread"] = 2.0 * half / lens.width
    row["width"], row["height"] = lens.width, lens.height
    row["lens_k"] = number_of(attributes, "lens_k", 0.0)
    row["lens_kcube"] = number_of(attributes, "lens_kcube", 0.0)
    row["lens_x"] = number_of(attributes, "lens_x_size", _LENS_SIZE) / _LENS_SIZE
    row["lens_y"] = number_of(attributes, "lens_y_size", _LENS_SIZE) / _LENS_SIZE
    row["circle"] = number_of(attributes, "lens_circle_multiplier", 0.0)
    row["falloff"] = number_of(attributes, "lens_circle_falloff", 5.0)
    return record


@inlined
def pixel_ray(camera: Any, column: float, row: float) -> Vector:
    """Return the direction seen at a place in the image, unit length, world frame.

    Args:
        camera: A record of `CAMERA`.
        column: Pixels from the left edge; a pixel's centre lies at + 0.5.
        row: Pixels from the top edge.
    """
    x = column / camera.width - 0.5
    y = (row - camera.height * 0.5) / camera.width
    if camera.circle > 0.0:
        r2 = x * x + y * y
        r = math.sqrt(r2)
        weight = min(1.0, camera.circle * power(2.0 * r, camera.falloff))
        bend = weight * r2 * (camera.lens_k + camera.lens_kcube * r)
        x *= 1.0 + bend * camera.lens_x
        y *= 1.0 + bend * camera.lens_y
    across, down = 2.0 * x * camera.half_width, 2.0 * y * camera.half_width
    return normalised(
        (
            camera.forward_x + across * camera.right_x - down * camera.up_x,
            camera.forward_y + across * camera.right_y - down * camera.up_y,
            camera.forward_z + across * camera.right_z - down * camera.up_z,
        )
    )
