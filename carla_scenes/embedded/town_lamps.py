"""The town's street lamps as clients see and switch them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.scene import Lamp

_STREET = 2
_LUMEN = 5000.0


class TownLamps:
    """State of each lamp, in the town's order; lamp number k has the id k.

    Args:
        lamps: Of the town.
    """

    def __init__(self, lamps: Sequence[Lamp]) -> None:
        self._states: list[list[Any]] = [
            [
                number,
                [lamp.x, lamp.y, lamp.z],
                _LUMEN * lamp.strength,
                _STREET,
                [round(255.0 * min(max(part, 0.0), 1.0)) for part in lamp.colour],
                True,
            ]
            for number, lamp in enumerate(lamps)
        ]
        self.changed = False

    @property
    def to_wire(self) -> list[list[Any]]:
        """All lamps as the wire has them."""
        return self._states

    @property
    def dark(self) -> frozenset[int]:
        """Numbers of the lamps that are switched off."""
        return frozenset(state[0] for state in self._states if not state[5])

    def update(self, states: Sequence[Sequence[Any]]) -> None:
        """Take over what a client changed; other clients are told to ask again.

        Pictures show which lamps are on. Intensity, colour and group are kept for clients only.

        Raises:
            ToolkitError: A number is not finite.
        """
        for number, _place, intensity, group, colour, is_on in states:
            if isinstance(number, int) and 0 <= number < len(self._states):
                red, green, blue = (int(part) & 255 for part in colour)
                self._states[number][2:] = [
                    wire.number(intensity),
                    int(group) & 255,
                    [red, green, blue],
                    bool(is_on),
                ]
                self.changed = True
