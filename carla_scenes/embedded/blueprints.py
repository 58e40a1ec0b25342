"""The blueprint library: what clients may spawn, with CARLA's attribute names and defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded.attributes import Attribute, Kind, fixed
from carla_scenes.embedded.sensor_blueprints import SENSOR_BLUEPRINTS
from carla_scenes.kinds import load_blueprints
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from carla_scenes.embedded.mesh_files import MeshFolder
    from carla_scenes.embedded.models.library import ModelLibrary
    from carla_scenes.embedded.models.model import Model

MESH_BLUEPRINT = "static.prop.mesh"
"""Shows the mesh file that its attribute `mesh_path` names."""

_CONTROLLER = "controller.ai.walker"
_SPECIAL = {
    "taxi": "taxi",
    "police": "emergency",
    "firetruck": "emergency",
    "ambulance": "emergency",
    "etron": "electric",
    "model3": "electric",
    "cybertruck": "electric",
    "microlino": "electric",
}
_SECOND_GENERATION = ("_2020", "_2021", "ambulance", "crown", "firetruck", "sprinter", "fusorosa", "hgv")
_TWO_WHEELS = ("motorcycle", "bicycle")
_COLOURS = ("17,37,103", "137,0,0", "180,180,180", "0,0,0", "255,255,255", "65,65,65", "22,80,50")
_SIZES = (("tiny", 0.3), ("small", 1.0), ("medium", 2.5), ("big", 6.0), ("huge", float("inf")))
_UNKNOWN_EXTENT_M = 1.5
_SCALE = Attribute("scale", Kind.FLOAT, "1.0")
_MESH_ATTRIBUTES = (
    Attribute("role_name", Kind.STRING, "prop"),
    Attribute("mesh_path", Kind.STRING, ""),
    Attribute("mass", Kind.FLOAT, "10.0"),
    _SCALE,
    fixed("size", Kind.STRING, "medium"),
)


class BlueprintLibrary:
    """The blueprints of a server.

    Args:
        models: What can be seen; each is a blueprint.
        without: Blueprints that this server lacks.
        meshes: Where `static.prop.mesh` finds its files; without it that blueprint is not offered.
        sizes: Largest extent of models in metres, for the attribute `size`; medium where none is given.
    """

    def __init__(
        self,
        models: ModelLibrary,
        without: Collection[str] = (),
        meshes: MeshFolder | None = None,
        sizes: Mapping[str, float] | None = None,
    ) -> None:
        self.models = models
        self._meshes = meshes
        known = {b.name: max(b.length, b.width, b.height) for b in load_blueprints().values()}
        known |= sizes or {}
        attributes = {
            model.name: _model_attributes(model, known.get(model.name, _UNKNOWN_EXTENT_M)) for model in models
        }
        if meshes is not None:
            attributes[MESH_BLUEPRINT] = _MESH_ATTRIBUTES
        attributes[_CONTROLLER] = (Attribute("role_name", Kind.STRING, "controller"),)
        attributes |= SENSOR_BLUEPRINTS
        self.blueprints = {name: found for name, found in attributes.items() if name not in without}
        self.definitions: list[list[Any]] = [
            [uid, name, name.replace(".", ","), [attribute.to_wire() for attribute in found]]
            for uid, (name, found) in enumerate(self.blueprints.items(), start=1)
        ]

    def model_of(self, name: str, attributes: Mapping[str, str]) -> Model | None:
        """Return what an actor of a blueprint looks like; None for what cannot be seen.

        Args:
            name: Blueprint id.
            attributes: Values by name.

        Raises:
            ToolkitError: There is no such blueprint, or its mesh file may not be read.
        """
        if name not in self.blueprints:
            raise ToolkitError(f"unknown blueprint {name}")
        if name == MESH_BLUEPRINT and self._meshes is not None:
            model = self._meshes.model(attributes.get("mesh_path", ""))
            self.models.add(model)
            return model
        return self.models.get(name)


def _model_attributes(model: Model, extent_m: float) -> tuple[Attribute, ...]:
    """Return the attributes of what can be seen, by its family."""
    family = model.name.split(".", maxsplit=1)[0]
    if family == "vehicle":
        return _vehicle_attributes(model)
    if family == "walker":
        return _walker_attributes(model)
    size = next(name for name, limit in _SIZES if extent_m <= limit)
    return (Attribute("role_name", Kind.STRING, "prop"), _SCALE, fixed("size", Kind.STRING, size))


def _vehicle_attributes(model: Model) -> tuple[Attribute, ...]:
    name = model.name
    special = next((value for word, value in _SPECIAL.items() if word in name), "")
    read_only = {
        "object_type": ("", Kind.STRING),
        "base_type": ({"fire truck": "truck"}.get(model.kind, model.kind), Kind.STRING),
        "special_type": (special, Kind.STRING),
        "number_of_wheels": ("2" if model.kind in _TWO_WHEELS else "4", Kind.INT),
        "generation": ("2" if any(word in name for word in _SECOND_GENERATION) else "1", Kind.INT),
        "has_dynamic_doors": ("false", Kind.BOOL),
        "has_lights": ("false" if model.kind == "bicycle" else "true", Kind.BOOL),
    }
    return (
        Attribute("role_name", Kind.STRING, "autopilot"),
        Attribute("color", Kind.COLOUR, _COLOURS[0], _COLOURS),
        Attribute("driver_id", Kind.INT, "1", ("1", "2", "3")),
        Attribute("sticky_control", Kind.BOOL, "true"),
        Attribute("terramechanics", Kind.BOOL, "false"),
        *(
            fixed(key, kind, str(model.attributes.get(key, value)))
            for key, (value, kind) in read_only.items()
        ),
    )


def _walker_attributes(model: Model) -> tuple[Attribute, ...]:
    read_only = {
        "gender": ("female", Kind.STRING),
        "age": ("adult", Kind.STRING),
        "generation": ("1", Kind.INT),
        "can_use_wheelchair": ("false", Kind.BOOL),
    }
    return (
        Attribute("role_name", Kind.STRING, "pedestrian"),
        Attribute("is_invincible", Kind.BOOL, "true"),
        Attribute("speed", Kind.FLOAT, "0.0", ("0.0", "1.4", "2.5")),
        Attribute("use_wheelchair", Kind.BOOL, "false"),
        *(
            fixed(key, kind, str(model.attributes.get(key, value)))
            for key, (value, kind) in read_only.items()
        ),
    )
