"""Traffic lights and signs: whose turn it is at each junction, and which vehicle stands before which light."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.map_facts import MapFacts
    from carla_scenes.embedded.scene import TrafficSignal

    Floats = npt.NDArray[np.float64]

LIGHT = "traffic.traffic_light"
_SPEED_LIMIT = "traffic.speed_limit."


class LightState(IntEnum):
    """States of a traffic light, as the wire numbers them."""

    RED = 0
    YELLOW = 1
    GREEN = 2
    OFF = 3


@dataclass
class Times:
    """How long the lights of one controller stay, seconds; red is the pause in which all of a junction are red."""

    green: float = 10.0
    yellow: float = 3.0
    red: float = 2.0

    def of(self, state: LightState) -> float:
        """Return how long a state lasts."""
        return {LightState.GREEN: self.green, LightState.YELLOW: self.yellow}.get(state, self.red)


@dataclass
class Crossing:
    """The lights of one junction: its controllers are green one after another.

    Attributes:
        phases: Numbers of the signals of each controller.
        times: Of each controller.
        turn: Whose turn it is.
        state: Of the controller whose turn it is; all others are red.
        elapsed_s: Since that state began.
        frozen: Whether time stands still here.
    """

    phases: tuple[tuple[int, ...], ...]
    times: tuple[Times, ...]
    turn: int = 0
    state: LightState = LightState.GREEN
    elapsed_s: float = 0.0
    frozen: bool = False
    forced: dict[int, LightState] = field(default_factory=dict)

    def advance(self, delta_s: float) -> None:
        """Let time pass."""
        if not self.frozen:
            self._pass(delta_s)

    def _pass(self, delta_s: float) -> None:
        self.elapsed_s += delta_s
        # Bounded: with times of zero the lights change once a frame.
        for _ in range(3 * len(self.phases)):
            length = self.times[self.turn].of(self.state)
            if self.elapsed_s < length:
                return
            self.elapsed_s -= length
            self.forced.clear()
            self._next()

    def reset(self, at_s: float = 0.0) -> None:
        """Begin anew, as if some time had passed already."""
        self.turn, self.state, self.elapsed_s = 0, LightState.GREEN, 0.0
        self.forced.clear()
        cycle = sum(times.green + times.yellow + times.red for times in self.times)
        if cycle > 0.0:
            self._pass(at_s % cycle)

    def state_of(self, signal: int) -> LightState:
        """Return the state of one of its lights."""
        if signal in self.forced:
            return self.forced[signal]
        return self.state if signal in self.phases[self.turn] else LightState.RED

    def _next(self) -> None:
        if self.state is LightState.GREEN:
            self.state = LightState.YELLOW
        elif self.state is LightState.YELLOW:
            self.state = LightState.RED
        else:
            self.turn, self.state = (self.turn + 1) % len(self.phases), LightState.GREEN


class Signals:
    """All traffic lights and signs of a town.

    Args:
        signals: Of the town.
        facts: Of its map: which lights are at one junction.
    """

    def __init__(self, signals: Sequence[TrafficSignal], facts: MapFacts) -> None:
        self._signals = tuple(signals)
        self.frozen = False
        lights = [number for number, signal in enumerate(self._signals) if signal.type_id == LIGHT]
        self.crossings = _crossings(self._signals, lights, facts)
        self._crossing_of = {
            number: crossing for crossing in self.crossings for phase in crossing.phases for number in phase
        }
        boxes = [signal.box for signal in self._signals]
        self._turns = np.array([signal.pose.rotation @ signal.box.pose.rotation for signal in self._signals])
        self._middles = np.array(
            [
                signal.pose.location + signal.pose.rotation @ signal.box.pose.location
                for signal in self._signals
            ]
        )
        self._halves = np.array([[box.length / 2.0, box.width / 2.0, box.height / 2.0] for box in boxes])

    def advance(self, delta_s: float) -> None:
        """Let time pass."""
        if not self.frozen:
            for crossing in self.crossings:
                crossing.advance(delta_s)

    def reset(self, at_s: float = 0.0) -> None:
        """Have all lights begin anew, as if some time had passed already."""
        for crossing in self.crossings:
            crossing.reset(at_s)

    def crossing_of(self, signal: int) -> Crossing | None:
        """Return the junction of a light, None for a sign."""
        return self._crossing_of.get(signal)

    def times_of(self, signal: int) -> Times:
        """Return how long a light's states last."""
        crossing = self._crossing_of.get(signal)
        if crossing is None:
            return Times()
        return next(
            times for phase, times in zip(crossing.phases, crossing.times, strict=True) if signal in phase
        )

    def state_of(self, signal: int) -> LightState:
        """Return the state of a light; signs are off."""
        crossing = self._crossing_of.get(signal)
        return LightState.OFF if crossing is None else crossing.state_of(signal)

    @property
    def states(self) -> tuple[int, ...]:
        """State of each signal."""
        return tuple(int(self.state_of(number)) for number in range(len(self._signals)))

    def around(self, place: Floats) -> tuple[int | None, float | None]:
        """Return the light whose zone a place (3,) is in and the speed limit that begins there, None for none."""
        if not self._signals:
            return None, None
        local = np.einsum("nij,ni->nj", self._turns, place - self._middles)
        inside = np.flatnonzero((np.abs(local) <= self._halves).all(axis=1))
        light, limit = None, None
        for number in inside.tolist():
            type_id = self._signals[number].type_id
            if type_id == LIGHT:
                light = number
            elif type_id.startswith(_SPEED_LIMIT):
                limit = float(type_id[len(_SPEED_LIMIT) :])
        return light, limit


def _crossings(
    signals: Sequence[TrafficSignal], lights: Sequence[int], facts: MapFacts
) -> tuple[Crossing, ...]:
    """Return the junctions: as the map's controllers say, and for lights it leaves out by their groups."""
    number_of = {signals[number].signal_id: number for number in lights}
    crossings = []
    left = set(lights)
    for junction in facts.junctions:
        known = [tuple(number_of[name] for name in phase if name in number_of) for phase in junction]
        phases = [tuple(number for number in phase if number in left) for phase in known]
        phases = [phase for phase in phases if phase]
        if phases:
            crossings.append(_crossing(phases))
            left -= {number for phase in phases for number in phase}
    groups: dict[int, list[int]] = {}
    for number in sorted(left):
        groups.setdefault(signals[number].group, []).append(number)
    crossings += [_crossing([tuple(group)]) for _, group in sorted(groups.items())]
    return tuple(crossings)


def _crossing(phases: Sequence[tuple[int, ...]]) -> Crossing:
    return Crossing(tuple(phases), tuple(Times() for _ in phases))
