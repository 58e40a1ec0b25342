"""What streets are made of: materials of roads, pavements, kerbs, paint and open land, by town."""

from __future__ import annotations

from dataclasses import dataclass

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb

TRACK_M = 3.5
"""Width of a lane in texture coordinates: wheel tracks lie at its quarters, whatever the lane measures."""

_NO_TRACKS_M = 1000.0
_GREY, _GREEN = srgb(134, 132, 127), srgb(92, 112, 58)


@dataclass(frozen=True)
class Paving:
    """The ground of a town.

    Attributes:
        lane: Asphalt of driving lanes; texture coordinates run along the road, and across it by `TRACK_M` a lane.
        plain: Asphalt without wheel tracks: junctions, gutters, parking.
        patch: Where the road was opened and closed again.
        bay: Parking places.
        slabs: Pavements.
        kerb: Kerb stones.
        tactile: Slabs with knobs at crossings.
        lawn: Open land.
        yard: Land in blocks that is built on.
        median: Planted strips.
        white: Road paint.
        yellow: Road paint.
        cover: Manhole covers and drains.
        crossing: `zebra`, `ladder` (bars between two lines) or `lines`.
    """

    lane: Material
    plain: Material
    patch: Material
    bay: Material
    slabs: Material
    kerb: Material
    tactile: Material
    lawn: Material
    yard: Material
    median: Material
    white: Material
    yellow: Material
    cover: Material
    crossing: str = "zebra"

    def paint(self, colour: str) -> Material:
        """Return the paint of an OpenDRIVE colour."""
        return self.yellow if colour in {"yellow", "orange"} else self.white


def _asphalt(shade: float, wear: float, scale: float = TRACK_M) -> Material:
    colour = (shade, shade, shade * 1.03)
    return Material(colour, Pattern.ASPHALT, scale=scale, roughness=0.9, detail=wear)


def _paving(
    shade: float,
    wear: float,
    slabs: Material,
    *,
    kerb: Colour = _GREY,
    lawn: Colour = _GREEN,
    yard: Material | None = None,
    bay: Material | None = None,
    crossing: str = "zebra",
    paint_wear: float = 0.4,
) -> Paving:
    grass = Material(lawn, Pattern.GRASS, second=srgb(128, 118, 74), roughness=1.0)
    plain = _asphalt(shade * 0.97, wear, _NO_TRACKS_M)
    paint = Material(
        srgb(226, 226, 220), Pattern.ROAD_MARK, second=(shade, shade, shade), roughness=0.6, detail=paint_wear
    )
    return Paving(
        lane=_asphalt(shade, wear),
        plain=plain,
        patch=_asphalt(shade * 0.62, wear * 0.3, _NO_TRACKS_M),
        bay=bay or _asphalt(shade * 0.88, min(1.0, wear * 1.3), _NO_TRACKS_M),
        slabs=slabs,
        kerb=Material(kerb, Pattern.KERB, scale=0.9, roughness=0.85),
        tactile=Material(srgb(206, 178, 92), Pattern.CHECKS, second=srgb(178, 150, 74), scale=0.06),
        lawn=grass,
        yard=yard or grass,
        median=Material(srgb(84, 110, 52), Pattern.GRASS, second=srgb(120, 116, 70), roughness=1.0),
        white=paint,
        yellow=paint.with_colour(srgb(224, 174, 40)),
        cover=Material(srgb(70, 68, 67), Pattern.METAL, second=srgb(84, 66, 54), roughness=0.7, detail=0.25),
        crossing=crossing,
    )


def _slabs(red: float, green: float, blue: float, size: float) -> Material:
    joint = srgb(red * 0.62, green * 0.62, blue * 0.6)
    return Material(srgb(red, green, blue), Pattern.PAVERS, second=joint, scale=size, roughness=0.9)


PAVINGS = (
    _paving(0.105, 0.5, _slabs(138, 127, 116, 0.4), bay=_slabs(112, 104, 98, 0.2), paint_wear=0.45),
    _paving(0.13, 0.7, Material(srgb(142, 140, 134), Pattern.CONCRETE, scale=1.8), paint_wear=0.55, crossing="ladder"),
    _paving(
        0.085, 0.35, _slabs(140, 139, 136, 0.6), crossing="ladder", paint_wear=0.3,
        kerb=srgb(124, 122, 120), yard=_slabs(128, 127, 123, 0.6),
    ),
    _paving(0.115, 0.3, _slabs(152, 140, 121, 0.3), lawn=srgb(98, 120, 56), kerb=srgb(156, 151, 142)),
    _paving(
        0.15, 0.6, _slabs(160, 145, 126, 0.5), lawn=srgb(136, 126, 76), crossing="zebra", paint_wear=0.5,
        yard=Material(srgb(142, 128, 102), Pattern.CONCRETE, scale=3.0, roughness=1.0),
    ),
    _paving(
        0.12, 0.8, Material(srgb(130, 130, 126), Pattern.CONCRETE, scale=2.4), lawn=srgb(104, 110, 66),
        crossing="lines", paint_wear=0.6,
    ),
)  # fmt: skip
"""By town number, from Town01 on."""
