"""Traffic lights: the foot of the post stands on the origin, heads face +x, an arm reaches along +y over the road.

So a light at the right edge of a road that faces the traffic coming towards it has its arm over that traffic's lanes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, ellipsoid, extrude, lathe, quad, rounded_box
from carla_scenes.embedded.geometry.surface import joined, placed
from carla_scenes.embedded.models.furniture.stuff import BLACK, GALVANISED, bar
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Colour
    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]

_KIND = "street furniture"

ARM_REACH = (3.6, 5.2, 6.8)
"""Length of the arm of each variant of `light.arm`, metres."""

_ARM_HEIGHT = 5.95
_WHITE_RIM = Material(srgb(214, 214, 208), Pattern.PLASTIC, roughness=0.6)
_PUSH_BUTTON = Material(srgb(232, 190, 40), Pattern.PLASTIC, roughness=0.5)


def _lamp(state: int, colour: Colour) -> Material:
    """Return the lens that shines in a state of the signal: 0 red, 1 yellow, 2 green."""
    return Material(colour, Pattern.LIGHT, roughness=0.25, detail=10.0 + state, emission=0.8)


_LENSES = (_lamp(0, srgb(255, 44, 30)), _lamp(1, srgb(255, 186, 34)), _lamp(2, srgb(48, 236, 140)))


def _hood(y: float, z: float, radius: float, length: float) -> Surface:
    """Return a visor about a lamp in the plane x = 0: the upper part of a thin shell of a tube."""
    turns = np.radians(np.linspace(-25.0, 205.0, 12))

    def shell(wide: float) -> Surface:
        across, height = y + wide * np.cos(turns), z + wide * np.sin(turns)
        return joined(
            quad((0.0, y0, z0), (length, y0, z0), (length, y1, z1), (0.0, y1, z1))
            for y0, z0, y1, z1 in zip(across[:-1], height[:-1], across[1:], height[1:], strict=True)
        )

    return joined([shell(radius).flipped(), shell(radius - 0.004)])


def head() -> Mesh:
    """Return a head of three lamps, its back in the plane x = 0 and its underside at z = 0."""
    builder = MeshBuilder(Tag.TRAFFIC_LIGHT)
    builder.add(rounded_box((0.0, -0.15, 0.0), (0.2, 0.15, 0.98), 0.035), BLACK)
    builder.add(box((0.03, -0.27, -0.12), (0.042, 0.27, 1.1)), _WHITE_RIM)
    builder.add(box((0.028, -0.245, -0.095), (0.046, 0.245, 1.075)), BLACK)
    for lens, height in zip(_LENSES, (0.8, 0.49, 0.18), strict=True):
        builder.add(cylinder((0.19, 0, height), (0.212, 0, height), 0.105, sides=18), lens)
        builder.add(_hood(0.0, height, 0.118, 0.17).moved(x=0.195), BLACK)
    return builder.build()


def _post(builder: MeshBuilder, height: float, radius: float) -> None:
    builder.add(lathe([(radius * 2.0, 0.0), (radius * 2.0, 0.03), (radius * 1.2, 0.06)], 14), GALVANISED)
    builder.add(bar([(0, 0, 0), (0, 0, height)], radius, radius * 0.8, sides=12), GALVANISED)
    builder.add(ellipsoid((0, 0, height), (radius * 0.8, radius * 0.8, 0.03), 10, 6), GALVANISED)


def _with_head(builder: MeshBuilder, y: float, z: float, *, x: float = 0.07) -> None:
    builder.add_mesh(head(), placed(x, y, z))
    for share in (0.15, 0.85):
        level = z + share * 0.98
        builder.add(box((0.0, y - 0.03, level - 0.02), (x + 0.02, y + 0.03, level + 0.02)), GALVANISED)


def _light_post(_variant: int) -> Mesh:
    builder = MeshBuilder(Tag.POLES)
    _post(builder, 3.45, 0.055)
    _with_head(builder, 0.0, 2.42)
    _button(builder)
    return builder.build()


def _light_arm(variant: int) -> Mesh:
    """Return a post with a head at eye level and an arm with one at its end, on long arms one midway too."""
    reach = ARM_REACH[variant]
    builder = MeshBuilder(Tag.POLES)
    _post(builder, _ARM_HEIGHT + 0.15, 0.1)
    arm = [(0.0, 0.0, _ARM_HEIGHT - 0.25), (0.0, 0.5, _ARM_HEIGHT), (0.0, reach, _ARM_HEIGHT + 0.12)]
    builder.add(bar(arm, 0.065, 0.045, sides=10), GALVANISED)
    for place in (reach - 0.12, *((reach * 0.48,) if reach > 5.0 else ())):
        _with_head(builder, place, _ARM_HEIGHT - 0.62, x=0.08)
    _with_head(builder, 0.0, 2.5, x=0.11)
    _button(builder)
    return builder.build()


def _button(builder: MeshBuilder) -> None:
    """Add the box that pedestrians press, on the side of the post."""
    builder.add(rounded_box((-0.05, 0.05, 1.0), (0.05, 0.13, 1.24), 0.02), _PUSH_BUTTON)


_WALKING = (
    ((0.0, 0.03), (0.05, 0.05), (0.035, 0.0), (0.07, -0.07), (0.05, -0.085), (0.0, -0.02), (-0.05, -0.085)),
    ((-0.07, -0.07), (-0.03, 0.0)),
)
_STANDING = (
    ((0.03, 0.05), (0.06, 0.045), (0.06, -0.02), (0.04, -0.02), (0.03, -0.085), (-0.03, -0.085)),
    ((-0.04, -0.02), (-0.06, -0.02), (-0.06, 0.045), (-0.03, 0.05)),
)


def _figure(outline: tuple[tuple[tuple[float, float], ...], ...], height: float) -> Surface:
    """Return a person of light in relief: body and head, 0.2 m tall, about a height, facing +x."""
    body = np.array([point for part in outline for point in part])
    # A prism stands on x and y; turned so that it looks along +x with its y to the left of who sees it.
    solid = extrude(np.column_stack([body[:, 1], body[:, 0]]), 0.0, 0.012)
    turned = solid.transformed(np.array([[0, 0, 1, 0.205], [0, 1, 0, 0], [1, 0, 0, height], [0, 0, 0, 1.0]]))
    skull = cylinder((0.205, 0.0, height + 0.078), (0.217, 0.0, height + 0.078), 0.024, sides=12)
    return joined([turned, skull])


def _light_pedestrian(_variant: int) -> Mesh:
    """Return a post with a standing figure that is lit at red, and a walking one that is lit at green."""
    builder = MeshBuilder(Tag.POLES)
    _post(builder, 3.0, 0.05)
    red, _, green = _LENSES
    base = 2.2
    case = MeshBuilder(Tag.TRAFFIC_LIGHT)
    case.add(rounded_box((0.0, -0.14, 0.0), (0.2, 0.14, 0.62), 0.03), BLACK)
    for lens, outline, height in ((red, _STANDING, 0.455), (green, _WALKING, 0.155)):
        case.add(_figure(outline, height), lens)
        case.add(_hood(0.0, height, 0.125, 0.13).moved(x=0.195), BLACK)
    builder.add_mesh(case.build(), placed(0.06, 0.0, base))
    for level in (base + 0.1, base + 0.52):
        builder.add(box((0.0, -0.03, level - 0.02), (0.08, 0.03, level + 0.02)), GALVANISED)
    _button(builder)
    return builder.build()


LIGHTS: tuple[Model, ...] = (
    Model("light.post", _KIND, Tag.TRAFFIC_LIGHT, _light_post),
    Model("light.arm", _KIND, Tag.TRAFFIC_LIGHT, _light_arm, len(ARM_REACH)),
    Model("light.pedestrian", _KIND, Tag.TRAFFIC_LIGHT, _light_pedestrian),
)
"""Lit by the state of the signal that their instance belongs to; see `Pattern.LIGHT`."""
