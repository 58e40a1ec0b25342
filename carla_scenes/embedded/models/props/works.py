"""Props of road works and what lies about: cones, barriers, warnings, boxes, debris."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.shapes import (
    box,
    centred_box,
    cylinder,
    extrude,
    lathe,
    loft,
    quad,
    rounded_box,
)
from carla_scenes.embedded.geometry.surface import flat, placed
from carla_scenes.embedded.models.furniture.posts import striped_board
from carla_scenes.embedded.models.furniture.stuff import (
    BLACK,
    CONCRETE,
    GALVANISED,
    RED,
    RUBBER,
    WHITE,
    bar,
    lamp_light,
    plastic,
    shown,
)
from carla_scenes.embedded.models.props.parts import frame, lump
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.surface import Surface

_CARDBOARD = Material(srgb(176, 136, 92), Pattern.PLAIN, roughness=0.9)
_TAPE = Material(srgb(196, 170, 120), Pattern.PLASTIC, roughness=0.4)
_RUST = Material(srgb(110, 92, 82), Pattern.METAL, srgb(120, 70, 44), roughness=0.7, specular=0.1, detail=0.7)
_TERRACOTTA = Material(srgb(166, 98, 70), Pattern.CONCRETE, scale=0.5, roughness=0.9)


def barrel() -> Mesh:
    """Return a steel barrel with two ribs."""
    profile = [
        *((0.0, 0.02), (0.27, 0.02), (0.29, 0.0), (0.3, 0.02), (0.285, 0.04), (0.285, 0.29), (0.3, 0.31)),
        *((0.285, 0.33), (0.285, 0.57), (0.3, 0.59), (0.285, 0.61), (0.285, 0.86), (0.3, 0.88), (0.29, 0.9)),
        *((0.28, 0.87), (0.0, 0.87)),
    ]
    builder = MeshBuilder(Tag.STATIC)
    paint = Material(
        srgb(44, 88, 140), Pattern.METAL, srgb(120, 72, 46), roughness=0.5, specular=0.12, detail=0.4
    )
    builder.add(lathe(profile, 28), paint)
    builder.add(cylinder((0.16, 0, 0.87), (0.16, 0, 0.89), 0.035, sides=10), GALVANISED)
    return builder.build()


def carton(variant: int) -> Mesh:
    """Return a closed cardboard box with tape: plain, with a label, or open with its flaps up."""
    builder = MeshBuilder(Tag.STATIC)
    high = 0.6 if variant < 2 else 0.46
    builder.add(box((-0.3, -0.3, 0.0), (0.3, 0.3, high)), _CARDBOARD)
    if variant < 2:
        builder.add(box((-0.302, -0.035, high - 0.14), (0.302, 0.035, high + 0.001)), _TAPE)
    if variant == 1:
        builder.add(centred_box((0.301, 0.12, 0.3), (0.003, 0.24, 0.16)), WHITE)
        builder.add(centred_box((0.303, 0.1, 0.27), (0.002, 0.16, 0.03)), BLACK)
    if variant == 2:
        builder.add(box((-0.27, -0.27, high - 0.002), (0.27, 0.27, high + 0.002)), Material(srgb(90, 66, 42)))
        for yaw in (0.0, 90.0, 180.0, 270.0):
            flap = (
                box((-0.004, -0.28, 0.0), (0.004, 0.28, 0.15))
                .moved(0.296, 0, high, pitch=-32.0)
                .moved(yaw=yaw)
            )
            builder.add(flap, _CARDBOARD)
    return builder.build()


def creased_carton(variant: int) -> Mesh:
    """Return a cardboard box that was sat upon."""
    rng = np.random.default_rng(np.random.SeedSequence([8208, variant]))
    builder = MeshBuilder(Tag.STATIC)
    steps = 5
    x = np.linspace(-0.3, 0.3, steps)
    rings = []
    for z in np.linspace(0.0, 0.4, 5):
        turn = [(a, -0.3) for a in x[:-1]] + [(0.3, a) for a in x[:-1]]
        turn += [(-a, 0.3) for a in x[:-1]] + [(-0.3, -a) for a in x[:-1]]
        ring = np.array(turn) * (1.0 + 0.12 * np.sin(z * 11.0 + variant)) + rng.normal(
            0.0, 0.014, (len(turn), 2)
        )
        height = np.full(len(ring), z) + rng.normal(0.0, 0.012, len(ring)) - 0.15 * z * (ring[:, 0] > 0)
        rings.append(np.column_stack([ring, height]))
    builder.add(loft(np.array(rings), crease=20.0), _CARDBOARD)
    builder.add(box((-0.3, -0.27, 0.0), (0.0, 0.27, 0.008)).moved(-0.02, 0.0, 0.36, pitch=20.0), _CARDBOARD)
    return builder.build()


def broken_tile(variant: int) -> Mesh:
    """Return shards of a roof or paving tile."""
    rng = np.random.default_rng(np.random.SeedSequence([8209, variant]))
    builder = MeshBuilder(Tag.STATIC)
    material = _TERRACOTTA if variant % 2 == 0 else CONCRETE
    for x, y, size in ((0.0, 0.0, 0.11), (0.09, 0.08, 0.05), (-0.1, 0.06, 0.06), (0.05, -0.11, 0.045)):
        corners = 5
        turns = np.sort(
            rng.uniform(0.0, 2.0 * np.pi, corners) * 0.3 + np.arange(corners) * 2.0 * np.pi / corners
        )
        radius = size * rng.uniform(0.7, 1.2, corners)
        outline = np.column_stack([x + radius * np.cos(turns), y + radius * np.sin(turns)])
        builder.add(extrude(outline, 0.0, 0.022 + 0.008 * float(rng.random())), material)
    return builder.build()


def debris(variant: int) -> Mesh:
    """Return a heap of soil and rubble."""
    rng = np.random.default_rng(np.random.SeedSequence([8210, variant]))
    builder = MeshBuilder(Tag.STATIC)
    soil = Material(srgb(112, 92, 72), Pattern.GRASS, srgb(84, 68, 52), roughness=0.95)
    heap = lump((1.4, 1.3, 0.42), 20 + variant, 0.16, 26).moved(z=-0.14)
    # What would be below the ground lies on it.
    builder.add(replace(heap, vertices=heap.vertices * [1, 1, 0] + heap.vertices.clip(0.0) * [0, 0, 1]), soil)
    for _ in range(26):
        turn, far = rng.uniform(0.0, 6.28), 0.8 * float(np.sqrt(rng.random()))
        size = float(rng.uniform(0.05, 0.16))
        stone = lump((size * 1.3, size, size * 0.8), int(rng.integers(1000)), 0.3, 8)
        material = (CONCRETE, _TERRACOTTA, soil)[int(rng.integers(3))]
        height = max(0.0, 0.26 * (1.0 - (far / 0.6) ** 2))
        builder.add(
            stone.moved(far * np.cos(turn), far * np.sin(turn), height, yaw=float(np.degrees(turn))), material
        )
    return builder.build()


def iron_plank() -> Mesh:
    """Return a steel plate as laid over trenches, with a raised diamond pattern."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(box((-0.6, -1.2, 0.0), (0.6, 1.2, 0.04)), _RUST)
    bars = []
    for x in np.linspace(-0.5, 0.5, 9):
        for k, y in enumerate(np.linspace(-1.1, 1.1, 18)):
            rib = centred_box((0, 0, 0.044), (0.07, 0.018, 0.01))
            bars.append(rib.moved(float(x), float(y), yaw=45.0 if k % 2 else -45.0))
    for rib in bars:
        builder.add(rib, _RUST)
    return builder.build()


def chain_barrier(*, ends: bool) -> Mesh:
    """Return two red and white posts with a chain between them, or one where the row ends."""
    builder = MeshBuilder(Tag.STATIC)
    for y in (-0.62, 0.62) if not ends else (-0.62,):
        builder.add(lathe([(0.1, 0.0), (0.1, 0.03), (0.05, 0.06), (0.03, 0.08)], 14).moved(y=y), RUBBER)
        for k in range(5):
            low = 0.05 + 0.175 * k
            builder.add(cylinder((0, y, low), (0, y, low + 0.175), 0.028), RED if k % 2 == 0 else WHITE)
        builder.add(cylinder((0, y, 0.92), (0, y, 0.99), 0.036), RED)
    if ends:
        builder.add(centred_box((0, -0.62, 0.9), (0.18, 0.12, 0.012)), BLACK)
    share = np.linspace(0.0, 1.0, 21)
    for k, (one, other) in enumerate(pairwise(share)):
        low, high = (-0.6, 0.6)
        height = [
            0.9 - 1.3 * s * (1.0 - s) if not ends else 0.9 - 0.86 * min(1.0, s * 1.6) for s in (one, other)
        ]
        start, end = (0.0, low + (high - low) * one, height[0]), (0.0, low + (high - low) * other, height[1])
        builder.add(bar([start, end], 0.018, sides=6), RED if k % 2 == 0 else WHITE)
    return builder.build()


def street_barrier() -> Mesh:
    """Return a crowd barrier of tubes on two flat feet."""
    builder = MeshBuilder(Tag.STATIC)
    outline = [(0.0, -0.58, 0.1), (0.0, 0.58, 0.1), (0.0, 0.58, 1.0), (0.0, -0.58, 1.0)]
    builder.add(frame(outline, 0.02, closed=True), GALVANISED)
    for y in np.linspace(-0.46, 0.46, 9):
        builder.add(cylinder((0, y, 0.1), (0, y, 1.0), 0.008, sides=6), GALVANISED)
    for y in (-0.45, 0.45):
        builder.add(
            bar([(-0.3, y, 0.0), (-0.25, y, 0.03), (0.0, y, 0.1), (0.25, y, 0.03), (0.3, y, 0.0)], 0.016),
            GALVANISED,
        )
    return builder.build()


def traffic_warning() -> Mesh:
    """Return a wheeled warning board: stripes, a large arrow and two lamps."""
    builder = MeshBuilder(Tag.STATIC)
    builder.add(box((-0.6, -0.5, 0.3), (0.5, 0.5, 0.36)), GALVANISED)
    for y in (-0.55, 0.55):
        builder.add(cylinder((-0.1, y - 0.07, 0.26), (-0.1, y + 0.07, 0.26), 0.26, sides=20), RUBBER)
    builder.add(bar([(0.5, 0, 0.33), (0.6, 0, 0.33)], 0.03), GALVANISED)
    board = MeshBuilder(Tag.STATIC)
    board.add(box((-0.03, -0.88, 0.5), (0.0, 0.88, 2.1)), plastic(srgb(240, 198, 40)))
    striped_board(board, -0.9, 0.9, 0.5, 0.8)
    arrow = [(0.0, 0.95), (0.42, 1.32), (0.15, 1.32), (0.15, 1.9), (-0.15, 1.9), (-0.15, 1.32), (-0.42, 1.32)]
    face = extrude(np.array(arrow), 0.0, 0.012)
    board.add(face.transformed(np.array([[0, 0, 1, 0.0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]])), BLACK)
    for y in (-0.72, 0.72):
        board.add(
            cylinder((-0.02, y, 1.98), (0.05, y, 1.98), 0.1, sides=18), lamp_light(srgb(255, 176, 40), 0.6)
        )
    builder.add_mesh(board.build(), placed(-0.35, 0, 0.1))
    builder.add(box((-0.46, -0.06, 0.33), (-0.38, 0.06, 2.15)), GALVANISED)
    return builder.build()


def warning_triangle(*, works: bool) -> Mesh:
    """Return a standing warning triangle: the red one of a breakdown, or a road works sign on a foot."""
    builder = MeshBuilder(Tag.STATIC)
    if works:
        low, high = 0.08, 0.6
        corners = np.array([[0.0, 0.3, low], [0.0, -0.3, low], [0.0, 0.0, high]])
        shares = np.array([[0.0, 0.97], [1.0, 0.97], [0.5, 0.03]])
        face = flat(corners + np.array([0.02, 0.0, 0.0]), np.array([[0, 1, 2]], np.int32), shares)
        builder.add(_towards(face), shown("sign:works"))
        builder.add(_towards(face).flipped().moved(x=-0.003), GALVANISED)
        builder.add(box((-0.2, -0.25, 0.0), (0.2, 0.25, 0.04)), RUBBER)
        builder.add(bar([(-0.15, 0.0, 0.02), (0.0, 0.0, 0.3)], 0.012), GALVANISED)
        return builder.build()
    corner = [(0.0, -0.3, 0.06), (0.0, 0.3, 0.06), (0.0, 0.0, 0.6)]
    middle = np.mean(corner, axis=0)
    for start, end in zip(corner, [*corner[1:], corner[0]], strict=True):
        # A flat bar of each side, wider than thick.
        a, b = np.array(start), np.array(end)
        inner_a, inner_b = a + (middle - a) * 0.32, b + (middle - b) * 0.32
        outline = np.array([a[1:], b[1:], inner_b[1:], inner_a[1:]])
        bar_of = extrude(outline, -0.008, 0.008)
        turn = np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]])
        builder.add(bar_of.transformed(turn), RED)
    for y in (-0.2, 0.2):
        builder.add(bar([(-0.2, y, 0.01), (0.2, y, 0.01)], 0.01), GALVANISED)
        builder.add(bar([(0.0, y, 0.01), (0.0, y * 0.9, 0.1)], 0.008), GALVANISED)
    return builder.build()


def _towards(face: Surface) -> Surface:
    return face if face.normals[0, 0] > 0.0 else face.flipped()


def calibrator() -> Mesh:
    """Return a chequered board on a stand, as cameras are calibrated with."""
    builder = MeshBuilder(Tag.STATIC)
    chequers = Material(srgb(236, 236, 236), Pattern.CHECKS, srgb(24, 24, 24), scale=0.1, roughness=0.6)
    builder.add(
        _towards(quad((0.02, 0.5, 0.5), (0.02, -0.5, 0.5), (0.02, -0.5, 1.5), (0.02, 0.5, 1.5))), chequers
    )
    builder.add(rounded_box((-0.02, -0.5, 0.5), (0.018, 0.5, 1.5), 0.01), WHITE)
    for x, y in ((0.5, 0.3), (0.5, -0.3), (-0.5, 0.0)):
        builder.add(bar([(x, y, 0.0), (-0.03, 0.0, 0.95)], 0.02), BLACK)
    builder.add(bar([(-0.04, 0.0, 0.4), (-0.04, 0.0, 1.4)], 0.025), BLACK)
    return builder.build()
