"""Blueprints of sensors, with CARLA's attribute names and defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.attributes import Attribute, Kind, fixed, floats
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Mapping

RENDERER = "embedded simulator"
"""What this server's images are called wherever they are described."""

LARGEST_IMAGE = 4096
"""Most pixels a side of a camera image; the client has no limit of its own."""

_MOST_RAYS_A_TICK = 2_000_000

_ROLE = Attribute("role_name", Kind.STRING, "front")
_TICK = Attribute("sensor_tick", Kind.FLOAT, "0.0")
_SEED = Attribute("noise_seed", Kind.INT, "0")

LENS_ATTRIBUTES = (
    "lens_circle_falloff",
    "lens_circle_multiplier",
    "lens_k",
    "lens_kcube",
    "lens_x_size",
    "lens_y_size",
)
"""What bends a camera's rays; cameras that agree in them may share one pass."""

_CAMERA = (
    _ROLE,
    Attribute("image_size_x", Kind.INT, "800"),
    Attribute("image_size_y", Kind.INT, "600"),
    Attribute("fov", Kind.FLOAT, "90.0"),
    _TICK,
    *floats(dict(zip(LENS_ATTRIBUTES, ("5.0", "0.0", "-1.0", "0.0", "0.08", "0.08"), strict=True))),
)
_COLOUR_CAMERA = (
    *_CAMERA,
    Attribute("enable_postprocess_effects", Kind.BOOL, "true"),
    Attribute("exposure_mode", Kind.STRING, "histogram", ("histogram", "manual")),
    Attribute("blade_count", Kind.INT, "5"),
    # Tells clients whose images these are: they must never pass for CARLA's own.
    fixed("renderer", Kind.STRING, RENDERER),
    *floats(
        {
            "gamma": "2.2",
            "motion_blur_intensity": "0.45",
            "motion_blur_max_distortion": "0.35",
            "motion_blur_min_object_screen_size": "0.1",
            "lens_flare_intensity": "0.1",
            "bloom_intensity": "0.675",
            "exposure_compensation": "0.0",
            "shutter_speed": "200.0",
            "iso": "100.0",
            "fstop": "1.4",
            "exposure_min_bright": "10.0",
            "exposure_max_bright": "12.0",
            "exposure_speed_up": "3.0",
            "exposure_speed_down": "1.0",
            "calibration_constant": "16.0",
            "focal_distance": "1000.0",
            "blur_amount": "1.0",
            "blur_radius": "0.0",
            "min_fstop": "1.2",
            "slope": "0.88",
            "toe": "0.55",
            "shoulder": "0.26",
            "black_clip": "0.0",
            "white_clip": "0.04",
            "temp": "6500.0",
            "tint": "0.0",
            "chromatic_aberration_intensity": "0.0",
            "chromatic_aberration_offset": "0.0",
        }
    ),
)
_SCAN = (
    _ROLE,
    _TICK,
    Attribute("channels", Kind.INT, "32"),
    Attribute("points_per_second", Kind.INT, "56000"),
    *floats(
        {
            "range": "10.0",
            "rotation_frequency": "10.0",
            "upper_fov": "10.0",
            "lower_fov": "-30.0",
            "horizontal_fov": "360.0",
        }
    ),
)
_LIDAR = (
    *_SCAN,
    _SEED,
    *floats(
        {
            "atmosphere_attenuation_rate": "0.004",
            "dropoff_general_rate": "0.45",
            "dropoff_intensity_limit": "0.8",
            "dropoff_zero_intensity": "0.4",
            "noise_stddev": "0.0",
        }
    ),
)
_RADAR = (
    _ROLE,
    _TICK,
    Attribute("points_per_second", Kind.INT, "1500"),
    *floats({"horizontal_fov": "30.0", "vertical_fov": "30.0", "range": "100.0"}),
)
_GNSS = (
    _ROLE,
    _TICK,
    _SEED,
    *floats({f"noise_{axis}_{kind}": "0.0" for axis in ("alt", "lat", "lon") for kind in ("bias", "stddev")}),
)
_IMU = (
    _ROLE,
    _TICK,
    _SEED,
    *floats(
        {
            f"noise_{kind}_{axis}": "0.0"
            for kind in ("accel_stddev", "gyro_bias", "gyro_stddev")
            for axis in "xyz"
        }
    ),
)
_OBSTACLE = (
    _ROLE,
    _TICK,
    Attribute("only_dynamics", Kind.BOOL, "false"),
    Attribute("debug_linetrace", Kind.BOOL, "false"),
    *floats({"distance": "5.0", "hit_radius": "0.5"}),
)

SENSOR_BLUEPRINTS: Mapping[str, tuple[Attribute, ...]] = {
    "sensor.camera.rgb": _COLOUR_CAMERA,
    "sensor.camera.depth": _CAMERA,
    "sensor.camera.semantic_segmentation": _CAMERA,
    "sensor.camera.instance_segmentation": _CAMERA,
    "sensor.camera.normals": _CAMERA,
    "sensor.lidar.ray_cast": _LIDAR,
    "sensor.lidar.ray_cast_semantic": _SCAN,
    "sensor.other.radar": _RADAR,
    "sensor.other.gnss": _GNSS,
    "sensor.other.imu": _IMU,
    "sensor.other.collision": (_ROLE,),
    "sensor.other.lane_invasion": (_ROLE,),
    "sensor.other.obstacle": _OBSTACLE,
}
"""Attributes of every sensor that this server offers, by blueprint id."""


def check_sensor(name: str, attributes: Mapping[str, str]) -> None:
    """Refuse a sensor whose measurements would be absurdly large.

    Raises:
        ToolkitError: An image or a scan would be out of bounds, or an attribute is missing.
    """
    if ".camera." in name:
        camera_size(attributes)
    elif name.startswith("sensor.lidar.") or name == "sensor.other.radar":
        points = numeric(attributes, "points_per_second")
        numeric(attributes, "range", 0.0, 10_000.0)
        if name != "sensor.other.radar":
            numeric(attributes, "channels", 1, 1024)
        if not 0.0 <= points <= 20 * _MOST_RAYS_A_TICK:
            raise ToolkitError("points_per_second is out of bounds", found=f"{points:g}")


def camera_size(attributes: Mapping[str, str]) -> tuple[int, int, float]:
    """Return width and height in pixels and the horizontal field of view in degrees of a camera.

    Raises:
        ToolkitError: A value is missing, no number or out of bounds.
    """
    width = int(numeric(attributes, "image_size_x"))
    height = int(numeric(attributes, "image_size_y"))
    fov = numeric(attributes, "fov")
    if not (1 <= width <= LARGEST_IMAGE and 1 <= height <= LARGEST_IMAGE and 1.0 <= fov <= 170.0):
        raise ToolkitError(
            "a camera's size or field of view is out of bounds",
            expected=f"1 to {LARGEST_IMAGE} pixels a side, 1 to 170 degrees",
            found=f"{width}x{height}, {fov:g} degrees",
        )
    return width, height, fov


def numeric(attributes: Mapping[str, str], name: str, lowest: float = -1e12, highest: float = 1e12) -> float:
    """Return an attribute as a number.

    Raises:
        ToolkitError: It is missing, no number or out of bounds.
    """
    try:
        value = float(attributes[name])
    except (KeyError, ValueError):
        raise ToolkitError(f"a sensor needs the attribute {name}") from None
    if not lowest <= value <= highest:
        raise ToolkitError(
            f"{name} is out of bounds", expected=f"{lowest:g} to {highest:g}", found=f"{value:g}"
        )
    return value
