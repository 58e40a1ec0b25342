"""Roofs: flat ones with parapets and machinery, ridges, hips, mansards, saw teeth; chimneys, dormers, aerials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material
from carla_scenes.embedded.geometry.surface import Surface, joined
from carla_scenes.embedded.models.buildings import palette
from carla_scenes.embedded.models.buildings.lot import Side, inset
from carla_scenes.embedded.models.buildings.solids import borders, cross, fan, quads, slabs, upright_bar
from carla_scenes.embedded.models.buildings.windows import add_panes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.models.buildings.structure import Structure, Wall

    Floats = npt.NDArray[np.float64]


def at_height(outline: Floats, height: float) -> Floats:
    """Return a polygon (P, 2) as (P, 3) at a height."""
    return np.column_stack([outline, np.full(len(outline), height)])


def ring(lower: Floats, upper: Floats) -> Surface:
    """Return the faces between two polygons (P, 3) of as many corners, outwards; metres along and up as coordinates.

    Edges that both polygons share get no face.
    """
    low_next, high_next = np.roll(lower, -1, axis=0), np.roll(upper, -1, axis=0)
    corners = np.stack([lower, low_next, high_next, upper], axis=1)
    across = cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    corners = corners[(across**2).sum(axis=1) > 1e-12]
    edges = corners[:, 1] - corners[:, 0]
    lengths = np.maximum(np.sqrt((edges**2).sum(axis=1)), 1e-9)
    along = edges / lengths[:, None]
    # Along the lower edge, and up the slope from it.
    offsets = corners - corners[:, :1]
    u = (offsets * along[:, None]).sum(axis=2)
    rest = offsets - u[..., None] * along[:, None]
    v = np.sqrt((rest**2).sum(axis=2))
    return quads(corners, np.stack([u, v], axis=2))


def flat_roof(
    structure: Structure,
    height: float,
    parapet: float,
    coping: Material,
    skin: Material,
    *,
    roof: Material = palette.ROOFING,
) -> None:
    """Cover a building flat; its walls should end at `height + parapet`.

    Args:
        structure: The building.
        height: Of the roof.
        parapet: Height of the wall around it; 0 for none.
        coping: On the parapet.
        skin: Inside of the parapet.
        roof: The covering.
    """
    outline = structure.lot.footprint
    if parapet <= 0.0:
        structure.add(flat_cover(outline, height), roof)
        return
    inner = inset(outline, np.full(len(outline), 0.25))
    top = height + parapet
    structure.add(flat_cover(inner, height), roof)
    structure.add(ring(at_height(inner, height), at_height(inner, top)).flipped(), skin)
    free = np.array([0.0 if side == Side.PARTY else -0.05 for side in structure.lot.sides])
    rim, hem = inset(outline, free), inset(outline, np.full(len(outline), 0.3))
    structure.add(ring(at_height(rim, top + 0.08), at_height(hem, top + 0.08)), coping)
    structure.add(ring(at_height(rim, top), at_height(rim, top + 0.08)), coping)
    structure.add(ring(at_height(hem, top), at_height(hem, top + 0.08)).flipped(), coping)
    structure.add(ring(at_height(outline, top), at_height(rim, top)), coping)


def flat_cover(outline: Floats, height: float) -> Surface:
    """Return a level surface over a convex outline (P, 2), facing up."""
    return fan(at_height(outline, height), outline)


def sheet(points: Floats, thickness: float, eave: int = 0) -> Surface:
    """Return a roof slope with a thickness, closed.

    Args:
        points: (P, 3) corners of its upper face, anticlockwise about its normal.
        thickness: Measured downwards, metres.
        eave: The edge that coordinates run along, from this corner to the next one.
    """
    corners = np.asarray(points, np.float64)
    start, end = corners[eave], corners[(eave + 1) % len(corners)]
    along = (end - start) / np.sqrt(((end - start) ** 2).sum())
    offsets = corners - start
    u = (offsets * along).sum(axis=1)
    rest = offsets - u[:, None] * along
    uvs = np.stack([u, np.sqrt((rest**2).sum(axis=1))], axis=1)
    lower = corners - [0.0, 0.0, thickness]
    return joined([fan(corners, uvs), fan(lower[::-1], uvs[::-1]), ring(lower, corners)])


def ridge_roof(
    structure: Structure,
    height: float,
    rise: float,
    roof: Material,
    *,
    turned: bool = False,
    hip: float = 0.0,
    overhang: float = 0.45,
    gables: Material | None = None,
    trim: Material = palette.WHITE,
) -> None:
    """Cover a building of four corners with two slopes, or four.

    Args:
        structure: The building.
        height: Where the slopes meet the walls.
        rise: Of the ridge above it.
        roof: The covering.
        turned: Whether the ridge runs from front to back instead of along the street.
        hip: How far the ridge ends before the walls; 0 for gables.
        overhang: Of the eaves, metres; none over neighbours.
        gables: Material of the walls' triangles.
        trim: Of gutters and barge boards.
    """
    first = 1 if turned else 0
    order = [(first + k) % 4 for k in range(4)]
    outline = structure.lot.footprint[order]
    sides = [structure.lot.sides[k] for k in order]
    width = float(np.sqrt(((outline[1] + outline[2] - outline[0] - outline[3]) ** 2).sum())) / 2.0
    depth = float(np.sqrt(((outline[3] + outline[2] - outline[0] - outline[1]) ** 2).sum())) / 2.0
    slope = rise / (depth / 2.0)
    ends = [0.0 if side == Side.PARTY else -(overhang if hip else overhang * 0.6) for side in sides]
    eaves = inset(outline, [-overhang, ends[1], -overhang, ends[3]])
    low, top = height - overhang * slope, height + rise
    a, b, c, d = at_height(eaves, low)
    axis = (outline[1] + outline[2] - outline[0] - outline[3]) / 2.0 / width
    start, end = (eaves[0] + eaves[3]) / 2.0 + axis * hip, (eaves[1] + eaves[2]) / 2.0 - axis * hip
    r0, r1 = np.array([*start, top]), np.array([*end, top])
    lift = np.array([0.0, 0.0, 0.14])
    pieces = [sheet(np.array([a, b, r1, r0]) + lift, 0.14), sheet(np.array([c, d, r0, r1]) + lift, 0.14)]
    if hip:
        pieces += [sheet(np.array([b, c, r1]) + lift, 0.14), sheet(np.array([d, a, r0]) + lift, 0.14)]
    structure.add(joined(pieces), roof)
    for wall, side in ((structure.walls[order[0]], sides[0]), (structure.walls[order[2]], sides[2])):
        if side != Side.PARTY:
            out = overhang + 0.02
            ends_s = -ends[3], -ends[1]
            wall.add(
                slabs(
                    [-max(ends_s), low + 0.02, out - 0.1],
                    [wall.length + max(ends_s), low + 0.14, out],
                    "FBLRTU",
                ),
                trim,
            )
    if hip:
        return
    for k in (1, 3):
        wall = structure.walls[order[k]]
        if gables is not None:
            wall.add(
                fan([[0.0, height, 0.0], [wall.length, height, 0.0], [wall.length / 2.0, top, 0.0]]), gables
            )
        if sides[k] != Side.PARTY:
            _barge_boards(wall, height, top, (overhang, -ends[k]), trim)


def _barge_boards(wall: Wall, height: float, top: float, reach: tuple[float, float], trim: Material) -> None:
    """Boards along the edges of a gable's slopes, which reach beyond its ends and out of it."""
    overhang, out = reach
    half = wall.length / 2.0
    slope = (top - height) / half
    foot = height - overhang * slope
    for start in (-overhang, wall.length + overhang):
        line = np.array(
            [[start, foot - 0.12, out + 0.02], [half, top - 0.12, out + 0.02], [half, top + 0.16, out + 0.02],
             [start, foot + 0.16, out + 0.02]]
        )  # fmt: skip
        front = line if start < 0.0 else line[[1, 0, 3, 2]]
        back = front - [0.0, 0.0, 0.04]
        wall.add(joined([quads(front), quads(back[::-1]), ring(back, front)]), trim)


def mansard_roof(
    structure: Structure, height: float, rise: float, slope: Material, roof: Material, *, inwards: float = 0.9
) -> Floats:
    """Cover a building of any convex outline with a mansard: steep slopes and a low top.

    Args:
        structure: The building.
        height: Where the slopes begin.
        rise: Of the steep slopes.
        slope: Their covering.
        roof: Covering of the top.
        inwards: How far the slopes lean in on free sides.

    Returns:
        The outline of the top, (P, 2).
    """
    sides = structure.lot.sides
    outline = structure.lot.footprint
    low = inset(outline, [0.0 if side == Side.PARTY else -0.12 for side in sides])
    high = inset(outline, [0.0 if side == Side.PARTY else inwards for side in sides])
    structure.add(ring(at_height(low, height), at_height(high, height + rise)), slope)
    middle = high.mean(axis=0)
    peak = high + (middle - high) * 0.5
    structure.add(ring(at_height(high, height + rise), at_height(peak, height + rise + 0.5)), roof)
    structure.add(flat_cover(peak, height + rise + 0.5), roof)
    for wall in structure.walls:
        if wall.side != Side.PARTY:
            wall.add(
                slabs([0.0, height - 0.02, 0.0], [wall.length, height + 0.1, 0.2], "FLRTU"), palette.ZINC
            )
    return high


def add_dormers(
    wall: Wall,
    middles: Floats,
    low: float,
    size: tuple[float, float, float],
    look: tuple[Material, Material, Material],
) -> None:
    """Set dormers on a roof above a wall.

    Args:
        wall: The wall.
        middles: (N,) their s.
        low: Height of their sills.
        size: Width, height, and how far back they go.
        look: Materials of cheeks, frame and panes.
    """
    if len(middles) == 0:
        return
    cheeks, frame, panes = look
    width, height, reach = size
    half = width / 2.0
    level, flat = np.full(len(middles), low), np.full(len(middles), -0.12)
    wall.add(
        slabs(
            np.column_stack([middles - half, level - 0.3, flat - reach]),
            np.column_stack([middles + half, level + height, flat]),
            "FLR",
        ),
        cheeks,
    )
    wall.add(
        slabs(
            np.column_stack([middles - half - 0.12, level + height, flat - reach]),
            np.column_stack([middles + half + 0.12, level + height + 0.13, flat + 0.14]),
            "FLRTU",
        ),
        palette.ZINC,
    )
    low_corner = np.column_stack([middles - half + 0.12, level + 0.08])
    high_corner = np.column_stack([middles + half - 0.12, level + height - 0.12])
    wall.add(borders(low_corner, high_corner, 0.08, -0.12, -0.06), frame)
    wall.add(
        slabs(
            np.column_stack([middles - 0.03, level + 0.08, flat]),
            np.column_stack([middles + 0.03, level + height - 0.12, flat + 0.05]),
            "FLR",
        ),
        frame,
    )
    places = np.column_stack([middles, level + 0.12])
    add_panes(wall, places, (width - 0.34, height - 0.28), -0.105, panes, cell=int(low * 7) + 3)


def add_chimneys(
    wall: Wall, places: Sequence[tuple[float, float]], foot: float, top: float, material: Material
) -> None:
    """Set chimneys with pots.

    Args:
        wall: Whose axes the places are in.
        places: s and d of each.
        foot: Where they start, inside the roof.
        top: Of the stacks.
        material: Of the stacks.
    """
    for s, d in places:
        wall.add(slabs([s - 0.45, foot, d - 0.28], [s + 0.45, top, d + 0.28], "FBLR"), material)
        wall.add(slabs([s - 0.52, top, d - 0.35], [s + 0.52, top + 0.14, d + 0.35]), material)
        pots = [upright_bar((s + offset, top + 0.14, d), top + 0.55, 0.12) for offset in (-0.25, 0.22)]
        lids = slabs(
            [[s - 0.35, top + 0.52, d - 0.1], [s + 0.12, top + 0.52, d - 0.1]],
            [[s - 0.15, top + 0.56, d + 0.1], [s + 0.32, top + 0.56, d + 0.1]],
        )
        wall.add(joined(pots), Material(palette.shaded(palette.TILE_TONES[0], 0.9), roughness=0.9))
        wall.add(lids, palette.DARK_METAL)


def add_roof_plant(
    wall: Wall, span: tuple[float, float], depth: float, height: float, rng: np.random.Generator
) -> None:
    """Set machinery on a flat roof: a lift house, ventilators, air handlers, pipes, an aerial.

    Args:
        wall: The front wall, in whose axes it goes.
        span: Lowest and highest s that may be used.
        depth: Of the building, metres.
        height: Of the roof.
        rng: Chooses.
    """
    a, b = span
    if b - a < 3.0 or depth < 6.0:
        return
    s = float(rng.uniform(a + 1.5, max(b - 1.5, a + 1.6)))
    d = -float(rng.uniform(0.45, 0.62)) * depth
    house = palette.concrete(rng)
    wide, deep, tall = rng.uniform([2.4, 2.4, 2.2], [3.6, 3.4, 3.0])
    wide = min(wide, b - a - 0.4)
    s = float(np.clip(s, a + wide / 2.0, b - wide / 2.0))
    wall.add(
        slabs(
            [s - wide / 2.0, height, d - deep / 2.0], [s + wide / 2.0, height + tall, d + deep / 2.0], "FBLRT"
        ),
        house,
    )
    wall.add(
        slabs(
            [s - wide / 2.0 - 0.1, height + tall, d - deep / 2.0 - 0.1],
            [s + wide / 2.0 + 0.1, height + tall + 0.12, d + deep / 2.0 + 0.1],
        ),
        palette.STEP,
    )
    count = int(rng.integers(1, 4))
    middles = rng.uniform(a + 0.6, b - 0.6, count)
    depths = -rng.uniform(0.2, 0.35, count) * depth
    low = np.column_stack([middles - 0.55, np.full(count, height), depths - 0.45])
    wall.add(slabs(low, np.add(low, [1.1, 1.15, 0.9]), "FBLRT"), palette.METAL)
    wall.add(slabs(np.add(low, [0.15, 0.2, 0.9]), np.add(low, [0.95, 0.95, 0.93]), "F"), palette.DARK_METAL)
    vents = rng.uniform(a + 0.4, b - 0.4, 3)
    pipes = [upright_bar((float(v), height, -0.78 * depth), height + 0.9, 0.14) for v in vents]
    wall.add(joined(pipes), palette.ZINC)
    add_aerial(wall, s + wide / 2.0 - 0.3, height + tall, d, float(rng.uniform(1.6, 3.0)))


def add_aerial(wall: Wall, s: float, foot: float, d: float, height: float) -> None:
    """Set a television aerial."""
    wall.add(upright_bar((s, foot, d), foot + height, 0.03), palette.DARK_METAL)
    rods = foot + height - np.array([0.1, 0.3, 0.5, 0.7])
    reach = np.array([0.3, 0.42, 0.54, 0.66])
    low = np.column_stack([s - reach, rods, np.full(4, d - 0.01)])
    wall.add(
        slabs(low, low + np.column_stack([2 * reach, np.full(4, 0.02), np.full(4, 0.02)]), "FBTU"),
        palette.METAL,
    )


def saw_tooth_roof(
    structure: Structure, height: float, rise: float, roof: Material, panes: Material, *, trim: Material
) -> None:
    """Cover a building of four corners with saw teeth along its front: steep glass one way, sheet the other.

    Args:
        structure: The building.
        height: Of the eaves.
        rise: Of the teeth.
        roof: Covering of the slopes.
        panes: Of the glass.
        trim: Of the teeth's ends.
    """
    front, depth = structure.front, structure.depth
    count = max(2, round(front.length / 6.0))
    edges = np.linspace(0.0, front.length, count + 1)
    left, right = edges[:-1], edges[1:]
    low, high = np.full(count, height), np.full(count, height + rise)
    near, far = np.zeros(count), np.full(count, -depth)

    def face(*corners: tuple[Floats, Floats, Floats]) -> Floats:
        return np.stack([np.stack(corner, axis=1) for corner in corners], axis=1)

    slope = face((left, low, near), (right, high, near), (right, high, far), (left, low, far))
    width = np.hypot(right - left, rise)[0]
    uvs = np.array([[0.0, 0.0], [0.0, width], [depth, width], [depth, 0.0]])
    front.add(quads(slope, uvs), roof)
    glass = face((right, low, near), (right, low, far), (right, high, far), (right, high, near))
    front.add(quads(glass), panes)
    for d, flip in ((near, False), (far, True)):
        ends = np.stack(
            [np.stack([left, low, d], 1), np.stack([right, low, d], 1), np.stack([right, high, d], 1)], axis=1
        )
        pieces = joined([fan(end[::-1] if flip else end) for end in ends])
        front.add(pieces, trim)
