"""All meshes in few large arrays, as kernels read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from carla_scenes.embedded.geometry import pictures
from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.render.records import MATERIAL
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

SIDES = (128, 64, 32, 16, 8, 4, 2, 1)
"""Pixels a side of a picture and its smaller versions."""

LEVEL_STARTS = tuple(sum(side * side for side in SIDES[:level]) for level in range(len(SIDES)))
"""Where each version begins among a picture's pixels."""

_PICTURE_PIXELS = sum(side * side for side in SIDES)
_ROOM, _ROOM_FOR_PICTURES = 1 << 23, 1 << 10
"""Vertices and faces, and pictures, of a large town and what moves in it."""


@dataclass(frozen=True)
class Stored:
    """A mesh of the store.

    Attributes:
        first_face: Number of its first face.
        parts: (M,) int32, part of each face.
        part_count: How many parts there are.
        vertices: (N, 3) float32.
        faces: (M, 3) int32, indices of its own vertices.
    """

    first_face: int
    parts: npt.NDArray[np.int32]
    part_count: int
    vertices: npt.NDArray[np.float32]
    faces: npt.NDArray[np.int32]


class Store:
    """Meshes, materials and pictures, each once."""

    def __init__(self) -> None:
        self._vertices = _Growing((8,), np.float32, _ROOM)
        self._faces = _Growing((6,), np.int32, _ROOM)
        self._materials = _Growing((), MATERIAL, 1)
        self._atlas = _Growing((_PICTURE_PIXELS, 3), np.uint16, _ROOM_FOR_PICTURES)
        self._material_numbers: dict[Material, int] = {}
        self._picture_numbers: dict[str, int] = {}

    @property
    def vertices(self) -> npt.NDArray[np.float32]:
        """See `records.World`."""
        return self._vertices.array

    @property
    def faces(self) -> npt.NDArray[np.int32]:
        """See `records.World`."""
        return self._faces.array

    @property
    def materials(self) -> npt.NDArray[Any]:
        """See `records.World`."""
        return self._materials.array

    @property
    def atlas(self) -> npt.NDArray[np.uint16]:
        """See `records.World`."""
        return self._atlas.array

    def add(self, mesh: Mesh) -> Stored:
        """Add a mesh.

        Raises:
            ToolkitError: One of its materials shows a picture that nobody draws.
        """
        numbers = np.array([self._material(material) for material in mesh.palette], np.int32)
        first_vertex, vertices = self._vertices.extend(len(mesh.vertices))
        vertices[:, :3], vertices[:, 3:6], vertices[:, 6:] = mesh.vertices, mesh.normals, mesh.uvs
        first_face, faces = self._faces.extend(len(mesh.faces))
        np.add(mesh.faces, np.int32(first_vertex), out=faces[:, :3])
        faces[:, 3] = numbers[mesh.materials]
        faces[:, 4] = mesh.tags
        faces[:, 5] = mesh.parts
        parts = int(mesh.parts.max()) + 1
        return Stored(first_face, mesh.parts, parts, mesh.vertices, mesh.faces)

    @property
    def mark(self) -> tuple[int, int]:
        """How many vertices and faces it holds, for `cut_back`."""
        return self._vertices.used, self._faces.used

    def cut_back(self, mark: tuple[int, int]) -> None:
        """Forget meshes added since a mark; materials and pictures stay."""
        self._vertices.used, self._faces.used = mark

    def _material(self, material: Material) -> int:
        if material in self._material_numbers:
            return self._material_numbers[material]
        record = np.zeros(1, MATERIAL)
        row = record[0]
        row["red"], row["green"], row["blue"] = material.colour
        row["red2"], row["green2"], row["blue2"] = material.second_colour
        for name in ("scale", "roughness", "specular", "detail", "emission"):
            row[name] = getattr(material, name)
        row["scale"] = max(material.scale, 1e-3)
        row["pattern"], row["tintable"] = int(material.pattern), int(material.tintable)
        row["picture"] = self._picture(material.picture) if material.pattern == Pattern.PICTURE else -1
        number, rows = self._materials.extend(1)
        rows[:] = record
        self._material_numbers[material] = number
        return number

    def _picture(self, name: str) -> int:
        if name not in self._picture_numbers:
            try:
                image = pictures.draw(name)
            except KeyError:
                raise ToolkitError(
                    f"a material shows the picture {name}, which nothing draws",
                    expected="family or family:text of a family registered with pictures.picture",
                ) from None
            self._picture_numbers[name], rows = self._atlas.extend(1)
            rows[0] = _versions(image)
        return self._picture_numbers[name]


def _versions(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """Return a picture and its smaller versions, linear, (21845, 3) uint16."""
    part = np.arange(256) / 255.0
    table = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    # From here on whole numbers, so that nothing depends on the order of sums.
    level = np.rint(table * 65535.0).astype(np.int64)[image]
    pieces = [level.reshape(-1, 3)]
    while level.shape[0] > 1:
        level = (level[::2, ::2] + level[1::2, ::2] + level[::2, 1::2] + level[1::2, 1::2] + 2) // 4
        pieces.append(level.reshape(-1, 3))
    return np.concatenate(pieces).astype(np.uint16)


class _Growing:
    """An array that grows at its end.

    Args:
        shape: Of a row.
        dtype: Of its numbers.
        room: Rows to reserve. They take memory only once they are written, while growing beyond them needs the
            old and the new room at the same time.
    """

    def __init__(self, shape: tuple[int, ...], dtype: npt.DTypeLike, room: int) -> None:
        self._room: npt.NDArray[Any] = np.zeros((room, *shape), dtype)
        self.used = 0

    @property
    def array(self) -> npt.NDArray[Any]:
        """What it holds; at least one row, so that kernels never see an empty array."""
        return self._room[: max(1, self.used)]

    def extend(self, count: int) -> tuple[int, npt.NDArray[Any]]:
        """Append rows; return the number of the first, and the new rows, to be written."""
        first = self.used
        self.used += count
        if self.used > len(self._room):
            room = np.zeros(
                (max(self.used, len(self._room) * 3 // 2), *self._room.shape[1:]), self._room.dtype
            )
            room[:first] = self._room[:first]
            self._room = room
        return first, self._room[first : self.used]
