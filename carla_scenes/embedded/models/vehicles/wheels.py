"""Wheels: tyres with tread and shoulders, rims of several styles, brake discs behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import cylinder, lathe, loft
from carla_scenes.embedded.geometry.surface import Surface, joined
from carla_scenes.embedded.models.vehicles import finishes

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import MeshBuilder

    Floats = npt.NDArray[np.float64]

_AXIS_TO_RIGHT = np.array(
    [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, -1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
)
"""Turns what stands upright on its side, its top to the right."""


@dataclass(frozen=True)
class Wheel:
    """A wheel, as seen from the right.

    Attributes:
        radius: With the tyre, metres.
        width: Of the tyre, metres.
        rim: Radius of the rim, as a fraction of the wheel's.
        style: `spokes`, `pairs` (forked spokes), `turbine` (many leaning ones), `steel` (pressed, with holes),
            `cap` (a closed hub cap) or `wire`.
        spokes: How many.
        metal: What the rim is made of.
        dish: How far the hub lies behind the tyre's side, metres.
        around: Faces around it.
    """

    radius: float
    width: float
    rim: float = 0.69
    style: str = "spokes"
    spokes: int = 5
    metal: Material = finishes.ALLOY
    dish: float = 0.035
    around: int = 20


def add_wheel(builder: MeshBuilder, wheel: Wheel, x: float, y: float, z: float | None = None) -> None:
    """Add a wheel.

    Args:
        builder: The mesh.
        wheel: Which.
        x: Of its axle, metres.
        y: Of its outer side; negative for a left wheel, which is mirrored.
        z: Of its axle; its radius when None.
    """
    height = wheel.radius if z is None else z
    for surface, material in _wheel(wheel):
        turned = surface.transformed(_AXIS_TO_RIGHT)
        placed = turned.moved(x, abs(y) - wheel.width / 2.0, height)
        builder.add(placed.mirrored() if y < 0.0 else placed, material)


def add_spare_wheel(builder: MeshBuilder, wheel: Wheel, x: float, z: float) -> None:
    """Add a wheel that hangs on a tail, its outer side to the rear.

    Args:
        builder: The mesh.
        wheel: Which.
        x: Of the tail's skin, metres.
        z: Of its middle.
    """
    for surface, material in _wheel(wheel):
        builder.add(surface.moved(pitch=90.0).moved(x - wheel.width / 2.0, 0.05, z), material)


def _wheel(wheel: Wheel) -> list[tuple[Surface, Material]]:
    """Return a wheel's pieces about the z axis, its outer side upwards."""
    radius, half = wheel.radius, wheel.width / 2.0
    rim = wheel.rim * radius
    side = radius - rim
    tyre = [
        (0.0, -half + 0.03), (rim, -half + 0.03), (rim + 0.3 * side, -half), (rim + 0.75 * side, -half + 0.012),
        (radius, -half + 0.04), (radius, -0.012),
        (radius - 0.008, -0.006), (radius - 0.008, 0.006), (radius, 0.012), (radius, half - 0.04),
        (rim + 0.75 * side, half - 0.012), (rim + 0.3 * side, half), (rim, half - 0.012),
    ]  # fmt: skip
    lip = [
        (rim + 0.004, half - 0.016), (rim, half - 0.008), (rim - 0.014, half - 0.016), (rim - 0.03, -half * 0.4),
    ]  # fmt: skip
    pieces = [
        (lathe(tyre, wheel.around, crease=50.0), finishes.RUBBER),
        (lathe(lip, wheel.around, crease=50.0), wheel.metal),
        (lathe([(rim - 0.025, -half * 0.3), (0.0, -half * 0.3)], wheel.around), finishes.GAP),
    ]
    face = half - wheel.dish
    if wheel.style in ("steel", "cap"):
        return pieces + _pressed(wheel, rim, face)
    brake = lathe([(rim * 0.8, 0.0), (rim * 0.78, 0.012), (0.04, 0.012)], wheel.around)
    pieces.append((brake, finishes.DISC))
    hub = lathe(
        [(0.075, face - 0.05), (0.07, face - 0.01), (0.055, face), (0.0, face + 0.006)], 16, crease=50.0
    )
    return [*pieces, (joined([hub, *_spokes(wheel, rim, half)]), wheel.metal)]


def _spokes(wheel: Wheel, rim: float, half: float) -> list[Surface]:
    """Return a rim's spokes."""
    face, edge = half - wheel.dish, half - 0.018
    broad, narrow, lean = {
        "spokes": (0.042, 0.030, 0.0),
        "pairs": (0.017, 0.013, 0.0),
        "turbine": (0.016, 0.022, 0.20),
        "wire": (0.006, 0.005, 0.35),
    }[wheel.style]
    steps = np.array(
        [
            [0.045, broad, face],
            [rim * 0.55, (broad + narrow) / 2.0, face + 0.004],
            [rim - 0.008, narrow, edge],
        ]
    )
    offsets = (-0.11, 0.11) if wheel.style in ("pairs", "wire") else (0.0,)
    result = []
    for number in range(wheel.spokes):
        for offset in offsets:
            sections = []
            for share, (distance, width, height) in zip((0.0, 0.55, 1.0), steps, strict=True):
                turn = 2.0 * np.pi * number / wheel.spokes + offset * (0.4 + 1.2 * share) + lean * share
                outwards = np.array([np.cos(turn), np.sin(turn), 0.0])
                across = np.array([-np.sin(turn), np.cos(turn), 0.0])
                middle = outwards * distance + [0.0, 0.0, height]
                down = np.array([0.0, 0.0, -0.03])
                sections.append(
                    [
                        middle + across * width + down,
                        middle + across * width - [0.0, 0.0, 0.006],
                        middle + across * width * 0.7,
                        middle - across * width * 0.7,
                        middle - across * width - [0.0, 0.0, 0.006],
                        middle - across * width + down,
                    ]
                )
            result.append(loft(np.array(sections), closed=False, caps=False, crease=30.0))
    return result


def _pressed(wheel: Wheel, rim: float, face: float) -> list[tuple[Surface, Material]]:
    """Return a pressed steel wheel or a hub cap."""
    if wheel.style == "cap":
        profile = [
            (rim - 0.006, face + 0.018), (rim * 0.9, face + 0.026), (rim * 0.55, face + 0.012),
            (rim * 0.3, face + 0.03), (0.0, face + 0.038),
        ]  # fmt: skip
    else:
        profile = [
            (rim - 0.012, face - 0.02), (rim * 0.85, face - 0.03), (rim * 0.6, face + 0.005), (rim * 0.38, face + 0.01),
            (rim * 0.32, face - 0.02), (0.05, face - 0.02), (0.045, face + 0.01), (0.0, face + 0.012),
        ]  # fmt: skip
    holes, up = [], np.array([0.0, 0.0, 1.0])
    for number in range(wheel.spokes):
        turn = 2.0 * np.pi * number / wheel.spokes
        middle = np.array([np.cos(turn), np.sin(turn), 0.0]) * rim * 0.73
        height = float(np.interp(0.73 * rim, [r for r, _ in profile][::-1], [z for _, z in profile][::-1]))
        holes.append(
            cylinder(middle + up * (height - 0.02), middle + up * (height + 0.004), rim * 0.085, sides=10)
        )
    return [(lathe(profile, wheel.around, crease=50.0), wheel.metal), (joined(holes), finishes.GAP)]
