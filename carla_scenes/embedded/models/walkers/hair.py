"""Hair in many cuts, and beards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import outline
from carla_scenes.embedded.models.walkers.head_frame import hair_material, scalp
from carla_scenes.embedded.models.walkers.limbs import limb
from carla_scenes.embedded.models.walkers.skins import creased, skin, with_edge, without

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.blobs import Limb
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.walkers.head_frame import Head, HeadFrame
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]

_HAIRLINE = (
    (0.20, 0.066), (0.076, 0.070), (0.052, 0.048), (0.038, 0.018), (0.016, 0.006), (0.014, -0.030), (0.0, -0.034),
    (-0.004, -0.016), (-0.028, -0.012), (-0.034, -0.044), (-0.075, -0.078), (-0.075, -0.30), (0.20, -0.30),
)  # fmt: skip
"""What is free of hair, seen from the side: x and z in the head's axes."""
_LONG_HAIRLINE = (
    (0.20, 0.068),
    (0.074, 0.070),
    (0.052, 0.045),
    (0.040, 0.010),
    (0.030, -0.05),
    (0.024, -0.30),
    (0.20, -0.30),
)


def add_hair(builder: MeshBuilder, frame: HeadFrame, bones: Skeleton, head: Head, material: Material) -> None:
    """Add hair, as far as a hat leaves it free, and a beard."""
    if head.hat in ("scarf", "hood") or head.cut == "bald":
        _add_beard(builder, frame, head)
        return
    thick = {"crop": 0.0055, "short": 0.009, "parted": 0.010, "ring": 0.006}.get(head.cut, 0.010)
    limbs = _curls(frame) if head.cut == "curls" else [*scalp(frame, thick), *_locks(frame, bones, head.cut)]
    if head.hat in ("beanie", "cap"):
        limbs = [
            *scalp(frame, 0.004),
            *_locks(frame, bones, head.cut if head.cut in ("long", "tail", "bob") else "short"),
        ]
    drawn = outline(_LONG_HAIRLINE if head.cut in ("long", "bob") else _HAIRLINE)

    def bare(points: Floats, _: Floats) -> Floats:
        local = frame.local(points)
        return drawn(local[:, [0, 2]]) * frame.scale

    sheet = skin(limbs, 0.0185 * max(frame.scale, 0.95), 0.018 * frame.scale)
    if head.cut == "ring":
        sheet = without(sheet, lambda points, _: 0.035 - frame.local(points)[:, 2])
    strands = 0.0 if head.cut == "curls" else 0.005
    sheet = creased(sheet, strands * frame.scale, 0.042 * frame.scale, 5, lambda points: np.ones(len(points)))
    builder.add(with_edge(sheet, bare, (0.034 if head.cut == "curls" else 0.014) * frame.scale), material)
    _add_beard(builder, frame, head)


def _add_beard(builder: MeshBuilder, frame: HeadFrame, head: Head) -> None:
    if head.beard == "none":
        return
    thick = 0.004 if head.beard == "stubble" else 0.009
    limbs = [frame.bar((0.060, 0.0, -0.096), (0.066, 0.0, -0.100), 0.024 + thick)]
    for side in (1.0, -1.0):
        limbs.append(
            frame.bar(
                (-0.003, side * 0.058, -0.046), (0.050, side * 0.026, -0.094), 0.021 + thick, 0.020 + thick
            )
        )
        limbs.append(
            frame.bar((0.006, side * 0.068, -0.015), (-0.003, side * 0.060, -0.05), 0.010 + thick * 0.5)
        )
        limbs.append(
            frame.bar((0.083, side * 0.006, -0.0545), (0.074, side * 0.026, -0.064), 0.0075 + thick * 0.3)
        )

    def mouth(points: Floats, _: Floats) -> Floats:
        local = frame.local(points)
        return (
            np.maximum(np.hypot(local[:, 1] / 1.6, local[:, 2] + 0.068) - 0.011, 0.07 - local[:, 0])
            * frame.scale
        )

    sheet = without(skin(limbs, 0.012 * frame.scale, 0.014 * frame.scale), mouth)
    builder.add(sheet.only(0), hair_material(head.hair))


def _locks(frame: HeadFrame, bones: Skeleton, cut: str) -> list[Limb]:
    """Return what a cut has beside the hair close to the skull."""
    if cut == "parted":
        return [
            frame.bar((0.058, 0.030, 0.094), (0.030, -0.052, 0.094), 0.022, 0.024),
            frame.bar((0.02, 0.0, 0.108), (-0.05, 0.0, 0.104), 0.020),
        ]
    if cut == "bob":
        sides = [
            frame.bar((-0.01, s * 0.082, 0.02), (0.004, s * 0.080, -0.085), 0.024, 0.026) for s in (1.0, -1.0)
        ]
        return [
            *sides,
            frame.bar((-0.085, 0.045, 0.0), (-0.078, 0.045, -0.080), 0.040),
            frame.bar((-0.085, -0.045, 0.0), (-0.078, -0.045, -0.080), 0.040),
        ]
    if cut == "long":
        down = bones.chest + bones.chest_axes @ np.array([-0.115, 0.0, 0.07]) * bones.build.unit
        sides = [
            frame.bar((-0.005, s * 0.080, 0.02), (0.000, s * 0.078, -0.125), 0.022, 0.026)
            for s in (1.0, -1.0)
        ]
        back = [
            limb(
                frame.at(-0.085, y, -0.02),
                down + bones.chest_axes @ np.array([0.0, y * 1.1, 0.0]),
                0.040 * frame.scale,
                0.028 * frame.scale,
            )
            for y in (-0.05, 0.0, 0.05)
        ]
        return [*sides, *back]
    if cut == "tail":
        return [
            frame.bar((-0.105, 0.0, 0.055), (-0.140, 0.0, 0.045), 0.022, 0.026),
            frame.bar((-0.140, 0.0, 0.045), (-0.150, 0.0, -0.10), 0.030, 0.014),
        ]
    if cut == "bun":
        return [frame.ball((-0.105, 0.0, 0.085), (0.040, 0.042, 0.040), melt=0.010)]
    return []


def _curls(frame: HeadFrame) -> list[Limb]:
    """Return a head of curls: balls spread evenly over the scalp."""
    count = 70
    number = np.arange(count) + 0.5
    height = 1.0 - 1.3 * number / count
    turn = number * np.pi * (3.0 - 5.0**0.5)
    across = np.sqrt(np.maximum(1.0 - height * height, 0.0))
    result = scalp(frame, 0.010)
    for x, y, z in zip(across * np.cos(turn), across * np.sin(turn), height, strict=True):
        result.append(
            frame.ball((-0.018 + 0.106 * x, 0.092 * y, 0.030 + 0.100 * z), (0.021, 0.021, 0.021), melt=0.006)
        )
    return result
