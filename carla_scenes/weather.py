"""The weather: conditions and times of day in stated shares, the same in every split.

Shares are this project's choice; the paper says only that weather varies ("time of day, cloudy skies, rain").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from carla_scenes.randomness import evenly_spread, generator

Range = tuple[float, float]

PARAMETERS = (
    "cloudiness",
    "precipitation",
    "precipitation_deposits",
    "wind_intensity",
    "sun_azimuth_angle",
    "sun_altitude_angle",
    "fog_density",
    "fog_distance",
    "wetness",
)
"""Parameters of `carla.WeatherParameters` that a plan sets; the others keep the client's defaults."""


@dataclass(frozen=True)
class Condition:
    """A condition of the sky.

    Attributes:
        name: Such as `rain`.
        share: Of all frames.
        ranges: Lowest and highest value of parameters, percent (fog distance: metres); others are zero.
    """

    name: str
    share: float
    ranges: dict[str, Range]


@dataclass(frozen=True)
class DayTime:
    """A time of day: its share of all frames and the sun's altitude in degrees above the horizon."""

    name: str
    share: float
    sun_altitude: Range


CONDITIONS = (
    Condition("clear", 0.35, {"cloudiness": (0, 20), "wind_intensity": (0, 30)}),
    Condition("cloudy", 0.25, {"cloudiness": (50, 100), "wind_intensity": (10, 50)}),
    Condition(
        "rain",
        0.15,
        {
            "cloudiness": (70, 100),
            "precipitation": (20, 90),
            "precipitation_deposits": (30, 90),
            "wind_intensity": (20, 80),
            "wetness": (50, 100),
        },
    ),
    Condition(
        "wet", 0.15, {"cloudiness": (10, 70), "precipitation_deposits": (30, 80), "wetness": (40, 100)}
    ),
    Condition("fog", 0.10, {"cloudiness": (40, 100), "fog_density": (15, 60), "fog_distance": (5, 60)}),
)

DAY_TIMES = (
    DayTime("noon", 0.45, (40.0, 85.0)),
    DayTime("low sun", 0.30, (8.0, 30.0)),
    DayTime("dusk", 0.15, (-3.0, 6.0)),
    DayTime("night", 0.10, (-60.0, -12.0)),
)


Choice = TypeVar("Choice", Condition, DayTime)


@dataclass(frozen=True)
class Weather:
    """The weather of one frame: names of condition and time of day, and CARLA's parameters."""

    condition: str
    day_time: str
    parameters: dict[str, float]


def draw_weather(seed: int, town: str, frame: int) -> Weather:
    """Return the weather of a frame.

    Conditions and times of day are spread evenly over the frames of a town, so their shares hold in each.
    """
    condition = _pick(CONDITIONS, evenly_spread(frame, seed, "condition", town))
    # Another step through the sequence, so that the time of day is not tied to the condition.
    day_time = _pick(DAY_TIMES, evenly_spread(frame * 7 + frame // 13, seed, "day time", town))
    rng = generator(seed, "weather", town, frame)
    parameters = dict.fromkeys(PARAMETERS, 0.0)
    for name in PARAMETERS:
        low, high = condition.ranges.get(name, (0.0, 0.0))
        parameters[name] = round(float(rng.uniform(low, high)), 2)
    parameters["sun_altitude_angle"] = round(float(rng.uniform(*day_time.sun_altitude)), 2)
    parameters["sun_azimuth_angle"] = round(float(rng.uniform(0.0, 360.0)), 2)
    return Weather(condition.name, day_time.name, parameters)


def _pick(choices: tuple[Choice, ...], number: float) -> Choice:
    total = 0.0
    for choice in choices:
        total += choice.share
        if number < total:
            return choice
    return choices[-1]
