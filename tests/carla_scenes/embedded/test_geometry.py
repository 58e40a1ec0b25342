"""Shapes and bodies: closed, outward, of the right volume."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carla_scenes.embedded.geometry import blobs, pictures, shapes
from carla_scenes.embedded.geometry.materials import Material
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.surface import placed

ALONG_X = np.stack(
    [
        [(x, math.cos(t), math.sin(t)) for t in np.linspace(0, 2 * np.pi, 96, endpoint=False)]
        for x in (0.0, 1.0, 2.0)
    ]
)
L_SHAPE = np.array([[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]], float)
CLOSED = {
    "box": (shapes.box((0, 0, 0), (1, 2, 3)), 6.0),
    "rounded box": (shapes.rounded_box((0, 0, 0), (1, 2, 3), 0.1, steps=8), 5.946),
    "cylinder": (shapes.cylinder((0, 0, 0), (0, 0, 2), 1.0, sides=96), 2 * math.pi),
    "lying cylinder": (shapes.cylinder((0, 0, 0), (-2, 0, 0), 1.0, sides=96), 2 * math.pi),
    "cone": (shapes.cylinder((0, 0, 0), (0, 0, 3), 1.0, 0.0, sides=96), math.pi),
    "ellipsoid": (shapes.ellipsoid((5, 0, 0), (1, 2, 3), 96, 64), 8 * math.pi),
    "lathe": (shapes.lathe([(0, 0), (1, 0), (1, 2), (0, 2)], 96), 2 * math.pi),
    "loft": (shapes.loft(ALONG_X), 2 * math.pi),
    "concave prism": (shapes.extrude(L_SHAPE, 0.0, 1.0), 3.0),
    "prism the other way round": (shapes.extrude(L_SHAPE[::-1], 0.0, 1.0), 3.0),
}


def volume(surface):
    a, b, c = np.moveaxis(surface.vertices[surface.faces], 1, 0)
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)


def faces_agree_with_normals(surface):
    corners = surface.vertices[surface.faces]
    own = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return ((own[:, None] * surface.normals[surface.faces]).sum(axis=-1) >= -1e-12).all()


@pytest.mark.parametrize("name", CLOSED)
def test_closed_shapes_enclose_their_volume_and_face_outwards(name):
    surface, expected = CLOSED[name]
    assert volume(surface) == pytest.approx(expected, rel=0.01)
    assert faces_agree_with_normals(surface)
    assert np.allclose(np.linalg.norm(surface.normals, axis=1), 1.0)


@given(
    st.floats(-180, 180), st.floats(-90, 90), st.floats(0.2, 3.0), st.sampled_from([(1, 1, 1), (1, -1, 1)])
)
def test_moving_keeps_surfaces_outwards(yaw, pitch, scale, mirror):
    surface = shapes.rounded_box((0, 0, 0), (1, 2, 3), 0.2)
    matrix = placed(3.0, -2.0, 1.0, yaw=yaw, pitch=pitch, scale=scale) @ np.diag([*mirror, 1.0])
    moved = surface.transformed(matrix)
    assert volume(moved) == pytest.approx(volume(surface) * scale**3, rel=1e-6)
    assert faces_agree_with_normals(moved)


@given(st.floats(0.3, 0.8), st.floats(0.15, 0.3), st.floats(0.0, 1.0))
def test_a_limb_is_a_round_cone(length, radius, share):
    limb = blobs.Limb((0, 0, 0), (length, 0, 0), radius, radius * (0.3 + 0.7 * share))
    surface, groups = blobs.body([limb], cell=0.02, melt=0.0)
    assert faces_agree_with_normals(surface)
    assert volume(surface) > 0.0
    low, high = surface.vertices.min(axis=0), surface.vertices.max(axis=0)
    assert low == pytest.approx([-radius, -radius, -radius], abs=0.01)
    assert high[0] == pytest.approx(max(length + radius * (0.3 + 0.7 * share), radius), abs=0.01)
    assert not groups.any()


def test_limbs_melt_and_keep_their_groups():
    apart = [blobs.Limb((x, 0, 0), (x, 0, 0), 0.3, group=i) for i, x in enumerate((0.0, 0.5))]
    plain, _ = blobs.body(apart, cell=0.02, melt=0.0)
    melted, groups = blobs.body(apart, cell=0.02, melt=0.15)
    assert volume(melted) > volume(plain)
    centres = melted.vertices[melted.faces].mean(axis=1)
    assert ((centres[:, 0] > 0.25) == (groups == 1)).mean() > 0.99


def test_a_mesh_knows_materials_tags_and_parts_of_its_pieces():
    red, blue = Material((0.5, 0.0, 0.0)), Material((0.0, 0.0, 0.5))
    first = MeshBuilder(tag=20).add(shapes.box((0, 0, 0), (1, 1, 1)), red).build()
    builder = MeshBuilder(tag=3).add(shapes.box((0, 0, 0), (1, 1, 1)), blue, part=1)
    mesh = builder.add_mesh(first, placed(5.0), part=2).build()
    assert mesh.palette == (blue, red)
    assert mesh.tags.tolist() == [3] * 12 + [20] * 12
    assert mesh.parts.tolist() == [1] * 12 + [2] * 12
    assert mesh.size == pytest.approx((6.0, 1.0, 1.0))
    fitted = mesh.fitted(3.0, 2.0, 0.5)
    assert fitted.bounds[0] == pytest.approx([-1.5, -1.0, 0.0])
    assert fitted.size == pytest.approx((3.0, 2.0, 0.5))
    assert set(mesh.retagged(7).tags) == {7}


def test_an_empty_mesh_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        MeshBuilder(tag=0).build()


def test_pictures_have_one_size_and_unknown_ones_are_refused():
    @pictures.picture("of_a_test")
    def paint(text):
        return np.full((pictures.PICTURE_SIZE, pictures.PICTURE_SIZE, 3), int(text), np.uint8)

    assert (pictures.draw("of_a_test:7") == 7).all()
    with pytest.raises(KeyError):
        pictures.draw("never_registered:7")
