"""Cutting surfaces along drawn lines: how bodywork gets its doors, lamps, windows and wheel arches.

A `Sheet` is a triangle mesh whose faces carry labels and whose vertices carry extra numbers (`marks`). It is cut along
the zero line of a signed distance, exactly where the line runs and whatever the mesh's own lines are; the faces inside
get a new label. Faces of a label can then be let into the surface or taken out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, box_uvs, flat, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]
    Mask = npt.NDArray[np.bool_]
    Field = Callable[["Sheet"], Floats]

_NEGLIGIBLE_M = 1e-4
"""Vertices this close to a line count as on it, so that no slivers arise."""

_ROUNDS = 3
"""How often edges near a line may be halved before it is cut."""


@dataclass(frozen=True)
class Sheet:
    """A triangle mesh that can be cut.

    Attributes:
        vertices: (N, 3) float64, metres.
        normals: (N, 3) float64, unit length, outwards.
        marks: (N, K) float64: further coordinates of each vertex, interpolated where an edge is cut.
        faces: (M, 3) int32; the cross product of a face's edges points outwards.
        labels: (M,) int32: which region each face belongs to.
    """

    vertices: Floats
    normals: Floats
    marks: Floats
    faces: Ints
    labels: Ints

    @classmethod
    def of(cls, surface: Surface, marks: Floats | None = None, label: int = 0) -> Sheet:
        """Return a surface as a sheet with one label; its vertices must be shared where it shall hold together."""
        extra = np.zeros((len(surface.vertices), 0)) if marks is None else marks
        labels = np.full(len(surface.faces), label, np.int32)
        return cls(surface.vertices, surface.normals, extra, surface.faces, labels)

    def cut(self, field: Field, label: int, among: Collection[int], finest: float = 0.0) -> Sheet:
        """Return it cut along the zero lines of a field, with a label on the faces inside.

        Args:
            field: Gives the signed distance in metres from a line at each vertex, negative inside, (N,); or from
                several lines, (N, K): inside is what is on the inner side of all of them, however narrow.
            label: New label of the faces inside.
            among: Labels of the faces that may change; others neither do nor hide the line.
            finest: Edges near the line are halved until they are shorter than this, metres; 0 leaves them.
        """
        sheet = _refined(self, field, among, finest) if finest > 0.0 else self
        for line in range(_values(sheet, field).shape[1]):
            sheet = _cut_along(sheet, field, line, among)
        inside = (_values(sheet, field)[sheet.faces].mean(axis=1) < 0.0).all(axis=1) & _among(sheet, among)
        return replace(sheet, labels=np.where(inside, np.int32(label), sheet.labels))

    def without(self, label: int) -> Sheet:
        """Return it without the faces of a label."""
        keep = self.labels != label
        return replace(self, faces=self.faces[keep], labels=self.labels[keep])

    def only(self, *labels: int) -> Surface:
        """Return the faces of some labels as a surface, with texture coordinates in metres."""
        keep = np.isin(self.labels, labels)
        used, faces = np.unique(self.faces[keep], return_inverse=True)
        points, normals = self.vertices[used], self.normals[used]
        return Surface(points, faces.reshape(-1, 3).astype(np.int32), normals, box_uvs(points, normals))

    def rim(self, label: int, against: Collection[int] | None = None) -> npt.NDArray[np.int64]:
        """Return the (E, 2) edges where faces of a label meet others, in the sense of the faces of the label.

        Args:
            label: Whose rim.
            against: Only where the other face has one of these labels; any other when None.
        """
        own = self.labels == label
        others = ~own if against is None else _among(self, against)
        inner, outer = _directed(self, own), _directed(self, others)
        count = np.int64(len(self.vertices))
        shared = np.isin(inner[:, 0] * count + inner[:, 1], outer[:, 1] * count + outer[:, 0])
        return inner[shared]

    def wall(
        self,
        label: int,
        end: Floats,
        start: Floats | None = None,
        against: Collection[int] | None = None,
    ) -> Surface:
        """Return the wall between two moved copies of a label's rim; going inwards, it faces the label's own side.

        Args:
            label: Whose rim.
            end: (3,) or (N, 3) metres: how the vertices are moved for the wall's far end.
            start: The same for its near end; not at all when None.
            against: As for `rim`.
        """
        edges = self.rim(label, against)
        near = self.vertices + (0.0 if start is None else start)
        far = self.vertices + end
        a, b = near[edges[:, 0]], near[edges[:, 1]]
        c, d = far[edges[:, 1]], far[edges[:, 0]]
        points = np.stack([a, b, c, d], axis=1).reshape(-1, 3)
        corners = np.arange(len(edges), dtype=np.int32)[:, None] * 4
        faces = np.concatenate([corners + np.array(corner) for corner in ((0, 1, 2), (0, 2, 3))]).astype(
            np.int32
        )
        return flat(points, faces) if len(edges) else _nothing()

    def sunk(self, depth: float) -> Sheet:
        """Return it moved inwards along its normals by a depth in metres."""
        return replace(self, vertices=self.vertices - self.normals * depth)


def _values(sheet: Sheet, field: Field) -> Floats:
    return field(sheet).reshape(len(sheet.vertices), -1)


def _cut_along(sheet: Sheet, field: Field, line: int, among: Collection[int]) -> Sheet:
    """Return it with edges divided where they cross one line of a field, near the inside of all."""
    values = _values(sheet, field)
    values = np.where(np.abs(values) < _NEGLIGIBLE_M, 0.0, values)
    first, second = np.moveaxis(values[:, line][_edges(sheet)], -1, 0)
    concerned = _among(sheet, among) & (values[sheet.faces].min(axis=1) < 0.0).all(axis=1)
    crossing = (first * second < 0.0) & concerned[:, None]
    return _split(sheet, crossing, first / np.where(crossing, first - second, 1.0))


def _refined(sheet: Sheet, field: Field, among: Collection[int], finest: float) -> Sheet:
    """Return it with the edges near a field's line halved until they are short."""
    for _ in range(_ROUNDS):
        sheet = _halved(sheet, field, among, finest)
    return sheet


def _halved(sheet: Sheet, field: Field, among: Collection[int], finest: float) -> Sheet:
    distance, ends = _values(sheet, field).max(axis=1), _edges(sheet)
    lengths = np.linalg.norm(sheet.vertices[ends[..., 0]] - sheet.vertices[ends[..., 1]], axis=-1)
    near = np.abs(distance[ends].sum(axis=-1)) < lengths
    wanted = near & (lengths > finest) & _among(sheet, among)[:, None]
    return _split(sheet, wanted, np.full(wanted.shape, 0.5)) if wanted.any() else sheet


def _among(sheet: Sheet, labels: Collection[int]) -> Mask:
    return np.isin(sheet.labels, list(labels))


def _edges(sheet: Sheet) -> Ints:
    """Return the (M, 3, 2) vertices of the faces' edges."""
    return np.stack([sheet.faces, np.roll(sheet.faces, -1, axis=1)], axis=-1)


def _directed(sheet: Sheet, chosen: Mask) -> npt.NDArray[np.int64]:
    return _edges(sheet)[chosen].reshape(-1, 2).astype(np.int64)


def _split(sheet: Sheet, wanted: Mask, shares: Floats) -> Sheet:
    """Return a sheet with edges divided.

    Args:
        sheet: Which.
        wanted: (M, 3) which edges; one that is wanted by either of its faces is divided for both.
        shares: (M, 3) where, from 0 at an edge's first vertex to 1.
    """
    ends = _edges(sheet).reshape(-1, 2)
    ordered = np.sort(ends, axis=1).astype(np.int64)
    keys, first, number = np.unique(
        ordered[:, 0] * len(sheet.vertices) + ordered[:, 1], return_index=True, return_inverse=True
    )
    number = number.reshape(-1)
    divided = np.zeros(len(keys), bool)
    share = np.zeros(len(keys))
    chosen = np.flatnonzero(wanted.reshape(-1))
    divided[number[chosen]] = True
    reverse = ends[chosen, 0] > ends[chosen, 1]
    share[number[chosen]] = np.where(reverse, 1.0 - shares.reshape(-1)[chosen], shares.reshape(-1)[chosen])
    low, high = ordered[first[divided]].T
    part = share[divided][:, None]
    place = np.full(len(keys), -1, np.int64)
    place[divided] = len(sheet.vertices) + np.arange(int(divided.sum()))

    def between(array: Floats) -> Floats:
        return np.concatenate([array, array[low] * (1.0 - part) + array[high] * part])

    faces, parents = _divided(sheet.faces, place[number].reshape(-1, 3))
    return Sheet(
        between(sheet.vertices),
        unit(between(sheet.normals)),
        between(sheet.marks),
        faces,
        sheet.labels[parents],
    )


def _divided(faces: Ints, middles: npt.NDArray[np.int64]) -> tuple[Ints, npt.NDArray[np.int64]]:
    """Return triangles cut at points on their edges, and which triangle each comes from.

    Args:
        faces: (M, 3).
        middles: (M, 3) the vertex on the edge from corner k to corner k + 1, or -1.
    """
    count = (middles >= 0).sum(axis=1)
    pieces, parents = [faces[count == 0]], [np.flatnonzero(count == 0)]
    # Turned so that a lone divided edge comes first, and a lone whole one last.
    turn = np.where(count == 1, np.argmax(middles >= 0, axis=1), (np.argmax(middles < 0, axis=1) + 1) % 3)
    order = (np.arange(3) + turn[:, None]) % 3
    corners = np.take_along_axis(faces.astype(np.int64), order, axis=1)
    points = np.take_along_axis(middles, order, axis=1)
    (a, b, c), (m, n, o) = corners.T, points.T
    for number, triangles in (
        (1, ((a, m, c), (m, b, c))),
        (2, ((m, b, n), (a, m, n), (a, n, c))),
        (3, ((a, m, o), (m, b, n), (o, n, c), (m, n, o))),
    ):
        rows = np.flatnonzero(count == number)
        for triangle in triangles:
            pieces.append(np.stack([corner[rows] for corner in triangle], axis=1))
            parents.append(rows)
    return np.concatenate(pieces).astype(np.int32), np.concatenate(parents)


def _nothing() -> Surface:
    return Surface(np.zeros((0, 3)), np.zeros((0, 3), np.int32), np.zeros((0, 3)), np.zeros((0, 2)))
