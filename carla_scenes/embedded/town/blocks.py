"""Filling the blocks between the streets: houses, yards, gardens, parks, and the country around the town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.models.buildings import ARCHETYPES, BACK_HOUSE
from carla_scenes.embedded.scene import Lamp
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town import blocks_gardens as gardens
from carla_scenes.embedded.town.blocks_country import add_skyline
from carla_scenes.embedded.town.blocks_lines import FrontLine, Taken
from carla_scenes.embedded.town.blocks_open import lay_open
from carla_scenes.embedded.town.blocks_plots import OPEN_KINDS, Rules, cut_plots, with_sides
from carla_scenes.embedded.town.blocks_yards import BACK_KIND, back_plots

if TYPE_CHECKING:
    from carla_scenes.embedded.town.assembly import Assembly
    from carla_scenes.embedded.town.blocks_plots import Plot
    from carla_scenes.embedded.town.land import Land
    from carla_scenes.embedded.town.style import Style

_OPEN_SHARE = 0.1
_LANDMARKS = ("church", "town_hall", "petrol_station")
_LAMP_KINDS = ("shop_row", "corner_tower")
_LAMP_SHARE = 0.16
_TALL = 6
_LOW = 3
_YARD_M = 14.0


def fill(land: Land, style: Style, seed: tuple[int, ...], assembly: Assembly) -> None:
    """Build on a town's land.

    Args:
        land: Blocks and street sides; the last block is the country around.
        style: The look of the town.
        seed: Keys of all choices.
        assembly: Receives meshes, objects and lamps.
    """
    taken = Taken(land.streets)
    register = gardens.Register(assembly)
    landmarks = _landmarks(land, seed)
    country = len(land.blocks) - 1
    for index, block in enumerate(land.blocks):
        own = -1 if index == country else index
        lines = [FrontLine(front) for front in land.frontages if front.block == own]
        rules = Rules(
            style=style,
            seed=(*seed, index),
            base=land.pavement_height,
            open_share=_OPEN_SHARE,
            spacing=_country_spacing(style) if own == -1 else (0.0, 0.0),
            landmark=landmarks.get(index, ""),
        )
        plots = with_sides(cut_plots(lines, block, rules, taken), land.streets)
        yards = [] if own == -1 else back_plots(lines, block, rules, taken)
        _build(index, [*plots, *yards], register)
        _lay(index, lines, plots, rules, register)
        _light(plots, rules, assembly)
    add_skyline(land, style, seed, taken, register)


def _landmarks(land: Land, seed: tuple[int, ...]) -> dict[int, str]:
    """Return which rare building goes into which block: one or two of the larger blocks."""
    blocks = land.blocks[:-1]
    order = sorted(range(len(blocks)), key=lambda k: (-round(blocks[k].area), k))
    rng = np.random.default_rng(np.random.SeedSequence([*seed, 5000]))
    names = [_LANDMARKS[k] for k in rng.permutation(len(_LANDMARKS))[: 2 if len(blocks) > 4 else 1]]
    return dict(zip(order[1:], names, strict=False))


def _country_spacing(style: Style) -> tuple[float, float]:
    """Return what is added to gaps in the country: much for villages, little for cities."""
    return (2.0, 14.0) if style.storeys[1] > _TALL else (3.0, 16.0)


def _build(index: int, plots: list[Plot], register: gardens.Register) -> None:
    """Make the houses of a block, as one mesh."""
    builder = MeshBuilder(Tag.BUILDINGS)
    names: list[str] = []
    for plot in plots:
        if plot.lot is not None:
            make = BACK_HOUSE if plot.kind == BACK_KIND else ARCHETYPES[plot.kind]
            builder.add_mesh(make(plot.lot), part=len(names))
            names.append(register.name("Building"))
    if names:
        register.assembly.add_fixed(f"buildings_{index}", builder.build(), names)


def _lay(
    index: int, lines: list[FrontLine], plots: list[Plot], rules: Rules, register: gardens.Register
) -> None:
    """Lay the ground of a block, and set up what encloses it."""
    grounds = gardens.Grounds(index, rules.base, register)
    for number, plot in enumerate(plots):
        if plot.kind in OPEN_KINDS:
            lay_open(grounds, plot, rules, number)
        elif not gardens.has_apron(plot.setback):
            gardens.lay_garden(grounds, plot, rules, number)
    for line in lines:
        own = [plot for plot in plots if plot.line is line]
        near = [plot.setback for plot in own if plot.lot is not None and gardens.has_apron(plot.setback)]
        if near:
            # In cities the gaps between houses are paved as well.
            deep = rules.style.storeys[1] > _LOW or rules.style.greenery < 0.5
            gardens.lay_apron(grounds, line, own, max(near) + (_YARD_M if deep else 0.0))
        gardens.fence_sides(grounds, line, own, rules)
    grounds.finish()


def _light(plots: list[Plot], rules: Rules, assembly: Assembly) -> None:
    """Light some shop fronts at night."""
    rng = rules.generator(60)
    for plot in plots:
        if plot.lot is not None and plot.kind in _LAMP_KINDS and rng.random() < _LAMP_SHARE:
            x, y = plot.line.at((plot.span[0] + plot.span[1]) / 2.0, plot.setback - 0.6)
            assembly.add_lamp(Lamp(float(x), float(y), rules.base + 2.7, (1.0, 0.88, 0.68), 0.35))
