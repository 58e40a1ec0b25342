"""What is worn above the waist: shirts, jackets, coats and dresses, each a layer of its own over the body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import convex
from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.shapes import loft
from carla_scenes.embedded.models.walkers.fabric import band, cloth, folding, near
from carla_scenes.embedded.models.walkers.limbs import arm, limb, seat, trunk, webs
from carla_scenes.embedded.models.walkers.skeleton import SIDES
from carla_scenes.embedded.models.walkers.skins import beyond, creased, marked, skin, with_edge, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.mesh import MeshBuilder
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton
    from carla_scenes.embedded.models.walkers.skins import Region

    Floats = npt.NDArray[np.float64]

_MAIN, _SECOND, _THIRD, _LINE = 0, 1, 2, 3
_PALE, _WINE = srgb(230, 230, 228), srgb(120, 24, 30)
_DARK = Material(srgb(22, 22, 24), Pattern.PLASTIC, roughness=0.5)
_REFLECTING = Material(srgb(206, 210, 212), Pattern.METAL, roughness=0.35, specular=0.5)


@dataclass(frozen=True)
class Cut:
    """How an upper garment is cut.

    Attributes:
        extra: Its thickness over the skin, metres.
        loose: How far it hangs from the waist, metres.
        sleeve: How far down the arm it goes, 0 for none to 1; 0.5 is the elbow.
        hem: Height of its lower edge over the hip joints, metres of an average man.
        cuff: Thickness at the wrist, metres.
        folds: Depth of its folds, metres.
    """

    extra: float
    loose: float
    sleeve: float
    hem: float
    cuff: float = 0.010
    folds: float = 0.004


UPPERS: dict[str, Cut] = {
    "tshirt": Cut(0.007, 0.012, 0.30, -0.015, 0.0, 0.004),
    "polo": Cut(0.007, 0.010, 0.30, -0.015, 0.0, 0.004),
    "top": Cut(0.004, 0.002, 0.0, 0.03, 0.0, 0.002),
    "shirt": Cut(0.008, 0.010, 0.97, 0.07, 0.010, 0.005),
    "sweater": Cut(0.012, 0.012, 0.97, -0.005, 0.010, 0.005),
    "hoodie": Cut(0.015, 0.018, 0.97, -0.015, 0.012, 0.006),
    "jacket": Cut(0.018, 0.018, 0.97, -0.025, 0.014, 0.006),
    "puffer": Cut(0.030, 0.022, 0.97, -0.01, 0.018, 0.004),
    "suit": Cut(0.013, 0.012, 0.98, -0.13, 0.012, 0.003),
    "coat": Cut(0.019, 0.016, 0.98, -0.42, 0.016, 0.004),
    "dress": Cut(0.005, 0.004, 0.22, -0.40, 0.0, 0.004),
    "vest": Cut(0.018, 0.014, 0.06, -0.02, 0.0, 0.003),
}


@dataclass(frozen=True)
class Upper:
    """What is worn above.

    Attributes:
        kind: A key of `UPPERS`.
        colour: Of its cloth.
        second: Of what shows beneath or stands out: shirt under a suit, collar, cuffs.
        third: Of a tie or scarf.
        checked: Whether its cloth is checked with the second colour.
    """

    kind: str
    colour: Colour
    second: Colour = _PALE
    third: Colour = _WINE
    checked: bool = False


def add_upper(builder: MeshBuilder, bones: Skeleton, upper: Upper, seed: int) -> None:
    """Add an upper garment; the seed decides its folds."""
    cut, u = UPPERS[upper.kind], bones.build.unit
    limbs = trunk(bones, cut.extra * u, cut.loose * u)
    if cut.hem < 0.05:
        limbs += seat(bones, (cut.extra + 0.018) * u)
    if cut.hem < -0.2:
        limbs += webs(bones, -cut.hem, 0.113, 0.030 if upper.kind == "coat" else 0.055)
    sleeves = (cut.extra * u, (cut.extra if cut.sleeve > 0.5 else cut.extra + 0.012) * u, cut.cuff * u)
    if cut.sleeve > 0.0:
        for number in range(2):
            # Narrower than the sleeve, which it runs into.
            limbs += arm(bones, number, ((cut.extra - 0.008) * u,) * 3, end=0.14)
    down, end = -bones.pelvis_axes[:, 2], bones.pelvis + bones.pelvis_axes @ np.array([0.0, 0.0, cut.hem]) * u
    if cut.hem < -0.2:
        down, end = np.array([0.0, 0.0, -1.0]), bones.pelvis + np.array([0.0, 0.0, cut.hem]) * u
    sheet = without(
        skin(limbs, (0.030 if cut.hem < -0.2 else 0.0255) * bones.build.grain, 0.030 * u), beyond(end, down)
    )

    def fold(points: Floats) -> Floats:
        return folding(points, bones)

    sheet = creased(sheet, cut.folds * u, 0.11 * u, seed, fold)
    sheet = _fronted(sheet, bones, upper)
    main = cloth(upper.colour)
    if upper.checked:
        main = Material(
            upper.colour, Pattern.CHECKS, second=upper.second, scale=0.035, roughness=0.92, specular=0.02
        )
    if upper.kind == "puffer":
        main = Material(upper.colour, Pattern.PLASTIC, roughness=0.5, specular=0.04)
        sheet = _quilted(sheet, bones)
    materials = {_MAIN: main, _SECOND: cloth(upper.second), _THIRD: cloth(upper.third, 0.003), _LINE: _DARK}
    if upper.kind == "vest":
        materials[_SECOND] = _REFLECTING
    for label in np.unique(sheet.labels):
        builder.add(sheet.only(int(label)), materials[int(label)])
    for number in range(2 if cut.sleeve > 0.1 else 0):
        sleeve = skin(arm(bones, number, sleeves, end=cut.sleeve), 0.026 * bones.build.grain, 0.030 * u)
        sleeve = creased(sleeve, cut.folds * u, 0.11 * u, seed + number, fold)
        sleeve = _quilted(sleeve, bones) if upper.kind == "puffer" else sleeve
        builder.add(with_edge(sleeve, _sleeve_end(bones, number, cut), 0.014 * u), main)
    _add_collar(builder, bones, upper, main)


def _sleeve_end(bones: Skeleton, number: int, cut: Cut) -> Region:
    """Return what lies beyond the end of a sleeve."""
    shoulder, elbow, wrist = bones.shoulders[number], bones.elbows[number], bones.wrists[number]
    first, last = (shoulder, elbow) if cut.sleeve <= 0.5 else (elbow, wrist)
    share = cut.sleeve * 2.0 if cut.sleeve <= 0.5 else cut.sleeve * 2.0 - 1.0
    end = first + (last - first) * share
    return near(beyond(end, last - first), end, 0.13 * bones.build.unit)


def _front(bones: Skeleton, corners: Sequence[tuple[float, float]]) -> Region:
    """Return a convex polygon on the chest's front: places right of the breastbone and above the chest's middle."""
    drawn = convex(corners)

    def region(points: Floats, normals: Floats) -> Floats:
        local = (points - bones.chest) @ bones.chest_axes / bones.build.unit
        facing = 0.15 - normals @ bones.chest_axes[:, 0]
        return np.column_stack([drawn(local[:, 1:]), facing * 0.1]) * bones.build.unit

    return region


def _fronted(sheet: Sheet, bones: Skeleton, upper: Upper) -> Sheet:
    """Return an upper garment with its openings, lapels, zips, bands and pockets marked."""
    bottom = UPPERS[upper.kind].hem - 0.33 - 0.15
    if upper.kind == "suit":
        sheet = marked(
            sheet,
            _front(bones, [(-0.052, 0.24), (0.052, 0.24), (0.004, -0.075), (-0.004, -0.075)]),
            _SECOND,
            [_MAIN],
        )
        sheet = marked(
            sheet,
            _front(bones, [(-0.014, 0.24), (0.014, 0.24), (0.024, -0.03), (0.0, -0.075), (-0.024, -0.03)]),
            _THIRD,
            [_SECOND],
        )
        return marked(
            sheet,
            _front(bones, [(-0.003, -0.07), (0.003, -0.07), (0.003, bottom), (-0.003, bottom)]),
            _LINE,
            [_MAIN],
        )
    if upper.kind == "coat":
        sheet = marked(
            sheet,
            _front(bones, [(-0.045, 0.24), (0.045, 0.24), (0.006, 0.055), (-0.006, 0.055)]),
            _THIRD,
            [_MAIN],
        )
        return marked(
            sheet,
            _front(bones, [(0.010, 0.06), (0.016, 0.06), (0.016, bottom), (0.010, bottom)]),
            _LINE,
            [_MAIN],
        )
    if upper.kind == "jacket":
        opening = [(-0.050, 0.24), (0.050, 0.24), (0.028, bottom), (-0.028, bottom)]
        return marked(sheet, _front(bones, opening), _SECOND, [_MAIN])
    if upper.kind in ("hoodie", "puffer"):
        sheet = marked(
            sheet,
            _front(bones, [(-0.004, 0.2), (0.004, 0.2), (0.004, bottom), (-0.004, bottom)]),
            _LINE,
            [_MAIN],
        )
    if upper.kind in ("shirt", "polo"):
        low = bottom if upper.kind == "shirt" else 0.04
        sheet = marked(
            sheet, _front(bones, [(0.012, 0.2), (0.015, 0.2), (0.015, low), (0.012, low)]), _LINE, [_MAIN]
        )
    if upper.kind == "vest":
        for low, high in ((0.07, 0.12), (0.19, 0.24)):
            sheet = marked(sheet, band(bones, low, high), _SECOND, [_MAIN])
        for y in (0.085, -0.085):
            sheet = marked(
                sheet,
                _front(bones, [(y - 0.025, 0.4), (y + 0.025, 0.4), (y + 0.025, -0.09), (y - 0.025, -0.09)]),
                _SECOND,
                [_MAIN],
            )
        sheet = marked(
            sheet,
            _front(bones, [(-0.006, 0.3), (0.006, 0.3), (0.006, bottom), (-0.006, bottom)]),
            _LINE,
            [_MAIN, _SECOND],
        )
    return sheet


def _quilted(sheet: Sheet, bones: Skeleton) -> Sheet:
    """Return a padded garment whose seams run around it."""
    u = bones.build.unit
    height = sheet.vertices[:, 2] / u
    wave = 2.0 * np.pi / 0.075
    bulge = np.abs(np.sin(height * wave / 2.0))
    slope = np.sign(np.sin(height * wave / 2.0)) * np.cos(height * wave / 2.0) * wave / 2.0 / u
    tilt = np.column_stack([np.zeros((len(height), 2)), slope]) * 0.010 * u
    along = tilt - sheet.normals * (tilt * sheet.normals).sum(axis=1, keepdims=True)
    moved = sheet.vertices + sheet.normals * (bulge[:, None] - 0.6) * 0.010 * u
    turned = sheet.normals - along
    return replace(sheet, vertices=moved, normals=turned / np.linalg.norm(turned, axis=1, keepdims=True))


_COLLARS = {
    # Height at the back and front, flare outwards, opening to either side of the middle in degrees.
    "shirt": (0.040, 0.020, 0.004, 12.0),
    "polo": (0.034, 0.016, 0.006, 22.0),
    "suit": (0.034, 0.016, 0.003, 10.0),
    "jacket": (0.050, 0.040, 0.014, 30.0),
    "coat": (0.055, 0.040, 0.020, 34.0),
    "puffer": (0.060, 0.055, 0.004, 8.0),
    "sweater": (0.016, 0.012, 0.000, 0.0),
    "tshirt": (0.008, 0.006, 0.000, 0.0),
}


def _add_collar(builder: MeshBuilder, bones: Skeleton, upper: Upper, main: Material) -> None:
    """Add what stands around the neck: collar, neckband, or a hood that lies on the back."""
    u, axes = bones.build.unit, bones.chest_axes
    if upper.kind == "hoodie":
        back = bones.neck + axes @ np.array([-0.075, 0.0, 0.010]) * u
        hood = [
            limb(
                back + axes @ np.array([0.02, s * 0.055, 0.030]) * u,
                back + axes @ np.array([-0.025, s * 0.020, -0.035]) * u,
                0.036 * u,
                0.034 * u,
            )
            for s in SIDES
        ]
        hood += [
            limb(
                bones.neck + axes @ np.array([0.050, s * 0.045, 0.010]) * u,
                back + axes @ np.array([0.02, s * 0.058, 0.035]) * u,
                0.020 * u,
                0.032 * u,
            )
            for s in SIDES
        ]
        builder.add(skin(hood, 0.018 * bones.build.grain, 0.03 * u).only(0), main)
        return
    if upper.kind not in _COLLARS:
        return
    back, front, flare, opening = _COLLARS[upper.kind]
    narrow = 0.058 + 0.5 * UPPERS[upper.kind].extra + 0.006 * (bones.build.flesh - 1.0)
    sections = []
    for turn in np.radians(np.linspace(opening, 360.0 - opening, 25)):
        forward, side = np.cos(turn), np.sin(turn)
        share = 0.5 - 0.5 * forward
        tall = front + (back - front) * share
        low = 0.018 + 0.030 * share - 0.010 * max(forward, 0.0)
        ring = np.array([forward * narrow * 1.02 + 0.002, side * narrow, low])
        out = np.array([forward, side, 0.0])
        top = ring + out * (flare - 0.012) + np.array([0.3 * tall, 0.0, tall])
        fold = (
            top + out * (0.010 + 0.5 * flare) + np.array([0.0, 0.0, -0.75 * tall if flare > 0.0 else -0.002])
        )
        inner = ring - out * 0.014
        sections.append(
            [
                bones.neck + axes @ point * u
                for point in (inner, top - out * 0.004, top + out * 0.003, fold, ring + out * 0.012)
            ]
        )
    colour = cloth(upper.second) if upper.kind == "suit" else main
    builder.add(loft(np.array(sections), crease=50.0), colour)
