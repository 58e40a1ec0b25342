"""What is worn below the waist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.models.walkers.fabric import band, cloth, folding, near
from carla_scenes.embedded.models.walkers.limbs import leg, seat, webs
from carla_scenes.embedded.models.walkers.skins import beyond, creased, hem, marked, skin, without

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton
    from carla_scenes.embedded.models.walkers.skins import Region

_MAIN, _BELT = 0, 1
_BROWN = srgb(44, 30, 22)


@dataclass(frozen=True)
class Lower:
    """What is worn below: `trousers`, `jeans`, `chinos`, `leggings`, `shorts`, `skirt` or `long skirt`."""

    kind: str
    colour: Colour
    belt: Colour = _BROWN


def add_lower(builder: MeshBuilder, bones: Skeleton, lower: Lower, seed: int) -> None:
    """Add trousers, shorts or a skirt; the seed decides their folds."""
    u = bones.build.unit
    if lower.kind in ("skirt", "long skirt"):
        length = 0.42 if lower.kind == "skirt" else 0.74
        limbs = [
            *seat(bones, 0.010 * u),
            *webs(bones, length, 0.098, 0.040 if lower.kind == "skirt" else 0.075),
        ]
        end = bones.pelvis - np.array([0.0, 0.0, length]) * u
        sheet = skin(limbs, 0.030 * bones.build.grain, 0.05 * u)
        sheet = without(sheet, beyond(end, np.array([0.0, 0.0, -1.0])))
    else:
        extra = {
            "trousers": (0.012, 0.016, 0.034),
            "chinos": (0.010, 0.013, 0.026),
            "jeans": (0.008, 0.010, 0.024),
            "leggings": (0.003, 0.003, 0.004),
            "shorts": (0.016, 0.030, 0.030),
        }[lower.kind]
        hip, knee, ankle = (value * u for value in extra)
        limbs = seat(bones, 0.008 * u)
        for number in range(2):
            limbs += leg(bones, number, (hip, knee, ankle), below=0.0 if lower.kind == "shorts" else 1.0)
        sheet = skin(limbs, 0.0255 * bones.build.grain, 0.028 * u)
        for number in range(2):
            end_of_leg = _leg_end(bones, number, short=lower.kind == "shorts")
            builder.add(
                hem(sheet, end_of_leg, (0.045 if lower.kind == "shorts" else 0.018) * u), cloth(lower.colour)
            )
            sheet = without(sheet, end_of_leg)
    # Up to the waist, where a belt goes around.
    top = bones.pelvis + bones.pelvis_axes @ np.array([0.0, 0.0, 0.125]) * u
    sheet = without(sheet, beyond(top, bones.pelvis_axes[:, 2]))
    folds = {"leggings": 0.0015, "jeans": 0.005}.get(lower.kind, 0.006)
    sheet = creased(sheet, folds * u, 0.12 * u, seed + 1, lambda points: folding(points, bones))
    sheet = marked(sheet, band(bones, 0.088, 0.118), _BELT, [_MAIN])
    builder.add(sheet.only(_MAIN), cloth(lower.colour))
    builder.add(sheet.only(_BELT), Material(lower.belt, Pattern.PLASTIC, roughness=0.5))


def _leg_end(bones: Skeleton, number: int, *, short: bool) -> Region:
    """Return what lies beyond the end of a trouser leg."""
    hip, knee, ankle = bones.hips[number], bones.knees[number], bones.ankles[number]
    first, last, share = (hip, knee, 0.86) if short else (knee, ankle, 0.97)
    end = first + (last - first) * share
    return near(beyond(end, last - first), end, 0.30 * bones.build.unit if short else 0.16 * bones.build.unit)
