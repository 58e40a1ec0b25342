"""The blueprint library: what clients may spawn, with CARLA's attribute names and defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.wire import SENSOR_TYPES
from carla_scenes.kinds import load_blueprints
from manifests.errors import ToolkitError
from manifests.labels import load_carla_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from carla_scenes.catalogue import Asset

_BOOL, _INT, _FLOAT, _STRING, _COLOUR = 1, 2, 3, 4, 5

RENDERER = "embedded simulator"
"""What this server's images are called wherever they are described."""

LARGEST_IMAGE = 4096
"""Most pixels a side of a camera image; the client has no limit of its own."""

_TAG_NAMES = {
    "car": "Car",
    "van": "Car",
    "truck": "Truck",
    "fire truck": "Truck",
    "bus": "Bus",
    "motorcycle": "Motorcycle",
    "bicycle": "Bicycle",
    "pedestrian": "Pedestrian",
}
_PROP_TAG_NAME = "Static"

_LENS = {
    "lens_circle_falloff": "5.0",
    "lens_circle_multiplier": "0.0",
    "lens_k": "-1.0",
    "lens_kcube": "0.0",
    "lens_x_size": "0.08",
    "lens_y_size": "0.08",
}
_RGB = {
    "gamma": "2.2",
    "motion_blur_intensity": "0.45",
    "lens_flare_intensity": "0.1",
    "bloom_intensity": "0.675",
    "exposure_compensation": "0.0",
    "shutter_speed": "200.0",
    "iso": "100.0",
    "fstop": "1.4",
    "exposure_speed_up": "3.0",
    "exposure_speed_down": "1.0",
}


@dataclass(frozen=True)
class Model:
    """What the world needs to know of something that can be spawned.

    Attributes:
        name: Blueprint id.
        size: Length, width and height, metres; zeros for sensors.
        tag: Semantic tag of its pixels.
    """

    name: str
    size: tuple[float, float, float]
    tag: int


class Library:
    """The blueprints of a server.

    Args:
        assets: Offered beside the stock blueprints, each under its own blueprint id.
        without: Blueprints that this server lacks.
    """

    def __init__(self, assets: Iterable[Asset] = (), without: Collection[str] = ()) -> None:
        tags = {row.carla_name: row.carla_tag for row in load_carla_tags("0.9.16")}
        stock = load_blueprints().values()
        models = [
            Model(b.name, (b.length, b.width, b.height), tags[_TAG_NAMES.get(b.kind, _PROP_TAG_NAME)])
            for b in stock
        ]
        models += [
            Model(a.blueprint, (a.length, a.width, a.height), tags[_PROP_TAG_NAME])
            for a in assets
            if a.blueprint not in load_blueprints()
        ]
        models += [Model(name, (0.0, 0.0, 0.0), tags["Unlabeled"]) for name in SENSOR_TYPES]
        self.models: Mapping[str, Model] = {m.name: m for m in models if m.name not in without}
        self.definitions = [
            [uid, name, name.replace(".", ","), _attributes(name)]
            for uid, name in enumerate(self.models, start=1)
        ]

    def model(self, name: str) -> Model:
        """Return a model by blueprint id.

        Raises:
            ToolkitError: There is no such blueprint.
        """
        if name not in self.models:
            raise ToolkitError(f"unknown blueprint {name}")
        return self.models[name]


def camera_size(attributes: Mapping[str, str]) -> tuple[int, int, float]:
    """Return width and height in pixels and the horizontal field of view in degrees of a camera.

    Raises:
        ToolkitError: A value is no number or out of bounds.
    """
    try:
        width, height = int(attributes["image_size_x"]), int(attributes["image_size_y"])
        fov = float(attributes["fov"])
    except (KeyError, ValueError) as error:
        raise ToolkitError("a camera needs image_size_x, image_size_y and fov", found=str(error)) from None
    if not (1 <= width <= LARGEST_IMAGE and 1 <= height <= LARGEST_IMAGE and 1.0 <= fov <= 170.0):
        raise ToolkitError(
            "a camera's size or field of view is out of bounds",
            expected=f"1 to {LARGEST_IMAGE} pixels a side, 1 to 170 degrees",
            found=f"{width}x{height}, {fov:g} degrees",
        )
    return width, height, fov


def _attribute(name: str, kind: int, value: str, *, modifiable: bool = True) -> list[Any]:
    return [name, kind, value, [], modifiable, False]


def _attributes(name: str) -> list[list[Any]]:
    """Return the attributes of a blueprint as the client expects them for this family."""
    family = name.split(".", maxsplit=1)[0]
    if family == "vehicle":
        return [
            _attribute("role_name", _STRING, "autopilot"),
            _attribute("color", _COLOUR, "17,37,103"),
            _attribute("base_type", _STRING, load_blueprints()[name].kind, modifiable=False),
            _attribute("number_of_wheels", _INT, "4", modifiable=False),
        ]
    if family == "walker":
        return [
            _attribute("role_name", _STRING, "pedestrian"),
            _attribute("is_invincible", _BOOL, "true"),
            _attribute("speed", _FLOAT, "0.0"),
        ]
    if family == "static":
        return [_attribute("role_name", _STRING, "prop"), _attribute("scale", _FLOAT, "1.0")]
    attributes = [_attribute("role_name", _STRING, "front")]
    if ".camera." in name:
        attributes += [
            _attribute("image_size_x", _INT, "800"),
            _attribute("image_size_y", _INT, "600"),
            _attribute("fov", _FLOAT, "90.0"),
            _attribute("sensor_tick", _FLOAT, "0.0"),
        ]
        attributes += [_attribute(key, _FLOAT, value) for key, value in _LENS.items()]
    if name == "sensor.camera.rgb":
        attributes.append(_attribute("enable_postprocess_effects", _BOOL, "true"))
        attributes.append(_attribute("exposure_mode", _STRING, "histogram"))
        # Tells clients whose images these are: they must never pass for CARLA's own.
        attributes.append(_attribute("renderer", _STRING, RENDERER, modifiable=False))
        attributes += [_attribute(key, _FLOAT, value) for key, value in _RGB.items()]
    return attributes
