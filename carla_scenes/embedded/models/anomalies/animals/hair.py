"""Hair: tapering locks, feathers and spines that grow out of a surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import Surface, smooth, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.animals.regions import Region

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]

_SIDES = 3
_RINGS = np.array([0.0, 0.4, 0.78])
_GIRTH = np.array([0.75, 1.0, 0.62])


@dataclass(frozen=True)
class Locks:
    """Hair on a part of a body.

    Attributes:
        region: Where it grows.
        materials: Each lock gets one of them; the skin's own where it grows when there are none.
        count: How many locks.
        length: Metres; each differs by up to a third.
        width: Of a lock at its widest, metres.
        flow: Which way the hair lies, a vector; its part along the skin counts.
        lift: How far it stands up: 0 lies on the skin, 1 stands at right angles to it.
        droop: How far the tip sinks by its weight, in lengths.
        seed: Which locks.
    """

    region: Region
    materials: Sequence[Material]
    count: int
    length: float
    width: float
    flow: tuple[float, float, float] = (-1.0, 0.0, -0.4)
    lift: float = 0.35
    droop: float = 0.3
    seed: int = 1


def grown(
    locks: Locks, skin: Surface, labels: Ints, materials: Sequence[Material]
) -> list[tuple[Surface, Material]]:
    """Return the locks that grow on a skin, one surface for each material.

    Args:
        locks: Where and how they grow.
        skin: What they grow on.
        labels: (M,) numbers of the materials of its faces.
        materials: What the numbers mean.
    """
    corners = skin.vertices[skin.faces]
    inside = locks.region(corners.mean(axis=1)) < 0.0
    corners, normals, labels = corners[inside], skin.normals[skin.faces][inside].mean(axis=1), labels[inside]
    if not len(corners):
        return []
    generator = np.random.default_rng(np.random.SeedSequence([7, locks.seed, locks.count]))
    areas = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    # Faces lie in the order of the grid: even steps through their area scatter the roots evenly.
    steps = (np.arange(locks.count) + generator.random(locks.count)) / locks.count
    chosen = np.minimum(np.searchsorted(np.cumsum(areas), steps * areas.sum()), len(areas) - 1)
    weights = generator.dirichlet(np.ones(3), locks.count)
    roots = (corners[chosen] * weights[..., None]).sum(axis=1)
    upright = unit(normals[chosen])
    noise = generator.standard_normal((locks.count, 3))
    flow = np.asarray(locks.flow) + 0.12 * np.linalg.norm(locks.flow) * noise
    lying = unit(flow - upright * (flow * upright).sum(axis=1, keepdims=True))
    directions = unit(lying * (1.0 - locks.lift) + upright * locks.lift)
    lengths = locks.length * generator.uniform(0.67, 1.33, locks.count)
    which = generator.integers(0, max(len(locks.materials), 1), locks.count)
    kinds: Sequence[Material] = locks.materials
    if not kinds:
        kinds, which = materials, labels[chosen].astype(np.int64)
    parts = []
    for number, material in enumerate(kinds):
        own = which == number
        if own.any():
            lock = strands(
                roots[own], directions[own], upright[own], lengths[own], width=locks.width, droop=locks.droop
            )
            parts.append((lock, material))
    return parts


def strands(
    roots: Floats, directions: Floats, upright: Floats, lengths: Floats, *, width: float, droop: float
) -> Surface:
    """Return tapering locks; open at the root, which lies in the skin.

    Args:
        roots: (N, 3) metres.
        directions: (N, 3) unit vectors: where they point at the root.
        upright: (N, 3) unit vectors: the skin's normals there; locks are flat along the skin and shaded like it.
        lengths: (N,) metres.
        width: At the widest, metres.
        droop: How far tips sink, in lengths.
    """
    count = len(roots)
    side = unit(np.cross(directions, upright) + 1e-9)
    up = np.cross(side, directions)
    run = np.append(_RINGS, 1.0)
    middle = roots[:, None] + lengths[:, None, None] * (
        directions[:, None] * run[:, None] + np.array([0.0, 0.0, -droop]) * (run**2)[:, None]
    )
    turns = np.arange(_SIDES) * 2.0 * np.pi / _SIDES + np.pi / 2.0
    section = (
        side[:, None] * np.cos(turns)[:, None] * width / 2.0
        + up[:, None] * np.sin(turns)[:, None] * width * 0.22
    )
    rings = middle[:, :3, None] + section[:, None] * _GIRTH[:, None, None]
    vertices = np.concatenate([rings.reshape(count, -1, 3), middle[:, 3:4]], axis=1)
    each = vertices.shape[1]
    faces = []
    for k in range(_SIDES):
        after = (k + 1) % _SIDES
        for ring in range(2):
            low, high = ring * _SIDES, (ring + 1) * _SIDES
            faces += [[low + k, low + after, high + after], [low + k, high + after, high + k]]
        faces.append([2 * _SIDES + k, 2 * _SIDES + after, 3 * _SIDES])
    every = (np.array(faces)[None] + (np.arange(count) * each)[:, None, None]).reshape(-1, 3)
    if _inwards(vertices[0], np.array(faces)):
        every = every[:, ::-1]
    surface = smooth(vertices.reshape(-1, 3), every.astype(np.int32))
    # Part of the normal is the skin's: a coat is shaded as one thing, not as a heap of spikes.
    normals = unit(surface.normals + 0.45 * np.repeat(upright, each, axis=0))
    return Surface(surface.vertices, surface.faces, normals, surface.uvs)


def _inwards(vertices: Floats, faces: npt.NDArray[np.int64]) -> bool:
    corners = vertices[faces] - vertices.mean(axis=0)
    return float(np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()) < 0.0
