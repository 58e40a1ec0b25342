"""Street lamps. Their foot stands on the origin; an arm reaches along x, over the road."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder, ellipsoid, lathe, loft
from carla_scenes.embedded.models.furniture.stuff import (
    CAST_IRON,
    GALVANISED,
    arc,
    bar,
    lamp_light,
    painted,
)
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_KIND = "street furniture"
_LIT = lamp_light(srgb(244, 232, 206), 1.0)
_DIM = lamp_light(srgb(244, 236, 216), 0.6)
_ANTHRACITE = painted(srgb(62, 66, 68))
_GREEN = painted(srgb(38, 62, 52))


@dataclass(frozen=True)
class Head:
    """Where a lamp's light comes from, in the lamp's axes, metres, and how strong it is beside a street lamp's."""

    x: float
    y: float
    z: float
    strength: float = 1.0


def _mast(builder: MeshBuilder, height: float, radius: float, material: Material) -> None:
    """Add a tapering mast with a sleeve at its foot and a small door."""
    builder.add(lathe([(radius * 1.9, 0.0), (radius * 1.9, 0.03), (radius * 1.35, 0.05)], 12), material)
    builder.add(bar([(0, 0, 0), (0, 0, 1.1)], radius * 1.35, sides=12), material)
    builder.add(bar([(0, 0, 1.1), (0, 0, 1.18)], radius * 1.35, radius, sides=12), material)
    builder.add(bar([(0, 0, 1.15), (0, 0, height)], radius, radius * 0.62, sides=12), material)
    builder.add(centred_box((radius * 1.35, 0, 0.62), (0.012, 0.09, 0.34)), material)


def _cobra_head(builder: MeshBuilder, x: float, z: float, sign: float, material: Material) -> None:
    """Add a flat housing with a glowing underside, its neck at (x, z), pointing along x or against it."""
    sections = []
    for along, wide, tall in ((0.0, 0.05, 0.04), (0.12, 0.1, 0.07), (0.3, 0.16, 0.09), (0.62, 0.13, 0.05)):
        turns = np.radians(np.arange(0.0, 360.0, 30.0))
        ring = np.stack(
            [
                np.full(12, along),
                wide * np.cos(turns) * (1.0 if sign > 0.0 else -1.0),
                np.maximum(tall * np.sin(turns), -0.03),
            ],
            axis=1,
        )
        sections.append(ring * [sign, 1.0, 1.0] + [x, 0.0, z])
    builder.add(loft(np.array(sections), crease=50.0), material)
    low, high = sorted((x + sign * 0.2, x + sign * 0.56))
    builder.add(box((low, -0.1, z - 0.042), (high, 0.1, z - 0.025)), _LIT)


def _arm(reach: float, height: float, arms: tuple[float, ...], _variant: int) -> Mesh:
    """Return a tall lamp whose arms sweep outwards, to +x (1) or -x (-1)."""
    builder = MeshBuilder(Tag.POLES)
    _mast(builder, height, 0.085, GALVANISED)
    for sign in arms:
        bend = arc((0.9, 0, height - 0.15), 0.9, 180.0, 100.0, 7)
        points = [*bend, (reach, 0.0, height + 0.87)]
        turned = [(sign * x, y, z) for x, y, z in points]
        builder.add(bar(turned, 0.045, 0.032), GALVANISED)
        _cobra_head(builder, sign * (reach - 0.08), height + 0.88, sign, GALVANISED)
    return builder.build()


def _modern(reach: float, height: float, _variant: int) -> Mesh:
    """Return a square mast with a flat bar of light."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(box((-0.16, -0.16, 0.0), (0.16, 0.16, 0.02)), _ANTHRACITE)
    builder.add(box((-0.06, -0.06, 0.02), (0.06, 0.06, height)), _ANTHRACITE)
    builder.add(box((-0.06, -0.04, height), (reach, 0.04, height + 0.06)), _ANTHRACITE)
    builder.add(box((reach - 0.75, -0.13, height + 0.01), (reach, 0.13, height + 0.07)), _ANTHRACITE)
    builder.add(box((reach - 0.7, -0.1, height - 0.005), (reach - 0.05, 0.1, height + 0.012)), _LIT)
    return builder.build()


def _lantern(builder: MeshBuilder, x: float, z: float, material: Material) -> None:
    """Add a six-sided lantern whose underside is at a height."""

    def ring(radius: float, height: float) -> Floats:
        turns = np.radians(np.arange(0.0, 360.0, 60.0))
        return np.stack([x + radius * np.cos(turns), radius * np.sin(turns), np.full(6, height)], axis=1)

    builder.add(loft(np.array([ring(0.10, z), ring(0.12, z + 0.05)]), crease=10.0), material)
    builder.add(loft(np.array([ring(0.115, z + 0.05), ring(0.19, z + 0.48)]), crease=10.0), _LIT)
    for one, other in zip(ring(0.12, z + 0.05), ring(0.197, z + 0.48), strict=True):
        builder.add(cylinder(one, other, 0.011, sides=5), material)
    roof = [ring(0.225, z + 0.47), ring(0.225, z + 0.5), ring(0.10, z + 0.62), ring(0.07, z + 0.68)]
    builder.add(loft(np.array(roof), crease=10.0), material)
    builder.add(ellipsoid((x, 0, z + 0.73), (0.035, 0.035, 0.06), 10, 6), material)


def _post(builder: MeshBuilder, height: float, material: Material) -> None:
    """Add a turned cast-iron post."""
    profile = [
        (0.21, 0.0), (0.21, 0.10), (0.17, 0.14), (0.155, 0.62), (0.18, 0.66), (0.18, 0.70), (0.11, 0.80),
        (0.085, 1.0), (0.07, 1.25), (0.09, 1.28), (0.09, 1.32), (0.06, 1.36), (0.042, height - 0.25),
        (0.075, height - 0.22), (0.075, height - 0.17), (0.045, height - 0.12), (0.055, height),
    ]  # fmt: skip
    builder.add(lathe(profile, 16), material)


def _classic(height: float, material: Material, _variant: int) -> Mesh:
    """Return a cast post with one lantern on top."""
    builder = MeshBuilder(Tag.POLES)
    _post(builder, height, material)
    builder.add(cylinder((0, -0.28, height - 0.35), (0, 0.28, height - 0.35), 0.018), material)
    _lantern(builder, 0.0, height, material)
    return builder.build()


def _candelabra(height: float, _variant: int) -> Mesh:
    """Return a cast post with lanterns on two scrolled arms."""
    builder = MeshBuilder(Tag.POLES)
    _post(builder, height, CAST_IRON)
    builder.add(ellipsoid((0, 0, height + 0.06), (0.05, 0.05, 0.1), 10, 6), CAST_IRON)
    for sign in (-1.0, 1.0):
        scroll = [(sign * x, y, z) for x, y, z in arc((0.36, 0, height - 0.45), 0.36, 180.0, 10.0, 9)]
        builder.add(bar([*scroll, (sign * 0.72, 0.0, height - 0.36)], 0.03, 0.022), CAST_IRON)
        _lantern(builder, sign * 0.72, height - 0.34, CAST_IRON)
    return builder.build()


def _park(height: float, _variant: int) -> Mesh:
    """Return a slim post with a glowing globe under a shade."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(lathe([(0.11, 0.0), (0.11, 0.03), (0.06, 0.06), (0.055, 0.9), (0.04, 0.95)], 12), _GREEN)
    builder.add(bar([(0, 0, 0.9), (0, 0, height)], 0.04, 0.035, sides=10), _GREEN)
    builder.add(lathe([(0.035, height), (0.13, height + 0.05), (0.15, height + 0.26)], 16), _DIM)
    shade = [
        (0.14, height + 0.25),
        (0.30, height + 0.26),
        (0.30, height + 0.28),
        (0.05, height + 0.38),
        (0, height + 0.4),
    ]
    builder.add(lathe(shade, 20), _GREEN)
    return builder.build()


def _bollard_light(_variant: int) -> Mesh:
    """Return a bollard with a glowing collar."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(cylinder((0, 0, 0), (0, 0, 0.78), 0.075), _ANTHRACITE)
    builder.add(cylinder((0, 0, 0.78), (0, 0, 0.9), 0.066), _DIM)
    builder.add(lathe([(0.066, 0.9), (0.078, 0.9), (0.078, 0.96), (0.0, 0.985)], 14), _ANTHRACITE)
    return builder.build()


_HEIGHT = {"arm": 7.6, "double": 8.6, "modern": 7.2, "classic": 4.0, "candelabra": 4.4, "park": 3.6}

LAMP_HEADS: Mapping[str, tuple[Head, ...]] = {
    "lamp.arm": (Head(2.3, 0.0, 8.35),),
    "lamp.double": (Head(2.5, 0.0, 9.35), Head(-2.5, 0.0, 9.35)),
    "lamp.modern": (Head(1.35, 0.0, 7.1),),
    "lamp.classic": (Head(0.0, 0.0, 4.3, 0.55),),
    "lamp.candelabra": (Head(0.72, 0.0, 4.35, 0.4), Head(-0.72, 0.0, 4.35, 0.4)),
    "lamp.park": (Head(0.0, 0.0, 3.7, 0.4),),
    "lamp.bollard": (Head(0.0, 0.0, 0.86, 0.1),),
}
"""Where the light of each lamp comes from."""


def _lamp(name: str, make: Callable[[int], Mesh]) -> Model:
    return Model(name, _KIND, Tag.POLES, make)


LAMPS: tuple[Model, ...] = (
    _lamp("lamp.arm", partial(_arm, 1.9, _HEIGHT["arm"], (1.0,))),
    _lamp("lamp.double", partial(_arm, 2.1, _HEIGHT["double"], (1.0, -1.0))),
    _lamp("lamp.modern", partial(_modern, 1.7, _HEIGHT["modern"])),
    _lamp("lamp.classic", partial(_classic, _HEIGHT["classic"], _GREEN)),
    _lamp("lamp.candelabra", partial(_candelabra, _HEIGHT["candelabra"])),
    _lamp("lamp.park", partial(_park, _HEIGHT["park"])),
    _lamp("lamp.bollard", _bollard_light),
)
