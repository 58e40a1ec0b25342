"""Meshes: triangles with normals, texture coordinates, materials and tags; and what builds them up.

All geometry is in CARLA's frame (x forward, y right, z up, metres). A face's normal is the cross product of its
edges, as arithmetic has it, and points outwards; the renderer turns it to the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, unit

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Mesh:
    """Triangles with all that the renderer needs; arrays are C-contiguous and never written to.

    Attributes:
        vertices: (N, 3) float32, metres, in the mesh's own axes.
        normals: (N, 3) float32, unit length, outwards.
        uvs: (N, 2) float32: metres along the surface, or 0 to 1 for pictures.
        faces: (M, 3) int32, indices of vertices.
        materials: (M,) int32, indices into `palette`.
        tags: (M,) uint8, semantic tags.
        parts: (M,) int32: which object of its owner a face belongs to, 0 for models of one object.
        palette: The materials.
    """

    vertices: npt.NDArray[np.float32]
    normals: npt.NDArray[np.float32]
    uvs: npt.NDArray[np.float32]
    faces: npt.NDArray[np.int32]
    materials: npt.NDArray[np.int32]
    tags: npt.NDArray[np.uint8]
    parts: npt.NDArray[np.int32]
    palette: tuple[Material, ...]

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        """Lowest and highest corner of the box around it, each (3,) float64, metres."""
        return self.vertices.min(axis=0).astype(np.float64), self.vertices.max(axis=0).astype(np.float64)

    @property
    def size(self) -> tuple[float, float, float]:
        """Length (x), width (y) and height (z), metres."""
        low, high = self.bounds
        length, width, height = (float(value) for value in high - low)
        return length, width, height

    def fitted(self, length: float, width: float, height: float) -> Mesh:
        """Return it stretched to a size, its underside at z = 0 and centred in x and y.

        Normals are stretched as surfaces are; texture coordinates stay.
        """
        low, high = self.bounds
        factor = np.array([length, width, height]) / np.maximum(high - low, 1e-9)
        origin = np.array([(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0, low[2]])
        vertices = ((self.vertices - origin) * factor).astype(np.float32)
        normals = unit(self.normals / factor).astype(np.float32)
        return self._replaced(vertices, normals)

    def retagged(self, tag: int) -> Mesh:
        """Return it with one tag on every face."""
        tags = np.full(len(self.faces), tag, np.uint8)
        return Mesh(
            self.vertices, self.normals, self.uvs, self.faces, self.materials, tags, self.parts, self.palette
        )

    def _replaced(self, vertices: npt.NDArray[np.float32], normals: npt.NDArray[np.float32]) -> Mesh:
        return Mesh(
            vertices, normals, self.uvs, self.faces, self.materials, self.tags, self.parts, self.palette
        )


class MeshBuilder:
    """Collects surfaces into one mesh.

    Args:
        tag: Tag of faces that name no other.
    """

    def __init__(self, tag: int) -> None:
        self.tag = tag
        self._pieces: list[
            tuple[Surface, npt.NDArray[np.int32], npt.NDArray[np.uint8], npt.NDArray[np.int32]]
        ] = []
        self._palette: dict[Material, int] = {}

    def material(self, material: Material) -> int:
        """Return the number of a material in the palette, adding it when new."""
        return self._palette.setdefault(material, len(self._palette))

    def add(
        self,
        surface: Surface,
        material: Material | npt.NDArray[np.int32],
        *,
        tag: int | npt.NDArray[np.uint8] | None = None,
        part: int | npt.NDArray[np.int32] = 0,
    ) -> MeshBuilder:
        """Add a surface and return the builder.

        Args:
            surface: Triangles with normals and texture coordinates.
            material: One for all faces, or (M,) int32 numbers from `material`, one a face.
            tag: One for all faces, or (M,) uint8; the builder's own when None.
            part: Which object of the owner the faces belong to, or (M,) int32.
        """
        count = len(surface.faces)
        if count == 0:
            return self
        numbers = material if isinstance(material, np.ndarray) else np.full(count, self.material(material))
        tags = np.broadcast_to(np.asarray(self.tag if tag is None else tag, np.uint8), (count,))
        parts = np.broadcast_to(np.asarray(part, np.int32), (count,))
        self._pieces.append((surface, numbers.astype(np.int32), tags, parts))
        return self

    def add_mesh(self, mesh: Mesh, matrix: Floats | None = None, *, part: int = 0) -> MeshBuilder:
        """Add a whole mesh, moved by a (4, 4) matrix, and return the builder; its parts count from `part`."""
        numbers = np.array([self.material(material) for material in mesh.palette], np.int32)
        surface = Surface(
            mesh.vertices.astype(np.float64),
            mesh.faces,
            mesh.normals.astype(np.float64),
            mesh.uvs.astype(np.float64),
        )
        if matrix is not None:
            surface = surface.transformed(matrix)
        return self.add(surface, numbers[mesh.materials], tag=mesh.tags, part=mesh.parts + np.int32(part))

    def build(self) -> Mesh:
        """Return the mesh.

        Raises:
            ValueError: Nothing was added.
        """
        if not self._pieces:
            raise ValueError("a mesh of nothing")
        offsets = np.cumsum([0, *(len(piece[0].vertices) for piece in self._pieces)])
        return Mesh(
            vertices=np.concatenate([s.vertices for s, *_ in self._pieces]).astype(np.float32),
            normals=np.concatenate([s.normals for s, *_ in self._pieces]).astype(np.float32),
            uvs=np.concatenate([s.uvs for s, *_ in self._pieces]).astype(np.float32),
            faces=np.concatenate(
                [s.faces + offset for (s, *_), offset in zip(self._pieces, offsets[:-1], strict=True)]
            ).astype(np.int32),
            materials=np.concatenate([numbers for _, numbers, _, _ in self._pieces]).astype(np.int32),
            tags=np.concatenate([tags for _, _, tags, _ in self._pieces]).astype(np.uint8),
            parts=np.concatenate([parts for *_, parts in self._pieces]).astype(np.int32),
            palette=tuple(self._palette),
        )
