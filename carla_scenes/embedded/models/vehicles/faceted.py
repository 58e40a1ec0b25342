"""A pickup of flat steel plates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.cutting import Sheet
from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, rounded_box
from carla_scenes.embedded.geometry.surface import unit
from carla_scenes.embedded.models.vehicles import finishes, fittings
from carla_scenes.embedded.models.vehicles.features import Drawing, Finish, Part, Plane, assemble
from carla_scenes.embedded.models.vehicles.plates import plate_text
from carla_scenes.embedded.models.vehicles.wheels import Wheel, add_wheel

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.mesh import Mesh

    Floats = npt.NDArray[np.float64]

_LENGTH, _WIDTH, _HEIGHT = 6.22, 2.06, 2.09
_STEEL = Material(srgb(172, 176, 180), Pattern.METAL, roughness=0.28, specular=0.5, tintable=True)
_WHEEL = Wheel(0.465, 0.285, 0.60, "spokes", 7, finishes.DARK_ALLOY)
_AXLES = (1.96, -2.0)

# Corners of the plates on the right side, metres.
_SILL_REAR, _SILL_FRONT = (-3.038, 0.9, 0.516), (2.954, 0.9, 0.516)
_CREASE_REAR, _CREASE_FRONT = (-3.091, 1, 1.144), (3.017, 0.99, 1.01)
_EDGE_REAR, _EDGE_FRONT = (-3.059, 0.9, 1.436), (2.975, 0.9, 1.144)
_APEX = (0.38, 0.6, 2.087)
_TAIL_LOW, _NOSE_LOW = (-3.017, 0, 0.516), (3.091, 0, 0.516)
_NOSE_MIDDLE, _NOSE_TOP = (3.112, 0, 1.01), (3.091, 0, 1.167)
_TAIL_MIDDLE, _TAIL_TOP = (-3.112, 0, 1.144), (-3.059, 0, 1.459)
_APEX_MIDDLE = (0.38, 0, 2.087)


def cybertruck(tag: int, size: tuple[float, float, float], key: int) -> Mesh:
    """Return the pickup's mesh.

    Args:
        tag: Semantic tag.
        size: Length, width with mirrors and height, metres.
        key: Decides its number plate.
    """
    builder = MeshBuilder(tag)
    sheet = _plates()
    for drawing in _drawings():
        sheet = drawing.feature(_LENGTH, _WIDTH, _HEIGHT).cut(sheet)
    # Everything is flush: where plates meet at an angle, what stood out would gape.
    own = {
        Part.BODY: Finish(_STEEL),
        Part.CLADDING: Finish(finishes.CLADDING),
        Part.TRIM: Finish(finishes.TRIM),
    }
    assemble(builder, sheet, own, arch_depth=0.30)
    for x in _AXLES:
        for y in (0.98, -0.98):
            add_wheel(builder, _WHEEL, x, y)
    builder.add(box((-2.9, -0.66, 0.40), (2.9, 0.66, 1.0)), finishes.UNDERSIDE)
    builder.add(box((-1.3, -0.86, 0.40), (1.25, 0.86, 0.66)), finishes.UNDERSIDE)
    fittings.add_mirrors(builder, (1.35, 0.95, 1.30), size[1] / 2.0, finishes.TRIM, (0.12, 0.22, 0.13))
    fittings.add_plate(builder, 3.12, 0.65, plate_text(key), front=True)
    fittings.add_plate(builder, -3.10, 0.76, plate_text(key), front=False)
    builder.add(rounded_box((2.94, -0.86, 0.44), (3.12, 0.86, 0.56), 0.03, 1), finishes.CLADDING)
    builder.add(rounded_box((-3.12, -0.88, 0.44), (-2.88, 0.88, 0.62), 0.03, 1), finishes.CLADDING)
    return builder.build().fitted(*size)


def _drawings() -> list[Drawing]:
    """Return what is cut into the plates: trapezoid arches, windows, doors, light bars."""
    drawings = []
    for x in _AXLES:
        lip = [
            (x - 0.71, 0.33),
            (x - 0.64, 0.73),
            (x - 0.36, 1.09),
            (x + 0.36, 1.09),
            (x + 0.64, 0.73),
            (x + 0.71, 0.33),
        ]
        opening = [
            (x - 0.6, 0.33),
            (x - 0.56, 0.68),
            (x - 0.3, 1),
            (x + 0.3, 1),
            (x + 0.56, 0.68),
            (x + 0.6, 0.33),
        ]
        drawings.append(Drawing(Part.CLADDING, Plane.SIDE, _shares(lip), 0.0))
        drawings.append(Drawing(Part.ARCH, Plane.SIDE, _shares(opening), 0.0, Part.CLADDING))
    sill = [(-1.477, 0.337), (1.477, 0.337), (1.477, 0.628), (-1.477, 0.628)]
    windows = [(1.751, 1.346), (0.443, 1.975), (0.295, 1.975), (-1.076, 1.503), (-1.034, 1.346)]
    front_pane = [(1.667, 1.369), (0.422, 1.958), (0.306, 1.958), (0.232, 1.369)]
    rear_pane = [(0.169, 1.369), (0.243, 1.93), (-1.002, 1.498), (-0.971, 1.369)]
    front_door = [(1.371, 1.313), (1.287, 0.651), (0.211, 0.651), (0.211, 1.313)]
    rear_door = [(0.179, 1.313), (0.179, 0.651), (-1.076, 0.651), (-1.161, 1.313)]
    return [
        *drawings,
        Drawing(Part.CLADDING, Plane.SIDE, _shares(sill), 0.0),
        Drawing(Part.SEAL, Plane.SIDE, _shares(windows), 0.0),
        Drawing(Part.GLASS, Plane.SIDE, _shares(front_pane), 0.0, Part.SEAL),
        Drawing(Part.GLASS, Plane.SIDE, _shares(rear_pane), 0.0, Part.SEAL),
        Drawing(Part.GAP, Plane.SIDE, _shares(front_door), 0.0, line=0.008),
        Drawing(Part.GAP, Plane.SIDE, _shares(rear_door), 0.0, line=0.008),
        Drawing(Part.SEAL, Plane.TOP, ((0.31, -0.5), (0.31, 0.80), (-0.015, 0.56), (-0.015, -0.5)), 0.0),
        Drawing(Part.GLASS, Plane.TOP, ((0.305, -0.5), (0.305, 0.77), (-0.01, 0.535), (-0.01, -0.5)), 0.0, Part.SEAL),
        Drawing(Part.SEAL, Plane.TOP, ((0.045, -0.5), (0.045, 0.555), (-0.17, 0.64), (-0.17, -0.5)), 0.0),
        Drawing(Part.GLASS, Plane.TOP, ((0.04, -0.5), (0.04, 0.53), (-0.165, 0.61), (-0.165, -0.5)), 0.0, Part.SEAL),
        Drawing(Part.TRIM, Plane.TOP, ((-0.185, -0.5), (-0.185, 0.66), (-0.48, 0.78), (-0.48, -0.5)), 0.0),
        Drawing(Part.HEAD, Plane.NOSE, _rows(1.094, 1.116), 0.0),
        Drawing(Part.GRILLE, Plane.NOSE, _rows(0.741, 0.965, 0.74), 0.0),
        Drawing(Part.TURN, Plane.NOSE, ((0.80, 0.42), (0.92, 0.42), (0.92, 0.455), (0.80, 0.455)), 0.0),
        Drawing(Part.TAIL, Plane.TAIL, _rows(1.346, 1.374), 0.0),
        Drawing(Part.GAP, Plane.TAIL, ((-0.5, 0.40), (0.82, 0.40), (0.82, 0.63), (-0.5, 0.63)), 0.0, line=0.01),
    ]  # fmt: skip


def _shares(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x / _LENGTH, z / _HEIGHT) for x, z in points)


def _rows(low: float, high: float, reach: float = 0.86) -> tuple[tuple[float, float], ...]:
    """Return a band across nose or tail between two heights in metres."""
    half = _WIDTH / 2.0
    return tuple((y / half, z / _HEIGHT) for y, z in ((-0.5, low), (reach, low), (reach, high), (-0.5, high)))


def _plates() -> Sheet:
    """Return the right half's plates, each flat and ruled into cells, as one sheet."""
    corners = [
        (_SILL_FRONT, _SILL_REAR, _CREASE_REAR, _CREASE_FRONT),
        (_CREASE_FRONT, _CREASE_REAR, _EDGE_REAR, _EDGE_FRONT),
        (_EDGE_FRONT, _EDGE_REAR, _APEX, _APEX),
        (_NOSE_TOP, _EDGE_FRONT, _APEX, _APEX_MIDDLE),
        (_APEX_MIDDLE, _APEX, _EDGE_REAR, _TAIL_TOP),
        (_NOSE_LOW, _SILL_FRONT, _CREASE_FRONT, _NOSE_MIDDLE),
        (_NOSE_MIDDLE, _CREASE_FRONT, _EDGE_FRONT, _NOSE_TOP),
        (_SILL_REAR, _TAIL_LOW, _TAIL_MIDDLE, _CREASE_REAR),
        (_CREASE_REAR, _TAIL_MIDDLE, _TAIL_TOP, _EDGE_REAR),
    ]
    vertices, normals, faces = [], [], []
    count = 0
    for a, b, c, d in (np.array(plate) for plate in corners):
        along = np.linspace(0.0, 1.0, 13)[None, :, None]
        up = np.linspace(0.0, 1.0, 7)[:, None, None]
        net = (a * (1.0 - along) + b * along) * (1.0 - up) + (d * (1.0 - along) + c * along) * up
        first = (np.arange(6)[:, None] * 13 + np.arange(12)).ravel()
        pair = np.concatenate(
            [
                np.stack([first, first + 1, first + 14], axis=1),
                np.stack([first, first + 14, first + 13], axis=1),
            ]
        )
        points = net.reshape(-1, 3)
        edges = points[pair[:, 1]] - points[pair[:, 0]], points[pair[:, 2]] - points[pair[:, 0]]
        areas = np.cross(*edges)
        pair = pair[np.linalg.norm(areas, axis=1) > 1e-9]
        vertices.append(points)
        normals.append(np.broadcast_to(unit(areas.sum(axis=0)), points.shape))
        faces.append(pair + count)
        count += len(points)
    places = np.concatenate(vertices)
    marks = np.stack([places[:, 1], places[:, 1], places[:, 2], np.zeros(count)], axis=1)
    labels = np.full(sum(len(part) for part in faces), Part.BODY, np.int32)
    return Sheet(places, np.concatenate(normals), marks, np.concatenate(faces).astype(np.int32), labels)
