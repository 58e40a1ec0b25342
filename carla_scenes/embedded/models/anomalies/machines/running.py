"""What machines run on: tyred, spoked and road wheels, and tracks with links and sprockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.shapes import centred_box
from carla_scenes.embedded.geometry.surface import joined
from carla_scenes.embedded.models.anomalies.kit import Kit
from carla_scenes.embedded.models.anomalies.machines.skins import around, dots, prism, rods, side, turned
from carla_scenes.embedded.models.anomalies.paints import DARK_STEEL, RUBBER, STEEL, TRACK_STEEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.embedded.geometry.materials import Material

    Floats = npt.NDArray[np.float64]


def wheel(
    radius: float,
    width: float,
    rim: Material = STEEL,
    *,
    hub: float = 0.58,
    tread: int = 0,
    lug: float = 0.03,
    bolts: int = 8,
) -> Kit:
    """Return a tyred wheel about the y axis, its middle at the origin.

    Args:
        radius: Of the tyre, metres, lugs not counted.
        width: Of the tyre, metres.
        rim: Material of the disc.
        hub: Radius of the rim as a share of the tyre's.
        tread: Number of lugs on each side of the tread; 0 for a street tyre with two grooves.
        lug: Height of the lugs as a share of the radius.
        bolts: Number of wheel nuts.
    """
    w, r, h = width / 2.0, radius, radius * hub
    if tread:
        crown = [(0.99 * r, -w * 0.8), (r, -w * 0.4), (r, w * 0.4), (0.99 * r, w * 0.8)]
    else:
        groove = 0.965 * r
        crown = [
            (0.98 * r, -w * 0.84),
            (r, -w * 0.7),
            (r, -w * 0.36),
            (groove, -w * 0.33),
            (groove, -w * 0.23),
        ]
        crown += [(r, -w * 0.2), (r, w * 0.2), (groove, w * 0.23), (groove, w * 0.33), (r, w * 0.36)]
        crown += [(r, w * 0.7), (0.98 * r, w * 0.84)]
    wall = [(h, -w * 0.82), (h * 1.08, -w * 0.96), (0.5 * (h + r), -w), (0.92 * r, -w * 0.97)]
    profile = [*wall, *crown, *[(a, -b) for a, b in wall[::-1]], wall[0]]
    disc = [(h * 1.02, -w * 0.86), (h * 0.9, -w * 0.84), (h * 0.86, -w * 0.3), (h * 0.45, -w * 0.42)]
    disc += [(h * 0.4, -w * 0.66), (h * 0.25, -w * 0.72), (0.0, -w * 0.74)]
    disc = [(0.0, -w * 0.74), *disc[::-1][1:], *[(a, -b) for a, b in disc]]
    kit = Kit().add(RUBBER, turned(profile, 26, "y")).add(rim, turned(disc, 24, "y"))
    ring = [
        (h * 0.66 * np.cos(t), s * w * 0.37, h * 0.66 * np.sin(t))
        for t in np.arange(bolts) * 2 * np.pi / max(bolts, 1)
        for s in (-1, 1)
    ]
    if bolts:
        kit.add(DARK_STEEL, dots(ring, h * 0.07))
    if tread:
        long, high = 2.0 * np.pi * r / tread, lug * r
        block = centred_box((0.0, w * 0.5, 0.0), (long * 0.5, w * 0.98, 2.0 * high)).moved(yaw=-28.0)
        one = around(block.moved(z=r * 0.995), tread, "y")
        kit.add(RUBBER, one, one.mirrored().moved(pitch=180.0 / tread))
    return kit


def spoked_wheel(radius: float, width: float, material: Material, spokes: int = 12, rim: float = 0.1) -> Kit:
    """Return a wheel of wood or iron about the y axis, with a hub and spokes; `rim` as a share of the radius."""
    w, r, inner = width / 2.0, radius, radius * (1.0 - rim)
    ring = turned([(inner, -w), (r, -w), (r, w), (inner, w), (inner, -w)], 32, "y")
    hub = turned(
        [(0, -w * 1.6), (r * 0.12, -w * 1.5), (r * 0.16, 0), (r * 0.12, w * 1.5), (0, w * 1.6)], 14, "y"
    )
    turns = np.arange(spokes) * 2.0 * np.pi / spokes
    rays = np.stack([np.cos(turns), np.zeros(spokes), np.sin(turns)], axis=1)
    return Kit().add(material, ring, hub, rods(rays * r * 0.1, rays * (inner + r * 0.02), r * 0.03))


def road_wheel(radius: float, width: float, material: Material, tyred: bool = True) -> Kit:
    """Return a wheel that runs on a track, about the y axis."""
    w, r = width / 2.0, radius
    face = [
        (0.0, -w * 1.15),
        (r * 0.2, -w * 1.1),
        (r * 0.26, -w * 0.75),
        (r * 0.62, -w * 0.6),
        (r * 0.68, -w * 0.95),
    ]
    disc = [*face, (r * 0.84, -w), (r * 0.84, w), *[(a, -b) for a, b in face[::-1]]]
    kit = Kit().add(material, turned(disc, 20, "y"))
    band = [(r * 0.83, -w * 0.98), (r, -w * 0.9), (r, w * 0.9), (r * 0.83, w * 0.98), (r * 0.83, -w * 0.98)]
    kit.add(RUBBER if tyred else material, turned(band, 24, "y"))
    ring = [
        (r * 0.45 * np.cos(t), s * w * 0.68, r * 0.45 * np.sin(t))
        for t in np.arange(6) * np.pi / 3
        for s in (-1, 1)
    ]
    return kit.add(DARK_STEEL, dots(ring, r * 0.06))


def sprocket(radius: float, width: float, material: Material, teeth: int = 13) -> Kit:
    """Return a toothed driving wheel of a track, about the y axis."""
    turns = np.arange(teeth * 4) * 2.0 * np.pi / (teeth * 4)
    reach = np.where(np.arange(teeth * 4) % 4 < 2, radius, radius * 0.84)
    outline = np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=1)
    kit = Kit()
    for y in (-width * 0.42, width * 0.42):
        kit.add(material, side(prism(outline, y - width * 0.07, y + width * 0.07)))
    hub = [(0.0, -width * 0.62), (radius * 0.3, -width * 0.6), (radius * 0.55, -width * 0.4)]
    hub += [(radius * 0.55, width * 0.4), (radius * 0.3, width * 0.6), (0.0, width * 0.62)]
    return kit.add(material, turned(hub, 18, "y"))


def track(
    circles: Sequence[tuple[float, float, float]],
    width: float,
    wheels: Material,
    *,
    links: int = 64,
    thickness: float = 0.05,
    grouser: float = 0.03,
    drive: int = 0,
    tyred: bool = True,
) -> Kit:
    """Return a track about wheels in the plane y = 0, links and wheels.

    Args:
        circles: (x, z, radius) of the wheels; the track is drawn tight around them.
        width: Of the links, metres.
        wheels: Material of the wheels.
        links: Number of links.
        thickness: Of a link, metres.
        grouser: Height of the bars on the links, metres.
        drive: Which of the circles is the sprocket.
        tyred: Whether the other wheels have rubber tyres.
    """
    loop = _loop(np.asarray(circles, np.float64) + np.array([0.0, 0.0, thickness / 2.0]))
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(loop, axis=0), axis=1))])
    places = np.arange(links) * length[-1] / links
    pitch = float(length[-1]) / links
    here, ahead = (
        np.stack([np.interp((places + shift) % length[-1], length, loop[:, i]) for i in (0, 1)], axis=1)
        for shift in (-pitch * 0.3, pitch * 0.3)
    )
    pad = centred_box((0, 0, 0), (pitch * 0.86, width, thickness))
    pin = centred_box((pitch * 0.5, 0, 0), (pitch * 0.3, width * 0.9, thickness * 0.5))
    bar = centred_box((0, 0, -thickness / 2.0 - grouser / 2.0), (pitch * 0.22, width * 0.94, grouser))
    link = joined([pad, pin, bar])
    every = []
    for (x0, z0), (x1, z1) in zip(here, ahead, strict=True):
        # The loop runs anticlockwise in x and z, so a link's own -z axis points out of it.
        angle = float(np.degrees(np.arctan2(z1 - z0, x1 - x0)))
        every.append(link.moved(float(x0 + x1) / 2.0, 0.0, float(z0 + z1) / 2.0, pitch=angle))
    kit = Kit().add(TRACK_STEEL, joined(every))
    for place, (x, z, radius) in enumerate(circles):
        if place == drive:
            kit.put(sprocket(radius, width * 0.8, wheels), x, 0.0, z)
        else:
            kit.put(road_wheel(radius, width * 0.8, wheels, tyred), x, 0.0, z)
    return kit


def _loop(circles: Floats) -> Floats:
    """Return a tight line around circles (x, z, radius), anticlockwise, closed, (K, 2)."""
    turns = np.linspace(0.0, 2.0 * np.pi, 361)
    outward = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    farthest = (circles[:, :2] @ outward.T + circles[:, 2:]).argmax(axis=0)
    line: Floats = circles[farthest, :2] + circles[farthest, 2:] * outward
    return line
