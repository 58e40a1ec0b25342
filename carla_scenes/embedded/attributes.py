"""Attributes of blueprints: how they are declared, and the check of what clients send for them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_ATTRIBUTES = 256
_LONGEST_VALUE = 4096


class Kind(IntEnum):
    """Types of attributes, as the wire numbers them."""

    BOOL = 1
    INT = 2
    FLOAT = 3
    STRING = 4
    COLOUR = 5


@dataclass(frozen=True)
class Attribute:
    """One attribute of a blueprint.

    Attributes:
        name: As in CARLA.
        kind: Its type.
        value: Default, as text.
        recommended: Values that clients may choose from.
        modifiable: Whether clients may set it.
    """

    name: str
    kind: Kind
    value: str
    recommended: tuple[str, ...] = ()
    modifiable: bool = True

    def to_wire(self) -> list[Any]:
        """Return it as the wire has it."""
        return [
            self.name,
            int(self.kind),
            self.value,
            list(self.recommended or (self.value,)),
            self.modifiable,
            False,
        ]


def floats(values: Mapping[str, str]) -> tuple[Attribute, ...]:
    """Return attributes that hold decimal numbers, from names and defaults."""
    return tuple(Attribute(name, Kind.FLOAT, value) for name, value in values.items())


def fixed(name: str, kind: Kind, value: str) -> Attribute:
    """Return an attribute that clients can only read."""
    return Attribute(name, kind, value, modifiable=False)


def checked_values(attributes: Any) -> dict[str, str]:
    """Return attribute values by name from an actor description, checked by their type.

    A client stores a colour or truth value that it cannot read, and no client could list actors any more once the
    server echoed it.

    Args:
        attributes: `[[name, type, value], ...]`.

    Raises:
        ToolkitError: A value is not of its type.
    """
    if len(attributes) > _MOST_ATTRIBUTES:
        raise ToolkitError(
            "too many attributes", expected=f"at most {_MOST_ATTRIBUTES}", found=str(len(attributes))
        )
    values = {}
    for name, kind, value in attributes:
        if not isinstance(value, str) or len(value) > _LONGEST_VALUE or not _is_of_kind(value, kind):
            raise ToolkitError(
                f"the attribute {name} has a bad value",
                expected=Kind(kind).name.lower() if kind in tuple(Kind) else "a known type",
                found=repr(value)[:80],
            )
        values[name] = value
    return values


@lru_cache(maxsize=256)  # asked for with every ray and picture
def parse_colour(text: str) -> tuple[int, int, int]:
    """Return a colour written as `R,G,B`, each 0 to 255.

    Raises:
        ValueError: It is written otherwise.
    """
    red, green, blue = (int(part) for part in text.split(","))
    if not all(0 <= part <= 255 for part in (red, green, blue)):
        raise ValueError(f"{text} is no colour")
    return red, green, blue


def _is_of_kind(value: str, kind: int) -> bool:
    try:
        if kind == Kind.BOOL:
            return value.lower() in ("true", "false")
        if kind == Kind.INT:
            int(value)
        elif kind == Kind.FLOAT:
            return math.isfinite(float(value))
        elif kind == Kind.COLOUR:
            parse_colour(value)
        return kind in tuple(Kind)
    except ValueError:
        return False
