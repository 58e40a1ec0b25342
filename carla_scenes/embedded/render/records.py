"""What kernels read: structured arrays of materials, instances, lamps, light and camera, and tuples of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.rays import Handle

    Floats = npt.NDArray[np.float64]
    Floats32 = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int32]
    Bytes = npt.NDArray[np.uint8]


def _numbers(names: str) -> list[tuple[str, str]]:
    return [(name, "f8") for name in names.split()]


def _counts(names: str) -> list[tuple[str, str]]:
    return [(name, "i8") for name in names.split()]


MATERIAL = np.dtype(
    _numbers("red green blue red2 green2 blue2 scale roughness specular detail emission")
    + _counts("pattern tintable picture"),
    align=True,
)
"""A material; `picture` is its number in the atlas, -1 for none."""

INSTANCE = np.dtype(
    _numbers("xx xy xz xt yx yy yz yt zx zy zz zt tint_red tint_green tint_blue scale")
    + _counts("first_face object_id parted tag lights signal seed"),
    align=True,
)
"""A placed mesh: rows of the matrix from the world to the mesh's axes, colour of what is tintable (negative for
none), scale from the mesh to the world, first face in the store, id of part 0, whether each part has an id of its
own, tag (-1 for the faces' own), light bits, state of the signal it belongs to (-1 for none), and a number for what
differs from copy to copy."""

LAMP = np.dtype(_numbers("x y z red green blue reach forward_x forward_y forward_z cone"), align=True)
"""A source of light: place, radiant intensity, distance in metres at which it ends; for a beam its direction and
the cosine of its half angle, for one that shines downwards all around -2."""

LIGHT = np.dtype(
    [
        *_numbers(
            "sun_x sun_y sun_z sun_red sun_green sun_blue sun_size disc moon "
            "haze_red haze_green haze_blue fog fog_falloff fog_start ground_red ground_green ground_blue "
            "cover deck cloud_x cloud_y cloud_red cloud_green cloud_blue shade_red shade_green shade_blue "
            "wet puddles rain rain_slant night lit exposure time lamps_x lamps_y lamps_side"
        ),
        ("harmonics", "f8", (9, 3)),
    ],
    align=True,
)
"""The weather as light; see `lighting`. `harmonics` give irradiance by direction of a surface; `lamps_x`, `lamps_y` and
`lamps_side` say where the first cell of `World.lamp_cells` begins and how large cells are, metres."""

CAMERA = np.dtype(
    _numbers(
        "x y z forward_x forward_y forward_z right_x right_y right_z up_x up_y up_z half_width half_height "
        "spread lens_k lens_kcube lens_x lens_y circle falloff"
    )
    + _counts("width height"),
    align=True,
)
"""A camera: place, axes, half the image plane's size at distance 1, angle of a pixel, distortion, pixels."""


class World(NamedTuple):
    """All that a ray may meet.

    Attributes:
        handle: Of the rays' back end.
        vertices: (N, 8) float32: place, normal and texture coordinates in the mesh's axes.
        faces: (M, 6) int32: three vertices, material, tag, part.
        instances: (S,) of `INSTANCE`, by slot.
        materials: (K,) of `MATERIAL`.
        atlas: (P, 21845, 3) uint16: pictures and their smaller versions, linear.
        light: (1,) of `LIGHT`.
        domes: (2, A, A, 3) float32: radiance of the clear sky, and of that with clouds and fog; see `sky`.
        lamps: (L,) of `LAMP`.
        lamp_cells: (X, Y, 8) int32: numbers of the lamps that reach a cell, strongest first, -1 for none.
    """

    handle: Handle
    vertices: Floats32
    faces: Ints
    instances: npt.NDArray[Any]
    materials: npt.NDArray[Any]
    atlas: npt.NDArray[np.uint16]
    light: npt.NDArray[Any]
    domes: Floats32
    lamps: npt.NDArray[Any]
    lamp_cells: Ints


class Samples(NamedTuple):
    """Rays of a camera and what they hit, in arrays of N rows.

    Attributes:
        places: (N, 2) float32, column and row in the image; a pixel's centre lies at + 0.5.
        slots: (N,) int32, slot of the instance that is hit, -1 for the sky.
        faces: (N,) int32, face in the store.
        hits: (N, 6) float32: distance, barycentric coordinates, face normal in the world turned to the viewer.
        ambient: (N, 3) float32, light from all around relative to an open place.
        sun: (N,) float32, part of the sun that is seen; negative where it is still to be traced.
        radiance: (N, 3) float32; after development linear light of the picture.
    """

    places: Floats32
    slots: Ints
    faces: Ints
    hits: Floats32
    ambient: Floats32
    sun: Floats32
    radiance: Floats32


class Buffers(NamedTuple):
    """What is known of each pixel of an image of H rows and W columns; rows of `Samples` are pixels row by row.

    Attributes:
        tags: (H, W) uint8.
        ids: (H, W) int32.
        depths: (H, W) float32, metres along the view, infinite for the sky.
        raw_ambient: (H, W, 3) float32, `Samples.ambient` before smoothing.
        raw_sun: (H, W) float32, `Samples.sun` by one ray.
        refined_sun: (H, W) float32, the same with more rays at the edges of shadows.
        edges: (H, W) uint8, whether another surface begins beside a pixel.
    """

    tags: Bytes
    ids: Ints
    depths: Floats32
    raw_ambient: Floats32
    raw_sun: Floats32
    refined_sun: Floats32
    edges: Bytes


def new_samples(count: int) -> Samples:
    """Return room for so many samples. Memory is not touched before it is written."""
    return Samples(
        places=np.empty((count, 2), np.float32),
        slots=np.empty(count, np.int32),
        faces=np.empty(count, np.int32),
        hits=np.empty((count, 6), np.float32),
        ambient=np.empty((count, 3), np.float32),
        sun=np.empty(count, np.float32),
        radiance=np.empty((count, 3), np.float32),
    )


def new_buffers(height: int, width: int) -> Buffers:
    """Return room for an image."""
    return Buffers(
        tags=np.empty((height, width), np.uint8),
        ids=np.empty((height, width), np.int32),
        depths=np.empty((height, width), np.float32),
        raw_ambient=np.empty((height, width, 3), np.float32),
        raw_sun=np.empty((height, width), np.float32),
        refined_sun=np.empty((height, width), np.float32),
        edges=np.empty((height, width), np.uint8),
    )
