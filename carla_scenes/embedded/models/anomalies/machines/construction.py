"""Machines of building sites: loaders and bulldozers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import box, centred_box, cylinder, rounded_box
from carla_scenes.embedded.models.anomalies import paints
from carla_scenes.embedded.models.anomalies.kit import Kit, machine
from carla_scenes.embedded.models.anomalies.machines import parts, running
from carla_scenes.embedded.models.anomalies.machines.markings import emblem, text
from carla_scenes.embedded.models.anomalies.machines.skins import (
    arc,
    outward,
    rods,
    rounded,
    slab,
    slat,
    wires,
)

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.models.model import Model


def bucket(half_width: float, size: float, material: Material, teeth: int) -> Kit:
    """Return a loader's bucket that opens forward: its hinge at the origin, its edge at (size, 0, -0.35 size)."""
    curve = [
        (size, -0.36),
        (0.25, -0.36),
        *arc((0.28 * size, 0.05 * size), 0.42 * size, 255, 130, 7),
        (0.3 * size, 0.62 * size),
    ]
    line = [(x, z * size if abs(z) < 0.4 and x in {size, 0.25} else z) for x, z in curve]
    kit = Kit().add(paints.WORN_STEEL, *(slat(a, b, half_width, 0.05) for a, b in pairwise(line)))
    kit.pair(material, slab([*line, (0.55 * size, 0.25 * size)], 0.025, y=half_width))
    kit.add(paints.STEEL, slat((size * 0.96, -0.36 * size), (size * 1.08, -0.36 * size), half_width, 0.04))
    for y in np.linspace(-half_width * 0.92, half_width * 0.92, teeth):
        kit.add(
            paints.STEEL,
            slab([(size, -0.4 * size), (size * 1.25, -0.37 * size), (size, -0.31 * size)], 0.05, y=float(y)),
        )
    return kit


def glass_cab(
    x0: float,
    x1: float,
    low: float,
    high: float,
    half_width: float,
    *,
    frame: Material,
    roof: Material,
    y: float = 0.0,
) -> Kit:
    """Return a cab of glass between posts, with a roof that stands over, a seat's shadow inside."""
    w = half_width
    kit = Kit().add(paints.GLASS, box((x0 + 0.05, -w + 0.04, low), (x1 - 0.05, w - 0.04, high - 0.08)))
    kit.add(roof, rounded_box((x0 - 0.12, -w - 0.06, high - 0.1), (x1 + 0.18, w + 0.06, high + 0.06), 0.06))
    middle = (x0 + x1) / 2.0 - 0.1
    kit.pair(
        frame,
        *(
            box((x - 0.045, w - 0.07, low), (x + 0.045, w + 0.01, high - 0.05))
            for x in (x0 + 0.05, middle, x1 - 0.05)
        ),
    )
    for z in (low, low + (high - low) * 0.28):
        kit.pair(frame, box((x0, w - 0.05, z - 0.03), (x1, w + 0.012, z + 0.05)))
        kit.add(
            frame, *(box((x - 0.03, -w, z - 0.03), (x + 0.03, w, z + 0.05)) for x in (x0 + 0.04, x1 - 0.04))
        )
    kit.add(frame, box((x0, -w, low), (middle, w, low + (high - low) * 0.28)))
    kit.add(paints.BLACK, rods([(x1 - 0.01, -0.3 * w, low + 0.25)], [(x1, 0.25 * w, high - 0.4)], 0.012))
    kit.put_pair(parts.headlamp(0.07), x1 + 0.2, w * 0.75, high - 0.02)
    return Kit().put(kit, 0, y, 0)


def _wheel_loader() -> Kit:
    """Four large wheels, a glass cab, arms with a wide bucket."""
    body = paints.YELLOW
    kit = Kit()
    for x in (1.55, -1.45):
        kit.put_pair(running.wheel(0.74, 0.56, body, hub=0.5, tread=22, lug=0.055), x, 1.02, 0.74)
        kit.add(paints.DARK_STEEL, cylinder((x, -0.9, 0.74), (x, 0.9, 0.74), 0.2))
    rear = [(-3.0, 0.75), (-0.6, 0.7), (-0.6, 1.85), (-2.5, 1.85), (-2.95, 1.5)]
    kit.add(body, slab(rounded(rear, [0.15, 0.05, 0.1, 0.2, 0.2]), 0.72, 0.08)).add(
        paints.DARK_STEEL, box((-3.08, -0.8, 0.55), (-2.6, 0.8, 1.1))
    )
    kit.put(parts.both_signs(emblem("grille", "steel", "yellow"), -1.9, 0.732, 1.45, 1.0, height=0.45)).put(
        parts.front_sign(emblem("grille", "steel", "black"), -2.93, 1.42, 1.0, 0.4, rear=True)
    )
    kit.put(glass_cab(-0.75, 0.55, 1.35, 3.05, 0.62, frame=paints.BLACK, roof=body)).add(
        body, box((-0.8, -0.66, 0.8), (0.5, 0.66, 1.36))
    )
    kit.pair(
        body,
        parts.mudguard(-1.45, 0.74, 0.9, 1.0, 0.5, start=20, end=130),
        slab([(0.6, 0.6), (1.9, 0.6), (1.9, 1.3), (1.5, 1.9), (0.9, 1.9)], 0.09, y=0.36),
        parts.mudguard(1.55, 0.74, 0.88, 1.02, 0.45, start=80, end=170),
    )
    arm = [(1.2, 1.85), (1.4, 1.98), (2.4, 1.6), (3.05, 0.62), (2.9, 0.5), (2.25, 1.35), (1.25, 1.66)]
    kit.pair(body, slab(rounded(arm, 0.06), 0.07, y=0.5)).add(
        body, rods([(2.3, -0.5, 1.48)], [(2.3, 0.5, 1.48)], 0.09, 12)
    )
    kit.put_pair(parts.ram((0.9, 0.5, 0.95), (2.2, 0.5, 1.4), 0.09)).put(
        parts.ram((1.2, 0, 1.75), (2.35, 0, 1.85), 0.09)
    )
    kit.add(body, slab(rounded([(2.3, 1.5), (2.45, 1.95), (2.6, 1.9), (2.5, 1.4)], 0.05), 0.1)).put(
        parts.ram((2.5, 0, 1.88), (3.1, 0, 1.25), 0.05)
    )
    kit.put(bucket(1.42, 1.1, body, 7), 2.95, 0, 0.52).put(parts.exhaust(-1.4, 0.35, 1.8, 0.9, 0.05))
    kit.put(parts.beacon(-0.2, 0.3, 3.11, paints.BEACON_AMBER)).put(
        parts.both_signs(text("L 90", "black", "yellow"), -2.2, 0.733, 1.05, 0.7, height=0.28)
    )
    kit.pair(paints.DARK_STEEL, parts.ladder((-0.2, 1.0, 0.45), (-0.2, 0.72, 1.35), 0.5, 4, 0.025)).put(
        parts.tail_lamps(-3.0, 0.6, 1.25)
    )
    return kit.add(
        paints.DARK_STEEL,
        parts.railing([(-0.7, 0.95, 1.36), (0.4, 0.95, 1.36)], 0.7, 0.02),
        parts.railing([(-0.7, -0.95, 1.36), (0.4, -0.95, 1.36)], 0.7, 0.02),
        box((-0.8, -1.0, 1.28), (0.5, 1.0, 1.36)),
    )


def _backhoe() -> Kit:
    """A bucket in front, a folded digging arm behind, small wheels before large ones."""
    body = paints.YELLOW
    kit = (
        Kit()
        .put_pair(running.wheel(0.46, 0.36, paints.STEEL, tread=18, lug=0.06), 1.5, 0.85, 0.46)
        .put_pair(running.wheel(0.72, 0.46, paints.STEEL, tread=20, lug=0.06), -0.8, 0.85, 0.72)
    )
    kit.add(
        paints.DARK_STEEL,
        cylinder((1.5, -0.8, 0.46), (1.5, 0.8, 0.46), 0.1),
        cylinder((-0.8, -0.8, 0.72), (-0.8, 0.8, 0.72), 0.16),
        box((-1.6, -0.4, 0.5), (2.0, 0.4, 0.85)),
    )
    nose = [(0.3, 0.8), (2.1, 0.75), (2.1, 1.3), (1.9, 1.45), (0.3, 1.65)]
    kit.add(body, slab(rounded(nose, 0.08), 0.42, 0.06)).put(
        parts.front_sign(emblem("grille", "steel", "black"), 2.11, 1.05, 0.7, 0.45)
    )
    kit.put(parts.both_signs(text("BACKHOE", "black", "yellow"), 1.15, 0.43, 1.15, 1.1, height=0.24)).put(
        glass_cab(-1.25, 0.35, 1.25, 2.75, 0.72, frame=paints.BLACK, roof=body)
    ).add(body, box((-1.25, -0.7, 0.8), (0.4, 0.7, 1.26)))
    kit.pair(
        body,
        parts.mudguard(-0.8, 0.72, 0.84, 0.9, 0.42, start=5, end=150),
        parts.mudguard(1.5, 0.46, 0.6, 0.85, 0.36, start=40, end=160),
    )
    arm = [(0.4, 1.45), (0.55, 1.6), (2.1, 1.25), (2.8, 0.5), (2.65, 0.42), (2.0, 1.0), (0.45, 1.3)]
    kit.pair(body, slab(rounded(arm, 0.05), 0.06, y=0.56)).put_pair(
        parts.ram((0.6, 0.56, 0.85), (1.9, 0.56, 1.12), 0.06)
    ).put_pair(parts.ram((1.5, 0.56, 1.4), (2.75, 0.5, 0.95), 0.05))
    kit.put(bucket(1.1, 0.85, body, 6), 2.72, 0, 0.4)
    kit.add(body, box((-2.0, -0.9, 0.6), (-1.75, 0.9, 1.1))).pair(
        body, box((-2.0, 0.8, 0.1), (-1.8, 0.95, 1.4)), box((-2.15, 0.7, 0.0), (-1.65, 1.05, 0.06))
    )
    boom = [(-2.0, 1.0), (-1.85, 1.3), (-2.35, 2.5), (-2.9, 3.35), (-3.05, 3.25), (-2.6, 2.3), (-2.25, 1.0)]
    kit.add(
        body,
        slab(rounded(boom, 0.06), 0.16, 0.03),
        slab(
            rounded([(-2.85, 3.35), (-2.8, 3.1), (-3.65, 1.35), (-3.85, 1.45), (-3.15, 3.45)], 0.06),
            0.11,
            0.03,
        ),
    )
    kit.put(parts.ram((-2.2, 0, 1.9), (-2.85, 0, 3.5), 0.07)).put(
        parts.ram((-3.3, 0, 2.8), (-3.95, 0, 1.6), 0.06)
    )
    kit.put(bucket(0.36, 0.62, body, 4), -3.72, 0, 1.4, yaw=180, pitch=60)
    kit.put(parts.exhaust(1.0, 0.25, 1.5, 0.85, 0.04)).put(parts.beacon(-0.4, 0.3, 2.81, paints.BEACON_AMBER))
    return kit.put_pair(parts.headlamp(0.09), 2.12, 0.28, 1.33).put(parts.tail_lamps(-1.3, 0.74, 1.35))


def _skid_steer() -> Kit:
    """Short and boxy: arms beside a caged cab, a bucket close before it."""
    body = paints.WHITE
    kit = Kit()
    for x in (0.55, -0.55):
        kit.put_pair(running.wheel(0.42, 0.34, paints.ORANGE, hub=0.5, tread=18, lug=0.07), x, 0.72, 0.42)
    kit.add(paints.DARK_STEEL, box((-1.1, -0.56, 0.3), (1.0, 0.56, 0.75)))
    shape = [(-1.35, 0.5), (-0.2, 0.5), (-0.2, 1.35), (-1.2, 1.35), (-1.4, 1.1)]
    kit.add(body, slab(rounded(shape, 0.1), 0.56, 0.05)).put(
        parts.front_sign(emblem("grille", "steel", "black"), -1.41, 0.85, 0.8, 0.4, rear=True)
    )
    kit.add(paints.GLASS, box((-0.55, -0.42, 0.75), (0.62, 0.42, 1.95)))
    kit.add(paints.BLACK, box((-0.62, -0.48, 1.9), (0.75, 0.48, 2.05))).pair(
        paints.BLACK,
        slab([(0.7, 0.75), (0.78, 0.75), (0.68, 2.0), (0.58, 2.0)], 0.045, y=0.45),
        box((-0.62, 0.4, 0.75), (-0.5, 0.5, 2.0)),
    )
    kit.pair(
        paints.BLACK,
        *(rods([(x, 0.46, 0.8)], [(x, 0.46, 1.95)], 0.015, 5) for x in np.linspace(-0.4, 0.55, 8)),
        rods([(-0.5, 0.46, 1.35)], [(0.7, 0.46, 1.35)], 0.02),
    )
    arm = [
        (-1.35, 1.25),
        (-1.25, 1.55),
        (0.6, 1.35),
        (1.15, 0.75),
        (1.2, 0.3),
        (1.05, 0.3),
        (1.0, 0.65),
        (0.45, 1.15),
        (-1.2, 1.2),
    ]
    kit.pair(
        paints.ORANGE,
        slab(rounded(arm, 0.05), 0.08, 0.015, y=0.66),
        slab([(-1.4, 0.7), (-1.1, 0.7), (-1.2, 1.5), (-1.4, 1.5)], 0.06, y=0.66),
    )
    kit.put_pair(parts.ram((-0.95, 0.66, 0.8), (0.0, 0.66, 1.25), 0.05)).add(
        paints.ORANGE, rods([(1.1, -0.66, 0.45)], [(1.1, 0.66, 0.45)], 0.06, 10)
    )
    kit.put(bucket(0.9, 0.7, paints.ORANGE, 6), 1.12, 0, 0.34).put_pair(
        parts.ram((1.15, 0.35, 0.85), (1.35, 0.35, 0.55), 0.04)
    )
    kit.put(parts.both_signs(text("SK 75", "white", "orange"), -0.35, 0.745, 1.33, 0.7, height=0.13)).put(
        parts.beacon(-0.2, 0, 2.05, paints.BEACON_AMBER, 0.07)
    )
    return (
        kit.put_pair(parts.headlamp(0.07), 0.78, 0.34, 1.98)
        .put(parts.tail_lamps(-1.38, 0.45, 1.15, 0.1))
        .put(parts.exhaust(-1.1, 0.4, 1.3, 0.35, 0.035))
    )


def dozer_blade(half_width: float, height: float, material: Material) -> Kit:
    """Return a curved bulldozer blade that faces +x, its foot at z = 0."""
    steps = arc((height * 0.95, height * 0.52), height * 0.95, 213, 150, 9)
    kit = Kit().add(material, *(slat(a, b, half_width, 0.07) for a, b in pairwise(steps)))
    kit.pair(material, slab([*steps, (-0.1, height * 0.8), (-0.1, height * 0.2)][::-1], 0.04, y=half_width))
    kit.add(
        paints.STEEL,
        slat((steps[0][0] - 0.03, steps[0][1] + 0.1), (steps[0][0] + 0.06, 0.0), half_width, 0.05),
    )
    return kit.pair(
        material,
        *(
            box((-0.15, y - 0.06, 0.1), (0.12, y + 0.06, height * 0.9))
            for y in (half_width * 0.35, half_width * 0.75)
        ),
    )


def _dozer(material: Material, name: str, *, open_cab: bool) -> Kit:
    """Return a crawler with a blade: with a closed cab and a ripper, or with a bare roof on posts."""
    kit = Kit()
    high = 0.95 if not open_cab else 0.42
    wheels = [(-1.45, high, 0.36), (1.5, 0.42, 0.36), *((x, 0.26, 0.2) for x in np.linspace(-1.0, 1.05, 6))]
    kit.put_pair(
        running.track(wheels, 0.56, material, links=48, thickness=0.07, grouser=0.07, drive=0, tyred=False),
        0,
        1.0,
        0.12,
    )
    kit.pair(material, slab(rounded(parts.rectangle(-0.95, 1.15, 0.42, 0.62), 0.08), 0.18, 0.03, y=1.0))
    bonnet = [(0.1, 0.5), (1.75, 0.5), (1.75, 1.55), (0.1, 1.68)]
    kit.add(material, slab(rounded(bonnet, 0.08), 0.52, 0.06)).put(
        parts.front_sign(emblem("grille", "steel", "black"), 1.765, 1.1, 0.85, 0.8)
    )
    kit.put(
        parts.both_signs(
            text(name, "black", "yellow" if material is paints.YELLOW else "orange"),
            0.85,
            0.53,
            1.35,
            0.8,
            height=0.26,
        )
    )
    kit.put(parts.both_signs(emblem("grille", "steel", "black"), 0.85, 0.53, 0.95, 1.1, height=0.3))
    kit.add(
        material,
        slab(rounded([(-1.9, 0.6), (0.1, 0.6), (0.1, 1.3), (-1.2, 1.3), (-1.9, 1.45)], 0.08), 0.68, 0.05),
    ).pair(material, rounded_box((-1.9, 0.6, 1.05), (-0.2, 0.7 if not open_cab else 1.25, 1.45), 0.08))
    if open_cab:
        kit.pair(
            paints.BLACK,
            rods([(-1.5, 0.62, 1.3), (0.05, 0.62, 1.3)], [(-1.5, 0.62, 2.75), (0.05, 0.62, 2.75)], 0.05, 8),
        )
        kit.add(material, rounded_box((-1.7, -0.75, 2.7), (0.3, 0.75, 2.82), 0.05)).add(
            paints.BLACK,
            rounded_box((-1.3, -0.3, 1.3), (-0.75, 0.3, 1.5), 0.06),
            rounded_box((-1.4, -0.3, 1.4), (-1.22, 0.3, 1.95), 0.06),
        )
        kit.add(
            paints.BLACK,
            rods(
                [(-0.35, y, 1.25) for y in (-0.25, 0, 0.25)],
                [(-0.45, y, 1.8) for y in (-0.25, 0, 0.25)],
                0.02,
            ),
        ).add(paints.BLACK, centred_box((0.08, 0, 1.75), (0.06, 0.9, 0.4)))
    else:
        kit.put(glass_cab(-1.35, 0.1, 1.35, 2.95, 0.66, frame=paints.BLACK, roof=material))
        kit.pair(
            paints.DARK_STEEL,
            slat((-2.0, 1.1), (-2.55, 1.0), 0.09, 0.16, y=0.5),
            slab([(-2.5, 1.3), (-2.3, 1.3), (-2.32, 0.5), (-2.6, 0.25), (-2.5, 0.6)], 0.07, y=0.5),
        ).add(paints.DARK_STEEL, box((-2.6, -0.7, 0.95), (-2.35, 0.7, 1.2)))
        kit.put_pair(parts.ram((-1.9, 0.25, 1.35), (-2.4, 0.25, 1.1), 0.06))
    kit.put(dozer_blade(1.75, 1.25, material), 2.75, 0, 0.05).pair(
        material,
        slat((-0.4, 0.5), (2.7, 0.45), 0.07, 0.2, y=1.42),
        box((-0.55, 1.1, 0.4), (-0.25, 1.48, 0.62)),
    )
    kit.put_pair(parts.ram((1.3, 0.6, 1.45), (2.72, 0.55, 0.75), 0.075)).put_pair(
        parts.ram((0.9, 1.42, 0.6), (2.7, 1.42, 1.05), 0.06)
    ).put(parts.exhaust(1.0, 0.0, 1.55, 1.0, 0.06))
    kit.put_pair(parts.headlamp(0.09), 1.72, 0.4, 1.6)
    return kit if open_cab else kit.put(parts.beacon(-0.6, 0.3, 3.0, paints.BEACON_AMBER))


def _large_dozer() -> Kit:
    """High sprockets, closed cab, ripper."""
    return _dozer(paints.YELLOW, "D 8", open_cab=False)


def _small_dozer() -> Kit:
    """An orange crawler with an open roof."""
    return _dozer(paints.ORANGE, "TD 15", open_cab=True)


def _compactor() -> Kit:
    """A bulldozer on spiked steel wheels, as on rubbish tips."""
    body = paints.YELLOW
    kit = Kit()
    for x in (1.5, -1.4):
        drum = (
            Kit()
            .add(paints.WORN_STEEL, cylinder((0, -0.5, 0), (0, 0.5, 0), 0.68, sides=32))
            .add(body, cylinder((0, -0.53, 0), (0, 0.53, 0), 0.4, sides=24))
        )
        spike = outward(slab([(-0.1, 0.6), (0.1, 0.6), (0.05, 0.84), (-0.05, 0.84)], 0.1))
        for row, y in enumerate((-0.38, -0.13, 0.13, 0.38)):
            drum.add(
                paints.WORN_STEEL,
                *(spike.moved(0, y, 0).moved(pitch=n * 30.0 + row * 15.0) for n in range(12)),
            )
        kit.put_pair(drum, x, 1.0, 0.84).add(
            paints.DARK_STEEL, cylinder((x, -0.6, 0.84), (x, 0.6, 0.84), 0.2)
        )
    kit.add(
        body, slab(rounded([(-2.6, 0.7), (0.0, 0.7), (0.0, 1.6), (-0.4, 1.9), (-2.5, 1.8)], 0.12), 0.66, 0.06)
    ).add(body, slab(rounded([(0.2, 0.6), (2.3, 0.6), (2.3, 1.2), (1.0, 1.75), (0.2, 1.75)], 0.1), 0.5, 0.05))
    kit.put(glass_cab(-0.6, 0.7, 1.75, 3.2, 0.62, frame=paints.BLACK, roof=body)).put(
        dozer_blade(1.8, 1.15, body), 3.1, 0, 0.12
    )
    kit.add(body, slab(parts.rectangle(3.0, 3.06, 1.2, 1.85), 1.8)).pair(
        body, slat((1.0, 0.7), (3.0, 0.55), 0.08, 0.22, y=0.42)
    ).put_pair(parts.ram((1.7, 0.4, 1.45), (3.05, 0.42, 0.95), 0.08))
    kit.pair(body, parts.mudguard(-1.4, 0.84, 1.0, 1.0, 1.0, start=40, end=150)).put(
        parts.both_signs(emblem("grille", "steel", "yellow"), -1.7, 0.67, 1.45, 1.1, height=0.4)
    ).put(parts.exhaust(-1.3, 0.2, 1.8, 0.9, 0.06))
    kit.put(parts.both_signs(emblem("hatching", "black", "yellow"), -2.2, 0.67, 1.0, 0.6, height=0.3)).put(
        parts.beacon(0, 0.3, 3.26, paints.BEACON_AMBER)
    )
    return kit.add(
        paints.DARK_STEEL,
        parts.spaced(cylinder((-2.62, -0.5, 0.95), (-2.62, 0.5, 0.95), 0.05), 4, (0, 0, 0.18)),
        wires([[(-0.4, 0.72, 0.7), (-0.4, 1.05, 0.4)]], 0.03),
    )


MODELS: tuple[Model, ...] = (
    machine("loader", "wheel", _wheel_loader),
    machine("loader", "backhoe", _backhoe),
    machine("loader", "skid_steer", _skid_steer),
    machine("bulldozer", "large", _large_dozer),
    machine("bulldozer", "open", _small_dozer),
    machine("bulldozer", "compactor", _compactor),
)
