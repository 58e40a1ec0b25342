"""Anomalies of the household: furniture, appliances, tableware, electronics, instruments and sport.

The rule for sizes: what is a metre or larger keeps the size it has in the world; what a hand holds (cutlery,
glasses, pens, a computer mouse, a clothing iron) is grown to 0.6 to 1.6 m, so that a camera some tens of metres away
sees it. The paper says that sizes need not be realistic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.household.appliances import APPLIANCES
from carla_scenes.embedded.models.anomalies.household.beds_and_seats import BEDS_AND_SEATS
from carla_scenes.embedded.models.anomalies.household.electronics import ELECTRONICS
from carla_scenes.embedded.models.anomalies.household.furniture import FURNITURE
from carla_scenes.embedded.models.anomalies.household.instruments import INSTRUMENTS
from carla_scenes.embedded.models.anomalies.household.laundry import LAUNDRY
from carla_scenes.embedded.models.anomalies.household.small_things import SMALL_THINGS
from carla_scenes.embedded.models.anomalies.household.sport import SPORT
from carla_scenes.embedded.models.anomalies.household.string_instruments import STRING_INSTRUMENTS

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

HOUSEHOLD: tuple[Model, ...] = (
    *FURNITURE,
    *BEDS_AND_SEATS,
    *APPLIANCES,
    *LAUNDRY,
    *ELECTRONICS,
    *SMALL_THINGS,
    *INSTRUMENTS,
    *STRING_INSTRUMENTS,
    *SPORT,
)
"""Every model of the household, by group."""
