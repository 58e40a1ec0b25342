"""Props that people carry or push: bags, cases, carts, a helmet, a can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import (
    box,
    centred_box,
    cylinder,
    ellipsoid,
    extrude,
    lathe,
    loft,
    rounded_box,
)
from carla_scenes.embedded.geometry.surface import joined, placed, smooth
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    GLASS,
    RED,
    RUBBER,
    STEEL,
    arc,
    bar,
    painted,
    plastic,
)
from carla_scenes.embedded.models.props.parts import frame, lattice
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.surface import Surface

_LEATHER = Material(srgb(112, 70, 42), Pattern.SKIN, roughness=0.55, specular=0.05)
_DARK_LEATHER = Material(srgb(52, 34, 30), Pattern.SKIN, roughness=0.5, specular=0.05)
_BRASS = Material(srgb(196, 164, 96), Pattern.METAL, roughness=0.3, specular=0.5)
_FABRIC = Material(srgb(52, 62, 92), Pattern.CLOTH, scale=0.01, roughness=0.85)


def _handle(low: float, half: float, rise: float, radius: float, x: float = 0.0) -> Surface:
    """Return a bowed handle across y, its ends at a height."""
    points = [(x, -half, low), (x, -half, low + 0.6 * rise), (x, -0.7 * half, low + rise)]
    points += [(x, -y, z) for _, y, z in reversed(points)]
    return bar(points, radius)


def briefcase() -> Mesh:
    """Return a leather briefcase standing up."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(rounded_box((-0.07, -0.22, 0.0), (0.07, 0.22, 0.31), 0.02), _LEATHER)
    builder.add(box((-0.0705, -0.221, 0.2), (0.0705, 0.221, 0.206)), _DARK_LEATHER)
    builder.add(_handle(0.305, 0.075, 0.05, 0.009), _DARK_LEATHER)
    for y in (-0.13, 0.13):
        builder.add(centred_box((0.07, y, 0.22), (0.012, 0.035, 0.03)), _BRASS)
        builder.add(centred_box((-0.0, y, 0.31), (0.03, 0.03, 0.008)), _BRASS)
    return builder.build()


def guitar_case() -> Mesh:
    """Return a guitar case standing upright."""
    builder = MeshBuilder(Tag.STATIC)
    half = [
        (0.0, 0.0),
        (0.13, 0.01),
        (0.19, 0.09),
        (0.2, 0.2),
        (0.16, 0.32),
        (0.14, 0.38),
        (0.15, 0.46),
        (0.14, 0.54),
    ]
    half += [(0.08, 0.6), (0.06, 0.66), (0.06, 0.98), (0.08, 1.04), (0.08, 1.16), (0.05, 1.2)]
    outline = np.array([*half, *((-y, z) for y, z in reversed(half[1:]))])
    rings = []
    for x, inset in ((-0.1, 0.92), (-0.085, 1.0), (0.085, 1.0), (0.1, 0.92)):
        middle = outline.mean(axis=0)
        ring = middle + (outline - middle) * inset
        rings.append(np.column_stack([np.full(len(ring), x), ring]))
    skin = loft(np.array(rings), caps=False, crease=40.0)
    builder.add(skin if _points_out(skin) else skin.flipped(), BLACK)
    middle = outline.mean(axis=0)
    lid = middle + (outline - middle) * 0.92
    turn = np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]])
    builder.add(extrude(lid, -0.0995, 0.0995).transformed(turn), BLACK)
    builder.add(
        bar([(0.0, 0.17, 0.42), (0.0, 0.22, 0.45), (0.0, 0.22, 0.55), (0.0, 0.15, 0.58)], 0.012),
        _DARK_LEATHER,
    )
    for z in (0.2, 0.5, 1.1):
        builder.add(
            centred_box((0.0, -0.2 if z < 0.3 else -0.15 if z < 1.0 else -0.085, z), (0.05, 0.02, 0.04)),
            _BRASS,
        )
    upright = builder.build()
    return MeshBuilder(Tag.STATIC).add_mesh(upright, placed(yaw=90.0)).build()


def _points_out(surface: Surface) -> bool:
    middle = surface.vertices.mean(axis=0)
    return bool((surface.normals * (surface.vertices - middle)).sum() > 0.0)


def purse() -> Mesh:
    """Return a handbag with two handles."""
    builder = MeshBuilder(Tag.STATIC)
    rings = []
    for z, depth, wide in ((0.0, 0.06, 0.13), (0.05, 0.07, 0.15), (0.15, 0.05, 0.135), (0.19, 0.02, 0.12)):
        turns = np.radians(np.arange(0.0, 360.0, 20.0))
        shape = (
            np.sign(np.cos(turns)) * np.abs(np.cos(turns)) ** 0.6,
            np.sign(np.sin(turns)) * np.abs(np.sin(turns)) ** 0.6,
        )
        rings.append(np.column_stack([depth * shape[0], wide * shape[1], np.full(len(turns), z)]))
    builder.add(loft(np.array(rings), crease=50.0), Material(srgb(140, 40, 52), Pattern.SKIN, roughness=0.45))
    for x in (-0.03, 0.03):
        builder.add(bar(_bow(x, 0.07, 0.15, 0.3), 0.007), _DARK_LEATHER)
    builder.add(cylinder((0.0, -0.12, 0.19), (0.0, 0.12, 0.19), 0.008, sides=8), _BRASS)
    return builder.build()


def _bow(x: float, half: float, low: float, top: float) -> list[tuple[float, float, float]]:
    turns = np.radians(np.linspace(180.0, 0.0, 9))
    return [(x, half * float(np.cos(t)), low + (top - low) * float(np.sin(t))) for t in turns]


def shopping_bag() -> Mesh:
    """Return a paper bag with handles and something green that looks out."""
    builder = MeshBuilder(Tag.STATIC)
    paper = Material(srgb(186, 150, 106), Pattern.PLAIN, roughness=0.85)
    builder.add(box((-0.1, -0.17, 0.0), (0.1, 0.17, 0.34)), paper)
    builder.add(box((-0.09, -0.16, 0.335), (0.09, 0.16, 0.342)), Material(srgb(88, 66, 44)))
    builder.add(centred_box((0.1, 0, 0.17), (0.004, 0.2, 0.12)), RED)
    for x in (-0.09, 0.09):
        builder.add(bar(_bow(x, 0.06, 0.33, 0.44), 0.005), paper)
    for k, y in enumerate((-0.08, -0.02, 0.05, 0.1)):
        leaf = ellipsoid((0.0, y, 0.36), (0.05, 0.035, 0.05 - 0.01 * (k % 2)), 10, 8)
        builder.add(leaf, Material(srgb(88, 128, 60), Pattern.PLAIN))
    return builder.build()


def travel_case() -> Mesh:
    """Return a hard-shell case with wheels and its pull-out handle up."""
    builder = MeshBuilder(Tag.STATIC)
    shell = plastic(srgb(56, 92, 122))
    builder.add(rounded_box((-0.15, -0.24, 0.05), (0.15, 0.24, 0.62), 0.045), shell)
    for y in np.linspace(-0.17, 0.17, 5):
        builder.add(rounded_box((-0.158, y - 0.014, 0.1), (0.158, y + 0.014, 0.58), 0.01), shell)
    builder.add(box((-0.008, -0.243, 0.08), (0.008, 0.243, 0.59)), BLACK)
    for x in (-0.11, 0.11):
        for y in (-0.19, 0.19):
            builder.add(cylinder((x, y - 0.015, 0.03), (x, y + 0.015, 0.03), 0.03, sides=12), RUBBER)
            builder.add(centred_box((x, y, 0.06), (0.035, 0.045, 0.03)), BLACK)
    builder.add(
        frame([(-0.1, -0.1, 0.6), (-0.1, -0.1, 0.755), (-0.1, 0.1, 0.755), (-0.1, 0.1, 0.6)], 0.009), STEEL
    )
    builder.add(rounded_box((-0.115, -0.1, 0.735), (-0.085, 0.1, 0.765), 0.012), BLACK)
    return builder.build()


def shopping_cart() -> Mesh:
    """Return a supermarket cart: wire basket on a chassis with four castors and a red handle, pushed along +x."""
    builder = MeshBuilder(Tag.STATIC)
    # Corners of the basket: narrow and low in front, wide and high behind.
    low = [(-0.33, -0.19, 0.5), (0.38, -0.16, 0.56), (0.38, 0.16, 0.56), (-0.33, 0.19, 0.5)]
    top = [(-0.4, -0.28, 0.95), (0.47, -0.21, 0.9), (0.47, 0.21, 0.9), (-0.4, 0.28, 0.95)]
    wire = 0.0035
    builder.add(lattice((low[0], low[1], low[2], low[3]), 17, 9, wire), STEEL)
    builder.add(lattice((low[0], low[1], top[1], top[0]), 19, 10, wire), STEEL)
    builder.add(lattice((low[3], low[2], top[2], top[3]), 19, 10, wire), STEEL)
    builder.add(lattice((low[1], low[2], top[2], top[1]), 9, 9, wire), STEEL)
    builder.add(lattice((low[0], low[3], top[3], top[0]), 11, 10, wire), STEEL)
    builder.add(frame(top, 0.009, closed=True), STEEL)
    for side in (-1.0, 1.0):
        chassis = [(-0.38, 0.27 * side, 1.0), (-0.36, 0.27 * side, 0.6), (-0.4, 0.25 * side, 0.18)]
        chassis += [(-0.36, 0.25 * side, 0.14), (0.36, 0.17 * side, 0.14)]
        builder.add(bar(chassis, 0.013), STEEL)
        builder.add(bar([(0.34, 0.17 * side, 0.14), (-0.3, 0.2 * side, 0.5)], 0.01), STEEL)
        for x, y in ((-0.37, 0.25), (0.34, 0.17)):
            builder.add(
                cylinder((x, y * side - 0.014, 0.06), (x, y * side + 0.014, 0.06), 0.06, sides=14), RUBBER
            )
            builder.add(centred_box((x, y * side, 0.115), (0.05, 0.035, 0.05)), STEEL)
    builder.add(
        lattice(
            ((-0.3, -0.22, 0.15), (0.33, -0.15, 0.15), (0.33, 0.15, 0.15), (-0.3, 0.22, 0.15)), 8, 4, 0.005
        ),
        STEEL,
    )
    builder.add(cylinder((-0.46, -0.29, 1.0), (-0.46, 0.29, 1.0), 0.016), RED)
    for side in (-1.0, 1.0):
        builder.add(bar([(-0.38, 0.27 * side, 0.97), (-0.46, 0.28 * side, 1.0)], 0.013), STEEL)
    return builder.build()


def shopping_trolley() -> Mesh:
    """Return a fabric shopping trolley on two wheels."""
    builder = MeshBuilder(Tag.STATIC)
    rings = [
        np.array([(-d, -w, z), (d, -w, z), (d, w, z), (-d, w, z)])
        for z, d, w in ((0.12, 0.1, 0.14), (0.16, 0.13, 0.16), (0.62, 0.14, 0.17), (0.68, 0.13, 0.16))
    ]
    cloth = Material(srgb(150, 42, 58), Pattern.CHECKS, srgb(108, 28, 40), scale=0.06, roughness=0.85)
    builder.add(loft(np.array(rings), crease=30.0), cloth)
    builder.add(rounded_box((-0.14, -0.165, 0.67), (0.16, 0.165, 0.7), 0.012), _FABRIC)
    handle = [
        (-0.14, 0.0, 0.1),
        (-0.15, 0.0, 0.88),
        *((x, y, z) for x, y, z in arc((-0.09, 0.0, 0.9), 0.06, 180.0, 60.0, 5)),
    ]
    for y in (-0.1, 0.1):
        builder.add(bar([(x, y, z) for x, _, z in handle], 0.009), BLACK)
    builder.add(cylinder((-0.06, -0.1, 0.952), (-0.06, 0.1, 0.952), 0.016), RUBBER)
    builder.add(cylinder((-0.12, -0.18, 0.08), (-0.12, 0.18, 0.08), 0.008, sides=8), STEEL)
    for y in (-0.165, 0.165):
        builder.add(cylinder((-0.12, y - 0.015, 0.08), (-0.12, y + 0.015, 0.08), 0.08, sides=18), RUBBER)
        builder.add(
            cylinder((-0.12, y - 0.017, 0.08), (-0.12, y + 0.017, 0.08), 0.045, sides=14),
            plastic(srgb(200, 200, 196)),
        )
    builder.add(bar([(0.1, 0.0, 0.12), (0.12, 0.0, 0.0)], 0.009), BLACK)
    return builder.build()


def helmet() -> Mesh:
    """Return a motorcycle helmet with a dark visor, looking along +x."""
    builder = MeshBuilder(Tag.STATIC)
    shell = ellipsoid((0.0, 0.0, 0.13), (0.17, 0.13, 0.15), 28, 20)
    points = shell.vertices.copy()
    points[:, 2] = np.maximum(points[:, 2], 0.0)
    chin = (points[:, 0] > 0.02) & (points[:, 2] < 0.11)
    points[chin, 0] += 0.02 * (0.11 - points[chin, 2]) / 0.11
    builder.add(smooth(points, shell.faces, shell.uvs), painted(srgb(176, 32, 36)))
    turns = np.radians(np.linspace(-78.0, 78.0, 15))
    rows = []
    for lift in np.radians(np.linspace(-16.0, 30.0, 7)):
        across = np.cos(lift) * np.array([0.178, 0.134])
        height = np.full(15, 0.142 + 0.155 * np.sin(lift))
        rows.append(np.column_stack([across[0] * np.cos(turns), across[1] * np.sin(turns), height]))
    pane = loft(np.array(rows), closed=False, caps=False, crease=60.0)
    builder.add(pane if pane.normals[:, 0].sum() > 0.0 else pane.flipped(), GLASS)
    builder.add(ellipsoid((0.0, 0.0, 0.03), (0.12, 0.1, 0.03), 18, 8), BLACK)
    for y in (-0.128, 0.128):
        builder.add(cylinder((0.03, y * 0.9, 0.15), (0.03, y, 0.15), 0.02, sides=12), BLACK)
    return builder.build()


def can() -> Mesh:
    """Return a red drinks can with a white wave."""
    builder = MeshBuilder(Tag.STATIC)
    side = [(0.026, 0.0), (0.03, 0.004), (0.035, 0.012), (0.035, 0.102), (0.028, 0.115), (0.028, 0.12)]
    builder.add(lathe(side, 24), painted(srgb(196, 18, 28)))
    builder.add(lathe([(0.0352, 0.05), (0.0352, 0.064)], 24), painted(srgb(236, 234, 230)))
    builder.add(lathe([(0.028, 0.12), (0.025, 0.116), (0.0, 0.116)], 24), STEEL)
    builder.add(lathe([(0.0, 0.003), (0.026, 0.0)], 24), STEEL)
    return builder.build()


def mobile() -> Mesh:
    """Return a mobile telephone that lies on its back."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(rounded_box((-0.075, -0.038, 0.0), (0.075, 0.038, 0.018), 0.006), BLACK)
    builder.add(centred_box((0.0, 0.0, 0.0185), (0.136, 0.066, 0.002)), GLASS)
    builder.add(joined([cylinder((0.06, 0.02, 0.0), (0.06, 0.02, 0.001), 0.008, sides=10)]), STEEL)
    return builder.build()
