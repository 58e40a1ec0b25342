"""CARLA's left-handed frame: x forward, y right, z up; metres and degrees. The one module that converts it.

Rotations follow Unreal: yaw turns from x towards y, pitch raises the nose, roll lowers the right side. A camera
looks along its x axis; in the image u grows to the right (its y axis) and v grows downwards (against its z
axis). Pixel (row, column) covers [column, column + 1) x [row, row + 1), so its centre lies at +0.5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pose:
    """Where something is and how it is turned, in the world frame: metres and degrees."""

    x: float
    y: float
    z: float
    pitch: float = 0.0
    yaw: float = 0.0
    roll: float = 0.0

    @classmethod
    def upright(cls, location: Floats, yaw: float) -> Pose:
        """Return the pose of something upright at a place, (3,) metres, turned by `yaw` degrees."""
        return cls(float(location[0]), float(location[1]), float(location[2]), yaw=yaw)

    @property
    def location(self) -> Floats:
        """The place alone, (3,) float64, metres."""
        return np.array([self.x, self.y, self.z])

    @property
    def rotation(self) -> Floats:
        """The axes of the posed thing as columns (forward, right, up), (3, 3) float64, world frame."""
        return rotation_matrix(self.pitch, self.yaw, self.roll)

    def rounded(self) -> Pose:
        """Return the pose to the tenth of a millimetre and of a thousandth of a degree, as files hold it."""
        numbers = (self.x, self.y, self.z, self.pitch, wrap_degrees(self.yaw), self.roll)
        return Pose(*(round(number, 4) + 0.0 for number in numbers))

    def offset(self, forward: float = 0.0, right: float = 0.0, up: float = 0.0) -> Pose:
        """Return the pose moved along its own axes, metres."""
        x, y, z = self.location + self.rotation @ np.array([forward, right, up])
        return Pose(float(x), float(y), float(z), self.pitch, self.yaw, self.roll)


@dataclass(frozen=True)
class Box:
    """A box turned about its centre.

    Attributes:
        pose: Centre and rotation, world frame.
        length: Full size along its own x axis, metres.
        width: Full size along its own y axis, metres.
        height: Full size along its own z axis, metres.
    """

    pose: Pose
    length: float
    width: float
    height: float

    @property
    def corners(self) -> Floats:
        """The eight corners, (8, 3) float64, world frame, metres."""
        signs = np.array([[a, b, c] for a in (-0.5, 0.5) for b in (-0.5, 0.5) for c in (-0.5, 0.5)])
        local = signs * np.array([self.length, self.width, self.height])
        corners: Floats = local @ self.pose.rotation.T + self.pose.location
        return corners

    @property
    def bottom(self) -> float:
        """Height of its lowest point, metres."""
        return float(self.corners[:, 2].min())


@dataclass(frozen=True)
class Lens:
    """A pinhole camera's image: width and height in pixels, horizontal field of view in degrees."""

    width: int
    height: int
    fov: float

    @property
    def focal(self) -> float:
        """Focal length, pixels; the same for both axes."""
        return self.width / (2.0 * math.tan(math.radians(self.fov) / 2.0))

    @property
    def intrinsics(self) -> Floats:
        """The matrix K of the pinhole model, (3, 3) float64, pixels."""
        return np.array(
            [[self.focal, 0.0, self.width / 2.0], [0.0, self.focal, self.height / 2.0], [0.0, 0.0, 1.0]]
        )


def wrap_degrees(angle: float) -> float:
    """Return an angle as the equal one in [-180, 180)."""
    return (angle + 180.0) % 360.0 - 180.0


def rotation_matrix(pitch: float, yaw: float, roll: float) -> Floats:
    """Return Unreal's rotation: (3, 3) float64 whose columns are forward, right and up. Angles in degrees."""
    cp, cy, cr = (math.cos(math.radians(angle)) for angle in (pitch, yaw, roll))
    sp, sy, sr = (math.sin(math.radians(angle)) for angle in (pitch, yaw, roll))
    return np.array(
        [
            [cp * cy, cy * sp * sr - sy * cr, -cy * sp * cr - sy * sr],
            [cp * sy, sy * sp * sr + cy * cr, -sy * sp * cr + cy * sr],
            [sp, -cp * sr, cp * cr],
        ]
    )


def attached_pose(parent: Pose, relative: Pose) -> Pose:
    """Return the world pose of something fixed to `parent` at the pose `relative` in the parent's own axes."""
    x, y, z = parent.location + parent.rotation @ relative.location
    turned = parent.rotation @ relative.rotation
    pitch = math.degrees(math.asin(float(np.clip(turned[2, 0], -1.0, 1.0))))
    yaw = math.degrees(math.atan2(turned[1, 0], turned[0, 0]))
    roll = math.degrees(math.atan2(-turned[2, 1], turned[2, 2]))
    return Pose(float(x), float(y), float(z), pitch, yaw, roll)


def camera_coordinates(points: Floats, camera: Pose) -> Floats:
    """Return points in the camera's axes.

    Args:
        points: (N, 3) float64, world frame, metres.
        camera: The camera's pose.

    Returns:
        (N, 3) float64: distance along the view, to the right, upwards; metres.
    """
    local: Floats = (points - camera.location) @ camera.rotation
    return local


def project(points: Floats, camera: Pose, lens: Lens) -> tuple[Floats, Floats]:
    """Return where points appear in an image.

    Args:
        points: (N, 3) float64, world frame, metres.
        camera: The camera's pose.
        lens: Its image.

    Returns:
        Pixels (N, 2) float64 as (u, v), meaningless for points behind the camera, and depth (N,) float64 along
        the view, metres.
    """
    local = camera_coordinates(points, camera)
    depth = local[:, 0]
    safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
    u = lens.width / 2.0 + lens.focal * local[:, 1] / safe
    v = lens.height / 2.0 - lens.focal * local[:, 2] / safe
    return np.stack([u, v], axis=1), depth


def projected_rectangle(box: Box, camera: Pose, lens: Lens) -> tuple[float, float, float, float] | None:
    """Return the rectangle (left, top, right, bottom) around a box's corners in the image, in pixels.

    It is not cut to the image. None when a corner is not in front of the camera.
    """
    pixels, depth = project(box.corners, camera, lens)
    if (depth < 0.1).any():
        return None
    (left, top), (right, bottom) = pixels.min(axis=0), pixels.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def world_to_image_matrix(camera: Pose) -> Floats:
    """Return the extrinsic matrix in the convention of computer vision, (4, 4) float64.

    It takes homogeneous points of the world frame to right-handed camera axes: x right, y down, z forward.
    """
    to_vision = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -1.0], [1.0, 0.0, 0.0]])
    matrix = np.eye(4)
    matrix[:3, :3] = to_vision @ camera.rotation.T
    matrix[:3, 3] = -matrix[:3, :3] @ camera.location
    return matrix


def boxes_intersect(first: Box, second: Box, gap: float = 0.0) -> bool:
    """Return whether two upright boxes (turned by yaw only) come closer than `gap` metres to one another.

    Separating axes: the four sides in the plane, and the height. With a gap it errs on the side of yes at
    the corners.
    """
    if abs(first.pose.z - second.pose.z) >= (first.height + second.height) / 2.0 + gap:
        return False
    between = (second.pose.location - first.pose.location)[:2]
    sides = [
        (box.pose.rotation[:2, axis], half)
        for box in (first, second)
        for axis, half in ((0, box.length / 2.0), (1, box.width / 2.0))
    ]
    return all(
        abs(between @ axis) < sum(half * abs(side @ axis) for side, half in sides) + gap for axis, _ in sides
    )
