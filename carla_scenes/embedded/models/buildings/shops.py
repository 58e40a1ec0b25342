"""Shop fronts: display windows with depth, doors, fascia boards with names, awnings, hanging signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.buildings import palette, signboards
from carla_scenes.embedded.models.buildings.solids import borders, fan, quads, slabs

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.buildings.structure import Wall

    Floats = npt.NDArray[np.float64]

_DISPLAY_M = 1.1
_DOOR_M = 1.15
_PIER_M = 0.22


@dataclass(frozen=True)
class Shop:
    """What one shop looks like; drawn by `draw_shop`.

    Attributes:
        name: On the sign.
        colour: Of the sign, a key of `signboards.SIGN_COLOURS`.
        joinery: Material of frames, risers and piers.
        awning: Colours of an awning's stripes; None for none.
        riser: Height of the wall under the window, metres.
        door: Where the door is, as a share of the front's length.
        inside: Number of the picture of its inside.
        hanging: Whether a sign hangs over the pavement.
    """

    name: str
    colour: str
    joinery: Material
    awning: tuple[Material, Material] | None
    riser: float
    door: float
    inside: int
    hanging: bool


def draw_shop(rng: np.random.Generator) -> Shop:
    """Return a shop."""
    colour = palette.pick(rng, tuple(signboards.SIGN_COLOURS))
    ground, _ = signboards.SIGN_COLOURS[colour]
    same = rng.random() < 0.6
    joinery = Material(srgb(*ground), Pattern.PAINT, roughness=0.4) if same else palette.frame(rng)
    awning = None
    if rng.random() < 0.5:
        cloth = Material(palette.varied(rng, palette.pick(rng, palette.AWNING_TONES)), roughness=0.9)
        plain = rng.random() < 0.5
        awning = (
            cloth,
            cloth if plain else Material(palette.varied(rng, palette.TRIM_TONES[1]), roughness=0.9),
        )
    return Shop(
        name=palette.pick(rng, signboards.SHOPS),
        colour=colour,
        joinery=joinery,
        awning=awning,
        riser=float(rng.choice([0.12, 0.45, 0.6])),
        door=float(rng.choice([0.16, 0.5, 0.84])),
        inside=int(rng.integers(40)),
        hanging=bool(rng.random() < 0.3),
    )


def add_shop(
    wall: Wall, span: tuple[float, float], height: float, shop: Shop, rng: np.random.Generator
) -> None:
    """Set a shop into the ground floor of a wall; call before its skin is made.

    Args:
        wall: The wall.
        span: Lowest and highest s, at least 2.5 m apart.
        height: Of the ground floor, metres.
        shop: What it looks like.
        rng: For the goods.
    """
    start, end = span
    head = min(2.85, height - 0.95)
    first, last = start + _PIER_M, end - _PIER_M
    wall.pierce(np.array([first, last, 0.0, head]))
    wall.add(
        slabs([[start, 0.0, 0.0], [last, 0.0, 0.0]], [[first, head, 0.08], [end, head, 0.08]], "FLR"),
        shop.joinery,
    )
    door_from = first + (last - first - _DOOR_M) * shop.door
    door_to = door_from + _DOOR_M
    for a, b in ((first, door_from - 0.06), (door_to + 0.06, last)):
        if b - a > 0.5:
            _display(wall, (a, b), head, shop, rng)
        elif b > a:
            wall.add(slabs([a, 0.0, -0.7], [b, head, -0.02], "F"), shop.joinery)
    for s in (door_from - 0.06, door_to):
        wall.add(slabs([s, 0.0, -0.7], [s + 0.06, head, -0.02], "F"), shop.joinery)
    _doorway(wall, (door_from, door_to), head, shop)
    _fascia(wall, span, head, height, shop)
    if shop.awning is not None and height > 3.4:
        _awning(wall, (start + 0.1, end - 0.1), head + 0.12, shop.awning)
    if shop.hanging:
        _hanging_sign(wall, start + 0.15, head + 0.9, shop)


def _display(
    wall: Wall, span: tuple[float, float], head: float, shop: Shop, rng: np.random.Generator
) -> None:
    a, b = span
    foot = shop.riser
    wall.add(slabs([a, 0.0, -0.3], [b, foot, -0.03], "FT"), shop.joinery)
    if foot > 0.3:
        wall.add(slabs([a + 0.12, 0.1, -0.03], [b - 0.12, foot - 0.08, -0.015], "FLRTU"), shop.joinery)
    inner = (0.42, 0.39, 0.35)
    lining = Material(inner, roughness=0.8, emission=0.25)
    wall.add(slabs([a, foot, -_DISPLAY_M], [b, head, -0.06], "LRTU", inside=True), lining)
    share = min((b - a) / (head - foot) / 1.5, 1.0)
    back = sign(((a + b) / 2.0, (foot + head) / 2.0), (b - a, head - foot), -_DISPLAY_M, share)
    wall.add(back, palette.picture(f"shop_inside:{shop.inside}", 0.7, emission=0.55))
    wall.add(slabs([a + 0.1, head - 0.06, -0.6], [b - 0.1, head - 0.02, -0.4], "FBU"), palette.SHOP_LIGHT)
    _goods(wall, (a + 0.15, b - 0.15), foot, rng)
    count = max(1, round((b - a) / 1.5))
    wall.add(borders([[a, foot]], [[b, head]], 0.07, -0.1, -0.03), shop.joinery)
    bars = np.linspace(a, b, count + 1)[1:-1]
    if len(bars):
        low = np.column_stack([bars - 0.03, np.full_like(bars, foot), np.full_like(bars, -0.1)])
        wall.add(
            slabs(
                low,
                np.column_stack([bars + 0.03, np.full_like(bars, head), np.full_like(bars, -0.03)]),
                "FLR",
            ),
            shop.joinery,
        )
    transom = head - 0.45
    wall.add(slabs([a, transom - 0.03, -0.1], [b, transom + 0.03, -0.03], "FTU"), shop.joinery)
    pane = quads([[a, transom, -0.07], [b, transom, -0.07], [b, head, -0.07], [a, head, -0.07]])
    wall.add(pane, palette.GLASS)


def _goods(wall: Wall, span: tuple[float, float], foot: float, rng: np.random.Generator) -> None:
    count = max(2, int((span[1] - span[0]) / 0.42))
    middles = np.linspace(span[0], span[1], count) + rng.uniform(-0.08, 0.08, count)
    sizes = rng.uniform([0.12, 0.15, 0.12], [0.34, 0.75, 0.3], (count, 3))
    depth = rng.uniform(-0.8, -0.35, count)
    low = np.column_stack([middles - sizes[:, 0] / 2.0, np.full(count, foot), depth - sizes[:, 2] / 2.0])
    low[:, 0] = np.clip(low[:, 0], span[0], None)
    high = low + sizes
    tones = rng.uniform(0.05, 0.55, (4, 3)) * [1.0, 0.9, 0.8]
    tones = 0.55 * tones + 0.45 * tones.mean(axis=1, keepdims=True)
    for index in range(4):
        chosen = np.arange(count) % 4 == index
        if chosen.any():
            red, green, blue = (round(float(value), 3) for value in tones[index])
            wall.add(
                slabs(low[chosen], high[chosen], "FLRT"),
                Material((red, green, blue), roughness=0.6, emission=0.2),
            )


def _doorway(wall: Wall, span: tuple[float, float], head: float, shop: Shop) -> None:
    a, b, back = *span, -0.75
    wall.add(slabs([a, 0.0, back], [b, head, -0.02], "LRT", inside=True), shop.joinery)
    wall.add(slabs([a, 0.0, back], [b, 0.04, -0.02], "T"), palette.STEP)
    wall.add(quads([[a, 0.0, back], [b, 0.0, back], [b, head, back], [a, head, back]]), palette.GLASS)
    wall.add(borders([[a, 0.04]], [[b, 2.2]], 0.1, back, back + 0.06), shop.joinery)
    wall.add(slabs([a, 0.04, back], [b, 0.35, back + 0.05], "F"), shop.joinery)
    wall.add(slabs([b - 0.22, 0.9, back + 0.06], [b - 0.18, 1.3, back + 0.12], "FLRTU"), palette.METAL)
    notice = palette.picture(f"name_plate:OPEN;{'white' if shop.inside % 2 else 'red'};2")
    middle = (a + b) / 2.0
    wall.add(sign((middle, 1.55), (0.3, 0.15), back + 0.03), notice)


def sign(middle: tuple[float, float], size: tuple[float, float], d: float, share: float = 1.0) -> Surface:
    """Return a face with a picture the right way round.

    Args:
        middle: Its s and t.
        size: Width and height, metres.
        d: Its depth.
        share: How much of the picture's width it shows.
    """
    (s, t), (width, height) = middle, size
    a, b, low, high = s - width / 2.0, s + width / 2.0, t - height / 2.0, t + height / 2.0
    # s grows to the left of who looks at the wall.
    uvs = [[share, 1.0], [0.0, 1.0], [0.0, 0.0], [share, 0.0]]
    return quads([[a, low, d], [b, low, d], [b, high, d], [a, high, d]], uvs)


def _fascia(wall: Wall, span: tuple[float, float], head: float, height: float, shop: Shop) -> None:
    start, end = span
    top = min(head + 0.72, height - 0.12)
    wall.add(slabs([start, head, 0.0], [end, top, 0.1], "FLRTU"), shop.joinery)
    wall.add(slabs([start - 0.02, top, 0.0], [end + 0.02, top + 0.09, 0.18], "FLRTU"), shop.joinery)
    board_height = top - head - 0.14
    width = min(end - start - 0.3, board_height * 8.0)
    aspect = max(1, round(width / board_height))
    lit = 0.35 if shop.inside % 3 else 0.0
    face = palette.picture(f"shop_sign:{shop.name};{shop.colour};{aspect}", emission=lit)
    wall.add(sign(((start + end) / 2.0, (head + top) / 2.0), (width, board_height), 0.112), face)
    lamps = np.linspace(start + 0.6, end - 0.6, max(2, round((end - start) / 1.6)))
    low = np.column_stack([lamps - 0.05, np.full_like(lamps, top - 0.02), np.full_like(lamps, 0.1)])
    wall.add(slabs(low, np.add(low, [0.1, 0.06, 0.24]), "FLRTU"), palette.DARK_METAL)


def _awning(wall: Wall, span: tuple[float, float], top: float, cloths: tuple[Material, Material]) -> None:
    a, b = span
    count = max(4, round((b - a) / 0.3))
    edges = np.linspace(a, b, count + 1)
    low, out, drop = top - 0.42, 0.98, 0.14
    for index, cloth in enumerate(cloths):
        left, right = edges[:-1][index::2], edges[1:][index::2]
        level = np.ones_like(left)
        lines = [(top * level, 0.1 * level), (low * level, out * level), ((low - drop) * level, out * level)]
        pieces = []
        for (t_high, d_in), (t_low, d_out) in pairwise(lines):
            strip = ((left, t_low, d_out), (right, t_low, d_out), (right, t_high, d_in), (left, t_high, d_in))
            pieces.append(quads(np.stack([np.stack(corner, axis=1) for corner in strip], axis=1)))
        wall.add(joined(pieces), cloth)
        wall.add(joined(pieces).flipped(), cloth)
    sides = [[[a, low, out], [a, top, 0.1], [a, low, 0.1]], [[b, low, out], [b, low, 0.1], [b, top, 0.1]]]
    for corners in sides:
        wall.add(joined([fan(corners), fan(corners[::-1])]), cloths[0])


def _hanging_sign(wall: Wall, s: float, t: float, shop: Shop) -> None:
    wall.add(slabs([s - 0.02, t + 0.62, 0.0], [s + 0.02, t + 0.66, 0.85], "FLRTU"), palette.IRON)
    wall.add(slabs([s - 0.04, t, 0.22], [s + 0.04, t + 0.58, 0.8], "FBTU"), shop.joinery)
    face = palette.picture(f"shop_sign:{shop.name};{shop.colour};1")
    corners = [[s + 0.04, t, 0.8], [s + 0.04, t, 0.22], [s + 0.04, t + 0.58, 0.22], [s + 0.04, t + 0.58, 0.8]]
    other = [[s - 0.04, t, 0.22], [s - 0.04, t, 0.8], [s - 0.04, t + 0.58, 0.8], [s - 0.04, t + 0.58, 0.22]]
    uvs = [[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]
    wall.add(quads([corners, other], uvs), face)


def named(shop: Shop, name: str, colour: str) -> Shop:
    """Return a shop under another name and in another colour, without an awning."""
    return replace(shop, name=name, colour=colour, awning=None, hanging=False)
