"""Signs as meshes: a post at the origin, faces towards +x."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, cylinder, picture_quad
from carla_scenes.embedded.geometry.surface import flat
from carla_scenes.embedded.models.furniture.drawing import regular
from carla_scenes.embedded.models.furniture.stuff import GALVANISED, shown
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.models.signs.faces import DIRECTIONS_ASPECT, STREET_NAME_ASPECT
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.furniture.drawing import Place

    Floats = npt.NDArray[np.float64]

_KIND = "street furniture"
_POST_RADIUS = 0.03
_FOOT = 2.15

_SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
_OUTLINES: dict[str, list[Place]] = {
    "circle": regular(28, 0.5, 0.0),
    "octagon": regular(8, 0.541, 22.5),
    "diamond": regular(4, 0.5, 0.0),
    "square": _SQUARE,
    "triangle": [(0.0, 0.97), (0.5, 0.03), (1.0, 0.97)],
    "give_way": [(0.0, 0.03), (1.0, 0.03), (0.5, 0.97)],
}

SIGNS_BY_SHAPE: dict[str, tuple[str, ...]] = {
    "octagon": ("stop",),
    "give_way": ("yield",),
    "diamond": ("priority",),
    "triangle": ("bend", "children", "danger", "works", "signals"),
    "square": ("crossing", "parking", "zone_30"),
    "circle": (
        *("no_entry", "no_parking", "no_stopping", "closed", "no_overtaking", "straight", "right", "left"),
        *("keep_right", "roundabout", "cycle_way"),
        *(f"speed_{limit}" for limit in range(20, 130, 10)),
    ),
}
"""The outline of each sign; `sign.NAME` is its model."""

STREET_NAMES = (
    *("Station Road", "Lime Avenue", "Market Street", "Mill Lane", "Church Street", "Harbour Way"),
    *("Park Road", "Oak Street", "Bridge Street", "King Street", "Garden Row", "Hill Road"),
)
_DESTINATIONS = (
    *("Centre|Harbour|Airport", "Museum|North", "Old Town|Hospital|Stadium", "Centre|University"),
    *("Station|Zoo|South", "Ring Road|Exhibition"),
)


def plate(
    builder: MeshBuilder, outline: Sequence[Place], low: Sequence[float], size: float, face: Material
) -> None:
    """Add a thin plate with a picture in front and bare metal behind.

    Args:
        builder: Gets it.
        outline: Corners as shares of the picture's sides, convex.
        low: (x, y, z) of the middle of the plate's lower edge, metres; x is its back.
        size: Side of the picture, metres.
        face: What the front shows.
    """
    shares = np.array(outline)
    x, y, z = low
    # Seen from +x, left is +y.
    across, height = y + (0.5 - shares[:, 0]) * size, z + (1.0 - shares[:, 1]) * size
    front = np.column_stack([np.full(len(shares), x + 0.012), across, height])
    back = np.column_stack([np.full(len(shares), x), across, height])
    builder.add(_fan(front, shares, forwards=True), face, tag=Tag.TRAFFIC_SIGNS)
    builder.add(_fan(back, None, forwards=False), GALVANISED, tag=Tag.TRAFFIC_SIGNS)
    count = len(shares)
    first = np.arange(count)
    second = (first + 1) % count
    edge = np.concatenate(
        [
            np.stack([first, first + count, second + count], axis=1),
            np.stack([first, second + count, second], axis=1),
        ]
    )
    rim = flat(np.concatenate([front, back]), edge.astype(np.int32))
    outwards = rim.vertices - [x + 0.006, float(across.mean()), float(height.mean())]
    if (rim.normals * outwards).sum() < 0.0:
        rim = rim.flipped()
    builder.add(rim, GALVANISED, tag=Tag.TRAFFIC_SIGNS)


def _fan(corners: Floats, shares: Floats | None, *, forwards: bool) -> Surface:
    first = np.arange(1, len(corners) - 1)
    faces = np.stack([np.zeros_like(first), first, first + 1], axis=1).astype(np.int32)
    surface = flat(corners, faces, shares)
    return surface if (surface.normals[0, 0] > 0.0) == forwards else surface.flipped()


def sign_mesh(name: str, _variant: int = 0) -> Mesh:
    """Return a sign on a post by name, such as `stop`."""
    shape = next(shape for shape, names in SIGNS_BY_SHAPE.items() if name in names)
    builder = MeshBuilder(Tag.POLES)
    size = {"octagon": 0.72, "triangle": 0.82, "give_way": 0.82}.get(shape, 0.62)
    builder.add(cylinder((0, 0, 0), (0, 0, _FOOT + 0.9 * size), _POST_RADIUS, sides=10), GALVANISED)
    low = (_POST_RADIUS + 0.005, 0.0, _FOOT)
    plate(builder, _OUTLINES[shape], low, size, shown(f"sign:{name}"))
    for height in (0.3, 0.7):
        clamp = box(
            (-0.036, -0.05, _FOOT + height * size - 0.015), (0.036, 0.05, _FOOT + height * size + 0.015)
        )
        builder.add(clamp, GALVANISED)
    return builder.build()


def _one_way(_variant: int) -> Mesh:
    builder = MeshBuilder(Tag.POLES)
    builder.add(cylinder((0, 0, 0), (0, 0, 2.6), _POST_RADIUS, sides=10), GALVANISED)
    _board(builder, (0.035, 0.0, 2.2), 0.9, 0.34, "sign:one_way")
    return builder.build()


def _board(builder: MeshBuilder, low: Sequence[float], width: float, height: float, face: str) -> None:
    """Add a rectangular board; `low` is the middle of its lower edge at its back."""
    x, y, z = low
    half = width / 2.0
    builder.add(box((x, y - half, z), (x + 0.02, y + half, z + height)), GALVANISED, tag=Tag.TRAFFIC_SIGNS)
    x += 0.022
    front = picture_quad(
        (x, y + half, z), (x, y - half, z), (x, y - half, z + height), (x, y + half, z + height)
    )
    builder.add(front, shown(face), tag=Tag.TRAFFIC_SIGNS)


def _street_name(variant: int) -> Mesh:
    """Return a post with the names of two crossing streets, readable from both sides each."""
    builder = MeshBuilder(Tag.POLES)
    builder.add(cylinder((0, 0, 0), (0, 0, 2.75), _POST_RADIUS, sides=10), GALVANISED)
    width = 0.22 * STREET_NAME_ASPECT
    for level in (0, 1):
        name = STREET_NAMES[(variant + level * 5) % len(STREET_NAMES)]
        z = 2.2 + 0.26 * level
        blade = MeshBuilder(Tag.TRAFFIC_SIGNS)
        half = width / 2.0
        for sign in (1.0, -1.0):
            x, left = 0.012 * sign, half * sign
            blade.add(
                picture_quad((x, left, z), (x, -left, z), (x, -left, z + 0.22), (x, left, z + 0.22)),
                shown(f"street_name:{name}"),
            )
        blade.add(box((-0.011, -half, z), (0.011, half, z + 0.22)), GALVANISED)
        turn = np.radians(90.0 * level)
        matrix = np.eye(4)
        matrix[:2, :2] = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
        # A blade hangs beside its post, not through its middle.
        matrix[:2, 3] = matrix[:2, :2] @ [0.0, half + _POST_RADIUS]
        builder.add_mesh(blade.build(), matrix)
    return builder.build()


def _directions(variant: int) -> Mesh:
    """Return a board of destinations on two posts."""
    builder = MeshBuilder(Tag.POLES)
    height = 1.25
    width = height * DIRECTIONS_ASPECT
    for side in (-0.32 * width, 0.32 * width):
        builder.add(cylinder((0, side, 0), (0, side, 2.2 + height), 0.045, sides=10), GALVANISED)
    _board(builder, (0.05, 0.0, 2.25), width, height, f"directions:{_DESTINATIONS[variant]}")
    return builder.build()


def _model(name: str, make: Callable[[int], Mesh]) -> Model:
    return Model(f"sign.{name}", _KIND, Tag.TRAFFIC_SIGNS, make)


BOARDS: tuple[Model, ...] = (
    *(_model(name, partial(sign_mesh, name)) for names in SIGNS_BY_SHAPE.values() for name in names),
    Model("sign.one_way", _KIND, Tag.TRAFFIC_SIGNS, _one_way),
    Model("sign.street_name", _KIND, Tag.TRAFFIC_SIGNS, _street_name, len(STREET_NAMES)),
    Model("sign.directions", _KIND, Tag.TRAFFIC_SIGNS, _directions, len(_DESTINATIONS)),
)
"""`sign.stop`, `sign.yield`, `sign.speed_50` ... with posts at the origin and faces towards +x."""
