"""Features: what is drawn onto bodywork and cut into it: gaps, lamps, glass, grilles, trim, wheel arches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import circle, convex, outline
from carla_scenes.embedded.models.vehicles import finishes
from carla_scenes.embedded.models.vehicles.shell import FROM_NOSE, FROM_TAIL, TURN

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.curves import Outline
    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]


class Part(IntEnum):
    """What a face of bodywork is; `FINISHES` tells how it is made."""

    BODY = 0
    ARCH = 1
    GAP = 2
    GLASS = 3
    SEAL = 4
    BEZEL = 5
    HEAD = 6
    TAIL = 7
    TURN = 8
    REVERSING = 9
    GRILLE = 10
    CHROME = 11
    TRIM = 12
    CLADDING = 13
    SECOND = 14
    RECESS = 15
    FRAME = 16
    STRIPE = 17
    HIDDEN = 18
    REFLECTOR = 19


class Plane(IntEnum):
    """What a feature is drawn on."""

    SIDE = 0  # (x, z) of what faces sideways
    TOP = 1  # (x, y) of what faces up
    NOSE = 2  # (metres around from the middle of the nose, z)
    TAIL = 3  # (metres around from the middle of the tail, z)
    SCREEN = 4  # (0 at the middle of the nose to 1 where the flank begins, z)
    BACK_SCREEN = 5  # (0 at the middle of the tail to 1 where the flank begins, z)


@dataclass(frozen=True)
class Finish:
    """How a part of bodywork is made: of what, and how deep it lies under the skin, metres (above it below zero)."""

    material: Material
    depth: float = 0.0


FINISHES: dict[Part, Finish] = {
    Part.GAP: Finish(finishes.GAP),
    Part.GLASS: Finish(finishes.GLASS),
    Part.SEAL: Finish(finishes.TRIM),
    Part.BEZEL: Finish(finishes.BEZEL),
    Part.REFLECTOR: Finish(finishes.REFLECTOR),
    Part.HEAD: Finish(finishes.HEAD),
    Part.TAIL: Finish(finishes.TAIL),
    Part.TURN: Finish(finishes.TURN),
    Part.REVERSING: Finish(finishes.REVERSING),
    Part.GRILLE: Finish(finishes.GAP, 0.035),
    Part.CHROME: Finish(finishes.CHROME, -0.005),
    Part.TRIM: Finish(finishes.TRIM, -0.003),
    Part.CLADDING: Finish(finishes.CLADDING, -0.012),
    Part.RECESS: Finish(finishes.TRIM, 0.012),
    Part.FRAME: Finish(finishes.CHROME, 0.001),
}
"""Finishes of all parts that have the same on every vehicle; `BODY`, `SECOND` and `STRIPE` are the vehicle's own."""

_ON_SKIN = (Part.BODY, Part.SECOND, Part.STRIPE)
_PENDING = 99
_LIP = np.array([0.0, -0.02, 0.0])
_FACING_M = 0.3
"""How fast the distance from what faces the right way grows, metres for each unit of the normal."""


@dataclass(frozen=True)
class Feature:
    """Something drawn onto bodywork.

    Attributes:
        part: What the inside of the outline becomes.
        plane: What it is drawn on.
        outline: Signed distance from it, metres.
        over: Which parts it may replace.
        line: When positive, only a line of this width along the outline is replaced, metres.
        finest: Longest edge of the mesh beside it, metres.
        grow: The outline is moved outwards by this, metres.
    """

    part: Part
    plane: Plane
    outline: Outline
    over: tuple[Part, ...] = _ON_SKIN
    line: float = 0.0
    finest: float = 0.0
    grow: float = 0.0

    def field(self, sheet: Sheet) -> Floats:
        """Return signed distances of a sheet's vertices from the feature's lines, (N, K) metres."""
        x, y, z = sheet.vertices.T
        normals = sheet.normals
        if self.plane == Plane.SIDE:
            across, up, away = x, z, 0.5 - normals[:, 1]
        elif self.plane == Plane.TOP:
            across, up, away = x, y, 0.5 - normals[:, 2]
        elif self.plane == Plane.NOSE:
            across, up, away = sheet.marks[:, FROM_NOSE], z, np.maximum(normals[:, 2] - 0.9, -10.0 * x)
        elif self.plane == Plane.TAIL:
            across, up, away = sheet.marks[:, FROM_TAIL], z, np.maximum(normals[:, 2] - 0.9, 10.0 * x)
        elif self.plane == Plane.SCREEN:
            across, up, away = sheet.marks[:, TURN], z, np.full(len(z), -1.0)
        else:
            across, up, away = 3.0 - sheet.marks[:, TURN], z, np.full(len(z), -1.0)
        drawn = self.outline(np.stack([across, up], axis=1)).reshape(len(x), -1)
        return np.column_stack([drawn - self.grow, away * _FACING_M])

    def cut(self, sheet: Sheet) -> Sheet:
        """Return the sheet with the feature cut into it."""
        if self.line <= 0.0:
            return sheet.cut(self.field, self.part, self.over, self.finest)
        half = self.line / 2.0
        outer = replace(self, grow=self.grow + half)
        inner = replace(self, grow=self.grow - half)
        sheet = sheet.cut(outer.field, _PENDING, self.over[:1], self.finest)
        sheet = sheet.cut(inner.field, self.over[0], [_PENDING])
        return replace(
            sheet, labels=np.where(sheet.labels == _PENDING, self.part, sheet.labels).astype(np.int32)
        )


@dataclass(frozen=True)
class Drawing:
    """A feature given in proportions, so that it fits vehicles of any size.

    Attributes:
        part: What the inside becomes.
        plane: What it is drawn on.
        corners: Of a polygon (convex where its corners are sharp): fractions of the length or, around nose and tail,
            of half the width; then of the height (on the top, of half the width). One is the middle of a circle.
        radius: Of the polygon's corners or of the circle, metres.
        within: The part that it is drawn into; the painted skin when None.
        line: When positive, only a line of this width is drawn, metres.
        grow: The outline is moved outwards by this, metres.
    """

    part: Part
    plane: Plane
    corners: tuple[tuple[float, float], ...]
    radius: float = 0.02
    within: Part | None = None
    line: float = 0.0
    grow: float = 0.0

    def feature(self, length: float, width: float, height: float) -> Feature:
        """Return it as a feature of a vehicle of a size in metres."""
        across = length if self.plane in (Plane.SIDE, Plane.TOP) else width / 2.0
        if self.plane in (Plane.SCREEN, Plane.BACK_SCREEN):
            across = 1.0
        up = width / 2.0 if self.plane == Plane.TOP else height
        corners = [(x * across, y * up) for x, y in self.corners]
        if len(corners) == 1:
            drawn = circle(corners[0], self.radius)
        else:
            sharp = self.radius == 0.0 and self.line == 0.0
            drawn = convex(corners) if sharp else outline(corners, self.radius)
        over = (*_ON_SKIN, Part.GAP) if self.within is None else (self.within,)
        small = self.radius > 0.0 and (
            self.within not in (None, Part.BODY) or (len(corners) == 1 and self.radius < 0.2)
        )
        least = 0.08 if self.plane in (Plane.NOSE, Plane.TAIL) else max(0.13, 0.025 * length)
        coarse = least if self.radius > 0.0 and self.line == 0.0 else 0.0
        finest = 0.065 if small else coarse
        return Feature(
            self.part, self.plane, drawn, over[: 1 if self.line > 0.0 else None], self.line, finest, self.grow
        )


def arch(x: float, z: float, radius: float) -> Feature:
    """Return the opening of a wheel arch."""
    return Feature(Part.ARCH, Plane.SIDE, circle((x, z), radius), over=(*_ON_SKIN, Part.GAP, Part.CLADDING))


def assemble(
    builder: MeshBuilder, sheet: Sheet, own: dict[Part, Finish], *, arch_depth: float = 0.26
) -> None:
    """Add both halves of a body to a mesh.

    Args:
        builder: The mesh.
        sheet: Its right half with all features cut.
        own: Finishes of this vehicle; they go before `FINISHES`.
        arch_depth: How far inwards the wheel arches reach, metres.
    """
    table = {**FINISHES, **own}
    parts = [Part(int(label)) for label in np.unique(sheet.labels)]
    pieces: list[tuple[Surface, Material]] = []
    for part in parts:
        if part == Part.ARCH:
            pieces.append((sheet.wall(part, np.array([0.0, -arch_depth, 0.0]), _LIP), finishes.UNDERSIDE))
        elif part != Part.HIDDEN:
            pieces.append((sheet.sunk(table[part].depth).only(part), table[part].material))
    solid = [part for part in parts if part not in (Part.ARCH, Part.HIDDEN)]
    for deep in solid:
        if Part.ARCH in parts:
            edge = sheet.wall(Part.ARCH, _LIP, -sheet.normals * table[deep].depth, [deep])
            pieces.append((edge, table[deep].material))
        for shallow in solid:
            pieces += _step(sheet, deep, shallow, table)
    for surface, material in pieces:
        builder.add(surface, material)
        builder.add(surface.mirrored(), material)


def _step(
    sheet: Sheet, deep: Part, shallow: Part, table: dict[Part, Finish]
) -> list[tuple[Surface, Material]]:
    """Return the wall between two parts where one lies deeper, made of what stands out or else of what is let in."""
    bottom, top = table[deep].depth, table[shallow].depth
    if bottom <= top:
        return []
    wall = sheet.wall(deep, -sheet.normals * bottom, -sheet.normals * top, [shallow])
    return [(wall, table[shallow if top < 0.0 else deep].material)]
