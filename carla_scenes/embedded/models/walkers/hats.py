"""Hats, scarves, hoods and glasses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import ellipsoid, loft, tube
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.walkers.head_frame import scalp
from carla_scenes.embedded.models.walkers.skins import marked, skin, without

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.walkers.head_frame import Head, HeadFrame

    Floats = npt.NDArray[np.float64]

_LENS = Material(srgb(30, 30, 32), Pattern.GLASS, roughness=0.03, specular=0.08)
_RIM = Material(srgb(24, 22, 22), Pattern.PLASTIC, roughness=0.4)


def add_hat(builder: MeshBuilder, frame: HeadFrame, head: Head) -> None:
    """Add what is worn on a head."""
    if head.hat == "none":
        return
    cloth = Material(head.hat_colour, Pattern.CLOTH, scale=0.004, roughness=0.9)
    above = {"cap": 0.030, "beanie": 0.018, "sun": 0.040}
    if head.hat in above:
        tall = 0.022 if head.hat == "beanie" else 0.012
        low = above[head.hat]
        dome = skin(
            [frame.ball((-0.014, 0.0, 0.030), (0.104, 0.086, 0.090 + tall))], 0.013 * frame.scale, 0.0
        )
        # A cap sits lower at the back than on the brow.
        dome = without(
            dome, lambda points, _: (frame.local(points) @ np.array([-0.18, 0.0, 1.0]) - low) * frame.scale
        )
        if head.hat == "beanie":
            band = marked(
                dome,
                lambda points, _: frame.local(points) @ np.array([-0.18, 0.0, 1.0]) - low - 0.035,
                1,
                [0],
            )
            builder.add(band.only(0), cloth)
            builder.add(band.sunk(-0.006).only(1), cloth)
        else:
            builder.add(dome.only(0), cloth)
        if head.hat != "beanie":
            builder.add(frame.moved(_brim(head.hat)), cloth)
    else:
        _add_cover(builder, frame, head.hat, cloth)


def _brim(hat: str) -> Surface:
    """Return a cap's peak or a sun hat's brim, in the head's axes."""
    sections = []
    around = np.linspace(-62.0, 62.0, 13) if hat == "cap" else np.linspace(-180.0, 180.0, 29)
    reach = 0.075 if hat == "cap" else 0.085
    for turn in np.radians(around):
        forward, side = np.cos(turn), np.sin(turn)
        out = reach * (max(0.15, 1.0 - (turn / 1.15) ** 2) if hat == "cap" else 1.0)
        inner = np.array([-0.014 + 0.100 * forward, 0.083 * side, 0.047 if hat == "cap" else 0.045])
        outer = (
            inner
            + np.array([forward, side, 0.0]) * out
            + np.array([0.0, 0.0, -0.028 if hat == "cap" else -0.022])
        )
        thick = np.array([0.0, 0.0, 0.0055])
        sections.append([inner, outer, outer + thick, inner + thick])
    return loft(np.array(sections)[::-1], crease=40.0)


def _add_cover(builder: MeshBuilder, frame: HeadFrame, hat: str, cloth: Material) -> None:
    """Add a head scarf, or a hood that is drawn up."""
    loose = 0.004 if hat == "scarf" else 0.014
    limbs = [
        *scalp(frame, 0.010 + loose),
        frame.bar((-0.01, 0.0, -0.05), (-0.02, 0.0, -0.13), 0.070 + loose, 0.082 + loose),
        frame.bar((-0.03, 0.0, -0.13), (-0.035, 0.0, -0.17), 0.085 + loose, 0.105),
    ]

    def opening(points: Floats, _: Floats) -> Floats:
        local = frame.local(points)
        oval = (
            np.hypot(local[:, 1] / 0.062, (local[:, 2] + 0.016) / (0.088 if hat == "scarf" else 0.098)) - 1.0
        )
        return np.maximum(oval * 0.06, 0.02 - local[:, 0]) * frame.scale

    builder.add(without(skin(limbs, 0.014 * frame.scale, 0.03 * frame.scale), opening).only(0), cloth)


def add_glasses(builder: MeshBuilder, frame: HeadFrame, *, dark: bool) -> None:
    """Add glasses, with dark lenses or clear ones."""
    pieces = []
    for side in (1.0, -1.0):
        turns = np.linspace(0.0, 2.0 * np.pi, 15)
        ring = np.stack(
            [
                0.094 - 0.004 * np.abs(np.cos(turns)),
                side * 0.032 + 0.023 * np.cos(turns),
                -0.005 + 0.018 * np.sin(turns),
            ],
            axis=1,
        )
        pieces.append(tube(ring, np.full(15, 0.0022), 5, caps=False))
        pieces.append(
            tube(
                np.array(
                    [(0.090, side * 0.056, 0.002), (0.03, side * 0.079, 0.004), (-0.02, side * 0.083, -0.002)]
                ),
                np.full(3, 0.002),
                5,
            )
        )
        if dark:
            builder.add(
                frame.moved(ellipsoid((0.092, side * 0.032, -0.005), (0.003, 0.0225, 0.0175), 12, 8)), _LENS
            )
    pieces.append(
        tube(np.array([(0.094, -0.010, 0.0), (0.097, 0.0, 0.003), (0.094, 0.010, 0.0)]), np.full(3, 0.002), 5)
    )
    builder.add(frame.moved(joined(pieces)), _RIM)
