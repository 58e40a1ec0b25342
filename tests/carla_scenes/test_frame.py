from __future__ import annotations

import math

import carla
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from carla_scenes.frame import (
    Box,
    Lens,
    Pose,
    attached_pose,
    boxes_intersect,
    camera_coordinates,
    project,
    projected_rectangle,
    world_to_image_matrix,
    wrap_degrees,
)

metres = st.floats(-50, 50)
angles = st.floats(-179, 179)
pitches = st.floats(-80, 80)
poses = st.builds(Pose, metres, metres, metres, pitches, angles, angles)


@given(poses, st.tuples(metres, metres, metres))
def test_rotation_agrees_with_the_genuine_client(pose, point):
    transform = carla.Transform(
        carla.Location(pose.x, pose.y, pose.z), carla.Rotation(pose.pitch, pose.yaw, pose.roll)
    )
    theirs = transform.transform(carla.Location(*point))
    ours = pose.location + pose.rotation @ np.array(point)
    assert np.allclose(ours, [theirs.x, theirs.y, theirs.z], atol=1e-3)


@given(poses, poses)
def test_attached_pose_composes_rotations(parent, relative):
    whole = attached_pose(parent, relative)
    assert np.allclose(whole.rotation, parent.rotation @ relative.rotation, atol=1e-6)
    assert np.allclose(whole.location, parent.location + parent.rotation @ relative.location)


@given(poses, st.tuples(st.floats(1, 50), metres, metres))
def test_projection_agrees_with_the_vision_matrices(camera, local):
    point = (camera.location + camera.rotation @ np.array(local))[None]
    lens = Lens(1280, 720, 90.0)
    (pixel,), (depth,) = project(point, camera, lens)
    homogeneous = lens.intrinsics @ (world_to_image_matrix(camera) @ np.append(point[0], 1.0))[:3]
    assert np.allclose(pixel, homogeneous[:2] / homogeneous[2], atol=1e-5)
    assert math.isclose(depth, local[0], abs_tol=1e-9)
    assert np.allclose(camera_coordinates(point, camera)[0], local)


def test_right_is_right_and_up_is_up():
    lens = Lens(200, 100, 90.0)
    (pixel,), _ = project(np.array([[10.0, 5.0, 2.0]]), Pose(0, 0, 0), lens)
    assert np.allclose(pixel, (150.0, 30.0))


def test_box_behind_the_camera_has_no_rectangle():
    assert projected_rectangle(Box(Pose(-5, 0, 0), 1, 1, 1), Pose(0, 0, 0), Lens(64, 64, 90)) is None


@given(angles, angles, st.floats(0.5, 5), st.floats(0.5, 5), st.floats(-4, 4), st.floats(-4, 4))
def test_intersection_agrees_with_sampled_points(yaw, other_yaw, length, width, dx, dy):
    first = Box(Pose(0, 0, 1, yaw=yaw), length, width, 2)
    second = Box(Pose(dx, dy, 1, yaw=other_yaw), 2.0, 1.0, 2)
    steps = np.linspace(-0.5, 0.5, 21)
    inside = np.array([[a * 2.0, b * 1.0, 0.0] for a in steps for b in steps])
    world = inside @ second.pose.rotation.T + second.pose.location
    local = (world - first.pose.location) @ first.pose.rotation
    touches = ((np.abs(local[:, 0]) < length / 2) & (np.abs(local[:, 1]) < width / 2)).any()
    if touches:
        assert boxes_intersect(first, second)
    assert boxes_intersect(first, second) == boxes_intersect(second, first)


def test_boxes_one_above_the_other_do_not_intersect():
    assert not boxes_intersect(Box(Pose(0, 0, 1), 2, 2, 2), Box(Pose(0, 0, 4), 2, 2, 2))
    assert boxes_intersect(Box(Pose(0, 0, 1), 2, 2, 2), Box(Pose(0, 0, 3), 2, 2, 2), gap=0.1)


def test_wrapping():
    assert [wrap_degrees(angle) for angle in (-180, 180, 540, 190)] == [-180, -180, -180, -170]
    assert Pose(0, 0, 0, yaw=190.00004).rounded().yaw == -170.0
