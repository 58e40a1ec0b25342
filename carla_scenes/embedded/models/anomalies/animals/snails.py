"""Snails, about a metre long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.shapes import loft
from carla_scenes.embedded.geometry.surface import Surface, joined
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.relief import plates
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Snail:
    """A snail.

    Attributes:
        body: Its skin.
        shell: Materials of the bands along the shell's coil, from the outside in.
        coils: How many turns the shell has.
        growth: Factor on its width from turn to turn.
        spire: How far it stands out to the side, in radii; long ones are cones.
        size: Radius of the opening, metres.
        pitch: How the shell leans back, degrees.
        ribs: Depth of ribs across the coil, in radii.
        turned: How far the front is turned, degrees.
        scale: Factor on the whole.
    """

    body: Material
    shell: tuple[Material, ...]
    coils: float = 3.6
    growth: float = 1.8
    spire: float = 0.2
    size: float = 0.18
    pitch: float = 0.0
    ribs: float = 0.03
    turned: float = 20.0
    scale: float = 1.0


def snail(spec: Snail) -> Mesh:
    """Return a snail."""
    scale = spec.scale
    figure = Sculpture(spec.body, cell=0.02 * scale, melt=0.06 * scale)
    whole = figure.at(scale=scale)
    sole = [
        (-0.62, 0.0, 0.015, 0.025),
        (-0.4, 0.0, 0.035, 0.075),
        (0.0, 0.0, 0.06, 0.13),
        (0.32, 0.0, 0.07, 0.12),
        (0.46, 0.0, 0.11, 0.1),
    ]
    whole.limb(*sole, flat=(1.0, 1.1, 0.8))
    whole.limb((0.3, 0.0, 0.09, 0.1), (0.46, 0.0, 0.2, 0.09), (0.54, 0.0, 0.3, 0.075))
    whole.limb(
        (-0.16, -0.03, 0.1 + 0.5 * spec.size, spec.size * 0.93), (0.14, 0.0, 0.12, 0.11)
    )  # out of the shell
    _horns(whole, spec.body)
    whole.relief(plates(0.045, 0.007, 0.35))
    for band, surface in enumerate(_coil(spec)):
        whole.add(
            surface.moved(pitch=spec.pitch).moved(-0.1, -0.03, 0.1 + 1.95 * spec.size), spec.shell[band]
        )
    if spec.turned:
        figure.warp(
            bend(0.25 * scale, 0.6 * scale, spec.turned), bend(-0.2 * scale, -0.6 * scale, -spec.turned)
        )
    return figure.grounded().build()


def _horns(whole: Sculpture, body: Material) -> None:
    for side, lean in ((1.0, 0.05), (-1.0, -0.02)):
        line = curve(
            [(0.54, side * 0.04, 0.33), (0.6 + lean, side * 0.09, 0.46), (0.66 + lean, side * 0.13, 0.58)], 10
        )
        whole.add(shapes.tube(line, np.linspace(0.026, 0.014, 10), 8), body)
        x, y, z = line[-1]
        whole.add(shapes.ellipsoid((x, y, z), (0.026, 0.026, 0.026), 12, 8), coats.PUPIL)
        whole.add(
            shapes.ellipsoid((x + 0.016, y + side * 0.008, z + 0.016), (0.006, 0.006, 0.006), 6, 4),
            coats.GLINT,
        )
        low = curve([(0.58, side * 0.035, 0.27), (0.65, side * 0.06, 0.23), (0.7, side * 0.07, 0.21)], 8)
        whole.add(shapes.tube(low, np.linspace(0.018, 0.012, 8), 8), body)


def _coil(spec: Snail) -> list[Surface]:
    """Return the shell's bands: strips of a tube that winds about the y axis and grows by a factor each turn."""
    count, around, strips = 110, 8 * len(spec.shell), len(spec.shell)
    turn = np.linspace(-spec.coils, 0.0, count)
    grown = spec.growth**turn
    radius = spec.size * grown
    angle = 2.0 * np.pi * turn - 1.75  # the opening lies below and looks forward
    away = radius * 1.45
    centres = np.stack(
        [away * np.cos(angle), spec.spire * spec.size * (1.0 - grown) * 1.5, away * np.sin(angle)], axis=1
    )
    ripple = 1.0 + spec.ribs * np.cos(2.0 * np.pi * turn * 22.0)
    turns = np.linspace(0.0, 2.0 * np.pi, around + 1)
    outwards = np.stack([np.cos(angle), np.zeros(count), np.sin(angle)], axis=1)
    side = np.array([0.0, 1.0, 0.0])
    rings = centres[:, None] + (radius * ripple)[:, None, None] * (
        np.cos(turns)[None, :, None] * outwards[:, None] + np.sin(turns)[None, :, None] * side
    )
    bands = []
    each = around // strips
    for strip in range(strips):
        part = rings[:, strip * each : (strip + 1) * each + 1]
        surface = loft(part, closed=False, caps=False, crease=180.0)
        outer = surface.vertices - np.repeat(centres, part.shape[1], axis=0)
        bands.append(surface if float((surface.normals * outer).sum()) > 0.0 else surface.flipped())
    lip = loft(rings[-2:, :-1], caps=True, crease=60.0)
    return [*bands[:-1], joined([bands[-1], lip if _outwards(lip) else lip.flipped()])]


def _outwards(surface: Surface) -> bool:
    away = surface.vertices - surface.vertices.mean(axis=0)
    return float((surface.normals * away).sum()) > 0.0


def _garden() -> Mesh:
    tan, dark = coats.shiny((186, 142, 84), roughness=0.3), coats.shiny((110, 70, 38), roughness=0.3)
    return snail(
        Snail(coats.skin((150, 128, 98), (120, 102, 80), roughness=0.4), (tan, dark, tan, dark, tan, tan))
    )


def _roman() -> Mesh:
    cream, brown = coats.shiny((226, 206, 168), roughness=0.4), coats.shiny((186, 148, 104), roughness=0.4)
    skin = coats.skin((186, 170, 140), (160, 142, 116), roughness=0.4)
    return snail(
        Snail(skin, (cream, brown, cream, cream), size=0.21, spire=0.15, ribs=0.02, turned=-24.0, scale=1.15)
    )


def _giant() -> Mesh:
    dark, amber = coats.shiny((72, 44, 30), roughness=0.25), coats.shiny((178, 118, 60), roughness=0.25)
    skin = coats.skin((92, 72, 58), (70, 56, 48), roughness=0.4)
    return snail(
        Snail(
            skin,
            (dark, amber, dark, dark, amber, dark),
            coils=5.2,
            growth=1.5,
            spire=2.6,
            size=0.15,
            pitch=0.0,
            turned=14.0,
            scale=1.3,
        )
    )


def _grove() -> Mesh:
    yellow, black, pink = (
        coats.shiny((234, 200, 78), roughness=0.2),
        coats.shiny((52, 36, 28), roughness=0.2),
        coats.shiny((230, 176, 130), roughness=0.3),
    )
    skin = coats.skin((74, 72, 70), (58, 56, 56), roughness=0.4)
    return snail(
        Snail(
            skin,
            (yellow, black, yellow, black, yellow, black, yellow, pink),
            growth=1.95,
            ribs=0.01,
            size=0.19,
            turned=-12.0,
            scale=0.85,
        )
    )


SNAILS = (
    animal("snail", "garden", _garden),
    animal("snail", "roman", _roman),
    animal("snail", "giant_african", _giant),
    animal("snail", "grove", _grove),
)
