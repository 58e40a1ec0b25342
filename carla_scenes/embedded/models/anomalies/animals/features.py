"""What heads and feet are finished with: eyes, ears, nostrils, horns, teeth, claws, whiskers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry import shapes
from carla_scenes.embedded.geometry.surface import Surface, placed, unit
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import curve
from carla_scenes.embedded.models.anomalies.animals.sheets import leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.anomalies.animals.curves import Point, Points
    from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

    Floats = npt.NDArray[np.float64]


def eyes(
    head: Sculpture,
    centre: Point,
    radius: float,
    *,
    gaze: Point = (0.45, 1.0, 0.1),
    iris: Material | None = coats.BROWN_EYE,
    pupil: tuple[float, float] = (0.5, 0.5),
    white: Material = coats.PUPIL,
    lid: Material | None = None,
    single: bool = False,
    bulge_depth: float = 0.3,
) -> None:
    """Add a pair of eyes with pupils and a glint.

    Args:
        head: What they are added to.
        centre: Of the right one, metres; it moves along its gaze until it lies in the skin.
        radius: Of the eyeball, metres.
        gaze: Where the right one looks.
        iris: Around the pupil; None for an eye all of one colour.
        pupil: Its half width and half height, in radii.
        white: The rest of the ball.
        lid: Material of an upper lid, where there is one.
        single: Whether there is only this one.
        bulge_depth: How deep its centre lies in the skin, in radii.
    """
    forward = unit(np.asarray(gaze, float))
    inner = np.asarray(centre, float) - 1.5 * radius * forward
    outer = head.on_skin(inner, forward, bulge_depth * radius)
    centre = centre if np.array_equal(outer, inner) else outer
    for side in (1.0,) if single else (1.0, -1.0):
        mirror = np.array([1.0, side, 1.0])
        middle, look = np.asarray(centre, float) * mirror, unit(np.asarray(gaze, float) * mirror)
        up = unit(np.array([0.0, 0.0, 1.0]) - look * look[2])
        frame = np.eye(4)
        frame[:3, :3] = np.stack([look, np.cross(up, look), up], axis=1)
        frame[:3, 3] = middle
        around = frame.copy()
        around[:3, :3] = np.stack([np.cross(look, up), up, look], axis=1)
        rim = np.radians(58.0) if iris is not None else np.pi
        if iris is not None:
            head.add(_cap(radius, np.pi, rim).transformed(around), white)
            head.add(_cap(radius, rim, 0.0).transformed(around), iris)
            dark = shapes.ellipsoid(
                (0.68 * radius, 0.0, 0.0),
                (0.42 * radius, 1.15 * pupil[0] * radius, 1.15 * pupil[1] * radius),
                16,
                10,
            )
            head.add(dark.transformed(frame), coats.PUPIL)
        else:
            head.add(shapes.ellipsoid(middle, (radius, radius, radius), 12, 8), white)
        glint = middle + radius * 0.96 * unit(look + 0.45 * up + np.array([0.25, 0.0, 0.0]))
        head.add(shapes.ellipsoid(glint, (0.15 * radius,) * 3, 6, 4), coats.GLINT)
        if lid is not None:
            tilted = frame.copy()
            axis = unit(up - 0.55 * look)
            other = np.cross(up, look)
            tilted[:3, :3] = np.stack([other, np.cross(axis, other), axis], axis=1)
            head.add(_cap(radius * 1.1, np.radians(84.0), 0.0).transformed(tilted), lid)


def ears(
    head: Sculpture,
    place: Point,
    length: float,
    half_widths: Sequence[float],
    *,
    outside: Material,
    inside: Material,
    turn: float = 40.0,
    tilt: float = 0.0,
    spread: float = 20.0,
    cup: float = 0.6,
    bend: float = 0.0,
    thickness: float = 0.012,
) -> None:
    """Add a pair of ears.

    Args:
        head: What they are added to.
        place: Base of the right one, metres; it moves out from the head's origin until it lies in the skin.
        length: Metres.
        half_widths: From base to tip, metres.
        outside: Material of the back.
        inside: Material of the opening.
        turn: Which way the opening looks: 0 forward, 90 sideways; degrees.
        tilt: How far the ear leans back, degrees.
        spread: How far it leans sideways: 0 upright, 90 level, more for hanging; degrees.
        cup: How hollow it is.
        bend: How far its tip hangs forward, in lengths.
        thickness: Metres.
    """
    place = head.on_skin(np.asarray(place, float) * 0.5, place, 0.08 * length)
    front, back = leaf(length, half_widths, cup=cup, bend=bend, thickness=thickness)
    for surface, material in ((front, inside), (back, outside)):
        turned = surface.moved(yaw=turn).moved(roll=spread).moved(pitch=tilt)
        head.add(turned.moved(*place), material, both=True)


def nostrils(head: Sculpture, centre: Point, radii: Point, *, pitch: float = 0.0, yaw: float = 0.0) -> None:
    """Add a pair of dark nostrils: ellipsoids in the skin; radii along x, y and z before turning."""
    hole = shapes.ellipsoid((0.0, 0.0, 0.0), radii, 10, 6).moved(yaw=yaw, pitch=pitch)
    way = placed(yaw=yaw, pitch=pitch)[:3, 0]
    centre = head.on_skin(np.asarray(centre, float) - 4.0 * max(radii) * way, way, 0.3 * radii[0])
    head.add(hole.moved(*centre), coats.NOSE, both=True)


def mouth(head: Sculpture, points: Points, radius: float) -> None:
    """Add the dark line of a closed mouth on both sides.

    Args:
        head: What it is added to.
        points: Its course in the middle plane, rows of x, y and z from the nose to the corner; it lies in the skin
            beside them.
        radius: Half its width, metres.
    """
    course = [head.on_skin(place, (0.0, 1.0, 0.0), 0.2 * radius) for place in curve(points, 12)]
    head.add(shapes.tube(np.array(course), [radius] * 11 + [radius * 0.3], 6), coats.NOSE, both=True)


def horn(
    head: Sculpture,
    points: Points,
    *,
    material: Material = coats.HORN,
    tip: Material | None = None,
    rings: int = 0,
    sides: int = 10,
    both: bool = True,
) -> None:
    """Add horns, tusks or spikes.

    Args:
        head: What they are added to.
        points: Rows of x, y, z and radius, from the base to the tip.
        material: Of the horn.
        tip: Of its last quarter; the same when None.
        rings: How many ridges go around it.
        sides: Corners of its section.
        both: Whether there is a mirrored one.
    """
    count = max(12, rings * 4 + 1)
    rows = curve(points, count)
    radii = np.maximum(rows[:, 3], 1e-4)
    if rings:
        radii = radii * (1.0 + 0.09 * np.cos(np.linspace(0.0, 2.0 * np.pi * rings, count)))
    cut = count if tip is None else int(count * 0.72)
    head.add(shapes.tube(rows[: cut + 1, :3], radii[: cut + 1], sides), material, both=both)
    if tip is not None:
        head.add(shapes.tube(rows[cut:, :3], radii[cut:], sides), tip, both=both)


def claw(
    part: Sculpture, place: Point, length: float, *, material: Material = coats.CLAW, both: bool = False
) -> None:
    """Add a claw that points forward and curves down; a tenth of its length stays in the toe."""
    x, y, z = place
    r = length * 0.22
    points = [
        (x - 0.2 * length, y, z, r),
        (x + 0.4 * length, y, z - 0.03 * length, 0.75 * r),
        (x + 0.9 * length, y, z - 0.4 * length, 0.02 * r),
    ]
    horn(part, points, material=material, sides=6, both=both)


def teeth(
    jaw: Sculpture,
    line: Points,
    count: int,
    length: float,
    *,
    material: Material = coats.TEETH,
    both: bool = True,
) -> None:
    """Add a row of pointed teeth along a curve.

    Args:
        jaw: What they are added to.
        line: Control points, rows of x, y, z.
        count: How many.
        length: Metres; negative for teeth that point up.
        material: Of the teeth.
        both: Whether the other side has a mirrored row.
    """
    for i, (x, y, z) in enumerate(curve(line, count)):
        own = length * (0.75 + 0.25 * np.cos(2.4 * i))
        base, point = (x, y, z + 0.15 * own), (x, y, z - own)
        jaw.add(shapes.cylinder(base, point, abs(length) * 0.24, 0.0, 6), material, both=both)


def whiskers(head: Sculpture, place: Point, length: float, width: float = 0.003) -> None:
    """Add three whiskers on each side."""
    x, y, z = place
    for i in range(3):
        end = (x - 0.25 * length + 0.12 * length * i, y + length, z + length * (0.18 * i - 0.22))
        points = np.array(
            [(x - 0.05 * length * i, y, z), ((x + end[0]) / 2 + 0.05 * length, y + 0.5 * length, z), end]
        )
        head.add(shapes.tube(points, [width, width * 0.8, width * 0.3], 4), coats.IVORY, both=True)


def _cap(radius: float, start: float, end: float) -> Surface:
    """Return the part of a sphere between two angles from the z axis, open, the larger angle first."""
    angles = np.linspace(start, end, max(3, int(abs(start - end) / 0.28) + 1))
    return shapes.lathe([(radius * np.sin(a), radius * np.cos(a)) for a in angles], 14)
