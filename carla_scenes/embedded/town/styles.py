"""The looks of the six towns."""

from __future__ import annotations

from carla_scenes.embedded.town.style import Style

STYLES = (
    Style(
        name="brick small town",
        archetypes={"brick_row": 5.0, "shop_row": 3.0, "plaster_row": 1.0, "suburban_house": 2.0},
        trees={"broadleaf": 3.0, "plane": 1.0},
        lamp="lamp_classic",
        storeys=(2, 3),
        gap_m=(0.0, 3.0),
        setback_m=(0.0, 2.5),
        boundary="wall|hedge|fence",
        greenery=0.6,
        parked=0.6,
        furniture=0.6,
    ),
    Style(
        name="compact suburb",
        archetypes={"suburban_house": 7.0, "villa": 1.0, "brick_row": 1.5, "shop_row": 0.8},
        trees={"broadleaf": 3.0, "birch": 2.0},
        lamp="lamp_arm",
        storeys=(1, 2),
        gap_m=(3.0, 8.0),
        setback_m=(4.0, 8.0),
        boundary="fence|hedge|fence|none",
        greenery=0.9,
        parked=0.4,
        furniture=0.3,
    ),
    Style(
        name="downtown of glass and stone",
        archetypes={"glass_tower": 4.0, "stone_office": 4.0, "shop_row": 2.0, "plaster_row": 1.0},
        trees={"plane": 3.0, "broadleaf": 1.0},
        lamp="lamp_double",
        storeys=(5, 16),
        gap_m=(0.0, 0.0),
        setback_m=(0.0, 1.5),
        boundary="none",
        greenery=0.35,
        parked=0.7,
        furniture=0.9,
    ),
    Style(
        name="villas on a ring avenue",
        archetypes={"villa": 6.0, "suburban_house": 2.0, "plaster_row": 2.0},
        trees={"plane": 2.0, "cypress": 1.5, "broadleaf": 2.0},
        lamp="lamp_classic",
        storeys=(2, 3),
        gap_m=(4.0, 10.0),
        setback_m=(4.0, 9.0),
        boundary="wall|wall|hedge",
        greenery=0.85,
        parked=0.4,
        furniture=0.4,
    ),
    Style(
        name="square grid of concrete and plaster",
        archetypes={"concrete_slab": 3.0, "plaster_row": 5.0, "shop_row": 2.0},
        trees={"palm": 4.0, "cypress": 1.0},
        lamp="lamp_double",
        storeys=(3, 8),
        gap_m=(0.0, 6.0),
        setback_m=(0.0, 4.0),
        boundary="none|wall|fence",
        greenery=0.45,
        parked=0.65,
        furniture=0.6,
    ),
    Style(
        name="boulevards among warehouses",
        archetypes={"warehouse": 5.0, "concrete_slab": 2.0, "stone_office": 1.0, "shop_row": 0.8},
        trees={"conifer": 4.0, "birch": 1.5},
        lamp="lamp_arm",
        storeys=(1, 4),
        gap_m=(5.0, 16.0),
        setback_m=(5.0, 14.0),
        boundary="fence|fence|hedge|wall",
        greenery=0.6,
        parked=0.5,
        furniture=0.25,
    ),
)
"""By town number, from Town01 on."""

FOREIGN_STYLE = STYLES[0]
"""The look of towns made from somebody's OpenDRIVE text."""
