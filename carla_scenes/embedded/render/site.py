"""The place on a surface that a ray meets: everything that textures and light need to know of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from carla_scenes.embedded.render.compiled import inlined
from carla_scenes.embedded.render.primary import to_world
from carla_scenes.embedded.render.vectors import Vector, added, along, cross, dot, normalised, scaled

if TYPE_CHECKING:
    from carla_scenes.embedded.render.records import World


class Site(NamedTuple):
    """A place on a surface.

    Attributes:
        world: Place in the world, metres.
        place: Place in the mesh's axes.
        normal: Smooth normal, world, on the viewer's side.
        face: The face's own normal, world, turned to the viewer.
        u: Texture coordinate.
        v: Texture coordinate.
        footprint: Size of a pixel on the surface in metres of the mesh: about the same in all directions.
        across_u: Size of a pixel along u, in units of u.
        across_v: Size of a pixel along v.
        axis_u: Direction in which u grows, world, unit length.
        axis_v: Direction in which v grows.
        view_u: How fast u grows along the ray, per metre.
        view_v: How fast v grows.
        view_in: Cosine of the angle between ray and face.
        distance: From where the ray began, metres.
    """

    world: Vector
    place: Vector
    normal: Vector
    face: Vector
    u: float
    v: float
    footprint: float
    across_u: float
    across_v: float
    axis_u: Vector
    axis_v: Vector
    view_u: float
    view_v: float
    view_in: float
    distance: float


@inlined
def to_mesh(instance: Any, place: Vector) -> Vector:
    """Return a place in the world in the mesh's axes."""
    return (
        instance.xx * place[0] + instance.xy * place[1] + instance.xz * place[2] + instance.xt,
        instance.yx * place[0] + instance.yy * place[1] + instance.yz * place[2] + instance.yt,
        instance.zx * place[0] + instance.zy * place[1] + instance.zz * place[2] + instance.zt,
    )


@inlined
def _mesh_direction(instance: Any, direction: Vector) -> Vector:
    return (
        instance.xx * direction[0] + instance.xy * direction[1] + instance.xz * direction[2],
        instance.yx * direction[0] + instance.yy * direction[1] + instance.yz * direction[2],
        instance.zx * direction[0] + instance.zy * direction[1] + instance.zz * direction[2],
    )


@inlined
def _vertex(world: World, index: int, first: int) -> Vector:
    vertices = world.vertices
    return (
        np.float64(vertices[index, first]),
        np.float64(vertices[index, first + 1]),
        np.float64(vertices[index, first + 2]),
    )


@inlined
def make_site(
    world: World,
    instance: Any,
    face: int,
    part_u: float,
    part_v: float,
    face_normal: Vector,
    origin: Vector,
    direction: Vector,
    distance: float,
    spread: float,
) -> Site:
    """Return the place of a hit.

    Args:
        world: What is hit.
        instance: Its record.
        face: Face in the store.
        part_u: First barycentric coordinate.
        part_v: Second.
        face_normal: World, turned to the viewer.
        origin: Of the ray.
        direction: Of the ray.
        distance: To the hit, metres.
        spread: Width of the pixel's cone at the hit, divided by `distance`.
    """
    a, b, c = world.faces[face, 0], world.faces[face, 1], world.faces[face, 2]
    part_w = 1.0 - part_u - part_v
    smooth = added(
        added(scaled(_vertex(world, a, 3), part_w), scaled(_vertex(world, b, 3), part_u)),
        scaled(_vertex(world, c, 3), part_v),
    )
    normal = to_world(instance, smooth)
    if dot(normal, face_normal) < 0.0:
        normal = scaled(normal, -1.0)
    first_u, first_v = (np.float64(world.vertices[a, 6]), np.float64(world.vertices[a, 7]))
    u1, v1 = world.vertices[b, 6] - first_u, world.vertices[b, 7] - first_v
    u2, v2 = world.vertices[c, 6] - first_u, world.vertices[c, 7] - first_v
    corner = _vertex(world, a, 0)
    edge1 = added(_vertex(world, b, 0), scaled(corner, -1.0))
    edge2 = added(_vertex(world, c, 0), scaled(corner, -1.0))
    area = cross(edge1, edge2)
    size = math.sqrt(dot(area, area)) + 1e-20
    flat = scaled(area, 1.0 / size)
    side1, side2 = cross(edge1, flat), cross(edge2, flat)
    slope_u = scaled(added(scaled(side2, u1), scaled(side1, -u2)), 1.0 / size)
    slope_v = scaled(added(scaled(side2, v1), scaled(side1, -v2)), 1.0 / size)
    inward = _mesh_direction(instance, direction)
    view_u, view_v = dot(slope_u, inward), dot(slope_v, inward)
    view_in = max(0.02, -dot(face_normal, direction))
    radius = distance * spread / instance.scale
    bent_u, bent_v = (view_u * instance.scale / view_in, view_v * instance.scale / view_in)
    world_place = along(origin, direction, distance)
    return Site(
        world_place,
        to_mesh(instance, world_place),
        normal,
        face_normal,
        first_u + u1 * part_u + u2 * part_v,
        first_v + v1 * part_u + v2 * part_v,
        # Halfway between the ellipse's long and short side: neither shimmer nor mush.
        radius / math.sqrt(view_in),
        radius * math.sqrt(dot(slope_u, slope_u) + bent_u * bent_u),
        radius * math.sqrt(dot(slope_v, slope_v) + bent_v * bent_v),
        to_world(instance, normalised(slope_u)),
        to_world(instance, normalised(slope_v)),
        view_u,
        view_v,
        view_in,
        distance,
    )
