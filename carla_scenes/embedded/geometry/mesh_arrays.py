"""Meshes as a few long arrays and facts for JSON, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.geometry.mesh import Mesh

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Array = npt.NDArray[Any]

MESH_ARRAYS = {"floats": np.float32, "integers": np.int32, "bytes": np.uint8}
"""Names and types of the arrays."""

_FIELDS = {
    "vertices": "floats",
    "normals": "floats",
    "uvs": "floats",
    "faces": "integers",
    "materials": "integers",
    "parts": "integers",
    "tags": "bytes",
}
_WIDTHS = {"vertices": 3, "normals": 3, "uvs": 2, "faces": 3}


def take_apart(meshes: Mapping[str, Mesh]) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return the facts of meshes by name, and their arrays joined by type."""
    arrays: dict[str, list[Array]] = {name: [] for name in MESH_ARRAYS}
    palettes: dict[Material, int] = {}
    rows = []
    for key, mesh in meshes.items():
        for field, name in _FIELDS.items():
            arrays[name].append(getattr(mesh, field).ravel())
        numbers = [palettes.setdefault(material, len(palettes)) for material in mesh.palette]
        rows.append([key, len(mesh.vertices), len(mesh.faces), numbers])
    facts = {
        "materials": [{**asdict(material), "pattern": int(material.pattern)} for material in palettes],
        "meshes": rows,
    }
    joined = {
        name: np.concatenate(parts) if parts else np.zeros(0, MESH_ARRAYS[name])
        for name, parts in arrays.items()
    }
    return facts, joined


def put_together(facts: Mapping[str, Any], arrays: Mapping[str, Array]) -> dict[str, Mesh]:
    """Return the meshes by name; their arrays are views of the long ones.

    Raises:
        KeyError, IndexError, TypeError, ValueError: The facts make no sense.
    """
    materials = [_material(values) for values in facts["materials"]]
    places = dict.fromkeys(MESH_ARRAYS, 0)
    meshes = {}
    for key, vertices, faces, numbers in facts["meshes"]:
        parts = {}
        for field, name in _FIELDS.items():
            count = (vertices if name == "floats" else faces) * _WIDTHS.get(field, 1)
            cut = arrays[name][places[name] : places[name] + count]
            parts[field] = cut.reshape(-1, _WIDTHS[field]) if field in _WIDTHS else cut
            places[name] += count
        meshes[key] = Mesh(**parts, palette=tuple(materials[number] for number in numbers))
    return meshes


def _material(values: Mapping[str, Any]) -> Material:
    second = values["second"]
    return Material(
        **{
            **values,
            "colour": tuple(values["colour"]),
            "second": None if second is None else tuple(second),
            "pattern": Pattern(values["pattern"]),
        }
    )
