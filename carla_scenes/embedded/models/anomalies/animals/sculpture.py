"""The sculptor's bench: limbs that melt into a body, coats painted on it, hair grown on it, parts added, and a mesh."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.blobs import Limb, body, distance
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.surface import Surface, placed, smooth, unit
from carla_scenes.embedded.models.anomalies.animals.hair import Locks, grown
from carla_scenes.embedded.models.anomalies.animals.painting import kept, split
from carla_scenes.embedded.models.anomalies.animals.regions import outside
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.anomalies.animals.curves import Point, Warp
    from carla_scenes.embedded.models.anomalies.animals.regions import Region
    from carla_scenes.embedded.models.anomalies.animals.relief import Relief

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]

_OVERLAP = 0.3  # how far coarse and fine meshes of one body reach over each other, in coarse cells


@dataclass
class _Bench:
    """All that was asked for, in the axes of the whole."""

    skin: Material
    cell: float
    melt: float
    limbs: list[tuple[Limb, Material]] = field(default_factory=list)
    skins: list[tuple[Surface, Material]] = field(default_factory=list)
    extras: list[tuple[Surface, Material]] = field(default_factory=list)
    paints: list[tuple[Material, Region]] = field(default_factory=list)
    reliefs: list[Relief] = field(default_factory=list)
    locks: list[Locks] = field(default_factory=list)
    warps: list[Warp] = field(default_factory=list)
    finer: list[tuple[Region, float]] = field(default_factory=list)
    solid: bool = False


class Sculpture:
    """A figure in the making; `at` gives the same figure in axes of its own, for a head or a wing.

    What is asked for is done by `build` in this order: limbs melt together, the skin gets its relief, coats of
    paint, hair; everything is bent into its pose and stood on the ground.

    Args:
        skin: Material of what names no other.
        cell: Side of the triangles that limbs are meshed with, metres.
        melt: Within how many metres limbs melt into each other.
    """

    def __init__(self, skin: Material, *, cell: float, melt: float) -> None:
        self._bench = _Bench(skin, cell, melt)
        self._matrix: Floats = np.eye(4)

    def at(
        self,
        x: float = 0.0,
        y: float = 0.0,
        z: float = 0.0,
        *,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        scale: float = 1.0,
    ) -> Sculpture:
        """Return the same sculpture in axes that are scaled, turned (degrees) and moved (metres)."""
        matrix = self._matrix @ placed(x, y, z, yaw=yaw, pitch=pitch, roll=roll, scale=scale)
        return _View(self._bench, matrix)

    @property
    def scale(self) -> float:
        """Metres of the whole to one metre in these axes."""
        return float(np.cbrt(np.linalg.det(self._matrix[:3, :3])))

    def limb(
        self,
        *points: Point,
        flat: float | tuple[float, float, float] = 1.0,
        skin: Material | None = None,
        melt: float | None = None,
        both: bool = False,
    ) -> Sculpture:
        """Add a chain of round cones and return the sculpture.

        Args:
            *points: x, y, z and radius of each joint; a single one is a ball.
            flat: Factor on the width (along y), or factors along x, y and z.
            skin: Its material; the sculpture's own when None.
            melt: Within how many metres it melts into what was added before it.
            both: Whether there is a second one, mirrored at y = 0.
        """
        rows = np.asarray(points, np.float64)
        factors = (1.0, float(flat), 1.0) if isinstance(flat, (int, float)) else flat
        axes = self._matrix[:3, :3].T / self.scale
        for sign in (1.0, -1.0) if both else (1.0,):
            places = rows[:, :3] * np.array([1.0, sign, 1.0]) @ self._matrix[:3, :3].T + self._matrix[:3, 3]
            radii = rows[:, 3] * self.scale
            for i in range(max(len(rows) - 1, 1)):
                last = min(i + 1, len(rows) - 1)
                piece = Limb(
                    start=_triple(places[i]),
                    end=_triple(places[last]),
                    radius=float(radii[i]),
                    end_radius=float(radii[last]),
                    flatten=factors,
                    melt=None if melt is None else melt * self.scale,
                    axes=None if factors == (1.0, 1.0, 1.0) else tuple(_triple(row) for row in axes),
                )
                self._bench.limbs.append((piece, skin or self._bench.skin))
        return self

    def add(
        self, surface: Surface, material: Material | None = None, *, both: bool = False, painted: bool = False
    ) -> Sculpture:
        """Add a finished surface and return the sculpture.

        Args:
            surface: In these axes.
            material: The sculpture's own when None.
            both: Whether there is a second one, mirrored at y = 0.
            painted: Whether it is part of the skin: gets relief, paint and hair.
        """
        target = self._bench.skins if painted else self._bench.extras
        for part in (surface, surface.mirrored()) if both else (surface,):
            target.append((part.transformed(self._matrix), material or self._bench.skin))
        return self

    def paint(self, material: Material, region: Region) -> Sculpture:
        """Give the skin another material in a region of these axes, over earlier paint."""
        self._bench.paints.append((material, self._moved(region)))
        return self

    def relief(self, relief: Relief) -> Sculpture:
        """Let the skin stand out by a relief, in these axes."""
        scale = self.scale
        moved = self._moved(relief)
        self._bench.reliefs.append(lambda points: moved(points) * scale)
        return self

    def hair(self, locks: Locks) -> Sculpture:
        """Grow hair on the skin; in the axes of the whole."""
        self._bench.locks.append(locks)
        return self

    def warp(self, *warps: Warp) -> Sculpture:
        """Bend the finished figure, hair and parts and all; in the axes of the whole, one after the other."""
        self._bench.warps.extend(warps)
        return self

    def finer(self, region: Region, cell: float) -> Sculpture:
        """Mesh the limbs in a region of these axes with smaller triangles: a head, a hand."""
        self._bench.finer.append((self._moved(region), cell * self.scale))
        return self

    def on_skin(self, inside: Point, direction: Point, sunk: float = 0.0) -> Floats:
        """Return where a ray leaves the skin made so far, (3,) in these axes.

        Args:
            inside: Where it starts, metres.
            direction: Where it goes, any length.
            sunk: How far below the skin the place lies, metres.

        Returns:
            The place; `inside` itself where the ray meets no skin from within.
        """
        start, way = np.asarray(inside, np.float64), unit(np.asarray(direction, np.float64))
        origin = self._matrix[:3, :3] @ start + self._matrix[:3, 3]
        aim = self._matrix[:3, :3] @ way / self.scale
        reach = max(self._through_limbs(origin, aim), self._through_skins(origin, aim)) / self.scale
        place: Floats = start + (reach - sunk) * way if reach > 0.0 else start
        return place

    def _through_limbs(self, origin: Floats, aim: Floats) -> float:
        """Return how far a ray of the whole goes until it leaves the limbs, metres; 0 when it starts outside."""
        bench = self._bench
        value, steps = np.full(200, np.inf), np.linspace(0.0, 30.0 * bench.cell, 200)
        points = origin + steps[:, None] * aim
        for limb, _ in bench.limbs:
            value = _melted(value, distance(limb, points), bench.melt if limb.melt is None else limb.melt)
        outer = np.flatnonzero(value > 0.0)
        if not len(outer) or outer[0] == 0:
            return 0.0
        here = int(outer[0])
        share = value[here - 1] / (value[here - 1] - value[here])
        return float(steps[here - 1] + share * (steps[here] - steps[here - 1]))

    def _through_skins(self, origin: Floats, aim: Floats) -> float:
        """Return how far a ray of the whole goes to the first skin that it meets from within, metres; 0 for none."""
        best = 0.0
        for surface, _ in self._bench.skins:
            a, b, c = (surface.vertices[surface.faces[:, i]] for i in range(3))
            across = np.cross(aim, c - a)
            slope = (across * (b - a)).sum(axis=1)
            safe = np.where(slope < -1e-12, slope, -1.0)
            u = ((origin - a) * across).sum(axis=1) / safe
            other = np.cross(origin - a, b - a)
            v = (other @ aim) / safe
            far = (other * (c - a)).sum(axis=1) / safe
            met = far[(slope < -1e-12) & (u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & (far > 0.0)]
            best = max(best, float(met.min()) if len(met) else 0.0)
        return best

    def grounded(self) -> Sculpture:
        """Cut the skin flat at z = 0 of the whole: soles of feet that would round off below."""
        self._bench.solid = True
        return self

    def build(self) -> Mesh:
        """Return the mesh: origin in the middle of its underside, tagged static."""
        builder = MeshBuilder(Tag.STATIC)
        for surface, material in self.finished():
            builder.add(surface, material)
        mesh = builder.build()
        return mesh.fitted(*mesh.size)

    def finished(self) -> list[tuple[Surface, Material]]:
        """Return all surfaces with their materials, painted, grown and bent, where they were made."""
        bench = self._bench
        palette: dict[Material, int] = {}
        numbers = [palette.setdefault(material, len(palette)) for _, material in bench.limbs]
        skins = [*self._bodies(numbers)]
        for surface, material in bench.skins:
            number = palette.setdefault(material, len(palette))
            skins.append((_raised(surface, bench.reliefs), np.full(len(surface.faces), number, np.int32)))
        paints = [(palette.setdefault(material, len(palette)), region) for material, region in bench.paints]
        materials = list(palette)
        result: list[tuple[Surface, Material]] = []
        for surface, plain in skins:
            skin, labels = _painted(surface, plain, paints)
            if bench.solid:
                skin = _cut_flat(skin)
            result += [(kept(skin, labels == n), materials[n]) for n in np.unique(labels).tolist()]
            result += [lock for locks in bench.locks for lock in grown(locks, skin, labels, materials)]
        return [(_warped(surface, bench.warps), material) for surface, material in [*result, *bench.extras]]

    def _bodies(self, numbers: list[int]) -> Iterable[tuple[Surface, Ints]]:
        """Yield the melted limbs with a material's number for each face: finer zones first, then the rest."""
        bench = self._bench
        if not bench.limbs:
            return
        every = list(range(len(bench.limbs)))
        rest: list[Region] = []
        for region, cell in bench.finer:
            near = [i for i in every if _reaches(bench.limbs[i][0], region, bench.melt + 2.0 * bench.cell)]
            yield self._meshed(near, numbers, cell, [region, *rest])
            rest.append(outside(_grown(region, -_OVERLAP * bench.cell)))
        yield self._meshed(every, numbers, bench.cell, rest)

    def _meshed(
        self, chosen: list[int], numbers: list[int], cell: float, regions: list[Region]
    ) -> tuple[Surface, Ints]:
        limbs = [self._bench.limbs[i][0] for i in chosen]
        surface, _ = body(limbs, cell, self._bench.melt)
        surface = _raised(surface, self._bench.reliefs)
        owners = sorted({numbers[i] for i in chosen})
        far = (
            np.stack(
                [
                    np.min(
                        [
                            distance(limb, surface.vertices)
                            for i, limb in zip(chosen, limbs, strict=True)
                            if numbers[i] == owner
                        ],
                        axis=0,
                    )
                    for owner in owners
                ],
                axis=1,
            )
            if len(owners) > 1
            else np.zeros((len(surface.vertices), 1))
        )
        for region in regions:
            surface, far, inside, _ = split(surface, region(surface.vertices), far)
            used = np.unique(surface.faces[inside])
            surface, far = kept(surface, inside), far[used]
        labels = np.full(len(surface.faces), owners[0], np.int32)
        for column, owner in enumerate(owners[1:], start=1):
            others = np.delete(far, column, axis=1).min(axis=1)
            surface, far, inside, origin = split(surface, far[:, column] - others, far)
            labels = np.where(inside, np.int32(owner), labels[origin])
        return surface, labels

    def _moved(self, function: Region) -> Region:
        back = np.linalg.inv(self._matrix)
        scale = self.scale
        return lambda points: function(points @ back[:3, :3].T + back[:3, 3]) * scale


def _melted(first: Floats, second: Floats, melt: float) -> Floats:
    """Return the smooth union of two distances, as `blobs.body` makes it."""
    if melt <= 0.0 or not np.isfinite(first).any():
        return np.minimum(first, second)
    mix = np.clip(0.5 + 0.5 * (second - first) / melt, 0.0, 1.0)
    result: Floats = second * (1.0 - mix) + first * mix - melt * mix * (1.0 - mix)
    return result


class _View(Sculpture):
    """A sculpture in other axes."""

    def __init__(self, bench: _Bench, matrix: Floats) -> None:  # the bench exists already
        self._bench = bench
        self._matrix = matrix


def _triple(row: Floats) -> tuple[float, float, float]:
    return float(row[0]), float(row[1]), float(row[2])


def _reaches(limb: Limb, region: Region, margin: float) -> bool:
    line = np.array(limb.start) + np.linspace(0.0, 1.0, 5)[:, None] * np.subtract(limb.end, limb.start)
    return bool(region(line).min() < max(limb.radius, limb.end_radius or 0.0) + margin)


def _grown(region: Region, margin: float) -> Region:
    return lambda points: region(points) - margin


def _painted(surface: Surface, labels: Ints, paints: list[tuple[int, Region]]) -> tuple[Surface, Ints]:
    """Return a skin cut along the edges of all paints, and the number of the material of each face."""
    for number, region in paints:
        nothing = np.zeros((len(surface.vertices), 0))
        surface, _, inside, origin = split(surface, region(surface.vertices), nothing)
        labels = np.where(inside, np.int32(number), labels[origin])
    return surface, labels


def _raised(surface: Surface, reliefs: list[Relief]) -> Surface:
    """Return a skin with all its reliefs."""
    if not reliefs:
        return surface
    height = np.sum([relief(surface.vertices) for relief in reliefs], axis=0)
    return smooth(surface.vertices + surface.normals * height[:, None], surface.faces, surface.uvs)


def _cut_flat(surface: Surface) -> Surface:
    """Return a skin whose parts below z = 0 are pressed flat onto the ground."""
    low = surface.vertices[:, 2] < 0.0
    vertices, normals = surface.vertices.copy(), surface.normals.copy()
    vertices[low, 2] = 0.0
    normals[low] = unit(normals[low] * np.array([1.0, 1.0, 0.0]) + np.array([0.0, 0.0, -0.3]))
    return Surface(vertices, surface.faces, normals, surface.uvs)


def _warped(surface: Surface, warps: list[Warp]) -> Surface:
    """Return a surface bent by all warps, its normals with it."""
    vertices, normals = surface.vertices, surface.normals
    for warp in warps:
        moved = warp(vertices)
        step = 1e-4
        columns = [(warp(vertices + step * axis) - moved) / step for axis in np.eye(3)]
        # The cofactors of the Jacobian turn normals as the warp turns surfaces.
        cofactors = np.stack(
            [np.cross(columns[(i + 1) % 3], columns[(i + 2) % 3]) for i in range(3)], axis=-1
        )
        normals = unit(np.einsum("nij,nj->ni", cofactors, normals))
        vertices = moved
    return Surface(vertices, surface.faces, normals, surface.uvs)
