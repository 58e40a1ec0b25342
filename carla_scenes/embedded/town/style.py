"""How towns differ: palettes, building archetypes, trees, lamps and density of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """The look of a town.

    Attributes:
        name: Of the look, such as `brick small town`.
        archetypes: Building archetypes and their weights, by name in `buildings`.
        trees: Tree models and their weights.
        lamp: Model of its street lamps.
        storeys: Lowest and highest building.
        gap_m: Lowest and highest free space between neighbours along a street, metres; 0 for closed rows.
        setback_m: Lowest and highest distance from pavement to front wall, metres.
        boundary: What stands between pavement and garden: `none`, `fence`, `wall`, `hedge` or several joined by `|`.
        greenery: 0 to 1, how many trees, hedges and lawns.
        parked: 0 to 1, how full the parking places are.
        furniture: 0 to 1, how many benches, bins and the like.
    """

    name: str
    archetypes: dict[str, float]
    trees: dict[str, float]
    lamp: str
    storeys: tuple[int, int]
    gap_m: tuple[float, float]
    setback_m: tuple[float, float]
    boundary: str
    greenery: float
    parked: float
    furniture: float
