"""Fences, railings and free-standing walls along the edges of land."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.models.buildings import palette
from carla_scenes.embedded.models.buildings.solids import slabs
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.surface import Surface

    Floats = npt.NDArray[np.float64]
    Pieces = list[tuple[Surface, Material]]

FRONT_FENCES = ("pickets", "railing", "ranch")
"""Fences to streets, which one sees through."""

SIDE_FENCES = ("boards", "mesh")
"""Fences between neighbours."""

WALLS = ("brick", "plaster", "stone")
"""Walls to streets."""


@dataclass(frozen=True)
class Enclosure:
    """What stands along an edge.

    Attributes:
        kind: One of the names above, or `hoarding`.
        height: Metres.
        main: Its material.
        second: Of posts and copings.
    """

    kind: str
    height: float
    main: Material
    second: Material

    @property
    def tag(self) -> int:
        """Walls are walls; all others are fences."""
        return Tag.WALLS if self.kind in WALLS else Tag.FENCES


def draw_enclosure(kind: str, rng: np.random.Generator) -> Enclosure:
    """Return an enclosure of a kind, its height and materials drawn at random."""
    wood = Material(palette.varied(rng, palette.pick(rng, _WOODS), 0.12), Pattern.WOOD, scale=0.15)
    painted = palette.WHITE if rng.random() < 0.55 else wood
    iron = Material(palette.pick(rng, _PAINTS), Pattern.PAINT, roughness=0.45)
    wire = Material(palette.pick(rng, _WIRES), roughness=0.5, specular=0.1)
    sheet = Material(palette.varied(rng, palette.pick(rng, _HOARDINGS), 0.1), Pattern.PAINT, roughness=0.6)
    skins = {"brick": palette.brick, "plaster": palette.plaster, "stone": palette.stone}
    if kind in skins:
        return Enclosure(kind, float(rng.uniform(0.9, 1.7)), skins[kind](rng), palette.trim(rng))
    (low, high), main, second = {
        "pickets": ((0.85, 1.1), painted, wood),
        "ranch": ((1.0, 1.15), painted, painted),
        "railing": ((1.0, 1.5), iron, iron),
        "boards": ((1.6, 1.9), wood, wood),
        "mesh": ((1.5, 2.0), wire, wire),
        "hoarding": ((2.2, 2.4), sheet, palette.METAL),
    }[kind]
    return Enclosure(kind, float(rng.uniform(low, high)), main, second)


_WOODS = (srgb(132, 98, 66), srgb(108, 84, 62), srgb(146, 124, 98), srgb(92, 74, 60))
_PAINTS = (srgb(34, 36, 38), srgb(40, 58, 48), srgb(70, 72, 74))
_WIRES = (srgb(60, 84, 66), srgb(126, 130, 132), srgb(52, 56, 58))
_HOARDINGS = (srgb(196, 198, 196), srgb(60, 92, 136), srgb(150, 124, 92), srgb(86, 110, 92))


def pieces(enclosure: Enclosure, length: float) -> Pieces:
    """Return an enclosure along s from 0 to its length, d about 0, as surfaces and materials."""
    return _MAKERS[enclosure.kind](enclosure, length)


def gate(enclosure: Enclosure, width: float) -> Pieces:
    """Return the posts of a gate from s = 0 to its width, its two leaves standing open towards the land."""
    half, more = (0.2, 0.28) if enclosure.tag == Tag.WALLS else (0.07, 0.12)
    top = enclosure.height + more
    places = np.array([-half, width + half])
    low = np.column_stack([places - half, np.zeros(2), np.full(2, -half)])
    result: Pieces = [(slabs(low, np.add(low, [2 * half, top, 2 * half]), "FBLR"), enclosure.main)]
    cap = np.add(low, [-0.04, top, -0.04])
    result.append((slabs(cap, np.add(cap, [2 * half + 0.08, 0.09, 2 * half + 0.08])), enclosure.second))
    leaf = width / 2.0 - 0.05
    bars = -np.linspace(0.12, leaf, max(3, round(leaf / 0.14)))
    s = np.concatenate([np.full_like(bars, 0.02), np.full_like(bars, width - 0.05)])
    foot = np.column_stack([s, np.full_like(s, 0.1), np.concatenate([bars, bars])])
    iron = palette.IRON if enclosure.tag == Tag.WALLS else enclosure.main
    height = min(enclosure.height, 1.2)
    result.append((slabs(foot, np.add(foot, [0.03, height - 0.1, 0.02]), "FBLR"), iron))
    rails = [[0.02, t, -leaf] for t in (0.2, height - 0.2)] + [
        [width - 0.05, t, -leaf] for t in (0.2, height - 0.2)
    ]
    result.append((slabs(rails, np.add(rails, [0.03, 0.05, leaf - 0.1]), "LRTU"), iron))
    return result


def _spread(length: float, pitch: float) -> Floats:
    """Return places from end to end about a pitch apart."""
    return np.linspace(0.0, length, max(2, round(length / pitch) + 1))


def _bars(
    s: Floats, t: tuple[float, float], half: tuple[float, float], d: float = 0.0, faces: str = "FBLR"
) -> Surface:
    """Return upright bars at places along s: lowest and highest t, half width and half depth."""
    low = np.column_stack([s - half[0], np.full_like(s, t[0]), np.full_like(s, d - half[1])])
    return slabs(low, np.add(low, [2 * half[0], t[1] - t[0], 2 * half[1]]), faces)


def _rails(length: float, heights: tuple[float, ...], size: tuple[float, float], d: float = 0.0) -> Surface:
    """Return level bars from end to end: height and depth of their section."""
    t = np.array(heights)
    low = np.column_stack([np.zeros_like(t), t, np.full_like(t, d - size[1] / 2.0)])
    return slabs(low, np.add(low, [length, size[0], size[1]]), "FBTU")


def _pickets(enclosure: Enclosure, length: float) -> Pieces:
    height = enclosure.height
    s = _spread(length, 0.15)[:-1] + 0.05
    return [
        (_bars(s, (0.06, height), (0.04, 0.01), 0.035, "FBLRT"), enclosure.main),
        (_rails(length, (0.22, height - 0.28), (0.08, 0.04)), enclosure.main),
        (_bars(_spread(length, 2.2), (0.0, height - 0.06), (0.05, 0.05), -0.02, "FBLRT"), enclosure.second),
    ]


def _railing(enclosure: Enclosure, length: float) -> Pieces:
    height = enclosure.height
    return [
        (_bars(_spread(length, 0.14), (0.05, height), (0.01, 0.01)), enclosure.main),
        (_rails(length, (0.14, height - 0.16), (0.04, 0.03)), enclosure.main),
        (_bars(_spread(length, 2.4), (0.0, height + 0.06), (0.035, 0.035), 0.0, "FBLRT"), enclosure.second),
    ]


def _ranch(enclosure: Enclosure, length: float) -> Pieces:
    return [
        (_rails(length, (0.25, 0.58, 0.9), (0.14, 0.03), 0.05), enclosure.main),
        (_bars(_spread(length, 2.0), (0.0, enclosure.height), (0.06, 0.06), 0.0, "FBLRT"), enclosure.main),
    ]


def _boards(enclosure: Enclosure, length: float) -> Pieces:
    s = _spread(length, 0.17)
    middles, width = (s[1:] + s[:-1]) / 2.0, (s[1] - s[0]) / 2.0 - 0.008
    depth = np.where(np.arange(len(middles)) % 2 == 0, 0.012, -0.012)
    low = np.column_stack([middles - width, np.full_like(middles, 0.04), depth - 0.012])
    tall = np.array([2 * width, enclosure.height - 0.08, 0.024])
    return [
        (slabs(low, low + tall, "FBLR"), enclosure.main),
        (_rails(length, (enclosure.height - 0.06,), (0.06, 0.1)), enclosure.second),
        (
            _bars(_spread(length, 2.0), (0.0, enclosure.height + 0.06), (0.05, 0.05), -0.06, "FBLRT"),
            enclosure.second,
        ),
    ]


def _mesh(enclosure: Enclosure, length: float) -> Pieces:
    height = enclosure.height
    return [
        (_bars(_spread(length, 0.1), (0.05, height - 0.02), (0.004, 0.004), 0.0, "FB"), enclosure.main),
        (_rails(length, tuple(np.linspace(0.08, height - 0.05, 6)), (0.01, 0.016)), enclosure.main),
        (_bars(_spread(length, 2.5), (0.0, height + 0.04), (0.03, 0.03), 0.0, "FBLRT"), enclosure.second),
    ]


def _wall(enclosure: Enclosure, length: float) -> Pieces:
    half, height = 0.14, enclosure.height
    piers = _spread(length, 3.6)
    low = np.column_stack([piers - 0.2, np.zeros_like(piers), np.full_like(piers, -0.2)])
    low[:, 0] = np.clip(low[:, 0], 0.0, max(length - 0.4, 0.0))
    cap = np.add(low, [-0.04, height + 0.1, -0.04])
    return [
        (slabs([0.0, 0.0, -half], [length, height, half], "FBLR"), enclosure.main),
        (slabs([0.0, height, -half - 0.04], [length, height + 0.08, half + 0.04]), enclosure.second),
        (slabs(low, np.add(low, [0.4, height + 0.1, 0.4]), "FBLR"), enclosure.main),
        (slabs(cap, np.add(cap, [0.48, 0.1, 0.48])), enclosure.second),
    ]


def _hoarding(enclosure: Enclosure, length: float) -> Pieces:
    s = _spread(length, 1.25)
    width = s[1] - s[0]
    low = np.column_stack([s[:-1] + 0.01, np.full(len(s) - 1, 0.08), np.full(len(s) - 1, -0.015)])
    braces = _spread(length, 2.5)
    return [
        (slabs(low, np.add(low, [width - 0.02, enclosure.height - 0.08, 0.03]), "FBLRT"), enclosure.main),
        (_bars(braces, (0.0, enclosure.height), (0.04, 0.04), -0.06, "FBLRT"), enclosure.second),
        (_rails(length, (0.4, enclosure.height - 0.4), (0.07, 0.04), -0.05), enclosure.second),
    ]


_MAKERS: dict[str, Callable[[Enclosure, float], Pieces]] = {
    "pickets": _pickets,
    "railing": _railing,
    "ranch": _ranch,
    "boards": _boards,
    "mesh": _mesh,
    "brick": _wall,
    "plaster": _wall,
    "stone": _wall,
    "hoarding": _hoarding,
}
