"""Sheets that are cut along lines, and the curves and outlines that they are cut by."""

from __future__ import annotations

import numpy as np
import pytest

from carla_scenes.embedded.geometry.curves import circle, convex, curve, outline
from carla_scenes.embedded.geometry.cutting import Sheet
from carla_scenes.embedded.geometry.shapes import grid


def _area(vertices, faces):
    corners = vertices[faces]
    edges = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.linalg.norm(edges, axis=1).sum() / 2.0


@pytest.fixture
def plane() -> Sheet:
    """A flat square of 2 m, ruled into cells of 0.2 m, facing up."""
    steps = np.linspace(-1.0, 1.0, 11)
    return Sheet.of(grid(steps, steps, np.zeros((11, 11))))


def test_a_cut_divides_the_area_where_the_line_runs_and_loses_nothing(plane):
    cut = plane.cut(lambda s: s.vertices[:, 0] - 0.137, 1, [0])
    assert _area(cut.vertices, cut.faces[cut.labels == 1]) == pytest.approx(2.0 * 1.137)
    assert _area(cut.vertices, cut.faces) == pytest.approx(4.0)


def test_a_circle_is_as_round_as_asked_for(plane):
    drawn = circle((0.0, 0.0), 0.15)
    coarse = plane.cut(lambda s: drawn(s.vertices[:, :2]), 1, [0])
    fine = plane.cut(lambda s: drawn(s.vertices[:, :2]), 1, [0], finest=0.04)
    errors = [
        abs(_area(s.vertices, s.faces[s.labels == 1]) - np.pi * 0.15**2) / (np.pi * 0.15**2)
        for s in (coarse, fine)
    ]
    assert errors[1] < 0.03 < errors[0]


def test_what_is_narrower_than_the_mesh_is_cut_exactly_between_straight_lines(plane):
    drawn = convex([(-0.5, 0.301), (0.5, 0.301), (0.5, 0.309), (-0.5, 0.309)])
    cut = plane.cut(lambda s: drawn(s.vertices[:, :2]), 1, [0])
    assert _area(cut.vertices, cut.faces[cut.labels == 1]) == pytest.approx(0.008, rel=1e-6)


def test_labels_that_are_not_among_those_named_stay(plane):
    half = plane.cut(lambda s: s.vertices[:, 0], 1, [0])
    both = half.cut(lambda s: s.vertices[:, 1], 2, [1])
    areas = [_area(both.vertices, both.faces[both.labels == label]) for label in (0, 1, 2)]
    assert areas == pytest.approx([2.0, 1.0, 1.0])


def test_marks_are_interpolated_where_edges_are_cut(plane):
    marked = Sheet.of(plane.only(0), plane.only(0).vertices[:, :1] * 3.0)
    cut = marked.cut(lambda s: s.vertices[:, 0] - 0.05, 1, [0])
    np.testing.assert_allclose(cut.marks[:, 0], cut.vertices[:, 0] * 3.0, atol=1e-12)


def test_faces_keep_their_side_and_a_sheet_stays_joined(plane):
    cut = plane.cut(lambda s: circle((0.1, 0.0), 0.4)(s.vertices[:, :2]), 1, [0])
    corners = cut.vertices[cut.faces]
    upwards = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 2]
    assert (upwards > -1e-12).all()
    edges = np.concatenate([cut.faces[:, [0, 1]], cut.faces[:, [1, 2]], cut.faces[:, [2, 0]]])
    _, counts = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
    once = np.unique(np.sort(edges, axis=1), axis=0)[counts == 1]
    # Only the square's own border has edges with one face.
    assert (np.abs(cut.vertices[once]).max(axis=2) > 1.0 - 1e-9).all()
    assert counts.max() == 2


def test_the_wall_of_what_is_let_in_faces_the_hollow(plane):
    cut = plane.cut(lambda s: circle((0.0, 0.0), 0.5)(s.vertices[:, :2]), 1, [0])
    wall = cut.wall(1, np.array([0.0, 0.0, -0.1]))
    middles = wall.vertices[wall.faces].mean(axis=1)
    inwards = (wall.normals[wall.faces[:, 0]][:, :2] * -middles[:, :2]).sum(axis=1)
    assert (inwards > 0.0).all()
    assert wall.vertices[:, 2].min() == pytest.approx(-0.1)
    assert len(cut.wall(1, np.array([0.0, 0.0, -0.1]), against=[7]).faces) == 0


def test_outlines_are_signed_distances_whichever_way_round():
    corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0)]
    places = np.array([[1.0, 0.5], [1.0, -0.25], [3.0, 0.5], [2.3, 1.4], [0.1, 0.5]])
    for points in (corners, corners[::-1]):
        np.testing.assert_allclose(outline(points)(places), [-0.5, 0.25, 1.0, 0.5, -0.1], atol=1e-12)
    rounded = outline(corners, 0.2)(np.array([[0.0, 0.0], [1.0, 0.0]]))
    assert rounded == pytest.approx([0.2 * (2.0**0.5 - 1.0), 0.0])


def test_a_concave_outline_has_an_outside_in_its_notch():
    notched = outline([(0, 0), (4, 0), (4, 3), (2, 1), (0, 3)])
    inside, outside = notched(np.array([[1.0, 0.5], [2.0, 2.0]]))
    assert inside < 0.0 < outside


def test_a_polygon_that_is_not_convex_is_refused():
    with pytest.raises(ValueError, match="convex"):
        convex([(0, 0), (4, 0), (4, 3), (2, 1), (0, 3)])


def test_curves_pass_their_points_never_overshoot_and_end_flat():
    points = [(0.0, 1.0), (1.0, 1.0), (1.2, 3.0), (4.0, 2.0)]
    smooth = curve(points)
    np.testing.assert_allclose(smooth(np.array([x for x, _ in points])), [y for _, y in points])
    values = smooth(np.linspace(-1.0, 5.0, 400))
    assert values.min() >= 1.0 - 1e-12
    assert values.max() <= 3.0 + 1e-12
    assert smooth(np.array([-9.0, 99.0])) == pytest.approx([1.0, 2.0])
