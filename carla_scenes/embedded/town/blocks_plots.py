"""Cutting street sides into plots, and choosing what is built on each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from carla_scenes.embedded.models.buildings import ARCHETYPES, Lot, Side

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.models.buildings import Archetype
    from carla_scenes.embedded.town.blocks_lines import FrontLine, Taken
    from carla_scenes.embedded.town.style import Style

    Floats = npt.NDArray[np.float64]

OPEN_KINDS = ("park", "car park", "plaza", "works")
"""What plots without a house are."""

_CORNER_GAP_M = 26.0
_CHAMFERS_M = (2.2, 3.2, 4.5, 6.0, 8.0, 10.5)
_CORNER_ARM_M = (13.0, 18.0)
_SIDE_GAP_M = 1.6
_APART_M = 3.0
_CLOSED_SHARE = 0.6
_NARROWEST_M = 6.0
_STEP_M = 3.0


@dataclass(frozen=True)
class Plot:
    """A piece of land along a street, and the house on it.

    Attributes:
        line: The street side.
        span: From where to where along it.
        kind: Name of an archetype, or one of `OPEN_KINDS`.
        setback: Distance of the front wall from the pavement, metres.
        depth: Of the house; of the land for open kinds.
        lot: The house; None for open kinds.
        corner: Whether it stands on a corner.
    """

    line: FrontLine
    span: tuple[float, float]
    kind: str
    setback: float
    depth: float
    lot: Lot | None
    corner: bool = False


@dataclass(frozen=True)
class Rules:
    """How plots are cut in one block.

    Attributes:
        style: Of the town.
        seed: Keys of the block.
        base: Height of the ground, metres.
        open_share: How many plots stay without a house.
        spacing: Lowest and highest gap that is added to those of the style.
        landmark: Name of a rare archetype to be set up somewhere in the block, or empty.
    """

    style: Style
    seed: tuple[int, ...]
    base: float
    open_share: float = 0.12
    spacing: tuple[float, float] = (0.0, 0.0)
    landmark: str = ""

    def generator(self, *stream: int) -> np.random.Generator:
        """Return a generator of one stream of the block's choices."""
        return np.random.default_rng(np.random.SeedSequence([*self.seed, *stream]))


@dataclass(frozen=True)
class Corner:
    """Where one street side of a block ends and the next begins.

    Attributes:
        before: Index of the line that ends here.
        after: Index of the line that begins here.
        tip: (2,) where both lines would meet.
        reach_before: How far the tip lies beyond the end of the first line.
        reach_after: How far it lies before the start of the second.
    """

    before: int
    after: int
    tip: Floats
    reach_before: float
    reach_after: float


def corners_of(lines: list[FrontLine]) -> list[Corner]:
    """Return the block's outward corners between consecutive street sides."""
    found = []
    for i, before in enumerate(lines):
        for j, after in enumerate(lines):
            if i == j:
                continue
            end, start = before.at(before.length), after.at(0.0)
            gap = start - end
            if np.hypot(gap[0], gap[1]) > _CORNER_GAP_M:
                continue
            u, v = before.along(before.length), after.along(0.0)
            turn = u[0] * v[1] - u[1] * v[0]
            if turn < 0.6:  # less than some 40 degrees, or a corner that points inwards
                continue
            ahead = (gap[0] * v[1] - gap[1] * v[0]) / turn
            back = (u[0] * gap[1] - u[1] * gap[0]) / turn
            if -1.0 < ahead < _CORNER_GAP_M and -1.0 < back < _CORNER_GAP_M:
                found.append(Corner(i, j, end + u * ahead, float(ahead), float(back)))
    return found


def cut_plots(lines: list[FrontLine], block: shapely.Polygon, rules: Rules, taken: Taken) -> list[Plot]:
    """Return the plots of a block, corners first; their houses are recorded as taken.

    Args:
        lines: Its street sides.
        block: Its land.
        rules: How to cut.
        taken: Ground that is taken.
    """
    inside = block.buffer(-0.3)
    shapely.prepare(inside)
    field = _Field(lines, inside, rules, taken)
    spans = [[0.4, line.length - 0.4] for line in lines]
    plots: list[Plot] = []
    for number, corner in enumerate(corners_of(lines)):
        plot = field.corner_plot(corner, number)
        if plot is not None and plot.lot is not None:
            plots.append(plot)
            after = lines[corner.after]
            spans[corner.before][1] = plot.span[0]
            spans[corner.after][0] = float((plot.lot.footprint[3] - after.at(0.0)) @ after.along(0.0))
    for index, (start, end) in enumerate(spans):
        plots += field.row(index, (start, end))
    return plots


class _Field:
    """One block while it is cut."""

    def __init__(self, lines: list[FrontLine], inside: shapely.Geometry, rules: Rules, taken: Taken) -> None:
        self.lines = lines
        self.inside = inside
        self.rules = rules
        self.taken = taken
        low, high = rules.style.setback_m
        self.setbacks = [
            max(0.35, float(rules.generator(index, 1).uniform(low, high))) for index in range(len(lines))
        ]
        self.landmark = rules.landmark

    def fits(self, footprint: Floats) -> bool:
        return bool(shapely.contains(self.inside, shapely.Polygon(footprint))) and self.taken.is_free(
            footprint
        )

    def lot(self, footprint: Floats, archetype: Archetype, rng: np.random.Generator, *key: int) -> Lot:
        low, high = self.rules.style.storeys
        wanted = int(rng.integers(low, high + 1))
        storeys = int(np.clip(wanted, *archetype.storeys))
        sides = (Side.STREET, *(Side.SIDE,) * (len(footprint) - 1))
        self.taken.take(footprint)
        return Lot(footprint, sides, storeys, (*self.rules.seed, *key), self.rules.base)

    def corner_plot(self, corner: Corner, number: int) -> Plot | None:
        """Return a house on a corner, its own corner cut off as far as the street wants, or None."""
        style = self.rules.style
        choice = {n: w for n, w in style.archetypes.items() if ARCHETYPES[n].corner and ARCHETYPES[n].closed}
        if style.gap_m[0] > 0.0 or not choice:
            return None
        rng = self.rules.generator(900 + number)
        before, after = self.lines[corner.before], self.lines[corner.after]
        u, v = before.along(before.length), after.along(0.0)
        # The corner of the house: where both street lines, moved inwards, meet.
        shift = v * self.setbacks[corner.before] - u * self.setbacks[corner.after]
        tip = corner.tip + shift / (u[0] * v[1] - u[1] * v[0])
        name = pick_weighted(choice, rng)
        if rng.random() < 0.3 and style.storeys[0] <= 6 and style.storeys[1] >= 4:
            name = "corner_tower"
        arms = rng.uniform(*_CORNER_ARM_M, 2)
        room = [before.length * 0.6 + corner.reach_before, after.length * 0.6 + corner.reach_after]
        a, b = (float(value) for value in np.minimum(arms, room))
        for chamfer in _CHAMFERS_M:
            far = tip + v * b - u * a
            corners = [tip - u * a, tip - u * chamfer, tip + v * chamfer, tip + v * b, far]
            footprint = np.array(corners)
            if chamfer < min(a, b) - 3.0 and self.fits(footprint):
                lot = self.lot(footprint, ARCHETYPES[name], rng, 900 + number)
                start = float((footprint[0] - before.at(before.length)) @ u) + before.length
                return Plot(
                    before, (start, before.length), name, self.setbacks[corner.before], b, lot, corner=True
                )
        return None

    def row(self, index: int, span: tuple[float, float]) -> list[Plot]:
        """Return the plots along one street side, from start to end."""
        rng = self.rules.generator(index, 2)
        s, end = span
        plots: list[Plot] = []
        number = 0
        while end - s > _NARROWEST_M:
            number += 1
            plot, s = self._next(
                index, (s, end), rng, number, after_open=bool(plots) and plots[-1].lot is None
            )
            if plot is not None:
                plots.append(plot)
        return plots

    def _next(
        self,
        index: int,
        span: tuple[float, float],
        rng: np.random.Generator,
        number: int,
        *,
        after_open: bool,
    ) -> tuple[Plot | None, float]:
        """Return the next plot of a street side, if it fits, and where the one after it begins."""
        line, (s, end) = self.lines[index], span
        if not after_open and rng.random() < self.rules.open_share:
            return self._open(line, span, rng)
        name = self._kind(end - s, rng)
        archetype = ARCHETYPES[name]
        low, high = archetype.width_m
        width = float(rng.uniform(low, high))
        gap = self._gap(archetype, rng)
        start = s + (gap / 2.0 if not archetype.closed else 0.0)
        room = end - start
        if room - width - gap < _NARROWEST_M:
            # The last one takes what is left, within reason.
            width = room if room <= high * 1.2 else min(width, max(room - _NARROWEST_M - gap, room * 0.5))
        setback = max(self.setbacks[index], archetype.setback_m)
        depth = float(rng.uniform(*archetype.depth_m))
        if min(width, room) < low * 0.75:
            return None, s + max(_STEP_M, room) if room < _NARROWEST_M else s + _STEP_M
        for share in (1.0, 0.85, 0.7):
            footprint = line.quad((start, start + width), (setback, setback + depth * share))
            if not archetype.closed:
                footprint = squared(footprint)
            if self.fits(footprint):
                if archetype.rare:
                    self.landmark = ""
                lot = self.lot(footprint, archetype, rng, index, number)
                plot = Plot(line, (start, start + width), name, setback, depth * share, lot)
                return plot, start + width + gap
        return None, s + _STEP_M

    def _kind(self, room: float, rng: np.random.Generator) -> str:
        known = {n: w for n, w in self.rules.style.archetypes.items() if not ARCHETYPES[n].corner_only}
        names = {n: w for n, w in known.items() if ARCHETYPES[n].width_m[0] <= room}
        drawn = pick_weighted(names or known, rng)
        if self.landmark and room > ARCHETYPES[self.landmark].width_m[1] + 4.0:
            return self.landmark
        return drawn

    def _gap(self, archetype: Archetype, rng: np.random.Generator) -> float:
        low, high = self.rules.style.gap_m
        more = float(rng.uniform(*self.rules.spacing))
        drawn = float(rng.uniform(max(low, _SIDE_GAP_M), max(high, _SIDE_GAP_M)))
        if not archetype.closed:
            return max(drawn, _APART_M) + more
        closed = low == 0.0 and (high == 0.0 or rng.random() < _CLOSED_SHARE)
        return more if closed else drawn + more

    def _open(
        self, line: FrontLine, span: tuple[float, float], rng: np.random.Generator
    ) -> tuple[Plot | None, float]:
        s, end = span
        width = min(float(rng.uniform(13.0, 24.0)), end - s)
        green = self.rules.style.greenery
        weights = {"park": 0.3 + green, "car park": 0.7, "plaza": 0.5 * (1.2 - green), "works": 0.35}
        kind = pick_weighted(weights, rng)
        depth = float(rng.uniform(13.0, 19.0))
        footprint = line.quad((s, s + width), (0.05, depth))
        if width < 9.0 or not self.fits(line.quad((s + 0.5, s + width - 0.5), (0.5, depth))):
            return None, s + _STEP_M
        self.taken.take(footprint)
        return Plot(line, (s, s + width), kind, 0.0, depth, None), s + width


def squared(footprint: Floats) -> Floats:
    """Return a rectangle on the front edge of a four-cornered footprint, no wider at the back than it."""
    start, end, far_end, far_start = footprint
    along = (end - start) / np.hypot(*(end - start))
    inwards = np.array([-along[1], along[0]])
    depth = min(float((far_end - end) @ inwards), float((far_start - start) @ inwards))
    return np.array([start, end, end + inwards * depth, start + inwards * depth])


def with_sides(plots: list[Plot], streets: shapely.Geometry) -> list[Plot]:
    """Return plots whose houses know what each of their walls looks upon.

    A wall is a party wall where most of it touches another house, and looks upon a street where nothing but a few
    metres of open ground lie between.
    """
    lots = [plot.lot for plot in plots if plot.lot is not None]
    if not lots:
        return plots
    houses = np.array([shapely.Polygon(lot.footprint) for lot in lots], object)
    shapely.prepare(houses)
    shapely.prepare(streets)
    result = []
    for plot in plots:
        if plot.lot is None:
            result.append(plot)
            continue
        footprint = plot.lot.footprint
        edges = np.roll(footprint, -1, axis=0) - footprint
        outwards = np.stack([edges[:, 1], -edges[:, 0]], axis=1) / plot.lot.lengths[:, None]
        back = 2 if len(footprint) == 4 else len(footprint)
        sides = [Side.STREET]
        for k in range(1, len(footprint)):
            on_wall = footprint[k] + edges[k] * np.array([[0.15], [0.5], [0.85]])
            near = on_wall + outwards[k] * 0.35
            covered = np.asarray(
                shapely.contains_xy(houses[:, None], near[None, :, 0], near[None, :, 1])
            ).any(axis=0)
            ahead = on_wall[1] + outwards[k] * np.array([[3.0], [6.0], [9.0]])
            facing = np.asarray(shapely.contains_xy(streets, ahead[:, 0], ahead[:, 1]))
            hidden = np.asarray(
                shapely.contains_xy(houses[:, None], ahead[None, :, 0], ahead[None, :, 1])
            ).any(axis=0)
            if covered.sum() >= 2:
                sides.append(Side.PARTY)
            elif facing.any() and not np.atleast_1d(hidden)[: int(np.argmax(facing)) + 1].any():
                sides.append(Side.STREET)
            else:
                sides.append(Side.BACK if k == back else Side.SIDE)
        result.append(replace(plot, lot=replace(plot.lot, sides=tuple(sides))))
    return result


def pick_weighted(weights: dict[str, float], rng: np.random.Generator) -> str:
    """Return one of the names by weight."""
    shares = np.cumsum(list(weights.values()))
    place = int(np.searchsorted(shares, float(rng.random()) * shares[-1], side="right"))
    return list(weights)[min(place, len(weights) - 1)]
