"""Finished towns on disk, so that a server need not build the same town twice."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.cache import cache_folder, code_digest, fetch, is_kept, keep, key_of
from carla_scenes.embedded.geometry.mesh_arrays import MESH_ARRAYS, put_together, take_apart
from carla_scenes.embedded.scene import Instance, Lamp, Town, TownObject, TrafficSignal
from carla_scenes.frame import Box, Pose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    Array = npt.NDArray[Any]

_SHELF, _MOST = "towns", 12
_MATRICES = "doubles"
_ARRAYS = {**MESH_ARRAYS, _MATRICES: np.float64}


def cached_town(name: str, text: str, build: Callable[[], Town]) -> Town:
    """Return a town from disk, or build it and leave it there.

    Args:
        name: Of the town.
        text: OpenDRIVE text that it is built from; empty for built-in towns.
        build: Builds it.
    """
    folder = _folder(name, text)
    try:
        return _put_together(*fetch(folder, _ARRAYS))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        town = build()
        keep(folder, *_taken_apart(town), _MOST)
    return town


def is_town_kept(name: str, text: str = "") -> bool:
    """Return whether a town is on disk."""
    return is_kept(_folder(name, text))


def _folder(name: str, text: str) -> Path:
    return cache_folder(_SHELF) / key_of(code_digest("town", "models", "geometry"), name, text)


def _taken_apart(town: Town) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return a town's facts for JSON, and its arrays."""
    facts, arrays = take_apart(town.meshes)
    matrices = [instance.matrix.ravel() for instance in town.instances]
    arrays[_MATRICES] = np.concatenate(matrices) if matrices else np.zeros(0)
    facts |= {
        "name": town.name,
        "opendrive": town.opendrive,
        "ground_height": town.ground_height,
        "spawn_points": [list(_pose_values(pose)) for pose in town.spawn_points],
        "instances": [[instance.mesh, instance.first_object] for instance in town.instances],
        "objects": [[o.name, o.tag, _box_values(o.box)] for o in town.objects],
        "lamps": [[lamp.x, lamp.y, lamp.z, lamp.colour, lamp.strength] for lamp in town.lamps],
        "signals": [
            [s.type_id, s.signal_id, list(_pose_values(s.pose)), _box_values(s.box), s.group, s.first_object]
            for s in town.signals
        ],
    }
    return facts, arrays


def _put_together(facts: dict[str, Any], arrays: dict[str, Array]) -> Town:
    meshes = put_together(facts, arrays)
    matrices = arrays[_MATRICES].reshape(-1, 4, 4)
    return Town(
        name=facts["name"],
        opendrive=facts["opendrive"],
        spawn_points=tuple(Pose(*values) for values in facts["spawn_points"]),
        meshes=meshes,
        instances=tuple(
            Instance(mesh, matrix, first)
            for (mesh, first), matrix in zip(facts["instances"], matrices, strict=True)
        ),
        objects=tuple(TownObject(name, tag, _box(values)) for name, tag, values in facts["objects"]),
        lamps=tuple(Lamp(x, y, z, tuple(colour), strength) for x, y, z, colour, strength in facts["lamps"]),
        signals=tuple(
            TrafficSignal(type_id, signal_id, Pose(*pose), _box(box), group, first)
            for type_id, signal_id, pose, box, group, first in facts["signals"]
        ),
        ground_height=facts["ground_height"],
    )


def _pose_values(pose: Pose) -> Iterator[float]:
    return (float(getattr(pose, field.name)) for field in fields(pose))


def _box_values(box: Box) -> list[Any]:
    return [list(_pose_values(box.pose)), float(box.length), float(box.width), float(box.height)]


def _box(values: list[Any]) -> Box:
    pose, length, width, height = values
    return Box(Pose(*pose), length, width, height)
