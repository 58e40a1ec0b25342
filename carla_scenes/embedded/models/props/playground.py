"""Props of playgrounds: a slide, swings, a trampoline."""

from __future__ import annotations

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import (
    box,
    centred_box,
    cylinder,
    lathe,
    loft,
    rounded_box,
)
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    CAST_IRON,
    GALVANISED,
    RED,
    RUBBER,
    STEEL,
    bar,
    painted,
    plastic,
)
from carla_scenes.embedded.models.props.parts import frame
from carla_scenes.embedded.tags import Tag


def slide() -> Mesh:
    """Return a playground slide that runs down along +x, with a ladder behind."""
    builder = MeshBuilder(Tag.STATIC)
    yellow, blue = plastic(srgb(236, 188, 44)), painted(srgb(46, 92, 160))
    path = [(-0.8, 1.4), (-0.5, 1.36), (0.4, 0.62), (0.9, 0.3), (1.3, 0.2), (1.5, 0.2)]
    rings = []
    for x, z in path:
        across = [
            (-0.3, 0.16),
            (-0.27, 0.16),
            (-0.26, 0.03),
            (0.26, 0.03),
            (0.27, 0.16),
            (0.3, 0.16),
            (0.3, 0.0),
            (-0.3, 0.0),
        ]
        rings.append(np.array([(x, y, z + dz) for y, dz in across]))
    skin = loft(np.array(rings), caps=False, crease=25.0)
    builder.add(skin.flipped(), yellow)
    for x, z in (path[0], path[-1]):
        builder.add(box((x - 0.01, -0.3, z), (x + 0.01, 0.3, z + 0.035)), yellow)
        for y in (-0.285, 0.285):
            builder.add(centred_box((x, y, z + 0.08), (0.02, 0.036, 0.17)), yellow)
    for y in (-0.32, 0.32):
        builder.add(
            bar([(-1.45, y, 0.0), (-1.0, y, 1.4), (-0.85, y, 1.95), (-0.5, y, 1.98), (-0.45, y, 1.4)], 0.025),
            blue,
        )
        builder.add(bar([(-0.7, y, 1.4), (-0.6, y, 0.0)], 0.025), blue)
        builder.add(bar([(0.9, y * 0.9, 0.3), (0.9, y, 0.0)], 0.025), blue)
    for k in range(5):
        share = (k + 0.7) / 5.4
        builder.add(
            box(
                (-1.5 + 0.45 * share, -0.32, 1.4 * share - 0.02),
                (-1.38 + 0.45 * share, 0.32, 1.4 * share + 0.02),
            ),
            RED,
        )
    builder.add(box((-1.05, -0.32, 1.36), (-0.75, 0.32, 1.4)), RED)
    for y in (-0.5, 0.5):
        builder.add(bar([(-0.6, y * 0.64, 0.9), (-0.6, y, 0.0)], 0.02), blue)
    return builder.build()


def swing() -> Mesh:
    """Return a swing with two seats under a frame along y."""
    builder = MeshBuilder(Tag.STATIC)
    blue = painted(srgb(54, 98, 156))
    builder.add(cylinder((0, -1.4, 2.25), (0, 1.4, 2.25), 0.045), RED)
    for y in (-1.42, 1.42):
        for x in (-0.78, 0.78):
            builder.add(bar([(x, y, 0.0), (0.0, y * 0.98, 2.25)], 0.035), blue)
        builder.add(cylinder((-0.4, y, 1.1), (0.4, y, 1.1), 0.025), blue)
    for y, lean in ((-0.6, 0.0), (0.6, 0.25)):
        for side in (-0.22, 0.22):
            builder.add(bar([(0.0, y + side, 2.22), (lean, y + side, 0.5)], 0.008, sides=5), STEEL)
        builder.add(rounded_box((lean - 0.1, y - 0.25, 0.47), (lean + 0.1, y + 0.25, 0.51), 0.015), RUBBER)
    return builder.build()


def swing_couch() -> Mesh:
    """Return a garden hammock: a cushioned couch that hangs under a canopy, its sitters looking along +x."""
    builder = MeshBuilder(Tag.STATIC)
    cloth = Material(srgb(196, 188, 160), Pattern.STRIPES, srgb(64, 104, 84), scale=0.16, roughness=0.85)
    green = Material(srgb(64, 104, 84), Pattern.CLOTH, scale=0.02, roughness=0.85)
    for y in (-1.1, 1.1):
        builder.add(bar([(-0.6, y, 0.0), (-0.1, y, 1.8)], 0.03), CAST_IRON)
        builder.add(bar([(0.6, y, 0.0), (0.1, y, 1.8), (-0.1, y, 1.8)], 0.03), CAST_IRON)
        builder.add(cylinder((-0.62, y, 0.02), (0.62, y, 0.02), 0.025), CAST_IRON)
        builder.add(bar([(0.0, y * 0.98, 1.75), (0.1, y * 0.86, 0.5)], 0.01, sides=5), STEEL)
        builder.add(bar([(0.0, y * 0.98, 1.75), (-0.3, y * 0.86, 0.7)], 0.01, sides=5), STEEL)
    builder.add(cylinder((0, -1.1, 1.8), (0, 1.1, 1.8), 0.03), CAST_IRON)
    builder.add(rounded_box((-0.25, -0.9, 0.42), (0.32, 0.9, 0.56), 0.05), cloth)
    builder.add(
        rounded_box((-0.07, -0.9, 0.0), (0.07, 0.9, 0.55), 0.05).moved(-0.27, 0.0, 0.5, pitch=16.0), cloth
    )
    for y in (-0.92, 0.92):
        builder.add(bar([(-0.3, y, 0.72), (0.25, y, 0.72), (0.3, y, 0.46)], 0.018), CAST_IRON)
    roof = [
        np.array([(-0.62, y, 1.82), (0.62, y, 1.82), (0.62, y, 1.86), (0.0, y, 2.0), (-0.62, y, 1.86)])
        for y in (1.15, -1.15)
    ]
    builder.add(loft(np.array(roof), crease=15.0), green)
    return builder.build()


def trampoline() -> Mesh:
    """Return a round trampoline with a safety net on padded poles."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(lathe([(1.18, 0.86), (1.2, 0.88), (1.18, 0.9), (0.0, 0.89)], 36), BLACK)
    builder.add(
        lathe([(1.16, 0.87), (1.48, 0.87), (1.5, 0.9), (1.48, 0.93), (1.16, 0.92)], 36),
        plastic(srgb(44, 100, 170)),
    )
    turns = np.radians(np.arange(0.0, 360.0, 60.0))
    for t in turns:
        x, y = np.cos(t), np.sin(t)
        builder.add(cylinder((1.42 * x, 1.42 * y, 0.0), (1.42 * x, 1.42 * y, 0.9), 0.028), GALVANISED)
        builder.add(
            cylinder((1.46 * x, 1.46 * y, 0.3), (1.46 * x, 1.46 * y, 2.4), 0.035), plastic(srgb(44, 100, 170))
        )
    ring = np.radians(np.linspace(0.0, 360.0, 49))
    for z in np.linspace(1.05, 2.38, 8):
        builder.add(bar([(1.44 * np.cos(t), 1.44 * np.sin(t), z) for t in ring], 0.006, sides=4), BLACK)
    for t in ring[:-1]:
        x, y = 1.44 * np.cos(t), 1.44 * np.sin(t)
        builder.add(cylinder((x, y, 0.9), (x, y, 2.38), 0.004, sides=4), BLACK)
    builder.add(
        frame([(1.42 * np.cos(t), 1.42 * np.sin(t), 0.02) for t in ring[::2]], 0.02, sides=6), GALVANISED
    )
    return builder.build()
