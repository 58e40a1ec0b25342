"""Leaves: many small cards in clumps around twigs, shaded as the crown is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern
from carla_scenes.embedded.geometry.surface import Surface, unit

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Colour
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.plants.branches import Branches

    Floats = npt.NDArray[np.float64]

_TINTS = ((1.0, 1.0, 1.0), (1.14, 1.06, 0.92), (0.84, 0.92, 0.96))
"""Boughs of one crown differ a little in colour."""


@dataclass(frozen=True)
class Foliage:
    """What a crown's leaves are like.

    Attributes:
        colour: Linear reflectance.
        count: How many.
        length: Of a leaf, metres.
        width: Of a leaf, metres.
        spread: Mean distance of leaves from their twig, metres.
        droop: How far leaves hang, 0 to 1.
        level: How much their faces turn upwards, 0 to 1.
        from_share: Where along a twig they begin, 0 to 1.
    """

    colour: Colour
    count: int
    length: float
    width: float
    spread: float
    droop: float = 0.4
    level: float = 0.6
    from_share: float = 0.15


def leaf_material(colour: Colour) -> Material:
    """Return what leaves are made of."""
    return Material(colour, Pattern.LEAF, roughness=0.6, specular=0.03)


def add_leaves(
    builder: MeshBuilder,
    twigs: Branches,
    foliage: Foliage,
    rng: np.random.Generator,
    *,
    lowest: float = 0.0,
) -> None:
    """Add leaves around twigs, in three tints by bough.

    Args:
        builder: Gets them.
        twigs: The last branches.
        foliage: What the leaves are like.
        rng: Scatters them.
        lowest: Leaves that reach below this height, metres, are cut.
    """
    centre, reach = _crown(twigs)
    # By length: short twigs at the top of a crown carry less.
    shares = np.cumsum(twigs.lengths)
    which = np.searchsorted(shares, rng.random(foliage.count) * shares[-1], side="right")
    which = np.minimum(which, len(twigs.lines) - 1)
    share = foliage.from_share + (1.0 - foliage.from_share) * np.sqrt(rng.random(foliage.count))
    places, direction, _ = twigs.at(which, share)
    scatter = rng.normal(0.0, foliage.spread, (foliage.count, 3)) * np.array([1.0, 1.0, 0.7])
    places = places + scatter
    outwards = unit((places - centre) / reach)
    away = unit(scatter + direction * foliage.spread)
    size = rng.uniform(0.75, 1.25, foliage.count)
    surface = cards(
        places,
        unit(away + outwards * 0.4 + rng.normal(0.0, 0.35, places.shape) - [0.0, 0.0, 2.0 * foliage.droop]),
        unit(outwards * 0.5 + away * 0.3 + rng.normal(0.0, 0.45, places.shape) + [0.0, 0.0, foliage.level]),
        length=foliage.length * size,
        width=foliage.width * size,
        shading=unit(outwards * 0.8 + away * 0.55 + [0.0, 0.0, 0.15]),
    )
    tints = np.array(
        [builder.material(leaf_material(_mixed(foliage.colour, tint))) for tint in _TINTS],
        np.int32,
    )
    tint = tints[(twigs.bough[which] * 7 + 3) % len(_TINTS)]
    kept = surface.vertices[surface.faces, 2].min(axis=1) >= lowest
    corners = np.repeat(kept, 3)
    cut = Surface(
        surface.vertices[corners],
        np.arange(3 * int(kept.sum()), dtype=np.int32).reshape(-1, 3),
        surface.normals[corners],
        surface.uvs[corners],
    )
    builder.add(cut, tint[kept])


def cards(
    roots: Floats,
    along: Floats,
    facing: Floats,
    *,
    length: Floats,
    width: Floats,
    shading: Floats,
    blades: bool = False,
) -> Surface:
    """Return leaves: one pointed triangle each, every other one with the point at its root.

    Twice as many leaves as with two triangles each, at the same cost, are what makes a crown look fine-grained.

    Args:
        roots: (N, 3) where they are fixed, metres.
        along: (N, 3) unit vectors towards their tips.
        facing: (N, 3) unit vectors out of their upper sides; made square to `along`.
        length: (N,) metres.
        width: (N,) metres.
        shading: (N, 3) normals of the crown around them, which their own are mixed with.
        blades: Whether all have the point at their tip, as grass does.
    """
    facing = unit(facing - along * (facing * along).sum(axis=1, keepdims=True))
    # Geometry faces away from the crown, as its shading does.
    facing = np.where((facing * shading).sum(axis=1, keepdims=True) < 0.0, -facing, facing)
    side = np.cross(facing, along) * (0.5 * width)[:, None]
    count = len(roots)
    tips = roots + along * length[:, None]
    odd = ((np.arange(count) % 2 == 1) & (not blades))[:, None]
    point, base, turn = np.where(odd, roots, tips), np.where(odd, tips, roots), np.where(odd, -1.0, 1.0)
    corners = np.stack([base - side * turn, point, base + side * turn], axis=1)
    normals = unit(shading + 0.45 * facing)
    shape = np.array([[0.05, 0.05], [0.5, 0.95], [0.95, 0.05]]) + np.arange(float(count))[:, None, None]
    return Surface(
        corners.reshape(-1, 3),
        np.arange(3 * count, dtype=np.int32).reshape(-1, 3),
        np.repeat(normals, 3, axis=0),
        shape.reshape(-1, 2),
    )


def _crown(twigs: Branches) -> tuple[Floats, Floats]:
    """Return the middle of a crown, a little below its centre, and its half sizes, each (3,) metres."""
    points = twigs.lines.reshape(-1, 3)
    low, high = points.min(axis=0), points.max(axis=0)
    centre = (low + high) / 2.0
    centre[2] -= 0.15 * (high - low)[2]
    return centre, np.maximum((high - low) / 2.0, 0.1)


def _mixed(colour: Colour, tint: tuple[float, float, float]) -> Colour:
    red, green, blue = (part * factor for part, factor in zip(colour, tint, strict=True))
    return red, green, blue
