"""Reference lines: lengths, directions and smooth joints."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carla_scenes.embedded.town.curves import (
    Arc,
    Heading,
    Line,
    ParamPoly3,
    PathBuilder,
    Spiral,
    filleted,
    poly3,
    turning,
)

CURVES = [
    Line(30.0),
    Arc(30.0, 0.05),
    Arc(30.0, -0.02),
    Spiral(30.0, 0.0, 0.08),
    Spiral(30.0, 0.05, -0.05),
    ParamPoly3(30.0, (0.0, 30.5, 0.0, -1.0), (0.0, 0.0, 8.0, -3.0)),
    poly3(30.0, 0.0, 0.0, 0.01, -0.0002),
]


@pytest.mark.parametrize("curve", CURVES, ids=lambda c: f"{type(c).__name__} {c.bend:.3f}")
def test_curves_are_measured_along_themselves_and_head_where_they_go(curve):
    along = np.linspace(0.0, 29.0, 3001)
    points = curve.local(along)
    steps = np.diff(points[:, :2], axis=0)
    assert np.hypot(*steps.T) == pytest.approx(np.full(len(steps), along[1]), rel=2e-3)
    between = (points[1:, 2] + points[:-1, 2]) / 2.0
    assert np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])) == pytest.approx(np.unwrap(between), abs=2e-3)
    turned = np.abs(np.diff(points[:, 2])) / along[1]
    assert turned.max() <= curve.bend * 1.05 + 1e-9


@given(
    st.lists(st.tuples(st.floats(-200, 200), st.floats(-200, 200), st.floats(2, 80)), min_size=3, max_size=6)
)
def test_rounded_corners_join_smoothly(points):
    corners = np.array(points)[:, :2]
    steps = np.diff(corners, axis=0)
    assume(np.hypot(*steps.T).min() > 5.0)
    angles = np.arctan2(steps[:, 1], steps[:, 0])
    assume(np.abs(np.angle(np.exp(1j * np.diff(angles)))).max() < 2.8)
    path = filleted(points)
    start, end = path.pose(0.0), path.pose(path.length)
    assert (start.x, start.y) == pytest.approx(points[0][:2], abs=1e-6)
    assert (end.x, end.y) == pytest.approx(points[-1][:2], abs=1e-4)
    for before, after in zip(path.stretches, path.stretches[1:], strict=False):
        x, y, angle = before.at(np.array([after.start]))[0]
        assert (x, y) == pytest.approx((after.x, after.y), abs=1e-6)
        assert math.cos(angle - after.heading) == pytest.approx(1.0, abs=1e-9)


@given(
    st.floats(-math.pi, math.pi),
    st.floats(15.0, 40.0),
    st.floats(-10.0, 10.0),
    st.floats(-2.6, 2.6),
    st.floats(4.0, 60.0),
)
def test_ways_through_junctions_begin_and_end_at_their_lanes(angle, ahead, left, turn, radius):
    start = Heading(3.0, -7.0, angle)
    out = start.moved(ahead=ahead / 2.0).moved(turn=turn).moved(ahead=ahead / 2.0, left=left)
    path = turning(start, out, radius)
    end = path.pose(path.length)
    assert (end.x, end.y) == pytest.approx((out.x, out.y), abs=1e-6)
    assert math.cos(end.angle - out.angle) == pytest.approx(1.0, abs=1e-6)
    assert math.cos(path.pose(0.0).angle - start.angle) == pytest.approx(1.0, abs=1e-9)


def test_a_cut_path_runs_where_the_whole_one_does():
    path = PathBuilder(Heading(0.0, 0.0, 0.3)).line(20.0).arc(30.0, 0.04).line(5.0).path()
    part = path.cut(7.5, 48.0)
    along = np.linspace(0.0, part.length, 50)
    assert part.length == pytest.approx(40.5)
    assert part.at(along) == pytest.approx(path.at(along + 7.5))
    with pytest.raises(ValueError, match="nothing is left"):
        path.cut(9.0, 9.0)
