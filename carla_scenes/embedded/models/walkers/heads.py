"""Heads: skull and face, hair in many cuts, hats, glasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import outline
from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import ellipsoid, loft, tube
from carla_scenes.embedded.geometry.surface import joined, placed
from carla_scenes.embedded.models.walkers.limbs import limb
from carla_scenes.embedded.models.walkers.skins import creased, marked, skin, with_edge, without

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.blobs import Limb
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.geometry.surface import Surface
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

    Floats = npt.NDArray[np.float64]

_WHITE = Material(srgb(205, 200, 194), Pattern.PLASTIC, roughness=0.2)
_PUPIL = Material(srgb(34, 24, 18), Pattern.PLASTIC, roughness=0.15)
_LENS = Material(srgb(30, 30, 32), Pattern.GLASS, roughness=0.03, specular=0.08)
_RIM = Material(srgb(24, 22, 22), Pattern.PLASTIC, roughness=0.4)


@dataclass(frozen=True)
class Head:
    """What a head looks like.

    Attributes:
        skin: Colour of the skin.
        hair: Colour of the hair.
        cut: `short`, `crop`, `bald`, `parted`, `bob`, `long`, `tail`, `bun`, `curls` or `ring` (bald on top).
        beard: `none`, `stubble` or `full`.
        hat: `none`, `cap`, `beanie`, `scarf`, `sun` or `hood`.
        hat_colour: Its colour.
        glasses: `none`, `clear` or `dark`.
        soft: 0 for a man's strong features to 1 for a child's soft ones.
    """

    skin: Colour
    hair: Colour
    cut: str = "short"
    beard: str = "none"
    hat: str = "none"
    hat_colour: Colour = (0.05, 0.05, 0.06)
    glasses: str = "none"
    soft: float = 0.4


def skin_material(colour: Colour) -> Material:
    """Return skin of a colour."""
    return Material(colour, Pattern.SKIN, roughness=0.55, specular=0.035)


def hair_material(colour: Colour) -> Material:
    """Return hair of a colour."""
    return Material(colour, Pattern.FUR, scale=0.01, roughness=0.6, specular=0.05)


class _Frame:
    """Places in a head's own axes, in metres of an average head; scaled and turned to where the head is."""

    def __init__(self, bones: Skeleton) -> None:
        self.scale = bones.build.head * bones.build.unit
        self.axes, self.middle = bones.head_axes, bones.head

    def at(self, x: float, y: float, z: float) -> Floats:
        place: Floats = self.middle + self.axes @ np.array([x, y, z]) * self.scale
        return place

    def ball(
        self,
        centre: tuple[float, float, float],
        radii: tuple[float, float, float],
        *,
        melt: float | None = None,
        group: int = 0,
    ) -> Limb:
        place, size = self.at(*centre), max(radii)
        flatten = (radii[0] / size, radii[1] / size, radii[2] / size)
        return limb(place, place, size * self.scale, flatten=flatten, axes=self.axes, melt=melt, group=group)

    def bar(
        self,
        start: tuple[float, float, float],
        end: tuple[float, float, float],
        radius: float,
        end_radius: float | None = None,
        *,
        melt: float | None = None,
        group: int = 0,
    ) -> Limb:
        far = None if end_radius is None else end_radius * self.scale
        return limb(self.at(*start), self.at(*end), radius * self.scale, far, melt=melt, group=group)

    def local(self, points: Floats) -> Floats:
        places: Floats = (points - self.middle) @ self.axes / self.scale
        return places

    def moved(self, surface: Surface) -> Surface:
        """Return a surface made in the head's own axes, where the head is."""
        matrix = placed()
        matrix[:3, :3], matrix[:3, 3] = self.axes * self.scale, self.middle
        return surface.transformed(matrix)


_FACE, _LIPS = 0, 1


def add_head(builder: MeshBuilder, bones: Skeleton, head: Head) -> None:
    """Add neck, head, face, hair and what is worn on them."""
    frame = _Frame(bones)
    colour = skin_material(head.skin)
    red, green, blue = head.skin
    lips = skin_material((min(red * 0.92 + 0.02, 0.8), green * 0.62, blue * 0.62))
    sheet = skin(_face(frame, bones, head.soft), 0.0115 * frame.scale, 0.016 * frame.scale)

    def mouth(points: Floats, _: Floats) -> Floats:
        local = frame.local(points)
        oval = np.hypot(local[:, 1] / 0.024, (local[:, 2] + 0.0685 + 3.0 * local[:, 1] ** 2) / 0.0095) - 1.0
        return np.column_stack([oval * 0.01, 0.06 - local[:, 0]])

    sheet = marked(sheet, mouth, _LIPS, [_FACE])
    builder.add(sheet.only(_FACE), colour)
    builder.add(sheet.only(_LIPS), lips)
    hair = hair_material(head.hair)
    _add_eyes(builder, frame, hair, head)
    _add_hair(builder, frame, bones, head, hair)
    _add_hat(builder, frame, head)
    if head.glasses != "none":
        _add_glasses(builder, frame, dark=head.glasses == "dark")


def _face(frame: _Frame, bones: Skeleton, soft: float) -> list[Limb]:
    """Return skull, face and neck."""
    strong = 1.0 - soft
    neck = (0.050 + 0.010 * strong) * bones.build.unit * (0.6 + 0.4 * bones.build.flesh)
    limbs = [
        limb(
            bones.neck + bones.chest_axes @ np.array([-0.008, 0.0, -0.03]),
            frame.at(-0.022, 0.0, -0.05),
            neck * 1.12,
            neck,
            melt=0.03,
        ),
        frame.ball((-0.014, 0.0, 0.030), (0.094, 0.075, 0.086)),
        frame.ball((0.024, 0.0, -0.028), (0.060, 0.058, 0.080), melt=0.03),
        frame.bar((0.060, 0.0, -0.096), (0.066, 0.0, -0.098), 0.019 + 0.004 * strong),
        frame.bar((0.070, -0.028, 0.012), (0.070, 0.028, 0.012), 0.0145 + 0.002 * strong),
        frame.bar((0.086, 0.0, 0.004), (0.100, 0.0, -0.031), 0.0075, 0.0105 + 0.002 * strong, melt=0.008),
        frame.bar((0.094, -0.010, -0.038), (0.094, 0.010, -0.038), 0.0085, melt=0.006),
        frame.bar((0.080, -0.014, -0.063), (0.080, 0.014, -0.063), 0.0068, melt=0.006),
        frame.bar((0.078, -0.011, -0.073), (0.078, 0.011, -0.073), 0.0078, melt=0.006),
    ]
    for side in (1.0, -1.0):
        limbs += [
            frame.bar(
                (-0.005, side * 0.054, -0.050), (0.050, side * 0.022, -0.094), 0.020 + 0.004 * strong, 0.018
            ),
            frame.ball((0.052, side * 0.040, -0.022), (0.024, 0.022, 0.022)),
            frame.ball((-0.012, side * 0.074, -0.008), (0.017, 0.010, 0.031), melt=0.004),
        ]
    return limbs


def _add_eyes(builder: MeshBuilder, frame: _Frame, hair: Material, head: Head) -> None:
    """Add eyes and brows."""
    for side in (1.0, -1.0):
        builder.add(
            frame.moved(ellipsoid((0.0715, side * 0.031, -0.004), (0.012, 0.0145, 0.0085), 10, 6)), _WHITE
        )
        builder.add(
            frame.moved(ellipsoid((0.0800, side * 0.031, -0.004), (0.005, 0.0065, 0.0068), 8, 6)), _PUPIL
        )
        lid = np.array(
            [
                (0.076, side * 0.016, 0.001),
                (0.084, side * 0.028, 0.0055),
                (0.081, side * 0.038, 0.004),
                (0.073, side * 0.047, -0.002),
            ]
        )
        builder.add(frame.moved(tube(lid, np.array([0.002, 0.0028, 0.0028, 0.002]), 5)), _PUPIL)
        brow = np.array(
            [
                (0.084, side * 0.013, 0.018),
                (0.0855, side * 0.026, 0.023),
                (0.079, side * 0.040, 0.022),
                (0.067, side * 0.050, 0.015),
            ]
        )
        thick = 0.0042 - 0.0012 * head.soft
        builder.add(frame.moved(tube(brow, np.array([0.8, 1.0, 0.9, 0.5]) * thick, 5)), hair)


_HAIRLINE = ((0.20, 0.066), (0.076, 0.070), (0.052, 0.048), (0.038, 0.018), (0.016, 0.006), (0.014, -0.030), (0.000, -0.034), (-0.004, -0.016), (-0.028, -0.012),
             (-0.034, -0.044), (-0.075, -0.078), (-0.075, -0.30), (0.20, -0.30))  # fmt: skip
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


def _scalp(frame: _Frame, thick: float) -> list[Limb]:
    return [
        frame.ball((-0.021, 0.0, 0.032), (0.093 + thick, 0.074 + thick, 0.085 + thick)),
        frame.ball((-0.030, 0.0, -0.012), (0.070 + thick, 0.066 + thick, 0.070 + thick)),
    ]


def _locks(frame: _Frame, bones: Skeleton, cut: str) -> list[Limb]:
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
        result = [
            frame.bar((-0.005, s * 0.080, 0.02), (0.000, s * 0.078, -0.125), 0.022, 0.026)
            for s in (1.0, -1.0)
        ]
        for y in (-0.05, 0.0, 0.05):
            result.append(
                limb(
                    frame.at(-0.085, y, -0.02),
                    down + bones.chest_axes @ np.array([0.0, y * 1.1, 0.0]),
                    0.040 * frame.scale,
                    0.028 * frame.scale,
                )
            )
        return result
    if cut == "tail":
        return [
            frame.bar((-0.105, 0.0, 0.055), (-0.140, 0.0, 0.045), 0.022, 0.026),
            frame.bar((-0.140, 0.0, 0.045), (-0.150, 0.0, -0.10), 0.030, 0.014),
        ]
    if cut == "bun":
        return [frame.ball((-0.105, 0.0, 0.085), (0.040, 0.042, 0.040), melt=0.010)]
    return []


def _curls(frame: _Frame) -> list[Limb]:
    """Return a head of curls: balls spread evenly over the scalp."""
    count = 70
    number = np.arange(count) + 0.5
    height = 1.0 - 1.3 * number / count
    turn = number * np.pi * (3.0 - 5.0**0.5)
    across = np.sqrt(np.maximum(1.0 - height * height, 0.0))
    result = _scalp(frame, 0.010)
    for x, y, z in zip(across * np.cos(turn), across * np.sin(turn), height, strict=True):
        result.append(
            frame.ball((-0.018 + 0.106 * x, 0.092 * y, 0.030 + 0.100 * z), (0.021, 0.021, 0.021), melt=0.006)
        )
    return result


def _add_hair(builder: MeshBuilder, frame: _Frame, bones: Skeleton, head: Head, material: Material) -> None:
    if head.hat in ("scarf", "hood") or head.cut == "bald":
        _add_beard(builder, frame, head)
        return
    thick = {"crop": 0.0055, "short": 0.009, "parted": 0.010, "ring": 0.006}.get(head.cut, 0.010)
    limbs = _curls(frame) if head.cut == "curls" else [*_scalp(frame, thick), *_locks(frame, bones, head.cut)]
    if head.hat in ("beanie", "cap"):
        limbs = [
            *_scalp(frame, 0.004),
            *_locks(frame, bones, head.cut if head.cut in ("long", "tail", "bob") else "short"),
        ]
    drawn = outline(_LONG_HAIRLINE if head.cut in ("long", "bob") else _HAIRLINE)

    def bare(points: Floats, _: Floats) -> Floats:
        local = frame.local(points)
        return drawn(local[:, [0, 2]]) * frame.scale

    sheet = skin(limbs, 0.0165 * frame.scale, 0.018 * frame.scale)
    if head.cut == "ring":
        sheet = without(sheet, lambda points, _: 0.035 - frame.local(points)[:, 2])
    strands = 0.0 if head.cut == "curls" else 0.005
    sheet = creased(sheet, strands * frame.scale, 0.042 * frame.scale, 5, lambda points: np.ones(len(points)))
    builder.add(with_edge(sheet, bare, 0.014 * frame.scale), material)
    _add_beard(builder, frame, head)


def _add_beard(builder: MeshBuilder, frame: _Frame, head: Head) -> None:
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


def _add_hat(builder: MeshBuilder, frame: _Frame, head: Head) -> None:
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
        sections.append([inner, outer, outer + [0.0, 0.0, 0.005], inner + [0.0, 0.0, 0.006]])
    return loft(np.array(sections), crease=40.0)


def _add_cover(builder: MeshBuilder, frame: _Frame, hat: str, cloth: Material) -> None:
    """Add a head scarf, or a hood that is drawn up."""
    loose = 0.004 if hat == "scarf" else 0.014
    limbs = [
        *_scalp(frame, 0.010 + loose),
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


def _add_glasses(builder: MeshBuilder, frame: _Frame, *, dark: bool) -> None:
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
