"""Seahorses, upright, about a metre high."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes, horn
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import Region, ball, blotches, dots
from carla_scenes.embedded.models.anomalies.animals.relief import warts
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture
from carla_scenes.embedded.models.anomalies.animals.sheets import fin

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Seahorse:
    """A seahorse.

    Attributes:
        skin: Its skin.
        fins: Material of the fins.
        paints: Further skins and where.
        belly: Factor on the girth of the belly.
        spines: Length of the spines on its rings, metres; 0 for blunt ridges.
        knobs: Height of warts all over, metres.
        curl: How far the tail is rolled in, degrees.
        scale: Factor on the whole; 1 stands 1 m high.
    """

    skin: Material
    fins: Material
    paints: tuple[tuple[Material, Region], ...] = ()
    belly: float = 1.0
    spines: float = 0.0
    knobs: float = 0.0
    curl: float = 560.0
    scale: float = 1.0


def seahorse(spec: Seahorse) -> Mesh:
    """Return a seahorse."""
    scale = spec.scale
    figure = Sculpture(spec.skin, cell=0.0165 * scale, melt=0.018 * scale)
    whole = figure.at(scale=scale)
    line = _line(spec)
    whole.limb(*line.tolist(), flat=0.72)
    _rings(whole, line, spec)
    head = whole.at(0.14, 0.0, 0.9, pitch=-24.0)
    head.limb((-0.06, 0.0, 0.0, 0.07), (0.03, 0.0, 0.0, 0.062), flat=0.8)
    head.limb((0.05, 0.0, -0.01, 0.036), (0.2, 0.0, -0.02, 0.026), (0.25, 0.0, -0.022, 0.035), flat=0.9)
    head.finer(ball((0.08, 0.0, 0.0), 0.2), 0.012)
    for x, height in ((-0.06, 0.1), (-0.02, 0.12), (-0.1, 0.07)):
        horn(
            head,
            [
                (x, 0.0, 0.05, 0.022),
                (x - 0.01, 0.0, 0.05 + height * 0.6, 0.012),
                (x - 0.03, 0.0, 0.05 + height, 0.004),
            ],
            material=spec.skin,
            both=False,
            sides=7,
        )
    horn(head, [(0.0, 0.035, 0.05, 0.014), (0.01, 0.05, 0.09, 0.003)], material=spec.skin, sides=6)
    eyes(
        head,
        (0.03, 0.05, 0.02),
        0.026,
        gaze=(0.3, 1.0, 0.1),
        iris=coats.AMBER_EYE,
        pupil=(0.5, 0.5),
        lid=spec.skin,
    )
    root, tip = (
        [(-0.12, 0.0, 0.62), (-0.14, 0.0, 0.5), (-0.13, 0.0, 0.4)],
        [(-0.26, 0.0, 0.66), (-0.32, 0.0, 0.5), (-0.24, 0.0, 0.36)],
    )
    whole.add(fin(root, tip, 0.014, rays=10, steps=(40, 6)), spec.fins)
    side = fin(
        [(-0.02, 0.06, 0.84), (-0.03, 0.06, 0.78)],
        [(-0.1, 0.14, 0.88), (-0.13, 0.15, 0.8), (-0.1, 0.14, 0.74)],
        0.01,
        rays=6,
        steps=(26, 5),
    )
    whole.add(side, spec.fins, both=True)
    for material, region in spec.paints:
        whole.paint(material, region)
    if spec.knobs:
        whole.relief(warts(0.05, spec.knobs))
    return figure.build()


def _line(spec: Seahorse) -> np.ndarray:
    """Return the middle of body and tail: rows of x, y, z and radius, from the nape down."""
    b = spec.belly
    upper = curve(
        [
            (0.09, 0.0, 0.9, 0.062),
            (-0.01, 0.0, 0.86, 0.075),
            (-0.05, 0.0, 0.74, 0.095 * b**0.5),
            (0.0, 0.0, 0.58, 0.13 * b),
            (0.0, 0.0, 0.44, 0.11 * b),
            (-0.05, 0.0, 0.34, 0.075),
        ],
        18,
    )
    x, z, angle, radius = -0.05, 0.34, np.radians(-100.0), 0.075
    rows = []
    count = 30
    for i in range(count):
        share = i / (count - 1)
        angle += np.radians(spec.curl) / count * (0.12 + 1.7 * share**1.2)
        step = (0.034 - 0.02 * share) * 40.0 / count
        x, z = x + step * np.cos(angle), z + step * np.sin(angle)
        radius = 0.07 - 0.053 * share
        rows.append((x, 0.0, z, radius))
    result: np.ndarray = np.concatenate([upper, np.array(rows)])
    return result


def _rings(whole: Sculpture, line: np.ndarray, spec: Seahorse) -> None:
    """Add a ridge around every second place of the body, with a corner or spine on each side."""
    for i in range(3, len(line) - 6, 2):
        x, _, z, r = line[i]
        ahead = line[i + 1] - line[i - 1]
        pitch = float(np.degrees(np.arctan2(ahead[2], ahead[0])))
        ring = whole.at(x, 0.0, z, pitch=pitch)
        ring.limb((0.0, 0.0, 0.0, r * 1.12), flat=(0.16, 0.74, 1.0), melt=0.012)
        if spec.spines and i < 34:
            for y, up in ((0.62, 0.75), (0.68, -0.6)):
                base = (0.0, y * r, up * r)
                end = (0.0, y * (r + spec.spines), up * (r + spec.spines * 1.2))
                horn(ring, [(*base, 0.014), (*end, 0.002)], material=spec.skin, sides=6)


def _yellow() -> Mesh:
    return seahorse(
        Seahorse(coats.skin((226, 178, 58), (200, 146, 44), roughness=0.45), coats.skin((240, 214, 130)))
    )


def _spiny() -> Mesh:
    skin = coats.skin((146, 84, 58), (118, 66, 48), roughness=0.5)
    return seahorse(
        Seahorse(
            skin,
            coats.skin((206, 160, 120)),
            ((coats.skin((196, 146, 104)), blotches(0.12, -0.25, 3)),),
            spines=0.05,
            curl=470.0,
        )
    )


def _pot_bellied() -> Mesh:
    white = coats.skin((226, 220, 204), (204, 192, 170), roughness=0.45)
    return seahorse(
        Seahorse(
            white,
            coats.skin((232, 214, 150)),
            ((coats.skin((74, 60, 48)), dots(0.07, 0.017, 4)),),
            belly=1.35,
            curl=600.0,
            scale=1.1,
        )
    )


def _pygmy() -> Mesh:
    pink = coats.skin((220, 150, 164), (196, 112, 132), roughness=0.5)
    return seahorse(
        Seahorse(
            pink,
            coats.skin((232, 188, 196)),
            ((coats.skin((206, 62, 86)), dots(0.06, 0.02, 8)),),
            belly=1.1,
            knobs=0.016,
            curl=520.0,
            scale=0.7,
        )
    )


SEAHORSES = (
    animal("seahorse", "yellow", _yellow),
    animal("seahorse", "spiny", _spiny),
    animal("seahorse", "pot_bellied", _pot_bellied),
    animal("seahorse", "pygmy", _pygmy),
)
