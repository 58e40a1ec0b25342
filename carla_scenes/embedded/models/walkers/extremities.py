"""Hands and feet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.models.walkers.limbs import limb
from carla_scenes.embedded.models.walkers.skeleton import SIDES
from carla_scenes.embedded.models.walkers.skins import flattened, marked, skin, without

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]

_UPPER, _SOLE = 0, 1
_DARK = srgb(46, 44, 42)
_SOCKS = {"trainer": srgb(206, 206, 202), "leather": srgb(34, 34, 38)}


@dataclass(frozen=True)
class Shoe:
    """What is worn on the feet.

    Attributes:
        kind: `trainer`, `leather`, `boot` or `flat`.
        colour: Of the upper.
        sole: Colour of the sole.
    """

    kind: str
    colour: Colour
    sole: Colour = _DARK


def add_hand(builder: MeshBuilder, bones: Skeleton, number: int, material: Material, *, closed: bool) -> None:
    """Add a hand.

    Args:
        builder: The mesh.
        bones: Whose.
        number: 0 for the right one, 1 for the left.
        material: Its skin.
        closed: Whether the fingers hold something.
    """
    u = bones.build.unit * (1.0 if bones.build.head <= 1.05 else 1.05)
    axes, wrist = bones.hand_axes[number], bones.wrists[number]
    # In these axes y points away from the right thumb and towards the left one.
    thumb = -SIDES[number]

    def at(x: float, y: float, z: float) -> Floats:
        place: Floats = wrist + axes @ np.array([x, y * thumb, z]) * u
        return place

    limbs = [
        limb(
            at(-0.05, 0.0, 0.0), at(0.01, 0.0, 0.0), 0.029 * u, 0.026 * u, flatten=(1.0, 1.0, 0.85), axes=axes
        ),
        limb(
            at(0.035, 0.012, 0.0),
            at(0.082, 0.016, -0.003),
            0.026 * u,
            0.024 * u,
            flatten=(1.0, 1.0, 0.55),
            axes=axes,
        ),
        limb(
            at(0.035, -0.014, 0.0),
            at(0.078, -0.018, -0.003),
            0.025 * u,
            0.022 * u,
            flatten=(1.0, 1.0, 0.55),
            axes=axes,
        ),
    ]
    curl = 1.0 if closed else 0.25
    for y, length in ((0.030, 0.068), (0.0105, 0.076), (-0.0085, 0.070), (-0.027, 0.055)):
        root = at(0.090 - 0.25 * abs(y - 0.01), y, -0.004)
        middle = root + axes @ np.array([0.52 * (1.0 - 0.55 * curl), 0.0, -0.62 * curl]) * length * u
        tip = (
            middle
            + axes
            @ np.array([0.50 * (1.0 - 1.5 * curl), -0.02 * thumb, -0.45 * (0.4 + 0.6 * curl)])
            * length
            * u
        )
        limbs += [
            limb(root, middle, 0.0095 * u, 0.0088 * u, melt=0.006),
            limb(middle, tip, 0.0088 * u, 0.0075 * u, melt=0.004),
        ]
    joint = at(0.062, 0.046, -0.016)
    limbs += [
        limb(at(0.022, 0.022, -0.006), joint, 0.0155 * u, 0.011 * u, melt=0.012),
        limb(joint, at(0.094, 0.050 - 0.012 * curl, -0.026), 0.0105 * u, 0.008 * u, melt=0.004),
    ]
    builder.add(skin(limbs, 0.0112 * bones.build.grain, 0.010 * u).only(0), material)


def add_foot(builder: MeshBuilder, bones: Skeleton, number: int, shoe: Shoe, flesh: Material) -> None:
    """Add a shod foot.

    Args:
        builder: The mesh.
        bones: Whose.
        number: 0 for the right one, 1 for the left.
        shoe: What is worn on it.
        flesh: Skin of the foot, where it shows.
    """
    u = bones.build.unit
    axes, ankle = bones.foot_axes[number], bones.ankles[number]
    side = SIDES[number]

    def at(x: float, y: float, z: float) -> Floats:
        place: Floats = ankle + axes @ np.array([x, y * side, z]) * u
        return place

    thick = {"trainer": 0.006, "leather": 0.003, "boot": 0.006}.get(shoe.kind, 0.0)
    r = u * (0.85 + 0.15 * bones.build.flesh)
    limbs = [
        limb(at(-0.040, 0.0, -0.050), at(0.0, 0.0, -0.045), (0.036 + thick) * r, (0.038 + thick) * r),
        limb(
            at(0.0, 0.0, -0.040),
            at(0.085, 0.004, -0.062),
            (0.040 + thick) * r,
            (0.030 + thick) * r,
            flatten=(1.0, 1.0, 0.9),
            axes=axes,
        ),
        limb(
            at(0.085, 0.006, -0.062),
            at(0.135, -0.006, -0.068),
            (0.042 + thick) * r,
            (0.026 + thick) * r,
            flatten=(1.0, 1.0, 0.62),
            axes=axes,
        ),
        limb(
            at(-0.045, 0.0, -0.070),
            at(0.12, 0.002, -0.074),
            (0.033 + thick) * r,
            (0.036 + thick) * r,
            flatten=(1.0, 1.0, 0.5),
            axes=axes,
        ),
    ]
    tall = {"boot": 0.10, "trainer": -0.005, "leather": -0.012}.get(shoe.kind, -0.035)
    if shoe.kind == "boot":
        limbs.append(limb(at(-0.004, 0.0, -0.03), at(-0.01, 0.0, 0.11), 0.042 * r, 0.044 * r))
    else:
        limbs.append(limb(at(-0.004, 0.0, -0.03), at(-0.006, 0.0, 0.02), (0.036 + thick) * r))

    def height(points: Floats) -> Floats:
        result: Floats = (points - ankle) @ axes[:, 2] / u
        return result

    sheet = skin(limbs, 0.017 * bones.build.grain, 0.022 * u)
    sheet = flattened(sheet, at(0.0, 0.0, -0.086), -axes[:, 2])
    foot = without(sheet, lambda points, _: (tall - height(points)) * u)
    line = -0.068 if shoe.kind != "trainer" else -0.060
    foot = marked(foot, lambda points, _: (height(points) - line) * u, _SOLE, [_UPPER])
    sole = Material(shoe.sole, Pattern.RUBBER, roughness=0.8)
    pattern = Pattern.CLOTH if shoe.kind == "trainer" else Pattern.PLASTIC
    upper = Material(
        shoe.colour, pattern, scale=0.004, roughness=0.45 if pattern == Pattern.PLASTIC else 0.85
    )
    builder.add(foot.only(_UPPER), upper)
    builder.add(foot.sunk(-0.003).only(_SOLE), sole)
    if shoe.kind in ("trainer", "leather"):
        sock = limb(at(-0.004, 0.0, -0.05), at(-0.010, 0.0, 0.09), 0.034 * r, 0.037 * r)
        cloth = Material(_SOCKS[shoe.kind], Pattern.CLOTH, scale=0.003, roughness=0.9)
        builder.add(skin([sock], 0.020 * bones.build.grain, 0.0).only(0), cloth)
    elif tall < -0.01:
        skin_sheet = without(sheet, lambda points, _: (height(points) - tall) * u)
        skin_sheet = without(skin_sheet, lambda points, _: (0.01 - height(points)) * u)
        builder.add(skin_sheet.sunk(0.003).only(_UPPER), flesh)
